"""The report as one page: totals, then what failed and why, then a row per pair that leads to its outputs.

It is self-contained and runs no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from markupsafe import Markup

from decision_diff.changes import MARKS, SIGNALS
from decision_diff.collection.batch.records import PairOutcome
from decision_diff.renderers.html.template import MADE, fill_page, read_style
from decision_diff.renderers.pieces import show_inline

if TYPE_CHECKING:
    from decision_diff.collection.batch.report import BatchTotals

_HERE: Final = Path(__file__).parent
_CLASSES: Final[dict[str, str]] = {
    "ADD": "add",
    "SUP": "sup",
    "MOD": "mod",
    "(MOD)": "mod",
    "ADD*/SUP*": "mv",
    "NOC": "",
}


def write_page(outcomes: Sequence[PairOutcome], totals: BatchTotals, summary: str, *, title: str = "") -> str:
    """Write the page; outcomes stand in the order in which they are given. `title` is its heading."""
    heading = show_inline(title or "Comparison of many pairs")
    return fill_page(
        _HERE / "batch.html",
        root=Markup(' lang="en"'),
        style=read_style(_HERE / "batch.css"),
        title=heading,
        heading=heading,
        summary=summary,
        totals=_write_totals(totals),
        failures=_write_failures([one for one in outcomes if one.failure]),
        pairs=_join(_write_row(number, one) for number, one in enumerate(outcomes, 1)),
        made=MADE,
    )


def _write_totals(totals: BatchTotals) -> Markup:
    rows = [("Clauses", _write_marks(totals.changes)), ("Signals", _write_signals(totals.signals))]
    return Markup('<dl class="sources">{}</dl>').format(
        _join(Markup("<dt>{}</dt><dd>{}</dd>\n").format(name, shown or "none") for name, shown in rows)
    )


def _write_failures(failed: Sequence[PairOutcome]) -> Markup:
    if not failed:
        return Markup("")
    items = (
        Markup('<li><a href="#p{}" dir="auto">{}</a>: <span dir="auto">{}</span></li>\n').format(
            one.index + 1, show_inline(one.name), show_inline(one.failure)
        )
        for one in failed
    )
    return Markup('<h2>Failed</h2>\n<ul class="failures">\n{}</ul>\n').format(_join(items))


def _write_row(number: int, one: PairOutcome) -> Markup:
    record = one.record
    return Markup(
        '<tr id="p{}" class="{}"><td>{}</td><th scope="row" dir="auto">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n'
    ).format(
        one.index + 1,
        one.result,
        number,
        show_inline(one.name),
        one.result,
        _write_marks(record["changes"]),
        _write_signals(record["signals"]),
        _write_links(record) or show_inline(one.failure),
    )


def _write_links(record: Mapping[str, Any]) -> Markup:
    links = [
        Markup('<a href="{}">{}<span class="sr"> of {}</span></a>').format(
            f"{quote(record['folder'])}/{quote(output['file'])}", output["format"], show_inline(record["name"])
        )
        for output in record["outputs"]
    ]
    count = len(record["notices"])
    said = (
        [Markup('<span class="what">{} {}</span>').format(count, "notice" if count == 1 else "notices")]
        if count
        else []
    )
    return Markup(" ").join([*links, *said])


def _write_marks(counts: Mapping[str, int]) -> Markup:
    return Markup(" ").join(
        Markup('<span class="count">{} <span class="mark {}">{}</span></span>').format(
            counts[mark], _CLASSES[mark], mark
        )
        for mark in MARKS
        if counts.get(mark)
    )


def _write_signals(counts: Mapping[str, int]) -> Markup:
    return Markup(", ").join(Markup("{} {}").format(counts[kind], kind) for kind in SIGNALS if counts.get(kind))


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
