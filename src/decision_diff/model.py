"""The heart: the frozen values that a text becomes. Nothing here knows a format, a language or an algorithm.

`Source` (bytes) is read into `Block`s (the lines of the file), which are parsed into a tree of `Clause`s, a
`Decision`. Offsets are code points from 0, and ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from typing import Any, Final, Literal, get_args

from decision_diff.characters import list_spellings
from decision_diff.frozen import frozen
from decision_diff.memory import Handed
from decision_diff.notices import NoticeCode

FOOT: Final = "foot"
View = Literal["accepted", "rejected"]  # of a document with tracked changes: as if all were
Unwrap = Literal["auto", "always", "never"]  # whether lines that a page wrapped are joined; auto: if it looks wrapped


@frozen
class File:
    """Which file a source was read from, so that it is never overwritten; no output shows any of it.

    `path` is as given ("": standard input), `real` absolute with links followed; `device` and `inode` are the file's own.
    """

    path: str
    real: str
    device: int
    inode: int


@frozen
class Source:
    """Where a text came from.

    `name` is a file's own name, or the shortest end of its path that tells inputs apart (`files.tell_apart`). A pipe has no `file`.
    """

    name: str
    media_type: str
    data: bytes = field(repr=False)
    file: File | None = field(default=None, repr=False, compare=False)
    original: bytes = field(default=b"", repr=False, compare=False)  # what the file holds, if `data` was made of it

    @property
    def sha256(self) -> str:
        """The SHA-256 of what the file holds, in hexadecimal."""
        import hashlib  # noqa: PLC0415 - late: it loads OpenSSL, and few outputs name a hash

        return hashlib.sha256(self.original or self.data).hexdigest()


@frozen
class Origin:
    """A place in a file: the blocks [start, end) of one of its parts; a text file has one, "text", and `FOOT` for notes at the foot of a page."""

    part: str
    start: int
    end: int


@frozen
class Notice:
    """Something that the reader of a result must know: we went on, but not without a loss or a doubt."""

    code: NoticeCode
    message: str
    origin: Origin | None = None
    revision: Literal["old", "new", ""] = ""  # in a comparison: which of the two it is about


@frozen
class Span:
    """The code points [start, end) of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The part of `text` that this span covers."""
        return text[self.start : self.end]


FeatureKind = Literal[
    "superscript", "subscript", "strike", "hidden", "picture", "equation", "link", "reference", "note", "form-field",
    "field", "cell", "computed", "mark", "status",
]  # fmt: skip
FEATURES: tuple[FeatureKind, ...] = get_args(FeatureKind)


@frozen
class Feature:
    """What a reader sees of a text and no character says.

    `span` are the code points that it holds for; empty for what stands between two (a picture, a note). Two of one kind are the same if their `value` is:

        superscript, subscript, strike    ""
        hidden       why it cannot be seen or read: "row", or as `ooxml.visibility` says: "vanish", "white", "tiny", "reversed" …
        picture      the start of the SHA-256 of what it shows
        equation     how it is built: `sSup(e(x)sup(2))`
        link, reference    where it leads: an address, or `#` and a bookmark; `#` and the eid of a clause that it leads to
        note         "footnote" or "endnote"
        form-field   its state: "checked", "unchecked", or the entry that is chosen
        field        the instruction of one that has no result and draws what it says: EQ, SYMBOL …
        cell         how it is merged: "2 columns", "continues above"
        computed     the field whose result it is, and which any program works out anew: "PAGE", "DATE"; never compared
        mark         the mark in the margin of a proposal, before the number: "MOD", "ADD" …; at 0 of the clause
        status       what highlighting says of words in a negotiation: "agreed", "agreed in a group"; never compared
    """

    kind: FeatureKind
    span: Span
    value: str = ""


@frozen
class Authored:
    """A stretch that only one view of a tracked document shows, and who tracked that change there, and when.

    Its text was deleted (in the rejected view) or inserted (in the accepted one), moved too. `span` is empty for what has no characters: a picture,
    the reference to a note. `author` is as the document says, "" if it names none; `date` is an xsd:dateTime or "".
    """

    span: Span
    author: str
    date: str


@frozen
class Label:
    """A number as printed (`text`) and what it means.

    `value` orders it among labels of its kind: 第三条之二 is (3, 2), 1.10 is (1, 10), b) is (2,), a bullet is (). `level` is the Akoma Ntoso element that it
    numbers ("article", "paragraph", "point", "item" …). `style` is the form of numbering, the same for all labels of one list ("zh-article", "1.", "a)", "•").
    `typed` is False for a number that Word generated: it is shown, but is not part of the file's text. `until` is the last number of several clauses
    that went at once (Articles 2 to 4 (repealed)).
    """

    text: str
    value: tuple[int, ...]
    level: str
    style: str
    typed: bool = True
    until: tuple[int, ...] = ()


@frozen
class Place:
    """Where a paragraph stands in a file that has structure (DOCX); a text file has none.

    `row` is (table, row, cell), each from 0 in the order of the file: the paragraphs of one row stand together, and a table inside a cell counts as the
    cell's own text. `outline` is 0 to 8 for a heading of that level, else None. `note` is one for all paragraphs of a foot- or endnote ("footnote 2"), else "".
    """

    row: tuple[int, int, int] | None = None
    outline: int | None = None
    note: str = ""


@frozen
class Block:
    """A paragraph of the FILE. `lead + label + gap + text + end` is the file's own text, nothing left out.

    `lead` is indentation and other residue before the number, `gap` separates number and text, `end` is the line's end.
    `place` is None in a file without structure. `features` and `authored` count in `raw`, so that they stay what they are
    when the number is cut off; the line feed at its end is the paragraph mark.
    """

    text: str
    origin: Origin
    lead: str = ""
    label: Label | None = None
    gap: str = ""
    end: str = "\n"
    place: Place | None = None
    features: tuple[Feature, ...] = ()
    authored: tuple[Authored, ...] = ()

    @property
    def head(self) -> int:
        """How many code points of `raw` stand before the text."""
        number = len(self.label.text) if self.label and self.label.typed else 0
        return len(self.lead) + number + len(self.gap)

    @property
    def raw(self) -> str:
        """The block as it stands in the file."""
        number = self.label.text if self.label and self.label.typed else ""
        return f"{self.lead}{number}{self.gap}{self.text}{self.end}"


StoryKind = Literal["header", "footer"]
Pages = Literal["default", "first", "even"]
Stated = tuple[int, str, str, bool, Label | None, tuple[Span, ...], int, int]  # what each is: `parse.stated`
SLOTS: tuple[tuple[StoryKind, Pages], ...] = (
    ("header", "default"), ("header", "first"), ("header", "even"),
    ("footer", "default"), ("footer", "first"), ("footer", "even"),
)  # fmt: skip


@frozen
class Story:
    """A header or footer of a section: on which `pages` it stands, and its paragraphs in order, which no clause holds.

    `part` names it in the file: two sections whose stories are one part share it. A page number is one character, the same
    on every page (`ooxml.page_fields`). `features` are what is seen of each paragraph beside its words, in code points of it.
    """

    kind: StoryKind
    pages: Pages
    part: str
    paragraphs: tuple[str, ...]
    features: tuple[tuple[Feature, ...], ...] = ()


@frozen
class Reading:
    """What every reader returns: joined in order, the blocks' `raw` is the decoded file, or its text in one view.

    `marks` is how many revision marks the file itself carries, `view` what was made of them. `sections` are the headers and footers of each section of a paginated
    file, in order; their text is in no block. `targets` are the bookmarks to which features lead, each with its block. `opened` is for a writer of the same format.
    `stated` are the clauses of a file that says of each what it is, in order.
    """

    source: Source
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    marks: int = 0
    view: View = "accepted"
    sections: tuple[tuple[Story, ...], ...] = ()
    targets: tuple[tuple[str, int], ...] = ()
    opened: Handed | None = field(default=None, repr=False, compare=False)
    stated: tuple[Stated, ...] = field(default=(), repr=False)


@frozen
class Clause:
    """One unit of the decision that can be cited: a title, a part, an article, a paragraph, a point or a table row.

    Its words are either a `heading` (of a part, chapter, annex or section, which holds `children`) or a `text`; its number is in `label` and never in the words. `eid`
    is its address in this revision, after the Akoma Ntoso Naming Convention 1.0, section 5. A table row is one clause: the words of its `cells` are divided by a tab,
    the paragraphs inside a cell by a line feed. `features` count in `words`; at their end stands what follows the clause without words of its own (a picture).
    `authored` count in `words` and one code point more, the mark of the last paragraph; the number is an empty stretch at 0.
    """

    eid: str
    level: str
    origin: Origin
    label: Label | None = None
    heading: str = ""
    text: str = ""
    cells: tuple[Span, ...] = ()
    children: tuple[Clause, ...] = field(default=(), repr=False)  # or one part would print half of the decision
    features: tuple[Feature, ...] = ()
    authored: tuple[Authored, ...] = ()

    def __post_init__(self) -> None:
        if self.heading and self.text:
            raise ValueError(f"clause {self.eid} has both a heading and a text")

    @property
    def words(self) -> str:
        """What is compared: the heading or the text, without the number."""
        return self.heading or self.text

    @property
    def number(self) -> str:
        """The label as printed, or the empty string."""
        return self.label.text if self.label else ""

    @property
    def line(self) -> str:
        """Number and words with one space between, as a reader sees them."""
        return f"{self.number} {self.words}".strip() if self.label else self.words

    def walk(self) -> Iterator[Clause]:
        """This clause and all below it, in document order."""
        stack = [self]
        while stack:
            clause = stack.pop()
            yield clause
            stack.extend(reversed(clause.children))


@frozen
class Decision:
    """A revision as a tree: top-level clauses in document order, the blocks that they came from, and notices.

    `view` is what was read of a source with tracked changes. `languages` are codes: by whose words it was read, the main one first. `placer` says how the
    clause at an eid is cited (`citations.places`), `memo` keeps what it worked out.
    """

    source: Source
    clauses: tuple[Clause, ...]
    notices: tuple[Notice, ...] = ()
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    view: View = "accepted"
    sections: tuple[tuple[Story, ...], ...] = field(default=(), repr=False)  # as in `Reading`
    opened: Handed | None = field(default=None, repr=False, compare=False)  # as in `Reading`
    languages: tuple[str, ...] = field(default=(), repr=False)
    placer: Callable[[Decision, str], str] | None = field(default=None, repr=False, compare=False)
    memo: dict[str, Any] = field(init=False, repr=False, compare=False)
    _flat: tuple[Clause, ...] = field(init=False, repr=False, compare=False)
    _positions: dict[str, int] = field(init=False, repr=False, compare=False)
    _parents: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        flat: list[Clause] = []
        parents: list[int] = []
        waiting = [(clause, -1) for clause in reversed(self.clauses)]
        while waiting:
            clause, parent = waiting.pop()
            if clause.children:
                at = len(flat)
                waiting.extend([(child, at) for child in reversed(clause.children)])
            flat.append(clause)
            parents.append(parent)
        positions = {clause.eid: at for at, clause in enumerate(flat)}
        if len(positions) < len(flat):
            raise ValueError("two clauses have the same eid")
        object.__setattr__(self, "_flat", tuple(flat))
        object.__setattr__(self, "_positions", positions)
        object.__setattr__(self, "_parents", tuple(parents))
        object.__setattr__(self, "memo", {})

    def __repr__(self) -> str:
        return f"<Decision {self.source.name}: {len(self._flat)} {'clause' if len(self._flat) == 1 else 'clauses'}>"

    def walk(self) -> tuple[Clause, ...]:
        """All clauses in document order, each before its children."""
        return self._flat

    def clause(self, eid: str) -> Clause:
        """The clause at an address; KeyError for an unknown one."""
        return self._flat[self._positions[eid]]

    def position(self, eid: str) -> int:
        """How many clauses come before the one at `eid` in document order; KeyError for an unknown one."""
        return self._positions[eid]

    def parent(self, eid: str) -> Clause | None:
        """The clause that holds the clause at `eid`; None at the top; KeyError for an unknown one."""
        return self._flat[at] if (at := self._parents[self._positions[eid]]) >= 0 else None

    def parents(self) -> tuple[int, ...]:
        """For each clause of `walk()` the position of the one that holds it; -1 at the top."""
        return self._parents

    def path(self, eid: str) -> tuple[Clause, ...]:
        """The clauses from the top down to and with the one at `eid`; KeyError for an unknown one."""
        steps, at = [], self._positions[eid]
        while at >= 0:
            steps.append(self._flat[at])
            at = self._parents[at]
        return tuple(reversed(steps))

    def place(self, eid: str) -> str:
        """Where a clause stands, as it is cited: 做出决定6 a), `附件2 › row 2025年8月7日`; without a placer the names of its path."""
        return self.placer(self, eid) if self.placer else " › ".join(map(name_clause, self.path(eid)))

    @property
    def plain(self) -> str:
        """The decoded text of the file, exactly."""
        return "".join(block.raw for block in self.blocks)


def locate_blocks(clause: Clause, blocks: Sequence[Block]) -> Iterator[tuple[int, int, int]]:
    """Which code points of a clause's words are the text of which block: (start, end, index), in order; of its own, not of notes between them."""
    at = 0
    for index in range(clause.origin.start, clause.origin.end):
        if blocks[index].origin.part == FOOT != blocks[clause.origin.start].origin.part:
            continue
        for text in list_spellings(blocks[index].text):
            if (start := clause.words.find(text, at)) >= 0:
                at = start + len(text)
                yield start, at, index
                break


def name_clause(clause: Clause) -> str:
    """How one clause is called among its neighbours: its number, else its heading, else its level and position."""
    if clause.level == "note" and clause.label:
        return f"{clause.label.style} {clause.label.text}"
    if clause.label and (clause.label.value or clause.level == "attachment"):
        return clause.label.text
    if clause.heading and clause.level not in ("heading", "title"):
        return clause.heading if len(clause.heading) <= 40 else clause.heading[:39] + "…"
    if clause.cells:
        first = clause.cells[0].of(clause.text).replace("\n", " ").strip()
        return f"row {first if len(first) <= 24 else first[:23] + '…'}".strip()
    name = {"p": "paragraph", "wrapUp": "closing text"}.get(clause.level, clause.level)
    position = clause.eid.rpartition("_")[2]
    return f"{name} {position}" if position.isdigit() else name
