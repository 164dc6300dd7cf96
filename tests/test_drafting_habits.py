"""How drafters print numbers, headings and what stands around them: each habit with a text of its own."""

from __future__ import annotations

import pytest

from decision_diff import pipeline
from decision_diff.model import Decision
from layouts import fold


def read(*lines: str, language: str = "") -> Decision:
    return pipeline.read(text="\n".join(lines) + "\n", language=language)


def show(decision: Decision) -> list[str]:
    """Each clause with what it is, its number and words; two spaces for each clause that it hangs in."""
    shown = []
    for clause in decision.walk():
        depth = len(decision.path(clause.eid)) - 1
        words = " ".join(part for part in (clause.number, clause.words.replace("\n", " ")) if part)
        shown.append(f"{'  ' * depth}{words}")
    return shown


def test_an_item_whose_number_stands_alone_has_the_words_below_it() -> None:
    found = read(
        "Article 1", "Scope", "This Act covers:", "(a)", "ferries;", "(b)", "rafts, namely:", "(i)", "long rafts;", "(ii)",
        "round rafts;", "(c)", "buoys.", "Article 2", "Dues", "1.", "Dues are paid.", "2.", "Article 4 of the Port Code applies.",
    )  # fmt: skip
    assert show(found) == [
        "Article 1 Scope", "  This Act covers:", "    (a) ferries;", "    (b) rafts, namely:", "      (i) long rafts;",
        "      (ii) round rafts;", "    (c) buoys.", "Article 2 Dues", "  1. Dues are paid.", "  2. Article 4 of the Port Code applies.",
    ]  # fmt: skip
    assert found.notices == ()


def test_a_number_alone_above_an_item_has_no_words() -> None:
    assert show(read("Rules", "1.", "(a)\tferries;", "(b)\trafts."))[1:] == ["1.", "  (a) ferries;", "  (b) rafts."]


@pytest.mark.parametrize("heading", ["Purpose", "References", "Requests"])
def test_the_heading_of_an_article_may_be_a_word_of_covers_and_parts(heading: str) -> None:
    found = read("Ferry Act", "Article 1", heading, "Ferries are safe.", "Article 2", "Dues", "Dues are paid.")
    assert show(found)[1:] == [f"Article 1 {heading}", "  Ferries are safe.", "Article 2 Dues", "  Dues are paid."]


@pytest.mark.parametrize("heading", ["References", "Requests"])
def test_a_heading_above_a_number_may_be_a_word_of_covers_and_parts(heading: str) -> None:
    found = read(
        "Ferry Act", "Scope", "1. This Act covers ferries.", heading, "2. They are made in writing.",
        "Dues", "3. Dues are paid.",
    )  # fmt: skip
    levels = [(clause.level, clause.words) for clause in found.walk() if clause.number == ""]
    assert levels[2:] == [("heading", heading), ("heading", "Dues")]
    assert [found.parent(clause.eid) for clause in found.walk()] == [None] * 7


def test_a_call_line_above_a_number_stays_one_where_parts_begin_with_one() -> None:
    found = read(
        "Decision 7", "Resolves", "1. to open the ferry.", "Harbour", "2. to close the harbour.",
        "Invites", "3. members to pay.",
    )  # fmt: skip
    assert [clause.words for clause in found.walk() if clause.level == "part"] == ["Resolves", "Invites"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "IT IS AGREED as follows:"),
        ("en", "NOW, THEREFORE, the parties hereby agree as follows:"),
        ("fr", "Il a été convenu ce qui suit :"),
        ("es", "Las partes acuerdan las siguientes cláusulas:"),
        ("de", "Die Parteien vereinbaren Folgendes:"),
        ("ru", "Стороны договорились о нижеследующем:"),
        ("zh", "经研究，决定如下："),
        ("zh", "双方经协商，达成如下协议："),
    ],
)
def test_what_the_parties_agree_holds_no_clauses(language: str, line: str) -> None:
    found = read("A", "x", line, "1. B", "2. C", language=language)
    assert next(clause.level for clause in found.walk() if clause.words == line) == "formula"
    assert [found.parent(clause.eid) for clause in found.walk() if clause.number] == [None, None]


def test_articles_of_laws_and_of_decrees_of_a_french_code_are_two() -> None:
    old = (
        "CODE DES BACS\nTitre Ier\nArticle L. 11-1\nLes bacs sont sûrs.\nArticle L. 11-2\nLe tarif suit l'article R. 11-2.\n"
        "Article R. 11-1\nLe bac suit l'article L. 11-2.\nArticle R. 11-2\nLe tarif est affiché.\nArticle R.* 11-3\nLe bac est bleu.\n"
    )
    found = pipeline.read(text=old)
    assert [clause.eid for clause in found.walk() if clause.level == "article"] == [
        "art_11-1", "art_11-2", "art_r11-1", "art_r11-2", "art_r11-3",
    ]  # fmt: skip
    assert {found.parent(clause.eid).eid for clause in found.walk() if clause.level == "article"} == {"title_1"}  # type: ignore[union-attr]
    assert found.notices == ()
    for part in "LR":  # a new article before the second one, and what cites that one follows
        new = old.replace(
            f"Article {part}. 11-2\n", f"Article {part}. 11-2\nNul ne peut nager.\nArticle {part}. 11-3\n"
        )
        new = new.replace(f"l'article {part}. 11-2", f"l'article {part}. 11-3").replace("R.* 11-3", "R.* 11-4")
        changes = pipeline.compare(old_text=old, new_text=new).changes
        assert [change.mark for change in changes if change.kind != "consequential"] == ["ADD"]


