"""Numerals: how numbers are written, each way of it a `System`, and what they are worth.

    一百三十三 133    xiv 14    １２ 12    ١٢ 12    ④ 4    б 2    ハ 3    나 2    壹拾贰 12

A system knows which characters a numeral of it may begin with, its pattern, and how it is read. `SYSTEMS` is the whole
list; what stands around a numeral (brackets, keywords, ordinals) is the business of `grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import numeric

from decision_diff.frozen import frozen
from decision_diff.patterns import late

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2, "兩": 2}
_DIGITS |= {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"貳": 2, "參": 3, "陸": 6}
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_TENS = {"廿": 20, "卅": 30}
HAN = "".join(dict.fromkeys((*_DIGITS, *_UNITS, *_TENS)))
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = late("(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
WIDE = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)})

_ASCII = "abcdefghijklmnopqrstuvwxyz"
_WIDE_LETTERS = "".join(chr(ord(char) + 0xFEE0) for char in _ASCII)
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
DIGITS = "0123456789０１２３４５６７８９" + _ARABIC_DIGITS
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_ABJAD = ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق", "ر", "ش", "ت")
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_GOJUON = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_HANGUL = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
_HANGUL_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
CIRCLED = "".join(
    map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0), *range(0x2776, 0x2780)))
)
BRACKETED = "".join(map(chr, (*range(0x2474, 0x2488), *range(0x3220, 0x322A))))
ROMAN_SIGNS = "".join(map(chr, range(0x2160, 0x216C)))
_SMALL_ROMAN_SIGNS = "".join(map(chr, range(0x2170, 0x217C)))


@frozen
class System:
    """One way to write numbers. `example` is its first numeral, by which forms of numbering are named ("1.", "(a)").

    `read` gives the value of what `pattern` matched, and raises ValueError for what is not a numeral after all.
    """

    example: str
    starts: str
    pattern: str
    read: Callable[[str], int]


def parse_numeral(text: str) -> int:
    """The value of a Chinese, Arabic (half or full width) or Roman numeral; ValueError if it is not one.

    Chinese: 一百三十三 is 133, 二〇 is 20, 廿一 is 21, 百 alone is 100, 壹拾贰 is 12.
    """
    return read_plain(text.translate(WIDE).lower())


def read_plain(plain: str) -> int:
    """The value of a numeral in half width and lower case; ValueError if it is not one."""
    if plain.isdigit():
        return int(plain)
    if plain.isascii():
        return read_roman(plain)
    total = digit = 0
    for char in plain:
        if char in _UNITS:
            total, digit = total + max(digit, 1) * _UNITS[char], 0
        elif char in _TENS:
            total += _TENS[char]
        elif char in _DIGITS:
            digit = digit * 10 + _DIGITS[char]
        else:
            raise ValueError(f"{plain!r} is not a numeral")
    return total + digit


def read_roman(text: str) -> int:
    """The value of a Roman numeral in lower case; ValueError if it is not one."""
    if not _ROMAN_FORM.fullmatch(text):
        raise ValueError(f"{text!r} is not a Roman numeral")
    values = [_ROMAN[char] for char in text]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def _read_roman_wide(text: str) -> int:
    return read_roman(text.translate(WIDE).lower())


def _read_letter(text: str) -> int:
    """B is 2; aa is 27, as lists go on after z."""
    letters = text.translate(WIDE).lower()
    if len(set(letters)) != 1 or not letters.isascii():
        raise ValueError(f"{text!r} is not a list letter")
    return 26 * (len(letters) - 1) + ord(letters[0]) - 96


def read_doubled(text: str) -> int:
    """Aa is 1, bb is 2: letters doubled, or tripled, to number the level below; ValueError for others."""
    letters = text.lower()
    if len(letters) < 2 or len(set(letters)) != 1:
        raise ValueError(f"{text!r} is not a doubled letter")
    return ord(letters[0]) - 96


def _make_reader(series: str | tuple[str, ...]) -> Callable[[str], int]:
    places = {letter: place + 1 for place, letter in enumerate(series)}

    def read(text: str) -> int:
        place = places.get(text.lower())
        if place is None:
            raise ValueError(f"{text!r} is not a list letter")
        return place

    return read


def _read_abjad(text: str) -> int:
    return _ABJAD_PLACES[text.rstrip("ـ")]


_ABJAD_PLACES = {letter.rstrip("ـ"): place + 1 for place, letter in enumerate(_ABJAD)} | {"ا": 1, "ى": 10}


def _read_sign(text: str) -> int:
    """① is 1, ㉑ is 21, ㈠ is 1, Ⅳ is 4."""
    return int(numeric(text))


def _class(letters: str) -> str:
    return f"[{re.escape(letters)}]"


# The order is the order of trust: where two systems read the same characters, the first one is the likelier.
SYSTEMS: tuple[System, ...] = (
    System("1", DIGITS, "[0-9０-９]{1,6}", read_plain),
    System("一", HAN, f"[{HAN}]{{1,20}}", read_plain),
    System("i", "ivxlｉｖｘ", "[ivxlｉｖｘｌ]{1,7}", _read_roman_wide),
    System("I", "IVXL", "[IVXLC]{1,7}", _read_roman_wide),
    System("a", _ASCII + _WIDE_LETTERS, "[a-zａ-ｚ]{1,2}", _read_letter),
    System("A", _ASCII.upper(), "[A-Z]{1,2}", _read_letter),
    System("а", _CYRILLIC, f"[{_CYRILLIC}]", _make_reader(_CYRILLIC)),
    System("А", _CYRILLIC.upper(), f"[{_CYRILLIC.upper()}]", _make_reader(_CYRILLIC)),
    System("α", _GREEK, f"[{_GREEK}]", _make_reader(_GREEK)),
    System("أ", "".join(_ABJAD_PLACES), f"[{''.join(_ABJAD_PLACES)}]ـ?", _read_abjad),
    System("イ", _IROHA, _class(_IROHA), _make_reader(_IROHA)),
    System("ア", _GOJUON, _class(_GOJUON), _make_reader(_GOJUON)),
    System("가", _HANGUL, _class(_HANGUL), _make_reader(_HANGUL)),
    System("ㄱ", _HANGUL_JAMO, _class(_HANGUL_JAMO), _make_reader(_HANGUL_JAMO)),
    System("①", CIRCLED, _class(CIRCLED), _read_sign),
    System("⑴", BRACKETED, _class(BRACKETED), _read_sign),
    System("Ⅰ", ROMAN_SIGNS, _class(ROMAN_SIGNS), _read_sign),
    System("ⅰ", _SMALL_ROMAN_SIGNS, _class(_SMALL_ROMAN_SIGNS), _read_sign),
)
