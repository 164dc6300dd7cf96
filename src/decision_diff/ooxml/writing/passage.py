"""The characters of one paragraph of a tree that may be changed: cut its runs, mark some as inserted, put deletions in.

A cut makes two runs of one, both with its properties (w:rPr). Tracked changes go around runs, never into one (17.13.5.18); fields,
equations and phonetic guides are `extents` that are marked whole or not at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import accumulate, takewhile

from decision_diff.ooxml.names import child, get, name
from decision_diff.ooxml.text import TextPiece
from decision_diff.ooxml.writing.extents import (
    OPEN,
    Extent,
    find_between,
    find_extents,
    find_holder,
    find_loose,
    find_parent,
    has_extents,
    is_boundary,
    is_within,
)
from decision_diff.ooxml.writing.tracked_changes import SPACE, ElementMaker, TrackedKind
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.safexml import Element


class Passage:
    """One w:p and its pieces of text, which are kept true while it is cut, and so is where each starts, in code points.

    A paragraph may have thousands of edits: none of them looks at all pieces.
    """

    def __init__(self, paragraph: Element, pieces: Sequence[TextPiece], maker: ElementMaker) -> None:
        self.paragraph = paragraph
        self.maker = maker
        self.pieces = list(pieces)
        self.starts = _list_starts(pieces)
        self.extents: list[Extent] = []
        if has_extents(paragraph):
            for character in find_loose(paragraph):
                self.isolate(character)  # text in its run can be marked, and it cannot
            self.extents = find_extents(paragraph, self.pieces)

    @property
    def length(self) -> int:
        """How many code points the paragraph has."""
        return self.starts[-1] + len(self.pieces[-1].text) if self.pieces else 0

    def insert(self, start: int, end: int) -> Element | None:
        """Mark the code points [start, end) as inserted; gives the last tracked change written."""
        return self.track(start, end, "ins")

    def track(self, start: int, end: int, kind: TrackedKind) -> Element | None:
        """Put tracked changes of that kind around the runs that hold [start, end); extents in them as a whole."""
        self._cut(start)
        self._cut(end)
        change: Element | None = None
        done: set[Element] = set()
        for at, piece in self._list_pieces(start, end):
            if piece.run is not None and piece.run not in done:
                change = self._track_nodes(
                    [one for one in self._find_nodes(at, piece.run) if one not in done], change, kind, done
                )
                done.add(piece.run)
        return change

    def _track_nodes(
        self, nodes: Sequence[Element], change: Element | None, kind: TrackedKind, done: set[Element]
    ) -> Element | None:
        for node in nodes:
            runs = self._spell_field(node) if name(node) == "w:fldSimple" else [node]
            done.update((node, *runs))
            for run in runs:
                change = track_run(run, change, kind, self.maker)
        return change

    def _list_pieces(self, start: int, end: int) -> list[tuple[int, TextPiece]]:
        """The pieces as they are now that start in [start, end), each with the code point at which it starts."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return list(zip(self.starts[first:last], self.pieces[first:last], strict=True))

    def put(self, at: int, element: Element) -> None:
        """Put a new tracked change before the code point `at`, behind what stands before it."""
        self._cut(at)
        before, after = self._find_around(at)
        if before is not None:
            while before.getparent() is not self.paragraph and not (
                after is not None and is_within(after, before.getparent()) and name(find_parent(before)) in OPEN
            ):
                before = find_parent(before)
            before.addnext(element)
        elif after is not None:
            while after.getparent() is not self.paragraph:
                after = find_parent(after)
            after.addprevious(element)
        else:
            self.paragraph.append(element)

    def _find_around(self, at: int) -> tuple[Element | None, Element | None]:
        """What stands or falls with the last piece before the code point `at`, and with the first behind it."""
        index = bisect_left(self.starts, at)
        before = self._find_holder_of(index - 1, first=False) if index else None
        after = self._find_holder_of(index, first=True) if index < len(self.pieces) else None
        return before, after

    def divide(self, at: int) -> tuple[Element, list[TextPiece]]:
        """Make all that stands before `at` a paragraph of its own, without properties. `extents.can_divide` says whether this is possible."""
        self._cut(at)
        first = self.maker.make("p")
        for index in range(bisect_left(self.starts, at), len(self.pieces)):
            if (node := self._find_holder_of(index, first=True)) is not None:
                first.extend([one for one in node.itersiblings(preceding=True) if name(one) != "w:pPr"][::-1])
                self.paragraph.addprevious(first)
                given, self.pieces = self.pieces[:index], self.pieces[index:]
                self.starts = _list_starts(self.pieces)
                self.extents = find_extents(self.paragraph, self.pieces)
                return first, given
        raise ValueError("there is nothing behind the place to divide at")

    def isolate(self, element: Element) -> Element:
        """Give an element that is not text a run of its own in the paragraph, and say which that is."""
        holders = takewhile(lambda above: above is not self.paragraph, element.iterancestors())
        run = next((above for above in reversed(list(holders)) if name(above) == "w:r"), None)
        if run is None:
            return element
        inner = next(one for one in (element, *element.iterancestors()) if one.getparent() is run)
        behind = [one for one in inner.itersiblings() if name(one) != "w:rPr"]
        before = [one for one in run if one is not inner and name(one) != "w:rPr" and one not in behind]
        index = next((at for at, piece in enumerate(self.pieces) if piece.run is run), 0)
        if behind:
            self._split(run, behind, index)
        return self._split(run, [inner], index) if before else run

    def _spell_field(self, field: Element) -> list[Element]:
        """Put the runs of a complex field in the place of a w:fldSimple, which no tracked change may hold."""
        runs = _spell_out(field, self.maker)
        for run in runs:
            field.addprevious(run)
        find_parent(field).remove(field)
        for at, piece in enumerate(self.pieces):
            if piece.element is field:
                self.pieces[at] = replace(piece, element=runs[0][0], run=runs[0])
        self.extents = find_extents(self.paragraph, self.pieces)
        return runs

    def _split(self, run: Element, moving: Sequence[Element], index: int) -> Element:
        """Move elements at the end of a run into a run of their own after it. `index` is that of a piece of the run, if it has one; the pieces of a run are consecutive."""
        second = make_like(run)
        properties = child(run, "w:rPr")
        if properties is not None:
            second.append(deepcopy(properties))
        second.extend(moving)
        run.addnext(second)
        moved = {one for element in moving for one in element.iter()}
        for at in self._find_own(index, run):
            if self.pieces[at].element in moved:
                self.pieces[at] = replace(self.pieces[at], run=second)
        if self.extents:  # a field may begin in what was moved
            self.extents = find_extents(self.paragraph, self.pieces)
        return second

    def _find_own(self, index: int, run: Element) -> range:
        """The indexes of the pieces of a run, of which one is at `index`."""
        first = end = index
        while first and self.pieces[first - 1].run is run:
            first -= 1
        while end < len(self.pieces) and self.pieces[end].run is run:
            end += 1
        return range(first, end)

    def _is_boundary(self, at: int) -> bool:
        return is_boundary(self.extents, at)

    def _find_nodes(self, at: int, run: Element) -> list[Element]:
        for extent in self.extents:
            if extent.start <= at < extent.end:
                return find_between(extent.first, extent.last)
        return [run]

    def _find_holder_of(self, index: int, *, first: bool) -> Element | None:
        """What stands or falls with the piece at that index; None if it is in no run."""
        run = self.pieces[index].run
        return None if run is None else find_holder(self.extents, self.starts[index], run, first=first)

    def cut_runs(self, start: int, end: int) -> list[Element]:
        """Cut the runs so that some hold [start, end) and nothing else, also in the result of a field, and give these."""
        self._cut_anywhere(start)
        self._cut_anywhere(end)
        found: dict[Element, None] = {}
        for at, piece in self._list_pieces(start, end):
            if piece.run is not None:
                is_field = name(piece.element) == "w:fldChar"  # a page number, all of it one character
                nodes = self._find_nodes(at, piece.run) if is_field else [piece.run]
                found.update(dict.fromkeys(node for node in nodes if name(node) == "w:r"))
        return list(found)

    def _cut(self, at: int) -> None:
        """Make a run begin at the code point `at`, unless an extent goes across it."""
        if self._is_boundary(at):
            self._cut_anywhere(at)

    def _cut_anywhere(self, at: int) -> None:
        index = bisect_left(self.starts, at)
        if index < len(self.pieces) and self.starts[index] == at:
            if index and self.pieces[index - 1].run is self.pieces[index].run:
                self._split_at(index)
        elif 0 < at < self.length:
            piece, start = self.pieces[index - 1], self.starts[index - 1]
            if piece.element.getparent() is piece.run:
                self._halve(index - 1, at - start)
                self._split_at(index)

    def _halve(self, index: int, at: int) -> None:
        """Two w:t of one."""
        piece = self.pieces[index]
        second = make_like(piece.element)
        own = piece.own
        piece.element.text, second.text = own[:at], own[at:]
        for element in (piece.element, second):
            element.set(SPACE, "preserve")
        piece.element.addnext(second)
        self.pieces[index : index + 1] = [
            replace(piece, text=piece.text[:at], offset=0),
            TextPiece(piece.text[at:], second, 0, piece.run),
        ]
        self.starts.insert(index + 1, self.starts[index] + at)

    def _split_at(self, index: int) -> None:
        """Two runs of one, the second from the piece at `index` on."""
        piece = self.pieces[index]
        run = piece.run
        if run is None or piece.element.getparent() is not run:
            return
        self._split(run, [piece.element, *piece.element.itersiblings()], index)


