"""A pass that links two clauses if a sentence moved from one to the other without a change.

    第七条　渔船减半缴费。救生艇免费。              第七条　渔船减半缴费。
    第八条　禁止在航道内抛锚。                      第八条　救生艇免费。禁止在航道内抛锚。

Both clauses have other partners, and the sentence may be a small part of each. But it occurs once in each text, few other clauses have its runs of characters,
and no partner has a similar sentence. So the sentence moved from one clause to the other: a split, a join, or both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from decision_diff.align.units import Matching
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.likeness import count_holders, cut_shingles

_SHORTEST: Final = (
    20  # letters of a sentence that is no coincidence; an ideograph or a syllable in one character counts for two
)
_WIDE: Final = "\u1100"  # from here on a character says as much as two letters
_HAD: Final = 0.5  # of a sentence that a partner has: then it stayed there, amended
_END: Final = late(r"[。；！？\n]|[.;!?](?=\s|$)")
_RARE: Final = 0.2  # of the runs of a sentence that few clauses have
_FEW: Final = 1  # clauses of one text: no other has them
_PARTNERS: Final = 64  # of a clause that is looked at

_SentenceEnds = tuple[int, int]  # the left and the right clause in which a sentence stands


def match_sentences(matching: Matching) -> None:
    """Link clauses that share an identical sentence that occurs once in each text, is rare, and is in no partner."""
    left = _find_sentences(matching, swapped=False)
    right = _find_sentences(matching, swapped=True) if left else {}
    both = {words: (i, right[words]) for words, i in left.items() if words in right and _is_long(words)}
    common = {words: ends for words, ends in both.items() if _has_left(matching, words, ends)}
    if not common:
        return
    counts = _count_holders(matching, common)
    for words, (i, j) in common.items():
        if _is_rare(words, counts) and _is_open(matching, (i, j)):
            spans = _locate(words, matching.left.words[i]), _locate(words, matching.right.words[j])
            matching.link(i, j, "part", 1.0, *spans)


def _find_sentences(matching: Matching, *, swapped: bool) -> dict[str, int]:
    """The sentences, without end marks, of clauses that are free or amended, if they occur once there; in document order."""
    side, _ = matching.get_sides(swapped=swapped)
    changed = ({pair[swapped] for pair in matching.amendments} | matching.free[swapped]) - matching.pinned[swapped]
    found: dict[str, int] = {}
    again: set[str] = set()
    for n in sorted(changed):
        for sentence in _END.split(side.words[n]):
            words = sentence.strip()
            if words in found:
                again.add(words)
            elif len(words) >= _SHORTEST // 2:
                found[words] = n
    return {words: n for words, n in found.items() if words not in again} if again else found


def _is_long(words: str) -> bool:
    return len(words) + sum(letter >= _WIDE for letter in words) >= _SHORTEST


def _is_open(matching: Matching, ends: _SentenceEnds) -> bool:
    """Whether two clauses have no link yet, or one that rests on an echo."""
    return ends not in matching.links or matching.links[ends][0] in ("absorbed", "shared")


def _locate(words: str, text: str) -> Span:
    """The position of a sentence in a clause, with the mark at its end."""
    start = text.index(words)
    end = start + len(words)
    return Span(start, end + (_END.match(text, end) is not None))


def _has_left(matching: Matching, words: str, ends: _SentenceEnds) -> bool:
    """Whether no partner of either clause has as much as half of the sentence."""
    if not _is_open(matching, ends):
        return False
    i, j = ends
    theirs = [matching.right.words[n] for n in matching.of_left.get(i, ()) if n != j]
    theirs += [matching.left.words[n] for n in matching.of_right.get(j, ()) if n != i]
    runs = cut_shingles(words)
    return len(theirs) <= _PARTNERS and all(len(runs & cut_shingles(text)) < _HAD * len(runs) for text in theirs)


def _count_holders(matching: Matching, common: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """In how many clauses of each text each run of these sentences occurs."""
    wanted = frozenset().union(*map(cut_shingles, common))
    left, right = matching.left.words, matching.right.words
    return count_holders(left, wanted, len(left)), count_holders(right, wanted, len(right))


def _is_rare(words: str, counts: tuple[Counter[str], Counter[str]]) -> bool:
    """Whether few of the runs of a sentence occur in other clauses. Otherwise it is a formula, e.g. of penalties."""
    runs = cut_shingles(words)
    rare = sum(max(side[run] for side in counts) <= _FEW for run in runs)
    return rare >= _RARE * len(runs)
