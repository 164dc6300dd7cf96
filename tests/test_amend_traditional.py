"""Acts in traditional characters on texts in traditional characters: what is quoted stays, new numbers are printed as the old ones are."""

from __future__ import annotations

import pytest

from decision_diff import amend, pipeline

LAW = """燈塔管理辦法
第一章　總則
第一節　燈塔
第一條　燈塔由海務局管理。
第二條　守塔人應具備下列條件：
（一）年滿十八歲；
（二）身體健康。
第二節　罰則
第三條　違反本辦法第二條規定者，處一百元罰鍰。
第四條　本辦法自公布日施行。
"""


def apply(act: str, law: str = LAW) -> amend.Applied:
    return amend.apply(amend.read(f"{act}\n".encode()), pipeline.read(text=law))


@pytest.mark.parametrize(
    ("act", "was", "now"),
    [
        ("關於修改《燈塔管理辦法》的決定\n決定對《燈塔管理辦法》作如下修改：\n一、將第三條中的「一百元」修改為「二百元」。", "一百元", "二百元"),
        ("一、將第二條第一項修正為：「（一）年滿二十歲；」", "十八", "二十"),
        ("一、增訂第三條之一：「第三條之一　罰鍰由海務局收取。」", "第四條", "第三條之一　罰鍰由海務局收取。\n第四條"),
        ("一、刪除第四條。", "第四條　本辦法自公布日施行。\n", ""),
        ("一、將第一章第二節節名修改為「罰鍰」。", "第二節　罰則", "第二節　罰　　鍰"),
        ("一、將本辦法中的「燈塔」修改為「燈船」。", "燈塔由", "燈船由"),
    ],
)  # fmt: skip
def test_an_act_in_traditional_characters_is_applied(act: str, was: str, now: str) -> None:
    applied = apply(act)
    assert [str(one) for one in applied.refused] == []
    expected = LAW.replace(was, now).replace("第一節　燈塔", "第一節　燈船" if "燈船" in now else "第一節　燈塔")
    assert "".join((applied.text or "").split()) == "".join(expected.split())
    assert amend.check(applied.act, applied.old, pipeline.read(text=applied.text or ""))


def test_new_numbers_of_articles_sections_and_citations_are_in_the_script_of_the_old_ones() -> None:
    act = "一、增加一條，作為第二條：「燈塔之顏色由海務局定之。」\n對條文順序作相應調整。"
    applied = apply(act)
    assert "第三條　守塔人" in (applied.text or "")
    assert "第四條　違反本辦法第三條規定者" in (applied.text or "")
    assert "条" not in (applied.text or "")


def test_an_act_on_another_text_is_refused_in_either_script() -> None:
    with pytest.raises(Exception, match="this act amends 《灯船管理办法》"):
        apply("關於修改《燈船管理辦法》的決定\n決定對《燈船管理辦法》作如下修改：\n一、刪去第四條。")


def test_simplified_words_are_not_those_of_a_text_in_traditional_characters() -> None:
    applied = apply("一、将第三条中的“罚锾”修改为“罚款”。")
    assert applied.text is None
    assert "does not have the words" in applied.refused[0].why
