"""The comparison table as PDF, by Typst (`pip install decision-diff[pdf]`): A4 landscape, headings again on each page."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from decision_diff.renderers import table as tables
from decision_diff.renderers.pdf.typst import choose_fonts, compile_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from decision_diff.changes import Comparison
    from decision_diff.renderers.options import TableOptions
    from decision_diff.renderers.table import ComparisonTable, TableCell


def render(comparison: Comparison, options: TableOptions, *, told: Callable[[str], None] | None = None) -> bytes:
    """Renders the PDF. OutputError without Typst."""
    return write_table(tables.make(comparison, options), told)


def write_table(table: ComparisonTable, told: Callable[[str], None] | None = None) -> bytes:
    """Writes a table, of a comparison or of anything else, as the PDF. OutputError as `render`."""
    data = {
        "title": table.title,
        "names": table.names,
        "language": table.language,
        "fonts": choose_fonts(table.text_language, table.language),
        "marks": {"insert": asdict(table.profile.insert), "delete": asdict(table.profile.delete)},
        "legend": _runs(table.legend),
        "columns": [{"name": column.name, "heading": column.heading} for column in table.columns],
        "rows": [{"number": row.number, "cells": [{"runs": _runs(cell)} for cell in row.cells]} for row in table.rows],
        "summary_heading": table.summary_heading,
        "summary": [[asdict(one) for one in line.pieces] for line in table.summary],
        "closings": [asdict(closing) for closing in table.closings],
        "nothing": table.nothing,
    }
    return compile_pdf("table.typ", data, told)


def _runs(cell: TableCell) -> list[dict[str, Any]]:
    return [{"op": run.op, "text": run.text} for run in cell]
