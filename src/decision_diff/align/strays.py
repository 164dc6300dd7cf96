"""Passes that link what left its position: moved, cut off from a clause, or put into one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.align.units import Matching
from decision_diff.model import Span
from decision_diff.words.likeness import (
    ALIKE_ANYWHERE,
    Index,
    locate_nearby,
    locate_within,
    measure_containment,
    measure_likeness,
)
from decision_diff.words.sequence import find_common_runs

_SHORTEST_MOVE: Final = 8  # characters; shorter texts look alike by chance
_SHORTEST_PART: Final = 8
_SHORTEST_MOVED_PART: Final = 24
_PART: Final = 0.75
_SHARE: Final = 0.3  # of a part's shingles, to be worth a closer look
_NEAR: Final = 4  # clauses

_Rest = tuple[list[tuple[int, int, int]], Sequence[int]]  # see `_find_rest`


def match_moved(matching: Matching) -> None:
    """Link clauses that are alike, in any position; the best pair first."""
    left, right = matching.find_free_left(shortest=_SHORTEST_MOVE), matching.find_free_right(shortest=_SHORTEST_MOVE)
    if not left or not right:
        return
    index = Index(((j, matching.right.words[j]) for j in right), map(matching.read_left, left))
    pairs = [pair for i in left for pair in _find_alike(matching, i, index)]
    for _, i, j, score in sorted(pairs):
        if matching.is_free(i, swapped=False) and matching.is_free(j, swapped=True):
            matching.link(i, j, "moved", score)


def _find_alike(matching: Matching, i: int, index: Index) -> Iterator[tuple[float, int, int, float]]:
    """The right clauses that a left one is much like: (order, left, right, score), the best in lowest order."""
    words = matching.read_left(i)
    for j, _ in index.find_candidates(words):
        kin = matching.have_linked_parents(i, j)
        score = (
            0.0
            if matching.is_formula(i, j) and not kin
            else measure_likeness(words, matching.right.words[j], ALIKE_ANYWHERE)
        )
        if score:
            yield -score - 0.05 * kin, i, j, score


def match_parts(matching: Matching) -> None:
    """Link what is left of one side and stands inside a linked clause of the other: that clause was split, or joined."""
    left, right = matching.find_free_left(shortest=_SHORTEST_PART), matching.find_free_right(shortest=_SHORTEST_PART)
    _link_parts(matching, right, swapped=False)
    _link_parts(matching, left, swapped=True)


def _link_parts(matching: Matching, parts: Sequence[int], *, swapped: bool) -> None:
    """Link each of `parts` (right clauses, or left ones if `swapped`) with the linked clause that holds its words."""
    theirs, mine = matching.get_sides(swapped=swapped)
    wholes = matching.find_amended(swapped=swapped, room=_SHORTEST_PART) if parts else []
    if not wholes:
        return
    index = Index(((n, theirs.words[n]) for n in wholes), [mine.words[n] for n in parts])
    rests: dict[int, _Rest] = {}
    for number in parts:
        for whole in _likely_wholes(matching, number, index, swapped=swapped):
            if whole not in rests:
                rests[whole] = _find_rest(matching, whole, swapped=swapped)
            if _take_part(matching, number, whole, rests[whole], swapped=swapped):
                break


def _likely_wholes(matching: Matching, number: int, index: Index, *, swapped: bool) -> Iterator[int]:
    """The clauses that share many shingles with a part, the likeliest first; a short phrase is found in many places."""
    _, mine = matching.get_sides(swapped=swapped)
    words = mine.words[number]
    for whole, share in index.find_candidates(words, 4):
        if share < _SHARE:
            return
        if len(words) >= _SHORTEST_MOVED_PART or _is_near(matching, number, whole, swapped=swapped):
            yield whole


def _take_part(matching: Matching, number: int, whole: int, rest: _Rest, *, swapped: bool) -> bool:
    """Link a part with the stretch of a whole that holds its words, if the longest one that is left does."""
    theirs, mine = matching.get_sides(swapped=swapped)
    words, text = mine.words[number], theirs.words[whole]
    uncovered, owners = rest
    span = Span(*uncovered[0][1:])
    if len(span) < _SHORTEST_PART or len(words) > 2 * len(span):
        return False
    near = locate_nearby(words, text, span)
    piece = near.of(text)
    score = (
        measure_likeness(words, piece, _PART)
        if len(span) < 1.3 * len(words)
        else measure_containment(words, piece, _PART)
    )
    if not score:
        return False
    inner = locate_within(words, piece)
    stretch = Span(near.start + inner.start, near.start + inner.end)
    _narrow(matching, whole, owners, stretch, swapped=swapped)
    from heapq import heappop, heappush  # noqa: PLC0415 - late: few texts have a split or a join

    heappop(uncovered)
    for start, end in ((span.start, stretch.start), (stretch.end, span.end)):
        heappush(uncovered, (start - end, start, end))
    if swapped:
        matching.link(number, whole, "part", score, None, stretch)
    else:
        matching.link(whole, number, "part", score, stretch, None)
    return True


def _is_near(matching: Matching, part: int, whole: int, *, swapped: bool) -> bool:
    """Whether a part stands within a few clauses of what its whole became."""
    around = range(part - _NEAR, part + _NEAR + 1)
    return any(((near, whole) if swapped else (whole, near)) in matching.links for near in around)


def _find_rest(matching: Matching, number: int, *, swapped: bool) -> _Rest:
    """The stretches of a linked clause that its partners do not account for, the longest first, and these partners.

    A stretch is (minus its length, start, end): the first one of a heap is the longest, of equals the nearest to the start.
    """
    side, other = (matching.right, matching.left) if swapped else (matching.left, matching.right)
    text = side.words[number]
    covered: list[tuple[int, int]] = []
    partners = tuple(matching.of_right[number] if swapped else matching.of_left[number])
    for partner in partners:
        words = other.words[partner]
        for a, _, size in find_common_runs(text, words):
            if size >= 4:
                covered.append((a, a + size))
    from heapq import heapify  # noqa: PLC0415 - as above

    uncovered: list[tuple[int, int, int]] = []
    at = 0
    for start, end in (*sorted(covered), (len(text), len(text))):
        if start >= at:
            uncovered.append((at - start, at, start))
        at = max(at, end)
    heapify(uncovered)
    return uncovered, partners


def _narrow(matching: Matching, number: int, partners: Sequence[int], taken: Span, *, swapped: bool) -> None:
    """Take a stretch at either end of a clause away from its links with these partners, which have it whole."""
    side = matching.right if swapped else matching.left
    size = len(side.words[number])
    for partner in partners:
        pair = (partner, number) if swapped else (number, partner)
        name, score, left, right = matching.links[pair]
        mine = right if swapped else left
        if taken.end >= mine.end and taken.start > mine.start:
            mine = Span(mine.start, taken.start)
        elif taken.start <= mine.start and taken.end < min(mine.end, size):
            mine = Span(taken.end, mine.end)
        matching.links[pair] = (name, score, left, mine) if swapped else (name, score, mine, right)
