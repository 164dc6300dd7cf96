"""`amend apply`: the consolidated text, which instruction made each word, what was chosen, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from amendingacts import ACT, NEW, OLD, read_act
from decision_diff import amend, pipeline
from decision_diff.amend.applying.choices import NewWords
from decision_diff.amend.applying.consolidated import load_schema, render_applied, summarize_applied, write_applied
from decision_diff.amend.applying.newtext import NewText, carry_out_act
from decision_diff.amend.chinese.numbers import write_numeral
from decision_diff.cli import main
from decision_diff.errors import AmendingError

TEXTS = (
    "甲。",
    "乙：\n（一）子；\n（二）丑；\n（三）寅。\n卯。",
    "丙。\n丁。\n戊。",
    "己。依照本办法第二条处理。",
    "庚甲，庚乙，庚丙。辛。壬。",
)


def apply(act: str = ACT, old: str = OLD, *, partial: bool = False) -> amend.Applied:
    return amend.apply(amend.read(act.encode()), pipeline.read(text=old), partial=partial)


def apply_orders(old: str, *sentences: str, partial: bool = False) -> amend.Applied:
    return amend.apply(read_act(*sentences), pipeline.read(text=old), partial=partial)


def write_articles(*texts: str, title: str = "灯塔管理办法") -> str:
    numbers = (write_numeral(at) for at in range(1, len(texts) + 1))
    return f"{title}\n" + "".join(f"第{number}条　{text}\n" for number, text in zip(numbers, texts, strict=True))


def amend_texts(**changed: str) -> tuple[str, ...]:
    """The texts above with others in the place of some: _3="…"."""
    return tuple(changed.get(f"_{at}", text) for at, text in enumerate(TEXTS, 1))


def say(applied: amend.Applied) -> list[str]:
    """What was refused: the reasons."""
    return [one.why for one in applied.refused]


def choose(applied: amend.Applied) -> list[str]:
    """The choices that no act states."""
    return [one.message.split("no order says so: ")[1] for one in applied.notices if one.code == "act-choice"]


def test_a_whole_act_gives_the_new_text() -> None:
    applied = apply()
    assert applied.text == NEW
    assert applied
    assert applied.refused == ()
    assert len(applied.done) == 11
    assert choose(applied) == ["（三） ends with ；", "第四条 is cited as 第五条"]


def test_each_word_knows_the_instruction_that_made_it() -> None:
    applied = apply()
    assert applied.text is not None
    made = {one.span.of(applied.text): one.instruction.origin.number for one in applied.made if one.instruction}
    assert made["灯塔由航标局管理。"] == "一"
    assert made["灯塔的颜色由航标局规定。"] == "二"
    assert made["会游泳。"] == made["（四）"] == "三"
    assert made["第九条"] == made["二百元"] == "六"
    assert made["航标局"] == "七"
    chosen = [one.span.of(applied.text) for one in applied.made if one.instruction is None]
    assert chosen == ["；", "第五条", "第六条", "第八条", "第五条", "第十条"]
    spans = [one.span for one in applied.made]
    assert all(one.end <= other.start for one, other in pairwise(spans))


# What an act orders of the five articles above, and what becomes of them.
FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "an article": (("将第一条修改为：“新。”",), amend_texts(_1="新。")),
    "a paragraph": (("将第三条第二款修改为：“新。”",), amend_texts(_3="丙。\n新。\n戊。")),
    "two paragraphs for one": (
        ("将第三条第二款修改为两款，作为第二款、第三款：“新一。”“新二。”",),
        amend_texts(_3="丙。\n新一。\n新二。\n戊。"),
    ),
    "the last paragraph": (("将第三条最后一款修改为：“末。”",), amend_texts(_3="丙。\n丁。\n末。")),
    "the last paragraph goes": (("删去第三条最后一款。",), amend_texts(_3="丙。\n丁。")),
    "the last item": (
        ("将第二条第一款最后一项修改为：“（三）末。”",),
        amend_texts(_2="乙：\n（一）子；\n（二）丑；\n（三）末。\n卯。"),
    ),
    "a sentence": (("将第五条第二句修改为：“换。”",), amend_texts(_5="庚甲，庚乙，庚丙。换。壬。")),
    "a sentence of a paragraph": (
        ("将第四条第一款第一句修改为：“换。”",),
        amend_texts(_4="换。依照本办法第二条处理。"),
    ),
    "a sentence goes": (("删去第五条第二句。",), amend_texts(_5="庚甲，庚乙，庚丙。壬。")),
    "the last sentence": (("删去第五条最后一句。",), amend_texts(_5="庚甲，庚乙，庚丙。辛。")),
    "words of a sentence": (
        ("将第五条第一款第三句中的“壬”修改为“癸”。",),
        amend_texts(_5="庚甲，庚乙，庚丙。辛。癸。"),
    ),
    "a sentence behind one": (
        ("在第五条第二句后增加：“新句。”",),
        amend_texts(_5="庚甲，庚乙，庚丙。辛。新句。壬。"),
    ),
    "a sentence with a number": (
        ("第五条增加一句，作为第二句：“新句。”",),
        amend_texts(_5="庚甲，庚乙，庚丙。新句。辛。壬。"),
    ),
    "words": (("将第五条中的“辛”修改为“新”。",), amend_texts(_5="庚甲，庚乙，庚丙。新。壬。")),
    "words, all of them": (("将第五条中的“庚”修改为“更”。",), amend_texts(_5="更甲，更乙，更丙。辛。壬。")),
    "words, one of them": (("将第五条中的第二处“庚”修改为“更”。",), amend_texts(_5="庚甲，更乙，庚丙。辛。壬。")),
    "words, one after the other": (
        ("将第二条第一款中的“子”修改为“丑”，“丑”修改为“寅”。",),
        amend_texts(_2="乙：\n（一）丑；\n（二）寅；\n（三）寅。\n卯。"),
    ),
    "one word for two places": (
        ("将第三条第一款中的“丙”、第二款中的“丁”修改为“同”。",),
        amend_texts(_3="同。\n同。\n戊。"),
    ),
    "two words for two places": (
        ("将第一条中的“甲”、第三条第二款中的“丁”分别修改为“子”、“丑”。",),
        amend_texts(_1="子。", _3="丙。\n丑。\n戊。"),
    ),
    "words go from two places": (
        ("删去第五条中的“辛。”、第四条中的“己。”。",),
        amend_texts(_4="依照本办法第二条处理。", _5="庚甲，庚乙，庚丙。壬。"),
    ),
    "words behind others in two places": (
        ("在第一条中的“甲”后、第三条第一款中的“丙”后增加“和子”。",),
        amend_texts(_1="甲和子。", _3="丙和子。\n丁。\n戊。"),
    ),
    "words of the whole text": (
        ("将本办法中的“丁”修改为“丁丁”。",),
        amend_texts(_3="丙。\n丁丁。\n戊。"),
    ),
    "a paragraph comes": (
        ("第三条增加一款，作为第二款：“新。”",),
        amend_texts(_3="丙。\n新。\n丁。\n戊。"),
    ),
    "a paragraph comes behind one": (
        ("在第三条第一款后增加一款：“新。”",),
        amend_texts(_3="丙。\n新。\n丁。\n戊。"),
    ),
    "two paragraphs come": (
        ("第三条增加两款，作为第二款、第四款：“新一。”“新二。”",),
        amend_texts(_3="丙。\n新一。\n丁。\n新二。\n戊。"),
    ),
    "an item comes": (
        ("第二条增加一项，作为第二项：“（二）新；”",),
        amend_texts(_2="乙：\n（一）子；\n（二）新；\n（三）丑；\n（四）寅。\n卯。"),
    ),
    "an item comes last": (
        ("第二条增加一项，作为第四项：“（四）新。”",),
        amend_texts(_2="乙：\n（一）子；\n（二）丑；\n（三）寅；\n（四）新。\n卯。"),
    ),
    "an item comes without a number": (
        ("第二条增加一项，作为第四项：“新。”",),
        amend_texts(_2="乙：\n（一）子；\n（二）丑；\n（三）寅；\n（四）新。\n卯。"),
    ),
    "the last item goes": (("删去第二条第三项。",), amend_texts(_2="乙：\n（一）子；\n（二）丑。\n卯。")),
    "an item goes": (("删去第二条第一项。",), amend_texts(_2="乙：\n（一）丑；\n（二）寅。\n卯。")),
    "an article comes": (
        ("增加一条，作为第三条：“新。”",),
        (*TEXTS[:2], "新。", *TEXTS[2:]),
    ),
    "an article comes, and one is cited": (
        ("增加一条，作为第二条：“新。”",),
        ("甲。", "新。", *TEXTS[1:3], "己。依照本办法第三条处理。", TEXTS[4]),
    ),
    "an article goes": (
        ("删去第三条。对条文顺序作相应调整。",),
        (*TEXTS[:2], *TEXTS[3:]),
    ),
    "the last article goes": (("删去第五条。",), TEXTS[:4]),
    "articles exchange their numbers": (
        ("将第三条改为第二条，第二条改为第三条。",),
        ("甲。", TEXTS[2], TEXTS[1], "己。依照本办法第三条处理。", TEXTS[4]),
    ),
    "an article is moved": (
        ("将第五条移至第二条之后，作为第三条。",),
        (*TEXTS[:2], TEXTS[4], *TEXTS[2:4]),
    ),
    "a paragraph becomes an article": (
        ("将第三条第二款改为第四条。",),
        (*TEXTS[:2], "丙。\n戊。", "丁。", *TEXTS[3:]),
    ),
    "two paragraphs become an article": (
        ("将第三条第二款、第三款改为第四条。",),
        (*TEXTS[:2], "丙。", "丁。\n戊。", *TEXTS[3:]),
    ),
    "a paragraph becomes an article, with other words": (
        ("将第三条第二款改为第四条，修改为：“新。”",),
        (*TEXTS[:2], "丙。\n戊。", "新。", *TEXTS[3:]),
    ),
    "an article is divided, told by its paragraphs": (
        ("将第三条分为两条，第一款作为第三条，第二款、第三款作为第四条。",),
        (*TEXTS[:2], "丙。", "丁。\n戊。", *TEXTS[3:]),
    ),
    "an article is divided, and its paragraphs are told": (
        ("将第三条分为第三条和第四条两条，第一款、第二款为第三条，第三款为第四条。",),
        (*TEXTS[:2], "丙。\n丁。", "戊。", *TEXTS[3:]),
    ),
    "words change, and the paragraph moves": (
        ("将第三条第一款中的“丙”修改为“子”，并作为第二款。",),
        amend_texts(_3="丁。\n子。\n戊。"),
    ),
    "paragraphs exchange their numbers, with the number of the article": (
        ("将第三条第二款改为第三条第一款，第一款改为第二款。",),
        amend_texts(_3="丁。\n丙。\n戊。"),
    ),
    "paragraphs are joined": (
        ("将第三条第一款、第二款合并为一款，修改为：“合。”",),
        amend_texts(_3="合。\n戊。"),
    ),
    "paragraphs are joined, with the number of the article": (
        ("将第三条第一款、第二款合并，作为第三条第一款，修改为：“合。”",),
        amend_texts(_3="合。\n戊。"),
    ),
    "an article becomes paragraphs of another": (
        ("将第三条改为第二条第三款。对条文顺序作相应调整。",),
        ("甲。", TEXTS[1] + "\n丙。\n丁。\n戊。", *TEXTS[3:]),
    ),
    "a paragraph divided, with its words": (
        ("将第五条第一款分为两款，作为第一款、第二款，修改为：“庚。”“辛。”",),
        amend_texts(_5="庚。\n辛。"),
    ),
    "a sentence at the end": (("第三条第二款最后增加一句：“新。”",), amend_texts(_3="丙。\n丁。新。\n戊。")),
    "a paragraph at the end": (("第三条最后增加一款：“新。”",), amend_texts(_3="丙。\n丁。\n戊。\n新。")),
    "words, and other words": (
        ("将第五条中的“庚甲”修改为“子”、“庚乙”修改为“丑”。",),
        amend_texts(_5="子，丑，庚丙。辛。壬。"),
    ),
    "words of two places, other words of a third": (
        ("将第一条、第三条第一款中的“。”，第四条中的“己”修改为“子”。",),
        amend_texts(_1="甲子", _3="丙子\n丁。\n戊。", _4="子。依照本办法第二条处理。"),
    ),
    "other numbers, and the contents stay": (
        ("将第四条、第五条分别改为第五条、第六条，内容不变。", "增加一条，作为第四条：“新。”"),
        (*TEXTS[:3], "新。", *TEXTS[3:]),
    ),
    "an article is divided into as many as it has paragraphs": (
        ("将第三条分为三条，分别作为第三条、第四条、第五条。",),
        (*TEXTS[:2], "丙。", "丁。", "戊。", *TEXTS[3:]),
    ),
    "two old places in one": (
        ("将第一条和第三条第二款合并，作为第一条，修改为：“合。”",),
        ("合。", TEXTS[1], "丙。\n戊。", *TEXTS[3:]),
    ),
    "two old places in one, as they are": (
        ("将第一条和第三条第二款合并，作为第一条。",),
        ("甲。\n丁。", TEXTS[1], "丙。\n戊。", *TEXTS[3:]),
    ),
    "an item becomes an article": (
        ("将第二条第二项改为第三条。",),
        ("甲。", "乙：\n（一）子；\n（二）寅。\n卯。", "丑。", *TEXTS[2:3], TEXTS[3], TEXTS[4]),
    ),
    "a paragraph becomes one of another article": (
        ("将第三条第三款并入第四条，作为第四条第二款。",),
        (*TEXTS[:2], "丙。\n丁。", "己。依照本办法第二条处理。\n戊。", TEXTS[4]),
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_an_order_is_carried_out(name: str) -> None:
    orders, due = FORMS[name]
    applied = apply_orders(write_articles(*TEXTS), *orders)
    assert applied.text == write_articles(*due), applied.refused
    assert applied


# What is not certain refuses the act: the orders, and the reason.
REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "not understood": (("将第一条弄得好看一些。", "删去第五条。"), "it is not understood"),
    "words that are not there": (("将第一条中的“丙”修改为“丁”。",), "第一条 does not have the words “丙”"),
    "words that stand elsewhere in the article": (
        ("将第三条第一款中的“丁”修改为“丑”。",),
        "第三条第一款 does not have the words “丁”; they stand elsewhere in the article",
    ),
    "words that only another order brings in": (
        ("将第一条修改为：“新。”", "将第一条中的“新”修改为“旧”。"),
        "第一条 has the words “新” only where another order put them in",
    ),
    "words that another order changes first": (
        ("删去第三条中的“丁”。", "将第三条中的“丁”修改为“癸”。"),
        "第三条 does not have the words “丁” any more: another order (一, line 3) changes them first",
    ),
    "words that one of two other orders changes first": (
        ("将第五条中的“庚甲”修改为“更”。", "在第五条中的“庚乙”后增加“又”。", "删去第五条中的“庚甲”。"),
        "第五条 does not have the words “庚甲” any more: another order changes them first",
    ),
    "words that another order changes first, and that stand elsewhere": (
        ("将第五条中的第一处“庚”修改为“更”。", "将第二条第二款中的“卯”修改为“乙”。", "删去第二条第二款中的“卯”。"),
        "第二条第二款 does not have the words “卯” any more: another order (二, line 4) changes them first",
    ),
    "words that another order takes away": (
        ("将第一条修改为：“新。”", "将第一条中的“甲”修改为“乙”。"),
        "another order takes away the words that it changes",
    ),
    "words nowhere in the text": (
        ("将本办法中的“无”修改为“有”。",),
        "the old text does not have these words",
    ),
    "too few occurrences": (
        ("将第五条中的第四处“庚”修改为“更”。",),
        "第五条 has the words “庚” 3 times, and the act means the one of number 4",
    ),
    "words that do not stand beside each other": (
        ("在第五条中的“庚甲”与“庚丙”之间增加“庚丁”。",),
        "第五条 does not have “庚甲” and “庚丙” beside each other",
    ),
    "an article that is not there": (("将第九条修改为：“新。”",), "the old text has no 第九条"),
    "words of an article that is not there": (("将第九条中的“甲”修改为“乙”。",), "the old text has no 第九条"),
    "a paragraph that is not there": (("将第一条第二款修改为：“新。”",), "the old text has no 第一条第二款"),
    "an item that is not there": (("删去第二条第七项。",), "the old text has no 第二条第七项"),
    "a sentence that is not there": (("删去第一条第二句。",), "the old text has no 第一条第二句"),
    "a sentence of which paragraph": (
        ("将第三条第二句修改为：“新。”",),
        "it is not clear which paragraph 第三条第二句 is in",
    ),
    "a number for which there is nothing": (
        ("第三条增加一款，作为第九款：“新。”",),
        "it gives the number 9, and there are only 4",
    ),
    "one number for two paragraphs": (
        ("第三条第一款改为第二款，第三款改为第二款。",),
        "another order has given the number 2",
    ),
    "one number for two articles": (
        ("增加一条，作为第三条：“新。”", "增加一条，作为第三条：“又。”"),
        "two orders make 第三条",
    ),
    "a number that no article is left for": (
        ("增加一条，作为第九条：“新。”",),
        "no article is left for the numbers between 第五条 and 第九条",
    ),
    "an article without a number": (
        ("在第三条后增加一条：“新。”",),
        "it does not say which number the article gets",
    ),
    "an article between other declared ones than before": (
        ("将第三条改为第五条。",),
        "第四条 would become 第三条, which stands between other articles than before",
    ),
    "a deleted article and no word of the others": (
        ("删去第三条。",),
        "it does not say whether the articles behind the deleted one get other numbers",
    ),
    "an article divided nobody says where": (
        ("将第三条分为两条，作为第三条、第四条。",),
        "no order says where 第三条 is divided",
    ),
    "two orders for the words of an article": (
        ("将第一条修改为：“一。”", "将第一条修改为：“二。”"),
        "of its words these would not stand in the new text: 一。",
    ),
    "an article divided into two by name, and a paragraph of it left over": (
        ("将第三条分为第三条和第四条两条，第一款为第三条，第三款为第四条。",),
        "no order says what becomes of these words: 丁。",
    ),
    "an article divided, and a paragraph of it left over": (
        ("将第三条分为两条，第一款作为第三条，第二款作为第四条。",),
        "it does not say what becomes of all paragraphs of the divided article",
    ),
    "a paragraph that goes where the act brings in all words": (
        ("增加一条，作为第四条：“新。”", "将第三条第二款改为第四条第二款。"),
        "no order says what becomes of these words: 丁。",
    ),
    "words of two articles, one of which another order replaces": (
        ("将第一条、第四条中的“。”修改为“！”。", "将第四条修改为：“新。”"),
        "another order replaces 第四条, and its words would be lost",
    ),
    "words at the end of a paragraph with items": (
        ("在第二条第一款最后增加“辰。”",),
        "第二条第一款 has items, and it does not say into which line the words come",
    ),
    "a paragraph divided nobody says where": (
        ("将第三条第一款分为两款，作为第一款、第二款。",),
        "it does not say where it is divided",
    ),
    "a paragraph merged into another": (("将第二条第二款并入第一款。", "删去第五条。"), "it is not understood"),
    "an article merged into another": (
        ("将第五条并入第四条。",),
        "it does not say how the words are joined",
    ),
    "an order on an annex": (("将附件一中的“甲”修改为“乙”。",), "the old text has no 附件一"),
    "a chapter that is not there": (("将第七章章名修改为“新章”。",), "the old text has no 第七章"),
    "more items than it says": (
        ("第二条增加一项，作为第四项：“（四）新；”“（五）又。”",),
        "it brings in more or less than it says",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_certain_refuses_the_whole_act(name: str) -> None:
    orders, why = REFUSED[name]
    applied = apply_orders(write_articles(*TEXTS), *orders)
    assert applied.text is None
    assert not applied
    assert why in say(applied)
    assert applied.made == ()
    assert applied.done == ()


def test_a_kind_of_order_that_nothing_carries_out_refuses_the_act() -> None:
    applied = apply_orders(CHAPTERS, "将第二章修改为：“第二章　新”“第一节　甲”“第三条　新。”")
    assert say(applied) == ["this program cannot carry out such an order"]


def test_items_of_a_list_that_is_not_numbered_one_by_one_are_not_numbered_anew() -> None:
    old = write_articles("乙：\n（一）子；\n（三）丑。")
    assert apply_orders(old, "第一条增加一项，作为第三项：“（四）新。”").text is None


def test_a_text_that_does_not_come_out_as_it_is_ordered_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever went wrong on the way: the new text is checked as any other."""

    def carry_out_badly(*given: Any) -> NewText:
        made = carry_out_act(*given)
        line = replace(made.lines[-1], pieces=(*made.lines[-1].pieces, NewWords("又")))
        return replace(made, lines=(*made.lines[:-1], line))

    monkeypatch.setattr("decision_diff.amend.applying.carry_out_act", carry_out_badly)
    applied = apply_orders(write_articles(*TEXTS), "将第一条修改为：“新。”")
    assert applied.text is None
    assert "does not come out as it is ordered" in say(applied)[0]


