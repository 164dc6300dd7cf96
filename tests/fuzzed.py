"""Word documents made at random, and amended at random: `pair(seed)` gives the same two each time.

They hold what redlines stumble over: equations, fields over several paragraphs, notes with tables and notes that are not there, text boxes, merged cells, sections,
content controls, lists, typed numbers, links, bookmarks. A document is a list of blocks, and an amendment changes one of
them; nothing here knows how a redline is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from amendments import WORDS
from wordfiles import (
    HEAD,
    NAMESPACES,
    TYPES,
    abstract,
    base,
    content_types,
    drawing,
    instance,
    level,
    num,
    numbering,
    pack,
    relationships,
)

_LISTS = numbering(
    abstract(1, level(0, "decimal", "%1"), level(1, "lowerLetter", "%2)")),
    abstract(2, level(0, "chineseCounting", "第%1条")),
    instance(1, 1),
    instance(2, 2),
)
_HAN = "一二三四五六七八九十"


@dataclass(frozen=True)
class Atom:
    """One thing in a paragraph: `kind` says which, `words` what it says; `more` are paragraphs of a text box or a note."""

    kind: str
    words: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Para:
    """A paragraph. `number` is "" or "typed", or the list and level that it is in; `section`: one ends here, so wide."""

    atoms: tuple[Atom, ...]
    number: str = ""
    section: int = 0
    control: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell over `span` columns; `merged` with the one above ("restart", "continue")."""

    paragraphs: tuple[Para, ...]
    span: int = 1
    merged: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Para | Table


@dataclass(frozen=True)
class Made:
    """A document: its blocks, and the words of its header ("" for none)."""

    blocks: tuple[Block, ...]
    header: str = ""


def options(seed: int) -> dict[str, Any]:
    """How the redline of that pair is to be written."""
    return {"formatting": seed % 3 == 1, "moves": "plain" if seed % 5 == 2 else "tracked"}


def pair(seed: int) -> tuple[bytes, bytes]:
    """Two documents, the second an amendment of the first, or at times another one."""
    random = Random(seed)  # noqa: S311 - not for secrets
    old = _made(random)
    new = _made(random) if random.random() < 0.05 else old
    for _ in range(random.randrange(1, 7)):
        new = _amended(random, new)
    return written(old), written(new)


# -- what there is


def _words(random: Random, least: int = 2, most: int = 9) -> str:
    return "".join(random.choice(WORDS) for _ in range(random.randrange(least, most)))


def _atom(random: Random) -> Atom:
    kind = random.choice(
        ("text", "text", "text", "bold", "equation", "field", "simple", "footnote", "endnote", "box", "link", "bookmark",
         "control", "tab", "break", "symbol", "display", "footnote", "lost note")
    )  # fmt: skip
    if kind in ("footnote", "endnote") and random.random() < 0.3:  # a note of more than one paragraph, or with a table
        return Atom(kind, _words(random, 1, 5), tuple(_words(random, 1, 4) for _ in range(random.randrange(1, 4))))
    if kind == "box":
        return Atom(kind, more=tuple(_words(random, 1, 4) for _ in range(random.randrange(1, 3))))
    return Atom(kind, _words(random, 1, 5))


def _atoms(random: Random) -> tuple[Atom, ...]:
    if random.random() < 0.05:
        return ()
    found = [Atom("text", _words(random))]
    while random.random() < 0.5:
        found.append(_atom(random))
        if random.random() < 0.7:
            found.append(Atom("text", _words(random, 1, 5)))
    random.shuffle(found)
    return tuple(found)


def _para(random: Random) -> Para:
    number = random.choice(("", "", "", "typed", "1 0", "1 1", "2 0"))
    return Para(_atoms(random), number, random.choice((0,) * 15 + (1, 2)), control=random.random() < 0.06)


