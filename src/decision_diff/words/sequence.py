"""The shortest edit script between two sequences of anything hashable: words of a clause, clauses of a decision.

1. Items become small integers, equal items the same one (rapidfuzz compares list items by hash only). Characters stay.
2. The common start and end are kept.
3. What is left is solved exactly (Indel: insertions and deletions only) if it has at most `CELLS` pairs of items.
4. A larger gap is cut at its anchors, the items that occur once on each side, along their longest increasing run
   (patience, Bram Cohen). Where no item does, runs of `WIDE` items are tried; where every run is repeated too, the
   first of a run is paired with the first, the second with the second. Each smaller gap goes back to 2.
5. A large gap without anchors is replaced whole, and so is any gap larger than `CELLS` once as many items were looked
   at as `SWEEPS` passes over both sequences. Here and at a badly chosen anchor a script is longer than it must be.

Budgets are counted, never timed. There is no recursion.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import chain, count
from typing import Literal, NamedTuple

from decision_diff.words.subsequence import find_common

CELLS = 1 << 24  # pairs of items solved exactly: a matrix of 2 MB, some 3 ms
SWEEPS = 8
_FIRST_LOOK = 32  # items at either end that are compared at once
WIDE = 4  # in 50,000 words hardly a word is unique, nearly every four words are

CommonRun = tuple[int, int, int]  # (i, j, n): a[i : i + n] equals b[j : j + n]
Region = tuple[int, int, int, int]  # (i1, i2, j1, j2): a[i1:i2] and b[j1:j2] are still to be compared


class Step(NamedTuple):
    """a[i1:i2] becomes b[j1:j2]. "insert" has i1 == i2, "delete" has j1 == j2."""

    op: Literal["equal", "insert", "delete"]
    i1: int
    i2: int
    j1: int
    j2: int


def compute_script(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Step]:
    """The script that turns `a` into `b`.

    Steps tile both sequences in order; between two "equal" steps there is one "delete", one "insert", or a "delete"
    and then an "insert"; no two "equal" steps touch. Two empty sequences have no steps.
    """
    steps: list[Step] = []
    i = j = 0
    for at_a, at_b, size in [*find_common_runs(a, b), (len(a), len(b), 0)]:
        if i < at_a:
            steps.append(Step("delete", i, at_a, j, j))
        if j < at_b:
            steps.append(Step("insert", at_a, at_a, j, at_b))
        i, j = at_a + size, at_b + size
        if size:
            steps.append(Step("equal", at_a, i, at_b, j))
    return steps


def find_common_runs(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[CommonRun]:
    """What the script keeps: blocks (i, j, n) in ascending order, none empty, no two adjacent on both sides."""
    x, y = (a, b) if isinstance(a, str) and isinstance(b, str) else _number_items(a, b)
    found: list[CommonRun] = []
    budget = SWEEPS * (len(x) + len(y))
    gaps = [(0, len(x), 0, len(y))]
    while gaps:
        gap = gaps.pop()
        budget -= gap[1] - gap[0] + gap[3] - gap[2]
        i1, i2, j1, j2 = gap = _keep_ends(x, y, gap, found)
        if i1 == i2 or j1 == j2:
            continue
        if (i2 - i1) * (j2 - j1) <= CELLS:
            _keep_shortest(x, y, gap, found)
        elif budget > 0:
            anchors = _find_anchors(x[i1:i2], y[j1:j2], i1, j1)
            found.extend([(i, j, 1) for i, j in anchors])
            gaps.extend(_cut(gap, anchors))
    return _join_runs(sorted(found))


def _keep_shortest(x: Sequence[Hashable], y: Sequence[Hashable], gap: Region, found: list[CommonRun]) -> None:
    """Record what the shortest script of a gap keeps (step 3)."""
    i1, i2, j1, j2 = gap
    found.extend((i1 + i, j1 + j, size) for i, j, size in find_common(x[i1:i2], y[j1:j2]))


def _cut(gap: Region, anchors: Sequence[tuple[int, int]]) -> Iterator[Region]:
    """The gaps before, between and behind the anchors of a gap; none if it has no anchors."""
    i1, i2, j1, j2 = gap
    for i, j in anchors:
        if i > i1 or j > j1:  # anchors that touch leave nothing between them
            yield i1, i, j1, j
        i1, j1 = i + 1, j + 1
    if anchors:
        yield i1, i2, j1, j2


def _find_anchors(x: Sequence[Hashable], y: Sequence[Hashable], i1: int, j1: int) -> list[tuple[int, int]]:
    """Step 4: items that occur once on each side, else runs of items, else runs in the order in which they occur."""
    if set(x).isdisjoint(y):
        return []
    anchors = _find_unique_anchors(x, y, i1, j1)
    if anchors:
        return anchors
    wide_x, wide_y = _widen(x), _widen(y)
    return _find_unique_anchors(wide_x, wide_y, i1, j1) or _find_unique_anchors(
        _count_occurrences(wide_x), _count_occurrences(wide_y), i1, j1
    )


def _number_items(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[list[int], list[int]]:
    numbers = dict(zip(dict.fromkeys(chain(a, b)), count(), strict=False))
    return list(map(numbers.__getitem__, a)), list(map(numbers.__getitem__, b))


def _keep_ends(x: Sequence[Hashable], y: Sequence[Hashable], gap: Region, found: list[CommonRun]) -> Region:
    """Record the common start and end of a gap; what is left of it."""
    i1, i2, j1, j2 = gap
    size = measure_common_start(x, y, gap)
    if size:
        found.append((i1, j1, size))
        i1, j1 = i1 + size, j1 + size
    size = measure_common_end(x, y, (i1, i2, j1, j2))
    if size:
        i2, j2 = i2 - size, j2 - size
        found.append((i2, j2, size))
    return i1, i2, j1, j2


def measure_common_start(x: Sequence[Hashable], y: Sequence[Hashable], within: Region) -> int:
    """How many items two stretches have in common at the start: looked for in steps that double, then halve, so that many cost little."""
    i, i2, j, j2 = within
    limit = min(i2 - i, j2 - j)
    low, high = 0, min(limit, _FIRST_LOOK)
    while low < high and x[i + low : i + high] == y[j + low : j + high]:
        low, high = high, min(limit, 3 * high - 2 * low)
    while high - low > 1:
        middle = (low + high) // 2
        if x[i + low : i + middle] == y[j + low : j + middle]:
            low = middle
        else:
            high = middle
    return low


def measure_common_end(x: Sequence[Hashable], y: Sequence[Hashable], within: Region) -> int:
    """The same at the end."""
    i1, i, j1, j = within
    limit = min(i - i1, j - j1)
    low, high = 0, min(limit, _FIRST_LOOK)
    while low < high and x[i - high : i - low] == y[j - high : j - low]:
        low, high = high, min(limit, 3 * high - 2 * low)
    while high - low > 1:
        middle = (low + high) // 2
        if x[i - middle : i - low] == y[j - middle : j - low]:
            low = middle
        else:
            high = middle
    return low


def _widen(items: Sequence[Hashable]) -> list[tuple[Hashable, ...]]:
    """Each `WIDE` neighbouring items, by the place of the first."""
    return list(zip(*(items[shift:] for shift in range(WIDE)), strict=False))


def _count_occurrences(items: Sequence[Hashable]) -> list[tuple[Hashable, int]]:
    """Each item with how often it occurred before."""
    seen: Counter[Hashable] = Counter()
    counted = []
    for item in items:
        counted.append((item, seen[item]))
        seen[item] += 1
    return counted


def _find_unique_anchors(x: Sequence[Hashable], y: Sequence[Hashable], i1: int, j1: int) -> list[tuple[int, int]]:
    """The longest run, ascending on both sides, of items that occur once in each of `x`, `y`, as (i1 + i, j1 + j)."""
    in_x, in_y = Counter(x), Counter(y)
    place = {item: j for j, item in enumerate(y, j1) if in_y[item] == 1}
    return find_longest_run([(i, place[item]) for i, item in enumerate(x, i1) if in_x[item] == 1 and item in place])


def find_longest_run(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of `pairs`, which ascend on the left, that ascends on the right too (patience)."""
    tails: list[int] = []  # the smallest j that ends an ascending run of each length
    ends: list[int] = []  # the pair that has it
    before: list[int] = []  # for each pair, the one before it in its run
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j) if tails and j <= tails[-1] else len(tails)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(j)
            ends.append(index)
        else:
            tails[length], ends[length] = j, index
    run: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _join_runs(blocks: list[CommonRun]) -> list[CommonRun]:
    joined: list[CommonRun] = []
    for i, j, size in blocks:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((i, j, size))
    return joined


