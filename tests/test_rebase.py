"""A draft carried over to a new base: one readable text per rule."""

from __future__ import annotations

import re

import pytest

import decision_diff as dd
from decision_diff.amend import Rebased, rebase
from decision_diff.amend.rebasing.numbering import print_value
from decision_diff.amend.rebasing.proposals import find_elsewhere
from decision_diff.changes import Edit
from decision_diff.labels import make_grammar
from decision_diff.model import Clause, Span

OLD = """第1号法
第一条　本法适用于电信业务，由主管部门负责。
第二条　主管部门应当在三十日内答复，并说明理由。
第三条　依照本法第二条处理的，免收费用。
第四条　申请人可以申诉。
"""
ENGLISH = """Act 1
Article 1 This Act applies to telecommunications.
Article 2 The Authority shall answer within thirty days, and give reasons.
Article 3 What is done under Article 2 of this Act is free of charge.
Article 4 Applicants may appeal.
"""


def carry(old: str, draft: str, base: str) -> Rebased:
    """The draft on the new base; every edit is told once, and no word is invented."""
    result = rebase(dd.read(text=old), dd.read(text=draft), dd.read(text=base))
    assert len(result.edits) == len(result.carried) + len(result.already_there) + len(result.conflicts)
    assert not [one for one in result.notices if one.code == "result-otherwise"]
    words = "".join(clause.words for clause in result.result.walk())
    assert set(words) <= set(draft) | set(base) | set("零一二三四五六七八九十百0123456789")
    return result


def change(text: str, *pairs: tuple[str, str]) -> str:
    for was, now in pairs:
        assert text.count(was) == 1, was
        text = text.replace(was, now)
    return text


def test_words_are_carried_into_a_clause_that_the_new_base_amended_elsewhere() -> None:
    draft = change(OLD, ("三十日", "六十日"))
    base = change(OLD, ("主管部门应当在", "主管部门应当自收到之日起在"), ("内答复", "内书面答复"))
    result = carry(OLD, draft, base)
    assert result.text == change(base, ("三十日", "六十日"))
    (edit,) = result.edits
    assert (edit.outcome, edit.old_place, edit.new_place, edit.before, edit.after) == (
        "carried", "第二条", "第二条", "三十日", "六十日"
    )  # fmt: skip


def test_words_that_both_changed_differently_are_a_conflict_with_both_texts() -> None:
    result = carry(OLD, change(OLD, ("三十日", "六十日")), base := change(OLD, ("三十日", "十五日")))
    assert result.text == base
    (edit,) = result.conflicts
    assert (edit.reason, edit.before, edit.after) == ("amended", "三十日", "六十日")
    assert "十五日" in edit.base
    assert edit.proposal is not None
    assert edit.proposal.text == "主管部门应当在六十日内答复，并说明理由。"


def test_words_that_both_changed_alike_are_dropped_once_and_told() -> None:
    result = carry(OLD, change(OLD, ("三十日", "六十日")), base := change(OLD, ("三十日", "六十日"), ("申诉", "投诉")))
    assert result.text == base
    assert [edit.outcome for edit in result.edits] == ["already-there"]


def test_two_insertions_at_one_point_are_a_conflict() -> None:
    result = carry(OLD, change(OLD, ("可以申诉", "可以依法申诉")), base := change(OLD, ("可以申诉", "可以随时申诉")))
    assert result.text == base
    assert [edit.reason for edit in result.conflicts] == ["amended"]


def test_an_edit_of_a_clause_that_the_new_base_repealed_is_a_conflict() -> None:
    result = carry(OLD, change(OLD, ("申诉", "投诉")), base := change(OLD, ("第四条　申请人可以申诉。\n", "")))
    assert result.text == base
    assert [(edit.reason, edit.old_place) for edit in result.conflicts] == [("repealed", "第四条")]


def test_a_clause_that_the_draft_repeals_goes_if_the_new_base_left_it_as_it_was() -> None:
    draft = OLD.replace("第三条　依照本法第二条处理的，免收费用。\n第四条", "第三条")
    base = OLD.replace("第四条　", "第四条　本法施行后，")
    result = carry(OLD, draft, base)
    assert result.text == draft.replace("第三条　", "第三条　本法施行后，")
    assert [(edit.kind, edit.outcome) for edit in result.edits] == [("repeal", "carried")]


