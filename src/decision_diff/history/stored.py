"""The revisions of a file that holds several: an Akoma Ntoso collection of versions of one work."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from decision_diff import readers
from decision_diff.history.manifest import Revision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decision_diff.model import Source


def list_stored(source: Source) -> tuple[Revision, ...]:
    """The revisions of a file in its order; none if it is one text. A version without a label of its own is named by its number: `no. 2`.

    UnreadableError for a file of that format that cannot be read.
    """
    if readers.find_for(source).name != "akn":
        return ()
    from decision_diff.readers.akn.versions import list_versions  # noqa: PLC0415 - late: it loads lxml

    found = list_versions(source)
    labels = _choose_labels([one.label for one in found])
    return tuple(Revision(label, one.source, _read_day(one.date)) for label, one in zip(labels, found, strict=True))


def _choose_labels(stored: Sequence[str]) -> list[str]:
    """A label for each version: its own, if no other has it, else its number, which no other has either."""
    counts = Counter(stored)
    own = {label for label, count in counts.items() if label and count == 1}
    numbered = "no."
    while any(label.startswith(f"{numbered} ") for label in own):
        numbered += "."
    return [label if label in own else f"{numbered} {at}" for at, label in enumerate(stored, 1)]


def _read_day(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:  # no day, or one that no calendar has
        return None
