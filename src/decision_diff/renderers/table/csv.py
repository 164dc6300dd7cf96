"""The comparison table as CSV: a line of headings, one line per row, then summary, notes and notices in the first column.

What was deleted and inserted is marked by characters, since CSV has no styles. A spreadsheet takes a cell that begins with
`=`, `+`, `-` or `@` for a formula, after blanks too, so such a cell gets an apostrophe before it, and so does one that begins
with an apostrophe of its own: whoever takes one apostrophe off every cell that begins with one has the text again. A byte
order mark tells spreadsheets that this is UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from decision_diff.characters import show_hidden
from decision_diff.renderers import table as tables
from decision_diff.renderers.formulas import escape_formula
from decision_diff.renderers.wording.marks import build_forgery_pattern, choose_cell_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from decision_diff.changes import Comparison
    from decision_diff.renderers.options import CsvOptions
    from decision_diff.renderers.pieces import PieceOp
    from decision_diff.renderers.table import ComparisonTable, TableCell

_MARK = "\ufeff"
_MARKED = ("before", "after")  # the columns that have marks


def render(comparison: Comparison, options: CsvOptions) -> str:
    """Renders the file: each line ends in a line feed alone, and all lines have the same number of cells."""
    return write_table(tables.make(comparison, options))


def write_table(table: ComparisonTable) -> str:
    """Writes a table, of a comparison or of anything else, as the file."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    width = len(table.columns)
    marks = choose_cell_characters(table.profile)
    unsafe = re.compile(build_forgery_pattern(marks) or "(?!)")

    def write(texts: Iterable[str]) -> None:
        row = [escape_formula(text) for text in texts]
        writer.writerow([*row, *[""] * (width - len(row))])

    write(column.heading for column in table.columns)
    for row in table.rows:
        write(
            _marked(marks, unsafe, cell) if column.name in _MARKED else tables.join_text(cell)
            for column, cell in zip(table.columns, row.cells, strict=True)
        )
    if table.nothing:
        write([table.nothing])
    for text in _list_below(table):
        write([text])
    return _MARK + output.getvalue()


def _list_below(table: ComparisonTable) -> Iterator[str]:
    """What is said below the rows: the summary, then notes and notices."""
    if table.summary:
        yield from (table.summary_heading, *(line.text for line in table.summary))
    for closing in table.closings:
        yield from (closing.heading, *closing.lines)


def _marked(marks: Mapping[PieceOp, tuple[str, str]], unsafe: re.Pattern[str], cell: TableCell) -> str:
    """The text with characters around what changed; where the text itself holds such characters, they show by number."""
    return "".join(f"{marks[run.op][0]}{show_hidden(run.text, unsafe)}{marks[run.op][1]}" for run in cell)
