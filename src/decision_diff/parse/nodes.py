"""A clause in the making."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from decision_diff.model import Label, Span
from decision_diff.parse.levels import LEAF
from decision_diff.parse.logical_lines import LogicalLine

_NO_STYLES: Final[frozenset[str]] = frozenset()  # made once: each empty one would be an object of its own
_NO_CHILDREN: Final[list[Node]] = []  # of most nodes; what gets a child gets a list of its own


class Node:
    """A clause in the making, never seen outside the parser. `has_numbers`: among its children; `up` is what it hangs in."""

    __slots__ = (
        "_latest", "cells", "children", "end", "enumerations", "gap", "has_numbers", "is_heading", "label", "level", "rank", "start", "text", "up",
    )  # fmt: skip

    def __init__(
        self,
        level: str,
        rank: int,
        start: int,
        end: int,
        text: str = "",
        label: Label | None = None,
        gap: str = "",
        cells: tuple[Span, ...] = (),
        is_heading: bool = False,
    ) -> None:
        self.level, self.rank, self.start, self.end = level, rank, start, end
        self.text, self.label, self.gap, self.cells, self.is_heading = text, label, gap, cells, is_heading
        self.children: list[Node] = _NO_CHILDREN
        self.has_numbers = False
        self.up: Node | None = None
        self.enumerations = _NO_STYLES  # styles of its lists whose items are parts of a sentence
        self._latest: dict[str, int] | None = None  # by style the place of the last child that has it; most have none

    @property
    def style(self) -> str:
        """The form of its number; labels of one style make one list. Rows and notes are not list items."""
        return self.label.style if self.label and self.level not in ("row", "note") else ""

    def append(self, child: Node) -> None:
        """Add a child after the others, and remember it as the last one of its style."""
        child.up = self
        if child.label is not None:
            self.has_numbers = True
            if style := child.style:
                if self._latest is None:
                    self._latest = {}
                self._latest[style] = len(self.children)
        if self.children:
            self.children.append(child)
        else:
            self.children = [child]

    def find_latest(self, style: str) -> int | None:
        """The place of the last child of that style."""
        return self._latest.get(style) if self._latest is not None else None

    def take_from(self, start: int) -> list[Node]:
        """The children from `start` on, which hang here no longer."""
        taken = self.children[start:]
        if taken:
            del self.children[start:]
            self._latest = {style: at for style, at in (self._latest or {}).items() if at < start}
        return taken


class NodeRun(Node):
    """Sibling clauses in the making, as one child of their parent, with the last number: see `runs`.

    `lines` are those that they are read from, `texts` their words, and `are_headings` says of each whether these are a heading.
    """

    __slots__ = ("are_headings", "lines", "texts")

    def __init__(
        self, level: str, rank: int, lines: Sequence[LogicalLine], texts: Sequence[str], are_headings: Sequence[bool]
    ) -> None:
        first, last = lines[0], lines[-1]
        super().__init__(level, rank, first.start, last.end, texts[-1], last.found.label if last.found else None)
        self.lines, self.texts, self.are_headings = lines, texts, are_headings


def take_back(path: Sequence[Node]) -> None:
    """Give the texts that seemed to have ended several lists to the last item of the innermost one, which goes on. `path` leads to it."""
    innermost = path[-1]
    item = innermost.children[-1] if innermost.children else innermost
    for below, above in pairwise(reversed(path)):  # what hangs further in stands before
        at = len(above.children)
        while above.children[at - 1] is not below:
            at -= 1
        for node in above.take_from(at):
            node.level = "p" if node.level in ("paragraph", "wrapUp") else node.level
            item.append(node)


def make_bare(level: str, line: LogicalLine) -> Node:
    """A row or a note, with the number that Word gave it, if any."""
    label = line.found.label if line.found else None
    return Node(level, LEAF, line.start, line.end, line.text, label, cells=line.cells)


def make_head(level: str, rank: int, line: LogicalLine) -> Node:
    """A heading without a number."""
    return Node(level, rank, line.start, line.end, line.text, is_heading=True)