def test_a_clause_that_the_draft_repeals_and_the_new_base_amended_stays_as_a_conflict() -> None:
    draft = OLD.replace("第四条　申请人可以申诉。\n", "")
    result = carry(OLD, draft, base := change(OLD, ("申诉", "申诉或者投诉")))
    assert result.text == base
    assert [(edit.kind, edit.reason) for edit in result.conflicts] == [("repeal", "amended")]


def test_a_repeal_that_both_made_is_already_there() -> None:
    draft = OLD.replace("第四条　申请人可以申诉。\n", "")
    result = carry(OLD, draft, base := change(draft, ("三十日", "六十日")))
    assert result.text == base
    assert [(edit.kind, edit.outcome) for edit in result.edits] == [("repeal", "already-there")]


def test_a_repeal_is_a_conflict_where_the_new_base_has_something_new_below() -> None:
    draft = OLD.replace("第四条　申请人可以申诉。\n", "")
    result = carry(OLD, draft, base := OLD + "（一）申诉应当以书面形式提出；\n")
    assert result.text == base
    assert [(edit.kind, edit.reason) for edit in result.conflicts] == [("repeal", "below-added")]


def test_an_inserted_clause_is_counted_on_and_references_follow() -> None:
    draft = OLD.replace("第四条", "第五条").replace("第三条　", "第三条　秘书处公布名单。\n第四条　")
    base = OLD.replace("第四条", "第五条").replace("第三条", "第四条").replace("第二条", "第三条")
    base = (
        base.replace("第三条　", "第二条　本法所称电信，是指传送信号。\n第三条　")
        + "第六条　违反本法第五条规定的，给予警告。\n"
    )
    result = carry(OLD, draft, base)
    assert result.text == (
        "第1号法\n第一条　本法适用于电信业务，由主管部门负责。\n第二条　本法所称电信，是指传送信号。\n"
        "第三条　主管部门应当在三十日内答复，并说明理由。\n第四条　秘书处公布名单。\n"
        "第五条　依照本法第三条处理的，免收费用。\n第六条　申请人可以申诉。\n第七条　违反本法第六条规定的，给予警告。\n"
    )
    assert [(edit.kind, edit.outcome, edit.new_place) for edit in result.edits] == [("insertion", "carried", "第四条")]


def test_a_reference_of_the_draft_follows_the_numbers_of_the_result() -> None:
    draft = change(OLD, ("可以申诉", "可以按照本法第三条的规定申诉"))
    base = OLD.replace("第四条", "第五条").replace("第三条", "第四条").replace("第二条", "第三条")
    base = base.replace("第三条　", "第二条　本法所称电信，是指传送信号。\n第三条　")
    assert "第五条　申请人可以按照本法第四条的规定申诉。" in carry(OLD, draft, base).text


def test_a_reference_that_the_draft_forgot_stays_and_is_told() -> None:
    draft = OLD.replace("第四条　", "第五条　").replace("第三条　", "第四条　").replace("第二条　", "第三条　")
    draft = draft.replace("第三条　", "第二条　本法所称电信，是指传送信号。\n第三条　")
    base = change(OLD, ("申诉", "投诉"))
    result = carry(OLD, draft, base)
    assert result.text == draft.replace("申诉", "投诉")
    assert "reference-outdated" in {one.code for one in result.comparison.notices}


def test_a_reference_that_may_be_to_another_act_stays_and_is_told() -> None:
    draft = OLD.replace("第四条", "第五条").replace("第三条　", "第三条　秘书处公布名单。\n第四条　")
    result = carry(OLD, draft, OLD + "第五条　违反第四条规定的，给予警告。\n")
    assert "第六条　违反第四条规定的" in result.text
    assert [one.code for one in result.notices] == ["reference-doubtful"]


def test_two_insertions_at_one_place_are_a_conflict() -> None:
    draft = OLD + "第五条　秘书处公布名单。\n"
    result = carry(OLD, draft, base := OLD + "第五条　本法所称电信，是指传送信号。\n")
    assert result.text == base
    assert [(edit.kind, edit.reason) for edit in result.conflicts] == [("insertion", "same-place")]
    assert "传送信号" in result.conflicts[0].base


def test_what_hangs_below_a_clause_goes_before_what_the_new_base_puts_behind_it() -> None:
    draft = OLD + "（一）申诉应当以书面形式提出；\n"
    base = OLD + "第五条　本法所称电信，是指传送信号。\n"
    result = carry(OLD, draft, base)
    assert result.text == draft + "第五条　本法所称电信，是指传送信号。\n"


