"""The options of `compare` with which a reviewer overrules the alignment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from decision_diff import console

_OPTIONS = (
    click.option(
        "--pin",
        "pins",
        metavar="OLD=NEW",
        multiple=True,
        help="This clause became that one, by eid or number (第十二条=第十三条); OLD= repealed, =NEW inserted.",
    ),
    click.option("--pins", "pins_file", metavar="FILE", type=click.Path(), help="A file of such pins, one a line."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="SHARE",
        help="Hold clauses for repealed and inserted rather than pair them with less certainty, as 0.9.",
    ),
    click.option(
        "--ignore",
        metavar="KIND[,KIND]",
        default="",
        help="Do not count as a difference: space, case, punctuation, headers, notes, links, pictures.",
    ),
)


def pinning_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options: `pins`, `pins_file` and `min_confidence`."""
    return console.with_options(command, _OPTIONS)


def gather(pins: Sequence[str], file: str | None) -> list[str]:
    """The pins of the file, then those given one by one. UnreadableError or PinError for the file."""
    from decision_diff import files  # noqa: PLC0415 - late: `--help` must not wait for them
    from decision_diff.pins import read  # noqa: PLC0415 - late too

    return [*(read(files.load(Path(file))) if file else ()), *pins]
