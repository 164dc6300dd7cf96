"""The paragraph marks of a redline, and where moves begin and end, ISO/IEC 29500-1, 17.13.5.15, .20, .21 to .28.

A paragraph whose mark goes joins the one that follows. At the end of a container, or before a table, there is none: the
paragraph before gives its own mark instead, and takes the properties along in a w:pPrChange. With some marks a section ends
(17.6.18): these go only where the section goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from decision_diff.ooxml.formatting import flat
from decision_diff.ooxml.names import child, every, name, value
from decision_diff.ooxml.writing import marks
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.marks import Kind, Maker
from decision_diff.ooxml.writing.passage import mark_content
from decision_diff.ooxml.writing.side import Para, Table
from decision_diff.renderers.docx.splits import Entry
from decision_diff.safexml import Element


@dataclass(slots=True)
class Ends:
    """Writes paragraph marks and move ranges; remembers the halves of each move by its name."""

    carrier: Carrier
    formatting: bool = False
    halves: dict[str, dict[str, Element]] = field(default_factory=dict)

    @property
    def maker(self) -> Maker:
        """What makes the marks."""
        return self.carrier.maker

    def finish(self) -> None:
        """A move of which only one half was written (the other is in a table row that goes whole) becomes plain."""
        for halves in self.halves.values():
            if len(halves) == 1:
                for kind, element in halves.items():
                    _make_plain(kind, element)

    def write(self, segment: Sequence[Entry], *, closes: bool) -> None:
        """Mark the paragraph marks of what stands between two tables, or a table and an end; `closes`: of a container."""
        at = 0
        while at < len(segment):
            state = segment[at].state
            end = at
            while (
                end < len(segment) and segment[end].state == state and bool(segment[end].part) == bool(segment[at].part)
            ):
                end += 1
            run = segment[at:end]
            keeper = segment[at - 1] if at and segment[at - 1].state == "kept" else None
            last = end == len(segment)
            if state == "kept":
                pass
            elif keeper is not None and run[0].part is None and _lends(keeper, run, state, last=last):
                self._shift(keeper, run, state)
            else:
                if closes and last and keeper is None:
                    self._blank(run[-1], state)
                for entry in run:
                    self._mark(entry, state)
            at = end

    def _blank(self, entry: Entry, state: Literal["ins", "del"]) -> None:
        """The last paragraph of a container stays, empty, when its mark goes: then it must show no number."""
        paragraph = entry.element
        properties = None if paragraph is None else child(paragraph, "w:pPr")
        if paragraph is None or properties is None:
            return
        old, now = marks.bare(properties, self.maker), marks.bare(None, self.maker)
        if state == "del":
            for one in [one for one in properties if name(one) not in ("w:rPr", "w:sectPr")]:
                properties.remove(one)
            marks.change_properties(paragraph, old, self.maker)
        elif len(old):
            marks.change_properties(paragraph, now, self.maker)

    def _mark(self, entry: Entry, state: Literal["ins", "del"]) -> None:
        if entry.element is None:
            return
        if not entry.move:
            marks.mark_end(entry.element, state, self.maker)
            return
        kind: Kind = "moveTo" if state == "ins" else "moveFrom"
        marks.mark_end(entry.element, kind, self.maker)
        if state == "del":
            self.range(entry.element, "moveFrom", entry.move)

    def _shift(self, keeper: Entry, run: Sequence[Entry], state: Literal["ins", "del"]) -> None:
        """The last of a run keeps its mark; the paragraph before the run gives its own, and its properties stay with it."""
        first, last = keeper.element, run[-1].element
        if first is None or last is None:
            return
        for entry in run[:-1]:
            self._mark(entry, state)
        if run[-1].move and state == "del":
            self.range(last, "moveFrom", run[-1].move)
        if state == "ins":
            old = marks.old_properties(first, self.maker)
            if not _same(old, marks.bare(child(last, "w:pPr"), self.maker)):
                marks.change_properties(last, old, self.maker)
            self._shift_run(last, marks.mark_properties(first, self.maker, "rejected"))
        else:
            was = marks.mark_properties(last, self.maker, "accepted")
            old = marks.bare(child(last, "w:pPr"), self.maker)
            now = marks.bare(child(first, "w:pPr"), self.maker)
            own = child(last, "w:pPr")
            if own is not None:
                last.remove(own)
            last.insert(0, now)
            own_run = marks.mark_properties(first, self.maker, "accepted")
            if len(own_run):
                now.append(own_run)
            self._shift_section(keeper, first, last)
            if not _same(old, marks.bare(now, self.maker)):
                marks.change_properties(last, old, self.maker)
            self._shift_run(last, was)
        marks.mark_end(first, state, self.maker)

    def _shift_section(self, keeper: Entry, first: Element, last: Element) -> None:
        """A section that ended with the paragraph whose mark goes ends with the last of the run; in its place the old one."""
        section = marks.section_of(first)
        if section is not None:
            marks.put_section(last, section, self.maker)
        was = marks.section_of(keeper.old.element) if isinstance(keeper.old, Para) else None
        if was is not None:
            marks.put_section(first, self.carrier.section(was), self.maker)

    def _shift_run(self, paragraph: Element, old: Element) -> None:
        """Give a paragraph's mark back the run properties that it had, where formatting is marked."""
        now = marks.mark_properties(paragraph, self.maker, "accepted")
        if self.formatting and (flat(old, "w:rPr"), value(old, "w:rStyle")) != (
            flat(now, "w:rPr"),
            value(now, "w:rStyle"),
        ):
            marks.change_run_properties(marks.paragraph_properties(paragraph, self.maker), old, self.maker)

    def range(self, element: Element, kind: Literal["moveFrom", "moveTo"], move: str) -> None:
        """Put one half of a move around a paragraph."""
        start, end = self.maker.move_range(kind, move)
        element.insert(1 if child(element, "w:pPr") is not None else 0, start)
        element.addnext(end)
        self.halves.setdefault(move, {})[kind] = element


