"""`amend write` and `amend apply` on clauses where numbers alone do not say the place: lists behind words, chapters, annexes, wrapped lines."""

from __future__ import annotations

import pytest

from decision_diff import amend, pipeline
from decision_diff.amend.writing.outputs import report_act

OIL = """灯塔办法
第一章　总则
第一条　灯塔由海务局管理。
第二章　守塔
第二条　守塔人每日点灯。
守塔人不得离开灯塔。
第三章　附则
第三条　本办法自公布之日起施行。
附件一
灯油表
附件三
灯罩表
"""
PAIRS = {
    "items come in before a paragraph": (
        OIL,
        OIL.replace("守塔人每日点灯。\n", "守塔人应当：\n（一）点灯；\n（二）擦灯。\n"),
    ),
    "an item becomes a paragraph": (
        OIL.replace(
            "守塔人每日点灯。", "守塔人应当：\n（一）点灯；\n（二）擦灯；\n（三）不在塔内饮酒的守塔人记功一次。"
        ),
        OIL.replace("守塔人每日点灯。", "守塔人应当：\n（一）点灯；\n（二）擦灯；\n不在塔内饮酒的守塔人记功一次。"),
    ),
    "brackets of another width": (
        OIL.replace("每日点灯。", "应当：\n（一）点灯；\n（二）擦灯。"),
        OIL.replace("每日点灯。", "应当：\n(一)点灯；\n(二)擦灯。"),
    ),
    "a chapter comes in with its articles": (
        OIL,
        OIL.replace("第三章　附则\n第三条", "第三章　罚则\n第三条　夜间不点灯的，处五元罚款。\n第四章　附则\n第四条"),
    ),
    "articles come in at the beginning of a chapter": (
        OIL,
        OIL.replace("第三章　附则\n第三条", "第三章　附则\n第三条　灯塔每年粉刷。\n第四条　灯塔每年丈量。\n第五条"),
    ),
    "chapters are put in another order": (
        OIL,
        "灯塔办法\n第一章　守塔\n第一条　守塔人每日点灯。\n守塔人不得离开灯塔。\n第二章　总则\n第二条　灯塔由海务局管理。\n"
        + OIL[OIL.index("第三章") :],
    ),
    "an annex comes in between": (OIL, OIL.replace("附件三", "附件二\n灯芯表\n附件三")),
    "an annex is another one": (OIL, OIL.replace("灯油表", "一、鱼油\n二、菜油")),
}


@pytest.mark.parametrize("style", ["npc", "itu", "uk", "eu"])
@pytest.mark.parametrize("name", sorted(PAIRS))
def test_what_stands_at_a_place_that_no_number_gives_comes_out(name: str, style: str) -> None:
    act = amend.write(pipeline.compare(*(pipeline.read(text=text) for text in PAIRS[name])), style)
    assert list(act.shortfalls) == []


def test_a_list_takes_out_and_puts_in_what_it_cannot_amend() -> None:
    texts = PAIRS["an item becomes a paragraph"]
    act = amend.write(pipeline.compare(*(pipeline.read(text=text) for text in texts)), "itu")
    assert act.text.splitlines()[1:] == [
        "ADD\tP/1", "第二条第1自然段", "不在塔内饮酒的守塔人记功一次。",
        "SUP\tP/2", "第二条", "（三）",
    ]  # fmt: skip


def read_applied(act: str, old: str) -> str:
    applied = amend.apply(amend.read(f"{act}\n".encode()), pipeline.read(text=old))
    assert [str(one) for one in applied.refused] == []
    return applied.text or ""


def test_an_annex_that_comes_in_stands_before_those_with_higher_numbers() -> None:
    added = "ADD\tP/1\n附件二\n附件二\n灯芯表"
    assert read_applied(added, OIL) == OIL.replace("附件三", "附件二\n灯芯表\n附件三")
    added = "ADD\tP/1\n附件四\n附件四\n灯芯表"
    assert read_applied(added, OIL) == OIL + "附件四\n灯芯表\n"


def test_an_article_counts_behind_one_that_came_in_and_not_behind_one_that_is_gone() -> None:
    law = "灯塔办法\n第一章　总则\n第一条　一。\n第二条　二。\n第二章　附则\n第六条　六。\n"
    added = "ADD\tP/1\n第二章\n第四条\t四。\nADD\tP/2\n第五条\t五。"
    assert read_applied(added, law) == law.replace("第六条", "第四条　四。\n第五条　五。\n第六条")
    moved = "SUP\tP/1\n第一章\nADD\tP/2\n第三条\t三。"
    assert read_applied(moved, law) == "灯塔办法\n第二章　附则\n第三条　三。\n第六条　六。\n"


