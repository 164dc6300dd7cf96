"""The command `compare`: what is asked for is checked, compared, rendered, and only then written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from decision_diff.cli import console
from decision_diff.cli.console import PROGRAM, STREAM
from decision_diff.cli.defaults import OUTPUTS, READING, fill_options, find_defaults, load_defaults
from decision_diff.cli.options import (
    GroupedCommand,
    add_compare_options,
    collect_options,
    read_pins,
    read_witness,
)
from decision_diff.cli.outputs import (
    build_options,
    check,
    choose_formats,
    choose_heeded,
    name_clean_files,
    refuse_idle,
    refuse_twice,
    resolve_streams,
    write_all,
)
from decision_diff.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from decision_diff.changes import Comparison
    from decision_diff.model import File, Source

SAME, DIFFERENT = 0, 1
# What says how the texts are read and compared; all other options are for outputs.
_COMPARING = (
    "encoding",
    "language",
    "unwrap",
    "analyzers",
    "manual_marks",
    "min_confidence",
    "ignore",
    "pins",
    "pins_file",
    "amending",
)


class _Job(NamedTuple):
    """What is written: (target, format) in order, and beside a Word document its clean ones; all of it is checked."""

    wanted: Sequence[tuple[str, str]]
    clean: Mapping[str, tuple[str, str]]
    options: Mapping[str, Any]
    inputs: Sequence[File | None]
    color: str
    force: bool
    quiet: bool


@click.command(
    cls=GroupedCommand,
    epilog="""\b
Examples:
  decision-diff compare C24.txt C25.txt                     the redline, in the terminal
  decision-diff compare C24.txt C25.txt -f markdown         for a review comment
  decision-diff compare C24.txt C25.txt -o redline.html     a page for the browser
  decision-diff compare C24.docx C25.docx -o redline.docx   tracked changes for Word
  decision-diff compare C24.txt C25.txt -o table.docx       before and after side by side, for Word
  decision-diff compare C24.txt C25.txt -q || echo changed  only the exit code
  decision-diff compare TRACKED.docx                        its text before and after its own tracked changes

