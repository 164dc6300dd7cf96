"""Which ends of lines are wraps: the page was full there, and the paragraph goes on.

    lines ==widths==> the breaks behind a full line ==looks, indents, numbers, the other text==> wraps ==hyphens==> joins

A break behind a line that is not full ends a paragraph: so much is nearly certain, and so the text itself shows how its paragraphs end and
begin. How places inside a paragraph look, the inside of its lines shows. A break behind a full line is a wrap if it looks more like
the one than like the other, by the sum of the logarithms of what each piece of evidence is worth:

    how the line ends and the next begins       counted in the text (`looks`)
    a number at the head of the next line       due, or not
    a blank line between, indentation           counted in the text, for wraps in a second round
    the other revision                          it has the words on one line, or breaks there too

Nothing is joined in a text that does not look wrapped as a whole: the evidence of all its wraps together must be strong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.labels import find, is_next
from decision_diff.model import Label, Unwrap
from decision_diff.parse.cover import StartKind
from decision_diff.parse.hints import UNKNOWN, Known
from decision_diff.parse.looks import LOOKS, count_inside, find_end_look, find_start_look
from decision_diff.parse.widths import PageWidth, cut_piece, find_page_width, has_likely_width, is_wide, measure_columns
from decision_diff.patterns import late

_ENOUGH_PRINTED: Final = 2.0  # the same where page numbers or form feeds were found: 7 to 1
_ENOUGH: Final = 6.0  # how much all wraps of a text together must be worth: the odds are 400 to 1
_FULL, _FULL_ENDED, _FULL_KNOWN = (
    4,
    1,
    12,
)  # what a full line counts: by its end, or because the other revision goes on there
_KNOWN: Final = 8.0  # what it is worth that the other revision has the words on one line
_SENTENCE_ENDS: Final = ("stop", "semicolon", "colon")
_CLOSED: Final = (*_SENTENCE_ENDS, "comma", "close")
_WITHIN: Final = ("word", "han", "comma", "digit", "hyphen")
_DUE: Final = (0.9, 0.15)  # how often the number that begins a paragraph is due, and one that begins another line
_ROW: Final = -2.0  # what it is worth that a line is a row of a table
_MIXED: Final = 0.02
_ROUNDS: Final = 3
_NEARLY: Final = 0.8  # of the width of the page
_LONG: Final = 0.85  # of the width of the page: of the last lines of paragraphs about one in seven is as long
_SHORTEST: Final = 12  # characters of a line that could be a full one
_FEW: Final = 0.01  # share of long lines that end within a sentence: below it no long text is wrapped
_WHOLE_HEADING: Final = 24  # characters
_NUMBER_AND_GAP: Final = late(r"\S{1,12}[ \t\u3000]+")


@frozen
class TextLine:
    """A line with words, and where it stands in the file. `lead` is its indentation, `indent` the columns of it.

    `is_apart`: a blank line stands before it; None if it is the first of a page, where nobody can tell. `is_row`: it has cells, or
    is drawn. `trails`: white space follows its words.
    """

    at: int
    text: str
    lead: str
    indent: int
    is_apart: bool | None
    is_row: bool
    trails: bool


class BreakCounts:
    """Counts of what can be seen at a break, of one kind of break: ends of paragraphs, or wraps."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, object]] = Counter()
        self.size = 0

    def add(self, kind: str, value: object) -> None:
        """Count one more break at which this is seen."""
        self.counts[kind, value] += 1

    def estimate(self, kind: str, value: object, choices: int) -> float:
        """How often this is seen there; what was never seen is not impossible."""
        return (self.counts[kind, value] + 0.5) / (self.size + 0.5 * choices)

    def compare(self, kind: str, value: bool) -> float:
        """How often this is seen there, of the breaks at which it can be told."""
        counts = self.counts
        return (counts[kind, value] + 0.5) / (counts[kind, True] + counts[kind, False] + 1)


