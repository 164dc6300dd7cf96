"""The text that stands beside the body in parts of its own and is not compared clause by clause: headers, footers, comments.

Each is a few paragraphs of words. What a field prints that any program works out anew (page numbers, dates of printing)
is shown by the field's name, for its last result says nothing of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from decision_diff.model import View
from decision_diff.ooxml import document, revisions
from decision_diff.ooxml.names import every, get, name
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.resolve import resolve
from decision_diff.ooxml.saving import Output
from decision_diff.ooxml.text import characters, leaves
from decision_diff.safexml import Element

_KINDS: Final = ("header", "footer", "comments")
_REFERENCES: Final = ("w:headerReference", "w:footerReference")
_VOLATILE: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "PRINTDATE", "SAVEDATE"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A header, footer or comment; `place` says which ("header 2"), `lines` are its paragraphs that hold words."""

    kind: str
    place: str
    lines: tuple[str, ...]


def parts(package: Package) -> list[str]:
    """The parts, in the order in which the main part relates to them."""
    links = package.relationships(package.main)
    return list(
        dict.fromkeys(
            one.target for one in links if one.kind in _KINDS and not one.external and package.has(one.target)
        )
    )


def texts(package: Package, view: View) -> list[Beside]:
    """What stands in them in that view: headers and footers as the sections use them, comments in their order."""
    found = []
    for kind in _KINDS:
        count = 0
        for root in _roots(package, kind):
            if lines := tuple(_lines(root, view)):
                count += 1
                found.append(Beside(kind, f"{kind.removesuffix('s')} {count}", lines))
    return found


def unmarked(data: bytes, view: View, source: str = "") -> bytes:
    """A document as one view of it, without any mark in any of its parts. Raises UnreadableError."""
    package = Package(data, source)
    output = Output(package)
    for part in (*document.stories(package), *parts(package)):
        if revisions.count(package.xml(part)):
            resolve(output.edit(part), view)
    return output.data()


def _roots(package: Package, kind: str) -> Iterator[Element]:
    links = package.relationships(package.main)
    targets = {one.id: one.target for one in links if one.kind == kind and not one.external and package.has(one.target)}
    if kind == "comments":
        for part in dict.fromkeys(targets.values()):
            yield from every(package.xml(part), "w:comment")
        return
    used = (
        get(one, "r:id") or ""
        for one in package.xml(package.main).iter()
        if name(one) in _REFERENCES and name(one) == f"w:{kind}Reference"
    )
    for part in dict.fromkeys(targets[one] for one in used if one in targets):
        yield package.xml(part)


def _lines(root: Element, view: View) -> Iterator[str]:
    if revisions.count(root):
        root = deepcopy(root)  # the tree is the package's own
        resolve(root, view)
    for paragraph in every(root, "w:p"):
        if not any(name(above) == "mc:Fallback" for above in paragraph.iterancestors()):
            text = "".join(_words(paragraph))
            if text.strip():
                yield text


def _words(paragraph: Element) -> Iterator[str]:
    depth = hidden = 0
    for leaf in leaves(paragraph, "accepted"):
        if leaf.name == "w:fldChar":
            kind = get(leaf.element, "w:fldCharType")
            if kind == "begin":
                depth += 1
                field = _instruction(leaf.element)
                if not hidden and field in _VOLATILE:
                    hidden = depth
                    yield f"{{{field}}}"
            elif kind == "end":
                hidden = 0 if hidden == depth else hidden
                depth = max(depth - 1, 0)
        elif not hidden and not _in_volatile(leaf.element):
            yield characters(leaf)


def _instruction(begin: Element) -> str:
    """The first word of a field's instruction, in capitals."""
    run = begin.getparent()
    said = ""
    while run is not None:
        said += "".join(one.text or "" for one in every(run, "w:instrText"))
        run = run.getnext()
        if run is None or any(get(one, "w:fldCharType") != "begin" for one in every(run, "w:fldChar")):
            break
    return (said.split() or [""])[0].upper()


def _in_volatile(element: Element) -> bool:
    return any(
        name(above) == "w:fldSimple" and ((get(above, "w:instr") or "").split() or [""])[0].upper() in _VOLATILE
        for above in element.iterancestors()
    )
