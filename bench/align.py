"""How right the alignment is, on amendments with known answers: python bench/align.py FOLDER [--misses] [--json].

FOLDER holds one folder for each amendment, with `old.txt` and `new.txt` (one paragraph a line, UTF-8) and `gold.tsv`: a
heading line, then old article, new article, operation, evidence and detail, divided by tabs. Articles are decimal
(133-1 is 第一百三十三条之一); an empty one means inserted or deleted; rows with the evidence "J?" are neither right nor wrong.

Scored are pairs of articles: those over all rows with both sides, against those that any link joins. Beside that the
pairs whose text differs, the recall of rows marked split or merged, and inserted and deleted articles. Of the links it
is told how often they are right by the score that they carry. `--misses` prints each wrong and each missing pair.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from decision_diff import align, pipeline
from decision_diff.model import Clause, Decision

Pair = tuple[str, str]


@dataclass
class Score:
    """Counts of one amendment, or of all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    differing: Counter[str] = field(default_factory=Counter)  # right, wrong, missed among pairs whose text differs
    parted: int = 0
    parted_found: int = 0
    alone: Counter[str] = field(default_factory=Counter)  # right, wrong, missed of inserted and deleted articles
    by_score: dict[float, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, other: Score) -> None:
        """Add the counts of another."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.parted += other.parted
        self.parted_found += other.parted_found
        self.differing += other.differing
        self.alone += other.alone
        for level, counts in other.by_score.items():
            self.by_score[level] += counts

    def row(self) -> dict[str, float]:
        """The figures for the table."""
        return {
            "P": _share(self.right, self.wrong),
            "R": _share(self.right, self.missed),
            "F1": _f1(self.right, self.wrong, self.missed),
            "F1 differing": _f1(self.differing["right"], self.differing["wrong"], self.differing["missed"]),
            "split or merged": _share(self.parted_found, self.parted - self.parted_found),
            "alone P": _share(self.alone["right"], self.alone["wrong"]),
            "alone R": _share(self.alone["right"], self.alone["missed"]),
        }


def _share(some: int, rest: int) -> float:
    return some / (some + rest) if some + rest else 1.0


def _f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def number(clause: Clause) -> str:
    """133-1 for 第一百三十三条之一."""
    return "-".join(map(str, clause.label.value)) if clause.label else ""


def articles(decision: Decision) -> dict[str, str]:
    """The words of each article with all that hangs below it, by number."""
    found = {}
    for clause in decision.walk():
        if clause.level == "article":
            found[number(clause)] = "\n".join(part.line if part is not clause else part.words for part in clause.walk())
    return found


def holder(decision: Decision, eid: str) -> str:
    """The number of the article that a clause is, or belongs to; empty if none."""
    return next((number(step) for step in reversed(decision.path(eid)) if step.level == "article"), "")


def score(folder: Path, *, misses: bool) -> Score:
    """The score of one amendment."""
    old, new = pipeline.read(folder / "old.txt"), pipeline.read(folder / "new.txt")
    scores: dict[Pair, float] = {}
    for link in align.align(old, new):
        pair = holder(old, link.old.eid), holder(new, link.new.eid)
        if all(pair) and link.found_by != "tombstone":  # it ties a repealed article to the number that it left
            scores[pair] = max(scores.get(pair, 0.0), link.score)
    gold: dict[Pair, str] = {}
    open_pairs: set[Pair] = set()
    alone: set[Pair] = set()
    for line in (folder / "gold.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        before, after, operation, evidence = line.split("\t")[:4]
        if evidence == "J?":
            open_pairs.add((before, after))
        elif before and after:
            gold[before, after] = operation
        else:
            alone.add((before, after))
    was, now = articles(old), articles(new)
    result = Score()
    for pair in sorted({*gold, *scores} - (open_pairs - gold.keys())):
        verdict = "right" if pair in gold and pair in scores else "wrong" if pair in scores else "missed"
        setattr(result, verdict, getattr(result, verdict) + 1)
        if was.get(pair[0]) != now.get(pair[1]):
            result.differing[verdict] += 1
        if pair in scores:
            result.by_score[int(scores[pair] * 10) / 10][verdict] += 1
        if verdict != "right" and misses:
            print(f"{folder.name}: {verdict} {pair[0]} -> {pair[1]} {gold.get(pair, '')}")
            print(f"    {was.get(pair[0], '')[:300]!r}\n    {now.get(pair[1], '')[:300]!r}")
    result.parted = sum("split" in operation or "merged" in operation for operation in gold.values())
    result.parted_found = sum(
        pair in scores for pair, operation in gold.items() if "split" in operation or "merged" in operation
    )
    linked = {side: {pair[side] for pair in scores} for side in (0, 1)}
    ours = {(a, "") for a in was if a not in linked[0]} | {("", b) for b in now if b not in linked[1]}
    result.alone.update(right=len(ours & alone), wrong=len(ours - alone - open_pairs), missed=len(alone - ours))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.folder is None:
        print("bench/align.py needs a folder of amendments with known answers; see its --help")
        return
    total = Score()
    table: dict[str, dict[str, float]] = {}
    for folder in sorted(path.parent for path in options.folder.glob("*/gold.tsv")):
        one = score(folder, misses=options.misses)
        table[folder.name] = one.row()
        total.add(one)
    table["all"] = total.row()
    if options.json:
        print(json.dumps(table, indent=2, ensure_ascii=False))
        return
    print("  ".join(f"{name:>15}" for name in table["all"]))
    for name, row in table.items():
        print("  ".join(f"{value:15.4f}" for value in row.values()), name)
    print("\nscore of the link, links, of which right")
    for level, counts in sorted(total.by_score.items()):
        print(f"  {level:.1f}  {counts.total():6d}  {_share(counts['right'], counts['wrong']):.3f}")


if __name__ == "__main__":
    main()
