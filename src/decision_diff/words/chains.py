"""Of equally short scripts the one with the fewest edits: where edits stand close together, what they keep is chosen again.

A shortest script keeps as many words as it can, and of several such scripts any one:

    处{+罚款；情节严重的，对+}单位{+可以处罚款，对单位+}   ->   处{+罚款；情节严重的，对单位可以处罚款，对+}单位

Method: all runs of equal tokens of a stretch, each as long as it can be, and of all chains of runs that ascend on both sides the one that
keeps the most code points, less what its edits cost. Where two runs overlap, the later one is shortened. Stretches of more
than `CELLS` pairs of tokens, or with more than `MAX_RUNS` runs, stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from decision_diff.words.pairs import Hunk
from decision_diff.words.sequence import CommonRun

# What an edit costs, in code points that are kept: one code point between two replacements is given up, but not between two insertions,
# nor between two deletions; two code points are always kept.
REPLACEMENT: Final = 1.5
ONE_SIDED: Final = 1.1
REACH: Final = 12  # code points that stay between edits that are chosen again together
CELLS: Final = 40_000
MAX_RUNS: Final = 160


def choose_again(a: Sequence[str], b: Sequence[str], hunks: list[Hunk], stays: Sequence[bool]) -> list[Hunk]:
    """The hunks, each group of neighbours chosen again; those that say nothing of their neighbours stay, as `stays` has it of each."""
    result: list[Hunk] = []
    group: list[Hunk] = []
    apart = False
    for hunk, alone in zip(hunks, stays, strict=True):
        apart = apart or alone
        if group and (apart or sum(map(len, a[group[-1][1] : hunk[0]])) > REACH):
            result.extend(_choose(a, b, group))
            group = []
        group.append(hunk)
        apart = alone
    return [*result, *_choose(a, b, group)]


def _choose(a: Sequence[str], b: Sequence[str], group: list[Hunk]) -> list[Hunk]:
    if len(group) < 2:
        return group
    i1, i2, j1, j2 = group[0][0], group[-1][1], group[0][2], group[-1][3]
    if (i2 - i1) * (j2 - j1) > CELLS:
        return group
    runs = find_runs(a[i1:i2], b[j1:j2])
    if len(runs) > MAX_RUNS:
        return group
    chain = _find_best_chain(a[i1:i2], b[j1:j2], runs)
    chosen = [(i1 + hunk[0], i1 + hunk[1], j1 + hunk[2], j1 + hunk[3]) for hunk in list_gaps(chain, i2 - i1, j2 - j1)]
    return chosen if _rate(a, chosen) > _rate(a, group) else group


def find_runs(a: Sequence[str], b: Sequence[str]) -> list[CommonRun]:
    """All runs of equal tokens that cannot be longer at either end, in the order of their ends in `a`."""
    places: dict[str, list[int]] = {}
    for j, token in enumerate(b):
        places.setdefault(token, []).append(j)
    runs: list[CommonRun] = []
    before: dict[int, int] = {}
    for i, token in enumerate([*a, ""]):
        row = {j: before.get(j - 1, 0) + 1 for j in places.get(token, ())}
        runs.extend((i - size, j + 1 - size, size) for j, size in before.items() if j + 1 not in row)
        before = row
    return runs


def _find_best_chain(a: Sequence[str], b: Sequence[str], runs: Sequence[CommonRun]) -> list[CommonRun]:
    """The runs that are kept, in order."""
    sizes = [0, *accumulate(map(len, a))]
    scores: list[float] = []
    chosen: list[tuple[CommonRun, int]] = []  # each run as it is kept, and the one before it
    best, last = -_price(len(a), len(b)), -1
    for i, j, size in sorted(runs):
        whole = sizes[i + size] - sizes[i]
        score = whole - _price(i, j)
        kept, before = (i, j, size), -1
        for at in range(len(chosen) - 1, -1, -1):  # the last one first: few of the others can then be better
            if scores[at] + whole - ONE_SIDED <= score:
                continue
            (p, q, length), _ = chosen[at]
            apart_a, apart_b = i - p - length, j - q - length
            overlap = max(0, -apart_a, -apart_b)
            if overlap >= size:
                continue
            price = _price(apart_a + overlap, apart_b + overlap)
            longer = scores[at] + sizes[i + size] - sizes[i + overlap] - price
            if longer > score:
                score, kept, before = longer, (i + overlap, j + overlap, size - overlap), at
        scores.append(score)
        chosen.append((kept, before))
        total = score - _price(len(a) - i - size, len(b) - j - size)
        if total > best:
            best, last = total, len(chosen) - 1
    chain: list[CommonRun] = []
    while last >= 0:
        run, last = chosen[last]
        chain.append(run)
    return chain[::-1]


def _price(gone: int, come: int) -> float:
    """What an edit costs that deletes and inserts so many tokens."""
    return REPLACEMENT if gone and come else ONE_SIDED if gone or come else 0


def list_gaps(chain: Sequence[CommonRun], len_a: int, len_b: int) -> list[Hunk]:
    """What stands before, between and behind runs that ascend on both sides, in texts of so many tokens."""
    hunks: list[Hunk] = []
    i = j = 0
    for at_a, at_b, size in [*chain, (len_a, len_b, 0)]:
        if i < at_a or j < at_b:
            hunks.append((i, at_a, j, at_b))
        i, j = at_a + size, at_b + size
    return hunks


def _rate(a: Sequence[str], hunks: Sequence[Hunk]) -> float:
    """How much is better: fewer code points of `a` in the hunks, and fewer hunks. What is kept of `a` is kept of the other text too."""
    gone = sum(len(token) for i1, i2, _, _ in hunks for token in a[i1:i2])
    return -gone - sum(_price(i2 - i1, j2 - j1) for i1, i2, j1, j2 in hunks)
