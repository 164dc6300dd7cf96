"""Names of OpenDocument elements and attributes, as short as the standard writes them: `text:p`."""

from __future__ import annotations

from functools import cache
from typing import Final

from decision_diff.safexml import Element

_PREFIXES: Final = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:form:1.0": "form",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1998/Math/MathML": "math",
}
# Tables in the text of a drawing, for which OpenDocument 1.3 has no place: LibreOffice writes them under its own name.
_TABLES: Final = frozenset(
    {"table", "table-row", "table-cell", "covered-table-cell", "table-header-rows", "table-rows", "table-row-group"}
)
_SPACES: Final = {prefix: space for space, prefix in _PREFIXES.items()}


def name_element(element: Element) -> str:
    """The name of an element with its usual prefix; one of another namespace has none."""
    return _shorten(str(element.tag))


def get(element: Element, attribute: str) -> str | None:
    """The value of an attribute, by its name with the usual prefix."""
    return element.get(_lengthen(attribute))


@cache  # of our own data
def _lengthen(attribute: str) -> str:
    prefix, _, local = attribute.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _shorten(tag: str) -> str:
    space, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(space)
    if prefix == "loext" and local in _TABLES:
        prefix = "table"
    return f"{prefix}:{local}" if prefix else local
