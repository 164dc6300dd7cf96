"""A file through the commits of a git repository, oldest first: each commit that changed it is a revision.

Only plumbing is asked: it runs no filter, no external diff and no hook that a repository might bring along. Renames are followed.
"""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.history.manifest import Revision
from decision_diff.model import Source

_SECONDS: Final = 60
_MOST: Final = 1000  # commits of one file


def read_revisions(path: Path) -> tuple[Revision, ...]:
    """The revisions of the file at `path`, under the abbreviated hash of each commit, with its date and first line.

    UnreadableError without git, outside a repository, or if no commit holds the file.
    """
    folder, name = path.parent, path.name
    shown = _git(
        folder, name, "log", "--follow", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color",
        "--name-only", "--diff-filter=d", f"--max-count={_MOST}", "-z", "--format=%x01%h%x00%cs%x00%s", "--", name,
    )  # fmt: skip
    found = []
    for commit in shown.decode("utf-8", "replace").split("\x01")[1:]:
        label, when, title, file, *_ = (part.strip("\n") for part in commit.split("\0"))
        # The name comes from the root of the repository; a colon and a slash say just that.
        data = _git(folder, name, "cat-file", "blob", f"{label}:{file}")
        found.append(Revision(label, Source(name, "", data), date.fromisoformat(when), title))
    if not found:
        raise UnreadableError("no commit holds this file", source=name)
    return tuple(found[::-1])


def _git(folder: Path, name: str, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", "-c", "log.showSignature=false", *arguments]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)  # noqa: S603 - a fixed list
    except FileNotFoundError as error:
        raise UnreadableError("reading a repository needs git, which is not installed", source=name) from error
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"git did not answer within {_SECONDS} seconds", source=name) from error
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it failed"]
        raise UnreadableError(f"git: {why[-1].removeprefix('fatal: ')}", source=name)
    return done.stdout
