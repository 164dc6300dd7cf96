"""Which decisions are in force on a day, their last amendment, and what suppressed the others.

Many texts say only the year of their session. Where that is the year of the day that is asked for, the row says so in a note: nobody
knows from the texts whether the session was before that day.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Final

from decision_diff.collection.index.build import get_revision_key, order_revision
from decision_diff.collection.index.gaps import say_doubts, say_gaps
from decision_diff.collection.index.listing import Cell, Listing
from decision_diff.collection.index.naming import name_act, name_revision
from decision_diff.collection.index.repeals import Repeals, find_repeal, is_by, load_repeals
from decision_diff.collection.index.store import name_file, read_safely

_COLUMNS: Final = (
    ("decision", "Decision"), ("title", "Title"), ("revision", "Last amendment"), ("since", "Since"), ("status", "Status"), ("by", "By"),
    ("path", "File"),
)  # fmt: skip


def list_in_force(connection: sqlite3.Connection, at: date | None = None) -> Listing:
    """All decisions with the revision that was in force on a day (None: the latest of all), and those that were suppressed by then."""
    with read_safely(name_file(connection)):
        rows = connection.execute("SELECT * FROM revision WHERE error = ''").fetchall()
        repeals, gaps = load_repeals(connection, at), [*say_doubts(connection), *say_gaps(connection, cites=True)]
    groups: dict[tuple[str, ...], list[sqlite3.Row]] = {}
    for row in sorted(rows, key=order_revision):
        groups.setdefault(get_revision_key(row), []).append(row)
    unsure = sorted({row["path"] for row in rows if _is_same_year(row["date"], at)})
    notes = [f"only the year or month is known, so these may be later than {at}: {', '.join(unsure)}"] if unsure else []
    unknown = sorted(row["path"] for row in rows if not row["date"])
    notes += [f"no date is known of: {', '.join(unknown)}"] if unknown and at else []
    notes += gaps
    found = [_judge(group, repeals, at) for group in groups.values()]
    found.sort(key=_sort_row)
    title = f"Decisions in force on {at}" if at else "Decisions, each with its latest revision"
    return Listing("in-force", title, _COLUMNS, tuple(found), tuple(notes))


def _is_same_year(known: str, at: date | None) -> bool:
    return at is not None and 0 < len(known) < 10 and known == at.isoformat()[: len(known)]


def _judge(group: list[sqlite3.Row], repeals: Repeals, at: date | None) -> tuple[Cell, ...]:
    """The row of one decision; its revisions stand oldest first."""
    past = [row for row in group if is_by(row["date"], at)]
    row = past[-1] if past else group[0]
    decision = name_act(row["kind"], row["number"], "") if row["number"] else name_revision(row)
    status, by = "in force", ""
    repeal = find_repeal(repeals, row)
    if not past:
        status = "not yet adopted" if row["date"] else "unknown"
    elif row["suppressed"]:
        status, by = "suppressed", "its own text"
    elif repeal is not None:
        status, by = "suppressed", f"{name_revision(repeal)}, {repeal['place']}"
        if not repeal["date"]:
            status, by = "unknown", f"{by}, of which no date is known"
    return (decision, row["title"], row["session"] or row["label"], row["date"], status, by, row["path"])


def _sort_row(row: tuple[Cell, ...]) -> tuple[str, int, str]:
    """Decisions by kind, then by number."""
    kind, _, number = str(row[0]).rpartition(" ")
    return (kind, int(number), str(row[6])) if number.isdecimal() and len(number) < 9 else (str(row[0]), 0, str(row[6]))
