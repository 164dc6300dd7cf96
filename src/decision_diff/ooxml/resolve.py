"""Accept or reject all revision marks of a tree, in place, ISO/IEC 29500-1, 17.13.5: what is left is the view, unmarked.

A redline is written onto a document without marks. One that carries them is resolved first, with the very rules by which
`document` reads it, so that its paragraphs stay what they were.
"""

from __future__ import annotations

from typing import Final

from decision_diff.ooxml import revisions
from decision_diff.ooxml.names import child, every, name
from decision_diff.ooxml.revisions import View
from decision_diff.ooxml.text import leaves
from decision_diff.safexml import Element

_RANGES: Final = (
    "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd",
    "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:customXmlDelRangeStart", "w:customXmlDelRangeEnd",
    "w:customXmlMoveFromRangeStart", "w:customXmlMoveFromRangeEnd", "w:customXmlMoveToRangeStart", "w:customXmlMoveToRangeEnd",
)  # fmt: skip
_FORMATS: Final = (
    "w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblGridChange", "w:tblPrExChange",
    "w:trPrChange", "w:tcPrChange", "w:numberingChange",
)  # fmt: skip
_REFERENCES: Final = ("w:headerReference", "w:footerReference")  # no mark holds them (17.13.5.32)
_MARKED: Final = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")


def resolve(root: Element, view: View) -> None:
    """Make of the tree what the view shows: paragraphs joined, rows and cells gone, old properties back."""
    _cut_tables(root, view)
    _join(root, view)
    for kind in _MARKED:
        for mark in list(every(root, kind)):
            if revisions.hides(kind, view):
                _remove(mark)
            else:
                _unwrap(mark)
    for kind in ("w:cellIns", "w:cellDel", "w:cellMerge", *_RANGES):
        for mark in list(every(root, kind)):
            _remove(mark)
    for kind in _FORMATS:
        for change in list(every(root, kind)):
            _restore(change, view)
    for old, new in (("delText", "t"), ("delInstrText", "instrText")):
        for element in list(every(root, f"w:{old}")):
            element.tag = str(element.tag).replace(f"}}{old}", f"}}{new}")


def _cut_tables(root: Element, view: View) -> None:
    """Drop the rows and cells that are gone, and tables of which none is left."""
    for row in list(every(root, "w:tr")):
        if revisions.row_is_gone(row, view):
            _remove(row)
    for cell in list(every(root, "w:tc")):
        if revisions.cell_is_gone(cell, view):
            _remove(cell)
    for row in list(every(root, "w:tr")):
        if next(every(row, "w:tc"), None) is None:
            _remove(row)
    for table in reversed(list(every(root, "w:tbl"))):
        if next(every(table, "w:tc"), None) is None:
            _remove(table)


def _join(root: Element, view: View) -> None:
    """Paragraphs whose mark is gone give their content to the one that follows, as `document` reads them."""
    for paragraph in list(every(root, "w:p")):
        if not revisions.mark_is_gone(paragraph, view):
            continue
        following = paragraph.getnext()
        while following is not None and name(following) not in ("w:p", "w:tbl", "w:sdt"):
            following = following.getnext()
        if following is not None and name(following) == "w:p":
            at = 1 if child(following, "w:pPr") is not None else 0
            for one in reversed([one for one in paragraph if name(one) != "w:pPr"]):
                following.insert(at, one)
            _remove(paragraph)
        elif following is not None and name(following) == "w:tbl" and not _has_text(paragraph, view):
            _remove(paragraph)


def _has_text(paragraph: Element, view: View) -> bool:
    return next(leaves(paragraph, view), None) is not None


def _restore(change: Element, view: View) -> None:
    """Drop a record of old properties; in the rejected view these take the place of the new ones."""
    properties = change.getparent()
    if properties is None:
        return
    properties.remove(change)
    if view == "rejected" and len(change) and name(change[0]) == name(properties):
        first = [one for one in properties if name(one) in _REFERENCES]
        last = [one for one in properties if name(properties) == "w:pPr" and name(one) in ("w:rPr", "w:sectPr")]
        for one in list(properties):
            properties.remove(one)
        properties.extend([*first, *list(change[0]), *last])


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(mark: Element) -> None:
    parent = mark.getparent()
    if parent is None:
        return
    at = parent.index(mark)
    parent[at : at + 1] = list(mark)
