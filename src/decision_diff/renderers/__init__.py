"""The table of output formats. A new format is one module and one row; the contract tests run over the rows.

A module of the table exposes `render(comparison, options) -> str` (bytes if the row says `binary`) and, if the row
says `reversible` and not `views`, `recover(output) -> (old lines, new lines)`: `Clause.line` of every clause that has a label or
words, in document order, read from the output alone. It may also expose `faults(output)`, what of an output may show other words
than `recover` reads, and `disagreements(output, comparison)`, what it calls otherwise than the comparison: each a list of
(code, sentence), for `verify`. Outside packages add rows by the entry-point group
"decision_diff.renderers", each entry a `Renderer`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from decision_diff import plugins
from decision_diff.errors import FormatError
from decision_diff.renderers.options import Options

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from decision_diff.changes import Comparison
    from decision_diff.model import Source

__all__ = [
    "GROUP",
    "RENDERERS",
    "Options",
    "Renderer",
    "all_renderers",
    "find",
    "load",
    "options_for",
    "recognise",
    "render",
    "suffix_of",
]

GROUP = "decision_diff.renderers"
_START = 400  # bytes that tell the format


@dataclass(frozen=True, slots=True)
class Renderer:
    """One output format. `suffixes` are lower case with the dot, `module` is imported when first used.

    `also` are suffixes of other formats that a file of this one may bear when the format is named. `summary` is for people, without a full stop. `reversible` promises that both texts can be read back from the output
    (for JSON: written with `Options.all`), by the module's `recover`; or, with `views`, as the rejected and the accepted
    view that the reader of this name gives, since a renderer cannot reach readers. `worded` says that it heeds
    `Options.profile` and `Options.labels`: how words are marked, and the language of ours. `options` are the other fields of
    `Options` that it heeds; a user who gives another one is refused (`options_for`). `begins` stands in the first bytes of
    every file of this format, and of none other, whatever its suffix.
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
    worded: bool = False
    options: tuple[str, ...] = ()
    begins: bytes = b""

    @property
    def heeded(self) -> tuple[str, ...]:
        """The options that change the output. `told` is not one: it only listens."""
        return (*self.options, *(("labels", "profile") if self.worded else ()))


_ROWS: Final = ("all", "columns", "reasons", "unchanged")  # what decides on the rows of a table
_TABLE: Final = (*_ROWS, "title")

# text and markdown are not reversible: both leave unchanged clauses out and show invisible characters by number.
RENDERERS: tuple[Renderer, ...] = (
    Renderer(
        name="text",
        suffixes=(".txt",),
        media_type="text/plain",
        summary="list of changes with inline redline, for a terminal",
        module="decision_diff.renderers.terminal",
        worded=True,
        options=("all", "color", "title", "width"),
    ),
    Renderer(
        name="html",
        suffixes=(".html", ".htm"),
        media_type="text/html",
        summary="one page with the whole redlined text",
        module="decision_diff.renderers.html",
        reversible=True,
        worded=True,
        options=("title",),
    ),
    Renderer(
        name="review",
        suffixes=(),
        media_type="text/html",
        summary="one page to review the changes in, with views, steps, filters and notes: -f review -o NAME.html",
        module="decision_diff.renderers.review",
        also=(".html", ".htm"),
        reversible=True,
        worded=True,
        options=("notes", "title"),
        begins=b' data-view="inline">\n<head>',
    ),
    Renderer(
        name="markdown",
        suffixes=(".md",),
        media_type="text/markdown",
        summary="list of changes for a review comment",
        module="decision_diff.renderers.markdown",
        worded=True,
        options=("all", "title"),
    ),
    Renderer(
        name="json",
        suffixes=(".json",),
        media_type="application/json",
        summary="change records, after the JSON Schema that `decision-diff schema` prints",
        module="decision_diff.renderers.json",
        reversible=True,
        options=("all", "title"),
    ),
    Renderer(
        name="docx",
        suffixes=(".docx",),
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        summary="tracked changes for Word, in the new document's own formatting, proved before they are written",
        module="decision_diff.renderers.docx",
        binary=True,
        reversible=True,
        views=True,
        options=("author", "date", "formatting", "moves", "noticed", "plain", "track_on"),
    ),
    Renderer(
        name="pdf",
        suffixes=(".pdf",),
        media_type="application/pdf",
        summary="the whole redlined text on paper (extra: pdf)",
        module="decision_diff.renderers.pdf",
        binary=True,
        worded=True,
        options=("title",),
    ),
    Renderer(
        name="table-docx",
        suffixes=(".table.docx",),
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        summary="comparison table, before and after side by side, for Word",
        module="decision_diff.renderers.table.docx",
        binary=True,
        worded=True,
        options=_TABLE,
    ),
    Renderer(
        name="table-xlsx",
        suffixes=(".xlsx",),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        summary="comparison table for a spreadsheet (extra: xlsx)",
        module="decision_diff.renderers.table.xlsx",
        binary=True,
        worded=True,
        options=_TABLE,
    ),
    Renderer(
        name="table-csv",
        suffixes=(".csv",),
        media_type="text/csv",
        summary="comparison table for programs and spreadsheets, marks by characters",
        module="decision_diff.renderers.table.csv",
        worded=True,
        options=_ROWS,
    ),
    Renderer(
        name="table-html",
        suffixes=(".table.html",),
        media_type="text/html",
        summary="comparison table as one page",
        module="decision_diff.renderers.table.html",
        worded=True,
        options=_TABLE,
    ),
    Renderer(
        name="table-pdf",
        suffixes=(".table.pdf",),
        media_type="application/pdf",
        summary="comparison table on paper (extra: pdf)",
        module="decision_diff.renderers.table.pdf",
        binary=True,
        worded=True,
        options=_TABLE,
    ),
    Renderer(
        name="table-md",
        suffixes=(".table.md",),
        media_type="text/markdown",
        summary="comparison table for a review comment",
        module="decision_diff.renderers.table.markdown",
        worded=True,
        options=_TABLE,
    ),
)


