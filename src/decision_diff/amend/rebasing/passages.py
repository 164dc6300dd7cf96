"""What of OLD goes together: clauses that the draft or the new base joined, split or kept, with what each made of them.

A passage is a connected component of the changes of both comparisons over the clauses of OLD. Most are one clause on each side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from decision_diff.changes import Change, Comparison, Edit
from decision_diff.frozen import frozen
from decision_diff.model import Span

Positions = tuple[int, ...]


@frozen
class OldPassage:
    """Clauses of OLD by their positions, ascending, and the changes of either comparison that have them."""

    old: Positions
    drafted: tuple[Change, ...]
    based: tuple[Change, ...]


@frozen
class Wording:
    """The joined words of one side of a passage, an edit script from the words of OLD to them, and where each clause begins.

    `clauses` are (code point, position in the decision of that side), ascending.
    """

    text: str
    edits: tuple[Edit, ...]
    clauses: tuple[tuple[int, int], ...]


def list_passages(drafted: Comparison, based: Comparison) -> Iterator[OldPassage]:
    """The passages that the draft amends in any way, in the order of their first clause of OLD."""
    home = list(range(len(drafted.old.walk())))
    ours, theirs = (_join_changes(comparison, home) for comparison in (drafted, based))
    found: dict[int, list[int]] = defaultdict(list)
    for position in range(len(home)):
        found[_find_root(home, position)].append(position)
    for members in found.values():
        here, there = (tuple(one for at in members for one in side.get(at, ())) for side in (ours, theirs))
        if any(change.effects for change in here):
            yield OldPassage(tuple(members), here, there)


def _join_changes(comparison: Comparison, home: list[int]) -> dict[int, list[Change]]:
    """The changes by their first clause of OLD; the clauses of each get one home."""
    held: dict[int, list[Change]] = defaultdict(list)
    for change in comparison.every:
        positions = [comparison.old.position(clause.eid) for clause in change.old]
        for position in positions:
            _join(home, positions[0], position)
        for first in positions[:1]:
            held[first].append(change)
    return held


def _find_root(home: list[int], at: int) -> int:
    while home[at] != at:
        home[at] = home[home[at]]
        at = home[at]
    return at


def _join(home: list[int], one: int, other: int) -> None:
    one, other = sorted((_find_root(home, one), _find_root(home, other)))
    home[other] = one


def make_wording(changes: Sequence[Change], comparison: Comparison, members: Positions) -> Wording | None:
    """The words that one side made of a passage; None where clauses went without a trace, or the changes cross each other."""
    covered = [comparison.old.position(clause.eid) for change in changes for clause in change.old]
    if covered != list(members) or not all(change.new for change in changes):
        return None
    edits: list[Edit] = []
    clauses: list[tuple[int, int]] = []
    texts: list[str] = []
    at_old = at_new = 0
    for change in changes:
        if texts:
            edits.append(Edit("equal", Span(at_old, at_old + 1), Span(at_new, at_new + 1)))
            at_old, at_new = at_old + 1, at_new + 1
        texts.append(change.new_text)
        edits.extend(_shift(edit, at_old, at_new) for edit in change.edits)
        start = at_new
        for clause in change.new:
            clauses.append((start, comparison.new.position(clause.eid)))
            start += len(clause.words) + 1
        at_old, at_new = at_old + len(change.old_text), at_new + len(texts[-1])
    return Wording("\n".join(texts), tuple(_fuse(edits)), tuple(clauses))


def _shift(edit: Edit, by_old: int, by_new: int) -> Edit:
    old = Span(edit.old.start + by_old, edit.old.end + by_old)
    return Edit(edit.op, old, Span(edit.new.start + by_new, edit.new.end + by_new), edit.kind)


def _fuse(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The same, with touching equal edits joined."""
    held: Edit | None = None
    for edit in edits:
        if held is not None and held.op == edit.op == "equal":
            held = Edit("equal", Span(held.old.start, edit.old.end), Span(held.new.start, edit.new.end))
            continue
        if held is not None:
            yield held
        held = edit
    if held is not None:
        yield held


def is_untouched(passage: OldPassage) -> bool:
    """Whether the new base has the same words in the same clauses as OLD; their numbers may differ."""
    return all(
        len(change.old) == len(change.new) == 1 and change.old[0].words == change.new[0].words
        for change in passage.based
    )
