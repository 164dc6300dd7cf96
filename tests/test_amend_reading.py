"""Reading amending acts: what is said, what is quoted, what is ordered, and what is not understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendingacts import ACT, list_orders, list_unread, read_act, show
from decision_diff import amend
from decision_diff.amend.chinese.numbers import write_numeral
from decision_diff.amend.chinese.quotations import HOLE, divide
from decision_diff.labels.numerals import parse_numeral
from wordfiles import abstract, docx, instance, level, numbered, numbering, p, t

# Each with what it orders: verb, old places, new places, old words, new words, side, occurrence.
ORDERS = {
    "将第三条修改为：“甲。”": ["replace 第三条 甲。"],
    "第三条第二款修改为：“甲。”": ["replace 第三条第二款 甲。"],
    "将第三条改为第四条。": ["renumber 第三条 第四条"],
    "将第三条改为第四条，修改为：“甲。”": ["renumber 第三条 第四条", "replace 第三条 甲。"],
    "将第三条改为第四条，第二款修改为：“甲。”": ["renumber 第三条 第四条", "replace 第三条第二款 甲。"],
    "将第三条调整为第四条，第二款改为第三款，修改为：“甲。”": [
        "renumber 第三条 第四条", "renumber 第三条第二款 第三款", "replace 第三条第二款 甲。",
    ],
    "将第三条第二款改为第四条，第一款改为第五条。": ["renumber 第三条第二款 第四条", "renumber 第三条第一款 第五条"],
    "将第三条至第五条改为第四条至第六条。": [
        "renumber 第三条 第四条", "renumber 第四条 第五条", "renumber 第五条 第六条",
    ],
    "增加一条，作为第五条：“甲。”": ["insert 第五条 甲。"],
    "增加两条，分别作为第五条、第六条：“第五条　甲。\n“第六条　乙。”": ["insert 第五条、第六条 第五条　甲。\n第六条　乙。"],
    "增加第五条：“甲。”": ["insert 第五条 甲。"],
    "第三条后增加一条：“第三条之一　甲。”": ["insert 第三条 第三条之一 第三条之一　甲。 after"],
    "在灯塔法第三条后增加一条，作为第三条之一：“甲。”": ["insert 第三条 第三条之一 甲。 after"],
    "第八条增加一款，作为第三款：“甲。”": ["insert 第八条 第三款 甲。"],
    "在第八条中增加二款作为第三款、第四款：“甲。\n“乙。”": ["insert 第八条 第三款、第四款 甲。\n乙。"],
    "第三条第一款增加一项，作为第五项：“（五）甲；”原第五项改为第六项。": [
        "insert 第三条第一款 第五项 （五）甲；", "renumber 第三条第一款第五项 第六项",
    ],
    "增加一章，作为第七章“灯”；增加两条，分别作为第四十九条至第五十条。内容如下：\n“第七章　灯\n“第四十九条　甲。\n“第五十条　乙。”": [
        "insert 第七章 灯", "insert 第四十九条、第五十条 第七章　灯\n第四十九条　甲。\n第五十条　乙。",
    ],
    "增加一章，作为第七章，章名为“灯”": ["insert 第七章 灯"],
    "在第二章后增加一章，作为第三章：\n“第三章　灯\n“第九条　甲。”": ["insert 第二章 第三章 第三章　灯\n第九条　甲。 after"],
    "将第二章改为第三章，章名修改为“灯”。": ["renumber 第二章 第三章", "rename 第二章 灯"],
    "将第五章章名修改为“灯”。": ["rename 第五章 灯"],
    "将第八章章名“灯”修改为“灯塔”。": ["rename 第八章 灯塔"],
    "第九条第一款修改为两款，作为第一款、第二款：“甲。\n“乙。”": ["split 第九条第一款 第一款、第二款", "replace 第九条第一款 甲。\n乙。"],
    "条文中的“甲”一律改为“乙”。": ["substitute-words 全文 甲 乙"],
    "增加第四十七条，内容为：“甲。”": ["insert 第四十七条 甲。"],
    "将名称修改为《航标办法》。": ["rename 全文 航标办法"],
    "将引言修改为：“甲。”": ["replace 引言 甲。"],
    "将第八条第三款单列一条，作为第九条，修改为：“甲。”": ["renumber 第八条第三款 第九条", "replace 第八条第三款 甲。"],
    "将第三条改为两条，分别作为第三条、第四条，修改为：\n“第三条　甲。\n“第四条　乙。”": [
        "split 第三条 第三条、第四条", "replace 第三条 第三条　甲。\n第四条　乙。",
    ],
    "将第七条分为两条，第一款作为第八条，第二款作为第九条，修改为：“甲。”": [
        "split 第七条", "renumber 第七条第一款 第八条", "renumber 第七条第二款 第九条", "replace 第七条 甲。",
    ],
    "将第三条改为第四条，分为两款，修改为：“甲。\n“乙。”": ["renumber 第三条 第四条", "split 第三条", "replace 第三条 甲。\n乙。"],
    "将第三条第一款修改为第一款、第二款：“甲。\n“乙。”": ["split 第三条第一款 第一款、第二款", "replace 第三条第一款 甲。\n乙。"],
    "将第十条、第二十五条合并，作为第十条，修改为：“甲。”": ["join 第十条、第二十五条 第十条", "replace 第十条、第二十五条 甲。"],
    "将第四条、第四十条第二款合并为一条，作为第二条。": ["join 第四条、第四十条第二款 第二条"],
    "将第四条和第五条改为第六条。": ["join 第四条、第五条 第六条"],
    "将第三款和第四款合并，作为第三款": [],
    "将第九条第三款和第四款合并，作为第三款，修改为：“甲。”": ["join 第九条第三款、第九条第四款 第三款", "replace 第九条第三款、第九条第四款 甲。"],
    "将第三章并入第二章，删去第二十四条。": ["move 第三章 第二章", "delete 第二十四条"],
    "将第五条移至第十条之后，作为第十条。": ["move 第五条 第十条 after"],
    "将第五条第三款并入第六条，作为第六条第二款。": ["move 第五条第三款 第六条第二款"],
    "删去第七条。": ["delete 第七条"],
    "删去第七条第二款、第八条第一款第三项、第九条。": ["delete 第七条第二款、第八条第一款第三项、第九条"],
    "第七条第二款删去。": ["delete 第七条第二款"],
    "将第九条中的“甲”修改为“乙”，“丙”改为“丁”。": ["substitute-words 第九条 甲 乙", "substitute-words 第九条 丙 丁"],
    "将第九条改为第十条，其中的“甲”修改为“乙”。": ["renumber 第九条 第十条", "substitute-words 第九条 甲 乙"],
    "将第九条第一款中的第一处“甲”修改为“乙”，删去“丙”。": ["substitute-words 第九条第一款 甲 乙 #1", "delete-words 第九条第一款 丙"],
    "将第九条、第十条第一款和第二款、第十一条中的“甲”修改为“乙”。": [
        "substitute-words 第九条、第十条第一款、第十条第二款、第十一条 甲 乙",
    ],
    "将第九条中的“甲”“乙”分别修改为“丙”“丁”。": ["substitute-words 第九条 甲|乙 丙|丁"],
    "将本办法中的“甲”统一修改为“乙”。": ["substitute-words 全文 甲 乙"],
    "在第九条中的“甲”后增加“乙”。": ["insert-words 第九条 甲 乙 after"],
    "在第九条第一款的“甲”之前增加“乙”，在第二款最后增加“丙”。": ["insert-words 第九条第一款 甲 乙 before", "insert-words 第九条第二款 丙 end"],
    "删去第九条中的“甲”": ["delete-words 第九条 甲"],
    "第九条中的“甲”删去。": ["delete-words 第九条 甲"],
    "第一款第二项分为两项，修改为：“甲”“乙”。": [],
    "第二章“灯”分为两节：第一节“甲”，包括第七条至第八条；第二节“乙”，包括第九条。": [
        "arrange 第二章 第一节、第七条、第八条、第二节、第九条 甲|乙",
    ],
    "其他条文序号依次顺延。": ["follow"],
    "将第二条第二款移作第三条第二款。": ["move 第二条第二款 第三条第二款"],
}  # fmt: skip


@pytest.mark.parametrize("sentence", [one for one, orders in ORDERS.items() if orders])
def test_an_order_is_understood(sentence: str) -> None:
    assert [show(one) for one in list_orders(sentence)] == ORDERS[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "在第九条中增加“甲”。",  # where in it?
        "将第三款和第四款合并，作为第三款。",  # of which article?
        "第一款第二项分为两项，修改为：“甲”“乙”。",
        "对第九条作适当调整。",
        "增加一条：“甲。”",  # at which number?
        "增加两条，作为第五条：“甲。”",  # two, and one number
        "将第三条、第四条、第五条改为第六条、第七条。",  # which became which?
        "将第九条中的“甲”“乙”分别修改为“丙”“丁”“戊”。",
        "将第九条中除第二款外的“甲”修改为“乙”。",
        "删去第九条的后半句。",
        "删去第一条至第九千条。",  # a range as long as no text
    ],
)
def test_what_is_not_clear_is_not_guessed(sentence: str) -> None:
    unread = list_unread(sentence)
    assert len(unread) == 1
    assert unread[0].origin.number == "一"
    assert unread[0].origin.line == 3
    assert all(one.verb == "heading" for part in read_act(sentence).parts for one in part.instructions)


def test_an_unread_fragment_does_not_take_its_neighbours_with_it() -> None:
    part = read_act("将第三条修改为：“甲。”；对第四条酌情处理；删去第五条。").parts[0]
    assert [show(one) for one in part.instructions] == ["replace 第三条 甲。", "delete 第五条"]
    assert [one.printed for one in part.unread] == ["对第四条酌情处理"]


def test_a_fragment_behind_an_order_makes_all_of_it_unread() -> None:
    assert [one.printed for one in list_unread("删去第九条第一款之外的内容")] == ["删去第九条第一款之外的内容"]


def test_items_give_their_number_and_lines_without_one_belong_to_the_item_before() -> None:
    act = amend.read(ACT.encode())
    third = list(act.list_instructions())[2:5]
    assert [str(one.origin) for one in third] == ["三, line 5", "三, line 5", "三, line 6"]
    assert show(third[2]) == "insert 第三条 第四项 （四）会游泳。"
    assert act.title == "关于修改《灯塔管理办法》的决定"
    assert [part.law for part in act.parts] == ["灯塔管理办法"]
    assert not act.parts[0].unread


def test_sub_items_and_several_texts() -> None:
    act = amend.read(
        "关于修改《甲办法》等两部办法的决定\n决定：\n一、对《甲办法》作出修改\n（一）删去第三条。\n（二）将第四条改为第三条。\n"
        "二、修改《乙〈丙〉办法》\n1.将引言修改为：\n“甲。”\n2.删去第九条。\n本决定自公布之日起施行。\n".encode()
    )
    assert [(part.law, [show(one) for one in part.instructions]) for part in act.parts] == [
        ("甲办法", ["delete 第三条", "renumber 第四条 第三条"]),
        ("乙〈丙〉办法", ["replace 引言 甲。", "delete 第九条", "force"]),
    ]
    assert [one.origin.number for part in act.parts for one in part.instructions] == [
        "一（一）", "一（二）", "二1", "二2", "",
    ]  # fmt: skip


def test_several_acts_in_one_file_begin_anew() -> None:
    act = amend.read(
        "灯塔法修正案\n一、将灯塔法第三条修改为：“甲。”\n二、本修正案自公布之日起施行。\n\n灯塔法修正案（二）\n2020年5月1日通过\n"
        "为了防止火灾，保护灯塔，将灯塔法第四条修改为：\n“乙。”\n本修正案自公布之日起施行。\n".encode()
    )
    assert [show(one) for one in act.list_instructions()] == [
        "replace 第三条 甲。",
        "force",
        "replace 第四条 乙。",
        "force",
    ]
    assert not any(part.unread for part in act.parts)


QUOTED = {
    "straight marks": ('将第四条修改为："甲。\n"乙。"', ("甲。", "乙。")),
    "curly marks": ("将第四条修改为：“甲。\n“乙。”", ("甲。", "乙。")),
    "paragraphs without a mark": ("将第四条修改为：\n“甲。\n乙。\n丙。”", ("甲。", "乙。", "丙。")),
    "straight marks within straight marks": ('将第四条修改为："坚持"三个灯塔"、"两个海岛"的原则。"', ('坚持"三个灯塔"、"两个海岛"的原则。',)),
    "curly marks within curly marks": ("将第四条修改为：“坚持“三个灯塔”的原则。\n““两个海岛”另行规定。”", ("坚持“三个灯塔”的原则。", "“两个海岛”另行规定。")),
    "single marks within": ("将第四条修改为：“坚持‘三个灯塔’的原则。”", ("坚持‘三个灯塔’的原则。",)),
    "a paragraph that begins with a quotation": ("将第四条修改为：\n“甲。\n“灯塔”是指航标。”", ("甲。", "“灯塔”是指航标。")),
    "items": ("将第四条修改为：“甲：\n“（一）乙；\n“（二）丙。”", ("甲：", "（一）乙；", "（二）丙。")),
}  # fmt: skip


@pytest.mark.parametrize("name", QUOTED)
def test_a_quotation_is_read_with_its_paragraphs(name: str) -> None:
    sentence, paragraphs = QUOTED[name]
    (order,) = list_orders(sentence)
    assert order.new_words[0].paragraphs == paragraphs


def test_a_quotation_that_is_never_closed_ends_before_the_next_item_and_is_reported() -> None:
    part = read_act("将第四条修改为：“甲。\n“乙。", "删去第五条。").parts[0]
    assert [show(one) for one in part.instructions] == ["replace 第四条 甲。\n乙。", "delete 第五条"]
    assert [one.origin.number for one in part.doubts] == ["一"]
    assert not part.unread


@given(
    st.lists(st.text(alphabet="甲乙丙，。；（）一", min_size=1), min_size=1, max_size=5),
    st.sampled_from([("“", "”"), ('"', '"')]),
)
def test_what_is_quoted_comes_out_as_it_went_in(paragraphs: list[str], marks: tuple[str, str]) -> None:
    first, last = marks
    lines = f"将第四条修改为：{first}" + f"\n{first}".join(paragraphs) + f"{last}。"
    (statement,) = divide(lines.split("\n"))
    assert statement.said == f"将第四条修改为：{HOLE}。"
    assert statement.quotations[0].paragraphs == tuple(paragraphs)


@given(st.integers(0, 9999))
def test_a_numeral_is_read_as_it_was_written(number: int) -> None:
    assert parse_numeral(write_numeral(number)) == number


def test_an_act_in_word_has_the_numbers_that_word_gives_it() -> None:
    lists = numbering(abstract(1, level(0, "chineseCounting", "%1、")), instance(1, 1))
    lines = p(t("关于修改《甲办法》的决定")) + p(t("决定对《甲办法》作如下修改："))
    items = numbered("将第三条修改为：“甲。", 1) + p(t("“乙。”")) + numbered("删去第五条。", 1)
    act = amend.read(docx(lines + items, numbering=lists))
    assert [(one.origin.number, show(one)) for one in act.list_instructions()] == [
        ("一", "replace 第三条 甲。\n乙。"),
        ("二", "delete 第五条"),
    ]
