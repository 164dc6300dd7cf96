"""Fields that run over several paragraphs (ISO/IEC 29500-1, 17.16.18), of which only some are inserted.

A view with the beginning of a field and without its end would swallow what follows. The characters of a field (begin, instruction,
separate, end) therefore all stand in insertions or all outside; its result is marked word by word as other text is.

    P inserted: {begin, result | Q kept: result, end}        rejected, Q's words are plain text
    P kept:     {begin, result | Q inserted: result, end}    rejected, the field ends where Q stood, if P had a field; else as above
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from decision_diff.ooxml.names import above, child, every, get, name
from decision_diff.ooxml.revisions import DELETED
from decision_diff.ooxml.writing.passage import Passage, track_run
from decision_diff.ooxml.writing.tracked_changes import ElementMaker
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.safexml import Element

_CONTAINERS = frozenset({"w:body", "w:footnote", "w:endnote", "w:txbxContent", "w:hdr", "w:ftr"})
_COME = frozenset({"w:ins", "w:moveTo"})


def settle_fields(root: Element, had_field: Callable[[Element], bool], maker: ElementMaker) -> None:
    """Put the characters of each field in a tree all into insertions, or all outside.

    `had_field`: whether the old form of a paragraph has a field.
    """
    for field in _find_fields(root):
        insertions = [_find_insertion(one) for one in field]
        if len({one is None for one in insertions}) == 1:
            continue
        paragraph = above(field[0], "w:p")
        was_field = insertions[0] is None and paragraph is not None and had_field(paragraph)
        if was_field and all(map(_can_leave, insertions)):
            _take_field_out(field, insertions, maker)
        else:
            _put_field_in(field, insertions, maker)


def _take_field_out(field: list[Element], insertions: list[Element | None], maker: ElementMaker) -> None:
    for character, insertion in zip(field, insertions, strict=True):
        if insertion is not None:
            _take_out(_isolate(character, maker), maker)


def _put_field_in(field: list[Element], insertions: list[Element | None], maker: ElementMaker) -> None:
    last: Element | None = None
    for character, insertion in zip(field, insertions, strict=True):
        if insertion is None:
            last = track_run(_isolate(character, maker), last, "ins", maker)


def _find_fields(root: Element) -> Iterator[list[Element]]:
    """The characters of each field that has an end, those of its instruction with them, in order."""
    if next(every(root, "w:fldChar"), None) is None:
        return
    begun: dict[Element | None, list[list[Element]]] = {}
    for element in list(root.iter()):
        if name(element) not in ("w:fldChar", "w:instrText") or any(
            name(holder) in DELETED for holder in element.iterancestors()
        ):
            continue
        fields = begun.setdefault(_find_container(element), [])
        kind = get(element, "w:fldCharType")
        if kind == "begin":
            fields.append([])
        if fields:
            fields[-1].append(element)
        if fields and kind == "end":
            yield fields.pop()


def _find_container(element: Element) -> Element | None:
    return next((holder for holder in element.iterancestors() if name(holder) in _CONTAINERS), None)


def _find_insertion(element: Element) -> Element | None:
    """The mark of an insertion in its own paragraph that an element stands in."""
    for holder in element.iterancestors():
        if name(holder) in _COME:
            return holder
        if name(holder) == "w:p":
            break
    return None


def _can_leave(insertion: Element | None) -> bool:
    """Whether what stands in an insertion can stand outside: neither was it moved, nor does its row come or go."""
    return insertion is None or (
        name(insertion) == "w:ins"
        and not any(name(up) == "w:tr" and child(up, "w:trPr", "w:ins") is not None for up in insertion.iterancestors())
    )


def _isolate(mark: Element, maker: ElementMaker) -> Element:
    """The run of a mark, which holds nothing else now."""
    paragraph = above(mark, "w:p")
    if paragraph is None:
        return mark
    return Passage(paragraph, [], maker).isolate(mark)


def _take_out(run: Element, maker: ElementMaker) -> None:
    """Put a run behind the insertion that it stands in, and what followed it there into one of its own."""
    insertion = _find_insertion(run)
    if insertion is None:
        return
    behind = list(run.itersiblings())
    insertion.addnext(run)
    if behind:
        rest = maker.make_change("ins")
        rest.extend(behind)
        run.addnext(rest)
    if not len(insertion):
        remove_element(insertion)
