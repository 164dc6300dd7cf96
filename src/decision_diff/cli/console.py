"""The two streams of the command line: what goes to standard output, what to standard error, and what comes in.

Standard output holds the result and nothing else, in UTF-8 whatever the locale; notices and failures go to standard
error, one line each. A reader who went away is no crash.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from decision_diff.errors import OutputError

if TYPE_CHECKING:
    from decision_diff.changes import Comparison
    from decision_diff.model import Decision, Notice, Source

UNWRAP = click.option(
    "--unwrap",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Join lines that were wrapped at the width of a page. auto: only if the text as a whole looks wrapped.",
)
ANALYZER = click.option(
    "--analyzer",
    "analyzers",
    metavar="CODE[,CODE]",
    default="",
    help="Split Japanese (ja) or Korean (ko) into words with an analyzer; needs the extra of that name.",
)
PROGRAM = "decision-diff"
STREAM = "-"
FAILED = 2


def split_names(value: str) -> tuple[str, ...]:
    """The names in a list with commas; none if it is empty."""
    return tuple(name.strip() for name in value.split(",") if name.strip())


def read_argument(argument: str) -> Source:
    """The content of a file that an argument names, or of standard input."""
    from decision_diff import files

    if not argument:
        raise click.UsageError("the name of a file is empty")
    if argument != STREAM:
        return files.load(argument)
    if sys.stdin is None:
        raise click.UsageError("standard input is closed")
    return files.load_stream("<stdin>", sys.stdin.buffer)


def split_encodings(given: str | None) -> str | tuple[str, ...] | None:
    """What `pipeline.compare` takes: one name for both texts, or those of old and new, divided by a comma."""
    return tuple(name.strip() for name in given.split(",")) if given and "," in given else given


def choose_looks(target: str, color: str) -> dict[str, Any]:
    """The options of a renderer that depend on where its output goes: no colour and no width save in a terminal."""
    terminal = target == STREAM and is_terminal(sys.stdout)
    coloured = color == "always" or (color == "auto" and terminal and not os.environ.get("NO_COLOR"))
    width = None
    if terminal:
        with contextlib.suppress(OSError, ValueError):
            width = os.get_terminal_size(sys.stdout.fileno()).columns or None
    return {"color": coloured, "width": width}


def is_terminal(stream: Any) -> bool:
    """Whether a person looks at this stream, in a terminal that can show colour."""
    return stream is not None and bool(stream.isatty()) and os.environ.get("TERM") != "dumb"


def with_options(command: Callable[..., Any], options: Sequence[Callable[..., Any]]) -> Callable[..., Any]:
    """Give a command these options; its help shows them in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def report_notices(result: Comparison) -> None:
    """The notices of the comparison, those about one of the files under its name; each once."""
    sources = {"old": result.old.source, "new": result.new.source}
    report([(sources.get(notice.revision), notice) for notice in result.notices])


def report_readings(decisions: Iterable[Decision]) -> None:
    """What must be known of how these decisions were read."""
    report([(decision.source, notice) for decision in decisions for notice in decision.notices])


def report(notices: Sequence[tuple[Source | None, Notice]]) -> None:
    """Notices on standard error, each under the name of the source that it is about."""
    shown = (f"{source.name}: {notice.message}" if source else notice.message for source, notice in notices)
    for line in dict.fromkeys(shown):
        say(f"{PROGRAM}: note: {line}")


def report_written(result: Comparison, written: Sequence[str]) -> None:
    """One line for a person at a terminal, on standard error: how much changed, and what was written."""
    if is_terminal(sys.stderr):
        from decision_diff.renderers.options import Titled
        from decision_diff.renderers.wording import ENGLISH, sentences
        from decision_diff.renderers.wording.titles import name_texts

        names = name_texts(result, Titled(old_label=""))
        say(f"{sentences.summarize(ENGLISH, result, names).rstrip('.')}. Written: {', '.join(written)}")


def open_file(path: str) -> None:
    """Open a file with the program that the system has for it; a line on standard error where it has none."""
    if click.launch(os.path.abspath(path)):  # noqa: PTH100 - absolute, so that no name can be taken for an option
        say(f"{PROGRAM}: note: no program could be started that opens {path}")


def emit(content: str | bytes) -> None:
    """Write to standard output as UTF-8, line ends as they are; bytes too, since nothing here is locale dependent."""
    from decision_diff import files

    if sys.stdout is None:
        raise OutputError("standard output is closed")
    files.write(sys.stdout.buffer, content, "standard output")


def say(line: str) -> None:
    """One line on standard error."""
    # Whoever closed standard error does not want to know; the exit code still says it.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def fail(sentence: str, debug: bool) -> int:
    """Say in one sentence what failed, after the traceback if `debug`; the exit code for it."""
    if debug:
        import traceback

        say(traceback.format_exc().rstrip())
    say(f"{PROGRAM}: {' '.join(sentence.split())}")
    return FAILED


def speak_utf8() -> None:
    """Standard output and error in UTF-8 whatever the locale says; a lone surrogate is escaped and never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon_stdout() -> None:
    """Let the interpreter flush into nothing at exit, or it would complain about the pipe a second time."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
