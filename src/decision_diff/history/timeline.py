"""The timeline of a decision: one HTML file, complete in itself, without a script.

Lanes for the clauses and a column for each revision; a mark leads to the redline of that step. Below, the text of each
revision with its words underlined by age, each stretch with the label of the revision that put it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup, escape

from decision_diff.changes import Change, Comparison
from decision_diff.characters import show_hidden
from decision_diff.history import History
from decision_diff.history.manifest import Revision
from decision_diff.history.report import format_head, make_blame, make_table
from decision_diff.renderers.html.template import fill_page
from decision_diff.renderers.html.text import detect_lang
from decision_diff.renderers.pieces import PieceOp, show_inline, split_lines
from decision_diff.renderers.wording import ENGLISH
from decision_diff.renderers.wording.brackets import count_by_clause
from decision_diff.renderers.wording.renumbered import Shift, find_shifts, split_list

_MOST_CLAUSES: Final = 20_000  # of all revisions: above that only the latest is shown by age
_HUES: Final = 47  # degrees from one age to the next: neighbours differ; a label stands beside each colour

_HERE: Final = Path(__file__).parent
_SPOKEN: Final[dict[PieceOp, tuple[Markup, Markup]]] = {
    "insert": (Markup('<ins><span class="sr">[inserted: </span>'), Markup('<span class="sr">]</span></ins>')),
    "delete": (Markup('<del><span class="sr">[deleted: </span>'), Markup('<span class="sr">]</span></del>')),
    "equal": (Markup(""), Markup("")),
}


def render(history: History, known: Sequence[Revision] = (), title: str = "") -> str:
    """The page. `known` gives dates and titles of revisions; `title` is its heading, else the name of the latest file."""
    heads = {one.label: format_head(one) for one in known}
    named = [heads.get(label, show_inline(label)) for label in history.labels]
    style = (_HERE / "timeline.css").read_text(encoding="utf-8") + _ages(len(history.labels))
    rows = make_table(history)
    heading = show_inline(title or history.decisions[-1].source.name)
    page = fill_page(
        _HERE / "timeline.html",
        root=Markup(' lang="en"'),
        style=Markup(style),  # noqa: S704 - our own file
        title=heading,
        heading=heading,
        lanes=_lanes(history, rows, named),
        steps=_join(
            _step(index, name, comparison)
            for index, (name, comparison) in enumerate(zip(named[1:], history.comparisons, strict=True), 1)
        ),
        texts=_texts(history, named),
    )
    # Quotation marks of a text are escaped, so this is ours wherever it stands.
    lang = detect_lang(clause.words for decision in history.decisions for clause in decision.walk())
    return page.replace(' lang=""', lang)


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _ages(count: int) -> str:
    """A colour for each revision, dark enough on white and light enough on black for a line (WCAG 2.2, 1.4.11)."""
    return "".join(
        f".a{n} {{ border-color: hsl({n * _HUES % 360} 70% 38%); }}\n@media (prefers-color-scheme: dark) "
        f"{{ .a{n} {{ border-color: hsl({n * _HUES % 360} 70% 62%); }} }}\n"
        for n in range(count)
    )


# The lanes


def _lanes(history: History, rows: Sequence[dict[str, Any]], named: Sequence[str]) -> Markup:
    """Those that ever changed in a table; the others folded below, for most clauses never do."""
    numbers = [_numbers(comparison) for comparison in history.comparisons]
    changed = [row for row in rows if any(cell["mark"] for cell in row["cells"])]
    still = [row for row in rows if not any(cell["mark"] for cell in row["cells"])]
    columns = _join(Markup('<th scope="col">{}</th>').format(name) for name in named)
    counts = [sum(count for _, count in count_by_clause(decision)) for decision in history.decisions]
    table_of = Markup(
        '<div class="lanes" role="region" tabindex="0" aria-label="{}"><table>\n<thead><tr><th scope="col">Clause</th>{}</tr>'
        "</thead>\n<tbody>\n{}</tbody>\n</table></div>\n"
    )
    lanes = (_open_brackets(counts), *(_lane(history, row, numbers) for row in changed))
    body = table_of.format("Clauses by revisions", columns, _join(lanes))
    found = Markup("<h2>Clauses by revisions</h2>\n") + body
    if still:
        found += Markup("<details><summary>{} never changed</summary>\n{}</details>\n").format(
            f"{len(still)} clause{'s' if len(still) > 1 else ''}",
            table_of.format(
                "Clauses that never changed", columns, _join(_lane(history, row, numbers) for row in still)
            ),
        )
    return found


def _open_brackets(counts: Sequence[int]) -> Markup:
    """A row above the clauses: how many square brackets are open in each revision, if any are in any."""
    if not any(counts):
        return Markup("")
    cells = _join(Markup("<td>{}</td>").format(count) for count in counts)
    return Markup('<tr><th scope="row">open brackets</th>{}</tr>\n').format(cells)


def _numbers(comparison: Comparison) -> tuple[dict[str, int], dict[str, int]]:
    """The number of the change, from 1, of each new clause, and of each old one that was repealed; by eid."""
    new: dict[str, int] = {}
    gone: dict[str, int] = {}
    for number, change in comparison.numbered:
        new |= {clause.eid: number for clause in change.new}
        gone |= {clause.eid: number for clause in change.old if not change.new}
    return new, gone


def _lane(history: History, row: dict[str, Any], numbers: Sequence[tuple[dict[str, int], dict[str, int]]]) -> Markup:
    cells: list[str] = []  # put together by hand: a table of 50 revisions has 25,000 of them
    before = name = ""
    for index, cell in enumerate(row["cells"]):
        if cell["eid"] is not None:
            before, name = cell["eid"], history.decisions[index].place(cell["eid"])
        if not cell["mark"]:
            number = escape(show_inline(cell["number"] or "·"))
            cells.append(f"<td>{number}</td>" if cell["eid"] else '<td class="none"></td>')
            continue
        new, gone = numbers[index - 1]
        change = new[cell["eid"]] if cell["eid"] is not None else gone[before]
        number = escape(show_inline(f"{cell['number']} " if cell["number"] else ""))
        cells.append(f'<td>{number}<a class="mark" href="#s{index}.{change}">{escape(cell["mark"])}</a></td>')
    row_of = Markup('<tr><th scope="row" lang="">{}</th>{}</tr>\n')
    return row_of.format(show_inline(name), Markup("".join(cells)))  # noqa: S704 - each part is escaped or a number


# What each revision did


def _step(index: int, name: str, comparison: Comparison) -> Markup:
    single, renumbered = split_list(comparison)
    changes = _join(_change(index, number, comparison, change) for number, change in single)
    if renumbered:
        changes += _renumbered(index, find_shifts(ENGLISH, comparison, renumbered))
    return Markup('<h2 id="s{}">{}</h2>\n{}').format(index, name, changes or Markup("<p>No difference.</p>\n"))


def _renumbered(index: int, shifts: Sequence[Shift]) -> Markup:
    """Clauses that only got another number, together; each can be led to."""
    steps = Markup("; ").join(
        _join(Markup('<span id="s{}.{}"></span>').format(index, number) for number, _ in shift.changes)
        + escape(shift.text)
        for shift in shifts
    )
    return Markup(
        '<section class="step"><span class="mark">(MOD)</span> <span class="quiet">renumbered only</span>'
        '<p lang="">{}</p></section>\n'
    ).format(steps)


def _change(index: int, number: int, comparison: Comparison, change: Change) -> Markup:
    shown = [
        _join(_SPOKEN[op][0] + escape(text) + _SPOKEN[op][1] for op, text in runs)
        for runs in split_lines(change, show_hidden)
        if runs
    ]
    return Markup(
        '<section class="step" id="s{}.{}"><span class="mark">{}</span> <span lang="">{}</span> '
        '<span class="quiet">{}</span>{}</section>\n'
    ).format(
        index,
        number,
        change.mark,
        ENGLISH.name_route(comparison, change),
        ENGLISH.say_effects(change),
        _join(Markup('<p lang="" dir="auto">{}</p>').format(line) for line in shown),
    )


# The text of each revision, by age


def _texts(history: History, named: Sequence[str]) -> Markup:
    clauses = sum(len(decision.walk()) for decision in history.decisions)
    shown = range(len(named)) if clauses <= _MOST_CLAUSES else [len(named) - 1]
    ages = _join(Markup('<li><span class="age a{}">{}</span></li>').format(n, name) for n, name in enumerate(named))
    return Markup('<h2>The texts, by age of their words</h2>\n<ul class="ages">{}</ul>\n{}').format(
        ages, _join(_text(history, index, named[index]) for index in reversed(shown))
    )


def _text(history: History, index: int, name: str) -> Markup:
    label = history.labels[index]
    order = {one: n for n, one in enumerate(history.labels)}
    clauses = _join(
        Markup('<p lang="" dir="auto"><b>{}</b>{}{}</p>\n').format(
            show_inline(row["number"]),
            Markup(" ") if row["number"] else "",
            _join(_layer(layer, order[layer["label"]]) for layer in row["layers"]),
        )
        for row in make_blame(history, None, label)
    )
    return Markup('<details{}><summary>{}</summary><div class="text">\n{}</div></details>\n').format(
        Markup(" open") if index == len(history.labels) - 1 else "", name, clauses
    )


def _layer(layer: dict[str, Any], age: int) -> Markup:
    first = f", first {show_inline(layer['first'])}" if layer["first"] else ""
    words = show_hidden(layer["text"].replace("\t", " | ").replace("\n", "↵"))
    return Markup('<span class="age a{}"><sup>{}{}</sup>{}</span>').format(
        age, show_inline(layer["label"]), first, words
    )
