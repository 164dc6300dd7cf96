"""Numbers with a word: Article 5, Section 3.10, 第三条之二, 제2조의2, § 2a, 2. Kapitel, Annex 1.

The words are those of the languages of the text. Where nothing but a space follows the number, it may be a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from unicodedata import normalize

from decision_diff.frozen import frozen
from decision_diff.labels.numerals import DIGITS, HAN, ROMAN_SIGNS, WIDE, read_plain, read_roman
from decision_diff.labels.paths import (
    DIGIT,
    SPACE,
    SPACES,
    build_branch,
    build_element,
    build_suffix,
    is_numeral,
    read_path,
)
from decision_diff.languages import Language
from decision_diff.model import Label
from decision_diff.patterns import build_either, late

_AFTER_KEYWORD = late(rf"[ ]*$|{SPACE}?[:：.．—–\-]|\t|[ \u00a0]{{2}}|\u3000")
_GLUED = ("zh", "ja", "ko")
_TITLE_LENGTH = 60
# The letter of the part of a French code, by who made it, with the stars of decrees in council: L. 123-4, LO 123, R.* 123-4.
_CODE_LETTERS = r"(?:(?:L\.?O|[LRD]|A(?=\.))(?:\.? ?\*{1,2})?\.?[ \u00a0]?(?=[0-9]))"
_LETTERS_BEFORE = late(r"^(?:L\.O|[A-Z]{1,2})(?:\.? ?\*{1,2})?\.?[ \u00a0]?(?=[0-9])")
_CODE_PART = late(r"[RDA](?=[. *]*[0-9])")
_AFTER_HAN = late(rf"{SPACE}|$|[（(【\[《]")


# Units of their own that stand where others have articles. Akoma Ntoso has elements for some of them, but tells them apart no more.
_AS_ARTICLES = frozenset(("rule", "regulation", "clause", "principle", "step"))


NO_JOINS: Mapping[str, Sequence[str]] = {}


@frozen
class Keyword:
    """The units of a language that begin with the same word: `pattern` finds one, `levels` says which it is."""

    code: str
    pattern: re.Pattern[str]
    levels: dict[tuple[str, str], str]  # the key of the unit in the data of the language
    words: dict[str, int]
    glued: bool  # nothing stands between word and number, as in Chinese
    plurals: dict[tuple[str, str], str]  # words that number several units at once: Articles, §§
    joins: Mapping[str, Sequence[str]] = NO_JOINS  # what stands between their numbers
    number: re.Pattern[str] | None = None  # a number without its word

    def find_level(self, match: re.Match[str], *, several: bool = False) -> str | None:
        """The unit that the words around a number stand for, of one or of `several`; None if they stand for none."""
        words = match["prefix"], match["suffix"]
        if words not in self.levels:
            words = fold_word(words[0]), fold_word(words[1])
        level = self.levels.get(words)
        return self.plurals.get(words, level) if several else level

    def is_plural(self, match: re.Match[str]) -> bool:
        """Whether the word of a number that `pattern` found stands for several units."""
        return (fold_word(match["prefix"] or ""), "") in self.plurals


def fold_word(word: str) -> str:
    """A word as it is looked up: without regard to case and to how wide its spaces are."""
    return " ".join(word.casefold().split())


@cache  # of our own data
def name_unit(code: str, unit: str) -> tuple[str, str]:
    """The Akoma Ntoso element of a unit, and the style of its numbers: by the code of a language, and the key in its data."""
    return "article" if unit in _AS_ARTICLES else unit, f"{code}-{unit}"


def list_cases(word: str) -> tuple[str, ...]:
    """How a word may be printed at the head of a line: Annex, ANNEX."""
    return tuple(dict.fromkeys((word[:1].upper() + word[1:], word.upper(), word if word.upper() == word else "")))


def list_joins(languages: Sequence[Language]) -> Mapping[str, Sequence[str]]:
    """What stands between the numbers of several units (to, and, a comma) by its first character, the longest first."""
    words = {"–", "—", "--", "-", ","}
    for language in languages:
        citations = dict(language.citations)
        words |= {*citations.get("to", ()), *citations.get("and", ())}
    joins: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        joins.setdefault(word[0], []).append(word)
    return joins


_Units = dict[tuple[str, str], str]


def build_keywords(language: Language) -> Iterator[tuple[Keyword, set[str]]]:
    """The keywords of a language, those that begin with a word and those that end with one, and what they begin with."""
    units = [(level, *map(fold_word, print_.split("#"))) for level, prints in language.units for print_ in prints]
    before: _Units = {(prefix, suffix): level for level, prefix, suffix in reversed(units) if prefix}
    after: _Units = {(prefix, suffix): level for level, prefix, suffix in reversed(units) if not prefix}
    if before:
        yield _make_before(language, before)
    if after:
        words = dict(language.number_words)
        found = late(_build_keyword(language, after, is_glued=False))
        starts = set(DIGITS + "IVX") | {word[0].upper() for word in words}
        yield Keyword(language.code, found, after, words, glued=False, plurals={}), starts


def _make_before(language: Language, units: _Units) -> tuple[Keyword, set[str]]:
    """The keyword of the units that begin with a word, and what they begin with."""
    plurals: _Units = {(fold_word(word), ""): level for level, several in language.plurals for word in several}
    is_glued = any(suffix for _, suffix in units)
    starts = {char for prefix, _ in (*units, *plurals) for char in (prefix[0], prefix[0].upper())}
    found = late(_build_keyword(language, {**units, **plurals}, is_glued))
    number = None if is_glued else late(rf"(?P<prefix>)(?P<path>{_build_number(language)})(?P<suffix>)(?P<branch>)")
    words = dict(language.number_words)
    return Keyword(language.code, found, units, words, is_glued, plurals, list_joins([language]), number), starts


def _build_keyword(language: Language, levels: dict[tuple[str, str], str], is_glued: bool) -> str:
    prefixes = _any_of(prefix for prefix, _ in levels)
    suffixes = _any_of(suffix for _, suffix in levels)
    if is_glued:
        number = rf"{_GLUED_NUMBER}|[{HAN}]{{1,20}}"
        branch = rf"(?:[ ]?(?:{build_branch([language.code])}|-{DIGIT}{{1,3}})){{0,9}}"
        return rf"(?P<prefix>{prefixes})[ ]?(?P<path>{number})[ ]?(?P<suffix>{suffixes}|)(?P<branch>{branch})"
    number = _build_number(language)
    if suffixes:
        return rf"(?P<prefix>)(?P<path>{number})(?P<point>\.?)[ ](?i:(?P<suffix>{suffixes}))(?![^\W\d_])(?P<branch>)"
    return (
        rf"(?i:(?P<prefix>{prefixes}))(?:[ \u00a0]+|(?<![^\W\d_])|(?=[(（]))(?P<path>{number})(?P<suffix>)(?P<branch>)"
    )


def _any_of(words: Iterator[str]) -> str:
    """A pattern for any of the words, a space in them for any white space; the longest first."""
    known = sorted(dict.fromkeys(filter(None, words)), key=lambda word: (-len(word), word))
    return "|".join(r"[ \u00a0]+".join(map(re.escape, word.split())) for word in known)


_GLUED_NUMBER = rf"{DIGIT}{{1,6}}(?:-{DIGIT}{{1,3}}){{0,3}}[A-ZＡ-Ｚ]?"  # of languages that write no space: 9-1, 2A


def _build_number(language: Language) -> str:
    """The pattern of the number behind a word: 5, L. 123-4, II bis, A, primero."""
    if language.code in _GLUED:
        return rf"(?:{_GLUED_NUMBER}|(?:[IVXLC]{{1,8}}|[Ⅰ-Ⅻ])(?![^\W_])|[A-Z](?![^\W_]))"
    suffix, element = build_suffix([language.code]), build_element([language.code])
    words = _any_of(iter(word for word, _ in language.number_words))
    endings = _any_of(iter(language.endings))
    letters = _CODE_LETTERS if language.code == "fr" else r"(?:[A-Z]{1,2}\.?[ ])"
    path = rf"\(?{letters}?{DIGIT}{{1,6}}(?P<ending>{endings or '(?!)'})?{suffix}{{0,3}}(?:[.．‑-]{element}){{0,6}}\)?(?:{suffix})?"
    number = rf"{path}|[IVXLC]{{1,8}}(?:{endings or '(?!)'})?(?![^\W_]){suffix}?|[A-Z](?![^\W_])"
    return rf"(?:{number}|(?i:{words})(?![^\W_]){suffix}?)" if words else f"(?:{number})"


def find_code_part(path: str) -> str:
    """The letter of a part of a French code other than that of its laws: "R" of R. 123-4 and R.* 123-4; "" of L. 123-4 and 123-4.

    Parts count by themselves: articles L. 123-4 and R. 123-4 of one code are two.
    """
    match = _CODE_PART.match(path)
    return match.group() if match else ""


def name_code_part(label: Label, part: str) -> Label:
    """A number in a part of a code: its letter stands before its value, and in its style."""
    if not part:
        return label
    until = (ord(part), *label.until) if label.until else ()
    return replace(label, value=(ord(part), *label.value), style=f"{label.style}-{part}", until=until)


def find_base_style(style: str) -> str:
    """The style of the unit that is numbered, whatever part of a code it stands in: fr-article of fr-article-R."""
    return style[:-2] if style[-2:-1] == "-" and style[2:3] == "-" else style


def read_number(match: re.Match[str], words: dict[str, int]) -> list[tuple[int, ...]]:
    """The values that the number which a pattern of this module found may have, the likeliest first: 3o. Bis is (3, 2)."""
    path = match["path"]
    if is_numeral(path) and path not in words:
        return [(read_plain(path),)]  # nearly always
    start, end = match.span("ending") if "ending" in match.re.groupindex else (-1, -1)
    if start >= 0:
        start, end = start - match.start("path"), end - match.start("path")
        path = path[:start] + path[end:]
    return read_keyworded(path, words)


def read_keyworded(path: str, words: dict[str, int]) -> list[tuple[int, ...]]:
    """The values that the number of a keyword may have, the likeliest first."""
    if is_numeral(path) and path not in words:
        return [read_path(path)]
    plain = normalize("NFKC", path) if path[0] in ROMAN_SIGNS else path.translate(WIDE)
    if (known := _read_words(fold_word(plain), words)) is not None:
        return [known]
    if not plain[:1].isascii() or any(char.isdigit() for char in plain):
        trimmed = _LETTERS_BEFORE.sub("", plain)
        return [value] if (value := read_path(re.sub(r"(?<=[0-9])(?:er|re|[eª°º])(?![a-z])", "", trimmed))) else []
    match = re.match(r"[A-Za-z]+", plain)
    head = match.group() if match else ""
    bare = re.sub(r"(?:er|re)$", "", head)
    behind = read_path(plain[len(head) :])
    values: list[tuple[int, ...]] = []
    with suppress(ValueError):
        values.append((read_roman(bare.lower()), *behind))
    if len(head) == 1:
        letter = (ord(head.lower()) - 96,)
        values.insert(0 if head in "LCDM" else len(values), letter)
    return values


def _read_words(folded: str, words: dict[str, int]) -> tuple[int, ...] | None:
    """The value of a number in words, with what may be put in behind it: primero bis is (1, 2)."""
    if (known := words.get(folded)) is not None:
        return (known,)
    for word, value in words.items():
        if folded.startswith(word) and (behind := folded[len(word) :])[:1] in SPACES + "-":
            return (value, *read_path(behind))
    return None


def is_doubtful(keyword: Keyword, match: re.Match[str], line: str, level: str) -> bool | None:
    """Whether a number with a word may be a citation; None where it can only be one."""
    end = match.end()
    if keyword.glued:
        if _AFTER_HAN.match(line, end):
            return False
        return True if level == "article" and end < len(line) else None
    if _AFTER_KEYWORD.match(line, end):
        return False
    if match.group()[0].islower() or line[end : end + 1] not in (" ", "\u00a0"):
        return None
    if match["suffix"] and match["point"]:  # 2. Teil A des Antrags: rather an item of a list, unless this is a title
        rest = line[end:].strip()
        return True if rest[0].isupper() and len(rest) <= _TITLE_LENGTH and rest[-1] not in ".;:,!?" else None
    return True


def _spell(form: str) -> str:
    """A pattern for a word; ideographs may stand apart (附　则)."""
    if not form.isascii() and len(form) <= 3 and " " not in form and form[0] >= "\u3040":
        return r"[ \u3000]{0,4}".join(form)
    return r"[ \u00a0]".join(map(re.escape, form.split()))


def build_annex(words: Sequence[str], language: Language) -> str:
    """The pattern of an annex, with or without a number: Annex 1, ANNEXE, 附件二, [별표 1]."""
    forms = sorted({form for word in words for form in list_cases(word) if form}, key=lambda word: (-len(word), word))
    named = "|".join(map(_spell, forms))
    number = _build_number(language)
    if language.code not in _GLUED:
        number = rf"(?:(?<![^\W\d_])|(?={DIGIT}))(?:{number})"  # SCHEDULES is not schedule S
    han = rf"|[{HAN}]{{1,3}}(?![{HAN}])"
    ordinal, form = ("제?", "(?:호[ ]?서식|호)?") if language.code == "ko" else ("第?", "")  # 별지 제1호서식
    after = (
        rf"(?={SPACE}|$|{build_either('：:.—–-<]］】（(')})" if not words[0][0].isascii() else rf"(?={SPACE}|$|[:.—–-])"
    )
    return rf"{build_either('[［【')}?(?:{named})(?:[ \u00a0]?(?:№|No\.?|n[°º]|Nr\.|رقم)?[ \u00a0]?{ordinal}(?P<path>{number}{han}){form})?{build_either(']］】')}?{after}"
