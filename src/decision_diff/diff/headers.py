"""Compares headers and footers: matched by the position of the section and the pages; then paragraph by paragraph.

They are not clauses, so nothing is linked: the paragraphs that are equal first, then those between them that
are alike, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from decision_diff.changes import Edit, StoryChange
from decision_diff.model import SLOTS, Decision, Pages, Story, StoryKind
from decision_diff.words.edits import compare_words
from decision_diff.words.likeness import measure_likeness
from decision_diff.words.sequence import find_common_runs, find_heaviest_chain

_MANY: Final = 400  # pairs of paragraphs in a gap; no header has as many, and a file made to be slow must not be


def compare_headers(old: Decision, new: Decision) -> tuple[StoryChange, ...]:
    """What became of each, wherever a section of the new revision shows another story, or became it of another one.

    The old revision is of a paginated file, which has sections.
    """
    compare = cache(_compare)
    found: list[StoryChange] = []
    shown: dict[tuple[StoryKind, Pages], tuple[str, str]] = {}
    sections = new.sections or ((),)
    for at, after in enumerate(sections):
        # The last section is the one that every document has; what comes in between counts from the first.
        last = at == len(sections) - 1
        before = old.sections[-1 if last else min(at, len(old.sections) - 1)]
        # If sections came or went, the last must not live on what it has from one that may go.
        alone = last and len(sections) != len(old.sections)
        for slot in SLOTS:
            was, now = _find_story(before, *slot), _find_story(after, *slot)
            parts = _part(was), _part(now)
            if (alone and any(parts)) or parts != shown.get(slot, ("", "")):
                shown[slot] = parts
                found.append(StoryChange(at, *slot, was, now, compare(was, now)))
    return tuple(found)


def _compare(before: Story | None, after: Story | None) -> tuple[tuple[int, int, tuple[Edit, ...]], ...]:
    """The paragraphs of two stories that correspond, with the edits of their words."""
    old, new = (() if one is None else one.paragraphs for one in (before, after))
    return tuple((i, j, compare_words(old[i], new[j])) for i, j in _pair_paragraphs(old, new))


def _part(story: Story | None) -> str:
    return "" if story is None else story.part


def _find_story(section: Sequence[Story], kind: StoryKind, pages: Pages) -> Story | None:
    return next((one for one in section if (one.kind, one.pages) == (kind, pages)), None)


def _pair_paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The paragraphs that correspond, ascending on both sides."""
    at_old = at_new = 0
    for i, j, length in [*find_common_runs(old, new), (len(old), len(new), 0)]:
        yield from _pair_alike(old, new, range(at_old, i), range(at_new, j))
        yield from ((i + at, j + at) for at in range(length))
        at_old, at_new = i + length, j + length


def _pair_alike(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> list[tuple[int, int]]:
    if len(olds) * len(news) > _MANY:
        return list(zip(olds, news, strict=False))
    weighed = [
        (i, j, measure_likeness(old[i], new[j])) for i in olds for j in news if old[i].strip() and new[j].strip()
    ]
    likely = [one for one in weighed if one[2] > 0]
    return [likely[at][:2] for at in find_heaviest_chain(likely)]
