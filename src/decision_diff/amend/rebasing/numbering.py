"""The numbers of the result: those of the new base, counted on where the draft adds, repeals or moves clauses.

    OLD 5 6   draft 5 [6] 7   new base 6 7   result 6 [7] 8

Each clause that the draft kept has the number of the new base, and what the draft counted on before it; a clause that the draft adds has its
number in the draft, and what the new base counted on. A number is a label and no word of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from decision_diff.amend.numbers import write_numeral
from decision_diff.amend.rebasing.plan import RebasePlan, ResultClause
from decision_diff.amend.rebasing.scripts import Side
from decision_diff.labels import make_grammar
from decision_diff.labels.numerals import HAN, SYSTEMS, System
from decision_diff.model import Decision, Label
from decision_diff.patterns import late

NumberValue = tuple[int, ...]
Key = tuple[Side, int]  # a clause of the result: of the new base or of the draft, by position
_RUNS: Final = late(rf"[0-9]+|[０-９]+|[{HAN}]+|[A-Za-z]+|[^\W\d_]|[①-⓿㈠-㊿⑴-⒇Ⅰ-ⅿ]")
_MOST: Final = 999
_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def print_value(label: Label, value: NumberValue, languages: tuple[str, ...]) -> str | None:
    """The label with another value, printed in its own way; None if that cannot be read back."""
    if label.value == value:
        return label.text
    if len(label.value) != len(value):
        return None
    text = label.text
    for index in range(len(value)):
        if label.value[index] != value[index]:
            known = (*value[:index], label.value[index], *label.value[index + 1 :])
            wanted = (*value[: index + 1], *label.value[index + 1 :])
            made = _print_part(Label(text, known, label.level, label.style), wanted, index, languages)
            if made is None:
                return None
            text = made
    return text


def _print_part(label: Label, wanted: NumberValue, index: int, languages: tuple[str, ...]) -> str | None:
    """One part of the value exchanged: each numeral of the label is tried, and what reads as wanted is the one."""
    for run in _RUNS.finditer(label.text):
        for system in SYSTEMS:
            if _read(system, run.group()) != label.value[index]:
                continue
            numeral = _write(system, run.group(), wanted[index])
            text = f"{label.text[: run.start()]}{numeral}{label.text[run.end() :]}"
            if numeral and _reads_as(text, wanted, label.style, languages):
                return text
    return None


def replace_numeral(printed: str, old: str, new: str) -> str | None:
    """What is printed with the numerals that a number got for those that it had; None where these do not stand in it, each once."""
    had, has = _RUNS.findall(old), _RUNS.findall(new)
    if len(had) != len(has):
        return None
    for was, now in zip(had, has, strict=True):
        if was == now:
            continue
        places = [run for run in _RUNS.finditer(printed) if run.group() == was]
        if len(places) != 1:
            return None
        printed = f"{printed[: places[0].start()]}{now}{printed[places[0].end() :]}"
    return printed


def _read(system: System, numeral: str) -> int | None:
    if numeral[0] not in system.starts:
        return None
    try:
        return system.read(numeral)
    except (ValueError, KeyError):
        return None


def _write(system: System, like: str, number: int) -> str | None:
    """A number in this system; None if it has none."""
    if not 0 < number <= _MOST:
        return None
    if system.example == "1":
        printed = str(number)
        return printed.translate({48 + i: 0xFF10 + i for i in range(10)}) if like[0] >= "０" else printed
    if system.example == "一":
        return write_numeral(number)
    if system.example in ("i", "I"):
        return _write_roman(number) if like.islower() else _write_roman(number).upper()
    if system.example in ("a", "A"):
        times, letter = divmod(number - 1, 26)
        return chr(ord("a" if like.islower() else "A") + letter) * (times + 1)
    return next((sign for sign in system.starts if _read(system, sign) == number), None)


def _write_roman(number: int) -> str:
    made = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        made += sign * times
    return made


def _reads_as(text: str, value: NumberValue, style: str, languages: tuple[str, ...]) -> bool:
    for after in ("\tx", "　x", ""):
        found = make_grammar(languages).find_at(text + after, 0)
        if found and any(
            one.value == value and one.style == style and one.text == text for one in (found.label, *found.others)
        ):
            return True
    return False


# -- counting on


def count_on(plan: RebasePlan, items: Sequence[ResultClause]) -> tuple[dict[Key, str], list[Key]]:
    """The number that each clause of the result has, "" for none; and the clauses whose number could not be counted on."""
    there = {(item.side, item.position): item for item in items}
    values = _count_kept(plan, there)
    _count_added(plan, there, values)
    numbers: dict[Key, str] = {}
    failed: list[Key] = []
    for key in there:
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


def _list_series(decision: Decision) -> list[list[int]]:
    """The clauses that are counted together: of one style below one clause; articles through the whole text."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, (clause, above) in enumerate(zip(decision.walk(), decision.parents(), strict=True)):
        if clause.label is not None and clause.label.value:
            found[clause.label.style, -1 if clause.level == "article" else above].append(at)
    return list(found.values())


def _count_kept(plan: RebasePlan, there: Collection[Key]) -> dict[Key, NumberValue]:
    """The values of clauses of the new base: its own, and what the draft counted on before them and is carried."""
    shifts = _find_shifts(plan, there)
    values: dict[Key, NumberValue] = {}
    for series in _list_series(plan.base):
        known: NumberValue = ()
        for j in series:
            label = _get_label(plan, ("base", j))
            known = shifts.get(j, known)
            if label is not None and label.value and ("base", j) in there and j not in plan.labels:
                values["base", j] = _add(label.value, known)
    return values


