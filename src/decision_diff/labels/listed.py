"""Numbers without a word: (1), b bis), 1.2.1, 5.209A, ④, イ, 'i'.

A numeral, what is put in behind it, and the brackets or points around it name the style of a list: "1.", "(a)", "一、".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from decision_diff.labels.numerals import WIDE, System, read_doubled
from decision_diff.labels.paths import DIGIT, ORDINAL, SPACE, SPACES, build_branch, build_element, read_path
from decision_diff.memory import remembered
from decision_diff.model import Label
from decision_diff.patterns import late

DASHES = "–—−‒-"
_WIDE_GAP = late(r"\t|\u3000|[ \u00a0]{2}|[ \u00a0]*$")
GAP = late(rf"{SPACE}|$")
_AFTER_POINT = late(r"[ \u00a0]?[^\s0-9０-９.．]|\t|\u3000|[ \u00a0]{2}|[ \u00a0]*$")
_CLOSE = rf"(?P<close>[)）]|[.．]?[ºª°](?![CF])|[.．]|、|[ ]?[-–—](?={SPACE})|)"
_MAX_ENCLOSED = 24  # characters of a number with its brackets

# The Akoma Ntoso element that a form of numbering is taken for; all others are points.
_LEVELS = {
    "1": "paragraph", "1.": "paragraph", "1.1": "paragraph", "1.1.1": "paragraph", "1.1.1.1": "paragraph", "一、": "paragraph",
    "一": "point", "I.": "section", "A.": "section", "①": "item", "–": "item", "•": "item",
}  # fmt: skip


def name_enclosed(example: str) -> str:
    """The style of numbers in brackets, by the first numeral of their system."""
    return f"（{example}）" if example in "一イア" else f"({example})"


def build_plain(system: System, codes: Sequence[str]) -> str:
    """The pattern of a number of this system without brackets, with what closes it."""
    if system.example in "①⑴":
        return rf"(?P<path>{system.pattern})(?P<close>)"
    if system.example == "1":
        element = build_element(codes)
        return rf"(?P<path>{element}(?:[.．]{element}){{0,6}}){_CLOSE}"
    return rf"(?P<path>{system.pattern}(?:{_build_behind(system, codes)})?){_CLOSE}"


def _build_behind(system: System, codes: Sequence[str]) -> str:
    """The pattern of what may be put in behind a numeral that is no digit: b bis, 二の二."""
    return build_branch(codes) if system.example == "一" else ORDINAL


def build_enclosed(system: System, codes: Sequence[str]) -> str:
    """The pattern of a number of this system in brackets or quotation marks."""
    inner = rf"{system.pattern}(?:{_build_behind(system, codes)})?"
    if system.example == "1":
        element = build_element(codes)
        inner = rf"{element}(?:[.．]{element}){{0,3}}"
    return rf"[(（'’‘﹙][ ]?(?P<path>{inner})[ ]?[)）'’‘﹚]"


def find_style(system: System, match: re.Match[str], line: str) -> tuple[str, bool]:
    """The style of a number without a word, and whether it is doubtful; no style where this is no number."""
    close, example = match["close"].strip(), system.example
    if close in (")", "）"):
        return f"{example})", False
    depth = 1 + len(re.findall(rf"[.．](?={DIGIT})", match["path"])) if example == "1" else 1
    if close == "、":
        return {"1": "1.", "一": "一、"}.get(example, ""), False
    if close[-1:] in ("º", "ª", "°") and close:
        return "1°" if example == "1" and depth == 1 else "", False
    if close and close in DASHES:
        return _style_dash(example, match, line)
    if depth > 1:
        return _style_decimal(depth, match, line)
    return _style_point(example, match.end(), line) if close else _style_bare(example, match, line)


def _style_dash(example: str, match: re.Match[str], line: str) -> tuple[str, bool]:
    """`1- text`, `أ- text`, `I – text`."""
    after = line[match.end() :].lstrip(SPACES)[:1]
    if not after or after.isdigit() or example in "aiIA一":
        return ("I.", False) if example == "I" and after and not after.isdigit() else ("", False)
    return f"{example}-", match["close"][0] == " " and example == "1"


def _style_decimal(depth: int, match: re.Match[str], line: str) -> tuple[str, bool]:
    style = ".".join("1" * min(depth, 4))
    if depth > 2 and GAP.match(line, match.end()):
        return style, False
    if _WIDE_GAP.match(line, match.end()):
        return style, False
    return (style, True) if line[match.end() : match.end() + 1] in (" ", "\u00a0") else ("", False)


def _style_point(example: str, end: int, line: str) -> tuple[str, bool]:
    if example in "1一":
        return ("1." if example == "1" else "一、", False) if _AFTER_POINT.match(line, end) else ("", False)
    if _WIDE_GAP.match(line, end):
        return f"{example}.", False
    return (f"{example}.", example in "ai") if GAP.match(line, end) else ("", False)


def _style_bare(example: str, match: re.Match[str], line: str) -> tuple[str, bool]:
    end = match.end()
    if example in "①⑴":
        return example, False
    if example not in "1一イアⅠⅰ":
        return "", False
    if _WIDE_GAP.match(line, end) and (example == "1" or line[end : end + 1]):
        return example, False
    is_plain = match["path"].isdecimal()
    return (example, True) if example == "1" and line[end : end + 1] == " " and is_plain else ("", False)


@remembered(1 << 17)  # the same numbers stand in both revisions
def read_listed(system: System, path: str, printed: str, style: str) -> tuple[Label, ...]:
    """The labels that a number without a word may be, by one system."""
    level = _LEVELS.get(style, "point")
    if system.example == "1":
        depth = style.count("1")
        value = read_path(path)
        if len(value) > 1 and depth == 1 and style == "1" and not _is_branched(path):
            return ()
        return (Label(printed, value, level, style),) if value else ()
    match = re.match(system.pattern, path)
    numeral = match.group() if match else path
    behind = read_path(path[len(numeral) :]) if len(numeral) < len(path) else ()
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


def _is_branched(path: str) -> bool:
    return not path.translate(WIDE).isdecimal()


def find_closing(line: str, head: int) -> int:
    """Where a short bracket that begins at `head` ends; 0 if it does not."""
    for at in range(head + 2, min(len(line), head + _MAX_ENCLOSED)):
        if line[at] in ")）'’‘﹚":
            return at + 1
    return 0
