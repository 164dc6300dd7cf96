"""The small redline of a passage: from what stands there to what was meant or is quoted."""

from __future__ import annotations

from decision_diff.audit.check.findings import PieceKind
from decision_diff.words.edits import compare_words


def compare_passages(words: str, meant: str) -> tuple[tuple[PieceKind, str], ...]:
    """A small redline from what stands there to what was meant."""
    pieces: list[tuple[PieceKind, str]] = []
    for edit in compare_words(words, meant):
        if edit.op == "equal":
            pieces.append(("equal", edit.old.of(words)))
            continue
        if len(edit.old):
            pieces.append(("delete", edit.old.of(words)))
        if len(edit.new):
            pieces.append(("insert", edit.new.of(meant)))
    return tuple(pieces)
