"""Call lines: the lines that open the parts of a decision, in the languages by whose words a text is read.

    recitals     "recalling further"      认识到        "إذ يدرك"                what is said before it is decided
    operative    "instructs the Director of the Bureau, in consultation with the regional offices"          what is decided
    formula      "The Council,"           理事会，      "HAVE ADOPTED THIS REGULATION:"                  who decides, and that

A line is held against the words of a language, folded: small letters, one space, no commas, no vowel marks and tatweel. It
begins with a verb; `further` words may stand before the verb or behind it. What introduces considerations ends there. An
operative verb may have an object, as long as it likes; but then it is no sentence (none ends in the line), and either the
line is short and begins with a small letter, or a list follows it. In Japanese and Korean the verb stands last, and before
it what is announced: 次のことを決定する.

The work is bounded: a line of more than MAX_CALL characters is none, and others are looked up by their first characters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, Literal

from decision_diff.languages import Language, load
from decision_diff.patterns import late

CallKind = Literal["recitals", "operative", "formula"]

MAX_CALL: Final = 300  # characters of a line
_MAX_ENDED: Final = 100  # of a line whose verb stands last, which is a sentence
_SHORT: Final = 60  # letters of a line that needs no list behind it
_SHORT_HAN: Final = 30  # characters that say as much
_BODY_WORDS: Final = 4  # of a body that has other words before it: The ITU Council
_MAX_FURTHER: Final = 2  # words such as "also" before or behind the verb
_PARTICLE: Final = 4  # letters of a word that may end a line of considerations: que, что, في
LOOKED_AT: Final = 3  # lines that follow a body before the first call line

_SPACES: Final = " \t\u00a0\u3000"
_UNSEEN: Final = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u064b-\u0652\u0670\u0640\xad"
_DROPPED: Final = late(f"[{_UNSEEN}]+")
_COMMAS: Final = late(r"[\s,，،、]+")
_ENDS: Final = ":：,，،、"  # what a call line may end with
_SENTENCE_ENDS: Final = tuple('.;!?。；！？؟؛…”」』»"')
# A sentence that ends inside: four letters or more, not an abbreviation (Rev., No., Art.), and a capital letter or ideograph after it.
_INNER_END: Final = late(r"[^\W\d_]{4}[.!?؟](?=\s+[^\Wa-z\d_])|[;；؛。！？]")
_ITEM_LETTERS: Final = 5  # characters in which the letters of an item, and what stands behind them, end
# What begins an item of a list: 1 … 1) … a) … (i) … – … 一、 … أ- …
_ITEM: Final = late(
    r"[\s(（\[]*(?:[0-9０-９٠-٩]{1,3}(?:bis|ter)?[\s.．)）、:：-]|[^\W\d_]{1,3}[)）.．]|هـ?\s?[)-]|[^\W\d_]{1,2}\s?[-–]\s"
    r"|['’‘][0-9ivx]{1,4}['’‘]|[-–—•·●]\s|[①-⑳]|[一二三四五六七八九十]{1,3}[、)）])"
)


def find_call(text: str, languages: tuple[str, ...], following: Sequence[str] = ()) -> CallKind | None:
    """What part of a decision a line opens, or None.

    `languages` are codes. A number at the head of the line is not in `text`. `following` are the next lines that are not blank,
    with their numbers; the first LOOKED_AT count.
    """
    if not may_be_call(text, languages):
        return None
    for code in languages:
        kind = _load(code).find(text, following)
        if kind:
            return kind
    return None


def starts_with_verb(text: str, languages: tuple[str, ...]) -> bool:
    """Whether a line begins as a call line does, whatever follows; it may be a line that a page wrapped."""
    return may_be_call(text, languages) and any(_load(code).opens(text) for code in languages)


def may_be_call(text: str, languages: tuple[str, ...]) -> bool:
    """Whether a line begins or ends like a call line: most lines do not, and need no look at what follows them."""
    if len(text) > MAX_CALL:
        return False
    first, last = _find_edges(languages)
    return text[:1].lower() in first or text[-1:] in last or text.rstrip(_SPACES + "。.、,，")[-1:] in last


@cache  # of our own data
def _find_edges(languages: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last characters of call lines in these languages."""
    calls = [_load(code) for code in languages]
    first = frozenset[str]().union(*(one.first for one in calls))
    return first, _FORMULA_ENDS.union(*(one.last for one in calls))


