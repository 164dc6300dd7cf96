"""Pairs the clauses of language versions: by number and place, by the facts that they state, and in order.

The clauses of one version are laid beside those of the others by the cheapest path through both lists: a pair with one number at one
place is worth most, then one with the same facts; a clause may stay alone. So a clause that one version lacks is one finding, and
not one for every clause behind it that has another number.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final

from decision_diff.audit.parity.facts import Fact
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision

_BAND: Final = 40  # how far from the diagonal a pair may stand, besides what the lengths differ by
_WIDEST: Final = 400
_WHOLE: Final = 10_000  # pairs that are all looked at
_ALONE: Final = -0.6  # what a clause without partner costs
# How long a text is that says in Chinese what takes one code point: measured on the council decisions and statutes of the languages.
_LENGTHS: Final = {
    "zh": 1.0,
    "ja": 1.5,
    "ko": 1.6,
    "en": 3.3,
    "fr": 3.8,
    "es": 3.7,
    "ru": 3.6,
    "ar": 2.9,
    "de": 3.8,
    "it": 3.7,
    "pt": 3.6,
}
_TOLD: Final = frozenset({"date", "amount", "percentage", "period", "number", "act", "symbol", "country", "city"})

_NAMED: Final = frozenset({"body", "obligation"})  # which a translation may leave out


@frozen
class PairedClause:
    """A clause as it is paired: its depth, the numbers down to it, its facts, bodies and obligations that it names, how many clauses it holds, how long it is."""

    clause: Clause
    depth: int
    path: tuple[tuple[int, ...], ...]
    facts: frozenset[tuple[str, str]]
    named: frozenset[str]
    children: int
    length: float


def list_items(decision: Decision, code: str, facts: Sequence[Sequence[Fact]]) -> list[PairedClause]:
    """The clauses of a decision in document order, as they are paired; `facts` are those of each."""
    items: list[PairedClause] = []
    parents = decision.parents()
    for at, clause in enumerate(decision.walk()):
        above = items[parents[at]] if parents[at] >= 0 else None
        value = clause.label.value if clause.label else ()
        items.append(
            PairedClause(
                clause,
                above.depth + 1 if above else 0,
                (*(above.path if above else ()), value),
                frozenset((one.kind, one.value) for one in facts[at] if one.kind in _TOLD),
                frozenset(one.value for one in facts[at] if one.kind in _NAMED),
                len(clause.children),
                len(clause.words) / _LENGTHS[code],
            )
        )
    return items


def pair_items(left: Sequence[PairedClause], right: Sequence[PairedClause]) -> list[tuple[int | None, int | None]]:
    """Which item of one list belongs to which of the other, in order; None for one that stays alone.

    Where one list lacks more than a band holds, both are cut at the clauses that alone state what they state.
    """
    if abs(len(left) - len(right)) + _BAND <= _WIDEST:
        return _pair_within(left, right)
    pairs: list[tuple[int | None, int | None]] = []
    row = column = 0
    for after_row, after_column in [*_find_anchors(left, right), (len(left), len(right))]:
        for one, other in _pair_within(left[row:after_row], right[column:after_column]):
            pairs.append((None if one is None else one + row, None if other is None else other + column))
        row, column = after_row, after_column
    return pairs


def _find_anchors(left: Sequence[PairedClause], right: Sequence[PairedClause]) -> list[tuple[int, int]]:
    """Clauses that state what no other clause of either list does, as many as are in one order."""
    places = [_index_unique(some) for some in (left, right)]
    common = [(at, places[1][facts]) for facts, at in places[0].items() if facts in places[1]]
    ends: list[int] = []  # patience: the last column of the best row of each length
    tops: list[int] = []
    before: list[int] = []
    for at, (_, column) in enumerate(common):
        length = bisect_left(ends, column)
        before.append(tops[length - 1] if length else -1)
        ends[length : length + 1] = [column]
        tops[length : length + 1] = [at]
    found: list[tuple[int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        found.append(common[at])
        at = before[at]
    return found[::-1]


def _index_unique(items: Sequence[PairedClause]) -> dict[frozenset[tuple[str, str]], int]:
    """Where the facts stand that one clause alone states, in order."""
    counts = Counter(one.facts for one in items)
    return {one.facts: at for at, one in enumerate(items) if one.facts and counts[one.facts] == 1}


def _pair_within(left: Sequence[PairedClause], right: Sequence[PairedClause]) -> list[tuple[int | None, int | None]]:
    """The cheapest path within a band around the diagonal; a small part is looked at whole."""
    rows, columns = len(left), len(right)
    band = _choose_band(rows, columns)
    before = {column: column * _ALONE for column in range(min(columns, band) + 1)}
    steps: list[dict[int, int]] = [dict.fromkeys(before, 2)]
    for row in range(1, rows + 1):
        middle = row * columns // rows
        now: dict[int, float] = {}
        step: dict[int, int] = {}
        for column in range(max(0, middle - band), min(columns, middle + band) + 1):
            best, way = before.get(column, -math.inf) + _ALONE, 1
            beside = now.get(column - 1, -math.inf) + _ALONE
            if beside > best:
                best, way = beside, 2
            if column and column - 1 in before:
                together = before[column - 1] + _score(left[row - 1], right[column - 1])
                if together >= best:
                    best, way = together, 0
            now[column], step[column] = best, way
        before = now
        steps.append(step)
    return _trace(steps, rows, columns)


def _choose_band(rows: int, columns: int) -> int:
    """How far from the diagonal pairs are looked for: everywhere in a small part."""
    return min(abs(rows - columns) + _BAND, _WIDEST) if rows * columns > _WHOLE else max(rows, columns)


def _trace(steps: Sequence[dict[int, int]], row: int, column: int) -> list[tuple[int | None, int | None]]:
    pairs: list[tuple[int | None, int | None]] = []
    while row or column:
        way = steps[row].get(column, 1 if row else 2)
        if way == 0:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif way == 1:
            row -= 1
            pairs.append((row, None))
        else:
            column -= 1
            pairs.append((None, column))
    return pairs[::-1]


def _score(left: PairedClause, right: PairedClause) -> float:
    """How much speaks for two clauses being one; below twice `_ALONE` they stay apart."""
    return _judge_place(left, right) + _judge_facts(left, right) + _judge_length(left, right)


def _judge_place(left: PairedClause, right: PairedClause) -> float:
    kind = 0.5 if left.clause.level == right.clause.level else -1.0
    if left.clause.level == right.clause.level == "title":  # of which a text has one, whatever number it names
        kind += 1.0
    if left.depth != right.depth:
        kind -= 1.0
    if left.children and right.children:
        kind += 0.5
    elif left.children or right.children:
        kind -= 0.8
    if left.path[-1] and right.path[-1]:
        kind += 1.0 if left.path[-1] == right.path[-1] else -0.3
    elif left.path[-1] or right.path[-1]:
        kind -= 1.2
    return kind + (0.3 if left.path == right.path else 0.0)


def _judge_facts(left: PairedClause, right: PairedClause) -> float:
    named = 0.0
    if left.named or right.named:
        named = 1.0 if left.named == right.named else 0.3 if left.named & right.named else -0.7
    return named + _judge_told(left, right)


def _judge_told(left: PairedClause, right: PairedClause) -> float:
    if not left.facts and not right.facts:
        return 0.3
    common = len(left.facts & right.facts)
    either = len(left.facts | right.facts)
    return 3.0 * common / either if common else -1.5


def _judge_length(left: PairedClause, right: PairedClause) -> float:
    if not left.length or not right.length:
        return 0.0 if left.length == right.length else -0.5
    return -min(1.5, abs(math.log((left.length + 4) / (right.length + 4))))
