"""Passes that link equal words, and the one that removes such links where they prove wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import Final

from decision_diff.align.units import Matching, NumberKey, RevisionSide
from decision_diff.labels import is_tombstone
from decision_diff.words.likeness import ALIKE_ANYWHERE, Index, measure_likeness, strip_end_mark
from decision_diff.words.sequence import find_common_runs, find_longest_run

_POINTS: Final = ("point", "indent")
_TELLING: Final = 8  # characters; shorter texts are alike by chance
_TWINS: Final = 64  # clauses of the same words that are looked at for one


def match_identical(matching: Matching) -> None:
    """Link clauses of the same words in the same order: the spine."""
    matching.spine = link_spine(matching, matching.find_free_left(), matching.find_free_right())


def link_spine(matching: Matching, left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """Link what is the same in `left` and `right`, clauses in document order; the pairs ascend on both sides.

    First the longest common run of clauses that nothing else can be mistaken for, then the rest between them; but a
    formula that several clauses share (单位犯前款罪的，…) only below or next to a clause that is linked.
    """
    sure = _find_unique_run(matching, left, right)
    between: list[tuple[int, int]] = []
    end = len(matching.left.clauses), len(matching.right.clauses)
    for (i1, j1), (i2, j2) in pairwise([(-1, -1), *sure, end]):
        if i2 - i1 > 1 < j2 - j1:
            some = left[bisect_left(left, i1 + 1) : bisect_left(left, i2)]
            between += _find_run(matching, some, right[bisect_left(right, j1 + 1) : bisect_left(right, j2)])
    pairs = sorted([*sure, *_choose_settled(matching, between, sure)]) if between else sure
    matching.link_same(pairs)
    return pairs


def _find_unique_run(matching: Matching, left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """The longest common run of clauses whose words no other clause of either text has."""
    words_left, words_right = matching.left.words, matching.right.words
    in_left, in_right = matching.left.counts, matching.right.counts
    position = {words: j for j in right if in_right[words := words_right[j]] == 1}
    return find_longest_run(
        [(i, position[words]) for i in left if in_left[words := words_left[i]] == 1 and words in position]
    )


def _choose_settled(
    matching: Matching, between: Sequence[tuple[int, int]], sure: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs of clauses with the same words that correspond: not formulas, or below clauses that correspond or have no words."""
    parents_left, parents_right = matching.left.parents, matching.right.parents
    kin = {*sure, *((parents_left[i], parents_right[j]) for i, j in sure)}

    def is_settled(i: int, j: int) -> bool:
        above = parents_left[i], parents_right[j]
        return not matching.is_formula(i, j) or above in kin or not matching.have_words(*above)

    return [pair for pair in between if is_settled(*pair)]


