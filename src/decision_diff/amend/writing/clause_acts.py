"""Writes an act on any text, clause by clause, reads it, carries it out, and makes coarser what does not come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from decision_diff.amend.articles.agreeing import LineRange, match_lines
from decision_diff.amend.articles.drafts import Problem
from decision_diff.amend.clauses.places import find_nodes
from decision_diff.amend.clauses.tree_orders import carry_out_orders
from decision_diff.amend.clauses.trees import AmendedLine, TreeNode, list_amended_lines, list_lines, open_tree
from decision_diff.amend.instructions import Act, Instruction
from decision_diff.amend.styles.recited import Recited
from decision_diff.amend.writing.acts import ActStyle, Shortfall, WrittenAct
from decision_diff.amend.writing.clause_orders import WHOLE_CLAUSE, WORDS, open_plan, plan_clauses
from decision_diff.amend.writing.printed import apply_printed
from decision_diff.changes import Comparison
from decision_diff.frozen import frozen
from decision_diff.model import Decision

MAX_ROUNDS: Final = 8  # of making coarser; the levels of a clause and of those that hold it


@frozen
class ClauseStyle:
    """How a style words and reads an act; `least` is the finest level of its orders, `most` the coarsest."""

    name: ActStyle
    recite: Callable[[Sequence[Instruction], str], list[Recited]]
    read: Callable[[Sequence[str]], Act]
    least: int = WORDS
    most: int = WHOLE_CLAUSE
    figures_only: bool = False
    is_list: bool = False


@frozen
class _Trial:
    """One attempt: the act, the lines that it makes, and what could not be carried out."""

    recited: list[Recited]
    tree: TreeNode
    made: list[AmendedLine]
    problems: list[Problem]
    unread: int


def write_clause_act(comparison: Comparison, law: str, style: ClauseStyle) -> WrittenAct:
    """The act, coarsened where it did not come out."""
    wanted = list_lines(comparison.new)
    levels: dict[str, int] = {}
    best = trial = _try(comparison, law, style, levels)
    chosen = levels
    before = open_tree(comparison.old)
    for _ in range(MAX_ROUNDS):
        failing = set(_find_failing(trial, before, wanted))
        raised = _raise_levels(trial.tree, failing, levels, style)
        if not failing or raised == levels:
            break
        levels = raised
        trial = _try(comparison, law, style, levels)
        if _count_differing(trial, wanted) < _count_differing(best, wanted):
            best, chosen = trial, levels
    coarsened = tuple(comparison.old.place(eid) for eid in sorted(chosen, key=comparison.old.position))
    shortfalls = tuple(_list_shortfalls(comparison, best, wanted)) or tuple(_prove(comparison, best.recited))
    return WrittenAct(style.name, law, tuple(best.recited), coarsened, shortfalls)


def _count_differing(trial: _Trial, wanted: Sequence[str]) -> int:
    """How many lines differ, on the side where there are more."""
    ranges = (spans for is_equal, spans in _compare(trial.made, wanted) if not is_equal)
    return sum(max(i2 - i1, j2 - j1) for i1, i2, j1, j2 in ranges)


def _try(comparison: Comparison, law: str, style: ClauseStyle, levels: Mapping[str, int]) -> _Trial:
    recited = style.recite(
        plan_clauses(
            open_plan(comparison, levels, style.least, figures_only=style.figures_only, is_list=style.is_list)
        ),
        law,
    )
    act = style.read([text for line in recited for text in line.text.split("\n")])
    tree = open_tree(comparison.old)
    problems = carry_out_orders(tree, list(act.list_instructions()))
    return _Trial(recited, tree, list_amended_lines(tree), problems, sum(len(part.unread) for part in act.parts))


def _find_failing(trial: _Trial, before: TreeNode, wanted: Sequence[str]) -> Iterator[str]:
    """The addresses of the old clauses at which the lines differ, or whose orders could not be carried out; `before` is the old tree."""
    for problem in trial.problems:
        yield from _find_eids(before, problem.instruction)
    made = trial.made
    for is_equal, (i1, i2, _, _) in _compare(made, wanted):
        if is_equal:
            continue
        for line in made[i1:i2] or made[max(0, i1 - 1) : i1 + 1]:
            if line.eid:
                yield line.eid
            elif line.instruction:
                yield from _find_eids(before, line.instruction)


def _compare(made: Sequence[AmendedLine], wanted: Sequence[str]) -> list[tuple[bool, LineRange]]:
    """Ranges of what was made and of what is wanted, with whether they are equal; empty ones left out."""
    found = match_lines([line.text for line in made], wanted)
    return [(is_equal, spans) for is_equal, spans in found if spans[0] < spans[1] or spans[2] < spans[3]]


def _find_eids(tree: TreeNode, one: Instruction) -> Iterator[str]:
    for place in (*one.sources, *one.targets):
        yield from (node.eid for node in find_nodes(tree, place) if node.eid)


def _raise_levels(tree: TreeNode, failing: set[str], levels: Mapping[str, int], style: ClauseStyle) -> dict[str, int]:
    """The levels one step coarser at what fails; where a clause is as coarse as it can be, at what holds it."""
    raised = dict(levels)
    parents = {node.eid: node.parent for node in tree.walk()}
    for eid in sorted(failing):
        chosen = _find_finest(eid, parents, raised, style)
        if chosen:
            raised[chosen] = max(style.least, raised.get(chosen, WORDS)) + 1
    return raised


def _find_finest(
    eid: str, parents: Mapping[str, TreeNode | None], levels: Mapping[str, int], style: ClauseStyle
) -> str:
    """A clause, or the nearest that holds it, whose orders can be coarser; "" if there is none."""
    while eid and levels.get(eid, style.least) >= style.most:
        node = parents.get(eid)
        eid = node.eid if node is not None else ""
    return eid


def _prove(comparison: Comparison, recited: list[Recited]) -> Iterator[Shortfall]:
    """Apply the printed act; why that is refused, or where the clauses differ from the new ones in numbers or words."""
    new = comparison.new
    outcome = apply_printed(recited, comparison.old)
    if outcome.made is None:
        yield from outcome.refusals
        return
    made = outcome.made
    left, right = list(_list_compared(made)), list(_list_compared(new))
    for is_equal, (i1, i2, j1, j2) in match_lines([key for _, key in left], [key for _, key in right]):
        if not is_equal:
            place = new.place(right[j1][0]) if j1 < j2 else made.place(left[i1][0])
            yield Shortfall(place, _print_compared(left[i1:i2]), _print_compared(right[j1:j2]))


def _print_compared(compared: Sequence[tuple[str, str]]) -> str:
    return "\n".join(" ".join(key.split("\t")).strip() for _, key in compared)


def _list_compared(decision: Decision) -> Iterator[tuple[str, str]]:
    """The address of each clause with its number and words; further paragraphs of a cell are for themselves, for text has no cells."""
    for clause in decision.walk():
        first, *rest = clause.words.split("\n")
        if clause.number or first:
            yield clause.eid, f"{clause.number}\t{first}"
        yield from ((clause.eid, f"\t{words}") for words in rest)


def _list_shortfalls(comparison: Comparison, trial: _Trial, wanted: Sequence[str]) -> Iterator[Shortfall]:
    made = trial.made
    for is_equal, (i1, i2, j1, j2) in _compare(made, wanted):
        if not is_equal:
            eid = next((line.eid for line in made[i1 : i2 + 1] if line.eid), "")
            place = comparison.old.place(eid) if eid else ""
            yield Shortfall(place, "\n".join(line.text for line in made[i1:i2]), "\n".join(wanted[j1:j2]))
