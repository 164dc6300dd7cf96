"""Makes a proposal of a whole text: what it changes in the base, as edits.

    base, text ==compare==> changes ==match_lines==> lines that stayed in their order ==> edits within them, lines that go, lines that come in

A clause that moved goes where it stood and comes in where it stands now; so does one that was split or joined. The comparison
says that it lives on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff import pipeline
from decision_diff.amend.proposals.units import Units, carry_out, list_clauses, list_lines
from decision_diff.amend.proposals.values import (
    FollowedLine,
    Proposal,
    ProposalKind,
    ProposedEdit,
    ProposedLine,
)
from decision_diff.changes import Change, Comparison
from decision_diff.errors import InvariantError
from decision_diff.model import Clause, Decision, Notice
from decision_diff.words.edits import compare_words
from decision_diff.words.sequence import find_longest_run

_EXPECTED: Final = ("tracked-changes",)
_BORDERS: Final = "\t\n"  # between the cells of a row, and between the paragraphs of a cell


def propose_text(base: Decision, name: str, text: Decision, kind: ProposalKind = "text") -> Proposal:
    """What `text` changes in `base`, as the proposal of `name`. Carrying it out gives exactly the lines of `text`."""
    comparison = pipeline.compare(base, text)
    units, lines = Units(list_lines(base)), list_lines(text)
    pairs = match_lines(comparison)
    edits = tuple(_join_arrivals(_list_edits(units, lines, pairs, comparison)))
    if [(one.number, one.words) for one in carry_out(units, edits)] != [(one.number, one.words) for one in lines]:
        raise InvariantError(f"the proposal of {name} does not give its own text; please report it", source=text.source.name)  # fmt: skip
    return Proposal(
        name,
        text.source.name,
        kind,
        edits,
        lines,
        followed=tuple(_follow_lines(comparison, pairs)),
        notices=(*name_notices(name, comparison.notices), *_report_looks(name, comparison)),
    )


def match_lines(comparison: Comparison) -> list[tuple[int, int]]:
    """The lines of both texts that are one clause and stand in the same order, as positions, ascending on both sides."""
    olds = {clause.eid: at for at, clause in enumerate(list_clauses(comparison.old))}
    news = {clause.eid: at for at, clause in enumerate(list_clauses(comparison.new))}
    pairs = [
        (olds[one.old[0].eid], news[one.new[0].eid])
        for one in comparison.every
        if len(one.old) == len(one.new) == 1 and "move" not in one.effects
        if one.old[0].eid in olds and one.new[0].eid in news
    ]
    return find_longest_run(sorted(pairs))


def _list_edits(
    units: Units, lines: Sequence[ProposedLine], pairs: Sequence[tuple[int, int]], comparison: Comparison
) -> Iterator[ProposedEdit]:
    words = {(one.old[0].eid, one.new[0].eid): one for one in comparison.changes if len(one.old) == len(one.new) == 1}
    olds, news = list_clauses(comparison.old), list_clauses(comparison.new)
    i = j = 0
    for old, new in [*pairs, (len(units.lines), len(lines))]:
        for at in range(i, old):
            yield ProposedEdit("lines", units.starts[at], units.starts[at + 1])
        if j < new:
            yield ProposedEdit("lines", units.starts[old], units.starts[old], lines=tuple(lines[j:new]))
        if old < len(units.lines):
            yield from _edit_line(units, old, lines[new], olds[old], words.get((olds[old].eid, news[new].eid)))
        i, j = old + 1, new + 1


def _join_arrivals(edits: Iterable[ProposedEdit]) -> Iterator[ProposedEdit]:
    """The edits in order, lines that come in at one place as one edit."""
    last: ProposedEdit | None = None
    for one in edits:
        if last is not None and last.lines and one.lines and last.start == one.start:
            last = replace(last, lines=last.lines + one.lines)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _edit_line(
    units: Units, at: int, line: ProposedLine, clause: Clause, change: Change | None
) -> Iterator[ProposedEdit]:
    """The edits of a line that stays; the whole of it where an edit would cross the border of a cell."""
    before, start = units.lines[at], units.starts[at]
    edits = [] if before.words == line.words else list(list_word_edits(before.words, line.words, start + 1, change))
    if clause.cells and any(
        border in one.text + units.cut_words(one.start, one.end) for one in edits for border in _BORDERS
    ):
        yield ProposedEdit("lines", start, units.starts[at + 1])
        yield ProposedEdit("lines", units.starts[at + 1], units.starts[at + 1], lines=(line,))
        return
    if before.number != line.number:
        yield ProposedEdit("number", start, start + 1, line.number)
    yield from edits


def list_word_edits(old: str, new: str, first: int, change: Change | None = None) -> Iterator[ProposedEdit]:
    """The edits from one text of a line to another, in units; the words begin at the unit `first`."""
    found = change.edits if change is not None else compare_words(old, new)
    for one in found:
        if one.op != "equal":
            yield ProposedEdit("words", first + one.old.start, first + one.old.end, one.new.of(new))


def _follow_lines(comparison: Comparison, pairs: Sequence[tuple[int, int]]) -> Iterator[FollowedLine]:
    """The lines that go from their place and live on, in order."""
    stayed = {old for old, _ in pairs}
    living = {clause.eid: change for change in comparison.every if change.new for clause in change.old}
    for at, clause in enumerate(list_clauses(comparison.old)):
        change = living.get(clause.eid)
        if change is not None and at not in stayed:
            yield _follow_line(at, change)


def _follow_line(at: int, change: Change) -> FollowedLine:
    became = tuple(ProposedLine(one.number, one.words, one.level) for one in change.new)
    if change.mark in ("NOC", "(MOD)"):  # it moved along with others
        return FollowedLine(at, became, change.effects | {"move"}, "ADD*/SUP*")
    return FollowedLine(at, became, change.effects, change.mark)


def name_notices(name: str, notices: Iterable[Notice]) -> Iterator[Notice]:
    """What is to be known of how a proposal was read and compared, with its name; what is known of the base is said once."""
    for one in notices:
        if one.revision != "old" and one.code not in _EXPECTED:
            yield Notice(one.code, f"{name}: {one.message}", one.origin)


def _report_looks(name: str, comparison: Comparison) -> Iterator[Notice]:
    """What differs besides words and numbers, which no edit says."""
    places = [comparison.old.place(one.old[0].eid) for one in comparison.changes if one.old and one.features]
    if places:
        shown = ", ".join(places[:3]) + (" …" if len(places) > 3 else "")
        yield Notice(
            "proposal-looks", f"{name} also changes what is seen besides the words ({shown}); this is not compiled"
        )
    if comparison.headers:
        yield Notice("proposal-looks", f"{name} also changes headers or footers; this is not compiled")
