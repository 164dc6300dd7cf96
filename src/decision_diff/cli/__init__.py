"""The command line: arguments, exit codes, what is printed where. What is done is in `pipeline`.

Exit codes: 0 the same; 1 different (a result, not an error); 2 it could not be done, and one sentence on standard
error says why; 130 interrupted; 141 whoever read the output went away.

Standard output holds the result and nothing else, in UTF-8 whatever the locale. Progress goes to standard error, and so
do notices, save those that the text on standard output has said already. Only `click` is imported at the start: `--help` must not wait for dictionaries.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from decision_diff import __version__
from decision_diff.cli import console
from decision_diff.cli.console import FAILED, PROGRAM, STREAM
from decision_diff.cli.history import history
from decision_diff.cli.options import (
    add_alignment_options,
    add_table_options,
    add_word_options,
    collect_options,
    read_pins,
)
from decision_diff.cli.outputs import (
    build_options,
    check,
    choose_formats,
    name_clean_files,
    refuse_idle,
    refuse_twice,
    resolve_streams,
)
from decision_diff.cli.progress import Progress
from decision_diff.cli.verify import verify
from decision_diff.errors import DecisionDiffError

if TYPE_CHECKING:
    from decision_diff.changes import Comparison
    from decision_diff.model import File, View

SAME, DIFFERENT, INTERRUPTED, NO_READER = 0, 1, 130, 141
VIEWS = click.Choice(["accepted", "rejected"])
DEBUG = "DECISION_DIFF_DEBUG"
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

EXAMPLES = """\b
Examples:
  decision-diff C24.txt C25.txt                  the same as decision-diff compare C24.txt C25.txt
  decision-diff compare C24.txt C25.txt -o redline.html -o records.json
  git show HEAD~1:decision.txt | decision-diff compare - decision.txt
  decision-diff outline C25.txt
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv` if `arguments` is None) and return the exit code. No exception leaves it."""
    console.speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given or bool(os.environ.get(DEBUG))
    try:
        result = cli.main(given or ["--help"], prog_name=PROGRAM, standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (BrokenPipeError, _NoReaderError):
        console.abandon_stdout()
        return NO_READER
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else PROGRAM
        return console.fail(f"{error.format_message().rstrip('.')} (see {where} --help)", debug)
    except DecisionDiffError as error:
        return console.fail(str(error), debug)
    except OSError as error:
        console.abandon_stdout()
        return console.fail(f"{error.filename or 'the output'}: {error.strerror or error}", debug)
    except Exception as error:  # noqa: BLE001 - the last line of defence: no user sees a traceback unasked
        kind = type(error).__name__
        return console.fail(
            f"a fault of this program ({kind}: {error}); please report it, with what {PROGRAM} --debug prints", debug
        )
    if not given:  # shown how to ask; but a script that asked nothing must not take it for "the same"
        return FAILED
    return result if isinstance(result, int) else SAME


class _NoReaderError(Exception):
    """A broken pipe. click would answer that with an exit code of its own, which means "different" here."""


class _Program(click.Group):
    """The commands. A broken pipe comes out of it, from wherever it was noticed."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; where it is a file, the arguments are those of `compare`."""
        name = args[0]
        if self.get_command(ctx, name) is not None:
            return super().resolve_command(ctx, args)
        if name == STREAM or os.path.isfile(name):  # noqa: PTH113 - pathlib only for this would cost the start
            return "compare", compare, args
        from difflib import get_close_matches

        alike = get_close_matches(name, self.list_commands(ctx), 1, 0.6)
        meant = f"; did you mean {alike[0]}?" if alike else ""
        raise click.UsageError(f"{name!r} is neither a command nor a file{meant}", ctx)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        try:
            return super().make_context(*arguments, **options)  # here --help is printed
        except BrokenPipeError as error:
            raise _NoReaderError from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _NoReaderError from error


@click.group(cls=_Program, context_settings=HELP, epilog=EXAMPLES)
@click.version_option(__version__, "--version", "-V", prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help=f"When it fails, print the traceback too (also: {DEBUG}=1).")
def cli(debug: bool) -> None:
    """Compare two revisions of a numbered decision or law, clause by clause.

    A clause that moved or got another number is found again; only words that really changed are shown. Texts may be
    Chinese or English. Start with: decision-diff compare OLD NEW
    """


cli.add_command(verify)


@cli.command(
    epilog="""\b
Examples:
  decision-diff compare C24.txt C25.txt                     the redline, in the terminal
  decision-diff compare C24.txt C25.txt -f markdown         for a review comment
  decision-diff compare C24.txt C25.txt -o redline.html     a page for the browser
  decision-diff compare C24.docx C25.docx -o redline.docx   tracked changes for Word
  decision-diff compare C24.txt C25.txt -o table.docx       before and after side by side, for Word
  decision-diff compare C24.txt C25.txt -q || echo changed  only the exit code
  decision-diff compare TRACKED.docx                        its text before and after its own tracked changes

Exit code: 0 the same, 1 different, 2 it could not be done.
"""
)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path(), required=False)
@click.option("-f", "--format", "fmt", metavar="NAME", help="Output format; `decision-diff formats` lists them.")
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    multiple=True,
    type=click.Path(),
    help="Write to FILE, in the format of its suffix. May be repeated; - is standard output.",
)
@click.option("--all", "everything", is_flag=True, help="Show the unchanged clauses too.")
@click.option(
    "--encoding",
    metavar="NAME[,NAME]",
    help="Encoding of both files (utf-8, gb18030, big5 …), or of OLD and NEW (gb18030,utf-8); found out if not given.",
)
@click.option("--force", is_flag=True, help="Overwrite FILE if it is there already.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour in the terminal; auto also heeds NO_COLOR.",
)
@click.option(
    "--manual-marks",
    is_flag=True,
    help="Words struck by hand in a DOCX are deleted ones, underlined or coloured words inserted ones.",
)
@add_alignment_options
@add_table_options
@add_word_options
@click.option(
    "--explain",
    metavar="CLAUSE",
    help="Print the way of one clause through the stages, instead of the redline: its address, place or number; "
    "old. before it for the old text.",
)
@click.option(
    "--open", "opens", is_flag=True, help="Open what was written, with the program that your system has for it."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code says whether they differ.")
def compare(
    *,
    old: str,
    new: str | None,
    fmt: str | None,
    outputs: tuple[str, ...],
    everything: bool,
    encoding: str | None,
    force: bool,
    color: str,
    quiet: bool,
    opens: bool,
    explain: str | None,
    manual_marks: bool,
    pins: tuple[str, ...],
    pins_file: str | None,
    min_confidence: float,
    ignore: str,
    **given: Any,
) -> int:
    """Show what changed from OLD to NEW, or by the tracked changes of one Word document.

    OLD and NEW are files; one of them may be - for standard input. Without -o the redline is printed.
    """
    if old == new == STREAM:
        raise click.UsageError("only one of OLD and NEW can be standard input")
    outputs = resolve_streams(outputs)
    if explain is not None and (outputs or fmt or quiet):
        raise click.UsageError("--explain prints one clause and no redline; give it without -o, -f and -q")
    if opens and not set(outputs) - {STREAM}:
        raise click.UsageError("--open opens what is written, and nothing is; say where to write with -o FILE")
    outputs = outputs or (STREAM,)
    wanted = choose_formats(outputs, fmt)
    encodings = console.split_encodings(encoding)
    from decision_diff import files, pipeline, renderers

    beside = name_clean_files(wanted) if given.pop("clean") else {}
    targets = [*outputs, *(name for names in beside.values() for name in names)]
    refuse_twice(targets)
    said = {name: value for name, value in given.items() if value is not None}
    said |= {name: True for name, on in (("all", everything), ("color", color == "always")) if on}
    refuse_idle(wanted, said)
    lost: list[str] = []
    options = {**said, **collect_options(**given)}
    sources = [console.read_argument(one) for one in (old, new) if one is not None]
    inputs = [one.file for one in sources]
    inputs += [files.identify(one) for one in (pins_file, *map(said.get, ("reasons", "notes", "profile"))) if one]
    binary = [target for target, name in wanted if renderers.find(name).binary]
    check([target for target in targets if not quiet or target != STREAM], inputs, force=force, binary=binary)
    overruled = read_pins(pins, pins_file)
    with Progress(quiet=quiet) as progress:
        result = pipeline.compare(
            *sources,
            encoding=encodings,
            pins=overruled,
            min_confidence=min_confidence,
            ignore=[name.strip() for name in ignore.split(",") if name.strip()],
            manual_marks=manual_marks,
            told=progress.name_stage,
        )
        if explain is not None:
            return _print_way(result, explain)
        progress.name_stage("writing")
        # All is rendered before anything is written: when one format fails, no file is left behind.
        contents: list[tuple[str, str | bytes]] = []
        told = [(target, name) for target, name in wanted if not (quiet and target == STREAM)]
        jobs = [
            (name, build_options(name, {**options, **console.choose_looks(target, color)})) for target, name in told
        ]
        rendered, result = pipeline.render_all(result, jobs, told=lost.append)
        for (target, _), content in zip(told, rendered, strict=True):
            contents.append((target, content))
            if target in beside and isinstance(content, bytes):
                contents.extend(zip(beside[target], pipeline.clean(result, content), strict=True))
    # The redline ends with the notices; who reads it need not read them twice.
    if not quiet and (STREAM, "text") not in wanted:
        console.report_notices(result)
    for line in [] if quiet else lost:
        console.say(f"{PROGRAM}: note: {line}")
    written = _write(contents, force=force, inputs=inputs)
    if written and not quiet:
        console.report_written(result, written)
    for target in written if opens else ():
        console.open_file(target)
    return DIFFERENT if result.differs else SAME


def _write(contents: Sequence[tuple[str, str | bytes]], *, force: bool, inputs: Sequence[File | None]) -> list[str]:
    """Write each (target, content), in order; the names of the files among them."""
    from decision_diff import files

    for target, content in contents:
        if target == STREAM:
            console.emit(content)
        else:
            files.save(target, content, force=force, inputs=inputs)
    return [target for target, _ in contents if target != STREAM]


def _print_way(comparison: Comparison, clause: str) -> int:
    from decision_diff.audit.explain import explain

    for stage in explain(comparison, clause):
        console.emit("".join([f"{stage.name}\n", *(f"   {line}\n" for line in stage.lines)]))
    return DIFFERENT if comparison.differs else SAME


@cli.command()
@click.argument("file", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="As JSON: eid, level, number, heading, text, cells, children.")
@click.option("--encoding", metavar="NAME", help="Encoding of FILE (utf-8, gb18030, big5 …); found out if not given.")
@click.option("--view", type=VIEWS, default="accepted", show_default=True, help="Of tracked changes in a DOCX.")
@click.option(
    "--explain", is_flag=True, help="Say of each clause how its line was read, and why it hangs where it does."
)
def outline(*, file: str, as_json: bool, explain: bool, encoding: str | None, view: View) -> int:
    """Show the clauses of FILE as a tree, each with its address (eid), number and first words.

    FILE may be - for standard input.
    """
    import json

    if explain and as_json:
        raise click.UsageError("--explain is for people; give it without --json")
    from decision_diff import outline as outlines
    from decision_diff import pipeline

    with Progress() as progress:
        progress.name_stage("reading")
        decision = pipeline.read(console.read_argument(file), encoding=encoding, view=view)
    console.report_readings([decision])
    if as_json:
        console.emit(json.dumps(outlines.make_records(decision), ensure_ascii=False, indent=2) + "\n")
    else:
        console.emit(outlines.explain(decision) if explain else outlines.format_tree(decision))
    return SAME


cli.add_command(history)


@cli.command()
def formats() -> int:
    """List the formats that can be read and written."""
    from decision_diff import readers, renderers

    lines = ["Reads:"]
    lines += [f"  {row.name:<10} {' '.join(row.suffixes):<14} {row.summary}" for row in readers.list_readers()]
    lines += ["Writes:"]
    lines += [f"  {row.name:<10} {' '.join(row.suffixes):<14} {row.summary}" for row in renderers.list_renderers()]
    console.emit("\n".join(lines) + "\n")
    return SAME


@cli.command()
@click.argument("what", type=click.Choice(["comparison", "review"]), default="comparison")
def schema(what: str) -> int:
    """Print the JSON Schema (2020-12) of the JSON output, or of the notes that a review page exports (review)."""
    from decision_diff.renderers import json
    from decision_diff.reviewer import notes

    console.emit(json.load_schema() if what == "comparison" else notes.load_schema())
    return SAME


@cli.command(
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

    variable = f"_{PROGRAM.replace('-', '_').upper()}_COMPLETE"
    found = get_completion_class(shell)
    assert found is not None, "click has no completion for a shell that the choice above names"  # noqa: S101
    # Not .source(): that runs bash to ask for its version, and the script is the same for all that we support.
    console.emit(found.source_template % found(cli, {}, PROGRAM, variable).source_vars() + "\n")
    return SAME
