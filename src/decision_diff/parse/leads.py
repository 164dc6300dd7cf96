"""White space before and after the words of a block, which is not part of them."""

from __future__ import annotations

from collections.abc import Sequence

from decision_diff.labels import find_lead
from decision_diff.model import Block


def trim_block(block: Block) -> Block:
    """White space at the end belongs to the line's end, not to the words."""
    text = block.text.rstrip()
    end = block.text[len(text) :] + block.end
    return Block(
        text, block.origin, block.lead, block.label, block.gap, end, block.place, block.features, block.authored
    )


def cut_lead(lead: str, block: Block) -> Block:
    """The block without the first characters of its text, which are `lead`."""
    text, lead = block.text[len(lead) :], block.lead + lead
    return Block(
        text, block.origin, lead, block.label, block.gap, block.end, block.place, block.features, block.authored
    )


def cut_note(group: Sequence[Block]) -> Sequence[Block]:
    """The text of a row unchanged; the text of a note without the space after its number, which only Word puts there."""
    first = group[0]
    if first.place is None or not first.place.note or first.label is None or not first.text[:1].isspace():
        return group
    return [cut_lead(find_lead(first.text), first), *group[1:]]
