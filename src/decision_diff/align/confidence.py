"""The confidence of links: of those with 0.9, about nine in ten are right.

By the pass that found it and how alike the two are. The figures are measured, not chosen: on real amendments with known
answers, on hard ones planted in real acts (`python bench/align.py FOLDER --planted 12`), and on whole revisions planted in statutes of our own in four languages
(`python bench/planted_revisions.py`), rounded down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

# For each pass: (from this score on, so sure), best first. The last row is for all the rest.
_SURE: Final[Mapping[str, Sequence[tuple[float, float]]]] = {
    "pinned": [(0.0, 1.0)],
    "declared": [(0.0, 0.999)],
    "identical": [(0.0, 0.999)],
    "elsewhere": [(0.0, 0.99)],
    "cited": [(0.0, 0.99)],
    "tombstone": [(0.0, 0.99)],
    "label": [(0.0, 0.98)],
    "alone": [(0.0, 0.99)],
    "place": [(0.7, 0.997), (0.55, 0.99), (0.5, 0.98), (0.45, 0.95), (0.0, 0.9)],
    "moved": [(0.8, 0.98), (0.0, 0.97)],
    "part": [(1.0, 0.99), (0.0, 0.98)],
    "shared": [(0.0, 0.97)],
    "residual": [(0.0, 0.5)],  # those that the arbiter judged say more
    "absorbed": [(0.9, 0.65), (0.5, 0.5), (0.0, 0.3)],
}
# Of a stray: a paragraph or an item that is all that two articles have in common. On all sets 10 of 18 such moves less than .8 alike are right, and 34 of 41 parts that are not to the letter.
_SURE_OF_STRAYS: Final[Mapping[str, Sequence[tuple[float, float]]]] = {
    "moved": [(0.9, 0.98), (0.8, 0.93), (0.0, 0.6)],
    "part": [(1.0, 0.99), (0.0, 0.8)],
}


def estimate_confidence(found_by: str, score: float, *, is_stray: bool = False) -> float:
    """The share of links found by this pass, at about this score, that are right; from 0 to 1.

    `is_stray` says that it is all that two articles have in common, and no whole article on both sides.
    """
    return find_measured(found_by, score, is_stray=is_stray)[1]


def may_be_stray(found_by: str) -> bool:
    """Whether a stray found by this pass is less sure than other links of it."""
    return found_by in _SURE_OF_STRAYS


def find_measured(found_by: str, score: float, *, is_stray: bool = False) -> tuple[float, float]:
    """The row of the table for a link: from which score on it holds, and the share of such links that is right."""
    rows = _SURE_OF_STRAYS.get(found_by, _SURE[found_by]) if is_stray else _SURE[found_by]
    return rows[0] if score >= rows[0][0] else next(row for row in rows if score >= row[0])
