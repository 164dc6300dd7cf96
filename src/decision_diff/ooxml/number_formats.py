"""How Word prints a number in each format of ST_NumberFormat, ISO/IEC 29500-1, 17.18.59.

`format_number` gives None for a format that is not known here. Where a sequence of signs ends (⑳, 癸, ㈩) Word goes on in
decimals. Word's own facts, which the standard leaves open ([MS-OI29500], [MS-DOCX] 2.4): chineseCounting counts in digits
from 100 on, with ○ (U+25CB) for zero: 一○○; ideographDigital is 一〇 for 10, with 〇 (U+3007); ideographEnclosedCircle
is ㈠ (U+3220).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from decision_diff.frozen import frozen

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MAX_ROMAN: Final = 32_767  # Word's own greatest number
_HAN: Final = "零一二三四五六七八九"
_HAN_UNITS: Final = ("", "十", "百", "千")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def format_number(number: int, form: str, custom: str = "") -> str | None:
    """Formats `number` as Word prints it in the format `form`, an ST_NumberFormat; None if the format is not known.

    `custom` is the pattern of the format "custom": `001, 002, 003, ...` pads with zeros. "none" and "bullet" print nothing.
    A number that the format has no sign for is printed in decimals.
    """
    if form == "custom":
        first = custom.partition(",")[0].strip()
        return str(number).zfill(len(first)) if first and first.strip("0") in ("", "1") else None
    write = _FORMATS.get(form)
    if write is None:
        return None
    return write(number) if 0 <= number < 2**31 else str(number)


def _roman(number: int) -> str:
    if not 0 < number <= _MAX_ROMAN:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def _letters(alphabet: str) -> Callable[[int], str]:
    """A … z, aa, bb … zz, aaa: the letter is repeated (17.18.59, lowerLetter), not counted on as in a spreadsheet."""

    def write(number: int) -> str:
        if not 0 < number <= _MAX_ROMAN:
            return str(number)
        times, at = divmod(number - 1, len(alphabet))
        return alphabet[at] * (times + 1)

    return write


def _signs(signs: str) -> Callable[[int], str]:
    """One sign for each number from 1, then decimals."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _chicago(number: int) -> str:
    """*, †, ‡ and §, then each twice (17.18.59)."""
    return _NOTE_SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1) if 0 < number <= _MOST_SIGNS else str(number)


def _run(first: int, count: int) -> str:
    return "".join(chr(first + at) for at in range(count))


def _digits(digits: str) -> Callable[[int], str]:
    """Positional: one character a decimal digit, `digits` from zero to nine."""
    table = str.maketrans("0123456789", digits)
    return lambda number: str(number).translate(table)


@frozen
class _Counted:
    """Numerals with a word for ten, hundred and thousand (`units`), and one for ten thousand.

    `ones`: before which units a leading one is written: "all" 壹拾, "inner" 一百 but 十, "none" 百. `zeros`: gaps are
    spoken (一百零一).
    """

    digits: str
    units: tuple[str, ...]
    ten_thousand: str
    ones: Literal["all", "inner", "none"]
    zeros: bool

    def __call__(self, number: int) -> str:
        if number == 0:
            return self.digits[0]
        if number >= 10**8:
            return str(number)
        high, low = divmod(number, 10_000)
        if not high:
            return self._write_group(low, first=True)
        return (
            self._write_group(high, first=True)
            + self.ten_thousand
            + (self._write_group(low, first=False) if low else "")
        )

    def _write_group(self, number: int, *, first: bool) -> str:
        """Four digits. `first`: none stand before them."""
        text = ""
        gap = False
        for power in range(3, -1, -1):
            digit = number // 10**power % 10
            leading = first and not text
            if digit == 0:
                gap = not leading
                continue
            text += (self.digits[0] if gap and self.zeros else "") + self._write_digit(digit, power, leading=leading)
            gap = False
        return text

    def _write_digit(self, digit: int, power: int, *, leading: bool) -> str:
        silent = digit == 1 and power > 0 and (self.ones == "none" or (self.ones == "inner" and power == 1 and leading))
        return ("" if silent else self.digits[digit]) + self.units[power]


