"""How wide lines are printed, and how wide the page was that wrapped them.

A line is full if the piece that begins the next one would not have fitted on it: a word, or a character of a script written without
spaces. The width of the page is the one at which most lines are full and hardly any is longer. What is wider than the page all the
same (a row of a table, a web address) is no evidence, and a mark that closes may hang over the edge.

Columns are those of a terminal, two for a Chinese character, or else code points, whichever fits the text; a tab is one column, or
leads to the next eighth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from decision_diff.characters import is_unspaced
from decision_diff.frozen import frozen
from decision_diff.memory import remembered

INDENTS: Final = " \t\u00a0\u3000\f\v"  # white space that may stand before a line
MAX_WIDTH: Final = 200  # columns; no page is wider
MIN_WIDTH: Final = 16
_OVER: Final = 12  # what a line that is longer than the page costs; a full one gains 4 if it looks wrapped
_WORD: Final = 40  # characters among which nearly every word ends
_HANGING: Final = 2  # columns that a mark may stand over the edge
CLOSING: Final = frozenset("。，、；：？！）》〉」』】〕”’…,.;:!?)]}%％،؛؟»")
OPENING: Final = frozenset("（《〈「『【〔“‘([{")

_QUOTES: Final = "“”‘’…—"  # wide in a Chinese font, narrow on most terminals
# First and last characters of what takes two columns, and of what takes none: combining marks of the scripts that have them beside
# their letters, and what has no width. Not patterns: `re` fills a table for each set, which takes longer than to measure a short text.
_WIDE: Final = (
    ("\u1100", "\u115f"), ("\u2e80", "\ua4cf"), ("\uac00", "\ud7a3"), ("\uf900", "\ufaff"), ("\ufe30", "\ufe4f"), ("\uff00", "\uff60"),
    ("\uffe0", "\uffe6"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
_NARROW: Final = (
    ("\u0300", "\u036f"), ("\u0591", "\u05bd"), ("\u0610", "\u061a"), ("\u064b", "\u065f"), ("\u0670", "\u0670"), ("\u06d6", "\u06dc"),
    ("\u200b", "\u200f"), ("\u2060", "\u2064"), ("\xad", "\xad"), ("\ufeff", "\ufeff"),
)  # fmt: skip


class _Columns(dict[str, int]):
    """How many columns each character takes that was met so far."""

    def __missing__(self, char: str) -> int:
        if any(first <= char <= last for first, last in _WIDE):
            columns = 2
        else:
            columns = 0 if any(first <= char <= last for first, last in _NARROW) else 1
        self[char] = columns
        return columns


_COLUMNS: Final = _Columns()

Measure = Callable[[str], int]


@frozen
class PageWidth:
    """The width that fits a text: `width` by `measure`, and which breaks stand behind a full line.

    `score` is by how much full lines outweigh those that are longer; below 0 the text was not wrapped at any width.
    """

    score: int
    width: int
    measure: Measure
    is_full: tuple[bool, ...]
    widths: tuple[int, ...]


@remembered(1 << 12)  # each line is measured with its tabs and without, in either revision
def measure_columns(text: str) -> int:
    """Columns on a terminal; a tab is one."""
    if text.isascii():
        return len(text)
    return sum(map(_COLUMNS.__getitem__, text))


@remembered(1 << 12)
def measure_printed(text: str) -> int:
    """Columns where quotation marks and dashes are as wide as Chinese characters."""
    return measure_columns(text) + sum(map(text.count, _QUOTES))


def measure_indent(text: str) -> int:
    """How many columns a line is indented; a tab leads to the next eighth."""
    lead = text[: len(text) - len(text.lstrip(INDENTS))]
    return measure_columns(lead.expandtabs(8)) if lead else 0


def _measure_tabs(measure: Measure) -> Measure:
    """The same measure with tabs that lead to the next eighth column."""

    def measure_tabs(text: str) -> int:
        if "\t" not in text:
            return measure(text)
        column = 0
        for nth, part in enumerate(text.split("\t")):
            column += (8 - column % 8 if nth else 0) + measure(part)
        return column

    return measure_tabs


def find_page_width(lines: Sequence[str], movable: Sequence[bool], weights: Sequence[int]) -> PageWidth | None:
    """The width at which most of the lines are full; None if no line is longer than `MIN_WIDTH`.

    `lines` have their indentation; `movable` says of each whether it could have been broken, had it been too long; `weights` how
    much it counts that a line is full, by what else speaks for a wrap behind it.
    """
    looks = _look(lines, movable, weights)
    best: _Fit | None = None
    for measure in _list_measures(lines):
        found = _fit(looks, measure)
        if found is not None and (best is None or found.score > best.score):
            best = found
    if best is None:
        return None
    edge = best.edge
    full = tuple([edge - need < width <= edge + _HANGING for width, need in zip(best.widths, best.needs, strict=False)])
    return PageWidth(best.score, edge, best.measure, full, tuple(best.widths))


def has_likely_width(lines: Sequence[str], movable: Sequence[bool], weights: Sequence[int]) -> bool:
    """Whether at any width full lines outweigh those that are longer, and more than one is full: one fills its own width, as any does."""
    looks = _look(lines, movable, weights)
    return any(_is_likely(looks, measure) for measure in _list_measures(lines))


@frozen
class _LineLooks:
    """What is known of lines whatever their widths: what begins each, whether a space stood before the next, how far its end may hang over."""

    lines: Sequence[str]
    pieces: Sequence[str]
    spaces: Sequence[bool]
    hanging: Sequence[int]
    movable: Sequence[bool]
    weights: Sequence[int]


def _look(lines: Sequence[str], movable: Sequence[bool], weights: Sequence[int]) -> _LineLooks:
    pieces = [cut_piece(line.lstrip()) for line in lines]
    spaces = tuple([has_space(line, piece) for line, piece in zip(lines, pieces[1:], strict=False)])
    hanging = tuple([_HANGING if line[-1:] in CLOSING else 0 for line in lines])
    return _LineLooks(lines, pieces, spaces, hanging, movable, weights)


@frozen
class _Fit:
    """The best width by one measure, how wide the lines are, and what each would need of the line before it."""

    score: int
    edge: int
    measure: Measure
    widths: Sequence[int]
    needs: Sequence[int]


def _list_measures(lines: Sequence[str]) -> list[Measure]:
    """The ways to measure that differ for these lines."""
    measures: list[Measure] = [measure_columns]
    if not all(line.isascii() for line in lines):
        measures.append(len)
        if any(_has_quotes(line) and any(_COLUMNS[char] == 2 for char in line) for line in lines):
            measures.append(measure_printed)
    if any("\t" in line for line in lines):
        measures.extend([_measure_tabs(one) for one in measures])
    return measures


def _has_quotes(line: str) -> bool:
    return any(quote in line for quote in _QUOTES)


def _fit(looks: _LineLooks, measure: Measure) -> _Fit | None:
    """The best width by one measure; None if no line is longer than `MIN_WIDTH`."""
    widths = list(map(measure, looks.lines))
    needs = list(map(int.__add__, map(measure, looks.pieces[1:]), looks.spaces))
    best = _choose_width(*_count_by_width(looks, widths, needs))
    return None if best is None else _Fit(*best, measure, widths, needs)


def _count_by_width(looks: _LineLooks, widths: Sequence[int], needs: Sequence[int]) -> tuple[list[int], list[int]]:
    """By width, by how much full lines weigh more there than at the width before, and how many lines are as wide."""
    gained = [0] * (MAX_WIDTH + 2)
    longer = [0] * (MAX_WIDTH + 2)
    for width, hanging, is_movable in zip(widths, looks.hanging, looks.movable, strict=True):
        if is_movable:
            own = width - hanging if width > _HANGING else width
            longer[own if own <= MAX_WIDTH else MAX_WIDTH + 1] += 1
    for width, need, weight in zip(widths, needs, looks.weights, strict=False):
        if width <= MAX_WIDTH:
            gained[width] += weight
            end = width + need
            gained[end if end <= MAX_WIDTH else MAX_WIDTH + 1] -= weight
    return gained, longer


def _is_likely(looks: _LineLooks, measure: Measure) -> bool:
    found = _fit(looks, measure)
    if found is None or found.score <= 0:
        return False
    # From the width from which on a line is full, which may hang over, to that at which the next piece would have fitted on it.
    begun = sorted([max(width - _HANGING, 0) for width in found.widths[: len(found.needs)]])
    ended = sorted(map(int.__add__, found.widths, found.needs))
    return any(bisect_right(begun, width) - bisect_right(ended, width) > 1 for width in _list_likely(looks, found))


def _list_likely(looks: _LineLooks, found: _Fit) -> Iterator[int]:
    """The widths at which full lines outweigh longer ones."""
    gained, longer = _count_by_width(looks, found.widths, found.needs)
    full, over = 0, sum(longer)
    for width in range(MAX_WIDTH + 1):
        full += gained[width]
        over -= longer[width]
        if full > _OVER * over:
            yield width


def _choose_width(gained: Sequence[int], longer: Sequence[int]) -> tuple[int, int] | None:
    """The width with the most full lines, by their weights, less what is due for each line that is longer, and what that leaves."""
    best: tuple[int, int] | None = None
    full, over = 0, sum(longer)
    for width in range(MAX_WIDTH + 1):
        full += gained[width]
        over -= longer[width]
        score = full - _OVER * over
        if width >= MIN_WIDTH and full and (best is None or score >= best[0]):
            best = score, width
    return best


def cut_piece(text: str) -> str:
    """What begins a line and is never broken: a word or a character, with marks that open before it and marks that close behind it."""
    word = text[:_WORD].split(None, 1)[0] if text[:1].strip() else ""
    if len(word) == _WORD:
        word = text.split(None, 1)[0]
    if word.isascii() and not OPENING.issuperset(word):  # most Latin words, without a look at each letter
        return word
    end, size = 0, len(text)
    while end < size and text[end] in OPENING:
        end += 1
    if end < size and is_wide(text[end]):
        end += 1
    else:
        while end < size and not text[end].isspace() and not is_wide(text[end]):
            end += 1
    while end < size and text[end] in CLOSING:
        end += 1
    return text[:end]


def is_wide(char: str) -> bool:
    """Whether a character is of a script written without spaces, or a mark of full width: a line can be broken on either side of it."""
    return is_unspaced(char) or "\uff00" <= char <= "\uffef"


def has_space(line: str, piece: str) -> bool:
    """Whether a space stood between a line and the piece after it, had they been printed on one line."""
    return bool(line) and bool(piece) and not is_wide(line[-1]) and not is_wide(piece[0])
