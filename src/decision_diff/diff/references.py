"""References and renumbering: 第十二条 became 第十三条 because article 12 is now article 13.

Recognised by computing. Each reference is followed to the clause that it means, in its own revision, and the links say whether
the two clauses are one. References that mean one clause on both sides are set aside before the words are compared, so that what
only follows a renumbering is "consequential" by construction, and marked whole:

    依照第七条、第八条处理   ->   依照[-第七条-]{+第八条+}、[-第八条-]{+第九条+}处理

Is a reference still printed as it was though its clause got another number or was repealed, then it is outdated, and a notice
says so; not where the words around it were written anew. References to another act (《刑法》第二百三十四条) follow nothing here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, zip_longest
from typing import Final

from decision_diff.changes import Alignment, Change, Edit
from decision_diff.citations.owners import is_plainly_own
from decision_diff.citations.scan import find_citations, list_citing_own
from decision_diff.citations.targets import Target, Targets
from decision_diff.citations.values import DEPTHS
from decision_diff.citations.vocabulary import GLUED
from decision_diff.diff.ranges import is_of_range
from decision_diff.diff.stand_ins import Families, Reference, compare_beside
from decision_diff.model import Clause, Decision, Notice, Span
from decision_diff.notices import NoticeCode
from decision_diff.patterns import late
from decision_diff.words.edits import compare_words

_LIKELY: Final = 0.5  # from here on a link is more likely right than wrong, and what it leads to is a part
_UNITS: Final = ("article", "attachment")
_DIGIT: Final = late("[0-9]")
_JOINING: Final = 3  # letters that may join one more reference to a list: 以及, and
_REACH: Final = 80  # characters around a reference that must have stayed
_SEPARATORS: Final = frozenset("，。；：;:!?！？\n\t")


class References:
    """The references of two revisions, and which clauses are one by these links."""

    def __init__(self, old: Decision, new: Decision, alignment: Alignment) -> None:
        self._old, self._new, self._matches = old, new, alignment.positions
        self._links = alignment.links
        self._sides = Targets(old), Targets(new)

    @property
    def language(self) -> str:
        """The code of the language of both revisions; "" if they are of two."""
        codes = {side.languages[0] for side in self._sides}
        return codes.pop() if len(codes) == 1 else ""

    @cached_property
    def changes_nothing(self) -> bool:
        """Whether every clause stays at its position and keeps its number: then no reference has to follow anything."""
        before, after = self._old.walk(), self._new.walk()
        if len(before) != len(after) or len(self._matches) != len(before):
            return False
        return all(i == j and before[i].eid == after[j].eid for i, j in self._matches)

    # -- which clauses are one

    @cached_property
    def _became(self) -> dict[int, set[int]]:
        """By clause of the old revision those of the new one that it is now; articles also by what they hold."""
        became: dict[int, set[int]] = defaultdict(set)
        homes = [_find_homes(side) for side in (self._old, self._new)]
        for i, j in self._matches:
            became[i].add(j)
            if homes[0][i] >= 0 and homes[1][j] >= 0:
                became[homes[0][i]].add(homes[1][j])
        taken = {j for some in became.values() for j in some}
        parents = self._old.parents(), self._new.parents()
        lifted: dict[int, set[int]] = defaultdict(set)
        for i, j in self._matches:  # a clause without words of its own is what holds the same
            above, beyond = parents[0][i], parents[1][j]
            if above >= 0 and beyond >= 0 and above not in became and beyond not in taken:
                lifted[above].add(beyond)
        became.update(lifted)
        return became

    @cached_property
    def _parts(self) -> dict[int, tuple[int, ...]]:
        """By clause of the old revision that was split, articles also by what they hold, its parts in the new one, as far as they are likely."""
        parts: dict[int, set[int]] = defaultdict(set)
        homes = [_find_homes(side) for side in (self._old, self._new)]
        for (i, j), link in zip(self._matches, self._links, strict=True):
            if link.confidence >= _LIKELY:
                parts[i].add(j)
                if homes[0][i] >= 0 and homes[1][j] >= 0:
                    parts[homes[0][i]].add(homes[1][j])
        clauses = self._new.walk()
        found = {}
        for i, some in parts.items():
            level = self._old.walk()[i].level
            same = sorted(j for j in some if clauses[j].level == level)
            if len(same) > 1:
                found[i] = tuple(same)
        return found

    def _is_narrowed(self, before: Reference, ends: Sequence[Target], others: Sequence[Target]) -> bool:
        """Whether what is cited now is not all that became of what was cited: one part of an article that was split.

        A range goes from the first part of its first clause to the last part of its last one.
        """
        for target, other in zip(ends, others, strict=True):
            parts = () if target.rest else self._parts.get(target.position, ())
            if parts and not (before.is_of_range and other.position in (parts[0], parts[-1])):
                return True
        return False

    def are_one(self, before: Target, after: Target) -> bool:
        """Whether a clause of the old revision is that of the new one, and the steps below are the same."""
        return before.rest == after.rest and after.position in self._became.get(before.position, ())

    # -- the words of a change

    def compare(self, old: Sequence[Clause], new: Sequence[Clause], old_text: str, new_text: str) -> tuple[Edit, ...]:
        """The edits of the words, as `compare_words`; references that follow their clauses are edits of their own, consequential."""
        pairs = [] if self.changes_nothing else self._pair(old, new, old_text, new_text)
        return compare_beside(old_text, new_text, pairs, self.follow) if pairs else compare_words(old_text, new_text)

    def find(self, clauses: Sequence[Clause], *, is_new: bool) -> list[Reference]:
        """The references of these clauses to their own act, in the order and the code points of their joined words."""
        side, decision = self._sides[is_new], (self._old, self._new)[is_new]
        found = []
        start = 0
        for clause in clauses:
            cited = find_citations(clause.words, side.variants)
            at = decision.position(clause.eid) if cited else -1
            for one in cited:
                targets = () if one.is_others else tuple(side.find(path, at) for path in one.paths)
                if any(targets):
                    span = Span(start + one.span.start, start + one.span.end)
                    found.append(Reference(span, one, targets, is_of_range(clause.words, one.span, side.variants)))
            start += len(clause.words) + 1
        return found

    def follow(self, before: Reference, after: Reference) -> bool:
        """Whether two references of one form mean the same clauses, each its own."""
        if before.cited.form != after.cited.form or len(before.targets) != len(after.targets):
            return False
        return all(
            len(ends) == len(others)
            and bool(ends)
            and all(map(self.are_one, ends, others))
            and not self._is_narrowed(before, ends, others)
            for ends, others in zip(before.targets, after.targets, strict=True)
        )

    def _pair(
        self, old: Sequence[Clause], new: Sequence[Clause], old_text: str, new_text: str
    ) -> list[tuple[list[Reference], list[Reference]]]:
        """The references of both sides that mean the same, gathered; only those that are printed differently."""
        before = _gather(self.find(old, is_new=False))
        after = _gather(self.find(new, is_new=True)) if before else []
        families = Families(len(before), len(after))
        for i, j in self._match(before, after):
            families.join(i, j)
        pairs = []
        for some, others in families.list_members():
            left = [one for i in some for one in before[i]]
            right = [two for j in others for two in after[j]]
            prints = {one.print_from(old_text) for one in left} | {two.print_from(new_text) for two in right}
            if len(prints) > 1:
                pairs.append((sorted(prints), left, right))
        return [(left, right) for _, left, right in sorted(pairs, key=lambda pair: pair[0])]

    def _match(
        self, before: Sequence[Sequence[Reference]], after: Sequence[Sequence[Reference]]
    ) -> Iterator[tuple[int, int]]:
        """The indices of those that mean the same."""
        by_position: dict[int, list[int]] = defaultdict(list)
        for j, (two, *_) in enumerate(after):
            by_position[two.first].append(j)
        for i, (one, *_) in enumerate(before):
            near = (j for position in sorted(self._became.get(one.first, ())) for j in by_position.get(position, ()))
            yield from ((i, j) for j in near if self.follow(one, after[j][0]))

    # -- forgotten references

    def report_outdated(self, changes: Iterable[Change]) -> Iterator[Notice]:
        """References that stayed as they were though what they cite has another number now, or is gone; in text order."""
        if self.changes_nothing:
            return
        # What moved and cites the same number may as well be another clause that cites another one.
        one_each = [one for one in changes if len(one.old) == 1 and len(one.new) == 1 and "move" not in one.effects]
        if self._sides[0].languages[0] in GLUED:  # most clauses cite nothing, and this is asked of all of them
            one_each = [one for one in one_each if _has_number(one.old[0].words)]
        for at in list_citing_own([one.old[0].words for one in one_each], self._sides[0].variants):
            yield from self._report(one_each[at])

    def _report(self, change: Change) -> Iterator[Notice]:
        old, new = change.old[0], change.new[0]
        if not any(
            is_plainly_own(one, self._sides[0].languages[0])
            for one in find_citations(old.words, self._sides[0].variants)
        ):
            return
        before = self.find(change.old, is_new=False)
        if before and not self._are_beside(
            old, new
        ):  # 第二款 of a clause that went to another article is that of another one
            before = [one for one in before if DEPTHS[one.cited.paths[0][0].role] <= DEPTHS["article"]]
        if not before:
            return
        after = self.find(change.new, is_new=True)
        by_start = {two.span.start: two for two in after}
        said = set()
        for one, start in _list_kept(change, before, after):
            printed = one.print_from(old.words)
            forgotten = self._find_forgotten(one, by_start.get(start))
            if forgotten is not None and printed not in said:
                said.add(printed)
                yield self._make_notice(new, printed, forgotten)

    def _are_beside(self, old: Clause, new: Clause) -> bool:
        """Whether what holds the one clause is what holds the other."""
        above, beyond = self._old.parent(old.eid), self._new.parent(new.eid)
        if above is None or beyond is None:
            return above is beyond
        return self._new.position(beyond.eid) in self._became.get(self._old.position(above.eid), ())

    def _find_forgotten(self, before: Reference, after: Reference | None) -> set[int] | None:
        """What the first clause that a kept reference no longer means is now; None if it means what it meant."""
        if not is_plainly_own(before.cited, self._sides[0].languages[0]):
            return None
        meant = after.targets if after is not None else ()
        for ends, others in zip_longest(before.targets, meant[: len(before.targets)], fillvalue=()):
            for target, other in zip_longest(ends, others[: len(ends)]):
                now = self._became.get(target.position, set())
                if other is not None and self._still_means(target, other):
                    continue
                if now or self._sides[0].clauses[target.position].level in _UNITS:
                    return now
        return None

    def _still_means(self, before: Target, after: Target) -> bool:
        """Whether what is printed alike means what it meant; what stands below a clause, and is not in the tree, may have changed."""
        followed = self._became.get(before.position, ())
        return self.are_one(before, after) or (bool(before.rest) and after.position in followed)

    def _make_notice(self, clause: Clause, printed: str, now: set[int]) -> Notice:
        named = _name(self._new, [self._new.walk()[position] for position in sorted(now)])
        what = f"has become {named}" if named else "was repealed"
        code: NoticeCode = "reference-outdated" if named else "reference-repealed"
        message = f"{self._new.place(clause.eid)} still cites {printed}, which {what}"
        return Notice(code, message, clause.origin, "new")


def _find_homes(decision: Decision) -> list[int]:
    """For each clause the position of the numbered article or annex that it is, or belongs to; -1 if none."""
    found: list[int] = []
    for at, (clause, parent) in enumerate(zip(decision.walk(), decision.parents(), strict=True)):
        if clause.level in _UNITS and clause.label:
            found.append(at)
        else:
            found.append(found[parent] if parent >= 0 else -1)
    return found


def _name(decision: Decision, clauses: Sequence[Clause]) -> str:
    """How a notice names what is cited: `article 13, 14`, else their places."""
    labels = [clause.label for clause in clauses if clause.level == "article" and clause.label is not None]
    if labels and len(labels) == len(clauses):
        return "article " + ", ".join("-".join(map(str, label.value)) for label in labels)
    return ", ".join(decision.place(clause.eid) for clause in clauses)


def _has_number(words: str) -> bool:
    """Whether a text has what every reference has that can be forgotten, where no spaces are written. One pattern for it takes longer to make."""
    return "第" in words or "제" in words or _DIGIT.search(words) is not None


def _gather(references: Iterable[Reference]) -> list[list[Reference]]:
    """Those of one form that mean the same, together."""
    gathered: dict[tuple[object, ...], list[Reference]] = {}
    for one in references:
        gathered.setdefault((one.cited.form, one.targets), []).append(one)
    return [*gathered.values()]


def _list_kept(
    change: Change, before: Sequence[Reference], after: Sequence[Reference]
) -> Iterator[tuple[Reference, int]]:
    """The old references that stayed while the words around them did; with where they begin in the new text."""
    text, edits = change.old_text, change.edits
    starts = [edit.old.start for edit in edits]
    covered = [{at for one in some for at in range(one.span.start, one.span.end)} for some in (before, after)]
    loose = [0, *accumulate(_count_loose(change, edit, covered) for edit in edits)]
    for one in before:
        at = bisect_right(starts, one.span.start) - 1
        edit = edits[at]
        if edit.op != "equal" or edit.old.end < one.span.end:
            continue
        start, end = _find_part(text, one.span)
        first, last = bisect_left(starts, start), bisect_right(starts, end - 1)
        if first and edits[first - 1].old.end > start:
            first -= 1
        if loose[last] - loose[first] <= _JOINING:
            yield one, one.span.start - edit.old.start + edit.new.start


def _find_part(text: str, span: Span) -> tuple[int, int]:
    """The part of a sentence around a reference, from comma to comma."""
    start, end = span.start, span.end
    while start > max(0, span.start - _REACH) and text[start - 1] not in _SEPARATORS:
        start -= 1
    while end < min(len(text), span.end + _REACH) and text[end] not in _SEPARATORS:
        end += 1
    return start, end


def _count_loose(change: Change, edit: Edit, covered: Sequence[set[int]]) -> int:
    """How many letters of an edit belong to no reference."""
    if edit.op == "equal":
        return 0
    sides = ((change.old_text, edit.old), (change.new_text, edit.new))
    return sum(
        text[at].isalnum() and at not in taken
        for (text, span), taken in zip(sides, covered, strict=True)
        for at in range(span.start, span.end)
    )
