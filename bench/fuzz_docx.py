"""How many redlines of fuzzed Word documents are refused, coarse without a notice, or have faults in their schema.

    python bench/fuzz_docx.py [N] [--first SEED] [--show]

N pairs (2,000), made by `tests/fuzzed.py` from the seeds SEED, SEED + 1 … (0). A redline is coarse without a notice if more
characters are marked in it than the records and the clauses that its notices name account for (`tests/excess.py`). Faults
are those that `tests/lint_docx.py` finds in a redline and in neither document.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import fuzzed
from excess import Outcome, tried


def main() -> None:
    """Write, check and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=2000, help="pairs (default: 2000)")
    parser.add_argument("--first", type=int, default=0, help="the seed of the first (default: 0)")
    parser.add_argument("--show", action="store_true", help="a line for each that is not as it should be")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    started = time.process_time()
    for seed in range(arguments.first, arguments.first + arguments.count):
        outcome: Outcome = tried(*fuzzed.pair(seed), **fuzzed.options(seed))
        counts.update(outcome.counts)
        if arguments.show and outcome.wrong:
            print(f"{seed}: {outcome.wrong}", flush=True)
    print(
        f"{arguments.count} pairs: {counts['refused']} refused, {counts['coarse']} coarse without a notice, "
        f"{counts['faults']} with faults in the schema; {counts['noticed']} with a notice, {counts['plain']} plain; "
        f"{time.process_time() - started:.0f} s of CPU"
    )


if __name__ == "__main__":
    main()
