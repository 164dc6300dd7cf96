"""Edit scripts: minimal where it is promised, valid everywhere, bounded on hostile input."""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.words import sequence
from decision_diff.words.sequence import compute_script, find_common_runs

ITEMS = st.lists(st.integers(0, 5), max_size=9)


def longest_common(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """By the definition."""

    @cache
    def best(i: int, j: int) -> int:
        if i == len(a) or j == len(b):
            return 0
        return best(i + 1, j + 1) + 1 if a[i] == b[j] else max(best(i + 1, j), best(i, j + 1))

    return best(0, 0)


def check(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """The script tiles and is true; how much it keeps."""
    i = j = kept = 0
    steps = compute_script(a, b)
    for step in steps:
        assert (step.i1, step.j1) == (i, j)
        i, j = step.i2, step.j2
        if step.op == "equal":
            assert a[step.i1 : step.i2] == b[step.j1 : step.j2]
            kept += step.i2 - step.i1
        else:
            assert (step.i1 == step.i2) == (step.op == "insert")
            assert (step.j1 == step.j2) == (step.op == "delete")
    assert (i, j) == (len(a), len(b))
    assert all((x.op, y.op) not in {("equal", "equal"), ("insert", "delete")} for x, y in pairwise(steps))
    assert all(x.op != y.op for x, y in pairwise(steps))
    return kept


@pytest.mark.parametrize(
    ("a", "b", "ops"),
    [
        ("", "", []),
        ("", "x", ["insert"]),
        ("x", "", ["delete"]),
        ("abc", "abc", ["equal"]),
        ("abc", "axc", ["equal", "delete", "insert", "equal"]),
        ("abcd", "bcde", ["delete", "equal", "insert"]),
    ],
)
def test_steps(a: str, b: str, ops: list[str]) -> None:
    assert [step.op for step in compute_script(a, b)] == ops


@given(ITEMS, ITEMS)
def test_minimal(a: list[int], b: list[int]) -> None:
    assert check(a, b) == longest_common(a, b)


@given(ITEMS, ITEMS)
def test_valid_when_every_gap_is_too_large(a: list[int], b: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequence, "CELLS", 0)
        check(a, b)


def test_items_with_one_hash_are_told_apart() -> None:
    assert find_common_runs([0, 1], [2**61 - 1, 1]) == [(1, 1, 1)]


def test_anchors_are_exact_on_unique_items() -> None:
    a = list(range(20_000))
    b = [-item if item % 7 == 0 else item for item in a]
    assert check(a, b) == sum(x == y for x, y in zip(a, b, strict=True))


def test_long_text_without_a_unique_item_has_anchors_four_wide() -> None:
    a = random.Random(25).choices(range(997), k=20_000)  # noqa: S311 - a sample, no secret
    b = [*a[:9_000], *reversed(a[9_000:9_100]), *a[9_100:]]
    assert check([1, *a, 2], [3, *b, 4]) > 19_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("a", "b"),
    [
        ([1, 2] * 50_000, [2, 1, 1] * 30_000),
        ([1] * 100_000, [2] * 100_000),
        (list(range(50_000)), list(range(50_000))[::-1]),
        # Each sweep finds one anchor and no more: only the budget ends this soon.
        ([x for k in range(20_000) for x in (k, k + 1)], [x for k in range(20_000) for x in (k + 1, k)]),
    ],
)
def test_hostile_input_ends(a: list[int], b: list[int]) -> None:
    check(a, b)
