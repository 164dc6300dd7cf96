r"""Sets of characters, for the character classes of patterns: scripts, and what cannot be seen and how it is shown.

The sets of scripts, each held to its Unicode property by a test that names the differences:

    IDEOGRAPHS, HAN         \p{Han} and what is reserved for it, without radicals and numerals of merchants; HAN with 々 〆 〇
    UNIFIED                 the ideographs of the first plane that have no compatibility form
    KANA, CYRILLIC, ARABIC, HANGUL, LATIN
    is_unspaced             Han, kana, bopomofo and their punctuation: no space stands between their words

What is shown by number, because it cannot be seen or means nothing outside of one font:

    no character shown      controls, separators of lines, lone surrogates, noncharacters
    default-ignorable       soft hyphen, zero-width and bidi controls, fillers, variation selectors, tags (Unicode 5.21)
    private use             U+E000 to U+F8FF and planes 15 and 16: a font or an agreement says what they are
    unassigned              what no version of Unicode has given a meaning yet

All of them are shown by number, `‹U+E004›`; tab and line feed have a meaning in a clause.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Final
from unicodedata import category

from decision_diff.patterns import late

# Of the planes 2 and 3 all, for more is added to them every few years; `re` compiles a range beyond the first plane at once.
UNIFIED: Final = "\u3400-\u4dbf\u4e00-\u9fff"
IDEOGRAPHS: Final = rf"{UNIFIED}\uf900-\ufaff\U00020000-\U0003ffff"
HAN: Final = rf"\u3005-\u3007{IDEOGRAPHS}"
KANA: Final = r"\u3040-\u30ff\uff66-\uff9f"
CYRILLIC: Final = r"\u0400-\u04ff"
ARABIC: Final = r"\u0600-\u06ff"
HANGUL: Final = r"\uac00-\ud7af"
LATIN: Final = r"A-Za-z\u00c0-\u024f"

# Those of TURNING change the order in which the others are read.
TURNING: Final = "\u202a-\u202e\u2066-\u2069"
IGNORABLE: Final = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_NOTHING: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u2800\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
_FORGED: Final = r"‹(?=U\+)"  # so that a text cannot write such a number itself
_SHOWN: set[str] = set()  # characters that are known to be shown as they are
HIDDEN: Final = late(f"[{_NOTHING}{TURNING}{IGNORABLE}{PRIVATE}]|{_FORGED}")

# Assigned since Unicode 14, which the oldest Python that we run on knows, up to 18.0: the same is shown by all of them.
# Made from UnicodeData.txt of both, by the package unicodedata2: first and last, or the only one.
_SINCE: Final = """
558 58B-58C 5C8-5C9 88F 897 B53-B54 C5C CDC CF3 ECE 1ACF-1AF0 1B4E-1B4F 1B7F 1C89-1C8A 208F 209D-209F 20C1-20C4 2427-2429
2B96 2E60-2E63 2FFC-2FFF 31E4-31E5 31EF A7CB-A7CF A7D2 A7D4 A7DA-A7DD A7E2 A7F1 AB6C-AB6D FBC3-FBD2 FD90-FD91 FDC8-FDCE
105C0-105F3 107BB-107BF 10940-10959 10D40-10D65 10D69-10D85 10D8E-10D8F 10EC2-10EC7 10EC9-10EEE 10EF0-10EFF 1123F-11241
11380-11389 1138B 1138E 11390-113B5 113B7-113C0 113C2 113C5 113C7-113CA 113CC-113D5 113D7-113D8 113E1-113E2 116D0-116E3
11B00-11B0A 11B60-11B67 11BC0-11BE1 11BF0-11BF9 11DB0-11DDB 11DE0-11DE9 11DF0-11DF1 11F00-11F10 11F12-11F3A 11F3E-11F5A
1246F 12475-1247F 12550-12686 1342F 13439-13455 13460-143FA 16100-16139 16D40-16D79 16EA0-16EB8 16EBB-16ED3 16FF2-16FF6
187F8-187FF 18CD6-18CDA 18CFF 18D09-18D20 18D80-18DF2 18E00-19191 191A0-191D2 1B123-1B128 1B132 1B155 1B168 1CC00-1CCFC
1CD00-1CEB3 1CEBA-1CED0 1CED2-1CED4 1CEDD-1CEFD 1D127-1D128 1D1EB-1D1FF 1D250-1D281 1D2C0-1D2D3 1D6A6 1DB00-1DB1C
1DF1F-1DF81 1DF90-1DF96 1DFCD-1DFFF 1E030-1E06D 1E08F 1E4D0-1E4F9 1E5D0-1E5FA 1E5FF 1E6C0-1E6DE 1E6E0-1E6F5 1E6FE-1E6FF
1F1AE 1F6D8-1F6D9 1F6DC 1F774-1F77F 1F7D9-1F7DB 1F7F1-1F7FF 1F8B2-1F8BB 1F8C0-1F8C1 1F8D0-1F8D8 1FA54-1FA57 1FA75-1FA77
1FA87-1FA8F 1FAAD-1FAAF 1FABB-1FABF 1FAC6 1FAC8 1FACC-1FACF 1FADA-1FADD 1FADF 1FAE8-1FAEB 1FAEF 1FAF7-1FAFA 1FBCB-1FBEF
1FBFA 2B739-2B73F 2B81E 2CEA2-2CEAD 2EBF0-2EE5D 31350-33479 3D000-3FC3F
"""


FIRST_UNSPACED: Final = "\u2e80"


def is_unspaced(char: str) -> bool:
    """Whether a character is of a script that writes no spaces between words. Not a pattern: `re` walks each range to compile it."""
    return FIRST_UNSPACED <= char <= "\ua4cf" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


def is_han(char: str) -> bool:
    """Whether a character is of HAN."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\u3005" <= char <= "\u3007"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def is_kana(char: str) -> bool:
    """Whether a character is of KANA."""
    return "\u3040" <= char <= "\u30ff" or "\uff66" <= char <= "\uff9f"


