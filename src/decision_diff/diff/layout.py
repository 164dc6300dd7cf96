"""What the changes do not show: blank lines, indentation, and the space between a number and its text."""

from __future__ import annotations

from collections.abc import Sequence

from decision_diff.changes import Change
from decision_diff.model import Clause, Decision, Notice
from decision_diff.patterns import late

_INVISIBLE = late(r"[\s\ufeff\u200e\u200f\u061c]+")


def report_layout(old: Decision, new: Decision, changes: Sequence[Change], unchanged: Sequence[Change]) -> list[Notice]:
    """Notices if unchanged clauses are laid out otherwise in the file, so that "no changes" is never said in silence.

    One is of white space and of what pages add; the other of clauses before which a reader sees something else.
    """
    if not old.blocks or not new.blocks:
        return []
    differing = [
        (before, after)
        for change in unchanged
        for before, after in zip(change.old, change.new, strict=True)
        if _layout(old, before) != _layout(new, after)
    ]
    margins = sum(_list_margins(old, before) != _list_margins(new, after) for before, after in differing)
    notices: list[Notice] = []
    if margins:
        notices.append(Notice("layout", f"the text in the margin {_count_clauses(margins)} differs; the words do not"))
    count = len(differing) - margins
    if count or not (changes or margins or _blanks(old) == _blanks(new)):
        where = _count_clauses(count) if count else "between clauses"
        said = f"the spacing {where} differs (indentation, blank lines, line ends); the words do not"
        notices.append(Notice("layout", said))
    return notices


def _count_clauses(count: int) -> str:
    return f"of {count} unchanged clause{'s' if count != 1 else ''}"


def _layout(decision: Decision, clause: Clause) -> list[tuple[str, ...]]:
    """What stands around the words of a clause; its blocks' texts too, where white space that ends a cell is in none of them."""
    blocks = decision.blocks[clause.origin.start : clause.origin.end]
    return [(block.lead, block.label.text if block.label else "", block.gap, block.text) for block in blocks]


def _list_margins(decision: Decision, clause: Clause) -> list[str]:
    """What a reader sees before the numbers and words of a clause. A block that has neither was added by a page."""
    blocks = decision.blocks[clause.origin.start : clause.origin.end]
    seen = (_INVISIBLE.sub("", block.lead) for block in blocks if block.text or block.label)
    return [margin for margin in seen if margin]


def _blanks(decision: Decision) -> list[str]:
    return [f"{block.lead if not block.text else ''}{block.end}" for block in decision.blocks]
