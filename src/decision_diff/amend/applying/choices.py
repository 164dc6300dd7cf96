"""What no act says and a consolidated text needs: signs where words came in, the ends of a list, numbers of items, citations that follow.

Each function changes the lines of one new article and yields a sentence for each choice.

    依照本办法第四条 → 依照本办法第五条           a citation of an article that got another number
    （三）…。 + （四）…。 → （三）…；（四）…。    an item came behind the last one
    甲，+ ，乙 → 甲，乙                          a sign on both sides of a join
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.amend.articles.old import PARAGRAPH, Row
from decision_diff.amend.instructions import Instruction
from decision_diff.citations.articles import Cited, list_renumbered
from decision_diff.frozen import changeable, frozen
from decision_diff.patterns import late

SIGNS: Final = frozenset("，、；：。,;:")
_STRENGTH: Final = "、,，;；:：。"  # of two signs that meet, the later one here is kept
_CONJUNCTIONS: Final = ("和", "与", "及", "或", "以及", "并且")
_CLAUSE_ENDS: Final = ("", "，", "。", "；", "：")
_ADVERBIALS: Final = ("根据", "按照", "依照", "在", "经", "对", "除", "为", "由", "以", "自")
_SHORTEST_PART: Final = 3  # characters of a part of a list; what is shorter (依法, 应当) is an adverb
_SINGLE: Final = late(r"‘([^‘’]*)’|(?<![A-Za-z])'([^'\n]*)'(?![A-Za-z])")
_PRECEDING: Final = late(r"前[一二两三四五]?款")
_PART: Final = late(r"第[（(]?[零〇一二三四五六七八九十百]+[）)]?[款项項目]")
_DIVISION: Final = late(r"第[零〇一二三四五六七八九十百]+[编編章节節]")
_LANGUAGES: Final = ("zh",)


@frozen
class NewWords:
    """Words of a new line: `instruction` brought them in; `is_choice` if no act says them; both unset for words of the old text."""

    text: str
    instruction: Instruction | None = None
    is_choice: bool = False


@changeable
class NewLine:
    """A line of a new article: its depth, number, words, the instructions that touched it, and its clause in the old text."""

    depth: int
    number: str
    pieces: list[NewWords]
    instruction: Instruction | None  # what put the whole line in
    eid: str
    was_number: str
    is_touched: bool = False

    @property
    def words(self) -> str:
        """Its words without the number."""
        return "".join(piece.text for piece in self.pieces)


def turn_marks(line: NewLine, marks: str) -> Iterator[str]:
    """Print quotations within what an act quotes, which it has in single marks, with the double `marks` of a text."""
    for at, piece in enumerate(line.pieces):
        if piece.instruction and any(mark in piece.text for mark in "‘'"):
            text = _SINGLE.sub(lambda found: f"{marks[0]}{found[1] or found[2]}{marks[1]}", piece.text)
            if text != piece.text:
                line.pieces[at] = NewWords(text, piece.instruction)
                yield f"a quotation stands in {marks}, which the act has in single marks within its own"


def follow_citations(line: NewLine, became: Mapping[Cited, str]) -> Iterator[str]:
    """Give the articles that old words cite their new numbers."""
    if not became or all(piece.instruction for piece in line.pieces):
        return
    text = line.words
    changes = [
        (span, printed) for span, printed in list_renumbered(text, became, _LANGUAGES) if span.of(text) != printed
    ]
    made: list[NewWords] = []
    start = at = 0
    for piece in line.pieces:
        end = start + len(piece.text)
        cut = start
        while at < len(changes) and changes[at][0].end <= end:
            span, printed = changes[at]
            at += 1
            if piece.instruction is None and span.start >= cut:
                made += [NewWords(text[cut : span.start]), NewWords(printed, None, is_choice=True)]
                cut = span.end
                yield f"{span.of(text)} is cited as {printed}"
        made.append(piece if cut == start else NewWords(text[cut:end]))
        start = end
    line.pieces[:] = made


def report_citations(line: NewLine, unclear: Mapping[Cited, str]) -> Iterator[str]:
    """Name the citations in old words of an article of which it is not clear how it is cited now."""
    if unclear and not all(piece.instruction for piece in line.pieces):
        for span, sentence in list_renumbered(line.words, unclear, _LANGUAGES):
            yield f"it cites {span.of(line.words)}, {sentence}"


def report_parts_cited(line: NewLine, shifted: Mapping[Cited, str]) -> Iterator[str]:
    """Name the citations in old words of a paragraph or item of an article whose paragraphs or items have other numbers now."""
    if shifted and not all(piece.instruction for piece in line.pieces):
        text = line.words
        for span, sentence in list_renumbered(text, shifted, _LANGUAGES):
            part = _PART.match(text, span.end)
            if part:
                yield f"it cites {span.of(text)}{part.group()}, {sentence}"


def report_divisions_cited(line: NewLine) -> Iterator[str]:
    """Name the chapters and sections that old words cite, where these have other numbers now."""
    for piece in line.pieces:
        for found in _DIVISION.finditer(piece.text) if piece.instruction is None else ():
            yield f"it cites {found.group()}, and chapters or sections have other numbers now"


def report_preceding(lines: Sequence[NewLine], olds: Sequence[Row]) -> Iterator[str]:
    """Name the old paragraphs that speak of 前款 where another paragraph stands before them than before."""
    before = dict(pairwise(["", *(row.eid for row in olds if row.depth == PARAGRAPH)]))
    was = {after: first for first, after in before.items()}
    paragraphs = [line for line in lines if line.depth == PARAGRAPH]
    for first, line in zip([None, *paragraphs], paragraphs, strict=False):
        if line.eid in was and was[line.eid] != (first.eid if first else "") and _PRECEDING.search(line.words):
            yield "it speaks of 前款, and another paragraph stands before it now"


def join_words(line: NewLine) -> Iterator[str]:
    """Put a sign between words that came in and the words beside them, drop one of two signs that meet, and one that is left at the start."""
    yield from _add_signs(line)
    yield from _drop_left_sign(line)
    line.pieces[:] = [piece for piece in line.pieces if piece.text or piece.instruction]
    filled = [at for at, piece in enumerate(line.pieces) if piece.text]
    for at, following in pairwise(filled):
        ends, begins = line.pieces[at].text[-1:], line.pieces[following].text[:1]
        if ends and begins and ends in _STRENGTH and begins in _STRENGTH:
            keeps_left = _STRENGTH.index(ends) >= _STRENGTH.index(begins)
            if keeps_left:
                _cut_start(line, following)
            else:
                cut_end(line, at)
            yield f"of the signs {ends}{begins} that meet, {ends if keeps_left else begins} is kept"


def _cut_start(line: NewLine, at: int) -> None:
    """Take out the first character of a piece."""
    piece = line.pieces[at]
    line.pieces[at] = NewWords(piece.text[1:], piece.instruction, piece.is_choice)


def cut_end(line: NewLine, at: int) -> None:
    """Take out the last character of a piece."""
    piece = line.pieces[at]
    line.pieces[at] = NewWords(piece.text[:-1], piece.instruction, piece.is_choice)


def _add_signs(line: NewLine) -> Iterator[str]:
    """A sign between what was put in behind (or before) words of the old text and these words, where they are of one list."""
    made: list[NewWords] = []
    for at, piece in enumerate(line.pieces):
        one = piece.instruction
        sign = _find_sign(line.pieces, at, one) if one and one.verb == "insert-words" and piece.text else None
        if sign is None or not sign.text:
            made.append(piece)
            continue
        made += [piece, NewWords(sign.text, None, is_choice=True)][:: 1 if sign.stands_behind else -1]
        yield f"{sign.text} stands between “{sign.words}” and “{piece.text}”"
    line.pieces[:] = made


@frozen
class _Sign:
    """A sign that joins words to what was put in beside them, and whether it stands behind that."""

    text: str
    words: str
    stands_behind: bool


def _find_sign(pieces: Sequence[NewWords], at: int, one: Instruction) -> _Sign | None:
    """The sign that joins words of one list, by the signs around them; its text is "" if they follow each other without one."""
    if one.where not in ("after", "before", "between"):
        return None
    named = [words.text for words in (one.old_words[:1] if one.where == "between" else one.old_words)]
    size = max((len(words) for words in named), default=0) + 1
    before, behind, new = _take_tail(pieces, at, size), _take_head(pieces, at, size), pieces[at].text
    if one.where == "before":
        words = max((some for some in named if behind.startswith(some)), key=len, default=named[0] if named else "")
        sign = _find_sign_before(words, new, before[-1:], behind.removeprefix(words)[:1])
        return _Sign(sign, words, stands_behind=True)
    words = max((some for some in named if before.endswith(some)), key=len, default=named[0] if named else "")
    sign = _find_sign_behind(words, new, before.removesuffix(words)[-1:], behind[:1])
    return _Sign(sign, words, stands_behind=words.endswith(_CONJUNCTIONS))  # 在“甲和”后增加“乙”: before what follows


def _take_tail(pieces: Sequence[NewWords], at: int, size: int) -> str:
    """The last characters before a piece."""
    text = ""
    while at and len(text) < size:
        at -= 1
        text = pieces[at].text + text
    return text[-size:]


def _take_head(pieces: Sequence[NewWords], at: int, size: int) -> str:
    """The first characters behind a piece."""
    text = ""
    while at + 1 < len(pieces) and len(text) < size:
        at += 1
        text += pieces[at].text[:size]
    return text[:size]


def _find_sign_behind(words: str, new: str, left: str, right: str) -> str:
    """The sign between words and what is put in behind them; `left` and `right` are the characters around both."""
    if new[0] in SIGNS or new[-1] in SIGNS or words[-1:] in SIGNS or new.startswith(_CONJUNCTIONS):
        return ""
    if words.endswith(_CONJUNCTIONS):
        return "" if right in SIGNS else "，" if "、" in new else "、"
    if "、" in (left, right):
        return "、"
    if left in _CLAUSE_ENDS and right in _CLAUSE_ENDS:
        return "，"
    return "、" if _are_alike(words, new) else ""


def _find_sign_before(words: str, new: str, left: str, right: str) -> str:
    """The sign between words and what is put in before them."""
    if new[-1] in SIGNS or words[:1] in SIGNS or new.endswith(_CONJUNCTIONS) or len(new) < _SHORTEST_PART:
        return ""
    if "、" in (left, right):
        return "、"
    return "，" if left == "，" else "、" if _are_alike(words, new) else ""


def _are_alike(words: str, new: str) -> bool:
    """Whether words look like parts of one list: what comes in is a list itself, or they begin or end alike."""
    is_list = any(char in new for char in "、和与及") or words[:2] == new[:2] or words[-1:] == new[-1:]
    return is_list and len(words) >= _SHORTEST_PART


def _drop_left_sign(line: NewLine) -> Iterator[str]:
    """A comma that stood behind words that were taken out, where they were an adverbial: 委员会[按照计划]，组织 → 委员会组织."""
    for at, piece in enumerate(line.pieces[:-1]):
        one = piece.instruction
        if piece.text or one is None or one.verb != "delete-words":
            continue
        following = line.pieces[at + 1]
        before = _take_tail(line.pieces, at, 1)
        is_adverbial = any(words.text.startswith(_ADVERBIALS) for words in one.old_words)
        if following.text[:1] == "，" and (not before or (before not in SIGNS and is_adverbial)):
            line.pieces[at + 1] = NewWords(following.text[1:], following.instruction, following.is_choice)
            yield "the comma behind what was taken out is taken out too"
