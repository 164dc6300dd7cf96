"""Pages as programs that turn a PDF into text give them: the text is the same, and what stands on the page besides is no part of it."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_diff import compare, read
from decision_diff.model import FOOT, Decision, locate_blocks
from decision_diff.parse.pages import find_page_lines
from printedtexts import BROKEN_SOON, CHINESE, ENGLISH, OWN, fill_pages, list_clauses

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from layouts import fold
from printed import PRESSES, add_notes, join_notes, print_pages

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


def test_a_rule_behind_a_tab_is_a_line() -> None:
    text = "Rules of the Harbour\n1. Fees are due.\n\t__________\n\tThat is all.\n2. Boats are inspected.\n"
    found = read(text=text)
    assert "".join(block.raw for block in found.blocks) == text
    assert [clause.words for clause in found.walk() if not clause.number][1:] == ["__________", "That is all."]


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


# -- lines that a page filled with wider spaces


@pytest.mark.parametrize("press", ["margin", "hyphens set"])
@pytest.mark.parametrize("name", ["english", "russian"])
@pytest.mark.parametrize("width", [52, 60, 66, 72, 78])
def test_spaces_that_a_page_made_wider_are_one(press: str, name: str, width: int) -> None:
    form = replace(PRESSES[press], width=width, head="", foot="Page {n} of {m}")
    printed = print_pages(OWN[name], form)
    assert re.search(r"[a-zа-я]  +[a-zа-я]", printed)
    found = compare(old_text=OWN[name], new_text=printed)
    assert found.changes == ()
    assert found.new.plain == printed
    assert list_clauses(read(text=printed)) == list_clauses(read(text=OWN[name]))


def test_a_number_with_words_of_its_own_behind_wider_spaces_is_cut_from_the_line_as_it_is_printed() -> None:
    text = "1.—(1) The  keeper  of a garden  shall report to the  board each year before the end\nof June, and the board publishes it.\n(2) The board meets in May.\n2. This act begins in 2031.\n"
    decision = read(text=text, unwrap="always")
    assert decision.plain == text
    assert [clause.words for clause in decision.walk() if clause.label][:3] == [
        "",
        "The keeper of a garden shall report to the board each year before the end of June, and the board publishes it.",
        "The board meets in May.",
    ]
    first = decision.walk()[1]
    assert [decision.blocks[at].text for *_, at in locate_blocks(first, decision.blocks)] == [
        "The  keeper  of a garden  shall report to the  board each year before the end",
        "of June, and the board publishes it.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "a) the report was read.  The chairs of all groups were heard on it by the conference, and it was",  # a typist's two spaces
        "a) the report     of        the chairs was read with care by the conference in May, and it was then",
    ],
)
def test_other_spaces_stay(line: str) -> None:
    text = BROKEN_SOON.format("in every region").replace("recalling", f"{line}\nheld to be clear,\nrecalling")
    assert line.partition(" ")[2] in "\n".join(clause.words for clause in read(text=text, unwrap="always").walk())


# -- notes at the foot of a page


@pytest.mark.parametrize("name", ["english", "russian"])
@settings(max_examples=25)
@given(width=st.integers(44, 90), size=st.integers(14, 40), gap=st.booleans())
def test_a_paragraph_goes_on_behind_the_notes_of_a_page(name: str, width: int, size: int, *, gap: bool) -> None:
    press = replace(PRESSES["notes"], width=width, size=size, gap=gap)
    noted, notes = add_notes(OWN[name])
    assert notes
    printed = print_pages(noted, press, notes)
    found = compare(old_text=join_notes(noted, notes), new_text=printed)
    assert found.changes == ()
    check_notes(found.new, printed)


def check_notes(decision: Decision, text: str) -> None:
    """Joined, the lines are the file; each line with words is in one clause, save those of notes that stand within another one's."""
    assert decision.plain == text
    held = Counter(at for clause in decision.walk() for at in range(clause.origin.start, clause.origin.end))
    inner = {at for at, block in enumerate(decision.blocks) if block.origin.part == FOOT}
    assert all(held[at] == 1 for at, block in enumerate(decision.blocks) if block.text and at not in inner)
    for clause in decision.walk():
        own = [decision.blocks[at] for *_, at in locate_blocks(clause, decision.blocks)]
        assert all((block.origin.part == FOOT) == (clause.level == "note") for block in own)


