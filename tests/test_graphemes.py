"""No edit begins or ends inside what a reader takes for one character."""

from __future__ import annotations

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from decision_diff.words.edits import compare_words

UNITS = (
    *"a1第三条的。，；、（）\n\t ", "理事会", "e\u0301", "\u0301", "\u200d", "\ufe0f", "葛\U000e0100", "ｶ", "ﾞ", "か\u3099",
    "\U0001f469\u200d\U0001f52c", "\U0001f469", "\U0001f3fd", "\U0001f1e8", "\U0001f1ed", "\u0915", "\u094d", "\u0937", "\u093f",
    "\u1112", "\u1161", "\u11ab", "한", "각", "\u0600", "\u0644", "\U000e0067", "。\u0301",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(UNITS), max_size=14).map("".join)


def ends(text: str) -> set[int]:
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}


@given(TEXTS, TEXTS)
@example("内。\u0301乙", "外。\u0301乙")
@example("甲。乙", "甲。\u0301乙")
@example("\u200d。\u0301乙", "。\u0301乙")
@example("\U0001f1e8\U0001f1ed", "\U0001f1e8\U0001f1e8\U0001f1ed")
def test_no_edge_of_an_edit_falls_inside_a_grapheme_cluster(old: str, new: str) -> None:
    in_old, in_new = ends(old), ends(new)
    for edit in compare_words(old, new):
        assert {edit.old.start, edit.old.end} <= in_old
        assert {edit.new.start, edit.new.end} <= in_new
