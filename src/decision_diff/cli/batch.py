"""The command `batch`: many pairs, a folder of outputs for each, and one report."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import click

from decision_diff.cli import console
from decision_diff.cli.console import PROGRAM
from decision_diff.cli.defaults import OUTPUTS, READING, fill_options, find_defaults, load_defaults
from decision_diff.cli.outputs import choose_heeded, refuse_idle
from decision_diff.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decision_diff.collection.batch import BatchSettings, PairOutcome

SAME, DIFFERENT, FAILED = 0, 1, 2
_SHOWN = 20  # failures on standard error; all are in the report
_COMPARING = ("encoding", "language", "unwrap", "analyzers", "min_confidence", "ignore", "manual_marks")


@click.command(
    epilog="""\b
Examples:
  decision-diff batch pairs.csv -o out                      a manifest: columns name, old, new
  decision-diff batch decisions -o out                      subfolders with old.* and new.*, or revisions by their names
  decision-diff batch 2018 2022 -o out -f docx -f json      two folders with files of the same names
  decision-diff batch pairs.csv -o out --executor dask://10.0.0.5:8786

Exit code: 0 all are the same, 1 some differ, 2 some could not be compared.
""",
)
@click.argument("given", nargs=-1, required=True, type=click.Path(), metavar="PAIRS|FOLDER [FOLDER]")
@click.option(
    "-o", "--output", "folder", required=True, metavar="FOLDER", type=click.Path(), help="Folder for all outputs."
)
@click.option(
    "-f",
    "--format",
    "formats",
    metavar="NAME",
    multiple=True,
    help="Output format; may be repeated.  [default: html, json]",
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Number of processes at a time.  [default: one per core]"
)
@click.option("--executor", metavar="dask://HOST:PORT", help="Send the work to a Dask cluster instead (extra: dask).")
@click.option(
    "--time-limit",
    type=click.FloatRange(0),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="Time limit for one pair; 0 means no limit.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(0),
    metavar="MB",
    help="Memory limit for one process; 0 means no limit.  [default: its share of this machine]",
)
@click.option("--force", is_flag=True, help="Write into FOLDER even if it holds other files; they stay.")
@click.option("--all", "everything", is_flag=True, help="Show unchanged clauses too.")
@click.option("--profile", metavar="NAME", help="How words are marked and changes are named, as for compare.")
@click.option(
    "--labels", type=click.Choice(["zh", "en", "fr", "es", "ru", "ar", "ja"]), help="Language of headings and labels."
)
@click.option("--author", metavar="NAME", help="Author of the tracked changes in Word.")
@click.option("--encoding", metavar="NAME", help="Encoding of all files; detected automatically if not given.")
@click.option(
    "--language", metavar="CODE", default="", help="Language of all files; detected automatically if not given."
)
@console.ANALYZER
@console.UNWRAP
@click.option("--manual-marks", is_flag=True, help="Read marks made by hand in a DOCX as tracked changes.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="Do not match clauses with less confidence, as for compare.",
)
@click.option("--ignore", metavar="KIND[,KIND]", default="", help="Differences that do not count, as for compare.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; only the exit code says what was found.")
def batch(
    *,
    given: tuple[str, ...],
    folder: str,
    executor: str | None,
    jobs: int | None,
    time_limit: float,
    memory_limit: int | None,
    force: bool,
    quiet: bool,
    **options: Any,
) -> int:
    """Compare many pairs of texts, and write one report on all.

    The outputs of each pair go to a folder of their own; report.html lists all pairs. PAIRS is a manifest (.csv or .toml with name, old, new).
    A single FOLDER holds subfolders with old.* and new.*, or the revisions of decisions side by side. Two folders hold files of the same names.
    A pair that was compared before, with the same contents and options, is not compared again.
    """
    from contextlib import ExitStack

    from decision_diff.collection import batch as batches

    if len(given) > 2:
        raise click.UsageError("give one manifest, one folder or two folders")
    if executor and (jobs or memory_limit is not None):
        raise click.UsageError("--jobs and --memory-limit are for processes of this machine; --executor has its own")
    settings = _make_settings(options, quiet=quiet)
    found = batches.find_pairs(given, folder)
    _, clashes = batches.choose_folders([pair.name for pair in found.pairs])
    for note in () if quiet else (*found.notes, *clashes):
        console.say(f"{PROGRAM}: note: {note}")
    chosen: dict[str, Any] = {"jobs": jobs or 0, "memory": None if memory_limit is None else memory_limit * 1_000_000}
    with ExitStack() as stack:
        if executor:
            from decision_diff.collection.batch.processes import open_executor

            chosen["executor"], chosen["jobs"] = stack.enter_context(open_executor(executor))
        done = batches.run_batch(found.pairs, folder, settings, seconds=time_limit, force=force, **chosen)
        outcomes = list(_follow(done, len(found.pairs), quiet=quiet))
    totals = batches.write_reports(outcomes, folder, title=f"{found.how}")
    if not quiet:
        _report(outcomes, folder, totals)
    return FAILED if totals.failed else DIFFERENT if totals.different else SAME


def _make_settings(options: dict[str, Any], *, quiet: bool) -> BatchSettings:
    """The settings of all pairs. Errors are those of the options: an unknown format, one that has no effect, a profile that is not valid."""
    from decision_diff import files, profiles, renderers
    from decision_diff.collection.batch import BatchSettings
    from decision_diff.diff.ignored import check_ignorable

    config = find_defaults()
    defaults = load_defaults(config)
    if defaults and not quiet:
        console.say(f"{PROGRAM}: note: defaults of {os.path.relpath(config)} are in use")
    formats = tuple(dict.fromkeys(renderers.find(name).name for name in options.pop("formats") or ("html", "json")))
    comparing = fill_options({name: options.pop(name) for name in _COMPARING}, defaults, READING)
    for name in ("ignore", "analyzers"):
        comparing[name] = console.split_names(comparing[name])
    check_ignorable(comparing["ignore"])
    comparing["encoding"] = console.split_encodings(comparing["encoding"])
    wanted = [("", name) for name in formats]
    said = {name: value for name, value in options.items() if value is not None and name != "everything"}
    said |= {"all": True} if options["everything"] else {}
    refuse_idle(wanted, said)
    rendering = fill_options(said, defaults, choose_heeded(wanted, OUTPUTS))
    read: tuple[tuple[str, str], ...] = ()
    if profile := rendering.get("profile"):
        profiles.load(profile)
        if files.identify(profile):
            rendering["profile"] = os.path.abspath(profile)  # noqa: PTH100 - a worker may stand elsewhere
            read = (("profile", files.load(profile).sha256),)
    for name in formats:
        row = renderers.find(name)
        row.options(**{key: value for key, value in rendering.items() if key in row.heeded})
    return BatchSettings(formats, comparing, rendering, read)


def _follow(done: Iterator[PairOutcome], total: int, *, quiet: bool) -> Iterator[PairOutcome]:
    """The outcomes, with a line of progress for people who wait: how many are done, and how long the rest may take."""
    begun, worked = time.monotonic(), 0
    with Progress(quiet=quiet) as progress:
        progress.name_stage(f"comparing {total} pairs")
        for count, outcome in enumerate(done, 1):
            worked += not outcome.reused
            progress.name_stage(f"{count} of {total} pairs{say_left(time.monotonic() - begun, worked, total - count)}")
            yield outcome


def say_left(seconds: float, done: int, left: int) -> str:
    """How long the rest may take at the speed so far: `, about 2 min left`; "" while that is unknown."""
    if done < 2 or not left:
        return ""
    rest = seconds / done * left
    for size, unit in ((3600, "h"), (60, "min")):
        if rest >= 1.5 * size:
            return f", about {rest / size:.0f} {unit} left"
    return f", about {max(1, round(rest))} s left"


def _report(outcomes: list[PairOutcome], folder: str, totals: Any) -> None:
    """The failures, one line each on standard error, and the totals on standard output."""
    from decision_diff.collection.batch.report import say_totals
    from decision_diff.files import make_printable

    failed = [one for one in outcomes if one.failure]
    for one in failed[:_SHOWN]:
        console.say(f"{PROGRAM}: {make_printable(one.name)}: {one.failure}")
    if len(failed) > _SHOWN:
        console.say(f"{PROGRAM}: {len(failed) - _SHOWN} more failed; the report names all")
    reused = sum(one.reused for one in outcomes)
    again = f"; {reused} done before" if reused else ""
    console.emit(f"{say_totals(totals)}{again}\nReport: {make_printable(os.path.join(folder, 'report.html'))}\n")  # noqa: PTH118 - as it was given
