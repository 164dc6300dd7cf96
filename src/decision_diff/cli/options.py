"""The options of `compare`, in groups: output, reading, matching, headings and labels, tables and review, Word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from decision_diff.cli import console

# As in `changes`, which is not loaded for the help; a test compares the two.
SIGNALS = ("obligation", "negation", "date", "period", "amount", "percentage", "count", "body", "country", "reference", "definition", "bracket")  # fmt: skip

if TYPE_CHECKING:
    from decision_diff.changes import Testimony
    from decision_diff.model import Decision

_OUTPUT = (
    click.option("-f", "--format", "fmt", metavar="NAME", help="Output format; `decision-diff formats` lists them."),
    click.option(
        "-o",
        "--output",
        "outputs",
        metavar="FILE",
        multiple=True,
        type=click.Path(),
        help="Write to FILE, in the format of its suffix. May be repeated; - is standard output.",
    ),
    click.option("--all", "everything", is_flag=True, help="Show unchanged clauses too."),
    click.option(
        "--signal",
        type=click.Choice(SIGNALS),
        metavar="KIND",
        help="Text, Markdown, summary: show only changes with a signal of this kind, one of obligation, negation, date, period, amount, "
        "percentage, count, body, country, reference, definition, bracket.",
    ),
    click.option(
        "--no-summary",
        "summary",
        flag_value=False,
        default=None,
        help="Leave out the summary (what the changes mean) at the head of the output.",
    ),
    click.option("--force", is_flag=True, help="Overwrite FILE if it exists."),
    click.option("--open", "opens", is_flag=True, help="Open the written files with the default program."),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colour in the terminal. auto: if it is a terminal; NO_COLOR is respected.",
    ),
    click.option(
        "-q", "--quiet", is_flag=True, help="Print nothing; only the exit code says whether the texts differ."
    ),
    click.option(
        "--explain",
        metavar="CLAUSE",
        help="Instead of the redline, print how one clause was read and matched. CLAUSE is its address, place or number, "
        "with old. before it for a clause of OLD.",
    ),
)
_READING = (
    click.option(
        "--encoding",
        metavar="NAME[,NAME]",
        help="Encoding of both files (utf-8, gb18030, big5 …), or of OLD and NEW (gb18030,utf-8).  "
        "[default: detected automatically]",
    ),
    click.option(
        "--language",
        metavar="CODE",
        default="",
        help="Language of the texts: zh, en, fr, es, ru, ar, de, ja, ko, it or pt; of texts in several, the main one first (zh+en).  "
        "[default: detected automatically]",
    ),
    console.ANALYZER,
    console.UNWRAP,
    click.option(
        "--manual-marks",
        is_flag=True,
        help="Read words struck through by hand in a DOCX as deleted, and words underlined or coloured by hand as inserted.",
    ),
)
_MATCHING = (
    click.option(
        "--pin",
        "pins",
        metavar="OLD=NEW",
        multiple=True,
        help="Match these two clauses, by address, place or number (第十二条=第十三条). OLD= is repealed, =NEW is added. "
        "May be repeated.",
    ),
    click.option("--pins", "pins_file", metavar="FILE", type=click.Path(), help="A file of pins, one per line."),
    click.option(
        "--amending",
        metavar="FILE",
        type=click.Path(),
        help="The amending act (修改决定, 修正案): it says which article became which.",
    ),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="SHARE",
        help="Do not match clauses with less confidence, e.g. 0.9: they are repealed and added.",
    ),
    click.option(
        "--ignore",
        metavar="KIND[,KIND]",
        default="",
        help="Differences that do not count: space, case, punctuation, headers, notes, links, pictures.",
    ),
)
_HEADINGS = (
    click.option("--title", metavar="TEXT", help="Heading of the output.  [default: the title of NEW]"),
    click.option(
        "--old-label",
        metavar="TEXT",
        help="What to call OLD, e.g. C24; '' for its file name.  [default: detected from the titles]",
    ),
    click.option("--new-label", metavar="TEXT", help="What to call NEW, e.g. C25, in the same way."),
    click.option(
        "--profile",
        metavar="NAME",
        help="How words are marked and changes are named: itu, un, zh-table, ja-table, legal, plain, or the path of a "
        "file (./my.toml).  [default of a table: by the language of the text]",
    ),
    click.option(
        "--labels",
        type=click.Choice(["zh", "en", "fr", "es", "ru", "ar", "ja"]),
        help="Language of headings and labels.  [default: that of the profile; en for a redline]",
    ),
    click.option("--country", metavar="CODE", help="Akoma Ntoso: country of the work, ISO 3166-1.  [default: unknown]"),
    click.option(
        "--work-uri",
        metavar="URI",
        help="Akoma Ntoso: URI of the work (/akn/ch/act/2025/641).  [default: made of the name of NEW]",
    ),
    click.option(
        "--id-prefix",
        metavar="TEXT",
        help="HTML fragment: what its ids begin with, if the same fragment stands twice on a page.  [default: made of its content]",
    ),
)
_TABLES = (
    click.option(
        "--columns", metavar="NAMES", help="Table: the columns, in order, from number,before,after,kind,reason."
    ),
    click.option(
        "--unchanged",
        type=click.Choice(["leave-out", "fold", "full"]),
        help="Table: leave out unchanged clauses, fold each range into one row, or show each.  "
        "[default: that of the profile; full with --all]",
    ),
    click.option(
        "--reasons",
        metavar="FILE",
        type=click.Path(),
        help="Table: reasons, one `eid = reason` per line, or the notes that a review page exported.",
    ),
    click.option(
        "--notes",
        metavar="FILE",
        type=click.Path(),
        help="Review page: begin with the notes that another review page exported.",
    ),
)
_WORD = (
    click.option("--author", metavar="NAME", help="Author of the tracked changes.  [default: decision-diff]"),
    click.option(
        "--date",
        metavar="DATE",
        help="Date of the tracked changes, e.g. 2025-07-04T09:00:00Z.  [default: when NEW was last changed]",
    ),
    click.option(
        "--moves",
        type=click.Choice(["tracked", "plain"]),
        help="Mark a moved clause as a move, or as deletion and insertion.  [default: tracked]",
    ),
    click.option(
        "--formatting", is_flag=True, default=None, help="Also mark formatting that differs on unchanged words."
    ),
    click.option("--clean", is_flag=True, help="Also write FILE-rejected and FILE-accepted, without tracked changes."),
    click.option("--track-on", is_flag=True, default=None, help="Switch Track Changes on in FILE."),
)
_GROUPS = {
    "Output": _OUTPUT,
    "Reading": _READING,
    "Matching clauses": _MATCHING,
    "Headings, marks and labels": _HEADINGS,
    "Tables and review page": _TABLES,
    "Word (DOCX)": _WORD,
}


class GroupedCommand(click.Command):
    """A command whose help shows the options of `compare` in groups."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each group under its heading, then what belongs to none, such as --help."""
        options = iter([option for option in self.get_params(ctx) if isinstance(option, click.Option)])
        for heading, size in (*((name, len(group)) for name, group in _GROUPS.items()), ("Other", None)):
            rows = [option.get_help_record(ctx) for option in islice(options, size)]
            with formatter.section(heading):
                formatter.write_dl([row for row in rows if row])


