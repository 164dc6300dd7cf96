"""The characters and the ruling lines of each page, as PDFium finds them. Nothing is drawn, run or fetched.

Lengths are in points, from the lower left corner of a page.
"""

from __future__ import annotations

import ctypes
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.ooxml.symbols import translate_symbols
from decision_diff.patterns import late

MAX_PAGES: Final = 2_000
MAX_GLYPHS: Final = 3_000_000  # of a file
MAX_RULES: Final = 2_000  # of a page; what has more is a drawing
MAX_UNPACKED: Final = 400_000_000  # bytes of all streams of a file
_MAX_OBJECTS: Final = 100_000  # of a page
_THIN: Final = 2.5  # a rectangle that is no thicker is a line
_SHORTEST: Final = 6.0
_SIDEWAYS: Final = (90, 270)
_INVISIBLE: Final = (3, 7)  # modes of drawing text (ISO 32000-1, 9.3.6) that leave no mark
_ASKEW: Final = 0.1
_SCAN: Final = 0.5  # of a page that one picture covers
_STREAM: Final = (b"stream\r\n", b"stream\n")
_HYPHEN: Final = 2  # how PDFium gives a hyphen at the end of a line
_LAYERS: Final = 12  # of compression within compression
_PIECE: Final = 1 << 20
_LONGEST_NAME: Final = 100  # bytes of the name of a font
_FONT: Final = late(r"(Symbol|Wingdings|Webdings)[\s,-]*([23]?)(?![0-9])", re.IGNORECASE)
_BULLETS: Final = {"\uf0b7": "•", "\uf0a7": "▪"}  # of Symbol and Wingdings
_DEFLATED: Final = frozenset({b"\x78", b"\x58", b"\x48", b"\x68"})  # first bytes of zlib's streams


@frozen
class Glyph:
    """A character: where it begins and ends, its base line, and the size of its font. `is_made` is a space that the file does not hold as a character.

    On a page that `is_mirrored`, places count from its right edge (`directions`).
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_made: bool = False
    is_mirrored: bool = False
    turn: int = 0  # 1 if its line runs upwards, -1 downwards, 2 askew; its places are those of a page turned as it is


@frozen
class Rule:
    """A ruling line: at `at` (x of a vertical one, y of a horizontal one), from `start` to `end`."""

    is_vertical: bool
    at: float
    start: float
    end: float


@frozen
class GlyphPage:
    """A page: its width and height, its characters in the order of the file, its ruling lines. `is_scan`: a picture, and no text.

    `hidden`: how many of its characters are drawn so that nobody sees them. `turned`: words that run in another direction than most.
    `fields`: how many form fields and comments are on it, which are not read.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    is_scan: bool = False
    hidden: int = 0
    turned: tuple[str, ...] = ()
    fields: int = 0


def read_pages(data: bytes, source: str) -> list[GlyphPage]:
    """All pages of a file. UnreadableError for what cannot be opened, or is larger than any decision."""
    try:
        import pypdfium2  # noqa: PLC0415 - late: an extra, which only PDF needs
    except ImportError:
        sentence = 'PDF needs pypdfium2: pip install "decision-diff[pdf-in]"; or save the file as text'
        raise UnreadableError(sentence, source=source) from None
    check_streams(data, source)
    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_explain(str(error)), source=source) from None
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableError(f"the PDF has more than {MAX_PAGES:,} pages, which no decision has", source=source)
        pages: list[GlyphPage] = []
        total = 0
        for number in range(len(document)):
            page = _read_page(pypdfium2, document, number, source)
            total += len(page.glyphs)
            if total > MAX_GLYPHS:
                raise UnreadableError(
                    f"the PDF has more than {MAX_GLYPHS:,} characters, which no decision has", source=source
                )
            pages.append(page)
        return pages
    finally:
        document.close()


def check_streams(data: bytes, source: str) -> None:
    """UnreadableError for a file whose compressed streams are bombs, before anything unpacks them."""
    left = MAX_UNPACKED
    for start in _find_streams(data):
        packed = data[start : start + 8 * _PIECE]
        for _ in range(_LAYERS):
            size, packed = _measure_unpacked(packed, left)
            left -= size
            if not size:
                break
            if left < 0:
                sentence = f"the PDF unpacks to more than {MAX_UNPACKED // 1_000_000} MB, which no decision needs"
                raise UnreadableError(sentence, source=source)


