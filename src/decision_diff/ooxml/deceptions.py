"""What makes a program show another text than the document holds: tracked changes switched off, bound content controls.

A content control that is bound (w:dataBinding, 17.5.2.6) shows what stands in a part of its own or in the properties of the
document, whatever stands in the control: a program puts it there when it opens the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.model import View
from decision_diff.ooxml.document import find_stories
from decision_diff.ooxml.names import child, every, get, is_on, name
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.text import find_leaves, read_characters
from decision_diff.patterns import late
from decision_diff.safexml import Element

_CORE: Final = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"  # the id of the document's own properties as a store
_CORE_KIND: Final = "metadata/core-properties"
_STEP: Final = late(r"/(?:[\w.-]+:)?([\w.-]+)(?:\[([0-9]{1,4})\])?")
_LOCATION: Final = late(rf"(?:{_STEP.pattern})+")
_VIEWS: Final[tuple[View, View]] = ("rejected", "accepted")


def is_markup_hidden(package: Package) -> bool:
    """Whether the settings hide tracked changes from whoever opens the document (w:revisionView, 17.15.1.69)."""
    part = package.find_related("settings")
    shown = child(package.read_xml(part), "w:revisionView") if part else None
    if shown is None:
        return False
    return any((get(shown, key) or "true").lower() in ("0", "false", "off") for key in ("w:markup", "w:insDel"))


def find_bound_controls(package: Package) -> Iterator[tuple[str, str]]:
    """Finds the content controls that do not show what stands in them: for each the text in it, and the text shown."""
    controls = [
        (binding, content)
        for part in find_stories(package)
        for control in every(package.read_xml(part), "w:sdt")
        if (binding := child(control, "w:sdtPr", "w:dataBinding")) is not None
        and (content := child(control, "w:sdtContent")) is not None
    ]
    stores = dict(_stores(package)) if controls else {}
    for binding, content in controls:
        store = stores.get((get(binding, "w:storeItemID") or "").upper())
        value = _value(store, get(binding, "w:xpath") or "")
        said = [_words(content, view) for view in _VIEWS]
        if value is not None and _plain(value) not in map(_plain, said):
            yield said[1], value


def _stores(package: Package) -> Iterator[tuple[str, Element]]:
    """The parts of a package that controls may be bound to, by their ids in capitals."""
    for link in package.read_relationships(""):
        if link.kind.endswith(_CORE_KIND) and package.has(link.target):
            yield _CORE, package.read_xml(link.target)
    for link in package.read_relationships(package.main):
        if link.kind == "customXml" and not link.external and package.has(link.target):
            root = package.read_xml(link.target)
            yield from ((id_, root) for id_ in _store_ids(package, link.target))


def _store_ids(package: Package, part: str) -> Iterator[str]:
    """The ids that the properties of a part of custom XML give it, in capitals."""
    for link in package.read_relationships(part):
        if link.kind == "customXmlProps" and not link.external and package.has(link.target):
            attributes = package.read_xml(link.target).attrib
            yield from (str(text).upper() for key, text in attributes.items() if str(key).endswith("}itemID"))


def _value(root: Element | None, path: str) -> str | None:
    """The text at a plain location path, prefixes left aside; None if there is nothing, or if the path is not plain."""
    steps = list(_STEP.finditer(path)) if _LOCATION.fullmatch(path) else []
    if root is None or not steps:
        return None
    at: list[Element] = [root]
    for depth, step in enumerate(steps):
        below = at if not depth else list(at[0])
        named = [one for one in below if name(one).rpartition(":")[2].rpartition("}")[2] == step.group(1)]
        position = int(step.group(2) or 1) - 1
        at = named[position : position + 1] if position >= 0 else []
        if not at:
            return None
    return "".join(map(str, at[0].itertext()))


def _words(content: Element, view: View) -> str:
    return "".join(read_characters(leaf) for leaf in find_leaves(content, view))


def _plain(text: str) -> str:
    """Without white space, which a control lays out as it likes."""
    return "".join(text.split())


def has_first_page_header(section: Element, view: View) -> bool:
    """Whether the first page of a section shows a header and footer of its own in a view (w:titlePg, 17.10.6)."""
    changed = child(section, "w:sectPrChange", "w:sectPr") if view == "rejected" else None
    return is_on(child(section if changed is None else changed, "w:titlePg"))
