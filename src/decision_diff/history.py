"""A decision through its revisions, in order: what each amendment did, and what befell one clause.

Each revision is compared with the one before it; a clause is followed through the links, whatever its number or place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from decision_diff.align import align
from decision_diff.changes import Change, Comparison
from decision_diff.diff import diff
from decision_diff.model import Decision


@dataclass(frozen=True, slots=True)
class Entry:
    """One amendment of a clause: the label of the revision that made it, and the change."""

    label: str
    change: Change


@dataclass(frozen=True, slots=True)
class History:
    """The revisions by label, oldest first, and the comparison of each with its predecessor (one fewer)."""

    labels: tuple[str, ...]
    decisions: tuple[Decision, ...]
    comparisons: tuple[Comparison, ...]

    @classmethod
    def of(cls, revisions: Mapping[str, Decision] | Iterable[tuple[str, Decision]]) -> History:
        """The history of revisions given oldest first, each under its label ("C24").

        ValueError if there is none, or if two have the same label.
        """
        pairs = tuple(revisions.items() if isinstance(revisions, Mapping) else revisions)
        labels = tuple(label for label, _ in pairs)
        if not labels or len(set(labels)) < len(labels):
            raise ValueError("a history needs at least one revision, each with a label of its own")
        decisions = tuple(decision for _, decision in pairs)
        return cls(labels, decisions, tuple(diff(old, new, align(old, new)) for old, new in pairwise(decisions)))

    def at(self, label: str) -> Decision:
        """The decision as it stood in the revision of that label; KeyError if there is none."""
        return self.decisions[self._index(label)]

    def diff(self, old: str, new: str) -> Comparison:
        """The comparison of any two revisions, made directly and not through those between; KeyError for a label."""
        before, after = self.at(old), self.at(new)
        return diff(before, after, align(before, after))

    def log(self, eid: str, label: str | None = None) -> tuple[Entry, ...]:
        """What befell the clause at `eid` of the revision `label` (default: the latest), newest first.

        Followed back to the revision that inserted it; where it was joined from several clauses, all are followed.
        KeyError if there is no such revision or clause.
        """
        last = len(self.labels) - 1 if label is None else self._index(label)
        self.decisions[last].clause(eid)
        entries: list[Entry] = []
        eids = {eid}
        for index in range(last, 0, -1):
            comparison = self.comparisons[index - 1]
            before: set[str] = set()
            for change in (*comparison.changes, *comparison.unchanged):
                if eids.isdisjoint(clause.eid for clause in change.new):
                    continue
                if change.effects:
                    entries.append(Entry(self.labels[index], change))
                before.update(clause.eid for clause in change.old)
            eids = before
        return tuple(entries)

    def _index(self, label: str) -> int:
        if label not in self.labels:
            raise KeyError(f"there is no revision {label!r}; there are {', '.join(self.labels)}")
        return self.labels.index(label)