Exit code: 0 same, 1 different, 2 error.
""",
)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path(), required=False)
@add_compare_options
def compare(*, old: str, new: str | None, explain: str | None, opens: bool, quiet: bool, **given: Any) -> int:
    """Show what changed from OLD to NEW, or by the tracked changes of one Word document.

    OLD and NEW are files; one of them may be - for standard input. Without -o the redline is printed.
    """
    outputs = resolve_streams(given.pop("outputs"))
    _refuse_contradictions(old, new, outputs, given["fmt"], explain, opens=opens, quiet=quiet)
    wanted = choose_formats(outputs or (STREAM,), given.pop("fmt"))
    console.split_encodings(given["encoding"])
    config = find_defaults()
    defaults = load_defaults(config)
    comparing = fill_options({name: given.pop(name) for name in _COMPARING}, defaults, READING)
    given = fill_options(given, defaults, choose_heeded(wanted, OUTPUTS))
    if defaults and not quiet:
        console.say(f"{PROGRAM}: note: defaults of {os.path.relpath(config)} are in use")
    job, sources = _prepare([one for one in (old, new) if one is not None], wanted, comparing, quiet=quiet, **given)
    from decision_diff import memory

    with (
        memory.job(),
        Progress(quiet=quiet) as progress,
    ):  # one job: what was cut into words is not cut again for the summary
        result = _compare(sources, comparing, progress)
        if explain is not None:
            return _print_stages(result, explain)
        progress.name_stage("writing")
        # All is rendered before anything is written: when one format fails, no file is left behind.
        result, contents, lost = _render(job, result)
    _report(job, result, lost)
    written = write_all(contents, job.inputs, force=job.force)
    if written and not quiet:
        console.report_written(result, written)
    for target in written if opens else ():
        console.open_file(target)
    return DIFFERENT if result.differs else SAME


def _refuse_contradictions(
    old: str, new: str | None, outputs: Sequence[str], fmt: str | None, explain: str | None, *, opens: bool, quiet: bool
) -> None:
    """UsageError for arguments that do not go together."""
    if old == new == STREAM:
        raise click.UsageError("only one of OLD and NEW can be standard input")
    if explain is not None and (outputs or fmt or quiet):
        raise click.UsageError("--explain prints one clause and no redline; give it without -o, -f and -q")
    if opens and not set(outputs) - {STREAM}:
        raise click.UsageError("--open opens a file that is written; say which with -o FILE")


def _prepare(
    texts: Sequence[str],
    wanted: Sequence[tuple[str, str]],
    comparing: Mapping[str, Any],
    *,
    clean: bool,
    everything: bool,
    color: str,
    **given: Any,
) -> tuple[_Job, list[Source]]:
    """The job, and the texts read. UsageError or OutputError for what cannot be written, before anything is compared."""
    from decision_diff import files

    force, quiet = given.pop("force"), given.pop("quiet")
    beside = name_clean_files(wanted) if clean else {}
    targets = [*(target for target, _ in wanted), *(name for names in beside.values() for name in names)]
    refuse_twice(targets)
    said = {name: value for name, value in given.items() if value is not None}
    said |= {name: True for name, on in (("all", everything), ("color", color == "always")) if on}
    refuse_idle(wanted, said)
    options = {**said, **collect_options(**given)}
    sources = [console.read_argument(text) for text in texts]
    read = (comparing["pins_file"], comparing["amending"], *map(said.get, ("reasons", "notes", "profile")))
    inputs = [*(source.file for source in sources), *(files.identify(name) for name in read if name)]
    job = _Job(wanted, beside, options, inputs, color, force, quiet)
    _check(job, targets)
    return job, sources


def _check(job: _Job, targets: Sequence[str]) -> None:
    """OutputError for a target that cannot be written; nothing goes to standard output if the job is quiet."""
    from decision_diff import renderers

    binary = [target for target, name in job.wanted if renderers.find(name).binary]
    shown = [target for target in targets if target != STREAM or not job.quiet]
    check(shown, job.inputs, force=job.force, binary=binary)


def _compare(sources: Sequence[Source], comparing: Mapping[str, Any], progress: Progress) -> Comparison:
    from decision_diff import pipeline

    return pipeline.compare(
        *sources,
        encoding=console.split_encodings(comparing["encoding"]),
        language=comparing["language"],
        unwrap=comparing["unwrap"],
        pins=read_pins(comparing["pins"], comparing["pins_file"]),
        witness=read_witness(comparing["amending"]),
        min_confidence=comparing["min_confidence"],
        ignore=console.split_names(comparing["ignore"]),
        manual_marks=comparing["manual_marks"],
        analyzers=console.split_names(comparing["analyzers"]),
        told=progress.name_stage,
    )


def _render(job: _Job, result: Comparison) -> tuple[Comparison, list[tuple[str, str | bytes]], list[str]]:
    """The comparison with the notices of its outputs, (target, content) in order, and sentences about what was lost."""
    from decision_diff import pipeline

    lost: list[str] = []
    shown = [(target, name) for target, name in job.wanted if target != STREAM or not job.quiet]
    jobs = [
        (name, build_options(name, {**job.options, **console.choose_looks(target, job.color)}))
        for target, name in shown
    ]
    rendered, result = pipeline.render_all(result, jobs, told=lost.append)
    contents: list[tuple[str, str | bytes]] = []
    for (target, _), content in zip(shown, rendered, strict=True):
        contents.append((target, content))
        if target in job.clean and isinstance(content, bytes):
            contents.extend(zip(job.clean[target], pipeline.clean(result, content), strict=True))
    return result, contents, lost


def _report(job: _Job, result: Comparison, lost: Sequence[str]) -> None:
    """Notices and losses on standard error. The redline ends with the notices; who reads it need not read them twice."""
    if job.quiet:
        return
    if (STREAM, "text") not in job.wanted:
        console.report_notices(result)
    for line in lost:
        console.say(f"{PROGRAM}: note: {line}")


def _print_stages(comparison: Comparison, clause: str) -> int:
    from decision_diff.audit.explain import explain

    for stage in explain(comparison, clause):
        console.emit("".join([f"{stage.name}\n", *(f"   {line}\n" for line in stage.lines)]))
    return DIFFERENT if comparison.differs else SAME
