"""Amending acts are written, read again and applied; what does not come out is made coarser, and what never does is said."""

from __future__ import annotations

import json
import random
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from amendedlaws import amend_law, write_law
from amendedlaws import make_law as make_long_law
from amendingacts import NEW, OLD
from decision_diff import amend, pipeline
from decision_diff.amend.clauses.tree_orders import carry_out_orders
from decision_diff.amend.clauses.trees import list_amended_lines, list_lines, open_tree
from decision_diff.amend.styles.english_acts import read_english_lines
from decision_diff.amend.writing import WrittenAct, choose_style, write
from decision_diff.amend.writing.hunks import MAX_GAP, MAX_HUNKS, find_hunks
from decision_diff.amend.writing.outputs import load_schema, make_act_document, write_act_record
from decision_diff.cli import cli
from decision_diff.errors import FormatError

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = Path(__file__).parent / "cases" / "written"
STATUTE = (
    """Harbour Act 2020
Part 1 Lights
1 Duty to light
(1) The keeper must light the lamp at dusk.
(2) In this section "dusk" means—
(a) sunset, or
(b) half an hour later.
2 Fines
A person who does not do so commits an offence.
3 Meaning
(1) In this Act the keeper is the keeper's deputy, and the deputy is not a keeper.
(2) Nothing else counts as a meaning here.
SCHEDULE 1
1 The keeper may go.
2 The deputy may stay for a fortnight.
""",
    """Harbour Act 2020
Part 1 Lights
1 Duty to light
(1) The keeper must light the lamp an hour before dusk.
(2) In this section "dusk" means—
(a) sunset, or
(b) a quarter of an hour later, or
(c) whatever the Minister says.
1A Duty to wait
(1) The keeper must wait.
2 Fines
A person who does not do so commits an offence.
3 Meaning
(1) In this Act the keeper is the keeper's deputy, and the deputy is not a ship.
SCHEDULE 1
1 The keeper may go.
2 The deputy may stay for a week.
3 The Minister may come.
""",
)
REGULATION = (
    """Regulation on lights
Article 1
Scope
1. This Regulation applies to lights.
2. It does not apply to:
(a) candles;
(b) lamps.
Article 2
This Regulation enters into force.
It is binding.
Article 3 Definitions
(1) 'light' means light;
(2) 'lamp' means lamp.
ANNEX I
List
1. One
""",
    """Regulation on lights
Article 1
Scope
1. This Regulation applies to all lights of the Union’s members.
2. It does not apply to:
(a) candles;
(b) lanterns.
3. It applies from 1 May.
Article 2
This Regulation enters into force.
It is binding in its entirety.
Article 2a
It ends.
Article 3 Definitions
(1) 'light' means light;
(2) 'lamp' means a lamp of any kind.
ANNEX I
List
1. One
2. Two
""",
)
DECISION = (
    """Decision 12
The Council,
considering
that forums are useful,
decides
1 that the expert group meets in Geneva for three days;
2 to invite Member States to submit contributions before 1 March 2026;
3 that contributions are published in English:
a) on paper;
b) on the website,
instructs the Secretary-General
to report.
""",
    """Decision 12
The Council,
considering
that forums are useful,
decides
1 that the expert group meets in Nassau from 9 to 11 June 2026;
2 that the meeting is open to Sector Members;
3 to invite Member States to submit contributions before 15 March 2026;
4 that contributions are published in English and French:
a) on the website,
instructs the Secretary-General
to report to the Council.
""",
)


def write_between(old: str, new: str, style: str = "") -> WrittenAct:
    """The act between two texts."""
    return write(pipeline.compare(old_text=old, new_text=new), style)


def list_items(act: WrittenAct) -> list[str]:
    """The items of an act, its title and ending left out."""
    return [line.text for line in act.recited if line.instructions]


def test_a_chinese_law_is_amended_as_an_act_would() -> None:
    act = write_between(OLD, NEW)
    assert act
    assert act.style == "npc"
    assert act.text == (CASES / "lighthouse.npc.txt").read_text(encoding="utf-8")
    assert [one.printed for one in act.instructions if one.verb == "delete"] == [
        "四、将第五条改为第六条，删去第二款。",
        "六、删去第七条。",
    ]


