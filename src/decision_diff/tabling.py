"""The options of `compare` for comparison tables, and for the notes of a review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

_MARKED = ("markdown", "pdf")  # redlines that are marked as a profile says
_OPTIONS = (
    click.option(
        "--profile",
        metavar="NAME",
        help="Table, and marks in Markdown and PDF: itu, un, zh-table, ja-table, legal, plain, or a file of yours (./my.toml).  "
        "[default: by the language of the text]",
    ),
    click.option(
        "--labels",
        type=click.Choice(["zh", "en", "fr", "es", "ru", "ar", "ja"]),
        help="Table: the language of headings and notes, if not the profile's.",
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
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def tables(
    wanted: Sequence[tuple[str, str]],
    *,
    profile: str | None,
    labels: str | None,
    columns: str | None,
    unchanged: str | None,
    reasons: str | None,
    notes: str | None,
) -> dict[str, Any]:
    """The options for renderers that were said. UsageError for one that no output heeds; else errors as of who reads them."""
    said = {"profile": profile, "labels": labels, "columns": columns, "unchanged": unchanged, "reasons": reasons}
    given = {name: value for name, value in said.items() if value is not None}
    formats = {fmt for _, fmt in wanted}
    if notes is not None and "review" not in formats:
        raise click.UsageError("--notes is for a review page, and no output is one; write -f review -o review.html")
    for name in given:
        if not any(fmt.startswith("table-") or (name == "profile" and fmt in _MARKED) for fmt in formats):
            also = " or, for its marks, a redline as Markdown or PDF" if name == "profile" else ""
            raise click.UsageError(f"--{name} is for a table{also}, and no output is one; write -o table.docx")
    if not given and notes is None:
        return {}
    from decision_diff import files, profiles  # noqa: PLC0415 - late: `--help` must not wait for them
    from decision_diff import notes as noted  # noqa: PLC0415 - late too
    from decision_diff import reasons as reasoned  # noqa: PLC0415 - late too

    found: dict[str, Any] = dict(given)
    if profile is not None:
        profiles.load(profile)
    if columns is not None:
        found["columns"] = profiles.columns(columns)
    if reasons is not None:
        found["reasons"] = reasoned.read(files.load(Path(reasons)))
    if notes is not None:
        found["notes"] = noted.read(files.load(Path(notes)))
    return found
