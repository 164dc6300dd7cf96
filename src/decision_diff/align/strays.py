"""What left its place: moved, or cut off from a clause, or put into one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from decision_diff.align.units import Matching
from decision_diff.model import Span
from decision_diff.words.likeness import ALIKE_ANYWHERE, Index, containment, nearby, place_within, ratio
from decision_diff.words.sequence import matching_blocks

_SHORTEST_MOVE: Final = 8  # characters; shorter texts look alike by chance
_SHORTEST_PART: Final = 8
_SHORTEST_MOVED_PART: Final = 24
_PART: Final = 0.75
_SHARE: Final = 0.3  # of a part's shingles, to be worth a closer look
_NEAR: Final = 4  # clauses

_Rest = tuple[list[tuple[int, int, int]], Sequence[int]]  # see `_rest`


def moved(matching: Matching) -> None:
    """Alike, anywhere: the best pair first."""
    left, right = matching.free_left(shortest=_SHORTEST_MOVE), matching.free_right(shortest=_SHORTEST_MOVE)
    if not left or not right:
        return
    index = Index(((j, matching.right.words[j]) for j in right), map(matching.reads, left))
    pairs = [pair for i in left for pair in _find_alike(matching, i, index)]
    for _, i, j, score in sorted(pairs):
        if matching.is_free(i, turned=False) and matching.is_free(j, turned=True):
            matching.link(i, j, "moved", score)


def _find_alike(matching: Matching, i: int, index: Index) -> Iterator[tuple[float, int, int, float]]:
    """The right clauses that a left one is much like: (order, left, right, score), the best in lowest order."""
    words = matching.reads(i)
    for j, _ in index.candidates(words):
        kin = matching.parents_linked(i, j)
        score = 0.0 if matching.is_formula(i, j) and not kin else ratio(words, matching.right.words[j], ALIKE_ANYWHERE)
        if score:
            yield -score - 0.05 * kin, i, j, score


def part(matching: Matching) -> None:
    """What is left of one side and stands inside a linked clause of the other: that clause was split, or joined."""
    left, right = matching.free_left(shortest=_SHORTEST_PART), matching.free_right(shortest=_SHORTEST_PART)
    _parts_of(matching, right, turned=False)
    _parts_of(matching, left, turned=True)


def _parts_of(matching: Matching, parts: Sequence[int], *, turned: bool) -> None:
    """Link each of `parts` (right clauses, or left ones if `turned`) with the linked clause that holds its words."""
    theirs, mine = matching.sides(turned=turned)
    wholes = matching.amended(turned=turned, room=_SHORTEST_PART) if parts else []
    if not wholes:
        return
    index = Index(((n, theirs.words[n]) for n in wholes), [mine.words[n] for n in parts])
    rests: dict[int, _Rest] = {}
    for number in parts:
        for whole in _likely_wholes(matching, number, index, turned=turned):
            if whole not in rests:
                rests[whole] = _rest(matching, whole, turned=turned)
            if _take_part(matching, number, whole, rests[whole], turned=turned):
                break


def _likely_wholes(matching: Matching, number: int, index: Index, *, turned: bool) -> Iterator[int]:
    """The clauses that share many shingles with a part, the likeliest first; a short phrase is found in many places."""
    _, mine = matching.sides(turned=turned)
    words = mine.words[number]
    for whole, share in index.candidates(words, 4):
        if share < _SHARE:
            return
        if len(words) >= _SHORTEST_MOVED_PART or _is_near(matching, number, whole, turned=turned):
            yield whole


def _take_part(matching: Matching, number: int, whole: int, rest: _Rest, *, turned: bool) -> bool:
    """Link a part with the stretch of a whole that holds its words, if the longest one that is left does."""
    theirs, mine = matching.sides(turned=turned)
    words, text = mine.words[number], theirs.words[whole]
    uncovered, owners = rest
    span = Span(*uncovered[0][1:])
    if len(span) < _SHORTEST_PART or len(words) > 2 * len(span):
        return False
    near = nearby(words, text, span)
    piece = near.of(text)
    score = ratio(words, piece, _PART) if len(span) < 1.3 * len(words) else containment(words, piece, _PART)
    if not score:
        return False
    inner = place_within(words, piece)
    stretch = Span(near.start + inner.start, near.start + inner.end)
    _narrow(matching, whole, owners, stretch, turned=turned)
    heappop(uncovered)
    for start, end in ((span.start, stretch.start), (stretch.end, span.end)):
        heappush(uncovered, (start - end, start, end))
    if turned:
        matching.link(number, whole, "part", score, None, stretch)
    else:
        matching.link(whole, number, "part", score, stretch, None)
    return True


def _is_near(matching: Matching, part: int, whole: int, *, turned: bool) -> bool:
    """Whether a part stands within a few clauses of what its whole became."""
    around = range(part - _NEAR, part + _NEAR + 1)
    return any(((near, whole) if turned else (whole, near)) in matching.links for near in around)


def _rest(matching: Matching, number: int, *, turned: bool) -> _Rest:
    """The stretches of a linked clause that its partners do not account for, the longest first, and these partners.

    A stretch is (minus its length, start, end): the first one of a heap is the longest, of equals the nearest to the start.
    """
    side, other = (matching.right, matching.left) if turned else (matching.left, matching.right)
    text = side.words[number]
    covered: list[tuple[int, int]] = []
    partners = tuple(matching.of_right[number] if turned else matching.of_left[number])
    for partner in partners:
        words = other.words[partner]
        for a, _, size in matching_blocks(text, words):
            if size >= 4:
                covered.append((a, a + size))
    uncovered: list[tuple[int, int, int]] = []
    at = 0
    for start, end in (*sorted(covered), (len(text), len(text))):
        if start >= at:
            uncovered.append((at - start, at, start))
        at = max(at, end)
    heapify(uncovered)
    return uncovered, partners


def _narrow(matching: Matching, number: int, partners: Sequence[int], taken: Span, *, turned: bool) -> None:
    """Take a stretch at either end of a clause away from its links with these partners, which have it whole."""
    side = matching.right if turned else matching.left
    size = len(side.words[number])
    for partner in partners:
        pair = (partner, number) if turned else (number, partner)
        name, score, left, right = matching.links[pair]
        mine = right if turned else left
        if taken.end >= mine.end and taken.start > mine.start:
            mine = Span(mine.start, taken.start)
        elif taken.start <= mine.start and taken.end < min(mine.end, size):
            mine = Span(taken.end, mine.end)
        matching.links[pair] = (name, score, left, mine) if turned else (name, score, mine, right)
