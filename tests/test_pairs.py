"""An edit holds both brackets of a pair, or neither."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.changes import Edit
from decision_diff.words import pairs
from decision_diff.words.edits import compare_words
from decision_diff.words.folding import fold
from decision_diff.words.pairs import find_balanced, find_pairs, join_torn
from decision_diff.words.tokens import tokenize

PIECES = st.sampled_from([*"（）()[]《》甲乙丙，。\n ", "理事会", "seven", "（三）", "(7)", "[草案]", "第（二）项"])


def mark(old: str, new: str) -> str:
    parts = []
    for edit in compare_words(old, new):
        gone, come = edit.old.of(old), edit.new.of(new)
        parts.append(gone if edit.op == "equal" else (gone and f"[-{gone}-]") + (come and f"{{+{come}+}}"))
    return "".join(parts)


CASES = [
    ("（甲）乙。", "（甲乙）。", "[-（甲）乙-]{+（甲乙）+}。"),
    ("within seven (7) days", "within eight (8) days", "within [-seven-]{+eight+} ([-7-]{+8+}) days"),
    ("within seven (7) days", "within seven days", "within seven [-(7) -]days"),
    ("办法（试行）施行", "办法施行", "办法[-（试行）-]施行"),
    ("（试行）办法", "试行办法", "[-（试行）-]{+试行+}办法"),
    ("报告（代理）人", "报告(代理)人", "报告[-（-]{+(+}代理[-）-]{+)+}人"),
    ("报告 (代理) 人", "报告（代理）人", "报告[- (-]{+（+}代理[-) -]{+）+}人"),
    ("甲（一）丙", "甲（一）乙（二）丙", "甲（一）{+乙（二）+}丙"),
    ("（甲，乙）丙", "（甲，乙丙）", "[-（甲，乙）丙-]{+（甲，乙丙）+}"),
    ('与"甲"签', "与「甲」签", '与[-"-]{+「+}甲[-"-]{+」+}签'),
    ("a) 甲", "b) 甲", "[-a-]{+b+}) 甲"),
    ("[甲，乙丙]", "[甲]，乙丙", "[甲{+]+}，乙丙[-]-]"),
    ("会议[应当]召开", "会议应当召开", "会议[-[-]应当[-]-]召开"),
    ("会议召开", "会议[应当]召开", "会议{+[应当]+}召开"),
    ("[甲] [乙]", "甲", "[-[-]甲[-] [乙]-]"),
    ("[甲]乙[丙]", "[甲丙]", "[甲[-]乙[-]丙]"),
]


@pytest.mark.parametrize(("old", "new", "marked"), CASES)
def test_brackets_go_together(old: str, new: str, marked: str) -> None:
    assert mark(old, new) == marked


def test_a_long_text_is_not_struck_for_the_brackets_around_it() -> None:
    words = "that the report of the Group shall be published each year"
    assert mark(f"[{words}]", words) == f"[-[-]{words}[-]-]"


def find_torn(text: str, edits: tuple[Edit, ...], side: str) -> list[str]:
    """The pairs of which an edit holds one bracket and leaves the other."""
    tokens = tokenize(text)
    at = [0, *accumulate(map(len, tokens))]
    spans = [(getattr(edit, side).start, getattr(edit, side).end, edit) for edit in edits if edit.op != "equal"]
    torn = []
    for opening, closing in find_pairs(tokens):
        holders = [
            next((edit for start, end, edit in spans if start <= at[one] < end), None) for one in (opening, closing)
        ]
        if tokens[opening] in ("[", "［") and all(
            one is None or has_square_at_edges(one, text, side) for one in holders
        ):
            continue
        if holders[0] is not holders[1] and None in holders:
            torn.append(text[at[opening] : at[closing + 1]])
    return torn


def has_square_at_edges(edit: Edit, text: str, side: str) -> bool:
    """Whether words only came or only went, and nothing stands before a square bracket that closes, or behind one that opens, alone."""
    inside = getattr(edit, side).of(text)
    while (bare := re.sub(r"\[[^\[\]]*\]", "甲", inside)) != inside:
        inside = bare
    return edit.op in ("insert", "delete") and re.fullmatch(r"[\]\s]*[^\[\]]*[\[\s]*", inside) is not None


@given(st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=14).map("".join))
def test_no_pair_is_torn(old: str, new: str) -> None:
    edits = compare_words(old, new)
    whole = tuple(edit for edit in edits if not is_exchange(edit, old, new))
    assert find_torn(old, whole, "old") == find_torn(new, whole, "new") == []


def is_exchange(edit: Edit, old: str, new: str) -> bool:
    """Whether one bracket became another of the same direction, or of another form: then the pair stays a pair."""
    both = {edit.old.of(old), edit.new.of(new)}
    if edit.op == "replace" and len(set(map(fold, both))) == 1:
        return True
    return both <= set("（([《") or both <= set("）)]》")


@given(st.lists(PIECES, max_size=12), st.lists(PIECES, max_size=6))
def test_of_all_rotations_the_balanced_ones_are_found(before: list[str], cycle: list[str]) -> None:
    tokens = [*before, *cycle, *cycle]
    size, start = len(cycle), len(before)
    for shift, balanced in enumerate(find_balanced(tokens, start, start + size, size)):
        depth, low = 0, 0
        for token in tokens[start + shift : start + shift + size]:
            depth += (token in pairs._OPENING) - (token in pairs._CLOSING)
            low = min(low, depth)
        if depth == 0:
            assert balanced == (low == 0)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["（", "）", "（）", "（甲）乙", "（[《", "a）"])
def test_a_text_of_brackets_takes_linear_time(unit: str) -> None:
    tokens = list(unit * (200_000 // len(unit)))
    found = find_pairs(tokens)
    assert len(found) <= len(tokens)
    other = tokens[1:] + tokens[:1]
    hunks = [(at, at + 1, at, at + 1) for at in range(0, len(tokens) - 3, 3)]
    assert join_torn(tokens, other, hunks)


def test_no_end_of_rounds() -> None:
    tokens = list("（甲）" * 5000)
    hunks = [(at, at + 1, at, at) for at in range(0, len(tokens), 5)]
    joined = join_torn(tokens, tokens, hunks)
    assert len(joined) <= len(hunks)
