"""What a repository must not take in: a redline that does not verify, and a file of a history without its lock.

Both are asked for the files that are about to be committed. `redlines.toml` says which redline is between which texts:

    [[redline]]
    file = "redline.docx"
    old = "c24.docx"
    new = "c25.docx"

It and `history.toml` are looked for in the folder of a file and above it, up to the folder of the repository.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from decision_diff import files, pipeline
from decision_diff.errors import DecisionDiffError, UnreadableError
from decision_diff.frozen import frozen
from decision_diff.history import manifest
from decision_diff.safedata import load_toml

REDLINES: Final = "redlines.toml"
MANIFEST: Final = "history.toml"
_KEYS: Final = ("file", "old", "new")
_SECONDS: Final = 60


@frozen
class ListedRedline:
    """One row of `redlines.toml`, its files as paths from the folder where the command is given."""

    file: Path
    old: Path
    new: Path


def check_redlines(changed: Sequence[str]) -> Iterator[str]:
    """One sentence for each redline that does not verify or cannot be read, of those that a changed file is part of."""
    for listing in _find_above(changed, REDLINES):
        try:
            rows = load_redlines(listing)
        except DecisionDiffError as error:
            yield str(error)
            continue
        asked = {_resolve(one) for one in changed}
        for row in rows:
            if asked & {_resolve(one) for one in (listing, row.file, row.old, row.new)}:
                yield from _verify(row)


def load_redlines(path: Path) -> tuple[ListedRedline, ...]:
    """The rows of a `redlines.toml`. UnreadableError if it is not as described above."""
    source = files.load(path)
    try:
        table = load_toml(source.data.decode("utf-8"))
    except ValueError as error:
        raise UnreadableError(f"not valid TOML: {error}", source=source.name) from error
    rows = table.get("redline")
    if set(table) != {"redline"} or not isinstance(rows, list):
        raise UnreadableError("it has one [[redline]] or more, each with file, old and new", source=source.name)
    return tuple(_read_row(row, path.parent, source.name) for row in rows)


def _read_row(row: Any, folder: Path, where: str) -> ListedRedline:
    if not isinstance(row, dict) or set(row) != set(_KEYS):
        raise UnreadableError("a [[redline]] has file, old and new, and nothing else", source=where)
    for key in _KEYS:
        name = row[key]
        pure = PurePosixPath(name) if isinstance(name, str) and name else PurePosixPath("/")
        if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name or "\0" in name:
            raise UnreadableError(f"{key} = {name!r} is not a file in the folder of {REDLINES}", source=where)
    return ListedRedline(*(folder / row[key] for key in _KEYS))


def _verify(row: ListedRedline) -> Iterator[str]:
    try:
        found = pipeline.verify(row.file, row.old, row.new)
    except DecisionDiffError as error:
        yield f"{row.file}: {error}"
        return
    if not found:
        yield f"{row.file} does not verify between {row.old} and {row.new}: {'; '.join(found.lines)}"


def check_locks(changed: Sequence[str]) -> Iterator[str]:
    """One sentence for each manifest that names a changed file and has no lock, or one that is not of its files."""
    asked = {_resolve(one) for one in changed}
    for path in _find_above(changed, MANIFEST):
        lock = path.with_name(manifest.LOCK)
        try:
            known = manifest.load(path)
        except DecisionDiffError as error:
            yield f"{path}: {error}"
            continue
        if not asked & {_resolve(one) for one in (path, lock, *(path.parent / name for name in known.file_names))}:
            continue
        if not lock.exists():
            yield f"{path} has no lock; write it with `decision-diff history lock {path}` and add {lock}"
        elif not _is_tracked(lock):
            yield f"{lock} is not in the commit; add it with `git add {lock}`"


def _is_tracked(path: Path) -> bool:
    """Whether git has a file in its index; True where there is no git or no repository to ask."""
    command = ["git", "-C", str(path.parent), "ls-files", "--", path.name]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)  # noqa: S603 - a fixed list
    except (OSError, subprocess.TimeoutExpired):
        return True
    return done.returncode != 0 or bool(done.stdout)


def _find_above(changed: Iterable[str], name: str) -> list[Path]:
    """The files of that name in the folders of these files and above, each once, in order."""
    found: dict[Path, None] = {}
    for one in changed:
        folder = Path(one).parent
        for above in _list_folders(folder):
            if (above / name).is_file():
                found[above / name] = None
    return list(found)


def _list_folders(folder: Path) -> Iterator[Path]:
    """A folder and those above it up to that of the repository, at most the one where the command is given."""
    yield folder
    while folder != folder.parent and not (folder / ".git").exists():
        folder = folder.parent
        yield folder


def _resolve(path: str | Path) -> str:
    return os.path.realpath(path)
