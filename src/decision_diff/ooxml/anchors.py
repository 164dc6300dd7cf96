"""What hangs on a place in a paragraph without being a character of it: notes (17.11) and text boxes (17.3.3.21)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from decision_diff.ooxml.names import every, get, name
from decision_diff.ooxml.side import Side
from decision_diff.ooxml.text import leaves
from decision_diff.safexml import Element

NOTES: Final = {"w:footnoteReference": ("footnotes", "w:footnote"), "w:endnoteReference": ("endnotes", "w:endnote")}
_BOX: Final = "w:txbxContent"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Stands before code point `offset`. `element` is the reference or the w:txbxContent, `run` the outermost w:r around.

    `container` holds the paragraphs that hang there; None for a note that is missing.
    """

    offset: int
    element: Element = field(repr=False)
    run: Element = field(repr=False)
    container: Element | None = field(repr=False)


def anchored(side: Side) -> dict[int, list[Anchor]]:
    """The anchors of each paragraph that has any, in order."""
    roots = (side.package.xml(side.package.main), *side.beside)
    notes: dict[tuple[str, str], Element] = {}
    for reference, (kind, wanted) in NOTES.items():
        part = side.package.related(kind)
        for note in every(side.package.xml(part), wanted) if part else ():
            notes.setdefault((reference, get(note, "w:id") or ""), note)
    holders: dict[int, None] = {}
    for kind in (*NOTES, _BOX):
        for element in (one for root in roots for one in every(root, kind)):
            paragraph = next((one for one in element.iterancestors() if name(one) == "w:p"), None)
            if paragraph is not None and paragraph in side.at:
                holders[side.at[paragraph]] = None
    return {index: _of(side, index, notes) for index in holders}


def _of(side: Side, index: int, notes: dict[tuple[str, str], Element]) -> list[Anchor]:
    paragraph = side.paragraphs[index]
    lengths = {piece.element: len(piece.text) for piece in paragraph.pieces}
    found: list[Anchor] = []
    at = 0
    for leaf in leaves(paragraph.elements[0], "accepted"):
        at += lengths.get(leaf.element, 0)
        if leaf.name not in (*NOTES, _BOX):
            continue
        run = leaf.element
        for above in leaf.element.iterancestors():
            if above is paragraph.elements[0]:
                break
            if name(above) == "w:r":
                run = above
        container = leaf.element if leaf.name == _BOX else notes.get((leaf.name, get(leaf.element, "w:id") or ""))
        found.append(Anchor(at, leaf.element, run, container))
    return found
