"""By the words of which languages a text is read: those that were named, or those that it is written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.errors import FormatError
from decision_diff.languages import KNOWN
from decision_diff.languages.detection import detect_languages
from decision_diff.model import Notice

_PLUS: Final = "+"
# A text in an unknown language is read as if it were in these: its numbers often tell enough.
_FALLBACK: Final = ("en", "zh")


def check_language(language: str) -> tuple[str, ...]:
    """The codes in `language`, of which one or several are joined by "+", the main one first; none in "". FormatError for others."""
    codes = tuple(language.split(_PLUS)) if language else ()
    for code in codes:
        if code not in KNOWN:
            raise FormatError(f"unknown language {code!r}; choose one of {', '.join(KNOWN)}, or several, as zh+en")
    return codes


def name_languages(codes: Sequence[str]) -> str:
    """These codes as one value of the parameter `language`."""
    return _PLUS.join(codes)


def choose_languages(texts: Sequence[str], language: str) -> tuple[tuple[str, ...], list[Notice]]:
    """The codes of the languages by whose words paragraphs are read, the main one first, and what a reader must know of it."""
    codes = check_language(language)
    if codes:
        return codes, []
    main, others = detect_languages(texts)
    if main:
        return (main, *others), []
    sentence = (
        f"the language of this text is none of {', '.join(KNOWN)}; headings, call lines and annexes are recognised by their numbers "
        "and by the words of English and Chinese"
    )
    return tuple(dict.fromkeys((*others, *_FALLBACK))), [Notice("language-unknown", sentence)]
