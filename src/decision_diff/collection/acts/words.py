"""The words by which decisions are cited, of all languages at once: a text in one may cite in another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any, Final

from decision_diff.frozen import frozen

SPACED: Final = ("en", "fr", "es")
LANGUAGES: Final = (*SPACED, "zh")  # in which decisions are known by their numbers, and citations read
# A year, or a session of the Council by its code: (Rev. Lima, 2018), (C24).
_SESSION: Final = r"[（(](?P<session>[^()（）]{0,60}?(?:(?P<year>(?:19|20)[0-9]{2})|(?<![A-Za-z0-9])C(?P<code>[0-9]{2})(?![0-9]))[^()（）0-9]{0,24})[）)]"
MOST_ITEMS: Final = 200  # numbers of one list, those within a range too
NUMBER: Final = r"(?:ITU-[RTD] |UIT-[RTD] )?(?:[A-Z]{1,2}[. /-]?)?[0-9]{1,4}(?:[-/.][0-9]{1,4}){0,3}"


@frozen
class ActWords:
    """What is looked up: the kind of each word, the body of each name (folded), and the patterns.

    `cites` finds a kind and its first number in languages with spaces, `item` the next number of the list, `body` who adopted them, behind; `before` at the end of what stands before.
    `glued` finds a whole list in Chinese. `repeals` finds words of repeal, `passives` (in Chinese `glued_repeals`) those that stand behind, `hedges` what says before them that nothing is decided,
    `apart` what ends their reach, `agents` what stands before an act that repeals another. `repeal_list` begins a list of acts that are gone.
    `join` is what joins two numbers, `range` what stands between the first and last of several.
    """

    kinds: dict[str, str]
    bodies: dict[str, str]
    own: frozenset[str]
    cites: re.Pattern[str]
    session: re.Pattern[str]
    item: re.Pattern[str]
    body: re.Pattern[str]
    before: re.Pattern[str]
    glued: re.Pattern[str]
    glued_number: re.Pattern[str]
    repeals: re.Pattern[str]
    passives: re.Pattern[str]
    glued_repeals: re.Pattern[str]
    hedges: re.Pattern[str]
    apart: re.Pattern[str]
    agents: re.Pattern[str]
    join: re.Pattern[str]
    range: re.Pattern[str]
    repeal_list: re.Pattern[str]


@cache  # of our own data
def load_words() -> ActWords:
    """The words of all languages."""
    data: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    )
    bodies = {name: body for body, names in data.pop("bodies").items() for name in names}
    kinds = {word: kind for one in data.values() for kind, words in one["kinds"].items() for word in words}
    spaced = [data[code] for code in SPACED]
    every_own = _gather(list(data.values()), "own")
    named = rf"(?:{_either(every_own)}|{_either(bodies)})"
    articles, links, joins = (_either(_gather(spaced, name)) for name in ("articles", "links", "joins"))
    kind = _either(chain.from_iterable(_gather_kinds(spaced)))
    glued_kind = _either(chain.from_iterable(_gather_kinds([data["zh"]])))
    glued_number = r"(?:[0-9]{1,4}(?:[-/.][0-9]{1,4}){0,3}|[一二三四五六七八九十百千零〇]{1,9})"
    return ActWords(
        kinds,
        bodies,
        frozenset(every_own),
        re.compile(
            rf"(?<![^\W_])(?<!-)(?P<kind>(?i:{kind}))[ \u00a0]{{1,2}}(?:[Nn][.o°] ?)?(?P<number>{NUMBER})(?![0-9]|[^\W\d_])"
        ),
        re.compile(rf"[ \u00a0]{{0,2}}{_SESSION}"),
        re.compile(
            rf"(?:[ \u00a0]?[–—][ \u00a0]?|,[ \u00a0](?:(?i:{joins})[ \u00a0])?|[ \u00a0](?i:{joins})[ \u00a0])(?P<number>{NUMBER})(?![0-9]|[^\W\d_])"
        ),
        re.compile(
            rf"(?:,?[ \u00a0](?:(?i:{links})[ \u00a0])?|,[ \u00a0])(?i:(?:(?:{articles})[ \u00a0']{{0,1}}){{0,2}})(?P<body>(?i:{named}))(?![^\W_])"
        ),
        re.compile(rf"(?<![^\W_])(?P<body>(?i:{named}))(?:[ \u00a0][（(][A-Z]{{2,8}}[）)])?[ \u00a0]?$"),
        re.compile(
            rf"第(?P<numbers>{glued_number}(?:(?:号|號)?(?:、|，|和|及|与|與|以及|至|到|–|—)(?:第)?{glued_number}){{0,{MOST_ITEMS}}})(?:号|號)(?P<kind>{glued_kind})"
            rf"(?:{_SESSION})?"
        ),
        re.compile(glued_number),
        re.compile(
            rf"(?<![^\W_])(?i:{_either(_gather(spaced, 'repeals'))})(?![^\W_])|{_either(data['zh']['repeals'])}"
        ),
        re.compile(
            rf"[ \u00a0](?i:(?:{_either(_gather(spaced, 'passives'))})[ \u00a0](?:{_either(_gather(spaced, 'gone'))}))(?![^\W_])(?![ \u00a0](?:by|par|por)[ \u00a0])"
        ),
        re.compile(_either(data["zh"]["repeals"])),
        _word_or_glued(data, spaced, "hedges"),
        _word_or_glued(data, spaced, "apart"),
        re.compile(rf"(?:{_either(data['zh']['agents'])})[^，。；]{{0,8}}$"),
        re.compile(rf"[ \u00a0,、，和及与與至到–—]{{0,3}}(?:(?i:{joins})[ \u00a0])?"),
        re.compile(
            rf"[ \u00a0](?i:{_either(_gather(spaced, 'ranges'))})[ \u00a0]|[ \u00a0]?[–—][ \u00a0]?|(?:号|號)?(?:至|到)第?"
        ),
        re.compile(
            rf"(?<![^\W_])(?i:(?:{kind})[ \u00a0](?:{_either(_gather(spaced, 'gone'))}))(?![^\W_])|(?:{_either(data['zh']['gone'])})的(?:{glued_kind})"
        ),
    )


def _word_or_glued(data: dict[str, Any], spaced: list[dict[str, Any]], name: str) -> re.Pattern[str]:
    """A pattern for whole words of languages with spaces, or words of Chinese anywhere."""
    return re.compile(rf"(?<![^\W_])(?i:{_either(_gather(spaced, name))})(?![^\W_])|{_either(data['zh'][name])}")


def _gather(languages: list[dict[str, Any]], name: str) -> list[str]:
    """The words that some languages have under a name."""
    return [word for one in languages for word in one[name]]


def _gather_kinds(languages: list[dict[str, Any]]) -> list[list[str]]:
    """What each kind is called in some languages."""
    return [words for one in languages for words in one["kinds"].values()]


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))
