"""The longest common subsequence of two sequences: how long it is, and where it stands.

rapidfuzz finds it, and takes 5 ms to import, as long as all the work on a short decision. So the first short pairs of a process are
compared here, with the same results, and the library is loaded when there are more.

Method: one bit for each item of the first sequence, one row for each item of the second (Hyyrö 2004), read backwards as rapidfuzz does.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from itertools import count
from typing import Any, Final

MAX_PAIRS: Final = 64  # as long as the import, if all are of the greatest size
MAX_CELLS: Final = 4096  # pairs of items: 64 by 64 take 60 microseconds

_pairs = count()


def measure_similarity(one: str, two: str, floor: float) -> float:
    """Twice the characters that both texts have, in order, over all characters; below `floor` it is 0. 1 for two empty texts."""
    total = len(one) + len(two)
    if not _is_first(one, two):
        # The library says 0 of some pairs that are just as alike as they must be: it is asked for a little less.
        least = max(0.0, floor - 2 / total) if total else 0.0
        found: float = _load_library().normalized_similarity(one, two, score_cutoff=least)
        return found if found >= floor else 0.0
    left = _find_rows(one, two)[-1].bit_count() if one and two else len(one)  # what the second text has no partner for
    similarity = 1 - (2 * left + len(two) - len(one)) / total if total else 1.0
    return similarity if similarity >= floor else 0.0


def find_common(a: Sequence[Hashable], b: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    """Runs (i, j, n) of a longest common subsequence, in any order: a[i : i + n] equals b[j : j + n]. Neither begins or ends as the other."""
    if not _is_first(a, b):
        equal = (step for step in _load_library().opcodes(a, b) if step.tag == "equal")
        return ((step.src_start, step.dest_start, step.src_end - step.src_start) for step in equal)
    return ((i, j, 1) for i, j in _walk_back(_find_rows(a, b), len(a)))


def _is_first(a: Sequence[Hashable], b: Sequence[Hashable]) -> bool:
    return "rapidfuzz" not in sys.modules and len(a) * len(b) <= MAX_CELLS and next(_pairs) < MAX_PAIRS


@cache
def _load_library() -> Any:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - late: see above

    return Indel


def _find_rows(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[int]:
    """For each item of `b` the items of `a`, as bits, at which the subsequence with all of `b` until then grows no longer."""
    places: dict[Hashable, int] = {}
    for at, item in enumerate(a):
        places[item] = places.get(item, 0) | 1 << at
    all_bits = (1 << len(a)) - 1
    row = all_bits
    rows = []
    for item in b:
        shared = row & places.get(item, 0)
        row = (row + shared | row - shared) & all_bits
        rows.append(row)
    return rows


def _walk_back(rows: Sequence[int], i: int) -> Iterator[tuple[int, int]]:
    """The pairs of equal items, the last one first."""
    j = len(rows)
    while i and j:
        if rows[j - 1] >> i - 1 & 1:
            i -= 1
            continue
        j -= 1
        if not j or rows[j - 1] >> i - 1 & 1:
            i -= 1
            yield i, j
