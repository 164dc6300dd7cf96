"""One HTML page: who was compared, the list of changes, and the complete redlined text of the new revision.

The page asks nothing of any network and runs no script; its Content-Security-Policy allows its own style sheet, by
hash, and nothing else. The text is that of the new revision with what was deleted at the place where it stood. A
moved clause stands at both ends: struck where it was, and where it went with the words changed on the way marked.

Both texts can be read back (`recover`): accept = drop every `<del>` and unwrap `<ins>`; reject = the reverse. `data-o`
and `data-n` say which clause of the old and new revision (its position in document order, from 0) a text belongs to,
`data-t` on a cell on which sides a tab stands before it, and `data-c` which character stands behind a visible mark
such as ‹U+202E›. What we add for people (`.sr`, `.brk`, `.g`) is no part of the text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from decision_diff.renderers._html_recover import recover
from decision_diff.renderers._html_text import (
    NOTHING,
    direction,
    join,
    language,
    mark,
    old_anchor,
    policy_hash,
    redlined_text,
)
from decision_diff.renderers._shared import (
    Options,
    counts,
    effect_words,
    gathered,
    no_difference,
    notice_line,
    one_line,
    ranges,
    replacement_line,
    route,
)

if TYPE_CHECKING:
    from decision_diff.changes import Change, Comparison

__all__ = ["recover", "render"]

_LEGEND = Markup(
    '<ul class="legend"><li><ins>inserted</ins></li><li><del>deleted</del></li>'
    '<li><del class="mv">moved away</del></li><li><ins class="mv">moved here</ins></li>'
    "<li>ADD added</li><li>MOD amended</li><li>(MOD) editorial or consequential</li><li>SUP suppressed</li>"
    "<li>ADD*/SUP* moved</li></ul>"
)
_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'; "
    "base-uri 'none'; form-action 'none'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="decision-diff">\n'
    "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    '<header>\n<h1>{heading}</h1>\n{sources}\n<p class="sum">{summary}</p>\n{legend}\n</header>\n<main>\n{changes}'
    "<h2>Text</h2>\n<article{lang}{dir}>\n{text}\n</article>\n{notices}</main>\n"
    "<footer>Made by decision-diff. This page is complete in itself: it loads nothing.</footer>\n</body>\n</html>\n"
)


def render(comparison: Comparison, options: Options) -> str:
    """The page. The whole text is always there, so `Options.all` says nothing here."""
    style = (Path(__file__).parent / "html_page.css").read_text(encoding="utf-8")
    old, new = comparison.old.source, comparison.new.source
    heading = one_line(options.title or f"{old.name} → {new.name}")
    lang = language(clause.words for decision in (comparison.old, comparison.new) for clause in decision.walk())
    sources = Markup('<dl class="sources">{}</dl>').format(
        join(
            Markup('<dt>{}</dt><dd><bdi>{}</bdi><span class="hash">SHA-256 {}</span></dd>').format(
                side, one_line(source.name), source.sha256
            )
            for side, source in (("Old", old), ("New", new))
        )
    )
    notices = Markup("")
    throughout = Markup("")
    if comparison.replacements:
        rows = join(Markup("<li{}>{}</li>").format(lang, replacement_line(one)) for one in comparison.replacements)
        throughout = Markup('<h2>Replaced throughout</h2>\n<ul class="notices">{}</ul>\n').format(rows)
    if comparison.notices:
        rows = join(Markup("<li>{}</li>").format(notice_line(notice)) for notice in comparison.notices)
        notices = Markup('<h2>Notices</h2>\n<ul class="notices">{}</ul>\n').format(rows)
    return str(
        _PAGE.format(
            digest=policy_hash(style),
            style=Markup(style),  # noqa: S704 - our own file
            title=heading,
            heading=heading,
            sources=sources,
            summary=counts(comparison) if comparison.changes else no_difference(comparison),
            legend=_LEGEND if comparison.changes else "",
            changes=_list(comparison, lang) + throughout,
            lang=lang,
            dir=direction(comparison),
            text=redlined_text(comparison),
            notices=notices,
        )
    )


# The list of changes


def _list(comparison: Comparison, lang: Markup) -> Markup:
    if not comparison.changes:
        return NOTHING
    row = Markup(
        '<tr id="change.{}"><td>{}</td><td>{}</td><td><a href="{}"{}>{}</a></td><td class="what">{}</td></tr>\n'
    )
    single, renumbered = gathered(comparison)
    rows = [
        row.format(
            number, number, mark(change, number, link=False), _target(change), lang, route(comparison, change),
            effect_words(change),
        )
        for number, change in single
    ]  # fmt: skip
    for group in renumbered:
        steps = Markup(", ").join(
            Markup('<a id="change.{}" href="{}"{}>{}</a>').format(number, _target(change), lang, step)
            for (number, change), step in zip(group.changes, group.steps, strict=True)
        )
        numbers = [number for number, _ in group.changes]
        rows.append(
            Markup(
                '<tr><td>{}</td><td>{}</td><td><span{}>{}</span>{}{}</td><td class="what">renumbered only</td></tr>\n'
            ).format(
                ranges(numbers),
                mark(group.changes[0][1], numbers[0], link=False), lang, group.place, ": " if group.place else "", steps,
            )
        )  # fmt: skip
    return Markup(
        '<h2>Changes</h2>\n<table class="list">\n<thead><tr><th scope="col">No.</th><th scope="col">Mark</th>'
        '<th scope="col">Place</th><th scope="col">What happened</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n'
    ).format(join(rows))


def _target(change: Change) -> str:
    return "#" + quote(change.new[0].eid if change.new else old_anchor(change.old[0]))
