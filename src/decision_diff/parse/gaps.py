"""What stands between the lines of a text that have words: blank lines, and what a page added.

    …at a place that the Council      a line with words
    (blank)                           the page's own
    – 2 –                             set aside
    C25/12-E                          set aside
    (blank)                           the page's own
    chooses;                          a line with words

A blank line divides paragraphs, unless a page puts one there at each of its edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import Block
from decision_diff.parse.pages import FEED

_CHANCE: Final = 0.05  # what is as likely as that is no accident


@frozen
class PageGap:
    """What stands before a line with words: blank lines before and after what a page added, and the last line of that, or -1.

    `is_worded`: a head or a foot is among it, and not a form feed alone.
    """

    before: int
    after: int
    last: int
    is_worded: bool

    @property
    def is_page(self) -> bool:
        """Whether a page ends there."""
        return self.last >= 0

    def is_like(self, *, is_worded: bool) -> bool:
        """Whether a page ends there with head or foot, or without."""
        return self.is_page and self.is_worded == is_worded


@frozen
class PageGaps:
    """The gaps by the line with words behind them, and the blank lines that a page adds of its own: before and after, worded or not.

    They are the fewest that stand there, unless these may well be the text's own, by how many of its lines have as many before them;
    -1 if nobody can tell. `ends_with_page`: something that a page adds stands behind the last line with words.
    """

    by_line: Mapping[int, PageGap]
    own: Mapping[tuple[str, bool], int]
    ends_with_page: bool

    def is_apart(self, at: int) -> bool | None:
        """Whether a blank line of the text stands before this line; None where nobody can tell."""
        gap = self.by_line[at]
        if not gap.is_page:
            return gap.before > 0
        found = []
        for side, count in (("before", gap.before), ("after", gap.after)):
            own = self.own[side, gap.is_worded]
            found.append(count > own if own >= 0 else None if count else False)
        return True if True in found else None if None in found else False


def find_gaps(blocks: Sequence[Block], pages: frozenset[int], fed: frozenset[int]) -> PageGaps:
    """What stands between the lines with words. `pages` are lines that a page added, `fed` those with a form feed."""
    # Where form feeds head lines, one that stands alone heads a blank line.
    if any(blocks[at].text and FEED in blocks[at].lead for at in fed):
        blank = frozenset(at for at in fed if not blocks[at].text) - pages
    else:
        blank = frozenset()
    gaps = dict(_list_gaps(blocks, pages, fed, blank))
    end = gaps.pop(len(blocks))
    return PageGaps(gaps, _find_own_blanks(list(gaps.values()), end), end.is_page)


def _list_gaps(
    blocks: Sequence[Block], pages: frozenset[int], fed: frozenset[int], blank: frozenset[int]
) -> Iterator[tuple[int, PageGap]]:
    """The gaps before lines with words, and what stands behind the last of them; `blank` are form feeds that head a blank line."""
    before = after = 0
    last, is_worded = -1, False
    for at, block in enumerate(blocks):
        if at in pages or at in fed:
            last, after, is_worded = at, 0, is_worded or at in pages
        if block.text:
            yield at, PageGap(before, after, last, is_worded)
            before, after, is_worded = 0, 0, False
            last = at if FEED in block.end else -1
        elif last != at or at in blank:
            before, after = (before, after + 1) if last >= 0 else (before + 1, after)
    yield len(blocks), PageGap(before, after, last, is_worded)


def _find_own_blanks(gaps: Sequence[PageGap], end: PageGap) -> dict[tuple[str, bool], int]:
    """How many blank lines a page adds before and after what it adds."""
    usual = [gap.before for gap in gaps[1:] if not gap.is_page]
    worded = [gap for gap in gaps[1:] if gap.is_like(is_worded=True)]
    fed = [gap for gap in gaps[1:] if gap.is_like(is_worded=False)]
    # The head of the first page and the foot of the last one tell as well.
    first = [gap for gap in gaps[:1] if gap.is_like(is_worded=True)]
    final = [end] if end.is_like(is_worded=True) else []
    return {
        ("before", True): _find_least([gap.before for gap in worded + final], usual, -1),
        ("after", True): _find_least([gap.after for gap in worded + first], usual, -1),
        ("before", False): _find_least([gap.before for gap in fed], usual, 0),
        ("after", False): _find_least([gap.after for gap in fed], usual, 0),
    }


def _find_least(counts: Sequence[int], usual: Sequence[int], unknown: int) -> int:
    """The least of these counts of blank lines; `unknown` if they may well be those that usually stand before a line."""
    least = min(counts, default=0)
    share = sum(count >= least for count in usual) / max(len(usual), 1)
    return least if not least or share ** len(counts) < _CHANCE else unknown
