"""Plans the orders on any text, clause by clause: which clause stays, what of it changes, what comes in and goes.

A clause stays if the comparison links it to one below the same clause, in the same order; one that moved elsewhere goes where it
stood and comes in where it stands now, as lists of MOD, ADD and SUP say it. `levels` makes the orders for a clause coarser:

level 0    words
level 1    its own line
level 2    it and all below it
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from decision_diff.amend.clauses.places import add_introduction, make_clause_place, make_new_place, make_twin_place
from decision_diff.amend.clauses.tree_orders import put_number
from decision_diff.amend.clauses.trees import TreeNode, has_number, open_tree, split_line
from decision_diff.amend.instructions import ActOrigin, Instruction, Quotation, UnitPlace, UnitStep, Verb
from decision_diff.amend.writing.hunks import WordHunk, find_hunks
from decision_diff.changes import Comparison
from decision_diff.frozen import frozen
from decision_diff.words.sequence import find_longest_run

WORDS, LINE, WHOLE_CLAUSE = 0, 1, 2
_NOWHERE: Final = ActOrigin("", 0)
_WHERE: Final = {"insert-after": "after", "insert-before": "before"}


@frozen
class ClausePlan:
    """Both trees, which old clause became which new one, and how coarse the orders for an old clause must be, by address."""

    old: TreeNode
    new: TreeNode
    became: Mapping[str, str]
    levels: Mapping[str, int]
    least: int  # the finest level that the style of the act has
    figures_only: bool  # words are named only where figures change
    is_list: (
        bool  # the act is a list of MOD, ADD and SUP: it gives no clause anew with all below it, and no number away
    )


def open_plan(
    comparison: Comparison,
    levels: Mapping[str, int],
    least: int,
    *,
    figures_only: bool = False,
    is_list: bool = False,
) -> ClausePlan:
    """A plan for two revisions."""
    became: dict[str, str] = {}
    taken: set[str] = set()
    for link in (link for change in comparison.every for link in change.links):
        if link.old.eid not in became and link.new.eid not in taken:
            became[link.old.eid] = link.new.eid
            taken.add(link.new.eid)
    return ClausePlan(
        open_tree(comparison.old), open_tree(comparison.new), became, levels, least, figures_only, is_list
    )


def plan_clauses(plan: ClausePlan) -> list[Instruction]:
    """The instructions, each with an origin of its own, in the order of the text."""
    orders = list(_amend_children(plan, plan.old, plan.new))
    return [replace(one, origin=ActOrigin(str(number), 0)) for number, one in enumerate(orders, 1)]


def _pair_children(plan: ClausePlan, old: TreeNode, new: TreeNode) -> list[tuple[TreeNode, TreeNode]]:
    """The children that stay, in order: linked ones, and between two of these what has the same number or stands alone on both sides."""
    places = {child.eid: at for at, child in enumerate(new.children)}
    linked = [
        (at, places[plan.became[one.eid]]) for at, one in enumerate(old.children) if plan.became.get(one.eid) in places
    ]
    kept = find_longest_run(sorted(linked))
    ends = [(-1, -1), *kept, (len(old.children), len(new.children))]
    pairs = list(kept)
    for (i, j), (k, m) in pairwise(ends):
        if k - i == m - j:
            rows = zip(range(i + 1, k), range(j + 1, m), strict=True)
            pairs.extend((a, b) for a, b in rows if _can_replace(old.children[a], new.children[b]))
    found = [(old.children[a], new.children[b]) for a, b in sorted(pairs)]
    return [pair for pair in found if _can_stay(plan, *pair)] if plan.is_list else found


def _can_stay(plan: ClausePlan, old: TreeNode, new: TreeNode) -> bool:
    """Whether a list of MOD, ADD and SUP can amend a clause; one that loses its number, or gets its first, goes and comes in."""
    if plan.levels.get(old.eid, WORDS) >= WHOLE_CLAUSE:
        return False
    return old.number == new.number or bool(_renumbered(make_clause_place(old), old, new))


def _can_replace(old: TreeNode, new: TreeNode) -> bool:
    """Whether a clause can be said to be replaced by another: it has the same number, or neither has one."""
    return old.number == new.number and old.level == new.level


def _amend_children(plan: ClausePlan, old: TreeNode, new: TreeNode) -> Iterator[Instruction]:
    pairs = _pair_children(plan, old, new)
    stays = {one.eid: other for one, other in pairs}
    comes = {other.eid for _, other in pairs}
    groups = _group_comings(new, stays, comes)
    yield from _bring_in(plan, groups.pop("", []), old, "start", old.children[0] if old.children else None)
    for child in old.children:
        other = stays.get(child.eid)
        if other is None:
            yield _order("delete", make_clause_place(child))
        else:
            yield from _amend(plan, child, other)
        yield from _bring_in(plan, groups.pop(child.eid, []), old, "after", child)


def _group_comings(new: TreeNode, stays: Mapping[str, TreeNode], comes: set[str]) -> dict[str, list[TreeNode]]:
    """The new children that come in, by the address of the old child behind which they stand; "" before all of them."""
    became = {other.eid: eid for eid, other in stays.items()}
    groups: dict[str, list[TreeNode]] = {}
    last = ""
    for child in new.children:
        if child.eid in comes:
            last = became[child.eid]
        else:
            groups.setdefault(last, []).append(child)
    return groups


def _bring_in(
    plan: ClausePlan, some: Sequence[TreeNode], parent: TreeNode, where: str, beside: TreeNode | None
) -> Iterator[Instruction]:
    """Orders that put clauses in: one for each, behind the same old clause in their order, or before the first.

    A list says where they stand where the number of one of them does not.
    """
    places = [_place_coming(node) for node in some]
    by_number = plan.is_list and all(is_clear for _, is_clear in places)
    for node, (target, _) in zip(some, places, strict=True):
        words = (Quotation(tuple(list_node_texts(node))),)
        fields = {"targets": (target,), "new_words": words, "count": 1, "unit": target.unit}
        if by_number:
            yield _order("insert", **fields)
        elif where == "after" and beside is not None:
            yield _order("insert", make_clause_place(beside), where="after", **fields)
        elif beside is not None:
            yield _order("insert", make_clause_place(beside), where="before", **fields)
        else:
            yield _order("insert", make_clause_place(parent), where="end", **fields)


def _place_coming(node: TreeNode) -> tuple[UnitPlace, bool]:
    """The place of a clause that comes in, and whether its number alone says where; which of several it is only if one clause holds these."""
    if twin := make_twin_place(node):
        return twin, False
    place = make_new_place(node)
    *above, last = place.steps
    if last.unit == "row" or not last.number:
        return place, True
    return UnitPlace((*above, UnitStep(last.unit, (), last.printed))), False


def list_node_texts(node: TreeNode) -> list[str]:
    """The lines of a clause and of all below it."""
    return [text for one in node.walk() for text in split_line(one.line)]


def _amend(plan: ClausePlan, old: TreeNode, new: TreeNode) -> Iterator[Instruction]:
    """Orders on a clause that stays."""
    level = max(plan.least, plan.levels.get(old.eid, WORDS))
    place = make_clause_place(old)
    whole = list_node_texts(new)
    if level < WHOLE_CLAUSE and whole == list_node_texts(old):
        return
    is_line = not old.children and not new.children and old.words != new.words
    if level >= WHOLE_CLAUSE or (is_line and level >= LINE):
        yield _order("replace", place, new_words=(Quotation(tuple(whole)),), targets=_renumbered(place, old, new))
        return
    if old.line != new.line:
        yield from _amend_line(plan, old, new, place, level)
    yield from _amend_children(plan, old, new)


def _amend_line(plan: ClausePlan, old: TreeNode, new: TreeNode, place: UnitPlace, level: int) -> Iterator[Instruction]:
    """Orders on the own line of a clause: another number, other words, or both."""
    target = _renumbered(place, old, new)
    own = add_introduction(place) if old.children or new.children else place
    hunks = find_hunks(old.words, new.words, old.words, ()) if level < LINE and old.words != new.words else None
    if plan.figures_only and not all(_has_figure(one) for one in hunks or ()):
        hunks = None
    can_name = not any(char in old.words + new.words for char in "\t\n|") and not any(
        one.new and not one.new.strip() for one in hunks or ()
    )
    if (old.words != new.words and (hunks is None or not can_name)) or (old.number != new.number and not target):
        lines = Quotation(tuple(split_line(new.line)))
        yield _order("replace", own, new_words=(lines,), targets=target)
        return
    if target:
        yield _order("renumber", place, targets=target)
    for hunk in hunks or ():
        yield _change(hunk, own)


def _has_figure(hunk: WordHunk) -> bool:
    return any(char.isdigit() for char in hunk.old) and any(char.isdigit() for char in hunk.new)


def _renumbered(place: UnitPlace, old: TreeNode, new: TreeNode) -> tuple[UnitPlace, ...]:
    """The place with the new number; () if it stays or has none."""
    if old.number == new.number or not (has_number(old) and has_number(new)):
        return ()
    if put_number(old.number, new.number) != new.number:
        return ()
    last = place.steps[-1]
    return (UnitPlace((*place.steps[:-1], UnitStep(last.unit, last.number, new.number))),)


def _change(hunk: WordHunk, place: UnitPlace) -> Instruction:
    old, new = (Quotation((hunk.old.strip(" "),)),), (Quotation((hunk.new.strip(" "),)),)
    if hunk.order == "delete":
        return _order("delete-words", place, old_words=old)
    if hunk.order == "substitute":
        return _order("substitute-words", place, old_words=old, new_words=new)
    return _order("insert-words", place, old_words=old, new_words=new, where=_WHERE[hunk.order])


def _order(verb: Verb, *sources: UnitPlace, **fields: object) -> Instruction:
    return Instruction(verb, _NOWHERE, "", sources=sources, **fields)  # type: ignore[arg-type]
