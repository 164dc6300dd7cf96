"""Call lines of decisions in all languages, and what only looks like one."""

from __future__ import annotations

import time

import pytest

import decision_diff as dd
from decision_diff.languages import KNOWN, load
from decision_diff.parse.calls import MAX_CALL, CallKind, find_call, may_be_call
from decision_diff.parse.named import find_named

ITEM = ["1\tto examine the matter;"]

RECITALS = {
    "zh": ["认识到", "進一步認識到", "亦注意到：", "又考慮到，"],
    "en": ["recognizing", "Recalling further,", "further recalling", "noting with concern", "noting also with satisfaction", "bearing in mind that", "WHEREAS:",
           "having examined"],
    "fr": ["considérant", "reconnaissant en outre", "ayant à l'esprit", "Considérant ce qui suit :", "notant avec préoccupation", "tenant compte de"],
    "es": ["considerando", "reconociendo además", "teniendo en cuenta", "recordando que", "Considerando lo siguiente:"],
    "ru": ["признавая,", "напоминая также", "с удовлетворением отмечая,", "учитывая, что", "будучи убеждена,"],
    "ar": ["إذ يدرك", "وإذ يدرك كذلك", "وقد نظر في", "وإذ تحيط علماً", "إذ يُدرك", "\u200fوإذ يضع في اعتباره", "إذ يـــــدرك"],
    "de": ["in der Erkenntnis,", "ferner in der Erkenntnis,", "unter Berücksichtigung", "in Erwägung nachstehender Gründe:", "feststellend, dass"],
    "ja": ["次のことを認識し、", "更に次のことを考慮し、", "次のものを検討し、"],
    "ko": ["다음을 인식하고,", "나아가 다음을 고려하며,", "다음을 검토하고"],
    "it": ["considerando", "riconoscendo inoltre", "tenendo conto", "Considerando quanto segue:", "prendendo atto con soddisfazione"],
    "pt": ["considerando", "reconhecendo ainda", "tendo em conta", "Considerando o seguinte:", "observando com preocupação"],
}  # fmt: skip
OPERATIVES = {
    "zh": ["做出决定", "作出決議：", "责成秘书长", "進一步責成秘書長", "请各成员国", "并请秘书长"],
    "en": ["decides", "resolves further", "further instructs the Council", "invites Member States", "urges", "DECIDES:", "Resolves:", "BE IT FURTHER RESOLVED, that:",
           "instructs the Director of the Bureau for Community Networks, in consultation with the offices of the four regions and their members"],
    "fr": ["décide", "décide en outre", "charge le Secrétaire général", "prie instamment les États Membres", "DÉCRÈTE :", "Arrête :",
           "charge le Directeur du Bureau des réseaux, en consultation avec les bureaux des quatre régions et leurs membres,"],
    "es": ["resuelve", "resuelve además", "acuerda", "encarga al Secretario General", "RESUELVE:", "invita a los Miembros a que",
           "encarga al Director de la Oficina de Redes, en consulta con las oficinas de las cuatro regiones y sus miembros, que"],
    "ru": ["решает", "решает далее,", "поручает Генеральному секретарю", "ПОСТАНОВЛЯЕТ:", "предлагает Государствам-Членам"],
    "ar": ["يقرر", "ويقرر كذلك", "يكلف الأمين العام", "تطلب إلى الأمين العام", "يدعو الدول الأعضاء"],
    "de": ["beschließt,", "beschließt außerdem", "beauftragt den Generalsekretär", "BESCHLIESST:", "fordert die Mitgliedstaaten auf,"],
    "ja": ["次のことを決定する。", "事務総局長に対し、次のことを指示する。", "次のとおり決議する。"],
    "ko": ["다음과 같이 결정한다.", "사무총장에게 다음 사항을 지시한다.", "회원국에게 다음 사항을 요청한다."],
    "it": ["decide", "decide inoltre", "incarica il Segretario generale", "DECRETA:", "invita gli Stati membri a"],
    "pt": ["resolve", "decide ainda", "encarrega o Secretário-Geral", "DECRETA:", "convida os Estados-Membros a"],
}  # fmt: skip
FORMULAS = {
    "zh": ["国际电联理事会，", "大会，"],
    "en": ["The Council,", "The Conference of the Union of Gardens (Utopia, 2031),", "HAVE ADOPTED THIS REGULATION:", "BE IT ENACTED by the Senate, as follows:—"],
    "fr": ["Le Conseil de l'UIT,", "L'Assemblée nationale et le Sénat ont adopté,", "ONT ADOPTÉ LE PRÉSENT RÈGLEMENT:"],
    "es": ["El Consejo,", "HAN ADOPTADO EL PRESENTE REGLAMENTO:"],
    "ru": ["Совет МСЭ,", "Генеральная Ассамблея,"],
    "ar": ["إن مجلس الاتحاد،", "إن الجمعية العامة،"],
    "de": ["Der Rat der Union,", "Der Landtag hat das folgende Gesetz beschlossen:", "HAT FOLGENDEN BESCHLUSS ERLASSEN:"],
    "ja": ["理事会は、", "総会は、"],
    "ko": ["이사회는,", "총회는,"],
    "it": ["Il Consiglio dell'Unione,", "La Camera dei deputati ed il Senato della Repubblica hanno approvato:", "HA ADOTTATO LA PRESENTE DECISIONE:"],
    "pt": ["O Conselho da União,", "A Assembleia Geral,", "ADOTOU A PRESENTE DECISÃO:"],
}  # fmt: skip
CASES: list[tuple[str, str, CallKind]] = [
    *((code, text, "recitals") for code, texts in RECITALS.items() for text in texts),
    *((code, text, "operative") for code, texts in OPERATIVES.items() for text in texts),
    *((code, text, "formula") for code, texts in FORMULAS.items() for text in texts),
]
NO_CALLS = [
    ("en", "Recognizing the work of volunteers is a duty of the board."),
    ("en", "Having regard to the proposal of the Commission,"),
    ("en", "WHEREAS, the association owns a garage;"),
    ("en", "Requests"),
    ("en", "Requests for information"),
    ("en", "decides to meet in Geneva."),
    ("en", "Decidesy"),
    ("en", "The Council shall examine the report of the Committee,"),
    ("en", "the members of the Council,"),
    ("fr", "Charge de la preuve"),
    ("fr", "Le maire décide, après avis du conseil, de la fermeture du parc."),
    ("es", "La decisión se publicará en el plazo de diez días."),
    ("ru", "Решение принимается советом сада."),
    ("ar", "يقرر المجلس إنشاء الحديقة. ويعين رئيسها."),
    ("ar", "يعين الوزير لجنة تضم:"),
    ("de", "Beschluss über die Satzung"),
    ("de", "legt der Rat die Höhe fest."),
    ("zh", "决定自公布之日起施行。"),
    ("zh", "請換發護照，應備下列文件："),
    ("ja", "市長は、次の各号のいずれかに該当するときは、許可を取り消すことができる。"),
    ("ja", "手数料の額は、次に定めるところによる。"),
    ("ko", "위원회는 다음 각 호의 사항을 심의ㆍ의결한다."),
    ("ko", "이 법에서 사용하는 용어의 뜻은 다음과 같다."),
]


