"""What is open while a text is read, and what became of each line."""

from __future__ import annotations

from typing import Final, Literal

from decision_diff.frozen import changeable, frozen
from decision_diff.model import Label
from decision_diff.parse.levels import ARTICLE, CALL, LIST, PROPOSAL

ROOT: Final = -1
COVER: Final = "cover"
Surprise = Literal["", "start", "gap", "repeat", "order"]
PARAGRAPH_STYLES: Final = ("1", "1.", "1.1", "1.1.1", "1.1.1.1", "A.1", "A.1.1", "一、", "I.", "A.", "zh-paragraph")
_ARTICLE_LISTS: Final = ("一、",)  # of an article these number points (款), elsewhere paragraphs
SECTION_STYLES: Final = ("I.", "A.", "一、", "Ⅰ.")  # headings above lists that count on through them
_SHORTEST_WORD: Final = 3  # characters of the style of numbers in words
_PARTS_OF_SENTENCES: Final = (
    ",",
    ";",
    "，",
    "；",
    "،",
    "؛",
    " and",
    " or",
    " und",
    " oder",
    " y",
    " o",
    " et",
    " ou",
    " и",
    " или",
)
_COUNTED_ON: Final = ("1", "1.")  # the paragraphs of a schedule count on through its sections
INTRODUCES: Final = ("：", ":", "—", "–", "—", "︰")


@changeable
class Frame:
    """What is open: a unit, a list item, a part, or the root.

    `up` is what is open around it, lists among it that text has ended and that may go on. `home` is what it hangs in.
    """

    style: str
    value: tuple[int, ...]
    rank: int
    line: int
    up: Frame | None
    holder: int  # the line that it hangs on: that of `up`, or a text that introduces the list
    gap: str = ""
    indent: int = 0
    is_open: bool = False  # a colon or a bare heading: a list is expected below
    depth: int = 0
    home: Frame | None = None
    is_enumeration: bool = False  # its items end in commas: they are parts of a sentence
    chain: int = 0  # the number of what is open here and around it, see `Chains`; 0 is not yet known


@changeable
class Taken:
    """One numbered line as it was read: its number, the line that it hangs on (ROOT: none), and what is odd about it.

    `label` is None where a possible number was read as text.
    """

    line: int
    label: Label | None
    holder: int
    surprise: Surprise
    cost: float
    why: str
    before: Taken | None
    is_first: bool = True  # of a list: it continues none


@changeable
class Quote:
    """A quotation over several lines: the line that opens it holds all up to the one that closes it."""

    line: int
    end: int
    before: Quote | None


@changeable
class PartialReading:
    """A reading of the lines so far."""

    cost: float
    top: Frame
    base: Frame  # what a new list hangs on: above the lists that text has ended
    intro: int  # the line that introduces a list, if it is the last one and a text; or -1
    series: dict[str, tuple[int, ...]]  # by style of unit the last value in this scope
    floor: Frame
    quote_end: int
    taken: Taken | None
    headed: int  # the line of the last unit that is above others
    outer: dict[str, tuple[int, ...]]  # the series around the open quotation
    quotes: Quote | None  # the quotations so far, the last one first


@frozen
class Outcome:
    """How the lines were read: by line what became of each possible number, and the last line of each quotation by its first.

    `runs` are runs by their first line, each with the line behind it; what became of their lines is not in `taken`. `narrowed` is the line from which on only the likeliest reading was followed, or ROOT.
    """

    taken: dict[int, Taken]
    quotes: dict[int, int]
    runs: dict[int, int]
    narrowed: int = ROOT


def may_hold_text(style: str, *, in_article: bool, is_enumeration: bool) -> bool:
    """Whether text after an item of this style belongs to the item, and not to what the list hangs on.

    Paragraphs hold text. Of an article or an item, what is written as an enumeration holds none.
    """
    if style not in PARAGRAPH_STYLES and not _is_worded(style):
        return False
    return not (in_article and (is_enumeration or style in _ARTICLE_LISTS))


