"""References follow the numbers of the result.

    draft 本法第六条, which is 第七条 in the result       本法第七条
    new base 本法第六条, which the draft counts on       本法第七条, if the draft wrote it anew too, or the words are the new base's own

A reference that the draft left as it was though its article got another number stays as the new base prints it: the comparison says that it is outdated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from decision_diff.amend.rebasing.counting import Key
from decision_diff.amend.rebasing.numbering import replace_numeral
from decision_diff.amend.rebasing.plan import RebasePlan, ResultClause, WordPiece
from decision_diff.amend.rebasing.scripts import Script, Side, swap_script
from decision_diff.changes import Change, Comparison
from decision_diff.citations.scan import find_citations
from decision_diff.citations.targets import Target, Targets
from decision_diff.citations.values import DEPTHS, Citation
from decision_diff.citations.vocabulary import GLUED
from decision_diff.model import Clause, Decision, Span

_UNITS = ("article", "attachment")
Reprint = tuple[Span, str]


def follow_citations(
    plan: RebasePlan, items: Sequence[ResultClause], numbers: Mapping[Key, str]
) -> tuple[dict[Key, str], list[tuple[Key, str]]]:
    """The words of clauses whose references follow; and references that may be the act's own or another's, and were left, with their clause."""
    follower = _Follower(plan, numbers)
    found: dict[Key, str] = {}
    left: list[tuple[Key, str]] = []
    for item in items if follower.differs else ():
        key = item.side, item.position
        parts = [follower.rewrite(piece) for piece in item.words]
        left.extend((key, printed) for _, doubts in parts for printed in doubts)
        words = "".join(text for text, _ in parts)
        if words != "".join(map(follower.get_words, item.words)):
            found[key] = words
    return found, left


class _Follower:
    """What each clause of the new base and of the draft is called in the result."""

    def __init__(self, plan: RebasePlan, numbers: Mapping[Key, str]) -> None:
        self._plan, self._numbers = plan, numbers
        self._sides: dict[Side, Decision] = {"base": plan.base, "draft": plan.draft}
        self._targets: dict[Side, Targets] = {side: Targets(decision) for side, decision in self._sides.items()}
        self._scripts: dict[
            int, Script
        ] = {}  # by `id` of the change: from OLD to the draft, or from the new base to OLD
        self._changes: dict[Side, dict[int, Change]] = {}
        draft = plan.draft.walk()
        self.differs = any(self._sides[side].walk()[at].number != number for (side, at), number in numbers.items())
        self.differs |= any(self._get_number("draft", k) not in (None, draft[k].number) for k in plan.anchors)

    def get_words(self, piece: WordPiece) -> str:
        """The words of a piece as they stand in its own text."""
        return piece.span.of(self._sides[piece.side].walk()[piece.position].words)

    def rewrite(self, piece: WordPiece) -> tuple[str, list[str]]:
        """The words of a piece with its references up to date, and the references left in doubt."""
        text = self._sides[piece.side].walk()[piece.position].words
        side = self._targets[piece.side]
        replaced: list[Reprint] = []
        doubts: list[str] = []
        found = find_citations(text, side.variants)
        for cited in found[bisect_left(found, piece.span.start, key=lambda one: one.span.start) :]:
            if cited.span.end > piece.span.end:
                break
            if cited.is_others:
                continue
            parts = list(self._list_parts(piece, cited, text, side))
            wanted = self._is_wanted(piece, cited, side) if parts else False
            if wanted is None:
                doubts.append(cited.span.of(text))
            elif wanted:
                replaced.extend(parts)
        return _replace(text, piece.span, replaced), doubts

    def _is_wanted(self, piece: WordPiece, cited: Citation, side: Targets) -> bool | None:
        """Whether a reference follows; None if it is not certain that the act itself is cited."""
        first = cited.paths[0][0]
        plain = (
            cited.is_own
            or side.languages[0] not in GLUED
            or first.role == "call"
            or DEPTHS[first.role] > DEPTHS["article"]
        )
        if piece.side == "base":
            kept = self._ask_draft(piece.position, cited.span)
            if kept is not None:
                return kept
        return True if plain and not any(path[0].near for path in cited.paths) else None

    def _ask_draft(self, j: int, span: Span) -> bool | None:
        """Whether the draft wrote a reference of OLD, which stands here in the new base, with another number; None if OLD has none here."""
        based = self._get_change("base", self._plan.based).get(j)
        if based is None or len(based.old) != 1 or len(based.new) != 1:
            return None
        was = self._map_back(based, span)
        drafted = self._get_change("draft", self._plan.drafted).get(self._plan.old.position(based.old[0].eid))
        if was is None or drafted is None or len(drafted.old) != 1:
            return None
        script = self._scripts.get(id(drafted)) or Script(drafted.edits)
        self._scripts[id(drafted)] = script
        met = (script.edits[index].old for index in script.list_met(was))
        return any(old.start < was.end and was.start < old.end for old in met)

    def _map_back(self, change: Change, span: Span) -> Span | None:
        """The old code points of new ones that the change kept, or wrote anew because of a number; None if it put them."""
        script = self._scripts.get(id(change)) or swap_script(change.edits)
        self._scripts[id(change)] = script
        met = script.list_met(span)
        if not met:
            return script.map_kept(span)
        edit = script.edits[met[0]]
        return edit.new if edit.kind == "consequential" and len(met) == 1 else None

    def _get_change(self, side: Side, comparison: Comparison) -> dict[int, Change]:
        """The changes of the new base by its clauses, those of the draft by the clauses of OLD."""
        if side not in self._changes:
            self._changes[side] = {
                (comparison.new.position(clause.eid) if side == "base" else comparison.old.position(clause.eid)): change
                for change in comparison.every
                for clause in (change.new if side == "base" else change.old)
            }
        return self._changes[side]

    # -- what is printed

    def _list_parts(self, piece: WordPiece, cited: Citation, text: str, side: Targets) -> Iterator[Reprint]:
        """Which code points of the reference are printed otherwise, and how."""
        for step, span in cited.units:
            target = next((self._find(path, piece, side) for path in cited.paths if step in path), None)
            clause = _find_unit(side, target) if target else None
            if clause is not None:
                yield from self._print(piece.side, clause, span, text)
        clause = self._find_inner(piece, cited, side)
        for span in cited.steps if clause is not None else ():
            if clause is not None and not any(_overlap(span, one) for _, one in cited.units):
                yield from self._print(piece.side, clause, span, text)

    def _find_inner(self, piece: WordPiece, cited: Citation, side: Targets) -> Clause | None:
        """The numbered clause below an article that a reference to one place means."""
        target = self._find(cited.paths[0], piece, side) if len(cited.paths) == 1 else None
        clause = side.clauses[target.position] if target and not target.rest else None
        return clause if clause is not None and clause.label is not None and clause.level not in _UNITS else None

    def _find(self, path: tuple[object, ...], piece: WordPiece, side: Targets) -> Target | None:
        found = side.find(path, piece.position)  # type: ignore[arg-type]
        return found[0] if len(found) == 1 else None

    def _print(self, side: Side, clause: Clause, span: Span, text: str) -> Iterator[Reprint]:
        number = self._get_number(side, self._sides[side].position(clause.eid))
        if number is None or number == clause.number:
            return
        printed = span.of(text)
        made = number if printed == clause.number else replace_numeral(printed, clause.number, number)
        if made is not None and made != printed:
            yield span, made

    def _get_number(self, side: Side, position: int) -> str | None:
        """How a clause is numbered in the result; None if it is not there."""
        if side == "draft":
            if position in self._plan.moved:
                side, position = "base", self._plan.moved[position][0]
            elif position in self._plan.anchors:
                side, position = "base", self._plan.anchors[position][0]
        return self._numbers.get((side, position))


def _find_unit(side: Targets, target: Target) -> Clause | None:
    """The article or annex that is the clause meant, or holds it."""
    at = target.position
    while at >= 0 and side.clauses[at].level not in _UNITS:
        at = side.parents[at]
    return side.clauses[at] if at >= 0 else None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _replace(text: str, span: Span, replaced: Sequence[Reprint]) -> str:
    pieces, at = [], span.start
    for one, printed in sorted(replaced, key=lambda pair: pair[0].start):
        if one.start >= at:
            pieces += [text[at : one.start], printed]
            at = one.end
    return "".join([*pieces, text[at : span.end]])
