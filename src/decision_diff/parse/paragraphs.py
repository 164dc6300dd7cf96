"""From the lines of a text file to its paragraphs: what a page added is set aside, and wrapped lines are joined.

    blocks ==pages==> lines set aside ==page_notes==> feet ==wraps==> which lines go on ==joined==> paragraphs, each one block or several

A paragraph is a block too, of the joined words: what comes after this step need not know how a text was printed. A file that has
structure knows its paragraphs; nothing is joined there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from decision_diff.model import FOOT, Block, Notice, Origin, Unwrap
from decision_diff.parse.council import find_mark
from decision_diff.parse.cover import StartKind
from decision_diff.parse.gaps import PageGaps, find_gaps
from decision_diff.parse.hints import find_known, may_run_on
from decision_diff.parse.looks import find_start_look
from decision_diff.parse.page_notes import find_page_notes
from decision_diff.parse.pages import FEED, find_page_lines
from decision_diff.parse.widths import INDENTS, measure_indent
from decision_diff.parse.wraps import TextLine, Wrapping, can_be_wrapped, find_wraps
from decision_diff.patterns import late

if TYPE_CHECKING:
    from decision_diff.parse.joined import TextParagraphs

_DRAWN: Final = frozenset("|+-=_—–─━│┌┐└┘├┤┬┴┼ ")
_LONGEST_NUMBER: Final = 12
_SHORTEST: Final = 12
_NEARLY: Final = 0.8  # of the width of the page
_WIDER: Final = 1.3  # times as wide as the page: what is more was not wrapped by it
_HEAD: Final = 6  # characters by which a line of the other revision is found
_MOST_ALIKE: Final = 20  # lines with the same head that are looked at
_HYPHENS: Final = " \t-\u2010\u00ad"
_WIDER_SHARE: Final = 0.02
_FULL: Final = 1.8  # times a full line is at least as wide as that
_FEW_WIDE: Final = 2  # lines of any width that say nothing: a long heading, a line of a table
_LONG_STARTS: Final = frozenset("(（0123456789")
_LONG_NUMBER: Final = late(
    r"[(（]?[0-9]{4,7}(?:\.[0-9]{1,3}){0,4}[.．)）、\t]"
)  # of a very long list; no year, in the looks of a text, is one
_ENDED: Final = frozenset('。．.!?！？…；;：:”’」』）)】》"')

Hints = Sequence[str]


def gather_paragraphs(
    blocks: Sequence[Block], mode: Unwrap, find_start: Callable[[str, bool], StartKind], hints: Hints
) -> TextParagraphs | None:
    """The paragraphs of a text file; None if each line is one.

    `find_start` tells how a line begins. `hints` are the lines of the other revision of a comparison.
    """
    if any(block.place is not None for block in blocks):
        return None
    texts = [block.text for block in blocks]
    pages = find_page_lines(texts, hints)
    fed = frozenset(at for at, text in enumerate(texts) if FEED in text)
    if not pages and not fed and not (mode == "always" or (mode == "auto" and _may_be_wrapped(texts, hints))):
        return None
    bare, gaps, feet = _clear_pages(blocks, pages, fed)
    lines = _list_lines(bare, gaps, feet, find_start)
    wrapping = _decide(lines, mode, find_start, hints, is_printed=bool(pages or fed))
    if not pages and not fed and not any(wrapping.breaks):
        return None
    from decision_diff.parse.joined import join_lines  # noqa: PLC0415 - late: only where a page did something to the text

    return join_lines(bare, lines, gaps, wrapping, hints, tuple(_report(pages, lines, wrapping, texts)))


def _clear_pages(
    blocks: Sequence[Block], pages: frozenset[int], fed: frozenset[int]
) -> tuple[list[Block], PageGaps, Mapping[int, int]]:
    """The lines without what pages added, what stands between those with words, and which of these are feet of pages."""
    bare = [_set_aside(block) if at in pages else _trim(block) for at, block in enumerate(blocks)]
    for at in fed:
        bare[at] = _cut_feed(bare[at])
    gaps = find_gaps(bare, pages, fed)
    feet = find_page_notes(bare, gaps) if pages or fed else {}
    for at in feet:
        bare[at] = _move_to_foot(bare[at])
    return bare, gaps, feet


def _may_be_wrapped(texts: Sequence[str], hints: Sequence[str]) -> bool:
    """Whether more than one long line in a hundred ends within a sentence that goes on, and hardly any line is wider than those.

    A page wraps each line that is wider than it, so what ends within a sentence is as wide as the page. The other revision tells it
    too: where a line of it goes on that ends here.
    """
    within = [
        text
        for text, after in pairwise(texts)
        if text[-1:] not in _ENDED and len(text) >= _SHORTEST and text.rstrip()[-1:] not in _ENDED and _may_go_on(after)
    ]
    if hints and _is_continued(texts, hints):
        return True
    if 100 * len(within) <= len(texts):
        return False
    columns = sorted(map(_estimate_columns, within), reverse=True)
    widest = _WIDER * columns[min(_FEW_WIDE, len(columns) - 1)]
    full = sum(_FULL * one >= widest for one in columns)
    wider = sum(_estimate_columns(text) > widest for text in texts if 2 * len(text) > widest)
    return 3 * full >= len(columns) and wider <= max(_FEW_WIDE, _WIDER_SHARE * len(texts))


def _may_go_on(line: str) -> bool:
    """Whether a line may go on with the one before it: an item of a list, which may end without a mark, does not."""
    bare = line.lstrip()
    if not bare or find_start_look(bare) == "number":
        return False
    return bare[0] not in _LONG_STARTS or _LONG_NUMBER.match(bare) is None


def _is_continued(texts: Sequence[str], hints: Sequence[str]) -> bool:
    """Whether a line that ends within a sentence is the beginning of a line of the other revision."""
    trimmed = [text.rstrip(_HYPHENS) for text in texts if text[-1:] not in _ENDED]  # the rest have ended
    open_ones = [text for text in trimmed if text.rstrip()[-1:] not in _ENDED]
    by_head = _sort_by_head(hints, {_cut_start(text, _HEAD) for text in open_ones} - {""})
    for text in open_ones:
        alike = by_head.get(_cut_start(text, _HEAD), ())
        bare = "".join(text.split()) if alike else ""
        if any(len(hint) > len(bare) and hint.startswith(bare) for hint in alike[:_MOST_ALIKE]):
            return True
    return False


def _sort_by_head(hints: Sequence[str], heads: AbstractSet[str]) -> dict[str, list[str]]:
    """The lines, without white space, that go on behind one of these heads, by that head."""
    found: dict[str, list[str]] = {}
    firsts = {head[0] for head in heads}
    for hint in dict.fromkeys(hints) if heads else ():  # each once: a text may say the same on very many lines
        if hint[:1] not in firsts and not hint[:1].isspace():  # most are told apart by their first character
            continue
        start = _cut_start(hint, _HEAD + 1)
        if len(start) > _HEAD and start[:_HEAD] in heads:
            found.setdefault(start[:_HEAD], []).append("".join(hint.split()))
    return found


def _cut_start(line: str, size: int) -> str:
    """The first characters of a line that are no white space: so many, or all of fewer."""
    start = "".join(line[: 3 * size].split())[:size]  # of most lines; the rest of a long one need not be looked at
    return start if len(start) == size else "".join(line.split())[:size]


def _estimate_columns(text: str) -> float:
    """About how wide a line is: ideographs take two columns and three bytes, ASCII takes one of each."""
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 2


def _trim(block: Block) -> Block:
    """White space at the end belongs to the line's end, not to the words."""
    text = block.text.rstrip()
    if len(text) == len(block.text):
        return block
    return Block(text, block.origin, block.lead, block.label, block.gap, block.text[len(text) :] + block.end)


