"""What proposals are, and what is found when several of them meet on one base.

A base is lines, one per clause with a number or words. It is counted in units: for each line one for its number, one per code point of
its words, and one for its end. Every proposal is a set of edits over these units; spans are half-open.

    line 0: number "1", words 甲乙      units 0 | 1 2 | 3
    line 1: number "2", words 丙        units 4 | 5 | 6
"""

from __future__ import annotations

from typing import Literal

from decision_diff.changes import Effect, Mark
from decision_diff.frozen import frozen
from decision_diff.model import Decision, Notice

EditKind = Literal["words", "number", "lines"]
ProposalKind = Literal["text", "tracked", "list"]


@frozen
class ProposedLine:
    """A line of a text: the number as printed ("" for none), the words, and the level of its clause."""

    number: str
    words: str
    level: str = ""

    @property
    def text(self) -> str:
        """Number and words, as a reader sees them."""
        return f"{self.number} {self.words}".strip() if self.number else self.words


@frozen
class ProposedEdit:
    """What a proposal puts in the place of the units [start, end) of the base.

    words     a stretch of the words of one line becomes `text`; empty for an insertion, which stands before the unit `start`
    number    the one unit of a number: it becomes `text`
    lines     one whole line goes; or, with an empty span, `lines` come in before the line that begins at `start`
    """

    kind: EditKind
    start: int
    end: int
    text: str = ""
    lines: tuple[ProposedLine, ...] = ()


@frozen
class FollowedLine:
    """A base line that goes from where it stood and lives on: moved, split or joined, as the lines `became`."""

    at: int
    became: tuple[ProposedLine, ...]
    effects: frozenset[Effect]
    mark: Mark


@frozen
class Ground:
    """Why something is proposed: the symbol of the proposal as printed (MOD USA/12/1), and its reasons, one string per paragraph."""

    printed: str
    reasons: tuple[str, ...]


@frozen
class Proposal:
    """What one member proposes: edits in the order of the base, which never overlap, and what is known besides.

    `lines` is the whole text with the edits carried out. `came` are the lines of it that come in at an edit and stood elsewhere before:
    positions in `lines`. `grounds` are by the line of the base at which they stand; those of an insertion have the line before which it comes in, and
    `kept` are the lines that a list asks to leave as they are (NOC).
    """

    name: str
    source: str
    kind: ProposalKind
    edits: tuple[ProposedEdit, ...]
    lines: tuple[ProposedLine, ...]
    followed: tuple[FollowedLine, ...] = ()
    grounds: tuple[tuple[int, bool, Ground], ...] = ()
    kept: tuple[int, ...] = ()
    notices: tuple[Notice, ...] = ()


@frozen
class CompiledEdit:
    """An edit with the names of all who propose it, in the order in which the proposals were given."""

    edit: ProposedEdit
    names: tuple[str, ...]


@frozen
class Alternative:
    """The whole of a contested stretch as some of those who contest it want it: words within a line, or whole lines (none: it goes)."""

    names: tuple[str, ...]
    lines: tuple[ProposedLine, ...]


@frozen
class Conflict:
    """Edits of several that overlap, or that bring other words in at the same point.

    `start` and `end` are the units from the first to the last that any of them touches, all within one line; empty for insertions at one
    point. `words` are those of the base there. `alternatives` are what stands there for each of them, equal ones once, in the order of the proposals.
    """

    start: int
    end: int
    words: str
    edits: tuple[CompiledEdit, ...]
    alternatives: tuple[Alternative, ...]
    entry: int

    @property
    def names(self) -> tuple[str, ...]:
        """Who is in it, those of one wording together."""
        return tuple(name for one in self.wordings for name in one.names)

    @property
    def wordings(self) -> tuple[Alternative, ...]:
        """The alternatives with those of the same words as one, whatever numbers they have; the lines are those of the first."""
        found: dict[tuple[str, ...], list[Alternative]] = {}
        for one in self.alternatives:
            found.setdefault(tuple(line.words for line in one.lines), []).append(one)
        return tuple(
            Alternative(tuple(name for one in same for name in one.names), same[0].lines) for same in found.values()
        )


@frozen
class Variant:
    """What some of the members propose for a clause, in the same words.

    `lines` are what becomes of it: one line for an amended one, none for SUP and NOC, all that come in for ADD. `numbers` says which
    other number the clause has in whose text. `grounds` are those of each name, in order.
    """

    names: tuple[str, ...]
    mark: Mark
    lines: tuple[ProposedLine, ...]
    effects: frozenset[Effect]
    edits: tuple[ProposedEdit, ...]
    numbers: tuple[tuple[str, str], ...] = ()
    grounds: tuple[tuple[str, Ground], ...] = ()

    @property
    def tells_lines(self) -> bool:
        """Whether the lines that a clause became are told with it: it was divided or joined, and did not move."""
        return bool(self.lines) and "move" not in self.effects and not self.effects.isdisjoint(("split", "join"))


@frozen
class ClauseEntry:
    """A clause of the base with what is proposed for it; or a place between two, with what is to come in there.

    `line` is the position of the clause in the lines of the base, of an insertion that of the line before which it comes in. `eid` and `place`
    are those of the clause, of an insertion those of the clause behind which it comes in ("" at the beginning). `status` is what highlighting says of the clause
    in the base (`outline.find_status`). `start` is the unit at which the line begins.
    """

    line: int
    start: int
    inserts: bool
    eid: str
    place: str
    variants: tuple[Variant, ...]
    status: str = ""
    conflicts: tuple[int, ...] = ()

    @property
    def is_only_renumbered(self) -> bool:
        """Whether all that anybody changes is the number, and no list asks for it: it follows from what comes in or goes."""
        return all(one.mark == "(MOD)" and not one.grounds for one in self.variants)


@frozen
class Compilation:
    """All proposals on one base. Every edit of every proposal is in `edits` once; what is contested is in one of `conflicts` as well.

    `entries` are in the order of the base, insertions before the line at which they come in; clauses of which nobody says anything have none.
    """

    base: Decision
    lines: tuple[ProposedLine, ...]
    eids: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    edits: tuple[CompiledEdit, ...]
    entries: tuple[ClauseEntry, ...]
    conflicts: tuple[Conflict, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def shown(self) -> tuple[tuple[int, ClauseEntry], ...]:
        """The entries that are shown one by one, each with its number from 1.

        All but those that are only renumbered, and those whose lines stand at the clause already that was divided or joined into them.
        """
        told = {
            (one.names, one.lines)
            for entry in self.entries
            if not entry.inserts
            for one in entry.variants
            if one.tells_lines
        }
        return tuple(
            (at, one)
            for at, one in enumerate(self.entries, 1)
            if not one.is_only_renumbered
            and not (
                one.inserts and not one.conflicts and all((each.names, each.lines) in told for each in one.variants)
            )
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Who proposes, in the order given."""
        return tuple(one.name for one in self.proposals)
