"""NameWords of bodies and cities, and acts that are cited by number, in all languages under the same keys: data, one file per language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final, Literal

from decision_diff.audit.signals.words import SPACED, spell_cases
from decision_diff.frozen import frozen
from decision_diff.labels.numerals import read_plain
from decision_diff.languages import read_tables
from decision_diff.model import Span
from decision_diff.words.tokens import tokenize

_HERE: Final = Path(__file__).parent / "names"
_NUMBER: Final = r"[0-9]{1,4}(?:/[0-9]{2,4})?(?![0-9])"
_HAN_NUMBER: Final = r"[〇零一二三四五六七八九十百]{1,7}"
_SIGNS: Final = str.maketrans("’ё", "'е")
_GLUED: Final = {"ar": "(?:و|ف)?(?:ل|ب|ك)?"}


# How an act's word ends where several are cited, and what stands between their numbers.
_PLURALS: Final = {"en": "s?", "fr": "s?", "es": "(?:es)?", "de": "(?:en|s)?", "pt": "(?:es)?"}
_LISTED: Final = {
    "en": r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", "fr": r"\s*,\s*|\s+(?:et|ou)\s+", "es": r"\s*,\s*|\s+(?:y|o)\s+",
    "ru": r"\s*,\s*|\s+(?:и|или)\s+", "ar": r"\s*[،,]\s*(?:و\s*)?|\s+(?:و|أو\s)\s*", "de": r"\s*,\s*|\s+(?:und|oder)\s+",
    "it": r"\s*,\s*|\s+(?:e|o)\s+", "pt": r"\s*,\s*|\s+(?:e|ou)\s+",
    "zh": "、|，|和|及|与|以及|或", "ja": "、|及び|並びに|又は|、及び", "ko": r",\s*|\s*및\s*|\s*또는\s*",
}  # fmt: skip


@frozen
class NameWords:
    """What is looked for in one language: `bodies` and `cities` with the key of each name (in lower case), acts with their number."""

    bodies: tuple[re.Pattern[str], dict[str, str]]
    cities: tuple[re.Pattern[str], dict[str, str]]
    acts: re.Pattern[str]


@cache  # of our own data
def load_names(code: str) -> NameWords:
    """The names of a language by its code; there is a file for each that we know."""
    tables = read_tables((_HERE / f"{code}.toml").read_text(encoding="utf-8"))
    return NameWords(
        _compile(code, dict(tables["bodies"])),
        _compile(code, dict(tables["cities"])),
        re.compile("|".join(_spell_act(form, code) for form in tables["acts"]["forms"]), re.IGNORECASE),
    )


def _spell_act(form: str, code: str) -> str:
    before, _, after = form.partition("#")
    several = _PLURALS.get(code, "")
    sign = r"\s+(?:n[°º]\s*|nos\.?\s*|no\.?\s*|№№?\s*|رقم\s*|أرقام\s*)?"
    spelled = re.escape(before).replace("\\~", r"\w{0,3}").replace("\\ ", several + sign)
    start = rf"(?<!\w){_GLUED.get(code, '')}" if code in SPACED else ""
    number = _NUMBER if code in SPACED else f"{_NUMBER}|{_HAN_NUMBER}"
    more = rf"(?:(?:{_LISTED[code]})(?:第|제)?\s*(?:{number})(?:\s*[号號호])?)*" if code in _LISTED else ""
    return rf"{start}{spelled}\s*((?:{number}){more})\s*{re.escape(after)}"


def _compile(code: str, table: Mapping[str, list[str]]) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {key: [name.translate(_SIGNS) for name in names] for key, names in table.items()}  # as in `write_plainly`
    keys = {name.lower(): key for key, names in table.items() for name in names}
    names = sorted((name for some in table.values() for name in some), key=lambda name: (-len(name), name))
    if code == "ru":
        found = "|".join(f"(?P<n{at}>{spell_cases(name)})" for at, name in enumerate(names))
        groups = {f"n{at}": keys[name.lower()] for at, name in enumerate(names)}
        return re.compile(rf"(?<!\w)(?:{found})(?!\w)"), groups
    spelled = "|".join(map(re.escape, names))
    if code in SPACED:
        return re.compile(rf"(?<!\w){_GLUED.get(code, '')}(?P<name>{spelled})(?![\w\u064b-\u0652])"), keys
    return re.compile(rf"(?<![\u30a0-\u30ff가-힣])(?P<name>{spelled})(?![\u30a0-\u30ff])"), keys


def find_names(text: str, code: str, kind: Literal["bodies", "cities"]) -> Iterator[tuple[Span, str]]:
    """Where names stand in a text in the language `code`, and the key of each, in order. In Chinese they are whole words."""
    pattern, keys = getattr(load_names(code), kind)
    edges = frozenset(accumulate(map(len, tokenize(text)), initial=0)) if code == "zh" else None
    for match in pattern.finditer(text):
        span = Span(*match.span(match.lastgroup or 0))
        if edges is None or kind == "bodies" or edges.issuperset((span.start, span.end)):
            yield span, keys[match.lastgroup if code == "ru" else match["name"].lower()]


def find_acts(text: str, code: str) -> Iterator[tuple[Span, str]]:
    """Where acts are cited by number, and the number of each, in order."""
    number = _NUMBER if code in SPACED else f"{_NUMBER}|{_HAN_NUMBER}"
    for match in load_names(code).acts.finditer(text):
        listed = next(number for number in match.groups() if number)
        for printed in re.findall(number, listed):
            yield Span(*match.span()), printed if printed[0].isascii() else _read_han(printed)


def _read_han(number: str) -> str:
    """六五五 and 二十 as digits."""
    if set(number).isdisjoint("十百"):
        return "".join(str(max("〇一二三四五六七八九".find(char), 0)) for char in number)
    return str(read_plain(number.replace("零", "〇")))