def _table(random: Random) -> Table:
    columns = random.randrange(1, 4)
    rows: list[tuple[Cell, ...]] = []
    for _ in range(random.randrange(1, 4)):
        cells: list[Cell] = []
        while (left := columns - sum(cell.span for cell in cells)) > 0:
            merged = random.choice(("", "", "", "restart", "continue"))
            inner = tuple(
                Para(_atoms(random)) for _ in range(1 if merged == "continue" else random.choice((1, 1, 1, 2)))
            )
            cells.append(Cell(inner, random.randrange(1, left + 1), merged))
        rows.append(tuple(cells))
    return Table(tuple(rows))


def _block(random: Random) -> Block:
    return _table(random) if random.random() < 0.15 else _para(random)


def _made(random: Random) -> Made:
    blocks: list[Block] = [_block(random) for _ in range(random.randrange(2, 9))]
    for _ in range(random.choice((0, 0, 1, 2))):
        _spread(random, blocks)
    return Made(tuple(blocks), random.choice(("", "", "", _words(random, 1, 4))))


def _spread(random: Random, blocks: list[Block]) -> None:
    """Let a field begin in one paragraph and end in a later one; at times it is torn."""
    places = [at for at, block in enumerate(blocks) if isinstance(block, Para)]
    if len(places) < 2:
        return
    first, last = sorted(random.sample(places, 2))
    torn = random.random()
    for at, kind in ((first, "open"), (last, "close")):
        one = blocks[at]
        if (
            isinstance(one, Para)
            and not (torn < 0.1 and kind == "open")
            and not (0.1 <= torn < 0.2 and kind == "close")
        ):
            atoms = list(one.atoms)
            atoms.insert(random.randrange(len(atoms) + 1), Atom(kind))
            blocks[at] = replace(one, atoms=tuple(atoms))


# -- how it is amended


def _amended(random: Random, made: Made) -> Made:
    change = random.choice(_AMENDMENTS)
    blocks = list(made.blocks)
    at = random.randrange(len(blocks))
    change(random, blocks, at)
    header = random.choice(("", _words(random, 1, 4))) if random.random() < 0.05 else made.header
    return Made(tuple(blocks) or made.blocks, header)


def _insert(random: Random, blocks: list[Block], at: int) -> None:
    blocks.insert(at, _block(random))


def _drop(random: Random, blocks: list[Block], at: int) -> None:
    del blocks[at]


def _move(random: Random, blocks: list[Block], at: int) -> None:
    block = blocks.pop(at)
    blocks.insert(random.randrange(len(blocks) + 1), block)


def _reword(random: Random, blocks: list[Block], at: int) -> None:
    blocks[at] = _within(random, blocks[at], lambda para: replace(para, atoms=_changed(random, para.atoms)))


def _renumber(random: Random, blocks: list[Block], at: int) -> None:
    blocks[at] = _within(
        random, blocks[at], lambda para: replace(para, number=random.choice(("", "typed", "1 0", "1 1", "2 0")))
    )


def _resection(random: Random, blocks: list[Block], at: int) -> None:
    one = blocks[at]
    if isinstance(one, Para):
        blocks[at] = replace(one, section=random.choice((0, 1, 2)), control=random.random() < 0.1)


def _split(random: Random, blocks: list[Block], at: int) -> None:
    one = blocks[at]
    if isinstance(one, Para) and len(one.atoms) > 1:
        cut = random.randrange(1, len(one.atoms))
        blocks[at : at + 1] = [replace(one, atoms=one.atoms[:cut], section=0), replace(one, atoms=one.atoms[cut:])]


def _join(random: Random, blocks: list[Block], at: int) -> None:
    if at + 1 < len(blocks):
        first, second = blocks[at : at + 2]
        if isinstance(first, Para) and isinstance(second, Para):
            blocks[at : at + 2] = [replace(second, atoms=first.atoms + second.atoms, number=first.number)]


