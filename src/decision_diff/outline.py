"""The clauses of one decision with their addresses: as an indented tree for people, as records for programs, or with reasons.

`explain` derives its reasons from the finished tree, by the rules of `parse.tree`, and lists what else each numbered line might
have been, with its costs (`parse.costs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from decision_diff.characters import show_hidden
from decision_diff.model import Clause, Decision, Origin, Span
from decision_diff.words.brackets import count_open, find_brackets

# Enough of a clause's words to know it again.
FIRST_WORDS = 40


def format_tree(decision: Decision) -> str:
    """One line per clause in document order, indented two spaces per level: eid, mark in the margin, number, first words.

    At its end it says how many square brackets open in the clause, if any do, and what highlighting says of it (`find_status`).
    """
    counts = _count_brackets(decision)
    return "".join(
        f"{'  ' * depth}{_line(clause)}{_say_open(counts.get(clause.eid, 0))}{_say_status(clause)}\n"
        for depth, clause in _walk(decision.clauses, 0)
    )


def make_records(decision: Decision) -> dict[str, Any]:
    """The tree as plain dictionaries and lists, ready for JSON: `source`, `clauses` (nested), `notices`."""
    brackets, clauses = find_brackets(decision), decision.walk()
    return {
        "source": {
            "name": decision.source.name,
            "media_type": decision.source.media_type,
            "sha256": decision.source.sha256,
        },
        "clauses": _clauses(decision.clauses, {clauses[at].eid: count for at, count in count_open(brackets).items()}),
        "notices": [
            {"code": notice.code, "message": notice.message} for notice in (*decision.notices, *brackets.notices)
        ],
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
    shown = (clause.eid, show_hidden(_mark(clause)), show_hidden(clause.number), show_hidden(words))
    return "  ".join(part for part in shown if part)


def _mark(clause: Clause) -> str:
    """The mark in the margin of its number; empty if it has none."""
    return next((feature.value for feature in clause.features if feature.kind == "mark"), "")


def print_text(decision: Decision) -> str:
    """The text as its file shows it: with generated numbers, each followed by a tab, before their paragraphs."""
    return "".join(
        block.raw if block.label is None or block.label.typed else f"{block.label.text}\t{block.raw}"
        for block in decision.blocks
    )


def _count_brackets(decision: Decision) -> dict[str, int]:
    clauses = decision.walk()
    return {clauses[at].eid: count for at, count in count_open(find_brackets(decision)).items()}


def _say_open(count: int) -> str:
    return f"  ({count} open {'bracket' if count == 1 else 'brackets'})" if count else ""


def find_status(clause: Clause) -> str:
    """What highlighting says of a clause in a negotiation: "agreed", "agreed in a group", "partly agreed", "" for open.

    Letters and digits count. Where all have a status, the weaker one holds; where some have none, the clause is partly agreed.
    """
    stretches = [one for one in clause.features if one.kind == "status"]
    if not stretches:
        return ""
    if any(_has_letters(clause.words, *gap) for gap in _list_gaps([one.span for one in stretches], len(clause.words))):
        return "partly agreed"
    return "agreed" if all(one.value == "agreed" for one in stretches) else "agreed in a group"


def _list_gaps(spans: Sequence[Span], length: int) -> Iterator[tuple[int, int]]:
    """What lies between spans that are in order."""
    at = 0
    for span in spans:
        yield at, span.start
        at = max(at, span.end)
    yield at, length


def _has_letters(words: str, start: int, end: int) -> bool:
    return any(one.isalnum() for one in words[start:end])


def _say_status(clause: Clause) -> str:
    status = find_status(clause)
    return f"  ({status})" if status else ""


def _clauses(clauses: Sequence[Clause], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    top: list[dict[str, Any]] = []
    lists = [top]
    for depth, clause in _walk(clauses, 0):
        record = {
            "eid": clause.eid,
            "level": clause.level,
            "mark": _mark(clause),
            "number": clause.number,
            "heading": clause.heading,
            "text": clause.text,
            "cells": [cell.of(clause.text) for cell in clause.cells],
            "open_brackets": counts.get(clause.eid, 0),
            "status": find_status(clause),
            "children": [],
        }
        del lists[depth + 1 :]
        lists[depth].append(record)
        lists.append(record["children"])  # type: ignore[arg-type] # the one value that is a list of records
    return top


def explain(decision: Decision, candidates: Mapping[str, Sequence[str]]) -> str:
    """The tree with lines below each clause: what its line was read as, why it hangs where it does, and what is doubtful.

    `candidates` are by eid the ways to read its line, with their costs (`parse.candidates`).
    """
    before = _list_neighbours(decision)
    return "".join(
        f"{'  ' * depth}{line}\n"
        for depth, clause in _walk(decision.clauses, 0)
        for line in (
            _line(clause),
            *(f"    {said}" for said in _reading(decision, clause, before)),
            *(f"    cost {way}" for way in candidates.get(clause.eid, ())),
        )
    )


def explain_clause(decision: Decision, clause: Clause) -> list[str]:
    """How one clause was read: its blocks, its kind and number, why it hangs where it does, and what is doubtful about it."""
    return _reading(decision, clause, _list_neighbours(decision))


def _reading(decision: Decision, clause: Clause, before: Mapping[str, str]) -> list[str]:
    return [
        f"read as: {_blocks(clause)}, {clause.level}, {_numbered(clause)}",
        f"hangs: {_why(decision, clause, before)}",
        *(f"doubt: {one.code}: {show_hidden(one.message)}" for one in decision.notices if _touches(one.origin, clause)),
    ]


def _list_neighbours(decision: Decision) -> dict[str, str]:
    """For each clause with a number the eid of the one before it in the same list."""
    last: dict[tuple[int, str], str] = {}
    found = {}
    for clause, parent in zip(decision.walk(), decision.parents(), strict=True):
        if clause.label is not None:
            key = parent, clause.label.style
            if key in last:
                found[clause.eid] = last[key]
            last[key] = clause.eid
    return found


def _blocks(clause: Clause) -> str:
    first, last = clause.origin.start + 1, max(clause.origin.end, clause.origin.start + 1)
    return f"block {first}" if first == last else f"blocks {first}–{last}"


def _numbered(clause: Clause) -> str:
    label = clause.label
    if label is None:
        return "without a number"
    value = ".".join(map(str, label.value)) or "none"
    by = "" if label.typed else ", generated by Word"
    return f"number {show_hidden(label.text)!r} (value {value}, style {label.style}{by})"


def _why(decision: Decision, clause: Clause, before: Mapping[str, str]) -> str:
    """The rule of `parse.tree` that put a clause below its parent."""
    above = decision.parent(clause.eid)
    where = "at the top" if above is None else f"below {above.eid}"
    if clause.level in ("note", "row", "editorialNote"):
        name = "note" if clause.level == "editorialNote" else clause.level
        return f"{where}: a {name} belongs to what stands before it"
    if clause.label is not None and clause.label.style:
        style = clause.label.style
        if clause.eid in before:
            return f"{where}: it continues the list of {before[clause.eid]} (style {style})"
        level = f"{'an' if clause.level[0] in 'aeiou' else 'a'} {clause.level}"
        return f"{where}: the first number written like {clause.number!r} there; it ends open clauses that are not above {level}"
    if clause.level == "wrapUp":
        return f"{where}: text after a list belongs to what the list hangs on"
    if clause.heading:
        return f"{where}: a heading ends every open clause of its rank ({clause.level}) or below"
    if above is None:
        return f"{where}: text without a number, and nothing is open that could hold it"
    return f"{where}: text without a number is the next paragraph of what is open ({above.level})"


def _touches(origin: Origin | None, clause: Clause) -> bool:
    return origin is not None and origin.start < clause.origin.end and clause.origin.start < origin.end
