"""A redline that was made by hand, rewritten with tracked changes (`ooxml.manual` says what counts as a mark by hand).

Such a document is then two revisions like any other with tracked changes: paragraphs and table rows of which all words are
marked come or go whole.
"""

from __future__ import annotations

from typing import Final

from decision_diff.ooxml import document
from decision_diff.ooxml.manual import CONTENT, Hand, find_marked_runs
from decision_diff.ooxml.names import above, child, every, name
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing import tracked_changes
from decision_diff.ooxml.writing.passage import track_run
from decision_diff.ooxml.writing.saving import Output
from decision_diff.safexml import Element

_BY_HAND: Final = {"del": ("w:strike", "w:dstrike"), "ins": ("w:u", "w:color")}
_NOBODY: Final = ""  # marks by hand do not say whose they are


def convert_manual_changes(data: bytes, source: str = "") -> bytes:
    """Convert the marks by hand of a document into tracked changes; the same bytes if it has none. Raises UnreadableError."""
    package = Package(data, source)
    parts = document.find_stories(package)
    root = package.read_xml(package.main)
    maker = tracked_changes.ElementMaker(
        root, _NOBODY, "", tracked_changes.find_free_id(package.read_xml(part) for part in parts)
    )
    output = Output(package)
    count = 0
    for part in parts:
        runs = list(find_marked_runs(package.read_xml(part)))
        if runs:
            count += len(runs)
            output.edit(part)
            _track(runs, maker)
    return output.pack() if count else data


def _track(runs: list[tuple[Element, Hand]], maker: tracked_changes.ElementMaker) -> None:
    kinds: dict[Element, tracked_changes.TrackedKind] = {run: "del" if how == "struck" else "ins" for run, how in runs}
    _track_whole(kinds, maker)
    last: Element | None = None
    for run, kind in kinds.items():
        last = track_run(run, last, kind, maker)
        _undress(run, kind)


def _track_whole(kinds: dict[Element, tracked_changes.TrackedKind], maker: tracked_changes.ElementMaker) -> None:
    """Mark the ends of paragraphs, and the rows, in which there is nothing but marked words of one kind."""
    paragraphs: dict[Element, tracked_changes.TrackedKind] = {}
    for run in kinds:
        paragraph = above(run, "w:p")
        if (
            paragraph is not None
            and paragraph not in paragraphs
            and (kind := _find_only_kind(paragraph, kinds)) is not None
        ):
            paragraphs[paragraph] = kind
    rows = dict.fromkeys(row for one in paragraphs for row in one.iterancestors() if name(row) == "w:tr")
    for paragraph, kind in paragraphs.items():
        tracked_changes.track_end(paragraph, kind, maker)
    for row in rows:
        if (only := _find_only_kind(row, kinds)) is not None:
            tracked_changes.track_row(row, only, maker)


def _find_only_kind(
    holder: Element, kinds: dict[Element, tracked_changes.TrackedKind]
) -> tracked_changes.TrackedKind | None:
    """The kind of all words below an element; None if they are of two kinds, or some are not marked."""
    found = {
        kinds.get(run)
        for run in every(holder, "w:r")
        if any(name(one) in CONTENT and (one.text or name(one) != "w:t") for one in run)
    }
    return found.pop() if len(found) == 1 else None


def _undress(run: Element, kind: tracked_changes.TrackedKind) -> None:
    """Take the mark by hand away from a run, and give what is deleted the names that it has in a deletion."""
    own = child(run, "w:rPr")
    if own is not None:
        for one in [one for one in own if name(one) in _BY_HAND[kind]]:
            own.remove(one)
    if kind == "del":
        for one in run:
            if name(one) in ("w:t", "w:instrText"):
                one.tag = str(one.tag).replace("}t", "}delText").replace("}instrText", "}delInstrText")
