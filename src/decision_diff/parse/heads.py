"""Numbers and what they head: numbers on a line of their own, two numbers on one line, and the entries of a table of contents."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from decision_diff.labels import FoundLabel, Grammar, find_lead, is_tombstone
from decision_diff.model import Block, Origin
from decision_diff.parse.annex_heads import mark_introducing
from decision_diff.parse.closings import mark_closings
from decision_diff.parse.contents import mark_contents
from decision_diff.parse.headings import mark_captions
from decision_diff.parse.letter_heads import mark_letter_heads
from decision_diff.parse.levels import ARTICLE, LIST, Ranks, find_ranks
from decision_diff.parse.logical_lines import LogicalLine
from decision_diff.patterns import late

# A second number on the line begins a list: its first number, and its second one.
_FIRSTS: Final = {
    "①": "②",
    "(1)": "(2)",
    "（1）": "（2）",
    "(a)": "(b)",
    "(A)": "(B)",
    "(i)": "(ii)",
    "（一）": "（二）",
    "I. –": "II. –",
    "I. —": "II. —",
    "I. -": "II. -",
    "I.-": "II.-",
}
_BY_OPENING: Final = {
    opening: [first for first in _FIRSTS if first.startswith(opening)] for opening in ("①", "(", "（", "I.")
}
_LONGEST_REST: Final = 2  # characters of a first number behind its opening
_CERTAIN: Final = ("①", "(1)", "（1）")  # also where nothing shows how it goes on
_HEADING = late(r"[(（][^()（）]{1,60}[)）][ \u00a0]?|[^()（）]{1,60}?[.．]?[—–.．][ \u00a0]?(?=[(（])")
_WORDS: Final = ("text", "cover", "coverText", "coverLine", "title", "recitals", "operative")
_FIRST_ANNEX: Final = late(r"[1１]\s?[.．、]")
_NEAR: Final = 60  # blocks within which the list goes on
_MOST: Final = 3
_REACH: Final = 80  # characters from the start of a line on in which a second number may begin


def mark_lines(lines: Sequence[LogicalLine], blocks: Sequence[Block], languages: tuple[str, ...]) -> list[LogicalLine]:
    """The lines, classified by the lines around them: entries of contents, headings, lists of annexes, words of the number above, a closing."""
    marked = mark_letter_heads(mark_introducing(mark_listed_annexes(mark_captions(mark_contents(lines)))))
    return join_lone_numbers(mark_closings(marked, languages), blocks)


def mark_listed_annexes(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The lines, those of a list of annexes in one sentence as texts behind the last clause: `附件：1. Forms` and `2. Fees` below it number no clauses."""
    marked = list(lines)
    due = 0  # the number of the next annex in an open list
    for at, line in enumerate(lines):
        found = line.found
        if found is not None and found.label.level == "attachment" and not found.label.value:
            due = 2 if _FIRST_ANNEX.match(found.text) else 0
            if due or _comes_again(lines, at, found):
                marked[at] = replace(line, kind="closing", found=None)
        elif due and found is not None and found.label.style == "1." and found.label.value == (due,):
            marked[at] = replace(line, kind="text", found=None)
            due += 1
        else:
            due = 0
    return marked


def _comes_again(lines: Sequence[LogicalLine], at: int, found: FoundLabel) -> bool:
    """Whether an annex is named here and follows below with the same title: behind its word, or in the line below it."""
    for nth in range(at + 1, len(lines)):
        below = lines[nth].found
        if below is not None and below.label.level == "attachment":
            title = below.text or (lines[nth + 1 : nth + 2] and lines[nth + 1].text)
            return bool(found.text) and below.label.value == found.label.value and title == found.text
    return False


def join_lone_numbers(lines: Sequence[LogicalLine], blocks: Sequence[Block]) -> list[LogicalLine]:
    """The lines, each article or item whose number stands alone joined with the line below: it is layout, no structure.

    Acts of the European Union, copied from their page, have each (a) on a line of its own. Not in a file with structure, where a
    paragraph of its own is one.
    """
    is_placed = bool(blocks) and blocks[0].place is not None
    if is_placed or not any(line.found is not None and not line.found.text for line in lines):
        return list(lines)
    ranks = find_ranks(lines)
    joined: list[LogicalLine] = []
    for line in _settle_ranges(lines):
        found = joined[-1].found if joined else None
        if found is not None and _is_lone(joined[-1], found, ranks) and _may_be_words(line):
            text = f"{joined[-1].text}\n{line.text}"  # of both, should it be no number after all
            joined[-1] = replace(joined[-1], end=line.end, found=replace(found, text=line.text), text=text)
        else:
            joined.append(line)
    return joined


