"""Made-up pairs of Word documents with nearly all that a decision holds: the same on every run and every machine.

Articles with typed numbers, a list that Word numbers, a table, foot- and endnotes, headers and footers with a page number,
two sections, a link, a cross-reference, a picture, a raised figure, a content control. `pair` amends some of it.
"""

from __future__ import annotations

import struct
import sys
import zlib
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import made

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import wordfiles as wf

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_ENGLISH = (
    "the Council", "the Secretary-General", "each Member State", "shall", "may not", "submit", "a report", "within thirty days",
    "by 9 June 2026", "five per cent", "of its contribution", "to the Assembly", "on the budget", "under Article 4", "or", "and",
)  # fmt: skip


@dataclass
class Made:
    """What a document says; `pair` changes a copy of it."""

    articles: list[str]
    points: list[str]
    rows: list[list[str]]
    notes: list[str]
    header: str
    first: str
    closing: str
    link: str = "https://example.org/basic-texts"
    target: str = "Rules"
    picture: int = 0
    amendments: list[str] = field(default_factory=list)


def pair(seed: int) -> tuple[bytes, bytes]:
    """Two revisions of a document."""
    random = Random(seed)
    english = seed % 3 == 2
    old = Made(
        [_sentence(random, english) for _ in range(random.randrange(4, 8))],
        [_sentence(random, english, 30) for _ in range(random.randrange(3, 6))],
        [[_sentence(random, english, 14) for _ in range(2)] for _ in range(random.randrange(3, 5))],
        [_sentence(random, english, 25) for _ in range(3)],
        f"C{random.randrange(20, 60)}/{random.randrange(1, 99)}-E",
        "Geneva, 2025" if english else "日内瓦，2025年",
        _sentence(random, english, 40),
        picture=random.randrange(200),
    )
    new = deepcopy(old)
    for _ in range(random.randrange(2, 5)):
        _amend(new, random, english)
    return _document(old, english), _document(new, english)


def _amend(made_up: Made, random: Random, english: bool) -> None:
    kind = random.choice(("article", "article", "insert", "drop", "point", "cell", "row", "note", "header", "move"))
    articles = made_up.articles
    if kind == "article":
        at = random.randrange(len(articles))
        articles[at] = _reworded(random, articles[at], english)
    elif kind == "insert":
        articles.insert(random.randrange(1, len(articles)), _sentence(random, english))
    elif kind == "drop" and len(articles) > 3:
        del articles[random.randrange(1, len(articles))]
    elif kind == "move" and len(articles) > 3:
        articles.append(articles.pop(1))
    elif kind == "point":
        at = random.randrange(len(made_up.points))
        made_up.points[at] = _reworded(random, made_up.points[at], english)
    elif kind == "cell":
        row = random.choice(made_up.rows)
        row[1] = _sentence(random, english, 14)
    elif kind == "row":
        made_up.rows.append([_sentence(random, english, 14) for _ in range(2)])
    elif kind == "note":
        made_up.notes[0] = _reworded(random, made_up.notes[0], english)
    elif kind == "header":
        made_up.header = f"C{random.randrange(60, 90)}/{random.randrange(1, 99)}-E"


