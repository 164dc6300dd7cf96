"""How right the alignment is, on amendments with known answers: python bench/align.py FOLDER [--amending] [--planted N] [--misses].

FOLDER holds one folder for each amendment, with `old.txt` and `new.txt` (one paragraph a line, UTF-8) and `gold.tsv`: a
heading line, then old article, new article, operation, evidence and detail, divided by tabs. Articles are decimal
(133-1 is 第一百三十三条之一); an empty one means inserted or deleted; rows with the evidence "J?" are neither right nor wrong, and an article that
stands in no other row counts for nothing.

Scored are pairs of articles: those over all rows with both sides, against those that any link joins. Beside that the
pairs whose text differs, the recall of rows marked split or merged, and inserted and deleted articles. A pair is as
sure as the surest of its links, and it is told how often it is right by how sure it says it is. An article tied to the
mere number that it left (第二条　（删去）) counts as deleted.

`--amending` takes `amending.txt`, where a folder has one, as a witness, as `compare --amending` does.

`--planted N` plants hard amendments (see `planted_acts`) in each `old.txt`, N times, and scores clause by clause: right,
wrong and missing links, and how often they are right by how sure they say they are. `--misses` prints each wrong and
each missing pair of the real amendments; `--json` prints all figures as JSON.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import field as field_bench
import planted_acts
from decision_diff import align, amend, pipeline
from decision_diff.changes import DOUBT
from decision_diff.model import Clause, Decision
from field import Counts, share

Pair = tuple[str, str]
BUCKETS = (0.0, 0.3, 0.5, 0.7, 0.9, 0.95, 0.98, 0.995)  # of what links say, each up to the next
SURE = 0.95


@dataclass
class Score:
    """Counts of one amendment, or of all, and how often links are right by how sure they say they are."""

    counts: Counts = field(default_factory=Counts)
    by_confidence: dict[float, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, other: Score) -> None:
        """Add the counts of another."""
        self.counts.add(other.counts)
        for level, counts in other.by_confidence.items():
            self.by_confidence[level] += counts


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


def score(folder: Path, *, misses: bool, amending: bool = False) -> Score:
    """The score of one amendment, with its act as a witness or without."""
    old, new = pipeline.read(folder / "old.txt"), pipeline.read(folder / "new.txt")
    act = folder / "amending.txt"
    witness = amend.tell_links(amend.read(act), old, new).pairs if amending and act.exists() else ()
    scores: dict[Pair, float] = {}
    for link in align.align(old, new, witness=witness).links:
        pair = holder(old, link.old.eid), holder(new, link.new.eid)
        if all(pair) and link.found_by != "tombstone":  # it ties a repealed article to the number that it left
            scores[pair] = max(scores.get(pair, 0.0), link.confidence)
    gold = field_bench.read_gold(folder / "gold.tsv")
    was, now = articles(old), articles(new)
    result = Score()
    for pair, verdict in sorted(field_bench.count(set(scores), gold, was, now, result.counts).items()):
        if pair in scores:
            result.by_confidence[scores[pair]][verdict] += 1
        if verdict != "right" and misses:
            print(f"{folder.name}: {verdict} {pair[0]} -> {pair[1]} {gold.pairs.get(pair, '')}")
            print(f"    {was.get(pair[0], '')[:300]!r}\n    {now.get(pair[1], '')[:300]!r}")
    return result


def planted_score(folder: Path, seed: int) -> Score:
    """The score of amendments planted in the older text of a folder, clause by clause."""
    articles = planted_acts.articles_of(pipeline.read(folder / "old.txt"))
    result = Score()
    made = planted_acts.plant(articles, seed=seed, share=(0.15, 0.3, 0.6)[seed % 3])
    old, new = pipeline.read(made.old), pipeline.read(made.new)
    was, now = planted_acts.positions(old), planted_acts.positions(new)
    found = set()
    for link in align.align(old, new).links:
        if link.old.eid in was and link.new.eid in now:
            pair = was[link.old.eid], now[link.new.eid]
            found.add(pair)
            result.by_confidence[link.confidence]["right" if pair in made.truth else "wrong"] += 1
    result.counts = Counts(len(found & made.truth), len(found - made.truth), len(made.truth - found))
    return result


def reliability(score: Score) -> list[dict[str, float]]:
    """How often links are right, by how sure they say they are: how many are in each bucket, what they say on average, and what is right."""
    return [
        {
            "from": least,
            "links": sum(counts.total() for counts in bucket.values()),
            "says": sum(says * counts.total() for says, counts in bucket.items())
            / sum(map(Counter.total, bucket.values())),
            "right": share(sum(one["right"] for one in bucket.values()), sum(one["wrong"] for one in bucket.values())),
        }
        for least, below in pairwise((*BUCKETS, 2.0))
        if (bucket := {says: counts for says, counts in score.by_confidence.items() if least <= says < below})
    ]


def doubt(score: Score) -> dict[str, float]:
    """The links that are shown as doubtful and the share of them that is right; those over .95 and the share that is wrong."""
    doubtful = sum((counts for says, counts in score.by_confidence.items() if says < DOUBT), Counter[str]())
    sure = sum((counts for says, counts in score.by_confidence.items() if says > SURE), Counter[str]())
    return {
        "doubtful": doubtful.total(),
        "of these right": share(doubtful["right"], doubtful["wrong"]),
        "sure": sure.total(),
        "of these wrong": 1 - share(sure["right"], sure["wrong"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--planted", type=int, default=0, metavar="N")
    parser.add_argument("--amending", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.folder is None:
        print("bench/align.py needs a folder of amendments with known answers; see its --help")
        return
    total, made = Score(), Score()
    table: dict[str, dict[str, float]] = {}
    for folder in sorted(path.parent for path in options.folder.glob("*/gold.tsv")):
        one = score(folder, misses=options.misses, amending=options.amending)
        table[folder.name] = one.counts.list_figures()
        total.add(one)
        for seed in range(options.planted):
            made.add(planted_score(folder, seed))
    table["all"] = total.counts.list_figures()
    if options.json:
        figures = {"amendments": table, "reliability": reliability(total), "doubt": doubt(total)}
        if options.planted:
            figures |= {"planted": made.counts.list_figures(), "planted reliability": reliability(made)}
        print(json.dumps(figures, indent=2, ensure_ascii=False))
        return
    print("  ".join(f"{name:>15}" for name in table["all"]))
    for name, row in table.items():
        print("  ".join(f"{value:15.4f}" for value in row.values()), name)
    print_reliability("pairs of articles", total)
    if options.planted:
        row = made.counts.list_figures()
        print(f"\nplanted, clause by clause: P {row['P']:.4f}  R {row['R']:.4f}  F1 {row['F1']:.4f}")
        print_reliability("links", made)


def print_reliability(what: str, score: Score) -> None:
    """Print the table of calibration, and what is doubtful."""
    print(f"\n{'from':>6}  {what:>18}  {'says':>6}  {'right':>6}")
    for row in reliability(score):
        print(f"{row['from']:6.3f}  {row['links']:18d}  {row['says']:6.3f}  {row['right']:6.3f}")
    row = doubt(score)
    print(f"shown as doubtful: {row['doubtful']}, of these right {row['of these right']:.3f}")
    print(f"over {SURE}: {row['sure']}, of these wrong {row['of these wrong']:.4f}")


if __name__ == "__main__":
    main()
