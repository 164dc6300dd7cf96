"""How well words are marked: one-edit clauses of `words.tsv`, against the smallest script and against an editor's hand.

    python bench/words.py          a table and totals
    python bench/words.py --json   the same as JSON

Three things are measured for each clause, on the edits of `compare_words`:

cuts     edges of edits that fall inside a unit. A unit is a token, or what `UNITS` finds without the package's own
         tokens: a run of Latin letters, digits and what joins them, with a Chinese date around it; or a Chinese number
         with 分之. Wanted: 0.
torn     pairs of brackets of which an edit holds one and leaves the other. Wanted: 0.
ratio    marked characters (deleted and inserted) to the smallest number on token boundaries: an exact Indel script over
         the tokens, in which each token counts its characters. Wanted: at most 1.02 in total.

`hand` says whether the edits are exactly those that the file has, and `finest` is the smallest number of characters if
words might be cut; both are shown, not required.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

from rapidfuzz.distance import Indel

from decision_diff.changes import Edit
from decision_diff.model import Span
from decision_diff.words.edits import compare_words
from decision_diff.words.tokens import tokenize

DATA = Path(__file__).with_name("words.tsv")
UNITS = re.compile(
    r"第[一二三四五六七八九十百]+[條条款項项](?:第?[（(]?[一二三四五六七八九十]+[）)]?[條条款項项])*"
    r"|[0-9]{1,3}(?: [0-9]{3})+|[壹贰叁肆伍陆柒捌玖拾佰仟万]+元整?|[一二三四五六七八九十百千]+[萬万]?元"
    r"|[0-9]{1,2} (?:mai|mayo|de [a-z]+ de|июня|يونيو|March) [0-9]{4}"
    "|"
    r"[0-9〇二]{4}(?:-[0-9]{4})?年(?:[0-9一二三四五六七八九十]+月)?(?:[0-9一二三四五六七八九十]+日)?(?:至[0-9]+日)?"
    r"|[A-Za-z0-9]+(?:[-/.,:][A-Za-z0-9]+)*%?|[一二三四五六七八九十百]+分之[一二三四五六七八九十]+"
)
BRACKETS = dict(zip("（(《【〔[", "）)》】〕]", strict=True))
_MARKED = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}")


@dataclass(frozen=True, slots=True)
class Case:
    """One clause: what was changed, both texts, and the redline that an editor would draw."""

    topic: str
    old: str
    new: str
    hand: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came out. `marked` and `least` are characters, `cuts` edges inside a unit, `torn` pairs of brackets."""

    topic: str
    redline: str
    cuts: int
    torn: int
    marked: int
    least: int
    finest: int
    hand: bool


def cases() -> tuple[Case, ...]:
    """The clauses of the data file, in its order."""
    rows = []
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            topic, hand = line.split("\t")
            old = _MARKED.sub(lambda match: match["old"] or "", hand)
            new = _MARKED.sub(lambda match: match["new"] or "", hand)
            rows.append(Case(topic, old, new, hand))
    return tuple(rows)


def redline(old: str, new: str, edits: tuple[Edit, ...]) -> str:
    """The edits in the notation of the data file."""
    parts = []
    for edit in edits:
        gone, come = edit.old.of(old), edit.new.of(new)
        parts.append(gone if edit.op == "equal" else (gone and f"[-{gone}-]") + (come and f"{{+{come}+}}"))
    return "".join(parts)


def inner_places(text: str) -> set[int]:
    """The offsets inside a token or another unit, where no edge may be."""
    edges = {0, *accumulate(len(token) for token in tokenize(text))}
    inner = set(range(len(text) + 1)) - edges
    for match in UNITS.finditer(text):
        inner.update(range(match.start() + 1, match.end()))
    return inner


def torn_pairs(text: str, spans: list[Span]) -> int:
    """How many pairs of brackets of a text have one bracket in a marked span, and the other one outside of all."""
    marked = {at for span in spans for at in range(span.start, span.end)}
    torn = 0
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in BRACKETS:
            opened.append((BRACKETS[char], at))
        elif opened and char == opened[-1][0]:
            _, start = opened.pop()
            torn += (start in marked) != (at in marked)
    return torn


def least_marked(old: str, new: str) -> int:
    """The fewest characters that any script over whole tokens marks. Quadratic and plain: it is the judge."""
    a, b = tokenize(old), tokenize(new)
    row = [0, *accumulate(len(token) for token in b)]
    for x in a:
        above, row = row, [row[0] + len(x)]
        for j, y in enumerate(b):
            row.append(above[j] if x == y else min(above[j + 1] + len(x), row[j] + len(y)))
    return row[-1]


def measure(case: Case) -> Result:
    """Mark one clause and judge it."""
    edits = compare_words(case.old, case.new)
    inner_old, inner_new = inner_places(case.old), inner_places(case.new)
    cuts = sum((edit.old.end in inner_old) + (edit.new.end in inner_new) for edit in edits)
    marked = sum(len(edit.old) + len(edit.new) for edit in edits if edit.op != "equal")
    changed = [edit for edit in edits if edit.op != "equal"]
    torn = torn_pairs(case.old, [edit.old for edit in changed]) + torn_pairs(case.new, [edit.new for edit in changed])
    drawn = redline(case.old, case.new, edits)
    least, finest = least_marked(case.old, case.new), Indel.distance(case.old, case.new)
    return Result(case.topic, drawn, cuts, torn, marked, least, finest, drawn == case.hand)


def main() -> None:
    """Print all results and their totals."""
    results = [measure(case) for case in cases()]
    marked, least = sum(r.marked for r in results), sum(r.least for r in results)
    total = {
        "clauses": len(results),
        "cuts": sum(r.cuts for r in results),
        "torn": sum(r.torn for r in results),
        "marked": marked,
        "least": least,
        "finest": sum(r.finest for r in results),
        "ratio": round(marked / least, 3),
        "as_by_hand": sum(r.hand for r in results),
    }
    if "--json" in sys.argv[1:]:
        print(json.dumps({"total": total, "results": [asdict(r) for r in results]}, ensure_ascii=False, indent=1))
        return
    print(f"{'topic':<10}{'cuts':>5}{'torn':>5}{'marked':>8}{'least':>7}{'ratio':>7}  hand  redline")
    for r in results:
        same = "  =  " if r.hand else "     "
        print(
            f"{r.topic:<10}{r.cuts:>5}{r.torn:>5}{r.marked:>8}{r.least:>7}{r.marked / r.least:>7.2f}  {same} {r.redline}"
        )
    print("  ".join(f"{name} {value}" for name, value in total.items()))


if __name__ == "__main__":
    main()
