"""The words of one language that make citations, from its data file.

Two kinds of languages: those that write a word and a number with spaces (Article 5, § 2 Absatz 1, المادة (5)) and those in which a
number stands between two characters (第五条, 제5조). Words are looked up, not searched for by long patterns, which take longer to
compile than a short text to compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from decision_diff.citations.values import DEPTHS
from decision_diff.frozen import frozen
from decision_diff.languages import Language, load
from decision_diff.model import Decision
from decision_diff.patterns import late

GLUED: Final = frozenset({"zh", "zh-tw", "ja", "ko"})
BLANKS: Final = " \u00a0\u202f"
_BLANK = f"[{BLANKS}]"
_LETTER = r"[^\W\d_]"
_NO_LETTER = r"(?![^\W\d_])"
_NO_WORD = r"(?![^\W_])"
_ORDINALS_FIRST = ("en", "fr", "es")  # the second paragraph
_WordList = tuple[str, ...]
_ARTICLES = ("la", "le", "les", "el", "los", "las")
_DASHES = "-‐‑–—~～"
_NEVER: Final = late(r"(?!)")
_VARIANTS: Final = "variants"  # in the memo of a decision
# What other acts are called, where such names are only recognised behind a character: 刑法第三条, 시행령 제3조.
_OTHERS = {
    "zh": ("》", "法", "条例", "條例", "规定", "規定", "办法", "辦法", "解释", "解釋", "章程", "公约", "公約", "议定书", "議定書"),
    "ja": ("」", "）", "法", "令", "規則", "規程", "条例", "条約", "協定", "憲法"),
    "ko": ("」", "법", "시행령", "시행규칙", "협약", "협정", "헌법"),
}  # fmt: skip


@frozen
class Vocabulary:
    """The words of one language, folded, and its patterns of one number (`number`), and of what joins two (`joiner`).

    `roles` has the role of each word. `joins` stand between two citations, `links` between a citation and
    its act, `inside` between an inner and its outer step, `annexed` between an annex and its act. `this_act` are
    names of the act itself, `this` what says so of any unit, `acts` names of other acts. `word` finds words that a number may follow,
    `ordinal` a number in words before a word (the second paragraph).
    """

    code: str
    roles: dict[str, str]
    joins: tuple[str, ...]
    links: tuple[str, ...]
    inside: tuple[str, ...]
    annexed: tuple[str, ...]
    above: tuple[str, ...]
    this_act: tuple[str, ...]
    this: tuple[str, ...]
    acts: tuple[str, ...]
    calls: tuple[str, ...]
    word: re.Pattern[str] = _NEVER
    number: re.Pattern[str] = _NEVER
    joiner: re.Pattern[str] = _NEVER
    ordinal: re.Pattern[str] = _NEVER

    @property
    def is_glued(self) -> bool:
        """Whether the language writes numbers between two characters."""
        return self.code in GLUED


@cache  # of our own data
def load_vocabulary(code: str) -> Vocabulary:
    """The words of a language. "zh-tw": Chinese of Taiwan, where 項 is a paragraph and 款 a point, the other way round than elsewhere."""
    language = load(code[:2])
    words = dict(language.citations)
    roles = {fold(word): role for role in DEPTHS for word in words.get(role, ())}
    if code == "zh-tw":
        roles |= {word: role for role in DEPTHS for word in words.get(f"taiwan_{role}", ())}
    make = _make_glued if code in GLUED else _make_spaced
    return make(code, language, words, roles)


def _make_glued(code: str, language: Language, words: dict[str, _WordList], roles: dict[str, str]) -> Vocabulary:
    return Vocabulary(
        code,
        roles,
        joins=_sort(("까지", "まで", "、", "，", ",", *words.get("and", ()), *words.get("to", ()))),
        links=(),
        inside=(),
        annexed=(),
        above=(),
        this_act=_sort(words.get("this_act", ())),
        this=(),
        acts=_OTHERS[language.code],
        calls=_sort((*language.operatives, *language.recitals)),
    )


def _make_spaced(code: str, language: Language, words: dict[str, _WordList], roles: dict[str, str]) -> Vocabulary:
    joins = (*words.get("and", ()), *words.get("to", ()))
    return Vocabulary(
        code,
        roles,
        joins=_sort((*joins, *_DASHES)),
        links=_sort(words.get("of", ())),
        inside=_sort((*words.get("of", ()), *words.get("in", ()))),
        annexed=_sort((*words.get("of", ()), *words.get("annexed", ()))),
        above=_sort((*words.get("above", ()), *words.get("below", ()))),
        this_act=_sort(map(_strip_article, words.get("this_act", ()))),
        this=_sort(words.get("this", ())),
        acts=_sort(words.get("acts", ())),
        calls=_sort(call for call in (*language.operatives, *language.recitals) if " " not in call),
        word=late(_write_word(language)),
        number=late(_write_number(language)),
        joiner=late(_write_joiner(joins)),
        ordinal=late(_write_ordinal(language)) if code in _ORDINALS_FIRST else _NEVER,
    )


def choose_variants(decision: Decision) -> tuple[str, ...]:
    """The languages of a decision, Chinese and English if it names none. Chinese is that of Taiwan where articles are 第 9-1 條."""
    languages = decision.languages or ("zh", "en")
    if "zh" not in languages:
        return languages
    if _VARIANTS not in decision.memo:  # several stages ask
        is_taiwan = _is_of_taiwan(decision)
        decision.memo[_VARIANTS] = tuple("zh-tw" if code == "zh" and is_taiwan else code for code in languages)
    variants: tuple[str, ...] = decision.memo[_VARIANTS]
    return variants


def _is_of_taiwan(decision: Decision) -> bool:
    labels = [top.label for top in decision.clauses]
    labels += [clause.label for top in decision.clauses if top.children for clause in top.children[:4]]
    return any("條" in label.text for label in labels if label is not None)


def fold(word: str) -> str:
    """A word without regard to case, to the kind of its spaces and apostrophes."""
    return " ".join(word.casefold().replace("’", "'").split())


def _sort(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, the longest first."""
    return tuple(sorted({fold(word) for word in words}, key=lambda word: (-len(word), word)))


