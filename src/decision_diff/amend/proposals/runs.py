"""Shows a variant as runs of words that stay, go and come, for every output alike."""

from __future__ import annotations

from collections.abc import Iterator

from decision_diff.amend.proposals.values import ClauseEntry, Compilation, ProposedLine, Variant
from decision_diff.renderers.pieces import PieceOp
from decision_diff.words.brackets import CLOSING, OPENING

WordRun = tuple[PieceOp, str]
_SQUARE = frozenset(OPENING + CLOSING)


def list_runs(compilation: Compilation, entry: ClauseEntry, variant: Variant) -> list[WordRun]:
    """The words of a clause with what a variant changes in them, in order; equal neighbours are one run, empty ones none.

    Lines that come in are parted by line feeds, and their numbers are said. Of an amended clause the number is said only where it changes.
    """
    if entry.inserts:
        return [("insert", "\n".join(_say(line) for line in variant.lines))]
    return [run for run in _join(_list_raw(compilation, entry, variant)) if run[1]]


def _say(line: ProposedLine) -> str:
    return f"{line.number} {line.words}" if line.number else line.words


def _list_raw(compilation: Compilation, entry: ClauseEntry, variant: Variant) -> Iterator[WordRun]:
    line = compilation.lines[entry.line]
    if any(one.kind == "lines" for one in variant.edits):
        yield "delete", line.words
        if variant.lines and "move" not in variant.effects:
            yield "insert", "\n".join(_say(one) for one in variant.lines)
        return
    first, done = entry.start + 1, 0
    if variant.mark == "(MOD)":
        number = next(one.text for one in variant.edits if one.kind == "number")
        yield from (("delete", line.number), ("insert", number), ("equal", " " if line.number or number else ""))
    for one in variant.edits:
        if one.kind == "words":
            start, end = one.start - first, one.end - first
            yield "equal", line.words[done:start]
            yield "delete", line.words[start:end]
            yield "insert", one.text
            done = end
    yield "equal", line.words[done:]


def _join(runs: Iterator[WordRun]) -> Iterator[WordRun]:
    last: WordRun = ("equal", "")
    for op, text in runs:
        if op == last[0]:
            last = (op, last[1] + text)
        elif text:
            yield last
            last = (op, text)
    yield last


def has_square_brackets(compilation: Compilation) -> bool:
    """Whether any text has square brackets of its own, so that marks of ours must not look like them."""
    texts = [line.words for line in compilation.lines]
    texts += [edit.edit.text for edit in compilation.edits]
    texts += [line.words for edit in compilation.edits for line in edit.edit.lines]
    return any(not _SQUARE.isdisjoint(text) for text in texts)
