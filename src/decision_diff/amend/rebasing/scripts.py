"""Two edit scripts over one old text, merged word by word: the draft's edits in the words of the new base.

    OLD    应当在三十日内答复        draft  应当在六十日内答复        new base  应当自收到之日起在三十日内书面答复
    result 应当自收到之日起在六十日内书面答复

An edit whose old words, and the places at both of its ends, are kept by the new base has one place there. One that meets an edit of
the new base is already there, if both make the same of the same words, or else in conflict.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from decision_diff.changes import Edit, Op
from decision_diff.frozen import frozen
from decision_diff.model import Span

Side = Literal["base", "draft"]


@frozen
class MergedPiece:
    """Code points `span` of the joined words of the new base or of the draft."""

    side: Side
    span: Span


@frozen
class Fit:
    """Where an edit of the draft stands in the words of the new base, or `span` None if it meets an edit there.

    `edit` is the draft's. `meets` are the words of the new base that it meets, `ours` those of the draft for the same old words; `same` says that both are equal.
    """

    edit: Edit
    span: Span | None
    meets: Span = Span(0, 0)
    ours: Span = Span(0, 0)
    same: bool = False


def swap_script(edits: Sequence[Edit]) -> Script:
    """The script from the new text to the old one."""
    ops: dict[Op, Op] = {"insert": "delete", "delete": "insert"}
    return Script([Edit(ops.get(edit.op, edit.op), edit.new, edit.old, edit.kind) for edit in edits])


class Script:
    """An edit script over an old text, with the places of the new text by those of the old one.

    `edits` tile both texts in order; no two that are not equal touch, save that a consequential one may.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self._starts = [edit.old.start for edit in edits]

    def list_met(self, span: Span) -> list[int]:
        """The indices of the edits that are not equal and meet these old code points (`is_in_way`), in order."""
        found = []
        for index in range(max(0, bisect_left(self._starts, span.start) - 1), len(self.edits)):
            edit = self.edits[index]
            if edit.old.start > span.end:
                break
            if edit.op != "equal" and is_in_way(edit.old, span):
                found.append(index)
        return found

    def map_kept(self, span: Span) -> Span:
        """The new code points of old ones that no edit meets. An empty span stands behind what stood before it, else before what stood behind it."""
        if len(span):
            return Span(self._shift(span.start, span.start), self._shift(span.end, span.end - 1))
        at = span.start
        if at and self._find(at - 1).op == "equal":
            return Span(*(self._shift(at, at - 1),) * 2)
        return Span(*(self._shift(at, at),) * 2)

    def map_hull(self, span: Span) -> Span:
        """The new code points of old ones whose ends cut no edit, with what was inserted at both ends."""
        return Span(self._find_before(span.start), self._find_behind(span.end))

    def _find(self, at: int) -> Edit:
        """The edit that holds the old character at this place; of a text without one its only edit."""
        return self.edits[max(0, bisect_right(self._starts, at) - 1)]

    def _shift(self, at: int, by: int) -> int:
        """Where a point stands as the old character `by` at it does."""
        edit = self._find(by) if self.edits else Edit("equal", Span(0, 0), Span(0, 0))
        return edit.new.start + at - edit.old.start

    def _find_before(self, at: int) -> int:
        index = bisect_left(self._starts, at)
        if index < len(self.edits) and self.edits[index].old.start == at:
            return self.edits[index].new.start
        edit = self.edits[index - 1] if index else Edit("equal", Span(0, 0), Span(0, 0))
        return edit.new.end if edit.old.end == at else edit.new.start + at - edit.old.start

    def _find_behind(self, at: int) -> int:
        index = bisect_left(self._starts, at)
        if index < len(self.edits) and self.edits[index].old == Span(at, at):
            return self.edits[index].new.end
        return self._find_before(at)


def is_in_way(one: Span, other: Span) -> bool:
    """Whether two edits cannot both be made without a choice: they overlap, or one is an insertion at an edge of the other."""
    if len(one) and len(other):
        return max(one.start, other.start) < min(one.end, other.end)
    return max(one.start, other.start) <= min(one.end, other.end)


def fit_edits(draft: Script, base: Script, draft_text: str, base_text: str) -> list[Fit]:
    """Each edit of the draft with its place in the new base, in order; those that only follow a renumbering are left out."""
    found: list[Fit] = []
    for group, met in _cluster(draft, base):
        if not met:
            (edit,) = group
            found.append(Fit(edit, base.map_kept(edit.old)))
            continue
        ends = [*group, *(base.edits[index] for index in met)]
        hull = Span(min(one.old.start for one in ends), max(one.old.end for one in ends))
        ours, theirs = draft.map_hull(hull), base.map_hull(hull)
        same = ours.of(draft_text) == theirs.of(base_text)
        found.extend(Fit(edit, None, theirs, ours, same) for edit in group)
    return found


def _cluster(draft: Script, base: Script) -> Iterator[tuple[list[Edit], list[int]]]:
    """The edits of the draft that meet the same edits of the new base, and the indices of these."""
    group: list[Edit] = []
    met: list[int] = []
    for edit in draft.edits:
        if edit.op == "equal" or edit.kind == "consequential":
            continue
        now = base.list_met(edit.old)
        if group and not (met and now and now[0] <= met[-1]):
            yield group, met
            group, met = [], []
        group.append(edit)
        met.extend(index for index in now if not met or index > met[-1])
    if group:
        yield group, met


def write_pieces(fits: Sequence[Fit], size: int) -> list[MergedPiece]:
    """The words of the new base, `size` code points, with the edits that have a place there, none of which overlap."""
    placed = sorted(
        ((one.span, one.edit.new) for one in fits if one.span is not None),
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    pieces: list[MergedPiece] = []
    at = 0
    for span, new in placed:
        pieces.append(MergedPiece("base", Span(at, span.start)))
        pieces.append(MergedPiece("draft", new))
        at = span.end
    pieces.append(MergedPiece("base", Span(at, size)))
    return [piece for piece in pieces if len(piece.span)]
