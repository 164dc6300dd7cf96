"""Applies to the old clauses what the amendment did throughout, before they are compared once more.

第十二条 reads 第十三条 where article 12 is now article 13, and 帐簿 reads 账簿 where the whole text replaced it. The differences
that remain tell clauses apart, e.g. penalty articles that differ only in the article that they cite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from itertools import islice, pairwise
from typing import Final

from decision_diff.align.units import Matching
from decision_diff.citations.articles import (
    Cited,
    cite,
    find_cited_levels,
    find_own_citations,
    follow_articles,
    list_citing,
    renumber_citations,
)
from decision_diff.words.sequence import CELLS, find_common_runs

_PLACES: Final = 3  # clauses in which a term must give way before that counts as done throughout
_LONGEST: Final = 12  # characters of a term, with its context
_CHANCES: Final = 5_000  # amended clauses that are read for such terms
_TERMS: Final = 64  # the terms that gave way most often; each is looked for in the whole text


def bring_up_to_date(matching: Matching) -> None:
    """Read the left clauses that are free or amended with the numbers and terms of the right text."""
    became, terms = matching.became, _find_terms(matching)
    if not became and not terms:
        return
    for i in sorted({*matching.free[False], *(i for i, _ in matching.amendments)}):
        text = matching.left.words[i]
        words = renumber_citations(text, became, matching.left.languages) if became else text
        for was, now in terms:
            words = words.replace(was, now)
        if words != text:
            matching.brought_up[i] = words


def match_cited(matching: Matching) -> None:
    """Link clauses whose words differ only in the articles cited: the one that now cites what the old one cited.

    违反第一条的，处罚款 and 违反第二条的，处罚款 stand on both sides; but article 1 is now article 2. The second is what became
    of the first, unless that would take it from one that has no better and cites nothing that is gone.
    """
    cited = find_cited_levels(matching.left.words, matching.left.languages)
    matching.became = _follow_renumbered(matching, cited)
    homes = _find_homes(matching) if matching.became else {}
    if not homes:
        return
    _leave_to_owners(matching, homes)
    lost = {(i, k) for i in homes for k in matching.of_left.get(i, ())}
    lost |= {(k, j) for j in homes.values() for k in matching.of_right.get(j, ())}
    if len(lost) > len(homes):  # then they stayed, and the references were not brought up to date
        return
    for pair in sorted(lost):
        matching.unlink(*pair)
    for i, j in homes.items():
        matching.link(i, j, "cited", 1.0)
    matching.became = _follow_renumbered(matching, cited)


def _find_homes(matching: Matching) -> dict[int, int]:
    """By left clause the right one that reads as it would with the new numbers, if no other left clause would read so.

    Neither is pinned, and the two are not linked yet.
    """
    read = _read_renumbered(matching)
    position = {words: j for j, words in enumerate(matching.right.words)} if read else {}
    homes = {i: position[words] for i, words in read.items()}
    pinned_left, pinned_right = matching.pinned
    open_ones = {
        i: j
        for i, j in homes.items()
        if j not in matching.of_left.get(i, ()) and i not in pinned_left and j not in pinned_right
    }
    claims = Counter(open_ones.values())
    return {i: j for i, j in open_ones.items() if claims[j] == 1}


def _read_renumbered(matching: Matching) -> dict[int, str]:
    """By left clause its words with the new numbers, where these are others and both texts have them in one clause only."""
    in_left, in_right = matching.left.counts, matching.right.counts
    levels = {level for level, _ in matching.became}
    read: dict[int, str] = {}
    for i in list_citing(matching.left.words, matching.left.languages, levels):
        text = matching.left.words[i]
        words = renumber_citations(text, matching.became, matching.left.languages) if in_left[text] == 1 else text
        if words != text and in_right[words] == 1:
            read[i] = words
    return read


def _leave_to_owners(matching: Matching, homes: dict[int, int]) -> None:
    """Take from `homes` what its owner keeps: one who would lose it, has no better and does not cite what is gone.

    Who loses its home by that may keep what it has in turn.
    """
    gone = _find_gone(matching)
    claimants = {j: i for i, j in homes.items()}
    waiting = [k for j in claimants for k in matching.of_right.get(j, ()) if k not in homes]
    while waiting:
        k = waiting.pop()
        if any(place in gone for place in find_own_citations(matching.left.words[k], matching.left.languages)):
            continue
        robbers = [claimants.pop(j) for j in matching.of_left[k] if j in claimants]
        for i in robbers:
            del homes[i]
        waiting.extend(robbers)


def _find_gone(matching: Matching) -> set[Cited]:
    """The numbered articles and annexes of the left of which nothing is linked."""
    side = matching.left
    linked = {side.homes[i] for i, partners in matching.of_left.items() if partners}
    homes = (n for n, home in enumerate(side.homes) if n == home and n not in linked)
    return {cite(side.clauses[n]) for n in homes if side.clauses[n].label}


def _follow_renumbered(matching: Matching, levels: AbstractSet[str]) -> dict[Cited, str]:
    """The new number, as printed, of each clause of these levels that became one clause with another number."""
    left, right = matching.left.clauses, matching.right.clauses
    if levels.isdisjoint([clause.level for clause in left]):
        return {}
    families = [(i, j) for i, j in matching.find_families() if left[i].level in levels]
    found = follow_articles((left[i], right[j]) for i, j in sorted(families))
    return {was: now[0].number for was, now in found.items() if len(now) == 1 and cite(now[0]) != was}


def _find_terms(matching: Matching) -> list[tuple[str, str]]:
    """Terms with the letter before and behind, that gave way in several clauses and stand nowhere on the other side."""
    clauses: Counter[tuple[str, str]] = Counter()
    for i, j in islice(matching.amendments, _CHANCES):
        clauses.update(set(_find_replaced(matching.left.words[i], matching.right.words[j])))
    often = sorted((-count, terms) for terms, count in clauses.items() if count >= _PLACES)
    likely = sorted(terms for _, terms in often[:_TERMS])
    if not likely:
        return []
    before, after = "\n".join(matching.left.words), "\n".join(matching.right.words)
    return [(was, now) for was, now in likely if was not in after and now not in before]


def _find_replaced(old: str, new: str) -> list[tuple[str, str]]:
    """What gave way to what, each with a letter of context on either side; both sides of it kept at least that much."""
    found: list[tuple[str, str]] = []
    if len(old) * len(new) > CELLS or (
        old.isascii() and new.isascii()
    ):  # only terms of few letters, of other scripts, count
        return found
    for (i1, j1, size), (i2, j2, _) in pairwise(find_common_runs(old, new)):
        was, now = old[i1 + size - 1 : i2 + 1], new[j1 + size - 1 : j2 + 1]
        if len(was) <= _LONGEST and len(now) <= _LONGEST and not (was + now).isascii():
            found.append((was, now))
    return found
