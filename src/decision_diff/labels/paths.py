"""Paths: the elements of one number, and what is put in behind them.

2.03 (2, 3)    2-bis (2, 2)    2-A (2, 1)    5.209A (5, 209, 1)    9-1 (9, 1)    3 bis (3, 2)    2a (2, 1)    1之二 (1, 2)    2의2 (2, 2)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.labels.numerals import HAN, WIDE, read_plain
from decision_diff.patterns import late

SPACES: Final = " \t\u00a0\u202f\u3000" + "".join(map(chr, range(0x2002, 0x200B)))
SPACE: Final = r"[^\S\n]"  # a class: a set of so many spaces takes twenty times as long to compile
DIGIT: Final = "[0-9０-９]"  # those of Arabic are made these before anything is looked for
# Latin ordinals number what is put in behind a number, the first one as the second of its number.
_LATIN_ORDINALS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
ORDINALS: Final = (*_LATIN_ORDINALS, "nonies")
_ORDINAL_PLACES = {word: place + 2 for place, word in enumerate(_LATIN_ORDINALS)} | {"nonies": 9}
_ORDINAL_WORDS = "|".join(_ORDINAL_PLACES)
_ARABIC_PLACES = {"ثانيا": 3, "ثالثا": 4, "رابعا": 5}
_ARABIC = rf"مكرر(?:اً|ا)?(?:[ ](?P<nth>{'|'.join(_ARABIC_PLACES)})ً?)?"
# §§ 3 bis 6 is a range.
ORDINAL: Final = rf"(?![ \u00a0](?i:bis)[ \u00a0][0-9])[ \u00a0‑-]?(?i:{_ORDINAL_WORDS})(?![^\W\d_])"
_HAN_NUMERALS = frozenset(HAN)
_HAN_BRANCH = rf"(?:之|の|ノ)(?:[{HAN}]{{1,3}}|{DIGIT}{{1,3}})"
_PARTS = late(
    rf"(?P<number>[0-9]+|[{HAN}]+)|(?P<ordinal>(?i:{_ORDINAL_WORDS}))(?![^\W\d_])|(?P<arabic>{_ARABIC})|(?P<letters>[A-Za-z]+)"
)


def build_branch(codes: Sequence[str]) -> str:
    """The pattern of what East Asian languages put in behind a number: 之二, の二, 의2. It matches nothing for others."""
    forms = [_HAN_BRANCH] if "zh" in codes or "ja" in codes else []
    return "|".join([*forms, rf"의{DIGIT}{{1,3}}"] if "ko" in codes else forms) or "(?!)"


def build_suffix(codes: Sequence[str]) -> str:
    """The pattern of what is put in behind a number. A letter does it too: 2a, 5.209A, 102A."""
    forms = [ORDINAL, build_branch(codes), r"[A-Za-z]{1,2}(?![^\W_])", r"[‑-][A-Z](?![^\W_])"]
    if "ar" in codes:
        count = rf"(?:[ \u00a0]\(?{DIGIT}{{1,2}}\)?(?=[ \u00a0]*(?:$|[:：])))?"  # 12 مكرر 1, where nothing else follows
        forms.append(rf"[ \u00a0]?{_ARABIC.replace('?P<nth>', '?:')}{count}")
    return f"(?:{'|'.join(forms)})"


def build_element(codes: Sequence[str]) -> str:
    """The pattern of one element of a path in digits: 2, 209A, 3 bis."""
    return rf"{DIGIT}{{1,6}}{build_suffix(codes)}{{0,3}}"


def build_elements(codes: Sequence[str], most: int) -> str:
    """The pattern of up to `most` elements with points between them. One element is in it once: it takes long to compile."""
    return rf"(?:{build_element(codes)}(?:[.．](?={DIGIT})|(?!{DIGIT}))){{1,{most}}}"


def is_numeral(path: str) -> bool:
    """Whether a path is one numeral, of ASCII digits or of ideographs."""
    return bool(path) and ((path.isascii() and path.isdigit()) or _HAN_NUMERALS.issuperset(path))


def read_path(path: str) -> tuple[int, ...]:
    """The value of a path: 3bis.1 is (3, 2, 1), 5.209A is (5, 209, 1), 1之二 is (1, 2), 9-1 is (9, 1)."""
    if is_numeral(path):
        return (read_plain(path),)  # nearly always
    value: list[int] = []
    for part in _PARTS.finditer(path.translate(WIDE)):
        if part["number"]:
            try:
                value.append(read_plain(part["number"]))
            except ValueError:
                return ()
        elif part["ordinal"]:
            value.append(_ORDINAL_PLACES[part["ordinal"].lower()])
        elif part["arabic"]:
            value.append(_ARABIC_PLACES.get(part["nth"] or "", 2))
        else:
            letters = part["letters"].lower()
            value.append(sum(26**at * (ord(char) - 96) for at, char in enumerate(reversed(letters))))
    return tuple(value)
