"""How readable the marked words of real amendments are, beside others: python bench/islands.py FOLDER [--peers] [--show KIND].

FOLDER holds one folder for each amendment, with `old.*` and `new.*`. Looked at are the amended clauses that
`decision_diff.compare` finds, the same pairs of texts for every engine. `--peers` adds diff-match-patch with its semantic clean-up, without
a clock, and difflib over the words of jieba; both must be installed. `--json` prints the figures as JSON; `--show islands`, `repeated`,
`first` or `inside` prints what was counted in our own edits.

edits      places where the texts differ: what stands between two equal stretches, deleted, inserted or both
marked     code points deleted and inserted
island 2   equal stretches of at most two code points between two edits
of print   those of at most two beside an edit of print alone (a bracket that became full-width): editorial, and to be kept apart; not shown
island 3   of at most three
repeated   runs of `RUN` code points and more of whole words, deleted and inserted in one edit: they could have been kept
ins first  edits in which something was inserted before what was deleted
inside     ends of edits inside a word, date, number or reference: inside one of our tokens, or of the units of `words.py`
in jieba   ends of edits inside a word as jieba cuts them, numbers and Latin words joined
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate, groupby, pairwise
from pathlib import Path

import words
from decision_diff import pipeline
from decision_diff.words.folding import is_editorial
from decision_diff.words.tokens import tokenize

RUN = 8
Piece = tuple[int, str]  # 0 equal, -1 deleted, 1 inserted, and its text: in order, as in diff-match-patch
Engine = Callable[[str, str], list[Piece]]


def amended(folder: Path) -> Iterator[tuple[str, str, list[Piece]]]:
    """Both texts of each amended clause of all amendments in a folder, and our edits."""
    for old in sorted(folder.glob("*/old.*")):
        new = next(iter(sorted(old.parent.glob("new.*"))))
        for change in pipeline.compare(old, new).changes:
            if change.old_text and change.new_text and change.old_text != change.new_text:
                pieces: list[Piece] = []
                for edit in change.edits:
                    gone, come = edit.old.of(change.old_text), edit.new.of(change.new_text)
                    pieces.extend(
                        [(0, gone)] if edit.op == "equal" else [(-1, gone)] * bool(gone) + [(1, come)] * bool(come)
                    )
                yield change.old_text, change.new_text, pieces


def repeated(gone: str, come: str) -> str:
    """The longest run of whole words that both texts have; "" if it has fewer than `RUN` code points."""
    a, b = tokenize(gone), tokenize(come)
    starts: dict[str, list[int]] = {}
    for j, token in enumerate(b):
        starts.setdefault(token, []).append(j)
    best: tuple[int, int] = (0, 0)  # code points, and the token of `a` behind the run
    before: dict[int, int] = {}
    for i, token in enumerate(a):
        row = {j: before.get(j - 1, 0) + len(token) for j in starts.get(token, ())}
        best = max([best, *((size, i + 1) for size in row.values())])
        before = row
    size, end = best
    return "".join(a[:end])[-size:] if size >= RUN else ""


def is_print(edit: list[Piece]) -> bool:
    """Whether an edit exchanges only how a mark is printed: ( became （."""
    gone, come = ("".join(text for sign, text in edit if sign == side) for side in (-1, 1))
    return bool(gone and come) and is_editorial(gone, come)


def inside(text: str, ends: list[int], places: set[int]) -> int:
    """How many ends of edits are inside a unit."""
    return sum(end in places for end in ends if 0 < end < len(text))


def count(
    old: str, new: str, pieces: list[Piece], jieba: Callable[[str], set[int]]
) -> tuple[Counter[str], list[tuple[str, str]]]:
    """The figures of one clause, and what they count: kind and text."""
    found: Counter[str] = Counter()
    shown: list[tuple[str, str]] = []
    runs = [(equal, list(some)) for equal, some in groupby(pieces, lambda piece: piece[0] == 0)]
    for at, (equal, some) in enumerate(runs):
        text = "".join(piece[1] for piece in some)
        if equal:
            if 0 < at < len(runs) - 1:
                found["island 2"] += len(text) <= 2
                found["island 3"] += len(text) <= 3
                if len(text) <= 2 and any(is_print(runs[at + step][1]) for step in (-1, 1)):
                    found["of print"] += 1
                elif len(text) <= 2:
                    around = [
                        "".join(f"[-{t}-]" if s < 0 else f"{{+{t}+}}" for s, t in runs[at + step][1])
                        for step in (-1, 1)
                    ]
                    shown.append(("islands", f"{around[0]}{text}{around[1]}"))
            continue
        gone, come = ("".join(t for sign, t in some if sign == side) for side in (-1, 1))
        found["edits"] += 1
        found["marked"] += len(gone) + len(come)
        if run := repeated(gone, come):
            found["repeated"] += 1
            shown.append(("repeated", f"{run}: [-{gone}-]{{+{come}+}}"))
        if any(left[0] > right[0] for left, right in pairwise(some)):
            found["ins first"] += 1
            shown.append(("first", "".join(f"[-{t}-]" if s < 0 else f"{{+{t}+}}" for s, t in some)))
    for side, text in ((-1, old), (1, new)):
        ends = _find_ends(pieces, side)
        cuts = inside(text, ends, words.inner_places(text))
        found["inside"] += cuts
        found["in jieba"] += inside(text, ends, jieba(text))
        if cuts:
            shown.append(("inside", text))
    return found, shown


def _find_ends(pieces: list[Piece], side: int) -> list[int]:
    """Where the edits of one side begin and end, in code points."""
    at = 0
    ends: list[int] = []
    for sign, text in pieces:
        if sign == side:
            ends.extend((at, at + len(text)))
        at += len(text) if sign in (0, side) else 0
    return ends


def load_peers() -> dict[str, Engine]:
    """The peers that are installed."""
    engines: dict[str, Engine] = {}
    try:
        from diff_match_patch import diff_match_patch  # noqa: PLC0415 - a peer, not a dependency
    except ImportError:
        print("diff-match-patch is not installed: pip install diff-match-patch", file=sys.stderr)
    else:

        def semantic(old: str, new: str) -> list[Piece]:
            engine = diff_match_patch()
            engine.Diff_Timeout = 0
            pieces = engine.diff_main(old, new, checklines=False)
            engine.diff_cleanupSemantic(pieces)
            return [(sign, text) for sign, text in pieces if text]

        engines["diff-match-patch, semantic"] = semantic
    jieba = load_jieba()

    def by_words(old: str, new: str) -> list[Piece]:
        a, b = jieba(old), jieba(new)
        pieces: list[Piece] = []
        for op, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            gone, come = "".join(a[i1:i2]), "".join(b[j1:j2])
            pieces.extend([(0, gone)] if op == "equal" else [(-1, gone)] * bool(gone) + [(1, come)] * bool(come))
        return pieces

    engines["jieba + difflib"] = by_words
    return engines


def load_jieba() -> Callable[[str], list[str]]:
    """Jieba with its own dictionary; its package is one that we need anyway, for its data."""
    import jieba  # noqa: PLC0415 - a peer

    jieba.setLogLevel(logging.ERROR)
    return lambda text: list(jieba.cut(text))


def main() -> None:
    """Print the figures of each engine."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--show", choices=("islands", "repeated", "first", "inside"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.folder is None:
        print("bench/islands.py needs a folder of pairs; see its --help")
        return
    clauses = list(amended(options.folder))
    cut = load_jieba()

    def find_inner(text: str) -> set[int]:
        return set(range(len(text) + 1)) - {0, *accumulate(map(len, cut(text)))}

    ours = [count(*clause, find_inner) for clause in clauses]
    rows = {"decision-diff": sum((found for found, _ in ours), Counter[str]())}
    for name, engine in (load_peers() if options.peers else {}).items():
        rows[name] = sum((count(old, new, engine(old, new), find_inner)[0] for old, new, _ in clauses), Counter[str]())
    columns = ("edits", "marked", "island 2", "of print", "island 3", "repeated", "ins first", "inside", "in jieba")
    if options.json:
        figures = {name: {column: row[column] for column in columns} for name, row in rows.items()}
        print(json.dumps({"clauses": len(clauses), "engines": figures}, ensure_ascii=False, indent=1))
        return
    if options.show:
        print(*(text for _, shown in ours for kind, text in shown if kind == options.show), sep="\n")
        return
    least = sum(words.least_marked(old, new) for old, new, _ in clauses)
    print(f"{len(clauses)} amended clauses; the fewest code points that whole words can mark: {least}")
    print(f"{'':<28}" + "".join(f"{column:>10}" for column in columns))
    for name, row in rows.items():
        print(f"{name:<28}" + "".join(f"{row[column]:>10}" for column in columns))


if __name__ == "__main__":
    main()
