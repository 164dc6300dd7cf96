"""Markdown for a review comment: a heading, the counts, then each change as a line and a quoted redline.

The only HTML are `<ins>` and `<del>`, or what else a profile marks words by: code hosts let these few tags through.
All text is escaped so that it stays text: ASCII punctuation that means something gets a backslash, blanks at the ends
of a line and tabs a character reference, and what a site would turn into a mention, a reference, an emoji or a link
after Markdown is done (`@name`, `#12`, `:+1:`, `https://`) is parted by an empty comment, the one thing that stops it.
Not reversible: unchanged clauses are left out and invisible characters are shown by number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.characters import HIDDEN, show_hidden
from decision_diff.patterns import late
from decision_diff.renderers.markdown.escape import build_tags, escape
from decision_diff.renderers.options import ListOptions
from decision_diff.renderers.pieces import PieceOp, split_lines
from decision_diff.renderers.wording import Words, choose_words, sentences
from decision_diff.renderers.wording.brackets import keep_apart, list_brackets
from decision_diff.renderers.wording.headers import split_header
from decision_diff.renderers.wording.marks import choose_inline_markings
from decision_diff.renderers.wording.renumbered import choose_signalled, find_shifts, fold_shifts, say_numbers
from decision_diff.renderers.wording.summary import say_head
from decision_diff.renderers.wording.titles import name_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decision_diff.changes import Change, Comparison

__all__ = ["escape", "render", "safe"]

_Tags = dict[PieceOp, tuple[str, str]]
_UNSAFE = late(f"{HIDDEN.pattern}|[¶↵]")


def render(comparison: Comparison, options: ListOptions) -> str:
    """Renders the comment, with a line feed at its end; each clause is one source line, however long."""
    names = name_texts(comparison, options)
    parts = [f"### {escape(names.heading)}", *([escape(names.both)] if names.title else [])]
    words = choose_words(comparison, options)
    parts.append(escape(sentences.summarize(words, comparison, names)))
    profile = keep_apart(words.profile, comparison)
    marks: _Tags = {op: build_tags(marking) for op, marking in choose_inline_markings(profile).items()}
    parts += _changes(comparison, words, marks, options)
    if comparison.headers:
        parts.append(f"#### {escape(words.say('feature.headers'))}")
    for one in comparison.headers:
        shown = [_marked(line, marks) for line in split_header(one, show_safely)]
        parts.append(f"{escape(one.place)}\n\n> {'<br>'.join(shown)}" if shown else escape(one.place))
    parts += _list(
        words, "redline.throughout", [sentences.say_replacement(words, one) for one in comparison.replacements]
    )
    parts += _list(words, "brackets.open", list(list_brackets(words, comparison)))
    if options.all and comparison.unchanged:
        parts.append(f"#### {escape(words.say('redline.unchanged'))}")
        parts.extend(_change("", comparison, change, words, marks) for change in comparison.unchanged)
    parts += _list(words, "notices", [sentences.say_notice(words, notice) for notice in comparison.notices])
    return "\n\n".join(parts) + "\n"


def _changes(comparison: Comparison, words: Words, marks: _Tags, options: ListOptions) -> Iterator[str]:
    """What the changes mean, each change by itself, then those that only got another number in one paragraph."""
    single, renumbered, left = choose_signalled(comparison, options.signal)
    if left:
        yield escape(words.count("signal.left_out", left))
    said = say_head(words, comparison, shown=options.summary, signal=options.signal)
    yield from _list(words, "summary.heading", said)
    for number, change in single:
        yield _change(f"{number}.", comparison, change, words, marks)
    if renumbered:
        title = _title(f"{say_numbers(renumbered)}.", renumbered[0][1], words)
        ranges = map(escape, fold_shifts(words, find_shifts(words, comparison, renumbered)))
        yield title + _at(words, escape(words.say("redline.only_renumbered")), "\n".join(ranges))


def _list(words: Words, heading: str, lines: Sequence[str]) -> Iterator[str]:
    """Lines below their heading, if there are any."""
    if lines:
        yield f"#### {escape(words.say(heading))}"
        yield "\n".join(f"- {escape(line)}" for line in lines)


def _at(words: Words, place: str, text: str) -> str:
    """`place: text` of what is escaped already; a colon with a blank behind it means nothing to any site."""
    values = {"place": place, "text": text}
    parts = (
        (between if between.strip() in ":：" else escape(between)) + values.get(hole, "")
        for between, hole in words.split_label("at")
    )
    return "".join(parts)


def _title(bullet: str, change: Change, words: Words) -> str:
    """`**1. MOD** `, the number alone where kinds are told in words."""
    shown = " ".join(part for part in (bullet, change.mark if words.profile.marks else "") if part)
    return f"**{escape(shown)}** " if shown else ""


def _change(bullet: str, comparison: Comparison, change: Change, words: Words, marks: _Tags) -> str:
    effects = words.say_effects(change)
    title = f"{_title(bullet, change, words)}{escape(words.name_route(comparison, change))}"
    title += f" — {escape(effects)}" if effects else ""
    shown = [_marked(runs, marks) for runs in split_lines(change, show_safely) if runs]
    return f"{title}\n\n> {'<br>'.join(shown)}" if shown else title


def _marked(runs: Sequence[tuple[PieceOp, str]], marks: _Tags) -> str:
    return "".join(f"{marks[op][0]}{escape(text)}{marks[op][1]}" for op, text in runs)


def show_safely(text: str) -> str:
    """Shows invisible characters, and those that we use as marks ourselves, by number."""
    return show_hidden(text, _UNSAFE)
