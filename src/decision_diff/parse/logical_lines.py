"""The lines of a text as the parser sees them, and a short way to read most lines of a statute.

`lines` looks at a line and its neighbours, through a dozen calls. A line that begins with 第三条 and a space does not need this if the
text has no tables and no footnotes. It is read here, in one loop with the lines of its kind that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from decision_diff.frozen import frozen, get_constructor
from decision_diff.labels import FoundLabel, Grammar
from decision_diff.model import Block, Span

LineKind = Literal[
    "label",
    "text",
    "row",
    "recitals",
    "operative",
    "cover",
    "coverText",
    "coverLine",
    "title",
    "formula",
    "part",
    "chapter",
    "contents",
    "entry",
    "furniture",
    "note",
    "editorial",
    "proposal",
    "reasons",
    "closing",
]


@frozen
class LogicalLine:
    """The blocks [start, end) that make one line: a numbered line, a text, a table row or a call line.

    `found` is the number read at its head, if any. `text` is the rest, for a row the cells joined by tabs. `outline` is
    0 to 8 where the file says that this is a heading of that level.
    """

    kind: LineKind
    start: int
    end: int
    text: str
    found: FoundLabel | None = None
    cells: tuple[Span, ...] = ()
    outline: int | None = None
    indent: int = 0


_make_line: Final = get_constructor(LogicalLine)


def read_usual(blocks: Sequence[Block], start: int, stop: int, grammar: Grammar) -> list[LogicalLine]:
    """The lines from `start` on that begin with a usual number of a statute, up to the first line that needs the full analysis."""
    lines: list[LogicalLine] = []
    usual = grammar.usual
    if usual is None or blocks[start].text[:1] != "第":
        return lines
    for at in range(start, stop):
        block = blocks[at]
        text = block.text
        if text[:1] != "第" or block.label is not None or block.place is not None or "\n" in text:
            break
        found = usual.find(text)
        if found is None:
            break
        lines.append(_make_line("label", at, at + 1, text, found, (), None, measure_indent(block) if block.lead else 0))
    return lines


def measure_indent(block: Block) -> int:
    """How many columns a line is indented; a tab is worth four. A form feed before it is no indentation."""
    if not block.lead:
        return 0
    lead = block.lead[block.lead.rfind("\f") + 1 :]
    spaces = lead[: len(lead) - len(lead.lstrip())]
    return sum(4 if char == "\t" else 2 if char == "\u3000" else 1 for char in spaces) if spaces else 0
