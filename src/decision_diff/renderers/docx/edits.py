"""What is to be marked within one paragraph: which words are deleted and inserted, and where what hangs on them stands.

    equal stretches ==outside==> those that cut no field and no equation ==steps==> edits, from the end to the start

From the end on, so that what stands before keeps its position while it is written. A deletion comes before the insertion in its place, unless
something that stays between the two stood before the deleted text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from decision_diff.frozen import frozen
from decision_diff.ooxml.names import name
from decision_diff.ooxml.writing.anchors import Anchor
from decision_diff.renderers.docx.operations import DeleteWords, InsertWords, PlannedEdit
from decision_diff.renderers.docx.paragraph_match import Equal
from decision_diff.renderers.docx.stretches import find_old_positions, find_steps
from decision_diff.safexml import Element


@frozen
class Stay:
    """A note, text box or picture that stays: the `rank`th of the old paragraph, its position in that text, and the new anchor."""

    rank: int
    old: int
    anchor: Anchor


@frozen
class _GoneAnchor:
    """A note, text box or picture that is deleted: the `rank`th of the old paragraph."""

    rank: int
    anchor: Anchor

    def goes_with(self, start: int, end: int, stays: Sequence[Stay]) -> bool:
        """Whether it is carried with the deleted text [start, end): it hung there, and nothing that stays stands between."""
        at = self.anchor.offset
        return start <= at <= end and not any(
            one.old == at and ((at == start and one.rank > self.rank) or (at == end and one.rank < self.rank))
            for one in stays
        )

    def count_before(self, stays: Sequence[Stay]) -> int:
        """Count those that stay and come before it."""
        return sum(one.rank < self.rank for one in stays)


def find_edits(
    equal: Sequence[Equal], span: tuple[int, int], length: int, hung: Sequence[Anchor] = (), stays: Sequence[Stay] = ()
) -> tuple[PlannedEdit, ...]:
    """Find what turns the stretch `span` of an old paragraph into `length` code points of a new one, from the end to the start.

    `equal` counts in the whole old paragraph. `hung` are the anchors of the old one, of which `stays` stay.
    """
    low, high = span
    between = find_steps([(a - low, b, size) for a, b, size in equal], high - low, length)
    gone = _find_gone(hung, stays)
    edits: list[PlannedEdit] = []
    for a, a_end, b, b_end in reversed(between):
        start, end = a + low, a_end + low
        if b < b_end:
            edits.append(InsertWords(b, b_end))
        if start < end:
            here = [one for one in gone if one.goes_with(start, end, stays)]
            gone = [one for one in gone if one not in here]
            edits.append(_delete_words(start, end, b, b_end, here, stays))
    edits.extend(_delete_without_words(equal, length, gone, stays))
    return tuple(edits)


def _find_gone(hung: Sequence[Anchor], stays: Sequence[Stay]) -> list[_GoneAnchor]:
    """The notes, text boxes and pictures of an old paragraph that its new form does not have."""
    kept = {one.rank for one in stays}
    return [
        _GoneAnchor(rank, anchor)
        for rank, anchor in enumerate(hung)
        if (anchor.picture or anchor.container is not None) and rank not in kept
    ]


def _delete_words(
    a: int, a_end: int, b: int, b_end: int, here: Sequence[_GoneAnchor], stays: Sequence[Stay]
) -> DeleteWords:
    """The old text [a, a_end) with what goes with it, where [b, b_end) of the new text stands."""
    at = max((one.anchor.offset for one in stays if b <= one.anchor.offset <= b_end and one.old == a), default=b)
    neighbours = [one for one in stays if one.anchor.offset == at]
    return DeleteWords(
        a,
        a_end,
        at,
        gone=tuple(one.anchor for one in here),
        before=tuple(one.anchor for one in neighbours if one.old == a),
        behind=tuple(one.anchor for one in neighbours if one.old == a_end),
    )


def _delete_without_words(
    equal: Sequence[Equal], length: int, gone: Sequence[_GoneAnchor], stays: Sequence[Stay]
) -> Iterator[DeleteWords]:
    """Delete what hung on text that stays; all that hung at one position together, since text boxes may share a drawing."""
    for (offset, _), group in groupby(reversed(gone), lambda one: (one.anchor.offset, one.count_before(stays))):
        held = list(group)[::-1]
        here = [one for one in stays if one.old == offset]
        yield DeleteWords(
            offset,
            offset,
            next((b + offset - a for a, b, size in reversed(equal) if a <= offset <= a + size), length),
            gone=tuple(one.anchor for one in held),
            before=tuple(one.anchor for one in here if one.rank < held[0].rank),
            behind=tuple(one.anchor for one in here if one.rank > held[0].rank),
        )


def find_mates(
    hung: Sequence[Anchor],
    hanging: Sequence[Anchor],
    between: Sequence[tuple[int, int, int, int]],
    boxes: dict[Element, Element],
) -> dict[Anchor, int]:
    """Find the old anchor, by its rank, that each new one is, where it can stay.

    A note or picture stays if rejecting the edits gives it back at its position; a text box is placed by its drawing.
    `between` are `stretches.find_steps`, `boxes` the notes and text boxes that match, new to old.
    """
    ranks = _rank_by_content(hung)
    found: dict[Anchor, int] = {}
    last = -1
    for anchor in hanging:
        same = ranks.get(anchor.picture if anchor.container is None else boxes.get(anchor.container), [])
        if name(anchor.element) == "w:txbxContent":
            found.update((anchor, rank) for rank in same)
            continue
        where = find_old_positions(between, anchor.offset)
        rank = next((rank for rank in same if rank > last and hung[rank].offset in where), -1)
        if rank >= 0:
            found[anchor] = last = rank
    return found


def _rank_by_content(hung: Sequence[Anchor]) -> dict[str | Element | None, list[int]]:
    """The ranks of old anchors by their note, text box or picture. One without any, a note that is missing, is left out."""
    ranks: dict[str | Element | None, list[int]] = {}
    for rank, one in enumerate(hung):
        content = one.picture if one.container is None else one.container
        if content != "":
            ranks.setdefault(content, []).append(rank)
    return ranks
