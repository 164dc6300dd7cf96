"""The words of two clauses compared beside their references: what means one clause on both sides is one character in each.

A reference that follows its clause differs in print and in nothing else. While words are compared a character of private use stands
for it, the same for all references to one clause; afterwards it is printed again, and what differs is an edit of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from decision_diff.changes import Edit, Kind
from decision_diff.citations.targets import Target
from decision_diff.citations.values import Citation
from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.words.edits import compare_words, decide_kind
from decision_diff.words.islands import have_long_run, is_joint
from decision_diff.words.tokens import tokenize

_FIRST: Final = 0xF0000  # of the characters that stand for references
_LAST: Final = 0xFFFFD


@frozen
class Reference:
    """A citation in the words of a change, at `span`, and what each of its paths means: the ends of a range, or one clause.

    `is_of_range` says that it is a range, or one end of it.
    """

    span: Span
    cited: Citation
    targets: tuple[tuple[Target, ...], ...]
    is_of_range: bool = False

    @property
    def first(self) -> int:
        """The position of the first clause that is meant."""
        return self.targets[0][0].position if self.targets[0] else -1

    def print_from(self, text: str) -> str:
        """The reference as the text prints it."""
        return self.span.of(text)


Follow = Callable[[Reference, Reference], bool]
CitedPair = tuple[list[Reference], list[Reference]]  # those of the old and of the new text that mean one clause


def compare_beside(old: str, new: str, pairs: Sequence[CitedPair], follow: Follow) -> tuple[Edit, ...]:
    """The edits of two texts, as `compare_words`; the references of one pair are edits of their own, consequential."""
    if any(_FIRST <= ord(char) <= _LAST for char in (*old, *new)):
        return compare_words(old, new)
    before, after = _set_aside(old, [one for one, _ in pairs]), _set_aside(new, [two for _, two in pairs])
    edits = compare_words(before.text, after.text, swapped=old > new)
    return tuple(_join_lists(_Restoring(old, new, before, after, follow).restore(edits), old, new))


def _join_lists(edits: Iterable[Edit], old: str, new: str) -> Iterator[Edit]:
    """The edits, those joined that are one: of a list or a range of references that all follow, and what was put in before what went."""
    held: list[Edit] = []  # an edit, or one and what stands between it and the next one
    for edit in edits:
        if held and edit.op != "equal" and _are_one(held, edit, old, new):
            first = held[0]
            kind: Kind = first.kind if first.kind == edit.kind else "substantive"
            held = [Edit("replace", *_span(first, edit), kind)]
        elif len(held) == 1 and held[0].op != "equal" and edit.op == "equal":
            held.append(edit)
        else:
            yield from held
            held = [edit]
    yield from held


def _span(first: Edit, last: Edit) -> tuple[Span, Span]:
    return Span(first.old.start, last.old.end), Span(first.new.start, last.new.end)


def _are_one(held: Sequence[Edit], edit: Edit, old: str, new: str) -> bool:
    first = held[0]
    if len(held) == 1:
        return first.op in ("insert", "replace") and edit.op in ("delete", "replace")
    if not (first.kind == edit.kind == "consequential" and is_joint(tokenize(held[1].old.of(old)))):
        return False
    before, after = _span(first, edit)
    return not have_long_run(tokenize(before.of(old)), tokenize(after.of(new)))


class Families:
    """References of both sides, gathered by what they mean."""

    def __init__(self, left: int, right: int) -> None:
        self._left = left
        self._heads = list(range(left + right))
        self._joined: set[int] = set()

    def join(self, i: int, j: int) -> None:
        """One of the left and one of the right are of one family."""
        one, two = self._find(i), self._find(self._left + j)
        self._heads[max(one, two)] = min(one, two)
        self._joined |= {i, self._left + j}

    def list_members(self) -> list[tuple[list[int], list[int]]]:
        """The members of each family, of the left and of the right."""
        families: dict[int, tuple[list[int], list[int]]] = {}
        for member in sorted(self._joined):
            some, others = families.setdefault(self._find(member), ([], []))
            (some if member < self._left else others).append(member if member < self._left else member - self._left)
        return [*families.values()]

    def _find(self, member: int) -> int:
        while self._heads[member] != member:
            member = self._heads[member]
        return member


@frozen
class _WithStandIns:
    """A text in which some references are one character each: by that character's index the reference."""

    text: str
    references: dict[int, Reference]


