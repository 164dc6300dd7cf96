"""Paragraphs in the making, for readers of files that are markup: words and what is seen of them in, blocks out.

    write, write, point … end ==> one `Block`

White space is collapsed as a browser does (CSS Text 3, 4.1): a run of it is one space, none at the ends of a line, and a line end of
the file between two ideographs is nothing. The text of a block is joined without copying what was written before, so that a long
paragraph costs what its words cost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import Authored, Block, Feature, FeatureKind, Label, Notice, Origin, Place, Span
from decision_diff.notices import NoticeCode
from decision_diff.patterns import late

Trait = tuple[FeatureKind, str]  # kind and value of a feature that holds for what is written

_SPACE: Final = " \t\n\r\f"
_PIECES: Final = late(r"[ \t\n\r\f]+|[^ \t\n\r\f]+")
_HANGUL: Final = late("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_EITHER: Final = frozenset("“”‘’—…·")  # as wide as what they stand beside
_MAX_PLACES: Final = 5  # that a sentence names


@frozen
class TrackedBy:
    """Who tracked the change that words stand in, and when; as in `model.Authored`."""

    author: str = ""
    date: str = ""


class Flow:
    """The blocks of a part, as they are made. `row`, `outline` and `note` hold for what is written, as in `model.Place`."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.blocks: list[Block] = []
        self.targets: dict[str, int] = {}
        self.row: tuple[int, int, int] | None = None
        self.outline: int | None = None
        self.note = ""
        self.label: Label | None = None  # of the block that is begun, or of the next one
        self._merged: list[str] = []  # how the cell is merged that the next block begins
        self._met: dict[tuple[NoticeCode, str], list[int]] = {}
        self._clear()

    def _clear(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self._last = ""
        self._space: tuple[str, Sequence[Trait], TrackedBy | None] | None = None
        self._stretches: dict[Trait, list[list[int]]] = {}
        self._points: list[Feature] = []
        self._authored: list[tuple[int, int, TrackedBy]] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the block that is begun."""
        return not self._length and not self._points

    @property
    def length(self) -> int:
        """How many code points the block that is begun has."""
        return self._length

    def write(
        self, text: str, traits: Sequence[Trait] = (), change: TrackedBy | None = None, *, preserve: bool = False
    ) -> None:
        """Words behind those before. `traits` hold for all of them; `preserve` keeps white space as it is."""
        if preserve:
            self._put_space()
            self._put(text, traits, change)
            return
        for found in _PIECES.finditer(text):
            piece = found.group()
            if piece[0] not in _SPACE:
                self._put_space(piece[0])
                self._put(piece, traits, change)
            elif self._space is None:
                self._space = (piece, traits, change)
            else:
                self._space = (self._space[0] + piece, *self._space[1:])

    def add_break(self, traits: Sequence[Trait] = (), change: TrackedBy | None = None) -> None:
        """A line end inside the block; white space beside it is none."""
        self._space = None
        self._put("\n", traits, change)

    def add_point(self, kind: FeatureKind, value: str = "", change: TrackedBy | None = None) -> None:
        """What stands between two characters: a picture, the reference to a note."""
        self._put_space()
        self._points.append(Feature(kind, Span(self._length, self._length), value))
        if change is not None:
            self._authored.append((self._length, self._length, change))

    def merge_cell(self, how: str) -> None:
        """How the cell is merged that the next block begins: "2 columns"."""
        self._merged.append(how)

    def mark_target(self, name: str) -> None:
        """A place that a link may lead to, in the block that is begun or, where none is, in the next; the first of a name holds."""
        self.targets.setdefault(name, len(self.blocks))

    def remember(self, code: NoticeCode, sentence: str, *, at: int | None = None) -> None:
        """Something to be noticed, at the block that is begun, or at another one."""
        self._met.setdefault((code, sentence), []).append(len(self.blocks) if at is None else at)

    def complete(self, *, keep: bool = False) -> None:
        """The block is whole. One without words or points is none, unless it is to be kept; its number is then that of the next."""
        self._space = None
        if keep or self._length or self._points:
            at = len(self.blocks)
            merged = [Feature("cell", Span(0, 0), how) for how in self._merged]
            self._merged.clear()
            features = (*merged, *self._points, *self._list_stretches())
            self.blocks.append(
                Block(
                    "".join(self._texts),
                    Origin(self.part, at, at + 1),
                    label=self.label,
                    place=Place(self.row, self.outline, self.note),
                    features=tuple(sorted(features, key=lambda one: (one.span.start, one.span.end, one.kind))),
                    authored=tuple(_merge_authored(self._authored)),
                )
            )
            self.label = None
        self._clear()

    def report(self) -> list[Notice]:
        """What was met, each with how often and where, sorted by code and sentence."""
        last = max(len(self.blocks) - 1, 0)
        return [
            make_notice(code, sentence, self.part, [min(place, last) for place in places])
            for (code, sentence), places in sorted(self._met.items())
        ]

    def _put_space(self, after: str = "") -> None:
        """The white space that was met, if any is seen between what was written and `after`."""
        if self._space is None:
            return
        spaces, traits, change = self._space
        self._space = None
        if not self._last or self._last == "\n":
            return
        if "\n" in spaces and after and _is_joined(self._last, after):
            return
        self._put(" ", traits, change)

    def _put(self, text: str, traits: Sequence[Trait], change: TrackedBy | None) -> None:
        if not text:
            return
        start = self._length
        self._texts.append(text)
        self._length += len(text)
        self._last = text[-1]
        for look in traits:
            spans = self._stretches.setdefault(look, [])
            if spans and spans[-1][1] == start:
                spans[-1][1] = self._length
            else:
                spans.append([start, self._length])
        if change is not None:
            self._authored.append((start, self._length, change))

    def _list_stretches(self) -> Iterable[Feature]:
        for (kind, value), spans in self._stretches.items():
            for start, end in spans:
                yield Feature(kind, Span(start, end), value)


def _is_joined(before: str, after: str) -> bool:
    """Whether a line end between two characters is nothing (CSS Text 3, 4.1.2): both are wide, and neither is Hangul."""
    one, other = _find_width(before), _find_width(after)
    return "wide" in (one, other) and "narrow" not in (one, other)


def _find_width(char: str) -> str:
    if char in _EITHER:
        return "either"
    is_wide = unicodedata.east_asian_width(char) in "WF" and not _HANGUL.match(char)
    return "wide" if is_wide else "narrow"


def _merge_authored(found: Sequence[tuple[int, int, TrackedBy]]) -> Iterable[Authored]:
    """Stretches of one change that touch are one."""
    merged: list[tuple[int, int, TrackedBy]] = []
    for start, end, change in found:
        if merged and merged[-1][1] == start and merged[-1][2] == change:
            merged[-1] = (merged[-1][0], end, change)
        else:
            merged.append((start, end, change))
    return (Authored(Span(start, end), change.author, change.date) for start, end, change in merged)


def make_notice(code: NoticeCode, sentence: str, part: str, places: Sequence[int]) -> Notice:
    """A notice with how often and where: "2 × …; in paragraphs 3 and 7". Places are blocks, from 0."""
    known = sorted(set(places))
    named = [str(place + 1) for place in known[:_MAX_PLACES]]
    if len(known) > _MAX_PLACES:
        named.append(f"{len(known) - _MAX_PLACES} more")
    listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    times = f"{len(places)} × " if len(places) > 1 else ""
    origin = Origin(part, known[0], known[0] + 1)
    return Notice(code, f"{times}{sentence}; in paragraph{'s' if len(named) > 1 else ''} {listed}", origin)


def find_oddities(blocks: Sequence[Block]) -> list[Notice]:
    """Notices on characters that a reader cannot see, or that say that a text was damaged; all are kept and compared."""
    found = []
    for code, pattern, what in _ODDITIES:
        places = [at for at, block in enumerate(blocks) for _ in pattern.finditer(block.text)]
        if places:
            found.append(make_notice(code, what, blocks[0].origin.part, places))
    return found


_ODDITIES: Final[tuple[tuple[NoticeCode, re.Pattern[str], str], ...]] = (
    (
        "bidi-controls",
        late("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
        "characters that turn the direction of writing, which are kept",
    ),
    (
        "zero-width",
        late("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0]"),
        "characters of no width, which are kept",
    ),
    ("control-characters", late("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"), "control characters, which are kept"),
    ("replacement-characters", late("\ufffd"), "U+FFFD: another program has already lost characters there"),
)