NOTED = """\
The Council,
decides
1 to hold the forum1 at the seat of the Union, unless a Member State
offers a place2 that is as near to all airports of the region as the
__________
1 The forum on networks, which is held in each second year for all of
its members.
2 A place in the region of the Member State.
– 1 –
\f– 2 –
Council may choose in good time1 before the forum opens, and pays all
that it costs;
2 to review this decision2 in 2031.
__________
1 Six months.

Six months end on the same day.
2 This one.
– 3 –
"""


def test_notes_may_begin_anew_on_each_page_or_go_on() -> None:
    decision = read(text=NOTED, unwrap="always")
    assert [(clause.level, clause.number, clause.words) for clause in decision.walk()][2:] == [
        ("paragraph", "1", "to hold the forum1 at the seat of the Union, unless a Member State offers a place2 that is as near to all airports of the region as the Council may choose in good time1 before the forum opens, and pays all that it costs;"),
        ("note", "1", "The forum on networks, which is held in each second year for all of its members."),
        ("note", "2", "A place in the region of the Member State."),
        ("note", "1", "Six months."),
        ("note", "", "Six months end on the same day."),
        ("paragraph", "2", "to review this decision2 in 2031."),
        ("note", "2", "This one."),
    ]  # fmt: skip
    check_notes(decision, NOTED)


@pytest.mark.parametrize(
    "foot",
    [
        "__________\n1 to publish the report\n– 1 –",  # nothing refers to it: a rule between two lists
        "__________\nThe end of the first part\n– 1 –",
    ],
)
def test_a_rule_alone_makes_no_notes(foot: str) -> None:
    text = f"The Council,\ndecides\n1 to hold the forum that the\n{foot}\n\f– 2 –\nCouncil chooses;\n2 to review this decision.\n– 3 –\n"
    assert not any(clause.level == "note" for clause in read(text=text).walk())


def test_marks_of_direction_around_lines_are_no_words() -> None:
    text = "قانون الحدائق العامة\nالمادة 1\nتسري أحكام هذا القانون على الحدائق العامة في جميع أنحاء البلاد.\nالمادة 2\nيعمل بهذا القانون من تاريخ نشره.\n"
    printed = "".join(f"\u202b{line}\u202c\n" for line in text.splitlines())
    found = compare(old_text=text, new_text=printed)
    assert found.changes == ()
    assert found.new.plain == printed
    assert list_clauses(found.new) == list_clauses(read(text=text))


@pytest.mark.parametrize("line", ["\u202bplease pay\u202c", "\u202bالمادة \u202b1\u202c\u202c", "\u202bالمادة"])
def test_other_marks_of_direction_stay(line: str) -> None:
    assert line in "\n".join(clause.words for clause in read(text=f"Rules\n{line}\nThe end.\n").walk())


# -- heads and feet that stand on one page


RUN_ON = """\
The Council,
decides
1 to hold the forum at the seat of the Union, unless a Member State
offers a place that is near to all airports of the region, which the
{}
\fCouncil may choose in good time before the forum opens, and pays all
that it costs;
2 to review this decision in 2031.
{}"""


def test_a_page_header_within_a_sentence_of_the_other_revision_is_set_aside_though_it_stands_on_one_page_alone() -> (
    None
):
    text = (
        RUN_ON.format("", "")
        .replace("\n\n\f", " ")
        .replace("State\noffers", "State offers")
        .replace("all\nthat", "all that")
    )
    for head in ("Decisions of the Council", "Report on 3 May 2030"):
        found = compare(old_text=text, new_text=RUN_ON.format(head, ""))
        assert found.changes == ()
        assert [one.message.partition(": ")[2] for one in found.notices if one.code == "page-lines-set-aside"] == [head]
    # A line that an amendment put between two paragraphs stays, at the edge of a page too.
    added = RUN_ON.replace("which the\n{}\n\f", "which the Council\nmay choose;\n{}\n\f1 bis that the ")
    assert compare(old_text=text, new_text=added.format("Final provisions", "")).changes


