"""The command line: arguments, exit codes, what is printed where. What is done is in `pipeline`.

Exit codes: 0 the same; 1 different (a result, not an error); 2 an error, and one sentence on standard
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
from decision_diff.cli.amend import amend
from decision_diff.cli.batch import batch
from decision_diff.cli.check import check
from decision_diff.cli.compare import compare
from decision_diff.cli.console import FAILED, PROGRAM, STREAM
from decision_diff.cli.git import git_diff
from decision_diff.cli.history import history
from decision_diff.cli.hook import hook
from decision_diff.cli.index import citations, find, in_force, index
from decision_diff.cli.mcp import mcp
from decision_diff.cli.parity import parity
from decision_diff.cli.progress import Progress
from decision_diff.cli.serve import serve
from decision_diff.cli.verify import verify
from decision_diff.errors import DecisionDiffError

if TYPE_CHECKING:
    from decision_diff.model import Decision

SAME, INTERRUPTED, NO_READER = 0, 130, 141
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
    except click.exceptions.NoArgsIsHelpError as error:  # `history` alone: what it can do
        console.emit(f"{error.format_message()}\n")
        return FAILED
    except click.ClickException as error:
        return console.fail(f"{error.format_message().rstrip('.')} (see {_find_command(error, given)} --help)", debug)
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


def _find_command(error: click.ClickException, given: Sequence[str]) -> str:
    """The command whose help explains an error, with the program before it."""
    if isinstance(error, click.UsageError) and error.ctx and error.ctx.command is not cli:
        return error.ctx.command_path
    return f"{PROGRAM} {given[0]}" if given and given[0] in cli.commands else PROGRAM


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


def _show_config(context: click.Context) -> None:
    """Print the file and its defaults."""
    from decision_diff.cli import defaults

    path = defaults.find_defaults()
    lines = [f"{name} = {value}" for name, value in defaults.load_defaults(path).items()]
    console.emit("\n".join([os.path.relpath(path), *lines, ""]) if path else f"no {defaults.NAME} here\n")
    context.exit()


@click.group(cls=_Program, context_settings=HELP, epilog=EXAMPLES)
@click.version_option(__version__, "--version", "-V", prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.option(
    "--show-config",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _, asked: _show_config(context) if asked else None,
    help="Print the defaults of decision-diff.toml that hold in this folder.",
)
@click.option("--debug", is_flag=True, help=f"When it fails, print the traceback too (also: {DEBUG}=1).")
def cli(debug: bool) -> None:
    """Compare two revisions of a numbered decision or law, clause by clause.

    A clause that moved or got another number is found again; only words that really changed are shown. Texts may be
    Chinese, English, French, Spanish, Russian, Arabic, German, Japanese or Korean. Start with: decision-diff compare OLD NEW
    """


cli.add_command(verify)


cli.add_command(check)


cli.add_command(compare)


cli.add_command(parity)


@cli.command()
@click.argument("file", type=click.Path())
@click.option(
    "--json", "as_json", is_flag=True, help="As JSON: eid, level, mark, number, heading, text, cells, children."
)
@click.option("--akn", is_flag=True, help="As an Akoma Ntoso 3.0 document, with all its words.")
@click.option(
    "--encoding", metavar="NAME", help="Encoding of FILE (utf-8, gb18030, big5 …); detected automatically if not given."
)
@click.option(
    "--language",
    metavar="CODE",
    default="",
    help="Language of FILE (zh, en, fr …); detected automatically if not given.",
)
@console.UNWRAP
@click.option("--view", type=VIEWS, default="accepted", show_default=True, help="Of tracked changes in a DOCX.")
@click.option(
    "--explain", is_flag=True, help="Say of each clause how its line was read, and why it hangs where it does."
)
def outline(*, file: str, as_json: bool, akn: bool, explain: bool, **given: Any) -> int:
    """Show the clauses of FILE as a tree, each with its address (eid), mark in the margin, number and first words.

    FILE may be - for standard input.
    """
    import json

    if explain and as_json:
        raise click.UsageError("--explain is for people; give it without --json")
    if akn and (as_json or explain):
        raise click.UsageError("--akn writes a document; give it without --json and --explain")
    from decision_diff import outline as outlines
    from decision_diff import pipeline

    with Progress() as progress:
        progress.name_stage("reading")
        decision = pipeline.read(console.read_argument(file), **given)
    console.report_readings([decision])
    if akn:
        from decision_diff.renderers.akn import write_document

        console.emit(write_document(decision))
    elif as_json:
        console.emit(json.dumps(outlines.make_records(decision), ensure_ascii=False, indent=2) + "\n")
    else:
        console.emit(_explain(decision) if explain else outlines.format_tree(decision))
    return SAME


def _explain(decision: Decision) -> str:
    from decision_diff import outline as outlines
    from decision_diff.parse.candidates import list_candidates

    return outlines.explain(decision, list_candidates(decision))


cli.add_command(history)


cli.add_command(amend)


cli.add_command(batch)


for _command in (index, citations, find, in_force):
    cli.add_command(_command)


cli.add_command(git_diff)


cli.add_command(hook)


cli.add_command(mcp)


cli.add_command(serve)


@cli.command()
def formats() -> int:
    """List the formats that can be read and written."""
    from decision_diff import readers, renderers

    lines = ["Reads:"]
    lines += [f"  {row.name:<12} {' '.join(row.suffixes):<15} {row.summary}" for row in readers.list_readers()]
    lines += ["Writes:"]
    lines += [f"  {row.name:<12} {' '.join(row.suffixes):<15} {row.summary}" for row in renderers.list_renderers()]
    console.emit("\n".join(lines) + "\n")
    return SAME


@cli.command()
@click.argument(
    "what",
    type=click.Choice(
        [
            "comparison",
            "review",
            "findings",
            "check",
            "apply",
            "written",
            "compilation",
            "rebase",
            "batch",
            "listing",
            "parity",
        ]
    ),
    default="comparison",
)
def schema(what: str) -> int:
    """Print the JSON Schema (2020-12) of a JSON output.

    It is the schema of the JSON output of `compare`, of the notes that a review page exports (review), of `check` (findings), or of `amend check`, `amend apply`, `amend write` (written), `amend rebase` or `amend compile` (compilation), of `parity`, of the report of `batch`, or of what `find`, `citations` and `in-force` list (listing).
    """
    from importlib import import_module

    module = {
        "comparison": "renderers.json",
        "review": "reviewer.notes",
        "findings": "audit.check.report",
        "check": "amend.checking.report",
        "compilation": "amend.proposals.report",
        "apply": "amend.applying.consolidated",
        "written": "amend.writing.outputs",
        "rebase": "amend.rebasing.report",
        "batch": "collection.batch.report",
        "parity": "audit.parity.report",
        "listing": "collection.index.listing",
    }[what]
    console.emit(import_module(f"decision_diff.{module}").load_schema())
    return SAME


@cli.command()
def stylesheet() -> int:
    """Print the style sheet (CSS) of HTML fragments.

    One style sheet serves all fragments (-f html-fragment) of a page.
    """
    from decision_diff.renderers.html import fragment

    console.emit(fragment.load_style())
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
