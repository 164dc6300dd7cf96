"""Compares many pairs: what is written for each lies in a folder of its own, and one page reports on all.

    manifest or folders ==pairs==> named pairs ==run==> batches of tasks ==executor, work==> outcomes ==report, page==> report

A pair that was compared before with the same content and options is not compared again (`records`). A pair that fails, takes too
long, or ends its process becomes an outcome that says so, and the others go on.
"""

from __future__ import annotations

from decision_diff.collection.batch.folders import choose_folders
from decision_diff.collection.batch.pairs import FoundPairs, find_pairs
from decision_diff.collection.batch.records import BatchSettings, NamedPair, PairOutcome
from decision_diff.collection.batch.report import load_schema, write_reports
from decision_diff.collection.batch.run import run_batch

__all__ = [
    "BatchSettings",
    "FoundPairs",
    "NamedPair",
    "PairOutcome",
    "choose_folders",
    "find_pairs",
    "load_schema",
    "run_batch",
    "write_reports",
]
