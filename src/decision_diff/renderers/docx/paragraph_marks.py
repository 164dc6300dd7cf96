"""The paragraph marks of a redline, written as `ends` planned them, and where moves begin and end (ISO/IEC 29500-1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from decision_diff.ooxml.formatting import read_properties
from decision_diff.ooxml.names import child, name, value
from decision_diff.ooxml.writing import marks
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.marks import Kind, Maker
from decision_diff.ooxml.writing.side import Item, Para
from decision_diff.renderers.docx.operations import BlankEnd, Delete, Insert, LendEnd, MarkEnd, Operation, Story
from decision_diff.safexml import Element


def write_ends(story: Story, elements: Sequence[Element], carrier: Carrier, *, formatting: bool) -> None:
    """Write what becomes of the paragraph marks of a story, of which the operations were written as `elements`."""
    ends = _Ends(story.operations, elements, carrier, formatting)
    for end in story.ends:
        match end:
            case MarkEnd():
                ends.mark(end)
            case LendEnd():
                ends.lend(end)
            case BlankEnd():
                ends.blank(end)


@dataclass(frozen=True, slots=True)
class _Ends:
    operations: Sequence[Operation]
    elements: Sequence[Element]
    carrier: Carrier
    formatting: bool

    @property
    def maker(self) -> Maker:
        """What makes the marks."""
        return self.carrier.maker

    def blank(self, end: BlankEnd) -> None:
        """Take number and looks from the last paragraph of a container, which stays, empty, when its mark goes."""
        paragraph = self.elements[end.at]
        properties = child(paragraph, "w:pPr")
        if properties is None:
            return
        old, now = marks.bare(properties, self.maker), marks.bare(None, self.maker)
        if end.state == "del":
            for one in [one for one in properties if name(one) not in ("w:rPr", "w:sectPr")]:
                properties.remove(one)
            marks.change_properties(paragraph, old, self.maker)
        elif len(old):
            marks.change_properties(paragraph, now, self.maker)

    def mark(self, end: MarkEnd) -> None:
        """Mark the mark of a paragraph that came, went or moved."""
        kind: Kind = "del" if end.state == "del" else "ins"
        if self._moves(end.at):
            kind = "moveFrom" if end.state == "del" else "moveTo"
        marks.mark_end(self.elements[end.at], kind, self.maker)
        self._close_move(end.at)

    def _moves(self, at: int) -> str:
        """The name of the move that an operation is a half of, or ""."""
        one = self.operations[at]
        return one.move.name if isinstance(one, Insert | Delete) and one.move else ""

    def _close_move(self, at: int) -> None:
        """Put the old place of a move around a paragraph; the new place was when its words were marked."""
        if isinstance(self.operations[at], Delete) and (called := self._moves(at)):
            mark_move(self.elements[at], "moveFrom", called, self.maker)

    def lend(self, end: LendEnd) -> None:
        """The last of a run keeps its mark; the paragraph before the run gives its own, and its properties stay with it."""
        first, last = self.elements[end.keeper], self.elements[end.at]
        self._close_move(end.at)
        if end.state == "ins":
            old = marks.old_properties(first, self.maker)
            if not _same(old, marks.bare(child(last, "w:pPr"), self.maker)):
                marks.change_properties(last, old, self.maker)
            self._shift_run(last, marks.mark_properties(first, self.maker, "rejected"))
            marks.mark_end(first, "ins", self.maker)
            return
        was = marks.mark_properties(last, self.maker, "accepted")
        old = marks.bare(child(last, "w:pPr"), self.maker)
        now = marks.bare(child(first, "w:pPr"), self.maker)
        own = child(last, "w:pPr")
        if own is not None:
            last.remove(own)
        last.insert(0, now)
        own_run = marks.mark_properties(first, self.maker, "accepted")
        if len(own_run):
            now.append(own_run)
        self._shift_section(self.operations[end.keeper].old, first, last)
        if not _same(old, marks.bare(now, self.maker)):
            marks.change_properties(last, old, self.maker)
        self._shift_run(last, was)
        marks.mark_end(first, "del", self.maker)

    def _shift_section(self, keeper: Item | None, first: Element, last: Element) -> None:
        """A section that ended with the paragraph whose mark goes ends with the last of the run; in its place the old one."""
        section = marks.section_of(first)
        if section is not None:
            marks.put_section(last, section, self.maker)
        was = marks.section_of(keeper.element) if isinstance(keeper, Para) else None
        if was is not None:
            marks.put_section(first, self.carrier.section(was), self.maker)

    def _shift_run(self, paragraph: Element, old: Element) -> None:
        """Give a paragraph's mark back the run properties that it had, where formatting is marked."""
        now = marks.mark_properties(paragraph, self.maker, "accepted")
        if self.formatting and (read_properties(old, "w:rPr"), value(old, "w:rStyle")) != (
            read_properties(now, "w:rPr"),
            value(now, "w:rStyle"),
        ):
            marks.change_run_properties(marks.paragraph_properties(paragraph, self.maker), old, self.maker)


def mark_move(element: Element, kind: Literal["moveFrom", "moveTo"], move: str, maker: Maker) -> None:
    """Put one half of a move around a paragraph (17.13.5.21 to .28)."""
    start, end = maker.move_range(kind, move)
    element.insert(1 if child(element, "w:pPr") is not None else 0, start)
    element.addnext(end)


def _same(one: Element, other: Element) -> bool:
    def spelled(element: Element) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(name(inner), sorted((str(k), str(v)) for k, v in inner.attrib.items())) for inner in element.iter()]

    return spelled(one) == spelled(other)
