"""The grammar of numbers: what counts as a number at the head of a line, composed from a few parts.

    number  = open? path close            (1)   b bis)   1.2.1   5.209A   ④   イ   'i'
            | keyword path keyword        Article 5   Section 3.10   第三条之二   제2조의2   § 2a   2. Kapitel
    path    = element (point element)*    2.03   9-1
    element = numeral ordinal*            3 bis   2a   1之二   二の二

The numerals are `numerals.SYSTEMS`, the keywords and ordinals those of the languages of the text. All readings of a
line's head are found, the likeliest first; which one is meant is decided by `parse`, which knows what is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from functools import cache
from typing import TypeVar

from decision_diff.labels.found import FoundLabel
from decision_diff.labels.keywords import (
    Keyword,
    build_annex,
    build_keywords,
    find_code_part,
    is_doubtful,
    list_cases,
    list_joins,
    name_code_part,
    name_unit,
    read_number,
)
from decision_diff.labels.listed import (
    DASHES,
    GAP,
    build_enclosed,
    build_plain,
    find_closing,
    find_style,
    is_latin_word,
    name_enclosed,
    read_listed,
)
from decision_diff.labels.numerals import DIGITS, SYSTEMS, System
from decision_diff.labels.paths import SPACE, SPACES, read_path
from decision_diff.labels.ranges import REACH, find_range, may_be_range, may_join, skip_join
from decision_diff.labels.tombstones import is_tombstone
from decision_diff.labels.usual import UsualNumbers
from decision_diff.labels.worded import NumberWords
from decision_diff.languages import Language, load
from decision_diff.memory import remembered
from decision_diff.model import Label
from decision_diff.patterns import late

_AFTER_TITLE = late(rf"{SPACE}*(?:[：:.．—–-]+{SPACE}*)?(?:[—–-]+{SPACE}+)?")  # Art. 2. – Le gardien
_MAX_KNOWN = 1 << 16
_REACH = 40  # characters of a line in which a number with Arabic digits stands
_ARABIC_DIGITS = frozenset("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
_PLAIN_DIGITS = {ord(char): str(value % 10) for value, char in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
# What follows the day or the year of a date.
_DATE_REST = late(
    r"[ \u00a0]{1,9}(?:(?P<of>de[ \u00a0]{1,9})?(?P<month>[^\W\d_]{3,12}\.?)(?:(?=[ \u00a0]{1,9}[0-9]{4}(?![0-9])|\t|$)|[ \u00a0]{1,9}(?P<word>[^\W\d_]))"
    r"|[0-9]{1,2}\.[ \u00a0](?:[0-9]{1,2}\.|[0-9]{4}(?![0-9])))"
)
_DIGITS = frozenset(DIGITS)
_OPENINGS = "(（'’‘﹙"
_ROUND = "o"
_BULLETS = "•·●○▪▫■□◦‣⁃∙*\uf0b7\uf0a7"


_Row = TypeVar("_Row")
_Annex = tuple[str, re.Pattern[str], dict[str, int]]  # style, how it is found, the numbers in words


class Grammar:
    """The numbers of some languages. Made once per set of languages: `make_grammar`."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self.codes = tuple(language.code for language in languages)
        self._is_arabic = "ar" in self.codes
        self._starts = _list_systems()
        self._plain = {system.example: late(build_plain(system, self.codes)) for system in SYSTEMS}
        self._enclosed = {system.example: late(build_enclosed(system, self.codes)) for system in SYSTEMS}
        self._known: dict[str, tuple[Label, ...]] = {}  # numbers in brackets or with a word as they were read
        self._months = frozenset(
            name.casefold() for language in languages for names in language.months for name in names
        )
        self._joins = list_joins(languages)
        self._worded = NumberWords(languages)
        self._keywords: dict[str, list[Keyword]] = {}
        self._annexes: dict[str, list[_Annex]] = {}
        for language in languages:
            for keyword, starts in build_keywords(language):
                _list_by_start(self._keywords, keyword, starts)
            for style, words in (("annex", language.annexes), ("supplement", language.supplements)):
                if words:
                    annex = style, late(build_annex(words, language)), dict(language.number_words)
                    _list_by_start(self._annexes, annex, _begin_annexes(words, language))
        self._firsts = self._list_firsts()
        self.usual = self._make_usual()

    def _list_firsts(self) -> frozenset[str]:
        """The characters with which a number may begin."""
        words = (*self._annexes, *self._keywords, *self._worded.starts)
        return frozenset((*words, *_OPENINGS, *self._starts, *_BULLETS, *DASHES, _ROUND))

    def _make_usual(self) -> UsualNumbers | None:
        """The short way to 第三条 of the language that is asked first; None for languages without such numbers."""
        units = self._keywords.get("第")
        if not units or "第" in self._annexes or self._is_arabic:
            return None
        return UsualNumbers(units[0], self._joins)

    def find_at(self, line: str, head: int) -> FoundLabel | None:
        """The number at `head`, its likeliest reading first, or None. The answer leaves out what stands before `head`."""
        if self._is_arabic and not _ARABIC_DIGITS.isdisjoint(line[head : head + _REACH]):
            found = self._find(line.translate(_PLAIN_DIGITS), head)
            return _print(found, line, head) if found else None
        if self.usual and line[head : head + 1] == "第" and (usual := self.usual.find(line, head)):
            return usual
        return self._find(line, head) if line[head : head + 1] in self._firsts else None

    def _find(self, line: str, head: int) -> FoundLabel | None:
        """The number at `head`, or that of several clauses which went at once: (3) bis (5) (weggefallen)."""
        found = self._find_one(line, head)
        if len(line) - head > REACH:
            return found
        if found is None:
            if line[head : head + 1] not in _DIGITS:
                return None
        elif not may_join(self._joins, line, head + len(found.label.text)):
            return found
        end = head + len(found.label.text) if found else len(line) - len(line[head:].lstrip(DIGITS))
        at = skip_join(self._joins, line, end, is_glued=False)
        last = self._find_one(line, at) if at else None
        if last is None or not is_tombstone(last.text):
            return found
        value = found.label.value if found else (int(line[head:end]),)
        if (found and found.label.style != last.label.style) or not value or last.label.value <= value:
            return found
        label = replace(last.label, text=line[head : at + len(last.label.text)], value=value, until=last.label.value)
        return FoundLabel("", label, last.gap, last.text)

    def _find_one(self, line: str, head: int) -> FoundLabel | None:
        first = line[head : head + 1]
        found: FoundLabel | None = None
        if not first:
            return None
        if first in self._annexes:
            found = self._find_annex(first, line, head)
        if found is None and first in self._keywords:
            found = self._find_keyword(first, line, head)
        if found is None and first in self._worded.starts:
            found = self._find_worded(line, head)
        if found is None and first in _OPENINGS:
            found = self._find_enclosed(line, head)
        if found is None and first in self._starts:
            found = self._find_plain(first, line, head)
        if found is None and _is_bullet(first, line, head):
            style = "–" if first in DASHES else "•"
            rest = line[head + 1 :]
            text = rest.lstrip(SPACES)
            return FoundLabel("", Label(first, (), "item", style), rest[: len(rest) - len(text)], text)
        return found

    # -- a number by itself

    def _find_enclosed(self, line: str, head: int) -> FoundLabel | None:
        end = find_closing(line, head)
        if not end:
            return None
        labels = self._read_enclosed(line[head:end])
        is_quoted = line[head] in "'’‘"
        if not labels or (is_quoted and not GAP.match(line, end)):
            return None
        return _make_found(line, end, labels, False)

    def _read_enclosed(self, printed: str) -> tuple[Label, ...]:
        """The labels that a number in brackets may be."""
        known = self._known.get(printed)
        if known is not None:
            return known
        is_quoted = printed[0] in "'’‘"
        labels: list[Label] = []
        for system in self._starts.get(printed[1:].lstrip()[:1], ()):
            match = self._enclosed[system.example].fullmatch(printed)
            if match is not None and (not is_quoted or system.example == "1"):
                style = f"'{system.example}'" if is_quoted else name_enclosed(system.example)
                labels.extend(read_listed(system, match["path"], match["behind"] or "", printed, style))
        if len(self._known) < _MAX_KNOWN:
            self._known[printed] = tuple(labels)
        return tuple(labels)

    def _find_plain(self, first: str, line: str, head: int) -> FoundLabel | None:
        labels: list[Label] = []
        end, weak = head, False
        for system in self._starts[first] if not is_latin_word(line, head) else ():
            match = self._plain[system.example].match(line, head)
            if match is None or (labels and match.end() != end):
                continue
            style, is_weak = find_style(system, match, line)
            if not style:
                continue
            made = read_listed(system, match["path"], match["behind"] or "", match.group().rstrip(SPACES), style)
            if made and not labels:
                end, weak = match.start() + len(made[0].text), is_weak
            labels.extend(made)
        if not labels or (labels[0].style in ("1", "1.") and self._is_date(line, end)):
            return None
        return _make_found(line, end, labels, weak)

    def _is_date(self, line: str, end: int) -> bool:
        """Whether a number with a point is the day of a date, or its year: 12. Januar 2027, 1. Mai ist …, 1 de mayo de 2031, 2026. 6. 9."""
        match = _DATE_REST.match(line, end)
        if match is None or match["month"] is None:
            return match is not None
        is_running = (
            match["word"] is None or match["of"] is not None or (match["word"].islower() and "de" in self.codes)
        )
        return is_running and match["month"].casefold().rstrip(".") in self._months

    def _find_worded(self, line: str, head: int) -> FoundLabel | None:
        found = self._worded.find_at(line, head)
        return _make_found(line, found[1], [found[0]], found[2]) if found else None

    # -- a number with a word

    def _find_keyword(self, first: str, line: str, head: int) -> FoundLabel | None:
        for keyword in self._keywords[first]:
            match = keyword.pattern.match(line, head)
            if match is None:
                continue
            if len(line) - head <= REACH and may_be_range(keyword, match, line):
                several = self._find_several(keyword, match, line)
                if several is not None:
                    return several
            labels = self._read_keyword(keyword, match)
            weak = is_doubtful(keyword, match, line, labels[0].level) if labels else None
            if weak is not None:
                return _make_found(line, head + len(labels[0].text), labels, weak)
        return None

    def _read_keyword(self, keyword: Keyword, match: re.Match[str]) -> tuple[Label, ...]:
        """The labels that a number with a word may be."""
        printed = match.group().rstrip(SPACES)
        known = self._known.get(printed)
        if known is not None:
            return known
        level = keyword.levels.get((match["prefix"], match["suffix"])) or keyword.find_level(match)
        labels: tuple[Label, ...] = ()
        if level is not None:
            element, style = name_unit(keyword.code, level)
            values = read_number(match, keyword.words)
            part = find_code_part(match["path"]) if keyword.code == "fr" else ""
            if branch := match["branch"]:
                values = [(*value, *read_path(branch)) for value in values]
            labels = tuple([name_code_part(Label(printed, value, element, style), part) for value in values])
        if labels and len(self._known) < _MAX_KNOWN:
            self._known[printed] = labels
        return labels

    def _find_several(self, keyword: Keyword, match: re.Match[str], line: str) -> FoundLabel | None:
        """The number of units that went at once: Articles 2 to 4 (repealed)."""
        ends = find_range(keyword, match, line)
        level = keyword.find_level(match, several=True) if ends is not None else None
        if ends is None or level is None or match.group()[0].islower():
            return None
        end, (value, until) = ends
        printed = line[match.start() : end]
        label = Label(printed, value, *name_unit(keyword.code, level), until=until)
        if keyword.code == "fr":
            label = name_code_part(label, find_code_part(match["path"]))
        found = _make_found(line, end, [label], False)
        if not found.text:  # the word of its repeal may stand in the next line: see `parse.heads`
            return replace(found, weak=True)
        return found if is_tombstone(found.text) else None

    def _find_annex(self, first: str, line: str, head: int) -> FoundLabel | None:
        for style, pattern, words in self._annexes[first]:
            match = pattern.match(line, head)
            if match is None:
                continue
            values = read_number(match, words) if match["path"] else [()]
            labels = [Label(match.group().rstrip(SPACES), value, "attachment", style) for value in values]
            if labels:
                return _make_found(line, head + len(labels[0].text), labels, False)
        return None


