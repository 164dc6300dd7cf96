"""Word edits: the reference cuts, and the properties that hold for any two texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.changes import Edit
from decision_diff.words import edits as words
from decision_diff.words import islands
from decision_diff.words.edits import compare_words
from decision_diff.words.folding import fold
from decision_diff.words.islands import have_long_run, keep_long_runs
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
    "[-，具体日期和地点将由理事会下届会议确定-]{+将于2026年6月9日至11日在巴哈马举行，并于2026年6月8日举办战略对话+}；"
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
    ("成员国部门成员", "成员国、部门成员", "成员国{+、+}部门成员"),
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


def test_two_pieces_at_one_point_are_one_edit_whose_deletion_stands_first() -> None:
    ops = [edit.op for edit in compare_words(*REFERENCE[0][:2])]
    assert ops == ["delete", "equal", "replace", "equal"]
    assert draw("甲方、委托人", "甲方和受托人") == "甲方[-、委托人-]{+和受托人+}"


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


def weave(*sizes: int, between: str = " {} ") -> tuple[str, str, str]:
    """Words of so many letters that all changed, with gold, mint and teal kept between; both texts, and all edits apart."""
    words = [between.format(word) for word in ("gold", "mint", "teal")[: len(sizes) - 1]] + [""]
    gone, come = ([letter * size for letter, size in zip(letters, sizes, strict=False)] for letters in ("abcd", "wxyz"))
    pieces = list(zip(gone, come, words, strict=True))
    apart = "".join(f"[-{one}-]{{+{two}+}}{word}" for one, two, word in pieces)
    return "".join(one + word for one, _, word in pieces), "".join(two + word for _, two, word in pieces), apart


@pytest.mark.parametrize(("size", "joined"), [(10, False), (11, True)])
def test_three_interwoven_edits_are_joined_where_less_than_half_is_kept(size: int, joined: bool) -> None:
    """Two words of six code points are kept: half of 10, 3 and 10, less than half of 11, 3 and 11."""
    old, new, apart = weave(size, 3, size)
    assert draw(old, new) == (f"[-{old}-]{{+{new}+}}" if joined else apart)


def test_two_interwoven_edits_and_those_of_two_parts_of_a_sentence_stay_apart() -> None:
    """What three edits are joined for is not enough for two, nor for three with a comma between them."""
    for case in (weave(20, 3), weave(3, 20), weave(20, 3, 20, between=" {}, ")):
        assert draw(*case[:2]) == case[2]


@pytest.mark.parametrize(
    ("sizes", "joined"),
    [
        ((8, 8), True),
        ((7, 8), False),
        ((8, 7), False),
        ((6, 11), True),  # in the geometric mean
        ((6, 10), False),
        ((5, 50), False),  # more than 12 counts as 12
    ],
)
def test_a_word_kept_is_a_coincidence_between_rewrites_twice_as_long(sizes: tuple[int, int], joined: bool) -> None:
    old, new, apart = weave(*sizes)
    assert draw(old, new) == (f"[-{old}-]{{+{new}+}}" if joined else apart)


@pytest.mark.parametrize(("sizes", "joined"), [((12, 12), True), ((11, 12), False)])
def test_a_mark_between_two_clauses_counts_for_another_word(sizes: tuple[int, int], joined: bool) -> None:
    old, new, apart = weave(*sizes, between=", {} ")
    assert draw(old, new) == (f"[-{old}-]{{+{new}+}}" if joined else apart)


@pytest.mark.parametrize(
    ("old", "new", "drawn"),
    [
        # Of two code points: between rewrites one and a half times as long.
        ("委托人应当退货款", "承包人应当购原料", "[-委托人应当退货款-]{+承包人应当购原料+}"),
        ("承包人应当支付款项", "发包方应当退还款项", "[-承包人-]{+发包方+}应当[-支付-]{+退还+}款项"),
        (
            "可以投赞成票，可以投反对票",
            "可以表示赞成，可以表示反对",
            "可以[-投赞成票-]{+表示赞成+}，可以[-投反对票-]{+表示反对+}",
        ),
    ],
)
def test_a_short_word_between_short_edits_stays(old: str, new: str, drawn: str) -> None:
    assert draw(old, new) == drawn


@pytest.mark.parametrize(("word", "joined"), [("coast", True), ("coasts", False)])
def test_a_run_of_eight_is_no_coincidence(word: str, joined: bool) -> None:
    """With its spaces the one word has seven code points, the other one eight."""
    gone, come = (["a" * 90, "b" * 90], ["x" * 90, "y" * 90])
    old, new = f"{gone[0]} {word} {gone[1]}", f"{come[0]} {word} {come[1]}"
    apart = f"[-{gone[0]}-]{{+{come[0]}+}} {word} [-{gone[1]}-]{{+{come[1]}+}}"
    assert draw(old, new) == (f"[-{old}-]{{+{new}+}}" if joined else apart)


@pytest.mark.parametrize(("kept", "found"), [("成员国部门成员", False), ("成员国部门成员可", True)])
def test_no_run_of_eight_is_struck_and_put_in_again(kept: str, found: bool) -> None:
    """Where a shortest script keeps other words, the run is kept."""
    a, b = ("甲", *tokenize(kept), "乙"), ("丙", "丁", *tokenize(kept), "戊")
    hunks = keep_long_runs(a, b, [(0, len(a), 0, len(b))])
    assert (len(hunks) == 2) == found
    assert have_long_run(a, b) == found
    old, new = f"在{kept}，的，在，甲", f"，的，在，{kept}乙"
    assert not found or f"{kept}[" in draw(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("理事会应当报告，" * 400, "成员国可以报告，" * 401),
        ("（，" * 400, "(, " * 400),
        ("第三条、" * 400, "第四条；" * 400),
    ],
)
def test_a_hunk_that_grows_is_not_read_again_and_again(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is folded to compare forms is so many times the text, however many edits become one."""
    folded: list[int] = []

    def watch(text: str) -> str:
        folded.append(len(text))
        return fold(text)

    monkeypatch.setattr(islands, "fold", watch)
    compare_words(old, new)
    assert sum(folded) <= 40 * (len(old) + len(new))


