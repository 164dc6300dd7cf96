"""A redline that was made by hand: words struck, underlined or coloured, without any tracked change.

    struck (w:strike, w:dstrike)                  deleted
    underlined (w:u), or in a loud colour         inserted
    both                                          deleted

Only what a run says itself counts, no style: headings and links are underlined too. A colour is loud if it is far from grey;
black and the dark tones of a letterhead are none. `tracked` makes tracked changes of these marks, so that such a document is two
revisions like any other with tracked changes: paragraphs and table rows of which all words are marked come or go whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from decision_diff.ooxml import document, revisions
from decision_diff.ooxml.names import above, child, every, is_on, name, value
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing import marks
from decision_diff.ooxml.writing.passage import around
from decision_diff.ooxml.writing.saving import Output
from decision_diff.safexml import Element

Hand = Literal["struck", "underlined", "coloured"]

_NOBODY: Final = ""  # marks by hand do not say whose they are
_LOUD: Final = 0x60  # between the strongest and the weakest of red, green and blue
_LOOKS: Final = ("w:strike", "w:dstrike", "w:u", "w:color")
_CONTENT: Final = ("w:t", "w:tab", "w:sym", "w:noBreakHyphen", "w:drawing", "w:pict", "w:object", "w:footnoteReference")


def hand(run: Element) -> Hand | None:
    """How a run is marked by hand; None if it is not. Links look like this by themselves."""
    own = child(run, "w:rPr")
    if is_on(child(own, "w:strike")) or is_on(child(own, "w:dstrike")):
        return "struck"
    if value(own, "w:rStyle") or any(name(above) == "w:hyperlink" for above in run.iterancestors()):
        return None
    if (value(own, "w:u") or "none") != "none":
        return "underlined"
    return "coloured" if _is_loud(value(own, "w:color") or "") else None


def stretches(package: Package) -> dict[Hand, list[Element]]:
    """The first runs of all stretches that are marked by hand and stand in no tracked change; none if none are struck."""
    found: dict[Hand, list[Element]] = {}
    for part in document.stories(package):
        root = package.xml(part)
        if next(every(root, "w:strike"), next(every(root, "w:dstrike"), None)) is None:
            continue
        last: tuple[Hand, Element] | None = None
        for run, how in _marked(root):
            if last is None or last[0] != how or last[1].getnext() is not run:
                found.setdefault(how, []).append(run)
            last = (how, run)
    return found if "struck" in found else {}


def tracked(data: bytes, source: str = "") -> bytes:
    """The document with its marks by hand as tracked changes; as it was if it has none. Raises UnreadableError."""
    package = Package(data, source)
    parts = document.stories(package)
    root = package.xml(package.main)
    maker = marks.Maker(root, _NOBODY, "", marks.first_free(package.xml(part) for part in parts))
    output = Output(package)
    count = 0
    for part in parts:
        runs = list(_marked(package.xml(part)))
        if runs:
            count += len(runs)
            output.edit(part)
            _track(runs, maker)
    return output.data() if count else data


def _marked(root: Element) -> Iterator[tuple[Element, Hand]]:
    """The runs of a part that are marked by hand and hold anything, in order."""
    looks = {one.getparent() for kind in _LOOKS for one in every(root, kind)}
    holders = {None if one is None else one.getparent() for one in looks}
    for run in every(root, "w:r"):
        if run in holders and any(name(one) in (*_CONTENT, "w:fldChar", "w:instrText") for one in run):
            how = hand(run)
            if how is not None and not any(name(above) in revisions.MARKS for above in run.iterancestors()):
                yield run, how


def _track(runs: list[tuple[Element, Hand]], maker: marks.Maker) -> None:
    kinds: dict[Element, marks.Kind] = {run: "del" if how == "struck" else "ins" for run, how in runs}
    _whole(kinds, maker)
    last: Element | None = None
    for run, kind in kinds.items():
        last = around(run, last, kind, maker)
        _undress(run, kind)


def _whole(kinds: dict[Element, marks.Kind], maker: marks.Maker) -> None:
    """Mark the ends of paragraphs, and the rows, in which there is nothing but marked words of one kind."""
    paragraphs: dict[Element, marks.Kind] = {}
    for run in kinds:
        paragraph = above(run, "w:p")
        if paragraph is not None and paragraph not in paragraphs and (kind := _only(paragraph, kinds)) is not None:
            paragraphs[paragraph] = kind
    rows = dict.fromkeys(row for one in paragraphs for row in one.iterancestors() if name(row) == "w:tr")
    for paragraph, kind in paragraphs.items():
        marks.mark_end(paragraph, kind, maker)
    for row in rows:
        if (only := _only(row, kinds)) is not None:
            marks.mark_row(row, only, maker)


def _only(holder: Element, kinds: dict[Element, marks.Kind]) -> marks.Kind | None:
    """The kind of all words below an element; None if they are of two kinds, or some are not marked."""
    found = {
        kinds.get(run)
        for run in every(holder, "w:r")
        if any(name(one) in _CONTENT and (one.text or name(one) != "w:t") for one in run)
    }
    return found.pop() if len(found) == 1 else None


def _undress(run: Element, kind: marks.Kind) -> None:
    """Take the mark by hand away from a run, and give what is deleted the names that it has in a deletion."""
    own = child(run, "w:rPr")
    for one in list(own) if own is not None else ():
        if name(one) in (("w:strike", "w:dstrike") if kind == "del" else ("w:u", "w:color")):
            one.getparent().remove(one)  # type: ignore[union-attr] # it is a child of `own`
    if kind == "del":
        for old, new in (("t", "delText"), ("instrText", "delInstrText")):
            for element in [one for one in run if name(one) == f"w:{old}"]:
                element.tag = str(element.tag).replace(f"}}{old}", f"}}{new}")


def _is_loud(colour: str) -> bool:
    if len(colour) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in colour):
        return False
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return max(parts) - min(parts) >= _LOUD
