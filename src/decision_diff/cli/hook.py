"""The commands `hook verify` and `hook lock`: what a pre-commit hook asks of the files that are about to be committed."""

from __future__ import annotations

from collections.abc import Iterable

import click

from decision_diff.cli import console

PASSED, REFUSED = 0, 1
_FILES = click.argument("files", nargs=-1, type=click.Path())


@click.group(
    epilog="""\b
With pre-commit, in .pre-commit-config.yaml:
  - repo: URL of this repository
    rev: v0.1.0
    hooks: [{id: decision-diff-verify}, {id: decision-diff-lock}]

Exit code: 0 passed, 1 refused, 2 error.
"""
)
def hook() -> None:
    """Check redlines and histories before a commit.

    verify refuses redlines that do not verify; lock refuses files that differ from their history.lock.
    """


@hook.command()
@_FILES
def verify(*, files: tuple[str, ...]) -> int:
    """Refuse FILES if a redline that one of them belongs to does not verify.

    redlines.toml, in the folder of the files or above it, has one [[redline]] with file, old and new for each redline.
    """
    from decision_diff.history import guards

    return _refuse(guards.check_redlines(files))


@hook.command()
@_FILES
def lock(*, files: tuple[str, ...]) -> int:
    """Refuse FILES if history.lock is missing or has another hash.

    This holds for each file that a history.toml names.
    """
    from decision_diff.history import guards

    return _refuse(guards.check_locks(files))


def _refuse(sentences: Iterable[str]) -> int:
    """Print each sentence on one line; the exit code."""
    found = [" ".join(one.split()) for one in sentences]
    console.emit("".join(f"{one}\n" for one in found))
    return REFUSED if found else PASSED
