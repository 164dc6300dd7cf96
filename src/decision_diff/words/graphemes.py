"""Grapheme clusters: what a reader takes for one character is never cut.

Unicode Standard Annex 29, extended grapheme clusters, as the package `regex` knows them. It is loaded only for a text that holds a
character which may belong to the one beside it; no text of ASCII, of Han and its punctuation, or of letters without marks does.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Final
from unicodedata import category

from decision_diff.characters import is_han, is_newer
from decision_diff.patterns import late

if TYPE_CHECKING:
    import regex

# A wide net for all that joins a neighbour; `_joins` then decides. No Latin, Han or kana is in it.
_MAYBE: Final = late(
    r"[\u0300-\u036f\u0483-\u1cff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u2cef-\u2e2f\u302a-\u302f\u3099\u309a\ua66f-\uabff"
    r"\ud7b0-\ud7fb\ufb1e\ufe00-\ufe2f\uff9e\uff9f\U00010100-\U0001ffff\U000e0020-\U000e0fff]"
)
_FEW_TEXTS: Final = 200  # as long as to compile this pattern, which then is quicker than a set
_texts = count()
_ALONE: Final[set[str]] = set()  # characters that are known to join nothing
_JOINERS: Final = "\u200c\u200d"
# What is no mark and joins all the same: jamo, flags, the skins of emoji, voiced sounds in half width, tags, Arabic signs of numbers and
# some letters of India, Thai and Lao.
_OTHERS: Final = late(
    r"[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb\uff9e\uff9f\U000110bd\U000110cd\U000111c2"
    r"\U000111c3\U0001193f\U00011941\U00011a3a\U00011a84-\U00011a89\U00011d46\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff"
    r"\U000e0020-\U000e007f]"
)
# A flag is two letters. `\X` counts all letters before each of them, which takes the square of their number.
_CLUSTER: Final = r"\p{GCB=RI}{1,2}+[\p{GCB=EX}\p{GCB=SM}\p{GCB=ZWJ}]*+|\X"


def find_inner(text: str) -> set[int]:
    """The offsets, in code points, at which `text` must not be cut: inside a grapheme cluster, before a mark or behind a joiner."""
    if text.isascii():
        return set()
    met = set(text) - _ALONE if next(_texts) < _FEW_TEXTS else set(_MAYBE.findall(text))
    joining = {char for char in met if _joins(char)}
    _ALONE.update(met - joining)
    if not joining:
        return set()
    inner = {at for match in _clusters().finditer(text) for at in range(match.start() + 1, match.end())}
    inner |= _beside_marks(text, {char for char in joining if starts_with_mark(char)})
    return {at for at in inner if 0 < at < len(text) and not {text[at - 1], text[at]} & set("\t\r\n")}


def _beside_marks(text: str, marks: set[str]) -> set[int]:
    """Before each of the marks, and behind those that join what follows.

    After a control character no cluster goes on, but what follows is still a mark, which a reader sees on what stands before.
    """
    before = {at for at, char in enumerate(text) if char in marks}
    return before | {at + 1 for at in before if text[at] == "\u200d"}


def starts_with_mark(text: str) -> bool:
    """Whether the first character of `text` belongs to the character before it."""
    return bool(text) and (
        text[0] in _JOINERS
        or category(text[0]).startswith("M")
        or "\U0001f3fb" <= text[0] <= "\U0001f3ff"
        or "\U000e0020" <= text[0] <= "\U000e007f"
        or "\uff9e" <= text[0] <= "\uff9f"
    )


def _joins(char: str) -> bool:
    if char < "\u0300" or is_han(char) or category(char)[0] in "PZ":
        return False
    return starts_with_mark(char) or _OTHERS.match(char) is not None or is_newer(ord(char))


@lru_cache(maxsize=1)
def _clusters() -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 - late: few texts need it, and it costs as much as a comparison

    return regex.compile(_CLUSTER)
