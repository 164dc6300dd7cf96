"""A file that holds several versions of one work: a collection whose components are expressions of it, each a document of its own.

    <component eId="version_2">   <doc>   <FRBRWork> as in all others   <FRBRExpression> with date and FRBRversionNumber

Each version is returned as a document alone. If the file puts the name of the component before each eId, it is removed.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from decision_diff import safexml
from decision_diff.frozen import frozen
from decision_diff.model import Source
from decision_diff.patterns import late
from decision_diff.safexml import Element

_DATE: Final = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNKNOWN: Final = "0001-01-01"
_COLLECTION: Final = b"documentCollection"


@frozen
class StoredVersion:
    """A version: its label ("" if the file has none), its day (ISO 8601; "" if not known), and the document."""

    label: str
    date: str
    source: Source


def list_versions(source: Source) -> tuple[StoredVersion, ...]:
    """The versions of one work that a file holds, oldest first; none if it is not such a file. UnreadableError if it is no XML."""
    if _COLLECTION not in source.data:
        return ()
    root = safexml.parse(source.data, part="the file", source=source.name)
    return tuple(_make_version(one, source) for one in find_components(root))


def find_components(root: Element) -> list[Element]:
    """The components of a collection that are versions of one work, oldest first: by their days if each has one, else as they stand.

    None where they are of several works, or one is not one document.
    """
    components = root.findall("{*}documentCollection/{*}collectionBody/{*}component")
    works = {_find_value(one, "FRBRWork", "FRBRthis") if _is_document(one) else "" for one in components}
    if len(works) != 1 or "" in works:
        return []
    days = [_find_day(one) for one in components]
    return sorted(components, key=_find_day) if all(days) else components


def _is_document(component: Element) -> bool:
    """Whether a component is one document, and no collection of several."""
    return len(component) == 1 and not str(component[0].tag).endswith("}documentCollection")


def count_words_beside(root: Element) -> int:
    """How many words a collection has besides its components: in a cover page, a preface, conclusions."""
    collection = root.find("{*}documentCollection")
    parts = (
        []
        if collection is None
        else [one for one in collection if not str(one.tag).endswith(("}meta", "}collectionBody"))]
    )
    return sum(len(text.split()) for part in parts for text in part.itertext())


def name_version(component: Element) -> str:
    """The label of a version on one line, or its day; "" if the file has neither."""
    return " ".join(_find_value(component, "FRBRExpression", "FRBRversionNumber").split()) or _find_day(component)


def take_version(root: Element, component: Element) -> Element:
    """A root element that holds a version alone."""
    made = etree.Element(root.tag, nsmap=root.nsmap)  # type: ignore[arg-type]  # the stubs know no default namespace
    made.extend(deepcopy(child) for child in component)
    if prefix := component.get("eId"):
        for element in made.iter("{*}*"):
            eid = element.get("eId") or ""
            if eid.startswith(f"{prefix}__"):
                element.set("eId", eid.removeprefix(f"{prefix}__"))
    return made


def _make_version(component: Element, source: Source) -> StoredVersion:
    label = name_version(component)
    data = etree.tostring(take_version(component.getroottree().getroot(), component), encoding="utf-8")
    named = Source(f"{source.name}, {label}" if label else source.name, source.media_type, data, source.file)
    return StoredVersion(label, _find_day(component), named)


def _find_day(component: Element) -> str:
    said = _find_value(component, "FRBRExpression", "FRBRdate", "date")[:10]
    return said if said != _UNKNOWN and _DATE.fullmatch(said) else ""


def _find_value(component: Element, level: str, name: str, attribute: str = "value") -> str:
    """What the head of the document in a component says of its work or expression; "" for nothing."""
    for child in component:
        found = child.find(f"{{*}}meta/{{*}}identification/{{*}}{level}/{{*}}{name}")
        if found is not None:
            return found.get(attribute) or ""
    return ""
