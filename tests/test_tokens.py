"""Tokens: lossless on anything, and never through a date, a number, a reference or a name."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.words.protected import find_pattern
from decision_diff.words.tokens import tokenize

# Each row is a text whose tokens are divided by "|".
CUTS = [
    "于|2026年上半年|召开|为期|三天|的|第七届|WTPF|（|WTPF-26|）",
    "2026年6月9日至11日|在|巴哈马|举行",
    "2026年6月8-11日|\t|由",
    "2025年12月31日至2026年1月2日",
    "2026年3月至5月|、|1月5日|、|2025年2月| |起",
    "二〇二五年一月一日|、|二○二五年|、|2024-2025年",
    "三年|以上|十年|以下|有期徒刑",
    "1.8万瑞郎|、|5,000元|、|五千元|、|二十万元|、|30日|、|三十日|、|35%|、|百分之五十|、|三分之二",
    "10:30|，|2.4GHz|，|5G",
    "第641号决定|、|第2号决议|、|附件1|、|附件二",
    "第三条第二款|、|第一百三十三条之一|、|第五十二条|以及|第二款",
    "第三|条件|、|第三条|约定|、|统一|年度",
    "自|2025年1月1日|本法|施行",
    "C25/43(Rev.1)|、|CL-24/69|、|TDAG-WG-DEC|、|C24/136|、|IEG-WTPF-26",
    "a.b@example.org|，|https://example.org/a?b=c|。",
    "见|council.itu.int/2025|、|www.itu.int/md/S25-CL-C-0043/en|、|itu.int|。",
    "done|.|Then| |go|.",
    "-|a.itu.int|，|x-y.itu.int",
    "don't| |re-open| |the| |café|.",
    "Привет|，|שלום",
    "电信|/|ICT",
    "会议|不得|公开",
    "甲|   |乙|\n|丙|\t|丁|　|戊",
    "“|成员国|”|：|《|总规则|》",
    "cafe\u0301| |x",
    "。\u0301|甲",
    "\U0001f468\u200d\U0001f469|！",
    "\ud800|甲|\udfff",
    "𠮷|野",
    # amounts
    "缴纳|人民币|叁拾肆万伍仟元整|（|￥345,000.00|）|、|贰佰零伍圆捌角叁分|、|伍元整|、|陆军|、|参加",
    "六萬八千元|、|新臺幣|三萬元|以上|、|3万5千元|、|12元5角",
    "2 360 000瑞士法郎|、|1 250.50 t|、|1’250|、|12\u00a0000|、|12\u202f000|、|2026| |250",
    "-5%|、|−5 %|、|±0.5℃|、|为|-5℃|、|产品|-|5",
    "CHF 1 250 000|;| |US$5.50|;| |EUR 1.250,50|;| |100 €|;| |¥5|;| |in| |2025| |CHF 5",
    # dates and times
    "2026-06-09|, |09/06/2026|, |12.03.2026|, |2026. 6. 9.".replace(", ", ",| "),
    "10时30分|、|下午|3时|、|14 h 30|、|10.30 a.m.|、|令|和|七年四月一日|、|民國| |103 年 1 月 29 日",
    # references and symbols
    "前|条|第（六）项|、|第九条第（五）项|、|第七、八条|、|第(四)款|、|第三至五条|、|第十二条|至|第十五条",
    "第 9-1 條|、|第 12 條之一|、|第一、二季度|、|第五条第三项第二号の二|、|第7届|第3次",
    "5.2(b)(i)|、|102(3)|、|A/RES/79/1|、|S/2024/5|、|E/CN.4/2026/L.3|、|C25/43(Rev.1)-C|、|and|/|or",
    # words beside a number
    "30 days|;| |5 million Swiss francs|;| |1 000 kHz|;| |200 sq. ft.|;| |two| |days|;| |5| |members",
    "9 June 2026|;| |June 9, 2026|;| |in| |May 2026|;| |they| |may| |5| |times|;| |1st January 2026|;| |5 May",
    "1er mars 2025|;| |9 de junio de 2026|;| |9. Juni 2026|;| |1.º de enero|;| |9 июня 2026 года|;| |9 حزيران/يونيو 2026",
    "Article 5.2(b)(i)|,| |Articles 3, 4 and 6|,| |section 3|,| |5| |members|,| |Article 5| |and| |10 days|;| |Section 4.2.1",
    "§ 2a Absatz 1 Nummer 3 Buchstabe a|,| |§§ 3–5|,| |§5|,| |Art. 5 Abs. 2|,| |No. 12-A|,| |n° 5|,| |Chapter III",
    "paragraph 2| |of| |Article 5 (2)|;| |l’article 5 bis|;| |3°| |de| |l'article 7|;| |5 pour cent|;| |apartado 2",
    "статьи 5|,| |подпункт 3) пункта 4.1|,| |№ 41-ФЗ|,| |1 000 кв. м|,| |5 млн рублей",
    "المادة (5)|،| |60 يوماً|،| |1 000 متر مربع|،| |بالمادة ٣ مكرراً|،| |31 ديسمبر 2029",
    "points (a) to (c)| |of| |Article 5|,| |Part A|,| |Art. L. 123-4|,| |Regulation| |(|EU|)|,| |a| |part| |(|the| |rest|)|,| |A| |B",
    "Directive 2014/53/EU|,| |R$ 5,00|,| |50 km/h|,| |1½|,| |10 Uhr|,| |الفقرة (ب)".replace(
        "Directive 2", "Directive| |2"
    ),
    "第5.2条|、|附件A|、|第 3 條之 1",
    "별표 1|,| |부속서 2| |및",
    # Japanese and Korean
    "倉庫台帳|を|整え|なければならない|。|市町村長|は|、|罰金|に|処する|。|この|限り|でない",
    "事業者|及び|設置者|は|、|第三条の二|に|基づき|、|又は|必要な|措置|を|講ずる|ものとする",
    "申請|した|者|の|ほか|、|会議|に|出席|する|者|を|選任|し|、|まもる|港町",
    "理事会|の|決定|，|理事会|召开|会议|；|観|測|所",
    "위원회|의| |위원|은| |전체회의| |결과|를| |시장|ㆍ|군수|에게| |보고한다",
    "국가| |및| |지방|의| |평가|가| |있는| |제도| |또는| |높이| |미만| |이| |법|에서",
    "사람|을| |사람|으로서| |도로|로| |해당하는| |부산|에서| |하루|에| |한| |번",
    "within| |seven| |(|7|)| |days|;| |根据| |ITU| |2026|和|5人",
    # other scripts
    "нормативно-правовой| |41-ФЗ|,| |2-го|,| |и|/|или",
    "١٬٢٥٠٫٥٠| |٥٠٪|،| |١٥",
    "제4조제2항제3호의2|에|,| |2028년 3월 5일|까지|,| |80제곱미터|,| |70만원|,| |20일간",
    "六十平方メートル|、|28,000円|、|スイス|・|フラン",
]

CHARACTERS = "条（）()壹拾條項Яب제조의가がアを備け٥+−$'’第百千一二三十〇○零年月日条款项至到不得的和，、。；：（）“”/.-,:%¥ \t\n0193０５aZé\u0301\u200d\ufe0f\ud800𠮷ｶ"
ALPHABET = st.sampled_from([*CHARACTERS, "2026年", "6月", "C25/43", "成员国"])
TEXTS = st.one_of(st.text(), st.lists(ALPHABET, max_size=40).map("".join))


@pytest.mark.parametrize("drawn", CUTS)
def test_cuts(drawn: str) -> None:
    assert "|".join(tokenize(drawn.replace("|", ""))) == drawn


@given(TEXTS)
def test_tokens_join_to_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(tokens) == text
    assert all(tokens)


@given(TEXTS, TEXTS)
def test_a_clause_mark_makes_the_tokens_on_both_sides_independent(before: str, after: str) -> None:
    after = f"x{after}"  # no combining mark
    assert tokenize(f"{before}；{after}") == (*tokenize(f"{before}；"), *tokenize(after))


@pytest.mark.slow
@pytest.mark.parametrize("scripts", ["", "Arabic Cyrillic Hangul Kana"])
def test_a_protected_span_begins_with_nothing_but_what_is_asked_first(scripts: str) -> None:
    asked, _, spans = find_pattern(scripts).pattern.partition(")")
    ungated, starts = re.compile(spans), re.compile(f"{asked})")
    tails = [
        "1",
        "1.5万元",
        "一条",
        "二〇二五年",
        "年",
        "号",
        "分之五",
        "得",
        "件一",
        "@a.org",
        "a.org",
        "a1",
        "/a.int",
        "조",
        "年の",
        "٥",
        "拾元",
        "$1",
        "",
    ]
    for char in map(chr, range(0x20000)):
        assert starts.match(char) or not any(ungated.match(char + tail) for tail in tails), char


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["1", ",", "第", "1,", "a.", "a-", "a@", "一年", "第1", "百分之", " ", "1:", "http://", "1 ", "1 000 ", "1'000", "第一、", "第（",
     "第一条", "第(一)", "壹", "壹拾", "-", "-1", "$", "US$", "CHF ", "A/", "A/1", "1(a)", "1.1", "2026-", "2026. ", "1月", "一月一日至",
     "Rev.", "C25(Rev.1)-", "41-Ф", "Ф-", "제1조", "제 ", "1만 ", "年の", "百メートル", "ア", "を", "ける", "船舶を", "なければ", "회의의", "의", "사람을 ", "ㆍ", "١٬", "١ ١١١ ", "條", "第 9-"],
)  # fmt: skip
def test_hostile_repetition_is_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))  # quadratic time would be minutes
    assert "".join(tokenize(text)) == text


def test_text_without_han_opens_no_dictionary() -> None:
    code = (
        "from decision_diff.languages import zh_segmenter as z; from decision_diff.words.tokens import tokenize;"
        "tokenize('The Council, at its 2025 session (C25/43)'); assert z._dictionary.cache_info().currsize == 0;"
        "tokenize('理事会'); assert z._dictionary.cache_info().currsize == 1;"
        "import sys; assert 'jieba' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == done.stderr == ""


def test_a_month_with_a_capital_in_its_language_has_one_or_a_year() -> None:
    assert "1 may" not in tokenize("the owner of station 1 may keep it")
    for date in ("1 May", "1 may 2026", "1 de mayo", "1 mars", "1 мая"):
        assert date in tokenize(f"x {date} x")
