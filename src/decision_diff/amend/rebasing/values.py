"""What carrying a draft to a new base gives: every edit of the draft with what became of it, and the new text."""

from __future__ import annotations

from typing import Literal, get_args

from decision_diff.changes import Comparison
from decision_diff.frozen import frozen
from decision_diff.model import Decision, Notice

EditOutcome = Literal["carried", "already-there", "conflict"]
OUTCOMES: tuple[EditOutcome, ...] = get_args(EditOutcome)
DraftEditKind = Literal["words", "insertion", "repeal", "move", "number", "look", "header"]
DRAFT_EDIT_KINDS: tuple[DraftEditKind, ...] = get_args(DraftEditKind)
Reason = Literal[
    "",
    "amended",  # the new base has other words there
    "repealed",  # the clause is not in the new base
    "same-place",  # the new base inserts at the same place
    "holder-gone",  # the clause below which the edit stands is not in the new base
    "order",  # the neighbours of the place stand otherwise in the new base
    "below-added",  # the new base has something new below what the draft repeals
    "moved",  # both moved the clause, or the draft moved what the new base divided
    "renumbered",  # both print another number
    "entangled",  # clauses were split or joined by both, in ways that cross
    "unseen",  # what is seen and is not a word cannot be carried in a text
]
REASONS: tuple[Reason, ...] = get_args(Reason)


@frozen
class EditProposal:
    """Where and how an edit in conflict might go, as diff-match-patch finds it: nothing in the result follows it.

    `place` is a clause of the new base, `text` its words with the edit made.
    """

    place: str
    text: str


@frozen
class DraftEdit:
    """One edit of the draft and what became of it.

    `old_place` is where it stands in OLD, `draft_place` in the draft, `new_place` in the result (of a conflict: in the new base); "" where
    such a clause does not exist. `before` are the words of OLD that it takes, `after` those of the draft that it puts; of clauses one per line. `base` are the words of
    the new base that stand in its way, for a conflict, or that say the same. `position` orders edits as the draft has them.
    """

    kind: DraftEditKind
    outcome: EditOutcome
    old_place: str
    draft_place: str
    new_place: str
    before: str
    after: str
    base: str = ""
    reason: Reason = ""
    proposal: EditProposal | None = None
    position: tuple[int, int] = (0, 0)


@frozen
class Rebased:
    """A draft carried over to a new base.

    `text` is the new text, `result` the same as a decision, `comparison` that of the new base with it. `edits` are all edits of the draft, in
    its order, each once: carried, already there or in conflict. Where one is in conflict the result has the words of the new base.
    """

    old: Decision
    draft: Decision
    base: Decision
    result: Decision
    text: str
    comparison: Comparison
    edits: tuple[DraftEdit, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def carried(self) -> tuple[DraftEdit, ...]:
        """The edits that the result has because the draft has them."""
        return self._list("carried")

    @property
    def already_there(self) -> tuple[DraftEdit, ...]:
        """The edits that the new base has without the draft."""
        return self._list("already-there")

    @property
    def conflicts(self) -> tuple[DraftEdit, ...]:
        """The edits that do not fit with certainty."""
        return self._list("conflict")

    def _list(self, outcome: EditOutcome) -> tuple[DraftEdit, ...]:
        return tuple(edit for edit in self.edits if edit.outcome == outcome)
