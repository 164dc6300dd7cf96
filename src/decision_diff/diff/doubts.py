"""Uncertain matches: a notice for each, which says how to confirm or reject it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from decision_diff.changes import DOUBT, Change, Link, format_percent
from decision_diff.model import Decision, Notice


def report_doubts(changes: Iterable[Change], old: Decision, new: Decision) -> Iterator[Notice]:
    """One notice for each doubtful link, in the order of the changes."""
    for change in changes:
        if change.is_doubtful:
            for link, yes, no in _list_pins(change.links):
                message = (
                    f"uncertain match: {old.place(link.old.eid)} → {new.place(link.new.eid)} "
                    f"({format_percent(link.confidence)}); pin {yes} to confirm it, {no} to reject it"
                )
                yield Notice("match-doubtful", message, new.clause(link.new.eid).origin, "new")


def _list_pins(links: Sequence[Link]) -> Iterator[tuple[Link, str, str]]:
    """Each doubtful link of a change, with the pin that confirms it and the pins that deny it. The links are read once, however many are doubtful."""
    of_old: dict[str, list[int]] = defaultdict(list)
    of_new: dict[str, list[int]] = defaultdict(list)
    for at, link in enumerate(links):
        of_old[link.old.eid].append(at)
        of_new[link.new.eid].append(at)
    for at, link in enumerate(links):
        if link.confidence < DOUBT:
            same_old, same_new = of_old[link.old.eid], of_new[link.new.eid]
            others = [links[one] for one in sorted({*same_old, *same_new} - {at})]
            yield link, *_write_pins(link, others, is_only_old=len(same_old) == 1, is_only_new=len(same_new) == 1)


def _write_pins(link: Link, others: Sequence[Link], *, is_only_old: bool, is_only_new: bool) -> tuple[str, str]:
    """What confirms a link and what denies it. A pinned clause has no link but its pins: the other links of both clauses are named too."""
    beside = [f"{one.old.eid}={one.new.eid}" for one in others]
    alone = [f"{link.old.eid}="] * is_only_old + [f"={link.new.eid}"] * is_only_new
    return " ".join([f"{link.old.eid}={link.new.eid}", *beside]), " ".join([*beside, *alone])
