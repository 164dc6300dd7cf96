"""What `compare -o` asks for: which files, in which formats, and that none is written twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from decision_diff.cli.console import STREAM
from decision_diff.errors import DecisionDiffError, FormatError

if TYPE_CHECKING:
    from decision_diff.model import File
    from decision_diff.renderers.options import Options


def streams(outputs: Sequence[str]) -> tuple[str, ...]:
    """The outputs, standard output always as `-`, by whatever name it is asked for (/dev/stdout)."""
    from decision_diff import files

    return tuple(STREAM if files.descriptor(output) == 1 else output for output in outputs)


def check(targets: Sequence[str], inputs: Sequence[File | None], *, force: bool, binary: Collection[str] = ()) -> None:
    """OutputError for a target that cannot be written, or that is an input; those of `binary` are not for a terminal."""
    from decision_diff import files

    for target in targets:
        path = "/dev/stdout" if target == STREAM else target
        files.check(path, force=force, inputs=inputs, binary=target in binary)


def formats_of(outputs: Sequence[str], fmt: str | None) -> list[tuple[str, str]]:
    """(output, name of its format), in order. A suffix speaks for its file; `fmt` for standard output and the rest."""
    from decision_diff import renderers

    row = renderers.find(fmt) if fmt else None
    chosen = row.name if row else None
    wanted = []
    for output in outputs:
        suffix = renderers.suffix_of(output)
        if output == STREAM:
            wanted.append((output, chosen or "text"))
            continue
        try:
            bears = row is not None and suffix.lower() in row.also
            named = chosen if bears else renderers.find(suffix).name if suffix else None
        except DecisionDiffError:
            if chosen is None:
                raise
            named = None
        if named is None and chosen is None:
            raise click.UsageError(f"{output!r} has no suffix that tells its format; say it with --format")
        if named and chosen and _ends_alike(chosen, suffix):
            named = chosen  # -f table-docx -o any.docx
        if named and chosen and named != chosen and STREAM not in outputs:
            raise click.UsageError(f"the suffix of {output!r} says {named}, but --format says {chosen}")
        wanted.append((output, named or chosen or "text"))
    return wanted


def _ends_alike(fmt: str, suffix: str) -> bool:
    """Whether files of that format end in the last part of that suffix."""
    from pathlib import Path

    from decision_diff import renderers

    last = Path(f"x{suffix}").suffix.lower()
    return suffix.count(".") == 1 and any(one.endswith(last) for one in renderers.find(fmt).suffixes)


def refuse_idle(wanted: Sequence[tuple[str, str]], said: Iterable[str]) -> None:
    """UsageError for an option, by its name in Python, that none of the (output, format) has."""
    from decision_diff import renderers

    try:
        renderers.refuse_idle(
            [renderers.find(fmt) for _, fmt in wanted], said, lambda name: f"--{name.replace('_', '-')}"
        )
    except FormatError as error:
        raise click.UsageError(error.message) from error


def options_of(fmt: str, said: Mapping[str, Any]) -> Options:
    """The options of this format, with those of `said` that it has; the others are for other outputs of the same run."""
    from decision_diff import renderers

    row = renderers.find(fmt)
    return row.options(**{name: value for name, value in said.items() if name in row.heeded})


def refuse_twice(outputs: Sequence[str]) -> None:
    """UsageError if two outputs are one file, however they are spelled: the second would overwrite the first."""
    from decision_diff import files

    places: list[object] = []
    for output in outputs:
        there = None if output == STREAM else files.identify(output)
        named = output if output == STREAM else files.resolved(output)
        places.append((there.device, there.inode) if there and there.inode else named)
    for at, place in enumerate(places):
        if place in places[:at]:
            raise click.UsageError(f"{outputs[at]!r} is given as output twice")


def companions(outputs: Sequence[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Beside each Word document of (output, format) the names of its clean ones: rejected and accepted."""
    from pathlib import Path

    found = {}
    for target, fmt in outputs:
        if fmt == "docx" and target != STREAM:
            path = Path(target)
            rejected, accepted = (
                path.with_name(f"{path.stem}-{view}{path.suffix}") for view in ("rejected", "accepted")
            )
            found[target] = str(rejected), str(accepted)
    if not found:
        raise click.UsageError("--clean writes beside a Word document; say which with -o FILE.docx")
    return found
