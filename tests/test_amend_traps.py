"""Acts that could be carried out in two ways, or not at all, and looked as if they could: nothing of them is lost or guessed."""

from __future__ import annotations

import pytest

from decision_diff import amend, pipeline

ACT = """Lighthouse Act
1	The Board keeps the light. The Board may appoint a keeper.
2	(1)	A keeper must—
(a)	be an adult;
(b)	be healthy.
(2)	In this section “light” means a lamp
3	A person is liable to a fine of £5, not £50.
"""
LAW = """灯塔办法
第一条　灯塔由海务局管理。海务局设灯塔处。
第二条　守塔人每日点灯。
第三条　违反第二条规定的，处十元以上五十元以下罚款。
"""


@pytest.mark.parametrize(
    ("numbers", "new", "before"),
    [
        ("a b c", "aa", "b"),
        ("a b c", "d", ""),
        ("a b ba c", "bb", "c"),
        ("i ii iii iv v vi vii viii", "ix", ""),
        ("i ii iii iv", "iia", "iii"),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z", "aa", ""),
    ],
)
def test_a_point_with_letters_stands_where_a_reader_looks_for_it(numbers: str, new: str, before: str) -> None:
    points = [f"({one})\tlamp {at};\n" for at, one in enumerate(numbers.split(), 1)]
    old = "Lamp Act\n1\tThe keeper has:\n" + "".join(points) + "2\tThe lamp is lit.\n"
    applied = apply(f"In section 1, the following point ({new}) is inserted:\n‘({new})\toil;’;", old)
    assert [str(one) for one in applied.refused] == []
    mark = f"({before})\t" if before else "2\tThe"
    assert applied.text == old.replace(mark, f"({new})\toil;\n{mark}")


@pytest.mark.parametrize("order", ["删去第三条。", "将第三条修改为：“免罚。”"])
@pytest.mark.parametrize(("line", "is_note"), [("[1] 第二条的守塔人包括副手。", True), ("罚款上缴国库。", False)])
def test_a_note_that_goes_with_an_article_is_said(order: str, line: str, *, is_note: bool) -> None:
    applied = apply(f"一、{order}", LAW + line + "\n")
    assert line not in (applied.text or line)
    told = [one.message for one in applied.notices if "looks like a note goes with 第三条" in one.message]
    assert bool(told) is is_note


def apply(act: str, old: str) -> amend.Applied:
    return amend.apply(amend.read(f"{act}\n".encode()), pipeline.read(text=old))


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("In section 2(1), at the end insert “and be sober”.", "it is not clear where 2(1) ends"),
        ("At the end of section 3 insert “or both”.", "it does not say whether the words stand before the sign at the end of 3"),
        ("In section 1, for “the Board” substitute “the Office”.", "1: the words “the Board” are not there"),
        ("In section 1, after “light” insert “on”.\nIn section 1, for “light on” substitute “lamp”.", "1: the words “light on” are"),
        ("For section 2 substitute—\n“2 Keepers.\n3 Keys.”", "2 clauses would have the number 3"),
    ],
)  # fmt: skip
def test_an_english_order_that_leaves_something_open_is_refused(act: str, why: str) -> None:
    applied = apply(act, ACT)
    assert applied.text is None
    assert [one.why[: len(why)] for one in applied.refused] == [why]


@pytest.mark.parametrize(
    ("act", "was", "now"),
    [
        ("In section 2(2), at the end insert “or a candle”.", "a lamp\n", "a lamp or a candle\n"),
        ("At the beginning of section 3 insert “In Kenya”.", "3\tA person", "3\tIn Kenya A person"),
        ("At the end of section 2(1) insert—\n“(c)\tbe sober.”", "healthy.\n", "healthy.\n(c)\tbe sober.\n"),
        ("In section 3, for “£5” substitute “£6”.", "£5,", "£6,"),
    ],
)
def test_an_english_order_that_is_clear_is_carried_out_and_lines_of_the_file_stay(act: str, was: str, now: str) -> None:
    applied = apply(act, ACT)
    assert [str(one) for one in applied.refused] == []
    assert applied.text == ACT.replace(was, now)


@pytest.mark.parametrize(
    ("act", "old", "said"),
    [
        ("In section 1, for “Board” substitute “Office”.", ACT, "“Board” stands 2 times there, and each is changed"),
        ("In section 2(1), omit “be”.", ACT, "“be” stands 2 times there, and each is changed"),
        ("In section 1, for “Board”, in each place it occurs, substitute “Office”.", ACT, ""),
        ("In section 1, for “keeps” substitute “tends”.", ACT, ""),
        ("一、将第一条中的“海务局”修改为“航标局”。", LAW, "“海务局” stands 2 times in one line, and each is changed"),
        ("一、将第一条中的第二处“海务局”修改为“航标局”。", LAW, ""),
        ("一、将第一条中的“管理”修改为“看管”。", LAW, ""),
        ("一、将第三条中的“十元”修改为“二十元”。", LAW, ""),  # 五十元 is another number
    ],
)
def test_words_that_stand_several_times_are_all_changed_and_that_is_said(act: str, old: str, said: str) -> None:
    applied = apply(act, old)
    assert [str(one) for one in applied.refused] == []
    told = [one.message.split("no order says so: ")[1] for one in applied.notices if "stands" in one.message]
    assert told == ([said] if said else [])
