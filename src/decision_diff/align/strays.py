"""What left its place: moved, or cut off from a clause, or put into one."""

from __future__ import annotations

from collections.abc import Sequence
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
    pairs = []
    for i in left:
        words = matching.reads(i)
        for j, _ in index.candidates(words):
            if matching.is_formula(i, j) and not matching.parents_linked(i, j):
                continue
            score = ratio(words, matching.right.words[j], ALIKE_ANYWHERE)
            if score:
                pairs.append((-score - 0.05 * matching.parents_linked(i, j), i, j, score))
    for _, i, j, score in sorted(pairs):
        if matching.is_free(i, turned=False) and matching.is_free(j, turned=True):
            matching.link(i, j, "moved", score)


def part(matching: Matching) -> None:
    """What is left of one side and stands inside a linked clause of the other: that clause was split, or joined."""
    left, right = matching.free_left(shortest=_SHORTEST_PART), matching.free_right(shortest=_SHORTEST_PART)
    _parts_of(matching, right, turned=False)
    _parts_of(matching, left, turned=True)


def _parts_of(matching: Matching, parts: Sequence[int], *, turned: bool) -> None:
    """Link each of `parts` (right clauses, or left ones if `turned`) with the linked clause that holds its words."""
    mine, theirs = (matching.left, matching.right) if turned else (matching.right, matching.left)
    wholes = matching.amended(turned=turned, room=_SHORTEST_PART) if parts else []
    if not wholes:
        return
    index = Index(((n, theirs.words[n]) for n in wholes), [mine.words[n] for n in parts])
    rests: dict[int, _Rest] = {}
    for number in parts:
        words = mine.words[number]
        for whole, share in index.candidates(words, 4):
            if share < _SHARE:
                break
            if len(words) < _SHORTEST_MOVED_PART and not _is_near(matching, number, whole, turned=turned):
                continue  # a short phrase is found in many places
            text = theirs.words[whole]
            if whole not in rests:
                rests[whole] = _rest(matching, whole, turned=turned)
            uncovered, owners = rests[whole]
            span = Span(*uncovered[0][1:])
            if len(span) < _SHORTEST_PART or len(words) > 2 * len(span):
                continue
            near = nearby(words, text, span)
            piece = near.of(text)
            score = ratio(words, piece, _PART) if len(span) < 1.3 * len(words) else containment(words, piece, _PART)
            if not score:
                continue
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
            break


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
