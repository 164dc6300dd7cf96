"""How a clause of any text is cited, step by step, and which clause a place is.

article 3 › paragraph 2 › item a         Article 3(2)(a)
decides › paragraph 6 › item a           decides 6 a)
Annex 2 › 2                              the 2nd unnumbered paragraph of Annex 2
Annex 2 › row 9                          row 9 of the table of Annex 2
… › introduction                         its own line only, without what hangs below it
"""

from __future__ import annotations

import unicodedata
from typing import Final

from decision_diff.amend.clauses.trees import CONTAINER_LEVELS, TreeNode, fold_number, has_number
from decision_diff.amend.instructions import UnitName, UnitPlace, UnitStep
from decision_diff.labels import find, make_grammar
from decision_diff.languages import KNOWN

INTRODUCTION: Final = UnitStep("named", (), "introduction")
TITLE: Final = UnitStep("named", (), "title")
_DEPTHS: Final[tuple[UnitName, ...]] = ("paragraph", "item", "subitem")
_UNITS: Final[dict[str, UnitName]] = {
    "part": "part",
    "chapter": "chapter",
    "section": "section",
    "subsection": "section",
    "book": "part",
}


def make_clause_place(node: TreeNode) -> UnitPlace:
    """The place of a node: the shortest of its steps that lead to it and to nothing else.

    Where one clause holds several with the same number, the step has which of them it is, from 1.
    """
    path = _list_path(node)
    root = path[0].parent if path else None
    assert root is not None  # noqa: S101 - the root itself has no place
    short = _choose_path(path)
    for chosen in (short, path) if len(short) < len(path) else (path,):
        place = _make_place(root, chosen)
        if place is not None:
            return place
    return UnitPlace(tuple(_make_steps(path)))


def make_new_place(node: TreeNode) -> UnitPlace:
    """The place of a clause that comes in: with its part or chapter where it is the first there, since its number alone would put it before."""
    parent = node.parent
    if parent is None or not is_container(parent) or next(filter(has_number, parent.children), None) is not node:
        return make_clause_place(node)
    return _make_full_place(node)


def make_twin_place(node: TreeNode) -> UnitPlace | None:
    """The place of a clause that comes in, with which it is of those that have one number below one holder, from 1; None if it is the only one."""
    twins = _list_twins(node)
    if len(twins) < 2:
        return None
    place = _make_full_place(node) if is_container(node) else make_clause_place(node)
    *above, last = place.steps
    at = next(at for at, one in enumerate(twins, 1) if one is node)
    return UnitPlace((*above, UnitStep(last.unit, (at,), last.printed)))


def _make_full_place(node: TreeNode) -> UnitPlace:
    path = _list_path(node)
    root = path[0].parent
    return (_make_place(root, path) if root else None) or make_clause_place(node)


def _list_twins(node: TreeNode) -> list[TreeNode]:
    """The clauses printed with the number of a node below what holds it, in order, itself among them."""
    if not has_number(node) or node.level == "attachment":
        return []
    holder, printed = find_list_holder(node), _fold_width(node.number)
    same = _find_step(holder, _make_step(node, 0)[0])
    return [one for one in same if find_list_holder(one) is holder and _fold_width(one.number) == printed]


def _fold_width(printed: str) -> str:
    return unicodedata.normalize("NFKC", printed).strip()


def find_list_holder(node: TreeNode) -> TreeNode:
    """What holds the list in which a clause counts: articles count through all chapters."""
    holder = node.parent
    while holder is not None and holder.parent is not None and node.level == "article" and is_container(holder):
        holder = holder.parent
    return holder or node


def _choose_path(path: list[TreeNode]) -> list[TreeNode]:
    """A path without the parts and chapters that hold an article or section."""
    based = next((at for at in range(len(path) - 1, -1, -1) if path[at].level in ("article", "attachment")), 0)
    return [node for at, node in enumerate(path) if node is path[-1] or (at >= based and not is_container(node))]


def _make_place(root: TreeNode, path: list[TreeNode]) -> UnitPlace | None:
    """The place of a path, each step clear in the one before; None if a step does not lead on."""
    steps: list[UnitStep] = []
    scope = root
    for node, step in zip(path, _make_steps(path), strict=True):
        found = _find_step(scope, step)
        at = next((at for at, one in enumerate(found) if one is node), None)
        if at is None:
            return None
        steps.append(step if len(found) == 1 else UnitStep(step.unit, (at + 1,), step.printed))
        scope = node
    return UnitPlace(tuple(steps))


def add_introduction(place: UnitPlace) -> UnitPlace:
    """The same place, of which only its own line is meant."""
    return UnitPlace((*place.steps, INTRODUCTION))


def is_introduction(place: UnitPlace) -> bool:
    """Whether only the own line of a place is meant."""
    return place.steps[-1] == INTRODUCTION


def _list_path(node: TreeNode) -> list[TreeNode]:
    path: list[TreeNode] = []
    while node.parent is not None:
        path.append(node)
        node = node.parent
    return path[::-1]


