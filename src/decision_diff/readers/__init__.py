"""The table of input formats, one row per format. A reader turns a `Source` into a `Reading` and interprets nothing.

The contract, held by the tests for every row: the module that a row names has a function

    read(source: Source, *, encoding: str | None = None, beside: Sequence[Source] = ()) -> Reading

where joined in order the blocks' `raw` is the decoded file (of a package, its text); `encoding` is what the user said and overrides all guesses;
`beside` are the other sources of the same job, which may help to tell what this one is. It raises `UnreadableError` or
`EncodingError`, and what it had to guess or give up is a `Notice`. A row with `views` names a reader that also takes
`view`, "accepted" or "rejected", for files that carry tracked changes.

A package outside adds a format by an entry point of the group "decision_diff.readers" whose object is a `Reader`.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Protocol, cast

from decision_diff import plugins
from decision_diff.errors import FormatError, UnreadableError
from decision_diff.frozen import frozen
from decision_diff.model import Reading, Source, View

GROUP = "decision_diff.readers"


class Read(Protocol):
    """The function that every reader module has."""

    def __call__(self, source: Source, *, encoding: str | None = None, beside: Sequence[Source] = ()) -> Reading:
        """The blocks of a source, nothing left out."""
        ...


class ReadView(Protocol):
    """The function of a reader whose row has `views`."""

    def __call__(
        self, source: Source, *, encoding: str | None = None, beside: Sequence[Source] = (), view: View = "accepted"
    ) -> Reading:
        """The blocks of one view of a source, nothing left out."""
        ...


@frozen
class Reader:
    """A row of the table: `suffixes` in lower case with their dot, `module` by its full name, `summary` for people."""

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    summary: str
    module: str
    starts: tuple[bytes, ...] = ()  # first bytes that this format has, and that are asked about by `accepts`
    views: bool = False
    by_hand: bool = False  # whether marks that were made by hand in it can be read as tracked changes
    encoded: bool = True  # whether an encoding means anything to it; a package declares its own encoding

    def accepts(self, data: bytes) -> bool:
        """Whether bytes are of this format, whatever the file name: the module's `accepts` looks, if `starts` fit."""
        return data.startswith(self.starts) and bool(import_module(self.module).accepts(data)) if self.starts else False

    def load(self) -> Read:
        """The module's `read`. Only now is the module imported, and with it what it depends on."""
        return cast("Read", import_module(self.module).read)

    def read(self, source: Source, *, view: View, encoding: str | None, beside: Sequence[Source]) -> Reading:
        """The blocks of one view of a source; UnreadableError when this format has no views and another is asked for."""
        if self.views:
            viewed = cast("ReadView", import_module(self.module).read)
            return viewed(source, encoding=encoding, beside=beside, view=view)
        if view != "accepted":
            raise UnreadableError(
                f"this format ({self.name}) has no tracked changes, so it has no other view", source=source.name
            )
        return self.load()(source, encoding=encoding, beside=beside)


READERS: tuple[Reader, ...] = (
    Reader(
        name="text",
        suffixes=(".txt", ".text"),
        media_types=("text/plain",),
        summary="plain text: UTF-8, UTF-16, GB18030, Big5 …, one paragraph per line",
        module="decision_diff.readers.text",
    ),
    Reader(
        name="office",
        suffixes=(".doc", ".rtf", ".wps"),
        media_types=("application/msword", "application/rtf", "text/rtf", "application/vnd.ms-works"),
        summary="old formats of word processors, through LibreOffice if it is installed",
        module="decision_diff.readers.office",
        starts=(b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        views=True,
        encoded=False,
    ),
    Reader(
        name="docx",
        suffixes=(".docx", ".docm"),
        media_types=(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.ms-word.document.macroEnabled.12",
        ),
        summary="Word documents, with their automatic numbers and both views of tracked changes",
        module="decision_diff.readers.docx",
        starts=(b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        views=True,
        by_hand=True,
        encoded=False,
    ),
    Reader(
        name="html",
        suffixes=(".html", ".htm", ".mht"),
        media_types=("text/html", "application/xhtml+xml"),
        summary="web pages and fragments of them, with numbers of lists, tables, and both views of ins and del",
        module="decision_diff.readers.html",
        starts=(b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<", b"From: ", b"MIME-Version:", b"Content-Type:"),
        views=True,
    ),
    Reader(
        name="odt",
        suffixes=(".odt", ".ott", ".fodt"),
        media_types=(
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.text-template",
            "application/vnd.oasis.opendocument.text-flat-xml",
        ),
        summary="OpenDocument texts, with their automatic numbers and both views of tracked changes",
        module="decision_diff.readers.odt",
        starts=(b"PK\x03\x04", b"<?xml", b"<office:document", b"\xef\xbb\xbf<?xml"),
        views=True,
        encoded=False,
    ),
    Reader(
        name="pdf",
        suffixes=(".pdf",),
        media_types=("application/pdf",),
        summary="PDF with text: paragraphs, tables and notes by their positions; no OCR (extra: pdf-in)",
        module="decision_diff.readers.pdf",
        starts=(b"%PDF-",),
        encoded=False,
    ),
    Reader(
        name="akn",
        suffixes=(".akn", ".xml"),
        media_types=("application/akn+xml",),
        summary="Akoma Ntoso 3.0, with its own structure, and both views of ins, del and periods",
        module="decision_diff.readers.akn",
        starts=(b"<?xml", b"<akomaNtoso", b"<akn:", b"<!--", b"\xef\xbb\xbf<"),
        views=True,
        encoded=False,
    ),
    Reader(
        name="markdown",
        suffixes=(".md", ".markdown"),
        media_types=("text/markdown",),
        summary="Markdown (CommonMark, tables), with numbers of lists as written (extra: markdown)",
        module="decision_diff.readers.markdown",
        views=True,
    ),
)


def list_readers() -> tuple[Reader, ...]:
    """The rows of the table, then those of packages outside by name; a name that is taken cannot be taken again."""
    rows = {reader.name: reader for reader in READERS}
    for reader in tuple(plugins.load_rows(GROUP, Reader, "reader")):
        rows.setdefault(reader.name, reader)
    return tuple(rows.values())


def find(name_or_suffix: str) -> Reader:
    """The reader called `name_or_suffix`, or that reads files which end so (".txt"); FormatError for an unknown one."""
    wanted = name_or_suffix.lower()
    found = _first(READERS, wanted) or _first(list_readers(), wanted)
    if found is None:
        known = ", ".join(reader.name for reader in list_readers())
        raise FormatError(f"no reader for {name_or_suffix!r}; there are: {known}")
    return found


def find_for(source: Source) -> Reader:
    """The reader for a source: by its first bytes if they tell, by its name's suffix, by its media type, else plain text.

    An empty media type is unknown. Plain text is a safe guess, because its reader refuses what is not text and says what it is instead.
    """
    for reader in READERS:
        if reader.accepts(source.data):
            return reader
    stem, _, end = os.path.basename(source.name).rpartition(".")  # noqa: PTH119 - pathlib takes longer to load
    for wanted in (f".{end.lower()}" if stem and end else "", source.media_type):
        if wanted:
            # Packages outside are asked only when the table does not know: looking for them costs more than reading.
            found = _first(READERS, wanted) or _first(list_readers(), wanted)
            if found:
                return found
    return READERS[0]


def _first(readers: Iterable[Reader], wanted: str) -> Reader | None:
    for reader in readers:
        if wanted == reader.name or wanted in reader.suffixes or wanted in reader.media_types:
            return reader
    return None
