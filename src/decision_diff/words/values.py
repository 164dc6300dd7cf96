"""Numbers written otherwise: 一百 and 100, 5% and 百分之五, 15,000 and 15 000 are one value each; C24 and 2024 are not.

A text is read as its numbers and what stands between them (`read_pieces`). Two texts say the same if they have the same values, with the
same words, signs and units between. Read are

    digits            100 · １００ · ١٠٠ · 15,000 · 15 000 · 1.5, as the language of the text groups and points them
    Chinese numerals  一百 · 二〇二四 · 壹拾万 · 一点五 · 1.8万
    shares            5% · 百分之五 · five per cent · 三分之二 and 2/3
    number words      five · cinq · пять, of the languages that have them; ordinals are not numbers (the first day is not 1 day)

In doubt nothing is read, so that the texts differ: 1.500 is 1500 in German and 1.5 in English; 5.10 is a section, and not 5.1; 007 is
a name; 一百五 is 150 to some; what stands in one word with Latin letters is a code.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from decision_diff.frozen import frozen
from decision_diff.patterns import late
from decision_diff.words.folding import fold

if TYPE_CHECKING:
    from fractions import Fraction

POINTS: Final = {
    "zh": ".",
    "ja": ".",
    "ko": ".",
    "en": ".",
    "de": ",",
    "fr": ",",
    "es": ",",
    "ru": ",",
    "ar": "٫",
    "it": ",",
    "pt": ",",
}
GROUPS: Final = {
    "zh": ",",
    "ja": ",",
    "ko": ",",
    "en": ",",
    "de": ".",
    "ar": "٬",
    "it": ".",
    "pt": ".",
}  # in all of them a space or ' too
_SPACED: Final = "\u00a0\u2009\u202f"
_PLAIN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪’" + _SPACED, "01234567890123456789%'" + " " * len(_SPACED))

_HAN_DIGITS: Final = dict(zip("零〇○一二三四五六七八九", "000123456789", strict=True))
_HAN_FORMS: Final = str.maketrans("两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億", "二二一二二三三四五六六七八九十百千万亿")
_HAN: Final = "[零〇○一二三四五六七八九十百千万亿]"
_SECTION: Final = late("(?:([1-9])千)?(?:(0?)([1-9])百)?(?:(0?)([1-9]?)十)?(?:(0?)([1-9]))?")  # of numbers under 10,000
_SCALES: Final = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_DIGITS: Final = r"[0-9]{1,3}(?:[ '][0-9]{3})+(?![0-9])(?:[.,٫][0-9]+)?|[0-9]+(?:[.,٬٫][0-9]+)*"
_NUMBER: Final = rf"(?:{_DIGITS})[百千万亿]{{0,2}}|{_HAN}+(?:点[零〇○一二三四五六七八九]+[万亿]?)?"
# Ordinals among the number words of the languages.
ORDINALS: Final = {
    "en": "first|second|third|.*th",
    "fr": "premi.*|second.*|.*ième|uniqu.*",
    "es": "prelim.*|prim.*|únic.*|segund.*|tercer.*|cuart.*|quint.*|sext.*|s[eé]ptim.*|octav.*|noven.*|.*d[eé]cim.*|.*[eé]sim.*",
    "ru": ".*(?:ый|ой|ий|ая|ья|ое|ье)",
    "ar": "ال.*|.*ا",
    "it": "prim.*|unic.*|second.*|terz.*|quart.*|quint.*|sest.*|settim.*|ottav.*|non[oa]|decim.*|.*esim.*",
    "pt": "prelim.*|primeir.*|únic.*|segund.*|terceir.*|quart.*|quint.*|sext.*|sétim.*|oitav.*|non[oa]|décim.*|vigésim.*",
    "de": "erst.*|einzig.*|dritt.*|.*te[nrs]?",
}
# All that a number may hold in a language without number words: what is left of two texts is the same if their numbers are.
_HELD: Final = dict.fromkeys(map(ord, f"0123456789 '.,٬٫/%‰点分之の{''.join(_SCALES)}{''.join(_HAN_DIGITS)}十"))
_HAN_NUMERALS: Final = frozenset(f"{''.join(_HAN_DIGITS)}十{''.join(_SCALES)}")
_PER_MILLE: Final = late("‰|.*mil|.*mille|.*Tausend|промилле")


@frozen
class Value:
    """A number, and "%" or "‰" if it is a share of so many; "/3" if it is a fraction written as such, in thirds."""

    number: int | Fraction
    share: str = ""


Said = str | Value


def has_same_value(old: str, new: str, language: str) -> bool:
    """Whether two texts of a language differ, and in nothing but how their numbers are written.

    `language` is a code of `languages`; any other one reads no digits with a comma or a point.
    """
    if (
        fold(old) == fold(new) or not (old + new).isprintable()
    ):  # no number differs; what is not seen is judged by others
        return False
    # Told without reading a number, which takes longer: most words that changed are others.
    if language[:2] not in ORDINALS and _make_plain(old).translate(_HELD) != _make_plain(new).translate(_HELD):
        return False
    pieces = read_pieces(old, language)
    return any(isinstance(piece, Value) for piece in pieces) and pieces == read_pieces(new, language)


def _make_plain(text: str) -> str:
    """A text with numbers in one way of writing digits, numerals and spaces."""
    return fold(text).translate(_PLAIN).translate(_HAN_FORMS)


def read_pieces(text: str, language: str) -> list[Said]:
    """The numbers of a text, and what stands between them, in order; texts are folded, and none is empty."""
    code = language[:2]
    plain = _make_plain(text)
    numeric = "".join([char for char in plain if char.isascii() or ord(char) in _HELD])
    if code not in ORDINALS and _is_one_number(numeric, plain):
        return _read_one(plain, numeric, code)
    pieces: list[Said] = []
    at = 0
    for match in _find_pattern(code).finditer(plain):
        value = _read(match, code)
        if value is None:
            continue
        if at < match.start():
            pieces.append(plain[at : match.start()])
        pieces.append(value)
        at = match.end()
    return [*pieces, plain[at:]] if at < len(plain) else pieces


def _is_one_number(numeric: str, plain: str) -> bool:
    """Whether these characters of a text, all of which a number may hold, stand together, and are digits or numerals only."""
    return numeric in plain and (numeric.isdecimal() or _HAN_NUMERALS.issuperset(numeric))


def _read_one(plain: str, numeric: str, code: str) -> list[Said]:
    """三天 and 为期12个月, without the pattern, which takes longer to compile than a short text to compare."""
    number = _read_number(numeric, code) if numeric else None
    if number is None:
        return [plain] if plain else []
    before, _, after = plain.partition(numeric)
    return [piece for piece in (before, Value(number), after) if piece]


@cache  # of our own data
def _find_pattern(code: str) -> re.Pattern[str]:
    """What may be a number in a language; compiled when a number was first changed in it."""
    words = sorted(load_cardinals(code), key=lambda word: (-len(word), word))
    percents = "|".join(map(re.escape, sorted(_load_percents(code), key=lambda word: (-len(word), word))))
    worded = rf"|(?<!\w)(?P<word>{'|'.join(map(re.escape, words))})(?!\w)" if words else ""
    return re.compile(
        r"(?P<code>[A-Za-z]+[-./_]?[0-9][\w./-]*|[0-9]+[A-Za-z][\w./-]*)"
        rf"|(?P<base>[百千])分[之の](?P<part>{_NUMBER})"
        rf"|(?P<under>{_HAN}+)分之(?P<over>{_HAN}+)|(?<![0-9/])(?P<upper>[0-9]{{1,3}})/(?P<lower>[0-9]{{1,3}})(?![0-9/])"
        rf"|(?:(?P<number>{_NUMBER}){worded})(?: ?(?P<share>{percents}|‰))?",
        re.IGNORECASE if words else 0,  # which makes sets of ideographs slow to compile
    )


@cache  # of our own data
def load_cardinals(code: str) -> dict[str, int]:
    """The cardinal numbers of a language in words, for languages that write spaces."""
    if code not in ORDINALS:
        return {}
    from decision_diff.languages import load  # noqa: PLC0415 - late: only such texts need it

    ordinal = re.compile(ORDINALS[code])
    return {word: value for word, value in load(code).number_words if " " not in word and not ordinal.fullmatch(word)}


def _load_percents(code: str) -> set[str]:
    if code not in ORDINALS:
        return {"%"}
    from decision_diff.languages import load  # noqa: PLC0415 - late: only such texts need it

    return {"%", *(word for word in load(code).percents if not _PER_MILLE.fullmatch(word))}


def _read(match: re.Match[str], code: str) -> Value | None:
    found = match.groupdict()
    if found["code"]:
        return None
    if found["base"]:
        return _make_value(_read_number(found["part"], code), "%" if found["base"] == "百" else "‰")
    if found["over"]:
        return _read_fraction(found["over"], found["under"], code)
    if found["upper"]:
        return _read_fraction(found["upper"], found["lower"], code)
    share = "" if not found["share"] else "‰" if found["share"] == "‰" else "%"
    word = found.get("word")
    return _make_value(load_cardinals(code)[word.lower()] if word else _read_number(found["number"], code), share)


def _divide(number: int | Fraction, by: int | Fraction) -> int | Fraction:
    """A whole number is an int: a text without decimals needs no fractions, which take longer to load than it takes to read."""
    if by == 1:
        return number
    from fractions import Fraction  # noqa: PLC0415 - late: few numbers have decimals

    return Fraction(number, by)


def _make_value(number: int | Fraction | None, share: str) -> Value | None:
    return None if number is None else Value(number, share)


def _read_fraction(over: str, under: str, code: str) -> Value | None:
    """三分之二 and 2/3, which is not 4/6: that may be a date."""
    number, whole = _read_number(over, code), _read_number(under, code)
    return None if number is None or not whole else Value(_divide(number, whole), f"/{whole}")


def _read_number(text: str, code: str) -> int | Fraction | None:
    if text[0] not in "0123456789":
        return _read_han(text)
    digits = text.rstrip("百千万亿")
    number = _read_digits(digits, POINTS.get(code, ""), GROUPS.get(code, ""))
    for scale in text[len(digits) :]:
        number = None if number is None else number * _SCALES[scale]
    return number


def _read_digits(text: str, point: str, group: str) -> int | Fraction | None:
    """Digits with the marks of a language between them; None in doubt."""
    whole, *decimals = text.split(point) if point else [text]
    marks = {char for char in whole if not char.isdecimal()}
    if len(decimals) > 1 or len(marks) > 1 or not marks <= {" ", "'", group}:
        return None
    digits = "".join(decimals)
    if not all(map(str.isdecimal, decimals)) or (digits.endswith("0") and (digits != "00" or not marks)):
        return None
    first, *others = re.split("[^0-9]", whole)
    if (
        any(len(part) != 3 for part in others)
        or (others and not 1 <= len(first) <= 3)
        or (len(first) > 2 and first[0] == "0")
    ):
        return None
    return _divide(int(first + "".join(others) + digits), 10 ** len(digits))


def _read_han(text: str) -> int | Fraction | None:
    """A Chinese numeral in simplified characters; None in doubt."""
    whole, _, decimals = text.partition("点")
    scale = decimals[-1:] if decimals[-1:] in ("万", "亿") else ""
    places = "".join(_HAN_DIGITS[char] for char in decimals.removesuffix(scale) if char in _HAN_DIGITS)
    number = _read_whole(whole)
    if number is None or places.endswith("0"):
        return None
    return (number + _divide(int(places or 0), 10 ** len(places))) * _SCALES.get(scale, 1)


def _read_whole(text: str) -> int | None:
    if not set(text) - _HAN_DIGITS.keys():
        return _read_places(text)
    unit = next((unit for unit in "亿万" if unit in text), "")
    if not unit:
        return _read_section(text)
    above, _, below = text.partition(unit)
    high = _read_whole(above) if above else None
    low = _read_rest(below, _SCALES[unit]) if below else 0
    return None if high is None or low is None else high * _SCALES[unit] + low


def _read_places(text: str) -> int | None:
    """二〇二四, digit by digit: a digit, a year, or what has a 〇 in it; 二三 is two or three."""
    digits = "".join(_HAN_DIGITS[char] for char in text)
    sure = len(digits) in (1, 4) or ("0" in digits and digits[0] != "0")
    return int(digits) if sure else None


def _read_rest(text: str, scale: int) -> int | None:
    """What follows 万 or 亿: less than that, and after 零 if a place is left out."""
    number = _read_whole(text[1:] if text[0] in "零〇○" and len(text) > 1 else text)
    if number is None or number >= scale:
        return None
    skipped = number * 10 < scale
    return number if skipped == (text[0] in "零〇○") else None


def _read_section(text: str) -> int | None:
    match = _SECTION.fullmatch("".join(_HAN_DIGITS.get(char, char) for char in text))
    if match is None:
        return None
    thousands, gap_3, hundreds, gap_2, tens, gap_1, ones = match.groups()
    has_tens = "十" in text
    # 零 stands exactly where a place is left out, between two that are there.
    skips = (
        (hundreds, gap_3, False),
        (has_tens, gap_2, bool(thousands) and not hundreds),
        (ones, gap_1, bool(thousands or hundreds) and not has_tens),
    )
    if any(bool(gap) != skipped for there, gap, skipped in skips if there):
        return None
    if has_tens and not tens and (thousands or hundreds):  # 一百十 is said, not written
        return None
    return (
        int(thousands or 0) * 1000
        + int(hundreds or 0) * 100
        + (int(tens or 1) * 10 if has_tens else 0)
        + int(ones or 0)
    )
