"""The command `serve`: one page in a browser, for those who do not use a terminal."""

from __future__ import annotations

import click

from decision_diff.cli import console


@click.command(
    epilog="""\b
Examples:
  decision-diff serve --open
  decision-diff serve --port 8641
"""
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="NUMBER",
    help="Port on 127.0.0.1.  [default: a free one]",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
def serve(*, port: int, opens: bool) -> int:
    """Serve a page in your browser that compares two files.

    Drop two files on the page, see the redline, and download every output. Only programs on this computer that have the printed address can
    reach the page. Press Ctrl-C to end it; it then forgets all files. Needs the extra serve.
    """
    from decision_diff import serve as serving

    serving.serve(port, opened=_open_browser if opens else None, told=_tell_address)
    return 0


def _tell_address(address: str) -> None:
    console.emit(f"{address}\n")
    console.say("decision-diff: the page is open to whoever has this address; Ctrl-C ends it")


def _open_browser(address: str) -> None:
    if click.launch(address):
        console.say("decision-diff: note: no browser could be started; open the address above in one")
