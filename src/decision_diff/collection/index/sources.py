"""The revisions of a folder: its files, of which decision each is, and their order.

`history.toml` says so of the files that it names. In a git repository, and if asked for, each commit of a file is a revision of it. All
other files are revisions of one decision if they say so in their first lines, or if their names do (`collection.revisions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from decision_diff import files
from decision_diff.collection.batch.pairs import list_files, say_links, split_readable
from decision_diff.collection.revisions import group_revisions, read_name
from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.history import gitlog, manifest
from decision_diff.model import Source

MANIFEST: Final = "history.toml"


@frozen
class FoundRevision:
    """One revision: `path` from the folder, `label`, its `position` among those of its `family`, oldest first, and its date, "" if unknown.

    `is_settled`: the manifest or git say which decision it is of, not its text. `error` is why it cannot be read, then without `source`.
    """

    path: str
    label: str
    family: str
    position: int
    date: str
    source: Source | None
    is_settled: bool = False
    error: str = ""


def find_revisions(folder: Path, database: Path, *, git: bool = False) -> tuple[list[FoundRevision], list[str]]:
    """The revisions below a folder, and notes about what is left out; files are read when the list is walked.

    UnreadableError for a folder that cannot be read, and for a manifest that is not valid.
    """
    if not folder.is_dir():
        raise UnreadableError("this is not a folder", source=files.make_printable(str(folder)))
    links: list[Path] = []
    paths = [path for path in list_files(folder, links=links) if path.resolve() != database.resolve()]
    found: list[FoundRevision] = []
    acts: list[str] = []
    taken: set[Path] = set()
    for path in [one for one in paths if one.name == MANIFEST]:
        listed = manifest.load(path)
        found += _list_manifest(folder, path, listed)
        acts += [row.source.name for row in listed.revisions if row.is_act]
        taken |= {path, *(path.parent / name for name in listed.file_names)}
    readable, notes = split_readable(path for path in paths if path not in taken and path.name != manifest.LOCK)
    notes += say_links(links, folder)
    if acts:
        notes.append(f"left out, amending acts whose results are not files: {', '.join(acts)}")
    if git:
        return [*found, *(row for path in readable for row in _read_commits(folder, path))], notes
    return [*found, *(row for group in group_revisions(readable) for row in _read_group(folder, group))], notes


def _list_manifest(folder: Path, path: Path, listed: manifest.Manifest) -> Iterator[FoundRevision]:
    """The revisions of a manifest that are texts."""
    family = path.relative_to(folder).as_posix()
    for at, (row, name) in enumerate(zip(listed.revisions, listed.file_names, strict=True)):
        if not row.is_act:
            place = (path.parent / name).relative_to(folder).as_posix()
            day = row.date.isoformat() if row.date else ""
            yield FoundRevision(place, row.label, family, at, day, row.source, is_settled=True)


def _read_commits(folder: Path, path: Path) -> Iterator[FoundRevision]:
    name = path.relative_to(folder).as_posix()
    try:
        for at, row in enumerate(gitlog.read_revisions(path)):
            yield FoundRevision(
                name, row.label, name, at, row.date.isoformat() if row.date else "", row.source, is_settled=True
            )
    except UnreadableError as error:
        yield FoundRevision(name, "", name, 0, "", None, error=f"{files.make_printable(name)}: {error.message}")


def _read_group(folder: Path, group: list[Path]) -> Iterator[FoundRevision]:
    """The files of one decision, as their names tell; a file whose name tells no revision is alone."""
    family = read_name(group[0]).stem if read_name(group[0]).label else group[0].stem
    family = (group[0].parent / family).relative_to(folder).as_posix()
    for at, path in enumerate(group):
        name, label = path.relative_to(folder).as_posix(), read_name(path).label
        try:
            yield FoundRevision(name, label, family, at, read_date(label), files.load(path))
        except UnreadableError as error:
            yield FoundRevision(
                name, label, family, at, "", None, error=f"{files.make_printable(name)}: {error.message}"
            )


def read_date(label: str) -> str:
    """The year or date in a label, as 2024-06-14, 2024-06 or 2024; "" if there is none."""
    found = read_name(Path(f"{label}.txt")).order if label else ()
    if len(found) == 3 and found[:2] == (1, 1) and isinstance(found[2], tuple):
        return "-".join(f"{part:02}" for part in found[2])
    return ""
