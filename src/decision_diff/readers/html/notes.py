"""Footnotes and endnotes of a page: links that lead to a place from which a link leads back.

    … the budget<a id="r1" href="#n1">1</a> …        <li id="n1">As amended. <a href="#r1">back</a></li>

So do pages that Word, LibreOffice and other programs write. A note is read behind the paragraph that refers to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from decision_diff.patterns import late
from decision_diff.readers.html.tree import BLOCKS, MAX_CLIMB, PageNode, find_above, read_attributes, read_text

_SYMBOL: Final = late(r"[\s\[(（]*([0-9]{1,4}|[a-zA-Z]|[ivxlcdm]{1,6}|[*†‡§¶]{1,4})[\s\])）]*")
_HOLDERS: Final = frozenset({"div", "li", "aside"})
_NO_NOTES: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "nav", "body", "html", "main", "article", "table"})
_ENDNOTE: Final = late(r"endnote|_edn|sdend", re.IGNORECASE)
_DEPTH: Final = 3  # elements between a link and the one that has its name


@dataclass(slots=True)
class PageNote:
    """A note: its number as printed, "footnote" or "endnote", and the element that holds its paragraphs."""

    symbol: str
    kind: str
    body: PageNode


@dataclass(slots=True)
class PageNotes:
    """By the identity of a link, what is known of it: `references` to notes, and links `back`. `bodies` are not read in place."""

    references: dict[int, PageNote] = field(default_factory=dict)
    back: set[int] = field(default_factory=set)
    bodies: set[int] = field(default_factory=set)


def find_notes(nodes: Iterable[PageNode]) -> PageNotes:
    """The notes among the nodes of a page, which come in its order."""
    named: dict[str, PageNode] = {}
    links: list[tuple[PageNode, str]] = []
    for node in nodes:
        if node.name[:1] in "#!":
            continue
        attributes = read_attributes(node)
        for name in (attributes.get("id"), attributes.get("name") if node.name == "a" else None):
            if name:
                named.setdefault(name, node)
        href = attributes.get("href")
        if node.name == "a" and href and href.startswith("#"):
            links.append((node, href[1:]))
    return _match(named, links) if links else PageNotes()


def _match(named: dict[str, PageNode], links: list[tuple[PageNode, str]]) -> PageNotes:
    leading: dict[str, list[tuple[int, PageNode]]] = {}
    for at, (link, target) in enumerate(links):
        leading.setdefault(target, []).append((at, link))
    found = PageNotes()
    held: dict[int, int] = {}  # by the identity of what holds the bodies of notes, how many
    met: list[tuple[PageNode, str, PageNode]] = []
    for at, (link, target) in enumerate(links):
        if (place := named.get(target)) is None or id(link) in found.back:
            continue
        symbol = _SYMBOL.fullmatch(read_text(link))
        pair = _find_pair(link, at, place, leading) if symbol else None
        if symbol and pair:
            body, back = pair
            found.back.add(id(back))
            held[id(body.parent)] = held.get(id(body.parent), 0) + 1
            met.append((link, symbol[1], body))
    for link, text, body in met:
        whole = _find_holder(body) if held[id(body.parent)] == 1 else body
        found.references[id(link)] = PageNote(text, _find_kind(link), whole)
        found.bodies.add(id(whole))
    return found


def _find_kind(link: PageNode) -> str:
    said = " ".join(value or "" for value in read_attributes(link).values())
    return "endnote" if _ENDNOTE.search(said) else "footnote"


def _find_pair(
    link: PageNode, at: int, place: PageNode, leading: dict[str, list[tuple[int, PageNode]]]
) -> tuple[PageNode, PageNode] | None:
    """The body of the note to which a link refers, and the link in it that leads back; None if it is not a note."""
    body = find_above(place, BLOCKS)
    back = _find_back(link, at, leading)
    if body is None or body.name in _NO_NOTES or back is None or not _is_below(back, body, place):
        return None
    return body, back


def _find_back(link: PageNode, at: int, leading: dict[str, list[tuple[int, PageNode]]]) -> PageNode | None:
    """The link further on that leads back to this one, to what holds it or to what it holds."""
    names = []
    near = [link, *(one for one in link.children or () if one.name == "a")]
    above = link.parent
    for _ in range(_DEPTH):
        if above is None or above.name in BLOCKS:
            break
        near.append(above)
        above = above.parent
    for one in near:
        attributes = read_attributes(one)
        names += [name for name in (attributes.get("id"), attributes.get("name")) if name]
    for name in names:
        for other, back in leading.get(name, ())[:_DEPTH]:
            if other > at:
                return back
    return None


def _is_below(node: PageNode, body: PageNode, place: PageNode) -> bool:
    holder = _find_holder(body)
    for _ in range(MAX_CLIMB):
        if node is None or node is body or node is place or node is holder:
            return node is not None
        node = node.parent
    return False


def _find_holder(body: PageNode) -> PageNode:
    """What holds all paragraphs of a note whose first one is `body`."""
    holder = body.parent
    if body.name != "p" or holder is None or holder.name not in _HOLDERS:
        return body
    first = next((one for one in holder.children if one.name[:1] != "#" or (one.data or "").strip()), None)
    return holder if first is body else body
