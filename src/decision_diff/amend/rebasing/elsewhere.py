"""Edits of words whose sentence the new base put into another clause of what the article became.

    OLD 40  … 常设机关，对本级人民代表大会负责并报告工作。      new base 2  … 常设机关。      46  … 设立常务委员会，对本级人民代表大会负责并报告工作。

The links of clauses do not follow a part of a sentence. It is known again by its words, from mark to mark, if they stand once in the old article and once in the articles
that its clauses became.
"""

from __future__ import annotations

from collections.abc import Sequence

from decision_diff.amend.rebasing.plan import PendingEdit, RebasePlan, WordPiece
from decision_diff.amend.rebasing.proposals import find_elsewhere
from decision_diff.changes import Edit, locate_clauses
from decision_diff.model import Clause, Decision, Span

_GATHERING = frozenset({"book", "subdivision", "chapter", "section", "title", "part", "attachment"})
_MOST = 2000  # edits in conflict for which this is tried


def carry_elsewhere(plan: RebasePlan) -> None:
    """Carries edits of words in conflict whose part of the sentence stands elsewhere in what the article became."""
    stuck = [edit for edit in plan.edits if edit.script is not None and edit.reason and not edit.together]
    if not stuck:
        return
    homes = _find_homes(plan.old), _find_homes(plan.base)
    for edit in stuck[:_MOST]:
        _carry(plan, edit, homes)


def _find_homes(decision: Decision) -> tuple[list[int], list[list[int]]]:
    """For each clause the article, or other outermost clause below the headings, that holds it; and what each of these holds."""
    homes: list[int] = []
    members: list[list[int]] = []
    clauses = decision.walk()
    for at, above in enumerate(decision.parents()):
        homes.append(at if above < 0 or clauses[above].level in _GATHERING else homes[above])
        members.append([])
        members[homes[at]].append(at)
    return homes, members


def _carry(plan: RebasePlan, edit: PendingEdit, homes: tuple[tuple[list[int], list[list[int]]], ...]) -> None:
    (old_homes, old_members), (base_homes, base_members) = homes
    script = edit.script
    here = _find_clause(edit.change.old, script.old) if script else None
    there = _find_clause(edit.change.new, script.new) if script else None
    if here is None or there is None or script is None:
        return
    members = old_members[old_homes[plan.old.position(here[1].eid)]]
    units = sorted({base_homes[j] for i in members for j in plan.now.get(i, ())})
    targets = [j for unit in units for j in base_members[unit] if j not in plan.removed]
    before, old_text = _join(plan.old, members, plan.old.position(here[1].eid))
    start = before + script.old.start - here[0]
    moved = Edit(script.op, Span(start, start + len(script.old)), script.new)
    span = find_elsewhere(moved, old_text, _join(plan.base, targets, -1)[1])
    if span is not None:
        k = plan.draft.position(there[1].eid)
        new = WordPiece("draft", k, Span(script.new.start - there[0], script.new.end - there[0]))
        _put(plan, edit, targets, span, new)


def _find_clause(clauses: Sequence[Clause], span: Span) -> tuple[int, Clause] | None:
    """The clause that holds some code points of the joined words, and where it begins; None if they go beyond it."""
    for start, clause in locate_clauses(clauses):
        if start <= span.start and span.end <= start + len(clause.words):
            return start, clause
    return None


def _join(decision: Decision, positions: Sequence[int], wanted: int) -> tuple[int, str]:
    """The words of these clauses, one per line, and where the wanted one begins."""
    words = [decision.walk()[at].words for at in positions]
    before = sum(len(words[index]) + 1 for index, at in enumerate(positions) if at < wanted)
    return before, "\n".join(words)


def _put(plan: RebasePlan, edit: PendingEdit, targets: Sequence[int], span: Span, new: WordPiece) -> None:
    """Puts the words of the draft in the place of that span of the joined words, if no other edit is there."""
    start = 0
    for j in targets:
        size = len(plan.base.walk()[j].words)
        if start <= span.start and span.end <= start + size:
            break
        start += size + 1
    else:
        return
    inside = Span(span.start - start, span.end - start)
    own = (WordPiece("base", j, Span(0, size)),)
    words = list(plan.words.get(("base", j), own))
    for at, piece in enumerate(words):
        holds = piece.side == "base" and piece.position == j
        if holds and piece.span.start < inside.start and inside.end < piece.span.end:
            parts = [
                WordPiece("base", j, Span(piece.span.start, inside.start)),
                *([new] if len(new.span) else []),
                WordPiece("base", j, Span(inside.end, piece.span.end)),
            ]
            plan.words["base", j] = (*words[:at], *parts, *words[at + 1 :])
            edit.reason, edit.base, edit.proposal, edit.item = "", "", None, ("base", j)
            return