def test_the_act_is_read_and_applied_by_the_other_rooms() -> None:
    act = amend.read(write_between(OLD, NEW).text.encode())
    assert not act.parts[0].unread
    applied = amend.apply(act, pipeline.read(text=OLD))
    assert applied
    assert applied.text == NEW
    assert amend.check(act, pipeline.read(text=OLD), pipeline.read(text=NEW))


@pytest.mark.parametrize("style", ["npc", "itu", "uk", "eu"])
@pytest.mark.parametrize(("old", "new"), [("c24.zh.txt", "c25.zh.txt"), ("c24.docx", "c25.docx")])
def test_decision_641_comes_out_in_every_style(style: str, old: str, new: str) -> None:
    sides = [FIXTURES / f"decision-641-{name}" for name in (old, new)]
    assert write(pipeline.compare(*sides), style)


@pytest.mark.parametrize("style", ["npc", "itu"])
def test_decision_641_reads_as_a_drafter_would_write_it(style: str) -> None:
    sides = [FIXTURES / f"decision-641-{name}.zh.txt" for name in ("c24", "c25")]
    act = write(pipeline.compare(*sides), style)
    assert act.text == (CASES / f"decision-641.{style}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "texts", "style"),
    [("statute", STATUTE, "uk"), ("regulation", REGULATION, "eu"), ("decision", DECISION, "itu")],
)
def test_english_texts_are_amended_in_their_own_style(name: str, texts: tuple[str, str], style: str) -> None:
    act = write_between(*texts)
    assert act
    assert act.style == style
    assert act.text == (CASES / f"{name}.{style}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("texts", [STATUTE, REGULATION, DECISION])
@pytest.mark.parametrize("style", ["uk", "eu"])
def test_both_english_styles_come_out_for_every_text(texts: tuple[str, str], style: str) -> None:
    assert write_between(*texts, style)


def test_the_style_follows_from_the_text() -> None:
    texts = (OLD, DECISION[0], REGULATION[0], STATUTE[0])
    assert [choose_style(pipeline.read(text=text)) for text in texts] == ["npc", "itu", "eu", "uk"]


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(FormatError, match="unknown style of amending acts 'fr'; choose from npc, itu, uk, eu"):
        write_between(OLD, NEW, "fr")


def test_equal_texts_order_nothing() -> None:
    act = write_between(OLD, OLD)
    assert act
    assert act.instructions == ()


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        (style, texts)
        for style in ("npc", "itu", "uk", "eu")
        for texts in (STATUTE, REGULATION, DECISION, ("", ""))
        if (style, texts) != ("npc", REGULATION)  # 第1条 is read as an article of a Chinese law
    ],
)
def test_an_act_on_clauses_is_applied_and_checked_like_any_other(style: str, texts: tuple[str, str]) -> None:
    is_641 = not texts[0]
    names = [FIXTURES / f"decision-641-{name}.zh.txt" for name in ("c24", "c25")]
    old, new = [name.read_text(encoding="utf-8") for name in names] if is_641 else texts
    act = amend.read(write_between(old, new, style).text.encode())
    applied = amend.apply(act, pipeline.read(text=old))
    assert applied, [str(one) for one in applied.refused]
    assert list_lines(pipeline.read(text=applied.text)) == list_lines(pipeline.read(text=new))
    if is_641:
        assert applied.text == new  # to the last space
    for one in applied.made:
        words = one.span.of(applied.text or "")
        assert one.instruction is not None
        given = "".join(quoted.text for quoted in (*one.instruction.new_words, *one.instruction.old_words))
        assert "".join(words.split()) in "".join(given.split()) or one.instruction.verb == "renumber"
    assert amend.check(act, pipeline.read(text=old), pipeline.read(text=new))