def _find_run(matching: Matching, left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """The longest common run of clauses of the same words, in order on both sides."""
    if not left or not right:
        return []
    words_left = [matching.left.words[i] for i in left]
    words_right = [matching.right.words[j] for j in right]
    blocks = find_common_runs(words_left, words_right)
    return [pair for a, b, size in blocks for pair in zip(left[a : a + size], right[b : b + size], strict=True)]


def match_elsewhere(matching: Matching) -> None:
    """Link clauses of the same words, apart from width and the mark at their end, out of order.

    First under clauses that are linked; then anywhere, if no other clause of either text has these words. A formula that
    many articles share (单位犯前款罪的，…) says nothing about where it came from.
    """
    free_left, free_right = matching.find_free_left(), matching.find_free_right()
    if not free_left or not free_right:
        return
    waiting: dict[str, deque[int]] = defaultdict(deque)  # taken from the front, however many there are
    for j in free_right:
        waiting[strip_end_mark(matching.right.words[j])].append(j)
    for kin in (True, False):
        for i in free_left:
            targets = waiting.get(strip_end_mark(matching.left.words[i]))
            if targets and matching.is_free(i, swapped=False):
                _link_elsewhere(matching, i, targets, kin=kin)


def _link_elsewhere(matching: Matching, i: int, targets: deque[int], *, kin: bool) -> None:
    """Link a left clause with the first of `targets` that it can only be, and take that one from them."""
    target = next((j for j in islice(targets, _TWINS) if not kin or matching.have_linked_parents(i, j)), None)
    if target is None or (not kin and not _is_unmistakable(matching, i, target)):
        return
    targets.remove(target)
    same = matching.left.words[i] == matching.right.words[target]
    matching.link(i, target, "elsewhere", 1.0 if same else 0.99)


def _is_unmistakable(matching: Matching, i: int, j: int) -> bool:
    """Whether two clauses of the same words can only be one: no others have them, and they are long enough to tell."""
    if matching.is_formula(i, j):
        return False
    return len(matching.left.words[i]) >= _TELLING or matching.have_same_number(i, j)


def match_tombstones(matching: Matching) -> None:
    """Link an article that was repealed and kept its number (第二条　（删去）), or one that got new words again.

    An article that only has another number now is left out: where the tombstone of article 2 is dropped and article 3
    closes up, the new article 2 is the old article 3.
    """
    for swapped in (False, True):
        pairs = _find_buried(matching, swapped=swapped)
        living = _find_living(matching, [twin for _, twin in pairs], swapped=swapped) if pairs else set()
        for number, twin in pairs:
            free = matching.is_free(number, swapped=swapped) and matching.is_free(twin, swapped=not swapped)
            if free and twin not in living:
                matching.link(*((twin, number) if swapped else (number, twin)), "tombstone", 0.0)


def _find_buried(matching: Matching, *, swapped: bool) -> list[tuple[int, int]]:
    """Each free tombstone of one side with the free articles of its number on the other."""
    side, other = matching.get_sides(swapped=swapped)
    stones = [(number, side.clauses[number].label) for number in side.tombstones]
    waiting = [(number, stone) for number, stone in stones if stone and matching.is_free(number, swapped=swapped)]
    twins = other.find_numbered(stone for _, stone in waiting)
    pairs = [(number, twin) for number, stone in waiting for twin in twins[stone.style, stone.value]]
    return [
        (number, twin)
        for number, twin in pairs
        if not is_tombstone(other.clauses[twin].words)
        and matching.is_free(twin, swapped=not swapped)
        and _may_be_same(matching, number, twin, swapped=swapped)
    ]


def _may_be_same(matching: Matching, number: int, twin: int, *, swapped: bool) -> bool:
    """Whether a tombstone may be the rest of a clause: a point must have the same parent, because each list has a second point."""
    i, j = (twin, number) if swapped else (number, twin)
    is_point = matching.left.clauses[i].level in _POINTS
    return not is_point or matching.have_linked_parents(i, j)


def _find_living(matching: Matching, twins: Sequence[int], *, swapped: bool) -> set[int]:
    """Those of the twins of tombstones that are much like a free clause of the tombstones' side, which has no better twin."""
    side, other = matching.get_sides(swapped=swapped)
    free = matching.find_free(swapped=swapped, shortest=_TELLING)
    index = Index(((number, side.words[number]) for number in free), [other.words[twin] for twin in twins])
    alike = [
        (twin, number)
        for twin in twins
        for number, _ in index.find_candidates(other.words[twin])
        if measure_likeness(side.words[number], other.words[twin], ALIKE_ANYWHERE)
    ]
    numbered = other.find_numbered(label for _, number in alike if (label := side.clauses[number].label))
    return {twin for twin, number in alike if not _has_own_twin(side, other, number, numbered)}


def _has_own_twin(
    side: RevisionSide, other: RevisionSide, number: int, numbered: Mapping[NumberKey, Sequence[int]]
) -> bool:
    """Whether a clause of the same number on the other side begins with the same words, or its words begin with that one's."""
    label = side.clauses[number].label
    words = strip_end_mark(side.words[number])
    for own in numbered[label.style, label.value] if label else ():
        theirs = strip_end_mark(other.words[own])
        if theirs and (theirs.startswith(words) or words.startswith(theirs)):
            return True
    return False


def take_back_formulas(matching: Matching) -> None:
    """Remove links between formulas whose parents proved to be different clauses."""
    for i, j in _list_formulas(matching):
        # Chapters are cut otherwise and clauses without words are linked last: neither speaks against a link.
        if not matching.have_linked_parents(i, j) and matching.have_words(
            matching.left.parents[i], matching.right.parents[j]
        ):
            matching.unlink(i, j)


def _list_formulas(matching: Matching) -> list[tuple[int, int]]:
    """The links between clauses whose words occur in several clauses of either text."""
    if all(len(side.counts) == len(side.words) for side in (matching.left, matching.right)):
        return []  # nothing is repeated
    links = matching.links.items()
    return [
        pair for pair, (name, _, _, _) in links if name in ("identical", "elsewhere") and matching.is_formula(*pair)
    ]
