"""Puts a clause that comes in by its number where it belongs: behind the last one of its list with a lower number.

ADD decides 2bis       behind decides 2
ADD 第五条              behind 第四条, or before the first article with a higher number, whatever chapter that is in
ADD 附件二              before the first annex with a higher number
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from decision_diff.amend.clauses.places import find_nodes, is_container, is_in_table, read_annex
from decision_diff.amend.clauses.trees import AmendedLine, TreeNode, fold_number, has_number
from decision_diff.amend.instructions import UnitPlace, UnitStep
from decision_diff.patterns import late


def insert_by_number(root: TreeNode, target: UnitPlace, lines: Sequence[AmendedLine]) -> str:
    """Put a clause in at a new place; why that is not possible, or ""."""
    *above, last = target.steps
    holder, problem = _find_holder(root, target)
    if holder is None:
        return problem
    annex = read_annex(last.printed) if last.unit == "named" and not above else None
    if last.unit == "named" and annex is None:
        return f"it does not say where {target.cited} comes in; give a new clause a number, or count it (the 2nd unnumbered paragraph)"
    in_table = last.unit == "row" and is_in_table(last)
    if last.unit == "row":
        at = _find_row(holder, last.number[0], in_table=in_table)
    elif annex is not None:
        at = _find_annex_slot(holder, annex)
    else:
        holder = holder if above else _find_list_holder(root, last)
        at = _find_slot(holder, last.printed)
    if at is None:
        return f"it is not clear where {target.cited} belongs"
    level = "row" if in_table else _tell_level(last, holder, annex)
    node = TreeNode("", level, last.printed if last.unit != "row" else "", "", [], holder, [], [], [], [])
    node.own = list(lines)
    holder.children.insert(at, node)
    for scope in (root, holder):
        scope.forget_index()
    return ""


def _find_holder(root: TreeNode, target: UnitPlace) -> tuple[TreeNode | None, str]:
    """What a place says that it stands in; None, and why it is not clear, if that is not one clause that is left."""
    above = target.steps[:-1]
    found = find_nodes(root, UnitPlace(tuple(above))) if above else [root]
    holders = [one for one in found if not one.gone and not any(upper.gone for upper in _list_above(one))]
    if len(holders) == 1:
        return holders[0], ""
    return None, f"the old text has no {target.cited}" if not holders else f"{target.cited} is not clear"


def _find_list_holder(root: TreeNode, last: UnitStep) -> TreeNode:
    """What holds the clause behind which a numbered one belongs, or the first one with a higher number: a chapter, where the numbers count through the text."""
    key = rank_number(last.printed)
    holder = None
    following = root
    best: Rank = ()
    for node in _walk_kept(root):
        parent = node.parent
        if parent is None or not has_number(node) or not _counts_with(node, last):
            continue
        rank = rank_number(node.number)
        if not (rank and key and rank[0] == key[0]):
            continue
        if best <= rank < key:
            holder, best = parent, rank
        elif following is root and rank > key:
            following = parent
    return holder or following


def _walk_kept(root: TreeNode) -> Iterator[TreeNode]:
    """What is left of a tree, in order: without what was taken out or given anew, and all below it."""
    stack = [root]
    while stack:
        node = stack.pop()
        if not node.gone and node.whole is None:
            yield node
            stack.extend(reversed(node.children))


_NUMBERED_THROUGH: Final = ("article", "part", "chapter", "section")  # units that count through the text


def _counts_with(node: TreeNode, last: UnitStep) -> bool:
    """Whether a node is of the list to which a place without anything above it belongs."""
    if last.unit in _NUMBERED_THROUGH:
        return node.level == last.unit and not _is_annexed(node)
    if node.level == "attachment" or is_container(node) or _is_annexed(node):
        return False
    return all(is_container(one) or not has_number(one) for one in _list_above(node))


def _list_above(node: TreeNode) -> list[TreeNode]:
    found: list[TreeNode] = []
    while node.parent is not None and node.parent.parent is not None:
        node = node.parent
        found.append(node)
    return found


def _is_annexed(node: TreeNode) -> bool:
    return any(one.level == "attachment" for one in _list_above(node))


def _find_row(holder: TreeNode, number: int, *, in_table: bool) -> int | None:
    """Where the clause stands before which another becomes that one of the clauses without a number."""
    counted = {id(child) for child in holder.list_unnumbered(in_table=in_table)}
    rows = [at for at, child in enumerate(holder.children) if id(child) in counted and not child.gone]
    if number <= len(rows):
        return rows[number - 1]
    return rows[-1] + 1 if number == len(rows) + 1 and rows else (len(holder.children) if number == 1 else None)


def _find_slot(holder: TreeNode, printed: str) -> int | None:
    """Behind the last clause of the list with a lower number than one that is put in."""
    peers = {fold_number(child.number) for child in holder.children if not child.gone}
    key = rank_among(printed, peers)
    ranks = [
        (at, rank_among(child.number, peers))
        for at, child in enumerate(holder.children)
        if not child.gone and has_number(child) and child.level != "attachment"
    ]
    lower = [at for at, rank in ranks if rank and key and rank[0] == key[0] and rank < key]
    if lower:
        return lower[-1] + 1
    if ranks:
        return ranks[0][0]
    return next((at for at, child in enumerate(holder.children) if child.level == "attachment"), len(holder.children))


def _tell_level(last: UnitStep, holder: TreeNode, annex: tuple[int, ...] | None) -> str:
    """The level of a clause that comes in by its number."""
    if annex is not None:
        return "attachment"
    return last.unit if last.unit in _NUMBERED_THROUGH else holder.level


def _find_annex_slot(root: TreeNode, number: tuple[int, ...]) -> int:
    """Before the first annex with a higher number; else at the end of the text."""
    annexes = [(at, one) for at, one in enumerate(root.children) if one.level == "attachment" and not one.gone]
    return next((at for at, one in annexes if (read_annex(one.number) or ()) > number), len(root.children))


def rank_among(printed: str, peers: AbstractSet[str]) -> Rank:
    """By what a number is ordered among others: (aa) stands behind (a), but behind (z) in a list that has one; (ix) behind (viii)."""
    plain = fold_number(printed)
    roman = _ROMAN.match(plain)
    if roman and not peers.isdisjoint(("ii", "iv", "vi")):
        return "roman", _count_roman(roman["number"]), roman["letters"]
    return ("letters", 0, plain) if plain.isalpha() and "z" not in peers else rank_number(printed)


def _count_roman(printed: str) -> int:
    values = [_ROMAN_VALUES[char] for char in printed]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


_ROMAN: Final = late(r"(?P<number>[ivxl]{1,8})(?P<letters>[a-h]*)$")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50}

Rank = tuple[str | int, ...]


def rank_number(printed: str) -> Rank:
    """By what a number is ordered among those of its list: 3 < 3bis < 4, a < b, 三 < 十; () if by nothing."""
    plain = fold_number(printed)
    found = _RANKED.match(plain)
    if found:
        return ("number", int(found["number"]), found["letters"])
    return ("letters", len(plain), plain) if plain.isalpha() else ()


_RANKED: Final = late(r"(?P<number>[0-9]{1,9})(?P<letters>(?:[a-z]|-[0-9])*)$")
