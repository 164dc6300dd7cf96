"""Reads the edits of a draft into a plan: which stand in the new base as they are, which do not.

Words are carried passage by passage (`scripts`), repeals where the new base left the clause as it was. Insertions and moves are placed later (`placing`).
"""

from __future__ import annotations

from decision_diff.amend.rebasing.elsewhere import carry_elsewhere
from decision_diff.amend.rebasing.looks import read_looks
from decision_diff.amend.rebasing.passages import OldPassage, is_untouched, list_passages, make_wording
from decision_diff.amend.rebasing.plan import NOWHERE, RebasePlan, join_lines
from decision_diff.amend.rebasing.values import Reason
from decision_diff.amend.rebasing.wording import PassageWords
from decision_diff.changes import Change, join_words


def read_edits(plan: RebasePlan) -> None:
    """All edits of the draft, into the plan. Insertions and moves are carried as long as nothing else is said of them."""
    for k, olds in plan.was.items():
        found = [j for i in olds for j in plan.now.get(i, ())]
        if found:
            plan.anchors[k] = min(found), max(found)
    for passage in list_passages(plan.drafted, plan.based):
        _read_passage(plan, passage)
    for change in plan.drafted.changes:
        if not change.old:
            edit = plan.add_edit("insertion", change, "", join_lines(change.new))
            plan.added.update((plan.draft.position(clause.eid), edit) for clause in change.new)
        read_looks(plan, change)
    _refuse_added_below(plan)
    carry_elsewhere(plan)


def _read_passage(plan: RebasePlan, passage: OldPassage) -> None:
    if not all(change.new for change in passage.drafted):
        _read_gone(plan, passage)
    elif is_untouched(passage) and _is_torn(passage):
        _replace_whole(plan, passage)
    else:
        _read_words(plan, passage)
        for change in passage.drafted:
            _read_move(plan, passage, change)
            _read_number(plan, change)


def _read_gone(plan: RebasePlan, passage: OldPassage) -> None:
    """A passage of which the draft repeals clauses; what it does to the others is carried only with them, so it is in conflict."""
    for change in passage.drafted:
        if not change.new:
            _read_repeal(plan, passage, change)
        elif change.effects:
            edit = plan.add_edit("words", change, change.old_text, change.new_text)
            edit.refuse("entangled", _write_base(passage))


def _write_base(passage: OldPassage) -> str:
    return "\n".join(join_lines(change.new) for change in passage.based[:_SHOWN] if change.new)


# -- repeals


def _read_repeal(plan: RebasePlan, passage: OldPassage, change: Change) -> None:
    edit = plan.add_edit("repeal", change, join_lines(change.old), "")
    removed: list[int] = []
    for clause in change.old:
        i = plan.old.position(clause.eid)
        for j in plan.now.get(i, ()):
            removed.append(j)
            if not _is_kept(plan, passage, i, j):
                edit.refuse("amended", plan.base.walk()[j].line, j)
    edit.already = not removed
    if not edit.reason:
        plan.removed.update((j, edit) for j in removed)


def _is_kept(plan: RebasePlan, passage: OldPassage, i: int, j: int) -> bool:
    """Whether a clause has the words that it had, but for references that follow a renumbering."""
    clause = plan.old.walk()[i]
    for change in passage.based:
        if clause in change.old:
            one = len(change.old) == len(change.new) == 1 and not change.effects & {"split", "join"}
            return one and all(edit.op == "equal" or edit.kind == "consequential" for edit in change.edits)
    return plan.base.walk()[j].words == clause.words


def _refuse_added_below(plan: RebasePlan) -> None:
    """A repeal is in conflict where the new base has something new below what it takes."""
    clauses, parents = plan.base.walk(), plan.base.parents()
    for j, above in enumerate(parents):
        gathers = above >= 0 and clauses[above].level in GATHERING
        edit = plan.removed.get(above) if j not in plan.had and not gathers else None
        if edit is not None and edit.kind == "repeal":
            edit.refuse("below-added", clauses[j].line, j)
    plan.removed = {j: edit for j, edit in plan.removed.items() if not edit.reason}


