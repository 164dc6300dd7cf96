"""Whether a page can be parsed within bounds: before anything is built, its tags are counted as a browser would nest them.

A parser that follows the standard is slow, and its tree large, where elements that format words are never closed: each later paragraph
opens all of them again (HTML, 13.2.4.3), which makes a tree of n² elements out of n tags. This is estimated from the tags alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.patterns import late

MAX_BYTES: Final = 40_000_000  # characters of a page
MAX_TAGS: Final = 1_000_000
MAX_DEPTH: Final = 10_000  # elements open at one time; what is a paragraph, an item or a cell closes itself
MAX_REOPENED: Final = 2_000_000  # elements that are opened again because they were never closed
MAX_ATTRIBUTES: Final = 20_000  # of one tag

_TAG: Final = late(r"<(/?)([a-zA-Z][^\s/>]{0,30})([^<>]*)")
_FORMATTING: Final = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
# They have no end tag, or end where the next one begins.
_CLOSED: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "rp",
        "rt",
        "html",
        "head",
        "body",
        "caption",
    ]
)
_SAME: Final = 3  # equal ones that are kept open (13.2.4.3, the Noah's Ark clause)


def check_bounds(text: str, source: str) -> None:
    """UnreadableError for a page that a parser would build too large a tree of, or for too long."""
    if len(text) > MAX_BYTES:
        raise UnreadableError(f"the page has more than {MAX_BYTES:,} characters, which no decision has", source=source)
    if text.count("<") > MAX_TAGS:
        raise UnreadableError(f"the page has more than {MAX_TAGS:,} tags, which no decision has", source=source)
    nesting = _Nesting()
    for found in _TAG.finditer(text):
        closing, name, attributes = found.groups()
        if max(attributes.count("="), attributes.count(" ")) > MAX_ATTRIBUTES:
            raise UnreadableError(f"a tag of the page has more than {MAX_ATTRIBUTES:,} attributes", source=source)
        nesting.step(name.lower(), attributes, closing=bool(closing))
        if nesting.depth > MAX_DEPTH or nesting.reopened > MAX_REOPENED:
            raise UnreadableError(
                "the page opens elements again and again and never closes them; save it again in a browser",
                source=source,
            )


@dataclass(slots=True)
class _Nesting:
    """What is open behind a tag: `depth` elements, and of those that format words `count`, which `reopened` sums over the tags."""

    depth: int = 0
    reopened: int = 0
    count: int = 0
    open: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def step(self, name: str, attributes: str, *, closing: bool) -> None:
        """Go behind a tag."""
        if name in _FORMATTING:
            self.count += _track(self.open[name], attributes, closing=closing)
        elif name not in _CLOSED and not attributes.endswith("/"):
            self.depth = max(self.depth - 1, 0) if closing else self.depth + 1
        self.reopened += 0 if closing else self.count


def _track(same: list[str], attributes: str, *, closing: bool) -> int:
    """How many more elements of a name are open after a tag."""
    if closing:
        if same:
            same.pop()
            return -1
        return 0
    if same[-_SAME:].count(attributes) == _SAME:
        return 0
    same.append(attributes)
    return 1
