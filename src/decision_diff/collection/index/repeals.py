"""Which clause suppresses a decision: one of another decision, not older than the revision that it would suppress.

A decision that was suppressed and adopted again is in force. Where no date is known of the clause nobody can tell.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from decision_diff.collection.index.build import get_revision_key

_SELECT = (
    "SELECT citation.kind AS cited_kind, citation.number AS cited_number, citation.body AS cited_body, clause.place, revision.* "
    "FROM citation JOIN clause ON clause.id = citation.clause JOIN revision ON revision.id = clause.revision "
    "WHERE citation.repeals AND NOT citation.own AND citation.paths = '' ORDER BY revision.date, revision.path, clause.id"
)
Repeals = dict[tuple[str, str, str], list[sqlite3.Row]]  # by kind, number and body what suppresses an act, oldest first


def load_repeals(connection: sqlite3.Connection, at: date | None = None) -> Repeals:
    """The clauses that suppress an act as a whole, in any revision; those by a day, and those of which no date is known."""
    found: Repeals = {}
    for row in connection.execute(_SELECT):
        if not row["date"] or is_by(row["date"], at):
            found.setdefault((row["cited_kind"], row["cited_number"], row["cited_body"]), []).append(row)
    return found


def find_repeal(repeals: Repeals, row: sqlite3.Row) -> sqlite3.Row | None:
    """What suppresses the revision `row`, one with a date rather than one without; None if nothing does."""
    others = repeals.get((row["kind"], row["number"], row["body"]), ()) if row["number"] else ()
    others = [one for one in others if get_revision_key(one) != get_revision_key(row)]
    dated = next((one for one in others if one["date"] and not is_before(one["date"], row["date"])), None)
    return dated or next((one for one in others if not one["date"]), None)


def is_before(known: str, other: str) -> bool:
    """Whether a date is surely before another one, of which parts may be unknown: 2018 is not surely before 2018-06."""
    size = min(len(known), len(other))
    return known[:size] < other[:size]


def is_by(known: str, at: date | None) -> bool:
    """Whether a date, of which the year alone may be known, is not after a day; an unknown one is not."""
    return at is None or (bool(known) and known <= at.isoformat()[: len(known)])
