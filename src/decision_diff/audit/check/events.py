"""One event with two dates, or in two places.

    WTPF-26 将于2026年6月9日至11日在巴哈马举行      event, days and place of a sentence that says when and where something is held
    the event ==all such sentences==> days that have none in common, places of which none holds the other

An event is known by a short form with a year (WTPF-26) or by its ordinal (第七届论坛). What was planned and then changed is told the same
way, so another place is only worth a look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.audit.check.dates import PrintedDate, find_dates
from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.audit.check.words import load_check_words
from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.patterns import late

_EVENT: Final = late(
    r"(?<![A-Za-z0-9-])(?:[A-Z]{2,}-)?[A-Z]{3,}-[0-9]{2,4}(?![A-Za-z0-9-])|第[0-9一二三四五六七八九十百]+[届屆](?:(?![届屆])[\u4e00-\u9fff]){0,12}?(?:大会|会议|论坛|全会|大會|會議|論壇)"
)
_SENTENCES: Final = late(r"[^。；;\n\t]+")
_PLACE: Final = late(
    r"[在于於](?P<place>[\u4e00-\u9fff]{2,10}?)(?:举行|召开|举办|舉行|召開|舉辦)|\bin (?P<city>[A-Z][\w-]+(?:,? [A-Z][\w-]+){0,2})"
)
_BETWEEN: Final = 60  # code points between an event and its date, and between the date and the word for holding


@frozen
class Holding:
    """What a sentence says of an event: its days from and to (year, month, day), and the place, "" if it names none; with where they stand."""

    position: int
    days: tuple[tuple[int, int, int], tuple[int, int, int]]
    span: Span
    place: str = ""
    place_span: Span = Span(0, 0)


def find_event_faults(text: CheckedText) -> Iterator[TextFault]:
    """Events with two dates or places, at the later one of both."""
    held: dict[str, list[Holding]] = defaultdict(list)
    for at in text.inside:
        words = text.clauses[at].words
        for sentence in _SENTENCES.finditer(words) if _EVENT.search(words) else ():
            for event, holding in _read_sentence(text, at, sentence):
                held[event].append(holding)
    for event, all_held in held.items():
        yield from _compare(event, all_held)


def _read_sentence(text: CheckedText, at: int, sentence: re.Match[str]) -> Iterator[tuple[str, Holding]]:
    """The event of a sentence with its date, if it has one event, and a word that says that it is held."""
    said = sentence.group()
    hosting = load_check_words(text.code).tables.get("hosting", {}).get("words", ())
    if not any(word in said for word in hosting):
        return
    events = list(_EVENT.finditer(said))
    if len({match.group() for match in events}) != 1:
        return
    dates = [one for one in find_dates(said, text.code) if 0 <= one.span.start - events[0].end() <= _BETWEEN]
    if not dates or not _is_held(said, events[0], dates[0], hosting):
        return
    date = dates[0]
    place = _PLACE.search(said, date.span.end)
    name, start = (place.group(place.lastgroup or 0), place.start(place.lastgroup or 0)) if place else ("", 0)
    offset = sentence.start()
    spans = (Span(offset + date.span.start, offset + date.span.end), Span(offset + start, offset + start + len(name)))
    yield events[0].group(), Holding(at, (date.first, date.until or date.first), spans[0], name, spans[1])


def _is_held(said: str, event: re.Match[str], date: PrintedDate, hosting: Sequence[str]) -> bool:
    """Whether a word for holding stands between the event and its date or close behind it."""
    near = said[event.end() : date.span.end + _BETWEEN // 2]
    return any(word in near for word in hosting)


def _compare(event: str, held: Sequence[Holding]) -> Iterator[TextFault]:
    first = held[0]
    for other in held[1:]:
        if other.days[0] > first.days[1] or other.days[1] < first.days[0]:
            said = f"{event} is held on other days than before"
            yield TextFault("DAT005", other.position, other.span, said, related=((0, first.position, first.span),))
        elif first.place and other.place and first.place not in other.place and other.place not in first.place:
            said = f"{event} is held in another place than before ({first.place})"
            yield TextFault(
                "DAT006", other.position, other.place_span, said, related=((0, first.position, first.place_span),)
            )
