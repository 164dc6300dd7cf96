"""What styles say of how words look, and how lists and headings are numbered (OpenDocument 1.3, part 3, 16 and 20)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.patterns import late
from decision_diff.readers.flow import Trait
from decision_diff.readers.odt.names import get, name_element
from decision_diff.readers.odt.numbering import ListLevel, read_level
from decision_diff.readers.odt.opened import OdtDocument
from decision_diff.safexml import Element

OdtLooks = Mapping[str, str]  # "position", "strike", "hidden", "font": what holds of each

_MOST_PARENTS: Final = 50
_SIZE: Final = late(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)pt")
_TINY: Final = 4.0  # points; smaller words cannot be read, as in Word documents
_POSITIONED: Final = late(r"(super|sub|-?[0-9.]{1,8}%)")
_READ: Final = (
    "style:style",
    "style:default-style",
    "text:list-style",
    "text:outline-style",
    "text:notes-configuration",
    "style:font-face",
)
_LEVELS: Final = (
    "text:list-level-style-number",
    "text:list-level-style-bullet",
    "text:list-level-style-image",
    "text:outline-level-style",
)


@frozen
class NoteStyle:
    """How notes are numbered: in which format, from which number, and whether throughout the document."""

    form: str = "1"
    start: int = 1
    is_continuous: bool = True


class OdtStyles:
    """The styles of a document, by family and name."""

    def __init__(self, document: OdtDocument) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        self._looks: dict[tuple[str, str], OdtLooks] = {}
        self.notes: dict[str, NoteStyle] = {}
        self._fonts: dict[str, str] = {}
        for element in document.find(*_READ):
            kind = name_element(element)
            if kind == "text:notes-configuration":
                self.notes.setdefault(get(element, "text:note-class") or "", _read_notes(element))
            elif kind == "style:font-face":
                self._fonts.setdefault(get(element, "style:name") or "", _read_font(element, "svg:font-family"))
            elif kind == "text:outline-style":
                self.outline = self.outline or _read_levels(element)
            elif kind == "text:list-style":
                self._lists.setdefault(get(element, "style:name") or "", _read_levels(element))
            else:
                named = get(element, "style:name") or ""
                self._styles.setdefault((get(element, "style:family") or "", named), element)

    def find_looks(self, family: str, named: str) -> OdtLooks:
        """How words in a style look, as far as the style or those that it is based on say."""
        key = (family, named)
        if key not in self._looks:
            found: dict[str, str] = {}
            for style in self._find_chain(family, named):
                for properties in style:
                    if name_element(properties) == "style:text-properties":
                        for what, how in self._read_looks(properties).items():
                            found.setdefault(what, how)
            self._looks[key] = found
        return self._looks[key]

    def find_levels(self, named: str) -> dict[int, ListLevel]:
        """The levels of a list style, from 1."""
        return self._lists.get(named, {})

    def list_styles(self) -> tuple[str, ...]:
        """The names of all list styles."""
        return tuple(self._lists)

    def _read_looks(self, properties: Element) -> OdtLooks:
        found = _read_looks(properties)
        named = get(properties, "style:font-name")
        font = self._fonts.get(named, "") if named else _read_font(properties, "fo:font-family")
        return {**found, "font": font} if font else found

    def _find_chain(self, family: str, named: str) -> list[Element]:
        """A style, and those that it is based on, the nearest first."""
        found: list[Element] = []
        while (family, named) in self._styles and len(found) < _MOST_PARENTS:
            found.append(self._styles[family, named])
            named = get(found[-1], "style:parent-style-name") or ""
            if not named:
                break
        return found


def list_traits(looks: OdtLooks) -> tuple[Trait, ...]:
    """What is seen of words that look so."""
    found: list[Trait] = []
    if looks.get("position") in ("superscript", "subscript"):
        found.append(("superscript" if looks["position"] == "superscript" else "subscript", ""))
    if looks.get("strike"):
        found.append(("strike", ""))
    if looks.get("hidden"):
        found.append(("hidden", looks["hidden"]))
    return tuple(found)


def _read_looks(properties: Element) -> OdtLooks:
    found: dict[str, str] = {}
    if position := _POSITIONED.match(get(properties, "style:text-position") or ""):
        found["position"] = _name_position(position[1])
    strike = get(properties, "style:text-line-through-style") or get(properties, "style:text-line-through-type")
    if strike is not None:
        found["strike"] = "" if strike == "none" else "strike"
    display = get(properties, "text:display")
    if display is not None:
        found["hidden"] = "vanish" if display == "none" else ""
    if not found.get("hidden") and _is_tiny(get(properties, "fo:font-size") or ""):
        found["hidden"] = "tiny"
    return found


def _name_position(said: str) -> str:
    """Whether words are raised or lowered: "super", "-33%"; those at 0% are neither."""
    if said in ("super", "sub"):
        return f"{said}script"
    return "" if not said.strip("-0.%") else "subscript" if said[0] == "-" else "superscript"


def _is_tiny(said: str) -> bool:
    size = _SIZE.fullmatch(said)
    return size is not None and float(size[1]) < _TINY


def _read_font(element: Element, attribute: str) -> str:
    return (get(element, attribute) or "").strip("'\"")


def _read_notes(element: Element) -> NoteStyle:
    """A configuration of notes (16.29.3); its start value counts from 0."""
    start = get(element, "text:start-value") or "0"
    return NoteStyle(
        get(element, "style:num-format") or "1",
        int(start) + 1 if start.isascii() and start.isdecimal() and len(start) < 6 else 1,
        get(element, "text:start-numbering-at") in (None, "document"),
    )


def _read_levels(style: Element) -> dict[int, ListLevel]:
    return {
        level.level: level for one in style if name_element(one) in _LEVELS and (level := read_level(one)) is not None
    }
