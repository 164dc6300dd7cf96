"""Orders that leave open what the text becomes: empty quotations, words at the end of a table, joining without words."""

from __future__ import annotations

import pytest

from amendingacts import read_act
from decision_diff import amend, pipeline

LAW = "灯塔管理办法\n第一条　灯塔有灯。\n第二条　{}\n第三条　末条。\n"
TABLES = ("收费：\n灯\t七元\n塔\t九元", "收费：\n| 灯 | 塔 |\n| --- | --- |\n| 七元 | 九元 |")


def apply(order: str, text: str = "收七元。") -> amend.Applied:
    return amend.apply(read_act(order), pipeline.read(text=LAW.format(text)))


@pytest.mark.parametrize(
    "order",
    [
        "将第二条修改为：“”。",
        "将第二条第一款修改为：“　”。",
        "将第二条中的“七元”修改为“”。",
        "第二条增加一款，作为第二款：“”。",
        "在第二条最后增加“”。",
        "将本办法中的“七元”修改为“”。",
    ],
)
def test_an_empty_quotation_refuses_the_act(order: str) -> None:
    applied = apply(order)
    assert applied.text is None
    assert applied.refused


def test_an_empty_quotation_is_named() -> None:
    (refusal,) = apply("将第二条修改为：“”。").refused
    assert refusal.why == "it quotes nothing where words must stand; quote the words, or delete what is to go"
    assert refusal.printed


def test_an_english_act_with_an_empty_quotation_is_refused() -> None:
    old = pipeline.read(text="Lights Act\n1\tThe lamp burns.\n2\tThe keeper sleeps.\n")
    applied = amend.apply(amend.read("In section 1, for “lamp” substitute “”.\nOmit section 2.\n".encode()), old)
    assert applied.text is None


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("order", ["在第二条最后增加“另收一元”。", "在第二条第一款最后增加“另收一元”。"])
def test_words_at_the_end_of_a_table_refuse_the_act(order: str, table: str) -> None:
    applied = apply(order, table)
    assert applied.text is None
    assert any("rows of a table" in one.why for one in applied.refused)


def test_words_at_the_end_of_a_line_behind_a_table_are_added() -> None:
    applied = apply("在第二条最后增加“另收一元。”。", f"{TABLES[0]}\n完。")
    assert applied.text == LAW.format(f"{TABLES[0]}\n完。另收一元。")


def test_articles_joined_without_words_keep_their_paragraphs_and_a_notice_says_so() -> None:
    applied = apply("将第二条、第三条合并，作为第二条。")
    assert applied.text == "灯塔管理办法\n第一条　灯塔有灯。\n第二条　收七元。\n末条。\n"
    told = [one.message for one in applied.notices if one.code == "act-choice"]
    assert any("第二条、第三条 are joined, and each keeps its paragraphs" in one for one in told)


def test_articles_joined_with_words_need_no_choice() -> None:
    applied = apply("将第二条、第三条合并，作为第二条，修改为：“收九元。”")
    assert applied.text == "灯塔管理办法\n第一条　灯塔有灯。\n第二条　收九元。\n"
    assert not applied.notices


def test_paragraphs_joined_without_words_refuse_the_act() -> None:
    applied = apply("将第二条第一款、第二款合并为一款，作为第一款。", "收七元。\n收九元。")
    assert [one.why for one in applied.refused] == ["it does not say how the words are joined"]


def test_paragraphs_joined_with_words_become_one() -> None:
    applied = apply("将第二条第一款、第二款合并，作为第一款，修改为：“收九元。”", "收七元。\n收九元。")
    assert applied.text == LAW.format("收九元。"), applied.refused
