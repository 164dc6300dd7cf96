"""Where the quotations of a text close: a quotation holds all up to its closing mark.

Marks that open and close are counted: “ ”, 「 」, « ». Marks that do both, or are apostrophes too, are not: ‘ ’, ". Of these a
quotation is what begins with the mark at the head of a line and ends with it at the end of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

MAX_QUOTED_LINES: Final = 400
_QUOTES: Final = (("“", 1), ("「", 1), ("『", 1), ("«", 1), ("”", -1), ("」", -1), ("』", -1), ("»", -1))
_LOW: Final = "„"  # with it “ closes
_LINE_QUOTES: Final = (("‘", "’"), ('"', '"'), ("``", "''"))
_LONGEST_TERM: Final = 120  # characters of what is quoted at the head of a line
_ENDS: Final = ".,;:!?。；，)） "
_HEADS: Final = tuple('“「『«„‘"`')
_TAILS: Final = tuple("”」』»“’\"'")


def find_closes(texts: Sequence[str]) -> list[int]:
    """For each text the index of the one that closes the quotation which it leaves open; its own index if it leaves none.

    A quotation that is never closed has the index len(texts) + MAX_QUOTED_LINES: too far to be believed.
    """
    whole = "\n".join(texts)
    quotes = [(mark, step) for mark, step in _QUOTES if mark in whole]
    if _LOW in whole:
        quotes = [(_LOW, 1), *((mark, -1 if mark == "“" else step) for mark, step in quotes if mark != "”")]
    closes = _match_levels(texts, quotes) if quotes else list(range(len(texts)))
    for opening, closing in _LINE_QUOTES:
        if opening in whole:
            _match_lines(texts, opening, closing, closes)
    return closes


def is_quoted_whole(texts: Sequence[str], first: int, last: int) -> bool:
    """Whether a quotation begins at the head of its first line and ends at the end of its last one."""
    return texts[first][:1] in _HEADS and _cut_end(texts[last])[-1:] in _TAILS


def _cut_end(text: str) -> str:
    """A line without the punctuation at its end."""
    return text.rstrip(_ENDS)


def _match_levels(texts: Sequence[str], quotes: Sequence[tuple[str, int]]) -> list[int]:
    levels = _count_levels(texts, quotes)
    closes = [len(texts) + MAX_QUOTED_LINES] * len(texts)
    waiting: list[int] = []  # texts whose quotation is open, the lowest level first
    for at in range(len(texts)):
        while waiting and levels[at + 1] <= levels[waiting[-1]]:
            closes[waiting.pop()] = at
        if levels[at + 1] > levels[at]:
            waiting.append(at)
        else:
            closes[at] = at
    return closes


def _count_levels(texts: Sequence[str], quotes: Sequence[tuple[str, int]]) -> list[int]:
    """How many quotations are open before each text, and behind the last."""
    levels = [0]
    for text in texts:
        level = levels[-1]
        if level and text[:1] in ("«", "“"):  # each paragraph of a quotation may begin with the mark
            text = text[1:]  # noqa: PLW2901
        for mark, step in quotes:
            if mark in text:  # far cheaper than counting them
                level += step * text.count(mark)
        levels.append(level)
    return levels


def _begins_with_term(text: str, opening: str, closing: str) -> bool:
    """Whether what begins a line is quoted in it: `"wreck" includes a sunken buoy`. A closing mark has a word before it and none behind it."""
    at = text.find(closing, len(opening))
    while 0 < at <= _LONGEST_TERM:
        behind = text[at + len(closing) : at + len(closing) + 1]
        if not text[at - 1].isspace() and not behind.isalnum():
            return True
        at = text.find(closing, at + 1)
    return False


def _match_lines(texts: Sequence[str], opening: str, closing: str, closes: list[int]) -> None:
    """Fill in where quotations close that begin at the head of a line and end at the end of one."""
    first = -1
    for at, text in enumerate(texts):
        is_end = _cut_end(text).endswith(closing) and len(text) > len(opening)
        if first < 0 and text.startswith(opening) and not is_end and not _begins_with_term(text, opening, closing):
            first = at
        elif first >= 0 and is_end:
            if closes[first] == first:
                closes[first] = at
            first = -1
