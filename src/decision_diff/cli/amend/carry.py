"""The command `amend carry`: notes of a review, or pins, go along when the texts change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from decision_diff.cli import console, outputs
from decision_diff.cli.console import PROGRAM, STREAM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decision_diff.amend.rebasing.remarks import MissedRemark
    from decision_diff.model import Decision, Source, View

WHOLE, MISSED = 0, 1


@click.command(
    epilog="""\b
Examples:
  decision-diff amend carry C24.txt draft.txt draft-2.txt --notes notes.json -o notes-2.json
  decision-diff amend carry C24.txt draft.txt draft-2.txt --pins pins.txt -o pins-2.txt
  decision-diff amend carry C24.txt draft.txt draft-on-C25.txt --old-now C25.txt --notes notes.json -o notes-2.json

Exit code: 0 all were carried over, 1 some have no place, 2 error.
"""
)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.argument("newer", type=click.Path())
@click.option("--notes", metavar="FILE", type=click.Path(), help="Notes that a review page of OLD and NEW exported.")
@click.option("--pins", metavar="FILE", type=click.Path(), help="A file of pins for OLD and NEW.")
@click.option("--old-now", metavar="FILE", type=click.Path(), help="The later state of OLD, if it changed too.")
@click.option("-o", "--output", default=STREAM, metavar="FILE", help="Where they go; - (the default) prints them.")
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@click.option("--encoding", metavar="NAME", help="Encoding of all texts; detected automatically if not given.")
@click.option(
    "--language", metavar="CODE", default="", help="Language of the texts; detected automatically if not given."
)
def carry(
    *,
    old: str,
    new: str,
    newer: str,
    notes: str | None,
    pins: str | None,
    old_now: str | None,
    output: str,
    force: bool,
    encoding: str | None,
    language: str,
) -> int:
    """Carry the notes or pins made on OLD and NEW over to OLD and NEWER, a later state of NEW.

    A note goes to the change of the same clauses. If the words of the change are different now, its tick is removed. Notes and pins without a place are listed.
    """
    if (notes is None) == (pins is None):
        raise click.UsageError("give either --notes FILE or --pins FILE")
    names = [name for name in (old, new, newer, old_now) if name]
    if names.count(STREAM) > 1:
        raise click.UsageError("only one of the texts can be standard input")
    from decision_diff import files, memory
    from decision_diff.inputs import read_inputs, take_input

    (target,) = outputs.resolve_streams([output])
    sources = [console.read_argument(name) for name in names]
    file = console.read_argument(notes or pins or "")
    inputs = [one.file for one in (*sources, file)]
    outputs.check([target], inputs, force=force)
    with memory.job():
        given = [take_input(source) for source in sources]
        views: list[View] = ["accepted" for _ in given]
        texts = read_inputs(given, encoding, views, language=language)
        was, now = (texts[0], texts[1]), (texts[3] if old_now else texts[0], texts[2])
        content, missed = _carry_notes(file, was, now) if notes else _carry_pins(file, was, now)
    if target == STREAM:
        console.emit(content)
    else:
        files.save(target, content, force=force, inputs=inputs)
    return _report(missed)


_Both = tuple["Decision", "Decision"]


def _carry_notes(file: Source, was: _Both, now: _Both) -> tuple[str, Iterable[MissedRemark]]:
    from decision_diff import pipeline
    from decision_diff.amend.rebasing import remarks
    from decision_diff.reviewer.notes import read

    later = pipeline.compare(*now)
    carried = remarks.carry_notes(read(file), pipeline.compare(*was), later)
    for place in carried.unticked:
        console.say(f"{PROGRAM}: note: {place}: the words of the change are others now, so it counts as not reviewed")
    return remarks.write_notes(carried, later), carried.missed


def _carry_pins(file: Source, was: _Both, now: _Both) -> tuple[str, Iterable[MissedRemark]]:
    from decision_diff.amend.rebasing import remarks
    from decision_diff.reviewer.pins import read

    carried = remarks.carry_pins(read(file), was, now)
    return "".join(f"{pin}\n" for pin in carried.pins), carried.missed


def _report(missed: Iterable[MissedRemark]) -> int:
    code = WHOLE
    for one in missed:
        said = f" ({one.said})" if one.said and one.said != one.place else ""
        console.say(f"{PROGRAM}: not carried: {one.place}{said}: {one.why}")
        code = MISSED
    return code
