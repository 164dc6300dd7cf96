"""Languages are told from samples: the known ones, relatives that are not known, texts in several, and texts that say nothing."""

from __future__ import annotations

import pytest

from decision_diff.languages import KNOWN
from decision_diff.languages.detection import SAMPLED, SAMPLES, detect_language, detect_languages, find_script

KNOWN_TEXTS = {
    "zh": "第一条　为了保护公共花园，制定本办法。\n第二条　市政府任命园丁，任期六年，可以连任一次。\n附则\n",
    "en": "Article 1 The town shall keep the gardens in repair.\nArticle 2 A gardener is appointed by the mayor for six years.\n",
    "fr": "Article 1er La commune entretient les jardins.\nArticle 2 Le jardinier est nommé par le maire pour une durée de six ans.\n",
    "es": "Artículo 1. El municipio conserva los jardines.\nArtículo 2. El jardinero será nombrado por el alcalde cada seis años.\n",
    "ru": "Статья 1. Сады содержатся за счет города.\nСтатья 2. Садовник назначается мэром на срок, который не превышает шести лет.\n",
    "ar": "المادة 1: تحافظ البلدية على الحدائق العامة.\nالمادة 2: يعين العمدة البستاني لمدة ست سنوات من تاريخ هذا القرار.\n",
    "de": "§ 1 Die Gemeinde erhält die öffentlichen Gärten.\n§ 2 Der Gärtner wird durch den Bürgermeister für sechs Jahre bestellt.\n",
    "ja": "第一条　町は、公園を良好な状態に保つ。\n第二条　庭師は、町長が任命する。\n附則\n",
    "ko": "제1조(목적) 시는 공공정원을 보호한다.\n제2조 정원사는 시장이 임명하고 임기는 6년으로 한다.\n",
    "it": "Articolo 1. Il comune cura la manutenzione dei giardini pubblici.\nArticolo 2. Il giardiniere è nominato dal sindaco per un periodo di sei anni.\n",
    "pt": "Artigo 1.º O município conserva os jardins públicos.\nArtigo 2.º O jardineiro é nomeado pelo presidente da câmara por um período de seis anos.\n",
}
# Articles of our own, in languages that are not known but are written like one that is.
UNKNOWN_TEXTS = {
    "Catalan": "Article 1. El municipi conserva els jardins públics i estableix les obligacions que corresponen als propietaris dels arbres. "
    "Article 2. L'alcalde nomena el jardiner per un període de sis anys, que no es pot renovar més d'una vegada. Article 3. Les "
    "despeses s'inscriuen en el pressupost del municipi abans de la fi de cada any.",
    "Dutch": "Artikel 1. De gemeente onderhoudt de openbare tuinen en bepaalt de verplichtingen van de eigenaren van de bomen. Artikel 2. "
    "De burgemeester benoemt de tuinman voor een termijn van zes jaar; de benoeming kan één keer worden verlengd. Artikel 3. De "
    "kosten worden voor het einde van elk jaar in de begroting van de gemeente opgenomen.",
    "Bulgarian": "Член 1. Общината поддържа обществените градини и определя задълженията на собствениците на дърветата. Член 2. Кметът "
    "назначава градинар за срок от шест години, като назначението може да бъде подновено само веднъж. Член 3. Разходите се "
    "вписват в бюджета на общината преди края на всяка година, а отчетът се представя на съвета от кмета и се обявява.",
    "Ukrainian": "Стаття 1. Громада утримує громадські сади та визначає обов'язки власників дерев. Стаття 2. Міський голова призначає "
    "садівника строком на шість років; призначення може бути поновлене лише один раз. Стаття 3. Видатки вносяться до бюджету "
    "громади до кінця кожного року, а звіт подається раді та оприлюднюється на сайті громади протягом місяця.",
    "Persian": "ماده ۱. شهرداری باغ‌های عمومی را نگهداری می‌کند و تکالیف مالکان درختان را تعیین می‌کند. ماده ۲. شهردار باغبان را برای مدت شش سال "
    "منصوب می‌کند و این انتصاب تنها یک بار قابل تمدید است. ماده ۳. هزینه‌ها تا پایان هر سال در بودجه شهرداری درج می‌شود و گزارش آن به شورا "
    "ارائه می‌گردد و در پایگاه شهرداری منتشر خواهد شد.",
    "Greek": "Άρθρο 1. Ο δήμος συντηρεί τους δημόσιους κήπους. Άρθρο 2. Ο δήμαρχος διορίζει τον κηπουρό για έξι έτη.",
}


