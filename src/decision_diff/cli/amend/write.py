"""The command `amend write`: two revisions in, the act that turns the one into the other out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from decision_diff.cli import console

if TYPE_CHECKING:
    from decision_diff.amend.writing.acts import WrittenAct

VERIFIED, NOT_VERIFIED = 0, 1
_SUFFIXES = (".txt", ".docx", ".json")


@click.command(
    epilog="""\b
Examples:
  decision-diff amend write 2015.txt 2022.txt
  decision-diff amend write 2015.docx 2022.docx --style npc -o act.docx
  decision-diff amend write c24.docx c25.docx --style itu -o proposals.txt

Exit code: 0 the act was verified, 1 not verified (the differences are listed), 2 error.
"""
)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option(
    "--style",
    type=click.Choice(["npc", "itu", "uk", "eu"]),
    help="npc: Chinese amending decision; itu: MOD, ADD, SUP; uk: In section 3, for “x” substitute “y”; eu: Article 3(2) is replaced by the following. The default depends on the text.",
)
@click.option(
    "-o", "--output", metavar="FILE", help="Where to write: .txt, .docx or .json; standard output if not given."
)
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@click.option("--encoding", metavar="NAME", help="Encoding of both files; detected automatically if not given.")
@click.option(
    "--language", metavar="CODE", default="", help="Language of OLD and NEW; detected automatically if not given."
)
def write(
    *, old: str, new: str, style: str | None, output: str | None, force: bool, encoding: str | None, language: str
) -> int:
    """Write the amending act that turns OLD into NEW.

    An order names words where this is clear, and otherwise replaces the paragraph or the article. The act is read again and applied to OLD, and every difference from NEW is reported. Nothing is invented: you add the body that adopts the act, its date and its entry into force. There are no orders for notes of adoption and tables of contents.
    """
    if [old, new].count(console.STREAM) > 1:
        raise click.UsageError("only one of OLD and NEW can be standard input")
    suffix = _find_suffix(output) if output and output != console.STREAM else ".txt"
    if not suffix:
        raise click.UsageError(f"{output!r} has no suffix of a format; use .txt, .docx or .json")
    from decision_diff import files, memory, pipeline
    from decision_diff.amend import writing
    from decision_diff.amend.writing.outputs import report_act

    with memory.job():
        sources = [console.read_argument(name) for name in (old, new)]
        if output and output != console.STREAM:
            files.check(output, force=force, inputs=[source.file for source in sources])
        texts = [pipeline.read(source, encoding=encoding, language=language) for source in sources]
        act = writing.write(pipeline.compare(*texts), style or "")
        content = _render(act, suffix)
    if output and output != console.STREAM:
        files.save(output, content, force=force, inputs=[source.file for source in sources])
    else:
        console.emit(content)
    for line in report_act(act):
        console.say(line)
    return VERIFIED if act else NOT_VERIFIED


def _find_suffix(output: str) -> str:
    """The suffix of an output, if it is that of a format."""
    return next((suffix for suffix in _SUFFIXES if output.casefold().endswith(suffix)), "")


def _render(act: WrittenAct, suffix: str) -> str | bytes:
    from decision_diff.amend.writing.outputs import make_act_document, write_act_record

    if suffix == ".docx":
        return make_act_document(act)
    return write_act_record(act) if suffix == ".json" else act.text
