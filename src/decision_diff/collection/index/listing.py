"""What a question to an index is answered with: a table, as text, JSON by `listing-1.schema.json`, CSV, or a page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any, Final

from decision_diff.errors import FormatError
from decision_diff.frozen import frozen
from decision_diff.renderers.formulas import escape_formula
from decision_diff.renderers.pieces import show_inline

SCHEMA_VERSION: Final = "1.0"
FORMATS: Final = {".txt": "text", ".json": "json", ".csv": "csv", ".html": "html", ".htm": "html"}
_CUT: Final = 60  # characters of a cell in a terminal
_MARK: Final = "\ufeff"  # tells spreadsheets that this is UTF-8

Cell = str | int | float


@frozen
class Listing:
    """Rows under columns, each (name in JSON, heading). `kind` is the question, `notes` what a reader must know of the answer."""

    kind: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def render_listing(listing: Listing, fmt: str) -> str:
    """A listing as "text", "json", "csv" or "html"; FormatError for another format."""
    if fmt == "html":
        from decision_diff.collection.index.page import write_page  # noqa: PLC0415 - late, as all writers

        return write_page(listing)
    writers = {"text": _write_text, "json": _write_json, "csv": _write_csv}
    if fmt not in writers:
        raise FormatError(f"a listing is not written as {fmt!r}; choose one of text, json, csv, html")
    return writers[fmt](listing)


def show_cell(cell: Cell) -> str:
    """A cell for people: likeness with two decimals, texts on one line with what cannot be seen."""
    return f"{cell:.2f}" if isinstance(cell, float) else show_inline(str(cell))


def _write_text(listing: Listing) -> str:
    from wcwidth import wcswidth  # noqa: PLC0415 - late: a terminal alone asks

    def measure(text: str) -> int:
        return max(wcswidth(text), 0)

    shown = [[_shorten(show_cell(cell)) for cell in row] for row in listing.rows]
    lines: list[Sequence[str]] = [[heading for _, heading in listing.columns], *shown]
    widths = [max(map(measure, column)) for column in zip(*lines, strict=True)]
    table = [
        "  ".join(cell + " " * (width - measure(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    count = len(listing.rows)
    head = f"{show_inline(listing.title)}: {count or 'no'} {'row' if count == 1 else 'rows'}"
    notes = [f"note: {show_inline(note)}" for note in listing.notes]
    return "\n".join([head, *(table if count else ()), *notes]) + "\n"


def _shorten(text: str) -> str:
    return text if len(text) <= _CUT else f"{text[: _CUT - 1]}…"


def _write_json(listing: Listing) -> str:
    names = [name for name, _ in listing.columns]
    record: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "kind": listing.kind,
        "title": listing.title,
        "rows": [dict(zip(names, row, strict=True)) for row in listing.rows],
        "notes": list(listing.notes),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _write_csv(listing: Listing) -> str:
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow([name for name, _ in listing.columns])
    writer.writerows([escape_formula(cell) if isinstance(cell, str) else cell for cell in row] for row in listing.rows)
    return _MARK + output.getvalue()


def load_schema() -> str:
    """The JSON Schema of a listing."""
    return resources.files(__package__).joinpath("listing-1.schema.json").read_text(encoding="utf-8")
