"""Pages (HTML files, saved pages, fragments): one block per paragraph, item, heading, or paragraph of a cell.

    bytes ==decoding==> text ==bounds, tree==> elements ==walk==> blocks

The text is read as a browser shows it without style sheets and scripts; nothing is run or fetched. Numbers of lists are labels with
`typed=False`, as those of Word are. `ins` and `del` are tracked changes. What is left out is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.model import Notice, Reading, Source, View
from decision_diff.patterns import late
from decision_diff.readers.flow import Flow, find_oddities
from decision_diff.readers.html.archives import extract_page, is_archive
from decision_diff.readers.html.bounds import check_bounds
from decision_diff.readers.html.decoding import decode_page, find_codec, read_head
from decision_diff.readers.html.frames import move_frames
from decision_diff.readers.html.notes import find_notes
from decision_diff.readers.html.objects import report_outside
from decision_diff.readers.html.tree import PageNode, find_above, parse_tree, read_attributes, read_text, walk_nodes
from decision_diff.readers.html.walk import Walk

PART: Final = "page"
_BEGINS: Final = r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*"
_PAGE: Final = late(rf"{_BEGINS}<(?:!doctype\s+html\b|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE | re.DOTALL)
# Elements with which a fragment begins that was copied from a page; what is merely cited in a text has no end tag further on.
_FRAGMENT: Final = late(
    rf"{_BEGINS}<(p|div|h[1-6]|ul|ol|table|article|section|main|span|b|strong|em|i|font|blockquote|pre|center)(?:\s[^<>]*)?>.*?"
    r"</(?:\1|p|li|td|tr|h[1-6])\s*>",
    re.IGNORECASE | re.DOTALL,
)


def read(
    source: Source, *, encoding: str | None = None, beside: Sequence[Source] = (), view: View = "accepted"
) -> Reading:
    """The paragraphs of a page, in order. `view` is of its `ins` and `del`. Raises UnreadableError and EncodingError."""
    if not source.data:
        raise UnreadableError("the file is empty", source=source.name)
    text, notices = _read_text(source, encoding, beside)
    check_bounds(text, source.name)
    root = parse_tree(move_frames(text))
    nodes = list(walk_nodes(root, source.name))
    flow = Flow(PART)
    walk = Walk(flow, view, find_notes(nodes), source.name)
    main = _find_main(nodes)
    if main is not None:
        outside = read_text(root, without=main)
        if outside.strip():
            walk.left_out.add("text outside the main part of the page", outside)
    walk.walk(root if main is None else main)
    marks = sum(node.name in ("ins", "del") for node in nodes)
    if marks:
        notices.insert(
            0, Notice("tracked-changes", f"the page holds {marks} tracked changes (ins, del), read as {view}")
        )
    if not _PAGE.match(text):
        first = " ".join(text[:20].split())
        notices.append(
            Notice(
                "fragment", f"the text begins with markup ({first}…), so it is read as a page, and not as plain text"
            )
        )
    notices.extend([*report_outside(nodes), *_report_left_out(walk), *flow.report(), *find_oddities(flow.blocks)])
    if not any(block.text.strip() for block in flow.blocks):
        if not marks and not any(block.features for block in flow.blocks):
            raise UnreadableError(_explain_empty(walk, nodes), source=source.name)
        notices.append(Notice("no-text", f"this view of the page ({view}) holds no text"))
    targets = tuple(sorted((name, at) for name, at in flow.targets.items() if at < len(flow.blocks)))
    return Reading(source, tuple(flow.blocks), tuple(notices), marks, view, (), targets)


def accepts(data: bytes) -> bool:
    """Whether bytes are a page, or a fragment of one: they begin with an element of HTML that is closed further on."""
    if is_archive(data):
        return True
    text = read_head(data)
    return bool(_PAGE.match(text) or _FRAGMENT.match(text))


def _read_text(source: Source, encoding: str | None, beside: Sequence[Source]) -> tuple[str, list[Notice]]:
    """The text of a page, which may stand in an archive, and how its encoding was decided where there was a question."""
    if not is_archive(source.data):
        return decode_page(source, encoding, beside)
    page, said = extract_page(source.data, source.name)
    return decode_page(replace(source, data=page), encoding or find_codec(said) or None, beside)


def _find_main(nodes: Sequence[PageNode]) -> PageNode | None:
    """The main part of a page, where it says of exactly one element that this is it; None if it does not, or nothing is in it."""
    elements = (node for node in nodes if node.name[:1] not in "#!")
    found = [node for node in elements if node.name == "main" or read_attributes(node).get("role") == "main"]
    outer = [node for node in found if find_above(node.parent, frozenset({"main"})) is None]
    if len(outer) != 1 or "hidden" in read_attributes(outer[0]) or not read_text(outer[0]).strip():
        return None
    return outer[0]


def _report_left_out(walk: Walk) -> list[Notice]:
    """What was left out, how often, how many characters, and the first of them."""
    left = walk.left_out
    if not left.counts:
        return []
    kinds = ", ".join(f"{count} × {what}" for what, count in sorted(left.counts.items()))
    words = f"; {left.characters:,} characters of text with them, first “{left.first}”" if left.characters else ""
    return [Notice("left-out", f"not read, as no text of the page: {kinds}{words}")]


def _explain_empty(walk: Walk, nodes: Sequence[PageNode]) -> str:
    """Why a page holds no text, and what to do."""
    if any(node.name in ("frame", "iframe", "frameset") for node in nodes):
        return "the page holds no text of its own, only other pages (frames); open the one that you mean, and save that"
    if "script" in walk.left_out.counts:
        return "the page holds no text: scripts write it in a browser; open it there, and save it as a complete page"
    return "the page holds no text"
