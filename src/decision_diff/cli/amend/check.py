"""The command `amend check`: an old text, its amending act, and what was published."""

from __future__ import annotations

import click

from decision_diff.cli import console

AGREE, DISAGREE = 0, 1


@click.command(
    epilog="""\b
Examples:
  decision-diff amend check 2015.txt decision.txt 2022.txt
  decision-diff amend check 2015.docx decision.docx 2022.docx --json

Exit code: 0 everything declared was done, and nothing else; 1 otherwise; 2 error.
"""
)
@click.argument("old", type=click.Path())
@click.argument("act", type=click.Path())
@click.argument("new", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--encoding", metavar="NAME", help="Encoding of all three files; detected automatically if not given.")
@click.option(
    "--language", metavar="CODE", default="", help="Language of OLD and NEW; detected automatically if not given."
)
def check(*, old: str, act: str, new: str, as_json: bool, encoding: str | None, language: str) -> int:
    """Check whether NEW is OLD as ACT amends it.

    Lists what was declared and done, declared and not done, done otherwise than declared, and done and not declared. So it finds silent edits
    between the adopted and the published text. Differences that no act states are accepted and counted: typography, citations that follow a
    renumbering, and punctuation where words were inserted or deleted.
    """
    if [old, act, new].count(console.STREAM) > 1:
        raise click.UsageError("only one of OLD, ACT and NEW can be standard input")
    from decision_diff import amend as acts
    from decision_diff import memory, pipeline
    from decision_diff.amend.checking.report import format_check, write_check

    with memory.job():
        texts = [
            pipeline.read(console.read_argument(name), encoding=encoding, language=language) for name in (old, new)
        ]
        result = acts.check(acts.read(console.read_argument(act), encoding=encoding), *texts)
    console.emit(write_check(result) if as_json else format_check(result))
    if not as_json:
        console.report([(None, notice) for notice in result.notices if notice.code != "act-unread"])
    return AGREE if result else DISAGREE
