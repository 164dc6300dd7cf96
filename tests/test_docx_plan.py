"""What a redline in Word holds, planned before anything is written: each kind of operation read as text."""

from __future__ import annotations

from plans import planned
from wordfiles import docx, p, row, t, table

FIRST = "第一条　会议每年在日内瓦举行一次，由主席召集并主持。"
SECOND = "第二条　秘书长向理事会提交财务报告，并附审计意见。"
THIRD = "第三条　本决定自公布之日起施行，原决定同时废止。"


def body(*paragraphs: str) -> bytes:
    return docx("".join(p(t(one)) for one in paragraphs))


def test_words_that_stay_come_and_go() -> None:
    assert planned(body(FIRST, SECOND), body(FIRST.replace("每年", "每两年"), SECOND)) == [
        "0 keep 0 → 0",
        "  insert [6, 9)",
        "  delete [6, 8) before 6",
        "1 keep 1 → 1 to the letter",
    ]


def test_a_paragraph_in_the_middle_comes_with_its_own_mark() -> None:
    assert planned(body(FIRST, THIRD), body(FIRST, SECOND, THIRD)) == [
        "0 keep 0 → 0 to the letter",
        "1 insert 1",
        "2 keep 1 → 2 to the letter",
        "mark of 1 came",
    ]


def test_the_last_paragraph_goes_with_the_mark_of_the_one_before() -> None:
    """The mark of the last paragraph of a container cannot go (17.13.5.15)."""
    assert planned(body(FIRST, SECOND), body(FIRST)) == [
        "0 keep 0 → 0 to the letter",
        "1 delete 1",
        "mark of 0 went for that of 1",
    ]


def test_a_cell_of_which_all_goes_and_nothing_comes_keeps_a_blank_paragraph() -> None:
    old = docx(table(row(p(t("甲")), p(t("乙")))) + p(t(FIRST)))
    new = docx(table(row(p(t("甲")), p())) + p(t(FIRST)))
    assert planned(old, new) == [
        "0 keep table",
        "  keep row",
        "    0 keep 0 → 0 to the letter",
        "    0 keep 1 → 1",
        "      delete [0, 1) before 0",
        "1 keep 2 → 2 to the letter",
    ]


def test_a_move_has_two_halves() -> None:
    old, new = body(FIRST, SECOND, THIRD), body(SECOND, THIRD, FIRST)
    plan = planned(old, new)
    assert [line for line in plan if "move" in line] == [
        "0 delete 0 as move1",
        "  moveFrom [0, 26)",
        "3 insert 2 as move1",
    ]
    assert not any("move" in line for line in planned(old, new, moves=False))


def test_a_split_shows_by_a_mark_that_came_and_a_join_by_one_that_went() -> None:
    whole = "第一条　会议每年在日内瓦举行一次，由主席召集并主持。秘书长提交报告，并附审计意见。"
    parts = whole[:26], whole[26:]
    assert planned(body(whole), body(*parts)) == [
        "0 split 0[0, 26) → 0",
        "1 split 0[26, 41) → 1",
        "mark of 0 came",
    ]
    assert planned(body(*parts), body(whole)) == [
        "0 join 0[0, 26) → 0",
        "1 join 1[0, 15) → 0",
        "mark of 0 went",
    ]


def test_rows_come_and_go_the_deleted_first() -> None:
    def rows(*words: str) -> bytes:
        return docx(table(*(row(p(t(one)), p(t("备注"))) for one in words)) + p(t(THIRD)))

    assert planned(
        rows("甲项经费由理事会批准", "乙项经费由成员国分担"), rows("甲项经费由理事会批准", "丙种文件每季度公布")
    ) == [
        "0 keep table",
        "  keep row",
        "    0 keep 0 → 0 to the letter",
        "    0 keep 1 → 1 to the letter",
        "  delete row",
        "  insert row",
        "1 keep 4 → 4 to the letter",
    ]
