"""What became of the square brackets of a text under negotiation: each an effect of its own, and always substantive.

    the report [shall] be published   ->   the report shall be published        agreement
    to meet [in Geneva]               ->   to meet                              dropping
    to meet [in May, in Geneva]       ->   to meet in May[, in Geneva]          narrowing
    to meet [in May] [in June]        ->   to meet in June                      choice

Brackets are taken out of both texts, and the words compared without them (`bare_words`). Each bracket is then a stretch of the words
that stayed. Two of the same stretch are one bracket; of the others those are that share the most. A bracket that is left went or came:
with its words, or without them. The opposites are opening and agreement, narrowing and widening, dropping and bracketed insertion.

A bracket over several clauses is compared in each of them; that it is one bracket is known from any.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from decision_diff.changes import BRACKET_EFFECTS, BracketChange, Change, Effect, Mark, locate_clauses
from decision_diff.diff.bare_words import Bare, Kept, compare_bare, list_alternatives
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision, Notice, Span
from decision_diff.patterns import late
from decision_diff.words.brackets import BracketPart, count_opening, find_brackets, find_parts

MOST_FOLLOWED: Final = 20_000  # square brackets of a text whose fate is told; the longest text of a negotiation that we know has some thousands
_MOST_PAIRED: Final = 4000  # pairs of brackets of one change that are weighed against each other
LEAST_SHARED: Final = 4  # of the smaller of two brackets at least a fourth stands in both, if they are one
_WHOLE: Final = frozenset({"insertion", "repeal"})
# What may stand between alternatives: nothing, a slash, or a word for "or".
_BETWEEN: Final = late(r"\s*+(?:[/／]|(?:and/)?or|ou|o|oder|或者?|または|или|أو)?\s*+")
_KEPT_MARKS: Final[frozenset[Mark]] = frozenset({"ADD", "SUP", "ADD*/SUP*"})


@frozen
class _HeldPart:
    """What of one bracket stands in the clauses of a change: in their words, in their bare words, and in what stayed of these.

    `key` is the bracket, as `Brackets.pairs` counts. `words` is in the text with brackets, `bare` in that without; `low` and `high` count
    the code points that stayed before its start and before its end.
    """

    key: int
    words: Span
    bare: Span
    low: int
    high: int
    size: int  # all of its code points, blanks aside
    opens: bool
    closes: bool

    @property
    def stays(self) -> bool:
        """Whether most of its words stayed."""
        return self.kept * 2 >= self.size

    @property
    def kept(self) -> int:
        """How many code points in it stayed."""
        return self.high - self.low


@frozen
class _BracketSide:
    """One side of a change: its bare words, the code points of them that stayed, and what brackets hold."""

    bare: Bare
    stayed: Sequence[int]
    held: tuple[_HeldPart, ...]


@frozen
class _BracketGroup:
    """A change with brackets on either side, and which of the one side are which of the other, by index."""

    change: Change
    old: _BracketSide
    new: _BracketSide
    pairs: tuple[tuple[int, int], ...]


class _BracketParts:
    """Where the brackets of a revision stand, by clause."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.found = find_brackets(decision)
        self.by_position = find_parts(self.found, decision) if self.found.pairs else {}

    def list_in(self, clauses: Sequence[Clause]) -> list[BracketPart]:
        """The parts in these clauses, in the code points of their joined words."""
        if not self.by_position:
            return []
        return [
            BracketPart(part.index, part.start + base, part.end + base, part.opens, part.closes)
            for base, clause in locate_clauses(clauses)
            for part in self.by_position.get(self.decision.position(clause.eid), ())
        ]


def compare_brackets(every: Sequence[Change], old: Decision, new: Decision) -> tuple[list[Change], list[Notice]]:
    """The changes with what became of their brackets, in the same order; and notices of brackets that are doubtful."""
    if max(counts := [count_opening(old), count_opening(new)]) > MOST_FOLLOWED:
        message = f"so many square brackets ({max(counts)}) that what became of each is not told; they are compared as characters"
        return list(every), [Notice("brackets-many", message)]
    sides = _BracketParts(old), _BracketParts(new)
    notices = [
        *(replace(notice, revision="old") for notice in sides[0].found.notices),
        *(replace(notice, revision="new") for notice in sides[1].found.notices),
    ]
    if not sides[0].by_position and not sides[1].by_position:
        return list(every), notices
    groups = {at: group for at, change in enumerate(every) if (group := _make_group(change, *sides))}
    linked = _link(groups.values())
    found = list(every)
    for at, group in groups.items():
        found[at] = _mark_change(group, linked)
    return found, notices


# -- which are one


def _make_group(change: Change, old: _BracketParts, new: _BracketParts) -> _BracketGroup | None:
    """The change with the brackets in it, those of both sides paired; None if there are none."""
    parts = old.list_in(change.old), new.list_in(change.new)
    if not any(parts):
        return None
    bares = _strip(change.old_text, parts[0]), _strip(change.new_text, parts[1])
    kept = Kept((), ()) if change.effects & _WHOLE else compare_bare(*bares)
    sides = (
        _BracketSide(bares[0], kept.old, _hold(parts[0], bares[0], kept.old)),
        _BracketSide(bares[1], kept.new, _hold(parts[1], bares[1], kept.new)),
    )
    pairs = () if change.effects & _WHOLE else tuple(_pair(sides[0].held, sides[1].held))
    return _BracketGroup(change, *sides, pairs)


