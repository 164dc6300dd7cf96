"""The order of a table and of a redline: that of the new text; what is no longer in it stands at its old place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Clause, Decision


@frozen
class Stand:
    """A change at a place of the table; `left` is the place that its clauses moved away from."""

    change: Change
    left: bool = False


def order_changes(comparison: Comparison) -> list[Stand]:
    """Orders the changes and the unchanged together. What was repealed or moved away stands behind its old predecessor."""
    old, new = comparison.old, comparison.new
    stood = find_predecessors(comparison)
    found: list[tuple[tuple[int, int, int], Stand]] = []
    for change in comparison.every:
        if change.new:
            found.append(((new.position(change.new[0].eid), 0, 0), Stand(change)))
        if not change.new or "move" in change.effects:
            first = change.old[0].eid
            found.append(((stood[first], 1, old.position(first)), Stand(change, left=bool(change.new))))
    return [stand for _, stand in sorted(found, key=lambda one: one[0])]


def find_predecessors(comparison: Comparison) -> dict[str, int]:
    """Finds for each old clause the position of the new clause that its predecessor became; -1 if there is none.

    Clauses that moved, with all below them, are not taken as predecessors.
    """
    became, moved = _follow(comparison)
    found, at = {}, -1
    for clause in comparison.old.walk():
        above = comparison.old.parent(clause.eid)
        if above and above.eid in moved:
            moved.add(clause.eid)
        if clause.eid not in moved:
            at = became.get(clause.eid, at)
        found[clause.eid] = at
    return found


def _follow(comparison: Comparison) -> tuple[dict[str, int], set[str]]:
    """The positions of the new clauses that old ones became, and the old clauses that moved."""
    became: dict[str, int] = {}
    moved: set[str] = set()
    for change in comparison.every:
        if "move" in change.effects:
            moved.update(clause.eid for clause in change.old)
        elif change.old and change.new:
            at = comparison.new.position(change.new[-1].eid)
            became.update((clause.eid, at) for clause in change.old)
    return became, moved


def group_moved(comparison: Comparison, left: Sequence[Change]) -> Iterator[list[Change]]:
    """Groups the changes that moved away into runs that stood beside each other and do so again."""
    run: list[Change] = []
    for change in left:
        if run and not (
            _next(comparison.old, run[-1].old, change.old) and _next(comparison.new, run[-1].new, change.new)
        ):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _next(decision: Decision, one: Sequence[Clause], other: Sequence[Clause]) -> bool:
    """Whether clauses stand behind others, of which all below is skipped."""
    below = sum(1 for _ in one[-1].walk())
    return decision.position(other[0].eid) == decision.position(one[-1].eid) + below
