"""Texts with square brackets around words that are not agreed: mentions are found without the brackets, and shown with them.

within [six] months   ==leave_out==>   within six months   ==find_places==>   [six] months
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from decision_diff.audit.signals.words import SPACED
from decision_diff.changes import Mention
from decision_diff.model import Span
from decision_diff.patterns import late

_OPENING, _CLOSING = "[［", "]］"
_ALTERNATIVES = late(r"[\]］] ?/? ?[\[［]?")


def has_brackets(text: str) -> bool:
    """Whether a text has square brackets."""
    return any(char in text for char in _OPENING)


def leave_out(text: str, code: str) -> tuple[str, list[int]]:
    """The text without square brackets, and where each of its characters stood.

    A bracket between two words that nothing else parts is a space: [shall][should].
    """
    kept: list[tuple[str, int]] = []
    parted = False
    for at, char in enumerate(text):
        if char in _OPENING or char in _CLOSING:
            parted = True
            continue
        if parted and kept and code in SPACED and char.isalnum() and kept[-1][0].isalnum():
            kept.append((" ", at - 1))
        kept.append((char, at))
        parted = False
    return "".join(char for char, _ in kept), [at for _, at in kept]


def find_places(mentions: Iterable[Mention], text: str, places: list[int]) -> Iterator[Mention]:
    """The mentions where they stand in the text that has the brackets, with the brackets that belong to those within.

    Of alternatives each has the unit of the last: [six] [nine] months.
    """
    found: list[Mention] = []
    for one in reversed([*mentions]):
        placed = replace(one, span=_widen(text, places[one.span.start], places[one.span.end - 1] + 1))
        if found and placed.kind == "count" and _ALTERNATIVES.fullmatch(text, placed.span.end, found[-1].span.start):
            unit = found[-1].value.partition(" ")[2]
            placed = replace(placed, kind=found[-1].kind, value=f"{placed.value} {unit}".strip())
        found.append(placed)
    yield from reversed(found)


def _widen(text: str, start: int, end: int) -> Span:
    """A stretch with the bracket before or behind it whose other half is within."""
    inner = text[start:end]
    opened, closed = (sum(map(inner.count, chars)) for chars in (_OPENING, _CLOSING))
    if opened > closed and text[end : end + 1] in tuple(_CLOSING):
        end += 1
    elif closed > opened and text[start - 1 : start] in tuple(_OPENING):
        start -= 1
    return Span(start, end)
