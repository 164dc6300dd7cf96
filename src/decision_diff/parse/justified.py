"""Justified lines: in a line that was wrapped, several spaces between two words become one.

    dass  es  vielen  Betreibern  an  ausgebildetem         the line goes on, and fills the page
    Personal fehlt,                                         the last line of a paragraph is as it was

Only in a text of which many wrapped lines have such spaces, or those that have end at one edge, and hardly any last line of a paragraph has. The number at the head of a paragraph,
and what stands behind it, stay as they are. A gap as wide as between columns is none of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from decision_diff.labels import find, find_lead
from decision_diff.parse.looks import find_start_look
from decision_diff.patterns import late

_WIDEST: Final = 6
_SPACES: Final = late(r"(?<=\S) {2,6}(?=[^ ])")
_STRETCHED: Final = late(r"(?<=[^\s.!?:;…]) {2,6}(?=[^ ])")  # behind the end of a sentence some writers type two
_SHARE: Final = 3  # one wrapped line in so many has them
_RARE: Final = 20  # at most one last line in so many has them


def strip_filling(lines: Sequence[str], leads: Sequence[str], wraps: Sequence[bool]) -> Mapping[int, str]:
    """The words of the lines that were filled with spaces, by their place among `lines`, which stand behind `leads`. `wraps[i]`: line i goes on with the next."""
    doubled = [at for at, line in enumerate(lines) if "  " in line]
    wrapped = [at for at, is_wrap in enumerate(wraps) if is_wrap]
    if not doubled or not wrapped or not _are_filled(doubled, wrapped, lines, leads):
        return {}
    goes_on = {at + 1 for at in wrapped}
    kept = set(doubled)
    return {at: _strip(lines[at], 0 if at in goes_on else _find_head(lines[at])) for at in wrapped if at in kept}


def _are_filled(doubled: Sequence[int], wrapped: Sequence[int], lines: Sequence[str], leads: Sequence[str]) -> bool:
    """Whether wider spaces stand where a page was to be filled, and hardly anywhere else."""
    stretched = {at for at in doubled if _STRETCHED.search(lines[at], _find_head(lines[at]))}
    filled = [at for at in wrapped if at in stretched]
    if not filled or _RARE * (len(stretched) - len(filled)) > len(lines) - len(wrapped):
        return False
    return _SHARE * len(filled) >= len(wrapped) or _are_even(filled, wrapped, lines, leads)


def _are_even(filled: Sequence[int], wrapped: Sequence[int], lines: Sequence[str], leads: Sequence[str]) -> bool:
    """Whether lines with such spaces end at one edge, and hardly any wrapped line goes beyond."""
    widths = Counter(len(leads[at]) + len(lines[at]) for at in filled)
    edge, count = widths.most_common(1)[0]
    ends = [len(leads[at]) + len(lines[at]) for at in wrapped]
    return (
        4 * len(filled) <= 5 * count
        and sum(end == edge for end in ends) > 1
        and 20 * sum(end > edge for end in ends) <= len(ends)
    )


def _find_head(line: str) -> int:
    """Where the words of a line begin behind its number."""
    start = len(find_lead(line))
    found = find(line) if find_start_look(line[start:]) in ("number", "digit", "mark") else None
    return start if found is None else len(line) - len(found.text)


def _strip(line: str, start: int) -> str:
    return line[:start] + _SPACES.sub(" ", line[start:])


def find_printed(line: str, words: str, at: int) -> int:
    """Where in a line as it is printed stands what stands at a place of its words."""
    printed = 0
    for char in words[:at]:
        while line[printed] != char:
            printed += 1
        printed += 1
    return printed
