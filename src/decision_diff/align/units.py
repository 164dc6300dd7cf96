"""What the passes work on: the clauses of each side in document order, and the matching that they fill."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from decision_diff.model import Clause, Decision, Label, Span

Found = tuple[str, float, Span, Span]  # the pass, the score, and the stretches on either side


@dataclass(frozen=True, slots=True)
class Side:
    """One revision, flat: `clauses` in document order, and for each the index of its parent (-1 at the top)."""

    clauses: Sequence[Clause]
    parents: Sequence[int]
    _counts: Counter[str]
    _by_label: Mapping[tuple[str, tuple[int, ...]], list[int]]

    @classmethod
    def of(cls, decision: Decision) -> Side:
        """The clauses of a decision, laid flat."""
        parents = [decision.parent(clause.eid) for clause in decision.walk()]
        by_label: dict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
        for index, clause in enumerate(decision.walk()):
            if clause.label and clause.level == "article":
                by_label[clause.label.style, clause.label.value].append(index)
        return cls(
            decision.walk(),
            [decision.position(parent.eid) if parent else -1 for parent in parents],
            Counter(clause.words for clause in decision.walk()),
            by_label,
        )

    def occurrences(self, words: str) -> int:
        """How many clauses have exactly these words."""
        return self._counts[words]

    def labelled(self, label: Label) -> Sequence[int]:
        """The articles with this number, in document order."""
        return self._by_label.get((label.style, label.value), ())


@dataclass(slots=True)
class Matching:
    """The links found so far. The only thing that passes change; it never leaves `align`."""

    left: Side
    right: Side
    links: dict[tuple[int, int], Found] = field(default_factory=dict)
    of_left: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    of_right: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    spine: list[tuple[int, int]] = field(default_factory=list)  # pairs that ascend on both sides

    def link(
        self, i: int, j: int, name: str, score: float, left: Span | None = None, right: Span | None = None
    ) -> None:
        """Link clause `i` of the left with clause `j` of the right, whole unless stretches are given."""
        left = left or Span(0, len(self.left.clauses[i].words))
        right = right or Span(0, len(self.right.clauses[j].words))
        self.links[i, j] = (name, score, left, right)
        if j not in self.of_left[i]:
            self.of_left[i].append(j)
            self.of_right[j].append(i)

    def unlink(self, i: int, j: int) -> None:
        """Take a link back."""
        del self.links[i, j]
        self.of_left[i].remove(j)
        self.of_right[j].remove(i)

    def free_left(self, start: int = 0, end: int | None = None, *, shortest: int = 1) -> list[int]:
        """Those of [start, end) that have no link yet, and words of that many characters at least."""
        return _free(self.left.clauses, self.of_left, range(len(self.left.clauses))[start:end], shortest)

    def free_right(self, start: int = 0, end: int | None = None, *, shortest: int = 1) -> list[int]:
        """The same on the right."""
        return _free(self.right.clauses, self.of_right, range(len(self.right.clauses))[start:end], shortest)

    def parents_linked(self, i: int, j: int) -> bool:
        """Whether the two hang on clauses that are linked, or both at the top."""
        above_left, above_right = self.left.parents[i], self.right.parents[j]
        if above_left < 0 or above_right < 0:
            return above_left == above_right
        return above_right in self.of_left.get(above_left, ())

    def same_number(self, i: int, j: int) -> bool:
        """Whether the two carry the same number, or both stand without one."""
        left, right = self.left.clauses[i].label, self.right.clauses[j].label
        if left is None or right is None:
            return left is right
        return left.value == right.value and left.style == right.style


def _free(clauses: Sequence[Clause], linked: Mapping[int, list[int]], indexes: range, shortest: int) -> list[int]:
    return [at for at in indexes if not linked.get(at) and len(clauses[at].words) >= shortest]
