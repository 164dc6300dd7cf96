"""Makes a proposal of a list of proposals: each instruction is found its place in the base, and becomes edits.

Nothing is guessed: a place that is not there, or that several clauses have, ends the reading with a sentence that names the proposal and its line. A clause that
comes in stands behind the one whose number is the next lower, as it will be when the list is carried out; 2bis stands behind 2 and all
that hangs on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from decision_diff.amend.articles.agreeing import fold_print
from decision_diff.amend.clauses.by_number import Rank, rank_among
from decision_diff.amend.clauses.trees import fold_number
from decision_diff.amend.instructions import Act, Instruction, UnitPlace
from decision_diff.amend.proposals.scripts import list_word_edits
from decision_diff.amend.proposals.units import Units, carry_out, list_clauses, list_lines
from decision_diff.amend.proposals.values import Ground, Proposal, ProposedEdit, ProposedLine
from decision_diff.errors import AmendingError
from decision_diff.frozen import frozen
from decision_diff.labels import find, make_grammar
from decision_diff.model import Clause, Decision, Label, Notice
from decision_diff.reviewer.places import ClauseFinder

_Fail = Callable[[str], AmendingError]


def propose_list(base: Decision, name: str, act: Act) -> Proposal:
    """What a list (`lists.read_list`) changes in `base`, as the proposal of `name`.

    AmendingError for a proposal that was not understood, whose place is not there or not clear, or that says something else of a
    clause than another proposal of the list.
    """
    for part in act.parts:
        for one in part.unread:
            raise AmendingError(f"{one.printed}, line {one.origin.line}: {one.why}", source=act.source.name)
    return _Carrier(base, name, act).carry()


@frozen
class _Arrival:
    """A clause that comes in: with what number, as which lines."""

    value: tuple[int, ...]
    rank: Rank  # by what it stands among those that come in at the same line
    depth: int  # how many clauses hold it
    lines: tuple[ProposedLine, ...]


def _are_letters(*ranks: Rank) -> bool:
    """Whether all are letters, or all Roman numbers, of one list: other numbers are ordered by their value."""
    return {one[:1] for one in ranks} in ({("letters",)}, {("roman",)})


def _sort_peers(some: Sequence[_Arrival]) -> Sequence[_Arrival]:
    """Clauses of one list that come in at one line, by their numbers."""
    if _are_letters(*(one.rank for one in some)):
        return sorted(some, key=lambda one: one.rank)
    return sorted(some, key=lambda one: one.value)


class _Carrier:
    """Carries one list out on a base."""

    def __init__(self, base: Decision, name: str, act: Act) -> None:
        self.base, self.name, self.act = base, name, act
        self.clauses = list_clauses(base)
        self.at = {clause.eid: at for at, clause in enumerate(self.clauses)}
        self.units = Units(list_lines(base))
        self.finder = ClauseFinder(base)
        self.grammar = make_grammar(base.languages or ("zh", "en"))
        self.numbers: dict[int, str] = {}
        self.words: dict[int, tuple[str, ...]] = {}
        self.numbering: dict[int, _Fail] = {}  # by line, the proposal that gives it a number
        self.gone: dict[int, str] = {}  # by line, the proposal that takes it out
        self.kept: list[int] = []
        self.arrivals: dict[int, list[_Arrival]] = {}
        self.grounds: list[tuple[int, bool, Ground]] = []

    def carry(self) -> Proposal:
        """Find each instruction its place, and make edits of all."""
        instructions = list(self.act.list_instructions())
        for verb in (
            "renumber",
            "replace",
            "delete",
            "keep",
            "insert",
        ):  # what comes in looks at the numbers that the others leave
            for one in instructions:
                if one.verb == verb:
                    self._take(one)
        self._refuse_doubled_numbers()
        edits = tuple(self._list_edits())
        return Proposal(
            self.name,
            self.act.source.name,
            "list",
            edits,
            carry_out(self.units, edits),
            grounds=tuple(sorted(self.grounds, key=lambda row: row[:2])),
            kept=tuple(sorted(set(self.kept))),
            notices=tuple(self._report_preamble()),
        )

    def _report_preamble(self) -> Iterator[Notice]:
        if self.act.preamble:
            many = f"{len(self.act.preamble)} lines" if len(self.act.preamble) > 1 else "1 line"
            yield Notice(
                "proposal-preamble", f"{self.name}: {many} before the first proposal of the list: not compiled"
            )

    def _take(self, one: Instruction) -> None:
        fail = self._make_failure(one)
        ground = Ground(one.printed, one.reasons)
        if one.verb == "insert":
            self._insert(one, ground, fail)
            return
        eid = self.finder.resolve(str(one.sources[0]), fail)
        clause = self.base.clause(eid)
        lines = [self.at[inner.eid] for inner in clause.walk() if inner.eid in self.at]
        if not lines:
            raise fail(f"{one.sources[0]} has neither a number nor words")
        if one.verb in ("delete", "keep"):
            self._refuse_other_words(clause, one, fail)
            for at in lines:
                self._settle(at, one, fail)
                self.grounds.append((at, False, ground))
            return
        self.grounds.append((lines[0], False, ground))
        if one.targets:
            self._set_number(lines[0], one, fail)
        if one.new_words:
            self._refuse_second(lines[0], fail)
            self.words[lines[0]] = tuple(one.new_words[0].paragraphs)

    def _settle(self, at: int, one: Instruction, fail: _Fail) -> None:
        if one.verb == "keep":
            if at in self.words or at in self.gone or at in self.numbers:
                raise fail("another proposal of the list changes this clause")
            self.kept.append(at)
            return
        if at in self.words or at in self.numbers:
            raise fail("another proposal of the list changes this clause")
        self.gone[at] = one.printed

    def _refuse_other_words(self, clause: Clause, one: Instruction, fail: _Fail) -> None:
        """Refuse words printed for a clause that goes or stays which are not its own."""
        printed = fold_print("".join(words.text for words in one.old_words))
        if printed and printed not in (fold_print(clause.words), fold_print(clause.text)):
            raise fail(f"the words printed below it are not those of {self.base.place(clause.eid)}")

    def _refuse_second(self, at: int, fail: _Fail) -> None:
        if at in self.words:
            raise fail("another proposal of the list gives this clause new words")

    def _set_number(self, at: int, one: Instruction, fail: _Fail) -> None:
        if at in self.numbers:
            raise fail("another proposal of the list gives this clause a number")
        self.numbers[at] = one.targets[0].steps[-1].printed
        self.numbering[at] = fail

    def _refuse_doubled_numbers(self) -> None:
        """Refuse a new number that another clause below the same holder keeps or gets."""
        if not self.numbering:
            return
        was = Counter(self._locate(one, one.label) for one in self.clauses)
        keys = {
            at: self._locate(one, self._find_label(at)) for at, one in enumerate(self.clauses) if at not in self.gone
        }
        now = Counter(keys.values())
        for at, fail in self.numbering.items():
            count = now[keys[at]]
            if count > max(1, was[keys[at]]):
                raise fail(
                    f"{count} clauses would have the number {self.numbers[at]}; give one of them another number, or say what becomes of the other"
                )

    def _locate(self, clause: Clause, label: Label | None) -> tuple[str, str, tuple[int, ...]]:
        """Where a clause is cited with a label: below what, in which style of numbers, by which; one without a number is like no other."""
        if label is None or not label.value:
            return clause.eid, "", ()
        parent = self.base.parent(clause.eid)
        return parent.eid if parent else "", label.style, label.value

    def _find_label(self, at: int) -> Label | None:
        """The number of a clause as the list leaves it."""
        number = self.numbers.get(at)
        return self.clauses[at].label if number is None else self._read_number(number)

    def _make_failure(self, one: Instruction) -> _Fail:
        def fail(sentence: str) -> AmendingError:
            return AmendingError(f"{one.printed}, line {one.origin.line}: {sentence}", source=self.act.source.name)

        return fail

    # -- what comes in

    def _insert(self, one: Instruction, ground: Ground, fail: _Fail) -> None:
        place, printed = one.targets[0], one.targets[0].steps[-1].printed
        label = self._read_number(printed)
        if label is None or not label.value:
            raise fail(f"it does not say where {printed} comes in: a new clause has a number")
        at, rank, depth = self._find_arrival(place, label, fail)
        first, *rest = one.new_words[0].paragraphs
        lines = (ProposedLine(printed, first, label.level), *(ProposedLine("", words) for words in rest))
        here = self.arrivals.setdefault(at, [])
        if any((other.depth, other.value) == (depth, label.value) for other in here):
            raise fail(f"another proposal of the list brings in {printed} too")
        here.append(_Arrival(label.value, rank, depth, lines))
        self.grounds.append((at, True, ground))

    def _read_number(self, printed: str) -> Label | None:
        found = find(f"{printed}\t.", self.grammar)
        return found.label if found else None

    def _find_arrival(self, place: UnitPlace, label: Label, fail: _Fail) -> tuple[int, Rank, int]:
        """The line before which a new clause comes in, by what it is ordered (among letters (aa) stands behind (a), as `amend apply` puts it), and how many clauses hold it."""
        holder = UnitPlace(place.steps[:-1])
        parent = self.base.clause(self.finder.resolve(str(holder), fail)) if holder.steps else None
        siblings = [one for one in self._list_siblings(parent, label) if self.at[one.eid] not in self.gone]
        printed = [self._print_number(one) for one in siblings]
        peers = {fold_number(one) for one in printed}
        rank = rank_among(place.steps[-1].printed, peers)
        before = None
        for sibling, number in zip(siblings, printed, strict=True):
            value = self._find_value(sibling)
            if value == label.value:
                raise fail(
                    f"{place} is there already; a new clause has a number of its own (2bis), or the list says which number the other one gets"
                )
            other = rank_among(number, peers)
            is_lower = other < rank if _are_letters(other, rank) else value < label.value
            before = sibling if is_lower else before
        if before is not None:
            return self._find_end(before), rank, self._count_above(before)
        if siblings:
            return self.at[siblings[0].eid], rank, self._count_above(siblings[0])
        if parent is None:
            raise fail(f"it does not say where {place} comes in: no clause is numbered so")
        return self._find_end(parent), rank, self._count_above(parent) + 1

    def _count_above(self, clause: Clause) -> int:
        """How many clauses hold a clause."""
        count = 0
        above = self.base.parent(clause.eid)
        while above is not None:
            count += 1
            above = self.base.parent(above.eid)
        return count

    def _print_number(self, clause: Clause) -> str:
        """The number of a clause as the list leaves it, as printed."""
        return self.numbers.get(self.at[clause.eid], clause.number)

    def _list_siblings(self, parent: Clause | None, label: Label) -> list[Clause]:
        among = self.clauses if parent is None else parent.children
        labelled = [one for one in among if one.label is not None and one.label.value and one.eid in self.at]
        same = [one for one in labelled if one.label is not None and one.label.style == label.style]
        if same or parent is not None:
            return same or labelled
        return [one for one in labelled if one.level == label.level]

    def _find_value(self, clause: Clause) -> tuple[int, ...]:
        label = self._find_label(self.at[clause.eid])
        return label.value if label else ()

    def _find_end(self, clause: Clause) -> int:
        """The line behind a clause and all that hangs on it."""
        return max(self.at[one.eid] for one in clause.walk() if one.eid in self.at) + 1

    # -- edits

    def _list_edits(self) -> Iterator[ProposedEdit]:
        for at in range(len(self.clauses) + 1):
            start = self.units.starts[at]
            # Further paragraphs of the new words of the line before come first.
            lines = [ProposedLine("", words) for words in self.words.get(at - 1, ())[1:]]
            lines.extend(line for one in self._sort_arrivals(at) for line in one.lines)
            if lines:
                yield ProposedEdit("lines", start, start, lines=tuple(lines))
            if at < len(self.clauses):
                yield from self._edit_line(at)

    def _sort_arrivals(self, at: int) -> Sequence[_Arrival]:
        """What comes in at a line, in order: a point of the clause before stands before what comes in behind that clause."""
        found = sorted(self.arrivals.get(at, ()), key=lambda one: -one.depth)
        return [one for _, same in groupby(found, key=lambda one: one.depth) for one in _sort_peers(list(same))]

    def _edit_line(self, at: int) -> Iterator[ProposedEdit]:
        line, start = self.units.lines[at], self.units.starts[at]
        if at in self.gone:
            yield ProposedEdit("lines", start, self.units.starts[at + 1])
            return
        if at in self.numbers and self.numbers[at] != line.number:
            yield ProposedEdit("number", start, start + 1, self.numbers[at])
        if at in self.words:
            yield from list_word_edits(line.words, self.words[at][0], start + 1)
