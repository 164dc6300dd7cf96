"""Checks that a page shows what is read back from it: no word is hidden, and nothing else looks like the texts.

`recover` takes the words of both texts from the page. A browser may show something else: because of a style sheet or script that is
not ours, an attribute that hides a word, an element that we never write, or words in the text that belong to neither revision.
What stands above and below the text (names of files, the list of changes) is not checked, nor are the words in the lines
above changes and on the folds of a review page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from html.parser import HTMLParser

from decision_diff.changes import MARKS
from decision_diff.patterns import late
from decision_diff.profiles import LANGUAGES
from decision_diff.renderers.html.recover import recover, recover_moved
from decision_diff.renderers.html.wording import read_own_files
from decision_diff.renderers.wording import REDLINE, Words, sentences

Fault = tuple[str, str]  # a code, and a sentence without a full stop

_PAGE_TAGS = frozenset([
    "html", "head", "meta", "title", "style", "script", "body", "header", "footer", "main", "nav", "section", "article",
    "h1", "h2", "h3", "dl", "dt", "dd", "ul", "li", "br", "p", "div", "span", "a", "bdi", "table", "caption", "thead", "tbody",
    "tr", "th", "td", "ins", "del", "details", "summary", "button", "input", "label", "fieldset", "legend", "select", "option",
    "dialog", "kbd", "textarea",
])  # fmt: skip
_TEXT_TAGS = frozenset(
    ["article", "div", "span", "a", "bdi", "p", "table", "tbody", "tr", "td", "ins", "del", "details", "summary"]
)
_TEXT_ATTRIBUTES = late("class|id|dir|lang|role|aria-level|href|colspan|open|data-.*")
_NEVER = late("on.*|style|src.*|background|color|face")
_ASIDE = ("sr", "ch", "brk", "hid", "note", "g", "head", "fold-of")  # what `recover` leaves out, by class
_DEEPEST = 64
_SPOKEN = late(r" ?\[[^\[\]]{1,60}\] ?")


def faults(output: str, styles: Iterable[tuple[str, ...]], scripts: tuple[str, ...] = ()) -> list[Fault]:
    """Lists what in a page is not as we write it, each once. `styles` are the sheets that it may have, by the names of our files."""
    page = _PageReader()
    page.feed(output)
    page.close()
    if page.sheets["style"] not in [[str(read_own_files(names))] for names in styles]:
        page.fault("style", "the style sheet is not that of this version; it may hide or add words")
    if page.sheets["script"] != ([str(read_own_files(scripts))] if scripts else []):
        page.fault("script", "a script is not that of this version; it may hide or add words")
    if [line.replace("\t", "") for line in recover(output)[0]] != recover_moved(output):
        page.fault("moved", "the marks at the new place of moved clauses are not the changes of their words")
    for sentence in _inconsistent(page):
        page.fault("beside", sentence)
    return list(page.faults)


def disagreements(output: str, ours: str) -> list[Fault]:
    """Lists the changes that a page marks otherwise than `ours` of the same texts does, in English and without a profile.

    A page whose marks stand beside other clauses (because of pins) is not compared.
    """
    marks = []
    for page in (output, ours):
        reader = _PageReader()
        reader.feed(page)
        reader.close()
        marks.append(reader.marks)
    if marks[0].keys() != marks[1].keys() or not {*marks[0].values()} <= {"", *MARKS}:
        return []
    return [
        ("mark", f"{id_} is marked {marks[0][id_]!r}, but these texts give {mark!r}")
        for id_, mark in marks[1].items()
        if mark != marks[0][id_]
    ]


@dataclass(slots=True)
class _OpenTextElement:
    """An open element of the text. `aside` is the class for which `recover` leaves out its words, "" if it does not."""

    tag: str
    classes: list[str]
    aside: str
    home: bool
    marked: bool  # in something that was inserted, deleted or moved
    moves: list[str]  # what moved in the clause around it, shared by all elements in that
    clause: str = ""  # the id of that
    said: list[str] = field(default_factory=list)  # the words in it, if they are aside
    signs: list[str] = field(default_factory=list)  # those of a profile before and after changed words
    code: str = ""


class _PageReader(HTMLParser):
    """Collects what is said beside the text, by its class, and the faults."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: dict[Fault, None] = {}
        self.sheets: dict[str, list[str]] = {"style": [], "script": []}
        self.around: dict[str, set[tuple[str, ...]]] = {"ins": set(), "del": set(), "moved": set()}
        self.said: defaultdict[str, set[str]] = defaultdict(set)
        self.sheet = ""
        self.marks: dict[str, str] = {}
        self.open: list[_OpenTextElement] = []  # from the article or the legend down; empty outside of both

    @property
    def in_legend(self) -> bool:
        """Whether the reader is in the legend, which shows what the marks look like, and not in the text."""
        return bool(self.open) and self.open[0].tag != "article"

    def fault(self, code: str, sentence: str) -> None:
        self.faults[code, sentence] = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in (_TEXT_TAGS if self.open and not self.in_legend else _PAGE_TAGS):
            self.fault(
                "element",
                f"the {'text' if self.open else 'page'} holds a <{tag}>, which no redline of decision-diff has",
            )
        for key, _ in attrs:
            if _NEVER.fullmatch(key) or (self.open and not _TEXT_ATTRIBUTES.fullmatch(key)):
                self.fault("hidden", f"an attribute {key} of <{tag}> may hide or move words")
        if tag in self.sheets:
            self.sheet = tag
            self.sheets[tag].append("")
        if self.open or tag == "article" or ("class", "legend") in attrs:
            self._begin(tag, dict(attrs))

    def _begin(self, tag: str, given: dict[str, str | None]) -> None:
        if len(self.open) > _DEEPEST:
            self.fault("element", f"elements of the text are nested more than {_DEEPEST} deep")
            return
        above = self.open[-1] if self.open else _OpenTextElement("", [], "", home=False, marked=False, moves=[])
        classes = (given.get("class") or "").split()
        aside = above.aside or next((one for one in _ASIDE if one in classes), "")
        home = above.home or bool(given.get("data-o") or given.get("data-n"))
        is_clause = "c" in classes or tag == "tr"
        moves, clause = ([], given.get("id") or "") if is_clause else (above.moves, above.clause)
        marked = above.marked or above.tag in ("ins", "del")
        self.open.append(
            _OpenTextElement(tag, classes, aside, home, marked, moves, clause, code=given.get("data-c") or "")
        )
        if "mv" in classes:
            moves.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.sheet = ""
        if self.open and self.open[-1].tag == tag:
            self._end(self.open.pop())

    def _end(self, one: _OpenTextElement) -> None:
        if one.tag in ("ins", "del") and not one.aside:
            # What moved away is deleted there; what moved here has no signs, since it is not new.
            self.around["moved" if one.tag == "ins" and "mv" in one.classes else one.tag].add(tuple(one.signs))
        own = next((name for name in _ASIDE if name in one.classes), "")
        if not self.open:
            return
        above, text = self.open[-1], "".join(one.said)
        if own == "ch":
            above.signs.append(text)
        if above.aside and own != "note":
            above.said.append(text)
        if own and not self.in_legend:
            self._check_aside(one, own, text, above)

    def _check_aside(self, one: _OpenTextElement, own: str, text: str, above: _OpenTextElement) -> None:
        """What stands beside the text must be of the form that we write."""
        wrong = {
            "sr": not one.marked or not _SPOKEN.fullmatch(text),
            "ch": above.tag not in ("ins", "del"),
            "brk": not one.marked or text != "¶",
            "hid": text not in ("⇥", f"‹U+{one.code:0>4}›"),
            "note": not one.moves,
        }
        if wrong.get(own):
            self.fault("beside", f"{text!r} stands in the text and belongs to neither revision")
        if own in ("sr", "g"):
            self.said[own].add(text)
        if own == "g":
            self.marks[one.clause] = text

    def handle_data(self, data: str) -> None:
        if self.sheet:
            self.sheets[self.sheet][-1] += data
        elif self.open:
            here = self.open[-1]
            if here.aside:
                here.said.append(data)
            if data.strip() and not here.home and not here.aside and not self.in_legend:
                self.fault("beside", f"{data.strip()[:40]!r} stands in the text and belongs to neither revision")


def _inconsistent(page: _PageReader) -> Iterator[str]:
    for tag, around in page.around.items():
        if len(around) > 1 or (tag == "moved" and any(around)):
            what = {"ins": "inserted", "del": "deleted"}.get(tag, tag)
            yield f"the signs around {what} words differ from place to place"
    if len(page.said["sr"]) > 2 * 4:  # begin and end of what was inserted, deleted, moved away and moved here
        yield "the page says more to screen readers than which words are marked"
    for text in sorted(page.said["g"] - _badges()):
        yield f"{text!r} stands beside a clause and is not a mark"


@cache
def _badges() -> frozenset[str]:
    """The marks of changes in all languages, and nothing."""
    words = [Words(language, replace(REDLINE, marks=marks)) for language in LANGUAGES for marks in (True, False)]
    return frozenset({"", *(sentences.show_mark(one, mark) for one in words for mark in MARKS)})
