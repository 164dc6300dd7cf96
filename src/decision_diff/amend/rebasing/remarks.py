"""What a reviewer noted and pinned on a comparison, carried to a later state of its texts.

    notes, OLD → NEW ==carry_notes==> notes, OLD → NEWER; and those that did not find their place

A note stands on clauses. It goes to the change of the clauses that these are now, by the links of a comparison of both states; each must be one clause still, and together they must be
one change again. If its words are no longer the same, the note goes along and the tick does not: nobody has reviewed the new words.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from decision_diff import pipeline
from decision_diff.changes import Change, Comparison
from decision_diff.errors import PinError
from decision_diff.frozen import frozen
from decision_diff.model import Decision
from decision_diff.reviewer.notes import FORMAT, VERSION, Notes, Remark
from decision_diff.reviewer.pins import resolve

EidsBySide = tuple[tuple[str, ...], tuple[str, ...]]


@frozen
class MissedRemark:
    """A note or pin that did not find its place: where it stood, what it says, and why it stays behind."""

    place: str
    said: str
    why: str


@frozen
class CarriedNotes:
    """`notes` for the later comparison, and the remarks that did not find their place, in order. `unticked` are places whose tick was taken: the words changed."""

    notes: Notes
    missed: tuple[MissedRemark, ...]
    unticked: tuple[str, ...] = ()


@frozen
class CarriedPins:
    """`pins` for the later comparison, as a file has them, and those that did not find their place."""

    pins: tuple[str, ...]
    missed: tuple[MissedRemark, ...]


def carry_notes(notes: Notes, was: Comparison, now: Comparison) -> CarriedNotes:
    """The notes on one comparison for another one, whose texts are later states of its texts. NotesError if they are not on `was`."""
    numbered = dict(was.numbered)
    maps = _map_clauses(was.old, now.old), _map_clauses(was.new, now.new)
    changes = {_list_eids(change): change for change in now.changes}
    remarks: list[Remark] = []
    missed: list[MissedRemark] = []
    unticked: list[str] = []
    for number, remark in notes.find(was):
        before = numbered[number]
        eids = _follow(before, maps)
        after = changes.get(eids) if eids else None
        if after is None or any((one.old, one.new) == eids for one in remarks):
            why = "these clauses are no longer a change" if eids else "a clause of it is gone, or was divided or joined"
            missed.append(MissedRemark(remark.place, remark.note, why))
            continue
        same = (before.old_text, before.new_text) == (after.old_text, after.new_text)
        place = _name_place(after, now)
        if remark.reviewed and not same:
            unticked.append(place)
        remarks.append(Remark(*_list_eids(after), place, remark.reviewed and same, remark.note))
    sides = ((one.source.name, one.source.sha256) for one in (now.old, now.new))
    return CarriedNotes(Notes(notes.name, next(sides), next(sides), tuple(remarks)), tuple(missed), tuple(unticked))


def carry_pins(pins: Iterable[str], was: tuple[Decision, Decision], now: tuple[Decision, Decision]) -> CarriedPins:
    """The pins of one pair of texts for another pair, later states of them. PinError for a pin that is not valid for `was`."""
    maps = _map_clauses(was[0], now[0]), _map_clauses(was[1], now[1])
    carried: list[str] = []
    missed: list[MissedRemark] = []
    for pin in pins:
        ((old, new),) = resolve([pin], *was)
        sides = [None if eid is None else _get_only(maps[at], eid) for at, eid in enumerate((old, new))]
        if any(eid is not None and found is None for eid, found in zip((old, new), sides, strict=True)):
            missed.append(MissedRemark(pin, pin, "a clause of it is gone, or was divided or joined"))
            continue
        carried.append("=".join(eid or "" for eid in sides))
    try:
        resolve(carried, *now)
    except PinError as error:
        raise PinError(f"the pins contradict each other on the later texts: {error.message}") from error
    return CarriedPins(tuple(carried), tuple(missed))


def _map_clauses(was: Decision, now: Decision) -> dict[str, list[str]]:
    """By clause of the earlier state those of the later one, by address."""
    found: dict[str, list[str]] = defaultdict(list)
    joined: dict[str, list[str]] = defaultdict(list)
    if was is now:
        return {clause.eid: [clause.eid] for clause in was.walk()}
    for change in pipeline.compare(was, now).every:
        for link in change.links:
            found[link.old.eid].append(link.new.eid)
            joined[link.new.eid].append(link.old.eid)
    return {eid: some if all(len(joined[one]) == 1 for one in some) else [] for eid, some in found.items()}


def _get_only(became: dict[str, list[str]], eid: str) -> str | None:
    some = became.get(eid, [])
    return some[0] if len(some) == 1 else None


def _follow(change: Change, maps: Sequence[dict[str, list[str]]]) -> EidsBySide | None:
    """The clauses of a change by their addresses in the later texts; None if one of them is not one clause there."""
    old, new = (
        [_get_only(became, clause.eid) for clause in side]
        for became, side in zip(maps, (change.old, change.new), strict=True)
    )
    if None in old or None in new:
        return None
    return tuple(eid for eid in old if eid), tuple(eid for eid in new if eid)


def _list_eids(change: Change) -> EidsBySide:
    return tuple(clause.eid for clause in change.old), tuple(clause.eid for clause in change.new)


def _name_place(change: Change, comparison: Comparison) -> str:
    side, clauses = (comparison.new, change.new) if change.new else (comparison.old, change.old)
    return side.place(clauses[0].eid)


def write_notes(carried: CarriedNotes, now: Comparison) -> str:
    """The notes as a review page of that comparison exports them, as JSON."""
    numbered = {_list_eids(change): (number, change) for number, change in now.numbered}
    entries = []
    for one in carried.notes.remarks:
        number, change = numbered[one.old, one.new]
        entries.append({
            "number": number, "mark": change.mark, "place": one.place, "old": list(one.old), "new": list(one.new),
            "reviewed": one.reviewed, "note": one.note,
        })  # fmt: skip
    sides = {
        name: {"name": side[0], "sha256": side[1]}
        for name, side in (("old", carried.notes.old), ("new", carried.notes.new))
    }
    record = {"format": FORMAT, "version": VERSION, **sides, "changes": sorted(entries, key=_get_number)}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _get_number(entry: dict[str, Any]) -> int:
    number: int = entry["number"]
    return number
