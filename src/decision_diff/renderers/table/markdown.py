"""The comparison table in Markdown: title, names, marks, a table of GitHub's kind, notes, notices.

What was deleted and inserted is marked by the few HTML tags that code hosts let through; an underline is `<ins>`, for they
drop `<u>`. All text is escaped, so that it stays text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.renderers import table as tables
from decision_diff.renderers.markdown.escape import build_tags, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decision_diff.changes import Comparison
    from decision_diff.renderers.options import TableOptions
    from decision_diff.renderers.table import ComparisonTable, TableCell


def render(comparison: Comparison, options: TableOptions) -> str:
    """Renders the page, with a line feed at its end; each row of the table is one line."""
    return write_table(tables.make(comparison, options))


def write_table(table: ComparisonTable) -> str:
    """Writes a table, of a comparison or of anything else, as the page."""
    parts = [f"### {escape(table.title)}", escape(table.names)]
    if table.legend:
        parts.append(_shown(table, table.legend))
    parts += _list_summary(table)
    if table.nothing:
        parts.append(escape(table.nothing))
    if table.rows:
        lines = [_line(escape(column.heading) for column in table.columns), _line("---" for _ in table.columns)]
        lines += [_line(_shown(table, cell) for cell in row.cells) for row in table.rows]
        parts.append("\n".join(lines))
    for closing in table.closings:
        parts.append(f"#### {escape(closing.heading)}")
        parts.append("\n".join(f"{at}. {escape(text)}" for at, text in enumerate(closing.lines, 1)))
    return "\n\n".join(parts) + "\n"


def _list_summary(table: ComparisonTable) -> list[str]:
    """The summary below its heading, if there is one."""
    if not table.summary:
        return []
    return [f"#### {escape(table.summary_heading)}", "\n".join(f"- {escape(line.text)}" for line in table.summary)]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _shown(table: ComparisonTable, cell: TableCell) -> str:
    """A cell on one line. Tags are closed before each line break and opened behind it."""
    parts: list[str] = []
    for run in cell:
        before, after = build_tags(table.choose_marking(run.op))
        parts.append("<br>".join(f"{before}{escape(line)}{after}" if line else "" for line in run.text.split("\n")))
    return "".join(parts)
