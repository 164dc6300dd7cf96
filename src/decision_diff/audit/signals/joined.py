"""Numbers that are one with what stands behind them: from 9 *to 11 June*, two *to four years*, two *thirds*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from decision_diff.audit.signals.words import SignalWords
from decision_diff.changes import Mention
from decision_diff.model import Span

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
