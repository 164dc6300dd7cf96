"""Places where a redline in Word marks more than the comparison found, counted in its plan.

Fields, equations and notes are replaced whole, rows that were cut into other cells too, and so is a paragraph that does not
prove otherwise. Each such place gets a `Notice`, with the characters that are marked there and those that were found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from decision_diff.model import Notice
from decision_diff.ooxml.writing.anchors import Anchor
from decision_diff.ooxml.writing.side import DocumentSide, find_indexes
from decision_diff.renderers.docx.operations import (
    Delete,
    DeleteTable,
    Divide,
    Insert,
    InsertRow,
    InsertTable,
    InsertWords,
    Keep,
    KeepTable,
    Operation,
    Plan,
    PlannedEdit,
)
from decision_diff.renderers.docx.paragraph_match import Equal, Layout, ParagraphMatch

if TYPE_CHECKING:
    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Clause, Decision
    from decision_diff.renderers.docx.plan import Planner


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many code points of each paragraph, by its index, are marked as deleted and as inserted; moves are not."""

    old: DocumentSide
    new: DocumentSide
    deleted: Counter[int] = field(default_factory=Counter)
    inserted: Counter[int] = field(default_factory=Counter)

    def delete(self, index: int, count: int, hanging: Iterable[Anchor] = ()) -> None:
        """Count `count` code points of an old paragraph as deleted, and all of the notes and text boxes `hanging`."""
        self.deleted[index] += count
        _count_hanging(self.old, hanging, self.deleted)

    def insert(self, index: int, count: int, hanging: Iterable[Anchor] = ()) -> None:
        """Count `count` code points of a new paragraph as inserted, and all of the notes and text boxes `hanging`."""
        self.inserted[index] += count
        _count_hanging(self.new, hanging, self.inserted)


def count_marked(plan: Plan, planner: Planner) -> Ledger:
    """Count what a plan marks."""
    ledger = Ledger(planner.old, planner.new)
    for one in plan.walk():
        _count_operation(one, ledger, planner)
    return ledger


def _count_operation(one: Operation, ledger: Ledger, planner: Planner) -> None:
    """Count what an operation marks. What stands in a deleted table is counted one by one."""
    if isinstance(one, Keep):
        _count_edits(ledger, one.edits, one.old.index, one.new.index)
        ledger.insert(one.new.index, 0, [anchor for anchor in one.hanging if anchor in one.came])
    elif isinstance(one, Divide):
        _count_edits(ledger, one.edits, one.part.old, one.part.new)
    elif isinstance(one, Delete):
        _count_deleted(ledger, one)
    elif not isinstance(one, DeleteTable):
        _count_inserted(planner, ledger, _find_inserted(one), _count_moved(one))


def _find_inserted(one: Insert | InsertTable | KeepTable) -> Iterator[int]:
    """The new paragraphs that are inserted whole, by index."""
    if isinstance(one, Insert):
        yield one.new.index
    elif isinstance(one, InsertTable):
        yield from one.new.find_indexes()
    else:
        for row in one.rows:
            if isinstance(row, InsertRow):
                yield from row.new.find_indexes()


def _count_moved(one: Operation) -> int:
    return sum(size for _, _, size in one.move.along) if isinstance(one, Insert) and one.move else 0


def _count_deleted(ledger: Ledger, one: Delete) -> None:
    for removed in one.removed:
        if removed.kind == "del":
            ledger.delete(one.old.index, removed.end - removed.start, removed.hanging)


def _count_edits(ledger: Ledger, edits: Iterable[PlannedEdit], old: int, new: int) -> None:
    for edit in edits:
        if isinstance(edit, InsertWords):
            ledger.insert(new, edit.end - edit.start)
        else:
            ledger.delete(old, edit.end - edit.start, edit.gone)


def _count_inserted(planner: Planner, ledger: Ledger, indexes: Iterable[int], moved: int) -> None:
    """Count whole paragraphs as inserted, but for the code points of one that `moved` along."""
    for index in indexes:
        ledger.insert(index, len(ledger.new.paragraphs[index].text) - moved, planner.new_anchors.get(index, ()))


