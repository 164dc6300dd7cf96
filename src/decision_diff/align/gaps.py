"""Passes that link, between two linked neighbours, what was amended in its position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.align.terms import have_common_terms
from decision_diff.align.units import Matching
from decision_diff.words.likeness import Index, measure_containment, measure_likeness
from decision_diff.words.sequence import find_heaviest_chain

_ALIKE: Final = 0.5  # from here on a text between the same neighbours is the old one amended
_ALIKE_KIN: Final = 0.4  # so too under the same parent
_ALIKE_SAME_NUMBER: Final = 0.3  # and when the number is the same as well
_ALIKE_ALONE: Final = 0.25  # the more so when nothing else is left on either side
_CLEAR: Final = 0.6  # from here on, similarity is not due to letters alone
_SHORTEST_PART: Final = 8  # characters
_PAIRS: Final = 40_000  # comparisons in one gap; beyond it only candidates by shingles are compared
_FEW_PAIRS: Final = 16  # for each clause of a gap; so many are always compared
_ALL_PAIRS: Final = 3 * _PAIRS  # likewise, in all gaps with more together
_AROUND: Final = 2  # clauses before and behind, likewise
_CELLS: Final = 1 << 30  # likewise: pairs of characters, some 0.3 s

ClauseGap = tuple[int, int, int, int]  # (i1, i2, j1, j2): left[i1:i2] and right[j1:j2]


def match_in_order(matching: Matching) -> None:
    """Link clauses between two neighbours on the spine: the pairing in order with the greatest sum of likeness."""
    fill_gaps(matching, matching.spine, (-1, -1), (len(matching.left.clauses), len(matching.right.clauses)))


def fill_gaps(
    matching: Matching, spine: Sequence[tuple[int, int]], before: tuple[int, int], after: tuple[int, int]
) -> None:
    """Pair what is free between the pairs of `spine`, and between its ends and the pairs `before` and `after` it."""
    for gap in _list_gaps(spine, before, after):
        _fill_gap(matching, gap)


def find_gaps(matching: Matching) -> Iterator[ClauseGap]:
    """What stands on both sides between two neighbours on the spine, in order."""
    return _list_gaps(matching.spine, (-1, -1), (len(matching.left.clauses), len(matching.right.clauses)))


def match_again(matching: Matching) -> None:
    """Repeat `match_in_order` where old words now read with the new numbers and terms of the amendment.

    Only gaps that hold such a clause and left a choice are looked at again.
    """
    if not matching.brought_up:
        return
    for gap in find_gaps(matching):
        i1, i2, j1, j2 = gap
        settled = i2 - i1 == j2 - j1 == 1 and matching.of_left.get(i1)
        if not settled and any(i in matching.brought_up for i in range(i1, i2)):
            _empty_gap(matching, gap)
            _fill_gap(matching, gap)


def _empty_gap(matching: Matching, gap: ClauseGap) -> None:
    """Remove the links of the pass "place" between the clauses of a gap."""
    links = [(i, j) for i in range(*gap[:2]) for j in matching.of_left.get(i, ())]
    for pair in links:
        if matching.links[pair][0] == "place":
            matching.unlink(*pair)


def _list_gaps(spine: Sequence[tuple[int, int]], before: tuple[int, int], end: tuple[int, int]) -> Iterator[ClauseGap]:
    for after in (*spine, end):
        gap = before[0] + 1, after[0], before[1] + 1, after[1]
        if gap[0] < gap[1] and gap[2] < gap[3]:
            yield gap
        before = after


def _fill_gap(matching: Matching, gap: ClauseGap) -> None:
    left = matching.find_free_left(*gap[:2])
    right = matching.find_free_right(*gap[2:])
    alone = len(left) == len(right) == 1
    if left and right:
        for i, j, score in _pair_in_order(matching, left, right):
            matching.link(i, j, "alone" if alone else "place", score)


def _pair_in_order(matching: Matching, left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int, float]]:
    """The heaviest pairing of `left` with `right` that keeps the order."""
    scores = _weigh_pairs(matching, left, right)
    pairs = sorted(scores)
    chain = find_heaviest_chain([(*pair, scores[pair][1]) for pair in pairs])
    return [(left[a], right[b], scores[a, b][0]) for a, b in (pairs[k] for k in chain)]


def _weigh_pairs(
    matching: Matching, left: Sequence[int], right: Sequence[int]
) -> dict[tuple[int, int], tuple[float, float]]:
    """By positions in `left` and `right`: the score of each pair that may be one clause, and its weight in the pairing."""
    if _may_compare_all(matching, left, right):
        pairs = [(a, b) for a in range(len(left)) for b in range(len(right))]
    else:
        pairs = _find_likely(matching, left, right)
    scores: dict[tuple[int, int], tuple[float, float]] = {}
    for a, b in pairs:
        score = _score_pair(matching, left[a], right[b], alone=len(left) == len(right) == 1)
        if score:
            scores[a, b] = (score, score - 0.2 + 0.1 * matching.have_same_number(left[a], right[b]))
    return scores


def _may_compare_all(matching: Matching, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether each left clause of a gap is compared with each right one. `matching.compared` counts the pairs of large gaps."""
    pairs = len(left) * len(right)
    sizes = sum(len(matching.left.words[i]) for i in left), sum(len(matching.right.words[j]) for j in right)
    if pairs > _PAIRS or sizes[0] * sizes[1] > _CELLS:
        return False
    if pairs <= _FEW_PAIRS * (len(left) + len(right)):
        return True
    matching.compared += pairs
    return matching.compared <= _ALL_PAIRS


def _find_likely(matching: Matching, left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """In a gap too large to compare all with all: for each left text those that share its rare shingles.

    Boilerplate has none, or some by chance (the digits of a sum), so each text is also compared with what stands as far down the
    gap, from the top and in proportion; one without rare shingles with what stands around there too.
    """
    index = Index(((b, matching.right.words[j]) for b, j in enumerate(right)), map(matching.read_left, left))
    pairs: list[tuple[int, int]] = []
    for a, i in enumerate(left):
        found = [b for b, _ in index.find_candidates(matching.read_left(i))]
        reach = 0 if found else _AROUND
        for depth in (a, a * len(right) // len(left)):
            found.extend(b for b in range(depth - reach, depth + reach + 1) if 0 <= b < len(right))
        pairs.extend((a, b) for b in dict.fromkeys(found))
    return pairs


def _score_pair(matching: Matching, i: int, j: int, *, alone: bool) -> float:
    """How alike two clauses at the same place are, or 0 if they cannot be one clause."""
    left, right = matching.left.clauses[i], matching.right.clauses[j]
    words = matching.read_left(i)
    if bool(left.heading) != bool(right.heading) or bool(left.cells) != bool(right.cells):
        return measure_likeness(words, right.words, 0.8)
    floor = _ALIKE
    if left.level == right.level and matching.have_same_number(i, j) and matching.have_linked_parents(i, j):
        floor = (_ALIKE_ALONE if alone else _ALIKE_SAME_NUMBER) if left.label else _ALIKE_KIN
    score = measure_likeness(words, right.words, floor)
    if score >= _CLEAR or (score and have_common_terms(words, right.words)):
        return score
    short, long = sorted((len(words), len(right.words)))
    if short >= _SHORTEST_PART and long >= 2 * short and measure_containment(words, right.words, 0.9):
        return _ALIKE
    return 0.0