def _make_steps(path: list[TreeNode]) -> list[UnitStep]:
    steps: list[UnitStep] = []
    depth = 0
    for node in path:
        step, depth = _make_step(node, depth)
        steps.append(step)
    return steps


def read_annex(printed: str) -> tuple[int, ...] | None:
    """The number of an annex as it is cited (附件二, Annex 2), () if it is the only one; None if a name is not that of an annex."""
    found = find(printed, make_grammar(KNOWN))
    if found is None or found.label.level != "attachment" or found.text.strip():
        return None
    return tuple(found.label.value)


def is_container(node: TreeNode) -> bool:
    """Whether a node is a part, chapter or 节 with a number, which nobody names who cites what it holds."""
    if node.level in ("part", "book", "chapter"):
        return has_number(node)
    return node.level in ("section", "subsection") and node.number.startswith("第")


def _make_step(node: TreeNode, depth: int) -> tuple[UnitStep, int]:
    if node.level == "title" and node.parent is not None and node.parent.children[0] is node:
        return TITLE, depth
    if node.level == "attachment":
        return UnitStep("named", (), node.number or node.words), 0
    if node.level == "article":
        return UnitStep("article", (), node.number), 0
    if is_container(node):
        return UnitStep(_UNITS[node.level], (), node.number), 0
    if has_number(node):
        return UnitStep(_DEPTHS[min(depth, 2)], (), node.number), depth + 1
    if _is_named(node):
        return UnitStep("named", (), node.words), 0
    in_table = node.level == "row"
    if node.parent:
        node.parent.list_unnumbered(in_table=in_table)
    return make_counted(node.count, in_table=in_table), depth


def make_counted(number: int, *, in_table: bool) -> UnitStep:
    """The step to the clause of that place among those without a number: rows of a table are counted by themselves."""
    return UnitStep("row", (number,), f"row {number}" if in_table else str(number))


def is_in_table(step: UnitStep) -> bool:
    """Whether a counted step is a row of a table."""
    return step.printed.startswith("row")


def _is_named(node: TreeNode) -> bool:
    """Whether a node is a heading without a number that holds clauses, as the call of a decision is: decides, 做出决定."""
    return node.level in CONTAINER_LEVELS and bool(node.children) and bool(node.words) and "\n" not in node.words


def find_nodes(root: TreeNode, place: UnitPlace) -> list[TreeNode]:
    """The nodes of a place; [] if there are none, several if it is not clear."""
    nodes = [root]
    for step in place.steps:
        if step == INTRODUCTION:
            continue
        nodes = [found for node in nodes for found in _find_step(node, step)]
    return nodes


def _find_step(scope: TreeNode, step: UnitStep) -> list[TreeNode]:
    if step == TITLE:
        return [child for child in scope.children[:1] if child.level == "title"]
    if step.unit == "row":
        rows = scope.list_unnumbered(in_table=is_in_table(step))
        return rows[step.number[0] - 1 : step.number[0]]
    found = _index(scope).get(_name_step(step), [])
    if not found and step.unit == "section" and step.printed.isascii():  # Section 2 at the beginning of a sentence
        found = _index(scope).get(f"number {fold_number(step.printed)}", [])
    return found[step.number[0] - 1 : step.number[0]] if step.number else found


def _name_step(step: UnitStep) -> str:
    if step.unit in ("article", "part", "chapter", "section"):
        return f"{step.unit} {fold_number(step.printed)}"
    if step.unit == "named":
        return f"named {fold_name(step.printed)}"
    return f"number {fold_number(step.printed)}"


def _index(scope: TreeNode) -> dict[str, list[TreeNode]]:
    """What can be cited right below a node, through headings and paragraphs without a number: by kind and number or name."""
    if scope.labelled is None:
        scope.labelled = {}
        stack = list(reversed(scope.children))
        while stack:
            node = stack.pop()
            goes_on = _enter(scope, node)
            if goes_on:
                stack.extend(reversed(node.children))
    return scope.labelled


def _enter(scope: TreeNode, node: TreeNode) -> bool:
    """Enter a node into the index of a scope; whether what is below it can be cited from there too."""
    names = scope.labelled
    assert names is not None  # noqa: S101 - made by the caller
    if node.level == "attachment":
        names.setdefault(f"named {fold_name(node.number or node.words)}", []).append(node)
        return False
    if node.level == "article":
        names.setdefault(f"article {fold_number(node.number)}", []).append(node)
        return False
    if is_container(node):
        names.setdefault(f"{_UNITS[node.level]} {fold_number(node.number)}", []).append(node)
        return True
    if has_number(node):
        names.setdefault(f"number {fold_number(node.number)}", []).append(node)
        return False
    if _is_named(node):
        names.setdefault(f"named {fold_name(node.words)}", []).append(node)
        return node.level == "heading"
    return True


def fold_name(name: str) -> str:
    """A name in one width and case, without spaces and the sign at its end."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split()).rstrip(":,;.：，；。")
