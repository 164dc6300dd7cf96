"""Where the features of blocks stand in the words of clauses, and which clauses they lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from decision_diff.model import Block, Clause, Feature, Span, locate_blocks


def place_features(
    clauses: tuple[Clause, ...], blocks: Sequence[Block], targets: Mapping[str, int]
) -> tuple[Clause, ...]:
    """The clauses with the features of their blocks.

    What stands in a block of no clause (a picture between two paragraphs) follows the words of the clause before it; what
    stands before all clauses comes first in the first one. A link to a bookmark in a clause leads to `#` and its eid;
    `targets` are the blocks in which bookmarks begin.
    """
    flat = [clause for top in clauses for clause in top.walk()]
    if not flat:
        return clauses
    holders = {index: clause for clause in flat for index in range(clause.origin.start, clause.origin.end)}
    leads = {name: holders[index].eid for name, index in targets.items() if index in holders}
    found, worded = _place_worded(flat, blocks, leads)
    first: list[Feature] = []
    home, at = first, 0
    for index, block in enumerate(blocks):
        if index in holders:
            home, at = found[holders[index].eid], len(holders[index].words)
        if index not in worded:
            home.extend(_in_place(block, at, leads))
    found[flat[0].eid][:0] = first
    return tuple(_with(clause, found) for clause in clauses)


def _in_place(block: Block, at: int, leads: Mapping[str, str]) -> Iterator[Feature]:
    """The features of a block without words of a clause, all at one place."""
    for one in block.features:
        start = 0 if one.kind == "mark" else at  # of a number on a line of its own
        yield _led(Feature(one.kind, Span(start, start), one.value), leads)


def _place_worded(
    flat: Sequence[Clause], blocks: Sequence[Block], leads: Mapping[str, str]
) -> tuple[dict[str, list[Feature]], set[int]]:
    """By eid the features of the blocks whose text is in the words of clauses, and which blocks these are."""
    found: dict[str, list[Feature]] = defaultdict(list)
    worded: set[int] = set()
    for clause in flat:
        for start, end, index in locate_blocks(clause, blocks):
            worded.add(index)
            found[clause.eid].extend(_in_words(blocks[index], start, end, leads))
    return found, worded


def _in_words(block: Block, start: int, end: int, leads: Mapping[str, str]) -> Iterator[Feature]:
    """The features of a block whose text is the words [start, end) of a clause."""
    head = block.head
    for one in block.features:
        span = Span(*(min(max(at - head, 0) + start, end) for at in (one.span.start, one.span.end)))
        yield _led(Feature(one.kind, span, one.value), leads)


def _led(feature: Feature, leads: Mapping[str, str]) -> Feature:
    eid = leads.get(feature.value[1:]) if feature.value.startswith("#") else None
    return feature if eid is None else replace(feature, value=f"#{eid}")


def _with(clause: Clause, found: Mapping[str, Sequence[Feature]]) -> Clause:
    children = tuple(_with(child, found) for child in clause.children)
    own = tuple(found.get(clause.eid, ()))
    return replace(clause, children=children, features=own) if own or clause.children else clause
