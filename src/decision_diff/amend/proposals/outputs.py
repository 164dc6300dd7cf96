"""The outputs of a compilation: which format a file has, and what is written to it. A writer is loaded when it is used.

text (.txt)    json (.json)    html (.html)    docx (.docx)    table-docx (.table.docx) and the other tables
"""

from __future__ import annotations

import os
from typing import Final

from decision_diff import files, renderers
from decision_diff.amend.proposals.values import Compilation
from decision_diff.errors import FormatError
from decision_diff.frozen import frozen
from decision_diff.model import File, Notice

FORMATS: Final = (
    "text", "json", "html", "docx", "table-docx", "table-xlsx", "table-csv", "table-html", "table-pdf", "table-md",
)  # fmt: skip
BINARY: Final = frozenset({"docx", "table-docx", "table-xlsx", "table-pdf"})


@frozen
class CompiledOutput:
    """One output, and what is otherwise in it than asked for."""

    content: str | bytes
    notices: tuple[Notice, ...]


def find_format(path: str) -> str:
    """The format of the suffix of a file, as outputs of comparisons have them; FormatError for another one."""
    suffix = renderers.find_suffix(path).lower()
    found = next((row.name for row in renderers.list_renderers() if suffix in row.suffixes), "")
    if found not in FORMATS:
        suffixes = [one for row in renderers.list_renderers() if row.name in FORMATS for one in row.suffixes]
        raise FormatError(f"{path!r} has no suffix that tells its format; choose one of {', '.join(suffixes)}")
    return found


def render_compilation(compilation: Compilation, fmt: str, *, date: str = "") -> CompiledOutput:
    """Make one output in one of `FORMATS`: a str, or bytes for Word and other packages.

    `date` is an xsd:dateTime for all tracked changes of a Word document, "" for none. FormatError for another format; OutputError and
    InvariantError as for `word.write_word`.
    """
    if fmt not in FORMATS:
        raise FormatError(f"a compilation is not written as {fmt!r}; choose one of {', '.join(FORMATS)}")
    if fmt == "docx":
        from decision_diff.amend.proposals.word import write_word  # noqa: PLC0415 - late, as all writers

        word = write_word(compilation, date=date)
        return CompiledOutput(word.data, word.notices)
    if fmt == "html":
        from decision_diff.amend.proposals.page import write_page  # noqa: PLC0415

        return CompiledOutput(write_page(compilation), ())
    if fmt.startswith("table-"):
        from decision_diff.amend.proposals.table import write_table  # noqa: PLC0415

        return CompiledOutput(write_table(compilation, fmt), ())
    from decision_diff.amend.proposals import report  # noqa: PLC0415

    return CompiledOutput((report.write_compilation if fmt == "json" else report.format_compilation)(compilation), ())


def save_compilation(
    compilation: Compilation, path: str | os.PathLike[str], *, date: str = "", force: bool = False
) -> tuple[Notice, ...]:
    """Write an output in the format of the suffix of `path`, whole or not at all; gives what is otherwise in it than asked for.

    Raises as `render_compilation`; OutputError for a file that exists, unless `force`, and for the file of the base.
    """
    inputs: list[File | None] = [compilation.base.source.file]
    files.check(path, force=force, inputs=inputs)
    made = render_compilation(compilation, find_format(os.fspath(path)), date=date)
    files.save(path, made.content, force=force, inputs=inputs)
    return made.notices
