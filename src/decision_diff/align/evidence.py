"""The evidence that what left one article is what is new in another: figures that can be read and tested one by one.

    mass        the terms that both residues have, each weighed by how few articles have it: how much that is rare (logarithm)
    lead        this mass against that of the next best article, seen from the old one and from the new one (sum of logarithms)
    covered     the share of one sentence, by weight, that stands in the other residue (geometric mean of both sides)
    alike       how alike the two sentences are that have most of these terms in common; short ones count for less
    length      the characters of both articles, a word in letters counted as one (sum of logarithms): long ones share more by chance, so this speaks against
    chapter     the share of the articles of one chapter with a partner that have it in the other (mean of the logarithms of both sides)
    rewritten   the share of all articles that did not stay nearly as they were: the same evidence counts for more in a revision

What is seen from both sides is the same whichever text is older.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import fsum, log, prod, sqrt
from typing import Final

from decision_diff.align.residues import HomePair, Residue, Sentence, find_homes_linked, find_residues
from decision_diff.align.terms import measure_size, weigh_terms
from decision_diff.align.units import JUDGED, Matching, count_articles
from decision_diff.frozen import frozen
from decision_diff.words.likeness import measure_likeness

_COMMON: Final = 24  # a term in more residues than this leads to none of them
_BEST: Final = 4  # candidates of an article that are looked at
_LIGHTEST: Final = 3.0  # mass of a candidate
_KEPT: Final = 0.9  # likeness from which on an article stayed nearly as it was
_MOST_LEAD: Final = 4.0
_LEAST_LEAD: Final = 0.05
_FREE: Final = 0.34  # of a sentence that no partner has, to count as one that left or came
_FULL_TO_COVER: Final = 20  # characters of a sentence that counts in full; a shorter one counts for its share of that
_FULL_TO_LINK: Final = 16  # likewise, to say how alike two are
_TELLING: Final = 8  # sentences of an article that are looked at for the most alike
_STRANGE: Final = 0.2  # of an article that is thought to have gone to each other chapter, so that none is excluded

_Ranks = dict[
    int, list[tuple[float, int]]
]  # by article of one side: the mass that it shares with an article of the other


@frozen
class Evidence:
    """The figures for one pair of articles; see the module for what they mean.

    `clauses` are those whose sentences have most of the terms in common, and `likeness` is how alike these sentences are.
    """

    mass: float
    lead: float
    covered: float
    alike: float
    length: float
    chapter: float
    rewritten: float
    clauses: tuple[int, int]
    likeness: float

    def list_figures(self) -> tuple[tuple[str, float], ...]:
        """The name of each figure that is weighed, with the figure."""
        return (
            ("mass", self.mass), ("lead", self.lead), ("covered", self.covered), ("alike", self.alike),
            ("length", self.length), ("chapter", self.chapter), ("rewritten", self.rewritten),
        )  # fmt: skip


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
    weights = _weigh_terms(matching, left, right)
    ranks = rank_pairs(left, right, weights, partners)
    chapters = _Chapters(matching, partners)
    found: dict[HomePair, Evidence] = {}
    for a, b, mass in _list_best(ranks):
        if among is None or (a, b) in among:
            lead = fsum(_measure_lead(mass, rank) for rank in (ranks[0][a], ranks[1][b]))
            evidence = _gather(mass, lead, left[a], right[b], weights, chapters.measure(a, b), rewritten)
            if evidence:
                found[a, b] = evidence
    return found


def _gather(
    mass: float,
    lead: float,
    left: Residue,
    right: Residue,
    weights: Mapping[str, float],
    chapter: float,
    rewritten: float,
) -> Evidence | None:
    """The evidence for two articles that have these figures; None if no sentence of theirs has anything in common."""
    shared = {term: weights[term] for term in left.terms & right.terms}
    covered = sqrt(prod(_measure_covered(one.sentences, shared, weights) for one in (left, right)))
    common = _find_most_common(left.sentences, right.sentences, shared)
    if not covered or not common:
        return None
    likeness = measure_likeness(common[0].text, common[1].text)
    alike = likeness * min(1, *(len(one.text) / _FULL_TO_LINK for one in common))
    length = fsum(log(1 + sum(measure_size(one.text) for one in side.sentences)) for side in (left, right))
    clauses = common[0].clause, common[1].clause
    return Evidence(log(mass), lead, covered, alike, length, chapter, rewritten, clauses, likeness)


def _weigh_terms(matching: Matching, left: Mapping[int, Residue], right: Mapping[int, Residue]) -> Mapping[str, float]:
    """What each term is worth that stands in a sentence of an article with a residue."""
    wanted: set[str] = set()
    for residue in (*left.values(), *right.values()):
        wanted.update(residue.terms, *(one.terms for one in residue.sentences))
    return weigh_terms((matching.left, matching.right), frozenset(wanted))


def rank_pairs(
    left: Mapping[int, Residue],
    right: Mapping[int, Residue],
    weights: Mapping[str, float],
    without: Container[HomePair],
) -> tuple[_Ranks, _Ranks]:
    """By article of the left, and by article of the right, the few with which it shares the greatest mass, in descending order.

    A term that stands in many residues leads to none of them. Pairs `without` are left out.
    """
    holders = _list_holders(right)
    by_left: _Ranks = {}
    by_right: _Ranks = {b: [] for b in right}
    for a, residue in left.items():
        masses = _add_masses(residue, holders, weights)
        pairs = [(mass, b) for b, mass in masses.items() if (a, b) not in without]
        by_left[a] = sorted(pairs, key=_order_pair)[:_BEST]
        for mass, b in pairs:
            _enter(by_right[b], (mass, a))
    return by_left, by_right


def _list_holders(residues: Mapping[int, Residue]) -> Mapping[str, Sequence[int]]:
    """By term the articles in whose residues it stands; without those that stand in many."""
    holders: dict[str, list[int]] = defaultdict(list)
    for home, residue in residues.items():
        for term in residue.terms:
            holders[term].append(home)
    return {term: some for term, some in holders.items() if len(some) <= _COMMON}


def _add_masses(
    residue: Residue, holders: Mapping[str, Sequence[int]], weights: Mapping[str, float]
) -> Mapping[int, float]:
    """The mass that a residue shares with each of the other side that has any of its terms."""
    masses: dict[int, float] = {}
    for term in sorted(residue.terms & holders.keys()):  # sorted: the order in which figures are added is not to vary
        weight = weights[term]
        for home in holders[term]:
            masses[home] = masses.get(home, 0.0) + weight
    return masses


def _enter(rank: list[tuple[float, int]], pair: tuple[float, int]) -> None:
    """Put a pair in its place, if it is one of the best."""
    if len(rank) < _BEST or pair[0] > rank[-1][0]:
        rank.append(pair)
        rank.sort(key=_order_pair)
        del rank[_BEST:]


def _order_pair(pair: tuple[float, int]) -> tuple[float, int]:
    return -pair[0], pair[1]


def _list_best(ranks: tuple[_Ranks, _Ranks]) -> list[tuple[int, int, float]]:
    """The pairs that are among the best of either article and share enough, in order."""
    pairs = {(a, b, mass) for a, rank in ranks[0].items() for mass, b in rank}
    pairs |= {(a, b, mass) for b, rank in ranks[1].items() for mass, a in rank}
    return sorted(pair for pair in pairs if pair[2] >= _LIGHTEST)


def _measure_lead(mass: float, rank: Sequence[tuple[float, int]]) -> float:
    """The logarithm of a mass against that of the best other one."""
    others = [one for one, _ in rank]
    if mass in others:
        others.remove(mass)
    lead = mass / others[0] if others else _MOST_LEAD
    return log(min(max(lead, _LEAST_LEAD), _MOST_LEAD))


class _Chapters:
    """How many articles of each chapter, or whatever articles hang on, have a partner in each chapter of the other text."""

    def __init__(self, matching: Matching, partners: Iterable[HomePair]) -> None:
        self._matching = matching
        self._both = Counter(self._find(pair) for pair in partners)
        self._left: Counter[int] = Counter()
        self._right: Counter[int] = Counter()
        for (one, other), count in self._both.items():
            self._left[one] += count
            self._right[other] += count

    def _find(self, pair: HomePair) -> HomePair:
        return self._matching.left.parents[pair[0]], self._matching.right.parents[pair[1]]

    def measure(self, a: int, b: int) -> float:
        """The mean of the logarithms of the two shares."""
        one, other = self._find((a, b))
        common = self._both[one, other] + _STRANGE
        return (log(common / (self._left[one] + 1)) + log(common / (self._right[other] + 1))) / 2


def _measure_covered(sentences: Sequence[Sentence], shared: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The greatest share of a sentence, by the weight of its terms, that both residues have."""
    best = 0.0
    for one in sentences:
        common = _weigh(one.terms & shared.keys(), shared)
        if common:
            best = max(best, common / _weigh(one.terms, weights) * min(1, len(one.text) / _FULL_TO_COVER))
    return best


def _weigh(terms: AbstractSet[str], weights: Mapping[str, float]) -> float:
    return fsum(map(weights.__getitem__, terms))


def _find_most_common(
    left: Sequence[Sentence], right: Sequence[Sentence], shared: Mapping[str, float]
) -> tuple[Sentence, Sentence] | None:
    """The sentence of each article that have most of the shared terms in common, by their weight; of equals the first.

    Of sentences that no partner has, if there are any, and of each article the few that have most. None without sentences.
    """
    best, found = -1.0, None
    theirs = _choose_telling(right, shared)
    for one, mine in _choose_telling(left, shared):
        for other, terms in theirs:
            common = _weigh(mine & terms, shared)
            if common > best:
                best, found = common, (one, other)
    return found


def _choose_telling(
    sentences: Sequence[Sentence], shared: Mapping[str, float]
) -> Sequence[tuple[Sentence, AbstractSet[str]]]:
    """The sentences that have most of the shared terms, by their weight, with these terms; of equals the first."""
    free = [one for one in sentences if one.free >= _FREE] or sentences
    pairs = [(one, one.terms & shared.keys()) for one in free]
    return sorted(pairs, key=lambda pair: -_weigh(pair[1], shared))[:_TELLING]
