"""Which files are revisions of one decision, and in which order, by their names.

    res-2-2018.txt, res-2-2022.txt      res-2    in 2018 and 2022
    decision-641-c24.zh.txt, …-c25.zh.txt        a session
    law (Rev. 1).docx, law_v2.docx, law-draft.docx

A number alone is no revision, for resolution-2.txt and resolution-25.txt are two decisions: a revision is a year or date, or a number
after a word or letter of a revision (`v`, `rev`, `c`, `pp` …).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from decision_diff.frozen import frozen
from decision_diff.patterns import late

T = TypeVar("T")
_Named = tuple[tuple[object, ...], str, Path]  # what sorts it, its name, where it is

_WORDS: Final = {"old": 0, "before": 0, "original": 0, "draft": 1, "new": 2, "after": 2, "amended": 2, "final": 3}
_REVISION: Final = late(
    r"(?:^|(?<=[^0-9A-Za-z]))(?:"
    r"(?P<date>(?:1[5-9]|20)[0-9]{2}[-._]?(?:0[1-9]|1[0-2])[-._]?(?:0[1-9]|[12][0-9]|3[01])|(?:1[5-9]|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?年?)"
    r"|(?P<kind>rev(?:ision)?|version|ver|v|r|draft|pp|c|wtsa|wtdc|wrc)[-._ ]{0,2}(?P<number>[0-9]{1,4}(?:\.[0-9]{1,4})*)"
    r"|(?P<word>old|new|before|after|original|amended|draft|final))(?=$|[^0-9A-Za-z])",
    re.IGNORECASE,
)
_EDGES: Final = " -_.,()[]（）"
_DIGITS: Final = late(r"([0-9]+)")


@frozen
class RevisionName:
    """What the name of a file says: of which decision it is (`stem`, "" if it says nothing else), and which revision (`label`, "" if none)."""

    stem: str
    label: str
    order: tuple[object, ...]


def read_name(path: Path) -> RevisionName:
    """What the name of a file says about its revision: the last date or revision in it, the rest is the decision."""
    stem = path.stem
    found = None
    for found in _REVISION.finditer(stem):  # noqa: B007 - the last one
        pass
    if found is None:
        return RevisionName(stem, "", ())
    rest = f"{stem[: found.start()].rstrip(_EDGES)} {stem[found.end() :].lstrip(_EDGES)}".strip(_EDGES)
    return RevisionName(rest.casefold(), found.group(), _order(found))


def _order(found: re.Match[str]) -> tuple[object, ...]:
    """A key that sorts revisions: words first by what they mean, then numbers, then dates."""
    if word := found["word"]:
        return (2 * (_WORDS[word.lower()] > 1), _WORDS[word.lower()], ())
    if date := found["date"]:
        return (1, 1, tuple(map(int, re.findall("[0-9]+", _divide(date)))))
    numbers = [int(part) for part in found["number"].split(".")]
    if len(numbers) == 1 and found["kind"].lower() in ("c", "pp", "wtsa", "wtdc", "wrc") and numbers[0] < 100:
        numbers[0] += 1900 if numbers[0] >= 50 else 2000  # sessions go by their years: PP98, PP02, C25
    return (1, 0, tuple(numbers))


def _divide(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if date.isdigit() and len(date) == 8 else date


def group_revisions(paths: Iterable[Path]) -> list[list[Path]]:
    """The files of each decision, oldest first, decisions in natural order of their names; one folder is never mixed with another."""
    groups: dict[tuple[Path, str], list[_Named]] = {}
    for path in paths:
        name = read_name(path)
        key = (path.parent, name.stem if name.label else f"\0{path.name}")
        groups.setdefault(key, []).append((name.order, path.name, path))
    rows = [[path for _, _, path in sorted(row)] for group in groups.values() for row in _divide_forms(group)]
    return sort_naturally(rows, lambda row: str(row[0]))


def _divide_forms(group: Sequence[_Named]) -> list[list[_Named]]:
    """The revisions, or one row per suffix where a revision is there in two forms: as Word and as text."""
    if len({order for order, _, _ in group}) == len(group):
        return [list(group)]
    rows: dict[str, list[_Named]] = {}
    for one in group:
        rows.setdefault(one[2].suffix.lower(), []).append(one)
    return list(rows.values())


def sort_naturally(items: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """The items in the order of their names, where numbers count as numbers: a2 before a10."""

    def split_name(item: T) -> tuple[Sequence[tuple[int, object]], str]:
        parts = _DIGITS.split(name(item))
        return [(1, int(part[:4000])) if at % 2 else (0, part) for at, part in enumerate(parts)], name(item)

    return sorted(items, key=split_name)  # numbers meet numbers, for they take turns