def test_a_place_that_could_be_two_is_refused() -> None:
    old = write_articles("乙：\n（一）子；\n（二）丑。\n丙：\n（一）寅；\n（二）卯。")
    assert say(apply_orders(old, "将第一条第二项修改为：“（二）换。”")) == ["第一条第二项 is not clear"]
    assert say(apply_orders(old, "第一条增加一项，作为第三项：“（三）换。”")) == ["it is not clear where it belongs"]
    assert apply_orders(old, "将第一条第二款第二项修改为：“（二）换。”").text == old.replace("卯", "换")


def test_numbers_stay_where_the_text_has_such_or_the_act_brings_one_in() -> None:
    """第三条之一 says that numbers stay where they are: so a deleted article leaves a hole."""
    old = write_articles(*TEXTS)
    applied = apply_orders(old, "在第三条后增加一条，作为第三条之一：“新。”", "删去第四条。")
    assert applied.text == old.replace("第四条　己。依照本办法第二条处理。\n", "第三条之一　新。\n")


def test_items_that_were_not_numbered_one_by_one_keep_their_numbers() -> None:
    old = write_articles("乙：\n（一）子；\n（三）丑。", "甲。")
    applied = apply_orders(old, "将第二条修改为：“新。”")
    assert applied.text == old.replace("甲", "新")


