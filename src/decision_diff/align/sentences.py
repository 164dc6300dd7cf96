"""The pass that links clauses by a sentence that went from the one to the other word for word.

    第七条　渔船减半缴费。救生艇免费。              第七条　渔船减半缴费。
    第八条　禁止在航道内抛锚。                      第八条　救生艇免费。禁止在航道内抛锚。

Both clauses have their partners, and the sentence may be a small part of each; but in either text it stands once, few others have its runs of characters,
and no partner has anything like it. So what stood in the one clause stands in the other now: a split, a join, or both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from decision_diff.align.units import Matching
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.likeness import count_holders, cut_shingles, folded

_SHORTEST: Final = (
    20  # letters of a sentence that is no coincidence; an ideograph or a syllable in one character counts for two
)
_WIDE: Final = "\u1100"  # from here on a character says as much as two letters
_HAD: Final = 0.5  # of a sentence that a partner has: then it stayed there, amended
_END: Final = late(r"[。；！？\n]|[.;!?](?=\s|$)")
_RARE: Final = 0.2  # of the runs of a sentence that few clauses have
_FEW: Final = 1  # clauses of one text: no other has them
_PARTNERS: Final = 64  # of a clause that is looked at
_WEAK: Final = ("", "absorbed", "shared")
_NEW: Final = ("",)

_SentencePlace = tuple[int, Span]  # a clause, and where the sentence stands in it


def match_sentences(matching: Matching) -> None:
    """Link clauses that have a sentence in common, to the letter, that stands once in both texts, is rare, and is not had by a partner."""
    left = _find_sentences(matching, swapped=False)
    right = _find_sentences(matching, swapped=True) if left else {}
    common = {words: (left[words], right[words]) for words in left if words in right}
    common = {words: ends for words, ends in common.items() if _has_left(matching, words, ends)}
    if not common:
        return
    counts = _count_holders(matching, common)
    for words, ((i, one), (j, other)) in sorted(common.items(), key=lambda item: (item[1][0][0], item[1][0][1].start)):
        if _is_rare(words, counts) and matching.links.get((i, j), _NEW)[0] in _WEAK:
            matching.link(i, j, "part", 1.0, one, other)


def _find_sentences(matching: Matching, *, swapped: bool) -> dict[str, _SentencePlace]:
    """The sentences of clauses that are free or amended, by their folded words, that stand there once."""
    side, _ = matching.get_sides(swapped=swapped)
    changed = ({pair[swapped] for pair in matching.amendments} | matching.free[swapped]) - matching.pinned[swapped]
    found: dict[str, _SentencePlace | None] = {}
    for n in sorted(changed):
        for words, span in _cut(side.words[n]):
            found[words] = None if words in found else (n, span)
    return {words: place for words, place in found.items() if place}


def _cut(text: str) -> Iterator[tuple[str, Span]]:
    """The sentences of a text that are long enough, folded and without their end marks; where each stands."""
    start = 0
    for end in [*(mark.end() for mark in _END.finditer(text)), len(text)]:
        words = folded(text[start:end]).strip().rstrip("。；！？.;!?")
        if len(words) + sum(letter >= _WIDE for letter in words) >= _SHORTEST:
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield words, Span(first, end)
        start = end


def _has_left(matching: Matching, words: str, ends: tuple[_SentencePlace, _SentencePlace]) -> bool:
    """Whether no partner of either clause has as much as half of the sentence."""
    (i, _), (j, _) = ends
    if matching.links.get((i, j), _NEW)[0] not in _WEAK:
        return False
    theirs = [matching.right.words[n] for n in matching.of_left.get(i, ()) if n != j]
    theirs += [matching.left.words[n] for n in matching.of_right.get(j, ()) if n != i]
    runs = cut_shingles(words)
    return len(theirs) <= _PARTNERS and all(len(runs & cut_shingles(text)) < _HAD * len(runs) for text in theirs)


def _count_holders(matching: Matching, common: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """In how many clauses of either text each run of these sentences stands."""
    wanted = frozenset().union(*map(cut_shingles, common))
    left, right = matching.left.words, matching.right.words
    return count_holders(left, wanted, len(left)), count_holders(right, wanted, len(right))


def _is_rare(words: str, counts: tuple[Counter[str], Counter[str]]) -> bool:
    """Whether few of the runs of a sentence stand in other clauses too: else it is a formula, as those of penalties are."""
    runs = cut_shingles(words)
    rare = sum(max(side[run] for side in counts) <= _FEW for run in runs)
    return rare >= _RARE * len(runs)
