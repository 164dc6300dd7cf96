"""Numbers and what they head: numbers on a line of their own, two numbers on one line, and the entries of a table of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from decision_diff.labels import FoundLabel, Grammar, find_lead
from decision_diff.model import Block, Label, Origin
from decision_diff.parse.levels import ARTICLE, Ranks, find_ranks
from decision_diff.parse.lines import LogicalLine, is_title
from decision_diff.patterns import late

_GATHERING: Final = (
    "book",
    "title",
    "subtitle",
    "subdivision",
    "chapter",
    "subchapter",
    "section",
    "subsection",
    "part",
)
_LISTED: Final = ("article", "attachment")  # what a table of contents may list as well
_FIRSTS: Final = ("①", "(1)", "（1）")  # a second number on the line begins a list
_HEADING = late(r"[(（][^()（）]{1,60}[)）][ \u00a0]?|")
_REACH: Final = 80  # characters from the start of a line on in which a second number may begin


def mark_contents(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The lines with the entries of a table of contents marked: units, until the first of them comes again."""
    if not any(line.kind == "contents" for line in lines):
        return list(lines)
    times = Counter(_key(line.found.label) for line in lines if line.found)
    marked: list[LogicalLine] = []
    is_open, first = False, None
    for line in lines:
        key = _key(line.found.label) if line.found else None
        if line.kind == "contents":
            is_open, first = True, None
        elif is_open and line.kind != "note":
            is_open = _is_entry(line, times) and (first is None or first != key)
            if is_open:
                first, line = first or key, replace(line, kind="entry")  # noqa: PLW2901 - the same line, marked
        marked.append(line)
    return marked


def _key(label: Label) -> tuple[str, tuple[int, ...]]:
    return label.style, label.value


def _is_entry(line: LogicalLine, times: Counter[tuple[str, tuple[int, ...]]]) -> bool:
    """Whether a line names a unit and no more; an article or an annex also stands in the text itself, where there is more of it."""
    if line.kind == "chapter" or line.found is None:
        return line.kind == "chapter"
    label = line.found.label
    return label.level in _GATHERING or (
        label.level in _LISTED and times[_key(label)] > 1 and is_title(_strip_page(line.text))
    )


def _strip_page(text: str) -> str:
    """An entry of a table of contents without its page."""
    bare = text.rstrip("0123456789")
    return text if bare == text else bare.rstrip(" .…·\t")


def join_lone_numbers(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The lines, each article whose number stands alone joined with the line below: it is layout, no structure."""
    if not any(line.found is not None and not line.found.text for line in lines):
        return list(lines)
    ranks = find_ranks(lines)
    joined: list[LogicalLine] = []
    for line in lines:
        found = joined[-1].found if joined else None
        if found is not None and _is_lone(joined[-1], found, ranks) and line.kind == "text" and line.found is None:
            joined[-1] = replace(joined[-1], end=line.end, found=replace(found, text=line.text), text=line.text)
        else:
            joined.append(line)
    return joined


def _is_lone(line: LogicalLine, found: FoundLabel, ranks: Ranks) -> bool:
    """Whether a line is the number of an article and no more; in a file with structure that is a paragraph of its own."""
    return not found.text and line.outline is None and ranks.by_style.get(found.label.style) == ARTICLE


def split_numbers(blocks: Sequence[Block], grammar: Grammar) -> Sequence[Block]:
    """The blocks, each line with two numbers on it (`1.—(1)`, `제2조(정의) ①`) as two blocks; only in files without structure."""
    parted: list[Block] = []
    for block in blocks:
        at = _find_second(block, grammar) if block.place is None and block.label is None else 0
        if at or len(parted) != block.origin.start:
            parted.extend(_cut(block, at, len(parted)))
        else:
            parted.append(block)
    return parted


def _find_second(block: Block, grammar: Grammar) -> int:
    """Where in the text of a block a second number begins; 0 if none does."""
    head = block.text[:_REACH]
    if "①" not in head and "(1)" not in head and "（1）" not in head:
        return 0
    found: FoundLabel | None = grammar.find_at(block.text, len(find_lead(block.text)))
    if found is None or found.label.style[:1] in "(（①" or not found.label.value:
        return 0
    start = len(block.text) - len(found.text)
    match = _HEADING.match(found.text)
    inner = start + (match.end() if match and not found.text.startswith(_FIRSTS) else 0)
    return inner if block.text.startswith(_FIRSTS, inner) else 0


def _cut(block: Block, at: int, index: int) -> list[Block]:
    part = block.origin.part
    if not at:
        return [replace(block, origin=Origin(part, index, index + 1))]
    first = Block(block.text[:at], Origin(part, index, index + 1), block.lead, None, block.gap, "")
    return [first, Block(block.text[at:], Origin(part, index + 1, index + 2), end=block.end)]
