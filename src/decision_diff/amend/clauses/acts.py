"""Checks acts on clauses (`clauses`): English ones, lists of proposals, Chinese ones on texts without articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from decision_diff.amend.articles.agreeing import fold_print, match_lines
from decision_diff.amend.articles.numbering import CheckFinding, FindingKind
from decision_diff.amend.articles.old import ArticleText
from decision_diff.amend.clauses.tree_orders import carry_out_orders
from decision_diff.amend.clauses.trees import AmendedLine, fold_number, list_amended_lines, open_tree
from decision_diff.amend.instructions import Instruction, LawPart, UnitStep
from decision_diff.model import Decision
from decision_diff.patterns import late


def check_clauses(part: LawPart, old: Decision, new: Decision) -> Iterator[CheckFinding]:
    """What an act on clauses and a new text do not agree about; differences of print are none."""
    tree = open_tree(old)
    for problem in carry_out_orders(tree, part.instructions):
        yield CheckFinding("not-done", problem.instruction, "", "", "", "", problem.sentence)
    made = list_amended_lines(tree)
    wanted = [(clause.eid, text) for clause in new.walk() for text in clause.line.split("\n") if text]
    keys = [fold_print(line.text) for line in made], [fold_print(text) for _, text in wanted]
    for is_equal, (i1, i2, j1, j2) in match_lines(*keys):
        for line, found in () if is_equal else zip_longest(made[i1:i2], wanted[j1:j2]):
            yield _report(old, new, line, found)


def _report(old: Decision, new: Decision, line: AmendedLine | None, found: tuple[str, str] | None) -> CheckFinding:
    """A line that is not as expected, not expected, or missing."""
    one: Instruction | None = line.instruction if line else None
    kind: FindingKind = "undeclared" if one is None else "otherwise" if found else "not-done"
    places = old.place(line.eid) if line and line.eid else "", new.place(found[0]) if found else ""
    why = "" if line and found else "the line is missing" if line else "the line is new"
    return CheckFinding(kind, one, *places, line.text if line else "", found[1] if found else "", why)


def is_on_articles(olds: Sequence[ArticleText], orders: Iterable[Instruction]) -> bool:
    """Whether an act is a Chinese one on a text of articles, whose numbers shift by themselves; else it is on clauses of any kind.

    Its places tell: the grammar of Chinese acts gives each number as a value (第三条 is 3), the others as it is printed.
    """
    steps = [step for one in orders for place in (*one.sources, *one.targets) for step in place.steps]
    if any(map(_is_as_printed, steps)):
        return False
    return any(one.printed.startswith("第") for one in olds) and any(map(_is_chinese, steps))


def _is_as_printed(step: UnitStep) -> bool:
    """Whether a step has its number as printed, without a value (8, 第二条), or has which of several it is (第二条[1]) in its place."""
    if step.unit in _DEPTHS and not step.number:
        return True
    if step.unit != "article" or not step.printed.startswith("第"):
        return False
    value = fold_number(step.printed)
    return not step.number or (len(step.number) == 1 and value.isdigit() and int(value) != step.number[0])


def _is_chinese(step: UnitStep) -> bool:
    if step.unit == "named":
        return _HAN.match(step.printed) is not None
    return step.unit == "whole" or (bool(step.number) and step.printed.startswith("第"))


_DEPTHS: Final = ("paragraph", "item", "subitem")
_HAN: Final = late("[\u4e00-\u9fff]")