def test_parts_of_a_french_code_are_headings() -> None:
    found = read(
        "Partie législative",
        "Article L. 1",
        "Les bacs sont sûrs.",
        "Partie réglementaire",
        "Article R. 1",
        "Ils sont bleus.",
    )
    assert show(found)[-2:] == ["Partie réglementaire", "  Article R. 1 Ils sont bleus."]


def test_the_first_roman_number_on_the_line_of_a_french_article() -> None:
    found = read(
        "Arrêté",
        "Art. 1er. – I. – Les bacs sont bleus.",
        "II. – Ils sont sûrs.",
        "Art. 2. – Le bac ferme.",
        language="fr",
    )
    assert show(found)[1:] == ["Art. 1er", "  I. Les bacs sont bleus.", "  II. Ils sont sûrs.", "Art. 2 Le bac ferme."]
    assert found.notices == ()


@pytest.mark.parametrize("name", ["C. MARTIN", "K. L. MARTIN", "J. Smith"])
def test_whoever_signs_is_no_section(name: str) -> None:
    found = read("Ferry Order", "1. Ferries stop.", "2. Rafts stop.", "The Director", name)
    assert [clause.words for clause in found.walk()][-1] == name
    assert found.notices == ()


def test_a_letter_above_its_next_one_is_a_section_whatever_its_heading() -> None:
    found = read("Ferry Order", "A. Ferries", "Ferries stop.", "B. Rafts", "Rafts stop.", "C. Boats", "Boats stop.")
    assert [clause.number for clause in found.walk() if clause.number] == ["A.", "B.", "C."]


@pytest.mark.parametrize("rule", ["* * *", "- - -", "– – –"])
def test_a_rule_of_marks_is_no_item(rule: str) -> None:
    found = read("Rules", "1.\tFerries stop.", rule, "They start again.")
    assert [clause.number for clause in found.walk()] == ["", "1.", "", ""]


def test_what_a_russian_act_approves_is_a_text_of_its_own() -> None:
    found = read(
        "ПОСТАНОВЛЕНИЕ", "О паромах", "1. Утвердить прилагаемые Правила.", "2. Паромы стоят.", "УТВЕРЖДЕНЫ", "постановлением Совета",
        "ПРАВИЛА", "I. Общие положения", "1. Паром синий.", "II. Порядок", "2. Паром ждёт.", language="ru",
    )  # fmt: skip
    assert show(found)[4:] == [
        "УТВЕРЖДЕНЫ", "  постановлением Совета", "  ПРАВИЛА", "  I. Общие положения", "    1. Паром синий.", "  II. Порядок",
        "    2. Паром ждёт.",
    ]  # fmt: skip


def test_the_stamp_above_russian_rules_holds_nothing() -> None:
    found = read(
        "УТВЕРЖДЕНЫ",
        "приказом Совета",
        "ПРАВИЛА",
        "1. Паром синий, и на нём горит огонь.",
        "2. Паром ждёт.",
        language="ru",
    )
    assert [found.parent(clause.eid) for clause in found.walk()] == [None] * 5


def test_a_korean_form_has_its_number() -> None:
    found = read("나루법", "제1조(목적) 나루를 정한다.", "[별지 제2호서식] 나루 신청서", language="ko")
    assert show(found)[-1] == "[별지 제2호서식] 나루 신청서"
    assert found.clauses[-1].label is not None
    assert found.clauses[-1].label.value == (2,)


def test_annexes_that_a_chinese_decision_lists_number_no_clauses() -> None:
    found = read(
        "关于渡口的决定", "一、渡口开放。", "二、渡口免费。", "附件：1. 渡口表", "2. 费用表", "3. 船只表", language="zh"
    )
    assert show(found)[-3:] == ["附件：1. 渡口表", "2. 费用表", "3. 船只表"]  # behind the last clause
    assert found.notices == ()


def test_contents_spaced_out_are_not_joined_with_what_stands_above() -> None:
    sentence = "渡口由委员会管理，渡船应当按照规定的时间开行，不得无故停航或者改变航线，旅客应当排队上船"
    articles = [
        f"第{number}条　{sentence}{rest}。"
        for number, rest in zip("一二三四", ("", "下船", "，货物后上", "并付费"), strict=True)
    ]
    wrapped = [line[at : at + 34] for line in articles for at in range(0, len(line), 34)]
    found = read(
        "渡口条例", "（二〇三〇年一月一日第十三届渡口代表大会常务委员会第十五次会议通过）", "目　　录", "第一章　总　　则",
        "第二章　附　　则", "第一章　总　　则", *wrapped[:4], "第二章　附　　则", *wrapped[4:], language="zh",
    )  # fmt: skip
    assert [clause.level for clause in found.walk()][2:5] == ["toc", "tocItem", "tocItem"]
    assert [clause.words for clause in found.walk() if clause.level == "article"] == [line[4:] for line in articles]


