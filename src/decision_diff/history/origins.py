"""Which revision put each word of a text there: blame, by words and not by lines.

Words that stay keep their origin through renumbering, moves, splits and joins, for they are followed along the edits of
each change. Words that were taken out and come back later, as a clause or as a whole passage, have the origin of their
return, together with the revision that had put them there first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from decision_diff.changes import Change, Comparison
from decision_diff.frozen import frozen
from decision_diff.model import Decision, Span
from decision_diff.patterns import late

_LINE: Final = late("[^\n]*\n|[^\n]+")  # not splitlines, which also ends a line at U+2028 and its like
_TELLING: Final = 8  # characters; shorter passages come back by chance


@frozen
class Layer:
    """The code points `span` of the words of a clause, put there by the revision `label`.

    `first` is the revision that had put the same words there before they were taken out, or "" if none had.
    """

    span: Span
    label: str
    first: str = ""


Layers = Mapping[str, tuple[Layer, ...]]  # by eid; the layers of a clause tile its words, neighbours differ


def trace_origins(
    labels: Sequence[str], decisions: Sequence[Decision], comparisons: Sequence[Comparison]
) -> list[Layers]:
    """For each revision, oldest first, the layers of each of its clauses.

    `comparisons` are those of neighbours, one fewer than the revisions.
    """
    layers: Layers = {
        clause.eid: (Layer(Span(0, len(clause.words)), labels[0]),) if clause.words else ()
        for clause in decisions[0].walk()
    }
    found = [layers]
    gone: dict[str, str] = {}
    for label, comparison in zip(labels[1:], comparisons, strict=True):
        after: dict[str, tuple[Layer, ...]] = {}
        buried: dict[str, str] = {}
        for change in comparison.every:
            after.update(_carry(change, layers, label, gone, buried))
        gone |= buried
        layers = after
        found.append(layers)
    return found


def _carry(
    change: Change, layers: Layers, label: str, gone: Mapping[str, str], buried: dict[str, str]
) -> dict[str, tuple[Layer, ...]]:
    """The layers of the new clauses of a change; what it takes out goes to `buried`, with the revision it came from."""
    if len(change.old) == len(change.new) == 1 and change.old[0].words == change.new[0].words:  # nearly always
        return {change.new[0].eid: layers[change.old[0].eid]}
    before = _join([layers[clause.eid] for clause in change.old], [clause.words for clause in change.old])
    old_text, new_text = change.old_text, change.new_text
    made: list[Layer] = []
    for edit in change.edits:
        if edit.op == "equal":
            made.extend(_shift(_find_within(before, edit.old), edit.new.start - edit.old.start))
            continue
        buried |= _bury(before, old_text, edit.old)
        made.extend(
            Layer(span, label, gone.get(span.of(new_text).removesuffix("\n"), ""))
            for span in _cut_lines(new_text, edit.new)
        )
    return _divide(made, [(clause.eid, clause.words) for clause in change.new])


def _bury(layers: Sequence[Layer], text: str, span: Span) -> dict[str, str]:
    """The lines of a span that are long enough to be known again, with the revision that most of each came from."""
    found: dict[str, str] = {}
    for line in _cut_lines(text, span):
        words = line.of(text).removesuffix("\n")
        if len(words) >= _TELLING:
            longest = max(_find_within(layers, line), key=lambda one: len(one.span))
            found[words] = longest.first or longest.label
    return found


def _join(parts: Sequence[tuple[Layer, ...]], words: Sequence[str]) -> list[Layer]:
    """The layers of several clauses, counted in their joined text; the line feed between two belongs to the first."""
    found: list[Layer] = []
    at = 0
    for layers, text in zip(parts, words, strict=True):
        moved = list(_shift(layers, at))
        if moved:
            moved[-1] = replace(moved[-1], span=Span(moved[-1].span.start, moved[-1].span.end + 1))
        found.extend(moved)
        at += len(text) + 1
    return found


def _cut_lines(text: str, span: Span) -> Iterator[Span]:
    """A span cut behind each line feed, where a clause or a line of a cell ends."""
    at = span.start
    for line in _LINE.findall(span.of(text)):
        if line:
            yield Span(at, at + len(line))
        at += len(line)


def _find_within(layers: Sequence[Layer], span: Span) -> list[Layer]:
    """What of the layers lies in a span. They are in order, so those before it and behind it need not be looked at."""
    found: list[Layer] = []
    for at in range(bisect_right(layers, span.start, key=lambda one: one.span.end), len(layers)):
        start, end = max(layers[at].span.start, span.start), min(layers[at].span.end, span.end)
        if start >= end:
            break
        found.append(replace(layers[at], span=Span(start, end)))
    return found


def _shift(layers: Iterable[Layer], by: int) -> Iterable[Layer]:
    return (replace(one, span=Span(one.span.start + by, one.span.end + by)) for one in layers)


def _divide(layers: Sequence[Layer], clauses: Sequence[tuple[str, str]]) -> dict[str, tuple[Layer, ...]]:
    """Layers of a joined text, clause by clause, neighbours of one origin joined."""
    found: dict[str, tuple[Layer, ...]] = {}
    at = 0
    for eid, words in clauses:
        own: list[Layer] = []
        for one in _shift(_find_within(layers, Span(at, at + len(words))), -at):
            if own and (own[-1].label, own[-1].first) == (one.label, one.first):
                own[-1] = replace(one, span=Span(own[-1].span.start, one.span.end))
            else:
                own.append(one)
        found[eid] = tuple(own)
        at += len(words) + 1
    return found
