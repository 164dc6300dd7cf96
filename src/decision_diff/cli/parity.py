"""The command `parity`: do the language versions of one decision, or of one amendment, say the same?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from decision_diff.cli import console, outputs

if TYPE_CHECKING:
    from decision_diff.audit.parity import Parity, Version

AGREE, DIFFER = 0, 1
_SUFFIXES = (".html", ".csv", ".json", ".txt")


class _Versions(click.Command):
    """A command whose `-l CODE` takes the one or two files that follow it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest: list[str] = []
        waiting = iter(args)
        given: list[tuple[str, list[str]]] = []
        takes = False
        for one in waiting:
            if one in ("-l", "--language"):
                given.append((next(waiting, ""), []))
                takes = True
            elif takes and (one == console.STREAM or not one.startswith("-")):
                given[-1][1].append(one)
            elif one == "--":
                rest += [one, *waiting]
            else:
                takes = False
                rest.append(one)
                if one in ("-o", "--output", "--encoding", "--title"):
                    rest.append(next(waiting, ""))
        ctx.obj = given
        return super().parse_args(ctx, rest)


@click.command(
    cls=_Versions,
    options_metavar="-l CODE [OLD] NEW -l CODE [OLD] NEW ... [OPTIONS]",
    epilog="""\b
Examples:
  decision-diff parity -l zh zh.docx -l en en.docx
  decision-diff parity -l zh C24-zh.txt C25-zh.txt -l en C24-en.txt C25-en.txt -l fr C24-fr.txt C25-fr.txt -o parity.html

Exit code: 0 nothing differs, 1 something differs, 2 error.
""",
)
@click.option(
    "-l",
    "--language",
    "versions",
    multiple=True,
    metavar="CODE [OLD] NEW",
    help="A language version: its code (zh, en, fr, es, ru, ar, de, ja, ko, it, pt), then its text, or its texts before and after the amendment. Give at least two versions.",
)
@click.option(
    "-o",
    "--output",
    "targets",
    multiple=True,
    metavar="FILE",
    help="Write to FILE, in the format of its suffix (.html, .csv, .json, .txt); may be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--title", metavar="TEXT", default="", help="Heading of the page.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option("--encoding", metavar="NAME", help="Encoding of all texts; detected automatically if not given.")
@click.pass_obj
def parity(
    given: list[tuple[str, list[str]]],
    *,
    versions: tuple[str, ...],
    targets: tuple[str, ...],
    as_json: bool,
    title: str,
    force: bool,
    encoding: str | None,
) -> int:
    """Check whether the language versions of a text say the same.

    Compares what no translation changes: clauses, dates, numbers, amounts, names of places and bodies, references and obligations. It does not compare words.
    With OLD and NEW of each language, it also finds each clause that was amended, added or repealed in one language and not in another.
    A finding says that versions differ, not which of them is right.
    """
    del versions  # taken by `_Versions`
    _check(given)
    targets = outputs.resolve_streams(targets)
    outputs.refuse_json_beside(targets, as_json=as_json)
    _check_suffixes(targets)
    outputs.refuse_twice(targets)
    from decision_diff import memory

    sources = [[console.read_argument(name) for name in names] for _, names in given]
    inputs = [one.file for some in sources for one in some]
    outputs.check(targets, inputs, force=force)
    with memory.job():
        found = _compare([code for code, _ in given], sources, encoding)
        console.report_readings(text for one in found.versions for text in one.texts)
        made = [(target, _write(found, target, as_json, title)) for target in targets or (console.STREAM,)]
    outputs.write_all(made, inputs, force=force)
    return AGREE if found else DIFFER


def _check_suffixes(targets: Sequence[str]) -> None:
    """UsageError for files of no format that is written."""
    for target in targets:
        if target != console.STREAM and not target.lower().endswith(_SUFFIXES):
            raise click.UsageError(
                f"{target!r} has no suffix that tells its format; choose one of {', '.join(_SUFFIXES)}"
            )


def _check(given: Sequence[tuple[str, Sequence[str]]]) -> None:
    """UsageError for versions that cannot be compared."""
    from decision_diff.languages import KNOWN

    if len(given) < 2:
        raise click.UsageError("give two language versions or more, each as -l CODE FILE or -l CODE OLD NEW")
    for code, names in given:
        if code not in KNOWN:
            raise click.UsageError(
                f"{code!r} is not the code of a language that is known here; choose one of {', '.join(KNOWN)}"
            )
        if not 1 <= len(names) <= 2:
            raise click.UsageError(f"-l {code} takes one file, or two: OLD and NEW; it has {len(names)}")
    if len({len(names) for _, names in given}) > 1:
        raise click.UsageError("some versions have OLD and NEW and some one file only; give all of them both, or none")
    if sum(name == console.STREAM for _, names in given for name in names) > 1:
        raise click.UsageError("only one of the files can be standard input")


def _compare(codes: Sequence[str], sources: Sequence[Sequence[Any]], encoding: str | None) -> Parity:
    from decision_diff import pipeline
    from decision_diff.audit.parity import Version, compare_versions

    versions: list[Version] = []
    for at, (code, some) in enumerate(zip(codes, sources, strict=True)):
        name = code if codes.count(code) == 1 else f"{code} {codes[: at + 1].count(code)}"
        if len(some) == 1:
            versions.append(Version(name, code, pipeline.read(some[0], encoding=encoding, language=code)))
        else:
            comparison = pipeline.compare(*some, encoding=encoding, language=code)
            versions.append(Version(name, code, comparison.new, comparison))
    return compare_versions(versions)


def _write(found: Parity, target: str, as_json: bool, title: str) -> str:
    from decision_diff.audit.parity import report

    lower = target.lower()
    if as_json or lower.endswith(".json"):
        return report.write_parity(found)
    if lower.endswith(".csv"):
        return report.write_csv(found)
    if lower.endswith(".html"):
        from decision_diff.audit.parity.page import write_page

        return write_page(found, title=title)
    return report.format_parity(found)
