"""Marks within one paragraph: a new one against an old one, whole or in part.

The new paragraph stays as it is; what came is marked in it, what went comes in from the old document, with the notes and
text boxes that hung there. A number or list that changed is kept in a w:pPrChange.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from decision_diff.ooxml import marks
from decision_diff.ooxml.anchors import Anchor, anchored
from decision_diff.ooxml.carry import Carrier
from decision_diff.ooxml.carry_notes import carried
from decision_diff.ooxml.marks import Maker
from decision_diff.ooxml.names import name
from decision_diff.ooxml.passage import Passage, around
from decision_diff.ooxml.side import Side
from decision_diff.ooxml.text import Piece
from decision_diff.renderers._docx_containers import containers
from decision_diff.renderers._docx_cuts import Part
from decision_diff.renderers._docx_formats import Formats
from decision_diff.renderers._docx_steps import outside, steps
from decision_diff.renderers._match import Equal, Match
from decision_diff.safexml import Element


class Amender:
    """Writes what changed within the paragraphs of one redline."""

    def __init__(
        self,
        old: Side,
        new: Side,
        found: Match,
        carrier: Carrier,
        *,
        restore: bool,
        borrowed: frozenset[int],
        formats: Formats | None,
    ) -> None:
        self.old = old
        self.new = new
        self.match = found
        self.carrier = carrier
        self.maker: Maker = carrier.maker
        self.borrowed = borrowed  # paragraphs of an old text whose number the new document generates
        self.restore = restore  # give every paragraph with a number its old properties, so that old lists count alone
        self.formats = formats  # None where one of the two has none: a text
        self.old_anchors = anchored(old)
        self.new_anchors = anchored(new)
        self.hung = containers(old, new, found.became)  # which note or text box of the old document a new one is
        self.stays: list[Element] = []  # those that stay, with the paragraph that they hang on
        self._left: dict[int, list[Piece]] = {}  # what is left of a new paragraph that gave its first parts away
        self._agree()

    def amend(self, old: int, new: int) -> bool:
        """Mark the edits within a paragraph that stays; whether its text now ends in an insertion."""
        paragraph = self.new.paragraphs[new]
        before = self.old.paragraphs[old]
        self.carrier.tell(before.elements[:1], paragraph.elements[:1])
        self._properties(old, new, paragraph.elements[0])
        equal = self.match.equal.get((old, new), [])
        old_length, new_length = len(before.text), len(paragraph.text)
        hanging = self.new_anchors.get(new, [])
        gone, stay = self._gone(old, hanging)
        if before.text == paragraph.text:
            equal = [(0, 0, new_length)]
        passage = Passage(paragraph.elements[0], paragraph.pieces, self.maker)
        for anchor in hanging:
            run = passage.isolate(anchor.run, anchor.element)
            if anchor not in stay:
                around(run, None, "ins", self.maker)
        kept = outside(equal, passage)
        same = before.text == paragraph.text and not gone
        ends = not same and self._edit(passage, old, (0, old_length), kept, gone)
        if self.formats is not None:
            self.formats.runs(passage, old, new, kept)
        return ends

    def part(self, part: Part) -> Element:
        """Write one part of a paragraph that was split or joined, and give its paragraph, whose mark is not yet marked."""
        index, element = part.new, self.new.paragraphs[part.new].elements[0]
        if part.of is not None:  # asked before the first part is written: a join cuts the new paragraph up
            olds, news = part.of
            self.carrier.tell(
                [self.old.paragraphs[one].elements[0] for one in olds],
                [self.new.paragraphs[one].elements[0] for one in news],
            )
        pieces = self._left.get(index, list(self.new.paragraphs[index].pieces))
        if part.joined and not part.last:
            passage = Passage(element, pieces, self.maker)
            element, pieces = passage.divide(part.size)
            self._left[index] = passage.pieces
            element.insert(0, self.carrier.all_properties(part.old))
        elif part.last:
            self._properties(part.old, index, element)
        passage = Passage(element, pieces, self.maker)
        kept = outside(part.equal, passage)
        self._edit(passage, part.old, part.span, kept, [])
        if self.formats is not None:
            self.formats.runs(passage, part.old, index, kept)
        return element

    def _edit(
        self, passage: Passage, old: int, span: tuple[int, int], equal: Sequence[Equal], gone: Sequence[Anchor]
    ) -> bool:
        """Mark what is not equal to [span) of an old paragraph; whether the passage now ends in an insertion."""
        low, high = span
        new_length = passage.length
        between = [
            (a + low, a_end + low, b, b_end)
            for a, a_end, b, b_end in steps([(a - low, b, size) for a, b, size in equal], high - low, new_length)
        ]
        ends = False
        for a, a_end, b, b_end in reversed(between):
            # From the end on, so that what stands before keeps its place. The insertion comes before the deletion, as
            # in the council's redlines; at the end of a paragraph LibreOffice's reject would else eat the break between
            # it and an inserted paragraph.
            if b < b_end:
                passage.insert(b, b_end)
            if a < a_end:
                passage.put(
                    b_end, self.gone_text("del", old, a, a_end, [one for one in gone if a <= one.offset < a_end])
                )
            ends = ends or (b < b_end == new_length and a == a_end)
        for anchor in reversed(gone):
            if not any(a <= anchor.offset < a_end for a, a_end, _, _ in between):
                at = next(
                    (b + anchor.offset - a for a, b, size in reversed(equal) if a <= anchor.offset <= a + size),
                    new_length,
                )
                mark = self.gone_text("del", old, anchor.offset, anchor.offset, [anchor])
                if len(mark):
                    passage.put(at, mark)
        return ends

    def _gone(self, old: int, hanging: Sequence[Anchor]) -> tuple[list[Anchor], list[Anchor]]:
        """What hung on an old paragraph and its new form has no more; and what of the new one hung there before."""
        gone = list(self.old_anchors.get(old, []))
        stay: list[Anchor] = []
        for anchor in hanging:
            other = None if anchor.container is None else self.hung.get(anchor.container)
            same = next(
                (
                    one
                    for one in gone
                    if one.picture == anchor.picture and (one.picture or (other is not None and one.container is other))
                ),
                None,
            )
            if same is not None:
                gone.remove(same)
                stay.append(anchor)
                if anchor.container is not None:
                    self.stays.append(anchor.container)
        return [one for one in gone if one.picture or one.container is not None], stay

    def gone_text(
        self, kind: Literal["del", "moveFrom"], old: int, start: int, end: int, gone: Sequence[Anchor]
    ) -> Element:
        """A mark with a stretch of old text in it, and with what hung there."""
        mark = self.maker.mark(kind)
        pieces = self.old.paragraphs[old].pieces
        runs_done: set[Element] = set()
        for anchor in gone:
            mark.extend(self.carrier.runs(pieces, start, anchor.offset, deleted=kind == "del"))
            start = anchor.offset
            run = (
                None
                if anchor.run in runs_done and name(anchor.element) == "w:txbxContent"
                else carried(anchor, self.carrier)
            )
            runs_done.add(anchor.run)
            if run is not None:
                mark.append(run)
        mark.extend(self.carrier.runs(pieces, start, end, deleted=kind == "del"))
        return mark

    def _agree(self) -> None:
        """Which lists correspond: those that most of the paragraphs that stay count in."""
        votes: Counter[tuple[int, int]] = Counter()
        for i, j in self.match.became.items():
            before = self.old.numbering.place(self.old.paragraphs[i].properties)
            after = self.new.numbering.place(self.new.paragraphs[j].properties)
            if before and after:
                votes[before[0], after[0]] += 1
        for (old, new), _ in sorted(votes.items(), key=lambda one: (-one[1], one[0])):
            self.carrier.agree(old, new)

    def _properties(self, old: int, new: int, element: Element) -> None:
        """Keep the old properties of a paragraph and of its mark, as far as they must come back."""
        differs = self.formats is not None and self.formats.paragraph(old, new)
        if self._needs_old_properties(old, new) or differs:
            marks.change_properties(element, self.carrier.properties(old), self.maker)
        if self.formats is not None:
            self.formats.mark(old, new)

    def _needs_old_properties(self, old: int, new: int) -> bool:
        if old in self.borrowed:
            return False
        if self.restore and self.old.numbering.place(self.old.paragraphs[old].properties):
            return True
        return not self.carrier.same_number(old, new)
