"""From lines to paragraphs: a line goes on in the next one if it is full, and nothing else says that a paragraph ends there.

What ends one: room for the next word, a wider space between the lines, another size, an indent, a number behind the end of a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from decision_diff import labels
from decision_diff.model import Feature, Span
from decision_diff.patterns import late
from decision_diff.readers.pdf.lines import PdfLine, is_wide

ENDED: Final = frozenset('。．.!?！？…；;：:”’」』）)】》"')
_WIDER: Final = 1.06  # times the usual distance of two lines, and half a point, is not yet a space between paragraphs
_SLACK: Final = 0.5
_LONG: Final = 0.75  # of the width between equal margins: a shorter line does not say where a column ends
_ROOM: Final = (
    0.5  # sizes of the font that are left beside the next word where it had no room: a space and what justifying leaves
)
_ROOM_WIDE: Final = 0.6  # before an ideograph
_INDENT: Final = 0.8  # sizes of the font
_DEEPEST: Final = 8  # by which a first line is indented; one farther to the right stands at the right edge
_LEVEL: Final = 1.5  # points by which the ends of justified lines differ
_FEWEST: Final = 3  # lines that are justified
_MANY: Final = 6  # lines that are, and say where a column of any width ends
_JUSTIFIED: Final = 0.15  # of the lines of a column
_FAR: Final = 0.05  # of the width, by which a line is longer than all others that does not belong to the column
_WORD: Final = late(r"[^\W\d_]+")


@dataclass(slots=True)
class PdfParagraph:
    """A paragraph in the making: its words, what is seen of them, and its lines."""

    pieces: list[str] = field(default_factory=list)  # of its words, which are joined once
    length: int = 0
    features: list[Feature] = field(default_factory=list)
    lines: list[PdfLine] = field(default_factory=list)

    def add(self, line: PdfLine, between: str) -> None:
        """One more line."""
        shift = self.length + len(between)
        for one in line.features:
            self.features.append(replace(one, span=Span(one.span.start + shift, one.span.end + shift)))
        self.pieces.extend((between, line.text))
        self.length = shift + len(line.text)
        self.lines.append(line)

    def drop_last(self) -> None:
        """Take the last character away."""
        self.pieces[-1] = self.pieces[-1][:-1]
        self.length -= 1


class LineJoiner:
    """Joins lines; it knows how far apart lines are in a file, where their columns end, and which words it has."""

    def __init__(self, regions: Iterable[tuple[Sequence[PdfLine], bool]], words: Iterable[str]) -> None:
        """`regions`: lines, and whether they stand in a cell, where lines may be closer than in the text."""
        self.joined = 0
        gaps: dict[tuple[float, bool], Counter[float]] = {}
        for lines, is_cell in regions:
            for one, other in pairwise(lines):
                if abs(one.size - other.size) < 0.05 * one.size:
                    gaps.setdefault((round(one.size, 1), is_cell), Counter())[
                        round((one.base - other.base) * 5) / 5
                    ] += 1
        self._leading = {key: _find_leading(counted) for key, counted in gaps.items()}
        self._words = {found.group().casefold() for text in words for found in _WORD.finditer(text)}

    def join(self, lines: Sequence[PdfLine], right: float, *, is_cell: bool = False) -> list[PdfParagraph]:
        """The paragraphs of a region, which ends at `right`."""
        found: list[PdfParagraph] = []
        for line in lines:
            if found and self._goes_on(found[-1], line, right, is_cell=is_cell):
                self.append(found[-1], line)
            else:
                found.append(PdfParagraph())
                found[-1].add(line, "")
        return found

    def append(self, paragraph: PdfParagraph, line: PdfLine) -> None:
        """The line goes on with a paragraph."""
        self.joined += 1
        before, after = paragraph.pieces[-1][-1:], line.text[:1]
        if before in ("-", "\u2010", "\u00ad") and self._is_cut(paragraph.pieces[-1], line.text):
            paragraph.drop_last()
            paragraph.add(line, "")
        else:
            paragraph.add(line, "" if is_wide(before) or is_wide(after) or before in "-/\u2013" else " ")

    def _is_cut(self, before: str, after: str) -> bool:
        """Whether a hyphen was put there by who set the page: the word without it stands elsewhere, or it is a soft one."""
        if before[-1] == "\u00ad":
            return True
        head = _WORD.findall(before[-40:-1])
        tail = _WORD.match(after)
        return (
            bool(head and tail and before[:-1].endswith(head[-1]))
            and f"{head[-1]}{tail.group() if tail else ''}".casefold() in self._words
        )

    def _goes_on(self, paragraph: PdfParagraph, line: PdfLine, right: float, *, is_cell: bool) -> bool:
        before = paragraph.lines[-1]
        size = before.size
        if abs(line.size - size) > 0.08 * size:
            return False
        leading = self._leading.get((round(size, 1), is_cell), 1.5 * size)
        if before.base - line.base > _WIDER * leading + _SLACK or before.base <= line.base:
            return False
        return self.may_go_on(paragraph, line, right)

    def may_go_on(self, paragraph: PdfParagraph, line: PdfLine, right: float, shift: float = 0.0) -> bool:
        """Whether a line may go on with a paragraph, wherever it stands: there was no room for its first word, and it begins none.

        `shift`: how far its column is to the right of that of the paragraph.
        """
        before = paragraph.lines[-1]
        if right - before.right > line.first + (_ROOM_WIDE if is_wide(line.text[:1]) else _ROOM) * before.size:
            return False
        if before.text[-1:] in ENDED and labels.find(line.text) is not None:
            return False
        first, left = paragraph.lines[0], line.left - shift
        if len(paragraph.lines) > 1:
            return abs(left - before.left) <= _INDENT * before.size
        if first.left - left > _DEEPEST * first.size and not line.text[:1].islower():
            return False
        return left <= first.body + _INDENT * first.size


def find_right(lines: Sequence[PdfLine], width: float = 0.0) -> float:
    """Where a column ends: if its lines are justified, where they do; else where the longest does that is not longer by far.

    If no line comes near that of a page of `width` with equal margins on both sides, it is that one, unless most lines are justified.
    """
    ends = sorted((line.right for line in lines), reverse=True)
    left = min((line.left for line in lines), default=0.0)
    fewest = max(_FEWEST, int(_JUSTIFIED * len(ends)))
    level = next((one for one, other in zip(ends, ends[fewest - 1 :], strict=False) if one - other <= _LEVEL), 0.0)
    if sum(0 <= level - one <= _LEVEL for one in ends) >= max(_MANY, len(ends) / 2):
        return level
    far = _FAR * (ends[0] - left) if ends else 0.0
    right = level or next((one for one, other in pairwise(ends) if one - other <= far), ends[0] if ends else 0.0)
    even = max(width - left, 0.0)
    return right if right - left >= _LONG * (even - left) else max(even, right)


def _find_leading(counted: Counter[float]) -> float:
    """The usual distance of two lines of a paragraph: the least that is not rare."""
    whole = sum(counted.values())
    return min((gap for gap, count in counted.items() if gap > 0 and count >= 0.15 * whole), default=max(counted))