def _list_starts(pieces: Sequence[TextPiece]) -> list[int]:
    """Where each piece starts, in code points."""
    return list(accumulate((len(piece.text) for piece in pieces[:-1]), initial=0)) if pieces else []


def make_like(element: Element) -> Element:
    """Make an empty element with the name and the attributes of another."""
    return element.makeelement(element.tag, {str(key): str(text) for key, text in element.attrib.items()})


def track_content(paragraph: Element, kind: TrackedKind, maker: ElementMaker) -> None:
    """Put tracked changes around all that a paragraph holds; inside w:hyperlink and w:sdt, which cannot stand in one."""
    change: Element | None = None
    for node in list(paragraph):
        if name(node) in ("w:r", "m:oMath", "m:oMathPara", "w:fldSimple"):
            change = track_run(node, change, kind, maker)
        elif name(node) in OPEN:
            track_content(node, kind, maker)


def track_run(node: Element, change: Element | None, kind: TrackedKind, maker: ElementMaker) -> Element:
    """Put a tracked change around a run: the one before it if that is its neighbour, else a new one; gives it."""
    if name(node) in OPEN:
        track_content(node, kind, maker)
        return change if change is not None else node
    if change is None or change.getnext() is not node or name(change) != f"w:{kind}":
        change = maker.make_change(kind)
        node.addprevious(change)
    if name(node) == "w:fldSimple":
        change.extend(_spell_out(node, maker))
        remove_element(node)
    else:
        change.append(node)
    return change


def _spell_out(field: Element, maker: ElementMaker) -> list[Element]:
    """The runs of a w:fldSimple, which no tracked change may hold, as a complex field (17.16.18), as Word writes it."""

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
