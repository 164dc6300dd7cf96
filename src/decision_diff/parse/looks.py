"""How the end of one line and the beginning of the next look: what tells a wrapped line from the end of a paragraph.

    …at a place that | the Council      a word, a lower-case word     as anywhere inside a line
    …each year; | (b) to hold           a semicolon, a number         as between paragraphs

How often each look occurs inside of lines, and how often between paragraphs, is counted in the text itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Final

from decision_diff.parse.widths import CLOSING, is_wide
from decision_diff.patterns import late

_SAMPLE: Final = 100_000  # characters that are enough to know how the inside of lines looks
_ENDS: Final = {
    char: look
    for look, chars in (
        ("stop", "。．.!?！？…؟۔"),
        ("semicolon", "；;؛"),
        ("colon", "：:"),
        ("comma", "，,、،"),
        ("close", '”’」』）)】》"»]'),
        ("hyphen", "-\xad‐–—"),
    )
    for char in chars
}
_HAN_NUMERAL: Final = "〇零一二三四五六七八九十百千"
_DASHES: Final = "-–—•·●○▪■□◦‣*"
_DIGITS: Final = "0123456789"
_MOST_DIGITS: Final = 3
_BEHIND: Final = 5  # characters among which a point or a bracket stands behind up to four letters
_NUMBERING: Final = frozenset(f"第{_HAN_NUMERAL}")
# What may number a paragraph; whether it does is for the grammar of numbers to say.
_NUMBER: Final = late(
    rf"第 ?[0-9０-９{_HAN_NUMERAL}-]{{1,9}} ?[编編篇章节節条條款项項目]|[（(](?:[0-9０-９]{{1,3}}|[{_HAN_NUMERAL}]{{1,4}}|[^\W\d_]{{1,4}})[)）]"
    rf"|[{_HAN_NUMERAL}]{{1,4}}、|[0-9０-９]{{1,3}}(?:[.．][0-9０-９]{{1,3}}){{0,4}}(?:[.．)）、]|(?=\s|$))|(?:[^\W\d_]{{1,2}}|[ivxlIVXL]{{3,5}})[.)）](?=\s|$)"
    rf"|[{_DASHES}](?=\s|$)|§|[①-⓿㈠-㈩⑴-⒇]"
    r"|(?i:article|art\.|section|sec\.|chapter|part|annex|appendix|rule|artículo|articulo|artigo|capítulo|anexo|chapitre|annexe|"
    r"статья|глава|раздел|приложение|المادة|الفصل|الباب|الملحق|artikel|abschnitt|kapitel|anlage|제)\s{0,2}(?=[0-9IVXLA(])"
)
LOOKS: Final = 9  # how many looks an end, or a beginning, can have: for counts that are nought


def find_end_look(text: str) -> str:
    """How a line ends."""
    last = text[-1]
    found = _ENDS.get(last)
    if found:
        return found
    return "digit" if last.isdecimal() else "han" if is_wide(last) else "word"


def find_start_look(text: str) -> str:
    """How a line begins."""
    return "number" if _has_number(text) else _look_at(text[0])


_POINTS = ".．)）、"


def _has_number(text: str) -> bool:
    """Whether what may number a paragraph begins a line. The pattern is only asked where a look at a few characters does not tell."""
    first = text[0]
    if first in _DASHES:
        return text[1:2].isspace() or len(text) == 1
    after = text[: _MOST_DIGITS + 1].lstrip(_DIGITS)[:1] if first in _DIGITS else "?"
    if not after:
        return len(text) <= _MOST_DIGITS
    if first in _DIGITS and (after.isspace() or after in _POINTS or after.isascii()):
        return after.isspace() or after in _POINTS
    if first.isalpha() and text[1:2] in (".", ")", "）") and (text[2:3].isspace() or len(text) == 2):
        return True
    return _may_be_worded(first, text[1:_BEHIND]) and _NUMBER.match(text) is not None


def _may_be_worded(first: str, behind: str) -> bool:
    """Whether a line that begins with an ideograph may have a number: one of numbers, or a point or bracket behind it."""
    is_other = "\u4e00" <= first <= "\u9fff" and first not in _NUMBERING
    return not is_other or any(mark in behind for mark in ".)）")


def _look_at(first: str) -> str:
    if first in CLOSING:
        return "close"
    if first.isalpha():
        return "han" if is_wide(first) else "lower" if first.islower() else "upper" if first.isupper() else "letter"
    return "digit" if first.isdecimal() else "mark"


def count_inside(lines: Iterable[str]) -> Counter[tuple[str, str]]:
    """The looks of places inside of lines at which they could have been broken: (end, start)."""
    counts: Counter[tuple[str, str]] = Counter()
    left = _SAMPLE
    for line in lines:
        counts.update(_look_inside(line[:left]))
        left -= len(line)
        if left < 0:
            break
    return counts


def _look_inside(line: str) -> Iterator[tuple[str, str]]:
    words = line.split()
    for one, two in pairwise(words):
        yield find_end_look(one), find_start_look(two)
    for word in words:
        if not word.isascii() and is_wide(word[len(word) // 2]):
            yield from _look_unspaced(word)


def _look_unspaced(word: str) -> Iterator[tuple[str, str]]:
    """A run of a script without spaces can be broken behind each character, but not before a mark that closes."""
    numbers = {match.start() for match in islice(_NUMBER.finditer(word), len(word))}
    for at, ((end, _, was_wide, _), (_, start, wide, closes)) in enumerate(pairwise(map(_LOOKS.__getitem__, word)), 1):
        if not closes and (wide or was_wide):
            yield end, "number" if at in numbers else start


class _Looks(dict[str, tuple[str, str, bool, bool]]):
    """How a place looks behind each character that was met so far, and before it; whether it is wide, and closes."""

    def __missing__(self, char: str) -> tuple[str, str, bool, bool]:
        self[char] = looks = find_end_look(char), _look_at(char), is_wide(char), char in CLOSING
        return looks


_LOOKS: Final = _Looks()
