"""What a number says: a date, a period, an amount of money, a share, a count. Told by its unit and by how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from decision_diff.audit.signals.number_words import cut_elision, read_number, skip_digits
from decision_diff.audit.signals.words import SPACED, SignalWords, load_currencies
from decision_diff.changes import Mention, SignalKind
from decision_diff.languages import load
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.folding import fold
from decision_diff.words.values import Value, read_pieces

_NAMES: Final = ("第", "附件", "附录", "附錄", "附表")  # what a reference begins with
_SYMBOL: Final = late("[A-Za-z]+[-./]?[0-9].*|[0-9]+[A-Za-z].*|.*[0-9][(/].*")
_NUMERALS: Final = frozenset(
    "0123456789０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹零〇○一二三四五六七八九十百千万亿萬億两兩壹贰貳叁肆伍陆陸柒捌玖拾佰仟"
)
_DATED: Final = frozenset("年月년월时時시:h-./")  # one of which each form of _CALENDAR has
_CALENDAR: Final = late(
    "(?:.*[0-9０-９零〇○一二三四五六七八九]{4} ?年.*|.*年.*[月季].*|.*月.*日.*|[0-9]{4}[-./][0-9]{1,2}.*"
    "|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}|[0-9]{4}년.*|[0-9]{1,2}월.*|[0-9]{1,2}[时時시:h].*)"
)
_MONTH: Final = late("[0-9一二三四五六七八九十]{1,3}月")
_VOWELS: Final = dict.fromkeys(range(0x64B, 0x653))  # Arabic signs above and below letters
_DECIMAL: Final = late("([0-9]+[.,][0-9]+) ?(\\D+)")
_YEAR: Final = late("(?:1[6-9]|20|21)[0-9]{2}")
_COINS: Final = frozenset("$€£¥￥₩₽₹₺₴฿₫₪")
_MONEY: Final = late("CHF|USD|EUR|GBP|CNY|RMB|JPY|RUB|KRW|HKD|TWD|NTD|.*[元圆圓角币幣]整?")


def find_numbers(text: str, tokens: Sequence[tuple[int, str]], words: SignalWords) -> Iterator[Mention]:
    """What the numbers of a text say, in order; `tokens` are those of the text with where they begin."""
    behind = 0
    for at, (start, token) in enumerate(tokens):
        if at < behind:
            continue
        span, said, behind = _read_words(tokens, at, words)
        if said:
            yield from _read(text, span, said, words)
        elif not _NUMERALS.isdisjoint(token) and not token.startswith(_NAMES) and not _SYMBOL.match(token):
            yield from _read(text, Span(start, start + len(token)), token, words)


def _read_words(tokens: Sequence[tuple[int, str]], at: int, words: SignalWords) -> tuple[Span, str, int]:
    """A number in words: its value in digits, its unit, and the token after it; "" if there is none.

    So are digits, if the words stand in brackets behind them: 30 (thirty) days.
    """
    start, token = tokens[at]
    start += len(token) - len(cut_elision(token))
    none = Span(start, start), "", at + 1
    if words.code not in SPACED:
        return none
    known = words.numbers.get(token.lower(), "")
    if known and not known.isdecimal():  # with its unit: شهرين
        return Span(start, tokens[at][0] + len(token)), known, at + 1
    value, stop = (int(token), at + 1) if token.isdecimal() else read_number(tokens, at, words)
    if not value:
        return none
    behind = skip_digits(tokens, stop, value, words)
    unit = _take_unit([following for _, following in tokens[behind : behind + 4]], words)
    if not unit and (token.isdecimal() or value == 1):
        return none  # an article, in many languages
    behind = behind if unit else stop
    end = tokens[behind - 1][0] + len(tokens[behind - 1][1]) + len(unit)
    return Span(start, end), f"{value}{unit}", behind


def _take_unit(following: Sequence[str], words: SignalWords) -> str:
    """The tokens behind a number in words that are its unit, with the space before them."""
    for count in (4, 2):
        unit = "".join(following[:count])
        if unit.startswith(" ") and _is_unit(unit[1:].lower(), words):
            return unit
    return ""


def _is_unit(unit: str, words: SignalWords) -> bool:
    unit = unit.translate(_VOWELS)
    return unit in words.periods or unit in _list_currencies(words.code) or unit in _list_percents(words.code)


@cache  # of our own data
def _list_currencies(code: str) -> frozenset[str]:
    return frozenset(word.lower() for word in load(code).currencies)


@cache  # of our own data
def _list_percents(code: str) -> frozenset[str]:
    return frozenset(word.lower() for word in load(code).percents)


def _read(text: str, span: Span, printed: str, words: SignalWords) -> Iterator[Mention]:
    """The value of a number in digits, or in words."""
    if printed.endswith("周") and text.startswith("岁", span.end):
        printed, span = f"{printed}岁", Span(span.start, span.end + 1)  # an age, not a week
    if _is_date(text, span, span.of(text), words):  # two thousand is not a year
        yield Mention("date", span, fold(printed))
        return
    pieces = read_pieces(printed, words.code)
    values = [piece for piece in pieces if isinstance(piece, Value)]
    if not values:
        yield from _read_money(span, printed, words)
        return
    unit = "".join(piece for piece in pieces if isinstance(piece, str)).strip(" -–()（）")
    if len(values) > 1 and words.code not in SPACED:
        unit = unit.lstrip("至到或")  # 3至5天
    kind, name = _name_unit(unit, values, words)
    counts = _is_count(printed, unit, words) or text.startswith("の", span.end)  # Japanese 六の言語
    if kind == "count" and words.code not in SPACED and not counts:
        return
    if kind == "period" and name == "hour" and text.endswith(words.clocks or ("\0",), 0, span.start):
        kind = "date"
    yield Mention(kind, span, " ".join(filter(None, ("–".join(map(_print, values)), name))))


def _read_money(span: Span, printed: str, words: SignalWords) -> Iterator[Mention]:
    """An amount whose number is not read as a value, because of a zero at its end: 12,50 EUR."""
    found = _DECIMAL.fullmatch(printed)
    if found is not None and _name_unit(found[2], [], words)[0] == "amount":
        yield Mention("amount", span, f"{found[1]} {_name_unit(found[2], [], words)[1]}")


def _is_count(printed: str, unit: str, words: SignalWords) -> bool:
    """Whether it begins with its number and has a unit, as 12名 does; 统一, 进一步 and 一 by itself are words."""
    if printed[:1].isdecimal():
        return True
    return printed[:1] in _NUMERALS and (unit in words.units or unit in _list_measures(words.code))


@cache  # of our own data
def _list_measures(code: str) -> frozenset[str]:
    language = load(code)
    return frozenset((*language.measures, *language.scales))


def _is_date(text: str, span: Span, printed: str, words: SignalWords) -> bool:
    if words.code in SPACED:
        plain = printed.lower()
        months = (name.lower() for names in load(words.code).months for name in names)
        named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) for name in months if name in plain)
        return named or _is_calendar(printed) or _YEAR.fullmatch(printed) is not None
    if text.startswith(words.within, span.end) or _is_money(printed, words.code):
        return False
    return _is_calendar(printed) or ("月" in printed and _MONTH.fullmatch(printed) is not None)


def _is_calendar(printed: str) -> bool:
    if _DATED.isdisjoint(printed):
        return False
    is_year = (
        printed[4:5] == "年" and printed[:4].isdigit() and printed.isprintable()
    )  # found without the pattern: 2026年上半年
    return (is_year and printed[:4].isascii()) or _CALENDAR.fullmatch(printed) is not None


def _is_money(printed: str, code: str) -> bool:
    """Whether a number has a currency behind it, and so is no year: 1000.5英镑."""
    return printed.endswith(_list_currency_names(code))


@cache  # of our own data
def _list_currency_names(code: str) -> tuple[str, ...]:
    return tuple(name for name in sorted(_list_currencies(code)) if len(name) > 1)


def _name_unit(unit: str, values: list[Value], words: SignalWords) -> tuple[SignalKind, str]:
    """What a number with that unit is, and the name by which the unit is compared."""
    plain = unit.lower().translate(_VOWELS)
    if any(value.share for value in values):
        return "percentage", values[0].share
    period = words.periods.get(plain) or words.periods.get(plain.rstrip("余間间"))
    if period:
        return "period", period
    if plain in _list_currencies(words.code) or not _COINS.isdisjoint(unit) or _MONEY.fullmatch(unit):
        return "amount", load_currencies().get(plain, plain)
    return "count", plain


def _print(value: Value) -> str:
    return f"{value.number}{value.share if value.share in '%‰' else ''}"
