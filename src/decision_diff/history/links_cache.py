"""Alignments that were worked out before, in a SQLite file beside a manifest: of neighbours only what changed is done again.

The key is content: what was read of both files, and the code that aligns. Deleting the file loses nothing. It may come from
anybody, so it is believed only where its links are whole and could be those of these texts; a file that is damaged, locked,
a link, or of another program is ignored and left as it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from decision_diff import align
from decision_diff.align.arbiter import SUREST
from decision_diff.align.confidence import estimate_confidence
from decision_diff.align.units import JUDGED
from decision_diff.changes import Alignment, Link, Stretch
from decision_diff.model import Decision, Span

NAME: Final = "history.cache"
_TABLE: Final = "CREATE TABLE links (key TEXT PRIMARY KEY, links TEXT NOT NULL) STRICT"
_PATIENCE: Final = 1.0  # seconds to wait for another run, once; then this run does without
_STEPS: Final = 10_000_000  # of SQLite's machine; a row is found in a hundred
_LARGEST: Final = 50_000_000  # bytes of one row
_ODD: Final = (sqlite3.Error, ValueError, TypeError, KeyError, RecursionError, OverflowError)


class Cache:
    """Links by the content of two revisions. After the first error it keeps nothing."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection

    def align(self, old: Decision, new: Decision) -> Alignment:
        """As `align.align`: from the cache where it has the links, else worked out and kept."""
        key = f"{_version()} {_content(old)} {_content(new)}"
        found = self._read(key, old, new)
        if found is None:
            found = align.align(old, new)
            self._write(key, found.links)
        return found

    def _read(self, key: str, old: Decision, new: Decision) -> Alignment | None:
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT links FROM links WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._connection = None
            return None
        if row is not None:
            with contextlib.suppress(*_ODD):
                digest, _, rows = row[0].partition(" ")
                if digest == _digest(key, rows):
                    return _whole(align.restore(old, new, [_link(one, old, new) for one in json.loads(rows)]))
        return None

    def _write(self, key: str, links: tuple[Link, ...]) -> None:
        if self._connection is None:
            return
        rows = json.dumps(
            [
                [
                    one.old.eid, one.old.span.start, one.old.span.end, one.new.eid, one.new.span.start, one.new.span.end,
                    one.found_by, one.score, one.confidence,
                ]
                for one in links
            ]
        )  # fmt: skip
        try:
            with self._connection:
                kept = f"{_digest(key, rows)} {rows}"
                self._connection.execute("INSERT OR REPLACE INTO links VALUES (?, ?)", (key, kept))
        except sqlite3.Error:
            self._connection = None


@contextmanager
def open_cache(manifest: Path) -> Iterator[Cache]:
    """The cache beside a manifest, made if need be; one that keeps nothing where no file can be written."""
    connection = None
    try:
        connection = _open(manifest.with_name(NAME))
        yield Cache(connection)
    finally:
        if connection is not None:
            connection.close()


def _open(path: Path) -> sqlite3.Connection | None:
    """The database at `path`, with our table and nothing else; None if it cannot be had."""
    # SQLite would follow a link, and write where it leads.
    if not all(_is_plain(path.with_name(f"{path.name}{end}")) for end in ("", "-journal", "-wal", "-shm")):
        return None
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=_PATIENCE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
        steps = iter(range(_STEPS // 10_000))
        connection.set_progress_handler(lambda: next(steps, None) is None, 10_000)
        connection.execute("PRAGMA trusted_schema = OFF")  # the file may be anybody's
        connection.execute("PRAGMA journal_mode = MEMORY")
        made = connection.execute("SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
        if not made:
            connection.execute(_TABLE)
        elif made != [("table", _TABLE)]:
            connection.close()
            return None
    except (sqlite3.Error, OverflowError):
        if connection is not None:
            connection.close()
        return None
    return connection


def _is_plain(path: Path) -> bool:
    """Whether the path is free, or a regular file without another name (hard link)."""
    try:
        about = path.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return stat.S_ISREG(about.st_mode) and about.st_nlink == 1


def _link(row: list[object], old: Decision, new: Decision) -> Link:
    """A link as it was kept. ValueError, TypeError or KeyError if these revisions have no such clauses or words."""
    before, start, end, after, begin, stop, found_by, score, sure = row
    stretches = []
    for decision, eid, first, last in ((old, before, start, end), (new, after, begin, stop)):
        if not (isinstance(eid, str) and type(first) is int and type(last) is int):
            raise TypeError("a link is kept as addresses and numbers")
        if not 0 <= first <= last <= len(decision.clause(eid).words):
            raise ValueError("a link is kept that leads out of its clause")
        stretches.append(Stretch(eid, Span(first, last)))
    if not (isinstance(found_by, str) and isinstance(score, int | float) and isinstance(sure, int | float)):
        raise TypeError("a link is kept with how it was found")
    if not 0 <= score <= 1 or not _may_be_sure(found_by, score, sure):
        raise ValueError("a link is kept with a certainty that is not that of how it was found")
    return Link(stretches[0], stretches[1], found_by, float(score), float(sure))


def _may_be_sure(found_by: str, score: float, sure: float) -> bool:
    """Whether a link found so may have that confidence. What the arbiter said of it cannot be told without its evidence."""
    if found_by in JUDGED:
        return 0 <= sure <= SUREST
    # A score is kept rounded, so that it may have been on either side of a limit.
    near = (score, max(score - 0.0001, 0))
    return any(sure == estimate_confidence(found_by, one, is_stray=stray) for one in near for stray in (False, True))


def _whole(alignment: Alignment) -> Alignment:
    """The alignment, if its links are in the order of `align.align` and each pair of clauses is there once; else ValueError."""
    if any(one[::-1] >= other[::-1] for one, other in pairwise(alignment.positions)):
        raise ValueError("links are kept in another order than they are made in")
    return alignment


def _content(decision: Decision) -> str:
    """The hash of what aligning sees of a revision: the same file read otherwise is another text."""
    digest = hashlib.sha256()
    for clause in decision.walk():
        digest.update(
            repr((clause.eid, clause.level, clause.label, clause.heading, clause.text, clause.cells)).encode()
        )
    return digest.hexdigest()


def _digest(key: str, rows: str) -> str:
    """What tells whether the rows are those that were written under the key, to the last one."""
    return hashlib.sha256(f"{key}\n{rows}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _version() -> str:
    """The hash of the code that aligns: another version may find other links, and what it kept is then no use."""
    package = Path(align.__file__).parent.parent
    files = (
        file
        for pattern in ("*.py", "align/*.py", "parse/*.py", "words/*.py", "languages/*")
        for file in package.glob(pattern)
    )
    code = b"".join(file.read_bytes() for file in sorted(files) if file.is_file())
    return hashlib.sha256(code).hexdigest()[:16]
