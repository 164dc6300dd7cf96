"""Writes a clause as numbers can be compared: those in words, fractions, times of the day and years of an era in digits; ordinals left out.

    twenty-five experts        25 experts              three hundred      300
    a two-thirds majority      a 2/3 majority          三分之二            2/3
    令和7年                     2025年                   000 10 (Arabic)    10 000
    10 h 30, 10.30 Uhr         10:30                   the twenty-first   the …

Each code point of the result knows which ones of the clause it stands for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Final

from decision_diff.audit.signals.words import SPACED, load_currencies
from decision_diff.frozen import frozen
from decision_diff.labels.numerals import read_plain
from decision_diff.languages import load, read_tables
from decision_diff.model import Span
from decision_diff.words.values import POINTS

_SIGNS: Final = str.maketrans("［］’", "[]'")
_ARABIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_SPACES: Final = "\u00a0\u2009\u202f"
_LEFT_OUT: Final = "…"
_KNOWN: Final = frozenset({*range(13), 1000})  # numbers in one word that signals know, and a scale
_Rewrite = Callable[[re.Match[str]], str | None]  # None leaves what it matched
_FEW: Final = 2  # up to this one numbers in words are often articles
_TENS: Final = {
    "en": "(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)y",
    "fr": "(?:vingt|trente|quarante|cinquante|soixante(?:-dix)?|quatre-vingt(?:-dix)?|cent)",
    "ru": "(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто)",
}
_ORDINALS: Final = {
    "en": rf"{_TENS['en']}[- ](?:first|second|third|[a-z]{{3,7}}th)",
    "fr": rf"{_TENS['fr']}(?:[ -]et[ -]|[ -])\w{{2,12}}ième",
    "es": r"(?:vig|trig|cuadrag|quincuag|sexag|septuag|octog|nonag)ésim[oa](?: (?:primer|segund|tercer|cuart|quint|sext|séptim|octav|noven)[oa]?)?",
    "ru": rf"{_TENS['ru']} (?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят)(?:ый|ий|ой|ая|ья|ое|ье|ого|ьего|ому|ьему|ым|ьим|ом|ьем|ую|ью|ьей|ые|ых|ыми)",
    "it": r"(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)\w{0,12}esim[oaie]",
    "pt": r"(?:vig|trig|quadrag|quinquag|sexag|septuag|octog|nonag)ésim[oa](?: (?:primeir|segund|terceir|quart|quint|sext|sétim|oitav|non)[oa])?",
    "ar": r"ال(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ة?(?: عشرة?| وال\w{3,6}(?:ون|ين))",
    "ja": r"第[0-9]{1,3}(?:回|次|期)|[0-9]{1,3}(?:日|回|番|年)目",
    "ko": r"제 ?[0-9]{1,3}(?:차|회|기)|[0-9]{1,3}(?:일|번|회|년)째",
    "zh": "(?:星期|礼拜)[一二三四五六日天]|周[一二三四五六日](?![年期个個内內])",
}
# By its denominator each fraction as it is written; `#` is what counts, and is 1 where there is none.
_PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "1": "one|an?(?= ?-?(?:third|quarter|fifth|tenth) of)", "2": "two", "3": "three", "4": "four",
        "/3": "# ?-?thirds?", "/4": "# ?-?quarters?|# ?-?fourths?", "/5": "# ?-?fifths?", "/10": "# ?-?tenths?",
    },
    "fr": {"1": "un(?! tiers(?! (?:des|du) ))|le(?= quart)", "2": "deux", "3": "trois", "4": "quatre", "/3": "# tiers", "/4": "# quarts?", "/5": "# cinquièmes?", "/10": "# dixièmes?"},
    "es": {
        "1": "un|una|la", "2": "dos", "3": "tres", "4": "cuatro",
        "/3": "# tercios?|# terceras? partes?", "/4": "# cuartos?|# cuartas? partes?", "/5": "# quintos?|# quintas? partes?", "/10": "# décimos?|# décimas? partes?",
    },
    "ru": {
        "1": "одн[аойу]{1,2}", "2": "две|двух|двум|двумя", "3": "три|трех|трем|тремя", "4": "четыре|четырех",
        "/3": "# трет(?:ь|и|ей|ям|ями|ью)", "/4": "# четверт(?:ь|и|ей|ая|ую|ой|ых|ям|ями|ью)(?: част[ьи])?", "/5": "# пят(?:ая|ую|ой|ых)(?: част[ьи])?", "/10": "# десят(?:ая|ую|ой|ых)(?: част[ьи])?",
    },
    "it": {"1": "un", "2": "due", "3": "tre", "4": "quattro", "/3": "# terz[oi]", "/4": "# quart[oi]", "/5": "# quint[oi]", "/10": "# decim[oi]"},
    "pt": {"1": "um", "2": "dois", "3": "três", "4": "quatro", "/3": "# terços?", "/4": "# quartos?", "/5": "# quintos?", "/10": "# décimos?"},
    "de": {"1": "ein", "2": "zwei", "3": "drei", "4": "vier", "/3": "# ?drittel(?:mehrheit)?", "/4": "# ?viertel", "/5": "# ?fünftel", "/10": "# ?zehntel"},
    "ar": {"3": "ثلاثة", "4": "أربعة", "/3": "ثلث|# أثلاث", "/4": "ربع(?! سنوي)|# أرباع", "/5": "خُمس|# أخماس", "/10": "عُشر|# أعشار", "2": "ثلثا|ثلثي|ثلثين|ثلثان"},
}  # fmt: skip
_HOURS: Final = {
    "fr": r"(?P<h>[0-9]{1,2}) ?h(?:eures?)? ?(?P<m>[0-9]{2})(?!\w)",
    "es": r"(?P<h>[0-9]{1,2})[.:](?P<m>[0-9]{2}) ?(?:horas|h)(?!\w)",
    "it": r"(?P<h>[0-9]{1,2})[.:](?P<m>[0-9]{2})(?!\w)",
    "pt": r"(?P<h>[0-9]{1,2}) ?(?:h|[.:]) ?(?P<m>[0-9]{2})(?: ?(?:horas|h))?(?!\w)",
    "ru": r"(?P<h>[0-9]{1,2}) ?(?:час\w{0,2}\.?|ч\.) ?(?P<m>[0-9]{2}) ?мин\w{0,3}\.?",
    "de": r"(?P<h>[0-9]{1,2})[.:](?P<m>[0-9]{2}) ?Uhr",
    "en": r"(?P<h>[0-9]{1,2})[.:](?P<m>[0-9]{2}) ?(?:(?P<half>[ap])\.?m\.?(?!\w)|(?:hours|h)(?!\w))|(?P<h2>[0-9]{1,2}) ?(?P<half2>[ap])\.?m\.?(?!\w)",
    "zh": r"(?P<half>上午|下午|晚上)?(?P<h>[0-9]{1,2})[时時点點](?P<m>[0-9]{1,2})分?|(?P<half2>上午|下午|晚上)(?P<h2>[0-9]{1,2})[时時点點]整?",
    "ja": r"(?P<half>午前|午後)?(?P<h>[0-9]{1,2})時(?P<m>[0-9]{1,2})分|(?P<half2>午前|午後)(?P<h2>[0-9]{1,2})時",
    "ko": r"(?P<half>오전|오후)? ?(?P<h>[0-9]{1,2})시 ?(?P<m>[0-9]{1,2})분|(?P<half2>오전|오후) ?(?P<h2>[0-9]{1,2})시",
}
_AFTERNOON: Final = frozenset({"p", "P", "下午", "晚上", "午後", "오후"})
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}


@frozen
class PlainText:
    """A text and, for each code point of it, where in the clause what it stands for begins and ends."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def locate(self, span: Span) -> Span:
        """The code points of the clause for which those of `span` stand."""
        if span.start >= span.end:
            return Span(0, 0)
        return Span(self.starts[span.start], self.ends[span.end - 1])


