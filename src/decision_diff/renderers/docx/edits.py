"""What is to be marked within one paragraph: which words go and come, and where that stands which hangs on them.

    equal stretches ==outside==> those that cut no field and no equation ==steps==> edits, from the end to the start

From the end on, so that what stands before keeps its place while it is written. A deletion comes before the insertion in its place, unless
something that stays between the two stood before the deleted text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from decision_diff.ooxml.names import name
from decision_diff.ooxml.writing.anchors import Anchor
from decision_diff.renderers.docx.operations import DeleteWords, Edit, InsertWords
from decision_diff.renderers.docx.paragraph_match import Equal
from decision_diff.renderers.docx.stretches import places, steps
from decision_diff.safexml import Element


@dataclass(frozen=True, slots=True)
class Stay:
    """What stays, a note, text box or picture: the `rank`th of the old paragraph, its place in that text, and the new anchor."""

    rank: int
    old: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class _Gone:
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


def find_edits(
    equal: Sequence[Equal], span: tuple[int, int], length: int, hung: Sequence[Anchor] = (), stays: Sequence[Stay] = ()
) -> tuple[Edit, ...]:
    """What turns the stretch `span` of an old paragraph into `length` code points of a new one, from the end to the start.

    `equal` counts in the whole old paragraph. `hung` are the anchors of the old one, of which `stays` stay.
    """
    low, high = span
    between = [
        (a + low, a_end + low, b, b_end)
        for a, a_end, b, b_end in steps([(a - low, b, size) for a, b, size in equal], high - low, length)
    ]
    gone = _gone(hung, stays)
    edits: list[Edit] = []
    for a, a_end, b, b_end in reversed(between):
        if b < b_end:
            edits.append(InsertWords(b, b_end))
        if a < a_end:
            here = [one for one in gone if a <= one.anchor.offset <= a_end and one.goes_with(a, a_end, stays)]
            gone = [one for one in gone if one not in here]
            edits.append(_deletion(a, a_end, b, b_end, here, stays))
    edits.extend(_without_words(equal, length, gone, stays))
    return tuple(edits)


def _gone(hung: Sequence[Anchor], stays: Sequence[Stay]) -> list[_Gone]:
    """The notes, text boxes and pictures of an old paragraph that its new form has no more."""
    kept = {one.rank for one in stays}
    return [
        _Gone(rank, anchor)
        for rank, anchor in enumerate(hung)
        if (anchor.picture or anchor.container is not None) and rank not in kept
    ]


def _deletion(a: int, a_end: int, b: int, b_end: int, here: Sequence[_Gone], stays: Sequence[Stay]) -> DeleteWords:
    """The old text [a, a_end) with what goes with it, where [b, b_end) of the new text stands."""
    at = max((one.anchor.offset for one in stays if b <= one.anchor.offset <= b_end and one.old == a), default=b)
    beside = [one for one in stays if one.anchor.offset == at]
    return DeleteWords(
        a,
        a_end,
        at,
        gone=tuple(one.anchor for one in here),
        before=tuple(one.anchor for one in beside if one.old == a),
        behind=tuple(one.anchor for one in beside if one.old == a_end),
    )


def _without_words(
    equal: Sequence[Equal], length: int, gone: Sequence[_Gone], stays: Sequence[Stay]
) -> Iterator[DeleteWords]:
    """What hung on text that stays; all that hung at one place together, since text boxes may share a drawing."""
    for (offset, _), group in groupby(reversed(gone), lambda one: (one.anchor.offset, one.rank_among(stays))):
        held = list(group)[::-1]
        beside = [one for one in stays if one.old == offset]
        yield DeleteWords(
            offset,
            offset,
            next((b + offset - a for a, b, size in reversed(equal) if a <= offset <= a + size), length),
            gone=tuple(one.anchor for one in held),
            before=tuple(one.anchor for one in beside if one.rank < held[0].rank),
            behind=tuple(one.anchor for one in beside if one.rank > held[0].rank),
        )


def find_mates(
    hung: Sequence[Anchor],
    hanging: Sequence[Anchor],
    between: Sequence[tuple[int, int, int, int]],
    boxes: dict[Element, Element],
) -> dict[Anchor, int]:
    """Which of the old anchors, by its rank, a new one is, where it can stay.

    A note or picture stays if rejecting the edits gives it back at its place; a text box is placed by its drawing. `between`
    are `stretches.steps`, `boxes` the notes and text boxes that correspond, new to old.
    """
    ranks: dict[str | Element, list[int]] = {}
    for rank, one in enumerate(hung):
        ranks.setdefault(one.container if one.container is not None else one.picture, []).append(rank)
    found: dict[Anchor, int] = {}
    last = -1
    for anchor in hanging:
        was = anchor.picture if anchor.container is None else boxes.get(anchor.container)
        same = ranks.get(was, []) if was is not None and was != "" else []
        if name(anchor.element) == "w:txbxContent":
            found.update((anchor, rank) for rank in same)
            continue
        where = places(between, anchor.offset)
        rank = next((rank for rank in same if rank > last and hung[rank].offset in where), -1)
        if rank >= 0:
            found[anchor] = last = rank
    return found
