"""The words that carry meaning in each language: obligations, negations, units of time, bodies, definitions, countries."""

# pathlib would cost the start of every comparison.
# ruff: noqa: PTH118, PTH120, PTH123

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from decision_diff.frozen import frozen
from decision_diff.languages import read_tables
from decision_diff.model import Span
from decision_diff.patterns import late

_HERE: Final = os.path.join(os.path.dirname(__file__), "words")
SPACED: Final = frozenset({"en", "fr", "es", "ru", "ar", "de", "it", "pt"})
_GAP: Final = 80  # code points between two words that belong together
LANGUAGES: Final = ("zh", "en", "fr", "es", "ru", "ar", "de", "ja", "ko", "it", "pt")
_ALLOWING: Final = frozenset({"must", "should", "may"})
_PREFIXES: Final = {"ar": "(?:و|ف)?(?:ل|ب|ك)?"}  # glued to a word
Finder = Callable[[str], Iterable[tuple[Span, str]]]
"""Finds words of a list in a text: the position of each with its affixes, and the word."""


@frozen
class SignalWords:
    """What is looked for in one language.

    `find_obligations` finds words that oblige, allow, forbid or deny, and `kinds` says of each in lower case which it does (must, should, may,
    must_not … negation); `gapped` finds those with other words between (no vessel may), with their kind; `find_countries` finds names, `codes` gives the ISO 3166 code of each, in lower case; `periods` gives the unit of time of each word for one,
    `numbers` the digits of numbers in words. A month with one of `within` behind it is a period; `units` make a number a count; a country
    with one of `after_names` behind it is part of another name.
    A Chinese name of a body ends with one of `heads` and none of `others`, and is one of `names`, or begins with one of `starts` or behind one of `stops`.
    A text without any of `needs`, if there are such, has no definition.
    `between` stands between the ends of a range, one of `joins` between the words of a number; `parts` finds a part behind a number (thirds), and `part_sizes` gives how many make a whole.
    An hour behind one of `clocks` is a time of day.
    """

    code: str
    find_obligations: Finder
    kinds: dict[str, str]
    gapped: tuple[tuple[re.Pattern[str], str], ...]
    find_countries: Finder
    codes: dict[str, str]
    periods: dict[str, str]
    numbers: dict[str, str]
    within: tuple[str, ...]
    units: tuple[str, ...]
    after_names: tuple[str, ...]
    bodies: re.Pattern[str]
    heads: tuple[str, ...]
    others: frozenset[str]
    names: frozenset[str]
    starts: frozenset[str]
    stops: frozenset[str]
    definitions: tuple[re.Pattern[str], ...]
    needs: tuple[str, ...]
    between: frozenset[str]
    joins: frozenset[str]
    parts: re.Pattern[str]
    part_sizes: dict[str, str]
    clocks: tuple[str, ...]


@cache  # of our own data
def load_words(code: str) -> SignalWords | None:
    """The words of a language by its code; None for a language without a file."""
    if code not in LANGUAGES:
        return None
    tables = _read_tables(code)
    obligations = {word: kind for kind, words in tables["obligation"].items() for word in words}
    obligations |= dict.fromkeys(tables["negation"]["words"], "negation")
    bodies = tables["bodies"]
    return SignalWords(
        code,
        _find_words(code, obligations, tables["negation"].get("only", ())),
        obligations,
        tuple(_compile_gapped(tables.get("gapped", {}))),
        _find_names(code, tables["countries"]),
        {fold_name(name): iso for iso, names in tables["countries"].items() for name in names},
        {word.lower(): unit for unit, words in tables["periods"].items() for word in words},
        {word: digits for digits, words in tables.get("numbers", {}).items() for word in words},
        tuple(tables.get("numerals", {}).get("within", ())),
        tuple(tables.get("numerals", {}).get("units", ())),
        tuple(tables.get("names", {}).get("after", ())),
        _compile_bodies(code, bodies),
        tuple(bodies["heads"]),
        frozenset(bodies.get("others", ())),
        frozenset(bodies.get("names", ())),
        frozenset(bodies.get("starts", ())),
        frozenset(bodies.get("stops", ())),
        tuple(late(pattern, re.IGNORECASE) for pattern in tables["definitions"]["patterns"]),
        tuple(tables["definitions"].get("needs", ())),
        frozenset(tables.get("numerals", {}).get("between", ())),
        frozenset(tables.get("numerals", {}).get("joins", ())),
        _compile_parts(tables.get("parts", {})),
        {word.lower(): size for size, some in tables.get("parts", {}).items() for word in some},
        tuple(tables.get("numerals", {}).get("clocks", ())),
    )


def _read_tables(name: str) -> Mapping[str, Mapping[str, Any]]:
    """Our own file of that name."""
    with open(os.path.join(_HERE, f"{name}.toml"), encoding="utf-8") as stream:
        return read_tables(stream.read())


def _find_words(code: str, kinds: Mapping[str, str], only: Iterable[str]) -> Finder:
    """A finder of these words, the longest first, so that `shall not` is found before `shall`; only whole words, if spaces separate words.

    One that denies is none before `only`: shall not only publish.
    """
    words = list(kinds)
    if code not in SPACED:
        return _find_listed(words)
    unless = rf"(?! (?:{_join(only)})(?!\w))" if only else ""
    found = "|".join(
        f"{re.escape(word)}{'' if kinds[word] in _ALLOWING else unless}" for word in sorted(words, key=_order_by_length)
    )
    # Asked first, for most characters begin none of them: four times as fast.
    starts = f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"
    return _find_matches(late(rf"(?<!\w){starts}(?:{found})(?:(?<=['’])|(?!\w))", re.IGNORECASE))


