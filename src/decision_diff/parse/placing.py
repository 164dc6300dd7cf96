"""Where a number may hang, and how surprising that would be.

A number continues a list that is open, opens a new one, or is that of a unit. `Placer.list_ways` gives all of it for one
line in one reading, and at last the line as text. Each way says why it costs what it costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from decision_diff.labels import FoundLabel, find, is_next
from decision_diff.model import Label
from decision_diff.parse import costs
from decision_diff.parse.frames import (
    COVER,
    PARAGRAPH_STYLES,
    ROOT,
    Frame,
    PartialReading,
    Surprise,
    find_above,
    find_innermost,
    find_list,
    find_prefix,
    is_in_proposal,
)
from decision_diff.parse.levels import ANNEX, LIST, NUMBERED_ANNEX, Ranks
from decision_diff.parse.lines import is_title
from decision_diff.parse.logical_lines import LogicalLine
from decision_diff.parse.unit_costs import is_cited, measure_step, weigh_unit
from decision_diff.patterns import late

_APPROVED: Final = "утвержд"  # УТВЕРЖДЕНЫ постановлением: the rules that a Russian act approves follow it
_LONGEST_TITLE: Final = 100  # characters
_SENTENCE_SPACES: Final = 4  # a line of fewer words may be a heading
# What an annex is annexed to, and its title: Appendix A to Part 145—Test Method.
_ANNEXED: Final = late(
    r"(?:to|of|à|al?|zu[rm]?|к) (?:[^\W\d_]+ ){0,3}[^\s—–:]{1,20} ?[—–:] ?[^\W\d_a-zа-я][^.;]{0,80}$"
)
_QUOTES: Final = "“‘\"'「『«„"
_NAME_WORDS: Final = 3  # of a name behind its first initial: further initials and one word
_NEAR: Final = 4  # numbers that may be missing where one was repealed
_NEAR_DECIMAL: Final = 7  # the same of 2.9 after 2.2, which hardly begins a sentence
_SECTIONS: Final = ("1", "1.")  # forms of numbers of sections with headings
_MAX_DEPTH: Final = 24  # of lists in lists; no text that was written by people has more


class Way(NamedTuple):
    """One way to read a line: as the number `label` in `home`, hanging on the line `holder`; as text, if `label` is None.

    `up` is what is open around it, as of a `Frame`.
    """

    cost: float
    label: Label | None
    up: Frame
    home: Frame
    holder: int
    surprise: Surprise
    why: str


class Placer:
    """The places of the numbers of one text."""

    def __init__(self, lines: Sequence[LogicalLine], ranks: Ranks) -> None:
        self.lines = lines
        self.ranks = ranks
        self.has_indents = len({line.indent for line in lines if line.found}) > 1
        self.first = next((at for at, line in enumerate(lines) if line.found and not line.found.weak), len(lines))

    def list_ways(self, state: PartialReading, index: int, line: LogicalLine, found: FoundLabel) -> Iterator[Way]:
        """All that a line with a possible number may be, and at last the text without one."""
        text_cost = costs.TEXT_FOR_DOUBTFUL if found.weak else costs.TEXT_FOR_CERTAIN
        for label in (found.label, *found.others):
            rank = self.ranks.find(label)
            for way in self._list_places(state, index, line, label, rank):
                if found.weak:
                    text_cost = max(text_cost, _weigh_text(found, way, rank))
                yield way
        if found.label.level == "attachment" and not self._is_annex(state, index, found):
            text_cost = 0.0
        yield Way(text_cost, None, state.top, state.top, ROOT, "", "text")

    def _list_places(
        self, state: PartialReading, index: int, line: LogicalLine, label: Label, rank: int
    ) -> Iterator[Way]:
        found = line.found
        assert found is not None  # noqa: S101 - the label is one of its readings
        if rank <= NUMBERED_ANNEX:
            top = find_above(state, rank)
            if label.value[:1] > (1,) and top.rank == ANNEX and top.up is not None and not _has_numbered(state, top):
                top = top.up  # Annex 2 after Annex; Annex 1 may be one of an annex
            if top.style == "supplement" and label.style == "annex" and top.up is not None:
                top = top.up  # 別表第一 behind 附則
            cost = 0.0 if self._is_annex(state, index, found) else 2 * costs.TEXT_FOR_CERTAIN
            yield Way(cost, label, top, top, top.line, "", "annex")
        elif rank < LIST:
            cost, above, surprise, why = weigh_unit(state, found, label, rank)
            way = Way(cost, label, above, above, above.line, surprise, why)
            yield way._replace(cost=way.cost + costs.SENTENCE_GOES_ON) if self.is_within_sentence(index) else way
        else:
            doubt = _weigh_doubt(state, found, label) if found.weak else 0.0
            for way in (*self._continue(state, index, line, label), *self._open(state, index, line, label)):
                is_part = way.label is not label  # of a Russian article: due, or it would not be one
                yield way._replace(cost=way.cost + doubt) if doubt and not is_part else way

    def _continue(self, state: PartialReading, index: int, line: LogicalLine, label: Label) -> Iterator[Way]:
        """The open lists of which the number may be the next one, and those that may begin again, the innermost first."""
        is_ended = state.base is not state.top
        frame: Frame | None = state.top
        while frame is not None and frame.rank >= LIST and frame is not state.floor:
            is_ended = is_ended and frame is not state.base
            if frame.style == label.style and frame.up is not None:
                follows_colon = frame.line == index - 1 and frame.is_open
                after = (costs.RESUMED if is_ended else 0.0) + (costs.AFTER_COLON if follows_colon else 0.0)
                yield from self._continue_one(line, label, frame, after, is_ended=is_ended)
            frame = frame.up

    def _continue_one(
        self, line: LogicalLine, label: Label, frame: Frame, after: float, *, is_ended: bool
    ) -> Iterator[Way]:
        """The number as the next one of a list, and as the first one of a list in its place. `after`: what stands between costs."""
        up = frame.up
        assert up is not None  # noqa: S101 - an item hangs in something
        home = frame.home or up
        cost, surprise = measure_step(label.value, frame.value)
        indent = self._weigh_indent(line.indent != frame.indent)
        yield Way(cost + indent + after, label, up, home, frame.holder, surprise, surprise or "due")
        if surprise and is_next(label.value, None):
            cost = costs.RESTARTED if is_ended else costs.RESTARTED_AT_ONCE
            yield Way(cost + indent, label, up, home, frame.holder, "", "restarted")

    def _open(self, state: PartialReading, index: int, line: LogicalLine, label: Label) -> Iterator[Way]:
        """The places where the number may begin a list."""
        if state.top.depth >= _MAX_DEPTH:
            return
        if (way := _fit(state, label) or self._go_on_quoted(state, label)) is not None:
            yield way
            return
        base = state.base
        counts_on = label.value != (1,) and is_next(label.value, state.series.get(label.style, ()))
        if counts_on and find_list(state, label.style) is None:
            yield Way(costs.COUNTED_ON, label, state.top, base, base.line, "", "counted on")
        if base.style == COVER and base.up is not None and label.style in PARAGRAPH_STYLES:
            base = base.up  # the numbered paragraphs of the text itself
        if (outer := self._find_ended(state, index, label, base)) is not None:
            yield Way(costs.OPENED_BESIDE, label, outer, outer, outer.line, "", "opened")
        yield self._open_below(state, line, label, base)

    def _go_on_quoted(self, state: PartialReading, label: Label) -> Way | None:
        """(1A) in a quotation that began with “(1) The form: the mark before that number hides it. None for others."""
        floor = state.floor
        if floor.line < 0 or label.value <= (1,) or find_list(state, label.style) is not None:
            return None
        first = find(self.lines[floor.line].text.lstrip(_QUOTES))
        if first is None or first.label.style != label.style or not is_next(label.value, first.label.value):
            return None
        return Way(costs.FITS, label, floor, floor, floor.line, "", "fits")

    def _ends_recitals(self, state: PartialReading, label: Label, base: Frame) -> bool:
        """Whether a first number stands behind a text that follows the lettered list of a call line of considerations."""
        if (
            base.line < 0
            or label.value != (1,)
            or label.style not in _SECTIONS
            or self.lines[base.line].kind != "recitals"
        ):
            return False
        return base is not state.top and state.top.rank == LIST and state.top.style not in PARAGRAPH_STYLES

    def _find_ended(self, state: PartialReading, index: int, label: Label, base: Frame) -> Frame | None:
        """What the lists hang in that a heading ends: `1. TERMS` behind `(B) The buyer has docks.`, if this is one.

        So do lettered considerations behind which a further one stands: `1. Decides` behind `Recognizing that:`, (a), (b), `Noting the report,`.
        """
        if self._ends_recitals(state, label, base):
            return base.home
        if base.rank != LIST or base.is_open or base.style in PARAGRAPH_STYLES or label.style not in _SECTIONS:
            return None
        if label.value != (1,) or not self._is_section(index, label):
            return None
        frame: Frame | None = base
        while frame is not None and frame.rank >= LIST:
            frame = frame.home
        return frame

    def _is_section(self, index: int, label: Label) -> bool:
        """Whether the words of a number are a heading, by its capitals or because the next line is its first paragraph: 1.1 below 1."""
        found = self.lines[index].found
        if found is None or not is_title(found.text):
            return False
        after = self.lines[index + 1].found if index + 1 < len(self.lines) else None
        return found.text.isupper() or (after is not None and after.label.value == (*label.value, 1))

    def _open_below(self, state: PartialReading, line: LogicalLine, label: Label, base: Frame) -> Way:
        """A new list below the innermost open clause, or below the text that introduces it."""
        is_introduced = state.intro >= 0
        is_first = is_next(label.value, None)
        cost = costs.OPENED_BELOW_COLON if is_introduced or base.is_open else costs.OPENED
        is_first = is_first or is_in_proposal(state)
        if not is_first:
            cost += costs.OPENED_LATE + (costs.INITIAL if is_initial(line, label) else 0.0)
        if find_list(state, label.style) is not None and not is_introduced:
            is_deeper = self.has_indents and line.indent > base.indent and base.style == label.style
            cost += -costs.INDENT if is_deeper else costs.OPENED_WITHIN_ITS_LIKE
        elif base.rank == LIST:
            cost += self._weigh_indent(line.indent < base.indent)
        holder = state.intro if is_introduced else base.line
        is_odd = not is_first and state.floor.line == ROOT  # a quotation begins with any number
        return Way(cost, label, state.top, base, holder, "start" if is_odd else "", "opened")

    def _is_annex(self, state: PartialReading, index: int, found: FoundLabel) -> bool:
        """Whether the word of an annex heads one: it has a title, or nothing behind it, and is no title of an annex itself."""
        top = state.top
        text = found.text
        if index <= self.first and found.label.text.casefold().startswith(_APPROVED):
            return False  # the stamp above a text that is approved as a whole
        is_short = is_title(text) or (found.label.style == "supplement" and len(text) <= _LONGEST_TITLE)
        is_titled = not text or (is_short and not text[0].islower() and not text[0].isdigit())
        is_titled = is_titled or (bool(found.label.value) and _ANNEXED.match(text) is not None)
        is_bare = ANNEX <= top.rank <= NUMBERED_ANNEX and top.line == index - 1 and top.is_open
        is_title_of_one = is_bare and bool(found.text) and not found.label.value
        return is_titled and state.floor.line == ROOT and not is_title_of_one

    def is_within_sentence(self, index: int) -> bool:
        """Whether the line before is a text that ends within a sentence: in the manner of / Article 3."""
        before = self.lines[index - 1] if index else None
        if before is None or before.kind != "text" or before.found is not None:
            return False
        return before.text[-1:].islower() and before.text.count(" ") >= _SENTENCE_SPACES and not before.text.istitle()

    def _weigh_indent(self, differs: bool) -> float:
        return costs.INDENT if differs and self.has_indents else 0.0


def _has_numbered(state: PartialReading, annex: Frame) -> bool:
    """Whether a numbered annex is open in an annex."""
    frame: Frame | None = state.top
    while frame is not None and frame is not annex:
        if frame.rank == NUMBERED_ANNEX:
            return True
        frame = frame.up
    return False


def _weigh_text(found: FoundLabel, way: Way, rank: int) -> float:
    """What it costs to read a doubtful number as text: more where it is due, or is a heading that does not cite."""
    if rank < LIST:
        is_heading = found.gap != "" and not is_cited(found)
        return costs.TEXT_FOR_DUE_UNIT if way.cost < costs.TEXT_FOR_DUE or is_heading else 0.0
    if way.surprise == "gap" and way.cost < costs.TEXT_FOR_GAP:
        return costs.TEXT_FOR_GAP
    return costs.TEXT_FOR_DUE if way.cost < costs.TEXT_FOR_DUE else 0.0


def _weigh_doubt(state: PartialReading, found: FoundLabel, label: Label) -> float:
    """What it costs to take a number for meant that is followed by a mere space."""
    frame = find_list(state, label.style)
    if frame is None:
        fits = len(label.value) > 1 and find_prefix(state, label.value[:-1]) is not None
        is_due = is_next(label.value, None) or is_next(label.value, state.series.get(label.style, ()) or (0,))
        return costs.DOUBTFUL if is_due or fits else costs.DOUBTFUL_NOT_DUE
    is_due = is_next(label.value, frame.value)
    # How many spaces stand there says little of the number that is due: a page makes them wider, and a longer number leaves fewer.
    if frame.gap != found.gap and not (is_due and frame.gap.isspace() and "\t" not in frame.gap + found.gap):
        return costs.OTHER_GAP
    if is_due:
        return 0.0
    *above, last = label.value
    most = _NEAR if not above else _NEAR_DECIMAL
    is_near = above == list(frame.value[:-1]) and 0 < last - frame.value[-1] <= most
    if not is_near or found.text[:1].islower():
        return costs.DOUBTFUL_NOT_DUE
    return 0.0 if above else costs.DOUBTFUL


def _fit(state: PartialReading, label: Label) -> Way | None:
    """The one place of a number that says itself where it belongs: 2.1 below 2, ２ in a Japanese article. None for others."""
    if len(label.value) > 1 and label.style.startswith("1.1"):
        above = find_prefix(state, label.value[:-1])
        return _insert_part(state, label) or (_open_decimal(state, label, above) if above else None)
    article = _find_unnumbered(label, state.base)
    if article is None:
        return None
    is_second = label.value == (2,)
    cost = costs.FITS if is_second else costs.GAP
    return Way(cost, label, article, article, article.line, "" if is_second else "start", "fits")


def _insert_part(state: PartialReading, label: Label) -> Way | None:
    """2.1 behind 2, where both number the parts of a Russian article: what was put in between 2 and 3. None for others."""
    frame = find_list(state, "1.")
    if frame is None or frame.up is None or frame.home is None or frame.home.style != "ru-article":
        return None
    if not is_next(label.value, frame.value):
        return None
    part = replace(label, style="1.", level="paragraph")
    return Way(costs.FITS, part, frame.up, frame.home, frame.holder, "", "fits")


def _open_decimal(state: PartialReading, label: Label, above: Frame) -> Way:
    """2.1 below 2: in the innermost unit, where 2 is one."""
    above = find_innermost(state, above)
    is_late = not is_next(label.value, None) and above.line != state.headed and above is not state.top
    cost = costs.FITS + (costs.OPENED_LATE if is_late else 0.0)
    return Way(cost, label, above, above, above.line, "start" if is_late else "", "fits")


def _find_unnumbered(label: Label, base: Frame) -> Frame | None:
    """The article whose first paragraph has no number, if this is the number of its second or a further one: in Japanese statutes."""
    if label.value <= (1,) or label.style != "1":
        return None
    frame: Frame | None = base
    while frame is not None and frame.rank >= LIST:
        if frame.style == "1":
            return None  # a list that has a second one of its own
        frame = frame.home
    return frame if frame is not None and frame.style == "ja-article" else None


def is_initial(line: LogicalLine, label: Label) -> bool:
    """Whether a letter with a point may be the initial of whoever signs: C. MARTIN, П. Петров, J. K. Smith."""
    words = line.found.text.split() if line.found is not None else []
    if (
        label.text[-1:] != "."
        or len(label.text) != 2
        or not label.text[0].isupper()
        or not 0 < len(words) <= _NAME_WORDS
    ):
        return False
    *initials, name = words
    return name[0].isupper() and name.isalpha() and all(len(one) == 2 and one[1] == "." for one in initials)
