"""The wId of clauses: the address that a clause had when it came into the text, which stays when it gets another number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from decision_diff.changes import Comparison


def name_from_old(
    comparison: Comparison, before: Mapping[str, str] | None = None, used: Iterable[str] = ()
) -> dict[str, str]:
    """Names the wId of each new clause whose eId is another, by eId.

    A clause that one old clause became has the wId of that; `before` has those of the old text, where its clauses had others already. Of
    the parts of a split the first one keeps it. A clause that came in is named by its own eId, with `_new`, `_new2` … where an
    older clause has that; `used` are those of clauses that went before.
    """
    known = dict(before or {})
    taken = {*used, *(known.get(clause.eid, clause.eid) for clause in comparison.old.walk())}
    found = {}
    for change in comparison.every:
        if change.old and change.new:
            eid = change.old[0].eid
            found[change.new[0].eid] = known.get(eid, eid)
    for clause in comparison.new.walk():
        if clause.eid not in found:
            found[clause.eid] = _find_free(clause.eid, taken)
            taken.add(found[clause.eid])
    return {eid: wid for eid, wid in found.items() if wid != eid}


def _find_free(eid: str, taken: set[str]) -> str:
    candidate, at = eid, 1
    while candidate in taken:
        candidate = f"{eid}_new{at if at > 1 else ''}"
        at += 1
    return candidate
