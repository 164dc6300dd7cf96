"""The tree of a page, as a parser of the HTML standard builds it (justhtml), and what is asked of its nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from decision_diff.errors import UnreadableError

PageNode = Any  # justhtml's: `name`, `attrs`, `children`, `parent`, and `data` of a text

MAX_LEVELS: Final = 10_000  # of elements within elements; browsers stop at 512
MAX_CLIMB: Final = 64  # levels that are looked up from a node
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
_UNSEEN: Final = frozenset({"script", "style", "template", "annotation", "annotation-xml", "head"})


def parse_tree(text: str) -> PageNode:
    """The document of a page. Nothing is cleaned, run or fetched."""
    from justhtml import JustHTML  # noqa: PLC0415 - late: only pages need it

    return JustHTML(text, sanitize=False).root


def read_attributes(node: PageNode) -> Mapping[str, str | None]:
    """The attributes of an element, by their names in lower case."""
    found: Mapping[str, str | None] = node.attrs or {}
    return found


def walk_nodes(root: PageNode, source: str) -> Iterator[PageNode]:
    """All nodes below a node, in the order of the page; UnreadableError where they are nested too deep."""
    stack = [(child, 1) for child in reversed(root.children or ())]
    while stack:
        node, level = stack.pop()
        yield node
        if level > MAX_LEVELS:
            raise UnreadableError(
                f"the page nests elements more than {MAX_LEVELS:,} levels deep, which no decision does", source=source
            )
        children = node.children
        if children:
            stack.extend([(child, level + 1) for child in reversed(children)])


def read_text(node: PageNode, *, without: PageNode = None) -> str:
    """All text below a node, as it stands in the page; what is `without` is left out, and what is never seen."""
    texts: list[str] = []
    stack = [node]
    while stack:
        one = stack.pop()
        if one.name == "#text":
            texts.append(one.data)
        elif one.children and one is not without and one.name not in _UNSEEN:
            stack.extend(reversed(one.children))
    return "".join(texts)


def find_above(node: PageNode, names: frozenset[str]) -> PageNode | None:
    """The nearest element at or above a node, at most MAX_CLIMB levels, that has one of the names."""
    for _ in range(MAX_CLIMB):
        if node is None or node.name in names:
            return node
        node = node.parent
    return None
