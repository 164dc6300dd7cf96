"""The redlined text of the page: the clauses of the new revision in order, and what was deleted where it stood."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from decision_diff.characters import HIDDEN, build_pattern, format_code_point
from decision_diff.errors import InvariantError
from decision_diff.frozen import frozen
from decision_diff.patterns import late
from decision_diff.renderers.html.wording import NOTHING, PageWords, join
from decision_diff.renderers.order import find_predecessors
from decision_diff.renderers.pieces import SPACES, Piece, cut_pieces
from decision_diff.renderers.wording import count_scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Clause, Decision

_HIDDEN_OR_TAB = late(f"{HIDDEN.pattern}|\t")
_HIDDEN_OR_SPACE = late(f"{HIDDEN.pattern}|{SPACES.pattern}")


@frozen
class ShownClause:
    """One clause as it stands on the page.

    `anchor` is its id, `number` that of its change (0: unchanged), `old_end` a clause shown only where it was.
    """

    clause: Clause
    anchor: str
    depth: int
    change: Change
    number: int
    pieces: tuple[Piece, ...]
    old_end: bool = False
    note: Markup = NOTHING

    @property
    def moved(self) -> bool:
        """Whether the clause moved."""
        return "move" in self.change.effects


def name_old_anchor(clause: Clause) -> str:
    """Names the id of a clause that only the old text has."""
    return f"old.{clause.eid}"


def _depths(decision: Decision) -> dict[str, int]:
    depths: dict[str, int] = {}
    for clause in decision.walk():
        above = decision.parent(clause.eid)
        depths[clause.eid] = depths[above.eid] + 1 if above else 0
    return depths


def arrange_clauses(comparison: Comparison, page: PageWords) -> list[ShownClause]:
    """Arranges all clauses of the new revision in order, and those shown at their old place, each after its predecessor."""
    shown, gone = _shown_now(comparison, page), _shown_before(comparison, page)
    found = list(gone.get(-1, ()))
    for at, clause in enumerate(comparison.new.walk()):
        if clause.eid not in shown:
            raise InvariantError(f"the new clause {clause.eid} is in no change", source=comparison.new.source.name)
        found.append(shown[clause.eid])
        found.extend(gone.get(at, ()))
    return found


def _number_all(comparison: Comparison) -> Iterator[tuple[int, Change]]:
    """Every change with its number; 0 for what is unchanged or ignored."""
    yield from comparison.numbered
    yield from ((0, change) for change in (*comparison.unchanged, *comparison.ignored))


def _shown_now(comparison: Comparison, page: PageWords) -> dict[str, ShownClause]:
    """The clauses of the new revision, by eid."""
    depths = _depths(comparison.new)
    found: dict[str, ShownClause] = {}
    for number, change in _number_all(comparison):
        note = _moved(page, comparison.old, change.old, "from") if "move" in change.effects else NOTHING
        for clause, own in zip(change.new, _by_clause(change), strict=True):
            found[clause.eid] = ShownClause(
                clause, clause.eid, depths[clause.eid], change, number, tuple(own), note=note
            )
    return found


def _shown_before(comparison: Comparison, page: PageWords) -> dict[int, list[ShownClause]]:
    """The clauses that were repealed or moved away, by the position of the new clause that they follow; -1 before all."""
    held = {
        clause.eid: (number, change, at)
        for number, change in _number_all(comparison)
        for at, clause in enumerate(change.old)
    }
    depths, stood = _depths(comparison.old), find_predecessors(comparison)
    found: dict[int, list[ShownClause]] = {}
    for clause in comparison.old.walk():
        if clause.eid not in held:
            raise InvariantError(f"the old clause {clause.eid} is in no change", source=comparison.old.source.name)
        change = held[clause.eid][1]
        if not change.new or "move" in change.effects:
            block = _old_block(comparison, page, clause, depths[clause.eid], held[clause.eid])
            found.setdefault(stood[clause.eid], []).append(block)
    return found


def _by_clause(change: Change) -> list[list[Piece]]:
    """The pieces of a change for each of its new clauses."""
    parts: list[list[Piece]] = [[] for _ in change.new]
    for piece in cut_pieces(change) if change.new else ():
        # The mark of a split stands at the end of the clause that was split; an insertion needs none.
        back = piece.role == "break" and piece.op == "insert"
        if not back or change.old:
            parts[(piece.new or 0) - back].append(piece)
    return parts


def _old_block(
    comparison: Comparison, page: PageWords, clause: Clause, depth: int, found: tuple[int, Change, int]
) -> ShownClause:
    """A clause where it stood, all of it deleted."""
    number, change, at = found
    parts = [Piece("delete", "number", clause.label.text, at, None)] if clause.label else []
    parts += [Piece("delete", "words", clause.words, at, None)] if clause.words else []
    note = _moved(page, comparison.new, change.new, "to") if "move" in change.effects else NOTHING
    return ShownClause(clause, name_old_anchor(clause), depth, change, number, tuple(parts), old_end=True, note=note)


def _moved(page: PageWords, decision: Decision, clauses: Sequence[Clause], way: str) -> Markup:
    anchor = name_old_anchor(clauses[0]) if way == "from" else clauses[0].eid
    place = page.stepped.name_places(decision, clauses)
    link = Markup('<a href="#{}"{}>{}</a>').format(
        quote(anchor), page.lang if page.own else NOTHING, page.show_place(place)
    )
    return Markup('<span class="note"{}>{}</span>').format(page.own, page.fill(f"redline.moved_{way}", place=link))


def write_redline(comparison: Comparison, page: PageWords) -> Markup:
    """Writes all blocks, runs of table rows as tables."""
    return ClauseWriter(comparison, page).write_all(list_shown_clauses(comparison, page))


def list_shown_clauses(comparison: Comparison, page: PageWords) -> list[ShownClause]:
    """Lists what `arrange_clauses` gives, without clauses that have neither a word nor a change."""
    return [block for block in arrange_clauses(comparison, page) if block.pieces or block.number]


def detect_lang(texts: Iterable[str]) -> Markup:
    """Detects the `lang` attribute of the texts, which decides how Han are drawn; unknown if not Chinese or Japanese.

    Chinese if most letters are Han and none is kana, Japanese if most are one of both and at least a tenth kana.
    """
    letters, han, kana = count_scripts("".join(texts))
    if 2 * (han + kana) <= letters or 0 < 10 * kana < letters:
        return Markup(' lang=""')
    return Markup(' lang="ja"') if kana else Markup(' lang="zh"')


_Home = tuple[str, str]  # data-o and data-n, "" where there is none


class ClauseWriter:
    """Writes blocks; knows the position of every clause in its revision. A page that says more of them overrides `describe` and `write_head`."""

    def __init__(self, comparison: Comparison, page: PageWords) -> None:
        self.page = page
        self.old = {clause.eid: str(at) for at, clause in enumerate(comparison.old.walk())}
        self.new = {clause.eid: str(at) for at, clause in enumerate(comparison.new.walk())}

    def write_all(self, run: Iterable[ShownClause]) -> Markup:
        """Writes blocks one after another, those of neighbouring table rows as one table."""
        parts: list[Markup] = []
        for is_row, group in groupby(run, key=lambda block: bool(block.clause.cells)):
            if is_row:
                rows = Markup("\n").join(map(self.write_row, group))
                parts.append(Markup('<table class="rows">\n<tbody>\n{}\n</tbody>\n</table>').format(rows))
            else:
                parts.extend(map(self.write_clause, group))
        return Markup("\n").join(parts)

    def describe(self, block: ShownClause) -> tuple[str, Markup]:  # noqa: ARG002 - for those who override it
        """Gives more classes (each after a space) and more attributes of a block's element."""
        return "", NOTHING

    def write_head(self, block: ShownClause) -> Markup:  # noqa: ARG002 - for those who override it
        """Writes what stands before a block on a line of its own; it is not part of the text."""
        return NOTHING

    def write_badge(self, block: ShownClause) -> Markup:
        """Writes the mark beside a block, a link to the entry of its change."""
        return self.page.show_mark(block.change, block.number, link=True) if block.number else NOTHING

    def write_clause(self, block: ShownClause) -> Markup:
        """Writes a clause that is not a table row: mark, number, words."""
        home = self._home(block, block.pieces[0] if block.pieces else None)
        first = next((at for at, piece in enumerate(block.pieces) if piece.role != "number"), len(block.pieces))
        number = self._side(block, block.pieces[:first], home, spoken=first == len(block.pieces))
        words = self._side(block, block.pieces[first:], home, spoken=True)
        clause = block.clause
        is_heading = bool(clause.heading) or clause.level == "attachment"
        kind = f"c d{min(block.depth, 6)}" + (" h" if is_heading else "")
        kind += " title" if clause.level == "title" else ""
        role = Markup(' role="heading" aria-level="{}"').format(min(block.depth + 3, 6)) if is_heading else ""
        column = Markup('<span class="num"{}>{}</span>').format(NOTHING if words else role, number) if number else ""
        classes, more = self.describe(block)
        head = Markup('<div class="head">{}</div>').format(line) if (line := self.write_head(block)) else NOTHING
        return Markup(
            '<div class="{}" id="{}" data-o="{}" data-n="{}"{}>{}<div class="g">{}</div>'
            '<div class="b">{}<span class="t" dir="auto"{}>{}{}</span></div></div>'
        ).format(
            kind + classes, block.anchor, *home, more, head, self.write_badge(block), column, role if words else "", words,
            block.note,
        )  # fmt: skip

    def write_row(self, block: ShownClause) -> Markup:
        """Writes a table row: a cell for the mark, then a cell from each tab to the next."""
        shown = [self._cell(block, tab, inside) for tab, inside in _divide_cells(block)]
        classes, more = self.describe(block)
        head = NOTHING
        if line := self.write_head(block):
            head = Markup('<tr><td class="head" colspan="{}">{}</td></tr>\n').format(len(shown) + 1, line)
        return Markup('{}<tr{} id="{}"{}><td class="g">{}{}</td>{}</tr>').format(
            head, Markup(' class="{}"').format(classes.strip()) if classes else "", block.anchor, more,
            self.write_badge(block), block.note, join(shown),
        )  # fmt: skip

    def _cell(self, block: ShownClause, tab: Piece | None, inside: Sequence[Piece]) -> Markup:
        """A cell of a table row: the pieces in it, and on which sides the `tab` before it stands; None: the first cell."""
        sides = ""
        if tab:
            sides += "o" if tab.op != "insert" and (block.old_end or not block.moved) else ""
            sides += "n" if tab.op != "delete" else ""
        home = self._home(block, tab or (block.pieces[0] if block.pieces else None))
        return Markup('<td dir="auto" data-o="{}" data-n="{}" data-t="{}">{}</td>').format(
            *home, sides, self._side(block, inside, home, spoken=True)
        )

    def _home(self, block: ShownClause, piece: Piece | None) -> _Home:
        old = self.old[block.change.old[piece.old].eid] if piece and piece.old is not None else ""
        return old, "" if block.old_end else self.new[block.clause.eid]

    def _side(self, block: ShownClause, run: Sequence[Piece], home: _Home, *, spoken: bool) -> Markup:
        """Pieces as markup inside an element that says `home`; all of a moved block's new end is an insertion."""
        parts: list[Markup] = []
        for (op, own), group in groupby(run, key=lambda piece: (piece.op, self._home(block, piece))):
            inner = join(map(_piece, group))
            if op == "delete" and block.old_end and block.moved:
                inner = self.page.mark_changed("moved_away", inner, spoken=spoken)
            elif op != "equal" and inner:
                inner = self.page.mark_changed("inserted" if op == "insert" else "deleted", inner)
            if own != home and inner:
                inner = Markup('<span data-o="{}" data-n="{}">{}</span>').format(*own, inner)
            parts.append(inner)
        whole = join(parts)
        if block.moved and not block.old_end and whole:
            return self.page.mark_changed("moved_here", whole, spoken=spoken)
        return whole


