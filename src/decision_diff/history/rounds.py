"""The rounds of a negotiation: what each of them added, dropped, agreed and opened again, and what vanished without a mark.

    history ==trace_rounds==> rounds     each with its events, in the order of its text

What a round agreed (brackets gone, words stay; or highlighted as agreed) is followed word by word through the later rounds: if it comes
into brackets again, or is changed, it was opened again. What was taken out must have been marked before anybody could lose it: in square
brackets or struck through in the round before, or as a tracked deletion in the document of the round. What was not has vanished.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final, Literal, get_args

from decision_diff.changes import BracketChange, Change, Comparison, Edit, locate_clauses
from decision_diff.frozen import frozen
from decision_diff.history import History
from decision_diff.history.agreed import (
    Agreed,
    AgreedWords,
    carry_agreed,
    find_agreed,
    join_agreed,
)
from decision_diff.history.vanished import list_vanished
from decision_diff.memory import job
from decision_diff.model import Clause, Decision, Span
from decision_diff.patterns import late
from decision_diff.words.brackets import count_opening

EventKind = Literal["added", "dropped", "reworded", "bracketed", "agreed", "chosen", "narrowed", "widened", "re-opened", "changed", "vanished"]  # fmt: skip
EVENTS: Final[tuple[EventKind, ...]] = get_args(EventKind)
_EFFECTS: Final[Mapping[str, EventKind]] = {
    "opening": "bracketed",
    "bracketed-insertion": "bracketed",
    "agreement": "agreed",
    "choice": "chosen",
    "dropping": "dropped",
    "narrowing": "narrowed",
    "widening": "widened",
}
_KEEPING: Final = frozenset({"agreement", "narrowing", "choice"})
_BRACKETS: Final = " []［］"
_ALTERNATIVE: Final = late(r"[\[［][^\[\]［］]*[\]］]")
_REOPENING: Final = frozenset({"opening", "widening", "bracketed-insertion"})
_CHANGING: Final = frozenset({"substantive", "same-value"})


@frozen
class RoundEvent:
    """Something that a round did. `eid` is a clause of the new text, or of the old one where `is_old`; `words` are those that it is about.

    `since` is the label of the round that had agreed these words; "" for others.
    """

    kind: EventKind
    eid: str
    is_old: bool
    words: str
    since: str = ""


@frozen
class Round:
    """One round: its label, its events in the order of the text, and how many brackets were open before and are open now."""

    label: str
    events: tuple[RoundEvent, ...]
    open_before: int
    open_now: int

    @property
    def vanished(self) -> tuple[RoundEvent, ...]:
        """What was taken out without ever being marked."""
        return tuple(one for one in self.events if one.kind == "vanished")


@job()
def trace_rounds(
    history: History,
    rejected: Mapping[str, Decision] | None = None,
    cancelled: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Round, ...]:
    """The rounds behind the first, oldest first.

    `rejected` has for each label whose document has tracked changes the text with these rejected: it should be the text of the round
    before, and what that has and it has not was taken out without a mark. `cancelled` has what such a document shows as inserted and
    deleted again, which is in neither of its texts, and has not vanished.
    """
    rounds = []
    agreed: Agreed = find_agreed(history.decisions[0], history.labels[0])
    for label, comparison in zip(history.labels[1:], history.comparisons, strict=True):
        vanished = list_vanished(comparison, (rejected or {}).get(label), (cancelled or {}).get(label, ()))
        events = _list_events(comparison, agreed, [RoundEvent("vanished", eid, True, words) for eid, words in vanished])
        rounds.append(Round(label, events, count_opening(comparison.old), count_opening(comparison.new)))
        agreed = carry_agreed(comparison, agreed, label)
    return tuple(rounds)


def _list_events(comparison: Comparison, agreed: Agreed, vanished: Sequence[RoundEvent]) -> tuple[RoundEvent, ...]:
    """What a round did, each once, in the order of the text; what vanished is not told as dropped too."""
    lost = {(one.eid, one.words.strip()) for one in vanished}
    events = [one for change in comparison.every for one in _tell_change(change, join_agreed(change, agreed))]
    done = [one for one in events if one.kind != "dropped" or (one.eid, one.words.strip()) not in lost]
    order = {clause.eid: float(at) for at, clause in enumerate(comparison.new.walk())}
    old_order = _place_old(comparison)
    return tuple(
        dict.fromkeys(
            sorted([*done, *vanished], key=lambda one: (old_order if one.is_old else order).get(one.eid, -1.0))
        )
    )


def _place_old(comparison: Comparison) -> dict[str, float]:
    """Where each old clause stands among the new ones: with what became of it, or behind the one before it."""
    order = {clause.eid: at for at, clause in enumerate(comparison.new.walk())}
    became = {link.old.eid: order[link.new.eid] for change in comparison.every for link in change.links}
    places: dict[str, float] = {}
    last = -1.0
    for clause in comparison.old.walk():
        last = places[clause.eid] = became.get(clause.eid, last + 0.0001)
    return places


def _tell_change(change: Change, agreed: Sequence[AgreedWords]) -> Iterator[RoundEvent]:
    """What a change did, without what vanished."""
    again = [*_tell_reopened(change, agreed)]
    yield from again
    if not change.brackets:  # else these tell of the whole clause
        yield from _tell_whole(change)
    told = {one.words for one in again}
    for one in change.brackets:
        event = _tell_bracket(change, one)
        if event is not None and not (event.kind in ("bracketed", "widened") and event.words in told):
            yield event
    if change.old and change.new:
        yield from (event for edit in change.edits for event in _tell_edit(change, edit, agreed))
        yield from _tell_inside(change)


def _tell_whole(change: Change) -> Iterator[RoundEvent]:
    """Clauses that came or went."""
    if "insertion" in change.effects:
        yield from (RoundEvent("added", clause.eid, False, clause.words) for clause in change.new if clause.words)
    if "repeal" in change.effects:
        yield from (RoundEvent("dropped", clause.eid, True, clause.words) for clause in change.old if clause.words)


def _tell_reopened(change: Change, agreed: Sequence[AgreedWords]) -> Iterator[RoundEvent]:
    """Agreed words that stand in brackets now."""
    for one in change.brackets:
        held = next((each for each in agreed if _overlap(each.span, one.old)), None)
        if held is not None and one.effect in _REOPENING:
            eid = _find_clause(change.new, one.new).eid
            yield RoundEvent("re-opened", eid, False, one.new.of(change.new_text), held.label)


def _tell_bracket(change: Change, one: BracketChange) -> RoundEvent | None:
    kind = _EFFECTS.get(one.effect)
    if kind == "dropped":
        return RoundEvent(kind, _find_clause(change.old, one.old).eid, True, one.old.of(change.old_text))
    if kind is None or not change.new:
        return None
    return RoundEvent(kind, _find_clause(change.new, one.new).eid, False, one.new.of(change.new_text))


def _tell_edit(change: Change, edit: Edit, agreed: Sequence[AgreedWords]) -> Iterator[RoundEvent]:
    """Words that came, went or became others within clauses that stay, outside of brackets; of agreed words that they did."""
    in_bracket = any(_overlap(one.old, edit.old) or _overlap(one.new, edit.new) for one in change.brackets)
    old, new = edit.old.of(change.old_text), edit.new.of(change.new_text)
    if edit.kind not in _CHANGING or in_bracket or not any(map(str.isalnum, old + new)):
        return
    held = next((each for each in agreed if _touches(edit.old, each.span)), None)
    here = _find_clause(change.new, edit.new).eid
    said = f"{old} → {new}" if old and new else old or new
    if held is not None:
        yield RoundEvent("changed", here, False, said, held.label)
    elif edit.op == "delete":
        yield RoundEvent("dropped", _find_clause(change.old, edit.old).eid, True, old)
    else:
        yield RoundEvent("added" if edit.op == "insert" else "reworded", here, False, said)


def _tell_inside(change: Change) -> Iterator[RoundEvent]:
    """What was taken out of brackets that went while their other words stayed."""
    gone = [one.old for one in change.brackets if one.effect == "dropping"]
    kept = [span for one in change.brackets if one.effect in _KEEPING for span in _list_kept(change, one)]
    lost = [edit.old for edit in change.edits if edit.op in ("delete", "replace") and edit.kind in _CHANGING]
    for each, span in product(lost, kept):
        cut = Span(max(span.start, each.start), min(span.end, each.end))
        words = cut.of(change.old_text).strip(_BRACKETS) if cut.start < cut.end else ""
        if any(map(str.isalnum, words)) and not any(_overlap(each, one) for one in gone):
            yield RoundEvent("dropped", _find_clause(change.old, cut).eid, True, words)


def _list_kept(change: Change, one: BracketChange) -> list[Span]:
    """The old text of brackets of which words stay: of alternatives, those that have words in the new text."""
    if one.effect != "choice":
        return [one.old]
    start = one.old.start
    spans = [
        Span(start + match.start(), start + match.end()) for match in _ALTERNATIVE.finditer(one.old.of(change.old_text))
    ]
    equal = [
        edit.old for edit in change.edits if edit.op == "equal" and any(map(str.isalnum, edit.old.of(change.old_text)))
    ]
    return [span for span in spans if any(_overlap(span, edit) for edit in equal)]


def _find_clause(clauses: Sequence[Clause], span: Span) -> Clause:
    """The clause of a side of a change in which a span begins."""
    return [clause for start, clause in locate_clauses(clauses) if start <= max(span.start, 0)][-1]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _touches(edit: Span, held: Span) -> bool:
    """Whether an edit replaces some of the held words, or puts others between them."""
    return _overlap(held, edit) or (edit.start == edit.end and held.start < edit.start < held.end)
