"""Which mentions of a change came, went, or became others: those that its edits touch, paired in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from decision_diff.audit.signals.bracketed import find_places, has_brackets, leave_out
from decision_diff.audit.signals.joined import take_scale
from decision_diff.audit.signals.mentions import find_mentions
from decision_diff.changes import SIGNALS, Change, Edit, Mention, Signal
from decision_diff.model import Span

# Kinds for which only what is said counts, not where in the clause: a word that moved is the same word.
_UNORDERED = frozenset({"obligation", "negation", "reference", "body", "country"})
_SHORT = 16  # code points of an edit that does little more than put in a negation or take it away
_JOINING = 12  # code points that both texts share between two edits of one run: six [months → years, in] nine
_Pair = tuple[Mention | None, Mention | None]


def find_signals(change: Change, code: str) -> tuple[Signal, ...]:
    """The signals of a change between two texts in the language `code`, in the order of the new text; what went stands where it stood.

    None of a change that is not substantive. Brackets have signals in every language.
    """
    if change.kind != "substantive":
        return ()
    found = [*_find_in_words(change, code), *_tell_brackets(change)]
    return tuple(sorted(found, key=_find_place))


def _find_place(signal: Signal) -> tuple[int, int, str]:
    new, old = (side.span.start if side else -1 for side in (signal.new, signal.old))
    return (new if new >= 0 else old, old, signal.kind)


def _find_in_words(change: Change, code: str) -> Iterator[Signal]:
    old, new = (_group(_find_mentions(text, code)) for text in (change.old_text, change.new_text))
    sides = (
        _Side([edit.old for edit in change.edits], change.edits),
        _Side([edit.new for edit in change.edits], change.edits),
    )
    for kind in SIGNALS:
        if kind not in old and kind not in new:
            continue
        for before, after in _pair(old[kind], new[kind], *sides):
            yield Signal(kind, before, after)


def _find_mentions(text: str, code: str) -> Iterator[Mention]:
    """What a text says, numbers with their scale; square brackets count for nothing."""
    plain, places = leave_out(text, code) if has_brackets(text) else (text, [])
    found = (take_scale(plain, one, code) for one in find_mentions(plain, code))
    return find_places(found, text, places) if places else found


def _group(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Mentions by kind, in order."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for one in sorted(mentions, key=lambda one: (one.span.start, one.span.end)):
        found[one.kind].append(one)
    return found


def _tell_brackets(change: Change) -> Iterator[Signal]:
    """What happened to square brackets, as the change has it."""
    for one in change.brackets:
        before = Mention("bracket", one.old, one.effect) if one.old.end > one.old.start else None
        after = Mention("bracket", one.new, one.effect) if one.new.end > one.new.start else None
        yield Signal("bracket", before, after)


class _Side:
    """One text of a change: its stretches, one an edit, in order, and the run of edits to which each belongs."""

    def __init__(self, spans: Sequence[Span], edits: Sequence[Edit]) -> None:
        self.spans, self.edits = spans, edits
        self._ends = [span.end for span in spans]
        self._runs = list(_number_runs(edits))

    def find_touching(self, span: Span) -> Iterator[int]:
        """Which edits that are not equal touch a span of the text, or stand beside it with no more than a space between."""
        at = bisect_left(self._ends, span.start - 1)
        while at < len(self.spans) and self.spans[at].start <= span.end + 1:
            if self.edits[at].op != "equal":
                yield at
            at += 1

    def find_equal(self, span: Span) -> Edit | None:
        """The equal stretch that holds the whole span."""
        at = bisect_left(self._ends, span.end)
        holds = at < len(self.spans) and self.edits[at].op == "equal" and self.spans[at].start <= span.start
        return self.edits[at] if holds else None

    def find_run(self, span: Span) -> int:
        """The number of the run that touches a span first; -1 for none."""
        return next((self._runs[at] for at in self.find_touching(span)), -1)


def _number_runs(edits: Sequence[Edit]) -> Iterator[int]:
    """The run of each edit: edits with few shared words between them are one."""
    run = 0
    for edit in edits:
        if edit.op == "equal" and edit.old.end - edit.old.start > _JOINING:
            run += 1
        yield run


def _pair(old: Sequence[Mention], new: Sequence[Mention], before: _Side, after: _Side) -> Iterator[_Pair]:
    """What differs between the mentions of one kind: (old, new), None where it stands on one side alone."""
    kept = _find_kept(old, new, before)
    left = [one for one in old if one not in kept]
    same = set(kept.values())
    right = [one for one in new if one not in same]
    for one, other in _match_kind(left, right, before, after):
        if (one and _is_changed(one, before)) or (other and _is_changed(other, after)):
            yield one, other


def _match_kind(left: Sequence[Mention], right: Sequence[Mention], before: _Side, after: _Side) -> Iterator[_Pair]:
    """Pairs what differs on both sides, all of one kind, as that kind is paired."""
    kind = next((one.kind for one in (*left, *right)), None)
    if kind == "definition":
        return _match_terms(left, right)
    if kind in _UNORDERED:
        return _match(*_cancel(left, right), before, after)
    return _match_in_place(left, right, before, after)


def _is_changed(mention: Mention, side: _Side) -> bool:
    """Whether an edit that changes the meaning touches it. A negation counts where the words that it denies stay."""
    touching = [side.edits[at] for at in side.find_touching(mention.span)]
    changing = [edit for edit in touching if edit.kind == "substantive"]
    if mention.kind != "negation":
        return bool(changing)
    return any(max(edit.old.end - edit.old.start, edit.new.end - edit.new.start) <= _SHORT for edit in changing)


def _find_kept(old: Sequence[Mention], new: Sequence[Mention], before: _Side) -> dict[Mention, Mention]:
    """Mentions that stand in words which both sides share, and say the same."""
    there = {one.span: one for one in new}
    kept: dict[Mention, Mention] = {}
    for one in old:
        edit = before.find_equal(one.span)
        if edit is None:
            continue
        shift = edit.new.start - edit.old.start
        same = there.get(Span(one.span.start + shift, one.span.end + shift))
        if same is not None and same.value == one.value:
            kept[one] = same
    return kept


def _cancel(left: Sequence[Mention], right: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Both sides without what both say: in the same order, or for most kinds in any."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for at, one in enumerate(right):
        places[one.value].append(at)
    rest, taken, last = [], set(), -1
    for one in left:
        waiting = places[one.value]
        while waiting and one.kind not in _UNORDERED and waiting[0] <= last:
            waiting.popleft()
        if waiting:
            last = waiting.popleft()
            taken.add(last)
        else:
            rest.append(one)
    return rest, [one for at, one in enumerate(right) if at not in taken]


def _match_in_place(left: Sequence[Mention], right: Sequence[Mention], before: _Side, after: _Side) -> Iterator[_Pair]:
    """Pairs dates and numbers of one run by their places, if there are as many on both sides; the rest is cancelled and paired as words are.

    From 1,000 to 5,000 that became from 5,000 to 20,000 is two steps, and not 1,000 that became 20,000.
    """
    runs = _group_by_run(left, right, before, after)
    rest: tuple[list[Mention], list[Mention]] = ([], [])
    for run in sorted(runs):
        olds, news = runs[run]
        if run >= 0 and len(olds) == len(news):
            yield from ((one, other) for one, other in zip(olds, news, strict=True) if one.value != other.value)
        else:
            rest[0].extend(olds)
            rest[1].extend(news)
    yield from _match(*_cancel(*rest), before, after)


def _group_by_run(
    left: Sequence[Mention], right: Sequence[Mention], before: _Side, after: _Side
) -> dict[int, tuple[list[Mention], list[Mention]]]:
    """The mentions of both sides by the run of edits that touches them; -1 for none."""
    runs: dict[int, tuple[list[Mention], list[Mention]]] = defaultdict(lambda: ([], []))
    for at, (some, side) in enumerate(((left, before), (right, after))):
        for one in some:
            runs[side.find_run(one.span)][at].append(one)
    return runs


def _match(left: Sequence[Mention], right: Sequence[Mention], before: _Side, after: _Side) -> Iterator[_Pair]:
    """Pairs mentions that begin or end with the same word of both texts (no vessel may, may), then those in one run of edits, in order.

    In a run only if there are as many on both sides; the rest stands alone.
    """
    shared = dict(_find_shared(left, right, before))
    yield from shared.items()
    others = set(shared.values())
    left, right = [one for one in left if one not in shared], [one for one in right if one not in others]
    runs = _group_by_run(left, right, before, after)
    for run in sorted(runs):
        olds, news = runs[run]
        if len(olds) == len(news):
            yield from zip(olds, news, strict=True)
        else:
            yield from ((one, None) for one in olds)
            yield from ((None, one) for one in news)


def _find_shared(left: Sequence[Mention], right: Sequence[Mention], before: _Side) -> Iterator[tuple[Mention, Mention]]:
    """Mentions of both sides whose last or first character is the same one, which no edit touches; each once."""
    waiting = {
        (edge, place): one for one in right for edge, place in (("end", one.span.end - 1), ("start", one.span.start))
    }
    taken: set[Mention] = set()
    for one in left:
        for edge, place in (("end", one.span.end - 1), ("start", one.span.start)):
            edit = before.find_equal(Span(place, place + 1))
            other = waiting.get((edge, place + edit.new.start - edit.old.start)) if edit else None
            if other is not None and other not in taken:
                taken.add(other)
                yield one, other
                break


def _match_terms(left: Sequence[Mention], right: Sequence[Mention]) -> Iterator[_Pair]:
    """Definitions of one term belong together, whatever became of the words around."""
    waiting: dict[str, deque[Mention]] = defaultdict(deque)
    for one in right:
        waiting[one.value].append(one)
    for one in left:
        same = waiting[one.value]
        yield one, same.popleft() if same else None
    yield from ((None, one) for some in waiting.values() for one in some)
