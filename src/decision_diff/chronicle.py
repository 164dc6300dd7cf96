"""What a history tells, for people and for programs: the log of amendments, and who put which words there."""

from __future__ import annotations

from typing import Any

from decision_diff.changes import Change
from decision_diff.history import History
from decision_diff.renderers import Options, render
from decision_diff.renderers.json import records
from decision_diff.renderers.terminal import entry, words


def log_text(history: History, eid: str | None, *, color: bool = False, width: int | None = None) -> str:
    """The amendments, newest first: of the whole decision, or of the clause at `eid` of the latest revision.

    KeyError if there is no such clause.
    """
    options = Options(color=color, width=width)
    if eid is None:
        steps = zip(history.labels[:0:-1], history.comparisons[::-1], strict=True)
        return "\n".join(f"{label}\n{render(comparison, 'text', options)!s}" for label, comparison in steps)
    entries = history.log(eid)
    shown = [
        "\n".join(entry(f"{one.label}:", history.comparisons[history.labels.index(one.label) - 1], one.change, options))
        for one in entries
    ]
    born = f"First in {history.identity(eid).partition('/')[0]}."
    return "\n\n".join([*shown, born]) + "\n"


def log_records(history: History, eid: str | None) -> list[dict[str, Any]]:
    """One dictionary an amendment, newest first: `label`, and its `changes` as in the JSON of a comparison."""
    wanted: dict[str, list[Change]] | None = None
    if eid is not None:
        wanted = {}
        for one in history.log(eid):
            wanted.setdefault(one.label, []).append(one.change)
    found = []
    for label, comparison in zip(history.labels[:0:-1], history.comparisons[::-1], strict=True):
        rows = records(comparison)
        if wanted is not None:
            numbers = {n for n, change in enumerate(comparison.changes, 1) if change in wanted.get(label, ())}
            rows = [row for row in rows if row["number"] in numbers]
        if wanted is None or rows:
            found.append({"label": label, "changes": rows})
    return found


def blame_text(history: History, eid: str | None, label: str | None) -> str:
    """The clauses of a revision, each stretch of words behind the label of the revision that put it there.

    Words that came back after they had been taken out have both: `C30, first C24`. KeyError for a label or clause that
    is not there.
    """
    lines = []
    for row in blame_records(history, eid, label):
        number = f" {row['number']}" if row["number"] else ""
        lines.append(f"{row['eid']}{number}")
        for layer in row["layers"]:
            first = f", first {layer['first']}" if layer["first"] else ""
            lines.append(f"   [{layer['label']}{first}] {words(layer['text'])}")
    return "\n".join(lines) + "\n"


def blame_records(history: History, eid: str | None, label: str | None) -> list[dict[str, Any]]:
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
