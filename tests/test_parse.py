"""From lines to a clause tree: the texts that it must understand, and that no line is ever lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.model import Block, Decision, Origin, Reading, Source
from decision_diff.outline import format_tree
from decision_diff.parse import parse
from decision_diff.pipeline import read
from paths import CASES, FIXTURES

OUTLINES = {
    "decision-641-c24": FIXTURES / "decision-641-c24.zh.txt",
    "decision-641-c25": FIXTURES / "decision-641-c25.zh.txt",
    "decision-641-melted": FIXTURES / "decision-641-melted.zh.txt",
    "council-c25-5-wtpf26": FIXTURES / "council-c25-5-wtpf26.zh.txt",
    "council-c25-wtdc25": FIXTURES / "council-c25-wtdc25.zh.txt",
    "statute": CASES / "statute.txt",
    "english": CASES / "english.txt",
}


def parsed(text: str) -> Decision:
    """The text, cut at line feeds only."""
    lines = text.split("\n")
    blocks = tuple(
        Block(line, Origin("text", at, at + 1), end="\n" if at < len(lines) - 1 else "")
        for at, line in enumerate(lines)
    )
    return parse(Reading(Source("test", "text/plain", b""), blocks))


def check_nothing_lost(decision: Decision, text: str) -> None:
    """Joined, the blocks are the text; each block with words is in exactly one clause, with its label and its words."""
    assert decision.plain == text
    holders = Counter(at for clause in decision.walk() for at in range(clause.origin.start, clause.origin.end))
    for at, block in enumerate(decision.blocks):
        assert holders[at] == 1 or (not holders[at] and not block.text and not block.label), (at, block)
    for clause in decision.walk():
        blocks = decision.blocks[clause.origin.start : clause.origin.end]
        assert clause.label == blocks[0].label
        # Without white space, for lines that a page wrapped are joined with a space or with none.
        assert "".join(clause.words.split()) == "".join("".join(block.text.split()) for block in blocks)


@pytest.mark.parametrize("name", OUTLINES)
def test_outline(name: str, golden: Callable[[str, str], None]) -> None:
    path = OUTLINES[name]
    decision = read(path)
    check_nothing_lost(decision, path.read_bytes().decode("utf-8"))
    notices = "".join(f"! {notice.code}: {notice.message}\n" for notice in decision.notices)
    golden(f"{name}.outline.txt", format_tree(decision) + notices)


def numbers(decision: Decision) -> list[str]:
    return [clause.number for clause in decision.walk() if clause.label]


def test_a_number_word_that_is_no_clause_is_text() -> None:
    decision = parsed("第五十一条　甲。\n第五十二条以及其他规定，适用于乙。\n第五十二条　丙。\n")
    assert numbers(decision) == ["第五十一条", "第五十二条"]
    assert decision.clause("art_51__para_2").text == "第五十二条以及其他规定，适用于乙。"


def test_an_article_without_a_space_is_found_when_its_number_is_due() -> None:
    assert numbers(parsed("第一条为了规范示例，制定本法。\n第二条本法适用于示例。\n")) == ["第一条", "第二条"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("第一条 甲\n第三条 乙\n", "number-gap"),
        ("第一条 甲\n第一条 乙\n", "number-repeated"),
        ("第一条 甲\n第二条 乙\n第一条 丙\n", "number-order"),
        ("a)\t甲\nc)\t乙\n", "number-gap"),
        ("2\t甲\n3\t乙\n", "number-start"),
    ],
)
def test_odd_numbering_is_told_and_keeps_every_clause(text: str, code: str) -> None:
    decision = parsed(text)
    assert [notice.code for notice in decision.notices] == [code]
    assert sum(clause.label is not None for clause in decision.walk()) == text.count("\n")


def test_a_letter_after_h_is_no_roman_number() -> None:
    decision = parsed("".join(f"{letter})\t条款\n" for letter in "abcdefghij"))
    assert [clause.label.value for clause in decision.walk() if clause.label] == [(n,) for n in range(1, 11)]
    assert decision.notices == ()


def test_roman_numbers_below_letters() -> None:
    decision = parsed("a)\t甲：\ni)\t乙\nii)\t丙\nb)\t丁\n")
    assert [clause.eid for clause in decision.walk()] == ["point_a", "point_a__point_i", "point_a__point_ii", "point_b"]


def test_text_after_a_list_belongs_to_the_parent() -> None:
    decision = parsed("1\t下列各项：\na)\t甲；\nb)\t乙，\n均须报告。\n2\t其他。\n")
    assert decision.clause("para_1__wrapup_1").text == "均须报告。"


def test_a_list_that_text_interrupts_goes_on() -> None:
    decision = parsed("第一条　下列：\n（一）甲；\n甲的说明。\n（二）乙。\n")
    assert decision.notices == ()
    assert decision.clause("art_1__point_1__p_1").text == "甲的说明。"


def test_a_quotation_that_is_never_closed_holds_nothing() -> None:
    decision = parsed("1\t主题：\n“甲：\n–\t乙\n2\t丙\n")
    assert decision.clause("para_2").text == "丙"


def test_a_row_is_one_clause_with_its_cells() -> None:
    decision = parsed("时间表\n\t2024年\n\t第一段\n第二段\n\n\t2025年\n\t第三段\n")
    rows = [clause for clause in decision.walk() if clause.level == "row"]
    assert [[cell.of(row.text) for cell in row.cells] for row in rows] == [
        ["2024年", "第一段\n第二段"],
        ["2025年", "第三段"],
    ]


def test_a_cell_may_be_indented_before_its_tab() -> None:
    decision = parsed("时间表\n \t2024年\n\t第一段\n\n\t2025年\n\t第三段\n")
    assert [clause.text for clause in decision.walk() if clause.level == "row"] == ["2024年\t第一段", "2025年\t第三段"]


def test_eids_stay_unique_when_numbers_repeat() -> None:
    assert [clause.eid for clause in parsed("第一条 甲\n第一条 乙\n").walk()] == ["art_1", "art_1_dup2"]


LINES = st.sampled_from([
    "第一条　甲。", "第二条之一 乙", "第三章　总则", "（一）丙；", "（二）丁：", "1.戊", "1\t己", "1.1\t庚", "2\t辛：", "a)\t壬", "i)\t癸", "–\t子", "•\t丑",
    "做出决定", "责成秘书长", "认识到", "附件1", "附件", "\t格一", "\t格二", " \t格三", "\t“引：", "文”；", "“引文", "", " ", "目的", "国际电联理事会，",
    "Annex A", "decides", "recognizing", "a\tb\tc", "| a | b |", "image1.png", "C25/5-C\t1", "[bookmark: x]2)\t文", "[bookmark: y]", "\ufeff", "附则", "第五条以及", "3 experts", "\ufeff文",
])  # fmt: skip


@given(st.lists(LINES | st.text(max_size=12).filter(lambda text: "\n" not in text), max_size=40))
def test_nothing_is_ever_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    check_nothing_lost(parsed(text), text)


@given(st.lists(LINES, max_size=25))
def test_eids_are_unique_and_paths_lead_to_them(lines: list[str]) -> None:
    decision = parsed("\n".join(lines))
    for clause in decision.walk():
        assert decision.path(clause.eid)[-1] is clause
        assert decision.place(clause.eid)


@pytest.mark.slow
def test_ten_thousand_levels_of_quotation_do_no_harm() -> None:
    text = "“引：\n" * 10_000 + "”\n" * 10_000
    check_nothing_lost(parsed(text), text)


def test_the_seed_folder_is_our_own() -> None:
    assert {path.name for path in Path(FIXTURES).iterdir()} >= {
        path.name for path in OUTLINES.values() if path.parent == FIXTURES
    }


def test_a_table_of_contents_is_no_second_set_of_chapters() -> None:
    text = "示例法\n目　录\n第一章　总则\n第二章　责任\n附　则\n第一章　总则\n第一条　甲。\n第二章　责任\n第二条　乙。\n附　则\n第三条　丙。\n"
    decision = parsed(text)
    check_nothing_lost(decision, text)
    assert decision.notices == ()
    assert [clause.eid for clause in decision.walk()] == [
        "title", "toc_1", "toc_1__tocitem_1", "toc_1__tocitem_2", "toc_1__tocitem_3",
        "chp_1", "art_1", "chp_2", "art_2", "chp_3", "art_3",
    ]  # fmt: skip


def test_a_table_of_contents_may_list_articles_and_annexes() -> None:
    text = "RULES\nContents\nArticle 1 Boats\nArticle 2 Buoys ..... 7\nAnnex\nArticle 1 Boats\nA boat floats.\nArticle 2 Buoys\nA buoy is red.\nAnnex\nThe forms.\n"
    decision = parsed(text)
    check_nothing_lost(decision, text)
    assert [clause.eid for clause in decision.walk() if clause.level in ("tocItem", "article", "attachment")] == [
        "toc_1__tocitem_1", "toc_1__tocitem_2", "toc_1__tocitem_3", "art_1", "art_2", "att_1",
    ]  # fmt: skip


def test_articles_below_the_word_contents_that_come_once_are_no_entries() -> None:
    decision = parsed("RULES\nContents\nArticle 1 Boats\nA boat floats.\nArticle 2 Buoys\nA buoy is red.\n")
    assert [clause.eid for clause in decision.walk() if clause.level == "article"] == ["art_1", "art_2"]


@pytest.mark.parametrize("annex", ["附件1", "附件一：", "附件", "附表2"])
def test_an_annex_glued_to_the_last_article_is_an_annex(annex: str) -> None:
    text = f"第一条　甲。\n第二条　本法自公布之日起施行。{annex}\n下列决定废止：\n"
    decision = parsed(text)
    check_nothing_lost(decision, text)
    assert decision.clause("art_2").text == "本法自公布之日起施行。"
    assert [clause.level for clause in decision.clauses] == ["article", "article", "attachment"]


def test_traditional_script() -> None:
    text = "國際電聯理事會，\n認識到\n甲，\n做出決定\n1\t乙；\n責成秘書長\n丙。\n第三條之一　丁。\n第二節　戊\n"
    decision = parsed(text)
    check_nothing_lost(decision, text)
    levels = [clause.level for clause in decision.clauses]
    assert levels[:4] == ["formula", "recitals", "part", "part"]
    assert decision.clause("art_3-1").text == "丁。"


def test_two_lines_that_could_be_the_same_number_are_told() -> None:
    text = "1 to convene a forum;\n2 the following experts:\n3 experts of the region;\n3 to invite observers.\n"
    assert [notice.code for notice in parsed(text).notices] == ["number-doubtful"]


@pytest.mark.slow
def test_twenty_thousand_open_quotations_cost_nothing_special() -> None:
    text = "“引\n" * 20_000
    check_nothing_lost(parsed(text), text)


def test_a_numbered_title_at_the_end_is_no_address_of_a_page() -> None:
    decision = read(
        "附件\n关于惩治犯罪的决定：\n1.关于惩治走私罪的补充规定\n2.关于禁毒的决定\n\ncouncil.itu.int/2025\n"
    )
    assert [(clause.level, clause.number) for clause in decision.walk()][-3:] == [
        ("paragraph", "1."),
        ("paragraph", "2."),
        ("furniture", ""),
    ]


@pytest.mark.parametrize(
    ("chapter", "codes"),
    [
        ("第一章", []),  # they start again in each part
        ("第三章", []),  # they count on through all parts
        ("第二章", ["number-repeated"]),
        ("第四章", ["number-gap"]),
    ],
)
def test_chapters_count_on_through_parts_or_start_again(chapter: str, codes: list[str]) -> None:
    text = "示例法\n第一编　总则\n第一章　甲\n第一条　甲方。\n第二章　乙\n第二条　乙方。\n"
    found = read(f"{text}第二编　分则\n{chapter}　丙\n第三条　丙方。\n")
    assert [notice.code for notice in found.notices] == codes


@pytest.mark.parametrize(
    ("lines", "eids"),
    [
        (
            ["§ 7.1 Buoys.", "(a)(1) A buoy has", "(i) a light; and", "(ii) a bell.", "(2) A bell rings.", "(b) A light shines."],
            ["sec_7.1", "sec_7.1__point_a", "sec_7.1__point_a__point_1", "sec_7.1__point_a__point_1__point_i",
             "sec_7.1__point_a__point_1__point_ii", "sec_7.1__point_a__point_2", "sec_7.1__point_b"],
        ),
        (["1. Buoys.—(1) A buoy has a bell.", "(2) A bell rings.", "2. Lights. (a) A light shines.", "(b) It is red."],
         ["para_1", "para_1__point_1", "para_1__point_2", "para_2", "para_2__point_a", "para_2__point_b"]),
        (["1 (1) A buoy has a bell.", "(2) A bell rings.", "2 A light shines.", "3 It is red."],
         ["para_1", "para_1__point_1", "para_1__point_2", "para_2", "para_3"]),
        (["1. Boats. (a) red ones and (b) blue ones float.", "2. Buoys float."], ["para_1", "para_2"]),
        (["1. Boats. (a) says nothing more.", "2. Buoys float."], ["para_1", "para_2"]),
    ],
)  # fmt: skip
def test_several_numbers_on_a_line(lines: list[str], eids: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    decision = parsed(text)
    check_nothing_lost(decision, text)
    assert decision.notices == ()
    assert [clause.eid for clause in decision.walk() if clause.label] == eids
