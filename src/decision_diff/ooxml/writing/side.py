"""One of the two documents of a redline: its package without marks, its paragraphs, their numbers, and its structure.

body, cell, note, text box ==items==> paragraphs and tables of rows of cells, wrappers left aside
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from decision_diff.model import View
from decision_diff.ooxml import document, revisions
from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.equations import built, equations
from decision_diff.ooxml.names import name
from decision_diff.ooxml.numbering import Number, Numbering
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.styles import Styles
from decision_diff.ooxml.writing.resolve import resolve_all
from decision_diff.ooxml.writing.saving import Output
from decision_diff.safexml import Element


@dataclass(eq=False, slots=True)
class Para:
    """A paragraph; `index` counts the paragraphs of the side as `document.paragraphs` gives them."""

    element: Element
    index: int


@dataclass(eq=False, slots=True)
class Cell:
    """A table cell."""

    element: Element
    items: list[Para | Table]


@dataclass(eq=False, slots=True)
class Row:
    """A table row."""

    element: Element
    cells: list[Cell]

    def indexes(self) -> Iterator[int]:
        """The paragraphs in it, in order."""
        for cell in self.cells:
            for item in cell.items:
                yield from indexes(item)


@dataclass(eq=False, slots=True)
class Table:
    """A table."""

    element: Element
    rows: list[Row]

    def indexes(self) -> Iterator[int]:
        """The paragraphs in it, in order."""
        for row in self.rows:
            yield from row.indexes()


Item = Para | Table


def indexes(item: Item | Row) -> list[int]:
    """The paragraphs in an item, in order."""
    return [item.index] if isinstance(item, Para) else list(item.indexes())


@dataclass(frozen=True, slots=True)
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
class Side:
    """A document without marks. `containers` are the bodies, notes and text boxes that hold paragraphs, in order."""

    package: Package
    paragraphs: list[Paragraph]
    styles: Styles
    numbering: Numbering
    at: dict[Element, int] = field(default_factory=dict)
    beside: list[Element] = field(default_factory=list)  # headers and footers among the containers

    def add(self, root: Element, part: str) -> range:
        """Take a header or footer, or a copy of one, for a container like the body; which its paragraphs are."""
        start = len(self.paragraphs)
        self.beside.append(root)
        self._extend(document.beside(self.package, root, part, "accepted"))
        return range(start, len(self.paragraphs))

    def _extend(self, paragraphs: Iterable[Paragraph]) -> None:
        for paragraph in paragraphs:
            for element in paragraph.elements:
                self.at[element] = len(self.paragraphs)
            self.paragraphs.append(paragraph)

    def containers(self) -> list[tuple[Element, list[Item]]]:
        """Body, notes and text boxes in the order in which they are read, with what they hold."""
        found: dict[Element, None] = {}
        for paragraph in self.paragraphs:
            root = paragraph.elements[0]
            while name(root) not in ("w:body", "w:footnote", "w:endnote", "w:txbxContent"):
                above = root.getparent()
                if above is None:
                    break
                root = above
            found.setdefault(root)
        return [(root, self.items(root)) for root in found]

    def items(self, container: Element) -> list[Item]:
        """The paragraphs and tables in a container, through content controls and other wrappers."""
        found: list[Item] = []
        for element in _through(container, ("w:p", "w:tbl")):
            if name(element) == "w:p":
                found.append(Para(element, self.at.get(element, -1)))
            else:
                rows = [
                    Row(row, [Cell(cell, self.items(cell)) for cell in _through(row, ("w:tc",))])
                    for row in _through(element, ("w:tr",))
                ]
                found.append(Table(element, rows))
        return found


def open_side(data: bytes, view: View, source: str = "") -> Side:
    """A document as one view of it, its marks resolved. Raises UnreadableError."""
    package = Package(data, source)
    if document.marks(package) or any(revisions.count(one) for one in package.compatibility.unread()):
        output = Output(package)
        resolve_all(output, document.stories(package), view)
        package = Package(output.data(), source)
    styles = Styles(package)
    side = Side(package, [], styles, Numbering(package, styles, "accepted"))
    side._extend(document.paragraphs(package, "accepted"))  # noqa: SLF001 - ours
    return side


def printed(package: Package, view: View, paragraphs: Iterable[Paragraph] | None = None) -> list[Printed]:
    """What a reader sees of each paragraph of a view, empty ones without a number left out.

    `paragraphs` are those of the view, for who has them already.
    """
    return [one for _, one in shown(package, view, paragraphs)]


def shown(
    package: Package, view: View, paragraphs: Iterable[Paragraph] | None = None
) -> Iterator[tuple[Paragraph, Printed]]:
    """The paragraphs that `printed` tells of, with what it tells."""
    styles = Styles(package)
    numbering = Numbering(package, styles, view)
    for paragraph in document.paragraphs(package, view) if paragraphs is None else paragraphs:
        where = paragraph.where
        number: Number | None = numbering.next(paragraph.properties)
        found = Printed(
            paragraph.text,
            number.text if number else "",
            number.format if number else "",
            number.level if number else 0,
            styles.outline(paragraph.properties),
            (where.cell.table, where.cell.row, where.cell.cell) if where.cell else None,
            f"{where.kind} {where.note} {where.number}" if where.kind else "",
            paragraph.references,
            tuple(built(one.element, view) for one in equations(paragraph.pieces)),
        )
        if found.text.strip() or found.number:
            yield paragraph, found


def _through(root: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    return revisions.through(root, wanted, lambda kind: kind in ("w:p", "w:tbl"))
