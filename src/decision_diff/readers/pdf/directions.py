"""Text from right to left: pages are mirrored, and the characters of a line are put into reading order.

A page shows the characters of such a line in visual order. If most letters of a page are of such a script, positions count from the
right edge, so that lines, columns, cells and indents are found as on any other page. Words in the opposite direction are then
reversed: Latin words and numbers there, Hebrew and Arabic words on other pages (Unicode Standard Annex 9, from visual to logical order).
If two texts look the same, a number next to a Latin word belongs to it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final, Literal

from decision_diff.readers.pdf.glyphs import Glyph, GlyphPage, Rule

_FIRST: Final = "\u0590"  # no letter before it is written from right to left
_BRACKETS: Final = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_OPENING: Final = frozenset("([{<«‹")
_DIGITS: Final = frozenset({"EN", "AN"})
_PARTING: Final = frozenset(" -/.,:()[]%+=&@_")  # may stand between two letters
_UNJOINED: Final = frozenset("اأإآٱدذرزوؤةىءژڈڑ")  # letters that are not joined to the next one
_Kind = Literal["from right", "from left", "number", ""]
_KINDS: Final[dict[str, _Kind]] = {
    "R": "from right", "AL": "from right", "L": "from left", "EN": "number", "AN": "number",
}  # fmt: skip


def is_from_right(text: str) -> bool:
    """Whether a character is a letter of a script that is written from right to left."""
    return text >= _FIRST and unicodedata.bidirectional(text[0]) in ("R", "AL")


def turn_page(page: GlyphPage) -> GlyphPage:
    """The page as seen in a mirror, if most of its letters are written from right to left; else the page.

    PDFium gives the letters of one shape (لا) the other way round.
    """
    count = sum(is_from_right(one.text) for one in page.glyphs)
    if not count or 2 * count <= sum(one.text.isalpha() for one in page.glyphs):
        return page
    width = page.width
    glyphs = [replace(one, left=width - one.right, right=width - one.left, is_mirrored=True) for one in page.glyphs]
    shapes = groupby(glyphs, key=lambda one: (round(one.left, 1), round(one.right, 1), is_from_right(one.text)))
    read = [one for (_, _, is_turned), held in shapes for one in (reversed(list(held)) if is_turned else held)]
    return replace(page, glyphs=tuple(read), rules=tuple(_mirror_rule(one, width) for one in page.rules))


def _mirror_rule(rule: Rule, width: float) -> Rule:
    if rule.is_vertical:
        return replace(rule, at=width - rule.at)
    return replace(rule, start=width - rule.end, end=width - rule.start)


def sort_glyphs(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The characters of a line from its beginning on, as they stand; those of one shape (لا) in the order in which they come."""
    return sorted(glyphs, key=lambda one: round(one.left, 1))


