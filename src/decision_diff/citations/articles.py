"""References to whole articles and annexes, whatever stands below them: 第十二条, 本法第十三条之一, 附件1, Article 5.

They tell clauses apart while two revisions are aligned, so they are found fast and by their number alone: which clause one means is not
known before the alignment is. `scan` and `targets` find all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from decision_diff.labels import parse_numeral
from decision_diff.languages import zh
from decision_diff.model import Clause
from decision_diff.patterns import late

Cited = tuple[str, tuple[int, ...]]  # how a numbered article or annex is cited: its level, and the value of its number

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


def cite(clause: Clause) -> Cited:
    """How a numbered clause is cited."""
    assert clause.label is not None, "only a numbered clause can be cited"  # noqa: S101 - `find_citable` gives no other
    return clause.level, clause.label.value


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
