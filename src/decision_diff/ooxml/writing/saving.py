"""Trees and new parts back into a package, ISO/IEC 29500-2: entries in their old order, untouched parts byte for byte.

The same input gives the same bytes: all entries carry one fixed time, and nothing here asks a clock.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from typing import Final
from urllib.parse import unquote

from lxml import etree

from decision_diff.ooxml.names import NAMESPACES, every
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing.families import convert_uri, make_root
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.safexml import Element

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES: Final = "[Content_Types].xml"


def serialize(root: Element) -> bytes:
    """Serialize a part as Word writes it: UTF-8 with a declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def pack(parts: dict[str, bytes]) -> bytes:
    """Pack these parts into a ZIP, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            info = zipfile.ZipInfo(part, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


class Output:
    """A package that is being changed: trees to edit, parts to add, and then all of it as bytes."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._uri = etree.QName(package.read_xml(package.main)).namespace or ""
        self._changed: dict[str, Element] = {}
        self.drawings = 0  # the highest id of a drawing that was brought in
        self._brought: dict[str, bytes] = {}
        self._dropped: set[str] = set()  # folded
        self._choices: dict[Element, list[str]] = {}
        self._ids: dict[bytes, str] = {}
        self.left_out = 0  # alternatives of what holds marks, which `pack` did not write

    def edit(self, part: str) -> Element:
        """Get the tree of a part, which will be written as it is in the end. It is the package's own tree: read it before."""
        return self._changed.setdefault(part, self.package.read_xml(part))

    def add(self, kind: str, root_name: str) -> Element:
        """Add a part of that kind ("numbering"), related to the main part and declared; gives its empty root."""
        root = make_root(self.package.read_xml(self.package.main), root_name)
        self.attach(kind, root)
        return root

    def attach(self, kind: str, root: Element, like: str = "") -> str:
        """Add a part with that tree, related to the main part and declared; gives the id of the relationship.

        The part relates to what the part `like` relates to, under the same ids.
        """
        folder = self.package.main.rpartition("/")[0]
        part = self._find_free_name(f"{folder}/{kind}".lstrip("/"))
        self._changed[part] = root
        id_ = self._relate(kind, part, f"{_TYPES}{kind}+xml")
        if like and (known := {one.id: one for one in self.package.read_relationships(like)}):
            copy = self._changed[_name_listing(part)] = deepcopy(self.package.read_xml(_name_listing(like)))
            for one in copy:
                link = known.get(one.get("Id") or "")
                if link is not None and not link.external:
                    one.set("Target", f"/{link.target}")
        return id_

    def bring(self, kind: str, source: str, data: bytes, content_type: str) -> str:
        """Add a part of another package ("word/media/image1.png"), related to the main part, once; gives the id."""
        if data not in self._ids:
            stem, dot, suffix = source.rpartition("/")[2].rpartition(".")
            folder = self.package.main.rpartition("/")[0]
            part = self._find_free_name(f"{folder}/media/{stem or suffix}Old".lstrip("/"), dot + suffix if stem else "")
            self._brought[part] = data
            self._ids[data] = self._relate(kind, part, content_type)
        return self._ids[data]

    def _relate(self, kind: str, part: str, content_type: str) -> str:
        """Declare a new part and relate it to the main part; the id of the relationship."""
        types = self._open_tree(_CONTENT_TYPES)
        override = etree.SubElement(types, str(types.tag).replace("}Types", "}Override"))
        override.set("PartName", f"/{part}")
        override.set("ContentType", content_type)
        links = self._open_tree(_name_listing(self.package.main))
        taken = {row.get("Id") for row in links}
        number = next(at for at in range(1, len(taken) + 2) if f"rIdNew{at}" not in taken)
        row = etree.SubElement(links, str(links.tag).replace("}Relationships", "}Relationship"))
        row.set("Id", f"rIdNew{number}")
        row.set("Type", f"{convert_uri(_RELATION, self._uri)}/{kind}")
        row.set("Target", f"/{part}")
        return f"rIdNew{number}"

    def hold_choices(self, carried: Element) -> Element:
        """Remember which namespaces the choices in an element require, since it names them by prefixes; gives the element.

        Once it stands in a tree that declares them itself, other prefixes may hold.
        """
        for choice in every(carried, "mc:Choice"):
            prefixes = str(choice.get("Requires") or "").split()
            self._choices[choice] = [uri for prefix in prefixes if (uri := choice.nsmap.get(prefix))]
        return carried

    def _name_choices(self) -> None:
        for choice, uris in self._choices.items():
            known = {uri: prefix for prefix, uri in choice.nsmap.items() if prefix}
            if uris and all(uri in known for uri in uris):
                choice.set("Requires", " ".join(known[uri] for uri in uris))

    def drop(self, parts: Iterable[str]) -> None:
        """Leave out parts, with what they relate to, what is declared of them, and the package's own relationships to them."""
        gone = {part.casefold() for part in parts}
        self._dropped |= gone | {_name_listing(part) for part in gone}
        for row in list(self._open_tree(_CONTENT_TYPES)):
            if unquote(row.get("PartName") or "").lstrip("/").casefold() in gone:
                remove_element(row)
        ids = {
            link.id
            for link in self.package.read_relationships()
            if not link.external and link.target.casefold() in gone
        }
        for row in list(self._open_tree(_name_listing(""))):
            if row.get("Id") in ids:
                remove_element(row)

    @property
    def changed(self) -> tuple[str, ...]:
        """The parts that were edited or made, as far as they are trees of words and properties."""
        return tuple(part for part in self._changed if not part.endswith((".rels", _CONTENT_TYPES)))

    def pack(self) -> bytes:
        """Pack the package with all that was edited, added and dropped."""
        self._name_choices()
        parts = {}
        self.left_out = 0
        changed = {part.casefold(): root for part, root in self._changed.items()}
        for part in (one for one in self.package.names if one.casefold() not in self._dropped):
            root = changed.pop(part.casefold(), None)
            parts[part] = self.package.read(part) if root is None else self._serialize(root)
        for part, root in self._changed.items():
            if part.casefold() in changed:
                parts[part] = self._serialize(root)
        return pack(parts | self._brought)

    def _serialize(self, root: Element) -> bytes:
        with self.package.compatibility.wrap(root) as left_out:
            self.left_out += left_out
            return serialize(root)

    def _open_tree(self, part: str) -> Element:
        if self.package.has(part):
            return self._changed.setdefault(part, deepcopy(self.package.read_xml(part)))
        uri = next(uri for uri, short in NAMESPACES.items() if short == "rel")
        return self._changed.setdefault(part, etree.fromstring(f'<Relationships xmlns="{uri}"/>'))

    def _find_free_name(self, stem: str, suffix: str = ".xml") -> str:
        count = 0
        while self.package.has(f"{stem}{count or ''}{suffix}") or self._is_new(f"{stem}{count or ''}{suffix}"):
            count += 1
        return f"{stem}{count or ''}{suffix}"

    def _is_new(self, part: str) -> bool:
        return part in self._brought or part in self._changed


def _name_listing(part: str) -> str:
    """Where the relationships of a part are listed (29500-2, 6.5.2)."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")
