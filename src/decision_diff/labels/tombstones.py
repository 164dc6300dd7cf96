"""What is left of a clause that went: a number, and the word of its repeal behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from decision_diff.languages import load

LONGEST_TOMBSTONE: Final = 120
_FAMILIES = {
    "Latin": ("en", "fr", "es", "de"),
    "Cyrillic": ("ru",),
    "Arabic": ("ar",),
    "Hangul": ("ko",),
    "Han": ("zh", "ja"),
}


def is_tombstone(text: str) -> bool:
    """Whether nothing but the word of its repeal stands behind a number: 第一百九十九条　（删去）."""
    return (
        len(text) <= LONGEST_TOMBSTONE
        and bool(text)
        and _compose_tombstone(_find_family(text)).fullmatch(text) is not None
    )


def _find_family(text: str) -> str:
    """The script of the first letter of a text."""
    first = next((char for char in text if char.isalpha()), "a")
    if first < "\u0370":
        return "Latin"
    if first < "\u0530":
        return "Cyrillic"
    return "Arabic" if first < "\u0900" else "Hangul" if "\uac00" <= first <= "\ud7a3" else "Han"


@cache  # of our own data
def _compose_tombstone(family: str) -> re.Pattern[str]:
    words = {word for code in _FAMILIES[family] for word in load(code).tombstones}
    named = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    source = r"(?:[ ]?[–—-][ ]?|[ ]?(?=[<＜(（]))[^\n]{1,80}"  # - Федеральный закон от 12.03.2026 № 41-ФЗ, <2018.3.30>
    return re.compile(rf"[（(\[【]?(?i:{named})[.。]?[）)\]】]?(?:{source})?[。.]?")