def _below_hundred_then_digits(zero: str) -> Callable[[int], str]:
    counted = _Counted(_HAN, _HAN_UNITS, "万", ones="inner", zeros=True)
    positional = _digits(zero + _HAN[1:])
    return lambda number: counted(number) if 0 < number < 100 else positional(number)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _cardinal_words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    for value, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= value:
            high, low = divmod(number, value)
            return f"{_cardinal_words(high)} {word}" + (f" {_cardinal_words(low)}" if low else "")
    return str(number)


def _cardinal(number: int) -> str:
    return _cardinal_words(number).capitalize()


def _ordinal_words(number: int) -> str:
    words = _cardinal_words(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    ordinal = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (words[:cut] + ordinal).capitalize()


def _sixty(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 0 < number <= 60 else str(number)


_NOTE_SIGNS: Final = "*†‡§"
_MOST_SIGNS: Final = 40  # numbers that are printed so
_CIRCLED: Final = _run(0x2460, 20)
_CHINESE_COUNTED: Final = _Counted(_HAN, _HAN_UNITS, "万", ones="inner", zeros=True)
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
_KOREAN: Final = "영일이삼사오육칠팔구"
_FULL_WIDTH: Final = _digits(_run(0xFF10, 10))

_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _signs(_CIRCLED),
    "decimalEnclosedCircleChinese": _signs(_CIRCLED),
    "decimalEnclosedParen": _signs(_run(0x2474, 20)),
    "decimalEnclosedFullstop": _signs(_run(0x2488, 20)),
    "chicago": _chicago,
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters(_LATIN.upper()),
    "lowerLetter": _letters(_LATIN),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "ordinal": _ordinal,
    "cardinalText": _cardinal,
    "ordinalText": _ordinal_words,
    "none": lambda _: "",
    "bullet": lambda _: "",
    "chineseCounting": _below_hundred_then_digits("○"),
    "taiwaneseCounting": _below_hundred_then_digits("○"),
    "chineseCountingThousand": _CHINESE_COUNTED,
    "taiwaneseCountingThousand": _Counted(_HAN, _HAN_UNITS, "萬", ones="inner", zeros=True),
    "taiwaneseDigital": _digits("○" + _HAN[1:]),
    "ideographDigital": _digits("〇" + _HAN[1:]),
    "japaneseDigitalTenThousand": _digits("〇" + _HAN[1:]),
    "japaneseCounting": _Counted("〇" + _HAN[1:], _HAN_UNITS, "万", ones="none", zeros=False),
    "japaneseLegal": _Counted("零壱弐参四伍六七八九", ("", "拾", "百", "阡"), "萬", ones="all", zeros=False),
    "chineseLegalSimplified": _Counted("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), "万", ones="all", zeros=True),
    "ideographLegalTraditional": _Counted("零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), "萬", ones="all", zeros=True),
    "ideographTraditional": _signs(_STEMS),
    "ideographZodiac": _signs(_BRANCHES),
    "ideographZodiacTraditional": _sixty,
    "ideographEnclosedCircle": _signs(_run(0x3220, 10)),
    "koreanCounting": _Counted(_KOREAN, ("", "십", "백", "천"), "만", ones="none", zeros=False),
    "koreanDigital": _digits(_KOREAN),
    "koreanDigital2": _digits(_HAN),
    "ganada": _signs("가나다라마바사아자차카타파하"),
    "chosung": _signs("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "aiueo": _signs(_run(0xFF71, 44) + "\uff66\uff9d"),
    "aiueoFullWidth": _signs(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    ),
    "iroha": _signs("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"),
    "irohaFullWidth": _signs(
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
    ),
}
