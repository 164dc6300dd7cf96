"""Where the features of blocks stand in the words of clauses, and which clauses they lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from decision_diff.model import Block, Clause, Feature, Span, stretches


def place_features(
    clauses: tuple[Clause, ...], blocks: Sequence[Block], targets: Mapping[str, int]
) -> tuple[Clause, ...]:
    """The clauses with the features of their blocks.

    What stands in a block of no clause (a picture between two paragraphs) follows the words of the clause before it; what
    stands before all clauses comes first in the first one. A link to a bookmark in a clause leads to `#` and its eid;
    `targets` are the blocks in which bookmarks begin.
    """
    flat = [clause for top in clauses for clause in top.walk()]
    holders = {index: clause for clause in flat for index in range(clause.origin.start, clause.origin.end)}
    leads = {name: holders[index].eid for name, index in targets.items() if index in holders}
    found: dict[str, list[Feature]] = defaultdict(list)
    worded: set[int] = set()
    for clause in flat:
        for start, end, index in stretches(clause, blocks):
            worded.add(index)
            head = blocks[index].head
            for one in blocks[index].features:
                span = Span(*(min(max(at - head, 0) + start, end) for at in (one.span.start, one.span.end)))
                found[clause.eid].append(_led(Feature(one.kind, span, one.value), leads))
    first: list[Feature] = []
    before: Clause | None = None
    for index, block in enumerate(blocks):
        before = holders.get(index, before)
        if index not in worded:
            at = 0 if before is None else len(before.words)
            moved = [_led(Feature(one.kind, Span(at, at), one.value), leads) for one in block.features]
            (first if before is None else found[before.eid]).extend(moved)
    if flat:
        found[flat[0].eid][:0] = first
    return tuple(_with(clause, found) for clause in clauses)


def _led(feature: Feature, leads: Mapping[str, str]) -> Feature:
    eid = leads.get(feature.value[1:]) if feature.value.startswith("#") else None
    return feature if eid is None else replace(feature, value=f"#{eid}")


def _with(clause: Clause, found: Mapping[str, Sequence[Feature]]) -> Clause:
    children = tuple(_with(child, found) for child in clause.children)
    own = tuple(found.get(clause.eid, ()))
    return replace(clause, children=children, features=own) if own or clause.children else clause
