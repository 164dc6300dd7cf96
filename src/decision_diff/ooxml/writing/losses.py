"""What a paragraph holds apart from text, and what of it cannot come along if it is deleted: it is counted, and reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.ooxml import page_fields
from decision_diff.ooxml.equations import is_empty
from decision_diff.ooxml.features import find_target
from decision_diff.ooxml.names import every, get, name
from decision_diff.safexml import Element

_HEADERS: Final = frozenset({"w:hdr", "w:ftr"})
_LOST: Final = {
    "w:drawing": "picture", "w:pict": "picture", "w:object": "embedded object", "w:fldChar": "field", "w:fldSimple": "field",
    "w:bookmarkStart": "bookmark", "w:commentReference": "comment", "w:sdt": "content control",
    "w:ruby": "phonetic guide", "m:oMath": "equation",
}  # fmt: skip


def find_losses(paragraph: Element) -> Iterator[str]:
    """Find what is lost if a paragraph is deleted, apart from text. Text boxes come along, and equations with characters."""
    in_main = name(paragraph.getroottree().getroot()) == "w:document"
    for element in paragraph.iter():
        what = _LOST.get(name(element))
        if what is not None and not _comes_along(element, what, in_main=in_main):
            yield what


def _comes_along(element: Element, what: str, *, in_main: bool) -> bool:
    """Whether an element is carried along, or nobody misses it."""
    match what:
        case "field":
            return _does_field_come_along(element)
        case "bookmark":
            return (get(element, "w:name") or "").startswith("_")
        case "picture":
            return in_main or next(every(element, "w:txbxContent"), None) is not None
        case "equation":
            return not is_empty(element)
    return False


def _does_field_come_along(element: Element) -> bool:
    """Whether it is not the beginning of a field, or one carried as a character of a header, or with words that lead somewhere."""
    if get(element, "w:fldCharType") not in (None, "begin"):
        return True
    if name(element.getroottree().getroot()) in _HEADERS and page_fields.find_code(element):
        return True
    return find_target(page_fields.read_instruction(element)) is not None
