"""The passes that obey a witness: an amending act, which tells the article that each article became.

A witness says which clauses are linked; the words say how. Where one article became one, they are linked as the act says, and what
hangs below them is compared with one another first. Where an article was split or several were joined, words decide which of their
clauses are linked, and only where they find none the most alike are. No link is left between articles that the act does not link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from decision_diff.align.anchors import link_spine
from decision_diff.align.gaps import fill_gaps
from decision_diff.align.units import Matching
from decision_diff.words.likeness import measure_likeness

ClausePair = tuple[int, int]
_WEAK: Final = frozenset(
    {"place", "moved", "part", "shared", "absorbed", "residual"}
)  # passes whose links may be doubtful


def match_declared(matching: Matching) -> None:
    """Link what a witness says, save what a reviewer pinned."""
    pairs = _list_pairs(matching)
    counts_left, counts_right = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
    ones = [(i, j) for i, j in pairs if counts_left[i] == counts_right[j] == 1]
    for i, j in ones:
        if matching.left.words[i] != matching.right.words[j]:  # the same words are the spine, which a later pass finds
            matching.link(i, j, "declared", measure_likeness(matching.left.words[i], matching.right.words[j]))
    for i, j in ones:
        _match_below(matching, (i, j), (i + 1, j + 1))
    many = set(pairs) - set(ones)
    for i, j in pairs:
        if (i, j) in many:
            _match_below(matching, (i, j), (i, j))


def settle_declared(matching: Matching) -> None:
    """Remove the links between articles that a witness does not link, and link those for which no words spoke."""
    pairs = _list_pairs(matching)
    left, right = matching.left.homes, matching.right.homes
    families = {(left[i], right[j]) for i, j in pairs}
    told = (
        {left[i] for i, _ in matching.witness if i is not None},
        {right[j] for _, j in matching.witness if j is not None},
    )
    for i, j in list(matching.links):
        one, other = left[i], right[j]
        is_told = one in told[0] or other in told[1]
        if is_told and (one, other) not in families and matching.links[i, j][0] not in ("pinned", "tombstone"):
            matching.unlink(i, j)
    _name_told(matching, pairs)


def _name_told(matching: Matching, pairs: Sequence[ClausePair]) -> None:
    """See that each two articles that the witness links have a link that says so, unless equal words do."""
    left, right = matching.left.homes, matching.right.homes
    between: dict[ClausePair, list[ClausePair]] = {(left[i], right[j]): [] for i, j in pairs}
    for i, j in matching.links:
        if (left[i], right[j]) in between:
            between[left[i], right[j]].append((i, j))
    for i, j in pairs:
        links = between[left[i], right[j]]
        if not links:
            _link_most_alike(matching, i, j)
        elif all(matching.links[link][0] in _WEAK for link in links):
            link = max(links, key=lambda one: (matching.links[one][1], -one[0], -one[1]))
            matching.links[link] = ("declared", *matching.links[link][1:])


def _list_pairs(matching: Matching) -> list[ClausePair]:
    """The clauses that the witness links, and of which no reviewer said anything."""
    pinned = matching.pinned
    both = ((i, j) for i, j in matching.witness if i is not None and j is not None)
    return [(i, j) for i, j in both if i not in pinned[False] and j not in pinned[True]]


def _match_below(matching: Matching, pair: ClausePair, start: ClausePair) -> None:
    """Link, in order, what is free between `start` and the ends of the two clauses of `pair`."""
    ends = matching.left.find_end(pair[0]), matching.right.find_end(pair[1])
    lefts, rights = matching.find_free_left(start[0], ends[0]), matching.find_free_right(start[1], ends[1])
    same = link_spine(matching, lefts, rights)
    fill_gaps(matching, same, (start[0] - 1, start[1] - 1), ends)


def _link_most_alike(matching: Matching, i: int, j: int) -> None:
    """Link the two most alike clauses of two articles: those that are free, if there are any."""
    lefts = _choose_free(matching, range(i, matching.left.find_end(i)), swapped=False)
    rights = _choose_free(matching, range(j, matching.right.find_end(j)), swapped=True)
    scored = [
        (measure_likeness(matching.left.words[one], matching.right.words[other]), -one, -other)
        for one in lefts
        for other in rights
    ]
    score, one, other = max(scored)
    matching.link(-one, -other, "declared", score)


def _choose_free(matching: Matching, among: Iterable[int], *, swapped: bool) -> list[int]:
    every = list(among)
    pinned = matching.pinned[swapped]
    return (
        [n for n in every if matching.is_free(n, swapped=swapped)] or [n for n in every if n not in pinned] or every[:1]
    )
