"""What `frozen` is worth: python bench/values.py [CLAUSES] [ROUNDS].

Compares two made revisions with values made by `frozen.frozen` and with plain frozen dataclasses, in processes of their own
that take turns. Printed are the least CPU milliseconds of `compare`, and of a fresh process that compares one line.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from time import process_time
from typing import Any

KINDS = ("frozen", "dataclass")
REPEATS = 8  # comparisons in one process, each of texts of its own


def measure(kind: str, clauses: int) -> dict[str, float]:
    """The least times of one process whose values are of that kind."""
    from decision_diff import frozen  # noqa: PLC0415 - before all that uses it

    if kind == "dataclass":
        plain: Any = dataclass(frozen=True, slots=True)
        frozen.frozen = plain
    from decision_diff import pipeline  # noqa: PLC0415 - likewise

    pipeline.compare(old_text="第一条　会议公开举行。", new_text="第一条　会议每年举行。")
    found = {"cold start": process_time() * 1000}
    from made import revisions  # noqa: PLC0415 - no part of the start

    times = []
    for seed in range(REPEATS):
        texts = revisions(clauses, seed=seed)
        start = process_time()
        pipeline.compare(*texts)
        times.append((process_time() - start) * 1000)
    return {**found, "compare": min(times)}


def main() -> None:
    clauses, rounds = (int(sys.argv[at]) if len(sys.argv) > at else default for at, default in ((1, 1000), (2, 8)))
    rows: dict[str, list[dict[str, float]]] = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind in KINDS:
            command = [sys.executable, __file__, "--one", kind, str(clauses)]
            rows[kind].append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    print(f"Python {sys.version.split()[0]}, {clauses} clauses, least of {rounds} processes, CPU ms")
    for name in rows[KINDS[0]][0]:
        least = {kind: min(row[name] for row in some) for kind, some in rows.items()}
        print(f"  {name:<12}" + "".join(f"{kind} {least[kind]:8.1f}   " for kind in KINDS), end="")
        print(f"dataclass / frozen {least['dataclass'] / least['frozen']:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main()
