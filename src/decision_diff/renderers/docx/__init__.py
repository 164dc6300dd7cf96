"""One Word document with native tracked changes: accept all and it is the new text, reject all and it is the old one.

    two sources ==document==> two documents without marks ==paragraph_match==> what became what ==plan==> operations
        ==write==> marks in the new document ==proof==> bytes

The new document's own package is what is written, so that accepting everything gives it as its author made it; a text
gets a template of ours. Before anything is given out it is read back: each paragraph of both views with its number, its
place in tables and notes, and its outline level. A paragraph that does not prove is deleted and inserted whole in the next
attempt, and more around it as long as that does not help; at last a plain copy on our template is written. Where more is
marked than was found to differ, a notice says so. Formatting is marked, and then proved, where that is asked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from decision_diff.changes import is_tracked
from decision_diff.errors import InvariantError, OutputError
from decision_diff.ooxml.authors import DATE
from decision_diff.ooxml.names import child, name
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.ooxml.sections import own_even_pages
from decision_diff.ooxml.writing import families, marks
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.protection import drop_protection
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.section_breaks import section_ends, unmatched
from decision_diff.renderers.docx.authors import sign
from decision_diff.renderers.docx.coarse import count_marked, notices, without
from decision_diff.renderers.docx.document import open_document, same_numbers
from decision_diff.renderers.docx.features import unmarked
from decision_diff.renderers.docx.formatting import Formats
from decision_diff.renderers.docx.headers import stories
from decision_diff.renderers.docx.losses import Listeners, Told, tell
from decision_diff.renderers.docx.operations import Divide
from decision_diff.renderers.docx.paragraph_match import Match, match
from decision_diff.renderers.docx.paragraphs import ParagraphWriter
from decision_diff.renderers.docx.plan import Planner
from decision_diff.renderers.docx.proof import (
    Failure,
    Indexes,
    Redline,
    prove_formats,
    prove_text,
    unproved_headers,
)
from decision_diff.renderers.docx.write import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from decision_diff.changes import Comparison
    from decision_diff.model import Decision, Notice
    from decision_diff.renderers.options import WordOptions
    from decision_diff.safexml import Element

_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TERMS = "http://purl.org/dc/terms/"
_BEFORE_TRACKING = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView"
)
_ROUNDS = 8  # redlines written before all paragraphs are replaced whole
_NOTHING: tuple[Indexes, Indexes] = (frozenset(), frozenset())


def render(
    comparison: Comparison,
    options: WordOptions,
    *,
    told: Callable[[str], None] | None = None,
    noticed: Callable[[Notice], None] | None = None,
    plain: bool = False,
) -> bytes:
    """The redline as the bytes of a DOCX, proved. InvariantError, which names the paragraph, when it cannot be.

    OutputError for a date that is none, and for text that no Word document can hold.
    """
    if plain:
        comparison = replace(comparison, beside=())
    attempt, failure = _Attempt(plain=plain), None
    for at in range(_ROUNDS):
        written = _write(comparison, options, attempt)
        if written.failure is None and written.told.headers and not attempt.plain:
            # Those that cannot be marked so that they prove stay the new document's.
            written = _write(replace(comparison, beside=()), options, attempt)
        if written.failure is None:
            tell(comparison, Listeners(told, noticed, options.formatting), written.told)
            return written.output
        failure = written.failure
        if attempt.whole:
            break
        attempt = replace(attempt, whole=True) if at == _ROUNDS - 2 else _coarser(attempt, written)
    if not plain:
        return render(comparison, options, told=told, noticed=noticed, plain=True)
    said = failure.said if failure else ""
    raise InvariantError(f"no redline of these documents proves, so none is written: {said}; please report them")


@dataclass(frozen=True, slots=True)
class _Attempt:
    """How to write: from the smallest marks to the coarsest; the first that prove are given out.

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


@dataclass(frozen=True, slots=True)
class _Written:
    """A redline; why its text does not prove, None if it does; what is to be told of it.

    `cut` are the paragraphs that show by their marks that they were split or joined; `borrows`: numbers are borrowed.
    """

    output: bytes
    failure: Failure | None
    told: Told
    cut: tuple[Indexes, Indexes]
    borrows: bool


def _coarser(attempt: _Attempt, written: _Written) -> _Attempt:
    """What to try after an attempt that failed: coarser marks where it failed, and only there."""
    failure = written.failure
    assert failure is not None  # noqa: S101 - the caller asked
    if failure.numbers and attempt.borrow and written.borrows:
        return replace(attempt, borrow=False)
    if failure.numbers and not attempt.restore:
        return replace(attempt, restore=True)
    failed = failure.old, failure.new
    if not (failed[0] or failed[1]):
        return replace(attempt, whole=True)
    if written.cut[0] & failed[0] or written.cut[1] & failed[1]:
        return replace(attempt, uncut=_more(attempt.uncut, failed))
    if failed[0] <= attempt.apart[0] and failed[1] <= attempt.apart[1]:
        near = tuple(
            frozenset(one + by for one in side for by in range(-attempt.reach, attempt.reach + 1)) for side in failed
        )
        return replace(attempt, apart=_more(attempt.apart, (near[0], near[1])), reach=attempt.reach * 4)
    return replace(attempt, apart=_more(attempt.apart, failed))