def _set_aside(block: Block) -> Block:
    return Block("", block.origin, block.lead + block.text, None, "", block.end)


def _move_to_foot(block: Block) -> Block:
    origin = Origin(FOOT, block.origin.start, block.origin.end)
    return Block(block.text, origin, block.lead, block.label, block.gap, block.end)


def _cut_feed(block: Block) -> Block:
    """Form feeds at the head of a line are no words, nor what stands before them."""
    end = block.text.rfind(FEED, 0, len(block.text) - len(block.text.lstrip(INDENTS))) + 1
    return Block(block.text[end:], block.origin, block.lead + block.text[:end], block.label, block.gap, block.end)


# -- lines with words, and what stands between them


def _list_lines(
    blocks: Sequence[Block], gaps: PageGaps, feet: Mapping[int, int], find_start: Callable[[str, bool], StartKind]
) -> list[TextLine]:
    """The lines with words; those of `feet` behind all others, for what stands above them goes on below."""
    lines = []
    for at in sorted(gaps.by_line, key=lambda one: (one in feet, one)) if feet else gaps.by_line:
        block = blocks[at]
        text = block.text.lstrip(INDENTS)
        lead = block.text[: len(block.text) - len(text)]
        trails = block.end[:1] in (" ", "\t", "\u3000")
        if text:
            apart, row = feet.get(at) == at or gaps.is_apart(at), _is_row(text, find_start)
            lines.append(TextLine(at, text, lead, measure_indent(lead), apart, row, trails))
    return lines