def _count_hanging(side: DocumentSide, hanging: Iterable[Anchor], counts: Counter[int]) -> None:
    for anchor in hanging:
        for item in side.find_items(anchor.container) if anchor.container is not None else ():
            for index in find_indexes(item):
                counts[index] += len(side.paragraphs[index].text)


def find_notices(
    comparison: Comparison, ledger: Ledger, found: ParagraphMatch, layouts: tuple[Layout, Layout], *, moves: bool
) -> list[Notice]:
    """Write a notice for each change or unchanged clause of which more is marked than was found, in their order.

    `found` is the match before any paragraph was set apart. `moves`: a move is written as such; else, as requested, as a
    deletion and an insertion.
    """
    old = _count_allowed(ledger.old, found.equal, 0)
    new = _count_allowed(ledger.new, found.equal, 1)
    if not moves:
        for i in found.moved:
            j = found.became[i]
            old[i], new[j] = len(ledger.old.paragraphs[i].text), len(ledger.new.paragraphs[j].text)
    over_old, over_new = _find_over(ledger.deleted, old), _find_over(ledger.inserted, new)
    if not (over_old or over_new):
        return []
    made = []
    for change in comparison.every:
        olds, news = _find_own(layouts[0], change.old), _find_own(layouts[1], change.new)
        if not (over_old.isdisjoint(olds) and over_new.isdisjoint(news)):
            deleted = _add_up(ledger.deleted, olds), _add_up(old, olds)
            inserted = _add_up(ledger.inserted, news), _add_up(new, news)
            made.append(_make_notice(comparison, change, deleted, inserted))
    return made


def _find_over(marked: Counter[int], allowed: Counter[int]) -> set[int]:
    """The paragraphs of which more is marked than is allowed."""
    return {index for index, count in marked.items() if count > allowed[index]}


def _add_up(counts: Counter[int], indexes: Iterable[int]) -> int:
    return sum(counts[index] for index in indexes)


def _make_notice(comparison: Comparison, change: Change, deleted: tuple[int, int], inserted: tuple[int, int]) -> Notice:
    """`deleted` and `inserted`: how many characters are marked so, and how many were found to be."""
    revision: Literal["old", "new"] = "new" if change.new else "old"
    decision: Decision = comparison.new if change.new else comparison.old
    clauses = change.new or change.old
    places = ", ".join(decision.place(clause.eid) for clause in clauses)
    return Notice(
        "redline-coarse",
        f"the redline in Word marks more at {places} than was found to differ: {deleted[0]} characters as deleted, where "
        f"{deleted[1]} went, and {inserted[0]} as inserted, where {inserted[1]} came",
        clauses[0].origin,
        revision,
    )


def _find_own(layout: Layout, clauses: Iterable[Clause]) -> list[int]:
    return [index for clause in clauses for index in layout.own[clause.eid]]


def _count_allowed(side: DocumentSide, equal: Mapping[tuple[int, int], list[Equal]], at: Literal[0, 1]) -> Counter[int]:
    """How many code points of each paragraph the comparison did not find on the other side."""
    allowed = Counter({index: len(paragraph.text) for index, paragraph in enumerate(side.paragraphs)})
    for pair, stretches in equal.items():
        allowed[pair[at]] -= sum(size for _, _, size in stretches)
    return allowed


def set_apart(found: ParagraphMatch, old: frozenset[int], new: frozenset[int]) -> ParagraphMatch:
    """Take these paragraphs out of a match: they are to be deleted and inserted whole."""
    if not (old or new):
        return found

    def stays(pair: tuple[int, int]) -> bool:
        return pair[0] not in old and pair[1] not in new

    became = dict(filter(stays, found.became.items()))
    return replace(
        found,
        became=became,
        moved=found.moved & became.keys(),
        equal={pair: equal for pair, equal in found.equal.items() if stays(pair)},
        words={pair: equal for pair, equal in found.words.items() if stays(pair)},
        apart=(old, new),
    )
