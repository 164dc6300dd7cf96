"""Brings an index up to date with its folder: what has the same hash stays, all else is read anew, in one transaction."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from decision_diff import __version__, memory, pipeline
from decision_diff.citations.scan import find_citations
from decision_diff.citations.targets import Targets
from decision_diff.citations.values import Path as CitedPath
from decision_diff.collection.acts.cited import CitedAct, find_acts, fold_session, settle_bodies, starts_repeal_list
from decision_diff.collection.acts.names import ActName, read_act_name
from decision_diff.collection.index.sketches import compute_sketch, hash_words
from decision_diff.collection.index.sources import FoundRevision, find_revisions, read_date
from decision_diff.collection.index.store import open_for_writing, read_safely
from decision_diff.errors import DecisionDiffError
from decision_diff.files import make_printable
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision

_OUTSIDE: Final = "furniture"  # running heads and page numbers, which are no clauses to find


@frozen
class IndexReport:
    """What an update of an index did: how many revisions it has, how many of them were read now, how many it had and has no more.

    `failed` are sentences about files that could not be read, `notes` about what was left out.
    """

    decisions: int
    revisions: int
    clauses: int
    read: int
    removed: int
    failed: tuple[str, ...]
    notes: tuple[str, ...]


def build_index(
    folder: str | os.PathLike[str],
    database: str | os.PathLike[str],
    *,
    git: bool = False,
    told: Callable[[int, int], None] | None = None,
) -> IndexReport:
    """Make the index of all decisions below `folder`, or bring it up to date; `told` is called with how many of how many files are done.

    `git`: each commit of a file is a revision. UnreadableError for a folder or manifest that cannot be read and for a file that is not an
    index; OutputError if it cannot be written. Interrupted, it leaves the index as it was.
    """
    found, notes = find_revisions(Path(folder), Path(database), git=git)
    with closing(open_for_writing(database)) as connection, read_safely(os.fspath(database)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            writer = _Writer(connection)
            writer.note_folder(Path(folder), notes)
            known = writer.list_known(str(git))
            for at, one in enumerate(found):
                writer.keep_or_read(one, known)
                if told:
                    told(at + 1, len(found))
            removed = writer.remove_others(known)
            writer.mark_latest()
            writer.settle_bodies()
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        failed = connection.execute("SELECT error FROM revision WHERE error <> '' ORDER BY path, label").fetchall()
        counts = connection.execute(
            "SELECT (SELECT COUNT(*) FROM revision WHERE latest), (SELECT COUNT(*) FROM revision WHERE error = ''), (SELECT COUNT(*) FROM clause)"
        ).fetchone()
        decisions, revisions, clauses = counts
        sentences = tuple(row[0] for row in failed)
        return IndexReport(decisions, revisions, clauses, writer.read, removed, sentences, tuple(notes))


class _Writer:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.read = 0

    def note_folder(self, folder: Path, notes: Sequence[str]) -> None:
        """Note where the texts are, for questions that read one again, and what was left out, for all answers say so."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES ('notes', ?)", (json.dumps(notes),))
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES ('folder', ?)", (str(folder.absolute()),))

    def list_known(self, how: str) -> dict[tuple[str, str], sqlite3.Row]:
        """What the index has; nothing that another version, or another way to find revisions, put in."""
        made = json.dumps([__version__, how])
        before = self.connection.execute("SELECT value FROM meta WHERE name = 'made'").fetchone()
        if before is not None and before[0] != made:
            for table in ("revision", "clause", "sketch", "citation"):
                self.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES ('made', ?)", (made,))
        return {(row["path"], row["label"]): row for row in self.connection.execute("SELECT * FROM revision")}

    def keep_or_read(self, one: FoundRevision, known: dict[tuple[str, str], sqlite3.Row]) -> None:
        """Keep a revision that has the same content, else put it in anew."""
        before = known.pop((one.path, one.label), None)
        sha256 = one.source.sha256 if one.source else ""
        if before is not None and before["sha256"] == sha256 and sha256:
            if (before["position"], before["family"]) != (one.position, one.family) or (
                one.is_settled and before["date"] != one.date
            ):
                self.connection.execute(
                    "UPDATE revision SET position = ?, family = ?, date = CASE WHEN ? THEN ? ELSE date END WHERE id = ?",
                    (one.position, one.family, one.is_settled, one.date, before["id"]),
                )
            return
        if before is not None:
            self._remove(before["id"])
        self.read += 1
        self._put(one, sha256)

    def remove_others(self, left: dict[tuple[str, str], sqlite3.Row]) -> int:
        """Remove the revisions that are not in the folder any more; how many."""
        for row in left.values():
            self._remove(row["id"])
        return len(left)

    def _remove(self, revision: int) -> None:
        clauses = [
            (row[0],) for row in self.connection.execute("SELECT id FROM clause WHERE revision = ?", (revision,))
        ]
        for (clause,) in clauses:
            words = self.connection.execute("SELECT words FROM clause WHERE id = ?", (clause,)).fetchone()[0]
            self.connection.executemany(
                "DELETE FROM sketch WHERE hash = ? AND clause = ?", ((one, clause) for one in compute_sketch(words))
            )
        self.connection.executemany("DELETE FROM citation WHERE clause = ?", clauses)
        self.connection.executemany("DELETE FROM clause WHERE id = ?", clauses)
        self.connection.execute("DELETE FROM revision WHERE id = ?", (revision,))

    def _put(self, one: FoundRevision, sha256: str) -> None:
        error, decision = one.error, None
        if one.source is not None:
            try:
                decision = pipeline.read(one.source)
            except DecisionDiffError as problem:
                error = f"{make_printable(one.path)}: {problem.message}"
        with memory.job():
            name = read_act_name(decision) if decision else ActName("", "", "", "", "", 0)
            date = one.date or read_date(one.label) or (str(name.year) if name.year else "")
            revision = self.connection.execute(
                "INSERT INTO revision VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                (
                    one.path, one.label, sha256, one.position, one.family, name.kind, name.number, name.body, name.title, name.session, date,
                    " ".join(decision.languages) if decision else "", name.is_suppressed, error,
                ),
            ).lastrowid  # fmt: skip
            if decision is not None and revision is not None:
                self._put_clauses(revision, decision, name)

    def _put_clauses(self, revision: int, decision: Decision, name: ActName) -> None:
        clauses = decision.walk()
        first: int = self.connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM clause").fetchone()[0]
        kept = [(first + at, clause) for at, clause in enumerate(clauses) if clause.level != _OUTSIDE]
        self.connection.executemany(
            "INSERT INTO clause VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    revision,
                    clause.eid,
                    clause.level,
                    clause.number,
                    decision.place(clause.eid),
                    clause.words,
                    hash_words(clause.words),
                )
                for number, clause in kept
            ),
        )
        self.connection.executemany(
            "INSERT OR IGNORE INTO sketch VALUES (?, ?)",
            ((one, number) for number, clause in kept if clause.words for one in compute_sketch(clause.words)),
        )
        self.connection.executemany(
            "INSERT INTO citation VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _list_rows(decision, name, first),
        )

    def mark_latest(self) -> None:
        """Mark the latest revision of each decision: by what the texts say they are, else by their names."""
        self.connection.execute("UPDATE revision SET latest = 0")
        rows = self.connection.execute("SELECT * FROM revision WHERE error = ''").fetchall()
        latest: dict[tuple[str, ...], sqlite3.Row] = {}
        for row in sorted(rows, key=order_revision):
            latest[get_revision_key(row)] = row
        self.connection.executemany(
            "UPDATE revision SET latest = 1 WHERE id = ?", ((row["id"],) for row in latest.values())
        )

    def settle_bodies(self) -> None:
        """Fill in who adopted what is cited: as its text says, else as most texts say of that session, else who adopted the citing text, else the only act of that number."""
        self.connection.execute("UPDATE citation SET body = said")
        counts = self.connection.execute(
            "SELECT folded, said, COUNT(*) FROM citation WHERE folded <> '' AND said <> '' GROUP BY folded, said ORDER BY COUNT(*), said DESC"
        ).fetchall()
        self.connection.executemany(
            "UPDATE citation SET body = ? WHERE said = '' AND folded = ?",
            [(said, folded) for folded, said, _ in counts],
        )
        self.connection.execute(
            "UPDATE citation SET body = (SELECT revision.body FROM clause JOIN revision ON revision.id = clause.revision WHERE clause.id = citation.clause) "
            "WHERE body = '' AND kind <> ''"
        )
        self.connection.execute(
            "UPDATE citation SET body = COALESCE((SELECT MIN(revision.body) FROM revision WHERE revision.kind = citation.kind AND "
            "revision.number = citation.number HAVING COUNT(DISTINCT revision.body) = 1), '') WHERE body = '' AND kind <> ''"
        )


