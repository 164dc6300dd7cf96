"""One tracked document is two decisions: a redline written of its two views proves, whatever kind of mark it carries."""

from __future__ import annotations

import pytest

from decision_diff import compare, read, render
from decision_diff.model import View
from decision_diff.ooxml.document import read_paragraphs
from decision_diff.ooxml.names import child, name, number
from decision_diff.ooxml.opened import read_view
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing.side import list_printed, open_side
from wordfiles import WHO, dele, docx, ins, num, p, row, t, table
from wordredlines import LISTS


def move(words: str, to: str) -> str:
    return p(f"<w:move{to} {WHO}>{t(words)}</w:move{to}>", mark=f"move{to}")


def control(*blocks: str) -> str:
    return f"<w:sdt><w:sdtContent>{''.join(blocks)}</w:sdtContent></w:sdt>"


def changed(properties: str, old: str) -> str:
    return f"{properties}<w:pPrChange {WHO}><w:pPr>{old}</w:pPr></w:pPrChange>"


LINE = "<w:r><w:br/></w:r>"
MADE = {
    "number added": p(t("甲。"), properties=changed(num(1), "")) + p(t("乙。"), properties=num(1)),
    "other list": p(t("甲。"), properties=changed(num(2), num(1))) + p(t("乙。")),
    "cell inserted": table(row(p(t("1")), p(t("2")), marks=("", "cellIns"))),
    "cell deleted": table(row(p(t("1")), p(t("2")), p(t("3")), marks=("", "cellDel"))),
    "cells parted": table(row(p(t("1"), mark="del") + p(dele("2")), p(ins("2"), mark="ins"), marks=("", "cellIns"))),
    "row moved": table(row(move("丙", "To"), move("丁", "To")), row(p(t("甲")), p(t("乙"))), row(move("丙", "From"), move("丁", "From"))),
    "table moved": table(row(move("丙", "From"))) + p(t("甲。")) + table(row(move("丙", "To"))),
    "control moved": p(t("甲。")) + control(move("乙。", "From")) + p(t("丙。")) + control(move("乙。", "To")) + p(t("丁。")),
    "joined across a control": p(t("甲"), mark="del") + control(p(t("乙"), mark="del")) + p(t("丙。")),
    "split at a control": control(p(t("甲"), mark="ins")) + p(t("乙"), mark="ins") + control(p(t("丙。"))),
    "gone before a table": p(dele("甲"), mark="del") + p(dele("乙"), mark="del") + table(row(p(t("丙。")))),
    "joined at an end": p(t("甲。")) + table(row(p(t("乙"), mark="del") + p(t("丙"), mark="del"))) + p(t("丁。")),
    "line break before a number": p(LINE + t("7.") + "<w:r><w:tab/></w:r>" + t("甲") + ins("乙") + t("。")),
}  # fmt: skip


@pytest.mark.parametrize("made", MADE)
def test_a_redline_of_both_views_proves(made: str) -> None:
    tracked = docx(MADE[made], numbering=LISTS)
    assert render(compare(tracked), "docx")  # raises what does not prove


@pytest.mark.parametrize("view", ["accepted", "rejected"])
@pytest.mark.parametrize("made", MADE)
def test_a_view_without_its_marks_reads_the_same(made: str, view: View) -> None:
    tracked = docx(MADE[made], numbering=LISTS)
    side = open_side(tracked, view)
    assert [one.text for one in side.paragraphs] == [one.text for one in read_paragraphs(Package(tracked), view)]
    assert list_printed(side.opened) == list_printed(read_view(Package(tracked), view))


def test_a_restored_paragraph_keeps_its_section_and_the_look_of_its_mark() -> None:
    """w:pPrChange holds neither (17.13.5.29), so what it restores must not take them away."""
    section = '<w:sectPr><w:pgSz w:w="5000" w:h="7000"/></w:sectPr>'
    changed_ = f"<w:rPr><w:b/></w:rPr>{section}<w:pPrChange {WHO}><w:pPr>{num(1)}</w:pPr></w:pPrChange>"
    tracked = docx(p(t("甲。"), properties=num(2) + changed_) + p(t("乙。")), numbering=LISTS)
    views: tuple[tuple[View, int], ...] = (("accepted", 2), ("rejected", 1))
    for view, list_ in views:
        side = open_side(tracked, view)
        properties = side.paragraphs[0].properties
        assert properties is not None
        assert [name(one) for one in properties] == ["w:numPr", "w:rPr", "w:sectPr"]
        assert number(properties, "w:numPr", "w:numId") == list_
        assert child(properties, "w:sectPr", "w:pgSz") is not None


def test_a_paragraph_keeps_its_line_break_before_a_number() -> None:
    block = read(docx(MADE["line break before a number"])).blocks[0]
    assert block.label is not None
    assert (block.raw, block.lead, block.label.text) == ("\n7.\t甲乙。\n", "\n", "7.")