def test_points_below_items_are_numbered_too() -> None:
    old = write_articles("乙：\n（一）子：\n1.丑；\n2.寅。\n（二）卯。")
    applied = apply_orders(old, "第一条第一项增加一目，作为第二目：“2.换；”")
    assert applied.text == old.replace("2.寅。", "2.换；\n3.寅。")
    assert "2. is now 3." in choose(applied)


# The sign at a join: the old paragraph, the order, the new paragraph.
JOINS: dict[str, tuple[str, str, str]] = {
    "a list behind": ("甲、乙的人。", "在第一条中的“乙”后增加“丙”。", "甲、乙、丙的人。"),
    "a list before": ("甲和乙、丁的人。", "在第一条中的“乙”前增加“监察委员会”。", "甲和监察委员会、乙、丁的人。"),
    "a clause behind": ("甲，乙，丁。", "在第一条中的“乙”后增加“丙”。", "甲，乙，丙，丁。"),
    "a clause at the end": ("甲，乙。丁。", "在第一条中的“乙”后增加“丙”。", "甲，乙，丙。丁。"),
    "words that begin alike": (
        "卖配方乳粉的人。",
        "在第一条中的“配方乳粉”后增加“配方液态乳”。",
        "卖配方乳粉、配方液态乳的人。",
    ),
    "between two": ("甲、乙、丙的人。", "在第一条中的“乙”与“丙”之间增加“丁”。", "甲、乙、丁、丙的人。"),
    "a conjunction": ("灯塔的人。", "在第一条中的“灯塔”后增加“和港口”。", "灯塔和港口的人。"),
    "behind a conjunction": ("灯塔和港口的人。", "在第一条中的“灯塔和”后增加“航标”。", "灯塔和航标、港口的人。"),
    "an adverb before": ("应当点灯，检查。", "在第一条中的“点灯”前增加“依法”。", "应当依法点灯，检查。"),
    "words with their own sign": ("甲乙。", "在第一条中的“甲”后增加“，丙”。", "甲，丙乙。"),
    "what goes leaves two signs": ("甲、乙、丙。", "删去第一条中的“乙”。", "甲、丙。"),
    "what goes leaves the stronger sign": ("甲，乙。丙。", "删去第一条中的“乙”。", "甲。丙。"),
    "an adverbial goes with its comma": ("人根据计划，去。", "删去第一条中的“根据计划”。", "人去。"),
    "a part goes without its comma": ("人和狗，去。", "删去第一条中的“和狗”。", "人，去。"),
    "marks within marks": ("甲。", "将第一条修改为：“称‘甲’的人。”", "称“甲”的人。"),
}


