"""What a text cites, in each language, and which clause that is; and what follows when clauses get other numbers."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from decision_diff import Comparison, compare
from decision_diff.citations.articles import Cited, find_own_citations, renumber_citations
from decision_diff.citations.glued import find_steps, may_cite
from decision_diff.citations.owners import is_plainly_own
from decision_diff.citations.scan import find_citations, list_citing_own
from decision_diff.citations.targets import Targets
from decision_diff.citations.vocabulary import load_vocabulary
from decision_diff.model import Decision


def read_paths(text: str, code: str) -> list[str]:
    """Each place that is cited: its steps, outermost first, after `!` if it is of another act and `=` if the text calls the act its own."""
    found = []
    for one in find_citations(text, (code,)):
        whose = "!" if one.is_others else "=" if one.is_own else ""
        for path in one.paths:
            steps = (f"{step.role} {step.near}{step.number}".strip() for step in path)
            found.append(whose + " / ".join(steps))
    return found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("zh", "按照上文做出决定2办理", []),  # a number that goes on is no citation: 做出决定2办理
        ("zh", "按照上文做出决定2，办理", ["call 做出决定 / paragraph 2"]),
        ("zh", "做出决定2 b)和3、责成秘书长", ["call 做出决定 / paragraph 2 / b", "call 做出决定 / paragraph 3"]),
        ("zh", "依照第三条第二款，同条第四款和该款", ["article 三 / paragraph 二", "article 三 / paragraph 四", "article 三 / paragraph 四"]),
        ("zh", "协助做出决定第3段所述专家", ["call 做出决定 / paragraph 3"]),
        ("zh", "第一条第（二）项、第（三）项", ["article 一 / point 二", "article 一 / point 三"]),
        ("zh", "第三、四条和第六条", ["article 三", "article 四", "article 六"]),
        ("zh", "第五条之一第二款第（一）至（三）项", ["article 五之一 / paragraph 二 / point 一", "article 五之一 / paragraph 二 / point 三"]),
        ("zh", "前条第（四）项、前两款", ["article 前 / point 四", "paragraph 前两"]),
        ("zh", "本法第三条、第四条", ["=article 三", "=article 四"]),
        ("zh", "依照《示例法》第三条、第四条", ["!article 三", "!article 四"]),
        ("zh", "第三条件、本条例、第二章程、第一项目", []),
        ("zh", "附件2和第4.2.1段", ["annex 2", "paragraph 4.2.1"]),
        ("zh-tw", "第 9-1 條第二項第三款", ["article 9-1 / paragraph 二 / point 三"]),
        ("en", "§ 3 above", ["=section 3"]),
        ("en", "Articles 3 and 4", ["article 3", "article 4"]),
        ("en", "Articles 3, 4 and 6 to 8", ["article 3", "article 4", "article 6", "article 8"]),
        ("en", "Article 3 and a committee", ["article 3"]),
        ("en", "section 102(4) or subsection (3)", ["section 102 / 4", "section 102 / subsection 3"]),
        ("en", "paragraph 2 of Article 5", ["article 5 / paragraph 2"]),
        ("en", "points (a) and (b) of paragraph 1 of this Article", ["paragraph 1 / point a", "paragraph 1 / point b"]),
        ("en", "section 4(3) and (4)", ["section 4 / 3", "section 4 / 4"]),
        ("en", "the second subparagraph of Article 5(1), two paragraphs", ["article 5 / 1 / point second"]),
        ("en", "Article 1(1)(a), second thing; part of the order", ["article 1 / 1 / a"]),
        ("en", "resolves 2 b) above", ["=call resolves / paragraph 2 / b"]),
        ("en", "No. 141 in Article 22 of the Convention, §§ 4 and 8 thereof", ["!article 22 / paragraph 141", "!section 4", "!section 8"]),
        ("en", "Annex 2 to this decision, Annex 1 to Resolution 71", ["=annex 2", "!annex 1"]),
        ("en", "No. 1.2A", ["paragraph 1.2A"]),
        ("en", "decides 2 above", ["=call decides / paragraph 2"]),
        ("en", "paragraph 4 of resolves", ["=call resolves / paragraph 4"]),
        ("en", "notes 3 reports", []),
        ("en", "Article 5 of the Convention, Article 5 ECHR", ["!article 5", "!article 5"]),
        ("en", "Article 5 of this Regulation", ["=article 5"]),
        ("en", "the Charter, Article 7", ["!article 7"]),
        ("en", "the articles of association", []),
        ("fr", "au 3° de l'article 7", ["article 7 / point 3°"]),
        ("fr", "l’article 5, paragraphe 2", ["article 5 / paragraph 2"]),
        ("fr", "le deuxième alinéa du I de l'article 7", ["article 7 / subsection I / paragraph deuxième"]),
        ("fr", "au 1er alinéa de l'article 3", ["article 3 / paragraph 1er"]),
        ("fr", "à l'article 5 ou à l'article 6 du code civil", ["!article 5", "!article 6"]),
        ("fr", "les articles 3 et 4 du présent règlement", ["=article 3", "=article 4"]),
        ("fr", "l'article 10 de la Convention", ["!article 10"]),
        ("fr", "point 2 ci-dessus; l'article L. 121-3", ["=point 2", "article L. 121-3"]),
        ("es", "el apartado 3 del artículo 7", ["article 7 / paragraph 3"]),
        ("es", "letra b) del punto 3", ["point 3 / point b"]),
        ("es", "artículo 5 de la Constitución, artículo 6 de esta Ley", ["!article 5", "=article 6"]),
        ("ru", "подпунктом 1 пункта 2 статьи 5", ["article 5 / point 2 / indent 1"]),
        ("ru", "статьями 3 и 4 настоящего Федерального закона", ["=article 3", "=article 4"]),
        ("ru", "статьи 5 Конституции; подпункт «б» пункта 1", ["!article 5", "point 1 / indent б"]),
        ("ar", "البند (2) من المادة (7)", ["article 7 / point 2"]),
        ("ar", "الفقرة 3 أعلاه", ["=paragraph 3"]),
        ("ar", "المادتين 3 و4", ["article 3", "article 4"]),
        ("ar", "المادة 5 من الاتفاقية", ["!article 5"]),
        ("de", "Artikel 5 Absatz 2 Buchstabe a und b", ["article 5 / paragraph 2 / point a", "article 5 / paragraph 2 / point b"]),
        ("de", "§ 2 Abs. 1 Satz 2 Nr. 2a", ["article 2 / paragraph 1 / sentence 2 / point 2a"]),
        ("de", "§ 5 Absatz 3 Satz 1 Nummer 2 Buchstabe b", ["article 5 / paragraph 3 / sentence 1 / point 2 / point b"]),
        ("de", "§§ 3 bis 5", ["article 3", "article 5"]),
        ("de", "Artikel 5 GG, § 3 dieses Gesetzes, § 4 der Verordnung", ["!article 5", "=article 3", "!article 4"]),
        ("ja", "第二条第二項第二号の二に掲げる者", ["article 二 / paragraph 二 / point 二の二"]),
        ("ja", "附則第二条、別表第一の二、同条第三項", ["annex / article 二", "annex 一の二", "article 同 / paragraph 三"]),
        ("ja", "前三号、前項及び2に掲げる任務", ["point 前三", "paragraph 前", "paragraph 2"]),
        ("ja", "この法律第三条及び第四条、民法第九十条", ["=article 三", "=article 四", "!article 九十"]),
        ("ko", "제2조제1항제2호의2", ["article 2 / paragraph 1 / point 2의2"]),
        ("ko", "전항 및 제3조제1항가목의 사람", ["paragraph 전", "article 3 / paragraph 1 / indent 가"]),
        ("ko", "「도로법」 제3조, 이 법 제5조; 제목", ["!article 3", "=article 5"]),
    ],
)  # fmt: skip
def test_what_is_cited(code: str, text: str, found: list[str]) -> None:
    assert read_paths(text, code) == found


def make_text(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def find_places(text: str, eid: str) -> list[str]:
    """The eids of what a clause cites, with the steps that the tree does not have."""
    decision = compare(text, text).new
    return list(list_places(decision, eid))


def list_places(decision: Decision, eid: str) -> list[str]:
    targets = Targets(decision)
    position = decision.position(eid)
    words = decision.walk()[position].words
    found = []
    for one in find_citations(words, targets.variants):
        for path in one.paths:
            for target in targets.find(path, position):
                rest = "".join(f" {role} {number}" for role, number in target.rest)
                found.append(decision.walk()[target.position].eid + rest)
    return found


ZH = make_text(
    "示例法",
    "第一条　下列人员应当申报：",
    "（一）部门负责人；",
    "（二）财务人员。",
    "前款第（一）项的人员每年申报。",
    "第二条　前条第（二）项、第一条第二款规定的人员，依照第九条办理。",
    "本条第一款不适用于《示例税法》第一条的人员。",
)
EN = make_text(
    "Public Gardens Act",
    "Article 1",
    "1. The keeper shall:",
    "(a) keep a log;",
    "(b) plant trees.",
    "2. The duties in paragraph 1(b) and in point (a) of paragraph 1 are personal.",
    "Article 2",
    "1. A keeper appointed under Article 1(2) reports on Article 1(1)(a), second sentence.",
    "2. Paragraph 1 does not apply where paragraph 7 applies.",
)


@pytest.mark.parametrize(
    ("text", "eid", "found"),
    [
        (ZH, "art_1__para_2", ["art_1__point_1"]),
        (ZH, "art_2", ["art_1__point_2", "art_1__para_2"]),
        (ZH, "art_2__para_2", ["art_2", "art_1"]),  # whose the second one is, is not asked here
        (EN, "art_1__para_2", ["art_1__para_1__point_b", "art_1__para_1__point_a"]),
        (EN, "art_2__para_1", ["art_1__para_2", "art_1__para_1__point_a sentence second"]),
        (EN, "art_2__para_2", ["art_2__para_1"]),
    ],
)
def test_which_clause_is_cited(text: str, eid: str, found: list[str]) -> None:
    assert find_places(text, eid) == found


def read_changes(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Of each change its mark, its kind, and the words that differ."""
    found: list[tuple[str, str, str]] = []
    for change in comparison.changes:
        edits = [one for one in change.edits if one.op != "equal"]
        words = " ".join(f"{one.old.of(change.old_text)}>{one.new.of(change.new_text)}" for one in edits)
        found.append((change.mark, change.kind, words))
    return found


