"""Which instruction made which words of the consolidated text, through several acts of one file.

Words that an act brings in are its own. Words that it takes over from the text before it keep the instruction that they had there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from decision_diff.amend.applying.assembling import WrittenLine
from decision_diff.amend.instructions import Instruction
from decision_diff.frozen import frozen
from decision_diff.model import Decision, Span


@frozen
class MadeSpan:
    """Code points of the consolidated text that an instruction brought in; None for a choice that no act says."""

    span: Span
    instruction: Instruction | None


def trace_words(lines: Sequence[WrittenLine], old: Decision, before: Sequence[MadeSpan]) -> Iterator[MadeSpan]:
    """What of the new `lines` is not of the first text, in order. `before` has the same of the text `old` that they were made of."""
    tracer = _Tracer(old, before) if before else None
    at = 0
    for line in lines:
        taken = tracer.find_taken(line) if tracer else {}
        for nth, piece in enumerate(line.pieces):
            end = at + len(piece.text)
            if piece.text and (piece.instruction or piece.is_choice):
                yield MadeSpan(Span(at, end), piece.instruction)
            for one in taken.get(nth, ()):
                yield MadeSpan(Span(at + one.span.start, at + one.span.end), one.instruction)
            at = end
        at += 1


class _Tracer:
    """Finds what earlier acts made of the words that a line takes over."""

    def __init__(self, old: Decision, before: Sequence[MadeSpan]) -> None:
        self.text = old.plain
        self.before = before
        self.starts = [0, *accumulate(len(block.raw) for block in old.blocks)]
        self.ends = [one.span.end for one in before]

    def find_taken(self, line: WrittenLine) -> dict[int, list[MadeSpan]]:
        """For each piece of old words, by its index, what earlier acts made of it, counted from its beginning."""
        if line.block < 0:
            return {}
        found: dict[int, list[MadeSpan]] = {}
        cursor, end = self.starts[line.block], self.starts[line.block + 1]
        for nth, piece in enumerate(line.pieces):
            at = self.text.find(piece.text, cursor, end) if piece.instruction is None and not piece.is_choice else -1
            if at >= 0:
                cursor = at + len(piece.text)
                found[nth] = list(self._cut(at, cursor))
        return found

    def _cut(self, start: int, end: int) -> Iterator[MadeSpan]:
        """What earlier acts made of the code points [start, end), counted from `start`."""
        nth = bisect_right(self.ends, start)
        while nth < len(self.before) and self.before[nth].span.start < end:
            one = self.before[nth]
            span = Span(max(one.span.start, start) - start, min(one.span.end, end) - start)
            yield MadeSpan(span, one.instruction)
            nth += 1
