"""Plain text for a terminal or a pipe: the numbered list of changes, each with mark, place, effects and redline.

Marks without colour, if no profile says otherwise: `[-deleted-]{+inserted+}`, and `{-deleted-}` where the texts have square brackets of
their own. What a reader could mistake for our own marks is shown by number, so
that `{+` in a text reads `{‹U+002B›` and the output stays unambiguous; so are `¶` (break between clauses) and `↵`
(line feed in a cell), and every invisible character, ESC and bidi controls among them. Nothing is ever cut off;
lines are folded only if `width` is given.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from decision_diff.characters import HIDDEN, are_shown, show_hidden
from decision_diff.patterns import late
from decision_diff.renderers.options import TextOptions
from decision_diff.renderers.pieces import PieceOp, show_inline, split_lines
from decision_diff.renderers.wording import choose_words, sentences
from decision_diff.renderers.wording.brackets import explain_braces, keep_apart, list_brackets
from decision_diff.renderers.wording.marks import (
    CHARACTERS,
    build_forgery_pattern,
    choose_characters,
    choose_inline_markings,
)
from decision_diff.renderers.wording.renumbered import Numbered, choose_signalled, find_shifts, fold_shifts, say_numbers
from decision_diff.renderers.wording.summary import say_head
from decision_diff.renderers.wording.titles import name_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Decision

# The only place where escape sequences are written. Never by colour alone: what the profile says goes with it.
_COLORS: dict[PieceOp, str] = {"insert": "32", "delete": "31"}
_STYLES = {"bold": "1", "italic": "3", "underline": "4", "strike": "9"}
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"

_OURS = "[¶↵]"
_PLAIN_UNSAFE = late(f"{HIDDEN.pattern}|{_OURS}|{build_forgery_pattern(CHARACTERS)}")

_INDENT = 3
_NARROWEST = 10  # columns: below this a fold helps nobody
_NO_START = frozenset("、。，．：；！？）］｝〉》」』】〕”’…—·%‰,.:;!?)]}¶↵›")
_NO_END = frozenset("（［｛〈《「『【〔“‘([{‹")

Unit = tuple[PieceOp, str, str]
"""One character of a text, and it as shown, with the brackets that open before or close after it."""


def render(comparison: Comparison, options: TextOptions) -> str:
    """Renders the text; each line ends in a line feed, and escape sequences are written only if `options.color`."""
    page = _TerminalPage(comparison, options)
    words, names = page.words, name_texts(comparison, options)
    if names.title and (comparison.differs or options.title):  # else one sentence says all
        page.line(names.title, style=_BOLD)
    if comparison.differs:
        page.line(words.say_at(words.say("redline.old"), page.with_file(names.old, comparison.old, options.old_label)))
        page.line(words.say_at(words.say("redline.new"), page.with_file(names.new, comparison.new, options.new_label)))
    page.line(sentences.summarize(words, comparison, names))
    page.explain_braces()
    single, renumbered, left = choose_signalled(comparison, options.signal)
    if left:
        page.line(words.count("signal.left_out", left))
    said = say_head(words, comparison, shown=options.summary, signal=options.signal)
    page.section("summary.heading", said)
    for number, change in single:
        page.change(f"{number}.", change)
    page.renumbered(renumbered)
    page.headers()
    page.section("redline.throughout", [sentences.say_replacement(words, one) for one in comparison.replacements])
    page.section("brackets.open", list(list_brackets(words, comparison)))
    if options.all and comparison.unchanged:
        page.line("")
        page.line(words.say_heading("redline.unchanged"))
        for change in comparison.unchanged:
            page.change("-", change)
    page.section("notices", [sentences.say_notice(words, notice) for notice in comparison.notices])
    return "\n".join(page.lines) + "\n"


def render_change(bullet: str, comparison: Comparison, change: Change, options: TextOptions) -> list[str]:
    """Renders the lines of one change alone: what and where, then its redline, indented."""
    page = _TerminalPage(comparison, options)
    page.change(bullet, change)
    return page.lines[1:]


def show_words(text: str) -> str:
    """Shows words of a text on one line, with invisible characters by number."""
    return show_hidden(text, _PLAIN_UNSAFE).replace("\t", " | ").replace("\n", "↵")


class _TerminalPage:
    """The lines written so far, and how words are said and marked here."""

    def __init__(self, comparison: Comparison, options: TextOptions) -> None:
        self.comparison = comparison
        self.options = options
        self.words = choose_words(comparison, options)
        profile = keep_apart(self.words.profile, comparison)
        self.styles: dict[PieceOp, str] = {}
        if options.color:
            marks = choose_inline_markings(profile)
            for op, color in _COLORS.items():
                self.styles[op] = f"\x1b[{';'.join((color, *(_STYLES[style] for style in marks[op].styles)))}m"
            self.brackets = {op: (one.before, one.after) for op, one in marks.items()}
            self.forged = _OURS
        else:
            self.brackets = choose_characters(profile)
            self.forged = f"{_OURS}|{build_forgery_pattern(self.brackets)}"
        self.unsafe = late(f"{HIDDEN.pattern}|{self.forged}")
        self.only_forged = late(self.forged)
        self.lines: list[str] = []

    def line(self, text: str, *, style: str = "", hang: int = 0) -> None:
        """Add one line of our own words; lines after a fold are indented by `hang` columns."""
        for index, folded in enumerate(_fold(self._units("equal", text), self.options.width, 0, hang)):
            shown = _plain(folded)
            shown = f"{style}{shown}{_RESET}" if style and self.options.color and shown else shown
            self.lines.append(" " * (hang if index else 0) + shown)

    def show(self, text: str) -> str:
        """A text with what cannot be seen, or is written like a mark of ours, by number."""
        return show_hidden(text, self.only_forged if are_shown(text) else self.unsafe)

    def with_file(self, name: str, decision: Decision, given: str | None) -> str:
        """What a text is called; beside a label that nobody chose the name of its file."""
        file = show_inline(decision.source.name)
        return name if given or name == file else self.words.say("redline.aside", what=name, more=file)

    def section(self, heading: str, items: Sequence[str]) -> None:
        """Add a list below its heading, if there is anything in it."""
        if items:
            self.line("")
            self.line(self.words.say_heading(heading))
        for item in items:
            self.line(f"- {item}", hang=2)

    def explain_braces(self) -> None:
        """Say how words are marked where the texts have square brackets of their own."""
        for said in explain_braces(self.words, self.comparison, self.brackets["insert"], self.brackets["delete"]):
            self.line(said)

    def headers(self) -> None:
        """Add the headers and footers that differ, each with its redline."""
        if not self.comparison.headers:
            return
        from decision_diff.renderers.wording.headers import split_header  # noqa: PLC0415 - late: plain texts have none

        self.line("")
        self.line(self.words.say_heading("feature.headers"))
        for one in self.comparison.headers:
            self.line(f"- {one.place}", hang=2)
            for line in split_header(one, self.show):
                self.runs(line)

    def mark(self, change: Change) -> str:
        """The mark of a change with a blank behind it; nothing where kinds are told in words."""
        return f"{change.mark} " if self.words.profile.marks else ""

    def change(self, bullet: str, change: Change) -> None:
        """Add a change: a line that says what and where, then its redline, indented."""
        place = self.words.name_route(self.comparison, change)
        effects = self.words.say_effects(change)
        self.line("")
        self.line(f"{bullet} {self.mark(change)}{place}{' — ' if effects else ''}{effects}", style=_BOLD, hang=3)
        for runs in split_lines(change, self.show):
            self.runs(runs)

    def renumbered(self, changes: Sequence[Numbered]) -> None:
        """Add the clauses that only got another number, if there are any: one paragraph, however many they are."""
        if not changes:
            return
        first, *others = fold_shifts(self.words, find_shifts(self.words, self.comparison, changes))
        said = self.words.say_at(self.words.say("redline.only_renumbered"), first)
        self.line("")
        self.line(f"{say_numbers(changes)}. {self.mark(changes[0][1])}{said}", hang=_INDENT)
        for line in others:
            self.line(" " * _INDENT + line, hang=_INDENT)

    def runs(self, runs: Sequence[tuple[PieceOp, str]]) -> None:
        """Add a line of a redline, indented."""
        units = [unit for op, text in runs for unit in self._units(op, text)]
        for folded in _fold(units, self.options.width, _INDENT, _INDENT) if units else ():
            self.lines.append(" " * _INDENT + (self._painted(folded) if self.options.color else _plain(folded)))

    def _units(self, op: PieceOp, text: str) -> list[Unit]:
        """The characters of a run; the brackets are glued to its ends, so that no fold parts them."""
        units = [(op, character, character) for character in text]
        before, after = self.brackets[op]
        if units:
            units[0] = (op, units[0][1], before + units[0][2])
            units[-1] = (op, units[-1][1], units[-1][2] + after)
        return units

    def _painted(self, units: Sequence[Unit]) -> str:
        """With escape sequences, each closed on the line that opens it."""
        parts: list[str] = []
        for op, run in groupby(units, key=lambda unit: unit[0]):
            text = _plain(list(run))
            parts.append(f"{self.styles[op]}{text}{_RESET}" if op in self.styles else text)
        return "".join(parts)


def _plain(units: Sequence[Unit]) -> str:
    return "".join(shown for _, _, shown in units)


def _fold(units: Sequence[Unit], width: int | None, first: int, hang: int) -> list[list[Unit]]:
    """Units as lines of at most `width` columns (None: one line), of which `first`, later `hang`, are taken.

    A line is folded at spaces and beside wide characters, but not before closing or after opening punctuation; a word
    longer than a line is folded inside. Nothing is dropped: blanks at a fold stay at the line's end, over the edge.
    """
    if width is None:
        return [list(units)]
    from wcwidth import wcwidth  # noqa: PLC0415 - only wrapping needs it

    folder = _Folder(wcwidth, max(width - first, _NARROWEST), max(width - hang, _NARROWEST))
    for word in _words(units, wcwidth):
        folder.add(word)
    return folder.lines


class _Folder:
    """Lines being filled with words; `room` is the number of columns of the line that is open."""

    def __init__(self, wcwidth: Callable[[str], int], first: int, later: int) -> None:
        self.wcwidth = wcwidth
        self.room = first
        self.later = later
        self.used = 0
        self.lines: list[list[Unit]] = [[]]

    def add(self, word: Sequence[Unit]) -> None:
        """Add a word: to the open line if it fits there without the blanks at its end, else to a new one."""
        solid = list(word)
        while solid and solid[-1][2].isspace():
            solid.pop()
        self._make_room(sum(map(self._measure, solid)))
        for unit in word:
            columns = self._measure(unit)
            if columns and not unit[2].isspace():
                self._make_room(columns)
            self.lines[-1].append(unit)
            self.used += columns

    def _make_room(self, columns: int) -> None:
        """Begin a new line if the open one has anything on it and no room for so much more."""
        if self.lines[-1] and self.used + columns > self.room:
            self.lines.append([])
            self.used, self.room = 0, self.later

    def _measure(self, unit: Unit) -> int:
        return sum(max(self.wcwidth(character), 0) for character in unit[2])


def _words(units: Sequence[Unit], wcwidth: Callable[[str], int]) -> list[list[Unit]]:
    """Units gathered between the places where a line may be folded."""
    words: list[list[Unit]] = []
    before = ""
    for op, core, shown in units:
        wide = wcwidth(core) == 2 or (before and wcwidth(before) == 2)
        beside = wide and wcwidth(core) > 0 and core not in _NO_START and before not in _NO_END
        if not words or (before.isspace() and not core.isspace()) or (beside and not core.isspace()):
            words.append([])
        words[-1].append((op, core, shown))
        before = core
    return words