def read_edits(comparison: Comparison) -> set[tuple[str, str, str]]:
    """What gave way to what, and the kind of each edit."""
    edits = [(change, one) for change in comparison.changes for one in change.edits if one.op != "equal"]
    return {(one.old.of(change.old_text), one.new.of(change.new_text), one.kind) for change, one in edits}


# In each language a text of two clauses that cite a third, before and after one was put in before that third clause.
FOLLOWED = {
    "zh": (
        ("示例法", "第一条　经理须每年报告账目。", "第二条　违反本法第一条规定的，处以罚款。", "第三条　依照前条、第一条至第二条办理。"),
        ("示例法", "第一条　本法适用于全体公司。", "第二条　经理须每年报告账目。", "第三条　违反本法第二条规定的，处以罚款。", "第四条　依照前条、第二条至第三条办理。"),
        ["第一条>第二条", "第一条至第二条>第二条至第三条"],
    ),
    "zh council": (
        ("示例决定", "做出决定", "1\t召开论坛；", "2\t设立专家组；", "3\t专家组按照做出决定2，提交报告，", "责成秘书长", "1\t协助做出决定第2段所述专家组。"),
        ("示例决定", "做出决定", "1\t召开论坛；", "2\t论坛会期三天；", "3\t设立专家组；", "4\t专家组按照做出决定3，提交报告，", "责成秘书长", "1\t协助做出决定第3段所述专家组。"),
        ["做出决定2>做出决定3", "做出决定第2段>做出决定第3段"],
    ),
    "en": (
        ("Gardens Act", "Article 1", "1. The keeper shall water the trees.", "2. The duty in paragraph 1 is personal.", "Article 2", "1. A keeper may delegate the duties in Article 1(1) and Articles 1 and 2."),
        ("Gardens Act", "Article 1", "1. A garden has a keeper and a gate.", "2. The keeper shall water the trees.", "3. The duty in paragraph 2 is personal.", "Article 2", "1. A keeper may delegate the duties in Article 1(2) and Articles 1 and 2."),
        ["paragraph 1>paragraph 2", "Article 1(1)>Article 1(2)"],
    ),
    "fr": (
        ("Loi sur les phares", "Article 1er", "Le gardien allume la lampe chaque soir.", "Article 2", "Le gardien visé à l'article 1er reçoit :", "1° Un logement ;", "2° Une barque de sauvetage.", "Article 3", "La barque mentionnée au 2° de l'article 2 reste au port."),
        ("Loi sur les phares", "Article 1er", "La commune entretient tous les phares.", "Article 2", "Le gardien allume la lampe chaque soir.", "Article 3", "Le gardien visé à l'article 2 reçoit :", "1° Un logement ;", "2° Une barque de sauvetage.", "Article 4", "La barque mentionnée au 2° de l'article 3 reste au port."),
        ["article 1er>article 2", "article 2>article 3"],
    ),
    "es": (
        ("Ley de faros", "Artículo 1. Objeto", "1. El farero enciende la lámpara cada noche.", "2. El deber del apartado 1 es personal.", "Artículo 2. Barcas", "1. La barca del artículo 1, apartado 2, queda en el puerto."),
        ("Ley de faros", "Artículo 1. Objeto", "1. Todos los faros dependen del municipio.", "2. El farero enciende la lámpara cada noche.", "3. El deber del apartado 2 es personal.", "Artículo 2. Barcas", "1. La barca del artículo 1, apartado 3, queda en el puerto."),
        ["apartado 1>apartado 2", "apartado 2>apartado 3"],
    ),
    "ru": (
        ("Закон о маяках", "Статья 1. Маяки", "1. Смотритель зажигает лампу каждый вечер.", "2. Обязанность по пункту 1 является личной.", "Статья 2. Лодки", "1. Лодка, указанная в пункте 2 статьи 1 настоящего Закона, остается в порту."),
        ("Закон о маяках", "Статья 1. Маяки", "1. Все маяки находятся в ведении общины.", "2. Смотритель зажигает лампу каждый вечер.", "3. Обязанность по пункту 2 является личной.", "Статья 2. Лодки", "1. Лодка, указанная в пункте 3 статьи 1 настоящего Закона, остается в порту."),
        ["пункту 1>пункту 2", "пункте 2>пункте 3"],
    ),
    "ar": (
        ("قانون المنارات", "المادة (1)", "1- يضيء الحارس المصباح كل مساء.", "2- الواجب المبين في الفقرة 1 أعلاه واجب شخصي.", "المادة (2)", "1- يبقى القارب المذكور في البند (2) من المادة (1) في الميناء."),
        ("قانون المنارات", "المادة (1)", "1- تتبع جميع المنارات البلدية مباشرة.", "2- يضيء الحارس المصباح كل مساء.", "3- الواجب المبين في الفقرة 2 أعلاه واجب شخصي.", "المادة (2)", "1- يبقى القارب المذكور في البند (3) من المادة (1) في الميناء."),
        ["الفقرة 1>الفقرة 2", "البند (2)>البند (3)"],
    ),
    "de": (
        ("Leuchtturmgesetz", "§ 1 Leuchttürme", "(1) Der Wärter zündet jeden Abend die Lampe an.", "(2) Die Pflicht nach Absatz 1 ist persönlich.", "§ 2 Boote", "(1) Das Boot nach § 1 Absatz 2 bleibt im Hafen."),
        ("Leuchtturmgesetz", "§ 1 Leuchttürme", "(1) Alle Leuchttürme unterstehen der Gemeinde.", "(2) Der Wärter zündet jeden Abend die Lampe an.", "(3) Die Pflicht nach Absatz 2 ist persönlich.", "§ 2 Boote", "(1) Das Boot nach § 1 Absatz 3 bleibt im Hafen."),
        ["Absatz 1>Absatz 2", "Absatz 2>Absatz 3"],
    ),
    "ja": (
        ("灯台法", "第一条　灯台守は、毎晩灯火をともさなければならない。", "２　前項の義務は、他人に委ねることができない。", "第二条　第一条第二項の義務に違反した者は、過料に処する。"),
        ("灯台法", "第一条　すべての灯台は、市町村が管理する。", "第二条　灯台守は、毎晩灯火をともさなければならない。", "２　前項の義務は、他人に委ねることができない。", "第三条　第二条第二項の義務に違反した者は、過料に処する。"),
        ["第一条第二項>第二条第二項"],
    ),
    "ko": (
        ("등대법", "제1조(등대지기) ① 등대지기는 매일 저녁 등불을 켜야 한다.", "② 제1항의 의무는 다른 사람에게 맡길 수 없다.", "제2조(벌칙) 제1조제2항의 의무를 위반한 자에게는 과태료를 부과한다."),
        ("등대법", "제1조(관리) 모든 등대는 시장이 관리한다.", "제2조(등대지기) ① 등대지기는 매일 저녁 등불을 켜야 한다.", "② 제1항의 의무는 다른 사람에게 맡길 수 없다.", "제3조(벌칙) 제2조제2항의 의무를 위반한 자에게는 과태료를 부과한다."),
        ["제1조제2항>제2조제2항"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOLLOWED)
def test_what_only_follows_a_renumbering_is_consequential(name: str) -> None:
    old, new, words = FOLLOWED[name]
    comparison = compare(make_text(*old), make_text(*new))
    cited = [change for change in read_changes(comparison) if change[1] == "consequential" and change[2]]
    assert [change[2] for change in cited] == words
    assert {mark for mark, kind, _ in read_changes(comparison) if kind != "consequential"} == {"ADD"}
    assert not [notice for notice in comparison.notices if notice.code.startswith("reference")]


@pytest.mark.parametrize(
    "name", sorted({*FOLLOWED} - {"zh"})
)  # in Chinese only what is called the act's own: see test_compare
def test_a_reference_that_was_not_brought_up_to_date_is_reported(name: str) -> None:
    old, new, words = FOLLOWED[name]
    was, now = words[-1].split(">")
    last = was.join(new[-1].rsplit(now, 1))
    comparison = compare(make_text(*old), make_text(*new[:-1], last))
    (notice,) = [notice for notice in comparison.notices if notice.code.startswith("reference")]
    assert notice.code == "reference-outdated"
    assert notice.message.endswith(f" still cites {FORGOTTEN[name]}")


def test_a_reference_whose_sentence_was_written_anew_is_not_called_forgotten() -> None:
    old, new, _ = FOLLOWED["de"]
    last = "(1) Wer rudert, hat außer in den Fällen von § 1 Absatz 2 eine Weste zu tragen."
    comparison = compare(make_text(*old), make_text(*new[:-1], last))
    assert not [notice for notice in comparison.notices if notice.code.startswith("reference")]


FORGOTTEN = {
    "zh council": "做出决定第2段, which has become 做出决定3",
    "en": "Article 1(1), which has become Article 1(2)",
    "fr": "2° de l'article 2, which has become article 3, 2°",
    "es": "artículo 1, apartado 2, which has become artículo 1, apartado 3",
    "ru": "пункте 2 статьи 1, which has become статья 1, часть 3",
    "ar": "البند (2) من المادة (1), which has become المادة (1)، الفقرة 3",
    "de": "§ 1 Absatz 2, which has become § 1 Abs. 3",
    "ja": "第一条第二項, which has become 第二条第二項",
    "ko": "제1조제2항, which has become 제2조제2항",
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_reference_that_follows_nothing_is_substantive(name: str) -> None:
    """Backwards, with the new text as it was but for its citing clauses: they cite what another clause is now."""
    old, new, _ = FOLLOWED[name]
    after = make_text(*new)
    comparison = compare(make_text(*old[:-1], old[-1].translate(NEXT)), after)
    assert any(kind == "substantive" and mark != "ADD" for mark, kind, _ in read_changes(comparison))


NEXT = str.maketrans("12一二", "78七八")


HAN = "一二三四五六七八九"
# By language: how an article is printed, one citation of it, and a list of two.
PRINTS = {
    "zh": ("第{}条　", "违反第{}条规定的，处以罚款", "依照本法第{}条、第{}条办理", HAN),
    "en": ("Article {}: ", "whoever infringes Article {} is fined", "subject to Articles {} and {}", ""),
    "de": ("§ {} ", "wer gegen § {} verstößt, wird bestraft", "vorbehaltlich der §§ {} und {}", ""),
    "ru": ("Статья {}. ", "нарушение статьи {} влечет штраф", "с учетом статей {} и {}", ""),
    "ja": ("第{}条　", "第{}条に違反した者は、過料に処する", "第{}条及び第{}条の規定による", HAN),
    "ko": ("제{}조 ", "제{}조를 위반한 자에게는 과태료를 부과한다", "제{}조 및 제{}조에 따른다", ""),
}  # fmt: skip
SUBJECTS = {
    "zh": "甲方须在每年年底以前提交报告 乙方应当妥善保管全部账目 丙方负责组织年度审计工作 丁方可以派代表列席会议 戊方不得转让本项权利 己方应当公布名单",
    "en": "The keeper waters every tree at dawn_Visitors leave their bicycles outside_The council elects its chair yearly_Dogs stay on a short lead_Music ends at nine sharp_Fees pay for new benches",
    "de": "Der Wärter gießt morgens alle Bäume_Besucher lassen ihre Fahrräder draußen_Der Rat wählt jährlich den Vorsitz_Hunde bleiben an kurzer Leine_Musik endet pünktlich um neun Uhr_Gebühren bezahlen neue Bänke",
    "ru": "Сторож поливает деревья каждое утро_Посетители оставляют велосипеды снаружи_Совет ежегодно избирает председателя_Собаки ходят на коротком поводке_Музыка прекращается ровно вечером_Сборы идут на новые скамейки",
    "ja": "管理人は毎朝すべての樹木に水をやる 来園者は自転車を園外に置く 評議会は毎年議長を選出する 犬は短い綱につながなければならない 音楽は夜には必ず終える 入園料は新しい長椅子に充てる",
    "ko": "관리인은 매일 아침 나무에 물을 준다_방문객은 자전거를 밖에 세운다_평의회는 해마다 의장을 선출한다_개는 짧은 줄에 매어야 한다_음악은 저녁에 반드시 끝낸다_입장료는 새 의자에 쓴다",
}  # fmt: skip


@st.composite
def made_texts(draw: st.DrawFn) -> tuple[str, str, str]:
    """A language, and a text whose articles cite each other, and the same with one article put in and every number brought up to date."""
    code = draw(st.sampled_from(sorted(PRINTS)))
    head, one, two, numerals = PRINTS[code]
    subjects = SUBJECTS[code].split("_" if "_" in SUBJECTS[code] else " ")
    count = draw(st.integers(3, 6))
    place = draw(st.integers(0, count))
    cited = [draw(st.lists(st.integers(1, count), min_size=0, max_size=2, unique=True)) for _ in range(count)]
    end = "。" if numerals else "."
    comma = "，" if numerals else ", "

    def write(number: int) -> str:
        return numerals[number - 1] if numerals else str(number)

    def print_text(numbers: dict[int, int], added: int) -> str:
        lines = []
        for index in range(count):
            parts = [(), (one,), (two,)][len(cited[index])]
            said = [part.format(*(write(numbers[target]) for target in sorted(cited[index]))) for part in parts]
            lines.append(comma.join([subjects[index], *said]) + end)
        if added >= 0:
            lines.insert(added, ADDED_TEXTS[code] + end)
        return "\n\n".join([TITLES[code], *(head.format(write(at + 1)) + line for at, line in enumerate(lines))])

    before = {number: number for number in range(1, count + 1)}
    after = {number: number + (number > place) for number in before}
    return code, print_text(before, -1), print_text(after, place)


TITLES = {
    "zh": "示例公园管理办法", "en": "The rules of the garden and what is done in it", "de": "Ordnung für den Garten und das, was in ihm geschieht",
    "ru": "Закон о том, что и как делается в саду и не только", "ja": "公園の管理に関する規則", "ko": "공원의 관리에 관한 규칙",
}  # fmt: skip
ADDED_TEXTS = {
    "zh": "新设机构依照章程独立开展活动", "en": "New lamps burn through the winter", "de": "Neue Lampen brennen den ganzen Winter",
    "ru": "Новые фонари горят всю зиму", "ja": "新しい街灯は冬のあいだともし続ける", "ko": "새 등불은 겨울 내내 켜 둔다",
}  # fmt: skip


@given(made_texts())
def test_articles_and_references_that_are_renumbered_together_leave_nothing_substantive(
    texts: tuple[str, str, str],
) -> None:
    code, old, new = texts
    comparison = compare(old, new, language=code)
    assert [change.mark for change in comparison.changes if change.kind == "substantive"] == ["ADD"]
    assert {change.kind for change in comparison.changes} <= {"substantive", "consequential"}
    assert not [notice for notice in comparison.notices if notice.code.startswith("reference")]
    back = compare(new, old, language=code)
    assert [change.mark for change in back.changes if change.kind == "substantive"] == ["SUP"]
    assert read_edits(back) == {(new, old, kind) for old, new, kind in read_edits(comparison)}


def test_only_references_of_the_act_to_itself_are_its_own() -> None:
    text = "违反本法第十二条、第十三条的，依照刑法第三条处罚"
    assert find_own_citations(text, ("zh",)) == [("article", (12,)), ("article", (13,))]


@pytest.mark.parametrize(
    ("code", "text", "now"),
    [
        ("zh", "违反第三条和第十二条，依照《刑法》第三条处罚，第五条除外", "违反第四条和第十二条之一，依照《刑法》第三条处罚，第五条除外"),
        ("zh", "第三十条、第三条第二款、附件3", "第三十条、第四条第二款、附件3"),
        ("en", "Articles 3 and 12, Article 3(2); Article 3 of the Treaty", "Articles 4 and 12a, Article 4(2); Article 3 of the Treaty"),
        ("ru", "пунктом 3 статьи 3, статьями 3 и 5", "пунктом 3 статьи 4, статьями 4 и 5"),
    ],
)  # fmt: skip
def test_references_are_printed_as_they_are_now_but_not_those_to_another_act(code: str, text: str, now: str) -> None:
    prints = {
        "zh": ("第四条", "第十二条之一"),
        "en": ("Article 4.", "Article 12a"),
        "ru": ("Статья 4.", "Статья 12.1."),
    }
    became: dict[Cited, str] = {("article", (3,)): prints[code][0], ("article", (12,)): prints[code][1]}
    assert renumber_citations(text, became, (code,)) == now


def test_penalties_that_differ_only_in_the_article_cited_are_told_apart() -> None:
    """Each old penalty reads, word for word, as another new one: what they cite says which is which."""
    places = ("der Brücke", "des Tors", "des Teichs", "der Wiese")
    title = "Ordnung für den Park und das, was in ihm ist"
    duties = [f"§ {at} Der Wärter {place} schließt sie und die Wege nachts ab." for at, place in enumerate(places, 1)]
    fines = [f"§ {at + 4} Wer gegen § {at} verstößt, zahlt ein Bußgeld von zehn Kronen." for at in range(1, 5)]
    added = "§ 1 Diese Ordnung gilt für alle Besucher des Parks."
    moved = [line.replace(f"§ {at} ", f"§ {at + 1} ", 1) for at, line in enumerate(duties, 1)]
    followed = [f"§ {at + 5} Wer gegen § {at + 1} verstößt, zahlt ein Bußgeld von zehn Kronen." for at in range(1, 5)]
    old, new = ("\n\n".join(lines) for lines in ([title, *duties, *fines], [title, added, *moved, *followed]))
    comparison = compare(old, new, language="de")
    assert [change.kind for change in comparison.changes] == ["substantive", *["consequential"] * 8]


KEEPERS = ("票据", "账目", "合同", "公告", "会议", "培训", "检查", "投诉", "听证", "复核")


def make_statute(inserted: bool, last: str) -> str:
    """Ten articles on different things, with one put in before them if asked, and an article that cites."""
    texts = [f"{thing}的管理由主管部门负责。" for thing in KEEPERS]
    texts = [*(["本条例适用于全市。"] * inserted), *texts, last]
    return make_text("示例条例", *(f"第{print_han(at)}条　{text}" for at, text in enumerate(texts, 1)))


def print_han(number: int) -> str:
    return ("十" if number > 9 else "") + ("" if number == 10 else HAN[number % 10 - 1])


@pytest.mark.parametrize(
    ("was", "now", "edits"),
    [
        # A list and a range that follow are one edit each.
        ("第四条、第六条", "第五条、第七条", {("第四条、第六条", "第五条、第七条", "consequential")}),
        ("第四条至第六条", "第五条至第七条", {("第四条至第六条", "第五条至第七条", "consequential")}),
        # It ends before 、第五条、第六条 would be struck and put in again, eight characters that both have.
        (
            "第三条、第四条、第五条、第六条",
            "第四条、第五条、第六条、第七条",
            {
                ("第三条、第四条、第五条", "第四条、第五条、第六条", "consequential"),
                ("第六条", "第七条", "consequential"),
            },
        ),
        # What follows and what was put in its place are two things.
        (
            "第四条、第六条",
            "第五条、第三条",
            {("第四条", "第五条", "consequential"), ("第六条", "第三条", "substantive")},
        ),
        # What is no list: words between them.
        (
            "第四条的报告和第六条",
            "第五条的报告和第七条",
            {("第四条", "第五条", "consequential"), ("第六条", "第七条", "consequential")},
        ),
        # What was put in before a reference that follows does not stand before what was deleted.
        ("第四条", "第二条、第五条", {("第四条", "第二条、第五条", "substantive")}),
    ],
)
def test_a_list_of_references_that_follow_is_one_edit(was: str, now: str, edits: set[tuple[str, str, str]]) -> None:
    last = "执行本条例{}的规定，需要调查的，由主管部门决定。"
    comparison = compare(make_statute(False, last.format(was)), make_statute(True, last.format(now)))
    change = next(one for one in comparison.changes if "substitution" in one.effects)
    assert {
        (one.old.of(change.old_text), one.new.of(change.new_text), one.kind)
        for one in change.edits
        if one.op != "equal"
    } == edits


LISTED = st.lists(st.integers(1, 10), min_size=1, max_size=6, unique=True)


@given(LISTED, st.sampled_from(["、", "和", "至"]))
def test_planted_lists_of_references_are_consequential_and_keep_no_other_article(cited: list[int], joint: str) -> None:
    """All go up by one: what is kept of the list is nothing but what stands between them."""
    cited = cited[:2] if joint == "至" else cited
    last = "执行本条例{}的规定，需要调查的，由主管部门决定。"
    before, after = (joint.join(f"第{print_han(at + step)}条" for at in cited) for step in (0, 1))
    comparison = compare(make_statute(False, last.format(before)), make_statute(True, last.format(after)))
    change = next(one for one in comparison.changes if "substitution" in one.effects)
    assert (change.mark, change.kind) == ("(MOD)", "consequential")
    start = change.old_text.index(before)
    for edit in change.edits:
        kept = range(max(start, edit.old.start), min(start + len(before), edit.old.end))
        assert edit.op != "equal" or "".join(change.old_text[at] for at in kept).strip(joint) == ""
    mirrored = compare(comparison.new, comparison.old)
    assert {one.kind for change in mirrored.changes for one in change.edits if one.op == "replace"} == {"consequential"}


# What citations are made of, and the ends of call words, so that many near misses come up: 请2, 定第三条, 附件第.
_SNIPPETS = (
    "第",
    "三",
    "2",
    "条",
    "款",
    "项",
    "决定",
    "定",
    "请",
    "于",
    " ",
    "附件",
    "本",
    "前",
    "各",
    "（",
    "一",
    "）",
    "、",
    "号",
    "甲",
    "。",
    "做出",
)


@given(words=st.lists(st.sampled_from(_SNIPPETS), max_size=12), code=st.sampled_from(("zh", "zh-tw")))
@example(
    words=["定", "第", "三", "条"], code="zh"
)  # the end of a call word stands before a citation, and no call word does
@example(words=["请", "2", "决定", "2"], code="zh")
def test_a_text_that_is_passed_over_cites_nothing(words: list[str], code: str) -> None:
    text, vocabulary = "".join(words), load_vocabulary(code)
    assert may_cite(text, vocabulary) or not [*find_steps(text, vocabulary)]


@given(
    words=st.lists(st.sampled_from((*_SNIPPETS, "款", "项", "本法", "本条例", "同")), max_size=14),
    code=st.sampled_from(("zh", "zh-tw")),
)
@example(words=["本法", "第", "三", "条"], code="zh")
@example(words=["第", "一", "款"], code="zh")
@example(words=["第", "三", "条", "第", "一", "款", "、", "第", "一", "项"], code="zh-tw")
@example(words=["决定", "2"], code="zh")
def test_a_text_that_is_passed_over_cites_nothing_of_its_own(words: list[str], code: str) -> None:
    text, vocabulary = "".join(words), load_vocabulary(code)
    cited = [one for one in find_citations(text, (code,)) if is_plainly_own(one, code)]
    assert may_cite(text, vocabulary, own=True) or not cited
    assert list_citing_own(["", text], (code,)) == ([1] if may_cite(text, vocabulary, own=True) else [])


def test_most_clauses_are_passed_over() -> None:
    vocabulary = load_vocabulary("zh")
    assert not any(
        may_cite(text, vocabulary) for text in ("甲方应当于2026年6月提交报告。", "第641号文件", "成员国", "")
    )


def test_a_statute_of_taiwan_that_gets_other_numbers_is_compared() -> None:
    """The Chinese of Taiwan is a vocabulary of its own, and no language of its own."""

    def write(first: int) -> list[str]:
        return [f"第 {at} 條\n依第 {at + 1} 條規定，機關甲{at - first}應予辦理。\n" for at in range(first, first + 5)]

    comparison = compare("示例法\n" + "".join(write(1)), "示例法\n第 1 條\n本條為新增之條文。\n" + "".join(write(2)))
    assert comparison.summary["ADD"] == 1
    assert {change.kind for change in comparison.changes if change.mark == "(MOD)"} == {"consequential"}
