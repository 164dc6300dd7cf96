"""Where the words of an edit stand in a text that was changed around them: diff-match-patch proposes, and it never decides.

An edit is carried to another place of its clause only where the whole part of the sentence around it, from comma to comma or else from semicolon to semicolon, stands there
unchanged, and once in either text. For all others the fuzzy place is shown beside the conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from decision_diff.amend.rebasing.values import EditProposal
from decision_diff.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decision_diff.changes import Edit
    from decision_diff.model import Decision

_MARKS: Final = frozenset("，。；：;:!?！？\n\t")
_STOPS: Final = frozenset("。；;!?！？\n\t")
_REACH: Final = 80  # code points on each side in which the marks are looked for
_LEAST: Final = 8  # code points of a part of a sentence that is known again
_SEARCHED: Final = 20_000  # code points of a passage in which words are looked for elsewhere
_CONTEXT: Final = 12  # code points on each side that diff-match-patch sees
_EDGE: Final = 2  # of them next to the edit that must be the same
_MORE: Final = 20  # code points that the new base may have more than OLD between them
_LONGEST: Final = 2000  # code points of a clause for which it is asked


def find_elsewhere(edit: Edit, old: str, base: str) -> Span | None:
    """Where the old words of an edit stand in the new base, if the part of the sentence around them is unchanged and unique."""
    if len(old) > _SEARCHED or len(base) > _SEARCHED:
        return None
    for marks in (_MARKS, _STOPS):
        part = find_part(edit.old, old, marks)
        words = part.of(old)
        if len(part) - len(edit.old) >= _LEAST and old.count(words) == base.count(words) == 1:
            at = base.index(words) - part.start
            return Span(edit.old.start + at, edit.old.end + at)
    return None


def find_holder(edit: Edit, old: str, clauses: Sequence[str]) -> int | None:
    """Which clause of the new base holds the words of an edit that cannot be carried: the part of the sentence around it, or else what it takes; None if not one alone does."""
    if sum(map(len, clauses)) > _SEARCHED:
        return None
    for span in (find_part(edit.old, old, _STOPS), find_part(edit.old, old), edit.old):
        words = span.of(old)
        found = [at for at, clause in enumerate(clauses) if len(words) > 1 and words in clause]
        if len(found) == 1:
            return found[0]
    return None


def find_part(span: Span, text: str, marks: frozenset[str] = _MARKS) -> Span:
    """The part of the sentence around some code points, from mark to mark."""
    start, end = span.start, span.end
    while start > max(0, span.start - _REACH) and text[start - 1] not in marks:
        start -= 1
    while end < min(len(text), span.end + _REACH) and text[end] not in marks:
        end += 1
    return Span(start, end)


def make_proposal(base: Decision, position: int, old: str, edit: Edit, after: str) -> EditProposal | None:
    """The clause of the new base with the edit where diff-match-patch finds the words before and behind it; None if it finds no place.

    All that stands between these gives way to the words of the draft as a whole, so that no word is made of two.
    """
    clause = base.walk()[position]
    words = clause.words
    if not words or len(words) > _LONGEST or "\n" in after:
        return None
    before = old[max(0, edit.old.start - _CONTEXT) : edit.old.start]
    behind = old[edit.old.end : edit.old.end + _CONTEXT]
    start = _find_fuzzy(words, before, max(0, edit.old.start - len(before))) + len(before) if before else 0
    end = _find_fuzzy(words, behind, edit.old.end) if behind else len(words)
    is_near = len(before) <= start <= end <= start + len(edit.old) + _MORE
    if not is_near or words[:start][-_EDGE:] != before[-_EDGE:] or words[end:][:_EDGE] != behind[:_EDGE]:
        return None
    return EditProposal(base.place(clause.eid), words[:start] + after + words[end:])


def _find_fuzzy(words: str, pattern: str, near: int) -> int:
    """Where a pattern of at most 32 code points stands, or nearly does; -1 if nowhere."""
    from diff_match_patch import diff_match_patch  # noqa: PLC0415 - late: only a conflict asks it

    matcher = diff_match_patch()
    matcher.Match_Threshold = 0.4
    found: int = matcher.match_main(words, pattern, near)
    return found
