"""Ways to print a text: wrapped at a width, hyphenated, set in pages. For `wraps.py`, and for tests.

    fold       greedy lines of at most so many columns; words stay whole, no line begins with a mark that closes
    fill       the same by characters, also inside words, and with any mark at the head of a line (as databases print)
    plain      what `textwrap` makes of each paragraph
    page       a head, a foot and a form feed every so many lines, or some of them

A line of the text is a paragraph; blank lines stay.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator

from wcwidth import wcwidth

Layout = Callable[[str, int], str]

_CLOSING = "。，、；：？！）》〉」』】〕”’…,.;:!?)]}%％"
_OPENING = "（《〈「『【〔“‘([{"
_WIDE = re.compile(r"[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6\u3000]")
# A piece never broken: a word without spaces at which a line may end that is not of a script written without them, or one wide character.
_PIECES = re.compile(
    r"[^\S\u00a0\u202f]+|[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef]|(?:[^\s\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef]|[\u00a0\u202f])+"
)


def measure(text: str) -> int:
    """Columns on a terminal; a tab is one."""
    return sum(max(wcwidth(char), 0) if char != "\t" else 1 for char in text)


def cut_pieces(line: str) -> list[str]:
    """What `fold` never breaks, and the spaces between: a mark that closes stays with what stands before it."""
    pieces: list[str] = []
    for piece in _PIECES.findall(line):
        glued = pieces and not piece.isspace() and not pieces[-1].isspace()
        if glued and (piece[0] in _CLOSING or pieces[-1][-1] in _OPENING):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def fold(text: str, width: int) -> str:
    """Greedy lines; words stay whole."""
    return "\n".join(line for paragraph in text.split("\n") for line in fold_paragraph(paragraph, width))


def fold_paragraph(paragraph: str, width: int, hang: str = "") -> Iterator[str]:
    """The lines of one paragraph, without the spaces at which it was broken; all but the first begin with `hang`."""
    line, used, space = "", 0, ""
    for piece in cut_pieces(paragraph):
        if piece.isspace() and line.strip():
            space += piece
            continue
        size = measure(space + piece)
        if line.strip() and used + size > width:
            yield line
            line, used, space = hang, measure(hang), ""
            size = measure(piece)
        line, used, space = line + space + piece, used + size, ""
    yield line + space


def fill(text: str, width: int) -> str:
    """Lines filled to the last column, cut anywhere; of scripts with spaces as `fold`."""
    if len(_WIDE.findall(text)) < len(text) / 4:
        return fold(text, width)
    return "\n".join(line for paragraph in text.split("\n") for line in fill_paragraph(paragraph, width))


def fill_paragraph(paragraph: str, width: int) -> Iterator[str]:
    """The lines of one paragraph; one that ends at a space keeps it."""
    line, used = "", 0
    for char in paragraph:
        size = measure(char)
        if line and used + size > width:
            yield line
            line, used = "", 0
        line, used = line + char, used + size
    yield line


def plain(text: str, width: int) -> str:
    """`textwrap` with its defaults, tabs and spaces kept."""
    wrapper = textwrap.TextWrapper(width, expand_tabs=False, replace_whitespace=False)
    return "\n".join("\n".join(wrapper.wrap(paragraph)) or paragraph for paragraph in text.split("\n"))


def hang(text: str, width: int) -> str:
    """As `fold`, with four spaces before each further line of a paragraph."""
    return "\n".join(line for paragraph in text.split("\n") for line in fold_paragraph(paragraph, width, "    "))


def indent_first(text: str, width: int) -> str:
    """As `fold`, with two ideographic spaces before each paragraph."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(
            fold_paragraph(
                "　　" + paragraph if paragraph.strip() and paragraph[0] not in "\t　 " else paragraph, width
            )
        )
    return "\n".join(lines)


def hyphenate(text: str, width: int, hyphen: str = "\u00ad") -> str:
    """As `fold`; where a word of six letters or more does not fit, its head stays on the line with a hyphen."""
    return "\n".join(
        line for paragraph in text.split("\n") for line in divide_paragraph(paragraph, width, hyphen, _find_cut)
    )


def _find_cut(word: str, room: int) -> int:
    return min(room, len(word) - 3) if len(word) >= 6 and room >= 3 else 0


def divide_paragraph(paragraph: str, width: int, hyphen: str, find_cut: Callable[[str, int], int]) -> Iterator[str]:
    """The lines of a paragraph, words that do not fit divided with a hyphen.

    `find_cut` gives how many letters of a word stay on a line that has room for so many; 0 for a word that is not divided.
    """
    rest = paragraph
    while measure(rest) > width:
        head = next(fold_paragraph(rest, width))
        after = rest[len(head) :].lstrip(" ")
        word = re.match(r"[^\W\d_]+", after)
        cut = find_cut(word.group(), width - measure(head) - 2) if word else 0
        if cut and rest[len(head) : len(head) + 1] == " ":
            yield f"{head} {after[:cut]}{hyphen}"
            rest = after[cut:]
        else:
            yield head
            rest = after
    yield rest


def page(
    text: str, *, size: int = 40, head: str = "", foot: str = "", feed: str = "\f", blank: bool = False, first: int = 1
) -> str:
    """Pages of `size` lines; {n} in head and foot is the page and {m} how many there are; pages before `first` have no head."""
    lines = text.split("\n")
    pages = [lines[at : at + size] for at in range(0, len(lines), size)]
    made: list[str] = []
    for n, body in enumerate(pages, 1):
        top = [head.format(n=n, m=len(pages))] if head and n >= first else []
        bottom = [foot.format(n=n, m=len(pages))] if foot else []
        between = [""] if blank else []
        whole = [*top, *(between if top else []), *body, *(between if bottom else []), *bottom]
        if n > 1 and feed:
            whole[0] = feed + whole[0]
        made.extend(whole)
    return "\n".join(made)


LAYOUTS: dict[str, Layout] = {
    "fold": fold,
    "fill": fill,
    "plain": plain,
    "hang": hang,
    "indent": indent_first,
    "soft": hyphenate,
}
PAGES: dict[str, dict[str, object]] = {
    "feeds alone": {},
    "第 N 页": {"foot": "第 {n} 页 共 {m} 页"},
    "- N -": {"foot": "- {n} -", "blank": True},
    "Page N of M": {"foot": "Page {n} of {m}", "head": "C25/12-E", "first": 2},
    "head and number": {"head": "Example Series, volume 7", "foot": "{n}"},
    "symbol": {"head": "– {n} –\nC25/12-E", "first": 2, "feed": ""},
    "feeds away": {"foot": "– {n} –", "head": "C25/12-C", "blank": True, "feed": ""},
}
