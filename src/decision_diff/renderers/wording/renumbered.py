"""Clauses that only got another number: every list of changes ends with them, as one paragraph of ranges.

    第二条 … 第十二条 became 第一条 … 第十一条   =>   第二条至第十二条改为第一条至第十一条

A range goes on where the next number follows on both sides. Articles count through chapters, so their ranges do too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.frozen import frozen
from decision_diff.renderers.pieces import show_inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Clause, Decision, Label
    from decision_diff.renderers.wording import Words

Numbered = tuple[int, "Change"]
_LINE = 160  # characters of a line that nothing folds: a paragraph of ranges may have thousands


@frozen
class Shift:
    """Clauses whose numbers follow each other before and after: `3 to 7 → 4 to 8`.

    `changes` are (number of the change, the change) in order. The text names the place that holds them if `is_first` there.
    """

    changes: tuple[Numbered, ...]
    text: str
    is_first: bool


def split_list(comparison: Comparison) -> tuple[list[Numbered], list[Numbered]]:
    """Splits the changes into those that a list shows one by one and those that only got another number, each with its number."""
    single = [one for one in comparison.numbered if not one[1].is_only_renumbered]
    return single, [one for one in comparison.numbered if one[1].is_only_renumbered]


def find_shifts(words: Words, comparison: Comparison, changes: Iterable[Numbered]) -> list[Shift]:
    """Finds the ranges of changes that each changed one number, those of one place together, in order of first occurrence."""
    held: dict[tuple[str, str, str], list[list[Numbered]]] = {}
    for number, change in changes:
        old, new = change.old[0], change.new[0]
        style = new.label.style if new.label else ""  # of articles, or of the chapters that stand between them
        runs = held.setdefault((_holder(comparison.old, old), _holder(comparison.new, new), style), [])
        if runs and _follows(runs[-1][-1][1], change):
            runs[-1].append((number, change))
        else:
            runs.append([(number, change)])
    found = []
    for (above, above_now, _), runs in held.items():
        places = [_place(words, comparison.old, above), _place(words, comparison.new, above_now)]
        for run in runs:
            found.append(Shift(tuple(run), _said(words, places, run), is_first=run is runs[0]))
            places = ["", ""]  # said once
    return found


def join_shifts(words: Words, shifts: Sequence[Shift]) -> str:
    """Joins all ranges in one line: `做出决定 › 3 to 5 → 4 to 6, 8 → 9; 附件1 › 2 → 3`."""
    return fold_shifts(words, shifts, longest=None)[0]


def fold_shifts(words: Words, shifts: Sequence[Shift], longest: int | None = _LINE) -> list[str]:
    """Folds the ranges into lines of at most `longest` characters, unless one range is longer; None: one line."""
    lines = [""]
    for at, shift in enumerate(shifts):
        text = shift.text
        if at + 1 < len(shifts):
            text += words.say("semicolon" if shifts[at + 1].is_first else "comma")
        if lines[-1] and longest is not None and len(lines[-1]) + len(text.rstrip()) > longest:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += text
    return lines


def say_numbers(changes: Sequence[Numbered]) -> str:
    """Says the numbers of the changes that close a list, which follow each other: `6–17`."""
    first, last = changes[0][0], changes[-1][0]
    return str(first) if first == last else f"{first}–{last}"


def _holder(decision: Decision, clause: Clause) -> str:
    """The eid of the clause within which this one's number counts; "" for the whole text. `parse.eids` says it of articles."""
    above = [step.eid for step in decision.path(clause.eid)[:-1]]
    if clause.level == "article":
        scope = clause.eid.rpartition("__")[0]
        above = [scope] if scope in above else []
    return above[-1] if above else ""


def _place(words: Words, decision: Decision, eid: str) -> str:
    return words.name_place(decision, decision.clause(eid)) if eid else ""


def _said(words: Words, places: Sequence[str], run: Sequence[Numbered]) -> str:
    """The step of a range; the place said with the old number, and with the new one only if that is elsewhere."""
    first, last = run[0][1], run[-1][1]
    old, new = places
    sides = []
    for place, one, other in (
        (old, first.old[0], last.old[0]),
        ("" if new == old else new, first.new[0], last.new[0]),
    ):
        start = f"{place} › {_called(words, one)}" if place else _called(words, one)
        sides.append(start if one is other else words.say("range", first=start, last=_called(words, other)))
    return words.say("step", old=sides[0], new=sides[1])


def _called(words: Words, clause: Clause) -> str:
    """A clause by its number; not by a dash if it has none, for that is a number too: that of a bullet."""
    if not clause.label:
        return words.say("no_number")
    return show_inline(words.name_clause(clause) if clause.label.value else clause.number)


def _follows(before: Change, change: Change) -> bool:
    """Whether the numbers of a change come directly after those of another, on both sides."""
    return _next(before.old[0].label, change.old[0].label) and _next(before.new[0].label, change.new[0].label)


def _next(one: Label | None, other: Label | None) -> bool:
    return (
        one is not None
        and other is not None
        and one.style == other.style
        and bool(one.value)
        and other.value == (*one.value[:-1], one.value[-1] + 1)
    )
