"""What becomes of the paragraph marks of a redline, ISO/IEC 29500-1, 17.13.5.15, .20.

A paragraph whose mark is deleted joins the one that follows. At the end of a container, or before a table, nothing follows: the
paragraph before gives its own mark instead, and takes the properties along in a w:pPrChange. With some marks a section ends
(17.6.18): these are deleted only with the section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_diff.ooxml.writing.side import Item, ParagraphItem, TableItem
from decision_diff.ooxml.writing.tracked_changes import find_section
from decision_diff.renderers.docx.operations import (
    BlankEnd,
    Divide,
    End,
    Insert,
    Keep,
    LendEnd,
    MarkEnd,
    Operation,
    State,
    find_state,
)
from decision_diff.renderers.docx.splits import ItemPair


def plan_ends(operations: Sequence[Operation]) -> tuple[End, ...]:
    """Plan what becomes of the paragraph marks of one container, in the order of writing."""
    last = len(operations) - 1
    return tuple(
        end
        for segment in _find_segments(operations)
        for end in _plan_segment(operations, segment, closes=segment[-1] == last)
    )


def _plan_segment(operations: Sequence[Operation], segment: Sequence[int], *, closes: bool) -> Iterator[End]:
    """Of what stands between two tables, or a table and an end; `closes`: an end of the container."""
    for run in _find_runs(operations, segment):
        first = operations[run[0]]
        what = find_state(first)
        if what == "kept":
            continue
        before = run[0] - 1 if run[0] > segment[0] else -1
        keeper = operations[before] if before >= 0 and find_state(operations[before]) == "kept" else None
        last = run[-1] == segment[-1]
        lends = isinstance(keeper, Keep | Divide) and not isinstance(first, Divide)
        if isinstance(keeper, Keep | Divide) and lends and _should_lend(keeper, operations[run[-1]], what, last=last):
            yield from (MarkEnd(at, what) for at in run[:-1])
            yield LendEnd(before, run[-1], what)
            continue
        if closes and last and keeper is None:
            yield BlankEnd(run[-1], what)
        yield from (MarkEnd(at, what) for at in run)


def _find_runs(operations: Sequence[Operation], segment: Sequence[int]) -> Iterator[list[int]]:
    """Neighbours that are inserted, deleted or kept together; parts of a split or join apart from whole paragraphs."""
    run: list[int] = []
    for at in segment:
        one = operations[at]
        if run and _classify(operations[run[-1]]) != _classify(one):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _classify(one: Operation) -> tuple[State, bool]:
    return find_state(one), isinstance(one, Divide)


def _should_lend(keeper: Keep | Divide, end: Operation, what: State, *, last: bool) -> bool:
    """Whether the paragraph before a run gives its mark in place of that of the last one of the run, `end`.

    It should where nothing follows that the last one could join, and before what LibreOffice would join. With some marks a
    section ends: of "P¶" and "P¶ X§" (§ such a mark) P's own is inserted and X keeps its one; of "P§" and "P§ X¶" X's own is
    inserted. Whichever way, the accepted view is right; so what counts is which sections rejecting gives back.
    """
    now, ending, was = (_ends_section(one) for one in (keeper.new, end.new or end.old, keeper.old))
    lent, own = ending != (was if what == "ins" else now), now != was  # whether a section is wrong in the rejected view
    wanted = last or (what == "ins" and keeper.ends_inserted)
    return lent <= own if wanted else lent < own


def _ends_section(item: Item | None) -> bool:
    return isinstance(item, ParagraphItem) and find_section(item.element) is not None


def _find_segments(operations: Sequence[Operation]) -> list[list[int]]:
    """The runs of paragraphs between tables, by position."""
    found: list[list[int]] = [[]]
    for at, one in enumerate(operations):
        if isinstance(one, Keep | Divide | Insert) or isinstance(one.old, ParagraphItem):
            found[-1].append(at)
        else:
            found.append([])
    return [segment for segment in found if segment]


def keep_ends(pairs: Sequence[ItemPair]) -> list[ItemPair]:
    """Make the last deleted and the last inserted paragraph one that stays, wherever both stand at an end."""
    return [pair for segment in _cut_at_tables(pairs) for pair in _keep_end(segment)]


def _keep_end(segment: list[ItemPair]) -> list[ItemPair]:
    """The pairs of a run of paragraphs with its last deleted and last inserted one, if nothing stays behind them, as one."""
    tail = max((at for at, pair in enumerate(segment, 1) if pair.state == "kept"), default=0)
    rest = segment[tail:]
    old = next((pair for pair in reversed(rest) if pair.state == "del"), None)
    new = next((pair for pair in reversed(rest) if pair.state == "ins"), None)
    if old is None or new is None or not (isinstance(old.old, ParagraphItem) and isinstance(new.new, ParagraphItem)):
        return segment
    others = [pair for pair in rest if pair is not old and pair is not new]
    return [*segment[:tail], *others, ItemPair(old.old, new.new)]


def _cut_at_tables(pairs: Sequence[ItemPair]) -> list[list[ItemPair]]:
    """The runs of paragraphs between tables, and each table as a run of its own."""
    found: list[list[ItemPair]] = [[]]
    for pair in pairs:
        if isinstance(pair.new or pair.old, TableItem):
            found.extend([[pair], []])
        else:
            found[-1].append(pair)
    return [segment for segment in found if segment]
