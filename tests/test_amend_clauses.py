"""`amend apply` on texts that are no Chinese laws: acts in English, lists of MOD, ADD and SUP, decisions of councils."""

from __future__ import annotations

from pathlib import Path

import pytest

import decision_diff as dd
from decision_diff import amend, pipeline
from decision_diff.errors import AmendingError

FIXTURES = Path(__file__).parent.parent / "fixtures"
OLD = """Lights Act
1\tThe keeper lights the lamp at dusk.

2\tThe keeper is paid:
  (a)\teach month;
  (b)\tin coins.
3\tThe lamp belongs to the Board.
"""


def apply(act: str, old: str = OLD, *, partial: bool = False) -> amend.Applied:
    return amend.apply(amend.read(act.encode()), pipeline.read(text=old), partial=partial)


ORDERS: dict[str, tuple[str, str]] = {
    "words": ("In section 1, for “dusk” substitute “dawn”.", OLD.replace("dusk", "dawn")),
    "words of a paragraph": ("In section 2(b), for “coins” substitute “notes”.", OLD.replace("coins", "notes")),
    "words go": ("In section 3, omit “the ”.", OLD.replace("to the", "to")),
    "a section goes": ("Omit section 3.", OLD.replace("3\tThe lamp belongs to the Board.\n", "")),
    "a section comes": (
        "After section 2 insert—\n“2A The keeper may keep sheep.”",
        OLD.replace("3\tThe", "2A The keeper may keep sheep.\n3\tThe"),
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_an_english_act_is_applied_and_lines_that_it_does_not_touch_stay_as_printed(name: str) -> None:
    order, due = ORDERS[name]
    applied = apply(order + "\n")
    assert applied.text is not None, applied.refused
    assert applied.text.replace("2A\t", "2A ") == due
    assert applied


def test_each_word_knows_its_instruction_here_too() -> None:
    applied = apply("In section 1, for “dusk” substitute “dawn”.\n")
    assert applied.text is not None
    assert [one.span.of(applied.text) for one in applied.made] == ["dawn"]


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ("In section 1, for “noon” substitute “dawn”.", "the words “noon” are not there"),
        ("Omit section 9.", "the old text has no"),
        ("Make section 1 a little nicer.", "it is not understood"),
    ],
)
def test_what_is_not_certain_refuses_the_act(order: str, why: str) -> None:
    applied = apply(f"Omit section 3.\n{order}\n")
    assert applied.text is None
    assert any(why in one.why for one in applied.refused)
    rest = apply(f"Omit section 3.\n{order}\n", partial=True)
    assert rest.text == ORDERS["a section goes"][1]
    assert not rest


@pytest.mark.parametrize("style", ["npc", "itu", "uk", "eu"])
def test_what_is_written_is_applied(style: str) -> None:
    """apply(OLD, write(OLD, NEW)) = NEW to the letter, in each style, rows of tables too."""
    old, new = (FIXTURES / f"decision-641-{name}.zh.txt" for name in ("c24", "c25"))
    comparison = dd.compare(old, new)
    act = amend.read(f"{amend.write(comparison, style).text}\n".encode())
    applied = amend.apply(act, comparison.old)
    assert applied.text is not None, applied.refused
    assert applied.text == new.read_text(encoding="utf-8")


FORMS: dict[str, tuple[str, str]] = {
    "a capital at the beginning": (
        "(1) Section 3 is repealed.",
        OLD.replace("3\tThe lamp belongs to the Board.\n", ""),
    ),
    "a capital within": ("In Section 1, for “dusk” substitute “dawn”.", OLD.replace("dusk", "dawn")),
    "a capital with a paragraph": ("Section 2(b) is repealed.", OLD.replace("  (b)\tin coins.\n", "")),
    "each place behind what is put": (
        "In section 1, for “the” substitute “a” in each place it occurs.",
        OLD.replace("lights the lamp", "lights a lamp"),
    ),
    "each place behind what is inserted": (
        "In section 1, after “keeper” insert “then” wherever it occurs.",
        OLD.replace("keeper lights", "keeper then lights"),
    ),
    "each place, replaced": (
        "In section 1, “dusk” is replaced by “dawn” in each place where it occurs.",
        OLD.replace("dusk", "dawn"),
    ),
    "bare numbers of items": (
        "1 In section 1, for “dusk” substitute “dawn”.\n2 Omit section 3.",
        OLD.replace("dusk", "dawn").replace("3\tThe lamp belongs to the Board.\n", ""),
    ),
    "a bare new number": ("Renumber section 3 as 4.", OLD.replace("3\tThe", "4\tThe")),
}


@pytest.mark.parametrize("name", FORMS)
def test_an_english_act_may_be_worded_so_too(name: str) -> None:
    order, due = FORMS[name]
    applied = apply(f"{order}\n")
    assert applied.text == due, applied.refused


@pytest.mark.parametrize(
    ("act", "old", "why"),
    [
        ("(1) In section 1(1), omit “guard”.", "Lights Act\n1\tThe keeper:\n(1)\trests;\n(2)\twakes.\n", "1(1): the words"),
        ("Omit section 4(2)(a).", OLD, "the old text has no 4(2)(a)"),
        ("Omit Article 4(2).", OLD, "the old text has no Article 4(2)"),
        ("For the opening words of section 9 substitute “9 Now:”.", OLD, "the old text has no 9"),
        ("MOD\tP/1\nrecognizing\n1\tthat all rest;", "Decision 12\ndecides\n1\tto rest.\n", "the old text has no recognizing 1"),
        ("SUP\tP/1\ndecides\n4\na)", "Decision 12\ndecides\n1\tto rest.\n", "the old text has no decides 4(a)"),
    ],
)  # fmt: skip
def test_a_refusal_cites_the_place_as_people_do(act: str, old: str, why: str) -> None:
    (refused,) = apply(f"{act}\n", old).refused
    assert refused.why.startswith(why)
    assert "introduction" not in refused.why


def test_opening_words_do_not_go_alone() -> None:
    (refused,) = apply("Omit the opening words of section 2.\n").refused
    assert refused.why.startswith("it takes out the opening words of 2")


@pytest.mark.parametrize(
    ("act", "example"),
    [
        ("Please omit the keeper, gently.\n", "In section 3, for “…” substitute “…”."),
        ("A text.\nIt says nothing.\n", "In section 3, for “…” substitute “…”."),
        ("Proposals\nMOD\tP/1\n", "MOD P/1, then decides"),
        ("把灯塔弄好。\n", "一、将第三条修改为：“…”"),
    ],
)
def test_a_text_that_orders_nothing_gets_an_example_in_its_own_language(act: str, example: str) -> None:
    with pytest.raises(AmendingError) as error:
        apply(act)
    assert f"is it an amending act ({example}" in str(error.value)


def test_a_row_that_begins_with_a_day_is_not_a_number() -> None:
    old = (
        "DÉCISION 12\ndécide\n1\tde se réunir;\nANNEXE 1\nCalendrier\n1er mars 2027\tOuverture\n2 juin 2027\tClôture\n"
    )
    new = old.replace("2 juin", "3 mai 2027\tAppel\n2 juin")
    texts = [pipeline.read(text=text) for text in (old, new)]
    act = amend.write(pipeline.compare(*texts), "itu")
    assert act, act.shortfalls
    assert amend.apply(amend.read(act.text.encode()), texts[0]).text == new
