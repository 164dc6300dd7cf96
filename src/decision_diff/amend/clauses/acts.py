"""Checks acts on clauses (`clauses`): English ones, lists of proposals, Chinese ones on texts without articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from decision_diff.amend.articles.agreeing import fold_print, match_lines
from decision_diff.amend.articles.numbering import CheckFinding, FindingKind
from decision_diff.amend.articles.old import ArticleText
from decision_diff.amend.clauses.citing import settle_places
from decision_diff.amend.clauses.tree_orders import carry_out_orders
from decision_diff.amend.clauses.trees import AmendedLine, list_amended_lines, open_tree
from decision_diff.amend.instructions import Instruction, LawPart
from decision_diff.model import Decision


def check_clauses(part: LawPart, old: Decision, new: Decision) -> Iterator[CheckFinding]:
    """What an act on clauses and a new text do not agree about; differences of print are none."""
    tree = open_tree(old)
    orders, unclear = settle_places(part.instructions, old)
    for problem in (*unclear, *carry_out_orders(tree, orders)):
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


def is_on_articles(olds: Sequence[ArticleText], part: LawPart) -> bool:
    """Whether an act is a Chinese one on a text of articles (第三条), whose numbers shift by themselves; else it is on clauses of any kind."""
    return not part.on_clauses and any(one.printed.startswith("第") for one in olds)
