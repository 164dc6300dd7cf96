"""Footnotes and endnotes: smaller lines at the foot of a page, each with a number that is raised in the text.

The number in the note is also raised, or the note is below a rule, or the text refers to the number. A note with a small Roman number,
or whose number was raised on an earlier page only, is an endnote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from decision_diff.model import Feature, Span
from decision_diff.patterns import late
from decision_diff.readers.pdf.glyphs import Rule
from decision_diff.readers.pdf.lines import PdfLine
from decision_diff.readers.pdf.paragraphs import PdfParagraph

_SYMBOL: Final = "[0-9]{1,3}|[a-z]{1,2}|[ivxlc]{1,7}|[*†‡§¶#]{1,4}|[\u2460-\u2473]"
_RAISED: Final = late(rf"[\[(（]?(?:{_SYMBOL})[\])）]?")
_HEAD: Final = late(rf"[\[(（]?(?:{_SYMBOL})[\])）]?(?![0-9A-Za-z.,]|$)")
_PLAIN: Final = late(r"\s*[\[(]?([0-9]{1,3})[\])]?[\s.]*(?=\S)")
_SPACE: Final = late(r"[\s.]*")
_ROMAN: Final = frozenset("ivxlc")
_BRACKETS: Final = "[]()（） "
_UNDER: Final = 3.0  # sizes of the font that a note may stand under its rule


@dataclass(slots=True)
class PdfNote:
    """A note: its number as printed, how many characters stand before its words, and its lines, which end at `right`. `is_end`: an endnote."""

    symbol: str
    head: int
    lines: list[PdfLine] = field(default_factory=list)
    is_end: bool = False
    right: float = 0.0


def cut_notes(
    lines: Sequence[PdfLine], rules: Sequence[Rule], width: float, expected: Counter[str], here: Container[str]
) -> list[PdfNote]:
    """The notes among the lines at the foot of a page; none before the first that begins one.

    `expected` is what is raised in the text; what begins a note goes from it. `here` is what is raised on this page.
    """
    found: list[PdfNote] = []
    for line in lines:
        may_be_plain = _is_next(line, found[-1]) if found else _is_ruled(line, rules, width)
        met = _find_symbol(line, expected, is_ruled=may_be_plain)
        if met is not None:
            symbol, head = met
            is_end = set(symbol) <= _ROMAN or (symbol in expected and symbol not in here)
            found.append(PdfNote(symbol, head, is_end=is_end))
            if expected[symbol] > 1:
                expected[symbol] -= 1
            else:
                del expected[symbol]
        if found:
            found[-1].lines.append(line)
    return found


def _is_ruled(line: PdfLine, rules: Sequence[Rule], width: float) -> bool:
    """Whether a line stands under a rule that is not as wide as the text."""
    return any(
        not rule.is_vertical and rule.end - rule.start < width / 2 and 0 < rule.at - line.base < _UNDER * line.size
        for rule in rules
    )


def _is_next(line: PdfLine, before: PdfNote) -> bool:
    """Whether a line begins with the number behind that of the note before it."""
    found = _PLAIN.match(line.text)
    return found is not None and before.symbol.isdecimal() and int(found[1]) == int(before.symbol) + 1


def _find_symbol(line: PdfLine, expected: Container[str], *, is_ruled: bool) -> tuple[str, int] | None:
    """The number at the head of a line that begins a note, and the characters before its words; None if it begins none."""
    first = next(iter(line.features), None)
    if first is not None and first.span.start == 0 and first.kind == "superscript":
        said = first.span.of(line.text)
        if _RAISED.fullmatch(said):
            return read_symbol(said), _find_end(line, len(said))
    head = _HEAD.match(line.text)
    if head is not None and read_symbol(head[0]) in expected:
        return read_symbol(head[0]), _find_end(line, head.end())
    found = _PLAIN.match(line.text) if is_ruled else None
    return (found[1], found.end()) if found else None


def _find_end(line: PdfLine, at: int) -> int:
    behind = _SPACE.match(line.text, at)
    return behind.end() if behind else at


def read_symbol(said: str) -> str:
    """The number of a note, without the brackets around it."""
    return said.strip(_BRACKETS)


def list_raised(lines: Iterable[PdfLine]) -> Iterator[str]:
    """What is raised in some lines, and may refer to a note."""
    for line in lines:
        for one in line.features:
            if one.kind == "superscript" and one.span.start and _RAISED.fullmatch(said := one.span.of(line.text)):
                yield read_symbol(said)


def cut_head(paragraph: PdfParagraph, head: int) -> tuple[str, list[Feature]]:
    """The words of a paragraph behind its first characters, and what is seen of them."""
    features = [
        Feature(one.kind, Span(one.span.start - head, one.span.end - head), one.value)
        for one in paragraph.features
        if one.span.start >= head
    ]
    return "".join(paragraph.pieces)[head:], features
