"""PDF with text: one block per paragraph, cell or note. Paragraphs are made from where words stand on the pages.

    bytes ==glyphs==> characters and lines of pages ==layout==> columns, cells, notes ==paragraphs==> blocks

A PDF has no paragraphs, tables or notes; all of them are found by geometry, and notices say what was joined and set aside. There is no
OCR: pages that are pictures are refused. Needs the extra `pdf-in`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.model import Block, Feature, Label, Notice, Origin, Place, Reading, Source, Span
from decision_diff.readers.flow import find_oddities
from decision_diff.readers.pdf.directions import turn_page
from decision_diff.readers.pdf.glyphs import GlyphPage, read_pages
from decision_diff.readers.pdf.layout import PageRegion, PdfLayout, PrintedPage, read_layout
from decision_diff.readers.pdf.lines import PdfLine
from decision_diff.readers.pdf.notes import PdfNote, cut_head, read_symbol
from decision_diff.readers.pdf.paragraphs import LineJoiner, PdfParagraph, find_right
from decision_diff.readers.pdf.tables import TableFlow

PART: Final = "pages"
BOX_PADDING: Final = 8.0  # points between the words of a text box and its right edge
_SENTENCE_END: Final = frozenset("。．.!?！？")
_CLAUSE_END: Final = frozenset("；;：:")  # of a paragraph too, if no small letter follows
_MOST_UNKNOWN: Final = 0.2  # of the characters of a file of which its fonts may not say what they are


def read(source: Source, *, encoding: str | None = None, beside: Sequence[Source] = ()) -> Reading:
    """Reads the paragraphs of a PDF, in order. Raises UnreadableError. `encoding` and `beside` are of no use here."""
    del encoding, beside
    if not source.data:
        raise UnreadableError("the file is empty", source=source.name)
    if b"%PDF-" not in source.data[:1024]:
        raise UnreadableError("this is not a PDF", source=source.name)
    pages = [turn_page(page) for page in read_pages(source.data, source.name)]
    _refuse_scans(pages, source.name)
    layout = read_layout(pages)
    turned = Counter(said for page in pages for said in page.turned)
    layout.aside.extend(said for said, count in turned.items() if count > 1)
    once = [said for said, count in turned.items() if count == 1]
    blocks, joined = _Builder(layout).build(once)
    if not any(block.text.strip() for block in blocks):
        raise UnreadableError("the PDF holds no text", source=source.name)
    notices = _list_notices(pages, layout, once, joined)
    return Reading(source, tuple(blocks), (*notices, *find_oddities(blocks)))


def _list_notices(pages: Sequence[GlyphPage], layout: PdfLayout, once: Sequence[str], joined: int) -> list[Notice]:
    """What is to be said of the pages. `once`: text that runs in another direction, without what several pages have."""
    notices = [
        Notice(
            "page-geometry", f"paragraphs and tables of {len(pages)} pages were found by the positions of their words"
        )
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
    if once:
        told = (
            f"{len(once)} pieces of text that run in another direction are read after the text, first “{once[0][:40]}”"
        )
        notices.append(Notice("page-lines-kept", told))
    fields = sum(page.fields for page in pages)
    if fields:
        notices.append(Notice("left-out", f"{fields} form fields and comments on the pages are not read"))
    hidden = sum(page.hidden for page in pages)
    if hidden:
        notices.append(
            Notice("hidden-text", f"{hidden} characters are drawn so that they are not visible; they are read")
        )
    if layout.doubtful:
        first = layout.doubtful[0][:40]
        count = len(layout.doubtful)
        told = f"{count} lines in the margins of pages, possibly headers or footers, are read as text, first “{first}”"
        notices.append(Notice("page-lines-kept", told))
    return notices


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


@frozen
class PdfColumn:
    """Where a column begins and ends on its pages."""

    left: float
    right: float


class _Builder:
    """Makes blocks of the regions of all pages."""

    def __init__(self, layout: PdfLayout) -> None:
        self._layout = layout
        regions = [region for page in layout.pages for region in page.regions]
        every = [(region.lines, region.cell is not None) for region in regions]
        every += [(box.lines, False) for region in regions for box in region.boxes]
        every += [(note.lines, False) for page in layout.pages for note in page.notes]
        self._joiner = LineJoiner(every, (line.text for lines, _ in every for line in lines))
        self._columns = _find_columns(layout)
        self._blocks: list[Block] = []
        self._open: PdfParagraph | None = None  # the last paragraph of the body, which may go on in the next region
        self._open_column = PdfColumn(0.0, 0.0)
        self._tables = TableFlow(self._joiner, self._add)
        self._waiting: list[PdfNote] = []  # notes that no word has referred to yet
        self._counts = {"footnote": 0, "endnote": 0}

    def build(self, turned: Sequence[str] = ()) -> tuple[list[Block], int]:
        """All blocks, last those of what is `turned`, and how many lines were joined. Heads of tables that pages repeat are set aside."""
        for page in self._layout.pages:
            self._set_rights(page)
        self._waiting = [note for page in self._layout.pages for note in page.notes if note.is_end]
        for page in self._layout.pages:
            self._waiting[:0] = [note for note in page.notes if not note.is_end]
            self._read_page(page)
        self._tables.complete()
        self._close()
        for note in self._waiting:
            self._add_note(note)
        for said in turned:
            self._add(said, (), Place())
        self._layout.aside.extend(self._tables.repeated)
        return self._blocks, self._joiner.joined

    def _read_page(self, page: PrintedPage) -> None:
        """Read the text and the tables of a page."""
        at = 0
        for is_table, met in groupby(page.regions, key=lambda region: region.cell is not None):
            regions = list(met)
            if is_table:
                self._close()
                cells = [(region.cell, region.lines) for region in regions if region.cell is not None]
                self._tables.read(cells, is_first=at == 0)
            else:
                self._tables.complete()
                for region in regions:
                    if region.parts:
                        self._read_row(region)
                        continue
                    self._read_body(region, self._columns[round(page.width), region.column])
            at += len(regions)

    def _set_rights(self, page: PrintedPage) -> None:
        """Where the lines of the notes of a page end: as those of its column, or as the longest of them."""
        column = self._columns.get((round(page.width), page.regions[-1].column if page.regions else 0))
        right = max(find_right([line for note in page.notes for line in note.lines]), column.right if column else 0.0)
        for note in page.notes:
            note.right = right

    def _read_body(self, region: PageRegion, column: PdfColumn) -> None:
        right = column.right
        boxes = list(region.boxes)
        for paragraph in self._joiner.join(region.lines, right):
            if self._open is not None and self._continues(self._open, paragraph, column):
                for line in paragraph.lines:
                    self._joiner.append(self._open, line)
            else:
                self._close()
                top = paragraph.lines[0].base
                while boxes and boxes[0].cell is not None and boxes[0].cell.high > top + paragraph.lines[0].size:
                    self._add_box(boxes.pop(0))
                self._open = paragraph
            self._open_column = column
        for box in boxes:
            self._close()
            self._add_box(box)

    def _read_row(self, region: PageRegion) -> None:
        """A row of a table without lines is a paragraph, with tabs between its cells."""
        self._close()
        row = PdfParagraph()
        for nth, lines in enumerate(region.parts):
            for at, line in enumerate(lines):
                if at:
                    self._joiner.append(row, line)
                else:
                    row.add(line, "\t" if nth else "")
        self._open = row
        self._close()

    def _add_box(self, box: PageRegion) -> None:
        """The paragraphs of a text box, which follow the paragraph beside it."""
        right = max(find_right(box.lines), box.cell.right - BOX_PADDING if box.cell is not None else 0.0)
        for paragraph in self._joiner.join(box.lines, right):
            self._add("".join(paragraph.pieces), paragraph.features, Place())

    def _continues(self, before: PdfParagraph, paragraph: PdfParagraph, column: PdfColumn) -> bool:
        """Whether a paragraph goes on in another column or on another page."""
        one, other = before.lines[-1], paragraph.lines[0]
        if (
            other.base < one.base
            and other.left < one.right
            and one.base - other.base < 60 * one.size
            and one in paragraph.lines
        ):
            return False
        end = one.text[-1:]
        is_ended = (
            end in _SENTENCE_END
            or (end in _CLAUSE_END and not other.text[:1].islower())
            or abs(one.size - other.size) > 0.08 * one.size
        )
        is_below = other.base < one.base and abs(other.left - one.left) < 200 and self._is_same_page(one, other)
        shift = column.left - self._open_column.left
        return not is_ended and not is_below and self._joiner.may_go_on(before, other, self._open_column.right, shift)

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
        for note in referred:
            self._add_note(note)

    def _take_references(self, paragraph: PdfParagraph) -> tuple[str, list[Feature], list[PdfNote]]:
        """The words of a paragraph, what is seen of them, and the notes to which raised numbers refer, which are words no more."""
        text = "".join(paragraph.pieces)
        texts: list[str] = []
        features: list[Feature] = []
        found: list[PdfNote] = []
        start = cut = 0
        for one in sorted(paragraph.features, key=lambda one: one.span.start):
            number = read_symbol(one.span.of(text))
            note = next((held for held in self._waiting if held.symbol == number), None)
            at = one.span.start - cut
            if one.kind != "superscript" or note is None:
                features.append(Feature(one.kind, Span(at, at + len(one.span)), one.value))
                continue
            self._waiting.remove(note)
            found.append(note)
            texts.append(text[start : one.span.start])
            start = one.span.end
            cut += len(one.span)
            features.append(Feature("note", Span(at, at), "endnote" if note.is_end else "footnote"))
        return "".join([*texts, text[start:]]), features, found

    def _add_note(self, note: PdfNote) -> None:
        kind = "endnote" if note.is_end else "footnote"
        self._counts[kind] += 1
        count = self._counts[kind]
        label: Label | None = Label(note.symbol, (count,), "note", kind, typed=False)
        head = note.head
        for paragraph in self._joiner.join(note.lines, note.right):
            text, features = cut_head(paragraph, head)
            self._add(text, features, Place(None, None, f"{kind} {count}"), label)
            label, head = None, 0

    def _add(self, text: str, features: Sequence[Feature], place: Place, label: Label | None = None) -> None:
        at = len(self._blocks)
        ordered = tuple(sorted(features, key=lambda one: (one.span.start, one.span.end, one.kind)))
        self._blocks.append(Block(text, Origin(PART, at, at + 1), label=label, place=place, features=ordered))


def _find_columns(layout: PdfLayout) -> dict[tuple[int, int], PdfColumn]:
    """The columns of a file, by the width of their pages and their number there; 0 is where a page has one."""
    columns: dict[tuple[int, int], list[PdfLine]] = {}
    for page in layout.pages:
        for region in page.regions:
            if region.cell is None and not region.parts:
                columns.setdefault((round(page.width), region.column), []).extend(region.lines)
    return {
        key: PdfColumn(
            min((line.left for line in lines), default=0.0), find_right(lines, 0.0 if key[1] else float(key[0]))
        )
        for key, lines in columns.items()
    }
