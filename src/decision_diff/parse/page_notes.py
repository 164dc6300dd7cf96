"""Notes at the foot of a page: the lines from a rule to the end of the page.

    …shall be held at a place that the Council      the paragraph continues after the page
    ____________________                            the foot
    1 A place in a Member State, or                 a note, of two lines
    at the seat.
    – 2 –                                           set aside
    chooses1;

A rule alone is not evidence, because it may divide the parts of a text. The first line after it must have the mark of a note: a mark that no clause has
(¹, [1], *), the number after that of the last note, or a mark to which the page refers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from decision_diff.labels import FoundLabel
from decision_diff.model import Block
from decision_diff.parse.footnotes import is_rule, is_sure, list_references, read_mark
from decision_diff.parse.gaps import PageGaps

_LONGEST: Final = 60  # lines of a foot


def find_page_notes(blocks: Sequence[Block], gaps: PageGaps) -> Mapping[int, int]:
    """The lines with words at the feet of pages, each with the rule before it; a rule is its own."""
    worded = list(gaps.by_line)
    feet: dict[int, int] = {}
    last = 0
    for nth in [nth for nth, at in enumerate(worded) if is_rule(blocks[at].text)]:
        marks = _read_marks(blocks, worded[nth + 1 : _find_end(worded, nth, gaps)])
        if worded[nth] in feet or not marks or not _is_note(marks[0], last, blocks, worded[:nth], gaps):
            continue
        feet.update(dict.fromkeys(worded[nth : _find_end(worded, nth, gaps)], worded[nth]))
        last = max((one.label.value[0] for one in marks if one.label.value), default=last)
    return feet


def _read_marks(blocks: Sequence[Block], lines: Sequence[int]) -> list[FoundLabel]:
    """The marks of notes in the lines behind a rule; none if the first line has none."""
    marks = [read_mark(blocks[at].text) for at in lines]
    return [one for one in marks if one] if marks and marks[0] else []


def _is_note(found: FoundLabel, last: int, blocks: Sequence[Block], before: Sequence[int], gaps: PageGaps) -> bool:
    """Whether the first mark after a rule is that of a note; `last` is the number of the note before."""
    return is_sure(found) or _is_due(found, last) or _is_referred(found, blocks, before, gaps)


def _find_end(worded: Sequence[int], rule: int, gaps: PageGaps) -> int:
    """Behind which of the lines with words the page ends that has this rule; nowhere, if it is too far or the end of the text."""
    for nth in range(rule + 1, min(rule + _LONGEST, len(worded))):
        if gaps.by_line[worded[nth]].is_page:
            return nth
    return len(worded) if gaps.ends_with_page and len(worded) - rule < _LONGEST else rule


def _is_due(found: FoundLabel, last: int) -> bool:
    return bool(last) and found.label.value == (last + 1,)


def _is_referred(found: FoundLabel, blocks: Sequence[Block], before: Sequence[int], gaps: PageGaps) -> bool:
    """Whether a line of the page refers to the note."""
    wanted = str(found.label.value[0]) if found.label.value else found.label.text
    for at in reversed(before):
        if any(key == wanted for _, key in list_references(blocks[at].text)):
            return True
        if gaps.by_line[at].is_page:
            return False
    return False
