"""The reading with the least surprise: one text per rule, as a reader of that text would have it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff import outline
from decision_diff.model import Decision, Source
from decision_diff.parse import costs
from decision_diff.parse.candidates import list_candidates


def read(*lines: str, language: str = "") -> Decision:
    return dd.read(text="\n".join(lines) + "\n", language=language)


def show(decision: Decision) -> str:
    """Each numbered clause on a line, indented by what it hangs on: numbers alone."""
    shown = []
    for clause in decision.walk():
        if clause.label is not None:
            depth = sum(step.label is not None for step in decision.path(clause.eid)) - 1
            shown.append("  " * depth + clause.label.text)
    return "\n".join(shown)


LEVELS = {
    "bylaws": (
        ["Bylaws of the Club", "ARTICLE I", "MEMBERS", "Section 1.01 Classes. There are two classes.", "Section 1.02 Dues. Members:",
         "(a) pay dues; and", "(b) vote.", "ARTICLE II", "BOARD", "Section 2.01 Number. Five directors.", "Section 2.02 Term. One year."],
        "ARTICLE I\n  Section 1.01\n  Section 1.02\n    (a)\n    (b)\nARTICLE II\n  Section 2.01\n  Section 2.02",
    ),
    "european act": (
        ["Regulation on boats", "CHAPTER I", "GENERAL", "Section 1", "Scope", "Article 1", "Subject matter", "1. This Regulation applies to boats.",
         "2. It does not apply to:", "(a) rafts;", "(b) ships that:", "(i) carry oil;", "(ii) carry gas.", "Section 2", "Terms", "Article 2",
         "Definitions", "Words mean what they say.", "Article 2a", "Principles", "Boats float."],
        (
            "CHAPTER I\n  Section 1\n    Article 1\n      1.\n      2.\n        (a)\n        (b)\n          (i)\n          (ii)\n"
            "  Section 2\n    Article 2\n    Article 2a"
        ),
    ),
    "american levels": (
        ["Parks Act", "SEC. 101. NAME.", "This is the Parks Act.", "SEC. 102. TERMS.", "(a) Definitions.—In this Act:", "(1) PARK.—A garden.",
         "(A) open; or", "(B) closed.", "(i) at night; and", "(ii) in winter.", "(2) KEEPER.—A person.", "(b) Rule.—Alike."],
        "SEC. 101\nSEC. 102\n  (a)\n    (1)\n      (A)\n      (B)\n        (i)\n        (ii)\n    (2)\n  (b)",
    ),
    "british sections count on through parts": (
        ["Ponds Act", "PART 1", "PONDS", "Ponds", "1.—(1) An authority may dig a pond.", "(2) It must fence it.", "Frogs", "2. Frogs are kept.",
         "2A. Toads are kept.", "PART 2", "FISH", "Fish", "3. Fish are fed.", "Water", "4. Water is clean."],
        "PART 1\n  1.\n    (1)\n    (2)\n  2.\n  2A.\nPART 2\n  3.\n  4.",
    ),
    "contract": (
        ["Agreement", "1. Services", "1.1 The supplier shall:", "(a) deliver; and", "(b) install.", "1.2 The customer pays.", "2. Term", "2.1 Two years."],
        "1.\n  1.1\n    (a)\n    (b)\n  1.2\n2.\n  2.1",
    ),
    "german law": (
        ["Gesetz über die Gärten", "Abschnitt 1", "Allgemeines", "§ 1 Zweck", "(1) Dieses Gesetz gilt für Gärten.", "(2) Es gilt nicht für", "1. Höfe,",
         "2. Wege, die", "a) breit sind oder", "aa) mit Kies,", "bb) mit Sand,", "b) schmal sind,", "2a. Plätze.", "§ 1a Grundsatz",
         "Gärten sind offen.", "Abschnitt 2", "Schluss", "§ 2 Inkrafttreten", "Es tritt in Kraft."],
        (
            "Abschnitt 1\n  § 1\n    (1)\n    (2)\n      1.\n      2.\n        a)\n          aa)\n          bb)\n        b)\n      2a.\n  § 1a\n"
            "Abschnitt 2\n  § 2"
        ),
    ),
    "japanese statute": (
        ["公園法", "第一章　総則", "（目的）", "第一条　この法律は、公園の管理を定めることを目的とする。", "２　公園とは、次に掲げる土地をいう。", "一　庭",
         "イ　大きな庭", "ロ　小さな庭", "二　池", "二の二　沼", "（管理）", "第二条　公園は、市が管理する。", "第二条の二　沼は、県が管理する。"],
        "第一章\n  第一条\n    ２\n      一\n        イ\n        ロ\n      二\n      二の二\n  第二条\n  第二条の二",
    ),
    "korean statute": (
        ["공원법", "제1장 총칙", "제1조(목적) 이 법은 공원을 정한다.", "제2조(정의) ① 공원이란 다음을 말한다.", "1. 뜰", "가. 큰 뜰", "나. 작은 뜰",
         "1의2. 못", "2. 숲", "② 못은 넓다.", "제2조의2(관리) 시가 관리한다."],
        "제1장\n  제1조\n  제2조\n    ①\n      1.\n        가.\n        나.\n      1의2.\n      2.\n    ②\n  제2조의2",
    ),
    "chinese decision": (
        ["示例决定", "做出决定", "1\t召开论坛；", "1之二\t邀请准成员；", "2\t论坛讨论下列事项：", "a)\t议程；", "i)\t草案；", "ii)\t定稿；", "b)\t预算；", "3\t发布报告。"],
        "1\n1之二\n2\n  a)\n    i)\n    ii)\n  b)\n3",
    ),
    "taiwan statute": (
        ["示例法", "第 1 條", "為保護紀錄，制定本法。", "第 1-1 條", "保管人如下：", "一、甲。", "二、乙。", "前項保管人應付費。", "第 2 條", "本法自公布日施行。"],
        "第 1 條\n第 1-1 條\n  一、\n  二、\n第 2 條",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), LEVELS.values(), ids=LEVELS)
def test_the_order_of_levels_is_that_of_the_text(lines: list[str], expected: str) -> None:
    decision = read(*lines)
    assert show(decision) == expected
    assert [notice.code for notice in decision.notices] == []


def test_a_letter_or_a_roman_number_is_what_the_lines_around_it_say() -> None:
    letters = ["The Council,", "decides", *(f"{chr(97 + at)})\tto do {at};" for at in range(12))]
    assert show(read(*letters)) == "\n".join(f"{chr(97 + at)})" for at in range(12))
    nested = read("The Council,", "decides", "a)\tthe following:", "i)\tone;", "ii)\ttwo;", "b)\tthree.")
    assert show(nested) == "a)\n  i)\n  ii)\nb)"


def test_a_heading_in_quotation_marks_is_an_article() -> None:
    decision = read(
        "Records Act",
        "Article 1 This Act protects records.",
        "Article 2 “Consent” means a written agreement.",
        "Article 3 A keeper pays.",
    )
    assert show(decision) == "Article 1\nArticle 2\nArticle 3"


def test_a_due_heading_that_was_read_as_text_is_told() -> None:
    decision = read("某某法", "第一条　甲应当申报。", "第二条规定的事项除外。", "第二条　乙应当审查。")
    assert show(decision) == "第一条\n第二条"
    cited = read("某某法", "第一条　甲应当申报。", "第二条甲乙丙丁的事项另行规定。", "第三条　乙应当审查。")
    assert show(cited) == "第一条\n第二条\n第三条"


def test_doubts_of_one_kind_are_one_notice_with_their_count() -> None:
    lines = [
        line for at in range(1, 30, 2) for line in (f"第{at}条　甲。", f"第{at + 1}条　乙。", f"第{at + 1}条　丙。")
    ]
    (notice,) = read("某某法", *lines).notices
    assert notice.code == "number-repeated"
    assert notice.message.startswith(
        "15 numbers are odd in this way; the first: the number 第2条 occurs twice in a row"
    )


def test_numbers_that_mostly_have_gaps_are_an_extract() -> None:
    decision = read("Extract", "Article 1. One.", "Article 5. Five.", "Article 9. Nine.", "Article 14. Fourteen.")
    assert decision.notices == ()


def test_a_repealed_article_leaves_a_gap_and_no_other_harm() -> None:
    lines = [
        "Charter of a club",
        "Article 1 Name",
        "The name is Lake Club.",
        "Article 2 Seat",
        "The seat is at the lake.",
        "Article 4 Members",
        "All may join.",
        "Article 5 Fees",
        "Fees are due in May.",
    ]
    decision = read(*lines)
    assert show(decision) == "Article 1\nArticle 2\nArticle 4\nArticle 5"
    assert [notice.code for notice in decision.notices] == ["number-gap"]
    assert decision.clause("art_4__para_1").text == "All may join."


@pytest.mark.parametrize(("first", "last"), [("‘", "’"), ("“", "”"), ("«", "»"), ('"', '"'), ("„", "“")])
def test_what_is_quoted_over_several_lines_numbers_nothing_outside(first: str, last: str) -> None:
    decision = read(
        "Amending act", "Article 1", "The Act is amended as follows:", "(1) the following is inserted:", f"{first}Article 4a", "1. Museums are open.",
        f"(1) Museums register.{last};", "(2) point (f) is deleted;", "Article 2", "This Act is in force.",
    )  # fmt: skip
    top = [clause.label.text for clause in decision.walk() if clause.label and len(decision.path(clause.eid)) <= 2]
    assert top == ["Article 1", "(1)", "(2)", "Article 2"]
    assert decision.notices == ()


def test_a_list_goes_on_after_a_text_that_has_a_list_of_its_own() -> None:
    decision = read(
        "Act",
        "Article 1 Terms",
        "(1) In this Act:",
        "owner means:",
        "(a) the keeper;",
        "(b) the heir.",
        "(2) A pond is a lake.",
        "Article 2 Extent",
        "All.",
    )
    assert show(decision) == "Article 1\n  (1)\n    (a)\n    (b)\n  (2)\nArticle 2"


def test_headings_without_a_word_enclose_articles() -> None:
    decision = read(
        "Rules",
        "I. SESSIONS",
        "Rule 1",
        "The Assembly meets.",
        "Rule 2",
        "Notice is sent.",
        "II. AGENDA",
        "Rule 3",
        "It has reports.",
    )
    assert show(decision) == "I.\n  Rule 1\n  Rule 2\nII.\n  Rule 3"


def test_numbers_count_on_through_headings_of_any_kind() -> None:
    decision = read(
        "Report of the chair",
        "I. Introduction",
        "1. The group met.",
        "2. It had members.",
        "II. Results",
        "3. It agreed.",
        "4. It closed.",
    )
    assert show(decision) == "I.\n  1.\n  2.\nII.\n  3.\n  4."
    assert decision.notices == ()


def test_text_after_an_enumeration_belongs_to_what_it_hangs_on() -> None:
    decision = read(
        "Gesetz über Bahnen",
        "§ 1 Zweck",
        "(1) Seilbahnen in diesem Gesetz sind",
        "1. Standseilbahnen,",
        "2. Schlepplifte.",
        "Aufzüge sind keine Seilbahnen.",
        "(2) Die Behörde führt ein Register.",
    )
    (text,) = (clause for clause in decision.walk() if clause.text.startswith("Aufzüge"))
    assert decision.parent(text.eid).label.text == "(1)"  # type: ignore[union-attr]


def test_a_citation_alone_on_a_line_is_no_heading() -> None:
    decision = read(
        "Charter",
        "Article 1 Name",
        "The name of it is Lake.",
        "Article 2 Fees",
        "Fees are set in the manner of",
        "Article 3.",
        "Article 3 End",
        "It ends.",
    )
    assert show(decision) == "Article 1\nArticle 2\nArticle 3"


def test_a_numbered_annex_follows_one_without_a_number() -> None:
    decision = read(
        "Act",
        "Article 1",
        "The lists are adopted.",
        "Annex",
        "List of lakes",
        "1. Geneva",
        "Annex 2",
        "List of rivers",
        "1. Rhone",
    )
    assert show(decision) == "Article 1\nAnnex\n  1.\nAnnex 2\n  1."


def test_lists_of_one_style_are_told_apart_by_their_indent() -> None:
    decision = read(
        "Rules of the house",
        "1. Each report has:",
        "    1. events;",
        "    2. a budget;",
        "2. Reports are public.",
        "3. The chair signs:",
        "    1. minutes.",
    )
    assert show(decision) == "1.\n  1.\n  2.\n2.\n3.\n  1."


def test_the_first_paragraph_below_a_number_on_its_own_line_is_that_of_the_article() -> None:
    lone, inline = (
        read("示例条例", "第一条", "甲应当申请。", "乙应当审查。"),
        read("示例条例", "第一条　甲应当申请。", "乙应当审查。"),
    )
    assert [clause.eid for clause in lone.walk()] == [clause.eid for clause in inline.walk()]
    assert not dd.compare(lone, inline).changes
    assert lone.plain == "示例条例\n第一条\n甲应当申请。\n乙应当审查。\n"


def _explain(decision: Decision) -> str:
    return outline.explain(decision, list_candidates(decision))


def test_the_costs_of_all_ways_are_printed_on_demand() -> None:
    shown = _explain(read("某某法", "第一条　甲。", "第二条　乙。"))
    assert "cost 0.0 number 第二条 (value 2, style zh-article): the next one of its list\n" in shown
    assert f"cost {costs.TEXT_FOR_CERTAIN:.1f} text\n" in shown


NUMBERS = [
    "1.",
    "2.",
    "3.",
    "a)",
    "b)",
    "(i)",
    "(ii)",
    "(A)",
    "第一条　",
    "第二条　",
    "一、",
    "（一）",
    "Article 1.",
    "Section 1.01",
    "§ 1",
    "1.1",
    "•",
    "①",
    "",
]


@given(
    st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(["甲。", "foo:", "Bar.", "", "“baz"])), max_size=25)
)
def test_whatever_the_order_no_line_is_lost_and_the_second_reading_is_the_first(rows: list[tuple[str, str]]) -> None:
    text = "Title\n" + "".join(f"{number} {words}".strip() + "\n" for number, words in rows)
    decision = dd.read(text=text)
    assert decision.plain == text
    assert dd.read(text=text).clauses == decision.clauses
    holders = [at for clause in decision.walk() for at in range(clause.origin.start, clause.origin.end)]
    assert len(holders) == len(set(holders))
    assert holders == sorted(holders), "clauses stand in the order of the file"


def test_a_quotation_ends_where_a_text_ends_it() -> None:
    decision = read(
        "示例法",
        "第1条　甲如下：",
        "一、甲。",
        "二、“店铺”或“",
        "零售业”，依文件认定。",
        "申请甲者，不受限制。",
        "第2条　乙。",
        "第3条　丁。",
    )
    assert show(decision) == "第1条\n  一、\n  二、\n第2条\n第3条"


def test_a_lone_number_that_is_text_after_all_keeps_its_words() -> None:
    decision = read("示例", "第二条", "批准筹备进程", "第一条　附件。")
    words = "".join(clause.line for clause in decision.walk())
    assert all(part in words for part in ("第二条", "批准筹备进程", "第一条"))


def test_a_text_that_never_tells_is_read_one_way_in_the_end_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Rules", *["2.\tboats", "b)\trafts"] * 20]
    whole = read(*lines)
    assert "reading-narrowed" not in [notice.code for notice in whole.notices]
    monkeypatch.setattr(costs, "PATIENCE", 10)
    found = read(*lines)
    said = [notice for notice in found.notices if notice.code == "reading-narrowed"]
    assert len(said) == 1
    assert said[0].origin is not None
    assert 9 <= said[0].origin.start <= 15
    assert found.plain == whole.plain


def test_a_text_that_tells_is_never_narrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(costs, "PATIENCE", 10)
    found = read("Rules", *[f"{n}. Boat {n} floats." for n in range(1, 60)])
    assert not found.notices


FIRST_PARAGRAPHS = [
    ("Loi sur les quais", "Article 1", "Le quai est fermé.", "Il rouvre le matin.", "Article 2", "Le maire a la clé.", "Il la prête."),
    ("Ley de los muelles", "Artículo 1", "El muelle está cerrado.", "Abre por la mañana.", "Artículo 2", "Hay una llave.", "Se presta."),
]  # fmt: skip


@pytest.mark.parametrize("lines", FIRST_PARAGRAPHS, ids=["fr", "es"])
def test_a_sentence_in_the_line_below_a_number_is_the_first_paragraph(lines: tuple[str, ...]) -> None:
    assert [clause.eid for clause in read(*lines).walk()][1:] == ["art_1", "art_1__para_2", "art_2", "art_2__para_2"]


def test_a_heading_in_the_line_below_a_number_is_no_paragraph() -> None:
    found = read(
        "Quay Act", "Article 1", "Opening hours", "The quay is open.", "Article 2", "Keys", "The mayor has a key."
    )
    assert [clause.eid for clause in found.walk()][1:] == ["art_1", "art_1__para_1", "art_2", "art_2__para_1"]


def test_behind_a_number_a_heading_may_have_a_full_stop() -> None:
    found = read("Quay Act", "Article 1. Hours.", "The quay is open.", "Article 2. Keys.", "The mayor has a key.")
    assert [clause.heading for clause in found.walk() if clause.level == "article"] == ["Hours.", "Keys."]


def test_the_second_paragraph_of_a_japanese_article_does_not_hang_in_the_list_of_the_first() -> None:
    found = read("港条例", "第一条　何人も、次に掲げる行為をしてはならない。", "一　泳ぐこと。", "二　次に掲げる物を捨てること。", "イ　紙",
                 "ロ　箱", "２　前項の規定は、市長には適用しない。", "３　市長は、次の者を任命する。", "一　番人", "第二条　港は閉じる。")  # fmt: skip
    assert show(found) == "第一条\n  一\n  二\n    イ\n    ロ\n  ２\n  ３\n    一\n第二条"


def test_a_list_of_digits_has_a_second_item_of_its_own() -> None:
    found = read("港条例", "第一条　次のとおりとする。", "１　港", "２　船", "第二条　港は閉じる。")
    assert show(found) == "第一条\n  １\n  ２\n第二条"


QUAY = (
    "碼頭條例",
    "第 1 條",
    "申請人應檢具下列文件：",
    "一、申請書。",
    "二、證明，包括：",
    "（一）執照。",
    "（二）船籍。",
)


def test_a_sentence_behind_a_finished_list_in_a_list_is_a_paragraph_of_the_article() -> None:
    found = read(*QUAY, "主管機關應於十日內核定。", "前項期限得延長。", "第 2 條", "本條例自公布日施行。")
    assert [clause.eid for clause in found.walk()][-3:] == ["art_1__para_4", "art_1__para_5", "art_2"]


@pytest.mark.parametrize("words", ["“主管機關應於十日內核定。”", "within ten days."])
def test_a_quotation_and_the_rest_of_a_sentence_stay_with_the_inner_list(words: str) -> None:
    found = read(*QUAY, words, "第 2 條", "本條例自公布日施行。")
    assert found.walk()[-2].eid == "art_1__para_2__wrapup_1"


def test_what_a_list_goes_on_behind_belongs_to_its_item_and_stands_in_order() -> None:
    found = read(*QUAY, "前二目得以影本代之：", "1　甲。", "2　乙。", "（三）其他。", "三、規費。")
    eids = [clause.eid for clause in found.walk()]
    assert "art_1__para_2__point_2__p_1" in eids
    assert eids[-2:] == ["art_1__para_2__point_3", "art_1__para_3"]


def test_a_part_that_was_put_in_stands_between_its_neighbours_in_a_russian_article() -> None:
    found = read("Закон о причалах", "Статья 1. Вход", "1. Вход открыт для всех желающих.", "2. Дети входят бесплатно по средам.",
                 "2.1. Старики входят бесплатно.", "2.2. Моряки входят бесплатно.", "3. Вход закрыт:", "1) ночью;", "2) зимой.",
                 "3.1. Кошки не входят.", "Статья 2. Выход", "2.1. Выход открыт.", "2.2. Выход широк.")  # fmt: skip
    expected = "Статья 1\n  1.\n  2.\n  2.1.\n  2.2.\n  3.\n    1)\n    2)\n  3.1.\nСтатья 2\n  2.1.\n  2.2."
    assert show(found) == expected
    assert found.place("art_1__point_2.1") == "статья 1, часть 2.1"


def test_points_of_a_contract_hang_below_the_number_that_they_begin_with() -> None:
    found = read(
        "Договор",
        "1. Предмет",
        "1.1. Поставщик передаёт товар.",
        "1.2. Покупатель платит.",
        "2. Срок",
        "2.1. Один год.",
    )
    assert show(found) == "1.\n  1.1.\n  1.2.\n2.\n  2.1."


def test_paragraphs_of_a_schedule_count_on_through_its_sections() -> None:
    lines = ("Ponds Act", "1. Schedule 1 has effect.", "SCHEDULE 1", "FENCES", "Section 1", "1 A fence is high.",
             "2 A fence is green.", "Section 2", "3 A gate is locked.", "(1) There is one key.", "(2) It is kept.")  # fmt: skip
    found = read(*lines)
    assert show(found) == "1.\nSCHEDULE 1\n  Section 1\n    1\n    2\n  Section 2\n    3\n      (1)\n      (2)"
    assert "number-start" not in [notice.code for notice in found.notices]


PLEDGE = ("The Council,", "recalling", "a)\tits Resolution 5,", "decides", "1\tto meet each year;", "[2\tto publish its report;]",
          "[3\tto invite:", "a)\tmembers;", "[b)\tguests;]]", "4\tto review this decision.")  # fmt: skip


def test_a_number_is_one_behind_the_bracket_that_holds_its_clause() -> None:
    found = read(*PLEDGE)
    assert [clause.eid for clause in found.clause("part_1").walk()][1:] == [
        "part_1__para_1", "part_1__para_2", "part_1__para_3", "part_1__para_3__point_a", "part_1__para_3__point_b", "part_1__para_4",
    ]  # fmt: skip
    assert found.clause("part_1__para_2").words == "[to publish its report;]"
    assert found.plain == "\n".join(PLEDGE) + "\n"


def test_the_bracket_around_a_number_is_agreed_and_what_follows_is_only_renumbered() -> None:
    old = "\n".join(PLEDGE) + "\n"
    new = old.replace("[2\tto publish its report;]", "2\tto publish its report;\n[3\tto dance;]").replace(
        "[3\tto inv", "[4\tto inv"
    )
    found = dd.compare(old, new.replace("4\tto review", "5\tto review"))
    told = [(change.mark, "agreement" in change.effects) for change in found.changes]
    assert told == [("MOD", True), ("ADD", False), ("(MOD)", False), ("(MOD)", False)]


@pytest.mark.parametrize("line", ["[2027 members]", "[3 members]", "[Annex 2]", "[1]", "[3]", "[note 4]"])
def test_what_is_no_due_number_behind_a_bracket_is_text(line: str) -> None:
    found = read("The Council,", "decides", "1\tto meet:", line, "2\tto review this decision.")
    assert line in [clause.words for clause in found.walk()]


@pytest.mark.parametrize("fmt", ["html", "docx"])
def test_a_bracket_before_a_number_is_in_a_redline_that_can_be_verified(fmt: str) -> None:
    old = "\n".join(PLEDGE) + "\n"
    output = dd.render(dd.compare(old, old.replace("[2\tto publish its report;]", "2\tto publish its report;")), fmt)
    data = output if isinstance(output, bytes) else output.encode()
    assert dd.verify(
        Source(f"a.{fmt}", "", data), old, old.replace("[2\tto publish its report;]", "2\tto publish its report;")
    )


def test_a_heading_behind_lettered_recitals_ends_them() -> None:
    recitals = ("Agreement", "(A) The seller has docks.", "(B) The buyer needs docks.")
    found = read(*recitals, "1. TERMS", "(a) Docks are sold.", "2. PRICE", "One euro.")
    assert show(found) == "(A)\n(B)\n1.\n  (a)\n2."
    found = read(*recitals, "1. Terms", "1.1 Docks are sold.", "1.2 Boats are not.", "2. Price", "2.1 One euro.")
    assert show(found) == "(A)\n(B)\n1.\n  1.1\n  1.2\n2.\n  2.1"


@pytest.mark.parametrize(
    "lines",
    [
        ("(A) The seller has docks.", "1. Large docks.", "2. Small docks."),
        ("(A) The seller has:", "1. DOCKS", "2. BOATS"),
        ("(A) The seller has docks.", "1. Terms", "2. Price"),
    ],
)
def test_other_numbers_behind_a_letter_are_its_items(lines: tuple[str, ...]) -> None:
    assert show(read("Agreement", *lines)) == "(A)\n  1.\n  2."


def test_captions_and_tables_of_closing_provisions_stand_where_they_belong() -> None:
    found = read("港規則", "第一条　港は開く。", "第二条　港は閉じる。", "附　則", "（施行期日）", "１　この規則は、公布の日から施行する。",
                 "（経過措置）", "２　なお従前の例による。", "別表第一（第一条関係）", "甲は乙とする。")  # fmt: skip
    assert [clause.eid for clause in found.walk()][3:] == [
        "att_1", "att_1__heading_1", "att_1__para_1", "att_1__heading_2", "att_1__para_2", "att_1_dup2", "att_1_dup2__p_1",
    ]  # fmt: skip


def test_a_paragraph_of_a_japanese_article_stays_one_where_the_one_before_went() -> None:
    found = read(
        "港条例",
        "第一条　次のとおりとする。",
        "一　港",
        "二　船",
        "３　市長は、定めることができる。",
        "第二条　港は閉じる。",
    )
    assert show(found) == "第一条\n  一\n  二\n  ３\n第二条"
    assert [notice.code for notice in found.notices] == ["number-start"]


def test_the_rest_of_a_sentence_behind_a_list_is_no_paragraph_of_its_own() -> None:
    found = read("Hafengesetz", "§ 1", "Farben", "Boote müssen", "1. rot oder", "2. grün", "sein. Das Nähere regelt die Anlage.",
                 "Flöße sind grau.", "§ 2", "Geltung", "Dieses Gesetz tritt morgen in Kraft.")  # fmt: skip
    assert [clause.eid for clause in found.walk()][5:7] == ["art_1__wrapup_1", "art_1__para_2"]


@pytest.mark.parametrize(
    "lines",
    [
        ("(ii) one”", "二、 Two of them]", " 甲：", "Article 1three”", "2.1.\t甲。"),
        ("b)\t甲：", "1 two;", "(b)baz", "1.", "(a)baz", "1", "baz", "Article 2Bar.", "一、\tfoo:"),
        ("(ii)（目的）", "(b)foo:", "Annex\tBar of them]", "2甲：", "2.2.\t甲。"),
    ],
)
def test_what_goes_back_to_an_item_stays_in_order(lines: tuple[str, ...]) -> None:
    found = read("Title", *lines, language="zh")
    blocks = [at for clause in found.walk() for at in range(clause.origin.start, clause.origin.end)]
    assert blocks == list(range(len(lines) + 1))


def test_decimal_numbers_go_on_where_some_are_missing() -> None:
    lines = ("Agreement", "Article 2 Buoys", "2.1 Members mark wrecks.", "2.2 Members mark baths.")
    assert show(read(*lines, "2.9 Members report.", "2.9.1 It is public.")).endswith("2.2\n  2.9\n    2.9.1")
    assert show(read(*lines, "2.10 Members report.")).endswith("2.2")
    assert show(read(*lines, "2.9 million boats are marked.")).endswith("2.2")


def test_terms_in_straight_quotes_are_defined_line_by_line() -> None:
    found = read("Buoys Act", "1 Terms", "(1) In this section—", '"harbour authority" has the meaning of the Harbours Act;',
                 '"wreck" includes a sunken buoy.', "(2) It applies to lakes.", "2 Changes", '(1) For "light" read "buoy".')  # fmt: skip
    assert show(found) == "1\n  (1)\n  (2)\n2\n  (1)"


def test_what_is_quoted_over_lines_in_straight_quotes_holds_them() -> None:
    found = read(
        "Buoys Act",
        "1. The Act is amended as follows:",
        '"1. The term buoy is new.',
        '2. The term light is new."',
        "2. It ends.",
    )
    assert show(found).splitlines()[0] == "1."
    assert [clause.words for clause in found.walk()][-1] == "It ends."
    assert found.walk()[-1].eid == "para_2"


def test_what_minutes_resolve_stays_below_their_item() -> None:
    found = read("MINUTES", "1. Apologies", "There were none.", "2. Finance", "RESOLVED:", "(1) that the accounts be approved;",
                 "(2) that they be paid.", "3. Date", "It is the 4th.")  # fmt: skip
    assert show(found) == "1.\n2.\n  (1)\n  (2)\n3."
    decision = read(
        "DECISION 5", "The Council,", "RESOLVES", "1 to meet.", "INSTRUCTS THE SECRETARY-GENERAL", "1 to report."
    )
    assert [clause.level for clause in decision.clauses] == ["title", "formula", "part", "part"]
