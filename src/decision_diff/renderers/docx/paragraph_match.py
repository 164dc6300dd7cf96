"""From changes, which speak of clauses, to paragraphs: which old one became which new one, and which characters stay.

    changes ==stretches==> equal stretches of paragraphs ==best==> pairs of paragraphs

Offsets are code points of `ParagraphText.text`, the paragraph as it stands in the file: indentation, typed number and gap (the
`head`), words, white space at the end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from decision_diff.changes import locate_clauses
from decision_diff.frozen import frozen
from decision_diff.model import locate_blocks

if TYPE_CHECKING:
    from decision_diff.changes import Change, Comparison, Edit, FeatureChange
    from decision_diff.model import Block, Clause, Decision

# A numeral is never cut: 12 gives way to 13 whole, and 十二 to 十三.
_PIECES = re.compile(r"[0-9０-９]+|[A-Za-z]+|[〇○零一二三四五六七八九十百千万]+|.", re.DOTALL)

# Features for which words are struck and put in again, since no tracked change is of them alone.
_REPLACED = frozenset({"superscript", "subscript", "strike", "hidden", "link", "reference"})

Equal = tuple[int, int, int]  # start in the old text, start in the new text, length
Indexes = frozenset[int]  # of paragraphs


@frozen
class ParagraphText:
    """A paragraph of a document. `parts` are what stands before the words: indentation, number, gap."""

    parts: tuple[str, str, str]
    words: str
    end: str

    @property
    def head(self) -> str:
        """All before the words."""
        return "".join(self.parts)

    @property
    def text(self) -> str:
        """All of it."""
        return self.head + self.words + self.end


@dataclass(frozen=True, slots=True)
class ParagraphMatch:
    """`became[i]` is the new paragraph that old paragraph i became; `moved` are those among them that changed place.

    `equal[i, j]` are the equal stretches of two paragraphs, ascending on both sides, for all that share any. Words that
    another link or another look makes read otherwise are in none of them; `parted` are the pairs where that is so. `apart`
    are old and new paragraphs that are to be deleted and inserted whole, whatever they share.
    """

    became: dict[int, int]
    moved: frozenset[int]
    equal: dict[tuple[int, int], list[Equal]] = field(repr=False)
    words: dict[tuple[int, int], list[Equal]] = field(default_factory=dict, repr=False)  # within `ParagraphText.words`
    old: dict[int, ParagraphText] = field(default_factory=dict, repr=False)
    new: dict[int, ParagraphText] = field(default_factory=dict, repr=False)
    parted: frozenset[tuple[int, int]] = frozenset()
    apart: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())

    def is_apart(self, old: int, new: int) -> bool:
        """Whether one of two paragraphs is to be deleted or inserted whole."""
        return old in self.apart[0] or new in self.apart[1]

    def find_equal_words(self, old: int, new: int) -> list[Equal]:
        """Find the equal stretches of the words of two paragraphs, as code points of the paragraphs."""
        first, second = len(self.old[old].head), len(self.new[new].head)
        return [(first + a, second + b, size) for a, b, size in self.words.get((old, new), ())]


@frozen
class Layout:
    """Where a decision's clauses stand in the paragraphs of a document.

    `spans` by eid: (start, end, paragraph) of the words; `own` by eid: all paragraphs of the clause, also those without
    words; `texts` by paragraph.
    """

    spans: dict[str, list[tuple[int, int, int]]]
    own: dict[str, range]
    texts: dict[int, ParagraphText]


def find_layout(decision: Decision) -> Layout:
    """Find where the clauses of a decision stand that was read from a DOCX: paragraph i is block i."""
    spans = {clause.eid: list(locate_blocks(clause, decision.blocks)) for clause in decision.walk()}
    own = {clause.eid: range(clause.origin.start, clause.origin.end) for clause in decision.walk()}
    return Layout(spans, own, {index: _make_text(block) for index, block in enumerate(decision.blocks)})


def _make_text(block: Block) -> ParagraphText:
    number = block.label.text if block.label and block.label.typed else ""
    return ParagraphText((block.lead, number, block.gap), block.text, block.end.removesuffix("\n"))


def match_paragraphs(comparison: Comparison, old: Layout, new: Layout) -> ParagraphMatch:
    """ParagraphMatch the paragraphs of two documents by what the comparison found of their clauses."""
    evidence = _PairEvidence(old, new)
    for change in comparison.every:
        evidence.add(change)
    equal = evidence.equal
    became = _choose_best(evidence.weight)
    words = dict(equal)
    for i, j in became.items():
        equal[i, j] = _join_equal(old.texts[i], new.texts[j], equal.get((i, j), []))
    return ParagraphMatch(
        became,
        frozenset(_find_moved(comparison, old, became)),
        dict(equal),
        words,
        old.texts,
        new.texts,
        frozenset(evidence.parted),
    )


@dataclass(slots=True)
class _PairEvidence:
    """What speaks for pairs of paragraphs, taken in change by change; the fields are as in `ParagraphMatch`."""

    old: Layout
    new: Layout
    equal: dict[tuple[int, int], list[Equal]] = field(default_factory=lambda: defaultdict(list))
    weight: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    parted: set[tuple[int, int]] = field(default_factory=set)

    def add(self, change: Change) -> None:
        """Take in a change."""
        olds = list(_join_spans(self.old, change.old))
        news = list(_join_spans(self.new, change.new))
        otherwise = [(one.old.start, one.old.end) for one in change.features if _is_replaced(one)]
        for edit in change.edits:
            if edit.op == "equal":
                self._add_equal(edit, olds, news, otherwise)
        if otherwise:
            self.parted.update((i, j) for _, _, i in olds for _, _, j in news)
        if len(change.old) == len(change.new) == 1:
            self._add_rewritten(change.old[0], change.new[0])

    def _add_equal(
        self,
        edit: Edit,
        olds: Sequence[tuple[int, int, int]],
        news: Sequence[tuple[int, int, int]],
        holes: Sequence[tuple[int, int]],
    ) -> None:
        shift = edit.new.start - edit.old.start
        for start, end in _cut_holes(edit.old.start, edit.old.end, holes):
            for i, j, a, b, length in _find_common(olds, news, start, start + shift, end - start):
                self.equal[i, j].append((a, b, length))
                self.weight[i, j] += length

    def _add_rewritten(self, old: Clause, new: Clause) -> None:
        """What was wholly rewritten where it stood is still the same paragraph, or row."""
        first, became = _find_first(self.old, old), _find_first(self.new, new)
        if first is not None and became is not None:
            self.weight[first, became] += 0.5


def _is_replaced(one: FeatureChange) -> bool:
    """Whether striking the old words and putting in the new ones shows the difference. A row is hidden whatever it holds."""
    return one.kind in _REPLACED and "row" not in (one.old_value, one.new_value)


def _cut_holes(start: int, end: int, holes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a stretch."""
    for low, high in sorted(holes):
        if low < end and high > start:
            if start < low:
                yield start, low
            start = max(start, high)
    if start < end:
        yield start, end


