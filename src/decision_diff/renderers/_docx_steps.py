"""Equal stretches of two paragraphs, seen as what lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from decision_diff.ooxml.passage import Passage
from decision_diff.renderers._match import Equal


def steps(equal: Sequence[Equal], old: int, new: int) -> list[tuple[int, int, int, int]]:
    """What lies between the equal stretches: [a, a_end) of the old text gave way to [b, b_end) of the new."""
    steps = []
    a = b = 0
    for i, j, length in [*equal, (old, new, 0)]:
        if i > a or j > b:
            steps.append((a, i, b, j))
        a, b = i + length, j + length
    return steps


def sides(equal: Sequence[Equal], length: int) -> list[tuple[Literal["del", "moveFrom"], int, int]]:
    """An old text as stretches that are deleted and stretches that moved."""
    found: list[tuple[Literal["del", "moveFrom"], int, int]] = []
    at = 0
    for i, _, size in equal:
        if i > at:
            found.append(("del", at, i))
        found.append(("moveFrom", i, i + size))
        at = i + size
    if at < length or not found:
        found.append(("del", at, length))
    return found


def outside(equal: Sequence[Equal], passage: Passage) -> list[Equal]:
    """The equal stretches, without those that hold only a part of a field or another whole: it is replaced at once."""
    kept = list(equal)
    for extent in passage.extents:
        if not any(b <= extent.start and extent.end <= b + length for _, b, length in kept):
            kept = _cut_out(kept, extent.start, extent.end)
    return kept


def _cut_out(equal: Sequence[Equal], start: int, end: int) -> list[Equal]:
    found: list[Equal] = []
    for a, b, length in equal:
        if b < start:
            found.append((a, b, min(length, start - b)))
        if b + length > end:
            cut = max(end - b, 0)
            found.append((a + cut, b + cut, length - cut))
    return [one for one in found if one[2] > 0]
