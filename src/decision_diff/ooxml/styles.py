"""Styles, ISO/IEC 29500-1, 17.7: what a style says of numbers, outline levels and hidden text.

A style has what it says itself, and else what the style says that it is based on (17.7.4.3). A loop ends where it closes.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from decision_diff.frozen import frozen
from decision_diff.ooxml.names import KNOWN, child, every, get, is_on, number, parse_whole, value
from decision_diff.ooxml.package import Package
from decision_diff.safexml import Element

BODY_LEVEL: Final = 9  # w:outlineLvl of text that is no heading (17.3.1.20)


@frozen
class Style:
    """What one style says itself; None where it is silent."""

    id: str
    based_on: str
    number_id: int | None
    number_level: int | None
    outline: int | None
    hidden: bool | None


class ParagraphStyle(NamedTuple):
    """The style of a paragraph and those that it is based on, its own w:numPr, and its outline level, None for text."""

    chain: tuple[Style, ...]
    numbering: Element | None
    outline: int | None


class Styles:
    """The styles of a package. `hide`: at least one of them hides text."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Style] = {}
        self._chains: dict[str, tuple[Style, ...]] = {}
        self._known: dict[tuple[str | None, str | None], tuple[tuple[Style, ...], int | None]] = {}
        self.default = ""
        part = package.find_related("styles")
        for element in every(package.read_xml(part), "w:style") if part else ():
            kind = get(element, "w:type") or "paragraph"
            style = _style(element)
            self._styles.setdefault(style.id, style)
            if kind == "paragraph" and get(element, "w:default") in ("1", "true", "on") and not self.default:
                self.default = style.id
        self.hide = any(style.hidden for style in self._styles.values())

    def add(self, element: Element) -> None:
        """Adds a style (w:style) that came into the package later."""
        style = _style(element)
        self._styles.setdefault(style.id, style)
        self._known.clear()

    def find_chain(self, style: str) -> tuple[Style, ...]:
        """Finds a style and those that it is based on, nearest first; empty for an unknown style."""
        if style not in self._styles:
            return ()
        if style not in self._chains:
            found: dict[str, Style] = {}
            at = style
            while at in self._styles and at not in found:
                found[at] = self._styles[at]
                at = found[at].based_on
            self._chains[style] = tuple(found.values())
        return self._chains[style]

    def find_style(self, properties: Element | None) -> tuple[Style, ...]:
        """Finds the chain of the style of a paragraph with these properties. An unknown style is the default one."""
        return self._named(value(properties, "w:pStyle"))

    def _named(self, style: str | None) -> tuple[Style, ...]:
        return self.find_chain(style if style in self._styles else self.default)

    def resolve(self, properties: Element | None) -> ParagraphStyle:
        """Resolves what the properties of a paragraph say of its number and its outline level."""
        style = level = numbering = None
        for one in () if properties is None else properties:  # the first of each
            kind = KNOWN[one.tag]
            if kind == "w:pStyle" and style is None:
                style = one
            elif kind == "w:numPr" and numbering is None:
                numbering = one
            elif kind == "w:outlineLvl" and level is None:
                level = one
        said = None if style is None else get(style, "w:val"), None if level is None else get(level, "w:val")
        known = self._known.get(said)
        if known is None:
            known = self._known[said] = self._find_outline(*said)
        return ParagraphStyle(known[0], numbering, known[1])

    def _find_outline(self, style: str | None, level: str | None) -> tuple[tuple[Style, ...], int | None]:
        """The chain of a style, and the outline level of its paragraphs where they say this one, or none."""
        chain = self._named(style)
        outline = parse_whole(level)
        if outline is None:
            outline = next((one.outline for one in chain if one.outline is not None), None)
        return chain, outline if outline is not None and 0 <= outline < BODY_LEVEL else None

    def find_outline(self, properties: Element | None) -> int | None:
        """Finds the outline level from the paragraph or its style: 0 to 8 for a heading, None for other text."""
        return self.resolve(properties).outline


def _style(element: Element) -> Style:
    properties = child(element, "w:pPr")
    vanish = child(element, "w:rPr", "w:vanish")
    return Style(
        get(element, "w:styleId") or "",
        value(element, "w:basedOn") or "",
        number(properties, "w:numPr", "w:numId"),
        number(properties, "w:numPr", "w:ilvl"),
        number(properties, "w:outlineLvl"),
        None if vanish is None else is_on(vanish),
    )
