"""A compilation as a table: a column per proposal, the same wording once, in every format."""

from __future__ import annotations

import csv
import io

import pytest

from decision_diff import amend
from decision_diff.amend.proposals import table
from decision_diff.renderers.table import join_text

BASE = "Decision 12\ndecides\n1\tto meet in Geneva for three days;\n2\tto report.\n"
TEXTS = {
    "Ann": BASE.replace("Geneva", "Nassau"),
    "Bo": BASE.replace("Geneva", "Kingston"),
    "J": "MOD\tJ/1/1\ndecides\n1\tto meet in Nassau for three days;\nReasons:\tSun.\n",
}


def test_a_row_per_clause_and_a_column_per_proposal() -> None:
    made = table.make_table(amend.compile(BASE, TEXTS))
    assert [one.heading for one in made.columns] == ["Clause", "Base", "Ann", "Bo", "J", "Conflict"]
    assert [[join_text(cell) for cell in row.cells] for row in made.rows] == [
        [
            "decides 1",
            "to meet in Geneva for three days;",
            "MOD\nto meet in GenevaNassau for three days;",
            "MOD\nto meet in GenevaKingston for three days;",
            "MOD\nas Ann\nMOD J/1/1. Reasons: Sun.",
            "1",
        ]
    ]
    assert made.notes == ("decides 1: “Geneva” — Ann, J: “Nassau”; Bo: “Kingston”",)


@pytest.mark.parametrize("fmt", table.FORMATS)
def test_each_format_has_all_words(fmt: str) -> None:
    if fmt == "table-pdf":
        pytest.importorskip("typst")
    output = table.write_table(amend.compile(BASE, TEXTS), fmt)
    if isinstance(output, bytes):
        assert output[:4] in (b"PK\x03\x04", b"%PDF")
        assert output == table.write_table(amend.compile(BASE, TEXTS), fmt)
    else:
        assert all(word in output for word in ("Nassau", "Kingston", "as Ann", "Sun"))


def test_a_text_with_brackets_of_its_own_has_braces() -> None:
    made = table.write_table(amend.compile(BASE.replace("Geneva", "[Geneva]"), {"Ann": BASE}), "table-csv")
    assert isinstance(made, str)
    rows = list(csv.reader(io.StringIO(made)))
    assert rows[1][2] == "MOD\nto meet in {-[-}Geneva{-]-} for three days;"


def test_nothing_proposed_is_said() -> None:
    assert table.make_table(amend.compile(BASE, {"Ann": BASE})).nothing == "Nothing is proposed."
