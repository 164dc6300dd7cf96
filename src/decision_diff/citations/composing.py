"""Patterns for the citations of one language, composed of the words of its data file.

Two kinds of languages: those that write `keyword number` with spaces (Article 5, § 2 Absatz 1, المادة (5)) and those in which a number
stands between two characters (第五条, 제5조). All repetitions are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from decision_diff.citations.values import DEPTHS
from decision_diff.frozen import frozen
from decision_diff.labels.numerals import HAN
from decision_diff.labels.paths import DIGIT, build_branch
from decision_diff.languages import Language, load
from decision_diff.patterns import late

GLUED: Final = ("zh", "zh-tw", "ja", "ko")
_LETTER = r"[^\W\d_]"
_NO_LETTER = r"(?![^\W\d_])"
_NO_WORD = r"(?![^\W_])"
_BLANK = r"[ \u00a0\u202f]"
_DASH = "[-‐‑–—~～]"
# What follows would make the character a part of another word: 第三条件, 本条例, 第一项目, 第二章程.
_NOT_BEFORE = {
    "条": "件|例|款|约(?!定)", "條": "件|例|款|約(?!定)", "款": "项|項", "项": "目", "項": "目", "章": "程", "节": "目|约",
    "節": "目|約", "目": "标|的|录|標|錄", "编": "制|辑|写|码", "段": "落",
}  # fmt: skip
_NEAR = {"zh": "前|上|下|次|后|後|本|该|該|同", "ja": "前|次|本|同", "ko": "전|다음 ?|같은 ?|동|앞 ?|이 ?"}
_PREFIX = {"zh": "第", "ja": "第", "ko": "제"}


@frozen
class Patterns:
    """How the citations of one language are found. `roles` has the role of each word, folded."""

    code: str
    roles: dict[str, str]
    step: re.Pattern[str]
    number: re.Pattern[str]
    gap: re.Pattern[str]  # between two steps of one path, the outer one first
    link: re.Pattern[str]  # the inner one first
    join: re.Pattern[str]  # between two citations of one list
    own_before: re.Pattern[str]
    own_after: re.Pattern[str]
    others_before: re.Pattern[str]
    others_after: re.Pattern[str]
    call_after: re.Pattern[str]


@cache  # of our own data
def make_patterns(code: str) -> Patterns:
    """The patterns of a language. "zh-tw": Chinese of Taiwan, where 項 is a paragraph and 款 a point, the other way round than elsewhere."""
    language = load(code[:2])
    words = dict(language.citations)
    roles = {fold(word): role for role in DEPTHS for word in words.get(role, ())}
    if code == "zh-tw":
        roles |= {word: role for role in DEPTHS for word in words.get(f"taiwan_{role}", ())}
    return _compose_glued(language, words, roles) if code in GLUED else _compose_spaced(language, words, roles)


def fold(word: str) -> str:
    """A word without regard to case, to the kind of its spaces and apostrophes."""
    return " ".join(word.casefold().replace("’", "'").split())


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; it matches nothing if there is none."""
    known = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "|".join(f"{_BLANK}".join(_escape(part) for part in word.split()) for word in known) or "(?!)"


def _escape(word: str) -> str:
    return re.escape(word).replace("'", "['’]")


# -- languages with spaces


