"""What a check of language versions finds: rows of clauses that belong together, and findings."""

from __future__ import annotations

from typing import Literal

from decision_diff.audit.parity.facts import FactKind
from decision_diff.changes import Comparison
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision, Span

FindingCode = Literal[
    "clause-missing", "number-differs", "change-missing", "change-differs", "fact-differs", "fact-differed"
]


@frozen
class Version:
    """One language version: its text, and where it was amended, the comparison with what it was; `name` is how outputs call it."""

    name: str
    code: str
    new: Decision
    comparison: Comparison | None = None

    @property
    def texts(self) -> tuple[Decision, ...]:
        """The text before the amendment, if there is one, and the text."""
        return (self.comparison.old, self.new) if self.comparison else (self.new,)


@frozen
class ParityRow:
    """Clauses that are one, a place for each version in their order; None where a version has none.

    `side` says of which texts: "new", or "old" for a clause that some version repealed.
    """

    side: Literal["old", "new"]
    clauses: tuple[Clause | None, ...]


@frozen
class VersionSays:
    """What one version says: a value that is the same in every language; `span` are the code points of its clause's words, None for what no words say."""

    value: str
    span: Span | None = None


@frozen
class ParityFinding:
    """Something that the versions do not have alike, in the row `row` of `Parity.rows`.

    `values` has what each version says and the others do not all say, in their order; () for nothing, None where it has no such clause. `kind` is
    the kind of the fact, "" for a finding about a whole clause.
    """

    code: FindingCode
    row: int
    kind: FactKind | Literal[""]
    values: tuple[tuple[VersionSays, ...] | None, ...]


@frozen
class Parity:
    """The versions, their clauses side by side, and what differs, by row; true if nothing does.

    `paired` says what share of the clauses has a partner in every version: of texts that are no versions of one another it is small.
    """

    versions: tuple[Version, ...]
    rows: tuple[ParityRow, ...]
    findings: tuple[ParityFinding, ...]

    @property
    def paired(self) -> float:
        """The share of rows in which every version has a clause; 1 where there is no clause."""
        whole = sum(None not in row.clauses for row in self.rows)
        return whole / len(self.rows) if self.rows else 1.0

    @property
    def agrees(self) -> bool:
        """Whether the versions have the same clauses, facts and changes; what differed before the amendment and does no more is told only."""
        return all(one.code == "fact-differed" for one in self.findings)

    def __bool__(self) -> bool:
        return self.agrees