def test_a_silent_edit_beside_an_act_on_clauses_is_found() -> None:
    act = amend.read(write_between(*STATUTE).text.encode())
    old, edited = pipeline.read(text=STATUTE[0]), pipeline.read(text=STATUTE[1].replace("commits", "does not commit"))
    result = amend.check(act, old, edited)
    (finding,) = result.findings
    assert finding.kind == "undeclared"
    assert "does not commit" in finding.found


def test_what_was_not_done_of_an_act_on_clauses_is_found() -> None:
    act = amend.read(write_between(*STATUTE).text.encode())
    old, published = (
        pipeline.read(text=STATUTE[0]),
        pipeline.read(text=STATUTE[1].replace("for a week", "for a fortnight")),
    )
    result = amend.check(act, old, published)
    assert [(one.kind, one.instruction.verb if one.instruction else "") for one in result.findings] == [
        ("otherwise", "substitute-words")
    ]


def test_an_act_on_clauses_that_cannot_be_carried_out_is_refused() -> None:
    act = amend.read(b"(1)\tIn section 9, omit \xe2\x80\x9clamp\xe2\x80\x9d.\n(2)\tOmit section 2.\n")
    old = pipeline.read(text=STATUTE[0])
    refused = amend.apply(act, old)
    assert refused.text is None
    assert [one.why for one in refused.refused] == ["the old text has no 9"]
    partial = amend.apply(act, old, partial=True)
    assert not partial
    assert partial.text == STATUTE[0].replace("2 Fines\nA person who does not do so commits an offence.\n", "")


def test_numbers_of_articles_stay_figures() -> None:
    old = "灯塔办法\n第1条　甲。\n第2条　本办法第1条不适用于乙。\n"
    new = "灯塔办法\n第1条　丙。\n第2条　甲。\n第3条　本办法第2条不适用于乙。\n"
    assert write_between(old, new)


LIST = """SUP\tA/1/1
第二条
（二）
ADD\tA/1/2
第二条
（三）\t会钓鱼。
Reasons:\tThey fish.
(MOD)\tA/1/3
第三条 → 第四条
ADD\tA/1/4
第三条\t守塔人可以养羊。
"""


def test_an_item_below_a_paragraph_without_a_number_gets_another_one_by_a_list() -> None:
    old = "灯塔办法\n第一条　甲。\n守塔人：\n（一）识字；\n（二）会游泳；\n（三）会钓鱼。\n"
    new = old.replace("（二）会游泳；\n（三）", "（二）")
    act = write_between(old, new, "itu")
    assert act
    assert list_items(act)[-1] == "(MOD)\tP/2\n第一条第1自然段第（三）段 → （二）"


def test_a_list_of_proposals_is_applied_to_the_item_that_it_names() -> None:
    old = "灯塔办法\n第一条　甲。\n第二条　守塔人：\n（一）识字；\n（二）会游泳；\n第三条　丙。\n"
    applied = amend.apply(amend.read(LIST.encode()), pipeline.read(text=old))
    assert applied, [str(one) for one in applied.refused]
    assert applied.text == (
        "灯塔办法\n第一条　甲。\n第二条　守塔人：\n（一）识字；\n（三）会钓鱼。\n第三条　守塔人可以养羊。\n第四条　丙。\n"
    )
    assert [one.reasons for one in amend.read(LIST.encode()).list_instructions()] == [(), ("They fish.",), (), ()]


def make_law(*articles: str) -> str:
    """A Chinese law of these articles."""
    numbers = "一二三四五六七八九"
    return "灯塔办法\n" + "".join(f"第{numbers[at]}条　{text}\n" for at, text in enumerate(articles))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("值班员应当在日落后三十日内点灯并且检查风向和潮水。", "值班员应当在日落后十五日内点灯并且检查风向和潮水。", "一、将第一条中的“三十日”修改为“十五日”。"),
        ("值班员应当点灯，并且每天检查风向。", "值班员应当点灯，并且每天检查风向和潮水。", "一、在第一条中的“风向”后增加“和潮水”。"),
        ("值班员应当按时点灯，并且每天检查风向。", "值班员应当点灯，并且每天检查风向。", "一、删去第一条中的“按时”。"),
        # a word that stands twice: as much around it as makes it clear
        ("值班员可以申请休假，副值班员可以申请换班。", "值班员可以申请休假，副值班员应当申请换班。", "一、将第一条中的“可以申请换班”修改为“应当申请换班”。"),
        # and where it changes wherever it stands, once for all
        ("值班员点灯，值班员熄灯，别人不得进入灯塔。", "守塔人点灯，守塔人熄灯，别人不得进入灯塔。", "一、将第一条中的“值班员”修改为“守塔人”。"),
    ],
)  # fmt: skip
def test_words_are_named_as_far_as_is_clear(old: str, new: str, said: str) -> None:
    act = write_between(make_law(old), make_law(new))
    assert act
    assert list_items(act) == [said]