def _find_matches(pattern: re.Pattern[str]) -> Finder:
    return lambda text: (
        (Span(*match.span()), match.groupdict().get("name") or match.group()) for match in pattern.finditer(text)
    )


def _find_listed(words: Iterable[str]) -> Finder:
    """Words between which no spaces stand. Not by a pattern: one of so many ideographs takes longer to compile than a short text to read."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word)

    def find(text: str) -> Iterator[tuple[Span, str]]:
        end = 0
        for start in [at for at, char in enumerate(text) if char in by_first]:
            word = _find_word(by_first[text[start]], text, start) if start >= end else ""
            if word:
                end = start + len(word)
                yield Span(start, end), word

    return find


def _find_word(words: Iterable[str], text: str, start: int) -> str:
    return next((word for word in words if text.startswith(word, start)), "")


def _compile_parts(table: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """A space and the name of a part; nothing for a language without them."""
    names = [name for some in table.values() for name in some]
    return late(rf" ({_join(names)})(?!\w)" if names else "(?!)", re.IGNORECASE)


def _compile_gapped(table: Mapping[str, Any]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Patterns for words with a gap, but no end of a sentence, between them: `no … may`. The first word does not count before one of `unless`: no later."""
    unless = rf"(?!\ (?:{_join(table['unless'])})(?!\w))" if "unless" in table else ""
    for kind, some in table.items():
        for words in some if kind != "unless" else ():
            gap = rf"{unless}\b(?:[^.;:\n]|(?<=[0-9])[.:](?=[0-9])){{1,{_GAP}}}?\b"
            parts = gap.join(re.escape(part.strip()) for part in words.split("…"))
            yield late(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE), kind


def _join(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(set(names), key=_order_by_length))


def _order_by_length(name: str) -> tuple[int, str]:
    """The longest first."""
    return -len(name), name


def fold_name(name: str) -> str:
    """A name as it is looked up: in lower case, with one apostrophe, ё as е, a space for a hyphen, and capitals without accents."""
    return name.translate(_ONE_WAY).lower()


def _loosen(pattern: str) -> str:
    """The pattern of names with either apostrophe, ё or е, a hyphen or a space, and capitals with accents or without."""
    return pattern.replace("\\-", "-").translate(_EITHER_WAY)


_ONE_WAY: Final = str.maketrans("’ё-ÉÎÅ", "'е EIA")
_EITHER_WAY: Final = str.maketrans(
    {"-": "[- ]", "'": "['’]", "’": "['’]", "ё": "[её]", "É": "[ÉE]", "Î": "[ÎI]", "Å": "[ÅA]"}
)


def _find_names(code: str, table: Mapping[str, Any]) -> Finder:
    names = [name for some in table.values() for name in some]
    if code == "ru":
        found = "|".join(spell_cases(name) for name in sorted(set(names), key=_order_by_length))
        return _find_matches(late(rf"(?<!\w)(?:{_loosen(found)})(?!\w)"))
    if code in SPACED:
        pattern = rf"(?<!\w){_PREFIXES.get(code, '')}(?P<name>{_loosen(_join(names))})(?![\w\u064b-\u0652])"
        return _find_matches(late(pattern))
    if code == "ja":  # not within another word in katakana: タイ is Thailand, タイプ is a type
        return _find_matches(late(rf"(?<![\u30a0-\u30ff])(?:{_join(names)})(?![\u30a0-\u30fa\u30fc-\u30ff])"))
    return _find_listed(names)


def spell_cases(name: str) -> str:
    """The pattern of a Russian name in any case: its words with other endings, but for those that have none (Перу, Осло)."""
    words = []
    for word in name.split(" "):
        if re.search("(?:[ыо]е|ие|ая|яя|ый|ий|ой)$", word):
            words.append(rf"{re.escape(word[:-2])}\w{{2,3}}")
        elif re.search("[оуэиюе]$", word):
            words.append(re.escape(word))
        else:
            words.append(rf"{re.escape(re.sub('[аяьйы]$', '', word))}\w{{0,3}}")
    return " ".join(words)


def _compile_bodies(code: str, table: Mapping[str, Any]) -> re.Pattern[str]:
    """A name in capitals with one of the heads in it; in Russian a stem; elsewhere what a name ends with."""
    heads = _join(table["heads"])
    if code == "ru":
        return late(rf"(?<!\w)(?:{'|'.join(table['stems'])})\w{{0,4}}(?!\w)")
    if code == "ar":
        glued = _join(f"لل{head[2:]}" for head in table["heads"] if head.startswith("ال"))
        return late(rf"(?<!\w)(?:و|ف)?(?:{heads}|{glued})(?!\w)")
    if code in SPACED:
        links = _join(table["links"])
        word = r"[A-ZÀ-ÖØ-Þ][\w-]*"
        articles = _join(table["articles"])
        word = rf"(?!(?:{articles})(?!\w)){word}"
        before, after = rf"(?:{word} ){{0,6}}?", rf"(?: (?:(?:{links}) ){{0,2}}{word}){{0,8}}"
        return late(rf"(?<!\w){before}(?:{heads})(?!\w){after}")
    return late(heads)


@cache  # of our own data
def load_currencies() -> dict[str, str]:
    """The ISO 4217 code of each way to write a currency, in lower case."""
    table = _read_tables("currencies")["currencies"]
    return {word: code for code, words in table.items() for word in words}
