"""The commands that print something of the program itself: its formats, schemas, style sheet and completions."""

from __future__ import annotations

from typing import Final

import click

from decision_diff.cli import console
from decision_diff.cli.console import PROGRAM

SAME = 0
# The module that has the schema of each JSON output.
_SCHEMAS: Final = {
    "comparison": "renderers.json",
    "review": "reviewer.notes",
    "findings": "audit.check.report",
    "check": "amend.checking.report",
    "apply": "amend.applying.consolidated",
    "written": "amend.writing.outputs",
    "compilation": "amend.proposals.report",
    "rebase": "amend.rebasing.report",
    "batch": "collection.batch.report",
    "listing": "collection.index.listing",
    "parity": "audit.parity.report",
}


@click.command()
def formats() -> int:
    """List the formats that can be read and written."""
    from decision_diff import readers, renderers

    lines = ["Reads:"]
    lines += [f"  {row.name:<12} {' '.join(row.suffixes):<15} {row.summary}" for row in readers.list_readers()]
    lines += ["Writes:"]
    lines += [f"  {row.name:<12} {' '.join(row.suffixes):<15} {row.summary}" for row in renderers.list_renderers()]
    console.emit("\n".join(lines) + "\n")
    return SAME


@click.command()
@click.argument(
    "what",
    type=click.Choice([*_SCHEMAS]),
    default="comparison",
)
def schema(what: str) -> int:
    """Print the JSON Schema (2020-12) of a JSON output.

    It is the schema of the JSON output of `compare`, of the notes that a review page exports (review), of `check` (findings), or of `amend check`, `amend apply`, `amend write` (written), `amend rebase` or `amend compile` (compilation), of `parity`, of the report of `batch`, or of what `find`, `citations` and `in-force` list (listing).
    """
    from importlib import import_module

    console.emit(import_module(f"decision_diff.{_SCHEMAS[what]}").load_schema())
    return SAME


@click.command()
def stylesheet() -> int:
    """Print the style sheet (CSS) of HTML fragments.

    One style sheet serves all fragments (-f html-fragment) of a page.
    """
    from decision_diff.renderers.html import fragment

    console.emit(fragment.load_style())
    return SAME


@click.command(
    epilog="""\b
Examples:
  decision-diff completion bash > ~/.local/share/bash-completion/completions/decision-diff
  decision-diff completion zsh > ~/.zfunc/_decision-diff
  decision-diff completion fish > ~/.config/fish/completions/decision-diff.fish
"""
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print a script that completes commands and options in your shell."""
    from click.shell_completion import get_completion_class

    program = click.get_current_context().find_root().command
    variable = f"_{PROGRAM.replace('-', '_').upper()}_COMPLETE"
    found = get_completion_class(shell)
    assert found is not None, "click has no completion for a shell that the choice above names"  # noqa: S101
    # Not .source(): that runs bash to ask for its version, and the script is the same for all that we support.
    console.emit(found.source_template % found(program, {}, PROGRAM, variable).source_vars() + "\n")
    return SAME
