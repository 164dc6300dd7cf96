"""Finds the dates of a text in any of the languages, each as year, month and day, as far as they are written.

9 to 11 June 2026 · du 9 au 11 juin 2026 · 2026年6月9日至11日 · с 9 по 11 июня 2026 года     2026-06-09, 2026-06-11
30 June to 2 July 2026 · 2026年6月30日至7月2日                                             2026-06-30, 2026-07-02
June 2026 · 2026年6月     2026-06          30 June · 6月30日     --06-30          2026 · 2026年     2026

A day, a month or a year that is written once for several dates is that of each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from decision_diff.audit.signals.words import SPACED
from decision_diff.frozen import frozen
from decision_diff.labels.numerals import parse_numeral
from decision_diff.languages import load
from decision_diff.model import Span

_DIGITS: Final = str.maketrans("０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 3)
_HAN: Final = "〇零一二三四五六七八九十廿卅"
_GLUED_NUMBER: Final = rf"(?:[0-9]{{1,2}}|[{_HAN}]{{1,3}})"
_GLUED_JOIN: Final = r"\s*(?:至|到|、|和|及|与|與|～|~|–|—|-|から|부터|및)\s*"
JOINS: Final = {
    "en": "to|and|or|until|till|through",
    "fr": "au|et|ou|à",
    "es": "al|a|y|o",
    "it": "al|a|e|o",
    "pt": "a|ao|e|ou",
    "ru": "по|и|до|или",
    "ar": "إلى|و|حتى|أو",
    "de": r"bis(?: zum)?|und|oder",
}


_BEFORE_MONTHS: Final = {
    "en": "(?:in|of|by|each|every|until|till|before|after|since|from|during|early|late|mid-?) ?",
    "fr": "(?:en|de|d'|du|chaque|fin|début|avant|après|depuis|mois de|mois d') ?",
    "es": "(?:en|de|del|cada|desde|hasta|antes de|mes de) ",
    "it": "(?:in|di|a|del|ogni|dal|entro|mese di) ",
    "pt": "(?:em|de|até|cada|desde|antes de|mês de) ",
    "ru": "(?:в|с|до|по|к|после|начиная с|конце|начале|каждого) ",
    "de": "(?:im|bis|vor|nach|seit|ab|jeden|Ende|Anfang|Monat) ",
    "ar": "(?:في|من|شهر|قبل|بعد|حتى|منذ|إلى) ",
}


@frozen
class DateFound:
    """The code points `span` in which a date is written, or the part of a stretch that is its own; 0 for what it does not say."""

    span: Span
    year: int
    month: int
    day: int

    @property
    def value(self) -> str:
        """2026-06-09, 2026-06, 2026 or --06-09."""
        year = f"{self.year:04}" if self.year else "-"
        return "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part)])


def find_dates(text: str, code: str) -> tuple[DateFound, ...]:
    """The dates of a text in the language `code`, in order."""
    plain = text.translate(_DIGITS)
    found = [*_find_numeric(plain)]
    taken = [(one.span.start, one.span.end) for one in found]
    words = _find_worded(plain, code) if code in SPACED else _find_glued(plain)
    found += [one for one in words if not _overlaps(one.span, taken)]
    taken = [(one.span.start, one.span.end) for one in found]
    found += [one for one in _find_years(plain, code) if not _overlaps(one.span, taken)]
    return tuple(_share_years(plain, sorted(found, key=lambda one: (one.span.start, one.span.end)), code))


def _overlaps(span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in taken)


def _find_numeric(text: str) -> Iterator[DateFound]:
    """2026-06-09, 2026/6/9; 09.06.2026 and 9/6/2026, the day first."""
    for match in re.finditer(
        r"(?<![\w./-])(?:([12][0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{1,2})([./])([0-9]{1,2})\6([12][0-9]{3}))(?![\w/-])",
        text,
    ):
        parts = (match[1], match[3], match[4]) if match[1] else (match[8], match[7], match[5])
        year, month, day = map(int, parts)
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield DateFound(Span(*match.span()), year, month, day)


@cache  # of our own data
def _compile_glued() -> re.Pattern[str]:
    days = rf"{_GLUED_NUMBER}(?:{_GLUED_JOIN}{_GLUED_NUMBER})*"
    year = rf"(?:[12][0-9]{{3}}|[{_HAN}]{{4}})"
    return re.compile(
        rf"(?:(?P<years>{year}(?:{_GLUED_JOIN}{year})*)\s*[年년]度?\s*)?"
        rf"(?:(?P<months>{days})\s*[月월](?!間|间)\s*(?:(?P<days>{days})\s*[日号號일])?|(?P<lone>{days})\s*[日号號일](?![間间内內以]))?"
    )


@cache  # of our own data
def _compile_between() -> re.Pattern[str]:
    return re.compile(rf"(?:{_GLUED_JOIN}|，|,|（[^（）]{{1,12}}）)?")


def _find_glued(text: str) -> Iterator[DateFound]:
    """Chinese, Japanese and Korean. A day alone is one only behind a date: 6月9日至11日."""
    end, year, month = 0, 0, 0
    for match in _compile_glued().finditer(text):
        if not match.group():
            continue
        is_near = bool(_compile_between().fullmatch(text, end, match.start()))
        if match["lone"] and not match["years"] and not (is_near and month):
            continue
        years = [*_read_all(match["years"] or "")] or [year if is_near else 0]
        months = [*_read_all(match["months"] or "")] or [month if match["lone"] and not match["years"] else 0]
        if any(one > 12 for one in months):
            continue
        yield from _list_parts(match, years, months)
        end, year, month = match.end(), years[-1], months[-1]


def _list_parts(match: re.Match[str], years: Sequence[int], months: Sequence[int]) -> Iterator[DateFound]:
    """The dates of one match: what is listed (2026、2027年, 6月、7月, 9日至11日) is so many dates, each of them of the last year and month before it."""
    for year in years[:-1]:
        yield DateFound(Span(*match.span("years")), year, 0, 0)
    for month in months[:-1]:
        yield DateFound(Span(*match.span("months")), years[-1], month, 0)
    name = "days" if match["days"] else "lone" if match["lone"] else ""
    if name and months[-1]:
        yield from _list_days(match, name, years[-1], months[-1])
    else:
        yield DateFound(Span(*match.span()), years[-1], months[-1], 0)


def _list_days(match: re.Match[str], name: str, year: int, month: int) -> Iterator[DateFound]:
    days = [day for day in _read_all(match[name]) if 1 <= day <= 31]
    start = match.start()
    for place, day in enumerate(days):
        end = match.end() if place == len(days) - 1 else match.end(name)
        yield DateFound(Span(start, end), year, month, day)


def _read_all(printed: str) -> Iterator[int]:
    for number in re.findall(rf"[0-9]+|[{_HAN}]+", printed):
        if len(number) == 4 and not number.isascii():
            yield int(
                "".join(
                    str("〇一二三四五六七八九".find(char.replace("零", "〇")))
                    for char in number
                    if char not in "十廿卅"
                )
                or 0
            )
        else:
            yield parse_numeral(number.replace("零", "〇"))


@cache  # of our own data
def _compile_worded(code: str) -> tuple[re.Pattern[str], dict[str, int]]:
    names = {
        form: at
        for at, some in enumerate(load(code).months, 1)
        for name in some
        for form in (name.lower(), *(_spell_month(name.lower()) if code == "ru" else ()))
    }
    names |= {"/".join(reversed(name.split("/"))): at for name, at in names.items() if "/" in name}
    month = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    join = rf"(?:\s*[–—-]\s*|\s*,\s*|\s+(?:{JOINS[code]})\s*)"
    day = r"[0-9]{1,2}(?:st|nd|rd|th|er|\.?º|°|\.|-?го|-?е)?(?![0-9])"
    of = r"\s*(?:of |de |du |d['’]|del )?\s*"
    year = r"[12][0-9]{3}(?![0-9])"
    return (
        re.compile(
            rf"(?<![\w/])(?:(?P<before>{day}(?:{join}{day})*){of})?(?P<month>{month})(?![\w])\.?"
            rf"(?:\s*(?P<after>(?<=\s){day}(?:{join}{day})*)(?!\s*(?:{month})))?"
            rf"(?:,?\s*(?:de |del |of )?(?P<year>{year})(?:\s*(?:года?|г\.))?)?",
            re.IGNORECASE,
        ),
        names,
    )


def _spell_month(name: str) -> Iterator[str]:
    """A Russian month in its cases: июнь, июня, июню, июнем, июне."""
    if name[-1] in "ьй":
        yield from (name[:-1] + ending for ending in ("я", "ю", "е", "ем"))
    elif name[-1] == "т" and len(name) > 3:
        yield from (name + ending for ending in ("а", "у", "е", "ом"))


def _find_worded(text: str, code: str) -> Iterator[DateFound]:
    """A month with days before or behind it, and its year. The month alone is a word (may, mars) and no date."""
    pattern, names = _compile_worded(code)
    for match in pattern.finditer(text):
        days = match["before"] or match["after"] or ""
        is_verb = code == "en" and match["month"] == "may"
        if is_verb or not (days or match["year"] or _is_behind(text, match, code) or _goes_on(text, match.end(), code)):
            continue
        month, year = names[match["month"].lower()], int(match["year"] or 0)
        for day in [int(day) for day in re.findall("[0-9]+", days) if 1 <= int(day) <= 31] or [0]:
            yield DateFound(Span(*match.span()), year, month, day)


def _is_behind(text: str, match: re.Match[str], code: str) -> bool:
    """Whether a month alone is one, and no word: behind a word that stands before times; in English and German with a capital."""
    if code in ("en", "de") and not match["month"][0].isupper():
        return False
    return (
        re.search(
            rf"(?<!\w)(?:{_BEFORE_MONTHS[code]})$", text[max(0, match.start() - 20) : match.start()], re.IGNORECASE
        )
        is not None
    )


def _goes_on(text: str, end: int, code: str) -> bool:
    """Whether a joining word and another month with its year stand behind: June and July 2026."""
    join = re.compile(rf"\s*[–—-]\s*|\s+(?:{JOINS[code]})\s*", re.IGNORECASE).match(text, end)
    following = _compile_worded(code)[0].match(text, join.end()) if join else None
    return following is not None and following["year"] is not None and not following["before"]


def _find_years(text: str, code: str) -> Iterator[DateFound]:
    """Years by themselves; in Chinese, Japanese and Korean these have their word, which `_find_glued` looks for, or stand in brackets."""
    if code not in SPACED:
        for match in re.finditer(r"(?<=\[)(?:19|20)[0-9]{2}(?=\])", text):
            yield DateFound(Span(*match.span()), int(match.group()), 0, 0)
    else:
        for match in re.finditer(
            r"(?<![\w.,/-])(?:19|20)[0-9]{2}(?:(?=\s*[–-]\s*(?:19|20)[0-9]{2}(?![0-9]))|(?![\w/]|[.,-][0-9]| ?%))|(?<=[0-9][–-])(?:19|20)[0-9]{2}(?![\w/-])",
            text,
        ):
            yield DateFound(Span(*match.span()), int(match.group()), 0, 0)


def _share_years(text: str, found: Sequence[DateFound], code: str) -> Iterator[DateFound]:
    """The dates with the year of the one behind or before, where nothing but a joining word stands between."""
    years = [one.year for one in found]
    gaps = [text[one.span.end : following.span.start] for one, following in pairwise(found)]
    join = rf"\s*(?:[–—,-]|{JOINS.get(code, '至|到')})?\s*" if code in SPACED else _GLUED_JOIN
    joined = [bool(re.fullmatch(join, gap, re.IGNORECASE)) for gap in gaps]
    for at in range(len(found) - 2, -1, -1):
        if not years[at] and found[at].month and joined[at]:
            years[at] = years[at + 1]
    for one, year in zip(found, years, strict=True):
        yield DateFound(one.span, year, one.month, one.day)