@pytest.mark.parametrize(("code", "text", "kind"), CASES)
def test_a_call_line_is_known_by_its_words(code: str, text: str, kind: CallKind) -> None:
    following = [RECITALS[code][0]] if kind == "formula" else ITEM
    assert find_call(text, (code,), following) == kind


@pytest.mark.parametrize(("code", "text"), NO_CALLS)
def test_what_only_begins_like_a_call_line_is_none(code: str, text: str) -> None:
    assert find_call(text, (code,), ["The next paragraph begins with a capital letter."]) is None


@pytest.mark.parametrize("code", KNOWN)
def test_every_verb_opens_a_part_alone(code: str) -> None:
    language = load(code)
    assert [verb for verb in language.recitals if find_call(verb, (code,), ITEM) != "recitals"] == []
    operatives = [verb for verb in language.operatives if verb not in language.recitals]
    assert [verb for verb in operatives if find_call(verb, (code,), ITEM) != "operative"] == []


def test_a_long_line_with_an_object_needs_a_list_behind_it() -> None:
    line = (
        "instructs the Director of the Bureau for Community Networks, in consultation with the offices of the regions"
    )
    assert find_call(line, ("en",), ["a)\tto report;"]) == "operative"
    assert find_call(line, ("en",), ["to report to the Council every year;"]) == "operative"
    assert find_call(line, ("en",), ["The Director reports."]) is None
    assert find_call("Instructs the Director", ("en",), ["The Director reports."]) is None
    assert find_call("Instructs the Director", ("en",), ["1 to report;"]) == "operative"
    assert find_call("责成电信发展局主任，与各区域代表处协商", ("zh",), ["1\t任命一名协调员；"]) == "operative"
    assert find_call("责成电信发展局主任，与各区域代表处协商", ("zh",), ["任命一名协调员。"]) is None


