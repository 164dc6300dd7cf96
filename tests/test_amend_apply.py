"""`amend apply`: the consolidated text, which instruction made each word, what was chosen, and what is refused."""

from __future__ import annotations

from amendingacts import ACT, NEW, OLD, read_act
from decision_diff import amend, pipeline


def apply(act: str = ACT, old: str = OLD, *, partial: bool = False) -> amend.Applied:
    return amend.apply(amend.read(act.encode()), pipeline.read(text=old), partial=partial)


def apply_orders(old: str, *sentences: str, partial: bool = False) -> amend.Applied:
    return amend.apply(read_act(*sentences), pipeline.read(text=old), partial=partial)


def write_articles(*texts: str) -> str:
    numbers = "一二三四五六七八九十"
    return "灯塔管理办法\n" + "".join(f"第{numbers[at]}条　{text}\n" for at, text in enumerate(texts))


def say(applied: amend.Applied) -> list[str]:
    """What was refused: the reasons."""
    return [one.why for one in applied.refused]


def test_a_whole_act_gives_the_new_text() -> None:
    applied = apply()
    assert applied.text == NEW
    assert applied
    assert applied.refused == ()
    assert len(applied.done) == 11


def test_each_word_knows_the_instruction_that_made_it() -> None:
    applied = apply()
    assert applied.text is not None
    made = {one.span.of(applied.text): one.instruction.origin.number for one in applied.made if one.instruction}
    assert made["灯塔由航标局管理。"] == "一"
    assert made["灯塔的颜色由航标局规定。"] == "二"
    assert made["二百元"] == "六"
    assert made["航标局"] == "七"


def test_an_order_that_is_not_understood_refuses_the_act() -> None:
    applied = apply_orders(write_articles("甲。", "乙。"), "将第一条弄得好看一些。", "二、删去第二条。")
    assert applied.text is None
    assert not applied
    assert set(say(applied)) == {"it is not understood"}


def test_words_that_are_not_there_refuse_the_act() -> None:
    applied = apply_orders(write_articles("甲。", "乙。"), "将第一条中的“丙”修改为“丁”。")
    assert applied.text is None
    assert say(applied) == ["第一条 does not have the words “丙”"]


def test_partial_does_the_rest() -> None:
    applied = apply_orders(
        write_articles("甲。", "乙。"),
        "将第一条中的“丙”修改为“丁”。",
        "将第二条修改为：“戊。”",
        partial=True,
    )
    assert applied.text == write_articles("甲。", "戊。")
    assert say(applied) == ["第一条 does not have the words “丙”"]
    assert not applied