@pytest.mark.parametrize("code", KNOWN)
def test_each_known_language_is_told_from_two_articles(code: str) -> None:
    assert detect_languages(KNOWN_TEXTS[code].splitlines()) == (code, ())


@pytest.mark.parametrize("name", UNKNOWN_TEXTS)
def test_a_relative_of_a_known_language_is_unknown(name: str) -> None:
    text = UNKNOWN_TEXTS[name]
    assert detect_languages([text, *text.split(". ")]) == ("", ())
    assert detect_language(text) == ""


def test_the_language_of_most_of_the_text_comes_first_and_the_others_follow() -> None:
    paragraphs = [*KNOWN_TEXTS["zh"].splitlines() * 6, *KNOWN_TEXTS["en"].splitlines(), *KNOWN_TEXTS["fr"].splitlines()]
    main, others = detect_languages(paragraphs)
    assert (main, sorted(others)) == ("zh", ["en", "fr"])
    assert detect_languages(paragraphs[::-1])[0] == "zh"


def test_names_and_document_symbols_in_a_chinese_text_are_no_second_language() -> None:
    paragraphs = [
        *KNOWN_TEXTS["zh"].splitlines(),
        "C25/5(Rev.1)-C",
        "council.itu.int/2025",
        "International Telecommunication Union",
    ]
    assert detect_languages(paragraphs) == ("zh", ())


def test_japanese_headings_in_han_alone_go_with_the_kana_beside_them() -> None:
    assert detect_languages(["第一章　総則", "公共庭園管理規程", *KNOWN_TEXTS["ja"].splitlines()]) == ("ja", ())
    assert detect_languages(["第一章　总则", "公共花园管理办法"]) == ("zh", ())


@pytest.mark.parametrize(
    ("texts", "code"),
    [([], "zh"), (["1", "2.", "- 3 -"], "zh"), (["ITU"], "en"), (["Ω"], ""), (["ГОСТ"], "ru"), (["규정"], "ko")],
)
def test_with_too_little_to_tell_the_script_decides(texts: list[str], code: str) -> None:
    assert detect_languages(texts) == (code, ())


def test_one_paragraph_that_says_nothing_has_no_language() -> None:
    assert [detect_language(text) for text in ("", "12", "C25/5-E", "决定", "decides")] == [""] * 5
    assert detect_language("The Council shall examine the report of the Director.") == "en"
    assert detect_language("観測所を存続させること。") == "ja"
    assert detect_language("理事会应当在每年的例会上审议主任提交的关于观测站各项活动的年度报告。") == "zh"


@pytest.mark.parametrize(
    ("text", "script"),
    [("§ 1", ""), ("1. für", "Latin"), ("１　目的", "Han"), ("ﾃｽﾄ", "kana"), ("«Сады»", "Cyrillic"), ("١- المادة", "Arabic"), ("가.", "Hangul"),
     ("第 5 条 ABC", "Han"), ("λόγος", "other"), ("Điều", "Latin")],
)  # fmt: skip
def test_the_script_is_that_of_most_of_the_first_letters(text: str, script: str) -> None:
    assert find_script(text) == script


class Counted(str):
    """A text that counts what is asked of it."""

    __slots__ = ()
    asked: list[int] = []  # noqa: RUF012 - one list for all, emptied by the test

    def __getitem__(self, key: object) -> str:
        assert isinstance(key, slice)
        self.asked.append(key.stop)
        return str.__getitem__(self, key)


def test_a_long_text_costs_what_a_sample_of_it_costs() -> None:
    Counted.asked.clear()
    paragraphs = [Counted("第一条　会议公开举行。" * 1000)] * 100_000
    assert detect_languages(paragraphs) == ("zh", ())
    assert SAMPLES <= len(Counted.asked) <= 2 * SAMPLES
    assert set(Counted.asked) == {SAMPLED}
