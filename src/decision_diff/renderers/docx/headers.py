"""Headers and footers of a redline: the new document's, each with the old one that it was, to be marked as a body is.

A story that only the old document has gets a part of its own in the new section, blank when all is accepted; one that only
the new document has was blank. Where one part of the new document stands for several of the old one (its sections go on
with the header of the section before), each of them gets a copy of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from decision_diff.changes import StoryChange
from decision_diff.model import SLOTS, Story, StoryKind
from decision_diff.ooxml.names import NAMESPACES, child, every, get, name
from decision_diff.ooxml.sections import ROOTS, Slot, find_sections, has_own_first_page
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.families import convert_uri, make_root
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.side import DocumentSide
from decision_diff.ooxml.writing.tracked_changes import ElementMaker, track_first_page
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.renderers.docx.paragraph_match import ParagraphMatch, ParagraphText
from decision_diff.safexml import Element

Stories = list[tuple[Element, Element]]  # the containers that correspond: an old one, and the one to write
_ONCE = ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd")  # may not stand in a copy


def pair_stories(
    changes: Sequence[StoryChange], found: ParagraphMatch, carrier: Carrier
) -> tuple[Stories, ParagraphMatch]:
    """Give each story of the new document its position and its old form, and both sides their paragraphs.

    The match is `found` and the paragraphs of the stories that differ; stories without a difference are left alone.
    """
    grown = replace(found, became=dict(found.became), equal=dict(found.equal), old=dict(found.old), new=dict(found.new))
    placer = _Placer(changes, carrier)
    pairs: Stories = []
    for change in changes:
        target, part = placer.place(change)
        if change.differs:
            if change.new is not None and part:
                carrier.output.edit(part)
            source = _make_blank(change.kind, carrier) if change.old is None else _copy(carrier.old, change.old.part)
            if _match_story(change, source, (target, part), grown, carrier):
                pairs.append((source, target))
    if changes:
        _mark_first_pages(carrier.old, carrier.new, carrier.maker)
    return pairs, grown


def _match_story(
    change: StoryChange, source: Element, target: tuple[Element, str], grown: ParagraphMatch, carrier: Carrier
) -> bool:
    """Add the paragraphs of a story to both sides and to the match.

    False if they are not those that were compared: the story stays as it is, which the proof will find.
    """
    old, new = carrier.old, carrier.new
    olds = old.add(source, "" if change.old is None else change.old.part)
    if change.new is None and olds:
        _dress(target[0], carrier.carry_properties(olds[-1]))
    news = new.add(*target)
    if not (_holds(old, olds, change.old) and _holds(new, news, change.new)):
        return False
    for side, indexes, texts in ((old, olds, grown.old), (new, news, grown.new)):
        texts.update((at, ParagraphText(("", "", ""), side.paragraphs[at].text, "")) for at in indexes)
    for i, j, edits in change.pairs:
        grown.became[olds[i]] = news[j]
        kept = [(edit.old.start, edit.new.start, len(edit.old)) for edit in edits if edit.op == "equal"]
        grown.equal[olds[i], news[j]] = kept
    return True


def add_stories_of_gone_sections(carrier: Carrier) -> Stories:
    """Give the sections that only the old document has, which were carried along, the headers and footers that they had.

    Each gets a part of its own, without words as yet. Whatever section comes behind one of them and goes on with the header of the
    section before is made to say so itself.
    """
    old, new = carrier.old, carrier.new
    befores = {one.element: one.shown for one in find_sections(old.package, "accepted")}
    gone = {made: befores[element] for element, made in carrier.sections if element in befores}
    pairs: Stories = []
    here: dict[Slot, str] = {}  # the header that the section before has in the redline, and in the new document
    wanted: dict[Slot, str] = {}
    for section in _find_sections(new.package.read_xml(new.package.main)):
        for slot, part in gone.get(section, {}).items():
            source = _copy(old, part)
            target, here[slot] = _attach_blank(section, slot, carrier)
            old.add(source, part)
            new.add(target, "")
            pairs.append((source, target))
        if section not in gone:
            own = _find_named(section)
            here, wanted = here | own, wanted | own
            _restate(section, here, wanted, carrier)
    return pairs


def _find_sections(root: Element) -> list[Element]:
    """The sections of the main part, without records of what they were before."""
    records = {one for change in every(root, "w:sectPrChange") for one in change}
    return [one for one in every(root, "w:sectPr") if one not in records]


def _attach_blank(section: Element, slot: Slot, carrier: Carrier) -> tuple[Element, str]:
    """A story without words for a slot of a section: its tree and the id of its relationship."""
    blank = _make_blank(slot[0], carrier)
    id_ = carrier.output.attach(slot[0], blank)
    add_reference(section, slot, id_, carrier.maker)
    return blank, id_


def _restate(section: Element, here: dict[Slot, str], wanted: dict[Slot, str], carrier: Carrier) -> None:
    """Let a section say which headers it has where those of the section before are not the ones `wanted`."""
    for slot in [slot for slot, id_ in here.items() if id_ != wanted.get(slot)]:
        if wanted.get(slot):
            add_reference(section, slot, wanted[slot], carrier.maker)
        else:
            _, wanted[slot] = _attach_blank(section, slot, carrier)
        here[slot] = wanted[slot]


def _find_named(section: Element) -> dict[Slot, str]:
    """The relationships of the headers and footers that a section names itself."""
    return {
        (kind, pages): get(one, "r:id") or ""
        for kind, pages in SLOTS
        for one in every(section, f"w:{kind}Reference")
        if (get(one, "w:type") or "default") == pages
    }


def add_reference(section: Element, slot: Slot, to: str, maker: ElementMaker) -> None:
    """Let a section refer to this header or footer (17.10.2, 17.10.5); such references come first in it."""
    uri = convert_uri(next(one for one, short in NAMESPACES.items() if short == "r"), maker.uri)
    kind = f"w:{slot[0]}Reference"
    for one in list(every(section, kind)):
        if (get(one, "w:type") or "default") == slot[1]:
            section.remove(one)
    reference = maker.make(kind.removeprefix("w:"), type=slot[1])
    reference.set(f"{{{uri}}}id", to)
    at = next((at for at, one in enumerate(section) if not name(one).endswith("Reference")), len(section))
    section.insert(at, reference)


def _mark_first_pages(old: DocumentSide, new: DocumentSide, maker: ElementMaker) -> None:
    """Mark that the first page of a section has a header of its own only in one of the two documents."""
    befores, afters = find_sections(old.package, "accepted"), find_sections(new.package, "accepted")
    if len(befores) == len(afters):
        for before, after in zip(befores, afters, strict=True):
            if (before.shown or after.shown) and has_own_first_page(before) != has_own_first_page(after):
                track_first_page(after.element, maker)


def _holds(side: DocumentSide, indexes: range, story: Story | None) -> bool:
    """Whether these are the paragraphs that were compared."""
    return story is None or tuple(side.paragraphs[at].text for at in indexes) == story.paragraphs


def _dress(blank: Element, properties: Element) -> None:
    """Give the paragraph of a blank story the properties that the old one ends with, but no number."""
    for one in [one for one in properties if name(one) == "w:numPr"]:
        properties.remove(one)
    if len(properties):
        blank[0].insert(0, properties)


class _Placer:
    """Finds the tree of each story in the new package, or makes it and refers the section to it."""

    def __init__(self, changes: Sequence[StoryChange], carrier: Carrier) -> None:
        self.carrier = carrier
        self.new = new = carrier.new
        self.output: Output = carrier.output
        self.maker: ElementMaker = carrier.maker
        self.used: set[str] = set()
        self.sections = [(one.element, one.own) for one in find_sections(new.package, "accepted")]
        often = Counter(one.new.part for one in changes if one.new)
        self.fresh = {part: _copy(new, part) for part, count in often.items() if count > 1}

    def place(self, change: StoryChange) -> tuple[Element, str]:
        """Find or make the tree to write a story into; with its part if the new document had it, else ""."""
        element, own = self._find_section(change.section)
        slot = (change.kind, change.pages)
        story: Story | None = change.new
        if story is not None and own.get(slot) == story.part and story.part not in self.used:
            self.used.add(story.part)
            return self.new.package.read_xml(story.part), story.part
        if story is None:
            root, like = _make_blank(change.kind, self.carrier), ""
        else:
            root, like = _drop_ids(self.new.package.compatibility.copy(self.fresh[story.part])), story.part
        add_reference(element, slot, self.output.attach(change.kind, root, like), self.maker)
        return root, ""

    def _find_section(self, at: int) -> tuple[Element, dict[Slot, str]]:
        if not self.sections:
            body = child(self.new.package.read_xml(self.new.package.main), "w:body")
            made = self.maker.make("sectPr")
            if body is not None:
                body.append(made)
            self.sections.append((made, {}))
        return self.sections[at]


def _make_blank(kind: StoryKind, carrier: Carrier) -> Element:
    """A story without words: it must have a paragraph."""
    root = make_root(carrier.new.package.read_xml(carrier.new.package.main), ROOTS[kind])
    root.append(carrier.maker.make("p"))
    return root


def _copy(side: DocumentSide, part: str) -> Element:
    return side.package.compatibility.copy(side.package.read_xml(part))


def _drop_ids(copy: Element) -> Element:
    """A copy without what may stand but once in a document: bookmarks, and the ids that Word gives to paragraphs."""
    for kind in _ONCE:
        for one in list(every(copy, kind)):
            remove_element(one)
    for one in every(copy, "w:p"):
        for key in [key for key in one.attrib if str(key).endswith(("}paraId", "}textId"))]:
            del one.attrib[key]
    return copy