class WrapFinder:
    """The wraps of one text. `breaks[i]` is what stands between line i and the next: whether it is a wrap."""

    def __init__(
        self,
        lines: Sequence[TextLine],
        page: PageWidth,
        find_start: Callable[[str, bool], StartKind],
        known: Sequence[Known],
    ) -> None:
        self.lines = lines
        self.page = page
        self.find_start = find_start
        self.known = known
        self.inside = count_inside([line.text for line in lines if not line.is_row])
        self.all_inside = sum(self.inside.values()) + LOOKS * LOOKS * 0.1
        self.units: set[int] = set()  # the breaks behind the end of a sentence, before a unit
        self.looks = [self._find_look(at) for at in range(len(lines) - 1)]
        numbering = ("number", "digit", "mark")
        self.numbers = [
            find(line.text) if look in numbering else None
            for (_, look), line in zip(self.looks, lines[1:], strict=True)
        ]
        self.prior = self._weigh_prior()
        self.weights = [0.0] * (len(lines) - 1)
        self.breaks = [False] * (len(lines) - 1)

    def find(self) -> list[bool]:
        """Decide all breaks, in rounds: each counts what the one before has found."""
        full = self.page.is_full
        for nth in range(_ROUNDS):
            before = list(self.breaks)
            ends, wraps = BreakCounts(), BreakCounts()
            for at, is_full in enumerate(full):
                self._count(at, wraps if is_full and self.breaks[at] else ends, counts=not is_full or nth > 0)
            self._decide(ends, wraps, nth)
            if nth and self.breaks == before:
                break  # another round would count the same
        return self.breaks

    def weigh_whole(self) -> float:
        """How much it is worth that the text was wrapped at all. A single wrap that nobody else confirms is not enough."""
        wraps = [at for at, is_wrap in enumerate(self.breaks) if is_wrap and self.page.is_full[at]]
        if len(wraps) == 1 and not _is_sure(self.lines[wraps[0]], self.known[wraps[0]]):
            return 0.0
        if self._are_alike(wraps):
            return 0.0
        return sum(self.weights[at] for at in wraps)

    def _are_alike(self, wraps: Sequence[int]) -> bool:
        """Whether the last lines of paragraphs are mostly as long as all others: those of verse and of lists are, those that a page leaves are not."""
        if any(self.known[at].verdict > 0 or self.lines[at].text[-1] == "\u00ad" for at in wraps):
            return False
        joined = {at + 1 for at, is_wrap in enumerate(self.breaks) if is_wrap}
        lasts = [at for at in joined if at == len(self.breaks) or not self.breaks[at]]
        long = sum(self.page.widths[at] >= _LONG * self.page.width for at in lasts)
        return 2 * long > len(lasts)

    def _find_look(self, at: int) -> tuple[str, str]:
        line = self.lines[at + 1]
        end = find_end_look(self.lines[at].text)
        start = self.find_start(line.text, end not in _WITHIN)
        if start == "unit":
            self.units.add(at)
        return end, "call" if start == "call" else find_start_look(line.text)

    def _count(self, at: int, evidence: BreakCounts, *, counts: bool) -> None:
        if not counts or (self.lines[at].is_row and self.lines[at + 1].is_row):
            return
        evidence.size += 1
        evidence.add("end", self.looks[at][0])
        evidence.add("start", self.looks[at][1])
        if self.lines[at + 1].is_apart is not None:
            evidence.add("apart", self.lines[at + 1].is_apart)
        evidence.add("trails", self.lines[at].trails)
        evidence.add("indent", self._find_indent(at))
        if (closes := self._find_close(at)) is not None:
            evidence.add("closes", closes)

    def _find_close(self, at: int) -> bool | None:
        """Whether the next line ends a sentence; None if it is full, and may go on itself."""
        if at + 1 < len(self.page.is_full) and self.page.is_full[at + 1]:
            return None
        return find_end_look(self.lines[at + 1].text) in _CLOSED

    def _find_indent(self, at: int) -> tuple[int, str]:
        line, after = self.lines[at], self.lines[at + 1]
        if after.indent == line.indent:
            return min(after.indent, 12), "same"
        if after.indent < line.indent:
            return min(after.indent, 12), "less"
        head = _NUMBER_AND_GAP.match(line.text)
        hangs = head is not None and after.indent == line.indent + measure_columns(head.group())
        return min(after.indent, 12), "hang" if hangs else "more"

    def _decide(self, ends: BreakCounts, wraps: BreakCounts, nth: int) -> None:
        """Decide all breaks in order, for a number is due or not by those before it."""
        prior = self.prior
        last: dict[str, tuple[int, ...]] = {}
        for at in range(len(self.breaks)):
            number = self.numbers[at]
            self.breaks[at] = False
            if self._can_wrap(at):
                self.weights[at] = self._weigh_looks(at, ends) + self._weigh_layout(at, ends, wraps, nth)
                if number is not None and self.looks[at][1] == "number":
                    self.weights[at] += _weigh_number(number.label, last)
                self.weights[at] += _KNOWN * self.known[at].verdict
                self.breaks[at] = self.weights[at] + prior > 0 and not self._goes_on(at, last)
            if number is not None and not self.breaks[at]:
                last[number.label.style] = number.label.value

    def _goes_on(self, at: int, last: dict[str, tuple[int, ...]]) -> bool:
        """Whether a list goes on behind the end of a sentence: its next number is no wrap, unless the other revision has both on one line."""
        number = self.numbers[at]
        if number is None or self.known[at].verdict > 0 or self.looks[at][0] not in _SENTENCE_ENDS:
            return False
        before = last.get(number.label.style)
        return before is not None and not number.weak and is_next(number.label.value, before)

    def _can_wrap(self, at: int) -> bool:
        """Whether a break may be a wrap: the line is full, or the other revision goes on there, within a sentence."""
        before, after = self.lines[at], self.lines[at + 1]
        verdict = self.known[at].verdict
        if after.is_apart or verdict < 0:
            return False
        is_call = self.looks[at][1] == "call"
        if verdict == 0 and (at in self.units or (is_call and _is_heading(after.text)) or self._is_headed(at)):
            return False
        if (
            _is_open(before.text)
            or after.text[:1] in _CLOSING
            or (self.known[at].verdict > 0 and self.looks[at][0] not in _SENTENCE_ENDS)
        ):
            return True
        return self._is_full(at) and not after.is_row and not (before.is_row and find(after.text) is not None)

    def _is_headed(self, at: int) -> bool:
        """Whether behind the end of a sentence a short line stands that begins with a capital and ends in a word: a heading."""
        if self.looks[at] != ("stop", "upper") or not self.lines[at + 1].text[-1].isalnum():
            return False
        return 2 * self.page.widths[at + 1] <= self.page.width

    def _is_full(self, at: int) -> bool:
        """Whether a line is full, or nearly: whoever broke lines by hand broke some too soon, and small letters go on with a word."""
        page = self.page
        is_within = self.looks[at] == ("word", "lower") and not self.lines[at].is_row
        return page.is_full[at] or (is_within and page.widths[at] >= _NEARLY * page.width)

    def _weigh_prior(self) -> float:
        """How many wraps there are for each end of a paragraph that happens to fill its line."""
        page = self.page
        near = [
            width for width, full in zip(page.widths, page.is_full, strict=False) if not full and 2 * width > page.width
        ]
        lines = self.lines[1:]
        need = sum(page.measure(cut_piece(line.text)) for line in lines) / max(len(lines), 1)
        chance = (len(near) + 1) / (page.width / 2) * need
        count = sum(page.is_full)
        return log(max(count - chance, 0.5) / chance)

    def _weigh_looks(self, at: int, ends: BreakCounts) -> float:
        """Whether the looks are those of the inside of a paragraph."""
        end, start = self.looks[at]
        if self.lines[at].text[-1] == "\u00ad" or _is_open(self.lines[at].text):
            return _KNOWN
        inside = (self.inside[end, start] + 0.1) / self.all_inside
        if end == "han" and start in (
            "upper",
            "lower",
            "digit",
        ):  # a Latin word in a Chinese sentence, however rare they are
            inside += _MIXED * self.inside["han", "han"] / self.all_inside
        if self.lines[at + 1].text[:1] in _CLOSING or (start == "close" and is_wide(self.lines[at + 1].text[0])):
            return _KNOWN if at else 0.0
        return log(inside / (ends.estimate("end", end, LOOKS) * ends.estimate("start", start, LOOKS)))

    def _weigh_layout(self, at: int, ends: BreakCounts, wraps: BreakCounts, nth: int) -> float:
        """Blank lines, white space at the end of the line and indentation; what wraps have of it is known after the first round."""
        apart = self.lines[at + 1].is_apart
        weight = 0.0 if apart is None else log(0.998 / ends.estimate("apart", apart, 2))
        if self.lines[at].is_row:
            weight += _ROW
        if nth and wraps.size:
            indent, trails = self._find_indent(at), self.lines[at].trails
            weight += log(wraps.estimate("indent", indent, 6) / ends.estimate("indent", indent, 6))
            weight += log(wraps.estimate("trails", trails, 2) / ends.estimate("trails", trails, 2))
            if (closes := self._find_close(at)) is not None:
                weight += log(wraps.compare("closes", closes) / ends.compare("closes", closes))
        return weight


