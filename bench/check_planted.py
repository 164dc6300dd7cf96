"""Does `check` find faults that were planted in clean texts, with the right code and place? By known answers, the same on every run.

    python bench/check_planted.py FOLDER… [--count N] [--show] [--kind CODE] [--leave-out PART]

N faults (1,000), spread evenly over the rules and the languages of the texts, one per run: each is planted in a text below the folders (.txt) that
has no finding of its rule, in a line chosen at random. It counts as found if a finding has its code and stands in a line of the fault. Told are how many
of each rule and language are found, and with how many findings of other rules beside (`beside`).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from decision_diff import pipeline
from decision_diff.audit.check.sarif import _File as Locator
from decision_diff.errors import DecisionDiffError
from decision_diff.model import Source

LINES = list[str]
HAN = ("zh", "ja", "ko")


@dataclass
class Plant:
    """The text with the fault, the lines (from 0) in one of which it must be found, the old text and others that go with it."""

    lines: LINES
    at: tuple[int, ...]
    old: LINES | None = None
    other: str = ""
    final: bool = False


HEAD = re.compile(
    r"\s*(?:第\S{1,9}[\s　]+|제\d+조\S*\s(?:[①-⑳]\s)?|[①-⑳]\s|[（(]?\w{1,4}[)）.。、]\s*|[0-9０-９]+[\t　 ]|[0-9]+°\s|(?:Article|Section|Artículo|Artikel|Статья)\s\S+\s)?"
)
Planter = Callable[[LINES, Random, str], Plant | None]


def pick(lines: LINES, rng: Random, pattern: str) -> re.Match[str] | None:
    """A random place of a pattern in the lines, not in the first three; its `string` is the line, `lines.index` tells which."""
    found = [match for line in lines[3:] for match in re.finditer(pattern, line)]
    return rng.choice(found) if found else None


def put(lines: LINES, at: int, line: str) -> LINES:
    return [*lines[:at], line, *lines[at + 1 :]]


def sentence(lines: LINES, rng: Random, least: int = 20) -> int:
    """The number of a line that is a whole sentence."""
    good = [
        at
        for at, line in enumerate(lines)
        if at > 2 and len(line) >= least and line.rstrip()[-1:] in "。；;.," and "\t\t" not in line
    ]
    return rng.choice(good) if good else -1


def append(words: dict[str, tuple[str, ...]], *, final: bool = False) -> Planter:
    """Puts words of the language behind the words of a line, before its end mark."""

    def plant(lines: LINES, rng: Random, code: str) -> Plant | None:
        at = sentence(lines, rng)
        if at < 0 or code not in words:
            return None
        line = lines[at].rstrip()
        return Plant(put(lines, at, f"{line[:-1]}{rng.choice(words[code])}{line[-1]}"), (at,), final=final)

    return plant


def insert(text: str) -> Planter:
    """Puts characters between two letters."""

    def plant(lines: LINES, rng: Random, code: str) -> Plant | None:
        match = pick(lines, rng, r"(?<=[^\W\d_])(?=[^\W\d_])")
        if match is None or code == "ar":
            return None
        at = lines.index(match.string)
        return Plant(put(lines, at, match.string[: match.start()] + text + match.string[match.start() :]), (at,))

    return plant


def numbered(lines: LINES, count: int) -> Iterator[tuple[int, list[re.Match[str]]]]:
    """Runs of at least `count` lines that are counted: 1 2 3, a) b) c), （一）（二）."""
    forms = (
        r"(?P<h>\()?(?P<n>[a-z])(?P<t>\))\s",
        r"(?P<h>)(?P<n>[0-9]{1,2})(?P<t>[.)]?[\t ])",
        r"(?P<h>（)(?P<n>[一二三四五六七八九])(?P<t>）)",
    )
    for form in forms:
        run: list[re.Match[str]] = []
        for at, line in enumerate(lines):
            match = re.match(form, line)
            if match and (not run or order(match["n"]) == order(run[-1]["n"]) + 1) and (run or order(match["n"]) == 1):
                run.append(match)
                continue
            if len(run) >= count:
                yield at - len(run), run
            run = [match] if match and order(match["n"]) == 1 else []
        if len(run) >= count:
            yield len(lines) - len(run), run


def order(number: str) -> int:
    if number in "一二三四五六七八九":
        return "一二三四五六七八九".index(number) + 1
    return int(number) if number.isdigit() else ord(number) - 96


def renumber(match: re.Match[str], value: int, form: str = "") -> str:
    old = match["n"]
    number = (
        str(value)
        if old.isdigit()
        else "一二三四五六七八九"[value - 1]
        if old in "一二三四五六七八九"
        else chr(96 + value)
    )
    label = form.replace("#", number) if form else f"{match['h'] or ''}{number}{match['t']}"
    return label + match.string[match.end("t") :]


def gap(lines: LINES, rng: Random, _code: str) -> Plant | None:
    runs = list(numbered(lines, 5))
    if not runs:
        return None
    start, run = rng.choice(runs)
    at = rng.randrange(1, len(run) - 2)
    return Plant([*lines[: start + at], *lines[start + at + 1 :]], (start + at,))


def twice(lines: LINES, rng: Random, _code: str) -> Plant | None:
    runs = list(numbered(lines, 4))
    if not runs:
        return None
    start, run = rng.choice(runs)
    at = rng.randrange(1, len(run) - 1)
    return Plant(put(lines, start + at, renumber(run[at], at)), (start + at,))


def disorder(lines: LINES, rng: Random, _code: str) -> Plant | None:
    runs = list(numbered(lines, 4))
    if not runs:
        return None
    start, run = rng.choice(runs)
    at = rng.randrange(1, len(run) - 2)
    changed = put(lines, start + at, renumber(run[at], at + 2))
    return Plant(put(changed, start + at + 1, renumber(run[at + 1], at + 1)), (start + at, start + at + 1))


def style(lines: LINES, rng: Random, _code: str) -> Plant | None:
    runs = [one for one in numbered(lines, 5) if one[1][0]["t"] in (")", "）")]
    if not runs:
        return None
    start, run = rng.choice(runs)
    at = rng.randrange(1, len(run) - 1)
    return Plant(
        put(lines, start + at, renumber(run[at], at + 1, "#、" if run[at]["n"] in "一二三四五六七八九" else "#. ")),
        (start + at,),
    )


ANNOUNCED = {
    "zh": (r"下列", "下列九项"), "en": (r"the following", "the following nine"), "fr": (r"les suivants|suivantes?", "neuf points suivants"),
    "es": (r"los siguientes", "los siguientes nueve"), "ru": (r"следующ\w+", "следующие девять пунктов"), "de": (r"folgende\w*", "die folgenden neun Punkte"),
}  # fmt: skip


def count(lines: LINES, rng: Random, code: str) -> Plant | None:
    """A list of three or four gets a line above that announces nine."""
    runs = [
        (start, run)
        for start, run in numbered(lines, 3)
        if start > 3 and lines[start - 1].rstrip()[-1:] in "：:" and len(run) < 9
    ]
    runs = [
        one
        for one in runs
        if code in ANNOUNCED and not re.match(r"[0-9（(]{0,2}[a-z一二三四五六七八九0-9]+[.)）]", lines[one[0] - 1][:3])
    ]
    if not runs:
        return None
    start, _ = rng.choice(runs)
    line = lines[start - 1].rstrip()[:-1]
    return Plant(
        put(lines, start - 1, f"{line}，按照以下九项：" if code == "zh" else f"{line}, {ANNOUNCED[code][1]}:"),
        (start - 1,),
    )


def clause_citation(lines: LINES, rng: Random, code: str) -> Plant | None:
    """The number of a citation becomes one that no clause has."""
    if code == "zh":
        match = pick(lines, rng, r"(?:依照|违反|按照|根据|有)(?:本法)?(?P<n>第[一二三四五六七八九十百零]+条)")
        new = "第九百九十九条"
    else:
        match = pick(
            lines,
            rng,
            r"(?:[Aa]rticle|[Ss]ection|[Aa]rtículo|Artikel|статье\w?|статьи|المادة) ?(?P<n>[0-9]+)(?![0-9.]|,? ?(?:of |de |del |der |des |du |من |to |[A-ZА-ЯÀ-Þ(]))",
        )
        new = str(int(match["n"]) + 9) if match else ""
        if match and match.start() < 8:  # the number of the article itself
            return None
    if match is None:
        return None
    at = lines.index(match.string)
    return Plant(put(lines, at, match.string[: match.start("n")] + new + match.string[match.end("n") :]), (at,))


def repealed(lines: LINES, rng: Random, code: str) -> Plant | None:
    """The article that is cited becomes a tombstone."""
    match = pick(lines, rng, r"(?:依照|违反|按照|根据)(?:本法)?(?P<n>第[一二三四五六七八九十百零]+条)(?!之)")
    if match is None or code != "zh":
        return None
    heads = [at for at, line in enumerate(lines) if re.match(rf"{match['n']}\s", line)]
    at = lines.index(match.string)
    if len(heads) != 1 or heads[0] == at or lines[heads[0] + 1 : heads[0] + 2] == [match.string]:
        return None
    end = next(
        (
            one
            for one in range(heads[0] + 1, len(lines))
            if re.match(r"第[一二三四五六七八九十百零]+[条章节编]", lines[one])
        ),
        len(lines),
    )
    if heads[0] < at < end:
        return None
    changed = [*lines[: heads[0]], f"{match['n']}　（删去）", *lines[end:]]
    return Plant(changed, (changed.index(match.string),))


def moved(lines: LINES, rng: Random, code: str) -> Plant | None:
    """An article is put in before one that is cited; all numbers follow but that of one citation."""
    if code != "zh":
        return None
    heads = [at for at, line in enumerate(lines) if re.match(r"第[一二三四五六七八九十百零]+条\s", line)]
    match = pick(lines, rng, r"(?:依照|违反|按照|根据)(?:本法)?(?P<n>第[一二三四五六七八九十百零]+条)(?!之|第)")
    if match is None or len(heads) < 20:
        return None
    number = read_han(match["n"][1:-1])
    values = [read_han(re.match(r"第(\w+?)条", lines[at])[1]) for at in heads]  # type: ignore[index]
    place = lines.index(match.string)
    holder = max((one for one in range(len(heads)) if heads[one] <= place), default=-1)
    if (
        values != list(range(1, len(values) + 1))
        or not 3 < number <= len(values)
        or holder < 0
        or values[holder] == number
    ):
        return None
    first = rng.randrange(2, number)

    def follow(found: re.Match[str]) -> str:
        value = read_han(found[1])
        return f"第{write_han(value + 1)}条" if value > first else found[0]

    changed = [re.sub(r"(?<!》)第([一二三四五六七八九十百零]+)条(?!之)", follow, line) for line in lines]
    kept = changed[place]
    start = len(re.sub(r"(?<!》)第([一二三四五六七八九十百零]+)条(?!之)", follow, match.string[: match.start("n")]))
    shifted = f"第{write_han(number + 1)}条"
    if not kept[start:].startswith(shifted):
        return None
    changed[place] = kept[:start] + match["n"] + kept[start + len(shifted) :]
    at = heads[first]  # the head of the article behind the first one
    new = [
        *changed[:at],
        f"第{write_han(first + 1)}条　国务院主管部门负责全国范围内的统筹协调工作，并定期公布工作报告。",
        *changed[at:],
    ]
    return Plant(new, (place + (1 if place >= at else 0),), old=lines)


def read_han(text: str) -> int:
    value, last = 0, 0
    for char in text:
        if char in "百十":
            value += (last or 1) * (100 if char == "百" else 10)
            last = 0
        elif char != "零":
            last = "一二三四五六七八九".index(char) + 1
    return value + last


def write_han(value: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


ANNEXES = {
    "zh": ("附件{}", "（见本法附件{}）", "一二三四五六七", "年度时间安排表"), "en": ("Annex {}", " as set out in Annex {} to this Decision", "1234567", "Calendar of the meetings"),
    "fr": ("Annexe {}", " conformément à l'annexe {} de la présente décision", "1234567", "Calendrier des réunions"),
    "es": ("Anexo {}", " conforme al anexo {} del presente Acuerdo", "1234567", "Calendario de las reuniones"),
    "de": ("Anhang {}", ", gemäß Anhang {} dieser Verordnung", "1234567", "Zeitplan der Sitzungen"),
}  # fmt: skip


FOLLOWING = {"fr": ", conformément à l'", "es": ", conforme al ", "de": ", gemäß "}


def annexes(cited: tuple[int, ...], there: tuple[int, ...], wrong: str, title: str = "") -> Planter:
    """Annexes are put behind the text, and cited: those in `cited` and `there` (from 0); `wrong` says whether the citation or the annex is the fault."""

    def plant(lines: LINES, rng: Random, code: str) -> Plant | None:
        if code not in ANNEXES or any(
            re.match(r"(?i)\s*(?:附[件录表]|annex|appendix|anexo|anhang|anlage|schedule|attachment)", line)
            for line in lines
        ):
            return None
        head, cite, numbers, name = ANNEXES[code]
        changed = list(lines)
        places = []
        for one in cited:
            at = sentence(changed, rng)
            if at < 0 or at in places:
                return None
            line = changed[at].rstrip()
            titled = (f"（{title}）" if code == "zh" else f" ({title})") if title and one == cited[-1] else ""
            words = cite.format(numbers[one])
            if titled:
                words = (
                    f"，按照附件{numbers[one]}{titled}"
                    if code == "zh"
                    else f"{FOLLOWING.get(code, ', following ')}{head.format(numbers[one])}{titled}"
                )
            changed[at] = f"{line[:-1]}{words}{line[-1]}"
            places.append(at)
        starts = []
        for one in there:
            starts.append(len(changed))
            changed += [
                head.format(numbers[one]),
                name,
                "1\t" + ("开始" if code == "zh" else "Opening"),
                "2\t" + ("结束" if code == "zh" else "Closing"),
            ]
        return Plant(changed, (places[-1],) if wrong == "citation" else (starts[-1],))

    return plant


def title(lines: LINES, rng: Random, code: str) -> Plant | None:
    wrong = {
        "zh": "年度时间计划表",
        "en": "Calendar of the sessions",
        "fr": "Calendrier des sessions",
        "es": "Calendario de las sesiones",
        "de": "Zeitplan der Tagungen",
    }
    return annexes((0,), (0,), "citation", wrong.get(code, ""))(lines, rng, code) if code in wrong else None


MELTED = {
    "zh": ("于2026年6月8日2026年3月9日前完成", "于2026年6月11日上半年举行", "为期三天五天", "应当必须执行", "费用为500元600元"),
    "en": (" by 8 June 9 March 2026", " within three daysfive days", " and shallmust be published", " at a cost of 500 francs 600 francs", " by 1 March 202615 March 2026"),
    "fr": (" avant le 8 juin 9 mars 2026", " dans les trois jours cinq jours"), "es": (" antes del 8 de junio 9 de marzo de 2026", " en tres días cinco días"),
    "ru": (" до 8 июня 9 марта 2026", " в течение 15 дней 20 дней"), "de": (" bis 8. Juni 9. März 2026", " binnen 15 Tagen 20 Tagen"),
}  # fmt: skip


def melted(lines: LINES, rng: Random, code: str) -> Plant | None:
    """A value stands beside its old value, or a whole sentence beside its old version, which ended otherwise."""
    if rng.random() < 0.5:
        return append(MELTED)(lines, rng, code)
    good = [
        at
        for at, line in enumerate(lines)
        if at > 2
        and 40 <= len(line) <= 400
        and not re.search(r"[。；;:：\t]", line.rstrip()[:-1])
        and line.rstrip()[-1] in "。；;.,"
    ]
    if not good:
        return None
    at = rng.choice(good)
    head = HEAD.match(lines[at])
    line = lines[at].rstrip()
    body = line[head.end() : -1]  # type: ignore[union-attr]
    cut = rng.randrange(len(body) * 2 // 3, len(body) - 6)
    new = body[:cut] + {"zh": "并予公布", "ja": "公表する"}.get(code, " and is published")
    return Plant(put(lines, at, f"{line[: head.end()]}{new}{body}{line[-1]}"), (at,))  # type: ignore[union-attr]


def quoted(lines: LINES, rng: Random, code: str) -> Plant | None:
    """A clause is quoted with two words changed."""
    good = [
        at for at, line in enumerate(lines) if at > 2 and 60 <= len(line) <= 300 and not re.search('[“”«»「」"]', line)
    ]
    if not good:
        return None
    source = lines[rng.choice(good)].strip()
    body = HEAD.sub("", source, count=1)[:-1]
    cut = len(body) // 2
    changed = body[:cut] + {"zh": "有关方面", "ja": "関係者"}.get(code, " certain ") + body[cut + 2 :]
    at = sentence(lines, rng)
    if at < 0 or lines[at].strip() == source or len(body) < 50:
        return None
    opening, closing = ("“", "”") if code not in ("fr", "es", "ru") else ("«", "»")
    line = lines[at].rstrip()
    return Plant(put(lines, at, f"{line[:-1]}：{opening}{changed}{closing}{line[-1]}"), (at,))


def misspelt(lines: LINES, rng: Random, code: str) -> Plant | None:
    text = "\n".join(lines)
    pattern = r"《[^《》\n]{5,30}》" if code == "zh" else r"(?<![^\W_])[A-ZÀ-Þ][a-zß-ÿ]{6,}(?![^\W_]|[-’'])"
    counts = Counter(re.findall(pattern, text))
    names = [name for name, number in counts.items() if number >= 4]
    if not names or code in ("ru", "de", "ar"):
        return None
    name = rng.choice(sorted(names))
    stands = [match for line in lines for match in re.finditer(re.escape(name), line) if match.start() > 12]
    if not stands:
        return None
    match = rng.choice(stands)
    cut = rng.randrange(2, len(name) - 4)
    wrong = (
        name[:cut] + ("民" if code == "zh" and name[cut] != "民" else "" if code != "zh" else "院") + name[cut + 1 :]
    )
    if wrong in counts or wrong == name:
        return None
    at = lines.index(match.string)
    return Plant(put(lines, at, match.string[: match.start()] + wrong + match.string[match.end() :]), (at,))


TABLES = {
    "zh": ("附表八", "2026年{}月{}日", "合计"), "en": ("Annex 8", "{1} {0} 2026", "Total"), "fr": ("Annexe 8", "{1} {0} 2026", "Total"),
    "es": ("Anexo 8", "{1} de {0} de 2026", "Total"), "ru": ("Приложение 8", "{1} {0} 2026", "Итого"), "de": ("Anhang 8", "{1}. {0} 2026", "Summe"),
}  # fmt: skip
MONTHS = {
    "en": "January February March April May June", "fr": "janvier février mars avril mai juin", "es": "enero febrero marzo abril mayo junio",
    "ru": "января февраля марта апреля мая июня", "de": "Januar Februar März April Mai Juni",
}  # fmt: skip


def timetable(lines: LINES, rng: Random, code: str) -> Plant | None:
    if code not in TABLES:
        return None
    head, form, _ = TABLES[code]
    months = MONTHS[code].split() if code in MONTHS else [str(one) for one in range(1, 7)]
    rows = [form.format(months[one], rng.randrange(10, 28)) for one in range(6)]
    wrong = rng.randrange(1, 4)
    rows.insert(wrong, rows.pop(wrong + 1))
    changed = [*lines, head, "时间表" if code == "zh" else "Calendar"]
    start = len(changed)
    for row in rows:
        changed += [f"\t{row}", "\t事项" if code == "zh" else "\titem", ""]
    changed.append("以上各项须按年度公布。" if code == "zh" else "This table is reviewed each year by the secretariat.")
    return Plant(changed, (start + 3 * wrong, start + 3 * wrong + 3))


def total(lines: LINES, rng: Random, code: str) -> Plant | None:
    if code not in TABLES:
        return None
    head, _, word = TABLES[code]
    values = [rng.randrange(100, 900) for _ in range(rng.randrange(2, 6))]
    changed = [*lines, head, "预算" if code == "zh" else "Budget"]
    for value in values:
        changed += ["\t项目" if code == "zh" else "\titem", f"\t{value}", ""]
    at = len(changed)
    changed += [
        f"\t{word}",
        f"\t{sum(values) + rng.choice([-10, 9, 90, 100])}",
        "",
        "以上各项须按年度公布。" if code == "zh" else "This table is reviewed each year by the secretariat.",
    ]
    return Plant(changed, (at, at + 1))


def lone(pattern: str) -> Planter:
    """Takes away a mark that has a partner in the same line, and is not of its number."""

    def plant(lines: LINES, rng: Random, _code: str) -> Plant | None:
        match = pick(lines, rng, pattern)
        if match is None or match.start() < 4:
            return None
        at = lines.index(match.string)
        end = match.end() if rng.random() < 0.5 else match.start() + 1
        return Plant(put(lines, at, match.string[: end - 1] + match.string[end:]), (at,))

    return plant


def homoglyph(lines: LINES, rng: Random, _code: str) -> Plant | None:
    pairs = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с"}
    match = pick(lines, rng, r"(?<=[A-Za-z])[aeopc](?=[a-z])")
    if match is None:
        return None
    at = lines.index(match.string)
    return Plant(
        put(lines, at, match.string[: match.start()] + pairs[match.group()] + match.string[match.end() :]), (at,)
    )


def wide(lines: LINES, rng: Random, code: str) -> Plant | None:
    match = pick(lines, rng, r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])")
    if match is None or code != "zh":
        return None
    at = lines.index(match.string)
    return Plant(put(lines, at, match.string[: match.start()] + "," + match.string[match.end() :]), (at,))


def traditional(lines: LINES, rng: Random, code: str) -> Plant | None:
    pairs = dict(
        zip(
            "国会时为个来们这发经对开业关区体实现应处务产过当动机构场单员",
            "國會時為個來們這發經對開業關區體實現應處務產過當動機構場單員",
            strict=True,
        )
    )
    match = pick(lines, rng, f"[{''.join(pairs)}]")
    if match is None or code != "zh" or sum(char in "".join(lines) for char in pairs.values()):
        return None
    at = lines.index(match.string)
    return Plant(
        put(lines, at, match.string[: match.start()] + pairs[match.group()] + match.string[match.end() :]), (at,)
    )


def other_text(lines: LINES, rng: Random, code: str) -> Plant | None:
    names = {"zh": "，并遵守第812号决定附件{}", "en": ", following Annex {} to Decision 812"}
    if code not in names:
        return None
    other = {
        "zh": "第812号决定\n做出决定\n1\t议程见附件1；\n2\t报告须公布。\n附件1\n议程\n1\t开幕\n2\t闭幕\n",
        "en": "Decision 812\ndecides\n1 to adopt the agenda in Annex 1;\n2 to report.\nAnnex 1\nAgenda\n1 Opening\n2 Closing\n",
    }
    plant = append({code: (names[code].format(rng.randrange(2, 9)),)})(lines, rng, code)
    if plant is not None:
        plant.other = other[code]
    return plant


def defined(lines: LINES, rng: Random, code: str) -> Plant | None:
    words = {"zh": "，由专门委员会（以下简称“专委会”）负责", "en": ", where “special panel” means a body of three"}
    if code not in words:
        return None
    plant = append({code: (words[code],)})(lines, rng, code)
    again = plant and append({code: (words[code],)})(plant.lines, rng, code)
    if not plant or not again or again.at == plant.at:
        return None
    return Plant(again.lines, (max(plant.at[0], again.at[0]),))


def event(lines: LINES, rng: Random, code: str) -> Plant | None:
    """One event is held on two dates, in two clauses."""
    words = {
        "zh": ("，其中WTPF-26将于2026年{}月9日至11日举行", 6, 7),
        "en": (", given that WTPF-26 is held from 9 to 11 {} 2026", "June", "July"),
    }
    if code not in words:
        return None
    form, first, second = words[code]
    plant = append({code: (form.format(first),)})(lines, rng, code)
    again = plant and append({code: (form.format(second),)})(plant.lines, rng, code)
    if not plant or not again or again.at == plant.at:
        return None
    return Plant(again.lines, (max(plant.at[0], again.at[0]),))


DATES = {
    "zh": ("2026年{m}月{d}日", "于", "前"), "en": ("{d} {n} 2026", " by ", ""), "fr": ("{d} {n} 2026", " avant le ", ""), "es": ("{d} de {n} de 2026", " antes del ", ""),
    "ru": ("{d} {n} 2026", " до ", ""), "de": ("{d}. {n} 2026", " bis ", ""),
}  # fmt: skip


def date_fault(kind: str) -> Planter:
    """A day that no month has, a wrong weekday, or a period that ends before it begins."""
    days = {
        "zh": "星期三",
        "en": "Wednesday",
        "fr": "mercredi",
        "es": "miércoles",
        "ru": "среда",
        "de": "Mittwoch",
    }  # 9 June 2026 is a Tuesday

    def plant(lines: LINES, rng: Random, code: str) -> Plant | None:
        if code not in DATES:
            return None
        form, before, after = DATES[code]
        name = MONTHS[code].split()[5] if code in MONTHS else ""
        day = form.format(m=6, n=name, d=31 if kind == "impossible" else 9)
        if kind == "weekday":
            day = (
                f"{day}（{days[code]}）"
                if code == "zh"
                else rng.choice([f"{days[code]}, {day}", f"{day} ({days[code]})"])
            )
        if kind == "reversed":
            day = (
                "2026年6月11日至9日"
                if code == "zh"
                else form.format(
                    n=name,
                    d={"en": "11 to 9", "fr": "11 au 9", "es": "11 al 9", "ru": "11 по 9", "de": "11. bis 9"}[code],
                )
            )
        return append({code: (f"，{before}{day}{after}完成" if code == "zh" else f",{before}{day}",)})(lines, rng, code)

    return plant


KINDS: dict[str, Planter] = {
    "CIT001": clause_citation,
    "CIT002": annexes((0, 4), (0,), "citation"),
    "CIT003": moved,
    "CIT004": repealed,
    "CIT005": title,
    "CIT006": other_text,
    "NUM001": gap,
    "NUM002": twice,
    "NUM003": disorder,
    "NUM004": style,
    "NUM005": count,
    "NUM006": annexes((0,), (0, 1), "annex"),
    "RED001": melted,
    "QUO001": quoted,
    "NAM001": misspelt,
    "DAT001": date_fault("impossible"),
    "DAT002": date_fault("weekday"),
    "DAT003": date_fault("reversed"),
    "DAT004": timetable,
    "DAT005": event,
    "AMT001": total,
    "AMT002": append({"zh": ("，须占总数的120%",), "en": (", with the agreement of 120 per cent of the members",), "fr": (", avec l'accord de 120 % des membres",), "es": (", con el acuerdo del 120 % de los miembros",)}),
    "AMT003": append({"zh": ("，并于三十（20）日内公布",), "en": (", within fifteen (14) days", ", within sixty (90) days"), "fr": (", dans les trente (20) jours",), "es": (", en treinta (20) días",), "ru": (", в течение тридцати (20) дней",), "de": (", binnen zwanzig (30) Tagen",)}),
    "DEF001": defined,
    "DEF004": append({"zh": ("，[并予公布]",), "en": (" [and published]",), "fr": (" [et publié]",), "es": (" [y publicado]",), "ru": (" [и опубликован]",), "de": (" [und veröffentlicht]",)}, final=True),
    "CHR001": insert("\u200b"),
    "CHR002": insert("\u202e"),
    "CHR003": homoglyph,
    "CHR004": insert("\ue123"),
    "CHR005": wide,
    "CHR006": traditional,
    "CHR007": lone(r"[（(][^（()）\t]{2,40}[）)]"),
    "CHR008": lone(r"[《“«][^《》“”«»]{2,40}[》”»]"),
}  # fmt: skip


def read_source(lines: LINES, name: str = "text.txt") -> Source:
    return Source(name, "text/plain", ("\n".join(lines) + "\n").encode())


def find(plant: Plant, code: str) -> tuple[bool, int]:
    """Whether a finding of the code stands in a line of the fault, and how many findings of other rules there are."""
    texts = [read_source(plant.lines)]
    if plant.other:
        texts.append(read_source(plant.other.split("\n"), "other.txt"))
    report = pipeline.check(texts, old=read_source(plant.old, "old.txt") if plant.old else None, final=plant.final)
    locator = Locator(report.texts[0])
    found, beside = False, 0
    for one in report.findings:
        region = locator.find_region(one.place) if one.place.source == "text.txt" else None
        if one.code == code and region is not None:
            found = found or any(region["startLine"] <= at + 1 <= region["endLine"] for at in plant.at)
        beside += one.code != code
    return found, beside


def load(folders: list[Path], left_out: str) -> dict[str, list[tuple[str, LINES]]]:
    """The texts by language, those that `check` finds nothing in."""
    texts: dict[str, list[tuple[str, LINES]]] = defaultdict(list)
    for path in sorted(path for folder in folders for path in folder.rglob("*.txt")):
        if left_out and left_out in str(path):
            continue
        try:
            report = pipeline.check([path])
        except DecisionDiffError:
            continue
        if report and len(report.texts[0].walk()) > 15:
            lines = report.texts[0].plain.replace("\r\n", "\n").rstrip("\n").split("\n")
            texts[report.texts[0].languages[0][:2] if report.texts[0].languages else "en"].append((str(path), lines))
    return dict(sorted(texts.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--kind", default="")
    parser.add_argument(
        "--leave-out", default="amending", metavar="PART", help="texts with this in their path are not used"
    )
    parser.add_argument("--show", action="store_true", help="print the faults that are not found")
    given = parser.parse_args()
    texts = load(given.folders, given.leave_out)
    kinds = [kind for kind in KINDS if kind.startswith(given.kind)]
    jobs = [
        (kind, code)
        for kind in kinds
        for code in ("zh", "en", "zh", "en", *(one for one in texts if one not in ("zh", "en")))
    ]
    planted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    beside = 0
    rng = Random(18)
    failed: Counter[tuple[str, str]] = Counter()
    turn = 0
    while sum(planted.values()) < given.count and turn < 40 * given.count:
        kind, code = jobs[turn % len(jobs)]
        turn += 1
        if failed[kind, code] > 60 or code not in texts:
            continue
        name, lines = rng.choice(texts[code])
        plant = KINDS[kind](lines, rng, code)
        if plant is None:
            failed[kind, code] += 1
            continue
        is_found, others = find(plant, kind)
        planted[kind, code] += 1
        found[kind, code] += is_found
        beside += others
        if given.show and not is_found:
            print(f"{kind} {code} {name}: {' / '.join(plant.lines[at][:150] for at in plant.at)}")
    for kind in kinds:
        row = [f"{code} {found[kind, code]}/{planted[kind, code]}" for code in texts if planted[kind, code]]
        print(f"{kind}  {'  '.join(row)}")
    total_planted, total_found = sum(planted.values()), sum(found.values())
    print(
        f"{total_found} of {total_planted} found: {100 * total_found / max(total_planted, 1):.1f} %; findings of other rules: {beside}"
    )


if __name__ == "__main__":
    main()