def test_an_article_goes_behind_what_the_new_base_puts_below_the_one_before() -> None:
    result = carry(OLD, OLD + "第五条　秘书处公布名单。\n", base := OLD + "（一）申诉应当以书面形式提出；\n")
    assert result.text == base + "第五条　秘书处公布名单。\n"


def test_a_clause_that_both_inserted_is_already_there() -> None:
    draft = OLD + "第五条　秘书处公布名单。\n"
    result = carry(OLD, draft, base := OLD + "第五条　秘书处公布名单。\n第六条　本法自公布之日起施行。\n")
    assert result.text == base
    assert [edit.outcome for edit in result.edits] == ["already-there"]


def test_an_insertion_below_a_clause_that_is_gone_is_a_conflict() -> None:
    draft = OLD.replace("申诉。\n", "申诉：\n（一）向主管部门；\n")
    result = carry(OLD, draft, base := OLD.replace("第四条　申请人可以申诉。\n", ""))
    assert result.text == base
    assert {edit.reason for edit in result.conflicts} == {"repealed", "holder-gone"}


def test_a_moved_clause_goes_with_the_words_of_the_new_base() -> None:
    lines = OLD.splitlines(keepends=True)
    draft = "".join(
        [
            lines[0],
            lines[4].replace("第四", "第一"),
            lines[1].replace("第一", "第二"),
            lines[2].replace("第二", "第三"),
            lines[3].replace("第三", "第四").replace("本法第二", "本法第三"),
        ]
    )
    result = carry(OLD, draft, change(OLD, ("申诉", "投诉"), ("三十日", "六十日")))
    assert result.text == draft.replace("申诉", "投诉").replace("三十日", "六十日")
    assert [(edit.kind, edit.outcome) for edit in result.edits] == [("move", "carried")]


def test_a_clause_that_the_draft_divides_takes_an_edit_of_the_new_base() -> None:
    old = "第1号法\n第一条　主管部门应当在三十日内以书面形式答复申请人，并向申请人详细说明作出决定的理由和依据。\n第二条　申请人可以申诉。\n"
    draft = change(old, ("申请人，并向", "申请人。\n第二条　主管部门应当向"), ("第二条　申请人", "第三条　申请人"))
    base = change(old, ("三十日", "六十日"))
    result = carry(old, draft, base)
    assert result.text == draft.replace("三十日", "六十日")
    assert not result.conflicts


def test_an_edit_is_carried_into_the_part_of_a_clause_that_the_new_base_divided() -> None:
    old = "第1号法\n第一条　主管部门应当在三十日内以书面形式答复申请人，并向申请人详细说明作出决定的理由和依据。\n第二条　申请人可以申诉。\n"
    base = change(old, ("申请人，并向", "申请人。\n第二条　主管部门应当向"), ("第二条　申请人", "第三条　申请人"))
    result = carry(old, change(old, ("理由和依据", "法律依据")), base)
    assert result.text == change(base, ("理由和依据", "法律依据"))
    assert [edit.new_place for edit in result.carried] == ["第二条"]


def test_clauses_that_the_draft_joins_are_joined() -> None:
    old = "第1号法\n第一条　主管部门应当在三十日内以书面形式答复申请人。\n第二条　主管部门应当向申请人详细说明作出决定的理由和依据。\n第三条　申请人可以申诉。\n"
    draft = "第1号法\n第一条　主管部门应当在三十日内以书面形式答复申请人，并且应当向申请人详细说明作出决定的理由和依据。\n第二条　申请人可以申诉。\n"
    result = carry(old, draft, change(old, ("三十日", "六十日")))
    assert result.text == draft.replace("三十日", "六十日")


def test_a_heading_and_its_number_are_carried() -> None:
    old = "第1号法\n第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。\n"
    draft = (
        "第1号法\n第一章　一般规定\n第一条　甲。\n第二章　登记\n第二条　登记免收费用。\n第三章　附则\n第三条　乙。\n"
    )
    result = carry(old, draft, old.replace("乙。", "乙、丙。"))
    assert result.text == draft.replace("乙。", "乙、丙。")


