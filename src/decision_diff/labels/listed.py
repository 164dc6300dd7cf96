"""Numbers without a word: (1), b bis), 1.2.1, 5.209A, ④, イ, 'i'.

A numeral, what is put in behind it, and the brackets or points around it name the style of a list: "1.", "(a)", "一、".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from decision_diff.labels.numerals import WIDE, System, read_doubled
from decision_diff.labels.paths import DIGIT, ORDINAL, ORDINALS, SPACE, SPACES, build_branch, build_elements, read_path
from decision_diff.memory import remembered
from decision_diff.model import Label
from decision_diff.patterns import build_either, late

DASHES = "–—−‒-"
_WIDE_GAP = late(r"\t|\u3000|[ \u00a0]{2}|[ \u00a0]*$")
GAP = late(rf"{SPACE}|$")
_AFTER_POINT = late(r"[ \u00a0]?[^\s0-9０-９.．]|\t|\u3000|[ \u00a0]{2}|[ \u00a0]*$")
_OPEN, _SHUT = build_either("(（'’‘﹙"), build_either(")）'’‘﹚")
_CLOSE = rf"(?P<close>[ ]?[)）]|[.．]?[ºª°](?![CF])|[.．]|、|[ ]?[-–—](?={SPACE})|)"
_INSERTED = late(rf"{DIGIT}{{1,6}}(?:[A-Z]{{1,2}}|[a-z]|{ORDINAL})")  # 2A, 2bis
_LETTERS_OF_NUMBER = 24  # characters in which the letters of a number, and an ordinal behind them, end
_LEAST_LETTERS = 3
_ROMAN = frozenset("ivxlc")
_MAX_ENCLOSED = 24  # characters of a number with its brackets

# The Akoma Ntoso element that a form of numbering is taken for; all others are points.
_LEVELS = {
    "1": "paragraph", "1.": "paragraph", "1.1": "paragraph", "1.1.1": "paragraph", "1.1.1.1": "paragraph", "一、": "paragraph",
    "一": "point", "I.": "section", "A.": "section", "A.1": "paragraph", "A.1.1": "paragraph", "①": "item", "–": "item", "•": "item",
}  # fmt: skip


def name_enclosed(example: str) -> str:
    """The style of numbers in brackets, by the first numeral of their system."""
    return f"（{example}）" if example in "一イア" else f"({example})"


def build_plain(system: System, codes: Sequence[str]) -> str:
    """The pattern of a number of this system without brackets, with what closes it."""
    if system.example in "①⑴":
        return rf"(?P<path>{system.pattern})(?P<behind>)(?P<close>)"
    if system.example == "1":
        return rf"(?P<path>{build_elements(codes, 7)}){_CLOSE}(?P<behind>(?<=[ºª°]){ORDINAL})?"
    behind = _build_behind(system, codes)
    if system.example == "A":
        behind = rf"(?:[.．]{DIGIT}{{1,3}}){{1,4}}|{behind}"  # A.1 in an appendix
    end = "(?![A-Za-z])" if system.example in "aAiI" else ""  # abis) is a with bis, not ab
    return rf"(?P<path>{system.pattern})(?P<behind>{behind})?{end}{_CLOSE}"


def _build_behind(system: System, codes: Sequence[str]) -> str:
    """The pattern of what may be put in behind a numeral that is no digit: b bis, 二の二."""
    if system.example == "а":
        return rf"{ORDINAL}|[.‑-]{DIGIT}{{1,2}}(?=[)）])"  # а-1), а.1) between а) and б)
    return build_branch(codes) if system.example == "一" else ORDINAL


def build_enclosed(system: System, codes: Sequence[str]) -> str:
    """The pattern of a number of this system in brackets or quotation marks."""
    inner = rf"(?P<path>{system.pattern})(?P<behind>{_build_behind(system, codes)})?"
    if system.example == "1":
        inner = rf"(?P<path>{build_elements(codes, 4)})(?P<behind>)"
    return rf"{_OPEN}[ ]?{inner}[ ]?{_SHUT}"


def find_style(system: System, match: re.Match[str], line: str) -> tuple[str, bool]:
    """The style of a number without a word, and whether it is doubtful; no style where this is no number."""
    close, example = match["close"].strip(), system.example
    if close in (")", "）"):
        return f"{example})", False
    depth = 1 + len(re.findall(rf"[.．](?={DIGIT})", match["path"] + (match["behind"] or "")))
    if close == "、":
        return {"1": "1.", "一": "一、"}.get(example, ""), False
    if close[-1:] in ("º", "ª", "°") and close:
        return "1°" if example == "1" and depth == 1 else "", False
    if close and close in DASHES:
        return _style_dash(example, match, line)
    if depth > 1:
        return _style_decimal(example, depth, match, line)
    return _style_point(example, match.end(), line) if close else _style_bare(example, match, line)


def _style_dash(example: str, match: re.Match[str], line: str) -> tuple[str, bool]:
    """`1- text`, `أ- text`, `I – text`."""
    after = line[match.end() :].lstrip(SPACES)[:1]
    if not after or after.isdigit() or example in "aiIA一":
        return ("I.", False) if example == "I" and after and not after.isdigit() else ("", False)
    return f"{example}-", match["close"][0] == " " and example == "1"


def _style_decimal(example: str, depth: int, match: re.Match[str], line: str) -> tuple[str, bool]:
    style = example + ".1" * (min(depth, 4) - 1)
    if depth > 2 and GAP.match(line, match.end()):
        return style, False
    if _WIDE_GAP.match(line, match.end()):
        return style, False
    return (style, True) if line[match.end() : match.end() + 1] in (" ", "\u00a0") else ("", False)


def _style_point(example: str, end: int, line: str) -> tuple[str, bool]:
    if example in "1一":
        style = "1." if example == "1" else "一、"
        if _AFTER_POINT.match(line, end):
            return style, False
        return (style, True) if line[end : end + 1] in (" ", "\u00a0") else ("", False)  # 2. 3 members are elected
    if _WIDE_GAP.match(line, end):
        return f"{example}.", False
    return (f"{example}.", example in "aiа") if GAP.match(line, end) else ("", False)


def _style_bare(example: str, match: re.Match[str], line: str) -> tuple[str, bool]:
    end = match.end()
    if example in "①⑴":
        return example, False
    if example not in "1一イアⅠⅰ":
        return "", False
    if _WIDE_GAP.match(line, end) and (example == "1" or line[end : end + 1]):
        return example, False
    if line[end : end + 1] != " " or not _may_stand_bare(example, match, line):
        return "", False
    return example, True


def _may_stand_bare(example: str, match: re.Match[str], line: str) -> bool:
    """Whether a number with but a space behind it may be one: `2 Fees`, `2bis Sie`, `ア 団体`, `一 優等`, but not `一 般`."""
    if example == "1":
        return match["path"].isdecimal() or _INSERTED.fullmatch(match["path"]) is not None
    after = line[match.end() + 1 : match.end() + 3]
    return not after[:1].isspace() and len(after.rstrip()) == 2  # a letter by itself is one spaced out


@remembered(1 << 17)  # the same numbers stand in both revisions
def read_listed(system: System, numeral: str, inserted: str, printed: str, style: str) -> tuple[Label, ...]:
    """The labels that a number without a word may be, by one system. `inserted`: what is put in behind its numeral."""
    behind = read_path(inserted) if inserted else ()
    level = _LEVELS.get(style, "point")
    if system.example == "1":
        depth = style.count("1")
        value = (*read_path(numeral), *behind)
        if len(value) > 1 and depth == 1 and style == "1" and not _is_branched(numeral):
            return ()
        return (Label(printed, value, level, style),) if value else ()
    labels = []
    with suppress(ValueError):
        labels.append(Label(printed, (system.read(numeral), *behind), level, style))
    if system.example in "aA" and len(numeral) == 2 and not behind:
        labels.extend(_read_two_letters(numeral, printed, level, style))
    return tuple(labels)


def _read_two_letters(numeral: str, printed: str, level: str, style: str) -> Iterator[Label]:
    """aa) may also be the first of a list below a), and ba) what was put in behind b)."""
    letters = numeral.translate(WIDE).lower()
    if letters[0] == letters[1]:
        yield Label(printed, (read_doubled(letters),), level, style.replace("a", "aa").replace("A", "AA"))
    yield Label(printed, (ord(letters[0]) - 96, ord(letters[1]) - 96), level, style)


def is_latin_word(line: str, head: int) -> bool:
    """Whether letters that begin at `head` are too many for a number, and are neither Roman nor hold an ordinal: no pattern is asked then."""
    word = line[head : head + _LETTERS_OF_NUMBER]
    if not word[:_LEAST_LETTERS].isalpha() or not word[:_LEAST_LETTERS].isascii() or len(word) < _LEAST_LETTERS:
        return False
    lower = word.lower()
    return not _ROMAN.issuperset(lower[:_LEAST_LETTERS]) and not any(ordinal in lower for ordinal in ORDINALS)


def _is_branched(path: str) -> bool:
    return not path.translate(WIDE).isdecimal()


def find_closing(line: str, head: int) -> int:
    """Where a short bracket that begins at `head` ends; 0 if it does not."""
    for at in range(head + 2, min(len(line), head + _MAX_ENCLOSED)):
        if line[at] in ")）'’‘﹚":
            return at + 1
    return 0
