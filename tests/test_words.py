"""Word edits: the reference cuts, and the properties that hold for any two texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.changes import Edit
from decision_diff.words import edits as words
from decision_diff.words.edits import compare_words
from decision_diff.words.pairs import Hunk
from decision_diff.words.tokens import tokenize


def draw(old: str, new: str) -> str:
    """Edits as [-old-]{+new+}; "~" follows an editorial one; "|" divides two edits that touch."""
    parts: list[str] = []
    touching = False
    for edit in compare_words(old, new):
        gone, come = edit.old.of(old), edit.new.of(new)
        if edit.op == "equal":
            parts.append(gone)
        else:
            marks = (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else "")
            parts.append("|" * touching + marks + "~" * (edit.kind == "editorial"))
        touching = edit.op != "equal"
    return "".join(parts)


WTPF = (
    "[-于2026年上半年召开为期三天的-]第七届WTPF（WTPF-26）"
    "{+将于2026年6月9日至11日在巴哈马举行，并于2026年6月8日举办战略对话+}|[-，具体日期和地点将由理事会下届会议确定-]；"
)
REFERENCE = [
    (
        "于2026年上半年召开为期三天的第七届WTPF（WTPF-26），具体日期和地点将由理事会下届会议确定；",
        "第七届WTPF（WTPF-26）将于2026年6月9日至11日在巴哈马举行，并于2026年6月8日举办战略对话；",
        WTPF,
    ),
    (
        "2026年上半年\t第七届世界电信/信息通信技术政策论坛",
        "2026年6月8-11日\t由巴拿马政府在拿骚承办第七届世界电信/信息通信技术政策论坛",
        "[-2026年上半年-]{+2026年6月8-11日+}\t{+由巴拿马政府在拿骚承办+}第七届世界电信/信息通信技术政策论坛",
    ),
    ("第641号决定（C24）", "第641号决定（C24，最后修正C25）", "第641号决定（C24{+，最后修正C25+}）"),
    ("报告的时间表", "报告的修订时间表", "报告的{+修订+}时间表"),
    ("在巴哈马举行", "在巴拿马举行", "在[-巴哈马-]{+巴拿马+}举行"),
    ("甲方应当支付货款", "乙方应当退还货款", "[-甲方-]{+乙方+}应当[-支付-]{+退还+}货款"),
    ("会议不得公开", "会议不应公开", "会议[-不得-]{+不应+}公开"),
    ("甲、乙、丙", "甲、乙、丁、丙", "甲、乙、{+丁、+}丙"),
    ("讨论预算；通过报告。", "讨论预算；审议提案；通过报告。", "讨论预算；{+审议提案；+}通过报告。"),
    ("会议尽快在日内瓦召开", "会议六月在拿骚召开", "会议[-尽快在日内瓦-]{+六月在拿骚+}召开"),
    ("the Council decides to meet", "the Council decides not to meet", "the Council decides {+not +}to meet"),
    ("meet in Geneva now", "meet in New York now", "meet in [-Geneva-]{+New York+} now"),
    ("", "", ""),
    ("", "甲", "{+甲+}"),
    ("甲", "", "[-甲-]"),
    ("甲\t乙", "甲\t乙", "甲\t乙"),
]
KINDS = [
    ("成员国,部门成员", "成员国，部门成员", "成员国[-,-]{+，+}~部门成员"),
    ("秘书长（代理）报告", "秘书长(代理)报告", "秘书长[-（-]{+(+}~代理[-）-]{+)+}~报告"),
    ("成员国部门成员", "成员国、部门成员", "成员国{+、+}~部门成员"),
    ("二○二五年起", "二〇二五年起", "[-二○二五年-]{+二〇二五年+}~起"),
    ("为1.5倍", "为15倍", "为[-1.5倍-]{+15倍+}"),
    ("go into it", "go in to it", "go [-into-]{+in to+} it"),
    ("是否同意。", "是否同意？", "是否同意[-。-]{+？+}"),
]


@pytest.mark.parametrize(("old", "new", "drawn"), REFERENCE)
def test_reference_cuts(old: str, new: str, drawn: str) -> None:
    assert draw(old, new) == drawn


@pytest.mark.parametrize(("old", "new", "drawn"), KINDS)
def test_kinds(old: str, new: str, drawn: str) -> None:
    assert draw(old, new) == drawn


def test_two_pieces_at_one_point_are_two_edits() -> None:
    ops = [edit.op for edit in compare_words(*REFERENCE[0][:2])]
    assert ops == ["delete", "equal", "insert", "delete", "equal"]


CHARACTERS = "的将在于和，。；、：（）\t\n 日年一1a\u0301\u200d\ud800"
WORDS = """成员国 部门成员 理事会 秘书长 应当 不得 不应 2026年6月9日 2026年 至11日 三年 第641号决定
WTPF-26 C25/43 the Council 1.5 百分之五"""
SPANS = [
    "第（二）项",
    "（三）",
    "9 June ",
    "2026 ",
    "Article ",
    "(b)",
    " 000",
    "[草案]",
    "壹拾元",
    "なければ",
    "整え",
    "위원회의 ",
    "統計條",
    "5 ст.",
]
PHRASES = st.sampled_from([*CHARACTERS, *"（）()[]「」", *WORDS.split(), *SPANS])
TEXTS = st.one_of(st.lists(PHRASES, max_size=25).map("".join), st.text(max_size=20))


@st.composite
def revisions(draw_: st.DrawFn) -> tuple[str, str]:
    """Two texts that share much: a list of phrases, and the same with some of them changed."""
    old = draw_(st.lists(PHRASES, max_size=25))
    new = list(old)
    for _ in range(draw_(st.integers(0, 4))):
        at = draw_(st.integers(0, len(new)))
        new[at : at + draw_(st.integers(0, 2))] = draw_(st.lists(PHRASES, max_size=3))
    return "".join(old), "".join(new)


PAIRS = st.one_of(st.tuples(TEXTS, TEXTS), revisions())


@given(PAIRS)
def test_edits_tile_and_equal_is_equal(pair: tuple[str, str]) -> None:
    old, new = pair
    edits = compare_words(old, new)
    assert "".join(edit.old.of(old) for edit in edits) == old
    assert "".join(edit.new.of(new) for edit in edits) == new
    i = j = 0
    for edit in edits:
        assert (edit.old.start, edit.new.start) == (i, j)
        i, j = edit.old.end, edit.new.end
        if edit.op == "equal":
            assert edit.old.of(old) == edit.new.of(new)
            assert len(edit.old)
        assert (edit.kind == "none") == (edit.op == "equal")
        assert bool(len(edit.old)) == (edit.op != "insert")
        assert bool(len(edit.new)) == (edit.op != "delete")
    assert all((x.op, y.op) != ("equal", "equal") for x, y in pairwise(edits))


@given(PAIRS)
def test_mirror(pair: tuple[str, str]) -> None:
    swap = {"insert": "delete", "delete": "insert"}
    there = [(edit.op, edit.old, edit.new, edit.kind) for edit in compare_words(*pair)]
    back = [(swap.get(edit.op, edit.op), edit.new, edit.old, edit.kind) for edit in compare_words(*reversed(pair))]
    assert there == back


def untrimmed(old: str, new: str) -> tuple[int, Sequence[str], Sequence[str], list[Hunk]]:
    """As `words._find_hunks`, with every run cut into its words."""
    a, b = tokenize(old), tokenize(new)
    return 0, a, b, words._settle(a, b, words._make_readable(a, b))


@given(PAIRS)
def test_runs_that_are_not_cut_make_no_difference(pair: tuple[str, str]) -> None:
    quick = compare_words(*pair)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_find_hunks", untrimmed)
        assert compare_words(*pair) == quick


@given(PAIRS)
def test_no_edge_inside_a_token(pair: tuple[str, str]) -> None:
    for side, text in enumerate(pair):
        edges = {0, *accumulate(len(token) for token in tokenize(text))}
        spans = [(edit.old, edit.new)[side] for edit in compare_words(*pair)]
        assert {place for span in spans for place in (span.start, span.end)} <= edges


@given(PAIRS)
def test_no_edit_crosses_a_cell_border(pair: tuple[str, str]) -> None:
    old, new = pair
    if old.count("\t") == new.count("\t"):
        changed = [edit for edit in compare_words(old, new) if edit.op != "equal"]
        assert not any("\t" in edit.old.of(old) + edit.new.of(new) for edit in changed)


@given(TEXTS)
def test_same_text_has_one_equal_edit(text: str) -> None:
    assert [edit.op for edit in compare_words(text, text)] == ["equal"] * bool(text)


def test_a_long_clause_with_a_short_change() -> None:
    clause = "成员国须向理事会提交报告；" * 50_000
    old, new = f"{clause}秘书长应答复；{clause}", f"{clause}秘书长须答复；{clause}"
    edits: tuple[Edit, ...] = compare_words(old, new)
    assert [edit.op for edit in edits] == ["equal", "replace", "equal"]
    assert edits[1].old.of(old) == "应"


# -- the edges of the rules: one step to either side of each


@pytest.mark.parametrize(
    ("size", "joined"),
    [
        (8, False),
        (9, True),
    ],  # two words of six characters are kept: half of three times 8, less than half of three times 9
)
def test_three_interwoven_edits_are_joined_where_less_than_half_is_kept(size: int, joined: bool) -> None:
    gone, come = ([letter * size for letter in letters] for letters in ("abc", "xyz"))
    old, new = (f"{one} gold {two} mint {three}" for one, two, three in (gone, come))
    apart = f"[-{gone[0]}-]{{+{come[0]}+}} gold [-{gone[1]}-]{{+{come[1]}+}} mint [-{gone[2]}-]{{+{come[2]}+}}"
    assert draw(old, new) == (f"[-{old}-]{{+{new}+}}" if joined else apart)


def test_two_interwoven_edits_and_those_of_two_parts_of_a_sentence_stay_apart() -> None:
    """What three edits are joined for is not enough for two, nor for three with a comma between them."""
    assert draw("aaaaaaaaa gold bbbbbbbbb", "xxxxxxxxx gold yyyyyyyyy") == (
        "[-aaaaaaaaa-]{+xxxxxxxxx+} gold [-bbbbbbbbb-]{+yyyyyyyyy+}"
    )
    assert draw("aaaaaaaaa gold bbbbbbbbb, mint ccccccccc", "xxxxxxxxx gold yyyyyyyyy, mint zzzzzzzzz") == (
        "[-aaaaaaaaa-]{+xxxxxxxxx+} gold [-bbbbbbbbb-]{+yyyyyyyyy+}, mint [-ccccccccc-]{+zzzzzzzzz+}"
    )


@pytest.mark.parametrize(
    ("sizes", "joined"),
    [
        ((16, 16), True),
        ((15, 16), False),
        ((16, 15), False),
    ],  # a word of four letters is a coincidence between 16 and 16
)
def test_words_kept_are_a_coincidence_from_four_times_their_length_on(sizes: tuple[int, int], joined: bool) -> None:
    old, new = ("a" * sizes[0] + " gold " + "b" * sizes[1], "x" * sizes[0] + " gold " + "y" * sizes[1])
    apart = f"[-{'a' * sizes[0]}-]{{+{'x' * sizes[0]}+}} gold [-{'b' * sizes[1]}-]{{+{'y' * sizes[1]}+}}"
    assert draw(old, new) == (f"[-{old}-]{{+{new}+}}" if joined else apart)


@pytest.mark.parametrize(
    ("old", "new", "drawn"),
    [
        # A mark that is dropped or exchanged beside a numeral belongs to a number; beside a word it is mere print.
        ("第3：一百个", "第3一百个", "第3[-：-]一百个"),
        ("经费，百的", "经费百的", "经费[-，-]~百的"),
        ("数额百，百的", "数额百百的", "数额百[-，-]百的"),
        ("比例 .5", "比例 5", "比例 [-.-]5"),
        ("比例 .甲", "比例 甲", "比例 [-.-]~甲"),
    ],
)
def test_a_mark_is_judged_with_what_stands_around_it(old: str, new: str, drawn: str) -> None:
    assert draw(old, new) == drawn