def _compose_spaced(language: Language, words: dict[str, tuple[str, ...]], roles: dict[str, str]) -> Patterns:
    keywords = _any_of(roles)
    digit = _write_digit(language)
    calls = _any_of((*language.operatives, *language.recitals))
    of, above = _any_of(words.get("of", ())), _any_of((*words.get("above", ()), *words.get("below", ())))
    joins = [word for word in (*words.get("and", ()), *words.get("to", ())) if _is_word(word)]
    joiner = rf"(?:,?{_BLANK}(?:{_any_of(joins)}){_BLANK}|{_BLANK}?{_DASH}{_BLANK}?|{_BLANK}و{_BLANK}?)"
    number = _compose_number(language)
    numbers = rf"{number}(?:(?:,{_BLANK}{number}){{0,9}}{joiner}{number}){{0,3}}"
    letter = rf"{_LETTER}{_NO_WORD}"
    letters = rf"{letter}(?:(?:,{_BLANK}{letter}){{0,9}}{joiner}{letter}){{0,3}}"
    bare = rf"(?P<bare>\({_LETTER}\)|{digit}{{1,3}}°|\({digit}{{1,3}}\)|[IVX]{{1,5}}{_NO_WORD})(?={_BLANK}(?:{of}){_BLANK}?(?i:{keywords}){_NO_LETTER})"
    degrees = (
        rf"(?P<degree>{digit}{{1,3}}°(?:{joiner}{digit}{{1,3}}°)?){_NO_WORD}"
        if "°" in language.endings
        else "(?P<degree>(?!))"
    )
    called = rf"(?i:(?P<call>{calls})){_BLANK}(?P<called>{numbers})(?={_BLANK}?[,;.)]|$|{_BLANK}(?:{above}|{_any_of(joins)}){_NO_WORD})"
    step = rf"(?<![^\W_])(?:(?i:(?P<word>{keywords})){_NO_LETTER}{_BLANK}{{0,2}}(?:(?P<list>{numbers})|(?P<letters>{letters}))|{bare}|{degrees}|{called})"
    this = _any_of(_bare_names(words.get("this_act", ())))
    acts = _any_of(words.get("acts", ()))
    link = rf"(?:{of}){_BLANK}?" if words.get("of") else "(?!)"
    article = rf"(?i:(?:the|la|le|les|l['’]|el|los|las){_BLANK}?)?"
    near = rf"(?!{article}(?i:{_any_of(words.get('this', ()))}){_NO_WORD})"
    return Patterns(
        language.code,
        roles,
        late(step),
        late(number),
        late(rf"{_BLANK}?|,?{_BLANK}(?:{link})?"),
        late(rf"{_BLANK}(?:{link})?"),
        late(rf"{joiner}|,{_BLANK}"),
        late(rf"(?i:{this}){_BLANK}?$"),
        late(rf"{_BLANK}?(?:{link})?{article}(?i:{this}){_NO_WORD}|,?{_BLANK}(?i:{above}){_NO_WORD}"),
        late(
            rf"(?i:(?:{acts})){_NO_WORD}?(?:{_BLANK}\([^()]{{0,60}}\))?,?{_BLANK}(?i:in )?$|[A-Z]\.{_BLANK}?$|(?<![^\W_])[A-Z]{{3,8}},?{_BLANK}$"
        ),
        late(
            rf"{_BLANK}{link}{near}{_NO_BLANK}|{_BLANK}[^\W\d_a-z]\w{{0,12}}[A-ZÄÖÜ]"
            rf"|{_BLANK}(?:\w{{3,20}}{_BLANK}){{0,3}}(?i:{acts}){_NO_WORD}"
        ),
        late(rf"{_BLANK}{link}(?i:(?:the ))?(?i:({calls})){_NO_WORD}"),
    )


_NO_BLANK = r"(?=\S)"


def _write_digit(language: Language) -> str:
    return "[0-9٠-٩۰-۹]" if language.code == "ar" else "[0-9]"


def _is_word(word: str) -> bool:
    return word[:1].isalpha() and word != "و"


def _bare_names(names: Iterable[str]) -> list[str]:
    """Names of the act itself without the article before them, which a preposition may swallow: du présent règlement."""
    return [re.sub(r"^(?:la|le|les|el|los|las) ", "", name) for name in names]


def _compose_number(language: Language) -> str:
    """One number with what is printed at it: 5(2)(b), 5.209A, 3 bis, (5), b), « а », II, premier."""
    to = dict(language.citations).get("to", ())
    suffixes = _any_of(word for word in language.suffixes if word not in to)  # §§ 3 bis 5 is a range
    endings = _any_of(ending for ending in language.endings if not ending.isalpha() or len(ending) > 1)
    digit = _write_digit(language)
    inner = rf"(?:{digit}{{1,4}}[A-Za-z]{{0,2}}|[A-Za-z]{{1,7}}|{_LETTER}ـ?)"
    digits = (
        rf"{digit}{{1,6}}+(?:[.．]{digit}{{1,4}}+[A-Za-z]{{0,2}}){{0,5}}(?:[A-Za-z]{{1,2}}{_NO_WORD})?"
        rf"(?:{_BLANK}?(?:{suffixes}){_NO_LETTER})?(?:{endings})?{_NO_WORD}(?![.,]{digit}|{_BLANK}?[%‰])"
    )
    coded = rf"[A-Z]\.{_BLANK}?{digit}{{1,6}}+(?:-{digit}{{1,3}}){{0,3}}"  # L. 121-3
    roman = rf"(?:[IVXLC]{{1,7}}|[ivxl]{{2,7}}|[A-Z]|aa|bb|cc|dd){_NO_WORD}"
    words = rf"(?i:{_any_of(word for word, _ in language.number_words)}){_NO_WORD}"
    enclosed = rf"\({inner}\)|[«\"“„'‘]{_LETTER}[»\"”“'’]"
    return rf"(?:{enclosed}|{digits}|{coded}|{_LETTER}\)|{roman}|{words})(?:{_BLANK}?\({inner}\)){{0,5}}"


