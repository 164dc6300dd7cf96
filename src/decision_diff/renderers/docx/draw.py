"""One attempt at a redline: two documents without tracked changes become one with tracked changes, as bytes.

    two sources ==document==> two documents without marks ==paragraph_match==> what became what ==plan==> operations
        ==write==> marks in the new document ==saving==> bytes

The new document's own package is what is written, so that accepting everything gives it as its author made it; a text gets a
template of ours.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from decision_diff.changes import is_tracked
from decision_diff.errors import OutputError
from decision_diff.frozen import frozen
from decision_diff.ooxml.authors import DATE
from decision_diff.ooxml.names import child, name
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.ooxml.writing import families, tracked_changes
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.protection import drop_protection
from decision_diff.ooxml.writing.saving import Output
from decision_diff.renderers.docx.authors import sign
from decision_diff.renderers.docx.coarse import count_marked, find_notices, set_apart
from decision_diff.renderers.docx.document import Document, Expected, find_generated_numbers, open_document
from decision_diff.renderers.docx.formatting import Formats, FormatsFound
from decision_diff.renderers.docx.headers import pair_stories
from decision_diff.renderers.docx.operations import Divide
from decision_diff.renderers.docx.paragraph_match import Indexes, ParagraphMatch, match_paragraphs
from decision_diff.renderers.docx.paragraphs import ParagraphWriter
from decision_diff.renderers.docx.plan import Planner
from decision_diff.renderers.docx.write import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decision_diff.changes import Comparison
    from decision_diff.model import Decision, Notice
    from decision_diff.renderers.options import WordOptions
    from decision_diff.safexml import Element

_NOTHING: tuple[Indexes, Indexes] = (frozenset(), frozenset())
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TERMS = "http://purl.org/dc/terms/"
_BEFORE_TRACKING = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView"
)


@frozen
class Attempt:
    """How to write: from the smallest tracked changes to the coarsest; the first redline that proves is given out.

    `borrow`: a typed number of an old text stands for the same number that Word generates in the new document. `restore`
    gives old lists back one by one. `uncut` are old and new paragraphs whose splits and joins do not show by their paragraph
    marks, `apart` those that are deleted and inserted whole, `whole` is all of them. `plain`: on our template.
    """

    borrow: bool = True
    restore: bool = False
    uncut: tuple[Indexes, Indexes] = _NOTHING
    apart: tuple[Indexes, Indexes] = _NOTHING
    whole: bool = False
    plain: bool = False
    reach: int = 1  # how far around a paragraph that fails though it was replaced whole the next ones are, too


@frozen
class Drawn:
    """A redline that is not proved yet, what it must show, and what there is to report of it. No tree is held.

    `cut` are the paragraphs that show by their marks that they were split or joined; `borrows`: numbers are borrowed. `mixed` are
    the parts that were written, and in which names of strict and of transitional documents stood before.
    """

    data: bytes
    old: Expected
    new: Expected
    cut: tuple[Indexes, Indexes]
    borrows: bool
    changed: tuple[str, ...]
    mixed: frozenset[str]
    lost: Counter[str]
    left_out: int
    dropped: list[str]
    formats: FormatsFound | None
    notices: list[Notice]
    reduced: list[Decision]


def draw(comparison: Comparison, options: WordOptions, attempt: Attempt) -> Drawn:
    """Write the redline once. OutputError for a date that is not valid, and for text that no Word document can hold."""
    same = find_generated_numbers(comparison) if attempt.borrow and not attempt.plain else frozenset[str]()
    old = open_document(comparison.old, same, plain=attempt.plain)
    new = open_document(comparison.new, plain=attempt.plain)
    whole = match_paragraphs(comparison, old.layout, new.layout)
    found = ParagraphMatch({}, frozenset(), {}) if attempt.whole else set_apart(whole, *attempt.apart)
    package = new.side.package
    output = Output(package)
    maker = _make_maker(output, new, comparison, options)
    carrier = Carrier(old.side, new.side, output, maker, own_lists=attempt.restore)
    pairs, found = pair_stories(comparison.beside, found, carrier)
    both = old.expected.native and new.expected.native
    formats = Formats(old.side, new.side, carrier, write=options.formatting) if both else None
    moves = options.moves == "tracked"
    planner = Planner(old.side, new.side, found, attempt.uncut, moves=moves)
    plan = planner.plan(pairs)
    ledger = count_marked(plan, planner)
    paragraphs = ParagraphWriter(carrier, formats, old.borrowed, restore=attempt.restore)
    for part in sorted(write(planner, plan, paragraphs, headers=bool(comparison.beside))):
        if package.has(part):  # a header that was added is written anyhow
            output.edit(part)
    if options.track_on:
        _switch_tracking_on(output, maker)
    dropped = drop_protection(output)
    data = output.pack()
    if is_tracked(comparison.old, comparison.new):
        data = sign(data, comparison)
    parts = [one.part for one in plan.walk() if isinstance(one, Divide)]
    return Drawn(
        data,
        old.expected,
        new.expected,
        cut=(frozenset(one.old for one in parts), frozenset(one.new for one in parts)),
        borrows=bool(old.borrowed),
        changed=output.changed,
        mixed=families.find_mixed(package, output.changed),
        lost=carrier.lost,
        left_out=output.left_out,
        dropped=dropped,
        formats=None if formats is None else formats.report(),
        notices=find_notices(comparison, ledger, whole, (old.layout, new.layout), moves=moves),
        reduced=[decision for decision, one in ((comparison.old, old), (comparison.new, new)) if one.reduced],
    )


def _make_maker(
    output: Output, new: Document, comparison: Comparison, options: WordOptions
) -> tracked_changes.ElementMaker:
    package = output.package
    date = options.date
    if date is None:
        date = _find_date(package if new.expected.native else None, comparison.new)
    if date and not DATE.fullmatch(date):
        raise OutputError(f"{date!r} is not a date for a tracked change; write it as 2025-07-04T09:00:00Z")
    return tracked_changes.ElementMaker(
        output.edit(package.main), options.author, date, tracked_changes.find_free_id(_find_trees(package))
    )


def _find_trees(package: Package) -> Iterator[Element]:
    """All parts where ids of marks, comments and bookmarks stand."""
    for link in package.read_relationships(package.main):
        if (
            not link.external
            and link.kind in ("footnotes", "endnotes", "comments", "header", "footer")
            and package.has(link.target)
        ):
            yield package.read_xml(link.target)
    yield package.read_xml(package.main)


def _find_date(package: Package | None, decision: Decision) -> str:
    """When the document was last changed, as its own properties say; "" if they do not, or not as an xsd:dateTime.

    `package` is it, None for a decision on our template.
    """
    if package is None:
        if not looks_like_one(decision.source.data):
            return ""
        package = Package(decision.source.data)
    for link in package.read_relationships(""):
        if link.kind == _CORE and package.has(link.target):
            for element in package.read_xml(link.target).iter(f"{{{_TERMS}}}modified"):
                text = (element.text or "").strip()
                return text if DATE.fullmatch(text) else ""
    return ""


def _is_before(setting: Element) -> bool:
    return name(setting).removeprefix("w:") in _BEFORE_TRACKING.split()


def _switch_tracking_on(output: Output, maker: tracked_changes.ElementMaker) -> None:
    """Switch on the tracking of further changes (w:trackRevisions, 17.15.1.90)."""
    part = output.package.find_related("settings")
    root = output.edit(part) if part else output.add("settings", "settings")
    if child(root, "w:trackRevisions") is None:
        at = max((at for at, one in enumerate(root, 1) if _is_before(one)), default=0)
        root.insert(at, maker.make("trackRevisions"))
