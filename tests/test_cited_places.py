"""A place is printed as a lawyer of the language cites it, and what is printed leads back to the clause."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff import profiles
from decision_diff.citations.place_styles import fill_number, load_style
from decision_diff.citations.places import STEP, find_place, write_place
from decision_diff.languages import KNOWN
from decision_diff.model import Clause, Decision, Label, Origin, name_clause
from decision_diff.renderers.wording import apply_profile
from decision_diff.reviewer.places import ClauseFinder

# By name: the language, the text, and where each of its clauses stands.
CITED = {
    "zh": ("zh", """\
灯塔管理条例
第一章　总则
第一节　目的
第一条　管理员应当：
（一）点灯；
1. 每日黄昏；
2. 雾天全天；
（二）记录。
第二节　范围
第二条　管理员不得离岗。
因病离岗的，应当：
（一）报告；
（二）请人代班。
前款代班不超过十日。
第二章　罚则
第一节　一般规定
第三条之一　违反本条例的，处罚款。
附件1
第一条　灯具为玻璃制。
附件2
1　红灯一盏；
2　绿灯一盏。
""", [
        "title", "第一章", "第一章第一节", "第一条", "第一条第（一）项", "第一条第（一）项第1目", "第一条第（一）项第2目", "第一条第（二）项", "第一章第二节",
        "第二条", "第二条第二款", "第二条第二款第（一）项", "第二条第二款第（二）项", "第二条第三款", "第二章", "第二章第一节", "第三条之一",
        "附件1", "附件1第一条", "附件2", "附件2第1段", "附件2第2段",
    ]),
    "zh, a list before a paragraph": ("zh", """\
灯塔条例
第一条　管理员应当：
（一）点灯；
（二）记录。
前款记录每年公布。
第二条　本条例自公布之日起施行。
""", ["title", "第一条", "第一条第一款第（一）项", "第一条第一款第（二）项", "第一条第二款", "第二条"]),
    "zh council": ("zh", """\
第12号决定
认识到
灯塔的重要性，
做出决定
1\t建造灯塔：
a)\t在北岸；
b)\t在南岸；
2\t每年检查灯塔。
附件1
1\t红灯
""", ["title", "认识到", "认识到 › paragraph 1", "做出决定", "做出决定1", "做出决定1 a)", "做出决定1 b)", "做出决定2", "附件1", "附件1第1段"]),
    "zh-tw": ("zh", """\
燈塔管理條例
第 1 條
管理員應辦理下列事項：
一、點燈。
二、記錄。
前項記錄，每年公布之。
第 9-1 條
前條第一項之記錄，包括下列事項：
一、天候：
（一）風向。
（二）能見度。
二、船舶。
""", ["title", "第1條", "第1條第1項第1款", "第1條第1項第2款", "第1條第2項", "第9-1條", "第9-1條第1款", "第9-1條第1款第1目", "第9-1條第1款第2目", "第9-1條第2款"]),
    "en, an act of the EU": ("en", """\
Regulation on lighthouses

CHAPTER I

General provisions

Article 1

Subject matter

1. The keeper shall:

(a) light the lamp;

(b) keep a log:

(i) of ships;

(ii) of weather.

2. The duty is personal.

Article 2

Absence

The keeper may be absent from the tower for ten days in each year, if the Board agrees.

The absence shall be reported to the Board at once.

ANNEX I

1. Red lamps

2. Green lamps
""", [
        "title", "Chapter I", "Chapter I › heading 1", "Article 1", "Article 1(1)", "Article 1(1)(a)", "Article 1(1)(b)", "Article 1(1)(b)(i)",
        "Article 1(1)(b)(ii)", "Article 1(2)", "Article 2", "Article 2, paragraph 1", "Article 2, paragraph 2", "Annex I", "Annex I, paragraph 1",
        "Annex I, paragraph 2",
    ]),
    "en, bylaws": ("en", """\
