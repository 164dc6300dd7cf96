"""Where a clause stands, as a lawyer of the language of the text cites it.

    第一章 › 第三条 › paragraph 2      第三条第二款
    第一条 › （二）                    第一条第（二）项
    做出决定 › 2 › a)                  做出决定2 a)
    附件1 › 3                          附件1第3段
    Article 5 › 2. › (a)               Article 5(2)(a)
    ARTICLE II › Section 2.03 › (b)    Section 2.03(b)
    附件2 › row 2025年8月7日            附件2 › row 2025年8月7日

A place is a tuple of steps. Each step is added to the place of the clause that it is counted in, its base:

- A unit (a clause whose number has a word: article, section, chapter, annex) that is counted through the whole text, or whose number holds that of
  the unit above (Section 2.03), is cited alone; else behind the unit that holds it (第二章第一节). What stands in an annex is cited with the annex.
- A number is cited by the words that the language file has for its form (table `places`), inside of an article or annex; elsewhere as printed.
  A paragraph without a number that holds a list is left out, unless the article has several.
- A paragraph of an article without a number is counted. The words of the article itself are the first one.
- All else (rows, notes, headings, items of a bulleted list) is named behind `STEP`.

Where two clauses would be called the same, what holds them is said; if that does not tell them apart either, they are counted: `decides[2] 1`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision, name_clause

STEP: Final = " › "  # before what has no number of its own


@frozen
class PlaceStep:
    """One step of a place: `before` stands between it and the step before it. `text` is the number as cited.

    Without a number `text` is "", and the clause is called as the reader's language has it. `which` counts clauses that would be called the
    same, from 1; 0 if only one is.
    """

    before: str
    text: str
    clause: Clause
    which: int = 0


CitedPlace = tuple[PlaceStep, ...]


def find_place(decision: Decision, eid: str) -> CitedPlace:
    """Where a clause stands, from the outside in; KeyError for an unknown eid."""
    find: Callable[[int], CitedPlace] | None = decision.memo.get("places")
    if find is None:
        from decision_diff.citations.placing import place_clauses  # noqa: PLC0415 - late: not all that is read is printed

        find = decision.memo["places"] = place_clauses(decision)
    return find(decision.position(eid))


def write_place(place: Iterable[PlaceStep], name: Callable[[Clause], str] = name_clause) -> str:
    """A place on one line; `name` calls a clause that has no number."""
    return "".join([step.before + write_step(step, name) for step in place])


def write_step(step: PlaceStep, name: Callable[[Clause], str] = name_clause) -> str:
    """One step without what joins it to the one before."""
    called = step.text or name(step.clause)
    return f"{called}[{step.which}]" if step.which else called


def name_place(decision: Decision, eid: str) -> str:
    """Where a clause stands, as printed; KeyError for an unknown eid."""
    return write_place(find_place(decision, eid))
