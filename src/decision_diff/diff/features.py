"""What differs beside the words: features of linked clauses, compared where their words correspond.

    features of both sides ==edits==> positions in the new text ==> those that differ

What holds for a stretch (raised, hidden, a link) is compared for the words that stayed. What stands between two characters
(a picture, the reference to a note) corresponds to the same thing at a place that the edits make of its own. In words that
came or went a stretch comes or goes with them; a picture or a note is reported nevertheless.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, NamedTuple

from decision_diff.changes import Edit, FeatureChange, locate_clauses
from decision_diff.model import Clause, FeatureKind, Span

Partners = Mapping[str, frozenset[str]]  # from the eid of an old clause to those of the new ones that it became

_COMPUTED: Final[tuple[FeatureKind, ...]] = ("computed", "status")
_STRETCHES: Final[tuple[FeatureKind, ...]] = (
    "superscript", "subscript", "strike", "hidden", "equation", "link", "reference"
)  # fmt: skip


class _Placed(NamedTuple):
    """A feature in the text of a whole group. `key` is the same for two that say the same in both revisions."""

    kind: FeatureKind
    start: int
    end: int
    value: str
    key: str


def compare_features(
    old: Sequence[Clause],
    new: Sequence[Clause],
    edits: Sequence[Edit],
    partners: Callable[[], Partners],
    skipped: Collection[FeatureKind] = _COMPUTED,
) -> tuple[FeatureChange, ...]:
    """The features that differ between the clauses of a group, in the order of the new text.

    `partners` is asked only where a link leads to another clause. Kinds in `skipped` are not compared: what is computed says of
    words what they are worth, see `computed`.
    """
    before, after = list(_placed(old, partners, skipped)), list(_placed(new, None, skipped))
    if [one[:3] + one[4:] for one in before] == [one[:3] + one[4:] for one in after] and _is_kept(edits):
        return ()
    found = [
        change
        for kind in dict.fromkeys(one.kind for one in (*before, *after))
        for change in (_compare_stretches if kind in _STRETCHES else _compare_points)(
            kind, [one for one in before if one.kind == kind], [one for one in after if one.kind == kind], edits
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.new.start, one.new.end, one.old.start, one.kind)))


def _is_kept(edits: Sequence[Edit]) -> bool:
    return all(edit.op == "equal" for edit in edits)


def _placed(
    clauses: Sequence[Clause], partners: Callable[[], Partners] | None, skipped: Collection[FeatureKind]
) -> Iterator[_Placed]:
    for base, clause in locate_clauses(clauses):
        for one in clause.features:
            if one.kind in skipped:
                continue
            key = one.value
            if partners is not None and one.kind in ("link", "reference") and key.startswith("#"):
                targets = partners().get(key[1:], frozenset())
                key = f"#{min(targets)}" if targets else key
            yield _Placed(one.kind, base + one.span.start, base + one.span.end, one.value, key)


def _compare_stretches(
    kind: FeatureKind, before: Sequence[_Placed], after: Sequence[_Placed], edits: Sequence[Edit]
) -> Iterator[FeatureChange]:
    """Where words that stayed have another value; neighbours with the same values are one."""
    last: FeatureChange | None = None
    for found in _find_differing(kind, before, after, edits):
        if last is None:
            last = found
        elif _goes_on(last, found):
            last = replace(last, old=Span(last.old.start, found.old.end), new=Span(last.new.start, found.new.end))
        else:
            yield last
            last = found
    if last is not None:
        yield last


def _find_differing(
    kind: FeatureKind, before: Sequence[_Placed], after: Sequence[_Placed], edits: Sequence[Edit]
) -> Iterator[FeatureChange]:
    """The segments of words that stayed in which the values differ."""
    for start, end, shift, was, now in _cut_segments(_set_apart(before), _set_apart(after), edits):
        same = (was and was.key) == (now and now.key)
        if not same and (kind != "equation" or _is_whole(was, now, start, end, shift)):
            old, new = Span(start - shift, end - shift), Span(start, end)
            yield FeatureChange(kind, old, new, was and was.value, now and now.value)


def _is_whole(was: _Placed | None, now: _Placed | None, start: int, end: int, shift: int) -> bool:
    """Whether all characters of an equation stayed; else the edits of its words say already that it is another."""
    stayed = was is None or (was.start + shift, was.end + shift) == (start, end)
    return stayed and (now is None or (now.start, now.end) == (start, end))


def _goes_on(last: FeatureChange, found: FeatureChange) -> bool:
    together = last.new.end == found.new.start and last.old.end == found.old.start
    return together and (last.old_value, last.new_value) == (found.old_value, found.new_value)


def _set_apart(features: Sequence[_Placed]) -> list[_Placed]:
    """Stretches that do not overlap: of a link inside a link the inner one holds."""
    found: list[_Placed] = []
    for one in features:
        if found and found[-1].end > one.start:
            found[-1] = found[-1]._replace(end=one.start)
        found.append(one)
    return found


def _cut_segments(
    olds: Sequence[_Placed], news: Sequence[_Placed], edits: Sequence[Edit]
) -> Iterator[tuple[int, int, int, _Placed | None, _Placed | None]]:
    """The stretches of the new text that stayed and in which neither side changes its value, in order.

    Each with how far it stands behind the old text, and what holds for it on either side.
    """
    old_at = _Sweep(olds)
    new_at = _Sweep(news)
    for edit in edits:
        if edit.op != "equal":
            continue
        shift = edit.new.start - edit.old.start
        start = edit.new.start
        while start < edit.new.end:
            was, was_end = old_at.at(start - shift)
            now, now_end = new_at.at(start)
            end = min(edit.new.end, was_end + shift, now_end)
            yield start, end, shift, was, now
            start = end


class _Sweep:
    """Asked for one place after another, each time at the same or a later one."""

    def __init__(self, features: Sequence[_Placed]) -> None:
        self.features = features
        self.next = 0

    def at(self, place: int) -> tuple[_Placed | None, int]:
        """What holds at a place, and how far it holds."""
        while self.next < len(self.features) and self.features[self.next].end <= place:
            self.next += 1
        if self.next == len(self.features):
            return None, sys.maxsize
        one = self.features[self.next]
        return (one, one.end) if one.start <= place else (None, one.start)


def _compare_points(
    kind: FeatureKind, before: Sequence[_Placed], after: Sequence[_Placed], edits: Sequence[Edit]
) -> Iterator[FeatureChange]:
    """What stands between two characters on one side only, or is another thing on the other."""
    gone, came = _find_unpaired(before, after, _Reach(edits))
    left = deque(came)
    back = _Reach([Edit(edit.op, edit.new, edit.old) for edit in edits])

    def arrival(other: _Placed) -> FeatureChange:
        at = back.find(other.start)[0]
        return FeatureChange(kind, Span(at, at), Span(other.start, other.start), None, other.value)

    for one, low, high in gone:
        while left and left[0].start < low:
            yield arrival(left.popleft())
        match = left.popleft() if left and left[0].start <= high else None
        at = low if match is None else match.start
        yield FeatureChange(kind, Span(one.start, one.start), Span(at, at), one.value, match and match.value)
    yield from map(arrival, left)


def _find_unpaired(
    before: Sequence[_Placed], after: Sequence[_Placed], reach: _Reach
) -> tuple[list[tuple[_Placed, int, int]], list[_Placed]]:
    """What has nothing of the same value within its reach: of the old side, with its reach, and of the new, in order."""
    waiting: dict[str, deque[_Placed]] = defaultdict(deque)
    for other in after:
        waiting[other.key].append(other)
    gone: list[tuple[_Placed, int, int]] = []
    came: list[_Placed] = []
    for one in before:
        low, high = reach.find(one.start)
        same = waiting[one.key]
        while same and same[0].start < low:
            came.append(same.popleft())
        if same and same[0].start <= high:
            same.popleft()
        else:
            gone.append((one, low, high))
    came.extend(chain.from_iterable(waiting.values()))
    return gone, sorted(came, key=lambda other: other.start)


class _Reach:
    """Where a place between two characters of the one text may stand in the other."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.starts = [edit.old.start for edit in edits]

    def find(self, at: int) -> tuple[int, int]:
        """The first and the last place."""
        found: list[int] = []
        for index in range(bisect_right(self.starts, at) - 1, -1, -1):
            edit = self.edits[index]
            if edit.old.end < at:
                break
            if edit.op == "equal":
                found.append(at + edit.new.start - edit.old.start)
            else:
                found.extend((edit.new.start, edit.new.end))
        return (min(found), max(found)) if found else (0, 0)
