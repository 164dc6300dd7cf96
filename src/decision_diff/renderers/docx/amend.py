"""Marks within one paragraph: a new one against an old one, whole or in part.

The new paragraph stays as it is; what came is marked in it, what went comes in from the old document, with the notes and
text boxes and pictures that hung there. A number or list that changed is kept in a w:pPrChange.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from decision_diff.ooxml.alike import verbatim
from decision_diff.ooxml.equations import equations
from decision_diff.ooxml.names import name
from decision_diff.ooxml.text import Piece
from decision_diff.ooxml.writing import marks
from decision_diff.ooxml.writing.anchors import Anchor, anchored
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.carry_notes import carried
from decision_diff.ooxml.writing.marks import Maker
from decision_diff.ooxml.writing.passage import Passage, around
from decision_diff.ooxml.writing.side import Side
from decision_diff.renderers.docx.coarse import Ledger
from decision_diff.renderers.docx.containers import containers
from decision_diff.renderers.docx.formatting import Formats
from decision_diff.renderers.docx.paragraph_match import Equal, Match
from decision_diff.renderers.docx.splits import Part
from decision_diff.renderers.docx.stretches import outside, places, steps
from decision_diff.safexml import Element


@dataclass(frozen=True, slots=True)
class Stay:
    """What stays, a note, text box or picture: the `rank`th of the old paragraph; its places in both texts; its run."""

    rank: int
    old: int
    new: int
    run: Element


@dataclass(frozen=True, slots=True)
class Gone:
    """What went, a note, text box or picture: the `rank`th of the old paragraph."""

    rank: int
    anchor: Anchor

    def goes_with(self, start: int, end: int, stays: Sequence[Stay]) -> bool:
        """Whether it is carried with the deleted text [start, end): nothing that stays stands between the two."""
        at = self.anchor.offset
        return not any(
            one.old == at and ((at == start and one.rank > self.rank) or (at == end and one.rank < self.rank))
            for one in stays
        )

    def rank_among(self, stays: Sequence[Stay]) -> int:
        """How many of those that stay come before it."""
        return sum(one.rank < self.rank for one in stays)


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
        ledger: Ledger,
    ) -> None:
        self.old = old
        self.new = new
        self.match = found
        self.carrier = carrier
        self.maker: Maker = carrier.maker
        self.borrowed = borrowed  # paragraphs of an old text whose number the new document generates
        self.restore = restore  # give every paragraph with a number its old properties, so that old lists count alone
        self.formats = formats  # None where one of the two has none: a text
        self.ledger = ledger
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
        if self._stays(old, new):
            return False
        self.carrier.tell(before.elements[:1], paragraph.elements[:1])
        self._properties(old, new, paragraph.elements[0])
        equal = self.match.equal.get((old, new), [])
        hanging, hung = self.new_anchors.get(new, []), self.old_anchors.get(old, [])
        apart = self.match.is_apart(old, new) or (old, new) in self.match.parted
        same = before.text == paragraph.text and not apart
        if same:
            equal = [(0, 0, len(paragraph.text))]
            same = not (hanging or hung or equations(before.pieces) or equations(paragraph.pieces))
            if same and self.formats is None:
                return False
        passage = Passage(paragraph.elements[0], paragraph.pieces, self.maker)
        equal = outside(equal, passage, before.pieces)
        mates = self._mates(hung, hanging, steps(equal, len(before.text), len(paragraph.text)))
        stays: list[Stay] = []
        for anchor in hanging:
            run = passage.isolate(anchor.element)
            if anchor in mates:
                stays.append(Stay(mates[anchor], hung[mates[anchor]].offset, anchor.offset, run))
                if anchor.container is not None:
                    self.stays.append(anchor.container)
            else:
                around(run, None, "ins", self.maker)
                self.ledger.insert(new, 0, [anchor])
        ends = not same and self._edit(passage, (old, new), (0, len(before.text)), equal, stays)
        if self.formats is not None:
            self.formats.runs(passage, old, new, equal)
        return ends

    def _stays(self, old: int, new: int) -> bool:
        """Whether a paragraph says and looks the same to the letter, and there is nothing to mark in it."""
        before, after = self.old.paragraphs[old], self.new.paragraphs[new]
        return (
            before.text == after.text
            and self._same_styles
            and not (self.old_anchors.get(old) or self.new_anchors.get(new))
            and len(before.elements) == len(after.elements) == 1
            and verbatim(before.elements[0]) == verbatim(after.elements[0])
            and not (self.match.is_apart(old, new) or (old, new) in self.match.parted)
            and not self._needs_old_properties(old, new)
        )

    @cached_property
    def _same_styles(self) -> bool:
        """Whether both documents have the same styles to the letter, so that their names say the same."""
        parts = [(side.package, side.package.related("styles")) for side in (self.old, self.new)]
        texts = [package.data(part) if part else b"" for package, part in parts]
        return texts[0] == texts[1]

    def part(self, part: Part) -> tuple[Element, bool]:
        """Write one part of a paragraph that was split or joined; its paragraph, and whether its text ends in an insertion.

        The paragraph's mark is not yet marked.
        """
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
        equal = outside(part.equal, passage, self.old.paragraphs[part.old].pieces)
        ends = self._edit(passage, (part.old, index), part.span, equal, None)
        if self.formats is not None:
            self.formats.runs(passage, part.old, index, equal)
        return element, ends

    def _edit(
        self,
        passage: Passage,
        pair: tuple[int, int],
        span: tuple[int, int],
        equal: Sequence[Equal],
        stays: Sequence[Stay] | None,
    ) -> bool:
        """Mark what is not equal to [span) of the old one of a pair; whether the passage now ends in an insertion.

        `stays` are those that hang on it and stay; the others are gone. None: nothing hangs on it.
        """
        (old, new), (low, high) = pair, span
        new_length = passage.length
        between = [
            (a + low, a_end + low, b, b_end)
            for a, a_end, b, b_end in steps([(a - low, b, size) for a, b, size in equal], high - low, new_length)
        ]
        kept = stays or []
        gone = self._gone(old, kept) if stays is not None else []
        ends = False
        for a, a_end, b, b_end in reversed(between):
            # From the end on, so that what stands before keeps its place. The deletion comes before the insertion, unless
            # something that stays between the two stood before the deleted text.
            if b < b_end:
                passage.insert(b, b_end)
                self.ledger.insert(new, b_end - b, ())
            if a < a_end:
                here = [one for one in gone if a <= one.anchor.offset <= a_end and one.goes_with(a, a_end, kept)]
                gone = [one for one in gone if one not in here]
                mark = self.gone_text("del", old, a, a_end, [one.anchor for one in here])
                at = max((one.new for one in kept if b <= one.new <= b_end and one.old == a), default=b)
                before = [one.run for one in kept if one.new == at and one.old == a]
                behind = [one.run for one in kept if one.new == at and one.old == a_end]
                _put(passage, mark, before, behind, at)
            ends = ends or b < b_end == new_length
        # What hangs on text that stays; all that hangs at one place together, since boxes may share a drawing.
        for (offset, _), group in groupby(reversed(gone), lambda one: (one.anchor.offset, one.rank_among(kept))):
            at = next((b + offset - a for a, b, size in reversed(equal) if a <= offset <= a + size), new_length)
            held = list(group)[::-1]
            mark = self.gone_text("del", old, offset, offset, [one.anchor for one in held])
            if len(mark):
                before = [one.run for one in kept if one.old == offset and one.rank < held[0].rank]
                behind = [one.run for one in kept if one.old == offset and one.rank > held[0].rank]
                _put(passage, mark, before, behind, at)
        return ends

    def _mates(
        self, hung: Sequence[Anchor], hanging: Sequence[Anchor], between: Sequence[tuple[int, int, int, int]]
    ) -> dict[Anchor, int]:
        """Which of the old anchors, by its rank, a new one is, where it can stay.

        A note or picture stays if rejecting the edits gives it back at its place; a text box is placed by its drawing.
        """
        ranks: dict[str | Element, list[int]] = {}
        for rank, one in enumerate(hung):
            key = one.container if one.container is not None else one.picture
            ranks.setdefault(key, []).append(rank)
        found: dict[Anchor, int] = {}
        last = -1
        for anchor in hanging:
            was = anchor.picture if anchor.container is None else self.hung.get(anchor.container)
            same = ranks.get(was, []) if was is not None and was != "" else []
            if name(anchor.element) == "w:txbxContent":
                found.update((anchor, rank) for rank in same)
                continue
            where = places(between, anchor.offset)
            rank = next((rank for rank in same if rank > last and hung[rank].offset in where), -1)
            if rank >= 0:
                found[anchor] = last = rank
        return found

    def _gone(self, old: int, stays: Sequence[Stay]) -> list[Gone]:
        """The notes, text boxes and pictures of an old paragraph that its new form has no more."""
        kept = {one.rank for one in stays}
        return [
            Gone(rank, anchor)
            for rank, anchor in enumerate(self.old_anchors.get(old, []))
            if (anchor.picture or anchor.container is not None) and rank not in kept
        ]

    def gone_text(
        self, kind: Literal["del", "moveFrom"], old: int, start: int, end: int, gone: Sequence[Anchor]
    ) -> Element:
        """A mark with a stretch of old text in it, and with what hung there."""
        if kind == "del":
            self.ledger.delete(old, end - start, gone)
        mark = self.maker.mark(kind)
        paragraph = self.old.paragraphs[old]
        runs_done: set[Element] = set()
        for anchor in gone:
            mark.extend(self.carrier.runs(paragraph, start, anchor.offset, deleted=kind == "del"))
            start = anchor.offset
            run = (
                None
                if anchor.run in runs_done and name(anchor.element) == "w:txbxContent"
                else carried(anchor, self.carrier)
            )
            runs_done.add(anchor.run)
            if run is not None:
                mark.append(run)
        mark.extend(self.carrier.runs(paragraph, start, end, deleted=kind == "del"))
        return mark

    def _agree(self) -> None:
        """Which lists correspond: those that most of the paragraphs that stay count in."""
        votes: Counter[tuple[int, int]] = Counter()
        for i, j in self.match.became.items():
            before, after = self.old.place(i), self.new.place(j)
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
        if self.restore and self.old.place(old):
            return True
        return not self.carrier.same_number(old, new)


def _put(passage: Passage, mark: Element, before: Sequence[Element], behind: Sequence[Element], at: int) -> None:
    """Put a mark behind the last of the runs `before`, else in front of the first of those `behind`, else at a code point."""
    if not len(mark):  # the rest of an equation that went whole with the part of a split before this one
        return
    if before:
        before[-1].addnext(mark)
    elif behind:
        behind[0].addprevious(mark)
    else:
        passage.put(at, mark)
