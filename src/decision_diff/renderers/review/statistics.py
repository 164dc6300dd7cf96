"""What the review page counts: changes by mark and by filter, clauses and characters on both sides."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from decision_diff.changes import MARKS, Change, Comparison, Mark
from decision_diff.frozen import frozen
from decision_diff.renderers.review.text import find_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

FILTERS = ("substantive", "same-value", "editorial", "consequential", "moved", "renumbered", "doubtful")


@frozen
class MarkCount:
    """Changes of one mark: how many, the clauses on both sides, and the characters deleted, inserted and kept.

    Characters are code points of the words; numbers and line feeds are not counted. What moved is kept: only the words
    changed on the way count.
    """

    mark: Mark
    changes: int
    old: int
    new: int
    deleted: int
    inserted: int
    kept: int


def count_by_mark(comparison: Comparison) -> list[MarkCount]:
    """Counts by mark: a row for each mark that occurs, in the order of `MARKS`; `NOC`, the unchanged, is the last."""
    every = comparison.every
    return [_row(name, [one for one in every if one.mark == name]) for name in MARKS if _has(every, name)]


def _has(changes: Iterable[Change], mark: Mark) -> bool:
    return any(one.mark == mark for one in changes)


def _row(mark: Mark, changes: list[Change]) -> MarkCount:
    kept = sum(_size(edit.old.of(one.old_text)) for one in changes for edit in one.edits if edit.op == "equal")
    return MarkCount(
        mark,
        changes=len(changes),
        old=sum(len(one.old) for one in changes),
        new=sum(len(one.new) for one in changes),
        deleted=sum(_size(one.old_text) for one in changes) - kept,
        inserted=sum(_size(one.new_text) for one in changes) - kept,
        kept=kept,
    )


def _size(text: str) -> int:
    return len(text) - text.count("\n")


def count_by_filter(comparison: Comparison) -> dict[str, int]:
    """Counts the changes that each filter finds, in the order of `FILTERS`; several filters may find the same change."""
    counted = Counter(tag for change in comparison.changes for tag in find_tags(change))
    return {name: counted[name] for name in FILTERS}