def _is_heading(text: str) -> bool:
    """Whether a line that begins as a heading or a call line is no more than its words: 目录, 附　则, considering."""
    return len(text) <= _WHOLE_HEADING and text[-1].isalnum()


def _is_open(text: str) -> bool:
    """Whether a line ends in an opening bracket, or within a bookmark of an extractor: `[bookmark: OLE_`."""
    if text.rstrip()[-1:] in _OPENING:
        return True
    return "[bookmark:" in text and text.rfind("[bookmark:") > text.rfind("]")


_OPENING: Final = ("（", "(", "「", "『", "《", "〈", "［", "[", "【")

_CLOSING: Final = ("）", ")", "」", "』", "》", "〉", "］", "]", "】")  # no paragraph begins with one


def _weigh_number(label: Label, last: dict[str, tuple[int, ...]]) -> float:
    """What a number at the head of a line is worth, by the last ones of each form."""
    is_next_one = is_due(label.value, last.get(label.style))
    of_ends, of_wraps = (share if is_next_one else 1 - share for share in _DUE)
    return log(of_wraps / of_ends)


def is_due(value: tuple[int, ...], last: tuple[int, ...] | None) -> bool:
    """Whether a number may be the next one of its form: it goes on, begins anew, or is a bullet."""
    return not value or is_next(value, None) or (last is not None and is_next(value, last))


