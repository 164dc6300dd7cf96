"""Numbers in words, of one word or of several: forty-five, cent vingt, treinta y cinco, сорока пяти, خمسة وأربعين, fünfundvierzig.

A part is added to what stands before it if it is smaller than each part there: 100 + 20 + 5, but not 5 + 6. Between the parts stand a
space, a hyphen or a word that joins (and, et, y, و).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from decision_diff.audit.signals.words import SignalWords, load_words
from decision_diff.words.values import load_cardinals

_MOST = 9  # words of a number: nine hundred and ninety-nine thousand nine hundred and ninety-nine
_LONGEST = 60  # code points of a word that may be a number
_BETWEEN = frozenset((" ", "-", "\u00a0"))
_GLUED = frozenset(("de", "it"))  # a number is one word
_ONES_FIRST = frozenset(("de", "ar"))


def read_number(tokens: Sequence[tuple[int, str]], at: int, words: SignalWords) -> tuple[int, int]:
    """The value of the number in words that begins with token `at`, and the token behind it; (0, at) if none begins there."""
    parts = _read_word(tokens[at][1], words)
    if not parts:
        return 0, at
    stop = at + 1
    for _ in range(_MOST):
        following, behind = _find_part(tokens, stop, words)
        if not following or not _can_follow(parts, following[0], words):
            break
        parts, stop = [*parts, *following], behind
    return _add(parts), stop


def skip_digits(tokens: Sequence[tuple[int, str]], at: int, value: int, words: SignalWords) -> int:
    """The token behind a number that says in brackets what the one before it says: fourteen (14), 30 (thirty); `at` if none does."""
    opens = at + 1 if at < len(tokens) and tokens[at][1] == " " else at
    if opens + 2 >= len(tokens) or tokens[opens][1] != "(":
        return at
    printed = tokens[opens + 1][1]
    told, stop = (int(printed), opens + 2) if printed.isdecimal() else read_number(tokens, opens + 1, words)
    return stop + 1 if told == value and stop < len(tokens) and tokens[stop][1] == ")" else at


def _find_part(tokens: Sequence[tuple[int, str]], at: int, words: SignalWords) -> tuple[list[int], int]:
    """The part behind a space, or behind a word that joins; and the token behind it."""
    if at + 1 >= len(tokens) or tokens[at][1] not in _BETWEEN:
        return [], at
    word = tokens[at + 1][1]
    if word.lower() in words.joins and at + 3 < len(tokens) and tokens[at + 2][1] in _BETWEEN:
        return _read_word(tokens[at + 3][1], words), at + 4
    glued = next((word[len(one) :] for one in words.joins if words.code == "ar" and word.startswith(one)), word)
    return _read_word(glued, words) or _read_word(word, words), at + 2


def _read_word(word: str, words: SignalWords) -> list[int]:
    """The parts of a word: of twenty-one 20 and 1, of fünfundvierzig 5 and 40; none if it is no number."""
    values, plain = _list_values(words.code), cut_elision(word).lower()
    if plain in values:
        return [values[plain]]
    if len(plain) > _LONGEST or not ("-" in plain or words.code in _GLUED):
        return []
    parts = list(_split(plain, values, words.joins))
    return parts if all(parts) and all(_can_follow(parts[:at], parts[at], words) for at in range(1, len(parts))) else []


def cut_elision(word: str) -> str:
    """A word without what is elided before it: d'un."""
    return word.replace("’", "'").rpartition("'")[2] or word


def _split(word: str, values: dict[str, int], joins: frozenset[str]) -> Iterator[int]:
    """The values of the words of which a word is made, each the longest that there is; 0 for what is no number."""
    while word:
        end = next((end for end in range(len(word), 0, -1) if word[:end] in values or word[:end] in joins), 0)
        if not end or word[:end] in values:
            yield values.get(word[:end], 0)
        word = word[end:].lstrip("-") if end else ""


def _can_follow(parts: Sequence[int], value: int, words: SignalWords) -> bool:
    """Whether a number counts with those before it: a smaller one, hundreds and thousands, and in some languages tens behind ones."""
    last = parts[-1]
    if value in (100, 1000):
        return last < value
    if value < last and last >= 20:
        return value < 10 or last >= 100 or (words.code == "fr" and last in (60, 80) and value < 20)
    return words.code in _ONES_FIRST and last < 10 <= value < 100 and value % 10 == 0


def _add(parts: Sequence[int]) -> int:
    total = run = 0
    for part in parts:
        if part == 1000:
            total, run = total + max(run, 1) * part, 0
        elif part == 100 and run < part:
            run = max(run, 1) * part
        else:
            run += part
    return total + run


@cache  # of our own data
def _list_values(code: str) -> dict[str, int]:
    """What each word for a number says; not those that give a rank (third)."""
    words = load_words(code)
    own = {word: int(digits) for word, digits in words.numbers.items() if digits.isdecimal()} if words else {}
    return load_cardinals(code) | own
