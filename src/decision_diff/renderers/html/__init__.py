"""One HTML page: what was compared, the list of changes, and the complete redlined text of the new revision.

The page loads nothing from a network and runs no script; its Content-Security-Policy allows its own style sheet, by
hash, and nothing else. The text is that of the new revision with what was deleted at the place where it stood. A
moved clause stands at both ends: struck where it was, and where it went with the words changed on the way marked.

Both texts can be read back (`recover`): accept = drop every `<del>` and unwrap `<ins>`; reject = the reverse. `data-o`
and `data-n` say which clause of the old and new revision (its position in document order, from 0) a text belongs to,
`data-t` on a cell on which sides a tab stands before it, and `data-c` which character stands behind a visible mark
such as ‹U+202E›. What we add for people (`.sr`, `.ch`, `.brk`, `.g`) is no part of the text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup, escape

from decision_diff.renderers.html import seen
from decision_diff.renderers.html.recover import recover
from decision_diff.renderers.html.template import fill_page
from decision_diff.renderers.html.text import detect_lang, name_old_anchor, write_redline
from decision_diff.renderers.html.wording import NOTHING, PageWords, choose_page_words, join, read_own_files
from decision_diff.renderers.options import PageOptions
from decision_diff.renderers.wording.renumbered import find_shifts, say_numbers, split_list
from decision_diff.renderers.wording.titles import name_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.renderers.wording.renumbered import Shift

__all__ = ["disagreements", "faults", "fill_holes", "recover", "render"]

_STYLES = ("html/page.css",), ("html/page.css", "html/marks.css")

_PAGE = Path(__file__).parent / "page.html"


def render(comparison: Comparison, options: PageOptions) -> str:
    """Renders the page, always with the whole text, so it has no option `all`."""
    root, holes = fill_holes(comparison, options)
    marked = "data-insert" in root
    title = name_texts(comparison, options).heading
    return fill_page(_PAGE, root=root, style=read_own_files(_STYLES[marked]), title=title, **holes)


def fill_holes(comparison: Comparison, options: PageOptions) -> tuple[Markup, dict[str, Any]]:
    """Makes what fills the holes of the page: the attributes of its root, and all that stands in its body by the name of its hole."""
    names = name_texts(comparison, options)
    lang = detect_lang(clause.words for decision in (comparison.old, comparison.new) for clause in decision.walk())
    page = choose_page_words(comparison, options, lang)
    legend = Markup('<ul class="legend">{}</ul>').format(page.show_legend()) if comparison.differs else NOTHING
    return page.page, {
        "heading": Markup("<bdi>{}</bdi>").format(names.heading) if page.own else names.heading,
        "sources": page.show_sources(names),
        "summary": page.show_summary(comparison, names),
        "legend": legend,
        "changes": page.show_meaning(comparison, shown=options.summary)
        + _list(comparison, page)
        + page.show_headers(comparison)
        + page.show_replacements(comparison)
        + page.show_brackets(comparison),
        "said": page.say("redline.text"),
        "article": page.article,
        "text": write_redline(comparison, page),
        "notices": page.show_notices(comparison),
        "made": page.say("redline.made"),
        "hashes": page.show_hashes(comparison),
    }


def faults(output: str) -> list[tuple[str, str]]:
    """Lists what in a page is not as we write it, so that it may show other words than `recover` reads: (code, sentence)."""
    return seen.faults(output, _STYLES)


def disagreements(output: str, comparison: Comparison) -> list[tuple[str, str]]:
    """Lists the changes that a page marks otherwise than we do: (code, sentence)."""
    return seen.disagreements(output, render(comparison, PageOptions()))


# The list of changes


def _list(comparison: Comparison, page: PageWords) -> Markup:
    if not comparison.changes:
        return NOTHING
    words = page.words
    single, renumbered = split_list(comparison)
    rows = []
    for number, change in single:
        link = Markup('<a href="{}"{}>{}</a>').format(
            _target(change), page.lang, page.show_place(page.stepped.name_route(comparison, change))
        )
        rows.append(
            _row(page, Markup(' id="change.{}"').format(number), str(number), change, link, words.say_effects(change))
        )
    if renumbered:
        where = _shifts(page, find_shifts(page.stepped, comparison, renumbered))
        only = words.say("redline.only_renumbered")
        rows.append(_row(page, NOTHING, say_numbers(renumbered), renumbered[0][1], where, only))
    columns = ("no", "mark", "place", "what") if words.profile.marks else ("no", "place", "what")
    heads = join(Markup('<th scope="col">{}</th>').format(page.say(f"redline.{name}")) for name in columns)
    return Markup(
        '<h2>{}</h2>\n<table class="list">\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n'
    ).format(page.say("redline.list"), heads, join(rows))


def _shifts(page: PageWords, shifts: Sequence[Shift]) -> Markup:
    """The ranges of what only got another number; each clause in them has an anchor, since its mark leads here."""
    parts: list[Markup] = []
    for shift in shifts:
        if parts:
            parts.append(escape(page.say("semicolon" if shift.is_first else "comma")))
        (number, change), *others = shift.changes
        anchors = join(Markup('<span id="change.{}"></span>').format(other) for other, _ in others)
        link = Markup('<a id="change.{}" href="{}"{}>{}</a>{}')
        parts.append(link.format(number, _target(change), page.lang, page.show_place(shift.text), anchors))
    return join(parts)


def _row(page: PageWords, anchor: Markup, numbers: str, change: Change, where: Markup, what: str) -> Markup:
    """A row of the list; the cell of the mark only where marks are shown."""
    mark = NOTHING
    if page.words.profile.marks:
        mark = Markup("<td>{}</td>").format(page.show_mark(change, 0, link=False))
    row = Markup('<tr{}><td>{}</td>{}<td>{}</td><td class="what">{}</td></tr>\n')
    return row.format(anchor, numbers, mark, where, what)


def _target(change: Change) -> str:
    return "#" + quote(change.new[0].eid if change.new else name_old_anchor(change.old[0]))
