"""Which words of a line an act would name: what differs of two lines, with as much around it as makes it clear.

    甲应当在三十日内报告    →  甲应当在十五日内报告        “三十日” by “十五日”
    甲可以申请，乙可以申请  →  甲可以申请，乙应当申请      “乙可以” by “乙应当”, since 可以 stands there twice

What changes by itself (a term that is replaced throughout, an article that is cited by its new number) is set aside first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from decision_diff.amend.articles.finding import count_any, is_clear, is_cut
from decision_diff.changes import Edit
from decision_diff.frozen import frozen
from decision_diff.words.edits import compare_words
from decision_diff.words.tokens import tokenize

WordOrder = Literal["substitute", "insert-after", "insert-before", "delete"]
MAX_HUNKS: Final = 2  # in one line; where more is changed, an act gives the line anew
MAX_CONTEXT: Final = 24  # characters of words that are named only to say where
MAX_SHARE: Final = 0.5  # of a line that may change before it is given anew
MAX_GAP: Final = 8  # characters between two changes that are said as one
MIN_LETTERS: Final = 3  # of a word that is named alone in a script that divides words
MIN_ANCHOR: Final = 2  # characters of the words beside which others are put in
_STOPS: Final = frozenset('，。；：、,.;:!?！？（）()“”"「」『』《》〈〉')


@frozen
class Aside:
    """Characters [start, end) of an old line that become `words` without an order for this line."""

    start: int
    end: int
    words: str


@frozen
class WordHunk:
    """Words of an old line, [start, end), and what stands for them, behind or before them in the new one."""

    order: WordOrder
    old: str
    new: str
    start: int
    end: int


def list_asides(line: str, terms: Sequence[tuple[str, str]], followed: str) -> list[Aside]:
    """What changes by itself in a line: `terms` replaced throughout, and citations, for `followed` is the line with new ones."""
    found = [Aside(edit.old.start, edit.old.end, edit.new.of(followed)) for edit in _list_edits(line, followed)]
    if terms:
        became = dict(terms)
        pattern = re.compile("|".join(map(re.escape, sorted(became, key=lambda words: (-len(words), words)))))
        found += [Aside(*one.span(), became[one.group()]) for one in pattern.finditer(line)]
    found.sort(key=lambda one: one.start)
    return [one for at, one in enumerate(found) if not at or found[at - 1].end <= one.start]


def change_asides(line: str, asides: Sequence[Aside]) -> str:
    """The line with all that changes by itself."""
    made, at = "", 0
    for one in asides:
        made += line[at : one.start] + one.words
        at = one.end
    return made + line[at:]


def _list_edits(old: str, new: str) -> list[Edit]:
    return [] if old == new else [edit for edit in compare_words(old, new) if edit.op != "equal"]


def find_hunks(old: str, new: str, whole: str, asides: Sequence[Aside]) -> list[WordHunk] | None:
    """The hunks that make a new line of an old one, each clear within `whole`; None where an act would give the line anew.

    `whole` is the text of the place that the act would name, which holds the old line.
    """
    spans = _find_spans(old, new, list(asides))
    changed = sum(end - start + len(words) for start, end, words in spans)
    if not spans or changed > MAX_SHARE * (len(old) + len(new)):
        return None
    if (same := _find_same(old, spans, whole)) is not None:
        return [same]
    spans = _join_near(old, spans)
    if len(spans) > MAX_HUNKS:
        return None
    bounds = _list_bounds(old)
    made: list[WordHunk] = []
    for at, (start, end, words) in enumerate(spans):
        limits = made[-1].end if made else 0, spans[at + 1][0] if at + 1 < len(spans) else len(old)
        one = _make_hunk(_Place(old, start, end, words, whole, bounds, limits))
        if one is None:
            return None
        made.append(one)
    return made


def _find_spans(old: str, new: str, asides: list[Aside]) -> list[tuple[int, int, str]]:
    """What differs beside what changes by itself: characters [start, end) of the old line and what stands for them."""
    while True:
        edits = _list_edits(change_asides(old, asides), new)
        spans = [(*_go_home(edit.old.start, edit.old.end, asides), edit.new.of(new)) for edit in edits]
        touched = [one for one in asides if any(start < one.end and one.start < end for start, end, _ in spans)]
        if not touched:
            return spans
        asides = [one for one in asides if one not in touched]


def _go_home(start: int, end: int, asides: Sequence[Aside]) -> tuple[int, int]:
    """Where characters of the changed line stand in the old one; those of an aside are its whole stretch."""
    first, last = _go_back_to(start, asides, is_end=False), _go_back_to(end, asides, is_end=True)
    return first, max(first, last)


def _go_back_to(place: int, asides: Sequence[Aside], *, is_end: bool) -> int:
    shift = 0
    for one in asides:
        begins, ends = one.start + shift, one.start + shift + len(one.words)
        if place <= begins:
            break
        if place < ends or (is_end and place == ends):
            return one.end if is_end else one.start
        shift += len(one.words) - (one.end - one.start)
    return place - shift


def _join_near(old: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Changes close together, within one part of a sentence, as one."""
    made: list[tuple[int, int, str]] = []
    for start, end, words in spans:
        between = old[made[-1][1] : start] if made else ""
        if made and len(between) <= MAX_GAP and not any(char in "。；，" for char in between):
            made[-1] = (made[-1][0], end, made[-1][2] + between + words)
        else:
            made.append((start, end, words))
    return made


