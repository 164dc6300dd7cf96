"""What is to become of each clause of the new base and of the draft, gathered while the edits of the draft are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from decision_diff.amend.rebasing.scripts import Side
from decision_diff.amend.rebasing.values import DraftEditKind, EditProposal, Reason
from decision_diff.changes import Change, Comparison, Edit
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision, Span

NOWHERE: Final = -1


@frozen
class WordPiece:
    """Code points `span` of the words of a clause of the new base or of the draft."""

    side: Side
    position: int
    span: Span


ClauseWords = tuple[WordPiece, ...]


@frozen
class ResultClause:
    """One clause of the result: a clause of the new base, or of the draft, whose words are these pieces."""

    side: Side
    position: int
    words: ClauseWords


@dataclass
class PendingEdit:
    """An edit of the draft whose outcome is still open: it is carried unless something says otherwise."""

    kind: DraftEditKind
    change: Change
    before: str
    after: str
    order: tuple[int, int]
    reason: Reason = ""
    already: bool = False
    base: str = ""
    base_position: int = NOWHERE
    item: tuple[Side, int] | None = None
    proposal: EditProposal | None = None
    script: Edit | None = None  # of words: in the joined words of the change
    together: Sequence[
        PendingEdit
    ] = ()  # edits of one passage that divide or join its clauses: all are carried, or none
    touched: Sequence[int] = ()  # the clauses of the new base in it

    def refuse(self, reason: Reason, base: str = "", at: int = NOWHERE) -> None:
        """This edit is in conflict; the first reason stays."""
        if not self.reason:
            self.reason, self.base = reason, base or self.base
            self.base_position = at if at != NOWHERE else self.base_position


@dataclass
class RebasePlan:
    """The steps from the new base to the result. Positions are those of `Decision.walk`.

    `anchors` has for each clause of the draft the first and the last clause of the new base that it is there; `words` the words of clauses that do not
    have their own; `removed` clauses of the new base; `added` clauses of the draft, with the edit that adds each; `moved` those
    that the draft moves, with the clause of the new base and the edit; `unplaced` parts of clauses that the draft divides and the result does not;
    `settled` clauses of the draft that it moves and the result does not.
    """

    drafted: Comparison
    based: Comparison
    anchors: dict[int, tuple[int, int]] = field(default_factory=dict)
    words: dict[tuple[Side, int], ClauseWords] = field(default_factory=dict)
    removed: dict[int, PendingEdit] = field(default_factory=dict)
    added: dict[int, PendingEdit] = field(default_factory=dict)
    moved: dict[int, tuple[int, PendingEdit]] = field(default_factory=dict)
    unplaced: set[int] = field(default_factory=set)
    settled: set[int] = field(default_factory=set)
    labels: dict[int, int] = field(default_factory=dict)
    edits: list[PendingEdit] = field(default_factory=list)

    @property
    def old(self) -> Decision:
        """The text that the draft was written on."""
        return self.drafted.old

    @property
    def draft(self) -> Decision:
        """The draft."""
        return self.drafted.new

    @property
    def base(self) -> Decision:
        """The new base."""
        return self.based.new

    def add_edit(self, kind: DraftEditKind, change: Change, before: str, after: str, within: int = 0) -> PendingEdit:
        """A new edit of the draft, in its order: by the first clause of the change, then by the code point `within` it."""
        clause = change.new[0] if change.new else None
        at = self.draft.position(clause.eid) if clause else self._find_behind(change)
        edit = PendingEdit(kind, change, before, after, (at, within))
        self.edits.append(edit)
        return edit

    def _find_behind(self, change: Change) -> int:
        """Where in the draft a repealed clause would stand: behind what it stood behind."""
        at = self.old.position(change.old[0].eid)
        return next((self.became[i][-1] for i in range(at - 1, max(-1, at - 200), -1) if self.became.get(i)), NOWHERE)

    def __post_init__(self) -> None:
        self.became = _follow_links(self.drafted)
        self.now = _follow_links(self.based)
        self.was: dict[int, list[int]] = defaultdict(list)
        for i, ks in self.became.items():
            for k in ks:
                self.was[k].append(i)
        self.had = {j for js in self.now.values() for j in js}
        self.shifted = {  # what the new base moved
            self.base.position(clause.eid)
            for change in self.based.changes
            if "move" in change.effects
            for clause in change.new
        }
        self.drafted_by = {  # by clause of the draft the change that has it
            self.draft.position(clause.eid): change for change in self.drafted.every for clause in change.new
        }
        self.alone = [j for j in range(len(self.base.walk())) if j not in self.had]  # what the new base alone has
        self.fresh: dict[str, list[int]] = defaultdict(list)  # the indices of these, by words
        for at, j in enumerate(self.alone):
            self.fresh[self.base.walk()[j].words].append(at)


def _follow_links(comparison: Comparison) -> dict[int, list[int]]:
    """By clause of the old revision, by position, those that it became, ascending."""
    found: dict[int, list[int]] = defaultdict(list)
    for change in comparison.every:
        for link in change.links:
            found[comparison.old.position(link.old.eid)].append(comparison.new.position(link.new.eid))
    return {i: sorted(set(js)) for i, js in sorted(found.items())}


def join_lines(clauses: tuple[Clause, ...]) -> str:
    """Clauses as they are shown in a list of edits: number and words, one per line."""
    return "\n".join(clause.line for clause in clauses)
