"""What an answer cannot know, said with each answer: files that could not be read, or were left out, and languages in which nothing is read."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.collection.acts.words import LANGUAGES
from decision_diff.collection.index.build import get_revision_key, order_revision
from decision_diff.files import make_printable

MIN_TITLE_LIKENESS: Final = 0.5  # of two revisions of one decision; less is said, for they may be two decisions
_SHOWN: Final = 5  # names in a note


def say_gaps(connection: sqlite3.Connection, *, cites: bool = False) -> tuple[str, ...]:
    """Sentences about what is not in the index; with `cites` also about texts whose citations are not read."""
    unread = [
        row[0] for row in connection.execute("SELECT DISTINCT path FROM revision WHERE error <> '' ORDER BY path")
    ]
    notes = [f"not in the index, for they could not be read: {name_some(unread)}"] if unread else []
    left_out = connection.execute("SELECT value FROM meta WHERE name = 'notes'").fetchone()
    notes += json.loads(left_out[0]) if left_out else []
    return (*notes, *(_say_languages(connection) if cites else ()))


def _say_languages(connection: sqlite3.Connection) -> list[str]:
    counts: Counter[str] = Counter()
    for row in connection.execute("SELECT languages FROM revision WHERE latest"):
        language = row["languages"].partition(" ")[0]
        if language and language[:2] not in LANGUAGES:
            counts[language] += 1
    if not counts:
        return []
    shown = ", ".join(
        f"{language} ({count} {'text' if count == 1 else 'texts'})" for language, count in sorted(counts.items())
    )
    return [
        f"numbers of decisions and citations are not read in these languages, so what such texts cite or suppress is not here: {shown}"
    ]


def say_doubts(connection: sqlite3.Connection) -> list[str]:
    """Sentences about revisions that may be of two decisions, or of one, whatever their numbers say."""
    groups: dict[tuple[str, ...], list[sqlite3.Row]] = {}
    rows = connection.execute("SELECT * FROM revision WHERE error = '' AND number <> ''").fetchall()
    for row in sorted(rows, key=order_revision):
        groups.setdefault(get_revision_key(row), []).append(row)
    pairs = [pair for group in groups.values() for pair in pairwise(group)]
    notes = [
        f"{name_some([old['path'], new['path']])} are taken as revisions of one decision, {old['kind']} {old['number']}, and their titles are unlike; if "
        "they are two decisions, the older one is not in the table of those in force, and citations of it are not stale"
        for old, new in pairs
        if not _are_alike(old["title"], new["title"])
    ]
    return [*notes, *_say_bodies(groups)]


def _are_alike(old: str, new: str) -> bool:
    """Whether two titles share enough pairs of neighbouring characters."""
    first, second = (Counter(map("".join, pairwise(title.casefold()))) for title in (old, new))
    size = first.total() + second.total()
    return not size or 2 * (first & second).total() >= MIN_TITLE_LIKENESS * size


def _say_bodies(groups: Mapping[tuple[str, ...], Sequence[sqlite3.Row]]) -> Iterator[str]:
    bodies: dict[tuple[str, str, str], dict[str, str]] = {}
    for (kind, number, body, language), group in groups.items():
        bodies.setdefault((kind, number, language), {})[body] = group[-1]["path"]
    for (kind, number, _), found in bodies.items():
        others = [path for body, path in found.items() if body]
        if "" in found and others:
            yield f"{make_printable(found[''])} does not say who adopted it, so it is not taken as a revision of {kind} {number} in {name_some(others)}"


def name_some(paths: Sequence[str]) -> str:
    """Some names for a note, and how many more there are."""
    shown = ", ".join(map(make_printable, paths[:_SHOWN]))
    return shown if len(paths) <= _SHOWN else f"{shown} and {len(paths) - _SHOWN} more"