def _strip(text: str, parts: Sequence[BracketPart]) -> Bare:
    cuts = [at for part in parts for at in (*[part.start] * part.opens, *[part.end - 1] * part.closes)]
    return Bare.strip(text, cuts, [Span(part.start, part.end) for part in parts])


def _hold(parts: Sequence[BracketPart], bare: Bare, stayed: Sequence[int]) -> tuple[_HeldPart, ...]:
    sizes = [0, *accumulate(not character.isspace() for character in bare.text)]
    return tuple(
        _HeldPart(
            part.index,
            Span(part.start, part.end),
            span,
            bisect_left(stayed, span.start),
            bisect_left(stayed, span.end),
            sizes[span.end] - sizes[span.start],
            part.opens,
            part.closes,
        )
        for part, span in zip(parts, bare.held, strict=True)
    )


def _pair(olds: Sequence[_HeldPart], news: Sequence[_HeldPart]) -> Iterator[tuple[int, int]]:
    """Those that hold the same of what stayed, the outer ones first; then those that share the most of it."""
    waiting: dict[tuple[int, int], deque[int]] = defaultdict(deque)
    for j, two in enumerate(news):
        waiting[two.low, two.high].append(j)
    left: list[int] = []
    for i, one in enumerate(olds):
        if same := waiting.get((one.low, one.high)):
            yield i, same.popleft()
        else:
            left.append(i)
    rest = sorted(j for some in waiting.values() for j in some)
    if len(left) * len(rest) <= _MOST_PAIRED:
        yield from _pair_overlapping(olds, news, left, rest)


def _pair_overlapping(
    olds: Sequence[_HeldPart], news: Sequence[_HeldPart], left: Sequence[int], rest: Sequence[int]
) -> Iterator[tuple[int, int]]:
    weighed: list[tuple[float, int, int]] = []
    for i in left:
        for j in rest:
            one, two = olds[i], news[j]
            shared = min(one.high, two.high) - max(one.low, two.low)
            if shared > 0 and shared * LEAST_SHARED >= min(one.kept, two.kept):
                weighed.append((-shared / (one.kept + two.kept - shared), i, j))
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(weighed):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j


def _link(groups: Iterable[_BracketGroup]) -> tuple[set[int], set[int]]:
    """The brackets of the old revision, and of the new one, that are one of the other in any clause."""
    linked: tuple[set[int], set[int]] = set(), set()
    for group in groups:
        for i, j in group.pairs:
            linked[0].add(group.old.held[i].key)
            linked[1].add(group.new.held[j].key)
    return linked


# -- what became of them


def _mark_change(group: _BracketGroup, linked: tuple[set[int], set[int]]) -> Change:
    """The change with the effects of its brackets. What words did is an effect of theirs only where brackets do not say it."""
    change = group.change
    happened = _Happened(group, linked)
    found = happened.find()
    if not found:
        return change
    effects = change.effects.union(one.effect for one in found)
    if "substitution" in effects and not change.features and not happened.changes_more:
        effects -= {"substitution"}
    mark: Mark = change.mark if change.mark in _KEPT_MARKS else "MOD"
    return replace(change, effects=effects, kind="substantive", mark=mark, brackets=tuple(found))


