"""A draft that was written on one text, carried over to a later one.

    OLD, draft, new base ==compare==> what the draft did, what the new base did ==amending==> a plan: words, repeals
        ==placing==> the clauses of the result in order ==numbering, citing==> numbers ==writing==> its text

Whatever the draft did is carried, already there, or in conflict; nothing is guessed. In a conflict the result has what the new base has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from decision_diff import pipeline
from decision_diff.amend.rebasing.amending import read_edits
from decision_diff.amend.rebasing.citing import follow_citations
from decision_diff.amend.rebasing.counting import Key, count_on
from decision_diff.amend.rebasing.holders import check_holders
from decision_diff.amend.rebasing.looks import list_headers
from decision_diff.amend.rebasing.placing import place_clauses
from decision_diff.amend.rebasing.plan import NOWHERE, PendingEdit, RebasePlan, ResultClause
from decision_diff.amend.rebasing.values import DraftEdit, EditOutcome, EditProposal, Reason, Rebased
from decision_diff.amend.rebasing.whole import take_whole
from decision_diff.amend.rebasing.writing import write_text, write_words
from decision_diff.inputs import read_inputs, take_input
from decision_diff.memory import job
from decision_diff.model import Decision, Notice, Source, Unwrap

__all__ = ["DraftEdit", "EditOutcome", "EditProposal", "Reason", "Rebased", "rebase"]


@job()
def rebase(old: Decision, draft: Decision, newbase: Decision) -> Rebased:
    """Carries the changes from `old` to `draft` over to `newbase`, another revision of `old`.

    Every edit of the draft is told once: carried, already there, or in conflict. Every word of the result is of the new base or of the draft; numbers count
    on, and references follow them. Raises InvariantError if a comparison would lose text.
    """
    plan = RebasePlan(pipeline.compare(old, draft), pipeline.compare(old, newbase))
    read_edits(plan)
    items = take_whole(plan) or place_clauses(plan)
    numbers, failed = count_on(plan, items)
    words = {(item.side, item.position): write_words(plan, item.words) for item in items}
    followed, doubts = follow_citations(plan, items, numbers)
    words.update(followed)
    text = write_text(plan, items, numbers, words)
    result = _read_result(text, draft, newbase)
    comparison = pipeline.compare(newbase, result)
    places = _Places(plan, result, items)
    notices = [
        *_check(places, items, numbers, words),
        *check_holders(plan, result, items),
        *_check_numbers(result, (old, draft, newbase)),
        *_report(places, failed, doubts),
    ]
    made = [*(places.make_edit(edit) for edit in plan.edits), *list_headers(plan)]
    edits = sorted(made, key=lambda edit: edit.position)
    return Rebased(old, draft, newbase, result, text, comparison, tuple(edits), tuple(notices))


def _read_result(text: str, draft: Decision, newbase: Decision) -> Decision:
    """The result, read as the new base was: in its language; lines are joined only if some of the new base or the draft are."""
    unwrap: Unwrap = "auto" if _has_joined(draft) or _has_joined(newbase) else "never"
    source = Source("<result>", "text/plain", text.encode("utf-8", "surrogatepass"))
    given = [take_input(newbase), replace(take_input(source), is_text=True)]
    language = "+".join(newbase.languages)
    return read_inputs(given, None, ("accepted", "accepted"), open_after=False, language=language, unwrap=unwrap)[1]


def _has_joined(decision: Decision) -> bool:
    """Whether a clause that is not a row stands on several lines of its file."""
    return any(clause.origin.end - clause.origin.start > 1 and not clause.cells for clause in decision.walk())


class _Places:
    """Where the edits of a draft stand, as it is cited."""

    def __init__(self, plan: RebasePlan, result: Decision, items: Sequence[ResultClause]) -> None:
        self.plan, self.result = plan, result
        same = len(result.walk()) == len(items)
        self._at = {(item.side, item.position): at for at, item in enumerate(items)} if same else {}

    def name(self, key: Key) -> str:
        """The place of a clause of the result; where the result was read otherwise than planned, its place in its own text."""
        side, position = key
        if key in self._at:
            return self.result.place(self.result.walk()[self._at[key]].eid)
        decision = self.plan.base if side == "base" else self.plan.draft
        return decision.place(decision.walk()[position].eid)

    def make_edit(self, edit: PendingEdit) -> DraftEdit:
        """The edit with its places."""
        plan, change = self.plan, edit.change
        old = plan.old.place(change.old[0].eid) if change.old else ""
        draft = plan.draft.place(change.new[0].eid) if change.new else ""
        outcome: EditOutcome = "already-there" if edit.already else "conflict" if edit.reason else "carried"
        proposal = edit.proposal if outcome == "conflict" else None
        return DraftEdit(
            edit.kind, outcome, old, draft, self._find_new(edit, outcome), edit.before, edit.after,
            edit.base if outcome != "carried" else "", edit.reason if outcome == "conflict" else "", proposal, edit.order,
        )  # fmt: skip

    def _find_new(self, edit: PendingEdit, outcome: EditOutcome) -> str:
        plan = self.plan
        if edit.item is not None and outcome == "carried":
            return self.name(edit.item)
        if outcome != "carried":
            at = edit.base_position
            return plan.base.place(plan.base.walk()[at].eid) if at != NOWHERE else ""
        for clause in edit.change.new:
            k = plan.draft.position(clause.eid)
            key: Key = ("base", plan.moved[k][0]) if k in plan.moved else ("draft", k)
            if key in self._at:
                return self.name(key)
        return ""


def _check(
    places: _Places, items: Sequence[ResultClause], numbers: Mapping[Key, str], words: Mapping[Key, str]
) -> Iterator[Notice]:
    """A notice for the first clause that is read otherwise in the text of the result than was planned."""
    planned = [(numbers[item.side, item.position], words[item.side, item.position]) for item in items]
    found = [(clause.number, clause.words) for clause in places.result.walk()]
    for at, (wanted, read) in enumerate(zip_longest(planned, found)):
        if wanted != read:
            item = items[min(at, len(items) - 1)] if items else None
            place = places.name((item.side, item.position)) if item else "the text"
            yield Notice(
                "result-otherwise",
                f"read again, the result has another structure than intended, from {place} on; check it",
            )
            return


_NUMBERING = ("number-gap", "number-repeated", "number-order")


def _check_numbers(result: Decision, sources: Sequence[Decision]) -> Iterator[Notice]:
    """A notice where numbers of the result do not count on in more places than in any of the texts that it is made of."""
    found = [[notice for notice in one.notices if notice.code in _NUMBERING] for one in (result, *sources)]
    if len(found[0]) > max(map(len, found[1:])):
        yield Notice(
            "number-not-counted", f"numbers of the result do not count on: {found[0][-1].message}; look at them"
        )


def _report(places: _Places, failed: Sequence[Key], doubts: Sequence[tuple[Key, str]]) -> Iterator[Notice]:
    for key in failed:
        yield Notice(
            "number-not-counted", f"the number of {places.name(key)} could not be counted on; it was not changed"
        )
    for key, printed in doubts:
        yield Notice(
            "reference-doubtful",
            f"{places.name(key)} cites {printed}, which has another number in the result if this act is meant; it was not changed",
        )
