"""Where the sections of a view end, ISO/IEC 29500-1, 17.6.18, and what they say: what a redline must give back of them.

A section ends with the paragraph whose w:pPr holds its w:sectPr, the last one with the body. Headers and footers are proved
apart (`read_story`).
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import View
from decision_diff.ooxml import document
from decision_diff.ooxml.formatting import spell
from decision_diff.ooxml.names import child, every, name
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.sections import find_sections
from decision_diff.safexml import Element

_NOT_COMPARED: Final = ("w:headerReference", "w:footerReference", "w:printerSettings", "w:sectPrChange")
_AT_THE_END: Final = -1


@frozen
class SectionEnd:
    """Where a section ends, behind how many paragraphs of the body that have words, -1 for the last one; what it says."""

    position: int
    says: tuple[str, ...]


@frozen
class Unmatched:
    """How many section breaks of the new document stay when all is rejected, how many old ones do not come back.

    `changed`: how many stand where they should and say something else.
    """

    stay: int
    lost: int
    changed: int


def find_section_ends(package: Package, view: View) -> list[SectionEnd]:
    """Find the ends of the sections of a view, in order. The last one is there, whether or not the file says so."""
    paragraphs = {one.element: _find_paragraph(one.element) for one in find_sections(package, view)}
    has_breaks = any(one is not None for one in paragraphs.values())
    positions = _locate_paragraphs(package, view) if has_breaks else {}
    ends = [
        SectionEnd(_AT_THE_END if above is None else positions[above], spell_section(element, view))
        for element, above in paragraphs.items()
    ]
    return ends if ends and ends[-1].position == _AT_THE_END else [*ends, SectionEnd(_AT_THE_END, ())]


def _locate_paragraphs(package: Package, view: View) -> dict[Element, int]:
    """How many paragraphs of the body that have words stand before the end of each w:p of the main part."""
    positions: dict[Element, int] = {}
    count = 0
    for paragraph in document.read_paragraphs(package, view):
        if not (paragraph.where.kind or paragraph.where.box):
            count += bool(paragraph.text.strip())
            positions.update(dict.fromkeys(paragraph.elements, count))
    # An empty paragraph before a table is in no view: it stands behind what was read before it.
    before = 0
    for one in every(package.read_xml(package.main), "w:p"):
        before = positions.setdefault(one, before)
    return positions


def count_unmatched(wanted: list[SectionEnd], found: list[SectionEnd]) -> Unmatched:
    """Count the sections that are wanted and not among those found, and the reverse."""
    places = [Counter(one.position for one in ends) for ends in (wanted, found)]
    both = (places[0] & places[1]).total()
    same = (Counter(wanted) & Counter(found)).total()
    return Unmatched(places[1].total() - both, places[0].total() - both, both - same)


def _find_paragraph(section: Element) -> Element | None:
    above = section.getparent()
    return above.getparent() if above is not None and name(above) == "w:pPr" else None


def spell_section(section: Element, view: View = "accepted") -> tuple[str, ...]:
    """Spell out what a w:sectPr says in a view, without its headers and footers."""
    was = child(section, "w:sectPrChange", "w:sectPr") if view == "rejected" else None
    said = section if was is None else was
    return tuple(sorted(f"{name(one)} {spell(one)}" for one in said if name(one) not in _NOT_COMPARED))
