"""Orders on a sentence of a paragraph: 第三条第二句修改为…, 在第一款第二句后增加…, 删去第二款最后一句.

Sentences are counted in the old words of a paragraph or item, and end with 。 ？ ！ and the marks that close behind it. An article that
has several lines does not tell which one is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.amend.articles.drafts import (
    Draft,
    DraftNode,
    Problem,
    Segment,
    make_pieces,
    put_pieces,
)
from decision_diff.amend.articles.finding import find_in, tell_missing
from decision_diff.amend.instructions import LAST, Instruction, UnitPlace
from decision_diff.frozen import frozen
from decision_diff.patterns import late

_SENTENCE: Final = late(r"[^。？！]*[。？！]+[”’」』）)]*|[^。？！]+$")


@frozen
class SentenceEdit:
    """Code points [start, end) of the old words of a line, and what comes into their place."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    instruction: Instruction


def is_on_sentence(one: Instruction, place: UnitPlace) -> bool:
    """Whether an order is about a sentence: its place is one, or it puts one in."""
    return place.unit == "sentence" or one.unit == "sentence"


def change_sentences(draft: Draft, orders: Sequence[tuple[Instruction, UnitPlace]]) -> None:
    """Carry out orders on sentences of an article, all on its old words; problems are noted in the draft."""
    found: dict[int, tuple[DraftNode, list[SentenceEdit]]] = {}
    for one, place in orders:
        node = _find_line(draft, one, place)
        edits = _plan(draft, one, place, node) if node else ()
        for edit in edits:
            assert node is not None  # noqa: S101 - only a line has edits
            found.setdefault(id(node), (node, []))[1].append(edit)
    for node, edits in found.values():
        _carry_out(draft, node, sorted(edits, key=lambda edit: (edit.start, edit.end)))


def _fail(draft: Draft, one: Instruction, sentence: str) -> None:
    draft.problems.append(Problem(one, sentence, draft.article.number))


def _find_line(draft: Draft, one: Instruction, place: UnitPlace) -> DraftNode | None:
    """The line whose sentences are counted."""
    holder = UnitPlace(tuple(step for step in place.steps if step.unit != "sentence"))
    if holder.unit == "article":
        lines = draft.list_lines()
    else:
        lines = [node for node, own in draft.find(holder) if own or not node.children]
    if len(lines) == 1:
        return lines[0]
    _fail(draft, one, f"it is not clear which paragraph {place} is in" if lines else f"the old text has no {holder}")
    return None


def _plan(draft: Draft, one: Instruction, place: UnitPlace, node: DraftNode) -> Sequence[SentenceEdit]:
    spans = [found.span() for found in _SENTENCE.finditer(node.was) if found.group()]
    if one.verb == "insert":
        return _plan_insertion(draft, one, place, spans)
    number = place.steps[-1].number[0]
    if number != LAST and number > len(spans):
        _fail(draft, one, f"the old text has no {place}")
        return ()
    start, end = spans[number if number == LAST else number - 1]
    if one.verb == "replace":
        return [SentenceEdit(start, end, (Segment(_join(one), one),), one)]
    if one.verb == "delete":
        draft.taken_out.append((node, one))
        return [SentenceEdit(start, end, (Segment("", one),), one)]
    if one.verb in ("substitute-words", "insert-words", "delete-words"):
        return _plan_words(draft, one, place, node.was, (start, end))
    _fail(draft, one, "this program cannot carry out such an order on a sentence")
    return ()


def _join(one: Instruction) -> str:
    return "".join(words.text for words in one.new_words)


def _plan_insertion(
    draft: Draft, one: Instruction, place: UnitPlace, spans: Sequence[tuple[int, int]]
) -> Sequence[SentenceEdit]:
    """A sentence beside another one, at its declared number, or at the end."""
    target = next((target.steps[-1].number[0] for target in one.targets if target.unit == "sentence"), LAST)
    if place.unit == "sentence":
        number = place.steps[-1].number[0]
        before = (len(spans) if number == LAST else number) - (one.where == "before")
    else:
        before = len(spans) if target == LAST else target - 1
    if not 0 <= before <= len(spans) or one.count != 1:
        _fail(draft, one, f"the old text has no place for it: {len(spans)} sentences stand there")
        return ()
    at = spans[before - 1][1] if before else 0
    return [SentenceEdit(at, at, (Segment(_join(one), one),), one)]


def _plan_words(
    draft: Draft, one: Instruction, place: UnitPlace, text: str, span: tuple[int, int]
) -> Sequence[SentenceEdit]:
    """Words changed within a sentence."""
    edits: list[SentenceEdit] = []
    if one.where == "between":
        _fail(draft, one, "this program cannot carry out such an order on a sentence")
        return ()
    named = one.old_words
    for at, words in enumerate(named):
        spans = find_in(words.text, text, span)
        if len(spans) < max(1, one.occurrence):
            _fail(draft, one, f"{place} {tell_missing(words.text, [text[slice(*span)]])}")
            return ()
        meant = spans if one.occurrence == 0 else spans[one.occurrence - 1 : one.occurrence]
        for start, end in meant:
            pieces = put_pieces(Segment(text[start:end]), [(0, end - start)], make_pieces(one, at), one)
            edits.append(SentenceEdit(start, end, tuple(pieces), one))
    if not named:
        start = span[1] if one.where == "end" else span[0]
        edits.append(SentenceEdit(start, start, (Segment(_join(one), one),), one))
    return edits


def _carry_out(draft: Draft, node: DraftNode, edits: Sequence[SentenceEdit]) -> None:
    made: list[Segment] = []
    at = 0
    for edit in edits:
        if edit.start < at:
            _fail(draft, edit.instruction, "another order changes the same sentence")
            return
        made += [Segment(node.was[at : edit.start]), *edit.segments]
        at = edit.end
    node.segments[:] = [one for one in [*made, Segment(node.was[at:])] if one.text or one.instruction]
