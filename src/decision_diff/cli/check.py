"""The command `check`: what a careful editor would see in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from decision_diff.cli import console

if TYPE_CHECKING:
    from decision_diff.audit.check import CheckRule, Severity
    from decision_diff.model import Source, Unwrap

NONE, FOUND = 0, 1


@click.command(
    epilog="""\b
Examples:
  decision-diff check decision.docx
  decision-diff check C25.txt --old C24.txt            also citations that now lead to another clause
  decision-diff check a.txt b.txt -f sarif -o findings.sarif
  decision-diff check decision.txt --ignore CHR,NUM001
  decision-diff check --explain NUM005

Exit code: 0 nothing found, 1 something found, 2 error.
"""
)
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path())
@click.option(
    "--old",
    metavar="FILE",
    type=click.Path(),
    help="The text before the amendment: also find citations that now lead to another clause.",
)
@click.option(
    "--select",
    metavar="CODES",
    default="",
    help="Use only these rules: codes, or the beginnings of codes (CIT,NUM001).",
)
@click.option("--ignore", metavar="CODES", default="", help="Leave out these rules, named as for --select.")
@click.option(
    "--severity",
    type=click.Choice(["info", "warning", "error"]),
    default="warning",
    show_default=True,
    help="Lowest severity that is shown and that counts for the exit code.",
)
@click.option("--final", is_flag=True, help="The text is final: report square brackets that were left open in it.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    help="Output format.  [default: by the suffix of -o, else text]",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="Write to FILE, in the format of its suffix (.txt, .json, .sarif).",
)
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@click.option("--encoding", metavar="NAME", help="Encoding of all files; detected automatically if not given.")
@click.option(
    "--language", metavar="CODE", default="", help="Language of all files; detected automatically if not given."
)
@console.UNWRAP
@click.option("--list-rules", is_flag=True, help="List all rules.")
@click.option("--explain", metavar="CODE", help="Print what one rule finds, why it exists, and examples.")
def check(
    *,
    files: tuple[str, ...],
    old: str | None,
    select: str,
    ignore: str,
    severity: Severity,
    final: bool,
    form: str | None,
    output: str | None,
    force: bool,
    encoding: str | None,
    language: str,
    unwrap: Unwrap,
    list_rules: bool,
    explain: str | None,
) -> int:
    """Find mistakes that a careful editor would mark in each FILE.

    Examples: citations of clauses that do not exist, numbers left out, words run together. Each finding has a code, a severity and a place, and says
    what to do. Findings that are not certain have the severity info, and are shown only with --severity info.
    """
    from decision_diff.audit.check import report

    if list_rules or explain:
        console.emit(report.explain_rule(_find_rule(explain)) if explain else report.list_rules())
        return NONE
    form = form or _find_format(output)
    from decision_diff import __version__, pipeline
    from decision_diff import files as disk

    sources = _read_all(files, old)
    inputs = [one.file for one in sources]
    target = output if output != console.STREAM else None
    if target:
        disk.check(target, force=force, inputs=inputs)
    found = pipeline.check(
        sources[: len(files)],
        old=sources[-1] if old else None,
        select=console.split_names(select),
        ignore=console.split_names(ignore),
        severity=severity,
        final=final,
        encoding=encoding,
        language=language,
        unwrap=unwrap,
    )
    content = report.render_report(found, form, version=__version__)
    if target:
        disk.save(target, content, force=force, inputs=inputs)
    else:
        console.emit(content)
    console.report_readings(found.texts)
    return NONE if found else FOUND


def _read_all(files: tuple[str, ...], old: str | None) -> list[Source]:
    """The files, and the old one behind them."""
    if not files:
        raise click.UsageError("give at least one file, or --list-rules")
    names = [*files, *([old] if old else [])]
    if names.count(console.STREAM) > 1:
        raise click.UsageError("only one file can be standard input")
    return [console.read_argument(one) for one in names]


def _find_rule(code: str) -> CheckRule:
    from decision_diff.audit.check import load_rules

    found = load_rules().get(code.upper())
    if found is None:
        raise click.UsageError(f"no rule has the code {code!r}; --list-rules lists them")
    return found


def _find_format(output: str | None) -> str:
    """The format that the suffix of a file says; text for standard output."""
    if output is None or output == console.STREAM:
        return "text"
    for suffix, form in ((".json", "json"), (".sarif", "sarif"), (".txt", "text")):
        if output.lower().endswith(suffix):
            return form
    raise click.UsageError(f"{output}: the suffix is not .txt, .json or .sarif; say which format with -f")
