"""The branches of the pattern of `protected`, one by one: for the first short texts of a process.

Compiling that pattern takes longer than all other work on two short texts. So each character of such a text is looked up in a
table that says which branches can begin with it, in their order, and a branch is compiled when one is asked that the text can
hold: an address where there is an @, a colon or a point, the numerals of a date where one stands in it. What is found is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from decision_diff.patterns import late
from decision_diff.words import protected

_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_LETTERS: Final = frozenset(map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x2B0)))) - {"×", "÷"}
_NUMERALS: Final = frozenset(protected.HAN_DIGITS)
_OF_DATES: Final = frozenset("年月日上下半度季-~‐‑–—～－至到") | _NUMERALS | _DIGITS  # and white space
_SEPARATORS: Final = frozenset(".,:")

_REFERENCE: Final = late(protected.REFERENCE)
_ANNEX: Final = late(protected.ANNEX)
_FORBIDDEN: Final = late(protected.FORBIDDEN)
_ADDRESS: Final = late(protected.ADDRESS)
_WORDS: Final = late(protected.WORDS)
_LATIN: Final = late(protected.LATIN)
_DATE: Final = late(protected.DATE)
_DATE_IN_DIGITS: Final = late(protected.spell_date(protected.DIGIT, "[1-4]"))
_SHARE: Final = late(protected.SHARE)
_TIME: Final = late(protected.TIME)
_DIGITAL_DATE: Final = late(protected.DIGITAL_DATE)
_PATH: Final = late(protected.PATH)
_LETTERED: Final = late(protected.LETTERED)
_AMOUNT: Final = late(protected.AMOUNT)
_SIGNED: Final = late(f"{protected.SIGNED}{protected.AMOUNT}")
_FINANCIAL: Final = late(protected.FINANCIAL_NUMBER)
_IN_NUMERALS: Final = late(protected.NUMERALS)
_MEASURE: Final = late(protected.MEASURE)

Branch = Callable[[str, int], int]
"""Where a span that begins at this place of a text ends; the place itself if none does."""


def find_spans(text: str) -> list[tuple[int, int]]:
    """Where `protected.BASE` finds spans in a text, in order."""
    spans: list[tuple[int, int]] = []
    end = 0
    for start in [at for at, char in enumerate(text) if char in _BRANCHES]:
        for branch in _BRANCHES[text[start]] if start >= end else ():
            end = branch(text, start)
            if end > start:
                spans.append((start, end))
                break
    return spans


def _find_end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _end_by(pattern: re.Pattern[str]) -> Branch:
    return lambda text, start: _find_end(pattern, text, start)


def _end_by_one_of(pattern: re.Pattern[str], needed: frozenset[str]) -> Branch:
    """The branch of a pattern whose spans hold one of these characters."""
    return lambda text, start: start if needed.isdisjoint(text) else _find_end(pattern, text, start)


def _end_latin(text: str, start: int) -> int:
    """Words without a document symbol, a revision or a price before them, or with one."""
    is_plain = "/" not in text and "(" not in text and not _may_be_price(text, start)
    return _find_end(_WORDS if is_plain else _LATIN, text, start)


def _may_be_price(text: str, start: int) -> bool:
    """Whether a dollar sign stands near, or three capitals before a digit or a space."""
    code, after = text[start : start + 3], text[start + 3 : start + 4]
    return "$" in code + after or (code.isupper() and (after in _DIGITS or after.isspace()))


def _end_date(text: str, start: int) -> int:
    stop = start
    while stop < len(text) and _is_of_dates(text, stop):
        stop += 1
    run = text[start:stop]
    if "年" not in run and "月" not in run:
        return start
    return _find_end(_DATE_IN_DIGITS if _NUMERALS.isdisjoint(run) else _DATE, text, start)


def _is_of_dates(text: str, at: int) -> bool:
    char = text[at]
    return char in _OF_DATES or char.isspace() or (char == "第" and text.startswith("季", at + 2))


def _end_digital(text: str, start: int) -> int:
    """Times, dates in digits alone, paths such as 5(2)(b), and digits with letters behind; the first that matches."""
    for needed, pattern in ((_HOUR, _TIME), (_OF_DIGITAL_DATES, _DIGITAL_DATE), (_PAREN, _PATH)):
        if not needed.isdisjoint(text) and (end := _find_end(pattern, text, start)) > start:
            return end
    stop = start
    while stop < len(text) and (text[stop] in _DIGITS or text[stop] in _SEPARATORS):
        stop += 1
    goes_on = stop < len(text) and ("A" <= text[stop] <= "ʯ" or text[stop] == "-")
    return _find_end(_LETTERED, text, start) if goes_on else start


def _end_quantity(head: re.Pattern[str]) -> Branch:
    """The branch of a number that is a token without a unit too."""

    def find_end(text: str, start: int) -> int:
        end = _find_end(head, text, start)
        return _find_end(_MEASURE, text, end) if end > start else start

    return find_end


def _end_numerals(text: str, start: int) -> int:
    """Numerals with a unit: 三十日."""
    middle = _find_end(_IN_NUMERALS, text, start)
    end = _find_end(_MEASURE, text, middle) if middle > start else start
    return end if end > middle else start


_HOUR: Final = frozenset("时")
_OF_DIGITAL_DATES: Final = frozenset("-/.hap")
_PAREN: Final = frozenset("(")
_END_ADDRESS: Final = _end_by_one_of(_ADDRESS, frozenset("@.:"))
_END_SIGNED: Final = _end_quantity(_SIGNED)
_IN_DIGITS: Final = (_end_date, _end_digital, _end_quantity(_AMOUNT))
_BRANCHES: Final[dict[str, tuple[Branch, ...]]] = {
    "第": (_end_by(_REFERENCE),),
    "附": (_end_by_one_of(_ANNEX, frozenset("件录表")),),
    "不": (_end_by_one_of(_FORBIDDEN, frozenset("得")),),
    **dict.fromkeys(f"+−±–-{protected.COINS}", (_END_SIGNED,)),
    **dict.fromkeys(protected.FINANCIAL_DIGITS, (_end_quantity(_FINANCIAL),)),
    **dict.fromkeys(_NUMERALS, (_end_date, _end_by_one_of(_SHARE, frozenset("分")), _end_numerals)),
    **dict.fromkeys(_DIGITS, _IN_DIGITS),
    **dict.fromkeys("0123456789", (_END_ADDRESS, *_IN_DIGITS)),
    **dict.fromkeys(_LETTERS, (_END_ADDRESS, _end_latin, _END_SIGNED)),
}
