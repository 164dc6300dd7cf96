"""The text of the review page: the redlined blocks, a line before each change, and folds around what is quiet.

Quiet is a clause that is unchanged or only got another number. A run of quiet clauses is a fold; a clause that holds a
change stays outside, for a change without the heading above it cannot be understood. The folds are open: a script
closes them, and a page without script shows everything.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from decision_diff.characters import show_hidden
from decision_diff.frozen import frozen
from decision_diff.renderers.html.text import ClauseWriter, ShownClause, detect_lang
from decision_diff.renderers.html.wording import NOTHING, PageWords, join
from decision_diff.renderers.pieces import show_inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Clause
    from decision_diff.renderers.wording import Words
    from decision_diff.reviewer.notes import Remark

_FOLDED_CLAUSES = 2  # a fold of one clause would hide little and cost a click
_TELLING = 12  # letters
_NO_DIVISIONS = ("title", "heading", "article")  # of articles there are too many to choose from
_FOLDED_ROWS = 6  # rows of a table in parts no longer stand below each other, so only many are worth it


def find_tags(change: Change) -> list[str]:
    """Finds the filters that find a change; for a clause that only got another number it is that one alone."""
    found: list[str] = [] if change.is_only_renumbered else [change.kind]
    found += ["moved"] if "move" in change.effects else []
    # In an editorial change the number means what it meant: nobody should look for references to mend.
    found += ["renumbered"] if "renumbering" in change.effects and change.kind != "editorial" else []
    found += ["doubtful"] if change.is_doubtful else []
    return found


def find_ancestors(blocks: Sequence[ShownClause]) -> list[list[int]]:
    """Finds for each block the positions of the blocks above it in the tree, outermost first."""
    found: list[list[int]] = []
    stack: list[int] = []
    for at, block in enumerate(blocks):
        while stack and blocks[stack[-1]].depth >= block.depth:
            stack.pop()
        found.append(list(stack))
        stack.append(at)
    return found


@frozen
class Divisions:
    """Parts, chapters, sections, annexes: `names` in order, from the top down, and `of` a change those where it is.

    Names and sets are by number, from 0. A change is in each division where it has a clause, old ends of moves too, and in
    all divisions above.
    """

    names: tuple[str, ...]
    of: Mapping[int, frozenset[int]]


def find_divisions(blocks: Sequence[ShownClause], words: Words) -> Divisions:
    """Finds the divisions: what has a heading or is annexed, except titles, subheadings and articles."""
    numbers: dict[str, int] = {}  # a division that was moved or repealed stands there twice, and is one
    of: dict[int, set[int]] = {}
    for at, over in enumerate(find_ancestors(blocks)):
        name = ""
        inside = of.setdefault(blocks[at].number, set())
        for clause in (blocks[step].clause for step in (*over, at)):
            if _divides(clause):
                called = show_inline(words.name_clause(clause))
                name += f" › {called}" if name else called
                inside.add(numbers.setdefault(name, len(numbers)))
    return Divisions(tuple(numbers), {number: frozenset(found) for number, found in of.items()})


def _divides(clause: Clause) -> bool:
    return clause.level == "attachment" or (bool(clause.heading) and clause.level not in _NO_DIVISIONS)


class ReviewWriter(ClauseWriter):
    """Writes blocks with what the script must know of them: to which change they belong, and where they are not shown."""

    def __init__(
        self,
        comparison: Comparison,
        page: PageWords,
        blocks: Sequence[ShownClause],
        division: Divisions,
        lang: Markup,
        noted: Mapping[int, Remark],
    ) -> None:
        super().__init__(comparison, page)
        self.comparison = comparison
        self.lang = lang
        self.division = division
        self.noted = noted
        names = dict.fromkeys(name for change in comparison.changes for name in change.authors)
        self.authors = {name: at for at, name in enumerate(names)}  # of tracked changes, by name
        self.first: dict[int, str] = {}  # number of a change -> the block that its line stands before
        for block in blocks:
            if block.number and block.old_end == (not block.change.new):
                self.first.setdefault(block.number, block.anchor)

    def describe(self, block: ShownClause) -> tuple[str, Markup]:
        """`gone`: in the old text alone; `came`: in the new one alone; `cont`: goes on with an old clause that was split."""
        classes = ""
        if block.old_end:
            classes = " gone"
        elif block.moved or (block.pieces and all(piece.op == "insert" for piece in block.pieces)):
            classes = " came"
        elif _goes_on(block):
            classes = " cont"
        number = Markup(' data-no="{}"').format(block.number) if block.number else NOTHING
        return classes, number + self._other_language(block.clause.words)

    def _other_language(self, words: str) -> Markup:
        """The `lang` of a clause in another language than the whole; of a few letters nobody can tell."""
        if sum(1 for character in words if character.isalpha()) < _TELLING:
            return NOTHING
        own = detect_lang([words])
        return own if own != self.lang else NOTHING

    def write_badge(self, block: ShownClause) -> Markup:
        """Writes the mark without a link, since the line of the change is just above."""
        if self.first.get(block.number) != block.anchor:
            return super().write_badge(block)
        return self.page.show_mark(block.change, block.number, link=False)

    def write_head(self, block: ShownClause) -> Markup:
        """Writes the line of a change, the anchor `change.N`: number, mark, what happened and where, and the note on it."""
        number, change = block.number, block.change
        if not number or self.first.get(number) != block.anchor:
            return NOTHING
        key = "+".join(clause.eid for clause in change.old) + ">" + "+".join(clause.eid for clause in change.new)
        side, clauses = (self.comparison.new, change.new) if change.new else (self.comparison.old, change.old)
        line = Markup(
            '<div class="line{12}" id="change.{0}" data-no="{0}" data-mark="{1}" data-tags="{2}" data-parts="{3}" '
            'data-key="{4}" data-place="{5}"{16}{13}{11}><span class="no"{14}>{0}</span> {6} <span class="what">{7}</span> '
            '<a class="where" href="#{8}"{9}><bdi{15}>{10}</bdi></a></div>'
        ).format(
            number,
            change.mark,
            " ".join(find_tags(change)),
            " ".join(map(str, sorted(self.division.of[number]))),
            key,
            self.page.words.name_places(side, clauses),
            self.page.show_mark(change, number, link=False) if self.page.words.profile.marks else NOTHING,
            self.page.words.say_effects(change),
            quote(block.anchor),
            self.page.lang,
            self.page.show_steps(self.page.stepped.name_route(self.comparison, change)),
            self.page.own,
            *self._given(number),
            self.page.turned,
            self._by(change),
        )
        note = self.noted[number].note if number in self.noted else ""
        said = self.page.words.say("said.noted", text=show_hidden(note))
        return line + (Markup('<p class="noted" dir="auto">{}</p>').format(said) if note else NOTHING)

    def _by(self, change: Change) -> Markup:
        """The numbers of those whose tracked changes make a change; nothing on a page that names nobody."""
        numbers = " ".join(str(self.authors[name]) for name in change.authors)
        return Markup(' data-authors="{}"').format(numbers) if self.authors else NOTHING

    def _given(self, number: int) -> tuple[str, Markup, Markup]:
        """What the page is given of a change: a tick as a class, all of it for the script, and the tick in words."""
        remark = self.noted.get(number)
        if remark is None:
            return "", NOTHING, NOTHING
        given = Markup(' data-given="{}"').format(
            json.dumps({"reviewed": remark.reviewed, "note": remark.note})
        )  # all ASCII
        done = Markup(' data-done="{}"').format(self.page.say("said.tick"))
        return (" done", given, done) if remark.reviewed else ("", given, NOTHING)


def _goes_on(block: ShownClause) -> bool:
    """Whether the first old words of a clause belong to an old clause that the new clause before began with.

    Where an old clause opens there is its number or a break before its words.
    """
    first = next((piece for piece in block.pieces if piece.op != "insert"), None)
    return first is not None and first.role == "words" and block.change.new[0] is not block.clause


def fold_text(writer: ReviewWriter, blocks: Sequence[ShownClause]) -> Markup:
    """Writes all blocks, quiet runs in folds."""
    pieces: list[Markup] = []
    for quiet, run in _runs(blocks):
        text = writer.write_all(run)
        pieces.append(_fold(writer, run, text) if quiet else text)
    return Markup("\n").join(pieces)


def _fold(writer: ReviewWriter, run: Sequence[ShownClause], text: Markup) -> Markup:
    words, count = writer.page.words, len(run)
    renumbered = sum(1 for block in run if block.number)
    said = words.count("redline.kept", count)
    if renumbered == count:
        said = words.count("review.only_renumbered", count)
    elif renumbered:
        said = words.join([said, words.say("review.of_them", count=renumbered)])
    names = [
        writer.page.show_steps(writer.page.stepped.name_place(writer.comparison.new, block.clause))
        for block in (run[0], run[-1])
    ]
    return Markup(
        '<details class="fold" open>\n<summary class="fold-of"{0}>{1} <span class="span"{2}><bdi{6}>{3}</bdi> – <bdi{6}>{4}</bdi>'
        "</span></summary>\n{5}\n</details>"
    ).format(writer.page.own, said, writer.page.lang, *names, text, writer.page.turned)


def _runs(blocks: Sequence[ShownClause]) -> Iterator[tuple[bool, list[ShownClause]]]:
    """The blocks in order, as runs that are quiet enough for a fold and runs that are not."""
    quiet = [not block.number or block.change.is_only_renumbered for block in blocks]
    for at, over in enumerate(find_ancestors(blocks)):
        if not quiet[at] or blocks[at].clause.level == "title":
            quiet[at] = False
            for step in over:
                quiet[step] = False
    positions = range(len(blocks))
    for is_row, table in groupby(positions, key=lambda at: bool(blocks[at].clause.cells)):
        rows = list(table)
        if is_row and not all(quiet[at] for at in rows):
            _keep_short(quiet, rows, _FOLDED_ROWS)
    _keep_short(quiet, list(positions), _FOLDED_CLAUSES)
    for is_quiet, run in groupby(positions, key=lambda at: quiet[at]):
        yield is_quiet, [blocks[at] for at in run]


def _keep_short(quiet: list[bool], positions: Sequence[int], least: int) -> None:
    """Take runs of fewer than `least` out of the folds."""
    for is_quiet, group in groupby(positions, key=lambda at: quiet[at]):
        run = list(group)
        if is_quiet and len(run) < least:
            for at in run:
                quiet[at] = False


def write_tree(writer: ReviewWriter, blocks: Sequence[ShownClause]) -> Markup:
    """Writes the clauses as nested lists of links, with marks and the number of changes in each."""
    below = [0] * len(blocks)
    for at, over in enumerate(find_ancestors(blocks)):
        if blocks[at].number:
            for step in over:
                below[step] += 1
    pieces: list[Markup] = []
    levels = [len(over) for over in find_ancestors(blocks)]  # unlike depths these never skip one
    for block, inside, level, before in zip(blocks, below, levels, [-1, *levels], strict=False):
        pieces.append(Markup("<ul>") if level > before else Markup("</li></ul>") * (before - level) + Markup("</li>"))
        pieces.append(_item(writer, block, inside))
    pieces.append(Markup("</li></ul>") * (levels[-1] + 1 if levels else 0))
    return join(pieces)


def _item(writer: ReviewWriter, block: ShownClause, inside: int) -> Markup:
    clause = block.clause
    page = writer.page
    name = show_inline(page.words.name_clause(clause))
    words = show_inline(
        clause.words[clause.cells[0].end + 1 if clause.cells else 0 :][:24]
    )  # a row is called by its first cell
    snippet = Markup(' <span class="w">{}</span>').format(words) if words and not words.startswith(name[:12]) else ""
    side = writer.comparison.old if block.old_end else writer.comparison.new
    place = page.words.name_place(side, clause)
    cited = Markup(' data-place="{}"').format(place) if place != name else Markup("")
    parts = [
        Markup('<a href="#{}"{}{}><bdi>{}</bdi>{}</a>').format(quote(block.anchor), page.lang, cited, name, snippet)
    ]
    if block.number:
        more = [
            page.say(f"review.{tag}") for tag in ("moved", "renumbered", "doubtful") if tag in find_tags(block.change)
        ]
        parts.append(page.show_mark(block.change, block.number, link=False))
        if more:
            parts.append(Markup('<span class="k">{}</span>').format(page.words.join(more)))
    if inside:
        parts.append(Markup('<span class="k">{}</span>').format(page.words.count("review.below", inside)))
    attributes = Markup(' data-no="{}"').format(block.number) if block.number else Markup("")
    kind = Markup("") if block.number or inside else Markup(' class="same"')
    return Markup("<li{}{}>{}").format(kind, attributes, Markup(" ").join(parts))


def detect_lang_of_both(comparison: Comparison) -> Markup:
    """Detects the `lang` attribute of both texts together."""
    return detect_lang(clause.words for decision in (comparison.old, comparison.new) for clause in decision.walk())
