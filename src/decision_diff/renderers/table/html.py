"""The comparison table as one HTML page that loads nothing and runs no script.

It prints on A4 landscape with the headings again on each page. The marks are those of the profile, and the same on paper.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from decision_diff.renderers import table as tables
from decision_diff.renderers.html.template import fill_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decision_diff.changes import Comparison
    from decision_diff.renderers.options import TableOptions
    from decision_diff.renderers.pieces import PieceOp
    from decision_diff.renderers.table import Column, ComparisonTable, TableCell, TableRow
    from decision_diff.renderers.table.summary import SaidPiece

_HERE = Path(__file__).parent


def render(comparison: Comparison, options: TableOptions) -> str:
    """Renders the page, with a line feed at its end."""
    return write_table(tables.make(comparison, options))


def write_table(table: ComparisonTable) -> str:
    """Writes a table, of a comparison or of anything else, as the page."""
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    return fill_page(
        _HERE / "page.html",
        root=Markup(' lang="{}" dir="{}"').format(table.language, "rtl" if table.rtl else "ltr"),
        style=Markup(style),  # noqa: S704 - our own file
        title=table.title,
        heading=table.title,
        names=table.names,
        body=_join(_body(table)),
    )


def _body(table: ComparisonTable) -> Iterable[Markup]:
    if table.legend:
        yield Markup('<p class="legend">{}</p>\n').format(_shown(table, table.legend))
    if table.summary:
        lines = _join(Markup("<li>{}</li>\n").format(_join(map(_said, line.pieces))) for line in table.summary)
        yield Markup('<section class="means">\n<h2>{}</h2>\n<ul>\n{}</ul>\n</section>\n').format(
            table.summary_heading, lines
        )
    if table.nothing:
        yield Markup("<p>{}</p>\n").format(table.nothing)
    if table.rows:
        yield Markup(
            '<div class="scroll" tabindex="0" role="region" aria-label="{}">\n<table>\n<colgroup>{}</colgroup>\n'
            "<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n"
        ).format(
            table.title,
            _join(Markup('<col class="{}">').format(column.name) for column in table.columns),
            _join(Markup('<th scope="col">{}</th>').format(column.heading) for column in table.columns),
            _join(_row(table, row) for row in table.rows),
        )
    for closing in table.closings:
        lang = Markup(' lang="{}" dir="ltr"').format(closing.language) if closing.language else ""
        lines = _join(Markup("<li>{}</li>\n").format(text) for text in closing.lines)
        yield Markup("<h2>{}</h2>\n<ol{}>\n{}</ol>\n").format(closing.heading, lang, lines)


def _row(table: ComparisonTable, row: TableRow) -> Markup:
    cells = zip(table.columns, row.cells, strict=True)
    anchor = Markup(' id="change.{}"').format(row.number) if row.number else ""
    return Markup("<tr{}>{}</tr>\n").format(anchor, _join(_cell(table, row, column, cell) for column, cell in cells))


def _said(one: SaidPiece) -> Markup:
    """A piece of the summary, a link where it leads to a row; words of the texts may run the other way."""
    if not one.number:
        return escape(one.text)
    return Markup('<a href="#change.{}"><bdi>{}</bdi></a>').format(one.number, one.text)


def _cell(table: ComparisonTable, row: TableRow, column: Column, cell: TableCell) -> Markup:
    # Only what is of the texts is in their language; of other scripts than ours we do not know which it is.
    spoken = table.text_language if table.text_language != "en" else ""
    lang = Markup(' lang="{}" dir="auto"').format(spoken) if column.name in row.texts else Markup("")
    kind = Markup("") if row.changed else Markup(' class="same"')
    shown = _shown(table, cell)
    if column.name == "kind" and table.profile.marks:  # or ADD* would begin with its asterisk in Arabic
        shown = Markup("<bdi>{}</bdi>").format(shown)
    return Markup("<td{}{}>{}</td>").format(kind, lang, shown)


def _shown(table: ComparisonTable, cell: TableCell) -> Markup:
    parts: list[Markup] = []
    last: PieceOp = "equal"
    for run in cell:
        if "equal" not in (last, run.op):
            parts.append(Markup("<wbr>"))  # what came in the place of other words is not part of them
        last = run.op
        marking = table.choose_marking(run.op)
        text = Markup("<br>").join(escape(line) for line in run.text.split("\n"))
        if run.op != "equal":
            tag = "ins" if run.op == "insert" else "del"
            kind = Markup(' class="{}"').format(" ".join(marking.styles)) if marking.styles else Markup("")
            text = Markup("<{0}{1}>{2}{3}{4}</{0}>").format(tag, kind, marking.before, text, marking.after)
        parts.append(text)
    return _join(parts)


def _join(parts: Iterable[str]) -> Markup:
    return Markup("").join(parts)