def _is_worded(style: str) -> bool:
    """Whether these are numbers in words, as of the clauses of a contract: `PRIMERA.- Objeto.` begins one."""
    return len(style) > _SHORTEST_WORD and style[:-1].isalpha()


def is_part_of_sentence(text: str) -> bool:
    """Whether an item ends as a part of a sentence does, so that its list is an enumeration."""
    return text.endswith(_PARTS_OF_SENTENCES)


def find_above(state: PartialReading, rank: int) -> Frame:
    """What a unit of this rank hangs in."""
    frame = state.top
    while frame is not state.floor and frame.rank >= rank and frame.up is not None:
        frame = frame.up
    return frame


def find_list(state: PartialReading, style: str) -> Frame | None:
    """The open item of this style, inside the nearest unit."""
    frame: Frame | None = state.top
    while frame is not None and frame is not state.floor:
        if frame.style == style:
            return frame
        if frame.rank < LIST:
            return None
        frame = frame.up
    return None


def find_prefix(state: PartialReading, prefix: tuple[int, ...]) -> Frame | None:
    """What is open and has this number: 2.1 hangs below 2."""
    frame: Frame | None = state.top
    while frame is not None and frame is not state.floor:
        if frame.value == prefix:
            return frame
        frame = frame.up
    return None


def find_innermost(state: PartialReading, above: Frame) -> Frame:
    """The innermost unit that is open below a unit: 5.1 hangs in the section of article 5 that is open."""
    frame: Frame | None = state.top
    while above.rank <= ARTICLE and frame is not None and frame is not above:
        if frame.rank <= ARTICLE:
            return frame
        frame = frame.up
    return above


def is_in_proposal(state: PartialReading) -> bool:
    """Whether a proposal is open: what it holds is an excerpt, whose numbers may begin anywhere."""
    frame: Frame | None = state.top
    while frame is not None and frame.rank > PROPOSAL:
        frame = frame.up
    return frame is not None and frame.rank == PROPOSAL


def is_counted_in_series(rank: int, home: Frame, style: str) -> bool:
    """Whether the numbers of a style are remembered beyond their list: those of units, and of lists that count on below headings."""
    if rank < LIST or CALL < home.rank < ARTICLE or home.style in SECTION_STYLES:
        return True
    return home.rank == ARTICLE and style in _COUNTED_ON


def find_root(frame: Frame) -> Frame:
    """What holds all."""
    while frame.up is not None:
        frame = frame.up
    return frame


def copy_state(state: PartialReading) -> PartialReading:
    """A reading that can go on another way. By hand: `replace` takes ten times as long."""
    return PartialReading(
        state.cost,
        state.top,
        state.base,
        state.intro,
        state.series,
        state.floor,
        state.quote_end,
        state.taken,
        state.headed,
        state.outer,
        state.quotes,
    )


class Chains:
    """A number for each chain of styles and values that was ever open: of two frames with one number the same is open around them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, str, tuple[int, ...]], int] = {}

    def find(self, frame: Frame) -> int:
        """The number of the chain that ends in a frame."""
        if frame.chain:
            return frame.chain
        waiting = [frame]
        while (up := waiting[-1].up) is not None and not up.chain:
            waiting.append(up)
        above = 0 if up is None else up.chain
        while waiting:
            one = waiting.pop()
            one.chain = above = self.find_longer(above, one.style, one.value)
        return above

    def find_longer(self, above: int, style: str, value: tuple[int, ...]) -> int:
        """The number of a chain with one more frame at its end."""
        key = above, style, value
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers) + 1
        return number

    def describe(self, state: PartialReading) -> tuple[object, ...]:
        """What decides how a reading can go on."""
        top = self.find(state.top)
        base = top if state.base is state.top else self.find(state.base)
        return top, base, state.base.line, state.intro, list_series(state.series), state.quote_end, state.headed


def list_series(series: dict[str, tuple[int, ...]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """A series as a value that can be compared, whatever the order in which its styles came."""
    return tuple(sorted(series.items())) if len(series) > 1 else tuple(series.items())