KOREAN = """나루법
제1장 총칙
제1조(목적) 이 법은 나루의 설치 및 관리에 관한 사항을 규정함을 목적으로 한다.
제2조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다.
1. "나루"란 배를 대는 곳으로서 다음 각 목의 어느 하나에 해당하는 것을 말한다.
2. "나루지기"란 나루를 관리하는 사람을 말한다.
제2장 설치
제3조(허가) 나루를 설치하려는 자는 군수의 허가를 받아야 하며 그 절차는 조례로 정한다.
제4조(벌칙) 제3조를 위반한 자는 300만원 이하의 벌금에 처한다.
[별표 1] 나루의 종류(제3조 관련)
"""
GERMAN = """Fährgesetz
Teil 1
Allgemeines
§ 1 Zweck
Zweck dieses Gesetzes ist der Schutz der Fähren und der Menschen, die mit ihnen fahren.
§ 2 Begriffe
(1) Fähren im Sinne dieses Gesetzes sind Boote, die Menschen oder Güter über ein Gewässer setzen.
(2) § 4 Absatz 1 Satz 2 des Hafengesetzes gilt entsprechend.
Teil 2
Betrieb
§ 3 Pflichten
Wer eine Fähre betreibt, hat sie zu prüfen und Störungen der Behörde zu melden.
Anlage 1
Prüfplan
"""


@pytest.mark.parametrize("width", range(36, 64, 2))
@pytest.mark.parametrize("text", [KOREAN, GERMAN])
def test_a_unit_behind_a_full_line_that_ends_a_sentence_is_not_joined_with_it(text: str, width: int) -> None:
    printed = pipeline.read(text=fold(text, width))
    units = ("제", "§", "Teil", "Anlage", "[별표")
    assert [clause.number for clause in printed.walk() if clause.number.startswith(units)] == [
        clause.number for clause in pipeline.read(text=text).walk() if clause.number.startswith(units)
    ]


def test_a_part_of_american_rules_stands_below_the_unit_that_it_follows_whatever_else_there_is() -> None:
    found = read(
        "TITLE 1—PORTS", "CHAPTER I—FERRIES", "SUBCHAPTER A—LAMPS", "PART 1—RULES", "Subpart A—Scope", "§ 1.1 Scope.",
        "This part applies to lamps.", "Subpart B—Size", "§ 1.2 Size.", "Lamps are small.", "Appendix A to Part 1—Test of Lamps",
        "1. Light the lamp.", "2. Look at it.",
    )  # fmt: skip
    assert [line.split("—")[0].rstrip() for line in show(found)] == [
        "TITLE 1 PORTS", "  CHAPTER I FERRIES", "    SUBCHAPTER A LAMPS", "      PART 1 RULES", "        Subpart A Scope",
        "          § 1.1 Scope.", "            This part applies to lamps.", "        Subpart B Size", "          § 1.2 Size.",
        "            Lamps are small.", "Appendix A to Part 1", "  1. Light the lamp.", "  2. Look at it.",
    ]  # fmt: skip


def test_an_annex_that_a_sentence_cites_at_the_head_of_a_line_is_none() -> None:
    found = read(
        "Rules", "1. Lamps are lit as set out in", "Annex 1 to these Rules — and in the Code", "2. Lamps are small."
    )
    assert "attachment" not in [clause.level for clause in found.walk()]


def test_what_is_decided_stands_beside_lettered_considerations() -> None:
    found = read(
        "Resolution 7", "The Assembly,", "Recognizing that:", "(a) Ferries carry people;", "(b) Rafts carry goods,",
        "Taking note of the report of the Council on ferries,", "1. Decides to build a ferry;", "2. Invites members:",
        "(a) To pay;", "(b) To wait.",
    )  # fmt: skip
    assert show(found)[-4:] == [
        "1. Decides to build a ferry;",
        "2. Invites members:",
        "  (a) To pay;",
        "  (b) To wait.",
    ]


def test_a_list_that_begins_behind_a_quotation_mark_goes_on_in_the_quotation() -> None:
    found = read(
        "Ferry Order", "1. For paragraph (1) substitute—", "“(1) The form is signed—", "(a) by the owner;", "(b) by the keeper.",
        "(2) It is sent.", "(3) It is kept.”", "2. Omit paragraph (4).",
    )  # fmt: skip
    assert show(found)[2:] == [
        "  “(1) The form is signed—", "    (a) by the owner;", "    (b) by the keeper.", "    (2) It is sent.", "    (3) It is kept.”",
        "2. Omit paragraph (4).",
    ]  # fmt: skip
