"""The flat table as CSV (RFC 4180, UTF-8 without a byte order mark): a line of names, one line per row, line feeds at the ends.

What is None is an empty cell, a boolean `true` or `false`. A text that a spreadsheet would run as a formula has an apostrophe before
it, as in the comparison table (`renderers.formulas`); Parquet and the dictionaries have it as it is.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from decision_diff.renderers.formulas import escape_formula
from decision_diff.renderers.records import COLUMNS, build_rows, clean_text

if TYPE_CHECKING:
    from decision_diff.changes import Comparison
    from decision_diff.renderers.options import RecordOptions


def render(comparison: Comparison, options: RecordOptions) -> str:
    """Renders the file, all lines with the same number of cells."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(column.name for column in COLUMNS)
    writer.writerows(map(_show, row.values()) for row in build_rows(comparison, all=options.all))
    return output.getvalue()


def _show(value: str | float | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape_formula(clean_text(value)) if isinstance(value, str) else str(value)
