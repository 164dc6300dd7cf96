"""Words that an act quotes are found whole, never within a longer number or word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendingacts import read_act
from decision_diff import amend, pipeline
from decision_diff.amend.articles.finding import find_beside, find_each, find_in, find_words

LAW = "灯塔管理办法\n第一条　灯塔有灯。\n第二条　{}\n第三条　末条。\n"
ACT = "Lights Act\n1\tThe keeper lights the lamp.\n2\t{}\n3\tThe lamp belongs to the Board.\n"


def apply(order: str, text: str) -> amend.Applied:
    return amend.apply(read_act(order), pipeline.read(text=LAW.format(text)))


def apply_english(order: str, text: str) -> amend.Applied:
    return amend.apply(amend.read(f"{order}\nOmit section 3.\n".encode()), pipeline.read(text=ACT.format(text)))


def take(words: str, text: str) -> list[str]:
    """The places where words are found, each with the character before it and the one behind."""
    return [text[max(0, start - 1) : end + 1] for start, end in find_words(words, [text])[0]]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("七元", "收四十七元，迟交加收七元。", ["收七元。"]),
        ("七元", "收四十七元。", []),
        ("四", "四万元", []),
        ("018年", "2018年", []),
        ("2018", "２０2018", []),
        ("3", "3.5、1,300、3", ["、3"]),
        ("3", "3A，3", ["，3"]),
        ("1.5", "1.5米", ["1.5米"]),
        ("oat", "boat, oat, oats", [" oat,"]),
        ("oat", "oat\u0301", []),
        ("кот", "скот кот", [" кот"]),
        ("ملح", "أملح ملح", [" ملح"]),
        ("塔管", "灯塔管理", ["灯塔管理"]),
        ("등대", "등대를", ["등대를"]),
        ("第四条", "第四条之二、第四条的", ["、第四条的"]),
        ("第四条", "第四条之二", []),
        ("之二", "第四条之二，两者之二", ["者之二"]),
        ("四条", "第四条列明四条", ["明四条"]),
        ("四条", "第四条", ["第四条"]),
        ("第四条", "依照《船舶法》第四条、第五条和本办法第四条", ["法第四条"]),
        ("第五条", "依照《船舶法》第四条、第五条", ["、第五条"]),
    ],
)
def test_words_are_found_whole(words: str, text: str, found: list[str]) -> None:
    assert take(words, text) == found


def test_what_is_whole_anywhere_in_the_place_is_meant() -> None:
    assert find_words("四条", ["第四条", "四条"]) == [[], [(0, 2)]]


def test_of_two_articles_cited_the_one_of_the_text_itself_is_meant() -> None:
    text = "依照《船舶法》第四条和本办法第四条"
    assert find_words("第四条", [text]) == [[(len(text) - 3, len(text))]]


def test_a_stretch_is_judged_by_the_text_around_it() -> None:
    assert find_in("七元", "四十七元七元", (3, 6)) == [(4, 6)]
    assert find_in("七元", "四十七元", (2, 4)) == []


def test_words_beside_each_other_are_whole_too() -> None:
    assert find_beside("灯", "七元", "灯、七元") == [(0, 1)]
    assert find_beside("灯七", "元", "灯七十") == []
    assert find_beside("灯", "四十", "灯、四十七") == []


def test_longer_words_come_first_and_each_stretch_once() -> None:
    assert find_each(["塔", "灯塔"], ["灯塔、塔"]) == [[(0, 2, "灯塔"), (3, 4, "塔")]]


@given(st.text("三十1.a第条之塔 ", max_size=12), st.text("三十1.a第条之塔 ", max_size=4))
def test_no_border_lies_within_a_number_or_a_word(text: str, words: str) -> None:
    spans = find_words(words, [text])[0]
    for at in (edge for span in spans for edge in span if 0 < edge < len(text)):
        pair = text[at - 1 : at + 1]
        assert not set(pair) <= set("三十1")
        assert not set(pair) <= set("1a")
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize(
    ("order", "text", "why"),
    [
        ("将第二条中的“七元”修改为“九元”。", "收四十七元。", "第二条 has the words “七元” only within"),
        ("删去第二条第一款第一句中的“七元”。", "收四十七元。", "第二条第一款第一句 has the words “七元” only within"),
        ("将第二条中的“第四条”修改为“第五条”。", "依照第四条之二。", "第二条 has the words “第四条” only within"),
        ("将本办法中的“七元”修改为“九元”。", "收四十七元。", "only within"),
    ],
)
def test_words_that_stand_only_within_others_refuse_the_act(order: str, text: str, why: str) -> None:
    applied = apply(order, text)
    assert applied.text is None
    assert any(why in one.why for one in applied.refused)


@pytest.mark.parametrize(
    "order", ["将第二条中的“七元”修改为“九元”。", "将本办法中的“七元”修改为“九元”。", "在第二条中的“七元”后增加“整”。"]
)
def test_only_what_is_whole_is_changed_and_the_check_agrees(order: str) -> None:
    applied = apply(order, "收四十七元，迟交加收七元。")
    now = "七元整" if "增加" in order else "九元"
    due = LAW.format(f"收四十七元，迟交加收{now}。")
    assert applied.text == due
    old, new = (pipeline.read(text=text) for text in (LAW.format("收四十七元，迟交加收七元。"), due))
    checked = amend.check(read_act(order), old, new)
    assert checked, checked


def test_english_words_are_found_whole() -> None:
    applied = apply_english("In section 2, for “£5” substitute “£7”.", "The fee is £50, or £5.")
    assert applied.text is not None, applied.refused
    assert "The fee is £50, or £7." in applied.text


@pytest.mark.parametrize("order", ["for “£5” substitute “£7”", "omit “oat”", "after “15” insert “0”"])
def test_english_words_within_others_refuse_the_act(order: str) -> None:
    applied = apply_english(f"In section 2, {order}.", "The boat costs £50 or £150.")
    assert applied.text is None
    assert any("only within a longer number or word" in one.why for one in applied.refused)
