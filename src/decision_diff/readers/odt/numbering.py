"""The numbers of lists and headings as LibreOffice shows them (OpenDocument 1.3, part 3, 5.3, 16.30 and 19.500)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import Label
from decision_diff.ooxml.number_formats import format_number
from decision_diff.ooxml.symbols import translate_symbols
from decision_diff.patterns import late
from decision_diff.readers.lists import make_label
from decision_diff.readers.odt.names import get, name_element
from decision_diff.safexml import Element

# The number format of the file -> Word's name of the same.
_FORMS: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一, 二, 三, ...": "chineseCountingThousand", "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "壹, 貳, 參, ...": "ideographLegalTraditional", "①, ②, ③, ...": "decimalEnclosedCircle",
    "甲, 乙, 丙, ...": "ideographTraditional", "子, 丑, 寅, ...": "ideographZodiac", "１, ２, ３, ...": "decimalFullWidth",
    "ア, イ, ウ, ...": "aiueoFullWidth", "ｱ, ｲ, ｳ, ...": "aiueo", "イ, ロ, ハ, ...": "irohaFullWidth", "ｲ, ﾛ, ﾊ, ...": "iroha",
    "一, 二, 三 ...": "chineseCountingThousand", "가, 나, 다, ...": "ganada", "일, 이, 삼, ...": "koreanDigital",
    "ㄱ, ㄴ, ㄷ, ...": "chosung", "01, 02, 03, ...": "decimalZero",
}  # fmt: skip
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_HOLE: Final = late(r"%([0-9]{1,2})%")
_DEEPEST: Final = 10


@frozen
class ListLevel:
    """A level of a list style, from 1: what stands around its number, how many levels it shows, and where it starts."""

    level: int
    form: str  # as the file has it; "" for none, "bullet" for a bullet
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    bullet: str = ""
    template: str = ""
    repeats: bool = False  # aa, bb instead of aa, ab


@dataclass(slots=True)
class Count:
    """How far a list has counted: by level, the number of its last item."""

    numbers: dict[int, int] = field(default_factory=dict)


@frozen
class ListPlace:
    """The place of a paragraph in a list: its levels, its count, its level, and where it is to start, if it says so."""

    levels: Mapping[int, ListLevel]
    count: Count
    level: int
    start: int | None = None


def read_level(element: Element) -> ListLevel | None:
    """The level that an element of a list style describes; None for one that has no level."""
    at = _read_number(get(element, "text:level"))
    if at is None or not 1 <= at <= _DEEPEST:
        return None
    prefix, suffix = get(element, "style:num-prefix") or "", get(element, "style:num-suffix") or ""
    if name_element(element) in ("text:list-level-style-bullet", "text:list-level-style-image"):
        return ListLevel(at, "bullet", prefix, suffix, bullet=_show_bullet(element))
    template = get(element, "style:num-list-format") or get(element, "loext:num-list-format") or ""
    shown = _read_number(get(element, "text:display-levels")) or 1
    start = _read_number(get(element, "text:start-value"))
    repeats = get(element, "style:num-letter-sync") == "true"
    form = get(element, "style:num-format") or ""
    return ListLevel(at, form, prefix, suffix, min(shown, at), 1 if start is None else start, "", template, repeats)


def number_paragraph(numbered: ListPlace, unknown: Callable[[str], None]) -> Label | None:
    """The label of the next paragraph of a list, which counts on; None if its level prints nothing."""
    level = numbered.levels.get(numbered.level)
    numbers = _count_on(numbered)
    if level is None:
        return None
    if level.form == "bullet":
        return make_label(level.bullet, "bullet", ()) if level.bullet.strip() else None
    printed = _print(level, numbered, unknown)
    values = tuple(numbers[at] for at in range(numbered.level - level.shown + 1, numbered.level + 1))
    form = _FORMS.get(level.form, "decimal")
    template = level.template or f"{level.prefix}%{level.level}%{level.suffix}"
    return make_label(printed, form, values, level=numbered.level - 1, template=template) if printed.strip() else None


def write_number(number: int, form: str, unknown: Callable[[str], None]) -> str:
    """A number in a format as the file has it."""
    return _write(ListLevel(1, form or "1"), number, unknown)


def _count_on(numbered: ListPlace) -> dict[int, int]:
    """The numbers of a list with its next paragraph; levels below that begin anew, and one that was skipped counts as begun."""
    numbers = numbered.count.numbers
    for deeper in [one for one in numbers if one > numbered.level]:
        del numbers[deeper]
    for above in range(1, numbered.level):
        if above not in numbers:
            numbers[above] = numbered.levels[above].start if above in numbered.levels else 1
    level = numbered.levels.get(numbered.level)
    here = numbers.get(numbered.level)
    if numbered.start is not None:
        numbers[numbered.level] = numbered.start
    elif here is not None:
        numbers[numbered.level] = here + 1
    else:
        numbers[numbered.level] = level.start if level else 1
    return numbers


def _print(level: ListLevel, numbered: ListPlace, unknown: Callable[[str], None]) -> str:
    """The number of a level with what stands around it."""
    if not level.form:
        return f"{level.prefix}{level.suffix}" if not level.template else ""
    written: dict[int, str] = {}
    for at in range(1, level.level + 1):
        own = numbered.levels.get(at)
        written[at] = _write(own, numbered.count.numbers[at], unknown) if own is not None else ""
    if level.template:
        return _HOLE.sub(lambda hole: written.get(int(hole[1]), ""), level.template)
    shown = [written[at] for at in range(level.level - level.shown + 1, level.level + 1) if written[at]]
    return f"{level.prefix}{'.'.join(shown)}{level.suffix}"


def _write(level: ListLevel, number: int, unknown: Callable[[str], None]) -> str:
    if not level.form or level.form == "bullet":
        return ""
    form = _FORMS.get(level.form)
    if form is None:
        unknown(level.form)
        return str(number)
    if form in ("lowerLetter", "upperLetter") and not level.repeats:
        letters = _count_letters(number)
        return letters.upper() if form == "upperLetter" else letters
    return format_number(number, form) or str(number)


def _count_letters(number: int) -> str:
    """A … z, aa, ab …, as a spreadsheet counts its columns."""
    if number < 1:
        return str(number)
    text = ""
    while number > 0:
        number, at = divmod(number - 1, len(_LATIN))
        text = _LATIN[at] + text
    return text


def _show_bullet(element: Element) -> str:
    """The sign of a bullet as its font shows it."""
    bullet = get(element, "text:bullet-char") or "•"
    fonts = [
        get(one, "style:font-name") or get(one, "fo:font-family") or ""
        for one in element
        if name_element(one) == "style:text-properties"
    ]
    shown = translate_symbols(fonts[0].strip("'"), bullet) if fonts else bullet
    return "•" if "\ue000" <= shown[:1] <= "\uf8ff" else shown


def _read_number(said: str | None) -> int | None:
    return int(said) if said is not None and said.isascii() and said.isdecimal() and len(said) < 10 else None
