"""The database file: its tables, and that a file is one of ours before anything in it is believed.

A file may be anybody's: it is taken only if its tables are exactly these, so that no trigger and no view of a stranger runs.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from decision_diff.errors import OutputError, UnreadableError
from decision_diff.files import make_printable

APPLICATION: Final = 0x64646978  # "ddix", in the head of the file
VERSION: Final = 1  # of the tables
_MAGIC: Final = b"SQLite format 3\0"
_TABLES: Final = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    (
        "CREATE TABLE revision (id INTEGER PRIMARY KEY, path TEXT NOT NULL, label TEXT NOT NULL, sha256 TEXT NOT NULL, position INTEGER NOT NULL, "
        "family TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, body TEXT NOT NULL, title TEXT NOT NULL, session TEXT NOT NULL, date TEXT NOT NULL, "
        "languages TEXT NOT NULL, suppressed INTEGER NOT NULL, latest INTEGER NOT NULL, error TEXT NOT NULL, UNIQUE (path, label))"
    ),
    (
        "CREATE TABLE clause (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, eid TEXT NOT NULL, level TEXT NOT NULL, number TEXT NOT NULL, "
        "place TEXT NOT NULL, words TEXT NOT NULL, hash INTEGER NOT NULL)"
    ),
    "CREATE INDEX clause_revision ON clause (revision, eid)",
    "CREATE INDEX clause_hash ON clause (hash)",
    "CREATE TABLE sketch (hash INTEGER NOT NULL, clause INTEGER NOT NULL, PRIMARY KEY (hash, clause)) WITHOUT ROWID",
    (
        "CREATE TABLE citation (id INTEGER PRIMARY KEY, clause INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, kind TEXT NOT NULL, "
        "number TEXT NOT NULL, said TEXT NOT NULL, body TEXT NOT NULL, session TEXT NOT NULL, folded TEXT NOT NULL, year INTEGER NOT NULL, paths TEXT NOT NULL, printed TEXT NOT NULL, "
        "repeals INTEGER NOT NULL, own INTEGER NOT NULL, eid TEXT NOT NULL)"
    ),
    "CREATE INDEX citation_act ON citation (number, kind)",
    "CREATE INDEX citation_clause ON citation (clause)",
)


def open_index(path: str | os.PathLike[str]) -> sqlite3.Connection:
    """Open an index for reading. UnreadableError if it is missing, broken, or not an index of this version."""
    name = make_printable(os.fspath(path))
    if not Path(path).is_file():
        raise UnreadableError("the index does not exist; make one with `decision-diff index FOLDER`", source=name)
    with _translate(name):
        _refuse_foreign(path, name)
        connection = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)
        _check(connection, name)
        return connection


def open_for_writing(path: str | os.PathLike[str]) -> sqlite3.Connection:
    """Open an index that is there, or make an empty one. UnreadableError for another file, OutputError if it cannot be written."""
    name = make_printable(os.fspath(path))
    if Path(path).is_dir() or not Path(path).absolute().parent.is_dir():
        raise OutputError("this is a folder, or its folder does not exist; give the name of a file", source=name)
    with _translate(name):
        is_new = not Path(path).exists() or Path(path).stat().st_size == 0
        if not is_new:
            _refuse_foreign(path, name)
        connection = sqlite3.connect(path, isolation_level=None)
        if is_new:
            with contextlib.closing(connection.cursor()) as cursor:
                cursor.execute(f"PRAGMA application_id = {APPLICATION}")
                cursor.execute(f"PRAGMA user_version = {VERSION}")
                for table in _TABLES:
                    cursor.execute(table)
        _check(connection, name)
        return connection


def _refuse_foreign(path: str | os.PathLike[str], name: str) -> None:
    """UnreadableError for a file that is not a database: somebody's own, which nobody should be told to delete."""
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(len(_MAGIC))
    except OSError as error:
        raise UnreadableError(f"this index cannot be opened ({error.strerror})", source=name) from error
    if head != _MAGIC:
        raise UnreadableError("this is not an index of decision-diff; give another name", source=name)


@contextlib.contextmanager
def _translate(name: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(f"this index cannot be opened ({error})", source=name) from error
    except sqlite3.DatabaseError as error:
        raise UnreadableError(
            "this is not an index, or it is broken; delete it and make it again", source=name
        ) from error


def _check(connection: sqlite3.Connection, name: str) -> None:
    """UnreadableError if this is the database of another program, of another version, or has tables that are not ours."""
    connection.execute("PRAGMA trusted_schema = OFF")
    application, version = (
        connection.execute(f"PRAGMA {what}").fetchone()[0] for what in ("application_id", "user_version")
    )
    tables = {row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if application == APPLICATION and version != VERSION:
        raise UnreadableError(
            "this index is of another version of this program; delete it and make it again", source=name
        )
    if application != APPLICATION or tables != set(_TABLES):
        raise UnreadableError("this is not an index of decision-diff; give another name", source=name)
    connection.row_factory = sqlite3.Row


def name_file(connection: sqlite3.Connection) -> str:
    """The file of an open index, for messages: its last name, or "index" if it has none."""
    with contextlib.suppress(sqlite3.DatabaseError):
        return make_printable(Path(connection.execute("PRAGMA database_list").fetchone()[2]).name) or "index"
    return "index"


@contextlib.contextmanager
def read_safely(name: str) -> Iterator[None]:
    """Turn what SQLite finds broken while it reads into one sentence: UnreadableError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise UnreadableError(f"this index is broken ({error}); delete it and make it again", source=name) from error
