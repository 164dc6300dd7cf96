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
from dataclasses import replace

from decision_diff.errors import UnreadableError
from decision_diff.frozen import get_constructor
from decision_diff.model import Block, Notice, Origin, Reading, Source
from decision_diff.notices import NoticeCode
from decision_diff.patterns import late
from decision_diff.readers.text.encoding import Encoding, check_text, decide_encodings, decode

PART = "text"
MARK = "\ufeff"

_END = late(r"(\r\n|\n|\r)")
# Tab, form feed and vertical tab are white space that people use; the rest of C0, DEL and C1 is not typed.
_CONTROL = late("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

_REPLACED = late("\ufffd")
# The bytes of which no control character is made in UTF-8; a text of nothing else need not be searched for one.
_PLAIN = bytes({*range(9, 14), *range(0x20, 0x7F), *range(0x80, 0x100)} - {0xC2})

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
_XML = "this is an XML file; save it as plain text first"
# The first words of a text that is markup -> what it is. What is merely cited inside a text is text.
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        late(rf"[\s{MARK}]*<(?:!doctype\s+html\b|html[\s>])", re.IGNORECASE),
        "this is an HTML page, tags and all; give it as a file that ends in .html, or as bytes",
    ),
    (late(rf"[\s{MARK}]*<\?xml\s", re.IGNORECASE), _XML),
)
_ELEMENT: re.Pattern[str] = late(rf"[\s{MARK}]*<([A-Za-z_][\w.:-]{{0,60}})[\s>]")
# A piece of a page that was pasted: an element of HTML that is closed within the first characters.
_FRAGMENT: re.Pattern[str] = late(
    rf"[\s{MARK}]*(<(p|div|h[1-6]|ul|ol|li|table|tr|td|section|article|span|b|strong|em|i|br|font|blockquote|pre)(?:\s[^<>]*)?/?>)",
    re.IGNORECASE,
)


def read(source: Source, *, encoding: str | None = None, beside: Sequence[Source] = ()) -> Reading:
    """The lines of `source`, in order.

    `encoding` overrides what is found out. `beside` are the other sources of the same job: when this one is too short
    to tell, they decide. Raises UnreadableError without any text, EncodingError when it cannot be decoded.
    """
    refuse_other_formats(source)
    decision = decide_encodings((source, *beside), encoding)[0]
    return _read_decoded(source, decode(source, decision.codec), decision)


def read_text(source: Source, text: str) -> Reading:
    """The lines of a text that is at hand; `source` holds it as UTF-8. Raises as `read`."""
    refuse_other_formats(source)
    utf8 = Encoding("utf-8")
    check_text(source, text, utf8.codec)
    return _read_decoded(source, text, utf8)


def _read_decoded(source: Source, text: str, decision: Encoding) -> Reading:
    if not text.strip().strip(MARK).strip():
        raise UnreadableError("the file holds only white space", source=source.name)
    for pattern, what in _MARKUP:
        if pattern.match(text):
            raise UnreadableError(what, source=source.name)
    fragment = _FRAGMENT.match(text) if "<" in text[:200] else None
    if "<" in text[:200] and not fragment and _is_one_element(text):
        raise UnreadableError(_XML, source=source.name)
    blocks = cut_blocks(text)
    notices = [Notice("encoding", decision.reason)] if decision.reason else []
    if fragment:
        how = "give it as a file that ends in .html, or as bytes, to have it read as a page"
        notices.append(
            Notice("markup", f"the text begins with markup ({fragment[1][:40]}), which is read as it is; {how}")
        )
    is_plain = decision.codec == "utf-8" and not source.data.translate(None, _PLAIN) and "\ufffd" not in text
    return Reading(source, blocks, (*notices, *(() if is_plain else _oddities(text, blocks))))


def _is_one_element(text: str) -> bool:
    """Whether a text begins and ends with the tags of one element: XML without the line that says so, e.g. a drawing (SVG)."""
    opening = _ELEMENT.match(text)
    return opening is not None and text.rstrip().endswith(f"</{opening[1]}>")


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


def cut_blocks(text: str) -> tuple[Block, ...]:
    """The lines of `text`: joined in order, their `raw` is `text`. The empty text has no lines."""
    lead = MARK if text.startswith(MARK) else ""
    lines, ends = _cut(text[len(lead) :])
    if not lines[-1] and (
        len(lines) > 1 or not lead
    ):  # what follows the last end is no line, save a byte order mark alone
        lines.pop()
    make_block, make_origin = get_constructor(Block), get_constructor(Origin)
    blocks = [
        make_block(line, make_origin(PART, number, number + 1), "", None, "", end)
        for number, (line, end) in enumerate(zip(lines, [*ends, ""], strict=False))
    ]
    if lead:
        blocks[0] = replace(blocks[0], lead=lead)
    return tuple(blocks)


def _cut(text: str) -> tuple[list[str], list[str]]:
    """The lines of a text, and the ends between them."""
    if "\r" in text:
        pieces = _END.split(text)
        return pieces[::2], pieces[1::2]
    lines = text.split("\n")  # nearly always: a pattern would look at every character
    return lines, ["\n"] * (len(lines) - 1)


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
            return f"this is {what}, which cannot be read yet; save it as text first"
    return "this is a compressed file (ZIP); unpack it first"


def _oddities(text: str, blocks: Sequence[Block]) -> list[Notice]:
    """Notices on characters that say a text was damaged before it came here; they are kept and compared as they are."""
    notices = []
    damages: tuple[tuple[NoticeCode, re.Pattern[str], str], ...] = (
        ("control-characters", _CONTROL, "control characters, which are kept"),
        ("replacement-characters", _REPLACED, "U+FFFD: another program has already lost characters there"),
    )
    for code, pattern, what in damages:
        if pattern.search(text):
            places = [block for block in blocks for _ in pattern.finditer(block.text)]
            message = f"{len(places)} × {what}; first in line {places[0].origin.start + 1}"
            notices.append(Notice(code, message, places[0].origin))
    return notices
