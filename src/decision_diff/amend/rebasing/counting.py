"""The numbers of the result: those of the new base, counted on where the draft adds, repeals or moves clauses.

    OLD 5 6   draft 5 [6] 7   new base 6 7   result 6 [7] 8

In the draft it shows whether it counted on: between two clauses that it kept the numbers went up by as many as came in and down by as many as went. If so, each of these steps
counts for all that stands behind it in the result, wherever the new base put that; if the numbers stayed (第二条之一), none does. A step that is in conflict does not count.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from decision_diff.amend.rebasing.numbering import NumberValue, print_value
from decision_diff.amend.rebasing.plan import RebasePlan, ResultClause
from decision_diff.amend.rebasing.scripts import Side
from decision_diff.model import Decision, Label

Key = tuple[Side, int]  # a clause of the result: of the new base or of the draft, by position
Series = tuple[
    str, Key | None
]  # clauses that are counted together: of one style below one clause; articles through the whole text


def count_on(plan: RebasePlan, items: Sequence[ResultClause]) -> tuple[dict[Key, str], list[Key]]:
    """The number that each clause of the result has, "" for none; and the clauses whose number could not be counted on."""
    keys = [(item.side, item.position) for item in items]
    values = _Counting(plan, keys).count()
    numbers: dict[Key, str] = {}
    failed: list[Key] = []
    for key in keys:
        label = _get_label(plan, key)
        numbers[key] = label.text if label else ""
        if label is None or key not in values:
            continue
        languages = (plan.base if key[0] == "base" else plan.draft).languages or ("zh", "en")
        printed = print_value(label, values[key], languages)
        if printed is None:
            failed.append(key)
        else:
            numbers[key] = printed
    return numbers, failed


def _get_label(plan: RebasePlan, key: Key) -> Label | None:
    """The label whose print a clause has: its own, or that of the draft if this prints it otherwise."""
    side, position = key
    if side == "draft":
        return plan.draft.walk()[position].label
    k = plan.labels.get(position)
    return (plan.base.walk()[position] if k is None else plan.draft.walk()[k]).label


@dataclass
class _Steps:
    """What the draft counted.

    `came` are clauses at which the numbers go up by one if the result has them in the place where the draft puts them, `went` those of the new base behind which they go down. `more` is by how much
    the draft renumbered besides, from a clause of the new base on, and `parts` what it did to the parts that do not count.
    """

    came: set[Key] = field(default_factory=set)
    went: dict[Series, list[int]] = field(default_factory=lambda: defaultdict(list))
    more: dict[int, int] = field(default_factory=dict)
    parts: dict[int, NumberValue] = field(default_factory=dict)


class _Counting:
    def __init__(self, plan: RebasePlan, keys: Sequence[Key]) -> None:
        self._plan, self._keys, self._there = plan, keys, set(keys)
        self._moved = {j: k for k, (j, _) in plan.moved.items()}
        self._steps = _find_steps(plan, self._there)
        self._relations = _relate_added(plan)
        above = plan.draft.parents()
        # Clauses of the new base that hang below a clause which the draft adds.
        self._adopted = {j: above[k] for k, (j, _) in plan.anchors.items() if above[k] in plan.added}

    def count(self) -> dict[Key, NumberValue]:
        """The values of all numbers, in the order of the result."""
        values: dict[Key, NumberValue] = {}
        last: dict[Series, NumberValue] = {}
        sums: dict[Series, int] = defaultdict(int)
        gone: dict[Series, int] = defaultdict(int)
        for key in self._keys:
            label = _get_label(self._plan, key)
            if label is None or not label.value:
                continue
            series = self._name_series(key, label)
            if key[0] == "base" and key[1] not in self._moved and key[1] not in self._plan.labels:
                sums[series] += self._steps.more.get(key[1], 0)
                went = self._steps.went.get(series, [])
                passed = bisect_left(went, key[1])
                sums[series] -= passed - gone[series]
                gone[series] = passed
                values[key] = self._shift(key[1], label, sums[series])
            else:
                values[key] = self._follow(key, self._get_drafted(key, label), last.get(series))
                sums[series] += key in self._steps.came
            last[series] = values[key]
        return values

    def _name_series(self, key: Key, label: Label) -> Series:
        side, position = key
        k = position if side == "draft" else self._plan.labels.get(position)
        if k is not None:
            above = self._plan.draft.parents()[k]
            holder = find_key(self._plan, above) if above >= 0 else None
        elif position in self._adopted:
            holder = "draft", self._adopted[position]
        else:
            above = self._plan.base.parents()[position]
            holder = ("base", above) if above >= 0 else None
        return label.style, None if label.level == "article" else holder

    def _get_drafted(self, key: Key, label: Label) -> NumberValue:
        """The value that a clause which the draft adds or moves has in the draft."""
        moved = self._moved.get(key[1]) if key[0] == "base" else None
        drafted = self._plan.draft.walk()[moved].label if moved is not None else None
        return drafted.value if drafted and len(drafted.value) == len(label.value) else label.value

    def _shift(self, j: int, label: Label, by: int) -> NumberValue:
        """The value of a clause of the new base: the part that counts goes on, the others as the draft has them."""
        part = find_counted(label)
        others = self._steps.parts.get(j, ())
        return tuple(
            value + (by if at == part else others[at] if at < len(others) else 0)
            for at, value in enumerate(label.value)
        )

    def _follow(self, key: Key, own: NumberValue, before: NumberValue | None) -> NumberValue:
        """The value of a clause that the draft adds: as far behind the one before it as in the draft."""
        step = self._relations.get(key)
        size = len(own) - 1
        if step is None:  # the first one of the draft, before which the result may have others
            if before is None or len(before) != len(own) or before[:size] != own[:size]:
                return own
            return (*own[:size], max(own[size], before[size] + 1))
        is_branch, by, first = step
        if before is None:  # none of those before it is carried: it is the first one
            return first if len(first) == len(own) else own
        if len(before) < size:
            return own
        if is_branch:
            return *before[:size], own[-1]
        return (*before[:size], before[size] + by) if len(before) > size else own


def find_key(plan: RebasePlan, k: int) -> Key:
    """Which clause of the result a clause of the draft is, if it is there."""
    if k in plan.moved:
        return "base", plan.moved[k][0]
    return ("base", plan.anchors[k][0]) if k in plan.anchors else ("draft", k)


def find_old(plan: RebasePlan, k: int) -> int | None:
    """The clause of OLD that a clause of the draft is where it stands; None if the draft puts it there."""
    if k in plan.added or k in plan.moved or k in plan.unplaced or k in plan.settled:
        return None
    olds = plan.was.get(k, [])
    if k not in plan.anchors:
        return olds[0] if olds else None
    return next((i for i in olds if plan.anchors[k][0] in plan.now.get(i, ())), None)


def find_counted(label: Label) -> int:
    """Which part of the value counts on: the last one of 1.10, the first one of 第五条之一."""
    return len(label.value) - 1 if "." in label.style.strip(".") else 0


# -- what the draft counted


def _list_series(decision: Decision) -> list[list[int]]:
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, (clause, above) in enumerate(zip(decision.walk(), decision.parents(), strict=True)):
        if clause.label is not None and clause.label.value:
            found[clause.label.style, -1 if clause.level == "article" else above].append(at)
    return list(found.values())


def _find_steps(plan: RebasePlan, there: Collection[Key]) -> _Steps:
    steps = _Steps()
    homes = {at: some for some in _list_series(plan.old) for at in some}
    for series in _list_series(plan.draft):
        _Draft(plan, homes, steps, there).read(series)
    for some in steps.went.values():
        some.sort()
    return steps


class _Draft:
    """One series of the draft, read from clause to clause that it kept."""

    def __init__(
        self, plan: RebasePlan, homes: Mapping[int, Sequence[int]], steps: _Steps, there: Collection[Key]
    ) -> None:
        self._plan, self._homes, self._steps, self._there = plan, homes, steps, there
        self._seen: NumberValue = ()
        self._came: list[int] = []
        self._last = -1
        self._adopter: int | None = None  # the clause that the draft adds, and that holds the series

    def read(self, series: Sequence[int]) -> None:
        """Notes the steps of the series."""
        above = self._plan.draft.parents()[series[0]]
        self._adopter = above if above in self._plan.added else None
        i = -1
        for k in series:
            kept = find_old(self._plan, k)
            was = self._plan.old.walk()[kept].label if kept is not None else None
            now = self._plan.draft.walk()[k].label
            same = was is not None and now is not None and was.style == now.style and len(was.value) == len(now.value)
            if kept is None or kept <= self._last or was is None or now is None or not same:
                self._came.append(k)
                continue
            i = kept
            self._see(
                k, i, tuple(one - other for one, other in zip(now.value, was.value, strict=True)), find_counted(now)
            )
        rest = self._homes.get(i, ()) if i >= 0 else ()
        self._count(self._came, list(rest[bisect_right(rest, i) :]))

    def _see(self, k: int, i: int, shift: NumberValue, part: int) -> None:
        home = self._homes[i]
        went = [other for other in home[bisect_right(home, self._last) : bisect_left(home, i)] if self._is_gone(other)]
        before = self._seen[part] if part < len(self._seen) else 0
        jump = shift[part] - before
        j = self._plan.anchors[k][0] if k in self._plan.anchors else None
        if jump == len(self._came) - len(went):
            self._count(self._came, went)
        elif jump and j is not None:
            self._steps.more[j] = jump
        if j is not None:
            self._steps.parts[j] = shift
        self._seen, self._came, self._last = shift, [], i

    def _is_gone(self, i: int) -> bool:
        """Whether a clause of OLD is not in its series any more."""
        plan = self._plan
        return not any(
            find_old(plan, k) == i and _get_style(plan.draft, k) == _get_style(plan.old, i)
            for k in plan.became.get(i, ())
        )

    def _count(self, came: Iterable[int], went: Iterable[int]) -> None:
        """These steps count, as far as the result takes them."""
        plan = self._plan
        self._steps.came.update(find_key(plan, k) for k in came)
        for i in went:
            for j in plan.now.get(i, ())[:1]:
                if self._has_left(i, j):
                    self._leave(j)

    def _leave(self, j: int) -> None:
        """A clause of the new base goes out of its series."""
        label, above = self._plan.base.walk()[j].label, self._plan.base.parents()[j]
        if label is not None:
            holder: Key | None = ("base", above) if above >= 0 else None
            if self._adopter is not None:  # what is left of the series hangs there
                holder = "draft", self._adopter
            if label.level == "article":
                holder = None
            self._steps.went[label.style, holder].append(j)

    def _has_left(self, i: int, j: int) -> bool:
        """Whether a clause of OLD stands in the result no more where the new base has it, or not with its number."""
        plan = self._plan
        moved = any(plan.moved[k][0] == j for k in plan.became.get(i, ()) if k in plan.moved)
        return moved or ("base", j) not in self._there or j in plan.labels


def _get_style(decision: Decision, at: int) -> str:
    label = decision.walk()[at].label
    return label.style if label else ""


def _relate_added(plan: RebasePlan) -> dict[Key, tuple[bool, int, NumberValue]]:
    """How the number of each clause follows the one before it in the draft.

    As a branch of it (第二条之一), or by how much its last part is greater; with the first number of the series.
    """
    found: dict[Key, tuple[bool, int, NumberValue]] = {}
    for series in _list_series(plan.draft):
        values = [label.value for k in series if (label := plan.draft.walk()[k].label) is not None]
        for k, before, own in zip(series[1:], values, values[1:], strict=False):
            last = len(own) - 1
            if own[:-1] == before[:last] and len(before) > last:
                found[find_key(plan, k)] = False, own[-1] - before[last], values[0]
            elif own[:-1] == before:
                found[find_key(plan, k)] = True, 0, values[0]
    return found
