"""Parity: do the language versions of a decision, or of one amendment, say the same? By data, not by translation.

    words ==find_facts==> facts            dates, numbers, amounts, names, references, obligations, as values that no language changes
    versions ==compare_versions==> Parity  clauses side by side (`pairing`, `rows`), and what differs between them (`agreeing`, `comparing`)

`dates` and `names` find what the signals of a change have no value for; `report` and `page` show a result. A finding says that two texts
differ, never which of them is right.
"""

from __future__ import annotations

from decision_diff.audit.parity.comparing import compare_versions
from decision_diff.audit.parity.facts import Fact, FactKind, find_facts
from decision_diff.audit.parity.values import FindingCode, Parity, ParityFinding, ParityRow, Version, VersionSays

__all__ = [
    "Fact",
    "FactKind",
    "FindingCode",
    "Parity",
    "ParityFinding",
    "ParityRow",
    "Version",
    "VersionSays",
    "compare_versions",
    "find_facts",
]
