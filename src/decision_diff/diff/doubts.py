"""Uncertain matches: a notice for each, which says how to confirm or reject it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from decision_diff.changes import DOUBT, Change, Link, format_percent
from decision_diff.model import Decision, Notice


def report_doubts(changes: Iterable[Change], old: Decision, new: Decision) -> Iterator[Notice]:
    """One notice for each doubtful link, in the order of the changes."""
    for change in changes:
        for link in change.links:
            if link.confidence < DOUBT:
                yes, no = _pins(change, link)
                message = (
                    f"uncertain match: {old.place(link.old.eid)} → {new.place(link.new.eid)} "
                    f"({format_percent(link.confidence)}); pin {yes} to confirm it, {no} to reject it"
                )
                yield Notice("match-doubtful", message, new.clause(link.new.eid).origin, "new")


def _pins(change: Change, link: Link) -> tuple[str, str]:
    """What confirms a link and what denies it. A pinned clause has no link but its pins: those beside it are named too."""
    others = [
        one for one in change.links if one is not link and (one.old.eid == link.old.eid or one.new.eid == link.new.eid)
    ]
    beside = [f"{one.old.eid}={one.new.eid}" for one in others]
    alone = [f"{link.old.eid}="] if all(one.old.eid != link.old.eid for one in others) else []
    alone += [f"={link.new.eid}"] if all(one.new.eid != link.new.eid for one in others) else []
    return " ".join([f"{link.old.eid}={link.new.eid}", *beside]), " ".join([*beside, *alone])
