"""The passes, each a function that adds links to a `Matching`, and the list in which they run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from decision_diff.align.likeness import Index, bare, containment, place_within, ratio, shingles
from decision_diff.align.units import Matching
from decision_diff.labels import is_tombstone
from decision_diff.model import Span
from decision_diff.sequence import heaviest_chain, matching_blocks

_ALIKE: Final = 0.5  # from here on a text between the same neighbours is the old one amended
_ALIKE_KIN: Final = 0.4  # so too under the same parent
_ALIKE_SAME_NUMBER: Final = 0.3  # and when the number is the same as well
_ALIKE_ANYWHERE: Final = 0.65
_SHORTEST_MOVE: Final = 8  # characters; shorter texts look alike by chance
_SHORTEST_PART: Final = 8
_PART: Final = 0.75
_SHORTEST_MOVED_PART: Final = 24
_NEAR: Final = 4  # clauses
_SHARED: Final = 0.55
_SHARED_LINKED: Final = 0.4
_SHARE: Final = 0.3  # of a part's shingles, to be worth a closer look
_TWINS: Final = 64  # clauses of the same words or number that are looked at for one
_PAIRS: Final = 40_000  # comparisons in one gap; beyond it only candidates by shingles are compared


def identical(matching: Matching) -> None:
    """The same words in the same order: the longest common sequence of clauses."""
    left = [i for i, clause in enumerate(matching.left.clauses) if clause.words]
    right = [j for j, clause in enumerate(matching.right.clauses) if clause.words]
    words_left = [matching.left.clauses[i].words for i in left]
    words_right = [matching.right.clauses[j].words for j in right]
    for a, b, size in matching_blocks(words_left, words_right):
        for step in range(size):
            i, j = left[a + step], right[b + step]
            matching.link(i, j, "identical", 1.0)
            matching.spine.append((i, j))


def elsewhere(matching: Matching) -> None:
    """The same words but for width and the mark at their end, out of order.

    First under clauses that are linked; then anywhere, if no other clause of either text has these words. A formula that
    many articles share (单位犯前款罪的，…) says nothing about where it came from.
    """
    free_left, free_right = matching.free_left(), matching.free_right()
    if not free_left or not free_right:
        return
    waiting: dict[str, list[int]] = defaultdict(list)
    for j in free_right:
        waiting[bare(matching.right.clauses[j].words)].append(j)
    for kin in (True, False):
        for i in free_left:
            targets = waiting.get(bare(matching.left.clauses[i].words))
            if not targets or matching.of_left.get(i):
                continue
            target = next((j for j in targets[:_TWINS] if not kin or matching.parents_linked(i, j)), None)
            if target is None or (not kin and not _is_unmistakable(matching, i, target)):
                continue
            targets.remove(target)
            same = matching.left.clauses[i].words == matching.right.clauses[target].words
            matching.link(i, target, "elsewhere", 1.0 if same else 0.99)


def _is_formula(matching: Matching, i: int, j: int) -> bool:
    """Whether the words of either clause stand in several clauses of its text."""
    left, right = matching.left, matching.right
    return left.occurrences(left.clauses[i].words) > 1 or right.occurrences(right.clauses[j].words) > 1


def _is_unmistakable(matching: Matching, i: int, j: int) -> bool:
    """Whether two clauses of the same words can only be one: no others have them, and they are long enough to tell."""
    if _is_formula(matching, i, j):
        return False
    return len(matching.left.clauses[i].words) >= _SHORTEST_MOVE or matching.same_number(i, j)


def tombstone(matching: Matching) -> None:
    """An article that was repealed and kept its number (第二条　（删去）), or was filled again."""
    for side, other, turned in ((matching.left, matching.right, False), (matching.right, matching.left, True)):
        for number, clause in enumerate(side.clauses):
            if not clause.label or not is_tombstone(clause.text):
                continue
            if matching.of_right.get(number) if turned else matching.of_left.get(number):
                continue
            for twin in other.labelled(clause.label):
                i, j = (twin, number) if turned else (number, twin)
                if (
                    not is_tombstone(other.clauses[twin].text)
                    and not matching.of_left.get(i)
                    and not matching.of_right.get(j)
                ):
                    matching.link(i, j, "tombstone", 0.0)
                    break


def settle(matching: Matching) -> None:
    """Take back links between formulas under parents that proved to be different clauses."""
    for (i, j), (name, _, _, _) in list(matching.links.items()):
        if name not in ("identical", "elsewhere") or matching.parents_linked(i, j):
            continue
        above = matching.left.parents[i], matching.right.parents[j]
        # Chapters are cut otherwise and clauses without words are linked last: neither speaks against a link.
        if min(above) < 0 or not matching.left.clauses[above[0]].text or not matching.right.clauses[above[1]].text:
            continue
        if _is_formula(matching, i, j):
            matching.unlink(i, j)


def place(matching: Matching) -> None:
    """Between two neighbours on the spine: the pairing in order that is most alike in sum."""
    ends = (len(matching.left.clauses), len(matching.right.clauses))
    before = (-1, -1)
    for after in (*matching.spine, ends):
        left = matching.free_left(before[0] + 1, after[0])
        right = matching.free_right(before[1] + 1, after[1])
        if left and right:
            for i, j, score in _in_order(matching, left, right):
                matching.link(i, j, "place", score)
        before = after


def _in_order(matching: Matching, left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int, float]]:
    """The heaviest pairing of `left` with `right` that keeps the order."""
    scores = _likeness(matching, left, right)
    pairs = sorted(scores)
    chain = heaviest_chain([(*pair, scores[pair][1]) for pair in pairs])
    return [(left[a], right[b], scores[a, b][0]) for a, b in (pairs[k] for k in chain)]


def _likeness(
    matching: Matching, left: Sequence[int], right: Sequence[int]
) -> dict[tuple[int, int], tuple[float, float]]:
    """By positions in `left` and `right`: the score of each pair that may be one clause, and its weight in the pairing."""
    if len(left) * len(right) <= _PAIRS:
        pairs = [(a, b) for a in range(len(left)) for b in range(len(right))]
    else:
        pairs = _likely(matching, left, right)
    scores: dict[tuple[int, int], tuple[float, float]] = {}
    for a, b in pairs:
        score = _score(matching, left[a], right[b])
        if score:
            scores[a, b] = (score, score - 0.2 + 0.1 * matching.same_number(left[a], right[b]))
    return scores


def _likely(matching: Matching, left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """In a gap too large to compare all with all: for each left text those that share its rare shingles.

    Boilerplate has no rare shingles; it is compared with what stands as far down the gap, from the top or in proportion.
    """
    index = Index((b, matching.right.clauses[j].words) for b, j in enumerate(right))
    pairs: list[tuple[int, int]] = []
    for a, i in enumerate(left):
        found = [b for b, _ in index.candidates(matching.left.clauses[i].words)]
        if not found:
            depths = (a, a * len(right) // len(left))
            found = [b for depth in depths for b in range(depth - 2, depth + 3) if 0 <= b < len(right)]
        pairs.extend((a, b) for b in dict.fromkeys(found))
    return pairs


def _score(matching: Matching, i: int, j: int) -> float:
    """How alike two clauses at the same place are, or 0 if they cannot be one clause."""
    left, right = matching.left.clauses[i], matching.right.clauses[j]
    if bool(left.heading) != bool(right.heading) or bool(left.cells) != bool(right.cells):
        return ratio(left.words, right.words, 0.8)
    floor = _ALIKE
    if left.level == right.level and matching.same_number(i, j) and matching.parents_linked(i, j):
        floor = _ALIKE_SAME_NUMBER if left.label else _ALIKE_KIN
    score = ratio(left.words, right.words, floor)
    if score:
        return score
    short, long = sorted((len(left.words), len(right.words)))
    if short >= _SHORTEST_PART and long >= 2 * short and containment(left.words, right.words) >= 0.9:
        return _ALIKE
    return 0.0


def moved(matching: Matching) -> None:
    """Alike, anywhere: the best pair first."""
    left, right = matching.free_left(shortest=_SHORTEST_MOVE), matching.free_right(shortest=_SHORTEST_MOVE)
    if not left or not right:
        return
    index = Index((j, matching.right.clauses[j].words) for j in right)
    pairs = []
    for i in left:
        words = matching.left.clauses[i].words
        for j, _ in index.candidates(words):
            if _is_formula(matching, i, j) and not matching.parents_linked(i, j):
                continue
            score = ratio(words, matching.right.clauses[j].words, _ALIKE_ANYWHERE)
            if score:
                pairs.append((-score - 0.05 * matching.parents_linked(i, j), i, j, score))
    for _, i, j, score in sorted(pairs):
        if not matching.of_left.get(i) and not matching.of_right.get(j):
            matching.link(i, j, "moved", score)


def part(matching: Matching) -> None:
    """What is left of one side and stands inside a linked clause of the other: that clause was split, or joined."""
    left, right = matching.free_left(shortest=_SHORTEST_PART), matching.free_right(shortest=_SHORTEST_PART)
    _parts_of(matching, right, turned=False)
    _parts_of(matching, left, turned=True)


def _parts_of(matching: Matching, parts: Sequence[int], *, turned: bool) -> None:
    """Link each of `parts` (right clauses, or left ones if `turned`) with the linked clause that holds its words."""
    mine, theirs = (matching.left, matching.right) if turned else (matching.right, matching.left)
    wholes = _amended(matching, turned=turned)
    if not parts or not wholes:
        return
    index = Index((n, theirs.clauses[n].words) for n in wholes)
    for number in parts:
        words = mine.clauses[number].words
        for whole, share in index.candidates(words, 4):
            if share < _SHARE:
                break
            if len(words) < _SHORTEST_MOVED_PART and not _is_near(matching, number, whole, turned=turned):
                continue  # a short phrase is found in many places
            text = theirs.clauses[whole].words
            rest = _uncovered(matching, whole, turned=turned)
            span = max(rest, key=len, default=Span(0, 0))
            if len(span) < _SHORTEST_PART or len(words) > 2 * len(span):
                continue
            score = ratio(words, span.of(text)) if len(span) < 1.3 * len(words) else containment(words, span.of(text))
            if score < _PART:
                continue
            inner = place_within(words, span.of(text))
            stretch = Span(span.start + inner.start, span.start + inner.end)
            _narrow(matching, whole, stretch, turned=turned)
            if turned:
                matching.link(number, whole, "part", score, None, stretch)
            else:
                matching.link(whole, number, "part", score, stretch, None)
            break


def _amended(matching: Matching, *, turned: bool) -> list[int]:
    """The linked clauses of the left, or the right if `turned`, that did not stay as they were."""
    return sorted({pair[turned] for pair, (_, score, _, _) in matching.links.items() if score < 1})


def _is_near(matching: Matching, part: int, whole: int, *, turned: bool) -> bool:
    """Whether a part stands within a few clauses of what its whole became."""
    partners = matching.of_right[whole] if turned else matching.of_left[whole]
    return any(abs(part - partner) <= _NEAR for partner in partners)


def _uncovered(matching: Matching, number: int, *, turned: bool) -> list[Span]:
    """The stretches of a linked clause that its partners do not account for."""
    side, other = (matching.right, matching.left) if turned else (matching.left, matching.right)
    text = side.clauses[number].words
    covered: list[tuple[int, int]] = []
    for partner in matching.of_right[number] if turned else matching.of_left[number]:
        words = other.clauses[partner].words
        for a, _, size in matching_blocks(text, words):
            if size >= 4:
                covered.append((a, a + size))
    spans: list[Span] = []
    at = 0
    for start, end in sorted(covered):
        if start > at:
            spans.append(Span(at, start))
        at = max(at, end)
    spans.append(Span(at, len(text)))
    return spans


def _narrow(matching: Matching, number: int, taken: Span, *, turned: bool) -> None:
    """Take a stretch at either end of a clause away from the links that have it whole."""
    side = matching.right if turned else matching.left
    size = len(side.clauses[number].words)
    for partner in matching.of_right[number] if turned else matching.of_left[number]:
        pair = (partner, number) if turned else (number, partner)
        name, score, left, right = matching.links[pair]
        mine = right if turned else left
        if taken.end >= mine.end and taken.start > mine.start:
            mine = Span(mine.start, taken.start)
        elif taken.start <= mine.start and taken.end < min(mine.end, size):
            mine = Span(taken.end, mine.end)
        matching.links[pair] = (name, score, left, mine) if turned else (name, score, mine, right)


def shared(matching: Matching) -> None:
    """What is still left and shares most of its rare shingles with one clause: rewritten, or absorbed in parts.

    Of a clause that is linked already only what its partners do not have counts: else each new twin of an old
    article would be a part of it.
    """
    for turned in (False, True):
        mine, theirs = (matching.right, matching.left) if turned else (matching.left, matching.right)
        partners = matching.of_left if turned else matching.of_right
        left = (matching.free_right if turned else matching.free_left)(shortest=_SHORTEST_MOVED_PART)
        free = (matching.free_left if turned else matching.free_right)(shortest=_SHORTEST_MOVED_PART)
        wholes = sorted({*free, *_amended(matching, turned=not turned)})
        index = Index((n, theirs.clauses[n].words) for n in wholes) if left else None
        for number in left if index else ():
            words = mine.clauses[number].words
            found = []
            for other, _ in index.candidates(words, 4) if index else ():
                taken = [mine.clauses[partner].words for partner in partners.get(other, ())]
                common = _common(words, theirs.clauses[other].words, taken)
                if common >= (_SHARED_LINKED if taken else _SHARED):
                    found.append((-common, other))
            for common, other in sorted(found)[:1]:
                i, j = (other, number) if turned else (number, other)
                if not _is_formula(matching, i, j):
                    matching.link(i, j, "shared", -common)


def _common(left: str, right: str, taken: Sequence[str]) -> float:
    """Of the shingles of the text with fewer, the share that the other has too, without those of the texts `taken`."""
    a, b = set(shingles(left)), set(shingles(right))
    both = (a & b).difference(*map(shingles, taken))
    return len(both) / min(len(a), len(b)) if both else 0.0


def label(matching: Matching) -> None:
    """Clauses without words (附件1, a bare 第五条): by what most of their children became, else by their number."""
    right = matching.right
    bare_ones = [
        i for i, clause in enumerate(matching.left.clauses) if not clause.words and not matching.of_left.get(i)
    ]
    for i in reversed(bare_ones):  # inner ones first
        votes: dict[int, int] = defaultdict(int)
        for k in range(i + 1, _end(matching.left.parents, i)):
            if matching.left.parents[k] == i:
                for j in matching.of_left.get(k, ()):
                    votes[right.parents[j]] += 1
        best = sorted(
            (-count, j)
            for j, count in votes.items()
            if j >= 0 and not right.clauses[j].words and not matching.of_right.get(j)
        )
        if best:
            matching.link(i, best[0][1], "label", 1.0)
    free: dict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
    for j, clause in enumerate(right.clauses):
        if not clause.words and clause.label and not matching.of_right.get(j):
            free[clause.label.style, clause.label.value].append(j)
    for i in bare_ones:
        number = matching.left.clauses[i].label
        if number and not matching.of_left.get(i):
            same = free.get((number.style, number.value), [])
            target = next((j for j in same[:_TWINS] if matching.parents_linked(i, j)), None)
            if target is not None:
                same.remove(target)
                matching.link(i, target, "label", 1.0)


def _end(parents: Sequence[int], index: int) -> int:
    """Where the clauses below `index` end, in document order."""
    end = index + 1
    while end < len(parents) and parents[end] >= index:
        end += 1
    return end


PASSES: tuple[Callable[[Matching], None], ...] = (
    identical,
    elsewhere,
    tombstone,
    place,
    settle,
    elsewhere,
    moved,
    part,
    shared,
    label,
)