def _more(some: tuple[Indexes, Indexes], others: tuple[Indexes, Indexes]) -> tuple[Indexes, Indexes]:
    return some[0] | others[0], some[1] | others[1]


def _write(comparison: Comparison, options: WordOptions, attempt: _Attempt) -> _Written:
    same = same_numbers(comparison) if attempt.borrow and not attempt.plain else frozenset[str]()
    old = open_document(comparison.old, same, plain=attempt.plain)
    new = open_document(comparison.new, plain=attempt.plain)
    whole = match(comparison, old.layout, new.layout)
    found = Match({}, frozenset(), {}) if attempt.whole else without(whole, *attempt.apart)
    package = new.side.package
    output = Output(package)
    main = output.edit(package.main)
    date = options.date if options.date is not None else _modified(package if new.native else None, comparison.new)
    if date and not DATE.fullmatch(date):
        raise OutputError(f"{date!r} is no date for a tracked change; write it as 2025-07-04T09:00:00Z")
    maker = marks.Maker(main, options.author, date, marks.first_free(_trees(package)))
    carrier = Carrier(old.side, new.side, output, maker, own_lists=attempt.restore)
    pairs, found = stories(comparison.beside, found, carrier)
    formats = Formats(old.side, new.side, carrier, write=options.formatting) if old.native and new.native else None
    planner = Planner(old.side, new.side, found, attempt.uncut, moves=options.moves == "tracked")
    plan = planner.plan(pairs)
    ledger = count_marked(plan, planner)
    paragraphs = ParagraphWriter(carrier, formats, old.borrowed, restore=attempt.restore)
    for part in sorted(write(planner, plan, paragraphs, headers=bool(comparison.beside))):
        if package.has(part):  # a header that was added is written anyhow
            output.edit(part)
    if options.track_on:
        _track(output, maker)
    dropped = drop_protection(output)
    data = output.data()
    if is_tracked(comparison.old, comparison.new):
        data = sign(data, comparison)
    redline = Redline(data)
    failure = _mixed(redline.package, output) or prove_text(redline, old, new)
    if failure is None and formats is not None and formats.write:
        failure = prove_formats(redline, old, comparison.new)
    rejected = redline.pictures("rejected")
    layouts = old.layout, new.layout
    unproved: tuple[list[str], list[str]] = ([], []) if attempt.plain else unproved_headers(redline, comparison)
    told = Told(
        carrier.lost + Counter(picture=(old.pictures - rejected).total()),
        redline.package,
        pictures=(rejected - old.pictures).total(),
        formats=formats,
        headers=unproved[0],
        looks=unproved[1],
        even_pages=own_even_pages(old.side.package) != own_even_pages(package),
        dropped=dropped,
        sections=unmatched(old.section_ends, section_ends(redline.package, "rejected"))
        if old.native and failure is None
        else None,
        left_out=output.left_out,
        notices=[] if failure else notices(comparison, ledger, whole, layouts, moves=options.moves == "tracked"),
        comments=(old.comments, new.comments),
        reduced=[decision for decision, one in ((comparison.old, old), (comparison.new, new)) if one.reduced],
        unmarked=unmarked(redline.view("rejected"), comparison),
    )
    parts = [one.part for one in plan.walk() if isinstance(one, Divide)]
    cut = frozenset(one.old for one in parts), frozenset(one.new for one in parts)
    return _Written(data, failure, told, cut, bool(old.borrowed))


def _mixed(redline: Package, output: Output) -> Failure | None:
    """Whether names of strict and of transitional documents came into one part."""
    part = families.mixing(redline, output.changed, output.package)
    return Failure(f"{part} would hold names of strict and of transitional documents") if part else None


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


def _modified(package: Package | None, decision: Decision) -> str:
    """When the document was last changed, as its own properties say; "" if they do not, or not as an xsd:dateTime.

    `package` is it, None for a decision on our template.
    """
    if package is None:
        if not looks_like_one(decision.source.data):
            return ""
        package = Package(decision.source.data)
    for link in package.relationships(""):
        if link.kind == _CORE and package.has(link.target):
            for element in package.xml(link.target).iter(f"{{{_TERMS}}}modified"):
                text = (element.text or "").strip()
                return text if DATE.fullmatch(text) else ""
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