def _find_streams(data: bytes) -> Iterator[int]:
    """Where streams begin."""
    for word in _STREAM:
        at = data.find(word)
        while at >= 0:
            yield at + len(word)
            at = data.find(word, at + len(word))


def _measure_unpacked(packed: bytes, most: int) -> tuple[int, bytes]:
    """How many bytes a compressed stream unpacks to, counted to a little over `most`, and the first of them; 0 for other bytes."""
    if packed[:1] not in _DEFLATED:
        return 0, b""
    unpacker = zlib.decompressobj()
    size, first = 0, b""
    try:
        while packed and not unpacker.eof and size <= most:
            made = unpacker.decompress(packed, _PIECE)
            first = first or made
            size += len(made)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return size, first
    return size, first


def _explain(error: str) -> str:
    if "assword" in error:
        return "this PDF is encrypted; open it with its password and save it without one"
    return "this PDF is damaged, and cannot be opened"


def _read_page(pdfium: Any, document: Any, number: int, source: str) -> GlyphPage:
    try:
        page = document[number]
        width, height = page.get_size()
        if page.get_rotation() in _SIDEWAYS:  # places are those of the page before it is turned
            width, height = height, width
        text = page.get_textpage()
    except pdfium.PdfiumError:
        raise UnreadableError(f"page {number + 1} of the PDF is damaged, and cannot be read", source=source) from None
    glyphs = tuple(_list_glyphs(pdfium.raw, text, width, height))
    rules, covered, hidden = _find_rules(pdfium.raw, page, text, width * height)
    has_words = any(not one.text.isspace() for one in glyphs)
    is_scan = not has_words and covered
    return turn_upright(
        GlyphPage(width, height, glyphs, rules, is_scan=is_scan, hidden=hidden, fields=_count_fields(pdfium.raw, page))
    )


def _count_fields(raw: Any, page: Any) -> int:
    count = 0
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MAX_OBJECTS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if annotation:
            count += raw.FPDFAnnot_GetSubtype(annotation) not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
            raw.FPDFPage_CloseAnnot(annotation)
    return count


def turn_upright(page: GlyphPage) -> GlyphPage:
    """A page turned so that most of its lines run from left to right; the words of other lines are set apart."""
    if not any(one.turn for one in page.glyphs):
        return page
    turns = Counter(one.turn for one in page.glyphs)
    turn = max((0, 1, -1), key=lambda one: turns[one])
    kept = tuple(one for one in page.glyphs if one.turn == turn)
    others = groupby(page.glyphs, key=lambda one: one.turn)
    said = ("".join(one.text for one in met).strip() for other, met in others if other != turn)
    rules = tuple(_turn_rule(one, page, turn) for one in page.rules) if turn else page.rules
    width, height = (page.height, page.width) if turn else (page.width, page.height)
    return replace(page, width=width, height=height, glyphs=kept, rules=rules, turned=tuple(filter(None, said)))


def _turn_rule(rule: Rule, page: GlyphPage, turn: int) -> Rule:
    """A ruling line on the page turned as its lines are: `1` from upwards, `-1` from downwards."""
    if rule.is_vertical:
        at = page.width - rule.at if turn == 1 else rule.at
        start, end = (rule.start, rule.end) if turn == 1 else (page.height - rule.end, page.height - rule.start)
        return Rule(False, at, start, end)
    at = rule.at if turn == 1 else page.height - rule.at
    start, end = (page.width - rule.end, page.width - rule.start) if turn == 1 else (rule.start, rule.end)
    return Rule(True, at, start, end)


