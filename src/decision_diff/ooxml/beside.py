"""The text that stands beside the body in parts of its own and in no clause: headers and footers, and apart from them comments.

What a field prints that any program works out anew (page numbers, dates of printing) is shown by the field's name.
"""

from __future__ import annotations

from dataclasses import dataclass

from decision_diff.model import SLOTS, Story, View
from decision_diff.ooxml import document, revisions, volatile
from decision_diff.ooxml.names import every
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.resolve import resolve_all
from decision_diff.ooxml.saving import Output
from decision_diff.ooxml.sections import sections

_PAGES = {"default": "", "first": "first-page ", "even": "even-page "}


@dataclass(frozen=True, slots=True)
class Beside:
    """A header or footer; `place` says which ("header 2", "first-page footer 1"), `lines` are its paragraphs with words."""

    kind: str
    place: str
    lines: tuple[str, ...]


def stories(package: Package, view: View) -> tuple[tuple[Story, ...], ...]:
    """Of each section of a view, the headers and footers that it has, its own or those of the section before.

    There is at least one section, whether or not the file says so.
    """
    known: dict[str, tuple[str, ...]] = {}
    found = []
    for section in sections(package, view):
        here = []
        for slot in SLOTS:
            part = section.shown.get(slot, "")
            if part and part not in known:
                known[part] = tuple(one.text for one in document.beside(package, package.xml(part), part, view))
            if part:
                here.append(Story(*slot, part, known[part]))
        found.append(tuple(here))
    return tuple(found) or ((),)


def texts(package: Package, view: View) -> list[Beside]:
    """What is printed on the pages of a view, kind by kind: of each the texts that follow each other, section by section.

    A section whose text is that of the section before is not told apart from it: who writes a redline may have to cut one
    in two. One without words counts, unless no section has any.
    """
    return told(stories(package, view))


def told(of: tuple[tuple[Story, ...], ...]) -> list[Beside]:
    """`texts` of the stories of each section."""
    found: list[Beside] = []
    for kind, pages in SLOTS:
        lines = [
            next((_worded(one) for one in section if (one.kind, one.pages) == (kind, pages)), ()) for section in of
        ]
        runs = [one for at, one in enumerate(lines) if not at or one != lines[at - 1]]
        if any(runs):
            found.extend(Beside(kind, f"{_PAGES[pages]}{kind} {at}", one) for at, one in enumerate(runs, 1))
    return found


def _worded(story: Story) -> tuple[str, ...]:
    return tuple(text for text in story.paragraphs if text.strip())


def comments(package: Package, view: View) -> list[tuple[str, ...]]:
    """The paragraphs with words of each comment (17.13.4), in their order."""
    found = []
    for part in _comment_parts(package):
        for root in every(package.xml(part), "w:comment"):
            texts = (volatile.shown(one.text) for one in document.beside(package, root, part, view))
            found.append(tuple(text for text in texts if text.strip()))
    return found


def unmarked(data: bytes, view: View, source: str = "") -> bytes:
    """A document as one view of it, without any mark in any of its parts. Raises UnreadableError."""
    package = Package(data, source)
    output = Output(package)
    parts = [*document.stories(package), *_comment_parts(package)]
    resolve_all(output, (part for part in parts if revisions.count(package.xml(part))), view)
    return output.data()


def _comment_parts(package: Package) -> list[str]:
    links = package.relationships(package.main)
    return list(
        dict.fromkeys(
            one.target for one in links if one.kind == "comments" and not one.external and package.has(one.target)
        )
    )
