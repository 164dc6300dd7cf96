"""From the tree of a page to blocks: one walk, with what holds for the words below each element on a stack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import Label, View
from decision_diff.patterns import late
from decision_diff.readers.flow import Flow, TrackedBy, Trait
from decision_diff.readers.html import objects
from decision_diff.readers.html.notes import PageNote, PageNotes
from decision_diff.readers.html.structure import Structure, list_children
from decision_diff.readers.html.style import find_traits, read_style
from decision_diff.readers.html.tree import BLOCKS, PageNode, read_attributes, read_text

# What a page shows besides its text, by element: how it is called where it is left out. "" is never seen.
LEFT_OUT: Final[Mapping[str, str]] = {
    "nav": "navigation", "script": "script", "style": "style sheet", "noscript": "text for browsers without scripts",
    "template": "", "head": "", "title": "", "button": "form control", "select": "form control", "textarea": "form control",
    "datalist": "", "input": "", "audio": "audio", "video": "video", "canvas": "", "rt": "", "rp": "", "object": "embedded object",
    "embed": "", "map": "",
}  # fmt: skip
_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar"})
_DISPLAYED_BLOCKS: Final = frozenset({"block", "list-item", "table", "table-row", "flex", "grid", "flow-root"})
_PRESERVING: Final = frozenset({"pre", "listing", "xmp", "plaintext"})
_DATE: Final = late(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,20}(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_HIDDEN: Final = "hidden text, which is read and compared as any other"


@frozen
class WordState:
    """What holds for the words in an element; `is_block` is of the element itself."""

    traits: tuple[Trait, ...] = ()
    change: TrackedBy | None = None
    preserve: bool = False
    is_block: bool = False


@dataclass(slots=True)
class LeftOut:
    """What was left out: by how it is called, how often; how many characters, and the first of them."""

    counts: dict[str, int] = field(default_factory=dict)
    characters: int = 0
    first: str = ""

    def add(self, what: str, words: str) -> None:
        """One more of a kind, with the words that are not read."""
        self.counts[what] = self.counts.get(what, 0) + 1
        words = " ".join(words.split())
        self.characters += len(words)
        self.first = self.first or words[:40]


class Walk:
    """A walk over a page, whose blocks go to `flow`."""

    def __init__(self, flow: Flow, view: View, notes: PageNotes, source: str) -> None:
        self.flow = flow
        self.left_out = LeftOut()
        self._view = view
        self._notes = notes
        self._source = source
        self._structure = Structure(flow, source)
        self._states = [WordState()]
        self._pending: list[PageNote] = []
        self._read: set[int] = set()  # the bodies of notes, by identity
        self._numbers = {"footnote": 0, "endnote": 0}

    def walk(self, root: PageNode) -> None:
        """Read all that is in an element."""
        stack = [(child, False) for child in reversed(list_children(root))]
        while stack:
            node, is_whole = stack.pop()
            if is_whole:
                self._leave(node)
            elif node.name == "#text":
                self._write(node.data)
            elif node.name[:1] not in "#!" and self._enter(node):
                stack.append((node, True))
                stack.extend([(child, False) for child in reversed(list_children(node))])
        self._end()

    def _end(self) -> None:
        """The paragraph is whole; the notes that it refers to follow, behind the row where it stands in one."""
        self.flow.complete()
        if self._pending and self.flow.row is None and not self.flow.note:
            pending, self._pending = self._pending, []
            for note in pending:
                self._read_note(note)

    def _write(self, text: str) -> None:
        state = self._states[-1]
        if not state.preserve:
            self.flow.write(text, state.traits, state.change)
            return
        for at, line in enumerate(text.split("\n")):
            if at:
                self._end()
            self.flow.write(line, state.traits, state.change, preserve=True)

    def _enter(self, node: PageNode) -> bool:
        """Begin an element; whether what is in it is to be read."""
        tag, attributes = node.name, read_attributes(node)
        if tag == "del" if self._view == "accepted" else tag == "ins":
            return False
        if self._take_apart(node, attributes) or self._refer(node):
            return False
        if id(node) in self._notes.bodies:
            return False
        style = read_style(attributes)
        state = self._derive(node, attributes, style)
        if state.is_block:
            self._end()
        for name in (attributes.get("id"), attributes.get("name") if tag == "a" else None):
            if name:
                self.flow.mark_target(name)
        self._states.append(state)
        if tag in BLOCKS:
            self._structure.open_element(node, attributes, style, is_hidden=style.get("display") == "none")
        elif tag == "q":
            self._write("“")
        return True

    def _leave(self, node: PageNode) -> None:
        if node.name == "q":
            self._write("”")
        if self._states.pop().is_block:
            self._end()
            if node.name in BLOCKS:
                self._structure.complete_element(node)
                self._end()  # the notes of a row follow it

    def _derive(self, node: PageNode, attributes: Mapping[str, str | None], style: Mapping[str, str]) -> WordState:
        """What holds for the words in an element."""
        above, tag = self._states[-1], node.name
        is_block = tag in BLOCKS or style.get("display") in _DISPLAYED_BLOCKS
        if not attributes and not is_block and tag not in ("ins", "del", "sup", "sub", "s", "strike"):
            return WordState(above.traits, above.change, above.preserve)
        change = above.change
        if tag in ("ins", "del"):
            date = attributes.get("datetime") or ""
            change = TrackedBy("", date if _DATE.fullmatch(date) else "")
        traits = above.traits
        for trait in find_traits(tag, attributes, style):
            traits = self._add_trait(node, traits, trait)
        if tag == "a" and (href := attributes.get("href")):
            traits = self._add_trait(node, traits, ("link", href.strip()))
        space = style.get("white-space", "")
        preserve = space.startswith(("pre", "break-spaces")) if space else above.preserve or tag in _PRESERVING
        return WordState(traits, change, preserve, is_block)

    def _add_trait(self, node: PageNode, traits: tuple[Trait, ...], trait: Trait) -> tuple[Trait, ...]:
        """What holds for words, and one thing more; of links, and of reasons to be hidden, the outer one holds."""
        kind = trait[0]
        if trait in traits or (kind in ("hidden", "link") and any(one[0] == kind for one in traits)):
            return traits
        if kind == "hidden" and read_text(node).strip():
            self.flow.remember("hidden-text", _HIDDEN)
        return (*traits, trait)

    def _take_apart(self, node: PageNode, attributes: Mapping[str, str | None]) -> bool:
        """Whether an element is not text, or not text of the decision: it is then dealt with."""
        tag, role = node.name, attributes.get("role")
        if tag in LEFT_OUT or role in _ROLES:
            what = "navigation" if role in _ROLES else LEFT_OUT[tag]
            if tag in BLOCKS:
                self._end()
            if what:
                self.left_out.add(what, "" if tag in ("script", "style") else read_text(node))
            return True
        if tag == "div" and attributes.get("title") in ("header", "footer"):  # as LibreOffice writes those of pages
            self._end()
            self.left_out.add(f"page {attributes['title']}", read_text(node))
            return True
        if tag in objects.READ:
            state = self._states[-1]
            objects.READ[tag](self.flow, node, state.traits, state.change)
            return True
        return False

    def _refer(self, node: PageNode) -> bool:
        """Whether a link is the reference to a note, or leads back from one."""
        if node.name != "a":
            return False
        if id(node) in self._notes.back:
            return True
        note = self._notes.references.get(id(node))
        if note is None:
            return False
        self.flow.add_point("note", note.kind, self._states[-1].change)
        if id(note.body) not in self._read:
            self._read.add(id(note.body))
            self._pending.append(note)
        return True

    def _read_note(self, note: PageNote) -> None:
        """The paragraphs of a note, which begin with its number. A note inside a note is not followed."""
        self._numbers[note.kind] += 1
        count = self._numbers[note.kind]
        inner = Walk(self.flow, self._view, self._notes, self._source)
        inner.left_out = self.left_out
        self.flow.note = f"{note.kind} {count}"
        self.flow.label = Label(note.symbol, (count,), "note", note.kind, typed=False)
        inner.walk(note.body)
        self.flow.label = None
        self.flow.note = ""
