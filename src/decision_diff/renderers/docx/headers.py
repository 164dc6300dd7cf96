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
from decision_diff.ooxml.writing.families import declared, in_family
from decision_diff.ooxml.writing.marks import Maker, change_first_page
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.side import Side
from decision_diff.renderers.docx.paragraph_match import Equal, Match, Shown
from decision_diff.safexml import Element

Stories = list[tuple[Element, Element]]  # the containers that correspond: an old one, and the one to write
_ONCE = ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd")  # may not stand in a copy


def stories(changes: Sequence[StoryChange], found: Match, carrier: Carrier) -> tuple[Stories, Match]:
    """Give each story of the new document its place and its old form, and both sides their paragraphs.

    The match is `found` and the paragraphs of the stories that differ; stories without a difference are left alone.
    """
    old, new, output = carrier.old, carrier.new, carrier.output
    placer = _Placer(changes, carrier)
    pairs: Stories = []
    became = dict(found.became)
    equal: dict[tuple[int, int], list[Equal]] = dict(found.equal)
    shown = dict(found.old), dict(found.new)
    for change in changes:
        target, part = placer.place(change)
        if not change.differs:
            continue
        if change.new is not None and part:
            output.edit(part)
        source = _blank(change.kind, carrier) if change.old is None else _copied(old, change.old.part)
        olds = old.add(source, "" if change.old is None else change.old.part)
        if change.new is None and olds:
            _dress(target, carrier.properties(olds[-1]))
        news = new.add(target, part)
        if not (_holds(old, olds, change.old) and _holds(new, news, change.new)):
            continue  # it stays as it is, which the proof will find
        for side, indexes, texts in zip((old, new), (olds, news), shown, strict=True):
            texts.update((at, Shown(("", "", ""), side.paragraphs[at].text, "")) for at in indexes)
        for i, j, edits in change.pairs:
            became[olds[i]] = news[j]
            kept = [(edit.old.start, edit.new.start, len(edit.old)) for edit in edits if edit.op == "equal"]
            equal[olds[i], news[j]] = kept
        pairs.append((source, target))
    if changes:
        _first_pages(old, new, carrier.maker)
    return pairs, replace(found, became=became, equal=equal, old=shown[0], new=shown[1])


def stories_of_gone_sections(carrier: Carrier) -> Stories:
    """Give the sections that only the old document has, which were carried along, the headers and footers that they had.

    Each gets a part of its own, without words as yet. Whatever section comes behind one of them and goes on with the header of the
    section before is made to say so itself.
    """
    old, new, output = carrier.old, carrier.new, carrier.output
    main = new.package.read_xml(new.package.main)
    befores = {one.element: one.shown for one in find_sections(old.package, "accepted")}
    gone = {made: befores[element] for element, made in carrier.sections if element in befores}
    pairs: Stories = []
    here: dict[Slot, str] = {}  # the header that the section before has in the redline, and in the new document
    wanted: dict[Slot, str] = {}
    records = {one for change in every(main, "w:sectPrChange") for one in change}
    for section in [one for one in every(main, "w:sectPr") if one not in records]:
        for slot, part in gone.get(section, {}).items():
            source, target = _copied(old, part), _blank(slot[0], carrier)
            here[slot] = output.attach(slot[0], target)
            refer(section, slot, here[slot], carrier.maker)
            old.add(source, part)
            new.add(target, "")
            pairs.append((source, target))
        if section not in gone:
            own = _named(section)
            here, wanted = here | own, wanted | own
            for slot in [slot for slot, id_ in here.items() if id_ != wanted.get(slot)]:
                here[slot] = wanted[slot] = wanted.get(slot) or output.attach(slot[0], _blank(slot[0], carrier))
                refer(section, slot, here[slot], carrier.maker)
    return pairs


