"""A text is the same however it is printed: wrapped at any width, hyphenated, set in pages; and what looks wrapped and is not stays."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from decision_diff import compare, read
from decision_diff.errors import FormatError
from decision_diff.model import Decision
from decision_diff.parse.hyphens import Joiner
from decision_diff.parse.pages import find_page_lines
from decision_diff.parse.paragraphs import _is_continued, _may_go_on
from decision_diff.parse.widths import measure_columns
from paths import CASES, FIXTURES
from printedtexts import BROKEN_SOON, ENGLISH, OWN, fill_pages, list_clauses, make_body

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from layouts import LAYOUTS, PAGES, fold, hyphenate, page

TEXTS = OWN | {path.stem: path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("decision-641-*.txt"))}
WIDTHS = st.integers(30, 100)


def count_told(decision: Decision, code: str) -> int:
    """The count in the sentence of a notice; 0 without one."""
    return next((int(one.message.split()[0]) for one in decision.notices if one.code == code), 0)


def check_blocks(decision: Decision, text: str) -> None:
    """Joined, the lines are the file, and each line with words is in exactly one clause."""
    assert decision.plain == text
    held = [at for clause in decision.walk() for at in range(clause.origin.start, clause.origin.end)]
    assert len(held) == len(set(held))
    assert {at for at, block in enumerate(decision.blocks) if block.text or block.label} <= set(held)
    for clause in decision.walk():
        first = decision.blocks[clause.origin.start]
        assert clause.label == first.label
        assert clause.words.startswith(first.text.rstrip("-\u2010\u00ad"))


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=40)
@given(layout=st.sampled_from(sorted(LAYOUTS)), width=WIDTHS)
def test_a_wrapped_text_has_no_change(name: str, layout: str, width: int) -> None:
    if layout == "plain" and name.startswith("decision-641"):
        layout = "fold"  # `textwrap` takes the tab away at which a cell begins
    printed = LAYOUTS[layout](TEXTS[name], width)
    found = compare(old_text=TEXTS[name], new_text=printed)
    assert not found.changes
    check_blocks(found.new, printed)


@pytest.mark.parametrize("name", OWN)
@settings(max_examples=25)
@given(width=st.integers(45, 100))
def test_soft_hyphens_are_no_words(name: str, width: int) -> None:
    printed = hyphenate(OWN[name], width)
    found = compare(old_text=printed, new_text=OWN[name])
    assert not found.changes
    assert not any("\u00ad" in clause.words for clause in found.old.walk())
    check_blocks(found.old, printed)


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=25)
@given(furniture=st.sampled_from(sorted(PAGES)), width=st.sampled_from([0, 44, 60, 78]), size=st.integers(12, 40))
@example(furniture="- N -", width=0, size=24)
def test_what_a_page_adds_is_no_change(name: str, furniture: str, width: int, size: int) -> None:
    text = fold(TEXTS[name], width) if width else TEXTS[name]
    if len(text.split("\n")) <= 2 * size:
        size = len(text.split("\n")) // 3 + 1
    printed = page(text, size=size, **PAGES[furniture])  # type: ignore[arg-type]
    found = compare(old_text=TEXTS[name], new_text=printed)
    assert not found.changes
    check_blocks(found.new, printed)


@pytest.mark.parametrize(
    ("name", "width"), [("english", 60), ("english", 72), ("chinese", 48), ("chinese", 64), ("russian", 64)]
)
def test_a_wrapped_text_is_understood_alone(name: str, width: int) -> None:
    printed = read(text=fold(OWN[name], width))
    assert list_clauses(printed) == list_clauses(read(text=OWN[name]))
    assert count_told(printed, "lines-joined") == fold(OWN[name], width).count("\n") - OWN[name].count("\n")


def test_both_texts_may_be_wrapped() -> None:
    amended = ENGLISH.replace("every second year", "every third year")
    found = compare(old_text=fold(ENGLISH, 58), new_text=fold(amended, 75))
    assert [change.new[0].number for change in found.changes] == ["1"]
    assert found.changes[0].effects == {"substitution"}


def test_lines_stay_where_the_user_says_so() -> None:
    printed = fold(ENGLISH, 60)
    decision = read(text=printed, unwrap="never")
    assert len(decision.walk()) > len(read(text=printed).walk())
    assert count_told(decision, "lines-joined") == 0
    with pytest.raises(FormatError):
        read(text=printed, unwrap="sometimes")  # type: ignore[arg-type]


def test_few_lines_are_joined_only_when_the_user_says_so() -> None:
    text = (
        "1 The forum meets in Geneva unless the Council of\nMember States decides otherwise.\n2 It lasts four days.\n"
    )
    assert len(read(text=text).walk()) == 3
    assert [clause.number for clause in read(text=text, unwrap="always").walk()] == ["1", "2"]


@pytest.mark.parametrize("path", sorted((*FIXTURES.glob("*.txt"), *CASES.glob("*.txt"))), ids=lambda path: path.name)
def test_nothing_is_joined_in_a_text_that_nobody_wrapped(path: Path) -> None:
    if "\n" in (text := path.read_bytes().decode("utf-8", "replace")) and ".pdf" not in path.name:
        codes = {notice.code for notice in read(text=text).notices}
        assert not codes & {"lines-joined", "page-lines-set-aside"}


@pytest.mark.parametrize("end", ["。", "；", ". ", "; "])
def test_a_paragraph_that_is_split_is_an_amendment(end: str) -> None:
    """The old text has the words on one line; that alone joins nothing."""
    one, two = (
        ("甲方应当在三十日内向主管部门申报", "乙方应当予以协助")
        if end in "。；"
        else ("The owner shall declare the tower", "The keeper shall assist")
    )
    found = compare(old_text=f"1 {one}{end}{two}{end}\n2 {one}。\n", new_text=f"1 {one}{end}\n{two}{end}\n2 {one}。\n")
    assert found.changes
    assert not any(notice.code == "lines-joined" for notice in found.notices)


# -- pages


def set_aside(text: str) -> list[str]:
    lines = text.split("\n")
    return [lines[at].strip("\f") for at in sorted(find_page_lines(lines))]


@pytest.mark.parametrize(
    "numbers",
    [
        ["第 1 页 共 3 页", "第 2 页 共 3 页", "第 3 页 共 3 页"],
        ["- 4 -", "- 5 -", "- 6 -"],
        ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"],
        ["1/3", "2/3", "3/3"],
        ["صفحة 1 من 3", "صفحة 2 من 3", "صفحة 3 من 3"],
        ["第１页", "第２页", "第３页"],
    ],
)
def test_page_numbers(numbers: list[str]) -> None:
    assert set_aside(fill_pages(*numbers)) == numbers


def test_a_single_page_number_that_says_how_many_pages_there_are() -> None:
    assert set_aside(fill_pages("Page 1 of 1")) == ["Page 1 of 1"]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "1",
            "To meet in Geneva.",
            "2",
            "To report.",
            "3",
            "To review this text.",
        ],  # numbers of clauses on lines of their own
        ["Documents", "C25/12-E", "C25/13-E", "A/RES/79/1"],
    ],
)
def test_what_could_be_a_clause_is_never_set_aside(lines: list[str]) -> None:
    assert set_aside("\n".join(lines)) == []


@pytest.mark.parametrize("lines", [("Chapter 1", "Chapter 2", "Chapter 3"), ("第 1 條", "第 2 條", "第 3 條"), ("ANNEX 1", "ANNEX 2", "ANNEX 3"), ("2029", "2031"), ("(deleted)", "(deleted)", "(deleted)")])  # fmt: skip
def test_what_recurs_in_a_text_may_be_its_own(lines: tuple[str, ...]) -> None:
    assert set_aside(fill_pages(*lines)) == []


def test_a_bare_number_needs_a_form_feed_or_equal_distances() -> None:
    one, two, three = itertools.islice(make_body(), 3)
    assert set_aside("\n".join([*one, "1", *two, "2", *three, "3"])) == ["1", "2", "3"]
    assert set_aside("\n".join([*one, "1", *two[:2], "2", *three, "3"])) == []
    assert set_aside("\n".join([*one[:5], "1", "\f" + two[0], *two[:2], "2"])) == ["1", "2"]


def test_heads_recur_beside_page_numbers() -> None:
    text = fill_pages("– 1 –\nExample Series", "– 2 –\nExample Series", "– 3 –")
    assert set_aside(f"Example Series\n{text}") == ["– 1 –", "Example Series", "– 2 –", "Example Series", "– 3 –"]
    assert (
        set_aside(f"Example Series\nExample Series\n{text}")[0] == "Example Series"
    )  # the title stands below the head


def test_a_form_feed_is_no_word() -> None:
    text = "示例法\n\f第一条　甲应当申报。\n第二条　乙应当审查。\n\f第三条　丙应当备案。\n"
    decision = read(text=text)
    assert [clause.number for clause in decision.walk()] == ["", "第一条", "第二条", "第三条"]
    assert decision.plain == text


def test_a_paragraph_goes_on_over_a_page() -> None:
    printed = page(fold(ENGLISH, 60), size=11, head="C30/12-E", foot="– {n} –")
    decision = read(text=printed)
    assert list_clauses(decision) == list_clauses(read(text=ENGLISH))
    assert count_told(decision, "page-lines-set-aside") == printed.count("C30/12-E") + printed.count("–") // 2
    check_blocks(decision, printed)


# -- tables and indents


@pytest.mark.parametrize(
    "text",
    [
        "示例法\n第一条　有下列情形之一的，处以罚款：\n\t（一）未按时申报的；\n\t（二）拒绝检查的。\n\n第二条　乙应当审查。\n",
        "RULES\n1\tTo meet.\n1 bis)\tTo wait.\n5.209A\tTo see.\n",
        "RULES\n\tThe first paragraph begins with a tab.\n\tThe second one begins with a tab too.\n\nThe third one does not.\n",
        "RULES\nThe words behind this tab\tare no cells.\nThere is no row like it.\n",
    ],
)
def test_a_tab_makes_no_table(text: str) -> None:
    assert [clause for clause in read(text=text).walk() if clause.cells] == []


def test_rows_have_others_beside_them() -> None:
    rows = [
        clause
        for clause in read(text="Fees\nRegion\tPosts\tBudget\nAfrica\t12\t1 200 000\nAmericas\t9\t980 000\n").walk()
        if clause.cells
    ]
    assert [[cell.of(row.text) for cell in row.cells] for row in rows] == [
        ["Region", "Posts", "Budget"],
        ["Africa", "12", "1 200 000"],
        ["Americas", "9", "980 000"],
    ]


def test_an_indent_is_no_part_of_a_cell() -> None:
    plain = "Fees\nItem\tDescription\n1.1\tName of the tower\n1.2\tHeight of the tower\n"
    indented = plain.replace("\nItem", "\n  Item").replace("\n1.", "\n  1.")
    assert not compare(old_text=plain, new_text=indented).changes


def test_the_frame_of_a_drawn_table_is_no_clause() -> None:
    text = "Fees\n\n+------+-----+\n| Item | Fee |\n+======+=====+\n| tea  | 10  |\n+------+-----+\n"
    decision = read(text=text)
    assert [clause.text for clause in decision.walk() if clause.cells] == ["| Item | Fee |", "| tea  | 10  |"]
    assert decision.plain == text
    assert not compare(old_text=text, new_text="Fees\n\n| Item | Fee |\n| tea  | 10  |\n").changes


# -- what stands between two lines


def join(before: str, after: str, others: list[str] | None = None, *, cuts: bool = False) -> str:
    drops, between = Joiner([before, after], [True], others or [], cuts_words=cuts).join(before, after)
    return before[: len(before) - drops] + between + after


@pytest.mark.parametrize(
    ("before", "after", "others", "joined"),
    [
        ("at a place that", "the Council", [], "at a place that the Council"),
        ("国际电联理", "事会", [], "国际电联理事会"),
        ("com\u00ad", "munity", [], "community"),
        ("the commu-", "nity of", ["community"], "the community of"),
        ("the commu-", "nity of", [], "the community of"),
        ("well-", "being of", ["well-being"], "well-being of"),
        ("a decision-", "making body", ["a decision", "on making"], "a decision-making body"),
        ("Secretary-", "General", [], "Secretary-General"),
        ("TDAG-", "25号", [], "TDAG-25号"),
        ("2026", "年", [], "2026年"),
        ("依第", "9 條", ["第 8 條", "第 7 條"], "依第 9 條"),
        ("telecommunication/", "information", [], "telecommunication/information"),
    ],
)
def test_joins(before: str, after: str, others: list[str], joined: str) -> None:
    assert join(before, after, others) == joined


def test_a_line_that_is_filled_to_the_last_column_may_end_inside_a_word() -> None:
    assert join("在WT", "PF会议", ["WTPF"], cuts=True) == "在WTPF会议"
    assert join("Rodney", "Taylor 先生", ["Rodney 和 Taylor"], cuts=True) == "Rodney Taylor 先生"


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("第一条", 6), ("é", 1), ("e\u0301", 1), ("제1조", 5), ("المادة", 6)]
)
def test_columns(text: str, columns: int) -> None:
    assert measure_columns(text) == columns


def test_a_page_number_says_that_a_page_was_made_of_the_text() -> None:
    lines = [
        "Decision 40 of the Lake Council",
        "The Council,",
        "decides",
        "1 to keep the harbour open in each of the next three summers, of which the",
        "last one shall be reviewed;",
        "2 that the notes of each meeting of its bureau are published within two weeks",
        "in four languages;",
        "3 to review this decision in 2029.",
    ]
    printed = read(text="\n".join([*lines, "– 2 –", "C27/40-E", ""]))
    assert [clause.number for clause in printed.walk() if clause.label] == ["1", "2", "3"]
    assert "lines-joined" in [notice.code for notice in printed.notices]
    assert all(not clause.children for clause in printed.walk() if clause.label)


@pytest.mark.parametrize(
    ("filled", "joined"),
    [
        ("in every region", True),
        ("by me", True),  # .82 of the width
        ("by", False),  # .78: too short a line to go on
    ],
)
def test_a_line_that_was_broken_a_little_too_soon_goes_on_with_a_small_letter(filled: str, joined: bool) -> None:
    words = [clause.words for clause in read(BROKEN_SOON.format(filled)).walk()]
    assert any(one.endswith(f"are read {filled} that took part in one of them,") for one in words) == joined


def test_a_line_that_was_broken_too_soon_ends_a_paragraph_before_a_capital() -> None:
    text = BROKEN_SOON.format("by me").replace("that took part", "That took part")
    assert any(clause.words.endswith("by me") for clause in read(text).walk())


@pytest.mark.parametrize("form", ["（{}）", "{}、", "{}.\t", "{}.1\t", "({}) "])
def test_an_item_of_a_very_long_list_is_no_line_that_goes_on(form: str) -> None:
    assert not _may_go_on(form.format(1234) + "甲方应当")
    assert _may_go_on("1234 Members met")
    assert _may_go_on("12345678、甲方")


@pytest.mark.parametrize(
    ("line", "other", "goes_on"),
    [
        ("秘书长须于六月", "秘书长须于六月提交报告。", True),
        ("秘书长须于六月", "秘书长须于六月", False),  # no more than the line itself
        ("秘 书 长 须 于 六 月", "秘书　长须　于六月提交报告。", True),  # white space counts for nothing
        ("秘  书" + " " * 40 + "长须于六月", "秘书长须于六月提交报告。", True),
        ("秘书长须于。", "秘书长须于。六月提交", False),  # the line ends a sentence
        ("秘书长须于", "秘书长须于六月提交", False),  # five characters stand at the head of many lines
        ("秘书长须于六", "秘书长须于六月", True),
        ("the Secretary-", "the Secretary-General", True),
    ],
)
def test_a_line_of_the_other_revision_that_goes_on_is_found_by_its_first_characters(
    line: str, other: str, *, goes_on: bool
) -> None:
    assert _is_continued([line], [other]) is goes_on


AGAIN = """DECISION 9
Ferries
The Council,
considering
that ferries carry more than one million passengers each year between the islands of the Union,
decides
to build the ferry within available resources and to provide funds for the implementation of this decision,
instructs the Secretary-General
1 to report on the ferry, and on the funds that are needed for the implementation of this decision, instructs the Director of Ports to assist;
2 to publish the report of the Secretary-General, including the contributions of the Director of Ports, in the six languages;
3 to invite the Director of Ports to contribute to the report by the Secretary- General, as appropriate,
invites
members to support the Secretary-General and the Director of Ports in the implementation of this decision.
"""


@pytest.mark.parametrize("width", [30, 34, 40, 42, 52, 56, 80, 86])
def test_words_that_stand_on_one_line_and_at_a_break_are_told_apart_by_more_of_them(width: int) -> None:
    assert compare(old_text=AGAIN, new_text=fold(AGAIN, width)).changes == ()


SAME_ENDS = "\n".join(
    [
        "DECISION 12",
        "Forum",
        "The Council,",
        "decides",
        *(f"{n} to send report {n} to the members of the council in good time;" for n in range(1, 12)),
        "12 to hold the meeting of the members, of the staff and of the public at the Forum House",
        *(f"{n} to send report {n} to the members of the council in good time;" for n in range(13, 27)),
        "27 to keep the papers of the members, of the staff and of all guests at the Forum House",
        *(f"{n} to send report {n} to the members of the council in good time;" for n in range(28, 33)),
    ]
)


@pytest.mark.parametrize("size", range(14, 19))
def test_the_last_words_of_two_paragraphs_are_no_page_header_where_pages_end(size: int) -> None:
    lines = fold(SAME_ENDS, 80)
    assert lines.count("\nForum House\n") == 2
    printed = page(lines, size=size, foot="- {n} -", blank=True)
    assert compare(old_text=SAME_ENDS, new_text=printed).changes == ()


@pytest.mark.parametrize("width", [30, 50, 53, 55])
def test_an_annex_that_the_other_revision_has_within_a_line_is_joined(width: int) -> None:
    text = (
        AGAIN
        + "The council adopts this decision on the first day. ANNEX 1 TO DECISION 9 Plan of the ferry and of its harbours and ports\n"
    )
    assert compare(old_text=text, new_text=fold(text, width)).changes == ()
