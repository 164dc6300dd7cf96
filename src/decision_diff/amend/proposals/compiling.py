"""Compiles proposals on one base: who proposes what for each clause, and which edits contest the same words.

    proposals ==give_common_edits==> edits, the same wording once ==find_conflicts==> clusters that overlap ==list_entries==> clause by clause

Two edits of different proposals contest each other if they are not the same and

    1. their stretches of the base share a unit: [s, e) and [t, f) with max(s, t) < min(e, f); or
    2. one is an insertion at a point inside the stretch of the other: s < p < e; or
    3. both are insertions at the same point, of other words.

An insertion at the edge of a stretch contests nothing: it stands before or behind it. A number is not text, so other numbers never contest anything. What hangs
together by such pairs is one conflict. Since an edit of words stays within its line and lines go one by one, a conflict never goes beyond a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff.amend.proposals.entries import list_entries
from decision_diff.amend.proposals.units import Units, compute_line, list_clauses, list_lines
from decision_diff.amend.proposals.values import (
    Alternative,
    ClauseEntry,
    Compilation,
    CompiledEdit,
    Conflict,
    Proposal,
    ProposedEdit,
    ProposedLine,
)
from decision_diff.errors import AmendingError
from decision_diff.model import Decision

JOINT: Final = "; "  # between the names of those who propose the same, as the author of a tracked change has them


def split_author(author: str) -> list[str]:
    """The names in the author of a tracked change, without blanks around them."""
    return [name.strip() for name in author.split(JOINT)]


def compile_proposals(base: Decision, proposals: Sequence[Proposal]) -> Compilation:
    """All proposals on `base`, in the order given. AmendingError for a name that is given twice, or cannot be one."""
    check_names([one.name for one in proposals])
    units = Units(list_lines(base))
    proposals = give_common_edits(units, proposals)
    edits = tuple(_gather_edits(proposals))
    clusters = list(_find_clusters(edits))
    entries = list_entries(base, units, proposals)
    wordings = _Wordings(units, proposals)
    spots = {(one.line, one.inserts): at for at, one in enumerate(entries)}
    conflicts = tuple(_make_conflict(units, cluster, spots, wordings) for cluster in clusters)
    return Compilation(
        base,
        units.lines,
        tuple(one.eid for one in list_clauses(base)),
        tuple(proposals),
        edits,
        tuple(_number_conflicts(entries, conflicts)),
        conflicts,
        tuple(dict.fromkeys((*base.notices, *(notice for one in proposals for notice in one.notices)))),
    )


def check_names(names: Sequence[str]) -> None:
    """AmendingError for a name that is given twice, that is blank, or holds what stands between names."""
    for at, name in enumerate(names):
        if not name.strip() or name != name.strip() or not name.isprintable():
            raise AmendingError(f"{name!r} cannot be the name of a proposal; give a name of printable characters")
        if ";" in name:
            raise AmendingError(
                f"the name {name} has a semicolon, which separates the names of members with the same proposal; give another name"
            )
        if name in names[:at]:
            raise AmendingError(f"the name {name} is given twice; give each proposal a name of its own")


def give_common_edits(units: Units, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals with the same edits wherever they give a line the same words: those of the first of them."""
    known: dict[tuple[int, str], tuple[ProposedEdit, ...]] = {}
    made = []
    for one in proposals:
        edits: list[ProposedEdit] = []
        for at, some in _group_words(units, one.edits):
            if some[0].kind == "words":
                words = compute_line(units, at, some).words
                some = known.setdefault((at, words), tuple(some))  # noqa: PLW2901
            edits.extend(some)
        made.append(replace(one, edits=tuple(edits)))
    return made


def _group_words(units: Units, edits: Sequence[ProposedEdit]) -> Iterator[tuple[int, Sequence[ProposedEdit]]]:
    """The edits in order, those of the words of one line together."""
    group: list[ProposedEdit] = []
    line = -1
    for one in edits:
        at = units.find_line(one.start)
        if group and (one.kind != "words" or at != line):
            yield line, tuple(group)
            group = []
        if one.kind == "words":
            group.append(one)
            line = at
        else:
            yield at, (one,)
    if group:
        yield line, tuple(group)


