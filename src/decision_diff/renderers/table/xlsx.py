"""The comparison table as a spreadsheet (XLSX), with styled words in the cells, by XlsxWriter (`pip install decision-diff[xlsx]`).

Every cell is a text, never a formula, a number or a link, whatever it begins with; only what is said of a
change in the summary leads to the row of that change. Headings stand in the first row and again
on each page; legend, summary, notes and notices stand below the table; the title is printed above each page.
"""

from __future__ import annotations

import io
import math
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from decision_diff.errors import OutputError
from decision_diff.patterns import late
from decision_diff.renderers import table as tables
from decision_diff.renderers.table import Run, join_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decision_diff.changes import Comparison
    from decision_diff.renderers.options import TableOptions
    from decision_diff.renderers.table import ComparisonTable, TableCell

_LARGEST = 32_767  # UTF-16 units in a cell
_MOST_LINKS = 65_530  # of a sheet
_TALLEST = 409  # points of a row
_WIDTHS = {"number": 16, "before": 56, "after": 56, "kind": 14, "reason": 28}  # in characters
_FONTS = {"zh": "SimSun", "ja": "MS Mincho"}
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - the library takes it so; else it asks the clock
_STYLES = {"strike": "font_strikeout"}
_HEADING = {"bold": 1, "bg_color": "#ECEFF3", "align": "center", "border": 1}
# What the library would take for markup of its own: `_x0041_` is how the format spells a character, and a cell that
# begins with <r> passes as made already. Parted into two runs, both are text.
_TAKEN = late(r"(?<=_x[0-9A-Fa-f]{2})(?=[0-9A-Fa-f]{2}_)|(?<=^<)(?=r>)")
_NO_SHEET_NAME = late(r"[\[\]:*?/\\']")


def render(comparison: Comparison, options: TableOptions) -> bytes:
    """Renders the workbook: the same bytes for the same table. OutputError without the library, or for a text that no cell can hold."""
    return write_table(tables.make(comparison, options))


def write_table(table: ComparisonTable) -> bytes:
    """Writes a table, of a comparison or of anything else, as the workbook. OutputError as `render`."""
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise OutputError('XLSX output needs XlsxWriter: pip install "decision-diff[xlsx]"') from error
    output = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(output, {"in_memory": True, **never})
    book.set_properties({"title": table.title, "created": _EPOCH})
    sheet = book.add_worksheet(_NO_SHEET_NAME.sub(" ", table.title)[:31].strip() or "Table")
    _Sheet(book, sheet, table).write()
    book.close()
    return output.getvalue()


class _Sheet:
    """One sheet being written; formats by what they look like, since the library counts each once it is made."""

    def __init__(self, book: Any, sheet: Any, table: ComparisonTable) -> None:
        self.book = book
        self.sheet = sheet
        self.table = table
        self.font = {"font_name": _FONTS.get(table.text_language, "Calibri"), "font_size": 11}
        self.formats: dict[tuple[Any, ...], Any] = {}
        self.links = 0

    def write(self) -> None:
        sheet, table = self.sheet, self.table
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        head = f"{table.title[:120]}\n{table.names[:100]}"
        sheet.set_header("&C" + head.replace("&", "&&"))
        sheet.set_footer("&C&P / &N")
        if table.rtl:
            sheet.right_to_left()
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, _WIDTHS[column.name])
            self._put(0, at, (Run("equal", column.heading),), **_HEADING)
        widths = [_WIDTHS[column.name] for column in table.columns]
        for at, row in enumerate(table.rows, 1):
            for place, cell in enumerate(row.cells):
                self._put(at, place, cell, border=1)
            sheet.set_row(at, _height(zip(row.cells, widths, strict=True)))
        said = [text for closing in table.closings for text in (closing.heading, *closing.lines)]
        notes = [(Run("equal", text),) for text in (table.nothing, *said) if text]
        at = len(table.rows) + 2
        for cell in [table.legend] if table.legend else []:
            at = self._below(at, cell)
        at = self._summarize(at)
        for cell in notes:
            at = self._below(at, cell)

    def _below(self, at: int, cell: TableCell, row: int = 0, **look: Any) -> int:
        """A line below the rows, over all columns; with `row` a link to that row of the sheet, from 1. The place of the next line."""
        columns = self.table.columns
        look |= {"font_color": "#0B4F9E"} if row else {}
        if len(columns) > 1:
            self.sheet.merge_range(at, 0, at, len(columns) - 1, "", self._look(**look))
        self._put(at, 0, cell, **look)
        if row:  # the text is there already: a cell as long as the others may be
            self.sheet.write_url(
                at, 0, f"internal:'{self.sheet.get_name()}'!A{row}", self._look(**look), join_text(cell)
            )
        self.sheet.set_row(at, _height([(cell, sum(_WIDTHS[column.name] for column in columns))]))
        return at + 1

    def _summarize(self, at: int) -> int:
        """The summary: below each heading a line for each thing that is said, with a link to its row, as far as a sheet has links."""
        rows = {row.number: place for place, row in enumerate(self.table.rows, 2)}
        if self.table.summary:
            at = self._below(at, (Run("equal", self.table.summary_heading),), bold=1)
        for line in self.table.summary:
            at = self._below(at, (Run("equal", line.heading),), bold=1)
            for one in filter(attrgetter("is_item"), line.pieces):
                at = self._below(at, (Run("equal", one.text),), self._choose_row(rows, one.number), indent=1)
        return at

    def _choose_row(self, rows: dict[int, int], number: int) -> int:
        """The row that something said leads to; 0 for none, and where the sheet has as many links as it can hold."""
        if not number or self.links == _MOST_LINKS:
            return 0
        self.links += 1
        return rows[number]

    def _look(self, **more: Any) -> Any:
        key = tuple(sorted(more.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**self.font, "text_wrap": True, "valign": "top", **more})
        return self.formats[key]

    def _run(self, styles: dict[str, int]) -> Any:
        key = ("run", *styles)
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**self.font, **styles})
        return self.formats[key]

    def _put(self, row: int, column: int, cell: TableCell, **look: Any) -> None:
        parts: list[Any] = []
        styles: dict[str, int] = {}
        for run in cell:
            marking = self.table.choose_marking(run.op)
            styles = {_STYLES.get(style, style): 1 for style in marking.styles}
            for text in _TAKEN.split(f"{marking.before}{run.text}{marking.after}"):
                if text:
                    parts += [self._run(styles), text]
        whole = "".join(parts[1::2])
        if len(whole.encode("utf-16-le")) // 2 > _LARGEST:
            raise OutputError(
                f"a cell of a spreadsheet holds at most {_LARGEST} characters, and a text here is longer; "
                "write the table in another format"
            )
        if not parts:
            failed = self.sheet.write_blank(row, column, None, self._look(**look))
        elif len(parts) == 2:  # of one run the library makes no rich text; the cell itself carries its style
            failed = self.sheet.write_string(row, column, whole, self._look(**{**styles, **look}))
        else:
            failed = self.sheet.write_rich_string(row, column, *parts, self._look(**look))
        if failed:
            raise OutputError(f"row {row + 1}, column {column + 1} could not be written to the spreadsheet")


def _height(cells: Iterable[tuple[TableCell, int]]) -> int:
    """The points that cells of these widths need, guessed: not every program makes rows grow with styled words."""
    lines = 1
    for cell, width in cells:
        columns = (sum(1 + (letter > "\u2e80") for letter in line) for line in join_text(cell).split("\n"))
        lines = max(lines, sum(max(1, math.ceil(count * 1.12 / width)) for count in columns))
    return min(_TALLEST, lines * 15 + 3)
