"""References from one article to another: 第十二条, 本法第十三条之一, 附件1, Article 5.

Which article a text cites, and what each article is now, so that a reference can be followed through a renumbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from decision_diff.changes import Cited, Match
from decision_diff.labels import parse_numeral
from decision_diff.languages import zh
from decision_diff.model import Clause, Decision
from decision_diff.patterns import late

# No citation has more digits; this bounds the time too.
_DECIMAL = r"[0-9]{1,9}+(?![0-9])"
_NUMBER = rf"(?:[{zh.NUMERALS}]{{1,20}}+(?![{zh.NUMERALS}])|{_DECIMAL})"
# Each branch begins with a letter, no group: then `re` looks only where one of these letters stands.
REFERENCE: Final = late(
    rf"第({_NUMBER})条((?:之{_NUMBER})*)|Article ({_DECIMAL})|article ({_DECIMAL})|Annex ({_DECIMAL})|"
    + "|".join(f"{annex}({_NUMBER})" for annex in zh.ANNEXES)
)
_OWN_CHAIN: Final = late(
    rf"本[法条例规则定解释办决]{{1,2}}(?:第{_NUMBER}条(?:之{_NUMBER})*(?:、?第{_NUMBER}[款项])*(?:至|和|、|或者|以及|及)?)+"
)
_OTHER_ACT: Final = late(r"(?<!本)(?:》|法|条例|规定|办法|解释|章程|公约|议定书)$")
_HINTS: Final = ("条", *zh.ANNEXES, "rticle", "nnex")  # asking for these is cheaper than the pattern
_REACH: Final = 8  # characters before a reference that tell whose it is


def find_citations(text: str) -> list[Cited]:
    """The articles and annexes that a text cites, in order, of this act and of others."""
    return [_target(match) for match in REFERENCE.finditer(text)]


def find_own_citations(text: str) -> Sequence[tuple[Cited, str]]:
    """The articles of the act itself that a text cites (本法第十二条、第十三条和第十五条), as cited and as printed."""
    if "本" not in text:
        return ()
    chains = _OWN_CHAIN.finditer(text)
    return [(_target(match), match.group()) for chain in chains for match in REFERENCE.finditer(chain.group())]


def is_of_another(text: str, at: int) -> bool:
    """Whether a reference that stands at `at` is to another act (《刑法》第二百三十四条)."""
    return _OTHER_ACT.search(text[max(0, at - _REACH) : at]) is not None


def renumber_citations(text: str, became: Mapping[Cited, str]) -> str:
    """The text with each reference to the act itself printed as `became` has it; those that it lacks stay."""

    def now(match: re.Match[str]) -> str:
        printed = match.group()
        return printed if is_of_another(text, match.start()) else became.get(_target(match), printed)

    return REFERENCE.sub(now, text)


def may_cite(texts: Sequence[str]) -> list[int]:
    """Which of the texts may cite anything, as indices in ascending order; far cheaper than looking for the reference."""
    everything = "\n".join(texts)
    hints = [hint for hint in _HINTS if hint in everything]
    return sorted({at for hint in hints for at, text in enumerate(texts) if hint in text})


def find_citable(decision: Decision) -> list[int]:
    """For each clause the position of the numbered article or annex that it is, or belongs to; -1 if none."""
    found: list[int] = []
    for at, (clause, parent) in enumerate(zip(decision.walk(), decision.parents(), strict=True)):
        if clause.level in ("article", "attachment") and clause.label:
            found.append(at)
        else:
            found.append(found[parent] if parent >= 0 else -1)
    return found


def cite(clause: Clause) -> Cited:
    """How a numbered clause is cited."""
    assert clause.label is not None, "only a numbered clause can be cited"  # noqa: S101 - `find_citable` gives no other
    return clause.level, clause.label.value


def find_targets(old: Decision, new: Decision, matches: Iterable[Match]) -> dict[Cited, tuple[Cited, ...]]:
    """What each numbered article and annex of the old revision is now, as `Alignment.targets`; by its linked clauses."""
    clauses_old, clauses_new = old.walk(), new.walk()
    before, after = find_citable(old), find_citable(new)
    linked = dict.fromkeys((before[i], after[j]) for i, j in matches)  # in order, each once
    pairs = [(clauses_old[i], clauses_new[j]) for i, j in linked if i >= 0 and j >= 0]
    found = {was: tuple(map(cite, now)) for was, now in follow_articles(pairs).items()}
    known: dict[Cited, tuple[Cited, ...]] = {cite(clauses_old[at]): () for at in dict.fromkeys(before) if at >= 0}
    kept = found or {cite(was): (cite(was),) for was, now in pairs if was.level == now.level}
    return {**known, **kept} if found or known.keys() - kept.keys() else {}


def follow_articles(pairs: Iterable[tuple[Clause, Clause]]) -> dict[Cited, tuple[Clause, ...]]:
    """What each article and annex of the old revision is now, by pairs of (old, new); each new number once.

    Empty if none of them got another number; those without a number, or now of another level, are left out.
    """
    became: dict[Cited, tuple[Clause, ...]] = {}
    differs = False
    for was, now in pairs:
        old, new = was.label, now.label
        if old and new and was.level == now.level:
            differs = differs or old.value != new.value
            known = became.get((was.level, old.value), ())
            if not known or cite(now) not in map(cite, known):
                became[was.level, old.value] = (*known, now)
    return became if differs else {}


def _target(match: re.Match[str]) -> Cited:
    found = match.lastindex or 0
    if found <= 2:
        return "article", tuple(map(parse_numeral, [match[1], *match[2].split("之")[1:]]))
    return "article" if found <= 4 else "attachment", (parse_numeral(match[found]),)
