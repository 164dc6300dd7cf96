"""Prints pages like programs that convert PDF to text, for `wraps.py --pages` and for tests.

    margin       with layout: a left margin, justified lines with double spaces, centred titles, page headers and footers
    blanks       without layout: a blank line between paragraphs, page headers and footers at the left
    hyphens      words divided at the ends of lines, with the hyphen that also joins words
    notes        footnotes at the foot of the page that refers to them, after a short rule
    marks        marks of direction around each line of a right-to-left script
    chinese      two ideographic spaces before each paragraph, lines filled to the last column

A line of the text is a paragraph. If notes are printed, `add_notes` returns the text to compare with; it has the notes at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layouts import divide_paragraph, fill_paragraph, fold_paragraph, measure

_RTL = re.compile(r"[\u0590-\u08ff]")
_WIDE = re.compile(r"[\u2e80-\ua4cf\uf900-\ufaff]")
_VOWELS = "aeiouyáéíóúàèùâêîôûäöüœæаеёиоуыэюяAEIOUY"
_PLACE = re.compile(r"(?<=[^\W\d_]{4})(?<![件录錄表图圖第章节節條条款项項号號])(?=[ ,，])")
RULE = "____________________"


@dataclass(frozen=True)
class Press:
    """How pages are printed; {n} in head and foot is the page and {m} how many there are."""

    width: int = 78
    size: int = 40  # lines of a page, with its notes
    head: str = ""
    foot: str = "{n}"
    margin: int = 0
    justified: bool = False
    centred: bool = False
    gap: bool = False
    hyphens: bool = False
    notes: bool = False
    direction: bool = False
    indent: str = ""
    full: bool = False


PRESSES = {
    "margin": Press(margin=6, justified=True, centred=True, head="Example Series, volume 7"),
    "blanks": Press(gap=True, foot="Page {n} of {m}"),
    "hyphens": Press(width=64, hyphens=True, foot="- {n} -"),
    "hyphens set": Press(width=56, hyphens=True, justified=True, margin=4, centred=True, foot="{n}/{m}"),
    "notes": Press(width=72, notes=True, foot="– {n} –", head="C25/12-E"),
    "notes, blanks": Press(width=72, notes=True, gap=True, foot="{n}"),
    "marks": Press(direction=True, centred=True, foot="صفحة {n} من {m}"),
    "chinese": Press(width=76, indent="　　", full=True, centred=True, foot="第 {n} 页 共 {m} 页"),
}


def is_for(press: Press, text: str) -> bool:
    """Whether a text may be printed so: its script, and some words to divide or to refer from."""
    wide = _is_wide(text)
    if press.direction:
        return bool(_RTL.search(text))
    if press.full:
        return wide
    return not (press.hyphens and (wide or _RTL.search(text)))


def _is_wide(text: str) -> bool:
    return len(_WIDE.findall(text)) > len(text) / 4


def add_notes(text: str) -> tuple[str, list[str]]:
    """The text with a mark in each third long paragraph, and the notes; not in rows of tables, nor where a rule or notes stand already."""
    lines: list[str] = []
    notes: list[str] = []
    form = "[{}]" if _is_wide(text) else "{}"  # in a script without spaces a digit may belong to anything
    nth = 0
    for line in text.split("\n"):
        places = [match.start() for match in _PLACE.finditer(line) if 20 < match.start() < len(line) - 20]
        nth += bool(places)
        if nth % 3 == 1 and places and "\t" not in line[4:] and len(notes) < 9:
            at = places[len(places) // 2]
            lines.append(f"{line[:at]}{form.format(len(notes) + 1)}{line[at:]}")
            notes.append(
                f"{form.format(len(notes) + 1)} This is what note number {'abcdefghi'[len(notes)]} says of the word that it hangs on, in rather more words than one line of any page holds."
            )
        else:
            lines.append(line)
    return "\n".join(lines), notes


def join_notes(text: str, notes: list[str]) -> str:
    """A text with its notes at the end, behind a rule."""
    return "\n".join([text.rstrip("\n"), "", RULE, *notes, ""]) if notes else text


def print_pages(text: str, press: Press, notes: list[str] | None = None) -> str:
    """The pages of a text."""
    pages = list(_fill_pages(list(_set_lines(text, press)), press, notes or []))
    made = []
    for n, body in enumerate(pages, 1):
        head = [_set_head(press.head, n, len(pages), press), ""] if press.head and n > 1 else []
        foot = ["", _set_head(press.foot, n, len(pages), press)]
        made.append("\n".join(_mark_direction(line, press) for line in [*head, *body, *foot]))
    return "\n\f".join(made) + "\n"


def _set_head(form: str, n: int, m: int, press: Press) -> str:
    words = form.format(n=n, m=m)
    return " " * press.margin + (words.center(press.width).rstrip() if press.centred else words)


def _mark_direction(line: str, press: Press) -> str:
    return f"\u202b{line}\u202c" if press.direction and line.strip() else line


def _set_lines(text: str, press: Press) -> Iterator[tuple[str, str]]:
    """Each line as it is printed, with the words of it that may hold a mark."""
    paragraphs = text.strip("\n").split("\n")
    titles = [one for one in paragraphs if one.strip()][:2]
    is_table = False
    for nth, paragraph in enumerate(paragraphs):
        lines = list(_break_lines(paragraph, press))
        for at, line in enumerate(lines):
            printed = (
                _justify(line, press.width) if press.justified and at < len(lines) - 1 and "\t" not in line else line
            )
            if press.centred and paragraph in titles and len(lines) == 1:
                printed = line.strip().center(press.width).rstrip()
            yield (" " * press.margin + printed if printed else ""), line
        after = paragraphs[nth + 1] if nth < len(paragraphs) - 1 else ""
        is_table = bool(paragraph.strip()) and (
            is_table or paragraph[0] == "\t" or ("\t" in paragraph and "\t" in after)
        )
        if press.gap and paragraph.strip() and after.strip() and not is_table:
            yield "", ""


def _break_lines(paragraph: str, press: Press) -> Iterator[str]:
    if press.indent and paragraph.strip() and paragraph[0] not in "\t　 ":
        paragraph = press.indent + paragraph
    if press.full:
        yield from (line for line in fill_paragraph(paragraph, press.width))
    elif press.hyphens:
        yield from divide_paragraph(paragraph, press.width, "-", _find_cut)
    else:
        yield from fold_paragraph(paragraph, press.width)


def _find_cut(word: str, room: int) -> int:
    """Where a word is divided: between a vowel and a consonant before a vowel."""
    cuts = [at for at in range(2, len(word) - 2) if _is_seam(word, at)] if word.islower() else []
    return max((at for at in cuts if at <= room), default=0)


def _is_seam(word: str, at: int) -> bool:
    return word[at - 1] in _VOWELS and word[at] not in _VOWELS and word[at + 1] in _VOWELS


def _justify(line: str, width: int) -> str:
    """A line with so many double spaces that it fills the page."""
    words = line.lstrip(" ").split(" ")
    lead = line[: len(line) - len(line.lstrip(" "))]
    missing = width - measure(line)
    if len(words) < 2 or missing > 2 * len(words):
        return line
    gaps = [1] * (len(words) - 1)
    for nth in range(missing):
        gaps[nth % len(gaps)] += 1
    return lead + "".join(word + " " * gap for word, gap in zip(words, [*gaps, 0], strict=True))


def _fill_pages(lines: list[tuple[str, str]], press: Press, notes: list[str]) -> Iterator[list[str]]:
    """Pages of lines with the notes that they refer to at their feet."""
    body: list[str] = []
    foot: list[str] = []
    due = 0
    for printed, words in lines:
        more: list[str] = []
        while due < len(notes) and re.search(rf"[^\W\d_]{re.escape(notes[due].split()[0])}(?![\d.])", words):
            more.extend(fold_paragraph(notes[due], press.width))
            due += 1
        if body and len(body) + 1 + len(foot) + len(more) + (len(foot) + len(more) > 0) > press.size:
            yield _end_page(body, foot)
            body, foot = [], []
        if body or printed:
            body.append(printed)
        foot.extend(more)
    yield _end_page(body, foot)


def _end_page(body: list[str], foot: list[str]) -> list[str]:
    return [*body, *([RULE, *foot] if foot else [])]