def _settle_ranges(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The lines, each number of several articles that stands alone a number if they went, as the next line then says, else a heading."""
    settled = list(lines)
    for at, line in enumerate(lines):
        found = line.found
        if found is None or not found.label.until or found.text:
            continue
        went = at + 1 < len(lines) and is_tombstone(lines[at + 1].text)
        settled[at] = (
            replace(line, found=replace(found, weak=False)) if went else replace(line, kind="text", found=None)
        )
    return settled


def _is_lone(line: LogicalLine, found: FoundLabel, ranks: Ranks) -> bool:
    """Whether a line is the number of an article or of an item and no more, and hardly anything else."""
    if found.text or line.outline is not None:
        return False
    rank = ranks.find(found.label)
    return rank == ARTICLE or (rank == LIST and not found.weak)


def _may_be_words(line: LogicalLine) -> bool:
    """Whether a line may be the words of the number above it: it has no number, or what looks like one cites.

    `Purpose` and `Requests` head the covers and parts of other texts, and articles. `Article 4 of the Treaty requires` cites.
    """
    if line.found is None:
        return line.kind in _WORDS
    return line.found.weak and line.found.text[:1].islower()


def split_numbers(blocks: Sequence[Block], grammar: Grammar) -> Sequence[Block]:
    """The blocks, each line with several numbers on it (`1.—(1)`, `제2조(정의) ①`, `(a)(1)`) as several; only in files without structure."""
    firsts = _find_firsts(blocks)
    if not firsts and [block.origin.start for block in blocks] == list(range(len(blocks))):
        return blocks
    parted: list[Block] = []
    lists: dict[str, list[int]] | None = None
    for block in blocks:
        ats: Sequence[int] = ()
        if firsts and _may_have_second(block, firsts):
            lists = _find_lists(blocks) if lists is None else lists
            ats = _find_seconds(block, grammar, lists)
        if ats or len(parted) != block.origin.start:
            parted.extend(_cut(block, ats, len(parted)))
        else:
            parted.append(block)
    return parted


def _find_lists(blocks: Sequence[Block]) -> dict[str, list[int]]:
    """By what a list begins with, the blocks that begin with its second number."""
    lists: dict[str, list[int]] = {}
    for block in blocks:
        text = block.text.lstrip()
        first = (
            next((first for first, second in _FIRSTS.items() if text.startswith(second)), "")
            if text[:1] in "(（②I"
            else ""
        )
        if first:
            lists.setdefault(first, []).append(block.origin.start)
    return lists


def _find_firsts(blocks: Sequence[Block]) -> list[str]:
    """The first numbers of lists near the head of any line, after its first character.

    Hardly any text has one, and that is told for all lines at once.
    """
    heads = "\n".join([block.text[1:_REACH] for block in blocks])
    found: list[str] = []
    for opening, firsts in _BY_OPENING.items():
        if opening in heads:
            behind = {part[:_LONGEST_REST] for part in heads.split(opening)[1:]}
            found += [first for first in firsts if any(part.startswith(first[len(opening) :]) for part in behind)]
    return found


def _may_have_second(block: Block, firsts: Sequence[str]) -> bool:
    """Whether the first number of a list is in a line, after its first character."""
    if block.place is not None or block.label is not None:
        return False
    head = block.text[1:_REACH]
    return any(first in head for first in firsts)


def _find_seconds(block: Block, grammar: Grammar, lists: dict[str, list[int]]) -> list[int]:
    """Where in the text of a block further numbers begin."""
    ats: list[int] = []
    start = len(find_lead(block.text))
    while len(ats) < _MOST and (at := _find_second(block, start, grammar, lists)):
        ats.append(at)
        start = at
    return ats


def _find_second(block: Block, start: int, grammar: Grammar, lists: dict[str, list[int]]) -> int:
    """Where a number begins behind the one at `start`; 0 if none does."""
    found: FoundLabel | None = grammar.find_at(block.text, start)
    if found is None or not found.label.value:
        return 0
    inner = len(block.text) - len(found.text)
    heading = None if _find_first(block.text, inner) else _HEADING.match(found.text)
    inner += heading.end() if heading else 0
    first = _find_first(block.text, inner)
    is_certain = first in _CERTAIN and found.label.style[:1] not in "(（①" and (not heading or found.text[:1] in "(（")
    return inner if first and (is_certain or _goes_on(block, first, lists)) else 0


def _find_first(text: str, at: int) -> str:
    """The first number of a list that stands at a place of a text, or nothing."""
    return next((first for first in _FIRSTS if text.startswith(first, at)), "")


def _goes_on(block: Block, first: str, lists: dict[str, list[int]]) -> bool:
    """Whether the second number of a list heads one of the next blocks, and is not in this one as that of a list in a sentence."""
    if _FIRSTS[first] in block.text:
        return False
    places = lists.get(first, ())
    at = bisect(places, block.origin.start)
    return at < len(places) and places[at] - block.origin.start <= _NEAR


def _cut(block: Block, ats: Sequence[int], index: int) -> list[Block]:
    """A block as several, cut at places of its text."""
    parts: list[Block] = []
    for start, end in pairwise([0, *ats, len(block.text)]):
        origin = Origin(block.origin.part, index + len(parts), index + len(parts) + 1)
        line_end = block.end if end == len(block.text) else ""
        part = block if not start else Block("", origin)
        parts.append(replace(part, text=block.text[start:end], origin=origin, end=line_end))
    return parts
