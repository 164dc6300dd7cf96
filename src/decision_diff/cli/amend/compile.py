"""The command `amend compile`: proposals of several members on one base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from decision_diff.cli import console, outputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decision_diff.amend import Compilation
    from decision_diff.model import Notice, Source

AGREED, CONTESTED = 0, 1


@click.command(
    "compile",
    epilog="""\b
Examples:
  decision-diff amend compile base.docx USA=usa.docx CHN=chn.docx J=list.txt -o compiled.docx -o compiled.html
  decision-diff amend compile base.docx session.docx

Exit code: 0 no conflicts, 1 conflicts, 2 error.
""",
)
@click.argument("base", type=click.Path())
@click.argument("proposals", nargs=-1, required=True, metavar="NAME=FILE...")
@click.option(
    "-o",
    "--output",
    "targets",
    multiple=True,
    metavar="FILE",
    help="Write to FILE, in the format of its suffix; may be repeated. Without it the compilation is printed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--date",
    metavar="DATE",
    default="",
    help="Date of the tracked changes in Word, e.g. 2025-07-04T09:00:00Z; without it they have none.",
)
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option("--encoding", metavar="NAME", help="Encoding of all texts; detected automatically if not given.")
@click.option(
    "--language", metavar="CODE", default="", help="Language of all texts; detected automatically if not given."
)
def compile_command(
    *,
    base: str,
    proposals: tuple[str, ...],
    targets: tuple[str, ...],
    as_json: bool,
    date: str,
    force: bool,
    encoding: str | None,
    language: str,
) -> int:
    """Put the proposals of several members on BASE, clause by clause, and show which are in conflict.

    FILE is the text that NAME proposes, a Word document with its tracked changes, or a list of proposals (MOD, ADD, SUP, NOC with reasons). In a Word
    document without NAME each author of tracked changes is a member.
    """
    from decision_diff import amend, memory
    from decision_diff.amend.proposals.outputs import BINARY

    named, tracked = _split_names(proposals)
    if [base, *named.values(), *([tracked] if tracked else [])].count(console.STREAM) > 1:
        raise click.UsageError("only one of BASE and the files can be standard input")
    targets = outputs.resolve_streams(targets)
    outputs.refuse_json_beside(targets, as_json=as_json)
    if date and not any(_choose_format(one) == "docx" for one in targets):
        raise click.UsageError("--date is for Word documents; write one with -o FILE.docx")
    outputs.refuse_twice(targets)
    sources = {name: console.read_argument(file) for name, file in named.items()}
    first = console.read_argument(base)
    session = console.read_argument(tracked) if tracked else None
    inputs = [first, *sources.values(), *([session] if session else [])]
    outputs.check(
        targets,
        [one.file for one in inputs],
        force=force,
        binary=[one for one in targets if _choose_format(one) in BINARY],
    )
    with memory.job():
        found = amend.compile(first, sources, tracked=session, encoding=encoding, language=language)
        notices = _write(found, targets or (console.STREAM,), as_json, date, force, inputs)
    console.report([(None, notice) for notice in dict.fromkeys(notices)])
    return CONTESTED if found.conflicts else AGREED


def _split_names(proposals: Sequence[str]) -> tuple[dict[str, str], str]:
    """The files by name, and the one without a name, "" if all have one."""
    from pathlib import Path

    named: dict[str, str] = {}
    tracked = ""
    for given in proposals:
        name, equals, file = given.partition("=")
        if not equals or (Path(given).exists() and not Path(file).exists()):
            if tracked:
                raise click.UsageError(
                    f"{tracked!r} and {given!r} have no name; write NAME=FILE (only one document that several tracked goes without)"
                )
            tracked = given
            continue
        if not name or not file:
            raise click.UsageError(f"{given!r} is not written as NAME=FILE")
        if name in named:
            raise click.UsageError(f"the name {name!r} is given twice; give each proposal a name of its own")
        named[name] = file
    return named, tracked


def _choose_format(target: str) -> str:
    from decision_diff.amend.proposals.outputs import find_format
    from decision_diff.errors import FormatError

    try:
        return "text" if target == console.STREAM else find_format(target)
    except FormatError as error:
        raise click.UsageError(error.message) from error


def _write(
    found: Compilation, targets: Sequence[str], as_json: bool, date: str, force: bool, inputs: Sequence[Source]
) -> list[Notice]:
    """Write all outputs; the notices of the compilation, and of what was written."""
    from decision_diff.amend.proposals.outputs import render_compilation

    notices = list(found.notices)
    made = []
    for target in targets:
        output = render_compilation(found, "json" if as_json else _choose_format(target), date=date)
        made.append((target, output.content))
        notices.extend(output.notices)
    outputs.write_all(made, [one.file for one in inputs], force=force)
    return notices
