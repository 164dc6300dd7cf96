"""The command `mcp`: our tools for programs that talk to a language model."""

from __future__ import annotations

import click

from decision_diff.errors import FormatError


@click.command(
    epilog="""\b
Example, in the settings of a client:
  {"mcpServers": {"decision-diff": {"command": "decision-diff", "args": ["mcp", "--allow", "/home/me/decisions"]}}}
"""
)
@click.option(
    "--allow",
    "folders",
    metavar="FOLDER",
    multiple=True,
    required=True,
    type=click.Path(),
    help="A folder that may be read, with everything in it. May be repeated.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0, 3600, min_open=True),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="Time limit for one call.",
)
def mcp(*, folders: tuple[str, ...], seconds: float) -> int:
    """Serve tools to a client of the Model Context Protocol.

    The tools are compare, summary, outline, verify, history and check. A client starts this command itself, and talks to it on standard input and output.
    The tools only read, and only files in FOLDER, after all links are resolved. Needs the extra mcp.
    """
    try:
        from decision_diff.mcp import server
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "decision_diff":
            raise
        raise FormatError('the server needs the SDK of the protocol: pip install "decision-diff[mcp]"') from error
    server.serve(folders, seconds)
    return 0
