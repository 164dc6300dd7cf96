"""The pass that links one clause with the consecutive clauses that have its words, with their numbers or without, whatever their length.

    第一条　有下列情形之一的，处以罚款：（一）未申报的；（二）未缴纳的。

    第一条　有下列情形之一的，处以罚款：
    （一）未申报的；
    （二）未缴纳的。

Each piece may be too short to be found by itself (未申报的), but all of them in one row are the clause, to the letter. Looked for between two
neighbours on the spine; spaces and the width of characters do not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.align.gaps import ClauseGap, find_gaps
from decision_diff.align.units import Matching, RevisionSide
from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.words.likeness import folded

_PREFIX: Final = 4  # characters by which a row that may be the clause is found
_ROWS: Final = 16  # rows that begin alike and are looked at


@frozen
class _ClauseRow:
    """Free clauses side by side, as one text without spaces: numbers (or none) and words, where each clause begins and ends in it.

    `starts` is where the words of a clause begin; those of its number stand before.
    """

    numbers: tuple[int, ...]
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def match_seams(matching: Matching) -> None:
    """Link clauses with the row of clauses on the other side that are the same letter by letter: a split, or a join."""
    for gap in find_gaps(matching):
        for swapped in (False, True):
            _match_gap(matching, gap, swapped=swapped)


def _match_gap(matching: Matching, gap: ClauseGap, *, swapped: bool) -> None:
    """Link the free clauses of the left of a gap, or of the right if `swapped`, with rows of the other side."""
    mine, theirs = (gap[2:], gap[:2]) if swapped else (gap[:2], gap[2:])
    if theirs[1] - theirs[0] < 2:
        return
    wholes = matching.find_free(*mine, swapped=swapped, shortest=_PREFIX)
    lists = [*_list_rows(matching, theirs, swapped=not swapped)] if wholes else []
    side, other = matching.get_sides(swapped=swapped)
    rows = [_join(other, numbers, with_numbers=one) for numbers in lists for one in (True, False)]
    index = _index_starts(rows)
    for whole in wholes if rows else ():
        text = _squeeze(side.words[whole])
        for row, first in index.get(text[:_PREFIX], ())[:_ROWS]:
            last = _find_last(row, first, text)
            if last > first and all(matching.is_free(n, swapped=not swapped) for n in row.numbers[first : last + 1]):
                _link(matching, whole, row, (first, last), swapped=swapped)
                break


def _list_rows(matching: Matching, among: tuple[int, int], *, swapped: bool) -> Iterator[list[int]]:
    """The free clauses of [start, end) that stand side by side, two at least."""
    row: list[int] = []
    for number in (*range(*among), -1):
        if number >= 0 and matching.is_free(number, swapped=swapped):
            row.append(number)
        else:
            if len(row) > 1:
                yield row
            row = []


def _join(side: RevisionSide, numbers: Sequence[int], *, with_numbers: bool) -> _ClauseRow:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for number in numbers:
        label = _squeeze(side.clauses[number].number) if with_numbers else ""
        words = _squeeze(side.words[number])
        starts.append(at + len(label))
        at += len(label) + len(words)
        ends.append(at)
        parts += (label, words)
    return _ClauseRow(tuple(numbers), "".join(parts), tuple(starts), tuple(ends))


def _squeeze(text: str) -> str:
    """The text without spaces and in one width."""
    return "".join(folded(text).split())


def _locate_letters(text: str) -> list[int]:
    """Where each character of a squeezed text stands in the text itself; nothing if that cannot be told."""
    offsets: list[int] = []
    letters: list[str] = []
    for at, letter in enumerate(text):
        plain = "" if letter.isspace() else folded(letter) or letter
        letters.append(plain)
        offsets += [at] * len(plain)
    return offsets if "".join(letters) == _squeeze(text) else []


def _index_starts(rows: Sequence[_ClauseRow]) -> dict[str, list[tuple[_ClauseRow, int]]]:
    """The clauses by which a row can begin, by their first characters; each as its row and its place there."""
    found: dict[str, list[tuple[_ClauseRow, int]]] = defaultdict(list)
    for row in rows:
        for place, (start, end) in enumerate(zip(row.starts, row.ends, strict=True)):
            if start < end:
                found[row.text[start : start + _PREFIX]].append((row, place))
    return found


def _find_last(row: _ClauseRow, first: int, text: str) -> int:
    """The place of the clause with which the row ends that begins at `first` and is `text`; -1 if there is none."""
    start = row.starts[first]
    if not row.text.startswith(text, start):
        return -1
    end = start + len(text)
    place = bisect_left(row.ends, end, first)
    return place if place < len(row.ends) and row.ends[place] == end else -1


def _link(matching: Matching, whole: int, row: _ClauseRow, ends: tuple[int, int], *, swapped: bool) -> None:
    """Link a clause with the clauses of a row between the places `ends`, each with its stretch."""
    offsets = _locate_letters((matching.right if swapped else matching.left).words[whole])
    base = row.starts[ends[0]]
    for place in range(ends[0], ends[1] + 1) if offsets else ():
        begin, end = row.starts[place] - base, row.ends[place] - base
        if begin < end:
            stretch = Span(offsets[begin], offsets[end - 1] + 1)
            number = row.numbers[place]
            if swapped:
                matching.link(number, whole, "part", 1.0, None, stretch)
            else:
                matching.link(whole, number, "part", 1.0, stretch, None)
