"""The summary above the rows of a table: what the changes mean, line by line, each thing said leading to the row of its change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.frozen import frozen
from decision_diff.renderers.pieces import show_inline
from decision_diff.renderers.wording.summary import cut_line, list_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from decision_diff.changes import Comparison
    from decision_diff.renderers.wording import Words


@frozen
class SaidPiece:
    """A piece of a line of the summary, safe to show: what is said of a change, or what stands between.

    `number` is that of the row that it leads to, 0 for none.
    """

    text: str
    is_item: bool = False
    number: int = 0


@frozen
class SaidLine:
    """A line of the summary: its heading, and its pieces, which have the heading too."""

    heading: str
    pieces: tuple[SaidPiece, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(one.text for one in self.pieces)


def write_summary(comparison: Comparison, words: Words, numbers: Iterable[int], *, shown: bool) -> Iterator[SaidLine]:
    """Writes the lines, none unless `shown`; `numbers` are those of the changes that have a row to lead to."""
    there = {str(number): number for number in numbers}
    for line in list_head(words, comparison, shown=shown):
        pieces = (
            SaidPiece(show_inline(text), bool(number), there.get(number, 0))
            for text, number in cut_line(words, line)
            if text
        )
        yield SaidLine(line.heading, tuple(pieces))
