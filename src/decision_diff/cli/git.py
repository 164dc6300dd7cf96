"""`decision-diff git-diff`: what Git calls for a file of a diff, so that `git diff`, `git log -p` and `git show` tell it clause by clause."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import click

from decision_diff.cli import console
from decision_diff.errors import DecisionDiffError

SAME = 0  # any other code, and Git stops with a message of its own
_NOTHING = ("/dev/null", "nul")


@click.command(
    "git-diff",
    epilog="""\b
Once in a repository:
  git config diff.decision.command "decision-diff git-diff"
  echo "*.txt diff=decision" >> .gitattributes
Then:
  git diff
  git log -p --ext-diff decision.txt
""",
)
@click.argument("path")
@click.argument("given", nargs=-1)
def git_diff(*, path: str, given: tuple[str, ...]) -> int:
    """Show one file of a Git diff clause by clause. Git calls this and gives the arguments.

    These are PATH, OLD-FILE OLD-HEX OLD-MODE, NEW-FILE NEW-HEX NEW-MODE, and for a renamed file its new path. A file that was added or
    deleted, that is in conflict, or that cannot be read is reported in one line. The exit code is always 0.
    """
    if len(given) not in (0, 6, 8):
        raise click.UsageError("Git gives seven arguments, or nine for a renamed file; see git-diff --help")
    name = given[6] if len(given) > 6 else path
    try:
        _show(path, name, given)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads the diff left the pager
        console.abandon_stdout()
    return SAME


def _show(path: str, name: str, given: tuple[str, ...]) -> None:
    """Prints one file of a diff."""
    console.emit(f"decision-diff a/{path} b/{name}\n")
    if not given:
        console.emit("in conflict: resolve it first\n")
    elif given[0].lower() in _NOTHING or given[3].lower() in _NOTHING:
        console.emit("added\n" if given[0].lower() in _NOTHING else "deleted\n")
    else:
        console.emit(_tell(given[0], path, given[3], name))


def _tell(old: str, old_name: str, new: str, new_name: str) -> str:
    """The list of changes, or the sentence that says why there is none."""
    from decision_diff import pipeline

    try:
        sides = [
            replace(console.read_argument(file), name=name, file=None)
            for file, name in ((old, old_name), (new, new_name))
        ]
        comparison = pipeline.compare(*sides)
        # Git shows what it is given through a pager, which is not a terminal.
        paged = os.environ.get("GIT_PAGER_IN_USE") == "true" and not os.environ.get("NO_COLOR")
        looks = console.choose_looks(console.STREAM, "always" if paged else "auto")
        return str(pipeline.render(comparison, "text", **looks))
    except DecisionDiffError as error:
        return f"{error}\n"
