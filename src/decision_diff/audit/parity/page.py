"""A parity check as one page: what differs, then all clauses side by side, a column for each version. It is self-contained and runs no script."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

from decision_diff.audit.parity.report import group_sentences, list_places, name_row, summarize
from decision_diff.audit.parity.values import Parity
from decision_diff.characters import show_hidden
from decision_diff.model import Clause, Span
from decision_diff.renderers.html.template import MADE, fill_page, read_style
from decision_diff.renderers.pieces import show_inline

_HERE: Final = Path(__file__).parent


def write_page(parity: Parity, *, title: str = "") -> str:
    """Write the page. `title` is its heading, else one with the names of the versions."""
    heading = show_inline(title or f"Language versions: {', '.join(one.name for one in parity.versions)}")
    said = group_sentences(parity)
    choice = '<label class="choice"><input type="checkbox" id="only" autocomplete="off">only what differs</label>'
    return fill_page(
        _HERE / "parity.html",
        root=Markup(' lang="en"'),
        style=read_style(_HERE / "parity.css"),
        title=heading,
        heading=heading,
        sources=_write_sources(parity),
        summary=" ".join(summarize(parity)),
        choice=Markup(choice) if said else Markup(""),  # noqa: S704 - our own
        findings=_write_findings(parity, said),
        table=_write_table(parity, said),
        made=MADE,
    )


def _write_sources(parity: Parity) -> Markup:
    rows = (
        Markup("<dt>{}</dt><dd>{}</dd>").format(
            show_inline(one.name),
            " → ".join(show_inline(text.source.name) for text in one.texts),
        )
        for one in parity.versions
    )
    return Markup('<dl class="sources">{}</dl>').format(_join(rows))


def _write_findings(parity: Parity, said: dict[int, list[str]]) -> Markup:
    if not said:
        return Markup("")
    items = (
        Markup('<li><a href="#r{}"><bdi>{}</bdi></a>{}</li>\n').format(
            row + 1, name_row(parity, row), _write_list(lines)
        )
        for row, lines in said.items()
    )
    return Markup('<h2>What differs</h2>\n<ol class="found">\n{}</ol>\n').format(_join(items))


def _write_list(lines: Iterable[str]) -> Markup:
    return Markup("<ul>{}</ul>").format(_join(Markup("<li><bdi>{}</bdi></li>").format(line) for line in lines))


def _write_table(parity: Parity, said: dict[int, list[str]]) -> Markup:
    heads = _join(Markup('<th scope="col">{}</th>').format(show_inline(one.name)) for one in parity.versions)
    marked = _list_marked(parity)
    rows = []
    for at, row in enumerate(parity.rows):
        places = list_places(parity, at)
        cells = _join(
            _write_cell(clause, place, version.code, marked.get((at, index), ()))
            for index, (clause, place, version) in enumerate(zip(row.clauses, places, parity.versions, strict=True))
        )
        rows.append(
            Markup('<tr id="r{}" class="{}">{}</tr>\n').format(at + 1, "told" if at in said else "alike", cells)
        )
        if at in said:
            rows.append(
                Markup('<tr class="why"><td colspan="{}">{}</td></tr>\n').format(len(places), _write_list(said[at]))
            )
    return Markup('<table class="side"><thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table>').format(
        heads, _join(rows)
    )


def _list_marked(parity: Parity) -> dict[tuple[int, int], list[Span]]:
    """What is marked in the clause of a row and a version: words that the others do not say."""
    found: dict[tuple[int, int], list[Span]] = {}
    for one in parity.findings:
        if one.code == "fact-differs":
            for version, values in enumerate(one.values):
                found.setdefault((one.row, version), []).extend(said.span for said in values or () if said.span)
    return found


def _write_cell(clause: Clause | None, place: str | None, lang: str, spans: Iterable[Span]) -> Markup:
    if clause is None:
        return Markup('<td><span class="none">no such clause</span></td>')
    return Markup(
        '<td><span class="where"><bdi>{}</bdi></span><span class="words" lang="{}" dir="auto">{}</span></td>'
    ).format(show_inline(place or ""), lang, _mark(clause.words, spans))


def _mark(words: str, spans: Iterable[Span]) -> Markup:
    pieces, at = [], 0
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if span.start >= at:
            pieces += [escape(_show(words[at : span.start])), Markup("<mark>{}</mark>").format(_show(span.of(words)))]
            at = span.end
    return _join([*pieces, escape(_show(words[at:]))])


def _show(words: str) -> str:
    return show_hidden(words.replace("\t", " | "))


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
