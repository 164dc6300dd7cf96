"""Page headers, page footers and page numbers: lines at the edges of pages that are not part of the text.

A line that other pages have in the same position is set aside, and so is a page number. A line on one page only is set aside if it is where other
pages have their headers, or above the position where the text of another page begins. Other lines in the margin are read and reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from decision_diff.patterns import late
from decision_diff.readers.pdf.glyphs import GlyphPage
from decision_diff.readers.pdf.lines import PdfLine

_EDGE: Final = 0.1  # of the height of a page, in which heads and feet stand
_MARGIN: Final = 0.07  # of it, in which text seldom stands
_SHARE: Final = 0.2  # of the pages that must have the same line there
_MOST: Final = 0.6  # of the pages, if a number in it differs
_OFF: Final = 4.0  # points by which its place may differ
_ALONE: Final = 2.2  # sizes of the font between the base lines of a head and the text
_LEVEL: Final = 0.6  # by which the first lines of two pages differ, for their sizes do
_LIKE: Final = 0.1  # of its size, by which that of another head may differ
_DIGITS: Final = late("[0-9]+")
_PAGE_NUMBER: Final = late(
    r"[-–—]\s*[0-9]{1,4}\s*[-–—]|第\s*[0-9]{1,4}\s*页.{0,12}|[Pp]age\s+[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?"
)
_PARTS: Final = late(r"\d+|[^\W\d_]+")
_PAGE_WORDS: Final = frozenset(
    ("p", "page", "pages", "of", "sur", "de", "di", "seite", "von", "página", "pagina", "стр", "страница", "из", "صفحة", "من",
     "第", "页", "頁", "页共", "頁共", "共", "ページ", "עמוד", "מתוך")
)  # fmt: skip
_Said = TypeVar("_Said", str, tuple[str, int])
_Page = tuple[GlyphPage, Sequence[PdfLine]]


def find_edges(pages: Sequence[_Page]) -> list[tuple[list[PdfLine], list[PdfLine]]]:
    """Of each page the lines that are not of its text, and those that may not be and are read."""
    edges = Edges(pages)
    gone = [
        [line for line in lines if is_at_edge(line, page) and edges.has(line, number)]
        for number, (page, lines) in enumerate(pages)
    ]
    rest = [(page, _drop(lines, held)) for (page, lines), held in zip(pages, gone, strict=True)]
    margins = _Margins(rest, gone)
    found: list[tuple[list[PdfLine], list[PdfLine]]] = []
    for number, ((page, lines), held) in enumerate(zip(rest, gone, strict=True)):
        alone = list(_find_alone(page, lines))
        more = [line for line in alone if margins.has(page, lines, line, number)]
        found.append(([*held, *more], _drop(alone, more)))
    return found


def _drop(lines: Sequence[PdfLine], gone: Sequence[PdfLine]) -> list[PdfLine]:
    return [line for line in lines if line not in gone]


class _Margins:
    """Where pages of each height have what was set aside, and where their text begins."""

    def __init__(self, pages: Sequence[_Page], gone: Sequence[Sequence[PdfLine]]) -> None:
        self._count = len(pages)
        self._sizes: dict[tuple[int, int], float] = {}
        for (page, _), held in zip(pages, gone, strict=True):
            for line in held:
                self._sizes.update(((round(page.height), near), line.size) for near in _find_near(line))
        self._tops = Counter((round(page.height), round(lines[0].base / _OFF)) for page, lines in pages if lines)

    def has(self, page: GlyphPage, lines: Sequence[PdfLine], line: PdfLine, number: int) -> bool:
        """Whether a line that stands alone in the margin of a page is its number, or stands where there is no text on others."""
        size = self._sizes.get((round(page.height), round(line.base / _OFF)), 0.0)
        is_like = abs(size - line.size) <= _LIKE * line.size
        return is_like or self._is_above(page, lines, line) or _is_number_of(line.text, number, self._count)

    def _is_above(self, page: GlyphPage, lines: Sequence[PdfLine], line: PdfLine) -> bool:
        """Whether a line stands above the text of its page, which begins where that of another page does, and none begins at that line."""
        key = round(page.height)
        if line is not lines[0] or len(lines) == 1 or line.size > (1 + _LIKE) * lines[1].size:
            return False
        if sum(self._tops[key, near] for near in _find_near(line)) > 1:
            return False
        reach, at = int(_LEVEL * lines[1].size // _OFF), round(lines[1].base / _OFF)
        return any(self._tops[key, near] for near in range(at - reach, at + reach + 1))


def _find_alone(page: GlyphPage, lines: Sequence[PdfLine]) -> Iterator[PdfLine]:
    """The first and the last line of a page, if they stand in its margin and apart from the others."""
    for line, beside in ((lines[0], lines[1:2]), (lines[-1], lines[-2:-1])) if lines else ():
        is_margin = line.base < _MARGIN * page.height or line.base > (1 - _MARGIN) * page.height
        if is_margin and all(abs(line.base - other.base) >= _ALONE * line.size for other in beside):
            yield line
        if len(lines) == 1:
            return


def _is_number_of(text: str, number: int, count: int) -> bool:
    """Whether a line is the number of the page of that number, from 0, of so many, and no more."""
    parts: list[str] = _PARTS.findall(text.casefold())
    said = [int(one) for one in parts if one.isdecimal()]
    return said in ([number + 1], [number + 1, count]) and all(one.isdecimal() or one in _PAGE_WORDS for one in parts)


class Edges:
    """What stands at the edges of pages, and which of it is that of the pages and not of the text.

    A line is, if enough pages have the same at the same place; if it is the number of the page and no more; if most pages have it but
    for a number that counts with them; or if it stands at the foot of two pages, but for the number of the page, which the first may
    lack. (*Annex 1* and *Annex 2* at the heads of two pages are text.)
    """

    def __init__(self, pages: Sequence[tuple[GlyphPage, Sequence[PdfLine]]]) -> None:
        self._count = len(pages)
        self._exact: Counter[tuple[str, int]] = Counter()
        self._counting: Counter[tuple[tuple[str, int], int]] = Counter()
        self._feet: Counter[tuple[str, int]] = Counter()
        for number, (page, lines) in enumerate(pages):
            at_edge = [line for line in lines if is_at_edge(line, page)]
            feet = [line for line in at_edge if is_at_foot(line, page)]
            self._exact.update(_place((line.text, line) for line in at_edge))
            self._counting.update(_place((_count_with(line, number), line) for line in at_edge))
            self._feet.update(_place((_read_foot(line, number), line) for line in feet))

    def has(self, line: PdfLine, number: int) -> bool:
        """Whether a line at the edge of the page of that number, from 0, is not of the text."""
        near = round(line.base / _OFF)
        if self._exact[line.text, near] >= max(2, _SHARE * self._count):
            return True
        if _PAGE_NUMBER.fullmatch(line.text.strip()) or self._feet[_read_foot(line, number), near] > 1:
            return True
        key = _count_with(line, number)
        if key is None:
            return False
        fewest = 2 if not any(map(str.isalpha, line.text)) else max(3, _MOST * self._count)
        return self._counting[key, near] >= fewest


def _place(said: Iterable[tuple[_Said | None, PdfLine]]) -> set[tuple[_Said, int]]:
    """What lines say that say something, with about where they stand."""
    return {(one, near) for one, line in said if one for near in _find_near(line)}


def _find_near(line: PdfLine) -> tuple[int, int, int]:
    at = round(line.base / _OFF)
    return at - 1, at, at + 1


def _count_with(line: PdfLine, number: int) -> tuple[str, int] | None:
    """A line without its last number, and how far that is from the number of the page; None if it has none."""
    found = list(_DIGITS.finditer(line.text))
    if not found or len(found[-1][0]) > 6:
        return None
    last = found[-1]
    return f"{line.text[: last.start()]}#{line.text[last.end() :]}", int(last[0]) - number


def _read_foot(line: PdfLine, number: int) -> str:
    """The letters of a line at the foot of a page, without the number of that page; "" for one with another number, or none."""
    words = _DIGITS.sub(lambda one: "" if one[0] == str(number + 1) else one[0], line.text, count=1).strip(
        " \t|-–—/.,:"
    )
    return words if any(map(str.isalpha, words)) else ""


def is_at_edge(line: PdfLine, page: GlyphPage) -> bool:
    """Whether a line stands where pages have their heads and feet."""
    return is_at_foot(line, page) or line.base > (1 - _EDGE) * page.height


def is_at_foot(line: PdfLine, page: GlyphPage) -> bool:
    """Whether a line stands where pages have their feet."""
    return line.base < _EDGE * page.height