BYLAWS OF THE HARBOUR
ARTICLE I
NAME
Section 1.01 Name. The name of the company is Harbour.
ARTICLE II
MEMBERS
Section 2.01 Classes. There are two classes of members:
(a) keepers; and
(b) guests, who:
(i) pay no dues; and
(ii) have no vote.
Section 2.02 Dues. Dues are payable on the first of May.
""", [
        "title", "Article I", "Article I › heading 1", "Section 1.01", "Article II", "Article II › heading 1", "Section 2.01", "Section 2.01(a)", "Section 2.01(b)",
        "Section 2.01(b)(i)", "Section 2.01(b)(ii)", "Section 2.02",
    ]),
    "en, a resolution": ("en", """\
Decision 12
decides
1\tto build lighthouses:
a)\tin the north;
b)\tin the south;
2\tto inspect them.
instructs the Secretary-General
1\tto report.
""", ["title", "decides", "decides 1", "decides 1 a)", "decides 1 b)", "decides 2", "instructs the Secretary-General", "instructs the Secretary-General 1"]),
    "en, dotted numbers": ("en", """\
Lease of the lighthouse
1\tTerm
1.1\tThe term is one year.
1.2\tIt is renewed:
(a)\tonce; or
(b)\tby agreement.
2\tRent
2.1\tThe rent is paid monthly.
""", ["title", "1", "1.1", "1.2", "1.2(a)", "1.2(b)", "2", "2.1"]),
    "fr": ("fr", """\
Loi sur les phares

TITRE Ier

DISPOSITIONS GÉNÉRALES

Chapitre Ier

Du gardien

Article 1er

1. Le gardien est tenu :

a) d'allumer le feu chaque soir ;

b) de tenir un registre.

2. Le registre est public.

Article 2

I. - Le gardien est nommé par le maire pour la durée de trois ans.

II. - Il est tenu :

1° De visiter la tour ;

2° De signaler les dommages.

Article 3

Le gardien est tenu d'assister les navires qui demandent son aide pendant la nuit :

1° En hiver ;

2° En cas de brume.

Les navires qui ont demandé cette aide en supportent les frais selon le tarif annexé.
""", [
        "title", "titre Ier", "titre Ier › heading 1", "titre Ier, chapitre Ier", "titre Ier, chapitre Ier › heading 1", "article 1er", "article 1er, paragraphe 1",
        "article 1er, paragraphe 1, point a)", "article 1er, paragraphe 1, point b)", "article 1er, paragraphe 2", "article 2", "article 2, I", "article 2, II",
        "article 2, II, 1°", "article 2, II, 2°", "article 3", "article 3, 1°", "article 3, 2°", "article 3 › paragraph 2",
    ]),
    "es": ("es", """\
Ley de faros

CAPÍTULO I

Disposiciones generales

Artículo 1. Farero.

1. El farero deberá:

a) encender la luz cada tarde:

1.º en invierno;

2.º en verano;

b) llevar un registro.

2. El registro será público.

Artículo 2. Ausencia.

El farero podrá ausentarse con permiso.

La ausencia se comunicará al alcalde.
""", [
        "title", "capítulo I", "capítulo I › heading 1", "artículo 1", "artículo 1, apartado 1", "artículo 1, apartado 1, letra a)",
        "artículo 1, apartado 1, letra a), número 1.º", "artículo 1, apartado 1, letra a), número 2.º", "artículo 1, apartado 1, letra b)", "artículo 1, apartado 2",
        "artículo 2", "artículo 2, párrafo 1", "artículo 2, párrafo 2",
    ]),
    "it": ("it", """\
Legge sui fari

CAPO I

Disposizioni generali

Art. 1. Guardiano.

1. Il guardiano deve:

a) accendere la luce ogni sera:

1) d'inverno;

2) d'estate;

b) tenere un registro.

2. Il registro è pubblico.

Art. 2. Assenza.

Il guardiano può assentarsi con permesso.

