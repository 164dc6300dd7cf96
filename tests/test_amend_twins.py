"""Clauses of which two have one number: acts that say which they bring in (第二编[2]), and where; applied, refused if that is not so."""

from __future__ import annotations

import pytest

from decision_diff import amend, pipeline
from decision_diff.amend.writing.acts import ActStyle
from decision_diff.errors import AmendingError

OLD = """灯塔办法
第一编 总则
第一条 灯塔由海务局管理。
第二编 守塔人
第二条 守塔人日落点灯。
第二编 船只
第三条 船只应当避让灯塔。
第四条 船只缴费。
第三编 附则
第五条 本办法自发布之日起施行。
"""
KEEPERS = "第二编 守塔人\n第二条 守塔人日落点灯。\n"
PORTS = "第二编 港口\n第六条 港口在夜间关闭。\n"
OIL = "第二编 灯油\n第七条 灯油由局供给。\n"
DECISION = """Decision 12
decides
1\tthat the group meets in Geneva;
2\tto report to the Council;
3\tto publish the report.
"""
SONG = "2\tto sing in the evening;\n"


def apply(act: str, old: str) -> amend.Applied:
    return amend.apply(amend.read(f"{act}\n".encode()), pipeline.read(text=old))


def list_whys(act: str, old: str) -> list[str]:
    applied = apply(act, old)
    assert (applied.text is None) == bool(applied.refused)
    return [one.why for one in applied.refused]


def write_and_apply(old: str, new: str, style: ActStyle) -> str:
    """The act as printed, after it was seen that it gives the new text."""
    act = amend.write(pipeline.compare(old.encode(), new.encode()), style)
    assert act, act.shortfalls
    applied = apply(act.text, old)
    assert applied.text is not None, applied.refused
    assert applied.text.split() == new.split()
    return act.text


@pytest.mark.parametrize("style", ["itu", "uk", "eu"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("第三编 附则", f"{PORTS}第三编 附则", id="behind both"),
        pytest.param("第二编 船只", f"{PORTS}第二编 船只", id="between them"),
        pytest.param("第二编 守塔人", f"{PORTS}第二编 守塔人", id="before both"),
        pytest.param("第二编 船只", f"{PORTS}{OIL}第二编 船只", id="two between them"),
        pytest.param(KEEPERS, "", id="the first repealed"),
        pytest.param("第二编 船只", "第二编 大小船只", id="the second amended"),
        pytest.param("第四条", "第三条 小船应当避让大船。\n第四条", id="an article"),
    ],
)
def test_parts_with_one_number_are_written_and_applied(style: ActStyle, old: str, new: str) -> None:
    write_and_apply(OLD, OLD.replace(old, new), style)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("itu", "第二编[2]，在第二编[2]之后\n第二编 港口"),
        ("uk", "After Part 2[2] insert, as Part 2[2]—\n“第二编 港口"),
        ("eu", "after Part 2[2], the following Part 2[2] is inserted:\n‘第二编 港口"),
    ],
)
def test_of_two_parts_one_is_repealed_one_amended_and_one_comes_in(style: ActStyle, said: str) -> None:
    new = OLD.replace(KEEPERS, "").replace("船只\n", "大小船只\n").replace("第三编", f"{PORTS}第三编")
    assert said in write_and_apply(OLD, new, style)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("itu", "paragraph 2[2] of the part “decides”, after paragraph 2 of the part “decides”\n2 to sing"),
        ("uk", "After paragraph 2 of the part “decides” insert, as paragraph 2[2]—\n“2 to sing"),
        ("eu", "after paragraph 2 of the part “decides”, the following paragraph 2[2] is inserted:\n‘2 to sing"),
        ("npc", "在decides2后增加第2段[2]：“2 to sing"),
    ],
)
def test_a_second_clause_with_a_number_is_stated_beside_the_first(style: ActStyle, said: str) -> None:
    assert said in write_and_apply(DECISION, DECISION.replace("3\t", f"{SONG}3\t"), style)


@pytest.mark.parametrize("style", ["itu", "uk", "eu", "npc"])
def test_a_clause_before_the_one_with_its_number(style: ActStyle) -> None:
    assert "2[1]" in write_and_apply(DECISION, DECISION.replace("2\t", f"{SONG}2\t"), style).replace("第2段", "2")


CHAPTERS = """灯塔办法
第一编 总则
第一章 管理
第一条 灯塔由海务局管理。
第二章 灯光
第二条 守塔人日落点灯。
第二编 收费程序
第三章 收费
第三条 船只缴费。
第四章 免费
第四条 小船免费。
第三编 附则
第五章 施行
第五条 本办法自发布之日起施行。
"""


@pytest.mark.parametrize("style", ["itu", "uk", "eu"])
def test_half_a_table_of_contents_comes_in_with_its_numbers(style: ActStyle) -> None:
    contents = "灯塔管理\n第二章 灯光\n第二编 收费程序\n第三章 收费\n第四章 免费\n第三编 附则\n第五章 施行\n"
    write_and_apply(CHAPTERS, CHAPTERS.replace("第一编", f"{contents}第一编", 1), style)


