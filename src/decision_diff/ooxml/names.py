"""One name for each element and attribute, whatever prefix the file uses and whichever namespace: `w:p`, `r:id`.

A DOCX is in the namespaces of ISO/IEC 29500-4 (transitional, what Word writes) or of ISO/IEC 29500-1 (strict). The
trees keep theirs; only the names that we compare are made one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.safexml import Element

_OPEN: Final = "http://schemas.openxmlformats.org/"
_STRICT: Final = "http://purl.oclc.org/ooxml/"

NAMESPACES: Final = {
    f"{_OPEN}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OPEN}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OPEN}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OPEN}markup-compatibility/2006": "mc",
    f"{_OPEN}package/2006/relationships": "rel",
    f"{_OPEN}package/2006/content-types": "ct",
    f"{_OPEN}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
}
_RELATIONS: Final = (f"{_OPEN}officeDocument/2006/relationships/", f"{_STRICT}officeDocument/relationships/")
_URIS: Final = {
    prefix: tuple(uri for uri, short in NAMESPACES.items() if short == prefix) for prefix in NAMESPACES.values()
}


class _Names(dict[str, str]):
    """From `{namespace}local` to `prefix:local`, or to the same string for a namespace that we do not read."""

    def __missing__(self, tag: str) -> str:
        uri, _, local = tag[1:].partition("}")
        known = NAMESPACES.get(uri) if tag.startswith("{") else None
        short = f"{known}:{local}" if known else tag
        if len(self) < 10_000:  # a hostile file may have a million different names
            self[tag] = short
        return short


KNOWN: Final = _Names()  # what `name` asks; who looks at each element of a document asks it without a call
_FEW: Final = 12
_SPELLINGS: dict[str, tuple[str, ...]] = {}
_WANTED: dict[tuple[str, ...], tuple[str, ...]] = {}  # the spellings of what `every` was asked for


def _spellings(short: str) -> tuple[str, ...]:
    """`w:p` in each of the namespaces that the prefix stands for."""
    found = _SPELLINGS.get(short)
    if found is None:
        prefix, _, local = short.partition(":")
        found = _SPELLINGS[short] = tuple(f"{{{uri}}}{local}" for uri in _URIS[prefix])
    return found


def name(element: Element) -> str:
    """`w:p` for an element of either namespace of WordprocessingML; `{namespace}local` for one that we do not read."""
    tag = element.tag
    return KNOWN[tag]  # always a str: comments and processing instructions are not parsed


def get(element: Element, attribute: str) -> str | None:
    """The value of an attribute that is named as `w:val`, or None."""
    for spelling in _spellings(attribute):
        value = element.get(spelling)
        if value is not None:
            return value
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and so on down the path; None where a step is missing."""
    found = element
    for step in path:
        if found is None:
            return None
        found = find_first(found, step)
    return found


def find_first(element: Element, wanted: str) -> Element | None:
    """Finds the first child of that name, or None."""
    # Asked some ten times for each paragraph, mostly of elements with few children: there a loop takes a third of the time.
    if len(element) > _FEW:
        return next(element.iterchildren(*_spellings(wanted)), None)
    for one in element:
        if KNOWN[one.tag] == wanted:
            return one
    return None


def value(element: Element | None, *path: str) -> str | None:
    """The `w:val` of the element at the end of the path, or None."""
    found = None if element is None else child(element, *path)
    return None if found is None else get(found, "w:val")


def number(element: Element | None, *path: str) -> int | None:
    """The `w:val` at the end of the path as a whole number; None if it is missing or not a number."""
    return parse_whole(value(element, *path))


def parse_whole(text: str | None) -> int | None:
    """Parses a decimal number (ST_DecimalNumber) between -2^31 and 2^31; None for anything else."""
    if not text:
        return None
    stripped = text.strip()
    digits = stripped[1:] if stripped[:1] in ("-", "+") else stripped
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10):
        return None
    found = int(stripped)
    return found if abs(found) < 2**31 else None


def is_on(element: Element | None) -> bool:
    """Whether an on/off property (CT_OnOff, 17.17.4) is present and not switched off."""
    return element is not None and (get(element, "w:val") or "true").lower() not in ("0", "false", "off")


def every(root: Element, *wanted: str) -> Iterator[Element]:
    """All elements called as one of `wanted` ("w:ins") at or below `root`, in document order."""
    spellings = _WANTED.get(wanted)
    if spellings is None:
        spellings = _WANTED[wanted] = tuple(spelling for one in wanted for spelling in _spellings(one))
    return root.iter(*spellings)


def above(element: Element, wanted: str) -> Element | None:
    """The nearest element called `wanted` ("w:p") around an element, or None."""
    return next(element.iterancestors(*_spellings(wanted)), None)


def shorten_relation(kind: str) -> str:
    """The last word of a relationship's type, "officeDocument", the same for both namespaces; else the whole type."""
    for start in _RELATIONS:
        if kind.startswith(start):
            return kind[len(start) :]
    return kind
