"""Equal stretches of two paragraphs, seen as what lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from decision_diff.ooxml.equations import Equation, find_equations
from decision_diff.ooxml.text import TextPiece
from decision_diff.renderers.docx.paragraph_match import Equal


def find_steps(equal: Sequence[Equal], old: int, new: int) -> list[tuple[int, int, int, int]]:
    """Find what lies between the equal stretches: [a, a_end) of the old text gave way to [b, b_end) of the new."""
    steps = []
    a = b = 0
    for i, j, length in [*equal, (old, new, 0)]:
        if i > a or j > b:
            steps.append((a, i, b, j))
        a, b = i + length, j + length
    return steps


def find_old_positions(between: Sequence[tuple[int, int, int, int]], at: int) -> tuple[int, ...]:
    """Find where in the old text a thing can have stood that stands before code point `at` of the new one and stays.

    `between` are `find_steps`. Where text was deleted, before that text or behind it.
    """
    shift = 0
    for a, a_end, b, b_end in between:
        if at < b:
            break
        if at <= b_end:
            return (a, a_end)
        shift = a_end - b_end
    return (at + shift,)


def cut_old_text(equal: Sequence[Equal], length: int) -> list[tuple[Literal["del", "moveFrom"], int, int]]:
    """Cut an old text into stretches that are deleted and stretches that moved."""
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


def keep_whole(
    equal: Sequence[Equal], extents: Sequence[tuple[int, int]], before: Sequence[TextPiece], after: Sequence[TextPiece]
) -> list[Equal]:
    """Keep the equal stretches, without those that hold only a part of a field or another extent: it is replaced as a whole.

    `extents` are the code points [start, end) of the wholes in the new paragraph, `before` and `after` the texts of both. An
    equation that did not stay what it was is such a whole on either side.
    """
    kept = list(equal)
    olds, news = find_equations(before), find_equations(after)
    if not (extents or olds or news):
        return kept
    while True:
        now = _cut_out_equations(_cut_out_parts(kept, extents), olds, news)
        if now == kept:
            return kept
        kept = now


def _cut_out_parts(equal: list[Equal], extents: Sequence[tuple[int, int]]) -> list[Equal]:
    """The stretches without the extents that none of them holds as a whole."""
    for start, end in extents:
        if not any(b <= start and end <= b + length for _, b, length in equal):
            equal = _cut_out(equal, start, end)
    return equal


def _cut_out_equations(equal: list[Equal], olds: Sequence[Equation], news: Sequence[Equation]) -> list[Equal]:
    """The stretches without the equations that do not stay, on either side."""
    stay = _find_staying(olds, news, equal)
    for old in olds:
        if old.start not in stay:
            equal = _swap(_cut_out(_swap(equal), old.start, old.end))
    for new in news:
        if new.start not in stay.values():
            equal = _cut_out(equal, new.start, new.end)
    return equal


def _find_staying(olds: Sequence[Equation], news: Sequence[Equation], equal: Sequence[Equal]) -> dict[int, int]:
    """Where the equations begin that are in both texts, the same and in an equal stretch: old to new."""
    at = {new.start: new for new in news}
    found: dict[int, int] = {}
    for old in olds:
        for a, b, length in equal:
            new = at.get(old.start - a + b)
            if (
                new is not None
                and a <= old.start
                and old.end <= a + length
                and new.end - new.start == old.end - old.start
                and old.is_like(new)
            ):
                found[old.start] = new.start
    return found


def _swap(equal: Sequence[Equal]) -> list[Equal]:
    return [(b, a, length) for a, b, length in equal]


def _cut_out(equal: Sequence[Equal], start: int, end: int) -> list[Equal]:
    """The stretches without the code points [start, end) of the new text."""
    found: list[Equal] = []
    for a, b, length in equal:
        if b < start:
            found.append((a, b, min(length, start - b)))
        if b + length > end:
            cut = max(end - b, 0)
            found.append((a + cut, b + cut, length - cut))
    return [one for one in found if one[2] > 0]
