"""Reads amending acts in the English of the United Kingdom and of the European Union, into the same instructions as Chinese ones.

    In section 3(2), for “x” substitute “y”.         Article 3(2) is replaced by the following:
    After section 4 insert—                          ‘2. …’;
    “4A …”                                           in Article 4, point (b) is deleted;
    Omit section 5.                                  after Article 5, the following Article 5a is inserted:

A line is a statement; the lines of a quotation that stand below it belong to it. A statement that only says where (In section 3—; Article 3
is amended as follows:) holds for those below it. What no form explains is given back as not understood, and nothing of it is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff.amend.chinese.quotations import HOLE
from decision_diff.amend.instructions import (
    Act,
    ActOrigin,
    Instruction,
    LawPart,
    Quotation,
    UnitPlace,
    Unread,
)
from decision_diff.amend.styles.english_orders import StatementFrame, read_order
from decision_diff.amend.styles.english_places import find_place
from decision_diff.frozen import changeable, frozen
from decision_diff.model import Source
from decision_diff.patterns import late

_PAIRS: Final = {"“": "”", "‘": "’", '"': '"'}
_HEAD: Final = late(
    r"\s*(?P<number>\(\d{1,4}[A-Za-z]?\)|\d{1,4}[A-Za-z]?\.|\d{1,4}(?=\t)|\((?:[a-z]|[ivx]{1,5})\)|\d{1,4}[A-Z]?(?=\ (?:In|For|After|Before|At|Omit|Repeal|Delete|Insert|Renumber|The\ following|(?:Sub)?[Ss]ections?|Articles?|Paragraphs?|Parts?|Schedule|Annex)\ ))\s+"
)
_AFTER_QUOTE: Final = late(
    r"\s*(?:$|[,;.)]|(?:is|are|shall|and|or|after|before|substitute|insert|where|wherever|in each|in both|there)\b)"
)
_CLOSED: Final = late(r"(?P<mark>[”’\"])\s*[.;,]?\s*(?:and|or)?\s*$")
_TAIL: Final = late(r"(?:\s*[;,.]\s*(?:and|or)?|\s+and)?\s*$")
_FORCE: Final = late(
    r"(?:This|The present) .{0,80}(?:enters? into force|comes? into force|shall (?:enter|come) into force|may be cited)"
)
_SCOPE: Final = late(r"(?:is|are) amended (?:as follows|in accordance with .*)\s*[:—–-]?$|[:—–-]$")
_TITLE: Final = late(
    r"(?:.* )?(?:Amendments? (?:of|to)|Act amending|Regulation amending|Decision amending)\b", re.IGNORECASE
)


@frozen
class _Sentence:
    """What a line says, with `HOLE` for each quotation; whether the last stood below it."""

    line: int
    number: str
    said: str
    quotations: tuple[Quotation, ...]
    has_block: bool


@changeable
class _Scope:
    """The place of which the statements below speak, for each depth: of the items (1), and of the points (a) in them."""

    top: UnitPlace | None
    inner: UnitPlace | None

    @property
    def place(self) -> UnitPlace | None:
        """The innermost place."""
        return self.inner or self.top


def is_english_act(lines: Sequence[str]) -> bool:
    """Whether any line orders something as such acts do."""
    return any(_ORDERS.search(line) for line in lines)


_ORDERS: Final = late(
    r"\bsubstitute\b|\binsert(?:ed)?\b|\bomit(?:ted)?\b|\b(?:is|are) (?:replaced by|deleted|repealed|added|renumbered)|^\s*(?:\(\d+\)\s+)?renumber\b",
    re.IGNORECASE,
)


def read_english_lines(source: Source, lines: Sequence[str]) -> Act:
    """An act from its lines, in order, without line ends."""
    scope = _Scope(None, None)
    made: list[Instruction | Unread] = []
    preamble: list[str] = []
    for sentence in _cut_sentences(lines):
        if not sentence.number and not made and not _ORDERS.search(sentence.said):
            preamble.append(sentence.said)
            continue
        made.extend(_read(sentence, scope))
    part = LawPart(
        "",
        tuple(one for one in made if isinstance(one, Instruction)),
        tuple(one for one in made if isinstance(one, Unread)),
        on_clauses=True,
    )
    return Act(source, preamble[0] if preamble else "", (part,), tuple(preamble))


def _cut_sentences(lines: Sequence[str]) -> Iterator[_Sentence]:
    at = 0
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        if not line.strip():
            continue
        head = _HEAD.match(line)
        said, quotations = _take_quotations(line[head.end() if head else 0 :].strip())
        block: Quotation | None = None
        if (
            at < len(lines)
            and lines[at].strip()[:1] in _PAIRS
            and said.rstrip().endswith((":", "—", "–", "-", "following"))
        ):
            block, at = _read_block(lines, at)
        if block is not None:
            said, quotations = said + HOLE, (*quotations, block)
        yield _Sentence(number, head["number"] if head else "", said, quotations, block is not None)


def _read_block(lines: Sequence[str], at: int) -> tuple[Quotation | None, int]:
    """A quotation that stands on lines of its own from `at` on, and where it ends: at a mark before the next item, or the last line."""
    mark = lines[at].strip()[0]
    paragraphs: list[str] = []
    depth = 0
    for place in range(at, len(lines)):
        text = lines[place].strip() if place == at else lines[place].rstrip()
        depth += text.count(mark) - text.count(_PAIRS[mark]) if mark != '"' else 0
        closed = _CLOSED.search(text)
        paragraphs.append(text)
        if closed and closed["mark"] == _PAIRS[mark] and _may_end(lines, place + 1) and (mark != "“" or depth <= 0):
            paragraphs[-1] = text[: closed.start()]
            paragraphs[0] = paragraphs[0][1:]
            return Quotation(tuple(one for one in paragraphs if one)), place + 1
    return None, at


def _may_end(lines: Sequence[str], at: int) -> bool:
    """Whether an item begins at a line, or there is none."""
    rest = next((line for line in lines[at:] if line.strip()), "")
    return not rest or _HEAD.match(rest) is not None or _FORCE.match(rest) is not None


def _take_quotations(text: str) -> tuple[str, tuple[Quotation, ...]]:
    """A text with `HOLE` in the place of what it quotes, and the quotations."""
    said: list[str] = []
    found: list[Quotation] = []
    at = 0
    while at < len(text):
        end = _find_closing(text, at) if text[at] in _PAIRS and not _is_name(text, at) else -1
        if end < 0:
            said.append(text[at])
            at += 1
            continue
        found.append(Quotation((text[at + 1 : end],)))
        said.append(HOLE)
        at = end + 1
    return "".join(said), tuple(found)


def _is_name(text: str, at: int) -> bool:
    """Whether a mark opens the name of a part, which belongs to a place."""
    return text[:at].endswith("the part ")


def _find_closing(text: str, at: int) -> int:
    """Where the quotation that opens at `at` closes; -1 if it does not."""
    mark, closing = text[at], _PAIRS[text[at]]
    depth = 0
    for place in range(at + 1, len(text)):
        if text[place] == mark and mark == "“":
            depth += 1
        elif text[place] == closing:
            if depth:
                depth -= 1
            elif _AFTER_QUOTE.match(text, place + 1):
                return place
    return -1


def _read(sentence: _Sentence, scope: _Scope) -> Iterator[Instruction | Unread]:
    is_top = sentence.number.strip("().").rstrip("ABCDEFGH").isdigit()
    if is_top:
        scope.top = scope.inner = None
    origin = ActOrigin(sentence.number.strip("()."), sentence.line)
    said = sentence.said[: _find_tail(sentence.said)]
    if _FORCE.match(said):
        yield Instruction("force", origin, said)
        return
    base = Instruction("follow", origin, _print(said, sentence.quotations))
    place, rest = _take_place(said, scope.place)
    if place and _SCOPE.match(rest):
        scope.top, scope.inner = (place, None) if is_top or scope.top is None else (scope.top, place)
        return
    within = place is not None and said[:3].casefold() == "in "
    frame = StatementFrame(base, sentence.quotations, sentence.has_block, place if within else scope.place)
    made = read_order(frame, rest if within else said)
    if within and not made:  # in Article 4(1), point (b) is deleted
        made = read_order(replace(frame, place=scope.place), said[3:])
    if made:
        yield from made
    else:
        yield Unread(origin, base.printed)


def _find_tail(said: str) -> int:
    tail = _TAIL.search(said)
    return tail.start() if tail else len(said)


def _print(said: str, quotations: Sequence[Quotation]) -> str:
    pieces = said.split(HOLE)
    texts = [f"“{one.text[:40]}”" for one in quotations]
    return "".join(
        piece + (texts[at] if at < len(texts) and at < len(pieces) - 1 else "") for at, piece in enumerate(pieces)
    )


def _take_place(said: str, subject: UnitPlace | None) -> tuple[UnitPlace | None, str]:
    """The place with which a statement begins (in section 3, …; Article 3 …), and what follows it."""
    start = 3 if said[:3].casefold() == "in " else 0
    found = find_place(said, start, subject)
    if found is None:
        return None, said
    return found[0], said[found[1] :].lstrip(" ,")
