"""Pages as programs that turn a PDF into text give them: the text is the same, and what stands on the page besides is no part of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from decision_diff import read
from decision_diff.parse.pages import find_page_lines

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from test_wraps import fill_pages

# -- heads and feet


def test_a_page_number_may_stand_in_the_middle_of_a_wide_page() -> None:
    numbers = [f"第 {n} 页 共 3 页".center(80).rstrip() for n in (1, 2, 3)]
    lines = fill_pages(*numbers).split("\n")
    assert [lines[at] for at in sorted(find_page_lines(lines))] == numbers


# -- tables


@pytest.mark.parametrize("indent", ["  ", "　　", "\u00a0", ""])
def test_cells_on_lines_of_their_own_may_be_indented(indent: str) -> None:
    rows = [("Region", "Posts"), ("Africa", "twelve"), ("Asia", "nine")]
    text = "Fees\n\n" + "\n\n".join(f"{indent}\t{a}\n{indent}\t{b}" for a, b in rows) + "\n\nThe end of the fees.\n"
    found = [clause for clause in read(text=text).walk() if clause.cells]
    assert [tuple(cell.of(row.text) for cell in row.cells) for row in found] == rows


def test_a_rule_ends_a_table() -> None:
    text = "Fees1 are due.\n\n\tRegion\n\tPosts\n\n\tAsia\n\tnine\n__________\n1 Of the Union.\n"
    assert [clause.text for clause in read(text=text).walk() if clause.cells] == ["Region\tPosts", "Asia\tnine"]
    assert [clause.words for clause in read(text=text).walk() if clause.level == "note"] == ["Of the Union."]
