"""Two cases that need no search: the new base is OLD as it was, and the result is the draft; or the new base is the draft already."""

from __future__ import annotations

from decision_diff.amend.rebasing.plan import RebasePlan, ResultClause, WordPiece
from decision_diff.amend.rebasing.scripts import Side
from decision_diff.model import Decision, Span


def take_whole(plan: RebasePlan) -> list[ResultClause] | None:
    """The clauses of the result if they are those of one text, and what that makes of the edits; else None."""
    if not plan.based.changes:
        _settle(plan, already=False)
        return _list_items(plan.draft, "draft")
    if _list_lines(plan.draft) == _list_lines(plan.base):
        _settle(plan, already=True)
        return _list_items(plan.base, "base")
    return None


def _settle(plan: RebasePlan, *, already: bool) -> None:
    """All edits are carried, or already there, save what is not a word."""
    for edit in plan.edits:
        if edit.reason != "unseen":
            edit.reason, edit.already, edit.proposal = "", already, None
            edit.base = edit.base or edit.after if already else ""
            new = edit.change.new
            edit.item = ("draft", plan.draft.position(new[0].eid)) if new and not already else None
    _forget(plan)


def _forget(plan: RebasePlan) -> None:
    """No clause is numbered or printed otherwise than in its own text."""
    for steps in (plan.anchors, plan.words, plan.removed, plan.added, plan.moved, plan.labels):
        steps.clear()


def _list_items(decision: Decision, side: Side) -> list[ResultClause]:
    return [
        ResultClause(side, at, (WordPiece(side, at, Span(0, len(one.words))),))
        for at, one in enumerate(decision.walk())
    ]


def _list_lines(decision: Decision) -> list[tuple[str, str]]:
    return [(clause.level, clause.line) for clause in decision.walk()]
