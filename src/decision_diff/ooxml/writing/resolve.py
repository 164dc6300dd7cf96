"""Accept or reject all tracked changes of a tree, in place, ISO/IEC 29500-1, 17.13.5: what is left is the view.

A redline is written onto a document without tracked changes. One that carries them is resolved first, by the same rules by which
`document` reads it, so that its paragraphs stay what they were.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from decision_diff.model import View
from decision_diff.ooxml import revisions, tables
from decision_diff.ooxml.names import child, every, name
from decision_diff.ooxml.text import find_leaves
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.safexml import Element

if TYPE_CHECKING:
    from decision_diff.ooxml.writing.saving import Output

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
_CONTAINERS: Final = frozenset(
    {"w:body", "w:tc", "w:txbxContent", "w:footnote", "w:endnote", "w:comment", "w:hdr", "w:ftr"}
)
_BLOCKS: Final = frozenset({"w:p", "w:tbl", "w:sdt", "w:customXml", "w:tr", "w:tc"})


def resolve_all(output: Output, parts: Iterable[str], view: View) -> None:
    """Resolve these parts of a package, and what they hold for other programs (`compatibility`)."""
    for part in parts:
        resolve(output.edit(part), view)
    for holder in output.package.compatibility.list_unread():
        resolve(holder, view)


def resolve(root: Element, view: View) -> None:
    """Make of the tree what the view shows: paragraphs joined, rows and cells gone, old properties back."""
    _cut_tables(root, view)
    _join(root, view)
    for kind in _MARKED:
        settle = remove_element if revisions.is_hidden(kind, view) else unwrap
        for change in list(every(root, kind)):
            settle(change)
    for kind in ("w:cellIns", "w:cellDel", "w:cellMerge", *_RANGES):
        for change in list(every(root, kind)):
            remove_element(change)
    for kind in _FORMATS:
        for change in list(every(root, kind)):
            restore(change, view)
    for old, new in (("delText", "t"), ("delInstrText", "instrText")):
        for element in list(every(root, f"w:{old}")):
            element.tag = str(element.tag).replace(f"}}{old}", f"}}{new}")


def _cut_tables(root: Element, view: View) -> None:
    """Drop the rows and cells that are gone, and tables of which none is left."""
    kept = {row: tables.find_cells(row, view) for row in every(root, "w:tr")}
    for row, cells in kept.items():
        if not cells:
            remove_element(row)
    for cell in list(every(root, "w:tc")):
        if revisions.is_cell_gone(cell, view):
            remove_element(cell)
    for table in reversed(list(every(root, "w:tbl"))):
        if next(every(table, "w:tc"), None) is None:
            remove_element(table)


def _join(root: Element, view: View) -> None:
    """Paragraphs whose mark is gone give their content to the one that follows, as `document` reads them."""
    for container in dict.fromkeys(_find_container(paragraph) for paragraph in every(root, "w:p")):
        _join_within(container, view)


def _join_within(container: Element, view: View) -> None:
    pending: list[Element] = []
    for block in list(
        revisions.walk_through(container, ("w:p", "w:tbl"), lambda kind: revisions.is_hidden(kind, view))
    ):
        if name(block) == "w:p" and revisions.is_mark_gone(block, view):
            pending.append(block)
            continue
        if name(block) == "w:p":
            _give(pending, block)
        elif any(next(find_leaves(one, view), None) for one in pending):  # before a table it has nothing to join with
            _give(pending[:-1], pending[-1])
        else:
            _give(pending, None)
        pending = []
    if pending:
        _give(pending[:-1], pending[-1])


def _find_container(paragraph: Element) -> Element:
    """What holds a paragraph, with content controls and other wrappers left aside."""
    above = paragraph
    while name(above) not in _CONTAINERS and (parent := above.getparent()) is not None:
        above = parent
    return above


def _give(paragraphs: list[Element], following: Element | None) -> None:
    """Remove paragraphs, with the content controls that hold nothing else; `following` gets their content, if there is one."""
    for paragraph in reversed(paragraphs):
        if following is not None:
            at = 1 if child(following, "w:pPr") is not None else 0
            following[at:at] = [one for one in paragraph if name(one) != "w:pPr"]
        holder = paragraph.getparent()
        remove_element(paragraph)
        _remove_empty_controls(holder)


def _remove_empty_controls(holder: Element | None) -> None:
    """Remove a content control that holds no block, and the one around it if that was all, and so on."""
    while holder is not None and name(holder) == "w:sdtContent" and all(name(one) not in _BLOCKS for one in holder):
        control = holder.getparent()
        if control is None:
            return
        holder = control.getparent()
        remove_element(control)


def restore(change: Element, view: View) -> None:
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


def unwrap(mark: Element) -> None:
    """Put what a mark encloses in its place."""
    parent = mark.getparent()
    if parent is None:
        return
    for one in list(mark):
        mark.addprevious(one)  # not by index: a paragraph may hold 100,000 marks, and each would be counted to
    parent.remove(mark)
