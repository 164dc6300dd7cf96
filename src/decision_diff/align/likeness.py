"""How alike two texts are, and where one stands inside the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from decision_diff.folding import fold
from decision_diff.memory import remembered
from decision_diff.model import Span

ALIKE_ANYWHERE: Final = 0.65  # from here on two texts are one clause, wherever and under whatever number they stand

_SHINGLE: Final = 4
_COMMON: Final = 24  # a shingle in more texts than this says nothing about any of them
_SLICES: Final = [slice(at, at + _SHINGLE) for at in range(1024)]  # made once: it halves the time
_END_MARKS: Final = "。；，、;,.!？?"
_EDGES: Final = frozenset("。；，：、！？;,:.!?\n\t")

folded = remembered(1 << 18)(fold)  # several passes look at what is left


def bare(text: str) -> str:
    """The folded text without the mark at its end: an item keeps its words when it becomes the last one (；to 。)."""
    return folded(text).rstrip(_END_MARKS) or text


def ratio(left: str, right: str, floor: float = 0.0) -> float:
    """Twice the common characters, in order, over all characters: 1 is equal but for width and spacing.

    Below `floor` the answer is 0 (and cheaper).
    """
    return Indel.normalized_similarity(folded(left), folded(right), score_cutoff=floor)


def containment(left: str, right: str) -> float:
    """How much of the shorter text stands in one piece of the longer: 1 is all of it."""
    return fuzz.partial_ratio(folded(left), folded(right)) / 100


def place_within(part: str, whole: str) -> Span:
    """Where `part` stands in `whole`, widened or narrowed to the nearest edges of clauses of the sentence."""
    found = fuzz.partial_ratio_alignment(part, whole)
    if found is None or found.dest_end <= found.dest_start:
        return Span(0, len(whole))
    start, end = (found.dest_start, found.dest_end) if len(part) <= len(whole) else (0, len(whole))
    return Span(_edge(whole, start), _edge(whole, end))


def _edge(text: str, at: int) -> int:
    """The nearest place to `at` after a punctuation mark, or an end of the text; `at` itself if none is near."""
    for distance in range(7):
        for place in (at - distance, at + distance):
            if place in (0, len(text)) or (0 < place < len(text) and text[place - 1] in _EDGES):
                return place
    return at


class Index:
    """Texts by their rare shingles (runs of four characters), to find the few worth a closer look.

    `asked` are the texts that candidates will be looked for: only their shingles are kept.
    Source: inverted index of rare shingles, as in near-duplicate search (Broder 1997).
    """

    def __init__(self, texts: Iterable[tuple[int, str]], asked: Iterable[str]) -> None:
        self._by_shingle: dict[str, list[int]] = defaultdict(list)
        wanted = set().union(*map(shingles, asked))
        for number, text in texts:
            plain = folded(text)
            for shingle in wanted.intersection(_runs(plain) if len(plain) >= _SHINGLE else (plain,)):
                self._by_shingle[shingle].append(number)

    def candidates(self, text: str, limit: int = 8) -> list[tuple[int, float]]:
        """The numbers of the texts that share most shingles with `text`, with the share of its shingles, best first."""
        own = shingles(text)
        found = list(filter(None, map(self._by_shingle.get, own)))
        for numbers in found:
            if len(numbers) > _COMMON:
                numbers.clear()  # and need not be counted again
        counts = Counter(chain.from_iterable(found))
        least = min(sorted(counts.values())[-limit:], default=0)  # what has fewer need not be put in order
        best = sorted([(-count, number) for number, count in counts.items() if count >= least])[:limit]
        return [(number, -count / len(own)) for count, number in best]


def holders(texts: Sequence[str], wanted: frozenset[str], sample: int) -> Counter[str]:
    """In how many of the texts each wanted shingle stands. Of more than `sample` texts some are looked at, evenly spaced."""
    step = -(-len(texts) // sample)
    counts: Counter[str] = Counter()
    for text in texts[::step]:
        counts.update(wanted.intersection(_runs(folded(text))))
    return Counter({shingle: count * step for shingle, count in counts.items()})


@remembered(4096)  # several passes look at what is left
def shingles(text: str) -> frozenset[str]:
    """The distinct runs of four characters of a folded text; a shorter text is one shingle."""
    plain = folded(text)
    if len(plain) < _SHINGLE:
        return frozenset((plain,) if plain else ())
    return frozenset(_runs(plain))


def _runs(plain: str) -> Iterator[str]:
    """The runs of four characters of a text; none of a shorter one."""
    size = max(len(plain) - _SHINGLE + 1, 0)
    if size <= len(_SLICES):
        return map(plain.__getitem__, _SLICES[:size])
    return (plain[at : at + _SHINGLE] for at in range(size))  # one by one: a paragraph may have ten million characters
