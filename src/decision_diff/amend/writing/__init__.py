"""Writes the amending act that turns one revision into another, in the style of the profession, and proves it.

    comparison ==plan==> instructions ==recite==> the act ==read==> instructions ==carry out==> the new text, or shortfalls

Chinese laws are written article by article (`article_acts`), since their numbers shift by themselves; all other texts clause by clause
(`clause_acts`). Where a finer order does not come out, a coarser one is written in its place: words, then the paragraph, then the article.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from decision_diff.amend.writing.acts import STYLES, ActStyle, Shortfall, WrittenAct
from decision_diff.changes import Comparison
from decision_diff.errors import FormatError
from decision_diff.model import Decision

if TYPE_CHECKING:
    from decision_diff.amend.writing.clause_acts import ClauseStyle

__all__ = ["STYLES", "ActStyle", "Shortfall", "WrittenAct", "choose_style", "write"]


def write(comparison: Comparison, style: str = "") -> WrittenAct:
    """The act that turns the old revision of a comparison into the new one; false if it could not be proved.

    `style` is "npc", "itu", "uk" or "eu"; chosen by the text (`choose_style`) if it is not given. FormatError for another.
    """
    if style and style not in STYLES:
        raise FormatError(f"unknown style of amending acts {style!r}; choose from {', '.join(STYLES)}")
    chosen = style or choose_style(comparison.old)
    law = _find_title(comparison.old)
    if chosen == "npc":
        from decision_diff.amend.writing import article_acts  # noqa: PLC0415 - late: other styles need none of it

        if article_acts.can_count_articles(comparison):
            return article_acts.write_article_act(comparison, article_acts.find_name(comparison.old) or law)
    from decision_diff.amend.writing import clause_acts  # noqa: PLC0415 - late, as above

    return clause_acts.write_clause_act(comparison, law, _open_style(chosen, comparison.old))


def choose_style(decision: Decision) -> ActStyle:
    """The style for a text: npc for Chinese; itu for a decision with calls (decides, resolves); eu where it has articles; else uk."""
    if decision.languages[:1] == ("zh",):
        return "npc"
    if any(clause.label is None and clause.level == "part" for clause in decision.clauses):
        return "itu"
    return "eu" if any(clause.level == "article" for clause in decision.walk()) else "uk"


def _find_title(decision: Decision) -> str:
    """What the text is called: its first line, without line feeds; "" if it begins with a numbered clause."""
    first = next(iter(decision.clauses), None)
    return "".join(first.words.split("\n")) if first is not None and first.label is None else ""


def _open_style(name: ActStyle, decision: Decision) -> ClauseStyle:
    from decision_diff.amend.styles import english_acts, eu, itu, npc_clauses, uk  # noqa: PLC0415 - late, as above
    from decision_diff.amend.writing.clause_acts import ClauseStyle  # noqa: PLC0415
    from decision_diff.amend.writing.clause_orders import LINE  # noqa: PLC0415

    source = decision.source
    if name == "npc":
        return ClauseStyle("npc", npc_clauses.recite, partial(npc_clauses.read_clause_lines, source))
    if name == "itu":
        is_chinese = decision.languages[:1] == ("zh",)
        return ClauseStyle(
            "itu",
            partial(itu.recite, is_chinese=is_chinese),
            partial(itu.read_own_list, source),
            least=LINE,
            is_list=True,
        )
    recite = uk.recite if name == "uk" else eu.recite
    read = partial(english_acts.read_english_lines, source)
    return ClauseStyle(name, recite, read, figures_only=name == "eu")
