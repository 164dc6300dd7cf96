"""Paragraphs that were split or joined: their words stay, and the paragraph marks tell it (17.13.5.15, .20).

    old A B, new A | B: A with an inserted mark, then B        old A | B, new A B: A with a deleted mark, then B

A paragraph whose mark goes takes the properties of the one that follows, so the last part is the paragraph that stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from decision_diff.ooxml.writing.marks import section_of
from decision_diff.ooxml.writing.passage import can_divide
from decision_diff.ooxml.writing.side import Item, Para, Side
from decision_diff.renderers.docx.operations import Part, State, state
from decision_diff.renderers.docx.paragraph_match import Match, heads

_SHARE = 0.5  # of the words of a part must have been there before; else it is a paragraph of its own


@dataclass(frozen=True, slots=True)
class Pair:
    """One item of the common order: an old item and the new one that it became, or one of them; of a split or join a part."""

    old: Item | None
    new: Item | None
    part: Part | None = None

    @property
    def state(self) -> State:
        """Whether it stands in both documents, in the new one or in the old one."""
        return state((self.old, self.new))


def with_parts(
    pairs: Sequence[Pair], found: Match, old: Side, new: Side, uncut: Callable[[int, int], bool]
) -> list[Pair]:
    """The pairs with the parts of each paragraph that was split or joined side by side, the one that stays as last."""
    made: list[Pair | None] = list(pairs)
    groups: dict[int, list[Pair]] = {}
    for at, pair in enumerate(pairs):
        for what in ("ins", "del"):
            beside = _beside(made, at, what, found) if pair.state == "kept" else []
            group = _group([one for one in (made[k] for k in beside) if one is not None], what, found, old, new, uncut)
            if len(group) > 1:
                for k in beside:
                    made[k] = None
                made[at], groups[at] = group[-1], group
                break
    result: list[Pair] = []
    for at, one in enumerate(made):
        if one is not None:
            result.extend(groups.get(at, [one]))
    return result


def _beside(pairs: Sequence[Pair | None], at: int, what: str, found: Match) -> list[int]:
    """Where a kept paragraph and those of the state `what` stand that hold words of it. In a gap those of the other state may wait."""
    kept = pairs[at]
    if (
        kept is None
        or not isinstance(kept.old, Para)
        or not isinstance(kept.new, Para)
        or kept.old.index in found.moved
    ):
        return []
    places = [at]
    for step in (-1, 1):
        k = at + step
        while 0 <= k < len(pairs):
            one = pairs[k]
            if one is not None and (one.state == "kept" or one.part is not None):
                break
            if one is not None and one.state == what:
                if not _is_part(one, kept.old.index, kept.new.index, found):
                    break
                places.append(k)
            k += step
    return sorted(places)


def _is_part(pair: Pair, old: int, new: int, found: Match) -> bool:
    item = pair.new or pair.old
    if not isinstance(item, Para):
        return False
    if pair.new is not None:
        words, equal = found.new, found.words.get((old, item.index), [])
        taken = item.index in found.became.values()
    else:
        words, equal = found.old, found.words.get((item.index, new), [])
        taken = item.index in found.became
    if not equal or taken:
        return False
    return sum(size for _, _, size in equal) >= _SHARE * len(words[item.index].words)


def _group(
    group: Sequence[Pair], what: str, found: Match, old: Side, new: Side, uncut: Callable[[int, int], bool]
) -> list[Pair]:
    """The parts as pairs; none if they cannot be written so."""
    olds = [one.old for one in group if isinstance(one.old, Para)]
    news = [one.new for one in group if isinstance(one.new, Para)]
    if len(group) < 2 or not olds or not news:
        return []
    joined = what == "del"
    count = len(group)
    pairs = list(zip(olds if joined else olds * count, news * count if joined else news, strict=True))
    # The last part stays, with its mark. A section ends with it in both documents or in neither.
    if any(uncut(i.index, j.index) for i, j in pairs) or _ends_section(olds[-1]) != _ends_section(news[-1]):
        return []
    equals = [found.whole_words(i.index, j.index) for i, j in pairs]
    side = 1 if joined else 0  # that which has one paragraph
    for one, other in pairwise(equals):
        if not one or not other or one[-1][side] + one[-1][2] > other[0][side]:
            return []
    starts = [0, *(equal[0][side] for equal in equals[1:])]
    whole = new.paragraphs[news[0].index] if joined else old.paragraphs[olds[0].index]
    ends = [*starts[1:], len(whole.text)]
    if joined and not all(can_divide(news[0].element, whole.pieces, at) for at in starts[1:]):
        return []
    of = frozenset(i.index for i, _ in pairs), frozenset(j.index for _, j in pairs)
    made: list[Pair] = []
    for at, (i, j) in enumerate(pairs):
        equal = equals[at]
        last = at == count - 1
        before, after = found.old[i.index], found.new[j.index]
        if at == 0:
            equal = [*heads(before, after), *equal]
        if last and before.end and before.end == after.end:
            equal = [*equal, (len(before.text) - len(before.end), len(after.text) - len(after.end), len(before.end))]
        if joined:
            equal = [(a, b - starts[at], size) for a, b, size in equal]
            span = (0, len(old.paragraphs[i.index].text))
        else:
            span = (starts[at], ends[at])
        first, size = (starts[at], ends[at] - starts[at]) if joined else (0, len(new.paragraphs[j.index].text))
        part = Part(i.index, j.index, span, first, size, tuple(equal), joined, last, of if at == 0 else None)
        made.append(Pair(i if joined or last else None, j if not joined or last else None, part))
    return made


def _ends_section(paragraph: Para) -> bool:
    return section_of(paragraph.element) is not None