def add_compare_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all options of `compare`; one for outputs that was not given is None."""
    return console.with_options(command, [option for group in _GROUPS.values() for option in group])


def read_witness(file: str | None) -> Callable[[Decision, Decision], Testimony] | None:
    """The amending act as a witness of the alignment; None without one. UnreadableError or EncodingError for the file."""
    if file is None:
        return None
    from decision_diff import amend

    return amend.make_witness(amend.read(console.read_argument(file)))


def read_pins(pins: Sequence[str], file: str | None) -> list[str]:
    """The pins of the file, then those given one by one. UnreadableError or PinError for the file."""
    if not file:
        return list(pins)
    from pathlib import Path

    from decision_diff import files
    from decision_diff.reviewer.pins import read

    return [*read(files.load(Path(file))), *pins]


def collect_options(
    *, profile: str | None, columns: str | None, reasons: str | None, notes: str | None, **others: str | None
) -> dict[str, Any]:
    """The options for renderers that were said, files read. Errors are those of who reads them."""
    found: dict[str, Any] = {name: value for name, value in others.items() if value is not None}
    if all(one is None for one in (profile, columns, reasons, notes)):
        return found
    from pathlib import Path

    from decision_diff import files, profiles
    from decision_diff.reviewer import notes as noted
    from decision_diff.reviewer import reasons as reasoned

    if profile is not None:
        profiles.load(profile)
        found["profile"] = profile
    if columns is not None:
        found["columns"] = profiles.parse_columns(columns)
    if reasons is not None:
        found["reasons"] = reasoned.read(files.load(Path(reasons)))
    if notes is not None:
        found["notes"] = noted.read(files.load(Path(notes)))
    return found
