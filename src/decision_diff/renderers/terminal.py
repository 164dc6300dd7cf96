"""Plain text for a terminal or a pipe: the numbered list of changes, each with mark, place, effects and redline.

Marks without colour: `[-deleted-]{+inserted+}`. What a reader could mistake for our own marks is shown by number, so
that `{+` in a text reads `{‹U+002B›` and the output stays unambiguous; so are `¶` (break between clauses) and `↵`
(line feed in a cell), and every invisible character, ESC and bidi controls among them. Nothing is ever cut off;
lines are folded only if `Options.width` is given.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

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
    from collections.abc import Callable, Sequence

    from decision_diff.changes import Change, Comparison

# The only place where escape sequences are written. Never by colour alone: underline and strikethrough go with it.
_SGR: dict[PieceOp, str] = {"insert": "\x1b[32;4m", "delete": "\x1b[31;9m"}
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"
_BRACKETS: dict[PieceOp, tuple[str, str]] = {"insert": ("{+", "+}"), "delete": ("[-", "-]"), "equal": ("", "")}

_OURS = "[¶↵]"
_COLOR_UNSAFE = re.compile(f"{HIDDEN.pattern}|{_OURS}")
_PLAIN_UNSAFE = re.compile(rf"{HIDDEN.pattern}|{_OURS}|(?<=\{{)\+|\+(?=\}})|(?<=\[)-|-(?=\])")

_INDENT = 3
_NARROWEST = 10  # columns: below this a fold helps nobody
_NO_START = frozenset("、。，．：；！？）］｝〉》」』】〕”’…—·%‰,.:;!?)]}¶↵›")
_NO_END = frozenset("（［｛〈《「『【〔“‘([{‹")

Unit = tuple[PieceOp, str]
"""One character as shown, with the brackets that open before or close after it."""


def render(comparison: Comparison, options: Options) -> str:
    """The text, lines ended by a line feed; with escape sequences only if `options.color`."""
    page = _Page(options)
    if options.title:
        page.line(one_line(options.title), style=_BOLD)
    if not comparison.changes:
        page.line(no_difference(comparison))
    else:
        page.line(f"Old: {one_line(comparison.old.source.name)}")
        page.line(f"New: {one_line(comparison.new.source.name)}")
        page.line(counts(comparison))
    single, renumbered = gathered(comparison)
    for number, change in single:
        page.change(f"{number}.", comparison, change)
    if renumbered:
        page.line("")
    for group in renumbered:
        numbers = ranges([number for number, _ in group.changes])
        place = f"{group.place}: " if group.place else ""
        page.line(f"{numbers}. (MOD) {place}renumbered only: {', '.join(group.steps)}", hang=3)
    if comparison.replacements:
        page.line("")
        page.line("Replaced throughout:")
        for one in comparison.replacements:
            page.line(f"- {replacement_line(one)}", hang=2)
    if options.all and comparison.unchanged:
        page.line("")
        page.line("Unchanged:")
        for change in comparison.unchanged:
            page.change("-", comparison, change)
    if comparison.notices:
        page.line("")
        page.line("Notices:")
        for notice in comparison.notices:
            page.line(f"- {notice_line(notice)}", hang=2)
    return "\n".join(page.lines) + "\n"


def entry(bullet: str, comparison: Comparison, change: Change, options: Options) -> list[str]:
    """The lines of one change alone: what and where, then its redline, indented."""
    page = _Page(options)
    page.change(bullet, comparison, change)
    return page.lines[1:]


def words(text: str) -> str:
    """Words of a text as they are shown here: on one line, with what nobody can see by number."""
    return visible(text, _PLAIN_UNSAFE).replace("\t", " | ").replace("\n", "↵")


class _Page:
    """The lines written so far."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.lines: list[str] = []

    def line(self, text: str, *, style: str = "", hang: int = 0) -> None:
        """Add one line of our own words; lines after a fold are indented by `hang` columns."""
        for index, folded in enumerate(_fold(_units("equal", text), self.options.width, 0, hang)):
            shown = _plain(folded)
            shown = f"{style}{shown}{_RESET}" if style and self.options.color and shown else shown
            self.lines.append(" " * (hang if index else 0) + shown)

    def change(self, bullet: str, comparison: Comparison, change: Change) -> None:
        """Add a change: a line that says what and where, then its redline, indented."""
        place = route(comparison, change)
        effects = effect_words(change)
        self.line("")
        self.line(f"{bullet} {change.mark} {place}{' — ' if effects else ''}{effects}", style=_BOLD, hang=3)
        for runs in lines(change, self._show):
            units = [unit for op, text in runs for unit in _units(op, text, self.options.color)]
            for folded in _fold(units, self.options.width, _INDENT, _INDENT) if units else ():
                self.lines.append(" " * _INDENT + (_painted(folded) if self.options.color else _plain(folded)))

    def _show(self, text: str) -> str:
        return visible(text, _COLOR_UNSAFE if self.options.color else _PLAIN_UNSAFE)


