"""One sentence in many languages: what it says in numbers, dates and names is the same, however each of them writes it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.audit.parity.agreeing import agree
from decision_diff.audit.parity.facts import FACTS, find_facts
from decision_diff.audit.parity.plain import write_plainly
from decision_diff.audit.signals.words import LANGUAGES

# Each sentence in the languages that write it in a way of their own, and the facts that all of them must have.
SENTENCES: list[tuple[str, dict[str, str]]] = [
    (
        "amount 1200000 CHF; date 2026; date 2027",
        {
            "en": "to allocate CHF 1.2 million for the years 2026 and 2027",
            "fr": "d'allouer 1,2 million de francs suisses pour les années 2026 et 2027",
            "es": "asignar 1,2 millones de francos suizos para los años 2026 y 2027",
            "ru": "выделить 1,2 млн швейцарских франков на 2026 и 2027 годы",
            "ar": "تخصيص 1,2 مليون فرنك سويسري لعامي 2026 و2027",
            "zh": "为2026年和2027年拨款120万瑞士法郎",
            "de": "1,2 Millionen Schweizer Franken für die Jahre 2026 und 2027 bereitzustellen",
            "ja": "2026年及び2027年に120万スイスフランを割り当てる",
            "ko": "2026년 및 2027년에 120만 스위스 프랑을 배정한다",
        },
    ),
    (
        "period 3 day; period 5 day",
        {
            "en": "that the meeting lasts 3 to 5 days",
            "fr": "que la réunion dure de 3 à 5 jours",
            "es": "que la reunión dure de 3 a 5 días",
            "ru": "что собрание длится от 3 до 5 дней",
            "ar": "أن يستمر الاجتماع من 3 إلى 5 أيام",
            "zh": "会议为期3至5天",
            "de": "dass die Tagung 3 bis 5 Tage dauert",
            "ja": "会合は3日から5日間とする",
            "ko": "회의는 3일에서 5일간 진행한다",
        },
    ),
    (
        "percentage 1/4",
        {
            "en": "that one quarter of the seats is reserved",
            "fr": "qu'un quart des sièges est réservé",
            "es": "que una cuarta parte de los puestos queda reservada",
            "ru": "что одна четверть мест зарезервирована",
            "ar": "أن يحجز ربع المقاعد",
            "zh": "保留四分之一的席位",
            "de": "dass ein Viertel der Sitze vorbehalten ist",
            "ja": "議席の四分の一を留保する",
            "ko": "좌석의 4분의 1을 배정한다",
        },
    ),
    (
        "percentage 2/3",
        {
            "en": "by a two-thirds majority of the members present",
            "fr": "à la majorité des deux tiers des membres présents",
            "es": "por mayoría de dos tercios de los miembros presentes",
            "ru": "большинством в две трети присутствующих членов",
            "ar": "بأغلبية ثلثي الأعضاء الحاضرين",
            "zh": "经出席成员三分之二多数",
            "de": "mit einer Zweidrittelmehrheit der anwesenden Mitglieder",
            "ja": "出席者の三分の二の多数により",
            "ko": "출석 회원 3분의 2의 다수로",
        },
    ),
    (
        "date --06-30",
        {
            "en": "not later than 30 June of each year",
            "fr": "au plus tard le 30 juin de chaque année",
            "es": "a más tardar el 30 de junio de cada año",
            "ru": "не позднее 30 июня каждого года",
            "ar": "في موعد لا يتجاوز 30 يونيو من كل عام",
            "zh": "不迟于每年6月30日",
            "de": "spätestens am 30. Juni jedes Jahres",
            "ja": "毎年6月30日までに",
            "ko": "매년 6월 30일까지",
        },
    ),
    (
        "date --06-09",
        {
            "en": "on 9 June",
            "fr": "le 9 juin",
            "es": "el 9 de junio",
            "ru": "9 июня",
            "ar": "في 9 يونيو",
            "zh": "6月9日",
            "de": "am 9. Juni",
            "ja": "6月9日に",
            "ko": "6월 9일에",
        },
    ),
    (
        "date 2026-06",
        {
            "en": "in June 2026",
            "fr": "en juin 2026",
            "es": "en junio de 2026",
            "ru": "в июне 2026 года",
            "ar": "في يونيو 2026",
            "zh": "2026年6月",
            "de": "im Juni 2026",
            "ja": "2026年6月に",
            "ko": "2026년 6월에",
        },
    ),
    (
        "date --06",
        {
            "en": "in June of this year",
            "fr": "en juin de cette année",
            "es": "en junio de este año",
            "ru": "в июне этого года",
            "ar": "في يونيو من هذا العام",
            "zh": "本年6月",
            "de": "im Juni dieses Jahres",
            "ja": "本年6月に",
            "ko": "올해 6월에",
        },
    ),
    (
        "date 2026",
        {
            "en": "in the first half of 2026",
            "fr": "au premier semestre de 2026",
            "es": "en el primer semestre de 2026",
            "ru": "в первой половине 2026 года",
            "ar": "في النصف الأول من عام 2026",
            "zh": "2026年上半年",
            "de": "in der ersten Hälfte des Jahres 2026",
            "ja": "2026年の前半に",
            "ko": "2026년 상반기에",
        },
    ),
    (
        "date 2026-06-30; date 2026-07-02",
        {
            "en": "from 30 June to 2 July 2026",
            "fr": "du 30 juin au 2 juillet 2026",
            "es": "del 30 de junio al 2 de julio de 2026",
            "ru": "с 30 июня по 2 июля 2026 года",
            "ar": "من 30 يونيو إلى 2 يوليو 2026",
            "zh": "2026年6月30日至7月2日",
            "de": "vom 30. Juni bis 2. Juli 2026",
            "ja": "2026年6月30日から7月2日まで",
            "ko": "2026년 6월 30일부터 7월 2일까지",
        },
    ),
    (
        "date 2025-12-30; date 2026-01-02",
        {
            "en": "from 30 December 2025 to 2 January 2026",
            "fr": "du 30 décembre 2025 au 2 janvier 2026",
            "es": "del 30 de diciembre de 2025 al 2 de enero de 2026",
            "ru": "с 30 декабря 2025 года по 2 января 2026 года",
            "ar": "من 30 ديسمبر 2025 إلى 2 يناير 2026",
            "zh": "2025年12月30日至2026年1月2日",
            "de": "vom 30. Dezember 2025 bis zum 2. Januar 2026",
            "ja": "2025年12月30日から2026年1月2日まで",
            "ko": "2025년 12월 30일부터 2026년 1월 2일까지",
        },
    ),
    (
        "percentage 25/2%",
        {
            "en": "to reduce the contribution by 12.5 per cent",
            "fr": "de réduire la contribution de 12,5 pour cent",
            "es": "reducir la contribución en un 12,5 por ciento",
            "ru": "снизить взнос на 12,5 процента",
            "ar": "تخفيض المساهمة بنسبة 12,5 في المائة",
            "zh": "会费减少百分之十二点五",
            "de": "den Beitrag um 12,5 Prozent zu senken",
            "ja": "分担金を12.5パーセント引き下げる",
            "ko": "분담금을 12.5퍼센트 인하한다",
        },
    ),
    (
        "percentage 10%; percentage 5%",
        {
            "en": "between 5 and 10 %",
            "fr": "entre 5 et 10 %",
            "es": "entre el 5 y el 10 %",
            "ru": "от 5 до 10 %",
            "ar": "بين 5 و10%",
            "zh": "5%至10%之间",
            "de": "zwischen 5 und 10 %",
            "ja": "5%から10%の間",
            "ko": "5%에서 10% 사이",
        },
    ),
    (
        "",
        {
            "en": "the fifteenth session, on the twenty-first day",
            "fr": "la quinzième session, le vingt et unième jour",
            "es": "la decimoquinta reunión, el vigésimo primer día",
            "ru": "пятнадцатая сессия, двадцать первый день",
            "ar": "الدورة الخامسة عشرة، اليوم الحادي والعشرون",
            "zh": "第十五届会议，第二十一天",
            "de": "die fünfzehnte Tagung, am einundzwanzigsten Tag",
            "ja": "第15回会合、21日目",
            "ko": "제15차 회의, 21일째",
        },
    ),
    (
        "number 12; number 300; number 6",
        {
            "en": "six members, of whom twelve experts and three hundred delegates",
            "fr": "six membres, dont douze experts et trois cents délégués",
            "es": "seis miembros, de los cuales doce expertos y trescientos delegados",
            "ru": "шесть членов, из них двенадцать экспертов и триста делегатов",
            "ar": "ستة أعضاء، منهم اثنا عشر خبيراً وثلاثمائة مندوب",
            "zh": "六名成员，其中十二名专家和三百名代表",
            "de": "sechs Mitglieder, davon zwölf Sachverständige und dreihundert Delegierte",
            "ja": "6名の委員、うち12名の専門家及び300名の代表",
            "ko": "6명의 위원, 그중 12명의 전문가와 300명의 대표",
        },
    ),
    (
        "act 102; act 2; act 71; city bucharest; date 2022",
        {
            "en": "in accordance with Resolutions 2, 71 and 102 (Rev. Bucharest, 2022)",
            "fr": "conformément aux Résolutions 2, 71 et 102 (Rév. Bucarest, 2022)",
            "es": "de conformidad con las Resoluciones 2, 71 y 102 (Rev. Bucarest, 2022)",
            "ru": "в соответствии с Резолюциями 2, 71 и 102 (Пересм. Бухарест, 2022 г.)",
            "ar": "وفقاً للقرارات 2 و71 و102 (المراجعة في بوخارست، 2022)",
            "zh": "根据第2、71和102号决议（2022年，布加勒斯特，修订版）",
        },
    ),
    (
        "act 2; city bucharest; date 2022",
        {
            "en": "Resolution 2 (Rev. Bucharest, 2022) of the Plenipotentiary Conference",
            "fr": "la Résolution 2 (Rév. Bucarest, 2022) de la Conférence de plénipotentiaires",
            "es": "la Resolución 2 (Rev. Bucarest, 2022) de la Conferencia de Plenipotenciarios",
            "ru": "Резолюция 2 (Пересм. Бухарест, 2022 г.) Полномочной конференции",
            "ar": "القرار 2 (المراجَع في بوخارست، 2022) لمؤتمر المندوبين المفوضين",
            "zh": "全权代表大会第2号决议（2022年，布加勒斯特，修订版）",
        },
    ),
    (
        "reference 2; reference 3.2",
        {
            "en": "set out in paragraph 3 b) above and in Annex 2",
            "fr": "énoncés au paragraphe 3 b) ci-dessus et dans l'Annexe 2",
            "es": "enunciados en el punto 3 b) anterior y en el Anexo 2",
            "ru": "изложенные в пункте 3 b) выше и в Приложении 2",
            "ar": "الواردة في الفقرة 3 ب) أعلاه وفي الملحق 2",
            "zh": "上文第3 b)段和附件2所列",
            "de": "gemäß Absatz 3 Buchstabe b und Anhang 2",
        },
    ),
    (
        "reference 5; reference 7",
        {
            "en": "under Articles 5 to 7 of the Convention",
            "fr": "au titre des articles 5 à 7 de la Convention",
            "es": "en virtud de los artículos 5 a 7 del Convenio",
            "ru": "согласно статьям 5–7 Конвенции",
            "ar": "بموجب المواد من 5 إلى 7 من الاتفاقية",
            "zh": "根据《公约》第5至7条",
            "de": "nach den Artikeln 5 bis 7 des Übereinkommens",
        },
    ),
    (
        "country AE; country CI; country KR; country RU",
        {
            "en": "that the United Arab Emirates, Côte d'Ivoire, the Republic of Korea and the Russian Federation shall participate",
            "fr": "que les Emirats arabes unis, la Côte d'Ivoire, la République de Corée et la Fédération de Russie doivent participer",
            "es": "que los Emiratos Árabes Unidos, Côte d'Ivoire, la República de Corea y la Federación de Rusia deberán participar",
            "ru": "что Объединенные Арабские Эмираты, Кот-д'Ивуар, Республика Корея и Российская Федерация должны участвовать",
            "ar": "أن تشارك وجوباً الإمارات العربية المتحدة وكوت ديفوار وجمهورية كوريا والاتحاد الروسي",
            "zh": "阿拉伯联合酋长国、科特迪瓦、大韩民国和俄罗斯联邦须参加",
        },
    ),
    (
        "city addis_ababa; city geneva; city nairobi; city new_york; city vienna",
        {
            "en": "in Geneva, New York, Vienna, Nairobi or Addis Ababa",
            "fr": "à Genève, New York, Vienne, Nairobi ou Addis-Abeba",
            "es": "en Ginebra, Nueva York, Viena, Nairobi o Addis Abeba",
            "ru": "в Женеве, Нью-Йорке, Вене, Найроби или Аддис-Абебе",
            "ar": "في جنيف أو نيويورك أو فيينا أو نيروبي أو أديس أبابا",
            "zh": "在日内瓦、纽约、维也纳、内罗毕或亚的斯亚贝巴",
            "de": "in Genf, New York, Wien, Nairobi oder Addis Abeba",
            "ja": "ジュネーブ、ニューヨーク、ウィーン、ナイロビ又はアディスアベバにおいて",
            "ko": "제네바, 뉴욕, 비엔나, 나이로비 또는 아디스아바바에서",
        },
    ),
    (
        "country BO; country CH; period 60 day",
        {
            "en": "the Government of Switzerland and the Government of Bolivia should report within 60 days",
            "fr": "le Gouvernement de la Suisse et le Gouvernement de la Bolivie devraient faire rapport dans un délai de 60 jours",
            "es": "el Gobierno de Suiza y el Gobierno de Bolivia deberían informar en un plazo de 60 días",
            "ru": "правительство Швейцарии и правительство Боливии следует представить доклад в течение 60 дней",
            "ar": "ينبغي لحكومة سويسرا وحكومة بوليفيا أن تقدما تقريراً في غضون 60 يوماً",
            "zh": "瑞士政府和玻利维亚政府应在60天内提交报告",
        },
    ),
    (
        "period 48 month",
        {
            "en": "that the term of office is four years, renewable once",
            "fr": "que le mandat est de quatre ans, renouvelable une fois",
            "es": "que el mandato es de cuatro años, renovable una vez",
            "ru": "что срок полномочий составляет четыре года с возможностью одного продления",
            "ar": "أن مدة الولاية أربع سنوات قابلة للتجديد مرة واحدة",
            "zh": "任期四年，可连任一次",
            "de": "dass die Amtszeit vier Jahre beträgt",
            "ja": "任期は4年とし、1回に限り再任できる",
            "ko": "임기는 4년으로 하며 1회에 한하여 연임할 수 있다",
        },
    ),
    (
        "period 14 day; period 14 day; period 18 month",
        {
            "en": "within two weeks, that is 14 days, or 18 months",
            "fr": "dans les deux semaines, soit 14 jours, ou 18 mois",
            "es": "en dos semanas, es decir 14 días, o 18 meses",
            "ru": "в течение двух недель, то есть 14 дней, или 18 месяцев",
            "ar": "خلال أسبوعين، أي 14 يوماً، أو 18 شهراً",
            "zh": "两周内，即14天，或18个月内",
            "de": "binnen zwei Wochen, das sind 14 Tage, oder 18 Monaten",
            "ja": "2週間以内、すなわち14日、又は18か月以内に",
            "ko": "2주 이내, 즉 14일 또는 18개월 이내",
        },
    ),
    (
        "amount 2001/2 GBP; amount 300 EUR; amount 5/2 USD",
        {
            "en": "to charge USD 2.5 per page, € 300 a day and £1,000.50",
            "fr": "de facturer 2,5 USD par page, 300 € par jour et 1 000,50 £",
            "es": "cobrar 2,5 USD por página, 300 € por día y 1.000,50 £",
            "ru": "взимать 2,5 долл. США за страницу, 300 евро в день и 1000,50 фунтов стерлингов",
            "ar": "فرض رسم قدره 2,5 دولار أمريكي للصفحة و300 يورو في اليوم و1000,50 جنيه إسترليني",
            "zh": "收取每页2.5美元、每天300欧元和1000.50英镑",
        },
    ),
    (
        "bracket [; bracket [; bracket [; bracket [; date 2026; date 2027; number 6; number 9",
        {
            "en": "from [2026][2027] to [six] [nine] members",
            "fr": "de [2026][2027] à [six] [neuf] membres",
            "es": "de [2026][2027] a [seis] [nueve] miembros",
            "ru": "с [2026][2027] до [шести] [девяти] членов",
            "ar": "من [2026][2027] إلى [ستة] [تسعة] أعضاء",
            "zh": "从［2026］［2027］到［六］［九］名成员",
        },
    ),
    (
        "symbol a/res/79/1; symbol c25/43(rev.1)",
        {
            "en": "see Document C25/43(Rev.1)-E and A/RES/79/1",
            "fr": "voir le Document C25/43(Rév.1)-F et A/RES/79/1",
            "es": "véase el Documento C25/43(Rev.1)-S y A/RES/79/1",
            "ru": "см. Документ C25/43(Пересм.1)-R и A/RES/79/1",
            "ar": "انظر الوثيقة C25/43(Rev.1)-A وA/RES/79/1",
            "zh": "见C25/43(Rev.1)-C号文件和A/RES/79/1",
        },
    ),
    (
        "number 10:30",
        {
            "en": "that Member States shall not impose charges and must be informed at 10:30 a.m. on Monday",
            "fr": "que les États Membres ne doivent pas imposer de taxes et doivent être informés à 10 h 30 le lundi",
            "es": "que los Estados Miembros no deberán imponer tasas y deberán ser informados a las 10.30 horas del lunes",
            "ru": "что Государства-Члены не должны взимать сборы и должны быть проинформированы в 10 час. 30 мин. в понедельник",
            "ar": "ألا تفرض الدول الأعضاء رسوماً ويجب إبلاغها الساعة 10:30 يوم الاثنين",
            "zh": "成员国不得收费，且须于星期一上午10时30分获得通知",
        },
    ),
    (
        "date 2024; date 2027; date 2028; date 2031",
        {
            "en": "the 2024-2027 strategic plan and the period 2028–2031",
            "fr": "le plan stratégique 2024-2027 et la période 2028-2031",
            "es": "el plan estratégico 2024-2027 y el periodo 2028-2031",
            "ru": "стратегический план на 2024–2027 годы и период 2028–2031 годов",
            "ar": "الخطة الاستراتيجية للفترة 2024-2027 والفترة 2028-2031",
            "zh": "2024-2027年战略规划和2028-2031年期间",
            "de": "der Strategieplan 2024–2027 und der Zeitraum 2028–2031",
            "ja": "2024年から2027年までの戦略計画及び2028年から2031年の期間",
            "ko": "2024-2027년 전략 계획 및 2028-2031년 기간",
        },
    ),
    (
        "date 2025-07-01; date 2027-05-02",
        {
            "en": "on the 1st of July 2025 and on the 2nd of May 2027",
            "fr": "le 1er juillet 2025 et le 2 mai 2027",
            "es": "el 1.º de julio de 2025 y el 2 de mayo de 2027",
            "ru": "1-го июля 2025 года и 2 мая 2027 г.",
            "ar": "في الأول من يوليو 2025 وفي 2 مايو 2027",
            "zh": "2025年7月1日和2027年5月2日",
            "de": "am 1. Juli 2025 und am 2. Mai 2027",
            "ja": "令和7年7月1日及び2027年5月2日",
            "ko": "2025년 7월 1일 및 2027년 5월 2일",
        },
    ),
    (
        "number 10000; number 3600; number 5/2",
        {
            "en": "10,000 copies, 2.5 kilometres, 3 600 MHz",
            "fr": "10 000 exemplaires, 2,5 kilomètres, 3 600 MHz",
            "es": "10 000 ejemplares, 2,5 kilómetros, 3 600 MHz",
            "ru": "10 000 экземпляров, 2,5 километра, 3600 МГц",
            "ar": "000 10 نسخة و2,5 كيلومتر و3600 MHz",
            "zh": "1万份、2.5公里、3600 MHz",
            "de": "10.000 Exemplare, 2,5 Kilometer, 3600 MHz",
            "ja": "1万部、2.5キロメートル、3600 MHz",
            "ko": "1만 부, 2.5킬로미터, 3600 MHz",
        },
    ),
    (
        "",
        {
            "en": "half of the budget",
            "fr": "la moitié du budget",
            "es": "la mitad del presupuesto",
            "ru": "половина бюджета",
            "ar": "نصف الميزانية",
            "zh": "预算的一半",
            "de": "die Hälfte des Haushalts",
            "ja": "予算の半分",
            "ko": "예산의 절반",
        },
    ),
    (
        "number 10; number 25",
        {
            "en": "no fewer than ten and no more than twenty-five experts",
            "fr": "au moins dix et au plus vingt-cinq experts",
            "es": "no menos de diez ni más de veinticinco expertos",
            "ru": "не менее десяти и не более двадцати пяти экспертов",
            "ar": "ما لا يقل عن عشرة ولا يزيد على خمسة وعشرين خبيراً",
            "zh": "不少于十名且不超过二十五名专家",
            "de": "mindestens zehn und höchstens fünfundzwanzig Sachverständige",
            "ja": "十名以上二十五名以下の専門家",
            "ko": "10명 이상 25명 이하의 전문가",
        },
    ),
]


@pytest.mark.parametrize(("wanted", "sentence"), SENTENCES, ids=[one["en"][:40] for _, one in SENTENCES])
def test_a_sentence_says_the_same_in_every_language(wanted: str, sentence: dict[str, str]) -> None:
    said = {code: find_facts(text, code) for code, text in sentence.items()}
    found = sorted(f"{one.kind} {one.value}" for one in said["en"] if one.kind not in ("obligation", "body"))
    assert "; ".join(found) == wanted
    for one, other in combinations(said, 2):
        for kind in FACTS:
            values = [[fact.value for fact in said[code] if fact.kind == kind] for code in (one, other)]
            assert agree(kind, values), (one, other, kind, values)


@pytest.mark.parametrize(
    ("code", "text", "other"),
    [
        ("en", "3 to 5 days", "3 to 5 months"),
        ("zh", "3至5天", "3至5个月"),
        ("en", "a two-thirds majority", "a three-quarters majority"),
        ("zh", "三分之二多数", "四分之三多数"),
        ("en", "twenty-five experts", "twenty-six experts"),
        ("ru", "двадцать пять экспертов", "тридцать пять экспертов"),
        ("ar", "خمسة وعشرون خبيراً", "خمسة وثلاثون خبيراً"),
        ("de", "fünfundzwanzig Sachverständige", "fünfundsechzig Sachverständige"),
        ("fr", "trois cents délégués", "deux cents délégués"),
        ("ja", "令和7年7月1日", "令和8年7月1日"),
        ("es", "a las 10.30 horas", "a las 11.30 horas"),
        ("en", "Resolutions 2, 71 and 102", "Resolutions 2, 71 and 103"),
        ("ar", "12,5 في المائة", "12,6 في المائة"),
        ("ru", "в июне 2026 года", "в июле 2026 года"),
        ("en", "CHF 1,000.50", "CHF 1,000.60"),
        ("fr", "1 000,50 £", "1 000,60 £"),
        ("zh", "1000.50英镑", "1000.60英镑"),
        ("en", "2.50 %", "2.60 %"),
        ("fr", "en Côte d'Ivoire", "aux Emirats arabes unis"),
    ],
)
def test_what_differs_in_one_language_is_not_the_same(code: str, text: str, other: str) -> None:
    said = [[(one.kind, one.value) for one in find_facts(each, code)] for each in (text, other)]
    assert all(said)
    assert said[0] != said[1]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "on the twenty-first day, at its fifteenth session, of a third party, for a quarter"),
        ("fr", "un tiers de confiance, le vingt et unième jour"),
        ("ar", "وجوباً في اليوم الحادي والعشرين"),
        ("ja", "キロメートル、タイプ、マリン、第15回会合、21日目"),
        ("zh", "星期一、周五"),
        ("en", "they march on; it may do so; an august body"),
        ("ru", "двадцать первый день"),
    ],
)
def test_what_only_looks_like_a_fact_is_none(code: str, text: str) -> None:
    assert [one for one in find_facts(text, code) if one.kind not in ("obligation", "body")] == []


def test_several_numbers_in_words_stay_several() -> None:
    text = "six and nine, twenty and thirty, one hundred and five, two thousand three hundred"
    assert write_plainly(text, "en").text == "six and nine, twenty and thirty, 105, 2300"


@given(
    st.sampled_from(LANGUAGES),
    st.lists(
        st.sampled_from(
            [text for _, one in SENTENCES for text in one.values()] + ["۱۲", "1,2", "[", "twenty-two", " ", "令和元年"]
        ),
        max_size=4,
    ).map("".join),
)
def test_every_fact_stands_where_it_says(code: str, text: str) -> None:
    plain = write_plainly(text, code)
    assert len(plain.starts) == len(plain.ends) == len(plain.text)
    assert all(start < end <= len(text) for start, end in zip(plain.starts, plain.ends, strict=True))
    for one in find_facts(text, code):
        assert 0 <= one.span.start < one.span.end <= len(text)


def test_a_fact_is_marked_with_the_words_that_say_it() -> None:
    text = "that twenty-five experts, a two-thirds majority, meet at 10.30 a.m."
    assert [one.span.of(text) for one in find_facts(text, "en")] == ["twenty-five", "two-thirds", "10.30 a.m."]
