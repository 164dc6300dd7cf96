"""How the words of a paragraph look, as far as that changes what is read: raised, lowered, struck, hidden (17.3.2).

Styles are asked where any of them says something of these looks, so that most documents cost one look at each run. Hidden is
what stands in a hidden row (17.4.19), and what `visibility` tells cannot be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Final

from lxml import etree

from decision_diff.model import Feature, FeatureKind, Span, View
from decision_diff.ooxml import revisions, visibility
from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.formatting import Flat, Looks, flat
from decision_diff.ooxml.names import child, every, is_on, name, value
from decision_diff.ooxml.package import Package
from decision_diff.safexml import Element

Look = tuple[FeatureKind, str]  # kind and value
_LOOKS: Final = ("w:vertAlign", "w:strike", "w:dstrike")


@dataclass
class Appearance:
    """The looks of the words of one view of a package."""

    package: Package
    view: View
    # By what a run says itself, its paragraph's style and the ground behind it: few of these differ in a document.
    _known: dict[tuple[bytes, str, str], tuple[Look, ...]] = field(default_factory=dict)

    @cached_property
    def _styles(self) -> Looks:
        return Looks(self.package)

    @cached_property
    def _styled(self) -> bool:
        """Whether any style says something of the looks that count."""
        part = self.package.related("styles")
        if part is None:
            return False
        return any(_counts(one) for one in every(self.package.xml(part), "w:rPr"))

    def of(self, paragraph: Paragraph) -> Iterator[Feature]:
        """The stretches of words that look otherwise than text does."""
        why = "row" if self._is_in_hidden_row(paragraph) else self._of_paragraph(paragraph)
        placed: list[tuple[int, int, tuple[Look, ...]]] = []
        around: tuple[str, str] | None = None  # the paragraph's style and the ground behind it, once they are asked for
        at = 0
        for run, group in groupby(paragraph.pieces, key=lambda piece: piece.run):
            end = at + sum(len(piece.text) for piece in group)
            looks: tuple[Look, ...] = ()
            if run is not None and name(run) == "w:r":
                own = revisions.run_properties(run, self.view)
                if self._styled or _counts(own):
                    around = around or (value(paragraph.properties, "w:pStyle") or "", self._ground(paragraph))
                    looks = self._of_run(run, own, paragraph, *around)
            if why:
                looks = (*(one for one in looks if one[0] != "hidden"), ("hidden", why))
            if looks:
                placed.append((at, end, looks))
            at = end
        for kind in ("superscript", "subscript", "strike", "hidden") if placed else ():
            yield from _stretches(kind, placed)

    def _of_run(
        self, run: Element, own: Element | None, paragraph: Paragraph, style: str, ground: str
    ) -> tuple[Look, ...]:
        key = (b"" if own is None else etree.tostring(own, with_tail=False), style, ground)
        found = self._known.get(key)
        if found is None:
            styles = self._styles
            base = styles.base("w:rPr", styles.paragraph_style(paragraph.properties), styles.run_style(own))
            found = self._known[key] = tuple(_seen({**base, **flat(own, "w:rPr")}, ground))
        return found if ("hidden", "symbols") not in found or visibility.has_letters(run) else _read(found)

    def _of_paragraph(self, paragraph: Paragraph) -> str:
        """Why none of its words can be seen."""
        if not self._formed and not visibility.may_form(paragraph.properties):
            return ""
        return visibility.hidden_paragraph(self._formed_as(paragraph))

    @cached_property
    def _formed(self) -> bool:
        """Whether any style forms paragraphs in a way that counts."""
        part = self.package.related("styles")
        return part is not None and any(visibility.may_form(one) for one in every(self.package.xml(part), "w:pPr"))

    def _formed_as(self, paragraph: Paragraph) -> Flat:
        styles = self._styles
        base = styles.base("w:pPr", styles.paragraph_style(paragraph.properties), "")
        return {**base, **flat(paragraph.properties, "w:pPr")}

    def _ground(self, paragraph: Paragraph) -> str:
        """The colour behind the words of a paragraph."""
        formed = self._formed or visibility.may_form(paragraph.properties)
        if not formed and paragraph.where.cell is None:
            return visibility.WHITE
        cell = None
        if paragraph.where.cell is not None:
            cell = next((one for one in paragraph.elements[0].iterancestors() if name(one) == "w:tc"), None)
        return visibility.ground(self._formed_as(paragraph) if formed else {}, cell)

    def _is_in_hidden_row(self, paragraph: Paragraph) -> bool:
        if paragraph.where.cell is None:
            return False
        rows = (one for one in paragraph.elements[0].iterancestors() if name(one) == "w:tr")
        return any(is_on(child(row, "w:trPr", "w:hidden")) for row in rows)


def _stretches(kind: FeatureKind, placed: list[tuple[int, int, tuple[Look, ...]]]) -> Iterator[Feature]:
    """Neighbouring runs that look the same as one feature."""
    last: Feature | None = None
    for start, end, looks in placed:
        why = next((why for what, why in looks if what == kind), None)
        if why is None:
            continue
        if last is not None and (last.span.end, last.value) == (start, why):
            last = Feature(kind, Span(last.span.start, end), why)
            continue
        if last is not None:
            yield last
        last = Feature(kind, Span(start, end), why)
    if last is not None:
        yield last


def _read(looks: tuple[Look, ...]) -> tuple[Look, ...]:
    """The looks of words that a font of pictures does not hide, for they have no letter."""
    return tuple(one for one in looks if one != ("hidden", "symbols"))


def _counts(properties: Element | None) -> bool:
    """Whether a w:rPr says something of the looks that count."""
    return properties is not None and (
        any(name(one) in _LOOKS for one in properties) or visibility.may_hide(properties)
    )


def _seen(said: Flat, behind: str) -> Iterator[Look]:
    raised = said.get(("w:vertAlign", ""))
    if raised in ("superscript", "subscript"):
        yield ("superscript" if raised == "superscript" else "subscript"), ""
    if "on" in (said.get(("w:strike", "")), said.get(("w:dstrike", ""))):
        yield "strike", ""
    if hidden := visibility.hidden_run(said, behind):
        yield "hidden", hidden
