"""Proposals compiled on one base: the pure core, by property and by example."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
import proposals
from decision_diff import amend
from decision_diff.amend.proposals import report
from decision_diff.amend.proposals.units import Units, carry_out, list_lines
from decision_diff.amend.proposals.values import Compilation, CompiledEdit, ProposedEdit, ProposedLine
from decision_diff.errors import AmendingError

BASE = """Decision 12
decides
1\tthat the expert group meets in Geneva for three days;
2\tto invite Member States to submit contributions before 1 March 2026;
3\tthat contributions are published in English.
"""


def bare(lines: tuple[ProposedLine, ...]) -> list[tuple[str, str]]:
    return [(one.number, one.words) for one in lines]


def accept(found: Compilation, *names: str) -> list[tuple[str, str]]:
    edits = [one.edit for one in found.edits if set(names) & set(one.names)]
    return bare(carry_out(Units(found.lines), edits))


def read(text: str) -> list[tuple[str, str]]:
    return bare(list_lines(dd.read(text=text)))


def overlap(one: ProposedEdit, two: ProposedEdit) -> bool:
    """The definition of `compiling`, pair by pair."""
    if "number" in (one.kind, two.kind):
        return False
    if one.start == one.end and two.start == two.end:
        words = [(edit.text, [line.words for line in edit.lines]) for edit in (one, two)]
        return one.start == two.start and words[0] != words[1]
    if one.start == one.end:
        return two.start < one.start < two.end
    if two.start == two.end:
        return one.start < two.start < one.end
    return max(one.start, two.start) < min(one.end, two.end)


def check(found: Compilation, texts: dict[str, str], base: str) -> None:
    assert accept(found) == read(base)
    for name, text in texts.items():
        assert accept(found, name) == read(text), name
    contested: set[CompiledEdit] = set()
    for one, two in combinations(found.edits, 2):
        if overlap(one.edit, two.edit):
            assert not set(one.names) & set(two.names)
            contested |= {one, two}
    assert contested == {edit for one in found.conflicts for edit in one.edits if any(overlap(edit.edit, other.edit) for other in one.edits if other is not edit)}  # fmt: skip
    listed = [edit for one in found.conflicts for edit in one.edits]
    assert len(listed) == len(set(listed))
    assert contested == set(listed)
    assert [one.line for one in found.entries] == sorted(one.line for one in found.entries)


@pytest.mark.parametrize("language", ["zh", "en"])
@given(data=st.data())
def test_each_gets_its_own_text_and_conflicts_are_what_overlaps(data: st.DataObject, language: str) -> None:
    made = data.draw(proposals.drafts(language))
    check(amend.compile(made.base, made.texts), made.texts, made.base)


def show(found: Compilation) -> list[str]:
    return [
        f"{'+' if entry.inserts else ''}{entry.place}: {' '.join(one.names)} {one.mark}"
        for entry in found.entries
        for one in entry.variants
    ]


def test_the_same_wording_is_named_once_with_all_names() -> None:
    text = BASE.replace("three days", "four days")
    found = amend.compile(BASE, {"A": text, "B": text, "C": BASE.replace("Geneva", "Nassau")})
    assert show(found) == ["decides 1: A B MOD", "decides 1: C MOD"]
    assert [one.names for one in found.edits] == [("C",), ("A", "B")]
    assert not found.conflicts


def test_overlapping_edits_are_a_conflict_with_each_wording() -> None:
    texts = {"A": BASE.replace("three", "four"), "B": BASE.replace("three days", "a week"), "C": BASE.replace("in Geneva", "at home")}  # fmt: skip
    (conflict,) = amend.compile(BASE, texts).conflicts
    assert [(one.names, [line.words for line in one.lines]) for one in conflict.alternatives] == [
        (("A",), ["four days"]),
        (("B",), ["a week"]),
    ]


def test_insertions_at_one_place_stand_in_the_order_given() -> None:
    lines = BASE.splitlines(keepends=True)
    texts = {name: "".join([*lines[:3], f"2\tto thank {name};\n", *lines[3:]]).replace("\n2\tto inv", "\n3\tto inv").replace("\n3\tthat c", "\n4\tthat c") for name in ("Zaire", "Austria")}  # fmt: skip
    found = amend.compile(BASE, texts)
    assert show(found)[:2] == ["+decides 1: Zaire ADD", "+decides 1: Austria ADD"]
    assert [one.names for one in found.conflicts] == [("Zaire", "Austria")]
    check(found, texts, BASE)


def test_one_wording_under_two_numbers_is_no_conflict() -> None:
    first = BASE + "4\tto thank the host.\n"
    second = (
        "".join(line for line in BASE.splitlines(keepends=True) if not line.startswith("3")) + "3\tto thank the host.\n"
    )
    found = amend.compile(BASE, {"A": first, "B": second})
    assert not found.conflicts
    check(found, {"A": first, "B": second}, BASE)


def test_nor_is_it_where_more_follows() -> None:
    later = BASE.replace("3\t", "4\t").replace("2\t", "2\tto dance;\n3\t").replace("English", "French")
    found = amend.compile(BASE, {"A": later, "B": "ADD\tB/1/1\ndecides\n1bis\tto dance;\n"})
    assert not found.conflicts
    assert [one.names for one in found.entries[0].variants] == [("A", "B")]


def test_an_insertion_at_the_edge_of_a_stretch_contests_nothing() -> None:
    texts = {"A": BASE.replace("three days", "four weeks"), "B": BASE.replace("Geneva for", "Geneva only for")}
    assert not amend.compile(BASE, texts).conflicts


def test_what_stands_at_the_edge_of_a_contested_stretch_is_no_part_of_its_wordings() -> None:
    base = "第一条　于上半年召开论坛，具体日期和地点将由理事会确定；\n第二条　报告。\n"
    texts = {"A": base.replace("，具体日期和地点将由理事会确定", "在巴哈马举行"), "B": base.replace("和地点", "").replace("确定；", "确定，地点为日内瓦；")}  # fmt: skip
    found = amend.compile(base, texts)
    (conflict,) = found.conflicts
    (wording,) = [one.lines[0].words for one in conflict.wordings if one.names == ("B",)]
    at_the_edge = [one for one in found.edits if one.edit.start == one.edit.end == conflict.end]
    assert [one.names for one in at_the_edge] == [("B",)]
    assert "日内瓦" not in wording


def test_words_in_a_clause_that_another_takes_out_are_a_conflict() -> None:
    gone = "".join(BASE.splitlines(keepends=True)[:-1])
    found = amend.compile(BASE, {"A": gone, "B": BASE.replace("English", "French")})
    (conflict,) = found.conflicts
    assert [(one.names, [line.text for line in one.lines]) for one in conflict.alternatives] == [
        (("A",), []),
        (("B",), ["3 that contributions are published in French."]),
    ]


def test_a_list_among_texts() -> None:
    listed = "MOD\tJ/1/1\ndecides\n1\tthat the expert group meets in Geneva for four days;\nReasons:\tTime.\nSUP\tJ/1/2\ndecides\n2\nReasons:\tDone.\nNOC\tJ/1/3\ndecides\n3\n"
    found = amend.compile(BASE, {"A": BASE.replace("three", "four"), "J": listed})
    assert show(found) == ["decides 1: A J MOD", "decides 2: J SUP", "decides 3: J NOC"]
    grounds = [
        (name, one.printed, one.reasons) for entry in found.entries for v in entry.variants for name, one in v.grounds
    ]
    assert grounds == [("J", "MOD J/1/1", ("Time.",)), ("J", "SUP J/1/2", ("Done.",)), ("J", "NOC J/1/3", ())]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ADD\tJ/1/1\ndecides\n1bis\tto dance;\n", ["1", "1bis", "2", "3"]),
        ("ADD\tJ/1/1\ndecides\n4\tto dance;\n", ["1", "2", "3", "4"]),
        ("(MOD)\tJ/1/1\ndecides\n3 → 4\nADD\tJ/1/2\ndecides\n3\tto dance;\n", ["1", "2", "3", "4"]),
        ("ADD\tJ/1/1\ndecides\n2B\tto sing;\nADD\tJ/1/2\ndecides\n2A\tto dance;\n", ["1", "2", "2A", "2B", "3"]),
        ("SUP\tJ/1/1\ndecides\n1\nADD\tJ/1/2\ndecides\n1\tto dance;\n", ["1", "2", "3"]),
    ],
)
def test_where_a_listed_clause_comes_in(text: str, place: list[str]) -> None:
    (one,) = amend.compile(BASE, {"J": text}).proposals
    assert [line.number for line in one.lines if line.number] == place


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MOD\tJ/1/1\ndecides\n7\tto dance;\n", "MOD J/1/1, line 1: no clause is called decides7"),
        ("MOD\tJ/1/1\nresolves\n1\tto dance;\n", "MOD J/1/1, line 1: no clause is called resolves1"),
        ("ADD\tJ/1/1\ndecides\n2\tto dance;\n", "ADD J/1/1, line 1: decides2 is there already"),
        ("MOD\tJ/1/1\ndecides\n1\tto dance;\nMOD\tJ/1/2\ndecides\n1\tto sing;\n", "MOD J/1/2, line 4: another proposal of the list gives this clause new words"),
        ("MOD\tJ/1/1\ndecides\n1\tto dance;\nSUP\tJ/1/2\ndecides\n1\n", "SUP J/1/2, line 4: another proposal of the list changes this clause"),
        ("SUP\tJ/1/1\n", "SUP J/1/1, line 1: it says neither a number nor a place"),
    ],
)  # fmt: skip
def test_a_list_that_does_not_fit_is_refused_by_name_and_line(text: str, said: str) -> None:
    with pytest.raises(AmendingError) as caught:
        amend.compile(BASE, {"J": text})
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["", " A", "A;B", "A\nB", "\t"])
def test_what_cannot_be_a_name(name: str) -> None:
    with pytest.raises(AmendingError):
        amend.compile(BASE, {name: BASE})


def test_nothing_to_compile() -> None:
    with pytest.raises(AmendingError, match="nothing to compile"):
        amend.compile(BASE, {})


def test_a_file_that_says_what_the_base_says_is_reported() -> None:
    found = amend.compile(BASE, {"A": BASE})
    assert [one.code for one in found.notices] == ["proposal-empty"]
    assert not found.entries


def test_one_wording_of_a_contested_clause_is_named_once_whatever_its_number() -> None:
    gone = "".join(line for line in BASE.splitlines(keepends=True) if "English" not in line)
    french = BASE.replace("English", "French")
    later = french.replace("3\t", "4\t").replace("2\t", "2\tto dance;\n3\t")
    (conflict,) = amend.compile(BASE, {"A": gone, "B": french, "C": later}).conflicts
    assert [one.names for one in conflict.alternatives] == [("A",), ("B",), ("C",)]
    assert [(one.names, [line.words for line in one.lines]) for one in conflict.wordings] == [
        (("A",), []),
        (("B", "C"), ["that contributions are published in French."]),
    ]


def test_what_is_only_renumbered_stands_apart_unless_a_list_asks_for_it() -> None:
    later = BASE.replace("3\t", "4\t").replace("2\t", "2\tto dance;\n3\t")
    found = amend.compile(BASE, {"A": later})
    assert [entry.place for _, entry in found.shown] == ["decides 1"]
    assert list(report.list_renumbered(found)) == [(("A",), "decides 2 → 3, decides 3 → 4")]
    asked = amend.compile(BASE, {"A": later, "J": "(MOD)\tJ/1/1\ndecides\n3 → 4\nReasons:\tOrder.\n"})
    assert [entry.place for _, entry in asked.shown] == ["decides 1", "decides 3"]
    assert list(report.list_renumbered(asked)) == [(("A",), "decides 2 → 3")]


def test_a_text_that_has_nothing_in_common_with_the_base_is_reported_with_its_name() -> None:
    other = "Rules of the club\n1\tMembers pay.\n2\tDogs stay outside.\n3\tThe bar closes at ten.\n4\tNobody sings.\n"
    found = amend.compile(BASE, {"A": other, "B": BASE.replace("three", "four")})
    assert [(one.code, one.message.split(":")[0]) for one in found.notices] == [("nothing-in-common", "A")]


def test_places_of_a_chinese_statute_and_of_english_articles() -> None:
    statute = "灯塔办法\n第一章　总则\n第一条　灯塔归航标局所有。\n第二条　值班员应当：\n（一）日落时点灯；\n（二）记录风向。\n值班员可以请假。\n第二章　附则\n第三条　本办法自五月一日起施行。\n"  # fmt: skip
    listed = "MOD\tA/1/1\n第二条第二款\n值班员不得请假。\nMOD\tA/1/2\n第二条\n（一）\t日落前点灯；\nADD\tA/1/3\n第二条\n（三）\t报告船只。\nADD\tA/1/4\n第二条之二　夜间由两人值班。\nSUP\tA/1/5\n第一条\n"  # fmt: skip
    (made,) = amend.compile(statute, {"A": listed}).proposals
    assert [line.text for line in made.lines] == [
        "灯塔办法", "第一章 总则", "第二条 值班员应当：", "（一） 日落前点灯；", "（二） 记录风向。", "（三） 报告船只。", "值班员不得请假。",
        "第二条之二 夜间由两人值班。", "第二章 附则", "第三条 本办法自五月一日起施行。",
    ]  # fmt: skip
    rules = "RULES\nArticle 1\nThe keeper lights the lamp:\n(a) at sunset;\n(b) in fog.\nArticle 2\nThe board pays.\n"
    listed = "MOD\tB/1/1\nArticle 1\n(b)\tin fog or snow.\nADD\tB/1/2\nArticle 1\n(c)\tat noon.\nMOD\tB/1/3\nArticle 2\nThe board pays twice.\n"
    (made,) = amend.compile(rules, {"B": listed}).proposals
    assert [line.text for line in made.lines][2:] == ["(a) at sunset;", "(b) in fog or snow.", "(c) at noon.", "Article 2 The board pays twice."]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@given(data=st.data())
def test_a_list_that_amend_writes_proposes_what_its_text_does(data: st.DataObject, language: str) -> None:
    made = data.draw(proposals.drafts(language, members=1))
    comparison = dd.compare(old_text=made.base, new_text=made.texts["M1"])
    written = amend.write(comparison, "itu")
    if comparison.differs and not written.shortfalls:
        (one,) = amend.compile(made.base, {"J": written.text}).proposals
        assert bare(one.lines) == read(made.texts["M1"])


def test_a_divided_clause_is_shown_once_and_a_moved_one_where_it_goes_and_comes() -> None:
    base = "Decision 12\ndecides\n1\tthat the group meets in Geneva for three days and that contributions are published in English;\n2\tto report to the Council.\n"
    divided = "Decision 12\ndecides\n1\tthat the group meets in Geneva for three days;\n2\tthat contributions are published in English;\n3\tto report to the Council.\n"
    found = amend.compile(base, {"X": divided})
    assert [(one.place, one.inserts) for _, one in found.shown] == [("decides 1", False)]
    assert report.format_compilation(found).count("2 that contributions are published in English;") == 1
    assert "proposals on 1 clause; 1 only renumbered; no conflicts" in report.format_compilation(found)
    more = amend.compile(base, {"X": divided, "Y": base.replace("2\tto", "2\tto sing;\n3\tto")})
    assert [(one.place, one.inserts) for _, one in more.shown] == [("decides 1", False), ("decides 1", True)]
