"""Runs of numbered lines are read at once, and as they are read one by one."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.model import Decision
from decision_diff.parse import lines, runs
from decision_diff.parse.nodes import Node
from decision_diff.pipeline import read
from paths import CASES, FIXTURES

TEXTS = sorted(path for folder in (CASES, FIXTURES) for path in Path(folder).rglob("*.txt"))
NUMERALS = {
    "1": [str(number) for number in range(1, 13)],
    "一": ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"],
    "a": list("abcdefghijkl"),
    "i": ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"],
}  # fmt: skip
FORMS = [
    ("第{}条　", "1"), ("第{}条　", "一"), ("第{}条 ", "一"), ("Article {} ", "1"), ("{}. ", "1"), ("{}\t", "1"), ("{} ", "1"), ("（{}）", "一"), ("({}) ", "1"), ("({}) ", "a"),
    ("({}) ", "i"), ("§ {} ", "1"), ("第{}章 ", "一"), ("{}、", "一"), ("{}) ", "a"), ("{}) ", "i"), (" {}. ", "1"), ("1.{} ", "1"), ("Section {}. ", "1"), ("Art. {} ", "1"),
]  # fmt: skip
ENDS = ("。", "；", "：", ".", ";", ":", ",", "", "，", " and", "”。", "—")
WORDS = (
    "国务院主管部门负责全国的监督管理工作", "the Council adopts its rules of procedure at its first session and may amend them", "总则", "Purpose",
)  # fmt: skip
# What one line of a stretch may be instead: {0} is its number, {1} are its words.
ODDITIES = (
    "{0}本法所称“信息”是指", "{0}“引文", "{0}文”", "“{0}{1}", "「{0}{1}", "    {0}{1}", "\t{0}{1}", "[{0}{1}", "*{0}{1}", "{0}（删去）", "{0}[repealed]", "{0}", "{0}① {1}", "{0}（一）{1}",
    "{0}和{1}", "{0}a\tb\tc", "{0}依照第三条的规定，{1}", "{0}{1}\n前款规定的期限为三十日。", "{0}{1}\n（一）甲；\n（二）乙。", "{0}{1}\na) one;\nb) two.", "{0}{1}\n", "{0}{1}\n第二章　附则",
    "{0}{1}\n附件1", "{0}{1}\n做出决定", "{0}{1}\n____\n1 See above.", "{0}{1}\n- 2 -", "{0}{1}\n注：丁", "\f{0}{1}", "（目的）\n{0}{1}", "Wardens\n{0}{1}", "{0}\n{1}", "{1}", "",
    "{0}{1}\n{0}{1}", "目录\n{0}{1}\n{0}{1}", "{0}{1}\n“引：\n一、甲\n”", "{0}{1}\n第三条之二　丙。", "Articles 6 to 8 (repealed)", "{0}{1}，", "{0}{1};", "{0}{1}\n1. Finance", "| {0} | {1} |",
)  # fmt: skip


def make_stretch(form: tuple[str, str], words: str, odd: dict[int, str]) -> str:
    """The lines of one list, those at some places odd."""
    numbers = [form[0].format(numeral) for numeral in NUMERALS[form[1]]]
    return "\n".join(odd.get(at, "{0}{1}").format(number, words) for at, number in enumerate(numbers))


@st.composite
def stretches(draw: st.DrawFn) -> str:
    words = draw(st.sampled_from(WORDS)) + draw(st.sampled_from(ENDS))
    odd = draw(st.dictionaries(st.integers(0, 11), st.sampled_from(ODDITIES), max_size=3))
    return make_stretch(draw(st.sampled_from(FORMS)), words, odd)


@contextmanager
def one_by_one() -> Iterator[None]:
    """Within this nothing is read as a run."""
    with mock.patch.object(runs, "MIN_RUN", 10**9), mock.patch.object(lines, "read_usual", return_value=[]):
        yield


def describe(decision: Decision) -> Sequence[object]:
    return decision.clauses, decision.blocks, decision.notices, decision.languages


def check_same(text: str) -> None:
    at_once = describe(read(text=text))
    with one_by_one():
        assert describe(read(text=text)) == at_once


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_texts_are_read_as_they_are_line_by_line(path: Path) -> None:
    check_same(path.read_text(encoding="utf-8"))


@given(st.lists(stretches(), min_size=1, max_size=4), st.sampled_from(["示例法", "Rules", "", "“甲", "I. General"]))
def test_made_texts_are_read_as_they_are_line_by_line(made: list[str], title: str) -> None:
    check_same("\n".join([title, *made, "本法自公布之日起施行。", ""]))


@pytest.mark.parametrize("odd", ODDITIES, ids=range(len(ODDITIES)))
def test_what_is_odd_ends_a_run(odd: str) -> None:
    for form in FORMS:
        for words, before, behind in (
            (WORDS[0] + "。", "第一条　有下列情形的：", "前款规定的期限为三十日。"),
            (
                "Purpose",
                "Article 1 The following rules of the Council apply:",
                "The Council adopts its rules at its first session.",
            ),
        ):
            stretch = make_stretch(form, words, {5: odd, 6: "{0}文”" if "“引文" in odd else "{0}{1}"})
            check_same(f"{before}\n{stretch}\n{behind}\n")


def test_a_statute_is_read_in_runs() -> None:
    text = "".join(f"第{number}条　主管部门负责监督管理工作。\n" for number in range(1, 50))
    taken: list[int] = []

    def note(*given: object) -> int:
        taken.append(end := runs.take_run(*given))  # type: ignore[arg-type]
        return end

    with mock.patch("decision_diff.parse.reading.take_run", note):
        decision = read(text=text)
    assert taken[:1] == [48]  # all but the first line and the last
    assert [clause.eid for clause in decision.walk()] == [f"art_{number}" for number in range(1, 50)]
    assert not decision.notices


@pytest.mark.parametrize("path", TEXTS[::8], ids=lambda path: path.stem)
def test_the_tree_leaves_no_rings_of_references(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    was_on = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        read(text=text)
        assert not [one for one in gc.get_objects() if isinstance(one, Node)]
    finally:
        if was_on:
            gc.enable()
