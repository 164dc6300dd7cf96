"""OpenDocument texts (ODT, OTT, FODT): one block per paragraph of one view of the document.

    bytes ==opened==> content and styles ==walk==> blocks

Read from the XML itself, as Word documents are: numbers of lists are counted as LibreOffice counts them and are labels with
`typed=False`; tracked changes are two views; footnotes and text boxes follow the paragraph that refers to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.model import Notice, Reading, Source, View
from decision_diff.readers.flow import Flow, find_oddities
from decision_diff.readers.odt.opened import OdtDocument, looks_like_one
from decision_diff.readers.odt.walk import DocumentWalk

PART: Final = "content.xml"
_PAGE_TEXTS: Final = (
    "style:header", "style:footer", "style:header-left", "style:footer-left", "style:header-first", "style:footer-first",
)  # fmt: skip


def read(
    source: Source, *, encoding: str | None = None, beside: Sequence[Source] = (), view: View = "accepted"
) -> Reading:
    """Reads the paragraphs of a view of a document, in order. Raises UnreadableError.

    `encoding` and `beside` are of no use here: XML declares its own encoding.
    """
    del encoding, beside
    if not source.data:
        raise UnreadableError("the file is empty", source=source.name)
    document = OdtDocument(source.data, source.name)
    flow = Flow(PART)
    walk = DocumentWalk(flow, view, document)
    walk.walk()
    marks = len(walk.regions)
    notices = document.report()
    if marks:
        how = "accepted; `outline --view rejected` shows the text before them" if view == "accepted" else "rejected"
        notices.insert(0, Notice("tracked-changes", f"the document holds {marks} tracked changes, read as {how}"))
    notices.extend([*_report_pages(document), *flow.report(), *find_oddities(flow.blocks)])
    if not any(block.text.strip() or block.label for block in flow.blocks):
        notices.append(Notice("no-text", f"this view of the document ({view}) holds no text"))
    targets = tuple(sorted((target, at) for target, at in flow.targets.items() if at < len(flow.blocks)))
    return Reading(source, tuple(flow.blocks), tuple(notices), marks, view, (), targets)


def accepts(data: bytes) -> bool:
    """Whether bytes are an OpenDocument file by their looks; one that is not a text is named by `read`."""
    return looks_like_one(data)


def _report_pages(document: OdtDocument) -> list[Notice]:
    """That the headers and footers of pages are not compared, where they have words."""
    words = [" ".join("".join(map(str, one.itertext())).split()) for one in document.find(*_PAGE_TEXTS)]
    words = [one for one in words if one]
    if not words:
        return []
    sentence = f"not read: {len(words)} headers and footers of pages, first “{words[0][:40]}”"
    return [Notice("left-out", sentence)]
