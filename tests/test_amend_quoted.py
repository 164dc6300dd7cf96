"""The number of an article in a quotation: an order replaces the articles that it is about, and no other one."""

from __future__ import annotations

import pytest

from amendingacts import read_act
from decision_diff import amend, pipeline

OLD = """灯塔管理办法
第一条　浮桥由县人民政府管理。
第二条　下列车辆不得通过：
（一）超过三吨的；
（二）载有易燃物品的。
第三条　浮桥每年检修一次。
检修期间停止通行。
第四条　违反本办法的，处一百元罚款。
第五条　本办法自公布之日起施行。
"""


def apply(*orders: str) -> amend.Applied:
    return amend.apply(read_act(*orders), pipeline.read(text=OLD))


def list_articles(text: str | None) -> dict[str, str]:
    """The words of each article, by its number, its paragraphs behind each other."""
    assert text is not None
    articles: dict[str, str] = {}
    number = ""
    for line in text.splitlines()[1:]:
        head, gap, rest = line.partition("\u3000")
        number, words = (head, rest) if gap else (number, line)
        articles[number] = articles.get(number, "") + words
    return articles


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "another article": (
        ("将第二条修改为：“第五条　浮桥限重三吨。”",),
        "its words are those of 第五条, and it is about 第二条",
    ),
    "another article, for one that is not there": (
        ("将第九条修改为：“第五条　浮桥限重三吨。”",),
        "its words are those of 第五条, and it is about 第九条",
    ),
    "another article, for a paragraph": (
        ("第二条第一款修改为：“第五条　浮桥限重三吨。”",),
        "its words are those of 第五条, and it is about 第二条第一款",
    ),
    "the whole article, for a paragraph of it": (
        ("第三条第一款修改为：“第三条　浮桥每年检修两次。”",),
        "its words are those of 第三条, and it is about 第三条第一款",
    ),
    "an article, for a paragraph that comes in": (
        ("第一条增加一款，作为第二款：“第五条　浮桥限重三吨。”",),
        "its words are those of 第五条, and it is about 第一条",
    ),
    "an article that nothing orders": (
        ("将第一条修改为：“第一条　浮桥由乡人民政府管理。\n第二条　浮桥限重三吨。”",),
        "its words are those of 第一条、第二条, and it is about 第一条",
    ),
    "two articles in another order": (
        ("将第三条、第四条修改为：“第四条　浮桥限重三吨。”“第三条　浮桥每年检修两次。”",),
        "its words are those of 第四条、第三条, and it is about 第三条、第四条",
    ),
    "the old number, where the order says the new one": (
        ("增加一条，作为第三条：“第三条　浮桥限重三吨。”", "将第三条改为第四条，修改为：“第三条　浮桥每年检修两次。”"),
        "its words are those of 第三条, and it is about 第四条",
    ),
    "another number than it is to have": (
        ("增加一条，作为第三条：“第六条　浮桥限重三吨。”",),
        "its words are those of 第六条, and it is about 第三条",
    ),
    "one text for two articles": (
        ("将第一条改为两条，分别作为第一条、第二条，修改为：“第一条　浮桥由乡人民政府管理。”",),
        "its words are those of 第一条, and it is about 第一条、第二条",
    ),
    "one text without a number for two articles": (
        ("将第一条改为两条，分别作为第一条、第二条，修改为：“浮桥由乡人民政府管理。”",),
        "its quotations do not say which words are those of 第一条、第二条; each needs a quotation, or its number in it (第一条　…)",
    ),
    "two texts for three articles": (
        ("增加三条，分别作为第二条、第三条、第四条：“浮桥限重三吨。”“浮桥夜间关闭。”",),
        "its quotations do not say which words are those of 第二条、第三条、第四条; each needs a quotation, or its number in it (第二条　…)",
    ),
    "one text for two articles that stay two": (
        ("将第三条、第四条修改为：“浮桥限重三吨。”",),
        "it does not say which of its words are those of 第三条; each article needs a quotation",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_words_that_are_not_clearly_those_of_its_article_refuse_the_act(name: str) -> None:
    orders, why = REFUSED[name]
    applied = apply(*orders)
    assert applied.text is None
    assert why in [one.why for one in applied.refused]


NEW_NUMBER, OLD_NUMBER = "第四条　浮桥每年检修两次。", "第三条　浮桥每年检修两次。"


@pytest.mark.parametrize("words", [NEW_NUMBER, OLD_NUMBER])
def test_an_article_is_quoted_with_its_old_number_or_with_its_new_one(words: str) -> None:
    applied = apply("增加一条，作为第二条：“第二条　浮桥限重三吨。”", f"将第三条修改为：“{words}”")
    articles = list_articles(applied.text)
    assert articles["第三条"].startswith("下列车辆不得通过")
    assert articles["第四条"] == "浮桥每年检修两次。"
    assert articles["第五条"] == "违反本办法的，处一百元罚款。"


@pytest.mark.parametrize("numbers", [("第三条", "第四条"), ("第四条", "第五条")])
def test_two_articles_are_quoted_with_their_old_numbers_or_with_their_new_ones(numbers: tuple[str, str]) -> None:
    orders = f"将第三条、第四条修改为：“{numbers[0]}　浮桥每年检修两次。”“{numbers[1]}　违反的，处二百元罚款。”"
    articles = list_articles(apply("增加一条，作为第二条：“浮桥限重三吨。”", orders).text)
    assert articles["第三条"].startswith("下列车辆不得通过")
    assert (articles["第四条"], articles["第五条"]) == ("浮桥每年检修两次。", "违反的，处二百元罚款。")


@pytest.mark.parametrize(
    ("order", "due"),
    [
        ("增加两条，分别作为第二条、第三条：“浮桥限重三吨。”“浮桥夜间关闭。”", ("第二条", "第三条")),
        ("将第四条、第五条修改为：“浮桥限重三吨。”“浮桥夜间关闭。”", ("第四条", "第五条")),
        ("将第一条分为两条，分别作为第一条、第二条，修改为：“浮桥限重三吨。”“浮桥夜间关闭。”", ("第一条", "第二条")),
    ],
)
def test_quotations_without_numbers_are_taken_in_order(order: str, due: tuple[str, str]) -> None:
    articles = list_articles(apply(order).text)
    assert [articles[number] for number in due] == ["浮桥限重三吨。", "浮桥夜间关闭。"]


def test_two_articles_are_joined_in_one_text() -> None:
    articles = list_articles(apply("将第四条、第五条合并为一条，作为第四条，修改为：“第四条　违反的，处罚。”").text)
    assert list(articles) == ["第一条", "第二条", "第三条", "第四条"]
    assert articles["第四条"] == "违反的，处罚。"


def test_a_text_in_which_another_article_lost_its_words_does_not_agree() -> None:
    act = read_act("将第二条修改为：“第五条　浮桥限重三吨。”")
    lost = OLD.replace("第五条　本办法自公布之日起施行。", "第五条　浮桥限重三吨。")
    checked = amend.check(act, pipeline.read(text=OLD), pipeline.read(text=lost))
    assert not checked
    whys = {(one.kind, one.why) for one in checked.findings}
    assert ("not-done", "its words are those of 第五条, and it is about 第二条") in whys
