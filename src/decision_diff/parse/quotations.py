"""Where the quotations of a text close: a quotation holds all up to its closing mark."""

from __future__ import annotations

from typing import Final

MAX_QUOTED_LINES: Final = 400
_QUOTES: Final = (("“", 1), ("「", 1), ("『", 1), ("”", -1), ("」", -1), ("』", -1))


def find_closes(texts: list[str]) -> list[int]:
    """For each text the index of the one that closes the quotation which it leaves open; its own index if it leaves none.

    A quotation that is never closed has the index len(texts) + MAX_QUOTED_LINES: too far to be believed.
    """
    whole = "\n".join(texts)
    quotes = [(mark, step) for mark, step in _QUOTES if mark in whole]
    if not quotes:
        return list(range(len(texts)))
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


def _count_levels(texts: list[str], quotes: list[tuple[str, int]]) -> list[int]:
    """How many quotations are open before each text, and behind the last."""
    levels = [0]
    for text in texts:
        level = levels[-1]
        for mark, step in quotes:
            if mark in text:  # far cheaper than counting them
                level += step * text.count(mark)
        levels.append(level)
    return levels
