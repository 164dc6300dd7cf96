"""Measures how alike two texts are, and locates one text inside another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Final

from decision_diff.memory import remembered
from decision_diff.model import Span
from decision_diff.words.folding import fold
from decision_diff.words.sequence import find_common_runs
from decision_diff.words.subsequence import measure_similarity

ALIKE_ANYWHERE: Final = 0.65  # from here on two texts are one clause, wherever and under whatever number they stand

_CELLS: Final = 1 << 23  # pairs of characters that are compared exactly, some 2 ms; longer texts by their shingles
_CELLS_ASCII: Final = 1 << 26  # likewise, where the library looks characters up in a table
_SLIDING: Final = 1 << 20  # steps of a window that slides over a text, about 1 ms; in a longer text shingles tell where
_SHINGLE: Final = 4
_COMMON: Final = 24  # a shingle in more texts than this says nothing about any of them
_SLICES: Final = [slice(at, at + _SHINGLE) for at in range(1024)]  # made once: it halves the time
_END_MARKS: Final = "。；，、;,.!？?"
_EDGES: Final = frozenset("。；，：、！？;,:.!?\n\t")

folded = remembered(1 << 18)(fold)  # several passes look at what is left


def strip_end_mark(text: str) -> str:
    """The folded text without the mark at its end: an item keeps its words when it becomes the last one (；to 。)."""
    return folded(text).rstrip(_END_MARKS) or text


def measure_likeness(left: str, right: str, floor: float = 0.0) -> float:
    """Twice the common characters, in order, over all characters: 1 is equal but for width and spacing.

    Below `floor` the answer is 0 (and cheaper). Of two very long texts (some 3,000 characters each, in ASCII 8,000) it is an
    estimate, nearly always too low: twice the common runs of four characters over all of them.
    """
    one, two = folded(left), folded(right)
    if 2 * min(len(one), len(two)) < floor * (len(one) + len(two)):  # the library makes a table of a long text first
        return 0.0
    if len(one) * len(two) > (_CELLS_ASCII if one.isascii() and two.isascii() else _CELLS) and one != two:
        return _estimate_ratio(one, two, floor)
    return measure_similarity(one, two, floor)


def _estimate_ratio(one: str, two: str, floor: float) -> float:
    few, many = sorted((_counted(one), _counted(two)), key=len)
    common = sum(map(min, few.values(), map(many.get, few, repeat(0))))
    score = min(2 * common / (len(one) + len(two) - 2 * _SHINGLE + 2), 0.99)
    return score if score >= floor else 0.0


@remembered(16)  # one text is compared with several; each may be very long
def _counted(plain: str) -> Counter[str]:
    return Counter(_runs(plain))


def measure_containment(left: str, right: str, floor: float) -> float:
    """How much of the shorter text stands in one piece of the longer: 1 is all of it. Below `floor` the answer is 0."""
    short, long = sorted((folded(left), folded(right)), key=len)
    least = len(cut_shingles(short)) - 7 * (1 - floor) * len(short)  # a character that differs is in seven runs at most
    if least > 0 and len(cut_shingles(short) & cut_shingles(long)) < least:
        return 0.0
    if _can_slide(short, long):
        from rapidfuzz import fuzz  # noqa: PLC0415 - late: it takes 5 ms, and few short decisions need it

        return fuzz.partial_ratio(short, long, score_cutoff=100 * floor) / 100
    return measure_likeness(short, _locate(short, long).of(long), floor)


def locate_within(part: str, whole: str) -> Span:
    """Where `part` stands in `whole`, widened or narrowed to the nearest edges of clauses of the sentence."""
    if len(part) > len(whole):
        return Span(0, len(whole))
    if _can_slide(part, whole):
        from rapidfuzz import fuzz  # noqa: PLC0415 - as above

        found = fuzz.partial_ratio_alignment(part, whole)
        place = Span(found.dest_start, found.dest_end) if found else Span(0, 0)
    else:
        place = _locate(part, whole)
    return Span(_find_edge(whole, place.start), _find_edge(whole, place.end)) if place else Span(0, len(whole))


def _can_slide(short: str, long: str) -> bool:
    """Whether the best place of a text in a longer one is found by trying them all, each with 64 characters a step."""
    return len(long) * len(short) * (len(short) // 64 + 1) <= _SLIDING


def _locate(part: str, whole: str) -> Span:
    """About where `part` stands in a longer text: as long as it, and shifted as most of the words that they share are."""
    near = locate_nearby(part, whole, Span(0, len(whole)))
    shared = sorted((j - i, size) for i, j, size in find_common_runs(part, near.of(whole)))
    left = sum(size for _, size in shared) / 2
    shift = 0
    for shift, size in shared:  # the median  # noqa: B007
        left -= size
        if left <= 0:
            break
    start = min(near.start + max(shift, 0), len(whole) - len(part))
    return Span(start, start + len(part))


def locate_nearby(part: str, whole: str, within: Span) -> Span:
    """Where in a stretch of `whole` it is worth looking for `part`: all of it, if that is no more than four times as long.

    Else around the place to which most runs of characters point that `whole` has but once; nowhere if there are none.
    """
    size = len(part)
    if len(within) <= 4 * size:
        return within
    places = _places(whole)
    votes: Counter[int] = Counter()
    for at, shingle in enumerate(_runs(part)):
        place = places.get(shingle, -1)
        if within.start <= place < within.end:
            votes[(place - at) // size] += 1
    if not votes:
        return Span(within.start, within.start)
    start = max(votes, key=lambda at: (votes[at], -at)) * size
    return Span(max(within.start, start - size // 2), min(within.end, start + 2 * size + size // 2))


@remembered(16)  # many parts are looked for in one text
def _places(whole: str) -> dict[str, int]:
    """The place of each run of four characters that a text has but once; -1 for the others."""
    found: dict[str, int] = {}
    for at, shingle in enumerate(_runs(whole)):
        found[shingle] = -1 if shingle in found else at
    return found


def _find_edge(text: str, at: int) -> int:
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
        wanted = set().union(*map(cut_shingles, asked))
        for number, text in texts:
            for shingle in wanted & cut_shingles(text):
                self._by_shingle[shingle].append(number)

    def find_candidates(self, text: str, limit: int = 8) -> list[tuple[int, float]]:
        """The numbers of the texts that share most shingles with `text`, with the share of its shingles, best first."""
        own = cut_shingles(text)
        found = list(filter(None, map(self._by_shingle.get, own)))
        if not found:
            return []
        for numbers in found:
            if len(numbers) > _COMMON:
                numbers.clear()  # and need not be counted again
        counts = Counter(chain.from_iterable(found))
        least = min(sorted(counts.values())[-limit:], default=0)  # what has fewer need not be put in order
        best = sorted([(-count, number) for number, count in counts.items() if count >= least])[:limit]
        return [(number, -count / len(own)) for count, number in best]


def count_holders(texts: Sequence[str], wanted: frozenset[str], sample: int) -> Counter[str]:
    """In how many of the texts each wanted shingle stands. Of more than `sample` texts some are looked at, evenly spaced."""
    step = -(-len(texts) // sample)
    counts: Counter[str] = Counter()
    for text in texts[::step]:
        counts.update(wanted.intersection(_runs(folded(text))))
    return Counter({shingle: count * step for shingle, count in counts.items()})


@remembered(4096)  # several passes look at what is left
def cut_shingles(text: str) -> frozenset[str]:
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
    # One by one: a paragraph may have ten million characters.
    return map(plain.__getitem__, map(slice, range(size), range(_SHINGLE, size + _SHINGLE)))
