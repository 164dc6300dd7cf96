"""What stands between two lines that are joined: a space, nothing, or less than nothing where a hyphen broke a word.

    at a place that | the          a space
    国际电联理 | 事会               nothing
    commu- | nity                  nothing, and no hyphen: the text has `community`, or neither of `commu` and `nity`
    decision- | making             nothing, with its hyphen: the text has `decision-making`, or both of its words

Between a Chinese character and a Latin word stands what mostly stands there in this text. A soft hyphen is always dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from decision_diff.parse.widths import CLOSING, OPENING, is_wide
from decision_diff.patterns import late

SOFT: Final = "\u00ad"
_GLUING: Final = "-\u2010–/"  # what stands between two words without spaces, or with one on either side
HYPHENS: Final = "-\u2010"
_WORD: Final = late(r"[^\W_]+(?:[-‐/.'’][^\W_]+)*")
_LAST: Final = late(r"[^\W\d_]+$")
_FIRST: Final = late(r"[^\W\d_]+")
_UNSPACED: Final = "\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
# A character of a script without spaces beside a letter or digit of one with spaces, with or without a space between.
_MIXED: Final = late(rf"[{_UNSPACED}]( ?)(?=([0-9])|[A-Za-z])|(?:([0-9])|[A-Za-z])( ?)(?=[{_UNSPACED}])")


class Joiner:
    """Joins the lines of one text. `others` are lines of the other revision, which know words as well."""

    def __init__(
        self, lines: Sequence[str], joined: Sequence[bool], others: Iterable[str], *, cuts_words: bool
    ) -> None:
        self.lines = lines
        self.joined = joined  # for each line whether it is joined with the next one
        self.others = others
        self.cuts_words = cuts_words  # whether lines were filled to the last column

    @cached_property
    def words(self) -> Counter[str]:
        """The words that stand whole on a line, in lower case."""
        found: Counter[str] = Counter()
        for at, line in enumerate(self.lines):
            words = _WORD.findall(line.lower())
            first = at > 0 and self.joined[at - 1]
            last = at < len(self.joined) and self.joined[at]
            found.update(words[first : len(words) - last])
        for line in self.others:
            found.update(_WORD.findall(line.lower()))
        return found

    @cached_property
    def is_hyphenated(self) -> bool:
        """Whether the text was printed with words divided at the ends of lines: more of them are proved than compounds."""
        broken = [
            (one, two) for one, two, is_one in zip(self.lines, self.lines[1:], self.joined, strict=False) if is_one
        ]
        parts = [(a, b) for one, two in broken if one[-1] in HYPHENS for a, b in [_cut_word(one[:-1], two)] if a and b]
        whole = sum(a + b in self.words for a, b in parts)
        compound = sum(f"{a}-{b}" in self.words for a, b in parts)
        return whole > compound or (not compound and len(parts) > 2 and 12 * len(parts) > len(broken))

    @cached_property
    def spaced(self) -> dict[str, bool]:
        """Whether a space mostly stands between a character of a script without spaces and a letter or a digit."""
        counts = Counter(
            kind for line in (*self.lines, *self.others) if not line.isascii() for kind in _list_spacing(line)
        )
        return {kind: counts[kind, True] > counts[kind, False] for kind in ("digit", "letter")}

    @cached_property
    def spaced_marks(self) -> dict[str, bool]:
        """Whether a space mostly stands before a mark, as in French before ; : ! ?"""
        text = "\n".join((*self.lines, *self.others))
        return {mark: 2 * text.count(" " + mark) > text.count(mark) > 0 for mark in ";:!?»؛؟%"}

    def join(self, before: str, after: str, *, has_space: bool = False) -> tuple[int, str]:
        """How many characters at the end of a line are dropped, and what stands between it and the next one.

        `has_space`: white space followed the line in the file, which means something only where spaces are rare.
        """
        last, first = before[-1], after[0]
        if last == SOFT:
            return 1, ""
        if is_wide(last) or is_wide(first):
            return 0, self._join_wide(last, first, has_space=has_space)
        if last in HYPHENS and before[-2:-1].isalpha() and first.isalpha():
            return int(self._is_divided(before, after)), ""
        return 0, " " if has_space or not self._is_glued(before, after) else ""

    def _join_wide(self, last: str, first: str, *, has_space: bool) -> str:
        """What stands between two characters of which one needs no space."""
        if is_wide(last) and is_wide(first):
            return ""
        inner = first if is_wide(last) else last
        usual = has_space or self.spaced["digit" if inner.isdecimal() else "letter"]
        return " " if inner.isalnum() and usual else ""

    def _is_glued(self, before: str, after: str) -> bool:
        """Whether no space stands between two lines of a script with spaces: one of them has but a part of a word."""
        if after[0] in CLOSING:
            return not self.spaced_marks.get(after[0], False)
        if before[-1] in OPENING or (before[-1] in _GLUING and not before[-2:-1].isspace()):
            return True
        return self.cuts_words and self._is_cut(before, after)

    def _is_divided(self, before: str, after: str) -> bool:
        """Whether a hyphen at the end of a line divides a word, and is not part of it."""
        first, second = _cut_word(before[:-1], after)
        if first + second in self.words or f"{first}-{second}" in self.words:
            return first + second in self.words
        if not after[0].islower():
            return False
        return self.is_hyphenated or not (first in self.words and second in self.words)

    def _is_cut(self, before: str, after: str) -> bool:
        """Whether a line that was filled to the last column ends inside a word."""
        words = _WORD.findall(before.lower())[-1:], _WORD.findall(after.lower())[:1]
        if not before[-1].isalnum() or not after[0].isalnum() or not all(words):
            return not before[-1].isalnum() or not after[0].isalnum()
        first, second = words[0][0], words[1][0]
        return first + second in self.words or not (first in self.words and second in self.words)


def _cut_word(before: str, after: str) -> tuple[str, str]:
    """The two parts of a word that a line's end divides, in lower case."""
    last, first = _LAST.search(before), _FIRST.match(after)
    return (last.group().lower() if last else "", first.group().lower() if first else "")


def _list_spacing(line: str) -> Iterator[tuple[str, bool]]:
    """Each place of a line where scripts meet: what stands on the side that has spaces, and whether there is one."""
    for before, digit, other, behind in _MIXED.findall(line):
        yield "digit" if digit or other else "letter", bool(before or behind)
