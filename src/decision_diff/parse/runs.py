"""Runs: numbered lines of one list that follow one another, with nothing between them and nothing odd about them.

    第三条　…       read like any other line
    第四条　…  ┐
    第五条　…  │    a run: each line has the expected number, in the list of the line before, and no children
    第六条　…  ┘
    第七条　…       read like any other line, because the lines after it may be its children

Most lines of a long statute are in a run. Line by line, a dozen calls would find each time that the number is the expected one. So `reading` and
`tree` take a run at once. The result is the same: a run ends where anything is unusual.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from decision_diff.labels import FoundLabel
from decision_diff.parse.frames import Frame, PartialReading, is_part_of_sentence
from decision_diff.parse.levels import ARTICLE, LIST
from decision_diff.parse.logical_lines import LogicalLine
from decision_diff.parse.nodes import Node, NodeRun
from decision_diff.parse.odd_heads import get_words

MIN_RUN: Final = 2  # lines; fewer are read as quickly one by one


def take_run(
    lines: Sequence[LogicalLine],
    start: int,
    states: Sequence[PartialReading],
    closes: Sequence[int],
    runs: dict[int, int],
) -> int:
    """Take the run that begins at `start`, if there is one and one reading is left. The position of the line after it, else `start`.

    That line is the next one of the list, and updates the rest of the frame. `runs` notes where a run ends. `closes` says of each
    line where the quotation closes that it opens (`quotations`).
    """
    state = states[0]
    frame = state.top
    if len(states) > 1 or state.quote_end >= 0 or frame is state.floor:
        return start
    run = _find_run(lines, start, frame, closes)
    if len(run) < MIN_RUN:
        return start
    end = runs[start] = start + len(run)
    frame.value, frame.line = run[-1].label.value, end - 1
    if frame.rank == LIST and not frame.is_enumeration:
        frame.is_enumeration = any(is_part_of_sentence(found.text) for found in run)
    return end


def _find_run(lines: Sequence[LogicalLine], start: int, frame: Frame, closes: Sequence[int]) -> list[FoundLabel]:
    """The numbers of a run."""
    before = lines[start - 1].found
    if before is None or frame.line != start - 1 or frame.rank < ARTICLE or len(frame.value) != 1:
        return []
    style, level, indent, (number,) = frame.style, before.label.level, frame.indent, frame.value
    run: list[FoundLabel] = []
    for at in range(start, len(lines)):
        line = lines[at]
        found = line.found
        if found is None or line.kind != "label" or line.indent != indent or line.end - line.start != 1:
            break
        label = found.label
        number += 1
        if label.style != style or label.value != (number,) or label.until or label.level != level:
            break
        if found.weak or found.others or closes[at] != at:
            break
        run.append(found)
    return run[:-1]  # what comes behind may hang on the last line


def build_run(
    lines: Sequence[LogicalLine], before: Node, has_heading: Callable[[LogicalLine, str], bool] | None
) -> None:
    """Add the lines of a run as siblings of the node of the line before it; `has_heading` says which words are headings.

    The last one gets a node of its own: whatever looks for the last number of a list finds it there.
    """
    level, rank, holder = before.level, before.rank, before.up
    assert holder is not None  # noqa: S101 - a numbered line hangs in something
    texts = [get_words(line.found) for line in lines if line.found is not None]  # all are numbered
    are_headings = [False] * len(texts)
    if has_heading is not None:
        are_headings = [has_heading(line, text) for line, text in zip(lines, texts, strict=True)]
    style = before.style
    if rank == LIST and style not in holder.enumerations and any(map(is_part_of_sentence, texts)):
        holder.enumerations = holder.enumerations | {style}
    holder.append(NodeRun(level, rank, lines[:-1], texts[:-1], are_headings[:-1]))
    last = lines[-1]
    assert last.found is not None  # noqa: S101 - as above
    label, gap = last.found.label, last.found.gap
    holder.append(Node(level, rank, last.start, last.end, texts[-1], label, gap, (), are_headings[-1]))