def test_a_line_of_more_changes_than_an_act_would_name_is_given_anew() -> None:
    line = "甲应当在三十日内报告，乙应当在四十日内审查，丙应当在五十日内公布结果。"
    twice = line.replace("三十", "一百").replace("四十", "二百")
    assert len(find_hunks(line, twice, line, ()) or ()) == MAX_HUNKS
    assert find_hunks(line, twice.replace("五十", "三百"), line, ()) is None


@pytest.mark.parametrize(("between", "count"), [("内按照法规提交的", 1), ("内按照法律规定提交", 2)])
def test_changes_close_together_are_said_as_one(between: str, count: int) -> None:
    assert (len(between) <= MAX_GAP) == (count == 1)
    old = f"船长应当在三十日{between}四十份报告，并且公布全部检查结果，以及其他有关情况和记录。"
    assert len(find_hunks(old, old.replace("三十", "十五").replace("四十", "二十"), old, ()) or ()) == count


@pytest.mark.parametrize(("word", "named"), [("at", "at dusk"), ("for", "for")])
def test_a_short_word_is_not_named_alone_in_a_script_that_divides_words(word: str, named: str) -> None:
    old = f"A keeper waits {word} dusk and lights all lamps in a harbour."
    hunks = find_hunks(old, old.replace(f" {word} ", " before "), old, ())
    assert hunks is not None
    assert [one.old.strip() for one in hunks] == [named]


@pytest.mark.parametrize(("changed", "verbs"), [(3, {"substitute-words"}), (4, {"replace"})])
def test_an_article_of_many_changes_is_given_anew(changed: int, verbs: set[str]) -> None:
    ends = ("检索", "核对", "存档", "公布")
    lines = [
        f"值班员应当每天按照海务局的规定{word}，并且记录全部情况和时间以备查阅。"
        for word in ("点灯", "熄灯", "检查", "报告")
    ]
    new = [line.replace("查阅", ends[at]) if at < changed else line for at, line in enumerate(lines)]
    act = write_between(make_law("\n".join(lines)), make_law("\n".join(new)))
    assert act
    assert {one.verb for one in act.instructions} == verbs


def test_an_article_of_which_most_is_in_several_is_divided_and_the_other_way_round_joined() -> None:
    light, keep = "灯塔由海务局负责管理和维护，每年检查一次。", "守塔人应当每天点灯并且记录天气情况。"
    one, two = (
        make_law(f"{light}\n{keep}", "本办法自公布之日起施行。"),
        make_law(light, keep, "本办法自公布之日起施行。"),
    )
    assert list_items(write_between(one, two))[0].startswith("一、将第一条分为两条，作为第一条、第二条，修改为：")
    assert list_items(write_between(two, one))[0].startswith("一、将第一条、第二条合并，作为第一条，修改为：")
    # its old words are half of an article and a little less
    for more, verbs in (
        ("船长进港以前应当向", ["split", "replace"]),
        ("船长进港以前应当向灯塔报告", ["delete", "insert"]),
    ):
        new = make_law(light, f"{keep[:-1]}，{more}。", "本办法自公布之日起施行。")
        act = write_between(one, new)
        assert act
        assert [item.verb for item in act.instructions] == verbs


