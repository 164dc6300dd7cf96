"""What the program costs before it does any work: python bench/start.py [RUNS] [--json].

Each command is a process of its own, and its cost the CPU time (user and system) that the operating system counts for it. The commands
take turns, so that a machine that slows down slows all of them, and nothing is timed until each has run once. Printed are the
least and the median in milliseconds, and the ratios to which decision record 24 holds a start:

    import decision_diff    at most 1.5 times an empty Python
    --help                  at most 5 times an empty Python
    compare                 of two revisions of Decision 641, in a terminal's format: at most 2.2 times --help
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAIR = [str(FIXTURES / f"decision-641-c{year}.zh.txt") for year in (24, 25)]
COMMANDS = {
    "empty": ["-c", "pass"],
    "import": ["-c", "import decision_diff"],
    "click": ["-c", "import click"],
    "help": ["-m", "decision_diff", "--help"],
    "compare": ["-m", "decision_diff", "compare", *PAIR],
    "json": ["-m", "decision_diff", "compare", *PAIR, "-f", "json"],
    "html": ["-m", "decision_diff", "compare", *PAIR, "-f", "html"],
}
# Dividend, divisor, and what the ratio should be at most.
TARGETS = (("import", "empty", 1.5), ("help", "empty", 5.0), ("compare", "help", 2.2))


# As a user has it: with the byte code of all modules kept from the first run.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def spent(arguments: list[str]) -> float:
    """The CPU milliseconds of one process."""
    with subprocess.Popen([sys.executable, *arguments], env=ENVIRONMENT, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != ("compare" in arguments):  # 1: the two revisions differ
        raise RuntimeError(f"{arguments} failed")
    return (usage.ru_utime + usage.ru_stime) * 1000


def measure(runs: int) -> dict[str, dict[str, float]]:
    """For each command the least and the median of so many runs, in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        for name, arguments in COMMANDS.items():
            time = spent(arguments)
            if turn:
                times[name].append(time)
    return {name: {"least": min(found), "median": median(found)} for name, found in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("runs", nargs="?", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.runs)
    if given.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{'CPU, ms':<10}{'least':>8}{'median':>8}")
    for name, one in found.items():
        print(f"{name:<10}{one['least']:>8.1f}{one['median']:>8.1f}")
    print(f"\n{'ratio':<18}{'least':>8}{'median':>8}{'target':>8}")
    for name, divisor, target in TARGETS:
        ratios = "".join(f"{found[name][kind] / found[divisor][kind]:>8.2f}" for kind in ("least", "median"))
        print(f"{f'{name} / {divisor}':<18}{ratios}{target:>8.1f}")


if __name__ == "__main__":
    main()