L'assenza è comunicata al sindaco.
""", [
        "title", "capo I", "capo I › heading 1", "art. 1", "art. 1, comma 1", "art. 1, comma 1, lettera a)", "art. 1, comma 1, lettera a), numero 1)",
        "art. 1, comma 1, lettera a), numero 2)", "art. 1, comma 1, lettera b)", "art. 1, comma 2", "art. 2", "art. 2, comma 1", "art. 2, comma 2",
    ]),
    "pt": ("pt", """\
Lei dos faróis

CAPÍTULO I

Disposições gerais

Artigo 1.º Faroleiro

1 - O faroleiro deve:

a) acender a luz todas as noites;

b) manter um registo.

2 - O registo é público.

Artigo 2.º-A Ausência

O faroleiro pode ausentar-se com licença.

A ausência é comunicada ao presidente da câmara.
""", [
        "title", "capítulo I", "capítulo I › heading 1", "artigo 1.º", "artigo 1.º, n.º 1", "artigo 1.º, n.º 1, alínea a)", "artigo 1.º, n.º 1, alínea b)",
        "artigo 1.º, n.º 2", "artigo 2.º-A", "artigo 2.º-A, parágrafo 1", "artigo 2.º-A, parágrafo 2",
    ]),
    "ru": ("ru", """\
Федеральный закон «О маяках»

Глава 1. Общие положения

Статья 1. Смотритель

1. Смотритель обязан:

1) зажигать огонь:

а) зимой;

б) летом;

2) вести журнал.

2. Журнал является открытым.

Статья 2. Отсутствие

Смотритель вправе отсутствовать с разрешения.
""", [
        "title", "глава 1", "статья 1", "статья 1, часть 1", "статья 1, часть 1, пункт 1", "статья 1, часть 1, пункт 1, подпункт «а»",
        "статья 1, часть 1, пункт 1, подпункт «б»", "статья 1, часть 1, пункт 2", "статья 1, часть 2", "статья 2", "статья 2, часть 1",
    ]),
    "ar": ("ar", """\
قانون المنارات

الباب الأول

أحكام عامة

المادة (1)

1- يلتزم الحارس بما يلي:

أ- إضاءة المصباح؛

ب- حفظ السجل.

2- يكون السجل علنياً.

المادة (2)

يجوز للحارس أن يتغيب بإذن.
""", ["title", "الباب الأول", "الباب الأول › heading 1", "المادة (1)", "المادة (1)، الفقرة 1", "المادة (1)، الفقرة 1، البند أ", "المادة (1)، الفقرة 1، البند ب", "المادة (1)، الفقرة 2", "المادة (2)"]),
    "ja": ("ja", """\
灯台法
第一章　総則
第一条　灯台守は、次に掲げる事務を行う。
一　点灯
二　記録
第二条　灯台守は、許可を得て休むことができる。
２　前項の許可の申請には、次に掲げる事項を記載する。
一　次に掲げる期日
イ　休む日
ロ　戻る日
二　理由
二の二　代わりの者
附　則
１　この法律は、公布の日から施行する。
２　この法律の施行前の行為については、なお従前の例による。
""", [
        "title", "第一章", "第一条", "第一条第一号", "第一条第二号", "第二条", "第二条第二項", "第二条第二項第一号", "第二条第二項第一号イ",
        "第二条第二項第一号ロ", "第二条第二項第二号", "第二条第二項第二号の二",
        "附則", "附則第一項", "附則第二項",
    ]),
    "ko": ("ko", """\
등대법
제1장 총칙
제1조(등대지기) ① 등대지기는 다음 각 호의 일을 한다.
1. 등불을 켜는 일
2. 다음 각 목의 기록
가. 날씨
나. 선박
2의2. 순찰
② 제1항의 일은 맡길 수 없다.
제2조(휴가) 등대지기는 허가를 받아 쉴 수 있다.
부칙
제1조(시행일) 이 법은 공포한 날부터 시행한다.
""", [
        "title", "제1장", "제1조", "제1조제1항", "제1조제1항제1호", "제1조제1항제2호", "제1조제1항제2호가목", "제1조제1항제2호나목", "제1조제1항제2호의2",
        "제1조제2항", "제2조", "부칙", "부칙 제1조",
    ]),
    "de": ("de", """\
