"""Pages as programs that turn a PDF into text give them: the text is the same, and what stands on the page besides is no part of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from decision_diff import compare, read
from decision_diff.parse.pages import find_page_lines

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from layouts import fold
from test_wraps import CHINESE, ENGLISH, OWN, fill_pages

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


# -- what the other revision knows


TITLE = "国际电信联盟社区网络和偏远岛屿网络论坛组织条例"
TITLED = CHINESE.replace("社区网络论坛条例\n", f"{TITLE}\n{TITLE[:11]}\n{TITLE[11:]}\n", 1)


@pytest.mark.parametrize("width", [48, 64, 80])
def test_a_title_on_two_lines_stays_where_an_article_has_its_words_on_one(width: int) -> None:
    assert compare(old_text=TITLED, new_text=fold(TITLED, width)).changes == ()
    assert compare(old_text=fold(TITLED, width), new_text=TITLED).changes == ()


@pytest.mark.parametrize("width", [45, 52, 60, 72, 80])
def test_two_wrapped_texts_break_where_both_do(width: int) -> None:
    for text in OWN.values():
        assert compare(old_text=fold(text, width + 17), new_text=fold(text, width)).changes == ()


def test_a_thin_space_at_which_a_line_was_wrapped_comes_back() -> None:
    text = ENGLISH.replace("twelve weeks", "12\u2009weeks").replace("four days", "4\u2009days")
    assert compare(old_text=text, new_text=fold(text, 60)).changes == ()
