"""One clause that became a row of clauses with its words and numbers, or the other way round: a split or a join, whatever their length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import pipeline
from decision_diff.changes import Comparison

INLINE = "第一条　有下列情形的，责令改正：（一）未报；（二）未缴；（三）拒检。"
LINES = ["第一条　有下列情形的，责令改正：", "（一）未报；", "（二）未缴；", "（三）拒检。"]


def compare_texts(old: list[str], new: list[str]) -> Comparison:
    """The comparison of two acts of these lines, each with an article behind."""
    texts = ("\n".join(["示例条例", *lines, "第二条　本条例自公布之日起施行。"]) for lines in (old, new))
    return pipeline.compare(*map(pipeline.read, texts))


def list_marked(comparison: Comparison) -> list[tuple[str, str]]:
    """What the edits of all changes delete and insert."""
    return [
        (edit.old.of(one.old_text), edit.new.of(one.new_text))
        for one in comparison.changes
        for edit in one.edits
        if edit.op != "equal"
    ]


def test_items_that_become_lines_are_a_split() -> None:
    comparison = compare_texts([INLINE], LINES)
    (change,) = comparison.changes
    assert change.effects == {"split"}
    assert [clause.eid for clause in change.new] == ["art_1", "art_1__point_1", "art_1__point_2", "art_1__point_3"]
    assert {link.found_by for link in change.links} == {"part"}
    assert min(link.confidence for link in change.links) == 0.99
    assert list_marked(comparison) == [("（一）", "\n"), ("（二）", "\n"), ("（三）", "\n")]


def test_the_mirror_image_is_a_join() -> None:
    (change,) = compare_texts(LINES, [INLINE]).changes
    assert change.effects == {"join"}


def test_each_piece_has_its_stretch() -> None:
    (change,) = compare_texts([INLINE], LINES).changes
    words = INLINE[4:]
    assert [link.old.span.of(words) for link in change.links] == [
        "有下列情形的，责令改正：", "未报；", "未缴；", "拒检。",
    ]  # fmt: skip


def test_short_sentences_that_become_paragraphs_are_a_split() -> None:
    comparison = compare_texts(["第一条　甲登记。乙查验。"], ["第一条　甲登记。", "乙查验。"])
    (change,) = comparison.changes
    assert change.effects == {"split"}
    assert list_marked(comparison) == [("", "\n")]


def test_spaces_stay_as_they_are() -> None:
    old = ["Article 1 The group meets: a) in May; b) in June, and reports."]
    new = ["Article 1 The group meets:", "a) in May;", "b) in June, and reports."]
    texts = ("\n".join(["Decision 12", *lines, "Article 2 This decision is final."]) for lines in (old, new))
    comparison = pipeline.compare(*map(pipeline.read, texts))
    (change,) = comparison.changes
    assert change.effects == {"split"}
    assert list_marked(comparison) == [(" a) ", "\n"), (" b) ", "\n")]


@pytest.mark.parametrize(
    "lines",
    [
        [LINES[0], "（一）未报；", "（二）漏缴；", "（三）拒检。"],  # a word differs
        [LINES[0], "（一）未报；", "（三）拒检。", "（二）未缴；"],  # another order
        [LINES[0], "（一）未报；", "（二）未缴；"],  # one is gone
        [LINES[0], "（一）未报；", "（二）未缴；", "（四）拒检。"],  # a number differs
    ],
)
def test_what_differs_is_never_only_a_break(lines: list[str]) -> None:
    changes = compare_texts([INLINE], lines).changes
    assert not all(change.effects == {"split"} for change in changes)


def test_a_word_that_is_cut_in_two_is_marked() -> None:
    """Letter by letter the two are one, and yet gathering is not gath and ering."""
    old, new = ["Article 1 The gathering is in May."], ["Article 1 The gath", "ering is in May."]
    texts = ("\n".join(["Decision 12", *lines, "Article 2 This decision is final."]) for lines in (old, new))
    comparison = pipeline.compare(*map(pipeline.read, texts))
    assert any("gathering" in gone for gone, _ in list_marked(comparison))


PIECES = st.lists(st.text("甲乙丙丁登记查验备案", min_size=1, max_size=12), min_size=2, max_size=6)


@given(PIECES, st.booleans())
def test_a_text_cut_anywhere_after_a_sentence_is_only_cut(pieces: list[str], backwards: bool) -> None:
    whole = ["第一条　" + "".join(f"{piece}。" for piece in pieces)]
    lines = [("第一条　" if not n else "") + f"{piece}。" for n, piece in enumerate(pieces)]
    comparison = compare_texts(lines, whole) if backwards else compare_texts(whole, lines)
    (change,) = comparison.changes
    assert change.effects == ({"join"} if backwards else {"split"})
    assert set(list_marked(comparison)) == {("\n", "") if backwards else ("", "\n")}
