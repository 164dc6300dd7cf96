"""Islands: equal stretches between two edits that are a coincidence and not common text. Such edits become one.

    function words    [-尽快-]{+六月+}在[-日内瓦-]{+拿骚+}召开   ->  [-尽快在日内瓦-]{+六月在拿骚+}召开
                      what stands between a deletion and an insertion is only function words, single characters or marks
    a kept word       [-甲方-]{+乙方+}应当[-支付-]{+退还+}       stays: it is as long as what changed around it
                      one word between long rewrites goes, which share it by chance; two side by side stay, as does one
                      between a deletion and an insertion: [-户口簿、-]照片{+、证明和申请表+}
    a range, a list   处[-五千元-]{+一万元+}以上[-五万元-]{+十万元+}以下  ->  处[-五千元以上五万元-]{+一万元以上十万元+}以下
                      numbers that changed stand on both sides of what joins them

Interwoven edits, three or more in one comma-clause that keep less than half of what they change, become one too. No stretch of `RUN` code
points or more is ever an island: what was kept for so long was not struck. And where a rewritten stretch holds
such a run on both sides after all, it is kept (`keep_long_runs`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.patterns import late
from decision_diff.words.folding import fold
from decision_diff.words.pairs import RUN, Hunk

_SEPARATORS: Final = frozenset("，；。：、,;:.\n\t！？!?")
_WEAK_WORDS: Final = """
    以及 或者 并且 关于 对于 根据 按照 依照 通过 其中 其他 有关 相关 进行 之间 之后 之前 以上 以下 因此 从而 如果 但是
    the a an of to in on at by for and or as is are be with from that which its it this
