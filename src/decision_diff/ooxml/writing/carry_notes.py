"""Notes, text boxes and pictures of deleted text, carried into the new document: copies with ids of their own.

A note becomes a new note, with its paragraphs as deleted text; the text of an inserted one is marked as well. A text box goes with its drawing, without whatever in it points to
another part (pictures, links). A picture comes with its image, without a link on it.
"""

from __future__ import annotations

from typing import Final

from decision_diff.ooxml.names import NAMESPACES, child, every, get, name, parse_whole
from decision_diff.ooxml.writing import tracked_changes
from decision_diff.ooxml.writing.anchors import NOTES, Anchor
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.carry_runs import carry_runs
from decision_diff.ooxml.writing.families import is_strict
from decision_diff.ooxml.writing.passage import track_content
from decision_diff.ooxml.writing.pictures import copy_picture
from decision_diff.ooxml.writing.side import DocumentSide, Item, ParagraphItem
from decision_diff.ooxml.writing.tracked_changes import ElementMaker
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.safexml import Element

_INSERTED: Final = frozenset({"w:ins", "w:moveTo"})
_MARKS: Final = {"w:footnoteReference": "w:footnoteRef", "w:endnoteReference": "w:endnoteRef"}


def carry_anchor(anchor: Anchor, carrier: Carrier) -> Element | None:
    """Carry what hung at an anchor of the old document, in a run; None if nothing did, or it cannot come along."""
    if anchor.picture:
        return _carry_picture(anchor, carrier)
    if anchor.container is None:
        return None
    return _carry_box(anchor, carrier) if name(anchor.element) == "w:txbxContent" else _carry_note(anchor, carrier)


def track_new_notes(new: DocumentSide, carrier: Carrier) -> set[str]:
    """Mark the text of each note whose reference was inserted, or moved here, as inserted too; the parts that were touched."""
    main = new.package.read_xml(new.package.main)
    parts: set[str] = set()
    for reference, (kind, wanted) in NOTES.items():
        inserted = {get(one, "w:id") for one in every(main, reference) if _is_inserted(one)}
        part = new.package.find_related(kind) if inserted else None
        for note in every(new.package.read_xml(part), wanted) if part else ():
            if get(note, "w:id") in inserted and not get(note, "w:type"):
                parts.add(part or "")
                _track_note(note, carrier.maker)
    return parts


def _is_inserted(element: Element) -> bool:
    return any(name(above) in _INSERTED for above in element.iterancestors())


def _track_note(note: Element, maker: ElementMaker) -> None:
    """Mark all runs, and all paragraph marks but the last, which every note must have."""
    own = [one for one in every(note, "w:p") if not any(name(up) == "w:txbxContent" for up in one.iterancestors())]
    for row in every(note, "w:tr"):
        tracked_changes.track_row(row, "ins", maker)
    for paragraph in own:
        track_content(paragraph, "ins", maker)
        if paragraph is not own[-1]:
            tracked_changes.track_end(paragraph, "ins", maker)


def sort_notes(new: DocumentSide, carrier: Carrier) -> None:
    """Put the notes of each kind that was brought in into the order of their references, and number them in it.

    LibreOffice takes both for granted, and else shows one note's text at the mark of another.
    """
    main = new.package.read_xml(new.package.main)
    for reference, (kind, wanted) in NOTES.items():
        if kind in carrier.touched:
            root = carrier.open_part(kind)
            _sort_notes_of(root, list(every(root, wanted)), list(every(main, reference)), f"{{{carrier.maker.uri}}}id")


def _sort_notes_of(root: Element, all_notes: list[Element], references: list[Element], key: str) -> None:
    """Sort the notes of one part, behind the separators, and give them ids in their order; `key` is the attribute."""
    notes = {get(one, "w:id"): one for one in all_notes if not get(one, "w:type")}
    first = max((parse_whole(get(one, "w:id")) or 0 for one in all_notes if get(one, "w:type")), default=0) + 1
    order = dict.fromkeys([*(get(one, "w:id") for one in references), *notes])
    fresh = {id_: str(at) for at, id_ in enumerate((id_ for id_ in order if id_ in notes), first)}
    for one in references:
        if get(one, "w:id") in fresh:
            one.set(key, fresh[get(one, "w:id")])
    for id_, new_id in fresh.items():
        notes[id_].set(key, new_id)
        root.append(notes[id_])


def _carry_picture(anchor: Anchor, carrier: Carrier) -> Element | None:
    inner = anchor.element
    for above in anchor.element.iterancestors():
        if above is anchor.run:
            break
        inner = above
    if inner is anchor.run or (name(anchor.element) == "w:pict" and is_strict(carrier.maker.uri)):
        return None  # a strict document knows no VML
    copy = copy_picture(carrier.old.package, inner, carrier.output)
    if copy is None:
        return None
    run = carrier.make_run(anchor.run)
    run.append(carrier.output.hold_choices(carrier.adopt(copy)))
    return run


