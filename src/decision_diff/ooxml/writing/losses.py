"""What a paragraph holds beside text and cannot come along when it is deleted: it is counted, and reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.ooxml import page_fields
from decision_diff.ooxml.equations import is_empty
from decision_diff.ooxml.features import find_target
from decision_diff.ooxml.names import every, get, name
from decision_diff.safexml import Element

_BESIDE: Final = frozenset({"w:hdr", "w:ftr"})
_LOST: Final = {
    "w:drawing": "picture", "w:pict": "picture", "w:object": "embedded object", "w:fldChar": "field", "w:fldSimple": "field",
    "w:bookmarkStart": "bookmark", "w:commentReference": "comment", "w:sdt": "content control",
    "w:ruby": "phonetic guide", "m:oMath": "equation",
}  # fmt: skip


def things(paragraph: Element) -> Iterator[str]:
    """What a paragraph holds beside text. Text boxes and equations are none of these: they come along."""
    in_main = name(paragraph.getroottree().getroot()) == "w:document"
    for element in paragraph.iter():
        what = _LOST.get(name(element), "")
        if what == "field" and get(element, "w:fldCharType") not in (None, "begin"):
            continue
        if what == "field" and name(element.getroottree().getroot()) in _BESIDE and page_fields.find_code(element):
            continue  # carried along as a character
        if what == "field" and find_target(page_fields.read_instruction(element)) is not None:
            continue  # carried along with the words
        if what == "bookmark" and (get(element, "w:name") or "").startswith("_"):
            continue
        if what == "picture" and (in_main or next(every(element, "w:txbxContent"), None) is not None):
            continue
        if what == "equation" and not is_empty(element):
            continue
        if what:
            yield what
