"""The characters of one paragraph of a tree that may be changed: cut its runs, mark some as inserted, put deletions in.

A cut makes two runs of one, both with its properties (w:rPr). Marks go around runs and never into one (17.13.5.18); fields,
equations and phonetic guides are `extents` that are marked whole or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from decision_diff.ooxml.names import child, every, get, name
from decision_diff.ooxml.text import Piece
from decision_diff.ooxml.writing.marks import SPACE, Kind, Maker
from decision_diff.safexml import Element

_WHOLE = ("w:fldSimple", "m:oMath", "m:oMathPara", "w:ruby")
_OPEN = ("w:hyperlink", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:dir", "w:bdo")


@dataclass(frozen=True, slots=True)
class Extent:
    """Code points [start, end) that stand or fall together, from the element `first` to `last`, both with it."""

    start: int
    end: int
    first: Element
    last: Element


class Passage:
    """One w:p and its pieces of text, which are kept true while it is cut."""

    def __init__(self, paragraph: Element, pieces: Sequence[Piece], maker: Maker) -> None:
        self.paragraph = paragraph
        self.maker = maker
        self.pieces = list(pieces)
        self.extents: list[Extent] = []
        if next(every(paragraph, *_WHOLE, "w:fldChar"), None) is not None:
            for mark in _loose(paragraph):
                self.isolate(mark)  # text in its run can be marked, and it cannot
            self.extents = find_extents(paragraph, self.pieces)

    @property
    def length(self) -> int:
        """How many code points the paragraph has."""
        return sum(len(piece.text) for piece in self.pieces)

    def insert(self, start: int, end: int) -> Element | None:
        """Mark the code points [start, end) as inserted; gives the last mark written."""
        return self.wrap(start, end, "ins")

    def wrap(self, start: int, end: int, kind: Kind) -> Element | None:
        """Put marks of that kind around the runs that hold [start, end); extents in them as a whole."""
        self._cut(start)
        self._cut(end)
        mark: Element | None = None
        at = 0
        done: set[Element] = set()
        for piece in list(self.pieces):
            if start <= at < end and piece.run is not None and piece.run not in done:
                for node in self._nodes(at, piece.run):
                    if node not in done:
                        runs = self._spell(node) if name(node) == "w:fldSimple" else [node]
                        done.update((node, *runs))
                        for run in runs:
                            mark = around(run, mark, kind, self.maker)
                done.add(piece.run)
            at += len(piece.text)
        return mark

    def put(self, at: int, element: Element) -> None:
        """Put a new mark before the code point `at`, behind what stands before it."""
        self._cut(at)
        position = 0
        before: Piece | None = None
        after: Piece | None = None
        for piece in self.pieces:
            if position >= at:
                after = piece
                break
            before = piece
            position += len(piece.text)
        if before is not None and before.run is not None:
            last = self._holder(position - len(before.text), before.run, first=False)
            other = (
                self._holder(position, after.run, first=True) if after is not None and after.run is not None else None
            )
            while last.getparent() is not self.paragraph and not (
                other is not None and _within(other, last.getparent()) and name(_up(last)) in _OPEN
            ):
                last = _up(last)
            last.addnext(element)
        elif after is not None and after.run is not None:
            node = self._holder(0, after.run, first=True)
            while node.getparent() is not self.paragraph:
                node = _up(node)
            node.addprevious(element)
        else:
            self.paragraph.append(element)

    def divide(self, at: int) -> tuple[Element, list[Piece]]:
        """Make all that stands before `at` a paragraph of its own, without properties. Asked first: `can_divide`, of the module."""
        self._cut(at)
        first = self.maker.make("p")
        start = 0
        for index, piece in enumerate(self.pieces):
            if start >= at and piece.run is not None:
                node = self._holder(start, piece.run, first=True)
                first.extend([one for one in node.itersiblings(preceding=True) if name(one) != "w:pPr"][::-1])
                self.paragraph.addprevious(first)
                given, self.pieces = self.pieces[:index], self.pieces[index:]
                self.extents = find_extents(self.paragraph, self.pieces)
                return first, given
            start += len(piece.text)
        raise ValueError("there is nothing behind the place to divide at")

    def isolate(self, element: Element) -> Element:
        """Give an element, one that is no text, a run of its own in the paragraph, and say which that is."""
        inner = run = element
        for above in element.iterancestors():
            if above is self.paragraph:
                break
            if name(above) == "w:r":
                inner, run = next(one for one in (element, *element.iterancestors()) if one.getparent() is above), above
        if run is element:
            return element
        behind = [one for one in inner.itersiblings() if name(one) != "w:rPr"]
        before = [one for one in run if one is not inner and name(one) != "w:rPr" and one not in behind]
        if behind:
            self._split(run, behind)
        return self._split(run, [inner]) if before else run

    def _spell(self, field: Element) -> list[Element]:
        """Put the runs of a complex field in the place of a w:fldSimple, which no mark may hold."""
        runs = _spelled_out(field, self.maker)
        for run in runs:
            field.addprevious(run)
        _up(field).remove(field)
        for at, piece in enumerate(self.pieces):
            if piece.element is field:
                self.pieces[at] = replace(piece, element=runs[0][0], run=runs[0])
        self.extents = find_extents(self.paragraph, self.pieces)
        return runs

    def _split(self, run: Element, moving: Sequence[Element]) -> Element:
        """Move elements at the end of a run into one of their own behind it."""
        second = run.makeelement(run.tag, {str(key): str(text) for key, text in run.attrib.items()})
        properties = child(run, "w:rPr")
        if properties is not None:
            second.append(deepcopy(properties))
        second.extend(moving)
        run.addnext(second)
        moved = {one for element in moving for one in element.iter()}
        for at, piece in enumerate(self.pieces):
            if piece.run is run and piece.element in moved:
                self.pieces[at] = replace(piece, run=second)
        if self.extents:  # a field may begin in what was moved
            self.extents = find_extents(self.paragraph, self.pieces)
        return second

    def _is_boundary(self, at: int) -> bool:
        return _is_boundary(self.extents, at)

    def _nodes(self, at: int, run: Element) -> list[Element]:
        for extent in self.extents:
            if extent.start <= at < extent.end:
                return _between(extent.first, extent.last)
        return [run]

    def _holder(self, at: int, run: Element, *, first: bool) -> Element:
        return _holder(self.extents, at, run, first=first)

    def runs(self, start: int, end: int) -> list[Element]:
        """Runs that hold [start, end) and nothing else, cut out if need be, also out of the result of a field."""
        self._cut_anywhere(start)
        self._cut_anywhere(end)
        found: dict[Element, None] = {}
        at = 0
        for piece in self.pieces:
            if start <= at < end and piece.run is not None:
                is_field = name(piece.element) == "w:fldChar"  # a page number, all of it one character
                nodes = self._nodes(at, piece.run) if is_field else [piece.run]
                found.update(dict.fromkeys(node for node in nodes if name(node) == "w:r"))
            at += len(piece.text)
        return list(found)

    def _cut(self, at: int) -> None:
        """Make a run begin at the code point `at`, unless an extent goes across it."""
        if self._is_boundary(at):
            self._cut_anywhere(at)

    def _cut_anywhere(self, at: int) -> None:
        start = 0
        for index, piece in enumerate(self.pieces):
            if start == at:
                if index and self.pieces[index - 1].run is piece.run:
                    self._part(index)
                return
            if start < at < start + len(piece.text):
                if piece.element.getparent() is piece.run:
                    self._halve(index, at - start)
                    self._part(index + 1)
                return
            start += len(piece.text)

    def _halve(self, index: int, at: int) -> None:
        """Two w:t of one."""
        piece = self.pieces[index]
        second = deepcopy(piece.element)
        second.tail = None
        own = piece.own
        piece.element.text, second.text = own[:at], own[at:]
        for element in (piece.element, second):
            element.set(SPACE, "preserve")
        piece.element.addnext(second)
        self.pieces[index : index + 1] = [
            replace(piece, text=piece.text[:at], offset=0),
            Piece(piece.text[at:], second, 0, piece.run),
        ]

    def _part(self, index: int) -> None:
        """Two runs of one, the second from the piece at `index` on."""
        piece = self.pieces[index]
        run = piece.run
        if run is None or piece.element.getparent() is not run:
            return
        self._split(run, [piece.element, *piece.element.itersiblings()])


def can_divide(paragraph: Element, pieces: Sequence[Piece], at: int) -> bool:
    """Whether a paragraph can be made two before the code point `at`: neither within a field nor within a link."""
    extents = find_extents(paragraph, pieces)
    start = 0
    for piece in pieces:
        if start <= at < start + len(piece.text):
            if piece.run is None or not _is_boundary(extents, at):
                return False
            whole = start == at or piece.element.getparent() is piece.run
            return whole and _holder(extents, at, piece.run, first=True).getparent() is paragraph
        start += len(piece.text)
    return False


def _is_boundary(extents: Sequence[Extent], at: int) -> bool:
    """Whether no extent goes across the code point `at`."""
    return not any(extent.start < at < extent.end for extent in extents)


def _holder(extents: Sequence[Extent], at: int, run: Element, *, first: bool) -> Element:
    """The first or last element that stands or falls with a run."""
    for extent in extents:
        if extent.start <= at < extent.end:
            return extent.first if first else extent.last
    return run


def mark_content(paragraph: Element, kind: Kind, maker: Maker) -> None:
    """Put marks around all that a paragraph holds. w:hyperlink and w:sdt cannot stand in a mark, so it goes inside."""
    mark: Element | None = None
    for node in list(paragraph):
        if name(node) in ("w:r", "m:oMath", "m:oMathPara", "w:fldSimple"):
            mark = around(node, mark, kind, maker)
        elif name(node) in _OPEN:
            mark_content(node, kind, maker)


def around(node: Element, mark: Element | None, kind: Kind, maker: Maker) -> Element:
    """Put a mark around a run. The mark around `node`: the one before it if that is its neighbour, else a new one."""
    if name(node) in _OPEN:
        mark_content(node, kind, maker)
        return mark if mark is not None else node
    if mark is None or mark.getnext() is not node or name(mark) != f"w:{kind}":
        mark = maker.mark(kind)
        node.addprevious(mark)
    if name(node) == "w:fldSimple":
        mark.extend(_spelled_out(node, maker))
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    else:
        mark.append(node)
    return mark


def _spelled_out(field: Element, maker: Maker) -> list[Element]:
    """The runs of a w:fldSimple, which no mark may hold, as a complex field (17.16.18), as Word itself writes it."""

    def run(inner: Element) -> Element:
        made = maker.make("r")
        made.append(inner)
        return made

    instruction = maker.make("instrText")
    instruction.set(SPACE, "preserve")
    instruction.text = get(field, "w:instr") or ""
    begin = maker.make("fldChar", fldCharType="begin")
    return [
        run(begin),
        run(instruction),
        run(maker.make("fldChar", fldCharType="separate")),
        *(node for node in list(field) if name(node) == "w:r"),
        run(maker.make("fldChar", fldCharType="end")),
    ]


def find_extents(paragraph: Element, pieces: Sequence[Piece]) -> list[Extent]:
    """What stands or falls whole, in order. A field that runs over several paragraphs does not: its marks stay aside."""
    if next(every(paragraph, *_WHOLE, "w:fldChar"), None) is None:
        return []
    found: list[Extent] = []
    lengths = {piece.element: len(piece.text) for piece in pieces}
    begun: list[tuple[int, Element, int]] = []  # where a field began, in which run, and how many extents came before
    whole: tuple[int, Element] | None = None
    at = 0
    for element in paragraph.iter():
        kind = name(element)
        if whole is not None and not _within(element, whole[1]):
            found.append(Extent(whole[0], at, whole[1], whole[1]))
            whole = None
        if kind == "w:fldChar" and whole is None:
            mark = get(element, "w:fldCharType")
            if mark == "begin":
                begun.append((at, _up(element), len(found)))
            elif mark == "end" and begun:
                start, first, before = begun.pop()
                found[before:] = [Extent(start, at, first, _up(element))]  # it takes in what stood within it
        elif kind in _WHOLE and whole is None:
            whole = (at, _up(element) if kind == "w:ruby" else element)
        at += lengths.get(element, 0)
    if whole is not None:
        found.append(Extent(whole[0], at, whole[1], whole[1]))
    return [extent for extent in found if extent.start < extent.end]


def _loose(paragraph: Element) -> list[Element]:
    """The marks of fields that began in an earlier paragraph or go on into the next."""
    fields: list[list[Element]] = [[]]  # the first one began before
    for mark in every(paragraph, "w:fldChar"):
        kind = get(mark, "w:fldCharType")
        if kind == "begin":
            fields.append([mark])
        elif kind == "end" and len(fields) > 1:
            fields.pop()
        else:
            fields[-1].append(mark)
    return [mark for field in fields for mark in field]


def _between(first: Element, last: Element) -> list[Element]:
    """The siblings from the one that holds `first` to the one that holds `last`."""
    above = {id(node): node for node in (first, *first.iterancestors())}
    other = last
    while other.getparent() is not None and id(other.getparent()) not in above:
        other = _up(other)
    parent = other.getparent()
    start = first
    while start.getparent() is not parent and start.getparent() is not None:
        start = _up(start)
    nodes = [start]
    while nodes[-1] is not other:
        following = nodes[-1].getnext()
        if following is None:
            break
        nodes.append(following)
    return [node for node in nodes if name(node) in ("w:r", "w:fldSimple", "m:oMath", "m:oMathPara", *_OPEN)]


def _within(element: Element, above: Element | None) -> bool:
    return above is not None and (element is above or any(one is above for one in element.iterancestors()))


def _up(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent
