"""The options of `compare` beside its files and outputs, in groups: the alignment, tables and pages, Word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from decision_diff.cli import console

_ALIGNMENT = (
    click.option(
        "--pin",
        "pins",
        metavar="OLD=NEW",
        multiple=True,
        help="This clause became that one, by address, or by place or number as printed (第十二条=第十三条); OLD= repealed, =NEW inserted.",
    ),
    click.option("--pins", "pins_file", metavar="FILE", type=click.Path(), help="A file of such pins, one a line."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="SHARE",
        help="Hold clauses for repealed and inserted rather than pair them with less certainty, as 0.9.",
    ),
    click.option(
        "--ignore",
        metavar="KIND[,KIND]",
        default="",
        help="Do not count as a difference: space, case, punctuation, headers, notes, links, pictures.",
    ),
)
_TABLES = (
    click.option("--title", metavar="TEXT", help="The heading of the output.  [default: the title of NEW]"),
    click.option(
        "--old-label",
        metavar="TEXT",
        help="What OLD is called, e.g. C24; '' for its file name.  [default: what the titles tell]",
    ),
    click.option("--new-label", metavar="TEXT", help="What NEW is called, e.g. C25; likewise."),
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
_WORD = (
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


def add_alignment_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options with which a reviewer overrules the alignment, and what is left out of account."""
    return console.with_options(command, _ALIGNMENT)


def add_table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of tables, redlines that are read and the review page; what was not said is None."""
    return console.with_options(command, _TABLES)


def add_word_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of tracked changes in Word; what was not said is None."""
    return console.with_options(command, _WORD)


def read_pins(pins: Sequence[str], file: str | None) -> list[str]:
    """The pins of the file, then those given one by one. UnreadableError or PinError for the file."""
    from pathlib import Path

    from decision_diff import files
    from decision_diff.reviewer.pins import read

    return [*(read(files.load(Path(file))) if file else ()), *pins]


def collect_options(
    *, profile: str | None, columns: str | None, reasons: str | None, notes: str | None, **others: str | None
) -> dict[str, Any]:
    """The options for renderers that were said, files read. Errors are those of who reads them."""
    found: dict[str, Any] = {name: value for name, value in others.items() if value is not None}
    if all(one is None for one in (profile, columns, reasons, notes)):
        return found
    from pathlib import Path

    from decision_diff import files, profiles
    from decision_diff.reviewer import notes as noted
    from decision_diff.reviewer import reasons as reasoned

    if profile is not None:
        profiles.load(profile)
        found["profile"] = profile
    if columns is not None:
        found["columns"] = profiles.parse_columns(columns)
    if reasons is not None:
        found["reasons"] = reasoned.read(files.load(Path(reasons)))
    if notes is not None:
        found["notes"] = noted.read(files.load(Path(notes)))
    return found
