"""Folding: the form in which texts are equal that differ only editorially.

The line, and why it is drawn there. A reader who checks amendments does not want to see differences that only a converter, a
keyboard or a house style made; a reader who trusts the mark "(MOD)" must never miss one with a legal meaning. So:

    editorial      full and half width, vertical and compatibility forms, ligatures, radicals for ideographs
                   〇 ○ ０ among Chinese numerals; shapes of quotation marks, dashes, dots; spacing around Chinese
                   a mark of punctuation added, dropped or exchanged: ，。、；： quotes, book-title marks,
                   brackets, save square ones
                   what shows nothing: zero-width characters, soft hyphens, fillers, variation selectors
                   a character of private use at the edge of a text or beside white space, added or dropped
    substantive    every letter, digit and ideograph; 零 for 〇; superscripts, fractions, ① (10² is not 102)
                   marks between digits (1.5, 1,000, 10:30, 二、三); 、 between ideographs, where nothing stood; hyphen, slash, %, currency, plus, minus
                   square brackets, which hold what a draft has not agreed yet
                   ？ and ！ (they change what a sentence does); a space between Latin words (in to, into)
                   what turns the order of reading (U+202E …); a character of private use inside a word, where it
                   may be a rare character of a name, or in the place of another one

When in doubt, substantive: a false amendment costs a glance, a missed one costs trust. Where a comma can move a
meaning, the edit is still shown; only its mark says editorial.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import count

from decision_diff.characters import FIRST_UNSPACED, IGNORABLE, KANA, PRIVATE, UNIFIED, are_unified, is_unspaced
from decision_diff.patterns import late

_HAN_DIGITS = "一二三四五六七八九"
_NUMERALS = f"0-9〇零两十百千万亿{_HAN_DIGITS}"

_CHOSEN = {
    "︰": ":",  # its official decomposition is two dots, its use in texts is a colon
    **dict.fromkeys("“”„‟″«»「」＂〝〞〟﹁﹂", '"'),
    **dict.fromkeys("‘’‚‛‹›『』＇﹃﹄", "'"),
    **dict.fromkeys("‐‑‒–—―−－﹘﹣─", "-"),
    **dict.fromkeys("～〜∼", "~"),
    **dict.fromkeys("•・･‧∙⋅", "·"),
}
_IGNORED = late(f"[{IGNORABLE}]")
_MAY_BE_IGNORED = frozenset({"Cf", "Cn", "Lo", "Mn"})  # punctuation, which is met first, needs no pattern
_PRIVATE = late(f"[{PRIVATE}]+")
_FIRST_PRIVATE = "\ue000"
_FOLDED_FORMS = ("<wide>", "<narrow>", "<vertical>", "<small>", "<compat>", "<noBreak>")


class _Folds(dict[int, str]):
    """For `str.translate`: what each code point folds to, found when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.category(char) in _MAY_BE_IGNORED and _IGNORED.match(char):
            self[code] = ""
            return ""
        form = unicodedata.decomposition(char)
        folded = unicodedata.normalize("NFKC", char) if form.startswith(_FOLDED_FORMS) else char
        self[code] = folded = "".join(_CHOSEN.get(part, part) for part in folded)
        return folded


_TABLE = _Folds({ord(char): folded for char, folded in _CHOSEN.items()})
_NOT_PLAIN = late(f"[^0-9A-Za-z\u3001\u3002{UNIFIED}]")  # all others may fold to something else
_FEW_TEXTS = 400  # as long as to compile this pattern, which then is quicker than a set
_texts = count()
_STAYS: set[str] = set()  # characters that are known to fold to themselves
_SHORT = 4096  # characters; in a longer text each that is not plain would be held at once
_LONG_DASH = late("[—―─]{2,}")  # —— is one dash in Chinese
_ZEROS = late("(?:0|[○〇]{1})+")  # `{1}`: see `patterns.build_either`
_SPACE = late(r"\s+")
_LOOSE = late(r" (?:(?<![^\W_] )|(?![^\W_]))")  # a space that has no letter or digit beside it on one side
_ENUMERATES = "、"
_KANA = late(f"[{KANA}]")

# After folding. A mark between two numerals, and a point before a digit, belong to a number.
_MARK = late(
    rf"(?:(?<![{_NUMERALS}])[,:、]|[,:、](?![{_NUMERALS}])|\.(?![0-9])"
    r"|[。;\"'()【】〔〕〖〗《》〈〉])+"
)
_WITHOUT_MARKS = dict.fromkeys(map(ord, " ,:、.。;\"'()【】〔〕〖〗《》〈〉"))


