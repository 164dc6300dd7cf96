"""Who tracked which change of a document, and when: w:author and w:date of its tracked changes, ISO/IEC 29500-1, 17.13.5.

    paragraph of a view ==walk==> the tracked changes whose content only this view shows ==> stretches with an author

A tracked change is around runs, on a paragraph mark, on a row or a cell. What stands in an inserted row without a change of its
own was inserted with the row; the same holds for the notes and text boxes of an inserted run. Of changes around one another
the inner one says who: it stands in a text that somebody else moved. Who changed formatting is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

from decision_diff.model import Authored, Span, View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.document import Paragraph, find_stories
from decision_diff.ooxml.names import above, child, every, get, name
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.text import measure_elements
from decision_diff.patterns import late
from decision_diff.safexml import Element

DATE: Final = late(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")
MAX_AUTHOR: Final = 255  # characters: Word gives no name more, and a mark of a row holds for each of its paragraphs
_MAX_DATE: Final = 40
_OBJECTS: Final = ("w:footnoteReference", "w:endnoteReference", "w:drawing", "w:pict", "w:object", "w:fldChar")
_MARKS: Final = sorted(revisions.MARKS)
_CLOSED: Final = frozenset({"w:txbxContent", "w:rt"})
_PROPERTIES: Final = {"w:tr": "w:trPr", "w:tc": "w:tcPr"}
_NOTES: Final = {"w:footnote": "w:footnoteReference", "w:endnote": "w:endnoteReference"}


class Tracked(NamedTuple):
    """A tracked change around runs, and code points [start, end) in it; `start == end` is an object without characters."""

    mark: Element
    start: int
    end: int


@dataclass
class Authors:
    """The authors of what only one view of a package shows."""

    package: Package
    view: View
    _above: dict[Element, Element | None] = field(default_factory=dict)

    def find_authored(self, paragraph: Paragraph) -> tuple[Authored, ...]:
        """Finds what is tracked in a paragraph, in order: code points of its text and of the line feed for its mark."""
        if not self._is_tracked:
            return ()
        found: list[Authored] = []
        length = len(paragraph.text)
        if not self._holding.isdisjoint(paragraph.elements):
            found.extend(_authored(*one) for one in self._marked(paragraph))
            own = find_end_change(paragraph, self.view)
            if own is not None:
                found.append(_authored(own, length, length + 1))
        around = self._around(paragraph.elements[0])
        if around is not None:
            found.extend(_authored(around, *gap) for gap in _gaps([one.span for one in found], length + 1))
        return tuple(_joined(sorted(found, key=lambda one: (one.span.start, one.span.end))))

    def _marked(self, paragraph: Paragraph) -> Iterator[Tracked]:
        return find_tracked(
            paragraph, self.view, holding_objects=not self._holding_objects.isdisjoint(paragraph.elements)
        )

    @cached_property
    def _holding_objects(self) -> frozenset[Element]:
        """The paragraphs that hold anything but words."""
        objects = (one for part in find_stories(self.package) for one in every(self.package.read_xml(part), *_OBJECTS))
        return frozenset(held for one in objects if (held := above(one, "w:p")) is not None)

    @cached_property
    def _holding(self) -> frozenset[Element]:
        """The paragraphs that hold a tracked change."""
        marks = (mark for part in find_stories(self.package) for mark in every(self.package.read_xml(part), *_MARKS))
        return frozenset(held for mark in marks if (held := above(mark, "w:p")) is not None)

    @cached_property
    def _is_tracked(self) -> bool:
        kinds = [f"w:{kind}" for kind in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")]
        return any(
            next(every(self.package.read_xml(part), *kinds), None) is not None for part in find_stories(self.package)
        )

    def _around(self, paragraph: Element) -> Element | None:
        """The nearest tracked change on a row or cell, or around a block or the anchor of a note or box, around a paragraph."""
        path: list[Element] = []
        here = paragraph.getparent()
        found: Element | None = None
        while here is not None:
            if here in self._above:
                found = self._above[here]
                break
            path.append(here)
            found = self._mark_on(here)
            if found is not None:
                break
            here = self._references.get(here) if name(here) in _NOTES else here.getparent()
        self._above.update((one, found) for one in path)
        return found

    def _mark_on(self, element: Element) -> Element | None:
        kind = name(element)
        if kind in _PROPERTIES:
            return _first(child(element, _PROPERTIES[kind]), self.view)
        return element if revisions.is_shown_only(kind, self.view) else None

    @cached_property
    def _references(self) -> dict[Element, Element]:
        """The reference to each note, by the note."""
        found: dict[Element, Element] = {}
        for note, reference in _NOTES.items():
            part = self.package.find_related(f"{note[2:]}s")
            if part is None:
                continue
            by_id: dict[str, Element] = {}
            for one in every(self.package.read_xml(self.package.main), reference):
                by_id.setdefault(get(one, "w:id") or "", one)
            for one in every(self.package.read_xml(part), note):
                if (anchor := by_id.get(get(one, "w:id") or "")) is not None:
                    found[one] = anchor
        return found


def find_tracked(paragraph: Paragraph, view: View, *, holding_objects: bool = True) -> Iterator[Tracked]:
    """Finds what stands in tracked changes that only this view shows, in order; of nested changes the inner one counts.

    `holding_objects`: the paragraph may hold pictures, fields or references to notes.
    """
    if not holding_objects:
        yield from _marked_words(paragraph, view)
        return
    lengths = measure_elements(paragraph.pieces)
    at = since = 0
    around: list[Element] = []  # tracked changes that are open, the inner one last
    for step, element in _walk(paragraph, view):
        if step != "words":
            if around:
                yield from _until(around[-1], since, at)
            since = at
        if step == "begin":
            around.append(element)
        elif step == "end":
            around.pop()
        elif step == "object" and around:
            yield Tracked(around[-1], at, at)
        at += lengths.get(element, 0)


def _walk(paragraph: Paragraph, view: View) -> Iterator[tuple[Literal["begin", "end", "object", "words"], Element]]:
    """What stands in a paragraph in the view, in order; the tracked changes that only this view shows with their ends."""
    around: list[tuple[Element, int]] = []  # tracked changes that are open, and how deep each stands
    stack: list[Iterator[Element]] = [iter(paragraph.elements)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            if around and around[-1][1] == len(stack):
                yield "end", around.pop()[0]
            continue
        kind = name(element)
        if kind in _CLOSED or kind.endswith("Pr") or revisions.is_hidden(kind, view):
            continue
        if kind in _OBJECTS:
            yield "object", element
            continue
        if revisions.is_shown_only(kind, view):
            around.append((element, len(stack)))
            yield "begin", element
        else:
            yield "words", element
        stack.append(iter(element))


def _marked_words(paragraph: Paragraph, view: View) -> Iterator[Tracked]:
    """`find_tracked` of a paragraph that holds nothing but words."""
    at = since = 0
    last: Element | None = None
    for piece in paragraph.pieces:
        mark = _mark_around(piece.element, view)
        if mark is not last:
            if last is not None:
                yield from _until(last, since, at)
            last, since = mark, at
        at += len(piece.text)
    if last is not None:
        yield from _until(last, since, at)


def _mark_around(element: Element, view: View) -> Element | None:
    """The nearest tracked change in the same paragraph that only this view shows."""
    for holder in element.iterancestors():
        kind = name(holder)
        if revisions.is_shown_only(kind, view):
            return holder
        if kind == "w:p":
            break
    return None


def _until(mark: Element, start: int, end: int) -> Iterator[Tracked]:
    if start < end:
        yield Tracked(mark, start, end)


def find_end_change(paragraph: Paragraph, view: View) -> Element | None:
    """Finds the tracked change on a paragraph mark, if only this view shows the mark (17.13.5.15, .20)."""
    return _first(child(paragraph.elements[-1], "w:pPr", "w:rPr"), view)


def find_row_change(paragraph: Paragraph, view: View) -> Element | None:
    """Finds the tracked change on the row of a paragraph, if only this view shows the row (17.13.5.12, .16)."""
    if paragraph.where.cell is None:
        return None
    row = above(paragraph.elements[0], "w:tr")
    return _first(child(row, "w:trPr"), view)


def _first(properties: Element | None, view: View) -> Element | None:
    if properties is None:
        return None
    return next((one for one in properties if revisions.is_shown_only(name(one), view)), None)


def _authored(mark: Element, start: int, end: int) -> Authored:
    author, date = (get(mark, "w:author") or "").strip(), (get(mark, "w:date") or "").strip()
    if len(author) > MAX_AUTHOR:
        author = f"{author[: MAX_AUTHOR - 1]}…"
    return Authored(Span(start, end), author, date if len(date) <= _MAX_DATE and DATE.fullmatch(date) else "")


def _joined(stretches: list[Authored]) -> Iterator[Authored]:
    """Stretches in their order, those of one author and time that touch as one."""
    last: Authored | None = None
    for one in stretches:
        if last is not None and last.span.end == one.span.start and _is_one(last, one):
            last = Authored(Span(last.span.start, one.span.end), one.author, one.date)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _is_one(one: Authored, other: Authored) -> bool:
    return (one.author, one.date) == (other.author, other.date) and bool(len(one.span)) == bool(len(other.span))


def _gaps(spans: list[Span], end: int) -> Iterator[tuple[int, int]]:
    """The code points [start, end) up to `end` that none of the spans covers."""
    at = 0
    for span in sorted(spans, key=lambda one: one.start):
        if at < span.start:
            yield at, span.start
        at = max(at, span.end)
    if at < end:
        yield at, end


def list_authors(data: bytes, source: str = "") -> list[str]:
    """Lists the authors of the tracked changes of words, paragraphs, rows and cells, as they first appear; "" for one that names none."""
    package = Package(data, source)
    return list(
        dict.fromkeys(
            get(mark, "w:author") or ""
            for part in find_stories(package)
            for mark in every(package.read_xml(part), *_MARKS, "w:cellIns", "w:cellDel")
        )
    )
