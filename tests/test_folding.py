"""Folding: which differences are editorial, and which are not."""

from __future__ import annotations

import re
import sys
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import characters
from decision_diff.words import folding
from decision_diff.words.folding import fold, is_editorial

EDITORIAL = [
    ("（甲）", "(甲)"),
    ("ＷＴＰＦ－２６", "WTPF-26"),
    ("甲︰乙", "甲：乙"),
    ("︵甲︶", "（甲）"),
    ("二○二五年", "二〇二五年"),
    ("二０二五年", "二〇二五年"),
    ("“甲”", "「甲」"),
    ("“甲”", '"甲"'),
    ("it’s", "it's"),
    ("2024–2025", "2024-2025"),
    ("甲——乙", "甲—乙"),
    ("ﬁnal", "final"),
    ("cafe\u0301", "café"),
    ("\uf900", "豈"),
    ("⼀般", "一般"),
    ("WTPF 论坛", "WTPF论坛"),
    ("甲　乙", "甲乙"),
    ("a  b", "a b"),
    ("a\u00a0b", "a b"),
    (" 甲", "甲"),
    ("甲，乙", "甲、乙"),
    ("甲，乙", "甲乙"),
    ("《总规则》", "总规则"),
    ("《甲法》《乙法》", "《甲法》、《乙法》"),
    ("東京は、大阪", "東京は大阪"),
    ("甲乙、丙", "甲乙，丙"),
    ("a, b", "a b"),
    ("甲乙。", "甲乙；"),
    ("甲\u200b乙", "甲乙"),
    ("a\u2060b\u200d", "ab"),
    ("葛\U000e0100", "葛"),
    ("甲\ufe00", "甲\ufe01"),
    ("\u3164甲\uffa0", "甲"),
    ("a\u2028b", "a b"),
    ("甲乙\ue004", "甲乙"),
    ("\U000f0001\ue004甲", "甲"),
    ("甲\u200b\ue004\u200b", "甲"),
    ("第一\ue5e5 甲", "第一 甲"),
    ("in \ue5e5to", "in to"),
    ("甲\n\ue5e5乙", "甲\n乙"),
]
SUBSTANTIVE = [
    ("甲", "乙"),
    ("10²", "102"),
    ("①", "1"),
    ("½", "1/2"),
    ("二零二五年", "二〇二五年"),
    ("○", "〇"),
    ("in to", "into"),
    ("in,to", "into"),
    ("1.5", "15"),
    ("1,000", "1000"),
    ("1 000", "1000"),
    ("10:30", "1030"),
    ("三、四条", "三四条"),
    ("民刑事庭", "民、刑事庭"),
    ("研究設計審核", "研究、設計、審核"),
    ("甲乙，丙", "甲、乙；丙"),
    ("-5", "5"),
    ("5%", "5"),
    ("¥5", "5"),
    ("甲/乙", "甲乙"),
    ("ITU-D", "ITUD"),
    ("好？", "好。"),
    ("好！", "好"),
    ("不得", "不应"),
    ("A", "a"),
    ("it's", "its"),
    (".5", "5"),
    ("二〇〇五年", "二〇五年"),
    ("二00五年", "二0五年"),
    ("○○五", "〇五"),
    ("五百○○", "五百○"),
    ("一〇〇〇元", "一〇〇元"),
    ("张\ue123三", "张三"),
    ("张\ue123三", "张\ue124三"),
    ("张\ue123", "张\ue124"),
    ("in\ue5e5to", "into"),
    ("\u202e12", "12"),
    ("甲\u2066乙", "甲乙"),
]


@pytest.mark.parametrize(("old", "new"), EDITORIAL)
def test_editorial(old: str, new: str) -> None:
    assert is_editorial(old, new)
    assert is_editorial(new, old)


@pytest.mark.parametrize(("old", "new"), SUBSTANTIVE)
def test_substantive(old: str, new: str) -> None:
    assert not is_editorial(old, new)
    assert not is_editorial(new, old)


@given(st.text(), st.text())
def test_symmetric_and_only_for_texts_that_differ(old: str, new: str) -> None:
    assert not is_editorial(old, old)
    assert is_editorial(old, new) == is_editorial(new, old)


@given(st.text(st.characters(categories=["Ll", "Lo", "Nd"], max_codepoint=0x9FFF), min_size=1))
def test_a_dropped_word_is_never_editorial(word: str) -> None:
    assert not is_editorial(f"甲{word}乙", "甲乙")