def _list_glyphs(raw: Any, text: Any, width: float, height: float) -> Iterator[Glyph]:
    count = raw.FPDFText_CountChars(text.raw)
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()  # as wide as the font says, whatever is drawn in it
    matrix = raw.FS_MATRIX()
    first_half = turn = 0
    for at in range(min(count, MAX_GLYPHS + 1)):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        if 0xD800 <= code < 0xDC00:  # of a character beyond U+FFFF, which is given in two halves
            first_half = code
            continue
        char, first_half = _read_code(code, first_half), 0
        if "\uf020" <= char <= "\uf0ff":
            char = _read_symbol(raw, text, at, char)
        if char in "\r\n":
            continue
        raw.FPDFText_GetLooseCharBox(text.raw, at, box)
        raw.FPDFText_GetCharOrigin(text.raw, at, x, y)
        is_made = raw.FPDFText_IsGenerated(text.raw, at) == 1 and code != _HYPHEN
        size = 0.0
        if not is_made:  # browsers scale their fonts
            raw.FPDFText_GetMatrix(text.raw, at, matrix)
            size = round(raw.FPDFText_GetFontSize(text.raw, at) * math.hypot(matrix.c, matrix.d), 3)
            size = size if size > 1.0 else max(box.top - box.bottom, 1.0)
            turn = _find_turn(matrix.a, matrix.b)
        glyph = Glyph(char, x.value, max(box.right, x.value), y.value, size, is_made, False, turn)
        yield glyph if turn == 0 else _turn_glyph(glyph, box, width, height)


def _turn_glyph(one: Glyph, box: Any, width: float, height: float) -> Glyph:
    """A character where it stands on a page turned as its line is."""
    if one.turn == 1:
        return replace(one, left=one.base, right=max(box.top, one.base), base=width - one.left)
    if one.turn == -1:
        left = height - one.base
        return replace(one, left=left, right=max(height - box.bottom, left), base=one.left)
    return one


def _find_turn(along: float, up: float) -> int:
    """In which direction a line runs whose characters are drawn so: 0 level, 1 up, -1 down, 2 askew."""
    if abs(up) <= _ASKEW * abs(along):
        return 0
    if abs(along) > _ASKEW * abs(up):
        return 2
    return 1 if up > 0 else -1


def _read_code(code: int, first_half: int) -> str:
    """The character that PDFium means; U+FFFD where the font does not say which it is."""
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((first_half - 0xD800) << 10) + code - 0xDC00) if first_half else "\ufffd"
    if code == _HYPHEN:
        return "-"
    return "\ufffd" if code in (0, 0xFFFE, 0xFFFF) else chr(code)


def _read_symbol(raw: Any, text: Any, at: int, char: str) -> str:
    """What a font of symbols shows; of other fonts, with which programs replace these, only the two bullets of Word are known."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    raw.FPDFText_GetFontInfo(text.raw, at, name, _LONGEST_NAME, ctypes.c_int())
    font = _FONT.match(name.value.decode("ascii", "replace").rpartition("+")[2])
    if font is None:
        return _BULLETS.get(char, char)
    return translate_symbols(" ".join(part for part in font.groups() if part), char)


def _find_rules(raw: Any, page: Any, text: Any, area: float) -> tuple[tuple[Rule, ...], bool, int]:
    """The ruling lines of a page, whether pictures cover most of it, and how many characters are drawn invisible."""
    rules: list[Rule] = []
    covered, hidden = 0.0, 0
    count = min(raw.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    for at in range(count):
        one = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFTextObj_GetTextRenderMode(one) in _INVISIBLE:
            hidden += max(raw.FPDFTextObj_GetText(one, text.raw, None, 0) // 2 - 1, 0)  # in UTF-16, with a zero behind
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        if not raw.FPDFPageObj_GetBounds(one, left, low, right, high):
            continue
        wide, tall = right.value - left.value, high.value - low.value
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered = max(covered, wide * tall)
        elif len(rules) <= MAX_RULES:
            rules.extend(_cut_box(left.value, low.value, right.value, high.value, wide, tall))
    return (tuple(rules) if len(rules) <= MAX_RULES else ()), covered > _SCAN * area, hidden


def _cut_box(left: float, low: float, right: float, high: float, wide: float, tall: float) -> Iterator[Rule]:
    """The lines that a path draws: one that is thin, or the four sides of a frame."""
    if tall <= _THIN and wide >= _SHORTEST:
        yield Rule(False, (low + high) / 2, left, right)
    elif wide <= _THIN and tall >= _SHORTEST:
        yield Rule(True, (left + right) / 2, low, high)
    elif wide >= _SHORTEST and tall >= _SHORTEST:
        yield Rule(False, low, left, right)
        yield Rule(False, high, left, right)
        yield Rule(True, left, low, high)
        yield Rule(True, right, low, high)
