"""Page furniture at the very end of a text: running heads, file names of images, page numbers. It belongs to no clause."""

from __future__ import annotations

from collections.abc import Sequence

from decision_diff.characters import are_unified
from decision_diff.labels import Grammar, find_lead
from decision_diff.model import Block
from decision_diff.parse.council import is_proposal
from decision_diff.patterns import late

_FURNITURE_BLOCKS = 40
_SPACES = " \t\u00a0\u3000"

_FURNITURE = late(
    r"(?:https?://)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[A-Za-z][A-Za-z0-9-]+(?:/\S*)?"  # council.itu.int/2025
    r"|[A-Z]+[0-9]*[/-][\w()./-]+(?:\s+[0-9]+)?"  # C25/5(Rev.1)-C	1
    r"|[0-9]{1,8}|[-–—] ?[0-9]+ ?[-–—]"  # 2501483, - 3 -
    r"|\w+\.(?:png|jpe?g|gif|emf|wmf|tiff?|bmp)"  # image1.png
)
# Two letters stand for a word at either end: a run of letters is then looked at once, not from each of them on.
_ENGLISH_WORDS = late(r"[a-z]{2} [a-z]{2,} [a-z]{2}")
_LETTERS = late(r"[^\W\x00-\xff]{4,}")


def find_furniture(bare: Sequence[Block], grammar: Grammar) -> int:
    """Where the furniture at the end begins: a sure piece of it, after which no number and no sentence comes. None in a list of proposals."""
    start = len(bare)
    for index in range(len(bare) - 1, max(-1, len(bare) - 1 - _FURNITURE_BLOCKS), -1):
        text = bare[index].text.strip(_SPACES)
        if not text:
            continue
        if _FURNITURE.fullmatch(text) and not bare[index].label:
            start = index
        elif _has_words(text) or bare[index].label or grammar.find_at(text, len(find_lead(text))) is not None:
            break
    return len(bare) if _is_place(bare, start) else start


def _is_place(bare: Sequence[Block], start: int) -> bool:
    """Whether furniture that begins with a number alone stands in a proposal: SUP, resolves, 3."""
    if start == len(bare) or not bare[start].text.strip(_SPACES).isdigit():
        return False
    return any(is_proposal(one.text.strip(_SPACES)) for one in bare[max(0, start - _FURNITURE_BLOCKS) : start])


def _has_words(text: str) -> bool:
    """Whether a text has four ideographs or three English words in a row."""
    runs = (match.group() for match in _LETTERS.finditer(text))
    if any(are_unified(run[at : at + 4]) for run in runs for at in range(len(run) - 3)):
        return True
    return _ENGLISH_WORDS.search(text) is not None
