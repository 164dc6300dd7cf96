"""A text as the rules look at it: its clauses, what each cites, what its numbers are. Worked out once, when first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from decision_diff.audit.check.words import load_check_words
from decision_diff.changes import Alignment
from decision_diff.citations.scan import find_citations
from decision_diff.citations.targets import Targets
from decision_diff.citations.values import Citation
from decision_diff.model import Clause, Decision, Span
from decision_diff.patterns import late

_ALIASES: Final = late("[简簡]?[称稱為为]{1,2}[“「『]?(本[\u4e00-\u9fff]{1,4})[”」』）)]")
_GLUED_ANNEX: Final = late(r"\b(?:ANNEXE?|ANEXO|APPENDIX)\s+([0-9A-Z]{1,3})\b")
_AMENDING: Final = 3  # orders that make a text an amending act
# Where words stand: the position of the clause, and code points of its words.
WordStand = tuple[int, Span]
# What stands in a file and is no part of the text: running heads, page numbers.
OUTSIDE: Final = frozenset({"furniture"})


class CheckedText:
    """One decision under a check. `old` is the text before it, and `alignment` which clause of it became which, if there is one."""

    def __init__(self, decision: Decision, *, final: bool = False) -> None:
        self.decision = decision
        self.final = final
        self.clauses: Sequence[Clause] = decision.walk()
        self.parents: Sequence[int] = decision.parents()
        self.languages: tuple[str, ...] = tuple(dict.fromkeys(code[:2] for code in decision.languages)) or ("en",)
        self.old: CheckedText | None = None
        self.alignment: Alignment | None = None
        self.names: tuple[str, ...] | None = None  # how it is called by others; `documents` fills it
        self.hangs: dict[
            int, int
        ] = {}  # by position of a clause that was read as text though it has a number, what its list hangs in
        self.others: tuple[CheckedText, ...] = ()  # the texts that are checked with this one

    @property
    def code(self) -> str:
        """The main language."""
        return self.languages[0]

    @cached_property
    def inside(self) -> tuple[int, ...]:
        """The positions of the clauses that are part of the text."""
        return tuple(at for at, clause in enumerate(self.clauses) if clause.level not in OUTSIDE)

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The positions below each clause, in order; those at the top under -1."""
        below: dict[int, list[int]] = {}
        for at, above in enumerate(self.parents):
            below.setdefault(above, []).append(at)
        return below

    @cached_property
    def targets(self) -> Targets:
        """The clauses by how they are cited."""
        return Targets(self.decision)

    @cached_property
    def is_taiwan(self) -> bool:
        """Whether it is a text in Chinese as statutes of Taiwan are built: 條, 項, 款, 目."""
        return "zh-tw" in self.targets.variants

    @cached_property
    def glued_annexes(self) -> frozenset[str]:
        """The numbers of annexes whose heading stands within a clause, in capitals: ANNEX 1 TO DECISION 5."""
        return frozenset(number for at in self.inside for number in _GLUED_ANNEX.findall(self.clauses[at].words))

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """What the text calls another act though it sounds as its own name: （以下簡稱本法）."""
        found = {
            name
            for clause in self.clauses
            if "称" in clause.words or "稱" in clause.words
            for name in _ALIASES.findall(clause.words)
        }
        return tuple(sorted(found))

    def list_citations(self, at: int) -> tuple[Citation, ...]:
        """What the clause at a position cites."""
        return find_citations(self.clauses[at].words, self.languages)

    def list_above(self, at: int) -> Iterator[int]:
        """This position and those that hold it, from the inside out."""
        while at >= 0:
            yield at
            at = self.parents[at]

    def count_units(self, level: str) -> int:
        """How many numbered clauses of a level the text has."""
        return self._levels.get(level, 0)

    @cached_property
    def _levels(self) -> Counter[str]:
        return Counter(clause.level for clause in self.clauses if clause.label is not None and clause.label.value)

    def has_unit(self, level: str, values: Sequence[tuple[int, ...]]) -> bool:
        """Whether a clause of a level has one of these numbers."""
        return any((level, value) in self._units for value in values)

    @cached_property
    def _units(self) -> frozenset[tuple[str, tuple[int, ...]]]:
        return frozenset((clause.level, clause.label.value) for clause in self.clauses if clause.label is not None)

    @cached_property
    def is_amending(self) -> bool:
        """Whether it is an act that amends another one: several of its clauses say how that is to read."""
        said = load_check_words(self.code).tables.get("amending", {}).get("words", ())
        found = (at for at in self.inside if any(one in self.clauses[at].words for one in said))
        return len(list(islice(found, _AMENDING))) == _AMENDING

    def count_below(self, prefix: tuple[int, ...]) -> int:
        """How many numbers of the text begin so, and have one part more: those of 18.33 are 18.33.1, 18.33.2."""
        return self._prefixes.get(prefix, 0)

    @cached_property
    def _prefixes(self) -> Counter[tuple[int, ...]]:
        return Counter(
            clause.label.value[:-1] for clause in self.clauses if clause.label is not None and clause.label.value
        )

    @cached_property
    def highest_units(self) -> dict[str, int]:
        """The highest number of each level."""
        highest: dict[str, int] = {}
        for clause in self.clauses:
            if clause.label is not None and clause.label.value:
                highest[clause.level] = max(highest.get(clause.level, 0), clause.label.value[0])
        return highest

    # -- beside the old text

    @cached_property
    def _links(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """By position of an old clause those of the new ones that it became, and the reverse."""
        forward: dict[int, list[int]] = {}
        backward: dict[int, list[int]] = {}
        for old, new in self.alignment.positions if self.alignment else ():
            forward.setdefault(old, []).append(new)
            backward.setdefault(new, []).append(old)
        return forward, backward

    def list_successors(self, old: int) -> Sequence[int]:
        """The positions of what a clause of the old text became."""
        return self._links[0].get(old, ())

    def list_origins(self, at: int) -> Sequence[int]:
        """The positions of the old clauses that the clause at a position came from."""
        return self._links[1].get(at, ())

    def find_old_citation(self, at: int, citation: Citation) -> tuple[int, Citation] | None:
        """The same citation, printed the same, in the old clause that this one came from: the position of that clause, and it."""
        if self.old is None:
            return None
        printed = citation.span.of(self.clauses[at].words)
        for position in self.list_origins(at):
            for one in self.old.list_citations(position):
                if one.span.of(self.old.clauses[position].words) == printed:
                    return position, one
        return None
