"""A decision through its revisions, in order: what each amendment did, and the history of one clause.

Each revision is compared with the one before it; a clause is followed through the links, whatever its number or place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from decision_diff import files
from decision_diff.align import align
from decision_diff.changes import Alignment, Change, Comparison
from decision_diff.diff import diff
from decision_diff.frozen import frozen
from decision_diff.history.identity import trace_identities
from decision_diff.history.origins import Layer, Layers, trace_origins
from decision_diff.languages.analyzers import choose_analyzers
from decision_diff.memory import job
from decision_diff.model import Decision, Notice

__all__ = ["Entry", "History", "Layer"]

_GONE = "\0"  # before the identity of a clause that is looked for where it was repealed


@frozen
class Entry:
    """One amendment of a clause: the label of the revision that made it, and the change."""

    label: str
    change: Change


@dataclass(slots=True)
class _WorkedOut:
    """What is computed from a history when it is first needed."""

    origins: list[Layers] = field(default_factory=list)
    identities: list[Mapping[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class History:
    """The revisions by label, oldest first, and the comparison of each with its predecessor (one fewer)."""

    labels: tuple[str, ...]
    decisions: tuple[Decision, ...]
    comparisons: tuple[Comparison, ...]
    analyzers: tuple[str, ...] = ()
    _worked_out: _WorkedOut = field(default_factory=_WorkedOut, init=False, repr=False, compare=False)

    @classmethod
    @job()
    def of(
        cls,
        revisions: Mapping[str, Decision] | Iterable[tuple[str, Decision]],
        *,
        align: Callable[[Decision, Decision], Alignment] = align,
        analyzers: Iterable[str] = (),
    ) -> History:
        """The history of revisions given oldest first, each under its label ("C24"). `align` aligns two of them.

        `analyzers` names languages whose words an analyzer cuts, as for `compare`. FormatError if one is not installed.
        ValueError without a revision, or if two have the same label.
        """
        pairs = tuple(revisions.items() if isinstance(revisions, Mapping) else revisions)
        labels = tuple(label for label, _ in pairs)
        if not labels or len(set(labels)) < len(labels):
            raise ValueError("a history needs at least one revision, each with a label of its own")
        sources = files.tell_apart([decision.source for _, decision in pairs])
        decisions = tuple(
            decision if source is decision.source else replace(decision, source=source)
            for (_, decision), source in zip(pairs, sources, strict=True)
        )
        names = (analyzers,) if isinstance(analyzers, str) else tuple(analyzers)
        with choose_analyzers(names):
            steps = tuple(diff(old, new, align(old, new)) for old, new in pairwise(decisions))
        return cls(labels, decisions, steps, names)

    def at(self, label: str) -> Decision:
        """The decision as it stood in the revision of that label; KeyError for an unknown label."""
        return self.decisions[self._index(label)]

    @job()
    def diff(self, old: str, new: str) -> Comparison:
        """The comparison of any two revisions, made directly and not through those between; KeyError for a label.

        Where a clause became another through the revisions between than it seems to be when compared directly, a notice
        says so.
        """
        before, after = self.at(old), self.at(new)
        with choose_analyzers(self.analyzers):
            found = diff(before, after, align(before, after))
        notices = tuple(self._disagreements(found, old, new))
        return replace(found, notices=(*found.notices, *notices)) if notices else found

    def became(self, old: str, new: str) -> dict[str, tuple[str, ...]]:
        """By eid of the revision `old`, what each clause became in `new`, step by step through those between.

        In document order; empty for one that was repealed on the way. `new` may be older. KeyError for a label.
        """
        start, end = self._index(old), self._index(new)
        found = {clause.eid: {clause.eid} for clause in self.decisions[start].walk()}
        for index in range(start, end) if start < end else range(start - 1, end - 1, -1):
            comparison = self.comparisons[index]
            step: dict[str, set[str]] = {}
            for change in comparison.every:
                for link in change.links:
                    pair = (link.old.eid, link.new.eid) if start < end else (link.new.eid, link.old.eid)
                    step.setdefault(pair[0], set()).add(pair[1])
            found = {eid: set().union(*(step.get(one, ()) for one in now)) for eid, now in found.items()}
        last = self.decisions[end]
        return {eid: tuple(sorted(now, key=last.position)) for eid, now in found.items()}

    def _disagreements(self, found: Comparison, old: str, new: str) -> Iterator[Notice]:
        if abs(self._index(old) - self._index(new)) < 2:
            return
        direct: dict[str, list[str]] = {}
        for change in (*found.changes, *found.unchanged):
            for link in change.links:
                direct.setdefault(link.old.eid, []).append(link.new.eid)
        for eid, now in self.became(old, new).items():
            straight = tuple(sorted(direct.get(eid, ()), key=found.new.position))
            if straight != now:
                ways = [" and ".join(map(found.new.place, way)) or "nothing" for way in (now, straight)]
                message = (
                    f"{found.old.place(eid)} of {old} became {ways[0]} through the revisions between, and {ways[1]} when "
                    f"{old} and {new} are compared directly, as here"
                )
                yield Notice("history-otherwise", message, found.old.clause(eid).origin, "old")

    def log(self, eid: str, label: str | None = None) -> tuple[Entry, ...]:
        """The amendments of the clause at `eid` of the revision `label` (default: the latest), newest first.

        Followed back to the revision that inserted it, and beyond it where the same words had been repealed before;
        where it was joined from several clauses, all are followed. KeyError for an unknown revision or clause.
        """
        last = len(self.labels) - 1 if label is None else self._index(label)
        self.decisions[last].clause(eid)
        entries: list[Entry] = []
        followed = {eid}
        for index in range(last, 0, -1):
            changes, followed = self._step_back(index, followed)
            entries.extend(Entry(self.labels[index], change) for change in changes if change.effects)
        return tuple(entries)

    def _step_back(self, index: int, followed: set[str]) -> tuple[list[Change], set[str]]:
        """The changes of the revision `index` in which what is followed has a part, and by what it is followed before."""
        before = {one for one in followed if one.startswith(_GONE)}
        changes: list[Change] = []
        for change in self.comparisons[index - 1].every:
            names = self._names(index, change)
            found = followed & names.keys()
            if found:
                changes.append(change)
                before |= self._names_before(index, change, {names[one] for one in found})
                before -= names.keys() if not change.new else set()
        return changes, before

    def _names(self, index: int, change: Change) -> dict[str, str]:
        """By what the clauses of a change are followed: their eids in the revision `index`, or that they are gone from it."""
        if change.new:
            return {clause.eid: clause.eid for clause in change.new}
        return {_GONE + self._identities()[index - 1][clause.eid]: clause.eid for clause in change.old}

    def _names_before(self, index: int, change: Change, eids: set[str]) -> set[str]:
        """By what the clauses at `eids`, which a change left in the revision `index` or repealed, are followed before it."""
        if not change.new:
            return eids
        if not change.old:  # inserted: unless it had stood there once before, this is where it begins
            return {_GONE + self._identities()[index][eid] for eid in eids}
        return {clause.eid for clause in change.old}

    def blame(self, eid: str, label: str | None = None) -> tuple[Layer, ...]:
        """Which revision put each word of the clause at `eid` there, in the revision `label` (default: the latest).

        The layers tile the words of the clause. KeyError for an unknown revision or clause.
        """
        last = len(self.labels) - 1 if label is None else self._index(label)
        return self._origins()[last][self.decisions[last].clause(eid).eid]

    def identity(self, eid: str, label: str | None = None) -> str:
        """The identity through all revisions of the clause at `eid` of the revision `label` (default: the latest).

        It is `LABEL/eid` of the revision where the clause first stood. KeyError for an unknown revision or clause.
        """
        last = len(self.labels) - 1 if label is None else self._index(label)
        return self._identities()[last][self.decisions[last].clause(eid).eid]

    def _origins(self) -> list[Layers]:
        if not self._worked_out.origins:
            self._worked_out.origins = trace_origins(self.labels, self.decisions, self.comparisons)
        return self._worked_out.origins

    def _identities(self) -> list[Mapping[str, str]]:
        if not self._worked_out.identities:
            self._worked_out.identities = trace_identities(self.labels, self.decisions, self.comparisons)
        return self._worked_out.identities

    def _index(self, label: str) -> int:
        if label not in self.labels:
            raise KeyError(f"unknown revision {label!r}; there are {', '.join(self.labels)}")
        return self.labels.index(label)