@pytest.mark.parametrize("style", ["itu", "uk", "eu"])
def test_a_number_that_stands_once_is_stated_as_before(style: ActStyle) -> None:
    text = write_and_apply(DECISION, DECISION.replace("3\tto", f"3{SONG[1:]}4\tto"), style)
    assert "[" not in text
    assert ", after paragraph" not in text


BESIDE = "ADD\tP/1\nparagraph {} of the part “decides”, after paragraph {} of the part “decides”\n{} to sing;"


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (BESIDE.format("2", "2", "2"), "2 clauses would have the number decides 2"),
        ("After paragraph 2 of the part “decides” insert—\n“2 to sing;”.", "2 clauses would have the number decides 2"),
        ("ADD\tP/1\nparagraph 2[1] of the part “decides”\n2 to sing;", "2 clauses would have the number decides 2"),
        (BESIDE.format("2[1]", "2", "2"), "it says decides 2[1], and that clause would be decides 2[2] of 2"),
        (BESIDE.format("2[3]", "2", "2"), "it says decides 2[3], and that clause would be decides 2[2] of 2"),
        (BESIDE.format("4[0]", "3", "4"), "it says decides 4[0], and that clause would be decides 4[1] of 1"),
        (BESIDE.format("4[2]", "3", "4"), "it says decides 4[2], and that clause would be decides 4[1] of 1"),
        (BESIDE.format("4[1]", "2", "2"), "2 clauses would have the number decides 2"),
        (BESIDE.format("5[1]", "3", "4"), "it says 5[1], and its words do not begin with that number"),
        (BESIDE.format("2[2]", "9", "2"), "the old text has no decides 9"),
    ],
)
def test_what_is_not_so_is_refused(act: str, why: str) -> None:
    assert any(found.startswith(why) for found in list_whys(act, DECISION)), list_whys(act, DECISION)


def test_a_number_within_what_comes_in_is_not_the_one_that_is_stated() -> None:
    act = BESIDE.format("2[2]", "2", "2") + "\n(2) loudly."
    assert list_whys(act, DECISION) == []


def test_a_neighbour_with_one_number_of_two_must_say_which() -> None:
    act = "ADD\tP/1\n第二编[3]，在第二编{}之后\n第二编 港口"
    assert list_whys(act.format("[2]"), OLD) == []
    assert list_whys(act.format(""), OLD) == ["第二编 is not clear: there are 2"]


def test_a_line_that_only_looks_like_a_place_beside_another_is_none() -> None:
    act = "ADD\tP/1\ndecides\n4\tto sing, after the Council"
    assert "4\tto sing, after the Council" in str(apply(act, DECISION).text)


def test_a_list_with_such_places_is_not_compiled_in_silence() -> None:
    act = BESIDE.format("2[2]", "2", "2")
    with pytest.raises(AmendingError):
        amend.compile(DECISION, {"X": f"{act}\n"})


POINTS = "Decision 12\ndecides\n1\tthat the group:\n{}2\tto pay.\n"


def list_compiled(numbers: str, *news: str) -> list[str]:
    """The numbers of the points of a list into which others come, as `amend compile` has them; `amend apply` must put them there too."""
    base = POINTS.format("".join(f"({one})\tlamp {at};\n" for at, one in enumerate(numbers.split(), 1)))
    act = "".join(f"ADD\tP/{at}\ndecides\n1\n({one})\toil {at};\n" for at, one in enumerate(news, 1))
    lines = amend.compile(base, {"X": act}).proposals[0].lines
    applied = amend.apply(amend.read(act.encode()), pipeline.read(text=base))
    assert str(applied.text).split() == " ".join(one.text for one in lines).split()
    return [one.number.strip("()") for one in lines if one.number.startswith("(")]


@pytest.mark.parametrize(
    ("numbers", "news", "made"),
    [
        ("a b c", ["aa"], "a aa b c"),
        ("a b c", ["d"], "a b c d"),
        ("a b c", ["d", "ca"], "a b c ca d"),
        ("i ii iii iv v vi vii viii x", ["ix"], "i ii iii iv v vi vii viii ix x"),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z", ["aa"], "a b c d e f g h i j k l m n o p q r s t u v w x y z aa"),
    ],
)  # fmt: skip
def test_compile_puts_points_where_apply_puts_them(numbers: str, news: list[str], made: str) -> None:
    assert list_compiled(numbers, *news) == made.split()


def test_a_letter_that_comes_into_roman_numbers_is_no_crash() -> None:
    base = POINTS.format("(i)\tlamp;\n(ii)\toil;\n")
    assert apply("ADD\tP/1\ndecides\n1\n(b)\twicks;", base).text is not None


def test_a_point_comes_in_before_the_clause_behind_its_own() -> None:
    base = POINTS.format("(a)\tlamp;\n(b)\toil;\n")
    news = ["ADD\tP/1\ndecides\n1bis\tto sing.\n", "ADD\tP/2\ndecides\n1\n(c)\twicks;\n"]
    for act in ("".join(news), "".join(reversed(news))):
        lines = amend.compile(base, {"X": act}).proposals[0].lines
        assert [one.number for one in lines if one.number] == ["1", "(a)", "(b)", "(c)", "1bis", "2"]
