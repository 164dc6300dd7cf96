"""The table of output formats. A new format is one module and one row; the contract tests run over the rows.

A module of the table exposes `render(comparison, options) -> str` (bytes if the row says `binary`), where `options` are of the
class that the row names, and, if the row says `reversible` and not `views`, `recover(output) -> (old lines, new lines)`: `Clause.line` of every clause that has a label or
words, in document order, read from the output alone. It may also expose `faults(output)`, what in an output may show other words
than `recover` reads, and `disagreements(output, comparison)`, what it describes otherwise than the comparison: each a list of
(code, sentence), for `verify`. Other packages add rows by the entry-point group
"decision_diff.renderers", each entry a `Renderer`.
"""

from __future__ import annotations

from dataclasses import fields, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from decision_diff import plugins
from decision_diff.errors import FormatError
from decision_diff.frozen import frozen
from decision_diff.renderers.options import (
    AknOptions,
    CsvOptions,
    FragmentOptions,
    JsonOptions,
    ListOptions,
    Options,
    OutsideOptions,
    PageOptions,
    RecordOptions,
    ReviewOptions,
    SummaryOptions,
    TableOptions,
    TextOptions,
    WordOptions,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import ModuleType

    from decision_diff.changes import Comparison
    from decision_diff.model import Source

__all__ = [
    "GROUP",
    "RENDERERS",
    "OutsideOptions",
    "Renderer",
    "find",
    "find_suffix",
    "gather",
    "list_renderers",
    "load",
    "recognise",
    "refuse_idle",
    "render",
]

GROUP = "decision_diff.renderers"
Listener = Literal["told", "noticed", "plain"]
_START = 400  # bytes that tell the format


@frozen
class Renderer:
    """One output format. `suffixes` are lower case with the dot, `module` is imported when first used.

    `also` are suffixes of other formats that a file of this one may bear when the format is named. `summary` is for people, without a full stop. `reversible` promises that both texts can be read back from the output
    (for JSON: written with `all`), by the module's `recover`; or, with `views`, as the rejected and the accepted
    view that the reader of this name gives, since a renderer cannot reach readers. `options` is the class of its options, whose
    fields are all that it has; a user who gives another one is refused (`refuse_idle`). `listens` names what `render` of the module
    takes besides: `told`, which is called with a sentence for each kind of thing that was lost on its way or that a reader of the
    output must know, `noticed`, called with a notice for each place where a redline marks more than was found to differ, and
    `plain`, which writes the plain redline of those whose own does not verify. `begins` stands in the first bytes of every file
    of this format, and of none other, whatever its suffix.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    summary: str
    module: str
    also: tuple[str, ...] = ()
    binary: bool = False
    reversible: bool = False
    views: bool = False
    options: type[Options] = OutsideOptions
    listens: tuple[Listener, ...] = ()
    begins: bytes = b""

    @property
    def heeded(self) -> tuple[str, ...]:
        """The names of its options, in alphabetical order."""
        return tuple(sorted(one.name for one in fields(self.options)))


# text and markdown are not reversible: both leave unchanged clauses out and show invisible characters by number.
RENDERERS: tuple[Renderer, ...] = (
    Renderer(
        name="text",
        suffixes=(".txt",),
        media_type="text/plain",
        summary="list of changes with inline redline, for a terminal",
        module="decision_diff.renderers.terminal",
        options=TextOptions,
    ),
    Renderer(
        name="html",
        suffixes=(".html", ".htm"),
        media_type="text/html",
        summary="one page with the whole redlined text",
        module="decision_diff.renderers.html",
        reversible=True,
        options=PageOptions,
    ),
    Renderer(
        name="html-fragment",
        suffixes=(".fragment.html",),
        media_type="text/html",
        summary="the redlined text for a page of your own; its style sheet: decision-diff stylesheet",
        module="decision_diff.renderers.html.fragment",
        also=(".html", ".htm"),
        reversible=True,
        options=FragmentOptions,
        begins=b'<div class="dd-redline"',
    ),
    Renderer(
        name="review",
        suffixes=(),
        media_type="text/html",
        summary="one page to review the changes in, with views, steps, filters and notes: -f review -o NAME.html",
        module="decision_diff.renderers.review",
        also=(".html", ".htm"),
        reversible=True,
        options=ReviewOptions,
        begins=b' data-view="inline">\n<head>',
    ),
    Renderer(
        name="markdown",
        suffixes=(".md",),
        media_type="text/markdown",
        summary="list of changes for a review comment",
        module="decision_diff.renderers.markdown",
        options=ListOptions,
    ),
    Renderer(
        name="json",
        suffixes=(".json",),
        media_type="application/json",
        summary="change records, after the JSON Schema that `decision-diff schema` prints",
        module="decision_diff.renderers.json",
        reversible=True,
        options=JsonOptions,
    ),
    Renderer(
        name="akn",
        suffixes=(".akn",),
        media_type="application/akn+xml",
        summary="the new text as Akoma Ntoso 3.0, with the modifications that made it",
        module="decision_diff.renderers.akn",
        also=(".xml",),
        options=AknOptions,
    ),
    Renderer(
        name="records-csv",
        suffixes=(".records.csv",),
        media_type="text/csv",
        summary="flat table for data frames: a row per change, edit, signal …",
        module="decision_diff.renderers.records.csv",
        also=(".csv",),
        options=RecordOptions,
    ),
    Renderer(
        name="records-parquet",
        suffixes=(".parquet",),
        media_type="application/vnd.apache.parquet",
        summary="the same as Parquet, exact and typed (extra: parquet)",
        module="decision_diff.renderers.records.parquet",
        binary=True,
        options=RecordOptions,
    ),
    Renderer(
        name="summary",
        suffixes=(".summary.txt",),
        media_type="text/plain",
        summary="what was added, repealed, moved, and which obligations, dates, amounts, names changed, for a mail",
        module="decision_diff.renderers.summary",
        options=SummaryOptions,
    ),
    Renderer(
        name="summary-md",
        suffixes=(".summary.md",),
        media_type="text/markdown",
        summary="the summary for a review comment",
        module="decision_diff.renderers.summary.markdown",
        options=SummaryOptions,
    ),
    Renderer(
        name="summary-json",
        suffixes=(".summary.json",),
        media_type="application/json",
        summary="the summary for programs that send it on",
        module="decision_diff.renderers.summary.json",
        options=SummaryOptions,
    ),
    Renderer(
        name="docx",
        suffixes=(".docx",),
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        summary="tracked changes for Word, in the new document's own formatting, verified before they are written",
        module="decision_diff.renderers.docx",
        binary=True,
        reversible=True,
        views=True,
        options=WordOptions,
        listens=("told", "noticed", "plain"),
    ),
    Renderer(
        name="pdf",
        suffixes=(".pdf",),
        media_type="application/pdf",
        summary="the whole redlined text on paper (extra: pdf)",
        module="decision_diff.renderers.pdf",
        binary=True,
        options=PageOptions,
        listens=("told",),
    ),
    Renderer(
        name="table-docx",
        suffixes=(".table.docx",),
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        summary="comparison table, before and after side by side, for Word",
        module="decision_diff.renderers.table.docx",
        binary=True,
        options=TableOptions,
    ),
    Renderer(
        name="table-xlsx",
        suffixes=(".xlsx",),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        summary="comparison table for a spreadsheet (extra: xlsx)",
        module="decision_diff.renderers.table.xlsx",
        binary=True,
        options=TableOptions,
    ),
    Renderer(
        name="table-csv",
        suffixes=(".csv",),
        media_type="text/csv",
        summary="comparison table for programs and spreadsheets, marks by characters",
        module="decision_diff.renderers.table.csv",
        options=CsvOptions,
    ),
    Renderer(
        name="table-html",
        suffixes=(".table.html",),
        media_type="text/html",
        summary="comparison table as one page",
        module="decision_diff.renderers.table.html",
        options=TableOptions,
    ),
    Renderer(
        name="table-pdf",
        suffixes=(".table.pdf",),
        media_type="application/pdf",
        summary="comparison table on paper (extra: pdf)",
        module="decision_diff.renderers.table.pdf",
        binary=True,
        options=TableOptions,
        listens=("told",),
    ),
    Renderer(
        name="table-md",
        suffixes=(".table.md",),
        media_type="text/markdown",
        summary="comparison table for a review comment",
        module="decision_diff.renderers.table.markdown",
        options=TableOptions,
    ),
)


def find(name_or_suffix: str) -> Renderer:
    """Finds the renderer by its name ("html") or a suffix (".htm", with or without the dot, in any case).

    Raises FormatError when there is none. Outside packages are asked only when the table has no answer, because
    looking for them takes longer than most comparisons.
    """
    key = name_or_suffix.lower()
    for rows in (RENDERERS, None):
        for row in list_renderers() if rows is None else rows:
            if key == row.name or f".{key.removeprefix('.')}" in row.suffixes:
                return row
    known = ", ".join(f"{row.name} ({' '.join(row.suffixes)})".removesuffix(" ()") for row in list_renderers())
    raise FormatError(f"unknown output format {name_or_suffix!r}; choose one of {known}")


def find_suffix(path: str) -> str:
    """Finds the suffix that tells the format of a file: the longest one in the table, else the last one, else "".

    For c25.table.docx and for table.docx it is ".table.docx".
    """
    from pathlib import PurePath  # noqa: PLC0415 - late: a terminal has no suffix

    name = PurePath(path).name.lower()
    own = [
        suffix for row in RENDERERS for suffix in row.suffixes if f".{name}".endswith(suffix) and suffix.count(".") > 1
    ]
    return max(own, key=len, default=PurePath(path).suffix)


def recognise(source: Source) -> str:
    """Recognises the format of a redline by its first bytes, else by the suffix of its name. FormatError if neither tells it."""
    start = source.data[:_START]
    for row in RENDERERS:
        if row.begins and row.begins in start:
            return row.name
    if suffix := find_suffix(source.name):
        return suffix
    for begin, name in ((b"PK\x03\x04", "docx"), (b"<!DOCTYPE html>", "html"), (b"{", "json")):
        if start.startswith(begin):
            return name
    raise FormatError("neither its name nor its first bytes tell the format; say which it is", source=source.name)


def list_renderers() -> tuple[Renderer, ...]:
    """Lists the rows of the table, then those of other packages by name; a name that is taken cannot be taken again.

    FormatError if a row of another package is not valid.
    """
    rows = {row.name: row for row in RENDERERS}
    for row in plugins.load_rows(GROUP, Renderer, "output format"):
        rows.setdefault(row.name, row)
    return tuple(rows.values())


def gather(row: Renderer, options: Options | None, given: Mapping[str, Any]) -> Options:
    """Gathers the options of this format: `options`, or the defaults, with their fields replaced by those of `given`.

    FormatError for options of another class, for one that this format does not have, and for a value that is not valid.
    """
    refuse_idle((row,), given)
    if options is None:
        return row.options(**given)
    if type(options) is not row.options:
        raise FormatError(f"{row.name} takes {row.options.__name__}, not {type(options).__name__}")
    return replace(options, **given)


def refuse_idle(rows: Sequence[Renderer], given: Iterable[str], show: Callable[[str], str] = str) -> None:
    """Raises FormatError for an option that none of the chosen formats has, whatever its value, and names those that have it.

    `show` gives the name of an option as the user wrote it.
    """
    for name in given:
        if any(name in row.heeded for row in rows):
            continue
        able = ", ".join(row.name for row in list_renderers() if name in row.heeded)
        if not able:
            known = ", ".join(rows[0].heeded) or "none"
            raise FormatError(f"outputs have no option {show(name)!r}; those of {rows[0].name} are: {known}")
        raise FormatError(f"{show(name)} has no effect on {rows[0].name}; it is for {able}")


def load(renderer: Renderer) -> ModuleType:
    """Imports the module of a row."""
    return import_module(renderer.module)


def render(comparison: Comparison, fmt: str, options: Options | None = None, **listeners: Any) -> str | bytes:
    """Renders the comparison in the format of that name or suffix; bytes if the row is `binary`. FormatError as in `find`.

    `options` are of the class that the row names; the format gets those of the `listeners` that it takes (`Renderer.listens`).
    """
    row = find(fmt)
    heard: dict[str, Any] = {name: listeners[name] for name in row.listens if name in listeners}
    output = load(row).render(comparison, gather(row, options, {}), **heard)
    if not isinstance(output, bytes if row.binary else str):
        given = type(output).__name__
        raise FormatError(f"the output format {row.name!r} gave {given}, which its row does not promise")
    return output