def test_the_number_of_an_only_page_is_set_aside_where_the_other_revision_has_none() -> None:
    assert compare(old_text=ENGLISH, new_text=f"{ENGLISH}\n{'1'.center(70)}\n").changes == ()
    assert compare(old_text=ENGLISH, new_text=f"{ENGLISH}\n{'2'.center(70)}\n").changes
    assert compare(old_text=ENGLISH, new_text=f"C25/12-E\n{ENGLISH}\n– 1 –\n").changes == ()
    assert compare(old_text=ENGLISH, new_text=f"C25/12-E\n{ENGLISH}").changes


def test_spaces_within_a_number_are_layout() -> None:
    text = "Section 2.02 Admission. The board acts within ten days.\nSection 2.03 Removal. The board may remove a member.\n"
    found = compare(old_text=text, new_text=text.replace("Section 2.03", "Section   2.03"))
    assert found.changes == ()
    assert "layout" in [notice.code for notice in found.notices]


# -- texts that nobody wrapped


PLAIN = {
    "poem": """\
The harbour in the evening lies
beneath a row of silver lamps
and every ship that comes to rest
has brought the weather of the sea
within the folds of folded sails
to those who wait along the wall

The harbour in the morning wakes
before the bells have rung the hour
and every ship that means to leave
has taken water, bread and oil
enough for forty days of wind
from those who wait along the wall
""",
    "address": """\
Ms Jane Example
Director of the Bureau of Ports
Harbour Authority of the Lake Region
12 Long Street, third floor
CH-1211 Geneva 20
Switzerland

Subject: your letter of 3 May 2030

Dear Madam,

Thank you for your letter of 3 May 2030, which the Council has considered with care at its last session, and to which it replies as follows.

Yours sincerely,

John Sample
Chair of the working group
on the finances of the harbour
""",
    "list": """\
Members of the working group
Ms Jane Example, Director of Ports, Lakeland
Mr John Sample, Director of Roads, Hillland
Ms Ann Instance, Director of Water, Seashore
Mr Max Specimen, Director of Trade, Lakeland
Ms Eva Muster, Director of Staff, Hillland
Observers from the regional offices
Mr Otto Normal, Office of the East region
Ms Erika Beispiel, Office of the West side
""",
    "list lower": """\
The following words are used here
harbour means any place for ships to rest
keeper means the person who runs a harbour
vessel means anything that floats on water
permit means the paper that a keeper gives
season means the months from May to October
lights means all lamps along the harbour
""",
    "signatures": """\
Done at Geneva on 3 May 2030
For the Government of Lakeland     For the Government of Hillland
Jane Example                       John Sample
Minister for Ports and Roads       Minister for Trade
""",
    "table": """\
Fees for vessels in the harbour by length
under ten metres      twelve francs a day
under twenty metres   twenty francs a day
under forty metres    thirty francs a day
over forty metres     by agreement only
for school ships      free of charge here
""",
    "titles": """\
ANNEX 2
Terms of reference of the working group
on the finances of the harbour
for the period from 2030 to 2034
Mandate
The working group advises the Council on all matters of finance, and reports to it once a year.
Membership
The working group is open to all members of the Council.
""",
    "zh": """\
参加会议的人员名单如下
张三　港口管理局局长
李四　道路管理局副局长
王五　水务管理局总工程师
赵六　贸易促进委员会主任
会议由张三主持
""",
    "zhpoem": """\
湖上晚风吹动万家灯火
岸边归舟载满一天云霞
远山近水都是旧时模样
来人去客不问今夕何年
钟声响过又是一程风雨
灯影摇来依旧满城烟花
""",
}


@pytest.mark.parametrize("name", PLAIN)
def test_verse_lists_and_columns_are_not_joined(name: str) -> None:
    assert not any(notice.code == "lines-joined" for notice in read(text=PLAIN[name]).notices)


@pytest.mark.parametrize("name", PLAIN)
def test_they_are_not_joined_in_a_comparison(name: str) -> None:
    amended = (
        PLAIN[name]
        .replace("Lakeland", "Lakelands")
        .replace("harbour", "port")
        .replace("张三", "张五")
        .replace("湖", "江")
    )
    found = compare(old_text=PLAIN[name], new_text=amended)
    assert not any(notice.code == "lines-joined" for notice in found.notices)


