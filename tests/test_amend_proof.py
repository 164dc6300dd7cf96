"""What `amend write` calls verified, `amend apply` carries out: the printed act gives NEW, in both layouts of numbers and in each style."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_diff import amend, pipeline
from decision_diff.amend.writing.acts import STYLES
from decision_diff.cli import cli

LAMPS = "Lamp Regulation\nArticle 1\nThe lamp stands in Geneva.\nArticle 2\nThe keeper reports each month.\n"
WORDS_ONLY = LAMPS.replace("Geneva", "Nassau")
INSERTED = "Lamp Regulation\nArticle 1\nThe lamp stands in Geneva.\nArticle 2\nThe lamp is green.\nArticle 3\nThe keeper reports each month.\n"
DOUBLED = (
    "灯塔办法\n第一条 灯塔由港口管理。\n第二条 灯每晚点亮。\n第二条 灯每月检查。\n第三条 不收费用。\n",
    "灯塔办法\n第一条 灯塔由港口管理。\n第二条 灯每晚点亮。\n第三条 设守灯人一名。\n第四条 灯每月检查。\n第五条 不收费用。\n",
)


def write_act(old: str, new: str, style: str) -> amend.WrittenAct:
    return amend.write(pipeline.compare(pipeline.read(old), pipeline.read(new)), style)


def apply_act(act: amend.WrittenAct, old: str) -> str | None:
    return amend.apply(amend.read(act.text.encode()), pipeline.read(old)).text


@pytest.mark.parametrize("style", ["eu", "uk", "itu"])
@pytest.mark.parametrize("new", [INSERTED, WORDS_ONLY], ids=["inserted", "words"])
def test_numbers_on_lines_of_their_own_stay_there(style: str, new: str) -> None:
    act = write_act(LAMPS, new, style)
    assert act, act.shortfalls
    assert apply_act(act, LAMPS) == new


def test_words_below_a_number_on_its_own_line_change_in_a_chinese_act() -> None:
    act = write_act(LAMPS, WORDS_ONLY, "npc")
    assert act
    assert "第1条中的“Geneva”" in act.text
    assert apply_act(act, LAMPS) == WORDS_ONLY


def test_blank_lines_and_indentation_between_number_and_words_stay() -> None:
    old = "Lamp Regulation\n  Article 1\n\n    The lamp is red.\n  Article 2\n\n    The keeper reports each month.\n"
    new = "Lamp Regulation\n  Article 1\n\n    The lamp is green.\n  Article 2\n\n    It is lit at dusk.\n  Article 3\n\n    The keeper reports each month.\n"
    act = write_act(old, new, "eu")
    assert act, act.shortfalls
    assert apply_act(act, old) == new


def test_a_line_that_begins_with_a_citation_is_not_divided() -> None:
    new = LAMPS + "Article 9 of the Charter applies.\n"
    act = write_act(LAMPS, new, "uk")
    assert act, act.shortfalls
    assert apply_act(act, LAMPS) == new


def test_an_act_that_quotes_the_number_on_a_line_of_its_own_is_applied() -> None:
    act = "Lamp Regulation is amended as follows:\n(1)\tArticle 1 is replaced by the following:\n‘Article 1\nThe lamp stands in Nassau.’.\n"
    assert amend.apply(amend.read(act), pipeline.read(LAMPS)).text == WORDS_ONLY


def test_chinese_numbers_on_lines_of_their_own_stay_there() -> None:
    old = "灯塔办法\n第一条\n灯塔由港口管理。\n第二条\n灯每月检查。\n"
    new = "灯塔办法\n第一条\n灯塔由港口局管理。\n第二条\n设守灯人一名。\n第三条\n灯每月检查。\n"
    act = write_act(old, new, "npc")
    assert act, act.shortfalls
    assert apply_act(act, old) == new


def test_what_the_style_cannot_say_is_not_called_verified(tmp_path: Path) -> None:
    names = [tmp_path / "old.txt", tmp_path / "new.txt"]
    for path, text in zip(names, DOUBLED, strict=True):
        path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["amend", "write", *map(str, names)], standalone_mode=False)
    assert result.return_value == 1
    assert "NOT verified: `amend apply` would refuse the act" in result.stderr
    assert "it is not understood: 将第二条[2]改为第四条[2]" in result.stderr


@pytest.mark.parametrize("number", ["第二条[2]", "第二条[1]", "第二条"])
def test_an_order_on_a_number_that_stands_twice_never_takes_both(number: str) -> None:
    made = amend.apply(amend.read(f"灯塔办法\nSUP\tP/1\n{number}\n"), pipeline.read(DOUBLED[0]))
    taken = {"第二条[1]": "第二条 灯每晚点亮。\n", "第二条[2]": "第二条 灯每月检查。\n"}.get(number)
    assert made.text == (DOUBLED[0].replace(taken, "") if taken else None)


ENGLISH = (
    "The lamp stands in Geneva.", "The keeper reports each month.", "Nobody may put it out.", "It is binding.",
    "Article 9 of the Charter applies.", "The harbour pays for the oil.", "The lamp is green and tall.",
)  # fmt: skip
CHINESE = (
    "灯塔由港口管理。", "灯每月检查一次。", "任何人不得熄灯。", "本办法具有约束力。",
    "第三条规定的费用由港口承担。", "港口支付灯油的费用。", "灯为绿色，高十米。",
)  # fmt: skip
Texts = tuple[str, str]


@st.composite
def make_texts(draw: st.DrawFn) -> Texts:
    """Two texts with articles in one layout; the second with changed words, articles that came or went, and sometimes a number twice."""
    pool = draw(st.sampled_from([ENGLISH, CHINESE]))
    alone = draw(st.booleans())
    paragraphs = draw(st.permutations(pool))
    olds, spare = list(paragraphs[:3]), list(paragraphs[3:])
    below = draw(st.lists(st.integers(0, 2), max_size=1))
    bodies = [[words, *([spare.pop()] if at in below else [])] for at, words in enumerate(olds)]
    news = [list(body) for body in bodies]
    if draw(st.booleans()):
        news.insert(draw(st.integers(0, len(news))), [spare.pop()])
    if draw(st.booleans()):
        news.pop(draw(st.integers(0, len(news) - 1)))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(news) - 1))
        news[at][-1] = news[at][-1].replace("lamp", "lantern").replace("each", "every").replace("灯", "船", 1)
    doubled = draw(st.integers(0, 5)) == 0
    return _print(bodies, pool is CHINESE, alone, doubled), _print(news, pool is CHINESE, alone, False)


def _print(bodies: list[list[str]], is_chinese: bool, alone: bool, doubled: bool) -> str:
    lines = ["灯塔办法" if is_chinese else "Lamp Regulation"]
    for at, (first, *rest) in enumerate(bodies):
        nth = at - 1 if doubled and at == 2 else at
        number = f"第{'一二三四五六'[nth]}条" if is_chinese else f"Article {nth + 1}"
        lines += [number, first, *rest] if alone else [f"{number} {first}", *rest]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=60, deadline=None)
@given(texts=make_texts())
def test_what_is_verified_is_applied_and_gives_new(style: str, texts: Texts) -> None:
    old, new = texts
    act = write_act(old, new, style)
    if act and act.instructions:
        made = apply_act(act, old)
        assert made is not None
        assert [(one.number, one.words) for one in pipeline.read(made).walk()] == [
            (one.number, one.words) for one in pipeline.read(new).walk()
        ], act.text
        assert made == new, act.text
