"""Which clauses moved.

A clause moved if it hangs on another clause than its old parent became, or if it left the order of its siblings. Of
siblings out of order the fewest are blamed, and of equally few those of the fewest characters, with all that hangs below: where
one long article went behind two short ones, it moved and they did not. What is below a moved clause moves along and is not reported again. A heading
that is inserted or repealed above clauses moves none of them, and an article whose chapter was divided differently
does not move as long as the articles keep their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from decision_diff.changes import Alignment, Match
from decision_diff.diff.levels import find_level_effect
from decision_diff.model import Decision
from decision_diff.words.sequence import find_heaviest_chain


def find_moves(old: Decision, new: Decision, alignment: Alignment) -> set[Match]:
    """The linked clauses that moved, decided in the direction of the alignment so that both ways agree."""
    if not alignment.swapped:
        return _find_moves(old, new, alignment.positions)
    return {(i, j) for j, i in _find_moves(new, old, [(j, i) for i, j in alignment.positions])}


def _find_moves(old: Decision, new: Decision, matches: Sequence[Match]) -> set[Match]:
    weights = _weigh(new)
    first = _choose_one_each(matches)
    families, moved, strays = _sort_by_parents(old, new, first, matches)
    for family in families:
        moved |= _find_out_of_order(family, weights)
    if strays:
        settled = [pair for pair in first if pair not in moved]
        moved |= _find_out_of_order(settled, weights).intersection(strays)
    return moved


def _sort_by_parents(
    old: Decision, new: Decision, first: Sequence[Match], matches: Sequence[Match]
) -> tuple[list[list[Match]], set[Match], list[Match]]:
    """The pairs that hang together: families below linked parents; those that hang on another clause; strays.

    A stray hangs on a heading that came or went, is an article below another chapter, or went from an article into one or out of one; only the
    order can tell if it moved.
    """
    clauses, there, above_old, above_new = old.walk(), new.walk(), old.parents(), new.parents()
    linked = set(matches)
    has_new, has_old = {i for i, _ in matches}, {j for _, j in matches}
    families: dict[Match, list[Match]] = defaultdict(list)
    elsewhere: set[Match] = set()
    strays: list[Match] = []
    for pair in first:
        above = above_old[pair[0]], above_new[pair[1]]
        if above == (-1, -1) or above in linked:
            families[above].append(pair)
        elif (
            clauses[pair[0]].level != "article"  # articles count on through chapters: their order tells
            and find_level_effect(clauses[pair[0]], there[pair[1]]) is None  # so does that of a part that became one
            and (above[0] < 0 or above[0] in has_new)
            and (above[1] < 0 or above[1] in has_old)
        ):
            elsewhere.add(pair)
        else:
            strays.append(pair)
    return list(families.values()), elsewhere, strays


def _find_out_of_order(pairs: Sequence[Match], weights: Sequence[int]) -> set[Match]:
    """The pairs beside the longest run in ascending order on both sides, of equally long ones the heaviest. `pairs` ascend on the left."""
    rank = {j: at for at, j in enumerate(sorted([j for _, j in pairs]))}
    runs: list[list[Match]] = []  # neighbours on both sides stay or go together
    starts: list[tuple[int, int]] = []
    last = -2
    for at, pair in enumerate(pairs):
        here = rank[pair[1]]
        if here != last + 1:
            runs.append([])
            starts.append((at, here))
        runs[-1].append(pair)
        last = here
    if len(runs) == 1:
        return set()
    one = 1 + sum([weights[j] for _, j in pairs])  # a pair more outweighs all characters
    heavy = [(*start, sum([one + weights[j] for _, j in run])) for start, run in zip(starts, runs, strict=True)]
    stay = set(find_heaviest_chain(heavy))
    return {pair for at, run in enumerate(runs) if at not in stay for pair in run}


def _choose_one_each(pairs: Sequence[Match]) -> list[Match]:
    """One pair for each clause, the first on the left: the parts of a split or join do not count as moves of their own."""
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    chosen: list[Match] = []
    for pair in sorted(pairs):
        if pair[0] not in taken_old and pair[1] not in taken_new:
            chosen.append(pair)
        taken_old.add(pair[0])
        taken_new.add(pair[1])
    return chosen


def _weigh(decision: Decision) -> list[int]:
    """The characters of each clause with all below it, and one for the clause itself."""
    weights = [1 + len(clause.heading) + len(clause.text) for clause in decision.walk()]
    for at, parent in reversed(tuple(enumerate(decision.parents()))):
        if parent >= 0:
            weights[parent] += weights[at]
    return weights