Gesetz über die Leuchttürme

Abschnitt 1

Allgemeine Vorschriften

§ 1 Wärter

(1) Der Wärter hat

1. die Lampe zu entzünden,

a) im Winter und

b) im Sommer,

2. das Buch zu führen.

(2) Das Buch ist öffentlich.

§ 1a Abwesenheit

Der Wärter darf mit Erlaubnis abwesend sein.

Anlage 1

1. Rote Lampen

2. Grüne Lampen
""", [
        "title", "Abschnitt 1", "Abschnitt 1 › heading 1", "§ 1", "§ 1 Abs. 1", "§ 1 Abs. 1 Nr. 1", "§ 1 Abs. 1 Nr. 1 Buchst. a", "§ 1 Abs. 1 Nr. 1 Buchst. b",
        "§ 1 Abs. 1 Nr. 2", "§ 1 Abs. 2", "§ 1a", "§ 1a Abs. 1", "Anlage 1", "Anlage 1 Nr. 1", "Anlage 1 Nr. 2",
    ]),
}  # fmt: skip


def read(name: str) -> Decision:
    language, text, _ = CITED[name]
    return dd.read(text=text, language=language)


def write_path(decision: Decision, eid: str) -> str:
    return STEP.join(map(name_clause, decision.path(eid)))


@pytest.mark.parametrize("name", CITED)
def test_a_place_is_a_citation_of_its_language(name: str) -> None:
    decision = read(name)
    places = [decision.place(clause.eid) for clause in decision.walk()]
    assert [place for place in places if "heading" not in place] == [
        place for place in CITED[name][2] if "heading" not in place
    ]


def test_every_language_is_cited() -> None:
    assert {language for language, _, _ in CITED.values()} == set(KNOWN)
    for code in (*KNOWN, "zh-tw"):
        style = load_style(code)
        assert "#" in style.paragraph
        assert "#" in style.annexed
        assert style.numbered
        assert all("#" in template for _, _, template in style.numbered)


@pytest.mark.parametrize("name", CITED)
def test_what_is_printed_leads_back_to_one_clause(name: str) -> None:
    decision = read(name)
    finder = ClauseFinder(decision)
    for clause in decision.walk():
        assert finder.find(decision.place(clause.eid)) == [clause.eid]
        assert finder.find(decision.place(clause.eid).upper().replace(" ", "  ")) == [clause.eid]
        assert clause.eid in finder.find(write_path(decision, clause.eid))


@pytest.mark.parametrize("language", profiles.LANGUAGES)
@pytest.mark.parametrize("name", ["zh council", "en, an act of the EU", "ar"])
def test_what_is_printed_with_labels_leads_back_too(name: str, language: str) -> None:
    decision = read(name)
    finder = ClauseFinder(decision)
    words = apply_profile(profiles.load("un"), language, "en")
    for clause in decision.walk():
        assert finder.find(words.name_place(decision, clause)) == [clause.eid]


def test_clauses_that_are_called_the_same_are_told_apart_by_what_holds_them() -> None:
    decision = dd.read(text="示例法\n第一章　甲\n第一条　乙。\n第二章　丙\n第一条　丁。\n第二条　戊。\n")
    assert [decision.place(clause.eid) for clause in decision.walk()][1:] == [
        "第一章",
        "第一章第一条",
        "第二章",
        "第二章第一条",
        "第二条",
    ]


def test_clauses_that_nothing_tells_apart_are_counted_with_all_below_them() -> None:
    text = "Decision 12\ndecides\n1\tto build:\na)\there;\nconsidering\nthat ships pass,\ndecides\n1\tto inspect:\na)\tthere.\n"
    decision = dd.read(text=text)
    places = [decision.place(clause.eid) for clause in decision.walk()]
    assert [place for place in places if "decides" in place] == [
        "decides[1]", "decides[1] 1", "decides[1] 1 a)", "decides[2]", "decides[2] 1", "decides[2] 1 a)",
    ]  # fmt: skip
    assert len(ClauseFinder(decision).find("decides › 1 › a)")) == 2  # as before: which one is asked for


LINES = st.sampled_from(
    [
        "第一章　总则", "第二章", "第一节　甲", "第一条　甲", "第二条　乙：", "（一）丙", "（二）", "1　丁", "1.1　戊", "1. 己", "a)　己", "–　庚",
        "附件1", "附件2　辛\u200b", "决定", "做出决定", "Section 1.01 Words.", "(a) more = less", "甲|乙", "ARTICLE I", "Article 1", "1. The keeper", "§ 2 Wege",
    ]
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=25))
def test_no_two_clauses_have_one_place(lines: list[str]) -> None:
    decision = dd.read(text="\n".join(lines))
    counted = Counter(decision.place(clause.eid) for clause in decision.walk())
    assert max(counted.values()) == 1


def test_json_has_the_citation_and_the_path() -> None:
    old, new = (dd.read(text=CITED["zh"][1].replace("记录", word)) for word in ("记录", "登记"))
    (change,) = json.loads(dd.render(dd.compare(old, new), "json"))["changes"]
    assert (change["new"][0]["place"], change["new"][0]["path"]) == (
        "第一条第（二）项",
        ["第一章", "第一节", "第一条", "（二）"],
    )


def test_a_place_names_once_what_both_sides_share() -> None:
    old, new = ("Regulation\n\nArticle 5\n\n" + "\n\n".join(f"{n}. {words}" for n, words in enumerate(some, 1)) + "\n" for some in (
        ("The keeper lights the lamp each evening.", "The log of the keeper is open to all.", "The tower is closed in winter months."),
        ("The board meets on the first of May.", "The keeper lights the lamp each evening.", "The log of the keeper is open to all.", "The tower is closed in winter months."),
    ))  # fmt: skip
    shown = dd.render(dd.compare(dd.read(text=old), dd.read(text=new)), "text")
    assert "ADD Article 5(1) — added" in shown
    assert "renumbered only: Article 5(1) to (3) → (2) to (4)" in shown


def test_each_step_of_a_place_from_right_to_left_stands_for_itself() -> None:
    old, new = (dd.read(text=CITED["ar"][1].replace("المصباح", word), language="ar") for word in ("المصباح", "القنديل"))
    for kind in ("html", "review"):
        page = dd.render(dd.compare(old, new), kind)
        assert "<bdi>المادة (1)</bdi>، <bdi>الفقرة 1</bdi>، <bdi>البند أ</bdi>" in page
        assert not re.search("\x1f|&#31;|U\\+001F", page)


def test_a_decision_made_by_hand_has_its_path() -> None:
    made = dd.read(text=CITED["zh council"][1])
    bare = Decision(made.source, made.clauses)
    assert bare.place("part_1__para_1") == "做出决定 › 1"
    assert write_place(find_place(bare, "part_1__para_1")) == "做出决定1"


def make(
    level: str, number: str = "", *children: Clause, style: str = "", value: int = 1, text: str = "Words."
) -> Clause:
    """A clause with an eid of its own, by its number and level."""
    label = Label(number, (value,), level, style) if number else None
    return Clause("", level, Origin("text", 0, 0), label, "", text, (), children)


def place_made(*clauses: Clause, language: str = "en") -> list[str]:
    """The places of clauses made by hand, in document order."""
    numbers = count()

    def name(clause: Clause) -> Clause:
        eid = f"{clause.level}_{next(numbers)}"
        return replace(clause, eid=eid, children=tuple(map(name, clause.children)))

    decision = Decision(dd.read(text="x").source, tuple(map(name, clauses)), languages=(language,))
    return [write_place(find_place(decision, clause.eid), lambda clause: clause.level) for clause in decision.walk()]


def test_what_is_numbered_through_is_cited_alone_and_what_begins_anew_is_not() -> None:
    first, second = (
        make("section", "Section 1", style="en-section"),
        make("section", "Section 2", style="en-section", value=2),
    )
    titles = [
        make("title", f"Title {n}", one, style="en-title", value=n, text="") for n, one in ((1, first), (2, second))
    ]
    assert place_made(*titles) == ["Title 1", "Section 1", "Title 2", "Section 2"]
    titles = [make("title", f"Title {n}", first, style="en-title", value=n, text="") for n in (1, 2)]
    assert place_made(*titles) == ["Title 1", "Title 1, Section 1", "Title 2", "Title 2, Section 1"]
    assert place_made(titles[0]) == ["Title 1", "Title 1, Section 1"]  # where there is but one, nobody knows


def test_a_number_that_holds_that_of_its_unit_is_cited_alone() -> None:
    section = replace(
        make("section", "Section 2.01", style="en-section"),
        label=Label("Section 2.01", (2, 1), "section", "en-section"),
    )
    assert place_made(make("article", "Article 2", section, style="en-article", value=2)) == [
        "Article 2",
        "Section 2.01",
    ]
    assert (
        place_made(make("article", "Article 3", section, style="en-article", value=3))[1] == "Article 3, Section 2.01"
    )


def test_a_paragraph_without_a_number_is_not_counted_among_those_that_have_one() -> None:
    unit = make("article", "§ 1", make("point", "(1)", style="(1)"), make("paragraph"), style="de-article", text="")
    assert place_made(unit, language="de") == ["§ 1", "§ 1 Abs. 1", "§ 1 › paragraph"]


def test_a_list_is_cited_without_its_paragraph_if_there_is_but_one() -> None:
    def listed(*more: Clause) -> Clause:
        return make(
            "article",
            "Article 1",
            *more,
            make("paragraph", "", make("point", "(a)", style="(a)")),
            style="en-article",
            text="",
        )

    assert place_made(listed()) == ["Article 1", "Article 1, paragraph 1", "Article 1(a)"]
    assert place_made(listed(make("paragraph")))[2:] == ["Article 1, paragraph 2", "Article 1, paragraph 2(a)"]


def test_a_bracket_stands_apart_from_a_call_line() -> None:
    call = replace(make("recitals", "", make("point", "(1)", style="(1)"), text=""), heading="Whereas:")
    assert place_made(call) == ["Whereas", "Whereas (1)"]


def test_a_number_is_cited_by_what_it_stands_below() -> None:
    item = make("point", "1.", style="1.")
    point = make("point", "（一）", item, style="（一）")
    assert place_made(make("article", "第一条", point, style="zh-article"), language="zh")[1:] == [
        "第一条第（一）项",
        "第一条第（一）项第1目",
    ]
    assert place_made(make("article", "第一条", item, style="zh-article"), language="zh")[1:] == ["第一条第一项"]


def test_numbers_are_written_as_their_unit_has_them() -> None:
    for code, number, written in (
        ("zh", 105, "第一百零五款"), ("zh", 12, "第十二款"), ("zh", 1010, "第一千零一十款"), ("zh-tw", 20, "第二十項"),
        ("ja", 105, "第百五項"), ("ja", 1112, "第千百十二項"),
    ):  # fmt: skip
        style = load_style(code)
        assert fill_number(style.paragraph, number, style, is_han=True) == written
        assert fill_number(style.paragraph, number, style, is_han=False) == written[0] + str(number) + written[-1]


def test_brackets_around_an_annex_are_not_cited() -> None:
    assert place_made(make("attachment", "[별표 1]", style="annex"), language="ko") == ["별표 1"]
