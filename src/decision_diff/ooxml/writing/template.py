"""A clean Word document of our own for a text that comes without one: A4, fonts for Chinese, styles of a decision.

Numbers stay what they are in a text, typed, with a tab and a hanging indent; rows become one table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from decision_diff.frozen import frozen
from decision_diff.ooxml.writing.saving import pack, serialize
from decision_diff.ooxml.writing.tracked_changes import SPACE
from decision_diff.patterns import late
from decision_diff.safexml import Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BREAKS: Final = late("([\t\n])")
_WIDTH: Final = 9639  # the text area of A4 with margins of 2 cm, in twentieths of a point

# Style -> (name, paragraph properties, run properties), after how the council's own documents look.
_STYLES: Final = {
    "Title": ("Title", '<w:keepNext/><w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="28"/>'),
    "Call": ("Call", '<w:keepNext/><w:spacing w:before="160"/><w:ind w:left="794"/>', '<w:rFonts w:eastAsia="KaiTi"/><w:i/>'),
    "Section": ("Section", '<w:keepNext/><w:spacing w:before="240" w:after="80"/>', "<w:b/>"),
    "Clause": ("Clause", '<w:tabs><w:tab w:val="left" w:pos="794"/></w:tabs><w:ind w:left="794" w:hanging="794"/>', ""),
    "Point": ("enumlev1", '<w:tabs><w:tab w:val="left" w:pos="1588"/></w:tabs><w:spacing w:before="86"/><w:ind w:left="1588" w:hanging="794"/>', ""),
    "Item": ("enumlev2", '<w:tabs><w:tab w:val="left" w:pos="2155"/></w:tabs><w:spacing w:before="86"/><w:ind w:left="2155" w:hanging="567"/>', ""),
    "TableText": ("Table_text", '<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="22"/>'),
}  # fmt: skip


@frozen
class TypedParagraph:
    """A paragraph to write: its style ("" for plain text) and its characters; tabs and line feeds are such."""

    text: str
    style: str = ""


@frozen
class TypedRow:
    """A table row to write: the paragraphs of each cell."""

    cells: tuple[tuple[TypedParagraph, ...], ...]


def make_document(content: Sequence[TypedParagraph | TypedRow]) -> bytes:
    """Make a DOCX of these paragraphs and rows; rows that follow each other make one table."""
    root = etree.fromstring(f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body/></w:document>'.encode())
    body = root[0]
    table: Element | None = None
    for at, item in enumerate(content):
        if isinstance(item, TypedParagraph):
            body.append(_make_paragraph(item))
            table = None
            continue
        if table is None:
            columns = len(item.cells)
            for other in content[at:]:
                if isinstance(other, TypedParagraph):
                    break
                columns = max(columns, len(other.cells))
            table = _make_table(columns)
            body.append(table)
        table.append(_make_row(item, len(table.findall(f"{{{W}}}tblGrid/{{{W}}}gridCol"))))
    if table is not None or not content:
        body.append(_make_paragraph(TypedParagraph("")))  # a story ends in a paragraph (17.2.2)
    body.append(
        _parse(
            '<w:sectPr><w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1134" '
            'w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
        )
    )
    return pack(
        {
            "[Content_Types].xml": _write_content_types().encode(),
            "_rels/.rels": (HEAD + write_relationships(("officeDocument", "word/document.xml"))).encode(),
            "word/document.xml": serialize(root),
            "word/_rels/document.xml.rels": (
                HEAD + write_relationships(("styles", "styles.xml"), ("settings", "settings.xml"))
            ).encode(),
            "word/styles.xml": _write_styles().encode(),
            "word/settings.xml": f'{HEAD}<w:settings xmlns:w="{W}"/>'.encode(),
        }
    )


def make_characters(text: str) -> list[Element]:
    """Make the content of a run that is this text: w:t, w:tab, w:br."""
    found: list[Element] = []
    for part in _BREAKS.split(text):
        if part in ("\t", "\n"):
            found.append(etree.Element(f"{{{W}}}{'tab' if part == chr(9) else 'br'}"))
        elif part:
            element = etree.Element(f"{{{W}}}t")
            element.set(SPACE, "preserve")
            element.text = part
            found.append(element)
    return found


def _make_paragraph(item: TypedParagraph) -> Element:
    paragraph = etree.Element(f"{{{W}}}p", nsmap={"w": W})
    from_right = _runs_from_the_right(item.text)
    style = f'<w:pStyle w:val="{item.style}"/>' if item.style else ""
    if style or from_right:
        paragraph.append(_parse(f"<w:pPr>{style}{'<w:bidi/>' if from_right else ''}</w:pPr>"))
    if item.text:
        run = etree.SubElement(paragraph, f"{{{W}}}r")
        run.append(_parse(f'<w:rPr><w:rFonts w:hint="eastAsia"/>{"<w:rtl/>" if from_right else ""}</w:rPr>'))
        run.extend(make_characters(item.text))
    return paragraph


def _runs_from_the_right(text: str) -> bool:
    """Whether the first character that has a direction has that of Arabic or Hebrew (Unicode Standard Annex 9, rule P2)."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def _make_table(columns: int) -> Element:
    width = _WIDTH // columns
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in range(columns))
    return _parse(
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * columns}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>'
    )


def _make_row(item: TypedRow, columns: int) -> Element:
    row = _parse("<w:tr><w:trPr><w:cantSplit/></w:trPr></w:tr>")
    for at, cell in enumerate(item.cells):
        span = columns - at if at == len(item.cells) - 1 else 1
        made = _parse(
            f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH // columns * span}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
            + "</w:tcPr></w:tc>"
        )
        made.extend(_make_paragraph(text) for text in cell or (TypedParagraph("", "TableText"),))
        row.append(made)
    return row


def _parse(text: str) -> Element:
    """An element out of its spelling, which need not say the namespace."""
    return etree.fromstring(f'<w:x xmlns:w="{W}">{text}</w:x>')[0]


def write_styles(styles: Mapping[str, tuple[str, str, str]]) -> str:
    """Write styles; by their ids the name, paragraph properties and run properties of each."""
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{called}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        for id_, (called, paragraph, run) in styles.items()
    )


def write_relationships(*rows: tuple[str, str]) -> str:
    """Write the relationships of a part: kind and target of each, with the ids rId1, rId2 and so on."""
    inner = "".join(
        f'<Relationship Id="rId{at}" Type="{R}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _write_styles() -> str:
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="SimSun" '
        'w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="zh-CN" '
        'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" '
        'w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="120" w:after="0"/></w:pPr></w:style>'
        f"{write_styles(_STYLES)}</w:styles>"
    )


def _write_content_types() -> str:
    parts = (("document", "document.main"), ("styles", "styles"), ("settings", "settings"))
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{TYPES}.{kind}+xml"/>' for part, kind in parts)
        + "</Types>"
    )