def _divide_cells(block: ShownClause) -> list[tuple[Piece | None, list[Piece]]]:
    """The pieces of a table row by cell, each cell after the piece that holds the tab before it; None for the first cell."""
    cells: list[tuple[Piece | None, list[Piece]]] = [(None, [])]
    for piece in block.pieces:
        if piece.role != "words" or (piece.op == "delete" and not block.old_end):  # a deleted tab divides nothing now
            cells[-1][1].append(piece)
            continue
        for at, text in enumerate(piece.text.split("\t")):
            if at:
                cells.append((piece, []))
            if text:
                cells[-1][1].append(replace(piece, text=text))
    return cells


def _piece(piece: Piece) -> Markup:
    if piece.role == "break":
        return Markup("") if piece.op == "equal" else Markup('<span class="brk">¶</span>')
    if piece.role == "number":
        return Markup('<span class="n">{}</span>').format(_shown(piece.text))
    return _shown(piece.text, tabs=piece.op == "delete", spaces=piece.op != "equal" and _is_space(piece.text))


def _is_space(text: str) -> bool:
    return not text.strip() and "\t" not in text


def _shown(text: str, *, tabs: bool = False, spaces: bool = False) -> Markup:
    """Text, its invisible characters (and deleted `tabs`, which divide no cells) as marks that carry them.

    `spaces`: those that look like another space too.
    """
    parts: list[Markup] = []
    at = 0
    hidden = _HIDDEN_OR_SPACE if spaces else _HIDDEN_OR_TAB if tabs else HIDDEN
    for match in build_pattern(text, hidden).finditer(text):
        label = "⇥" if match.group() == "\t" else f"‹{format_code_point(match.group())}›"
        parts.append(escape(text[at : match.start()]))
        parts.append(Markup('<span class="hid" dir="ltr" data-c="{:X}">{}</span>').format(ord(match.group()), label))
        at = match.end()
    return join((*parts, escape(text[at:])))