def get_revision_key(row: sqlite3.Row) -> tuple[str, ...]:
    """What the revisions of one decision in one language have in common."""
    language = str(row["languages"]).partition(" ")[0]
    return (row["kind"], row["number"], row["body"], language) if row["number"] else ("", row["family"], "", language)


def order_revision(row: sqlite3.Row) -> tuple[str, int, str, str]:
    """A key that sorts the revisions of one decision, oldest first."""
    return (row["date"], row["position"], row["path"], row["label"])


_CitationRow = tuple[int, int, int, str, str, str, str, str, str, int, str, str, bool, bool, str]


def _list_rows(decision: Decision, name: ActName, first: int) -> Iterator[_CitationRow]:
    """The rows of all citations: of other acts, and of clauses of the text itself, with the address of each that is there."""
    inside = _list_inside(decision)
    cited = settle_bodies(_find_acts(decision), name.body)
    targets = Targets(decision)
    for (at, clause), acts in zip(inside, cited, strict=True):
        for one in acts:
            is_own = _is_own(one, name)
            if not (is_own and at == 0):
                yield _make_row(first + at, one, is_own=is_own)
        taken = {point for one in acts if one.paths for point in range(one.span.start, one.span.end + 1)}
        yield from _list_inner(clause.words, at, first, targets, taken)