def _strip_article(name: str) -> str:
    """The name of the act itself without the article before it, which a preposition may swallow: du présent règlement."""
    article, _, rest = name.partition(" ")
    return rest if article in _ARTICLES else name


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words; it matches nothing if there is none."""
    return "|".join(word.replace(" ", _BLANK) for word in map(re.escape, _sort(words))).replace("\\ ", " ") or "(?!)"


def _write_word(language: Language) -> str:
    """A word, or a sign, that may stand before a number, with the spaces behind it; or a number with a degree sign."""
    first = rf"[0-9٠-٩۰-۹(«“„\"‘']|{_LETTER}\)?{_NO_WORD}|[IVXLC]{{2,7}}{_NO_WORD}|[ivxl]{{2,7}}{_NO_WORD}|aa|bb|cc|dd"
    words = _any_of(word for word, _ in language.number_words)
    degree = r"(?P<degree>(?<![^\W_])[0-9]{1,3}°(?![CF]))|" if "°" in language.endings else ""
    return (
        rf"{degree}(?<![^\W_])(?P<word>{_LETTER}{{1,24}}+(?:-{_LETTER}{{1,24}}+)?[.°]?|§§?|№){_BLANK}{{0,2}}"
        rf"(?={first}|(?i:{words}){_NO_WORD})"
    )


def _write_ordinal(language: Language) -> str:
    """The second paragraph, le deuxième alinéa; one of several is counted, not named: two paragraphs."""
    words = _any_of(word for word, _ in language.number_words)
    words += rf"|[0-9]{{1,3}}(?:{_any_of(language.endings)})"
    return rf"(?<![^\W_])(?i:(?P<number>{words})){_BLANK}(?P<word>{_LETTER}{{2,24}}(?<!s)){_NO_WORD}"


def _write_joiner(joins: Iterable[str]) -> str:
    words = _any_of(word for word in joins if word[:1].isalpha() and word != "و")
    return rf",?{_BLANK}(?:{words}){_BLANK}|{_BLANK}?[{_DASHES}]{_BLANK}?|{_BLANK}و{_BLANK}?|,{_BLANK}"


def _write_number(language: Language) -> str:
    """One number with what is printed at it: 5(2)(b), 5.209A, 3 bis, (5), b), « а », II, premier."""
    digit = "[0-9٠-٩۰-۹]" if language.code == "ar" else "[0-9]"
    to = dict(language.citations).get("to", ())
    suffixes = _any_of(word for word in language.suffixes if word not in to)  # §§ 3 bis 5 is a range
    endings = _any_of(ending for ending in language.endings if not ending.isalpha() or len(ending) > 1)
    inner = rf"(?:{digit}{{1,4}}[A-Za-z]{{0,2}}|[A-Za-z]{{1,7}}|{_LETTER}ـ?)"
    digits = (
        rf"{digit}{{1,6}}+(?:\.{digit}{{1,4}}+[A-Za-z]{{0,2}}){{0,5}}(?:[A-Za-z]{{1,2}}{_NO_WORD})?"
        rf"(?:{_BLANK}?(?:{suffixes}){_NO_LETTER})?(?:{endings})?{_NO_WORD}(?![.,]{digit}|{_BLANK}?[%‰])"
    )
    coded = rf"[A-Z]\.{_BLANK}?{digit}{{1,6}}+(?:-{digit}{{1,3}}){{0,3}}"  # L. 121-3
    roman = rf"(?:[IVXLC]{{1,7}}|[ivxl]{{2,7}}|[A-Z]|aa|bb|cc|dd){_NO_WORD}"
    words = rf"(?i:{_any_of(word for word, _ in language.number_words)}){_NO_WORD}"
    enclosed = rf"\({inner}\)|[«“„\"‘']{_LETTER}[»”“\"’']"
    return rf"(?:{enclosed}|{digits}|{coded}|{_LETTER}\)|{roman}|{words})(?:{_BLANK}?\({inner}\)|{_BLANK}[a-z]{{1,4}}\)){{0,5}}"
