"""Operations on paragraphs, written: new words are marked in the new paragraph, and deleted ones come in from the old document.

Notes, text boxes and pictures that hung on deleted words come with them. A number or list that changed is kept in a w:pPrChange.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from decision_diff.ooxml.names import name
from decision_diff.ooxml.text import TextPiece
from decision_diff.ooxml.writing import tracked_changes
from decision_diff.ooxml.writing.anchors import Anchor
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.carry_notes import carry_anchor
from decision_diff.ooxml.writing.carry_runs import carry_runs
from decision_diff.ooxml.writing.passage import Passage, track_content, track_run
from decision_diff.ooxml.writing.tracked_changes import ElementMaker
from decision_diff.renderers.docx.formatting import Formats
from decision_diff.renderers.docx.operations import Delete, Divide, Insert, InsertWords, Keep, PlannedEdit
from decision_diff.renderers.docx.paragraph_marks import track_move
from decision_diff.safexml import Element


@dataclass
class ParagraphWriter:
    """Writes what happens to paragraphs.

    `borrowed` are the paragraphs of an old text whose number the new document generates; `restore`: every paragraph with a number
    gets its old properties, so that old lists count alone. `formats` is None where one of the two has none: a text.
    """

    carrier: Carrier
    formats: Formats | None
    borrowed: frozenset[int] = frozenset()
    restore: bool = False
    _left: dict[int, list[TextPiece]] = field(default_factory=dict)  # of a new paragraph that gave its first parts away

    @property
    def maker(self) -> ElementMaker:
        """What makes the marks."""
        return self.carrier.maker

    def agree_on_lists(self, became: Mapping[int, int]) -> None:
        """Take those lists for the same that most of the paragraphs that stay count in."""
        votes: Counter[tuple[int, int]] = Counter()
        for i, j in became.items():
            before, after = self.carrier.old.find_list_level(i), self.carrier.new.find_list_level(j)
            if before and after:
                votes[before[0], after[0]] += 1
        for (old, new), _ in sorted(votes.items(), key=lambda one: (-one[1], one[0])):
            self.carrier.agree(old, new)

    def keep(self, one: Keep) -> None:
        """Write the edits of a paragraph that stays."""
        if not (one.verbatim and self._keeps_number(one.old.index, one.new.index)):
            self._amend(one)
        if self.formats is not None:
            self.formats.track_section(
                tracked_changes.find_section(one.old.element), tracked_changes.find_section(one.new.element)
            )

    def _amend(self, one: Keep) -> None:
        old, new = one.old.index, one.new.index
        before, after = self.carrier.old.paragraphs[old], self.carrier.new.paragraphs[new]
        self.carrier.count_lost(before.elements[:1], after.elements[:1])
        self._write_properties(old, new, after.elements[0])
        if not (one.edits or one.hanging) and self.formats is None:
            return
        passage = Passage(after.elements[0], after.pieces, self.maker)
        runs: dict[Anchor, Element] = {}
        for anchor in one.hanging:
            runs[anchor] = passage.isolate(anchor.element)
            if anchor in one.came:
                track_run(runs[anchor], None, "ins", self.maker)
        self._write_edits(passage, old, one.edits, runs)
        if self.formats is not None:
            self.formats.track_runs(passage, old, new, one.equal)

    def divide(self, one: Divide) -> Element:
        """One part of a paragraph that was split or joined; its paragraph, the mark of which is not yet marked."""
        part = one.part
        new = self.carrier.new.paragraphs[part.new]
        element = new.elements[0]
        if part.of is not None:  # asked before the first part is written: a join cuts the new paragraph up
            olds, news = part.of
            self.carrier.count_lost(
                [self.carrier.old.paragraphs[at].elements[0] for at in olds],
                [self.carrier.new.paragraphs[at].elements[0] for at in news],
            )
        pieces = self._left.get(part.new, list(new.pieces))
        if part.joined and not part.last:
            whole = Passage(element, pieces, self.maker)
            element, pieces = whole.divide(part.size)
            self._left[part.new] = whole.pieces
            element.insert(0, self.carrier.carry_all_properties(part.old))
        elif part.last:
            self._write_properties(part.old, part.new, element)
        passage = Passage(element, pieces, self.maker)
        self._write_edits(passage, part.old, one.edits, {})
        if self.formats is not None:
            self.formats.track_runs(passage, part.old, part.new, one.equal)
        return element

    def insert(self, one: Insert) -> None:
        """Mark a paragraph as inserted; of one that moved, what came along as moved and what is new in it as inserted."""
        if one.move is not None:
            paragraph = self.carrier.new.paragraphs[one.new.index]
            passage = Passage(one.new.element, paragraph.pieces, self.maker)
            at = 0
            for _, start, length in one.move.along:
                passage.track(at, start, "ins")
                passage.track(start, start + length, "moveTo")
                at = start + length
            passage.track(at, passage.length, "ins")
        track_content(one.new.element, "ins", self.maker)  # of a move what holds no text: pictures, marks of notes
        if one.move is not None:
            track_move(one.new.element, "moveTo", one.move.name, self.maker)

    def delete(self, one: Delete) -> Element:
        """Write an old paragraph as a deleted one; its paragraph mark is marked later."""
        paragraph = self.carrier.old.paragraphs[one.old.index]
        made = self.maker.make("p")
        properties = self.carrier.carry_all_properties(one.old.index)
        if len(properties):
            made.append(properties)
        self.carrier.count_lost(paragraph.elements[:1])
        for removed in one.removed:
            mark = self._delete_words(removed.kind, one.old.index, removed.start, removed.end, removed.hanging)
            if len(mark):
                made.append(mark)
        return made

    def _write_edits(
        self, passage: Passage, old: int, edits: Sequence[PlannedEdit], runs: Mapping[Anchor, Element]
    ) -> None:
        for edit in edits:
            if isinstance(edit, InsertWords):
                passage.insert(edit.start, edit.end)
                continue
            mark = self._delete_words("del", old, edit.start, edit.end, edit.gone)
            if not len(mark):  # the rest of an equation that was deleted whole with the part of a split before this one
                continue
            if edit.before:
                runs[edit.before[-1]].addnext(mark)
            elif edit.behind:
                runs[edit.behind[0]].addprevious(mark)
            else:
                passage.put(edit.at, mark)

    def _delete_words(
        self, kind: Literal["del", "moveFrom"], old: int, start: int, end: int, gone: Sequence[Anchor]
    ) -> Element:
        """A mark with a stretch of old text in it, and with what hung there."""
        mark = self.maker.make_change(kind)
        paragraph = self.carrier.old.paragraphs[old]
        runs_done: set[Element] = set()
        for anchor in gone:
            mark.extend(carry_runs(self.carrier, paragraph, start, anchor.offset, deleted=kind == "del"))
            start = anchor.offset
            shares = anchor.run in runs_done and name(anchor.element) == "w:txbxContent"
            run = None if shares else carry_anchor(anchor, self.carrier)
            runs_done.add(anchor.run)
            if run is not None:
                mark.append(run)
        mark.extend(carry_runs(self.carrier, paragraph, start, end, deleted=kind == "del"))
        return mark

    # -- properties

    def _write_properties(self, old: int, new: int, element: Element) -> None:
        """Keep the old properties of a paragraph and of its mark, as far as they must come back."""
        differs = self.formats is not None and self.formats.check_properties(old, new)
        if differs or not self._keeps_number(old, new):
            tracked_changes.track_properties(element, self.carrier.carry_properties(old), self.maker)
        if self.formats is not None:
            self.formats.track_end(old, new)

    def _keeps_number(self, old: int, new: int) -> bool:
        """Whether rejecting all gives back the number of a paragraph without its old properties."""
        if old in self.borrowed:
            return True
        if self.restore and self.carrier.old.find_list_level(old):
            return False
        return self.carrier.has_same_number(old, new)
