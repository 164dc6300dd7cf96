"""Two documents into one tracked document: the new one's tree, changed in place.

    containers ==_anchors==> entries in their common order ==_write==> marks ==_ends==> paragraph marks

Paragraphs, tables, rows and cells that correspond stay and are amended inside; the rest of the new document is marked as
inserted where it stands, the rest of the old one carried over and marked as deleted. The mark of the last paragraph of a
container, or before a table, cannot go: the paragraph before gives its own instead (17.13.5.15, .20).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from decision_diff.ooxml.names import every, get, name
from decision_diff.ooxml.writing import marks
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.carry_notes import mark_new_notes, sort_notes
from decision_diff.ooxml.writing.marks import Maker
from decision_diff.ooxml.writing.passage import Passage, mark_content
from decision_diff.ooxml.writing.side import Cell, Item, Para, Row, Side, Table, indexes
from decision_diff.renderers.docx.amend import Amender
from decision_diff.renderers.docx.coarse import Ledger
from decision_diff.renderers.docx.containers import bodies
from decision_diff.renderers.docx.fields import settle_fields
from decision_diff.renderers.docx.formatting import Formats
from decision_diff.renderers.docx.headers import stories_of_gone_sections
from decision_diff.renderers.docx.paragraph_marks import Ends, insert_row, segments, with_kept_ends
from decision_diff.renderers.docx.paragraph_match import Equal, Match
from decision_diff.renderers.docx.splits import Entry, parted
from decision_diff.renderers.docx.stretches import outside, sides
from decision_diff.safexml import Element
from decision_diff.words.sequence import heaviest_chain

_MOVED_WEIGHT = 0.001  # what moved gives way in the common order to whatever stayed


class Merger:
    """Writes the marks of one redline."""

    def __init__(
        self,
        old: Side,
        new: Side,
        found: Match,
        carrier: Carrier,
        maker: Maker,
        *,
        moves: bool,
        restore: bool,
        borrowed: frozenset[int],
        uncut: tuple[frozenset[int], frozenset[int]],
        formats: Formats | None,
        ledger: Ledger,
    ) -> None:
        self.old = old
        self.new = new
        self.match = found
        self.became = dict(found.became)
        self.came_from_old = frozenset(found.became.values())
        self.was = {j: i for i, j in found.became.items()}
        self.carrier = carrier
        self.maker = maker
        self.moves = moves
        self.sources = {found.became[i]: i for i in sorted(found.moved)} if moves else {}
        self.uncut = uncut  # old and new paragraphs that were split or joined and do not show it by their marks
        self.names: dict[int, str] = {}  # of moves, by the old paragraph
        self.ends = Ends(carrier, formatting=formats is not None and formats.write)
        self._came_along: dict[int, list[Equal]] = {}
        self.ledger = ledger
        self.cut: tuple[set[int], set[int]] = set(), set()  # the paragraphs that were split or joined and show it
        self.amender = Amender(
            old, new, found, carrier, restore=restore, borrowed=borrowed, formats=formats, ledger=ledger
        )

    def write(self, beside: Sequence[tuple[Element, Element]], *, headers: bool) -> set[str]:
        """Write all, and give the parts that were touched. `beside` are the headers and footers that correspond.

        `headers`: sections that only the old document has get theirs.
        """
        before, after = dict(self.old.containers()), dict(self.new.containers())
        body = next(root for root in (*after, *bodies(self.new)) if name(root) == "w:body")
        self.merge(
            next((items for root, items in before.items() if name(root) == "w:body"), []), after.get(body, []), body
        )
        for source, target in beside:
            self.merge(before[source], after[target], target)
        if headers:
            for source, target in stories_of_gone_sections(self.carrier):
                self.merge(self.old.items(source), self.new.items(target), target)
        if self.amender.formats is not None:
            self.amender.formats.last_sections()
        for root in self.amender.stays:  # grows: a text box may hold another
            self.merge(before[self.amender.hung[root]], after[root], root)
        self._close_moves()
        marked = mark_new_notes(self.new, self.carrier)
        for tree in dict.fromkeys(root.getroottree().getroot() for root in (body, *(one for _, one in beside), *after)):
            settle_fields(tree, self._had_field, self.maker)
        sort_notes(self.new, self.carrier)
        parts = {self.new.paragraphs[item.index].where.part for root in self.amender.stays for item in after[root][:1] if isinstance(item, Para)}  # fmt: skip
        return {self.new.package.main, *parts, *marked}

    # -- structure

    def _had_field(self, paragraph: Element) -> bool:
        """Whether the old form of a new paragraph begins a field."""
        old = self.was.get(self.new.at.get(paragraph, -1))
        return old is not None and any(
            get(one, "w:fldCharType") == "begin"
            for element in self.old.paragraphs[old].elements
            for one in every(element, "w:fldChar")
        )

    def _close_moves(self) -> None:
        """A move of which only one half was written is none: its words went or came."""
        for source, called in self.names.items():
            halves = self.ends.halves.get(called, {})
            count = sum(length for _, _, length in self._along(source))
            if halves.keys() == {"moveFrom"}:
                self.ledger.delete(source, count, ())
            elif halves.keys() == {"moveTo"}:
                self.ledger.insert(self.became[source], count, ())
        self.ends.finish()

    def merge(self, olds: list[Item], news: list[Item], container: Element) -> list[Entry]:
        """Write the redline of one container and give its entries in their order."""
        entries = self._entries(olds, news)
        entries = parted(entries, self.match, self.old, self.new, self._cannot_be_cut)
        entries = with_kept_ends(entries)
        for at, entry in enumerate(entries):
            self._write(entry, entries, at, container)
        parts = segments(entries)
        for segment in parts:
            self.ends.write(segment, closes=segment[-1] is entries[-1])
        return entries

    def _entries(self, olds: list[Item], news: list[Item]) -> list[Entry]:
        entries: list[Entry] = []
        at_old = at_new = 0
        for i, j in [*self._with_last(self._anchors(olds, news), olds, news), (len(olds), len(news))]:
            entries.extend(self._gap(olds[at_old:i], news[at_new:j]))
            if i < len(olds):
                entries.append(Entry(olds[i], news[j]))
            at_old, at_new = i + 1, j + 1
        return entries

    def _with_last(
        self, anchors: list[tuple[int, int]], olds: Sequence[Item], news: Sequence[Item]
    ) -> list[tuple[int, int]]:
        """The anchors, and the last two paragraphs if neither became anything: the mark of the last one cannot go."""
        last = len(olds) - 1, len(news) - 1
        if min(last) < 0 or (anchors and (anchors[-1][0] == last[0] or anchors[-1][1] == last[1])):
            return anchors
        old, new = olds[-1], news[-1]
        if not (isinstance(old, Para) and isinstance(new, Para)):
            return anchors
        free = old.index not in self.became and new.index not in self.came_from_old
        return [*anchors, last] if free else anchors

    def _anchors(self, olds: Sequence[Item | Row], news: Sequence[Item | Row]) -> list[tuple[int, int]]:
        """The items that correspond and are in the same order on both sides: the heaviest such run."""
        place = {index: j for j, item in enumerate(news) for index in indexes(item)}
        items: list[tuple[int, int, float]] = []
        for i, item in enumerate(olds):
            votes: Counter[int] = Counter()
            moved = False
            for index in indexes(item):
                other = self.became.get(index)
                if other in place and type(news[place[other]]) is type(item):
                    weight = 1 + sum(length for _, _, length in self.match.equal.get((index, other), ()))
                    votes[place[other]] += weight
                    moved = moved or index in self.match.moved
            if votes:
                j, weight = max(votes.items(), key=lambda one: (one[1], -one[0]))
                items.append((i, j, _MOVED_WEIGHT if moved and isinstance(item, Para) else float(weight)))
        return [(items[k][0], items[k][1]) for k in heaviest_chain(items)]

    def _cannot_be_cut(self, old: int, new: int) -> bool:
        """Whether one of two paragraphs is not to be cut, or notes or text boxes hang on it."""
        hang = self.amender.old_anchors.get(old) or self.amender.new_anchors.get(new)
        return bool(hang) or old in self.uncut[0] or new in self.uncut[1]

    def _gap(self, olds: Sequence[Item], news: Sequence[Item]) -> list[Entry]:
        """What stands between two anchors: empty paragraphs stay as far as there are some on both sides."""
        entries: list[Entry] = []
        at = 0
        for old in olds:
            if isinstance(old, Para) and self._is_blank(self.old, old):
                found = next((k for k in range(at, len(news)) if self._is_twin(old, news[k])), None)
                if found is not None:
                    entries.extend(Entry(None, new) for new in news[at:found])
                    entries.append(Entry(old, news[found]))
                    at = found + 1
                    continue
            entries.append(Entry(old, None))
        entries.extend(Entry(None, new) for new in news[at:])
        return entries

    def _is_blank(self, side: Side, item: Para) -> bool:
        return item.index >= 0 and not side.paragraphs[item.index].text.strip()

    def _is_twin(self, old: Para, new: Item) -> bool:
        return (
            isinstance(new, Para)
            and self._is_blank(self.new, new)
            and (marks.section_of(old.element) is None) == (marks.section_of(new.element) is None)
            and self.old.paragraphs[old.index].text == self.new.paragraphs[new.index].text
            and not (old.index in self.became or new.index in self.came_from_old)
        )

    # -- writing

    def _write(self, entry: Entry, entries: Sequence[Entry], at: int, container: Element) -> None:
        old, new = entry.old, entry.new
        if entry.part is not None:
            self.cut[0].add(entry.part.old)
            self.cut[1].add(entry.part.new)
            entry.element, entry.ends_inserted = self.amender.part(entry.part)
        elif isinstance(new, Para):
            entry.element = new.element
            if isinstance(old, Para):
                entry.ends_inserted = self.amender.amend(old.index, new.index)
                if self.amender.formats is not None:
                    self.amender.formats.section(marks.section_of(old.element), marks.section_of(new.element))
            else:
                self._insert(entry, new)
        elif isinstance(new, Table):
            entry.element = new.element
            if isinstance(old, Table):
                self._table(old, new)
            else:
                for row in new.rows:
                    self._inserted_row(row)
        elif isinstance(old, Para):
            entry.element = self._deleted(old.index, entry)
            self._place(entry.element, entries, at, container)
        elif isinstance(old, Table):
            entry.element = self.carrier.frame(old.element)
            self._place(entry.element, entries, at, container)
            for row in old.rows:
                entry.element.append(self._deleted_row(row))

    def _place(self, element: Element, entries: Sequence[Entry], at: int, container: Element) -> None:
        """Put a new element behind the entry before it, else before the one that follows, else at the end."""
        before = entries[at - 1].element if at else None
        if before is not None:
            before.addnext(element)
            return
        after = next((entry.new.element for entry in entries[at + 1 :] if entry.new is not None), None)
        if after is not None:
            after.addprevious(element)
            return
        last = next((one for one in container if name(one) == "w:sectPr"), None)
        if last is None:
            container.append(element)
        else:
            last.addprevious(element)

    def _insert(self, entry: Entry, new: Para) -> None:
        source = self.sources.get(new.index)
        if source is None:
            self._count_inserted(new.index)
            mark_content(new.element, "ins", self.maker)
        else:
            self._move(entry, source, new)

    def _count_inserted(self, index: int) -> None:
        """Say that a new paragraph came, with all that hangs on it."""
        length = len(self.new.paragraphs[index].text)
        self.ledger.insert(index, length, self.amender.new_anchors.get(index, ()))

    def _move(self, entry: Entry, source: int, new: Para) -> None:
        """The new place of a move: what came along is moved, what is new in it inserted."""
        entry.move = self._name(source)
        equal = self._along(source)
        passage = Passage(new.element, self.new.paragraphs[new.index].pieces, self.maker)
        at = 0
        for _, b, length in equal:
            passage.wrap(at, b, "ins")
            passage.wrap(b, b + length, "moveTo")
            at = b + length
        passage.wrap(at, passage.length, "ins")
        came = passage.length - sum(length for _, _, length in equal)
        self.ledger.insert(new.index, came, self.amender.new_anchors.get(new.index, ()))
        mark_content(new.element, "ins", self.maker)  # what holds no text: pictures, marks of notes
        self.ends.range(new.element, "moveTo", entry.move)

    def _along(self, source: int) -> list[Equal]:
        """The characters that moved along with an old paragraph: asked first before the new place is written."""
        if source not in self._came_along:
            target = self.became[source]
            paragraph = self.new.paragraphs[target]
            passage = Passage(paragraph.elements[0], paragraph.pieces, self.maker)
            self._came_along[source] = outside(
                self.match.equal.get((source, target), []), passage, self.old.paragraphs[source].pieces
            )
        return self._came_along[source]

    def _name(self, source: int) -> str:
        return self.names.setdefault(source, f"move{len(self.names) + 1}")

    def _deleted(self, index: int, entry: Entry | None = None) -> Element:
        """An old paragraph as a deleted one, its mark not yet marked."""
        paragraph = self.old.paragraphs[index]
        made = self.maker.make("p")
        properties = self.carrier.all_properties(index)
        if len(properties):
            made.append(properties)
        self.carrier.tell(paragraph.elements[:1])
        equal: list[Equal] = []
        if entry is not None and self.moves and index in self.match.moved:
            entry.move = self._name(index)
            equal = self._along(index)
        gone = self.amender.old_anchors.get(index, [])
        for kind, start, end in sides(equal, len(paragraph.text)):
            here = [one for one in gone if start <= one.offset < end or one.offset == end == len(paragraph.text)]
            mark = self.amender.gone_text(kind, index, start, end, here)
            if len(mark):
                made.append(mark)
        return made

    # -- tables

    def _table(self, old: Table, new: Table) -> None:
        self._frame(old, new)
        at_old = at_new = 0
        previous: Element | None = None
        for i, j in [*self._anchors(old.rows, new.rows), (len(old.rows), len(new.rows))]:
            for row in new.rows[at_new:j]:
                self._inserted_row(row)
            for row in old.rows[at_old:i]:
                made = self._deleted_row(row)
                if previous is not None:
                    previous.addnext(made)
                elif j < len(new.rows) or at_new < len(new.rows):
                    new.rows[at_new].element.addprevious(made)
                else:
                    new.element.append(made)
                previous = made
            if j > at_new:
                previous = new.rows[j - 1].element
            if i < len(old.rows):
                previous = self._row(old.rows[i], new.rows[j])
            at_old, at_new = i + 1, j + 1

    def _row(self, old: Row, new: Row) -> Element:
        """Amend a row within its cells; if it was cut otherwise into cells, replace it. Gives the last row written."""
        if len(old.cells) == len(new.cells):
            self._frame(old, new)
            for before, after in zip(old.cells, new.cells, strict=True):
                self._frame(before, after)
                self.merge(before.items, after.items, after.element)
            return new.element
        self._inserted_row(new)
        made = self._deleted_row(old)
        new.element.addprevious(made)
        return new.element

    def _frame(self, old: Table | Row | Cell, new: Table | Row | Cell) -> None:
        if self.amender.formats is not None:
            self.amender.formats.frame(old.element, new.element)

    def _inserted_row(self, row: Row) -> None:
        for index in indexes(row):
            self._count_inserted(index)
        insert_row(row.element, self.maker)

    def _deleted_row(self, row: Row) -> Element:
        made = self.carrier.frame(row.element)
        marks.mark_row(made, "del", self.maker)
        for cell in row.cells:
            made.append(self._deleted_cell(cell))
        return made

    def _deleted_cell(self, cell: Cell) -> Element:
        made = self.carrier.frame(cell.element)
        for item in cell.items:
            if isinstance(item, Para):
                paragraph = self._deleted(item.index)
                marks.mark_end(paragraph, "del", self.maker)
                made.append(paragraph)
            else:
                table = self.carrier.frame(item.element)
                table.extend(self._deleted_row(row) for row in item.rows)
                made.append(table)
        return made