def _set_aside(text: str, families: Sequence[Sequence[Reference]]) -> _WithStandIns:
    ordered = sorted((one.span.start, family, one) for family, some in enumerate(families) for one in some)
    pieces: list[str] = []
    found: dict[int, Reference] = {}
    at = length = 0
    for start, family, one in ordered:
        pieces.extend((text[at:start], chr(_FIRST + family)))
        length += start - at + 1
        found[length - 1] = one
        at = one.span.end
    return _WithStandIns("".join([*pieces, text[at:]]), found)


class _Restoring:
    """Turns edits of two texts with stand-ins into edits of the texts themselves."""

    def __init__(self, old: str, new: str, before: _WithStandIns, after: _WithStandIns, follow: Follow) -> None:
        self._texts, self._sides, self._follow = (old, new), (before, after), follow
        self._done = [0, 0]  # how far each text is tiled

    def restore(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """The edits, in order, touching equal ones joined."""
        held: Edit | None = None
        for edit in edits:
            for piece in self._take_apart(edit):
                if held is not None and held.op == piece.op == "equal":
                    held = Edit("equal", Span(held.old.start, piece.old.end), Span(held.new.start, piece.new.end))
                    continue
                if held is not None:
                    yield held
                held = piece
        if held is not None:
            yield held

    def _take_apart(self, edit: Edit) -> Iterator[Edit]:
        if edit.op != "equal":
            holds = any(at in self._sides[0].references for at in range(edit.old.start, edit.old.end))
            holds = holds or any(at in self._sides[1].references for at in range(edit.new.start, edit.new.end))
            old, new = self._grow(0, edit.old.start, edit.old.end), self._grow(1, edit.new.start, edit.new.end)
            yield Edit(edit.op, old, new, decide_kind(*self._texts, old, new) if holds else edit.kind)
            return
        at, shift = edit.old.start, edit.new.start - edit.old.start
        while at < edit.old.end:
            one = self._sides[0].references.get(at)
            two = self._sides[1].references.get(at + shift)
            if one is None or two is None:
                stop = self._find_stand_in(at + 1, edit.old.end)
                yield Edit("equal", self._grow(0, at, stop), self._grow(1, at + shift, stop + shift))
                at = stop
                continue
            yield from self._compare(one, two, self._grow(0, at, at + 1), self._grow(1, at + shift, at + shift + 1))
            at += 1

    def _find_stand_in(self, at: int, end: int) -> int:
        return next((index for index in range(at, end) if index in self._sides[0].references), end)

    def _grow(self, side: int, start: int, end: int) -> Span:
        """The code points of a text that [start, end) of the one with stand-ins stand for."""
        references = self._sides[side].references
        size = sum(len(references[at].span) if at in references else 1 for at in range(start, end))
        begin = self._done[side]
        self._done[side] = begin + size
        return Span(begin, begin + size)

    def _compare(self, one: Reference, two: Reference, old: Span, new: Span) -> Iterator[Edit]:
        """A reference that follows: what of its steps is printed as before stays."""
        before, after = old.of(self._texts[0]), new.of(self._texts[1])
        if before == after:
            yield Edit("equal", old, new)
            return
        kind: Kind = "consequential" if self._follow(one, two) else "substantive"
        head, tail = _measure_kept(one, before, after)
        if head:
            yield Edit("equal", Span(old.start, old.start + head), Span(new.start, new.start + head))
        yield Edit("replace", Span(old.start + head, old.end - tail), Span(new.start + head, new.end - tail), kind)
        if tail:
            yield Edit("equal", Span(old.end - tail, old.end), Span(new.end - tail, new.end))


def _measure_kept(one: Reference, before: str, after: str) -> tuple[int, int]:
    """How many code points at the start and the end are whole steps, with a space beside them, that are printed alike."""
    base = one.cited.span.start
    room = min(len(before), len(after))
    head = tail = 0
    for step in one.cited.steps[1:]:
        start = step.start - base
        if before[:start] != after[:start] or before[start - 1] not in " '’":
            break
        head = start
    for step in reversed(one.cited.steps):
        kept = len(before) - (step.end - base)
        if kept and (kept >= room - head or before[-kept:] != after[-kept:] or before[-kept] not in " ,"):
            break
        tail = kept
    return head, tail
