"""Alignments that were worked out before, in a SQLite file beside a manifest: of neighbours only what changed is done again.

The key is content: the hashes of both files, and that of the code that aligns. Deleting the file loses nothing, and a file
that is damaged, or of another program, is as none. What comes out of it is checked before it is believed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from decision_diff import align
from decision_diff.changes import Link, Stretch
from decision_diff.model import Decision, Span

NAME: Final = "history.cache"
_TABLE: Final = "CREATE TABLE IF NOT EXISTS links (key TEXT PRIMARY KEY, links TEXT NOT NULL) STRICT"


class Cache:
    """Links by the content of two revisions."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection

    def links(self, old: Decision, new: Decision) -> tuple[Link, ...]:
        """As `align.align`: from the cache where it has them, else worked out and kept."""
        key = f"{_version()} {old.source.sha256} {old.view} {new.source.sha256} {new.view}"
        found = self._read(key, old, new)
        if found is None:
            found = align.align(old, new)
            self._write(key, found)
        return found

    def _read(self, key: str, old: Decision, new: Decision) -> tuple[Link, ...] | None:
        if self._connection is None:
            return None
        with contextlib.suppress(sqlite3.Error, ValueError, TypeError, KeyError):
            row = self._connection.execute("SELECT links FROM links WHERE key = ?", (key,)).fetchone()
            if row is not None:
                return tuple(_link(one, old, new) for one in json.loads(row[0]))
        return None

    def _write(self, key: str, links: tuple[Link, ...]) -> None:
        if self._connection is not None:
            rows = [
                [
                    one.old.eid, one.old.span.start, one.old.span.end, one.new.eid, one.new.span.start, one.new.span.end,
                    one.found_by, one.score, one.confidence,
                ]
                for one in links
            ]  # fmt: skip
            with contextlib.suppress(sqlite3.Error), self._connection:
                self._connection.execute("INSERT OR REPLACE INTO links VALUES (?, ?)", (key, json.dumps(rows)))


@contextmanager
def beside(manifest: Path) -> Iterator[Cache]:
    """The cache beside a manifest, made if need be; one that keeps nothing where no file can be written."""
    connection = None
    with contextlib.suppress(sqlite3.Error):
        connection = sqlite3.connect(manifest.with_name(NAME))
        connection.execute("PRAGMA trusted_schema = OFF")  # the file may be anybody's
        connection.execute(_TABLE)
    try:
        yield Cache(connection)
    finally:
        if connection is not None:
            connection.close()


def _link(row: list[object], old: Decision, new: Decision) -> Link:
    """A link as it was kept. ValueError, TypeError or KeyError if these revisions have no such clauses or words."""
    before, start, end, after, begin, stop, found_by, score, confidence = row
    stretches = []
    for decision, eid, first, last in ((old, before, start, end), (new, after, begin, stop)):
        if not (isinstance(eid, str) and isinstance(first, int) and isinstance(last, int)):
            raise TypeError("a link is kept as addresses and numbers")
        if not 0 <= first <= last <= len(decision.clause(eid).words):
            raise ValueError("a link is kept that leads out of its clause")
        stretches.append(Stretch(eid, Span(first, last)))
    if not (isinstance(found_by, str) and isinstance(score, int | float) and isinstance(confidence, int | float)):
        raise TypeError("a link is kept with how it was found")
    return Link(stretches[0], stretches[1], found_by, float(score), float(confidence))


@lru_cache(maxsize=1)
def _version() -> str:
    """The hash of the code that aligns: another version may find other links, and what it kept is then no use."""
    package = Path(align.__file__).parent.parent
    files = (file for pattern in ("*.py", "align/*.py", "parse/*.py", "languages/*") for file in package.glob(pattern))
    code = b"".join(file.read_bytes() for file in sorted(files) if file.is_file())
    return hashlib.sha256(code).hexdigest()[:16]
