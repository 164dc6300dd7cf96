"""Does `parity` find what language versions do not have alike? Decisions of our own in six languages, with faults planted in one of them.

    python bench/parity.py [--decisions 40] [--seed 1]

A decision is made of templates, with dates, amounts, names … drawn at random, in all languages alike. For every kind of fault one version is
made otherwise; each must be found at its clause and as what it is, and nothing else. Also the untouched decisions are compared in all pairs of
languages: whatever is found there is false.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable
from itertools import combinations

import decision_diff as dd
from decision_diff.audit.parity import Parity, Version, compare_versions

LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
}
COUNTRIES = (
    ("巴哈马", "the Bahamas", "Bahamas", "Bahamas", "Багамские Острова", "جزر البهاما"),
    ("巴拿马", "Panama", "Panama", "Panamá", "Панама", "بنما"),
    ("肯尼亚", "Kenya", "Kenya", "Kenya", "Кения", "كينيا"),
    ("日本", "Japan", "Japon", "Japón", "Япония", "اليابان"),
    ("巴西", "Brazil", "Brésil", "Brasil", "Бразилия", "البرازيل"),
)
CITIES = (
    ("日内瓦", "Geneva", "Genève", "Ginebra", "Женева", "جنيف"),
    ("布加勒斯特", "Bucharest", "Bucarest", "Bucarest", "Бухарест", "بوخارست"),
    ("内罗毕", "Nairobi", "Nairobi", "Nairobi", "Найроби", "نيروبي"),
    ("迪拜", "Dubai", "Dubaï", "Dubái", "Дубай", "دبي"),
)
BODIES = (
    ("秘书长", "the Secretary-General", "le Secrétaire général", "el Secretario General", "Генеральный секретарь", "الأمين العام"),
    ("全权代表大会", "the Plenipotentiary Conference", "la Conférence de plénipotentiaires", "la Conferencia de Plenipotenciarios", "Полномочная конференция", "مؤتمر المندوبين المفوضين"),
    ("电信发展局", "the Telecommunication Development Bureau", "le Bureau de développement des télécommunications", "la Oficina de Desarrollo de las Telecomunicaciones", "Бюро развития электросвязи", "مكتب تنمية الاتصالات"),
)  # fmt: skip
DUTIES = {
    "must": ("须", "shall", "doit", "deberá", "должен", "يجب أن"),
    "may": ("可以", "may", "peut", "podrá", "может", "يجوز أن"),
}
# A call line or clause each, in the order of LANGUAGES; what stands in braces is drawn.
CLAUSES = (
    ("论坛将于{date}在{country}举行", "that the forum will be held in {country} on {date}", "que le forum se tiendra le {date} (lieu: {country})", "que el foro se celebrará el {date} (lugar: {country})", "провести форум {date} (место: {country})", "عقد المنتدى في {date} (المكان: {country})"),
    ("为此拨款{amount}", "to allocate {amount} for that purpose", "d'allouer {amount} à cette fin", "asignar {amount} a tal efecto", "выделить на эти цели {amount}", "تخصيص {amount} لهذا الغرض"),
    ("专家组由{number}名专家组成", "that the group has {number} experts", "que le groupe compte {number} experts", "que el grupo cuenta con {number} expertos", "установить, что в группу входят {number} экспертов", "أن يضم الفريق {number} خبيراً"),
    ("报告应在{period}内提交", "that the report is due within {period}", "que le rapport est attendu dans un délai de {period}", "que el informe se espera en un plazo de {period}", "ожидать доклад в срок {period}", "تقديم التقرير خلال {period}"),
    ("会费增加{percent}", "to raise the contributions by {percent}", "de relever les contributions de {percent}", "aumentar las contribuciones en un {percent}", "увеличить взносы на {percent}", "زيادة المساهمات بنسبة {percent}"),
    ("筹备工作遵循{act}（{city}）", "that the preparation follows {act} ({city})", "que la préparation suit la {act} ({city})", "que los preparativos siguen la {act} ({city})", "{act} ({city}) определяет порядок подготовки", "أن يتبع الإعداد {act} ({city})"),
    ("{body}{duty}公布议程", "that {body} {duty} publish the agenda", "que {body} {duty} publier l'ordre du jour", "que {body} {duty} publicar el orden del día", "что {body} {duty} опубликовать повестку дня", "{duty} ينشر {body} جدول الأعمال"),
    ("见{symbol}号文件", "to take note of Document {symbol}", "de prendre note du Document {symbol}", "tomar nota del Documento {symbol}", "принять к сведению Документ {symbol}", "الإحاطة علماً بالوثيقة {symbol}"),
)  # fmt: skip
FRAMES = {
    "zh": ("第{n}号决定（C25）\n数字论坛\n理事会，\n认识到\n论坛对所有人都有益处，\n做出决定\n", "责成秘书长\n向下届会议报告。\n"),
    "en": ("DECISION {n} (C25)\nDigital forum\nThe Council,\nrecognizing\nthat the forum is of use to all,\ndecides\n", "instructs the Secretary-General\nto report to the next session.\n"),
    "fr": ("DÉCISION {n} (C25)\nForum numérique\nLe Conseil,\nreconnaissant\nque le forum est utile à tous,\ndécide\n", "charge le Secrétaire général\nde faire rapport à la prochaine session.\n"),
    "es": ("ACUERDO {n} (C25)\nForo digital\nEl Consejo,\nreconociendo\nque el foro es útil para todos,\nacuerda\n", "encarga al Secretario General\nque presente un informe a la próxima reunión.\n"),
    "ru": ("РЕШЕНИЕ {n} (C25)\nЦифровой форум\nСовет,\nпризнавая,\nчто форум полезен для всех,\nрешает\n", "поручает Генеральному секретарю\nпредставить отчет следующей сессии.\n"),
    "ar": ("المقرر {n} (C25)\nالمنتدى الرقمي\nإن المجلس،\nإذ يدرك\nأن المنتدى مفيد للجميع،\nيقرر\n", "يكلف الأمين العام\nبتقديم تقرير إلى الدورة القادمة.\n"),
}  # fmt: skip
Values = dict[str, object]


def write_date(code: str, date: tuple[int, int, int]) -> str:
    year, month, day = date
    if code == "zh":
        return f"{year}年{month}月{day}日"
    name = MONTHS[code][month - 1]
    return {
        "en": f"{day} {name} {year}",
        "fr": f"{'1er' if day == 1 else day} {name} {year}",
        "es": f"{day} de {name} de {year}",
        "ru": f"{day} {name} {year} года",
        "ar": f"{day} {name} {year}",
    }[code]


def write_amount(code: str, amount: int) -> str:
    if code == "zh":
        return f"{amount // 1000 / 10:g}万瑞郎" if amount % 1000 == 0 else f"{amount:,}瑞郎"
    spaced = f"{amount:,}".replace(",", "\u00a0")
    return {
        "en": f"CHF {amount:,}",
        "fr": f"{spaced} CHF",
        "es": f"{spaced} CHF",
        "ru": f"{spaced} швейцарских франков",
        "ar": f"{amount} فرنك سويسري",
    }[code]


def write_period(code: str, months: int) -> str:
    return {
        "zh": f"{months}个月",
        "en": f"{months} months",
        "fr": f"{months} mois",
        "es": f"{months} meses",
        "ru": f"{months} месяцев",
        "ar": f"{months} شهراً" if months > 10 else f"{months} أشهر",
    }[code]


def write_percent(code: str, share: int) -> str:
    return {
        "zh": f"{share}%",
        "en": f"{share} per cent",
        "fr": f"{share} %",
        "es": f"{share} %",
        "ru": f"{share} %",
        "ar": f"{share}%",
    }[code]


def write_act(code: str, number: int) -> str:
    names = {"en": "Resolution", "fr": "Résolution", "es": "Resolución", "ru": "Резолюция", "ar": "القرار"}
    return f"第{number}号决议" if code == "zh" else f"{names[code]} {number}"


WRITERS: dict[str, Callable[[str, object], str]] = {
    "date": write_date,  # type: ignore[dict-item]
    "amount": lambda code, value: write_amount(code, int(str(value))),
    "number": lambda _, value: str(value),
    "period": lambda code, value: write_period(code, int(str(value))),
    "percent": lambda code, value: write_percent(code, int(str(value))),
    "act": lambda code, value: write_act(code, int(str(value))),
    "country": lambda code, value: COUNTRIES[int(str(value))][LANGUAGES.index(code)],
    "city": lambda code, value: CITIES[int(str(value))][LANGUAGES.index(code)],
    "body": lambda code, value: BODIES[int(str(value))][LANGUAGES.index(code)],
    "duty": lambda code, value: DUTIES[str(value)][LANGUAGES.index(code)],
    "symbol": lambda _, value: str(value),
}
DRAWS: dict[str, Callable[[random.Random], object]] = {
    "date": lambda draw: (draw.randint(2024, 2030), draw.randint(1, 12), draw.randint(1, 28)),
    "amount": lambda draw: draw.choice((18_000, 25_000, 120_000, 7_450, 28_500, 1_250_000)),
    "number": lambda draw: draw.randint(12, 90),
    "period": lambda draw: draw.randint(3, 18),
    "percent": lambda draw: draw.randint(2, 40),
    "act": lambda draw: draw.randint(2, 250),
    "country": lambda draw: draw.randrange(len(COUNTRIES)),
    "city": lambda draw: draw.randrange(len(CITIES)),
    "body": lambda draw: draw.randrange(len(BODIES)),
    "duty": lambda draw: draw.choice(("must", "may")),
    "symbol": lambda draw: f"C{draw.randint(20, 26)}/{draw.randint(2, 140)}",
}
KIND_OF = {"percent": "percentage", "duty": "obligation"}
Item = tuple[int, Values]  # which clause, with what


def draw_decision(draw: random.Random) -> list[Item]:
    """Clauses in an order of their own, each with its values."""
    chosen = [draw.randrange(len(CLAUSES)) for _ in range(draw.randint(8, 14))]
    items = [(one, {name: DRAWS[name](draw) for name in DRAWS if f"{{{name}}}" in CLAUSES[one][0]}) for one in chosen]
    # Of two neighbours that say the same nobody knows which one is missing.
    return [one for at, one in enumerate(items) if not at or one != items[at - 1]]


def write_decision(code: str, items: list[Item], number: int) -> str:
    head, tail = FRAMES[code]
    place = LANGUAGES.index(code)
    end = "；" if code == "zh" else "؛" if code == "ar" else ";"
    lines = [
        CLAUSES[which][place].format(**{name: WRITERS[name](code, value) for name, value in values.items()})
        for which, values in items
    ]
    return head.format(n=number) + "".join(f"{at}\t{line}{end}\n" for at, line in enumerate(lines, 1)) + tail


def change(draw: random.Random, name: str, value: object) -> object:
    """Another value of a kind."""
    while True:
        other = DRAWS[name](draw)
        if other != value:
            return other


def compare(texts: list[tuple[str, str]]) -> Parity:
    return compare_versions([Version(code, code, dd.read(text=text, language=code)) for code, text in texts])


def compare_amendments(texts: list[tuple[str, str, str]]) -> Parity:
    versions = []
    for code, old, new in texts:
        comparison = dd.compare(dd.read(text=old, language=code), dd.read(text=new, language=code))
        versions.append(Version(code, code, comparison.new, comparison))
    return compare_versions(versions)


def plant(draw: random.Random, items: list[Item]) -> tuple[str, list[Item], int]:
    """A fault of some kind: its name, the items with it, and at which clause (from 0)."""
    at = draw.randrange(len(items))
    which, values = items[at]
    name = draw.choice([*values, *values, *values, *values, "missing"])
    if name == "missing":
        return name, [*items[:at], *items[at + 1 :]], at
    changed = {**values, name: change(draw, name, values[name])}
    return name, [*items[:at], (which, changed), *items[at + 1 :]], at


def is_found(parity: Parity, name: str, at: int) -> tuple[bool, int]:
    """Whether the fault is found at its clause, and how much else is found."""
    right = other = 0
    for one in parity.findings:
        numbers = [clause.label.value for clause in parity.rows[one.row].clauses if clause is not None and clause.label]
        here = (at + 1,) in numbers[:1]
        if name == "missing":
            hit = one.code == "clause-missing" and here
        else:
            hit = one.code == "fact-differs" and one.kind == KIND_OF.get(name, name) and here
        right += hit
        other += not hit
    return bool(right), other


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    clean = false = 0
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    beside = 0
    changes = changes_found = changes_beside = 0
    for number in range(arguments.decisions):
        items = draw_decision(draw)
        texts = {code: write_decision(code, items, 700 + number) for code in LANGUAGES}
        for one, other in combinations(LANGUAGES, 2):
            clean += 1
            for finding in (parity := compare([(one, texts[one]), (other, texts[other])])).findings:
                false += 1
                print(
                    f"false: {one} {other} {finding.code} {finding.kind} {[[v.value for v in e or ()] for e in finding.values]} {[c and c.words for c in parity.rows[finding.row].clauses]}"
                )
        for code in LANGUAGES:
            name, other_items, at = plant(draw, items)
            against = draw.choice([one for one in LANGUAGES if one != code])
            parity = compare([(against, texts[against]), (code, write_decision(code, other_items, 700 + number))])
            hit, more = is_found(parity, name, at)
            planted[name] += 1
            found[name] += hit
            beside += more
            if not hit or more:
                print(
                    f"{'missed' if not hit else 'beside'}: {name} in {code} against {against}, clause {at + 1}: {[(one.code, one.kind) for one in parity.findings]}"
                )
            # An amendment that this version does not have.
            name, amended, at = plant(draw, items)
            pair = (against, texts[against], write_decision(against, amended, 700 + number))
            parity = compare_amendments([pair, (code, texts[code], texts[code])])
            changes += 1
            codes = {one.code for one in parity.findings}
            changes_found += bool(codes & {"change-missing", "clause-missing", "fact-differs"})
            changes_beside += sum(one.code == "change-differs" for one in parity.findings)
    print(f"untouched: {clean} pairs, {false} false findings ({false / clean:.2f} a pair)")
    print(f"planted: {found.total()} of {planted.total()} found; beside them {beside} false findings")
    print("  " + ", ".join(f"{name} {found[name]} of {planted[name]}" for name in sorted(planted)))
    print(f"amendments that one version lacks: {changes_found} of {changes} found")


if __name__ == "__main__":
    main()
