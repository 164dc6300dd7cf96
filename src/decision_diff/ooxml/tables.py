"""Rows and cells of a table in a view, through content controls and other wrappers, ISO/IEC 29500-1, 17.13.5.

A row goes with the tracked change on it, a cell with its own. Word has no change for a row that was moved: it marks the ends
of all cells as moved, and the row goes with them when no words stay in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from decision_diff.model import View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.names import name
from decision_diff.ooxml.text import find_leaves, read_characters
from decision_diff.safexml import Element


def find_rows(table: Element, view: View) -> Iterator[Element]:
    """Finds the rows of a table, in order, also those that are absent."""
    return _below(table, "w:tr", view)


def find_cells(row: Element, view: View) -> list[Element]:
    """Finds the cells of a row that are in the view; empty if the row is absent."""
    if revisions.is_row_gone(row, view):
        return []
    found = [cell for cell in _below(row, "w:tc", view) if not revisions.is_cell_gone(cell, view)]
    return [] if all(_moved_away(cell, view) for cell in found) else found


def _below(root: Element, wanted: str, view: View) -> Iterator[Element]:
    return revisions.walk_through(
        root, (wanted,), lambda kind: kind in ("w:p", "w:tbl") or revisions.is_hidden(kind, view)
    )


def _moved_away(cell: Element, view: View) -> bool:
    paragraphs = [element for element in cell if not name(element).endswith("Pr")]
    return (
        bool(paragraphs)
        and all(name(element) == "w:p" and revisions.is_moved_away(element, view) for element in paragraphs)
        and not any(read_characters(leaf) for element in paragraphs for leaf in find_leaves(element, view))
    )