def _carry_note(anchor: Anchor, carrier: Carrier) -> Element:
    kind, wanted = NOTES[name(anchor.element)]
    root = carrier.open_part(kind)
    carrier.touched.add(kind)
    maker = carrier.maker
    local = wanted.removeprefix("w:")
    if not len(root):  # a part of our own: Word wants the two that draw the line above notes (17.11.23)
        for id_, type_ in (("-1", "separator"), ("0", "continuationSeparator")):
            separator = maker.make(local, type=type_, id=id_)
            line, run = maker.make("p"), maker.make("r")
            run.append(maker.make(type_))
            line.append(run)
            separator.append(line)
            root.append(separator)
    fresh = str(max((parse_whole(get(one, "w:id")) or 0 for one in every(root, wanted)), default=0) + 1)
    note = maker.make(local, id=fresh)
    source = anchor.container
    assert source is not None  # noqa: S101 - `carry_anchor` asked
    mark = _MARKS[name(anchor.element)]
    for item in carrier.old.find_items(source):
        note.append(_carry_item(item, carrier, mark))
        mark = "" if isinstance(item, ParagraphItem) else mark  # the number of a note stands in its first paragraph
    for paragraph in list(every(note, "w:p"))[:-1]:
        tracked_changes.track_end(paragraph, "del", maker)
    for row in every(note, "w:tr"):
        tracked_changes.track_row(row, "del", maker)
    root.append(note)
    run = carrier.make_run(anchor.run)
    reference = maker.make(f"{local}Reference", id=fresh)
    custom = get(anchor.element, "w:customMarkFollows")
    if custom:
        reference.set(f"{{{maker.uri}}}customMarkFollows", custom)
    run.append(reference)
    return run


def _carry_item(item: Item, carrier: Carrier, mark: str = "") -> Element:
    """A paragraph or table of a note, its text as deleted."""
    if isinstance(item, ParagraphItem):
        return _carry_paragraph(item, carrier, mark)
    table = carrier.carry_frame(item.element)
    for row in item.rows:
        table.append(carrier.carry_frame(row.element))
        for cell in row.cells:
            table[-1].append(carrier.carry_frame(cell.element))
            table[-1][-1].extend(_carry_item(inner, carrier) for inner in cell.items)
    return table


def _carry_paragraph(item: ParagraphItem, carrier: Carrier, mark: str) -> Element:
    paragraph = carrier.old.paragraphs[item.index]
    made = carrier.maker.make("p")
    made.append(carrier.carry_all_properties(item.index))
    gone = carrier.maker.make_change("del")
    for element in every(item.element, mark) if mark else ():
        above = element.getparent()
        run = carrier.make_run(above)
        run.append(carrier.maker.make(mark.removeprefix("w:")))
        gone.append(run)
        break
    gone.extend(carry_runs(carrier, paragraph, 0, len(paragraph.text), deleted=True))
    if len(gone):
        made.append(gone)
    return made


def _carry_box(anchor: Anchor, carrier: Carrier) -> Element:
    copy = carrier.old.package.compatibility.carry(anchor.run)
    for before, after in zip(every(anchor.run, "w:p"), list(every(copy, "w:p")), strict=True):
        _carry_properties(before, after, carrier)
    for properties in list(every(copy, "w:rPr")):
        run = properties.getparent()
        if run is not None and name(run) == "w:r":
            run.replace(properties, carrier.carry_run_properties(properties))
    for other in list(copy.iter()):
        if any(map(_is_relationship, other.attrib)):
            _drop_links(other)
    for text in [one for one in copy if name(one) == "w:t"]:
        copy.remove(text)  # characters of the run are carried as such
    return carrier.output.hold_choices(carrier.adopt(copy))


def _carry_properties(before: Element, after: Element, carrier: Carrier) -> None:
    """Give the copy of an old paragraph its properties as the new document has them."""
    properties = child(after, "w:pPr")
    if properties is not None:
        after.remove(properties)
    index = carrier.old.at.get(before)
    if index is not None:
        after.insert(0, carrier.carry_all_properties(index))


def _is_relationship(key: object) -> bool:
    return NAMESPACES.get(str(key)[1:].partition("}")[0]) == "r"


def _drop_links(element: Element) -> None:
    if name(element) != "w:hyperlink":
        remove_element(element)
        return
    for key in list(element.attrib):
        if _is_relationship(key):
            del element.attrib[key]
