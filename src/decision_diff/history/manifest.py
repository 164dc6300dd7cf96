"""`history.toml`: the revisions of one decision, with their dates, and beside it `history.lock`, the hashes of their files.

    title = "Decision 641"

    [[revision]]
    label = "C24"
    date = 2024-06-14
    file = "decision-641-c24.txt"

    [[revision]]
    label = "C25"
    date = 2025-06-20
    act = "decision-641-c25-amendment.txt"

`act` in the place of `file` is the amending act that makes a revision of the one before it. Revisions stand oldest first. The lock has one line per file, its SHA-256 and its name, as `sha256sum` writes and checks
them: once it is there, a file that changed is an error and not a new truth. Files lie in the folder of the manifest or below.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, Final

from decision_diff import files
from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.model import Source
from decision_diff.safedata import load_toml

LOCK: Final = "history.lock"
_KEYS: Final = {"label", "date", "title", "file", "act"}


@frozen
class Revision:
    """One row of a manifest: its label, its file as it was read, and when it was adopted (None: not said).

    `is_act`: the file is not a text but the amending act that makes this revision of the one before it.
    """

    label: str
    source: Source
    date: date | None = None
    title: str = ""
    is_act: bool = False


@frozen
class Manifest:
    """The revisions, oldest first, with labels of their own; `file_names` are those in the manifest, in that order."""

    title: str
    revisions: tuple[Revision, ...]
    file_names: tuple[str, ...]

    def lock(self) -> str:
        """The content of the lock: one line per file, in the order of the revisions."""
        rows = zip(self.revisions, self.file_names, strict=True)
        return "".join(f"{revision.source.sha256}  {name}\n" for revision, name in rows)


def find_label(revisions: Sequence[Revision], when: date) -> str:
    """The label of the revision in force on a day; UnreadableError if none was, or if one has no date."""
    undated = next((one.label for one in revisions if one.date is None), None)
    if undated is not None or not revisions:
        raise UnreadableError(f"revision {undated} has no date, so it is unknown what was in force on {when}")
    labels = [one.label for one in revisions if one.date is not None and one.date <= when]
    if not labels:
        raise UnreadableError(f"no revision was in force on {when}")
    return labels[-1]


def load(path: Path, *, locked: bool = True, follow_links: bool = False) -> Manifest:
    """The manifest at `path`, its files read and, where there is a lock and `locked` is not False, checked against it.

    A link that leads out of the folder is followed with `follow_links` only: a manifest may be anybody's.
    UnreadableError if it is not a manifest, for a file that is missing or outside the folder, dates out of order, and a file that
    is not the one that was locked.
    """
    source = files.load(path)
    try:
        data = load_toml(source.data.decode("utf-8"))
    except ValueError as error:
        raise UnreadableError(f"not valid TOML: {error}", source=source.name) from error
    rows = data.get("revision")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise UnreadableError("a history has one [[revision]] or more, each with label and file", source=source.name)
    if "act" in rows[0]:
        raise UnreadableError("the first revision is a file, which later acts amend; it has an act", source=source.name)
    names = tuple(_file(row, source.name) for row in rows)
    for name in () if follow_links else (*names, LOCK):
        _refuse_way_out(path.parent, name, source.name)
    found = [_revision(row, path.parent / name, source.name) for row, name in zip(rows, names, strict=True)]
    sources = files.tell_apart([one.source for one in found])
    revisions = tuple(replace(one, source=named) for one, named in zip(found, sources, strict=True))
    _check(revisions, source.name)
    manifest = Manifest(str(data.get("title", "")), revisions, names)
    lock = path.with_name(LOCK)
    if locked and lock.exists():
        _compare(manifest, files.load(lock))
    return manifest


def _file(row: dict[str, Any], where: str) -> str:
    if "file" in row and "act" in row:
        raise UnreadableError(f"revision {row.get('label', '?')} has a file and an act; give one of them", source=where)
    name = row.get("act", row.get("file"))
    if not isinstance(name, str) or not name:
        raise UnreadableError(f"revision {row.get('label', '?')} has no file and no act", source=where)
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name:
        raise UnreadableError(f"the file {name!r} is not in the folder of the manifest", source=where)
    return name


def _refuse_way_out(folder: Path, name: str, where: str) -> None:
    try:
        inside = Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder))
    except (OSError, ValueError):  # a NUL character: nothing can be read there
        return
    if not inside:
        raise UnreadableError(
            f"the file {name!r} is a link that leads out of the folder of the manifest; "
            "if that is intended, use --follow-links (in Python follow_links=True)",
            source=where,
        )


def _revision(row: dict[str, Any], file: Path, where: str) -> Revision:
    label, when, unknown = row.get("label"), row.get("date"), sorted(row.keys() - _KEYS)
    if not isinstance(label, str) or not label.strip():
        raise UnreadableError("a revision has no label, such as C24", source=where)
    if unknown:
        raise UnreadableError(
            f"revision {label} has the key {unknown[0]!r}, which is not a key of a revision", source=where
        )
    if when is not None and type(when) is not date:
        raise UnreadableError(f"the date of revision {label} is not written as 2024-06-14", source=where)
    return Revision(label, files.load(file), when, str(row.get("title", "")), "act" in row)


def _check(revisions: tuple[Revision, ...], where: str) -> None:
    labels = [revision.label for revision in revisions]
    twice = next((label for label, count in Counter(labels).items() if count > 1), None)
    if twice is not None:
        raise UnreadableError(f"two revisions have the label {twice}", source=where)
    dated = [revision for revision in revisions if revision.date is not None]
    for before, after in pairwise(dated):
        if before.date and after.date and before.date > after.date:
            raise UnreadableError(f"revision {after.label} is older than {before.label} before it", source=where)


def _compare(manifest: Manifest, lock: Source) -> None:
    known: dict[str, str] = {}
    for line in lock.data.decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        known[name] = digest
    for revision, name in zip(manifest.revisions, manifest.file_names, strict=True):
        if name not in known:
            raise UnreadableError(
                f"{name} is not locked yet; lock it with `decision-diff history lock`", source=lock.name
            )
        if known[name] != revision.source.sha256:
            raise UnreadableError(
                f"{name} is not the file that was locked; restore that one, or lock this one if the change is right",
                source=lock.name,
            )
