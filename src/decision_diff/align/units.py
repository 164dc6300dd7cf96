"""What the passes work on: the clauses of each side in document order, and the matching that they fill."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from decision_diff.citations.articles import Cited
from decision_diff.citations.vocabulary import choose_variants
from decision_diff.frozen import frozen
from decision_diff.labels import is_tombstone
from decision_diff.model import Clause, Decision, Label, Span

if TYPE_CHECKING:
    from decision_diff.align.evidence import Evidence

JUDGED: Final = frozenset({"absorbed", "residual"})  # passes of whose links the arbiter says how sure they are
_HOMES: Final = ("article", "attachment")
_NUMBERED: Final = (
    "article",
    "section",
    "paragraph",
    "point",
    "indent",
)  # what may keep its number when it is repealed

Pin = tuple[int | None, int | None]  # a left clause and what it became; None: it was repealed, or inserted
NumberKey = tuple[str, tuple[int, ...]]  # the style and the value of a label
Finding = tuple[str, float, Span, Span]  # the pass, the score, and the stretches on either side


@frozen
class RevisionSide:
    """One revision, flat: `clauses` in document order; for each its `words`, and the index of its parent (-1 at the top).

    `homes` has for each the index of the article or annex that it is, or belongs to (-1 if none). `tombstones` are the
    numbered clauses of which nothing but the number is left (（删去）). `counts` says how many clauses have the same words.
    `languages` are those by whose words it cites.
    """

    clauses: Sequence[Clause]
    words: Sequence[str]
    parents: Sequence[int]
    homes: Sequence[int]
    tombstones: Sequence[int]
    counts: Counter[str]
    languages: tuple[str, ...]

    @classmethod
    def from_decision(cls, decision: Decision) -> RevisionSide:
        """The clauses of a decision, laid flat."""
        clauses = decision.walk()
        words = [clause.heading or clause.text for clause in clauses]
        parents = decision.parents()
        homes: list[int] = []
        for index, (clause, parent) in enumerate(zip(clauses, parents, strict=True)):
            homes.append(index if clause.level in _HOMES else homes[parent] if parent >= 0 else -1)
        both = enumerate(zip(clauses, words, strict=True))
        tombstones = [at for at, (clause, text) in both if clause.label is not None and is_tombstone(text)]
        return cls(clauses, words, parents, homes, tombstones, Counter(words), choose_variants(decision))

    def find_end(self, number: int) -> int:
        """Where what hangs below a clause ends, in document order."""
        end = number + 1
        while end < len(self.parents) and self.parents[end] >= number:
            end += 1
        return end

    def list_surplus(self, other: RevisionSide) -> list[str]:
        """The words of clauses that the other side does not have, or has not as often."""
        theirs = other.counts.get
        return [text for text, count in self.counts.items() for _ in range(count - theirs(text, 0))]

    def find_numbered(self, labels: Iterable[Label]) -> Mapping[NumberKey, Sequence[int]]:
        """The articles, sections, paragraphs and points that have one of these numbers, by style and value, in document order."""
        found: dict[NumberKey, list[int]] = {(label.style, label.value): [] for label in labels}
        for at, clause in enumerate(self.clauses) if found else ():
            if clause.label and clause.level in _NUMBERED and (clause.label.style, clause.label.value) in found:
                found[clause.label.style, clause.label.value].append(at)
        return found


class Matching:
    """The links found so far. The only thing that passes change; it never leaves `align`."""

    def __init__(
        self, left: RevisionSide, right: RevisionSide, pins: Sequence[Pin] = (), witness: Sequence[Pin] = ()
    ) -> None:
        self.left = left
        self.right = right
        self.links: dict[tuple[int, int], Finding] = {}
        self.amendments: dict[tuple[int, int], None] = {}  # those of less than 1, save for tombstones
        self.of_left: dict[int, Sequence[int]] = defaultdict(tuple)  # the partners of each clause; see `_add_partner`
        self.of_right: dict[int, Sequence[int]] = defaultdict(tuple)
        self.spine: list[tuple[int, int]] = []  # pairs that ascend on both sides
        self.pins = pins
        self.witness = witness
        self.pinned: tuple[set[int], set[int]] = set(), set()  # on the left, on the right
        self.free = (
            set(range(len(left.words))),
            set(range(len(right.words))),
        )  # likewise: without a link, and not pinned
        self.became: Mapping[Cited, str] = {}  # the articles that have another number now: their print
        self.brought_up: dict[int, str] = {}  # see `read_left`
        self.compared = 0  # pairs in large gaps that were compared all with all: see `gaps`
        self.judged: dict[tuple[int, int], Evidence] = {}  # links of which the arbiter says how sure they are

    def pin(self, number: int, *, swapped: bool) -> None:
        """Keep all later passes from linking a clause of the left, or of the right if `swapped`."""
        self.pinned[swapped].add(number)
        self.free[swapped].discard(number)

    def link(
        self, i: int, j: int, name: str, score: float, left: Span | None = None, right: Span | None = None
    ) -> None:
        """Link clause `i` of the left with clause `j` of the right, whole unless stretches are given."""
        left = left or Span(0, len(self.left.words[i]))
        right = right or Span(0, len(self.right.words[j]))
        is_first = (i, j) not in self.links
        self.links[i, j] = (name, score, left, right)
        if score < 1 and name != "tombstone":
            self.amendments[i, j] = None
        if is_first:
            _add_partner(self.of_left, i, j)
            _add_partner(self.of_right, j, i)
            self.free[False].discard(i)
            self.free[True].discard(j)

    def link_same(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Link clauses with the same words, and without a link yet, as "identical". They are most of a text, so all are linked at once.

        Those of one length share what is said of them.
        """
        lefts, rights = [i for i, _ in pairs], [j for _, j in pairs]
        sizes = [len(self.left.words[i]) for i in lefts]
        wholes = {size: Span(0, size) for size in set(sizes)}
        findings: dict[int, Finding] = {size: ("identical", 1.0, whole, whole) for size, whole in wholes.items()}
        self.links.update(zip(pairs, map(findings.__getitem__, sizes), strict=True))
        self.of_left.update(zip(lefts, zip(rights, strict=True), strict=True))
        self.of_right.update(zip(rights, zip(lefts, strict=True), strict=True))
        self.free[False].difference_update(lefts)
        self.free[True].difference_update(rights)

    def unlink(self, i: int, j: int) -> None:
        """Remove a link."""
        del self.links[i, j]
        self.amendments.pop((i, j), None)
        self.of_left[i] = [one for one in self.of_left[i] if one != j]
        self.of_right[j] = [one for one in self.of_right[j] if one != i]
        for swapped, number, partners in ((False, i, self.of_left[i]), (True, j, self.of_right[j])):
            if not partners and number not in self.pinned[swapped]:
                self.free[swapped].add(number)

    def is_free(self, number: int, *, swapped: bool) -> bool:
        """Whether a clause of the left, or of the right if `swapped`, has no link yet and may have one."""
        return number in self.free[swapped]

    def get_sides(self, *, swapped: bool) -> tuple[RevisionSide, RevisionSide]:
        """The left and the right; the right and the left if `swapped`."""
        return (self.right, self.left) if swapped else (self.left, self.right)

    def find_free_left(self, start: int = 0, end: int | None = None, *, shortest: int = 1) -> list[int]:
        """The clauses of [start, end) without a link and with at least `shortest` characters, ascending."""
        return self.find_free(start, end, swapped=False, shortest=shortest)

    def find_free_right(self, start: int = 0, end: int | None = None, *, shortest: int = 1) -> list[int]:
        """The same on the right."""
        return self.find_free(start, end, swapped=True, shortest=shortest)

    def find_free(self, start: int = 0, end: int | None = None, *, swapped: bool, shortest: int = 1) -> list[int]:
        """The same on the left, or on the right if `swapped`."""
        words, free = (self.right if swapped else self.left).words, self.free[swapped]
        among = sorted(free) if end is None else [n for n in range(start, end) if n in free]
        return [n for n in among if n >= start and len(words[n]) >= shortest]

    def read_left(self, i: int) -> str:
        """The words of a left clause to be compared by: its own, or as the terms and numbers of the right have them."""
        return self.brought_up.get(i) or self.left.words[i]

    def find_amended(self, *, swapped: bool, room: float) -> list[int]:
        """The linked clauses of the left, or of the right if `swapped`, that did not stay as they were; ascending.

        Only those that have as many characters beyond what they share with their partners: `room` for something else.
        """
        changed = {pair[swapped] for pair in self.amendments}
        return sorted(n for n in changed - self.pinned[swapped] if self._measure_room(n, swapped=swapped) >= room)

    def _measure_room(self, number: int, *, swapped: bool) -> float:
        """The characters of a linked clause that its partners do not have. A ratio says how many they have in common."""
        room = float(len((self.right if swapped else self.left).words[number]))
        for partner in self.of_right[number] if swapped else self.of_left[number]:
            i, j = (partner, number) if swapped else (number, partner)
            room -= self.links[i, j][1] * (len(self.left.words[i]) + len(self.right.words[j])) / 2
        return room

    def is_formula(self, i: int, j: int) -> bool:
        """Whether the words of either clause stand in several clauses of its text."""
        left, right = self.left, self.right
        return left.counts[left.words[i]] > 1 or right.counts[right.words[j]] > 1

    def have_words(self, i: int, j: int) -> bool:
        """Whether both clauses have words; a negative index is no clause."""
        return min(i, j) >= 0 and bool(self.left.clauses[i].text) and bool(self.right.clauses[j].text)

    def have_linked_parents(self, i: int, j: int) -> bool:
        """Whether the two hang on clauses that are linked, or both at the top."""
        above_left, above_right = self.left.parents[i], self.right.parents[j]
        if above_left < 0 or above_right < 0:
            return above_left == above_right
        return (above_left, above_right) in self.links

    def find_homes(self, i: int, j: int) -> tuple[int, int]:
        """The articles or annexes that the two clauses belong to, by index; -1 if none."""
        return self.left.homes[i], self.right.homes[j]

    def find_families(self) -> set[tuple[int, int]]:
        """The pairs of articles or annexes that share a link, by index."""
        left, right = self.left.homes, self.right.homes
        return {(left[i], right[j]) for i, j in self.links if left[i] >= 0 <= right[j]}

    def have_same_number(self, i: int, j: int) -> bool:
        """Whether the two carry the same number, or both stand without one."""
        left, right = self.left.clauses[i].label, self.right.clauses[j].label
        if left is None or right is None:
            return left is right
        return left.value == right.value and left.style == right.style


def _add_partner(partners: dict[int, Sequence[int]], number: int, other: int) -> None:
    """Add to the partners of a clause: a tuple for the first one, which costs least, a list when there are more."""
    known = partners.get(number)
    if not known:
        partners[number] = (other,)
    elif isinstance(known, list):
        known.append(other)
    else:
        partners[number] = [*known, other]


def count_articles(side: RevisionSide) -> int:
    """How many articles a revision has."""
    return sum([clause.level == "article" for clause in side.clauses])
