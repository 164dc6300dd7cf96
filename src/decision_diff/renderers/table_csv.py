"""The comparison table as CSV: a line of headings, a line a row, then notes and notices in the first column.

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

from decision_diff.renderers import _table
from decision_diff.renderers._shared import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decision_diff.changes import Comparison
    from decision_diff.renderers._shared import Options
    from decision_diff.renderers._table import Cell, Table

_MARK = "\ufeff"
_ACTIVE = re.compile(r"\s*[=+\-@＝＋－＠]|'|[\t\r\n]")


def render(comparison: Comparison, options: Options) -> str:
    """The file, lines ended by a line feed alone; all lines have the same number of cells."""
    table = _table.make(comparison, options)
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    width = len(table.columns)

    def write(cells: Iterable[str]) -> None:
        row = [_harmless(text) for text in cells]
        writer.writerow([*row, *[""] * (width - len(row))])

    write(column.heading for column in table.columns)
    for row in table.rows:
        write(_marked(table, cell) for cell in row.cells)
    if table.nothing:
        write([table.nothing])
    for closing in table.closings:
        for text in (closing.heading, *closing.lines):
            write([text])
    return _MARK + output.getvalue()


def _marked(table: Table, cell: Cell) -> str:
    """The text with characters around what changed; where the text itself holds such characters, they show by number."""
    marks = [mark for side in (table.profile.delete, table.profile.insert) for mark in side.plain if len(mark) > 1]
    unsafe = re.compile("|".join(re.escape(mark) for mark in marks) or "(?!)")
    parts = []
    for run in cell:
        before, after = table.marking(run.op).plain
        parts.append(f"{before}{unsafe.sub(lambda found: _numbered(found.group()), run.text)}{after}")
    return "".join(parts)


def _numbered(mark: str) -> str:
    """The first character of a mark by number, so that it is none."""
    return visible(mark[0], re.compile(".", re.DOTALL)) + mark[1:]


def _harmless(text: str) -> str:
    return f"'{text}" if _ACTIVE.match(text) else text
