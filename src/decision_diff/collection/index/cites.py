"""What cites what: all that cites an act or a clause, citations that are stale, and what an amendment touches elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Final

from decision_diff.changes import Change, Comparison
from decision_diff.citations.targets import Targets
from decision_diff.collection.acts.names import read_act_name
from decision_diff.collection.index.gaps import say_doubts, say_gaps
from decision_diff.collection.index.listing import Cell, Listing
from decision_diff.collection.index.naming import (
    ClauseResolver,
    WantedAct,
    list_latest,
    name_act,
    name_revision,
    read_act,
    read_paths,
    resolve_paths,
)
from decision_diff.collection.index.repeals import Repeals, find_repeal, is_before, load_repeals
from decision_diff.collection.index.store import name_file, read_safely
from decision_diff.errors import UnreadableError

_COLUMNS: Final = (
    ("cites", "Cites"), ("clause", "Clause of it"), ("decision", "Decision that cites"), ("place", "Where"), ("words", "Words"),
    ("path", "File"), ("eid", "Address"),
)  # fmt: skip
_ActKey = tuple[str, str, str]  # kind, number and body
_WHY: Final = ("why", "Why")
_SELECT: Final = (
    "SELECT citation.*, clause.place, clause.words, clause.eid AS at, revision.id AS revision, revision.path, revision.title, "
    "revision.languages, revision.session AS own_session, revision.kind AS own_kind, revision.number AS own_number, revision.body AS own_body "
    "FROM citation JOIN clause ON clause.id = citation.clause JOIN revision ON revision.id = clause.revision WHERE revision.latest AND "
)
_ORDER: Final = " ORDER BY revision.path, revision.label, clause.id, citation.start"
_AROUND: Final = 60  # characters of a clause on each side of a citation


def list_citations(connection: sqlite3.Connection, wanted: str = "") -> Listing:
    """All citations of an act or of a clause of it, in the latest revisions; without `wanted` all of acts.

    UnreadableError if `wanted` names no act, or a clause that its latest revision does not have.
    """
    with read_safely(name_file(connection)):
        if not wanted:
            rows = connection.execute(_SELECT + "NOT citation.own" + _ORDER).fetchall()
            gaps = say_gaps(connection, cites=True)
            return Listing("citations", "All citations of other decisions", _COLUMNS, tuple(map(_make_row, rows)), gaps)
        act = read_act(connection, wanted)
        if act is None:
            raise UnreadableError(
                f"{wanted!r} is not the name of a decision; write it as Resolution 2, decides 2 of Decision 5 or 第641号决定"
            )
        rows = _select_act(connection, act)
        notes: tuple[str, ...] = ()
        if act.paths:
            rows, notes = _narrow(connection, act, rows, wanted)
        elif not list_latest(connection, act.kind, act.number, act.body):
            notes = ("this decision itself is not in the index",)
        notes += say_gaps(connection, cites=True)
    return Listing("citations", f"What cites {wanted}", _COLUMNS, tuple(map(_make_row, rows)), notes)


def _select_act(connection: sqlite3.Connection, act: WantedAct) -> list[sqlite3.Row]:
    query = "citation.kind = ? AND citation.number = ? AND (? = '' OR citation.body = ?)"
    return connection.execute(_SELECT + query + _ORDER, (act.kind, act.number, act.body, act.body)).fetchall()


def _narrow(
    connection: sqlite3.Connection, act: WantedAct, rows: list[sqlite3.Row], wanted: str
) -> tuple[list[sqlite3.Row], tuple[str, ...]]:
    """The citations of one clause, or of what is below it: by other texts, then by the text itself."""
    resolver = ClauseResolver(connection)
    latest = list_latest(connection, act.kind, act.number, act.body)
    wanted_eids = {row["id"]: resolver.resolve(row, act.paths) for row in latest}
    if not any(wanted_eids.values()):
        raise UnreadableError(
            f"the latest revision in the index does not have this clause, or its file changed since: {wanted}"
        )
    found = [
        row
        for row in rows
        if any(
            _is_at_or_below(eid, wanted_eids[target["id"]])
            for target in latest
            for eid in resolver.resolve(target, read_paths(row["paths"]))
        )
    ]
    for target in latest:
        own = connection.execute(
            _SELECT + "citation.own AND citation.eid <> '' AND revision.id = ?" + _ORDER, (target["id"],)
        )
        found += [row for row in own if _is_at_or_below(row["eid"], wanted_eids[target["id"]])]
    return found, _say_unread(resolver)


def _is_at_or_below(eid: str, wanted: list[str]) -> bool:
    return any(eid == one or eid.startswith(f"{one}__") for one in wanted)


def _say_unread(resolver: ClauseResolver) -> tuple[str, ...]:
    if not resolver.unread:
        return ()
    return (
        f"files that are gone or changed since the index was made: {', '.join(sorted(resolver.unread))}; make it again",
    )


def list_stale(connection: sqlite3.Connection) -> Listing:
    """The citations of acts in the index that are suppressed, of revisions that are not the latest, and of clauses that the latest has not."""
    with read_safely(name_file(connection)):
        resolver = ClauseResolver(connection)
        repealed = load_repeals(connection)
        latest: dict[_ActKey, list[sqlite3.Row]] = {}
        for one in connection.execute("SELECT * FROM revision WHERE latest AND number <> '' ORDER BY path, label"):
            latest.setdefault((one["kind"], one["number"], one["body"]), []).append(one)
        rows = [
            (why, *_make_row(row))
            for row in connection.execute(
                _SELECT + "citation.kind <> '' AND NOT citation.own AND NOT citation.repeals" + _ORDER
            ).fetchall()
            if (why := _judge(row, latest, resolver, repealed))
        ]
        return Listing(
            "stale",
            "Stale citations",
            (_WHY, *_COLUMNS),
            tuple(rows),
            (*_say_unread(resolver), *say_doubts(connection), *say_gaps(connection, cites=True)),
        )


def _judge(
    row: sqlite3.Row, acts: Mapping[_ActKey, list[sqlite3.Row]], resolver: ClauseResolver, repealed: Repeals
) -> str:
    """Why a citation is stale; "" if it is not, or if its act is not among `acts`, the latest revisions."""
    act = (row["kind"], row["number"], row["body"])
    latest = acts.get(act, [])
    by = _find_repeal(row, latest, repealed)
    if by is not None:
        unsure = "" if by["date"] else ", of which no date is known"
        return f"suppressed by {name_revision(by)}, {by['place']}{unsure}"
    if not latest:
        return ""
    if any(one["suppressed"] for one in latest):
        return "suppressed, as its own text says"
    years = [int(one["date"][:4]) for one in latest if one["date"]]
    if row["year"] and years and max(years) > row["year"]:
        return f"cites the revision of {row['year']}; the latest here is of {max(years)}"
    paths = read_paths(row["paths"])
    followed = [
        one for one in latest if _get_language(one) == _get_language(row)
    ]  # a call line has another name in each
    if paths and followed and all(resolver.can_read(one) and not resolver.resolve(one, paths) for one in followed):
        return f"the latest revision has no {row['printed']}"
    return ""


def _get_language(row: sqlite3.Row) -> str:
    return str(row["languages"])[:2]


def _find_repeal(row: sqlite3.Row, latest: list[sqlite3.Row], repealed: Repeals) -> sqlite3.Row | None:
    """What suppresses the act that a citation names, in another text; of an act that is not in the index, not before the year that is cited."""
    if latest:
        found = [find_repeal(repealed, one) for one in latest]
        by = found[0] if all(found) else None
    else:
        year = str(row["year"] or "")
        others = repealed.get((row["kind"], row["number"], row["body"]), ())
        by = next((one for one in others if not is_before(one["date"], year)), None)
    return by if by is not None and by["id"] != row["revision"] else None


def list_impact(connection: sqlite3.Connection, comparison: Comparison) -> Listing:
    """What cites the act that an amendment changes, elsewhere in the index, and what becomes of what it cites.

    The act is that which the texts of the comparison say they are; UnreadableError if they do not say it.
    """
    name = read_act_name(comparison.old)
    if not name.number:
        raise UnreadableError(
            "this text does not say in its first line which decision it is", source=comparison.old.source.name
        )
    after = read_act_name(comparison.new)
    if after.number and (after.kind, after.number) != (name.kind, name.number):
        raise UnreadableError(
            f"this is {name_act(after.kind, after.number, '')}, and the other text is {name_act(name.kind, name.number, '')}; give two revisions of one",
            source=comparison.new.source.name,
        )
    targets = Targets(comparison.old)
    changed = {clause.eid: change for change in comparison.changes for clause in change.old}
    with read_safely(name_file(connection)):
        gaps = say_gaps(connection, cites=True)
        rows = _select_act(connection, WantedAct(name.kind, name.number, name.body, ()))
        listed = tuple(
            (_say_impact(comparison, targets, changed, row), *_make_row(row))
            for row in rows
            if not row["own"]
            and (row["own_kind"], row["own_number"], row["own_body"]) != (name.kind, name.number, name.body)
        )
    return Listing(
        "impact",
        f"What the amendment of {name_act(name.kind, name.number, '')} touches elsewhere",
        (_WHY, *_COLUMNS),
        listed,
        gaps,
    )


def _say_impact(comparison: Comparison, targets: Targets, changed: dict[str, Change], row: sqlite3.Row) -> str:
    paths = read_paths(row["paths"])
    if not paths:
        count = len(comparison.changes)
        return f"cites it as a whole, which has {count or 'no'} {'change' if count == 1 else 'changes'}"
    eids = resolve_paths(comparison.old, targets, paths)
    if not eids and comparison.old.languages and comparison.old.languages[0][:2] != _get_language(row):
        return f"cites {row['printed']}, which cannot be followed in a text of another language"
    if not eids:
        return f"cites {row['printed']}, which the old text does not have"
    return "; ".join(_say_changes(comparison, changed, eids))


def _say_changes(comparison: Comparison, changed: dict[str, Change], eids: list[str]) -> Iterator[str]:
    """What becomes of each clause, and of what is below it."""
    for eid in eids:
        change, place = changed.get(eid), comparison.old.place(eid)
        below = sum(_is_at_or_below(one, [eid]) for one in changed) - (change is not None)
        said = f"{below} changed below it" if below else ""
        if change is None:
            yield f"{place} is unchanged" if not said else f"{place}: {said}"
            continue
        now = [comparison.new.place(clause.eid) for clause in change.new]
        what = {"SUP": "repealed", "(MOD)": "renumbered"}.get(
            change.mark, "moved" if change.mark == "ADD*/SUP*" else "amended"
        )
        moved = f", now {' and '.join(now)}" if now and now != [place] else ""
        yield "; ".join(filter(None, (f"{place} is {what}{moved}", said)))


def _make_row(row: sqlite3.Row) -> tuple[Cell, ...]:
    """Which act is cited, its clause, and where."""
    if row["kind"]:
        body = row["body"] if row["body"] != row["own_body"] else ""
        session = f" ({row['session']})" if row["session"] else ""
        cites = f"{name_act(row['kind'], row['number'], body)}{session}"
    else:
        cites = "itself"
    words = str(row["words"])
    start, stop = max(0, row["start"] - _AROUND), min(len(words), row["stop"] + _AROUND)
    shown = f"{'…' if start else ''}{words[start:stop]}{'…' if stop < len(words) else ''}"
    return (cites, row["printed"], _name_citing(row), row["place"], shown, row["path"], row["at"])


def _name_citing(row: sqlite3.Row) -> str:
    if not row["own_number"]:
        return str(row["title"] or row["path"])
    session = f" ({row['own_session']})" if row["own_session"] else ""
    return f"{name_act(row['own_kind'], row['own_number'], '')}{session}"
