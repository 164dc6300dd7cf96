"""Which scripts a text is written in, as far as they change how it is cut. Han, Latin and Greek in usual texts change nothing."""

from __future__ import annotations

from typing import Final

from decision_diff.characters import is_kana
from decision_diff.languages.zh_script import is_traditional

# Characters that are of none of these scripts, each looked up once.
_OTHERS: Final = set("。，、；：（）《》“”0123456789 \n\t")
_RANGES: Final = (
    ("Cyrillic", "\u0400", "\u052f"),
    ("Arabic", "\u0600", "\u06ff"),
    ("Hangul", "\uac00", "\ud7a3"),
)


def find_scripts(text: str) -> str:
    """The names of the scripts that occur, in alphabetical order, with spaces between: of Arabic, Cyrillic, Hangul, Kana, Traditional."""
    if text.isascii() or _OTHERS.issuperset(text):
        return ""
    found = {_find_script(char) for char in set(text) - _OTHERS}
    return " ".join(sorted(found - {""}))


def _find_script(char: str) -> str:
    """The script of a character, which is remembered if it is none of these."""
    if is_traditional(char):
        return "Traditional"
    if is_kana(char):
        return "Kana"
    for name, first, last in _RANGES:
        if first <= char <= last:
            return name
    _OTHERS.add(char)
    return ""
