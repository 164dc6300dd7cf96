"""Tables without lines: lines below one another whose words begin, or end, at the same places.

    Vessel      Fee     Validity
    Ferry     1,200.00  2021          → three rows of three cells
    Tug         450.00  2024

Two columns of a text stand like this too. So a table has three columns, numbers in one behind the first, or wider spaces between its rows
than within them; and most of its words do not fill their column. Numbered paragraphs are no table.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.readers.pdf.glyphs import Glyph
from decision_diff.readers.pdf.lines import GlyphRun, is_number

_GAP: Final = 1.0  # sizes of the font between two cells
_LEVEL: Final = 2.0  # points by which the words of a column may begin or end elsewhere
_FEWEST: Final = 3  # rows
_NUMBERS: Final = 0.6  # of the cells of a column of numbers
_FILLED: Final = 0.75  # of the width of a column: words that fill it
_MOST: Final = 0.5  # of the cells of a column, which are filled if it is one of text
_WIDER: Final = 1.12  # times the distance of two lines of a cell, and half a point: that of two rows is wider
_SLACK: Final = 0.5


@frozen
class _Cell:
    """Words of a line with wide gaps around them."""

    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def is_amount(self) -> bool:
        """Whether most of it are digits."""
        return 2 * sum(one.text.isdecimal() for one in self.glyphs) > len(self.glyphs)


@frozen
class UnruledTable:
    """A table without lines: the base lines of the first and last line of each row, rounded, and where its columns begin."""

    rows: tuple[tuple[int, int], ...]
    columns: tuple[float, ...]

    def list_rows(self, segments: Sequence[GlyphRun]) -> Iterator[list[list[Glyph]]]:
        """Of each row, the characters of its cells."""
        bounds = (-math.inf, *(one - _SLACK for one in self.columns[1:]), math.inf)
        for top, low in self.rows:
            glyphs = [glyph for one in segments if low <= round(one.base) <= top for glyph in one.glyphs]
            yield [[one for one in glyphs if left <= one.left < right] for left, right in pairwise(bounds)]


_Line = tuple[int, list[_Cell]]


def find_tables(segments: Sequence[GlyphRun]) -> list[UnruledTable]:
    """The tables of a stretch of a page, from top to bottom."""
    met = groupby(sorted(segments, key=lambda one: (-round(one.base), one.left)), key=lambda one: round(one.base))
    lines = [(base, list(_cut_cells(held))) for base, held in met]
    found: list[UnruledTable] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or not _is_below(lines[start][1], lines[end][1]):
            table = _make_table(lines[start:end])
            if table is not None:
                found.append(table)
            start = end
    return found


def _cut_cells(segments: Iterator[GlyphRun]) -> Iterator[_Cell]:
    cell: list[Glyph] = []
    for glyph in (one for segment in segments for one in segment.glyphs if not one.text.isspace()):
        if cell and glyph.left - cell[-1].right > _GAP * glyph.size:
            yield _Cell(tuple(cell))
            cell = []
        cell.append(glyph)
    if cell:
        yield _Cell(tuple(cell))


def _is_below(first: Sequence[_Cell], line: Sequence[_Cell]) -> bool:
    """Whether each cell of a line begins or ends where one of the first line does, and ends before the next one."""
    if not 1 < len(first) >= len(line):
        return False
    ends = [*(one.left for one in first[1:]), math.inf]
    return all(
        any(_is_level(one, other) and one.right < end for other, end in zip(first, ends, strict=True)) for one in line
    )


def _is_level(one: _Cell, other: _Cell) -> bool:
    return min(abs(one.left - other.left), abs(one.right - other.right)) <= _LEVEL


def _make_table(lines: Sequence[_Line]) -> UnruledTable | None:
    """The table that some lines are; None if they are none for sure."""
    rows = _part_rows(lines, len(lines[0][1]))
    if len(rows) < _FEWEST or sum(is_number(row[0][1][0].glyphs) for row in rows) > _MOST * len(rows):
        return None
    columns = [[cell for _, line in lines for cell in line if _is_level(cell, first)] for first in lines[0][1]]
    is_sure = len(columns) > 2 or len(rows) < len(lines) or _has_amounts(columns[1])
    if not is_sure or not _are_columns(columns):
        return None
    lefts = tuple(min(one.left for one in held) for held in columns)
    return UnruledTable(tuple((row[0][0], row[-1][0]) for row in rows), lefts)


def _has_amounts(column: Sequence[_Cell]) -> bool:
    return sum(one.is_amount for one in column) >= _NUMBERS * len(column)


def _are_columns(columns: Sequence[Sequence[_Cell]]) -> bool:
    """Whether each column ends before the next one, and one is not filled by its words."""
    pairs = list(pairwise(columns))
    are_apart = all(max(one.right for one in held) < min(one.left for one in after) for held, after in pairs)
    return are_apart and any(_is_open(held, after) for held, after in pairs)


def _part_rows(lines: Sequence[_Line], count: int) -> list[list[_Line]]:
    """The lines of each row: one each if all have words in each column, else those between wider spaces; none if that is not sure."""
    if all(len(cells) == count for _, cells in lines):
        return [[line] for line in lines]
    near = min(one[0] - other[0] for one, other in pairwise(lines)) * _WIDER + _SLACK
    rows = [[lines[0]]]
    for one, other in pairwise(lines):
        if one[0] - other[0] > near:
            rows.append([])
        rows[-1].append(other)
    return rows if all(len(row[0][1]) == count for row in rows) else []


def _is_open(column: Sequence[_Cell], after: Sequence[_Cell]) -> bool:
    """Whether most cells of a column end far from the next one."""
    left, right = min(one.left for one in column), min(one.left for one in after)
    filled = sum(one.right - left > _FILLED * (right - left) for one in column)
    return filled <= _MOST * len(column)
