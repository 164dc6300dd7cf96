"""Whether a line of the new text is what an act leads to expect, and in how far.

same          word for word
print         other quotation marks, other widths, other spaces
citation      it cites the new number of an article (第三条 is now 第四条)
punctuation   another sign where the act put words in or took them out, or at the end of a line: no act says which belongs there
""            other words
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

from decision_diff.amend.articles.drafts import Segment
from decision_diff.citations.articles import Cited, list_renumbered, renumber_citations
from decision_diff.patterns import late

Agreement = Literal["same", "print", "citation", "punctuation", ""]
AGREEMENTS: Final[tuple[Agreement, ...]] = ("same", "print", "citation", "punctuation")

_QUOTES: Final = dict.fromkeys(map(ord, "“”„‘’'＂「」『』"), '"') | {ord("〈"): "《", ord("〉"): "》"}
_SIGNS: Final = frozenset(",;.:、。!?")
_CITED: Final = late(r"第[零〇一二三四五六七八九十百千]+(?=[条款项目])(?:[条款项目]之[一二三四五六七八九十]+)?")
_LANGUAGES: Final = ("zh",)
_CELLS: Final = 4_000_000  # pairs of lines that are looked at for equal ones; beyond it they are paired in order

LineRange = tuple[int, int, int, int]  # lines [i1, i2) of the one and [j1, j2) of the other


def fold_print(words: str) -> str:
    """Words without what only print decides: one kind of quotation marks, one width, no spaces."""
    return "".join(unicodedata.normalize("NFKC", words).translate(_QUOTES).split())


def fold_loosely(words: str) -> str:
    """Words by which two lines are known to be one: without signs, and without the numbers that they cite."""
    return "".join(char for char in _CITED.sub("第#", fold_print(words)) if char not in _SIGNS)


def compare_line(segments: Sequence[Segment], found: str, became: Mapping[Cited, str]) -> Agreement:
    """How far a line agrees with what is expected; `became` has the new numbers of the articles that are cited."""
    words = "".join(segment.text for segment in segments)
    if words == found:
        return "same"
    now = fold_print(found)
    if fold_print(words) == now:
        return "print"
    followed = [_follow(segment, became) for segment in segments]
    if "".join(fold_print(segment.text) for segment in followed) == now:
        return "citation"
    return "punctuation" if _agrees_but_for_signs(segments, now) or _agrees_but_for_signs(followed, now) else ""


def _follow(segment: Segment, became: Mapping[Cited, str]) -> Segment:
    """Old words with the new numbers of the articles that they cite; what the act brings in cites them already."""
    if segment.instruction is not None or not became:
        return segment
    return Segment(renumber_citations(segment.text, became, _LANGUAGES))


def follow_words(segments: Sequence[Segment], became: Mapping[Cited, str]) -> str:
    """The words of a line with the new numbers of the articles that its old words cite."""
    return "".join(_follow(segment, became).text for segment in segments)


def list_stale(segments: Sequence[Segment], found: str, became: Mapping[Cited, str]) -> list[tuple[str, str]]:
    """The citations of a line that agrees and still cites by old numbers: each as printed, and as it would be now."""
    now = fold_print(found)
    followed = [_follow(segment, became) for segment in segments]
    if fold_print("".join(one.text for one in followed)) == now or _agrees_but_for_signs(followed, now):
        return []
    kept = (segment.text for segment in segments if segment.instruction is None)
    pairs = ((span.of(text), now) for text in kept for span, now in list_renumbered(text, became, _LANGUAGES))
    return [(was, now) for was, now in pairs if was != now]


def _agrees_but_for_signs(segments: Sequence[Segment], now: str) -> bool:
    """Whether two lines differ only in signs at the edges of what the act changed, and at their end."""
    words, edges = "", set()
    for segment in segments:
        edges.add(len(words))
        words += fold_print(segment.text)
    edges.add(len(words))
    edges.discard(0)
    near = {edge + step for edge in edges for step in (-1, 0, 1)}
    i = j = 0
    while i < len(words) or j < len(now):
        if i < len(words) and j < len(now) and words[i] == now[j]:
            i, j = i + 1, j + 1
        elif i < len(words) and words[i] in _SIGNS and i in near:
            i += 1
        elif j < len(now) and now[j] in _SIGNS and i in near:
            j += 1
        else:
            return False
    return True


def match_lines(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[bool, LineRange]]:
    """Ranges of two lists of lines, in order, each with whether the lines are equal; they tile both."""
    start = count_same(one, other)
    end = min(count_same(one[::-1], other[::-1]), len(one) - start, len(other) - start)
    yield True, (0, start, 0, start)
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if len(left) * len(right) > _CELLS:
        yield False, (start, len(one) - end, start, len(other) - end)
    else:
        for op, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            yield op == "equal", (start + i1, start + i2, start + j1, start + j2)
    yield True, (len(one) - end, len(one), len(other) - end, len(other))


def count_same(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many equal elements, or characters, two sequences begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
