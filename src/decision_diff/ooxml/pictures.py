"""Pictures in the text (w:drawing and w:pict, 17.3.3.9, .21): which is which.

A picture is known by what it shows, not by the id of its relationship: by the bytes of an image, by the elements of a diagram or
chart however they are written down; one that points to no other part by its shape. A drawing with a text box in it is no
picture here: its words are text. Nor is the mere definition of a shape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from lxml import etree

from decision_diff.model import View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.names import NAMESPACES, every, name
from decision_diff.ooxml.package import Package, Relationship
from decision_diff.safexml import Element

_DEEPEST: Final = 3  # parts that point to parts; a diagram points to images
PICTURES: Final = ("w:drawing", "w:pict")
# What no picture is in, and what has other bytes in each redline: a broken picture may point to it all the same.
_WRITTEN: Final = frozenset(
    {"footnotes", "endnotes", "header", "footer", "comments", "styles", "numbering", "settings"}
)
_NAMES: Final = frozenset(
    {"id", "name", "anchorId", "editId", "spid", "type"}
)  # of a shape; they say nothing of its looks


def is_picture(element: Element) -> bool:
    """Whether an element is a picture, with no text box in it."""
    if name(element) not in PICTURES or next(every(element, "w:txbxContent"), None) is not None:
        return False
    return not len(element) or any(etree.QName(one).localname != "shapetype" for one in element)


@dataclass(slots=True)
class Pictures:
    """The pictures in a part of a package, by default the main part."""

    package: Package
    part: str = ""
    _links: dict[str, Relationship] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._links = {one.id: one for one in self.package.read_relationships(self.part or self.package.main)}

    def hash_picture(self, picture: Element) -> str:
        """The SHA-256 of what a picture shows, in hexadecimal: the same for two pictures that show the same."""
        shows = [self._shown(self._links.get(key)) for key in _references(picture)]
        seen = [*([one for one in shows if one] or [_shape(picture)]), *_crops(picture)]
        return sha256("\n".join(seen).encode("utf-8", "surrogatepass")).hexdigest()

    def _shown(self, link: Relationship | None, depth: int = 0) -> str:
        if link is None:
            return "missing"
        if link.kind == "hyperlink":
            return ""
        if link.external or link.kind in _WRITTEN or not self.package.has(link.target):
            return link.target
        if depth < _DEEPEST and self.package.find_content_type(link.target).endswith("+xml"):
            known = self.package.digests  # several ask for the pictures of one package
            if (link.target, depth) not in known:
                spelled = self._spelled(link.target, depth).encode("utf-8", "surrogatepass")
                known[link.target, depth] = sha256(spelled).hexdigest()
            return known[link.target, depth]
        return sha256(self.package.read(link.target)).hexdigest()

    def _spelled(self, part: str, depth: int) -> str:
        """A part of XML, the same for two that say the same, with what it points to in the place of ids."""
        links = {one.id: one for one in self.package.read_relationships(part)}
        return str(
            [
                (one.tag, self._spell_attributes(one, links, depth), (one.text or "").strip())
                for one in self.package.read_xml(part).iter()
            ]
        )

    def _spell_attributes(
        self, element: Element, links: Mapping[str, Relationship], depth: int
    ) -> list[tuple[str, str]]:
        said = sorted((str(key), str(text)) for key, text in element.items())
        for at, (key, text) in enumerate(said):
            # `relId` is of the drawing of a diagram, which is among the relations of the document itself.
            known = self._links if key == "relId" else links if is_relation(key) else None
            if known is not None:
                said[at] = key, self._shown(known.get(text), depth + 1)
        return said

    def count_in_view(self, view: View) -> Counter[str]:
        """Counts how often each picture stands in a view of the main part, by its hash."""
        root = self.package.read_xml(self.package.main)
        return Counter(
            self.hash_picture(one)
            for kind in PICTURES
            for one in every(root, kind)
            if is_picture(one) and not any(_hides(above, view) for above in one.iterancestors())
        )


def _crops(picture: Element) -> list[str]:
    """What is cut off each image (a:srcRect, 20.1.8.55; cropTop … of v:imagedata), if anything is."""
    crops = []
    for one in picture.iter():
        kind = etree.QName(one).localname
        if kind in ("srcRect", "imagedata"):
            said = sorted((str(key), str(text)) for key, text in one.attrib.items())
            crops.append([(key, text) for key, text in said if (kind == "srcRect" or "crop" in key) and text != "0"])
    return [str(one) for one in crops if one]


def _hides(above: Element, view: View) -> bool:
    kind = name(above)
    return (
        revisions.is_hidden(kind, view)
        or (kind == "w:tr" and revisions.is_row_gone(above, view))
        or (kind == "w:tc" and revisions.is_cell_gone(above, view))
    )


def find_relations(element: Element) -> list[str]:
    """Finds the attributes that name a relationship."""
    return [key for key in map(str, element.keys()) if is_relation(key)]


def is_relation(attribute: str) -> bool:
    """Whether an attribute names a relationship."""
    return attribute.startswith("{") and NAMESPACES.get(attribute[1:].partition("}")[0]) == "r"


def _references(picture: Element) -> list[str]:
    return [str(one.attrib[key]) for one in picture.iter() for key in find_relations(one)]


def _shape(picture: Element) -> str:
    said = []
    for one in picture.iter():
        attributes = ((etree.QName(key).localname, str(text)) for key, text in one.attrib.items())
        said.append(
            (etree.QName(one).localname, sorted(pair for pair in attributes if pair[0] not in _NAMES), one.text or "")
        )
    return str(said)
