"""Runs of an old paragraph, carried into the new document with their formatting: words, page numbers, equations, links."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from decision_diff.ooxml.equations import copy_equation, find_equation
from decision_diff.ooxml.names import every, name
from decision_diff.ooxml.writing.page_fields import make_field
from decision_diff.ooxml.writing.tracked_changes import SPACE

if TYPE_CHECKING:
    from decision_diff.ooxml.document import Paragraph
    from decision_diff.ooxml.features import FieldLink
    from decision_diff.ooxml.text import TextPiece
    from decision_diff.ooxml.writing.carry import Carrier
    from decision_diff.safexml import Element

_KEPT: Final = frozenset({"w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen", "w:sym"})
_FIELDS: Final = frozenset({"w:fldChar", "w:fldSimple"})


def carry_runs(carrier: Carrier, paragraph: Paragraph, start: int, end: int, *, deleted: bool) -> list[Element]:
    """Carry the code points [start, end) of an old paragraph as new runs, `w:delText` in them if `deleted`; equations as such.

    Words that lead somewhere are the result of a field, since a link (w:hyperlink) cannot stand in a tracked change.
    """
    return _RunCarrier(carrier, deleted).carry(paragraph, start, end)


@dataclass(slots=True)
class _RunCarrier:
    """Carries one stretch of an old paragraph, piece by piece."""

    carrier: Carrier
    deleted: bool
    _runs: list[Element] = field(default_factory=list)
    _last: Element | None = None  # the old run that the last new one goes on
    _equation: Element | None = None
    _link: FieldLink | None = None

    def carry(self, paragraph: Paragraph, start: int, end: int) -> list[Element]:
        """Carry the code points [start, end) as new runs, and equations as such."""
        links = self.carrier.links.find_links(paragraph) if start < end else []
        at = 0
        for piece in paragraph.pieces:
            low, high = max(start, at), min(end, at + len(piece.text))
            if low < high:
                self._change_link(next((one for one in links if one.start <= at < one.end), None))
            if (equation := find_equation(piece)) is not None:
                self._add_equation(equation, begins=start <= at < end)
            elif low < high:
                self._add_piece(piece, low - at, high - at)
            at += len(piece.text)
        self._change_link(None)
        return self._runs

    def _change_link(self, link: FieldLink | None) -> None:
        """Close the field of the link before, and open that of the next one."""
        if link is not self._link:
            self._runs.extend(self.carrier.links.change_link(self._link, link, deleted=self.deleted))
            self._link, self._last = link, None

    def _add_equation(self, equation: Element, *, begins: bool) -> None:
        """Add an equation whole with the first of its pieces, if that stands in the stretch."""
        if equation is not self._equation and begins:
            copy = self.carrier.adopt(copy_equation(equation, deleted=self.deleted))
            for properties in list(every(copy, "w:rPr")):
                self.carrier.fit_run_properties(properties)
            self._runs.append(copy)
            self._last = None
        self._equation = equation

    def _add_piece(self, piece: TextPiece, start: int, end: int) -> None:
        """Add the code points [start, end) of a piece to the last run, or to a new one if they stand in another old run."""
        if name(piece.element) in _FIELDS:
            self._add_page_number(piece)
            return
        if piece.run is None or piece.run is not self._last:
            self._runs.append(self.carrier.make_run(piece.run))
            self._last = piece.run
        if name(piece.element) in _KEPT:
            self._runs[-1].append(self.carrier.adopt(deepcopy(piece.element)))
        else:
            text = self.carrier.maker.make("delText" if self.deleted else "t")
            text.set(SPACE, "preserve")
            text.text = piece.own[start:end]
            self._runs[-1].append(text)

    def _add_page_number(self, piece: TextPiece) -> None:
        """Add a page number, which is one character of a header."""
        for element in make_field(piece.element, self.carrier.maker, deleted=self.deleted):
            run = self.carrier.make_run(piece.run)
            run.append(element)
            self._runs.append(run)
        self._last = None
