"""Word documents (DOCX, DOCM): one block per paragraph of one view of the document.

A block's `text` is the paragraph's text and `end` a line feed, so that the joined `raw` is the text of the document as we
read it; a number that Word generated is a label with `typed=False` and not part of it. The block of index i comes from
paragraph i of `ooxml.document.read_paragraphs`, which says in what order they come. `place` says where in a table, and which
note, a paragraph stands, and its outline level. A line break is a line feed inside the text.

A number prints the same and means the same whether Word or an author wrote it: what Word prints is read with the
grammar of `labels`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from decision_diff.memory import Handed
from decision_diff.model import Block, Label, Notice, Origin, Place, Reading, Source, View
from decision_diff.ooxml import document
from decision_diff.ooxml.authors import Authors
from decision_diff.ooxml.headers import read_stories
from decision_diff.ooxml.notices import report
from decision_diff.ooxml.numbering import Number
from decision_diff.ooxml.opened import Opened, open_view
from decision_diff.ooxml.package import looks_like_one
from decision_diff.readers.lists import make_label


def read(
    source: Source, *, encoding: str | None = None, beside: Sequence[Source] = (), view: View = "accepted"
) -> Reading:
    """Reads the paragraphs of a view of a Word document, in order.

    `view`: "accepted" as if all tracked changes were accepted, "rejected" as if all were rejected. `encoding` and `beside`
    are of no use here: a package declares its own encoding. Raises UnreadableError.
    """
    del encoding, beside
    opened = open_view(source.data, source.name, view)
    package, numbering = opened.package, opened.numbering
    authors = Authors(package, view)
    blocks = [
        Block(
            line.text,
            Origin(opened.paragraphs[index].where.part, index, index + 1),
            label=line.label,
            place=line.place,
            features=opened.seen[index],
            authored=authors.find_authored(opened.paragraphs[index]),
        )
        for index, line in enumerate(read_lines(opened))
    ]
    marks = document.count_tracked_changes(package)
    notices = report(opened, blocks)
    if marks:
        how = "accepted; `outline --view rejected` shows the text before them" if view == "accepted" else "rejected"
        what = "marks made by hand or tracked changes" if source.original else "tracked changes"
        notices.insert(0, Notice("tracked-changes", f"the document holds {marks} {what}, read as {how}"))
    if numbering.unknown:
        formats = ", ".join(sorted(form[:40] for form in numbering.unknown))
        notices.append(Notice("number-format", f"numbers in the format {formats} are shown in decimals"))
    if numbering.undefined:
        sentence = f"{numbering.undefined} × a list level that the file does not define; no number is shown"
        notices.append(Notice("number-level", sentence))
    if not any(block.text.strip() or block.label for block in blocks):
        notices.append(Notice("no-text", f"this view of the document ({view}) holds no text"))
    begun = (
        (named, opened.find_paragraph(element)) for named, element in sorted(opened.features.find_bookmarks().items())
    )
    targets = tuple((named, place) for named, place in begun if place is not None)
    return Reading(
        source,
        tuple(blocks),
        tuple(notices),
        marks,
        view,
        read_stories(opened),
        targets,
        None if marks else Handed(opened),
    )


def accepts(data: bytes) -> bool:
    """Whether these bytes are a Word document by their looks, or an older or encrypted one, which `read` names."""
    return looks_like_one(data)


class Line(NamedTuple):
    """What a block says by its words: the text of a paragraph, its number, and where it stands."""

    text: str
    label: Label | None
    place: Place


def read_lines(opened: Opened) -> Iterator[Line]:
    """Reads the lines of a view, one for each paragraph: blocks without what is seen or who wrote it, in a third of the time."""
    for paragraph, counted, outline in zip(opened.paragraphs, opened.counted, opened.outlines, strict=True):
        where, cell = paragraph.where, paragraph.where.cell
        label = _label(counted.number) if counted.number else None
        note = ""
        if where.kind:
            note = f"{where.kind} {where.note}"
            if label is None and where.first and where.symbol:
                label = Label(where.symbol, (where.number,), "note", where.kind, typed=False)
        yield Line(paragraph.text, label, Place((cell.table, cell.row, cell.cell) if cell else None, outline, note))


def _label(number: Number) -> Label:
    """What a printed number means."""
    return make_label(number.text, number.format, number.values, level=number.level, template=number.template)
