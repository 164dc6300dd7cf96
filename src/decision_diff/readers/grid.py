"""Tables as rows of cells, for formats whose cells span columns and rows (HTML, 4.9.12). A cell under another one is a cell without words.

<td rowspan=2>A <td>B          A | B
<td>C                          . | C
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.readers.flow import Flow

MAX_COVERED: Final = 200_000  # cells of a file that stand under another one


@dataclass(slots=True)
class Grid:
    """A table that is open: `index` among those of the file, its row, the next cell of it and the column where that begins.

    `spans` are the cells that reach down: first column, columns, and how many rows more.
    """

    index: int
    row: int = -1
    cell: int = 0
    column: int = 0
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    _over: list[tuple[int, int, int]] = field(default_factory=list)  # of the rows before, that reach this one

    def open_row(self) -> None:
        """The next row."""
        self.row += 1
        self.cell = self.column = 0
        self._over = sorted(self.spans)
        self.spans = [(first, columns, rows - 1) for first, columns, rows in self._over if rows > 1]

    def complete_group(self) -> None:
        """No cell reaches over the end of a row group."""
        self.spans = []

    def cover(self, *, to_end: bool = False) -> Iterator[int]:
        """The columns of each cell that is covered where the next one would stand; at the end of the row, of all that follow."""
        while self._over and (to_end or self._over[0][0] <= self.column):
            first, columns, _ = self._over.pop(0)
            self.column = max(self.column, first + columns)
            self.cell += 1
            yield columns

    def place_cell(self, columns: int, rows: int) -> tuple[int, int, int]:
        """The place of the next cell: table, row, cell."""
        if rows > 1:
            self.spans.append((self.column, columns, rows - 1))
        self.column += columns
        self.cell += 1
        return self.index, self.row, self.cell - 1


class CellFlow:
    """The cells of all tables of a file, as blocks of a flow: `place` is what messages call the file, "page" or "document"."""

    def __init__(self, flow: Flow, place: str, source: str) -> None:
        self._flow, self._place, self._source = flow, place, source
        self._covered = 0
        self._begun: list[int] = []  # how many blocks existed when each open cell began

    @property
    def is_open(self) -> bool:
        """Whether a cell is open."""
        return bool(self._begun)

    def open_cell(self, table: Grid, columns: int, rows: int) -> None:
        """Begins the next cell, after those that are covered before it. UnreadableError as `cover`."""
        self.cover(table)
        self._flow.row = table.place_cell(columns, rows)
        self._begun.append(len(self._flow.blocks))
        if columns > 1:
            self._flow.merge_cell(f"{columns} columns")
        if rows > 1:
            self._flow.merge_cell("continues below")

    def close_cell(self) -> None:
        """Ends the cell that was opened last; a cell without words is a block nevertheless."""
        if self._begun.pop() == len(self._flow.blocks):
            self._flow.complete(keep=True)
        self._flow.row = None

    def cover(self, table: Grid, *, to_end: bool = False) -> None:
        """Writes the covered cells where the next one would stand; at the end of a row all that follow. UnreadableError for too many."""
        for columns in table.cover(to_end=to_end):
            self._covered += 1
            if self._covered > MAX_COVERED:
                raise UnreadableError(
                    f"the {self._place} has a table whose cells cover more than 200,000 others", source=self._source
                )
            self._flow.row = table.index, table.row, table.cell - 1
            self._flow.merge_cell("continues above")
            if columns > 1:
                self._flow.merge_cell(f"{columns} columns")
            self._flow.complete(keep=True)
            self._flow.row = None
