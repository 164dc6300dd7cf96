"""What the changes do not show: blank lines, indentation, and the space between a number and its text."""

from __future__ import annotations

from collections.abc import Sequence

from decision_diff.changes import Change
from decision_diff.model import Clause, Decision, Notice


def report_layout(old: Decision, new: Decision, changes: Sequence[Change], unchanged: Sequence[Change]) -> list[Notice]:
    """A notice if unchanged clauses are laid out otherwise in the file, so that "no changes" is never said in silence."""
    if not old.blocks or not new.blocks:
        return []
    count = sum(
        _layout(old, before) != _layout(new, after)
        for change in unchanged
        for before, after in zip(change.old, change.new, strict=True)
    )
    if not count and (changes or _blanks(old) == _blanks(new)):
        return []
    where = f"of {count} unchanged clause{'s' if count != 1 else ''}" if count else "between clauses"
    return [Notice("layout", f"the spacing {where} differs (indentation, blank lines, line ends); the words do not")]


def _layout(decision: Decision, clause: Clause) -> list[tuple[str, str, str]]:
    """What stands around the words of a clause; its blocks' texts too, where white space that ends a cell is in none of them."""
    blocks = decision.blocks[clause.origin.start : clause.origin.end]
    return [(block.lead, block.gap, block.text) for block in blocks]


def _blanks(decision: Decision) -> list[str]:
    return [f"{block.lead if not block.text else ''}{block.end}" for block in decision.blocks]
