"""Rewritten, or absorbed in parts: what is left and still shares with one clause what few others have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import fsum
from typing import Final

from decision_diff.align.units import Matching
from decision_diff.words.likeness import Index, holders, shingles

_SHORTEST: Final = 24  # characters
_SHARED: Final = 0.3
_SHARED_NEAR: Final = 0.2  # of articles that share a clause already, and beside what else became of the same clause
_KIN: Final = 0.3
_COVERED: Final = 0.15  # of a free clause, if it is to be a part of one that is linked
_REPEATED: Final = (
    0.8  # of a clause that repeats what another has from the same old one: 设立人民代表大会；设立人民政府
)
_CANDIDATES: Final = 6
_ROOM: Final = 4  # characters of a linked clause that its partners do not have
_SAMPLE: Final = 1500  # clauses of a very long text
_GLANCE: Final = 64  # clauses that are looked at to see which pairs are worth weighing exactly
_LENIENCE: Final = 0.5
_PARTNERS: Final = 64  # clauses that one has become, or come from, that are looked at
_WORTH: Final = 0.25  # of the shingles of the shorter text, to be worth weighing

Pair = tuple[int, int, bool]  # the clause on the left and on the right, and whether it is the right one that is free


def shared(matching: Matching) -> None:
    """What is still left and shares most of what is rare in it with one clause; the best pair first.

    Of a clause that is linked already only what its partners do not have counts: else each new twin of an old article
    would be a part of it. A shingle that stands in k clauses of the other text counts as a k-th: it points to each of
    them alike.
    """
    pairs = [*_pairs(matching, turned=False), *_pairs(matching, turned=True)]
    families = matching.families() if pairs else set()
    if pairs:  # most of them come to nothing, and looking at every clause of a text is dear
        glance = _Evidence(matching, pairs, families, glance=True)
        pairs = [pair for pair in pairs if glance.share(*pair)]
    if pairs:
        _link_best(matching, pairs, _Evidence(matching, pairs, families))


def _link_best(matching: Matching, pairs: Sequence[Pair], evidence: _Evidence) -> None:
    """Link the pairs that still share enough, the best first: each link takes from what the next ones have."""
    claims = [(evidence.share(*pair) + _KIN * evidence.kin(*pair[:2]), pair) for pair in pairs]
    for _, (i, j, turned) in sorted(claims, key=lambda claim: (-claim[0], claim[1])):
        share = evidence.share(i, j, turned) if matching.is_free(j if turned else i, turned=turned) else 0.0
        if share:
            matching.link(i, j, "shared" if evidence.kin(i, j) else "absorbed", share)


def _pairs(matching: Matching, *, turned: bool) -> Iterator[Pair]:
    """Each free clause of the left, or of the right if `turned`, with the few that it may have gone to, or come from."""
    _, theirs = matching.sides(turned=turned)
    asked, wholes = _asked_and_wholes(matching, turned=turned)
    index = Index(((n, theirs.words[n]) for n in wholes), asked.values())
    for number, words in asked.items():
        for other, _ in index.candidates(words, _CANDIDATES):
            i, j = (other, number) if turned else (number, other)
            if _is_worth_weighing(matching, i, j):
                yield i, j, turned


def _asked_and_wholes(matching: Matching, *, turned: bool) -> tuple[dict[int, str], list[int]]:
    """The words of the free clauses of a side, and the clauses of the other that they may be of: free, or with room."""
    free = matching.free_of(turned=turned, shortest=_SHORTEST)
    others = matching.free_of(turned=not turned, shortest=_SHORTEST)
    wholes = sorted({*others, *matching.amended(turned=not turned, room=_ROOM)}) if free else []
    return {n: matching.right.words[n] if turned else matching.reads(n) for n in free if wholes}, wholes


def _is_worth_weighing(matching: Matching, i: int, j: int) -> bool:
    left, right = _both(matching, i, j)
    return len(left & right) >= _WORTH * min(len(left), len(right)) and not matching.is_formula(i, j)


def _both(matching: Matching, i: int, j: int) -> tuple[frozenset[str], frozenset[str]]:
    return shingles(matching.reads(i)), shingles(matching.right.words[j])


class _Evidence:
    """What two clauses have in common, weighed by how few others have it."""

    def __init__(
        self, matching: Matching, pairs: Sequence[Pair], families: set[tuple[int, int]], *, glance: bool = False
    ) -> None:
        """At a `glance` a few clauses of one side stand for all, and half of what is asked of a share will do."""
        wanted = frozenset().union(*(words for i, j, _ in pairs for words in _both(matching, i, j)))
        self._matching = matching
        self._asked = _LENIENCE if glance else 1.0
        self._in_left = holders(matching.left.words, wanted, _GLANCE if glance else _SAMPLE)
        self._in_right = self._in_left
        if not glance:  # most clauses are the same on both sides, and need not be looked at twice
            gone, come = matching.left.more_than(matching.right), matching.right.more_than(matching.left)
            self._in_right = self._in_left + holders(come, wanted, _SAMPLE) - holders(gone, wanted, _SAMPLE)
        self._families = families
        self._wholes: dict[tuple[int, bool, bool], float] = {}
        self._taken: dict[tuple[int, bool], tuple[int, set[str]]] = {}  # see `_shingles_taken`

    def kin(self, i: int, j: int) -> bool:
        """Whether the two are parts of articles that share a clause already."""
        return self._matching.homes(i, j) in self._families

    def share(self, i: int, j: int, turned: bool) -> float:
        """How much of what is rare in the one with less the other has too, from 0 to 1; 0 if that is too little."""
        matching = self._matching
        left, right = _both(matching, i, j)
        counts = self._in_left if turned else self._in_right
        whole = min(self._whole(i, turned, on_right=False), self._whole(j, turned, on_right=True))
        partners = matching.of_left.get(i, ()) if turned else matching.of_right.get(j, ())
        common = _weight(left & right, counts)
        if not partners:
            fresh, covered = common / whole, True
        else:
            taken = self._shingles_taken(i if turned else j, partners, turned)
            fresh = _weight((left & right) - taken, counts) / whole
            covered = common >= self._asked * _COVERED * self._whole(j if turned else i, turned, on_right=turned)
        if covered and self._is_enough(fresh, i, j, turned, partners):
            return min(fresh, 0.99)
        if partners and common >= self._asked * _REPEATED * whole and self._are_amended(i, j, turned, partners):
            return min(common / whole, 0.99)
        return 0.0

    def _is_enough(self, fresh: float, i: int, j: int, turned: bool, partners: Sequence[int]) -> bool:
        """Whether a share is large enough; less will do beside what else became of the same clause, and among kin."""
        if not self._asked * _SHARED_NEAR <= fresh < self._asked * _SHARED:
            return fresh >= self._asked * _SHARED
        others = islice(partners, _PARTNERS)
        near = any(_are_neighbours(self._matching, j if turned else i, p, turned=turned) for p in others)
        return near or self.kin(i, j)

    def _are_amended(self, i: int, j: int, turned: bool, partners: Sequence[int]) -> bool:
        """Whether no partner of a clause has the same words."""
        links = self._matching.links
        return all(links[(i, p) if turned else (p, j)][1] < 1 for p in islice(partners, _PARTNERS))

    def _whole(self, number: int, turned: bool, *, on_right: bool) -> float:
        """How much a clause of the left or right has in all; worked out once, for it is asked for with each of its pairs."""
        key = number, turned, on_right
        if key not in self._wholes:
            text = self._matching.right.words[number] if on_right else self._matching.reads(number)
            self._wholes[key] = _weight(shingles(text), self._in_left if turned else self._in_right)
        return self._wholes[key]

    def _shingles_taken(self, number: int, partners: Sequence[int], turned: bool) -> set[str]:
        """The shingles of the partners of a clause. Partners only ever come: those that were looked at count as looked at."""
        seen, taken = self._taken.setdefault((number, turned), (0, set()))
        for partner in islice(partners, seen, None):
            taken |= shingles(self._matching.right.words[partner] if turned else self._matching.reads(partner))
        self._taken[number, turned] = len(partners), taken
        return taken


def _are_neighbours(matching: Matching, one: int, other: int, *, turned: bool) -> bool:
    """Whether two clauses of the right, or of the left unless `turned`, belong to articles that follow each other."""
    side = matching.right if turned else matching.left
    first, second = sorted((side.homes[one], side.homes[other]))
    return 0 <= first < second == side.end_of(first)


def _weight(some: frozenset[str], counts: Mapping[str, int]) -> float:
    return fsum([1 / counts.get(shingle, 1) for shingle in some])  # exact: the order of a set is not to show
