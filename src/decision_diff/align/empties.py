"""The pass that links clauses without words of their own (附件1, a bare 第五条, Article 2 above its paragraphs)."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from itertools import islice
from typing import Final

from decision_diff.align.units import Matching

_TWINS: Final = 64  # clauses of the same number that are looked at for one


def match_wordless(matching: Matching) -> None:
    """Link clauses without words: by what most of their children became, else by their number."""
    empties = [i for i in matching.find_free_left(shortest=0) if not matching.left.words[i]]
    for i in reversed(empties):  # inner ones first
        home = _find_by_children(matching, i)
        if home is not None:
            matching.link(i, home, "label", 1.0)
    _link_by_number(matching, empties)
    for swapped in (False, True):
        _link_divided(matching, swapped=swapped)


def _link_divided(matching: Matching, *, swapped: bool) -> None:
    """Link an article of the left (of the right if `swapped`) whose text is now the first part below the same number.

    Article 2 with one paragraph, that got a second one, is printed as Article 2 without words of its own, 1 and 2.
    """
    _, other = matching.get_sides(swapped=swapped)
    for j in matching.find_free(swapped=not swapped, shortest=0):
        clause = other.clauses[j]
        if clause.level == "article" and not clause.words and j + 1 < other.find_end(j):
            for pair in _list_divided(matching, j, swapped=swapped):
                matching.link(*pair, "label", 1.0)


def _list_divided(matching: Matching, j: int, *, swapped: bool) -> list[tuple[int, int]]:
    """The pairs of the bare article `j` with the articles of its number whose text is its first part."""
    side, _ = matching.get_sides(swapped=swapped)
    partners = (matching.of_left if swapped else matching.of_right).get(j + 1, ())
    articles = [i for i in partners if side.clauses[i].level == "article" and i not in matching.pinned[swapped]]
    pairs = [(j, i) if swapped else (i, j) for i in articles]
    return [pair for pair in pairs if matching.have_same_number(*pair)]


def _find_by_children(matching: Matching, i: int) -> int | None:
    """The free clause without words that holds most of what the children of `i` became; of equals the first."""
    left, right = matching.left, matching.right
    children = [k for k in range(i + 1, left.find_end(i)) if left.parents[k] == i]
    votes = Counter(right.parents[j] for k in children for j in matching.of_left.get(k, ()))
    free = [j for j in votes if j >= 0 and not right.words[j] and matching.is_free(j, swapped=True)]
    return min(free, key=lambda j: (-votes[j], j), default=None)


def _link_by_number(matching: Matching, empties: Iterable[int]) -> None:
    """Link what is left of the clauses without words with those of the same number, under clauses that are linked."""
    waiting: dict[tuple[str, tuple[int, ...]], deque[int]] = defaultdict(deque)
    for j in matching.find_free_right(shortest=0) if empties else ():
        label = matching.right.clauses[j].label
        if label and not matching.right.words[j]:
            waiting[label.style, label.value].append(j)
    for i in empties:
        number = matching.left.clauses[i].label
        if not number or not matching.is_free(i, swapped=False):
            continue
        same = waiting[number.style, number.value]
        target = next((j for j in islice(same, _TWINS) if matching.have_linked_parents(i, j)), None)
        if target is not None:
            same.remove(target)
            matching.link(i, target, "label", 1.0)
