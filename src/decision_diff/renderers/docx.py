"""One Word document with native tracked changes: accept all and it is the new text, reject all and it is the old one.

    two sources ==ooxml.side==> two documents without marks ==_match==> what became what ==_docx_merge==> marks ==> proof

The new document's own package is what is written, so that accepting everything gives it as its author made it; a text
gets a template of ours. Before anything is given out it is read back: each paragraph of both views with its number, its
place in tables and notes, and its outline level. What does not prove is written again as whole paragraphs deleted and
inserted; what does not prove even then is an InvariantError. Formatting alone is never a change here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from decision_diff.errors import InvariantError, OutputError
from decision_diff.ooxml import marks, template
from decision_diff.ooxml.carry import Carrier
from decision_diff.ooxml.names import child, name
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.ooxml.revisions import View
from decision_diff.ooxml.saving import Output
from decision_diff.ooxml.side import Printed, Side, open_side, printed
from decision_diff.ooxml.template import Cells, Text
from decision_diff.renderers._docx_merge import Merger
from decision_diff.renderers._match import Layout, Match, Shown, layout, match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decision_diff.changes import Comparison
    from decision_diff.model import Decision
    from decision_diff.renderers._shared import Options
    from decision_diff.safexml import Element

_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TERMS = "http://purl.org/dc/terms/"
_DATE = re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_BEFORE_TRACKING = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView"
)
_VIEWS: tuple[View, View] = ("accepted", "rejected")
_STYLES = {
    "title": "Title", "heading": "Title", "attachment": "Title", "part": "Call", "recitals": "Call", "operative": "Call",
    "chapter": "Section", "section": "Section", "book": "Section", "subdivision": "Section", "paragraph": "Clause",
    "article": "Clause", "point": "Point", "item": "Item",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Document:
    """A decision as a DOCX: `data` read in `view`, where its clauses stand in it, and what a reader must see of it."""

    data: bytes
    view: View
    source: str
    layout: Layout
    expected: list[Printed]

    def open(self) -> Side:
        """Its trees, fresh: writing changes them."""
        return open_side(self.data, self.view, self.source)


def render(comparison: Comparison, options: Options) -> bytes:
    """The redline as the bytes of a DOCX, proved. InvariantError, which names the paragraph, when it cannot be."""
    old, new = _document(comparison.old), _document(comparison.new)
    found = match(comparison, old.layout, new.layout)
    failure = ""
    # From the smallest marks to the coarsest; the first that prove are given out.
    for restore, whole in ((False, False), (True, False), (True, True)):
        tried = Match({}, frozenset(), {}) if whole else found
        output = _write(old.open(), new.open(), tried, options, restore=restore)
        failure = _failure(output, old, new)
        if not failure:
            return output
    raise InvariantError(f"no redline of these documents proves, so none is written: {failure}; please report them")


def _write(old: Side, new: Side, found: Match, options: Options, *, restore: bool) -> bytes:
    output = Output(new.package)
    main = output.edit(new.package.main)
    date = options.date if options.date is not None else _modified(new.package)
    if date and not _DATE.fullmatch(date):
        raise OutputError(f"{date!r} is no date for a tracked change; write it as 2025-07-04T09:00:00Z")
    maker = marks.Maker(main, options.author, date, marks.first_free(_trees(new.package)))
    carrier = Carrier(old, new, output, maker, own_lists=restore)
    merger = Merger(old, new, found, carrier, maker, moves=options.moves == "tracked", restore=restore)
    for part in sorted(merger.write()):
        output.edit(part)
    if options.track_on:
        _track(output, maker)
    return output.data()


def _document(decision: Decision) -> _Document:
    """The document that a decision was read from; a template of ours with its words if that was none."""
    data, source = decision.source.data, decision.source.name
    if not looks_like_one(data):
        return _templated(decision)
    texts = [block.raw.removesuffix("\n") for block in decision.blocks]
    for view in _VIEWS:
        side = open_side(data, view, source)
        if [paragraph.text for paragraph in side.paragraphs] == texts:
            return _Document(data, view, source, layout(decision), printed(side.package, "accepted"))
    raise OutputError(
        "the paragraphs of this document are not those that were compared; no redline is written", source=source
    )


def _templated(decision: Decision) -> _Document:
    if wrong := _NO_XML.search("".join(clause.line for clause in decision.walk())):
        raise OutputError(
            f"the text holds the character U+{ord(wrong.group()):04X}, which no Word document can",
            source=decision.source.name,
        )
    content: list[Text | Cells] = []
    spans: dict[str, list[tuple[int, int, int]]] = {}
    own: dict[str, range] = {}
    shown: dict[int, Shown] = {}
    at = 0
    for clause in decision.walk():
        start, spans[clause.eid] = at, []
        if clause.cells:
            cells = []
            for cell in clause.cells:
                offset, made = cell.start, []
                for text in cell.of(clause.text).split("\n"):
                    made.append(Text(text, "TableText"))
                    shown[at] = Shown(("", "", ""), text, "")
                    spans[clause.eid].append((offset, offset + len(text), at))
                    offset += len(text) + 1
                    at += 1
                cells.append(tuple(made))
            content.append(Cells(tuple(cells)))
        else:
            block = decision.blocks[clause.origin.start] if decision.blocks else None
            shown[at] = Shown(
                ("", clause.number, (block.gap if block else "\t") if clause.label else ""), clause.words, ""
            )
            content.append(Text(shown[at].text, _STYLES.get(clause.level, "")))
            spans[clause.eid].append((0, len(clause.words), at))
            at += 1
        own[clause.eid] = range(start, at)
    data = template.document(content)
    return _Document(
        data, "accepted", decision.source.name, Layout(spans, own, shown), printed(Package(data), "accepted")
    )


def _failure(output: bytes, old: _Document, new: _Document) -> str:
    """What does not prove, for people; "" if all does."""
    package = Package(output)
    for view, document in zip(_VIEWS, (new, old), strict=True):
        for at, (want, got) in enumerate(zip_longest(document.expected, printed(package, view)), 1):
            if want != got:
                words = (want or got).text[:40] if want or got else ""
                return f"{view}, paragraph {at} ({words!r}) is not that of {document.source}"
    return ""


def _trees(package: Package) -> Iterator[Element]:
    """All parts where ids of marks, comments and bookmarks stand."""
    for link in package.relationships(package.main):
        if (
            not link.external
            and link.kind in ("footnotes", "endnotes", "comments", "header", "footer")
            and package.has(link.target)
        ):
            yield package.xml(link.target)
    yield package.xml(package.main)


def _modified(package: Package) -> str:
    """When the document was last changed, as its own properties say; "" if they do not, or not as an xsd:dateTime."""
    for link in package.relationships(""):
        if link.kind == _CORE and package.has(link.target):
            for element in package.xml(link.target).iter(f"{{{_TERMS}}}modified"):
                text = (element.text or "").strip()
                return text if _DATE.fullmatch(text) else ""
    return ""


def _is_before(setting: Element) -> bool:
    return name(setting).removeprefix("w:") in _BEFORE_TRACKING.split()


def _track(output: Output, maker: marks.Maker) -> None:
    """Switch on the tracking of further changes (w:trackRevisions, 17.15.1.90)."""
    part = output.package.related("settings")
    root = output.edit(part) if part else output.add("settings", "settings")
    if child(root, "w:trackRevisions") is None:
        at = max((at for at, one in enumerate(root, 1) if _is_before(one)), default=0)
        root.insert(at, maker.make("trackRevisions"))
