"""Folding: which differences are editorial, and which are not."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import folding
from decision_diff.folding import fold, is_editorial

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
    ("a, b", "a b"),
    ("甲乙。", "甲乙；"),
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


@given(st.text())
def test_fold_never_fails_and_drops_no_letter_or_digit(text: str) -> None:
    assert sum(map(str.isalnum, fold(text))) >= sum(char.isalnum() and char.isascii() for char in text)


def test_what_a_character_folds_to_stays_as_it_is_and_plain_ones_stay_at_once() -> None:
    """So characters can be folded one kind after the other, in any order."""
    for code in range(sys.maxunicode + 1):
        form = folding._TABLE[code]
        assert form.translate(folding._TABLE) == form
        assert form == chr(code) or folding._NOT_PLAIN.match(chr(code))


@given(st.text(st.sampled_from("国家12ａＢ，。：（）“”…—― \u3000\t\u200bé\u0301ﬁ①︰－〇○"), max_size=40))
def test_a_short_text_folds_as_a_long_one_does(text: str) -> None:
    assert folding._each_folded(text) == text.translate(folding._TABLE)