def write_plainly(words: str, code: str) -> PlainText:
    """The words of a clause in the language `code` with what they say in numbers written in digits."""
    text = words.translate(_SIGNS)
    if code == "ru":
        text = text.replace("ё", "е").replace("Ё", "Е")
    plain = PlainText(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    for pattern, write in _list_steps(code):
        plain = _replace(plain, pattern, write)
    return plain


def _replace(plain: PlainText, pattern: re.Pattern[str], write: _Rewrite) -> PlainText:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in pattern.finditer(plain.text):
        written = write(match)
        if written is None:
            continue
        start, end = match.span()
        pieces += [plain.text[at:start], written]
        starts += [*plain.starts[at:start], *[plain.starts[start]] * len(written)]
        ends += [*plain.ends[at:start], *[plain.ends[end - 1]] * len(written)]
        at = end
    if not pieces:
        return plain
    return PlainText("".join([*pieces, plain.text[at:]]), (*starts, *plain.starts[at:]), (*ends, *plain.ends[at:]))


@cache  # of our own data
def _list_steps(code: str) -> tuple[tuple[re.Pattern[str], _Rewrite], ...]:
    return tuple(_make_steps(code))


def _make_steps(code: str) -> Iterator[tuple[re.Pattern[str], _Rewrite]]:
    yield from _make_decimals(code)
    if code == "ar":
        yield re.compile(r"(?<!\w)[وفبلك]{1,2}(?=\d)"), lambda match: f"{match[0]} "  # و2027
        yield re.compile(r"(?<!\w)(المواد|الفقرات|الأرقام|البنود) من (?=\d)"), lambda match: f"{match[1]} "
        yield (
            re.compile(rf"(?:الأول|أول) من (?={'|'.join(name for names in load(code).months for name in names)})"),
            lambda _: "1 ",
        )
        yield re.compile(r"(?<![\d,.])(?P<low>0\d\d(?: \d{3})*) (?P<high>[1-9]\d{0,2})(?! ?\d)"), _turn
        yield (
            re.compile(r"(?<![\d,.])(\d+)[,.](\d{1,2})(?![\d,.]\d|\d)"),
            lambda match: f"{match[1]}٫{match[2]}".translate(_ARABIC),
        )
    if code == "ko":
        yield re.compile(r"(\d+(?:\.\d+)?)(천|만|억)(?![가-힣]{2})"), _multiply
        yield re.compile(r"(?<!\d)[12]회(?!의)"), lambda _: _LEFT_OUT  # once, twice
    if code == "zh":  # an item of a paragraph: 第3 b)段
        yield re.compile(r"第(\d{1,3}) ?[（(]?[a-z][)）] ?段"), lambda match: f"第{match[1]}段"
        yield (
            re.compile(
                r"([一二两三四五六七八九十]{1,3})([至到或])([一二两三四五六七八九十]{1,3})(?=[天日个個周年名人小项項次])"
            ),
            _write_both,
        )
    if code == "ru":  # трех-пяти
        word = "|".join(_load_spelled(code))
        yield (
            _compile(rf"({word})-({word})", code),
            lambda match: "–".join(str(_load_spelled(code)[one.lower()]) for one in match.groups()),
        )
    if code == "de":  # zwölfmal
        word = "|".join(_load_spelled(code))
        yield _compile(rf"({word})mal", code), lambda match: f"{_load_spelled(code)[match[1].lower()]} mal"
    if code == "ja":
        yield re.compile(r"[一二三四五六七八九十百]{1,4}(?=パーセント)"), lambda match: str(read_plain(match[0]))
        yield re.compile(r"(?<!\d)[12]回(?!目)"), lambda _: _LEFT_OUT
    if code in ("ja", "zh"):
        yield re.compile(r"(?<=\[)[一二三四五六七八九十百]{1,4}(?=\])"), _write_alone
        yield (
            re.compile(rf"(?P<era>{'|'.join(_ERAS)})(?P<year>元|[0-9]{{1,3}}|[一二三四五六七八九十百]{{1,5}})年"),
            _write_era,
        )
    if code in _HOURS:
        yield re.compile(rf"(?<![\w:.]){_HOURS[code]}" if code in SPACED else _HOURS[code]), _write_time
    if code in _ORDINALS:
        yield _compile(_ORDINALS[code], code), lambda _: _LEFT_OUT
    yield from _make_fractions(code)
    if code in SPACED:
        yield _compile_spelled(code), lambda match: _write_number(match[0], code)


def _make_decimals(code: str) -> Iterator[tuple[re.Pattern[str], _Rewrite]]:
    """Amounts and shares with a last zero, 1,000.50: without a unit 5.10 may be a section, and nothing is read."""
    if POINTS[code] != ".":  # 1.000,50
        yield (
            re.compile(r"(?<![A-Za-z0-9.,])[0-9]{1,3}(?:\.[0-9]{3})+(?=,[0-9])"),
            lambda match: match[0].replace(".", ""),
        )
    names = {*load_currencies(), *map(str.lower, load(code).percents)}
    unit = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    signs = "|".join(
        re.escape(name) for name in sorted(names) if not name.isalpha() or len(name) == 3
    )  # before a number
    whole = rf"[0-9]{{1,3}}(?:[,.' {_SPACES}][0-9]{{3}})*|[0-9]+"
    point = re.escape(POINTS[code]) if code != "ar" else "[.,]"
    yield (
        re.compile(
            rf"(?:(?P<before>(?:{signs})\s?)|(?<![A-Za-z0-9.,]))(?P<whole>{whole})(?P<point>{point})(?P<part>[0-9]?)0(?![0-9])"
            rf"(?(before)|(?=\s?(?:(?:млн|million|millions|millones|Millionen|مليون|万|億|亿)\s?)?(?:{unit})))",
            re.IGNORECASE,
        ),
        lambda match: "".join(
            (match["before"] or "", match["whole"], match["point"] + match["part"] if match["part"].strip("0") else "")
        ),
    )


def _compile(pattern: str, code: str) -> re.Pattern[str]:
    before = "(?<!\\w)[وفل]?" if code == "ar" else "(?<!\\w)" if code in SPACED else ""
    return re.compile(rf"{before}(?:{pattern})(?![\w\u064b-\u0652])" if before else pattern, re.IGNORECASE)


def _multiply(match: re.Match[str]) -> str | None:
    """120만 as 1200000."""
    from fractions import Fraction  # noqa: PLC0415 - late: few texts have scales

    value = Fraction(match[1]) * {"천": 10**3, "만": 10**4, "억": 10**8}[match[2]]
    return str(value) if value.denominator == 1 else None


def _write_both(match: re.Match[str]) -> str:
    """三至五 as 3至5."""
    first, last = (read_plain(match[at].replace("两", "二")) for at in (1, 3))
    return f"{first}{match[2]}{last}"


def _write_alone(match: re.Match[str]) -> str | None:
    """An ideograph in brackets of its own, if it is more than two."""
    value = read_plain(match[0])
    return str(value) if value > _FEW else None


def _turn(match: re.Match[str]) -> str:
    """Groups of digits that a text from right to left has in the order in which they are read."""
    return " ".join(reversed(match[0].split(" ")))


def _write_era(match: re.Match[str]) -> str:
    year = match["year"]
    return f"{_ERAS[match['era']] + (1 if year == '元' else int(year) if year.isdecimal() else read_plain(year))}年"


def _write_time(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    hour, minute = int(found["h"] or found["h2"]), int(found["m"] or 0)
    half = found.get("half") or found.get("half2")
    if hour > 24 or minute > 59:
        return None
    if half is not None and hour <= 12:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    return f"{hour}:{minute:02}"


def _make_fractions(code: str) -> Iterator[tuple[re.Pattern[str], _Rewrite]]:
    if code in ("zh", "ja", "ko"):
        number = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
        yield re.compile(rf"(?<![百千0-9])(?P<under>{number})(?:分之|分の|분의) ?(?P<over>{number})"), _write_part
        return
    parts = _PARTS[code]
    for under, forms in parts.items():
        if under[0] == "/":
            for over in ("1", "2", "3", "4"):
                spelled = _spell_part(code, forms, parts.get(over, ""), over)
                if spelled:
                    yield _compile(spelled, code), lambda _, over=over, under=under: f"{over}{under}"  # type: ignore[misc]
    if code == "ar":
        yield _compile(rf"[وفبل]?(?:{parts['2']})", code), lambda _: "2/3"


def _spell_part(code: str, forms: str, over: str, number: str) -> str:
    """The pattern of so many parts; in Arabic one part has no number, and two have a dual."""
    if code == "ar":
        with_number = [form for form in forms.split("|") if ("#" in form) == (number != "1")]
        return "|".join(form.replace("#", over) for form in with_number) if number in ("1", "3", "4") else ""
    return "|".join(form.replace("#", f"(?:{over})") for form in forms.split("|"))


def _write_part(match: re.Match[str]) -> str | None:
    over, under = (int(one) if one.isdecimal() else read_plain(one) for one in (match["over"], match["under"]))
    return f"{over}/{under}" if under < 100 else None


@cache  # of our own data
def _load_spelled(code: str) -> dict[str, int]:
    with open(os.path.join(os.path.dirname(__file__), "spelled.toml"), encoding="utf-8") as stream:  # noqa: PTH118, PTH120, PTH123 - as in signals
        table = read_tables(stream.read())[code]
    return {word: int(number) for number, words in table.items() for word in words}


_LINKS: Final = {
    "en": "[- ](?:and )?", "fr": "[- ](?:et[- ])?", "es": " (?:y )?", "it": " ", "pt": " (?:e )?", "ru": " ", "ar": " و?", "de": "(?:und)?",
}  # fmt: skip


def _compile_spelled(code: str) -> re.Pattern[str]:
    """Words for numbers one behind the other, with what joins them."""
    word = "|".join(sorted(_load_spelled(code), key=lambda word: (-len(word), word)))
    return _compile(rf"(?<!pour )(?<!por )(?<!vom )(?<![0-9] )(?:{word})(?:{_LINKS[code]}(?:{word}))*", code)


def _write_number(printed: str, code: str) -> str | None:
    """The digits of words for numbers, each number of several; None where they are read without this."""
    words = _load_spelled(code)
    found = re.findall("|".join(sorted(words, key=lambda word: (-len(word), word))), printed.lower())
    links = re.split("|".join(sorted(words, key=lambda word: (-len(word), word))), printed.lower())[1:-1]
    values = [words[one] for one in found]
    if len(values) == 1:
        return None if values[0] in _KNOWN else str(values[0])
    total = _add_up(values, links, code)
    return None if total is None else str(total)


def _add_up(values: list[int], links: list[str], code: str) -> int | None:
    """What words for numbers say together; None if they are several numbers (six and nine)."""
    total, group = 0, values[0]
    for (before, value), link in zip(pairwise(values), links, strict=True):
        if value == 1000 and group < 1000:
            total, group = total + group * 1000, 0
        elif value == 100 and group < 10:
            group *= 100
        elif _follows(before, value, link, code):
            group += value
        else:
            return None
    return total + group


def _follows(before: int, value: int, link: str, code: str) -> bool:
    """Whether a word is added to the one before it: twenty-five, trente et un, treinta y cinco, خمسة وعشرون, fünfundzwanzig."""
    joined = link.strip(" -")
    if before >= 100:
        return value < before
    if code in ("ar", "de"):
        teen = code == "ar" and value == 10 and not joined
        return before < 10 and (teen or (20 <= value < 100 and bool(joined)))
    if code == "fr" and before in (60, 80):
        return value < 20
    wanted = {"es": joined == "y", "fr": not joined or value == 1}.get(code, not joined)
    return 20 <= before < 100 and value < 10 and wanted
