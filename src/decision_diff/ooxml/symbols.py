"""Fonts of symbols (Symbol, Wingdings, Wingdings 2 and 3, Webdings): what a reader sees of a character in one of them.

    <w:rFonts w:ascii="Wingdings"/>…<w:t>J</w:t>     ☺
    <w:t>\uf0fc</w:t> in Wingdings                    🗸   (such a font lies at U+F000 to U+F0FF too)
    <w:sym w:font="Symbol" w:char="F0B7"/>           •   (17.3.3.30)

The tables are in symbols.txt. What other fonts show at U+F000 to U+F0FF is unknown; it stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from decision_diff.model import View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.names import above, child, every, get, value
from decision_diff.safexml import Element

_NAMES: Final = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})
_SLOTS: Final = ("w:ascii", "w:hAnsi")
_FIRST: Final = 0x20
_PRIVATE: Final = 0xF000


class Fonts(NamedTuple):
    """The symbol font of the characters to U+007F and of those from there on; "" for any other font."""

    ascii: str
    other: str


def translate_symbols(font: str, text: str) -> str:
    """Translates a text into what a font shows, one character for each; other fonts leave it as it is."""
    return text.translate(_table(font.casefold())) if font.casefold() in _NAMES else text


def show_text(fonts: Fonts, text: str) -> str:
    """Shows the text of a run as its fonts do."""
    if fonts.ascii == fonts.other:
        return translate_symbols(fonts.ascii, text)
    return "".join(translate_symbols(fonts.ascii if char < "\x80" else fonts.other, char) for char in text)


def find_fonts(properties: Element | None) -> Fonts | None:
    """Finds the symbol fonts in run properties (w:rPr); None if these do not name fonts."""
    said = child(properties, "w:rFonts")
    found = tuple(None if said is None else get(said, slot) for slot in _SLOTS)
    return None if not any(found) else Fonts(*(_known(one) for one in found))


def find_style_fonts(styles: Element | None) -> dict[str, Fonts]:
    """Finds the fonts of each style that has a symbol font, its own or that of the style that it is based on (17.7.4.3)."""
    if styles is None or not any(map(_is_symbol, every(styles, "w:rFonts"))):
        return {}
    every_one = {get(one, "w:styleId") or "": one for one in every(styles, "w:style")}
    found: dict[str, Fonts] = {}
    for id_ in every_one:
        met: set[str] = set()
        above: str | None = id_
        while above in every_one and above not in met:
            met.add(above)
            said = find_fonts(child(every_one[above], "w:rPr"))
            if said is not None:
                if any(said):
                    found[id_] = said
                break
            above = value(every_one[above], "w:basedOn")
    return found


def find_symbol_runs(root: Element, view: View, styles: Mapping[str, Fonts]) -> dict[Element, Fonts]:
    """Finds the runs at or below `root` that have a symbol font in a view, by themselves or by their styles."""
    candidates = dict.fromkeys(_run(one) for one in every(root, "w:rFonts") if _is_symbol(one))
    if styles:
        candidates.update(dict.fromkeys(every(root, "w:r")))
    found = {}
    for run in candidates:
        if run is not None:
            said = _of(run, view, styles)
            if said is not None and any(said):
                found[run] = said
    return found


def _of(run: Element, view: View, styles: Mapping[str, Fonts]) -> Fonts | None:
    own = revisions.find_run_properties(run, view)
    said = find_fonts(own)
    if said is not None or not styles:
        return said
    named = value(own, "w:rStyle") or ""
    if named in styles:
        return styles[named]
    paragraph = above(run, "w:p")
    return (
        None if paragraph is None else styles.get(value(revisions.find_properties(paragraph, view), "w:pStyle") or "")
    )


def _is_symbol(said: Element) -> bool:
    return not _NAMES.isdisjoint(map(str.casefold, map(str, said.attrib.values())))


def _run(said: Element) -> Element | None:
    return above(said, "w:r")


def _known(font: str | None) -> str:
    folded = (font or "").casefold()
    return folded if folded in _NAMES else ""


@cache  # of our own data
def _table(font: str) -> dict[int, str]:
    lines = files(__package__).joinpath("symbols.txt").read_text(encoding="utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if line.casefold() == font)
    table = {}
    for offset, char in enumerate("".join(lines[at + 1 : at + 5])):
        if char != "\N{REPLACEMENT CHARACTER}":
            table[_FIRST + offset] = table[_PRIVATE + _FIRST + offset] = char
    return table
