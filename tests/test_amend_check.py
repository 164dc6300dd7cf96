"""`amend check`: what was declared and done, not done, done otherwise, and done without a declaration."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendingacts import ACT, NEW, OLD, read_act, read_pair
from decision_diff import amend
from decision_diff.amend.articles.agreeing import match_lines
from decision_diff.amend.checking.report import load_schema
from decision_diff.cli import main


def check(new: str = NEW, act: str = ACT, old: str = OLD) -> amend.ActCheck:
    return amend.check(amend.read(act.encode()), *read_pair(old, new))


def check_orders(old: str, new: str, *sentences: str) -> amend.ActCheck:
    return amend.check(read_act(*sentences), *read_pair(old, new))


def tell(result: amend.ActCheck) -> list[tuple[str, str]]:
    """Each finding: its kind, and the item of the act to which it belongs."""
    return [(one.kind, one.instruction.origin.number if one.instruction else "") for one in result.findings]


def write_articles(*texts: str) -> str:
    numbers = "一二三四五六七八九十"
    return "灯塔管理办法\n" + "".join(f"第{numbers[at]}条　{text}\n" for at, text in enumerate(texts))


def test_an_act_that_was_carried_out_agrees() -> None:
    result = check()
    assert result
    assert result.findings == ()
    assert len(result.done) == 11
    assert result.choices == {"punctuation": 1, "citation": 1}  # 会说当地语言；, 本办法第五条


# The text after a silent edit, or an edit left out: each with what the check says.
EDITS = {
    "a word in a line that no order touches": (("不得离岛过夜", "可以离岛过夜"), [("undeclared", "")]),
    "a word beside what an order put in": (("违反本办法第五条", "严重违反本办法第五条"), [("undeclared", "")]),
    "a digit in what an order put in": (("不得超过十只", "不得超过百只"), [("otherwise", "四")]),
    "a word in a new article": (("灯塔的颜色由航标局规定", "灯塔的颜色由海务局规定"), [("otherwise", "二")]),
    "an order that was not carried out": (("处二百元罚款", "处一百元罚款"), [("not-done", "六")]),
    "a term that was not replaced": (("航标局应当每年", "海务局应当每年"), [("not-done", "七")]),
    "an article that was put in": (("第十条　", "第十条　灯塔免费开放。\n第十一条　"), [("undeclared", "")]),
    "an article that is gone": (("第八条　守塔人不得离岛过夜。\n", ""), [("undeclared", "")]),
    "an item that was put in": (("（四）会游泳。", "（四）会游泳。\n（五）会划船。"), [("undeclared", "")]),
    "an item that is gone": (("（三）会说当地语言；\n（四）", "（三）"), [("undeclared", "")]),
    "an item of the act that is missing": (("（三）会说当地语言；\n（四）会游泳。", "（三）会说当地语言。"), [("not-done", "三")]),
    "another citation": (("违反本办法第五条", "违反本办法第六条"), [("undeclared", "")]),
    "a heading": (("第二章　守塔人", "第二章　守塔人和羊"), [("undeclared", "")]),
    "the title": (("灯塔管理办法\n", "灯塔和航标管理办法\n"), [("undeclared", "")]),
    "a line divided in two": (("灯塔每晚点灯，不得", "灯塔每晚点灯，\n不得"), [("undeclared", "")]),
    "a heading that stands elsewhere": (
        ("第二章　守塔人\n第六条　守塔人每月领取工资。\n", "第六条　守塔人每月领取工资。\n第二章　守塔人\n"), [("undeclared", "")],
    ),
    "two items exchanged in number": (("（三）会说", "（四）会说"), [("undeclared", "")]),
    "a sign in a line that no order touches": (("每晚点灯，不得", "每晚点灯；不得"), [("undeclared", "")]),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_found_and_told_whose_it_is(name: str) -> None:
    (was, now), expected = EDITS[name]
    assert was in NEW
    result = check(NEW.replace(was, now, 1))
    assert not result
    found = tell(result)
    assert set(expected) == set(found)
    assert all(one.old or one.new or one.expected or one.found for one in result.findings)


def test_a_finding_has_its_places_and_both_wordings() -> None:
    (one,) = check(NEW.replace("不得离岛过夜", "可以离岛过夜")).findings
    assert (one.old, one.new) == ("第六条", "第八条")
    assert (one.expected, one.found) == ("守塔人不得离岛过夜。", "守塔人可以离岛过夜。")


def test_what_no_act_says_is_accepted_and_counted() -> None:
    printed = NEW.replace("（一）", "(一)").replace("，", ",")
    result = check(printed)
    assert result
    assert result.choices["print"] > 0


AGREEING = {
    "a sign where words came in": (
        "灯塔每晚点灯。", "灯塔每晚点灯，黎明熄灯。", "在第一条中的“每晚点灯”后增加“黎明熄灯”。",
    ),
    "a sign where words went": ("守塔人、看守人和羊。", "守塔人和羊。", "删去第一条中的“看守人”。"),
    "all occurrences": ("甲灯，乙灯，丙灯。", "甲塔，乙塔，丙塔。", "将第一条中的“灯”修改为“塔”。"),
    "only the first": ("甲灯，乙灯，丙灯。", "甲塔，乙灯，丙灯。", "将第一条中的第一处“灯”修改为“塔”。"),
    "what an order brings in is touched by no other": (
        "处一元或者五元罚款。", "处五元或者十元罚款。", "将第一条中的“一元”修改为“五元”，“五元”修改为“十元”。",
    ),
    "a paragraph first": ("甲甲甲。\n乙乙乙。", "丙丙丙。\n甲甲甲。\n乙乙乙。", "第一条增加一款，作为第一款：“丙丙丙。”"),
    "paragraphs exchanged": ("甲甲甲。\n乙乙乙。", "乙乙乙。\n甲甲甲。", "将第一条第一款改为第二款，第二款改为第一款。"),
    "a paragraph gone": ("甲甲甲。\n乙乙乙。", "乙乙乙。", "删去第一条第一款。"),
    "an item amended": ("甲：\n（一）乙乙；\n（二）丙丙。", "甲：\n（一）乙乙；\n（二）丁丁。", "将第一条第二项修改为：“（二）丁丁”。"),
    "words before the items": ("甲甲：\n（一）乙乙；\n（二）丙丙。", "丁丁：\n（一）乙乙；\n（二）丙丙。", "将第一条第一款第一自然段修改为：“丁丁：”"),
    "paragraphs joined": ("甲甲甲。\n乙乙乙。\n丙丙丙。", "丁丁丁。\n丙丙丙。", "将第一条第一款和第二款合并，作为第一款，修改为：“丁丁丁。”"),
    "an article divided": ("甲甲甲。\n乙乙乙。", "丙丙丙。\n丁丁丁。", "将第一条分为两款，修改为：“丙丙丙。\n“丁丁丁。”"),
    "inline items": ("甲。", "丁：\n（一）乙；\n（二）丙。", "将第一条修改为：“丁：（一）乙；（二）丙。”"),
}  # fmt: skip


@pytest.mark.parametrize("name", AGREEING)
def test_an_order_leads_to_what_it_says(name: str) -> None:
    old, new, sentence = AGREEING[name]
    assert check_orders(write_articles(old), write_articles(new), sentence).findings == ()
    undone = check_orders(write_articles(old), write_articles(old), sentence)
    assert {kind for kind, _ in tell(undone)} <= {"not-done", "otherwise", "undeclared"}
    assert undone.findings


ARTICLES = {
    "a paragraph becomes an article": (
        ("甲甲甲。\n乙乙乙。", "丙丙丙。"), ("甲甲甲。", "丁丁丁。", "丙丙丙。"),
        "将第一条第二款单列一条，作为第二条，修改为：“丁丁丁。”",
    ),
    "both paragraphs become articles": (
        ("甲甲甲。\n乙乙乙。", "丙丙丙。"), ("乙乙乙。", "甲甲甲。", "丙丙丙。"), "将第一条第二款改为第一条，第一款改为第二条。",
    ),
    "a paragraph becomes one of another article": (
        ("甲甲甲。\n乙乙乙。", "丙丙丙。"), ("甲甲甲。", "乙乙乙。\n丙丙丙。"), "将第一条第二款改为第二条第一款。",
    ),
    "two articles in one": (
        ("甲甲甲。", "乙乙乙。", "丙丙丙。"), ("丁丁丁。", "丙丙丙。"), "将第一条、第二条合并，作为第一条，修改为：“丁丁丁。”",
    ),
    "one article in two": (
        ("甲甲甲。", "丙丙丙。"), ("丁丁丁。", "戊戊戊。", "丙丙丙。"),
        "将第一条改为两条，分别作为第一条、第二条，修改为：\n“第一条　丁丁丁。\n“第二条　戊戊戊。”",
    ),
    "one article in two, and no word of where": (
        ("甲甲甲。\n乙乙乙。", "丙丙丙。"), ("甲甲甲。", "乙乙乙。", "丙丙丙。"), "将第一条改为两条，作为第一条、第二条。",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_articles_are_made_as_an_order_says(name: str) -> None:
    old, new, sentence = ARTICLES[name]
    assert check_orders(write_articles(*old), write_articles(*new), sentence).findings == ()
    wrong = write_articles(*new).replace("丙丙丙", "丙丙己")
    assert [kind for kind, _ in tell(check_orders(write_articles(*old), wrong, sentence))] == ["undeclared"]


def test_what_cannot_be_carried_out_is_said() -> None:
    text = write_articles("甲甲甲。", "乙乙乙。")
    result = check_orders(text, text, "将第一条中的“丁”修改为“戊”。", "删去第二条第三款。")
    assert [(kind, item) for kind, item in tell(result)] == [("not-done", "一"), ("not-done", "二")]
    assert "does not have the words “丁”" in result.findings[0].why
    assert "the old text has no 第二条第三款" in result.findings[1].why


def test_what_cannot_be_checked_never_agrees() -> None:
    text = write_articles("甲甲甲。", "乙乙乙。")
    result = check_orders(text, text, "将第二章中的“丁”修改为“戊”。")
    assert tell(result) == [("not-done", "一")]
    assert "cannot check an order on words of 第二章" in result.findings[0].why


def test_an_article_keeps_its_number_where_no_order_shifts_any() -> None:
    old = write_articles("甲甲甲。", "乙乙乙。")
    new = old.replace("第二条", "第三条")
    assert any(
        "no order shifts any" in one.why
        for one in check_orders(old, new, "将第一条中的“甲甲甲”修改为“丙丙丙”。").findings
    )


def test_several_acts_in_one_file_are_carried_out_one_after_the_other() -> None:
    act = "灯塔法修正案\n一、将灯塔法第一条中的“甲”修改为“乙”。\n二、在第一条后增加一条，作为第一条之一：“戊戊。”\n\n灯塔法修正案（二）\n一、将灯塔法第一条中的“乙”修改为“丙”。\n二、将第一条之一修改为：“己己。”\n"
    old, new = (
        "灯塔法\n第一条　甲甲。\n第二条　丁丁。\n",
        "灯塔法\n第一条　丙丙。\n第一条之一　己己。\n第二条　丁丁。\n",
    )
    assert check(new, act, old).findings == ()
    assert tell(check(new.replace("丙丙", "乙乙"), act, old)) == [("not-done", "一")]


def test_an_act_that_is_not_understood_whole_never_agrees() -> None:
    text = write_articles("甲甲甲。", "乙乙乙。")
    result = check_orders(text, text.replace("甲", "丙"), "将第一条中的“甲”修改为“丙”；对第二条酌情处理。")
    assert result.findings == ()
    assert not result


@given(st.integers(0, len(NEW) - 1), st.sampled_from("甲乙丙不百"))
def test_any_character_put_into_an_article_is_found(at: int, char: str) -> None:
    start = NEW.index("第一条")
    at = start + 4 + at % (len(NEW) - start - 5)
    edited = NEW[:at] + char + NEW[at:]
    assert not check(edited)


@pytest.mark.parametrize(
    ("printed", "other", "why"),
    [
        ("第十条", "第百十条", "numbers are missing between it and 第九条"),
        ("第二章", "第十二章", "the numbers of headings do not count on"),
    ],
)
def test_a_number_that_does_not_count_on_is_found(printed: str, other: str, why: str) -> None:
    assert printed in NEW
    assert why in [one.why for one in check(NEW.replace(printed, other)).findings]


def test_a_hole_that_a_deleted_article_leaves_is_none() -> None:
    old = "示例办法\n" + "".join(f"第{one}条\u3000{one}项事务由主管部门办理。\n" for one in "一二三四")
    new = old.replace("第二条\u3000二项事务由主管部门办理。\n", "")
    result = check_orders(old, new, "删去第二条。")
    assert [one.why for one in result.findings if "missing between" in one.why] == []


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (
        ("old.txt", OLD),
        ("act.txt", ACT),
        ("new.txt", NEW),
        ("bad.txt", NEW.replace("二百元", "三百元")),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    old, act, new, bad = (str(tmp_path / name) for name in ("old.txt", "act.txt", "new.txt", "bad.txt"))
    assert main(["amend", "check", old, act, new]) == 0
    assert "the act and the texts agree" in capsys.readouterr().out
    assert main(["amend", "check", old, act, bad]) == 1
    assert "done otherwise than declared: 1" in capsys.readouterr().out
    for text, agree in ((new, True), (bad, False)):
        main(["amend", "check", old, act, text, "--json"])
        record = json.loads(capsys.readouterr().out)
        jsonschema.validate(record, json.loads(load_schema()))
        assert record["agree"] is agree
    assert main(["amend", "check", old, str(tmp_path / "none.txt"), new]) == 2
    assert main(["schema", "check"]) == 0


def test_an_article_of_thousands_of_lines_costs_no_more_than_its_lines() -> None:
    """Equal lines are not all looked at with each other: the ones at both ends are paired first, and beyond a count all in order."""
    lines = ["同一行。"] * 3000
    shuffled = [f"{at}行。" for at in range(2500)]
    assert [part for _, part in match_lines(lines, lines)] == [(0, 3000, 0, 3000), (3000, 3000, 3000, 3000)]
    assert (False, (0, 2500, 0, 2500)) in list(match_lines(shuffled, shuffled[::-1]))


@given(st.lists(st.sampled_from("甲乙丙"), max_size=8), st.lists(st.sampled_from("甲乙丙"), max_size=8))
def test_ranges_of_lines_tile_both_sides(one: list[str], other: list[str]) -> None:
    parts = list(match_lines(one, other))
    assert [line for _, (start, end, _, _) in parts for line in one[start:end]] == one
    assert [line for _, (_, _, start, end) in parts for line in other[start:end]] == other
    assert all(one[i1:i2] == other[j1:j2] for is_equal, (i1, i2, j1, j2) in parts if is_equal)


# -- lines that agree, and what a reader must see of them all the same

_FIRST = ("灯塔每晚点灯。", "码头免费开放。", "违反第一条的，处一百元罚款。")
_PUT_IN = "增加一条，作为第一条：“第一条　为了管理灯塔，制定本办法。”"
_AIM = "为了管理灯塔，制定本办法。"


def tell_notices(result: amend.ActCheck) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in result.notices if one.code in ("reference-outdated", "act-choice")]


def test_a_citation_that_keeps_an_old_number_is_noticed_and_no_disagreement() -> None:
    result = check_orders(write_articles(*_FIRST), write_articles(_AIM, *_FIRST), _PUT_IN)
    assert result
    assert tell_notices(result) == [
        ("reference-outdated", "第四条 still cites 第一条, which is now 第二条; no order says so, look at it")
    ]


def test_a_citation_that_follows_or_is_of_another_act_is_not_noticed() -> None:
    followed = (*_FIRST[:2], _FIRST[2].replace("第一条", "第二条"))
    result = check_orders(write_articles(*_FIRST), write_articles(_AIM, *followed), _PUT_IN)
    assert result
    assert not tell_notices(result)
    others = (*_FIRST[:2], _FIRST[2].replace("第一条", "《港口法》第一条"))
    result = check_orders(write_articles(*others), write_articles(_AIM, *others), _PUT_IN)
    assert result
    assert not tell_notices(result)


def test_what_is_expected_is_printed_with_the_citations_that_follow() -> None:
    old = (*_FIRST[:2], "违反第一条、第二条的，处一百元罚款。")
    new = (_AIM, *old[:2], "违反第二条、第三条的，处五百元罚款。")
    (finding,) = check_orders(write_articles(*old), write_articles(*new), _PUT_IN).findings
    assert finding.expected == "违反第二条、第三条的，处一百元罚款。"


@pytest.mark.parametrize(
    ("end", "findings", "notices"),
    [
        ("？", 1, []),
        ("：", 1, []),
        ("……", 1, []),
        ("；", 0, [("act-choice", "第二条: “码头免费开放；” in place of “码头免费开放。”; no act says which")]),
        ("。", 0, []),
    ],
)
def test_a_sign_at_the_end_of_an_untouched_article_is_found_or_listed(
    end: str, findings: int, notices: list[tuple[str, str]]
) -> None:
    new = (_FIRST[0].replace("每晚", "每日"), _FIRST[1].replace("。", end), _FIRST[2])
    result = check_orders(write_articles(*_FIRST), write_articles(*new), "将第一条中的“每晚”修改为“每日”。")
    assert tell(result) == [("undeclared", "")] * findings
    assert [one.new for one in result.findings] == ["第二条"] * findings
    assert tell_notices(result) == notices


def test_an_article_that_an_order_touches_may_end_a_line_with_another_sign() -> None:
    old = write_articles("守塔人应当遵守规定：\n（一）每晚点灯。", _FIRST[1])
    new = write_articles("守塔人应当遵守规定。", _FIRST[1])
    assert check_orders(old, new, "删除第一条第一项。")
