"""The commands `index`, `citations`, `find` and `in-force`: a folder of decisions in one file, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from decision_diff.cli import console, outputs
from decision_diff.cli.console import PROGRAM
from decision_diff.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from decision_diff.collection.index import Listing

DATABASE = "decisions.index"
FOUND, NOTHING, STALE = 0, 1, 1
_OUTPUTS = (
    click.option("--index", "database", metavar="FILE", default=DATABASE, show_default=True, help="The index to ask."),
    click.option(
        "-o",
        "--output",
        "targets",
        multiple=True,
        metavar="FILE",
        help="Write to FILE, in the format of its suffix (.txt, .json, .csv, .html); may be repeated. Without it the table is printed.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    click.option("--force", is_flag=True, help="Overwrite files that exist."),
)


def _answers(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which index, and where the answer goes."""
    return console.with_options(command, _OUTPUTS)


@click.command(
    epilog="""\b
Examples:
  decision-diff index decisions
  decision-diff citations "Resolution 2"
  decision-diff find "to report to the Council every year"
  decision-diff in-force --at 2024-06-30
"""
)
@click.argument("folder", type=click.Path())
@click.option(
    "-o",
    "--output",
    "database",
    metavar="FILE",
    default=DATABASE,
    show_default=True,
    help="The index to make or to bring up to date.",
)
@click.option("--git", is_flag=True, help="Take each commit of a file as a revision of it.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing.")
def index(*, folder: str, database: str, git: bool, quiet: bool) -> int:
    """Put all decisions of FOLDER into one file, the index.

    The commands find, citations and in-force read the index. It holds clauses, numbers, texts, citations and hashes. Files that did not change are not read again.
    You can delete the index at any time: it holds nothing that FOLDER does not have. Which texts are revisions of one decision is known from the
    texts themselves, from the names of the files, from a history.toml, or from git.
    """
    from pathlib import Path

    from decision_diff.collection import index as indexes

    with Progress(quiet=quiet) as progress:
        progress.name_stage("reading")
        report = indexes.build_index(
            Path(folder), database, git=git, told=lambda done, total: progress.name_stage(f"{done} of {total} files")
        )
    if quiet:
        return FOUND
    for note in (*report.notes, *(f"not in the index: {one}" for one in report.failed)):
        console.say(f"{PROGRAM}: note: {note}")
    removed = f", {report.removed} removed" if report.removed else ""
    console.emit(
        f"{report.decisions} decisions, {report.revisions} revisions, {report.clauses} clauses; {report.read} read{removed}\n"
    )
    return FOUND


@click.command()
@click.argument("act", required=False, default="", metavar="[ACT]")
@click.option(
    "--stale",
    is_flag=True,
    help="List only citations of suppressed decisions, of older revisions, and of clauses that no longer exist.",
)
@click.option(
    "--impact",
    nargs=2,
    type=click.Path(),
    metavar="OLD NEW",
    help="List what cites this decision elsewhere, and what the amendment from OLD to NEW does to each cited clause.",
)
@_answers
def citations(*, act: str, stale: bool, impact: tuple[str, str] | None, **given: Any) -> int:
    """List what cites a decision or one of its clauses.

    ACT is a decision (Resolution 2, 第641号决定) or a clause of one (decides 2 of Decision 5). Without ACT, all citations of other decisions are listed.

    Exit code: 0; with --stale or --impact, 1 if anything is listed; 2 error.
    """
    from decision_diff import pipeline
    from decision_diff.collection import index as indexes

    if bool(act) + stale + (impact is not None) > 1:
        raise click.UsageError("give one of ACT, --stale and --impact")
    if impact is not None:
        comparison = pipeline.compare(*map(console.read_argument, impact))
        return STALE if _answer(lambda found: indexes.list_impact(found, comparison), **given) else FOUND
    if stale:
        return STALE if _answer(indexes.list_stale, **given) else FOUND
    _answer(lambda found: indexes.list_citations(found, act), **given)
    return FOUND


@click.command()
@click.argument("wanted", metavar="CLAUSE|TEXT")
@click.option(
    "--min-likeness",
    type=click.FloatRange(0, 1),
    default=0.7,
    show_default=True,
    metavar="SHARE",
    help="Least likeness of a clause that is listed, from 0 to 1.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="Largest number of rows."
)
@click.option("--all-revisions", is_flag=True, help="Look in older revisions too.")
@_answers
def find(*, wanted: str, min_likeness: float, limit: int, all_revisions: bool, **given: Any) -> int:
    """Find the same or nearly the same clause in all decisions.

    Give the words of the clause, or its name (decides 2 of Decision 5).

    Exit code: 0 something found, 1 nothing found, 2 error.
    """
    from decision_diff.collection import index as indexes

    rows = _answer(
        lambda found: indexes.find_alike(found, wanted, likeness=min_likeness, limit=limit, everywhere=all_revisions),
        **given,
    )
    return FOUND if rows else NOTHING


@click.command("in-force")
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day, e.g. 2024-06-30.  [default: none; the latest revisions are listed]",
)
@_answers
def in_force(*, at: datetime | None, **given: Any) -> int:
    """List the decisions in force on a day.

    Shows each decision of the index with its last amendment, its status and, if it is suppressed, the clause that suppressed it.
    """
    from decision_diff.collection import index as indexes

    _answer(lambda found: indexes.list_in_force(found, at.date() if at else None), **given)
    return FOUND


def _answer(
    ask: Callable[[Any], Listing], *, database: str, targets: tuple[str, ...], as_json: bool, force: bool
) -> int:
    """Ask the index, write or print the answer, and give the number of its rows."""
    from contextlib import closing

    from decision_diff import files
    from decision_diff.collection import index as indexes

    targets = outputs.resolve_streams(targets)
    outputs.refuse_json_beside(targets, as_json=as_json)
    formats = [_choose_format(target) for target in targets]
    outputs.refuse_twice(targets)
    inputs = [files.identify(database)]
    outputs.check(targets, inputs, force=force)
    with closing(indexes.open_index(database)) as connection:
        listing = ask(connection)
    wanted = zip(targets or (console.STREAM,), formats or ["json" if as_json else "text"], strict=True)
    made = [(target, indexes.render_listing(listing, fmt)) for target, fmt in wanted]
    outputs.write_all(made, inputs, force=force)
    if "csv" in formats:  # which has no place for them
        for note in listing.notes:
            console.say(f"{PROGRAM}: note: {note}")
    return len(listing.rows)


def _choose_format(target: str) -> str:
    from pathlib import PurePath

    from decision_diff.collection.index.listing import FORMATS

    if target == console.STREAM:
        return "text"
    found = FORMATS.get(PurePath(target).suffix.lower())
    if found is None:
        raise click.UsageError(f"{target!r} has no suffix that tells its format; choose one of {', '.join(FORMATS)}")
    return found
