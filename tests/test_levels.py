"""Promotions, demotions and swaps: what became another level is never only renumbered, and of a swap the fewest clauses are blamed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import pipeline
from decision_diff.changes import Change, Comparison
from decision_diff.pipeline import compare, render
from invariants import check, mirrored, plain

DUTIES = (
    "渔船每年三月检验一次，检验费用由船主承担。",
    "码头的照明设备由港口管理机构维护，每季度清洗。",
    "灯塔看守人应当每日记录天气，记录保存五年。",
    "盐田的承包期为十年，期满可以续签。",
    "果园使用农药的，应当提前三天公告。",
    "邮票的图案由专家小组评选，评选结果公开。",
    "磨坊夜间不得使用水闸，但干旱期间除外。",
)


def write_act(articles: list[list[str]]) -> str:
    """A text of numbered articles, each with its paragraphs."""
    numbers = "一二三四五六七八九十"
    lines = ["示例条例"]
    for number, (first, *rest) in zip(numbers, articles, strict=False):
        lines += [f"第{number}条　{first}", *rest]
    return "\n".join(lines) + "\n"


def find_change(comparison: Comparison, words: str) -> Change:
    """The one change of the clause with these new words."""
    (found,) = [change for change in comparison.every if words in change.new_text]
    return found


articles = st.permutations(DUTIES).map(lambda chosen: [[words] for words in chosen])


@given(articles, st.integers(1, len(DUTIES) - 1))
def test_an_article_that_went_into_the_one_before_is_joined(old: list[list[str]], at: int) -> None:
    new = [*old[: at - 1], [*old[at - 1], *old[at]], *old[at + 1 :]]
    comparison = compare(write_act(old), write_act(new))
    check(comparison)
    joined = find_change(comparison, old[at][0])
    assert (joined.kind, joined.mark) == ("substantive", "MOD")
    assert joined.effects == {"join"}
    assert not joined.is_only_renumbered
    assert not any(change.effects & {"move", "insertion", "repeal"} for change in comparison.changes)
    back = compare(write_act(new), write_act(old))
    assert sorted(map(str, map(mirrored, comparison.every))) == sorted(map(str, map(plain, back.every)))


@given(articles, st.integers(1, len(DUTIES) - 1))
def test_a_paragraph_that_became_an_article_was_split_off(new: list[list[str]], at: int) -> None:
    old = [*new[: at - 1], [*new[at - 1], *new[at]], *new[at + 1 :]]
    found = find_change(compare(write_act(old), write_act(new)), new[at][0])
    assert (found.kind, found.mark, set(found.effects)) == ("substantive", "MOD", {"split"})


def test_an_amended_article_that_went_into_another_is_joined_too() -> None:
    old = write_act([[words] for words in DUTIES])
    amended = DUTIES[2].replace("五年", "八年")
    new = write_act([[DUTIES[0]], [DUTIES[1], amended], *([words] for words in DUTIES[3:])])
    found = find_change(compare(old, new), amended)
    assert found.effects == {"substitution", "join"}
    assert found.kind == "substantive"


def test_a_level_that_stays_is_only_renumbered() -> None:
    old = write_act([[words] for words in DUTIES[1:]])
    new = write_act([[words] for words in DUTIES])
    assert find_change(compare(old, new), DUTIES[3]).is_only_renumbered


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "joined (article → paragraph)"), ("zh", "（条 → 段落）"), ("fr", "(article → paragraphe)")],
)
def test_the_levels_are_said(language: str, said: str) -> None:
    old = pipeline.read(write_act([[words] for words in DUTIES]))
    new = pipeline.read(write_act([[DUTIES[0], DUTIES[1]], *([words] for words in DUTIES[2:])]))
    comparison = compare(old, new)
    assert said in str(render(comparison, "text", labels=language))


@given(articles, st.data())
def test_of_a_swap_the_fewest_clauses_are_blamed(old: list[list[str]], data: st.DataObject) -> None:
    """A block of one to three articles goes behind a longer one."""
    few = data.draw(st.integers(1, 3))
    many = data.draw(st.integers(few + 1, len(old) - few))
    start = data.draw(st.integers(0, len(old) - few - many))
    block, rest = old[start : start + few], old[start + few : start + few + many]
    new = [*old[:start], *rest, *block, *old[start + few + many :]]
    comparison = compare(write_act(old), write_act(new))
    moved = {change.new_text for change in comparison.changes if "move" in change.effects}
    assert moved == {words for (words,) in block}


def test_of_a_swap_of_equally_many_the_fewest_characters_are_blamed() -> None:
    old = write_act([["甲方负责登记。"], ["乙方负责检验、封存、运输和拍卖。"]])
    new = write_act([["乙方负责检验、封存、运输和拍卖。"], ["甲方负责登记。"]])
    assert [one.new_text for one in compare(old, new).changes if "move" in one.effects] == ["甲方负责登记。"]
