"""Headers and footers that differ, as lines of what stayed, was deleted and was inserted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decision_diff.changes import Edit, StoryChange
    from decision_diff.renderers._shared import PieceOp

Line = list[tuple["PieceOp", str]]


def story_lines(change: StoryChange, show: Callable[[str], str]) -> Iterator[Line]:
    """The paragraphs with words of a header, old and new in order; `show` makes a text safe for the format.

    A paragraph that came or went is one run; page numbers and their like are said by name (`{PAGE}`).
    """
    from decision_diff.ooxml import volatile  # noqa: PLC0415 - late: only Word documents have headers

    old = () if change.old is None else change.old.paragraphs
    new = () if change.new is None else change.new.paragraphs

    def shown(text: str) -> str:
        return show(volatile.shown(text)).replace("\t", " | ").replace("\n", "↵")

    sides: tuple[PieceOp, PieceOp] = ("delete", "insert")
    at_old = at_new = 0
    for i, j, edits in (*change.pairs, (len(old), len(new), ())):
        for op, texts in zip(sides, (old[at_old:i], new[at_new:j]), strict=True):
            yield from ([(op, shown(text))] for text in texts if text.strip())
        if i < len(old) and j < len(new) and (old[i].strip() or new[j].strip()):
            yield [(op, shown(text)) for op, text in _runs(edits, old[i], new[j])]
        at_old, at_new = i + 1, j + 1


def _runs(edits: Sequence[Edit], old: str, new: str) -> Iterator[tuple[PieceOp, str]]:
    for edit in edits:
        if edit.op == "equal":
            yield "equal", edit.old.of(old)
            continue
        if len(edit.old):
            yield "delete", edit.old.of(old)
        if len(edit.new):
            yield "insert", edit.new.of(new)