def test_long_runs_are_looked_for_in_so_many_passes() -> None:
    """A budget is counted, so a text of nothing but such runs takes no longer than others."""
    words = [f"{at:08}" for at in range(400)]
    one, two = [x for word in words for x in (word, "a")], [x for word in words for x in (word, "b")]
    parts = keep_long_runs(one, two, [(0, len(one), 0, len(two))])
    assert 2 < len(parts) <= 400


@pytest.mark.parametrize(
    ("old", "new", "drawn"),
    [
        ("五千元以上五万元以下", "一万元以上十万元以下", "[-五千元以上五万元-]{+一万元以上十万元+}以下"),
        ("三年以上十年以下", "五年以上十年以下", "[-三年-]{+五年+}以上十年以下"),
        ("第七条、第八条", "第九条、第十条", "[-第七条、第八条-]{+第九条、第十条+}"),
        ("five (5) days", "six (6) days", "[-five-]{+six+} ([-5-]{+6+}) days"),
        ("第七条（第八条）", "第九条（第十条）", "[-第七条-]{+第九条+}（[-第八条-]{+第十条+}）"),
        ("rule 5 und 7.5", "rule 6 und 8.5", "[-rule 5 und 7.5-]{+rule 6 und 8.5+}"),
        # What stands between a number and a long rewrite goes with the rewrite; a mark stays beside an insertion.
        (
            "五年以上监禁，没收财产",
            "三年以上十年以下拘役，并处罚金",
            "[-五年以上监禁，没收财产-]{+三年以上十年以下拘役，并处罚金+}",
        ),
        ("五年以上监禁", "三年以上拘役", "[-五年-]{+三年+}以上[-监禁-]{+拘役+}"),
        ("（C25）", "（C26）〔仅供秘书处内部使用〕", "（[-C25-]{+C26+}）{+〔仅供秘书处内部使用〕+}"),
        ("第七条有第八条", "第九条有第十条", "[-第七条-]{+第九条+}有[-第八条-]{+第十条+}"),
    ],
)
def test_the_numbers_of_a_range_or_a_list_are_one_edit(old: str, new: str, drawn: str) -> None:
    assert draw(old, new) == drawn


