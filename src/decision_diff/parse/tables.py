"""Tables in a text file: runs of lines that begin with a tab, lines divided by tabs, and tables drawn with bars.

    ⇥2024年8月26日                     a table flattened by an extractor: one line a cell, a blank line behind each row
    ⇥接收有关草案初稿的意见 …
    任命由代表各方的专家组成的专家组 …    the second paragraph of that cell
    (blank)

    Region⇥Posts⇥Budget                one line a row
    Africa⇥12⇥1 200 000

    +--------+-------+                 drawn: the lines of the frame say nothing
    | Region | Posts |
    +--------+-------+

A tab alone makes no table: it may indent a paragraph or a list, or stand behind a number. A row needs others of as many cells beside it
and a short first cell, and never begins with a number that a list could have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.characters import is_unspaced
from decision_diff.frozen import frozen
from decision_diff.labels import Grammar, find_lead
from decision_diff.model import Block, Span
from decision_diff.parse.council import is_lone_mark
from decision_diff.parse.footnotes import is_rule
from decision_diff.parse.widths import INDENTS
from decision_diff.patterns import build_either, late

_SPACES: Final = " \u00a0\u3000"  # indentation; a tab may begin a cell
_LONGEST_FIRST: Final = 40  # characters of the first cell of a row
_NUMBER_HEADS: Final = ("no.", "no", "nos.", "nr.", "nr", "n°", "nº", "№", "#")  # heads of a column of numbers
_LONGEST_LAST: Final = 80  # of the last cell of a row that begins with a number
_SENTENCE_END: Final = ("。", "；", ";", "：")
# What numbers a paragraph though no grammar may know it: 1, 5.209A, a bis), 1 ter., (12).
_NUMBER_CELL: Final = late(
    build_either("(（[")
    + r"?(?:[0-9０-９]{1,4}|[^\W\d_])(?:[0-9０-９]{0,3}[^\W\d_]?)(?:[.．/-][0-9０-９]{1,4}[^\W\d_]?){0,5}(?: ?(?:bis|ter|quater|[a-z]{3,9}ies))?"
    + build_either(")）].．、")
    + "?"
)
_FRAME: Final = frozenset("-=+|: ")


@frozen
class Tables:
    """Where the rows of a text are: `ends` has for the first paragraph of a flattened row where it ends, `lines` the rows of one line.

    `numbered` are those of them that begin with a number, which is a cell and numbers no clause.
    """

    ends: dict[int, int]
    lines: frozenset[int]
    frames: frozenset[int]
    numbered: frozenset[int]


NO_TABLES: Final = Tables({}, frozenset(), frozenset(), frozenset())


def find_tables(paragraphs: Sequence[Block], stop: int, grammar: Grammar) -> Tables:
    """The tables of a text file among its first `stop` paragraphs."""
    paragraphs = paragraphs[:stop]
    tabbed = [at for at, one in enumerate(paragraphs) if "\t" in one.text and one.label is None]
    drawn = [
        at for at, one in enumerate(paragraphs) if one.text[:1] in ("+", "|", ":") and one.text[-1:] in ("+", "|", ":")
    ]
    if not tabbed and not drawn:
        return NO_TABLES
    texts = [one.text.lstrip(_SPACES) if one.label is None else "1\t" for one in paragraphs]
    ends = _find_flattened(texts, [at for at in tabbed if texts[at][0] == "\t"], grammar)
    headed = dict(_find_headed(texts, tabbed))
    rows = frozenset(_find_lines(texts, tabbed))
    lines = rows.union(headed, headed.values())
    numbered = frozenset((*headed, *_find_worded(texts, rows, grammar)))
    return Tables(ends, lines, frozenset(_find_frames(texts, drawn)), numbered)


def _find_frames(texts: Sequence[str], drawn: Sequence[int]) -> Iterator[int]:
    """The lines of the frame of a table that has rows."""
    frames = {at for at in drawn if _is_frame(texts[at].strip(INDENTS))}
    rows = {at for at in drawn if at not in frames and texts[at][0] == "|"}
    for at in sorted(frames):
        if {at - 1, at + 1} & rows:
            yield at


def _is_frame(text: str) -> bool:
    return _FRAME.issuperset(text) and ("--" in text or "==" in text)


def _find_flattened(texts: Sequence[str], tabbed: Sequence[int], grammar: Grammar) -> dict[int, int]:
    """The rows whose cells are lines, first paragraph and end; only those that stand with others of as many cells."""
    runs: list[tuple[int, int, int]] = []  # start, end, cells
    taken = 0
    for at in tabbed:
        if at >= taken and (at == 0 or not texts[at - 1] or at == taken or texts[at - 1][0] != "\t"):
            end, cells = _measure_run(texts, at)
            taken = end
            if end > at and _looks_like_row(texts[at:end], cells, grammar):
                runs.append((at, end, cells))
    rows = {}
    for nth, (start, end, cells) in enumerate(runs):
        beside = runs[max(nth - 1, 0) : nth] + runs[nth + 1 : nth + 2]
        if any(other == cells and _are_neighbours(texts, (start, end), (first, last)) for first, last, other in beside):
            rows[start] = end
    return rows


def _measure_run(texts: Sequence[str], start: int) -> tuple[int, int]:
    """Where the lines with words that begin at `start` end, or a rule above notes stands; and how many of them begin with a tab."""
    end, cells = start, 0
    while end < len(texts) and texts[end] and not is_rule(texts[end]):
        cells += texts[end][0] == "\t"
        end += 1
    return end, cells


def _looks_like_row(texts: Sequence[str], cells: int, grammar: Grammar) -> bool:
    """Whether a run of lines has two cells or more, a short first one, and is not a list or a quotation that a tab indents."""
    first = texts[0].strip(INDENTS)
    if cells < 2 or not first or len(first) > _LONGEST_FIRST or first.endswith(_SENTENCE_END):
        return False
    tabs = 0
    for text in texts:
        is_cell = text[0] == "\t"
        tabs += is_cell
        if (
            (is_cell or tabs < 2)
            and (found := grammar.find_at(text, len(find_lead(text)))) is not None
            and (found.text or not is_cell)
        ):
            return False
    return True


def _are_neighbours(texts: Sequence[str], one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether nothing but blank lines stands between two rows."""
    between = texts[min(one[1], two[1]) : max(one[0], two[0])]
    return len(between) < 4 and not any(between)


