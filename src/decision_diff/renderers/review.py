"""One HTML file to review a comparison in: it works without network, and its script asks nothing of anybody.

All that the page says is written here, as HTML, with the markup of `html`, so both texts can be read back from it
(`recover`). Without script it is the inline redline with everything open. The script adds views, steps, folds, filters,
search and notes, which it exports and imports as files; it makes no markup out of text. The Content-Security-Policy allows the one style sheet and the one
script by their hashes, and nothing else.

A change is known by `change.N`, N counted from 1; a clause by its eid, or `old.` and its eid where only the old text has
it there. What the tools themselves need has ids that begin with `ui.`; an eid holds no full stop.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from decision_diff.renderers._html_recover import recover
from decision_diff.renderers._html_text import NOTHING, direction, join, mark, policy_hash, shown_blocks
from decision_diff.renderers._review_numbers import by_filter, rows
from decision_diff.renderers._review_text import ReviewWriter, folded_text, languages, parts, tree
from decision_diff.renderers._review_tools import BAR, HELP, IMPORT, LEGEND, filters
from decision_diff.renderers._shared import (
    Options,
    counts,
    no_difference,
    notice_line,
    one_line,
    replacement_line,
)

if TYPE_CHECKING:
    from decision_diff.changes import Comparison
    from decision_diff.renderers._review_text import Parts

__all__ = ["recover", "render"]

STYLES = ("html_page.css", "review_page.css")
SCRIPTS = ("review_page.js", "review_search.js", "review_import.js", "review_notes.js")
_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="en" data-view="inline">\n<head>\n<meta charset="utf-8">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{style_hash}'; "
    "script-src 'sha256-{script_hash}'; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="decision-diff">\n'
    "<title>{heading}</title>\n<style>{style}</style>\n</head>\n"
    '<body data-old="{old.sha256}" data-new="{new.sha256}" data-old-name="{old_name}" data-new-name="{new_name}"{noted}>\n'
    '<a class="skip" href="#ui.text">Skip to the text</a>\n'
    '<header>\n<h1>{heading}</h1>\n<div class="facts">{sources}\n{statistics}</div>\n'
    '<p class="sum">{summary}</p>\n{legend}\n</header>\n{bar}'
    '<div class="frame">\n<nav class="tree" id="ui.tree" aria-label="Clauses">\n{tree}\n</nav>\n'
    '<main id="ui.text" tabindex="-1">\n<div class="sides" aria-hidden="true"{dir}><bdi>{old_name}</bdi><bdi>{new_name}</bdi></div>\n'
    '<h2 class="sr">Text</h2>\n'
    "<article{lang}{dir}>\n{text}\n</article>\n{after}</main>\n</div>\n"
    '<div class="rail" id="ui.rail" aria-hidden="true" hidden></div>\n'
    "<footer>Made by decision-diff. This page is complete in itself: it loads nothing, and notes stay in this browser."
    '</footer>\n{help}{import_}<script type="module">{script}</script>\n</body>\n</html>\n'
)  # fmt: skip


def render(comparison: Comparison, options: Options) -> str:
    """The page. The whole text is always there, so `Options.all` says nothing here. NotesError for notes on other texts."""
    old, new = comparison.old.source, comparison.new.source
    old_name, new_name = one_line(old.name), one_line(new.name)
    style, script = _ours(STYLES), _ours(SCRIPTS)
    lang = languages(comparison)
    blocks = shown_blocks(comparison)
    division = parts(blocks)
    noted = dict(options.notes.on(comparison)) if options.notes else {}
    writer = ReviewWriter(comparison, blocks, division, lang, noted)
    return str(
        _PAGE.format(
            style=style,
            style_hash=policy_hash(style),
            script=script,
            script_hash=policy_hash(script),
            heading=one_line(options.title or f"{old.name} → {new.name}"),
            old=old,
            new=new,
            old_name=old_name,
            new_name=new_name,
            sources=_sources(comparison),
            statistics=_statistics(comparison),
            summary=counts(comparison) if comparison.changes else no_difference(comparison),
            legend=LEGEND if comparison.changes else "",
            bar=BAR.format(
                filters=filters(by_filter(comparison), _changed(division, comparison), lang),
                total=len(comparison.changes),
            ),
            tree=tree(writer, blocks),
            lang=lang,
            dir=direction(comparison),
            text=folded_text(writer, blocks),
            after=_after(comparison, lang),
            help=HELP,
            import_=IMPORT,
            noted=Markup(' data-notes="{}"').format(one_line(options.notes.name)) if options.notes else NOTHING,
        )
    )


def _ours(names: tuple[str, ...]) -> Markup:
    """Files of this package, one after another."""
    folder = Path(__file__).parent
    return Markup("").join(Markup((folder / name).read_text(encoding="utf-8")) for name in names)  # noqa: S704


def _sources(comparison: Comparison) -> Markup:
    return Markup('<dl class="sources">{}</dl>').format(
        join(
            Markup('<dt>{}</dt><dd><bdi>{}</bdi><span class="hash">SHA-256 {}</span></dd>').format(
                side, one_line(source.name), source.sha256
            )
            for side, source in (("Old", comparison.old.source), ("New", comparison.new.source))
        )
    )


def _changed(division: Parts, comparison: Comparison) -> dict[int, str]:
    """The names of those divisions that hold a change, by their number."""
    found = {at for number in range(1, len(comparison.changes) + 1) for at in division.of[number]}
    return {at: name for at, name in enumerate(division.names) if at in found}


def _statistics(comparison: Comparison) -> Markup:
    body = join(
        Markup('<tr><th scope="row">{}</th>{}</tr>\n').format(
            mark(next(one for one in (*comparison.changes, *comparison.unchanged) if one.mark == row.mark), 0, link=False),
            join(
                Markup("<td>{}</td>").format(f"{number:,}" if number else "–")
                for number in (row.changes if row.mark != "NOC" else 0, row.old, row.new, row.deleted, row.inserted, row.kept)
            ),
        )
        for row in rows(comparison)
    )  # fmt: skip
    return Markup(
        '<table class="stats">\n<caption>Statistics, in clauses and characters</caption>\n'
        '<thead><tr><td></td><th scope="col">Changes</th><th scope="col">Old clauses</th><th scope="col">New clauses</th>'
        '<th scope="col">Characters deleted</th><th scope="col">inserted</th><th scope="col">kept</th></tr></thead>\n'
        "<tbody>\n{}</tbody>\n</table>"
    ).format(body)


def _after(comparison: Comparison, lang: Markup) -> Markup:
    """What else was found: terms replaced throughout, notices."""
    replaced = notices = NOTHING
    if comparison.replacements:
        items = join(Markup("<li{}>{}</li>").format(lang, replacement_line(one)) for one in comparison.replacements)
        replaced = Markup('<h2>Replaced throughout</h2>\n<ul class="notices">{}</ul>\n').format(items)
    if comparison.notices:
        items = join(Markup("<li>{}</li>").format(notice_line(notice)) for notice in comparison.notices)
        notices = Markup('<h2>Notices</h2>\n<ul class="notices">{}</ul>\n').format(items)
    return replaced + notices
