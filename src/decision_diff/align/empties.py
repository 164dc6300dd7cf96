"""Clauses without words of their own (附件1, a bare 第五条)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from decision_diff.align.units import Matching

_TWINS: Final = 64  # clauses of the same number that are looked at for one


def label(matching: Matching) -> None:
    """Clauses without words (附件1, a bare 第五条): by what most of their children became, else by their number."""
    right = matching.right
    bare_ones = [
        i for i, clause in enumerate(matching.left.clauses) if not clause.words and not matching.of_left.get(i)
    ]
    for i in reversed(bare_ones):  # inner ones first
        votes: dict[int, int] = defaultdict(int)
        for k in range(i + 1, _end(matching.left.parents, i)):
            if matching.left.parents[k] == i:
                for j in matching.of_left.get(k, ()):
                    votes[right.parents[j]] += 1
        best = sorted(
            (-count, j)
            for j, count in votes.items()
            if j >= 0 and not right.clauses[j].words and not matching.of_right.get(j)
        )
        if best:
            matching.link(i, best[0][1], "label", 1.0)
    free: dict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
    for j, clause in enumerate(right.clauses):
        if not clause.words and clause.label and not matching.of_right.get(j):
            free[clause.label.style, clause.label.value].append(j)
    for i in bare_ones:
        number = matching.left.clauses[i].label
        if number and not matching.of_left.get(i):
            same = free.get((number.style, number.value), [])
            target = next((j for j in same[:_TWINS] if matching.parents_linked(i, j)), None)
            if target is not None:
                same.remove(target)
                matching.link(i, target, "label", 1.0)


def _end(parents: Sequence[int], index: int) -> int:
    """Where the clauses below `index` end, in document order."""
    end = index + 1
    while end < len(parents) and parents[end] >= index:
        end += 1
    return end