@frozen
class Wrapping:
    """For each line but the last whether the paragraph goes on behind it; `page` is None if nothing was joined."""

    breaks: tuple[bool, ...]
    page: PageWidth | None = None
    known: Sequence[Known] = ()


def may_be_wrapped(lines: Sequence[TextLine]) -> bool:
    """Whether enough long lines end within a sentence; asked first, for hardly any text has such lines that is not wrapped."""
    long = [line for line in lines if len(line.text) >= _SHORTEST]
    within = sum(find_end_look(line.text) in _WITHIN for line in long)
    return within > _FEW * len(lines)


def find_wraps(
    lines: Sequence[TextLine],
    mode: Unwrap,
    find_start: Callable[[str, bool], StartKind],
    known: Sequence[Known] = (),
    *,
    is_printed: bool = False,
) -> Wrapping:
    """Decide each break between two lines; none of them is a wrap if the text is not wrapped as a whole.

    `is_printed`: page numbers or form feeds say that a page was made of the text, so less is asked of the wraps.
    """
    nothing = _join_known(lines, known) if mode == "auto" else Wrapping((False,) * max(len(lines) - 1, 0))
    if mode == "never" or len(lines) < 2 or (mode == "auto" and not may_be_wrapped(lines)):
        return nothing
    known = known or [UNKNOWN] * len(nothing.breaks)
    weights = [_weigh_full(line.text, one) for line, one in zip(lines, known, strict=False)]
    page = find_page_width([line.lead + line.text for line in lines], [_is_movable(line) for line in lines], weights)
    if page is None or (mode != "always" and (page.score <= 0 or _is_by_chance(lines, page, known))):
        return nothing
    finder = WrapFinder(lines, page, find_start, known)
    breaks = finder.find()
    is_wrapped = mode == "always" or finder.weigh_whole() >= (_ENOUGH_PRINTED if is_printed else _ENOUGH)
    return Wrapping(tuple(breaks), page, known) if is_wrapped else nothing


def can_be_wrapped(lines: Sequence[TextLine]) -> bool:
    """Whether any page may have wrapped a text that the other revision does not have on longer lines."""
    if len(lines) < 2 or not may_be_wrapped(lines):
        return False
    if any(line.text[-1] == "\u00ad" for line in lines):
        return True
    weights = [_weigh_full(line.text, UNKNOWN) for line in lines[:-1]]
    return has_likely_width([line.lead + line.text for line in lines], [_is_movable(line) for line in lines], weights)


def _join_known(lines: Sequence[TextLine], known: Sequence[Known]) -> Wrapping:
    """The few breaks within a sentence that the other revision does not have, in a text that no page wrapped as a whole."""
    breaks = [False] * max(len(lines) - 1, 0)
    for at, one in enumerate(known):
        if one.verdict > 0:
            before, after = lines[at], lines[at + 1]
            is_within = find_end_look(before.text) in ("word", "han") and not before.is_row and not after.is_row
            breaks[at] = is_within and not after.is_apart and find(after.text) is None
    return Wrapping(tuple(breaks), None, known)


def _is_sure(line: TextLine, known: Known) -> bool:
    """Whether a single wrap behind this line needs no other to be believed."""
    return known.verdict != 0 or line.text[-1] == "\u00ad"


def _is_by_chance(lines: Sequence[TextLine], page: PageWidth, known: Sequence[Known]) -> bool:
    """Whether at most one line is full, and nothing confirms it: such a text is not wrapped, whatever else it shows."""
    full = [at for at, is_full in enumerate(page.is_full) if is_full]
    return len(full) < 2 and not any(_is_sure(lines[at], known[at]) for at in full)


def _weigh_full(text: str, known: Known) -> int:
    """How much it says of the width of the page that a line is full."""
    if known.verdict:
        return _FULL_KNOWN if known.verdict > 0 else 0
    return _FULL_ENDED if find_end_look(text) in _SENTENCE_ENDS else _FULL


def _is_movable(line: TextLine) -> bool:
    """Whether a line that is too long could have been broken."""
    return not line.is_row and cut_piece(line.text) != line.text
