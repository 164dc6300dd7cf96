"""From paragraphs back to the lines of the file: where clauses stand is said in lines, and joined their `raw` is the file.

What was parsed is paragraphs, each one line or several, some of them parted since (an annex that was glued to an article, a second
number on a line). Numbers and indentation that were cut off from a paragraph are cut off from its first line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from decision_diff.model import Block, Clause, Notice, Origin
from decision_diff.parse.joined import TextParagraphs
from decision_diff.parse.justified import find_printed

LineSpan = tuple[int, int]


def restore_lines(
    printed: TextParagraphs, parsed: Sequence[Block], clauses: Sequence[Clause], notices: Sequence[Notice]
) -> tuple[list[Block], tuple[Clause, ...], list[Notice]]:
    """The lines of the file, and clauses and notices with their places in lines. `parsed` are the paragraphs as they are now."""
    lines: list[tuple[int, Block]] = []  # with the line of the file that each is, or is part of
    spans: list[LineSpan] = []
    for span, part in _list_parts(printed, parsed):
        spans.append((len(lines), len(lines) + len(part)))
        is_one = span[1] - span[0] == 1  # then the block is what was parsed, and counts otherwise
        lines.extend((span[0] if is_one else line.origin.start, line) for line in part)
    if printed.inner:
        lines, spans = _sort_lines(lines, spans)
    placed = tuple(_place_clause(clause, spans) for clause in clauses)
    told = [replace(one, origin=_place_origin(one.origin, spans)) if one.origin else one for one in notices]
    return [_number_line(block, at) for at, (_, block) in enumerate(lines)], placed, told


def _list_parts(printed: TextParagraphs, parsed: Sequence[Block]) -> Iterator[tuple[LineSpan, Sequence[Block]]]:
    """The lines of each paragraph as they are now, and those of the file that the whole paragraph was."""
    taken = 0
    for span, paragraph in zip(printed.spans, printed.paragraphs, strict=True):
        parts = _take_parts(parsed, taken, len(paragraph.raw))
        taken += len(parts)
        for part in _part_lines(printed, span, paragraph, parts):
            yield span, part


def _sort_lines(
    lines: Sequence[tuple[int, Block]], spans: Sequence[LineSpan]
) -> tuple[list[tuple[int, Block]], list[LineSpan]]:
    """The lines in the order of the file, and where those of each part then stand: notes may stand within a paragraph."""
    order = sorted(range(len(lines)), key=lambda nth: lines[nth][0])
    places = [0] * len(lines)
    for place, nth in enumerate(order):
        places[nth] = place
    moved = [(places[start], places[end - 1] + 1) if end > start else (start, end) for start, end in spans]
    return [lines[nth] for nth in order], moved


def _take_parts(parsed: Sequence[Block], start: int, size: int) -> Sequence[Block]:
    """The paragraphs from `start` on that one of `size` characters has become."""
    end = start
    while size > 0 or end == start:
        size -= len(parsed[end].raw)
        end += 1
    return parsed[start:end]


def _part_lines(printed: TextParagraphs, span: LineSpan, paragraph: Block, parts: Sequence[Block]) -> list[list[Block]]:
    """The lines of each part of a paragraph, with what stands before its words cut off from the first of them."""
    if span[1] - span[0] == 1:
        return [[part] for part in parts]
    if span[0] == span[1]:
        return [[]]  # a blank line that a page swallowed
    groups: list[list[Block]] = [[]]
    bounds = _find_bounds(paragraph, parts)
    for at in range(*span):
        if at in printed.inner and span[0] not in printed.inner:
            continue
        for line in _cut_line(printed, at, bounds):
            if line is None:
                groups.append([])
            else:
                groups[-1].append(line)
    return [_cut_head(lines, part) for lines, part in zip(groups, parts, strict=True)]


def _cut_line(printed: TextParagraphs, at: int, bounds: list[int]) -> Iterator[Block | None]:
    """A line, cut where a part of its paragraph begins: there stands None. Of `bounds` those in the line are taken."""
    line, start = printed.blocks[at], printed.starts.get(at, 0)
    text, lead, words = line.text, line.lead, printed.words.get(at, line.text)
    while words and bounds and bounds[0] < start + len(words):
        said = max(bounds.pop(0) - start, 0)
        if said:
            cut = find_printed(text, words, said) if at in printed.words else said
            yield Block(text[:cut], line.origin, lead, end="")
            text, lead, words, start = text[cut:], "", words[said:], start + said
        yield None
    yield Block(text, line.origin, lead, end=line.end)


def _find_bounds(paragraph: Block, parts: Sequence[Block]) -> list[int]:
    """Where in the words of a paragraph its second part begins, and each further one."""
    bounds = []
    at = -len(paragraph.lead)
    for part in parts[:-1]:
        at += len(part.raw)
        bounds.append(at)
    return bounds


def _cut_head(lines: Sequence[Block], part: Block) -> list[Block]:
    """The lines of a part, with its indentation and number cut off from the first of them."""
    first = lines[0]
    number = part.label.text if part.label and part.label.typed else ""
    cut = len(part.lead) + len(number) + len(part.gap) - len(first.lead)
    gap = part.gap if cut <= len(first.text) else part.gap[: len(part.gap) - (cut - len(first.text))]
    head = Block(first.text[cut:], first.origin, part.lead, part.label, gap, first.end, features=part.features)
    return [head, *lines[1:]]


def _number_line(block: Block, at: int) -> Block:
    origin = block.origin
    if origin.start == at and origin.end == at + 1:
        return block
    return replace(block, origin=Origin(origin.part, at, at + 1))


def _place_origin(origin: Origin, spans: Sequence[LineSpan]) -> Origin:
    end = spans[origin.end - 1][1] if origin.end > origin.start else spans[origin.start][0]
    return Origin(origin.part, spans[origin.start][0], end)


def _place_clause(clause: Clause, spans: Sequence[LineSpan]) -> Clause:
    children = tuple(_place_clause(child, spans) for child in clause.children)
    return replace(clause, origin=_place_origin(clause.origin, spans), children=children)
