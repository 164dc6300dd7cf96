"""What hangs on a place in a paragraph without being a character of it: notes (17.11), text boxes and pictures (17.3.3.21)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from decision_diff.ooxml.names import above, every, get, name
from decision_diff.ooxml.pictures import PICTURES, Pictures, is_picture
from decision_diff.ooxml.text import find_leaves
from decision_diff.ooxml.writing.side import Side
from decision_diff.safexml import Element

NOTES: Final = {"w:footnoteReference": ("footnotes", "w:footnote"), "w:endnoteReference": ("endnotes", "w:endnote")}
_BOX: Final = "w:txbxContent"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Stands before code point `offset`. `element` is the reference, the w:txbxContent or the picture.

    `run` is the outermost w:r around. `container` holds the paragraphs that hang there; None for a picture, and for a note
    that is missing. `picture` is the same for pictures that show the same, and "" for all else.
    """

    offset: int
    element: Element = field(repr=False)
    run: Element = field(repr=False)
    container: Element | None = field(repr=False)
    picture: str = ""


def anchored(side: Side) -> dict[int, list[Anchor]]:
    """The anchors of each paragraph that has any, in order."""
    roots = (side.package.read_xml(side.package.main), *side.beside)
    notes: dict[tuple[str, str], Element] = {}
    for reference, (kind, wanted) in NOTES.items():
        part = side.package.find_related(kind)
        for note in every(side.package.read_xml(part), wanted) if part else ():
            notes.setdefault((reference, get(note, "w:id") or ""), note)
    holders: dict[int, None] = {}
    pictures = Pictures(side.package)
    for kind in (*NOTES, _BOX, *PICTURES):
        # The pictures of headers are in no redline: images are brought to the main part alone.
        for element in (one for root in (roots[:1] if kind in PICTURES else roots) for one in every(root, kind)):
            paragraph = above(element, "w:p")
            if paragraph is not None and paragraph in side.at:
                holders[side.at[paragraph]] = None
    return {index: found for index in holders if (found := _of(side, index, notes, pictures))}


def _of(side: Side, index: int, notes: dict[tuple[str, str], Element], pictures: Pictures) -> list[Anchor]:
    paragraph = side.paragraphs[index]
    root = paragraph.elements[0]
    in_main = name(root.getroottree().getroot()) == "w:document"
    lengths = {piece.element: len(piece.text) for piece in paragraph.pieces}
    hanging = {leaf.element for leaf in find_leaves(root, "accepted") if leaf.name in (*NOTES, _BOX)}
    found: list[Anchor] = []
    at = 0
    for element in root.iter():
        at += lengths.get(element, 0)
        kind = name(element)
        picture = ""
        if in_main and kind in PICTURES and is_picture(element) and above(element, "w:p") is root:
            picture = pictures.hash_picture(element)
        elif element not in hanging:
            continue
        container = element if kind == _BOX else notes.get((kind, get(element, "w:id") or ""))
        found.append(Anchor(at, element, _outermost_run(element, root), container, picture))
    return found


def _outermost_run(element: Element, root: Element) -> Element:
    run = element
    for holder in element.iterancestors():
        if holder is root:
            break
        if name(holder) == "w:r":
            run = holder
    return run
