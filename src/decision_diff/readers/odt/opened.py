"""An opened document: its content, its styles, and what it holds besides. A package (ODT) or one XML file (FODT).

OpenDocument 1.3, part 2 (packages) and part 3, 3.1 (documents).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff import safexml
from decision_diff.errors import UnreadableError
from decision_diff.model import Notice
from decision_diff.readers.odt.names import get, name_element
from decision_diff.safexml import Element
from decision_diff.safezip import Archive

_ZIP: Final = b"PK\x03\x04"
_TYPE: Final = b"application/vnd.oasis.opendocument."
_OTHERS: Final = {
    "office:spreadsheet": "a spreadsheet (ODS)",
    "office:presentation": "a presentation (ODP)",
    "office:drawing": "a drawing (ODG)",
    "office:database": "a database (ODB)",
}


class OdtDocument:
    """An OpenDocument text. `body` is its office:text; `roots` hold styles, those of the content first."""

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._archive: Archive | None = None
        if data.startswith(_ZIP):
            self._archive = Archive(data, source)
            self._check_encryption()
            content = self.read_xml("content.xml")
            styles = self.read_xml("styles.xml") if self._archive.find("styles.xml") else None
            self.roots = (content,) if styles is None else (content, styles)
        else:
            self.roots = (safexml.parse(data, part="the file", source=source),)
        self.body = self._find_body()

    def read_xml(self, part: str) -> Element:
        """Reads a part of the package. Raises UnreadableError."""
        return safexml.parse(self.read(part), part=part, source=self.source)

    def read(self, part: str) -> bytes:
        """Reads the bytes of a part of the package. Raises UnreadableError."""
        if self._archive is None:
            raise UnreadableError(f"the part {part} is missing", source=self.source)
        return self._archive.read(part)

    def has(self, part: str) -> bool:
        """Whether the package has a part of that name."""
        return self._archive is not None and self._archive.find(part) is not None

    def find(self, *wanted: str) -> Iterator[Element]:
        """Finds the elements of these names in content and styles, in order."""
        for root in self.roots:
            for element in root.iter():
                if name_element(element) in wanted:
                    yield element

    def report(self) -> list[Notice]:
        """Reports what a reader of the text must know about the file: macros, and what it would have a program fetch."""
        found = []
        names = self._archive.names if self._archive is not None else ()
        if any(one.startswith(("Basic/", "Scripts/")) for one in names) or any(
            len(one) for one in self.find("office:scripts")
        ):
            found.append(Notice("macros", "the document carries macros, which are ignored"))
        outside = sorted({kind for kind, leads in _FETCHED.items() if any(map(leads, self.find(kind)))})
        if outside:
            found.append(
                Notice("external", f"the document points outside itself ({', '.join(outside)}); nothing was fetched")
            )
        return found

    def _check_encryption(self) -> None:
        if self.has("META-INF/manifest.xml"):
            manifest = self.read_xml("META-INF/manifest.xml")
            if any(name_element(element) == "manifest:encryption-data" for element in manifest.iter()):
                sentence = "this document is encrypted; open it with its password and save it without one"
                raise UnreadableError(sentence, source=self.source)

    def _find_body(self) -> Element:
        for holder in self.roots[0]:
            for body in holder if name_element(holder) == "office:body" else ():
                if name_element(body) == "office:text":
                    return body
                if name_element(body) in _OTHERS:
                    raise UnreadableError(f"this is {_OTHERS[name_element(body)]}, not a text", source=self.source)
        raise UnreadableError("the document holds no text (office:text)", source=self.source)


def _leads_out(element: Element) -> bool:
    """Whether what an element shows lies outside the package."""
    href = get(element, "xlink:href") or ""
    return ":" in href.partition("/")[0] or href.startswith(("//", "/", "../"))


_FETCHED: Final = dict.fromkeys(
    (
        "draw:image",
        "draw:object",
        "draw:object-ole",
        "text:section-source",
        "draw:plugin",
        "draw:applet",
        "draw:floating-frame",
    ),
    _leads_out,
)


def looks_like_one(data: bytes) -> bool:
    """Whether bytes want to be read as OpenDocument: a package whose first entry says so, or an XML file that begins as one."""
    if data.startswith(_ZIP):
        return _TYPE in data[:200] or b"opendocument" in data[:4096] or b"META-INF/manifest.xml" in data
    return b"<office:document" in data[:4096] and b"opendocument" in data[:65_536]
