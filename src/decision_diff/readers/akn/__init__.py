"""Akoma Ntoso 3.0 (LegalDocML): one block per paragraph, heading, or cell, with the number that the file gives it.

    bytes ==safexml==> elements ==views==> those of a view ==walk==> blocks

Structure is taken as it is: what a number is, where a heading ends and where a paragraph begins is said by the elements, and nothing
of it is guessed from the words. `ins`, `del`, removed elements and periods of time are two views; so are the last two of several versions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff import safexml
from decision_diff.errors import UnreadableError
from decision_diff.model import Notice, Reading, Source, View
from decision_diff.readers.akn.versions import count_words_beside, find_components, name_version, take_version
from decision_diff.readers.akn.views import Views, find_local
from decision_diff.readers.akn.walk import AknWalk
from decision_diff.readers.flow import Flow, find_oddities

PART: Final = "document"
_HEAD: Final = 4096  # bytes in which the root element begins


def read(
    source: Source, *, encoding: str | None = None, beside: Sequence[Source] = (), view: View = "accepted"
) -> Reading:
    """Reads the paragraphs of a view of a document, in order. Raises UnreadableError.

    `encoding` and `beside` are of no use here: XML declares its own encoding.
    """
    del encoding, beside
    if not source.data:
        raise UnreadableError("the file is empty", source=source.name)
    root = safexml.parse(source.data, part="the file", source=source.name)
    if find_local(root) != "akomaNtoso":
        sentence = (
            f"this is XML, but not Akoma Ntoso: its root element is {find_local(root)[:40]}; save it as plain text"
        )
        raise UnreadableError(sentence, source=source.name)
    root, versions = _choose_version(root, view)
    views = Views(root)
    flow = Flow(PART)
    walk = AknWalk(flow, view, views, source.name)
    walk.walk(root)
    walk.complete_number()
    notices = [
        *versions,
        *_report_views(views, view),
        *_report_modifications(root),
        *flow.report(),
        *find_oddities(flow.blocks),
    ]
    if not any(block.text.strip() or block.label for block in flow.blocks):
        if not views.marks:
            raise UnreadableError("the document holds no text", source=source.name)
        notices.append(Notice("no-text", f"this view of the document ({view}) holds no text"))
    targets = tuple(sorted((target, at) for target, at in flow.targets.items() if at < len(flow.blocks)))
    stated = walk.stated.find_all(flow.blocks)
    return Reading(
        source, tuple(flow.blocks), tuple(notices), views.marks + len(versions), view, (), targets, None, stated
    )


def _choose_version(root: safexml.Element, view: View) -> tuple[safexml.Element, list[Notice]]:
    """Of several versions of one work the last one, or the one before it as the rejected view; and a notice of all."""
    found = find_components(root)
    if len(found) < 2:
        return root, []
    labels = [name_version(one) or f"no. {at}" for at, one in enumerate(found, 1)]
    at = len(found) - (1 if view == "accepted" else 2)
    sentence = f"the file holds {len(found)} versions of one work ({', '.join(labels)[:200]}), and {labels[at]} was read; `history` follows all of them"
    notices = [Notice("versions", sentence)]
    if beside := count_words_beside(root):
        notices.append(Notice("left-out", f"not read: {beside} words in the file outside its versions"))
    return take_version(root, found[at]), notices


def accepts(data: bytes) -> bool:
    """Whether bytes are Akoma Ntoso: an XML file whose root says so."""
    return b"<akomaNtoso" in data[:_HEAD] or b":akomaNtoso" in data[:_HEAD]


def _report_views(views: Views, view: View) -> list[Notice]:
    if not views.marks:
        return []
    when = f", those of {views.last} among them" if views.last else ""
    return [
        Notice("tracked-changes", f"the document holds {views.marks} changes (ins, del, periods){when}, read as {view}")
    ]


def _report_modifications(root: safexml.Element) -> list[Notice]:
    """That what the head of the file says of changes elsewhere is not read as a revision."""
    count = sum(1 for holder in root.iter("{*}passiveModifications", "{*}activeModifications") for _ in holder)
    if not count:
        return []
    return [
        Notice(
            "left-out",
            f"not read: {count} modifications in the head of the file (meta), which are not part of the text",
        )
    ]