def find_heaviest_chain(items: Sequence[tuple[int, int, float]]) -> list[int]:
    """Of items (position on the left, position on the right, weight), the heaviest chain ascending on both sides.

    Returns indexes into `items`, in chain order. Positions may repeat; a chain takes each at most once. Weights are
    positive. Of chains of equal weight one is chosen by position alone. n log n: prefix maxima in a binary indexed tree
    (Fenwick 1994).
    """
    order = sorted(range(len(items)), key=lambda k: (items[k][0], -items[k][1]))  # a right one never sees its own left
    ranks = {right: rank for rank, right in enumerate(sorted({right for _, right, _ in items}), 1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)  # best weight of a chain ending here, its last item
    before = [-1] * len(items)
    end, best = -1, 0.0
    for k in order:
        _, right, own = items[k]
        weight, before[k] = _best_before(tree, ranks[right])
        total = weight + own
        if total > best:
            end, best = k, total
        at = ranks[right]
        while at < len(tree):
            if tree[at][0] < total:
                tree[at] = (total, k)
            at += at & -at
    chain: list[int] = []
    while end >= 0:
        chain.append(end)
        end = before[end]
    return chain[::-1]


def _best_before(tree: Sequence[tuple[float, int]], rank: int) -> tuple[float, int]:
    """The weight of the heaviest chain that ends at a lower rank, and its last item; (0, -1) without one."""
    weight, last = 0.0, -1
    at = rank - 1
    while at:
        if tree[at][0] > weight:
            weight, last = tree[at]
        at -= at & -at
    return weight, last
