"""The clauses of one decision with their addresses: as an indented tree for people, as records for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from decision_diff.characters import visible
from decision_diff.model import Clause, Decision

# Enough of a clause's words to know it again.
FIRST_WORDS = 40


def tree(decision: Decision) -> str:
    """One line a clause in document order, two spaces deeper a level: eid, number, first words."""
    return "".join(f"{'  ' * depth}{_line(clause)}\n" for depth, clause in _walk(decision.clauses, 0))


def records(decision: Decision) -> dict[str, Any]:
    """The tree as plain dictionaries and lists, ready for JSON: `source`, `clauses` (nested), `notices`."""
    return {
        "source": {
            "name": decision.source.name,
            "media_type": decision.source.media_type,
            "sha256": decision.source.sha256,
        },
        "clauses": _clauses(decision.clauses),
        "notices": [{"code": notice.code, "message": notice.message} for notice in decision.notices],
    }


def _walk(clauses: Sequence[Clause], depth: int) -> Iterator[tuple[int, Clause]]:
    # A stack and not recursion: nothing that a file holds may exhaust the interpreter's stack.
    stack = [(depth, clause) for clause in reversed(clauses)]
    while stack:
        level, clause = stack.pop()
        yield level, clause
        stack.extend((level + 1, child) for child in reversed(clause.children))


def _line(clause: Clause) -> str:
    words = " ".join(clause.words.split())
    if len(words) > FIRST_WORDS:
        words = words[: FIRST_WORDS - 1] + "…"
    return "  ".join(part for part in (clause.eid, visible(clause.number), visible(words)) if part)


def _clauses(clauses: Sequence[Clause]) -> list[dict[str, Any]]:
    top: list[dict[str, Any]] = []
    lists = [top]
    for depth, clause in _walk(clauses, 0):
        record = {
            "eid": clause.eid,
            "level": clause.level,
            "number": clause.number,
            "heading": clause.heading,
            "text": clause.text,
            "cells": [cell.of(clause.text) for cell in clause.cells],
            "children": [],
        }
        del lists[depth + 1 :]
        lists[depth].append(record)
        lists.append(record["children"])  # type: ignore[arg-type] # the one value that is a list of records
    return top
