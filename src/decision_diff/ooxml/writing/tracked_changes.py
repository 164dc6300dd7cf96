"""Tracked changes to write, ISO/IEC 29500-1, 17.13.5: elements with an id of their own, and where in their parent they go.

Order matters to Word. In the properties of a paragraph mark (CT_ParaRPr, 17.3.1.29) ins, del and moves come first and
w:rPrChange last; in w:pPr (CT_PPr, 17.3.1.26) w:rPr, w:sectPr and w:pPrChange come last in this order; in w:trPr (17.4.81)
ins and del come after the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from typing import Final, Literal

from lxml import etree

from decision_diff.model import View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.names import NAMESPACES, child, every, get, is_on, name, parse_whole
from decision_diff.safexml import Element

TrackedKind = Literal["ins", "del", "moveFrom", "moveTo"]
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_BEFORE: Final = ("w:headerReference", "w:footerReference", "w:sectPrChange", "w:titlePg")
_AFTER_TITLE: Final = ("w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings")
_LAST: Final = ("w:rPr", "w:sectPr", "w:pPrChange")
_TRACKED: Final = (
    "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange",
    "w:trPrChange", "w:tcPrChange", "w:cellIns", "w:cellDel", "w:cellMerge", "w:numberingChange", "w:tblGridChange",
    "w:tblPrExChange", "w:moveFromRangeStart", "w:moveToRangeStart", "w:bookmarkStart", "w:commentRangeStart",
    "w:comment", "w:commentReference", "w:permStart",
)  # fmt: skip


NO_DATE = "1980-01-01T00:00:00Z"  # the same bytes on every day


class ElementMaker:
    """Makes elements in the namespace of WordprocessingML that a document uses, and tracked changes with ids from `first`."""

    def __init__(self, root: Element, author: str, date: str, first: int) -> None:
        self.uri = etree.QName(root).namespace or next(iter(NAMESPACES))
        self.author = author
        self.date = date
        self.next_id = first

    def make(self, local: str, **attributes: str) -> Element:
        """`make("ilvl", val="0")` is `<w:ilvl w:val="0"/>`."""
        element = etree.Element(f"{{{self.uri}}}{local}", nsmap={"w": self.uri})
        for key, text in attributes.items():
            element.set(f"{{{self.uri}}}{key}", text)
        return element

    def make_change(self, kind: str) -> Element:
        """Make a tracked change with a new id, author and, if there is one, date."""
        element = self.make(kind, id=self._take_id(), author=self.author)
        if self.date:
            element.set(f"{{{self.uri}}}date", self.date)
        return element

    def make_move_range(self, kind: Literal["moveFrom", "moveTo"], move: str) -> tuple[Element, Element]:
        """Make start and end of one half of a move (17.13.5.24, .28); the halves pair by their name.

        Here alone the schema asks for a date (CT_MoveBookmark), also where none is known; Word shows that of the marks.
        """
        start = self.make_change(f"{kind}RangeStart")
        start.set(f"{{{self.uri}}}date", self.date or NO_DATE)
        start.set(f"{{{self.uri}}}name", move)
        return start, self.make(f"{kind}RangeEnd", id=get(start, "w:id") or "")

    def _take_id(self) -> str:
        self.next_id += 1
        return str(self.next_id - 1)


def find_free_id(roots: Iterator[Element]) -> int:
    """Find an id from which on none is taken in these trees, so that nothing new shares one with a comment or a bookmark.

    The first above all that are there; where they go too high (ids end at 2^31), the first in the widest gap between them.
    """
    taken = {
        parse_whole(get(element, "w:id")) or 0 for root in roots for kind in _TRACKED for element in every(root, kind)
    }
    ids = sorted(id_ for id_ in taken if id_ > 0)
    if not ids or ids[-1] < 2**30:
        return ids[-1] + 1 if ids else 1
    return max(pairwise([0, *ids]), key=lambda gap: (gap[1] - gap[0], -gap[0]))[0] + 1


def ensure_paragraph_properties(paragraph: Element, maker: ElementMaker) -> Element:
    """Get the w:pPr of a paragraph, made if there is none."""
    found = child(paragraph, "w:pPr")
    if found is None:
        found = maker.make("pPr")
        paragraph.insert(0, found)
    return found


def ensure_run_properties(holder: Element, maker: ElementMaker) -> Element:
    """Get the w:rPr of a run, or of the paragraph mark whose w:pPr is given, made if there is none."""
    found = child(holder, "w:rPr")
    if found is None:
        found = maker.make("rPr")
        after = 0
        if name(holder) == "w:pPr":
            after = next((at for at, one in enumerate(holder) if name(one) in _LAST[1:]), len(holder))
        holder.insert(after, found)
    return found


def track_end(paragraph: Element, kind: TrackedKind, maker: ElementMaker) -> None:
    """Mark the paragraph's mark as inserted, deleted or moved (17.13.5.15, .20)."""
    properties = ensure_paragraph_properties(paragraph, maker)
    ensure_run_properties(properties, maker).insert(0, maker.make_change(kind))


