"""Fields of page numbers and dates (`ooxml.page_fields`), written anew."""

from __future__ import annotations

from decision_diff.ooxml.page_fields import read_instruction
from decision_diff.ooxml.writing.tracked_changes import SPACE, ElementMaker
from decision_diff.safexml import Element


def make_field(field: Element, maker: ElementMaker, *, deleted: bool) -> list[Element]:
    """Make the field anew, as the content of five runs (17.16.18): begin, instruction, separator, result, end."""
    said = maker.make("delInstrText" if deleted else "instrText")
    said.text = read_instruction(field)
    result = maker.make("delText" if deleted else "t")
    result.text = "1"
    for one in (said, result):
        one.set(SPACE, "preserve")
    begin, separator, last = (maker.make("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return [begin, said, separator, result, last]
