"""Who encloses whom: the order of the units of one text, learned from it.

Bylaws put sections below articles, acts of the European Union articles below sections. So the order is not fixed. A unit
that directly follows the heading of another one hangs below it (`ARTICLE II`, `MEMBERS`, `Section 2.01`), and so does
one whose number begins with the other's (Section 2.03, Article 2). Where a text says nothing, the usual order holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.labels import find_base_style
from decision_diff.model import Label
from decision_diff.parse.lines import is_title
from decision_diff.parse.logical_lines import LogicalLine

PROPOSAL, ANNEX, NUMBERED_ANNEX, CALL, OUTLINE, ARTICLE, LIST, REASONS, LEAF = 0, 1, 2, 10, 24, 30, 40, 50, 90
USUAL: Final = {
    "part": 18, "subpart": 18, "book": 19, "title": 20, "subtitle": 20, "subdivision": 21, "chapter": 22, "subchapter": 22,
    "division": 23, "section": 23, "subsection": 23, "article": ARTICLE,
}  # fmt: skip
_HEADINGS: Final = ("I.", "A.", "一、", "Ⅰ.")
_BY_PREFIX: Final = 2  # votes of a number that begins with the number of the unit above it


@frozen
class Ranks:
    """The rank of each style of unit; what has a lower rank encloses what has a higher one."""

    by_style: dict[str, int]

    def find(self, label: Label) -> int:
        """The rank of what a number numbers: of a unit, an annex, or `LIST`."""
        rank = self.by_style.get(label.style)
        if rank is not None:
            return rank
        if label.level == "attachment":
            return NUMBERED_ANNEX if label.value else ANNEX
        return LIST


def find_ranks(lines: Sequence[LogicalLine]) -> Ranks:
    """The ranks of the units of a text. The innermost unit has the rank of an article, those around it lower ones."""
    votes: Counter[tuple[str, str]] = Counter()
    styles: dict[str, str] = {}  # by style the level, in order of appearance
    latest: dict[str, tuple[int, ...]] = {}
    before: tuple[int, str] | None = None
    headings = _find_headings(lines)
    units = _list_units(lines, headings)
    parts = {style: find_base_style(style) for style in dict.fromkeys(label.style for _, label in units)}
    for at, label in units:
        style = parts[label.style]
        if before is not None and before[1] == style and len(label.value) == 1:
            latest[style], before = label.value, (at, style)
            continue  # the next one of its like says nothing of others
        styles.setdefault(style, "section" if style in headings else label.level)
        if before is not None and before[1] != style and _heads(lines, before[0], at):
            votes[before[1], style] += 1
        for above in _find_prefixed(style, label.value, latest):
            votes[above, style] += _BY_PREFIX
        latest[style] = label.value
        before = at, style
    ranks = _rank(styles, votes)
    return Ranks({style: ranks[base] for style, base in parts.items()})


def _find_prefixed(own: str, value: tuple[int, ...], latest: Mapping[str, tuple[int, ...]]) -> list[str]:
    """The other styles whose last number a number begins with: that of Article 2 for Section 2.03."""
    above = value[:-1]
    return [style for style, last in latest.items() if last == above and style != own] if above else []


def _find_headings(lines: Sequence[LogicalLine]) -> set[str]:
    """The styles of numbers without a word that head units: `I. SESSIONS` above `Rule 1`, 一、总则 above 第一条."""
    heads: Counter[str] = Counter()
    if not any(line.found is not None and line.found.label.style in _HEADINGS for line in lines):
        return set()
    for before, after in pairwise([line for at, line in enumerate(lines) if not _is_between(lines, at)]):
        for upper, lower, step in ((before, after, 1), (after, before, -1)):
            number, unit = upper.found, lower.found
            if number is None or unit is None or number.label.style not in _HEADINGS or not _is_named(unit.label.style):
                continue
            is_unit = unit.label.level in USUAL and (step > 0 or not unit.text)
            heads[number.label.style] += step * (is_unit and is_title(number.text) and bool(number.text))
    return {style for style, count in heads.items() if count > 1}


def _is_between(lines: Sequence[LogicalLine], at: int) -> bool:
    """Whether a line is a heading between two numbers: `Frequency of sessions` below `I. SESSIONS` and above `Rule 1`."""
    line = lines[at]
    return (
        line.kind == "text"
        and line.found is None
        and 0 < at < len(lines) - 1
        and lines[at - 1].found is not None
        and lines[at + 1].found is not None
        and is_title(line.text)
    )


def _list_units(lines: Sequence[LogicalLine], headings: AbstractSet[str]) -> list[tuple[int, Label]]:
    """The lines that number a unit, each with its number."""
    numbered = [(at, line.found) for at, line in enumerate(lines) if line.found is not None]
    named = {style for style in {found.label.style for _, found in numbered} if _is_named(style)}
    return [
        (at, found.label)
        for at, found in numbered
        if (found.label.style in named and found.label.level in USUAL and not (found.weak and found.text[:1].islower()))
        or (found.label.style in headings and is_title(found.text))
    ]


def _is_named(style: str) -> bool:
    """Whether a style of numbers has a word in it."""
    return style[2:3] == "-"


def _heads(lines: Sequence[LogicalLine], first: int, second: int) -> bool:
    """Whether the first of two lines is a heading, and nothing but a heading stands between them."""
    found = lines[first].found
    if found is None or (found.text and not is_title(found.text)):
        return False
    if second - first == 1:
        return True
    between = lines[first + 1]
    return second - first == 2 and between.found is None and between.kind == "text" and is_title(between.text)


def _rank(styles: dict[str, str], votes: Counter[tuple[str, str]]) -> dict[str, int]:
    order = sorted(styles, key=lambda style: USUAL[styles[style]])
    for _ in order:
        for at in range(len(order) - 1):
            upper, lower = order[at], order[at + 1]
            if votes[lower, upper] > votes[upper, lower]:
                order[at], order[at + 1] = lower, upper
    for _ in order:
        _move_below(order, votes)
    ranks: dict[str, int] = {}
    rank = CALL + 1
    for style in order:
        rank = max(rank + 1, min(USUAL[styles[style]], ARTICLE - 1))
        ranks[style] = rank
    if order and (styles[order[-1]] in ("article", "section", "subsection")):
        ranks[order[-1]] = ARTICLE
    return ranks


def _move_below(order: list[str], votes: Mapping[tuple[str, str], int]) -> None:
    """Move the first style below one that stands after it and encloses it: PART below SUBCHAPTER, past TITLE, of which nothing is told."""
    for at, style in enumerate(order):
        for above in range(len(order) - 1, at, -1):
            if votes.get((order[above], style), 0) > votes.get((style, order[above]), 0):
                order.insert(above, order.pop(at))
                return
