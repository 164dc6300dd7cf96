"""Whole revisions planted in statutes of our own: what is planted is read back, and most of it is found."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

import planted_revisions as bench
from decision_diff import pipeline

STATUTES = sorted(bench.STATUTES.glob("*.txt"))


@pytest.mark.parametrize("path", STATUTES, ids=[path.stem for path in STATUTES])
def test_nearly_all_that_was_planted_is_found(path: Path) -> None:
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    counts = bench.score(path, 3, kinds, misses=False).counts
    assert counts.right > 20
    assert counts.list_figures()["F1"] > 0.9


def test_a_planted_revision_is_the_same_on_every_run_and_changes_most_articles() -> None:
    articles = bench.read_articles(pipeline.read(STATUTES[0]))
    once, again, other = (bench.plant(articles, seed) for seed in (1, 1, 2))
    assert once == again != other
    done = Counter(one.done for article in once for part in article for one in part.sentences)
    assert done["stayed"] < 0.6 * done.total()
    assert len(done) > 5
