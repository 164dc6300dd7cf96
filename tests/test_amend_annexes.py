"""Orders of Chinese acts on annexes: given anew, changed in words, put in, taken out, renumbered; what is not certain is refused."""

from __future__ import annotations

import pytest

from decision_diff import amend, pipeline

LAW = """灯塔办法
第一条　灯塔由海务局管理，灯油见附件一。
第二条　本办法自公布之日起施行。
附件一
灯油表
一、鱼油
附件二
灯罩表
"""
HEAD = "关于修改《灯塔办法》的决定\n决定对《灯塔办法》作如下修改：\n"


def apply(act: str, law: str = LAW) -> amend.Applied:
    return amend.apply(amend.read(f"{HEAD}{act}\n".encode()), pipeline.read(text=law))


@pytest.mark.parametrize(
    ("act", "was", "now"),
    [
        ("一、将附件一修改为：“油价表\n“一、菜油”", "灯油表\n一、鱼油\n", "油价表\n一、菜油\n"),
        ("一、将附件一修改为：“附件一\n“油价表”", "灯油表\n一、鱼油\n", "油价表\n"),
        ("一、增加附件三：“灯芯表\n“棉芯”", "灯罩表\n", "灯罩表\n附件三\n灯芯表\n棉芯\n"),
        ("一、增加一个附件，作为附件三：“附件三\n“灯芯表”", "灯罩表\n", "灯罩表\n附件三\n灯芯表\n"),
        ("一、删去附件二。", "附件二\n灯罩表\n", ""),
        ("一、删去附件一。\n二、将附件二改为附件一。", "附件一\n灯油表\n一、鱼油\n附件二\n", "附件一\n"),
        ("一、将附件二改为附件三。\n二、增加附件二：“灯芯表”", "附件二\n", "附件二\n灯芯表\n附件三\n"),
        ("一、将附件一中的“灯油表”修改为“油表”。", "灯油表", "油表"),
        ("一、在附件一中的“鱼油”后增加“和菜油”。", "鱼油", "鱼油和菜油"),
        ("一、将第一条、附件一中的“灯油”修改为“煤油”。", "灯油", "煤油"),
        ("一、将本办法中的“灯油”修改为“煤油”。\n二、在附件一中的“鱼油”后增加“等”。", "灯油见附件一。", "煤油见附件一。"),
    ],
)  # fmt: skip
def test_an_annex_is_amended_and_nothing_else(act: str, was: str, now: str) -> None:
    applied = apply(act)
    assert [str(one) for one in applied.refused] == []
    expected = LAW.replace(was, now)
    if "等" in act:
        expected = expected.replace("灯油表", "煤油表").replace("鱼油", "鱼油等")
    assert applied.text == expected
    assert amend.check(applied.act, applied.old, pipeline.read(text=expected))
    silent = pipeline.read(text=f"{expected}此表仅供参考\n")
    assert not amend.check(applied.act, applied.old, silent)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("一、增加附件五：“灯芯表”", "the annexes would be numbered 附件1、附件2、附件5"),
        ("一、删去附件一。", "the annexes would be numbered 附件2"),
        ("一、将附件九修改为：“甲”", "the old text has no 附件九"),
        ("一、将附件二中的“灯油”修改为“煤油”。", "附件二 does not have the words “灯油”"),
        ("一、在附件一最后增加“甲”。", "附件一 is an annex, and it does not say beside which words"),
        ("一、附件一增加一条，作为第一条：“甲。”", "this program cannot carry out this order on an annex"),
        ("一、将附件一、附件二修改为：“甲”", "it gives several annexes one quotation"),
        ("一、将附件一修改为：“甲”\n二、删去附件一。", "another order changes 附件一"),
        ("一、将附件一修改为：“甲”\n二、将附件一中的“鱼油”修改为“菜油”。", "another order gives 附件一 new words"),
        ("一、将附件一中的“鱼油”修改为“菜油”。\n二、将附件一修改为：“甲”", "another order changes words of this annex"),
    ],
)  # fmt: skip
def test_what_is_not_certain_of_an_annex_is_refused(act: str, why: str) -> None:
    applied = apply(act)
    assert applied.text is None
    assert applied.refused[0].why.startswith(why)


def test_the_heading_of_an_annex_with_words_behind_its_number_must_be_quoted() -> None:
    law = LAW.replace("附件一\n灯油表", "附件一：灯油表")
    assert apply("一、将附件一修改为：“油价表”", law).refused[0].why.startswith("quote 附件一 with its heading")
    assert apply("一、将附件一修改为：“附件一：油价表”", law).text == law.replace("灯油表\n一、鱼油", "油价表")


