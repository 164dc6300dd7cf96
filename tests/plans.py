"""The plan of a redline as lines that can be read."""

from __future__ import annotations

from collections.abc import Iterator

import decision_diff as dd
from decision_diff.ooxml.writing.anchors import Anchor
from decision_diff.renderers.docx.document import open_document
from decision_diff.renderers.docx.operations import (
    BlankEnd,
    Delete,
    DeleteRow,
    DeleteTable,
    Divide,
    End,
    Insert,
    InsertRow,
    InsertTable,
    InsertWords,
    Keep,
    KeepRow,
    KeepTable,
    LendEnd,
    Operation,
    Plan,
    PlannedEdit,
    RowOperation,
    StoryPlan,
)
from decision_diff.renderers.docx.paragraph_match import match_paragraphs
from decision_diff.renderers.docx.plan import Planner

__all__ = ["describe", "planned"]

_NONE: tuple[frozenset[int], frozenset[int]] = frozenset(), frozenset()


def planned(old: bytes, new: bytes, *, moves: bool = True) -> list[str]:
    """What a redline of two Word documents would hold."""
    comparison = dd.compare(old, new)
    before, after = open_document(comparison.old), open_document(comparison.new)
    found = match_paragraphs(comparison, before.layout, after.layout)
    return describe(Planner(before.side, after.side, found, _NONE, moves=moves).plan([]))


def describe(plan: Plan) -> list[str]:
    """A line for each operation, edit and paragraph mark; what stands inside another is indented."""
    return [line for story in (*plan.stories, *plan.hanging) for line in _story(story)]


def _story(story: StoryPlan) -> Iterator[str]:
    for at, one in enumerate(story.operations):
        yield from _operation(at, one)
    yield from map(_end, story.ends)


def _operation(at: int, one: Operation) -> Iterator[str]:
    match one:
        case Keep():
            yield f"{at} keep {one.old.index} → {one.new.index}{' to the letter' if one.verbatim else ''}"
            yield from (f"  {'came' if anchor in one.came else 'stays'}: {_called(anchor)}" for anchor in one.hanging)
            yield from _edits(one.edits)
        case Divide():
            what = "join" if one.part.joined else "split"
            yield f"{at} {what} {one.part.old}[{one.part.span[0]}, {one.part.span[1]}) → {one.part.new}"
            yield from _edits(one.edits)
        case Insert():
            yield f"{at} insert {one.new.index}{f' as {one.move.name}' if one.move else ''}"
        case Delete():
            yield f"{at} delete {one.old.index}{f' as {one.move.name}' if one.move else ''}"
            yield from (f"  {removed.kind} [{removed.start}, {removed.end})" for removed in one.removed if one.move)
        case KeepTable():
            yield f"{at} keep table"
            yield from (f"  {line}" for row in one.rows for line in _row(row))
        case InsertTable():
            yield f"{at} insert table of {len(one.new.rows)} rows"
        case DeleteTable():
            yield f"{at} delete table of {len(one.rows)} rows"


def _row(row: RowOperation) -> Iterator[str]:
    match row:
        case KeepRow():
            yield "keep row"
            yield from (f"  {line}" for cell in row.cells for line in _story(cell))
        case InsertRow():
            yield "insert row"
        case DeleteRow():
            yield "delete row"


def _edits(edits: tuple[PlannedEdit, ...]) -> Iterator[str]:
    for edit in edits:
        if isinstance(edit, InsertWords):
            yield f"  insert [{edit.start}, {edit.end})"
        else:
            held = f" with {', '.join(map(_called, edit.gone))}" if edit.gone else ""
            yield f"  delete [{edit.start}, {edit.end}) before {edit.at}{held}"


def _called(anchor: Anchor) -> str:
    return f"{str(anchor.element.tag).rpartition('}')[2]} at {anchor.offset}"


def _end(end: End) -> str:
    what = {"ins": "came", "del": "went"}[end.state]
    match end:
        case LendEnd():
            return f"mark of {end.keeper} {what} for that of {end.at}"
        case BlankEnd():
            return f"{end.at} stays blank"
        case _:
            return f"mark of {end.at} {what}"
