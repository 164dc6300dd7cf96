"""What `compare -o` asks for: which files, in which formats, and that none is written twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from decision_diff.cli.console import STREAM, emit
from decision_diff.errors import DecisionDiffError, FormatError

if TYPE_CHECKING:
    from decision_diff.model import File
    from decision_diff.renderers import Renderer
    from decision_diff.renderers.options import Options


def resolve_streams(outputs: Sequence[str]) -> tuple[str, ...]:
    """The outputs, standard output always as `-`, by whatever name it is asked for (/dev/stdout)."""
    from decision_diff import files

    return tuple(STREAM if files.find_descriptor(output) == 1 else output for output in outputs)


def check(targets: Sequence[str], inputs: Sequence[File | None], *, force: bool, binary: Collection[str] = ()) -> None:
    """OutputError for a target that cannot be written, or that is an input; those of `binary` are not for a terminal."""
    from decision_diff import files

    for target in targets:
        path = "/dev/stdout" if target == STREAM else target
        files.check(path, force=force, inputs=inputs, binary=target in binary)


def refuse_json_beside(targets: Sequence[str], *, as_json: bool) -> None:
    """UsageError where --json, which prints, stands beside files."""
    if as_json and targets:
        raise click.UsageError("--json prints; a file with -o is JSON if its name ends in .json")


def write_all(made: Iterable[tuple[str, str | bytes]], inputs: Sequence[File | None], *, force: bool) -> list[str]:
    """Print or save each (target, content), in order; gives the names of the files. Make all of them first: a failure then leaves no half."""
    from decision_diff import files

    written = []
    for target, content in made:
        if target == STREAM:
            emit(content)
        else:
            files.save(target, content, force=force, inputs=inputs)
            written.append(target)
    return written


def choose_formats(outputs: Sequence[str], fmt: str | None) -> list[tuple[str, str]]:
    """(output, name of its format), in order. A suffix speaks for its file; `fmt` for standard output and the rest."""
    from decision_diff import renderers

    row = renderers.find(fmt) if fmt else None
    if row is None:
        return [(output, _format_of_suffix(output)) for output in outputs]
    return [(output, _format_of(output, row, strict=STREAM not in outputs)) for output in outputs]


def choose_heeded(wanted: Iterable[tuple[str, str]], names: Iterable[str]) -> list[str]:
    """Those of the options that a chosen format has; `wanted` is (output, name of its format)."""
    from decision_diff import renderers

    heeded = {name for _, fmt in wanted for name in renderers.find(fmt).heeded}
    return [name for name in names if name in heeded]


def _format_of_suffix(output: str) -> str:
    """The format of an output where --format does not say it."""
    from decision_diff import renderers

    if output == STREAM:
        return "text"
    if suffix := renderers.find_suffix(output):
        return renderers.find(suffix).name
    raise click.UsageError(f"{output!r} has no suffix that tells its format; say it with --format")


def _format_of(output: str, row: Renderer, *, strict: bool) -> str:
    """The format of an output beside --format; if `strict`, its suffix must not say another."""
    from decision_diff import renderers

    suffix = renderers.find_suffix(output)
    # -f table-docx -o any.docx; -f review -o any.html
    if output == STREAM or not suffix or suffix.lower() in row.also or _ends_alike(row.name, suffix):
        return row.name
    try:
        named = renderers.find(suffix).name
    except DecisionDiffError:
        return row.name
    if named != row.name and strict:
        raise click.UsageError(f"the suffix of {output!r} says {named}, but --format says {row.name}")
    return named


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
        renderers.refuse_idle([renderers.find(fmt) for _, fmt in wanted], said, _name_option)
    except FormatError as error:
        raise click.UsageError(error.message) from error


def _name_option(name: str) -> str:
    """The option of the command line that gives the option of that name in Python."""
    return "--no-summary" if name == "summary" else f"--{name.replace('_', '-')}"


def build_options(fmt: str, said: Mapping[str, Any]) -> Options:
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
        named = output if output == STREAM else files.resolve_path(output)
        places.append((there.device, there.inode) if there and there.inode else named)
    for at, place in enumerate(places):
        if place in places[:at]:
            raise click.UsageError(f"{outputs[at]!r} is given as output twice")


def name_clean_files(outputs: Sequence[tuple[str, str]]) -> dict[str, tuple[str, str]]:
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
        raise click.UsageError("--clean writes files next to a Word document; name it with -o FILE.docx")
    return found
