"""One HTML file to review a comparison in: it works without a network, and its script sends and loads nothing.

All that the page says is written here, as HTML, with the markup of `html`, so both texts can be read back from it
(`recover`). Without script it is the inline redline with everything open. The script adds views, steps, folds, filters,
search and notes, which it exports and imports as files; it makes no markup out of text. The Content-Security-Policy allows the one style sheet and the one
script by their hashes, and nothing else.

A change is known by `change.N`, N counted from 1; a clause by its eid, or `old.` and its eid where only the old text has
it there. What the tools themselves need has ids that begin with `ui.`; an eid holds no full stop.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from decision_diff.renderers.html import seen
from decision_diff.renderers.html.recover import recover
from decision_diff.renderers.html.template import fill_page
from decision_diff.renderers.html.text import list_shown_clauses
from decision_diff.renderers.html.wording import NOTHING, PageWords, choose_page_words, join, read_own_files
from decision_diff.renderers.options import ReviewOptions
from decision_diff.renderers.pieces import show_inline
from decision_diff.renderers.review.statistics import count_by_filter, count_by_mark
from decision_diff.renderers.review.text import ReviewWriter, detect_lang_of_both, find_divisions, fold_text, write_tree
from decision_diff.renderers.review.toolbar import collect_labels, write_bar, write_filters, write_help, write_import
from decision_diff.renderers.wording.titles import name_texts

if TYPE_CHECKING:
    from decision_diff.changes import Comparison
    from decision_diff.renderers.review.text import Divisions

__all__ = ["disagreements", "faults", "recover", "render"]

STYLES = ("html/page.css", "review/page.css")
MARKED_STYLES = ("html/page.css", "html/marks.css", "review/page.css")
SCRIPTS = ("review/page.js", "review/search.js", "review/import.js", "review/notes.js")
_PAGE = Path(__file__).parent / "page.html"


def render(comparison: Comparison, options: ReviewOptions) -> str:
    """Renders the page, always with the whole text, so it has no option `all`. NotesError for notes on other texts."""
    old, new = comparison.old.source, comparison.new.source
    old_name, new_name = show_inline(old.name), show_inline(new.name)
    lang = detect_lang_of_both(comparison)
    page = choose_page_words(comparison, options, lang)
    style, script = read_own_files(MARKED_STYLES if page.marked else STYLES), read_own_files(SCRIPTS)
    blocks = list_shown_clauses(comparison, page)
    division = find_divisions(blocks, page.words)
    noted = dict(options.notes.find(comparison)) if options.notes else {}
    writer = ReviewWriter(comparison, page, blocks, division, lang, noted)
    names = name_texts(comparison, options)
    return fill_page(
        _PAGE,
        root=page.page + Markup(' data-view="inline"'),
        style=style,
        script=script,
        title=names.heading,
        heading=Markup("<bdi>{}</bdi>").format(names.heading) if page.own else names.heading,
        old_hash=old.sha256,
        new_hash=new.sha256,
        old_name=old_name,
        new_name=new_name,
        own_title=names.title,
        old_label=names.old,
        new_label=names.new,
        said=json.dumps(collect_labels(page.words), ensure_ascii=False),
        noted=Markup(' data-notes="{}"').format(show_inline(options.notes.name)) if options.notes else NOTHING,
        skip=page.say("review.skip"),
        clauses=page.say("review.clauses"),
        heading_of_text=page.say("redline.text"),
        made=page.say("review.made"),
        hashes=page.show_hashes(comparison),
        sources=page.show_sources(names),
        statistics=_statistics(comparison, page),
        summary=page.show_summary(comparison, names),
        meaning=_show_meaning(comparison, page, shown=options.summary),
        legend=_legend(page) if comparison.differs else NOTHING,
        bar=write_bar(
            page.words,
            write_filters(
                page.words, count_by_filter(comparison), _changed(division, comparison), writer.authors, page.lang
            ),
            len(comparison.changes),
        ),
        tree=write_tree(writer, blocks),
        article=page.article,
        way=page.way,
        text=fold_text(writer, blocks),
        after=join(
            show(comparison)
            for show in (page.show_headers, page.show_replacements, page.show_brackets, page.show_notices)
        ),
        help=write_help(page.words),
        **{"import": write_import(page.words)},
    )


def faults(output: str) -> list[tuple[str, str]]:
    """Lists what in a page is not as we write it, as `html.faults` does."""
    return seen.faults(output, (STYLES, MARKED_STYLES), SCRIPTS)


def disagreements(output: str, comparison: Comparison) -> list[tuple[str, str]]:
    """Lists the changes that a page marks otherwise than we do: (code, sentence)."""
    return seen.disagreements(output, render(comparison, ReviewOptions()))


def _legend(page: PageWords) -> Markup:
    return Markup('<details>\n<summary>{}</summary>\n<ul class="legend">{}</ul>\n</details>').format(
        page.say("redline.legend"), page.show_legend(unchanged=True)
    )


def _show_meaning(comparison: Comparison, page: PageWords, *, shown: bool) -> Markup:
    """What the changes mean, open; nothing where nothing is told."""
    if not (items := page.list_meaning(comparison, shown=shown)):
        return NOTHING
    return Markup(
        '<details class="means" open>\n<summary>{}</summary>\n<ul class="notices">{}</ul>\n</details>\n'
    ).format(page.say("summary.heading"), join(items))


def _changed(division: Divisions, comparison: Comparison) -> dict[int, str]:
    """The names of those divisions that hold a change, by their number."""
    found = {at for number in range(1, len(comparison.changes) + 1) for at in division.of[number]}
    return {at: name for at, name in enumerate(division.names) if at in found}


def _statistics(comparison: Comparison, page: PageWords) -> Markup:
    body = join(
        Markup('<tr><th scope="row">{}</th>{}</tr>\n').format(
            page.show_mark(next(one for one in comparison.every if one.mark == row.mark), 0, link=False),
            join(
                Markup("<td>{}</td>").format(f"{number:,}" if number else "–")
                for number in (row.changes if row.mark != "NOC" else 0, row.old, row.new, row.deleted, row.inserted, row.kept)
            ),
        )
        for row in count_by_mark(comparison)
    )  # fmt: skip
    heads = join(
        Markup('<th scope="col">{}</th>').format(page.say(f"review.stat_{name}"))
        for name in ("changes", "old", "new", "deleted", "inserted", "kept")
    )
    return Markup(
        '<details>\n<summary>{}</summary>\n<table class="stats">\n<thead><tr><td></td>{}</tr></thead>\n'
        "<tbody>\n{}</tbody>\n</table>\n</details>"
    ).format(page.say("review.statistics"), heads, body)
