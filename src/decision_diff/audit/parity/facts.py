"""Finds what a clause says in any language alike: dates, numbers, amounts, names, references, obligations. Facts of two languages can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, Literal, get_args

from decision_diff.audit.parity.dates import JOINS, find_dates
from decision_diff.audit.parity.names import find_acts, find_names
from decision_diff.audit.parity.plain import write_plainly
from decision_diff.audit.signals import find_mentions
from decision_diff.audit.signals.words import SPACED, load_currencies
from decision_diff.changes import Mention
from decision_diff.citations.scan import find_citations
from decision_diff.citations.values import Path
from decision_diff.frozen import frozen
from decision_diff.labels.paths import read_path
from decision_diff.languages import load
from decision_diff.languages.zh_script import simplify
from decision_diff.model import Span
from decision_diff.words.scripts import find_scripts

FactKind = Literal[
    "date", "amount", "percentage", "period", "number", "act", "reference", "symbol", "country", "city", "body", "obligation", "bracket",
]  # fmt: skip
FACTS: Final[tuple[FactKind, ...]] = get_args(FactKind)
_SCALES: Final = {
    "万": 10**4, "만": 10**4, "억": 10**8, "thousand": 10**3, "mille": 10**3, "mil": 10**3, "тыс": 10**3, "тысяч": 10**3, "тысячи": 10**3, "тысяча": 10**3, "ألف": 10**3, "آلاف": 10**3, "tausend": 10**3,
    "million": 10**6, "millions": 10**6, "millón": 10**6, "millones": 10**6, "млн": 10**6, "миллион": 10**6, "миллиона": 10**6,
    "миллионов": 10**6, "مليون": 10**6, "ملايين": 10**6, "millionen": 10**6, "mio": 10**6,
    "billion": 10**9, "billions": 10**9, "milliard": 10**9, "milliards": 10**9, "млрд": 10**9, "миллиард": 10**9, "миллиарда": 10**9,
    "миллиардов": 10**9, "مليار": 10**9, "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9,
    "mila": 10**3, "milione": 10**6, "milioni": 10**6, "miliardo": 10**9, "miliardi": 10**9, "milhão": 10**6, "milhões": 10**6, "bilhão": 10**9, "bilhões": 10**9,
}  # fmt: skip
_LINKS: Final = {"of", "de", "d", "des", "von", "шв"}
_PERIODS: Final = {"year": ("month", 12), "week": ("day", 7)}
_BESIDE: Final = frozenset({"country", "symbol", "act", "percentage"})  # which may stand within another fact
_WEAK: Final = frozenset({"应", "應", "следует"})  # of which the language does not tell the strength
_FEW: Final = 2  # numbers in words up to this one are often articles or pronouns: one, both, 一, un
_HYPHENS: Final = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])|(?<=[0-9])-(?=[^\W\d_])")


@frozen
class Fact:
    """The code points `span` of a clause's words that say `value`, which is the same in every language.

    A date is 2026-06-09; an amount 18000 CHF; a period 6 month; a reference the numbers of its steps (5.1.2); a country its
    ISO 3166 code; a body and a city the key of our data. An obligation of which a language does not tell the strength is must|should.
    """

    kind: FactKind
    span: Span
    value: str


def find_facts(words: str, code: str) -> tuple[Fact, ...]:
    """The facts of a clause's words in the language `code`, by where they stand."""
    plain = write_plainly(simplify(words) if code == "zh" and "Traditional" in find_scripts(words) else words, code)
    text = plain.text
    found: list[Fact] = []
    for some in (
        _find_symbols(text),
        _find_clock(text),
        _find_dates(text, code),
        _find_fractions(text),
        _find_acts(text, code),
        _find_references(text, code),
        _find_mentions(text, code),
    ):
        taken = _cover(found)
        found.extend(
            one for one in some if one.kind in _BESIDE or taken.isdisjoint(range(one.span.start, one.span.end))
        )
    found.extend(_find_named(text, code))
    found.extend(Fact("bracket", Span(match.start(), match.end()), "[") for match in re.finditer(r"\[", text))
    money = _cover(one for one in found if one.kind == "amount")
    kept = (one for one in found if one.kind != "country" or one.span.start not in money)  # Swiss francs are no country
    return tuple(
        Fact(one.kind, plain.locate(one.span), one.value)
        for one in sorted(kept, key=lambda one: (one.span.start, one.span.end, FACTS.index(one.kind)))
    )


def _cover(found: Iterable[Fact]) -> set[int]:
    return {at for one in found for at in range(one.span.start, one.span.end)}


