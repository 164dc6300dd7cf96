"""`decision-diff history`: a decision through its revisions, from the command line."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

import click

from decision_diff.cli import console
from decision_diff.cli.revisions import (
    FOLLOW,
    AskedRevisions,
    read_cancelled,
    read_history,
    read_rejected,
    read_revisions,
    take_revisions,
)
from decision_diff.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from decision_diff.history import History
    from decision_diff.history.manifest import Revision

_EXAMPLE = """\b
Examples:
  decision-diff history log C24=c24.txt C25=c25.txt
  decision-diff history log --clause art_12 2015.txt 2018.txt 2021.txt
  decision-diff history blame C24=c24.txt C25=c25.txt
  decision-diff history at 2024-12-31 history.toml
  decision-diff history at C24 C24=c24.txt C25=c25.txt
"""

_clause = click.option(
    "--clause", metavar="CLAUSE", help="One clause of that revision: its address, or its place or number as printed."
)
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(epilog=_EXAMPLE)
def history() -> None:
    """Follow a decision through its revisions, given oldest first.

    Each revision is a file with its label before it (C24=c24.txt). Without a label, the name of the file is the label.
    Instead of these files, give one history.toml with labels, dates and files; or one file with --git, for all commits that
    changed it; or one Word document with tracked changes, which is two revisions; or one Akoma Ntoso file with several versions.
    """


@history.command()
@_clause
@take_revisions
@_as_json
def log(*, clause: str | None, as_json: bool, asked: AskedRevisions) -> int:
    """Show what each amendment did, newest first; with --clause to one clause, under all its numbers and places."""
    from decision_diff.history import report

    whole, known = read_history(asked)
    clause = _known(whole, clause, None)
    if as_json or clause:  # else they stand in the text
        console.report_readings(whole.decisions)
    if as_json:
        console.emit(_dump(report.make_log(whole, clause, known)))
    else:
        console.emit(report.format_log(whole, clause, known, **console.choose_looks(console.STREAM, "auto")))
    return 0


@history.command()
@_clause
@click.option("--at", "label", metavar="LABEL", help="In the revision of this label.  [default: the latest]")
@take_revisions
@_as_json
def blame(*, clause: str | None, label: str | None, as_json: bool, asked: AskedRevisions) -> int:
    """Show which revision inserted each word. Words that moved keep their revision, and words that came back are marked."""
    from decision_diff.history import report

    whole, _ = read_history(asked)
    clause = _known(whole, clause, label)
    console.report_readings(whole.decisions)
    shown = report.make_blame(whole, clause, label) if as_json else report.format_blame(whole, clause, label)
    console.emit(shown if isinstance(shown, str) else _dump(shown))
    return 0


@history.command("diff")
@click.argument("old")
@click.argument("new")
@take_revisions
@_as_json
def compare(*, old: str, new: str, as_json: bool, asked: AskedRevisions) -> int:
    """Show what changed from revision OLD to NEW, compared directly.

    A notice says where the revisions between them lead to another result.
    """
    from decision_diff.renderers import render
    from decision_diff.renderers.options import TextOptions

    whole, _ = read_history(asked)
    for label in (old, new):
        _known(whole, None, label)
    found = whole.diff(old, new)
    if as_json:
        console.emit(render(found, "json"))
    else:
        console.emit(render(found, "text", TextOptions(**console.choose_looks(console.STREAM, "auto"))))
    return 1 if found.differs else 0


@history.command()
@take_revisions
@_as_json
def table(*, as_json: bool, asked: AskedRevisions) -> int:
    """Show clauses by revisions: the number of each clause, and what each amendment did to it."""
    from decision_diff.history import report

    whole, _ = read_history(asked)
    console.report_readings(whole.decisions)
    rows = report.make_table(whole)
    console.emit(_dump(rows) if as_json else report.format_table(whole, rows))
    return 0


_output = click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), required=True, help="The file; - is standard output."
)
_force = click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")


@history.command()
@_output
@click.option("--title", metavar="TEXT", default="", help="Heading.  [default: the name of the latest file]")
@_force
@take_revisions
def timeline(*, output: str, title: str, force: bool, asked: AskedRevisions) -> int:
    """Write one HTML page: clauses by revisions, each amendment as a redline, and each text by the age of its words."""
    from decision_diff.history import timeline

    return _save(output, asked, lambda whole, known: timeline.render(whole, known, title), force=force)


@history.command()
@_output
@_force
@take_revisions
def akn(*, output: str, force: bool, asked: AskedRevisions) -> int:
    """Write one Akoma Ntoso 3.0 file that holds each revision as a version of the work.

    Each version has its label and its date, if the manifest has one, and the modifications that made it. All commands of history read such a file.
    """
    from decision_diff.history.versions import write_versions

    def write(whole: History, known: tuple[Revision, ...]) -> str:
        return write_versions(whole, {one.label: one.date.isoformat() for one in known if one.date})

    return _save(output, asked, write, force=force)


def _save(
    output: str, asked: AskedRevisions, write: Callable[[History, tuple[Revision, ...]], str], *, force: bool
) -> int:
    """Write what `write` makes of a history; no file that was read is overwritten."""
    from pathlib import Path

    from decision_diff import files
    from decision_diff.cli.outputs import check, resolve_streams, write_all
    from decision_diff.history.manifest import LOCK

    (output,) = resolve_streams((output,))
    inputs = [files.identify(one) for given in asked.revisions for one in (given, given.partition("=")[2]) if one]
    inputs += [files.identify(Path(one).with_name(LOCK)) for one in asked.revisions if one.endswith(".toml")]
    check([output], inputs, force=force)
    whole, known = read_history(asked)
    inputs += [one.source.file for one in whole.decisions]
    check([output], inputs, force=force)
    console.report_readings(whole.decisions)
    write_all([(output, write(whole, known))], inputs, force=force)
    return 0


@history.command(
    epilog="""\b
