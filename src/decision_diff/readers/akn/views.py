"""Which elements of a document are in which view: `ins` and `del`, what was removed, and points in time.

    <p period="#t1">…   <timeInterval start="#e1" end="#e2"/>   <eventRef eId="e2" date="2025-06-20"/>

"accepted" is the text behind the last event to which any period refers, "rejected" the text before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import View
from decision_diff.patterns import late
from decision_diff.safexml import Element

_DATE: Final = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@frozen
class Interval:
    """The dates from which and before which something is in force; "" for no bound."""

    start: str = ""
    end: str = ""


class Views:
    """The views of a document. `marks` is how many elements are in one of them only, `last` the date of the last event, if there is one."""

    def __init__(self, root: Element) -> None:
        events, groups = _read_events(root), {}
        for group in root.iter("{*}temporalGroup"):
            intervals = [
                Interval(_find_date(one.get("start"), events), _find_date(one.get("end"), events))
                for one in group.iter("{*}timeInterval")
            ]
            groups[_name(group)] = intervals
        self._groups: Mapping[str, list[Interval]] = groups
        self._events = events
        held = [(element, intervals) for element in root.iter("{*}*") if (intervals := self._find_intervals(element))]
        dates = {date for _, intervals in held for one in intervals for date in (one.start, one.end) if date}
        self.last = max(dates, default="")
        self.marks = sum(self.has(one, "accepted") != self.has(one, "rejected") for one in root.iter("{*}*"))

    def has(self, element: Element, view: View) -> bool:
        """Whether an element is in a view; what holds it is not looked at."""
        local = find_local(element)
        if local in ("ins", "del"):
            return (local == "ins") == (view == "accepted")
        if element.get("status") == "removed":
            return view == "rejected"
        intervals = self._find_intervals(element)
        return not intervals or any(self._is_in(one, view) for one in intervals)

    def _is_in(self, one: Interval, view: View) -> bool:
        if view == "accepted":
            return one.start <= self.last and (not one.end or one.end > self.last)
        return one.start < self.last and (not one.end or one.end >= self.last)

    def _find_intervals(self, element: Element) -> list[Interval]:
        period = element.get("period")
        if period:
            return self._groups.get(period.removeprefix("#"), [])
        if find_local(element) in ("timeInterval", "eventRef", "temporalGroup"):
            return []
        start, end = (_find_date(element.get(name), self._events) for name in ("start", "end"))
        return [Interval(start, end)] if start or end else []


def find_local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _name(element: Element) -> str:
    return element.get("eId") or element.get("id") or ""


def _read_events(root: Element) -> dict[str, str]:
    """The date of each event, by its id."""
    return {
        _name(event): date[:10] for event in root.iter("{*}eventRef") if _DATE.match(date := event.get("date") or "")
    }


def _find_date(said: str | None, events: Mapping[str, str]) -> str:
    """The date that an attribute means: an event, or a date; "" for none."""
    if not said:
        return ""
    if said.startswith("#"):
        return events.get(said[1:], "")
    return said[:10] if _DATE.match(said) else ""
