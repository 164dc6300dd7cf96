"""How long a table of a statute of so many articles takes in each format: python bench/tables.py 500.

The comparison is made before the clock runs. `changed` is the table as it comes, `full` one row a clause.
"""

from __future__ import annotations

import sys
from time import perf_counter

import decision_diff as dd
from decision_diff import renderers
from made import revisions


def main(clauses: int) -> None:
    comparison = dd.compare(*revisions(clauses))
    print(f"{clauses} articles: {comparison!r}")
    print(f"{'format':<12}{'changed, s':>12}{'full, s':>10}{'full, kB':>10}")
    for row in renderers.RENDERERS:
        if row.name != "pdf" and not row.name.startswith("table-"):
            continue
        times = []
        for unchanged in ("leave-out", "full"):
            start = perf_counter()
            output = dd.render(comparison, row.name, unchanged=unchanged)
            times.append(perf_counter() - start)
        size = len(output if isinstance(output, bytes) else output.encode()) / 1000
        print(f"{row.name:<12}{times[0]:>12.2f}{times[1]:>10.2f}{size:>10.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
