"""Ruled tables of a page: rows and cells from the lines that are drawn around them.

lines ==which cross==> groups ==where they stand==> columns and rows ==which walls are drawn==> cells
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.readers.pdf.glyphs import Rule

_NEAR: Final = 3.0  # points within which two lines meet
_MAX_CELLS: Final = 2_000  # of a page
_MAX_FRAMES: Final = 20  # of a page; what has more is a drawing


@frozen
class RuledCell:
    """A cell: its table on the page, row and number in the row, and its edges. `columns` is how many it spans, `covered` whether it goes on from above."""

    table: int
    row: int
    cell: int
    left: float
    right: float
    low: float
    high: float
    columns: int = 1
    covered: bool = False
    reaches: bool = False  # goes on below


def find_cells(rules: Sequence[Rule]) -> list[RuledCell]:
    """The cells of all ruled tables of a page, tables from top to bottom, each row by row. One cell alone is a frame, and no table."""
    found: list[RuledCell] = []
    count = 0
    for group in _sort_groups(rules):
        cells = _cut(group, count)
        if len(cells) > 1 and len(found) + len(cells) <= _MAX_CELLS:
            found.extend(cells)
            count += 1
    return found


def find_frames(rules: Sequence[Rule]) -> list[RuledCell]:
    """The frames of a page, from top to bottom, outside of its tables."""
    found: list[RuledCell] = []
    held = [cells for group in _sort_groups(rules) if (cells := _cut(group, 0))]
    tables = [cell for cells in held if len(cells) > 1 for cell in cells]
    for (one,) in (cells for cells in held if len(cells) == 1):
        middle, height = (one.left + one.right) / 2, (one.low + one.high) / 2
        if len(found) < _MAX_FRAMES and not any(
            cell.left < middle < cell.right and cell.low < height < cell.high for cell in tables
        ):
            found.append(one)
    return found


def _sort_groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The groups of lines that meet, from top to bottom."""
    return sorted(_group(rules), key=lambda group: -max(one.at for one in group if not one.is_vertical))


def _group(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lines that meet one another, directly or through others; groups of both directions only."""
    across = sorted((one for one in rules if not one.is_vertical), key=lambda one: one.at)
    upright = [one for one in rules if one.is_vertical]
    parents = list(range(len(rules)))
    places = [one.at for one in across]
    for nth, vertical in enumerate(upright, len(across)):
        first, last = bisect_left(places, vertical.start - _NEAR), bisect_right(places, vertical.end + _NEAR)
        for at in range(first, last):
            if across[at].start - _NEAR <= vertical.at <= across[at].end + _NEAR:
                parents[_find_root(parents, at)] = _find_root(parents, nth)
    groups: dict[int, list[Rule]] = {}
    for at, one in enumerate([*across, *upright]):
        groups.setdefault(_find_root(parents, at), []).append(one)
    return [group for group in groups.values() if _has_both(group)]


def _has_both(group: Sequence[Rule]) -> bool:
    return any(one.is_vertical for one in group) and not all(one.is_vertical for one in group)


def _find_root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


def _cut(group: Sequence[Rule], table: int) -> list[RuledCell]:
    upright = [one for one in group if one.is_vertical]
    across = [one for one in group if not one.is_vertical]
    xs = _merge([one.at for one in upright])
    ys = _merge([one.at for one in across])[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MAX_CELLS:
        return []
    cells: list[RuledCell] = []
    for row, (high, low) in enumerate(pairwise(ys)):
        walls = [x for x in xs if _is_drawn(upright, x, (high + low) / 2)]
        for number, (left, right) in enumerate(pairwise(walls)):
            middle = (left + right) / 2
            covered = row > 0 and not _is_drawn(across, high, middle)
            reaches = row + 2 < len(ys) and not _is_drawn(across, low, middle)
            columns = bisect_left(xs, right) - bisect_left(xs, left)
            cells.append(RuledCell(table, row, number, left, right, low, high, columns, covered, reaches))
    return cells


def _is_drawn(rules: Sequence[Rule], at: float, where: float) -> bool:
    return any(abs(one.at - at) <= _NEAR and one.start - _NEAR <= where <= one.end + _NEAR for one in rules)


def _merge(values: Sequence[float]) -> list[float]:
    """The places of lines, those that are one line drawn twice merged; ascending."""
    merged: list[float] = []
    for one in sorted(values):
        if not merged or one - merged[-1] > _NEAR:
            merged.append(one)
    return merged