def _sentence(random: Random, english: bool, size: int = 70) -> str:
    if not english:
        return made.sentence(random, size)
    words: list[str] = []
    while sum(map(len, words)) < 2 * size:
        words.append(random.choice(_ENGLISH))
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def _reworded(random: Random, text: str, english: bool) -> str:
    cut = random.randrange(len(text) // 2)
    if not english:
        return made.edited(random, text)
    space = text.find(" ", cut)
    return f"{text[:space]} {random.choice(_ENGLISH)}{text[space:]}" if space > 0 else text


def _document(one: Made, english: bool) -> bytes:
    body = [wf.styled("Decision 12 (C25)" if english else "第12号决定（C25）", "Title")]
    for at, text in enumerate(one.articles, 1):
        number = f"Article {at}  " if english else f"第{at}条　"
        inner = wf.t(number + text)
        if at == 1:
            half = len(text) // 2
            inner = wf.t(number + text[:half]) + _reference(1) + wf.t(text[half:])
        elif at == 2:
            inner += _link(one.target) + wf.t("." if english else "。")
        elif at == 3:
            inner += wf.t("10") + _raised("2") + wf.t(" m")
        body.append(_bookmarked(inner) if at == 1 else wf.p(inner))
    header = '<w:headerReference w:type="default" r:id="rHead"/><w:footerReference w:type="default" r:id="rFoot"/>'
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    body.append(wf.p(wf.t(one.closing), properties=f"<w:sectPr>{header}{size}</w:sectPr>"))
    body += [wf.numbered(text, 1) for text in one.points]
    body.append(wf.table(*(wf.row(*(wf.p(wf.t(text)) for text in row)) for row in one.rows)))
    body.append(wf.p(wf.t("See " if english else "见") + _cross("Ref1", one.closing[:4]) + _reference(2)))
    body.append(f"<w:sdt><w:sdtPr/><w:sdtContent>{wf.p(wf.t(one.first) + _end_reference())}</w:sdtContent></w:sdt>")
    body.append(wf.p(wf.t("Emblem " if english else "徽") + _picture()))
    last = f'<w:sectPr><w:headerReference w:type="first" r:id="rFirst"/>{size}<w:titlePg/></w:sectPr>'
    head = f"{wf.HEAD}<w:document {wf.NAMESPACES}>"
    notes = {f"n{at}": wf.p(wf.t(text)) for at, text in enumerate(one.notes[:2], 1)}
    page = f'<w:fldSimple w:instr=" PAGE ">{wf.t("1")}</w:fldSimple>'
    levels = (
        wf.level(0, "decimal", "%1.") + wf.level(1, "lowerLetter", "%2)"),
        wf.level(0, "decimal", "%1.", start=3),
    )
    files: dict[str, str | bytes] = {
        **wf.base(f"{head}<w:body>{''.join(body)}{last}</w:body></w:document>"),
        "word/footnotes.xml": wf.notes("footnote", **notes),
        "word/endnotes.xml": wf.notes("endnote", n1=wf.p(wf.t(one.notes[2]))),
        "word/header1.xml": f"{wf.HEAD}<w:hdr {wf.NAMESPACES}>{wf.p(wf.t(one.header))}</w:hdr>",
        "word/header2.xml": f"{wf.HEAD}<w:hdr {wf.NAMESPACES}>{wf.p(wf.t(one.first))}</w:hdr>",
        "word/footer1.xml": f"{wf.HEAD}<w:ftr {wf.NAMESPACES}>{wf.p(page)}</w:ftr>",
        "word/numbering.xml": wf.numbering(
            wf.abstract(0, levels[0]), wf.abstract(1, levels[1]), wf.instance(1, 0), wf.instance(2, 1)
        ),
        "word/styles.xml": wf.styles(wf.style("Normal"), wf.style("Title", '<w:outlineLvl w:val="9"/>')),
        "word/settings.xml": f'{wf.HEAD}<w:settings xmlns:w="{wf.W}"/>',
        "word/media/image1.png": _png(one.picture),
        "[Content_Types].xml": wf.content_types(more=_types()),
        "word/_rels/document.xml.rels": _relationships(one.link),
    }
    return wf.pack(files)


def _types() -> str:
    parts = ("footnotes", "endnotes", "numbering", "styles", "settings")
    named = [*((f"{one}.xml", one) for one in parts), ("header1.xml", "header"), ("header2.xml", "header")]
    overrides = "".join(
        f'<Override PartName="/word/{part}" ContentType="{wf.TYPES}.{kind}+xml"/>'
        for part, kind in [*named, ("footer1.xml", "footer")]
    )
    return f'<Default Extension="png" ContentType="image/png"/>{overrides}'


def _relationships(link: str) -> str:
    rows = [(f"r{kind}", kind, f"{kind}.xml") for kind in ("footnotes", "endnotes", "numbering", "styles", "settings")]
    rows += [
        ("rHead", "header", "header1.xml"),
        ("rFirst", "header", "header2.xml"),
        ("rFoot", "footer", "footer1.xml"),
    ]
    rows.append(("rPicture", "image", "media/image1.png"))
    inner = "".join(f'<Relationship Id="{id_}" Type="{wf.R}/{kind}" Target="{to}"/>' for id_, kind, to in rows)
    outside = f'<Relationship Id="rLink" Type="{wf.R}/hyperlink" Target="{link}" TargetMode="External"/>'
    return f'{wf.HEAD}<Relationships xmlns="{wf.PACKAGE}/relationships">{inner}{outside}</Relationships>'


def _bookmarked(inner: str) -> str:
    return wf.p(f'<w:bookmarkStart w:id="90" w:name="Ref1"/>{inner}<w:bookmarkEnd w:id="90"/>')


def _reference(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def _end_reference() -> str:
    return '<w:r><w:endnoteReference w:id="1"/></w:r>'


def _raised(words: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{words}</w:t></w:r>'


def _link(words: str) -> str:
    return f'<w:hyperlink r:id="rLink">{wf.t(words)}</w:hyperlink>'


def _cross(bookmark: str, words: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    asked = f'<w:r><w:instrText xml:space="preserve"> REF {bookmark} \\h </w:instrText></w:r>'
    return marks[0] + asked + marks[1] + wf.t(words) + marks[2]


def _picture() -> str:
    shape = (
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="emblem.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rPicture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="180000" cy="180000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic>"
    )
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main">'
        f'<wp:extent cx="180000" cy="180000"/><wp:docPr id="1" name="Emblem"/><a:graphic><a:graphicData uri="{_DRAWING}/picture">'
        f"{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _png(shade: int) -> bytes:
    """A grey square of 4 by 4."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([shade]) * 4 for _ in range(4))
    header = struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
