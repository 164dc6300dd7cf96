"""Bodies, notes and text boxes: which of the new document is which of the old one."""

from __future__ import annotations

from collections import Counter

from decision_diff.ooxml.names import child, every, name
from decision_diff.ooxml.side import Side, indexes
from decision_diff.safexml import Element


def containers(old: Side, new: Side, became: dict[int, int]) -> dict[Element, Element]:
    """Notes and text boxes that correspond: most of their paragraphs do."""
    before, after = old.containers(), new.containers()
    place = {index: root for root, items in before for item in items for index in indexes(item)}
    back = {j: i for i, j in became.items()}
    found: dict[Element, Element] = {}
    for root, items in after:
        votes = Counter(place[back[index]] for item in items for index in indexes(item) if back.get(index) in place)
        for other, _ in votes.most_common():
            if other not in found.values() and name(other) == name(root) != "w:body":
                found[root] = other
                break
    return found


def bodies(side: Side) -> list[Element]:
    """The w:body of a document."""
    return list(every(side.package.xml(side.package.main), "w:body"))


def drop_second_choice(box: Element) -> None:
    """A text box stands twice, for newer and older programs: the copy that has no marks would tell the new text alone."""
    if next(every(box, "w:ins"), next(every(box, "w:del"), None)) is None:
        return
    for above in box.iterancestors():
        if name(above) == "mc:AlternateContent":
            fallback = child(above, "mc:Fallback")
            if fallback is not None:
                above.remove(fallback)
