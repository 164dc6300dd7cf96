"""The words of one passage: the draft's edits in the words of the new base, cut into clauses again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from decision_diff.amend.rebasing.context import EditedSide, has_same_context
from decision_diff.amend.rebasing.passages import OldPassage, Wording
from decision_diff.amend.rebasing.plan import NOWHERE, PendingEdit, RebasePlan, WordPiece
from decision_diff.amend.rebasing.proposals import find_elsewhere, find_holder, make_proposal
from decision_diff.amend.rebasing.scripts import Fit, MergedPiece, Script, Side, fit_edits, swap_script, write_pieces
from decision_diff.changes import Change, Edit
from decision_diff.citations.scan import find_citations
from decision_diff.citations.values import Citation
from decision_diff.citations.vocabulary import choose_variants
from decision_diff.model import Span

_Edit = tuple[Fit, PendingEdit]


class PassageWords:
    """The words of one passage, in OLD, in the draft and in the new base."""

    def __init__(self, plan: RebasePlan, passage: OldPassage, ours: Wording, theirs: Wording, old_text: str) -> None:
        self._plan, self._ours, self._theirs, self._old_text = plan, ours, theirs, old_text
        self._changes = _locate_changes(passage.drafted)
        self._base, self._back = Script(theirs.edits), swap_script(ours.edits)
        self._starts = {k: start for start, k in ours.clauses}

    def carry(self) -> None:
        """Carries each edit that fits, and cuts what comes of it into clauses."""
        draft = Script(self._ours.edits)
        sides = EditedSide(draft, self._ours.text), EditedSide(self._base, self._theirs.text)
        fits = fit_edits(draft, self._base, self._ours.text, self._theirs.text)
        fits = [self._confirm(fit, sides) for fit in fits]
        fits = [fit if fit.span is not None or fit.same else self._relocate(fit) for fit in fits]
        fits = _drop_overlapping(fits)
        pending = [self._add(fit) for fit in fits]
        pieces = write_pieces([*fits, *self._follow_references(fits)], len(self._theirs.text))
        self._cut(pieces, [(fit, edit) for fit, edit in zip(fits, pending, strict=True)])

    def _follow_references(self, fits: Sequence[Fit]) -> list[Fit]:
        """References that the draft wrote anew because of its numbers, where the new base has those of OLD; `citing` brings them up to date.

        One that is counted from where it stands (前两款) and that the new base wrote anew too is in conflict.
        """
        taken = sorted((fit.span.start, fit.span.end) for fit in fits if fit.span is not None)
        found: list[Fit] = []
        for edit in self._ours.edits:
            if edit.op == "equal" or edit.kind != "consequential":
                continue
            met = self._base.list_met(edit.old)
            cited = self._find_cited(edit)
            if met and any(path[0].near for one in cited for path in one.paths):
                self._add(Fit(edit, None, self._base.map_hull(self._base.edits[met[0]].old)))
            span = Span(0, 0) if met else self._base.map_kept(edit.old)
            if not met and cited and not any(start < span.end and span.start < end for start, end in taken):
                found.append(Fit(edit, span))
        return found

    def _find_cited(self, edit: Edit) -> list[Citation]:
        """The references of the draft in the words that an edit puts; none if one goes beyond them."""
        at = bisect_right(self._ours.clauses, edit.new.start, key=lambda one: one[0]) - 1
        start, k = self._ours.clauses[max(0, at)]
        here = Span(edit.new.start - start, edit.new.end - start)
        cited = find_citations(self._plan.draft.walk()[k].words, choose_variants(self._plan.draft))
        some = [one for one in cited if one.span.start < here.end and here.start < one.span.end]
        return some if all(here.start <= one.span.start and one.span.end <= here.end for one in some) else []

    def _confirm(self, fit: Fit, sides: Sequence[EditedSide]) -> Fit:
        """The fit; without its place if the words around it have another content there."""
        if fit.span is None or has_same_context(fit.edit, self._old_text, sides):
            return fit
        return Fit(fit.edit, None, fit.span)

    def _relocate(self, fit: Fit) -> Fit:
        span = find_elsewhere(fit.edit, self._old_text, self._theirs.text)
        return fit if span is None else Fit(fit.edit, span)

    def _add(self, fit: Fit) -> PendingEdit:
        edit = fit.edit
        start, change = self._changes[max(0, bisect_right(self._changes, edit.old.start, key=lambda one: one[0]) - 1)]
        before, after = edit.old.of(self._old_text), edit.new.of(self._ours.text)
        added = self._plan.add_edit("words", change, before, after, edit.new.start)
        at = _find_clause(self._theirs, fit.span.start if fit.span is not None else fit.meets.start)
        added.item = ("base", at)
        if fit.same:
            added.already, added.base, added.base_position = True, fit.meets.of(self._theirs.text), at
        elif fit.span is None:
            at = self._find_holder(edit, at)
            added.refuse("amended", self._plan.base.walk()[at].words, at)
            added.script = self._localize(edit, start, change)
            added.proposal = make_proposal(self._plan.base, at, self._old_text, edit, after)
        return added

    def _find_holder(self, edit: Edit, at: int) -> int:
        """The clause of the new base beside which a conflict is shown: `at`, unless the words stand in another one of what the clause became, or in a new one next to it."""
        plan = self._plan
        clauses, own = plan.base.walk(), [j for _, j in self._theirs.clauses]
        near = (j for j in (min(own) - 1, max(own) + 1) if 0 <= j < len(clauses) and j not in plan.had)
        positions = [*own, *near]
        found = find_holder(edit, self._old_text, [clauses[j].words for j in positions]) if len(positions) > 1 else None
        return at if found is None else positions[found]

    def _localize(self, edit: Edit, start: int, change: Change) -> Edit:
        """An edit of the passage in the joined words of its change, which begin at `start` in OLD."""
        by = self._starts[self._plan.draft.position(change.new[0].eid)]
        old, new = edit.old, edit.new
        return Edit(edit.op, Span(old.start - start, old.end - start), Span(new.start - by, new.end - by), edit.kind)

    # -- clauses

    def _cut(self, pieces: Sequence[MergedPiece], fits: Sequence[_Edit]) -> None:
        """The words of each clause; those that the draft begins are added, and those that it joins to others removed."""
        begun = self._divide_clauses(pieces)
        for side, position, words in begun:
            if side == "draft":
                self._begin(position, fits)
            if side == "draft" or words != self._list_own(position):
                self._plan.words[side, position] = tuple(words)
        kept = {position for side, position, _ in begun if side == "base"}
        self._remove_joined([pair for pair in self._theirs.clauses if pair[1] not in kept], fits)
        self._anchor(fits)
        if len(kept) < max(len(begun), len(self._theirs.clauses)):
            self._tie([edit for _, edit in fits])

    def _tie(self, together: Sequence[PendingEdit]) -> None:
        """Edits that divide or join clauses are carried all, or none."""
        for edit in together:
            edit.together, edit.touched = together, [j for _, j in self._theirs.clauses]

    def _divide_clauses(self, pieces: Sequence[MergedPiece]) -> list[tuple[Side, int, list[WordPiece]]]:
        """The pieces clause by clause: in which text the clause begins, its position there, and its words."""
        cuts = {"base": self._theirs.clauses, "draft": self._ours.clauses}
        begun: list[tuple[Side, int, list[WordPiece]]] = [("base", self._theirs.clauses[0][1], [])]
        for piece in pieces:
            for part, begins in _divide(piece, cuts[piece.side]):
                if begins:
                    begun.append((part.side, part.position, []))
                if len(part.span):
                    begun[-1][2].append(part)
        return begun

    def _list_own(self, j: int) -> list[WordPiece]:
        """The words that a clause of the new base has there."""
        size = len(self._plan.base.walk()[j].words)
        return [WordPiece("base", j, Span(0, size))] if size else []

    def _remove_joined(self, gone: Sequence[tuple[int, int]], fits: Sequence[_Edit]) -> None:
        """Takes clauses out of which an edit took the break before them."""
        placed = sorted((fit.span.start, at) for at, (fit, _) in enumerate(fits) if fit.span is not None)
        for start, j in gone:
            self._plan.removed[j] = fits[placed[bisect_left(placed, (start, 0)) - 1][1]][1]

    def _begin(self, k: int, fits: Sequence[_Edit]) -> None:
        found = self._find_fit(self._starts[k], fits)
        assert found is not None, "a clause of the draft begins here, so an edit put the break before it"  # noqa: S101
        self._plan.anchors.pop(k, None)
        self._plan.added[k] = found[1]

    def _find_fit(self, start: int, fits: Sequence[_Edit]) -> _Edit | None:
        """The edit of the draft that put the break before this code point of it."""
        at = bisect_left(fits, start, key=lambda one: one[0].edit.new.start) - 1
        return fits[at] if at >= 0 and start <= fits[at][0].edit.new.end else None

    def _anchor(self, fits: Sequence[_Edit]) -> None:
        """Which clause of the new base each clause of the draft is, by where it begins; none for one that an edit in conflict begins."""
        plan = self._plan
        begins = dict(self._theirs.clauses)
        found = [(self._ours.clauses[0][1], self._theirs.clauses[0][1])]
        for start, k in self._ours.clauses[1:]:
            at = self._find_begin(start, k, fits)
            if k not in plan.added and at in begins:
                found.append((k, begins[at]))
            elif k not in plan.added:
                plan.anchors.pop(k, None)
                plan.unplaced.add(k)
        order = [j for _, j in self._theirs.clauses if j not in plan.removed]
        places = {j: at for at, j in enumerate(order)}
        for (k, j), (_, after) in zip(found, [*found[1:], (0, NOWHERE)], strict=True):
            end = places.get(after, len(order))
            plan.anchors[k] = j, order[max(places[j], end - 1)] if j in places else j

    def _find_begin(self, start: int, k: int, fits: Sequence[_Edit]) -> int | None:
        """Where a clause of the draft begins in the joined words of the new base; None if it does not."""
        found = self._find_fit(start, fits)
        if found is None:
            return self._find_kept(start)
        fit, edit = found
        if edit.reason or not fit.same:
            return None
        self._plan.settled.add(k)
        return fit.meets.start + start - fit.ours.start

    def _find_kept(self, start: int) -> int | None:
        """Where a clause begins in the new base whose break before it all three texts have."""
        here = Span(start - 1, start)
        if self._back.list_met(here):
            return None
        was = self._back.map_kept(here)
        return None if self._base.list_met(was) else self._base.map_kept(was).end


def _drop_overlapping(fits: Sequence[Fit]) -> list[Fit]:
    """The same; of two that would stand in the same words of the new base neither is carried."""
    placed = sorted((fit.span.start, fit.span.end, at) for at, fit in enumerate(fits) if fit.span is not None)
    bad = {at for (_, end, one), (start, _, other) in pairwise(placed) for at in ((one, other) if start < end else ())}
    return [Fit(fit.edit, None, fit.span or fit.meets) if at in bad else fit for at, fit in enumerate(fits)]


def _locate_changes(changes: Sequence[Change]) -> list[tuple[int, Change]]:
    found, start = [], 0
    for change in changes:
        found.append((start, change))
        start += len(change.old_text) + 1
    return found


def _find_clause(wording: Wording, at: int) -> int:
    """The position of the clause that holds a code point of the joined words."""
    return wording.clauses[max(0, bisect_right(wording.clauses, at, key=lambda one: one[0]) - 1)][1]


def _divide(piece: MergedPiece, clauses: Sequence[tuple[int, int]]) -> Iterator[tuple[WordPiece, bool]]:
    """The parts of a piece clause by clause, and whether each begins its clause with the break before it."""
    index = max(0, bisect_right(clauses, piece.span.start, key=lambda one: one[0]) - 1)
    at, begins = piece.span.start, False
    while True:
        start, position = clauses[index]
        end = clauses[index + 1][0] - 1 if index + 1 < len(clauses) else piece.span.end
        until = min(end, piece.span.end)
        yield WordPiece(piece.side, position, Span(at - start, max(at, until) - start)), begins
        if end >= piece.span.end:
            return
        index, at, begins = index + 1, end + 1, True
