"""The reference of all commands, made of click's own: one section per command, its options in a table."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from decision_diff.cli import cli

HEAD = """# Commands

Made of the program's own help: `decision-diff --help`, and `--help` of each command.
"""


def page() -> str:
    """The page: the program, then every command and subcommand in the order in which help lists them."""
    return HEAD + "".join(section(cli, click.Context(cli, info_name="decision-diff")))


def section(command: click.Command, context: click.Context) -> Iterator[str]:
    """The section of a command, then those of its subcommands."""
    with context:
        yield f"\n## {context.command_path}\n\n{prose(inspect.cleandoc(command.help or ''))}\n\n"
        pieces = " ".join(command.collect_usage_pieces(context))
        yield f"```text\n{context.command_path} {pieces}\n```\n\n"
        rows = [row for parameter in command.get_params(context) if (row := parameter.get_help_record(context))]
        if rows:
            yield "| option | what it does |\n|---|---|\n"
            yield from (f"| {option(names)} | {cell(words)} |\n" for names, words in rows)
        if command.epilog:
            yield f"\n```text\n{click.unstyle(command.epilog).replace(chr(8), '').strip()}\n```\n"
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                if below is not None and not below.hidden:
                    yield from section(below, click.Context(below, info_name=name, parent=context))


def option(names: str) -> str:
    return ", ".join(f"`{name}`".replace("|", r"\|") for name in names.split(", "))


def cell(words: str) -> str:
    return prose(" ".join(words.split())).replace("|", r"\|")


def prose(words: str) -> str:
    """Help as Markdown: blocks that click must not wrap become code, and `<` is not markup."""
    blocks = re.sub(r"<(?=\w)", "&lt;", words.replace("\f", "")).split("\n\n")
    return "\n\n".join(
        f"```text\n{block[1:].strip(chr(10))}\n```" if block.startswith("\b") else block for block in blocks
    )
