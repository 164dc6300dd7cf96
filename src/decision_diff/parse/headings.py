"""Headings of articles: behind their numbers, and above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from decision_diff.labels import get_last, is_next, is_tombstone
from decision_diff.model import Label
from decision_diff.parse.frames import ROOT, Taken
from decision_diff.parse.levels import ARTICLE, CALL, LIST, Ranks
from decision_diff.parse.lines import is_title
from decision_diff.parse.logical_lines import LogicalLine

_ENDS: Final = (".", "。", ";", "”", "؛", "．")
_MARKS: Final = ("。", "；", "：", ":", ";", ",", "，", "—", "–")  # no heading ends with one
_STOPS: Final = (*_MARKS, ".", "．", "!", "؛", "۔")
_QUOTED: Final = "”»’"
_TITLE_LINES: Final = 2
_HEADING: Final = 100  # characters
_CALL_KINDS: Final = ("recitals", "operative")
_CAPTION_KINDS: Final = ("cover", *_CALL_KINDS)  # what a line seems to be that is a heading above a number


def looks_like_heading(text: str, *, is_below: bool = False) -> bool:
    """Whether the words behind the number of an article, or in the line below it, may be its heading: short, without a sentence.

    Behind a number a full stop may be that of the heading (`SEC. 101. NAME.`). In a line of its own a heading has none.
    """
    if not 0 < len(text) <= _HEADING or text.endswith(_STOPS if is_below else _MARKS):
        return False
    return not is_tombstone(text)


def has_headings(lines: Sequence[LogicalLine], ranks: Ranks) -> bool:
    """Whether the articles of a text have headings: most of those that text follows are short."""
    short = long = 0
    for at, line in enumerate(lines[:-1]):
        found, after = line.found, lines[at + 1]
        if found is None or ranks.by_style.get(found.label.style) != ARTICLE or not found.text:
            continue
        if after.found is not None and ranks.find(after.found.label) < LIST:
            continue
        if looks_like_heading(found.text, is_below=is_below_number(line)):
            short += 1
        else:
            long += 1
    return short > long


def is_below_number(line: LogicalLine) -> bool:
    """Whether the words of a numbered line stand in the line below its number."""
    return line.end - line.start > 1


def mark_captions(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The lines, each heading above a number a text though its words also head covers and parts: `Requests` above 3., behind 2.

    Only beside headings of other words, and where no such line heads a list that begins with 1.
    """
    marked = list(lines)
    if any(line.kind in _CAPTION_KINDS for line in lines):
        above = _find_above(lines)
        for at in above if any(lines[at].kind == "text" for at in above) else ():
            marked[at] = replace(lines[at], kind="text")
    return marked


def _find_above(lines: Sequence[LogicalLine]) -> list[int]:
    """The lines that look like headings above the number that is due; none where a call line heads a list that begins with 1."""
    latest: dict[str, tuple[int, ...]] = {}
    above: list[int] = []
    for at, (line, after) in enumerate(pairwise(lines)):
        if line.found is not None:
            latest[line.found.label.style] = get_last(line.found.label)
        elif after.found is not None and line.kind in ("text", *_CAPTION_KINDS):
            label = after.found.label
            if line.kind in _CALL_KINDS and is_next(label.value, None):
                return []
            if is_next(label.value, latest.get(label.style)) and _stands_above(lines, at):
                above.append(at)
    return above


def _stands_above(lines: Sequence[LogicalLine], at: int) -> bool:
    """Whether a line looks like a heading with a capital letter, behind the end of a sentence."""
    text = lines[at].text
    return (
        text[:1].isupper() and not text.isupper() and is_title(text) and at > 0 and lines[at - 1].text.endswith(_ENDS)
    )


def find_captions(lines: Sequence[LogicalLine], ranks: Ranks, taken: Mapping[int, Taken]) -> frozenset[int]:
    """The lines that are headings above the number of an article: （目的） above 第一条, `Wardens` above 2A.

    They stand between the end of a sentence, or another heading, and a number that hangs on no list; there are several of them.
    """
    texts = [at for at in range(1, len(lines) - 1) if lines[at].found is None and lines[at].kind == "text"]
    found = [at for at in texts if _is_caption(lines, at, ranks, taken.get(at + 1))]
    return frozenset(found) if len(found) > 1 else frozenset()


def _is_caption(lines: Sequence[LogicalLine], at: int, ranks: Ranks, after: Taken | None) -> bool:
    """Whether a line without a number is one; `after` is what the next line was read as."""
    line = lines[at]
    if after is None or after.label is None or after.holder == at:  # what holds the number is not above it
        return False
    text, holder = line.text, after.holder
    is_bracketed = text[0] in "（(" and text[-1] in "）)"
    if not is_title(_strip_quotation(text)) or not (is_bracketed or text[0].isupper()):
        return False
    is_top = holder == ROOT and after.label.style in ("1", "1.") and text[0].isupper()
    is_article = (
        is_top
        or ranks.find(after.label) == ARTICLE
        or (holder >= 0 and _is_heading_unit(lines[holder], after.label, ranks))
    )
    return is_article and (is_bracketed or _has_ended(lines[at - 1]) or _is_below_titles(lines, holder, at))


def _strip_quotation(text: str) -> str:
    """A line without the mark behind the words that it quotes at its end, as in Meaning of “members”."""
    return text[:-1] if text[-1:] in _QUOTED and not text[:-1].endswith(_STOPS) else text


def _has_ended(line: LogicalLine) -> bool:
    """Whether a sentence ends with a line, or a word of repeal that needs no stop, as (Deleted) does."""
    return line.text.endswith(_ENDS) or (line.found is not None and is_tombstone(line.found.text))


def _is_below_titles(lines: Sequence[LogicalLine], holder: int, at: int) -> bool:
    """Whether there is only a title between a unit, or its parent, and a line."""
    between = lines[holder + 1 : at]
    return (
        holder >= 0
        and len(between) <= _TITLE_LINES
        and all(one.found is None and is_title(one.text) for one in between)
    )


def _is_heading_unit(line: LogicalLine, below: Label, ranks: Ranks) -> bool:
    """Whether a line is the heading of a unit that may hold what has captions: a part, closing provisions (附則), an annex of paragraphs."""
    if line.found is None:
        return False
    style = line.found.label.style
    is_annex = style == "annex" and below.style in ("1", "1.")
    return is_annex or CALL < ranks.find(line.found.label) < ARTICLE or style == "supplement"
