"""Words that a round of a negotiation agreed, followed through the later rounds along the edits of each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from decision_diff.changes import Change, Comparison, Edit, locate_clauses
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision, Span
from decision_diff.words.brackets import find_brackets, find_parts

_AGREEING: Final = frozenset({"agreement", "choice", "narrowing"})


@frozen
class AgreedWords:
    """The code points `span` of a text, agreed by the round `label`."""

    span: Span
    label: str


Agreed = Mapping[str, Sequence[AgreedWords]]  # by eid, in the words of the clause


def find_agreed(decision: Decision, label: str) -> dict[str, list[AgreedWords]]:
    """What highlighting calls agreed in a text."""
    found: dict[str, list[AgreedWords]] = {}
    for clause in decision.walk():
        stretches = [one.span for one in clause.features if one.kind == "status" and one.value == "agreed"]
        if stretches:
            found[clause.eid] = [AgreedWords(span, label) for span in stretches]
    return found


def join_agreed(change: Change, agreed: Agreed) -> list[AgreedWords]:
    """What was agreed, in code points of the old text of a change."""
    return [
        AgreedWords(Span(start + one.span.start, start + one.span.end), one.label)
        for start, clause in locate_clauses(change.old)
        for one in agreed.get(clause.eid, ())
    ]


def carry_agreed(comparison: Comparison, agreed: Agreed, label: str) -> dict[str, list[AgreedWords]]:
    """What is agreed after a round: what was, and still stands outside of brackets; what the round agreed; what it highlights."""
    open_now = list_open(comparison.new)
    found = find_agreed(comparison.new, label)
    for change in comparison.every:
        kept = [
            *(
                AgreedWords(moved, one.label)
                for one in join_agreed(change, agreed)
                for moved in _move(change.edits, one.span)
            ),
            *(AgreedWords(one.new, label) for one in change.brackets if one.effect in _AGREEING),
        ]
        for eid, free in _divide(change, kept, open_now):
            found[eid] = [*free, *found.get(eid, ())]
    return found


def _divide(
    change: Change, kept: Sequence[AgreedWords], open_now: Mapping[str, Sequence[Span]]
) -> Iterator[tuple[str, list[AgreedWords]]]:
    """Agreed words of the new text of a change, clause by clause, without what stands in brackets."""
    for start, clause in locate_clauses(change.new) if kept else ():
        own = filter(None, (_cut(one, start, clause) for one in kept))
        free = [piece for one in own for piece in leave_out(one, open_now.get(clause.eid, ()))]
        if free:
            yield clause.eid, free


def list_open(decision: Decision) -> dict[str, list[Span]]:
    """What stands in square brackets, by eid."""
    clauses = decision.walk()
    parts = find_parts(find_brackets(decision), decision)
    return {clauses[at].eid: [Span(one.start, one.end) for one in some] for at, some in parts.items()}


def leave_out(one: AgreedWords, spans: Iterable[Span]) -> Iterator[AgreedWords]:
    """What of agreed words stands outside of these spans."""
    at = one.span.start
    for span in sorted(spans, key=lambda span: span.start):
        if span.end <= at or span.start >= one.span.end:
            continue
        if at < span.start:
            yield AgreedWords(Span(at, span.start), one.label)
        at = max(at, span.end)
    if at < one.span.end:
        yield AgreedWords(Span(at, one.span.end), one.label)


def _move(edits: Iterable[Edit], span: Span) -> Iterator[Span]:
    """Where the kept parts of a span of the old text stand in the new one."""
    for edit in edits:
        start, end = max(edit.old.start, span.start), min(edit.old.end, span.end)
        if edit.op == "equal" and start < end:
            by = edit.new.start - edit.old.start
            yield Span(start + by, end + by)


def _cut(one: AgreedWords, start: int, clause: Clause) -> AgreedWords | None:
    """The part of agreed words that stands in a clause whose words begin at `start`."""
    low, high = max(one.span.start - start, 0), min(one.span.end - start, len(clause.words))
    return AgreedWords(Span(low, high), one.label) if low < high else None