def test_a_heading_in_an_annex_is_no_chapter_of_the_text() -> None:
    law = LAW.replace("第一条", "第一章　总则\n第一条", 1).replace("灯油表\n", "灯油表\n第一章　鱼油\n第二章　菜油\n")
    act = "一、增加一章，作为第二章“附则”，包括第二条。"
    applied = apply(act, law)
    assert [str(one) for one in applied.refused] == []
    assert applied.text == law.replace("第二条", "第二章　附则\n第二条", 1)


def test_a_piece_of_a_table_of_contents_that_a_stored_text_broke_is_not_ordered() -> None:
    chapters = ["灯塔和灯船的管理", "守塔人", "灯油", "附则"]
    body = "".join(f"第{n}章　{name}\n第{n}条　{name}。\n" for n, name in zip("一二三四", chapters, strict=True))
    entries = "".join(f"第{n}章　{name}\n" for n, name in zip("二三四", chapters[1:], strict=True))
    law, note = pipeline.read(text=f"灯塔办法\n{body}"), "2020年5月1日海务局通过"
    broken = pipeline.read(text=f"灯塔办法\n{note}\n船的管理\n{entries}{body}")
    act = amend.write(pipeline.compare(law, broken), "npc")
    assert list(act.shortfalls) == []
    assert not act.instructions
    other = pipeline.read(text=f"灯塔办法\n{note}\n船的看管\n{entries}{body}")
    found = amend.write(pipeline.compare(law, other), "npc")
    assert found.instructions or found.shortfalls


CHAPTERS = """灯塔办法
第一章　总则
第一条　灯塔由海务局管理。
第二章　守塔
第二条　守塔人每日点灯。
第三条　守塔人不得离开灯塔。
第三章　附则
第四条　本办法由海务局解释。
"""
ADJUST = "\n本办法根据本决定作相应修改并对条文顺序作相应调整，重新公布。"


@pytest.mark.parametrize(
    ("words", "adjusts", "made"),
    [
        (["第二章　灯塔人", "第二条　甲。", "第三条　乙。"], False, ["第二章　灯塔人", "第二条　甲。", "第三条　乙。", "第三章　附则", "第四条"]),
        (["第二条　甲。", "第三条　乙。"], False, ["第二章　守塔", "第二条　甲。", "第三条　乙。", "第三章　附则", "第四条"]),
        (["第二章　守塔", "第二条　甲。", "丙。"], True, ["第二章　守塔", "第二条　甲。", "丙。", "第三章　附则", "第三条"]),
        (
            ["第二章　灯塔人", "第二条　甲。", "第三条　乙。", "第四条　丙。"],
            True,
            ["第二章　灯塔人", "第二条　甲。", "第三条　乙。", "第四条　丙。", "第三章　附则", "第五条"],
        ),
    ],
)  # fmt: skip
def test_a_chapter_is_given_anew_with_its_articles(words: list[str], made: list[str], *, adjusts: bool) -> None:
    quoted = "\n".join(f"“{text}" for text in words)
    applied = apply(f"一、将第二章修改为：{quoted}”{ADJUST * adjusts}", CHAPTERS)
    assert [str(one) for one in applied.refused] == []
    expected = [
        "灯塔办法",
        "第一章　总则",
        "第一条　灯塔由海务局管理。",
        *made[:-1],
        f"{made[-1]}　本办法由海务局解释。",
    ]
    assert (applied.text or "").splitlines() == expected
    assert amend.check(applied.act, applied.old, pipeline.read(text=applied.text))


@pytest.mark.parametrize(
    "words",
    [
        "“甲。”",
        "“第三章　灯塔人\n“第二条　甲。\n“第三条　乙。”",
        "“第二章　灯塔人\n“第一节　灯\n“第二条　甲。\n“第三条　乙。”",
        "“第二章　灯塔人\n“甲。\n“第二条　甲。\n“第三条　乙。”",
        "“第二章　灯塔人\n“第二条　甲。”",  # it does not say whether the articles behind get other numbers
    ],
)
def test_a_chapter_whose_new_words_are_not_clear_refuses_the_act(words: str) -> None:
    applied = apply(f"一、将第二章修改为：{words}", CHAPTERS)
    assert applied.text is None
    assert applied.refused
