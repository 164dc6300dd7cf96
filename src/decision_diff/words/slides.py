"""Where an insertion or a deletion can stand without a change of meaning, it stands at the best edge.

    审议提案{+，通过报告+}，闭幕   ->  审议提案，{+通过报告，+}闭幕

Best is an edge beside a mark that ends a sentence, then one beside a comma; before all else brackets stay whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.words.pairs import Hunk, find_balanced

_SENTENCE_END: Final = "。！？；!?;"
_CLAUSE_MARK: Final = "，；。：、"
_OPENING: Final = "（(《“‘「『【〔〈["
_SLIDE_LIMIT: Final = 2000  # tokens


def move_edges(a: Sequence[str], b: Sequence[str], hunks: list[Hunk]) -> list[Hunk]:
    """The hunks, each at its best edge. Slides stay inside the equal stretches, and leave at least one token of those between two hunks."""
    result: list[Hunk] = []
    for index, (i1, i2, j1, j2) in enumerate(hunks):
        if i1 < i2 and j1 < j2:
            result.append((i1, i2, j1, j2))
            continue
        tokens, start, end = (a, i1, i2) if i1 < i2 else (b, j1, j2)
        back = i1 - result[-1][1] - 1 if result else i1
        ahead = hunks[index + 1][0] - i2 - 1 if index + 1 < len(hunks) else len(a) - i2
        shift = _find_best_shift(tokens, start, end, min(back, _SLIDE_LIMIT), min(ahead, _SLIDE_LIMIT))
        result.append((i1 + shift, i2 + shift, j1 + shift, j2 + shift))
    return result


def _find_best_shift(tokens: Sequence[str], start: int, end: int, back: int, ahead: int) -> int:
    """How far tokens[start:end] is best moved, from -back to ahead; of equals, the nearest to the start of the text."""
    low = 0
    while low > -back and tokens[start + low - 1] == tokens[end + low - 1]:
        low -= 1
    high = 0
    while high < ahead and tokens[start + high] == tokens[end + high]:
        high += 1
    if low == high:
        return 0

    balanced = find_balanced(tokens, start + low, end + low, high - low)

    def score(shift: int) -> tuple[bool, int]:
        return balanced[shift - low], _rate_edge(tokens, start + shift) + _rate_edge(tokens, end + shift)

    return max(range(low, high + 1), key=lambda shift: (score(shift), -shift))


def _rate_edge(tokens: Sequence[str], at: int) -> int:
    """How good a place the boundary before tokens[at] is for the edge of an edit."""
    if at in (0, len(tokens)):
        return 12
    before, after = tokens[at - 1][-1], tokens[at][0]
    if before in "\n\t" or after in "\n\t":
        return 12
    if before in _OPENING:
        return 3
    for marks, worth in ((_SENTENCE_END, 10), ("，：,:", 9), ("、", 8), (" ", 6), ("的", 4)):
        if before in marks:
            return worth
    return 5 if after in _CLAUSE_MARK else 1