def _list_inside(decision: Decision) -> list[tuple[int, Clause]]:
    """The clauses that are part of the text, with their positions."""
    return [(at, clause) for at, clause in enumerate(decision.walk()) if clause.level != _OUTSIDE]


def _find_acts(decision: Decision) -> list[tuple[CitedAct, ...]]:
    """The acts that each clause cites; below a heading such as "resolutions abrogated", or behind it, a clause suppresses them."""
    found = []
    heading: dict[int, str] = {}  # by position of what holds it, the last heading there
    for at, clause in _list_inside(decision):
        above = decision.parents()[at]
        if clause.level == "heading":
            heading[above] = clause.words
        acts = find_acts(clause.words, decision.languages)
        if acts and any(
            map(starts_repeal_list, (heading.get(above, ""), decision.walk()[above].words if above >= 0 else ""))
        ):
            acts = tuple(replace(one, repeals=True) for one in acts)
        found.append(acts)
    return found


def _is_own(one: CitedAct, name: ActName) -> bool:
    """Whether a text cites itself, or an older revision of itself."""
    return bool(name.number) and (one.kind, one.number) == (name.kind, name.number) and one.body in ("", name.body)


def _list_inner(words: str, at: int, first: int, targets: Targets, taken: set[int]) -> Iterator[_CitationRow]:
    """The rows of what the clause at a position cites in its own text; nothing that begins at a point of `taken`."""
    for citation in find_citations(words, targets.variants):
        if citation.is_others or citation.span.start in taken:
            continue
        found = [target.position for path in citation.paths for target in targets.find(path, at)]
        for position in found:
            if position != at:
                span = citation.span
                printed, eid = span.of(words), targets.clauses[position].eid
                yield (first + at, span.start, span.end, "", "", "", "", "", "", 0, "", printed, False, True, eid)


def _make_row(clause: int, one: CitedAct, *, is_own: bool) -> _CitationRow:
    return (
        clause, one.span.start, one.span.end, one.kind, one.number, one.body, "", one.session, fold_session(one.session), one.year, write_paths(one.paths), one.printed_path,
        one.repeals, is_own, "",
    )  # fmt: skip


def write_paths(paths: tuple[CitedPath, ...]) -> str:
    """The steps of paths as JSON; "" for none."""
    return json.dumps([[[step.role, step.number, step.near] for step in path] for path in paths]) if paths else ""
