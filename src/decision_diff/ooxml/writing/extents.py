"""Extents of a paragraph: fields, equations and phonetic guides, which a redline marks whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.ooxml.names import every, get, name
from decision_diff.ooxml.text import TextPiece
from decision_diff.safexml import Element

_WHOLE: Final = ("w:fldSimple", "m:oMath", "m:oMathPara", "w:ruby")
OPEN: Final = ("w:hyperlink", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:dir", "w:bdo")


@frozen
class Extent:
    """Code points [start, end) that stand or fall together, from the element `first` to `last`, both with it."""

    start: int
    end: int
    first: Element
    last: Element


def has_extents(paragraph: Element) -> bool:
    """Whether anything in a paragraph may be an extent; most have nothing of the kind."""
    return next(every(paragraph, *_WHOLE, "w:fldChar"), None) is not None


def find_extents(paragraph: Element, pieces: Sequence[TextPiece]) -> list[Extent]:
    """Find the extents, in order. A field that runs over several paragraphs is not one: its characters are settled later."""
    if not has_extents(paragraph):
        return []
    finder = _ExtentFinder()
    lengths = {piece.element: len(piece.text) for piece in pieces}
    at = 0
    for element in paragraph.iter():
        finder.take(element, at)
        at += lengths.get(element, 0)
    finder.close(at)
    return [extent for extent in finder.found if extent.start < extent.end]


@dataclass(slots=True)
class _ExtentFinder:
    """Takes the elements of a paragraph in order, each with the code point before which it stands.

    `begun` are the open fields: where each began, in which run, and how many extents came before. `whole` is an element that
    is marked as a whole, and where it began.
    """

    found: list[Extent] = field(default_factory=list)
    begun: list[tuple[int, Element, int]] = field(default_factory=list)
    whole: tuple[int, Element] | None = None

    def take(self, element: Element, at: int) -> None:
        """Take the next element."""
        if self.whole is not None:
            if is_within(element, self.whole[1]):
                return
            self.close(at)
        kind = name(element)
        if kind == "w:fldChar":
            self._take_field_character(element, at)
        elif kind in _WHOLE:
            self.whole = (at, find_parent(element) if kind == "w:ruby" else element)

    def _take_field_character(self, element: Element, at: int) -> None:
        kind = get(element, "w:fldCharType")
        if kind == "begin":
            self.begun.append((at, find_parent(element), len(self.found)))
        elif kind == "end" and self.begun:
            start, first, before = self.begun.pop()
            self.found[before:] = [Extent(start, at, first, find_parent(element))]  # it takes in what stood within it

    def close(self, at: int) -> None:
        """End what is marked as a whole, if it is open, before a code point."""
        if self.whole is not None:
            start, element = self.whole
            self.found.append(Extent(start, at, element, element))
            self.whole = None


def find_loose(paragraph: Element) -> list[Element]:
    """Find the characters of fields that began in an earlier paragraph or go on into the next."""
    fields: list[list[Element]] = [[]]  # the first one began before
    for character in every(paragraph, "w:fldChar"):
        kind = get(character, "w:fldCharType")
        if kind == "begin":
            fields.append([character])
        elif kind == "end" and len(fields) > 1:
            fields.pop()
        else:
            fields[-1].append(character)
    return [character for field in fields for character in field]


def can_divide(paragraph: Element, pieces: Sequence[TextPiece], at: int) -> bool:
    """Whether a paragraph can be made two before the code point `at`: neither within a field nor within a link."""
    extents = find_extents(paragraph, pieces)
    start = 0
    for piece in pieces:
        if start <= at < start + len(piece.text):
            if piece.run is None or not is_boundary(extents, at):
                return False
            whole = start == at or piece.element.getparent() is piece.run
            return whole and find_holder(extents, at, piece.run, first=True).getparent() is paragraph
        start += len(piece.text)
    return False


def is_boundary(extents: Sequence[Extent], at: int) -> bool:
    """Whether no extent goes across the code point `at`."""
    return not any(extent.start < at < extent.end for extent in extents)


def find_holder(extents: Sequence[Extent], at: int, run: Element, *, first: bool) -> Element:
    """Find the first or last element of the extent that a run stands in; the run itself if it stands in none."""
    for extent in extents:
        if extent.start <= at < extent.end:
            return extent.first if first else extent.last
    return run


def find_between(first: Element, last: Element) -> list[Element]:
    """Find the siblings from the one that holds `first` to the one that holds `last`."""
    above = {id(node): node for node in (first, *first.iterancestors())}
    other = last
    while other.getparent() is not None and id(other.getparent()) not in above:
        other = find_parent(other)
    parent = other.getparent()
    start = first
    while start.getparent() is not parent and start.getparent() is not None:
        start = find_parent(start)
    nodes = [start]
    while nodes[-1] is not other:
        following = nodes[-1].getnext()
        if following is None:
            break
        nodes.append(following)
    return [node for node in nodes if name(node) in ("w:r", "w:fldSimple", "m:oMath", "m:oMathPara", *OPEN)]


def is_within(element: Element, above: Element | None) -> bool:
    """Whether an element is `above` or stands somewhere in it."""
    return above is not None and (element is above or any(one is above for one in element.iterancestors()))


def find_parent(element: Element) -> Element:
    """Find the parent of an element; of a root itself."""
    parent = element.getparent()
    return element if parent is None else parent
