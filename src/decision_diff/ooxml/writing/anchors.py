"""What hangs on a place in a paragraph without being a character of it: notes (17.11), text boxes and pictures (17.3.3.21)."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.ooxml.names import above, every, get, name
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.pictures import PICTURES, Pictures, is_picture
from decision_diff.ooxml.text import find_leaves
from decision_diff.ooxml.writing.side import DocumentSide
from decision_diff.safexml import Element

NOTES: Final = {"w:footnoteReference": ("footnotes", "w:footnote"), "w:endnoteReference": ("endnotes", "w:endnote")}
_BOX: Final = "w:txbxContent"


@frozen
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


def find_anchors(side: DocumentSide) -> dict[int, list[Anchor]]:
    """Find the anchors of each paragraph that has any, in order."""
    notes = _find_notes(side.package)
    pictures = Pictures(side.package)
    return {index: found for index in _find_holders(side) if (found := _find_on(side, index, notes, pictures))}


def _find_notes(package: Package) -> dict[tuple[str, str], Element]:
    """The notes of a document by the name of their reference and their id."""
    notes: dict[tuple[str, str], Element] = {}
    for reference, (kind, wanted) in NOTES.items():
        part = package.find_related(kind)
        for note in every(package.read_xml(part), wanted) if part else ():
            notes.setdefault((reference, get(note, "w:id") or ""), note)
    return notes


def _find_holders(side: DocumentSide) -> dict[int, None]:
    """The paragraphs, by index, in which a note, text box or picture may hang."""
    main = side.package.read_xml(side.package.main)
    holders: dict[int, None] = {}
    for kind in (*NOTES, _BOX, *PICTURES):
        # The pictures of headers are in no redline: images are brought to the main part alone.
        for root in (main,) if kind in PICTURES else (main, *side.headers):
            for element in every(root, kind):
                paragraph = above(element, "w:p")
                if paragraph is not None and paragraph in side.at:
                    holders[side.at[paragraph]] = None
    return holders


def _find_on(side: DocumentSide, index: int, notes: dict[tuple[str, str], Element], pictures: Pictures) -> list[Anchor]:
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
        found.append(Anchor(at, element, _find_outermost_run(element, root), container, picture))
    return found


def _find_outermost_run(element: Element, root: Element) -> Element:
    run = element
    for holder in element.iterancestors():
        if holder is root:
            break
        if name(holder) == "w:r":
            run = holder
    return run
