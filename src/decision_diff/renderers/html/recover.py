"""Reads both texts back from an HTML page of ours, which proves that the page shows all of both and nothing else.

Works on the page alone and knows only the markup that `html` and `review` write; the docstring of `html` says what the
attributes mean.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.patterns import late

_ATTRIBUTE: Final = r"""\s++[^\s"'<>/=]++(?:="[^"]*+")?"""
# Whole tags, comments, and styles and scripts up to their end: on markup that is never closed the parser of Python takes the
# square of its length, and browsers may see another page in it. Atomic: each character is looked at once.
_WHOLE: Final = late(
    r"(?>(?:[^<]++|<!doctype html>"
    rf"|<style(?>(?:{_ATTRIBUTE})*)>(?>(?:[^<]++|<(?!/))*)</style>|<script(?>(?:{_ATTRIBUTE})*)>(?>(?:[^<]++|<(?!/))*)</script>"
    rf"|<(?!style\b|script\b)[a-z][a-z0-9-]*+(?>(?:{_ATTRIBUTE})*)\s*+/?>|</[a-z][a-z0-9-]*+>"
    r"|<!--(?>(?:[^-<>]++|-(?!-))*)-->)*)",
    re.IGNORECASE,
)

_WITHOUT_END: Final = ("meta", "input", "br")


def recover(output: str) -> tuple[list[str], list[str]]:
    """Recovers the lines of both revisions, in document order, from the page alone: reject gives the old, accept the new.

    ValueError for markup that neither we write nor a browser that saves our page: what is not closed, or hides a part.
    """
    if not _WHOLE.fullmatch(output):
        raise ValueError("the page has markup that is not whole")
    parser = _Recovery()
    parser.feed(output)
    parser.close()
    return parser.lines("o"), parser.lines("n")


def recover_moved(output: str) -> list[str]:
    """Recovers the lines of the old revision, those of moved clauses from their new place and the marks there.

    Without tabs: at its new place a row is divided as the new one is. Of a page that `recover` reads.
    """
    parser = _Recovery(moved=True)
    parser.feed(output)
    parser.close()
    return [line.replace("\t", "") for line in parser.lines("o")]


@frozen
class _OpenElement:
    """An open element: what its text belongs to. `homes` by side; a side is absent inside ins (o) or del (n), and `lost`."""

    tag: str
    homes: dict[str, int]
    lost: str = ""
    number: bool = False
    skip: bool = False


class _Recovery(HTMLParser):
    """Collects numbers and words by side and clause; knows only the markup written above."""

    def __init__(self, *, moved: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_OpenElement("", {})]
        # The sides that an element takes away, by its name and whether it marks a move.
        self.struck = {("ins", False): "o", ("del", False): "n", ("ins", True): "o", ("del", True): "n"}
        if moved:
            self.struck |= {("ins", True): "", ("del", True): "on"}
        self.numbers: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.words: dict[tuple[str, int], list[str]] = defaultdict(list)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _WITHOUT_END:
            return
        above, given = self.open[-1], dict(attrs)
        classes = (given.get("class") or "").split()
        homes, lost = self._find_homes(tag, classes, given)
        skip = above.skip or any(name in classes for name in ("sr", "ch", "brk", "g", "note", "hid", "head", "fold-of"))
        self.open.append(_OpenElement(tag, homes, lost, above.number or "n" in classes, skip))
        if "n" in classes:
            self._add("")
        if "hid" in classes and not above.skip:
            self._add(_character(given["data-c"] or ""))
        for side in given.get("data-t") or "":
            self._add("\t", side)

    def _find_homes(self, tag: str, classes: list[str], given: dict[str, str | None]) -> tuple[dict[str, int], str]:
        """The clause that the text of an element belongs to, by side, and the sides that it does not stand on."""
        above = self.open[-1]
        gone = self.struck.get((tag, "mv" in classes), "")
        lost = above.lost + "".join(side for side in gone if side not in above.lost)
        if "data-n" not in given:
            return {side: home for side, home in above.homes.items() if side not in lost}, lost
        # A side that an ins or del around has taken away stays away.
        return {side: int(home) for side in "on" if side not in lost and (home := given[f"data-{side}"])}, lost

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open[-1].skip:
            self._add(data)

    def _add(self, text: str, only: str = "on") -> None:
        here = self.open[-1]
        target = self.numbers if here.number else self.words
        for side, home in here.homes.items():
            if side in only:
                target[side, home].append(text)

    def lines(self, side: str) -> list[str]:
        found: list[str] = []
        for key in sorted({key for key in (*self.numbers, *self.words) if key[0] == side}):
            words = "".join(self.words.get(key, ()))
            found.append(f"{''.join(self.numbers[key])} {words}".strip() if key in self.numbers else words)
        return found


def _character(number: str) -> str:
    """The character of a number in hexadecimal; ValueError for what is none, however long."""
    code = int(number, 16)
    if not 0 <= code <= 0x10FFFF:
        raise ValueError(f"there is no character of {len(number)} digits")
    return chr(code)
