"""Tokens: lossless on anything, and never through a date, a number, a reference or a name."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.words.tokens import _PROTECTED, tokenize

# Each row is a text whose tokens are divided by "|".
CUTS = [
    "于|2026年上半年|召开|为期|三天|的|第七届|WTPF|（|WTPF-26|）",
    "2026年6月9日至11日|在|巴哈马|举行",
    "2026年6月8-11日|\t|由",
    "2025年12月31日至2026年1月2日",
    "2026年3月至5月|、|1月5日|、|2025年2月| |起",
    "二〇二五年一月一日|、|二○二五年|、|2024-2025年",
    "三年|以上|十年|以下|有期徒刑",
    "1.8万瑞郎|、|5,000元|、|五千元|、|二十万元|、|30日|、|三十日|、|35%|、|百分之五十|、|三分之二",
    "10:30|，|2.4GHz|，|5G",
    "第641号决定|、|第2号决议|、|附件1|、|附件二",
    "第三条第二款|、|第一百三十三条之一|、|第五十二条|以及|第二款",
    "第三|条件|、|第三条|约定|、|统一|年度",
    "自|2025年1月1日|本法|施行",
    "C25/43(Rev.1)|、|CL-24/69|、|TDAG-WG-DEC|、|C24/136|、|IEG-WTPF-26",
    "a.b@example.org|，|https://example.org/a?b=c|。",
    "见|council.itu.int/2025|、|www.itu.int/md/S25-CL-C-0043/en|、|itu.int|。",
    "done|.|Then| |go|.",
    "-|a.itu.int|，|x-y.itu.int",
    "don't| |re-open| |the| |café|.",
    "Привет|，|שלום",
    "电信|/|ICT",
    "会议|不得|公开",
    "甲|   |乙|\n|丙|\t|丁|　|戊",
    "“|成员国|”|：|《|总规则|》",
    "cafe\u0301| |x",
    "。\u0301|甲",
    "\U0001f468\u200d\U0001f469|！",
    "\ud800|甲|\udfff",
    "𠮷|野",
]

CHARACTERS = (
    "第百千一二三十〇○零年月日条款项至到不得的和，、。；：（）“”/.-,:%¥ \t\n0193０５aZé\u0301\u200d\ufe0f\ud800𠮷ｶ"
)
ALPHABET = st.sampled_from([*CHARACTERS, "2026年", "6月", "C25/43", "成员国"])
TEXTS = st.one_of(st.text(), st.lists(ALPHABET, max_size=40).map("".join))


@pytest.mark.parametrize("drawn", CUTS)
def test_cuts(drawn: str) -> None:
    assert "|".join(tokenize(drawn.replace("|", ""))) == drawn


@given(TEXTS)
def test_tokens_join_to_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(tokens) == text
    assert all(tokens)


@given(TEXTS, TEXTS)
def test_a_clause_mark_makes_the_tokens_on_both_sides_independent(before: str, after: str) -> None:
    after = f"x{after}"  # no combining mark
    assert tokenize(f"{before}；{after}") == (*tokenize(f"{before}；"), *tokenize(after))


@pytest.mark.slow
def test_a_protected_span_begins_with_nothing_but_what_is_asked_first() -> None:
    asked, _, spans = _PROTECTED.pattern.partition(")")
    ungated, starts = re.compile(spans), re.compile(f"{asked})")
    tails = [
        "1",
        "1.5万元",
        "一条",
        "二〇二五年",
        "年",
        "号",
        "分之五",
        "得",
        "件一",
        "@a.org",
        "a.org",
        "a1",
        "/a.int",
        "",
    ]
    for char in map(chr, range(0x20000)):
        assert starts.match(char) or not any(ungated.match(char + tail) for tail in tails), char


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["1", ",", "第", "1,", "a.", "a-", "a@", "一年", "第1", "百分之", " ", "1:", "http://"]
)
def test_hostile_repetition_is_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))  # quadratic time would be minutes
    assert "".join(tokenize(text)) == text


def test_text_without_han_opens_no_dictionary() -> None:
    code = (
        "from decision_diff.languages import zh_segmenter as z; from decision_diff.words.tokens import tokenize;"
        "tokenize('The Council, at its 2025 session (C25/43)'); assert z._dictionary.cache_info().currsize == 0;"
        "tokenize('理事会'); assert z._dictionary.cache_info().currsize == 1;"
        "import sys; assert 'jieba' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == done.stderr == ""
