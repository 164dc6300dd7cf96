"""The numbering grammar: what is a number, what is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff.labels import find, get_last, is_next, make_grammar, make_slug, parse_numeral

LABELS = [
    # line, printed label, value, level, eid part
    ("第三条之二　为了", "第三条之二", (3, 2), "article", "3-2"),
    ("第一百九十九条（删去）", "第一百九十九条", (199,), "article", "199"),
    ("第12条 全角", "第12条", (12,), "article", "12"),
    ("第12345条　长", "第12345条", (12345,), "article", "12345"),
    ("第一编　总　　则", "第一编", (1,), "book", "1"),
    ("第二分编　物权", "第二分编", (2,), "subdivision", "2"),
    ("第十章　附则", "第十章", (10,), "chapter", "10"),
    ("第二节　种类", "第二节", (2,), "section", "2"),
    ("附件1", "附件1", (1,), "attachment", "1"),
    ("附件一：", "附件一", (1,), "attachment", "1"),
    ("附件", "附件", (), "attachment", ""),
    ("Annex 2 — Timetable", "Annex 2", (2,), "attachment", "2"),
    ("ANNEX B", "ANNEX B", (2,), "attachment", "2"),
    ("1\t背景", "1", (1,), "paragraph", "1"),
    ("１　全角", "１", (1,), "paragraph", "1"),
    ("1.10\t国际", "1.10", (1, 10), "paragraph", "1.10"),
    ("1.1.2\t国际", "1.1.2", (1, 1, 2), "paragraph", "1.1.2"),
    ("3 bis\tmeetings", "3 bis", (3, 2), "paragraph", "3bis"),
    ("3bis.1\tmeetings", "3bis.1", (3, 2, 1), "paragraph", "3bis.1"),
    ("1.关于禁毒的决定", "1.", (1,), "paragraph", "1"),
    ("10．关于惩治", "10．", (10,), "paragraph", "10"),
    ("一、总则", "一、", (1,), "paragraph", "1"),
    ("（十二）其他", "（十二）", (12,), "point", "12"),
    ("(12) other", "(12)", (12,), "point", "12"),
    ("1)\t面向", "1)", (1,), "point", "1"),
    ("a)\t秘书长", "a)", (1,), "point", "a"),
    ("ａ）秘书长", "ａ）", (1,), "point", "a"),
    ("(b) other", "(b)", (2,), "point", "b"),
    ("aa)\tother", "aa)", (27,), "point", "aa"),
    ("iv)\tother", "iv)", (4,), "point", "iv"),
    ("①其他", "①", (1,), "item", "1"),
    ("㉑其他", "㉑", (21,), "item", "21"),
    ("⑴其他", "⑴", (1,), "point", "1"),
    ("㈠其他", "㈠", (1,), "point", "1"),
    ("–\t弥合", "–", (), "item", ""),
    ("•\tEUR1", "•", (), "item", ""),
    ("Article 3 bis. Scope", "Article 3 bis", (3, 2), "article", "3bis"),
    ("CHAPTER IV", "CHAPTER IV", (4,), "chapter", "4"),
    ("[bookmark: OLE_LINK6][bookmark: x]1.3\t国际", "1.3", (1, 3), "paragraph", "1.3"),
    ("　　第五条　缩进", "第五条", (5,), "article", "5"),
]


@pytest.mark.parametrize(("line", "printed", "value", "level", "part"), LABELS, ids=[row[0] for row in LABELS])
def test_label(line: str, printed: str, value: tuple[int, ...], level: str, part: str) -> None:
    found = find(line)
    assert found is not None
    assert not found.weak
    assert (found.label.text, found.label.value, found.label.level, make_slug(found.label)) == (
        printed,
        value,
        level,
        part,
    )


@pytest.mark.parametrize(
    "line",
    [
        "2026年上半年", "1.8万瑞郎来自2024年预算执行节余", "附件1中的议程草案", "附加刑也可以独立适用。", "-foo",
        "WTPF-26须向所有成员国开放", "", "   ", "一百二十元", "(see below)", "C25/5(Rev.1)-C",
        "http://example.org", "mix) up", "（略）", "(iiii) x",
    ],
)  # fmt: skip
def test_no_label(line: str) -> None:
    assert find(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Article 3 of the Convention applies",
        "第五十二条以及第五十三条",
        "3 experts shall be appointed",
        "2025 年",
        "4.11 foo",
        "3.5 %",
    ],
)
def test_a_number_that_also_begins_sentences_is_doubtful(line: str) -> None:
    found = find(line)
    assert found is not None
    assert found.weak


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("一百三十三", 133), ("一千二百六十", 1260), ("二〇", 20),
     ("二○二五", 2025), ("廿一", 21), ("百", 100), ("１２", 12), ("iv", 4), ("XIX", 19), ("12", 12)],
)  # fmt: skip
def test_numeral(text: str, value: int) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize("text", ["", "甲", "iiii", "vx", "一x"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        parse_numeral(text)


def _chinese(number: int) -> str:
    """The usual way to write 1 to 9999; the test's own, so that the two can disagree."""
    digits, units = "零一二三四五六七八九", ["千", "百", "十", ""]
    text, zero = "", False
    for digit, unit in zip(f"{number:04d}", units, strict=True):
        if digit == "0":
            zero = bool(text)
        else:
            text += ("零" if zero else "") + digits[int(digit)] + unit
            zero = False
    return text.removeprefix("一") if 10 <= number < 20 else text


