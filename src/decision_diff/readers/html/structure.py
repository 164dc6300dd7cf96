"""Lists, tables and headings of a page, as they are opened and closed on a walk: what they say of a block (`model.Place`, label)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from decision_diff.readers import grid
from decision_diff.readers.flow import Flow
from decision_diff.readers.html import numbers
from decision_diff.readers.html.tree import PageNode

_LISTS: Final = frozenset({"ol", "ul", "menu", "dir"})
_CELLS: Final = frozenset({"td", "th"})
_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_HEADINGS: Final = {f"h{level}": level - 1 for level in range(1, 7)}
_MOST_COLUMNS: Final = 1000  # as the standard has it (HTML, 4.9.11)
_MOST_ROWS: Final = 65_534
_ORDER: Final = {"caption": 0, "colgroup": 0, "thead": 1, "tfoot": 3}


class Structure:
    """The open lists and tables of a page."""

    def __init__(self, flow: Flow, source: str) -> None:
        self._flow = flow
        self._lists: list[numbers.List] = []
        self._tables: list[grid.Grid | None] = []  # None: a table within a cell, or one that only arranges a page
        self._cells = grid.CellFlow(flow, "page", source)
        self._count = 0

    def open_element(
        self, node: PageNode, attributes: Mapping[str, str | None], style: Mapping[str, str], *, is_hidden: bool
    ) -> None:
        """An element that is a block begins; the block before it has ended."""
        tag = node.name
        if tag in _HEADINGS:
            self._flow.outline = _HEADINGS[tag]
        elif tag in _LISTS:
            self._keep_item()
            items = sum(child.name == "li" for child in node.children or ())
            self._lists.append(numbers.open_list(tag, attributes, style, items, len(self._lists)))
        elif tag == "li" and not is_hidden:  # one that is not shown is not counted (CSS Lists 3, 4)
            opened = self._lists[-1] if self._lists else None
            self._flow.label = numbers.number_item(opened, attributes, style, self._meet_style)
        elif tag == "table":
            self._begin_table(attributes)
        elif table := self._tables[-1] if self._tables else None:
            self._begin_in_table(tag, table, attributes)

    def complete_element(self, node: PageNode) -> None:
        """It ends, and so has the block in it."""
        tag = node.name
        if tag in _HEADINGS:
            self._flow.outline = None
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._keep_item()
        elif tag == "table":
            self._tables.pop()
        elif table := self._tables[-1] if self._tables else None:
            self._finish_in_table(tag, table)

    def _begin_table(self, attributes: Mapping[str, str | None]) -> None:
        is_own = not self._cells.is_open and attributes.get("role") not in ("presentation", "none")
        self._tables.append(grid.Grid(self._count) if is_own else None)
        self._count += is_own

    def _begin_in_table(self, tag: str, table: grid.Grid, attributes: Mapping[str, str | None]) -> None:
        if tag == "tr":
            table.open_row()
        elif tag in _CELLS:
            self._cells.open_cell(table, *_read_spans(attributes))

    def _finish_in_table(self, tag: str, table: grid.Grid) -> None:
        if tag in _CELLS and self._cells.is_open:
            self._cells.close_cell()
        elif tag == "tr":
            self._cells.cover(table, to_end=True)
        elif tag in _GROUPS:
            table.complete_group()

    def _keep_item(self) -> None:
        """An item without words of its own has its number nevertheless."""
        if self._flow.label is not None:
            self._flow.complete(keep=True)

    def _meet_style(self, style: str) -> None:
        self._flow.remember("number-format", f"numbers of the style {style[:40]}, which are shown in decimals")


def list_children(node: PageNode) -> list[PageNode]:
    """The children of an element as they are seen: the head of a table first, its foot last."""
    children = list(node.children or ())
    if node.name == "table":
        children.sort(key=lambda child: _ORDER.get(child.name, 2))
    return children


def _read_spans(attributes: Mapping[str, str | None]) -> tuple[int, int]:
    """How many columns and rows a cell has; 0 rows are all to the end of the group."""
    columns = numbers.read_number(attributes.get("colspan"))
    rows = numbers.read_number(attributes.get("rowspan"))
    wide = columns if columns is not None and 1 <= columns <= _MOST_COLUMNS else 1
    high = min(rows, _MOST_ROWS) if rows is not None and rows >= 0 else 1
    return wide, high or _MOST_ROWS
