"""Paragraphs that are cut and marked in a redline, whatever the number of their edits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from decision_diff.ooxml.document import read_paragraphs
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.text import TextPiece
from decision_diff.ooxml.writing.passage import Passage
from decision_diff.ooxml.writing.template import TypedParagraph, make_document
from decision_diff.ooxml.writing.tracked_changes import ElementMaker
from decision_diff.safexml import Element


class Counted(list[TextPiece]):
    """Pieces that count how many of them are read."""

    read = 0

    def __iter__(self) -> Iterator[TextPiece]:
        Counted.read += len(self)
        return super().__iter__()

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        Counted.read += len(found) if isinstance(at, slice) else 1
        return found


def open_passage(text: str) -> Passage:
    """The passage of a document of one paragraph, with pieces that are counted."""
    paragraph = next(read_paragraphs(Package(make_document([TypedParagraph(text)])), "accepted"))
    passage = Passage(paragraph.elements[0], paragraph.pieces, ElementMaker(paragraph.elements[0], "A", "", 1))
    passage.pieces = Counted(passage.pieces)
    return passage


def read_marked(paragraph: Element) -> str:
    """The text of a paragraph with what is inserted in brackets."""
    marked = (node for node in paragraph if node.tag.endswith(("}r", "}ins")))
    return "".join(f"[{text}]" if node.tag.endswith("ins") else text for node in marked if (text := "".join(node.itertext())))  # type: ignore[arg-type]  # fmt: skip


def test_an_edit_of_a_long_paragraph_looks_at_few_of_its_pieces() -> None:
    edits = 1000
    passage = open_passage("abcd" * edits)
    Counted.read = 0
    for at in range(0, 4 * edits, 4):
        passage.insert(at + 1, at + 2)
        passage.put(at + 3, passage.maker.make_change("del"))
    assert Counted.read < 40 * edits
    assert read_marked(passage.paragraph) == "a[b]cd" * edits
    assert passage.length == 4 * edits


def test_where_pieces_start_is_kept_true_in_any_order() -> None:
    passage = open_passage("ab\tcd\nef")
    for start, end in ((6, 7), (1, 4), (3, 4)):
        passage.cut_runs(start, end)
        assert passage.starts == [
            sum(len(one.text) for one in passage.pieces[:at]) for at in range(len(passage.pieces))
        ]
    passage.insert(4, 7)
    assert read_marked(passage.paragraph) == "abc[de]f"
    first, given = passage.divide(3)
    assert ("".join(one.text for one in given), "".join(one.text for one in passage.pieces)) == ("ab\t", "cd\nef")
    assert passage.starts == [sum(len(one.text) for one in passage.pieces[:at]) for at in range(len(passage.pieces))]
    assert first.getnext() is passage.paragraph
