"""Which old clause became which new clause.

Passes link clauses, the strictest first, each among the clauses that are still free (`passes.PASSES`). A link names its pass:

    pinned      a reviewer says so
    declared    the amending act says so
    identical   the same words in the same order through both texts: the spine
    elsewhere   the same words in another position, if they can only be the same clause
    tombstone   an article of the same number that was repealed and left its number standing; once more after `moved`
    place       between two neighbours on the spine: the most alike, in order
    alone       as place, where only one clause is left on either side
    cited       clauses whose words differ only in the articles that they cite: by what those articles are now
    moved       alike, in any position
    part        words of one clause that also stand in a linked clause: a split or a join; or a row of clauses that is one clause, letter by letter; or a sentence
                that went from one clause into another, word for word
    shared      what is left and shares with one clause what few others have: rewritten, or absorbed in parts
    absorbed    as shared, between articles that have nothing else in common: often a mere echo; the arbiter says how sure it is
    residual    what left one article and is new in another, where much was rewritten: the arbiter's own links (see `arbiter`)
    label       clauses without words of their own (附件1): by what they hold, else by their number

Four passes make no links of their own name: `challenge_pairs` gives a clause of a weak pair in order to one far more like it; `take_back_formulas` removes links between formulas whose articles proved to be
different; `bring_up_to_date` reads the old words with the new numbers and terms of the amendment (帐簿 is now 账簿);
`match_again` then repeats `place` where that makes a difference.

Numbers are never compared as words, so renumbering costs nothing. To make `align(b, a)` the mirror image of
`align(a, b)`, the passes always run in one direction, decided by the texts, and the links are swapped back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from decision_diff.align import arbiter
from decision_diff.align.confidence import estimate_confidence, may_be_stray
from decision_diff.align.passes import PASSES
from decision_diff.align.units import Matching, Pin, RevisionSide
from decision_diff.changes import Alignment, Link, Match, Stretch
from decision_diff.memory import job
from decision_diff.model import Decision

EidPair = tuple[str | None, str | None]  # the eids of an old clause and of what it became

__all__ = ["PASSES", "align", "restore"]


@job()
def align(
    old: Decision,
    new: Decision,
    *,
    pins: Iterable[EidPair] = (),
    witness: Iterable[EidPair] = (),
    min_confidence: float = 0.0,
) -> Alignment:
    """Aligns the clauses of two revisions.

    A clause without a link was inserted or repealed; a clause in several links was split or joined. `pins` are pairs of
    eids that are linked whatever the texts say, and with nothing else; None says that the other clause of the pair was
    inserted or repealed. `witness` are such pairs of articles, several for one that was split or joined: an amending act
    says so, and only pins overrule it. Links with less than `min_confidence` are left out. Raises KeyError for an unknown eid.
    """
    matching, swapped = run_passes(old, new, pins, witness=witness)
    links: list[Link] = []
    positions: list[Match] = []
    lefts, rights = matching.left.clauses, matching.right.clauses
    strays = _find_strays(matching)
    same = estimate_confidence("identical", 1.0)
    for pair in sorted(matching.links) if swapped else sorted(matching.links, key=itemgetter(1, 0)):
        name, score, left_span, right_span = matching.links[pair]
        sure = same if name == "identical" else _rate(matching, pair, is_stray=pair in strays)
        if sure < min_confidence and name != "pinned":
            continue
        one, other = Stretch(lefts[pair[0]].eid, left_span), Stretch(rights[pair[1]].eid, right_span)
        score = score if name == "identical" else round(score, 4)
        links.append(Link(other, one, name, score, sure) if swapped else Link(one, other, name, score, sure))
        positions.append(pair)
    return Alignment(tuple(links), tuple([(j, i) for i, j in positions] if swapped else positions), swapped)


def _rate(matching: Matching, pair: tuple[int, int], *, is_stray: bool) -> float:
    """How sure a link is: as sure as the arbiter, where it judged it, else as sure as links of its pass are."""
    name, score, _, _ = matching.links[pair]
    evidence = None if name == "declared" else matching.judged.get(pair)
    if evidence:
        return round(arbiter.weigh_evidence(evidence), 4)
    return estimate_confidence(name, score, is_stray=is_stray)


@job()
def list_reasons(
    old: Decision, new: Decision, pins: Iterable[EidPair] = ()
) -> dict[tuple[str, str], tuple[tuple[str, float, float], ...]]:
    """Why the arbiter is as sure as it is, of the links that it judged: by old and new eid each figure, with what it adds to the log-odds."""
    matching, swapped = run_passes(old, new, pins)
    found = {}
    for (i, j), evidence in matching.judged.items():
        one, other = matching.left.clauses[i].eid, matching.right.clauses[j].eid
        found[(other, one) if swapped else (one, other)] = arbiter.list_reasons(evidence)
    return found


def run_passes(
    old: Decision,
    new: Decision,
    pins: Iterable[EidPair] = (),
    passes: Iterable[Callable[[Matching], None]] = PASSES,
    *,
    witness: Iterable[EidPair] = (),
) -> tuple[Matching, bool]:
    """What the passes find, before it is told as links, and whether its left is the new text: for those who look inside."""
    swapped = _is_swapped(old, new)
    left, right = (new, old) if swapped else (old, new)
    matching = Matching(
        RevisionSide.from_decision(left),
        RevisionSide.from_decision(right),
        pins=_locate_pins(old, new, pins, swapped=swapped),
        witness=_locate_pins(old, new, witness, swapped=swapped),
    )
    for match in passes:
        match(matching)
    return matching, swapped


def _find_strays(matching: Matching) -> set[tuple[int, int]]:
    """The links of a paragraph or an item that are all that two articles have in common, of passes that are less sure of them."""
    weak = [pair for pair, (name, _, _, _) in matching.links.items() if may_be_stray(name)]
    homes = {pair: matching.find_homes(*pair) for pair in weak}
    inner = [pair for pair, home in homes.items() if min(home) >= 0 and pair != home]
    counts = Counter(matching.find_homes(*pair) for pair in matching.links) if inner else {}
    return {pair for pair in inner if counts[homes[pair]] == 1}


def restore(old: Decision, new: Decision, links: Sequence[Link]) -> Alignment:
    """The alignment of two revisions that has these links, which `align` made. KeyError for an eid that is not there."""
    positions = tuple([(old.position(link.old.eid), new.position(link.new.eid)) for link in links])
    return Alignment(tuple(links), positions, _is_swapped(old, new))


def _locate_pins(old: Decision, new: Decision, pins: Iterable[EidPair], *, swapped: bool) -> list[Pin]:
    """Pins as the matching counts clauses: their positions, left before right; sorted, each once."""
    found = set()
    for was, now in pins:
        pair = old.position(was) if was else None, new.position(now) if now else None
        found.add(pair[::-1] if swapped else pair)
    return sorted(found, key=lambda pin: [-1 if number is None else number for number in pin])


def _is_swapped(old: Decision, new: Decision) -> bool:
    """Whether the passes run from new to old: decided by the first lines that differ, else by the longer text."""
    for before, after in zip(old.walk(), new.walk(), strict=False):
        if before.line != after.line:
            return before.line > after.line
    return len(old.walk()) > len(new.walk())
