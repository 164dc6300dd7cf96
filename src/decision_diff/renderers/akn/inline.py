"""Words of a clause as inline elements: what is seen of them beside the characters, line ends, notes where they are referred to.

    raised 2 of "10² m"  ->  10<sup>2</sup> m        a link  ->  <a href="…">        any other feature  ->  <inline name="strike">

What the standard has no element for is an `inline` of the class `decision-diff`, with the kind as its name and the value as its
title; our reader takes it for what it was. Features that overlap are cut where another one begins or ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape as _escape

from decision_diff.model import Feature
from decision_diff.patterns import late

CLASS: Final = "decision-diff"
CHARACTER: Final = "character"  # the name of an inline that stands for a character that XML cannot hold
# XML 1.0, 2.2: what no document can hold.
_NEVER: Final = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNEVEN: Final = late(r"^[ \t]|[ \t]$|[ \t]{2}|\t|\r")
_ELEMENTS: Final = {"superscript": "sup", "subscript": "sub"}


def escape_text(text: str) -> str:
    """Escapes a text for the content of an element of our own; a character that XML cannot hold shows by number: ‹U+0007›."""
    return _escape(_NEVER.sub(lambda found: f"‹U+{ord(found.group()):04X}›", text), {"\r": "&#13;"})


def escape_words(text: str) -> str:
    """Escapes words of the text; a character that XML cannot hold is an `inline` that names it, and is read as that character."""
    parts, at = [], 0
    for found in _NEVER.finditer(text):
        parts.append(escape_text(text[at : found.start()]))
        parts.append(f'<inline name="{CHARACTER}" class="{CLASS}" title="U+{ord(found.group()):04X}"/>')
        at = found.end()
    return "".join([*parts, escape_text(text[at:])])


def escape_value(text: str) -> str:
    """Escapes a text for an attribute between double quotes; a character that XML cannot hold shows by number, as in `escape_text`."""
    return escape_text(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def has_uneven_space(text: str) -> bool:
    """Whether a reader would lose white space of a text unless `xml:space` says that it is kept."""
    return any(_UNEVEN.search(line) for line in text.split("\n"))


def write_words(text: str, features: Sequence[Feature], write_note: Callable[[], str]) -> str:
    """Writes a text with its features, which count in it. `write_note` gives the note for each reference to one, in order."""
    points = sorted((one for one in features if not one.span), key=lambda one: one.span.start)
    spans = [one for one in features if one.span]
    cuts = sorted({0, len(text), *(edge for one in spans for edge in (one.span.start, one.span.end)), *(one.span.start for one in points)})  # fmt: skip
    parts: list[str] = []
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        parts.extend(_write_point(one, write_note) for one in points if one.span.start == start)
        parts.append(_wrap(_write_lines(text[start:end]), [one for one in spans if one.span.start <= start < end <= one.span.end]))  # fmt: skip
    return "".join(parts)


def _write_lines(text: str) -> str:
    return "<eol/>".join(map(escape_words, text.split("\n")))


def _write_point(one: Feature, write_note: Callable[[], str]) -> str:
    if one.kind == "note" and (note := write_note()):
        return note
    if one.kind == "picture":
        return f'<img src="{escape_value(one.value)}"/>'
    return "".join(_tags(one))


def _wrap(inner: str, around: Sequence[Feature]) -> str:
    if not inner:
        return ""
    tags = list(map(_tags, around))
    return "".join([*(begin for begin, _ in tags), inner, *(end for _, end in reversed(tags))])


def _tags(one: Feature) -> tuple[str, str]:
    if name := _ELEMENTS.get(one.kind):
        return f"<{name}>", f"</{name}>"
    if one.kind == "link" and one.span and one.value:
        return f'<a href="{escape_value(one.value)}">', "</a>"
    title = f' title="{escape_value(one.value)}"' if one.value else ""
    return f'<inline name="{one.kind}" class="{CLASS}"{title}>', "</inline>"


def give_notes(notes: Sequence[str]) -> Callable[[], str]:
    """Gives a function that returns one note after another, then nothing."""
    left: Iterator[str] = iter(notes)
    return lambda: next(left, "")
