"""One text of each language version, clause by clause side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.audit.parity.captions import arrange_captions, fold_captions
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
        self._heads: dict[
            int, int
        ] = {}  # by a row with a clause that holds its text itself, that of the captions of the others
        self.rows = list(self._arrange(items))
        self._eids: list[dict[str, int]] = []
        self._row_of = [
            {at: row for row, places in enumerate(self.rows) if (at := places[one]) is not None}
            for one in range(len(texts))
        ]

    def _arrange(self, items: Sequence[Sequence[PairedClause]]) -> Iterator[tuple[int | None, ...]]:
        """The rows; a clause with a caption alone and the first one below it stand beside one that holds its text itself (Article 3, Reports: 第三条)."""
        folded = [fold_captions(some) for some in items]
        count = 0
        for row in arrange_rows([[one.item for one in some] for some in folded]):
            laid = arrange_captions([None if at is None else folded[version][at] for version, at in enumerate(row)])
            if laid.is_mixed:
                self._heads[count + 1] = count
            yield from laid.rows
            count += len(laid.rows)

    def is_caption(self, row: int) -> bool:
        """Whether these are captions of clauses that the other versions have without one, or in one with their text."""
        return self._heads.get(row + 1) == row or self._is_before_article(row)

    def _is_before_article(self, row: int) -> bool:
        """Whether these are captions in brackets on a line before their article, as in Japanese acts; others have them behind its number, or none."""
        if any(self.list_facts(row)):
            return False
        places = ((one, at) for one, at in enumerate(self.rows[row]) if at is not None)
        return all(self._is_bracketed(self._clauses[one][at : at + 2]) for one, at in places)

    @staticmethod
    def _is_bracketed(clauses: Sequence[Clause]) -> bool:
        """Whether the first of two clauses is a caption in brackets, and the second one an article."""
        return (
            len(clauses) == 2
            and clauses[0].level == "heading"
            and clauses[0].words[:1] in "（("
            and clauses[1].level == "article"
        )

    def list_numbered(self, row: int) -> tuple[Clause | None, ...]:
        """The clauses of a row, for one below a caption that of the caption."""
        if row not in self._heads:
            return self.list_clauses(row)
        pairs = zip(self.list_clauses(row), self.list_clauses(self._heads[row]), strict=True)
        return tuple(above or here for here, above in pairs)

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
        if self._heads.get(above + 1) == above:  # its caption: what the others have beside it stands in the row behind
            above += 1
        return (
            above >= 0
            and above != row
            and [at is None for at in self.rows[above]] == [at is None for at in self.rows[row]]
        )


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
