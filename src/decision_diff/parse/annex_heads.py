"""The provision named below the heading of an annex: `Regulation 3` below `SCHEDULE 1` is not a unit of the annex.

In acts of the United Kingdom, Hong Kong and other places, each schedule names the provision that introduces it, on a line of its own. A
unit of the annex looks the same (`Part 1` below `SCHEDULE 1`). But then more units of its kind follow, or its number is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from decision_diff.labels import FoundLabel
from decision_diff.parse.levels import USUAL
from decision_diff.parse.logical_lines import LogicalLine
from decision_diff.patterns import late

_PLACES: Final = late(
    r"(?:[(（][^()（）]{1,6}[)）] ?|,? ?(?:and|or|to|&) |[,.、–-] ?|[0-9]{1,4}[A-Z]{0,2})*"
)  # 3(1) and 4
_NEAR: Final = 2  # lines below the heading: its title may stand between


def mark_introducing(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The lines; those that name the provision of an annex become texts."""
    marked = list(lines)
    for at in [at for at, line in enumerate(lines) if line.found is not None and _is_bare_annex(line.found)]:
        end = _find_end(lines, at)
        for below in range(at + 1, min(at + 1 + _NEAR, end)):
            if _names_place(lines[below]) and not _has_more(lines[below:end]):
                marked[below] = replace(lines[below], kind="text", found=None)
                break
            if lines[below].found is not None:
                break
    return marked


def _is_bare_annex(found: FoundLabel) -> bool:
    """Whether a number is that of an annex; its title may follow."""
    return found.label.level == "attachment" and bool(found.label.value)


def _find_end(lines: Sequence[LogicalLine], start: int) -> int:
    """The line of the next annex."""
    for at in range(start + 1, len(lines)):
        found = lines[at].found
        if found is not None and found.label.level == "attachment":
            return at
    return len(lines)


def _names_place(line: LogicalLine) -> bool:
    """Whether a line is only the number of a unit: Section 4(1), Regulations 3 and 4."""
    found = line.found
    if found is None or found.label.level not in USUAL or found.label.style[2:3] != "-" or line.outline is not None:
        return False
    return _PLACES.fullmatch(found.text) is not None


def _has_more(lines: Sequence[LogicalLine]) -> bool:
    """Whether further units of its kind follow the first one of these lines."""
    first = lines[0].found
    style = first.label.style if first is not None else ""
    return any(line.found is not None and line.found.label.style == style for line in lines[1:])
