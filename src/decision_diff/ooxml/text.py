"""What is text in a paragraph, ISO/IEC 29500-1, 17.3.3: characters with the element and offset that each comes from.

    w:t, w:delText (inside a deletion), m:t     their characters; white space at the ends only with xml:space="preserve"
    w:tab, w:ptab                               a tab
    w:br, w:cr                                  a line feed; a page or column break is layout, not text
    w:noBreakHyphen, w:softHyphen               U+2011, U+00AD
    w:sym                                       the character that its font shows for its code (`symbols`)

Phonetic guides (w:rt), field instructions, properties and drawings are not text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.names import KNOWN, NAMESPACES, get, name
from decision_diff.ooxml.symbols import translate_symbols
from decision_diff.safexml import Element


@frozen
class TextPiece:
    """`text` is what one element gives: code point i of it is code point `offset + i` of that element's own text.

    (A symbol font shows that one as another: `own` is as the element has it.)

    `element` is a w:t, w:delText or m:t, or one that stands for a character (w:tab, w:br …; `offset` is 0 then). `run` is
    the w:r or m:r around it, or None where a broken file has none.
    """

    text: str
    element: Element = field(repr=False)
    offset: int = 0
    run: Element | None = field(default=None, repr=False)

    @property
    def own(self) -> str:
        """The characters as they stand in the file, one for each of `text`."""
        if name(self.element) not in _TEXTS:
            return self.text
        return _on_one_line((self.element.text or "")[self.offset : self.offset + len(self.text)])


_TEXTS: Final = frozenset({"w:t", "w:delText", "m:t"})
_CHARACTERS: Final = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
_LEAVES: Final = _TEXTS | {
    *_CHARACTERS,
    "w:br",
    "w:sym",
    "w:fldChar",
    "w:footnoteReference",
    "w:endnoteReference",
    "w:txbxContent",
}
_SKIPPED: Final = frozenset(
    {"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:instrText", "w:delInstrText", "w:rt", "w:smartTagPr", "w:customXmlPr",
     "m:rPr", "m:ctrlPr", "m:oMathParaPr"}
)  # fmt: skip
_SKIPPED_IN: Final = {view: _SKIPPED | hidden for view, hidden in revisions.HIDDEN.items()}
_WORDED: Final = tuple(f"{{{uri}}}{local}" for uri, short in NAMESPACES.items() if short in ("w", "m") for local in ("t", "delText", "tab", "sym", "fldChar"))  # fmt: skip
_RUNS: Final = ("w:r", "m:r")
_BLANK: Final = " \t\r\n"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@frozen
class Leaf:
    """An element without further structure that is in the view. `deleted`: it stands inside a deletion or move."""

    name: str
    element: Element
    run: Element | None
    deleted: bool


def find_leaves(root: Element, view: View) -> Iterator[Leaf]:
    """Finds what stands in a paragraph in that view, in order: texts, characters, field marks, references, text boxes."""
    skipped = _SKIPPED_IN[view]
    deleted = _is_deleted(root)
    for element in root:
        kind = KNOWN[element.tag]
        if kind in skipped:
            continue
        if kind != "w:r":
            yield from _find_below((element,), None, deleted, skipped)
            continue
        for leaf in element:  # nearly all that a paragraph holds
            kind = KNOWN[leaf.tag]
            if kind in _LEAVES:
                yield Leaf(kind, leaf, element, deleted)
            elif kind not in skipped:
                yield from _find_below((leaf,), element, deleted, skipped)


def read_runs(root: Element, view: View) -> list[TextPiece] | None:
    """Reads the pieces of a paragraph that holds nothing in that view but runs of plain text, as most do; None for any other."""
    skipped = _SKIPPED_IN[view]
    pieces: list[TextPiece] = []
    for element in root:
        kind = KNOWN[element.tag]
        if kind != "w:r":
            if kind in skipped:
                continue
            return None
        for leaf in element:
            kind = KNOWN[leaf.tag]
            if kind == "w:t" and (plain := read_plain(leaf)):
                pieces.append(TextPiece(plain, leaf, 0, element))
            elif kind not in skipped:
                return None
    return pieces


def join_pieces(pieces: Sequence[TextPiece]) -> str:
    """The characters of some pieces; most paragraphs have one."""
    return pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])


def _find_below(
    elements: Iterable[Element], around: Element | None, gone: bool, skipped: frozenset[str]
) -> Iterator[Leaf]:
    """The leaves that are these elements, or stand in them; they stand in a run, or in none, and are deleted or not."""
    stack: list[tuple[Iterator[Element], Element | None, bool]] = [(iter(elements), around, gone)]
    while stack:
        children, run, deleted = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            continue
        kind = KNOWN[element.tag]
        if kind in skipped:
            continue
        # A field without a result is the field that it is.
        if kind in _LEAVES or (kind == "w:fldSimple" and next(element.iter(*_WORDED), None) is None):
            yield Leaf(kind, element, run, deleted)
        else:
            stack.append((iter(element), element if kind in _RUNS else run, deleted or kind in revisions.DELETED))


def _is_deleted(root: Element) -> bool:
    """Whether an element stands inside a deletion: what a text box in a deletion holds is deleted with it."""
    parent = root.getparent()
    if parent is None or name(parent) == "w:body":
        return False
    return any(name(above) in revisions.DELETED for above in root.iterancestors())


def read_characters(leaf: Leaf) -> str:
    """Reads the text of a leaf; "" for those without text, and for w:delText outside of a deletion."""
    kind = leaf.name
    if kind in _TEXTS:
        return "" if kind == "w:delText" and not leaf.deleted else _shown(leaf.element)
    if kind == "w:br":
        return "\n" if (get(leaf.element, "w:type") or "textWrapping") == "textWrapping" else ""
    if kind == "w:sym":
        return translate_symbols(get(leaf.element, "w:font") or "", _symbol(get(leaf.element, "w:char") or ""))
    return _CHARACTERS.get(kind, "")


def measure_elements(pieces: Iterable[TextPiece]) -> dict[Element, int]:
    """Measures how many code points of a paragraph each element gives; the dictionary has 0 for all others."""
    found: defaultdict[Element, int] = defaultdict(int)
    for piece in pieces:
        found[piece.element] += len(piece.text)
    return found


def count_skipped(leaf: Leaf) -> int:
    """Counts the characters at the start of the element's own text that `read_characters` leaves out."""
    own = leaf.element.text or ""
    if own[:1] not in _BLANK or not own or leaf.name not in _TEXTS or _is_kept(leaf.element):
        return 0
    return len(own) - len(own.lstrip(_BLANK))