# -- languages without


def _compose_glued(language: Language, words: dict[str, tuple[str, ...]], roles: dict[str, str]) -> Patterns:
    code = language.code
    units = {word: role for word, role in roles.items() if role != "annex"}
    unit = "|".join(f"{word}{_guard(word, code[:2])}" for word in sorted(units))
    numeral = rf"(?:[{HAN}]{{1,20}}+|{DIGIT}{{1,6}}+(?:[.．]{DIGIT}{{1,4}}+){{0,5}})"
    branches = build_branch((code,))
    one = rf"(?:[（(]{numeral}[)）]|{numeral}(?:(?:{branches})|-{DIGIT}{{1,3}})?)"
    within = "、|,|，|ㆍ|·|和|及|或|与|與|至|到|" + _DASH
    listed = rf"{one}(?: ?(?:{within}) ?{one}){{0,12}}"
    branch = rf"(?:(?:{branches}|-{DIGIT}{{1,3}}){{1,3}})?"
    letters = r"(?P<letter>[가나다라마바사아자차카타파하])" if code == "ko" else "(?P<letter>(?!))"
    numbered = rf"{_PREFIX[code]} ?(?P<list>{listed}) ?(?P<unit>{unit})(?P<branch>{branch})"
    near = rf"(?P<near>{_NEAR[code]})(?P<count>[一二三四五六七八九十两兩]{{0,2}}|{DIGIT}{{1,2}}|各) ?(?P<of>{unit})"
    annexes = _any_of(word for word, role in roles.items() if role == "annex")
    annex = rf"(?P<annex>{annexes}) ?第?(?P<annexed>{numeral})"
    calls = _any_of((*language.operatives, *language.recitals))
    stops = r"[，。；、：）)中所的和至及与與或第]|$"
    called = rf"(?P<call>{calls}) ?(?:(?P<called>{DIGIT}{{1,3}}+(?:\.{DIGIT}{{1,3}}+){{0,3}})(?= ?(?:{stops}))|(?={_PREFIX[code]} ?{DIGIT}))"
    follow = "に掲げる|に規定|に定める|に基づ|の規定|にいう"
    bare = rf"(?<![0-9A-Za-z第.])(?P<bare>{DIGIT}{{1,3}})(?={follow})" if code == "ja" else "(?P<bare>(?!))"
    item = rf"{letters}목(?=[의에을은과ㆍ,\s)]|및|부터|까지|또는|$)" if code == "ko" else letters
    this, acts = _any_of(words.get("this_act", ())), _any_of(words.get("acts", ()))
    joins = _any_of([*words.get("and", ()), *words.get("to", ()), "、", "，", ",", "까지", "まで"])
    others = {
        "zh": "(?<!本)(?:》|法|条例|规定|办法|解释|章程|公约|议定书)",
        "ja": "」|）|法|令|規則|規程|条例|条約|協定|憲法",
        "ko": "」|법|시행령|시행규칙|협약|협정|헌법",
    }[code]
    return Patterns(
        code,
        roles,
        late(rf"{numbered}|{near}|{annex}|{called}|{bare}|{item}"),
        late(one),
        late(r"[ の]?" if code != "zh" else " ?"),
        late(r"(?!)"),
        late(rf" ?(?:{joins}){{1,2}} ?"),
        late(rf"(?:{this}) ?の?$"),
        late(r"(?!)"),
        late(rf"(?:{others}|{acts}) ?$"),
        late(r"(?!)"),
        late(r"(?!)"),
    )


def _guard(word: str, code: str) -> str:
    return f"(?!{_NOT_BEFORE[word]})" if code == "zh" and word in _NOT_BEFORE else ""
