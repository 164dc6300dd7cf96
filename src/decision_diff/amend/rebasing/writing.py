"""Writes the result as a text: the lines of the new base as they stand in its file, with what the draft adds as it stands there.

A clause whose words are amended keeps its lines if what divides them is kept. What comes from a Word document is written as a text has it: number, tab,
words; the cells of a row one per line, each behind a tab, and an empty line behind the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from decision_diff.amend.rebasing.counting import Key
from decision_diff.amend.rebasing.plan import RebasePlan, ResultClause, WordPiece
from decision_diff.model import Block, Clause, Decision, locate_blocks


def write_text(
    plan: RebasePlan, items: Sequence[ResultClause], numbers: Mapping[Key, str], words: Mapping[Key, str]
) -> str:
    """The text of the result. `numbers` and `words` are those of each clause of it."""
    line_end = next((block.end for block in plan.base.blocks if block.end), "\n")
    drafted = {first: k for k, (first, _) in plan.anchors.items()}
    lines: list[str] = []
    if plan.base.walk() and not _has_structure(plan.base):
        lines = [block.raw for block in plan.base.blocks[: plan.base.walk()[0].origin.start]]
    for item in items:
        key = item.side, item.position
        k = drafted.get(item.position) if item.side == "base" else None
        lines.extend(_write_item(plan, item, k, numbers[key], words[key], line_end))
    for at, line in enumerate(lines[:-1]):
        if not line.endswith(("\n", "\r")):
            lines[at] = line + line_end
    return "".join(lines)


def _write_item(
    plan: RebasePlan, item: ResultClause, k: int | None, number: str, words: str, line_end: str
) -> Iterator[str]:
    decision = plan.base if item.side == "base" else plan.draft
    clause = decision.walk()[item.position]
    if _has_structure(decision):
        yield from _print_clause(clause, number, words, line_end)
        return
    blocks = list(_list_blocks(decision, item.position))
    if words != clause.words:
        blocks = _take_drafted(plan, k, item, words) or _put_words(decision, item, blocks, words)
    blocks[:1] = [_put_number(plan, item, block, number) for block in blocks[:1]]
    ends = {"\n", "\r", "\r\n"} - {line_end} if item.side == "draft" else ()
    yield from ((replace(block, end=line_end) if block.end in ends else block).raw for block in blocks)


def _put_number(plan: RebasePlan, item: ResultClause, block: Block, number: str) -> Block:
    """The first line of a clause with its number; where the draft gave it one or took it, the line begins as in the draft."""
    k = plan.labels.get(item.position) if item.side == "base" else None
    if k is not None and not _has_structure(plan.draft):
        first = plan.draft.blocks[plan.draft.walk()[k].origin.start]
        block = replace(block, lead=first.lead, label=first.label, gap=first.gap)
    if block.label is not None:
        return replace(block, label=replace(block.label, text=number))
    return replace(block, lead=f"{block.lead}{number}\t") if number else block


def _has_structure(decision: Decision) -> bool:
    """Whether this was read of a file whose lines are not its text: numbers that Word makes, cells."""
    return any(block.place is not None for block in decision.blocks[:1])


def _list_blocks(decision: Decision, position: int) -> Sequence[Block]:
    """The lines of a clause with the empty ones behind it, up to the next clause."""
    clauses = decision.walk()
    end = clauses[position + 1].origin.start if position + 1 < len(clauses) else len(decision.blocks)
    return decision.blocks[clauses[position].origin.start : end]


def _take_drafted(plan: RebasePlan, k: int | None, item: ResultClause, words: str) -> list[Block] | None:
    """The lines of the draft, where a clause of it has just these words; behind them the empty lines of the new base, save behind a row."""
    if k is None or plan.draft.walk()[k].words != words or _has_structure(plan.draft):
        return None
    clause, base = plan.draft.walk()[k], plan.base.walk()[item.position]
    lines = list(_list_blocks(plan.draft, k))
    if bool(clause.cells) == bool(base.cells):
        behind = _list_blocks(plan.base, item.position)[base.origin.end - base.origin.start :]
        lines = [*lines[: clause.origin.end - clause.origin.start], *behind]
    return lines


def _put_words(decision: Decision, item: ResultClause, blocks: list[Block], words: str) -> list[Block]:
    """The lines with other words: each has its share of them if all that divides them is kept; else they are written anew."""
    clause = decision.walk()[item.position]
    shares = [(start, end, index - clause.origin.start) for start, end, index in locate_blocks(clause, decision.blocks)]
    cuts = [_map_cut(item, end, start) for (_, end, _), (start, _, _) in pairwise(shares)]
    if shares and None not in cuts:
        bounds = [0, *(edge for cut in cuts if cut is not None for edge in cut), len(words)]
        for at, (_, _, index) in enumerate(shares):
            blocks[index] = replace(blocks[index], text=words[bounds[2 * at] : bounds[2 * at + 1]])
        return blocks
    if clause.cells and len(shares) > 1:
        tail = blocks[clause.origin.end - clause.origin.start :]
        return [*(replace(blocks[0], lead="", text=line, end="\n") for line in _list_cell_lines(words)), *tail]
    rest = blocks[max(1, clause.origin.end - clause.origin.start) :]
    return [replace(blocks[0], text=words), *rest]


def _map_cut(item: ResultClause, end: int, start: int) -> tuple[int, int] | None:
    """Where what divides two lines stands in the words of the result; None if an edit took it."""
    at = 0
    for piece in item.words:
        if (piece.side, piece.position) == (
            item.side,
            item.position,
        ) and piece.span.start <= end <= start <= piece.span.end:
            return at + end - piece.span.start, at + start - piece.span.start
        at += len(piece.span)
    return None


def _print_clause(clause: Clause, number: str, words: str, line_end: str) -> Iterator[str]:
    if clause.cells:
        yield from (line + line_end for line in (*_list_cell_lines(words), ""))
    else:
        yield f"{number}\t{words}{line_end}" if number and words else f"{number}{words}{line_end}"


def _list_cell_lines(words: str) -> list[str]:
    """A row as a text has it: each cell behind a tab, its further paragraphs without."""
    return [f"\t{cell}" if not at else cell for cells in words.split("\t") for at, cell in enumerate(cells.split("\n"))]


def write_words(plan: RebasePlan, pieces: Sequence[WordPiece]) -> str:
    """The words that pieces of the new base and of the draft make."""
    sides = {"base": plan.base.walk(), "draft": plan.draft.walk()}
    return "".join(piece.span.of(sides[piece.side][piece.position].words) for piece in pieces)
