"""PDF with text: one block per paragraph, cell or note. Paragraphs are made from where words stand on the pages.

    bytes ==glyphs==> characters and lines of pages ==layout==> columns, cells, notes ==paragraphs==> blocks

A PDF has no paragraphs, tables or notes; all of them are found by geometry, and notices say what was joined and set aside. There is no
OCR: pages that are pictures are refused. Needs the extra `pdf-in`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.model import Block, Feature, Label, Notice, Origin, Place, Reading, Source, Span
from decision_diff.patterns import late
from decision_diff.readers.flow import find_oddities
from decision_diff.readers.pdf.glyphs import GlyphPage, read_pages
from decision_diff.readers.pdf.layout import PageRegion, PdfLayout, PrintedPage, read_layout
from decision_diff.readers.pdf.lines import PdfLine
from decision_diff.readers.pdf.paragraphs import LineJoiner, PdfParagraph, find_right
from decision_diff.readers.pdf.ruled import RuledCell

PART: Final = "pages"
_SENTENCE_END: Final = frozenset("。．.!?！？；;：:")
_NUMBER: Final = late(r"\s*[\[(]?([0-9]{1,3})[\])]?[\s.]*(?=\S)")
_MOST_UNKNOWN: Final = 0.2  # of the characters of a file of which its fonts may not say what they are


def read(source: Source, *, encoding: str | None = None, beside: Sequence[Source] = ()) -> Reading:
    """Reads the paragraphs of a PDF, in order. Raises UnreadableError. `encoding` and `beside` are of no use here."""
    del encoding, beside
    if not source.data:
        raise UnreadableError("the file is empty", source=source.name)
    if b"%PDF-" not in source.data[:1024]:
        raise UnreadableError("this is not a PDF", source=source.name)
    pages = read_pages(source.data, source.name)
    _refuse_scans(pages, source.name)
    layout = read_layout(pages)
    blocks, joined = _Builder(layout).build()
    if not any(block.text.strip() for block in blocks):
        raise UnreadableError("the PDF holds no text", source=source.name)
    notices = [
        Notice("page-geometry", f"paragraphs and tables of {len(pages)} pages were found by where their words stand")
    ]
    if joined:
        notices.append(Notice("lines-joined", f"{joined} lines that the pages wrapped were joined to paragraphs"))
    if layout.aside:
        first = layout.aside[0][:40]
        notices.append(
            Notice(
                "page-lines-set-aside",
                f"{len(layout.aside)} heads, feet and numbers of pages are not read, first “{first}”",
            )
        )
    return Reading(source, tuple(blocks), (*notices, *find_oddities(blocks)))


def accepts(data: bytes) -> bool:
    """Whether bytes are a PDF."""
    return data.startswith(b"%PDF-")


def _refuse_scans(pages: Sequence[GlyphPage], source: str) -> None:
    """UnreadableError for pages that are pictures, or whose fonts do not say what their characters are."""
    scans = [str(number) for number, page in enumerate(pages, 1) if page.is_scan]
    if scans:
        named = ", ".join(scans[:8]) + (f" and {len(scans) - 8} more" if len(scans) > 8 else "")
        which = f"page {named} is a picture" if len(scans) == 1 else f"pages {named} are pictures"
        raise UnreadableError(
            f"{which} without text (scanned); run OCR on the PDF first, then give the result", source=source
        )
    count = sum(len(page.glyphs) for page in pages)
    unknown = sum(
        glyph.text == "\ufffd" or "\ue000" <= glyph.text <= "\uf8ff" for page in pages for glyph in page.glyphs
    )
    if unknown > _MOST_UNKNOWN * count:
        sentence = "the fonts of this PDF do not say what its characters are; run OCR on it first, then give the result"
        raise UnreadableError(sentence, source=source)


class _Builder:
    """Makes blocks of the regions of all pages."""

    def __init__(self, layout: PdfLayout) -> None:
        self._layout = layout
        every = [region.lines for page in layout.pages for region in page.regions] + [
            page.notes for page in layout.pages
        ]
        self._joiner = LineJoiner(every, (line.text for lines in every for line in lines))
        self._rights = _find_rights(layout)
        self._blocks: list[Block] = []
        self._open: PdfParagraph | None = None  # the last paragraph of the body, which may go on in the next region
        self._open_right = 0.0
        self._waiting: list[tuple[str, PdfParagraph]] = []  # notes of the page, by number
        self._tables = -1
        self._rows = 0
        self._last: RuledCell | None = None
        self._notes = 0

    def build(self) -> tuple[list[Block], int]:
        """All blocks, and how many lines were joined."""
        for page in self._layout.pages:
            self._waiting += self._read_notes(page)
            for region in page.regions:
                if region.cell is None:
                    self._read_body(region)
                else:
                    self._read_cell(region, region.cell)
            self._last = self._last if page.regions and page.regions[-1].cell is not None else None
        self._close()
        for number, note in self._waiting:
            self._add_note(number, note)
        return self._blocks, self._joiner.joined

    def _read_body(self, region: PageRegion) -> None:
        self._last = None
        right = self._rights[region.column]
        for paragraph in self._joiner.join(region.lines, right):
            if self._open is not None and self._continues(self._open, paragraph):
                for line in paragraph.lines:
                    self._joiner.append(self._open, line)
            else:
                self._close()
                self._open = paragraph
            self._open_right = right

    def _continues(self, before: PdfParagraph, paragraph: PdfParagraph) -> bool:
        """Whether a paragraph goes on in another column or on another page."""
        one, other = before.lines[-1], paragraph.lines[0]
        if (
            other.base < one.base
            and other.left < one.right
            and one.base - other.base < 60 * one.size
            and one in paragraph.lines
        ):
            return False
        is_ended = one.text[-1:] in _SENTENCE_END or abs(one.size - other.size) > 0.08 * one.size
        is_below = other.base < one.base and abs(other.left - one.left) < 200 and self._is_same_page(one, other)
        return not is_ended and not is_below and self._joiner.may_go_on(before, other, self._open_right)

    def _is_same_page(self, one: PdfLine, other: PdfLine) -> bool:
        return any(
            one in region.lines and other in region.lines for page in self._layout.pages for region in page.regions
        )

    def _close(self) -> None:
        """The paragraph that is open is whole; the notes to which it refers follow it."""
        if self._open is None:
            return
        paragraph, self._open = self._open, None
        text, features, referred = self._take_references(paragraph)
        self._add(text, features, Place())
        for number, note in referred:
            self._add_note(number, note)

    def _take_references(self, paragraph: PdfParagraph) -> tuple[str, list[Feature], list[tuple[str, PdfParagraph]]]:
        """The words of a paragraph, what is seen of them, and the notes to which raised numbers refer, which are words no more."""
        text = "".join(paragraph.pieces)
        texts: list[str] = []
        features: list[Feature] = []
        found: list[tuple[str, PdfParagraph]] = []
        start = cut = 0
        for one in sorted(paragraph.features, key=lambda one: one.span.start):
            number = one.span.of(text)
            note = next((held for held in self._waiting if held[0] == number), None)
            at = one.span.start - cut
            if one.kind != "superscript" or note is None:
                features.append(Feature(one.kind, Span(at, at + len(one.span)), one.value))
                continue
            self._waiting.remove(note)
            found.append(note)
            texts.append(text[start : one.span.start])
            start = one.span.end
            cut += len(one.span)
            features.append(Feature("note", Span(at, at), "footnote"))
        return "".join([*texts, text[start:]]), features, found

    def _read_notes(self, page: PrintedPage) -> list[tuple[str, PdfParagraph]]:
        """The footnotes of a page, each with its number cut off."""
        found: list[tuple[str, PdfParagraph]] = []
        right = find_right(page.notes) if page.notes else 0.0
        for paragraph in self._joiner.join(page.notes, right):
            number = _NUMBER.match(paragraph.pieces[1])
            if number is not None:
                found.append((number[1], paragraph))
            elif found:
                for line in paragraph.lines:
                    self._joiner.append(found[-1][1], line)
        return found

    def _add_note(self, number: str, note: PdfParagraph) -> None:
        self._notes += 1
        label = Label(number, (self._notes,), "note", "footnote", typed=False)
        text = "".join(note.pieces)
        head = _NUMBER.match(text)
        cut = head.end() if head else 0
        features = [
            Feature(one.kind, Span(one.span.start - cut, one.span.end - cut), one.value)
            for one in note.features
            if one.span.start >= cut
        ]
        self._add(text[cut:], features, Place(None, None, f"footnote {self._notes}"), label)

    def _read_cell(self, region: PageRegion, cell: RuledCell) -> None:
        """The paragraphs of a cell. A table at the head of a page goes on with that at the foot of the page before."""
        self._close()
        last = self._last
        if last is None or last.table != cell.table or cell.row < last.row:
            is_same = last is not None and cell.table == 0 and cell.row == 0 and abs(last.right - cell.right) < 200
            self._tables += not is_same
            self._rows = self._rows + 1 if is_same else 0
        elif cell.row != last.row:
            self._rows += 1
        self._last = cell
        place = Place((self._tables, self._rows, cell.cell))
        how = [f"{cell.columns} columns"] if cell.columns > 1 else []
        how += ["continues above"] if cell.covered else ["continues below"] if cell.reaches else []
        merged = [Feature("cell", Span(0, 0), one) for one in how]
        paragraphs = self._joiner.join(region.lines, max(find_right(region.lines), cell.right - 8.0))
        for paragraph in paragraphs or [PdfParagraph()]:
            self._add("".join(paragraph.pieces), [*merged, *paragraph.features], place)
            merged = []

    def _add(self, text: str, features: Sequence[Feature], place: Place, label: Label | None = None) -> None:
        at = len(self._blocks)
        ordered = tuple(sorted(features, key=lambda one: (one.span.start, one.span.end, one.kind)))
        self._blocks.append(Block(text, Origin(PART, at, at + 1), label=label, place=place, features=ordered))


def _find_rights(layout: PdfLayout) -> dict[int, float]:
    """Where the columns of a file end, by their number on a page; 0 is where a page has one."""
    columns: dict[int, list[PdfLine]] = {}
    for page in layout.pages:
        for region in page.regions:
            if region.cell is None:
                columns.setdefault(region.column, []).extend(region.lines)
    width = max((page.width for page in layout.pages), default=0.0)
    return {column: find_right(lines, 0.0 if column else width) for column, lines in columns.items()}