IDEOGRAPHS = st.text("一二十百元年甲乙丙丁", max_size=4)


@given(
    IDEOGRAPHS,
    IDEOGRAPHS,
    st.text("甲0０〇○，、。.:年\u2f00\uf900 a", max_size=4),
    st.text("甲0０〇○，、。.:年 a", max_size=4),
)
def test_other_ideographs_are_substantive_whatever_stands_around_them(
    old: str, new: str, before: str, after: str
) -> None:
    assert is_editorial(old, new, before, after) == is_editorial(f"{before}{old}{after}", f"{before}{new}{after}")
    assert not is_editorial(old, new, before, after)


IGNORABLE = st.text(
    st.sampled_from("\xad\u034f\u061c\u180b\u200d\u2060\u2065\u206f\ufe0f\ufeff\U000e0001\U000e01ef"), min_size=1
)


@given(st.lists(st.text("国家12ab，.〇 ", max_size=4), min_size=2), IGNORABLE)
def test_what_shows_nothing_is_editorial_wherever_it_stands(words: list[str], nothing: str) -> None:
    assert is_editorial("".join(words), nothing.join(words))


def test_all_that_shows_nothing_is_dropped() -> None:
    ignorable = re.compile(f"[{characters.IGNORABLE}]")
    kept = [
        f"U+{code:04X}" for code in range(0x110000) if ignorable.match(chr(code)) and fold(f"国{chr(code)}家") != "国家"
    ]
    assert not kept


@given(
    st.text("国家12ab", min_size=1),
    st.text("国家12ab", min_size=1),
    st.text("\ue004\ue5e5\U000f0000", min_size=1, max_size=3),
)
def test_private_use_is_editorial_beside_white_space_and_nowhere_else(before: str, after: str, private: str) -> None:
    for gap in (" ", "\n", "\u3000"):
        assert is_editorial(f"{before}{gap}{after}", f"{before}{gap}{private}{after}")
        assert is_editorial(f"{before}{gap}{after}", f"{before}{private}{gap}{after}")
    assert is_editorial(before, f"{private}{before}{private}")
    assert not is_editorial(before + after, before + private + after)
    assert not is_editorial("", private, before, after)


@given(st.text("一二〇○0", max_size=6), st.text("一二〇○0", max_size=6))
def test_no_folding_drops_a_numeral(old: str, new: str) -> None:
    assert len(fold(old)) == len(old)
    assert len(old) == len(new) or not is_editorial(old, new)


@given(st.text())
def test_fold_never_fails_and_drops_no_letter_or_digit(text: str) -> None:
    assert sum(map(str.isalnum, fold(text))) >= sum(char.isalnum() and char.isascii() for char in text)


@pytest.mark.slow
def test_what_a_character_folds_to_stays_as_it_is_and_plain_ones_stay_at_once() -> None:
    """So characters can be folded one kind after the other, in any order."""
    for code in range(sys.maxunicode + 1):
        form = folding._TABLE[code]
        assert form.translate(folding._TABLE) == form
        assert form == chr(code) or folding._NOT_PLAIN.match(chr(code))


@given(st.text(st.sampled_from("国家12ａＢ，。：（）“”…—― \u3000\t\u200bé\u0301ﬁ①︰－〇○"), max_size=40))
def test_a_short_text_folds_as_a_long_one_does(text: str) -> None:
    for met in (0, folding._FEW_TEXTS):
        folding._texts = count(met)
        assert folding._fold_each(text) == text.translate(folding._TABLE)


@given(st.text("0○〇12一九十百年"))
def test_a_zero_beside_a_chinese_digit_is_one(text: str) -> None:
    digits = "一二三四五六七八九"
    expected = re.sub(
        rf"(?<=[{digits}])[0○〇]+|(?<![0○〇])[0○〇]+(?=[{digits}])", lambda run: "〇" * len(run.group()), text
    )
    assert folding._fold_zeros(text) == expected


@given(*[st.text("甲乙a1 ,:、.。;\"'()《》")] * 2)
def test_words_that_differ_are_told_without_looking_at_their_marks(old: str, new: str) -> None:
    same_marks = folding._blank_marks(fold(old)) == folding._blank_marks(fold(new))
    assert not same_marks or fold(old).translate(folding._WITHOUT_MARKS) == fold(new).translate(folding._WITHOUT_MARKS)