def _find_same(old: str, spans: Sequence[tuple[int, int, str]], whole: str) -> WordHunk | None:
    """The one order that does, where the same words become the same everywhere in the place."""
    pairs = {(old[start:end], words) for start, end, words in spans}
    if len(pairs) > 1 or len(spans) < 2:
        return None
    ((gone, come),) = pairs
    if not gone:
        return _find_same_anchor(old, spans, whole)
    if any(is_cut(old, (start, end)) for start, end, _ in spans):
        return None
    if not gone or not come or _is_only_signs(gone) or count_any(gone, whole) != len(spans):
        return None
    return WordHunk("substitute", gone, come, spans[0][0], spans[-1][1])


def _find_same_anchor(old: str, spans: Sequence[tuple[int, int, str]], whole: str) -> WordHunk | None:
    """The words behind which the same is put in wherever they stand."""
    first, words = spans[0][0], spans[0][2]
    for at in sorted({bound for bound in _list_bounds(old) if 0 < first - bound <= MAX_CONTEXT}, reverse=True):
        anchor = old[at:first]
        if len(anchor) < MIN_ANCHOR or anchor[0] in _STOPS:
            continue
        if not all(old[:start].endswith(anchor) for start, _, _ in spans):
            return None
        if count_any(anchor, whole) == len(spans) and not any(
            is_cut(old, (start - len(anchor), start)) for start, _, _ in spans
        ):
            return WordHunk("insert-after", anchor, words, at, spans[-1][1])
    return None


def _list_bounds(text: str) -> list[int]:
    """Where words begin or end."""
    bounds, at = [0], 0
    for token in tokenize(text):
        at += len(token)
        bounds.append(at)
    return bounds


@frozen
class _Place:
    """A change of a line: characters [start, end) become `words`; `limits` are those up to which context may go."""

    line: str
    start: int
    end: int
    words: str
    whole: str
    bounds: Sequence[int]
    limits: tuple[int, int]

    def list_before(self) -> list[int]:
        """Where context before it may begin, the nearest first."""
        near = (at for at in reversed(self.bounds) if self.limits[0] <= at < self.start)
        return [at for at in near if self.start - at <= MAX_CONTEXT]

    def list_behind(self) -> list[int]:
        """Where context behind it may end, the nearest first."""
        return [at for at in self.bounds if self.end < at <= self.limits[1] and at - self.end <= MAX_CONTEXT]

    def is_clear(self, start: int, end: int) -> bool:
        """Whether characters of the line are words, and stand in the place exactly once, as an act would look for them."""
        words = self.line[start:end]
        bare = words.strip()
        if _is_only_signs(words) or (bare.isalpha() and bare.isascii() and len(bare) < MIN_LETTERS):
            return False
        return is_clear(words, self.whole, self.line, (start, end))


def _make_hunk(place: _Place) -> WordHunk | None:
    start, end, words = place.start, place.end, place.words
    gone = place.line[start:end]
    ragged = _is_ragged(gone) or _is_ragged(words)
    if gone and place.is_clear(start, end) and not (ragged and words):
        return WordHunk("substitute" if words else "delete", gone, words, start, end)
    if not gone:
        for at in place.list_before():
            if start - at >= MIN_ANCHOR and place.line[at] not in _STOPS and place.is_clear(at, start):
                return WordHunk("insert-after", place.line[at:start], words, at, start)
    return _widen(place)


def _is_ragged(words: str) -> bool:
    """Whether words begin or end with a sign, so that nobody would quote them alone."""
    return bool(words) and (words[0] in _STOPS or words[-1] in _STOPS)


def _widen(place: _Place) -> WordHunk | None:
    """A hunk with words before or behind it, the fewest that make it clear; better without a sign at an edge."""
    before, behind = [place.start, *place.list_before()], [place.end, *place.list_behind()]
    choices = [(a, place.end) for a in before] + [(place.start, b) for b in behind]
    choices += [(a, b) for a in before[1:5] for b in behind[1:5]]
    for a, b in sorted(choices, key=lambda one: (_rate_edges(place, *one), one[1] - one[0], -one[0])):
        if place.is_clear(a, b):
            made = place.line[a : place.start] + place.words + place.line[place.end : b]
            return WordHunk("substitute" if made else "delete", place.line[a:b], made, a, b)
    return None


def _rate_edges(place: _Place, start: int, end: int) -> int:
    """How many edges of the words, or of what stands for them, are signs."""
    old = place.line[start:end]
    new = place.line[start : place.start] + place.words + place.line[place.end : end]
    return sum(bool(words) and words[at] in _STOPS for words in (old, new) for at in (0, -1))


def _is_only_signs(words: str) -> bool:
    return all(char in _STOPS or char.isspace() for char in words)


def list_replaced(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The words of a line that gave way to others, each with what it has in common at its edges left out too."""
    for edit in _list_edits(old, new):
        if edit.op != "replace":
            continue
        gone, come = edit.old.of(old), edit.new.of(new)
        yield gone, come
        start = next(
            (at for at, (a, b) in enumerate(zip(gone, come, strict=False)) if a != b), min(len(gone), len(come))
        )
        rest = gone[start:], come[start:]
        stop = next(
            (at for at, (a, b) in enumerate(zip(rest[0][::-1], rest[1][::-1], strict=False)) if a != b),
            min(map(len, rest)),
        )
        core = rest[0][: len(rest[0]) - stop], rest[1][: len(rest[1]) - stop]
        if all(core) and core != (gone, come):
            yield core