@pytest.mark.parametrize("name", JOINS)
def test_the_sign_at_a_join_is_chosen(name: str) -> None:
    old, order, due = JOINS[name]
    assert apply_orders(write_articles(old), order).text == write_articles(due)


def test_a_choice_is_said_only_where_one_was_made() -> None:
    assert choose(apply_orders(write_articles("甲乙。"), "在第一条中的“甲”后增加“，丙”。")) == []
    assert choose(apply_orders(write_articles("甲、乙的。"), "在第一条中的“乙”后增加“丙”。")) == [
        "、 stands between “乙” and “丙”"
    ]


def test_what_is_cited_and_gone_or_divided_is_said() -> None:
    gone = apply_orders(write_articles(*TEXTS), "删去第二条。对条文顺序作相应调整。")
    assert "it cites 第二条, which is deleted" in choose(gone)
    divided = apply_orders(write_articles(*TEXTS), "将第二条第二款改为第三条。")
    assert "it cites 第二条, of which something stands in 第二条、第三条 now" in choose(divided)
    assert not any("it cites" in one for one in choose(apply_orders(write_articles(*TEXTS), "将第一条修改为：“新。”")))


def test_a_cited_paragraph_item_or_chapter_with_another_number_is_said() -> None:
    old = write_articles(*TEXTS[:3], "依照本办法第三条第二款、第二条第一款第（二）项处理。")
    paragraph = choose(apply_orders(old, "第三条增加一款，作为第一款：“新。”"))
    assert "it cites 第三条第二款, whose paragraphs or items have other numbers now" in paragraph
    item = choose(apply_orders(old, "删去第二条第一项。"))
    assert "it cites 第二条第一款, whose paragraphs or items have other numbers now" in item
    assert not any("it cites" in one for one in choose(apply_orders(old, "第三条增加一款，作为第四款：“新。”")))
    chapters = CHAPTERS.replace("戊", "依照本办法第二章处理")
    order = "增加一章，作为第二章：“第二章　羊”“第三条　羊。”"
    assert any("it cites 第二章, and chapters" in one for one in choose(apply_orders(chapters, order)))
    assert not any("it cites" in one for one in choose(apply_orders(chapters, "将第一条修改为：“新。”")))