def _named(section: Element) -> dict[Slot, str]:
    """The relationships of the headers and footers that a section names itself."""
    return {
        (kind, pages): get(one, "r:id") or ""
        for kind, pages in SLOTS
        for one in every(section, f"w:{kind}Reference")
        if (get(one, "w:type") or "default") == pages
    }


def refer(section: Element, slot: Slot, to: str, maker: Maker) -> None:
    """Say in a section that it has this header or footer (17.10.2, 17.10.5): such references come first in it."""
    uri = in_family(next(one for one, short in NAMESPACES.items() if short == "r"), maker.uri)
    kind = f"w:{slot[0]}Reference"
    for one in list(every(section, kind)):
        if (get(one, "w:type") or "default") == slot[1]:
            section.remove(one)
    reference = maker.make(kind.removeprefix("w:"), type=slot[1])
    reference.set(f"{{{uri}}}id", to)
    at = next((at for at, one in enumerate(section) if not name(one).endswith("Reference")), len(section))
    section.insert(at, reference)


def _first_pages(old: Side, new: Side, maker: Maker) -> None:
    """Mark that the first page of a section came to have a header of its own, or has none any more."""
    befores, afters = find_sections(old.package, "accepted"), find_sections(new.package, "accepted")
    if len(befores) == len(afters):
        for before, after in zip(befores, afters, strict=True):
            if (before.shown or after.shown) and has_own_first_page(before) != has_own_first_page(after):
                change_first_page(after.element, maker)


def _holds(side: Side, indexes: range, story: Story | None) -> bool:
    """Whether these are the paragraphs that were compared."""
    return story is None or tuple(side.paragraphs[at].text for at in indexes) == story.paragraphs


def _dress(blank: Element, properties: Element) -> None:
    """Give the paragraph of a blank story the looks that the old one ends with, but no number."""
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
        self.maker: Maker = carrier.maker
        self.used: set[str] = set()
        self.sections = [(one.element, one.own) for one in find_sections(new.package, "accepted")]
        often = Counter(one.new.part for one in changes if one.new)
        self.fresh = {part: _copied(new, part) for part, count in often.items() if count > 1}

    def place(self, change: StoryChange) -> tuple[Element, str]:
        """The tree to write a story into, and its part if the new document had it, else ""."""
        element, own = self._section(change.section)
        slot = (change.kind, change.pages)
        story: Story | None = change.new
        if story is not None and own.get(slot) == story.part and story.part not in self.used:
            self.used.add(story.part)
            return self.new.package.read_xml(story.part), story.part
        if story is None:
            root, like = _blank(change.kind, self.carrier), ""
        else:
            root, like = _without_ids(self.new.package.compatibility.copy(self.fresh[story.part])), story.part
        refer(element, slot, self.output.attach(change.kind, root, like), self.maker)
        return root, ""

    def _section(self, at: int) -> tuple[Element, dict[Slot, str]]:
        if not self.sections:
            body = child(self.new.package.read_xml(self.new.package.main), "w:body")
            made = self.maker.make("sectPr")
            if body is not None:
                body.append(made)
            self.sections.append((made, {}))
        return self.sections[at]


def _blank(kind: StoryKind, carrier: Carrier) -> Element:
    """A story without words: it must have a paragraph."""
    root = declared(carrier.new.package.read_xml(carrier.new.package.main), ROOTS[kind])
    root.append(carrier.maker.make("p"))
    return root


def _copied(side: Side, part: str) -> Element:
    return side.package.compatibility.copy(side.package.read_xml(part))


def _without_ids(copy: Element) -> Element:
    """A copy without what may stand but once in a document: bookmarks, and the ids that Word gives to paragraphs."""
    for kind in _ONCE:
        for one in list(every(copy, kind)):
            above = one.getparent()
            if above is not None:
                above.remove(one)
    for one in every(copy, "w:p"):
        for key in [key for key in one.attrib if str(key).endswith(("}paraId", "}textId"))]:
            del one.attrib[key]
    return copy
