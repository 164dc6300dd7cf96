"""How often does `check` report something that is not a fault? Counts findings in clean texts, per rule and per hundred clauses.

    python bench/check_clean.py FOLDER… [--severity info] [--show N]

Reads each text below the folders (.txt, .docx, .html, .md). A text that had faults before counts against us: whether a finding is one must be looked at (--show).
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from decision_diff import pipeline
from decision_diff.errors import DecisionDiffError

SUFFIXES = (".txt", ".docx", ".html", ".md")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--severity", choices=["info", "warning", "error"], default="warning")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N findings of each rule")
    parser.add_argument("--leave-out", default="", metavar="PART", help="paths with this in them are not read")
    given = parser.parse_args()
    files = sorted(path for folder in given.folders for path in folder.rglob("*") if path.suffix in SUFFIXES)
    counts: Counter[str] = Counter()
    clauses = read = 0
    spent = 0.0
    for path in files:
        if given.leave_out and given.leave_out in str(path):
            continue
        try:
            decision = pipeline.read(path)
        except DecisionDiffError:
            continue
        read += 1
        clauses += len(decision.walk())
        before = time.process_time()
        report = pipeline.check([decision], severity=given.severity)
        spent += time.process_time() - before
        for one in report.findings:
            counts[one.code] += 1
            if counts[one.code] <= given.show:
                words = decision.clause(one.place.eid).words
                start, end = one.place.span.start, one.place.span.end
                shown = f"{words[max(start - 20, 0) : start]}⟦{one.printed}⟧{words[end : end + 20]}".replace("\n", "↵")
                print(f"{one.code}  {path.parent.name}/{path.name}  {one.place.cited}  {shown}  {one.message}")
    total = sum(counts.values())
    print(f"{read} texts, {clauses} clauses, {total} findings: {100 * total / max(clauses, 1):.3f} per hundred clauses")
    print(", ".join(f"{code} {count}" for code, count in sorted(counts.items())) or "none")
    print(f"{spent:.2f} s, {1e6 * spent / max(clauses, 1):.0f} µs per clause")


if __name__ == "__main__":
    main()