def test_a_citation_outside_of_the_articles_stays_and_is_said() -> None:
    old = write_articles("甲。", "乙。") + "附件1\n依照本办法第二条填写。\n"
    applied = apply_orders(old, "增加一条，作为第二条：“新。”")
    assert applied.text is not None
    assert applied.text.endswith("附件1\n依照本办法第二条填写。\n")
    assert any("outside of the articles cites 第二条, now 第三条, and stays" in one for one in choose(applied))
    assert choose(apply_orders(old, "将第一条修改为：“新。”")) == []


def test_a_paragraph_that_speaks_of_the_one_before_it_is_said() -> None:
    old = write_articles("甲。\n依照前款处理。")
    assert choose(apply_orders(old, "第一条增加一款，作为第二款：“新。”")) == [
        "it speaks of 前款, and another paragraph stands before it now"
    ]
    assert choose(apply_orders(old, "第一条增加一款，作为第三款：“新。”")) == []


CHAPTERS = """灯塔管理办法
（2020年1月1日海务委员会通过）
目录
第一章　总则
第二章　守塔人
第三章　附　　则
第一章　总则
第一条　甲。
第二条　乙。
第二章　守塔人
第三条　丙。
第四条　丁。
第三章　附　　则
第五条　戊。
"""


def test_a_chapter_comes_with_its_articles_and_the_others_are_numbered_anew() -> None:
    orders = "在第二章后增加一章，作为第三章：“第三章　羊”“第五条　羊一。”“第六条　羊二。”"
    applied = apply_orders(CHAPTERS, orders)
    due = CHAPTERS.replace("第三章　附　　则\n第一章", "第三章　羊\n第四章　附　　则\n第一章", 1)
    due = due.replace(
        "第三章　附　　则\n第五条", "第三章　羊\n第五条　羊一。\n第六条　羊二。\n第四章　附　　则\n第七条"
    )
    assert applied.text == due, applied.refused
    assert "第三章 is now 第四章" in choose(applied)
    assert "the table of contents follows the headings" in choose(applied)


@pytest.mark.parametrize(
    "order",
    [
        "在第二章后增加一章，作为第三章：“第三章　羊”“第五条　羊一。”",
        "增加一章，作为第三章：“第三章　羊”“第五条　羊一。”",
        "在第二章后增加一章，作为第三章，章名为“羊”：“第五条　羊一。”",
        "增加一章，作为第三章，章名为“羊”，包括第五条。增加一条，作为第五条：“羊一。”",
        "增加一章，作为第三章“羊”；增加一条，作为第五条。内容如下：“第三章　羊”“第五条　羊一。”",
    ],
)
def test_a_chapter_that_comes_may_be_told_in_several_ways(order: str) -> None:
    applied = apply_orders(CHAPTERS, order)
    assert applied.text is not None, applied.refused
    assert "第四条　丁。\n第三章　羊\n第五条　羊一。\n第四章　附　　则\n第六条　戊。" in applied.text


def test_a_heading_that_comes_is_set_as_the_others_are() -> None:
    old = "灯塔管理办法\n  第一章 总则\n第一条 甲。\n  第二章 附则\n第二条 乙。\n"
    applied = apply_orders(old, "增加一章，作为第二章：“第二章　羊”“第二条　羊。”")
    assert applied.text is not None
    assert "  第二章 羊\n第二条 羊。\n  第三章 附则\n第三条 乙。" in applied.text


def test_a_chapter_goes_with_its_articles() -> None:
    applied = apply_orders(CHAPTERS, "删去第二章。对条文和章的顺序作相应调整。")
    assert applied.text == CHAPTERS.replace("第二章　守塔人\n第三条　丙。\n第四条　丁。\n第三章", "第二章").replace(
        "第五条", "第三条"
    ).replace("第二章　守塔人\n第三章", "第二章")


def test_sections_come_into_a_chapter() -> None:
    sections = "第二章“守塔人”分为二节：第一节“甲节”，包括第三条；第二节“乙节”，包括第四条。"
    due = CHAPTERS.replace("第三条", "第一节　甲节\n第三条").replace("第四条", "第二节　乙节\n第四条")
    assert apply_orders(CHAPTERS, sections).text == due
    one = apply_orders(CHAPTERS, "增加一节，作为第二章第一节，节名为“甲节”，包括第三条、第四条。")
    assert one.text == CHAPTERS.replace("第三条", "第一节　甲节\n第三条")


def test_an_article_behind_those_that_the_act_lists_stands_behind_the_next_heading() -> None:
    sections = "第二章“守塔人”分为二节：第一节“甲节”，包括第三条；第二节“乙节”，包括第四条。"
    applied = apply_orders(CHAPTERS, sections, "增加一条，作为第五条：“新。”")
    assert applied.text is not None
    assert "第四条　丁。\n第三章　附　　则\n第五条　新。\n第六条　戊。" in applied.text
    assert not any("side" in one for one in choose(applied))


