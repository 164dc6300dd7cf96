"""What holds for every comparison, whatever the texts; see the design: nothing lost, nothing invented, nothing silent."""

from __future__ import annotations

from collections import Counter

from decision_diff.changes import BRACKET_EFFECTS, EFFECTS, Change, Comparison, Edit
from decision_diff.labels import is_tombstone
from decision_diff.words.tokens import tokenize


def check(comparison: Comparison) -> None:
    """All invariants of one comparison."""
    every = (*comparison.changes, *comparison.unchanged)
    for side, clauses in (
        (comparison.old, [clause.eid for change in every for clause in change.old]),
        (comparison.new, [clause.eid for change in every for clause in change.new]),
    ):
        assert Counter(clauses) == Counter(clause.eid for clause in side.walk()), "a clause is lost or doubled"
    for change in every:
        check_edits(change.edits, change.old_text, change.new_text)
        check_change(change)
    assert all(change.effects for change in comparison.changes)
    assert not any(change.effects for change in comparison.unchanged)


def check_edits(edits: tuple[Edit, ...], old: str, new: str) -> None:
    """The edits tile both texts, equal spans are equal, and accepting or rejecting them gives the new or the old text."""
    accepted = "".join(edit.new.of(new) for edit in edits)
    rejected = "".join(edit.old.of(old) for edit in edits)
    assert (rejected, accepted) == (old, new)
    at_old = at_new = 0
    for edit in edits:
        assert (edit.old.start, edit.new.start) == (at_old, at_new)
        at_old, at_new = edit.old.end, edit.new.end
        if edit.op == "equal":
            assert edit.old.of(old) == edit.new.of(new)
            assert edit.kind == "none"
        else:
            assert edit.kind != "none"
            assert (len(edit.old) == 0) == (edit.op == "insert")
            assert (len(edit.new) == 0) == (edit.op == "delete")
    for text, places in ((old, {e.old.start for e in edits}), (new, {e.new.start for e in edits})):
        edges = {0, len(text)}
        at = 0
        for token in tokenize(text):
            at += len(token)
            edges.add(at)
        assert places <= edges, "an edit cuts a token"


def check_change(change: Change) -> None:
    """Effects, kind and mark agree."""
    assert change.effects <= set(EFFECTS)
    if change.effects & {"insertion", "repeal"}:
        assert len(change.effects - set(BRACKET_EFFECTS)) == 1
        empty = change.new if "repeal" in change.effects else change.old
        assert not empty or (len(empty) == 1 and is_tombstone(empty[0].text))
    else:
        assert change.old
        assert change.new
        assert change.links
    if not change.effects:
        assert (change.mark, change.kind) == ("NOC", "none")
        assert change.old_text == change.new_text
    for link in change.links:
        assert 0 <= link.score <= 1


def mirrored(change: Change) -> tuple[object, ...]:
    """What a change must look like from the other side, in comparable form."""
    effects = {"insertion": "repeal", "repeal": "insertion", "split": "join", "join": "split"}
    ops = {"insert": "delete", "delete": "insert"}
    marks = {"ADD": "SUP", "SUP": "ADD"}
    return (
        [clause.eid for clause in change.new],
        [clause.eid for clause in change.old],
        sorted(effects.get(effect, effect) for effect in change.effects),
        marks.get(change.mark, change.mark),
        change.kind,
        [(ops.get(edit.op, edit.op), edit.new, edit.old, edit.kind) for edit in change.edits],
    )


def plain(change: Change) -> tuple[object, ...]:
    """A change in the form of `mirrored`."""
    return (
        [clause.eid for clause in change.old],
        [clause.eid for clause in change.new],
        sorted(change.effects),
        change.mark,
        change.kind,
        [(edit.op, edit.old, edit.new, edit.kind) for edit in change.edits],
    )