def test_the_same_words_in_several_articles_are_ordered_once() -> None:
    old = make_law(
        *(f"{what}由海务局管理，其他人员不得进入。" for what in ("灯塔", "码头", "船坞")), "海务局是主管部门。"
    )
    new = old.replace("由海务局管理", "由航标局管理")
    assert list_items(write_between(old, new)) == ["一、将第一条、第二条、第三条中的“海务”修改为“航标”。"]
    two = make_law(*(f"{what}由海务局管理，其他人员不得进入。" for what in ("灯塔", "码头")), "海务局是主管部门。")
    assert len(list_items(write_between(two, two.replace("由海务局管理", "由航标局管理")))) == 2


def test_a_term_that_is_gone_is_replaced_throughout() -> None:
    old = make_law(*(f"{what}由海务局管理，其他人员不得进入。" for what in ("灯塔", "码头", "船坞")))
    act = write_between(old, old.replace("海务局", "航标局"))
    assert act
    assert list_items(act) == ["一、将本办法中的“海务”修改为“航标”。"]


def test_headings_are_ordered_too() -> None:
    old = "灯塔办法\n第一章　总则\n第一条　甲。\n第二条　乙。\n第二章　守塔\n第三条　丙。\n"
    new = "灯塔办法\n第一章　总则\n第一条　甲。\n第二条　乙。\n第二章　守塔人\n第三条　丙。\n第三章　附则\n第四条　本办法自公布之日起施行。\n"
    act = write_between(old, new)
    assert act
    assert list_items(act) == [
        "一、将第二章章名修改为“守塔人”。",
        "二、增加一章，作为第三章“附则”；增加一条，作为第四条：“本办法自公布之日起施行。”",
    ]


def test_headings_that_no_finer_order_gives_are_arranged_anew() -> None:
    old = "灯塔办法\n第一章　总则\n第一条　甲。\n第二条　乙。\n第二章　守塔\n第三条　丙。\n第四条　丁。\n"
    new = "灯塔办法\n第一章　总则\n第一条　甲。\n第二章　人员\n第二条　乙。\n第三条　丙。\n第三章　附则\n第四条　丁。\n"
    act = write_between(old, new)
    assert act
    assert list_items(act) == [
        "一、将本办法分为三章：第一章“总则”，包括第一条；第二章“人员”，包括第二条至第三条；第三章“附则”，包括第四条。"
    ]


def test_what_no_order_says_is_a_shortfall(tmp_path: Path) -> None:
    old, new = (f"灯塔办法\n{words}第一条　甲。\n" for words in ("", "灯光每晚闪九次。\n"))
    act = write_between(old, new)
    assert not act
    assert [one.wanted for one in act.shortfalls] == ["灯光每晚闪九次。"]
    for name, text in (("old.txt", old), ("new.txt", new)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["amend", "write", str(tmp_path / "old.txt"), str(tmp_path / "new.txt")], standalone_mode=False)  # fmt: skip
    assert result.return_value == 1
    assert "NOT verified: what the act makes of OLD differs from NEW in 1 place" in result.stderr


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".json"])
def test_the_command_writes_each_format(tmp_path: Path, suffix: str) -> None:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    target = tmp_path / f"act{suffix}"
    arguments = ["amend", "write", str(tmp_path / "old.txt"), str(tmp_path / "new.txt"), "-o", str(target)]
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert result.return_value == 0, result.output
    expected = write_between(OLD, NEW)
    if suffix == ".json":
        record = json.loads(target.read_text(encoding="utf-8"))
        jsonschema.validate(record, json.loads(load_schema()))
        assert record == json.loads(write_act_record(expected))
        assert record["verified"] is True
    elif suffix == ".docx":
        assert target.read_bytes() == make_act_document(expected)
        assert [one.printed for one in amend.read(target).list_instructions()] == [
            one.printed for one in amend.read(expected.text.encode()).list_instructions()
        ]
    else:
        assert target.read_text(encoding="utf-8") == expected.text


def test_an_output_of_another_kind_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["amend", "write", "a.txt", "b.txt", "-o", str(tmp_path / "act.pdf")])
    assert result.exit_code == 2
    assert "use .txt, .docx or .json" in result.output


