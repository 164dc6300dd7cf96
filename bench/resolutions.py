"""How well resolutions are understood, against their structure in Akoma Ntoso: python bench/resolutions.py FOLDER [--misses].

FOLDER holds `<name>.txt`, the text of a resolution, and beside it `<name>.xml`, the same as an Akoma Ntoso 3.0 document:
`formula`, `recitals` with an `intro` that is the call line, `hcontainer` with a `heading` that is one, and in them `recital`,
`paragraph` and `point`. A number that the document has not marked (the first of a list, often) is taken from the head of the words.

    calls      call lines and enacting words found with their kind
    numbers    recitals, paragraphs and points found by their first words, with exactly their number
    parents    of these, those below the right call line and, where the document has a list in a paragraph, below that one

Clauses are matched by their first words, in order. `--misses` prints what was not found, `--json` all figures.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from decision_diff import pipeline
from decision_diff.model import Clause, Decision

_NAMESPACE: Final = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_FIRST: Final = 30  # letters and digits of a clause that tell it from others
_KINDS: Final = {"formula": "formula", "recitals": "recitals", "hcontainer": "part"}
_NUMBER: Final = re.compile(
    r"(\(?(?:[0-9]{1,2}(?:\.[0-9]+)*(?:bis|ter)?|[a-z]{1,2}(?:bis|ter)?|[ivx]{1,5})\)|[0-9]{1,2}(?:bis|ter)?)\s+(?=\S)"
)


@dataclass(frozen=True)
class Expected:
    """One clause of the document: its kind, number, first words, and those of the call line and of the paragraph above it."""

    kind: str
    number: str
    words: str
    call: str = ""
    above: str = ""


def _fold(text: str) -> str:
    return "".join(re.findall(r"\w+", text.lower()))[:_FIRST]


def _bare(number: str) -> str:
    return re.sub(r"[\s().]", "", number.lower())


def _text_of(element: ET.Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def list_expected(root: ET.Element) -> Iterator[Expected]:
    """The clauses of a document in their order."""
    for element in root.iter():
        name = element.tag.removeprefix(_NAMESPACE)
        if name not in _KINDS:
            continue
        head = element.find(f"{_NAMESPACE}intro" if name == "recitals" else f"{_NAMESPACE}heading")
        call = _fold(_text_of(element if name == "formula" else head))
        yield Expected(_KINDS[name], "", call)
        for child in element:
            yield from _list_below(child, call, "")


def _list_below(element: ET.Element, call: str, above: str) -> Iterator[Expected]:
    name = element.tag.removeprefix(_NAMESPACE)
    below = above
    if name in ("recital", "paragraph", "point"):
        number, words = _read_clause(element)
        yield Expected("clause", number, _fold(words), call, above)
        below = _fold(words)
    elif name != "list":
        return
    for child in element:
        yield from _list_below(child, call, below)


def _read_clause(element: ET.Element) -> tuple[str, str]:
    """The number and the words of a clause, without those of a list in it."""
    own = [child for child in element if child.tag.removeprefix(_NAMESPACE) not in ("num", "list")]
    words = " ".join(filter(None, map(_text_of, own)))
    if not words and (inner := element.find(f"{_NAMESPACE}list")) is not None:
        words = _text_of(inner.find(f"{_NAMESPACE}intro"))
    number = _text_of(element.find(f"{_NAMESPACE}num"))
    if not number and (found := _NUMBER.match(words)):
        return found.group(1), words[found.end() :]
    return number, words


def score(expected: list[Expected], decision: Decision) -> tuple[Counter[str], list[str]]:
    """The counts of one resolution, and sentences about what is not as expected."""
    clauses = decision.walk()
    keys = [_fold(clause.words) for clause in clauses]
    counts = Counter[str]()
    misses: list[str] = []
    at = 0
    for one in expected:
        what = "calls" if one.kind != "clause" else "numbers"
        counts[f"{what} expected"] += 1
        found = next(
            (index for index in range(at, len(keys)) if keys[index] and _is_same(one, keys[index], clauses[index])),
            None,
        )
        if found is None:
            misses.append(f"{one.kind} {one.number} {one.words}: not found")
            continue
        at = found if one.kind == "clause" else found + 1
        counts[what] += 1
        if one.kind == "clause":
            counts["parents expected"] += 1
            wrong = _find_wrong_parent(one, decision, clauses[found])
            counts["parents"] += not wrong
            misses.extend([f"{one.number} {one.words}: {wrong}"] if wrong else [])
    return counts, misses


def _is_same(one: Expected, key: str, clause: Clause) -> bool:
    if one.kind != "clause":
        return clause.level == one.kind and key == one.words
    return key.startswith(one.words[: len(key)]) and _bare(clause.number) == _bare(one.number)


def _find_wrong_parent(one: Expected, decision: Decision, clause: Clause) -> str:
    above = decision.path(clause.eid)[:-1]
    calls = [_fold(parent.words) for parent in above if parent.level in ("recitals", "part")]
    if calls[-1:] != [one.call]:
        return f"below the call line {calls[-1] if calls else 'none'}, not {one.call}"
    if one.above and (not above or not _fold(above[-1].words).startswith(one.above[:20])):
        return f"below {above[-1].words[:20]!r}, not {one.above}"
    return ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.folder is None:
        print("no FOLDER with resolutions in Akoma Ntoso was given; nothing is scored")
        return
    total = Counter[str]()
    for path in sorted(asked.folder.glob("*.xml")):
        expected = list(list_expected(ET.parse(path).getroot()))
        counts, misses = score(expected, pipeline.read(path.with_suffix(".txt")))
        total += counts
        for line in misses if asked.misses else ():
            print(f"{path.stem}: {line}")
    if asked.json:
        print(json.dumps(total, indent=2, sort_keys=True))
        return
    for what in ("calls", "numbers", "parents"):
        right, wanted = total[what], total[f"{what} expected"]
        print(f"{what:8} {right:5} of {wanted:5}   {100 * right / max(wanted, 1):6.2f} %")


if __name__ == "__main__":
    main()
