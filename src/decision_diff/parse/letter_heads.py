"""Headings numbered by a letter or a Roman number without a point: `A Mandate`, `B Membership`, `II Finance`.

A sentence may begin in the same way (A quorum is present, I propose). So these lines are headings only in a row: the first has A, B follows
further down, and so on. Each looks like a heading, and other lines are between them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from decision_diff.labels import FoundLabel
from decision_diff.labels.numerals import read_roman
from decision_diff.model import Label
from decision_diff.parse.lines import is_title
from decision_diff.parse.logical_lines import LogicalLine

_CAPITALS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LONGEST: Final = 6  # letters of a number
_LEAST: Final = 2  # headings of a row


def mark_letter_heads(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The lines; the headings of such a row have their number."""
    marked = list(lines)
    near = [at for at, line in enumerate(lines) if line.text[:1] in _CAPITALS and _may_be_head(line)]
    if len(near) >= _LEAST:
        for style, read in (("A.", _read_letter), ("I.", _read_roman)):
            for row in _find_rows(lines, near, read):
                for value, at in enumerate(row, 1):
                    marked[at] = _number(lines[at], value, style)
    return marked


def _may_be_head(line: LogicalLine) -> bool:
    if line.kind != "text" or line.found is not None:
        return False
    number, space, words = line.text[: _LONGEST + 2].partition(" ")
    return bool(space) and words[:1].isupper() and _CAPITALS.issuperset(number) and is_title(line.text)


def _find_rows(lines: Sequence[LogicalLine], near: Sequence[int], read: Callable[[str], int]) -> list[list[int]]:
    """The rows of headings that count from one; after each heading but the last there are other lines."""
    rows: list[list[int]] = []
    row: list[int] = []
    for at in near:
        value = read(lines[at].text.partition(" ")[0])
        if row and value == len(row) + 1 and at > row[-1] + 1:
            row.append(at)
        elif value == 1:
            rows.append(row)
            row = [at]
    return [one for one in (*rows, row) if len(one) >= _LEAST]


def _read_letter(number: str) -> int:
    return ord(number) - 64 if len(number) == 1 else 0


def _read_roman(number: str) -> int:
    with suppress(ValueError):
        return read_roman(number.lower())
    return 0


def _number(line: LogicalLine, value: int, style: str) -> LogicalLine:
    number, _, words = line.text.partition(" ")
    found = FoundLabel("", Label(number, (value,), "section", style), " ", words)
    return replace(line, kind="label", found=found)
