"""A revision of a history as an Akoma Ntoso document: one of the versions of one work.

Each clause has as wId the address that it had when it came into the text, through all revisions before; and the modifications are those
that made this revision of the one before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.renderers.akn import write_document
from decision_diff.renderers.akn.head import name_work, write_analysis, write_proprietary
from decision_diff.renderers.akn.lineage import name_from_old

if TYPE_CHECKING:
    from decision_diff.history import History


def write_version(history: History, label: str) -> str:
    """Writes the revision of that label as a version of the work, which is named by the file of the first one; KeyError for an unknown label.

    OutputError for a text without clauses.
    """
    decision = history.at(label)
    work = name_work(history.decisions[0], "", "")
    index = history.labels.index(label)
    wids: dict[str, str] = {}
    used = {clause.eid for clause in history.decisions[0].walk()}
    for comparison in history.comparisons[:index]:
        wids = name_from_old(comparison, wids, used)
        used |= {wids.get(clause.eid, clause.eid) for clause in comparison.new.walk()}
    if not index:
        return write_document(decision, work=work)
    made = history.comparisons[index - 1]
    analysis, proprietary = write_analysis(made, "", work), write_proprietary(made)
    return write_document(decision, work=work, wids=wids, analysis=analysis, proprietary=proprietary)
