"""Paragraphs that were split or joined: their words stay, and the paragraph marks tell it (17.13.5.15, .20).

    old A B, new A | B: A with an inserted mark, then B        old A | B, new A B: A with a deleted mark, then B

A paragraph whose mark goes takes the properties of the one that follows, so the last part is the paragraph that stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from decision_diff.ooxml.writing.marks import Maker, section_of
from decision_diff.ooxml.writing.passage import Passage
from decision_diff.ooxml.writing.side import Item, Para, Side
from decision_diff.renderers.docx.paragraph_match import Equal, Match, heads
from decision_diff.safexml import Element

_SHARE = 0.5  # of the words of a part must have been there before; else it is a paragraph of its own


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an old paragraph, and a new one; of a join, an old paragraph and `size` code points of a new one.

    `equal` counts in the whole old paragraph, and in the new part alone. `of` are, for the first part, all the old and all
    the new paragraphs of the split or join.
    """

    old: int
    new: int
    span: tuple[int, int]
    size: int
    equal: list[Equal]
    joined: bool
    last: bool
    of: tuple[frozenset[int], frozenset[int]] | None


@dataclass(eq=False, slots=True)
class Entry:
    """One item of the common order. `element` is it in the tree that is written; `ends_inserted`: its text does."""

    old: Item | None
    new: Item | None
    element: Element | None = None
    ends_inserted: bool = False
    move: str = ""
    part: Part | None = None

    @property
    def state(self) -> Literal["kept", "ins", "del"]:
        """Whether it stands in both documents, in the new one or in the old one."""
        return "kept" if self.old and self.new else "ins" if self.new else "del"


def parted(
    entries: Sequence[Entry], found: Match, old: Side, new: Side, uncut: Callable[[int, int], bool]
) -> list[Entry]:
    """The entries with the parts of each paragraph that was split or joined side by side, the one that stays as last."""
    made: list[Entry | None] = list(entries)
    groups: dict[int, list[Entry]] = {}
    for at, entry in enumerate(entries):
        for state in ("ins", "del"):
            beside = _beside(made, at, state, found) if entry.state == "kept" else []
            group = _group([one for one in (made[k] for k in beside) if one is not None], state, found, old, new, uncut)
            if len(group) > 1:
                for k in beside:
                    made[k] = None
                made[at], groups[at] = group[-1], group
                break
    result: list[Entry] = []
    for at, one in enumerate(made):
        if one is not None:
            result.extend(groups.get(at, [one]))
    return result


def _beside(entries: Sequence[Entry | None], at: int, state: str, found: Match) -> list[int]:
    """Where a kept paragraph and those of `state` stand that hold words of it. In a gap those of the other state may wait."""
    kept = entries[at]
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
        while 0 <= k < len(entries):
            one = entries[k]
            if one is not None and (one.state == "kept" or one.part is not None):
                break
            if one is not None and one.state == state:
                if not _is_part(one, kept.old.index, kept.new.index, found):
                    break
                places.append(k)
            k += step
    return sorted(places)


def _is_part(entry: Entry, old: int, new: int, found: Match) -> bool:
    item = entry.new or entry.old
    if not isinstance(item, Para):
        return False
    if entry.new is not None:
        words, equal = found.new, found.words.get((old, item.index), [])
        taken = item.index in found.became.values()
    else:
        words, equal = found.old, found.words.get((item.index, new), [])
        taken = item.index in found.became
    if not equal or taken:
        return False
    return sum(size for _, _, size in equal) >= _SHARE * len(words[item.index].words)


def _group(
    entries: Sequence[Entry], state: str, found: Match, old: Side, new: Side, uncut: Callable[[int, int], bool]
) -> list[Entry]:
    """The parts as entries; none if they cannot be written so."""
    olds = [one.old for one in entries if isinstance(one.old, Para)]
    news = [one.new for one in entries if isinstance(one.new, Para)]
    if len(entries) < 2 or not olds or not news:
        return []
    joined = state == "del"
    count = len(entries)
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
    if joined:
        passage = Passage(news[0].element, whole.pieces, Maker(news[0].element, "", ""))
        if not all(passage.can_divide(at) for at in starts[1:]):
            return []
    of = frozenset(i.index for i, _ in pairs), frozenset(j.index for _, j in pairs)
    made: list[Entry] = []
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
        part = Part(
            i.index, j.index, span, ends[at] - starts[at] if joined else 0, equal, joined, last, of if at == 0 else None
        )
        made.append(Entry(i if joined or last else None, j if not joined or last else None, part=part))
    return made


def _ends_section(paragraph: Para) -> bool:
    return section_of(paragraph.element) is not None
