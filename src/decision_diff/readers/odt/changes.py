"""Tracked changes (OpenDocument 1.3, part 3, 5.5): what was inserted stands in the text between two marks, what was deleted in a list at its head.

<text:p>The fee is <text:change text:change-id="d"/><text:change-start text:change-id="i"/>60<text:change-end text:change-id="i"/>.</text:p>
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from decision_diff.frozen import frozen
from decision_diff.patterns import late
from decision_diff.readers.flow import TrackedBy
from decision_diff.readers.odt.names import get, name_element
from decision_diff.safexml import Element

_DATE: Final = late(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,20}(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_MOST_OF_A_NAME: Final = 255


@frozen
class TrackedRegion:
    """A tracked change: what it is, who made it, and what was deleted, in blocks."""

    kind: Literal["insertion", "deletion"]
    by: TrackedBy
    content: Sequence[Element] = ()


def read_regions(body: Element) -> dict[str, TrackedRegion]:
    """The tracked changes of a document by their id; changes of formatting alone are none."""
    found: dict[str, TrackedRegion] = {}
    lists = [holder for holder in body if name_element(holder) == "text:tracked-changes"]
    for region in [region for holder in lists for region in holder]:
        id_ = get(region, "text:id") or get(region, "xml:id") or ""
        for change in region:
            if (read := _read_region(change)) is not None:
                found[id_] = read
    return found


def _read_region(change: Element) -> TrackedRegion | None:
    kind = name_element(change)
    if kind not in ("text:insertion", "text:deletion"):
        return None
    info = [one for one in change if name_element(one) == "office:change-info"]
    if kind == "text:insertion":
        return TrackedRegion("insertion", _read_author(info))
    return TrackedRegion(
        "deletion", _read_author(info), [one for one in change if name_element(one) != "office:change-info"]
    )


def _read_author(info: Sequence[Element]) -> TrackedBy:
    said = {name_element(one): (one.text or "").strip() for holder in info for one in holder}
    date = said.get("dc:date", "").partition(",")[0]
    return TrackedBy(said.get("dc:creator", "")[:_MOST_OF_A_NAME], date if _DATE.fullmatch(date) else "")
