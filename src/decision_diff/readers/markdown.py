"""Markdown (CommonMark 0.31 with tables and strikethrough): one block per paragraph, heading, item, or cell.

Numbers of lists are labels as written: `3)` is 3), whatever a program makes of it when it shows the text. `<ins>` and `<del>` are tracked
changes, `<sup>` and `<sub>` features. Other HTML stays as it stands, and a notice says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from decision_diff.errors import UnreadableError
from decision_diff.model import Notice, Reading, Source, View
from decision_diff.patterns import late
from decision_diff.readers.flow import Flow, TrackedBy, Trait, find_oddities
from decision_diff.readers.lists import make_label
from decision_diff.readers.text.encoding import decide_encodings, decode

if TYPE_CHECKING:
    from markdown_it.token import Token

PART: Final = "markdown"
MAX_CHARACTERS: Final = 10_000_000
MAX_LEVELS: Final = 100  # what is nested deeper the parser leaves out
_FRONT: Final = late(
    r"---[ \t]*\n[\w-]{1,40}:(?:(?!---[ \t]*$)[^\n]*\n){1,200}(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE
)
_TAG: Final = late(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
_BAR: Final = late(r"(?<!\\)\|")
_TRAITS: Final[dict[str, Trait]] = {
    "sup": ("superscript", ""), "sub": ("subscript", ""), "s": ("strike", ""), "strike": ("strike", ""),
}  # fmt: skip
_PLAIN: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "kbd",
        "mark",
        "small",
        "span",
        "strong",
        "tt",
        "u",
        "var",
    ]
)
_MARKUP: Final = "HTML within Markdown, which is read as it stands"


def read(
    source: Source, *, encoding: str | None = None, beside: Sequence[Source] = (), view: View = "accepted"
) -> Reading:
    """The paragraphs of a text in Markdown, in order. `view` is of its `<ins>` and `<del>`. Raises UnreadableError and EncodingError."""
    if not source.data:
        raise UnreadableError("the file is empty", source=source.name)
    decided = decide_encodings((source, *beside), encoding)[0]
    text = decode(source, decided.codec).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    notices = [Notice("encoding", decided.reason)] if decided.reason else []
    if not text.strip():
        raise UnreadableError("the file holds only white space", source=source.name)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            "the text is larger than any decision in Markdown; save it as plain text", source=source.name
        )
    front = _FRONT.match(text)
    if front:
        notices.append(
            Notice("left-out", f"the properties at the head of the file are not read ({len(front[0]):,} characters)")
        )
        text = "\n" * front[0].count("\n") + text[front.end() :]
    walk = _MarkdownWalk(text.split("\n"), view)
    walk.walk(_parse(text, source.name))
    flow = walk.flow
    if walk.marks:
        notices.insert(
            0, Notice("tracked-changes", f"the text holds {walk.marks} tracked changes (ins, del), read as {view}")
        )
    notices.extend([*flow.report(), *find_oddities(flow.blocks)])
    if not any(block.text.strip() or block.label for block in flow.blocks):
        notices.append(Notice("no-text", f"this view of the text ({view}) holds no text"))
    return Reading(source, tuple(flow.blocks), tuple(notices), walk.marks, view)


def _parse(text: str, source: str) -> list[Token]:
    try:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - late: an extra, which only Markdown needs
    except ImportError:
        sentence = 'Markdown needs markdown-it-py: pip install "decision-diff[markdown]"; or rename the file to .txt to have it read as it stands'
        raise UnreadableError(sentence, source=source) from None
    tokens = MarkdownIt("commonmark", {"maxNesting": MAX_LEVELS}).enable(["table", "strikethrough"]).parse(text)
    if any(token.level >= MAX_LEVELS - 2 for token in tokens):
        raise UnreadableError(
            f"the text nests lists or quotations {MAX_LEVELS - 2} levels deep, which no decision does", source=source
        )
    return tokens


class _MarkdownWalk:
    """From tokens to blocks."""

    def __init__(self, lines: Sequence[str], view: View) -> None:
        self.flow = Flow(PART)
        self.marks = 0
        self._lines = lines
        self._view = view
        self._depth = 0  # of lists
        self._tables = -1
        self._row = self._cell = self._columns = 0
        self._open: list[str] = []  # traits and tracked changes of HTML tags that are open
        self._links: list[str] = []
        self._struck = 0

    def walk(self, tokens: Sequence[Token]) -> None:
        """Read all tokens of a text."""
        for token in tokens:
            if token.type == "inline":
                self._open.clear()  # a tag that is not closed ends with its paragraph
                self._write_inline(token.children or ())
                if not token.map or self.flow.row is None:
                    self.flow.complete()
            elif token.type in ("fence", "code_block"):
                for line in token.content.split("\n")[:-1]:
                    self.flow.write(line, preserve=True)
                    self.flow.complete()
            elif token.type == "html_block":
                self._read_html(token.content)
            else:
                self._step(token)

    def _step(self, token: Token) -> None:
        """An element opens or closes."""
        kind = token.type
        if kind == "heading_open":
            self.flow.outline = int(token.tag[1:]) - 1
        elif kind == "heading_close":
            self.flow.outline = None
        elif kind.endswith("list_open"):
            self._keep_item()
            self._depth += 1
        elif kind.endswith("list_close"):
            self._depth -= 1
        elif kind == "list_item_open":
            number = token.info
            form, printed = ("decimal", number + token.markup) if number else ("bullet", "•")
            self.flow.label = make_label(printed, form, (int(number),) if number else (), level=self._depth - 1)
        elif kind == "list_item_close":
            self._keep_item()
        else:
            self._step_in_table(token)

    def _step_in_table(self, token: Token) -> None:
        kind = token.type
        if kind == "table_open":
            self._tables += 1
            self._row = -1
            self._columns = 0
        elif kind == "tr_open":
            self._row += 1
            self._cell = -1
            self._check_row(token)
        elif kind in ("td_open", "th_open"):
            self._cell += 1
            self._columns += kind == "th_open"
            self.flow.row = self._tables, self._row, self._cell
        elif kind in ("td_close", "th_close"):
            self.flow.complete(keep=True)
            self.flow.row = None

    def _check_row(self, token: Token) -> None:
        """Cells beyond those of the head are not part of a table, and not shown."""
        if token.map and self._columns and token.map[0] < len(self._lines):
            cells = _BAR.split(self._lines[token.map[0]].strip().removeprefix("|").removesuffix("|"))
            if len(cells) > self._columns and any(cell.strip() for cell in cells[self._columns :]):
                self.flow.remember(
                    "left-out",
                    "a row of a table has more cells than its head, and what is in these is not shown, nor read",
                )

    def _keep_item(self) -> None:
        if self.flow.label is not None:
            self.flow.complete(keep=True)

    def _read_html(self, content: str) -> None:
        content = _drop_comments(content)
        if not content.strip():
            return
        self.flow.remember("markup", _MARKUP)
        for line in content.strip("\n").split("\n"):
            self.flow.write(line.strip())
            self.flow.complete()

    # -- within a paragraph

    def _write_inline(self, children: Sequence[Token]) -> None:
        for child in children:
            kind = child.type
            if kind in ("text", "code_inline"):
                self._write(child.content)
            elif kind == "softbreak":
                self._write("\n")
            elif kind == "hardbreak":
                self._break()
            elif kind == "image":
                if not self._is_gone():
                    self.flow.add_point("picture", str(child.attrGet("src") or ""), self._find_change())
            elif kind == "html_inline":
                self._take_tag(child.content)
            else:
                self._step_inline(child)

    def _step_inline(self, child: Token) -> None:
        """Emphasis, a link, or words that are struck open or close."""
        kind = child.type
        if kind in ("s_open", "s_close"):
            self._struck += child.nesting
        elif kind == "link_open":
            self._links.append(str(child.attrGet("href") or ""))
        elif kind == "link_close":
            self._links.pop()

    def _take_tag(self, markup: str) -> None:
        found = _TAG.fullmatch(markup)
        name = found[2].lower() if found else ""
        if name == "br":
            self._break()
        elif found and (name in _TRAITS or name in ("ins", "del")):
            if not found[1]:
                self._open.append(name)
                self.marks += name in ("ins", "del")
            elif name in self._open:
                self._open.reverse()
                self._open.remove(name)
                self._open.reverse()
        elif name not in _PLAIN and not markup.startswith("<!--"):
            self.flow.remember("markup", _MARKUP)
            self._write(markup)

    def _break(self) -> None:
        if not self._is_gone():
            self.flow.add_break(self._find_traits(), self._find_change())

    def _write(self, text: str) -> None:
        if not self._is_gone():
            self.flow.write(text, self._find_traits(), self._find_change())

    def _is_gone(self) -> bool:
        return ("del" if self._view == "accepted" else "ins") in self._open

    def _find_change(self) -> TrackedBy | None:
        return TrackedBy() if "ins" in self._open or "del" in self._open else None

    def _find_traits(self) -> list[Trait]:
        found: list[Trait] = [_TRAITS[name] for name in dict.fromkeys(self._open) if name in _TRAITS]
        if self._struck and ("strike", "") not in found:
            found.append(("strike", ""))
        if self._links:
            found.append(("link", self._links[-1]))
        return found


def _drop_comments(content: str) -> str:
    """A block of HTML without its comments; one that is not closed goes to the end, and is text."""
    kept: list[str] = []
    at = 0
    while (start := content.find("<!--", at)) >= 0 and (end := content.find("-->", start + 4)) >= 0:
        kept.append(content[at:start])
        at = end + 3
    return "".join([*kept, content[at:]])
