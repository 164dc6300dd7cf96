"""The entries of a table of contents: each occurs again further down, or is a unit that contains others.

CONTENTS
PART 1                          a unit, whether it comes again or not (a text may be printed with its contents alone)
THE REGISTER                    comes again
1 Register of beekeepers        comes again with the same number and words
PART 1                          the first entry comes again: the contents have ended
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from decision_diff.parse.lines import is_title
from decision_diff.parse.logical_lines import LogicalLine

_GATHERING: Final = (
    "book",
    "title",
    "subtitle",
    "subdivision",
    "chapter",
    "subchapter",
    "section",
    "subsection",
    "part",
)
_LISTED: Final = ("article", "attachment")  # what a table of contents may list as well
_NAMED: Final = ("part", "chapter")  # kinds of lines that are units by their words

_Key = tuple[str, tuple[int, ...]]


def mark_contents(lines: Sequence[LogicalLine]) -> list[LogicalLine]:
    """The lines with the entries of a table of contents marked, until the first of them comes again."""
    if not any(line.kind == "contents" for line in lines):
        return list(lines)
    entries = _Entries(lines)
    marked: list[LogicalLine] = []
    is_open, first, has_twin = False, None, False
    for line, after in zip(lines, (*lines[1:], None), strict=True):
        key = _find_key(line)
        is_entry = (
            is_open
            and first != (key or ())
            and (entries.is_entry(line, has_twin=has_twin) or (has_twin and entries.is_outdated(line, after)))
        )
        if line.kind == "contents":
            is_open, first, has_twin = True, None, False
        elif line.kind != "note":
            is_open, first, has_twin = is_entry, first or key, has_twin or entries.comes_again(line)
        marked.append(replace(line, kind="entry") if is_entry else line)
    return marked


class _Entries:
    """What comes how often in a text: numbers, and lines with their words."""

    def __init__(self, lines: Sequence[LogicalLine]) -> None:
        self._times = Counter(key for line in lines if (key := _find_key(line)) is not None)
        self._words = Counter(map(_describe, lines))

    def comes_again(self, line: LogicalLine) -> bool:
        """Whether the number of a line heads another one, too."""
        key = _find_key(line)
        return key is not None and self._times[key] > 1

    def is_entry(self, line: LogicalLine, *, has_twin: bool) -> bool:
        """Whether a line in a table of contents is an entry. `has_twin`: the entries before it come again, so it must."""
        if line.kind == "note" or (has_twin and line.found is not None and not self.comes_again(line)):
            return False
        return self._names_unit(line) or (self._words[_describe(line)] > 1 and is_title(line.text))

    def is_outdated(self, line: LogicalLine, after: LogicalLine | None) -> bool:
        """Whether a line is the entry of a unit that has gone: titles both, and the next one of its kind comes again with its words."""
        found, other = line.found, after.found if after is not None else None
        return (
            found is not None
            and after is not None
            and other is not None
            and found.label.style == other.label.style
            and is_title(_strip_page(line.text))
            and self._words[_describe(after)] > 1
        )

    def _names_unit(self, line: LogicalLine) -> bool:
        """Whether a line names a unit and no more; an article or an annex also stands in the text itself, where there is more of it."""
        if line.kind in _NAMED or line.found is None:
            return line.kind in _NAMED
        level = line.found.label.level
        return level in _GATHERING or (level in _LISTED and self.comes_again(line) and is_title(_strip_page(line.text)))


def _find_key(line: LogicalLine) -> _Key | None:
    return (line.found.label.style, line.found.label.value) if line.found is not None else None


def _describe(line: LogicalLine) -> tuple[str, str]:
    """The number and the words of a line, without its page."""
    if line.found is None:
        return "", _strip_page(line.text)
    return line.found.label.text, _strip_page(line.found.text)


def _strip_page(text: str) -> str:
    """An entry of a table of contents without its page."""
    bare = text.rstrip("0123456789")
    return text if bare == text else bare.rstrip(" .…·\t")