class _Happened:
    """What became of the brackets of one change."""

    def __init__(self, group: _BracketGroup, linked: tuple[set[int], set[int]]) -> None:
        self.group = group
        self.old, self.new = group.old, group.new
        paired = {i for i, _ in group.pairs}, {j for _, j in group.pairs}
        before = self._name(self.old.held, paired[0], linked[0], ("agreement", "dropping", "narrowing"), 0)
        after = self._name(self.new.held, paired[1], linked[1], ("opening", "bracketed-insertion", "widening"), 1)
        self.before: dict[int, Effect] = dict(before)
        self.after: dict[int, Effect] = dict(after)
        self.choices = list(self._find_choices())

    def find(self) -> list[BracketChange]:
        """Each bracket to which something happened, in the order of the new text."""
        found = [*self._list_paired(), *self._list_choices(), *self._list_single()]
        order = {effect: at for at, effect in enumerate(BRACKET_EFFECTS)}
        key = lambda one: (one.new.start, one.new.end, one.old.start, one.old.end, order[one.effect])  # noqa: E731
        return sorted(found, key=key)

    @property
    def changes_more(self) -> bool:
        """Whether words came or went that did not come or go with brackets."""
        old = [self.old.held[i].bare for i, effect in self.before.items() if effect == "dropping"]
        old += [Span(self.old.held[some[0]].bare.start, self.old.held[some[-1]].bare.end) for some in self.choices]
        new = [self.new.held[j].bare for j, effect in self.after.items() if effect == "bracketed-insertion"]
        return _has_others(self.old, old) or _has_others(self.new, new)

    def _name(
        self,
        held: Sequence[_HeldPart],
        paired: set[int],
        linked: set[int],
        names: tuple[Effect, Effect, Effect],
        side: int,
    ) -> Iterator[tuple[int, Effect]]:
        """What happened to each bracket that has no partner here."""
        freed = [0, *accumulate(self._compare_depths(side))]
        for at, one in enumerate(held):
            if at in paired:
                continue
            if one.key in linked:
                if one.kept:
                    yield at, names[2]
            elif not one.stays:
                yield at, names[1]
            elif not one.kept or freed[one.high] > freed[one.low]:  # else the words stand in other brackets still
                yield at, names[0]

    def _compare_depths(self, side: int) -> Iterator[bool]:
        """For each code point that stayed, whether it stands in more brackets on this side than on the other."""
        here, there = (self.old, self.new) if side == 0 else (self.new, self.old)
        depths = [0] * (len(here.stayed) + 1)
        for one, step in (*((one, 1) for one in here.held), *((one, -1) for one in there.held)):
            depths[one.low] += step
            depths[one.high] -= step
        return (depth > 0 for depth in accumulate(depths[:-1]))

    def _list_paired(self) -> Iterator[BracketChange]:
        for i, j in self.group.pairs:
            one, two = self.old.held[i], self.new.held[j]
            if one.low < two.low or one.high > two.high or two.opens > one.opens or two.closes > one.closes:
                yield BracketChange("narrowing", one.words, two.words)
            if two.low < one.low or two.high > one.high or one.opens > two.opens or one.closes > two.closes:
                yield BracketChange("widening", one.words, two.words)

    def _list_choices(self) -> Iterator[BracketChange]:
        for some in self.choices:
            first, last = self.old.held[some[0]], self.old.held[some[-1]]
            yield BracketChange("choice", Span(first.words.start, last.words.end), self._place(first.low, last.high, 1))

    def _list_single(self) -> Iterator[BracketChange]:
        chosen = {i for some in self.choices for i in some}
        for i, effect in self.before.items():
            if i not in chosen:
                one = self.old.held[i]
                yield BracketChange(effect, one.words, self._place(one.low, one.high, 1))
        for j, effect in self.after.items():
            two = self.new.held[j]
            yield BracketChange(effect, self._place(two.low, two.high, 0), two.words)

    def _place(self, low: int, high: int, side: int) -> Span:
        """Where the code points from `low` to `high` of what stayed stand on the other side; of none the place behind those before."""
        there = (self.old, self.new)[side]
        if low < high:
            return there.bare.restore(Span(there.stayed[low], there.stayed[high - 1] + 1))
        at = there.stayed[low - 1] + 1 if low else 0
        return there.bare.restore(Span(at, at))

    # -- alternatives

    def _find_choices(self) -> Iterator[list[int]]:
        """Alternatives of the old text, by index, of which some stayed without brackets and all others went."""
        for some in self._list_alternatives():
            effects = {self.before.get(i) for i in some}
            if effects == {"agreement", "dropping"}:
                yield some
        for i, effect in self.before.items():
            if effect in ("agreement", "dropping") and self._is_one_of_several(self.old.held[i]):
                yield [i]

    def _list_alternatives(self) -> Iterator[list[int]]:
        """Brackets of the old text that stand side by side, `[A] [B]`, two or more, by index."""
        text, held = self.group.change.old_text, self.old.held
        rows: list[list[int]] = []
        last: dict[int, list[int]] = {}  # by the bracket around them, or -1, the row that may go on
        around: list[int] = []
        for i, one in enumerate(held):
            while around and held[around[-1]].words.end <= one.words.start:
                around.pop()
            home = around[-1] if around else -1
            row = last.get(home)
            if row is not None and _BETWEEN.fullmatch(text, held[row[-1]].words.end, one.words.start):
                row.append(i)
            else:
                last[home] = [i]
                rows.append(last[home])
            around.append(i)
        return (row for row in rows if len(row) > 1)

    def _is_one_of_several(self, one: _HeldPart) -> bool:
        """Whether what stayed of `[shall/should]` is just one of the two."""
        stayed = Span(one.low, one.high)
        for span in list_alternatives(self.old.bare.text, one.bare):
            words = "".join(span.of(self.old.bare.text).strip("/／").split())
            kept = self.old.stayed[stayed.start : stayed.end]
            if words and len(kept) == len(words) and span.start <= kept[0] and kept[-1] < span.end:
                return True
        return False


def _has_others(side: _BracketSide, spans: Sequence[Span]) -> bool:
    """Whether a code point that did not stay stands outside of `spans`, blanks aside."""
    text = side.bare.text
    seen = bytearray(len(text))
    for at in side.stayed:
        seen[at] = 1
    for span in spans:
        seen[span.start : span.end] = b"\1" * len(span)
    return any(not known and not text[at].isspace() for at, known in enumerate(seen))
