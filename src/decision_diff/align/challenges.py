"""The pass that takes back a pair in order where the true partner of one of them stands elsewhere.

Between two neighbours the most alike pair is linked, at half of its words if nothing there is nearer. If an inserted article stands where the old one
stood, and the old one went to another chapter nearly as it was, the pair in order is wrong, and only a look at the whole text tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.align.units import Matching
from decision_diff.words.likeness import Index, measure_likeness

_WEAK: Final = 0.7  # likeness below which a pair in order is open to a challenge
_RIVAL: Final = 0.85  # likeness of a clause elsewhere that may challenge it
_LEAD: Final = 0.25  # by which it must be more alike
_SHORTEST: Final = 12  # characters; shorter texts are alike by chance

# Minus the likeness, left and right of the new pair, and whether it is the right one that had another partner.
Challenge = tuple[float, int, int, bool]


def challenge_pairs(matching: Matching) -> None:
    """Link a clause of a weak pair in order with the free clause elsewhere that it is far more like; the best first."""
    weak = [pair for pair in matching.amendments if _is_weak(matching, pair)]
    challenges = [*_find_challenges(matching, weak, swapped=False), *_find_challenges(matching, weak, swapped=True)]
    for challenge in sorted(challenges):
        _settle(matching, challenge)


def _settle(matching: Matching, challenge: Challenge) -> None:
    """Put the new pair in the place of the weak one, if both clauses still stand as they did when it was found."""
    less, i, j, swapped = challenge
    rival, partners = (i, matching.of_right[j]) if swapped else (j, matching.of_left[i])
    if len(partners) != 1 or not matching.is_free(rival, swapped=not swapped):
        return
    pair = (partners[0], j) if swapped else (i, partners[0])
    if _is_weak(matching, pair):
        matching.unlink(*pair)
        matching.link(i, j, "moved", -less)


def _is_weak(matching: Matching, pair: tuple[int, int]) -> bool:
    name, score, _, _ = matching.links[pair]
    return name in ("place", "alone") and score < _WEAK


def _read(matching: Matching, clause: int, *, is_left: bool) -> str:
    return matching.read_left(clause) if is_left else matching.right.words[clause]


def _read_weak(matching: Matching, weak: list[tuple[int, int]], *, swapped: bool) -> dict[tuple[int, int], str]:
    """The words of the left clause of each weak pair, or of the right one if `swapped`; short ones left out."""
    words = {pair: _read(matching, pair[swapped], is_left=not swapped) for pair in weak}
    return {pair: text for pair, text in words.items() if len(text) >= _SHORTEST}


def _find_challenges(matching: Matching, weak: list[tuple[int, int]], *, swapped: bool) -> Iterator[Challenge]:
    """For the left clause of each weak pair, or the right one if `swapped`, the free clause of the other side that is far more like it."""
    asked = _read_weak(matching, weak, swapped=swapped)
    free = matching.find_free(swapped=not swapped, shortest=_SHORTEST) if asked else []
    if not free:
        return
    index = Index(((n, _read(matching, n, is_left=swapped)) for n in free), asked.values())
    for pair, words in asked.items():
        for rival, _ in index.find_candidates(words, 2):
            i, j = (rival, pair[1]) if swapped else (pair[0], rival)
            alike = measure_likeness(matching.read_left(i), matching.right.words[j], _RIVAL)
            if alike >= matching.links[pair][1] + _LEAD and not matching.is_formula(i, j):
                yield -alike, i, j, swapped
