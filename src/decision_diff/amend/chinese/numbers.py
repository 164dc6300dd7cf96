"""Prints numbers as Chinese acts do: 第一百三十三条之一, 第二款, （三）."""

from __future__ import annotations

from typing import Final

from decision_diff.amend.instructions import UnitName

_DIGITS: Final = "零一二三四五六七八九"
_NAMES: Final[dict[UnitName, str]] = {
    "part": "编", "subpart": "分编", "chapter": "章", "section": "节", "article": "条", "paragraph": "款", "item": "项",
    "subitem": "目", "row": "自然段", "sentence": "句",
}  # fmt: skip


def write_numeral(number: int) -> str:
    """An integer from 0 to 9999 in Chinese numerals: 110 is 一百一十, 10 is 十, 305 is 三百零五."""
    if number < 10:
        return _DIGITS[number]
    made, zero = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            made += ("零" if zero and made else "") + _DIGITS[digit] + unit
        zero = not digit
    return made.removeprefix("一") if 10 <= number < 20 else made


def print_article(number: tuple[int, ...], like: str) -> str:
    """The number of an article in the numerals of another one: 第5条 where that is 第3条, else 第五条."""
    printed = print_like("article", number, like)
    if not like[1:2].isdigit():
        return printed
    return printed.replace(write_numeral(number[0]), str(number[0]), 1)


def print_like(unit: UnitName, number: tuple[int, ...], like: str) -> str:
    """The number of a unit in the script of another one: 第五條 where that is 第三條."""
    printed = print_number(unit, number)
    return printed.translate(_TRADITIONAL) if any(char in like for char in "條節編項") else printed


_TRADITIONAL: Final = str.maketrans("条节编项", "條節編項")


def print_number(unit: UnitName, number: tuple[int, ...]) -> str:
    """The number of a unit: 第一百三十三条之一 for ("article", (133, 1))."""
    branch = "".join(f"之{write_numeral(part)}" for part in number[1:])
    return f"第{write_numeral(number[0])}{_NAMES[unit]}{branch}"
