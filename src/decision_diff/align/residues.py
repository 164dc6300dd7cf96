"""What left each article: the text that none of its partners has, as terms and as sentences.

An article that became another keeps most of its words there. Whatever else it had went elsewhere, or was repealed; and what an article has that
none of its old ones had came from elsewhere, or is new. These residues are what `match_residues` compares.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from decision_diff.align.terms import cut_terms
from decision_diff.align.units import Matching
from decision_diff.frozen import frozen
from decision_diff.words.likeness import folded

SHINGLE: Final = 4  # characters, as everywhere in `words.likeness`

_SHORTEST: Final = 6  # characters of a sentence
_LONGEST: Final = 1_000
_SENTENCES: Final = 64  # of one article; a longer one is compared by its shingles alone
_ENDS: Final = r"[。；：！？\n]|[.;:!?](?=\s|$)"

HomePair = tuple[int, int]  # an article of the left and one of the right, by the position of its clause


@frozen
class Sentence:
    """A sentence of the clause at `clause`: its folded text, and which share of it no partner has. `terms` are all of its terms."""

    clause: int
    text: str
    free: float
    terms: frozenset[str]


@frozen
class Residue:
    """The text of an article that no partner has: distinct terms, and all sentences in order.

    A number is no term of it: 30 days here and 30 days there is chance, and where all sums are new, each stands somewhere else too.
    """

    terms: frozenset[str]
    sentences: tuple[Sentence, ...]


def cut_runs(text: str) -> list[str]:
    """The runs of `SHINGLE` characters of a folded text, in order; none of a shorter one."""
    return [text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)]


def find_homes_linked(matching: Matching, without: AbstractSet[str]) -> dict[HomePair, list[tuple[int, int]]]:
    """The pairs of articles that share a link, each with these links; those found by the passes `without` do not count."""
    left, right = matching.left.homes, matching.right.homes
    pairs: dict[HomePair, list[tuple[int, int]]] = defaultdict(list)
    for (i, j), (name, _, _, _) in matching.links.items():
        if name not in without and left[i] >= 0 <= right[j]:
            pairs[left[i], right[j]].append((i, j))
    return pairs


def find_residues(matching: Matching, pairs: Mapping[HomePair, object], *, swapped: bool) -> dict[int, Residue]:
    """The residue of each article of the left, or of the right if `swapped`, of which a clause was amended or has no link.

    `pairs` are the articles that are partners. A pinned clause has no residue: nothing else may be linked with it.
    """
    side, _ = matching.get_sides(swapped=swapped)
    partners: dict[int, list[int]] = defaultdict(list)
    for pair in pairs:
        partners[pair[swapped]].append(pair[not swapped])
    families: dict[int, list[int]] = defaultdict(list)
    for n in sorted(_find_changed(matching, swapped=swapped)):
        home = side.homes[n]
        if home >= 0 and side.clauses[home].level == "article":
            families[home].append(n)
    found: dict[int, Residue] = {}
    for home, clauses in families.items():
        theirs = _cut_partners(matching, partners[home], swapped=not swapped)
        found[home] = _make_residue([(n, _read_folded(matching, n, swapped=swapped)) for n in clauses], theirs)
    return found


def _find_changed(matching: Matching, *, swapped: bool) -> set[int]:
    """The clauses that are amended or free; those that stayed leave nothing."""
    changed = {pair[swapped] for pair in matching.amendments} | matching.free[swapped]
    return changed - matching.pinned[swapped]


def _read_folded(matching: Matching, number: int, *, swapped: bool) -> str:
    """The words of a clause, of an old one as the new numbers and terms have them."""
    return folded(matching.right.words[number] if swapped else matching.read_left(number))


def _cut_partners(matching: Matching, homes: Sequence[int], *, swapped: bool) -> set[str]:
    """The shingles of all clauses of these articles."""
    side, _ = matching.get_sides(swapped=swapped)
    clauses = (n for home in homes for n in range(home, side.find_end(home)))
    return {shingle for n in clauses for shingle in cut_runs(_read_folded(matching, n, swapped=swapped))}


def _make_residue(texts: Sequence[tuple[int, str]], theirs: AbstractSet[str]) -> Residue:
    """What `theirs` does not hold of these texts."""
    terms: set[str] = set()
    sentences: list[Sentence] = []
    for clause, text in texts:
        covered = bytearray(len(text))
        runs = cut_runs(text)
        for at, run in enumerate(runs):
            if run in theirs:
                covered[at : at + SHINGLE] = b"\1" * SHINGLE
        terms.update(_cut_free_terms(text, covered))
        sentences += _cut_sentences(clause, text, covered) if len(sentences) < _SENTENCES else ()
    return Residue(frozenset(terms), tuple(sentences[:_SENTENCES]))


def _cut_free_terms(text: str, covered: bytearray) -> Iterator[str]:
    """The terms of the parts that are not covered, without numbers."""
    free = "".join([" " if had else letter for letter, had in zip(text, covered, strict=True)])
    return (term for term in cut_terms(free) if not term.isnumeric())


def _cut_sentences(clause: int, text: str, covered: bytearray) -> Iterator[Sentence]:
    start = 0
    for end, then in [*(match.span() for match in re.finditer(_ENDS, text)), (len(text), len(text))]:
        if _SHORTEST <= end - start <= _LONGEST:
            free = covered.count(0, start, end) / (end - start)
            yield Sentence(clause, text[start:end], free, frozenset(cut_terms(text[start:end])))
        start = then
