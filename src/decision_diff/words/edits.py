"""Finds which words of a clause changed: first a valid edit script, then a readable one.

1. **One orientation.** The smaller text is taken as the old one, and the result swapped if need be: so
   word_edits(b, a) mirrors word_edits(a, b), and no later step need think of ties.
2. **Cells.** If both texts have as many tabs, cell is compared with cell: no edit crosses a table's border.
3. **Window.** What is equal up to a sentence or clause mark at either end is set aside, untokenised. No token holds
   such a mark, so the tokens between do not change. Nor do they when equal runs of Han at either end stay uncut.
4. **Shortest script** over the tokens (`sequence`).
5. **Clean-up.** An equal stretch between two edits goes if it is a coincidence and not common text: only function words,
   single characters or marks between what was deleted here and inserted there; or few words between long rewrites.

       [-尽快-]{+六月+}在[-日内瓦-]{+拿骚+}召开   ->  [-尽快在日内瓦-]{+六月在拿骚+}召开
       [-甲方-]{+乙方+}应当[-支付-]{+退还+}       stays: 应当 is a word that was kept

6. **Interwoven edits.** Three or more edits in one comma-clause that keep less than half of what they change: one edit.
7. **Edges.** An insertion or deletion that can slide without a change of meaning does, to the best edge.

       审议提案{+，通过报告+}，闭幕   ->  审议提案，{+通过报告，+}闭幕

8. **Brackets.** No edit holds one bracket of a pair and leaves the other (see `pairs`).
9. **Two pieces at one point** are one "replace"; but if just one of them begins with a clause mark, it is a new clause
   beside the other, and stands after it as an edit of its own.

       第七届WTPF{+将于6月举行+}[-，日期由理事会确定-]；

10. **Kind.** Each edit is "editorial" or "substantive", judged with its neighbours in view (see `folding`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from decision_diff.changes import Edit, Kind, Op
from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.east_asian import BREAKS
from decision_diff.words.folding import fold, is_editorial
from decision_diff.words.graphemes import starts_with_mark
from decision_diff.words.pairs import Hunk, find_balanced, hold_bracket, join_torn
from decision_diff.words.sequence import CommonRun, find_common_runs
from decision_diff.words.tokens import cut_chunks, cut_words

_SENTENCE_END = "。！？；!?;"
_CLAUSE_MARK = "，；。：、"
_OPENING = "（(《“‘「『【〔〈["
_SEPARATORS = frozenset("，；。：、,;:.\n\t！？!?")
_WEAK_WORDS = """
    以及 或者 并且 关于 对于 根据 按照 依照 通过 其中 其他 有关 相关 进行 之间 之后 之前 以上 以下 因此 从而 如果 但是
    the a an of to in on at by for and or as is are be with from that which its it this