def read_english(*lines: str) -> list[tuple[str, str, str, str, str]]:
    """Verb, old places, new places, old words and new words of an English act."""
    act = read_english_lines(pipeline.read(text="x\n").source, lines)
    assert not act.parts[0].unread, act.parts[0].unread
    return [
        (
            one.verb,
            " + ".join("/".join(step.printed for step in place.steps) for place in one.sources),
            " + ".join("/".join(step.printed for step in place.steps) for place in one.targets),
            " + ".join(words.text for words in one.old_words),
            " + ".join(words.text for words in one.new_words),
        )
        for one in act.list_instructions()
    ]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["In section 3(2), for “keeper” substitute “deputy”."], ("substitute-words", "3/2", "", "keeper", "deputy")),
        (["(1)\tIn section 3, for “keeper”, in each place it occurs, substitute “deputy”."], ("substitute-words", "3", "", "keeper", "deputy")),
        (["In section 5(1)(a), after “lamp” insert “or lantern”."], ("insert-words", "5/1/a", "", "lamp", "or lantern")),
        (["In section 5, omit “lamp”."], ("delete-words", "5", "", "lamp", "")),
        (["Omit section 5."], ("delete", "5", "", "", "")),
        (["Sections 5 and 7 are repealed."], ("delete", "5 + 7", "", "", "")),
        (["Articles 4 to 6 are deleted;"], ("delete", "4 + 5 + 6", "", "", "")),
        (["After section 4 insert—", "“4A Duty to wait", "(1) The keeper must wait.”."], ("insert", "4", "", "", "4A Duty to wait\n(1) The keeper must wait.")),
        (["For section 4 substitute—", "“4 Another.”"], ("replace", "4", "", "", "4 Another.")),
        (["(1)\tArticle 3(2) is replaced by the following:", "‘2. Members’ lamps.’;"], ("replace", "3/2", "", "", "2. Members’ lamps.")),
        (["in Article 4(1), point (b) is deleted;"], ("delete", "4/1/b", "", "", "")),
        (["point (b) of Article 4(1) is deleted;"], ("delete", "4/1/b", "", "", "")),
        (["in Article 4(1), the words ‘the keeper’s lamp’ are replaced by ‘a lamp’;"], ("substitute-words", "4/1", "", "the keeper’s lamp", "a lamp")),
        (["in Article 4, the following paragraph 1a is inserted:", "‘1a. More.’;"], ("insert", "", "4/1a", "", "1a. More.")),
        (["the following Article 5a is inserted:", "‘Article 5a", "More.’;"], ("insert", "", "5a", "", "Article 5a\nMore.")),
        (["Article 5 is renumbered as Article 6;"], ("renumber", "5", "6", "", "")),
        (["In the second subparagraph of Article 4(1), ‘a’ is replaced by ‘b’;"], ("substitute-words", "4/1/2", "", "a", "b")),
        (["Paragraph 3 of Schedule 1 is repealed."], ("delete", "Schedule 1/3", "", "", "")),
    ],
)  # fmt: skip
def test_forms_of_english_acts(lines: list[str], read: tuple[str, str, str, str, str]) -> None:
    assert read_english(*lines) == [read]


def test_what_stands_in_an_item_is_of_its_place() -> None:
    made = read_english(
        "(1)\tArticle 3 is amended as follows:",
        "(a)\tparagraph 2 is deleted;",
        "(b)\tin paragraph 4, ‘lamp’ is replaced by ‘lantern’;",
        "(2)\tArticle 5 is deleted.",
    )
    assert [(one[0], one[1]) for one in made] == [("delete", "3/2"), ("substitute-words", "3/4"), ("delete", "5")]


