"""Names of acts and clauses, to and from what people write: Resolution 2, decides 2 of Decision 5, 第641号决定附件2."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from decision_diff import pipeline
from decision_diff.citations.targets import Targets
from decision_diff.citations.values import Path as CitedPath
from decision_diff.citations.values import PathStep
from decision_diff.collection.acts.cited import CitedAct, find_acts
from decision_diff.errors import DecisionDiffError
from decision_diff.frozen import frozen
from decision_diff.model import Decision

LANGUAGES = ("en", "zh", "fr", "es")  # by whose words what a user writes is read


@frozen
class WantedAct:
    """An act that a user names; `body` is "" for any, and `paths` are the clauses of it."""

    kind: str
    number: str
    body: str
    paths: tuple[CitedPath, ...]


def read_act(connection: sqlite3.Connection, wanted: str) -> WantedAct | None:
    """The act that is named by all of a text; None if it is no such name. Its body is that of the acts of the index, if all have one."""
    found = find_acts(wanted, LANGUAGES)
    if len(found) != 1 or not _is_whole(wanted, found[0]):
        return None
    one = found[0]
    rows = connection.execute(
        "SELECT DISTINCT body FROM revision WHERE kind = ? AND number = ?", (one.kind, one.number)
    ).fetchall()
    body = one.body or (rows[0]["body"] if len(rows) == 1 else "")
    return WantedAct(one.kind, one.number, body, one.paths)


def _is_whole(wanted: str, one: CitedAct) -> bool:
    """Whether nothing stands in a text but an act, a clause of it and what joins the two."""
    rest = wanted[: one.span.start] + wanted[one.span.end :]
    rest = rest.replace(one.printed_path, "", 1) if one.printed_path else rest
    return len("".join(character for character in rest if character.isalnum())) <= 24 and not any(
        map(str.isdigit, rest)
    )


def resolve_clause(connection: sqlite3.Connection, wanted: str) -> sqlite3.Row | None:
    """The clause that a user names with its act, in the latest revision; None if that is no such name, or not in the index."""
    act = read_act(connection, wanted)
    if act is None or not act.paths:
        return None
    for row in list_latest(connection, act.kind, act.number, act.body):
        for eid in ClauseResolver(connection).resolve(row, act.paths):
            clause: sqlite3.Row | None = connection.execute(
                "SELECT * FROM clause WHERE revision = ? AND eid = ?", (row["id"], eid)
            ).fetchone()
            if clause is not None:
                return clause
    return None


def list_latest(connection: sqlite3.Connection, kind: str, number: str, body: str = "") -> list[sqlite3.Row]:
    """The latest revision of an act in each of its languages; `body` "" is any."""
    return connection.execute(
        "SELECT * FROM revision WHERE latest AND kind = ? AND number = ? AND (? = '' OR body = ?) ORDER BY path, label",
        (kind, number, body, body),
    ).fetchall()


def name_revision(row: sqlite3.Row) -> str:
    """What a revision is called: Resolution 2 (Rev. Dubai, 2018); without a number its title, else its file."""
    if not row["number"]:
        title = str(row["title"] or row["path"])
        return title if len(title) <= 60 else f"{title[:59]}…"
    session = f" ({row['session']})" if row["session"] else ""
    return f"{name_act(row['kind'], row['number'], '')}{session}"


def name_act(kind: str, number: str, body: str) -> str:
    """What an act is called, with the body that adopted it if that is to be said: Resolution 75 of WTSA."""
    return f"{kind.capitalize()} {number}{f' of {body.upper()}' if body else ''}"


def read_paths(stored: str) -> tuple[CitedPath, ...]:
    """The steps of paths as the index keeps them."""
    return tuple(tuple(PathStep(*step) for step in path) for path in json.loads(stored)) if stored else ()


class ClauseResolver:
    """Finds clauses of indexed revisions by how they are cited; a text is read again when it is first asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        folder = connection.execute("SELECT value FROM meta WHERE name = 'folder'").fetchone()
        self._folder = Path(folder[0]) if folder else Path()
        self._read: dict[int, tuple[Decision, Targets] | None] = {}
        self.unread: set[str] = set()

    def resolve(self, row: sqlite3.Row, paths: tuple[CitedPath, ...]) -> list[str]:
        """The addresses of the clauses that the paths name in a revision; none for what it does not have."""
        found = self._load(row)
        return resolve_paths(*found, paths) if found else []

    def can_read(self, row: sqlite3.Row) -> bool:
        """Whether the text is still there, as it was when the index was made."""
        return self._load(row) is not None

    def _load(self, row: sqlite3.Row) -> tuple[Decision, Targets] | None:
        if row["id"] not in self._read:
            self._read[row["id"]] = None
            try:
                decision = pipeline.read(self._folder / row["path"])
                if decision.source.sha256 == row["sha256"]:
                    self._read[row["id"]] = decision, Targets(decision)
            except DecisionDiffError:
                pass
            if self._read[row["id"]] is None:
                self.unread.add(str(row["path"]))
        return self._read[row["id"]]


def resolve_paths(decision: Decision, targets: Targets, paths: tuple[CitedPath, ...]) -> list[str]:
    """The addresses of the clauses that paths from another text name; what is only in part in the text is not among them."""
    found = [target for path in paths for target in targets.find(path, 0)]
    return [decision.walk()[one.position].eid for one in found if not one.rest]
