"""Numbers that are one with what stands behind them: from 9 *to 11 June*, two *to four years*, two *thirds*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from decision_diff.audit.signals.words import SPACED, SignalWords, load_currencies
from decision_diff.changes import Mention
from decision_diff.languages import load
from decision_diff.model import Span
from decision_diff.patterns import late

_LONGEST = 12  # code points between a number and the one that it is joined to


def join_numbers(text: str, numbers: Iterable[Mention], words: SignalWords) -> Iterator[Mention]:
    """The numbers of a text, in order: a bare one before “to” and a number with a unit has that unit; one before a part is a share."""
    before: Mention | None = None
    for one in (_take_part(text, number, words) for number in numbers):
        if before is not None and _is_range(text, before, one, words):
            one = Mention(one.kind, Span(before.span.start, one.span.end), f"{before.value}–{one.value}")  # noqa: PLW2901
        elif before is not None:
            yield before
        before = one
    if before is not None:
        yield before


def take_scale(text: str, one: Mention, code: str) -> Mention:
    """A number with the scale behind it (€5 million), and one with a scale and a currency as an amount (5 million euros)."""
    if code not in SPACED or one.kind not in ("amount", "count"):
        return one
    scales = _find_scales(code)
    if match := scales.match(text, one.span.end):
        return Mention(one.kind, Span(one.span.start, match.end()), f"{one.value} {match[1].lower()}")
    number, _, unit = one.value.partition(" ")
    match = scales.match(f" {unit}")
    currency = load_currencies().get(unit[match.end() :], "") if match else ""
    return Mention("amount", one.span, f"{number} {currency} {match[1]}") if match and currency else one


@cache  # of our own data
def _find_scales(code: str) -> re.Pattern[str]:
    """A space and a scale: million."""
    found = "|".join(map(re.escape, sorted(load(code).scales, key=len, reverse=True)))
    return late(rf"[ \u00a0]({found})(?!\w)" if found else "(?!)", re.IGNORECASE)


def _is_range(text: str, first: Mention, last: Mention, words: SignalWords) -> bool:
    """Whether two numbers are the ends of a range, of which the first has no unit of its own."""
    if first.kind != "count" or last.kind in ("count", "reference") or not first.value.isdecimal():
        return False
    between = text[first.span.end : last.span.start]
    return len(between) <= _LONGEST and between.strip() in words.between and _begins_with_number(text, last, words)


def _begins_with_number(text: str, one: Mention, words: SignalWords) -> bool:
    """Whether a date begins with its day; of other kinds all begin with their number."""
    return one.kind != "date" or one.span.of(text)[:1].isdecimal() or not words.between


def _take_part(text: str, one: Mention, words: SignalWords) -> Mention:
    """A number with the part behind it, as a share: two thirds."""
    if one.kind != "count" or not one.value.isdecimal():
        return one
    match = words.parts.match(text, one.span.end)
    if match is None:
        return one
    return Mention("percentage", Span(one.span.start, match.end()), f"{one.value}/{words.part_sizes[match[1].lower()]}")
