"""Fields whose result says nothing of a document, since any program works it out anew: page numbers, dates of printing.

In headers and footers, where they mostly stand, such a field is one character of the paragraph: one that no XML can hold
(XML 1.0, 2.2), so that no text is ever taken for it. It is compared, kept and deleted as any other, whatever page Word
last printed. `show_fields` says it for people: `{PAGE}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.ooxml.names import get, name
from decision_diff.safexml import Element

_FIELDS: Final = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "PRINTDATE", "SAVEDATE")
_CODES: Final = {field: chr(0x0E + at) for at, field in enumerate(_FIELDS)}
# Those whose results in the text of a decision are none of its words: a document that is opened has others. CREATEDATE stays.
COMPUTED: Final = frozenset({*_FIELDS, "PAGEREF", "EDITTIME", "REVNUM", "NUMWORDS", "NUMCHARS"})
_REACH: Final = 200  # elements; one that goes on longer is a text, or made to be slow
_SHOWN: Final = str.maketrans({code: f"{{{field}}}" for field, code in _CODES.items()})


def show_fields(text: str) -> str:
    """Shows the fields in a text by name: `{PAGE}`."""
    return text.translate(_SHOWN)


def find_code(field: Element) -> str:
    """Finds the character for a field, by its w:fldSimple or the w:fldChar that begins it; "" for other fields."""
    return _CODES.get(find_name(field), "")


def find_name(field: Element) -> str:
    """Finds the name of a field in upper case: `PAGE`; "" if it has none."""
    return (read_instruction(field).split() or [""])[0].upper()


def read_instruction(field: Element) -> str:
    """Reads the instruction of a field (17.16.5)."""
    if name(field) == "w:fldSimple":
        return get(field, "w:instr") or ""
    said = ""
    for element in _after(field):
        if name(element) == "w:fldChar":
            break
        if name(element) in ("w:instrText", "w:delInstrText"):
            said += element.text or ""
    return said


def find_end(begin: Element) -> Element | None:
    """Finds the w:fldChar that ends a field in the same paragraph; None if it is missing or too far away."""
    for element in _after(begin):
        if name(element) == "w:fldChar" and get(element, "w:fldCharType") != "separate":
            return element if get(element, "w:fldCharType") == "end" else None  # no field stands in one of these
    return None


def find_simple(element: Element) -> Element | None:
    """Finds the w:fldSimple that an element is or stands in, if it is one of these fields."""
    around = (element, *element.iterancestors())
    return next((one for one in around if name(one) == "w:fldSimple" and find_code(one)), None)


def _after(begin: Element) -> Iterator[Element]:
    """What follows in the same paragraph, in order, as far as such a field can reach."""
    budget = _REACH
    for above in (begin, *begin.iterancestors()):
        if name(above) == "w:p":
            return
        for beside in above.itersiblings():
            for element in beside.iter():
                if not budget:
                    return
                budget -= 1
                yield element
