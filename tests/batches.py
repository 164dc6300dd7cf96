"""Pairs for batches, and a worker whose pairs misbehave by their names; spawned processes import this module by its name."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from decision_diff.collection.batch import NamedPair, work
from decision_diff.collection.batch.records import PairOutcome, PairTask

OLD = "Decision 12\ndecides\n1 that the expert group meets in Geneva;\n2 to report {}.\n"
_compare: Callable[..., Any] = work._compare


def write_pairs(folder: Path, names: Sequence[str]) -> list[NamedPair]:
    """Pairs that differ in one clause; of those called `same…` both texts are alike."""
    folder.mkdir(exist_ok=True)
    pairs = []
    for number, name in enumerate(names):
        old, new = folder / f"{number}-old.txt", folder / f"{number}-new.txt"
        text = OLD.format(number)
        old.write_text(text, encoding="utf-8")
        new.write_text(text if name.startswith("same") else text.replace("Geneva", "Nassau"), encoding="utf-8")
        pairs.append(NamedPair(name, str(old), str(new)))
    return pairs


def misbehave(tasks: Sequence[PairTask]) -> list[PairOutcome]:
    """A worker that does to some pairs what their names say."""
    work._compare = _compare_badly
    return work.compare_batch(tasks)


def _compare_badly(task: PairTask, sources: Any) -> dict[str, Any]:
    name = task.pair.name
    if name.startswith("crash"):
        os._exit(3)
    if name.startswith("loop"):
        while True:
            pass
    if name.startswith("sleep"):  # in C: no exception arrives there
        time.sleep(600)
    if name.startswith("memory"):
        bytearray(1 << 42)
    if name.startswith("fault"):
        raise KeyError("what")
    found: dict[str, Any] = _compare(task, sources)
    return found
