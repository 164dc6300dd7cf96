"""Both texts from an HTML page of ours: the proof that the page shows all of both and nothing else.

Works on the page alone and knows only the markup that `html` and `review` write; the docstring of `html` says what the
attributes mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser


def recover(output: str) -> tuple[list[str], list[str]]:
    """The lines of both revisions, in document order, from the page alone: reject gives the old, accept the new."""
    parser = _Recovery()
    parser.feed(output)
    parser.close()
    return parser.lines("o"), parser.lines("n")


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element: what its text belongs to. `homes` by side; a side is absent inside ins (o) or del (n)."""

    tag: str
    homes: dict[str, str]
    number: bool = False
    skip: bool = False


class _Recovery(HTMLParser):
    """Collects numbers and words by side and clause; knows only the markup written above."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Open("", {})]
        self.struck = {"ins": "o", "del": "n"}
        self.numbers: dict[tuple[str, int], str] = {}
        self.words: dict[tuple[str, int], str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("meta", "input"):  # the only elements without an end
            return
        above, given = self.open[-1], dict(attrs)
        classes = (given.get("class") or "").split()
        homes = above.homes
        if "data-n" in given:
            # A side that an ins or del around has taken away stays away.
            lost = {side for mark, side in self.struck.items() if any(one.tag == mark for one in self.open)}
            homes = {side: given[f"data-{side}"] or "" for side in "on" if side not in lost and given[f"data-{side}"]}
        if tag in self.struck:
            homes = {side: home for side, home in homes.items() if side != self.struck[tag]}
        skip = above.skip or any(name in classes for name in ("sr", "ch", "brk", "g", "note", "hid", "head", "fold-of"))
        self.open.append(_Open(tag, homes, above.number or "n" in classes, skip))
        if "n" in classes:
            self._add("")
        if "hid" in classes and not above.skip:
            self._add(chr(int(given["data-c"] or "0", 16)))
        for side in given.get("data-t") or "":
            self._add("\t", side)

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
                target[side, int(home)] = target.get((side, int(home)), "") + text

    def lines(self, side: str) -> list[str]:
        found: list[str] = []
        for key in sorted({key for key in (*self.numbers, *self.words) if key[0] == side}):
            words = self.words.get(key, "")
            found.append(f"{self.numbers[key]} {words}".strip() if key in self.numbers else words)
        return found
