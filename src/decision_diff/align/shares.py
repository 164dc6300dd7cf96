"""The pass that links what is left and shares with one clause what few others have: rewritten, or absorbed in parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import fsum
from typing import Final

from decision_diff.align.units import Matching, RevisionSide
from decision_diff.words.likeness import Index, count_holders, cut_shingles

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

Candidate = tuple[
    int, int, bool
]  # the clause on the left and on the right, and whether it is the right one that is free


def match_shared(matching: Matching) -> None:
    """Link what is left to the clause with which it shares most of its rare words; the best pair first.

    Of a clause that is linked already only what its partners do not have counts: else each new twin of an old article
    would be a part of it. A shingle that stands in k clauses of the other text counts as a k-th: it points to each of
    them alike.
    """
    pairs = [*_find_pairs(matching, swapped=False), *_find_pairs(matching, swapped=True)]
    families = matching.find_families() if pairs else set()
    if pairs:  # most of them come to nothing, and looking at every clause of a text is dear
        glance = _Evidence(matching, pairs, families, glance=True)
        pairs = [pair for pair in pairs if glance.share(*pair)]
    if pairs:
        _link_best(matching, pairs, _Evidence(matching, pairs, families))


def _link_best(matching: Matching, pairs: Sequence[Candidate], evidence: _Evidence) -> None:
    """Link the pairs that still share enough, the best first: each link takes from what the next ones have."""
    claims = [(evidence.share(*pair) + _KIN * evidence.kin(*pair[:2]), pair) for pair in pairs]
    for _, (i, j, swapped) in sorted(claims, key=lambda claim: (-claim[0], claim[1])):
        share = evidence.share(i, j, swapped) if matching.is_free(j if swapped else i, swapped=swapped) else 0.0
        if share:
            matching.link(i, j, "shared" if evidence.kin(i, j) else "absorbed", share)


def _find_pairs(matching: Matching, *, swapped: bool) -> Iterator[Candidate]:
    """Each free clause of the left, or of the right if `swapped`, with the few that it may have gone to, or come from."""
    _, theirs = matching.get_sides(swapped=swapped)
    asked, wholes = _asked_and_wholes(matching, swapped=swapped)
    index = Index(((n, theirs.words[n]) for n in wholes), asked.values())
    for number, words in asked.items():
        for other, _ in index.find_candidates(words, _CANDIDATES):
            i, j = (other, number) if swapped else (number, other)
            if _is_worth_weighing(matching, i, j):
                yield i, j, swapped


def _asked_and_wholes(matching: Matching, *, swapped: bool) -> tuple[dict[int, str], list[int]]:
    """The words of the free clauses of a side, and the clauses of the other that they may be of: free, or with room."""
    free = matching.find_free(swapped=swapped, shortest=_SHORTEST)
    others = matching.find_free(swapped=not swapped, shortest=_SHORTEST)
    wholes = sorted({*others, *matching.find_amended(swapped=not swapped, room=_ROOM)}) if free else []
    return {n: matching.right.words[n] if swapped else matching.read_left(n) for n in free if wholes}, wholes


def _is_worth_weighing(matching: Matching, i: int, j: int) -> bool:
    left, right = _cut_both(matching, i, j)
    return len(left & right) >= _WORTH * min(len(left), len(right)) and not matching.is_formula(i, j)


def _cut_both(matching: Matching, i: int, j: int) -> tuple[frozenset[str], frozenset[str]]:
    return cut_shingles(matching.read_left(i)), cut_shingles(matching.right.words[j])


class _Evidence:
    """What two clauses have in common, weighed by how few others have it."""

    def __init__(
        self, matching: Matching, pairs: Sequence[Candidate], families: set[tuple[int, int]], *, glance: bool = False
    ) -> None:
        """At a `glance` a few clauses of one side stand for all, and half of what is asked of a share will do."""
        wanted = frozenset().union(*(words for i, j, _ in pairs for words in _cut_both(matching, i, j)))
        self._matching = matching
        self._asked = _LENIENCE if glance else 1.0
        self._in_left = count_holders(matching.left.words, wanted, _GLANCE if glance else _SAMPLE)
        self._in_right = self._in_left
        if not glance:  # most clauses are the same on both sides, and need not be looked at twice
            gone, come = matching.left.list_surplus(matching.right), matching.right.list_surplus(matching.left)
            self._in_right = self._in_left + count_holders(come, wanted, _SAMPLE) - count_holders(gone, wanted, _SAMPLE)
        self._families = families
        self._fronts = _measure_front(matching.left), _measure_front(matching.right)
        self._wholes: dict[tuple[int, bool, bool], float] = {}
        self._taken: dict[tuple[int, bool], tuple[int, set[str]]] = {}  # see `_shingles_taken`

    def kin(self, i: int, j: int) -> bool:
        """Whether the two are parts of articles that share a clause already, or both stand before the first article: a note of adoption."""
        homes = self._matching.find_homes(i, j)
        return homes in self._families or (homes == (-1, -1) and i < self._fronts[0] and j < self._fronts[1])

    def share(self, i: int, j: int, swapped: bool) -> float:
        """How much of what is rare in the one with less the other has too, from 0 to 1; 0 if that is too little."""
        matching = self._matching
        left, right = _cut_both(matching, i, j)
        counts = self._in_left if swapped else self._in_right
        whole = min(self._whole(i, swapped, on_right=False), self._whole(j, swapped, on_right=True))
        partners = matching.of_left.get(i, ()) if swapped else matching.of_right.get(j, ())
        common = _weigh(left & right, counts)
        if not partners:
            fresh, covered = common / whole, True
        else:
            taken = self._shingles_taken(i if swapped else j, partners, swapped)
            fresh = _weigh((left & right) - taken, counts) / whole
            covered = common >= self._asked * _COVERED * self._whole(j if swapped else i, swapped, on_right=swapped)
        if covered and self._is_enough(fresh, i, j, swapped, partners):
            return min(fresh, 0.99)
        if partners and common >= self._asked * _REPEATED * whole and self._are_amended(i, j, swapped, partners):
            return min(common / whole, 0.99)
        return 0.0

    def _is_enough(self, fresh: float, i: int, j: int, swapped: bool, partners: Sequence[int]) -> bool:
        """Whether a share is large enough; less will do beside what else became of the same clause, and among kin."""
        if not self._asked * _SHARED_NEAR <= fresh < self._asked * _SHARED:
            return fresh >= self._asked * _SHARED
        others = islice(partners, _PARTNERS)
        near = any(_are_neighbours(self._matching, j if swapped else i, p, swapped=swapped) for p in others)
        return near or self.kin(i, j)

    def _are_amended(self, i: int, j: int, swapped: bool, partners: Sequence[int]) -> bool:
        """Whether no partner of a clause has the same words."""
        links = self._matching.links
        return all(links[(i, p) if swapped else (p, j)][1] < 1 for p in islice(partners, _PARTNERS))

    def _whole(self, number: int, swapped: bool, *, on_right: bool) -> float:
        """How much a clause of the left or right has in all; worked out once, for it is asked for with each of its pairs."""
        key = number, swapped, on_right
        if key not in self._wholes:
            text = self._matching.right.words[number] if on_right else self._matching.read_left(number)
            self._wholes[key] = _weigh(cut_shingles(text), self._in_left if swapped else self._in_right)
        return self._wholes[key]

    def _shingles_taken(self, number: int, partners: Sequence[int], swapped: bool) -> set[str]:
        """The shingles of the partners of a clause. Partners only ever come: those that were looked at count as looked at."""
        seen, taken = self._taken.setdefault((number, swapped), (0, set()))
        for partner in islice(partners, seen, None):
            taken |= cut_shingles(self._matching.right.words[partner] if swapped else self._matching.read_left(partner))
        self._taken[number, swapped] = len(partners), taken
        return taken


def _are_neighbours(matching: Matching, one: int, other: int, *, swapped: bool) -> bool:
    """Whether two clauses of the right, or of the left unless `swapped`, belong to articles that follow each other."""
    side = matching.right if swapped else matching.left
    first, second = sorted((side.homes[one], side.homes[other]))
    return 0 <= first < second == side.find_end(first)


def _measure_front(side: RevisionSide) -> int:
    """How many clauses stand before the first article or annex; 0 in a text without any."""
    return next((n for n, home in enumerate(side.homes) if home >= 0), 0)


def _weigh(some: frozenset[str], counts: Mapping[str, int]) -> float:
    return fsum([1 / counts.get(shingle, 1) for shingle in some])  # exact: the order of a set is not to show
