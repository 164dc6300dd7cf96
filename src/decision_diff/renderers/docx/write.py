"""A plan written into the trees of the new document, story by story: each operation, then what becomes of the paragraph marks.

The new document's elements stay where they are; what was deleted is put in between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from decision_diff.ooxml.names import child, every, get, name
from decision_diff.ooxml.writing import tracked_changes
from decision_diff.ooxml.writing.carry_notes import sort_notes, track_new_notes
from decision_diff.ooxml.writing.passage import track_content
from decision_diff.ooxml.writing.side import CellItem, DocumentSide, ParagraphItem, RowItem, TableItem
from decision_diff.renderers.docx.fields import settle_fields
from decision_diff.renderers.docx.headers import add_stories_of_gone_sections
from decision_diff.renderers.docx.operations import (
    Delete,
    DeleteRow,
    DeleteTable,
    Divide,
    Insert,
    InsertRow,
    InsertTable,
    Keep,
    KeepRow,
    KeepTable,
    Operation,
    Plan,
    RowOperation,
    StoryPlan,
)
from decision_diff.renderers.docx.paragraph_marks import write_ends
from decision_diff.renderers.docx.paragraphs import ParagraphWriter
from decision_diff.renderers.docx.plan import Planner
from decision_diff.safexml import Element


def write(planner: Planner, plan: Plan, paragraphs: ParagraphWriter, *, headers: bool) -> set[str]:
    """Write a whole plan, and give the parts that were touched. `headers`: sections that only the old document has get theirs."""
    carrier, writer = paragraphs.carrier, _StoryWriter(paragraphs)
    old, new = planner.old, planner.new
    trees = [story.root for story in plan.stories] + [root for root, _ in new.list_containers()]
    paragraphs.agree_on_lists(planner.found.became)
    for story in plan.stories:
        writer.write(story)
    if headers:  # planned now, for their sections stand in the new document only now
        for source, target in add_stories_of_gone_sections(carrier):
            writer.write(planner.plan_story(old.find_items(source), new.find_items(target), target))
    if paragraphs.formats is not None:
        paragraphs.formats.track_last_sections()
    for story in plan.hanging:
        writer.write(story)
    noted = track_new_notes(new, carrier)
    was = {j: i for i, j in planner.found.became.items()}

    def had_field(paragraph: Element) -> bool:
        """Whether the old form of a new paragraph begins a field."""
        before = was.get(new.at.get(paragraph, -1))
        return before is not None and any(
            get(one, "w:fldCharType") == "begin"
            for element in old.paragraphs[before].elements
            for one in every(element, "w:fldChar")
        )

    for tree in dict.fromkeys(root.getroottree().getroot() for root in trees):
        settle_fields(tree, had_field, carrier.maker)
    sort_notes(new, carrier)
    return {new.package.main, *_find_parts(plan.hanging, new), *noted}


def _find_parts(stories: Sequence[StoryPlan], new: DocumentSide) -> Iterator[str]:
    """The parts of the new document in which stories stand."""
    for story in stories:
        first = next((one.new for one in story.operations if one.new is not None), None)
        if isinstance(first, ParagraphItem):
            yield new.paragraphs[first.index].where.part


class _StoryWriter:
    """Writes the stories of a plan."""

    def __init__(self, paragraphs: ParagraphWriter) -> None:
        self.paragraphs = paragraphs
        self.carrier = paragraphs.carrier
        self.maker = paragraphs.maker
        self.formats = paragraphs.formats

    def write(self, story: StoryPlan) -> None:
        """One container of the new document."""
        elements: list[Element] = []
        for at, one in enumerate(story.operations):
            element = self._write(one)
            if isinstance(one, Delete | DeleteTable):
                _place(element, story, at, elements)
            elements.append(element)
        write_ends(story, elements, self.carrier, formatting=self.formats is not None and self.formats.write)

    def _write(self, one: Operation) -> Element:
        """Write an operation; the element that stands for it."""
        match one:
            case Keep():
                self.paragraphs.keep(one)
                return one.new.element
            case Divide():
                return self.paragraphs.divide(one)
            case Insert():
                self.paragraphs.insert(one)
                return one.new.element
            case Delete():
                return self.paragraphs.delete(one)
            case KeepTable():
                self._keep_table(one)
                return one.new.element
            case InsertTable():
                for row in one.new.rows:
                    self._insert_row(row.element)
                return one.new.element
            case DeleteTable():
                return self._delete_table(one)
            case _:
                assert_never(one)

    # -- tables

    def _keep_table(self, table: KeepTable) -> None:
        self._compare_frames(table.old, table.new)
        last: Element | None = None
        for at, row in enumerate(table.rows):
            if isinstance(row, DeleteRow):
                made = self._delete_row(row)
                _place_row(made, last, table.rows[at:], table.new.element)
                last = made
            elif isinstance(row, InsertRow):
                self._insert_row(row.new.element)
                last = row.new.element
            else:
                self._keep_row(row)
                last = row.new.element

    def _keep_row(self, row: KeepRow) -> None:
        self._compare_frames(row.old, row.new)
        for before, after, story in zip(row.old.cells, row.new.cells, row.cells, strict=True):
            self._compare_frames(before, after)
            self.write(story)

    def _compare_frames(self, old: TableItem | RowItem | CellItem, new: TableItem | RowItem | CellItem) -> None:
        if self.formats is not None:
            self.formats.count_frame(old.element, new.element)

    def _insert_row(self, row: Element) -> None:
        """Mark a row of the new document as inserted: the row, every paragraph mark and every run (17.13.5.16)."""
        for paragraph in list(every(row, "w:p")):
            if child(paragraph, "w:pPr", "w:rPr", "w:ins") is None:
                tracked_changes.track_end(paragraph, "ins", self.maker)
                track_content(paragraph, "ins", self.maker)
        for inner in every(row, "w:tr"):
            tracked_changes.track_row(inner, "ins", self.maker)

    def _delete_table(self, table: DeleteTable) -> Element:
        made = self.carrier.carry_frame(table.old.element)
        made.extend(self._delete_row(row) for row in table.rows)
        return made

    def _delete_row(self, row: DeleteRow) -> Element:
        made = self.carrier.carry_frame(row.old.element)
        tracked_changes.track_row(made, "del", self.maker)
        for cell, items in zip(row.old.cells, row.cells, strict=True):
            frame = self.carrier.carry_frame(cell.element)
            for item in items:
                if isinstance(item, Delete):
                    paragraph = self.paragraphs.delete(item)
                    tracked_changes.track_end(paragraph, "del", self.maker)
                    frame.append(paragraph)
                else:
                    frame.append(self._delete_table(item))
            made.append(frame)
        return made


def _place(element: Element, story: StoryPlan, at: int, written: Sequence[Element]) -> None:
    """Put a new element behind the one written before it, else before the new one that follows, else at the end."""
    if written:
        written[-1].addnext(element)
        return
    after = next((one.new.element for one in story.operations[at + 1 :] if one.new is not None), None)
    if after is None:
        after = next((one for one in story.root if name(one) == "w:sectPr"), None)
    if after is None:
        story.root.append(element)
    else:
        after.addprevious(element)


def _place_row(row: Element, last: Element | None, following: Sequence[RowOperation], table: Element) -> None:
    """Put a deleted row behind the row written last, else before the next one of the new table, else at its end."""
    after = next((one.new.element for one in following if not isinstance(one, DeleteRow)), None)
    if last is not None:
        last.addnext(row)
    elif after is not None:
        after.addprevious(row)
    else:
        table.append(row)