def find(name_or_suffix: str) -> Renderer:
    """The renderer of a name ("html") or a suffix (".htm", with or without the dot, in any case).

    Raises FormatError when there is none. Outside packages are asked only when the table has no answer, because
    looking for them takes longer than most comparisons.
    """
    key = name_or_suffix.lower()
    for rows in (RENDERERS, None):
        for row in all_renderers() if rows is None else rows:
            if key == row.name or f".{key.removeprefix('.')}" in row.suffixes:
                return row
    known = ", ".join(f"{row.name} ({' '.join(row.suffixes)})".removesuffix(" ()") for row in all_renderers())
    raise FormatError(f"there is no output format {name_or_suffix!r}; choose one of {known}")


def suffix_of(path: str) -> str:
    """What tells the format of a file: the longest suffix that the table knows, else the last one, else "".

    That of c25.table.docx and of table.docx is ".table.docx".
    """
    name = PurePath(path).name.lower()
    own = [
        suffix for row in RENDERERS for suffix in row.suffixes if f".{name}".endswith(suffix) and suffix.count(".") > 1
    ]
    return max(own, key=len, default=PurePath(path).suffix)


def recognise(source: Source) -> str:
    """The format of a redline: by its first bytes, else by the suffix of its name. FormatError if neither tells."""
    start = source.data[:_START]
    for row in RENDERERS:
        if row.begins and row.begins in start:
            return row.name
    if suffix := suffix_of(source.name):
        return suffix
    for begin, name in ((b"PK\x03\x04", "docx"), (b"<!DOCTYPE html>", "html"), (b"{", "json")):
        if start.startswith(begin):
            return name
    raise FormatError("neither its name nor its first bytes tell the format; say which it is", source=source.name)


def all_renderers() -> tuple[Renderer, ...]:
    """The table, then the rows of outside packages by name; a name that is taken cannot be taken again.

    FormatError if an outside row is unusable.
    """
    rows = {row.name: row for row in RENDERERS}
    for row in plugins.rows(GROUP, Renderer, "output format"):
        rows.setdefault(row.name, row)
    return tuple(rows.values())


def options_for(row: Renderer, given: Mapping[str, Any]) -> Options:
    """`Options` of these fields. FormatError for one that does not exist, or that has no effect on this format."""
    for name, value in given.items():
        if name not in _DEFAULTS:
            known = ", ".join(sorted(row.heeded)) or "none"
            raise FormatError(f"outputs have no option {name!r}; those of {row.name} are: {known}")
        if name not in row.heeded and name not in ("told", "noticed") and value != _DEFAULTS[name]:
            raise FormatError(no_effect(name, row))
    return Options(**given)


def no_effect(option: str, row: Renderer, shown: str = "") -> str:
    """The sentence that refuses an option, as `shown` says it, and names the formats that it is for."""
    able = ", ".join(one.name for one in all_renderers() if option in one.heeded)
    return f"{shown or option} has no effect on {row.name}; it is for {able}"


_DEFAULTS: Final = {one.name: one.default for one in fields(Options)}


def load(renderer: Renderer) -> ModuleType:
    """The module behind a row."""
    return import_module(renderer.module)


def render(comparison: Comparison, fmt: str, options: Options | None = None) -> str | bytes:
    """The comparison in the format of that name or suffix; bytes if the row is `binary`. FormatError as in `find`."""
    row = find(fmt)
    output = load(row).render(comparison, options or Options())
    if not isinstance(output, bytes if row.binary else str):
        given = type(output).__name__
        raise FormatError(f"the output format {row.name!r} gave {given}, which its row does not promise")
    return output
