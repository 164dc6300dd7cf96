"""A benchmark of clause alignment for any program: python bench/field.py FOLDER [FOLDER ...] [--tool NAME=COMMAND] [--json].

FOLDER is a set: a folder for each pair, with `old.txt`, `new.txt` and `gold.tsv` (docs/benchmark.md has the format, and where the
public texts are found by name). A program under test is any command; {old} and {new} in it stand for the two files. It prints a line
for each pair of articles that it links: the old number, a tab, the new number (133-1 is 第一百三十三条之一). Articles that it links
with nothing it may leave out, or print with an empty other side.

    python bench/field.py laws revised --tool 'mine=my-aligner {old} {new}'

Beside it stand decision-diff, and methods that anybody would try first: `number` (the same number), `lines` (difflib over the list of
articles), `alike` (the most alike first, each once), `alike, in order` (the same, with the distance and what one holds of the other).
They are told the articles; a program is told the files and must find them.

Scored are the pairs of articles of all rows with both sides. Beside that the pairs whose text differs, the recall of rows marked
split or merged, and the inserted and deleted articles. A row with the evidence `J?` is open: its pair is neither right nor wrong, and
an article that stands in no other row counts for nothing, linked or alone.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path

from rapidfuzz import fuzz

Articles = dict[str, str]  # by number their words, with all that hangs below them
Pairs = set[tuple[str, str]]
Method = Callable[[Articles, Articles], Pairs]

_HEAD = re.compile(r"^第([零〇一二三四五六七八九十百千]+)条((?:之[一二三四五六七八九十]+)*)[\s\u3000]*(.*)$")
_CHAPTER = re.compile(r"^第[零〇一二三四五六七八九十百千]+[编章节]")
_ANNEX = re.compile(r"^(?:附件|附表|附[:：]?$)")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LEAST = 30.0  # what two articles must have in common, of 100
_FAR = 30.0  # what it costs that one stands at the other end
_HELD = 0.8  # what holding counts beside being alike


@dataclass(frozen=True)
class Gold:
    """The true pairs with their operation, the articles that came or went, and what is open."""

    pairs: dict[tuple[str, str], str]
    alone: Pairs
    open_pairs: Pairs
    open_old: frozenset[str]
    open_new: frozenset[str]

    def is_open(self, pair: tuple[str, str]) -> bool:
        """Whether a pair is left open, or one of its articles stands in open rows only."""
        return pair in self.open_pairs or pair[0] in self.open_old or pair[1] in self.open_new


@dataclass
class Counts:
    """Counts of one method over one set."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    differing_right: int = 0
    differing_wrong: int = 0
    differing_missed: int = 0
    parted: int = 0
    parted_found: int = 0
    alone_right: int = 0
    alone_wrong: int = 0
    alone_missed: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of another."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    def list_figures(self) -> dict[str, float]:
        """The figures of the table."""
        return {
            "P": share(self.right, self.wrong),
            "R": share(self.right, self.missed),
            "F1": _f1(self.right, self.wrong, self.missed),
            "differing": _f1(self.differing_right, self.differing_wrong, self.differing_missed),
            "split, merged": share(self.parted_found, self.parted - self.parted_found),
            "alone P": share(self.alone_right, self.alone_wrong),
            "alone R": share(self.alone_right, self.alone_missed),
        }


def share(some: int, rest: int) -> float:
    """What some are of all; 1 of none."""
    return some / (some + rest) if some + rest else 1.0


def _f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


# -- the texts and what is true of them


def read_number(numeral: str) -> int:
    """The value of a Chinese numeral below 10,000."""
    total = digit = 0
    for char in numeral:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        else:
            digit = digit * 10 + _DIGITS[char]
    return total + digit


