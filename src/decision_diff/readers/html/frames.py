"""Text boxes of pages that LibreOffice wrote: each is moved behind the paragraph in which it stands, before the page is parsed.

    <p>T<span id="Frame1" style="float: left"><p>In the box.</p></span>he text</p>
    <p>The text</p><div id="Frame1" style="float: left"><p>In the box.</p></div>

A paragraph cannot stand in a paragraph: a parser ends the outer one where the box begins, and the text is torn apart in the middle of
a word. Word files and OpenDocument texts are read with the box behind the paragraph, so a page is too. Nothing is left out: where the
tags do not fit into each other, the page is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from decision_diff.patterns import late
from decision_diff.readers.html.tree import BLOCKS

MAX_NESTED: Final = 20  # boxes within boxes
_WRITER: Final = late(r"<meta\s+name=\"generator\"\s+content=\"(?:LibreOffice|OpenOffice|Collabora)", re.IGNORECASE)
_HEAD: Final = 20_000  # characters in which a page says what wrote it
_TAG: Final = late(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]{0,30})([^<>]*)>")
_PLACED: Final = late(r"style=\"[^\"]*?(?:float:\s*(?:left|right)|position:\s*absolute)", re.IGNORECASE)
_NEXT: Final = late(r"\s*<([a-zA-Z][a-zA-Z0-9]{0,30})")
# What holds for the words in an element, and would no longer hold for a box that is moved out of it.
_MARKS: Final = late(
    r"href|hidden|display|visibility|opacity|transparent|mso-hide|line-through|vertical-align|font-size:\s*0",
    re.IGNORECASE,
)
_MARKING: Final = frozenset({"ins", "del", "s", "strike", "sup", "sub", "bdo"})
_INLINE: Final = _MARKING | {"span", "a", "font"}
_PARAGRAPHS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_RAW: Final = frozenset({"script", "style", "title", "textarea", "xmp", "noscript", "iframe", "template", "plaintext"})


class _UnfitError(Exception):
    """The tags do not fit into each other as LibreOffice writes them."""


@dataclass(slots=True)
class _Part:
    """The page, or a box in it: what was written, the paragraph and the inline elements that are open, and boxes that wait."""

    written: list[str] = field(default_factory=list)
    paragraph: str = ""
    opened: list[tuple[str, bool]] = field(default_factory=list)
    marks: int = 0
    boxes: list[str] = field(default_factory=list)

    def open_inline(self, name: str, attributes: str) -> None:
        is_marked = name in _MARKING or bool(_MARKS.search(attributes))
        self.opened.append((name, is_marked))
        self.marks += is_marked

    def close_inline(self, name: str) -> None:
        if not self.opened or self.opened[-1][0] != name:
            raise _UnfitError
        self.marks -= self.opened.pop()[1]


def move_frames(text: str) -> str:
    """The page with its text boxes behind the paragraphs that hold them; the page itself if LibreOffice did not write it."""
    if not _WRITER.search(text, 0, _HEAD) or not _PLACED.search(text):
        return text
    moving = _Moving(text)
    try:
        return moving.move()
    except _UnfitError:
        return text


class _Moving:
    """One pass over the tags of a page."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts = [_Part()]

    def move(self) -> str:
        """The page with its boxes moved; _UnfitError if that cannot be told."""
        text, at = self._text, 0
        while found := _TAG.search(text, at):
            part = self._parts[-1]
            part.written.append(text[at : found.start()])
            at = self._skip(found)
            if at == found.end():
                self._step(found)
            else:
                part.written.append(text[found.start() : at])
        if len(self._parts) > 1 or self._parts[0].boxes:
            raise _UnfitError
        return "".join([*self._parts[0].written, text[at:]])

    def _skip(self, found: re.Match[str]) -> int:
        """Where to go on: behind the tag, or behind a comment or what is no markup."""
        name = (found[2] or "").lower()
        if found[2] and (found[1] or name not in _RAW):
            return found.end()
        end = self._text.find(f"</{name}" if name else "-->", found.end())
        if end < 0:
            raise _UnfitError
        return end

    def _step(self, found: re.Match[str]) -> None:
        name, part = found[2].lower(), self._parts[-1]
        if name in _INLINE:
            self._step_inline(found, name, part)
            return
        if name in BLOCKS and name != "hr":
            self._step_block(found, name, part)
        part.written.append(found[0])
        if found[1] and not part.paragraph:
            part.written += part.boxes
            part.boxes = []

    def _step_block(self, found: re.Match[str], name: str, part: _Part) -> None:
        """A paragraph begins or ends. Where another block does within one that has a box, its end is not known."""
        if found[1] and name == part.paragraph:
            part.paragraph = ""
        elif part.boxes:
            raise _UnfitError
        elif name in _PARAGRAPHS and not found[1]:
            part.paragraph = name
            part.opened, part.marks = [], 0

    def _step_inline(self, found: re.Match[str], name: str, part: _Part) -> None:
        if not found[1] and self._is_frame(found, name, part):
            if len(self._parts) > MAX_NESTED:
                raise _UnfitError
            self._parts.append(_Part([f"<div{found[3]}>"]))
        elif not found[1]:
            part.open_inline(name, found[3])
            part.written.append(found[0])
        elif name == "span" and not part.opened and len(self._parts) > 1:
            self._parts.pop()
            if part.paragraph or part.boxes:
                raise _UnfitError
            self._parts[-1].boxes.append("".join([*part.written, "</div>"]))
        else:
            part.close_inline(name)
            part.written.append(found[0])

    def _is_frame(self, found: re.Match[str], name: str, part: _Part) -> bool:
        """Whether an element is a text box: placed beside the text of a paragraph, with paragraphs or tables in it."""
        if name != "span" or not part.paragraph or part.marks or not _PLACED.search(found[3]):
            return False
        first = _NEXT.match(self._text, found.end())
        return first is not None and first[1].lower() in BLOCKS
