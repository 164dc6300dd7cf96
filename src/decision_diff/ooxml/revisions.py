"""Tracked changes, ISO/IEC 29500-1, 17.13.5: what a view of a document shows, and what it does not.

A tracked document is two documents. The *accepted* view is the text after all changes were accepted: it shows insertions and the
new places of moves, not deletions and old places. The *rejected* view is the reverse, with the old paragraph properties.
Changes nest: a view shows what is inside two of them only if both let it, so that a deletion inside an insertion is in
neither view. The ranges that pair the ends of a move are not needed: its halves are a deletion and an insertion, paired or
not (17.13.5.22, 17.13.5.25).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from decision_diff.model import View
from decision_diff.ooxml.names import KNOWN, above, child, every, find_first, name
from decision_diff.safexml import Element

HIDDEN: Final[dict[View, frozenset[str]]] = {
    "accepted": frozenset({"w:del", "w:moveFrom", "w:cellDel"}),
    "rejected": frozenset({"w:ins", "w:moveTo", "w:cellIns"}),
}
MARKS: Final = frozenset({"w:ins", "w:del", "w:moveFrom", "w:moveTo"})
MOVES: Final = frozenset({"w:moveFrom", "w:moveTo"})
DELETED: Final = frozenset({"w:del", "w:moveFrom"})  # inside these, w:delText is text
_CHANGES: Final = (
    *sorted(MARKS),
    "w:cellIns",
    "w:cellDel",
    "w:cellMerge",
    "w:rPrChange",
    "w:pPrChange",
    "w:sectPrChange",
    "w:tblPrChange",
    "w:tblGridChange",
    "w:tblPrExChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:numberingChange",
    "w:customXmlInsRangeStart",
    "w:customXmlDelRangeStart",
    "w:customXmlMoveFromRangeStart",
    "w:customXmlMoveToRangeStart",
)


def is_shown_only(mark: str, view: View) -> bool:
    """Whether this view alone shows what a tracked change of that name encloses."""
    return mark in HIDDEN["rejected" if view == "accepted" else "accepted"]


def is_hidden(mark: str, view: View) -> bool:
    """Whether the view does not show what a tracked change of that name encloses."""
    return mark in HIDDEN[view]


def count(root: Element) -> int:
    """Counts the tracked changes of any kind at or below an element."""
    return sum(1 for _ in every(root, *_CHANGES))


def list_cancelled(root: Element) -> tuple[str, ...]:
    """Lists what was inserted and deleted again, paragraph by paragraph: it is in neither view, and stands in the document struck through."""
    found = []
    for paragraph in every(root, "w:p"):
        texts = (
            one.text or ""
            for one in every(paragraph, "w:delText")
            if _is_inside(one, "w:del") and _is_inside(one, "w:ins")
        )
        if words := "".join(texts):
            found.append(words)
    return tuple(found)


def _is_inside(element: Element, mark: str) -> bool:
    return above(element, mark) is not None


def is_mark_gone(paragraph: Element, view: View) -> bool:
    """Whether the paragraph's mark is absent (17.13.5.15, .20): it then joins the paragraph that follows."""
    return _is_gone(child(paragraph, "w:pPr", "w:rPr"), view)


def find_gone_marks(root: Element, view: View) -> frozenset[Element]:
    """Finds the paragraphs at or below an element whose mark is absent: `is_mark_gone` of all of them at once."""
    found: set[Element] = set()
    for mark in every(root, *sorted(HIDDEN[view])):
        holder = mark.getparent()
        paragraph = above(mark, "w:p") if holder is not None and name(holder) == "w:rPr" else None
        if paragraph is not None and holder is child(paragraph, "w:pPr", "w:rPr"):
            found.add(paragraph)
    return frozenset(found)


def is_moved_away(paragraph: Element, view: View) -> bool:
    """Whether the paragraph's mark is at the end of a move that is absent: moved away from here, or not yet come here."""
    marks = child(paragraph, "w:pPr", "w:rPr")
    return marks is not None and any(name(mark) in MOVES and name(mark) in HIDDEN[view] for mark in marks)


def is_row_gone(row: Element, view: View) -> bool:
    """Whether a table row is absent (17.13.5.12, .16), whatever marks its content has or lacks."""
    return _is_gone(child(row, "w:trPr"), view)


def is_cell_gone(cell: Element, view: View) -> bool:
    """Whether a table cell is absent (17.13.5.1, .2)."""
    return _is_gone(child(cell, "w:tcPr"), view)


def _is_gone(properties: Element | None, view: View) -> bool:
    if properties is None:
        return False
    hidden = HIDDEN[view]
    return any(KNOWN[mark.tag] in hidden for mark in properties)


def find_properties(paragraph: Element, view: View) -> Element | None:
    """Finds the w:pPr in force: in the rejected view the old one that w:pPrChange keeps whole (17.13.5.29)."""
    current = find_first(paragraph, "w:pPr")
    change = None if current is None or view == "accepted" else find_first(current, "w:pPrChange")
    return current if change is None else find_first(change, "w:pPr")


def find_run_properties(holder: Element | None, view: View) -> Element | None:
    """Finds the w:rPr in force of a run, or of the paragraph mark whose w:pPr is given (17.13.5.30, .31)."""
    current = None if holder is None else find_first(holder, "w:rPr")
    change = None if current is None or view == "accepted" else find_first(current, "w:rPrChange")
    return current if change is None else find_first(change, "w:rPr")


def walk_through(root: Element, wanted: Collection[str], closed: Callable[[str], bool]) -> Iterator[Element]:
    """Walks the outermost elements of the kinds `wanted` below `root`, in order, through content controls and wrappers.

    Nothing is looked for in properties, nor in elements of a kind that is `closed`. A stack and not recursion: nothing
    that a file nests may exhaust the interpreter's.
    """
    stack = [iter(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        kind = name(element)
        if kind in wanted:
            yield element
        elif not kind.endswith("Pr") and not closed(kind):
            stack.append(iter(element))
