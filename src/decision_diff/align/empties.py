"""Clauses without words of their own (附件1, a bare 第五条)."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import islice
from typing import Final

from decision_diff.align.units import Matching

_TWINS: Final = 64  # clauses of the same number that are looked at for one


def label(matching: Matching) -> None:
    """Clauses without words (附件1, a bare 第五条): by what most of their children became, else by their number."""
    right = matching.right
    bare_ones = [
        i for i, clause in enumerate(matching.left.clauses) if not clause.words and matching.is_free(i, turned=False)
    ]
    for i in reversed(bare_ones):  # inner ones first
        votes: dict[int, int] = defaultdict(int)
        for k in range(i + 1, matching.left.end_of(i)):
            if matching.left.parents[k] == i:
                for j in matching.of_left.get(k, ()):
                    votes[right.parents[j]] += 1
        best = sorted(
            (-count, j)
            for j, count in votes.items()
            if j >= 0 and not right.words[j] and matching.is_free(j, turned=True)
        )
        if best:
            matching.link(i, best[0][1], "label", 1.0)
    free: dict[tuple[str, tuple[int, ...]], deque[int]] = defaultdict(deque)
    for j, clause in enumerate(right.clauses):
        if not clause.words and clause.label and matching.is_free(j, turned=True):
            free[clause.label.style, clause.label.value].append(j)
    for i in bare_ones:
        number = matching.left.clauses[i].label
        if number and matching.is_free(i, turned=False):
            same = free[number.style, number.value]
            target = next((j for j in islice(same, _TWINS) if matching.parents_linked(i, j)), None)
            if target is not None:
                same.remove(target)
                matching.link(i, target, "label", 1.0)
