"""Whether runs and paragraphs of two documents look the same by their own properties.

Styles are compared by name. What a style says is kept apart from what the properties say: two sets of properties are the same
if they change the same things over the styles of the old document, and the same things over those of the new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from decision_diff.model import View
from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.formatting import COMPLEX, FOR_COMPLEX, Flat, Looks, PropertiesKind, read_properties
from decision_diff.ooxml.names import child, is_on, name
from decision_diff.ooxml.revisions import find_run_properties
from decision_diff.ooxml.text import TextPiece
from decision_diff.safexml import Element


class DifferingRun(NamedTuple):
    """Code points [start, end) of a new paragraph whose run looked otherwise when it was `run` in the old one."""

    start: int
    end: int
    run: Element


@dataclass(slots=True)
class Alike:
    """Compares an old package with a new one, which is seen in a view."""

    old: Looks
    new: Looks
    view: View = "accepted"
    _known: dict[tuple[bytes, ...], bool] = field(default_factory=dict)

    def is_paragraph_alike(self, old: Paragraph, new: Paragraph) -> bool:
        """Whether two paragraphs look the same, apart from their lists, outline levels and runs."""
        before, after = old.properties, new.properties
        style = self.old.find_paragraph_style(before)
        if style != self.new.find_paragraph_style(after):
            return False
        listed = self.old.is_listed(before) or self.new.is_listed(after)
        return self._same("w:pPr", before, after, style, table=_in_table(old, new), more=listed)

    def is_paragraph_mark_alike(self, old: Paragraph, new: Paragraph) -> bool:
        """Whether the paragraph marks of two paragraphs look the same: their numbers and the height of empty lines."""
        before = find_run_properties(child(old.elements[-1], "w:pPr"), "accepted")
        after = find_run_properties(child(new.elements[-1], "w:pPr"), self.view)
        style = self.old.find_paragraph_style(old.properties)
        return self._same("w:rPr", before, after, style, table=_in_table(old, new), more=False)

    def find_differing(
        self, old: Paragraph, new: Paragraph, pieces: Sequence[TextPiece], equal: Sequence[tuple[int, int, int]]
    ) -> Iterator[DifferingRun]:
        """Finds what looks otherwise, in order, in the `equal` stretches (start in old, start in `pieces`, length)."""
        style, table = self.old.find_paragraph_style(old.properties), _in_table(old, new)
        last: DifferingRun | None = None
        for start, end, before, after, text in _side_by_side(old.pieces, pieces, equal):
            if name(before) != "w:r" or name(after) != "w:r":
                continue  # equations
            first, second = child(before, "w:rPr"), find_run_properties(after, self.view)
            if self._same("w:rPr", first, second, style, table=table, more=COMPLEX.search(text) is not None):
                continue
            if (
                last is not None
                and last.end == start
                and spell_verbatim(child(last.run, "w:rPr")) == spell_verbatim(first)
            ):
                last = DifferingRun(last.start, end, last.run)
                continue
            if last is not None:
                yield last
            last = DifferingRun(start, end, before)
        if last is not None:
            yield last

    def _same(
        self, kind: PropertiesKind, old: Element | None, new: Element | None, style: str, *, table: bool, more: bool
    ) -> bool:
        """`more`: the paragraph is in a list, or the run holds complex script."""
        key = (kind.encode(), spell_verbatim(old), spell_verbatim(new), style.encode(), b"t" * table, b"m" * more)
        if key not in self._known:
            self._known[key] = self._compared(kind, old, new, style, table=table, more=more)
        return self._known[key]

    def _compared(
        self, kind: PropertiesKind, old: Element | None, new: Element | None, style: str, *, table: bool, more: bool
    ) -> bool:
        run_style = self.old.find_run_style(old)
        if kind == "w:rPr" and run_style != self.new.find_run_style(new):
            return False
        said = [read_properties(old, kind), read_properties(new, kind)]
        if kind == "w:rPr" and not (
            more or any(is_on(child(p, f"w:{one}")) for p in (old, new) for one in ("rtl", "cs"))
        ):
            said = [{key: text for key, text in one.items() if key not in FOR_COMPLEX} for one in said]
        # A style that only the old document has comes along as it is, if it is needed.
        sides = (self.old, self.new) if self.new.has(style) else (self.old,)

        def seen(one: Flat, looks: Looks) -> Flat:
            return looks.find_visible(one, kind, style, run_style, table=table, listed=more and kind == "w:pPr")

        return said[0] == said[1] or all(seen(said[0], looks) == seen(said[1], looks) for looks in sides)


def _side_by_side(
    old: Sequence[TextPiece], new: Sequence[TextPiece], equal: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, Element, Element, str]]:
    """Stretches of one run on each side: start and end in the new text, the runs, the words."""
    olds, news = list(_placed(old)), list(_placed(new))
    at_old = at_new = 0
    for a, b, length in equal:
        done = 0
        while done < length:
            while olds[at_old][1] <= a + done:
                at_old += 1
            while news[at_new][1] <= b + done:
                at_new += 1
            size = min(olds[at_old][1] - a, news[at_new][1] - b, length) - done
            before, after = olds[at_old][2], news[at_new][2]
            start = b + done
            if before.run is not None and after.run is not None:
                text = after.text[start - news[at_new][0] :][:size]
                yield start, start + size, before.run, after.run, text
            done += size


def _placed(pieces: Sequence[TextPiece]) -> Iterator[tuple[int, int, TextPiece]]:
    at = 0
    for piece in pieces:
        yield at, at + len(piece.text), piece
        at += len(piece.text)


def spell_verbatim(element: Element | None) -> bytes:
    """The bytes of an element, to compare it exactly; empty for None."""
    return b"" if element is None else etree.tostring(element, with_tail=False)


def _in_table(old: Paragraph, new: Paragraph) -> bool:
    return old.where.cell is not None or new.where.cell is not None