def _is_row(text: str, find_start: Callable[[str, bool], StartKind]) -> bool:
    """Whether a line has cells behind its number, or is part of a drawn table."""
    text = text[len(find_mark(text)) :] or text
    if "\t" in text:
        head, _, rest = text.partition("\t")
        is_number = len(head) <= _LONGEST_NUMBER and find_start_look(text) == "number"
        return (not is_number or "\t" in rest.strip()) and find_start(text, False) != "call"
    return text[0] in "|+-=_—–─━│┌└├" and (text[-1] == "|" or (len(text) > 2 and _DRAWN.issuperset(text)))


def _decide(
    lines: Sequence[TextLine],
    mode: Unwrap,
    find_start: Callable[[str, bool], StartKind],
    hints: Hints,
    *,
    is_printed: bool,
) -> Wrapping:
    if not hints or mode == "never":
        return find_wraps(lines, mode, find_start, is_printed=is_printed)
    texts = [line.text for line in lines]
    # What the other revision knows can only take wraps away then: the answer is known without asking it.
    if mode == "auto" and not may_run_on(texts, hints) and not can_be_wrapped(lines):
        return Wrapping((False,) * max(len(lines) - 1, 0))
    others = [
        TextLine(at, text, "", 0, False, _is_row(text, find_start), trails=False)
        for at, one in enumerate(hints)
        if (text := one.strip())
    ]
    said = [line.text for line in others]
    known = find_known(texts, said, _list_doubtful(said, find_wraps(others, "auto", find_start)))
    return find_wraps(lines, mode, find_start, known, is_printed=is_printed)


def _list_doubtful(texts: Sequence[str], wrapping: Wrapping) -> list[bool]:
    """For each break of the other revision whether it may well be of its page: it is a wrap, or cuts a sentence behind a long line.

    Items whose hanging indent was lost have lines that long, and no page is so wide that they are full.
    """
    page = wrapping.page
    if page is None:
        return list(wrapping.breaks)
    least = _NEARLY * page.width
    return [
        is_wrap or (width >= least and text[-1] not in _ENDED)
        for is_wrap, width, text in zip(wrapping.breaks, page.widths, texts, strict=False)
    ]


# -- notices


def _report(
    pages: frozenset[int], lines: Sequence[TextLine], wrapping: Wrapping, texts: Sequence[str]
) -> Iterator[Notice]:
    if pages:
        first, count = min(pages), len(pages)
        said = f"{count} line{'s' if count > 1 else ''} that the page adds (page numbers, headers, footers) belong{'s' if count == 1 else ''} to no clause"
        yield Notice(
            "page-lines-set-aside",
            f"{said}; first in line {first + 1}: {texts[first].strip()}",
            Origin("text", first, first + 1),
        )
    if count := sum(wrapping.breaks):
        first = lines[wrapping.breaks.index(True)].at
        said = f"{count} line{'s' if count > 1 else ''} wrapped by the page {'were' if count > 1 else 'was'} joined with what follows"
        yield Notice("lines-joined", f"{said}; first line {first + 1}", Origin("text", first, first + 2))
