"""What a redline in Word marks beyond what the comparison found: characters in its marks over those of the records.

A character counts once; white space does not, since records divide cells and paragraphs by it. Typed numbers that changed
count as edited, and so does all of a clause that a notice of the redline names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

import lint_docx
from decision_diff import DecisionDiffError, compare, render
from decision_diff.changes import Change, Comparison
from decision_diff.model import Clause, Decision, Notice
from decision_diff.ooxml.names import every, name
from decision_diff.ooxml.package import Package

_MARKS = {"old": "w:del", "new": "w:ins"}
_TEXTS = ("w:t", "w:delText", "m:t")
Revision = Literal["old", "new"]
REPLACED = ("superscript", "subscript", "strike", "hidden", "link", "reference")  # struck and put in again


@dataclass(frozen=True)
class Outcome:
    """What became of one pair: what is counted, and why, "" if all is well."""

    counts: Counter[str]
    wrong: str = ""


def tried(old: bytes, new: bytes, **options: Any) -> Outcome:
    """Compare two documents, write the redline with these options, and look at it."""
    comparison = compare(old, new)
    notices: list[Notice] = []
    try:
        output = render(comparison, "docx", noticed=notices.append, **options)
    except DecisionDiffError as error:
        return Outcome(Counter(["refused"]), f"refused: {error}")
    assert isinstance(output, bytes)
    counts: Counter[str] = Counter(["noticed"] if notices else [])
    counts["plain"] += any(notice.code == "redline-plain" for notice in notices)
    wrong = []
    known = {*lint_docx.faults(old), *lint_docx.faults(new)}
    if faults := [fault for fault in lint_docx.faults(output) if fault not in known]:
        counts["faults"] += 1
        wrong.append(f"faults: {faults}")
    for revision in ("old", "new"):
        if (count := excess(comparison, output, notices, revision, **options)) > 0:
            counts["coarse"] += 1
            wrong.append(f"coarse: {count} characters of the {revision} text")
    return Outcome(counts, "; ".join(wrong))


def excess(
    comparison: Comparison,
    redline: bytes,
    notices: list[Notice],
    revision: Revision,
    *,
    moves: str = "tracked",
    **_: Any,
) -> int:
    """How many characters more are deleted ("old") or inserted ("new") than may be; negative if fewer.

    Of a move that was to be written as a deletion and an insertion all counts as found, with all below the clause.
    """
    every_number = any(notice.code == "redline-plain" for notice in notices)  # there all numbers are typed
    allowed = sum(_changed(one, revision, every_number) for one in (*comparison.changes, *comparison.unchanged))
    decision: Decision = getattr(comparison, revision)
    named = {(notice.revision, notice.origin) for notice in notices}
    for change in (*comparison.changes, *comparison.unchanged):
        if any((side, clause.origin) in named for side in ("old", "new") for clause in getattr(change, side)):
            for clause in getattr(change, revision):
                blocks = decision.blocks[clause.origin.start : clause.origin.end]
                allowed += sum(_count(block.raw) for block in blocks)
    if moves == "plain":
        moved = {
            below.eid
            for one in comparison.changes
            if "move" in one.effects
            for top in getattr(one, revision)
            for below in top.walk()
        }
        allowed += sum(_count(clause.line) for clause in decision.walk() if clause.eid in moved)
    return marked(redline, _MARKS[revision]) - allowed


def marked(redline: bytes, kind: str) -> int:
    """The characters in marks of a kind, in the body and the notes: headers are no part of the records."""
    package = Package(redline)
    parts = [package.main, *(part for part in map(package.find_related, ("footnotes", "endnotes")) if part)]
    texts = {
        text: None
        for part in parts
        for mark in every(package.read_xml(part), kind)
        for local in _TEXTS
        for text in every(mark, local)
    }
    return sum(
        _count(text.text or "") for text in texts if not any(name(one) == "mc:Fallback" for one in text.iterancestors())
    )


def _changed(change: Change, revision: Revision, every_number: bool) -> int:
    """What one change says that it deleted or inserted; all that a plain move takes away and brings."""
    text: str = getattr(change, f"{revision}_text")
    spans = [getattr(edit, revision) for edit in change.edits if edit.op != "equal"]
    spans += [getattr(one, revision) for one in change.features if one.kind in REPLACED]
    places = {at for span in spans for at in range(span.start, span.end)}
    edited = sum(not text[at].isspace() for at in places)
    clauses: tuple[Clause, ...] = getattr(change, revision)
    if len(change.old) == len(change.new) == 1 and change.old[0].label == change.new[0].label:
        return edited
    return edited + sum(_count(one.number) for one in clauses if one.label and (one.label.typed or every_number))


def _count(text: str) -> int:
    return sum(not character.isspace() for character in text)
