"""The command `amend rebase`: a draft that was written on an earlier text is carried over to the one adopted since."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from decision_diff.cli import console, outputs
from decision_diff.cli.console import PROGRAM, STREAM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from decision_diff.amend import Rebased
    from decision_diff.model import Notice, Source

CARRIED, CONFLICTS = 0, 1
_OPTIONS = (
    click.option(
        "-o",
        "--output",
        "targets",
        multiple=True,
        metavar="FILE",
        help="Write to FILE, in the format of its suffix: .txt is the clean text, .json the record, all others a redline of NEWBASE against the result. "
        "May be repeated; without it the edits are listed.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print the record instead of the list of edits."),
    click.option("--force", is_flag=True, help="Overwrite FILE if it exists."),
    click.option(
        "-q", "--quiet", is_flag=True, help="Print nothing; only the exit code says whether there are conflicts."
    ),
    click.option(
        "--encoding", metavar="NAME", help="Encoding of all three files; detected automatically if not given."
    ),
    click.option(
        "--language", metavar="CODE", default="", help="Language of the texts; detected automatically if not given."
    ),
    click.option("--title", metavar="TEXT", help="Heading of a redline.  [default: the title of the result]"),
    click.option("--old-label", metavar="TEXT", help="What a redline calls NEWBASE, e.g. C25."),
    click.option("--new-label", metavar="TEXT", help="What a redline calls the result."),
    click.option("--author", metavar="NAME", help="Author of the tracked changes in Word.  [default: decision-diff]"),
    click.option("--date", metavar="DATE", help="Date of the tracked changes in Word, e.g. 2025-07-04T09:00:00Z."),
)


@click.command(
    epilog="""\b
Examples:
  decision-diff amend rebase C24.txt draft.txt C25.txt
  decision-diff amend rebase C24.docx draft.docx C25.docx -o redline.docx -o draft-on-C25.txt
  decision-diff amend rebase C24.txt draft.txt C25.txt -o redline.html -o record.json

Exit code: 0 every edit of the draft was carried or is already there, 1 some are in conflict, 2 error.
"""
)
@click.argument("old", type=click.Path())
@click.argument("draft", type=click.Path())
@click.argument("newbase", type=click.Path())
def rebase(
    *,
    old: str,
    draft: str,
    newbase: str,
    targets: tuple[str, ...],
    as_json: bool,
    force: bool,
    quiet: bool,
    encoding: str | None,
    language: str,
    **said: str | None,
) -> int:
    """Carry the changes from OLD to DRAFT over to NEWBASE, the text that was adopted since.

    Every edit of the draft is carried, already there, or in conflict; nothing is guessed. Where an edit is in conflict the result keeps the words of
    NEWBASE, and both texts are listed. In a redline, rejecting all gives NEWBASE and accepting all gives the result. Of a tracked document the text with all changes
    accepted is read.
    """
    if [old, draft, newbase].count(STREAM) > 1:
        raise click.UsageError("only one of OLD, DRAFT and NEWBASE can be standard input")
    targets = outputs.resolve_streams(targets)
    if as_json and (targets or quiet):
        raise click.UsageError(
            "--json prints the record; give it without -o and -q, or write the record with -o FILE.json"
        )
    wanted = outputs.choose_formats(targets, None)
    outputs.refuse_twice(targets)
    given = {name: value for name, value in said.items() if value is not None}
    _refuse_idle(wanted, given)
    from decision_diff import amend, memory, renderers
    from decision_diff.inputs import read_inputs, take_input

    sources = [console.read_argument(name) for name in (old, draft, newbase)]
    binary = [target for target, fmt in wanted if renderers.find(fmt).binary]
    outputs.check(targets, [source.file for source in sources], force=force, binary=binary)
    with memory.job():
        read = read_inputs([take_input(one) for one in sources], encoding, ("accepted",) * 3, language=language)
        result = amend.rebase(*read)
        notices = _write(result, wanted, given, sources, force=force)
    if not quiet:
        _report(result, notices, targets, as_json=as_json)
    return CONFLICTS if result.conflicts else CARRIED


def _refuse_idle(wanted: Sequence[tuple[str, str]], given: Mapping[str, str]) -> None:
    """UsageError for an option of redlines that none of the outputs has."""
    redlines = [pair for pair in wanted if pair[1] not in ("text", "json")]
    if given and not redlines:
        name = min(given).replace("_", "-")
        raise click.UsageError(f"--{name} is for a redline; write one with -o FILE.docx or -o FILE.html")
    if given:
        outputs.refuse_idle(redlines, given)


def _write(
    result: Rebased,
    wanted: Sequence[tuple[str, str]],
    said: Mapping[str, Any],
    sources: Sequence[Source],
    *,
    force: bool,
) -> list[Notice | str]:
    """Make all outputs, then write them; the notices, and sentences about what was lost."""
    from decision_diff import pipeline
    from decision_diff.amend.rebasing.report import write_rebased

    lost: list[Notice | str] = []
    redlines = [(target, fmt) for target, fmt in wanted if fmt not in ("text", "json")]
    jobs = [(fmt, outputs.build_options(fmt, said)) for _, fmt in redlines]
    rendered, comparison = pipeline.render_all(result.comparison, jobs, told=lost.append)
    made: dict[str, str | bytes] = dict(zip((target for target, _ in redlines), rendered, strict=True))
    for target, fmt in wanted:
        if fmt in ("text", "json"):
            made[target] = result.text if fmt == "text" else write_rebased(result)
    outputs.write_all(made.items(), [source.file for source in sources], force=force)
    return [*comparison.notices, *lost]


def _report(result: Rebased, notices: Sequence[Notice | str], targets: Sequence[str], *, as_json: bool) -> None:
    from decision_diff.amend.rebasing.report import format_rebased, summarize_rebased, write_rebased

    if not targets:
        console.emit(write_rebased(result) if as_json else format_rebased(result))
    else:
        for line in format_rebased(result).splitlines() if result.conflicts and STREAM not in targets else ():
            console.say(line)
    console.report([(None, notice) for notice in result.notices])
    for one in dict.fromkeys(notices):
        console.say(f"{PROGRAM}: note: {one if isinstance(one, str) else one.message}")
    if console.is_terminal(sys.stderr):
        written = ", ".join(target for target in targets if target != STREAM)
        console.say(f"{summarize_rebased(result)}.{f' Written: {written}' if written else ''}")


for _option in reversed(_OPTIONS):
    rebase = _option(rebase)