def are_unified(text: str) -> bool:
    """Whether all characters of `text`, which has some, are of UNIFIED."""
    return (
        text.isalpha() and min(text) >= "\u3400" and max(text) <= "\u9fff"
    )  # the signs between its two ranges are not letters


def format_code_point(character: str) -> str:
    """`U+202E` for the character of that number."""
    return f"U+{ord(character):04X}"


def show_hidden(text: str, pattern: re.Pattern[str] = HIDDEN) -> str:
    """`text` with each character that `pattern` finds (by default `HIDDEN`), or that is unassigned, as its number: ‹U+202E›."""
    if pattern is HIDDEN and are_shown(text):
        return text
    return build_pattern(text, pattern).sub(lambda match: f"‹{format_code_point(match.group())}›", text)


def are_shown(text: str) -> bool:
    """Whether `show_hidden` leaves a text as it is: told from the characters that were met before, for the pattern takes longer to make."""
    for char in set(text) - _SHOWN:  # in any order
        if _is_hidden(char):
            return False
        _SHOWN.add(char)
    return "‹U+" not in text


def _is_hidden(char: str) -> bool:
    firsts, lasts = _list_hidden()
    at = bisect_right(firsts, char) - 1
    return (at >= 0 and char <= lasts[at]) or (category(char) == "Cn" and not is_newer(ord(char)))


@cache
def _list_hidden() -> tuple[list[str], list[str]]:
    """The first and the last of each range of HIDDEN."""
    ranges, at = [], 0
    written = f"{_NOTHING}{TURNING}{IGNORABLE}{PRIVATE}"
    while at < len(written):
        is_range = written[at + 1 : at + 2] == "-"
        ranges.append((written[at], written[at + 2] if is_range else written[at]))
        at += 3 if is_range else 1
    ranges.sort()
    return [first for first, _ in ranges], [last for _, last in ranges]


def build_pattern(text: str, pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern for what is shown by number in this text: what `pattern` finds, and what is unassigned."""
    if text.isprintable():
        return pattern
    unknown = "".join(sorted(char for char in set(text) if category(char) == "Cn" and not is_newer(ord(char))))
    return re.compile(f"{pattern.pattern}|[{unknown}]") if unknown else pattern


def is_newer(code: int) -> bool:
    """Whether this code point got a meaning after Unicode 14: then `unicodedata` knows it in some versions of Python only."""
    firsts, lasts = _newer()
    at = bisect_right(firsts, code) - 1
    return at >= 0 and code <= lasts[at]


@cache
def _newer() -> tuple[list[int], list[int]]:
    """The first and the last of each range of `_SINCE`."""
    ranges = [one.partition("-") for one in _SINCE.split()]
    return [int(first, 16) for first, _, _ in ranges], [int(last or first, 16) for first, _, last in ranges]


def list_spellings(line: str) -> Iterator[str]:
    """The forms that a line may have after it is joined with the next: itself, without the hyphen at its end, with one space instead of several."""
    if not line:
        return
    yield line
    hyphens = "-\u2010\u00ad"
    if len(line) > 1 and line[-1] in hyphens:
        yield line[:-1]
    if "  " in line:
        squeezed = " ".join(line.split())
        yield from (squeezed, squeezed.rstrip(hyphens))
