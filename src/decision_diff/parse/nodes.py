"""A clause in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from decision_diff.model import Label, Span


@dataclass(slots=True)
class Node:
    """A clause in the making; the only mutable thing of the parser, never seen outside it."""

    level: str
    rank: int
    start: int
    end: int
    text: str = ""
    label: Label | None = None
    gap: str = ""
    cells: tuple[Span, ...] = ()
    is_heading: bool = False
    children: list[Node] = field(default_factory=list)
    latest: dict[str, int] = field(default_factory=dict)  # by style the place of the last child that has it
    has_numbers: bool = False  # among its children
    up: Node | None = None

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
                self.latest[style] = len(self.children)
        self.children.append(child)

    def find_last(self, style: str) -> Label | None:
        """The number of the last child of that style."""
        at = self.latest.get(style)
        return None if at is None else self.children[at].label

    def take_from(self, start: int) -> list[Node]:
        """The children from `start` on, which hang here no longer."""
        taken = self.children[start:]
        if taken:
            del self.children[start:]
            self.latest = {style: at for style, at in self.latest.items() if at < start}
        return taken
