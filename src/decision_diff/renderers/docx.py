"""One Word document with native tracked changes: accept all and it is the new text, reject all and it is the old one.

    two sources ==ooxml.side==> two documents without marks ==_match==> what became what ==_docx_merge==> marks ==> proof

The new document's own package is what is written, so that accepting everything gives it as its author made it; a text
gets a template of ours. Before anything is given out it is read back: each paragraph of both views with its number, its
place in tables and notes, and its outline level. What does not prove is written again as whole paragraphs deleted and
inserted; what does not prove even then is an InvariantError. Formatting is marked, and then proved, where that is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from decision_diff.errors import InvariantError, OutputError
from decision_diff.model import View
from decision_diff.ooxml import beside, families, marks, template
from decision_diff.ooxml.carry import Carrier
from decision_diff.ooxml.names import child, name
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.ooxml.pictures import Pictures
from decision_diff.ooxml.protection import drop_protection
from decision_diff.ooxml.saving import Output
from decision_diff.ooxml.section_breaks import SectionEnd, section_ends, unmatched
from decision_diff.ooxml.sections import own_even_pages
from decision_diff.ooxml.side import Printed, Side, open_side, printed
from decision_diff.ooxml.template import Cells, Text
from decision_diff.renderers._docx_beside import stories
from decision_diff.renderers._docx_formats import Formats, failure
from decision_diff.renderers._docx_merge import Merger
from decision_diff.renderers._docx_told import Told, tell
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
    """A decision as a DOCX: its trees (writing changes them), where its clauses stand, and what a reader must see of it."""

    side: Side
    source: str
    layout: Layout
    expected: list[Printed]
    native: bool = True
    borrowed: frozenset[int] = frozenset()  # paragraphs without the number that the text has
    pictures: Counter[str] = field(default_factory=Counter)
    section_ends: list[SectionEnd] = field(default_factory=list)


def render(comparison: Comparison, options: Options) -> bytes:
    """The redline as the bytes of a DOCX, proved. InvariantError, which names the paragraph, when it cannot be.

    OutputError for a date that is none, and for text that no Word document can hold.
    """
    wrong = ""
    # From the smallest marks to the coarsest; the first that prove are given out.
    for attempt in _ATTEMPTS:
        written = _write(comparison, options, attempt)
        wrong = written.wrong
        if not wrong and written.told.headers:  # those that cannot be marked so that they prove stay the new document's
            written = _write(replace(comparison, beside=()), options, attempt)
            wrong = written.wrong
        if not wrong:
            tell(comparison, options, written.told)
            return written.output
    raise InvariantError(f"no redline of these documents proves, so none is written: {wrong}; please report them")


@dataclass(frozen=True, slots=True)
class _Written:
    """A redline; why its text does not prove, "" if it does; what is to be told of it."""

    output: bytes
    wrong: str
    told: Told


@dataclass(frozen=True, slots=True)
class _Attempt:
    """How to write: `restore` gives old lists back one by one, `whole` replaces all paragraphs.

    `borrow`: a typed number of an old text stands for the same number that Word generates in the new document.
    `cuts`: what was split or joined shows by its paragraph marks.
    """

    borrow: bool = False
    cuts: bool = False
    restore: bool = False
    whole: bool = False


_ATTEMPTS = (
    _Attempt(borrow=True, cuts=True),
    _Attempt(borrow=True),
    _Attempt(),
    _Attempt(restore=True),
    _Attempt(restore=True, whole=True),
)


def _same_numbers(comparison: Comparison) -> frozenset[str]:
    """The clauses of an old text whose typed number Word generates in the new document: there is nothing to mark."""
    if looks_like_one(comparison.old.source.data) or not looks_like_one(comparison.new.source.data):
        return frozenset()
    return frozenset(
        change.old[0].eid
        for change in comparison.every
        if len(change.old) == len(change.new) == 1 and "move" not in change.effects and change.old[0].words
        for label in (change.new[0].label,)
        if label is not None and not label.typed and label.text == change.old[0].number
    )


def _write(comparison: Comparison, options: Options, attempt: _Attempt) -> _Written:
    same = _same_numbers(comparison) if attempt.borrow else frozenset[str]()
    old, new = _document(comparison.old, same), _document(comparison.new, frozenset())
    found = Match({}, frozenset(), {}) if attempt.whole else match(comparison, old.layout, new.layout)
    package = new.side.package
    output = Output(package)
    main = output.edit(package.main)
    date = options.date if options.date is not None else _modified(package)
    if date and not _DATE.fullmatch(date):
        raise OutputError(f"{date!r} is no date for a tracked change; write it as 2025-07-04T09:00:00Z")
    maker = marks.Maker(main, options.author, date, marks.first_free(_trees(package)))
    carrier = Carrier(old.side, new.side, output, maker, own_lists=attempt.restore)
    pairs, found = stories(comparison.beside, found, carrier)
    formats = Formats(old.side, new.side, carrier, write=options.formatting) if old.native and new.native else None
    merger = Merger(
        old.side,
        new.side,
        found,
        carrier,
        maker,
        moves=options.moves == "tracked",
        restore=attempt.restore,
        borrowed=old.borrowed,
        cuts=attempt.cuts,
        formats=formats,
    )
    for part in sorted(merger.write(pairs, headers=bool(comparison.beside))):
        if package.has(part):  # a header that was added is written anyhow
            output.edit(part)
    if options.track_on:
        _track(output, maker)
    dropped = drop_protection(output)
    data = output.data()
    redline = Package(data)
    wrong = _mixed(redline, output) or _failure(redline, old, new)
    if not wrong and formats is not None and formats.write:
        wrong = _misformed(redline, old, comparison.new)
    rejected = Pictures(redline).view("rejected")
    told = Told(
        carrier.lost + Counter(picture=(old.pictures - rejected).total()),
        redline,
        pictures=(rejected - old.pictures).total(),
        formats=formats,
        headers=_unproved(redline, comparison),
        even_pages=own_even_pages(old.side.package) != own_even_pages(package),
        dropped=dropped,
        sections=unmatched(old.section_ends, section_ends(redline, "rejected")) if old.native and not wrong else None,
        left_out=output.left_out,
    )
    return _Written(data, wrong, told)


def _unproved(redline: Package, comparison: Comparison) -> list[str]:
    """The headers and footers of the old document that rejecting does not give back, and of the new one by accepting.

    Of a text there are none to prove.
    """
    places: set[str] = set()
    for view, decision in zip(_VIEWS, (comparison.new, comparison.old), strict=True):
        if decision.sections:
            wanted, found = beside.told(decision.sections), beside.texts(redline, view)
            places.update(one.place for one in {*wanted} ^ {*found})
    return sorted(places)


def _document(decision: Decision, borrowed: frozenset[str]) -> _Document:
    """The document that a decision was read from; a template of ours with its words if that was none."""
    data, source = decision.source.data, decision.source.name
    if not looks_like_one(data):
        return _templated(decision, borrowed)
    texts = [block.raw.removesuffix("\n") for block in decision.blocks]
    side = open_side(data, decision.view, source)
    if [paragraph.text for paragraph in side.paragraphs] == texts:
        shown = printed(side.package, "accepted", side.paragraphs)
        package = side.package
        pictures, ends = Pictures(package).view("accepted"), section_ends(package, "accepted")
        return _Document(side, source, layout(decision), shown, pictures=pictures, section_ends=ends)
    raise OutputError(
        "the paragraphs of this document are not those that were compared; no redline is written", source=source
    )


def _templated(decision: Decision, borrowed: frozenset[str]) -> _Document:
    if wrong := _NO_XML.search("".join(clause.line for clause in decision.walk())):
        raise OutputError(
            f"the text holds the character U+{ord(wrong.group()):04X}, which no Word document can",
            source=decision.source.name,
        )
    content: list[Text | Cells] = []
    spans: dict[str, list[tuple[int, int, int]]] = {}
    own: dict[str, range] = {}
    shown: dict[int, Shown] = {}
    numbers: dict[int, str] = {}
    at = 0
    for clause in decision.walk():
        start, spans[clause.eid] = at, []
        # A row drawn with bars stays a line of text: its bars are words of the file.
        if clause.cells and clause.text == "\t".join(cell.of(clause.text) for cell in clause.cells):
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
            gap = block.gap if block else "\t"
            if clause.eid in borrowed:
                numbers[at] = clause.number
                shown[at] = Shown(("", "", ""), clause.words, "")
            else:
                shown[at] = Shown(("", clause.number, gap if clause.label else ""), clause.words, "")
            content.append(Text(shown[at].text, _STYLES.get(clause.level, "")))
            spans[clause.eid].append((0, len(clause.words), at))
            at += 1
        own[clause.eid] = range(start, at)
    side = open_side(template.document(content), "accepted", decision.source.name)
    expected = [
        Printed(one.text, numbers.get(index, ""), "", 0, None, None, "")
        for index, one in shown.items()
        if one.text.strip() or index in numbers
    ]
    where = Layout(spans, own, shown)
    return _Document(side, decision.source.name, where, expected, native=False, borrowed=frozenset(numbers))


def _failure(package: Package, old: _Document, new: _Document) -> str:
    """What does not prove, for people; "" if all does. Of a text there are only words and numbers to prove."""
    for view, document in zip(_VIEWS, (new, old), strict=True):
        found = printed(package, view)
        if not document.native:
            found = [Printed(one.text, one.number, "", 0, None, None, "") for one in found]
        for at, (want, got) in enumerate(zip_longest(document.expected, found), 1):
            if want != got:
                words = (want or got).text[:40] if want or got else ""
                return f"{view}, paragraph {at} ({words!r}) is not that of {document.source}"
    if Pictures(package).view("accepted") != new.pictures:
        return f"accepted, the pictures are not those of {new.source}"
    if new.native and section_ends(package, "accepted") != new.section_ends:
        return f"accepted, the sections are not those of {new.source}"
    return ""


def _mixed(redline: Package, output: Output) -> str:
    """Whether names of strict and of transitional documents came into one part, for people; "" if not."""
    part = families.mixing(redline, output.changed, output.package)
    return f"{part} would hold names of strict and of transitional documents" if part else ""


def _misformed(package: Package, old: _Document, new: Decision) -> str:
    """What does not look as in the documents, for people; "" if all does. The new one's trees hold the marks by now."""
    fresh = _document(new, frozenset())
    for view, document in zip(_VIEWS, (fresh, old), strict=True):
        if found := failure(document.side, package, view, document.source):
            return found
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
