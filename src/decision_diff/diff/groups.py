"""Clauses that belong together: joined by links, or inserted or repealed as one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from typing import Literal

from decision_diff.changes import Alignment, Change, Link, Match
from decision_diff.frozen import frozen
from decision_diff.labels import is_tombstone
from decision_diff.model import Clause, Decision

# Headings that gather what can be cited alone: an inserted chapter is one change and each of its articles another.
_GATHERING = frozenset({"book", "subdivision", "chapter", "section", "title"})


@frozen
class Group:
    """Old clauses and the new ones that they became, each in document order; one side may be empty.

    `matches` are the positions of the clauses that each of the `links` joins.
    """

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    links: tuple[Link, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def stands_empty(self) -> Literal["old", "new", ""]:
        """The side that has no text: no clause, or only a number that outlived its article (第二条　（删去）)."""
        if not self.old or not self.new:  # a tombstone alone comes and goes like any clause
            return "new" if self.old else "old"
        empty = [len(side) == 1 and is_tombstone(side[0].words) for side in (self.old, self.new)]
        return "" if empty[0] == empty[1] else "old" if empty[0] else "new"


class Grouping:
    """The links, repeals and insertions, and the position of each group in the order of the new side.

    Linked clauses are grouped by connected component. An inserted clause takes along what was inserted below it, and
    so does a repealed one; the latter stands behind the group of the clause that it followed.
    """

    def __init__(self, old: Decision, new: Decision, alignment: Alignment) -> None:
        self._old, self._new = old.walk(), new.walk()
        self._links, self._matches = alignment.links, alignment.positions
        self._of_old = _index_links([i for i, _ in self._matches])  # of each clause its links, by their number
        self._of_new = _index_links([j for _, j in self._matches])
        both = zip(self._matches, self._links, strict=True)
        self._tombs = {j: i for (i, j), link in both if link.found_by == "tombstone"}
        self._repealed = _find_families(old, self._of_old, self._tombs.values())
        self._inserted = _find_families(new, self._of_new, self._tombs)
        self._after = _place_repealed(self._repealed, self._of_old)

    def list_pairs(self) -> list[tuple[Match, Link]]:
        """The links between clauses that have no other link. No tombstone is one of them."""
        of_old, of_new, tombs = self._of_old, self._of_new, self._tombs
        both = zip(self._matches, self._links, strict=True)
        return [(m, link) for m, link in both if len(of_old[m[0]]) == 1 == len(of_new[m[1]]) and m[1] not in tombs]

    def walk(self, kept: Mapping[int, Change]) -> Iterator[Group | Change]:
        """The groups; each group with links is at the first of its new clauses. Every clause is in exactly one group.

        In the place of a pair stands its change, if it is made already: `kept` has them by the position of the new clause.
        """
        yield from self._after.pop(-1, ())
        seen: set[int] = set()
        for j in range(len(self._new)):
            if j in kept:
                yield kept[j]
                if self._after and (i := self._matches[self._of_new[j][0]][0]) in self._after:
                    yield from self._after.pop(i)
            elif j not in self._of_new:
                if j in self._inserted:
                    yield Group((), self._inserted[j])
            elif j not in seen:
                group = self._component(j, seen)
                yield group
                yield from self._repealed_after(group.matches)

    def _repealed_after(self, matches: Sequence[Match]) -> Iterator[Group]:
        """What was repealed behind the old clauses of a group, and is not given yet."""
        for i in sorted({i for i, _ in matches}) if self._after else ():
            yield from self._after.pop(i, ())

    def _component(self, start: int, seen: set[int]) -> Group:
        """All that hangs together with the new clause at `start`, which is then `seen`; of a tombstone what went, or came, with the article."""
        numbers = self._linked(start)
        matches = tuple([self._matches[number] for number in numbers])
        seen.update([j for _, j in matches])
        olds = [self._old[i] for i in sorted({i for i, _ in matches})]
        news = [self._new[j] for j in sorted({j for _, j in matches})]
        if start in self._tombs:
            olds.extend(self._repealed.get(self._tombs[start], ()))
            news.extend(self._inserted.get(start, ()))
        return Group(tuple(olds), tuple(news), tuple([self._links[number] for number in numbers]), matches)

    def _linked(self, start: int) -> list[int]:
        """The links that hang together with the new clause at `start`, in the order of the new side."""
        olds: set[int] = set()
        news = {start}
        numbers: list[int] = []
        waiting = [start]
        while waiting:
            for number in self._of_new[waiting.pop()]:
                i = self._matches[number][0]
                if i not in olds:
                    olds.add(i)
                    numbers.extend(self._of_old[i])
                    fresh = {self._matches[other][1] for other in self._of_old[i]} - news
                    news |= fresh
                    waiting.extend(fresh)
        return sorted(numbers, key=lambda number: self._matches[number][::-1])


def _index_links(ends: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """By clause the numbers of its links; `ends` has one clause of each link. Nearly all have one."""
    found: dict[int, Sequence[int]] = dict(zip(ends, zip(count()), strict=False))
    if len(found) < len(ends):
        several: dict[int, list[int]] = {end: [] for end, often in Counter(ends).items() if often > 1}
        for number, end in enumerate(ends):
            if end in several:
                several[end].append(number)
        found |= several
    return found


def _place_repealed(repealed: Mapping[int, tuple[Clause, ...]], linked: Collection[int]) -> dict[int, list[Group]]:
    """What was repealed, by the linked clause that it follows, or by -1."""
    after: dict[int, list[Group]] = defaultdict(list)
    previous = -1
    for i in sorted({*repealed, *linked}) if repealed else ():
        if i in linked:
            previous = i
        else:
            after[previous].append(Group(repealed[i], ()))
    return after


def _find_families(
    decision: Decision, linked: Collection[int], buried: Collection[int]
) -> dict[int, tuple[Clause, ...]]:
    """Clauses without a link, by the position of the outermost one of each family, in document order.

    Those below a `buried` clause, which is linked with a tombstone, are a family under its position, without it.
    """
    clauses, parents = decision.walk(), decision.parents()
    heads = {at: at for at in buried}
    families: dict[int, list[Clause]] = {}
    for at, clause in enumerate(clauses):
        if at in linked:
            continue
        parent = parents[at]
        head = heads.get(parent, at) if parent >= 0 and clauses[parent].level not in _GATHERING else at
        heads[at] = head
        families.setdefault(head, []).append(clause)
    return {at: tuple(family) for at, family in families.items()}
