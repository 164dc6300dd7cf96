"""A compilation as one page: the conflicts first, then clause by clause who proposes what; boxes choose whose proposals are shown.

The page is complete in itself and runs no script: what a box hides, the style sheet hides, by rules for these names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

from decision_diff.amend.proposals.report import (
    count_entries,
    join_names,
    list_renumbered,
    name_entry,
    say_alternative,
    say_effects,
    say_ground,
)
from decision_diff.amend.proposals.runs import list_runs
from decision_diff.amend.proposals.values import Alternative, ClauseEntry, Compilation, Conflict, Variant
from decision_diff.changes import Mark
from decision_diff.characters import show_hidden
from decision_diff.renderers.html.template import MADE, fill_page, read_style
from decision_diff.renderers.html.text import detect_lang
from decision_diff.renderers.pieces import PieceOp, show_inline

_HERE: Final = Path(__file__).parent
_CLASSES: Final[dict[Mark, str]] = {
    "ADD": "add",
    "SUP": "sup",
    "MOD": "mod",
    "(MOD)": "mod",
    "ADD*/SUP*": "mv",
    "NOC": "",
}
_SPOKEN: Final[dict[PieceOp, tuple[Markup, Markup]]] = {
    "insert": (Markup('<ins><span class="sr">[inserted: </span>'), Markup('<span class="sr">]</span></ins>')),
    "delete": (Markup('<del><span class="sr">[deleted: </span>'), Markup('<span class="sr">]</span></del>')),
    "equal": (Markup(""), Markup("")),
}


def write_page(compilation: Compilation, *, title: str = "") -> str:
    """Write the page. `title` is its heading, else one with the name of the base."""
    heading = show_inline(title or f"Proposals on {compilation.base.source.name}")
    lang = detect_lang(line.words for line in compilation.lines)
    writer = _PageWriter(compilation, lang)
    return fill_page(
        _HERE / "compilation.html",
        root=Markup(' lang="en"'),
        style=read_style(_HERE / "compilation.css") + writer.write_rules(),
        title=heading,
        heading=heading,
        sources=writer.write_sources(),
        summary=count_entries(compilation),
        choice=writer.write_choice(),
        conflicts=writer.write_conflicts(),
        clauses=writer.write_entries(),
        notices=writer.write_notices(),
        made=MADE,
    )


class _PageWriter:
    """Writes the parts of the page. `lang` is the attribute for the words of the texts."""

    def __init__(self, compilation: Compilation, lang: Markup) -> None:
        self.compilation, self.lang = compilation, lang
        self.order = {name: at for at, name in enumerate(compilation.names)}
        self.groups: set[tuple[int, ...]] = set()

    def _group(self, names: Iterable[str]) -> str:
        """The class of what is shown as long as one of these is chosen."""
        return "n" + "-".join(str(at) for at in sorted({self.order[name] for name in names}))

    def _list_groups(self) -> Iterator[tuple[str, ...]]:
        for entry in self.compilation.entries:
            yield tuple(name for one in entry.variants for name in one.names)
            yield from (one.names for one in entry.variants)
        for conflict in self.compilation.conflicts:
            yield conflict.names
            yield from (one.names for one in conflict.wordings)

    def write_rules(self) -> Markup:
        """What the boxes hide: whatever nobody stands behind who is chosen, and with the last box what nobody contests."""
        rules = ["body:has(#contested:checked) .entry:not(.contested) { display: none; }"]
        for group in dict.fromkeys(map(self._group, self._list_groups())):
            chosen = "".join(f":has(#p{at}:not(:checked))" for at in group[1:].split("-"))
            rules.append(f"body{chosen} .{group} {{ display: none; }}")
        return Markup("@media screen {{\n{}\n}}\n").format(Markup("\n".join(rules)))  # noqa: S704 - numbers only

    def write_sources(self) -> Markup:
        rows = [
            ("Base", self.compilation.base.source.name),
            *((one.name, one.source) for one in self.compilation.proposals),
        ]
        cells = (Markup("<dt>{}</dt><dd>{}</dd>").format(show_inline(name), show_inline(file)) for name, file in rows)
        return Markup('<dl class="sources">{}</dl>').format(_join(cells))

    def write_choice(self) -> Markup:
        boxes = (
            Markup('<label><input type="checkbox" id="p{}" checked autocomplete="off">{}</label>\n').format(
                at, show_inline(name)
            )
            for at, name in enumerate(self.compilation.names)
        )
        contested = Markup(
            '<label><input type="checkbox" id="contested" autocomplete="off">only what is contested</label>\n'
        )
        return Markup("<fieldset><legend>Show the proposals of</legend>\n{}{}</fieldset>").format(
            _join(boxes), contested if self.compilation.conflicts else ""
        )

    def write_conflicts(self) -> Markup:
        if not self.compilation.conflicts:
            return Markup("")
        items = (self._write_conflict(at, one) for at, one in enumerate(self.compilation.conflicts, 1))
        return Markup('<h2>Conflicts</h2>\n<ol class="conflicts">\n{}</ol>\n').format(_join(items))

    def _write_conflict(self, number: int, one: Conflict) -> Markup:
        entry = self.compilation.entries[one.entry]
        rows = (self._write_wording(each, entry) for each in one.wordings)
        return Markup('<li class="{}" id="x{}"><h3>{}. <a href="#e{}">{}</a></h3>\n{}<ul>\n{}</ul></li>\n').format(
            self._group(one.names), number, number, one.entry + 1, name_entry(entry), self._write_base(one), _join(rows)
        )

    def _write_base(self, one: Conflict) -> Markup:
        if not one.words:
            return Markup("")
        said = show_inline(one.words)
        return Markup('<p class="quiet">In the base: <span{} dir="auto">“{}”</span></p>\n').format(self.lang, said)

    def _write_wording(self, one: Alternative, entry: ClauseEntry) -> Markup:
        said = say_alternative(one, numbers=entry.inserts)
        return Markup('<li class="{}"><span class="who">{}</span>: <span{} dir="auto">{}</span></li>\n').format(
            self._group(one.names), join_names(one.names), self.lang if one.lines else "", said
        )

    def write_entries(self) -> Markup:
        if not self.compilation.entries:
            return Markup("<h2>Clauses</h2>\n<p>Nothing is proposed.</p>\n")
        entries = (self._write_entry(at, one) for at, one in self.compilation.shown)
        return Markup("<h2>Clauses</h2>\n{}{}").format(_join(entries), self._write_renumbered())

    def _write_renumbered(self) -> Markup:
        items = [
            Markup('<li class="{}"><span class="who">{}</span>: {}</li>\n').format(
                self._group(names), join_names(names), said
            )
            for names, said in list_renumbered(self.compilation)
        ]
        return Markup("<h2>Only renumbered</h2>\n<ul>\n{}</ul>\n").format(_join(items)) if items else Markup("")

    def _write_entry(self, number: int, entry: ClauseEntry) -> Markup:
        names = [name for one in entry.variants for name in one.names]
        links = [Markup('<a href="#x{0}">{0}</a>').format(at + 1) for at in entry.conflicts]
        contest = (
            Markup(' <span class="contest">conflict {}</span>').format(Markup(", ").join(links))
            if links
            else Markup("")
        )
        if entry.status:
            contest += Markup(' <span class="contest">{} in the base</span>').format(entry.status)
        return Markup('<section class="entry {}{}" id="e{}">\n<h3>{}{}</h3>\n{}</section>\n').format(
            self._group(names),
            " contested" if links else "",
            number,
            name_entry(entry),
            contest,
            _join(self._write_variant(entry, one) for one in entry.variants),
        )

    def _write_variant(self, entry: ClauseEntry, one: Variant) -> Markup:
        effects = say_effects(one)
        grounds = (Markup("<li>{}</li>").format(say_ground(name, ground)) for name, ground in one.grounds)
        return Markup(
            '<div class="variant {}"><p><span class="mark {}">{}</span> <span class="who">{}</span>{}</p>\n'
            '<p class="words"{} dir="auto">{}</p>\n{}</div>\n'
        ).format(
            self._group(one.names),
            _CLASSES[one.mark],
            one.mark,
            join_names(one.names),
            Markup(' <span class="what">{}</span>').format(effects) if effects else "",
            self.lang,
            _join(_show_run(op, text) for op, text in list_runs(self.compilation, entry, one)),
            Markup('<ul class="grounds">{}</ul>').format(_join(grounds)) if one.grounds else "",
        )

    def write_notices(self) -> Markup:
        if not self.compilation.notices:
            return Markup("")
        items = (Markup("<li>{}</li>\n").format(show_inline(one.message)) for one in self.compilation.notices)
        return Markup('<h2>Notices</h2>\n<ul class="notices">\n{}</ul>\n').format(_join(items))


def _show_run(op: PieceOp, text: str) -> Markup:
    before, after = _SPOKEN[op]
    shown = show_hidden(text.replace("\t", " | ").replace("\r", ""))
    return before + escape(shown) + after


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
