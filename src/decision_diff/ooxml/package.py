"""The package, ISO/IEC 29500-2 (Open Packaging Conventions): a ZIP of parts that relationships join.

Only what is asked for is unpacked, its bytes counted while they come out, so that a header that lies about a size gains
nothing. Parts are found by relationship and content type, never by their usual names. Nothing outside the package is ever fetched.
"""

from __future__ import annotations

from posixpath import dirname, normpath
from typing import Final
from urllib.parse import unquote

from decision_diff import safexml
from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.model import Notice
from decision_diff.ooxml.compatibility import Compatibility
from decision_diff.ooxml.names import name, shorten_relation
from decision_diff.safexml import Element
from decision_diff.safezip import Archive, shorten_name

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN_TYPES: Final = {
    f"{_WORD}document.main+xml",
    f"{_WORD}template.main+xml",
    "application/vnd.ms-word.document.macroenabled.main+xml",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
}
_OTHER_MAINS: Final = {
    "spreadsheetml": "an Excel workbook",
    "presentationml": "a presentation",
    "drawingml": "a drawing",
}


@frozen
class Relationship:
    """`kind` is the last word of its type ("styles"). `target` is a part's name, or an address outside if `external`."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """An opened DOCX. Parts are named without the leading slash, as the ZIP has them ("word/document.xml").

    Opening it raises UnreadableError, in one sentence, for what is not a sound DOCX; so does reading a part. A parsed
    part is kept: asked twice, `read_xml` gives the same elements.
    """

    def __init__(self, data: bytes, source: str = "") -> None:
        self.source = source
        self._archive = _open(data, source)
        self._trees: dict[str, Element] = {}
        self.digests: dict[tuple[str, int], str] = {}  # of parts of drawings: `pictures` works each out once
        self.stories: tuple[str, ...] | None = None  # as `document.find_stories` found them
        self.compatibility = Compatibility()
        self.claimed = False  # by a writer, who changes the trees: nobody else may read them any more
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self._defaults, self._overrides = self._content_types()
        self.main = self._main()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries, in the order of the archive, folders left out."""
        return self._archive.names

    def has(self, part: str) -> bool:
        """Whether the package has a part of that name, in any case (29500-2, 6.2.2.3)."""
        return self._archive.find(part) is not None

    def find_content_type(self, part: str) -> str:
        """Finds the content type of a part, in lower case; "" if none is declared."""
        folded = part.casefold()
        return self._overrides.get(folded) or self._defaults.get(folded.rpartition(".")[2], "")

    def read(self, part: str) -> bytes:
        """Reads the bytes of a part, unpacked and checked against their CRC. Raises UnreadableError."""
        return self._archive.read(part)

    def read_xml(self, part: str) -> Element:
        """Reads a part as Word does (`compatibility`); its root. The tree is the package's own: do not change it."""
        key = part.casefold()
        if key not in self._trees:
            root = safexml.parse(self.read(part), part=shorten_name(part), source=self.source)
            self.compatibility.resolve(root, part)
            self._trees[key] = root
        return self._trees[key]

    def read_relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """Reads the relationships of a part, or of the package itself (""), in the file's order.

        Targets that leave the package by `..` are dropped, as no part can be there.
        """
        if part not in self._relationships:
            self._relationships[part] = self._find_relationships(part)
        return self._relationships[part]

    def find_related(self, kind: str) -> str | None:
        """Finds the first part in the package that the main part relates to as `kind`."""
        for link in self.read_relationships(self.main):
            if link.kind == kind and not link.external and self.has(link.target):
                return link.target
        return None

    def report(self) -> tuple[Notice, ...]:
        """Reports what a reader of the text must know about the package: macros, parts outside, parts that are missing."""
        found: list[Notice] = []
        if any(self.find_content_type(entry) == "application/vnd.ms-office.vbaproject" for entry in self.names) or any(
            link.kind.endswith("/vbaProject") for link in self.read_relationships(self.main)
        ):
            found.append(Notice("macros", "the document carries macros, which are ignored"))
        settings = self.find_related("settings")
        links = self.read_relationships(self.main) + (self.read_relationships(settings) if settings else ())
        outside = sorted({link.kind.rpartition("/")[2] for link in links if link.external and link.kind != "hyperlink"})
        if outside:
            kinds = ", ".join(shorten_name(kind) for kind in outside[:8])
            found.append(Notice("external", f"the document points outside itself ({kinds}); nothing was fetched"))
        missing = sorted(
            {
                shorten_name(link.target)
                for link in links
                if not link.external and not self.has(link.target) and link.target
            }
        )
        if missing:
            found.append(
                Notice("part-missing", f"the package names parts that it does not hold: {', '.join(missing[:8])}")
            )
        return tuple(found)

    # -- opening

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        if not self.has("[Content_Types].xml"):
            raise self._bad("this is a ZIP, but not a Word document: it has no [Content_Types].xml")
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for row in self.read_xml("[Content_Types].xml"):
            kind = (row.get("ContentType") or "").lower()
            if name(row) == "ct:Default":
                defaults[(row.get("Extension") or "").casefold()] = kind
            elif name(row) == "ct:Override":
                overrides[unquote(row.get("PartName") or "").lstrip("/").casefold()] = kind
        return defaults, overrides

    def _main(self) -> str:
        links = [link for link in self.read_relationships() if link.kind == "officeDocument" and not link.external]
        if not links:
            raise self._bad("the package does not say which part is the document (no officeDocument relationship)")
        part = self._archive.find(links[0].target)
        if part is None:
            raise self._bad(f"the part of the document, {shorten_name(links[0].target)}, is missing")
        kind = self.find_content_type(part)
        if kind not in _MAIN_TYPES:
            what = next((what for word, what in _OTHER_MAINS.items() if word in kind), "")
            raise self._bad(
                f"this is {what}, not a Word document"
                if what
                else f"{shorten_name(part)} is not declared as a Word document but as {shorten_name(kind) or 'nothing'}"
            )
        if name(self.read_xml(part)) != "w:document":
            raise self._bad(f"{shorten_name(part)} holds no WordprocessingML document")
        return part

    def _find_relationships(self, part: str) -> tuple[Relationship, ...]:
        folder, _, file = part.rpartition("/")
        listing = f"{folder}/_rels/{file}.rels".lstrip("/")
        if not self.has(listing):
            return ()
        found = []
        for row in self.read_xml(listing):
            if name(row) != "rel:Relationship":
                continue
            external = (row.get("TargetMode") or "").lower() == "external"
            target = row.get("Target") or ""
            resolved: str | None = target if external else _resolve(part, target)
            if resolved is not None:
                found.append(
                    Relationship(row.get("Id") or "", shorten_relation(row.get("Type") or ""), resolved, external)
                )
        return tuple(found)

    def _bad(self, sentence: str) -> UnreadableError:
        return UnreadableError(sentence, source=self.source)


