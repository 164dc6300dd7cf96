"""What the documents of a council and of a conference have beside clauses: proposals, reasons and editorial notes.

    MOD⇥USA/12/1                       a proposal: holds all up to the next one; numbers begin anew in it
    ADD⇥5.209B⇥The band …              a mark in the margin of a number, no word of it but a feature, `mark`
    Reasons:⇥To align the dates.       why: level `reasons`, of the proposal and not of the clause before
    [Editorial note: to be moved.]     of the secretariat: level `editorialNote`

Marks are the same in all languages; the words of the others are data (`[notes]` of a language file). A word alone is no sign: a
colon stands behind it or, in brackets, what ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, Literal

from decision_diff.labels import FoundLabel, Grammar
from decision_diff.languages import load
from decision_diff.model import Block, Feature, Span
from decision_diff.patterns import late

AsideKind = Literal["reasons", "editorial"]

_BLANK: Final = " \t\u00a0\u3000"
_MARKS: Final = ("ADD*/SUP*", "(MOD)", "ADD*", "SUP*", "ADD", "MOD", "SUP", "NOC")
_MARK: Final = late(rf"(?:{'|'.join(map(re.escape, _MARKS))})(?:[{_BLANK}]+|$)")
MARK_STARTS: Final = frozenset("AMSN(")
_LONGEST_SYMBOL: Final = 60
# USA/12/1, IAP/21A3/5, CAN/USA/16A9A1/2#49924, C25/43(Rev.1)-E
_SYMBOL: Final = late(
    r"(?=[^0-9]{0,40}[0-9])[A-Z][A-Za-z0-9-]{0,11}(?:[/-][A-Z0-9][A-Za-z0-9.]{0,15}(?:\([A-Za-z0-9.]{1,10}\))?){1,6}(?:#[0-9]{1,9})?"
)
_BRACKETS: Final = "[［【(（"
_CLOSING: Final = {"[": "]", "［": "］", "【": "】"}
_BEHIND: Final = late(r"[ \u00a0]?(?:No\.? ?)?[0-9]{0,2}[ \u00a0]?(?:[:：]|(?P<end>[.,，–—\-\])）】］]|[ ]?$))")
_MAX_BLOCKS: Final = 12  # of an editorial note in brackets over several paragraphs


def find_mark(text: str) -> str:
    """The mark of a proposal with which a line begins, with what stands between it and the rest; "" if there is none."""
    match = _MARK.match(text) if text[:1] in MARK_STARTS else None
    return match.group() if match else ""


def is_proposal(text: str) -> bool:
    """Whether a line is a mark and the symbol of a proposal."""
    mark = find_mark(text)
    return bool(mark) and is_symbol(text[len(mark) :].rstrip(_BLANK))


def is_symbol(text: str) -> bool:
    """Whether a text is the symbol of a document or of a proposal."""
    return 0 < len(text) <= _LONGEST_SYMBOL and _SYMBOL.fullmatch(text) is not None


def is_lone_mark(text: str) -> bool:
    """Whether a line is a mark and nothing else."""
    return text.rstrip(_BLANK) in _MARKS


def find_marked(text: str, grammar: Grammar) -> tuple[str, FoundLabel] | None:
    """The mark in the margin of a number, with what stands behind it, and that number; None if the line has none."""
    mark = find_mark(text)
    found = grammar.find_at(text, len(mark)) if mark and not is_proposal(text) else None
    if found is None or not found.label.value:
        return None
    return mark, FoundLabel(found.lead, found.label, found.gap, found.text, False, found.others)


def cut_mark(mark: str, block: Block) -> Block:
    """The block with a mark in the margin cut off: no word of it, and yet seen."""
    start, value = len(block.lead), mark.rstrip(_BLANK)
    seen = Feature("mark", Span(start, start + len(value)), value)
    return replace(block, text=block.text[len(mark) :], lead=block.lead + mark, features=(seen, *block.features))


def find_aside(text: str, languages: tuple[str, ...]) -> AsideKind | None:
    """What a line without a number introduces by its first words, in one of the languages."""
    words = _load(languages)
    first = text[:1]
    if first not in words and first not in _BRACKETS:
        return None
    bare = text.lstrip(_BRACKETS + _BLANK)
    is_bracketed = len(bare) < len(text)
    for word, kind in words.get(bare[:1], ()):
        if bare[: len(word)].casefold() == word and _is_meant(bare[len(word) :], word, kind, is_bracketed):
            return kind
    return None


def _is_meant(rest: str, word: str, kind: AsideKind, is_bracketed: bool) -> bool:
    if is_bracketed and kind == "reasons":
        return False
    match = _BEHIND.match(rest)
    if match is None:
        return is_bracketed and rest[:1] == " " and " " in word
    return is_bracketed or match["end"] is None


@cache  # of our own data
def _load(languages: tuple[str, ...]) -> dict[str, list[tuple[str, AsideKind]]]:
    """The words by their first letter in either case, longer ones first."""
    found: dict[str, list[tuple[str, AsideKind]]] = {}
    rows: list[tuple[str, AsideKind]] = []
    for language in map(load, languages):
        rows.extend((word.casefold(), "reasons") for word in language.reasons)
        rows.extend((word.casefold(), "editorial") for word in language.editorial)
    for word, kind in sorted(rows, key=lambda row: -len(row[0])):
        for first in dict.fromkeys((word[0], word[0].upper())):
            found.setdefault(first, []).append((word, kind))
    return found


def find_note_end(blocks: Sequence[Block], start: int) -> int:
    """Where an editorial note that begins with a bracket ends: behind the paragraph that closes it; else it is one paragraph."""
    close = _CLOSING.get(blocks[start].text[:1])
    if close is None:
        return start + 1
    depth = 0
    for at, text in _list_near(blocks, start):
        depth += text.count(blocks[start].text[0]) - text.count(close)
        if depth <= 0:
            return at + 1
    return start + 1


def _list_near(blocks: Sequence[Block], start: int) -> Iterator[tuple[int, str]]:
    for at in range(start, min(start + _MAX_BLOCKS, len(blocks))):
        yield at, blocks[at].text
