"""One identity for a clause through all revisions: the Akoma Ntoso wId beside the eId of each revision.

The identity is `LABEL/eid`, of the revision in which the clause first stood. It goes along the links, whatever the number
or place. Where a clause was split, the part with most of its words keeps it; where clauses were joined, that of the
clause that gave most words is kept. A clause that was repealed and comes back with the same words has its old identity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from decision_diff.changes import Comparison, Link
from decision_diff.model import Decision

_TELLING: Final = 8  # characters; shorter clauses come back by chance


def trace_identities(
    labels: Sequence[str], decisions: Sequence[Decision], comparisons: Sequence[Comparison]
) -> list[Mapping[str, str]]:
    """For each revision, oldest first, the identity of each clause by its eid; no two clauses of one share theirs."""
    known = {clause.eid: f"{labels[0]}/{clause.eid}" for clause in decisions[0].walk()}
    found: list[Mapping[str, str]] = [known]
    gone: dict[str, str] = {}
    for label, comparison in zip(labels[1:], comparisons, strict=True):
        after = _pass_on(label, comparison, known, gone)
        kept = set(after.values())
        gone |= {clause.words: known[clause.eid] for clause in comparison.old.walk() if known[clause.eid] not in kept}
        known = after
        found.append(known)
    return found


def _pass_on(label: str, comparison: Comparison, known: Mapping[str, str], gone: dict[str, str]) -> dict[str, str]:
    """The identities of the new clauses: of an old one, of one that is `gone` and comes back, or their own."""
    heirs = _find_heirs([link for change in comparison.every for link in change.links])
    after: dict[str, str] = {}
    for clause in comparison.new.walk():
        if clause.eid in heirs:
            after[clause.eid] = known[heirs[clause.eid]]
        else:
            back = gone.pop(clause.words, None) if len(clause.words) >= _TELLING else None
            after[clause.eid] = back or f"{label}/{clause.eid}"
    return after


def _find_heirs(links: Sequence[Link]) -> dict[str, str]:
    """By new eid the old one whose identity it has: the longest link first, and each old one once."""
    heirs: dict[str, str] = {}
    taken: set[str] = set()
    by_weight = sorted(links, key=lambda link: -min(len(link.old.span), len(link.new.span)))  # stable: the first of two
    for link in by_weight:
        if link.new.eid not in heirs and link.old.eid not in taken:
            heirs[link.new.eid] = link.old.eid
            taken.add(link.old.eid)
    return heirs