def read_articles(path: Path) -> Articles:
    """The articles of a text, one paragraph a line. A chapter ends the article before it, an annex the last one."""
    found: Articles = {}
    current = ""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        text = line.strip()
        head = _HEAD.match(text)
        if head:
            branches = [str(read_number(one)) for one in head[2].split("之") if one]
            current = "-".join([str(read_number(head[1])), *branches])
            found[current] = head[3]
        elif _ANNEX.match(text):
            break
        elif _CHAPTER.match(text):
            current = ""
        elif current and text:
            found[current] += "\n" + text
    return found


def read_gold(path: Path) -> Gold:
    """What is true of a pair."""
    pairs: dict[tuple[str, str], str] = {}
    alone: Pairs = set()
    open_pairs: Pairs = set()
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        old, new, operation, evidence = line.split("\t")[:4]
        if evidence == "J?":
            open_pairs.add((old, new))
        elif old and new:
            pairs[old, new] = operation
        else:
            alone.add((old, new))
    sure = ({old for old, _ in (*pairs, *alone)}, {new for _, new in (*pairs, *alone)})
    opened = ({old for old, _ in open_pairs}, {new for _, new in open_pairs})
    return Gold(pairs, alone, open_pairs, *(frozenset(some - known) for some, known in zip(opened, sure, strict=True)))


def count(linked: Pairs, gold: Gold, old: Articles, new: Articles, counts: Counts) -> dict[tuple[str, str], str]:
    """Add what one pair of texts says of a method; gives what each pair of articles is: "right", "wrong" or "missed"."""
    verdicts = {}
    for pair in {*gold.pairs, *linked}:
        if pair not in gold.pairs and gold.is_open(pair):
            continue
        verdict = "right" if pair in gold.pairs and pair in linked else "wrong" if pair in linked else "missed"
        verdicts[pair] = verdict
        setattr(counts, verdict, getattr(counts, verdict) + 1)
        if old.get(pair[0]) != new.get(pair[1]):
            setattr(counts, f"differing_{verdict}", getattr(counts, f"differing_{verdict}") + 1)
    parted = [pair for pair, operation in gold.pairs.items() if "split" in operation or "merged" in operation]
    counts.parted += len(parted)
    counts.parted_found += sum(pair in linked for pair in parted)
    olds, news = {one for one, _ in linked}, {other for _, other in linked}
    ours = {(one, "") for one in old if one not in olds} | {("", one) for one in new if one not in news}
    ours = {pair for pair in ours if not gold.is_open(pair)}
    counts.alone_right += len(ours & gold.alone)
    counts.alone_wrong += len(ours - gold.alone)
    counts.alone_missed += len(gold.alone - ours)
    return verdicts


# -- what anybody would try first


def match_numbers(old: Articles, new: Articles) -> Pairs:
    """Each article with the one of its number."""
    return {(one, one) for one in old if one in new}


def match_lines(old: Articles, new: Articles) -> Pairs:
    """What difflib makes of the two lists of articles: what is equal, and what it replaces one for one."""
    olds, news = list(old), list(new)
    pairs: Pairs = set()
    matcher = SequenceMatcher(None, list(old.values()), list(new.values()), autojunk=False)
    for op, i, k, j, m in matcher.get_opcodes():
        if op in ("equal", "replace"):
            pairs |= set(zip(olds[i:k], news[j:m], strict=False))
    return pairs


def match_alike(old: Articles, new: Articles) -> Pairs:
    """The most alike articles first, each once."""
    return _take_best(old, new, [[fuzz.ratio(one, other) for other in new.values()] for one in old.values()])


def match_alike_in_order(old: Articles, new: Articles) -> Pairs:
    """The same, where distance counts against a pair, and what one article holds of the other counts for it."""
    shingles = {text: _cut_shingles(text) for text in (*old.values(), *new.values())}
    scores = []
    for i, one in enumerate(old.values()):
        row = []
        for j, other in enumerate(new.values()):
            mine, theirs = shingles[one], shingles[other]
            held = 100 * len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            far = abs(i / len(old) - j / len(new))
            row.append(max(fuzz.ratio(one, other), _HELD * held) - _FAR * far)
        scores.append(row)
    return _take_best(old, new, scores)


