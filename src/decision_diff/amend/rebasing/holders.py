"""Finds clauses that the draft hung below another one, and that hang elsewhere in the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_diff.amend.rebasing.plan import RebasePlan, ResultClause
from decision_diff.model import Decision, Notice


def check_holders(plan: RebasePlan, result: Decision, items: Sequence[ResultClause]) -> Iterator[Notice]:
    """A notice for each clause that another one holds in the draft than in the old text, and that the result has not below that one.

    Nothing where the result was read otherwise than it was put together, which another notice says.
    """
    clauses = result.walk()
    if len(clauses) != len(items):
        return
    stands = {(item.side, item.position): at for at, item in enumerate(items)}
    for k, was in sorted(plan.was.items()):
        at = next((stands[one] for one in _list_keys(plan, k) if one in stands), None)
        held = _find_holder(plan.draft, k)
        if at is None or held is None or not _is_hung(plan, was, held):
            continue
        above = _find_holder(result, at)
        found = None if above is None else (items[above].side, items[above].position)
        if found not in _list_keys(plan, held):
            below = plan.draft.place(plan.draft.walk()[held].eid)
            yield Notice(
                "result-otherwise",
                f"{result.place(clauses[at].eid)} is not below {below} as in the draft; check it",
            )


def _list_keys(plan: RebasePlan, k: int) -> list[tuple[str, int]]:
    """What a clause of the draft may be in the result."""
    return [("draft", k), *(("base", j) for i in plan.was.get(k, ()) for j in plan.now.get(i, ()))]


def _is_hung(plan: RebasePlan, was: Sequence[int], held: int) -> bool:
    """Whether the draft holds a clause by another one than the old text does."""
    holders = {_find_holder(plan.old, i) for i in was}
    return not any(holder is not None and held in plan.became.get(holder, ()) for holder in holders)


def _find_holder(decision: Decision, at: int) -> int | None:
    """The position of what holds a clause; None for one that stands by itself."""
    path = decision.path(decision.walk()[at].eid)
    return decision.position(path[-2].eid) if len(path) > 1 else None
