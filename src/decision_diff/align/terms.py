"""What the words of an article are compared by where much was rewritten: its terms, each weighed by how few articles have it.

A term is a word; in scripts that are written without spaces, or whose words take endings in one piece, two characters that stand side by side.
What is rewritten keeps few runs of four characters, but most of its terms.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain, pairwise
from math import log
from typing import Final

from decision_diff.align.units import RevisionSide
from decision_diff.characters import are_unified
from decision_diff.memory import remembered
from decision_diff.patterns import late
from decision_diff.words.likeness import folded

_SAMPLE: Final = 1_500  # articles of a very long text that are looked at

# Thai, Lao, Burmese, Hangul, Khmer, Kana and ideographs.
_PAIRED: Final = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS: Final = late(rf"([{_PAIRED}]+)|[^\W_{_PAIRED}]+")
_WORDS: Final = late(rf"[^\W_{_PAIRED}]+")
# What every comparison asks is asked without these ranges: `re` walks each of them, for as long as it takes to compare two short texts.
_LETTERS: Final = late(r"[^\W\d_]{4,}")
_RANGES: Final = tuple((_PAIRED[at], _PAIRED[at + 2]) for at in range(0, len(_PAIRED), 3))
_PAIR: Final = late(rf"[{_PAIRED}]")
_NO_SYLLABLES: Final[set[str]] = set()  # characters that are known to be none: of none of _RANGES, or ideographs
_PER_WORD: Final = 2  # pairs of characters that a word of an ideographic script stands in
_TELLING_WORDS: Final = 4  # long words that a text needs before they can show that it is about something else
_TELLING_PAIRS: Final = 8
_COMMON_WORDS: Final = 0.25  # of the words of both
_COMMON_PAIRS: Final = 0.15


def have_common_terms(left: str, right: str) -> bool:
    """Whether two texts share enough long words, or pairs of characters, to correspond; also if they have too few to decide.

    Two texts in letters that have nothing to do with one another are .35 to .5 alike letter by letter, in Hangul or Kana .2 to .35, and share
    hardly a word of four letters, nor two characters side by side.
    """
    for count, telling, least in (
        (_count_long_words, _TELLING_WORDS, _COMMON_WORDS),
        (_count_pairs, _TELLING_PAIRS, _COMMON_PAIRS),
    ):
        one, other = count(left), count(right)
        few, many = sorted((one.total(), other.total()))
        if few >= telling:
            return 2 * (one & other).total() >= least * (few + many)
    return True


@remembered(4096)
def _count_long_words(text: str) -> Counter[str]:
    return Counter(word for run in _LETTERS.findall(folded(text)) for word in _leave_out_paired(run))


def _leave_out_paired(run: str) -> list[str]:
    """The words of four letters and more in a run of letters, some of which may be of scripts without spaces."""
    if max(run) < _RANGES[0][0]:
        return [run]
    if are_unified(run):
        return []
    parted = "".join([" " if _is_paired(char) else char for char in run])
    return [word for word in parted.split() if len(word) >= 4]


@remembered(4096)
def _count_pairs(text: str) -> Counter[str]:
    """The pairs of characters of a text with syllables; none for ideographs alone, which are seldom similar by chance."""
    return Counter(filter(_PAIR.match, cut_terms(folded(text)))) if _has_syllables(text) else Counter()


def _has_syllables(text: str) -> bool:
    for char in set(text) - _NO_SYLLABLES:  # in any order
        if _is_paired(char) and (char <= "\u30ff" or "\uac00" <= char <= "\ud7af"):
            return True
        _NO_SYLLABLES.add(char)
    return False


def _is_paired(char: str) -> bool:
    return any(first <= char <= last for first, last in _RANGES)


def cut_terms(text: str) -> list[str]:
    """The terms of a folded text, in order; one that stands there twice twice."""
    found: list[str] = []
    for run in _RUNS.finditer(text):
        if run.start(1) < 0:
            found.append(run.group())
        else:
            found += _cut_pairs(run.group())
    return found


def _cut_pairs(text: str) -> Iterable[str]:
    return map("".join, pairwise(text))


def measure_size(text: str) -> int:
    """The characters of a folded text, a word counted as one: 30 ideographs say about as much as 30 words."""
    return len(_WORDS.sub("w", text))


def weigh_terms(sides: Collection[RevisionSide], wanted: frozenset[str]) -> Mapping[str, float]:
    """What each wanted term is worth: the logarithm of all articles over those that have it, in both texts together.

    Of more than `_SAMPLE` articles some are looked at, evenly spaced.
    """
    counts: Counter[str] = Counter()
    articles = 0
    for side in sides:
        homes = _gather_texts(side)
        step = -(-len(homes) // _SAMPLE) or 1
        articles += len(homes)
        for text in homes[::step]:
            held = wanted.intersection(chain(_cut_pairs(text) if not text.isascii() else (), _WORDS.findall(text)))
            counts.update(dict.fromkeys(held, step))
    return {
        term: log((articles + 1) / min(max(counts[term], 1), articles)) * (1 if _PAIR.match(term) else _PER_WORD)
        for term in wanted
    }


def _gather_texts(side: RevisionSide) -> list[str]:
    """The folded words of each article or annex, with what hangs below it."""
    texts: dict[int, list[str]] = defaultdict(list)
    for home, words in zip(side.homes, side.words, strict=True):
        if home >= 0:
            texts[home].append(folded(words))
    return ["\n".join(parts) for parts in texts.values()]