def _is_bullet(first: str, line: str, head: int) -> bool:
    """Whether a line begins with a bullet. Word makes circles of the letter o: behind it stands a tab, or more than one space."""
    if first in _BULLETS or first in DASHES:
        return GAP.match(line, head + 1) is not None and not _is_rule(line, head)
    return (
        first == _ROUND and line[head + 1 : head + 3].startswith(("\t", "  ", "\u00a0\u00a0")) and len(line) > head + 2
    )


def _is_rule(line: str, head: int) -> bool:
    """Whether a line is drawn of marks: * * * and - - - divide a text."""
    drawn = line[head:].split()
    return len(drawn) > 1 and all(mark == drawn[0] for mark in drawn)


def _print(found: FoundLabel, line: str, head: int) -> FoundLabel:
    """What was found in a line, with the characters as they stand in it: its digits may be others."""
    end = head + len(found.label.text)
    printed = line[head:end]
    gap = line[end : end + len(found.gap)]
    labels = [replace(label, text=printed) for label in (found.label, *found.others)]
    return FoundLabel("", labels[0], gap, line[end + len(gap) :], found.weak, tuple(labels[1:]))


@cache  # of our own data
def _list_systems() -> dict[str, list[System]]:
    """The systems of numerals by the characters with which their numerals begin."""
    starts: dict[str, list[System]] = {}
    for system in SYSTEMS:
        _list_by_start(starts, system, system.starts)
    return starts


