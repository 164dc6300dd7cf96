"""The bench of one-edit clauses, as a test: no cut inside a unit, and little more than the least marked."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

BENCH = Path(__file__).parent.parent / "bench" / "words.py"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_words", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_words"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_bench() -> None:
    bench = load()
    results = [bench.measure(case) for case in bench.cases()]
    assert len(results) >= 200
    assert [result.redline for result in results if result.cuts] == []
    assert [result.redline for result in results if result.torn] == []
    assert sum(result.marked for result in results) <= 1.02 * sum(result.least for result in results)
