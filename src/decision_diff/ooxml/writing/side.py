"""One of the two documents of a redline: its package without tracked changes, its paragraphs, their numbers, and its structure.

body, cell, note, text box ==items==> paragraphs and tables of rows of cells, wrappers left aside
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from decision_diff.frozen import frozen
from decision_diff.memory import Handed
from decision_diff.model import View
from decision_diff.ooxml import document, revisions
from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.equations import describe_structure, find_equations
from decision_diff.ooxml.names import name
from decision_diff.ooxml.numbering import Numbering
from decision_diff.ooxml.opened import Opened, read_view
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.styles import Styles
from decision_diff.ooxml.writing.resolve import resolve_all
from decision_diff.ooxml.writing.saving import Output
from decision_diff.safexml import Element


@dataclass(eq=False, slots=True)
class ParagraphItem:
    """A paragraph; `index` counts the paragraphs of the side as `document.paragraphs` gives them."""

    element: Element
    index: int


@dataclass(eq=False, slots=True)
class CellItem:
    """A table cell."""

    element: Element
    items: list[ParagraphItem | TableItem]


@dataclass(eq=False, slots=True)
class RowItem:
    """A table row."""

    element: Element
    cells: list[CellItem]

    def find_indexes(self) -> Iterator[int]:
        """Find the paragraphs in it, by index, in order."""
        for cell in self.cells:
            for item in cell.items:
                yield from find_indexes(item)


@dataclass(eq=False, slots=True)
class TableItem:
    """A table."""

    element: Element
    rows: list[RowItem]

    def find_indexes(self) -> Iterator[int]:
        """Find the paragraphs in it, by index, in order."""
        for row in self.rows:
            yield from row.find_indexes()


Item = ParagraphItem | TableItem


def find_indexes(item: Item | RowItem) -> list[int]:
    """Find the paragraphs in an item, by index, in order."""
    return [item.index] if isinstance(item, ParagraphItem) else list(item.find_indexes())


@frozen
class Printed:
    """What a reader sees of a paragraph: two redlines are the same when these are.

    `references` are the code points before which it refers to notes, `equations` how each of its equations is built.
    """

    text: str
    number: str
    format: str
    level: int
    outline: int | None
    row: tuple[int, int, int] | None
    note: str
    references: tuple[int, ...] = ()
    equations: tuple[object, ...] = ()


@dataclass(slots=True)
class DocumentSide:
    """A document without tracked changes. `containers` are the bodies, notes and text boxes that hold paragraphs, in order."""

    opened: Opened  # as it was read: writing changes its trees
    paragraphs: list[Paragraph]
    at: dict[Element, int]
    headers: list[Element] = field(default_factory=list)  # headers and footers among the containers
    _containers: list[tuple[Element, list[Item]]] | None = None

    @property
    def package(self) -> Package:
        """Its package."""
        return self.opened.package

    @property
    def styles(self) -> Styles:
        """The styles of its package."""
        return self.opened.styles

    @property
    def numbering(self) -> Numbering:
        """The lists of its package, all of its paragraphs counted."""
        return self.opened.numbering

    def find_list_level(self, index: int) -> tuple[int, int] | None:
        """Find the list and level that a paragraph counts in (`numbering.Counted`)."""
        read = self.opened.counted
        return (
            read[index].position if index < len(read) else self.numbering.find_list(self.paragraphs[index].properties)
        )

    def find_outline(self, index: int) -> int | None:
        """Find the outline level of a paragraph."""
        read = self.opened.outlines
        return read[index] if index < len(read) else self.styles.find_outline(self.paragraphs[index].properties)

    def add(self, root: Element, part: str) -> range:
        """Add a header or footer, or a copy of one, as a container like the body; gives the indexes of its paragraphs."""
        start = len(self.paragraphs)
        self._containers = None
        self.headers.append(root)
        for paragraph in document.read_story(self.package, root, part, "accepted"):
            self.at.update(dict.fromkeys(paragraph.elements, len(self.paragraphs)))
            self.paragraphs.append(paragraph)
        return range(start, len(self.paragraphs))

    def list_containers(self) -> list[tuple[Element, list[Item]]]:
        """List body, notes and text boxes in the order in which they are read, with what they hold; as it was before writing."""
        if self._containers is None:
            self._containers = self._find_containers()
        return self._containers

    def _find_containers(self) -> list[tuple[Element, list[Item]]]:
        found: dict[Element, None] = {}
        for paragraph in self.paragraphs:
            root = paragraph.elements[0]
            while name(root) not in ("w:body", "w:footnote", "w:endnote", "w:txbxContent"):
                above = root.getparent()
                if above is None:
                    break
                root = above
            found.setdefault(root)
        return [(root, self.find_items(root)) for root in found]

    def find_items(self, container: Element) -> list[Item]:
        """Find the paragraphs and tables in a container, through content controls and other wrappers."""
        found: list[Item] = []
        for element in _walk_through(container, ("w:p", "w:tbl")):
            if name(element) == "w:p":
                found.append(ParagraphItem(element, self.at.get(element, -1)))
            else:
                rows = [
                    RowItem(row, [CellItem(cell, self.find_items(cell)) for cell in _walk_through(row, ("w:tc",))])
                    for row in _walk_through(element, ("w:tr",))
                ]
                found.append(TableItem(element, rows))
        return found


def open_side(data: bytes, view: View, source: str = "", handed: Handed | None = None) -> DocumentSide:
    """Open a document as one view of it, without tracked changes; what a reader handed on is taken. Raises UnreadableError."""
    taken = None if handed is None else handed.take()
    if (
        isinstance(taken, Opened)
        and taken.view == "accepted"
        and not taken.package.claimed
        and not _has_marks(taken.package)
    ):
        return _claim(taken)
    package = Package(data, source)
    if _has_marks(package):
        output = Output(package)
        resolve_all(output, document.find_stories(package), view)
        package = Package(output.pack(), source)
    return _claim(read_view(package, "accepted"))


def _claim(opened: Opened) -> DocumentSide:
    opened.package.claimed = True
    return DocumentSide(opened, list(opened.paragraphs), dict(opened.at))


def _has_marks(package: Package) -> bool:
    return document.count_tracked_changes(package) > 0 or any(
        revisions.count(one) for one in package.compatibility.list_unread()
    )


def list_printed(opened: Opened) -> list[Printed]:
    """List what a reader sees of each paragraph of a view, as `find_printed` gives it."""
    return [one for _, one in find_printed(opened)]


def find_printed(opened: Opened) -> Iterator[tuple[int, Printed]]:
    """Find what a reader sees of each paragraph of a view, with its index; empty ones without a number are left out."""
    for index, paragraph in enumerate(opened.paragraphs):
        if opened.counted[index].number or paragraph.text.strip():
            yield index, _print(opened, index, paragraph)


def _print(opened: Opened, index: int, paragraph: Paragraph) -> Printed:
    where, number = paragraph.where, opened.counted[index].number
    found = find_equations(paragraph.pieces) if opened.features.has_equations else []
    return Printed(
        paragraph.text,
        number.text if number else "",
        number.format if number else "",
        number.level if number else 0,
        opened.outlines[index],
        (where.cell.table, where.cell.row, where.cell.cell) if where.cell else None,
        f"{where.kind} {where.note} {where.number}" if where.kind else "",
        paragraph.references,
        tuple(describe_structure(one.element, opened.view) for one in found),
    )


def _walk_through(root: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    return revisions.walk_through(root, wanted, lambda kind: kind in ("w:p", "w:tbl"))
