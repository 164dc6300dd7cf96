"""Whether a text is the same when it is printed otherwise: python bench/wraps.py FOLDER [--widths 30,45,64,80,100] [--show].

Each text of the folder (`*.txt` below it) is wrapped, hyphenated and set in pages (see `layouts`), and compared with itself. What is
counted are comparisons without a change. `--alone` asks for more: read alone, without the other text, each printed text must have the
clauses of the text. `--pages` prints as programs that read a PDF do (see `printed`). `--both` compares two printed texts of different widths. `--show` prints the first change of each that has any.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from decision_diff import pipeline
from decision_diff.model import Decision
from layouts import LAYOUTS, PAGES, fold, page
from printed import PRESSES, add_notes, is_for, join_notes, print_pages

WIDTHS = "30,38,45,52,60,64,72,80,90,100"


def read_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """The texts below a folder, each once, by the path that names it."""
    seen = set()
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").lstrip("\ufeff")
        if path.name not in ("source.txt", "amending.txt") and text.strip() and text not in seen:
            seen.add(text)
            yield str(path.relative_to(folder)), text


def make_prints(text: str, widths: list[int], names: list[str]) -> Iterator[tuple[str, int, str]]:
    """(layout, width, text) for each way to print it."""
    for name, layout in LAYOUTS.items():
        if not names or name in names:
            yield from ((name, width, layout(text, width)) for width in widths)
    for name, options in PAGES.items():
        if not names or name in names:
            for width in (0, 60, 80):
                printed = fold(text, width) if width else text
                yield name, width, page(printed, size=24, **options)  # type: ignore[arg-type]


def make_pages(text: str, names: list[str]) -> Iterator[tuple[str, int, str, str]]:
    """(press, width, text with its notes, pages) for each way to print pages."""
    for name, press in PRESSES.items():
        if (not names or name in names) and is_for(press, text):
            noted, notes = add_notes(text) if press.notes and "____" not in text else (text, [])
            yield name, press.width, join_notes(noted, notes), print_pages(noted, press, notes)


def list_lines(decision: Decision) -> list[tuple[str, str, str]]:
    """What a clause says, and what it is."""
    return [(clause.level, clause.number, clause.words) for clause in decision.walk()]


def find_difference(text: str, printed: str, width: int, *, alone: bool, both: bool) -> str:
    """The first thing that differs, or nothing."""
    if alone:
        one, other = (list_lines(pipeline.read(text=given)) for given in (text, printed))
        if one == other:
            return ""
        at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        return f"{one[at : at + 2]} != {other[at : at + 2]}"
    old = fold(text, width + 17) if both else text
    found = pipeline.compare(old_text=old, new_text=printed)
    if not found.changes:
        return ""
    change = found.changes[0]
    return f"{len(found.changes)}: {sorted(change.effects)} {change.old_text[:400]!r} -> {change.new_text[:400]!r}"


def main() -> None:
    """Print the share without a change by layout and width."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent.parent / "fixtures")
    parser.add_argument("--widths", default=WIDTHS)
    parser.add_argument("--layout", action="append", default=[])
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--both", action="store_true")
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--longest", type=int, default=30_000, metavar="CHARACTERS")
    options = parser.parse_args()
    widths = [int(one) for one in options.widths.split(",")]
    total: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for path, text in read_texts(options.folder):
        if len(text) > options.longest:
            continue
        prints = ((*made[:2], text, made[2]) for made in make_prints(text, widths, options.layout))
        for name, width, whole, printed in make_pages(text, options.layout) if options.pages else prints:
            difference = find_difference(whole, printed, width, alone=options.alone, both=options.both)
            total[name] += 1
            good[name] += not difference
            if difference and options.show:
                sys.stdout.write(f"{path} {name} {width}: {difference}\n")
    for name, count in total.items():
        sys.stdout.write(
            f"{name:>16}: {good[name]:5} of {count:5} without a change ({100 * good[name] / count:.1f} %)\n"
        )
    every = sum(total.values())
    sys.stdout.write(
        f"{'all':>16}: {sum(good.values()):5} of {every:5} ({100 * sum(good.values()) / max(every, 1):.1f} %)\n"
    )


if __name__ == "__main__":
    main()
