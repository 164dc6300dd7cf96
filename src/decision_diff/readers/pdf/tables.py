"""Rows of ruled tables over several pages: repeated heads are dropped, and a row divided by a page break is one row.

cells of a page ==rows==> rows of a table ==blocks==> paragraphs of cells
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from decision_diff.model import Feature, Place, Span
from decision_diff.readers.pdf.lines import PdfLine
from decision_diff.readers.pdf.paragraphs import ENDED, LineJoiner, PdfParagraph, find_right
from decision_diff.readers.pdf.ruled import RuledCell

_PADDING: Final = 8.0  # points between words and the right edge of a cell
_OFF: Final = 4.0  # points by which the edges of a table differ on two pages
_Add = Callable[[str, Sequence[Feature], Place], None]


@dataclass(slots=True)
class PrintedRow:
    """A row: its cells, each with its paragraphs."""

    cells: list[tuple[RuledCell, list[PdfParagraph]]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The words of each cell."""
        return [" ".join("".join(one.pieces) for one in held) for _, held in self.cells]


class TableFlow:
    """Takes the tables of each page, and gives the paragraphs of their cells to `add`. `repeated`: the heads that were dropped."""

    def __init__(self, joiner: LineJoiner, add: _Add) -> None:
        self.repeated: list[str] = []
        self._joiner = joiner
        self._add = add
        self._tables = -1
        self._rows = 0
        self._heads: list[list[str]] = []  # the rows of the table on its first page
        self._edges = (0.0, 0.0)
        self._last: PrintedRow | None = None  # which may go on on the next page

    def read(self, held: Sequence[tuple[RuledCell, Sequence[PdfLine]]], *, is_first: bool) -> None:
        """Read the tables that follow one another; `is_first`: nothing stands before them on their page."""
        for _, table in groupby(held, key=lambda one: one[0].table):
            self._read_table(list(table), may_go_on=is_first)
            is_first = False

    def complete(self) -> None:
        """No row follows."""
        if self._last is not None:
            self._write(self._last)
        self._last = None

    def _read_table(self, held: Sequence[tuple[RuledCell, Sequence[PdfLine]]], *, may_go_on: bool) -> None:
        edges = min(cell.left for cell, _ in held), max(cell.right for cell, _ in held)
        rows = [self._make_row(list(row)) for _, row in groupby(held, key=lambda one: one[0].row)]
        is_same = may_go_on and all(abs(one - other) <= _OFF for one, other in zip(edges, self._edges, strict=True))
        if is_same and self._last is not None:
            rows = self._drop_heads(rows)
            if rows and self._goes_on(self._last, rows[0]):
                self._join(self._last, rows.pop(0))
        else:
            self.complete()
            self._tables, self._rows = self._tables + 1, 0
            self._heads = [row.texts for row in rows]
        self._edges = edges
        for row in rows:
            self.complete()
            self._last = row

    def _make_row(self, held: Sequence[tuple[RuledCell, Sequence[PdfLine]]]) -> PrintedRow:
        row = PrintedRow()
        for cell, lines in held:
            right = max(find_right(lines), cell.right - _PADDING)
            row.cells.append((cell, self._joiner.join(lines, right, is_cell=True) or [PdfParagraph()]))
        return row

    def _drop_heads(self, rows: list[PrintedRow]) -> list[PrintedRow]:
        """The rows without those at their head that are those at the head of the table."""
        count = 0
        most = min(len(rows), len(self._heads)) - 1
        while count < most and any(self._heads[count]) and rows[count].texts == self._heads[count]:
            count += 1
        self.repeated += [" ".join(row.texts) for row in rows[:count]]
        return rows[count:]

    def _goes_on(self, before: PrintedRow, row: PrintedRow) -> bool:
        """Whether a row is the rest of the last one on the page before: each cell goes on, or has no words left, as one at least has not."""
        if len(before.cells) != len(row.cells) or not any(
            said and not rest for said, rest in zip(before.texts, row.texts, strict=True)
        ):
            return False
        pairs = list(zip(before.cells, row.cells, strict=True))
        return any(row.texts) and all(self._is_rest(one, other[1]) for one, other in pairs)

    def _is_rest(self, before: tuple[RuledCell, list[PdfParagraph]], rest: Sequence[PdfParagraph]) -> bool:
        if not rest[0].lines:
            return True
        cell, paragraphs = before
        last = paragraphs[-1]
        if not last.lines or last.lines[-1].text[-1:] in ENDED:
            return False
        return self._joiner.may_go_on(last, rest[0].lines[0], cell.right - _PADDING)

    def _join(self, before: PrintedRow, row: PrintedRow) -> None:
        for (_, paragraphs), (_, rest) in zip(before.cells, row.cells, strict=True):
            if rest[0].lines:
                for line in rest[0].lines:
                    self._joiner.append(paragraphs[-1], line)
                paragraphs.extend(rest[1:])

    def _write(self, row: PrintedRow) -> None:
        for cell, paragraphs in row.cells:
            place = Place((self._tables, self._rows, cell.cell))
            how = [f"{cell.columns} columns"] if cell.columns > 1 else []
            how += ["continues above"] if cell.covered else ["continues below"] if cell.reaches else []
            merged = [Feature("cell", Span(0, 0), one) for one in how]
            for paragraph in paragraphs:
                self._add("".join(paragraph.pieces), [*merged, *paragraph.features], place)
                merged = []
        self._rows += 1
