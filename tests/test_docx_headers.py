"""Headers and footers in redlines: marked as the body is, section by section, and proved; no word of them is cut."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lint_docx
import office
from decision_diff import compare, read, render, verify
from decision_diff.model import Source, View
from decision_diff.ooxml import headers
from decision_diff.ooxml.opened import read_view
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing.views import write_view
from decision_diff.pipeline import clean
from wordfiles import HEAD, PACKAGE, R, W, dele, docx, ins, p, pack, paged, row, style, styles, t, table

Sections = Mapping[str, str]
_MARKED = re.compile(r"<w:(ins|del) [^>]*(?<!/)>(.*?)</w:\1>", re.DOTALL)


def redline(old: bytes, new: bytes, told: list[str] | None = None) -> bytes:
    """A redline that `verify` proves, headers and all, and that the linter has nothing to say of."""
    output = render(compare(old, new), "docx", told=(told if told is not None else []).append)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    verdict = verify(Source("redline.docx", "", output), old, new)
    assert verdict, [one.shown for one in verdict.differences]
    return output


def redline_but_pictures(old: bytes, new: bytes, told: list[str]) -> bytes:
    """A redline of which `verify` finds nothing but pictures of headers that are not marked."""
    output = render(compare(old, new), "docx", told=told.append)
    assert isinstance(output, bytes)
    verdict = verify(Source("redline.docx", "", output), old, new)
    assert {(one.aspect, one.kind, one.unmarked) for one in verdict.differences} == {("headers", "picture", True)}
    return output


def parts(package: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def marked(package: bytes) -> list[str]:
    """`-gone` and `+come` of each mark in headers and footers, part by part."""
    found = []
    for name, xml in sorted(parts(package).items()):
        if re.search(r"word/(header|footer)\w*\.xml$", name):
            for kind, inner in _MARKED.findall(xml):
                found.append("-+"[kind == "ins"] + "".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", inner)))
    return found


def texts(package: bytes, view: View) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.place, one.lines) for one in headers.read_texts(read_view(Package(package), view))]


def field(what: str, result: str = "2") -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText> {what} </w:instrText></w:r>{marks[1]}{t(result)}{marks[2]}"


def test_the_number_of_a_council_document_is_one_word() -> None:
    old, new = (paged({"header": p(t(f"C{year}/{at}-C"))}) for year, at in ((24, 120), (25, 130)))
    output = redline(old, new)
    assert marked(output) == ["-C24/120-C", "+C25/130-C"]
    assert "<w:ins" not in parts(output)["word/document.xml"]
    assert not compare(old, new).changes
    assert [one.place for one in compare(old, new).headers] == ["header of section 1"]


def test_what_did_not_change_is_left_byte_for_byte() -> None:
    old, new = (paged({"header": p(t("理事会")), "footer": p(t(words))}) for words in ("旧的页脚", "新的页脚"))
    output = parts(redline(old, new))
    assert output["word/header0.xml"] == parts(new)["word/header0.xml"]
    assert marked(redline(old, old)) == []
    assert redline(old, old) == redline(old, old)


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        # first and even pages
        (
            [{"header": p(t("甲方")), "first header": p(t("首页一")), "even footer": p(t("双页一"))}],
            [{"header": p(t("甲方")), "first header": p(t("首页二")), "even footer": p(t("双页二"))}],
            ["-一", "+二", "-一", "+二"],
        ),
        # two sections, each its own
        ([{"header": p(t("旧甲"))}, {"header": p(t("旧乙"))}], [{"header": p(t("新甲"))}, {"header": p(t("新乙"))}], ["-旧", "+新", "-旧", "+新"]),
        # the second goes on with the first in both
        ([{"header": p(t("旧甲"))}, {}], [{"header": p(t("新甲"))}, {}], ["-旧", "+新"]),
        # only in one of them
        ([{}], [{"header": p(t("理事会")) + p(t("日内瓦"))}], ["+理事会", "+日内瓦"]),
        ([{"header": p(t("理事会")) + p(t("日内瓦"))}], [{}], ["-理事会", "-日内瓦"]),
        ([{"header": p(t("甲"))}], [{"footer": p(t("甲"))}], ["-甲", "+甲"]),
        ([{"header": p(t("甲"))}, {}], [{}, {"header": p(t("甲"))}], ["-甲"]),
        # paragraphs that came and went
        ([{"header": p(t("理事会2024年会议")) + p(t("日内瓦"))}], [{"header": p(t("理事会2024年会议")) + p(t("C25/1-C")) + p(t("日内瓦"))}], ["+C25/1-C"]),
        ([{"header": p(t("完全不同")) + p()}], [{"header": p(t("毫无共处"))}], ["-完全不同", "+毫无共处"]),
    ],
)  # fmt: skip
def test_sections_and_pages(old: list[Sections], new: list[Sections], marks: list[str]) -> None:
    assert sorted(marked(redline(paged(*old), paged(*new)))) == sorted(marks)
    back = [{"-": "+", "+": "-"}[one[0]] + one[1:] for one in marks]
    assert sorted(marked(redline(paged(*new), paged(*old)))) == sorted(back)


def test_a_header_that_several_sections_share_is_cut_in_two_where_the_old_ones_differ() -> None:
    old = paged({"header": p(t("旧甲"))}, {"header": p(t("旧乙"))}, {})
    new = paged({"header": p(t("新的"))}, {}, {})
    output = redline(old, new)
    assert sorted(marked(output)) == sorted(["+新的", "-旧甲", "+新的", "-旧乙"])
    assert texts(output, "rejected") == [("header 1", ("旧甲",)), ("header 2", ("旧乙",))]
    assert texts(output, "accepted") == [("header 1", ("新的",))]
    redline(new, old)


def test_other_numbers_of_sections() -> None:
    one, two = paged({"header": p(t("甲"))}), paged({"header": p(t("乙"))}, {"header": p(t("丙"))})
    redline(one, two)
    told: list[str] = []
    output = redline(two, one, told)  # the section that went keeps its header, deleted
    assert told == []
    assert sorted(marked(output)) == ["+甲", "-丙", "-乙"]
    rejected, accepted = clean(compare(two, one), output)
    assert texts(rejected, "accepted") == [("header 1", ("乙",)), ("header 2", ("丙",))]
    assert texts(accepted, "accepted") == [("header 1", ("甲",))]


def test_a_table_in_a_header() -> None:
    def made(number: str, more: str = "") -> bytes:
        rows = row(p(t("理事会2025年会议")), p(t(number))), *([row(p(t(more)), p(t("会议")))] if more else [])
        return paged({"header": table(*rows) + p()})

    assert marked(redline(made("C24/5-C"), made("C25/7-C"))) == ["-C24/5-C", "+C25/7-C"]
    assert marked(redline(made("C24/5-C"), made("C24/5-C", "第二行"))) == ["+第二行", "+会议"]
    assert marked(redline(made("C24/5-C", "第二行"), made("C24/5-C"))) == ["-第二行", "-会议"]
    redline(made("C24/5-C"), paged({"header": p(t("C24/5-C"))}))
    redline(paged({"header": p(t("C24/5-C"))}), made("C24/5-C"))


def test_page_numbers_are_neither_lost_nor_marked() -> None:
    old, new = (
        paged({"header": p(t("- ") + field("PAGE", page) + t(" -")) + p(t(number))})
        for page, number in (("2", "C24/5-C"), ("17", "C25/7-C"))
    )
    output = redline(old, new)
    assert marked(output) == ["-C24/5-C", "+C25/7-C"]
    assert parts(output)["word/header0.xml"].count("instrText> PAGE") == 1


@pytest.mark.parametrize("simple", [False, True])
def test_a_page_number_that_went_comes_back(simple: bool) -> None:
    number = f'<w:fldSimple w:instr=" PAGE ">{t("3")}</w:fldSimple>' if simple else field("PAGE")
    old, new = (paged({"footer": p(t("第") + inner + t("页"))}) for inner in (number, field("NUMPAGES")))
    told: list[str] = []
    for before, after in ((old, new), (new, old), (old, paged({})), (old, paged({"footer": p(t("第PAGE页"))}))):
        output = redline(before, after, told)
        assert told == []
        assert texts(output, "rejected") == texts(before, "accepted")
        rejected, accepted = clean(compare(before, after), output)
        assert not verify(Source("r.docx", "", output), after, after)
        for made, like in ((rejected, before), (accepted, after)):
            assert texts(made, "accepted") == texts(like, "accepted")
            assert "delInstrText" not in "".join(parts(made).values())


def test_page_numbers_within_one_run() -> None:
    """As some programs write them: text and field in one run."""

    def made(words: str, after: str = "") -> bytes:
        inner = '<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/>'
        inner += '<w:t>9</w:t><w:fldChar w:fldCharType="end"/>'
        run = f'<w:r><w:t xml:space="preserve">{words}</w:t>{inner}</w:r>'
        return paged({"footer": p(run + t(after))})

    found = marked(redline(made("秘书长的报告，第"), made("秘书处的报告，第", "页")))
    assert found == ["-秘书长", "+秘书处", "+页"]
    redline(made("文件 "), paged({"footer": p(t("文件 "))}))
    redline(paged({"footer": p(t("文件 "))}), made("文件 "))


def test_a_picture_in_a_header_keeps_its_relationship() -> None:
    drawing = '<w:r><w:drawing><a r:embed="rId7"/></w:drawing></w:r>'
    listing = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId7" Type="{R}/image" Target="media/a.png"/>'
        f'<Relationship Id="rId8" Type="{R}/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>'
    )

    def made(*sections: str) -> bytes:
        files = parts(paged(*({"header": p(drawing + t(words))} if words else {} for words in sections)))
        return pack({**files, "word/_rels/header0.xml.rels": listing, "word/media/a.png": "PNG"})

    told: list[str] = []
    output = redline(made("C24/5-C"), made("C25/7-C"), told)
    assert told == []
    assert parts(output)["word/header0.xml"].count('r:embed="rId7"') == 1
    assert parts(output)["word/_rels/header0.xml.rels"] == listing
    # A copy of it for a section of its own points to the same picture.
    output = redline_but_pictures(paged({"header": p(t("甲"))}, {"header": p(t("乙"))}), made("C25/7-C", ""), told)
    assert (
        told.pop() == "pictures, links and looks of words in headers and footers are not all marked: header 1, header 2"
    )
    links = [xml for name, xml in parts(output).items() if re.search(r"_rels/header\d*\.xml\.rels", name)]
    assert len(links) == 2
    assert 'Target="/word/media/a.png"' in links[1]
    assert 'Target="https://example.org/"' in links[1]
    redline_but_pictures(made("C24/5-C"), paged({}), told)
    assert told[0] == "deleted text keeps only its words; not carried over: 1 × picture"
    assert told[1].endswith("are not all marked: header 1")


def test_styles_of_a_deleted_header_come_along() -> None:
    body = p(t("理事会"), properties='<w:pStyle w:val="Kopf"/>')
    old = paged({"header": body}, styles=styles(style("Kopf")))
    output = redline(old, paged({}, styles=styles(style("Other"))))
    assert 'w:styleId="Kopf"' in parts(output)["word/styles.xml"]


def test_text_boxes_in_headers() -> None:
    def box(words: str) -> str:
        return f"<w:r><w:pict><w:txbxContent>{p(t(words))}</w:txbxContent></w:pict></w:r>"

    old, new = (paged({"header": p(t("理事会") + box(words))}) for words in ("C24/5-C", "C25/7-C"))
    assert marked(redline(old, new))
    redline(old, paged({"header": p(t("理事会"))}))
    redline(paged({"header": p(t("理事会"))}), new)


def test_tracked_headers_are_read_in_both_views() -> None:
    tracked = paged({"header": p(t("C2") + dele("4") + ins("5"))})
    views: tuple[View, View] = ("rejected", "accepted")
    assert [read(tracked, view=view).sections[0][0].paragraphs for view in views] == [("C24",), ("C25",)]
    comparison = compare(tracked)  # nothing but its header is tracked
    assert not comparison.changes
    assert marked(render(comparison, "docx")) == ["-C24", "+C25"]
    redline(paged({"header": p(t("C23"))}), tracked)


def test_a_section_that_is_inserted_is_not_in_the_rejected_view() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId0"/></w:sectPr>'
    new = paged({"header": p(t("甲"))}, {"header": p(t("乙"))})
    files = parts(new)
    files["word/document.xml"] = re.sub(
        r"<w:p><w:pPr><w:sectPr>", '<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="A"/></w:rPr><w:sectPr>', files["word/document.xml"]
    )  # fmt: skip
    assert section in files["word/document.xml"]
    assert len(read(pack(files), view="accepted").sections) == 2
    assert [one.paragraphs for one in read(pack(files), view="rejected").sections[0]] == [("乙",)]


def test_rejecting_the_properties_of_a_section_keeps_its_headers() -> None:
    files = parts(paged({"header": p(t("甲"))}))
    change = '<w:sectPrChange w:id="1" w:author="A"><w:sectPr><w:titlePg/></w:sectPr></w:sectPrChange></w:sectPr>'
    files["word/document.xml"] = files["word/document.xml"].replace("</w:sectPr>", change)
    plain = write_view(pack(files), "rejected")
    assert texts(plain, "accepted") == [("header 1", ("甲",))]
    assert "<w:titlePg/>" in parts(plain)["word/document.xml"]


@pytest.mark.parametrize("titles", [False, True])
def test_that_first_pages_have_their_own_header_is_marked(titles: bool) -> None:
    old = paged({"header": p(t("甲")), "first header": p(t("乙"))}, titles=titles)
    new = paged({"header": p(t("丙"))}, titles=not titles)
    told: list[str] = []
    output = redline(old, new, told)
    assert told == []
    assert parts(output)["word/document.xml"].count("<w:sectPrChange ") == 1
    for made, on in zip(clean(compare(old, new), output), (titles, not titles), strict=True):
        assert ("titlePg" in parts(made)["word/document.xml"]) == on
        assert "sectPrChange" not in parts(made)["word/document.xml"]
    assert "sectPrChange" not in "".join(parts(redline(paged({}, titles=True), paged({}))).values())


def test_that_even_pages_have_their_own_header_is_told() -> None:
    settings = f'{HEAD}<w:settings xmlns:w="{W}"><w:evenAndOddHeaders/></w:settings>'
    told: list[str] = []
    redline(paged({"even header": p(t("甲"))}, settings=settings), paged({"header": p(t("甲"))}), told)
    assert told == ["whether even pages have headers and footers of their own is as in the new document"]


@pytest.mark.slow
def test_fields_made_to_be_slow() -> None:
    open_ = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
    started = time.process_time()
    for inner in (open_ * 20_000, field("PAGE") * 5_000):
        assert read(paged({"header": p(inner + t("甲"))})).sections
    assert time.process_time() - started < 20  # a second or two; with the square it would be an hour


def test_texts_and_documents() -> None:
    old = paged({"header": p(t("C24/5-C"))}, words=["一句。"])
    output = render(compare(old, "一句。\n二句。\n"), "docx")
    assert isinstance(output, bytes)
    assert marked(output) == ["-C24/5-C"]
    assert verify(Source("r.docx", "", output), old, "一句。\n二句。\n")
    output = render(compare("一句。\n二句。\n", old), "docx")
    assert isinstance(output, bytes)
    assert marked(output) == []  # a text has no header to give back
    assert verify(Source("r.docx", "", output), "一句。\n二句。\n", old)


@pytest.mark.parametrize("turned", [False, True])
def test_formatting_in_headers(turned: bool) -> None:
    """Where the words of a header differ; its page numbers too. Both views look as their documents."""
    page = field("PAGE")
    one = paged({"header": p(b("理事会") + t("C24/1-C") + page, properties='<w:jc w:val="center"/>')}, titles=True)
    other = paged({"header": p(t("理事会") + b("C25/2-C") + page.replace("<w:r>", BOLD))})
    old, new = (other, one) if turned else (one, other)
    comparison, told = compare(old, new), list[str]()
    plain = redline(old, new, told)
    assert [line.partition(";")[0] for line in told] == ["the formatting of 1 paragraph differs"]
    assert "PrChange><w:rPr" not in parts(plain)["word/header0.xml"]
    output = render(comparison, "docx", formatting=True)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    for made, source in zip(clean(comparison, output), (old, new), strict=True):
        assert looks(made) == looks(source)


def b(words: str) -> str:
    return t(words).replace("<w:r>", BOLD)


BOLD = "<w:r><w:rPr><w:b/></w:rPr>"


def looks(package: bytes) -> str:
    """The header, character by character, a page number as one, each bold or not; how the paragraph stands."""
    xml = parts(package)["word/header0.xml"]
    runs = re.findall(
        r'<w:r>(?:<w:rPr>(.*?)</w:rPr>|<w:rPr/>)?<w:(?:t(?: [^>]*)?>([^<]*)|fldChar w:fldCharType="(b)egin)', xml
    )
    title = "titlePg" in parts(package)["word/document.xml"]
    shown = [f"{properties}{one}" for properties, words, begin in runs for one in words or begin]
    return f"{re.findall('<w:jc[^>]*>', xml)} {title} {shown}"


def test_a_document_without_section_properties() -> None:
    files = parts(docx(p(t("第1节的一句话。"))))
    files["word/document.xml"] = files["word/document.xml"].replace("<w:sectPr/>", "")
    redline(paged({"header": p(t("甲"))}), pack(files))
    redline(pack(files), paged({"header": p(t("甲"))}))


def test_a_forged_header_is_found() -> None:
    old, new = (paged({"header": p(t(words)), "first header": p(t("首页"))}) for words in ("C24/5-C", "C25/7-C"))
    output = redline(old, new)
    files = parts(output)
    for was, now in (("C24/5-C", "C24/6-C"), ("C25/7-C", "C25/8-C"), ("首页", "末页")):
        forged = pack({name: xml.replace(was, now) for name, xml in files.items()})
        assert not verify(Source("r.docx", "", forged), old, new), was
    # The same words on other pages are not the same document.
    forged = pack({name: xml.replace('w:type="default"', 'w:type="even"') for name, xml in files.items()})
    assert not verify(Source("r.docx", "", forged), old, new)


def test_a_section_that_lost_its_blank_header_is_found() -> None:
    old, forged = paged({"header": p(t("甲"))}, {"header": p()}), paged({"header": p(t("甲"))}, {})
    verdict = verify(Source("r.docx", "", forged), old, forged)
    assert [(one.place, one.expected, one.found) for one in verdict.differences] == [("header 2", "", None)]
    redline(old, forged)


def commented(*words: str) -> str:
    notes = "".join(f'<w:comment w:id="{at}" w:author="A">{p(t(one))}</w:comment>' for at, one in enumerate(words))
    return f'{HEAD}<w:comments xmlns:w="{W}">{notes}</w:comments>'


def test_comments_are_told_and_not_proved() -> None:
    old, new = paged({}, words=["一句。"], comments=commented("旧注", "留注")), paged({}, comments=commented("留注"))
    told: list[str] = []
    output = redline(old, new, told)
    assert told == ["comments cannot be marked and are those of the new document: 2 before, 1 now"]
    verdict = verify(Source("r.docx", "", output), old, new)
    assert [(one.revision, one.message) for one in verdict.notices] == [
        (
            "old",
            "comments are not verified: the redline lacks 1 of those of the old text, and has 0 that it does not have",
        )
    ]
    assert verify(Source("r.docx", "", redline(new, new)), new, new).notices == ()


@pytest.mark.office
def test_libreoffice_agrees(tmp_path: Path) -> None:
    grid = table(row(p(t("理事会2025年会议")), p(t("C24/5-C")))).replace(
        "<w:tcPr>", '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/>'
    )
    grid = grid.replace("<w:tblGrid/>", '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>')
    first = {
        "header": p(t("C24/5-C")),
        "first header": p(t("首页的旧文字")),
        "footer": p(field("PAGE") + t("　日内瓦")),
    }
    second = {"header": p(t("C25/7-C")), "first header": p(t("首页的新文字")), "footer": p(field("PAGE") + t("　拿骚"))}
    pairs = [
        (paged(first, titles=True), paged(second, titles=True)),
        (paged({"header": p(t("旧甲"))}, {"header": p(t("旧乙"))}), paged({"header": p(t("新甲"))}, {"header": p(t("新乙"))})),
        (paged({"header": grid + p()}), paged({"header": grid.replace("C24/5", "C25/7") + p()})),
        (paged({"header": p(t("甲一")) + p(t("甲二"))}), paged({"header": p(t("甲一")) + p(t("新段")) + p(t("甲二"))})),
        (paged({"header": p(t("理事会"))}), paged({})),
        (paged({}), paged({"header": p(t("理事会"))})),
    ]  # fmt: skip
    documents = [(old, redline(old, new), new) for old, new in (*pairs, *((new, old) for old, new in pairs))]
    for at, (before, rejected, after, accepted) in enumerate(office.views(tmp_path, documents)):
        assert rejected["loaded"], at  # else it proves nothing
        assert before["beside"] or after["beside"], at
        assert rejected["beside"] == before["beside"], at
        assert accepted["beside"] == after["beside"], at


WORDS = st.sampled_from(
    ["", "理事会", "2025年会议", "C24/120-C", "C25/130-C", "日内瓦，6月17日", "第641号决定", "原文：英文"]
)
INNER = st.one_of(WORDS.map(t), st.sampled_from(["PAGE", "NUMPAGES", "DATE"]).map(field))
PARAGRAPH = st.lists(INNER, max_size=3).map(lambda runs: p("".join(runs)))
GRID = st.lists(st.tuples(PARAGRAPH, PARAGRAPH), min_size=1, max_size=2).map(
    lambda rows: table(*(row(*cells) for cells in rows)) + p()
)
STORY = st.one_of(st.lists(PARAGRAPH, min_size=1, max_size=3).map("".join), GRID)
SLOT = st.sampled_from(["header", "first header", "even header", "footer", "first footer", "even footer"])
SECTION = st.dictionaries(SLOT, STORY, max_size=3)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.data(), st.integers(1, 3))
def test_any_headers_of_as_many_sections_are_proved(data: st.DataObject, count: int) -> None:
    old, new = (paged(*data.draw(st.lists(SECTION, min_size=count, max_size=count))) for _ in range(2))
    output = redline(old, new)
    for made, like in zip(clean(compare(old, new), output), (old, new), strict=True):
        assert texts(made, "accepted") == texts(like, "accepted")


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(SECTION, min_size=1, max_size=3), st.lists(SECTION, min_size=1, max_size=3))
def test_any_headers_are_marked_or_told(before: list[Sections], after: list[Sections]) -> None:
    old, new = paged(*before), paged(*after)
    told: list[str] = []
    output = render(compare(old, new), "docx", told=told.append)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    proved = not verify(Source("r.docx", "", output), old, new).of("headers")
    assert proved != any(one.startswith("headers and footers are those of the new document") for one in told)
