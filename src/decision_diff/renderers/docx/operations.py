"""What is to be written of a redline in Word, as values: planned first (`plan`), then written (`write`).

    Plan > StoryPlan (body, cell, note, text box, header) > operations in the order in which they stand > edits within a paragraph

Nothing here touches a tree, so a plan can be printed and read as lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Literal

from decision_diff.frozen import frozen
from decision_diff.ooxml.writing.anchors import Anchor
from decision_diff.ooxml.writing.side import Item, ParagraphItem, RowItem, TableItem
from decision_diff.renderers.docx.paragraph_match import Equal
from decision_diff.safexml import Element

State = Literal["kept", "ins", "del"]


@frozen
class InsertWords:
    """Code points [start, end) of the new paragraph, or of a part of it and counted in that part, are inserted."""

    start: int
    end: int


@frozen
class DeleteWords:
    """Code points [start, end) of the old paragraph are deleted, with what hung there; they are put in before `at` of the new one.

    Where `before` or `behind` name anchors of the new paragraph, they stand behind the last of those, or in front of the first of these.
    """

    start: int
    end: int
    at: int
    gone: tuple[Anchor, ...] = ()
    before: tuple[Anchor, ...] = ()
    behind: tuple[Anchor, ...] = ()


PlannedEdit = InsertWords | DeleteWords


@frozen
class Part:
    """A part of a paragraph that was split or joined: a stretch of an old paragraph, and a new one; or the reverse of a join.

    `span` are its code points in the old paragraph, `start` and `size` those of the new one that it takes (of a split all). `equal`
    counts in the whole old paragraph, and in the new part alone. `of` are, for the first part, all the old and all the new
    paragraphs of the split or join.
    """

    old: int
    new: int
    span: tuple[int, int]
    start: int
    size: int
    equal: tuple[Equal, ...]
    joined: bool
    last: bool
    of: tuple[frozenset[int], frozenset[int]] | None


@frozen
class Move:
    """One half of a move: its name, the old paragraph's index, and which of its characters came along."""

    name: str
    source: int
    along: tuple[Equal, ...]


@frozen
class Keep:
    """A paragraph that stays: its edits from its end to its start, and what hangs on it; of that, `came` is inserted.

    `verbatim`: it is the same to the letter. `equal` are the stretches that stay. `ends_inserted`: the new text ends in inserted words.
    """

    old: ParagraphItem
    new: ParagraphItem
    verbatim: bool = False
    equal: tuple[Equal, ...] = ()
    edits: tuple[PlannedEdit, ...] = ()
    ends_inserted: bool = False
    hanging: tuple[Anchor, ...] = ()
    came: frozenset[Anchor] = frozenset()


@frozen
class Divide:
    """A part of a paragraph that was split or joined, as a paragraph of its own; `edits` as in `Keep`.

    `old` and `new` are the items that it takes up in the order of each document; None where it takes up none.
    """

    old: ParagraphItem | None
    new: ParagraphItem | None
    part: Part
    equal: tuple[Equal, ...] = ()
    edits: tuple[PlannedEdit, ...] = ()
    ends_inserted: bool = False


@frozen
class Insert:
    """A paragraph that only the new document has, or the new place of one that moved."""

    new: ParagraphItem
    move: Move | None = None
    old: None = None


@frozen
class RemovedWords:
    """Code points [start, end) of an old paragraph that are deleted or moved away, with what hung there."""

    kind: Literal["del", "moveFrom"]
    start: int
    end: int
    hanging: tuple[Anchor, ...] = ()


@frozen
class Delete:
    """A paragraph that only the old document has, or the old place of one that moved; all of its text in order."""

    old: ParagraphItem
    removed: tuple[RemovedWords, ...]
    move: Move | None = None
    new: None = None


@frozen
class KeepRow:
    """A row that stays, with a story for each cell."""

    old: RowItem
    new: RowItem
    cells: tuple[StoryPlan, ...]


@frozen
class InsertRow:
    """A row that only the new table has."""

    new: RowItem


@frozen
class DeleteRow:
    """A row that only the old table has, with what stands in each of its cells."""

    old: RowItem
    cells: tuple[tuple[Delete | DeleteTable, ...], ...]


RowOperation = KeepRow | InsertRow | DeleteRow


@frozen
class KeepTable:
    """A table that stays, its rows in their order."""

    old: TableItem
    new: TableItem
    rows: tuple[RowOperation, ...]


@frozen
class InsertTable:
    """A table that only the new document has."""

    new: TableItem
    old: None = None


@frozen
class DeleteTable:
    """A table that only the old document has."""

    old: TableItem
    rows: tuple[DeleteRow, ...]
    new: None = None


Operation = Keep | Divide | Insert | Delete | KeepTable | InsertTable | DeleteTable


@frozen
class MarkEnd:
    """The mark of the paragraph of operation `at` is inserted or deleted."""

    at: int
    state: State


@frozen
class LendEnd:
    """The paragraph of operation `at` keeps its mark, and that of operation `keeper` before it gives its own instead."""

    keeper: int
    at: int
    state: State


@frozen
class BlankEnd:
    """The last paragraph of a container stays, empty, when its mark goes: then it must show no number."""

    at: int
    state: State


End = MarkEnd | LendEnd | BlankEnd


@frozen
class StoryPlan:
    """What stands in a container of the new document, and then what becomes of the marks of its paragraphs."""

    root: Element = field(repr=False)
    operations: tuple[Operation, ...]
    ends: tuple[End, ...]


@frozen
class Plan:
    """A redline: the body with the headers and footers that correspond, then the notes and text boxes that stay (`hanging`)."""

    stories: tuple[StoryPlan, ...]
    hanging: tuple[StoryPlan, ...] = ()

    def walk(self) -> Iterator[Operation]:
        """Walk all operations, those in the cells of tables behind their table."""
        for story in (*self.stories, *self.hanging):
            yield from _walk(story.operations)


def _walk(operations: Sequence[Operation]) -> Iterator[Operation]:
    for one in operations:
        yield one
        if isinstance(one, KeepTable | DeleteTable):
            for inside in (cell for row in one.rows for cell in _walk_cells(row)):
                yield from _walk(inside)


def _walk_cells(row: RowOperation) -> Iterator[Sequence[Operation]]:
    """The operations in each cell of a row, planned one by one; an inserted row has none."""
    if isinstance(row, KeepRow):
        yield from (cell.operations for cell in row.cells)
    elif isinstance(row, DeleteRow):
        yield from row.cells


def find_state(one: Operation | tuple[Item | None, Item | None]) -> State:
    """Whether something stands in both documents, in the new one or in the old one."""
    old, new = one if isinstance(one, tuple) else (one.old, one.new)
    return "kept" if old and new else "ins" if new else "del"
