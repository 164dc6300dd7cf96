"""The markers of lists as a browser shows them: HTML, 4.4.5 (ol) and 15.3.7; CSS Counter Styles 3, 6 and 7."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from decision_diff.model import Label
from decision_diff.ooxml.number_formats import format_number
from decision_diff.patterns import late
from decision_diff.readers.lists import make_label

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_GREEK: Final = "αβγδεζηθικλμνξοπρστυφχψω"
_HIRAGANA: Final = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"
_KATAKANA: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン"
_BULLETS: Final = frozenset({"disc", "circle", "square", "disclosure-open", "disclosure-closed"})
_TYPES: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_NUMBER: Final = late(r"\s*([+-]?[0-9]{1,9})")
_QUOTED: Final = late(r""""([^"\\]{0,20})"|'([^'\\]{0,20})'""")
_WORDS: Final = late(r"[a-z-]+")


def _repeat_letters(alphabet: str) -> Callable[[int], str]:
    """A … z, aa, ab …: counted on, as no word processor does."""

    def write(number: int) -> str:
        text = ""
        while number > 0:
            number, at = divmod(number - 1, len(alphabet))
            text = alphabet[at] + text
        return text

    return write


def _as_word(form: str, least: int, most: int) -> Callable[[int], str]:
    """As Word prints it, within the range that CSS gives; nothing outside of it."""
    return lambda number: (format_number(number, form) or "") if least <= number <= most else ""


def _in_digits(digits: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", digits)
    return lambda number: str(number).translate(table)


# CSS name -> Word's name of what is alike, how a number is written ("" where the style has none), and what follows it.
_STYLES: Final[dict[str, tuple[str, Callable[[int], str], str]]] = {
    "decimal": ("decimal", str, "."),
    "decimal-leading-zero": ("decimalZero", lambda number: f"{number:03d}" if number < 0 else f"{number:02d}", "."),
    "lower-roman": ("lowerRoman", _as_word("lowerRoman", 1, 3999), "."),
    "upper-roman": ("upperRoman", _as_word("upperRoman", 1, 3999), "."),
    "lower-alpha": ("lowerLetter", _repeat_letters(_LATIN), "."),
    "lower-latin": ("lowerLetter", _repeat_letters(_LATIN), "."),
    "upper-alpha": ("upperLetter", _repeat_letters(_LATIN.upper()), "."),
    "upper-latin": ("upperLetter", _repeat_letters(_LATIN.upper()), "."),
    "lower-greek": ("lowerGreek", _repeat_letters(_GREEK), "."),
    "cjk-decimal": ("ideographDigital", _as_word("ideographDigital", 0, 2**31 - 1), "、"),
    "cjk-ideographic": ("taiwaneseCountingThousand", _as_word("taiwaneseCountingThousand", 0, 9999), "、"),
    "trad-chinese-informal": ("taiwaneseCountingThousand", _as_word("taiwaneseCountingThousand", 0, 9999), "、"),
    "simp-chinese-informal": ("chineseCountingThousand", _as_word("chineseCountingThousand", 0, 9999), "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", _as_word("ideographLegalTraditional", 0, 9999), "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", _as_word("chineseLegalSimplified", 0, 9999), "、"),
    "japanese-informal": ("japaneseCounting", _as_word("japaneseCounting", 0, 9999), "、"),
    "cjk-heavenly-stem": ("ideographTraditional", _as_word("ideographTraditional", 1, 10), "、"),
    "cjk-earthly-branch": ("ideographZodiac", _as_word("ideographZodiac", 1, 12), "、"),
    "hiragana": ("hiragana", _repeat_letters(_HIRAGANA), "、"),
    "katakana": ("katakana", _repeat_letters(_KATAKANA), "、"),
    "arabic-indic": ("decimal", _in_digits("٠١٢٣٤٥٦٧٨٩"), "."),
    "persian": ("decimal", _in_digits("۰۱۲۳۴۵۶۷۸۹"), "."),
    "devanagari": ("decimal", _in_digits("०१२३४५६७८९"), "."),
    "thai": ("decimal", _in_digits("๐๑๒๓๔๕๖๗๘๙"), "."),
}


@dataclass(slots=True)
class List:
    """An open list: the style of its markers, and the number of its next item. `unknown` are styles that were met and are none of ours."""

    style: str
    number: int = 1
    step: int = 1
    depth: int = 0


def open_list(tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str], items: int, depth: int) -> List:
    """The list that an element opens. `items` is how many it has, `depth` how many lists it stands in."""
    named = find_style(attributes, style)
    if tag != "ol":
        return List(named or "disc", depth=depth)
    is_reversed = "reversed" in attributes
    start = read_number(attributes.get("start"))
    first = start if start is not None else items if is_reversed else 1
    return List(named or "decimal", first, -1 if is_reversed else 1, depth)


def number_item(
    opened: List | None, attributes: Mapping[str, str | None], style: Mapping[str, str], unknown: Callable[[str], None]
) -> Label | None:
    """The label of the next item of a list, which counts on; None if it has no marker. `unknown` is told a style that is not known."""
    if opened is None:
        opened = List("disc")
    value = read_number(attributes.get("value"))
    number = opened.number if value is None else value
    opened.number = number + opened.step
    named = find_style(attributes, style) or opened.style
    if named == "none":
        return None
    if named in _BULLETS:
        return make_label("•", "bullet", ())
    if named[:1] in "\"'":
        mark = named[1:-1].strip()
        return make_label(mark, "bullet", ()) if mark else None
    if named not in _STYLES:
        unknown(named)
        named = "decimal"
    form, write, suffix = _STYLES[named]
    # Out of its range a style falls back on decimals (CSS Counter Styles 3, 3.8), with its own suffix.
    return make_label((write(number) or str(number)) + suffix, form, (number,), level=opened.depth)


def find_style(attributes: Mapping[str, str | None], style: Mapping[str, str]) -> str:
    """The style of markers that an element names, as CSS calls it; "" if it names none."""
    said = style.get("list-style-type") or style.get("list-style") or ""
    if quoted := _QUOTED.search(said):
        return f'"{quoted[1] or quoted[2] or ""}"'
    words = [word for word in _WORDS.findall(said) if word not in ("inside", "outside", "url", "inherit", "initial")]
    if words:
        return str(words[0])
    kind = attributes.get("type") or ""
    return _TYPES.get(kind) or (kind.lower() if kind.lower() in _BULLETS else "")


def read_number(said: str | None) -> int | None:
    """A whole number at the head of an attribute (HTML, 2.3.4.1); None if none is there."""
    found = _NUMBER.match(said or "")
    return int(found[1]) if found else None
