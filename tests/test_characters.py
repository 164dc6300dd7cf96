"""The sets of characters are those of Unicode, or it is said here in what they differ."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
import regex

from decision_diff.characters import (
    ARABIC,
    CYRILLIC,
    HAN,
    HANGUL,
    HIDDEN,
    IDEOGRAPHS,
    KANA,
    LATIN,
    UNIFIED,
    are_shown,
    are_unified,
    is_newer,
    is_unspaced,
)
from decision_diff.words.graphemes import _MAYBE, _joins, find_inner

ALL = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)


def of(characters: str) -> set[str]:
    return set(re.findall(f"[{characters}]", ALL))


def having(properties: str) -> set[str]:
    """The characters that have one of these properties, of those that Unicode has given a meaning."""
    return set(regex.findall(rf"(?V1)[{properties}--\p{{Cn}}]", ALL))


ASSIGNED = having(r"\p{Any}")
# Letters of Korean in brackets and circles stand in a block of Chinese ones, and the marks of its tones beside Chinese marks.
ENCLOSED = "".join(
    map(chr, (*range(0x302E, 0x3030), *range(0x3131, 0x318F), *range(0x3200, 0x321F), *range(0x3260, 0x327F)))
)


@pytest.mark.parametrize(
    ("ours", "properties", "more", "fewer"),
    [
        # 〆 is of no script; seal script stands in the plane of Han; radicals, numerals of merchants and signs of Old Chinese reading stand in no word.
        (HAN, r"\p{Han}", r"[〆\U0003d000-\U0003fc3f]", r"[\u2e80-\u2fdf\u3021-\u3029\u3038-\u303b\U00016fe0-\U00016fff]"),
        (IDEOGRAPHS, r"\p{Han}", r"[\U0003d000-\U0003fc3f]", r"[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\U00016fe0-\U00016fff]"),
        (UNIFIED, r"\p{InCJK_Unified_Ideographs}\p{InCJK_Unified_Ideographs_Extension_A}", "(?!)", "(?!)"),
        # ー and the marks of voiced sounds are of several scripts; letters of Ainu, of the plane 1 and in circles are rare.
        (KANA, r"\p{Hiragana}\p{Katakana}", r"[゙゚゛゜゠・ーｰﾞﾟ]", r"[\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\U0001aff0-\U0001f200]"),
        # What tells a language is in the first block of each.
        (CYRILLIC, r"\p{InCyrillic}", "(?!)", "(?!)"),
        (ARABIC, r"\p{InArabic}", "(?!)", "(?!)"),
        (HANGUL, r"\p{InHangul_Syllables}", "(?!)", "(?!)"),
        (LATIN, r"[\p{InBasic_Latin}\p{InLatin_1_Supplement}\p{InLatin_Extended_A}\p{InLatin_Extended_B}&&\p{Latin}]", "[×÷]", "[ªº]"),
    ],
    ids=["HAN", "IDEOGRAPHS", "UNIFIED", "KANA", "CYRILLIC", "ARABIC", "HANGUL", "LATIN"],
)  # fmt: skip
def test_a_set_is_a_property_of_unicode_save_for(ours: str, properties: str, more: str, fewer: str) -> None:
    mine, theirs = of(ours) & ASSIGNED, having(properties)
    assert "".join(sorted(char for char in mine - theirs if not re.match(more, char))) == ""
    assert "".join(sorted(char for char in theirs - mine if not re.match(fewer, char))) == ""


def test_han_kana_and_bopomofo_are_written_without_spaces() -> None:
    rare = r"[\uff66-\uff9f\U00016fe0-\U0001f200]"  # half width is judged after folding
    assert not {
        char
        for char in having(r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}")
        if not is_unspaced(char) and not re.match(rare, char) and char not in "˪˫"
    }
    assert not any(map(is_unspaced, having(r"\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hangul}") - set(ENCLOSED)))


def test_unified_is_a_set_and_a_question() -> None:
    assert {char for char in ASSIGNED if are_unified(char)} <= of(UNIFIED)
    assert all(are_unified(char) for char in of(UNIFIED) if char.isalpha())
    assert are_unified("第三条")
    assert not are_unified("第3条")
    assert not are_unified("䷀")


def test_whatever_may_join_a_neighbour_is_known() -> None:
    joining = having(r"\p{GCB=EX}\p{GCB=ZWJ}\p{GCB=SM}\p{GCB=PP}\p{GCB=RI}\p{GCB=L}\p{GCB=V}\p{GCB=T}")
    assert not {f"U+{ord(char):04X}" for char in joining if not _MAYBE.match(char) or not _joins(char)}


def test_no_letter_of_a_plain_text_is_looked_at_twice() -> None:
    plain = having(r"\p{Han}\p{Hiragana}\p{Katakana}\p{Latin}\p{Greek}") - set("ﾞﾟ\u3031\u3032\u3033\u3034\u3035")
    assert not {
        char
        for char in plain
        if char < "\U00010000" and not is_newer(ord(char)) and _joins(char) and not regex.match(r"\p{M}", char)
    }


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("第三条以内", set()),
        ("cafe\u0301s", {4}),
        ("\u1112\u1161\u11ab\u1100", {1, 2}),  # 한 in jamo
        ("각\u11a8", {1}),
        ("\u0915\u094d\u0937\u093f", {1, 2, 3}),  # Devanagari क्षि
        ("\U0001f469\U0001f3fd\u200d\U0001f52c", {1, 2, 3}),
        ("\U0001f1e8\U0001f1ed\U0001f1eb\U0001f1f7", {1, 3}),  # two flags
        ("葛\U000e0100城", {1}),
        ("ｶﾞ", {1}),
        ("a\t\u0301\n\u0301", set()),
    ],
)  # fmt: skip
def test_no_cut_inside_a_grapheme_cluster(text: str, inner: set[int]) -> None:
    assert find_inner(text) == inner


@pytest.mark.parametrize(
    "unit", ["\U0001f1e6", "\u1100", "a\u0301", "\U0001f469\u200d", "\u0915\u094d", "\u0600", "\u094d"]
)
def test_a_long_run_is_walked_once(unit: str) -> None:
    size = 20_000
    assert len(find_inner(unit * size)) >= len(unit) * size // 2 - 1  # the square of it would be noticed


def test_what_is_shown_by_number_is_told_without_the_pattern() -> None:
    for code in range(0x110000):
        char = chr(code)
        is_unknown = unicodedata.category(char) == "Cn" and not is_newer(code)
        assert are_shown(char) == (HIDDEN.match(char) is None and not is_unknown), hex(code)
    assert not are_shown("a‹U+")
    assert are_shown("‹U‹")
