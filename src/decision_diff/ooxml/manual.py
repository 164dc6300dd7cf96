"""A redline that was made by hand: words struck, underlined or coloured, without any tracked change.

    struck (w:strike, w:dstrike)                  deleted
    underlined (w:u), or in a loud colour         inserted
    both                                          deleted

Only what a run says itself counts, no style: headings and links are underlined too. A colour is loud if it is far from grey;
black and the dark tones of a letterhead are none. `writing.manual` makes tracked changes of these marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from decision_diff.ooxml import document, revisions
from decision_diff.ooxml.names import child, every, is_on, name, value
from decision_diff.ooxml.package import Package
from decision_diff.safexml import Element

Hand = Literal["struck", "underlined", "coloured"]

_LOUD: Final = 0x60  # between the strongest and the weakest of red, green and blue
_LOOKS: Final = ("w:strike", "w:dstrike", "w:u", "w:color")
CONTENT: Final = ("w:t", "w:tab", "w:sym", "w:noBreakHyphen", "w:drawing", "w:pict", "w:object", "w:footnoteReference")


def detect_hand(run: Element) -> Hand | None:
    """Detects how a run is marked by hand; None if it is not. Links look like this by themselves."""
    own = child(run, "w:rPr")
    if is_on(child(own, "w:strike")) or is_on(child(own, "w:dstrike")):
        return "struck"
    if value(own, "w:rStyle") or any(name(above) == "w:hyperlink" for above in run.iterancestors()):
        return None
    if (value(own, "w:u") or "none") != "none":
        return "underlined"
    return "coloured" if _is_loud(value(own, "w:color") or "") else None


def find_stretches(package: Package) -> dict[Hand, list[Element]]:
    """Finds the stretches marked by hand outside of tracked changes, by their first runs; empty if nothing is struck."""
    found: dict[Hand, list[Element]] = {}
    for part in document.find_stories(package):
        root = package.read_xml(part)
        if next(every(root, "w:strike"), next(every(root, "w:dstrike"), None)) is None:
            continue
        last: tuple[Hand, Element] | None = None
        for run, how in find_marked_runs(root):
            if last is None or last[0] != how or last[1].getnext() is not run:
                found.setdefault(how, []).append(run)
            last = (how, run)
    return found if "struck" in found else {}


def find_marked_runs(root: Element) -> Iterator[tuple[Element, Hand]]:
    """Finds the runs of a part that are marked by hand and not empty, in order."""
    looks = {one.getparent() for kind in _LOOKS for one in every(root, kind)}
    holders = {None if one is None else one.getparent() for one in looks}
    for run in every(root, "w:r"):
        if run in holders and any(name(one) in (*CONTENT, "w:fldChar", "w:instrText") for one in run):
            how = detect_hand(run)
            if how is not None and not any(name(above) in revisions.MARKS for above in run.iterancestors()):
                yield run, how


def _is_loud(colour: str) -> bool:
    if len(colour) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in colour):
        return False
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return max(parts) - min(parts) >= _LOUD