def test_abbreviations_and_revisions_end_no_sentence() -> None:
    line = "instructs the Director, under No. 5 of Resolution 71 (Rev. Dubai, 2018) and in the light of the report of the group"
    assert find_call(line, ("en",), ITEM) == "operative"
    assert find_call("instructs the Director to report. The report is public", ("en",), ITEM) is None


def test_a_body_of_several_words_counts_before_a_verb_of_a_call_line() -> None:
    line = "The Conference of the Union of Gardens,"
    assert find_call(line, ("en",), ["recalling", "1 a decision"]) == "formula"
    assert find_call(line, ("en",), ["Having regard to the Treaty,"]) == "formula"
    assert find_call(line, ("en",), ["the Board and the Treasurer meet in May."]) is None
    assert find_call("The Conference of Gardens (Utopia, 2031)", ("en",), ["recalling", "1 a decision"]) == "formula"
    assert find_call("The Conference of Gardens (Utopia, 2031)", ("en",), ["Recalling that it met,"]) is None


def test_a_line_is_held_against_each_language_of_the_text() -> None:
    assert find_call("décide", ("en",), ITEM) is None
    assert find_call("décide", ("en", "fr"), ITEM) == "operative"
    assert find_call("责成秘书长", ("en", "zh"), ITEM) == "operative"


def test_most_lines_are_told_by_their_first_and_last_character() -> None:
    assert not may_be_call("委员由大会选举产生。", ("zh",))
    assert not may_be_call("x" * (MAX_CALL + 1), ("en",))
    assert not may_be_call("", ("zh", "en", "ja"))


@pytest.mark.parametrize(
    "line", ["further " * 37, "decides, " * 33, "あ" * 299 + "、", "إ" * 300, ": " * 150, "instructs " + "a.b" * 90]
)
def test_no_line_takes_long(line: str) -> None:
    started = time.process_time()
    for _ in range(200):
        find_call(line[:MAX_CALL], KNOWN, [line])
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "languages", "kind"),
    [("附　　则", ("zh",), "chapter"), ("附　則", ("ja",), "chapter"), ("目  录", ("zh",), "contents"), ("Table des matières", ("fr",), "contents"),
     ("Suite à donner", ("fr",), "cover"), ("ACTION REQUIRED:", ("en",), "cover"), ("Оглавление", ("ru",), "contents"), ("부칙", ("ko",), "chapter"),
     ("Sommaire", ("en",), None), ("x" * 200, ("en",), None)],
)  # fmt: skip
def test_headings_are_known_by_their_words(text: str, languages: tuple[str, ...], kind: str | None) -> None:
    assert find_named(text, languages) == kind


def test_a_decision_in_each_language_has_its_parts() -> None:
    for code in KNOWN:
        lines = [FORMULAS[code][0], RECITALS[code][0], "1\t甲。", OPERATIVES[code][0], "1\t乙。", "2\t丙。"]
        decision = dd.read(text="\n".join(lines), language=code)
        levels = [
            (clause.level, len(clause.children)) for clause in decision.walk() if clause.level in ("recitals", "part")
        ]
        assert levels == [("recitals", 1), ("part", 2)], code


def test_enacting_words_end_what_was_considered() -> None:
    text = "THE COUNCIL,\nWhereas:\n(1)\tGardens need care.\nHAS ADOPTED THIS DECISION:\nCHAPTER I\nArticle 1\tGardens are open.\n"
    decision = dd.read(text=text)
    tops = [clause.level for clause in decision.clauses]
    assert tops[-2:] == ["formula", "chapter"]
