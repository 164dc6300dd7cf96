"""The comparison table, made once for all formats that show it: rows of cells of marked runs, and closing notes.

    comparison ==profile==> what has a row, what is gathered in a note ==> cells ==> Table

What moved has its row at its new place, with both texts, so that they can be compared; at its old place a row without text says
where it went. So each text is in the table once.

A cell of the text before holds all of the old clauses and nothing else, number and words as `Clause.line`, and marks what
was deleted; a cell of the text after does so for the new ones and marks what was inserted. A tab between the cells of a row
of the text shows as ` | `, a line feed is a new line; characters that nobody can see are shown by number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from decision_diff import profiles
from decision_diff.characters import show_hidden
from decision_diff.errors import ProfileError
from decision_diff.frozen import frozen
from decision_diff.renderers.order import Stand, group_moved, order_changes
from decision_diff.renderers.pieces import Piece, PieceOp, cut_pieces, show_inline, show_spaces
from decision_diff.renderers.table.notes import gather_changes, write_notes
from decision_diff.renderers.table.summary import SaidLine, write_summary
from decision_diff.renderers.wording import ENGLISH, apply_profile, detect_language
from decision_diff.renderers.wording.brackets import keep_apart
from decision_diff.renderers.wording.sentences import say_notice
from decision_diff.renderers.wording.titles import name_texts
from decision_diff.reviewer.notes import Notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decision_diff.changes import Change, Comparison
    from decision_diff.profiles import Marking, Profile
    from decision_diff.renderers.options import CsvOptions
    from decision_diff.renderers.wording import Words

_DEFAULTS = {"zh": "zh-table", "ja": "ja-table"}
_UNMARKED = profiles.Marking()
_OLD = "old:"  # before the address of a clause of the old text


@frozen
class Run:
    """Text of one kind, safe to show; a line feed in it begins a new line."""

    op: PieceOp
    text: str


TableCell = tuple[Run, ...]


@frozen
class Column:
    """A column by its name (one of `profiles.COLUMNS`) and its heading."""

    name: str
    heading: str


@frozen
class TableRow:
    """One cell a column. `changed` is False for a clause, or a range of clauses, that stayed as it was.

    So it is for a `pointer`: it says where clauses went that stood here, or whence they came, and holds no text. `texts`
    are the columns whose cells are words of the two texts; what the others say is ours. `number` is that of the change in all
    outputs, 0 for none: what is said of that change leads here.
    """

    cells: tuple[TableCell, ...]
    changed: bool = True
    pointer: bool = False
    texts: tuple[str, ...] = ()
    number: int = 0


@frozen
class Closing:
    """What stands below the rows under a heading of its own; `language` is that of the lines, "" for that of the labels."""

    heading: str
    lines: tuple[str, ...]
    language: str = ""


@frozen
class ComparisonTable:
    """All that a format shows, in this order: title, names, legend, summary, columns and rows, notes, notices of the comparison.

    `language` is that of the labels, `text_language` that of the two texts by their script. `nothing` is the sentence that
    stands for the rows where nothing changed, else "".
    """

    title: str
    names: str
    legend: TableCell
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    notes_heading: str
    notes: tuple[str, ...]
    notices_heading: str
    notices: tuple[str, ...]
    nothing: str
    language: str
    text_language: str
    profile: Profile
    summary_heading: str = ""
    summary: tuple[SaidLine, ...] = ()

    @property
    def rtl(self) -> bool:
        """Whether the table begins on the right."""
        return self.language == "ar"

    @property
    def closings(self) -> tuple[Closing, ...]:
        """What is said below the rows: notes, and notices, which are in English whatever the labels are."""
        found = (Closing(self.notes_heading, self.notes), Closing(self.notices_heading, self.notices, "en"))
        return tuple(one for one in found if one.lines)

    def choose_marking(self, op: PieceOp) -> Marking:
        """Chooses how a run of that kind is marked."""
        return {"insert": self.profile.insert, "delete": self.profile.delete}.get(op, _UNMARKED)


def join_text(cell: TableCell) -> str:
    """Joins the characters of a cell, without its marks."""
    return "".join(run.text for run in cell)


def make(comparison: Comparison, options: CsvOptions) -> ComparisonTable:
    """Makes the table of a comparison with the profile and the other options for tables.

    ProfileError for a profile, columns or a language that is not valid, and for a reason of a clause that has no row;
    NotesError for notes from a review of other texts.
    """
    spoken = detect_language(comparison)
    profile = profiles.load(options.profile or _DEFAULTS.get(spoken, "un"))
    words = apply_profile(keep_apart(profile, comparison), options.labels, spoken)
    names = options.columns or profile.columns
    if options.reasons and "reason" not in names:
        names = (*names, "reason")
    names = profiles.parse_columns(",".join(names))
    unchanged = options.unchanged or profile.unchanged
    if options.all and not options.unchanged:
        unchanged = "full"
    if unchanged not in profiles.UNCHANGED:
        raise ProfileError(f"unchanged clauses cannot be {unchanged!r}; choose one of {', '.join(profiles.UNCHANGED)}")
    maker = _TableMaker(comparison, words, names, unchanged, _reasons(comparison, options))
    rows = tuple(maker.rows())
    maker.refuse_strangers()
    called = name_texts(comparison, options)
    title = getattr(options, "title", None)
    if not title:  # a table says what it is, unless it is headed by what somebody chose
        title = words.say_at(called.title, words.say("title")) if called.title else words.say("title")
    return ComparisonTable(
        title=show_inline(title),
        names=called.both,
        legend=_legend(words) if comparison.differs else (),
        columns=tuple(Column(name, words.say(name)) for name in names),
        rows=rows,
        notes_heading=words.say("notes"),
        notes=tuple(write_notes(comparison, words, maker.gathered, left_out=unchanged == "leave-out")),
        notices_heading=words.say("notices"),
        notices=tuple(say_notice(ENGLISH, notice) for notice in comparison.notices),
        nothing="" if comparison.differs else words.say("nothing", old=called.old, new=called.new),
        language=words.language,
        text_language=spoken,
        profile=words.profile,
        summary_heading=words.say("summary.heading"),
        summary=tuple(write_summary(comparison, words, [row.number for row in rows], shown=options.summary)),
    )


def _reasons(comparison: Comparison, options: CsvOptions) -> dict[str, str]:
    """Reasons by address. A note of a review goes to the first clause of its change."""
    given = options.reasons
    if not isinstance(given, Notes):
        return dict(given or {})
    found = {}
    changes = dict(comparison.numbered)
    for number, remark in given.find(comparison, ticks=False):
        change = changes[number]
        found[change.new[0].eid if change.new else f"{_OLD}{change.old[0].eid}"] = remark.note
    return found


def _legend(words: Words) -> TableCell:
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


class _TableMaker:
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
        self.numbers = {id(change): number for number, change in comparison.numbered}
        # Who wants every clause in full gets every clause as a row; and what has a reason is worth a row.
        kept = gather_changes(comparison, () if unchanged == "full" else words.profile.gather)
        self.gathered = {name: tuple(one for one in some if not self._reasons(one)) for name, some in kept.items()}

    def rows(self) -> Iterator[TableRow]:
        away = {id(change) for some in self.gathered.values() for change in some}
        stands = [
            stand
            for stand in order_changes(self.comparison)
            if id(stand.change) not in away and (stand.change.effects or self.unchanged != "leave-out")
        ]
        for way, group in groupby(stands, key=self._way):
            yield from self._shown(way, [stand.change for stand in group])

    def _shown(self, way: str, run: Sequence[Change]) -> Iterator[TableRow]:
        """The rows of neighbouring changes that are shown in the same way."""
        if way == "range":
            yield self._range(run)
        elif way == "left":
            yield from map(self._left, group_moved(self.comparison, run))
        else:
            for change in run:
                yield from self._came(change)
                yield self._row(change)

    def _way(self, stand: Stand) -> str:
        """How a change is shown at a place: on its own, in a range of what stayed, or as what left this place."""
        if stand.left:
            return "left"
        return "range" if not stand.change.effects and self.unchanged == "fold" else "row"

    def refuse_strangers(self) -> None:
        """Raises ProfileError if there is a reason for a clause that is not in the table."""
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

    def _row(self, change: Change) -> TableRow:
        words = self.words
        number, origin = words.name_route(self.comparison, change), self._origin(change)
        if origin:
            number = f"{words.name_places(self.comparison.new, change.new)}\n{origin}"
        told = "number" in self.names
        cells: dict[str, TableCell] = {
            "number": _plain(number),
            "before": build_cell(change, "insert") if change.old else _plain(words.say("new_here")),
            "after": build_cell(change, "delete") if change.new else _plain(words.say("gone")),
            "kind": _plain(words.say_kind(change, "" if told else origin)),
            "reason": _plain("\n".join(show_hidden(reason) for reason in self._reasons(change))),
        }
        texts = tuple(name for name, side in (("before", change.old), ("after", change.new)) if side)
        return TableRow(
            tuple(cells[name] for name in self.names),
            changed=bool(change.effects),
            texts=texts,
            number=self.numbers.get(id(change), 0),
        )

    def _origin(self, change: Change) -> str:
        """The old place of clauses that moved, else ""."""
        if "move" not in change.effects:
            return ""
        return self.words.say("moved_from", place=self.words.name_places(self.comparison.old, change.old))

    def _came(self, change: Change) -> Iterator[TableRow]:
        """A row that names the old place of a clause that moved, before its own row, if no column of that does."""
        if (origin := self._origin(change)) and not {"number", "kind"} & set(self.names):
            here = self.words.name_places(self.comparison.new, change.new)
            yield replace(self._wordless("", origin, f"{here} {origin}"), pointer=True)

    def _left(self, moved: Sequence[Change]) -> TableRow:
        """One row where clauses stood that moved together: which ones, and where they stand now."""
        old, new = self._sides(moved)
        say = self.words.say("moved_to", place=new)
        kind = moved[0].mark.rpartition("/")[2] if self.words.profile.marks else self.words.say("move")
        before = say if "number" in self.names else f"{old} {say}"
        return replace(self._wordless(old, before, say, kind), pointer=True)

    def _range(self, same: Sequence[Change]) -> TableRow:
        """One row for clauses that follow each other and stayed: which ones, and that they stayed."""
        old, new = self._sides(same)
        say = self.words.say("same")
        kind = "NOC" if self.words.profile.marks else self.words.say("unchanged")
        if "number" in self.names:
            return self._wordless(new, say, say, kind)
        return self._wordless(new, f"{old} {say}", f"{new} {say}", kind)

    def _sides(self, run: Sequence[Change]) -> tuple[str, str]:
        """Where clauses that follow each other stand in the old text, and in the new one."""
        return (
            self.words.name_range(self.comparison.old, run[0].old[0], run[-1].old[-1]),
            self.words.name_range(self.comparison.new, run[0].new[0], run[-1].new[-1]),
        )

    def _wordless(self, number: str, before: str, after: str, kind: str = "") -> TableRow:
        """A row that says of clauses what became of them instead of their texts."""
        texts = {"number": number, "before": before, "after": after, "kind": kind, "reason": ""}
        return TableRow(tuple(_plain(texts[name]) for name in self.names), changed=False)


def build_cell(change: Change, other: PieceOp) -> TableCell:
    """Builds the cell for one side of a change; `other` is the kind of piece that stands only on the other side."""
    runs = groupby(_side(change, other), key=itemgetter(0))
    joined = [(op, "".join(text for _, text in run)) for op, run in runs]
    return tuple(Run(op, show_spaces(op, text, show_hidden(text.replace("\t", " | ")))) for op, text in joined)


def _side(change: Change, other: PieceOp) -> Iterator[tuple[PieceOp, str]]:
    """The texts of one side, none of them empty, with a blank between number and words."""
    number: Piece | None = None
    for piece in cut_pieces(change):
        if piece.op == other:
            continue
        if piece.role == "words" and number:
            yield piece.op if piece.op == number.op else "equal", " "
        if piece.role == "break":
            yield "equal", "\n"
        elif piece.text:
            yield piece.op, piece.text
        number = piece if piece.role == "number" else None


def _plain(text: str) -> TableCell:
    return (Run("equal", text),) if text else ()
