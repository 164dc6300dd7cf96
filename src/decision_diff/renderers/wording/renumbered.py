"""Clauses that only got another number: every list of changes ends with them, as one paragraph of ranges.

    第二条 … 第十二条 became 第一条 … 第十一条   =>   第二条至第十二条改为第一条至第十一条

A range goes on where the next number follows on both sides. Articles count through chapters, so their ranges do too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.citations.places import STEP
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


def choose_signalled(comparison: Comparison, signal: str) -> tuple[list[Numbered], list[Numbered], int]:
    """Chooses what `split_list` gives: all of it for "", else the changes with a signal of that kind; and how many changes are left out."""
    single, renumbered = split_list(comparison)
    if not signal:
        return single, renumbered, 0
    numbers = {
        number
        for (number, _), signals in zip(comparison.numbered, comparison.signals, strict=True)
        if any(one.kind == signal for one in signals)
    }
    chosen = [one for one in single if one[0] in numbers]
    return chosen, [], len(comparison.changes) - len(chosen)


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
    for runs in held.values():
        for run in runs:
            is_first = run is runs[0]
            found.append(Shift(tuple(run), _said(words, comparison, run, is_first=is_first), is_first))
    return found


def join_shifts(words: Words, shifts: Sequence[Shift]) -> str:
    """Joins all ranges in one line: `做出决定3 to 5 → 4 to 6, 8 → 9; 附件1第2段 → 第3段`."""
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


def _said(words: Words, comparison: Comparison, run: Sequence[Numbered], *, is_first: bool) -> str:
    """The step of a range; the first one of its place names that with the old number, and with the new one only if that is elsewhere."""
    first, last = run[0][1], run[-1][1]
    base = _name_base(words, comparison.old, first.old[0])
    moved = base != _name_base(words, comparison.new, first.new[0])
    sides = []
    for decision, one, other, is_named in (
        (comparison.old, first.old[0], last.old[0], is_first),
        (comparison.new, first.new[0], last.new[0], is_first and moved),
    ):
        start = _call(words, decision, one)
        if is_named and _is_numbered(one):
            start = words.name_place(decision, one)
        elif is_named and (above := _name_base(words, decision, one)):
            start = f"{above}{STEP}{start}"
        sides.append(start if one is other else words.say("range", first=start, last=_call(words, decision, other)))
    return words.say("step", old=sides[0], new=sides[1])


def _name_base(words: Words, decision: Decision, clause: Clause) -> str:
    """What stands before the number of a clause in its place."""
    if _is_numbered(clause):
        return words.name_base(decision, clause)
    above = decision.parent(clause.eid)
    return words.name_place(decision, above) if above else ""


def _is_numbered(clause: Clause) -> bool:
    return clause.label is not None and bool(clause.label.value)


def _call(words: Words, decision: Decision, clause: Clause) -> str:
    """A clause by its number; not by a dash if it has none, for that is a number too: that of a bullet."""
    if not clause.label:
        return words.say("no_number")
    return words.name_step(decision, clause) if clause.label.value else show_inline(clause.number)


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
