"""Who moved.

A clause moved if it hangs on another clause than its old parent became, or if it left the order of its siblings. Of
siblings out of order the fewest are blamed: the heaviest run in ascending order stays (weight: characters, with all
that hangs below), the rest moved. What is below a moved clause moves along and is not told again. A heading
inserted above clauses, or repealed from above them, moves nobody; nor does an article move whose chapter was cut
otherwise while the articles keep their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from decision_diff.model import Decision

Pair = tuple[str, str]


def moved_pairs(old: Decision, new: Decision, pairs: Sequence[Pair]) -> set[Pair]:
    """Those of the linked pairs of eids (old, new) whose clause moved."""
    weights = _weights(new)
    became: dict[str, set[str]] = defaultdict(set)
    has_old: set[str] = set()
    for old_eid, new_eid in pairs:
        became[old_eid].add(new_eid)
        has_old.add(new_eid)

    first = _one_each(pairs, old, new)
    families: dict[Pair, list[Pair]] = defaultdict(list)
    strays: list[Pair] = []
    moved: set[Pair] = set()
    for old_eid, new_eid in first:
        above_old, above_new = old.parent(old_eid), new.parent(new_eid)
        if above_old is None and above_new is None:
            families["", ""].append((old_eid, new_eid))
        elif above_old is not None and above_new is not None and above_new.eid in became[above_old.eid]:
            families[above_old.eid, above_new.eid].append((old_eid, new_eid))
        elif (
            old.clause(old_eid).level != "article"  # articles count on through chapters: their order tells
            and (above_old is None or above_old.eid in became)
            and (above_new is None or above_new.eid in has_old)
        ):
            moved.add((old_eid, new_eid))
        else:
            strays.append((old_eid, new_eid))
    for family in families.values():
        kept = heaviest_run([(old.position(a), new.position(b), weights[b]) for a, b in family])
        moved.update(pair for pair, stays in zip(family, kept, strict=True) if not stays)
    if strays:
        settled = [pair for pair in first if pair not in moved]
        kept = heaviest_run([(old.position(a), new.position(b), weights[b]) for a, b in settled])
        stays = {pair for pair, stay in zip(settled, kept, strict=True) if stay}
        moved.update(pair for pair in strays if pair not in stays)
    return moved


def _one_each(pairs: Sequence[Pair], old: Decision, new: Decision) -> list[Pair]:
    """One pair for each clause, the first: the parts of a split or join do not count as moves of their own."""
    taken_old: set[str] = set()
    taken_new: set[str] = set()
    chosen: list[Pair] = []
    for old_eid, new_eid in sorted(pairs, key=lambda pair: (old.position(pair[0]), new.position(pair[1]))):
        if old_eid not in taken_old and new_eid not in taken_new:
            chosen.append((old_eid, new_eid))
        taken_old.add(old_eid)
        taken_new.add(new_eid)
    return chosen


def _weights(decision: Decision) -> dict[str, int]:
    """The characters of each clause with all below it, and one for the clause itself."""
    weights: dict[str, int] = {}
    for clause in reversed(decision.walk()):
        weights[clause.eid] = 1 + len(clause.words) + sum(weights[child.eid] for child in clause.children)
    return weights


def heaviest_run(items: Sequence[tuple[int, int, int]]) -> list[bool]:
    """For each (position on the left, position on the right, weight): whether it is in the heaviest ascending run.

    Left positions are distinct, and so are right ones. Of runs of equal weight one is chosen by position alone.
    n log n: maxima of prefixes in a binary indexed tree (Fenwick 1994).
    """
    order = sorted(range(len(items)), key=lambda k: items[k][0])
    rights = [items[k][1] for k in order]
    if all(a < b for a, b in pairwise(rights)):
        return [True] * len(items)
    ranks = {right: rank for rank, right in enumerate(sorted(rights), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(items) + 1)  # best weight of a run that ends here, and its last item
    before = [-1] * len(items)
    total = [0] * len(items)
    for k in order:
        rank = ranks[items[k][1]]
        weight, last = 0, -1
        at = rank - 1
        while at:
            if tree[at][0] > weight:
                weight, last = tree[at]
            at -= at & -at
        before[k], total[k] = last, weight + items[k][2]
        at = rank
        while at <= len(items):
            if tree[at][0] < total[k]:
                tree[at] = (total[k], k)
            at += at & -at
    kept = [False] * len(items)
    k = max(order, key=lambda k: total[k], default=-1)
    while k >= 0:
        kept[k] = True
        k = before[k]
    return kept