"""
_FUNCTION_WORDS: Final = frozenset(_WEAK_WORDS.split())
_NUMERAL_CHARS: Final = "0-9０-９〇○零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸"
_NUMERALS: Final = late(f"[{_NUMERAL_CHARS}]++")
# What joins the numbers of a range or a list, where no spaces are written; words of other languages are those of their data.
_JOINING: Final = frozenset(
    ["、", "至", "到", "和", "或", "及", "与", "與", "以上", "以下", "或者", "以及", *"－-–—~～"]
)
_STAND_INS: Final = "\U000f0000"  # from here on characters stand for references (`diff.stand_ins`)
_REFERENCE: Final = 4  # code points, as 第五条 has with a mark
# A kept word is a coincidence where the rewrites around it are so many times longer, in the geometric mean of both: so any word beside a short
# edit is kept. Where one clause of a sentence ends and the next begins, the mark counts for another word. A mark alone between two
# insertions, or two deletions, goes where these are four times longer.
REWRITES_PER_WORD: Final = 2
REWRITES_PER_SHORT_WORD: Final = 1.5
INSERTIONS_PER_MARK: Final = 4
SHORT: Final = 2  # code points
CLAUSE_MARK: Final = 2
MAX_EXTENT: Final = 12  # code points: a longer rewrite says no more of the words beside it
MAX_EXCHANGE: Final = 64  # code points of numbers in the place of numbers
SWEEPS: Final = 8
MAX_TRIED: Final = 64  # runs of one hunk that are measured


@frozen
class Weights:
    """Sums over the first n tokens of each side, so that a hunk that grows need not be read again."""

    size_a: list[int]  # code points
    size_b: list[int]
    plain_a: list[int]  # tokens that hold a letter, digit or ideograph
    plain_b: list[int]
    strong_a: list[int]  # code points of tokens that are not weak
    words_a: list[int]  # tokens that are not weak
    a: Sequence[str]
    b: Sequence[str]

    @classmethod
    def from_tokens(cls, a: Sequence[str], b: Sequence[str]) -> Weights:
        """The sums over the tokens of two texts."""
        strong = list(map(_weigh, a))
        return cls(
            _sum_up(map(len, a)),
            _sum_up(map(len, b)),
            _sum_up(any(map(str.isalnum, token)) for token in a),
            _sum_up(any(map(str.isalnum, token)) for token in b),
            _sum_up(strong),
            _sum_up(map(bool, strong)),
            a,
            b,
        )

    def measure_extent(self, hunk: Hunk) -> int:
        """Code points changed: of the longer side."""
        i1, i2, j1, j2 = hunk
        return max(self.size_a[i2] - self.size_a[i1], self.size_b[j2] - self.size_b[j1])

    def measure_rewrite(self, left: Hunk, right: Hunk) -> float:
        """The geometric mean of the code points changed by two hunks, of each `MAX_EXTENT` at most."""
        return math.sqrt(min(self.measure_extent(left), MAX_EXTENT) * min(self.measure_extent(right), MAX_EXTENT))

    def measure_kept(self, left: Hunk, right: Hunk) -> int:
        """The code points that stay between two hunks."""
        return self.size_a[right[0]] - self.size_a[left[1]]

    def has_words_kept(self, left: Hunk, right: Hunk) -> bool:
        """Whether two words or more stay between two hunks: no coincidence, however long the rewrites are."""
        return self.words_a[right[0]] - self.words_a[left[1]] > 1

    def measure_words(self, left: Hunk, right: Hunk) -> int:
        """The code points of words that stay between two hunks; a clause mark beside them counts for another word."""
        strong = self.strong_a[right[0]] - self.strong_a[left[1]]
        parted = strong and not _SEPARATORS.isdisjoint(self.a[left[1] : right[0]])
        return strong + CLAUSE_MARK if parted else strong

    def is_like_exchange(self, hunk: Hunk) -> bool:
        """Marks for marks, as ； for ，, or what `is_number_exchange`: says nothing about the words around it."""
        i1, i2, j1, j2 = hunk
        if i1 == i2 or j1 == j2:
            return False
        only_marks = self.plain_a[i1] == self.plain_a[i2] and self.plain_b[j1] == self.plain_b[j2]
        return only_marks or self.is_number_exchange(hunk)

    def is_number_exchange(self, hunk: Hunk) -> bool:
        """One number for another, or what only looks otherwise, as （ for (. Nothing long is either, and a hunk that grows is asked again."""
        i1, i2, j1, j2 = hunk
        if i1 == i2 or j1 == j2 or self.measure_extent(hunk) > MAX_EXCHANGE:
            return False
        return _blank_numbers("".join(self.a[i1:i2])) == _blank_numbers("".join(self.b[j1:j2]))

    def are_forms(self, left: Hunk, right: Hunk) -> bool:
        """Whether nothing differs in two hunks but the forms of characters, and nothing but marks stands between them."""
        if self.plain_a[left[1]] != self.plain_a[right[0]] or self.measure_extent(left) > MAX_EXCHANGE:
            return False
        return all(fold("".join(self.a[i1:i2])) == fold("".join(self.b[j1:j2])) for i1, i2, j1, j2 in (left, right))

    def is_list(self, left: Hunk, right: Hunk) -> bool:
        """Whether numbers that changed stand on both sides of what joins a range or a list: 五千元 以上 五万元."""
        if not is_joint(self.a[left[1] : right[0]]):
            return False
        if left[0] == left[1] or left[2] == left[3] or right[0] == right[1] or right[2] == right[3]:
            return False
        ends = (self.a[left[1] - 1], self.b[left[3] - 1], self.a[right[0]], self.b[right[2]])
        return all(_NUMERALS.search(token[:4]) for token in ends)


def _weigh(token: str) -> int:
    """How much a token says: nothing if it is a function word, a single character, a mark or a space, for all texts share these."""
    if len(token) == 1:
        return _REFERENCE if token >= _STAND_INS else 0
    return 0 if token in _FUNCTION_WORDS or not token.strip() else len(token)


def is_joint(tokens: Iterable[str]) -> bool:
    """Whether nothing but what joins the numbers of a range or a list stands there: 、 至 以上 and und или."""
    return all(
        token in _JOINING or not token.strip(" ") or (token.isalpha() and _is_joining(token)) for token in tokens
    )


def _is_joining(token: str) -> bool:
    from decision_diff.words.phrases import is_joining  # noqa: PLC0415 - late: few texts join numbers by a word

    return is_joining(token)


def _sum_up(weights: Iterable[int]) -> list[int]:
    return [0, *accumulate(weights)]


def _blank_numbers(text: str) -> str:
    """What two texts share of which only numbers differ, or the forms of characters: 第（三）项 and 第(四)项."""
    return fold(_NUMERALS.sub("0", text))


def drop_coincidences(weigh: Weights, hunks: list[Hunk]) -> list[Hunk]:
    """The hunks without islands. When a hunk grows, the stretch before it is judged again; each stretch is dropped at most once."""
    kept: list[Hunk] = []
    for hunk in hunks:
        grown = hunk
        while kept and _is_coincidence(weigh, kept[-1], grown):
            left = kept.pop()
            grown = (left[0], grown[1], left[2], grown[3])
        kept.append(grown)
    return kept


def _is_coincidence(weigh: Weights, left: Hunk, right: Hunk) -> bool:
    size = weigh.measure_kept(left, right)
    if size >= RUN or weigh.has_words_kept(left, right):
        return False
    strong = weigh.measure_words(left, right)
    like = [weigh.is_like_exchange(hunk) for hunk in (left, right)]
    if all(like):
        return weigh.is_list(left, right) or weigh.are_forms(left, right)
    if any(like):
        return weigh.is_list(left, right) or (not strong and _goes_with(weigh, left, right, right if like[0] else left))
    if strong and _are_opposite(left, right):
        return False
    least = strong * (REWRITES_PER_SHORT_WORD if size <= SHORT else REWRITES_PER_WORD)
    if _rewrites(left, right):
        return least <= weigh.measure_rewrite(left, right)
    if strong:
        return least <= min(weigh.measure_extent(left), weigh.measure_extent(right))
    return size * INSERTIONS_PER_MARK <= weigh.measure_rewrite(left, right)


def _goes_with(weigh: Weights, left: Hunk, right: Hunk, long: Hunk) -> bool:
    """Whether what stands between a number that changed and a long rewrite goes with the rewrite; a mark alone stays beside an insertion."""
    has_words = weigh.plain_a[left[1]] < weigh.plain_a[right[0]]
    return weigh.measure_extent(long) >= RUN and (has_words or (long[0] < long[1] and long[2] < long[3]))


def _rewrites(left: Hunk, right: Hunk) -> bool:
    """Whether the two together take something away and put something there: else what lies between is simply kept."""
    return (left[0] < left[1] or right[0] < right[1]) and (left[2] < left[3] or right[2] < right[3])


def _are_opposite(left: Hunk, right: Hunk) -> bool:
    """Whether nothing was put in at the one and nothing taken away at the other: the words between merely got other neighbours."""
    return (left[2] == left[3] and right[0] == right[1]) or (left[0] == left[1] and right[2] == right[3])


def drop_weaving(weigh: Weights, hunks: list[Hunk]) -> list[Hunk]:
    """The hunks, interwoven ones joined, for each group that no separator divides, nor what is never an island."""
    result: list[Hunk] = []
    group: list[Hunk] = []
    for hunk in hunks:
        if group and _is_divided(weigh, group[-1], hunk):
            result.extend(_unweave(weigh, group))
            group = []
        group.append(hunk)
    return [*result, *_unweave(weigh, group)]


def _is_divided(weigh: Weights, left: Hunk, right: Hunk) -> bool:
    if weigh.measure_kept(left, right) >= RUN or weigh.has_words_kept(left, right):
        return True
    return not _SEPARATORS.isdisjoint(weigh.a[left[1] : right[0]])


def _unweave(weigh: Weights, group: list[Hunk]) -> list[Hunk]:
    if len(group) < 3 or any(map(weigh.is_like_exchange, group)):
        return group
    kept = sum(weigh.measure_kept(left, right) for left, right in pairwise(group))
    if kept * 2 >= sum(map(weigh.measure_extent, group)):
        return group
    return [(group[0][0], group[-1][1], group[0][2], group[-1][3])]


def have_long_run(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether both hold a run of `RUN` code points of whole tokens or more."""
    return _find_long_run(a, b, (0, len(a), 0, len(b))) is not None


def keep_long_runs(a: Sequence[str], b: Sequence[str], hunks: list[Hunk]) -> list[Hunk]:
    """The hunks, parted where both sides of one hold a run of `RUN` code points of whole tokens or more: the longest is kept first.

    Each hunk is looked at again in parts, until as many tokens were looked at as `SWEEPS` passes over both texts.
    """
    result: list[Hunk] = []
    waiting = hunks[::-1]
    budget = SWEEPS * (len(a) + len(b))
    while waiting:
        i1, i2, j1, j2 = hunk = waiting.pop()
        budget -= i2 - i1 + j2 - j1
        run = _find_long_run(a, b, hunk) if budget > 0 and i1 < i2 and j1 < j2 else None
        if run is None:
            result.append(hunk)
            continue
        i, j, size = run
        parts = ((i1, i, j1, j), (i + size, i2, j + size, j2))
        waiting.extend(part for part in reversed(parts) if part[0] < part[1] or part[2] < part[3])
    return result


def _find_long_run(a: Sequence[str], b: Sequence[str], hunk: Hunk) -> tuple[int, int, int] | None:
    """The longest run that both sides of a hunk hold, of the first `MAX_TRIED` that begin alike; None if it is shorter than `RUN`."""
    i1, i2, j1, j2 = hunk
    places: dict[str, list[int]] = {}
    for window, j in _list_windows(b, j1, j2):
        places.setdefault(window, []).append(j)
    if not places:
        return None
    longest, best = 0, None
    seen: dict[int, int] = {}  # by diagonal how far runs were followed
    tried = 0
    for window, i in _list_windows(a, i1, i2):
        for j in places.get(window, ()):
            if seen.get(j - i, 0) > i:
                continue
            size = _measure_run(a, b, (i, i2, j, j2))
            seen[j - i] = i + size
            length = sum(map(len, a[i : i + size]))
            if length >= RUN and length > longest:
                longest, best = length, (i, j, size)
            tried += 1
            if tried == MAX_TRIED:
                return best
    return best


def _measure_run(a: Sequence[str], b: Sequence[str], hunk: Hunk) -> int:
    """How many tokens both sides begin with alike."""
    i1, i2, j1, j2 = hunk
    size = 0
    while i1 + size < i2 and j1 + size < j2 and a[i1 + size] == b[j1 + size]:
        size += 1
    return size


def _list_windows(tokens: Sequence[str], start: int, end: int) -> Iterator[tuple[str, int]]:
    """From each token on the text of the fewest tokens that have `RUN` code points together, and where it begins."""
    ends = start
    size = 0
    for at in range(start, end):
        while size < RUN and ends < end:
            size += len(tokens[ends])
            ends += 1
        if size < RUN:
            return
        yield "".join(tokens[at:ends]), at
        size -= len(tokens[at])