@pytest.mark.parametrize("line", ["In section 3, think again.", "Omit the sections that nobody likes.", "Insert “x”."])
def test_what_no_form_explains_is_unread(line: str) -> None:
    act = read_english_lines(pipeline.read(text="x\n").source, ["(1)\t" + line])
    assert not list(act.list_instructions())
    assert len(act.parts[0].unread) == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("In section 9, omit “lamp”.", "the old text has no 9"),
        ("In section 1(1), omit “nothing of this”.", "the words “nothing of this” are not there"),
        ("Renumber section 1 as section 2 and section 3.", "?"),
    ],
)
def test_what_cannot_be_carried_out_changes_nothing(line: str, why: str) -> None:
    old = pipeline.read(text=STATUTE[0])
    act = read_english_lines(old.source, ["(1)\t" + line])
    tree = open_tree(old)
    problems = carry_out_orders(tree, list(act.list_instructions()))
    assert [line.text for line in list_amended_lines(tree)] == list_lines(old)
    assert any(why in problem.sentence for problem in problems) or (why == "?" and act.parts[0].unread)


WORDS = (
    "值班员",
    "应当",
    "每天",
    "点灯",
    "检查",
    "风向",
    "不得",
    "离岛",
    "三十日",
    "报告",
    "海务局",
    "，",
    "和",
    "灯塔",
)
ENGLISH = ("keeper", "must", "light", "the", "lamp", "before", "dusk", "report", "to", "Council", "not", "wait", "and")


def make_sentence(draw: random.Random, words: tuple[str, ...], joiner: str) -> str:
    return joiner.join(draw.choice(words) for _ in range(draw.randint(3, 14))).strip("，")


def amend_list(draw: random.Random, texts: list[str], words: tuple[str, ...], joiner: str) -> list[str]:
    """Texts with some reworded, taken out, put in."""
    made: list[str] = []
    for text in texts:
        roll = draw.random()
        if roll < 0.15:
            continue
        if roll < 0.3:
            made.append(make_sentence(draw, words, joiner))
        if roll < 0.6:
            pieces = text.split(joiner) if joiner else list(text)
            pieces[draw.randrange(len(pieces))] = draw.choice(words)
            text = joiner.join(pieces)  # noqa: PLW2901 - the amended text
        made.append(text)
    return made or texts


def number_chinese(texts: list[str]) -> str:
    numbers = "一二三四五六七八九十"
    lines = ["灯塔办法"]
    for at, text in enumerate(texts[:10]):
        first, *rest = text.split("和")
        lines += [f"第{numbers[at]}条　{first}。", *(f"{part}。" for part in rest if part)]
    return "\n".join(lines) + "\n"


def number_decision(texts: list[str], call: str, number: str) -> str:
    return "\n".join([f"{number}", call, *(f"{at}\t{text};" for at, text in enumerate(texts, 1))]) + "\n"


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_chinese_laws_come_out_of_their_acts(draw: random.Random) -> None:
    texts = [make_sentence(draw, WORDS, "") for _ in range(draw.randint(1, 8))]
    old, new = number_chinese(texts), number_chinese(amend_list(draw, texts, WORDS, ""))
    act = write_between(old, new)
    assert act, (old, new, act.text, act.shortfalls)
    applied = amend.apply(amend.read(act.text.encode()), pipeline.read(text=old)) if act.instructions else None
    assert applied is None or list_lines(pipeline.read(text=applied.text or "")) == list_lines(pipeline.read(text=new))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["npc", "itu", "uk", "eu"]), st.booleans())
def test_decisions_come_out_of_their_acts(draw: random.Random, style: str, is_chinese: bool) -> None:
    words, joiner = (WORDS, "") if is_chinese else (ENGLISH, " ")
    head = ("做出决定", "第12号决定") if is_chinese else ("decides", "Decision 12")
    texts = [make_sentence(draw, words, joiner) for _ in range(draw.randint(1, 8))]
    old, new = (number_decision(some, *head) for some in (texts, amend_list(draw, texts, words, joiner)))
    act = write_between(old, new, style)
    assert act, (old, new, act.text, act.shortfalls)
    if act.instructions:
        applied = amend.apply(amend.read(act.text.encode()), pipeline.read(text=old))
        assert applied.text == new


