"""Which languages a text is written in, told from samples of its paragraphs.

    each sampled paragraph ==script of its first letters==> languages of that script
                           ==frequent words, letters==>     one of them, or none
    what the paragraphs say, weighted by their length      ==> the main language, and the others

Chinese and Japanese share a script: a paragraph with kana is Japanese, a long one without any is Chinese, and a short one goes
with the others. Languages of one script are told apart by the share of their frequent words, less the share of words with
letters that they do not have: that share is .15 to .4 in statutes and decisions of a known language, and below .1 in texts of
its relatives (Portuguese, Catalan, Bulgarian, Persian).

The work is bounded: at most SAMPLES paragraphs are looked at, of each no more than SAMPLED characters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final

from decision_diff.characters import KANA, is_han, is_kana
from decision_diff.languages import SCRIPTS, load
from decision_diff.patterns import late

SAMPLES: Final = 100  # paragraphs, evenly spread
SAMPLED: Final = 300  # characters of a paragraph
_FIRST_LETTERS: Final = 8  # letters of a paragraph that tell its script
_WEIGHT: Final = 3  # an ideograph or a syllable says as much as so many letters
_SURE_HAN: Final = 3  # ideographs at the head, whose weight no other script can come to in the first letters
_ENOUGH_WORDS: Final = 6  # a shorter paragraph (C25/5-E, names) says nothing of its language
_ENOUGH_HAN: Final = 30  # characters without any kana: a Japanese sentence always has some
_KANA_SHARE: Final = 0.05
_LIKELY: Final = 0.1  # share of frequent words from which on a language is believed
_LEAST_FIT: Final = 2  # words, for one may be a name
_SURE: Final = 0.2  # and from which on no other one is tried, so that its file need not be read
_DEMANDED_WORDS: Final = 40  # with fewer words in a whole text it is rather the first language of its script
_FEWER_WORDS: Final = 20  # different ones, of which hardly any fits a language: then it is none of them
_HARDLY: Final = 0.05
_FOREIGN: Final = -2  # words that speak against each language, less those that fit it; so many make a text unknown too
_OTHER_SHARE: Final = 0.02  # of all that is written, from which on another language counts

# The languages that are told apart by their words, by script; those that their script tells; and the first one of each script.
_BY_SCRIPT: Final = {
    script: tuple(code for code in SCRIPTS if SCRIPTS[code] == script) for script in ("Latin", "Cyrillic", "Arabic")
}
_ALONE: Final = {script: code for code, script in SCRIPTS.items() if script in ("Hangul", "kana")}
_DEFAULTS: Final = {script: code for code, script in reversed(SCRIPTS.items())}

_KANA: Final = late(f"[{KANA}]")
_WORD: Final = late(r"[^\W\d_]+")


def detect_languages(texts: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The language in which most of the paragraphs `texts` is written, and the others that it has, the most frequent first.

    The first is "" if there is enough to tell it from, and it is none of the known ones. With too little to tell, it is the first
    known language of the script; of a text without letters, Chinese.
    """
    votes = _Votes()
    for text in texts[:: max(1, len(texts) // SAMPLES)]:
        votes.add(text[:SAMPLED])
    return votes.count()


def detect_language(text: str) -> str:
    """The language of one paragraph, or "" if it says nothing of it."""
    sample = text[:SAMPLED]
    script = find_script(sample)
    if script in _BY_SCRIPT:
        return _choose_by_words(_find_words(sample), script)
    return _ALONE.get(script, "") if script != "Han" else _choose_han(sample)


def find_script(text: str) -> str:
    """The script of most of the first letters: Latin, Cyrillic, Arabic, Hangul, Han or kana, or "other"; "" without letters."""
    if text.isascii():
        return "Latin" if any(map(str.isalpha, text)) else ""
    if _begins_han(text):
        return "Han"
    seen = Counter[str]()
    left = _FIRST_LETTERS
    for char in text:
        if char.isalpha():
            script = _find_script_of(char)
            seen[script] += 1 if script in _BY_SCRIPT else _WEIGHT  # WTPF-26的主题 is Chinese
            left -= 1
            if not left or seen[script] > left + _WEIGHT:  # no other one can come to more
                break
    return max(seen, key=lambda script: seen[script]) if seen else ""


def _begins_han(text: str) -> bool:
    """Whether the first letters are so many ideographs that the rest of the first ones cannot come to more. Nearly always, in Chinese."""
    left = _SURE_HAN
    for char in text:
        if "\u4e00" <= char <= "\u9fff":
            left -= 1
            if not left:
                return True
        elif char.isalpha():
            return False
    return False


def _find_script_of(char: str) -> str:
    if char < "\u0250":
        return "Latin"
    if is_han(char):
        return "Han"
    if is_kana(char):
        return "kana"
    if "\u0400" <= char <= "\u052f":
        return "Cyrillic"
    if "\uac00" <= char <= "\ud7af" or "\u1100" <= char <= "\u11ff" or "\u3131" <= char <= "\u318e":
        return "Hangul"
    if "\u0600" <= char <= "\u077f" or "\u08a0" <= char <= "\u08ff" or "\ufb50" <= char <= "\ufefc":
        return "Arabic"
    return "Latin" if "\u1e00" <= char <= "\u1eff" else "other"


def _find_words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


@cache  # of our own data
def _look_up(code: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The frequent words, the letters, and the letters of its own of a language."""
    language = load(code)
    latin = "abcdefghijklmnopqrstuvwxyz" if "Latin" in language.scripts else ""
    return frozenset(language.frequent), frozenset(latin + language.alphabet), frozenset(language.own_letters)


def _weigh(words: Sequence[str], code: str) -> int:
    """How well words fit a language, from -len(words) to len(words)."""
    frequent, alphabet, own = _look_up(code)
    fit = 0
    for word in words:
        if word in frequent or not own.isdisjoint(word):
            fit += 1
        elif len(word) > 1 and not alphabet.issuperset(word):
            fit -= 1
    return fit


def _bound_fit(word: str) -> int:
    """How well a word fits at best: ideographs are in no alphabet. What cannot fit needs no file of a language to tell."""
    if max(word) < "\u2e80" or any("\x7f" < char < "\u2e80" or char > "\u9fff" for char in word):
        return 1
    return 0 if len(word) == 1 else -1


def _choose_by_words(words: Sequence[str], script: str) -> str:
    """The language of that script that fits the words best, or "" if none fits or there are too few words."""
    size = len(words)
    if size < _ENOUGH_WORDS:
        return ""
    best, chosen = max(float(_LEAST_FIT), _LIKELY * size), ""
    if sum(map(_bound_fit, words)) < best:
        return ""
    for code in _BY_SCRIPT[script]:
        fit = _weigh(words, code)
        if fit >= best:
            best, chosen = fit, code
        if fit >= _SURE * size:
            break
    return chosen


def _choose_han(text: str) -> str:
    kana = len(_KANA.findall(text))
    if kana >= max(1, _KANA_SHARE * len(text)):
        return "ja"
    return "zh" if not kana and len(text) >= _ENOUGH_HAN else ""


class _Votes:
    """What the paragraphs say: how much is written in each language, and in each script without saying in which."""

    def __init__(self) -> None:
        self._languages = Counter[str]()
        self._undecided = Counter[str]()
        self._words: defaultdict[str, list[str]] = defaultdict(list)  # by language, and by script of the undecided ones
        self._waiting: defaultdict[str, list[str]] = defaultdict(list)  # by script the paragraphs not yet counted
        self._total = 0  # characters
        self._short: defaultdict[str, list[str]] = defaultdict(list)  # by script the words of short paragraphs

    def add(self, sample: str) -> None:
        """Count one paragraph."""
        script = find_script(sample)
        self._total += len(sample)
        if script in _BY_SCRIPT:
            self._waiting[script].append(sample)
            return
        code = _choose_han(sample) if script == "Han" else _ALONE.get(script, "")
        self._add(sample, script, code)

    def _add_waiting(self) -> None:
        """Count the paragraphs of scripts that several languages share, if there are enough: else no file need be read."""
        for script, samples in self._waiting.items():
            is_rare = sum(map(len, samples)) < _OTHER_SHARE * self._total
            for sample in () if is_rare else samples:
                words = _find_words(sample)
                code = _choose_by_words(words, script)
                (self._words[code or script] if len(words) >= _ENOUGH_WORDS else self._short[script]).extend(words)
                self._add(sample, script, code)

    def _add(self, sample: str, script: str, code: str) -> None:
        if code:
            self._languages[code] += len(sample)
        elif script:
            self._undecided[script] += len(sample)

    def count(self) -> tuple[str, tuple[str, ...]]:
        """The main language and the others."""
        self._add_waiting()
        self._check_relatives()
        told = {script: self._settle(script) for script in self._undecided}
        for script, code in told.items():
            if code is not None:
                self._languages[code] += self._undecided[script]
        if not self._languages:
            script = max(self._undecided, key=lambda one: self._undecided[one], default="Han")
            return _DEFAULTS[script], ()
        total = self._languages.total()
        ranked = sorted(self._languages, key=lambda code: -self._languages[code])
        others = [code for code in ranked[1:] if code and self._languages[code] >= _OTHER_SHARE * total]
        return ranked[0], tuple(others)

    def _check_relatives(self) -> None:
        """Take back languages that some paragraphs fit by chance: with the undecided ones of its script, each must still fit."""
        for script, codes in _BY_SCRIPT.items():
            for code in codes:
                words = self._words[code] + self._words[script]
                if self._languages[code] and _weigh(words, code) < _LIKELY * len(words):
                    self._undecided[script] += self._languages.pop(code)
                    self._words[script].extend(self._words.pop(code))

    def _settle(self, script: str) -> str | None:
        """The language of the paragraphs of a script that did not say it, "" for an unknown one, None if it cannot be told."""
        if script == "other":
            return ""
        codes = ("zh", "ja") if script == "Han" else _BY_SCRIPT[script]
        said = max(codes, key=lambda code: self._languages[code])
        if self._languages[said] or script == "Han":
            return said
        words = self._words[script]
        if len(words) >= _DEMANDED_WORDS:
            return _choose_by_words(words, script)
        words = [*words, *self._short[script]]
        return "" if _is_foreign(words, codes) else _choose_by_words(words, script) or None


def _is_foreign(words: Sequence[str], codes: Sequence[str]) -> bool:
    """Whether a few words are enough to decide that a text is in none of these languages: hardly any word fits one, or several words exclude each."""
    if len(words) < _ENOUGH_WORDS:
        return False
    fit = max(_weigh(words, code) for code in codes)
    return fit <= _FOREIGN or (len({*words}) >= _FEWER_WORDS and fit < _HARDLY * len(words))
