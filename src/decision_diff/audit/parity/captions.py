"""Articles whose caption stands alone, with their text below, beside those that hold their text themselves.

Article 3 (Reports)                     第三条  海事局须于每年3月31日前提交报告。
The Authority shall submit a report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from decision_diff.audit.parity.pairing import PairedClause
from decision_diff.frozen import frozen

_STOPS: Final = (".", "。", ":", "：", ";", "；", ",", "，", "،", "؛", "다")
_HEADINGS: Final = frozenset({"title", "heading"})
_SHORT: Final = 0.5  # how long a caption is at most, of the text of another version
_RowPlaces = tuple[int | None, ...]


@frozen
class CaptionedClause:
    """The clause at the place `at` or, where it is a caption with its text below, both, as one item."""

    item: PairedClause
    at: int
    is_caption: bool
    has_body: bool


@frozen
class LaidCaptions:
    """The rows of items that are one; `is_mixed` if the first of two has captions of some versions, and the second the texts of all."""

    rows: tuple[_RowPlaces, ...]
    is_mixed: bool


def fold_captions(items: Sequence[PairedClause]) -> list[CaptionedClause]:
    """The items, with each article that is a caption joined with the first clause below it, if this one has no number or is number 1."""
    folded: list[CaptionedClause] = []
    at = 0
    while at < len(items):
        one = items[at]
        is_caption = _is_caption(one)
        below = items[at + 1] if is_caption and at + 1 < len(items) else None
        if below is None or not _is_text_of(below, one):
            folded.append(CaptionedClause(one, at, is_caption, has_body=False))
            at += 1
            continue
        whole = replace(
            one,
            facts=below.facts,
            named=below.named,
            length=one.length + below.length,
            children=max(one.children - 1, 0),
        )
        folded.append(CaptionedClause(whole, at, is_caption, has_body=True))
        at += 2
    return folded


def _is_caption(one: PairedClause) -> bool:
    return (
        one.clause.level == "article"
        and one.clause.label is not None
        and not one.facts
        and not one.clause.words.rstrip().endswith(_STOPS)
    )


def _is_text_of(below: PairedClause, caption: PairedClause) -> bool:
    return below.depth == caption.depth + 1 and below.path[-1] in ((), (1,)) and below.clause.level not in _HEADINGS


def arrange_captions(units: Sequence[CaptionedClause | None]) -> LaidCaptions:
    """The items of one row as rows of clauses, of captions and of texts; None where a version has none."""
    some = [one for one in units if one is not None]
    shortest = min((one.item.length for one in some if not one.is_caption), default=None)
    pairs = [(None, None) if one is None else _divide(one, shortest) for one in units]
    heads, bodies = tuple(head for head, _ in pairs), tuple(body for _, body in pairs)
    rows = tuple(row for row in (heads, bodies) if any(at is not None for at in row))
    is_mixed = shortest is not None and rows[0] is heads and all(one.item.clause.level == "article" for one in some)
    return LaidCaptions(rows, is_mixed)


def _divide(one: CaptionedClause, shortest: float | None) -> tuple[int | None, int | None]:
    """The places of the caption and of the text of an item; `shortest` is how long the shortest text of another version is, None without one."""
    if one.has_body:
        return one.at, one.at + 1
    if shortest is None or (one.is_caption and one.item.length < shortest * _SHORT):
        return one.at, None
    return None, one.at
