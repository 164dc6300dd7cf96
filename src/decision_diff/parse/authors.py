"""Where the tracked changes of blocks stand in the words of clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from decision_diff.model import Authored, Block, Clause, Span, locate_blocks


def place_authors(clauses: tuple[Clause, ...], blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """The clauses with what is tracked in their blocks, in order, as `Clause.authored` counts it."""
    return tuple(_placed(clause, blocks) for clause in clauses)


def _placed(clause: Clause, blocks: Sequence[Block]) -> Clause:
    found = tuple(_find_authored(clause, blocks))
    children = tuple(_placed(child, blocks) for child in clause.children)
    return replace(clause, children=children, authored=found) if found or children else clause


def _find_authored(clause: Clause, blocks: Sequence[Block]) -> Iterator[Authored]:
    """What is tracked in the blocks of a clause, in order; without its children."""
    worded = {index: (start, end) for start, end, index in locate_blocks(clause, blocks)}
    last = 0
    for index in range(clause.origin.start, clause.origin.end):
        has_words = index in worded or (not worded and index == clause.origin.start)
        start, last = worded.get(index, (last, last))
        for one in blocks[index].authored:
            # else an empty paragraph between others, of which the clause knows nothing
            if has_words or one.span.start == one.span.end:
                for span in _in_words(blocks[index], one.span, start, last):
                    yield Authored(span, one.author, one.date)


def _in_words(block: Block, span: Span, start: int, end: int) -> Iterator[Span]:
    """The stretch of `raw` in words [start, end) that are the block's text: its number, its text, its paragraph mark."""
    first, last = (min(max(at - block.head, 0) + start, end) for at in (span.start, span.end))
    if span.start == span.end:
        yield Span(first, first)
        return
    number = len(block.label.text) if block.label and block.label.typed else 0
    if start == 0 and span.start < len(block.lead) + number and span.end > len(block.lead):
        yield Span(0, 0)
    if span.end == len(block.raw):
        last = end + 1
    if first < last:
        yield Span(first, last)
