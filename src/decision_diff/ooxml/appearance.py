"""How the words of a paragraph look, as far as that changes what is read: raised, lowered, struck, hidden (17.3.2).

Styles are read only where one of them says something of these looks, so that most documents cost one look at each run. Words
are hidden in a hidden row (17.4.19), and where `visibility` says that they cannot be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from lxml import etree

from decision_diff.model import Feature, FeatureKind, Span, View
from decision_diff.ooxml import revisions, visibility
from decision_diff.ooxml.document import Paragraph, find_stories
from decision_diff.ooxml.formatting import Flat, Looks, read_properties
from decision_diff.ooxml.names import above, child, every, get, is_on, name, value
from decision_diff.ooxml.package import Package
from decision_diff.safexml import Element

Look = tuple[FeatureKind, str]  # kind and value
_KINDS: tuple[FeatureKind, ...] = ("superscript", "subscript", "strike", "hidden")


@dataclass
class Appearance:
    """The looks of the words of one view of a package."""

    package: Package
    view: View
    # By what a run says itself, its paragraph's style and the ground behind it: few of these differ in a document.
    _known: dict[tuple[bytes, str, str], tuple[Look, ...]] = field(default_factory=dict)
    _grounds: dict[Element, str] = field(default_factory=dict)  # by the first element of a paragraph

    @cached_property
    def _styles(self) -> Looks:
        return Looks(self.package)

    @cached_property
    def _grounded(self) -> bool:
        """Whether anything has a colour behind it, on which words of any colour may be lost."""
        parts = (self.package.find_related(kind) for kind in ("styles", "footnotes", "endnotes"))
        return any(
            next(every(self.package.read_xml(part), "w:shd", "w:highlight"), None) is not None
            for part in (self.package.main, *parts)
            if part
        )

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The styles that say something of the looks that count, or are based on one; "" if the defaults do."""
        part = self.package.find_related("styles")
        if part is None:
            return frozenset()
        root = self.package.read_xml(part)
        styles: dict[str, Element] = {}
        for one in every(root, "w:style"):
            styles.setdefault(get(one, "w:styleId") or "", one)  # of two with one id the first holds, as in `Looks`
        own = {id_ for id_, one in styles.items() if self._counts(child(one, "w:rPr"))}
        told = {id_ for id_ in styles if not own.isdisjoint(_chain(id_, styles))} if own else set[str]()
        if self._counts(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")):
            return frozenset((*styles, ""))
        default = next((id_ for id_, one in styles.items() if _is_default(one)), None)
        if default in told:
            told.add("")
        return frozenset(told)

    def _counts(self, properties: Element | None) -> bool:
        """Whether a w:rPr says something of the looks that count, where its styles say nothing of them."""
        return properties is not None and any(
            _is_raised(one) if name(one) == "w:vertAlign" else visibility.may_hide(one, grounded=self._grounded)
            for one in properties
        )

    def find_looks(self, paragraph: Paragraph) -> list[Feature]:
        """Finds the stretches of words that do not look like plain text: kind by kind, in code points of the paragraph."""
        placed = list(self._place_looks(paragraph))
        return [one for kind in _KINDS for one in _stretches(kind, placed)] if placed else []

    def _place_looks(self, paragraph: Paragraph) -> Iterator[tuple[int, int, tuple[Look, ...]]]:
        """Code points [start, end) of each piece whose words look otherwise than text does, and how."""
        why = "row" if self._is_in_hidden_row(paragraph) else self._of_paragraph(paragraph)
        style = value(paragraph.properties, "w:pStyle") or ""
        tells = style in self._telling or ("" in self._telling and not style)
        looks: tuple[Look, ...] = ()
        run: Element | None = None
        at = 0
        for piece in paragraph.pieces:
            end = at + len(piece.text)
            if piece.run is not run:
                run = piece.run
                looks = self._looks(run, paragraph, style, tells=tells)
                looks = _hide(looks, why) if why else looks
            if looks:
                yield at, end, looks
            at = end

    def _looks(self, run: Element | None, paragraph: Paragraph, style: str, *, tells: bool) -> tuple[Look, ...]:
        """How the words of a run look. `tells`: the style of the paragraph says something of these looks."""
        if run is None or name(run) != "w:r":
            return ()
        own = revisions.find_run_properties(run, self.view)
        looks: tuple[Look, ...] = ()
        if tells or (own is not None and self._is_told(own)):
            looks = self._of_run(run, own, paragraph, style)
        return _hide(looks, "reversed") if run in self._turned else looks

    def _of_run(self, run: Element, own: Element | None, paragraph: Paragraph, style: str) -> tuple[Look, ...]:
        first = paragraph.elements[0]
        if first not in self._grounds:
            self._grounds[first] = self._ground(paragraph)
        ground = self._grounds[first]
        key = (b"" if own is None else etree.tostring(own, with_tail=False), style, ground)
        found = self._known.get(key)
        if found is None:
            styles = self._styles
            base = styles.find_base(
                "w:rPr", styles.find_paragraph_style(paragraph.properties), styles.find_run_style(own)
            )
            found = self._known[key] = tuple(_seen({**base, **read_properties(own, "w:rPr")}, ground))
        return found if ("hidden", "symbols") not in found or visibility.has_letters(run) else _read(found)

    def _is_told(self, own: Element) -> bool:
        """Whether the properties of a run, or the style that they name, say something of the looks that count."""
        named = value(own, "w:rStyle") if self._telling else None
        return (named or "-") in self._telling or self._counts(own)

    def _of_paragraph(self, paragraph: Paragraph) -> str:
        """Why none of its words can be seen."""
        if not self._formed and not visibility.may_form(paragraph.properties):
            return ""
        return visibility.explain_hidden_paragraph(self._formed_as(paragraph))

    @cached_property
    def _turned(self) -> frozenset[Element]:
        """The runs that are shown last character first."""
        return frozenset(
            run
            for part in find_stories(self.package)
            for around in every(self.package.read_xml(part), "w:bdo")
            for run in every(around, "w:r")
            if visibility.is_reversed("".join(map(str, run.itertext())), get(around, "w:val"))
        )

    @cached_property
    def _formed(self) -> bool:
        """Whether any style forms paragraphs in a way that counts."""
        part = self.package.find_related("styles")
        return part is not None and any(visibility.may_form(one) for one in every(self.package.read_xml(part), "w:pPr"))

    def _formed_as(self, paragraph: Paragraph) -> Flat:
        styles = self._styles
        base = styles.find_base("w:pPr", styles.find_paragraph_style(paragraph.properties), "")
        return {**base, **read_properties(paragraph.properties, "w:pPr")}

    def _ground(self, paragraph: Paragraph) -> str:
        """The colour behind the words of a paragraph."""
        formed = self._formed or visibility.may_form(paragraph.properties)
        if not formed and paragraph.where.cell is None:
            return visibility.WHITE
        cell = None
        if paragraph.where.cell is not None:
            cell = above(paragraph.elements[0], "w:tc")
        return visibility.find_ground(self._formed_as(paragraph) if formed else {}, cell)

    def _is_in_hidden_row(self, paragraph: Paragraph) -> bool:
        if paragraph.where.cell is None:
            return False
        rows = (one for one in paragraph.elements[0].iterancestors() if name(one) == "w:tr")
        return any(map(_is_hidden_row, rows))


def _is_hidden_row(row: Element) -> bool:
    """Whether a row is hidden, or too low to show a word. Its properties stand before its cells (CT_Row, 17.4.78), of which there may be very many."""
    before = takewhile(lambda one: name(one) != "w:tc", row)
    properties = [one for one in before if name(one) == "w:trPr"]
    heights = (height for one in properties if (height := child(one, "w:trHeight")) is not None)
    return any(is_on(child(one, "w:hidden")) for one in properties) or any(
        visibility.is_flat(get(height, "w:val"), get(height, "w:hRule")) for height in heights
    )


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


def _hide(looks: tuple[Look, ...], why: str) -> tuple[Look, ...]:
    """The looks of words that cannot be seen for another reason than their run."""
    return (*(one for one in looks if one[0] != "hidden"), ("hidden", why))


def _is_raised(element: Element) -> bool:
    return get(element, "w:val") in ("superscript", "subscript")


def _chain(id_: str, styles: Mapping[str, Element]) -> set[str]:
    """The ids of a style and of those that it is based on; a loop ends where it closes."""
    found: set[str] = set()
    while id_ in styles and id_ not in found:
        found.add(id_)
        id_ = value(styles[id_], "w:basedOn") or ""
    return found


def _is_default(style: Element) -> bool:
    return get(style, "w:type") in (None, "paragraph") and get(style, "w:default") in ("1", "true", "on")


def _seen(said: Flat, behind: str) -> Iterator[Look]:
    raised = said.get(("w:vertAlign", ""))
    if raised in ("superscript", "subscript"):
        yield ("superscript" if raised == "superscript" else "subscript"), ""
    if "on" in (said.get(("w:strike", "")), said.get(("w:dstrike", ""))):
        yield "strike", ""
    if hidden := visibility.explain_hidden_run(said, behind):
        yield "hidden", hidden
