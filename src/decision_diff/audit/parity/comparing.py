"""Says what language versions do not have alike: clauses, numbers, facts, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Literal

from decision_diff.audit.parity.agreeing import agree
from decision_diff.audit.parity.facts import FACTS, Fact, FactKind, find_facts
from decision_diff.audit.parity.rows import SideBySide
from decision_diff.audit.parity.values import FindingCode, Parity, ParityFinding, ParityRow, Version, VersionSays
from decision_diff.changes import Change
from decision_diff.memory import job
from decision_diff.model import Clause

_Values = tuple[tuple[VersionSays, ...] | None, ...]
_Shift = tuple[int | None, ...]


@job()
def compare_versions(versions: Sequence[Version]) -> Parity:
    """Compares language versions of one decision, or of one amendment: two or more, in the order in which they are shown.

    Where all are amendments, also what each of them changed. ValueError for fewer than two.
    """
    if len(versions) < 2:
        raise ValueError("give two language versions or more")
    found = _Found(versions)
    found.compare_new()
    if found.has_changes:
        found.compare_repealed()
    return Parity(tuple(versions), tuple(found.rows), tuple(found.findings))


class _Found:
    """The rows and findings, as they are found."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self.versions = versions
        self.rows: list[ParityRow] = []
        self.findings: list[ParityFinding] = []
        self.has_changes = all(one.comparison is not None for one in versions)
        self._changes = [_index_changes(one) for one in versions]
        self._replaced: set[int] = (
            set()
        )  # rows of old clauses that one version amended, and another repealed for a new one
        self._old = (
            SideBySide(versions, [one.comparison.old for one in versions if one.comparison])
            if self.has_changes
            else None
        )

    def compare_new(self) -> None:
        """Lays the new texts side by side, and notes what differs in each row."""
        texts = SideBySide(self.versions, [one.new for one in self.versions])
        shifts: dict[int, _Shift | None] = {}  # by how much the numbers of each version are off, below each clause
        for at in range(len(texts.rows)):
            clauses = texts.list_clauses(at)
            row = self._add("new", clauses)
            above = texts.find_above(at)
            if None in clauses:
                if any(map(_read_number, clauses)) and not texts.is_caption(
                    at
                ):  # else a line of a heading, which counts in no list
                    shifts[above] = None
                if not (texts.is_told_above(at) or texts.is_continued(at) or texts.is_caption(at)):
                    self._note("clause-missing", row, _list_numbers(clauses))
            else:
                shifts[above] = self._compare_numbers(row, texts.list_numbered(at), shifts.get(above, ()))
                told = self._compare_facts("fact-differs", row, texts.list_facts(at))
                self._compare_changes(row, clauses, told)

    def compare_repealed(self) -> None:
        """Lays the clauses that some version repealed side by side; that another kept one is a finding."""
        for at in range(len(self._old.rows) if self._old else 0):
            clauses = self._old.list_clauses(at)  # type: ignore[union-attr]
            what = [self._tell_repeal(one, clause) for one, clause in enumerate(clauses)]
            if "repealed" in what:
                row = self._add("old", clauses)
                if "kept" in what and at not in self._replaced:
                    self._note("change-missing", row, tuple(map(_say, what)))

    def _is_replaced(self, changes: Sequence[Change | None]) -> bool:
        """Whether some versions amended a clause, and the others repealed it and added one that says the same: one act, done in two ways."""
        amended = [
            (one, change.old[0].eid)
            for one, change in enumerate(changes)
            if change and change.kind == "substantive" and len(change.old) == 1
        ]
        added = [one for one, change in enumerate(changes) if change and "insertion" in change.effects]
        if self._old is None or not amended or len(amended) + len(added) != len(changes):
            return False
        rows = {self._old.find_row(one, eid) for one, eid in amended}
        row = next(iter(rows))
        clauses = self._old.list_clauses(row)
        if len(rows) > 1 or any(self._tell_repeal(one, clauses[one]) != "repealed" for one in added):
            return False
        self._replaced.add(row)
        return True

    def _tell_repeal(self, version: int, clause: Clause | None) -> str | None:
        """What became of an old clause of a version."""
        if clause is None:
            return None
        change = self._changes[version][0].get(clause.eid)
        return "repealed" if change is not None and "repeal" in change.effects else "kept"

    def _add(self, side: Literal["old", "new"], clauses: tuple[Clause | None, ...]) -> int:
        self.rows.append(ParityRow(side, clauses))
        return len(self.rows) - 1

    def _note(self, code: FindingCode, row: int, values: _Values, kind: FactKind | Literal[""] = "") -> None:
        self.findings.append(ParityFinding(code, row, kind, values))

    def _compare_numbers(self, row: int, clauses: Sequence[Clause | None], before: _Shift | None) -> _Shift | None:
        """Notes numbers that differ otherwise than those before them in the list, where a clause that is missing is not the reason."""
        numbers = [_read_number(clause) for clause in clauses]
        if not any(numbers):
            return before
        differ = len(set(numbers)) > 1
        shift = tuple(number - numbers[0] if number else None for number in numbers) if differ else ()
        if differ and before is not None and shift != before:
            self._note("number-differs", row, _list_numbers(clauses))
        return shift

    def _compare_facts(
        self, code: FindingCode, row: int, facts: Sequence[Sequence[Fact]], but: frozenset[str] = frozenset()
    ) -> frozenset[str]:
        """Notes the kinds of facts that differ, but for those of `but`; gives them."""
        told = set()
        for kind in FACTS:
            said = [[one for one in each if one.kind == kind] for each in facts]
            if kind not in but and not agree(kind, [[one.value for one in each] for each in said]):
                told.add(kind)
                self._note(code, row, _leave_common(said), kind)
        return frozenset(told)

    def _compare_changes(self, row: int, clauses: Sequence[Clause | None], told: frozenset[str]) -> None:
        """Notes changes that are not the same, and of the old clauses the kinds of facts that differ, but for those that still do."""
        if not self.has_changes:
            return
        changes = [self._changes[at][1].get(clause.eid) if clause else None for at, clause in enumerate(clauses)]
        names = [_name_change(change) for change in changes]
        if len(set(names)) > 1 and not self._is_replaced(changes):
            self._note("change-missing" if "unchanged" in names else "change-differs", row, tuple(map(_say, names)))
        before = [change.old_text for change in changes if change and change.old and len(change.new) == 1]
        if len(before) == len(changes):
            facts = [find_facts(text, one.code) for text, one in zip(before, self.versions, strict=True)]
            self._compare_facts("fact-differed", row, facts, told)


