"""What stands in a page between its words: pictures, equations, drawings, line breaks; and what leads out of it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final
from urllib.parse import unquote_to_bytes

from decision_diff.model import Notice
from decision_diff.patterns import late
from decision_diff.readers.flow import Flow, TrackedBy, Trait
from decision_diff.readers.html.tree import PageNode, read_attributes, read_text

_DIGITS: Final = 16  # of a hash
_MAX_PARTS: Final = 2_000  # of an equation that is described
_WORDS_OF_MATH: Final = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_ANNOTATIONS: Final = frozenset({"annotation", "annotation-xml"})
_FETCHED: Final[Mapping[str, tuple[str, str]]] = {
    "img": ("src", "picture"), "script": ("src", "script"), "iframe": ("src", "page"), "frame": ("src", "page"),
    "video": ("src", "video"), "audio": ("src", "audio"), "embed": ("src", "object"), "object": ("data", "object"),
    "link": ("href", "style sheet"), "base": ("href", "base"),
}  # fmt: skip
_SHEET: Final = late(
    r"content\s*:\s*[^;}]{0,200}(?:counter|[\"']\s*\w)|list-style|display\s*:\s*none|visibility\s*:\s*hid",
    re.IGNORECASE,
)


def read_picture(flow: Flow, node: PageNode, traits: Sequence[Trait], change: TrackedBy | None) -> None:
    """A picture: the hash of what the page itself holds of it, else where it lies."""
    del traits
    source = (read_attributes(node).get("src") or "").strip()
    flow.add_point("picture", _hash_data(source) if source[:5].lower() == "data:" else source, change)


def _hash_data(address: str) -> str:
    head, _, body = address.partition(",")
    data = unquote_to_bytes(body)
    if head.rstrip().lower().endswith("base64"):
        try:
            data = base64.b64decode(data)
        except (binascii.Error, ValueError):  # a browser shows no picture; two of them are alike if their text is
            return sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return sha256(data).hexdigest()[:_DIGITS]


def read_equation(flow: Flow, node: PageNode, traits: Sequence[Trait], change: TrackedBy | None) -> None:
    """An equation: the characters in it, and how it is built."""
    words, structure = _describe(node)
    if words:
        flow.write(words, (*traits, ("equation", structure)), change)
        flow.remember("equation", "equations are read as the characters in them; how they are built is compared too")


def _describe(equation: PageNode) -> tuple[str, str]:
    """The characters of an equation, and its elements with these: `math(msup(mi(x)mn(2)))`."""
    words: list[str] = []
    said: list[str] = []
    stack: list[PageNode | None] = [equation]
    while stack and len(said) < _MAX_PARTS:
        node = stack.pop()
        if node is None:
            said.append(")")
        elif node.name == "#text":
            text = " ".join(node.data.split())
            words.append(text)
            said.append(text)
        elif node.name[:1] != "#" and node.name not in _ANNOTATIONS:
            said.append(f"{node.name}(")
            stack.append(None)
            stack.extend(reversed(node.children or ()))
    return "".join(words), "".join(said)


def read_drawing(flow: Flow, node: PageNode, traits: Sequence[Trait], change: TrackedBy | None) -> None:
    """A drawing (SVG), whose words are not compared."""
    del traits
    words = read_text(node)
    flow.add_point(
        "picture", sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS] if words else "", change
    )
    if words.strip():
        flow.remember("diagrams", "the words of a drawing, which are not compared")


def read_frame(flow: Flow, node: PageNode, traits: Sequence[Trait], change: TrackedBy | None) -> None:
    """Another page within this one."""
    del node, traits, change
    flow.remember("included", "the page shows another page within it (iframe), which is not read")


def read_break(flow: Flow, node: PageNode, traits: Sequence[Trait], change: TrackedBy | None) -> None:
    """A line break; none behind the last words of a paragraph is seen, nor kept."""
    del node
    flow.add_break(traits, change)


def read_nothing(flow: Flow, node: PageNode, traits: Sequence[Trait], change: TrackedBy | None) -> None:
    """A place where a line may break."""
    del flow, node, traits, change


READ: Final[Mapping[str, Callable[[Flow, PageNode, Sequence[Trait], TrackedBy | None], None]]] = {
    "br": read_break, "wbr": read_nothing, "img": read_picture, "math": read_equation, "svg": read_drawing, "iframe": read_frame,
    "frame": read_frame,
}  # fmt: skip


def report_outside(nodes: Iterable[PageNode]) -> list[Notice]:
    """Reports what a page would have a browser fetch, and what its style sheets may hide or number; none of it is done."""
    outside: set[str] = set()
    styled = False
    for node in nodes:
        if node.name == "style":
            styled = styled or any(_SHEET.search(child.data or "") for child in node.children or ())
        elif node.name in _FETCHED:
            attribute, what = _FETCHED[node.name]
            attributes = read_attributes(node)
            address = (attributes.get(attribute) or "").strip().lower()
            if node.name == "link" and "stylesheet" not in (attributes.get("rel") or "").lower():
                continue
            if address and not address.startswith(("data:", "#", "about:")):
                outside.add(what)
    notices = []
    if outside:
        kinds = ", ".join(sorted(outside))
        notices.append(Notice("external", f"the page points outside itself ({kinds}); nothing was fetched"))
    if styled:
        sentence = "the page has style sheets that may hide words or write numbers (display, content, list-style); only what an element itself says is read"
        notices.append(Notice("style-sheet", sentence))
    return notices
