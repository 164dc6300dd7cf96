"""The closing of a text after its last clause: place, date and signatures. It belongs to the whole text, not to the last article.

    7. The Club may be dissolved by a vote of two thirds.
    Done at Brussels, 3 February 2031.                         the first line of the closing
    For the Commission                                         continues it
    ANNEX I                                                    ends it

Only lines without a number are considered, from the last number to an annex, a proposal or the end. The closing begins at the first line
that begins or ends with words of the language (`[closing]` of its file), or that announces annexes (SCHEDULES).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from decision_diff.languages import load
from decision_diff.parse.lines import is_title
from decision_diff.parse.logical_lines import LogicalLine
from decision_diff.patterns import late

_LONGEST_LINE: Final = 120  # characters of a line that a signature begins with
_STOPS: Final = (".", "。", ";", "；", "؛", ",")
_OPEN_KINDS: Final = ("text", "row", "note", "editorial", "coverLine")
_ENDING_KINDS: Final = ("proposal", "furniture")
_MOST_LINES: Final = 60  # of one closing
_ISSUED: Final = 2  # lines: who issued a text, and when
_NAME: Final = late(r"(?:[^\W\d_]\.[ \u00a0]?){1,3}(?:[^\W\d_][^\W\d_'’-]{1,20}[ \u00a0]?){1,4}")
_DATE_ALONE: Final = late(
    r"(?:[0-9]{4}|[〇零一二三四五六七八九]{4}|(?:令和|平成)[^\s年]{1,3}) ?[年년] ?[^\s年]{1,3} ?[月월] ?[^\s月]{1,3} ?[日일]"
)
# A place and a date: Madrid, 3 de marzo de 2031. Kiel, den 4. Mai 2031
_PLACE_AND_DATE: Final = late(
    r"[^\W\d_][^,:;.]{1,30}(?:, [^\s,:;]{1,8})?, [^,:;]{4,30}(?:19|20)\d\d(?: г\.| года)?(?:; [^,;]{1,40})?\.?"
)


def mark_closings(lines: Sequence[LogicalLine], languages: tuple[str, ...]) -> list[LogicalLine]:
    """The lines, with the first one of each closing marked; initials in signatures are not numbers."""
    marked = list(lines)
    sentences, heads, ends, groups = _load(languages)
    for begin, end in _find_runs(lines):
        start = begin + _is_title_place(lines, begin)
        first = next((at for at in range(start, end) if _opens(lines[at], sentences, heads, ends)), end)
        first = min(first, _find_issuer(lines, start, end))
        if first < end:
            marked[first:end] = [_read_as_text(line) for line in lines[first:end]]
            marked[first] = replace(marked[first], kind="closing")
        last = lines[end - 1]
        if end < len(lines) and end - 1 != first and last.text.casefold() in groups:
            marked[end - 1] = replace(last, kind="closing")
    return marked


def _find_runs(lines: Sequence[LogicalLine]) -> Iterator[tuple[int, int]]:
    """The runs of lines without a number before an annex, a proposal or the end, as [start, end)."""
    start = 0
    for at, line in enumerate(lines):
        found = line.found
        is_end = line.kind in _ENDING_KINDS or (found is not None and found.label.level == "attachment")
        if is_end and start < at:
            yield max(start, at - _MOST_LINES), at
        if is_end or not (line.kind in _OPEN_KINDS if found is None else _is_name(line.text)):
            start = at + 1
    if start < len(lines):
        yield max(start, len(lines) - _MOST_LINES), len(lines)


def _is_title_place(lines: Sequence[LogicalLine], at: int) -> bool:
    """Whether a line is the first one of the text or of an annex: its title, whatever it begins with (Signed copies, 签署国名单)."""
    if not at:
        return True
    above = lines[at - 1].found
    return above is not None and above.label.level == "attachment" and not above.text


def _is_name(text: str) -> bool:
    """Whether a letter with a point is an initial in a signature: C. MARTIN, A. VAN DER STAVE."""
    return text[1:2] == "." and _NAME.fullmatch(text) is not None


def _read_as_text(line: LogicalLine) -> LogicalLine:
    return line if line.found is None else replace(line, kind="text", found=None)


def _opens(line: LogicalLine, sentences: tuple[str, ...], heads: tuple[str, ...], ends: tuple[str, ...]) -> bool:
    """Whether a closing may begin with a line."""
    text = line.text
    if line.kind != "text" or line.found is not None:
        return False
    if _begins_with(text, sentences) or _PLACE_AND_DATE.fullmatch(text):
        return True
    if text.endswith("。") or (text.endswith(".") and "\uac00" <= text[-2:-1] <= "\ud7a3"):
        return text.endswith(ends)  # a verb at the end of the sentence says that it was signed
    if len(text) > _LONGEST_LINE or (text.endswith(_STOPS) and not text.endswith(",")):
        return False
    return _begins_with(text, heads) or (is_title(text) and text.casefold().endswith(ends))


def _find_issuer(lines: Sequence[LogicalLine], start: int, end: int) -> int:
    """The first of two lines that close a text in Chinese, Japanese or Korean: who issued it, and the date alone; `end` if they do not."""
    if end - start < _ISSUED or _DATE_ALONE.fullmatch(lines[end - 1].text) is None:
        return end
    return end - _ISSUED if is_title(lines[end - _ISSUED].text) else end - 1


@cache  # of our own data
def _load(languages: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """The beginnings of sentences and lines of a closing, the ends of lines, and the words for several annexes."""
    known = [load(code) for code in languages]
    sentences, heads, ends = (
        tuple(sorted({word.lower() for one in known for word in getattr(one, name)}))
        for name in ("closing_sentences", "closing_heads", "closing_ends")
    )
    groups = frozenset(word for one in known for word in dict(one.citations).get("annex", ()))
    return sentences, heads, ends, groups


def _begins_with(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text begins with one of these words, in any case, and the word ends there; that of a script without spaces ends anywhere."""
    return any(
        text[: len(word)].lower() == word
        and (not text[len(word) : len(word) + 1].isalnum() or _ends_anywhere(word[-1]))
        for word in words
    )


def _ends_anywhere(last: str) -> bool:
    return not last.isalnum() or "\u3000" <= last <= "\ud7a3"
