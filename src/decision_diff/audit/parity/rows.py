"""One text of each language version, clause by clause side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.audit.parity.facts import Fact, find_facts
from decision_diff.audit.parity.pairing import PairedClause, list_items, pair_items
from decision_diff.audit.parity.values import Version
from decision_diff.model import Clause, Decision

_HEADINGS: Final = frozenset({"title", "heading"})


class SideBySide:
    """One text of each version, with the facts of each clause, and the rows in which their clauses stand side by side."""

    def __init__(self, versions: Sequence[Version], texts: Sequence[Decision]) -> None:
        self._facts = [
            [find_facts(clause.words, one.code) for clause in text.walk()]
            for one, text in zip(versions, texts, strict=True)
        ]
        items = [
            list_items(text, one.code, facts) for one, text, facts in zip(versions, texts, self._facts, strict=True)
        ]
        self._clauses = [text.walk() for text in texts]
        self._parents = [text.parents() for text in texts]
        self.rows = list(arrange_rows(items))
        self._eids: list[dict[str, int]] = []
        self._row_of = [
            {at: row for row, places in enumerate(self.rows) if (at := places[one]) is not None}
            for one in range(len(texts))
        ]

    def list_clauses(self, row: int) -> tuple[Clause | None, ...]:
        """The clauses of a row."""
        return tuple(None if at is None else self._clauses[one][at] for one, at in enumerate(self.rows[row]))

    def find_row(self, version: int, eid: str) -> int:
        """The row of a clause of a version by its address."""
        if not self._eids:
            self._eids = [{clause.eid: at for at, clause in enumerate(clauses)} for clauses in self._clauses]
        return self._row_of[version][self._eids[version][eid]]

    def list_facts(self, row: int) -> list[Sequence[Fact]]:
        """The facts of the clauses of a row."""
        return [() if at is None else self._facts[one][at] for one, at in enumerate(self.rows[row])]

    def find_above(self, row: int) -> int:
        """The row of what holds these clauses; -1 at the top."""
        one, at = next((one, at) for one, at in enumerate(self.rows[row]) if at is not None)
        above = self._parents[one][at]
        return self._row_of[one][above] if above >= 0 else -1

    def is_continued(self, row: int) -> bool:
        """Whether this is a line of the heading in the row before or behind, which another version prints on one line."""
        return not any(self.list_facts(row)) and (self._is_heading(row, row - 1) or self._is_heading(row, row + 1))

    def _is_heading(self, row: int, beside: int) -> bool:
        """Whether the clauses of a row are headings as those of the row beside it, in which no version lacks one."""
        if not 0 <= beside < len(self.rows) or None in self.rows[beside]:
            return False
        pairs = zip(self.list_clauses(row), self.list_clauses(beside), strict=True)
        return all(
            here is None or (other is not None and {here.level, other.level} <= _HEADINGS) for here, other in pairs
        )

    def is_told_above(self, row: int) -> bool:
        """Whether what holds these clauses is missing in the same versions: then they are missing with it."""
        above = self.find_above(row)
        return above >= 0 and [at is None for at in self.rows[above]] == [at is None for at in self.rows[row]]


def arrange_rows(items: Sequence[Sequence[PairedClause]]) -> Iterator[tuple[int | None, ...]]:
    """The places of clauses that are one, a row each, in order; each list is laid beside the rows that those before it make."""
    rows: list[tuple[int | None, ...]] = [(at,) for at in range(len(items[0]))]
    heads: list[PairedClause] = list(items[0])
    for count, more in enumerate(items[1:], 1):
        laid: list[tuple[int | None, ...]] = []
        kept: list[PairedClause] = []
        for row, at in pair_items(heads, more):
            laid.append((*(rows[row] if row is not None else (None,) * count), at))
            kept.append(heads[row] if row is not None else more[at])  # type: ignore[index]
        rows, heads = laid, kept
    yield from rows
