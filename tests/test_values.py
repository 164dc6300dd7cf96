"""A value written otherwise is a kind of its own; another value never is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import compare, render
from decision_diff.changes import Edit
from decision_diff.diff.written_values import mark_same_values
from decision_diff.model import Span
from decision_diff.words import values
from decision_diff.words.folding import fold
from decision_diff.words.values import Value, has_same_value, read_pieces

SAME = [
    ("zh", "一百", "100"),
    ("zh", "一百元", "100元"),
    ("zh", "5%", "百分之五"),
    ("zh", "千分之三", "3‰"),
    ("zh", "15,000", "15 000"),
    ("zh", "1.8万瑞郎", "18,000瑞郎"),
    ("zh", "二〇二四年六月九日", "2024年6月9日"),
    ("zh", "二百零五", "205"),
    ("zh", "一万零五百", "10500"),
    ("zh", "一亿二千万", "120000000"),
    ("zh", "五千元以上五万元", "5000元以上50,000元"),
    ("zh", "叁拾肆万伍仟元", "345,000元"),
    ("zh", "三萬元", "30,000元"),
    ("zh", "三分之二", "2/3"),
    ("zh", "一点五倍", "1.5倍"),
    ("zh", "￥560,000.00", "￥560000"),
    ("zh", "第五条", "第5条"),
    ("zh", "十二", "12"),
    ("en", "five days", "5 days"),
    ("en", "CHF 15,000", "CHF 15 000"),
    ("en", "5 per cent", "5%"),
    ("fr", "cinq jours", "5 jours"),
    ("fr", "15 000", "15000"),
    ("es", "cinco por ciento", "5 %"),
    ("ru", "пять дней", "5 дней"),
    ("ru", "5 процентов", "5 %"),
    ("ar", "٥ أيام", "5 أيام"),
    ("ar", "خمسة", "5"),
    ("de", "15.000 Euro", "15 000 Euro"),
    ("ja", "百分の五", "5%"),
]
OTHER = [
    ("zh", "C24", "2024"),
    ("zh", "C24", "C25"),
    ("zh", "一百元", "一千元"),
    ("zh", "100", "1000"),
    ("zh", "百分之五", "5"),
    ("zh", "5%", "5‰"),
    ("zh", "5个百分点", "5%"),
    ("zh", "十五日", "15天"),
    ("zh", "三、四", "34"),
    # In doubt not the same.
    ("zh", "一百五", "150"),
    ("zh", "一万五", "15000"),
    ("zh", "一千五十", "1050"),
    ("zh", "一百十", "110"),
    ("zh", "二三", "23"),
    ("zh", "一二三", "123"),
    ("zh", "1.50", "1.5"),
    ("en", "5.10", "5.1"),
    ("en", "1.500", "1500"),
    ("en", "1500,000", "1500000"),
    ("en", "12,34", "1234"),
    ("en", "007", "7"),
    ("en", "the first day", "the 1 day"),
    ("en", "fifth", "5"),
    ("en", "2/3", "4/6"),
    ("fr", "15,000", "15 000"),
    ("fr", "premier", "1"),
    ("es", "1.500", "1500"),
    ("ru", "пятый", "5"),
    ("ar", "الخامس", "5"),
    ("de", "1,500", "1500"),
    ("", "15,000", "15 000"),
    # Not a number differs, or something that no number says besides.
    ("zh", "第１００条", "第100条"),
    ("zh", "\ue000 一百", "\ue001 100"),
    ("zh", "\u202e一百", "100"),
]


@pytest.mark.parametrize(("language", "one", "two"), SAME)
def test_one_value_written_in_two_ways(language: str, one: str, two: str) -> None:
    assert has_same_value(one, two, language)
    assert has_same_value(two, one, language)


@pytest.mark.parametrize(("language", "one", "two"), OTHER)
def test_another_value_or_a_doubt(language: str, one: str, two: str) -> None:
    assert not has_same_value(one, two, language)
    assert not has_same_value(two, one, language)


HAN = "零一二三四五六七八九"


def spell(number: int) -> str:
    """A number below 100 million in Chinese, as contracts write it."""
    if number >= 10_000:
        rest = number % 10_000
        return spell(number // 10_000) + "万" + (("零" if rest < 1000 else "") + spell_tens(rest) if rest else "")
    return spell_tens(number)


def spell_tens(number: int) -> str:
    """Below 10,000: 零 where a place is left out; 一十 within, 十 never alone at the start."""
    said, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += ("零" if gap and said else "") + HAN[digit] + name
            gap = False
        else:
            gap = True
    return said or "零"


NUMBERS = st.integers(1, 99_999_999)
WAYS = (str, "{:,}".format, lambda number: f"{number:,}".replace(",", " "), spell)


@given(NUMBERS, st.sampled_from(WAYS), st.sampled_from(WAYS))
def test_every_number_is_read_as_it_is_written(number: int, one: object, two: object) -> None:
    assert callable(one)
    assert callable(two)
    before, after = one(number), two(number)
    assert has_same_value(before, after, "zh") == (before != after)


@given(NUMBERS, NUMBERS, st.sampled_from(WAYS), st.sampled_from(WAYS))
def test_two_numbers_are_never_one(number: int, other: int, one: object, two: object) -> None:
    assert callable(one)
    assert callable(two)
    assert number == other or not has_same_value(one(number), two(other), "zh")


@given(NUMBERS, NUMBERS, st.sampled_from(WAYS[1:]))
def test_planted_values(number: int, other: int, way: object) -> None:
    """In a clause, whichever is the old text; another number beside it is substantive."""
    assert callable(way)
    text = "示例决定\n做出决定\n1\t罚款{}元，并由秘书长公布。\n"
    old, new, changed = (text.format(one) for one in (str(number), way(number), way(other)))
    if old == new or number == other:
        return
    for pair in ((old, new), (new, old)):
        (change,) = compare(*pair).changes
        assert (change.kind, change.mark, *change.effects) == ("same-value", "(MOD)", "substitution")
        assert [edit.kind for edit in change.edits if edit.op != "equal"] == ["same-value"]
    assert [change.kind for change in compare(old, changed).changes] == ["substantive"]


OLD = "示例决定\n做出决定\n1\t罚款一百元，并由秘书长公布。\n2\t通过报告。\n"


def test_a_value_written_otherwise_is_shown_in_every_output_that_says_kinds() -> None:
    comparison = compare(OLD, OLD.replace("一百", "100"))
    assert comparison.differs
    for fmt, said in (
        ("text", "(same value)"),
        ("html", "same value"),
        ("markdown", "same value"),
        ("review", "same value"),
        ("table-md", "数值相同"),
        ("table-html", "数值相同"),
    ):
        shown = str(render(comparison, fmt))
        assert said in shown, fmt
        assert "100元" in shown
        assert "一百元" in shown
    record = json.loads(str(render(comparison, "json")))["changes"][0]
    assert (record["kind"], record["mark"]) == ("same-value", "(MOD)")
    assert [edit["kind"] for edit in record["edits"]] == ["none", "same-value", "none"]


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("一百元，并由秘书长公布", "100元，并由秘书长公布", "same-value"),
        ("一百元，并由秘书长公布", "100元,并由秘书长公布", "same-value"),  # beside an editorial edit
        ("一百元，并由秘书长公布", "100元，并由理事会公布", "substantive"),
        ("一百元，并由秘书长公布", "120元，并由秘书长公布", "substantive"),
        ("一百元，并由秘书长公布", "一百元,并由秘书长公布", "editorial"),
    ],
)
def test_the_kind_of_a_change_is_that_of_its_gravest_edit(was: str, now: str, kind: str) -> None:
    (change,) = compare(OLD, OLD.replace(was, now)).changes
    assert change.kind == kind


def test_a_reference_that_follows_and_a_value_written_otherwise() -> None:
    """A value written otherwise comes before what only follows: it must not be gathered with the references."""
    old = "第一条　甲方须报告。\n第二条　违反本法第一条规定的，处一百元罚款。\n"
    new = "第一条　本法适用于丙方和丁方。\n第二条　甲方须报告。\n第三条　违反本法第二条规定的，处100元罚款。\n"
    change = next(one for one in compare(old, new).changes if "substitution" in one.effects)
    assert [edit.kind for edit in change.edits if edit.op != "equal"] == ["consequential", "same-value"]
    assert (change.kind, change.mark) == ("same-value", "(MOD)")
    new = new.replace("第二条规定", "第2条规定").replace("100", "一百")
    change = next(one for one in compare(old, new).changes if "substitution" in one.effects)
    assert change.kind == "consequential"  # 第一条 became 第2条: another number


@pytest.mark.parametrize(
    ("beside", "kind"),
    [("、", "same-value"), ("条", "same-value"), ("A", "substantive"), ("3", "substantive"), ("三", "substantive")],
)
def test_a_number_that_goes_on_beside_an_edit_is_not_read_in_part(beside: str, kind: str) -> None:
    for old, new, at in ((f"{beside}一", f"{beside}1", 1), (f"一{beside}", f"1{beside}", 0)):
        (edit,) = mark_same_values(
            (Edit("replace", Span(at, at + 1), Span(at, at + 1), "substantive"),), old, new, "zh"
        )
        assert edit.kind == kind


@given(*[st.text("零一二十百万点分之の015.,/% ‰年甲C")] * 2)
def test_what_is_told_without_reading_numbers_is_what_reading_says(old: str, new: str) -> None:
    pieces = read_pieces(old, "zh")
    is_same = pieces == read_pieces(new, "zh") and any(isinstance(piece, Value) for piece in pieces)
    assert has_same_value(old, new, "zh") == (is_same and fold(old) != fold(new))


@given(st.text("一百15年甲", max_size=6) | st.text("零一二十百万点分之の015.,/% ‰年甲C٣", max_size=6))
def test_one_number_is_read_without_the_pattern_as_with_it(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        read = read_pieces(text, "zh")
        patch.setattr(values, "_is_one_number", lambda *_: False)
        assert read_pieces(text, "zh") == read
