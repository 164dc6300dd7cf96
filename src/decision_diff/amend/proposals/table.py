"""A compilation as a comparison table: a row per clause, a column for the base and one per proposal.

It is the table of `renderers.table`, so it is written by the same modules. What a member proposes in the same words as one before is said
by that name, and stands in the table once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

from decision_diff import profiles
from decision_diff.amend.proposals.report import (
    count_entries,
    format_conflicts,
    join_names,
    list_renumbered,
    name_entry,
    say_effects,
)
from decision_diff.amend.proposals.runs import has_square_brackets, list_runs
from decision_diff.amend.proposals.values import ClauseEntry, Compilation, Variant
from decision_diff.characters import show_hidden
from decision_diff.renderers.html.text import detect_lang
from decision_diff.renderers.pieces import show_inline
from decision_diff.renderers.table import Column, ComparisonTable, Run, TableCell, TableRow
from decision_diff.renderers.wording.brackets import replace_brackets

FORMATS: Final = ("table-docx", "table-xlsx", "table-csv", "table-html", "table-pdf", "table-md")
_MODULES: Final = {"table-md": "markdown"}
_PROFILE: Final = "un"
_LANGUAGES: Final = {' lang="zh"': "zh", ' lang="ja"': "ja"}


def write_table(compilation: Compilation, fmt: str) -> str | bytes:
    """Write the table in one of `FORMATS`. OutputError where a library is missing, as for tables of comparisons."""
    module = import_module(f"decision_diff.renderers.table.{_MODULES.get(fmt) or fmt.removeprefix('table-')}")
    write: Callable[[ComparisonTable], str | bytes] = module.write_table
    return write(make_table(compilation))


def make_table(compilation: Compilation) -> ComparisonTable:
    """Make the table: place, base, each proposal in the order given, and the conflicts that a row has."""
    profile = profiles.load(_PROFILE)
    renumbered = [f"only renumbered by {join_names(names)}: {said}" for names, said in list_renumbered(compilation)]
    names = [Column("after", show_inline(name)) for name in compilation.names]
    return ComparisonTable(
        title=f"Proposals on {show_inline(compilation.base.source.name)}",
        names=count_entries(compilation),
        legend=(Run("delete", "deleted words"), Run("equal", "; "), Run("insert", "inserted words"))
        if compilation.entries
        else (),
        columns=(Column("number", "Clause"), Column("before", "Base"), *names, Column("kind", "Conflict")),
        rows=tuple(_make_row(compilation, entry) for _, entry in compilation.shown),
        notes_heading="Conflicts, then what is only renumbered" if renumbered else "Conflicts",
        notes=(*format_conflicts(compilation), *renumbered),
        notices_heading="Notices",
        notices=tuple(show_inline(one.message) for one in compilation.notices),
        nothing="" if compilation.entries else "Nothing is proposed.",
        language="en",
        text_language=_LANGUAGES.get(str(detect_lang(line.words for line in compilation.lines)), "en"),
        profile=replace_brackets(profile) if has_square_brackets(compilation) else profile,
    )


def _make_row(compilation: Compilation, entry: ClauseEntry) -> TableRow:
    base: TableCell = ()
    if not entry.inserts and (words := compilation.lines[entry.line].words):
        base = (Run("equal", _show(words)),)
    by_name = {name: one for one in entry.variants for name in one.names}
    cells = [_make_cell(compilation, entry, by_name.get(name), name) for name in compilation.names]
    contested = ", ".join(str(at + 1) for at in entry.conflicts)
    return TableRow(
        ((Run("equal", name_entry(entry)),), base, *cells, (Run("equal", contested),) if contested else ()),
        texts=("before", "after"),
    )


def _make_cell(compilation: Compilation, entry: ClauseEntry, variant: Variant | None, name: str) -> TableCell:
    """What one member proposes: the mark, the words or who has the same, the reasons."""
    if variant is None:
        return ()
    return tuple(_list_cell(compilation, entry, variant, name))


def _list_cell(compilation: Compilation, entry: ClauseEntry, variant: Variant, name: str) -> Iterator[Run]:
    effects = say_effects(variant)
    yield Run("equal", f"{variant.mark}{f' ({effects})' if effects else ''}\n")
    if name == variant.names[0]:
        yield from (Run(op, _show(text)) for op, text in list_runs(compilation, entry, variant))
    else:
        yield Run("equal", f"as {join_names(variant.names[:1])}")
    for whose, ground in variant.grounds:
        if whose == name:
            reasons = f" Reasons: {show_inline(' '.join(ground.reasons))}" if ground.reasons else ""
            yield Run("equal", f"\n{show_inline(ground.printed)}.{reasons}")


def _show(text: str) -> str:
    return show_hidden(text.replace("\t", " | ").replace("\r", ""))
