"""What a text cites, and how that reads when articles got other numbers."""

from __future__ import annotations

import pytest

from decision_diff.changes import Cited
from decision_diff.citations import find_citations, find_own_citations, renumber_citations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("依照第十二条和第133条之一处罚", [("article", (12,)), ("article", (133, 1))]),
        ("见附件1百分之五处", [("attachment", (1,))]),  # a numeral ends where its script does
        ("第1百条", []),
        ("see Article 5 and Annex 2", [("article", (5,)), ("attachment", (2,))]),
    ],
)
def test_what_is_cited(text: str, found: list[object]) -> None:
    assert find_citations(text) == found


def test_only_references_of_the_act_to_itself_are_its_own() -> None:
    assert list(find_own_citations("违反本法第十二条、第十三条的，依照刑法第三条处罚")) == [
        (("article", (12,)), "第十二条"),
        (("article", (13,)), "第十三条"),
    ]


def test_references_are_printed_as_they_are_now_but_not_those_to_another_act() -> None:
    became: dict[Cited, str] = {("article", (3,)): "第四条", ("article", (12,)): "第十二条之一"}
    assert renumber_citations("违反第三条和第十二条，依照《刑法》第三条处罚，第五条除外", became) == (
        "违反第四条和第十二条之一，依照《刑法》第三条处罚，第五条除外"
    )
