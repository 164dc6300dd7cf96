"""The log of amendments, and the revision that each word comes from: as text for people, as records for programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from decision_diff.changes import Change, Comparison
from decision_diff.history import History
from decision_diff.history.manifest import Revision
from decision_diff.renderers import render
from decision_diff.renderers.json import build_records
from decision_diff.renderers.options import TextOptions
from decision_diff.renderers.pieces import show_inline
from decision_diff.renderers.terminal import render_change, show_words
from decision_diff.renderers.wording.brackets import count_by_clause

_ClauseCell = dict[str, str | None]
_NOTHING: Final[_ClauseCell] = {"eid": None, "number": None, "mark": None}


def format_log(
    history: History,
    eid: str | None,
    known: Sequence[Revision],
    *,
    color: bool = False,
    width: int | None = None,
) -> str:
    """The amendments, newest first: of the whole decision, or of the clause at `eid` of the latest revision.

    `known` gives dates and titles of revisions. KeyError for an unknown clause.
    """
    options = TextOptions(color=color, width=width)
    heads = {one.label: format_head(one) for one in known}
    if eid is None and not history.comparisons:
        return f"There is only one revision, {heads.get(history.labels[0], show_inline(history.labels[0]))}: no amendments.\n"
    if eid is None:
        steps = zip(history.labels[:0:-1], history.comparisons[::-1], strict=True)
        return "\n".join(
            f"{heads.get(label, label)}\n{render(comparison, 'text', options)!s}" for label, comparison in steps
        )
    entries = history.log(eid)
    shown = [
        "\n".join(
            render_change(
                f"{heads.get(one.label, one.label)}:",
                history.comparisons[history.labels.index(one.label) - 1],
                one.change,
                options,
            )
        )
        for one in entries
    ]
    born = f"First in {history.identity(eid).partition('/')[0]}."
    return "\n\n".join([*shown, born]) + "\n"


def format_head(revision: Revision) -> str:
    """What a revision is called in a heading: `C25 (2025-06-27, the title)`."""
    more = ", ".join(one for one in (revision.date and revision.date.isoformat(), show_inline(revision.title)) if one)
    return f"{show_inline(revision.label)} ({more})" if more else show_inline(revision.label)


def make_log(history: History, eid: str | None, known: Sequence[Revision]) -> list[dict[str, Any]]:
    """One dictionary an amendment, newest first: `label`, `date`, `title`, `open_brackets`, and its `changes` as in the JSON of a comparison.

    `open_brackets` is how many square brackets are open in that revision.
    """
    about = {one.label: one for one in known}
    wanted: dict[str, list[Change]] = {}
    for one in () if eid is None else history.log(eid):
        wanted.setdefault(one.label, []).append(one.change)
    found = []
    for label, comparison in zip(history.labels[:0:-1], history.comparisons[::-1], strict=True):
        rows = build_records(comparison)
        if eid is not None:
            rows = _records_of(rows, comparison, wanted.get(label, ()))
        if eid is None or rows:
            count = sum(number for _, number in count_by_clause(comparison.new))
            found.append({"label": label, **_about(about.get(label)), "open_brackets": count, "changes": rows})
    return found


def _records_of(
    rows: Iterable[dict[str, Any]], comparison: Comparison, changes: Collection[Change]
) -> list[dict[str, Any]]:
    """Those of the records of a comparison that are of these changes."""
    numbers = {n for n, change in comparison.numbered if change in changes}
    return [row for row in rows if row["number"] in numbers]


def _about(revision: Revision | None) -> dict[str, str | None]:
    """The date and the title of a revision, as far as they are known."""
    if revision is None:
        return {"date": None, "title": ""}
    return {"date": revision.date.isoformat() if revision.date else None, "title": revision.title}


def format_blame(history: History, eid: str | None, label: str | None) -> str:
    """The clauses of a revision, each stretch of words behind the label of the revision that put it there.

    Words that came back after they had been taken out have both: `C30, first C24`. KeyError for a label or clause that
    is not there.
    """
    lines = []
    for row in make_blame(history, eid, label):
        number = f" {row['number']}" if row["number"] else ""
        lines.append(f"{row['eid']}{number}")
        for layer in row["layers"]:
            first = f", first {layer['first']}" if layer["first"] else ""
            lines.append(f"   [{layer['label']}{first}] {show_words(layer['text'])}")
    return "\n".join(lines) + "\n"


def make_blame(history: History, eid: str | None, label: str | None) -> list[dict[str, Any]]:
    """One dictionary a clause with words, in document order: `eid`, `number`, `identity`, and its `layers`.

    A layer has `start` and `end` (code points of the words, from 0, half-open), `text`, `label` and `first`.
    """
    decision = history.at(label or history.labels[-1])
    clauses = decision.walk() if eid is None else (decision.clause(eid),)
    return [
        {
            "eid": clause.eid,
            "number": clause.number,
            "identity": history.identity(clause.eid, label),
            "layers": [
                {
                    "start": one.span.start,
                    "end": one.span.end,
                    "text": one.span.of(clause.words),
                    "label": one.label,
                    "first": one.first,
                }
                for one in history.blame(clause.eid, label)
            ],
        }
        for clause in clauses
        if clause.words
    ]


def make_table(history: History) -> list[dict[str, Any]]:
    """One dictionary a clause that ever stood: `identity` and `cells`; each behind the one that it followed at first.

    A cell is for one revision: `label`, and `eid`, `number`, `mark` (what that revision did to it, "" for nothing or the
    first) or None for all three where the clause did not stand.
    """
    rows: dict[str, dict[str, _ClauseCell]] = {}
    follows: dict[str, str] = {}  # a chain from "" on
    for index, label in enumerate(history.labels):
        for identity, cell in _repealed(history, index):
            rows[identity][label] = cell
        before = ""
        for identity, cell in _standing(history, index):
            if identity not in rows:
                rows[identity] = {}
                follows[identity], follows[before] = follows.get(before, ""), identity
            rows[identity][label] = cell
            before = identity
    found = []
    identity = follows.get("", "")
    while identity:
        cells = [{"label": label, **rows[identity].get(label, _NOTHING)} for label in history.labels]
        found.append({"identity": identity, "cells": cells})
        identity = follows[identity]
    return found


def _standing(history: History, index: int) -> Iterator[tuple[str, _ClauseCell]]:
    """The identity and the cell of each clause of a revision, in document order."""
    changes = history.comparisons[index - 1].changes if index else ()
    marks = {clause.eid: change.mark for change in changes for clause in change.new}
    for clause in history.decisions[index].walk():
        identity = history.identity(clause.eid, history.labels[index])
        yield identity, {"eid": clause.eid, "number": clause.number, "mark": marks.get(clause.eid, "")}


def _repealed(history: History, index: int) -> Iterator[tuple[str, _ClauseCell]]:
    """The same of each clause that a revision repealed."""
    for change in history.comparisons[index - 1].changes if index else ():
        for clause in change.old if not change.new else ():
            yield history.identity(clause.eid, history.labels[index - 1]), {**_NOTHING, "mark": change.mark}


def format_table(history: History, rows: Sequence[dict[str, Any]]) -> str:
    """The table with tabs between the columns: identity, then for each revision number (· for none) and mark; empty where it did not stand."""
    lines = ["\t".join(["clause", *map(show_inline, history.labels)])]
    for row in rows:
        cells = []
        for cell in row["cells"]:
            where = "" if cell["eid"] is None else cell["number"] or "·"
            cells.append(show_inline(f"{where} {cell['mark'] or ''}".strip()))
        lines.append("\t".join([show_inline(row["identity"]), *cells]))
    return "\n".join(lines) + "\n"


def load_schema() -> str:
    """The JSON Schema of what `make_log`, `make_blame` and `make_table` give, as shipped."""
    return (Path(__file__).parent / "history-1.schema.json").read_text(encoding="utf-8")
