"""What a redline of two documents holds, worked out before anything is written.

    containers ==_match_items==> pairs in their common order ==pair_parts, keep_ends==> pairs ==> operations ==plan_ends==> stories

Paragraphs, tables, rows and cells that correspond stay and are amended inside; the rest of the new document is inserted where
it stands, the rest of the old one deleted. A move of which only one half stands in the order of its container (the other goes with a
table row) is not written as one: its words are deleted or inserted.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from decision_diff.ooxml.alike import spell_verbatim
from decision_diff.ooxml.names import name
from decision_diff.ooxml.writing.anchors import Anchor, find_anchors
from decision_diff.ooxml.writing.extents import find_extents
from decision_diff.ooxml.writing.side import DocumentSide, Item, ParagraphItem, RowItem, TableItem, find_indexes
from decision_diff.ooxml.writing.tracked_changes import find_section
from decision_diff.renderers.docx.containers import find_bodies, find_containers
from decision_diff.renderers.docx.edits import Stay, find_edits, find_mates
from decision_diff.renderers.docx.ends import keep_ends, plan_ends
from decision_diff.renderers.docx.operations import (
    Delete,
    DeleteRow,
    DeleteTable,
    Divide,
    Insert,
    InsertRow,
    InsertTable,
    InsertWords,
    Keep,
    KeepRow,
    KeepTable,
    Move,
    Operation,
    Part,
    Plan,
    PlannedEdit,
    RemovedWords,
    RowOperation,
    StoryPlan,
)
from decision_diff.renderers.docx.paragraph_match import Equal, Indexes, ParagraphMatch
from decision_diff.renderers.docx.splits import ItemPair, pair_parts
from decision_diff.renderers.docx.stretches import cut_old_text, find_steps, keep_whole
from decision_diff.safexml import Element
from decision_diff.words.sequence import find_heaviest_chain

_MOVED_WEIGHT = 0.001  # what moved gives way in the common order to whatever stayed


@dataclass
class Planner:
    """Plans the redline of two documents of which `found` says what became what.

    `uncut` are the old and new paragraphs whose splits and joins do not show by their paragraph marks; `moves`: whether moves are
    written as such.
    """

    old: DocumentSide
    new: DocumentSide
    found: ParagraphMatch
    uncut: tuple[Indexes, Indexes]
    moves: bool
    _names: dict[int, str] = field(default_factory=dict)  # of moves, by the old paragraph
    _plain: set[int] = field(default_factory=set)  # the old paragraphs of moves of which one half alone is a move

    def plan(self, headers: Sequence[tuple[Element, Element]]) -> Plan:
        """The whole redline. `headers` are the headers and footers that correspond, which both sides hold by now."""
        made = self._plan_all(headers)
        halves = Counter(one.move.source for one in made.walk() if isinstance(one, Insert | Delete) and one.move)
        if alone := {source for source, count in halves.items() if count == 1}:
            self._plain |= alone
            self._names.clear()
            made = self._plan_all(headers)
        return made

    def _plan_all(self, headers: Sequence[tuple[Element, Element]]) -> Plan:
        before, after = dict(self.old.list_containers()), dict(self.new.list_containers())
        body = next(root for root in (*after, *find_bodies(self.new)) if name(root) == "w:body")
        olds = next((items for root, items in before.items() if name(root) == "w:body"), [])
        stories = [self.plan_story(olds, after.get(body, []), body)]
        stories.extend(self.plan_story(before[source], after[target], target) for source, target in headers)
        hanging: list[StoryPlan] = []
        waiting = deque(root for story in stories for root in self._find_hanging_roots(story))
        while waiting:  # a text box may hold another
            root = waiting.popleft()
            hanging.append(self.plan_story(before[self.hung[root]], after[root], root))
            waiting.extend(self._find_hanging_roots(hanging[-1]))
        return Plan(tuple(stories), tuple(hanging))

    def _find_hanging_roots(self, story: StoryPlan) -> Iterator[Element]:
        """The notes and text boxes that stay with the paragraphs of a story."""
        for one in Plan((story,)).walk():
            if isinstance(one, Keep):
                stays = (anchor.container for anchor in one.hanging if anchor not in one.came)
                yield from (root for root in stays if root is not None)

    def plan_story(self, olds: Sequence[Item], news: Sequence[Item], root: Element) -> StoryPlan:
        """Plan what happens in one container of the new document, of which the old items became the new ones."""
        pairs = self._pair_items(olds, news)
        pairs = keep_ends(pair_parts(pairs, self.found, self.old, self.new, self._cannot_be_cut))
        operations = tuple(self._plan_pair(pair) for pair in pairs)
        return StoryPlan(root, operations, plan_ends(operations))

    # -- what corresponds

    @cached_property
    def old_anchors(self) -> dict[int, list[Anchor]]:
        """What hangs on each old paragraph."""
        return find_anchors(self.old)

    @cached_property
    def new_anchors(self) -> dict[int, list[Anchor]]:
        """What hangs on each new paragraph."""
        return find_anchors(self.new)

    @cached_property
    def hung(self) -> dict[Element, Element]:
        """Which note or text box of the old document one of the new document is."""
        return find_containers(self.old, self.new, self.found.became)

    @cached_property
    def _came_from_old(self) -> Indexes:
        return frozenset(self.found.became.values())

    @cached_property
    def _sources(self) -> dict[int, int]:
        """The old paragraph of each new one that moved."""
        return {self.found.became[i]: i for i in sorted(self.found.moved)} if self.moves else {}

    @cached_property
    def _same_styles(self) -> bool:
        """Whether both documents have the same styles to the letter, so that their names say the same."""
        parts = [(side.package, side.package.find_related("styles")) for side in (self.old, self.new)]
        texts = [package.read(part) if part else b"" for package, part in parts]
        return texts[0] == texts[1]

    def _pair_items(self, olds: Sequence[Item], news: Sequence[Item]) -> list[ItemPair]:
        pairs: list[ItemPair] = []
        at_old = at_new = 0
        for i, j in [*self._add_last(self._match_items(olds, news), olds, news), (len(olds), len(news))]:
            pairs.extend(self._pair_gap(olds[at_old:i], news[at_new:j]))
            if i < len(olds):
                pairs.append(ItemPair(olds[i], news[j]))
            at_old, at_new = i + 1, j + 1
        return pairs

    def _add_last(
        self, anchors: list[tuple[int, int]], olds: Sequence[Item], news: Sequence[Item]
    ) -> list[tuple[int, int]]:
        """The anchors, and the last two paragraphs if neither became anything: the mark of the last one cannot go."""
        last = len(olds) - 1, len(news) - 1
        if min(last) < 0 or (anchors and (anchors[-1][0] == last[0] or anchors[-1][1] == last[1])):
            return anchors
        old, new = olds[-1], news[-1]
        if not (isinstance(old, ParagraphItem) and isinstance(new, ParagraphItem)):
            return anchors
        free = old.index not in self.found.became and new.index not in self._came_from_old
        return [*anchors, last] if free else anchors

    def _match_items(self, olds: Sequence[Item | RowItem], news: Sequence[Item | RowItem]) -> list[tuple[int, int]]:
        """The items that match and are in the same order on both sides: the heaviest such run."""
        positions = {index: j for j, item in enumerate(news) for index in find_indexes(item)}
        items: list[tuple[int, int, float]] = []
        for i, item in enumerate(olds):
            votes = self._count_votes(item, news, positions)
            if votes:
                j, weight = max(votes.items(), key=lambda one: (one[1], -one[0]))
                gives_way = isinstance(item, ParagraphItem) and item.index in self.found.moved
                items.append((i, j, _MOVED_WEIGHT if gives_way else float(weight)))
        return [(items[k][0], items[k][1]) for k in find_heaviest_chain(items)]

    def _count_votes(
        self, item: Item | RowItem, news: Sequence[Item | RowItem], positions: Mapping[int, int]
    ) -> Counter[int]:
        """How much of an old item each new one of the same type holds, by position: a point a paragraph and its equal text."""
        votes: Counter[int] = Counter()
        for index in find_indexes(item):
            other = self.found.became.get(index)
            if other is not None and other in positions and type(news[positions[other]]) is type(item):
                equal = self.found.equal.get((index, other), ())
                votes[positions[other]] += 1 + sum(length for _, _, length in equal)
        return votes

    def _cannot_be_cut(self, old: int, new: int) -> bool:
        """Whether one of two paragraphs is not to be cut, or notes or text boxes hang on it."""
        hang = self.old_anchors.get(old) or self.new_anchors.get(new)
        return bool(hang) or old in self.uncut[0] or new in self.uncut[1]

    def _pair_gap(self, olds: Sequence[Item], news: Sequence[Item]) -> list[ItemPair]:
        """What stands between two anchors: empty paragraphs stay as far as there are some on both sides."""
        pairs: list[ItemPair] = []
        at = 0
        for old in olds:
            found = self._find_twin(old, news, at)
            if found is None:
                pairs.append(ItemPair(old, None))
            else:
                pairs.extend(ItemPair(None, new) for new in news[at:found])
                pairs.append(ItemPair(old, news[found]))
                at = found + 1
        pairs.extend(ItemPair(None, new) for new in news[at:])
        return pairs

    def _find_twin(self, old: Item, news: Sequence[Item], start: int) -> int | None:
        """The position, from `start` on, of an empty new paragraph that an empty old one can be."""
        if not (isinstance(old, ParagraphItem) and self._is_blank(self.old, old)):
            return None
        return next((k for k in range(start, len(news)) if self._is_twin(old, news[k])), None)

    def _is_blank(self, side: DocumentSide, item: ParagraphItem) -> bool:
        return item.index >= 0 and not side.paragraphs[item.index].text.strip()

    def _is_twin(self, old: ParagraphItem, new: Item) -> bool:
        return (
            isinstance(new, ParagraphItem)
            and self._is_blank(self.new, new)
            and (find_section(old.element) is None) == (find_section(new.element) is None)
            and self.old.paragraphs[old.index].text == self.new.paragraphs[new.index].text
            and not (old.index in self.found.became or new.index in self._came_from_old)
        )

    # -- operations

    def _plan_pair(self, pair: ItemPair) -> Operation:
        match pair:
            case ItemPair(part=Part() as part):
                return self._plan_part(part, pair)
            case ItemPair(old=ParagraphItem() as old, new=ParagraphItem() as new):
                return self._plan_kept(old, new)
            case ItemPair(old=TableItem() as before, new=TableItem() as after):
                return KeepTable(before, after, tuple(self._plan_rows(before.rows, after.rows)))
            case ItemPair(new=ParagraphItem() as new):
                source = self._sources.get(new.index)
                return Insert(new, None if source is None else self._plan_move(source))
            case ItemPair(new=TableItem() as after):
                return InsertTable(after)
            case ItemPair(old=ParagraphItem() as old):
                moved = self.moves and old.index in self.found.moved
                return self._plan_deleted(old, self._plan_move(old.index) if moved else None)
            case ItemPair(old=TableItem() as before):
                return DeleteTable(before, tuple(map(self._plan_deleted_row, before.rows)))
        raise TypeError(f"a pair of {pair.old!r} and {pair.new!r}")

    def _plan_kept(self, old: ParagraphItem, new: ParagraphItem) -> Keep:
        i, j = old.index, new.index
        before, after = self.old.paragraphs[i], self.new.paragraphs[j]
        hung, hanging = self.old_anchors.get(i, []), self.new_anchors.get(j, [])
        equal: Sequence[Equal] = self.found.equal.get((i, j), [])
        if before.text == after.text and not self.found.is_apart(i, j) and (i, j) not in self.found.parted:
            equal = [(0, 0, len(after.text))]
            if not (hung or hanging) and self._is_verbatim(i, j):
                return Keep(old, new, verbatim=True, equal=tuple(equal))
        extents = [(one.start, one.end) for one in find_extents(after.elements[0], after.pieces)]
        equal = keep_whole(equal, extents, before.pieces, after.pieces)
        length = len(after.text)
        mates = find_mates(hung, hanging, find_steps(equal, len(before.text), length), self.hung)
        stays = [Stay(mates[one], hung[mates[one]].offset, one) for one in hanging if one in mates]
        edits = find_edits(equal, (0, len(before.text)), length, hung, stays)
        return Keep(
            old,
            new,
            equal=tuple(equal),
            edits=edits,
            ends_inserted=_ends_inserted(edits, length),
            hanging=tuple(hanging),
            came=frozenset(one for one in hanging if one not in mates),
        )

    def _is_verbatim(self, old: int, new: int) -> bool:
        """Whether two paragraphs of one element each are the same to the letter, in documents with the same styles."""
        before, after = self.old.paragraphs[old].elements, self.new.paragraphs[new].elements
        return (
            self._same_styles
            and len(before) == len(after) == 1
            and spell_verbatim(before[0]) == spell_verbatim(after[0])
        )

    def _plan_part(self, part: Part, pair: ItemPair) -> Divide:
        before, after = self.old.paragraphs[part.old], self.new.paragraphs[part.new]
        end = part.start + part.size
        extents = [
            (one.start - part.start, one.end - part.start)
            for one in find_extents(after.elements[0], after.pieces)
            if part.start <= one.start and one.end <= end
        ]
        equal = keep_whole(part.equal, extents, before.pieces, after.cut(part.start, end))
        edits = find_edits(equal, part.span, part.size)
        old, new = (one if isinstance(one, ParagraphItem) else None for one in (pair.old, pair.new))
        return Divide(old, new, part, tuple(equal), edits, _ends_inserted(edits, part.size))

    def _plan_move(self, source: int) -> Move | None:
        """One half of the move of an old paragraph."""
        if source in self._plain:
            return None
        target = self.found.became[source]
        before, after = self.old.paragraphs[source], self.new.paragraphs[target]
        extents = [(one.start, one.end) for one in find_extents(after.elements[0], after.pieces)]
        along = keep_whole(self.found.equal.get((source, target), []), extents, before.pieces, after.pieces)
        return Move(self._names.setdefault(source, f"move{len(self._names) + 1}"), source, tuple(along))

    def _plan_deleted(self, old: ParagraphItem, move: Move | None = None) -> Delete:
        length = len(self.old.paragraphs[old.index].text)
        hung = self.old_anchors.get(old.index, [])
        gone = (
            RemovedWords(
                kind, start, end, tuple(one for one in hung if start <= one.offset < end or one.offset == end == length)
            )
            for kind, start, end in cut_old_text(move.along if move else (), length)
        )
        return Delete(old, tuple(gone), move)

    def _plan_deleted_row(self, row: RowItem) -> DeleteRow:
        return DeleteRow(row, tuple(tuple(map(self._plan_deleted_item, cell.items)) for cell in row.cells))

    def _plan_deleted_item(self, item: Item) -> Delete | DeleteTable:
        if isinstance(item, ParagraphItem):
            return self._plan_deleted(item)
        return DeleteTable(item, tuple(map(self._plan_deleted_row, item.rows)))

    def _plan_rows(self, olds: Sequence[RowItem], news: Sequence[RowItem]) -> Iterator[RowOperation]:
        at_old = at_new = 0
        for i, j in [*self._match_items(olds, news), (len(olds), len(news))]:
            yield from map(self._plan_deleted_row, olds[at_old:i])
            yield from map(InsertRow, news[at_new:j])
            if i < len(olds):
                yield from self._plan_row(olds[i], news[j])
            at_old, at_new = i + 1, j + 1

    def _plan_row(self, old: RowItem, new: RowItem) -> Iterator[RowOperation]:
        """A row that stays; if it was cut otherwise into cells, it is replaced."""
        if len(old.cells) != len(new.cells):
            yield self._plan_deleted_row(old)
            yield InsertRow(new)
            return
        cells = zip(old.cells, new.cells, strict=True)
        yield KeepRow(old, new, tuple(self.plan_story(one.items, other.items, other.element) for one, other in cells))


def _ends_inserted(edits: Sequence[PlannedEdit], length: int) -> bool:
    """Whether a text of that length ends in inserted words."""
    return any(isinstance(one, InsertWords) and one.end == length for one in edits)