def number_statute(sections: list[list[str]]) -> str:
    lines = ["Harbour Act"]
    for at, texts in enumerate(sections, 1):
        lines.append(f"Article {at}")
        lines += [f"{number}. {text.capitalize()}." for number, text in enumerate(texts, 1)]
    return "\n".join(lines) + "\n"


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["uk", "eu"]))
def test_regulations_come_out_of_their_acts(draw: random.Random, style: str) -> None:
    sections = [
        [make_sentence(draw, ENGLISH, " ") for _ in range(draw.randint(1, 4))] for _ in range(draw.randint(1, 5))
    ]
    changed = [amend_list(draw, texts, ENGLISH, " ") for texts in sections if draw.random() > 0.1] or sections
    if draw.random() < 0.3:
        changed.insert(draw.randrange(len(changed) + 1), [make_sentence(draw, ENGLISH, " ")])
    old, new = number_statute(sections), number_statute(changed)
    act = write_between(old, new, style)
    assert act, (old, new, act.text, act.shortfalls)
    if act.instructions:
        read = amend.read(act.text.encode())
        assert amend.apply(read, pipeline.read(text=old)).text == new
        assert amend.check(read, pipeline.read(text=old), pipeline.read(text=new))


HOSTILE = ("“灯塔”", "“", "”", "「甲」", "（一）", "；", "：", "‘", "’", '"', "1.", "第三条", "第一款", "其中", "修改为", "增加", "删去", "一、", "《灯塔》", "[甲]", "  ", "　")  # fmt: skip
HOSTILE_ENGLISH = ("“lamp”", "“", "”", "‘", "’s", '"', "(a)", "section 3", ";", "substitute", "insert", "omit", "—", "Article 2", "(1)", "is deleted", "MOD", "keeper's", "[lamp]")  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["npc", "itu", "uk", "eu"]), st.booleans())
def test_what_is_called_verified_gives_the_new_text_whatever_is_in_it(
    draw: random.Random, style: str, is_chinese: bool
) -> None:
    words, joiner = (WORDS + HOSTILE, "") if is_chinese else (ENGLISH + HOSTILE_ENGLISH, " ")
    head = ("做出决定", "第12号决定") if is_chinese else ("decides", "Decision 12")
    texts = [make_sentence(draw, words, joiner).strip() or "x" for _ in range(draw.randint(1, 8))]
    changed = [text.strip() or "x" for text in amend_list(draw, texts, words, joiner)]
    old, new = (number_decision(some, *head) for some in (texts, changed))
    act = write_between(old, new, style)
    if act and act.instructions:
        applied = amend.apply(amend.read(act.text.encode()), pipeline.read(text=old))
        assert list_lines(pipeline.read(text=applied.text)) == list_lines(pipeline.read(text=new))


def test_words_with_a_mark_that_nothing_closes_are_quoted_in_other_marks() -> None:
    old, new = make_law("甲。", "乙。"), make_law("甲。", "乙说：“丙。")
    act = write_between(old, new)
    assert act
    assert list_items(act) == ["一、将第二条中的“乙”修改为「乙说：“丙」。"]


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["npc", "uk"]), st.booleans())
def test_laws_with_chapters_and_items_come_out_of_their_acts(
    draw: random.Random, style: str, has_chapters: bool
) -> None:
    law = make_long_law(draw)
    old, new = (write_law(one, has_chapters=has_chapters) for one in (law, amend_law(draw, law)))
    act = write_between(old, new, style)
    assert act, (old, new, act.text, act.shortfalls)
    if act.instructions:
        read = amend.read(act.text.encode())
        applied = amend.apply(read, pipeline.read(text=old))
        assert applied.text == new, [str(one) for one in applied.refused]
        assert amend.check(read, pipeline.read(text=old), pipeline.read(text=new))


def test_numbers_are_said_where_an_article_that_moved_would_leave_them_open() -> None:
    articles = [
        "灯塔由海务局管理。",
        "守塔人每月领取工资。",
        "灯塔每晚点灯。",
        "守塔人不得离岛。",
        "本办法自公布之日起施行。",
    ]
    moved = [articles[3], *articles[:3], articles[4]]
    act = write_between(make_law(*articles), make_law(*moved))
    assert act
    assert list_items(act) == ["一、将第四条改为第一条。", "二、将第一条至第三条改为第二条至第四条。"]