@pytest.mark.parametrize(
    ("old", "new", "drawn"),
    [
        # A mark between two insertions: it goes where these are four times as long; a word where both are twice as long.
        ("人员，机构", "人员和部门，国际机构", "人员{+和部门+}，{+国际+}机构"),
        ("人员，机构", "人员和主管部门，国际国内机构", "人员[-，-]{+和主管部门，国际国内+}机构"),
        ("（可以，缴纳）", "（裁定可以，延期缴纳）", "（{+裁定+}可以，{+延期+}缴纳）"),
        ("人员可以缴纳", "人员经裁定可以延期缴纳", "人员{+经裁定+}可以{+延期+}缴纳"),
        ("人员可以缴纳", "人员经法院裁定可以延期分别缴纳", "人员[-可以-]{+经法院裁定可以延期分别+}缴纳"),
        # A character between two insertions stays where it is alone in a shortest script with few edits.
        ("成员国和机构", "成员国、部门成员和有关机构", "成员国{+、部门成员+}和{+有关+}机构"),
        # An edit fewer in a script that is as short.
        ("处单位罚款", "处罚款；情节严重的，对单位可以处罚款，对单位罚款", None),
    ],
)
def test_few_edits(old: str, new: str, drawn: str | None) -> None:
    if drawn is None:
        assert sum(edit.op != "equal" for edit in compare_words(old, new)) == 1
    else:
        assert draw(old, new) == drawn


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


@pytest.mark.parametrize(
    ("old", "new", "drawn"),
    [
        (
            "Le préfet statue après avis de la commission.",
            "Le préfet statue après accord de la direction.",
            "Le préfet statue après [-avis-]{+accord+} de la [-commission-]{+direction+}.",
        ),
        (
            "手数料は一万五千円とし、三十日以内に納付しなければならない。",
            "手数料は15,000円とし、通知を受けた日から六十日以内に納付するものとする。",
            "手数料は[-一万五千円とし、三十日-]{+15,000円とし、通知を受けた日から六十日+}以内に納付[-しなければならない-]{+するものとする+}。",
        ),
        (
            "由各乡镇管理站人员和各养护队人员负责清淤。",
            "由新设立的流域中心及各乡镇管理站的人员和其他社会力量负责清淤。",
            "由{+新设立的流域中心及+}各乡镇管理站{+的+}人员和[-各养护队人员-]{+其他社会力量+}负责清淤。",
        ),
    ],
)
def test_two_words_that_stay_side_by_side_are_never_an_island(old: str, new: str, drawn: str) -> None:
    """However long the rewrites around them are, and also where three edits are interwoven."""
    assert draw(old, new) == drawn


def test_a_word_between_a_deletion_and_an_insertion_stays() -> None:
    """An item of a list that others went before and came behind; where both sides were rewritten it goes."""
    old, new = "申请人应当提交身份证、户口簿、照片。", "申请人应当提交身份证、照片、住所证明和申请表。"
    assert draw(old, new) == "申请人应当提交身份证、[-户口簿、-]照片{+、住所证明和申请表+}。"
    assert draw(new, old) == "申请人应当提交身份证、{+户口簿、+}照片[-、住所证明和申请表-]。"


@given(
    st.lists(st.text("bcdfghklm", min_size=2, max_size=9), min_size=2, max_size=4, unique=True),
    st.lists(st.text("npqrstvwx", min_size=2, max_size=60), min_size=2, max_size=2, unique=True),
    st.lists(st.text("BCDFGHKLM", min_size=2, max_size=60), min_size=2, max_size=2, unique=True),
)
def test_words_kept_side_by_side_are_kept_whatever_stands_around_them(
    kept: list[str], gone: list[str], come: list[str]
) -> None:
    words = " ".join(kept)
    old, new = (f"{one} {words} {two}" for one, two in (gone, come))
    assert draw(old, new) == f"[-{gone[0]}-]{{+{come[0]}+}} {words} [-{gone[1]}-]{{+{come[1]}+}}"
