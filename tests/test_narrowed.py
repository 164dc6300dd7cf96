"""A reference that names one part of an article that was split says less than before: substantive, though its clause is linked."""

from __future__ import annotations

import pytest

from decision_diff import pipeline
from decision_diff.diff.ranges import is_of_range
from decision_diff.model import Span

NAME = "经营茶叶的单位应当登记，登记事项包括名称、住所和负责人。"
REPORT = "经营茶叶的单位应当每年三月报告上一年度的交易数量和价格。"
ADDED = "茶叶协会依照章程活动，接受登记机关的指导和监督。"


def find_kinds(before: str, after: str, *, split: bool = True) -> list[tuple[str, str, str]]:
    """The edits of the article that cites article 2: what is old, what is new, and the kind."""
    old = ["示例条例", f"第二条　{NAME}{REPORT}", "第三条　查验费由经营者承担。", f"第四条　{before}"]
    halves = [f"第三条　{NAME}", f"第四条　{REPORT}"] if split else [f"第三条　{NAME}{REPORT}"]
    at = 3 + len(halves)
    numbers = "三四五六七"
    rest = [f"第{numbers[at - 3]}条　查验费由经营者承担。", f"第{numbers[at - 2]}条　{after}"]
    new = ["示例条例", f"第二条　{ADDED}", *halves, *rest]
    comparison = pipeline.compare(pipeline.read("\n".join(old)), pipeline.read("\n".join(new)))
    (change,) = [one for one in comparison.changes if one.old and one.old[0].eid == "art_4"]
    return [
        (edit.old.of(change.old_text), edit.new.of(change.new_text), edit.kind)
        for edit in change.edits
        if edit.op != "equal"
    ]


@pytest.mark.parametrize("part", ["第三条", "第四条"])
def test_a_reference_to_one_part_of_a_split_article_is_substantive(part: str) -> None:
    ((old, new, kind),) = find_kinds("违反第二条的，处罚款。", f"违反{part}的，处罚款。")
    assert (old, new, kind) == ("第二条", part, "substantive")


def test_a_reference_to_an_article_that_stayed_whole_is_consequential() -> None:
    assert find_kinds("违反第二条的，处罚款。", "违反第三条的，处罚款。", split=False) == [
        ("第二条", "第三条", "consequential")
    ]


def test_a_range_that_ends_with_the_last_part_is_whole() -> None:
    assert find_kinds("违反第二条至第三条的，处罚款。", "违反第三条至第五条的，处罚款。") == [
        ("第二条至第三条", "第三条至第五条", "consequential")
    ]


@pytest.mark.parametrize(
    ("text", "cited", "whole"),
    [
        ("第二条至第四条", "第二条", True), ("第二条至第四条", "第四条", True), ("第二条和第四条", "第四条", False),
        ("Articles 2 to 4", "Articles 2 to 4", True), ("Article 2 or Article 4", "Article 4", False),
        ("§ 3–5", "§ 3–5", True), ("go to Article 4", "Article 4", True), ("goto Article 4", "Article 4", False),
    ],
)  # fmt: skip
def test_ranges_are_known_by_their_words(text: str, cited: str, *, whole: bool) -> None:
    start = text.index(cited)
    language = "zh" if "第" in text else "en"
    assert is_of_range(text, Span(start, start + len(cited)), (language,)) == whole
