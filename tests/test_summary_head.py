"""The summary at the head of the outputs: where it stands, that each thing said leads to its change, and that it can be left out."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pypdf
import pytest
from lxml import etree, html

import decision_diff as dd
import readable
from decision_diff import cli, profiles
from decision_diff.ooxml.writing.template import W
from decision_diff.renderers import RENDERERS, Renderer
from decision_diff.renderers.wording import ENGLISH
from paths import FIXTURES

OLD, NEW = (FIXTURES / f"decision-641-c{year}.zh.txt" for year in (24, 25))
HEADED = [row for row in RENDERERS if "summary" in row.heeded]
EACH = pytest.mark.parametrize("row", HEADED, ids=lambda row: row.name)
COUNTRY = "增加：巴哈马"  # what the summary says in Chinese, and no text and no list of changes does


def compare() -> dd.Comparison:
    return dd.compare(OLD, NEW)


def render(comparison: dd.Comparison, name: str, **options: Any) -> Any:
    given: Any = options
    return dd.render(comparison, name, **given)


def show(row: Renderer, **options: Any) -> str:
    output: Any = render(compare(), row.name, **options)
    if row.name.endswith("pdf"):
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(output)).pages).replace(" ", "")
    return readable.READABLE[row.name](output) if isinstance(output, bytes) else output


def test_every_output_for_people_but_the_summary_and_tracked_changes_has_it() -> None:
    without = {row.name for row in RENDERERS if "labels" in row.heeded and row not in HEADED}
    assert without == {"summary", "summary-md", "summary-json"}
    assert "summary" not in next(row for row in RENDERERS if row.name == "docx").heeded


@EACH
def test_it_is_shown_unless_it_is_left_out(row: Renderer) -> None:
    assert COUNTRY in show(row, labels="zh")
    assert COUNTRY not in show(row, labels="zh", summary=False)


@EACH
@pytest.mark.parametrize("labels", profiles.LANGUAGES)
def test_it_speaks_the_language_of_the_labels(row: Renderer, labels: str) -> None:
    shown, said = show(row, labels=labels), profiles.load_labels(labels)["signal.country"]
    if labels == "ar" and row.name.endswith("pdf"):
        return  # its letters come back in their joined forms, and from right to left
    assert said.replace(" ", "") in shown.replace(" ", "").replace("\\", "")


def test_it_stands_before_the_changes() -> None:
    for name in ("text", "markdown", "html", "review", "table-html", "table-md"):
        shown = show(next(row for row in HEADED if row.name == name), labels="zh")
        assert shown.index(COUNTRY) < shown.index("举办战略对话")
    for name in ("table-csv", "table-xlsx"):  # whose first line is for the headings of the columns
        shown = show(next(row for row in HEADED if row.name == name), labels="zh")
        assert shown.index(COUNTRY) > shown.index("举办战略对话")


# Links


@pytest.mark.parametrize("name", ["html", "review", "table-html"])
def test_on_pages_each_thing_leads_to_its_change(name: str) -> None:
    page: Any = html.fromstring(str(render(compare(), name, labels="zh")))
    (link,) = [one for one in page.iter("a") if COUNTRY in one.text_content()]
    (target,) = page.xpath("//*[@id=$id]", id=link.get("href")[1:])
    assert link.get("href") == "#change.2"
    around = target if name == "table-html" else target.getparent()
    assert "做出决定1" in around.text_content()


def test_in_a_word_table_each_thing_leads_to_a_bookmark_of_its_row() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(dd.render(compare(), "table-docx", labels="zh"))) as archive:
        root: Any = etree.fromstring(archive.read("word/document.xml"))
    names = {"w": W}
    links = root.findall(".//w:hyperlink", names)
    for link in links:
        (mark,) = root.xpath(f"//w:bookmarkStart[@w:name='{link.get(f'{{{W}}}anchor')}']", namespaces=names)
        row = "".join(mark.xpath("ancestor::w:tr//w:t/text()", namespaces=names))
        said = "".join(link.itertext())
        assert row.startswith(said.partition("：")[0])
    assert len(links) == 8
    identities = root.xpath("//w:bookmarkStart/@w:id", namespaces=names)
    assert len(identities) == len(set(identities)) == len(root.findall(".//w:bookmarkEnd", names))


def test_in_a_spreadsheet_each_thing_leads_to_its_row() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(dd.render(compare(), "table-xlsx", labels="zh"))).active
    assert sheet is not None
    links = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == 8
    for cell in links:
        assert cell.hyperlink is not None
        place = re.fullmatch(r"'[^']+'!A(\d+)", cell.hyperlink.location or "")
        assert place
        assert str(cell.value).startswith(str(sheet.cell(int(place[1]), 1).value))


@pytest.mark.parametrize("name", ["pdf", "table-pdf"])
def test_in_a_pdf_each_thing_is_a_link_inside_of_the_file(name: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(compare(), name, labels="zh")))
    links: list[Any] = [
        note for page in reader.pages for note in page.get("/Annots", []) if note.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) >= 8  # one that is broken over two lines has two
    assert all("/Dest" in one.get_object() or one.get_object()["/A"]["/S"] == "/GoTo" for one in links)


def test_what_has_no_row_of_its_own_is_said_without_a_link() -> None:
    """Replaced throughout: such changes are gathered in a note."""
    texts = [
        "".join(f"{number} the {body} Committee meets in room {number};\n" for number in range(1, 6))
        for body in ("Budget", "Finance")
    ]
    comparison = dd.compare(old_text=texts[0], new_text=texts[1])
    assert len(comparison.replacements) == 1
    page: Any = html.fromstring(render(comparison, "table-html", profile="legal"))
    (said,) = page.xpath("//section[@class='means']//li")
    assert "Budget Committee → Finance Committee" in said.text_content()
    assert not page.xpath("//section[@class='means']//a")


# With other options


def test_of_one_signal_only_that_is_said() -> None:
    for name in ("text", "markdown"):
        shown = str(render(compare(), name, signal="country"))
        assert "Countries" in shown
        assert "Dates" not in shown


def test_pages_verify_with_it_and_without(tmp_path: Any) -> None:
    for name in ("html", "review"):
        for summary in (True, False):
            page = str(render(compare(), name, summary=summary))
            path = tmp_path / f"{name}{summary}.html"
            path.write_text(page, encoding="utf-8")
            found = dd.verify(path, OLD, NEW)
            assert found.differences == ()
            # Left out by an option, the page is not byte for byte what we write; with it, it is.
            assert [one.code for one in found.notices] == ([] if summary else ["redline-otherwise"])


def test_two_equal_texts_and_changes_without_meaning_have_none() -> None:
    same = dd.compare(OLD, OLD)
    words = dd.compare(old_text="1 a green house\n2 b\n", new_text="1 a blue house\n2 b\n")
    for comparison in (same, words):
        for row in HEADED:
            if not row.binary:
                assert ENGLISH.say("summary.heading") not in str(render(comparison, row.name, labels="en"))


def test_the_command_line_leaves_it_out_and_refuses_the_option_where_there_is_none(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compare", str(OLD), str(NEW)]) == 1
    assert "\nSummary:\n- Dates: " in capsys.readouterr().out
    assert cli.main(["compare", str(OLD), str(NEW), "--no-summary"]) == 1
    assert "Summary" not in capsys.readouterr().out
    assert cli.main(["compare", str(OLD), str(NEW), "--no-summary", "-o", str(tmp_path / "a.docx")]) == 2
    assert "--no-summary" in capsys.readouterr().err


def test_words_of_both_directions_keep_theirs_in_an_arabic_page() -> None:
    """Each step of a place and each value is isolated; digits behind an Arabic word would change places with it."""
    old, new = (
        "Decision 12\ndecides\n1 that it meets on 1 May 2026;\n",
        "Decision 12\ndecides\n1 that it meets on 9 June 2026;\n",
    )
    page = dd.render(dd.compare(old_text=old, new_text=new), "html", labels="ar")
    assert "<bdi>decides 1</bdi>: <bdi>1 May 2026</bdi> ← <bdi>9 June 2026</bdi></a>" in page
    assert "\x1f" not in page
    old, new = ("المادة 1\nيقدم تقريرا قبل 1 مايو 2026.\n", "المادة 1\nيقدم تقريرا قبل 9 يونيو 2026.\n")
    page = dd.render(dd.compare(old_text=old, new_text=new), "html")  # in English
    assert "<bdi>المادة 1</bdi>: <bdi>1 مايو 2026</bdi> → <bdi>9 يونيو 2026</bdi></a>" in page
    assert "\x1f" not in page
