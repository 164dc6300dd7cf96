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

from decision_diff.model import Decision
from decision_diff.sequence import heaviest_chain

Pair = tuple[str, str]


def moved_pairs(old: Decision, new: Decision, pairs: Sequence[Pair]) -> set[Pair]:
    """Those of the linked pairs of eids (old, new) whose clause moved."""
    weights = _weights(new)
    places = {pair: (old.position(pair[0]), new.position(pair[1])) for pair in pairs}
    linked = set(pairs)
    has_new, has_old = {old_eid for old_eid, _ in pairs}, {new_eid for _, new_eid in pairs}
    first = _one_each(pairs, places)
    families: dict[Pair, list[Pair]] = defaultdict(list)
    strays: list[Pair] = []
    moved: set[Pair] = set()
    for old_eid, new_eid in first:
        above_old, above_new = old.parent(old_eid), new.parent(new_eid)
        if above_old is None and above_new is None:
            families["", ""].append((old_eid, new_eid))
        elif above_old is not None and above_new is not None and (above_old.eid, above_new.eid) in linked:
            families[above_old.eid, above_new.eid].append((old_eid, new_eid))
        elif (
            old.clause(old_eid).level != "article"  # articles count on through chapters: their order tells
            and (above_old is None or above_old.eid in has_new)
            and (above_new is None or above_new.eid in has_old)
        ):
            moved.add((old_eid, new_eid))
        else:
            strays.append((old_eid, new_eid))
    for family in families.values():
        moved.update(set(family) - _in_order(family, places, weights))
    if strays:
        settled = [pair for pair in first if pair not in moved]
        moved.update(set(strays) - _in_order(settled, places, weights))
    return moved


def _in_order(pairs: Sequence[Pair], places: dict[Pair, tuple[int, int]], weights: dict[str, int]) -> set[Pair]:
    """The pairs that stay: the heaviest run in ascending order on both sides. `pairs` ascend on the left."""
    rank = {place: at for at, place in enumerate(sorted([places[pair][1] for pair in pairs]))}
    runs: list[list[Pair]] = []  # neighbours on both sides stay or go together
    starts: list[tuple[int, int]] = []
    last = -2
    for at, pair in enumerate(pairs):
        here = rank[places[pair][1]]
        if here != last + 1:
            runs.append([])
            starts.append((at, here))
        runs[-1].append(pair)
        last = here
    if len(runs) == 1:
        return set(pairs)
    heavy = [(*start, sum(weights[b] for _, b in run)) for start, run in zip(starts, runs, strict=True)]
    return {pair for k in heaviest_chain(heavy) for pair in runs[k]}


def _one_each(pairs: Sequence[Pair], places: dict[Pair, tuple[int, int]]) -> list[Pair]:
    """One pair for each clause, the first on the left: the parts of a split or join do not count as moves of their own."""
    taken_old: set[str] = set()
    taken_new: set[str] = set()
    chosen: list[Pair] = []
    for old_eid, new_eid in sorted(pairs, key=places.__getitem__):
        if old_eid not in taken_old and new_eid not in taken_new:
            chosen.append((old_eid, new_eid))
        taken_old.add(old_eid)
        taken_new.add(new_eid)
    return chosen


def _weights(decision: Decision) -> dict[str, int]:
    """The characters of each clause with all below it, and one for the clause itself."""
    weights: dict[str, int] = {}
    for clause in reversed(decision.walk()):
        weights[clause.eid] = (
            1 + len(clause.words) + (sum([weights[child.eid] for child in clause.children]) if clause.children else 0)
        )
    return weights