def order_glyphs(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a line, which come as they stand, in the order in which they are read."""
    is_mirrored = any(one.is_mirrored for one in glyphs)
    if not is_mirrored and not any(is_from_right(one.text) for one in glyphs):
        return list(glyphs)
    glyphs = _drop_stretches(glyphs)
    kinds = _find_kinds(glyphs)
    if is_mirrored and "from right" not in kinds and "from left" in kinds:  # a line of Latin words only
        return list(reversed(glyphs))
    ordered: list[Glyph] = []
    runs = _number_runs(glyphs, kinds, "from left" if is_mirrored else "from right")
    for run, met in groupby(zip(runs, kinds, glyphs, strict=True), key=lambda one: one[0]):
        held = [(kind, one) for _, kind, one in met]
        ordered.extend(_turn(held, is_mirrored=is_mirrored) if run else [one for _, one in held])
    return _set_brackets(ordered)


def _find_kinds(glyphs: Sequence[Glyph]) -> list[_Kind]:
    """Of each character, to which direction it belongs; a sign within a number is of the number."""
    classes = [unicodedata.bidirectional(one.text[0]) for one in glyphs]
    within = {"CS"} if "AL" in classes else {"CS", "ES"}
    kinds: list[_Kind] = [_KINDS.get(one, "") for one in classes]
    for at in range(1, len(glyphs) - 1):
        is_sign = classes[at] in within and kinds[at - 1] == "number" and classes[at + 1] in _DIGITS
        if is_sign and glyphs[at - 1].size == glyphs[at].size == glyphs[at + 1].size and glyphs[at].text != "\u060c":
            kinds[at] = "number"
    return kinds


def _number_runs(glyphs: Sequence[Glyph], kinds: Sequence[_Kind], other: _Kind) -> list[int]:
    """Of each character 0, or the number of the run of words or digits to which it belongs that goes the other way."""
    runs = [0] * len(kinds)
    count = 0
    for start, end in _find_stretches(glyphs, kinds, other):
        count += 1
        runs[start:end] = [count] * (end - start)
    if other == "from left":  # a raised number behind another one is a number of its own
        places = range(len(kinds))
        for (is_number, run, _), met in groupby(
            places, key=lambda at: (kinds[at] == "number", runs[at], glyphs[at].size)
        ):
            if is_number and not run:
                count += 1
                for at in met:
                    runs[at] = count
    return runs


def _find_stretches(glyphs: Sequence[Glyph], kinds: Sequence[_Kind], other: _Kind) -> Iterator[tuple[int, int]]:
    """Where words that go the other way begin and end; what stands between them, and the numbers that belong to them, are within."""
    base = "from right" if other == "from left" else "from left"
    bounds = [-1, *(at for at, kind in enumerate(kinds) if kind == base), len(kinds)]
    for before, after in pairwise(bounds):
        held = [at for at in range(before + 1, after) if kinds[at] == other]
        if not held:
            continue
        start, end = held[0], held[-1] + 1
        yield _add_numbers(glyphs, kinds, start, end, before) if other == "from left" else (start, end)


def _add_numbers(glyphs: Sequence[Glyph], kinds: Sequence[_Kind], start: int, end: int, before: int) -> tuple[int, int]:
    """Latin words with the numbers that belong to them: behind them, which is before them in a mirror, or joined to them."""
    size = glyphs[start].size
    for at in range(before + 1, start):
        if kinds[at] == "number" and (glyphs[at].size == size or at + 1 == start):
            start = at
            break
    while end < len(kinds) and kinds[end] == "number":
        end += 1
    return start, end


def _turn(held: Sequence[tuple[_Kind, Glyph]], *, is_mirrored: bool) -> list[Glyph]:
    """A run the other way round; in words from right to left the digits of numbers stay as they are."""
    turned = list(reversed(held))
    if is_mirrored:
        return [one for _, one in turned]
    found: list[Glyph] = []
    for is_other, met in groupby(turned, key=lambda one: one[0] in ("number", "from left")):
        part = [one for _, one in met]
        found.extend(reversed(part) if is_other else part)
    return found


def _drop_stretches(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without what lengthens Arabic words where a line is justified: a shape of the font that has no character.

    PDFium gives it another character, in a file always the same: a letter or control that is not Arabic, or a digit or sign, which
    only counts if it stands so several times in a line, where the letter before it is joined to the next one.
    """
    runs = [list(met) for _, met in groupby(glyphs, key=lambda one: one.text)]
    texts = [run[0].text for run in runs]
    places = [at for at in range(1, len(runs) - 1) if _is_joined(texts[at - 1]) and _is_joined(texts[at + 1])]
    count = Counter(texts[at] for at in places for _ in runs[at])
    back = 1 if any(one.is_mirrored for one in glyphs) else -1
    gone = {at for at in places if _is_stretch(texts[at], texts[at - back], count)}
    return [one for at, run in enumerate(runs) if at not in gone for one in run]


def _is_stretch(text: str, before: str, count: Mapping[str, int]) -> bool:
    """Whether a character within a word only lengthens it. `count` is how often each stands so in its line."""
    if text < " " or (text.isascii() and text.isalpha()):
        return True
    return text.isascii() and text not in _PARTING and count[text] > 1 and before not in _UNJOINED


def _is_joined(text: str) -> bool:
    """Whether a character is a letter of a script whose letters are joined, or a mark on one."""
    return unicodedata.bidirectional(text[0]) in ("AL", "NSM")


def _set_brackets(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Each bracket opens before a word and closes behind one. Which way it is drawn says less: programs turn it once, twice or not at all."""
    found = list(glyphs)
    for at, one in enumerate(glyphs):
        if one.text not in _BRACKETS:
            continue
        is_head = at == 0 or glyphs[at - 1].text.isspace() or glyphs[at - 1].text in _BRACKETS
        is_end = at + 1 == len(glyphs) or not glyphs[at + 1].text.isalnum()
        if is_head != is_end:
            text = one.text if (one.text in _OPENING) == is_head else _BRACKETS[one.text]
            found[at] = replace(one, text=text)
    return found