def test_the_row_of_a_table_is_carried() -> None:
    old = "第1号决定\n做出决定\n1\t会议按照时间表举行；\n附件1\n时间表\n\t2025年8月7日\n\t公布草案；\n\n\t2025年9月8日\n\t接收意见；\n\n"
    base = old.replace("接收意见", "接收书面意见")
    draft = old.replace("公布草案", "公布报告草案").replace(
        "\t2025年9月8日", "\t2025年8月20日\n\t举行会议；\n\n\t2025年9月8日"
    )
    result = carry(old, draft, base)
    assert result.text == draft.replace("接收意见", "接收书面意见")


def test_words_that_moved_within_their_clause_are_found_again() -> None:
    old = "第1号法\n第一条　主管部门应当在三十日内答复，申请人可以在十五日内提出异议，费用由国家财政全额负担。\n第二条　本法自公布之日起施行。\n"
    base = change(
        old,
        (
            "主管部门应当在三十日内答复，申请人可以在十五日内提出异议，费用由国家财政全额负担",
            "费用由国家财政全额负担，主管部门应当在三十日内答复，申请人可以在十五日内提出异议",
        ),
    )
    result = carry(old, change(old, ("国家财政", "地方财政")), base)
    assert result.text == change(base, ("国家财政", "地方财政"))


def test_sticky_numbers_do_not_count_on() -> None:
    draft = OLD.replace("第三条　", "第二条之一　秘书处公布名单。\n第三条　")
    base = OLD.replace("第四条", "第五条").replace("第三条", "第四条").replace("第二条", "第三条")
    base = base.replace("第三条　", "第二条　本法所称电信，是指传送信号。\n第三条　")
    result = carry(OLD, draft, base)
    assert re.findall("^第.+?　", result.text, re.MULTILINE) == [
        "第一条　",
        "第二条　",
        "第三条　",
        "第三条之一　",
        "第四条　",
        "第五条　",
    ]


def test_a_conflict_leaves_no_gap_in_the_numbers() -> None:
    draft = OLD.replace("第四条", "第五条").replace("第三条　", "第三条　秘书处公布名单。\n第四条　")
    base = OLD.replace("第四条", "第五条").replace("第三条　", "第三条　本法所称电信，是指传送信号。\n第四条　")
    result = carry(OLD, draft, base)
    assert result.text == base
    assert [edit.reason for edit in result.conflicts] == ["same-place"]


def test_english_words_numbers_and_references_are_carried() -> None:
    draft = change(ENGLISH, ("thirty days", "sixty days"))
    draft = draft.replace("Article 4 ", "Article 5 ").replace(
        "Article 3 ", "Article 3 The list is published.\nArticle 4 "
    )
    base = (
        ENGLISH.replace("Article 4 ", "Article 5 ")
        .replace("Article 3 ", "Article 4 ")
        .replace("Article 2 ", "Article 3 ")
    )
    base = base.replace("Article 3 The", "Article 2 A telecommunication is a signal.\nArticle 3 The").replace(
        "answer within", "answer in writing within"
    )
    result = carry(ENGLISH, draft, base)
    assert result.text == (
        "Act 1\nArticle 1 This Act applies to telecommunications.\nArticle 2 A telecommunication is a signal.\n"
        "Article 3 The Authority shall answer in writing within sixty days, and give reasons.\n"
        "Article 4 The list is published.\nArticle 5 What is done under Article 3 of this Act is free of charge.\nArticle 6 Applicants may appeal.\n"
    )


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("4)", "5)"),
        ("(d)", "(e)"),
        ("（四）", "（五）"),
        ("iv)", "v)"),
        ("④", "⑤"),
        ("D.", "E."),
        ("1.4", "1.5"),
        ("4", "5"),
    ],
)
def test_each_kind_of_number_counts_on(label: str, expected: str) -> None:
    kinds = {
        "4)": "123",
        "(d)": "abc",
        "（四）": "一二三",
        "iv)": ["i", "ii", "iii"],
        "④": "①②③",
        "D.": "ABC",
        "1.4": ["1.1", "1.2", "1.3"],
        "4": "123",
    }
    core = {"4)": "4", "(d)": "d", "（四）": "四", "iv)": "iv", "④": "④", "D.": "D", "1.4": "1.4", "4": "4"}[label]
    heads = [label.replace(core, one) for one in kinds[label]]
    words = ["the first item is here", "the second item is there", "the third item is nowhere"]
    old = "Decision 1\ndecides:\n" + "".join(f"{head}\t{text};\n" for head, text in zip(heads, words, strict=True))
    draft = "Decision 1\ndecides:\n" + "".join(
        f"{head}\t{text};\n"
        for head, text in zip([*heads, label], [words[0], "a new item of the draft", *words[1:]], strict=True)
    )
    base = old + f"{label}\tan item that the new base adds;\n"
    assert carry(old, draft, base).text.splitlines()[-1] == f"{expected}\tan item that the new base adds;"


