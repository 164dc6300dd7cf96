"""Which header and footer each section shows, ISO/IEC 29500-1, 17.10: one each for all, first and even pages.

A section that does not say which header it has goes on with that of the section before (17.10.2, 17.10.5). Whether first and
even pages have one of their own is layout (w:titlePg, w:evenAndOddHeaders); the text stands there all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from decision_diff.frozen import frozen
from decision_diff.model import SLOTS, Pages, StoryKind, View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.names import child, every, get, is_on, name
from decision_diff.ooxml.package import Package
from decision_diff.safexml import Element

Slot = tuple[StoryKind, Pages]
ROOTS = {"header": "hdr", "footer": "ftr"}  # what a part of that kind begins with


@frozen
class Section:
    """A section of a view. `own` are the parts that it names itself, `shown` those that it has, named or inherited."""

    element: Element = field(repr=False)
    own: dict[Slot, str]
    shown: dict[Slot, str]


def find_sections(package: Package, view: View) -> list[Section]:
    """Finds the sections of a view, in order, without those whose last paragraph joins the next (17.13.5.15, .20)."""
    targets = _targets(package)
    found: list[Section] = []
    shown: dict[Slot, str] = {}
    for element in every(package.read_xml(package.main), "w:sectPr"):
        if _is_there(element, view):
            own = dict(_own(element, targets))
            shown = {**shown, **own}
            found.append(Section(element, own, shown))
    return found


def has_own_first_page(section: Section) -> bool:
    """Whether the first page of a section shows the header and footer for first pages (17.10.6)."""
    return is_on(child(section.element, "w:titlePg"))


def has_own_even_pages(package: Package) -> bool:
    """Whether the even pages of a document show headers and footers of their own (17.10.1)."""
    settings = package.find_related("settings")
    return settings is not None and is_on(child(package.read_xml(settings), "w:evenAndOddHeaders"))


def find_header_parts(package: Package) -> tuple[str, ...]:
    """Finds the parts of headers and footers that any section names, in any view, in the order of the sections."""
    targets = _targets(package)
    named = (part for one in every(package.read_xml(package.main), "w:sectPr") for _, part in _own(one, targets))
    return tuple(dict.fromkeys(named))


def _targets(package: Package) -> dict[tuple[str, str], str]:
    links = package.read_relationships(package.main)
    return {
        (one.kind, one.id): one.target
        for one in links
        if one.kind in ROOTS and not one.external and package.has(one.target)
    }


def _own(element: Element, targets: dict[tuple[str, str], str]) -> Iterator[tuple[Slot, str]]:
    for kind, pages in SLOTS:
        for one in every(element, f"w:{kind}Reference"):
            part = targets.get((kind, get(one, "r:id") or ""))
            if part is not None and (get(one, "w:type") or "default") == pages:
                yield (kind, pages), part
                break


def _is_there(element: Element, view: View) -> bool:
    above = element.getparent()
    if above is None or name(above) == "w:sectPrChange":
        return False
    paragraph = above.getparent() if name(above) == "w:pPr" else None
    return paragraph is None or not revisions.is_mark_gone(paragraph, view)
