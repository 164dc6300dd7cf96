"""The paragraphs of a view of a document, in the order in which they are read.

A reader makes one block of each, and a writer finds the elements of a block by its index: both call
`read_paragraphs`, and both get the same list.

After parsing, block i still comes from paragraph i, and `lead + number (if typed) + gap + text` of the block is the head of the
paragraph's text (white space at its end is in the block's `end`): that gives the offsets of a clause's words in it.

Order: the body from top to bottom; a table row by row, cell by cell, tables inside a cell in their place. After a
paragraph come the footnotes and endnotes that it refers to, then the text boxes that it anchors; notes of a table row come
after the row, so that a row's paragraphs stand together. Headers, footers and comments are not among them: `read_story` gives
those of one such story.

Paragraph marks (17.13.5.15, .20): a paragraph whose mark is absent in the view joins the one that follows it in the same
container, whose properties hold; a table whose rows are all absent does not stand between them. Before a table that
stays, such a paragraph has nothing to join: it stays if anything is left in it, else it is gone. At the end of a container it
stays, empty or not, because Word keeps one paragraph there.

Fields (17.16.18): results are text, instructions never, over as many paragraphs as they run. A field that is not closed
would swallow all the rest; its marks are ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal, NamedTuple

from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.model import View
from decision_diff.ooxml import revisions, sections, symbols, tables
from decision_diff.ooxml.fields import Computed, Fields, Results, find_computed_simple, find_volatile, is_before
from decision_diff.ooxml.names import every, get, name
from decision_diff.ooxml.note_numbers import NoteNumbers, ensure_paragraph
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.text import (
    Leaf,
    TextPiece,
    count_skipped,
    find_leaves,
    is_trimmed,
    join_pieces,
    read_characters,
    read_plain,
    read_runs,
)
from decision_diff.safexml import Element

Report = Callable[[str], None]
Note = Literal["footnote", "endnote"]
_BLOCKS = ("w:p", "w:tbl")
_MET = (*_BLOCKS, "w:altChunk", "w:subDoc", "w:r", "m:oMath", "m:oMathPara")
_NOTE_PARTS: tuple[tuple[Note, str, str], ...] = (("footnote", "footnotes", "w:footnote"), ("endnote", "endnotes", "w:endnote"))  # fmt: skip
_REFERENCES: dict[str, Note] = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_ANCHORS = frozenset({"w:txbxContent", *_REFERENCES})


class CellPosition(NamedTuple):
    """A cell by position, from 0: tables in the order of the story; rows and cells count as far as the view has them."""

    table: int
    row: int
    cell: int


@frozen
class Where:
    """Where a paragraph stands.

    `note` is 0 in the body; footnotes and endnotes count from 1, each in their own order of reference. `number` is that of the
    note and `symbol` how it is printed, 0 and "" if it has another mark. `first`: the note begins here. `box`: in a text box.
    """

    part: str
    cell: CellPosition | None = None
    kind: Note | Literal[""] = ""
    note: int = 0
    number: int = 0
    symbol: str = ""
    first: bool = False
    box: bool = False


@frozen
class Paragraph:
    """One paragraph of a view: the characters of `text`, without its number.

    `elements` are the w:p that make it, in order: more than one when marks between them are absent. `properties` is the
    w:pPr that holds (the last one's; the old one in the rejected view), or None. `container` is the parent in whose
    content it stands (w:body, w:tc, w:txbxContent, w:footnote, w:endnote). Joined in order, `pieces` are the text.
    `references` are the code points before which it refers to notes, in order; `computed` are the results of fields that any
    program works out anew (`fields`), in order.
    """

    elements: tuple[Element, ...] = field(repr=False)
    text: str
    pieces: tuple[TextPiece, ...]
    properties: Element | None = field(repr=False)
    container: Element = field(repr=False)
    where: Where
    references: tuple[int, ...] = ()
    computed: tuple[Computed, ...] = ()

    def cut(self, start: int, end: int) -> tuple[TextPiece, ...]:
        """The pieces that make the code points [start, end) of `text`, the outer two cut to fit."""
        found: list[TextPiece] = []
        at = 0
        for piece in self.pieces:
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                found.append(replace(piece, text=piece.text[first:last], offset=piece.offset + first))
            at += len(piece.text)
        return tuple(found)


def read_paragraphs(package: Package, view: View, report: Report | None = None) -> Iterator[Paragraph]:
    """Reads the paragraphs of a view, in the order described above. Joined they are all the text that is compared.

    `report` is called with the code of each thing that could not be read as it is meant (see `readers.docx`), once each.
    Raises UnreadableError when a part that is needed is broken.
    """
    yield from _Walk(package, view, report or (lambda _: None)).all()


def read_story(package: Package, root: Element, part: str, view: View) -> Iterator[Paragraph]:
    """Reads the paragraphs of a header, footer or comment, in the same order; page numbers as in `page_fields`."""
    walk = _Walk(package, view, lambda _: None)
    walk.volatile = True
    yield from walk.story(root, Where(part))


def find_stories(package: Package) -> tuple[str, ...]:
    """Finds the parts whose paragraphs are compared and may hold tracked changes: body, notes, headers and footers."""
    if package.stories is None or package.claimed:  # a writer may give a section another header
        notes = (package.find_related(kind) for _, kind, _ in _NOTE_PARTS)
        package.stories = (package.main, *(part for part in notes if part), *sections.find_header_parts(package))
    return package.stories


def count_tracked_changes(package: Package) -> int:
    """Counts the tracked changes in these parts."""
    return sum(revisions.count(package.read_xml(part)) for part in find_stories(package))


def _is_there(element: Element, container: Element, view: View) -> bool:
    """Whether an element is in the view and in this very story: not in a text box or an absent row."""
    for above in element.iterancestors():
        if above is container:
            return True
        kind = name(above)
        if (
            revisions.is_hidden(kind, view)
            or kind == "w:txbxContent"
            or (kind == "w:tr" and revisions.is_row_gone(above, view))
            or (kind == "w:tc" and revisions.is_cell_gone(above, view))
        ):
            return False
    return True


@dataclass(slots=True)
class _Content:
    """What a paragraph holds, as far as it was read.

    `open_field` is the end of the field that was read as a character, or its w:fldSimple.
    """

    pieces: list[TextPiece] = field(default_factory=list)
    length: int = 0
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[Note, Leaf]] = field(default_factory=list)
    references: list[int] = field(default_factory=list)
    open_field: Element | None = None
    text: str = ""
    computed: tuple[Computed, ...] = ()


def _take_field(leaf: Leaf, found: _Content, fields: Fields) -> bool:
    """Whether a leaf begins a field of `page_fields`, which is taken as one character, or stands in one."""
    if found.open_field is not None and (leaf.element is found.open_field or is_before(leaf.element, found.open_field)):
        found.open_field = None if leaf.element is found.open_field else found.open_field
        return True
    met = None if fields.hidden else find_volatile(leaf)
    if met is None:
        return False
    piece, found.open_field = met
    found.pieces.append(piece)
    found.length += len(piece.text)
    return True


class _Walk:
    def __init__(self, package: Package, view: View, report: Report) -> None:
        self.package = package
        self.view: View = view
        self.report = report
        self.volatile = False  # whether fields that any program works out anew are characters
        self.tables = 0
        styles = package.find_related("styles")
        self.styled = symbols.find_style_fonts(package.read_xml(styles) if styles else None)
        self.fonts: dict[Element, symbols.Fonts] = {}
        self.simple: dict[Element, str] = {}
        self.gone: frozenset[Element] = frozenset()  # paragraphs whose mark is absent
        self.seen: dict[str, int] = {"footnote": 0, "endnote": 0}
        self.note_numbers = NoteNumbers(package, view, self.report)
        self.notes: dict[str, tuple[str, dict[str, Element]]] = {}

    def all(self) -> Iterator[Paragraph]:
        bodies = [one for one in self.package.read_xml(self.package.main) if name(one) == "w:body"]
        if not bodies:
            raise UnreadableError("the document has no body", source=self.package.source)
        body = bodies[0]
        yield from self.story(body, Where(self.package.main))
        for other in bodies[1:]:
            if any(read_characters(leaf).strip() for leaf in find_leaves(other, self.view)):
                self.report("body")

    def story(self, container: Element, where: Where) -> Iterator[Paragraph]:
        self.enter(container)
        yield from self.inside(container, where, self.fields(container), None)

    def enter(self, root: Element) -> None:
        """Learn what the words of a part look like, and which of them are computed."""
        self.fonts.update(symbols.find_symbol_runs(root, self.view, self.styled))
        self.simple.update(find_computed_simple(root))
        self.gone |= revisions.find_gone_marks(root, self.view)

    def fields(self, container: Element) -> Fields:
        return Fields(container, lambda mark: _is_there(mark, container, self.view))

    def inside(
        self, container: Element, where: Where, fields: Fields, later: list[tuple[Note, Leaf]] | None
    ) -> Iterator[Paragraph]:
        """The paragraphs of a container. References to notes are put into `later`, if there is one."""
        pending: list[Element] = []
        for kind, element in self.blocks(container):
            if kind == "w:p":
                pending.append(element)
                if element not in self.gone:
                    yield from self.paragraph(pending, container, where, fields, later)
                    pending = []
            elif rows := [row for row in self.rows(element) if row]:
                if any(next(find_leaves(element, self.view), None) for element in pending):
                    yield from self.paragraph(pending, container, where, fields, later)
                pending = []
                yield from self.table(rows, where, fields, later)
        if pending:
            yield from self.paragraph(pending, container, where, fields, later)

    def blocks(self, container: Element) -> Iterator[tuple[str, Element]]:
        """The paragraphs and tables in a container, through content controls and other wrappers."""
        for element in revisions.walk_through(container, _MET, lambda kind: revisions.is_hidden(kind, self.view)):
            kind = name(element)
            if kind in _BLOCKS:
                yield kind, element
            else:
                self.report("included" if kind in ("w:altChunk", "w:subDoc") else "stray")

    def rows(self, table: Element) -> Iterator[list[Element]]:
        """The cells of each row that is in the view; a row all of whose cells are absent has none."""
        for row in tables.find_rows(table, self.view):
            if revisions.is_row_gone(row, self.view):
                if any(read_characters(leaf) for leaf in find_leaves(row, self.view)):
                    self.report("row")
            else:
                yield tables.find_cells(row, self.view)

    def table(
        self, rows: list[list[Element]], where: Where, fields: Fields, later: list[tuple[Note, Leaf]] | None
    ) -> Iterator[Paragraph]:
        if where.cell is not None:  # inside a cell: its text belongs to that cell
            for row in rows:
                for cell in row:
                    yield from self.inside(cell, where, fields, later)
            return
        at = self.tables
        self.tables += 1
        for row_at, row in enumerate(rows):
            notes: list[tuple[Note, Leaf]] = []
            for cell_at, cell in enumerate(row):
                place = replace(where, cell=CellPosition(at, row_at, cell_at))
                yield from self.inside(cell, place, fields, notes if later is None else later)
            yield from self.noted(notes)

    def paragraph(
        self,
        elements: list[Element],
        container: Element,
        where: Where,
        fields: Fields,
        later: list[tuple[Note, Leaf]] | None,
    ) -> Iterator[Paragraph]:
        properties = revisions.find_properties(elements[-1], self.view)
        if len(elements) == 1 and not (fields.open or self.volatile or self.fonts or self.simple):
            runs = read_runs(elements[0], self.view)
            if runs is not None:
                yield Paragraph(tuple(elements), join_pieces(runs), tuple(runs), properties, container, where)
                return
        found = self.content(elements, fields)
        pieces = tuple(found.pieces)
        references = tuple(found.references)
        yield Paragraph(tuple(elements), found.text, pieces, properties, container, where, references, found.computed)
        if later is None:
            yield from self.noted(found.notes)
        else:
            later.extend(found.notes)
        for box in found.boxes:
            yield from self.inside(box, replace(where, box=True), self.fields(box), later)

    def content(self, elements: list[Element], fields: Fields) -> _Content:
        """What stands in the elements of a paragraph."""
        found = _Content()
        results = Results(fields, self.simple)
        contents = fields.in_contents
        for leaf in chain.from_iterable([find_leaves(element, self.view) for element in elements]):
            if self.volatile and _take_field(leaf, found, fields):
                continue
            if leaf.name == "w:fldChar":
                self.step(leaf.element, fields)
                contents = contents or fields.in_contents
            elif leaf.name in _ANCHORS:
                self.anchor(leaf, found)
            elif not fields.hidden:
                self.words(leaf, found, results)
        found.text = join_pieces(found.pieces)
        if contents or results.found:
            found.computed = results.collect(found.text, in_contents=contents)
        return found

    def step(self, mark: Element, fields: Fields) -> None:
        """Go on behind a w:fldChar."""
        if mark in fields.broken:
            self.report("field")
        fields.step(mark)

    def anchor(self, leaf: Leaf, found: _Content) -> None:
        """Take a text box, or a reference to a note, which a reader sees unless the note is missing."""
        if leaf.name == "w:txbxContent":
            found.boxes.append(leaf.element)
            return
        found.notes.append((_REFERENCES[leaf.name], leaf))
        if self.note(leaf) is not None:
            found.references.append(found.length)

    def words(self, leaf: Leaf, found: _Content, results: Results) -> None:
        """Take the words of a leaf; where a field is open or is one element, they may be computed."""
        start = found.length
        found.length += self.piece(leaf, found.pieces)
        if results.fields.open or self.simple:
            results.add(leaf.element, start, found.length)

    def piece(self, leaf: Leaf, pieces: list[TextPiece]) -> int:
        """Put the text of a leaf behind the pieces, and give its length."""
        if leaf.name == "w:t" and not self.fonts and (plain := read_plain(leaf.element)):
            pieces.append(TextPiece(plain, leaf.element, 0, leaf.run))
            return len(plain)
        text = read_characters(leaf)
        if self.fonts and leaf.run in self.fonts and leaf.name in ("w:t", "w:delText"):
            text = symbols.show_text(self.fonts[leaf.run], text)
        if leaf.name == "w:t" and is_trimmed(leaf.element):
            self.report("space")
        if text:
            pieces.append(TextPiece(text, leaf.element, count_skipped(leaf), leaf.run))
            if leaf.name == "m:t":
                self.report("equation")
        elif leaf.name == "w:delText" and leaf.element.text and not leaf.deleted:
            self.report("stray")
        return len(text)

    def noted(self, references: list[tuple[Note, Leaf]]) -> Iterator[Paragraph]:
        """The paragraphs of notes, in the order of reference. A note inside a note is not followed (17.11.14)."""
        for kind, leaf in references:
            part, note = self.note_part(kind)[0], self.note(leaf)
            if note is None:
                self.report("note")
                continue
            self.seen[kind] += 1
            number, symbol = self.note_numbers.count(kind, leaf.element)
            where = Where(part, None, kind, self.seen[kind], number, symbol)
            inner = self.inside(note, where, self.fields(note), [])
            for at, paragraph in enumerate(inner):
                yield replace(paragraph, where=replace(paragraph.where, first=True)) if at == 0 else paragraph

    def note(self, reference: Leaf) -> Element | None:
        """The note that is referred to, None if the package has none of that id."""
        return self.note_part(_REFERENCES[reference.name])[1].get(get(reference.element, "w:id") or "")

    def note_part(self, kind: Note) -> tuple[str, dict[str, Element]]:
        if kind not in self.notes:
            relation, wanted = next((relation, wanted) for which, relation, wanted in _NOTE_PARTS if which == kind)
            part = self.package.find_related(relation)
            found: dict[str, Element] = {}
            if part:
                self.enter(self.package.read_xml(part))
            for note in every(self.package.read_xml(part), wanted) if part else ():
                found.setdefault(get(note, "w:id") or "", ensure_paragraph(note))
            self.notes[kind] = (part or "", found)
        return self.notes[kind]
