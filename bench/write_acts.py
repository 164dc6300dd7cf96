"""What `amend write` makes of real pairs: python bench/write_acts.py FOLDER [--style npc|itu|uk|eu] [--show].

FOLDER holds one folder for each pair, with `old.txt` and `new.txt`; or pairs of files that end in -old and -new. For each pair: the
instructions, the places that were made coarser, the articles that come back (of a text without articles: lines), and whether the whole text
does. `--show` prints the acts, to be judged by eye beside the true ones.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from decision_diff import amend, pipeline
from decision_diff.amend.articles.old import list_articles
from decision_diff.model import Decision


def find_pairs(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """The pairs of a folder: name, old, new."""
    for one in sorted(folder.iterdir()):
        if one.is_dir() and (one / "old.txt").exists() and (one / "new.txt").exists():
            yield one.name, one / "old.txt", one / "new.txt"
        elif "-old." in one.name:
            yield one.name, one, one.with_name(one.name.replace("-old.", "-new."))


def list_units(new: Decision) -> list[str]:
    """The articles of a text as printed, or the places of its lines if it has none."""
    return [one.printed for one in list_articles(new)] or [new.place(one.eid) for one in new.walk() if one.line]


def main() -> None:
    """Print a row per pair, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--style", default="")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    sums = [0, 0, 0, 0]
    whole = pairs = 0
    print("instructions  coarsened  come back     whole  seconds  pair")
    for name, old, new in find_pairs(arguments.folder):
        comparison = pipeline.compare(old, new)
        start = time.process_time()
        act = amend.write(comparison, arguments.style)
        seconds = time.process_time() - start
        units = list_units(comparison.new)
        missed = {unit for unit in units if any(one.place.startswith(unit) for one in act.shortfalls)}
        row = (len(act.instructions), len(act.coarsened), len(units) - len(missed), len(units))
        sums = [total + figure for total, figure in zip(sums, row, strict=True)]
        whole, pairs = whole + bool(act), pairs + 1
        print(f"{row[0]:12}  {row[1]:9}  {row[2]:5} of {row[3]:5}  {'yes' if act else 'NO':>5}  {seconds:7.2f}  {name}")
        for one in act.shortfalls[:3]:
            print(f"{'':14}{one.place}: {one.why or f'{one.made[:50]!r} for {one.wanted[:50]!r}'}")
        if arguments.show:
            print(act.text)
    print(f"{sums[0]:12}  {sums[1]:9}  {sums[2]:5} of {sums[3]:5}  {whole} of {pairs} whole texts")


if __name__ == "__main__":
    main()
