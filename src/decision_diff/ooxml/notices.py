"""What a reader of a Word document must know of it and cannot see in its text, each with the paragraphs where it is.

Places are blocks of the reading, from 0, which is also how `document.read_paragraphs` counts; sentences count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from decision_diff.model import Block, Notice, Origin
from decision_diff.notices import NoticeCode
from decision_diff.ooxml import hidden_text, manual
from decision_diff.ooxml.document import find_stories
from decision_diff.ooxml.opened import Opened
from decision_diff.ooxml.package import Package
from decision_diff.patterns import late

# What only some readers of a file see, or see otherwise: who says that two documents show the same must look for these.
SEEN_BY_SOME: Final[frozenset[NoticeCode]] = frozenset(
    {"alternatives", "further-body", "ignored", "included", "must-understand"}
)

_MAX_PLACES: Final = 5  # that a sentence names
_SAID_STATUSES: Final = {"agreed": "green", "agreed in a group": "yellow"}
# Characters that turn or hide what is read: bidirectional controls; then those of no width.
_BIDI: Final = late("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH: Final = late("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0]")

# Code of `document` -> code of the notice, and its sentence.
_LOSSES: Final[dict[str, tuple[NoticeCode, str]]] = {
    "equation": ("equation", "equations are read as the characters in them; how they are built is compared too"),
    "field": ("field", "a field is not closed; all of it is read as text"),
    "included": ("included", "the document includes another file in its text (altChunk, subDoc), which is not read"),
    "body": ("further-body", "the document has a further body with words, which is not read"),
    "space": (
        "trimmed-space",
        "a text with spaces at an end that Word does not show, as the file does not ask for them (xml:space); they are not read",
    ),
    "row": ("row-content", "a table row is inserted or deleted with words in it that carry no mark; they go with it"),
    "stray": ("stray", "the document holds text where none may be; it is not read"),
    "note-format": ("number-format", "numbers of notes in an unknown format are shown in decimals"),
    "note-page": (
        "number-format",
        "footnotes restart on each page, but the file does not say where its pages end; they are counted through",
    ),
    "note": ("note-missing", "a footnote or endnote is referred to that is not in the document"),
}
# Of `compatibility`.
_COMPATIBILITY: Final[dict[str, tuple[NoticeCode, str]]] = {
    "alternatives": (
        "alternatives",
        "a text of which the file holds two versions; the one that Word shows is read, other programs may show the other",
    ),
    "ignored": ("ignored", "a text in an element that Word ignores, which is not read; other programs may show it"),
    "must-understand": ("must-understand", "Word refuses a file that asks for what it does not know, as this one does"),
}

# Code of the notice, its sentence, and the kinds of parts that hold such text.
_KEPT_OUT: Final[tuple[tuple[NoticeCode, str, tuple[str, ...]], ...]] = (
    ("comments", "comments are not compared", ("comments",)),
    ("diagrams", "the words of diagrams and charts are not compared", ("diagramData", "chart")),
)


def report(opened: Opened, blocks: Sequence[Block]) -> list[Notice]:
    """The notices of a reading, in a fixed order."""
    package = opened.package
    main = package.main
    found = [*package.report(), *_kept_out(package)]
    runs = list(hidden_text.find_hidden_runs(package, opened.styles))
    if runs:
        sentence = "hidden text, which is read and compared as any other"
        found.append(_notice("hidden-text", sentence, main, [opened.find_paragraph(one) for one in runs], counted=True))
    rows = list(hidden_text.find_hidden_rows(package))
    if rows:
        sentence = "a table row that is hidden, which is read and compared as any other"
        found.append(_notice("hidden-row", sentence, main, [opened.find_paragraph(one) for one in rows], counted=True))
    found.extend(_by_kind(_COMPATIBILITY, main, _seen_otherwise(opened)))
    last = max(len(opened.paragraphs) - 1, 0)
    found.extend(_by_kind(_LOSSES, main, [(code, min(place, last)) for code, place in opened.losses]))
    found.extend(_by_hand(opened))
    found.extend(_computed(blocks))
    found.extend(_statuses(blocks))
    found.extend(_oddities(blocks))
    return found


def _by_hand(opened: Opened) -> list[Notice]:
    """That words are marked as in a redline, but by hand."""
    marked = manual.find_stretches(opened.package)
    if not marked:
        return []
    counts = ", ".join(f"{len(runs)} {how}" for how, runs in marked.items())
    sentence = f"words that are marked by hand as in a redline ({counts}), which are all read as text"
    places = [opened.find_paragraph(run) for runs in marked.values() for run in runs]
    return [_notice("manual-marks", sentence, opened.package.main, places)]


def _computed(blocks: Sequence[Block]) -> list[Notice]:
    """That some words are results of fields, and of which."""
    places = [at for at, block in enumerate(blocks) for one in block.features if one.kind == "computed"]
    if not places:
        return []
    names = sorted({one.value for block in blocks for one in block.features if one.kind == "computed"})
    sentence = (
        f"the result of a field that any program works out anew ({', '.join(names)}); another one is consequential"
    )
    return [_notice("computed", sentence, blocks[places[0]].origin.part, places, counted=True)]


def _statuses(blocks: Sequence[Block]) -> list[Notice]:
    """How many paragraphs are highlighted as in a negotiation; green is said before yellow."""
    found = {status: [at for at, block in enumerate(blocks) if _has_status(block, status)] for status in _SAID_STATUSES}
    said = [f"{len(places)} {_SAID_STATUSES[status]} ({status})" for status, places in found.items() if places]
    if not said:
        return []
    first = blocks[min(place for places in found.values() for place in places)].origin
    sentence = f"paragraphs with words highlighted as in a negotiation: {', '.join(said)}; shown and not compared"
    return [Notice("status", sentence, first)]


def _has_status(block: Block, status: str) -> bool:
    return any(one.kind == "status" and one.value == status for one in block.features)


def _seen_otherwise(opened: Opened) -> list[tuple[str, int | None]]:
    """The oddities of `compatibility` in the parts that are compared; in a header there is no paragraph to name."""
    package = opened.package
    for part in find_stories(package):
        package.read_xml(part)  # loaded now, if it was not
    return [(code, opened.find_paragraph(element)) for code, _, element in package.compatibility.oddities]


def _by_kind(
    sentences: Mapping[str, tuple[NoticeCode, str]], part: str, met: Iterable[tuple[str, int | None]]
) -> list[Notice]:
    places: dict[str, list[int | None]] = {}
    for code, place in met:
        places.setdefault(code, []).append(place)
    return [_notice(*sentences[code], part, places[code]) for code in sorted(places)]


def _notice(
    code: NoticeCode, sentence: str, part: str, places: Sequence[int | None], *, counted: bool = False
) -> Notice:
    """A notice with how often and where: "2 × …; in paragraphs 3 and 7"."""
    known = sorted({place for place in places if place is not None})
    named = [str(place + 1) for place in known[:_MAX_PLACES]]
    if len(known) > _MAX_PLACES:
        named.append(f"{len(known) - _MAX_PLACES} more")
    many = "s" if len(named) > 1 else ""
    where = f"; in paragraph{many} {' and '.join(filter(None, [', '.join(named[:-1]), named[-1]]))}" if named else ""
    times = f"{len(places)} × " if (counted or len(places) > 1) and code != "manual-marks" else ""
    return Notice(code, f"{times}{sentence}{where}", Origin(part, known[0], known[0] + 1) if known else None)


def _kept_out(package: Package) -> list[Notice]:
    """Text that Word shows somewhere and that is not compared: headers, footers, comments and drawn text."""
    found = []
    for code, what, kinds in _KEPT_OUT:
        parts = sorted(
            {
                link.target
                for link in package.read_relationships(package.main)
                if link.kind in kinds and not link.external
            }
        )
        if any(_holds_text(package, part) for part in parts):
            found.append(Notice(code, what))
    return found


def _holds_text(package: Package, part: str) -> bool:
    if not package.has(part):
        return False
    return any(
        str(element.tag).endswith(("}t", "}v")) and (element.text or "").strip()
        for element in package.read_xml(part).iter()
    )


def _oddities(blocks: Sequence[Block]) -> list[Notice]:
    """Notices on what is kept and compared as it is, or not at all, and what a reader cannot see."""
    found = [
        _unseen("bidi-controls", _BIDI, "characters that turn the direction of writing, which are kept", blocks),
        _unseen("zero-width", _ZERO_WIDTH, "characters of no width, which are kept", blocks),
        _numbers_in_rows(blocks),
    ]
    return [one for one in found if one is not None]


def _unseen(code: NoticeCode, pattern: re.Pattern[str], what: str, blocks: Sequence[Block]) -> Notice | None:
    """How many characters of a pattern there are, and where the first is."""
    places = [(block, len(pattern.findall(block.text))) for block in blocks if pattern.search(block.text)]
    if not places:
        return None
    first = places[0][0].origin
    times = sum(count for _, count in places)
    return Notice(code, f"{times} × {what}; first in paragraph {first.start + 1}", first)


def _numbers_in_rows(blocks: Sequence[Block]) -> Notice | None:
    """How many numbers stand in a row and do not begin it."""
    in_rows = [(block, block.place.row[:2]) for block in blocks if block.place and block.place.row]
    starts = {row: block for block, row in reversed(in_rows)}
    unread = sum(1 for block, row in in_rows if block.label and starts[row] is not block)
    if not unread:
        return None
    return Notice("cell-numbers", f"{unread} × a number that Word prints inside a table row, not compared")
