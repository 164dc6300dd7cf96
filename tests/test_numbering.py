"""The numbers that Word prints: formats, counting, restarts, overrides, and what they mean as labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff import safexml
from decision_diff.labels import parse_numeral
from decision_diff.ooxml.names import every
from decision_diff.ooxml.number_formats import format_number
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.styles import Styles
from wordfiles import abstract, docx, instance, level, num, numbered, numbering, p, style, styled, styles, t


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {1: "1", 10: "10"}),
        ("decimalZero", {1: "01", 10: "10", 100: "100"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 0: "0"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b", 28: "bb"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 13: "13th", 21: "21st", 112: "112th"}),
        ("cardinalText", {1: "One", 21: "Twenty-one", 115: "One hundred fifteen"}),
        ("ordinalText", {1: "First", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first", 100: "One hundredth"}),
        ("none", {1: ""}),
        ("hex", {255: "FF"}),
        ("numberInDash", {3: "- 3 -"}),
        # Word, [MS-OI29500]: digits with U+25CB from 100 on
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○", 105: "一○五"}),
        ("chineseCountingThousand", {10: "十", 16: "十六", 100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一", 10_010: "一万零一十"}),
        ("taiwaneseCountingThousand", {20_000: "二萬"}),
        ("taiwaneseDigital", {10: "一○"}),
        ("ideographDigital", {10: "一〇", 203: "二〇三"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 13: "丙子", 60: "癸亥", 61: "61"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {10: "⑩"}),
        ("decimalEnclosedParen", {1: "⑴"}),
        ("decimalEnclosedFullstop", {1: "⒈"}),
        ("decimalFullWidth", {12: "１２"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {2: "貳"}),
        ("japaneseCounting", {10: "十", 100: "百", 101: "百一", 111: "百十一", 1000: "千"}),
        ("japaneseLegal", {12: "壱拾弐"}),
        ("japaneseDigitalTenThousand", {20: "二〇"}),
        ("koreanCounting", {1: "일", 10: "십", 21: "이십일"}),
        ("koreanDigital", {10: "일영"}),
        ("ganada", {1: "가", 14: "하", 15: "15"}),
        ("aiueoFullWidth", {1: "ア", 46: "ン"}),
        ("irohaFullWidth", {1: "イ", 2: "ロ"}),
    ],
)  # fmt: skip
def test_formats(form: str, numbers: dict[int, str]) -> None:
    assert {number: format_number(number, form) for number in numbers} == numbers


def test_custom_and_unknown_formats() -> None:
    assert format_number(7, "custom", "001, 002, 003, ...") == "007"
    assert format_number(7, "custom", "a, b") is None
    assert format_number(7, "klingon") is None


@given(st.integers(1, 9999))
def test_chinese_numbers_are_read_back_by_the_grammar_of_labels(number: int) -> None:
    assert parse_numeral(format_number(number, "chineseCountingThousand") or "") == number
    assert parse_numeral(format_number(number, "ideographDigital") or "") == number
    assert parse_numeral(format_number(number, "lowerRoman") or "") == number if number < 4000 else True


@given(st.integers(0, 2**31), st.sampled_from(["chineseCountingThousand", "japaneseCounting", "upperRoman", "lowerLetter", "cardinalText"]))  # fmt: skip
def test_any_number_is_printed_somehow(number: int, form: str) -> None:
    assert format_number(number, form)


def shown(body: str, lists: str, style_part: str = "") -> list[str]:
    data = docx(body, numbering=lists, styles=style_part) if style_part else docx(body, numbering=lists)
    return [block.label.text if block.label else "" for block in dd.read(data).blocks]


LEGAL = abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))


def items(*at: int, number: int = 1) -> str:
    return "".join(numbered("甲", number, level_) for level_ in at)


def test_levels_count_and_restart() -> None:
    lists = numbering(LEGAL, instance(1, 1))
    assert shown(items(0, 1, 1, 2, 2, 0, 1, 2), lists) == ["1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1", "(a)"]


def test_a_level_whose_parent_was_not_used_shows_its_start() -> None:
    assert shown(items(1, 1, 0), numbering(LEGAL, instance(1, 1))) == ["1.1", "1.2", "2."]


@pytest.mark.parametrize(("restart", "last"), [("0", "(c)"), ("1", "(a)"), ("2", "(a)")])
def test_where_a_level_restarts(restart: str, last: str) -> None:
    lists = numbering(
        abstract(
            1,
            level(0, "decimal", "%1."),
            level(1, "decimal", "%1.%2"),
            level(2, "lowerLetter", "(%3)", f'<w:lvlRestart w:val="{restart}"/>'),
        ),
        instance(1, 1),
    )
    assert shown(items(0, 2, 2, 0, 2), lists)[-1] == last
    if restart == "1":  # only after level 1, not after level 2
        assert shown(items(0, 1, 2, 1, 2), lists)[-1] == "(b)"


def test_instances_of_one_definition_count_on_together() -> None:
    lists = numbering(LEGAL, instance(1, 1), instance(2, 1))
    assert shown(items(0, 0) + items(0, number=2) + items(0), lists) == ["1.", "2.", "3.", "4."]


def test_a_start_override_starts_anew_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = numbering(LEGAL, instance(1, 1), instance(2, 1, override))
    assert shown(items(0) + items(0, 0, number=2) + items(0) + items(0, number=2), lists) == [
        "1.",
        "5.",
        "6.",
        "7.",
        "8.",
    ]


def test_a_level_can_be_replaced_in_an_instance() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1")}</w:lvlOverride>'
    assert shown(items(0, 0), numbering(LEGAL, instance(1, 1, override))) == ["I", "II"]


def test_legal_numbering_is_decimal_throughout() -> None:
    lists = numbering(
        abstract(1, level(0, "upperRoman", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>")), instance(1, 1)
    )
    assert shown(items(0, 0, 1), lists) == ["第I章", "第II章", "2.1"]


def test_legal_numbers_are_decimal_save_those_with_a_zero() -> None:
    """17.9.4, and Word: isLgl makes II a 2, and leaves 02 as it is."""
    legal = "<w:isLgl/>"
    levels = [
        level(0, "upperRoman", "%1"),
        level(1, "decimalZero", "%1.%2", legal),
        level(2, "lowerLetter", "%1.%2.%3", legal),
    ]
    lists = numbering(abstract(1, *levels), instance(1, 1))
    assert shown(items(0, 1, 0, 1, 1, 2), lists) == ["I", "1.01", "II", "2.01", "2.02", "2.02.1"]


def test_a_place_deeper_than_its_level_drops_the_label() -> None:
    assert shown(items(0), numbering(abstract(1, level(0, "decimal", "%1.%2")), instance(1, 1))) == [""]


def test_no_number_zero_and_unknown_lists() -> None:
    lists = numbering(LEGAL, instance(1, 1))
    assert shown(items(0) + numbered("乙", 0) + numbered("丙", 99) + numbered("丁", 1, 8) + items(0), lists) == [
        "1.", "", "", "", "2.",
    ]  # fmt: skip


def test_numbers_come_through_styles() -> None:
    lists = numbering(
        abstract(1, level(0, "decimal", "%1.", '<w:pStyle w:val="A"/>'), level(1, "decimal", "%1.%2", '<w:pStyle w:val="B"/>')),
        instance(1, 1),
    )  # fmt: skip
    part = styles(
        style("A", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        style("B", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', "A"),
        style("C", "", "B"),
        style("D", '<w:numPr><w:numId w:val="0"/></w:numPr>', "A"),
        style("L1", "", "L2"),
        style("L2", "", "L1"),
    )
    body = (
        styled("甲", "A")
        + styled("乙", "B")
        + styled("丙", "C")
        + styled("丁", "D")
        + styled("戊", "A")
        + styled("己", "L1")
    )
    assert shown(body, lists, part) == ["1.", "1.1", "1.2", "", "2.", ""]
    direct = p(t("甲"), properties=f'<w:pStyle w:val="A"/>{num(0)}')
    assert shown(direct + styled("乙", "A"), lists, part) == ["", "1."]


def test_a_definition_may_be_a_link_to_a_style() -> None:
    lists = numbering(
        abstract(1, more='<w:numStyleLink w:val="S"/>'),
        abstract(2, level(0, "decimal", "%1)"), more='<w:styleLink w:val="S"/>'),
        instance(1, 1),
        instance(2, 2),
    )
    part = styles(style("S", '<w:numPr><w:numId w:val="2"/></w:numPr>', kind="numbering"))
    assert shown(items(0, 0), lists, part) == ["1)", "2)"]
    loop = numbering(abstract(1, more='<w:numStyleLink w:val="S"/>'), instance(1, 1), instance(2, 1))
    assert shown(items(0), loop, part) == [""]


@pytest.mark.parametrize(
    ("form", "template", "at", "label"),
    [
        ("decimal", "%1", 3, ("3", (3,), "paragraph", "1")),
        ("decimal", "%1.", 3, ("3.", (3,), "paragraph", "1.")),
        ("lowerLetter", "%1)", 9, ("i)", (9,), "point", "a)")),
        ("lowerRoman", "%1)", 9, ("ix)", (9,), "point", "i)")),
        ("lowerRoman", "%1)", 1, ("i)", (1,), "point", "i)")),
        ("chineseCountingThousand", "第%1条", 12, ("第十二条", (12,), "article", "zh-article")),
        ("chineseCounting", "（%1）", 2, ("（二）", (2,), "point", "（一）")),
        ("chineseCounting", "%1、", 2, ("二、", (2,), "paragraph", "一、")),
        ("decimalEnclosedCircle", "%1", 2, ("②", (2,), "item", "①")),
        ("ideographTraditional", "%1、", 2, ("乙、", (2,), "paragraph", "ideographTraditional %1、")),
        ("bullet", "\uf0b7", 1, ("\uf0b7", (), "item", "•")),
        ("bullet", "\uf06f", 1, ("\uf06f", (), "item", "•")),
        ("decimal", "附件%1", 1, ("附件1", (1,), "attachment", "annex")),
    ],
)
def test_what_a_printed_number_means(form: str, template: str, at: int, label: tuple[object, ...]) -> None:
    lists = numbering(abstract(1, level(0, form, template, start=at)), instance(1, 1))
    found = dd.read(docx(items(0), numbering=lists)).blocks[0].label
    assert found is not None
    assert (found.text, found.value, found.level, found.style) == label
    assert not found.typed


def test_a_format_that_is_not_known_is_told() -> None:
    data = docx(items(0), numbering=numbering(abstract(1, level(0, "bahtText", "%1.")), instance(1, 1)))
    decision = dd.read(data)
    assert decision.blocks[0].label is not None
    assert decision.blocks[0].label.text == "1."
    assert [notice.code for notice in decision.notices] == ["number-format"]


def test_what_styles_say_is_forgotten_when_a_style_is_added() -> None:
    data = docx(
        p(t("甲"), properties='<w:pStyle w:val="two"/>'), styles=styles(style("one", '<w:outlineLvl w:val="2"/>'))
    )
    package = Package(data)
    found = Styles(package)
    (properties,) = every(package.read_xml(package.main), "w:pPr")
    assert found.find_outline(properties) is None
    added = styles(style("two", '<w:outlineLvl w:val="1"/>')).encode()
    found.add(safexml.parse(added, part="styles")[0])
    assert found.find_outline(properties) == 1
