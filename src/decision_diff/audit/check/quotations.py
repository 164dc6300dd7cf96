"""Quotations that differ from what they quote, and one thing that two clauses name by two words.

    passages in quotation marks, over several clauses ==shingles==> the passage that each is nearest to ==likeness==> a redline

A passage is compared with other quoted passages and with whole clauses, of this text and of the texts that are checked with it. What is
equal but for width, spaces and marks is quoted well; what is much less alike is another passage.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from decision_diff.audit.check.documents import find_cited_texts
from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.passages import compare_passages
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.characters import is_han
from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.folding import fold
from decision_diff.words.likeness import measure_likeness

_PAIRS: Final = {"“": "”", "«": "»", "「": "」", "『": "』", "„": "“", '"': '"'}
_OPENING: Final = late('[“«「『„"]')
_SHORTEST: Final = 16  # code points of Chinese that are a passage and not a title
_SHORTEST_SPACED: Final = 40
_LONGEST: Final = 20  # clauses that a passage goes over
_SHINGLE: Final = 5
_COMMON: Final = 12  # passages that have a shingle; one in more says nothing
_SHARED: Final = 0.3  # of the shingles of a passage, that another must have to be looked at
_ALIKE: Final = 0.8  # from here on two passages are one
_ENDS: Final = "。；，、;,.：:！!？? \n"


@frozen
class QuotedPassage:
    """A passage of a text: where it begins, the words, and whether it stands in quotation marks. `text` is 0 for the text itself, else the number of another one."""

    text: int
    position: int
    span: Span
    words: str
    quoted: bool


def find_quotation_faults(text: CheckedText) -> Iterator[TextFault]:
    """Quotations that differ from the passage that they are nearest to."""
    quoted = [] if text.is_amending else list(_list_quoted(text, 0))  # which quotes what shall stand elsewhere
    if not quoted:
        return
    others = find_cited_texts(text)
    every = [*quoted, *(one for number, other in others for one in _list_quoted(other, number))]
    every += [one for number, side in ((0, text), *others) for one in _list_clauses(side, number)]
    index = _index_shingles(quoted)
    told: set[int] = set()
    for number, nearest in _find_nearest(quoted, every, index).items():
        passage, source = quoted[number], every[nearest]
        if nearest in told or _is_same(passage.words, source.words):
            continue
        told.add(number)
        if source.quoted and source.text == 0 and _is_source(text, passage.position, source.position):
            passage, source = source, passage
        yield _say(passage, source)


def _is_source(text: CheckedText, one: int, other: int) -> bool:
    """Whether of two quoted passages the first is rather the source: it stands in what was decided, the other in what speaks of it."""
    return _measure_depth(text, one) > _measure_depth(text, other)


def _measure_depth(text: CheckedText, at: int) -> int:
    levels = {text.clauses[above].level for above in text.list_above(at)}
    return ("attachment" in levels) + ("part" in levels)


def _list_quoted(text: CheckedText, index: int) -> Iterator[QuotedPassage]:
    """The passages in quotation marks, each to the mark that closes it."""
    for at, position in enumerate(text.inside):
        words = text.clauses[position].words
        start = 0
        while (start := _find_opening(words, start)) >= 0:
            passage = _read_passage(text, index, at, start, _PAIRS[words[start]])
            if passage is not None:
                yield passage
            end = words.find(_PAIRS[words[start]], start + 1)
            if end < 0:
                break
            start = end + 1


def _find_opening(words: str, start: int) -> int:
    """Where the next mark stands that opens a quotation; -1 if there is none."""
    match = _OPENING.search(words, start)
    return match.start() if match else -1


def _read_passage(text: CheckedText, index: int, at: int, start: int, closing: str) -> QuotedPassage | None:
    inside = text.inside
    first = text.clauses[inside[at]].words
    end = first.find(closing, start + 1)
    pieces = [first[start + 1 : end if end >= 0 else len(first)]]
    follow = at + 1
    while end < 0 and follow < len(inside) and follow - at < _LONGEST:
        words = text.clauses[inside[follow]].words
        end = words.find(closing)
        pieces.append(words if end < 0 else words[:end])
        follow += 1
    whole = "\n".join(pieces)
    if end < 0 or len(whole) < (_SHORTEST if any(map(is_han, whole[:16])) else _SHORTEST_SPACED):
        return None
    return QuotedPassage(index, inside[at], Span(start + 1, start + 1 + len(pieces[0])), whole, True)


def _list_clauses(text: CheckedText, index: int) -> Iterator[QuotedPassage]:
    for at in text.inside:
        words = text.clauses[at].words
        if len(words) >= _SHORTEST and not any(mark in words for mark in _PAIRS):
            yield QuotedPassage(index, at, Span(0, len(words)), words, False)


def _cut_shingles(words: str) -> set[str]:
    plain = "".join(char for char in fold(words) if char.isalnum())
    return {plain[at : at + _SHINGLE] for at in range(max(len(plain) - _SHINGLE + 1, 0))}


def _index_shingles(quoted: Sequence[QuotedPassage]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(quoted):
        for shingle in sorted(_cut_shingles(one.words)):
            index[shingle].append(number)
    return {shingle: numbers for shingle, numbers in index.items() if len(numbers) <= _COMMON}


def _find_nearest(
    quoted: Sequence[QuotedPassage], every: Sequence[QuotedPassage], index: Mapping[str, list[int]]
) -> dict[int, int]:
    """By quoted passage the number of that among `every` which is nearest to it, if any is near."""
    best: dict[int, tuple[float, int]] = {}
    for number, one in enumerate(every):
        shared: Counter[int] = Counter()
        shingles = _cut_shingles(one.words)
        for shingle in shingles:
            shared.update(index.get(shingle, ()))
        for passage, count in sorted(shared.items()):
            other = quoted[passage]
            if (
                other == one
                or (other.text, other.position) == (one.text, one.position)
                or count < _SHARED * len(shingles)
            ):
                continue
            likeness = measure_likeness(other.words, one.words, _ALIKE)
            if likeness >= _ALIKE and likeness > best.get(passage, (0.0, 0))[0]:
                best[passage] = likeness, number
    return {passage: number for passage, (_, number) in sorted(best.items())}


def _is_same(words: str, other: str) -> bool:
    first, second = ("".join(char for char in fold(one) if char.isalnum()) for one in (words, other))
    return first == second or first in second or second in first


def _say(passage: QuotedPassage, source: QuotedPassage) -> TextFault:
    redline = compare_passages(passage.words, source.words)
    said = "a quotation differs from what it quotes"
    related = (source.text, source.position, source.span)
    return TextFault("QUO001", passage.position, passage.span, said, redline=redline, related=(related,))
