"""Counts the lines of a base in units (`values`), and carries edits out on them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from decision_diff.amend.proposals.values import ProposedEdit, ProposedLine
from decision_diff.model import Clause, Decision


class Units:
    """Where the lines of a base begin, and what stands at a unit."""

    def __init__(self, lines: Sequence[ProposedLine]) -> None:
        self.lines = tuple(lines)
        self.starts = (0, *accumulate(len(one.words) + 2 for one in lines))

    def find_line(self, unit: int) -> int:
        """The line that holds a unit; behind the last one, how many there are."""
        return min(bisect_right(self.starts, unit) - 1, len(self.lines))

    def cut_words(self, start: int, end: int) -> str:
        """The words in the units [start, end) of one line, its number and its end left out."""
        at = self.find_line(start)
        if at == len(self.lines):
            return ""
        first = self.starts[at] + 1
        return self.lines[at].words[max(start - first, 0) : max(end - first, 0)]

    def is_line(self, start: int, end: int) -> bool:
        """Whether [start, end) is one whole line."""
        at = self.find_line(start)
        return at < len(self.lines) and (start, end) == (self.starts[at], self.starts[at + 1])


def list_clauses(decision: Decision) -> list[Clause]:
    """The clauses that are lines: those with a number or words, in order."""
    return [clause for clause in decision.walk() if clause.label or clause.words]


def list_lines(decision: Decision) -> tuple[ProposedLine, ...]:
    """The lines of a text."""
    return tuple(ProposedLine(one.number, one.words, one.level) for one in list_clauses(decision))


def carry_out(units: Units, edits: Iterable[ProposedEdit]) -> tuple[ProposedLine, ...]:
    """The lines of the base with edits, given in order, carried out; ValueError for edits that overlap or go beyond their line."""
    by_line: dict[int, list[ProposedEdit]] = {}
    for one in edits:
        by_line.setdefault(units.find_line(one.start), []).append(one)
    made: list[ProposedLine] = []
    for at in range(len(units.lines) + 1):
        made.extend(_carry_out_line(units, at, by_line.get(at, ())))
    return tuple(made)


def _carry_out_line(units: Units, at: int, edits: Sequence[ProposedEdit]) -> Iterator[ProposedLine]:
    for one in edits:
        yield from one.lines
    gone = any(one.kind == "lines" and one.start < one.end for one in edits)
    if at < len(units.lines) and not gone:
        yield compute_line(units, at, edits)


def compute_line(units: Units, at: int, edits: Iterable[ProposedEdit]) -> ProposedLine:
    """A line of the base with the edits of its number and words carried out."""
    line, first = units.lines[at], units.starts[at] + 1
    number, words, done = line.number, "", 0
    for one in edits:
        if one.kind == "number":
            number = one.text
        elif one.kind == "words":
            start, end = one.start - first, one.end - first
            if not done <= start <= end <= len(line.words):
                raise ValueError("edits of a proposal overlap, or go beyond their line")
            words, done = words + line.words[done:start] + one.text, end
    return ProposedLine(number, words + line.words[done:], line.level)
