"""An edit goes only among the words among which it stood: not into a sentence with another content."""

from __future__ import annotations

import pytest

import decision_diff as dd
from decision_diff.amend import Rebased, rebase

HEAD = "灯塔管理办法\n第一条　灯塔每晚点灯。\n第二条　灯塔免费开放。\n第三条　"


def carry(old: str, draft: str, base: str) -> Rebased:
    result = rebase(*(dd.read(text=f"{HEAD}{words}\n") for words in (old, draft, base)))
    if result.conflicts:
        assert result.text == f"{HEAD}{base}\n"
    return result


def tell(old: str, draft: str, base: str) -> list[tuple[str, str]]:
    return [(edit.outcome, edit.reason) for edit in carry(old, draft, base).edits]


CARRIED, CONFLICT = [("carried", "")], [("conflict", "amended")]


def test_an_edit_is_not_carried_into_a_clause_with_another_content() -> None:
    old = "仓库保管员应当在春季公布账目，并且管理仓库、码头。"
    base = "雾笛操作员应当在夏季检查雾笛，并且涂刷航道、堤坝。"
    assert tell(old, old.replace("应当", "必须"), base) == CONFLICT
    assert tell(base, base.replace("应当", "必须"), old) == CONFLICT


@pytest.mark.parametrize(
    ("base", "outcome"),
    [
        ("守塔人应当于每月检查雾笛和标志灯。", CARRIED),
        ("守塔人不应当于每月检查雾笛和航标灯。", CONFLICT),
        ("守塔人应当于每月检查雾笛和航标灯，但不得拆卸。", CARRIED),  # a part of its own
        ("守塔人应当于每月检查雾笛和不动产。", CARRIED),
    ],
)
def test_a_negation_that_the_new_base_puts_beside_an_edit_makes_a_conflict(
    base: str, outcome: list[tuple[str, str]]
) -> None:
    old = "守塔人应当于每月检查雾笛和航标灯。"
    assert tell(old, old.replace("每月", "每周"), base) == outcome


@pytest.mark.parametrize(("between", "outcome"), [("于每月检查雾笛和航", CONFLICT), ("于每月检查雾笛和航标", CARRIED)])
def test_a_negation_turns_what_is_less_than_ten_characters_from_it(
    between: str, outcome: list[tuple[str, str]]
) -> None:
    old = f"守塔人可以{between}以及标志牌和旗帜与缆绳。"
    draft, base = old.replace("以及", "或者"), old.replace("可以", "不得")
    assert tell(old, draft, base) == outcome
    assert tell(old, base, draft) == outcome


OLD_WORDS = ("alpha", "gamma", "delta", "kappa", "sigma", "omega", "theta", "zetas", "iotas", "lamda")
OTHER_WORDS = ("north", "south", "river", "tower", "light", "keeps", "water", "hours", "plant", "coast")


def keep(kept: int) -> tuple[str, str]:
    """Ten words, and as many of which only the first ones are the same."""
    return " ".join(OLD_WORDS), " ".join([*OLD_WORDS[:kept], *OTHER_WORDS[kept:]])


@pytest.mark.parametrize(("kept", "outcome"), [(5, CARRIED), (4, CONFLICT)])
def test_both_keep_half_of_the_part_around_an_edit(kept: int, outcome: list[tuple[str, str]]) -> None:
    old, base = keep(kept)
    draft = old.replace("gamma", "GREAT")
    assert tell(old, draft, base) == outcome
    assert {one for one, _ in tell(old, base, draft)} == {one for one, _ in outcome}


@pytest.mark.parametrize(("more", "outcome"), [(22, CARRIED), (24, CONFLICT)])
def test_the_part_is_not_lost_among_what_the_new_base_puts_in(more: int, outcome: list[tuple[str, str]]) -> None:
    old, _ = keep(10)
    base = old.replace("theta", " ".join([*["water"] * more, "theta"]))
    assert tell(old, old.replace("gamma", "GREAT"), base) == outcome


# What keeps no more is no longer taken for the same clause.
@pytest.mark.parametrize(("kept", "outcome"), [(2, CARRIED), (1, [("conflict", "repealed")])])
def test_both_keep_a_quarter_of_the_sentence(kept: int, outcome: list[tuple[str, str]]) -> None:
    old, base = keep(kept)
    old, base = f"{old}，sends it。", f"{base}，sends it。"
    assert tell(old, old.replace("it", "this"), base) == outcome


_CLIMB = "攀爬围栏的，处三十元罚款"
_BREAK = "毁坏航标、浮标、系船柱的，由海事机构责令修复，处九十元罚款，并责令赔偿损失"


def test_an_edit_of_the_half_of_a_divided_clause_that_kept_its_words_is_carried_to_it() -> None:
    old = f"{_CLIMB}；{_BREAK}。"
    base = f"{_BREAK}。\n第四条　{_CLIMB}。"
    result = carry(old, old.replace("三十元", "六十元"), base)
    assert result.text == f"{HEAD}{base}\n".replace("三十元", "六十元")
    assert [(edit.outcome, edit.new_place) for edit in result.edits] == [("carried", "第四条")]


def test_a_conflict_of_a_divided_clause_stands_at_the_half_that_has_the_words() -> None:
    old = f"{_CLIMB}；{_BREAK}。"
    climb = _CLIMB.replace("攀爬围栏", "登上灯塔")
    result = carry(old, old.replace("三十元", "六十元"), f"{_BREAK}。\n第四条　{climb}。")
    assert [(one.outcome, one.new_place, one.base) for one in result.edits] == [("conflict", "第四条", f"{climb}。")]
