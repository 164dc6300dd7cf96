"""Last step of parsing: addresses, after the Akoma Ntoso Naming Convention 1.0 (OASIS, 2019), section 5.

An eid is `parent__abbreviation_number`: the abbreviation of the element, then its own number if it has one (`art_3-2`,
`point_b`), else its position among its like (`p_2`). Articles are counted through the whole text, so their eid
does not hold the chapter's. A number that stands twice under one parent gets `_dup2`, `_dup3` … in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.frozen import get_constructor
from decision_diff.labels import make_slug
from decision_diff.model import Block, Clause, Label, Origin
from decision_diff.parse.lines import is_title
from decision_diff.parse.nodes import Node, NodeRun

ABBREVIATIONS: Final = {
    "article": "art",
    "attachment": "att",
    "chapter": "chp",
    "editorialNote": "ednote",
    "paragraph": "para",
    "proposal": "prop",
    "recitals": "recs",
    "row": "tr",
    "section": "sec",
    "subdivision": "subdvs",
    "wrapUp": "wrapup",
}

_make_clause: Final = get_constructor(Clause)
_PART: Final = "text"  # of the origin of a clause: the blocks of its decision
_SECTION_STYLES: Final = ("1", "1.", "1.1", "一、", "I.", "A.")


def freeze(root: Node, blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """The clauses of the tree in document order, each with its eid. `blocks` are those that the nodes count."""
    return _children(root, "", "", {}, blocks)


# Plain dictionaries, here and below: a `Counter` takes longer to make, and to count the first of each.
def _children(node: Node, eid: str, scope: str, taken: dict[str, int], blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """`scope` is the eid within which articles are counted: of the annex or quotation, or nothing."""
    counts: dict[str, int] = {}
    if node.level == "article" and node.text and not node.is_heading:
        counts["paragraph"] = 1  # the article's own text is its first paragraph (第一款)
    clauses: list[Clause] = []
    for child in node.children:
        if isinstance(child, NodeRun):
            clauses.extend(_list_run(child, scope if child.level == "article" else eid, counts, taken, blocks))
        else:
            clauses.append(_clause(child, eid, scope, counts, taken, blocks))
    return tuple(clauses)


def _list_run(
    run: NodeRun, prefix: str, counts: dict[str, int], taken: dict[str, int], blocks: Sequence[Block]
) -> Iterator[Clause]:
    """The clauses of a run, as `_clause` makes them: each is numbered, made of one block, and holds no other."""
    run.up = None
    level = run.level
    stem = f"{prefix}__{_abbreviate(level)}" if prefix else _abbreviate(level)
    for line, text, is_heading in zip(run.lines, run.texts, run.are_headings, strict=True):
        label = line.found.label if line.found else None
        count = counts[level] = counts.get(level, 0) + 1
        eid = f"{stem}_{(make_slug(label) if label else '') or count}"
        if eid in taken:
            eid = _unique(eid, taken)
        taken[eid] = 1
        origin = _find_origin(blocks, line.start, line.end)
        heading = is_heading or level == "section"
        yield _make_clause(eid, level, origin, label, text if heading else "", "" if heading else text, (), ())


def _abbreviate(level: str) -> str:
    return ABBREVIATIONS.get(level) or level.lower()


def _find_origin(blocks: Sequence[Block], start: int, end: int) -> Origin:
    """The blocks of a clause. Mostly this is the origin of the first block, and the object is shared."""
    origin = blocks[start].origin
    if origin.end != end or origin.start != start or origin.part != _PART:
        return Origin(_PART, start, end)
    return origin


def _clause(
    node: Node, above: str, scope: str, counts: dict[str, int], taken: dict[str, int], blocks: Sequence[Block]
) -> Clause:
    node.up = None  # no longer needed; without a cycle of references the node is freed at once
    level = _level(node) if node.children else node.level
    label = node.label
    count = counts[level] = counts.get(level, 0) + 1
    if level == "title" and not label:
        own = "title"
    else:
        own = f"{_abbreviate(level)}_{(make_slug(label) if label else '') or count}"
    prefix = scope if level == "article" else above
    eid = f"{prefix}__{own}" if prefix else own
    if eid in taken:
        eid = _unique(eid, taken)
    taken[eid] = 1
    scope = eid if node.children and _counts_articles(level, label) else scope
    children = _children(node, eid, scope, taken, blocks) if node.children else ()
    heading = node.is_heading or level == "section"
    return _make_clause(
        eid,
        level,
        _find_origin(blocks, node.start, node.end),
        node.label,
        node.text if heading else "",
        "" if heading else node.text,
        node.cells,
        children,
    )


def _counts_articles(level: str, label: Label | None) -> bool:
    """Whether the articles in a clause have their own numbering."""
    return level in ("attachment", "proposal", "p", "wrapUp") or (level == "paragraph" and not label)


def _level(node: Node) -> str:
    """A numbered line that is short and holds paragraphs is a section with a heading: `1 背景` above `1.1 …`."""
    if node.level != "paragraph" or node.style not in _SECTION_STYLES or not is_title(node.text):
        return node.level
    holds = any(child.style in ("1.1", "1.1.1") or child.level in ("p", "row") for child in node.children)
    return "section" if holds else node.level


def _unique(eid: str, taken: dict[str, int]) -> str:
    """The eid, which is taken, with `_dup2`, `_dup3` …; `taken` counts each eid and each of its doubles."""
    candidate = eid
    while candidate in taken:
        taken[eid] += 1
        candidate = f"{eid}_dup{taken[eid]}"
    return candidate
