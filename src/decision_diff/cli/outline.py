"""The command `outline`: the clauses of one text as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from decision_diff.cli import console
from decision_diff.cli.progress import Progress

if TYPE_CHECKING:
    from decision_diff.model import Decision

SAME = 0
VIEWS = click.Choice(["accepted", "rejected"])


@click.command()
@click.argument("file", type=click.Path())
@click.option(
    "--json", "as_json", is_flag=True, help="As JSON: eid, level, mark, number, heading, text, cells, children."
)
@click.option("--akn", is_flag=True, help="As an Akoma Ntoso 3.0 document, with all its words.")
@click.option(
    "--encoding", metavar="NAME", help="Encoding of FILE (utf-8, gb18030, big5 …); detected automatically if not given."
)
@click.option(
    "--language",
    metavar="CODE",
    default="",
    help="Language of FILE (zh, en, fr …); detected automatically if not given.",
)
@console.UNWRAP
@click.option("--view", type=VIEWS, default="accepted", show_default=True, help="View of a text with tracked changes.")
@click.option("--explain", is_flag=True, help="Say for each clause how its line was read, and why it has this parent.")
def outline(*, file: str, as_json: bool, akn: bool, explain: bool, **given: Any) -> int:
    """Show the clauses of FILE as a tree, each with its address (eid), mark in the margin, number and first words.

    FILE may be - for standard input.
    """
    import json

    if explain and as_json:
        raise click.UsageError("--explain is for people; give it without --json")
    if akn and (as_json or explain):
        raise click.UsageError("--akn writes a document; give it without --json and --explain")
    from decision_diff import outline as outlines
    from decision_diff import pipeline

    with Progress() as progress:
        progress.name_stage("reading")
        decision = pipeline.read(console.read_argument(file), **given)
    console.report_readings([decision])
    if akn:
        from decision_diff.renderers.akn import write_document

        console.emit(write_document(decision))
    elif as_json:
        console.emit(json.dumps(outlines.make_records(decision), ensure_ascii=False, indent=2) + "\n")
    else:
        console.emit(_explain(decision) if explain else outlines.format_tree(decision))
    return SAME


def _explain(decision: Decision) -> str:
    from decision_diff import outline as outlines
    from decision_diff.parse.candidates import list_candidates

    return outlines.explain(decision, list_candidates(decision))