Examples:
  decision-diff history rounds R1=r1.docx R2=r2.docx R3=r3.docx

Exit code: 0 nothing vanished without a mark, 1 something did, 2 error.
"""
)
@take_revisions
@_as_json
def rounds(*, as_json: bool, asked: AskedRevisions) -> int:
    """Show what each round of a negotiation did to the text.

    Lists what each round added, dropped, agreed and opened again, and what vanished without a mark. Words have a mark if they stood in square brackets or
    struck through in the round before, or if the document of the round deletes them as a tracked change. Words that a round agreed (their brackets are gone, or they are highlighted as agreed) are followed through the later rounds.
    """
    from decision_diff.history import rounds_report
    from decision_diff.history.rounds import trace_rounds

    whole, known = read_history(asked)
    console.report_readings(whole.decisions)
    found = trace_rounds(whole, read_rejected(whole, asked), read_cancelled(whole))
    if as_json:
        console.emit(_dump(rounds_report.make_rounds(whole, found, known)))
    else:
        console.emit(rounds_report.format_rounds(whole, found, known))
    return 1 if any(one.vanished for one in found) else 0


@history.command()
@click.argument("what", type=click.Choice(["history", "rounds"]), default="history")
def schema(what: str) -> int:
    """Print the JSON Schema (2020-12) of log, blame and table, or of rounds."""
    from decision_diff.history import report, rounds_report

    console.emit((rounds_report if what == "rounds" else report).load_schema())
    return 0


@history.command()
@click.argument("label")
@click.option("--akn", is_flag=True, help="As an Akoma Ntoso 3.0 document: this version of the work.")
@take_revisions
def at(*, label: str, akn: bool, asked: AskedRevisions) -> int:
    """The text as it stood in the revision LABEL, or on a day (2024-12-31), exactly as it was."""
    from datetime import date

    from decision_diff import outline
    from decision_diff.history.manifest import find_label

    pairs, known = read_revisions(asked)
    texts = dict(pairs)
    if label not in texts:
        with contextlib.suppress(ValueError):
            when = date.fromisoformat(label)
            if not known:
                raise UnreadableError(f"views of one document have no dates; ask for {' or '.join(texts)}")
            label = find_label(known, when)
    _check_label(label, tuple(texts))
    console.report_readings([texts[label]])
    if akn:
        from decision_diff.history import History
        from decision_diff.history.versions import write_version

        console.emit(write_version(History.of(pairs, analyzers=asked.analyzers), label))
    else:
        console.emit(outline.print_text(texts[label]))
    return 0


@history.command()
@click.argument("manifest", type=click.Path(), metavar="history.toml")
@click.option("--force", is_flag=True, help="Lock again, even if files differ from the lock.")
@FOLLOW
def lock(*, manifest: str, force: bool, follow_links: bool) -> int:
    """Write the hashes of all files next to the manifest. From then on a changed file is an error."""
    from pathlib import Path

    from decision_diff import files
    from decision_diff.history import manifest as manifests

    path = Path(manifest)
    target = path.with_name(manifests.LOCK)
    known = manifests.load(path, locked=not force, follow_links=follow_links)
    inputs = [files.identify(path), *(one.source.file for one in known.revisions)]
    files.save(target, known.lock(), force=force, inputs=inputs)
    return 0


def _check_label(label: str, labels: tuple[str, ...]) -> None:
    if label not in labels:
        raise click.UsageError(f"unknown revision {label!r}; there are {', '.join(labels)}")


def _known(whole: History, clause: str | None, label: str | None) -> str | None:
    """The eid of a clause of that revision, by whatever it is called; UnreadableError for a label or clause that is not there."""
    if label is not None:
        _check_label(label, whole.labels)
    if clause is None:
        return None
    from decision_diff.reviewer.places import ClauseFinder

    decision = whole.at(label or whole.labels[-1])
    return ClauseFinder(decision).resolve(clause, partial(UnreadableError, source=decision.source.name))


def _dump(found: object) -> str:
    import json

    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