def _read_number(clause: Clause | None) -> int:
    """The last number of a clause's own; 0 if it has none."""
    return clause.label.value[-1] if clause and clause.label and clause.label.value else 0


def _list_numbers(clauses: Sequence[Clause | None]) -> _Values:
    return tuple(_say(clause.number if clause else None) for clause in clauses)


def _say(value: str | None) -> tuple[VersionSays, ...] | None:
    return None if value is None else (VersionSays(value),)


def _leave_common(said: Sequence[Sequence[Fact]]) -> _Values:
    """What each version says without what all of them say."""
    common = reduce(and_, (Counter(one.value for one in each) for each in said))
    left = []
    for each in said:
        waiting = Counter(common)
        rest = []
        for one in each:
            if waiting[one.value]:
                waiting[one.value] -= 1
            else:
                rest.append(VersionSays(one.value, one.span))
        left.append(tuple(rest))
    return tuple(left)


def _index_changes(version: Version) -> tuple[Mapping[str, Change], Mapping[str, Change]]:
    """The change of each clause by its address: of the old text, and of the new one."""
    if version.comparison is None:
        return {}, {}
    every = version.comparison.every
    return {clause.eid: one for one in every for clause in one.old}, {
        clause.eid: one for one in every for clause in one.new
    }


def _name_change(change: Change | None) -> str:
    """What happened to a clause, as far as all languages can have it alike: print, and values written otherwise, are none."""
    if change is None or not change.effects:
        return "unchanged"
    if "insertion" in change.effects:
        return "added"
    named = [
        name for effect, name in (("split", "split"), ("join", "joined"), ("move", "moved")) if effect in change.effects
    ]
    if change.kind == "substantive":
        named.insert(0, "amended")
    return ", ".join(named) or "unchanged"