def test_notes_of_adoption_and_the_title_are_not_touched_by_words_of_the_whole_text() -> None:
    old = CHAPTERS.replace("丁", "灯塔由海务委员会管理")
    applied = apply_orders(old, "将本办法中的“海务委员会”修改为“航标委员会”，“灯塔”修改为“航标”。")
    assert applied.text == old.replace("灯塔由海务委员会管理", "航标由航标委员会管理")


def test_an_order_on_a_chapter_is_about_the_articles_that_have_the_words() -> None:
    applied = apply_orders(CHAPTERS, "将第二章中的“丁”修改为“丑”。")
    assert applied.text == CHAPTERS.replace("丁", "丑")
    assert apply_orders(CHAPTERS, "将第二章中的“甲”修改为“丑”。").text is None


def test_the_chapter_that_the_act_names_has_the_article() -> None:
    inside = apply_orders(CHAPTERS, "第三章增加一条，作为第五条：“新。”")
    assert inside.text is not None
    assert "第三章　附　　则\n第五条　新。\n第六条" in inside.text
    before = apply_orders(CHAPTERS, "第二章增加一条，作为第五条：“新。”")
    assert before.text is not None
    assert "第五条　新。\n第三章　附　　则\n第六条" in before.text
    assert not any("side" in one for one in choose(inside) + choose(before))


def test_a_chapter_of_two_characters_is_printed_as_the_others_are() -> None:
    old = CHAPTERS.replace("总则", "总　　则")
    orders = "在第二章后增加一章，作为第三章：“第三章　山羊”“第五条　羊一。”"
    applied = apply_orders(old, orders)
    assert applied.text is not None
    assert "第三章　山　　羊\n第五条　羊一。" in applied.text


def test_a_chapter_gets_another_name_in_the_table_of_contents_too() -> None:
    applied = apply_orders(CHAPTERS, "将第二章章名修改为“守塔人和羊”。")
    assert applied.text == CHAPTERS.replace("第二章　守塔人", "第二章　守塔人和羊")


def test_lines_that_go_on_with_a_heading_go_with_it() -> None:
    old = "灯塔管理办法\n第一章　灯塔和\n港口\n第一条　甲。\n"
    applied = apply_orders(old, "将第一章章名修改为“总则”。")
    assert applied.text == "灯塔管理办法\n第一章　总则\n第一条　甲。\n"
    assert any("is taken for the rest of the heading" in one for one in choose(applied))
    sentence = "灯塔管理办法\n第一章　灯塔和\n这是一句。\n第一条　甲。\n"
    assert apply_orders(sentence, "将第一章章名修改为“总则”。").text == sentence.replace("灯塔和", "总则")


def test_a_chapter_goes_into_the_one_before_it() -> None:
    applied = apply_orders(CHAPTERS, "将第三章并入第二章。")
    assert applied.text is not None
    assert "附　　则" not in applied.text
    assert "第四条　丁。\n第五条　戊。" in applied.text
    refused = apply_orders(CHAPTERS, "将第三章并入第一章。")
    assert refused.text is None


def test_on_which_side_of_a_heading_an_article_stands() -> None:
    """Before it, unless the act says so, or it begins with the words of the heading; and that is said."""
    before = apply_orders(CHAPTERS, "增加一条，作为第三条：“新。”")
    assert before.text is not None
    assert "第三条　新。\n第二章　守塔人\n第四条" in before.text
    assert any("on which side of the heading 守塔人 it stands" in one for one in choose(before))
    said = apply_orders(CHAPTERS, "将第一条、第二条合并，作为第二章第二条。")
    assert said.text is not None
    behind = apply_orders(CHAPTERS.replace("守塔人", "守塔人员"), "增加一条，作为第三条：“守塔人员领取工资。”")
    assert behind.text is not None
    assert "第二章　守塔人员\n第三条　守塔人员领取工资。\n第四条" in behind.text
    inside = apply_orders(CHAPTERS, "增加一条，作为第四条：“新。”")
    assert not any("side" in one for one in choose(inside))


def test_a_title_gets_other_words_and_the_note_of_adoption_stays() -> None:
    applied = apply_orders(CHAPTERS, "将名称修改为《灯塔条例》。")
    assert applied.text == CHAPTERS.replace("灯塔管理办法", "灯塔条例")
    assert any("the note of adoption is left as it is" in one for one in choose(applied))


def test_the_words_before_the_first_article_are_amended() -> None:
    old = "灯塔管理办法\n2020年1月1日通过\n为了管理灯塔，制定本办法。\n第一条　甲。\n"
    applied = apply_orders(old, "将引言修改为：“为了点灯，制定本办法。”")
    assert applied.text == old.replace("为了管理灯塔", "为了点灯")
    assert apply_orders(old, "将引言中的“管理”修改为“看守”。").text == old.replace("管理灯塔", "看守灯塔")
    assert say(apply_orders(old, "将引言中的“无”修改为“有”。")) == ["引言 does not have the words “无”"]


def test_words_of_the_whole_text_are_changed_in_headings_too_and_that_is_said() -> None:
    applied = apply_orders(CHAPTERS, "将本办法中的“守塔人”修改为“看守人”。", "将第一条修改为：“守塔人。”")
    assert applied.text is not None
    assert "第二章　看守人\n第三条" in applied.text
    assert "第一条　守塔人。" in applied.text  # what the act brings in is not touched
    assert any("words are changed outside of the articles too" in one for one in choose(applied))


def test_an_article_of_which_nothing_is_ordered_stays_as_it_is_printed() -> None:
    old = "　　灯塔管理办法\n　　第一条  甲 乙 。\n　　\n　　第二条  （一）丙，丁\n"
    applied = apply_orders(old, "增加一条，作为第二条：“新。”")
    assert applied.text is not None
    assert "　　第一条  甲 乙 。\n" in applied.text
    assert "　　第三条  （一）丙，丁\n" in applied.text


def test_several_acts_in_one_file_are_applied_one_after_the_other() -> None:
    one = "灯塔管理办法修正案（一）\n一、增加一条，作为第一条：“新。”\n"
    other = "灯塔管理办法修正案（二）\n一、将第二条修改为：“甲甲。”\n"
    applied = apply(one + other, write_articles("甲。", "乙。"))
    assert applied.text == write_articles("新。", "甲甲。", "乙。")
    assert [str(done.origin.stage) for done in applied.done] == ["1", "2"]


