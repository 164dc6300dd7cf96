"""The options of `compare` for comparison tables, two of them for redlines too, and for the notes of a review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from decision_diff import console

_OPTIONS = (
    click.option(
        "--profile",
        metavar="NAME",
        help="How words are marked, and kinds of change told: itu, un, zh-table, ja-table, legal, plain, or a file of yours "
        "(./my.toml).  [default: of a table by the language of the text]",
    ),
    click.option(
        "--labels",
        type=click.Choice(["zh", "en", "fr", "es", "ru", "ar", "ja"]),
        help="The language of headings, kinds and notes, if not the profile's.  [default: of a redline en]",
    ),
    click.option("--columns", metavar="NAMES", help="Table: which, in order: number,before,after,kind,reason."),
    click.option(
        "--unchanged",
        type=click.Choice(["leave-out", "fold", "full"]),
        help="Table: clauses that stayed: none, one row a range, or all.  [default: the profile's; full with --all]",
    ),
    click.option(
        "--reasons",
        metavar="FILE",
        type=click.Path(),
        help="Table: why, one line `eid = reason` a clause, or the notes that a review page exported.",
    ),
    click.option(
        "--notes",
        metavar="FILE",
        type=click.Path(),
        help="Review page: notes that another one exported, to be there already.",
    ),
)


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; what was not said is None."""
    return console.with_options(command, _OPTIONS)


def tables(
    *, profile: str | None, columns: str | None, reasons: str | None, notes: str | None, **others: str | None
) -> dict[str, Any]:
    """The options for renderers that were said, files read. Errors are those of who reads them."""
    found: dict[str, Any] = {name: value for name, value in others.items() if value is not None}
    if all(one is None for one in (profile, columns, reasons, notes)):
        return found
    from decision_diff import files, profiles  # noqa: PLC0415 - late: `--help` must not wait for them
    from decision_diff import notes as noted  # noqa: PLC0415 - late too
    from decision_diff import reasons as reasoned  # noqa: PLC0415 - late too

    if profile is not None:
        profiles.load(profile)
        found["profile"] = profile
    if columns is not None:
        found["columns"] = profiles.columns(columns)
    if reasons is not None:
        found["reasons"] = reasoned.read(files.load(Path(reasons)))
    if notes is not None:
        found["notes"] = noted.read(files.load(Path(notes)))
    return found
