"""Bodies, notes and text boxes: which of the new document is which of the old one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from decision_diff.ooxml.names import every, name
from decision_diff.ooxml.writing.side import Item, Side, indexes
from decision_diff.safexml import Element


def find_containers(old: Side, new: Side, became: dict[int, int]) -> dict[Element, Element]:
    """Notes and text boxes that correspond: most of their paragraphs do, or they hang alike on paragraphs that do."""
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
    olds = _drawings(old, before)
    taken = set(found.values())
    by_box = {box: one for one in olds for box in one.boxes}
    on = {one.on: one for one in reversed([one for one in olds if not taken & {*one.boxes}])}
    for one in _drawings(new, after):
        # One by one in their order, or none of them with any: the drawing is marked whole.
        others = {found.pop(box) for box in one.boxes if box in found}
        mate = by_box[next(iter(others))] if others else on.get(back.get(one.on, -1))
        taken -= others
        if (
            mate is not None
            and others.issubset(mate.boxes)
            and len(mate.boxes) == len(one.boxes)
            and not taken & {*mate.boxes}
        ):
            found.update(zip(one.boxes, mate.boxes, strict=True))
            taken.update(mate.boxes)
    return found


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The text boxes in one run of a paragraph, which is carried or marked whole; `on` is the paragraph's index."""

    on: int
    boxes: tuple[Element, ...]


def _drawings(side: Side, roots: list[tuple[Element, list[Item]]]) -> list[_Drawing]:
    boxes: dict[Element, list[Element]] = {}
    on: dict[Element, int] = {}
    for root, _ in roots:
        if name(root) == "w:txbxContent":
            run = root
            for above in root.iterancestors():
                if name(above) == "w:p":
                    on[run] = side.at.get(above, -1)
                    break
                if name(above) == "w:r":
                    run = above
            boxes.setdefault(run, []).append(root)
    return [_Drawing(on.get(run, -1), tuple(held)) for run, held in boxes.items()]


def bodies(side: Side) -> list[Element]:
    """The w:body of a document."""
    return list(every(side.package.read_xml(side.package.main), "w:body"))
