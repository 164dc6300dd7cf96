"""Lists of proposals as councils print them; texts of our own, one per rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import amend
from decision_diff.amend import Instruction

ENGLISH = """Proposals for the work of the Council
MOD\tUSA/12/1
resolves
2\tto convene the Forum in Nassau;
Reasons:\tTo align the dates.
They changed in May.
SUP\tUSA/12/2
resolves
3
ADD\tUSA/12/3
resolves
2bis\tto publish the report;
NOC\tUSA/12/4
resolves 4
(MOD)\tUSA/12/5
resolves
5 → 6
MOD\tUSA/12/6
resolves
6 → 7\tto open the archive;
"""
CHINESE = """MOD\tCHN/3/1
做出决定
1\t举办论坛；
理由：与第2号决议一致。
SUP\tCHN/3/2
第三条
ADD\tCHN/3/3
第二条之二　公布之。
NOC\tCHN/3/4
第一条
MOD\tCHN/3/5
第三条第二款
新的文字。
第二行。
MOD\tCHN/3/6
第四条 → 第五条　换文。
"""


def tell(one: Instruction) -> tuple[str, str, str, str]:
    """Verb, old and new place, words."""
    old, new = ("".join(map(str, side)) for side in (one.sources, one.targets))
    return one.verb, old, new, "/".join(quoted.text for quoted in one.new_words)


def read(text: str) -> list[tuple[str, str, str, str]]:
    return [tell(one) for one in amend.read_list(text).list_instructions()]


def test_an_english_list() -> None:
    assert read(ENGLISH) == [
        ("replace", "resolves2", "", "to convene the Forum in Nassau;"),
        ("delete", "resolves3", "", ""),
        ("insert", "", "resolves2bis", "to publish the report;"),
        ("keep", "resolves 4", "", ""),
        ("renumber", "resolves5", "resolves6", ""),
        ("replace", "resolves6", "resolves7", "to open the archive;"),
    ]


def test_a_chinese_list() -> None:
    assert read(CHINESE) == [
        ("replace", "做出决定1", "", "举办论坛；"),
        ("delete", "第三条", "", ""),
        ("insert", "", "第二条之二", "公布之。"),
        ("keep", "第一条", "", ""),
        ("replace", "第三条第二款", "", "新的文字。\n第二行。"),
        ("replace", "第四条", "第五条", "换文。"),
    ]


def test_symbols_lines_and_reasons_are_kept() -> None:
    act = amend.read_list(ENGLISH)
    first, second, *_ = act.list_instructions()
    assert (first.origin.number, first.origin.line, first.printed) == ("USA/12/1", 2, "MOD USA/12/1")
    assert first.reasons == ("To align the dates.", "They changed in May.")
    assert second.reasons == ()
    assert act.title == "Proposals for the work of the Council"
    assert next(amend.read_list(CHINESE).list_instructions()).reasons == ("与第2号决议一致。",)


def test_a_proposal_of_several_clauses_is_several_instructions() -> None:
    text = "MOD\tA/1/1\nDECISION 9\nresolves\n1\tto meet;\n2\tto report.\nReasons:\tHaste.\n"
    assert read(text) == [("replace", "resolves1", "", "to meet;"), ("replace", "resolves2", "", "to report.")]  # fmt: skip
    assert {one.reasons for one in amend.read_list(text).list_instructions()} == {("Haste.",)}


def test_a_mark_in_the_margin_holds_for_its_clause() -> None:
    text = "MOD\tA/1/1\nADD\t5.2A\tA new band.\nMOD\t5.3\tAnother band.\n"
    assert read(text) == [("insert", "", "5.2A", "A new band."), ("replace", "5.3", "", "Another band.")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("MOD\tA/1/1\nresolves 4\n", "it gives no words for resolves 4"),
        ("ADD\tA/1/1\nresolves\n2\n", "it gives no words for resolves2"),
        ("SUP\tA/1/1\nReasons:\tNone.\n", "it says neither a number nor a place"),
        ("NOC\tA/1/1\n", "it says neither a number nor a place"),
    ],
)
def test_what_says_too_little_is_unread(text: str, why: str) -> None:
    act = amend.read_list(text)
    assert [one.why for part in act.parts for one in part.unread] == [why]
    assert not list(act.list_instructions())


def test_a_number_alone_on_the_last_line_is_no_page() -> None:
    assert read("SUP\tA/1/1\nresolves\n3\n") == [("delete", "resolves3", "", "")]


@given(st.lists(st.tuples(st.sampled_from(["MOD", "ADD", "SUP", "NOC"]), st.integers(1, 30), st.text("ab c", min_size=1)), min_size=1, max_size=6))  # fmt: skip
def test_each_proposal_of_a_list_is_read_once_in_order(rows: list[tuple[str, int, str]]) -> None:
    bodies = [f"{mark}\tA/1/{at}\nresolves\n{number}\tto {words.strip()} x;\n" for at, (mark, number, words) in enumerate(rows, 1)]  # fmt: skip
    act = amend.read_list("".join(bodies))
    marks = {"replace": "MOD", "insert": "ADD", "delete": "SUP", "keep": "NOC"}
    found = [(marks[one.verb], one.origin.number) for one in act.list_instructions()]
    assert found == [(mark, f"A/1/{at}") for at, (mark, _, _) in enumerate(rows, 1)]
    assert not act.parts[0].unread
