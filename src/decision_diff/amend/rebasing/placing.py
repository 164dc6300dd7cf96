"""Where clauses that the draft adds or moves stand in the new base.

A run of such clauses stands between two clauses that the new base has too. If nothing stands between these in the new base, the
place is certain. If something does, the place must be the only one that leaves every clause below what holds it; else the run is in conflict.

    OLD  5 6    draft  5 [X] 6    new base  5 6      X behind 5
                                  new base  5 [Y] 6  X or Y first? in conflict, unless X hangs below 5 and Y does not
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from decision_diff.amend.rebasing.amending import GATHERING
from decision_diff.amend.rebasing.counting import find_old
from decision_diff.amend.rebasing.plan import NOWHERE, PendingEdit, RebasePlan, ResultClause, WordPiece, join_lines
from decision_diff.amend.rebasing.values import Reason
from decision_diff.model import Decision, Span
from decision_diff.words.sequence import find_heaviest_chain

_MOST_BETWEEN = 200  # clauses of the new base between two neighbours of a run; behind more no place is looked for
_MOST_ALIKE = 50  # clauses of the same words in the new base that are looked at
_ROUNDS = 20  # passes until nothing more is in conflict; what then still has no place is
_LEAST_KNOWN = 8  # code points of a clause that is known again wherever it stands


def place_clauses(plan: RebasePlan) -> list[ResultClause]:
    """The clauses of the result in order. Edits whose clauses have no certain place are in conflict afterwards."""
    ends = _find_ends(plan.base)
    _move_strays(plan)
    for _ in range(_ROUNDS):
        placing = _Placing(plan, ends)
        if not placing.place():
            return list(placing.list_items())
    placing = _Placing(plan, ends)
    placing.refuse_all()
    placing = _Placing(plan, ends)
    placing.place()
    return list(placing.list_items())


def _find_ends(decision: Decision) -> list[int]:
    """For each clause the position behind all that hangs below it."""
    parents = decision.parents()
    ends = list(range(1, len(parents) + 1))
    for at in range(len(parents) - 1, -1, -1):
        if parents[at] >= 0:
            ends[parents[at]] = max(ends[parents[at]], ends[at])
    return ends


def _move_strays(plan: RebasePlan) -> None:
    """What the draft put in another order without moving it as a whole (parts of a clause that was divided) is moved too."""
    families: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for k, home in enumerate(_list_homes(plan)):
        i = find_old(plan, k)
        if i is not None and k in plan.anchors:
            families[home].append((k, i))
    for pairs in families.values():
        for k in _list_out_of_order(pairs):
            change = plan.drafted_by[k]
            edit = plan.add_edit("move", change, join_lines(change.old), join_lines(change.new))
            plan.moved[k] = plan.anchors.pop(k)[0], edit


def _list_homes(plan: RebasePlan) -> list[int]:
    """For each clause of the draft the one above it that the draft moves, or NOWHERE."""
    homes: list[int] = []
    for above in plan.draft.parents():
        homes.append(NOWHERE if above < 0 else above if above in plan.moved else homes[above])
    return homes


def _list_out_of_order(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """The first ones of pairs, which ascend, beside a longest run in which the second ones ascend."""
    if all(one[1] <= other[1] for one, other in pairwise(pairs)):
        return []
    ranks = {i: at for at, i in enumerate(sorted({i for _, i in pairs}))}
    stay = set(find_heaviest_chain([(at, ranks[i], 1) for at, (_, i) in enumerate(pairs)]))
    return [k for at, (k, _) in enumerate(pairs) if at not in stay]


@dataclass
class _Run:
    """Clauses of the draft without a clause in the new base, in order, and their neighbours that have one."""

    before: int | None
    after: int | None = None
    units: list[int] = field(default_factory=list)


class _Placing:
    def __init__(self, plan: RebasePlan, ends: Sequence[int]) -> None:
        self._plan, self._ends = plan, ends
        self._clauses, self._parents = plan.base.walk(), plan.base.parents()
        self._roots = {j: k for k, (j, _) in plan.moved.items()}  # clauses of the new base that the draft moves
        self._behind: dict[int, list[int]] = defaultdict(
            list
        )  # by clause of the new base, or NOWHERE, the units behind it
        self._placed: dict[int, int] = {}
        self._gone: set[int] = set()  # edits that turned out to be in conflict or already there, by `id`

    def place(self) -> bool:
        """Finds a place for each run. Whether an edit turned out to be in conflict or already there: then all are placed anew."""
        for home, run in self._list_runs():
            self._place_run(home, run)
        self._settle()
        return bool(self._gone)

    def refuse_all(self) -> None:
        """All that still looks for a place is in conflict."""
        self._refuse([*self._plan.moved, *self._plan.added], "order", [])
        self._settle()

    # -- runs

    def _list_runs(self) -> list[tuple[int, _Run]]:
        """The runs with the clause of the new base inside of which they stand because the draft moves it, or NOWHERE; in order."""
        plan = self._plan
        running: dict[int, _Run] = {}
        last = {NOWHERE: NOWHERE} | {k: j for k, (j, _) in plan.moved.items()}
        done: list[tuple[int, _Run]] = []
        for k, home in enumerate(_list_homes(plan)):
            if k in plan.moved or k in plan.added:
                running.setdefault(home, _Run(last.get(home))).units.append(k)
            elif k in plan.anchors:
                first, last[home] = plan.anchors[k]
                if home in running:
                    running[home].after = first
                    done.append((home, running.pop(home)))
        return [(plan.moved[home][0] if home != NOWHERE else NOWHERE, run) for home, run in (*done, *running.items())]

    def _place_run(self, home: int, run: _Run) -> None:
        run.units = self._list_open(run.units)
        between = self._list_between(home, run) if run.units else None
        if between is None:
            self._drop_known(run.units, [])
            self._refuse(self._list_open(run.units), "order", [])
            return
        self._settle_moved(run, between[0])
        self._drop_known(run.units, [j for j in between[1:] if j not in self._plan.had])
        at = 0
        for k in run.units:
            if not self._list_open([k]):
                continue  # dropped, or another clause of the same edit had no place
            found, reason = self._choose_place(k, between, at, run)
            if found is None:
                self._refuse([k], reason, between[1:])
                continue
            at = found
            self._placed[k] = between[at]
            self._behind[between[at]].append(k)

    def _list_open(self, units: Sequence[int]) -> list[int]:
        """The clauses whose edits are not in conflict and not already there."""
        return [k for k in units if id(self._get_edit(k)) not in self._gone]

    def _list_between(self, home: int, run: _Run) -> list[int] | None:
        """The clause of the new base before the run, and those between it and the one behind the run. None if these stand otherwise there."""
        start = home if run.before is None else run.before
        stop = run.after if run.after is not None else len(self._clauses) if home == NOWHERE else self._ends[home]
        found = [start]
        j = start + 1
        while j < stop and len(found) <= _MOST_BETWEEN:
            if j in self._roots and j != home:
                j = self._ends[j]
                continue
            if j not in self._plan.removed:
                found.append(j)
            j += 1
        if stop <= start or len(found) > _MOST_BETWEEN:
            return None
        return found

    def _settle_moved(self, run: _Run, start: int) -> None:
        """What the new base moved too is there already, or in conflict."""
        stop = run.after if run.after is not None else len(self._clauses)
        for k in run.units:
            j, edit = self._plan.moved.get(k, (NOWHERE, None))
            if edit is None or not (start < j < stop or j in self._plan.shifted):
                continue
            edit.already = start < j < stop
            if not edit.already:
                edit.refuse("moved", self._clauses[j].line, j)
            edit.base, edit.base_position = self._clauses[j].line, j
            self._withdraw(edit)

    # -- one clause

    def _choose_place(self, k: int, between: Sequence[int], least: int, run: _Run) -> tuple[int | None, Reason]:
        """Behind which of `between`, by its index from `least` on, a clause stands; or None and why not."""
        above = self._plan.draft.parents()[k]
        if above in self._placed:
            at = self._placed[above]
            if at in between or len(between) == 1:
                return (between.index(at) if at in between else 0), ""
            return None, "order"
        holder = self._find_holder(above)
        if holder is None and not self._may_stand_anywhere(k, above):
            return None, "holder-gone"
        if len(between) == 1:
            return 0, ""
        if holder is None:
            return None, "same-place"
        fitting = [at for at in range(least, len(between)) if self._fits(between, at, holder, run)]
        if len(fitting) == 1:
            return fitting[0], ""
        return None, "same-place" if fitting else "order"

    def _find_holder(self, above: int) -> int | None:
        """The clause of the new base that is this clause of the draft; NOWHERE is the top, and None that there is none."""
        if above < 0:
            return NOWHERE
        if above in self._plan.moved:
            return self._plan.moved[above][0]
        return self._plan.anchors[above][0] if above in self._plan.anchors else None

    def _may_stand_anywhere(self, k: int, above: int) -> bool:
        """Whether a clause counts on through chapters: its neighbours tell its place, whatever heading they stand below."""
        clauses = self._plan.draft.walk()
        return above < 0 or (clauses[k].level == "article" and clauses[above].level in GATHERING)

    def _fits(self, between: Sequence[int], at: int, holder: int, run: _Run) -> bool:
        """Whether what stands behind this place hangs on the holder or on what holds that, and what stands before is within it."""
        if not self._is_within(between[at], holder):
            return False
        behind = between[at + 1] if at + 1 < len(between) else run.after
        return behind is None or self._parents[behind] == holder or not self._is_within(self._parents[behind], holder)

    def _is_within(self, j: int, holder: int) -> bool:
        """Whether a clause is the holder or hangs below it."""
        if holder == NOWHERE:
            return True
        return holder <= j < self._ends[holder]

    # -- what finds no place

    def _drop_known(self, units: Sequence[int], alone: Sequence[int]) -> None:
        """What the new base has already: the same clauses here, or if they are not short in one other place."""
        edits = {id(edit): edit for edit in map(self._get_edit, self._list_open(units)) if edit.kind == "insertion"}
        for edit in edits.values():
            words = [clause.words for clause in edit.change.new]
            found = _find_sequence([self._clauses[j].words for j in alone], words)
            start = alone[found] if found is not None else self._find_elsewhere(edit, words)
            if start is not None:
                edit.already, edit.base_position = True, start
                edit.base = join_lines(self._clauses[start : start + len(words)])
                self._withdraw(edit)

    def _find_elsewhere(self, edit: PendingEdit, words: Sequence[str]) -> int | None:
        """Where the new base alone has the same clauses: known by their words if these are not short, else by their place too."""
        place = self._plan.draft.place(edit.change.new[0].eid)
        for at in self._plan.fresh.get(words[0], ())[:_MOST_ALIKE]:
            some = self._plan.alone[at : at + len(words)]
            if [self._clauses[j].words for j in some] != words:
                continue
            known = sum(map(len, words)) >= _LEAST_KNOWN
            if known or self._plan.base.place(self._clauses[some[0]].eid) == place:
                return some[0]
        return None

    def _get_edit(self, k: int) -> PendingEdit:
        return self._plan.moved[k][1] if k in self._plan.moved else self._plan.added[k]

    def _refuse(self, units: Sequence[int], reason: Reason, there: Sequence[int]) -> None:
        base = join_lines(tuple(self._clauses[j] for j in there[:_SHOWN]))
        for k in self._list_open(units):
            edit = self._get_edit(k)
            edit.refuse(reason, base, there[0] if there else NOWHERE)
            self._withdraw(edit)

    def _withdraw(self, edit: PendingEdit) -> None:
        """Takes an edit out, and those that stand or fall with it."""
        self._gone.add(id(edit))
        for other in edit.together:
            self._gone.add(id(other))
            if other is not edit and not other.already:
                other.refuse("entangled", edit.base, edit.base_position)
        for j in edit.touched:
            self._plan.words.pop(("base", j), None)

    def _settle(self) -> None:
        """Takes the clauses of these edits out of the plan."""
        plan, gone = self._plan, self._gone
        for k, (j, edit) in list(plan.moved.items()):
            if id(edit) in gone:
                plan.anchors[k] = j, j
                plan.settled.add(k)
                del plan.moved[k]
        plan.unplaced.update(k for k, edit in plan.added.items() if id(edit) in gone)
        plan.added = {k: edit for k, edit in plan.added.items() if id(edit) not in gone}
        plan.removed = {j: edit for j, edit in plan.removed.items() if id(edit) not in gone}

    # -- the result

    def list_items(self) -> Iterator[ResultClause]:
        """The clauses of the result in order."""
        yield from self._list_behind(NOWHERE)
        yield from self._list_range(0, len(self._clauses), NOWHERE)

    def _list_range(self, start: int, end: int, home: int) -> Iterator[ResultClause]:
        j = start
        while j < end:
            if j in self._roots and j != home:
                j = self._ends[j]
                continue
            if j not in self._plan.removed:
                own = (WordPiece("base", j, Span(0, len(self._clauses[j].words))),)
                yield ResultClause("base", j, self._plan.words.get(("base", j), own))
            yield from self._list_behind(j)
            j += 1

    def _list_behind(self, j: int) -> Iterator[ResultClause]:
        for k in self._behind.get(j, ()):
            if k in self._plan.moved:
                root = self._plan.moved[k][0]
                yield from self._list_range(root, self._ends[root], root)
            else:
                own = (WordPiece("draft", k, Span(0, len(self._plan.draft.walk()[k].words))),)
                yield ResultClause("draft", k, self._plan.words.get(("draft", k), own))


_SHOWN = 20  # clauses of the new base that stand where a run should


def _find_sequence(texts: Sequence[str], wanted: Sequence[str]) -> int | None:
    for start in range(len(texts) - len(wanted) + 1):
        if list(texts[start : start + len(wanted)]) == list(wanted):
            return start
    return None