@cache  # of our own data
def _load(code: str) -> _Calls:
    return _Calls(load(code))


def _index(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their first character, longer ones first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        found[word[0]].append(word)
    return {first: tuple(some) for first, some in found.items()}


class _Calls:
    """The words of call lines of one language, as they are looked up."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._spaced = not {"Han", "Hiragana"} & set(language.scripts)
        self._cased = bool({"Latin", "Cyrillic"} & set(language.scripts))
        # The later one wins: a word that is both is read as a recital.
        self._kinds: dict[str, CallKind] = {
            **dict.fromkeys(map(_fold, language.operatives), "operative"),
            **dict.fromkeys(map(_fold, language.recitals), "recitals"),
        }
        self._verbs = _index(self._kinds)
        self._further = _index(map(_fold, language.further))
        self._bodies = tuple(map(_fold, language.bodies))
        self._formulas = tuple(map(_fold, language.formulas))
        self._prefixes = language.prefixes
        self._ends: dict[str, CallKind] = {
            **dict.fromkeys(language.operative_ends, "operative"),
            **dict.fromkeys(language.recital_ends, "recitals"),
        }
        self.last = frozenset(word[-1] for word in self._ends)
        self.first = frozenset((*self._verbs, *self._further, *self._prefixes, *_UNSEEN_CHARACTERS, *_SPACES))

    def find(self, text: str, following: Sequence[str]) -> CallKind | None:
        """What the line opens."""
        if text[:1].lower() in self.first and (kind := self._find_by_head(text, following)):
            return kind
        bare = text.rstrip(_SPACES)
        if self._ends and bare.rstrip("。.、,，")[-1:] in self.last and (kind := self._find_by_end(bare, following)):
            return kind
        return "formula" if bare[-1:] in _FORMULA_ENDS and self._is_formula(bare, following) else None

    def _find_by_head(self, text: str, following: Sequence[str]) -> CallKind | None:
        folded = _fold(text)
        kind, rest = self._cut_verb(folded)
        if kind is None:
            return None
        if kind == "recitals":
            return kind if len(rest) <= _PARTICLE and " " not in rest else None
        meant = self._is_meant(text, folded, following) if rest else self._is_meant_alone(text, following)
        return kind if meant else None

    def _cut_verb(self, folded: str) -> tuple[CallKind | None, str]:
        """The kind of the verb at the head, and what follows it and its adverbs; (None, …) if there is no verb."""
        for bare in self._list_bare(folded):
            rest = self._cut_further(bare)
            for start in dict.fromkeys((bare, rest)):
                verb = self._find_word(start, self._verbs)
                if verb:
                    return self._kinds[verb], self._cut_further(start[len(verb) :].lstrip())
        return None, folded

    def _list_bare(self, folded: str) -> Iterable[str]:
        """The line as it is, and without a letter that is glued to its first word (Arabic و)."""
        yield folded
        for prefix in self._prefixes:
            if folded.startswith(prefix):
                yield folded[len(prefix) :].lstrip()

    def _cut_further(self, folded: str) -> str:
        for _ in range(_MAX_FURTHER):
            word = self._find_word(folded, self._further)
            folded = folded[len(word) :].lstrip()
        return folded

    def _find_word(self, folded: str, words: dict[str, tuple[str, ...]]) -> str:
        """The longest of the words with which the line begins, or ""."""
        for word in words.get(folded[:1], ()):
            if folded.startswith(word) and not (self._spaced and folded[len(word) : len(word) + 1].isalnum()):
                return word
        return ""

    def _is_meant_alone(self, text: str, following: Sequence[str]) -> bool:
        """Whether a line that is an operative verb and nothing more is one, and not a heading such as "Requests"."""
        if not self._cased or text[:1].islower() or text.isupper():
            return True
        return text.rstrip(_SPACES)[-1:] in _ENDS or _goes_on(following)

    def _is_meant(self, text: str, folded: str, following: Sequence[str]) -> bool:
        """Whether a line that begins with an operative verb opens a part, and is no sentence of a paragraph."""
        bare = text.rstrip(_SPACES)
        if bare.endswith(_SENTENCE_ENDS) or _ends_inside(bare):
            return False
        if self._cased:
            return _goes_on(following) or (text[:1].islower() and len(folded) <= _SHORT)
        if bare[-1] in ":：":
            return False  # where no capital tells, a sentence that announces a list looks the same
        if _begins_item(following):
            return True
        if self._spaced:
            return len(folded) <= _SHORT
        return len(bare) <= _SHORT_HAN and "，" not in bare and bare[-1] not in _ENDS

    def _find_by_end(self, bare: str, following: Sequence[str]) -> CallKind | None:
        words = bare.rstrip("。.、,，")
        if len(words) > _MAX_ENDED:
            return None
        ends = [word for word in self._ends if words.endswith(word)]
        if not ends:
            return None
        kind = self._ends[max(ends, key=len)]
        if any(word in words for word in self._language.announcements):
            return kind
        open_ended = bare[-1] in "、,，" and len(bare) <= _SHORT_HAN
        return kind if kind == "recitals" and open_ended and _begins_item(following) else None

    def _is_formula(self, bare: str, following: Sequence[str]) -> bool:
        """Whether a line says who decides and ends with a comma, or that something is decided."""
        folded = _fold(bare)
        if folded.endswith(self._formulas) or any(f"{one} " in folded for one in self._formulas):
            return not _ends_inside(bare)
        if folded in self._bodies:
            return bare[-1] not in ":：—"
        if bare[-1] in ":：—" or _ends_inside(bare) or self.opens(bare):
            return False
        begins = self._spaced and folded.startswith(tuple(f"{body} " for body in self._bodies))
        if bare[-1] in _BRACKETS:  # a comma was forgotten: (Utopia, 2031)
            return begins and bool(following) and self._find_by_head(following[0], following[1:]) == "recitals"
        brief = folded.count(" ") < _BODY_WORDS if self._spaced else len(folded) <= _SHORT_HAN
        ends = brief and folded.endswith(self._bodies)
        return (begins or ends) and any(self.opens(line) for line in following[:LOOKED_AT])

    def opens(self, line: str) -> bool:
        """Whether a line begins with a verb of a call line."""
        return self._cut_verb(_fold(line[:MAX_CALL]))[0] is not None


_BRACKETS: Final = ")）"
_FORMULA_ENDS: Final = frozenset((*_ENDS, *_BRACKETS, "—"))
_UNSEEN_CHARACTERS: Final = "\u200b\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\ufeff"


def _fold(text: str) -> str:
    """A line as it is held against the words: see the head of this file."""
    plain = _DROPPED.sub("", text) if not text.isascii() else text
    return _COMMAS.sub(" ", plain).strip(" :：—–").lower()


def _ends_inside(bare: str) -> bool:
    return _INNER_END.search(bare) is not None


def _begins_item(following: Sequence[str]) -> bool:
    """Whether the next line begins an item of a list."""
    return bool(following) and _may_begin_item(following[0]) and _ITEM.match(following[0]) is not None


def _may_begin_item(line: str) -> bool:
    """Whether a line that begins with an ideograph has behind it what stands behind the letter or numeral of an item."""
    if not "\u4e00" <= line[:1] <= "\u9fff":
        return True
    return any(mark in line[1:_ITEM_LETTERS] for mark in ")）.．-–、")


def _goes_on(following: Sequence[str]) -> bool:
    """Whether the next line is an item, or goes on in small letters: "to report to the Council"."""
    return _begins_item(following) or (bool(following) and following[0].lstrip(_SPACES)[:1].islower())
