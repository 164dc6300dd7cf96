"""The command line: arguments, exit codes, what is printed where. What is done is in `pipeline`.

Exit codes: 0 the same; 1 different (a result, not an error); 2 an error, and one sentence on standard
error says why; 130 interrupted; 141 whoever read the output went away.

Standard output holds the result and nothing else, in UTF-8 whatever the locale. Progress goes to standard error, and so
do notices, save those that the text on standard output has said already. Only `click` is imported at the start, and then the module of the command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import click

from decision_diff import __version__
from decision_diff.cli import console
from decision_diff.cli.console import FAILED, PROGRAM, STREAM
from decision_diff.errors import DecisionDiffError

SAME, INTERRUPTED, NO_READER = 0, 130, 141
DEBUG = "DECISION_DIFF_DEBUG"
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

# The module below in which each command lies, under its own name; it is loaded when somebody asks for the command.
COMMANDS: Final = {
    "amend": "amend", "batch": "batch", "check": "check", "citations": "index", "compare": "compare", "completion": "printed",
    "find": "index", "formats": "printed", "git-diff": "git", "history": "history", "hook": "hook", "in-force": "index", "index": "index",
    "mcp": "mcp", "outline": "outline", "parity": "parity", "schema": "printed", "serve": "serve", "stylesheet": "printed",
    "verify": "verify",
}  # fmt: skip
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
    return f"{PROGRAM} {given[0]}" if given and given[0] in COMMANDS else PROGRAM


class _NoReaderError(Exception):
    """A broken pipe. click would answer that with an exit code of its own, which means "different" here."""


class _Program(click.Group):
    """The commands, each loaded when it is used. It raises BrokenPipeError, wherever the broken pipe was noticed."""

    def list_commands(self, _: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"decision_diff.cli.{COMMANDS[cmd_name]}")
        found: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; where it is a file, the arguments are those of `compare`."""
        name = args[0]
        if self.get_command(ctx, name) is not None:
            return super().resolve_command(ctx, args)
        if name == STREAM or os.path.isfile(name):  # noqa: PTH113 - pathlib only for this would cost the start
            return "compare", self.get_command(ctx, "compare"), args
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
    Chinese, English, French, Spanish, Russian, Arabic, German, Italian, Portuguese, Japanese or Korean.
    Start with: decision-diff compare OLD NEW
    """
