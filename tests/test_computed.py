"""Results of fields that any program works out anew: read, shown, and no amendment when they differ."""

from __future__ import annotations

import pytest

import decision_diff as dd
from decision_diff.model import View
from decision_diff.ooxml.document import read_paragraphs
from decision_diff.ooxml.package import Package
from wordfiles import docx, p, paged, t
from wordredlines import redline


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str) -> str:
    said = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + said + mark("separate") + result + mark("end")


def simple(instruction: str, result: str = "") -> str:
    return f'<w:fldSimple w:instr="{instruction}">{t(result) if result else ""}</w:fldSimple>'


def computed(body: str, view: View = "accepted") -> list[list[tuple[str, str]]]:
    found = read_paragraphs(Package(docx(body)), view)
    return [[(one.text[start:end], name) for start, end, name in one.computed] for one in found]


@pytest.mark.parametrize("made", [field, lambda said, result: simple(said, "").replace("></", f">{result}</")])
def test_results_that_any_program_works_out_anew_are_known(made: object) -> None:
    assert callable(made)
    for name in (
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "PAGEREF _Toc1 \\h",
        "DATE \\@ M",
        "TIME",
        "PRINTDATE",
        "savedate",
    ):
        assert computed(p(t("第") + made(name, t("1") + t("2")) + t("页"))) == [[("12", name.split()[0].upper())]]
    for name in ("REF a", "CREATEDATE", "TITLE", "PAGED", ""):
        assert computed(p(t("第") + made(name, t("12")) + t("页"))) == [[]]


def test_page_numbers_of_a_table_of_contents() -> None:
    first = mark("begin") + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>" + mark("separate")
    lines = [
        p(first + t("第一章\t5")),
        p(t("第二章 2026年\t") + field("PAGEREF _Toc2", t("12"))),
        p(t("第三章2026") + mark("end")),
        p(t("正文\t7")),
    ]
    assert computed("".join(lines)) == [[("5", "TOC")], [("12", "PAGEREF")], [], []]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (field("PAGE", t("3")), field("PAGE", t("14")), "consequential"),
        (field("DATE", t("2026年3月1日")), simple("DATE", "2026年11月29日"), "consequential"),
        (simple("NUMPAGES"), simple("NUMPAGES", "9"), "consequential"),
        (field("DATE", t("2026年3月1日")), t("2026年11月29日"), "substantive"),
        (t("3"), field("PAGE", t("14")), "substantive"),
        (field("PAGE", t("3")), field("DATE", t("14")), "substantive"),
        (field("CREATEDATE", t("3")), field("CREATEDATE", t("14")), "substantive"),
        ("", field("DATE", t("2026年3月1日")), "substantive"),
        (field("PAGE", t("3")), t("3"), ""),
    ],
)  # fmt: skip
def test_a_different_result_is_consequential_and_shown(old: str, new: str, kind: str) -> None:
    made = [docx(p(t("议事规则。")) + p(t("见第") + one + t("页的说明，会议由秘书长主持。"))) for one in (old, new)]
    found = dd.compare(*made)
    assert [change.kind for change in found.changes] == ([kind] if kind else [])
    if kind:
        assert found.changes[0].mark == ("MOD" if kind == "substantive" else "(MOD)")
        assert "{+" in dd.render(found, "text")
        redline(*made)
    assert ("computed" in [one.code for one in found.old.notices]) == (
        "PAGE" in old or ("DATE" in old and "CREATE" not in old)
    )


def test_words_beside_a_result_are_as_substantive_as_ever() -> None:
    old, new = (
        docx(p(t("见第") + field("PAGE", t(page)) + t(f"页，期限{years}年。")))
        for page, years in (("3", "三"), ("9", "五"))
    )
    (change,) = dd.compare(old, new).changes
    assert change.kind == "substantive"
    assert [edit.kind for edit in change.edits if edit.op != "equal"] == ["consequential", "substantive"]


def test_an_empty_simple_field_is_the_field_that_it_is() -> None:
    old, new = (paged({"footer": p(t("第") + one + t("页"))}) for one in (simple("PAGE"), simple("PAGE", "7")))
    assert not dd.compare(old, new).headers
    other = paged({"footer": p(t("第") + t("页"))})
    assert len(dd.compare(old, other).headers) == 1
    for pair in ((old, other), (other, old)):
        told: list[str] = []
        redline(*pair, told=told.append)
        assert not any("not marked" in one for one in told)
