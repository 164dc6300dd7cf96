"""Our own words on a page, as HTML: in which language and direction, and how changed words are marked.

Beside texts in another language our words say which is theirs, and the texts keep the direction that is their own. Styles
are chosen by attributes of the page among those of `marks.css`, so a profile writes no CSS; its characters stand in
elements of their own (`.ch`), so that nobody takes them for the text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from decision_diff.characters import show_hidden
from decision_diff.citations.places import STEP
from decision_diff.frozen import frozen
from decision_diff.renderers.pieces import show_inline
from decision_diff.renderers.wording import ENGLISH, Words, choose_words, sentences
from decision_diff.renderers.wording.brackets import count_brackets, keep_apart, list_brackets
from decision_diff.renderers.wording.headers import split_header
from decision_diff.renderers.wording.marks import choose_inline_markings
from decision_diff.renderers.wording.summary import list_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.profiles import Marking
    from decision_diff.renderers.options import Worded
    from decision_diff.renderers.pieces import PieceOp
    from decision_diff.renderers.wording.titles import Names

NOTHING = Markup("")
_APART = "\x1f"  # around what joins two steps of a place; no text that is shown has it
# What can be marked, by its label: element, and whether it moved.
_KINDS = {
    "inserted": ("ins", False),
    "deleted": ("del", False),
    "moved_away": ("del", True),
    "moved_here": ("ins", True),
}
_ALWAYS = choose_inline_markings(ENGLISH.profile)


def join(parts: Iterable[str]) -> Markup:
    """Joins pieces of markup."""
    return Markup("").join(parts)


def read_own_files(names: Iterable[str]) -> Markup:
    """Reads files of the renderers and joins them."""
    folder = Path(__file__).parent.parent
    return join(Markup((folder / name).read_text(encoding="utf-8")) for name in names)  # noqa: S704 - our own files


@frozen
class PageWords:
    """The words of a page, and the attributes that go with them.

    `page` is for the root, `lang` for a stretch of the texts among words of ours, `article` for the whole text, `own` for
    words of ours amid the text, `way` for the direction of the text. `turned` is for a place, which runs as our words do if
    these run from the right, whatever language it begins in: else dates in it would be torn. `around` is what stands before and behind changed words,
    by kind and whether it is said aloud. `marked` says that the marks are other than those that the page has by itself.
    """

    words: Words
    page: Markup
    lang: Markup
    article: Markup
    own: Markup
    way: Markup
    turned: Markup
    around: Mapping[tuple[str, bool], tuple[Markup, Markup]]
    marked: bool

    @property
    def stepped(self) -> Words:
        """The words that name places for `show_place` and `show_steps`."""
        return replace(self.words, apart=_APART)

    def say(self, key: str) -> str:
        """Gives a label by its key."""
        return self.words.say(key)

    def fill(self, key: str, **values: Markup) -> Markup:
        """Fills the holes of a label with markup."""
        return join(escape(text) + values.get(hole, NOTHING) for text, hole in self.words.split_label(key))

    def show_text(self, text: str) -> Markup:
        """Shows a stretch of the texts, or a name, among our own words; without an element if all of the page is English."""
        return Markup("<bdi{}>{}</bdi>").format(self.lang, text) if self.own else escape(text)

    def show_place(self, text: str) -> Markup:
        """Shows a place among our own words."""
        return (
            Markup("<bdi{}>{}</bdi>").format(self.turned, self.show_steps(text)) if self.own else self.show_steps(text)
        )

    def show_steps(self, text: str) -> Markup:
        """Shows a place, and what is said of it, with what runs in one direction isolated. It is named by `stepped`.

        Each stretch between our own words is isolated, and each step of a place where any of them runs from the right.
        """
        if self.words.direction == "ltr" and not _runs_left(text):
            text = text.replace(_APART, "")
        parts = text.split(_APART * 2)
        return join(escape(part) if at % 2 else self._isolate_steps(part) for at, part in enumerate(parts))

    def _show_said(self, text: str) -> Markup:
        """Shows what is said of a place; without an element if all of it is English."""
        return self.show_steps(text) if self.own or _runs_left(text) else escape(text.replace(_APART, ""))

    def _isolate_steps(self, text: str) -> Markup:
        parts = (text if _runs_left(text) else text.replace(_APART, "")).split(_APART)
        parts[::2] = [
            escape(STEP).join(Markup("<bdi>{}</bdi>").format(step) for step in part.split(STEP)) if part else part
            for part in parts[::2]
        ]
        return join(map(escape, parts))

    def mark_changed(self, kind: str, inner: Markup, *, spoken: bool = True) -> Markup:
        """Writes an element that is marked as one of `_KINDS`; screen readers announce its start and end."""
        before, after = self.around[kind, spoken]
        return before + inner + after

    def show_mark(self, change: Change, number: int, *, link: bool) -> Markup:
        """Shows the mark of a change, or the word for it. A mark runs from left to right in every language."""
        kind, shown = sentences.MARK_NAMES[change.mark], sentences.show_mark(self.words, change.mark)
        own = Markup(' dir="ltr"') if self.own and self.words.profile.marks else self.own
        if link:
            return Markup('<a class="mark {}" href="#change.{}"{}>{}</a>').format(kind, number, own, shown)
        return Markup('<span class="mark {}"{}>{}</span>').format(kind, own, shown)

    def show_legend(self, *, unchanged: bool = False) -> Markup:
        """Shows what the marks look like, and what they mean."""
        shown = [
            *(self.mark_changed(kind, escape(self.say(f"redline.{kind}")), spoken=False) for kind in _KINDS),
            *(
                self._isolated(mark) + f" {what}"
                for mark, what in sentences.explain_marks(self.words, unchanged=unchanged)
            ),
        ]
        return join(Markup("<li>{}</li>").format(one) for one in shown)

    def show_summary(self, comparison: Comparison, names: Names) -> Markup:
        """Shows how much changed, in one sentence."""
        words = self.words
        if not self.own or not comparison.changes:
            return escape(sentences.summarize(words, comparison, names))
        marks = escape(words.say("comma")).join(
            self.fill("redline.tally", count=escape(count), what=self._isolated(mark))
            for mark, count in sentences.tally(words, comparison)
        )
        changes = escape(words.count("redline.changes", len(comparison.changes)))
        changed = self.fill("at", place=changes, text=marks)
        more = [*sentences.count_headers(words, comparison), *count_brackets(words, comparison)]
        more.append(sentences.count_unchanged(words, comparison))
        return escape(words.say("semicolon")).join([changed, *more])

    def _isolated(self, mark: str) -> Markup:
        """A mark among words of any direction."""
        return Markup("<bdi>{}</bdi>").format(mark) if self.own else escape(mark)

    def show_sources(self, names: Names) -> Markup:
        """Shows the names of both texts."""
        return Markup('<dl class="sources">{}</dl>').format(
            join(
                Markup("<dt>{}</dt><dd><bdi>{}</bdi></dd>").format(self.say(key), name)
                for key, name in (("redline.old", names.old), ("redline.new", names.new))
            )
        )

    def show_hashes(self, comparison: Comparison) -> Markup:
        """Shows the hashes of both texts, for the foot of the page."""
        return join(
            Markup('<span class="hash"><bdi>{}</bdi> SHA-256 {}</span>').format(show_inline(source.name), source.sha256)
            for source in (comparison.old.source, comparison.new.source)
        )

    def show_meaning(self, comparison: Comparison, *, shown: bool) -> Markup:
        """Shows what the changes mean under its heading; nothing if nothing is told, or unless `shown`."""
        return self._list("summary.heading", self.list_meaning(comparison, shown=shown))

    def list_meaning(self, comparison: Comparison, *, shown: bool) -> list[Markup]:
        """Lists what the changes mean, one line a kind of signal, each item a link to its change; nothing unless `shown`."""
        items = []
        for line in list_head(self.stepped, comparison, shown=shown):
            links = (
                Markup('<a href="#change.{}"{}>{}</a>').format(
                    item.numbers,
                    NOTHING if self.own else self.lang,
                    self._show_said(item.text),
                )
                for item in line.items
            )
            said = escape(self.say("semicolon")).join(links)
            items.append(Markup("<li>{}</li>").format(self.fill("at", place=escape(line.heading), text=said)))
        return items

    def show_replacements(self, comparison: Comparison) -> Markup:
        """Shows the terms that were replaced throughout, if there are any."""
        items = []
        for one in comparison.replacements:
            said = sentences.describe_replacement(self.words, one)
            texts = {
                name: self.show_text(text) if name in ("old", "new") else escape(text) for name, text in said.items()
            }
            items.append(Markup("<li{}>{}</li>").format(NOTHING if self.own else self.lang, self.fill("redline.replaced", **texts)))  # fmt: skip
        return self._list("redline.throughout", items)

    def show_brackets(self, comparison: Comparison) -> Markup:
        """Shows in which clauses of the new text brackets are open, and how many, if any are."""
        return self._list("brackets.open", [self._listed(line) for line in list_brackets(self.words, comparison)])

    def _listed(self, line: str) -> Markup:
        return Markup("<li{}>{}</li>").format(NOTHING if self.own else self.lang, line)

    def show_notices(self, comparison: Comparison) -> Markup:
        """Shows the notices, if there are any; their own sentences are English."""
        items = []
        for notice in comparison.notices:
            before, said, after = sentences.split_notice(self.words, notice)
            english = Markup('<span lang="en" dir="ltr">{}</span>').format(said) if self.own else escape(said)
            items.append(Markup("<li>{}{}{}</li>").format(before, english, after))
        return self._list("notices", items)

    def show_headers(self, comparison: Comparison) -> Markup:
        """Shows the headers and footers that differ, if any do, each with its paragraphs redlined."""
        items = []
        for one in comparison.headers:
            lines = [self._redlined(line) for line in split_header(one, show_hidden)]
            place = (
                escape(one.place) if not self.own else Markup('<span lang="en" dir="ltr">{}</span>').format(one.place)
            )
            items.append(Markup("<li>{}: {}</li>").format(place, Markup("<br>").join(lines)))
        return self._list("feature.headers", items)

    def _redlined(self, line: Sequence[tuple[PieceOp, str]]) -> Markup:
        kinds = {"insert": "inserted", "delete": "deleted"}
        return join(
            self.mark_changed(kinds[op], escape(text)) if op in kinds else self.show_text(text)
            for op, text in line
            if text
        )

    def _list(self, heading: str, items: list[Markup]) -> Markup:
        if not items:
            return NOTHING
        return Markup('<h2>{}</h2>\n<ul class="notices">{}</ul>\n').format(self.say(heading), join(items))


def choose_page_words(comparison: Comparison, options: Worded, lang: Markup) -> PageWords:
    """Chooses the words of a page whose texts have this `lang` attribute. ProfileError as in `choose_words`."""
    words = choose_words(comparison, options)
    marks = choose_inline_markings(keep_apart(words.profile, comparison))
    insert, delete = marks["insert"], marks["delete"]
    marked = _look(insert) != _look(_ALWAYS["insert"]) or _look(delete) != _look(_ALWAYS["delete"])
    page = Markup(' lang="{}"').format(words.language)
    own, way = NOTHING, detect_direction(comparison)
    if words is not ENGLISH:
        page += Markup(' dir="{}"').format(words.direction)
        own = Markup(' lang="{}" dir="{}"').format(words.language, words.direction)
        way = way or Markup(' dir="ltr"')  # said where our words may run the other way
    article = lang + way
    if words is not ENGLISH:
        lang += Markup(' dir="auto"')
    if marked:
        page += Markup(' data-insert="{}" data-delete="{}"').format(" ".join(insert.styles), " ".join(delete.styles))
    around = {(kind, spoken): _around(words, kind, marks, spoken=spoken) for kind in _KINDS for spoken in (True, False)}
    turned = Markup(' dir="rtl"') if words.direction == "rtl" else NOTHING
    return PageWords(words, page, lang, article, own, way, turned, around, marked)


def detect_direction(comparison: Comparison) -> Markup:
    """Detects the `dir` attribute of both texts together: from right to left if most letters are of such a script, else none."""
    text = "".join(clause.words for side in (comparison.old, comparison.new) for clause in side.walk())
    kinds = Counter(unicodedata.bidirectional(character) for character in text)
    return Markup(' dir="rtl"') if kinds["R"] + kinds["AL"] > kinds["L"] else NOTHING


def _around(words: Words, kind: str, marks: Mapping[PieceOp, Marking], *, spoken: bool) -> tuple[Markup, Markup]:
    """The start and the end of an element for changed words.

    With a `dir` of its own, what is said has no say in `dir="auto"`: it must not turn an Arabic clause round.
    """
    tag, moved = _KINDS[kind]
    begin = end = NOTHING
    if spoken:
        aloud = Markup('<span class="sr" lang="{}" dir="{}">{}[{}]{}</span>')
        who = (words.language, words.direction)
        begin = aloud.format(*who, "", words.say(f"redline.{kind}"), " ")
        end = aloud.format(*who, " ", words.say(f"redline.end_{kind}"), "")
    # What moved here is no insertion: its words were there before, and it is marked as moved.
    if kind != "moved_here":
        marking = marks["insert" if tag == "ins" else "delete"]
        begin, end = begin + _characters(marking.before), _characters(marking.after) + end
    start = Markup("<{}{}>").format(tag, Markup(' class="mv"') if moved else NOTHING)
    return start + begin, end + Markup("</{}>").format(tag)


def _look(marking: Marking) -> tuple[tuple[str, ...], str, str]:
    return marking.styles, marking.before, marking.after


def _characters(text: str) -> Markup:
    return Markup('<span class="ch">{}</span>').format(text) if text else NOTHING


def _runs_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
