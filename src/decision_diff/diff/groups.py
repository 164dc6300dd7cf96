"""Clauses that belong together: joined by links, or inserted or repealed as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Literal

from decision_diff.changes import Link
from decision_diff.frozen import frozen
from decision_diff.labels import is_tombstone
from decision_diff.model import Clause, Decision

# Headings that gather what can be cited alone: an inserted chapter is one change and each of its articles another.
_GATHERING = frozenset({"book", "subdivision", "chapter", "section", "title"})


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


def groups(old: Decision, new: Decision, links: tuple[Link, ...]) -> list[Group]:
    """Every clause of both sides in exactly one group, in the order of the new side.

    Linked clauses are grouped by connected component. An inserted clause takes along what was inserted below it, and
    so does a repealed one; the latter stands behind the group of the clause that it followed.
    """
    by_old: dict[str, list[Link]] = defaultdict(list)
    by_new: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_old[link.old.eid].append(link)
        by_new[link.new.eid].append(link)
    joined = _components(old, new, by_old, by_new)
    buried = {link.old.eid for link in links if link.found_by == "tombstone"}
    raised = {link.new.eid for link in links if link.found_by == "tombstone"}
    repealed = _families(old, by_old, buried)
    inserted = _families(new, by_new, raised)

    after: dict[str, list[Group]] = defaultdict(list)  # by the old clause that they follow
    previous = ""
    for clause in old.walk():
        if clause.eid in repealed and clause.eid not in buried:
            after[previous].append(Group(repealed[clause.eid], (), ()))
        elif clause.eid in by_old:
            previous = clause.eid
    found = list(after.pop("", ()))
    for clause in new.walk():
        if clause.eid in inserted and clause.eid not in raised:
            found.append(Group((), inserted[clause.eid], ()))
        elif clause.eid in joined:
            group = joined[clause.eid]
            if clause.eid in raised:  # what hung below went, or came, with the article
                gone, come = repealed.pop(group.old[0].eid, ()), inserted.pop(clause.eid, ())
                group = Group((*group.old, *gone), (*group.new, *come), group.links)
            found.append(group)
            if after:
                for one in group.old:
                    found.extend(after.pop(one.eid, ()))
    return found


def _components(
    old: Decision, new: Decision, by_old: Mapping[str, list[Link]], by_new: Mapping[str, list[Link]]
) -> dict[str, Group]:
    """The groups of linked clauses, by the eid of the first new clause of each."""
    found: dict[str, Group] = {}
    seen: set[str] = set()
    for clause in new.walk():
        linked = by_new.get(clause.eid)
        if not linked or clause.eid in seen:
            continue
        if len(linked) == 1 and len(by_old[linked[0].old.eid]) == 1:  # nearly always
            found[clause.eid] = Group((old.clause(linked[0].old.eid),), (clause,), (linked[0],))
            continue
        olds: list[str] = []
        news = [clause.eid]
        seen.add(clause.eid)
        links: list[Link] = []
        for eid in news:  # grows while it is read
            for link in by_new[eid]:
                if link.old.eid in olds:
                    continue
                olds.append(link.old.eid)
                for other in by_old[link.old.eid]:
                    links.append(other)
                    if other.new.eid not in seen:
                        seen.add(other.new.eid)
                        news.append(other.new.eid)
        olds.sort(key=old.position)
        news.sort(key=new.position)
        links.sort(key=lambda link: (new.position(link.new.eid), old.position(link.old.eid)))
        found[news[0]] = Group(tuple(map(old.clause, olds)), tuple(map(new.clause, news)), tuple(links))
    return found


def _families(
    decision: Decision, linked: Mapping[str, list[Link]], buried: Collection[str]
) -> dict[str, tuple[Clause, ...]]:
    """Clauses without a link, by the eid of the outermost one of each family, in document order.

    Those below a `buried` clause, which is linked with a tombstone, are a family under its eid, without it.
    """
    heads: dict[str, str] = {eid: eid for eid in buried}
    families: dict[str, list[Clause]] = {}
    for clause in decision.walk():
        if clause.eid in linked:
            continue
        parent = decision.parent(clause.eid)
        head = heads.get(parent.eid) if parent is not None and parent.level not in _GATHERING else None
        heads[clause.eid] = head or clause.eid
        families.setdefault(heads[clause.eid], []).append(clause)
    return {eid: tuple(family) for eid, family in families.items()}
