"""Numbers in words at the head of a list's items, as in `Uno. …`, `SEGUNDO.- …`, `ثانياً: …` and `FIRST: …`.

Each row of words is a list by itself: Uno, Dos goes on by itself beside Primero, Segundo. They are looked up without regard
to accents, which capitals often lack.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining, normalize

from decision_diff.labels.paths import SPACE, SPACES
from decision_diff.languages import Language
from decision_diff.model import Label
from decision_diff.patterns import late

_WORDED = late(
    rf"(?P<word>[^\s\d.:،؛()–—-]{{2,16}}(?:[ ][^\s\d.:،؛()–—-]{{2,12}})?)(?P<close>[.:](?:[ ]?[-–—])?|[ ]?[-–—])(?={SPACE}|$)"
)


class NumberWords:
    """The numbers in words of some languages."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self._known = {
            _fold(word): (row.partition(",")[0], value)
            for language in languages
            for row in language.listed
            for value, words in enumerate(row.split(", "), 1)
            for word in words.split("/")
        }
        self.starts = frozenset(
            start
            for language in languages
            for row in language.listed
            for words in row.split(", ")
            for word in words.split("/")
            for start in (word[0].upper(), _fold(word)[0].upper())
        )

    def find_at(self, line: str, head: int) -> tuple[Label, int, bool] | None:
        """The number in words at `head`, where it ends, and whether it is doubtful."""
        match = _WORDED.match(line, head)
        known = self._known.get(_fold(match["word"])) if match is not None else None
        if match is None or known is None or match["word"][0].islower():
            return None
        row, value = known
        close = match["close"].strip()
        printed = match.group().rstrip(SPACES)
        is_certain = match["word"].upper() == match["word"] or len(close) > 1 or close[0] in "-–—"
        return (
            Label(printed, (value,), "point", f"{row}{close[0] if close[0] in '.:' else '-'}"),
            head + len(printed),
            not is_certain,
        )


def _fold(word: str) -> str:
    """A word without case and without accents."""
    return "".join(char for char in normalize("NFD", word.casefold()) if not combining(char))
