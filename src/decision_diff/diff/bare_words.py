"""Two texts compared without their square brackets: which words stayed, counted alike on both sides.

    old  to meet [in May] [in June]      bare  to meet in May in June
    new  to meet in June                 bare  to meet in June           went: what the first bracket held

A shortest script knows nothing of brackets: it may keep `in` of the one alternative and `June` of the other. So it is asked again with
what one bracket holds, or one of `[shall/should]`, taken out beforehand; where that costs no more, the bracket went or came as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.edits import compare_words

MOST_TRIED: Final = 6  # brackets of one side that are taken out beforehand to see whether that costs less
LONGEST_TRIED: Final = 4000  # code points of a text in which that is done
MOST_LOOKED_AT: Final = 400  # brackets and alternatives of a side among which those are looked for
_NEXT: Final = 2  # code points: what is next to a bracket, with a blank between
_SLASH: Final = late(r"[/／]")


@frozen
class Bare:
    """A text without its brackets, `text`. `places` says for each of its code points where it stands in the text with them.

    `held` are the stretches of `text` that brackets hold, in the order in which these open.
    """

    text: str
    places: Sequence[int]
    size: int
    held: tuple[Span, ...]

    @classmethod
    def strip(cls, text: str, cuts: Sequence[int], held: Sequence[Span]) -> Bare:
        """The text without the code points at `cuts`; `held` are stretches of it with their brackets."""
        gone = set(cuts)
        places = [at for at in range(len(text)) if at not in gone]
        before = [0, *accumulate(at not in gone for at in range(len(text)))]
        spans = tuple(Span(before[one.start], before[one.end]) for one in held)
        return cls("".join(text[at] for at in places), places, len(text), spans)

    def restore(self, span: Span) -> Span:
        """A stretch of `text` in the text with its brackets; of an empty one the place, behind what stands before it."""
        if len(span):
            return Span(self.places[span.start], self.places[span.end - 1] + 1)
        at = self.places[span.start - 1] + 1 if span.start else 0
        return Span(at, at)


@frozen
class Kept:
    """The code points that stayed, blanks aside: the nth of `old` is the nth of `new`; both ascend, in code points of the bare texts."""

    old: Sequence[int]
    new: Sequence[int]

    def swap(self) -> Kept:
        """The same from the other side."""
        return Kept(self.new, self.old)


def compare_bare(old: Bare, new: Bare) -> Kept:
    """What stayed of the words. It is the same from either side."""
    if old.text == new.text:
        stayed = [at for at, character in enumerate(old.text) if not character.isspace()]
        return Kept(stayed, stayed)
    if old.text > new.text:
        return compare_bare(new, old).swap()
    return _BareScript(old, new).find()


class _BareScript:
    """Looks for the words that stayed between two bare texts. What is taken out of either is in `out`, and the cost of that in `cost`."""

    def __init__(self, old: Bare, new: Bare) -> None:
        self.sides = (old, new)
        self.out: tuple[list[Span], list[Span]] = ([], [])
        self.cost = 0
        self.kept = self._compare()

    def find(self) -> Kept:
        """What stayed, once those brackets are taken out with which it costs no more: from the one with which it costs least."""
        if max(len(side.text) for side in self.sides) > LONGEST_TRIED:
            return self.kept
        self.cost = self._measure(self.out)
        tried = [(side, span) for side in (0, 1) for span in self._list_tried(side)]
        alone = [(self._measure(self._take_out(side, span)), side, span) for side, span in tried]
        for _, side, span in sorted(alone, key=lambda row: (row[0], row[1], row[2].start, row[2].end)):
            out = self._take_out(side, span)
            cost = self._measure(out)
            if cost <= self.cost and out != self.out:
                self.out, self.cost = out, cost
        return self._compare() if self.out != ([], []) else self.kept

    def _take_out(self, side: int, span: Span) -> tuple[list[Span], list[Span]]:
        """What is out with that stretch too."""
        held = self.out[side]
        if any(one.start <= span.start and span.end <= one.end for one in held):
            return self.out
        held = [one for one in held if not (span.start <= one.start and one.end <= span.end)]
        held = sorted([*held, span], key=lambda one: one.start)
        return (held, self.out[1]) if side == 0 else (self.out[0], held)

    def _measure(self, out: tuple[Sequence[Span], Sequence[Span]]) -> int:
        """The code points that came or went in any script, blanks aside: those that are taken out, and the fewest of all others."""
        from rapidfuzz.distance import Indel  # noqa: PLC0415 - late: only a text with brackets asks

        pairs = list(zip(self.sides, out, strict=True))
        left = ["".join("".join(side.text[at] for at in _list_left(side.text, spans)).split()) for side, spans in pairs]
        taken = sum(_count_words(span.of(side.text)) for side, spans in pairs for span in spans)
        return taken + Indel.distance(*left)

    def _list_tried(self, side: int) -> list[Span]:
        """What brackets hold, and the alternatives in them, that a script may have torn.

        Those of which only some stayed; those that went with what is next to them; and those that stayed, though something went near
        them and their words stand there once more.
        """
        bare, stayed = self.sides[side], set(self.kept.old if side == 0 else self.kept.new)
        changed = [0, *accumulate(at not in stayed and not char.isspace() for at, char in enumerate(bare.text))]
        sizes = [0, *accumulate(not character.isspace() for character in bare.text)]
        found = (span for span in _list_stretches(bare) if _may_be_torn(bare, span, changed, sizes))
        return list(islice(found, MOST_TRIED))

    def _compare(self) -> Kept:
        """The code points that stayed, without what is taken out."""
        left = [_list_left(side.text, spans) for side, spans in zip(self.sides, self.out, strict=True)]
        texts = ["".join(side.text[at] for at in places) for side, places in zip(self.sides, left, strict=True)]
        kept: tuple[list[int], list[int]] = ([], [])
        for edit in compare_words(texts[0], texts[1]):
            for offset in range(len(edit.old)) if edit.op == "equal" else ():
                if not texts[0][edit.old.start + offset].isspace():
                    kept[0].append(left[0][edit.old.start + offset])
                    kept[1].append(left[1][edit.new.start + offset])
        return Kept(*kept)


def _list_stretches(bare: Bare) -> Iterator[Span]:
    """What each bracket holds, and the alternatives in it, each stretch once."""
    every = (span for one in bare.held for span in (one, *list_alternatives(bare.text, one)))
    return iter(dict.fromkeys(islice(every, MOST_LOOKED_AT)))


def _may_be_torn(bare: Bare, span: Span, changed: Sequence[int], sizes: Sequence[int]) -> bool:
    """Whether a stretch may have gone otherwise than a script has it: see `_list_tried`.

    `changed` and `sizes` count the code points before each that changed, and all of them, blanks aside.
    """
    gone, size = (sums[span.end] - sums[span.start] for sums in (changed, sizes))
    reach = _NEXT if gone == size else len(span)
    low, high = max(span.start - reach, 0), min(span.end + reach, len(bare.text))
    if 0 < gone < size:
        return True
    beside = changed[high] - changed[low] > gone
    return size > 0 and beside and (gone > 0 or _is_repeated(bare, span))


def _is_repeated(bare: Bare, span: Span) -> bool:
    """Whether what a bracket holds stands beside it once more, before or behind."""
    low, high = max(span.start - 2 * len(span), 0), span.end + 2 * len(span)
    inside = span.of(bare.text).strip()
    return inside in bare.text[low : span.start] or inside in bare.text[span.end : high]


def _count_words(text: str) -> int:
    """Code points, blanks aside: those at the seam of what went are nobody's."""
    return sum(not character.isspace() for character in text)


def _list_left(text: str, out: Sequence[Span]) -> list[int]:
    """The code points of a text that are not taken out."""
    left: list[int] = []
    at = 0
    for span in out:
        left.extend(range(at, span.start))
        at = max(at, span.end)
    left.extend(range(at, len(text)))
    return left


def list_alternatives(text: str, held: Span) -> Iterator[Span]:
    """The alternatives `shall/should` that a bracket holds, each with the slash before it, the first with the one behind."""
    slashes = [match.start() for match in _SLASH.finditer(text, held.start, held.end)]
    if not slashes:
        return
    yield Span(held.start, slashes[0] + 1)
    for at, end in zip(slashes, [*slashes[1:], held.end], strict=True):
        yield Span(at, end)
