"""Why a reader cannot see words that stand in a document, or cannot read them, by the looks of their run and paragraph.

    vanish      hidden characters (w:vanish, 17.3.2.41)
    tiny        under 4 points (w:sz, 17.3.2.38)
    narrow      under a tenth of their width (w:w, 17.3.2.43), or set closer by more than half their size (w:spacing, 17.3.2.35)
    white       white on white; `ground`: of the colour of what is behind them, or nearly (w:color, w:shd, w:highlight)
    away        raised or lowered by more than an inch (w:position, 17.3.2.24), or indented beyond any page (w:ind, 17.3.1.12)
    flat        in lines or a frame lower than 4 points (w:spacing, 17.3.1.33; w:framePr, 17.3.1.11)
    row         in a hidden row, or in one lower than 4 points (w:hidden, 17.4.19; w:trHeight, 17.4.80)
    reversed    last character first (w:bdo, 17.3.2.3)
    symbols     letters in a font that has only pictures, save in those that `symbols` reads (w:rFonts, 17.3.2.26)

What is behind words is the highlighting, else the shading of the run, of the paragraph, of the cell, else white paper. The
style of a table is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from decision_diff.ooxml.formatting import Flat, spell
from decision_diff.ooxml.names import child, get, name
from decision_diff.patterns import late
from decision_diff.safexml import Element

SYMBOLS: Final = frozenset({"marlett", "mt extra", "bookshelf symbol 7", "zapf dingbats", "monotype sorts"})
_TINY: Final = 8  # half-points
_NARROW: Final = 10  # per cent
_AWAY: Final = 144  # half-points
_SIZE: Final = 20  # half-points, where nothing is said
_HALF: Final = 5  # twentieths of a point that are half of a half-point of size
_FLAT: Final = 80  # twentieths of a point
_PAGE: Final = 15_000  # twentieths of a point: no paper that anybody prints on is as wide
_LIMITS: Final[dict[str, Callable[[int], bool]]] = {
    "w:sz": lambda size: size < _TINY,
    "w:w": lambda width: width < _NARROW,
    "w:position": lambda position: abs(position) > _AWAY,
    "w:spacing": lambda spacing: spacing < -_TINY * _HALF,
}
_SWITCHES: Final = frozenset({"w:vanish", "w:strike", "w:dstrike", "w:shd", "w:highlight"})
_INDENTS: Final = ("left", "right", "start", "end")
_NEAR: Final = 0x20  # of 0xFF, by which a colour must differ from another in some part
WHITE: Final = "FFFFFF"
_HIGHLIGHTS: Final = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_THEME_WHITE: Final = frozenset({"background1", "light1"})
_COLOUR: Final = late("[0-9A-Fa-f]{6}")
_LETTER: Final = late("[A-Za-z0-9]")


def may_hide(said: Element, *, grounded: bool) -> bool:
    """Whether one property of a run may make its words struck or hard to see. `grounded`: something has a colour behind it."""
    kind = name(said)
    if kind == "w:color":
        return grounded or _is_near(_colour(spell(said)) or "000000", WHITE)
    if kind == "w:rFonts":
        return (get(said, "w:ascii") or "").casefold() in SYMBOLS
    if kind in _LIMITS:
        number = _number(get(said, "w:val") or "")
        return number is not None and _LIMITS[kind](number)
    return kind in _SWITCHES


def may_form(properties: Element | None) -> bool:
    """Whether a w:pPr says anything of which its words may become hard to see, or what is behind them."""
    for one in properties if properties is not None else ():
        kind = name(one)
        if kind == "w:shd" or (kind == "w:framePr" and is_flat(get(one, "w:h"), get(one, "w:hRule"))):
            return True
        if kind == "w:spacing" and (_number(get(one, "w:line") or "") or _FLAT) < _FLAT:
            return True
        if kind == "w:ind" and any(abs(_number(get(one, f"w:{key}") or "") or 0) > _PAGE for key in _INDENTS):
            return True
    return False


def explain_hidden_run(said: Flat, behind: str) -> str:
    """Explains why the words of a run cannot be seen, "" if they can. `said` includes styles; see `find_ground`.

    "symbols" holds for its letters only: see `has_letters`.
    """
    if said.get(("w:vanish", "")) == "on":
        return "vanish"
    size, width, position = (_number(said.get((key, ""), "")) for key in ("w:sz", "w:w", "w:position"))
    if size is not None and size < _TINY:
        return "tiny"
    closer = _number(said.get(("w:spacing", ""), "")) or 0
    if (width is not None and width < _NARROW) or closer < -_HALF * (size or _SIZE):
        return "narrow"
    if position is not None and abs(position) > _AWAY:
        return "away"
    colour, ground = _colour(said.get(("w:color", ""), "")), _ground(said, behind)
    if colour and _is_near(colour, ground):
        return "white" if ground == WHITE else "ground"
    return "symbols" if said.get(("w:rFonts", "ascii"), "").casefold() in SYMBOLS else ""


def has_letters(run: Element) -> bool:
    """Whether a run holds letters or digits, which a font of pictures shows as something else."""
    return _LETTER.search("".join(map(str, run.itertext()))) is not None


def explain_hidden_paragraph(said: Flat) -> str:
    """Explains why the words of a paragraph cannot be seen, "" if they can."""
    line = _number(said.get(("w:spacing", "line"), ""))
    if line is not None and line < _FLAT and said.get(("w:spacing", "lineRule")) == "exact":
        return "flat"
    frame = said.get(("w:framePr", ""), "")
    if is_flat(_attribute(frame, "h"), _attribute(frame, "hRule")):
        return "flat"
    indents = (_number(said.get(("w:ind", key), "")) or 0 for key in ("left", "right"))
    return "away" if any(abs(one) > _PAGE for one in indents) else ""


def is_flat(height: str | None, rule: str | None) -> bool:
    """Whether a row or frame is exactly as high, and lower than 4 points: what does not fit in is cut off."""
    number = _number(height or "")
    return rule == "exact" and number is not None and number < _FLAT


def is_reversed(text: str, direction: str | None) -> bool:
    """Whether words are shown last character first if they are put in a direction, "rtl" or "ltr"."""
    other = {"rtl": ("L", "EN"), "ltr": ("R", "AL")}.get(direction or "", ())
    return any(unicodedata.bidirectional(char) in other for char in text)


def find_ground(said: Flat, cell: Element | None) -> str:
    """Finds the colour behind a paragraph: its own shading, else that of its cell, else white."""
    shading = said.get(("w:shd", ""), "")
    fill = _attribute(shading, "fill") or (
        get(found, "w:fill") if (found := child(cell, "w:tcPr", "w:shd")) is not None else ""
    )
    return fill.upper() if fill and _COLOUR.fullmatch(fill) else WHITE


def _ground(said: Flat, behind: str) -> str:
    marked = _HIGHLIGHTS.get(said.get(("w:highlight", ""), ""))
    if marked:
        return marked
    fill = _attribute(said.get(("w:shd", ""), ""), "fill")
    return fill.upper() if _COLOUR.fullmatch(fill) else behind


def _colour(spelled: str) -> str:
    """A colour as six digits, "" if the program chooses one that can be read. A theme's goes before the one that is named."""
    if _attribute(spelled, "themeColor") in _THEME_WHITE and not _attribute(spelled, "themeShade"):
        return WHITE
    said = _attribute(spelled, "val") if spelled.startswith("[") else spelled
    return said.upper() if _COLOUR.fullmatch(said) else ""


def _attribute(spelled: str, key: str) -> str:
    """An attribute of an element as `formatting.spell` gives it; "" if it has none."""
    found = re.search(rf"\('{key}', '([^']*)'\)", spelled)
    return found.group(1) if found else ""


def _is_near(colour: str, other: str) -> bool:
    both = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return all(abs(one - another) < _NEAR for one, another in both)


def _number(text: str) -> int | None:
    digits = text.removesuffix("%").removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7):
        return None
    return -int(digits) if text.startswith("-") else int(digits)