def fold(text: str) -> str:
    """The form of `text` that all of its editorial variants share. Punctuation marks are kept, in one shape each."""
    if text.isascii() and text.isalnum():
        return text
    # Asking first whether a character is there at all is cheaper than a pattern, and most texts have none of them.
    folded = _LONG_DASH.sub("-", text) if "—" in text or "―" in text or "─" in text else text
    if "``" in folded or "''" in folded:  # quotation marks as bills and typewriters write them
        folded = folded.replace("``", '"').replace("''", '"')
    folded = unicodedata.normalize("NFC", _fold_each(folded))
    if not folded.isprintable() and max(folded) >= _FIRST_PRIVATE:
        folded = _PRIVATE.sub(_fold_private, folded)
    if " " in folded or not folded.isprintable():  # no other white space is printable
        folded = _fold_spaces(folded)
    if "0" in folded or "○" in folded or "〇" in folded:
        folded = _fold_zeros(folded)
    return folded


def _fold_each(text: str) -> str:
    """The same as `text.translate(_TABLE)`, in half the time where most characters are ideographs that stay."""
    if len(text) > _SHORT:
        return text.translate(_TABLE)
    is_spaced = text[:1] < FIRST_UNSPACED  # begins in a script of few letters: those that stay are soon known
    unusual = set(text) - _STAYS if is_spaced or next(_texts) < _FEW_TEXTS else set(_NOT_PLAIN.findall(text))
    for char in unusual:  # in any order: what a character folds to stays as it is
        form = char if are_unified(char) else _TABLE[ord(char)]
        if form == char:
            _STAYS.add(char)
        else:
            text = text.replace(char, form)
    return text


def _fold_zeros(text: str) -> str:
    """Each run of zeros beside another Chinese digit as 〇."""
    digits = [digit for digit in _HAN_DIGITS if digit in text]
    if not any(zero + digit in text or digit + zero in text for digit in digits for zero in "0○〇"):
        return text

    def fold_run(match: re.Match[str]) -> str:
        start, end = match.span()
        is_beside = text[start - 1 : start] in _HAN_DIGITS if start else False
        return "〇" * (end - start) if is_beside or (end < len(text) and text[end] in _HAN_DIGITS) else match.group()

    return _ZEROS.sub(fold_run, text)


def _fold_private(match: re.Match[str]) -> str:
    """A space for characters of private use at an edge or beside white space: marks and spaces of some program."""
    start, end = match.span()
    text = match.string
    alone = not start or end == len(text) or text[start - 1].isspace() or text[end].isspace()
    return " " if alone else match.group()


def _fold_spaces(text: str) -> str:
    """One space for each run of white space between words that are written with spaces; none beside anything else, or at the edges."""
    if text.isascii() or max(text) < FIRST_UNSPACED:  # no need to look at each of them: many stand in a text with words
        return _LOOSE.sub("", " ".join(text.split()))
    return _SPACE.sub(_fold_space, text)


def _fold_space(match: re.Match[str]) -> str:
    """The same for one run of white space."""
    start, end = match.span()
    text = match.string
    if start and end < len(text) and _is_of_a_word(text[start - 1]) and _is_of_a_word(text[end]):
        return " "
    return ""


def _is_of_a_word(char: str) -> bool:
    """Whether a character is of a script that writes spaces between words."""
    return char.isalnum() and (char.isascii() or not is_unspaced(char))


def is_editorial(old: str, new: str, before: str = "", after: str = "") -> bool:
    """True if the two texts differ, but only by folding or by punctuation marks that stand alone (see the module).

    `before` and `after` are what stands around both: a comma between digits is part of a number.
    """
    if old == new or are_unified(old + new):  # no folding makes one of these, or makes it another one
        return False
    if not (old.isprintable() or new.isprintable()):
        private = _PRIVATE.findall(old), _PRIVATE.findall(new)
        if all(private) and private[0] != private[1]:  # two rare characters, of which nobody can tell that they are one
            return False
    may_list = _ENUMERATES in old or _ENUMERATES in new
    old, new = fold(before + old + after), fold(before + new + after)
    if may_list and _makes_items(old, new):
        return False
    if old == new:
        return True
    # Told without a pattern, which is what most words that changed need.
    return old.translate(_WITHOUT_MARKS) == new.translate(_WITHOUT_MARKS) and _blank_marks(old) == _blank_marks(new)


def _makes_items(old: str, new: str) -> bool:
    """Whether 、 comes to stand between two ideographs that nothing divided, or goes: one item is two then (民刑事, 民、刑事).

    In Japanese it is an ordinary comma, and beside titles and quotations a matter of style.
    """
    (letters, marks), (others, other_marks) = _part_marks(old), _part_marks(new)
    if letters != others or _KANA.search(letters):
        return False
    pairs = zip(marks, other_marks, letters, letters[1:], strict=False)
    return any({one, other} == {"", _ENUMERATES} and are_unified(left + right) for one, other, left, right in pairs)


def _part_marks(text: str) -> tuple[str, list[str]]:
    """The letters and digits of a text, and the marks behind each of them."""
    letters: list[str] = []
    marks: list[str] = []
    for char in text:
        if char.isalnum():
            letters.append(char)
            marks.append("")
        elif marks:
            marks[-1] += char
    return "".join(letters), marks


def _blank_marks(folded: str) -> str:
    """Marks become spaces, and spaces are then folded: a,b is not ab, but is a b; 甲，乙 is 甲乙."""
    return _fold_spaces(_MARK.sub(" ", folded))
