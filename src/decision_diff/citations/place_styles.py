"""How each language cites a number, from the table `places` of its file, and how numbers are written.

zh      （一） below an article      第#项, so 第（一）项
de      (1) below §                 Abs. #, so Abs. 1
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from decision_diff.citations.vocabulary import GLUED
from decision_diff.frozen import frozen
from decision_diff.languages import load
from decision_diff.model import Clause, Label, name_clause
from decision_diff.patterns import late

CLOSING: Final = " \t　,，、:：;；.。"  # behind a number or a call line
_HAN: Final = "零一二三四五六七八九"
_AROUND: Final = " \t　.．、,，:：()（）﹙﹚[]'‘’\"°º-–—ـ"
_IN_CAPITALS: Final = late(r"[^\W\d_]{2,}")
_ROMAN: Final = late(r"[IVXLC]+(?:er|re|e|bis|ter)?")
_JOINERS: Final = " ,،"
_ONE_BEFORE_SIGN: Final = late("一(?=[十百千])")
_HAN_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千")


@frozen
class PlaceStyle:
    """How a language cites, from the table `places` of its file. `#` is a number as printed, `##` in the numerals of its unit.

    `paragraph` is for one that is counted, `annexed` for a number in an annex, `numbered` has (form of the number, form of the number above it or "", template).
    `inside` joins units. `always`: the paragraph of an article that has several is always said. `uncounted`: paragraphs behind a list are not counted.
    """

    code: str
    paragraph: str
    annexed: str
    numbered: tuple[tuple[str, str, str], ...]
    inside: str
    always: bool
    uncounted: bool
    case: str
    join: str

    def find_template(self, label: Label, above: str) -> str:
        """The template for a number of this form below one of the form `above`; "" if the language has none."""
        for form, only_below, template in self.numbered:
            if form in (label.style, "*") and only_below in ("", above):
                return template
        return ""


@cache  # of our own data
def load_style(code: str) -> PlaceStyle:
    """The style of a language; "zh-tw" is Chinese of Taiwan."""
    language = load(code[:2])
    rows = dict(language.places)
    taiwan = {key.removeprefix("taiwan_"): row for key, row in rows.items() if key.startswith("taiwan_")}
    rows |= taiwan if code == "zh-tw" else {}
    first = {key: row[0] for key, row in rows.items()}
    return PlaceStyle(
        code,
        first["paragraph"],
        first["annexed"],
        tuple(map(_read_form, rows["numbered"])),
        first["inside"],
        "always" in rows,
        "behind_lists" in rows,
        first.get("case", ""),
        language.joins[0] if language.joins else "",
    )


def _read_form(row: str) -> tuple[str, str, str]:
    """`（一）>1. 第##目`: the form above, the form, the template."""
    forms, _, template = row.partition(" ")
    above, _, form = forms.rpartition(">")
    return form, above, template


def has_han(text: str) -> bool:
    """Whether a number is in Han numerals."""
    return not _HAN_NUMERALS.isdisjoint(text)


def print_unit(clause: Clause, style: PlaceStyle) -> str:
    """The number of a unit as cited: without brackets around it and a point behind it, its word not in capitals."""
    if clause.label is None:
        return name_clause(clause)
    text = ("" if style.code in GLUED and style.code != "ko" else " ").join(clause.label.text.split())
    text = text.strip("[]【】 ").rstrip(CLOSING) or clause.label.text
    if style.case == "lower":
        return _IN_CAPITALS.sub(lambda word: word[0] if _is_roman(word[0]) else word[0].lower(), text)
    if style.case == "capital":
        return _IN_CAPITALS.sub(lambda word: _capitalise(word[0]), text)
    return text


def _is_roman(word: str) -> bool:
    return _ROMAN.fullmatch(word) is not None


def _capitalise(word: str) -> str:
    return word if not word.isupper() or _is_roman(word) else word.capitalize()


def fill_label(template: str, label: Label, style: PlaceStyle, *, is_han: bool) -> str:
    """A template with a number: as printed, or in the numerals of its unit with what is put in behind it (第二号の二)."""
    if "##" in template and ".1" not in label.style:
        first, *behind = label.value
        text = fill_number(template, first, style, is_han=is_han)
        return text + "".join(style.join + _write(one, style, is_han=is_han) for one in behind)
    bare = unicodedata.normalize("NFKC", label.text.strip(_AROUND)) or label.text
    return template.replace("##", "#").replace("#", bare)


def fill_number(template: str, number: int, style: PlaceStyle, *, is_han: bool) -> str:
    """A template with a number that is counted."""
    return template.replace("##", "#").replace("#", _write(number, style, is_han=is_han))


def _write(number: int, style: PlaceStyle, *, is_han: bool) -> str:
    """A number in the numerals of its unit."""
    if style.code == "ja" and is_han:
        return _write_japanese(number)
    return _write_number(number, is_han=is_han and style.code in GLUED)


def split_joiner(text: str) -> tuple[str, str]:
    """What stands before a step, and the step."""
    step = text.lstrip(_JOINERS)
    return text[: len(text) - len(step)], step


def _write_number(number: int, *, is_han: bool) -> str:
    """A number in Han numerals (十二, 二十, 一百零五), or in digits."""
    if not is_han or not 0 < number < 10_000:
        return str(number)
    written, rest, skipped = "", number, False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, power)
        if digit:
            written += ("零" if skipped and written else "") + _HAN[digit] + sign
        skipped = not digit
    return written.removeprefix("一") if written.startswith("一十") else written


def _write_japanese(number: int) -> str:
    """百五, without a sign for none and for one: 一千百五 is 千百五."""
    signs = _write_number(number, is_han=True).replace("零", "")
    return _ONE_BEFORE_SIGN.sub("", signs)


def print_number(label: Label) -> str:
    """A number as printed, on one line and without the point behind it."""
    return " ".join(label.text.split()).rstrip(CLOSING) or label.text
