"""Headings and their articles while an act is applied: none is emptied in silence, and none that comes in takes articles that are not its own."""

from __future__ import annotations

import pytest

from amendingacts import read_act
from decision_diff import amend, pipeline

PLAIN = "灯塔管理办法\n第一条　渡口由乡管理。\n第二条　渡船限载十人。\n第三条　夜间停渡。\n第四条　违者罚款。\n"
DIVIDED = """灯塔管理办法
第一章　一般规定
第一条　渡口由乡管理。
第二章　渡船
第一节　载客
第二条　渡船限载十人。
第二节　停渡
第三条　夜间停渡。
第三章　罚则
第四条　违者罚款。
"""


def apply(old: str, *orders: str) -> amend.Applied:
    return amend.apply(read_act(*orders), pipeline.read(text=old))


def choose(applied: amend.Applied) -> list[str]:
    return [one.message.split("no order says so: ")[1] for one in applied.notices if one.code == "act-choice"]


EMPTY = "has no article now, and no order takes its heading out; it stays"


def test_a_heading_that_loses_all_its_articles_is_said() -> None:
    applied = apply(DIVIDED, "删去第四条。")
    assert applied.text == DIVIDED.replace("第四条　违者罚款。\n", "")
    assert choose(applied) == [f"第三章 罚则 {EMPTY}"]
    both = apply(DIVIDED, "删去第二条、第三条。对条文顺序作相应调整。")
    assert choose(both) == [f"第二章 渡船 {EMPTY}", f"第一节 载客 {EMPTY}", f"第二节 停渡 {EMPTY}"]


def test_a_heading_that_goes_or_keeps_or_gets_an_article_is_not_said_to_be_empty() -> None:
    for orders in (
        ("删去第三章。",),
        ("删去第二章第二节。对条文顺序作相应调整。",),
        ("将第四条修改为：“违者罚款十元。”",),
    ):
        applied = apply(DIVIDED, *orders)
        assert applied.text is not None, applied.refused
        assert not any("no article" in one for one in choose(applied))
    was_empty = DIVIDED.replace("第四条　违者罚款。\n", "")
    assert choose(apply(was_empty, "将第三条修改为：“夜间不渡。”")) == []


REMEDY = "too; list all its articles, or put a heading behind them"


@pytest.mark.parametrize(
    ("old", "order", "why"),
    [
        (PLAIN, "增加一章，作为第一章：“第一章　总则”，包括第一条、第二条。", f"2 articles that it does not list would stand below 第一章 总则 {REMEDY}"),
        (PLAIN, "增加一章，作为第一章：“第一章　总则”“第一条　为了渡口，制定本办法。”", f"4 articles that it does not list would stand below 第一章 总则 {REMEDY}"),
        (PLAIN, "本办法分为二章：第一章“总则”，包括第一条；第二章“罚则”，包括第二条、第三条。", f"an article that it does not list would stand below 第二章 罚则 {REMEDY}"),
        (DIVIDED, "增加一节，作为第一章第一节，节名为“渡口”，包括第二条。增加一条，作为第二条：“新。”", ""),
    ],
)  # fmt: skip
def test_a_heading_takes_no_article_that_is_not_its_own(old: str, order: str, why: str) -> None:
    applied = apply(old, order)
    assert [one.why for one in applied.refused] == ([why] if why else [])
    assert (applied.text is None) is bool(why)


@pytest.mark.parametrize(
    "order",
    [
        "增加一章，作为第一章：“第一章　总则”，包括第一条、第二条、第三条、第四条。",
        "本办法分为二章：第一章“总则”，包括第一条；第二章“罚则”，包括第二条至第四条。",
    ],
)
def test_headings_that_list_all_their_articles_come_in(order: str) -> None:
    applied = apply(PLAIN, order)
    assert applied.text is not None, applied.refused
    assert "第一章　总则\n第一条　渡口由乡管理。\n" in applied.text