_SHOWN = 20  # changes of the new base whose clauses are shown beside a conflict
GATHERING = frozenset({"book", "subdivision", "chapter", "section", "title", "part"})


# -- words


def _is_torn(passage: OldPassage) -> bool:
    """Whether the draft divided or joined clauses and moved them at once: then only the whole can be carried."""
    return any(len(change.links) > 1 and "move" in change.effects for change in passage.drafted)


def _replace_whole(plan: RebasePlan, passage: OldPassage) -> None:
    for change in passage.drafted:
        edit = plan.add_edit("move", change, join_lines(change.old), join_lines(change.new))
        for clause in change.old:
            plan.removed.update((j, edit) for j in plan.now.get(plan.old.position(clause.eid), ()))
        for clause in change.new:
            k = plan.draft.position(clause.eid)
            plan.anchors.pop(k, None)
            plan.added[k] = edit


def _read_words(plan: RebasePlan, passage: OldPassage) -> None:
    ours = make_wording(passage.drafted, plan.drafted, passage.old)
    theirs = make_wording(passage.based, plan.based, passage.old)
    if ours is None or theirs is None:
        reason: Reason = "repealed" if not all(change.new for change in passage.based) else "entangled"
        for change in passage.drafted:
            for one in change.edits:
                if one.op != "equal" and one.kind != "consequential":
                    before, after = one.old.of(change.old_text), one.new.of(change.new_text)
                    edit = plan.add_edit("words", change, before, after, one.new.start)
                    edit.refuse(reason, _write_base(passage))
                    edit.script = one
        return
    old_text = join_words([plan.old.walk()[i] for i in passage.old])
    PassageWords(plan, passage, ours, theirs, old_text).carry()


# -- moves, numbers, and what is no word


def _read_move(plan: RebasePlan, passage: OldPassage, change: Change) -> None:
    if "move" not in change.effects:
        return
    edit = plan.add_edit("move", change, join_lines(change.old), join_lines(change.new))
    found = [j for clause in change.old for j in plan.now.get(plan.old.position(clause.eid), ())]
    plan.settled.update(plan.draft.position(clause.eid) for clause in change.new)
    if not found:
        edit.refuse("repealed")
    elif len(change.links) > 1 or len(found) > 1 or len(passage.based) > 1:
        edit.refuse("moved", _write_base(passage), found[0])
    else:
        k = plan.draft.position(change.new[0].eid)
        plan.settled.discard(k)
        plan.moved[k] = found[0], edit
        plan.anchors.pop(k, None)


def _read_number(plan: RebasePlan, change: Change) -> None:
    """A number that the draft prints in another form, gives or takes away. One that only counts on is not an edit."""
    if len(change.links) != 1:
        _take_numbers(plan, change)
        return
    old, new = change.old[0], change.new[0]
    was, now = old.label, new.label
    if was == now or (was and now and was.style == now.style and was.value != now.value):
        return
    if old.number == new.number:
        return
    edit = plan.add_edit("number", change, old.number, new.number)
    found = plan.now.get(plan.old.position(old.eid), [])
    if len(found) != 1:
        edit.refuse("entangled" if found else "repealed")
        return
    clause = plan.base.walk()[found[0]]
    edit.item = ("base", found[0])
    if clause.number == new.number:
        edit.already, edit.base = True, clause.number
    elif clause.number == old.number:
        plan.labels[found[0]] = plan.draft.position(new.eid)
    else:
        edit.refuse("renumbered", clause.number, found[0])


def _take_numbers(plan: RebasePlan, change: Change) -> None:
    """Where the draft divided or joined clauses, its form of numbering goes with the words, if the new base has that of OLD."""
    for clause in change.new:
        k = plan.draft.position(clause.eid)
        j = plan.anchors[k][0] if k in plan.anchors else NOWHERE
        was = next((plan.old.walk()[i] for i in plan.was.get(k, ()) if j in plan.now.get(i, ())), None)
        if was is None or was.number == clause.number or plan.base.walk()[j].number != was.number:
            continue
        if (was.label.style if was.label else "") != (clause.label.style if clause.label else ""):
            plan.labels[j] = k