def _find_symbols(text: str) -> Iterator[Fact]:
    """Symbols of documents and addresses: C25/43, A/RES/79/1, CL-24/69, without the language of a copy (C25/43-E)."""
    for match in re.finditer(
        r"(?<=[(（])[A-ZСРТ][0-9]{2}(?=[)）])", text
    ):  # a session (C26), also with a Cyrillic letter
        yield Fact("symbol", Span(*match.span()), match.group().translate(_CYRILLIC).lower())
    for match in re.finditer(
        r"(?<![\w/])(?=[A-Z]{1,5}[-0-9/])(?=[A-Z0-9-]*/)[A-Z0-9][A-Z0-9.]*(?:[-/][A-Z0-9]+)+(?:\((?:Rev|Rév|Пересм|修订)\.?[0-9]+\)(?:-[ACEFRS](?![\w]))?)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        text,
        re.ASCII,
    ):
        if any(char.isdigit() for char in match.group()) or "@" in match.group():
            yield Fact("symbol", Span(*match.span()), _strip_copy(match.group()))


_CYRILLIC: Final = str.maketrans("СРТ", "CPT")


def _strip_copy(symbol: str) -> str:
    """A symbol without the language of the copy, and with its revision as in English."""
    return re.sub("(?:rév|пересм|修订)\\.?", "rev.", re.sub("-[ACEFRS]$", "", symbol).lower())


def _find_clock(text: str) -> Iterator[Fact]:
    """Times of the day."""
    for match in re.finditer(r"(?<![A-Za-z0-9:/.])(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?![A-Za-z0-9:])", text):
        yield Fact("number", Span(*match.span()), match[0])


def _find_fractions(text: str) -> Iterator[Fact]:
    """Parts of a whole, but for the half, which languages say in many ways."""
    for match in re.finditer(r"(?<![A-Za-z0-9/.,])([0-9]{1,2})/([0-9]{1,2})(?![A-Za-z0-9/]|[.,][0-9])", text):
        if int(match[1]) < int(match[2]) and match[0] != "1/2":
            yield Fact("percentage", Span(*match.span()), match[0])


def _find_dates(text: str, code: str) -> Iterator[Fact]:
    return (Fact("date", one.span, one.value) for one in find_dates(text, code))


def _find_acts(text: str, code: str) -> Iterator[Fact]:
    return (Fact("act", span, number) for span, number in find_acts(text, code))


def _find_references(text: str, code: str) -> Iterator[Fact]:
    for citation in find_citations(text, (code,)):
        for value in dict.fromkeys(map(_print_path, citation.paths)):
            if value:
                yield Fact("reference", citation.span, value)


def _print_path(path: Path) -> str:
    """The numbers of a path; a call line and what is counted from here (前款, the preceding paragraph) have none that all languages share."""
    values = []
    for step in path:
        if step.near:
            return ""
        if step.role != "call":
            value = read_path(step.number)
            values.append("-".join(map(str, value)) if value else step.number.lower())
    return ".".join(values)


def _find_mentions(text: str, code: str) -> Iterator[Fact]:
    plain = _HYPHENS.sub(" ", text) if code in SPACED else text
    for one in _join_ranges(plain, find_mentions(plain, code), code):
        if one.kind == "count" and code not in SPACED and one.value.partition(" ")[2] in load(code).percents:
            yield Fact("percentage", one.span, f"{one.value.partition(' ')[0]}%")
        elif one.kind in ("count", "amount", "period"):
            yield from _measure(one, text, code)
        elif one.kind == "percentage":
            yield from _split_shares(one)
        elif one.kind == "country":
            yield Fact("country", one.span, one.value)
        elif one.kind == "obligation":
            yield Fact("obligation", one.span, "must|should" if one.span.of(text).lower() in _WEAK else one.value)


def _split_shares(one: Mention) -> Iterator[Fact]:
    """The shares of a range, each with its sign: 5–10%."""
    *first, last = one.value.partition(" ")[0].split("–")
    sign = last[-1] if last[-1] in "%‰" else ""
    yield from (
        Fact("percentage", one.span, value if value.endswith(sign) else value + sign) for value in (*first, last)
    )


def _join_ranges(text: str, found: Sequence[Mention], code: str) -> Iterator[Mention]:
    """Numbers with the unit of the one behind them, from which only a joining word parts them: 3 to 5 days, between 5 and 10 %."""
    numbers = [one for one in found if one.kind in ("count", "amount", "period", "percentage")]
    yield from (one for one in found if one.kind not in ("count", "amount", "period", "percentage"))
    behind: Mention | None = None
    joined = []
    for one in reversed(numbers):
        is_bare = one.kind == "count" and one.value.replace("/", "").isdecimal()
        if behind and is_bare and _compile_range(code).fullmatch(text, one.span.end, behind.span.start):
            unit = behind.value.partition(" ")[2] if behind.kind != "percentage" else ""
            share = behind.value[-1] if behind.value[-1:] in ("%", "‰") else ""
            one = Mention(behind.kind, one.span, f"{one.value}{share} {unit}".rstrip())  # noqa: PLW2901
        joined.append(one)
        behind = one
    yield from reversed(joined)