@pytest.mark.parametrize(
    "texts",
    [
        ("a\n", "b\n", "c\n"),
        ("第一条　甲\n", "\u202e\u200b{+-]\n", "第一条　乙\n"),
        ("1\tx\n" * 50, "1\ty\n" * 50, "1\tz\n" * 50),
    ],
)
def test_hostile_texts_end_in_edits_and_never_in_a_fault(texts: tuple[str, str, str]) -> None:
    result = rebase(*(dd.read(text=text) for text in texts))
    assert len(result.edits) == len(result.carried) + len(result.already_there) + len(result.conflicts) > 0


def test_a_part_of_a_sentence_that_went_to_another_clause_of_the_article_is_found_again() -> None:
    old = "第1号法\n第一条　人民代表大会设立常务委员会。\n常务委员会是人民代表大会的常设机关，对本级人民代表大会负责并报告工作。\n第二条　申请人可以申诉。\n"
    base = "第1号法\n第一条　常务委员会是人民代表大会的常设机关。\n人民代表大会设立常务委员会，对本级人民代表大会负责并报告工作。\n第二条　申请人可以申诉。\n"
    result = carry(old, change(old, ("负责并报告", "负责并每年报告")), base)
    assert result.text == change(base, ("负责并报告", "负责并每年报告"))
    assert [edit.outcome for edit in result.edits] == ["carried"]


def test_a_part_of_a_sentence_that_stands_twice_is_not_found_again() -> None:
    part = "甲乙丙丁戊己庚辛旧词"
    edit = Edit("replace", Span(11, 13), Span(0, 2))
    assert find_elsewhere(edit, f"前文，{part}。", f"{part}，后文。") == Span(8, 10)
    assert find_elsewhere(edit, f"前文，{part}。", f"{part}，{part}。") is None
    assert find_elsewhere(edit, f"前文，{part}。{part}。", f"{part}，后文。") is None


@pytest.mark.parametrize(("kept", "found"), [("甲乙丙丁戊己庚辛", True), ("甲乙丙丁戊己庚", False)])
def test_a_part_is_known_again_by_eight_characters_beside_the_edit(kept: str, found: bool) -> None:
    old, base = f"前文，{kept}旧词。", f"{kept}旧词，后文又有别的话。"
    edit = Edit("replace", Span(len(old) - 3, len(old) - 1), Span(0, 2))
    span = find_elsewhere(edit, old, base)
    assert (span is not None) == found
    assert span is None or span.of(base) == "旧词"


@pytest.mark.parametrize(("more", "proposed"), [(20, True), (21, False)])
def test_a_proposal_takes_at_most_twenty_characters_more_than_the_edit(more: int, proposed: bool) -> None:
    old = "主管部门应当自收到申请之日起在三十日内作出答复并说明全部理由。\n"
    base = old.replace("三十日", "一二三" + "四" * more)
    result = carry(old, old.replace("三十日", "六十日"), base)
    assert (result.conflicts[0].proposal is not None) == proposed


@pytest.mark.parametrize(("words", "outcome"), [("公布名单甲乙丙。", "already-there"), ("公布名单甲乙。", "conflict")])
def test_an_inserted_clause_is_known_anywhere_by_eight_characters(words: str, outcome: str) -> None:
    draft = OLD.replace("第二条　", f"第一条之一　{words}\n第二条　")
    result = carry(
        OLD, draft, OLD.replace("第二条　", "第一条之一　本法另有规定的除外。\n第二条　") + f"第五条　{words}\n"
    )
    assert [edit.outcome for edit in result.edits] == [outcome]


@pytest.mark.parametrize(("old", "value", "expected"), [
    ("第九千九百九十八条", 9999, "第九千九百九十九条"), ("第九千九百九十八条", 10000, None), ("98)", 9999, "9999)"), ("xlviii)", 49, "xlix)"),
    ("xlviii)", 100, None), ("⑲", 20, "⑳"), ("１２．", 13, "１３．"),
])  # fmt: skip
def test_a_number_is_printed_in_its_own_form_and_read_back_or_not_at_all(
    old: str, value: int, expected: str | None
) -> None:
    found = make_grammar(("zh", "en")).find_at(f"{old}\tx", 0)
    assert found is not None
    assert print_value(found.label, (value,), ("zh", "en")) == expected