def _find_lines(texts: Sequence[str], tabbed: Sequence[int]) -> Iterator[int]:
    """The lines divided by tabs that stand beside others of as many cells."""
    cells = {at: count for at in tabbed if (count := _count_cells(texts[at])) > 1}
    for at, count in cells.items():
        for step in (-1, 1):
            near = at + step if 0 <= at + step < len(texts) and texts[at + step] else at + 2 * step
            if cells.get(near) == count:
                yield at


def _find_headed(texts: Sequence[str], tabbed: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The rows that begin with a number, each with the line before it or, for the first row of a table without a head, the next.

    Nothing stands between them. Two cells need a head without a number (`Item⇥Characteristic`), and are no sentences.
    """
    found: set[int] = set()
    for at in tabbed:
        count = _count_numbered_cells(texts[at])
        if not count or at == 0:
            continue
        before, after = texts[at - 1], texts[at + 1] if at + 1 < len(texts) else ""
        is_next = at - 1 in found and count == before.count("\t") + 1
        if is_next or _is_head(before, count) or (count > 2 and _count_numbered_cells(before) == count):
            found.add(at)
            yield at, at - 1
        elif count > 2 and _count_numbered_cells(after) == count:
            found.add(at)
            yield at, at + 1


def _find_worded(texts: Sequence[str], rows: frozenset[int], grammar: Grammar) -> Iterator[int]:
    """The rows whose first cell begins with a number and has words (`1 gallon`, `Article 1`), below one that does not."""
    is_table = False
    for at in sorted(rows):
        text = texts[at]
        is_below = at - 1 in rows and texts[at - 1].count("\t") == text.count("\t")
        if grammar.find_at(text, len(find_lead(text))) is None:
            is_table = True
        elif (
            not is_below
            or len(last := text.rpartition("\t")[2]) > _LONGEST_LAST
            or last.endswith((".", *_SENTENCE_END))
        ):
            is_table = False
        elif is_table:
            yield at


def _is_head(text: str, count: int) -> bool:
    """Whether a line is the head of a table of so many columns: short words, of two cells without digits."""
    cells = text.split("\t")
    first = cells[0].strip()
    is_named = first.lower() in _NUMBER_HEADS or (any(map(str.isalpha, first)) and _count_cells(text) > 0)
    if not is_named or len(cells) != count or text.endswith((":", *_SENTENCE_END)):
        return False
    if any(len(cell) > _LONGEST_FIRST or cell.rstrip().endswith(":") for cell in cells):
        return False
    return count > 2 or not any(char.isdigit() for char in text)


def _count_numbered_cells(text: str) -> int:
    """How many cells a line has that begins with a number; 0 if it cannot be a row."""
    first, *others = text.split("\t")
    if not others or not is_number_cell(first.rstrip()) or is_number_cell(others[0].strip()) or not all(others):
        return 0
    if len(others[-1]) > _LONGEST_LAST or others[-1].rstrip().endswith((".", *_SENTENCE_END)):
        return 0
    return len(others) + 1


def _count_cells(text: str) -> int:
    """How many cells a line has; 0 if it cannot be a row."""
    first = text.partition("\t")[0].rstrip()
    if (
        not first
        or len(first) > _LONGEST_FIRST
        or first.endswith(_SENTENCE_END)
        or is_number_cell(first)
        or is_lone_mark(first)
    ):
        return 0
    return text.count("\t") + 1


def is_number_cell(first: str) -> bool:
    """Whether what stands before a tab numbers a paragraph, rather than being the first cell of a row."""
    if first.isascii() and first.isdigit():
        return len(first) <= 7  # the pattern says so too
    if len(first) == 2 and first[0].isalpha() and first[1] in ")）].．、":
        return True  # likewise
    if len(first) > 16 or _NUMBER_CELL.fullmatch(first) is None:
        return False
    return (
        (len(first) == 1 and not is_unspaced(first))
        or any(char.isdigit() for char in first)
        or first[-1] in ")）].．、"
    )


def make_flattened_row(paragraphs: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """The lines of a flattened row without their indentation, and the texts of its cells."""
    blocks: list[Block] = []
    cells: list[list[str]] = []
    for block in paragraphs:
        text = block.text.lstrip(INDENTS)
        indent = block.text[: len(block.text) - len(text)]
        blocks.append(
            Block(text, block.origin, block.lead + indent, block.label, block.gap, block.end) if indent else block
        )
        if indent.lstrip(_SPACES)[:1] == "\t":  # as `_measure_run` counts them
            cells.append([text])
        else:
            cells[-1].append(text)
    return blocks, ["\n".join(texts) for texts in cells]


def measure_spans(texts: Sequence[str]) -> tuple[Span, ...]:
    """Where cells stand in their text, divided by tabs."""
    spans: list[Span] = []
    at = 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 1
    return tuple(spans)


def find_piped_cells(text: str) -> tuple[Span, ...]:
    """Cells between the bars of a grid table: `| 水污染物 | 每污染当量 |`."""
    if len(text) < 3 or text[0] != "|" or text[-1] != "|":
        return ()
    spans: list[Span] = []
    at = 1
    for cell in text[1:-1].split("|"):
        inner = cell.strip()
        start = at + (cell.index(inner) if inner else len(cell))
        spans.append(Span(start, start + len(inner)))
        at += len(cell) + 1
    return tuple(spans)
