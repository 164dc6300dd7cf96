"""Makes the paragraphs, rows and runs that proposals bring in, like those of the nearest clause of the same level."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from decision_diff.amend.proposals.values import ProposedLine
from decision_diff.model import Clause
from decision_diff.ooxml.names import child, every, get, name
from decision_diff.ooxml.writing import tracked_changes
from decision_diff.ooxml.writing.tracked_changes import SPACE, ElementMaker
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.patterns import late
from decision_diff.renderers.docx.document import Document
from decision_diff.safexml import Element

_TAB: Final = "\t"
_PARTS: Final = late(r"[\t\n]|[^\t\n]+")
_CHANGES: Final = frozenset({"w:rPrChange", "w:ins", "w:del"})


class ParagraphMaker:
    """Makes inserted content; the author is the one that the maker has at that time."""

    def __init__(self, clauses: Sequence[Clause], document: Document, maker: ElementMaker) -> None:
        self.document, self.maker = document, maker
        self.models: dict[tuple[str, bool], Clause] = {}
        for clause in clauses:
            if document.layout.own.get(clause.eid):
                self.models.setdefault((clause.level, bool(clause.label)), clause)

    def make_paragraph(self, line: ProposedLine) -> Element:
        """Make an inserted paragraph. Its number is typed, unless the list of its model numbers it."""
        model = self.models.get((line.level, bool(line.number))) or self.models.get((line.level, not line.number))
        paragraph = self.maker.make("p")
        run = None if model is None else self._dress(paragraph, model)
        text = line.words
        if model is not None and self._is_listed(model):
            if not line.number:
                _drop_list(paragraph)
        elif line.number:
            gap = self.document.layout.texts[self._find_index(model)].parts[2] if model is not None else ""
            text = f"{line.number}{gap or _TAB}{text}"
        if text:
            paragraph.append(self.make_insertion(text, run))
        tracked_changes.track_end(paragraph, "ins", self.maker)
        return paragraph

    def _find_index(self, model: Clause) -> int:
        return self.document.layout.own[model.eid][0]

    def _is_listed(self, model: Clause) -> bool:
        return self.document.side.find_list_level(self._find_index(model)) is not None

    def _dress(self, paragraph: Element, model: Clause) -> Element | None:
        """Give a paragraph the properties of that of another clause, and say which run its words are to look like."""
        found = self.document.side.paragraphs[self._find_index(model)]
        paragraph.append(tracked_changes.copy_bare(found.properties, self.maker))
        return next((piece.run for piece in found.pieces[::-1] if piece.run is not None), None)

    def make_row(self, line: ProposedLine, model: Element) -> Element:
        """Make an inserted row like another one. Of more cells than that has, the last takes the rest, divided by tabs."""
        row = deepcopy(model)
        properties = child(row, "w:trPr")
        for mark in [one for one in properties if name(one) in _CHANGES] if properties is not None else []:
            remove_element(mark)
        cells = [one for one in row if name(one) == "w:tc"]
        texts = line.text.split("\t", len(cells) - 1)
        texts += [""] * (len(cells) - len(texts))
        for cell, text in zip(cells, texts, strict=True):
            self._fill(cell, text)
        tracked_changes.track_row(row, "ins", self.maker)
        return row

    def _fill(self, cell: Element, text: str) -> None:
        first = next(every(cell, "w:p"), None)
        properties = None if first is None else child(first, "w:pPr")
        run = None if first is None else next(every(first, "w:r"), None)
        for one in [one for one in cell if name(one) != "w:tcPr"]:
            cell.remove(one)
        for words in text.split("\n"):
            paragraph = self.maker.make("p")
            paragraph.append(tracked_changes.copy_bare(properties, self.maker))
            if words:
                paragraph.append(self.make_insertion(words, run))
            tracked_changes.track_end(paragraph, "ins", self.maker)
            cell.append(paragraph)

    def make_insertion(self, text: str, like: Element | None) -> Element:
        """Make a tracked insertion of a text, with the looks of another run; tabs and line feeds are such."""
        made = self.maker.make_change("ins")
        run = self.maker.make("r")
        properties = child(like, "w:rPr")
        if properties is not None:
            copy = deepcopy(properties)
            for one in [one for one in copy if name(one) in _CHANGES]:
                copy.remove(one)
            run.append(copy)
        run.extend(self._make_character(part) for part in _PARTS.findall(text))
        made.append(run)
        return made

    def _make_character(self, part: str) -> Element:
        """A tab, a line break, or words without any."""
        if part in "\t\n":
            return self.maker.make("tab" if part == "\t" else "br")
        element = self.maker.make("t")
        element.set(SPACE, "preserve")
        element.text = part
        return element


def move_mark(before: Element, last: Element, maker: ElementMaker) -> None:
    """Let a paragraph that ends in inserted words give its own mark as inserted, and the last that comes in behind it keep its own.

    Only if all are by one author, whose turn it is. LibreOffice 7.4 eats the paragraph break between the two when all is rejected, if the first keeps its mark (decision
    record 19). Rejected, the last one is the end of the first, so its properties are recorded as those of the first.
    """
    if name(before) != "w:p" or name(last) != "w:p" or tracked_changes.find_section(before) is not None:
        return
    end = next((one for one in reversed(before) if name(one) in ("w:r", "w:ins", "w:del", "w:hyperlink")), None)
    if (
        end is None
        or name(end) != "w:ins"
        or get(end, "w:author") != maker.author
        or _find_end_mark(before) is not None
    ):
        return
    mark = _find_end_mark(last)
    if mark is None or get(mark, "w:author") != maker.author:
        return
    remove_element(mark)
    old = tracked_changes.copy_bare(child(before, "w:pPr"), maker)
    if _spell(old) != _spell(tracked_changes.copy_bare(child(last, "w:pPr"), maker)):
        tracked_changes.track_properties(last, old, maker)
    tracked_changes.track_end(before, "ins", maker)


def _find_end_mark(paragraph: Element) -> Element | None:
    """The tracked change of a paragraph's mark."""
    properties = child(paragraph, "w:pPr", "w:rPr")
    return (
        next((one for one in properties if name(one) in ("w:ins", "w:del")), None) if properties is not None else None
    )


def _spell(element: Element) -> bytes:
    return etree.tostring(element, method="c14n")


def _drop_list(paragraph: Element) -> None:
    properties = child(paragraph, "w:pPr")
    number = child(properties, "w:numPr")
    if properties is not None and number is not None:
        properties.remove(number)
