"""Redlines of fuzzed documents: none is refused, none is coarse without a notice, none has a fault in its schema.

`bench/fuzz_docx.py` runs as many as one likes.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fuzzed
from decision_diff import compare, render
from decision_diff.model import Notice
from excess import Outcome, excess, tried
from wordfiles import docx, p, t
from wordredlines import redline

pytestmark = pytest.mark.slow

SEEDS = 100


@pytest.mark.parametrize("first", range(0, SEEDS, 25))
def test_fuzzed_documents_are_written_finely_or_with_a_notice(first: int) -> None:
    outcomes: dict[int, Outcome] = {
        seed: tried(*fuzzed.pair(seed), **fuzzed.options(seed)) for seed in range(first, first + 25)
    }
    assert {seed: one.wrong for seed, one in outcomes.items() if one.wrong} == {}
    counts = sum((one.counts for one in outcomes.values()), Counter[str]())
    assert counts["plain"] == 0
    assert counts["noticed"] <= 12  # of 25: most are as fine as the records


@settings(max_examples=25)
@given(st.integers(10_000, 10_000_000))
def test_no_more_is_marked_than_was_found_and_noticed(seed: int) -> None:
    assert tried(*fuzzed.pair(seed), **fuzzed.options(seed)).wrong == ""


# What once was wrong: a split within an equation left a mark without content.
@pytest.mark.parametrize("seed", [300_536])
def test_what_was_wrong_once_is_right(seed: int) -> None:
    assert tried(*fuzzed.pair(seed), **fuzzed.options(seed)).wrong == ""


def test_a_pair_is_the_same_each_time() -> None:
    assert fuzzed.pair(7) == fuzzed.pair(7)
    assert fuzzed.pair(7) != fuzzed.pair(8)


def test_marks_without_a_reason_are_counted() -> None:
    """The counter counts: a redline of another pair marks more than these records say."""
    words = "理事会须批准年度报告并将其提交大会审议；"
    old, near, far = (docx(p(t(one))) for one in (words, words.replace("年度", "月度"), "秘书长。"))
    notices: list[Notice] = []
    comparison = compare(old, near)
    fine = render(comparison, "docx", noticed=notices.append)
    assert isinstance(fine, bytes)
    assert notices == []
    for revision in ("old", "new"):
        assert excess(comparison, fine, notices, revision) == 0
    assert excess(comparison, redline(old, far), [], "old") > 0
