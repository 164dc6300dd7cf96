"""Spans of several words that an edit never cuts, in languages that write spaces between their words.

    a date        9 June 2026 · June 9, 2026 · 1er mars 2025 · 9 de junio de 2026 · 9. Juni 2026 · 9 июня 2026 года · 9 حزيران/يونيو 2026
    an amount     30 days · 5 million Swiss francs · 25 квадратных метров · 5 Prozent · 1 000 متر مربع
    a reference   Article 5.2(b)(i) · Articles 3, 4 and 6 · § 2a Absatz 1 Nummer 3 · статьи 5 · المادة (5) · No. 12-A · 3 bis

Each has a number, and is looked for around the numbers of a text; the words that may stand there are data of the languages. All
languages are asked, whichever a text is in: a month is a month in a quotation too. They are read when a number first stands beside a
word, so a Chinese text loads none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Final

from decision_diff.patterns import late

Chunk = tuple[str, bool]  # a token; or, with True, a run of Han that is not cut into its words yet

_SPACES: Final = frozenset(" \u00a0\u2009\u202f")
_SIGNS: Final = "§№"
_BETWEEN: Final = frozenset({*_SPACES, ".", "(", "°", "º"})  # what may stand between a number and a word
_BEFORE_WORD: Final = frozenset({*_SPACES, ".", "°", "º", "ª", "€", "$", "£", "%", "‰", "₽"})
_DIGITS: Final = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
_ROMAN: Final = late("[IVXLC]{1,7}")
_SIGNED: Final = late("[-+−±–][0-9]")
_LETTERS: Final = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ("
)  # a letter or a bracket alone is a number only behind a word such as "Part"
_STARTS: Final = frozenset(_DIGITS + "+-−±–") | _LETTERS
_EDGE: Final = late(r"[^\W_]+|.", re.DOTALL)
_LABEL: Final = late(
    "[0-9\u0660-\u0669\u06f0-\u06f9]{1,3}[A-Za-z]?|[^\\W\\d_]|[a-z]{2}|[ivxlcIVXLC]{1,6}"
)  # what stands in brackets
_MARKS: Final = late(
    "[\u0640\u064b-\u0652\u200e\u200f]"
)  # of Arabic: vowels, the stroke that lengthens a word, order of reading
_LONGEST: Final = 7  # tokens of a word of the languages: "dollars des États-Unis"
_MOST: Final = 12  # elements of a list, links of a chain


# The roles of the citations of a language that are not words before a number.
_ROLES: Final = ("and", "to", "of", "above", "below", "this_act", "this", "acts", "in", "annexed", "follow", "relative")


class _WordSet:
    """Some words of the languages, folded. Most tokens are none of them, and this is told by a part of each word."""

    def __init__(self, words: Iterable[str]) -> None:
        self.all = frozenset(map(_fold, words)) - {","}
        edges = [_EDGE.findall(word) for word in self.all]
        self.firsts = frozenset(found[0] for found in edges)
        self.lasts = frozenset(found[-1] for found in edges)


class _Vocabulary:
    """The words of all languages that may stand beside a number."""

    def __init__(self) -> None:
        from decision_diff.languages import KNOWN, load  # noqa: PLC0415 - late: most Chinese texts need none

        languages = [load(code) for code in KNOWN if code not in {"zh", "ja"}]  # these write no spaces
        roles: dict[str, list[str]] = {}
        for role, words in chain.from_iterable(one.citations for one in languages):
            roles.setdefault("before" if role not in _ROLES else role, []).extend(words)
        units = ((*one.currencies, *one.measures, *one.percents) for one in languages)
        months = list(chain.from_iterable(chain.from_iterable(one.months for one in languages)))
        self.months = _WordSet(months)
        self.capitals = frozenset(map(_fold, months)) - {_fold(name) for name in months if name[0].islower()}
        self.units = _WordSet(chain.from_iterable(units))
        self.scales = _WordSet(chain.from_iterable(one.scales for one in languages))
        self.references = _WordSet(roles["before"])
        self.joins = _WordSet((*roles["and"], *roles["to"]))
        self.links = _WordSet(roles["of"])
        self.suffixes = _WordSet(chain.from_iterable(one.suffixes for one in languages))


_load_vocabulary = cache(_Vocabulary)  # of our own data


def _fold(word: str) -> str:
    return (
        word
        if word.isascii() and word.islower()
        else _MARKS.sub("", word).casefold().replace("’", "'").replace("\u00a0", " ")
    )


def _find_edge(word: str, at: int) -> str:
    """The first (0) or last (-1) part of a word, folded, as `_WordSet` knows it."""
    if len(word) == 1 or word.isalnum():
        return _fold(word)
    found = _EDGE.findall(_fold(word))
    return found[at] if found else ""  # nothing but marks is left of some


def is_joining(word: str) -> bool:
    """Whether a word joins the elements of a list, or the ends of a range, in a language that writes spaces: and, bis, или."""
    return _fold(word) in _load_vocabulary().joins.all


def join_phrases(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks of a text, those joined that make one date, amount or reference."""
    numbers = [at for at, (word, _) in enumerate(chunks) if word[0] in _STARTS]
    joined: list[Chunk] = []
    done = 0
    for at in numbers:
        if at < done or not _is_number(chunks[at][0]) or not _has_neighbour(chunks, at):
            continue
        start, end = _Phrase(chunks, done).find(at)
        if end - start > 1:
            joined.extend(chunks[done:start])
            joined.append(("".join(word for word, _ in chunks[start:end]), False))
            done = end
    return [*joined, *chunks[done:]] if done else chunks