def looks_like_one(data: bytes) -> bool:
    """Whether bytes want to be read as a Word document: a ZIP with content types, or an OLE file, which may hold one."""
    return data.startswith(_OLE) or (data.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in data)


def _open(data: bytes, source: str) -> Archive:
    if not data:
        raise UnreadableError("the file is empty", source=source)
    if data.startswith(_OLE):
        raise UnreadableError(_what_ole(data), source=source)
    if data.startswith(b"{\\rtf"):
        raise UnreadableError("this is rich text (RTF), whatever its name says; save it as .docx", source=source)
    if not data.startswith(b"PK"):
        raise UnreadableError("this is not a Word document (DOCX): it is not a ZIP package", source=source)
    return Archive(data, source)


def _what_ole(data: bytes) -> str:
    """An OLE compound file names its streams in UTF-16 ([MS-CFB] 2.6)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "this document is encrypted; open it in Word with its password and save it without one"
    if "WordDocument".encode("utf-16-le") in data:
        return "this is a Word 97-2003 file; save it as .docx"
    return "this is an old Office file (OLE), not a DOCX; save it as .docx"


def _resolve(part: str, target: str) -> str | None:
    """The name of the part that a relative reference means (29500-2, 6.2.2); None if it leads out of the package."""
    path = unquote(target.partition("#")[0]).replace("\\", "/")
    joined = path if path.startswith("/") else f"{dirname(part)}/{path}"
    plain = normpath(f"./{joined.lstrip('/')}")
    return None if plain.startswith("..") else plain