SHORT = """\
1 The forum meets in Geneva each year in May.
2 A person guilty of an offence is liable to a fine which does not exceed
level two on the scale.
3 The court may order more.
"""


def test_lines_that_look_wrapped_and_are_not_joined_are_told() -> None:
    told = [notice for notice in read(text=SHORT).notices if notice.code == "lines-not-joined"]
    assert [(one.message.partition(";")[0], one.origin and one.origin.start) for one in told] == [
        ("1 line ends within a sentence that seems to continue in the next line", 1)
    ]
    assert not [one for one in read(text=SHORT, unwrap="never").notices if one.code == "lines-not-joined"]
    assert not [one for one in read(text=fold(ENGLISH, 60)).notices if one.code == "lines-not-joined"]


@pytest.mark.parametrize(
    "text",
    [
        SHORT.replace("exceed\nlevel", "exceed level"),
        SHORT.replace("exceed\nlevel", "exceed:\nlevel"),
        SHORT.replace("exceed\nlevel", "exceed\nLevel"),
        "The Council,\ninstructs the Director of the Bureau, in consultation with the offices\nto report each year.\n",
    ],
)
def test_other_lines_draw_no_notice(text: str) -> None:
    assert not any(notice.code == "lines-not-joined" for notice in read(text=text).notices)


def test_a_break_that_both_revisions_have_draws_no_notice() -> None:
    found = compare(old_text=SHORT, new_text=SHORT.replace("more", "less"))
    assert not any(notice.code == "lines-not-joined" for notice in found.notices)


HEADED = """\
Harbour Act 2031
Keepers
1 The authority may appoint a keeper for each harbour of the lake, after it has heard the members of the council of the town.
The keeper holds office for five years.
Admission
2 Admission to a harbour is free for all vessels that are not longer than twelve metres, and for all school ships of the region.
The keeper may close a harbour in winter.
Offences
3 Whoever moors without a permit is liable to a fine of not more than four hundred francs, which the keeper collects at the quay.
The fine is doubled at the second offence.
Commencement
4 This act begins in June 2032, and ends when the council repeals it.
"""
CIRCLED = """\
Rules of the harbour
Article 1
① The keeper opens the harbour at six in the morning from April on, and closes it when the last ship has come in.
② The council of the town sets the fees.
③ Ships that do not pay within thirty days are moved to the outer quay, at the cost of those who own them.
④ The keeper may waive a fee for school ships.
Article 2
① These rules begin in June 2032.
② They end when the council of the town repeals them, or when another harbour is opened on the lake.
"""


@pytest.mark.parametrize("width", range(38, 92, 2))
@pytest.mark.parametrize("text", [HEADED, CIRCLED], ids=["headed", "circled"])
def test_headings_and_numbers_that_are_due_are_not_joined_behind_the_end_of_a_sentence(text: str, width: int) -> None:
    for clause in read(text=fold(text, width)).walk():
        assert any(clause.words in line for line in text.splitlines())


def test_three_lines_that_are_full_by_chance_keep_the_spaces_between_their_words() -> None:
    said = "\n".join(clause.words for clause in read(text=fold(HEADED, 74)).walk())
    assert "of the lake, after it has heard" in said
    assert "longer than twelve metres" in said


SHARED = "成员国按会费等级共同承担论坛以及筹备会议的全部费用"
ITEM = f"一、差旅所需的经费，{SHARED}，并接受外部审计机构的监督。"
LISTED = (
    f"{CHINESE}第五条　论坛的经费按下列规定使用：\n{ITEM}\n二、其余经费用于培训。\n第六条　{SHARED}，每年公布一次。\n"
)


@pytest.mark.parametrize("width", [52, 54, 56])
def test_a_line_that_is_nearly_full_in_both_revisions_goes_on_where_another_line_has_its_words(width: int) -> None:
    # Hanging indents were lost: the lines of an item are shorter than the page, and alike in both revisions.
    old, new = (
        fold(text.replace(ITEM, "@"), 60).replace("@", fold(ITEM, width))
        for text in (LISTED, LISTED.replace("每年公布一次", "每年公布两次"))
    )
    comparison = compare(old_text=old, new_text=new)
    assert [clause.words for clause in comparison.old.walk() if "差旅" in clause.words] == [ITEM[2:]]
    assert len(comparison.changes) == 1
