"""The comparison table, made once for all formats that show it: rows of cells of marked runs, and closing notes.

    comparison ==profile==> what has a row, what is gathered in a note ==> cells ==> Table

A cell of the text before holds all of the old clauses and nothing else, number and words as `Clause.line`, and marks what
was deleted; a cell of the text after does so for the new ones and marks what was inserted. A tab between the cells of a row
of the text shows as ` | `, a line feed is a new line; characters that nobody can see are shown by number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from decision_diff import profiles
from decision_diff.errors import ProfileError
from decision_diff.renderers._shared import Piece, PieceOp, one_line, pieces, visible
from decision_diff.renderers._table_notes import gathered, notes
from decision_diff.renderers._words import language_of, of_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decision_diff.changes import Change, Comparison
    from decision_diff.profiles import Marking, Profile
    from decision_diff.renderers._shared import Options
    from decision_diff.renderers._words import Words

_DEFAULTS = {"zh": "zh-table", "ja": "ja-table"}
_UNMARKED = profiles.Marking()
_OLD = "old:"  # before the address of a clause of the old text


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one kind, safe to show; a line feed in it begins a new line."""

    op: PieceOp
    text: str


Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name (one of `profiles.COLUMNS`) and its heading."""

    name: str
    heading: str


@dataclass(frozen=True, slots=True)
class Row:
    """One cell a column. `changed` is False for a clause, or a range of clauses, that stayed as it was."""

    cells: tuple[Cell, ...]
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """All that a format shows, in this order: title, names, legend, columns and rows, notes.

    `language` is that of the labels, `text_language` that of the two texts by their script. `nothing` is the sentence that
    stands for the rows where nothing changed, else "".
    """

    title: str
    names: str
    legend: Cell
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes_heading: str
    notes: tuple[str, ...]
    nothing: str
    language: str
    text_language: str
    profile: Profile

    @property
    def rtl(self) -> bool:
        """Whether the table begins on the right."""
        return self.language == "ar"

    def marking(self, op: PieceOp) -> Marking:
        """How a run of that kind is marked."""
        return {"insert": self.profile.insert, "delete": self.profile.delete}.get(op, _UNMARKED)


def text_of(cell: Cell) -> str:
    """The characters of a cell, without its marks."""
    return "".join(run.text for run in cell)


def make(comparison: Comparison, options: Options) -> Table:
    """The table of a comparison, by the profile and the other options for tables.

    ProfileError for a profile, columns or a language that cannot be, and for a reason of a clause that has no row.
    """
    spoken = language_of(comparison)
    profile = profiles.load(options.profile or _DEFAULTS.get(spoken, "un"))
    words = of_profile(profile, options.labels, spoken)
    names = options.columns or profile.columns
    if options.reasons and "reason" not in names:
        names = (*names, "reason")
    names = profiles.columns(",".join(names))
    unchanged = options.unchanged or profile.unchanged
    if options.all and not options.unchanged:
        unchanged = "full"
    if unchanged not in profiles.UNCHANGED:
        raise ProfileError(f"unchanged clauses cannot be {unchanged!r}; choose one of {', '.join(profiles.UNCHANGED)}")
    maker = _Maker(comparison, words, names, unchanged, dict(options.reasons or {}))
    rows = tuple(maker.rows())
    maker.refuse_strangers()
    nothing = ""
    if not comparison.changes:
        nothing = words.say(
            "nothing", old=one_line(comparison.old.source.name), new=one_line(comparison.new.source.name)
        )
    return Table(
        title=one_line(options.title or words.say("title")),
        names=one_line(f"{comparison.old.source.name} → {comparison.new.source.name}"),
        legend=_legend(words) if comparison.changes else (),
        columns=tuple(Column(name, words.say(name)) for name in names),
        rows=rows,
        notes_heading=words.say("notes"),
        notes=tuple(notes(comparison, words, maker.gathered, left_out=unchanged == "leave-out")),
        nothing=nothing,
        language=words.language,
        text_language=spoken,
        profile=words.profile,
    )


def _legend(words: Words) -> Cell:
    """How the words are marked, shown on words that say so; a profile may leave any of them out."""
    runs = [
        Run("equal", words.say("legend")),
        Run("delete", words.say("deleted_words")),
        Run("equal", words.say("semicolon")),
        Run("insert", words.say("inserted_words")),
    ]
    if not runs[1].text or not runs[3].text:
        del runs[2]
    return tuple(run for run in runs if run.text)


class _Maker:
    """Rows of one table, and which reasons were asked for on the way."""

    def __init__(
        self,
        comparison: Comparison,
        words: Words,
        names: Sequence[str],
        unchanged: str,
        reasons: Mapping[str, str],
    ) -> None:
        self.comparison = comparison
        self.words = words
        self.names = names
        self.unchanged = unchanged
        self.reasons = reasons
        self.told: set[str] = set()
        # Who wants every clause in full gets every clause as a row; and what has a reason is worth a row.
        kept = gathered(comparison, () if unchanged == "full" else words.profile.gather)
        self.gathered = {name: tuple(one for one in some if not self._reasons(one)) for name, some in kept.items()}

    def rows(self) -> Iterator[Row]:
        away = {id(change) for some in self.gathered.values() for change in some}
        same: list[Change] = []
        for change in in_order(self.comparison):
            if change.effects:
                if same and id(change) not in away:
                    yield self._range(same)
                    same = []
                if id(change) not in away:
                    yield self._row(change)
            elif self.unchanged == "full":
                yield self._row(change)
            elif self.unchanged == "fold":
                same.append(change)
        if same:
            yield self._range(same)

    def refuse_strangers(self) -> None:
        """ProfileError if there is a reason for a clause that is not in the table."""
        old, new = self.comparison.old, self.comparison.new
        here = {clause.eid for clause in new.walk()} | {f"{_OLD}{clause.eid}" for clause in old.walk()}
        for eid in self.reasons:
            if eid in self.told:
                continue
            why = "is not there"
            if eid in here:
                why = "did not change, so it has no row (--unchanged full gives it one)"
                if any(
                    clause.eid == eid for change in self.comparison.changes if not change.new for clause in change.old
                ):
                    why += f"; the one that was repealed is {_OLD}{eid}"
            raise ProfileError(f"there is a reason for {eid}, but this clause {why}")

    def _reasons(self, change: Change) -> list[str]:
        """Those of the new clauses; of what was repealed by the old address, said so where the new text has that too."""
        if change.new:
            eids = [clause.eid for clause in change.new]
        else:
            free = {clause.eid for clause in change.old} - {clause.eid for clause in self.comparison.new.walk()}
            eids = [eid for one in change.old for eid in (f"{_OLD}{one.eid}", *({one.eid} & free))]
        eids = [eid for eid in eids if eid in self.reasons]
        self.told.update(eids if change.effects or self.unchanged == "full" else ())
        return [self.reasons[eid] for eid in eids]

    def _row(self, change: Change) -> Row:
        cells: dict[str, Cell] = {
            "number": _plain(self.words.route(self.comparison, change)),
            "before": cell(change, "insert") if change.old else _plain(self.words.say("new_here")),
            "after": cell(change, "delete") if change.new else _plain(self.words.say("gone")),
            "kind": _plain(self.words.kind(change)),
            "reason": _plain("\n".join(visible(reason) for reason in self._reasons(change))),
        }
        return Row(tuple(cells[name] for name in self.names), changed=bool(change.effects))

    def _range(self, same: Sequence[Change]) -> Row:
        """One row for clauses that follow each other and stayed: which ones, and that they stayed."""
        words = self.words
        sides = (
            words.range(self.comparison.old, same[0].old[0], same[-1].old[-1]),
            words.range(self.comparison.new, same[0].new[0], same[-1].new[-1]),
        )
        say, told = words.say("same"), "number" in self.names
        cells: dict[str, Cell] = {
            "number": _plain(sides[1]),
            "before": _plain(say if told else f"{sides[0]} {say}"),
            "after": _plain(say if told else f"{sides[1]} {say}"),
            "kind": _plain("NOC" if words.profile.marks else words.say("unchanged")),
            "reason": (),
        }
        return Row(tuple(cells[name] for name in self.names), changed=False)


def cell(change: Change, other: PieceOp) -> Cell:
    """One side of a change; `other` is the kind of piece that stands only on the other side."""
    found: list[Run] = []

    def add(op: PieceOp, text: str) -> None:
        if found and found[-1].op == op:
            found[-1] = Run(op, found[-1].text + text)
        elif text:
            found.append(Run(op, text))

    number: Piece | None = None
    for piece in pieces(change):
        if piece.op == other:
            continue
        if piece.role == "break":
            add("equal", "\n")
        elif piece.role == "number":
            add(piece.op, piece.text)
        else:
            if number:
                add(piece.op if piece.op == number.op else "equal", " ")
            add(piece.op, piece.text)
        number = piece if piece.role == "number" else None
    return tuple(Run(run.op, visible(run.text.replace("\t", " | "))) for run in found)


def _plain(text: str) -> Cell:
    return (Run("equal", text),) if text else ()


def in_order(comparison: Comparison) -> list[Change]:
    """Changes and unchanged together, in the order of the new text; what was repealed behind what stood before it."""
    old, new = comparison.old, comparison.new
    became: dict[str, int] = {}
    for change in (*comparison.changes, *comparison.unchanged):
        if change.old and change.new and "move" not in change.effects:
            at = new.position(change.new[-1].eid)
            became.update((clause.eid, at) for clause in change.old)
    places: dict[int, tuple[int, int, int]] = {}
    behind, at = {}, -1
    for clause in old.walk():
        at = became.get(clause.eid, at)
        behind[clause.eid] = at
    for change in (*comparison.changes, *comparison.unchanged):
        if change.new:
            places[id(change)] = (new.position(change.new[0].eid), 0, 0)
        else:
            first = change.old[0].eid
            places[id(change)] = (behind[first], 1, old.position(first))
    return sorted((*comparison.changes, *comparison.unchanged), key=lambda change: places[id(change)])
