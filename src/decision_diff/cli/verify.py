"""The command `verify`: is this redline honest?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from decision_diff.cli import console

if TYPE_CHECKING:
    from decision_diff.model import Unwrap

VERIFIED, NOT_VERIFIED = 0, 1


@click.command(
    epilog="""\b
Examples:
  decision-diff verify redline.docx C24.docx C25.docx
  decision-diff verify draft.docx --old C24.docx     was it drafted on the text that was adopted?

Exit code: 0 verified, 1 not verified, 2 error.
"""
)
@click.argument("redline", type=click.Path())
@click.argument("old", type=click.Path(), required=False)
@click.argument("new", type=click.Path(), required=False)
@click.option("--old", "only_old", metavar="FILE", type=click.Path(), help="The text that rejecting must give.")
@click.option("--new", "only_new", metavar="FILE", type=click.Path(), help="The text that accepting must give.")
@click.option("-f", "--format", "fmt", metavar="NAME", help="Format of REDLINE; detected automatically if not given.")
@click.option(
    "--encoding",
    metavar="NAME[,NAME]",
    help="Encoding of both texts, or of old and new; detected automatically if not given.",
)
@click.option(
    "--language", metavar="CODE", default="", help="Language of the texts; detected automatically if not given."
)
@console.UNWRAP
def verify(
    *,
    redline: str,
    old: str | None,
    new: str | None,
    only_old: str | None,
    only_new: str | None,
    fmt: str | None,
    encoding: str | None,
    language: str,
    unwrap: Unwrap,
) -> int:
    """Check whether REDLINE is honest: rejecting all changes gives OLD, accepting all gives NEW.

    REDLINE is a Word document with tracked changes, of any program, an HTML redline or review page of ours, or JSON
    written with --all. Every clause and number is compared; in Word also what is shown or hidden, links, notes, pictures,
    headers and footers. With --old or --new alone, only that text is compared.
    """
    old, new = _choose_texts(old, new, only_old, only_new)
    if [redline, old, new].count(console.STREAM) > 1:
        raise click.UsageError("only one of REDLINE, OLD and NEW can be standard input")
    from decision_diff import pipeline

    verdict = pipeline.verify(
        console.read_argument(redline),
        None if old is None else console.read_argument(old),
        None if new is None else console.read_argument(new),
        fmt=fmt,
        encoding=console.split_encodings(encoding),
        language=language,
        unwrap=unwrap,
    )
    for one in () if verdict.swapped else verdict.differences:
        console.emit(one.shown)
    console.emit("".join(f"{line}\n" for line in verdict.lines))
    console.report([(None, notice) for notice in verdict.notices])
    return VERIFIED if verdict else NOT_VERIFIED


def _choose_texts(
    old: str | None, new: str | None, only_old: str | None, only_new: str | None
) -> tuple[str | None, str | None]:
    """OLD and NEW as arguments or as options; one of them may be None."""
    if old is not None and (only_old or only_new):
        raise click.UsageError("give the texts as OLD and NEW, or with --old and --new, not both ways")
    if old is not None and new is None:
        raise click.UsageError(f"NEW is missing; to check one text alone, write --old {old} or --new {old}")
    old, new = old or only_old, new or only_new
    if old is None and new is None:
        raise click.UsageError("give the texts that it must hold: OLD and NEW, or one of them with --old or --new")
    return old, new
