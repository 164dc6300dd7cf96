"""The paragraph marks of a redline, written as `ends` planned them, and where moves begin and end (ISO/IEC 29500-1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from decision_diff.frozen import frozen
from decision_diff.ooxml.formatting import read_properties
from decision_diff.ooxml.names import child, name, value
from decision_diff.ooxml.writing import tracked_changes
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.side import Item, ParagraphItem
from decision_diff.ooxml.writing.tracked_changes import ElementMaker, TrackedKind
from decision_diff.renderers.docx.operations import BlankEnd, Delete, Insert, LendEnd, MarkEnd, Operation, StoryPlan
from decision_diff.safexml import Element


def write_ends(story: StoryPlan, elements: Sequence[Element], carrier: Carrier, *, formatting: bool) -> None:
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


@frozen
class _Ends:
    operations: Sequence[Operation]
    elements: Sequence[Element]
    carrier: Carrier
    formatting: bool

    @property
    def maker(self) -> ElementMaker:
        """What makes the marks."""
        return self.carrier.maker

    def blank(self, end: BlankEnd) -> None:
        """Take number and looks from the last paragraph of a container, which stays, empty, when its mark goes."""
        paragraph = self.elements[end.at]
        properties = child(paragraph, "w:pPr")
        if properties is None:
            return
        old, now = tracked_changes.copy_bare(properties, self.maker), tracked_changes.copy_bare(None, self.maker)
        if end.state == "del":
            for one in [one for one in properties if name(one) not in ("w:rPr", "w:sectPr")]:
                properties.remove(one)
            tracked_changes.track_properties(paragraph, old, self.maker)
        elif len(old):
            tracked_changes.track_properties(paragraph, now, self.maker)

    def mark(self, end: MarkEnd) -> None:
        """Mark the paragraph mark of a paragraph that is inserted, deleted or moved."""
        kind: TrackedKind = "del" if end.state == "del" else "ins"
        if self._find_move(end.at):
            kind = "moveFrom" if end.state == "del" else "moveTo"
        tracked_changes.track_end(self.elements[end.at], kind, self.maker)
        self._close_move(end.at)

    def _find_move(self, at: int) -> str:
        """The name of the move that an operation is a half of, or ""."""
        one = self.operations[at]
        return one.move.name if isinstance(one, Insert | Delete) and one.move else ""

    def _close_move(self, at: int) -> None:
        """Put the old place of a move around a paragraph; the new place was when its words were marked."""
        if isinstance(self.operations[at], Delete) and (called := self._find_move(at)):
            track_move(self.elements[at], "moveFrom", called, self.maker)

    def lend(self, end: LendEnd) -> None:
        """Let the last of a run keep its mark; the paragraph before the run gives its own, and its properties stay with it."""
        first, last = self.elements[end.keeper], self.elements[end.at]
        self._close_move(end.at)
        if end.state == "ins":
            old = tracked_changes.copy_old_properties(first, self.maker)
            if not _are_same(old, tracked_changes.copy_bare(child(last, "w:pPr"), self.maker)):
                tracked_changes.track_properties(last, old, self.maker)
            self._shift_run(last, tracked_changes.copy_end_properties(first, self.maker, "rejected"))
            tracked_changes.track_end(first, "ins", self.maker)
            return
        was = tracked_changes.copy_end_properties(last, self.maker, "accepted")
        old = tracked_changes.copy_bare(child(last, "w:pPr"), self.maker)
        now = tracked_changes.copy_bare(child(first, "w:pPr"), self.maker)
        own = child(last, "w:pPr")
        if own is not None:
            last.remove(own)
        last.insert(0, now)
        own_run = tracked_changes.copy_end_properties(first, self.maker, "accepted")
        if len(own_run):
            now.append(own_run)
        self._shift_section(self.operations[end.keeper].old, first, last)
        if not _are_same(old, tracked_changes.copy_bare(now, self.maker)):
            tracked_changes.track_properties(last, old, self.maker)
        self._shift_run(last, was)
        tracked_changes.track_end(first, "del", self.maker)

    def _shift_section(self, keeper: Item | None, first: Element, last: Element) -> None:
        """A section that ended with the paragraph whose mark goes ends with the last of the run; in its place the old one."""
        section = tracked_changes.find_section(first)
        if section is not None:
            tracked_changes.put_section(last, section, self.maker)
        was = tracked_changes.find_section(keeper.element) if isinstance(keeper, ParagraphItem) else None
        if was is not None:
            tracked_changes.put_section(first, self.carrier.carry_section(was), self.maker)

    def _shift_run(self, paragraph: Element, old: Element) -> None:
        """Give a paragraph's mark back the run properties that it had, where formatting is marked."""
        now = tracked_changes.copy_end_properties(paragraph, self.maker, "accepted")
        if self.formatting and (read_properties(old, "w:rPr"), value(old, "w:rStyle")) != (
            read_properties(now, "w:rPr"),
            value(now, "w:rStyle"),
        ):
            tracked_changes.track_run_properties(
                tracked_changes.ensure_paragraph_properties(paragraph, self.maker), old, self.maker
            )


def track_move(element: Element, kind: Literal["moveFrom", "moveTo"], move: str, maker: ElementMaker) -> None:
    """Put one half of a move around a paragraph (17.13.5.21 to .28)."""
    start, end = maker.make_move_range(kind, move)
    element.insert(1 if child(element, "w:pPr") is not None else 0, start)
    element.addnext(end)


def _are_same(one: Element, other: Element) -> bool:
    def spelled(element: Element) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(name(inner), sorted((str(k), str(v)) for k, v in inner.attrib.items())) for inner in element.iter()]

    return spelled(one) == spelled(other)