"""
_NUMERALS = late("[0-9０-９〇○零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸]++")
_FUNCTION_WORDS = frozenset(_WEAK_WORDS.split())
_SLIDE_LIMIT = 2000  # tokens
_CONTEXT = 8  # code points on each side that `is_editorial` sees
_DROP_RATIO = 4  # kept words this many times shorter than both neighbours are a coincidence

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
        yield from _split_replacement("".join(a[i1:i2]), "".join(b[j1:j2]), i, j)
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
    return join_torn(a, b, _slide(a, b, hunks))


def _split_replacement(deleted: str, inserted: str, i: int, j: int) -> list[ScriptStep]:
    """Step 9. A piece that is nothing but a mark was exchanged, and begins no clause; what only looks otherwise stays one piece."""
    i2, j2 = i + len(deleted), j + len(inserted)
    if not deleted:
        return [("insert", i, i, j, j2)]
    if not inserted:
        return [("delete", i, i2, j, j)]
    if fold(deleted) == fold(inserted):
        return [("replace", i, i2, j, j2)]
    clause_deleted = deleted[0] in _CLAUSE_MARK and len(deleted) > 1
    clause_inserted = inserted[0] in _CLAUSE_MARK and len(inserted) > 1
    if clause_deleted and inserted[0] not in _CLAUSE_MARK:
        return [("insert", i, i, j, j2), ("delete", i, i2, j2, j2)]
    if clause_inserted and deleted[0] not in _CLAUSE_MARK:
        return [("delete", i, i2, j, j), ("insert", i2, i2, j, j2)]
    return [("replace", i, i2, j, j2)]


def _find_window(old: str, new: str) -> tuple[int, int]:
    """Step 3: how many code points at the start and at the end are equal and need no tokens."""
    limit = min(len(old), len(new))
    same = _measure_common_start(old, new, limit)
    start = max(old.rfind(mark, 0, same) for mark in BREAKS) + 1
    if starts_with_mark(old[start : start + 1]) or starts_with_mark(new[start : start + 1]):
        start = 0
    same = _measure_common_start(old[start:][::-1], new[start:][::-1], limit - start)
    edges = (old.find(mark, len(old) - same) for mark in BREAKS)
    # The mark itself stays inside: edges are judged by what stands around them.
    end = max((len(old) - edge - 1 for edge in edges if edge >= 0), default=0)
    return start, 0 if starts_with_mark(old[len(old) - end :]) else end


def _measure_common_start(a: str, b: str, limit: int) -> int:
    """Length of the common start, at most `limit`: doubling, then halving, so that a long one costs little."""
    low, step = 0, 32
    while low < limit:
        high = min(limit, low + step)
        if a[low:high] == b[low:high]:
            low, step = high, step * 2
        elif high - low == 1:
            break
        else:
            step = max(1, (high - low) // 2)
    return low


def _make_readable(a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """Steps 4 to 6: what is not equal, in token indices, in order."""
    hunks = _hunks(find_common_runs(a, b), len(a), len(b))
    if len(hunks) > 1:
        weigh = _Weights.from_tokens(a, b)
        hunks = _drop_coincidences(weigh, hunks)
        hunks = _drop_weaving(weigh, a, hunks)
        hunks = [trimmed for hunk in hunks if (trimmed := _trim(a, b, hunk))]
    return hunks


def _hunks(blocks: list[CommonRun], len_a: int, len_b: int) -> list[Hunk]:
    hunks: list[Hunk] = []
    i = j = 0
    for at_a, at_b, size in [*blocks, (len_a, len_b, 0)]:
        if i < at_a or j < at_b:
            hunks.append((i, at_a, j, at_b))
        i, j = at_a + size, at_b + size
    return hunks


def _is_weak(token: str) -> bool:
    """Function words, single characters, marks and spaces: too common to say that two phrases share something."""
    return len(token) == 1 or token in _FUNCTION_WORDS or not token.strip()


def _sum_up(weights: Iterable[int]) -> list[int]:
    return [0, *accumulate(weights)]


def _blank_numbers(text: str) -> str:
    """What two texts share of which only numbers differ, or the forms of characters: 第（三）项 and 第(四)项."""
    return fold(_NUMERALS.sub("0", text))


@frozen
class _Weights:
    """Sums over the first n tokens of each side, so that a hunk that grows need not be read again."""

    size_a: list[int]  # code points
    size_b: list[int]
    plain_a: list[int]  # tokens that hold a letter, digit or ideograph
    plain_b: list[int]
    strong_a: list[int]  # code points of tokens that are not weak
    a: Sequence[str]
    b: Sequence[str]

    @classmethod
    def from_tokens(cls, a: Sequence[str], b: Sequence[str]) -> _Weights:
        return cls(
            _sum_up(map(len, a)),
            _sum_up(map(len, b)),
            _sum_up(any(map(str.isalnum, token)) for token in a),
            _sum_up(any(map(str.isalnum, token)) for token in b),
            _sum_up(0 if _is_weak(token) else len(token) for token in a),
            a,
            b,
        )

    def extent(self, hunk: Hunk) -> int:
        """Code points changed: of the longer side."""
        i1, i2, j1, j2 = hunk
        return max(self.size_a[i2] - self.size_a[i1], self.size_b[j2] - self.size_b[j1])

    def exchanges_like(self, hunk: Hunk) -> bool:
        """Marks for marks, as （ for (, one number for another, or what only looks otherwise: says nothing about the words around it."""
        i1, i2, j1, j2 = hunk
        if i1 == i2 or j1 == j2:
            return False
        only_marks = self.plain_a[i1] == self.plain_a[i2] and self.plain_b[j1] == self.plain_b[j2]
        return only_marks or _blank_numbers("".join(self.a[i1:i2])) == _blank_numbers("".join(self.b[j1:j2]))


def _drop_coincidences(weigh: _Weights, hunks: list[Hunk]) -> list[Hunk]:
    """Step 5. When a hunk grows, the stretch before it is judged again; each stretch is dropped at most once."""
    kept: list[Hunk] = []
    for hunk in hunks:
        grown = hunk
        while kept and _is_coincidence(weigh, kept[-1], grown):
            left = kept.pop()
            grown = (left[0], grown[1], left[2], grown[3])
        kept.append(grown)
    return kept


def _is_coincidence(weigh: _Weights, left: Hunk, right: Hunk) -> bool:
    if not _rewrites(left, right) or weigh.exchanges_like(left) or weigh.exchanges_like(right):
        return False
    strong = weigh.strong_a[right[0]] - weigh.strong_a[left[1]]
    return strong * _DROP_RATIO <= min(weigh.extent(left), weigh.extent(right))


def _rewrites(left: Hunk, right: Hunk) -> bool:
    """Whether the two together take something away and put something there: else what lies between is simply kept."""
    return (left[0] < left[1] or right[0] < right[1]) and (left[2] < left[3] or right[2] < right[3])


def _drop_weaving(weigh: _Weights, a: Sequence[str], hunks: list[Hunk]) -> list[Hunk]:
    """Step 6, for each group of hunks that no separator divides."""
    result: list[Hunk] = []
    group: list[Hunk] = []
    for hunk in hunks:
        if group and not _SEPARATORS.isdisjoint(a[group[-1][1] : hunk[0]]):
            result.extend(_unweave(weigh, group))
            group = []
        group.append(hunk)
    result.extend(_unweave(weigh, group))
    return result


def _unweave(weigh: _Weights, group: list[Hunk]) -> list[Hunk]:
    if len(group) < 3 or any(map(weigh.exchanges_like, group)):
        return group
    kept = sum(weigh.size_a[right[0]] - weigh.size_a[left[1]] for left, right in pairwise(group))
    if kept * 2 >= sum(map(weigh.extent, group)):
        return group
    return [(group[0][0], group[-1][1], group[0][2], group[-1][3])]


def _trim(a: Sequence[str], b: Sequence[str], hunk: Hunk) -> Hunk | None:
    """A hunk that steps 5 and 6 joined may begin or end with equal tokens again: they join the text kept beside it."""
    i1, i2, j1, j2 = hunk
    while i1 < i2 and j1 < j2 and a[i1] == b[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and a[i2 - 1] == b[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    return (i1, i2, j1, j2) if i1 < i2 or j1 < j2 else None


def _slide(a: Sequence[str], b: Sequence[str], hunks: list[Hunk]) -> list[Hunk]:
    """Step 7. Slides stay inside the equal stretches, and leave at least one token of those between two hunks."""
    result: list[Hunk] = []
    for index, (i1, i2, j1, j2) in enumerate(hunks):
        if i1 < i2 and j1 < j2:
            result.append((i1, i2, j1, j2))
            continue
        tokens, start, end = (a, i1, i2) if i1 < i2 else (b, j1, j2)
        back = i1 - result[-1][1] - 1 if result else i1
        ahead = hunks[index + 1][0] - i2 - 1 if index + 1 < len(hunks) else len(a) - i2
        shift = _find_best_shift(tokens, start, end, min(back, _SLIDE_LIMIT), min(ahead, _SLIDE_LIMIT))
        result.append((i1 + shift, i2 + shift, j1 + shift, j2 + shift))
    return result


def _find_best_shift(tokens: Sequence[str], start: int, end: int, back: int, ahead: int) -> int:
    """How far tokens[start:end] is best moved, from -back to ahead; of equals, the nearest to the start of the text."""
    low = 0
    while low > -back and tokens[start + low - 1] == tokens[end + low - 1]:
        low -= 1
    high = 0
    while high < ahead and tokens[start + high] == tokens[end + high]:
        high += 1
    if low == high:
        return 0

    balanced = find_balanced(tokens, start + low, end + low, high - low)

    def score(shift: int) -> tuple[bool, int]:
        return balanced[shift - low], _rate_edge(tokens, start + shift) + _rate_edge(tokens, end + shift)

    return max(range(low, high + 1), key=lambda shift: (score(shift), -shift))


def _rate_edge(tokens: Sequence[str], at: int) -> int:
    """How good a place the boundary before tokens[at] is for the edge of an edit."""
    if at in (0, len(tokens)):
        return 12
    before, after = tokens[at - 1][-1], tokens[at][0]
    if before in "\n\t" or after in "\n\t":
        return 12
    if before in _OPENING:
        return 3
    for marks, worth in ((_SENTENCE_END, 10), ("，：,:", 9), ("、", 8), (" ", 6), ("的", 4)):
        if before in marks:
            return worth
    return 5 if after in _CLAUSE_MARK else 1
