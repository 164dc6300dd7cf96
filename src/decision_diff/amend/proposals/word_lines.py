"""Marks the edits of a compilation in the document of the base: line by line, words within paragraphs, paragraphs and rows whole.

A conflict within a line is one deletion with the wordings behind it; a line that some take out and others amend is deleted by all of them, and the amended
ones follow as paragraphs. What comes in stands behind the line before. Numbers that Word generates are left to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff.amend.proposals.compiling import JOINT
from decision_diff.amend.proposals.units import Units, list_clauses
from decision_diff.amend.proposals.values import Compilation, CompiledEdit, Conflict, ProposedLine
from decision_diff.amend.proposals.word_paragraphs import ParagraphMaker, move_mark
from decision_diff.frozen import frozen
from decision_diff.ooxml import document as documents
from decision_diff.ooxml.names import above, child, every, name
from decision_diff.ooxml.writing import tracked_changes
from decision_diff.ooxml.writing.passage import Passage, track_content
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.tracked_changes import ElementMaker
from decision_diff.renderers.docx.document import Document
from decision_diff.safexml import Element

ROW: Final = "row"
_APART: Final = ("w:footnote", "w:endnote", "w:txbxContent")
_GONE: Final = (("w:t", "delText"), ("w:instrText", "delInstrText"))
Signers = tuple[str, ...]  # who share a tracked change


class UnmarkableError(Exception):
    """The document of the base has no place for what is to be marked."""


@frozen
class _Stretch:
    """Code points [start, end) of the words of a line, or of a paragraph, that `names` delete, and what comes in behind them."""

    start: int
    end: int
    names: Signers
    texts: tuple[tuple[Signers, str], ...]


class LineWriter:
    """Writes the tracked changes of a compilation into a document of its base."""

    def __init__(self, compilation: Compilation, document: Document, output: Output, date: str, *, plain: bool) -> None:
        self.compilation, self.document, self.output, self.plain = compilation, document, output, plain
        self.units = Units(compilation.lines)
        self.clauses = list_clauses(compilation.base)
        package = document.side.package
        roots = [package.read_xml(part) for part in documents.find_stories(package)]
        self.maker = ElementMaker(output.edit(package.main), "", date, tracked_changes.find_free_id(iter(roots)))
        self.made = ParagraphMaker(self.clauses, document, self.maker)
        self.order = {called: at for at, called in enumerate(compilation.names)}
        self.passages: dict[int, Passage] = {}
        self.put: dict[tuple[int, int], Element] = {}  # the last insertion behind a code point of a paragraph
        self.tail: Element | None = None  # the last paragraph or row of the body that was passed

    def write(self) -> None:
        """Write everything, in the order of the base."""
        arrivals: dict[int, list[CompiledEdit]] = {}
        inside: dict[int, list[CompiledEdit]] = {}
        for one in self.compilation.edits:
            found = arrivals if one.edit.lines else inside
            found.setdefault(self.units.find_line(one.edit.start), []).append(one)
        conflicts: dict[int, list[Conflict]] = {}
        for conflict in self.compilation.conflicts:
            if not conflict.edits[0].edit.lines:
                conflicts.setdefault(self.units.find_line(conflict.start), []).append(conflict)
        for at in range(len(self.clauses) + 1):
            for one in arrivals.get(at, ()):
                self._bring(at, one.edit.lines, one.names)
            if at < len(self.clauses):
                self._write_line(at, inside.get(at, ()), conflicts.get(at, ()))
        for part in documents.find_stories(self.document.side.package):
            _name_deleted(self.document.side.package.read_xml(part))

    def _sign(self, names: Sequence[str]) -> None:
        self.maker.author = JOINT.join(sorted(set(names), key=self.order.__getitem__))

    # -- a line of the base

    def _write_line(self, at: int, edits: Sequence[CompiledEdit], conflicts: Sequence[Conflict]) -> None:
        numbers = [one for one in edits if one.edit.kind == "number"]
        gone = next((one for one in edits if one.edit.kind == "lines"), None)
        last = self._find_elements(at)[-1]
        if gone is None:
            self._mark_number(at, numbers, ())
            for stretch in self._list_stretches(at, edits, conflicts):
                self._mark(*self._locate(at, stretch))
        elif conflicts:  # it is whole
            last = self._replace_line(at, numbers, conflicts[0], last)
        else:
            self._mark_number(at, numbers, gone.names)
            self._delete_line(at, gone.names)
        if all(above(last, kind) is None for kind in _APART):
            self.tail = last

    def _replace_line(self, at: int, numbers: Sequence[CompiledEdit], whole: Conflict, last: Element) -> Element:
        """Delete a line that some take out and others amend, and stack what the others make of it; gives the last of these."""
        self._mark_number(at, [_without_names(one, whole.names) for one in numbers], whole.names)
        self._delete_line(at, whole.names)
        for one in whole.alternatives:
            last = self._stack(last, one.lines, one.names)
        return last

    def _stack(self, last: Element, lines: Sequence[ProposedLine], names: Signers) -> Element:
        """Put a wording of a whole line behind the line or the wording before."""
        self._sign(names)
        for line in lines:
            made = self.made.make_row(line, last) if name(last) == "w:tr" else self.made.make_paragraph(line)
            last.addnext(made)
            last = made
        return last

    def _find_elements(self, at: int) -> list[Element]:
        """The paragraphs of a line, or its row."""
        clause = self.clauses[at]
        side = self.document.side
        found = [side.paragraphs[index].elements[0] for index in self.document.layout.own[clause.eid]]
        for index in self.document.layout.own[clause.eid]:
            self.output.edit(side.paragraphs[index].where.part)
        if not found:
            raise UnmarkableError(f"{clause.eid} has no paragraph")
        row = above(found[0], "w:tr") if clause.level == ROW else None
        return found if row is None else [row]

    def _delete_line(self, at: int, names: Signers) -> None:
        self._sign(names)
        for element in self._find_elements(at):
            if name(element) == "w:tr":
                tracked_changes.track_row(element, "del", self.maker)
            for paragraph in list(every(element, "w:p")):
                track_content(paragraph, "del", self.maker)
                if tracked_changes.find_section(paragraph) is None:
                    tracked_changes.track_end(paragraph, "del", self.maker)

    def _mark_number(self, at: int, edits: Sequence[CompiledEdit], also: Signers) -> None:
        """Mark the other numbers that a line gets, if its number is typed; `also` take the whole line out."""
        clause = self.clauses[at]
        edits = [one for one in edits if one.names]
        if not edits or (clause.label is not None and not clause.label.typed and not self.plain):
            return
        index = self.document.layout.own[clause.eid][0]
        lead, number, _ = self.document.layout.texts[index].parts
        texts = tuple((one.names, one.edit.text if number else f"{one.edit.text}\t") for one in edits)
        names = (*(called for one in edits for called in one.names), *also)
        self._mark(index, _Stretch(len(lead), len(lead) + len(number), names, texts))

    # -- words

    def _list_stretches(
        self, at: int, edits: Sequence[CompiledEdit], conflicts: Sequence[Conflict]
    ) -> Iterator[_Stretch]:
        """The stretches of the words of a line that change, in order, in code points of its words."""
        first = self.units.starts[at] + 1
        contested = {one for conflict in conflicts for one in conflict.edits}
        found = [
            _Stretch(one.start - first, one.end - first, one.names, tuple((each.names, each.lines[0].words) for each in one.alternatives))
            for one in conflicts
        ]  # fmt: skip
        found.extend(
            _Stretch(one.edit.start - first, one.edit.end - first, one.names, ((one.names, one.edit.text),))
            for one in edits
            if one.edit.kind == "words" and one not in contested
        )
        return iter(sorted(found, key=lambda one: (one.start, one.end)))

    def _locate(self, at: int, stretch: _Stretch) -> tuple[int, _Stretch]:
        """The paragraph that holds a stretch of the words of a line, and the stretch counted in it. UnmarkableError if none holds all of it."""
        for start, end, index in self.document.layout.spans[self.clauses[at].eid]:
            if start <= stretch.start and stretch.end <= end:
                by = len(self.document.layout.texts[index].head) - start
                return index, replace(stretch, start=stretch.start + by, end=stretch.end + by)
        raise UnmarkableError(f"{self.clauses[at].eid} has words that no paragraph holds")

    def _mark(self, index: int, stretch: _Stretch) -> None:
        """Mark a stretch of a paragraph, counted in the whole of it."""
        passage = self._open(index)
        start, end = stretch.start, stretch.end
        runs = [piece.run for piece in passage.pieces if piece.run is not None]
        self._sign(stretch.names)
        if start < end:
            passage.track(start, end, "del")
        for names, text in stretch.texts:
            if text:
                self._sign(names)
                self._put(index, passage, end, self.made.make_insertion(text, runs[-1] if runs else None))

    def _put(self, index: int, passage: Passage, at: int, element: Element) -> None:
        last = self.put.get((index, at))
        if last is None:
            passage.put(at, element)
        else:
            last.addnext(element)
        self.put[index, at] = element

    def _open(self, index: int) -> Passage:
        if index not in self.passages:
            paragraph = self.document.side.paragraphs[index]
            self.output.edit(paragraph.where.part)
            self.passages[index] = Passage(paragraph.elements[0], paragraph.pieces, self.maker)
        return self.passages[index]

    # -- what comes in

    def _bring(self, at: int, lines: Sequence[ProposedLine], names: Signers) -> None:
        """Bring lines in before the line `at`, behind all that stands there already."""
        self._sign(names)
        following = self._find_elements(at)[0] if at < len(self.clauses) else None
        before = self.tail
        for line in lines:
            self.tail = self._bring_line(line, following)
        if before is not None and self.tail is not None:
            move_mark(before, self.tail, self.maker)

    def _bring_line(self, line: ProposedLine, following: Element | None) -> Element:
        tail = self.tail
        is_next_row = following is not None and name(following) == "w:tr"
        if tail is not None and name(tail) == "w:tr" and (is_next_row or line.level == ROW):
            return _put_behind(tail, self.made.make_row(line, tail))
        if is_next_row and following is not None and line.level == ROW:
            made = self.made.make_row(line, following)
            following.addprevious(made)
            return made
        made = self.made.make_paragraph(line)
        if tail is not None:
            table = above(tail, "w:tbl") if name(tail) == "w:tr" else None
            return _put_behind(tail if table is None else table, made)
        if following is None:
            return self._bring_into_nothing(made)
        holder = above(following, "w:tbl") if is_next_row else None
        (following if holder is None else holder).addprevious(made)
        return made

    def _bring_into_nothing(self, made: Element) -> Element:
        """Put a paragraph at the end of the body of a document that says nothing."""
        body = next(every(self.output.edit(self.document.side.package.main), "w:body"))
        section = child(body, "w:sectPr")
        if section is None:
            body.append(made)
        else:
            section.addprevious(made)
        return made


def _without_names(one: CompiledEdit, names: Signers) -> CompiledEdit:
    return replace(one, names=tuple(called for called in one.names if called not in names))


def _put_behind(element: Element, made: Element) -> Element:
    element.addnext(made)
    return made


def _name_deleted(root: Element) -> None:
    """Give the text in deletions the name that it has there (17.3.3.7)."""
    for mark in every(root, "w:del"):
        for kind, local in _GONE:
            for text in list(every(mark, kind)):
                text.tag = f"{str(text.tag).partition('}')[0]}}}{local}"
