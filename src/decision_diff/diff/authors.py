"""The authors of a change, where both revisions are views of one tracked document.

    tracked stretches of both sides ==edits, features, effects==> those that are part of the change

A stretch that is deleted and inserted again with the same words is not a change. Of a clause that came, went or moved all
stretches count, its paragraph mark too; of one that stays those in words that came or went, those of objects that differ,
and those of a number that differs. Where none of that was tracked, the marks of its paragraphs
count, and all that is tracked in clauses that were split or joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from decision_diff.changes import Change, locate_clauses
from decision_diff.model import Authored, Clause, Span

_WHOLE = frozenset({"insertion", "repeal", "move"})
_PARTED = frozenset({"split", "join"})


def with_authors(change: Change) -> Change:
    """The change with `deleted_by` and `inserted_by`."""
    olds, news = list(_placed(change.old)), list(_placed(change.new))
    if not change.effects or not (olds or news):
        return change
    if not change.effects & _WHOLE:
        edits = [edit for edit in change.edits if edit.op != "equal"]
        at_number = "renumbering" in change.effects
        deleted = _find_touched(olds, [edit.old for edit in edits], _find_points(change, at_number, old=True))
        inserted = _find_touched(news, [edit.new for edit in edits], _find_points(change, at_number, old=False))
        if deleted or inserted or change.effects == {"renumbering"}:
            olds, news = deleted, inserted
        elif not change.effects & _PARTED:
            olds, news = _find_at_ends(olds, change.old), _find_at_ends(news, change.new)
    return replace(change, deleted_by=tuple(olds), inserted_by=tuple(news))


def _placed(clauses: Sequence[Clause]) -> Iterator[Authored]:
    for base, clause in locate_clauses(clauses):
        for one in clause.authored:
            yield Authored(Span(base + one.span.start, base + one.span.end), one.author, one.date)


def _find_at_ends(stretches: Sequence[Authored], clauses: Sequence[Clause]) -> list[Authored]:
    """Those that take in the paragraph mark of a clause."""
    ends = {start + len(clause.words) + 1 for start, clause in locate_clauses(clauses)}
    return [one for one in stretches if len(one.span) and one.span.end in ends]


def _find_points(change: Change, at_number: bool, *, old: bool) -> frozenset[int]:
    """Where something without characters differs: objects, and the number of each clause."""
    found = {(one.old if old else one.new).start for one in change.features}
    if at_number:
        found.update(start for start, _ in locate_clauses(change.old if old else change.new))
    return frozenset(found)


def _find_touched(stretches: Sequence[Authored], spans: Sequence[Span], points: frozenset[int]) -> list[Authored]:
    """The parts of the stretches that lie in the spans, which ascend, and what has no characters at the points."""
    found: list[Authored] = []
    at = 0
    for one in sorted(stretches, key=lambda stretch: stretch.span.start):
        if one.span.start == one.span.end:
            found.extend([one] if one.span.start in points else [])
            continue
        while at < len(spans) and spans[at].end <= one.span.start:
            at += 1
        here = at
        while here < len(spans) and spans[here].start < one.span.end:
            low, high = max(spans[here].start, one.span.start), min(spans[here].end, one.span.end)
            if low < high:
                found.append(Authored(Span(low, high), one.author, one.date))
            here += 1
    return found