def _find_shifts(plan: RebasePlan, there: Collection[Key]) -> dict[int, NumberValue]:
    """By clause of the new base, by position, what the draft counted on before it: a number for each part of the value."""
    old, draft = plan.old.walk(), plan.draft.walk()
    homes = {at: some for some in _list_series(plan.old) for at in some}
    shifts: dict[int, NumberValue] = {}
    for series in _list_series(plan.draft):
        counter, last = _Counter(), -1
        for k in series:
            i = find_old(plan, k)
            if i is None:
                counter.add(carried=k in plan.added or k in plan.moved)
                continue
            was, now = old[i].label, draft[k].label
            if was is None or now is None or was.style != now.style or len(was.value) != len(now.value):
                counter.add(carried=_is_relabelled(plan, k))
                continue
            gone = _list_gone(plan, homes[i], last, i, there)
            counter.see(_subtract(now.value, was.value), _find_counted(now), gone)
            last = i
            if k in plan.anchors:
                shifts[plan.anchors[k][0]] = counter.carried
    return shifts


def find_old(plan: RebasePlan, k: int) -> int | None:
    """The clause of OLD that a clause of the draft is where it stands; None if the draft puts it there."""
    if k in plan.added or k in plan.moved or k in plan.unplaced or k in plan.settled:
        return None
    olds = plan.was.get(k, [])
    if k not in plan.anchors:
        return olds[0] if olds else None
    return next((i for i in olds if plan.anchors[k][0] in plan.now.get(i, ())), None)


def _list_gone(plan: RebasePlan, series: Sequence[int], last: int, i: int, there: Collection[Key]) -> list[bool]:
    """Of the clauses of OLD between two of one series that went out of it in the draft, whether that is carried."""
    between = series[bisect_right(series, last) : bisect_left(series, i)]
    return [done for other in between if (done := _is_gone(plan, other, there)) is not None]


def _is_gone(plan: RebasePlan, i: int, there: Collection[Key]) -> bool | None:
    """Whether it is carried that a clause of OLD was repealed, moved, joined, or got another form of numbering; None if it was not."""
    drafted = plan.became.get(i, ())
    if any(k in plan.moved or k in plan.settled for k in drafted):
        return any(k in plan.moved for k in drafted)
    for k in drafted:
        if find_old(plan, k) == i:
            return None if _get_style(plan.draft, k) == _get_style(plan.old, i) else _is_relabelled(plan, k)
    now = plan.now.get(i, ())
    return bool(now) and not any(("base", j) in there for j in now)


def _is_relabelled(plan: RebasePlan, k: int) -> bool:
    """Whether the result prints the number of this clause as the draft does."""
    return k in plan.anchors and plan.labels.get(plan.anchors[k][0]) == k


def _get_style(decision: Decision, at: int) -> str:
    label = decision.walk()[at].label
    return label.style if label else ""


class _Counter:
    """What the draft counted on in one series, and how much of it is carried."""

    def __init__(self) -> None:
        self.carried: NumberValue = ()
        self._seen: NumberValue = ()
        self._came = self._stayed_out = 0

    def add(self, *, carried: bool) -> None:
        """A clause that came in, or from another place."""
        self._came += 1
        self._stayed_out += not carried

    def see(self, shift: NumberValue, part: int, gone: Sequence[bool]) -> None:
        """A clause that was kept: by how much its number moved, which part of it counts, and what went before it."""
        before = self._seen or (0,) * len(shift)
        carried = self.carried or (0,) * len(shift)
        jump = [now - was for now, was in zip(shift, before, strict=False)]
        if part < len(jump) and jump[part] == self._came - len(gone):
            jump[part] += gone.count(False) - self._stayed_out
        self.carried = tuple(has + more for has, more in zip(carried, jump, strict=False))
        self._seen = shift
        self._came = self._stayed_out = 0


def _find_counted(label: Label) -> int:
    """Which part of the value counts on: the last one of 1.10, the first one of 第五条之一."""
    return len(label.value) - 1 if "." in label.style.strip(".") else 0


def _count_added(plan: RebasePlan, there: Collection[Key], values: dict[Key, NumberValue]) -> None:
    """The values of clauses that the draft adds or moves: as far behind the one before them as in the draft."""
    for series in _list_series(plan.draft):
        _count_series(plan, [k for k in series if _find_key(plan, k) in there], values)


def _count_series(plan: RebasePlan, series: Sequence[int], values: dict[Key, NumberValue]) -> None:
    by: NumberValue = ()
    waiting: list[tuple[Key, NumberValue]] = []
    for k in series:
        label, key = plan.draft.walk()[k].label, _find_key(plan, k)
        own = label.value if label else ()
        if k not in plan.anchors or _is_relabelled(plan, k):
            values[key] = _add(own, by)
            waiting.extend([(key, own)] if not by else ())
        elif len(values.get(key, ())) == len(own):
            by = _subtract(values[key], own)
            values.update((one, _add(value, by)) for one, value in waiting)
            waiting = []


def _find_key(plan: RebasePlan, k: int) -> Key:
    """Which clause of the result a clause of the draft is, if it is there."""
    if k in plan.moved:
        return "base", plan.moved[k][0]
    return ("base", plan.anchors[k][0]) if k in plan.anchors else ("draft", k)


def _add(value: NumberValue, shift: NumberValue) -> NumberValue:
    return tuple(part + (shift[at] if at < len(shift) else 0) for at, part in enumerate(value))


def _subtract(one: NumberValue, other: NumberValue) -> NumberValue:
    return tuple(a - b for a, b in zip(one, other, strict=False))
