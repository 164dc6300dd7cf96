"""Clauses of a file that says each of them: what it says is the tree, and nothing is guessed from words and numbers.

(depth, eid, level, heading?, label, cells, blocks)  ==>  the clause, below the last one before it that is less deep
"""

from __future__ import annotations

from collections.abc import Sequence

from decision_diff.model import Block, Clause, Origin, Span, Stated

_PART = "text"  # of the origin of a clause: the blocks of its decision


def build_stated(stated: Sequence[Stated], blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """Builds the clauses in document order. The statements are in that order, each at most one deeper than the one before."""
    waiting: list[tuple[Stated, list[Clause]]] = []
    top: list[Clause] = []

    def close(depth: int) -> None:
        while len(waiting) > depth:
            said, children = waiting.pop()
            (waiting[-1][1] if waiting else top).append(_make_clause(said, children, blocks))

    for said in stated:
        close(said[0])
        waiting.append((said, []))
    close(0)
    return tuple(top)


def _make_clause(said: Stated, children: Sequence[Clause], blocks: Sequence[Block]) -> Clause:
    _, eid, level, is_heading, label, own, start, end = said
    text, cells = _join(blocks[start:end])
    if own and not cells and all(0 <= one.start <= one.end <= len(text) for one in own):
        cells = own
    heading, text = (text, "") if is_heading else ("", text)
    return Clause(eid, level, Origin(_PART, start, end), label, heading, text, cells, tuple(children))


def _join(blocks: Sequence[Block]) -> tuple[str, tuple[Span, ...]]:
    """The words of a clause, and where the cells are of one that is a row: a tab between, the paragraphs of one by line feeds."""
    cells: dict[int, list[str]] = {}
    for block in blocks:
        at = block.place.row[2] if block.place and block.place.row else -1
        cells.setdefault(at, []).append(block.text)
    texts = ["\n".join(texts) for texts in cells.values()]
    if -1 in cells:
        return "\n".join(texts), ()
    spans, at = [], 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 1
    return "\t".join(texts), tuple(spans)
