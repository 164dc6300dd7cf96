"""A decision as a Word document to write a redline of: its own without tracked changes, or a plain one on our template.

A text has no document of its own, and a document can be so odd that no redline in it proves: both get the template, with the
words and the numbers of the decision, its numbers typed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from decision_diff.errors import OutputError
from decision_diff.frozen import frozen
from decision_diff.ooxml.headers import Comments, read_comments
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.ooxml.pictures import Pictures
from decision_diff.ooxml.sections import has_own_even_pages
from decision_diff.ooxml.writing import template
from decision_diff.ooxml.writing.section_breaks import SectionEnd, find_section_ends
from decision_diff.ooxml.writing.side import DocumentSide, Printed, find_printed, open_side
from decision_diff.ooxml.writing.template import TypedParagraph, TypedRow
from decision_diff.patterns import late
from decision_diff.renderers.docx.paragraph_match import Layout, ParagraphText, find_layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from decision_diff.changes import Comparison
    from decision_diff.model import Clause, Decision

NO_XML = late("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_STYLES = {
    "title": "Title", "heading": "Title", "attachment": "Title", "part": "Call", "recitals": "Call", "operative": "Call",
    "chapter": "Section", "proposal": "Section", "section": "Section", "book": "Section", "subdivision": "Section", "paragraph": "Clause",
    "article": "Clause", "point": "Point", "item": "Item",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reader must see of a document in one view of the redline; no tree is held.

    `paragraphs` are those that show anything, each with its index. `native` is False on our template: then only words and numbers
    count. `even_pages`: these have headers and footers of their own.
    """

    source: str
    paragraphs: list[tuple[int, Printed]]
    native: bool = True
    pictures: Counter[str] = field(default_factory=Counter)
    section_ends: list[SectionEnd] = field(default_factory=list)
    comments: Comments = field(default_factory=list)
    even_pages: bool = False


@frozen
class Document:
    """A decision as a DOCX: its trees (writing changes them), where its clauses stand, and what a reader must see of it.

    `reduced`: it is on our template, and not because the decision is a text.
    """

    side: DocumentSide
    layout: Layout
    expected: Expected
    reduced: bool = False
    borrowed: frozenset[int] = frozenset()  # paragraphs without the number that the text has


def find_generated_numbers(comparison: Comparison) -> frozenset[str]:
    """Find the clauses of an old text, by eid, whose typed number Word generates in the new document: there is nothing to mark."""
    if looks_like_one(comparison.old.source.data) or not looks_like_one(comparison.new.source.data):
        return frozenset()
    return frozenset(
        change.old[0].eid
        for change in comparison.every
        if len(change.old) == len(change.new) == 1 and "move" not in change.effects and change.old[0].words
        for label in (change.new[0].label,)
        if label is not None and not label.typed and label.text == change.old[0].number
    )


def open_document(decision: Decision, borrowed: frozenset[str] = frozenset(), *, plain: bool = False) -> Document:
    """Open the document that a decision was read from; one on our template if it was read from a text, or with `plain`.

    Also if the document without its marks does not hold the paragraphs that were compared. OutputError for text that no Word
    document can hold.
    """
    data, source = decision.source.data, decision.source.name
    is_one = looks_like_one(data)
    if is_one and not plain:
        texts = [block.raw.removesuffix("\n") for block in decision.blocks]
        side = open_side(data, decision.view, source, decision.opened)
        if [paragraph.text for paragraph in side.paragraphs] == texts:
            return Document(side, find_layout(decision), _expect(side, source))
    return _open_template(decision, borrowed, reduced=is_one or plain)


def _expect(side: DocumentSide, source: str) -> Expected:
    package = side.package
    return Expected(
        source,
        list(find_printed(side.opened)),
        pictures=Pictures(package).count_in_view("accepted"),
        section_ends=find_section_ends(package, "accepted"),
        comments=read_comments(package, "accepted"),
        even_pages=has_own_even_pages(package),
    )


def _open_template(decision: Decision, borrowed: frozenset[str], *, reduced: bool) -> Document:
    if wrong := NO_XML.search("".join(clause.line for clause in decision.walk())):
        raise OutputError(
            f"the text holds the character U+{ord(wrong.group()):04X}, which no Word document can",
            source=decision.source.name,
        )
    content: list[TypedParagraph | TypedRow] = []
    made = _TemplateLayout({}, {}, {}, {})
    for clause in decision.walk():
        start = made.at
        # A row drawn with bars stays a line of text: its bars are words of the file.
        if clause.cells and clause.text == "\t".join(cell.of(clause.text) for cell in clause.cells):
            content.append(made.add_row(clause))
        else:
            content.append(made.add_line(clause, _find_gap(decision, clause), borrowed=clause.eid in borrowed))
        made.own[clause.eid] = range(start, made.at)
    side = open_side(template.make_document(content), "accepted", decision.source.name)
    numbers: Mapping[int, str] = made.numbers
    expected = [
        (index, Printed(one.text, numbers.get(index, ""), "", 0, None, None, ""))
        for index, one in made.texts.items()
        if one.text.strip() or index in numbers
    ]
    data = decision.source.data
    had = read_comments(Package(data), "accepted") if looks_like_one(data) else []
    return Document(
        side,
        Layout(made.spans, made.own, made.texts),
        Expected(decision.source.name, expected, native=False, comments=had),
        reduced=reduced,
        borrowed=frozenset(numbers),
    )


def _find_gap(decision: Decision, clause: Clause) -> str:
    """What stands between a number and its words: what the file has; a tab if Word makes the number, or if it has a line to itself."""
    if not decision.blocks or clause.label is None or not clause.label.typed:
        return "\t"
    first = decision.blocks[clause.origin.start]
    return first.gap if first.text or not clause.words else "\t"


@dataclass(slots=True)
class _TemplateLayout:
    """Where clauses stand in the template, as in `Layout`; `numbers` are those that are not written."""

    spans: dict[str, list[tuple[int, int, int]]]
    own: dict[str, range]
    texts: dict[int, ParagraphText]
    numbers: dict[int, str]
    at: int = 0

    def add_row(self, clause: Clause) -> TypedRow:
        spans = self.spans[clause.eid] = []
        cells = []
        for cell in clause.cells:
            offset, made = cell.start, []
            for text in cell.of(clause.text).split("\n"):
                made.append(TypedParagraph(text, "TableText"))
                self.texts[self.at] = ParagraphText(("", "", ""), text, "")
                spans.append((offset, offset + len(text), self.at))
                offset += len(text) + 1
                self.at += 1
            cells.append(tuple(made))
        return TypedRow(tuple(cells))

    def add_line(self, clause: Clause, gap: str, *, borrowed: bool) -> TypedParagraph:
        mark = next((f"{one.value}\t" for one in clause.features if one.kind == "mark"), "")
        if borrowed and not mark:
            self.numbers[self.at] = clause.number
            one = ParagraphText(("", "", ""), clause.words, "")
        else:
            one = ParagraphText((mark, clause.number, gap if clause.label else ""), clause.words, "")
        self.texts[self.at] = one
        self.spans[clause.eid] = [(0, len(clause.words), self.at)]
        self.at += 1
        return TypedParagraph(one.text, _STYLES.get(clause.level, ""))