@given(st.integers(1, 9999))
def test_every_chinese_number_reads_back(number: int) -> None:
    assert parse_numeral(_chinese(number)) == number


@pytest.mark.parametrize(
    ("value", "previous", "due"),
    [((1,), None, True), ((2,), None, False), ((4,), (3,), True), ((5,), (3,), False), ((3, 1), (3,), True),
     ((3, 2), (3, 1), True), ((4,), (3, 2), True), ((3, 2), (3,), True), ((1, 11), (1, 10), True), ((3,), (3,), False)],
)  # fmt: skip
def test_what_follows(value: tuple[int, ...], previous: tuple[int, ...] | None, due: bool) -> None:
    assert is_next(value, previous) is due


@given(
    st.text(alphabet=st.sampled_from("第一二十百条章之12.)(（）ab i.、附件Annex \t　–•①删去：bookmark[]"), max_size=30)
    | st.text(max_size=30)
)
def test_the_parts_join_to_the_line(line: str) -> None:
    found = find(line)
    if found is not None:
        assert found.lead + found.label.text + found.gap + found.text == line
        assert all(place >= 0 for place in found.label.value)


def test_the_longest_label_shows_its_form_within_the_characters_that_are_asked_first() -> None:
    assert find(f"第{'一' * 20}分编 总则")
    assert find("1234 quinquies) the budget")
    assert find("1234 quinquies.1234 quinquies.1234 quinquies.1234 quinquies. The budget")


# language, line, printed number, value, its part of an eid, weak
FORMS = [
    ("en", "7A Moorings", "7A", (7, 1), "7a", True),
    ("de", "4bis Sie haften nicht.", "4bis", (4, 2), "4bis", True),
    ("en", "5th of the month", None, (), "", False),
    ("de", "2 bis 5 Boote", "2", (2,), "2", True),
    ("fr", "3° bis Les canots ;", "3° bis", (3, 2), "3bis", False),
    ("fr", "3°bis Les canots ;", "3°bis", (3, 2), "3bis", False),
    ("en", "cbis)\tBuoys", "cbis)", (3, 2), "cbis", False),
    ("zh", "第7B条　浮标", "第7B条", (7, 2), "7-2", False),
    ("en", "4. 12 buoys are laid", "4.", (4,), "4", True),
    ("de", "4. Mai 2031", None, (), "", False),
    ("de", "4. Mai ist der Tag der Bojen.", None, (), "", False),
    ("de", "4. Mai Bojen", "4.", (4,), "4", False),
    ("en", "4. May a buoy be red?", "4.", (4,), "4", False),
    ("de", "4. 5. 2031", None, (), "", False),
    ("ko", "2031. 5. 4.", None, (), "", False),
    ("ar", "ج ) القوارب", "ج )", (3,), "3", False),
    ("en", "B.2.  Buoys", "B.2.", (2, 2), "b.2", False),
    ("en", "B.2.1  Red buoys", "B.2.1", (2, 2, 1), "b.2.1", False),
    ("zh", "三 丙等：浮标", "三", (3,), "3", True),
    ("zh", "一 般", None, (), "", False),
    ("ja", "イ 浮標", "イ", (1,), "1", True),
    ("en", "Clause 6 – Moorings", "Clause 6", (6,), "6", False),
    ("en", "Principle 6", "Principle 6", (6,), "6", False),
    ("ja", "原則6　浮標", "原則6", (6,), "6", False),
    ("es", "Artículo 6o.- Boyas", "Artículo 6o.", (6,), "6o", False),
    ("es", "Artículo 6o Bis.- Boyas", "Artículo 6o Bis", (6, 2), "6obis", False),
    ("de", "§ 6o Bojen", "§ 6o", (6, 15), "6o", True),
    ("es", "Cláusula 6. Boyas", "Cláusula 6", (6,), "6", False),
    ("de", "3. Kapitel", "3. Kapitel", (3,), "3", False),
    ("de", "3. Kapitel Bojen", "3. Kapitel", (3,), "3", True),
    ("de", "3. Teil B der Bojen ist rot.", "3.", (3,), "3", False),
    ("de", "Dritter Abschnitt", "Dritter Abschnitt", (3,), "3", False),
    ("fr", "Deuxième partie", "Deuxième partie", (2,), "2", False),
    ("zh", "第3部", "第3部", (3,), "3", False),
    ("zh", "第3分部　浮標", "第3分部", (3,), "3", False),
    ("zh", "第一部关于浮标的法律", None, (), "", False),
    ("en", "SCHEDULES", None, (), "", False),
    ("en", "ANNEXES", None, (), "", False),
    ("en", "Annex S", "Annex S", (19,), "19", False),
    ("ko", "[별표 3]", "[별표 3]", (3,), "3", False),
    ("en", "o\tBuoys", "o", (), "", False),
    ("ar", "ثالثاً: القوارب", "ثالثاً:", (3,), "3", False),
    ("ar", "ثالثا – القوارب", "ثالثا –", (3,), "3", False),
    ("es", "Tres. Las boyas", "Tres.", (3,), "3", True),
    ("es", "Séptimo.- Las boyas", "Séptimo.-", (7,), "7", False),
    ("es", "SEPTIMO.- Las boyas", "SEPTIMO.-", (7,), "7", False),
    ("es", "DÉCIMO TERCERO.- Las boyas", "DÉCIMO TERCERO.-", (13,), "13", False),
    ("es", "Tres de las boyas", None, (), "", False),
    ("en", "THIRD: Buoys", "THIRD:", (3,), "3", False),
    ("en", "Third, the buoys", None, (), "", False),
    ("es", "o las boyas", None, (), "", False),
]


