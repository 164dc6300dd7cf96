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
from decision_diff.patterns import late
from decision_diff.words.likeness import folded

_SAMPLE: Final = 1_500  # articles of a very long text that are looked at

# Thai, Lao, Burmese, Hangul, Khmer, Kana and ideographs.
_PAIRED: Final = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS: Final = late(rf"([{_PAIRED}]+)|[^\W_{_PAIRED}]+")
_WORDS: Final = late(rf"[^\W_{_PAIRED}]+")


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
    return {term: log((articles + 1) / min(max(counts[term], 1), articles)) for term in wanted}


def _gather_texts(side: RevisionSide) -> list[str]:
    """The folded words of each article or annex, with what hangs below it."""
    texts: dict[int, list[str]] = defaultdict(list)
    for home, words in zip(side.homes, side.words, strict=True):
        if home >= 0:
            texts[home].append(folded(words))
    return ["\n".join(parts) for parts in texts.values()]
