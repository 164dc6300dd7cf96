"""The revisions of a history as Akoma Ntoso documents: versions of one work, each in a file of its own or all in one.

Each clause has as wId the address that it had when it came into the text, through all revisions before; and the modifications are those
that made this revision of the one before it. A file of all versions is a collection with one component for each:

    <documentCollection name="versions">   <component eId="version_2">   <doc>   <article eId="version_2__art_3" wId="art_2">

No eId may stand twice in such a file, so that each begins with that of its component.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from decision_diff.renderers.akn import wrap_root, write_document, write_element
from decision_diff.renderers.akn.head import (
    Expression,
    name_work,
    write_analysis,
    write_collection_head,
    write_modifications,
    write_proprietary,
)
from decision_diff.renderers.akn.lineage import name_from_old

if TYPE_CHECKING:
    from collections.abc import Mapping

    from decision_diff.history import History


def write_version(history: History, label: str) -> str:
    """Writes the revision of that label as a version of the work, which is named by the file of the first one; KeyError for an unknown label.

    OutputError for a text without clauses.
    """
    decision = history.at(label)
    work = name_work(history.decisions[0], "", "")
    index = history.labels.index(label)
    if not index:
        return write_document(decision, work=work)
    made = history.comparisons[index - 1]
    wids = _name_all(history)[index]
    analysis, proprietary = write_analysis(made, "", work), write_proprietary(made)
    return write_document(decision, work=work, wids=wids, analysis=analysis, proprietary=proprietary)


def write_versions(history: History, dates: Mapping[str, str] | None = None) -> str:
    """Writes one file with all revisions as versions of the work, oldest first; OutputError for a text without clauses.

    `dates` has the day on which each revision was adopted (ISO 8601), by label, as far as known. ValueError for a label that no
    revision has, for what is no day, and for days out of order.
    """
    known = dates or {}
    _check_dates(history, known)
    work = name_work(history.decisions[0], "", "")
    versions = [
        Expression(label, known.get(label, ""), f"version_{at}__") for at, label in enumerate(history.labels, 1)
    ]
    made = (None, *history.comparisons)
    components = []
    for at, (version, wids, comparison) in enumerate(zip(versions, _name_all(history), made, strict=True)):
        element = write_element(
            history.decisions[at],
            work=work,
            wids=wids,
            analysis=write_modifications(comparison, f"#{versions[at - 1].prefix}", version.prefix)
            if comparison
            else "",
            proprietary=write_proprietary(comparison) if comparison else "",
            version=version,
        )
        components.append(f'<component eId="version_{at + 1}">\n{element}</component>\n')
    return wrap_root(
        '<documentCollection name="versions">\n'
        f"{write_collection_head(work, versions)}<collectionBody>\n{''.join(components)}</collectionBody>\n</documentCollection>\n"
    )


def _check_dates(history: History, dates: Mapping[str, str]) -> None:
    unknown = next((label for label in dates if label not in history.labels), None)
    if unknown is not None:
        raise ValueError(f"no revision has the label {unknown!r}")
    for day in dates.values():
        if date.fromisoformat(day).isoformat() != day:
            raise ValueError(f"{day!r} is not a date such as 2026-06-14")
    days = [dates[label] for label in history.labels if label in dates]
    if days != sorted(days):
        raise ValueError(f"dates out of order: {', '.join(days)}")


def _name_all(history: History) -> list[dict[str, str]]:
    """For each revision the wId of each clause whose address differs from it, by address."""
    used = {clause.eid for clause in history.decisions[0].walk()}
    found: list[dict[str, str]] = [{}]
    for comparison in history.comparisons:
        wids = name_from_old(comparison, found[-1], used)
        used |= {wids.get(clause.eid, clause.eid) for clause in comparison.new.walk()}
        found.append(wids)
    return found