def _rows(random: Random, blocks: list[Block], at: int) -> None:
    one = blocks[at]
    if isinstance(one, Table):
        rows = list(one.rows)
        other = random.choice(_table(random).rows)
        place = random.randrange(len(rows))
        if random.random() < 0.5:
            rows.insert(place, other)
        elif random.random() < 0.5 or len(rows) == 1:
            rows[place] = other
        else:
            del rows[place]
        blocks[at] = Table(tuple(rows))


_AMENDMENTS: tuple[Callable[[Random, list[Block], int], None], ...] = (
    _insert, _drop, _move, _reword, _reword, _reword, _reword, _renumber, _resection, _split, _join, _rows, _rows,
)  # fmt: skip


def _within(random: Random, block: Block, change: Callable[[Para], Para]) -> Block:
    if isinstance(block, Para):
        return change(block)
    rows = [list(row) for row in block.rows]
    row = random.choice(rows)
    at = random.randrange(len(row))
    paragraphs = list(row[at].paragraphs)
    place = random.randrange(len(paragraphs))
    paragraphs[place] = change(paragraphs[place])
    row[at] = replace(row[at], paragraphs=tuple(paragraphs))
    return Table(tuple(tuple(one) for one in rows))


def _changed(random: Random, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    found = list(atoms)
    how = random.choice(("words", "words", "words", "drop", "insert", "swap"))
    if not found or how == "insert":
        found.insert(random.randrange(len(found) + 1), _atom(random))
    elif how == "drop":
        del found[random.randrange(len(found))]
    elif how == "swap":
        random.shuffle(found)
    else:
        at = random.randrange(len(found))
        words = found[at].words
        cut = random.randrange(len(words) + 1)
        end = random.randrange(cut, len(words) + 1)
        more = found[at].more and (*found[at].more[1:], _words(random, 1, 4))
        found[at] = replace(found[at], words=words[:cut] + _words(random, 0, 3) + words[end:], more=more)
    return tuple(found)


# -- as a file


def written(made: Made) -> bytes:
    """The document as the bytes of a package."""
    return _Writer().package(made)


@dataclass
class _Writer:
    notes: dict[str, list[str]] = field(default_factory=lambda: {"footnote": [], "endnote": []})
    marks: int = 0
    typed: int = 0

    def package(self, made: Made) -> bytes:
        rows = [("numbering", "numbering.xml")]
        overrides = ""
        reference = ""
        files: dict[str, str | bytes] = {"word/numbering.xml": _LISTS}
        if made.header:
            rows.append(("header", "header1.xml"))
            files["word/header1.xml"] = (
                f"{HEAD}<w:hdr {NAMESPACES}>{self.para(Para((Atom('text', made.header),)))}</w:hdr>"
            )
            overrides = f'<Override PartName="/word/header1.xml" ContentType="{TYPES}.header+xml"/>'
            reference = '<w:headerReference w:type="default" r:id="rId1"/>'
        body = "".join(self.block(block) for block in made.blocks)
        if isinstance(made.blocks[-1], Table):
            body += "<w:p/>"
        for kind, notes in self.notes.items():
            if notes:
                rows.append((f"{kind}s", f"{kind}s.xml"))
                files[f"word/{kind}s.xml"] = f"{HEAD}<w:{kind}s {NAMESPACES}>{''.join(notes)}</w:{kind}s>"
                overrides += f'<Override PartName="/word/{kind}s.xml" ContentType="{TYPES}.{kind}s+xml"/>'
        main = f"{HEAD}<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{reference}</w:sectPr></w:body></w:document>"
        return pack(
            {
                **base(main),
                "[Content_Types].xml": content_types(more=overrides),
                "word/_rels/document.xml.rels": relationships(*rows),
                **files,
            }
        )

    def block(self, block: Block) -> str:
        if isinstance(block, Para):
            return self.para(block)
        columns = max(sum(cell.span for cell in row) for row in block.rows)
        rows = "".join(f"<w:tr>{''.join(self.cell(cell) for cell in row)}</w:tr>" for row in block.rows)
        return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{rows}</w:tbl>"

    def cell(self, cell: Cell) -> str:
        merged = f'<w:vMerge w:val="{cell.merged}"/>' if cell.merged else ""
        inner = "".join(self.para(one) for one in cell.paragraphs)
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.span}"/>{merged}</w:tcPr>{inner}</w:tc>'

    def para(self, para: Para) -> str:
        head = ""
        properties = ""
        if para.number == "typed":
            self.typed += 1
            head = _t(f"第{_HAN[self.typed % 10]}条　")
        elif para.number:
            list_, level_ = para.number.split()
            properties = num(int(list_), int(level_))
        if para.section:
            properties += f'<w:sectPr><w:pgSz w:w="{para.section * 5000}" w:h="9000"/></w:sectPr>'
        inner = head + "".join(self.atom(atom) for atom in para.atoms)
        made = f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{made}</w:sdtContent></w:sdt>" if para.control else made

    def atom(self, atom: Atom) -> str:
        words = _t(atom.words)
        if atom.kind in ("footnote", "endnote"):
            notes = self.notes[atom.kind]
            mark = f"<w:r><w:{atom.kind}Ref/></w:r>"
            inner = f"<w:p>{mark}{words}</w:p>" + "".join(f"<w:p>{_t(one)}</w:p>" for one in atom.more[:1])
            if len(atom.more) > 1:
                cells = "".join(f"<w:tc><w:tcPr/><w:p>{_t(one)}</w:p></w:tc>" for one in atom.more[1:])
                inner += f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl><w:p/>"
            notes.append(f'<w:{atom.kind} w:id="{len(notes) + 1}">{inner}</w:{atom.kind}>')
            return f'<w:r><w:{atom.kind}Reference w:id="{len(notes)}"/></w:r>'
        if atom.kind == "box":
            inner = "".join(f"<w:p>{_t(one)}</w:p>" for one in atom.more)
            return drawing(f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>")
        if atom.kind == "bookmark":
            self.marks += 1
            return f'<w:bookmarkStart w:id="{self.marks}" w:name="b{self.marks}"/>{words}<w:bookmarkEnd w:id="{self.marks}"/>'
        return _SHAPES[atom.kind](words)


def _t(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _complex(words: str) -> str:
    return f"{_OPEN}{words}{_mark('end')}"


def _maths(words: str) -> str:
    inner = words.replace("w:", "m:").replace(' xml:space="preserve"', "")
    return f"<m:sSup><m:e>{inner or '<m:r/>'}</m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"


_OPEN = f"{_mark('begin')}<w:r><w:instrText>REF a</w:instrText></w:r>{_mark('separate')}"
_SHAPES: dict[str, Callable[[str], str]] = {
    "text": lambda words: words,
    "bold": lambda words: words.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>"),
    "equation": lambda words: f"<m:oMath>{_maths(words)}</m:oMath>",
    "display": lambda words: f"<m:oMathPara><m:oMath>{_maths(words)}</m:oMath></m:oMathPara>",
    "field": _complex,
    "simple": lambda words: f'<w:fldSimple w:instr="REF a">{words}</w:fldSimple>',
    "link": lambda words: f'<w:hyperlink w:anchor="a">{words}</w:hyperlink>',
    "control": lambda words: f"<w:sdt><w:sdtPr/><w:sdtContent>{words}</w:sdtContent></w:sdt>",
    "tab": lambda words: f"<w:r><w:tab/></w:r>{words}",
    "break": lambda words: f"<w:r><w:br/></w:r>{words}",
    "symbol": lambda words: f'<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>{words}',
    "lost note": lambda words: f'{words}<w:r><w:footnoteReference w:id="999"/></w:r>',
    "open": lambda _: _OPEN,
    "close": lambda _: _mark("end"),
}
