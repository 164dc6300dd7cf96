"""One grammar for lists: what `amend compile` understands, `amend apply` does too; and citations of other acts are told apart."""

from __future__ import annotations

import pytest

from decision_diff import amend, pipeline
from decision_diff.amend.articles.finding import find_words
from decision_diff.amend.chinese.numbers import write_numeral
from decision_diff.errors import AmendingError

DECISION = """Decision 12
decides
1\tthat the group meets in Geneva;
2\tto report:
a)\tto the Council;
b)\tto the Board.
"""


def apply(act: str, old: str = DECISION, *, partial: bool = False) -> amend.Applied:
    return amend.apply(amend.read(f"{act}\n".encode()), pipeline.read(text=old), partial=partial)


@pytest.mark.parametrize(
    ("act", "was", "now"),
    [
        ("NOC\tP/1\ndecides 1", "", ""),
        ("NOC\tP/1\ndecides 1\nthat the group meets in Geneva;", "", ""),
        ("MOD\tP/1\ndecides 1\nthat it rains;", "that the group meets in Geneva;", "that it rains;"),
        ("MOD\tP/1\ndecides 1\tthat it rains;", "that the group meets in Geneva;", "that it rains;"),
        ("MOD\tP/1\ndecides 2 a)\nto the Senate;", "to the Council;", "to the Senate;"),
        ("MOD\tP/1\ndecides 1 → 3\tthat it rains;", "1\tthat the group meets in Geneva;", "3\tthat it rains;"),
        ("(MOD)\tP/1\ndecides 1 → 3", "1\tthat", "3\tthat"),
        ("SUP\tP/1\ndecides 2 a)\nto the Council;", "a)\tto the Council;\n", ""),
    ],
)
def test_a_place_that_is_cited_on_one_line_is_the_clause_of_the_old_text(act: str, was: str, now: str) -> None:
    applied = apply(act)
    assert [str(one) for one in applied.refused] == []
    assert applied.text == DECISION.replace(was, now)
    assert amend.check(applied.act, applied.old, pipeline.read(text=applied.text))


@pytest.mark.parametrize(
    "act", ["NOC\tP/1\ndecides 1", "MOD\tP/1\ndecides 2 a)\nto the Senate;", "SUP\tP/1\ndecides 1"]
)
def test_compile_understands_the_same(act: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("lists")
    base, given = folder / "base.txt", folder / "list.txt"
    base.write_text(DECISION, encoding="utf-8")
    given.write_text(f"{act}\n", encoding="utf-8")
    assert amend.compile(base, {"USA": given}).proposals[0].name == "USA"


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("NOC\tP/1\ndecides 1\nthat it rains;", "the words printed below it are not those of decides 1"),
        ("SUP\tP/1\ndecides 9", "the old text has no decides 9"),
        ("MOD\tP/1\ndecides 1\n1 January is free;", "it is not clear whether 1 before its words is the number"),
        ("ADD\tP/1\ndecides 3\tto rest.", "it does not say where decides 3 comes in; give a new clause a number"),
    ],
)
@pytest.mark.parametrize("partial", [False, True])
def test_what_is_not_clear_on_one_line_is_refused(act: str, why: str, *, partial: bool) -> None:
    applied = apply(act, partial=partial)
    assert applied.text is None
    assert [one.why[: len(why)] for one in applied.refused] == [why]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("section 3", "section 3 of the Harbour Act 1990 applies, and section 3 too", ["and section 3"]),
        ("section 3", "section 3(2)(a) of that Act applies, and section 3 too", ["and section 3"]),
        ("Article 5", "Article 5 of Regulation (EU) 2016/679 and Article 5 of this Regulation", ["and Article 5"]),
        ("Article 5", "Article 5 of the Treaty on European Union; Article 5", ["; Article 5"]),
        ("section 3", "section 3 of the Harbour Act applies", ["section 3"]),  # nothing else can be meant
        ("section 3", "section 3 of the harbour wall, and section 3", ["section 3", "and section 3"]),
        ("section 3 of the Harbour Act", "under section 3 of the Harbour Act, and section 3", ["under section 3 of the Harbour Act"]),
        ("five", "five of the Rules and five", ["five", "and five"]),
    ],
)  # fmt: skip
def test_a_citation_of_another_act_is_not_the_one_that_is_meant(words: str, text: str, found: list[str]) -> None:
    (spans,) = find_words(words, [text])
    assert [text[:end].endswith(one) for (_, end), one in zip(spans, found, strict=True)] == [True] * len(found)


def test_an_article_numbered_in_latin_is_put_in_by_a_chinese_act() -> None:
    old = "Lamp Act\nArticle 1 The lamp is green.\nArticle 2 The lamp is lit.\n"
    new = "Lamp Act\nArticle 1 The lamp is green.\nArticle 2 The keeper is old.\nArticle 3 The lamp is lit.\n"
    act = amend.write(pipeline.compare(pipeline.read(text=old), pipeline.read(text=new)), "npc")
    assert list(act.shortfalls) == []
    assert "在第1条后增加：“Article 2 The keeper is old.”" in act.text


def test_a_chinese_act_that_is_not_understood_is_not_read_as_one_on_clauses() -> None:
    act = "一、在第一条后增加：“第二条 灯塔为绿色。”\n二、删去第一条。"
    assert apply(act, "灯塔办法\n第一条　灯。\n第二条　塔。\n").text is None


def test_items_and_articles_beyond_a_thousand_are_read() -> None:
    law = "灯塔办法\n" + "".join(f"第{write_numeral(n)}条　第{n}座灯塔为绿色。\n" for n in range(1, 1004))
    items = [
        f"{write_numeral(n)}、将第{write_numeral(n)}条中的“绿色”修改为“红色”。\n" for n in range(1, 1004)
    ]  # one order for each article
    head = "关于修改《灯塔办法》的决定\n决定对《灯塔办法》作如下修改：\n"
    act = amend.read((head + "".join(items)).encode())
    assert [one.origin.number for one in act.list_instructions()][-3:] == ["一千零一", "一千零二", "一千零三"]
    assert amend.apply(act, pipeline.read(text=law)).text == law.replace("绿色", "红色")


def test_blank_lines_within_an_amended_article_stay() -> None:
    law = "灯塔办法\n\n第一条　甲。\n\n乙。\n\n（一）丙；\n\n（二）丁。\n\n第二条　戊。\n"
    assert apply("一、将第一条第二款中的“乙”修改为“己”。", law).text == law.replace("乙", "己")


def test_a_list_without_places_is_an_error() -> None:
    with pytest.raises(AmendingError):
        apply("MOD\tP/1")
