"""What a text of a round of a negotiation lost although nobody had marked it.

    old ==compare==> new                what is not there any more
    old ==compare==> new, rejected      what the document of the round does not even have among its tracked deletions

A document with tracked changes marks what it deletes. Its changes may be held against any round before: what one of these had inserted is a
tracked insertion still, and stands in the document. So only what is missing in both of its views has vanished.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.align import align
from decision_diff.changes import Comparison, Edit, Op, locate_clauses
from decision_diff.diff import diff
from decision_diff.history.agreed import AgreedWords, leave_out, list_open
from decision_diff.model import Decision, Span
from decision_diff.patterns import late

_LEAST: Final = (
    2  # letters that are told as vanished; less is a typing error. One ideograph or one digit is enough: 不, 3
)
_LONG: Final = 12  # code points that hardly stand in another text by chance
_BRACKETED: Final = late(r"[\[［][^\[\]［］]*[\]］]")
_CHANGING: Final = frozenset({"substantive", "same-value"})
_ANY: Final[frozenset[Op]] = frozenset({"delete", "replace"})
_DELETE: Final[frozenset[Op]] = frozenset({"delete"})
_Lost = dict[str, list[Span]]


def list_vanished(
    comparison: Comparison, rejected: Decision | None, cancelled: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """The address in the old text, and the words, of what nobody marked and what is not there any more, in order.

    `cancelled` is what the document shows as inserted and deleted again.
    """
    if rejected is None:
        lost = _find_lost(comparison, _DELETE)
    else:
        before = diff(comparison.old, rejected, align(comparison.old, rejected))
        gone, deleted = _find_lost(comparison, _ANY), _find_lost(before, _ANY)
        lost = {eid: [*_intersect(spans, gone.get(eid, ()))] for eid, spans in deleted.items()}
    shown = list(cancelled)
    for eid, words in _list_losses(comparison, lost):
        at = next((at for at, one in enumerate(shown) if _is_shown(words, one)), None)
        if at is None:
            yield eid, words
        else:
            shown[at] = shown[at].replace(words, "", 1)  # what is shown once hides one


def _list_losses(comparison: Comparison, lost: _Lost) -> Iterator[tuple[str, str]]:
    """What went without a mark, clause by clause."""
    open_before = list_open(comparison.old) if lost else {}
    for clause in comparison.old.walk():
        marked = [
            *open_before.get(clause.eid, ()),
            *_list_notes(clause.words),
            *(one.span for one in clause.features if one.kind == "strike"),
        ]
        for words in _list_unmarked(clause.words, lost.get(clause.eid, ()), marked):
            yield clause.eid, words


def _list_notes(words: str) -> Iterator[Span]:
    """What else stands in square brackets, as what an editor says: [Note: to be checked], [ADOPTED]; no numbers of references."""
    for match in _BRACKETED.finditer(words):
        if any(map(str.isalpha, match[0])):
            yield Span(*match.span())


def _is_shown(words: str, cancelled: str) -> bool:
    """Whether a text that was inserted and deleted again is these words, or holds them where they are too long for a chance."""
    return words == cancelled.strip() or (len(words) >= _LONG and words in cancelled)


def _find_lost(comparison: Comparison, ops: frozenset[Op]) -> _Lost:
    """By address the code points of the words of each old clause that went."""
    lost: _Lost = {}
    for change in comparison.changes:
        gone = [span for edit in change.edits for span in _cut_lost(edit, ops, change.old_text, change.new_text)]
        for start, clause in locate_clauses(change.old):
            for one in gone:
                low, high = max(one.start - start, 0), min(one.end - start, len(clause.words))
                if low < high:
                    lost.setdefault(clause.eid, []).append(Span(low, high))
    return lost


def _cut_lost(edit: Edit, ops: frozenset[Op], old: str, new: str) -> Iterator[Span]:
    """What an edit takes out: all that it deletes or, where one wording stands for another, what only is left out of it (不得, 得)."""
    if edit.op not in _ANY or edit.kind not in _CHANGING:
        return
    if edit.op in ops:
        yield edit.old
        return
    before, after = edit.old.of(old), edit.new.of(new)
    head = _count_common(before, after)
    tail = min(_count_common(before[::-1], after[::-1]), len(after) - head)
    left = before[head : len(before) - tail]
    if head + tail == len(after) and _is_whole(left):
        yield Span(edit.old.start + head, edit.old.end - tail)


def _count_common(one: str, other: str) -> int:
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _is_whole(left: str) -> bool:
    """Whether what is left out is words, and not an ending or a digit of a number: ideographs, or a word with its space."""
    return any(map(_is_word_alone, left)) or (left != left.strip() and any(map(str.isalpha, left)))


def _is_word_alone(char: str) -> bool:
    """Whether a character may be a word by itself: an ideograph, a kana or a syllable of Hangul."""
    return char.isalpha() and unicodedata.east_asian_width(char) == "W"


def _intersect(spans: Sequence[Span], others: Sequence[Span]) -> Iterator[Span]:
    """What both lists of spans have."""
    for one in spans:
        for other in others:
            low, high = max(one.start, other.start), min(one.end, other.end)
            if low < high:
                yield Span(low, high)


def _list_unmarked(words: str, gone: Sequence[Span], marked: Sequence[Span]) -> Iterator[str]:
    """What of the words that went from a clause was not marked."""
    for one in gone:
        for left in leave_out(AgreedWords(one, ""), marked):
            said = left.span.of(words).strip()
            if sum(map(str.isalpha, said)) >= _LEAST or any(char.isdigit() or _is_word_alone(char) for char in said):
                yield said
