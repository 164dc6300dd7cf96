"""Markdown for a review comment: a heading, the counts, then each change as a line and a quoted redline.

`<ins>` and `<del>` are the only HTML: GitHub and GitLab both let them through and show them underlined and struck.
All text is escaped so that it stays text: ASCII punctuation that means something gets a backslash, blanks at the ends
of a line and tabs a character reference, and what a site would turn into a mention, a reference, an emoji or a link
after Markdown is done (`@name`, `#12`, `:+1:`, `https://`) is parted by an empty comment, the one thing that stops it.
Not reversible: unchanged clauses are left out and invisible characters are shown by number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decision_diff.renderers._markdown_text import escape, tags
from decision_diff.renderers._shared import (
    HIDDEN,
    Options,
    PieceOp,
    counts,
    effect_words,
    gathered,
    lines,
    no_difference,
    notice_line,
    one_line,
    ranges,
    replacement_line,
    route,
    visible,
)

if TYPE_CHECKING:
    from decision_diff.changes import Change, Comparison

__all__ = ["escape", "render", "safe"]

_Tags = dict[PieceOp, tuple[str, str]]
_TAGS: _Tags = {"insert": ("<ins>", "</ins>"), "delete": ("<del>", "</del>"), "equal": ("", "")}
_UNSAFE = re.compile(f"{HIDDEN.pattern}|[¶↵]")


def render(comparison: Comparison, options: Options) -> str:
    """The comment, ended by a line feed; each clause is one source line, however long."""
    old, new = one_line(comparison.old.source.name), one_line(comparison.new.source.name)
    parts = [f"### {escape(one_line(options.title))}" if options.title else f"### {escape(old)} → {escape(new)}"]
    parts.append(escape(counts(comparison) if comparison.changes else no_difference(comparison)))
    marks = _tags(options.profile)
    single, renumbered = gathered(comparison)
    for number, change in single:
        parts.append(_change(f"{number}\\.", comparison, change, marks))
    for group in renumbered:
        numbers = ranges([number for number, _ in group.changes])
        place = f"{escape(group.place)}: " if group.place else ""
        parts.append(f"**{escape(numbers)}\\. \\(MOD\\)** {place}renumbered only: {escape(', '.join(group.steps))}")
    if comparison.replacements:
        parts.append("#### Replaced throughout")
        parts.append("\n".join(f"- {escape(replacement_line(one))}" for one in comparison.replacements))
    if options.all and comparison.unchanged:
        parts.append("#### Unchanged")
        parts.extend(_change("", comparison, change, marks) for change in comparison.unchanged)
    if comparison.notices:
        parts.append("#### Notices")
        parts.append("\n".join(f"- {escape(notice_line(notice))}" for notice in comparison.notices))
    return "\n\n".join(parts) + "\n"


def _tags(profile: str) -> _Tags:
    """How words are marked: as in the profile of that name, if one is asked for."""
    if not profile:
        return _TAGS
    from decision_diff import profiles  # noqa: PLC0415 - late: most comments do without

    found = profiles.load(profile)
    return {"insert": tags(found.insert), "delete": tags(found.delete), "equal": ("", "")}


def _change(bullet: str, comparison: Comparison, change: Change, marks: _Tags) -> str:
    effects = effect_words(change)
    title = f"**{bullet}{' ' if bullet else ''}{escape(change.mark)}** {escape(route(comparison, change))}"
    title += f" — {escape(effects)}" if effects else ""
    shown = [
        "".join(f"{marks[op][0]}{escape(text)}{marks[op][1]}" for op, text in runs)
        for runs in lines(change, safe)
        if runs
    ]
    return f"{title}\n\n> {'<br>'.join(shown)}" if shown else title


def safe(text: str) -> str:
    """Words with invisible characters, and those that we use as marks ourselves, shown by number."""
    return visible(text, _UNSAFE)