def _find_first(where: Layout, clause: Clause) -> int | None:
    """The first paragraph of a clause that has words, else its first."""
    spans = where.spans[clause.eid]
    return spans[0][2] if spans else next(iter(where.own[clause.eid]), None)


def _join_spans(where: Layout, clauses: Sequence[Clause]) -> Iterator[tuple[int, int, int]]:
    """(start, end, paragraph) within the words of the clauses, joined by line feeds."""
    for base, clause in locate_clauses(clauses):
        for start, end, index in where.spans[clause.eid]:
            yield base + start, base + end, index


def _find_common(
    olds: Sequence[tuple[int, int, int]], news: Sequence[tuple[int, int, int]], start: int, other: int, length: int
) -> Iterator[tuple[int, int, int, int, int]]:
    """(old block, new block, offset, offset, length) of what an equal stretch covers of each pair of blocks."""
    shift = other - start
    for low, high, i in olds:
        if high <= start or low >= start + length:
            continue
        for new_low, new_high, j in news:
            first = max(low, start, new_low - shift)
            last = min(high, start + length, new_high - shift)
            if first < last:
                yield i, j, first - low, first + shift - new_low, last - first


def _choose_best(weight: dict[tuple[int, int], float]) -> dict[int, int]:
    """One partner for each, the heaviest pairs first."""
    became: dict[int, int] = {}
    taken: set[int] = set()
    for (i, j), _ in sorted(weight.items(), key=lambda one: (-one[1], one[0])):
        if i not in became and j not in taken:
            became[i] = j
            taken.add(j)
    return dict(sorted(became.items()))


def match_heads(old: ParagraphText, new: ParagraphText) -> list[Equal]:
    """Match what stands before the words: indentation, number, gap."""
    found: list[Equal] = []
    a = b = 0
    for before, after in zip(old.parts, new.parts, strict=True):
        found.extend((a + i, b + j, length) for i, j, length in _match_around_numeral(before, after))
        a, b = a + len(before), b + len(after)
    return found


def _join_equal(old: ParagraphText, new: ParagraphText, words: Sequence[Equal]) -> list[Equal]:
    """The equal stretches of whole paragraphs: those of the words, and what stands before and behind if it is the same."""
    found = match_heads(old, new)
    a, b = len(old.head), len(new.head)
    found.extend((a + i, b + j, length) for i, j, length in words)
    a, b = a + len(old.words), b + len(new.words)
    if old.end == new.end and old.end:
        found.append((a, b, len(old.end)))
    joined: list[Equal] = []
    for i, j, length in found:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + length)
        else:
            joined.append((i, j, length))
    return joined


def _match_around_numeral(old: str, new: str) -> list[Equal]:
    """What stays of what stands before the words: all, or of "第12条" that became "第13条" the 第 and the 条."""
    if old == new:
        return [(0, 0, len(old))] if old else []
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    least = min(len(before), len(after))
    head = next((at for at in range(least) if before[at] != after[at]), least)
    tail = next((at for at in range(least - head) if before[-1 - at] != after[-1 - at]), least - head)
    start, end = len("".join(before[:head])), len("".join(before[len(before) - tail :]))
    return [one for one in ((0, 0, start), (len(old) - end, len(new) - end, end)) if one[2]]


def _find_moved(comparison: Comparison, old: Layout, became: dict[int, int]) -> Iterator[int]:
    """The old paragraphs of clauses that moved, and of what went along with them."""
    for change in comparison.changes:
        if "move" in change.effects:
            for top in change.old:
                for clause in top.walk():
                    yield from (index for index in old.own[clause.eid] if index in became)
