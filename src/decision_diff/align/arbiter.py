"""The arbiter: judges by evidence what the passes leave over, and says how sure a link is that rests on an echo.

The log-odds of a pair are the sum of its figures (see `evidence`), each times its weight. The weights are fitted, not chosen
(`python bench/fit_align.py`), on whole laws with known answers, related laws left out together; so what the arbiter says is how often
it is right. A link that it makes is named `residual`: what left the old article is what is new in the new one, which may have other
partners besides. It makes links only where much was rewritten: in an amendment that kept most articles, whatever the passes leave over
was repealed, or is new. It judges no text of few articles, in which every phrase is rare; none was measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from decision_diff.align.units import JUDGED, Matching, count_articles

if TYPE_CHECKING:
    from decision_diff.align.evidence import Evidence
    from decision_diff.align.residues import HomePair

# The log-odds of a pair without any evidence, and what one unit of each figure adds to them.
BASE: Final = -8.140
WEIGHTS: Final[Mapping[str, float]] = MappingProxyType({
    "mass": 1.110,  # e times as much that is rare
    "lead": 1.117,  # e times as much as the next best pair has, on one side
    "covered": 4.929,  # a whole sentence
    "alike": 4.417,  # a whole sentence, letter by letter
    "length": -0.435,  # one of both e times as long
    "chapter": 0.456,  # e times the share of the chapter
    "rewritten": 5.889,  # every article
})  # fmt: skip
_FEWEST: Final = 40  # articles of both texts together; the shortest law that has rows in the fit has 52
_REVISION: Final = 0.55  # share of articles rewritten, from which on a text is a revision: amendments have .52 at most, revisions .61 and more
_LIKELY: Final = 0.5  # a link is made that is more likely right than wrong
_UNLIKELY: Final = 0.05  # a link of another pass that rests on an echo, and is less likely, is removed
SUREST: Final = 0.99  # no more than a text that stands elsewhere word by word


def weigh_evidence(evidence: Evidence) -> float:
    """How sure it is that what left the one article went into the other, from 0 to 1."""
    odds = BASE + sum(WEIGHTS[name] * figure for name, figure in evidence.list_figures())
    return min(1 / (1 + exp(-odds)), SUREST)


def list_reasons(evidence: Evidence) -> tuple[tuple[str, float, float], ...]:
    """Each figure of the evidence by name, with what it adds to the log-odds."""
    return tuple((name, figure, WEIGHTS[name] * figure) for name, figure in evidence.list_figures())


def match_residues(matching: Matching) -> None:
    """Link what left one article with what is new in another, where much was rewritten; judge links that rest on an echo."""
    articles = count_articles(matching.left) + count_articles(matching.right)
    if articles < _FEWEST:
        return
    echoes = _find_echoes(matching)
    if not echoes and not _may_be_revision(matching, articles):
        return
    from decision_diff.align.evidence import measure_rewritten, weigh_residues  # noqa: PLC0415 - late: few texts were rewritten

    rewritten = measure_rewritten(matching)
    if not echoes and rewritten < _REVISION:
        return
    for pair, evidence in weigh_residues(matching, rewritten, None if rewritten >= _REVISION else echoes).items():
        if pair in echoes:
            _judge_echoes(matching, echoes[pair], evidence)
        elif weigh_evidence(evidence) >= _LIKELY:
            _link_residues(matching, evidence)


def _judge_echoes(matching: Matching, links: Sequence[tuple[int, int]], evidence: Evidence) -> None:
    """Say how sure these links are; in a revision, remove them if that is hardly at all."""
    if evidence.rewritten >= _REVISION and weigh_evidence(evidence) < _UNLIKELY:
        for link in links:
            matching.unlink(*link)
    else:
        matching.judged.update(dict.fromkeys(links, evidence))


def _link_residues(matching: Matching, evidence: Evidence) -> None:
    """Link the clauses of the two sentences that are most alike."""
    matching.judged[evidence.clauses] = evidence
    matching.link(*evidence.clauses, "residual", evidence.likeness)


def _find_echoes(matching: Matching) -> dict[HomePair, list[tuple[int, int]]]:
    """The pairs of articles with links that the arbiter is to judge."""
    found: dict[HomePair, list[tuple[int, int]]] = {}
    for pair, (name, _, _, _) in matching.links.items():
        if name in JUDGED:
            found.setdefault(matching.find_homes(*pair), []).append(pair)
    return found


def _may_be_revision(matching: Matching, articles: int) -> bool:
    """Whether so many clauses are amended or free that enough articles may be: cheaper than to look at each of them."""
    changed = 2 * len(matching.amendments) + len(matching.free[False]) + len(matching.free[True])
    return changed >= _REVISION * articles
