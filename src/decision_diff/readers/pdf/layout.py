"""What stands where on the pages: heads, feet and page numbers set aside, columns in their order, footnotes apart.

pages ==segments==> regions (cells, columns) ==lines==> body and notes of each page
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from decision_diff.readers.pdf.edges import find_edges, is_at_foot
from decision_diff.readers.pdf.glyphs import Glyph, GlyphPage
from decision_diff.readers.pdf.lines import GlyphRun, PdfLine, cut_segments, gather_lines
from decision_diff.readers.pdf.notes import PdfNote, cut_notes, list_raised
from decision_diff.readers.pdf.ruled import RuledCell, find_cells, find_frames
from decision_diff.readers.pdf.unruled import find_tables

_SQUARE: Final = 20.0  # points
_FEWEST: Final = 5  # lines that a column has
_USUAL: Final = 0.25  # of the characters of a file, which the size of its text has at least
_BOX: Final = 0.6  # of the width of a page: a frame that is as wide is no text box
_HIGH: Final = 2.0  # sizes of the font that a text box may begin above the lines beside it
_TOUCH: Final = 2.0  # points by which words may reach into a text box
_APART: Final = 18.0  # points between a text box and the words beside it
BOX: Final = -1  # the table of the cells that are text boxes
_SHORT: Final = 2  # lines on one side of a page that are no column
_NARROW: Final = 0.35  # of a half page: a column is wider


@dataclass(slots=True)
class PageRegion:
    """The lines of a column, or of a cell, from top to bottom."""

    lines: list[PdfLine]
    cell: RuledCell | None = None
    column: int = 0
    parts: list[list[PdfLine]] = field(
        default_factory=list
    )  # the lines of each cell, if it is a row of a table without lines
    boxes: list[PageRegion] = field(default_factory=list)  # text boxes beside its lines, from top to bottom


@dataclass(slots=True)
class PrintedPage:
    """A page as it is read: its width, its regions in order, and its footnotes."""

    width: float
    regions: list[PageRegion] = field(default_factory=list)
    notes: list[PdfNote] = field(default_factory=list)


@dataclass(slots=True)
class PdfLayout:
    """All pages, the lines that were set aside, and those that look like heads or feet and are read as text."""

    pages: list[PrintedPage] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


def read_layout(pages: Sequence[GlyphPage]) -> PdfLayout:
    """Reads what stands where."""
    layout = PdfLayout()
    cut = [_cut_page(page) for page in pages]
    lines = [gather_lines(body) for body, _ in cut]
    edges = find_edges(list(zip(pages, lines, strict=True)))
    for page, (body, cells), (gone, doubtful) in zip(pages, cut, edges, strict=True):
        layout.aside.extend(line.text for line in gone)
        layout.doubtful.extend(line.text for line in doubtful)
        kept = [one for one in body if not any(abs(one.base - line.base) <= 0.5 * line.size for line in gone)]
        layout.pages.append(_order(page, kept, cells))
    _part_notes(layout, pages)
    return layout


def _cut_page(page: GlyphPage) -> tuple[list[GlyphRun], list[tuple[RuledCell, list[Glyph]]]]:
    """The segments outside of all tables, and the cells with their characters."""
    cells = find_cells(page.rules)
    cells += _find_boxes(page)
    held: list[list[Glyph]] = [[] for _ in cells]
    rest: list[Glyph] = []
    squares = _index_cells(cells)
    for glyph in page.glyphs:
        at = _find_cell(cells, squares, glyph)
        (rest if at is None else held[at]).append(glyph)
    return cut_segments(rest), list(zip(cells, held, strict=True))


def _find_boxes(page: GlyphPage) -> list[RuledCell]:
    """The frames that are text boxes: narrow, with words in them, and with words of the text beside them; their table is BOX."""
    frames = [one for one in find_frames(page.rules) if one.right - one.left < _BOX * page.width]
    found: list[RuledCell] = []
    for one in frames:
        level = [glyph for glyph in page.glyphs if one.low < glyph.base < one.high and not glyph.text.isspace()]
        inside = sum(one.left <= glyph.left <= one.right for glyph in level)
        if 0 < inside < len(level):
            found.append(replace(one, table=BOX))
    return found


def _index_cells(cells: Sequence[RuledCell]) -> dict[tuple[int, int], list[int]]:
    """By squares of a page, the cells that stand there: a character need not be compared with all of them."""
    found: dict[tuple[int, int], list[int]] = {}
    for at, one in enumerate(cells):
        for x in range(int(one.left // _SQUARE), int(one.right // _SQUARE) + 1):
            for y in range(int(one.low // _SQUARE), int(one.high // _SQUARE) + 1):
                found.setdefault((x, y), []).append(at)
    return found


def _find_cell(cells: Sequence[RuledCell], squares: Mapping[tuple[int, int], list[int]], glyph: Glyph) -> int | None:
    x, y = (glyph.left + glyph.right) / 2, glyph.base + 0.3 * glyph.size
    for at in squares.get((int(x // _SQUARE), int(y // _SQUARE)), ()):
        one = cells[at]
        if one.left <= x <= one.right and one.low <= y <= one.high:
            return at
    return None


# -- columns


def _order(page: GlyphPage, body: Sequence[GlyphRun], cells: Sequence[tuple[RuledCell, list[Glyph]]]) -> PrintedPage:
    """The regions of a page in the order in which they are read: each table, and before it what stands above it."""
    printed = PrintedPage(page.width)
    tables: dict[int, list[tuple[RuledCell, list[Glyph]]]] = {}
    for held in cells:
        tables.setdefault(held[0].table, []).append(held)
    boxes = [PageRegion(gather_lines(cut_segments(glyphs)), cell) for cell, glyphs in tables.pop(BOX, [])]
    left = sorted(body, key=lambda one: -one.base)
    for table in tables.values():
        top = table[0][0].high
        above, left = [one for one in left if one.base > top], [one for one in left if one.base <= top]
        printed.regions.extend(_cut_rows(page, above))
        printed.regions.extend(PageRegion(gather_lines(cut_segments(glyphs)), cell) for cell, glyphs in table)
    printed.regions.extend(_cut_rows(page, left))
    for box in boxes:
        _place_box(printed, box)
    return printed


def _place_box(printed: PrintedPage, box: PageRegion) -> None:
    """Put a text box beside the lines among which it stands; where these would end and begin without it, they end and begin."""
    frame = box.cell
    texts = [one for one in printed.regions if one.cell is None]
    if frame is None or not texts:
        printed.regions.append(PageRegion(box.lines))
        return
    reached = [
        one for one in texts if one.lines[-1].base <= frame.high <= one.lines[0].base + _HIGH * one.lines[0].size
    ]
    beside = (reached or texts)[0]
    left, right = min(line.left for line in beside.lines), max(line.right for line in beside.lines)
    beside.lines = [_widen(line, frame, left, right) for line in beside.lines]
    beside.boxes.append(box)


def _widen(line: PdfLine, frame: RuledCell, left: float, right: float) -> PdfLine:
    """A line as it would stand without the text box beside it, in a column from `left` to `right`."""
    if not frame.low - line.size < line.base < frame.high + line.size:
        return line
    if line.right <= frame.left + _TOUCH:
        return replace(line, right=line.right + max(right - frame.left, 0.0))
    if -_TOUCH <= line.left - frame.right <= _APART:
        return replace(line, left=left, body=left)
    is_parted = line.left < frame.left and line.right > frame.right and line.body == line.left
    return replace(line, text=line.text.replace("\t", " ")) if is_parted else line


def _cut_rows(page: GlyphPage, body: Sequence[GlyphRun]) -> Iterator[PageRegion]:
    """The regions of a stretch of a page: rows of tables without lines, and what stands between the tables."""
    left = list(body)
    for table in find_tables(body):
        above = [one for one in left if round(one.base) > table.rows[0][0]]
        yield from _cut_columns(page, above)
        for row in table.list_rows(left):
            parts = [gather_lines(cut_segments(glyphs)) for glyphs in row]
            yield PageRegion([line for part in parts for line in part], parts=parts)
        left = [one for one in left if round(one.base) < table.rows[-1][1]]
    yield from _cut_columns(page, left)


def _cut_columns(page: GlyphPage, body: Sequence[GlyphRun]) -> Iterator[PageRegion]:
    gutter = _find_gutter(page, body)
    if gutter is None:
        lines = gather_lines(body)
        if lines:
            yield PageRegion(lines)
        return
    band: list[GlyphRun] = []
    for one in body:
        if one.left < gutter < one.right:
            yield from _read_band(band, gutter)
            band = []
            yield PageRegion(gather_lines([one]))
        else:
            band.append(one)
    yield from _read_band(band, gutter)


def _read_band(band: Sequence[GlyphRun], gutter: float) -> Iterator[PageRegion]:
    """The columns of a band. A short line on one side alone is the end of a line across both, or a heading."""
    sides = [one for one in band if one.right <= gutter], [one for one in band if one.left >= gutter]
    is_short = len({round(one.base) for one in band}) <= _SHORT and not all(sides)
    for column, side in enumerate(sides, 1):
        if side:
            yield PageRegion(gather_lines(side), column=0 if is_short else column)


def _find_gutter(page: GlyphPage, body: Sequence[GlyphRun]) -> float | None:
    """The middle of the gap between two columns; None where there is one column only."""
    best: tuple[int, float] | None = None
    for step in range(30, 71):
        at = page.width * step / 100
        left = [one for one in body if one.right < at]
        right = [one for one in body if one.left > at]
        crossing = len(body) - len(left) - len(right)
        if _are_columns(left, right, page.width) and crossing <= len(body) / 5 and (best is None or crossing < best[0]):
            best = crossing, (max(one.right for one in left) + min(one.left for one in right)) / 2
    return None if best is None else best[1]


def _are_columns(left: Sequence[GlyphRun], right: Sequence[GlyphRun], width: float) -> bool:
    if min(len(left), len(right)) < _FEWEST:
        return False
    return min(map(_measure_width, (left, right))) >= _NARROW * width / 2


def _measure_width(side: Sequence[GlyphRun]) -> float:
    """How wide the lines of a side are, in the middle of all."""
    ends: dict[int, tuple[float, float]] = {}
    for one in side:
        left, right = ends.get(round(one.base), (one.left, one.right))
        ends[round(one.base)] = min(left, one.left), max(right, one.right)
    return sorted(right - left for left, right in ends.values())[len(ends) // 2]


# -- footnotes


def _part_notes(layout: PdfLayout, pages: Sequence[GlyphPage]) -> None:
    """Set apart the lines at the foot of a page that are smaller, begin with a number, and stand under a rule or have it raised."""
    sizes = Counter(
        round(line.size, 1)
        for printed in layout.pages for region in printed.regions for line in region.lines for _ in line.text
    )  # fmt: skip
    usual = [size for size, count in sizes.items() if count >= _USUAL * sizes.total()]
    body = max(usual or sizes, default=0.0)
    expected: Counter[str] = Counter()  # what is raised in the text so far, and begins no note yet
    for printed, page in zip(layout.pages, pages, strict=True):
        here = Counter(symbol for region in printed.regions for symbol in list_raised(region.lines))
        expected.update(here)
        if not printed.regions or printed.regions[-1].cell is not None:
            continue
        lines = printed.regions[-1].lines
        start, end = _find_small(lines, page, body)
        printed.notes = cut_notes(lines[start:end], page.rules, page.width, expected, here)
        del lines[end - sum(len(note.lines) for note in printed.notes) : end]


def _find_small(lines: Sequence[PdfLine], page: GlyphPage, body: float) -> tuple[int, int]:
    """Where the smaller lines at the end of a region begin and end. Below them may stand a foot that only this page has."""
    end = len(lines)
    while end and lines[end - 1].size >= 0.95 * body and is_at_foot(lines[end - 1], page):
        end -= 1
    start = end
    while start and lines[start - 1].size < 0.95 * body:
        start -= 1
    return start, end
