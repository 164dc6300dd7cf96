"""Copied elements in the words of the document that they come into: its family of namespaces, and no extension it lacks.

A DOCX is in the namespaces of ISO/IEC 29500-4 (transitional, what Word writes) or in those of ISO/IEC 29500-1 (strict).
Some names and values differ with them (29500-4, 14): the start of a line is `left` in the one and `start` in the other.

    <w:jc w:val="start"/> of a strict document == convert ==> <w:jc w:val="left"/> in a transitional one

What an extension adds (w15, w16cid, …) is allowed only where the root declares it to be ignorable (29500-3, 7.2). Copied
into a part that does not, it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from decision_diff import safexml
from decision_diff.ooxml.names import get, name, parse_whole
from decision_diff.ooxml.package import Package
from decision_diff.safexml import Element

_OPEN: Final = "http://schemas.openxmlformats.org/"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_IGNORABLE: Final = f"{{{_OPEN}markup-compatibility/2006}}Ignorable"
_TRANSITIONAL: Final = {
    f"{_STRICT}{strict}": f"{_OPEN}{transitional}"
    for strict, transitional in {
        "wordprocessingml/main": "wordprocessingml/2006/main",
        "officeDocument/relationships": "officeDocument/2006/relationships",
        "officeDocument/math": "officeDocument/2006/math",
        "officeDocument/sharedTypes": "officeDocument/2006/sharedTypes",
        "officeDocument/bibliography": "officeDocument/2006/bibliography",
        "officeDocument/customXml": "officeDocument/2006/customXml",
        "schemaLibrary/main": "schemaLibrary/2006/main",
        "drawingml/main": "drawingml/2006/main",
        "drawingml/picture": "drawingml/2006/picture",
        "drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
        "drawingml/chart": "drawingml/2006/chart",
        "drawingml/chartDrawing": "drawingml/2006/chartDrawing",
        "drawingml/diagram": "drawingml/2006/diagram",
        "drawingml/compatibility": "drawingml/2006/compatibility",
        "drawingml/lockedCanvas": "drawingml/2006/lockedCanvas",
    }.items()
}
_OTHER: Final = _TRANSITIONAL | {transitional: strict for strict, transitional in _TRANSITIONAL.items()}
_EXTENSIONS: Final = "{http://schemas.microsoft.com/office/word/"  # what Word adds to 29500, release by release
_ONCE: Final = frozenset({"paraId", "textId", "durableId"})  # ids, each of which may stand but once

# What transitional calls X and strict Y. A transitional document may use both (29500-4, 14.11); we write what Word writes.
_SIDES: Final = {"left": "start", "right": "end"}
_INDENTS: Final = _SIDES | {"leftChars": "startChars", "rightChars": "endChars"}
_DIRECTIONS: Final = {
    "lrTb": "tb", "tbRl": "rl", "btLr": "lr", "lrTbV": "tbV", "tbRlV": "rlV", "tbLrV": "lrV",
}  # fmt: skip
_SIDED: Final = frozenset({"w:jc", "w:lvlJc", "w:tab"})  # elements whose w:val is a side
_EDGED: Final = frozenset(
    {"w:tblBorders", "w:tcBorders", "w:tblCellMar", "w:tcMar"}
)  # their children are named by side
_NAMING: Final = frozenset({"w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:name", "w:lvlText"})  # may say "on"
_LOOKS: Final = (
    ("firstRow", 0x20), ("lastRow", 0x40), ("firstColumn", 0x80), ("lastColumn", 0x100), ("noHBand", 0x200), ("noVBand", 0x400),
)  # fmt: skip


def is_strict(uri: str) -> bool:
    """Whether a namespace is one of ISO/IEC 29500-1."""
    return uri.startswith(_STRICT)


def convert_uri(uri: str, like: str) -> str:
    """Convert a namespace of either family into that of the family of `like`; any other stays as it is."""
    return _OTHER[uri] if uri in _OTHER and is_strict(uri) != is_strict(like) else uri


def convert(element: Element, uri: str) -> Element:
    """Convert an element into the family of the namespace `uri`: names, attributes and values. Itself if it is in it already."""
    own = etree.QName(element).namespace or ""
    if own not in _OTHER or is_strict(own) == is_strict(uri):
        return element
    return _rebuild(element, uri)


def _rebuild(element: Element, uri: str) -> Element:
    """A copy made anew, so that no declaration of the other family is left on it."""
    made = etree.Element(_convert_tag(element, uri), nsmap=_convert_prefixes(element, uri))
    stack = [(element, made)]
    while stack:
        source, target = stack.pop()
        target.text = source.text
        for key, text in _convert_attributes(source, uri):
            target.set(key, text)
        for one in source:
            if not (is_strict(uri) and name(one) == "w:cnfStyle"):  # says what the table's own look says
                stack.append((one, etree.SubElement(target, _convert_tag(one, uri), nsmap=_convert_prefixes(one, uri))))
                stack[-1][1].tail = one.tail
    return made


def _convert_prefixes(element: Element, uri: str) -> dict[Any, str]:
    return {prefix: convert_uri(one, uri) if uri else one for prefix, one in element.nsmap.items()}


def _convert_tag(element: Element, uri: str) -> str:
    parent = element.getparent()
    tag = etree.QName(element)
    local = tag.localname
    if parent is not None and name(parent) in _EDGED:
        local = _rename(local, _SIDES, uri)
    return f"{{{convert_uri(tag.namespace, uri)}}}{local}" if tag.namespace else local


def _rename(text: str, names: dict[str, str], uri: str) -> str:
    """A word of either family in that of `uri`: `names` say what transitional words are in strict."""
    if is_strict(uri):
        return names.get(text, text)
    return next((transitional for transitional, strict in names.items() if strict == text), text)


def _convert_attributes(element: Element, uri: str) -> Iterator[tuple[str, str]]:
    kind = name(element)
    if kind == "w:tblLook" and is_strict(uri) and (bits := get(element, "w:val")):
        yield from ((f"{{{uri}}}{key}", "1" if int(bits, 16) & bit else "0") for key, bit in _LOOKS if _is_hex(bits))
    for key, said in element.attrib.items():
        tag = etree.QName(key)
        local, text = tag.localname, str(said)
        if kind == "w:tblLook" and local == "val" and is_strict(uri):
            continue
        if kind == "w:ind":
            local = _rename(local, _INDENTS, uri)
        if tag.namespace in _OTHER:
            text = _convert_value(kind, tag.localname, text, element, uri)
        yield (f"{{{convert_uri(tag.namespace, uri)}}}{local}" if tag.namespace else local), text


def _convert_value(kind: str, local: str, text: str, element: Element, uri: str) -> str:
    if local == "val" and kind in _SIDED:
        return _rename(text, _SIDES, uri)
    if local == "val" and kind == "w:textDirection":
        return _rename(text, _DIRECTIONS, uri)
    if local == "w" and get(element, "w:type") == "pct":
        return _convert_percent(text, uri)
    if text in ("on", "off") and is_strict(uri) and kind not in _NAMING:
        return "true" if text == "on" else "false"  # ST_OnOff (22.9.2.7) is a boolean in strict
    return text


def _convert_percent(text: str, uri: str) -> str:
    """A width in fiftieths of a percent, or in percent (22.9.2.9), which alone strict has."""
    if is_strict(uri):
        number = parse_whole(text)
        return text if number is None else f"{number / 50:g}%"
    percent = text.removesuffix("%")
    try:
        return str(round(float(percent) * 50)) if percent != text else text
    except ValueError:
        return text


def _is_hex(text: str) -> bool:
    return len(text) <= 8 and all(one in "0123456789abcdefABCDEF" for one in text)


def find_mixed(package: Package, parts: Iterable[str]) -> frozenset[str]:
    """Find those of these parts, as far as the package has them, in which names of both families stand in the file itself."""
    return frozenset(
        part
        for part in parts
        if package.has(part)
        and _may_mix(data := package.read(part))
        and _is_mixed(safexml.parse(data, part=part, source=package.source))
    )


def _may_mix(data: bytes) -> bool:
    return _STRICT.encode() in data and any(uri.encode() in data for uri in _TRANSITIONAL.values())


def _is_mixed(root: Element) -> bool:
    names = {str(tag) for one in root.iter() for tag in (one.tag, *one.attrib)}
    uris = {tag[1:].partition("}")[0] for tag in names if tag.startswith("{")}
    return len({is_strict(uri) for uri in uris if uri in _OTHER}) > 1


def find_ignorable(root: Element) -> frozenset[str]:
    """Find the namespaces that a part declares to be ignorable (29500-3, 7.2)."""
    prefixes = str(root.get(_IGNORABLE) or "").split()
    return frozenset(uri for prefix in prefixes if (uri := root.nsmap.get(prefix)) is not None)


def drop_extensions(element: Element, allowed: Iterable[str]) -> Element:
    """Drop elements and attributes of extensions, but those of the namespaces `allowed`, and give the element itself.

    Ids of extensions (w14:paraId, w16cid:durableId) go always. What stands in a choice that asks for its namespace
    (mc:Choice), or where the schema allows anything (a:ext, a:graphicData), stays.
    """
    known = frozenset(allowed)
    for one in list(element.iter()):
        if any(_is_foreign(str(tag)) for tag in (one.tag, *one.attrib)):
            _drop_foreign(one, known | frozenset(_find_required(one)))
    return element


def _drop_foreign(element: Element, allowed: frozenset[str]) -> None:
    for key in [str(key) for key in element.attrib if _is_foreign(str(key))]:
        tag = etree.QName(key)
        if tag.localname in _ONCE or tag.namespace not in allowed:
            del element.attrib[key]
    is_allowed = not _is_foreign(str(element.tag)) or etree.QName(element).namespace in allowed
    parent = element.getparent()
    if parent is not None and not (is_allowed or _is_anything_allowed(element)):
        parent.remove(element)


def make_root(root: Element, local: str) -> Element:
    """Make an empty element of that name, the root of a new part, with the declarations of another root."""
    made = etree.Element(f"{{{etree.QName(root).namespace}}}{local}", nsmap=_convert_prefixes(root, ""))
    said = root.get(_IGNORABLE)
    if said is not None:
        made.set(_IGNORABLE, str(said))
    return made


def _is_foreign(tag: str) -> bool:
    return tag.startswith(_EXTENSIONS)


def _is_anything_allowed(element: Element) -> bool:
    return any(etree.QName(above).localname in ("ext", "graphicData") for above in element.iterancestors())


def _find_required(element: Element) -> Iterator[str]:
    """The namespaces that the choices around an element ask for (29500-3, 7.6)."""
    for above in (element, *element.iterancestors()):
        if name(above) == "mc:Choice":
            yield from (above.nsmap.get(prefix) or "" for prefix in str(above.get("Requires") or "").split())
