"""What is left of a clause that went: a number, and the word of its repeal behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from decision_diff.languages import load

LONGEST_TOMBSTONE: Final = 120
# What these words begin with in the scripts of several languages: the files of all are only read for a text that begins so.
BEGINNINGS: Final = {
    "Latin": (
        "(a", "ab", "an", "au", "ca", "de", "di", "en", "ex", "fr", "ge", "in", "ni", "no", "né", "om", "pé", "re", "ri", "ré", "sa", "se",
        "si", "so", "sp", "su", "un", "va", "ve", "vo", "we", "wi", "üb",
    ),
    "Han": (
        "删", "刪", "已删", "已刪", "已废", "已廢", "已失", "废止", "廢止", "廃止", "失效", "失効", "保留", "（保", "空缺", "暂缺", "削除", "欠番",
    ),
}  # fmt: skip
_HAN_FIRSTS: Final = frozenset(beginning[0] for beginning in BEGINNINGS["Han"])
_OPENING: Final = "（(【["
FAMILIES: Final = {
    "Latin": ("en", "fr", "es", "de", "it", "pt"),
    "Cyrillic": ("ru",),
    "Arabic": ("ar",),
    "Hangul": ("ko",),
    "Han": ("zh", "ja"),
}


def is_tombstone(text: str) -> bool:
    """Whether nothing but the word of its repeal stands behind a number: 第一百九十九条　（删去）."""
    if not 0 < len(text) <= LONGEST_TOMBSTONE:
        return False
    first = text[0]
    if "\u4e00" <= first <= "\u9fff" and first not in _HAN_FIRSTS:
        return False  # as nearly all lines of a Chinese text
    family = _find_family(text)
    return _may_begin(text, family) and _compose_tombstone(family).fullmatch(text) is not None


def _may_begin(text: str, family: str) -> bool:
    """Whether a text begins with the first letters of such a word, with a bracket before it or without."""
    beginnings = BEGINNINGS.get(family)
    if beginnings is None:
        return True
    head = text[:3].casefold()
    return head.startswith(beginnings) or (head[0] in _OPENING and head[1:].startswith(beginnings))


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
    languages = [load(code) for code in FAMILIES[family]]
    named = _join({word for language in languages for word in language.tombstones})
    behind = _join({word for language in languages for word in language.tombstone_sources})
    by = rf",?[ ](?i:{behind})[ ]" if behind else r"(?!)"  # by 2019 c. 4, с 1 января 2032 года
    when = rf"(?:(?:{by}(?=[^\n]{{0,80}}[0-9])|,[ ](?=[0-9]{{4}}))[^\n;]{{1,90}}?)?"
    source = r"(?:[ ]?[–—-][ ]?|[ ]?(?=[<＜(（]))[^\n]{1,80}"  # - Федеральный закон от 12.03.2026 № 41-ФЗ, <2018.3.30>
    return re.compile(rf"[（(\[【]?(?i:{named}){when}[.。]?[）)\]】]?(?:{source})?[。.]?")


def _join(words: set[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
