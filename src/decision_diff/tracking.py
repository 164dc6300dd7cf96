"""The options of `compare` that only tracked changes in Word have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from decision_diff import console

_OPTIONS = (
    click.option("--author", metavar="NAME", help="Word: who made the tracked changes.  [default: decision-diff]"),
    click.option("--date", metavar="DATE", help="Word: when, as 2025-07-04T09:00:00Z; else when NEW was last changed."),
    click.option(
        "--moves",
        type=click.Choice(["tracked", "plain"]),
        help="Word: a clause that moved as a move, or as deletion and insertion.  [default: tracked]",
    ),
    click.option(
        "--formatting", is_flag=True, default=None, help="Word: mark formatting that differs where the words stay, too."
    ),
    click.option("--clean", is_flag=True, help="Word: write FILE-rejected and FILE-accepted too, without marks."),
    click.option("--track-on", is_flag=True, default=None, help="Word: go on tracking whatever is changed in FILE."),
)


def tracking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; what was not said is None."""
    return console.with_options(command, _OPTIONS)