def _units(op: PieceOp, text: str, color: bool = False) -> list[Unit]:
    """The characters of a run; without colour the brackets are glued to its ends, so that no fold parts them."""
    characters = list(text)
    if characters and not color:
        before, after = _BRACKETS[op]
        characters[0] = before + characters[0]
        characters[-1] += after
    return [(op, character) for character in characters]


def _plain(units: Sequence[Unit]) -> str:
    return "".join(text for _, text in units)


def _painted(units: Sequence[Unit]) -> str:
    """With escape sequences, each closed on the line that opens it."""
    parts: list[str] = []
    for op, run in groupby(units, key=lambda unit: unit[0]):
        text = "".join(shown for _, shown in run)
        parts.append(f"{_SGR[op]}{text}{_RESET}" if op in _SGR else text)
    return "".join(parts)


def _fold(units: Sequence[Unit], width: int | None, first: int, hang: int) -> list[list[Unit]]:
    """Units as lines of at most `width` columns (None: one line), of which `first`, later `hang`, are taken.

    A line is folded at spaces and beside wide characters, but not before closing or after opening punctuation; a word
    longer than a line is folded inside. Nothing is dropped: blanks at a fold stay at the line's end, over the edge.
    """
    if width is None:
        return [list(units)]
    from wcwidth import wcwidth  # noqa: PLC0415 - only wrapping needs it

    def columns(part: Sequence[Unit]) -> int:
        return sum(max(wcwidth(character), 0) for _, shown in part for character in shown)

    folded: list[list[Unit]] = [[]]
    used, room = 0, max(width - first, _NARROWEST)
    for word in _words(units, wcwidth):
        solid = list(word)
        while solid and solid[-1][1].isspace():
            solid.pop()
        if folded[-1] and used + columns(solid) > room:
            folded.append([])
            used, room = 0, max(width - hang, _NARROWEST)
        for unit in word:
            step = columns([unit])
            if folded[-1] and step and used + step > room and not unit[1].isspace():
                folded.append([])
                used, room = 0, max(width - hang, _NARROWEST)
            folded[-1].append(unit)
            used += step
    return folded


def _words(units: Sequence[Unit], wcwidth: Callable[[str], int]) -> list[list[Unit]]:
    """Units gathered between the places where a line may be folded."""
    words: list[list[Unit]] = []
    before = ""
    for op, shown in units:
        core = _core(op, shown)
        wide = wcwidth(core) == 2 or (before and wcwidth(before) == 2)
        beside = wide and wcwidth(core) > 0 and core not in _NO_START and before not in _NO_END
        if not words or (before.isspace() and not core.isspace()) or (beside and not core.isspace()):
            words.append([])
        words[-1].append((op, shown))
        before = core
    return words


def _core(op: PieceOp, shown: str) -> str:
    """The one character of a unit without its brackets."""
    if len(shown) == 1:
        return shown
    before, _ = _BRACKETS[op]
    return shown[len(before)] if before and shown.startswith(before) else shown[0]
