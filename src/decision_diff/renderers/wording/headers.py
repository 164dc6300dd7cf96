"""Headers and footers that differ, as lines of what stayed, was deleted and was inserted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decision_diff.changes import Edit, StoryChange
    from decision_diff.model import Story
    from decision_diff.renderers.pieces import PieceOp

HeaderLine = list[tuple["PieceOp", str]]


def split_header(change: StoryChange, show: Callable[[str], str]) -> Iterator[HeaderLine]:
    """Splits a header into its paragraphs with words, old and new in order; `show` makes a text safe for the format.

    A paragraph that came or went is one run; page numbers and their like are said by name (`{PAGE}`). What is seen beside
    the words and differs is a line of its own, in brackets.
    """
    from decision_diff.ooxml import page_fields  # noqa: PLC0415 - late: only Word documents have headers

    old = () if change.old is None else change.old.paragraphs
    new = () if change.new is None else change.new.paragraphs

    def shown(text: str) -> str:
        return show(page_fields.show_fields(text)).replace("\t", " | ").replace("\n", "↵")

    sides: tuple[PieceOp, PieceOp] = ("delete", "insert")
    at_old = at_new = 0
    for i, j, edits in (*change.pairs, (len(old), len(new), ())):
        for op, texts in zip(sides, (old[at_old:i], new[at_new:j]), strict=True):
            yield from ([(op, shown(text))] for text in texts if text.strip())
        if i < len(old) and j < len(new) and (old[i].strip() or new[j].strip()):
            yield [(op, shown(text)) for op, text in _runs(edits, old[i], new[j])]
        looks = _seen(change.old, at_old, i + 1), _seen(change.new, at_new, j + 1)
        for op, lost in zip(sides, (looks[0] - looks[1], looks[1] - looks[0]), strict=True):
            yield from ([(op, show(said))] for said in sorted(lost.elements()))
        at_old, at_new = i + 1, j + 1


def _seen(story: Story | None, start: int, end: int) -> Counter[str]:
    """What is seen beside the words of some paragraphs of a story, for people: `(picture 0c1d…)`, `(strike: words)`."""
    found: Counter[str] = Counter()
    if story is None:
        return found
    for text, row in zip(story.paragraphs[start:end], story.features[start:end], strict=False):
        for one in row:
            words = one.span.of(text)
            found[f"({one.kind}{f' {one.value}' * bool(one.value)}{f': {words}' * bool(words)})"] += 1
    return found


def _runs(edits: Sequence[Edit], old: str, new: str) -> Iterator[tuple[PieceOp, str]]:
    for edit in edits:
        if edit.op == "equal":
            yield "equal", edit.old.of(old)
            continue
        if len(edit.old):
            yield "delete", edit.old.of(old)
        if len(edit.new):
            yield "insert", edit.new.of(new)
