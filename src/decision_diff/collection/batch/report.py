"""The report over all pairs: JSON by `batch-1.schema.json`, and a page. Neither depends on the order in which pairs were done.

What a run found done already is reported as it was: a run that was interrupted and taken up again reports the same, byte by byte.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

from decision_diff import __version__, files
from decision_diff.changes import MARKS, SIGNALS
from decision_diff.collection.batch.folders import REPORTS
from decision_diff.collection.batch.page import write_page
from decision_diff.collection.batch.records import SCHEMA_VERSION, PairOutcome, keep_aside
from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.safedata import load_json

_LEFT_OUT: Final = ("schema_version", "key")  # of a record, in the report


@frozen
class BatchTotals:
    """How many pairs, of each result; how many changes by mark and signals by kind, over all pairs, in the order of all outputs."""

    pairs: int
    same: int
    different: int
    failed: int
    changes: dict[str, int]
    signals: dict[str, int]


def count_outcomes(outcomes: Iterable[PairOutcome]) -> BatchTotals:
    """Count over all pairs."""
    results: Counter[str] = Counter()
    changes: Counter[str] = Counter()
    signals: Counter[str] = Counter()
    for one in outcomes:
        results[one.result] += 1
        changes.update(one.record["changes"])
        signals.update(one.record["signals"])
    return BatchTotals(
        results.total(),
        results["same"],
        results["different"],
        results["failed"],
        {mark: changes[mark] for mark in MARKS if changes[mark]},
        {kind: signals[kind] for kind in SIGNALS if signals[kind]},
    )


def say_totals(totals: BatchTotals) -> str:
    """The totals in one sentence: `3 pairs: 1 same, 1 different, 1 failed`."""
    found = ", ".join(
        f"{getattr(totals, name)} {name}" for name in ("same", "different", "failed") if getattr(totals, name)
    )
    return f"{totals.pairs} {'pair' if totals.pairs == 1 else 'pairs'}: {found or 'none'}"


def make_report(outcomes: Sequence[PairOutcome]) -> dict[str, Any]:
    """The report as JSON values, pairs in their own order."""
    totals = count_outcomes(outcomes)
    rows = sorted(outcomes, key=lambda one: one.index)
    return {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "totals": {
            **{name: getattr(totals, name) for name in ("pairs", "same", "different", "failed")},
            "changes": totals.changes,
            "signals": totals.signals,
        },
        "pairs": [{name: value for name, value in one.record.items() if name not in _LEFT_OUT} for one in rows],
    }


def write_reports(outcomes: Sequence[PairOutcome], folder: str | Path, *, title: str = "") -> BatchTotals:
    """Write `report.html` and `report.json` beside the folders of the pairs; gives the totals. OutputError if they cannot be written.

    A file of that name that is not a report of a batch gets another one, `report.html.kept`.
    """
    ordered = sorted(outcomes, key=lambda one: one.index)
    totals = count_outcomes(ordered)
    page = write_page(ordered, totals, say_totals(totals), title=title)
    record = json.dumps(make_report(ordered), ensure_ascii=False, indent=1) + "\n"
    is_own = {name: is_report(Path(folder) / name) for name in REPORTS}
    # The page last: only beside a report of ours is a page taken for ours.
    for name, content in reversed(list(zip(REPORTS, (page, record), strict=True))):
        path = Path(folder) / name
        if os.path.lexists(path) and not is_own[name]:
            keep_aside(path)
        files.save(path, content, force=True)
    return totals


def is_report(path: Path) -> bool:
    """Whether a file named as a report of a batch is one: the JSON says so of itself, and the page lies beside one that does."""
    try:
        found = load_json(files.load(path.with_name(REPORTS[1])).data.decode("utf-8"))
    except (UnreadableError, ValueError):
        return False
    return (
        isinstance(found, dict) and found.get("schema_version") == SCHEMA_VERSION and {"totals", "pairs"} <= set(found)
    )


def load_schema() -> str:
    """The JSON Schema of `report.json`."""
    return resources.files(__package__).joinpath("batch-1.schema.json").read_text(encoding="utf-8")
