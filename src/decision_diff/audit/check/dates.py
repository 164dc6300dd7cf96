"""Dates that cannot be, that disagree with their weekday, or that stand out of order.

    text ==one pattern per language==> dates with day, month and year ==calendar==> faults

A range gives its month or year once: 2026年6月9日至11日, 9 to 11 June 2026. A table is a timetable if at least four of its rows begin with
a date, and all but a few stand in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.audit.check.words import CheckWords, load_check_words
from decision_diff.frozen import frozen
from decision_diff.languages import load
from decision_diff.model import Span

_FEWEST_ROWS: Final = 4  # rows with a date that are a timetable
_MOST_WRONG: Final = 0.25  # of the rows out of order: more, and the table has another order
_NEAR_DAY: Final = 16  # characters between a date and its weekday
_HAN_DATE: Final = re.compile(
    r"(?P<y>[12][0-9]{3})\s?[年년]\s?(?P<m>[0-9]{1,2})\s?[月월]\s?(?P<d>[0-9]{1,3})(?:\s?[日일])?"
    r"(?:\s?(?P<to>[至到\-–—~～]|から)\s?(?:(?P<y2>[12][0-9]{3})\s?[年년]\s?)?(?:(?P<m2>[0-9]{1,2})\s?[月월]\s?)?(?P<d2>[0-9]{1,3})\s?[日일])?"
)
_DAYS: Final = 31


@frozen
class PrintedDate:
    """A date as printed at `span`: year, month, day, which need not exist; `until` is the end of a range, or None."""

    span: Span
    first: tuple[int, int, int]
    until: tuple[int, int, int] | None = None


def find_date_faults(text: CheckedText) -> Iterator[TextFault]:
    """All faults of dates, in order."""
    words = load_check_words(text.code)
    for at in text.inside:
        printed = text.clauses[at].words
        for one in find_dates(printed, text.code):
            yield from _check_date(at, printed, one, words)
    yield from _find_disorder(text)


@cache  # of our own data
def _compile_dates(code: str) -> re.Pattern[str]:
    names = sorted({name for months in load(code).months for name in months}, key=lambda name: (-len(name), name))
    month = "|".join(map(re.escape, names))
    ending = r"(?:er|st|nd|rd|th|º|\.)?"
    link = r"(?:\s(?:de|of))?"
    between = r"\s?(?P<to>to|and|until|through|bis|und|à|au|al|a|y|et|по|и|إلى|[-–—])\s?(?:(?:the|le|el|den|zum)\s)?"
    day = rf"(?P<d>[0-9]{{1,3}}){ending}"
    return re.compile(
        rf"(?<![\w.,/-]){day}(?:{link}\s(?P<m>{month})(?:{link},?\s(?P<y>[12][0-9]{{3}}))?)?(?:{between}(?P<d2>[0-9]{{1,3}}){ending})?{link}\s(?P<m2>{month})(?:{link},?\s(?P<y2>[12][0-9]{{3}}))(?![0-9])"
        rf"|(?<![\w.,/-])(?P<d3>[0-9]{{1,3}}){ending}{link}\s(?P<m3>{month})(?:{link},?\s(?P<y3>[12][0-9]{{3}}))(?![0-9])",
        re.IGNORECASE,
    )


def find_dates(printed: str, code: str) -> Iterator[PrintedDate]:
    """The dates of a text that name day, month and year, in order."""
    if load_check_words(code).is_glued:
        for match in _HAN_DATE.finditer(printed):
            yield _read_han(match)
        return
    if not any(char.isdigit() for char in printed):
        return
    for match in _compile_dates(code).finditer(printed):
        found = _read_spaced(match, code)
        if found is not None:
            yield found


def _read_han(match: re.Match[str]) -> PrintedDate:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    until = None
    if match["d2"]:
        until = (int(match["y2"] or year), int(match["m2"] or month), int(match["d2"]))
    return PrintedDate(Span(*match.span()), (year, month, day), until)


def _read_spaced(match: re.Match[str], code: str) -> PrintedDate | None:
    span = Span(*match.span())
    if match["d3"]:
        return PrintedDate(span, (int(match["y3"]), _find_month(match["m3"], code), int(match["d3"])))
    year, month = int(match["y2"]), _find_month(match["m2"], code)
    if not match["d2"]:
        return None if match["m"] else PrintedDate(span, (year, month, int(match["d"])))
    first = (int(match["y"] or year), _find_month(match["m"], code) if match["m"] else month, int(match["d"]))
    if match["to"].lower() in ("and", "und", "et", "y", "и") and match["m"] is None:
        return PrintedDate(span, first)  # two days, in any order
    return PrintedDate(span, first, (year, month, int(match["d2"])))


@cache  # of our own data
def _list_months(code: str) -> dict[str, int]:
    return {name.lower(): number for number, names in enumerate(load(code).months, 1) for name in names}


def _find_month(name: str, code: str) -> int:
    return _list_months(code)[name.lower()]


def _make_date(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _check_date(at: int, printed: str, one: PrintedDate, words: CheckWords) -> Iterator[TextFault]:
    said = one.span.of(printed)
    ends = [_make_date(*end) for end in (one.first, one.until) if end is not None]
    if None in ends:
        yield TextFault("DAT001", at, one.span, f"{said} is not a date of the calendar")
        return
    days = [end for end in ends if end is not None]
    if len(days) > 1 and days[1] < days[0]:
        yield TextFault("DAT003", at, one.span, f"{said} ends before it begins")
    if one.until is None:
        yield from _check_weekday(at, printed, one, days[0], words)


def _check_weekday(at: int, printed: str, one: PrintedDate, day: date, words: CheckWords) -> Iterator[TextFault]:
    """The day of the week right before or behind a date, in brackets or with a comma."""
    before = printed[max(one.span.start - _NEAR_DAY, 0) : one.span.start].lower()
    after = printed[one.span.end : one.span.end + _NEAR_DAY].lower()
    for name, number in words.days.items():
        behind = re.match(rf"[\s,，]{{0,2}}[(（]?\s?{re.escape(name)}", after)
        ahead = (
            re.search(rf"(?<!\w){re.escape(name)}[\s,，]{{0,3}}(?:the\s|le\s|den\s|el\s)?$", before)
            if not words.is_glued
            else None
        )
        if (behind or ahead) and number != day.isoweekday():
            right = next(word for word, value in words.days.items() if value == day.isoweekday())
            said = f"{one.span.of(printed)} is not the day of the week that stands beside it ({name}), but {right}"
            yield TextFault("DAT002", at, one.span, said)
            return
        if behind or ahead:
            return


def _find_disorder(text: CheckedText) -> Iterator[TextFault]:
    """Rows of a timetable that stand before an earlier one."""
    tables: dict[int, list[tuple[int, PrintedDate]]] = defaultdict(list)
    for at in text.inside:
        clause = text.clauses[at]
        if clause.cells:
            cell = clause.cells[0]
            first = next(find_dates(cell.of(clause.text), text.code), None)
            if first is not None and _make_date(*first.first) is not None and first.span.start <= 2:
                tables[text.parents[at]].append((at, first))
    for rows in tables.values():
        if len(rows) >= _FEWEST_ROWS:
            yield from _check_rows(text, rows)


def _check_rows(text: CheckedText, rows: Sequence[tuple[int, PrintedDate]]) -> Iterator[TextFault]:
    """The rows that are not of the longest run in order."""
    kept = find_in_order([one.first for _, one in rows])
    wrong = [index for index in range(len(rows)) if index not in kept]
    if len(wrong) > _MOST_WRONG * len(rows):
        return
    for index in wrong:
        at, one = rows[index]
        cell = text.clauses[at].cells[0]
        span = Span(cell.start + one.span.start, cell.start + one.span.end)
        yield TextFault("DAT004", at, span, f"{span.of(text.clauses[at].words)} stands out of order in a timetable")


def find_in_order(values: Sequence[tuple[int, int, int]]) -> frozenset[int]:
    """The places of a longest run of values that does not fall."""
    tails: list[tuple[int, int, int]] = []
    ends: list[int] = []
    before = [-1] * len(values)
    for index, value in enumerate(values):
        at = bisect_right(tails, value)
        before[index] = ends[at - 1] if at else -1
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [index]
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return frozenset(kept)
