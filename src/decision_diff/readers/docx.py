"""Word documents (DOCX, DOCM): one block a paragraph of one view of the document.

A block's `text` is the paragraph's text and `end` a line feed, so that the joined `raw` is the text of the document as we
read it; a number that Word generated is a label with `typed=False` and no part of it. The block of index i comes from
paragraph i of `ooxml.document.paragraphs`, which says in what order they come. `place` says where in a table, and which
note, a paragraph stands, and its outline level. A line break is a line feed inside the text.

A number prints the same and means the same whether Word or an author wrote it: what Word prints is read with the
grammar of `labels`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from decision_diff import labels
from decision_diff.errors import UnreadableError
from decision_diff.model import Block, Feature, Label, Notice, Origin, Place, Reading, Source, View
from decision_diff.notices import NoticeCode
from decision_diff.ooxml import document
from decision_diff.ooxml.beside import stories
from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.features import Features, bookmarks
from decision_diff.ooxml.numbering import Number, Numbering
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.ooxml.styles import Styles
from decision_diff.ooxml.unseen import differing_alternatives, hidden_runs

MAX_PARAGRAPHS = 500_000  # some 10,000 pages

_LETTERED = frozenset({"lowerLetter", "upperLetter"})
# Characters that turn or hide what is read: bidirectional controls; then those of no width.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0]")


def read(
    source: Source, *, encoding: str | None = None, beside: Sequence[Source] = (), view: View = "accepted"
) -> Reading:
    """The paragraphs of a view of a Word document, in order.

    `view`: "accepted" as if all tracked changes were accepted, "rejected" as if all were rejected. `encoding` and `beside`
    are of no use here: a package says itself how it is encoded. Raises UnreadableError.
    """
    del encoding, beside
    package = Package(source.data, source.name)
    styles = Styles(package)
    numbering = Numbering(package, styles, view)
    features = Features(package, view)
    begun: dict[str, int] = {}
    told: list[str] = []
    blocks: list[Block] = []
    for index, paragraph in enumerate(document.paragraphs(package, view, told.append)):
        if index == MAX_PARAGRAPHS:
            raise UnreadableError(f"more than {MAX_PARAGRAPHS:,} paragraphs, which no decision has", source=source.name)
        number = numbering.next(paragraph.properties)
        blocks.append(_block(index, paragraph, number, styles, features.of(paragraph)))
        for named in bookmarks(paragraph):
            begun.setdefault(named, index)
    marks = document.marks(package)
    notices = [*package.notices(), *_kept_out(package, styles), *_losses(told), *_oddities(blocks)]
    if marks:
        how = "accepted; --view rejected shows the text before them" if view == "accepted" else "rejected"
        notices.insert(0, Notice("tracked-changes", f"the document holds {marks} tracked changes, read as {how}"))
    if numbering.unknown:
        formats = ", ".join(sorted(form[:40] for form in numbering.unknown))
        notices.append(Notice("number-format", f"numbers in the format {formats} are shown in decimals"))
    if numbering.undefined:
        sentence = f"{numbering.undefined} × a list level that the file does not define; no number is shown"
        notices.append(Notice("number-level", sentence))
    if not any(block.text.strip() or block.label for block in blocks):
        notices.append(Notice("no-text", f"this view of the document ({view}) holds no text"))
    targets = tuple((named, begun[named]) for named in sorted(features.targets) if named in begun)
    return Reading(source, tuple(blocks), tuple(notices), marks, view, stories(package, view), targets)


def accepts(data: bytes) -> bool:
    """Whether these bytes are a Word document by their looks, or an older or encrypted one, which `read` names."""
    return looks_like_one(data)


def _block(
    index: int, paragraph: Paragraph, number: Number | None, styles: Styles, features: tuple[Feature, ...]
) -> Block:
    where = paragraph.where
    label = _label(number) if number else None
    note = ""
    if where.kind:
        note = f"{where.kind} {where.note}"
        if label is None and where.first and where.number:
            label = Label(str(where.number), (where.number,), "note", where.kind, typed=False)
    place = Place(
        row=(where.cell.table, where.cell.row, where.cell.cell) if where.cell else None,
        outline=styles.outline(paragraph.properties),
        note=note,
    )
    return Block(paragraph.text, Origin(where.part, index, index + 1), label=label, place=place, features=features)


def _label(number: Number) -> Label:
    """What a printed number means. One that the grammar does not know keeps its own values and template as style."""
    text = number.text.strip()
    found = labels.find(f"{text}\t")
    if found is not None and found.label.text == text:
        label = found.label
        if found.other is not None and number.format in _LETTERED:  # "i)" as the ninth letter
            label = found.other
        return Label(text, label.value, label.level, label.style, typed=False)
    if number.format == "bullet":
        return Label(text, (), "item", "•", typed=False)
    level = "paragraph" if number.level == 0 else "point"
    return Label(text, number.values, level, f"{number.format} {number.template.strip()}", typed=False)


# Code of `document` -> code of the notice, and its sentence.
_LOSSES: dict[str, tuple[NoticeCode, str]] = {
    "equation": ("equation", "equations are read as the characters in them; their layout is not compared"),
    "field": ("field", "a field is not closed; all of it is read as text"),
    "included": ("included", "the document includes another file in its text (altChunk), which is not read"),
    "row": ("row-content", "a table row is inserted or deleted with words in it that carry no mark; they go with it"),
    "stray": ("stray", "the document holds text where none may be; it is not read"),
    "note": ("note-missing", "a footnote or endnote is referred to that is not in the document"),
}


def _losses(told: Sequence[str]) -> list[Notice]:
    found = []
    for code, times in sorted(Counter(told).items()):
        notice, sentence = _LOSSES[code]
        found.append(Notice(notice, sentence if times == 1 else f"{times} × {sentence}"))
    return found


# Code of the notice, its sentence, and the kinds of parts that hold such text.
_KEPT_OUT: tuple[tuple[NoticeCode, str, tuple[str, ...]], ...] = (
    (
        "headers-footers",
        "headers and footers are no clauses; only tracked changes in Word show them",
        ("header", "footer"),
    ),
    ("comments", "comments are not compared", ("comments",)),
    ("diagrams", "the words of diagrams and charts are not compared", ("diagramData", "chart")),
)


def _kept_out(package: Package, styles: Styles) -> list[Notice]:
    """Text that Word shows somewhere and that is not compared: headers, footers, comments, hidden and drawn text."""
    found = []
    for code, what, kinds in _KEPT_OUT:
        parts = sorted(
            {link.target for link in package.relationships(package.main) if link.kind in kinds and not link.external}
        )
        if any(_holds_text(package, part) for part in parts):
            found.append(Notice(code, what))
    if hidden := hidden_runs(package, styles):
        found.append(Notice("hidden-text", f"{hidden} × hidden text, which is read and compared as any other"))
    if times := differing_alternatives(package):
        sentence = (
            f"{times} × a text of which the file holds two versions; older programs show the one that is not read"
        )
        found.append(Notice("alternatives", sentence))
    return found


def _holds_text(package: Package, part: str) -> bool:
    if not package.has(part):
        return False
    return any(
        str(element.tag).endswith(("}t", "}v")) and (element.text or "").strip() for element in package.xml(part).iter()
    )


def _oddities(blocks: Sequence[Block]) -> list[Notice]:
    """Notices on characters that a reader cannot see; they are kept and compared as they are."""
    found = []
    unseen_characters: tuple[tuple[NoticeCode, re.Pattern[str], str], ...] = (
        ("bidi-controls", _BIDI, "characters that turn the direction of writing, which are kept"),
        ("zero-width", _ZERO_WIDTH, "characters of no width, which are kept"),
    )
    for code, pattern, what in unseen_characters:
        places = [(block, len(pattern.findall(block.text))) for block in blocks if pattern.search(block.text)]
        if places:
            first = places[0][0]
            times = sum(count for _, count in places)
            found.append(Notice(code, f"{times} × {what}; first in paragraph {first.origin.start + 1}", first.origin))
    inner = [block for block in blocks if block.label and block.place and block.place.row]
    starts = {block.place.row[:2]: block for block in reversed(blocks) if block.place and block.place.row}
    unseen = sum(1 for block in inner if block.place and block.place.row and starts[block.place.row[:2]] is not block)
    if unseen:
        found.append(Notice("cell-numbers", f"{unseen} × a number that Word prints inside a table row, not compared"))
    return found
