"""Clauses that belong together: joined by links, or inserted or repealed as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from decision_diff.changes import Link
from decision_diff.frozen import frozen
from decision_diff.labels import is_tombstone
from decision_diff.model import Clause, Decision

# Headings that gather what can be cited alone: an inserted chapter is one change and each of its articles another.
_GATHERING = frozenset({"book", "subdivision", "chapter", "section", "title"})

Place = tuple[int, int]  # the positions of two linked clauses, old and new


@frozen
class Group:
    """Old clauses and the new ones that they became, each in document order; one side may be empty."""

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    links: tuple[Link, ...]

    @property
    def stands_empty(self) -> Literal["old", "new", ""]:
        """The side that has no text: no clause, or only a number that outlived its article (第二条　（删去）)."""
        if not self.old or not self.new:  # a tombstone alone comes and goes like any clause
            return "new" if self.old else "old"
        empty = [len(side) == 1 and is_tombstone(side[0].text) for side in (self.old, self.new)]
        return "" if empty[0] == empty[1] else "old" if empty[0] else "new"


def groups(old: Decision, new: Decision, links: Sequence[Link], places: Sequence[Place]) -> list[Group]:
    """Every clause of both sides in exactly one group, in the order of the new side.

    Linked clauses are grouped by connected component. An inserted clause takes along what was inserted below it, and
    so does a repealed one; the latter stands behind the group of the clause that it followed. `places` are the positions
    of the clauses that each link joins.
    """
    by_old: dict[int, list[int]] = defaultdict(list)  # of each clause its links, by their number
    by_new: dict[int, list[int]] = defaultdict(list)
    for number, (i, j) in enumerate(places):
        by_old[i].append(number)
        by_new[j].append(number)
    tombs = {j: i for (i, j), link in zip(places, links, strict=True) if link.found_by == "tombstone"}
    repealed = _families(old, by_old, tombs.values())
    inserted = _families(new, by_new, tombs)

    after = _after(repealed, by_old)
    found = list(after.pop(-1, ()))
    clauses_old, clauses_new = old.walk(), new.walk()
    seen: set[int] = set()
    for j in range(len(clauses_new)):
        if j in inserted and j not in by_new:
            found.append(Group((), inserted[j], ()))
        if j in seen or j not in by_new:
            continue
        if len(by_new[j]) == 1 and j not in tombs:  # nearly always
            number = by_new[j][0]
            i = places[number][0]
            if len(by_old[i]) == 1:
                found.append(Group((clauses_old[i],), (clauses_new[j],), (links[number],)))
                if after:
                    found.extend(after.pop(i, ()))
                continue
        olds, news, numbers = _component(j, places, by_old, by_new)
        seen.update(news)
        befores, afters = [clauses_old[i] for i in olds], [clauses_new[k] for k in news]
        if j in tombs:  # what hung below went, or came, with the article
            befores.extend(repealed.get(tombs[j], ()))
            afters.extend(inserted.get(j, ()))
        found.append(Group(tuple(befores), tuple(afters), tuple([links[number] for number in numbers])))
        if after:
            for i in olds:
                found.extend(after.pop(i, ()))
    return found


def _after(repealed: Mapping[int, tuple[Clause, ...]], linked: Mapping[int, list[int]]) -> dict[int, list[Group]]:
    """What was repealed, by the linked clause that it follows, or by -1."""
    after: dict[int, list[Group]] = defaultdict(list)
    previous = -1
    for i in sorted({*repealed, *linked}) if repealed else ():
        if i in linked:
            previous = i
        else:
            after[previous].append(Group(repealed[i], (), ()))
    return after


def _component(
    start: int, places: Sequence[Place], by_old: Mapping[int, list[int]], by_new: Mapping[int, list[int]]
) -> tuple[list[int], list[int], list[int]]:
    """The old clauses, the new ones and the links that hang together with the new clause at `start`, each in order."""
    olds: set[int] = set()
    news = {start}
    numbers: list[int] = []
    waiting = [start]
    while waiting:
        for number in by_new[waiting.pop()]:
            i = places[number][0]
            if i not in olds:
                olds.add(i)
                numbers.extend(by_old[i])
                fresh = {places[other][1] for other in by_old[i]} - news
                news |= fresh
                waiting.extend(fresh)
    return sorted(olds), sorted(news), sorted(numbers, key=lambda number: places[number][::-1])


def _families(
    decision: Decision, linked: Mapping[int, list[int]], buried: Collection[int]
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