@pytest.mark.parametrize(("code", "line", "printed", "value", "part", "weak"), FORMS, ids=[row[1] for row in FORMS])
def test_form(code: str, line: str, printed: str | None, value: tuple[int, ...], part: str, weak: bool) -> None:
    found = find(line, make_grammar((code,)))
    if printed is None:
        assert found is None
        return
    assert found is not None
    values = [label.value for label in (found.label, *found.others)]
    assert (found.label.text, found.weak) == (printed, weak)
    assert value in values
    assert found.label.value != value or make_slug(found.label) == part


# language, line, printed number, first and last, part of an eid
RANGES = [
    ("en", "Articles 7 to 9 (repealed)", "Articles 7 to 9", (7,), (9,), "7-9"),
    ("en", "Article 7 to Article 9 (repealed)", "Article 7 to Article 9", (7,), (9,), "7-9"),
    ("en", "Sections 7.04–7.11. [Reserved]", "Sections 7.04–7.11", (7, 4), (7, 11), "7.4-7.11"),
    ("en", "§§ 7-9 [Repealed]", "§§ 7-9", (7,), (9,), "7-9"),
    ("en", "Chapters II and III (repealed)", "Chapters II and III", (2,), (3,), "2-3"),
    ("fr", "Articles 7 et 8 (abrogés)", "Articles 7 et 8", (7,), (8,), "7-8"),
    ("fr", "Articles 7 bis à 9 (abrogés)", "Articles 7 bis à 9", (7, 2), (9,), "7.2-9"),
    ("es", "Artículos 7 a 9. (Derogados)", "Artículos 7 a 9", (7,), (9,), "7-9"),
    ("de", "§§ 7 bis 9 (weggefallen)", "§§ 7 bis 9", (7,), (9,), "7-9"),
    ("de", "Art. 7–9 Aufgehoben", "Art. 7–9", (7,), (9,), "7-9"),
    ("ru", "Статьи 7 - 9. Утратили силу.", "Статьи 7 - 9", (7,), (9,), "7-9"),
    ("ar", "المواد من ٧ إلى ٩: ملغاة", "المواد من ٧ إلى ٩", (7,), (9,), "7-9"),
    ("zh", "第七条至第九条　（删除）", "第七条至第九条", (7,), (9,), "7-9"),
    ("ja", "第七条から第九条まで　削除", "第七条から第九条まで", (7,), (9,), "7-9"),
    ("de", "(7) bis (9) (weggefallen)", "(7) bis (9)", (7,), (9,), "7-9"),
    ("de", "c) und d) (aufgehoben)", "c) und d)", (3,), (4,), "3-4"),
    ("fr", "7° et 8° (abrogés)", "7° et 8°", (7,), (8,), "7-8"),
    ("en", "7.–9. (repealed)", "7.–9.", (7,), (9,), "7-9"),
    ("en", "7–9. (repealed)", "7–9.", (7,), (9,), "7-9"),
    ("en", "Secs. 7-4--7-9. Reserved.", "Secs. 7-4--7-9", (7, 4), (7, 9), "7.4-7.9"),
    ("ko", "제7조부터 제9조까지 삭제 <2031. 5. 4.>", "제7조부터 제9조까지", (7,), (9,), "7-9"),
]


