"""Finds which words of a clause changed: first a valid edit script, then a readable one.

1. **One orientation.** The smaller text is taken as the old one, and the result swapped if need be: so
   word_edits(b, a) mirrors word_edits(a, b), and no later step need think of ties.
2. **Cells.** If both texts have as many tabs, cell is compared with cell: no edit crosses a table's border.
3. **Window.** What is equal up to a sentence or clause mark at either end is set aside, untokenised. No token holds
   such a mark, so the tokens between do not change. Nor do they when equal runs of Han at either end stay uncut.
4. **Shortest script** over the tokens (`sequence`); of several, where edits stand close together, the one with the fewest
   edits (`chains`).
5. **Islands.** An equal stretch between two edits goes if it is a coincidence and not common text (`islands`).

       [-尽快-]{+六月+}在[-日内瓦-]{+拿骚+}召开   ->  [-尽快在日内瓦-]{+六月在拿骚+}召开
       [-甲方-]{+乙方+}应当[-支付-]{+退还+}       stays: 应当 is a word that was kept

6. **Interwoven edits.** Three or more edits in one comma-clause that keep less than half of what they change: one edit. But no
   run of eight code points of whole words is struck and put in again.
7. **Edges.** An insertion or deletion that can slide without a change of meaning does, to the best edge (`slides`).
8. **Brackets.** No edit holds one bracket of a pair and leaves the other (see `pairs`).
9. **Deletion first.** What was deleted and what was inserted at one point are one "replace", whose deletion stands first.

       第七届WTPF[-，日期由理事会确定-]{+将于6月举行+}；

10. **Kind.** Each edit is "editorial" or "substantive", judged as a pair, with its neighbours in view (see `folding`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from decision_diff.changes import Edit, Kind, Op
from decision_diff.model import Span
from decision_diff.words.chains import choose_again, list_gaps
from decision_diff.words.folding import is_editorial
from decision_diff.words.graphemes import starts_with_mark
from decision_diff.words.islands import Weights, drop_coincidences, drop_weaving, keep_long_runs
from decision_diff.words.pairs import Hunk, hold_bracket, join_torn
from decision_diff.words.sequence import find_common_runs, measure_common_end, measure_common_start
from decision_diff.words.slides import move_edges
from decision_diff.words.tokens import BREAKS, cut_chunks, cut_words

_CONTEXT = 8  # code points on each side that `is_editorial` sees

ScriptStep = tuple[Op, int, int, int, int]  # op, old code points [i1, i2), new code points [j1, j2)


def compare_words(old: str, new: str, *, swapped: bool | None = None) -> tuple[Edit, ...]:
    """The edits that turn `old` into `new`, in whole words.

    They tile both texts in order; text under "equal" is the same on both sides; no two "equal" edits touch; no edge
    falls inside a token of `tokenize(old)` or `tokenize(new)`. Two empty texts have no edits. Spans are code points. `swapped` says which of the
    two is taken as the old one (step 1), if not their own order does.
    """
    if old > new if swapped is None else swapped:
        return tuple(_mirror(edit) for edit in compare_words(new, old, swapped=False))
    pieces: list[ScriptStep] = []
    if old.count("\t") == new.count("\t"):
        i = j = 0
        for a, b in zip(_cells(old), _cells(new), strict=True):
            pieces.extend(_compare_cells(a, b, i, j))
            i, j = i + len(a), j + len(b)
            if i < len(old):
                pieces.append(("equal", i, i + 1, j, j + 1))
                i, j = i + 1, j + 1
    else:
        pieces.extend(_compare_cells(old, new, 0, 0))
    return tuple(
        Edit(op, one := Span(i1, i2), two := Span(j1, j2), "none" if op == "equal" else decide_kind(old, new, one, two))
        for op, i1, i2, j1, j2 in _merge(pieces)
    )


def _cells(text: str) -> list[str]:
    return text.split("\t")


def _mirror(edit: Edit) -> Edit:
    ops: dict[Op, Op] = {"insert": "delete", "delete": "insert"}
    return Edit(ops.get(edit.op, edit.op), edit.new, edit.old, edit.kind)


def _merge(pieces: list[ScriptStep]) -> Iterator[ScriptStep]:
    """The same, with touching "equal" pieces joined."""
    held: ScriptStep | None = None
    for piece in pieces:
        if held and held[0] == piece[0] == "equal":
            held = ("equal", held[1], piece[2], held[3], piece[4])
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def decide_kind(old: str, new: str, one: Span, two: Span) -> Kind:
    """Step 10. What stands around the piece is judged with it: a comma between digits is part of a number."""
    before, after = old[max(0, one.start - _CONTEXT) : one.start], old[one.end : one.end + _CONTEXT]
    return "editorial" if is_editorial(one.of(old), two.of(new), before, after) else "substantive"


def _compare_cells(old: str, new: str, i0: int, j0: int) -> Iterator[ScriptStep]:
    """Steps 3 to 9 for two texts that stand at `i0` and `j0` of the clause."""
    if old == new:
        if old:
            yield "equal", i0, i0 + len(old), j0, j0 + len(new)
        return
    start, end = _find_window(old, new)
    skipped, a, b, hunks = _find_hunks(old[start : len(old) - end], new[start : len(new) - end])
    if (start or end) and hold_bracket(a, b, hunks):  # its partner may stand outside
        start, (skipped, a, b, hunks) = 0, _find_hunks(old, new)
    start += skipped
    at_a = [0, *accumulate(map(len, a))]
    at_b = [0, *accumulate(map(len, b))]
    i, j, done = i0, j0, -start
    for i1, i2, j1, j2 in hunks:
        kept = at_a[i1] - done
        if kept:
            yield "equal", i, i + kept, j, j + kept
        i, j, done = i + kept, j + kept, at_a[i2]
        taken, put = at_a[i2] - at_a[i1], at_b[j2] - at_b[j1]
        yield "replace" if taken and put else "delete" if taken else "insert", i, i + taken, j, j + put
        i, j = i + taken, j + put
    if i < i0 + len(old):
        yield "equal", i, i0 + len(old), j, j0 + len(new)


def _find_hunks(old: str, new: str) -> tuple[int, Sequence[str], Sequence[str], list[Hunk]]:
    """Steps 4 to 8: how many code points at the start need no tokens, the tokens from there on, and what is not equal.

    Equal runs of Han at either end are cut into words only if an edit may slide into them.
    """
    one, two = cut_chunks(old), cut_chunks(new)
    shorter = min(len(one), len(two))
    head = next((at for at in range(shorter) if one[at] != two[at]), shorter)
    tail = next((at for at in range(shorter - head) if one[-1 - at] != two[-1 - at]), shorter - head)
    a, b = cut_words(one[head : len(one) - tail]), cut_words(two[head : len(two) - tail])
    hunks = _make_readable(a, b)
    if all(i1 < i2 and j1 < j2 for i1, i2, j1, j2 in hunks) and not hold_bracket(a, b, hunks):
        return sum(len(text) for text, _ in one[:head]), a, b, hunks
    before, after = cut_words(one[:head]), cut_words(one[len(one) - tail :])
    a, b, size = (*before, *a, *after), (*before, *b, *after), len(before)
    return 0, a, b, _settle(a, b, [(i1 + size, i2 + size, j1 + size, j2 + size) for i1, i2, j1, j2 in hunks])


def _settle(a: Sequence[str], b: Sequence[str], hunks: list[Hunk]) -> list[Hunk]:
    """Steps 7 and 8."""
    settled = move_edges(a, b, hunks)
    joined = join_torn(a, b, settled)
    return settled if joined is settled else keep_long_runs(a, b, joined)


def _find_window(old: str, new: str) -> tuple[int, int]:
    """Step 3: how many code points at the start and at the end are equal and need no tokens."""
    same = measure_common_start(old, new, (0, len(old), 0, len(new)))
    start = max([old.rfind(mark, 0, same) for mark in BREAKS]) + 1
    if starts_with_mark(old[start : start + 1]) or starts_with_mark(new[start : start + 1]):
        start = 0
    same = measure_common_end(old, new, (start, len(old), start, len(new)))
    edges = [edge for mark in BREAKS if (edge := old.find(mark, len(old) - same)) >= 0]
    # The mark itself stays inside: edges are judged by what stands around them.
    end = len(old) - min(edges) - 1 if edges else 0
    return start, 0 if starts_with_mark(old[len(old) - end :]) else end


def _make_readable(a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """Steps 4 to 6: what is not equal, in token indices, in order."""
    hunks = list_gaps(find_common_runs(a, b), len(a), len(b))
    if len(hunks) > 1:
        weigh = Weights.from_tokens(a, b)
        hunks = choose_again(a, b, hunks, [weigh.is_number_exchange(hunk) for hunk in hunks])
        hunks = drop_weaving(weigh, drop_coincidences(weigh, hunks))
        hunks = [trimmed for hunk in hunks if (trimmed := _trim(a, b, hunk))]
    return keep_long_runs(a, b, hunks)


def _trim(a: Sequence[str], b: Sequence[str], hunk: Hunk) -> Hunk | None:
    """A hunk that steps 5 and 6 joined may begin or end with equal tokens again: they join the text kept beside it."""
    i1, i2, j1, j2 = hunk
    while i1 < i2 and j1 < j2 and a[i1] == b[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and a[i2 - 1] == b[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    return (i1, i2, j1, j2) if i1 < i2 or j1 < j2 else None
