"""Paragraphs that were split or joined: their words stay, and only paragraph marks are inserted or deleted (17.13.5.15, .20).

    old A B, new A | B: A with an inserted mark, then B        old A | B, new A B: A with a deleted mark, then B

A paragraph whose mark goes takes the properties of the one that follows, so the last part is the paragraph that stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from decision_diff.frozen import frozen
from decision_diff.ooxml.writing.extents import can_divide
from decision_diff.ooxml.writing.side import DocumentSide, Item, ParagraphItem
from decision_diff.ooxml.writing.tracked_changes import find_section
from decision_diff.renderers.docx.operations import Part, State, find_state
from decision_diff.renderers.docx.paragraph_match import Equal, ParagraphMatch, match_heads

_SHARE = 0.5  # of the words of a part must have been there before; else it is a paragraph of its own


@frozen
class ItemPair:
    """One item of the common order: an old item and the new one that it became, or one of them; of a split or join a part."""

    old: Item | None
    new: Item | None
    part: Part | None = None

    @property
    def state(self) -> State:
        """Whether it stands in both documents, in the new one or in the old one."""
        return find_state((self.old, self.new))


def pair_parts(
    pairs: Sequence[ItemPair],
    found: ParagraphMatch,
    old: DocumentSide,
    new: DocumentSide,
    uncut: Callable[[int, int], bool],
) -> list[ItemPair]:
    """Put the parts of each paragraph that was split or joined side by side among the pairs, the one that stays as last.

    `uncut` says of an old and a new paragraph, by index, that they may not be cut.
    """
    finder = _PartFinder(found, old, new, uncut)
    made: list[ItemPair | None] = list(pairs)
    groups: dict[int, list[ItemPair]] = {}
    for at, pair in enumerate(pairs):
        if pair.state == "kept" and not _is_among_kept(made, at):
            positions, group = finder.find(made, at)
            for k in positions:
                made[k] = None
            if group:
                made[at], groups[at] = group[-1], group
    return [one for at, pair in enumerate(made) if pair is not None for one in groups.get(at, [pair])]


def _is_among_kept(pairs: Sequence[ItemPair | None], at: int) -> bool:
    """Whether both neighbours stay, so that no part can stand beside this pair."""
    beside = (*pairs[max(at - 1, 0) : at], *pairs[at + 1 : at + 2])
    return all(one is not None and one.state == "kept" for one in beside)


@frozen
class _PartFinder:
    """Finds the parts of paragraphs; the fields are what `pair_parts` is given."""

    match: ParagraphMatch
    old: DocumentSide
    new: DocumentSide
    uncut: Callable[[int, int], bool]

    def find(self, pairs: Sequence[ItemPair | None], at: int) -> tuple[list[int], list[ItemPair]]:
        """Find the parts of the kept paragraph at `at`: the positions of their pairs, its own too, and the new pairs; both empty if none."""
        for state in ("ins", "del"):
            positions = self._find_neighbours(pairs, at, state)
            group = [one for one in (pairs[k] for k in positions) if one is not None]
            parts = self._make_parts(group, joined=state == "del")
            if parts:
                return positions, parts
        return [], []

    def _find_neighbours(self, pairs: Sequence[ItemPair | None], at: int, state: State) -> list[int]:
        """The positions of a kept paragraph and of those of a state that hold words of it. Between them the other state may stand."""
        kept = pairs[at]
        if kept is None or not (isinstance(kept.old, ParagraphItem) and isinstance(kept.new, ParagraphItem)):
            return []
        old, new = kept.old.index, kept.new.index
        if old in self.match.moved:
            return []
        before = self._find_run(pairs, range(at - 1, -1, -1), state, old, new)
        return [*reversed(before), at, *self._find_run(pairs, range(at + 1, len(pairs)), state, old, new)]

    def _find_run(
        self, pairs: Sequence[ItemPair | None], positions: Iterable[int], state: State, old: int, new: int
    ) -> list[int]:
        """Those of the positions where parts of a kept paragraph stand, up to the first pair that ends the search."""
        found: list[int] = []
        for k in positions:
            one = pairs[k]
            if one is None:
                continue
            is_wanted = one.state == state
            if one.state == "kept" or one.part is not None or (is_wanted and not self._is_part(one, old, new)):
                break
            if is_wanted:
                found.append(k)
        return found

    def _is_part(self, pair: ItemPair, old: int, new: int) -> bool:
        """Whether an inserted or deleted paragraph holds words of a kept one, given by its indexes, and mostly these."""
        item, match = pair.new or pair.old, self.match
        if not isinstance(item, ParagraphItem):
            return False
        if pair.new is not None:
            words, equal = match.new, match.words.get((old, item.index), [])
            taken = item.index in match.became.values()
        else:
            words, equal = match.old, match.words.get((item.index, new), [])
            taken = item.index in match.became
        if not equal or taken:
            return False
        return sum(size for _, _, size in equal) >= _SHARE * len(words[item.index].words)

    def _make_parts(self, group: Sequence[ItemPair], *, joined: bool) -> list[ItemPair]:
        """The parts of a split or join as pairs; none if they cannot be written so."""
        pairs = _pair_paragraphs(group, joined=joined)
        if len(pairs) < 2 or not self._can_be_parts(pairs):
            return []
        equals = [self.match.find_equal_words(i.index, j.index) for i, j in pairs]
        side = 1 if joined else 0  # that which has one paragraph
        if not _are_in_order(equals, side):
            return []
        starts = [0, *(equal[0][side] for equal in equals[1:])]
        if joined and not self._can_cut(pairs[0][1], starts[1:]):
            return []
        return list(self._cut(pairs, equals, starts, joined=joined))

    def _can_be_parts(self, pairs: Sequence[_Paragraphs]) -> bool:
        """Whether no pair is excepted, and a section ends with the last part, which stays with its mark, in both or in neither."""
        old, new = pairs[-1]
        return not any(self.uncut(i.index, j.index) for i, j in pairs) and _ends_section(old) == _ends_section(new)

    def _can_cut(self, paragraph: ParagraphItem, positions: Sequence[int]) -> bool:
        pieces = self.new.paragraphs[paragraph.index].pieces
        return all(can_divide(paragraph.element, pieces, at) for at in positions)

    def _cut(
        self, pairs: Sequence[_Paragraphs], equals: Sequence[list[Equal]], starts: Sequence[int], *, joined: bool
    ) -> Iterator[ItemPair]:
        """A pair for each part. `starts` are where the parts begin in the one paragraph that was split, or the joined one."""
        whole = self.new.paragraphs[pairs[0][1].index] if joined else self.old.paragraphs[pairs[0][0].index]
        of = frozenset(i.index for i, _ in pairs), frozenset(j.index for _, j in pairs)
        for at, ((i, j), (start, end)) in enumerate(zip(pairs, pairwise([*starts, len(whole.text)]), strict=True)):
            last = at == len(pairs) - 1
            equal = self._add_ends(equals[at], i.index, j.index, first=at == 0, last=last)
            if joined:
                equal = [(a, b - start, size) for a, b, size in equal]
                span, new_start, size = (0, len(self.old.paragraphs[i.index].text)), start, end - start
            else:
                span, new_start, size = (start, end), 0, len(self.new.paragraphs[j.index].text)
            part = Part(i.index, j.index, span, new_start, size, tuple(equal), joined, last, of if at == 0 else None)
            yield ItemPair(i if joined or last else None, j if not joined or last else None, part)

    def _add_ends(self, equal: list[Equal], old: int, new: int, *, first: bool, last: bool) -> list[Equal]:
        """The equal stretches with what stands before the words of the first part and behind those of the last."""
        before, after = self.match.old[old], self.match.new[new]
        head = match_heads(before, after) if first else []
        tail = []
        if last and before.end and before.end == after.end:
            tail = [(len(before.text) - len(before.end), len(after.text) - len(after.end), len(before.end))]
        return [*head, *equal, *tail]


_Paragraphs = tuple[ParagraphItem, ParagraphItem]  # an old one, and a new one


def _pair_paragraphs(group: Sequence[ItemPair], *, joined: bool) -> list[_Paragraphs]:
    """Each part with the paragraph that was split, or that the join made."""
    olds = [one.old for one in group if isinstance(one.old, ParagraphItem)]
    news = [one.new for one in group if isinstance(one.new, ParagraphItem)]
    if not olds or not news:
        return []
    count = len(group)
    return list(zip(olds if joined else olds * count, news * count if joined else news, strict=True))


def _are_in_order(equals: Sequence[list[Equal]], side: int) -> bool:
    """Whether all parts share words with the one paragraph of that side, each behind those of the part before."""
    return all(one and other and one[-1][side] + one[-1][2] <= other[0][side] for one, other in pairwise(equals))


def _ends_section(paragraph: ParagraphItem) -> bool:
    return find_section(paragraph.element) is not None