def _list_by_start(rows: dict[str, list[_Row]], row: _Row, starts: Iterable[str]) -> None:
    for char in starts:
        rows.setdefault(char, []).append(row)


def _begin_annexes(words: Sequence[str], language: Language) -> set[str]:
    """The characters that an annex may begin with; in Korean also a bracket ([별표 1])."""
    starts = {form[0] for word in words for form in list_cases(word) if form}
    return starts | set("[［【") if language.code == "ko" else starts


@remembered(64)
def make_grammar(codes: tuple[str, ...]) -> Grammar:
    """The grammar of the languages of these codes. What it remembers of texts it forgets with the job."""
    grammar = copy(_build_grammar(codes))
    grammar._known = {}  # noqa: SLF001 - of the class of this module
    return grammar


@cache  # of our own data
def _build_grammar(codes: tuple[str, ...]) -> Grammar:
    return Grammar(tuple(map(load, codes)))


def _make_found(line: str, end: int, labels: Sequence[Label], weak: bool) -> FoundLabel:
    first = labels[0]
    style = first.style
    if style[2:3] == "-" or style in ("annex", "supplement"):
        start: int = _AFTER_TITLE.match(line, end).end()  # type: ignore[union-attr]  # it matches nothing, too
        text = line[start:]
    else:
        text = line[end:].lstrip(SPACES)
        if style[-1:] == "." and text[:1] in ("–", "—"):
            text = text.lstrip("–—" + SPACES)  # 1.—(1), I. – Les propriétaires
        start = len(line) - len(text)
    return FoundLabel("", first, line[end:start], text, weak, tuple(labels[1:]) if len(labels) > 1 else ())
