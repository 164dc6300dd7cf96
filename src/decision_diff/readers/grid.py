"""Tables as rows of cells, for formats whose cells span columns and rows (HTML, 4.9.12). A cell under another one is a cell without words.

<td rowspan=2>A <td>B          A | B
<td>C                          . | C
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

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