def _gather_edits(proposals: Sequence[Proposal]) -> Iterator[CompiledEdit]:
    """Every edit once with all of its names, by where it stands; of equal places, in the order of the proposals."""
    found: dict[object, tuple[ProposedEdit, list[str]]] = {}
    for one in proposals:
        for edit in one.edits:
            # What a line is called may differ: the same words of a list and of a text are one wording.
            key = edit.kind, edit.start, edit.end, edit.text, tuple((line.number, line.words) for line in edit.lines)
            found.setdefault(key, (edit, []))[1].append(one.name)
    for edit, names in sorted(found.values(), key=lambda row: (row[0].start, row[0].end)):
        yield CompiledEdit(edit, tuple(names))


def _find_clusters(edits: Sequence[CompiledEdit]) -> Iterator[tuple[CompiledEdit, ...]]:
    """The edits that contest each other, in one sweep over the base."""
    cluster: list[CompiledEdit] = []
    reach = -1
    for one in edits:
        edit = one.edit
        if edit.kind == "number":
            continue
        point = bool(cluster) and edit.start == edit.end == cluster[-1].edit.start == cluster[-1].edit.end
        if not (edit.start < reach or point):
            if _is_contested(cluster):
                yield tuple(cluster)
            cluster, reach = [], edit.end
        cluster.append(one)
        reach = max(reach, edit.end)
    if _is_contested(cluster):
        yield tuple(cluster)


def _is_contested(cluster: Sequence[CompiledEdit]) -> bool:
    """Whether edits that hang together are several, and not one wording under several numbers."""
    return len({(one.edit.start, one.edit.end, one.edit.text, _list_words(one.edit.lines)) for one in cluster}) > 1


def _list_words(lines: Sequence[ProposedLine]) -> tuple[str, ...]:
    return tuple(one.words for one in lines)


class _Wordings:
    """What each proposal makes of a stretch of the base."""

    def __init__(self, units: Units, proposals: Sequence[Proposal]) -> None:
        self.units = units
        self.names = [one.name for one in proposals]
        self._by_line: dict[tuple[str, int], list[ProposedEdit]] = {}
        for one in proposals:
            for edit in one.edits:
                self._by_line.setdefault((one.name, units.find_line(edit.start)), []).append(edit)

    def find(self, name: str, cluster: Sequence[CompiledEdit], start: int, end: int) -> tuple[ProposedLine, ...]:
        """The lines that stand in the place of the units [start, end), within one line; of words one line without a number.

        Of words only the edits of the cluster count: what the same member inserts at the edge of the stretch is not contested.
        """
        at = self.units.find_line(start)
        if self.units.is_line(start, end):
            own = [one for one in self._by_line.get((name, at), []) if not one.lines]
            gone = any(one.kind == "lines" for one in own)
            return () if gone else (compute_line(self.units, at, own),)
        mine = [one.edit for one in cluster if name in one.names]
        if mine[0].lines:
            return mine[0].lines
        return (ProposedLine("", self._rewrite(mine, start, end)),)

    def _rewrite(self, edits: Sequence[ProposedEdit], start: int, end: int) -> str:
        words, done = "", start
        for one in edits:
            words += self.units.cut_words(done, one.start) + one.text
            done = one.end
        return words + self.units.cut_words(done, end)


def _make_conflict(
    units: Units, cluster: Sequence[CompiledEdit], spots: dict[tuple[int, bool], int], wordings: _Wordings
) -> Conflict:
    start, end = min(one.edit.start for one in cluster), max(one.edit.end for one in cluster)
    found: dict[tuple[ProposedLine, ...], list[str]] = {}
    involved = {name for one in cluster for name in one.names}
    for name in wordings.names:
        if name in involved:
            found.setdefault(wordings.find(name, cluster, start, end), []).append(name)
    inserts = bool(cluster[0].edit.lines)
    return Conflict(
        start,
        end,
        units.cut_words(start, end),
        tuple(cluster),
        tuple(Alternative(tuple(names), lines) for lines, names in found.items()),
        spots[units.find_line(start), inserts],
    )


def _number_conflicts(entries: Sequence[ClauseEntry], conflicts: Sequence[Conflict]) -> Iterator[ClauseEntry]:
    """The entries with the positions of their conflicts."""
    by_entry: dict[int, list[int]] = {}
    for at, one in enumerate(conflicts):
        by_entry.setdefault(one.entry, []).append(at)
    for at, entry in enumerate(entries):
        yield replace(entry, conflicts=tuple(by_entry[at])) if at in by_entry else entry
