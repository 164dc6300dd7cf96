"""What the amendment did to every clause alike, done to the old ones before they are compared once more.

A drafter reads 第十二条 as 第十三条 where article 12 is now article 13, and 帐簿 as 账簿 where the whole text does so. What
is left after that tells clauses apart: penalty articles that differ only in the article they cite, for one.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Indel

from decision_diff.align.units import Matching
from decision_diff.citations import Cited, renumbered, targets

_PLACES: Final = 3  # clauses in which a term must give way before that counts as done throughout
_CHANCES: Final = 5_000  # amended clauses that are read for such terms


def bring_up(matching: Matching) -> None:
    """Let the left clauses that are free or amended read as the right text would cite and call things."""
    became = _became(matching)
    terms = _terms(matching)
    if not became and not terms:
        return
    for i, clause in enumerate(matching.left.clauses):
        if not clause.words or any(matching.links[i, j][1] == 1 for j in matching.of_left.get(i, ())):
            continue
        words = renumbered(clause.words, became) if became else clause.words
        for was, now in terms:
            words = words.replace(was, now)
        if words != clause.words:
            matching.brought_up[i] = words


def _became(matching: Matching) -> dict[Cited, str]:
    """The print of what each article is now, of those that are one article now and have another number."""
    left, right = matching.left, matching.right
    pairs = ((left.clauses[i].eid, right.clauses[j].eid) for i, j in matching.links)
    found = targets(left.decision, right.decision, pairs)
    return {was: printed for was, now in found.items() if len(now) == 1 for new, printed in now.items() if new != was}


def _terms(matching: Matching) -> list[tuple[str, str]]:
    """Terms with the letter before and behind, that gave way in several clauses and stand nowhere on the other side."""
    clauses: Counter[tuple[str, str]] = Counter()
    amended = [pair for pair, (name, score, _, _) in matching.links.items() if score < 1 and name != "tombstone"]
    for i, j in amended[:_CHANCES]:
        clauses.update(set(_replaced(matching.left.clauses[i].words, matching.right.clauses[j].words)))
    likely = sorted(terms for terms, count in clauses.items() if count >= _PLACES)
    if not likely:
        return []
    before = "\n".join(clause.words for clause in matching.left.clauses)
    after = "\n".join(clause.words for clause in matching.right.clauses)
    return [(was, now) for was, now in likely if was not in after and now not in before]


def _replaced(old: str, new: str) -> list[tuple[str, str]]:
    """What gave way to what, each with a letter of context on either side; both sides of it kept at least that much."""
    found = []
    steps = [step for step in Indel.opcodes(old, new) if step.tag == "equal"]
    for one, two in pairwise(steps):
        was, now = old[one.src_end - 1 : two.src_start + 1], new[one.dest_end - 1 : two.dest_start + 1]
        if len(was) <= _LONGEST and len(now) <= _LONGEST and not (was + now).isascii():
            found.append((was, now))
    return found


_LONGEST: Final = 12  # characters of a term, with its context
