"""Numbers of clauses: a gap, a number that stands twice, numbers out of order, a number written otherwise than its neighbours.

Clauses are looked at in rows: those of one level and one form of number that hang below one clause; articles, which are
counted through the whole text, in one row for each annex. The due number is the one behind the last; 十之一 and 10bis come behind 10, and 10.1 too.

    1 2 4 5      gap           3 is missing
    1 2 2 3      repeat        2 stands twice
    1 3 2 4      order         3 stands before 2
    a) b. c)     style

A list that begins anew with its first number is another list. A text that leaves out numbers often (an excerpt) has no gaps.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.labels import make_grammar
from decision_diff.model import Label, Span
from decision_diff.patterns import late

_ROWS: Final = frozenset({"article", "rule"})  # counted through the whole text
_EXCERPT: Final = 0.25  # of the steps of all rows: a text with more gaps is an excerpt
_WIDEST: Final = 9  # numbers left out at once; more are another way to count
_NEAR: Final = 3  # what was read as text is a number of a list if it is that near to the last one
_HEAD: Final = late(r"[(（]?[^\W_]{1,4}(?:[.)）、．]|[\s\u3000])")
_RUNNING: Final = frozenset({"p", "paragraph", "wrapUp"})
_FEW_STYLES: Final = 5  # one number in five may be written otherwise; more are two lists
_REACH: Final = 60  # clauses before a number in which the one before it may stand
_NOWHERE: Final = Span(0, 0)
_UNCOUNTED: Final = frozenset({"note", "tableRow", "tr", "furniture", "attachment"})

_NumberValue = tuple[int, ...]


def find_numbering_faults(text: CheckedText) -> Iterator[TextFault]:
    """All faults of numbers, row by row."""
    labels = _list_labels(text)
    rows = _list_rows(text, labels)
    found = [fault for row in rows for fault in _leave_out_excerpts(list(_check_row(labels, row)), len(row) - 1)]
    steps = sum(len(row) - 1 for row in rows)
    gaps = sum(fault.code == "NUM001" for fault in found)
    is_excerpt = gaps > 1 and gaps > _EXCERPT * steps
    mixed = {fault.position: fault for fault in _find_styles(text, labels)}
    for fault in found:
        other = _find_other_style(labels, fault.position) if fault.code == "NUM001" else -1
        if other >= 0:
            mixed.setdefault(other, _say_style(labels, other))
        elif fault.code != "NUM001" or not is_excerpt:
            yield fault
    yield from mixed.values()


def _find_other_style(labels: Mapping[int, Label], at: int) -> int:
    """Where the number before this one stands, if it only seems to be left out because it is written otherwise; -1 if it is nowhere."""
    here = labels[at]
    wanted = (*here.value[:-1], here.value[-1] - 1)
    for before in range(at - 1, max(at - _REACH, -1), -1):
        label = labels.get(before)
        if label is not None and label.style == here.style:
            return -1
        if label is not None and label.value == wanted:
            return before
    return -1


def _leave_out_excerpts(faults: Sequence[TextFault], steps: int) -> Iterator[TextFault]:
    """The faults of a row, without its gaps where most of its steps are gaps: it lists what matters here, not all."""
    for code in ("NUM001", "NUM002"):  # of a list whose numbers mostly stand twice one is a list of contents
        count = sum(fault.code == code for fault in faults)
        yield from (
            fault
            for fault in faults
            if fault.code == code and (count * 2 <= steps or (code == "NUM002" and count == 1))
        )
    yield from (fault for fault in faults if fault.code not in ("NUM001", "NUM002"))


def _list_labels(text: CheckedText) -> dict[int, Label]:
    """The numbers of clauses by position; also of those that were read as text, for their number was not due where they stand."""
    labels: dict[int, Label] = {}
    latest: dict[int, Label] = {}  # the last number below each clause
    for at in text.inside:
        clause = text.clauses[at]
        if clause.level in _UNCOUNTED or clause.cells:
            continue
        label: Label | None = None
        if clause.label is not None and any(clause.label.value):
            label = clause.label
        elif clause.label is None and clause.level in _RUNNING and _HEAD.match(clause.words):
            label = _find_label(text, at, labels, latest)
        if label is not None:
            labels[at] = latest[text.hangs.get(at, text.parents[at])] = label
    return labels


def _find_label(text: CheckedText, at: int, labels: Mapping[int, Label], latest: Mapping[int, Label]) -> Label | None:
    """The number that the words of a clause begin with, if the list around it has one of that kind."""
    found = make_grammar(text.languages).find_at(text.clauses[at].words, 0)
    if found is None:
        return None
    for above in text.list_above(text.parents[at]):
        if above not in labels:
            continue
        last = latest[text.hangs.get(above, text.parents[above])]
        label = next((one for one in (found.label, *found.others) if _continues(last, one)), None)
        if label is not None:
            text.hangs[at] = text.hangs.get(above, text.parents[above])
            return label
    return None


def _continues(last: Label, label: Label) -> bool:
    """Whether a number may belong to the list whose last number is `last`: near to it in the same style, or the next one in another."""
    if len(label.value) != len(last.value) or abs(label.value[-1] - last.value[-1]) > _NEAR:
        return False
    if label.style == last.style:
        return True
    return _name_numeral(label) == _name_numeral(last) and label.value[-1] == last.value[-1] + 1


def _name_numeral(label: Label) -> str:
    return label.style.strip("().（）、- ")


def _list_rows(text: CheckedText, labels: Mapping[int, Label]) -> list[list[int]]:
    rows: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, label in labels.items():
        clause = text.clauses[at]
        above = text.hangs.get(at, text.parents[at])
        level = label.level if at in text.hangs else clause.level
        if level in _ROWS:
            above = next((one for one in text.list_above(above) if text.clauses[one].level == "attachment"), -1)
        rows[above, label.style].append(at)
    return [row for row in rows.values() if len(row) > 1]


def _check_row(labels: Mapping[int, Label], row: Sequence[int]) -> Iterator[TextFault]:
    """The faults of one row, without those of a list that begins anew within it."""
    numbers = [(labels[at].value, labels[at].until or labels[at].value) for at in row]
    start = 0
    for index in range(1, len(row) + 1):
        if index == len(row) or _begins_anew(numbers, index):
            yield from _check_list(labels, row[start:index], numbers[start:index])
            start = index


def _begins_anew(numbers: Sequence[tuple[_NumberValue, _NumberValue]], index: int) -> bool:
    """Whether a new list begins: with its first number, and not because a number went wrong in the middle of the one before."""
    first, before = numbers[index][0], numbers[index - 1][0]
    if first[-1] != 1 or len(first) != 1 or before < first:
        return False
    following = numbers[index + 1][0] if index + 1 < len(numbers) else None
    return before != first and (following is None or following[0] <= 2 or following <= before)


def _check_list(
    labels: Mapping[int, Label], row: Sequence[int], numbers: Sequence[tuple[_NumberValue, _NumberValue]]
) -> Iterator[TextFault]:
    seen = {numbers[0][0]: row[0]}
    every = {number for number, _ in numbers}
    last = numbers[0][1]
    for index in range(1, len(row)):
        at, (number, until) = row[index], numbers[index]
        name, before = labels[at].text, labels[row[index - 1]].text
        if number in seen:
            said = f"the number {name} stands twice"
            yield TextFault(
                "NUM002", at, Span(0, len(name)), said, in_number=True, related=((0, seen[number], _NOWHERE),)
            )
            continue
        seen[number] = at
        if number < last and number[:-1] == last[:-1]:
            yield TextFault("NUM003", at, Span(0, len(name)), f"{name} stands behind {before}", in_number=True)
            last = until  # what follows may count on from here
            continue
        if _is_out_of_order(numbers, index):
            said = f"{name} stands before {labels[row[index + 1]].text}"
            yield TextFault("NUM003", at, Span(0, len(name)), said, in_number=True)
            continue
        missing = _count_missing(last, number)
        missing -= sum(1 for one in range(number[-1] - missing, number[-1]) if (*number[:-1], one) in every)
        if 0 < missing <= _WIDEST:
            said = (
                f"{name} follows {before}: "
                + ("a number is" if missing == 1 else f"{missing} numbers are")
                + " left out"
            )
            yield TextFault("NUM001", at, Span(0, len(name)), said, in_number=True)
        last = until


def _is_out_of_order(numbers: Sequence[tuple[_NumberValue, _NumberValue]], index: int) -> bool:
    """Whether the number at `index` comes too early: the next one is smaller and is due behind the one before."""
    if index + 1 >= len(numbers):
        return False
    before, here, following = numbers[index - 1][1], numbers[index][0], numbers[index + 1][0]
    return before < following < here and _count_missing(before, following) == 0


def _count_missing(last: _NumberValue, number: _NumberValue) -> int:
    """How many numbers lie between; 0 for any step deeper, or out of a deeper one to the next."""
    shared = min(len(last), len(number))
    for one, other in zip(last[:shared], number[:shared], strict=True):
        if one != other:
            return max(other - one - 1, 0)
    return 0


def _find_styles(text: CheckedText, labels: Mapping[int, Label]) -> Iterator[TextFault]:
    """A number written otherwise than those around it: b. between a) and c)."""
    below: dict[int, list[int]] = defaultdict(list)
    for at, label in labels.items():
        if label.style[2:3] == "-":  # a number with a word: 第三条
            continue
        below[text.hangs.get(at, text.parents[at])].append(at)
    for row in below.values():
        if len(row) > 2:
            yield from _compare_styles(labels, row)


def _compare_styles(labels: Mapping[int, Label], row: Sequence[int]) -> Iterator[TextFault]:
    usual, count = Counter(labels[at].style for at in row).most_common(1)[0]
    if count == len(row) or len(row) - count > max(1, len(row) // _FEW_STYLES):
        return
    for index, at in enumerate(row):
        if labels[at].style == usual:
            continue
        before = labels[row[index - 1]].value if index else None
        after = labels[row[index + 1]].value if index + 1 < len(row) else None
        if _is_due(before, labels[at].value) and _is_due(labels[at].value, after):
            yield _say_style(labels, at)


def _say_style(labels: Mapping[int, Label], at: int) -> TextFault:
    said = f"{labels[at].text} is written otherwise than the numbers around it"
    return TextFault("NUM004", at, Span(0, len(labels[at].text)), said, in_number=True)


def _is_due(number: _NumberValue | None, following: _NumberValue | None) -> bool:
    if number is None or following is None:
        return True
    return len(number) == len(following) and number[:-1] == following[:-1] and following[-1] == number[-1] + 1
