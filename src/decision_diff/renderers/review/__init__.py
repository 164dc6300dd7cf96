"""One HTML file to review a comparison in: it works without network, and its script asks nothing of anybody.

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
from decision_diff.renderers.html.text import shown_blocks
from decision_diff.renderers.html.wording import NOTHING, PageWords, join, of_page, ours
from decision_diff.renderers.options import ReviewOptions
from decision_diff.renderers.pieces import one_line
from decision_diff.renderers.review.statistics import by_filter, rows
from decision_diff.renderers.review.text import ReviewWriter, folded_text, languages, parts, tree
from decision_diff.renderers.review.toolbar import bar, filters, help_of, import_of, said
from decision_diff.renderers.wording import name_texts

if TYPE_CHECKING:
    from decision_diff.changes import Comparison
    from decision_diff.renderers.review.text import Parts

__all__ = ["disagreements", "faults", "recover", "render"]

STYLES = ("html/page.css", "review/page.css")
MARKED_STYLES = ("html/page.css", "html/marks.css", "review/page.css")
SCRIPTS = ("review/page.js", "review/search.js", "review/import.js", "review/notes.js")
_PAGE = Path(__file__).parent / "page.html"


def render(comparison: Comparison, options: ReviewOptions) -> str:
    """The page. The whole text is always there, so `all` says nothing here. NotesError for notes on other texts."""
    old, new = comparison.old.source, comparison.new.source
    old_name, new_name = one_line(old.name), one_line(new.name)
    lang = languages(comparison)
    page = of_page(comparison, options, lang)
    style, script = ours(MARKED_STYLES if page.marked else STYLES), ours(SCRIPTS)
    blocks = shown_blocks(comparison, page)
    division = parts(blocks, page.words)
    noted = dict(options.notes.find(comparison)) if options.notes else {}
    writer = ReviewWriter(comparison, page, blocks, division, lang, noted)
    names = name_texts(comparison, options)
    heading = one_line(options.title or " → ".join(names))
    return fill_page(
        _PAGE,
        root=page.page + Markup(' data-view="inline"'),
        style=style,
        script=script,
        title=heading,
        heading=Markup("<bdi>{}</bdi>").format(heading) if page.own else heading,
        old_hash=old.sha256,
        new_hash=new.sha256,
        old_name=old_name,
        new_name=new_name,
        old_shown=names[0],
        new_shown=names[1],
        said=json.dumps(said(page.words), ensure_ascii=False),
        noted=Markup(' data-notes="{}"').format(one_line(options.notes.name)) if options.notes else NOTHING,
        skip=page.say("review.skip"),
        clauses=page.say("review.clauses"),
        heading_of_text=page.say("redline.text"),
        made=page.say("review.made"),
        hashes=page.hashes(comparison),
        sources=page.sources(names),
        statistics=_statistics(comparison, page),
        summary=page.summary(comparison),
        legend=_legend(page) if comparison.differs else NOTHING,
        bar=bar(
            page.words,
            filters(page.words, by_filter(comparison), _changed(division, comparison), writer.authors, page.lang),
            len(comparison.changes),
        ),
        tree=tree(writer, blocks),
        article=page.article,
        way=page.way,
        text=folded_text(writer, blocks),
        after=page.headers(comparison) + page.throughout(comparison) + page.notices(comparison),
        help=help_of(page.words),
        **{"import": import_of(page.words)},
    )


def faults(output: str) -> list[tuple[str, str]]:
    """As those of `html`."""
    return seen.faults(output, (STYLES, MARKED_STYLES), SCRIPTS)


def disagreements(output: str, comparison: Comparison) -> list[tuple[str, str]]:
    """Where a page marks a change otherwise than we mark it: (code, sentence)."""
    return seen.disagreements(output, render(comparison, ReviewOptions()))


def _legend(page: PageWords) -> Markup:
    return Markup('<details>\n<summary>{}</summary>\n<ul class="legend">{}</ul>\n</details>').format(
        page.say("redline.legend"), page.legend(unchanged=True)
    )


def _changed(division: Parts, comparison: Comparison) -> dict[int, str]:
    """The names of those divisions that hold a change, by their number."""
    found = {at for number in range(1, len(comparison.changes) + 1) for at in division.of[number]}
    return {at: name for at, name in enumerate(division.names) if at in found}


def _statistics(comparison: Comparison, page: PageWords) -> Markup:
    body = join(
        Markup('<tr><th scope="row">{}</th>{}</tr>\n').format(
            page.mark(next(one for one in comparison.every if one.mark == row.mark), 0, link=False),
            join(
                Markup("<td>{}</td>").format(f"{number:,}" if number else "–")
                for number in (row.changes if row.mark != "NOC" else 0, row.old, row.new, row.deleted, row.inserted, row.kept)
            ),
        )
        for row in rows(comparison)
    )  # fmt: skip
    heads = join(
        Markup('<th scope="col">{}</th>').format(page.say(f"review.stat_{name}"))
        for name in ("changes", "old", "new", "deleted", "inserted", "kept")
    )
    return Markup(
        '<details>\n<summary>{}</summary>\n<table class="stats">\n<thead><tr><td></td>{}</tr></thead>\n'
        "<tbody>\n{}</tbody>\n</table>\n</details>"
    ).format(page.say("review.statistics"), heads, body)