@cache  # of our own data
def _compile_range(code: str) -> re.Pattern[str]:
    join = f"|\\s+(?:{JOINS[code]})\\s*(?:el |un |on )?" if code in JOINS else "|至|到|或|から|又は|에서|또는"
    return re.compile(rf"\s*(?:[–—-]|,)\s*{join}", re.IGNORECASE)


def _measure(one: Mention, text: str, code: str) -> Iterator[Fact]:
    """A number with what follows it: a scale, a currency, a unit of time."""
    printed = one.span.of(text)
    number, _, unit = one.value.partition(" ")
    values = number.split("–")
    end = one.span.end
    words = unit.lower().split()
    if one.kind == "amount":  # CHF 1.8, and million behind it
        unit, end = _name_currency(unit, text, one.span, code)
        match = re.compile(r"\s*([^\W\d_]+)\.?").match(text, end)
        if match and match[1].lower() in _scales(code):
            values, end = _scale(values, _scales(code)[match[1].lower()]), match.end()
        yield from (Fact("amount", Span(one.span.start, end), f"{value} {unit}") for value in values)
        return
    values, words = _take_scales(values, words, code)
    currency = load_currencies().get(" ".join(words)) if words else None
    if currency is None and code in SPACED:
        currency, end = _find_currency(text, end, code)
    if currency:
        yield from (Fact("amount", Span(one.span.start, end), f"{value} {currency}") for value in values)
    elif one.kind == "period":
        base, times = _PERIODS.get(unit, (unit, 1))
        yield from (Fact("period", one.span, f"{value} {base}") for value in _scale(values, times))
    else:
        few = not re.search("[0-9]", printed.translate(_TO_ASCII))
        yield from (Fact("number", one.span, value) for value in values if not few or _read(value) > _FEW)


def _take_scales(values: list[str], words: list[str], code: str) -> tuple[list[str], list[str]]:
    """The values with the scales that begin the words behind them (mil millones), and what is left of these words."""
    scales = _scales(code)
    while words and words[0].strip(".") in scales:
        values, words = _scale(values, scales[words[0].strip(".")]), words[1:]
    while words and words[0].strip(".'’") in _LINKS:
        words = words[1:]
    return values, words


_TO_ASCII: Final = str.maketrans("０１２３４５６７８９٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)


def _scales(code: str) -> dict[str, int]:
    billion = (
        {"billón": 10**12, "billones": 10**12, "billion": 10**12, "billionen": 10**12}
        if code in ("es", "fr", "de")
        else {}
    )
    return {**_SCALES, **billion}


def _name_currency(unit: str, text: str, span: Span, code: str) -> tuple[str, int]:
    """The currency of an amount, and where it ends: its name may go on behind the amount (pounds sterling)."""
    if unit not in load_currencies().values():
        match = _compile_currencies(code).search(text, span.start)
        if match and match.start() <= span.end and match.end() >= span.end:
            return load_currencies()[match[1].lower()], match.end()
    return unit, span.end


def _find_currency(text: str, end: int, code: str) -> tuple[str | None, int]:
    """A currency behind a number: 120 million Swiss francs."""
    match = _compile_currencies(code).match(text, end)
    return (load_currencies()[match[1].lower()], match.end()) if match else (None, end)


@cache  # of our own data
def _compile_currencies(code: str) -> re.Pattern[str]:
    names = {name.lower() for name in load(code).currencies if name.lower() in load_currencies()} | set(
        load_currencies()
    )
    found = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"\s*(?:of |de |d['’])?({found or '(?!)'})(?!\w)", re.IGNORECASE)


def _read(value: str) -> float:
    over, _, under = value.partition("/")
    return int(over) / int(under or 1)


def _scale(values: Iterable[str], times: int) -> list[str]:
    from fractions import Fraction  # noqa: PLC0415 - late: few texts have scales

    return [str(Fraction(value) * times) for value in values]


def _find_named(text: str, code: str) -> Iterator[Fact]:
    yield from (Fact("city", span, key) for span, key in find_names(text, code, "cities"))
    yield from (Fact("body", span, key) for span, key in find_names(text, code, "bodies"))