def test_words_keep_the_instruction_that_made_them_in_an_earlier_act() -> None:
    one = "灯塔管理办法修正案（一）\n一、将第一条中的“甲”修改为“子丑”。\n二、将第二条修改为：“寅卯辰。”\n"
    other = "灯塔管理办法修正案（二）\n一、增加一条，作为第一条：“新。”\n二、将第一条改为第二条，其中的“乙”修改为“巳”。\n三、将第二条改为第三条，删去其中的“卯”。\n"
    applied = apply(one + other, write_articles("甲乙。", "丙。"))
    assert applied.text == write_articles("新。", "子丑巳。", "寅辰。")
    made = [(one.span.of(applied.text), one.instruction) for one in applied.made]
    assert [(words, f"{by.origin.stage}{by.origin.number}" if by else "") for words, by in made] == [
        ("第一条", "2一"), ("新。", "2一"), ("第二条", "2二"), ("子丑", "1一"), ("巳", "2二"), ("第三条", "2三"), ("寅", "1二"), ("辰。", "1二"),
    ]  # fmt: skip


def test_an_order_that_is_not_understood_in_a_later_act_refuses_all() -> None:
    one = "灯塔管理办法修正案（一）\n一、将第一条修改为：“新。”\n"
    other = "灯塔管理办法修正案（二）\n一、将第二条弄好。\n"
    assert apply(one + other, write_articles("甲。", "乙。")).text is None


def test_partial_does_the_rest() -> None:
    orders = ("将第一条中的“丙”修改为“丁”。", "将第二条修改为：“戊。”")
    applied = apply_orders(write_articles("甲。", "乙。"), *orders, partial=True)
    assert applied.text == write_articles("甲。", "戊。")
    assert say(applied) == ["第一条 does not have the words “丙”"]
    assert not applied
    assert [one.origin.number for one in applied.done] == ["二"]


def test_partial_refuses_all_where_a_number_may_shift() -> None:
    old = write_articles("甲。", "乙。")
    assert apply_orders(old, "在第一条后增加一条：“新。”", "将第二条修改为：“戊。”", partial=True).text is None
    assert apply_orders(old, "把第一条弄好。", "将第二条修改为：“戊。”", partial=True).text is None
    about_words = apply_orders(old, "第一条中的“甲”弄好。", "将第二条修改为：“戊。”", partial=True)
    assert about_words.text == write_articles("甲。", "戊。")


def test_an_act_on_another_text_is_an_error() -> None:
    act = "关于修改《港口管理办法》的决定\n一、将第一条修改为：“新。”\n"
    wrong = act.replace("一、", "决定对《港口管理办法》作如下修改：\n一、")
    with pytest.raises(AmendingError, match="this act amends 《港口管理办法》, and <text> begins with “灯塔管理办法”"):
        apply(wrong, write_articles("甲。"))
    short = wrong.replace("港口管理办法", "东海灯塔管理办法")
    assert apply(short, write_articles("甲。")).text == write_articles("新。")


@pytest.mark.parametrize("text", ["灯塔管理办法\n第一条　甲。\n", "hello\n", "第一条　将来。\n第二条　增加收入。\n"])
def test_a_text_that_is_no_act_is_refused_in_one_sentence(text: str) -> None:
    old = pipeline.read(text=write_articles("甲。"))
    for use in (lambda act: amend.apply(act, old), lambda act: amend.check(act, old, old)):
        with pytest.raises(AmendingError, match=r"this text orders nothing that is understood; is it an amending act"):
            use(amend.read(text.encode()))


def test_a_line_that_orders_something_is_no_formality() -> None:
    """Neither 对条文顺序作相应调整 behind an order, nor 本办法第三条 at its beginning, takes the order away."""
    old = write_articles(*TEXTS)
    assert apply_orders(old, "删去第五条。对条文顺序作相应调整。").text == write_articles(*TEXTS[:4])
    assert apply_orders(old, "本办法第五条删去。").text == write_articles(*TEXTS[:4])


def test_the_record_follows_its_schema() -> None:
    schema = json.loads(load_schema())
    for applied in (apply(), apply_orders(write_articles("甲。"), "将第一条第二款修改为：“新。”")):
        record = json.loads(write_applied(applied))
        jsonschema.validate(record, schema)
        assert record["whole"] is bool(applied)
        assert record["text"] == applied.text
    assert summarize_applied(apply()) == "11 instructions applied, 2 choices that no act states"


def test_a_word_document_tracks_what_the_act_changed() -> None:
    applied = apply()
    redline = render_applied(applied)
    assert dd.verify(redline, pipeline.read(text=OLD), pipeline.read(text=NEW), fmt="docx")
    comparison = dd.compare(redline)
    assert f"by {applied.act.title}" in str(dd.render(comparison, "text"))
    assert not dd.compare(NEW, render_applied(applied, clean=True)).differs


