"""What the program is for, on the texts that it is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from decision_diff.changes import Change
from decision_diff.pipeline import compare, render
from invariants import check
from paths import CASES, FIXTURES

C24, C25 = FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt"


def redline(change: Change) -> str:
    """Insertions in {+ +}, deletions in [- -], in the order of the edits."""
    old, new = change.old_text, change.new_text
    marked = ""
    for edit in change.edits:
        if edit.op == "equal":
            marked += edit.new.of(new)
            continue
        marked += f"[-{edit.old.of(old)}-]" if edit.old else ""
        marked += f"{{+{edit.new.of(new)}+}}" if edit.new else ""
    return marked


def test_decision_641() -> None:
    comparison = compare(C24, C25)
    check(comparison)
    found = [
        (change.mark, comparison.new.place(change.new[0].eid), sorted(change.effects)) for change in comparison.changes
    ]
    assert found == [
        ("MOD", "title", ["substitution"]),
        ("MOD", "做出决定1", ["substitution"]),
        ("MOD", "附件2 › heading 2", ["substitution"]),
        ("ADD", "附件2 › row 2025年8月7日", ["insertion"]),
        ("MOD", "附件2 › row 2026年6月8-11日", ["substitution"]),
    ]
    assert redline(comparison.changes[1]) == (
        "[-于2026年上半年召开为期三天的-]第七届WTPF（WTPF-26）[-，具体日期和地点将由理事会下届会议确定-]"
        "{+将于2026年6月9日至11日在巴哈马举行，并于2026年6月8日举办战略对话+}；"
    )
    last = comparison.changes[-1]
    assert last.old[0].text.startswith("2026年上半年\t")
    assert redline(last) == (
        "[-2026年上半年-]{+2026年6月8-11日+}\t{+由巴拿马政府在拿骚承办+}第七届世界电信/信息通信技术政策论坛"
    )


def test_variant() -> None:
    """Clause 3 behind 7 and all renumbered, a) split, c) and d) joined, 不得 now 不应, one comma half width."""
    comparison = compare(C24, CASES / "variant.new.txt")
    check(comparison)
    told = {
        (comparison.old.place(change.old[0].eid), *sorted(change.effects), change.kind) for change in comparison.changes
    }
    assert told == {
        ("考虑到 › paragraph 1", "substitution", "editorial"),
        ("做出决定3", "move", "renumbering", "substantive"),
        ("做出决定4", "renumbering", "consequential"),
        ("做出决定5", "renumbering", "substitution", "substantive"),
        ("做出决定6", "renumbering", "consequential"),
        ("做出决定6 a)", "split", "substantive"),
        ("做出决定6 b)", "renumbering", "consequential"),
        ("做出决定6 c)", "join", "substantive"),
        ("做出决定7", "renumbering", "consequential"),
    }


@pytest.mark.parametrize(
    "name", ["council-c25-5-wtpf26.zh.txt", "council-c25-wtdc25.zh.txt", "decision-641-melted.zh.txt"]
)
def test_a_seed_document_compared_with_itself(name: str) -> None:
    comparison = compare(FIXTURES / name, FIXTURES / name)
    check(comparison)
    assert comparison.changes == ()


@pytest.mark.parametrize("fmt", ["txt", "md", "json"])
def test_golden(fmt: str, golden: Callable[[str, str], None]) -> None:
    comparison = compare(C24, CASES / "variant.new.txt")
    check(comparison)
    golden(f"variant.{fmt}", str(render(comparison, fmt)))


def one(old: str, new: str) -> Change:
    comparison = compare(old, new)
    check(comparison)
    assert len(comparison.changes) == 1, [change.effects for change in comparison.changes]
    return comparison.changes[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲方：应当。", "甲方︰应当。"),
        ("二○二五年实施。", "二〇二五年实施。"),
        ("二０二五年实施。", "二〇二五年实施。"),
        ("称为“示例”。", '称为"示例"。'),
        ("称为‘示例’。", "称为“示例”。"),
        ("甲，乙。", "甲,乙。"),
        ("ＩＴＵ成员。", "ITU成员。"),
        ("在 2025 年。", "在2025年。"),
        ("甲；", "甲。"),
        ("金额（元）。", "金额(元)。"),
        ("豈有。", "\uf900有。"),
    ],
)
def test_width_and_punctuation_are_editorial(old: str, new: str) -> None:
    change = one(f"1\t{old}\n2\t其他。\n", f"1\t{new}\n2\t其他。\n")
    assert (change.mark, change.kind, *change.effects) == ("(MOD)", "editorial", "substitution")


@pytest.mark.parametrize(
    ("old", "new"),
    [("增长1.5倍。", "增长15倍。"), ("须报告。", "可报告。"), ("10²米。", "102米。"), ("甲乙。", "甲零乙。"), ("达到5%。", "达到5。"), ("见①。", "见1。")],
)  # fmt: skip
def test_what_changes_the_meaning_is_substantive(old: str, new: str) -> None:
    change = one(f"1\t{old}\n2\t其他。\n", f"1\t{new}\n2\t其他。\n")
    assert (change.mark, change.kind) == ("MOD", "substantive")


def test_an_insertion_at_the_top_renumbers_and_amends_nothing() -> None:
    texts = ["秘书长须报告。", "成员国须参加。", "理事会须审议。"]
    old = "".join(f"{n}\t{text}\n" for n, text in enumerate(texts, 1))
    new = "".join(f"{n}\t{text}\n" for n, text in enumerate(["主席须主持会议。", *texts], 1))
    comparison = compare(old, new)
    assert [sorted(change.effects) for change in comparison.changes] == [["insertion"], *[["renumbering"]] * 3]
    assert {change.kind for change in comparison.changes[1:]} == {"consequential"}


def test_a_new_form_of_the_same_number_is_editorial() -> None:
    change = one("1．甲方须报告。\n2．乙方须报告。\n", "1.甲方须报告。\n2．乙方须报告。\n")
    assert (change.mark, change.kind, *change.effects) == ("(MOD)", "editorial", "renumbering")


def test_a_reference_that_follows_a_renumbering_is_consequential() -> None:
    old = "第一条　甲方须报告。\n第二条　违反本法第一条规定的，处罚款。\n"
    new = "第一条　本法适用于丙方和丁方。\n第二条　甲方须报告。\n第三条　违反本法第二条规定的，处罚款。\n"
    comparison = compare(old, new)
    assert [(change.mark, change.kind) for change in comparison.changes] == [
        ("ADD", "substantive"), ("(MOD)", "consequential"), ("(MOD)", "consequential"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cited", ["违反本法第三条规定的，处罚款。", "违反刑法第二条规定的，处罚款。", "违反《刑法》第二条规定的，处罚款。"]
)
def test_a_reference_to_something_else_is_substantive(cited: str) -> None:
    was = cited.replace("第三条", "第一条").replace("第二条", "第一条")
    old = f"第一条　甲方须报告。\n第二条　{was}\n"
    new = f"第一条　本法适用于丙方和丁方。\n第二条　甲方须报告。\n第三条　{cited}\n"
    assert compare(old, new).changes[-1].kind == "substantive"


def test_the_rows_of_a_table_are_aligned_by_what_they_say() -> None:
    old = "时间表\n\t2025年\n\t甲方提交报告草案\n\n\t2026年\n\t理事会审议报告\n"
    new = "时间表\n\t2025年\n\t甲方提交报告草案\n\n\t2025年底\n\t公众公开磋商的截止日期\n\n\t2026年6月\n\t理事会审议报告\n"
    marks = [(change.mark, change.new[0].text.split("\t")[0]) for change in compare(old, new).changes]
    assert marks == [("ADD", "2025年底"), ("MOD", "2026年6月")]


def test_spacing_that_no_change_shows_is_told() -> None:
    comparison = compare("1\t甲方须报告。\n2\t乙方。\n", "1  甲方须报告。\n\n2\t乙方。\n")
    assert comparison.changes == ()
    assert [notice.code for notice in comparison.notices] == ["layout"]


def test_a_clause_that_changed_its_parent_moved() -> None:
    old = "第一条　甲：\n（一）报告须提交理事会；\n（二）意见须提交大会。\n第二条　乙：\n（一）经费须获批准；\n"
    new = "第一条　甲：\n（一）意见须提交大会。\n第二条　乙：\n（一）经费须获批准；\n（二）报告须提交理事会；\n"
    comparison = compare(old, new)
    assert [(change.old_text, sorted(change.effects)) for change in comparison.changes if "move" in change.effects] == [
        ("报告须提交理事会；", ["move", "renumbering"])
    ]


@pytest.mark.parametrize("first", ["依法实行计划生育。", "实行计划生育。"])
def test_a_paragraph_that_is_the_first_of_its_article_now_did_not_move(first: str) -> None:
    """Whichever way the alignment was worked out: the two texts differ in which of their lines sorts first."""
    aim = "国家创造条件，保障公民知情选择安全、有效、适宜的避孕节育措施。"
    old = f"示例法\n第一章　总则\n第一条　{first}\n{aim}\n第二条　本法自公布之日起施行。\n"
    new = f"示例法\n第一章　总则\n第一条　{aim}\n第二条　本法自公布之日起施行。\n"
    for comparison in (compare(old, new), compare(new, old)):
        assert not any("move" in change.effects for change in comparison.changes)


def test_articles_do_not_move_when_a_chapter_is_put_between_them() -> None:
    old = "第一章　总则\n第一条　甲方须报告。\n第二条　乙方须审议。\n"
    new = "第一章　总则\n第一条　甲方须报告。\n第二章　审议\n第二条　乙方须审议。\n"
    assert [(change.mark, change.new_text) for change in compare(old, new).changes] == [("ADD", "审议")]


def test_an_inserted_article_takes_its_items_along() -> None:
    old = "第一条　甲方须报告。\n第二条　乙方须审议。\n"
    new = "第一条　甲方须报告。\n第一条之一　下列人员须出席：\n（一）主席；\n（二）副主席。\n会议公开举行。\n第二条　乙方须审议。\n"
    change = one(old, new)
    assert [clause.eid for clause in change.new] == [
        "art_1-1",
        "art_1-1__point_1",
        "art_1-1__point_2",
        "art_1-1__para_2",
    ]


def test_an_article_that_keeps_only_its_number_was_repealed() -> None:
    old = "第一条　甲方须报告。\n第二条　下列人员须出席：\n（一）主席；\n（二）副主席。\n会议公开举行。\n第三条　乙方须审议。\n"
    new = "第一条　甲方须报告。\n第二条　（删去）\n第三条　乙方须审议。\n"
    change = one(old, new)
    assert (change.mark, *change.effects, len(change.old), change.new[0].text) == ("SUP", "repeal", 4, "（删去）")
    change = one(new, old)
    assert (change.mark, *change.effects, len(change.new), change.old[0].text) == ("ADD", "insertion", 4, "（删去）")


def test_tombstone_that_goes_is_a_repeal_and_one_that_comes_an_insertion() -> None:
    old = "示例法\n第一条　国家机关应当依法履行职责。\n第二条　（删去）\n第三条　本法自公布之日起施行。\n"
    new = "示例法\n第一条　国家机关应当依法履行职责。\n第二条　本法自公布之日起施行。\n"
    gone, renumbered = compare(old, new).changes
    assert (gone.mark, gone.old_text, gone.new) == ("SUP", "（删去）", ())
    assert renumbered.effects == {"renumbering"}
    come, _ = compare(new, old).changes
    assert (come.mark, come.old, come.new_text) == ("ADD", (), "（删去）")


def test_an_article_that_closes_up_over_a_tombstone_is_still_the_same_article() -> None:
    old = "示例法\n第一条　甲应当申报。\n第二条　（删去）\n第三条　乙应当每年登记并缴纳费用。\n第四条　丙应当备案。\n"
    new = "示例法\n第一条　甲应当申报。\n第二条　乙应当每月登记并缴纳费用。\n第三条　丙应当备案。\n"
    for comparison in (compare(old, new), compare(new, old)):
        check(comparison)
        stone, amended, renumbered = comparison.changes
        assert stone.mark == ("SUP" if stone.old else "ADD")
        assert amended.effects == {"substitution", "renumbering"}
        assert (stone.old_text or stone.new_text) == "（删去）"
        assert renumbered.effects == {"renumbering"}
    filled = new.replace(
        "乙应当每月登记并缴纳费用", "本市设立档案馆"
    )  # something else: article 2 was filled again, 3 is gone
    filled = filled.replace("第三条", "第四条")
    assert [(change.mark, *change.effects) for change in compare(old, filled).changes] == [
        ("ADD", "insertion"),
        ("SUP", "repeal"),
    ]


FORMULA = "单位犯前款罪的，对单位判处罚金，并对其直接负责的主管人员依照前款的规定处罚。"


def test_a_formula_that_many_articles_share_does_not_move() -> None:
    old = f"第一条　走私货物的，处罚款。\n第二条　隐瞒收入的，处拘留。\n{FORMULA}\n第三条　伪造证件的，处拘留。\n{FORMULA}\n"
    new = (
        f"第一条　走私货物的，处罚款。\n{FORMULA}\n第二条　隐瞒收入的，处拘留。\n{FORMULA}再犯的，加重处罚。\n"
        f"第三条　伪造证件的，处拘留。\n{FORMULA}\n"
    )
    comparison = compare(old, new)
    check(comparison)
    assert [(change.mark, change.new[0].eid) for change in comparison.changes] == [
        ("ADD", "art_1__para_2"),
        ("MOD", "art_2__para_2"),
    ]


def test_short_items_that_change_places_keep_their_words() -> None:
    old = "第一条　下列事项：\n（一）预算；\n（二）决算；\n（三）人事。\n"
    new = "第一条　下列事项：\n（一）预算；\n（二）人事；\n（三）决算。\n"
    comparison = compare(old, new)
    check(comparison)
    assert {effect for change in comparison.changes for effect in change.effects} == {
        "move",
        "renumbering",
        "substitution",
    }
    assert {change.kind for change in comparison.changes} <= {"substantive", "consequential"}
    assert len(comparison.changes) == 2


def test_boilerplate_is_aligned_by_place() -> None:
    old = "".join(f"第{n}条　理事会须审议该报告并提出意见，供成员国审议。\n" for n in range(1, 301))
    new = "".join(f"第{n}条　理事会须审议该报告并提出意见，供成员国批准。\n" for n in range(1, 302))
    comparison = compare(old, new)
    assert comparison.summary == {"ADD": 1, "MOD": 300, "insertion": 1, "substitution": 300}


def test_another_kind_of_number_is_no_editorial_matter() -> None:
    change = one("第1号决定\n做出决定\na)\t甲方须报告。\n", "第1号决定\n做出决定\n1)\t甲方须报告。\n")
    assert (change.mark, change.kind, *change.effects) == ("(MOD)", "consequential", "renumbering")


def test_two_articles_absorbed_by_one() -> None:
    old = (
        "第一条　甲方须报告。\n第二条　伪造、变造会计凭证、会计账簿，编制虚假财务会计报告，构成犯罪的，依法追究刑事责任。\n"
        "第三条　隐匿或者故意销毁依法应当保存的会计凭证、会计账簿、财务会计报告，构成犯罪的，依法追究刑事责任。\n第四条　乙方须审议。\n"
    )
    new = (
        "第一条　甲方须报告。\n第二条　伪造、变造会计凭证、会计账簿，编制虚假财务会计报告，隐匿或者故意销毁依法应当保存的会计凭证、会计账簿、"
        "财务会计报告的，由县级以上人民政府财政部门责令限期改正，给予警告、通报批评，没收违法所得，违法所得二十万元以上的，对单位可以并处"
        "违法所得一倍以上十倍以下的罚款；构成犯罪的，依法追究刑事责任。\n第三条　乙方须审议。\n"
    )
    comparison = compare(old, new)
    check(comparison)
    joined = next(change for change in comparison.changes if "join" in change.effects)
    assert [clause.eid for clause in joined.old] == ["art_2", "art_3"]


def statute(*texts: str) -> str:
    return "".join(f"第{'一二三四五六七八九'[number]}条　{text}\n" for number, text in enumerate(texts))


def test_a_forgotten_reference_is_told() -> None:
    first, second, third = (
        "甲方须报告。",
        "乙方须审议。",
        "违反本法第一条、第二条规定的，处罚款；情节严重的，依照刑法第一条处罚。",
    )
    comparison = compare(statute(first, second, third), statute("本法适用于丙方和丁方。", first, second, third))
    told = [(notice.code, notice.message) for notice in comparison.notices]
    assert told == [
        ("reference-outdated", "第四条 still cites 第一条, which has become article 2"),
        ("reference-outdated", "第四条 still cites 第二条, which has become article 3"),
    ]


def test_a_reference_to_what_was_repealed_is_told() -> None:
    first, second, third = "甲方须在每年年底以前报告。", "乙方须审议。", "违反本法第一条规定的，处罚款。"
    comparison = compare(statute(first, second, third), statute(second, third))
    assert [(notice.code, notice.message) for notice in comparison.notices] == [
        ("reference-repealed", "第二条 still cites 第一条, which was repealed")
    ]


def test_references_that_were_brought_up_to_date_are_not_told() -> None:
    first, third = "甲方须报告。", "违反本法第一条规定的，处罚款。"
    updated = "违反本法第二条规定的，处罚款。"
    assert compare(statute(first, third), statute("本法适用于丙方和丁方。", first, updated)).notices == ()


X, Y, Z = "甲方须在每年年底以前报告。", "乙方须审议年度的账目。", "丙方须公布名单并说明理由。"
ADDED = "本法适用于丁方和戊方。"
HALVES = "前半句规定申请人应当提交材料，说明理由；", "后半句规定主管部门应当受理，并予登记。"


def citing(*articles: str) -> str:
    return f"违反本法{'、'.join(articles)}规定的，处罚款。"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # One more reference, and what was cited is cited still, by its new number.
        ((X, Y, citing("第一条")), (ADDED, X, Y, citing("第一条", "第二条")), []),
        # One more reference, while what was cited is cited no longer.
        ((X, Y, Z, citing("第一条")), (ADDED, X, Y, Z, citing("第一条", "第四条")), ["第五条 still cites 第一条, which has become article 2"]),
        # All of a list went up by one: 第二条 stands in both, and was brought up to date.
        ((X, Y, Z, citing("第一条", "第二条")), (ADDED, X, Y, Z, citing("第二条", "第三条")), []),
        # What is cited kept its number while others got new ones.
        ((X, Y, citing("第一条")), (X, ADDED, Y, citing("第一条")), []),
        # A clause that cites for the first time.
        ((X, Y, Z), (ADDED, X, Y, Z.replace("名单", "本法第二条的名单")), []),
        # The article was divided.
        ((X, HALVES[0] + HALVES[1], citing("第二条")), (ADDED, X, *HALVES, citing("第二条")), ["第五条 still cites 第二条, which has become article 3, 4"]),
        # The last one was repealed, and no other got another number.
        ((citing("第三条"), Y, Z), (citing("第三条"), Y), ["第一条 still cites 第三条, which was repealed"]),
        # An excerpt cites what never stood in it.
        ((X, Y, citing("第九条")), (ADDED, X, Y, citing("第九条")), []),
        # Nothing was renumbered or repealed.
        ((X, Y, citing("第一条")), (X, Y.replace("年度", "半年"), citing("第一条")), []),
    ],
)  # fmt: skip
def test_which_references_were_forgotten(old: tuple[str, ...], new: tuple[str, ...], said: list[str]) -> None:
    told = [notice.message for notice in compare(statute(*old), statute(*new)).notices if "reference" in notice.code]
    assert told == said


def test_a_term_replaced_throughout_is_told_once() -> None:
    old = statute("登记会计帐簿须真实。", "任何人不得伪造会计帐簿。", "主管部门应当检查会计帐簿。")
    comparison = compare(old, old.replace("帐簿", "账簿").replace("主管部门", "各级主管部门"))
    check(comparison)
    assert [(one.old, one.new, len(one.places)) for one in comparison.replacements] == [("帐簿", "账簿", 3)]
    for place in comparison.replacements[0].places:
        assert place.span.of(comparison.new.clause(place.eid).words) == "账簿"
    for fmt in ("text", "markdown", "html"):
        assert "帐簿 → 账簿, 3 times in 3 clauses" in str(render(comparison, fmt))


def test_a_term_that_still_stands_somewhere_is_not_replaced_throughout() -> None:
    old = statute("登记会计帐簿须真实。", "任何人不得伪造会计帐簿。", "主管部门应当检查会计帐簿。")
    assert compare(old, old.replace("帐簿", "账簿", 2)).replacements == ()


def test_white_space_that_ends_a_cell_is_no_word_but_is_told() -> None:
    """甲方 ⇥乙方, as pasted from a spreadsheet: a Word table that shows it has no such space to keep either."""
    old, spaced, new = (f"收费表\n{row}\n丙\t丁\n" for row in ("甲方\t乙方", "甲方 　\t乙方", "甲方 　\t乙方须"))
    comparison = compare(old, spaced)
    assert not comparison.changes
    assert [notice.code for notice in comparison.notices] == ["layout"]
    assert comparison.new.plain == spaced
    (change,) = compare(spaced, new).changes
    assert (change.old_text, change.new_text) == ("甲方\t乙方", "甲方\t乙方须")
    assert render(compare(spaced, new), "docx")  # proved before it is given


def test_a_term_replaced_in_two_clauses_is_replaced_throughout() -> None:
    """In two places of one clause it is not: that is one amendment."""
    two = "示例法\n第一条　会计帐簿由甲方保存。\n第二条　会计帐簿由乙方保存。\n"
    one = "示例法\n第一条　会计帐簿由甲方保存，会计帐簿由乙方移交。\n第二条　丙方。\n"
    found = [compare(text, text.replace("帐簿", "账簿")).replacements for text in (two, one)]
    assert [[(each.old, each.new, len(each.places)) for each in some] for some in found] == [[("帐簿", "账簿", 2)], []]


def test_of_two_that_changed_places_the_one_with_less_below_it_moved() -> None:
    """An article of one word with three long paragraphs, and one of a sentence."""
    heavy = "".join(f"{one}应当报告工作情况并接受监督，每年不少于一次。\n" for one in "甲乙丙")
    light = "丁方应当按照规定提交书面意见。\n"
    found = compare(
        f"示例法\n第一条　通则。\n{heavy}第二条　{light}第三条　附则。\n",
        f"示例法\n第一条　{light}第二条　通则。\n{heavy}第三条　附则。\n",
    )
    assert [(change.new[0].eid, change.mark) for change in found.changes] == [
        ("art_1", "ADD*/SUP*"),
        ("art_2", "(MOD)"),
    ]
