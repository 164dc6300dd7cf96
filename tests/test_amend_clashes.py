"""`amend apply` and `amend compile` refuse orders on clauses that clash: one number for two clauses, two orders of which only one can hold."""

from __future__ import annotations

import pytest

from decision_diff import amend, pipeline
from decision_diff.errors import AmendingError

DECISION = """Decision 12
decides
1\tthat the group meets in Geneva;
2\tto report to the Council;
3\tto publish the report.
resolves
1\tthat rooms are free.
"""
LAW = """Lamp Act
1\tThe keeper lights the lamp.
2\tThe keeper is paid:
(a)\tweekly;
(b)\tin coins.
3\tThe lamp belongs to the Board.
"""


def apply(act: str, old: str) -> amend.Applied:
    return amend.apply(amend.read(f"{act}\n".encode()), pipeline.read(text=old))


def list_whys(act: str, old: str) -> list[str]:
    applied = apply(act, old)
    assert (applied.text is None) == bool(applied.refused)
    return [one.why for one in applied.refused]


@pytest.mark.parametrize(
    ("act", "old", "number"),
    [
        ("(MOD)\tP/1\ndecides\n1 → 2", DECISION, "decides 2"),
        ("ADD\tP/1\ndecides\n2\tto pay;", DECISION, "decides 2"),
        ("After section 2 insert—\n“3 Lamps stay.”", LAW, "3"),
        ("For section 3 substitute—\n“2 Fees are due.”", LAW, "2"),
        ("(1) Renumber paragraph 2 as 3.", LAW, "3"),
        ("For section 2(a) substitute—\n“(b) each day;”", LAW, "2(b)"),
        ("At the end of section 2 insert—\n“(b) each day;”", LAW, "2(b)"),
        ("After section 2(b) insert—\n“(c) in gold.\n3 The end.”", LAW, "3"),
        ("After section 3 insert—\n“4 Oil:\n(a) lamp oil;\n(a) fish oil.”", LAW, "4(a)"),
    ],
)
def test_a_number_for_two_clauses_is_refused_with_its_place(act: str, old: str, number: str) -> None:
    assert [why.split(";")[0] for why in list_whys(act, old)] == [f"2 clauses would have the number {number}"]


@pytest.mark.parametrize(
    ("act", "old"),
    [
        ("Renumber section 1 as section 2.\nRenumber section 2 as section 1.", LAW),
        ("(MOD)\tP/1\ndecides\n3 → 4\nADD\tP/2\ndecides\n3\tto pay;", DECISION),
        ("SUP\tP/1\ndecides\n2\nADD\tP/2\ndecides\n2\tto pay;", DECISION),
        ("ADD\tP/1\nresolves\n2\tthat chairs are not;", DECISION),  # decides has a 2, and resolves has none
        ("Omit section 3.", LAW.replace("(b)", "(a)")),  # the old text had it twice
        ("For section 2 substitute—\n“2 Pay:\n(a) daily;\n(b) in notes.”", LAW),
        ("For section 2 substitute—\n“2 Pay:\n(a) daily;\n(a) in notes.”", LAW.replace("(b)", "(a)")),
    ],
)
def test_numbers_that_are_free_or_were_doubled_before_are_given(act: str, old: str) -> None:
    assert list_whys(act, old) == []


@pytest.mark.parametrize(
    ("act", "old", "why"),
    [
        ("NOC\tP/1\ndecides\n1\nMOD\tP/2\ndecides\n1\tto sing;", DECISION, "another order changes decides 1, which is to"),
        ("MOD\tP/2\ndecides\n1\tto sing;\nNOC\tP/1\ndecides\n1", DECISION, "another order changes decides 1, which is to"),
        ("SUP\tP/2\ndecides\n1\nNOC\tP/1\ndecides\n1", DECISION, "another order changes decides 1, which is to stay"),
        ("SUP\tP/1\ndecides\n2\n(MOD)\tP/2\ndecides\n2 → 7", DECISION, "another order takes decides 2 out"),
        ("(MOD)\tP/1\ndecides\n3 → 6\n(MOD)\tP/2\ndecides\n3 → 7", DECISION, "another order gives decides 3 a number too"),
        ("Omit section 3.\nFor section 3 substitute—\n“3 Lamps.”", LAW, "another order gives 3 new words"),
        ("Omit section 2.\nIn section 2(a), for “weekly” substitute “daily”.", LAW, "another order takes the words of 2(a)"),
    ],
)  # fmt: skip
def test_orders_of_which_only_one_can_hold_are_refused(act: str, old: str, why: str) -> None:
    (found,) = list_whys(act, old)
    assert found.startswith(why)


def test_a_list_behind_a_line_with_a_colon_is_a_list_of_its_own() -> None:
    act = "After section 3 insert—\n“4 Oil may be:\n(a) lamp oil;\n(b) fish oil.\nWicks may be:\n(a) of wool;\n(b) of silk.”"
    assert list_whys(act, LAW) == []
    again = act.replace("Wicks may be:", "Wicks are dear.")
    assert list_whys(again, LAW) == [
        "2 clauses would have the number 4(a); give one of them another number, or say what becomes of the other",
        "2 clauses would have the number 4(b); give one of them another number, or say what becomes of the other",
    ]


def test_a_clause_that_is_kept_and_not_touched_is_no_trouble() -> None:
    assert list_whys("NOC\tP/1\ndecides\n1\nSUP\tP/2\ndecides\n2", DECISION) == []


def test_words_printed_below_noc_must_be_those_of_the_clause() -> None:
    act = "NOC\tP/1\ndecides\n2\t{}\nSUP\tP/2\ndecides\n3"
    assert list_whys(act.format("to report to the Council;"), DECISION) == []
    assert list_whys(act.format("to sing."), DECISION) == [
        "the words printed below it are not those of decides 2: to sing."
    ]


def test_words_printed_below_sup_must_be_those_of_the_clause() -> None:
    act = "SUP\tP/1\ndecides\n2\t{}"
    assert list_whys(act.format("to sing."), DECISION) == [
        "the words printed below it are not those of decides 2: to sing."
    ]
    same = apply(act.format("to report to the Council;"), DECISION)
    assert (same.text, same.notices) == (DECISION.replace("2\tto report to the Council;\n", ""), ())
    spaced = apply(act.format("to report  to the Council;"), DECISION)
    assert spaced.text == same.text
    assert ["other spaces, widths or quotation marks" in one.message for one in spaced.notices] == [True]


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("(MOD)\tP/1\ndecides\n1 → 2", "P/1, line 1: 2 clauses would have the number 2"),
        ("SUP\tP/1\ndecides\n2\tto sing.", "P/1, line 1: the words printed below it are not those of decides 2"),
    ],
)
def test_compile_refuses_them_too(act: str, why: str) -> None:
    with pytest.raises(AmendingError, match=why):
        amend.compile(DECISION, {"X": f"{act}\n"})


def test_compile_takes_a_number_that_becomes_free_and_the_words_of_the_clause() -> None:
    swap = "(MOD)\tP/1\ndecides\n1 → 2\n(MOD)\tP/2\ndecides\n2 → 1\n"
    found = amend.compile(DECISION, {"X": swap, "Y": "SUP\tP/1\ndecides\n2\tto report to the  Council;\n"})
    assert found.names == ("X", "Y")
