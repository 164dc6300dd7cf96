"""Of equally short scripts the one with the fewest edits: against all scripts there are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.words import chains
from decision_diff.words.chains import choose_again, find_runs, list_gaps
from decision_diff.words.pairs import Hunk
from decision_diff.words.sequence import CommonRun, find_common_runs

TOKENS = st.lists(st.sampled_from("甲乙丙丁，"), max_size=9)


def price(gone: int, come: int) -> float:
    return chains.REPLACEMENT if gone and come else chains.ONE_SIDED if gone or come else 0


def find_least(a: Sequence[str], b: Sequence[str]) -> float:
    """The least that any script costs: characters of `a` that go, and its edits. Tries each place where the last edit begins."""
    least: dict[tuple[int, int, bool], float] = {}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            kept = [0.0] if not i and not j else []
            if i and j and a[i - 1] == b[j - 1]:
                kept = [least[i - 1, j - 1, True], least[i - 1, j - 1, False]]
            changed = [
                least[p, q, True] + (i - p) + price(i - p, j - q)
                for p in range(i + 1)
                for q in range(j + 1)
                if (p, q) != (i, j)
            ]
            least[i, j, True] = min(kept, default=1e9)
            least[i, j, False] = min(changed, default=1e9)
    return min(least[len(a), len(b), True], least[len(a), len(b), False])


def rate(hunks: Sequence[Hunk]) -> float:
    return sum(i2 - i1 + price(i2 - i1, j2 - j1) for i1, i2, j1, j2 in hunks)


@given(TOKENS, TOKENS)
def test_no_script_is_cheaper(a: list[str], b: list[str]) -> None:
    hunks = list_gaps(find_common_runs(a, b), len(a), len(b))
    chosen = choose_again(a, b, hunks, [False] * len(hunks))
    i = j = 0
    for i1, i2, j1, j2 in [*chosen, (len(a), len(a), len(b), len(b))]:
        assert a[i:i1] == b[j:j1]
        i, j = i2, j2
    if len(hunks) > 1:
        start, end = (hunks[0][0], hunks[0][2]), (hunks[-1][1], hunks[-1][3])
        least = min(rate(hunks), find_least(a[start[0] : end[0]], b[start[1] : end[1]]))
        assert rate(chosen) == pytest.approx(least)  # sums of tenths
    else:
        assert chosen == hunks


@given(TOKENS, TOKENS)
def test_runs_are_equal_and_as_long_as_can_be(a: list[str], b: list[str]) -> None:
    runs = find_runs(a, b)
    assert len(set(runs)) == len(runs)
    for i, j, size in runs:
        assert a[i : i + size] == b[j : j + size]
        assert not (i and j and a[i - 1] == b[j - 1])
        assert not (i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size])
    pairs = {(i + at, j + at) for i, j, size in runs for at in range(size)}
    assert pairs == {(i, j) for i in range(len(a)) for j in range(len(b)) if a[i] == b[j]}


def test_what_stands_alone_stays() -> None:
    a, b = list("丙甲丁"), list("甲丙丁甲")
    hunks: list[Hunk] = [(0, 1, 0, 0), (2, 3, 1, 4)]
    assert choose_again(a, b, hunks, [True, False]) == hunks
    assert choose_again(a, b, hunks, [False, True]) == hunks
    assert choose_again(a, b, hunks, [False, False]) != hunks


@pytest.mark.parametrize(("kept", "together"), [(chains.REACH, True), (chains.REACH + 1, False)])
def test_edits_far_apart_are_not_chosen_together(kept: int, together: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """So each edit costs the same however long a text is."""
    a, b = [*"甲", *"丙" * kept, *"乙"], [*"丙" * kept, *"丁"]
    hunks: list[Hunk] = [(0, 1, 0, 0), (len(a) - 1, len(a), len(b) - 1, len(b))]
    called: list[int] = []

    def watch(x: Sequence[str], y: Sequence[str]) -> list[CommonRun]:
        called.append(len(x) + len(y))
        return find_runs(x, y)

    monkeypatch.setattr(chains, "find_runs", watch)
    choose_again(a, b, hunks, [False, False])
    assert bool(called) == together
