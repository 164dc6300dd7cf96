"""Classifies each line of the file by its form and its neighbours.

`paragraphs` has already undone what a page did to a text file, so here a line is a paragraph. `tables` finds its tables.

A file that knows its structure says it (`Block.place`): there the paragraphs of a table row make one line, those of a
footnote one, and nothing is concluded from tabs. A table of one column is a box drawn around text, and read as text.

Page furniture (running heads, file names of images, page numbers) stands at the very end and belongs to no clause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from decision_diff.frozen import get_constructor
from decision_diff.labels import FoundLabel, Grammar, find_lead
from decision_diff.model import Block, Span
from decision_diff.parse.calls import LOOKED_AT, find_call, may_be_call
from decision_diff.parse.council import (
    MARK_STARTS,
    cut_mark,
    find_aside,
    find_marked,
    find_note_end,
    is_lone_mark,
    is_proposal,
)
from decision_diff.parse.footnotes import Footnote, Footnotes, find_footnotes
from decision_diff.parse.furniture import find_furniture
from decision_diff.parse.glued import split_glued
from decision_diff.parse.leads import cut_lead, cut_note, trim_block
from decision_diff.parse.logical_lines import LineKind, LogicalLine, measure_indent, read_usual
from decision_diff.parse.named import find_named
from decision_diff.parse.odd_heads import BRACKETS, read_bracketed, read_broken
from decision_diff.parse.tables import (
    NO_TABLES,
    Tables,
    find_piped_cells,
    find_tables,
    make_flattened_row,
    measure_spans,
)

_HEADING_LENGTH = 60
_SENTENCE_END = tuple("。；：，、！？;:,.!?…”」』\"'")
_QUOTED = '“"「『«„‘'  # what is quoted belongs to the item that quotes it
_FINISHED = (".", "。", "．", "！", "!", "؟", "。”", ".”", "。」")
_SPACES = " \t\u00a0\u3000"


_make_block: Final = get_constructor(Block)


def split(blocks: Sequence[Block], grammar: Grammar) -> tuple[list[Block], list[LogicalLine]]:
    """The blocks with lead, label and gap cut off where there are any, and the lines that they make.

    Blank blocks make no line. A doubtful number is not cut off yet: `tree` decides, see `FoundLabel.weak`.
    """
    parted, footnotes = find_footnotes(split_glued(blocks))
    bare = [
        trim_block(block) if block.text[-1:].isspace() and not _is_cut(block, grammar) else block for block in parted
    ]
    tail, tables = len(bare), NO_TABLES
    if not _is_placed(bare):
        tail = find_furniture(bare, grammar)
        tables = find_tables(bare, tail, grammar)
    grids = _find_grids(bare)
    noted = {*footnotes.notes, *footnotes.rules} if footnotes.notes else set[int]()
    usual_end = 0 if noted or tables is not NO_TABLES else tail
    cut: list[Block] = []
    lines: list[LogicalLine] = []
    while (at := len(cut)) < len(bare):
        taken: Sequence[Block]
        made: Sequence[LogicalLine]
        if at < usual_end and (made := read_usual(bare, at, usual_end, grammar)):
            taken = bare[at : at + len(made)]
        elif at in noted:
            taken, made = _take_footnote(bare, at, footnotes)
        else:
            taken, made = _next_line(bare, at, tail, grids, tables, grammar)
        cut.extend(taken)
        lines.extend(made)
    return cut, _move_footnotes(lines, footnotes) if noted else lines


def _make_note(
    line: LogicalLine, first: Block, others: Sequence[Block]
) -> tuple[Sequence[Block], Sequence[LogicalLine]]:
    """The blocks of a note that begins with `line`, and its lines: one for each run of blocks that no blank one parts."""
    start = line.start
    blocks = [first, *(cut_lead(find_lead(block.text), block) for block in others)]
    texts = [line.text, *(block.text for block in blocks[1:])]
    lines: list[LogicalLine] = []
    for has_words, run in groupby(range(start, start + len(texts)), key=lambda at: bool(texts[at - start])):
        at = list(run)
        if has_words:
            text = "\n".join(texts[at[0] - start : at[-1] + 1 - start])
            lines.append(LogicalLine(line.kind, at[0], at[-1] + 1, text, None if lines else line.found))
    return blocks, lines


def _take_footnote(
    bare: Sequence[Block], start: int, footnotes: Footnotes
) -> tuple[Sequence[Block], Sequence[LogicalLine]]:
    """The blocks of a note after a rule, and its lines; the rule itself has none."""
    note = footnotes.notes.get(start)
    if note is None:
        return (cut_lead(bare[start].text, bare[start]),), ()
    line = LogicalLine("note", start, start + 1, note.found.text.rstrip(), note.found)
    return _make_note(line, bare[start], bare[start + 1 : note.end])


def _move_footnotes(lines: Sequence[LogicalLine], footnotes: Footnotes) -> list[LogicalLine]:
    """The lines, each note behind the line that refers to it, if one does: as a file with structure has them."""
    moved: dict[int, list[LogicalLine]] = {}  # by the block that refers to them
    kept: list[LogicalLine] = []
    last: Footnote | None = None
    for line in lines:
        last = footnotes.notes.get(line.start, last)
        if last is not None and line.kind == "note" and last.reference >= 0 and line.start < last.end:
            moved.setdefault(last.reference, []).append(line)
        else:
            kept.append(line)
    placed: list[LogicalLine] = []
    for line in kept:
        placed.append(line)
        for at in range(line.start, line.end) if moved else ():
            placed.extend(moved.pop(at, ()))
    return placed


def _next_line(
    bare: Sequence[Block], index: int, tail: int, grids: frozenset[int], tables: Tables, grammar: Grammar
) -> tuple[Sequence[Block], Sequence[LogicalLine]]:
    """The blocks of the line that begins at `index`, one or more, and that line; none where there are no words."""
    block = bare[index]
    if block.place is not None and (end := _find_group_end(bare, index, grids)):
        group = cut_note(bare[index:end])
        return group, _make_group_lines(group, index, end)
    if not block.text and block.label is None:
        return (block,), ()
    if index >= tail:
        block = cut_lead(find_lead(block.text), block)
        return (block,), (LogicalLine("furniture", index, index + 1, block.text),) if block.text else ()
    return (
        _numbered_or_text(bare, index, tables, grammar)
        if tables is NO_TABLES
        else _row_or_text(bare, index, tables, grammar)
    )


def _row_or_text(
    bare: Sequence[Block], index: int, tables: Tables, grammar: Grammar
) -> tuple[Sequence[Block], Sequence[LogicalLine]]:
    """The same in a text that has tables, or lines that a tab divides."""
    block = bare[index]
    if index in tables.frames:
        return (cut_lead(block.text, block),), ()
    if end := tables.ends.get(index, 0):
        cut, texts = make_flattened_row(bare[index:end])
        return cut, (LogicalLine("row", index, end, "\t".join(texts), None, measure_spans(texts)),)
    if index in tables.numbered:
        block = cut_lead(find_lead(block.text), block)
        text, cells = _cut_cells(block.text)
        return (block,), (LogicalLine("row", index, index + 1, text, None, cells),)
    return _numbered_or_text(bare, index, tables, grammar)


def _numbered_or_text(
    bare: Sequence[Block], index: int, tables: Tables, grammar: Grammar
) -> tuple[Sequence[Block], Sequence[LogicalLine]]:
    """A block that is a line of its own, and that line; none if there is nothing but residue (a byte order mark)."""
    block = bare[index]
    lead = find_lead(block.text)
    if block.label is not None:
        found = _read_typed(block)
    else:
        found = (
            grammar.find_at(block.text, len(lead)) if "\n" not in block.text else read_broken(block.text, lead, grammar)
        )
    if lead:
        block = cut_lead(lead, block)
    if (
        found is None
        and block.text[:1] in MARK_STARTS
        and block.label is None
        and (marked := find_marked(block.text, grammar))
    ):
        mark, found = marked
        block = cut_mark(mark, block)
    if found is None and block.text[:1] in BRACKETS and block.label is None and block.place is None:
        found = read_bracketed(block.text, grammar)
    if found:
        outline = block.place.outline if block.place is not None else None
        return (block,), (
            LogicalLine("label", index, index + 1, block.text, found, (), outline, measure_indent(block)),
        )
    if not block.text:
        return (block,), ()
    line = _line(block, index, bare, tables, grammar.codes)
    if line.kind == "editorial" and (end := find_note_end(bare, index)) > index + 1:
        return _make_note(line, block, bare[index + 1 : end])
    return (block,), (line,)


def label_blocks(blocks: list[Block], numbered: Mapping[int, FoundLabel]) -> None:
    """Cut the chosen numbers off their blocks; the `raw` of each block stays the same."""
    for at, found in numbered.items():
        block = blocks[at]
        if block.label is None:
            # Not `replace`, here and below: it takes ten times as long, for every line of a text.
            blocks[at] = _make_block(
                found.text,
                block.origin,
                block.lead + found.lead,
                found.label,
                found.gap,
                block.end,
                block.place,
                block.features,
                block.authored,
            )


def is_title(text: str) -> bool:
    """Whether a line looks like a heading: short, and not ended like a sentence or an item."""
    return 0 < len(text) <= _HEADING_LENGTH and not text.endswith(_SENTENCE_END)


def is_item_of_minutes(style: str, words: str) -> bool:
    """Whether a number at the top of a text and its words are the heading of an item: `3. Finance`."""
    return style in ("1", "1.") and is_title(words)


def has_ended_lists(lines: Sequence[LogicalLine], index: int) -> bool:
    """Whether a text stands behind a finished sentence and begins one: behind a list in a list it ends both."""
    at = index - 1
    while at >= 0 and lines[at].kind in ("note", "editorial"):
        at -= 1
    first = lines[index].text[:1]
    return at >= 0 and lines[at].text.endswith(_FINISHED) and not first.islower() and first not in _QUOTED


def _is_cut(block: Block, grammar: Grammar) -> bool:
    """Whether this is a number cut off from what stood behind it in its line: the space behind it is the gap of its list."""
    found = grammar.find_at(block.text, len(find_lead(block.text))) if not block.end and block.place is None else None
    return found is not None and not found.text


def _read_typed(block: Block) -> FoundLabel | None:
    """A number that the reader already knows (Word generated it)."""
    return FoundLabel("", block.label, block.gap, block.text) if block.label else None


def _is_placed(blocks: Sequence[Block]) -> bool:
    return any(block.place is not None for block in blocks)


def _find_grids(blocks: Sequence[Block]) -> frozenset[int]:
    """The tables of more than one column."""
    rows = (block.place.row for block in blocks if block.place is not None)
    return frozenset(row[0] for row in rows if row is not None and row[2] > 0)


def _find_group_end(blocks: Sequence[Block], start: int, grids: frozenset[int]) -> int:
    """Where the table row or the note that begins at `start` ends, or 0 if none does."""
    key = _group(blocks[start], grids)
    if key is None:
        return 0
    end = start + 1
    while end < len(blocks) and _group(blocks[end], grids) == key:
        end += 1
    return end


def _group(block: Block, grids: frozenset[int]) -> object:
    place = block.place
    if place is None:
        return None
    if place.note:
        return place.note
    return place.row[:2] if place.row is not None and place.row[0] in grids else None


def _make_group_lines(group: Sequence[Block], start: int, end: int) -> list[LogicalLine]:
    """One line of a row's or a note's paragraphs, those without words left out; none if no paragraph has words."""
    found = _read_typed(group[0])
    is_row = group[0].place is not None and not group[0].place.note
    cells: dict[int, list[str]] = {}
    for block in group:
        at = block.place.row[2] if is_row and block.place is not None and block.place.row is not None else 0
        words = cells.setdefault(at, [])
        if block.text:
            words.append(block.text)
    if found is None and not any(cells.values()):
        return []
    texts = ["\n".join(cells.get(at, ())) for at in range(max(cells) + 1)]
    if not is_row:
        return [LogicalLine("note", start, end, texts[0], found)]
    return [LogicalLine("row", start, end, "\t".join(texts), found, measure_spans(texts))]


def _line(block: Block, index: int, bare: Sequence[Block], tables: Tables, languages: tuple[str, ...]) -> LogicalLine:
    text = block.text
    kind = _kind(text, index, bare, languages)
    cells: tuple[Span, ...] = ()
    if kind == "text" and index in tables.lines:
        text, cells = _cut_cells(text)
    elif block.place is None:
        cells = find_piped_cells(text)
    outline = block.place.outline if block.place is not None else None
    return LogicalLine("row" if cells else kind, index, index + 1, text, None, cells, outline)


def _cut_cells(text: str) -> tuple[str, tuple[Span, ...]]:
    """Cells divided by tabs on one line, as a table pasted from a spreadsheet.

    White space at the end of a cell does not count, as in a line.
    """
    texts = [cell.rstrip() for cell in text.split("\t")]
    return "\t".join(texts), measure_spans(texts)


def _kind(text: str, index: int, bare: Sequence[Block], languages: tuple[str, ...]) -> LineKind:
    """What a line without a number looks like."""
    if may_be_call(text, languages) and (call := find_call(text, languages, _list_following(bare, index))):
        return call
    if text[:1] in MARK_STARTS and (is_proposal(text) or (is_lone_mark(text) and index + 1 < len(bare))):
        return "proposal"
    return find_aside(text, languages) or find_named(text, languages) or "text"


def _list_following(bare: Sequence[Block], index: int) -> list[str]:
    """The next lines that are not blank, each with its number."""
    near = bare[index + 1 : index + 1 + 2 * LOOKED_AT]
    return [
        f"{block.label.text} {block.text}" if block.label else block.text.strip(_SPACES) for block in near if block.text
    ]
