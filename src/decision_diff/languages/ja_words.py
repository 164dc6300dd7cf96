"""Words of a stretch of Japanese, Han and hiragana together, by its scripts and a list of function words; no dictionary is needed.

    船舶の台帳を整えなければならない   ->   船舶 の 台帳 を 整え なければならない

1. Function words that hold a character of Han (又は, 及び, 関する) are words.
2. A run of hiragana is divided so that as much of it as can be is function words (に, について, なければならない); what is left at its start is
   the ending of the word in Han before it (整え), and what is left elsewhere is a word.
3. A run of Han is cut as Chinese is, since both write many compounds alike. A single character that this leaves goes with what stands
   before it, for a Chinese dictionary lacks most of what it would be a word of (台帳, 市町村); but one that an ending follows begins a word.

The list is in `ja.toml`. Each position of a run is looked at with words of at most `_LONGEST` characters, so the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from decision_diff.languages import load
from decision_diff.languages.zh_script import simplify
from decision_diff.patterns import late

_LONGEST: Final = 10
# What a piece of a run of hiragana costs: a function word, and each character of an ending or of an unknown word.
_WORD, _CHARACTER, _UNKNOWN = 1, 2, 5
_HIRAGANA: Final = late("[\u3041-\u309f]")


def cut(stretch: str, cut_han: Callable[[str], list[str]]) -> list[str]:
    """The words of a stretch of Han and hiragana; they join to it. `cut_han` cuts a run of Han as Chinese."""
    tokens: list[str] = []
    for piece in _mixed_words().split(stretch):
        if piece in _function_words():
            tokens.append(piece)
        else:
            tokens.extend(_cut_piece(piece, cut_han))
    return tokens


def _cut_piece(piece: str, cut_han: Callable[[str], list[str]]) -> Iterator[str]:
    for match in _RUNS.finditer(piece):
        han, kana = match.group(1), match.group(2)
        ending, words = _divide(kana, bool(han))
        if (
            len(han) == 1 and not ending and words and words[0][0] in "しすさせ"
        ):  # 科する is one word, 選任 する are two
            ending = words.pop(0)
        if han:
            yield from _attach(cut_han(han), ending)
        yield from words


_RUNS: Final = late("([^\u3041-\u309f]*)([\u3041-\u309f]*)")


def _attach(words: list[str], ending: str) -> list[str]:
    """The words of a run of Han, single characters put to what stands before them, with the ending of the last."""
    joined: list[str] = []
    for word in words:
        if joined and (len(word) == 1 or len(joined[-1]) == 1):
            joined[-1] += word
        else:
            joined.append(word)
    if (
        ending and ending[0] not in "なしすさせ" and len(words) > 1 and len(words[-1]) == 1
    ):  # 適正な, 掘削しよう, but 毎年 定める
        joined[-1] = joined[-1][:-1]
        joined.append(words[-1])
    joined[-1] += ending
    return [word for word in joined if word]


def _divide(kana: str, has_stem: bool) -> tuple[str, list[str]]:
    """A run of hiragana as the ending of a word before it, if there is one, and words: the cheapest division, the ending short."""
    size, known = len(kana), _function_words()
    costs = [0] * (size + 1)  # of what begins at each place, with a word
    going = [0] * (size + 1)  # the same, if an unknown word may go on there
    steps = [0] * (size + 1)  # how long the function word is that begins there; 0: an unknown word
    for start in range(size - 1, -1, -1):
        costs[start] = going[start + 1] + _CHARACTER + _UNKNOWN
        for length in range(1, min(_LONGEST, size - start) + 1):
            cost = costs[start + length] + _WORD
            if cost <= costs[start] and kana[start : start + length] in known:
                costs[start], steps[start] = cost, length
        going[start] = min(costs[start], going[start + 1] + _CHARACTER)
    at = 0
    if has_stem:
        at = min(range(min(size, _LONGEST) + 1), key=lambda length: (costs[length] + length * _CHARACTER, length))
    ending, words = kana[:at], []
    while at < size:
        end = at + (steps[at] or 1)
        while not steps[at] and end < size and going[end] < costs[end]:
            end += 1
        words.append(kana[at:end])
        at = end
    return ending, words


@cache
def _function_words() -> frozenset[str]:
    """The list, in simplified characters, as the text is that is cut."""
    return frozenset(map(simplify, dict(load("ja").words)["function"]))


@cache
def _mixed_words() -> re.Pattern[str]:
    mixed = sorted(
        (word for word in _function_words() if not _HIRAGANA.match(word)), key=lambda word: (-len(word), word)
    )
    return re.compile(f"({'|'.join(map(re.escape, mixed))})")