@pytest.mark.parametrize(("code", "line", "printed", "first", "last", "part"), RANGES, ids=[row[1] for row in RANGES])
def test_units_that_went_at_once_have_one_number(
    code: str, line: str, printed: str, first: tuple[int, ...], last: tuple[int, ...], part: str
) -> None:
    found = find(line, make_grammar((code,)))
    assert found is not None
    assert (found.label.text, found.label.value, get_last(found.label)) == (printed, first, last)
    assert not found.weak
    assert make_slug(found.label) == part
    assert found.label.text + found.gap + found.text == line


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "Articles 7 to 9 apply to boats."),
        ("en", "Articles 9 to 7 (repealed)"),
        ("en", "Articles 7"),
        ("de", "§§ 7 bis 9 gelten für Boote."),
        ("zh", "第七条至第九条的规定"),
        ("es", "Artículos 7 a 9 del código"),
        ("es", "a 9. (derogado)"),
        ("es", "e, 9. (derogado)"),
    ],
)
def test_only_the_words_of_their_repeal_make_several_units_a_number(code: str, line: str) -> None:
    found = find(line, make_grammar((code,)))
    assert found is None or (found.weak and not found.label.until)


def test_after_several_units_the_next_one_is_due() -> None:
    text = "Article 1 Seat\n\nThe seat is here.\n\nArticles 2 to 5 (repealed)\n\nArticle 6 Boats\n\nBoats float.\n"
    decision = dd.read(text=text)
    assert [clause.eid for clause in decision.clauses] == ["art_1", "art_2-5", "art_6"]
    assert "number-gap" not in [notice.code for notice in decision.notices]


def test_several_units_alone_in_a_line_went_if_the_next_line_says_so() -> None:
    ended = (
        "§ 1 Boje\n\nDie Boje ist rot.\n\n§§ 2 bis 4\n\n(weggefallen)\n\n§ 5 Boot\n\nDas Boot schwimmt und ist grün.\n"
    )
    decision = dd.read(text=ended)
    assert [clause.eid for clause in decision.clauses] == ["art_1", "art_2-4", "art_5"]
    headed = ended.replace("§§ 2 bis 4\n\n(weggefallen)", "§§ 2 bis 5\n\n§ 2 Anker\n\nDer Anker ist schwer.")
    assert "art_2" in [clause.eid for clause in dd.read(text=headed).clauses]


@pytest.mark.parametrize(
    ("code", "line", "printed", "value"),
    [
        ("fr", "Article L123-4", "Article L123-4", (123, 4)),
        ("fr", "Article LO. 123-4 Titre", "Article LO. 123-4", (123, 4)),
        ("fr", "Article R.* 123-4", "Article R.* 123-4", (82, 123, 4)),  # the letter of the part stands first
        ("fr", "Article R*123-4-1", "Article R*123-4-1", (82, 123, 4, 1)),
        ("fr", "Article premier bis", "Article premier bis", (1, 2)),
        ("ar", "المادة الأولى مكرر", "المادة الأولى مكرر", (1, 2)),
        ("es", "Artículo primero bis. Objeto", "Artículo primero bis", (1, 2)),
        ("es", "Artículo 3-bis", "Artículo 3-bis", (3, 2)),
        ("en", "Art. 1-bis Colours", "Art. 1-bis", (1, 2)),
        ("en", "Section 1201.5-A", "Section 1201.5-A", (1201, 5, 1)),
        ("en", "2-bis. It applies to rivers.", "2-bis.", (2, 2)),
    ],
)
def test_what_is_put_in_behind_a_number(code: str, line: str, printed: str, value: tuple[int, ...]) -> None:
    found = find(line, make_grammar((code,)))
    assert found is not None
    assert (found.label.text, found.label.value) == (printed, value)
    assert found.label.text + found.gap + found.text == line


@pytest.mark.parametrize(
    ("code", "line"), [("en", "5-Year plans are made"), ("en", "Annex A1"), ("fr", "Annexe A1"), ("fr", "Article X12")]
)
def test_a_letter_or_a_hyphen_alone_is_no_part_of_a_number(code: str, line: str) -> None:
    found = find(line, make_grammar((code,)))
    assert found is None or not found.label.value
