"""The longest common subsequence of short pairs is that of the library, to the last bit."""

from __future__ import annotations

from itertools import count, repeat
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from decision_diff.words import subsequence
from decision_diff.words.sequence import compute_script

TEXTS = st.text(st.sampled_from("国家大法ab"), max_size=30)


@pytest.fixture(autouse=True)
def _without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subsequence, "sys", SimpleNamespace(modules={}))
    monkeypatch.setattr(subsequence, "_pairs", repeat(0))


def measure_with_the_library(one: str, two: str, floor: float) -> float:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subsequence, "MAX_CELLS", -1)
        return subsequence.measure_similarity(one, two, floor)


@given(TEXTS, TEXTS, st.sampled_from([0.0, 0.3, 0.5, 0.6, 0.65, 0.7, 0.85, 0.9, 1.0]))
def test_the_similarity_is_that_of_the_library(one: str, two: str, floor: float) -> None:
    assert subsequence.measure_similarity(one, two, floor) == measure_with_the_library(one, two, floor)
    assert measure_with_the_library(one, two, 0.0) == Indel.normalized_similarity(one, two)


@pytest.mark.parametrize(("kept", "floor"), [(34, 0.85), (24, 0.6), (28, 0.7), (26, 0.65)])
def test_what_is_just_alike_enough_is_so_with_the_library_too(kept: int, floor: float) -> None:
    """Asked for .85, the library says 0 of two texts that are alike to .85."""
    one = "".join(chr(0x4E00 + at) for at in range(40))
    two = one[:kept] + "".join(chr(0x7000 + at) for at in range(40 - kept))
    assert subsequence.measure_similarity(one, two, floor) == measure_with_the_library(one, two, floor) == kept / 40


@given(TEXTS, TEXTS)
def test_of_several_longest_ones_the_same_is_found_as_by_the_library(one: str, two: str) -> None:
    script = compute_script(one, two)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subsequence, "MAX_CELLS", -1)
        assert compute_script(one, two) == script


def test_many_pairs_and_long_pairs_are_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def load() -> Any:
        asked.append("rapidfuzz")
        return Indel

    monkeypatch.setattr(subsequence, "_load_library", load)
    subsequence.measure_similarity("国" * 100, "家" * 100, 0.0)
    assert len(asked) == 1
    monkeypatch.setattr(subsequence, "_pairs", count())
    for _ in range(subsequence.MAX_PAIRS + 1):
        subsequence.measure_similarity("国家", "国大", 0.0)
    assert len(asked) == 2
