"""Lists the compiled proposals clause by clause: for each clause and each place between two, who proposes what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_diff.amend.proposals.units import Units, compute_line, list_clauses
from decision_diff.amend.proposals.values import (
    ClauseEntry,
    FollowedLine,
    Ground,
    Proposal,
    ProposedEdit,
    ProposedLine,
    Variant,
)
from decision_diff.changes import Effect, Mark
from decision_diff.frozen import frozen
from decision_diff.model import Decision
from decision_diff.outline import find_status

_Spot = tuple[int, bool]  # a line, and whether what comes in before it is meant


@frozen
class _Wish:
    """What one member proposes at one spot."""

    name: str
    mark: Mark
    lines: tuple[ProposedLine, ...]
    effects: frozenset[Effect]
    edits: tuple[ProposedEdit, ...]
    number: str
    grounds: tuple[Ground, ...]


def list_entries(base: Decision, units: Units, proposals: Sequence[Proposal]) -> tuple[ClauseEntry, ...]:
    """The entries in the order of the base; at one line, what comes in before it stands first."""
    spots: dict[_Spot, list[_Wish]] = {}
    for one in proposals:
        for spot, wish in _list_wishes(units, one):
            spots.setdefault(spot, []).append(wish)
    clauses = list_clauses(base)
    made = []
    for line, inserts in sorted(spots, key=lambda spot: (spot[0], not spot[1])):
        at = line - 1 if inserts else line
        eid = clauses[at].eid if at >= 0 else ""
        variants = tuple(_gather_variants(spots[line, inserts]))
        status = "" if inserts else find_status(clauses[line])
        made.append(
            ClauseEntry(line, units.starts[line], inserts, eid, base.place(eid) if eid else "", variants, status)
        )
    return tuple(made)


def _list_wishes(units: Units, proposal: Proposal) -> Iterator[tuple[_Spot, _Wish]]:
    followed = {one.at: one for one in proposal.followed}
    grounds: dict[_Spot, list[Ground]] = {}
    for line, inserts, ground in proposal.grounds:
        grounds.setdefault((line, inserts), []).append(ground)
    by_spot: dict[_Spot, list[ProposedEdit]] = {(at, False): [] for at in proposal.kept}
    for edit in proposal.edits:
        by_spot.setdefault((units.find_line(edit.start), bool(edit.lines)), []).append(edit)
    for spot, edits in by_spot.items():
        line, inserts = spot
        mark, lines, effects = (
            _tell_arrival(edits, proposal.followed) if inserts else _tell_line(units, line, edits, followed.get(line))
        )
        number = next((one.text for one in edits if one.kind == "number"), "")
        if inserts:
            number = lines[0].number
        found = tuple(dict.fromkeys(grounds.get(spot, ())))
        yield spot, _Wish(proposal.name, mark, lines, effects, tuple(edits), number, found)


def _tell_line(
    units: Units, line: int, edits: Sequence[ProposedEdit], followed: FollowedLine | None
) -> tuple[Mark, tuple[ProposedLine, ...], frozenset[Effect]]:
    """What becomes of a line of the base."""
    kinds = {one.kind for one in edits}
    if not edits:
        return "NOC", (), frozenset()
    if "lines" in kinds:
        if followed is None:
            return "SUP", (), frozenset({"repeal"})
        return followed.mark, followed.became, followed.effects
    effects: set[Effect] = {"renumbering"} if "number" in kinds else set()
    if "words" in kinds:
        effects.add("substitution")
    return "MOD" if "words" in kinds else "(MOD)", (compute_line(units, line, edits),), frozenset(effects)


def _tell_arrival(
    edits: Sequence[ProposedEdit], followed: Sequence[FollowedLine]
) -> tuple[Mark, tuple[ProposedLine, ...], frozenset[Effect]]:
    """What comes in: new lines, or such as stood elsewhere."""
    lines = tuple(line for one in edits for line in one.lines)
    known = {(line.number, line.words): one for one in followed for line in one.became}
    came = [known.get((line.number, line.words)) for line in lines]
    first = came[0]
    if first is None or not all(came):
        return "ADD", lines, frozenset({"insertion"})
    return first.mark, lines, frozenset(effect for one in came if one for effect in one.effects)


def _gather_variants(wishes: Sequence[_Wish]) -> Iterator[Variant]:
    """The wishes, those of the same words once; in the order of the proposals."""
    groups: dict[tuple[object, ...], list[_Wish]] = {}
    for one in wishes:
        number = one.number if one.mark == "(MOD)" else ""
        groups.setdefault((one.mark, number, *(line.words for line in one.lines)), []).append(one)
    for group in groups.values():
        first = group[0]
        yield Variant(
            tuple(one.name for one in group),
            first.mark,
            first.lines,
            first.effects,
            first.edits,
            tuple((one.name, one.number) for one in group if one.number and one.mark != "(MOD)"),
            tuple((one.name, ground) for one in group for ground in one.grounds),
        )
