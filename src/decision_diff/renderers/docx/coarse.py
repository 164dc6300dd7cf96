"""Where a redline in Word marks more than the comparison found, counted in its plan.

Fields, equations and notes are replaced whole, rows that were cut into other cells too, and so is a paragraph that does not
prove otherwise. Each such place gets a `Notice`, with the characters that are marked there and those that were found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from decision_diff.model import Notice
from decision_diff.ooxml.writing.anchors import Anchor
from decision_diff.ooxml.writing.side import Side, indexes
from decision_diff.renderers.docx.operations import (
    Delete,
    DeleteTable,
    Divide,
    Edit,
    Insert,
    InsertRow,
    InsertTable,
    InsertWords,
    Keep,
    KeepTable,
    Plan,
)
from decision_diff.renderers.docx.paragraph_match import Equal, Layout, Match

if TYPE_CHECKING:
    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Clause, Decision
    from decision_diff.renderers.docx.plan import Planner

Revision = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many code points of each paragraph, by its index, are marked as deleted and as inserted; moves are not."""

    old: Side
    new: Side
    deleted: Counter[int] = field(default_factory=Counter)
    inserted: Counter[int] = field(default_factory=Counter)

    def delete(self, index: int, count: int, hanging: Iterable[Anchor] = ()) -> None:
        """Of an old paragraph `count` code points went, and all of the notes and text boxes `hanging`."""
        self.deleted[index] += count
        _take(self.old, hanging, self.deleted)

    def insert(self, index: int, count: int, hanging: Iterable[Anchor] = ()) -> None:
        """Of a new paragraph `count` code points came, and all of the notes and text boxes `hanging`."""
        self.inserted[index] += count
        _take(self.new, hanging, self.inserted)


def count_marked(plan: Plan, planner: Planner) -> Ledger:
    """What a plan marks."""
    ledger = Ledger(planner.old, planner.new)
    for one in plan.walk():
        match one:
            case Keep() | Divide():
                old, new = (one.part.old, one.part.new) if isinstance(one, Divide) else (one.old.index, one.new.index)
                _count_edits(ledger, one.edits, old, new)
                came = [anchor for anchor in one.hanging if anchor in one.came] if isinstance(one, Keep) else []
                ledger.insert(new, 0, came)
            case Insert():
                moved = sum(size for _, _, size in one.move.along) if one.move else 0
                _count_inserted(planner, ledger, [one.new.index], moved)
            case Delete():
                for gone in one.gone:
                    if gone.kind == "del":
                        ledger.delete(one.old.index, gone.end - gone.start, gone.hanging)
            case InsertTable():
                _count_inserted(planner, ledger, one.new.indexes())
            case KeepTable():
                for row in one.rows:
                    if isinstance(row, InsertRow):
                        _count_inserted(planner, ledger, row.new.indexes())
            case DeleteTable():
                pass  # what stands in it is deleted one by one
    return ledger


def _count_edits(ledger: Ledger, edits: Iterable[Edit], old: int, new: int) -> None:
    for edit in edits:
        if isinstance(edit, InsertWords):
            ledger.insert(new, edit.end - edit.start)
        else:
            ledger.delete(old, edit.end - edit.start, edit.gone)


def _count_inserted(planner: Planner, ledger: Ledger, indexes: Iterable[int], moved: int = 0) -> None:
    """Whole paragraphs came, but for the code points of one that `moved` along."""
    for index in indexes:
        ledger.insert(index, len(ledger.new.paragraphs[index].text) - moved, planner.new_anchors.get(index, ()))


def _take(side: Side, hanging: Iterable[Anchor], counts: Counter[int]) -> None:
    for anchor in hanging:
        for item in side.items(anchor.container) if anchor.container is not None else ():
            for index in indexes(item):
                counts[index] += len(side.paragraphs[index].text)


def notices(
    comparison: Comparison, ledger: Ledger, found: Match, layouts: tuple[Layout, Layout], *, moves: bool
) -> list[Notice]:
    """A notice for each change or unchanged clause of which more is marked than was found, in their order.

    `found` is the match before any paragraph was set apart. `moves`: a move is written as such; else, as it was asked for,
    as a deletion and an insertion.
    """
    old = _allowed(ledger.old, found.equal, 0)
    new = _allowed(ledger.new, found.equal, 1)
    if not moves:
        for i in found.moved:
            j = found.became[i]
            old[i], new[j] = len(ledger.old.paragraphs[i].text), len(ledger.new.paragraphs[j].text)
    over_old = {index for index, count in ledger.deleted.items() if count > old[index]}
    over_new = {index for index, count in ledger.inserted.items() if count > new[index]}
    if not (over_old or over_new):
        return []
    made = []
    for change in comparison.every:
        olds, news = _own(layouts[0], change.old), _own(layouts[1], change.new)
        if over_old.isdisjoint(olds) and over_new.isdisjoint(news):
            continue
        figures = (
            sum(ledger.deleted[at] for at in olds),
            sum(old[at] for at in olds),
            sum(ledger.inserted[at] for at in news),
            sum(new[at] for at in news),
        )
        made.append(_notice(comparison, change, *figures))
    return made


def _notice(comparison: Comparison, change: Change, gone: int, less: int, come: int, fewer: int) -> Notice:
    revision: Revision = "new" if change.new else "old"
    decision: Decision = comparison.new if change.new else comparison.old
    clauses = change.new or change.old
    places = ", ".join(decision.place(clause.eid) for clause in clauses)
    return Notice(
        "redline-coarse",
        f"the redline in Word marks more at {places} than was found to differ: {gone} characters as deleted, where {less} "
        f"went, and {come} as inserted, where {fewer} came",
        clauses[0].origin,
        revision,
    )


def _own(layout: Layout, clauses: Iterable[Clause]) -> list[int]:
    return [index for clause in clauses for index in layout.own[clause.eid]]


def _allowed(side: Side, equal: Mapping[tuple[int, int], list[Equal]], at: Literal[0, 1]) -> Counter[int]:
    """How many code points of each paragraph the comparison did not find on the other side."""
    allowed = Counter({index: len(paragraph.text) for index, paragraph in enumerate(side.paragraphs)})
    for pair, stretches in equal.items():
        allowed[pair[at]] -= sum(size for _, _, size in stretches)
    return allowed


def without(found: Match, old: frozenset[int], new: frozenset[int]) -> Match:
    """A match in which these paragraphs became nothing and came from nothing."""
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
