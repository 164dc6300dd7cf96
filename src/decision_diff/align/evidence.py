"""The evidence that what left one article is what is new in another: figures that can be read and tested one by one.

    mass        the shingles that both residues have, each counted as 1 of the clauses that hold it: how much that is rare (logarithm)
    lead        this mass against that of the next best article, seen from the old one and from the new one, the lesser (logarithm)
    covered     the share of one sentence that stands in the other residue, seen from both sides, the lesser
    rewritten   the share of all articles that did not stay nearly as they were: the same evidence counts for more in a revision

What is seen from both sides is the same whichever text is older.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import fsum, log
from typing import Final

from decision_diff.align.residues import HomePair, Residue, Sentence, cut_runs, find_homes_linked, find_residues
from decision_diff.align.units import Matching, RevisionSide
from decision_diff.frozen import frozen
from decision_diff.words.likeness import count_holders, measure_likeness

JUDGED: Final = frozenset({"absorbed", "residual"})  # passes of whose links the arbiter says how sure they are
_COMMON: Final = 24  # a shingle in more residues than this leads to none of them
_BEST: Final = 4  # candidates of an article that are looked at
_LIGHTEST: Final = 0.5  # mass of a candidate
_SAMPLE: Final = 1_500  # clauses of a very long text
_KEPT: Final = 0.9  # likeness from which on an article stayed nearly as it was
_MOST_LEAD: Final = 4.0
_LEAST_LEAD: Final = 0.05
_FREE: Final = 0.34  # of a sentence that no partner has, to count as one that left or came
_FULL_TO_COVER: Final = 20  # characters of a sentence that counts in full; a shorter one counts for its share of that
_FULL_TO_LINK: Final = 16
_ALIKE: Final = 0.3


@frozen
class Evidence:
    """The figures for one pair of articles, each the greater the better; see the module for what they mean.

    `sentences` are those of the left article and of the right one.
    """

    mass: float
    lead: float
    covered: float
    rewritten: float
    sentences: tuple[tuple[Sentence, ...], tuple[Sentence, ...]]

    def list_figures(self) -> tuple[tuple[str, float], ...]:
        """The name of each figure that is weighed, with the figure."""
        return (
            ("mass", self.mass), ("lead", self.lead), ("covered", self.covered), ("rewritten", self.rewritten),
        )  # fmt: skip


def count_articles(side: RevisionSide) -> int:
    """How many articles a revision has."""
    return sum([clause.level == "article" for clause in side.clauses])


def measure_rewritten(matching: Matching) -> float:
    """The share of the articles of both texts that no article of the other text has nearly as they were; 0 without articles."""
    sizes = _measure_homes(matching, swapped=False), _measure_homes(matching, swapped=True)
    kept = 0
    for (a, b), links in find_homes_linked(matching, JUDGED).items():
        size = sizes[0][a] + sizes[1][b]
        kept += matching.left.clauses[a].level == "article" and _measure_kept(matching, links) >= _KEPT * size
    articles = count_articles(matching.left) + count_articles(matching.right)
    return 1 - min(2 * kept / articles, 1) if articles else 0.0


def _measure_homes(matching: Matching, *, swapped: bool) -> Counter[int]:
    """The characters of each article and annex."""
    side, _ = matching.get_sides(swapped=swapped)
    sizes: Counter[int] = Counter()
    for home, words in zip(side.homes, side.words, strict=True):
        sizes[home] += len(words)
    return sizes


def _measure_kept(matching: Matching, links: Sequence[tuple[int, int]]) -> float:
    """The characters on both sides that these links have in common."""
    left, right = matching.left.words, matching.right.words
    return fsum([matching.links[i, j][1] * (len(left[i]) + len(right[j])) for i, j in links])


def weigh_residues(
    matching: Matching, rewritten: float, among: Collection[HomePair] | None = None
) -> dict[HomePair, Evidence]:
    """The evidence for each pair of articles that are not partners and whose residues share what is rare, in order of the pairs.

    Only for those `among` the given ones, if any are given.
    """
    partners = find_homes_linked(matching, JUDGED)
    left = find_residues(matching, partners, swapped=False)
    right = find_residues(matching, partners, swapped=True)
    weights = _weigh_shingles(matching, left, right)
    masses = _measure_masses(left, right, weights)
    for pair in partners:
        masses.pop(pair, None)
    ranks = _rank_masses(masses, swapped=False), _rank_masses(masses, swapped=True)
    found: dict[HomePair, Evidence] = {}
    for a, b in sorted(masses if among is None else masses.keys() & among):
        mass = masses[a, b]
        best = ranks[0][a], ranks[1][b]
        if mass >= _LIGHTEST and (mass >= best[0][-1] or mass >= best[1][-1]):
            lead = min(_measure_lead(mass, rank) for rank in best)
            found[a, b] = _gather(mass, lead, left[a], right[b], weights, rewritten)
    return found


def _weigh_shingles(matching: Matching, left: Mapping[int, Residue], right: Mapping[int, Residue]) -> dict[str, float]:
    """By shingle that both sides have in residues what it is worth: one of the clauses that hold it, on the side where more do."""
    empty: frozenset[str] = frozenset()
    sides = [empty.union(*(one.shingles for one in residues.values())) for residues in (left, right)]
    shared = sides[0] & sides[1]
    if not shared:
        return {}
    old, new = (count_holders(side.words, shared, _SAMPLE) for side in (matching.left, matching.right))
    return {shingle: 1 / max(old[shingle], new[shingle], 1) for shingle in shared}


def _measure_masses(
    left: Mapping[int, Residue], right: Mapping[int, Residue], weights: Mapping[str, float]
) -> dict[HomePair, float]:
    """The mass that each two residues share; a shingle that stands in many of them leads nowhere."""
    holders: dict[str, list[int]] = defaultdict(list)
    for b, residue in right.items():
        for shingle in residue.shingles & weights.keys():
            holders[shingle].append(b)
    parts: dict[HomePair, list[float]] = defaultdict(list)
    for a, residue in left.items():
        for shingle in residue.shingles & weights.keys():
            for b in holders[shingle] if len(holders[shingle]) <= _COMMON else ():
                parts[a, b].append(weights[shingle])
    return {pair: fsum(shares) for pair, shares in parts.items()}  # exact: the order of a set is not to show


def _rank_masses(masses: Mapping[HomePair, float], *, swapped: bool) -> dict[int, list[float]]:
    """By article of the left, or of the right if `swapped`, the greatest masses, in descending order."""
    ranks: dict[int, list[float]] = defaultdict(list)
    for pair, mass in masses.items():
        ranks[pair[swapped]].append(mass)
    return {home: sorted(rank, reverse=True)[:_BEST] for home, rank in ranks.items()}


def _measure_lead(mass: float, rank: Sequence[float]) -> float:
    """The logarithm of a mass against that of the best other one."""
    others = list(rank)
    if mass in others:
        others.remove(mass)
    lead = mass / others[0] if others else _MOST_LEAD
    return log(min(max(lead, _LEAST_LEAD), _MOST_LEAD))


def _gather(
    mass: float, lead: float, left: Residue, right: Residue, weights: Mapping[str, float], rewritten: float
) -> Evidence:
    shared = left.shingles & right.shingles
    covered = min(_measure_covered(one.sentences, shared, weights) for one in (left, right))
    return Evidence(log(mass), lead, covered, rewritten, (left.sentences, right.sentences))


def _measure_covered(sentences: Sequence[Sentence], shared: AbstractSet[str], weights: Mapping[str, float]) -> float:
    """The greatest share of a sentence, by the weight of its shingles, that both residues have. What only one text has weighs 1."""
    best = 0.0
    for one in sentences:
        if one.free >= _FREE:
            runs = cut_runs(one.text)
            common = fsum([weights[run] for run in runs if run in shared])
            if common:
                whole = fsum([weights.get(run, 1.0) for run in runs])
                best = max(best, common / whole * min(1, len(one.text) / _FULL_TO_COVER))
    return best


def find_most_alike(left: Sequence[Sentence], right: Sequence[Sentence]) -> tuple[tuple[int, int] | None, float]:
    """The clauses of the two sentences that are most alike, and how much these are; of equals the first. None without any."""
    best, clauses = 0.0, None
    for one, other in _pair_free(left, right):
        full = min(1, len(one.text) / _FULL_TO_LINK, len(other.text) / _FULL_TO_LINK)
        alike = full * measure_likeness(one.text, other.text, max(_ALIKE, best / full))
        if alike > best:
            best, clauses = alike, (one.clause, other.clause)
    return clauses, best


def _pair_free(left: Sequence[Sentence], right: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    theirs = [other for other in right if other.free >= _FREE]
    return ((one, other) for one in left if one.free >= _FREE for other in theirs)