def is_trimmed(element: Element) -> bool:
    """Whether spaces at an end of its text are dropped for want of xml:space; line ends and tabs do not count."""
    own = element.text or ""
    if not own or (own[0] not in _BLANK and own[-1] not in _BLANK):
        return False
    at_ends = own[: len(own) - len(own.lstrip(_BLANK))] + own[len(own.rstrip(_BLANK)) :]
    return not at_ends.strip(" ") and not _is_kept(element)


def _shown(element: Element) -> str:
    """White space at the ends counts only where the file says so (xml:space, 17.3.3.31); a line end is a space."""
    own = element.text or ""
    if own and (own[0] in _BLANK or own[-1] in _BLANK) and not _is_kept(element):
        own = own.strip(_BLANK)
    return _on_one_line(own)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def read_plain(element: Element) -> str | None:
    """Reads the text of a w:t that has no white space at its ends, and no line end: what most have. None for any other."""
    own = element.text
    if not own or own[0] in _BLANK or own[-1] in _BLANK or "\n" in own or "\r" in own:
        return None
    return own


def _is_kept(element: Element) -> bool:
    """What the element or the nearest one above it says of its white space (XML 1.0, 2.10)."""
    said = element.get(_SPACE)
    if said is None:
        said = next((found for above in element.iterancestors() if (found := above.get(_SPACE)) is not None), None)
    return said == "preserve"


def _symbol(code: str) -> str:
    """ST_ShortHexNumber to a character; U+FFFD for what is not a character."""
    if not (0 < len(code) <= 4) or any(digit not in "0123456789abcdefABCDEF" for digit in code):
        return "\ufffd"
    number = int(code, 16)
    return "\ufffd" if number < 0x20 or 0xD800 <= number < 0xE000 else chr(number)