def test_the_command_writes_text_word_and_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (
        ("old.txt", OLD),
        ("act.txt", ACT),
        ("bad.txt", ACT.replace("第五条第二款单列", "第五条第九款单列")),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    old, act, bad, out = (str(tmp_path / name) for name in ("old.txt", "act.txt", "bad.txt", "new.txt"))
    word, record = str(tmp_path / "new.docx"), str(tmp_path / "new.json")
    assert main(["amend", "apply", old, act]) == 0
    shown = capsys.readouterr()
    assert shown.out == NEW
    assert "no order says so: 第四条 is cited as 第五条" in shown.err
    assert main(["amend", "apply", old, act, "-o", out, "--json", record]) == 0
    assert (tmp_path / "new.txt").read_text(encoding="utf-8") == NEW
    assert json.loads(Path(record).read_text(encoding="utf-8"))["text"] == NEW
    assert main(["amend", "apply", old, act, "-o", word]) == 0
    assert main(["compare", word, "-q"]) == 1
    assert main(["amend", "apply", word, act, "-o", out]) == 2  # it is there already
    assert main(["amend", "apply", old, act, "-o", word, "--clean", "--force"]) == 0
    assert main(["compare", out, word, "-q"]) == 0
    capsys.readouterr()
    assert main(["amend", "apply", old, bad, "-o", str(tmp_path / "none.txt")]) == 1
    assert "refused: 四" in capsys.readouterr().err
    assert not (tmp_path / "none.txt").exists()
    assert main(["amend", "apply", old, act, "-o", str(tmp_path / "new.pdf")]) == 2
    assert main(["amend", "apply", old, act, "-o", out, "--clean"]) == 2
    assert main(["schema", "apply"]) == 0


ORDERS = ("replace", "delete", "insert", "renumber", "words", "paragraph", "none")


@given(st.lists(st.sampled_from(ORDERS), min_size=2, max_size=8))
def test_planted_instructions_come_out_exactly(kinds: list[str]) -> None:
    """Articles are taken out, put in, given other words and paragraphs, all with their new numbers; the text is the one that was planned."""
    old = [f"甲{at}乙，丙{at}丁。" for at in range(len(kinds))]
    new: list[str] = []
    orders: list[str] = []
    for at, kind in enumerate(kinds):
        was, due = f"第{write_numeral(at + 1)}条", f"第{write_numeral(len(new) + 1)}条"
        if kind == "delete":
            orders.append(f"删去{was}。")
        elif kind == "insert":
            following = f"第{write_numeral(len(new) + 2)}条"
            orders += [f"增加一条，作为{due}：“新{at}。”", f"将{was}改为{following}。"]
            new += [f"新{at}。", old[at]]
        else:
            order, text = _plan(kind, old[at])
            number = f"将{was}改为{due}，" if was != due else ""
            orders += [number + _name(order, was, number)] if order else [number[:-1] + "。"] * bool(number)
            new.append(text)
    act = "关于修改《灯塔管理办法》的决定\n决定对《灯塔管理办法》作如下修改：\n"
    act += "".join(f"{write_numeral(at)}、{order}\n" for at, order in enumerate(orders, 1)) + "对条文顺序作相应调整。\n"
    if not orders or not new:
        return
    applied = apply(act, write_articles(*old))
    assert applied.text == write_articles(*new), (act, applied.refused)
    assert amend.check(applied.act, applied.old, pipeline.read(text=applied.text))


def _name(order: str, was: str, number: str) -> str:
    """The order on an article, which the words before it may have named."""
    if not number:
        return order.replace("□", f"将{was}" if "修改为" in order else was)
    return order.replace("□中", "其中").replace("□", "")


def _plan(kind: str, text: str) -> tuple[str, str]:
    """An order of a kind on an article (□), and its text then."""
    if kind == "replace":
        return "□修改为：“换了。”", "换了。"
    if kind == "words":
        return "□中的“乙”修改为“戊”。", text.replace("乙", "戊")
    if kind == "paragraph":
        return "□增加一款，作为第二款：“款。”", f"{text}\n款。"
    return "", text


HOSTILE = ("“", "”", "将", "第一条", "第九百九十九条", "修改为", "：", "增加", "作为", "。", "一、", "\n", "删去", "第二款", "第二句", "最后一款", "合并", "甲")  # fmt: skip


@given(st.lists(st.sampled_from(HOSTILE), max_size=24))
def test_no_act_makes_it_fail_otherwise_than_by_a_sentence(pieces: list[str]) -> None:
    """Whatever an act says: a text that the check agrees with, or a refusal with reasons, or one sentence."""
    act = (
        "关于修改《灯塔管理办法》的决定\n决定对《灯塔管理办法》作如下修改：\n一、将第一条修改为：“新。”\n二、"
        + "".join(pieces)
    )
    old = pipeline.read(text=write_articles(*TEXTS))
    applied = amend.apply(amend.read(act.encode()), old)
    if applied.text is None:
        assert applied.refused
    else:
        assert amend.check(applied.act, old, pipeline.read(text=applied.text))


# On either side of each constant of the choices.
def test_what_is_shorter_than_a_part_of_a_list_is_no_part() -> None:
    """Three characters are a part (监察委), two an adverb (依法)."""
    assert apply_orders(write_articles("甲，点灯。"), "在第一条中的“点灯”前增加“监察委”。").text == write_articles(
        "甲，监察委，点灯。"
    )
    assert apply_orders(write_articles("甲，点灯。"), "在第一条中的“点灯”前增加“依法”。").text == write_articles(
        "甲，依法点灯。"
    )


def test_a_heading_is_named_at_the_beginning_of_an_article_or_not_at_all() -> None:
    old = CHAPTERS.replace("守塔人", "守塔人员")
    for words, is_behind in (("甲" * 20 + "守塔人员", True), ("甲" * 21 + "守塔人员", False)):
        applied = apply_orders(old, f"增加一条，作为第三条：“{words}。”")
        assert applied.text is not None
        assert (f"第二章　守塔人员\n第三条　{words}" in applied.text) is is_behind
    short = apply_orders(CHAPTERS, "增加一条，作为第三条：“守塔人领取工资。”")  # three characters are too few
    assert short.text is not None
    assert "第三条　守塔人领取工资。\n第二章" in short.text


def test_headings_that_many_articles_name_are_no_evidence() -> None:
    old = CHAPTERS.replace("守塔人", "法律责任")
    applied = apply_orders(old, "增加一条，作为第三条：“法律责任由人承担。”")
    assert applied.text is not None
    assert "第三条　法律责任由人承担。\n第二章" in applied.text


def test_a_short_name_of_three_characters_may_be_the_text_and_one_of_two_may_not() -> None:
    act = "关于修改《灯塔法》的决定\n决定对《灯塔法》作如下修改：\n一、将第一条修改为：“新。”\n"
    assert apply(act, write_articles("甲。", title="东海灯塔法")).text == write_articles("新。", title="东海灯塔法")
    short = act.replace("《灯塔法》", "《塔法》")
    with pytest.raises(AmendingError, match="give the text that it amends"):
        apply(short, write_articles("甲。", title="东海灯塔法"))


def test_partial_leaves_out_one_order_after_another_up_to_a_limit() -> None:
    """Orders that stand in each other's way are found round by round; each round leaves out what it found."""
    orders = [f"将第一条中的“无{at}”修改为“有”。" for at in "子丑寅"]
    applied = apply_orders(write_articles("甲。", "乙。"), *orders, "将第二条修改为：“新。”", partial=True)
    assert applied.text == write_articles("甲。", "新。")
    assert len(applied.refused) == 3


def test_thousands_of_words_in_one_line_are_joined_at_the_cost_of_their_number() -> None:
    old, due = "、".join(["甲"] * 3000), "、".join(["甲、乙"] * 3000)
    assert apply_orders(write_articles(f"{old}的人。"), "在第一条中的“甲”后增加“乙”。").text == write_articles(
        f"{due}的人。"
    )