CHAPTERS = """灯塔办法
第一章　总则
第一节　灯
第一条　灯。
第二章　附则
第二条　下列费用免收：
（一）水费。
灯油按下列规定领取：
第三条　完。
"""


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("Before Article 2 insert—\n“第一节 塔”", ""),
        ("Before Article 2 insert—\n“第三章 人\n第一节 塔\n第四章 船\n第一节 帆”", ""),
        ("Before Article 1 insert—\n“第一节 塔”", "2 clauses would have the number 第一章第一节"),
        ("After Article 3 insert—\n“第二章 人”", "2 clauses would have the number 第二章"),
        ("Before Article 2 insert—\n“第三章 人\n第一节 塔\n第一节 帆”", "2 clauses would have the number 第三章第一节"),
        ("At the end of the 1st unnumbered paragraph of Article 2 insert—\n“（一）每月领取。\n（二）按人领取。”", ""),
        ("At the end of Article 2 insert—\n“（一）每月领取。”", "2 clauses would have the number 第二章第二条（一）"),
    ],
)
def test_a_number_counts_in_its_own_chapter_and_list(act: str, why: str) -> None:
    applied = amend.apply(amend.read(f"{act}\n".encode()), pipeline.read(text=CHAPTERS))
    assert [one.why.split(";")[0] for one in applied.refused] == ([why] if why else [])


WRAPPED = """Lighthouse Act

Section 1 The lighthouse belongs to the Maritime Office, which has to keep it
in a good state and to light it at sunset on every day of the year.


Section 2 The keeper must be an adult person of good health and has to have
passed the examination for keepers that the Maritime Office holds twice a
year in the month of May and in the month of November.

Section 3 Whoever extinguishes the light pays ten pounds.
"""


def test_a_text_that_a_page_wrapped_is_amended_with_its_lines_joined_and_its_blank_lines_kept() -> None:
    act = amend.read(b"In section 2, for \xe2\x80\x9cadult\xe2\x80\x9d substitute \xe2\x80\x9cold\xe2\x80\x9d.\n")
    applied = amend.apply(act, pipeline.read(text=WRAPPED))
    assert applied.text == WRAPPED.replace("keep it\nin", "keep it in").replace("have\npassed", "have passed").replace(
        "twice a\nyear", "twice a year"
    ).replace("adult", "old")
    assert [one.message for one in applied.notices if "joined" in one.message] == [
        "<bytes>: no order says so: lines that a page wrapped are joined, in 2 clauses"
    ]


def test_an_order_on_a_chinese_annex_in_english_is_one_on_clauses() -> None:
    law = "灯塔办法\n第一条　灯。\n附件一\n一、塔\n二、船\n"
    act = "At the end of paragraph 2 of the part “附件一” insert—\n“大船”"
    assert read_applied(act, law) == law.replace("二、船\n", "二、船\n大船\n")


@pytest.mark.parametrize(
    ("made", "wanted", "said"),
    [
        ("灯\u00a0塔", "灯 塔", "“灯\u00a0塔”, NEW has “灯 塔”; they differ in ‹U+00A0›, for which NEW has ‹U+0020›"),
        ("灯塔", "灯塔 ", "“灯塔”, NEW has “灯塔 ”; they differ in nothing, for which NEW has ‹U+0020›"),
        ("灯" * 100 + "塔", "灯" * 100 + "船", f"“…{'灯' * 20}塔”, NEW has “…{'灯' * 20}船”"),
        ("灯" * 60 + "塔", "灯" * 60 + "船", f"“{'灯' * 60}塔”, NEW has “{'灯' * 60}船”"),
        ("灯", "", "“灯”, NEW has “”"),
    ],
)
def test_a_shortfall_shows_what_differs(made: str, wanted: str, said: str) -> None:
    from decision_diff.amend.writing.acts import Shortfall, WrittenAct

    act = WrittenAct("npc", "灯塔办法", (), (), (Shortfall("第一条", made, wanted),))
    assert list(report_act(act))[-1] == f"  第一条: the act makes {said}"
