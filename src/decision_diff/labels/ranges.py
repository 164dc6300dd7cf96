"""Several units that went at once, under one number: Articles 2 to 4 (repealed), 第四条から第七条まで　削除.

Only the words of their repeal make them a number. A sentence may also begin so: "Articles 2 to 4 apply to boats."
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from decision_diff.labels.keywords import Keyword, read_number
from decision_diff.labels.numerals import WIDE
from decision_diff.labels.paths import SPACES, read_path
from decision_diff.labels.tombstones import LONGEST_TOMBSTONE
from decision_diff.patterns import late

REACH: Final = LONGEST_TOMBSTONE + 60  # characters of a line that names several units and their repeal
_NEAR: Final = 4  # characters behind a number
_CLOSINGS: Final = ("まで", "까지")
_HYPHENED = late(r"[0-9]{1,5}-[0-9]{1,5}")


def find_range(keyword: Keyword, match: re.Match[str], line: str) -> tuple[int, Sequence[tuple[int, ...]]] | None:
    """Where the number of several units ends, their first and last number, and None if a line names but one.

    `may_be_range` tells most of those sooner, and a line of more than REACH characters names none: the caller asks first.
    """
    first = _read(keyword, match)
    if not first:
        return None
    last, end = first, match.end()
    while (at := skip_join(keyword.joins, line, end, is_glued=keyword.glued)) and (
        number := _match_number(keyword, line, at)
    ):
        value = _read(keyword, number)
        if value <= last:
            return None
        last, end = value, number.end()
    if last == first and keyword.is_plural(match) and _HYPHENED.fullmatch(path := match["path"].translate(WIDE)):
        low, high = path.split("-")  # §§ 3-6; of one article it would be number 3-6
        first, last = (int(low),), (int(high),)
    if last <= first:
        return None
    closing = next((word for word in _CLOSINGS if line.startswith(word, end)), "")
    return end + len(closing), (first, last)


def may_be_range(keyword: Keyword, match: re.Match[str], line: str) -> bool:
    """Whether a number may be followed by another one, or be two with a hyphen."""
    return may_join(keyword.joins, line, match.end()) or "-" in match["path"]


def may_join(joins: Mapping[str, Sequence[str]], line: str, end: int) -> bool:
    """Whether a word that joins numbers may stand behind one. Most lines are told from one character."""
    after = line[end : end + 1]
    if after in SPACES:
        after = line[end : end + _NEAR].lstrip(SPACES)[:1]
        return not after or after.casefold() in joins
    return after.casefold() in joins


def skip_join(joins: Mapping[str, Sequence[str]], line: str, end: int, *, is_glued: bool) -> int:
    """Where the next number begins, behind a word that joins it; 0 if none does."""
    at = _skip_spaces(line, end)
    for word in joins.get(line[at : at + 1].casefold(), ()):
        after = at + len(word)
        if line[at:after].casefold() == word and (
            is_glued or not word[-1].isalpha() or line[after : after + 1] in SPACES
        ):
            return _skip_spaces(line, after)
    return 0


def _skip_spaces(line: str, at: int) -> int:
    while line[at : at + 1] and line[at] in SPACES:
        at += 1
    return at


def _match_number(keyword: Keyword, line: str, at: int) -> re.Match[str] | None:
    """A further number, with the word again or without it."""
    match = keyword.pattern.match(line, at)
    return match if match or keyword.number is None else keyword.number.match(line, at)


def _read(keyword: Keyword, match: re.Match[str]) -> tuple[int, ...]:
    values = read_number(match, keyword.words)
    return (*values[0], *read_path(match["branch"])) if values else ()
