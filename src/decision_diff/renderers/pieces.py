"""A change cut into pieces that can be shown.

A renderer shows `Piece`s, never raw edits: a piece is text of one kind (kept, inserted or deleted; words, number or
the break between two clauses) and knows which clause of each revision it belongs to. So splits, joins and numbers are
worked out once, here, and accept = new and reject = old holds for every renderer that keeps all pieces in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from decision_diff.characters import format_code_point, show_hidden
from decision_diff.frozen import frozen
from decision_diff.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decision_diff.changes import Change, Edit
    from decision_diff.model import Clause, Label, Span

# Spaces that look like another one: no-break, ideographic, and those of a width of their own.
SPACES: Final = late("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

PieceOp = Literal["equal", "insert", "delete"]
Role = Literal["words", "number", "break"]


@frozen
class Piece:
    """A stretch of one change as shown. `old` and `new` index `Change.old` and `Change.new`; None before the first.

    role "number": `text` is a label. role "break": the end of one clause and the start of the next; an inserted break
    is where a clause was split, a deleted one where two were joined; `text` is a line feed. A piece belongs to the
    clauses at `old` and `new` on those sides where it stands: an inserted one to the new clause alone.
    """

    op: PieceOp
    role: Role
    text: str
    old: int | None
    new: int | None


class _Cutter:
    """Collects the pieces of one change; holds which clauses are open and which still wait for their first piece.

    A clause is opened (break, then number) only when something of it is shown, so that a clause deleted and another
    inserted at the same place open together and show one kept break and one pair of numbers.
    """

    def __init__(self, change: Change) -> None:
        self.change = change
        self.old_text, self.new_text = change.old_text, change.new_text
        self.old_cuts, self.new_cuts = _cuts(change.old), _cuts(change.new)
        self.pieces: list[Piece] = []
        self.old = 0 if change.old else None
        self.new = 0 if change.new else None
        self.old_waits = bool(change.old)
        self.new_waits = bool(change.new)
        self.started = False

    def keep(self, edit: Edit) -> None:
        """Show what stays; a line feed that divides clauses on one side only makes or takes away a break."""
        start, end, shift = edit.old.start, edit.old.end, edit.new.start - edit.old.start
        old_cuts = {cut for cut in self.old_cuts if start <= cut < end}
        new_cuts = {cut - shift for cut in self.new_cuts if start <= cut - shift < end}
        for cut in sorted(old_cuts | new_cuts):
            self.text("equal", self.old_text[start:cut])
            if cut in old_cuts and cut in new_cuts:
                self.next("equal")
            elif cut in old_cuts:  # the same line feed divides clauses before and paragraphs of a cell now
                self.next("delete")
                self.text("insert", "\n")
            else:
                self.text("delete", "\n")
                self.next("insert")
            start = cut + 1
        self.text("equal", self.old_text[start:end])

    def change_side(self, op: PieceOp, text: str, span: Span, cuts: frozenset[int]) -> None:
        """Show what stands on one side alone."""
        start = span.start
        for cut in sorted(cut for cut in cuts if start <= cut < span.end):
            self.text(op, text[start:cut])
            self.next(op)
            start = cut + 1
        self.text(op, text[start : span.end])

    def text(self, op: PieceOp, text: str) -> None:
        """Show words on the sides that `op` stands on."""
        if text:
            self._open_for(op)
            self.pieces.append(Piece(op, "words", text, self.old, self.new))

    def next(self, op: PieceOp) -> None:
        """Go on to the next clause on the sides that `op` stands on."""
        self._open_for(op)
        if op != "insert" and self.old is not None:
            self.old, self.old_waits = self.old + 1, True
        if op != "delete" and self.new is not None:
            self.new, self.new_waits = self.new + 1, True

    def finish(self) -> list[Piece]:
        """Gives all pieces, with those of a last clause that has no words."""
        if self.old_waits or self.new_waits:
            self._open()
        return self.pieces

    def _open_for(self, op: PieceOp) -> None:
        if (self.old_waits and op != "insert") or (self.new_waits and op != "delete"):
            self._open()

    def _open(self) -> None:
        """Show break and number of the clauses that wait: both together if both wait, else the one."""
        both = self.old_waits and self.new_waits
        side: PieceOp = "equal" if both else "delete" if self.old_waits else "insert"
        if self.started:
            self.pieces.append(Piece(side, "break", "\n", self.old, self.new))
        self.started = True
        old = self.change.old[self.old].label if self.old_waits and self.old is not None else None
        new = self.change.new[self.new].label if self.new_waits and self.new is not None else None
        self.old_waits = self.new_waits = False
        for op, number in _show_numbers(old, new):
            self.pieces.append(Piece(op, "number", number, self.old, self.new))


def _show_numbers(old: Label | None, new: Label | None) -> Iterator[tuple[PieceOp, str]]:
    """The numbers of two clauses that open together: one if they are the same, else deleted and inserted."""
    if old and new and old.text == new.text:
        yield "equal", new.text
        return
    if old:
        yield "delete", old.text
    if new:
        yield "insert", new.text


def _cuts(clauses: Sequence[Clause]) -> frozenset[int]:
    """The offsets of the line feeds that join clauses; line feeds inside a table cell are not among them."""
    cuts, at = [], 0
    for clause in clauses[:-1]:
        at += len(clause.words)
        cuts.append(at)
        at += 1
    return frozenset(cuts)


def cut_pieces(change: Change) -> list[Piece]:
    """Cuts a change into pieces in the order of its edits, deletion before insertion; nothing is lost on either side.

    The words of the pieces that are not inserted, joined clause by clause, are the words of the old clauses; those
    not deleted, of the new ones. Numbers are shown once for each clause that has a label.
    """
    cutter = _Cutter(change)
    for edit in change.edits:
        if edit.op == "equal":
            cutter.keep(edit)
        else:
            cutter.change_side("delete", cutter.old_text, edit.old, cutter.old_cuts)
            cutter.change_side("insert", cutter.new_text, edit.new, cutter.new_cuts)
    return cutter.finish()


def show_spaces(op: PieceOp, text: str, shown: str) -> str:
    """Shows special spaces by number in a change of white space alone, where nobody would see what differs."""
    if op == "equal" or text.strip():
        return shown
    return SPACES.sub(lambda match: f"‹{format_code_point(match.group())}›", shown)


def show_inline(text: str) -> str:
    """Shows `text` in a heading, a place or a name: invisible characters by number, tab and line feed as a space."""
    return show_hidden(text.replace("\t", " ").replace("\n", " "))


def split_lines(change: Change, show: Callable[[str], str]) -> Iterator[list[tuple[PieceOp, str]]]:
    """Splits a change into lines of (op, shown text), a new line after each break; `show` makes the text safe for the format.

    A break that splits or joins shows as ¶, a tab as ` | `, a line feed inside a cell as ↵. Numbers are given only
    where more than one clause takes part, or where they are printed otherwise (a place does not tell – from •); else
    the place says them. Neighbours of one op are joined before `show`.
    """
    several = len(change.old) > 1 or len(change.new) > 1
    reprinted = change.kind == "editorial" and "renumbering" in change.effects
    line: list[tuple[PieceOp, str]] = []
    for op, text, ends in _runs(change, numbers=several or reprinted):
        if text:
            line.append((op, show_spaces(op, text, _show_cells(text, show))))
        if ends is not None:
            if ends != "equal" and change.old and change.new:
                _mark_break(line, ends)
            yield line
            line = []
    yield line


def _show_cells(text: str, show: Callable[[str], str]) -> str:
    return " | ".join("↵".join(map(show, cell.split("\n"))) for cell in text.split("\t"))


def _mark_break(line: list[tuple[PieceOp, str]], op: PieceOp) -> None:
    """End a line with the sign of a break that splits or joins clauses, in the last run if that is of the same kind."""
    text = line.pop()[1] if line and line[-1][0] == op else ""
    line.append((op, f"{text}¶"))


def _runs(change: Change, *, numbers: bool) -> Iterator[tuple[PieceOp, str, PieceOp | None]]:
    """Neighbouring pieces of one op joined: (op, text, op of the break after it or None)."""
    op: PieceOp = "equal"
    text = ""
    for piece in cut_pieces(change):
        if piece.role == "break":
            yield op, text, piece.op
            text = ""
            continue
        if piece.role == "number" and not numbers:
            continue
        if piece.op != op:
            if text:
                yield op, text, None
            op, text = piece.op, ""
        text += f"{piece.text} " if piece.role == "number" else piece.text
    if text:
        yield op, text, None
