"""Which of the acts that a text cites it repeals.

    to suppress Resolutions 4 and 5                     both
    Resolutions 4 and 5 are hereby repealed             both
    废止第4号决议 · 第4号决议已被第9号决议废止                4
    was suppressed by Resolution 9                      not 9, which did it; nor 4, for another act did it
    to suppress Resolution 4 and to apply Resolution 9  4 alone
    whether to suppress Resolution 4                    nothing is decided

A word of repeal reaches over other citations and what joins them, and not over words that begin another relation (under, by, 根据).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Protocol

from decision_diff.collection.acts.words import ActWords, load_words
from decision_diff.model import Span
from decision_diff.patterns import late

REACH: Final = 60  # characters between a citation and its word of repeal
_HEDGE: Final = 30  # characters before a word of repeal that may say that nothing is decided
_SENTENCE: Final = late(r"[;；。]|\.\s")
_CLAUSE: Final = late(r"[,，;；。:：]")


class _Cited(Protocol):
    @property
    def span(self) -> Span: ...


def list_repealed(text: str, found: Sequence[_Cited]) -> tuple[bool, ...]:
    """Whether the text repeals each of the acts that it cites; these stand in order."""
    words = load_words()
    listed = words.repeal_list.search(text)
    behind = [_stands_behind(text, one.span, words) for one in found]
    for at in range(len(found) - 2, -1, -1):  # of a list, what is said behind the last is said of all
        gap = text[found[at].span.end : found[at + 1].span.start]
        behind[at] = behind[at] or (behind[at + 1] and words.join.fullmatch(gap) is not None)
    return tuple(
        said
        or (listed is not None and one.span.start >= listed.end())
        or _stands_before(text, one.span, found[at - 1].span if at else None, words)
        for at, (one, said) in enumerate(zip(found, behind, strict=True))
    )


def _stands_before(text: str, cited: Span, last: Span | None, words: ActWords) -> bool:
    """Whether a word of repeal stands before a citation, and nothing between takes the citation to something else."""
    start = max(0, cited.start - REACH)
    for stop in _SENTENCE.finditer(text, start, cited.start):
        start = stop.end()
    said: re.Match[str] | None = None
    for said in words.repeals.finditer(text, start, cited.start):  # noqa: B007 - the last one
        pass
    if said is None or _is_hedged(text, said.start(), words):
        return False
    between = text[said.end() : cited.start]
    if words.apart.search(between):
        return False
    return last is None or last.start < said.end() or text[last.end : cited.start] != "的"


def _stands_behind(text: str, cited: Span, words: ActWords) -> bool:
    """Whether a word of repeal stands behind a citation and has no other object."""
    end = cited.end + REACH
    if stop := _SENTENCE.search(text, cited.end, end):
        end = stop.start()
    if not "\u4e00" <= text[cited.start] <= "\u9fff":
        said = words.passives.match(text, cited.end, end)
        return said is not None and not _is_hedged(text, cited.start, words)
    if words.agents.search(text, max(0, cited.start - 12), cited.start):
        return False
    said = words.glued_repeals.search(text, cited.end, end)
    return (
        said is not None
        and not words.glued.match(text, said.end())
        and text[said.end() : said.end() + 1] != "了"
        and not _is_hedged(text, said.start(), words)
    )


def _is_hedged(text: str, at: int, words: ActWords) -> bool:
    """Whether words just before a place, in the same part of the sentence, say that it is not so, or not yet."""
    before = text[max(0, at - _HEDGE) : at]
    for stop in _CLAUSE.finditer(before):
        before = " " * stop.end() + before[stop.end() :]
    return bool(words.hedges.search(before))
