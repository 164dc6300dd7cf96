"""The bench of planted amendments, small, as a test: marks hardly wider than what was edited, all moves and no others."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import lint_docx
from decision_diff import compare

pytestmark = pytest.mark.slow

BENCH = Path(__file__).parent.parent / "bench"


@pytest.mark.parametrize("seed", range(3))
def test_planted_amendments(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    clauses = importlib.import_module("clauses")
    truth = clauses.planted(400, seed=seed)
    redline = tmp_path / "redline.docx"
    compare(truth.old, truth.new).save(redline)
    found = clauses.marked(redline, truth)
    assert (found.found, found.invented) == (len(truth.moved), 0)
    assert found.characters <= 1.15 * truth.edited
    assert lint_docx.faults(redline.read_bytes()) == []
