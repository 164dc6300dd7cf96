"""Whether an edit of the draft stands in the new base among the words among which it stood in OLD.

    OLD  仓库管理人应当在春季公布码头    draft  …必须在…    new base  雾笛管理人应当在夏季检查雾笛    another content: conflict

Equal words are not enough, for they may stand in a sentence with another content. Where draft and new base both amend the part of the sentence that holds
the edit, from mark to mark, both must keep enough of it, and none may put in or take a negation near what the other one edits; and both must keep something of a sentence that both amend.
All of it is asked of both alike, so that draft and new base may change places.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.patterns import late

if TYPE_CHECKING:
    from decision_diff.amend.rebasing.scripts import Script
    from decision_diff.changes import Edit

LEAST_KEPT: Final = 0.5  # of the part of the sentence in OLD what each side keeps
LEAST_OWN: Final = 0.3  # of the part as each side has it what is of OLD
LEAST_SENTENCE: Final = 0.25  # of the sentence in OLD what each side keeps
NEAR: Final = 10  # code points from a negation to the nearest edit that it does not turn
_MARKS: Final = frozenset("，。；：;:!?！？\n\t")
_STOPS: Final = frozenset("。!?！？\n\t")
_REACH: Final = 80  # code points on each side in which the marks of a part are looked for
_FAR: Final = 300  # and those of a sentence
_ROUNDS: Final = 8  # how often a part grows by the edits that reach out of it
_NEGATION: Final = late(
    r"不(?!动产)|未(?!成年)|[没沒無勿毋莫]|无(?!线电|人机|障碍)|非(?!法人|公有|营利|物质)|禁止"
    r"|(?i:\b(?:not?|never|neither|nor|none|without|unless|cannot|ne|pas|sans|sin|ni|nicht|ohne|kein\w*|не|без)\b)"
)


@frozen
class EditedSide:
    """The draft or the new base: the script from OLD to its words, and these."""

    script: Script
    text: str


def has_same_context(edit: Edit, old: str, sides: Sequence[EditedSide]) -> bool:
    """Whether an edit of the first side stands in the second one where it stood in OLD; it meets no edit of the second."""
    part = _grow(edit.old, old, sides)
    amended = [_list_inside(side, part) for side in sides]
    both = len(part) > 0 and all(amended)
    if both and (any(_keeps_little(part, some) for some in amended) or _is_turned(edit, old, sides)):
        return False
    sentence = _widen(edit.old, old, _STOPS, _FAR)
    lost = [_count_lost(sentence, _list_inside(side, sentence)) for side in sides]
    return not all(lost) or 1 - max(lost) / len(sentence) >= LEAST_SENTENCE


def _is_turned(edit: Edit, old: str, sides: Sequence[EditedSide]) -> bool:
    """Whether one side puts in or takes a negation near what the other one edits."""
    draft, base = sides
    near = _list_inside(base, _widen(edit.old, old, _MARKS | {"、"}, NEAR))
    return any(_turns(one, old, base.text) for one in near) or (bool(near) and _turns(edit, old, draft.text))


def _keeps_little(part: Span, edits: Sequence[Edit]) -> bool:
    kept = len(part) - _count_lost(part, edits)
    own = kept + sum(len(one.new) for one in edits)
    return kept / len(part) < LEAST_KEPT or kept / max(1, own) < LEAST_OWN


def _count_lost(span: Span, edits: Sequence[Edit]) -> int:
    return sum(max(0, min(one.old.end, span.end) - max(one.old.start, span.start)) for one in edits)


def _grow(span: Span, old: str, sides: Sequence[EditedSide]) -> Span:
    """The part of the sentence around some code points of OLD, with the parts into which edits that begin in it reach."""
    part = _widen(span, old, _MARKS, _REACH)
    for _ in range(_ROUNDS):
        some = [one.old for side in sides for one in _list_inside(side, part)]
        start, end = min([part.start, *(one.start for one in some)]), max([part.end, *(one.end for one in some)])
        if (start, end) == (part.start, part.end):
            break
        part = _widen(Span(start, end), old, _MARKS, _REACH)
    return part


def _widen(span: Span, text: str, marks: frozenset[str], reach: int) -> Span:
    """Some code points with what stands around them up to the next mark on each side."""
    start, end = span.start, span.end
    while start > max(0, span.start - reach) and text[start - 1] not in marks:
        start -= 1
    while end < min(len(text), span.end + reach) and text[end] not in marks:
        end += 1
    return Span(start, end)


def _list_inside(side: EditedSide, part: Span) -> list[Edit]:
    """The edits in a part; not those that put a part of their own beside it, and none that only follows a renumbering."""
    found = []
    for index in side.script.list_met(part):
        one = side.script.edits[index]
        new = one.new.of(side.text)
        beside = not len(one.old) and (
            (one.old.end == part.end and new[:1] in _MARKS) or (one.old.start == part.start and new[-1:] in _MARKS)
        )
        if one.kind != "consequential" and not beside:
            found.append(one)
    return found


def _turns(edit: Edit, old: str, text: str) -> bool:
    """Whether an edit puts in or takes out a negation."""
    return sorted(_NEGATION.findall(edit.old.of(old))) != sorted(_NEGATION.findall(edit.new.of(text)))
