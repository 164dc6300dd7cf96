"""PDF: tables without lines are rows with tabs between their cells, and only what is a table for sure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

pytest.importorskip("pypdfium2")

from hypothesis import given
from hypothesis import strategies as st

from decision_diff.model import Source
from decision_diff.readers import pdf
from pdffiles import Line, Words, make, measure, wrap

LONG = (
    "that each harbour office keeps a register of the ships that it has inspected in that year and sends a copy of it to the "
    "maritime court before the end of January."
)


def read(*pages: Sequence[Words | Line]) -> list[str]:
    return [block.raw.strip() for block in pdf.read(Source("a.pdf", "", make(*pages))).blocks]


def place(rows: Sequence[Sequence[str]], xs: Sequence[float] = (57, 220, 400), y: float = 600) -> list[Words]:
    """Cells of one line each."""
    return [Words(x, y - 18 * at, cell) for at, row in enumerate(rows) for x, cell in zip(xs, row, strict=True)]


SHIPS = [["Vessel", "Fee", "Until"], *([f"Ferry number {at}", f"{at * 125}.50", f"20{at}"] for at in range(11, 19))]


def test_lines_with_three_columns_are_rows() -> None:
    found = read([*wrap(LONG, 700), *place(SHIPS), *wrap(LONG, 400)])
    assert found == [LONG, *("\t".join(row) for row in SHIPS), LONG]


def test_numbers_may_end_at_one_place() -> None:
    rows = [(f"Ferry {at}", str(7**at)) for at in range(1, 8)]
    words = [
        one
        for at, (name, fee) in enumerate(rows)
        for one in (Words(57, 600 - 18 * at, name), Words(400 - measure(fee), 600 - 18 * at, fee))
    ]
    assert read(words) == [f"{name}\t{fee}" for name, fee in rows]


def test_cells_of_several_lines_are_told_apart_by_wider_spaces_between_rows() -> None:
    names = ["Register", "Appeals and fees", "Final rules"]
    cells = [
        one
        for at, name in enumerate(names)
        for one in (Words(57, 600 - 80 * at, name), *wrap(LONG, 600 - 80 * at, x=300))
    ]
    assert read(cells) == [f"{name}\t{LONG}" for name in names]


def test_numbered_paragraphs_are_no_table() -> None:
    lines = [Words(57, 700 - 18 * at, f"{at}.") for at in range(1, 5)]
    lines += [Words(157, 700 - 18 * at, f"the ferry of line 20{at}") for at in range(1, 4)]
    assert read([*lines, *wrap(LONG, 700 - 18 * 4, x=157)])[-1] == f"4.\t{LONG}"


def test_columns_of_text_are_no_table() -> None:
    left = wrap(LONG + " " + LONG, 700, right=280)
    right = wrap(LONG + " " + LONG, 700, x=310)
    assert read([*left, *right]) == [f"{LONG} {LONG}"] * 2


@given(st.lists(st.lists(st.text("ab12. ", min_size=1, max_size=12), min_size=3, max_size=3), min_size=1, max_size=6))
def test_no_character_is_lost(rows: list[list[str]]) -> None:
    rows = [[f"{cell}x" for cell in row] for row in rows]
    said = "".join("".join(one.split()) for one in read(place(rows)))
    assert sorted(said) == sorted("".join("".join(row) for row in rows).replace(" ", ""))
