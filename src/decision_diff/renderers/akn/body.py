"""The clauses of a revision as elements of Akoma Ntoso: each with its eId, its number, its heading or text, and what it holds.

article, paragraph, point …   the element of that name        a clause of any other level   hcontainer with the level as name
the title                     p with docTitle                 rows of a table               table, tr, td
a footnote                    authorialNote, where it is referred to
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from decision_diff.model import Clause, Feature, Span
from decision_diff.renderers.akn.inline import escape_value, escape_words, give_notes, has_uneven_space, write_words

# Elements of a hierarchy (group ANhier of the schema) of the same name and meaning as our levels.
_HIERARCHY: Final = frozenset(
    [
        "alinea", "article", "book", "chapter", "clause", "division", "indent", "level", "list", "paragraph", "part", "point",
        "proviso", "rule", "section", "subchapter", "subclause", "subdivision", "sublist", "subparagraph", "subpart", "subrule",
        "subsection", "subtitle", "tome", "transitional",
    ]
)  # fmt: skip


class BodyWriter:
    """Writes clauses. `wids` has the wId of each clause whose address differs from it, by address; `prefix` stands before each address in an eId."""

    def __init__(self, wids: Mapping[str, str], prefix: str = "") -> None:
        self._wids = wids
        self._prefix = prefix
        self._tables = 0

    def write_all(self, clauses: Sequence[Clause], *, top: bool = False, below: bool = False) -> Iterator[str]:
        """Writes clauses that stand one below another.

        `top`: in the body itself, where tables and the title need no holder. `below`: they hang on the table row before them.
        """
        for is_row, run in groupby(clauses, key=_has_cells):
            if is_row:
                yield from self._write_rows(list(run), top=top, below=below)
            else:
                yield from (self._write_clause(clause, top=top, below=below) for clause in run)

    def _write_rows(self, rows: Sequence[Clause], *, top: bool, below: bool) -> Iterator[str]:
        """Writes rows as a table; where one holds clauses, which stand behind it, as several."""
        begun: list[Clause] = []
        for row in rows:
            begun.append(row)
            if held := _part_notes(row)[1]:
                yield self._write_table(begun, held=not top, below=below)
                yield from self.write_all(held, top=top, below=True)
                begun = []
        if begun:
            yield self._write_table(begun, held=not top, below=below)

    def _write_clause(self, clause: Clause, *, top: bool, below: bool) -> str:
        if top and clause.level == "title" and not clause.label and not clause.children:
            words = self._write_words(clause)
            heading = ' dd:heading="true"' if clause.heading else ""
            return (
                f"<p{self._name(clause, below=below)}{heading}{_keep(clause.words)}><docTitle>{words}</docTitle></p>\n"
            )
        name = clause.level if clause.level in _HIERARCHY else "hcontainer"
        more = "" if name == clause.level else f' name="{escape_value(clause.level)}"'
        notes, held = _part_notes(clause)
        number = f"<num{_keep(clause.number)}>{escape_words(clause.number)}</num>" if clause.label else ""
        words = self._write_words(clause, notes)
        parts = [number]
        if clause.heading:
            parts.append(f"<heading{_keep(clause.words)}>{words}</heading>")
        elif held and clause.label and not words:
            parts.append("<intro><p/></intro>")  # the number is not that of what follows
        elif words or not clause.label:
            paragraph = f"<p{_keep(clause.words)}>{words}</p>"
            parts.append(f"<intro>{paragraph}</intro>" if held else f"<content>{paragraph}</content>")
        if held:
            parts += ["\n", *self.write_all(held)]
        return f"<{name}{self._name(clause, below=below)}{more}>{''.join(parts)}</{name}>\n"

    def _write_table(self, rows: Sequence[Clause], *, held: bool, below: bool) -> str:
        self._tables += 1
        inner = "".join(self._write_row(row, below=below) for row in rows)
        table = f'<table eId="{self._prefix}table_{self._tables}">\n{inner}</table>'
        return f'<hcontainer name="table" eId="{self._prefix}tables_{self._tables}"><content>{table}</content></hcontainer>\n' if held else f"{table}\n"  # fmt: skip

    def _write_row(self, row: Clause, *, below: bool) -> str:
        notes = give_notes(list(map(self._write_note, _part_notes(row)[0])))
        cells = "".join(self._write_cell(row, cell, notes) for cell in row.cells)
        return f"<tr{self._name(row, below=below)}>{cells}</tr>\n"

    def _write_cell(self, row: Clause, cell: Span, notes: Callable[[], str]) -> str:
        own = [
            _shift(one, -cell.start)
            for one in row.features
            if cell.start <= one.span.start and one.span.end <= cell.end
        ]
        merged = [one.value for one in own if one.kind == "cell" and not one.span.start]
        columns = next((how.partition(" ")[0] for how in merged if how.endswith(" columns")), "")
        span = f' colspan="{columns}"' if columns.isdecimal() else ""
        if more := [how for how in merged if not how.endswith(" columns")]:
            span += f' dd:cell="{escape_value("|".join(more))}"'
        features = [one for one in own if one.kind != "cell" or one.span.start]
        text = cell.of(row.text)
        return f"<td{span}><p{_keep(text)}>{write_words(text, features, notes)}</p></td>"

    def _write_words(self, clause: Clause, notes: Sequence[Clause] = ()) -> str:
        return write_words(clause.words, clause.features, give_notes(list(map(self._write_note, notes))))

    def _write_note(self, note: Clause) -> str:
        inner = (
            "".join(self.write_all([note])) if note.children else f"<p{_keep(note.words)}>{self._write_words(note)}</p>"
        )
        return f'<authorialNote{self._name(note)} marker="{escape_value(note.number)}" placement="bottom">{inner}</authorialNote>'

    def _name(self, clause: Clause, *, below: bool = False) -> str:
        """Its addresses, and what the standard has no attribute for: its level, and what its number means."""
        wid = self._wids.get(clause.eid, clause.eid if self._prefix else "")
        said = {"eId": self._prefix + clause.eid, "wId": wid, "dd:level": clause.level}
        if clause.cells and not _has_cells(clause):
            said["dd:cells"] = " ".join(f"{one.start}-{one.end}" for one in clause.cells)
        if below:
            said["dd:below"] = "1"
        if clause.label:
            value, until = (" ".join(map(str, one)) for one in (clause.label.value, clause.label.until))
            label = {
                "number": clause.label.text,
                "value": value,
                "style": clause.label.style,
                "kind": clause.label.level,
            }
            said |= {f"dd:{name}": one for name, one in {**label, "until": until}.items()}
        return "".join(f' {name}="{escape_value(one)}"' for name, one in said.items() if one or name == "dd:number")


def _has_cells(clause: Clause) -> bool:
    """Whether a clause is a row whose words are its cells, with a tab between; a line with bars keeps them as words."""
    return bool(clause.cells) and "\t".join(one.of(clause.text) for one in clause.cells) == clause.text


def _part_notes(clause: Clause) -> tuple[list[Clause], list[Clause]]:
    """The notes that the words of a clause refer to, and all else that it holds: a note without a reference is a clause as others are."""
    references = sum(one.kind == "note" for one in clause.features)
    notes = [child for child in clause.children if child.level == "note"][:references]
    eids = {note.eid for note in notes}
    return notes, [child for child in clause.children if child.eid not in eids]


def _keep(text: str) -> str:
    return ' xml:space="preserve"' if has_uneven_space(text) else ""


def _shift(one: Feature, by: int) -> Feature:
    return Feature(one.kind, Span(one.span.start + by, one.span.end + by), one.value)
