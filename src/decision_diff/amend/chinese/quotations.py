"""Divides the lines of an act into what it says and what it quotes.

    将第四条修改为：“甲。        says 将第四条修改为：□     quotes 甲。 / 乙。
    “乙。”

□ (`HOLE`) stands for each quotation. A quotation of several paragraphs repeats the opening mark at each of them and closes
once, at the end; some printers leave the marks of the paragraphs out. Marks may be straight, where only what follows tells an
opening from a closing one. A quotation within is kept with its marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.amend.instructions import Quotation
from decision_diff.frozen import changeable, frozen
from decision_diff.patterns import late

HOLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_PAIRS: Final = {"“": "”", "「": "」", "『": "』", '"': '"', "＂": "＂"}
_OPENING: Final = frozenset("“「『")
_CLOSING: Final = frozenset("”」』")
_STRAIGHT: Final = frozenset('"＂')
# What an act says right behind a quotation. Anything else behind a straight mark means that it opens one within.
_GOES_ON: Final = late(
    r"\s*(?:$|[。；，：、,;:.]|[\"＂]|(?:分别|统一|均|都|一律)*(?:修?改|修订|替换|更正|调整|表述)为|(?:之|以)?[前后]面?(?:分别)?(?:增加|增写|补充|加)"
    r"|(?:和|与|或者?|以及)[\"＂]|(?:予以)?删[去除]|并?作为|分为|增加|一词|的?(?:表述|字样|规定|内容)|原第|第[一二三四五六七八九十]+[款项目])"
)
# A line that can only be the next instruction: what is still open before it was never closed.
_NEXT: Final = late(
    r"(?:[一二三四五六七八九十百千零〇]+、|（[一二三四五六七八九十]+）|[0-9]+[.．、])(?:将|在|增加|删去|对第|第[一二三四五六七八九十百零〇]+条(?:第|增加|修改|改))"
)


@frozen
class Statement:
    """What a line of an act says, with `HOLE` for each of its quotations; `line` is its number, from 1."""

    line: int
    said: str
    quotations: tuple[Quotation, ...]
    unclosed: bool = False  # the last quotation was never closed


@changeable
class _Open:
    """The quotation that is being read: its paragraphs, its mark, and how many quotations are open within."""

    paragraphs: list[list[str]]
    mark: str
    depth: int


def divide(lines: Sequence[str]) -> list[Statement]:
    """The statements of an act, in order. Lines that hold nothing are left out."""
    made: list[Statement] = []
    said: list[str] = []
    quoted: list[Quotation] = []
    opened: _Open | None = None
    first = 1
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if opened and _NEXT.match(text):
            quoted.append(_close(opened))
            made.append(Statement(first, "".join(said), tuple(quoted), unclosed=True))
            said, quoted, opened = [], [], None
        at = 0
        if opened is None:
            said, quoted, first = [], [], number
        else:
            at = _skip_mark(text, opened.mark)
            opened.paragraphs.append([])
        opened = _scan(text, at, said, quoted, opened)
        if opened is None and "".join(said).strip():
            made.append(Statement(first, "".join(said).strip(), tuple(quoted)))
    if opened:
        made.append(Statement(first, "".join(said), (*quoted, _close(opened)), unclosed=True))
    return made


def _close(opened: _Open) -> Quotation:
    paragraphs = ["".join(paragraph).strip() for paragraph in opened.paragraphs]
    return Quotation(tuple(paragraph for paragraph in paragraphs if paragraph))


def _scan(text: str, at: int, said: list[str], quoted: list[Quotation], opened: _Open | None) -> _Open | None:
    """Read a line from `at` on; what is open at its end is returned."""
    for place in range(at, len(text)):
        char = text[place]
        if opened is None:
            if char in _PAIRS:
                said.append(HOLE)
                opened = _Open([[]], char, 0)
            else:
                said.append(char)
        elif _is_end(opened, text, place):
            quoted.append(_close(opened))
            opened = None
        else:
            opened.paragraphs[-1].append(char)
    return opened


def _is_end(opened: _Open, text: str, place: int) -> bool:
    """Whether the character at `place` closes the quotation; counts those within."""
    char = text[place]
    if opened.mark in _STRAIGHT:
        if char != opened.mark:
            return False
        if opened.depth:
            opened.depth -= 1
            return False
        if _GOES_ON.match(text, place + 1):
            return True
        opened.depth += 1
        return False
    if char == opened.mark:
        opened.depth += 1
    elif char == _PAIRS[opened.mark]:
        if not opened.depth:
            return True
        opened.depth -= 1
    return False


def _skip_mark(text: str, mark: str) -> int:
    """How many characters of a paragraph of a quotation repeat its opening mark."""
    if not text.startswith(mark):
        return 0
    if mark in _STRAIGHT:
        return 1
    rest = text[1:]
    balance = rest.count(mark) - rest.count(_PAIRS[mark])
    return 1 if balance == 0 or (balance == -1 and _ends_quotation(rest, mark)) else 0


def _ends_quotation(rest: str, mark: str) -> bool:
    """Whether the mark that closes more than this paragraph opens is the last that is closed, and the act goes on behind it."""
    depth = 0
    for place, char in enumerate(rest):
        if char == mark:
            depth += 1
        elif char == _PAIRS[mark]:
            depth -= 1
            if depth < 0:
                return _GOES_ON.match(rest, place + 1) is not None
    return False