def track_row(row: Element, kind: TrackedKind, maker: ElementMaker) -> None:
    """Mark a table row as inserted or deleted (17.13.5.12, .16); its content is marked apart."""
    properties = child(row, "w:trPr")
    if properties is None:
        properties = maker.make("trPr")
        at = 0
        while at < len(row) and name(row[at]) == "w:tblPrEx":
            at += 1
        row.insert(at, properties)
    properties.append(maker.make_change(kind))


def copy_bare(properties: Element | None, maker: ElementMaker) -> Element:
    """Copy a w:pPr as w:pPrChange may hold it (CT_PPrBase): without the mark's own properties and a section."""
    copy = maker.make("pPr") if properties is None else deepcopy(properties)
    for one in list(copy):
        if name(one) in _LAST:
            copy.remove(one)
    return copy


def track_properties(paragraph: Element, old: Element, maker: ElementMaker) -> None:
    """Record that the paragraph's properties were `old` (a bare w:pPr) before (17.13.5.29)."""
    _record(ensure_paragraph_properties(paragraph, maker), "pPrChange", old, maker)


def track_run_properties(holder: Element, old: Element, maker: ElementMaker) -> None:
    """Record that the run properties of a run, or of the mark whose w:pPr is given, were `old` (17.13.5.30, .31)."""
    _record(ensure_run_properties(holder, maker), "rPrChange", old, maker)


def _record(properties: Element, kind: str, old: Element, maker: ElementMaker) -> None:
    """Put the old properties last into the new ones, in place of an older record."""
    before = child(properties, f"w:{kind}")
    if before is not None:
        properties.remove(before)
    change = maker.make_change(kind)
    change.append(old)
    properties.append(change)


def find_section(paragraph: Element | None) -> Element | None:
    """Find the w:sectPr of the section that ends with a paragraph (17.6.18), or None."""
    return child(paragraph, "w:pPr", "w:sectPr")


def put_section(paragraph: Element, section: Element, maker: ElementMaker) -> None:
    """Let a section end with a paragraph."""
    properties = ensure_paragraph_properties(paragraph, maker)
    change = child(properties, "w:pPrChange")
    if change is None:
        properties.append(section)
    else:
        change.addprevious(section)


def track_section(section: Element, old: Element, maker: ElementMaker) -> None:
    """Record that the properties of a section were those of another w:sectPr before (17.13.5.32), but its headers and footers."""
    was = maker.make("sectPr")
    was.extend(one for one in list(old) if name(one) not in (*_NOT_BEFORE[:3], "w:printerSettings"))
    _record(section, "sectPrChange", was, maker)


def track_first_page(section: Element, maker: ElementMaker) -> None:
    """Record that the first page of a section had a header of its own if it has none now, or the reverse (17.13.5.32)."""
    old = maker.make("sectPr")
    old.extend(deepcopy(one) for one in section if name(one) not in _NOT_BEFORE)
    if not is_on(child(section, "w:titlePg")):
        at = next((at for at, one in enumerate(old) if name(one) in _AFTER_TITLE), len(old))
        old.insert(at, maker.make("titlePg"))
    change = maker.make_change("sectPrChange")
    change.append(old)
    section.append(change)


def copy_old_properties(paragraph: Element, maker: ElementMaker) -> Element:
    """Copy, bare, what the paragraph's properties are in the rejected view."""
    properties = child(paragraph, "w:pPr")
    change = child(properties, "w:pPrChange", "w:pPr")
    return copy_bare(properties if change is None else change, maker)


def copy_end_properties(paragraph: Element, maker: ElementMaker, view: View) -> Element:
    """Copy the run properties of a paragraph's mark in a view, without any tracked change; empty if there are none."""
    found = revisions.find_run_properties(child(paragraph, "w:pPr"), view)
    copy = maker.make("rPr") if found is None else deepcopy(found)
    for one in list(copy):
        if name(one) in _TRACKED:
            copy.remove(one)
    return copy