def test_work_grows_with_the_text_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clause is asked for its number a bounded number of times, however many edits there are."""
    asked = 0
    number = Clause.__dict__["number"].fget

    def count(clause: Clause) -> str:
        nonlocal asked
        asked += 1
        return str(number(clause))

    monkeypatch.setattr(Clause, "number", property(count))
    counts = []
    for size in (40, 80):
        lines = [f"the text of item {index} of {size * index} is here" for index in range(size)]
        old, draft, base = (
            "".join(f"{at}\t{line};\n" for at, line in enumerate(some, 1))
            for some in (
                lines,
                [one for line in lines for one in (line, f"a new item behind {line}")],
                [f"{line} and there" for line in lines],
            )
        )
        asked = 0
        assert len(rebase(dd.read(text=old), dd.read(text=draft), dd.read(text=base)).carried) == size
        counts.append(asked)
    assert counts[1] < 3 * counts[0]


def test_a_move_of_what_the_new_base_repealed_is_a_conflict_and_counts_nothing() -> None:
    lines = ["to meet in Geneva;", "to invite Member States;", "to publish a report;", "to establish an expert group;"]

    def write(*some: str) -> str:
        return "Decision 1\ndecides\n" + "".join(f"{number}\t{line}\n" for number, line in enumerate(some, 1))

    result = carry(write(*lines), write(lines[3], *lines[:3]), base := write(*lines[:3]))
    assert result.text == base
    assert [(edit.kind, edit.reason) for edit in result.conflicts] == [("move", "repealed")]


def test_numbers_count_in_the_order_of_the_result_where_the_new_base_moved_clauses() -> None:
    lines = ["to meet in Geneva;", "to invite Member States;", "to publish a report;", "to establish an expert group;"]

    def write(*some: str) -> str:
        return "Decision 1\ndecides\n" + "".join(f"{number}\t{line}\n" for number, line in enumerate(some, 1))

    draft = write(lines[0], "to elect a chair;", *lines[1:])
    result = carry(write(*lines), draft, write(lines[3], *lines[:3]))
    assert result.text == write(lines[3], lines[0], "to elect a chair;", *lines[1:3])


def test_a_clause_is_divided_as_a_whole_or_not_at_all() -> None:
    old = "第1号法\n第一条　主管部门应当在三十日内以书面形式答复申请人，并向申请人详细说明作出决定的理由和依据。\n第二条　申请人可以申诉。\n"
    draft = change(old, ("申请人，并向", "申请人。\n第二条　主管部门应当向"), ("第二条　申请人", "第三条　申请人"))
    base = change(old, ("第二条　", "第二条　秘书处公布名单。\n第三条　"))
    result = carry(old, draft, base)
    assert result.text == base
    assert {edit.outcome for edit in result.edits} == {"conflict"}


def test_a_reference_that_counts_from_where_it_stands_goes_as_the_draft_has_it() -> None:
    old = "第1号法\n第一条　甲方应当在三十日内答复。\n乙方应当按照约定支付价款。\n丙方可以要求退还预付的费用。\n违反前三款规定的，给予警告。\n第二条　申请人可以申诉。\n"
    draft = change(old, ("乙方应当按照约定支付价款。\n", ""), ("前三款", "前两款"))
    base = change(old, ("申诉", "投诉"))
    assert carry(old, draft, base).text == change(draft, ("申诉", "投诉"))


def test_points_that_come_to_hang_below_a_new_clause_keep_their_numbers() -> None:
    old = "第1号法\n第一条　听证按照下列程序组织：\n（一）当事人应当在五日内提出；\n（二）听证公开举行；\n第二条　申请人可以申诉。\n"
    draft = change(
        old,
        (
            "第一条　听证按照下列程序组织：\n",
            "第一条　下列决定应当听证：\n（一）较大数额罚款；\n（二）吊销许可证；\n第二条　听证按照下列程序组织：\n",
        ),
        ("第二条　申请人", "第三条　申请人"),
    )
    base = change(old, ("申诉", "投诉"))
    assert carry(old, draft, base).text == change(draft, ("申诉", "投诉"))
