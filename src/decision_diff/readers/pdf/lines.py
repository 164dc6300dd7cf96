"""Lines of words from the characters of a region: a column of a page, or a cell.

Characters on one base line are a line, whatever their order in the file; smaller ones above or below it are raised or lowered. Spaces
that the file does not hold as characters stand where two characters of an alphabet are apart, and never beside an ideograph.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise
from typing import Final

from decision_diff import labels
from decision_diff.frozen import frozen
from decision_diff.model import Feature, FeatureKind, Span
from decision_diff.readers.pdf.directions import order_glyphs, sort_glyphs
from decision_diff.readers.pdf.glyphs import Glyph

_TAB: Final = 1.0  # sizes of the font that a gap is wide, to be a tab behind a number
_APART: Final = 0.2  # to be a space
_SEGMENT: Final = 2.5  # to be a tab elsewhere, and to part a line in two, where a page has columns
_SMALL: Final = 0.8  # of the size of a line: what is raised or lowered is smaller
_BAND: Final = 4.0  # points
_REACH: Final = 1.5  # sizes of the font that a run may be off the base line of its line
_FARTHEST: Final = 60.0  # points
_LONGEST_NUMBER: Final = 12
_BEHIND_NUMBER: Final = frozenset(".)．）、")  # what may touch the word behind it, where a number fills its indent
_FEW: Final = 3  # gaps of a line, which do not say that it is justified
_CLEARLY: Final = 1.25  # times as wide as the spaces of a justified line is a tab
_CLOSING: Final = frozenset("，。；：、）」』”’？！》】,.;:)]!?％%\"'")
_OPENING: Final = frozenset("（「『“‘《【([")


@frozen
class GlyphRun:
    """Characters that follow one another on one base line, without a wide gap between them; `right` is where they end."""

    glyphs: tuple[Glyph, ...]
    base: float
    size: float
    right: float

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left


@frozen
class PdfLine:
    """A line: its words, what is seen of them, and where it stands. `first` is how wide its first word is, with what may not be parted from it."""

    text: str
    features: tuple[Feature, ...]
    left: float
    right: float
    base: float
    size: float
    first: float
    body: float = 0.0  # where its words begin behind a number and a tab, else as `left`


def cut_segments(glyphs: Sequence[Glyph]) -> list[GlyphRun]:
    """The segments of a region, in the order of the file."""
    found: list[GlyphRun] = []
    run: list[Glyph] = []
    for glyph in _sort_mirrored(glyphs):
        if glyph.is_made:
            continue
        if run and not _goes_on(run[-1], glyph):
            found.append(_make_segment(run))
            run = []
        run.append(glyph)
    if run:
        found.append(_make_segment(run))
    return [one for one in found if any(not glyph.text.isspace() for glyph in one.glyphs)]


def _sort_mirrored(glyphs: Sequence[Glyph]) -> Iterable[Glyph]:
    """The characters in the order of the file; where a page is mirrored, those of one base line as they stand."""
    if not any(one.is_mirrored for one in glyphs):
        return glyphs
    lines = groupby(glyphs, key=lambda one: round(one.base, 1))
    return chain.from_iterable(sort_glyphs(list(line)) for _, line in lines)


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    is_level = abs(before.base - glyph.base) <= 0.1 * size and abs(before.size - glyph.size) <= 0.1 * size
    return is_level and -0.7 * size <= glyph.left - before.right <= _SEGMENT * size


def _make_segment(run: Sequence[Glyph]) -> GlyphRun:
    return GlyphRun(tuple(run), run[0].base, max(one.size for one in run), max(one.right for one in run))


def gather_lines(segments: Sequence[GlyphRun]) -> list[PdfLine]:
    """The lines of a region, from top to bottom."""
    rows: list[list[GlyphRun]] = []
    bases: list[tuple[float, float]] = []
    near: dict[int, list[int]] = {}  # by about where a base line is: the lines there
    for one in sorted(segments, key=lambda one: (-one.size, -one.base, one.left)):
        at = _find_row(bases, near, one)
        if at is None:
            near.setdefault(int(one.base // _BAND), []).append(len(rows))
            rows.append([one])
            bases.append((one.base, one.size))
        else:
            rows[at].append(one)
    order = sorted(range(len(rows)), key=lambda at: (-bases[at][0], rows[at][0].left))
    return [line for at in order if (line := _make_line(rows[at], *bases[at])).text.strip()]


def _find_row(bases: Sequence[tuple[float, float]], near: Mapping[int, Sequence[int]], one: GlyphRun) -> int | None:
    """The line to which a run belongs: on its base line, or smaller and a little off it."""
    best: tuple[float, int] | None = None
    reach = min(_REACH * one.size, _FARTHEST)
    for band in range(int((one.base - reach) // _BAND), int((one.base + reach) // _BAND) + 1):
        for at in near.get(band, ()):
            base, size = bases[at]
            off = abs(one.base - base)
            limit = 0.5 * size if one.size <= _SMALL * size else 0.2 * size
            if off <= min(limit, reach) and (best is None or off < best[0]):
                best = off, at
    return None if best is None else best[1]


def _make_line(segments: Sequence[GlyphRun], base: float, size: float) -> PdfLine:
    glyphs = sort_glyphs([glyph for one in segments for glyph in one.glyphs])
    seen = [one for one in glyphs if not one.text.isspace()] or glyphs
    left, right = seen[0].left, max(one.right for one in seen)
    spaced, body = _add_spaces(glyphs, size)
    words = _LineWords(base, size)
    for glyph in order_glyphs(spaced):
        words.add(glyph)
    text = "".join(words.texts).rstrip()
    return PdfLine(text, _merge_features(words.features), left, right, base, size, _measure_first(glyphs), body or left)


def _add_spaces(glyphs: Sequence[Glyph], size: float) -> tuple[list[Glyph], float]:
    """The characters of a line with the spaces that the file does not hold, and where its words begin behind a number and a tab, else 0."""
    found: list[Glyph] = []
    body = 0.0
    wide = _find_tab(glyphs, size)
    for at, glyph in enumerate(glyphs):
        gap = _find_gap(glyphs[at - 1], glyph, size) if at else ""
        begins = not body and len(found) <= _LONGEST_NUMBER and _is_apart(glyphs, at, size) and is_number(found)
        if begins:
            body = glyph.left
        if gap == "\t" and not (_is_widest(glyphs, at, size) if begins else _measure_gap(glyphs, at) >= wide):
            gap = " "
        if gap:
            found.append(replace(glyph, text=gap, left=glyphs[at - 1].right, right=glyph.left, is_made=True))
        found.append(glyph)
    return found, body


def _measure_gap(glyphs: Sequence[Glyph], at: int) -> float:
    return glyphs[at].left - glyphs[at - 1].right


def _is_apart(glyphs: Sequence[Glyph], at: int, size: float) -> bool:
    """Whether a character is apart from the one before it, or a letter that touches what may be the end of a number."""
    if not at:
        return False
    before = glyphs[at - 1].text
    is_word = before in _BEHIND_NUMBER and glyphs[at].text.isalpha()
    return is_word or before.isspace() or _measure_gap(glyphs, at) > _APART * size


def _is_widest(glyphs: Sequence[Glyph], at: int, size: float) -> bool:
    """Whether the gap before a character is wider than the others of its line, which justifying may have made wide."""
    gaps = [_measure_gap(glyphs, nth) for nth in range(1, len(glyphs)) if nth != at]
    others = [gap for gap in gaps if gap > _APART * size]
    return len(others) < _FEW or _measure_gap(glyphs, at) > _CLEARLY * max(others)


def _find_tab(glyphs: Sequence[Glyph], size: float) -> float:
    """How wide a gap must be to be a tab: twice as wide as a space of this line, which justifying may have made wide."""
    words = [one for one in glyphs if not one.text.isspace()]
    gaps = sorted(gap for one, other in pairwise(words) if (gap := other.left - one.right) > _APART * size)
    return max(_SEGMENT * size, 2 * gaps[0]) if len(gaps) > 1 else 2 * _SEGMENT * size


class _LineWords:
    """The words of a line in the making, and what is seen of them."""

    def __init__(self, base: float, size: float) -> None:
        self.texts: list[str] = []
        self.features: list[Feature] = []
        self._base, self._size = base, size
        self._length = 0

    def add(self, glyph: Glyph) -> None:
        """The next character. White space at the head of a line, and behind other, is none."""
        is_space = glyph.text.isspace()
        if is_space and glyph.text != "\u00a0" and (not self.texts or self.texts[-1].isspace()):
            return
        self.texts.append(glyph.text)
        span = Span(self._length, self._length + len(glyph.text))
        self._length = span.end
        kind = None if is_space else _find_shift(glyph, self._base, self._size)
        if kind is not None:
            self.features.append(Feature(kind, span))


def _find_gap(before: Glyph, glyph: Glyph, size: float) -> str:
    """What stands between two characters though the file has none there: a tab, if it is one, a space, or nothing."""
    gap = glyph.left - before.right
    if gap <= _APART * size or before.text.isspace() or glyph.text.isspace():
        return ""
    if gap > _TAB * size:
        return "\t"
    return "" if is_wide(before.text) or is_wide(glyph.text) else " "


def is_number(glyphs: Sequence[Glyph]) -> bool:
    """Whether these are the number of a paragraph, or its bullet."""
    text = "".join([one.text for one in glyphs]).strip()
    if len(text) > _LONGEST_NUMBER:
        return False
    found = labels.find(f"{text} a") if len(text) > 1 else None
    return len(text) == 1 or (found is not None and found.text == "a")


def _find_shift(glyph: Glyph, base: float, size: float) -> FeatureKind | None:
    """Whether a character is raised or lowered."""
    if glyph.size > _SMALL * size:
        return None
    off = glyph.base - base
    return "superscript" if off > 0.12 * size else "subscript" if off < -0.04 * size else None


def _measure_first(glyphs: Sequence[Glyph]) -> float:
    """How wide the first word is: to the next place where a line may break."""
    at = next((at for at, one in enumerate(glyphs) if not one.text.isspace()), 0)
    start = glyphs[at].left
    while at + 1 < len(glyphs):
        here, after = glyphs[at], glyphs[at + 1]
        is_bound = after.text in _CLOSING or here.text in _OPENING
        is_word = not is_wide(here.text) and not is_wide(after.text) and not after.text.isspace()
        if not is_bound and not (is_word and after.left - here.right < _APART * max(here.size, 1)):
            break
        at += 1
    return glyphs[at].right - start


def _merge_features(features: Sequence[Feature]) -> tuple[Feature, ...]:
    merged: list[Feature] = []
    for one in features:
        if merged and merged[-1].kind == one.kind and merged[-1].span.end == one.span.start:
            merged[-1] = Feature(one.kind, Span(merged[-1].span.start, one.span.end))
        else:
            merged.append(one)
    return tuple(merged)


def is_wide(text: str) -> bool:
    """Whether a character is as wide as an ideograph; Korean writing has spaces, and its characters are not."""
    return bool(text) and unicodedata.east_asian_width(text[0]) in "WF" and not "\uac00" <= text[0] <= "\ud7a3"
