"""Lines that hold a page number and little else, by their shape.

    第 2 页 共 9 页      Page 2 of 9      Seite 2/9      стр. 2       forms of the language files, `[pages] numbers`
    - 2 -                2/9              2                           the same in all languages
    Example Act    3     3 | Example Act                              words and a number at either end

In a form `#` stands for the number and `##` for how many there are; spaces are free, and so is a mark where the form has a comma.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.languages import KNOWN, load
from decision_diff.patterns import build_either, late

_DASHES: Final = "-–—‒―−~·•"
_DASH: Final = build_either(_DASHES)
_BEFORE_NUMBER: Final = rf"(?:[ ]{{2,}}|[\t\u3000]+| ?{build_either('|·•–—-')} ?| )"
# What a line of the forms of some language holds, in small letters. Most lines hold none of it, and need no language to be loaded.
BEGINNINGS: Final = ("页", "頁", "ペー", "쪽", "페이", "pag", "pág", "p.", "sei", "стр", "صفح")
_N: Final = "(?P<n>[0-9]{1,4})"
_M: Final = "(?P<m>[0-9]{1,4})"
_PIECES: Final = late(r"##|#|,|[^#,\s]+")
# Each with characters of which a line of that shape has one: most patterns need not be compiled.
_SHAPES: Final = (
    ("page", frozenset(_DASHES), late(rf"{_DASH} ?{_N} ?{_DASH}")),
    ("share", frozenset("/／oO"), late(rf"{_N} ?(?:/|／|(?i:of)) ?{_M}")),
    ("bare", frozenset("0123456789"), late(rf"[\[(]?{_N}[\])]?")),
)
# Words and a number at either end of a line: `Example Act    3`, `3 | Example Act`, `C25/12-C\t3`.
_RUNNING: Final = (
    late(rf"(?P<words>.*\S){_BEFORE_NUMBER}{_N} ?{_DASH}?"),
    late(rf"{_DASH}? ?{_N}{_BEFORE_NUMBER}(?P<words>\S.*)"),
)
_AROUND: Final = " \t\u3000|·•–—-,，"
_WIDE: Final = str.maketrans({chr(0xFF10 + digit): str(digit) for digit in range(10)})


@frozen
class PageNumber:
    """A line that may be a page number. `words` stand beside the number, "" for none; `total` is how many pages there are, or 0."""

    at: int
    shape: str
    number: int
    total: int
    words: str = ""


def read_page_number(text: str, at: int) -> PageNumber | None:
    """A line as a page number; None if it has the shape of none. The first shape that fits the whole line counts."""
    plain = text.translate(_WIDE)
    if (found := _read_form(plain, at)) is not None:
        return found
    for shape, needed, pattern in _SHAPES:
        if not needed.isdisjoint(plain) and (match := pattern.fullmatch(plain)):
            return PageNumber(at, shape, int(match["n"]), int(match.groupdict().get("m") or 0))
    for place, pattern in zip((-1, 0), _RUNNING, strict=True):
        if (plain[place].isdecimal() or plain[place] in _DASHES) and (match := pattern.fullmatch(plain)):
            return PageNumber(at, "running", int(match["n"]), 0, _cut_word(match["words"].strip()))
    return None


def _read_form(plain: str, at: int) -> PageNumber | None:
    """A line of one of the forms of the languages."""
    folded = plain.lower()
    if not any(beginning in folded for beginning in BEGINNINGS):
        return None
    for pattern in list_patterns():
        if match := pattern.fullmatch(plain):
            return PageNumber(at, "page", int(match["n"]), int(match.groupdict().get("m") or 0))
    return None


def _cut_word(words: str) -> str:
    """The words beside a page number without the word for a page: `Example Act, Page 3`."""
    folded = words.lower()
    for word in _list_words() if any(beginning in folded for beginning in BEGINNINGS) else ():
        if folded.endswith(word) and not folded[: -len(word)][-1:].isalnum():
            return words[: -len(word)].rstrip(_AROUND)
    return words


@cache  # of our own data
def list_patterns() -> tuple[re.Pattern[str], ...]:
    """What finds the forms of all languages: which one a text is in is not yet known when its pages are looked for."""
    return tuple(late(_build(form)) for form in list_forms())


def list_forms() -> list[str]:
    """The forms of all languages, those that hold the most first."""
    forms = dict.fromkeys(form for code in KNOWN for form in load(code).page_numbers)
    return sorted(forms, key=lambda form: (-len(form), form))


@cache  # of our own data
def _list_words() -> tuple[str, ...]:
    """What stands before a page number, the longest first."""
    words = {form[:-1].rstrip() for form in list_forms() if form.endswith("#") and form.count("#") == 1}
    return tuple(sorted(words - {""}, key=lambda word: (-len(word), word)))


def _build(form: str) -> str:
    kinds = {"#": _N, "##": _M, ",": "[,，/／（(]?"}
    pieces = [kinds.get(piece) or f"(?i:{re.escape(piece)})" for piece in _PIECES.findall(form)]
    rest = rf"(?: ?/ ?{_M})?" if "##" not in form and form.endswith("#") else "[）)]?" if "," in form else ""
    return " ?".join(pieces) + rest
