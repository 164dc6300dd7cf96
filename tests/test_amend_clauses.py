"""`amend apply` on texts that are no Chinese laws: acts in English, lists of MOD, ADD and SUP, decisions of councils."""

from __future__ import annotations

from pathlib import Path

import pytest

import decision_diff as dd
from decision_diff import amend, pipeline

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
