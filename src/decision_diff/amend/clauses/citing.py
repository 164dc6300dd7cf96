"""Finds the places that a list prints as one line, as every output cites them: decides 1, 第三条第二款, Annex 2 › 3.

The place of a proposal may be cited where the steps to it are not told apart by the list alone. The old text tells it, by the same
finder that `amend compile` asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from decision_diff.amend.articles.drafts import Problem
from decision_diff.amend.clauses.places import INTRODUCTION, find_nodes, make_clause_place
from decision_diff.amend.clauses.trees import TreeNode, open_tree
from decision_diff.amend.instructions import Instruction, Quotation, UnitPlace
from decision_diff.model import Decision
from decision_diff.reviewer.places import ClauseFinder


def settle_places(orders: Iterable[Instruction], old: Decision) -> tuple[list[Instruction], list[Problem]]:
    """Orders on clauses, with the steps to each clause in the place of a citation that is one name; and what is not clear about them.

    A place that is not found stays as it is.
    """
    settler = _Settler(old)
    return list(settler.settle(orders)), settler.problems


class _Settler:
    def __init__(self, old: Decision) -> None:
        self._old = old
        self._tree = open_tree(old)
        self._finder: ClauseFinder | None = None
        self._nodes: dict[str, TreeNode] = {}
        self.problems: list[Problem] = []

    def settle(self, orders: Iterable[Instruction]) -> Iterator[Instruction]:
        """Each order."""
        for one in orders:
            place = one.sources[0] if len(one.sources) == 1 else None
            if place is None or place.steps[0].unit != "named" or find_nodes(self._tree, place):
                yield one
            elif node := self._find(place):
                yield self._put(one, place, node)
            else:
                yield self._read_words(one, place)

    def _read_words(self, one: Instruction, place: UnitPlace) -> Instruction:
        """An order on a clause that goes or stays, below whose citation its words are printed."""
        *above, last = place.steps
        node = self._find(UnitPlace(tuple(above))) if above and last.unit == "named" and not one.old_words else None
        if node is None or one.verb not in ("keep", "delete"):
            return one
        return replace(one, sources=(make_clause_place(node),), old_words=(Quotation((last.printed,)),))

    def _find(self, place: UnitPlace) -> TreeNode | None:
        """The one clause that a place cites."""
        if self._finder is None:
            self._finder = ClauseFinder(self._old)
            self._nodes = {node.eid: node for node in self._tree.walk()}
        steps = [step.printed for step in place.steps if step != INTRODUCTION]
        found = self._finder.find(" ".join(steps))
        return self._nodes[found[0]] if len(found) == 1 else None

    def _put(self, one: Instruction, place: UnitPlace, node: TreeNode) -> Instruction:
        """The order with the steps to a clause; its new words stand behind the number of that clause, which the list need not print."""
        made = make_clause_place(node)
        if INTRODUCTION in place.steps:
            made = UnitPlace((*made.steps, INTRODUCTION))
        targets = tuple(UnitPlace((*made.steps[:-1], target.steps[-1])) for target in one.targets)
        words = one.new_words
        if one.verb == "replace" and words and node.number:
            first, *rest = words[0].paragraphs
            number = one.targets[0].steps[-1].printed if one.targets else node.number
            cited = " ".join(step.printed for step in place.steps if step != INTRODUCTION)
            bare = _cut(first, number if one.targets else cited)  # what the reader of lists set before its words
            if _cut(bare, number) != bare:
                sentence = f"it is not clear whether {number} before its words is the number of the clause; set a tab behind the number, or leave it out"
                self.problems.append(Problem(one, sentence))
                return one
            words = (Quotation((f"{number} {bare}", *rest)), *words[1:])
        return replace(one, sources=(made,), targets=targets, new_words=words)


def _cut(line: str, head: str) -> str:
    """A line without what it begins with, if that is not only a part of a word or number."""
    rest = line.removeprefix(head)
    return rest.strip() if rest != line and not rest[:1].isalnum() else line
