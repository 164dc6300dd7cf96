"""Splits and joins that changed nothing but where one clause ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import Final

from decision_diff.changes import Edit, Kind, Op, join_words
from decision_diff.diff.groups import Group
from decision_diff.model import Clause, Span
from decision_diff.words.tokens import tokenize

_MARKS: Final = "\n ，；。,;."


def are_only_breaks(group: Group, edits: Sequence[Edit]) -> bool:
    """Whether all that differs is breaks, marks beside them, and numbers that stood in the words and are those of clauses now.

    The mark goes with the seam: `…这一进程，每位专家…` becomes `…这一进程；` and `每位专家…`. So does the number: of `…的：（一）未申报的`
    with `（一）` as the number of a clause no word is gone.
    """
    if len(group.links) < 2:
        return False
    old, new = join_words(group.old), join_words(group.new)
    if all(edit.op == "equal" or not (edit.old.of(old) + edit.new.of(new)).strip(_MARKS) for edit in edits):
        return True
    return compare_seams(group, old, new) is not None


def compare_seams(group: Group, old: str, new: str) -> tuple[Edit, ...] | None:
    """The edits of a group whose two sides read the same, letter by letter, if numbers are read with the words; else None.

    `old` and `new` are the joined words. A number that was words, or is words now, is exchanged for the break before its clause. None too if a word was cut.
    """
    if len(group.links) < 2 or _squeeze(group.old) != _squeeze(group.new):
        return None
    before, after = _line_up(group.old), _line_up(group.new)
    edits: list[Edit] = []
    at = (0, 0)
    for was, now in (*_find_runs(before, after), (Span(len(old), len(old)), Span(len(new), len(new)))):
        for edit in _cut(at, was, now, old, new):
            _append(edits, edit)
        at = was.end, now.end
    is_whole = _are_ends({edit.old.start for edit in edits}, old) and _are_ends({edit.new.start for edit in edits}, new)
    return tuple(edits) if is_whole else None


def _are_ends(places: AbstractSet[int], text: str) -> bool:
    """Whether words begin or end at all of these places."""
    return places <= {0, *accumulate(map(len, tokenize(text)))}


def _squeeze(clauses: Sequence[Clause]) -> str:
    """The words of clauses and their numbers, save for that of the first one, without spaces."""
    rest = (part for clause in clauses[1:] for part in (clause.number, clause.words))
    return "".join("".join([clauses[0].words, *rest]).split()) if clauses else ""


def _line_up(clauses: Sequence[Clause]) -> list[int]:
    """For each character of the squeezed clauses the code point at which it stands in the joined words; -1 in a number."""
    places: list[int] = []
    at = 0
    for place, clause in enumerate(clauses):
        places += [-1] * len("".join(clause.number.split()) if place else "")
        places += [at + n for n, letter in enumerate(clause.words) if not letter.isspace()]
        at += len(clause.words) + 1
    return places


def _find_runs(before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[Span, Span]]:
    """The longest stretches of both joined texts that go on side by side, in order."""
    start: tuple[int, int] | None = None
    last = (-2, -2)
    for was, now in (*zip(before, after, strict=True), (-1, -1)):
        goes_on = start is not None and was == last[0] + 1 and now == last[1] + 1
        if start is not None and not goes_on:
            yield Span(start[0], last[0] + 1), Span(start[1], last[1] + 1)
            start = None
        if start is None and min(was, now) >= 0:
            start = was, now
        last = was, now


def _cut(at: tuple[int, int], was: Span, now: Span, old: str, new: str) -> Iterator[Edit]:
    """What stands before the next stretch that goes on, and this stretch itself."""
    gone, come = Span(at[0], was.start), Span(at[1], now.start)
    if gone.of(old) == come.of(new):
        yield Edit("equal", gone, come)
    else:
        op: Op = "replace" if gone and come else "delete" if gone else "insert"
        kind: Kind = "substantive" if (gone.of(old) + come.of(new)).strip() else "editorial"
        yield Edit(op, gone, come, kind)
    yield Edit("equal", was, now)


def _append(edits: list[Edit], edit: Edit) -> None:
    """Add an edit; two equal stretches side by side are one, and an empty one is none."""
    if edit.op == "equal" and edits and edits[-1].op == "equal":
        last = edits.pop()
        edit = Edit("equal", Span(last.old.start, edit.old.end), Span(last.new.start, edit.new.end))
    if edit.old or edit.new:
        edits.append(edit)
