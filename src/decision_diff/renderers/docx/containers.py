"""Bodies, notes and text boxes: which of the new document is which of the old one."""

from __future__ import annotations

from collections import Counter

from decision_diff.frozen import frozen
from decision_diff.ooxml.names import every, name
from decision_diff.ooxml.writing.side import DocumentSide, Item, find_indexes
from decision_diff.safexml import Element

_Roots = list[tuple[Element, list[Item]]]  # containers with what they hold


def find_containers(old: DocumentSide, new: DocumentSide, became: dict[int, int]) -> dict[Element, Element]:
    """ParagraphMatch notes and text boxes, new to old: most of their paragraphs match, or they hang alike on paragraphs that do."""
    before, after = old.list_containers(), new.list_containers()
    back = {j: i for i, j in became.items()}
    by_content = _match_by_content(before, after, back)
    return _match_drawings(_find_drawings(old, before), _find_drawings(new, after), back, by_content)


def _match_by_content(before: _Roots, after: _Roots, back: dict[int, int]) -> dict[Element, Element]:
    """The containers of which most paragraphs match, new to old, each of them once."""
    holder = {index: root for root, items in before for item in items for index in find_indexes(item)}
    found: dict[Element, Element] = {}
    for root, items in after:
        votes = Counter(
            holder[back[index]] for item in items for index in find_indexes(item) if back.get(index) in holder
        )
        kind, taken = name(root), set(found.values())
        free = (one for one, _ in votes.most_common() if one not in taken and name(one) == kind != "w:body")
        if (other := next(free, None)) is not None:
            found[root] = other
    return found


def _match_drawings(
    olds: list[_Drawing], news: list[_Drawing], back: dict[int, int], by_content: dict[Element, Element]
) -> dict[Element, Element]:
    """The boxes of each drawing with those of one old drawing, one by one in their order, or none: it is marked whole."""
    found = dict(by_content)
    taken = set(found.values())
    by_box = {box: one for one in olds for box in one.boxes}
    on = {one.on: one for one in reversed([one for one in olds if not taken & {*one.boxes}])}
    for one in news:
        others = {found.pop(box) for box in one.boxes if box in found}
        mate = by_box[next(iter(others))] if others else on.get(back.get(one.on, -1))
        taken -= others
        if mate is not None and others.issubset(mate.boxes) and one.can_match(mate, taken):
            found.update(zip(one.boxes, mate.boxes, strict=True))
            taken.update(mate.boxes)
    return found


@frozen
class _Drawing:
    """The text boxes in one run of a paragraph, which is carried or marked whole; `on` is the paragraph's index."""

    on: int
    boxes: tuple[Element, ...]

    def can_match(self, other: _Drawing, taken: set[Element]) -> bool:
        """Whether both have equally many text boxes and none of the other's is taken."""
        return len(other.boxes) == len(self.boxes) and taken.isdisjoint(other.boxes)


def _find_drawings(side: DocumentSide, roots: _Roots) -> list[_Drawing]:
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


def find_bodies(side: DocumentSide) -> list[Element]:
    """Find the w:body of a document."""
    return list(every(side.package.read_xml(side.package.main), "w:body"))
