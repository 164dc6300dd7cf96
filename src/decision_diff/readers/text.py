"""Plain text: one block a line. The encoding is decided first, strictly; then the lines are cut, and nothing is lost.

How an encoding is decided: see `encoding`.

A line ends at CR LF, LF or CR and at nothing else: form feeds, U+0085, U+2028 … stay in the text, for `str.splitlines`
would cut sentences there. A block's `text` is the whole line and its `end` the exact terminator ("" at the end of the
file); `lead`, `label` and `gap` are for the parser to split off, which must keep what `lead` already holds. That is
nothing, save in the first block of a file with a byte order mark: U+FEFF stands there, so that joining `raw` gives the
decoded file, mark and all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from decision_diff.encoding import decide_encodings, decode
from decision_diff.errors import UnreadableError
from decision_diff.model import Block, Notice, Origin, Reading, Source

PART = "text"
MARK = "\ufeff"

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
# Tab, form feed and vertical tab are white space that people use; the rest of C0, DEL and C1 nobody types.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

# First bytes -> what the file is, and what to do.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "this is a PDF; save it as text first"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "this is an old Word document (DOC) or another OLE file; save it as text first",
    ),
    (b"{\\rtf", "this is rich text (RTF); save it as plain text first"),
    (b"\x89PNG\r\n\x1a\n", "this is a picture (PNG), not text"),
    (b"\xff\xd8\xff", "this is a picture (JPEG), not text"),
    (b"GIF8", "this is a picture (GIF), not text"),
    (b"\x1f\x8b", "this is a compressed file (gzip); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "this is a compressed file (7z); unpack it first"),
    (b"Rar!\x1a\x07", "this is a compressed file (RAR); unpack it first"),
)
# The first words of a text that is markup -> what it is. What is merely cited inside a text is text.
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"[\s{MARK}]*<(?:!doctype\s+html\b|html[\s>])", re.IGNORECASE), "this is an HTML page, tags and all"),
    (re.compile(rf"[\s{MARK}]*<\?xml\s", re.IGNORECASE), "this is an XML file"),
)


def read(source: Source, *, encoding: str | None = None, beside: Sequence[Source] = ()) -> Reading:
    """The lines of `source`, in order.

    `encoding` overrides what is found out. `beside` are the other sources of the same job: when this one is too short
    to tell, they decide. Raises UnreadableError when there is no text in it, EncodingError when it cannot be decoded.
    """
    refuse_other_formats(source)
    decision = decide_encodings((source, *beside), encoding)[0]
    text = decode(source, decision.codec)
    if not text.strip().strip(MARK).strip():
        raise UnreadableError("the file holds only white space", source=source.name)
    for pattern, what in _MARKUP:
        if pattern.match(text):
            raise UnreadableError(f"{what}; save it as plain text first", source=source.name)
    blocks = blocks_of(text)
    notices = [Notice("encoding", decision.reason)] if decision.reason else []
    return Reading(source, blocks, (*notices, *_oddities(blocks)))


def refuse_other_formats(source: Source) -> None:
    """UnreadableError, saying what it is instead, when `source` is empty or has the first bytes of another format."""
    data = source.data
    if not data:
        raise UnreadableError("the file is empty", source=source.name)
    for signature, sentence in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(sentence, source=source.name)
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableError(_what_is_zipped(data), source=source.name)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The lines of `text`: joined in order, their `raw` is `text`. The empty text has no lines."""
    lead = MARK if text.startswith(MARK) else ""
    blocks: list[Block] = []
    for match in _LINE.finditer(text, len(lead)):
        line, end = match.groups()
        # The pattern matches once more, emptily, at the end; that is a line only when it holds a byte order mark.
        if not (line or end or (lead and not blocks)):
            break
        number = len(blocks)
        blocks.append(Block(line, Origin(PART, number, number + 1), lead="" if blocks else lead, end=end))
    return tuple(blocks)


def _what_is_zipped(data: bytes) -> str:
    # Names of members stand uncompressed in a ZIP, and these are enough to tell; nothing is unpacked here.
    if b"word/document" in data:
        return "this is a Word document (DOCX) that is damaged: it does not say what it holds ([Content_Types].xml)"
    for name, what in (
        (b"xl/workbook", "an Excel workbook (XLSX)"),
        (b"ppt/presentation", "a presentation (PPTX)"),
        (b"opendocument.text", "an OpenDocument text (ODT)"),
    ):
        if name in data:
            return f"this is {what}, whatever its name says, which is not read yet; save it as text first"
    return "this is a compressed file (ZIP); unpack it first"


def _oddities(blocks: Sequence[Block]) -> list[Notice]:
    """Notices on characters that say a text was damaged before it came here; they are kept and compared as they are."""
    notices = []
    for code, pattern, what in (
        ("control-characters", _CONTROL, "control characters, which are kept"),
        (
            "replacement-characters",
            re.compile("\ufffd"),
            "U+FFFD: another program has already lost characters there",
        ),
    ):
        places = [block for block in blocks for _ in pattern.finditer(block.text)]
        if places:
            line = places[0].origin.start + 1
            notices.append(Notice(code, f"{len(places)} × {what}; first in line {line}", places[0].origin))
    return notices
