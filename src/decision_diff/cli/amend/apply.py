"""The command `amend apply`: an old text and its amending act give the consolidated text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from decision_diff.cli import console
from decision_diff.cli.console import PROGRAM, STREAM
from decision_diff.cli.outputs import check as check_outputs
from decision_diff.cli.outputs import refuse_twice, resolve_streams, write_all

if TYPE_CHECKING:
    from decision_diff.amend import Applied

WHOLE, REFUSED = 0, 1
_DOCX = ".docx"


@click.command(
    epilog="""\b
Examples:
  decision-diff amend apply 2015.txt decision.txt -o 2022.txt
  decision-diff amend apply 2015.docx decision.docx -o 2022.docx
  decision-diff amend apply 2015.txt decision.txt -o 2022.docx --clean
  decision-diff amend apply 2015.txt decision.txt -o 2022.txt --json applied.json

Exit code: 0 the whole act was applied, 1 it was refused or only a part of it was applied, 2 error.
"""
)
@click.argument("old", type=click.Path())
@click.argument("act", type=click.Path())
@click.option(
    "-o", "--output", metavar="FILE", help="Where the consolidated text goes: .txt or .docx; - (the default) prints it."
)
@click.option("--partial", is_flag=True, help="Apply what is certain, and list what was refused.")
@click.option("--clean", is_flag=True, help="A Word document without tracked changes.")
@click.option("--json", "record", metavar="FILE", help="Write the record for programs to FILE (-: standard output).")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option("--encoding", metavar="NAME", help="Encoding of both files; detected automatically if not given.")
@click.option("--language", metavar="CODE", default="", help="Language of OLD; detected automatically if not given.")
def apply(
    *,
    old: str,
    act: str,
    output: str | None,
    partial: bool,
    clean: bool,
    record: str | None,
    force: bool,
    encoding: str | None,
    language: str,
) -> int:
    """Apply the amending ACT to OLD.

    If an order cannot be applied with certainty, the whole act is refused, with the order and its place. With --partial the other orders are
    applied. Choices that no act states (punctuation at a join, a citation that follows) are reported as notices. In a Word document each change is
    tracked, with the title of the act as its author. Rejecting all gives OLD, accepting all gives the consolidated text.
    """
    if old == act == STREAM:
        raise click.UsageError("only one of OLD and ACT can be standard input")
    target, beside = _resolve(output, record)
    is_word = target.lower().endswith(_DOCX)
    if clean and not is_word:
        raise click.UsageError("--clean is for a Word document; give -o FILE.docx")
    from decision_diff import amend as acts
    from decision_diff import memory, pipeline

    texts = [console.read_argument(name) for name in (old, act)]
    inputs = [source.file for source in texts]
    targets = [one for one in (target, beside) if one]
    refuse_twice(targets)
    check_outputs(targets, inputs, force=force, binary=[target] if is_word else [])
    with memory.job():
        decision = pipeline.read(texts[0], encoding=encoding, language=language)
        result = acts.apply(acts.read(texts[1], encoding=encoding), decision, partial=partial)
        contents = _render(result, target, beside, clean=clean)
    _report(result)
    written = write_all(contents, inputs, force=force)
    if console.is_terminal(sys.stderr):
        from decision_diff.amend.applying.consolidated import summarize_applied

        names = f"Written: {', '.join(written)}" if written else "No file was written."
        console.say(f"{summarize_applied(result)}. {names}")
    return WHOLE if result else REFUSED


def _resolve(output: str | None, record: str | None) -> tuple[str, str]:
    """Where the text and the record go; "" for what is not asked for. The record alone on standard output leaves the text out."""
    beside = resolve_streams([record])[0] if record else ""
    if output is None:
        return ("", beside) if beside == STREAM else (STREAM, beside)
    target = resolve_streams([output])[0]
    if target != STREAM and not target.lower().endswith((".txt", _DOCX)):
        raise click.UsageError(f"the consolidated text is written as .txt or .docx, not as {target!r}")
    return target, beside


def _render(result: Applied, target: str, beside: str, *, clean: bool) -> list[tuple[str, str | bytes]]:
    """What goes where: nothing but the record if the act was refused."""
    from decision_diff.amend.applying.consolidated import render_applied, write_applied

    contents: list[tuple[str, str | bytes]] = []
    if target.lower().endswith(_DOCX) and result.text is not None:
        contents.append(
            (target, render_applied(result, clean=clean, told=lambda line: console.say(f"{PROGRAM}: note: {line}")))
        )
    elif target and result.text is not None:
        contents.append((target, result.text))
    if beside:
        contents.append((beside, write_applied(result)))
    return contents


def _report(result: Applied) -> None:
    for one in result.refused:
        console.say(f"{PROGRAM}: refused: {one}")
    console.report([(None, notice) for notice in result.notices])