def _cut_shingles(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def _take_best(old: Articles, new: Articles, scores: Sequence[Sequence[float]]) -> Pairs:
    olds, news = list(old), list(new)
    ranked = sorted((-scores[i][j], i, j) for i in range(len(olds)) for j in range(len(news)))
    pairs: Pairs = set()
    taken: tuple[set[int], set[int]] = set(), set()
    for score, i, j in ranked:
        if -score < _LEAST:
            break
        if i not in taken[0] and j not in taken[1]:
            pairs.add((olds[i], news[j]))
            taken[0].add(i)
            taken[1].add(j)
    return pairs


SIMPLE: dict[str, Method] = {
    "number": match_numbers,
    "lines": match_lines,
    "alike": match_alike,
    "alike, in order": match_alike_in_order,
}


# -- programs


def ask_ours(old: Path, new: Path) -> Pairs:
    """The pairs that decision-diff links."""
    import align  # noqa: PLC0415 - late: whoever brings a program of their own need not have ours
    from decision_diff import pipeline  # noqa: PLC0415 - the same
    from decision_diff.align import align as link  # noqa: PLC0415 - the same

    before, after = pipeline.read(old), pipeline.read(new)
    pairs = {
        (align.holder(before, one.old.eid), align.holder(after, one.new.eid))
        for one in link(before, after).links
        if one.found_by != "tombstone"  # it ties a repealed article to the number that it left
    }
    return {pair for pair in pairs if all(pair)}


def ask_program(command: str, old: Path, new: Path) -> Pairs:
    """The pairs that a command prints."""
    words = [word.format(old=old, new=new) for word in shlex.split(command)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False, timeout=600)
    if not done.stdout.strip():
        sys.exit(
            f"{words[0]} printed nothing for {old.parent.name} (exit code {done.returncode}): {done.stderr[-300:]}"
        )
    rows = [line.split("\t") for line in done.stdout.splitlines() if line.strip()]
    if any(len(row) < 2 for row in rows):
        sys.exit(f"{words[0]}: each line must hold an old number, a tab and a new number")
    return {(row[0].strip(), row[1].strip()) for row in rows if row[0].strip() and row[1].strip()}


def score(folder: Path, tools: Mapping[str, str], *, ours: bool) -> dict[str, dict[str, float]]:
    """The figures of each method over one set."""
    counts: dict[str, Counts] = {}
    for pair in sorted(path.parent for path in folder.glob("*/gold.tsv")):
        files = pair / "old.txt", pair / "new.txt"
        old, new = map(read_articles, files)
        gold = read_gold(pair / "gold.tsv")
        linked = {name: method(old, new) for name, method in SIMPLE.items()}
        linked |= {name: ask_program(command, *files) for name, command in tools.items()}
        if ours:
            linked["decision-diff"] = ask_ours(*files)
        for name, pairs in linked.items():
            count(pairs, gold, old, new, counts.setdefault(name, Counts()))
    return {name: one.list_figures() for name, one in counts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--tool", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--without-ours", action="store_true", help="do not ask decision-diff")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.folders:
        print("bench/field.py needs a folder of pairs with known answers; see its --help")
        return
    tools = dict(one.split("=", 1) for one in options.tool if "=" in one)
    if len(tools) < len(options.tool):
        sys.exit("--tool takes NAME=COMMAND, as in 'mine=my-aligner {old} {new}'")
    table = {folder.name: score(folder, tools, ours=not options.without_ours) for folder in options.folders}
    if options.json:
        print(json.dumps(table, indent=2, ensure_ascii=False))
        return
    for name, rows in table.items():
        names = next(iter(rows.values()), {})
        print(f"{name:16}" + "".join(f"{one:>15}" for one in names))
        for method, figures in rows.items():
            print(f"{method:16}" + "".join(f"{value:15.4f}" for value in figures.values()))
        print()


if __name__ == "__main__":
    main()