def _is_number(word: str) -> bool:
    return (
        word in _LETTERS or word[0] in _DIGITS or _ROMAN.fullmatch(word) is not None or _SIGNED.match(word) is not None
    )


def _has_neighbour(chunks: list[Chunk], at: int) -> bool:
    """Whether a word that is not Chinese, or a sign, stands beside a number, with a space or a bracket between."""
    return _is_neighbour(chunks, at, 1) or _is_neighbour(chunks, at, -1)


def _is_neighbour(chunks: list[Chunk], at: int, step: int) -> bool:
    near, beyond = at + step, at + 2 * step
    if not 0 <= near < len(chunks):
        return False
    if chunks[near][0] not in _BETWEEN or not 0 <= beyond < len(chunks):
        return chunks[near][0] in _SIGNS
    text, is_run = chunks[beyond]
    return not is_run and (text[0].isalpha() or text in _BETWEEN or text in _SIGNS)


class _Phrase:
    """The tokens of a text, of which those before `first` are taken. Each method says where something ends, or `at` if it is not there."""

    def __init__(self, chunks: Sequence[Chunk], first: int) -> None:
        self._chunks, self._first, self._words = chunks, first, _load_vocabulary()

    def find(self, at: int) -> tuple[int, int]:
        """The phrase around the number at `at`: from where to where."""
        begin = at - 1 if self._get(at - 1) == "(" and self._get(at + 1) == ")" else at
        start = self._find_before(begin, self._words.references)
        if start < begin:
            end = self._read_reference(begin)
            return (start, end) if end > begin else (at, at + 1)
        if self._get(at) in _LETTERS:
            return at, at + 1
        start = self._find_before(at, self._words.months)
        if start < at:
            return self._read_month_first(start, at)
        return at, self._read_quantity(at)

    def _get(self, at: int) -> str:
        return self._chunks[at][0] if self._first <= at < len(self._chunks) else "\n"

    def _join(self, start: int, end: int) -> str:
        return _fold("".join(word for word, _ in self._chunks[start:end]))

    def _find_before(self, at: int, words: _WordSet) -> int:
        """Where the longest of some words begins that ends before `at`, with a space between or none after a sign; `at` if none does."""
        end = at - 1 if self._get(at - 1) in _SPACES else at
        if _find_edge(self._get(end - 1), -1) not in words.lasts:
            return at
        for start in range(max(self._first, end - _LONGEST), end):
            found = self._join(start, end)
            if found in words.all and (end < at or not found[-1].isalnum()):
                return start
        return at

    def _find_after(self, at: int, words: _WordSet) -> int:
        """Where the longest of some words ends that begins behind `at`, with a space between or none; `at` if none does."""
        start = at + 1 if self._get(at) in _SPACES else at
        if _find_edge(self._get(start), 0) not in words.firsts:
            return at
        for end in range(min(len(self._chunks), start + _LONGEST), start, -1):
            if self._join(start, end) in words.all:
                return end
        return at

    def _skip(self, at: int, marks: str = "") -> int:
        """Behind a space, or one of some marks and a space."""
        if marks and self._get(at) in marks:
            at += 1
        return at + 1 if self._get(at) in _SPACES else at

    def _is_year(self, at: int) -> bool:
        word = self._get(at)
        return len(word) == 4 and word.isdecimal()

    # -- dates and amounts

    def _read_month_first(self, start: int, at: int) -> tuple[int, int]:
        """June 2026; June 9, 2026. May and mars are words as well: before a day the month has a capital."""
        if self._is_year(at):
            return start, self._read_unit(at + 1)
        if not self._get(start)[0].isupper() or len(self._get(at)) > 4:
            return at, self._read_quantity(at)
        year = self._skip(at + 1, ",")
        return start, year + 1 if year > at + 1 and self._is_year(year) else at + 1

    def _read_quantity(self, at: int) -> int:
        """A day and its month, or a number with its unit. Behind `paragraph 1` may is no month."""
        end = at + 1
        if self._get(end) not in _BEFORE_WORD and not self._get(end)[0].isalpha():
            return end
        linked = self._find_after(self._skip_ordinal(end), self._words.links)
        month = self._find_after(linked, self._words.months)
        if month > linked and len(self._get(at)) <= 4:
            year = self._read_year(month)
            if year > month or not self._is_small(month - 1):
                return year
        return self._read_unit(end)

    def _is_small(self, at: int) -> bool:
        """Whether a word is the name of a month in languages alone that give it a capital, and has none: may."""
        word = self._get(at)
        return word[0].islower() and _fold(word) in self._words.capitals

    def _skip_ordinal(self, at: int) -> int:
        """Behind the point or the sign of an ordinal: 9. Juni, 1.º de enero."""
        while self._get(at) in (".", "º", "°", "ª"):
            at += 1
        return at

    def _read_year(self, at: int) -> int:
        """The year behind a month, with what is said behind a year: 2026 года."""
        year = self._find_after(self._skip(at, ",."), self._words.links)
        year = self._skip(year, ",")
        return self._read_unit(year + 1) if year > at and self._is_year(year) else at

    def _read_unit(self, at: int) -> int:
        """Scales and a unit: million Swiss francs, millions de francs."""
        end = at
        for _ in range(3):
            scaled = self._find_after(end, self._words.scales)
            if scaled == end or self._get(end) not in _SPACES:
                break
            end = scaled
        linked = self._find_after(end, self._words.links) if end > at else end
        unit = self._find_after(linked, self._words.units)
        if unit > linked and self._get(unit) == "/":  # km/h
            unit = max(unit, self._find_after(unit + 1, self._words.units))
        if unit > linked and (self._get(linked) in _SPACES or not self._get(linked)[0].isalpha()):
            return unit
        return end

    # -- references

    def _read_reference(self, at: int) -> int:
        """Numbers, and what they are parts of: 5(2) · 3, 4 and 6 · 2a Absatz 1 Nummer 3."""
        end = self._read_list(at)
        for _ in range(_MOST):
            word = self._find_after(end, self._words.references) if self._get(end) in _SPACES else end
            number = self._read_element(self._skip(word)) if word > end else end
            if number <= word:
                break
            end = number
        return end

    def _read_list(self, at: int) -> int:
        """An element, and others joined by "and" or "to"; by a comma only if such a word comes last: "in section 3, 5 members"."""
        end = sure = self._read_element(at)
        for _ in range(_MOST):
            joined = self._find_after(end, self._words.joins)
            is_sure = joined > end
            follows = self._skip(joined) if is_sure else self._skip(end, ",")
            number = self._read_element(follows) if follows > end and self._is_element(follows) else follows
            if number == follows or self._read_quantity(follows) > follows + 1:
                break
            end = number
            sure = end if is_sure else sure
        return sure

    def _is_element(self, at: int) -> bool:
        return self._get(at)[0].isdecimal() or (
            self._get(at) == "(" and _LABEL.fullmatch(self._get(at + 1)) is not None
        )

    def _read_element(self, at: int) -> int:
        """A number with what is printed at it: 5 (2), (5), 3 bis, 3), 2°; a single letter or a Roman number."""
        end = at
        if self._get(at) != "(" and (_is_number(self._get(at)) or _LABEL.fullmatch(self._get(at))):
            end = self._skip_suffix(at + 1)
        if self._get(at) in _LETTERS and self._get(end) == ".":  # L. 123-4
            number = self._skip(end + 1)
            end = number + 1 if self._get(number)[0] in _DIGITS else end
        for _ in range(_MOST):
            opening = self._skip(end) if end > at else end
            if (
                self._get(opening) != "("
                or self._get(opening + 2) != ")"
                or not _LABEL.fullmatch(self._get(opening + 1))
            ):
                break
            end = opening + 3
        return end + 1 if end > at and self._get(end) == ")" and "(" not in self._join(at, end) else end

    def _skip_suffix(self, at: int) -> int:
        if self._get(at) in ("°", "º", "ª"):
            at += 1
        return self._find_after(at, self._words.suffixes) if self._get(at) in _SPACES else at
