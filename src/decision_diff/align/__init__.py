"""Which old clause became which new clause.

Passes, strictest first; each sees only what the ones before it left over:

    identical   the same words in the same order through both texts: the spine
    elsewhere   the same words at another place, if they can only be the same clause
    tombstone   an article of the same number that was repealed and left its number standing
    place       between two neighbours on the spine: the most alike, in order
    settle      takes back links between formulas whose articles proved to be different ones; elsewhere then runs again
    bring_up    old words read on as the amendment's new numbers and terms have them: articles cited, 帐簿 now 账簿
    again       place once more, where that made a difference
    moved       alike, anywhere
    part        words of one clause that are also in a clause linked already: a split, or a join
    shared      what is still left and shares with one clause what few others have: rewritten, absorbed in parts
    label       clauses without words of their own (附件1): by what they hold, else by their number

Numbers are never compared as words, so renumbering costs nothing. To make `align(b, a)` the mirror image of
`align(a, b)`, the passes always run in one direction, decided by the texts, and the links are turned back.
"""

from __future__ import annotations

from decision_diff.align.passes import PASSES
from decision_diff.align.units import Matching, Side
from decision_diff.changes import Link, Stretch
from decision_diff.model import Decision

__all__ = ["PASSES", "align", "is_turned"]


def align(old: Decision, new: Decision) -> tuple[Link, ...]:
    """The links between two revisions, ordered by their place in the new one, then in the old one.

    A clause without a link was inserted or repealed; one in several links was split or joined.
    """
    turned = is_turned(old, new)
    left, right = (new, old) if turned else (old, new)
    matching = Matching(Side.of(left), Side.of(right))
    for match in PASSES:
        match(matching)
    links = [
        Link(
            Stretch(matching.left.clauses[i].eid, left_span),
            Stretch(matching.right.clauses[j].eid, right_span),
            name,
            round(score, 4),
        )
        for (i, j), (name, score, left_span, right_span) in matching.links.items()
    ]
    if turned:
        links = [Link(link.new, link.old, link.found_by, link.score) for link in links]
    return tuple(sorted(links, key=lambda link: (new.position(link.new.eid), old.position(link.old.eid))))


def is_turned(old: Decision, new: Decision) -> bool:
    """Whether the comparison is worked out from new to old: a fact of the two texts, the same whichever is given first."""
    for before, after in zip(old.walk(), new.walk(), strict=False):
        if before.line != after.line:
            return before.line > after.line
    return len(old.walk()) > len(new.walk())