def _lends(keeper: Entry, run: Sequence[Entry], state: Literal["ins", "del"], *, last: bool) -> bool:
    """Whether the paragraph before a run gives its mark in place of that of the last one of the run.

    It should where nothing follows that the last one could join, and before what LibreOffice would join. With some marks a
    section ends: of "P¶" and "P¶ X§" (§ such a mark) P's own is inserted and X keeps its one; of "P§" and "P§ X¶" X's own is
    inserted. Whichever way, the accepted view is right; so what counts is which sections rejecting gives back.
    """
    now, end = (marks.section_of(one) is not None for one in (keeper.element, run[-1].element))
    was = isinstance(keeper.old, Para) and marks.section_of(keeper.old.element) is not None
    lent, own = end != (was if state == "ins" else now), now != was  # whether a section is wrong in the rejected view
    wanted = last or (state == "ins" and keeper.ends_inserted)
    return lent <= own if wanted else lent < own


def with_kept_ends(entries: list[Entry]) -> list[Entry]:
    """Where both a deleted and an inserted paragraph stand at an end, their last ones are made one that stays."""
    made: list[Entry] = []
    for segment in segments(entries, tables=True):
        tail = len(segment)
        while tail and segment[tail - 1].state != "kept":
            tail -= 1
        rest = segment[tail:]
        old = next((entry for entry in reversed(rest) if entry.state == "del"), None)
        new = next((entry for entry in reversed(rest) if entry.state == "ins"), None)
        if old is not None and new is not None and isinstance(old.old, Para) and isinstance(new.new, Para):
            kept = [entry for entry in rest if entry is not old and entry is not new]
            made.extend([*segment[:tail], *kept, Entry(old.old, new.new)])
        else:
            made.extend(segment)
    return made


def segments(entries: Sequence[Entry], *, tables: bool = False) -> list[list[Entry]]:
    """The runs of paragraphs between tables; with `tables`, each table as a run of its own."""
    found: list[list[Entry]] = [[]]
    for entry in entries:
        if isinstance(entry.new or entry.old, Table):
            found.extend([[entry], []] if tables else [[]])
        else:
            found[-1].append(entry)
    return [segment for segment in found if segment]


def _make_plain(kind: str, paragraph: Element) -> None:
    """The marks of one half of a move as those of an insertion or a deletion."""
    plain = "ins" if kind == "moveTo" else "del"
    for mark in list(every(paragraph, f"w:{kind}")):
        for text in every(mark, "w:t") if plain == "del" else ():
            text.tag = str(text.tag).replace("}t", "}delText")
        mark.tag = str(mark.tag).replace(f"}}{kind}", f"}}{plain}")
    start, end = child(paragraph, f"w:{kind}RangeStart"), paragraph.getnext()
    for one in (start, end):
        parent = None if one is None else one.getparent()
        if one is not None and parent is not None:
            parent.remove(one)


def _same(one: Element, other: Element) -> bool:
    def spelled(element: Element) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(name(inner), sorted((str(k), str(v)) for k, v in inner.attrib.items())) for inner in element.iter()]

    return spelled(one) == spelled(other)


def insert_row(row: Element, maker: Maker) -> None:
    """Mark a row of the new document as inserted: the row, every paragraph mark and every run (17.13.5.16)."""
    for paragraph in list(every(row, "w:p")):
        if child(paragraph, "w:pPr", "w:rPr", "w:ins") is None:
            marks.mark_end(paragraph, "ins", maker)
            mark_content(paragraph, "ins", maker)
    for inner in every(row, "w:tr"):
        marks.mark_row(inner, "ins", maker)
