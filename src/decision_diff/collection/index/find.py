"""Looks for the same or nearly the same clause: candidates by their sketches, then their words compared.

Exact ones are found by a hash of their words, however many there are; the likeness of the others is the share of characters in the
longest common subsequence, from 0 to 1 (`rapidfuzz.fuzz.ratio`), without regard to case, blanks and punctuation.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from decision_diff.collection.index.gaps import say_gaps
from decision_diff.collection.index.listing import Listing
from decision_diff.collection.index.naming import name_revision, read_act, resolve_clause
from decision_diff.collection.index.sketches import MIN_SHARED, compute_sketch, fold_words, hash_words
from decision_diff.collection.index.store import name_file, read_safely
from decision_diff.errors import UnreadableError

MAX_CANDIDATES: Final = 400  # whose words are compared, those with most hashes in common first
LIKENESS: Final = 0.7
_COLUMNS: Final = (
    ("likeness", "Likeness"), ("decision", "Decision"), ("place", "Clause"), ("words", "Words"), ("path", "File"), ("eid", "Address"),
)  # fmt: skip


def find_alike(
    connection: sqlite3.Connection,
    wanted: str,
    *,
    likeness: float = LIKENESS,
    limit: int = 50,
    everywhere: bool = False,
) -> Listing:
    """The clauses that have the words `wanted`, or nearly, most alike first; in the latest revisions, or `everywhere` in all.

    `wanted` may also name a clause of the index (decides 2 of Decision 5), which is then not among what is found. UnreadableError if it has no letters or digits.
    """
    with read_safely(name_file(connection)):
        clause = resolve_clause(connection, wanted)
        words = clause["words"] if clause is not None else wanted
        folded = fold_words(words)
        if not folded:
            raise UnreadableError("there is nothing to look for: no letters and no digits")
        scores = {
            row[0]: 1.0 for row in connection.execute("SELECT id FROM clause WHERE hash = ?", (hash_words(words),))
        }
        for number, found in _list_candidates(connection, words):
            score = _compare(folded, found, likeness) if number not in scores else 1.0
            if score >= likeness:
                scores[number] = score
        if clause is not None:
            scores.pop(clause["id"], None)
        rows = [
            row
            for number, score in scores.items()
            if (row := _make_row(connection, number, score, everywhere=everywhere))
        ]
        gaps = (*_say_words(connection, wanted, clause), *say_gaps(connection))
    rows.sort(key=lambda row: (-float(row[0]), *map(str, row[4:]), *map(str, row[1:3])))
    notes = (f"{len(rows) - limit} more are alike; see --limit",) if len(rows) > limit else ()
    shown = " ".join(words.split())
    return Listing(
        "find",
        f"Clauses like “{shown if len(shown) <= 60 else shown[:59] + '…'}”",
        _COLUMNS,
        tuple(rows[:limit]),
        (*notes, *gaps),
    )


def _say_words(connection: sqlite3.Connection, wanted: str, clause: sqlite3.Row | None) -> tuple[str, ...]:
    """A sentence if what was asked for is the name of a clause, and the index has no such clause."""
    act = read_act(connection, wanted) if clause is None else None
    return (
        (f"no clause of the index is called {wanted!r}, so these words were looked for",) if act and act.paths else ()
    )


def _list_candidates(connection: sqlite3.Connection, words: str) -> list[tuple[int, str]]:
    """The clauses that share most of the least hashes, and their words."""
    sketch = compute_sketch(words)
    marks = ",".join("?" * len(sketch))
    query = (
        f"SELECT clause.id, clause.words FROM clause JOIN (SELECT clause AS id, COUNT(*) AS shared FROM sketch WHERE hash IN ({marks}) "  # noqa: S608 - question marks only
        "GROUP BY clause HAVING shared >= ? ORDER BY shared DESC, id LIMIT ?) AS found ON found.id = clause.id"
    )
    return [
        (row[0], row[1]) for row in connection.execute(query, (*sketch, min(MIN_SHARED, len(sketch)), MAX_CANDIDATES))
    ]


def _compare(folded: str, words: str, likeness: float) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - late: exact matches need none

    return fuzz.ratio(folded, fold_words(words), score_cutoff=100 * likeness) / 100


def _make_row(
    connection: sqlite3.Connection, number: int, score: float, *, everywhere: bool
) -> tuple[float | str, ...] | None:
    row = connection.execute(
        "SELECT revision.*, clause.place, clause.words, clause.eid FROM clause JOIN revision ON revision.id = clause.revision WHERE clause.id = ?",
        (number,),
    ).fetchone()
    if row is None or not (everywhere or row["latest"]):
        return None
    return (round(score, 4), name_revision(row), row["place"], row["words"], row["path"], row["eid"])
