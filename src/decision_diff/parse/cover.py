"""The cover block of a council document, and where it ends.

    Agenda item: PL 1.2                a line of its own: it holds nothing
    Document C27/5-E                   the same, with the symbol of the document
    27 May 2027                        the same, below such a line
    Purpose                            a heading: holds the text below it
    Summary: The harbour was …         the same, with its text
    DECISION 655 (C26)                 the title of the decision that follows: the block ends above it

What comes below the last heading of the block would be its text. So the title of a decision is looked for above the first call line:
it begins as titles do (`[cover] acts` of a language file), or a blank line sets it off from the text of the block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final, Literal

from decision_diff.labels import make_grammar
from decision_diff.languages import load
from decision_diff.parse.calls import starts_with_verb
from decision_diff.parse.council import find_aside, find_mark, is_symbol
from decision_diff.parse.logical_lines import LogicalLine
from decision_diff.parse.named import find_named
from decision_diff.patterns import late

StartKind = Literal["call", "unit", ""]
CoverKind = Literal["coverText", "coverLine"]

_UNITS: Final = ("book", "title", "part", "chapter", "section", "article", "attachment")
_REACH: Final = 120  # lines from the start in which a cover block stands
_LONGEST_HEAD: Final = 100  # characters in which a colon or a symbol must come
_COLON: Final = late(r"[ \u00a0]?[:：]\s*\S")
_BLANK: Final = " \t\u00a0\u3000"
_DATE: Final = late(
    r"(?=.{4,32}$)(?:[^\n:：;；.]*[^\d\n:：;；])?(?:19|20)\d\d(?:\s?[年년](?:\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?)?)?\s?(?:г\.|م)?"
)
_LONGEST_TITLE: Final = 200
_SENTENCE_END: Final = tuple("。；：，;:,.!?…")
_PARTS: Final = ("formula", "recitals", "operative")
_COVER: Final = ("cover", "coverText", "coverLine")


def mark_cover(lines: Sequence[LogicalLine], languages: tuple[str, ...]) -> Sequence[LogicalLine]:
    """The lines, those of a cover block marked, and the title of the decision below it."""
    end = next((at for at, line in enumerate(lines[:_REACH]) if line.kind == "label"), _REACH)
    marked = _mark_lines(lines[:end], languages)
    last = max((at for at, line in enumerate(marked) if line.kind in _COVER), default=-1)
    if last < 0:
        return lines
    title = _find_title(marked, last, languages)
    if title >= 0:
        marked[title] = replace(marked[title], kind="title")
    return [*marked, *lines[end:]]


def _mark_lines(lines: Sequence[LogicalLine], languages: tuple[str, ...]) -> list[LogicalLine]:
    """The lines, those of a cover block that go on behind their word marked, and dates below them."""
    marked: list[LogicalLine] = []
    for line in lines:
        if line.kind == "text":
            kind = find_cover(line.text, languages) or (_find_date(line, marked[-1]) if marked else None)
            marked.append(replace(line, kind=kind) if kind else line)
        else:
            marked.append(line)
    return marked


def find_cover(text: str, languages: tuple[str, ...]) -> CoverKind | None:
    """What part of a cover block a line is that goes on behind its word, or None."""
    head = text[:_LONGEST_HEAD]
    if ":" not in head and "：" not in head and "/" not in head:
        return None
    for word, kind in _load(languages).get(text[:1], ()):
        rest = text[len(word) :]
        if text[: len(word)].lower() == word and (_COLON.match(rest) or (kind == "coverLine" and _is_symbol(rest))):
            return kind
    return None


def starts_paragraph(text: str, languages: tuple[str, ...]) -> bool:
    """Whether a line begins as none does that goes on with the one before: as a call line, a proposal, reasons, a note, a part of a cover, a named heading."""
    if find_mark(text) or find_aside(text, languages) is not None or find_cover(text, languages) is not None:
        return True
    return find_named(text, languages) is not None or starts_with_verb(text, languages)


def find_start(text: str, may_be_unit: bool, languages: tuple[str, ...]) -> StartKind:
    """How a line begins that may be the rest of a paragraph: as none does (`starts_paragraph`), as a unit with its number, or neither.

    `may_be_unit`: a unit is looked for, behind the end of a sentence.
    """
    if starts_paragraph(text, languages):
        return "call"
    if not may_be_unit:
        return ""
    found = make_grammar(languages).find_at(text, 0)
    if found is None or found.weak or not found.label.value:
        return ""
    return "unit" if found.label.level in _UNITS else ""


def _is_symbol(rest: str) -> bool:
    return is_symbol(rest.strip(_BLANK).partition("\t")[0].strip(_BLANK))


def _find_date(line: LogicalLine, before: LogicalLine) -> CoverKind | None:
    """A date below a line of a cover block."""
    is_date = before.kind == "coverLine" and _DATE.fullmatch(line.text) is not None
    return "coverLine" if is_date else None


@cache  # of our own data
def _load(languages: tuple[str, ...]) -> dict[str, list[tuple[str, CoverKind]]]:
    """The words by their first letter in either case, longer ones first."""
    found: dict[str, list[tuple[str, CoverKind]]] = {}
    rows: dict[str, CoverKind] = {}
    for language in map(load, languages):
        rows.update(dict.fromkeys(language.cover, "coverText"))
        rows.update(dict.fromkeys(language.cover_lines, "coverLine"))
    for word in sorted(rows, key=len, reverse=True):
        for first in dict.fromkeys((word[0], word[0].upper())):
            found.setdefault(first, []).append((word, rows[word]))
    return found


# -- where the decision begins


def _find_title(lines: Sequence[LogicalLine], last: int, languages: tuple[str, ...]) -> int:
    """The first line of the title of a decision between the last heading of a cover block and a call line; -1 if none is."""
    start = call = next((at for at in range(last + 1, len(lines)) if lines[at].kind in _PARTS), -1)
    if lines[last].kind == "coverLine":
        return -1
    while start - 1 > last and _may_be_title(lines[start - 1]):
        start -= 1
    acts = _build_acts(languages)
    named = [at for at in range(start, call) if acts.match(lines[at].text)]
    if named:
        return named[-1]
    apart = [at for at in range(max(start, last + 2), call) if lines[at].start > lines[at - 1].end]
    return apart[0] if len(apart) == 1 else -1


def _may_be_title(line: LogicalLine) -> bool:
    is_text = line.kind == "text" and line.found is None
    return is_text and len(line.text) <= _LONGEST_TITLE and not line.text.endswith(_SENTENCE_END)


@cache  # of our own data
def _build_acts(languages: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted({act for code in languages for act in load(code).acts}, key=lambda act: (-len(act), act))
    named = "|".join(re.escape(act).replace(r"\#", r"\s?[0-9]{1,5}\s?").replace(r"\ ", r"\s{1,3}") for act in words)
    return late(rf"[\[（(]?(?i:{named})(?:(?![^\W_])|(?<=[\u3000-\u9fff]))")
