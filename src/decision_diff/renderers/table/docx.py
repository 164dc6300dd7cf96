"""The comparison table as a Word document: a real table on A4 landscape, its headings again on each page.

Lines of a text are paragraphs of its cell. East Asian characters have fonts of their own (w:eastAsia), and signs that both
scripts have (“ ” …) follow the script of their run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from decision_diff.ooxml.writing.saving import pack, serialize
from decision_diff.ooxml.writing.template import W, make_characters
from decision_diff.patterns import late
from decision_diff.renderers import table as tables
from decision_diff.renderers.table import Run
from decision_diff.renderers.table.docx_parts import build_parts, choose_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decision_diff.changes import Comparison
    from decision_diff.profiles import Marking
    from decision_diff.renderers.options import TableOptions
    from decision_diff.renderers.table import ComparisonTable, TableCell
    from decision_diff.renderers.table.summary import SaidPiece
    from decision_diff.safexml import Element

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WIDTH: Final = 14570  # the text area of A4 landscape with margins of 2 cm, in twentieths of a point
_SHARES: Final = {"number": 14, "before": 40, "after": 40, "kind": 11, "reason": 18}
_WIDE = late("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RUN: Final = {
    "bold": "<w:b/><w:bCs/>",
    "italic": "<w:i/><w:iCs/>",
    "strike": "<w:strike/>",
    "underline": '<w:u w:val="single"/>',
}


def render(comparison: Comparison, options: TableOptions) -> bytes:
    """Renders the document: the same bytes for the same table."""
    return write_table(tables.make(comparison, options))


def write_table(table: ComparisonTable) -> bytes:
    """Writes a table, of a comparison or of anything else, as the document."""
    root = etree.fromstring(f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body/></w:document>'.encode())
    root[0].extend(_body(table))
    parts = build_parts(table.title, labels=table.language, text=table.text_language)
    return pack({**parts, "word/document.xml": serialize(root)})


def _body(table: ComparisonTable) -> Iterator[Element]:
    yield from _paragraphs(table, (Run("equal", table.title),), "Title")
    yield from _paragraphs(table, (Run("equal", table.names),), "Names")
    if table.legend:
        yield from _paragraphs(table, table.legend, "Legend")
    if table.summary:
        yield from _paragraphs(table, (Run("equal", table.summary_heading),), "Call")
        for line in table.summary:
            yield _summary(table, line.pieces)
    if table.nothing:
        yield from _paragraphs(table, (Run("equal", table.nothing),), "Legend")
    if table.rows:
        yield _grid(table)
    for closing in table.closings:
        yield from _paragraphs(table, (Run("equal", closing.heading),), "Call")
        for at, text in enumerate(closing.lines, 1):
            yield from _paragraphs(table, (Run("equal", f"{at}.\t{text}"),), "Note")
    if not table.closings:
        yield from _paragraphs(table, (), "Note")  # a story ends in a paragraph (17.2.2)
    yield _xml(
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="first" r:id="rId4"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/>'
        + ("<w:bidi/>" if table.rtl else "")
        + "</w:sectPr>"
    )


def _grid(table: ComparisonTable) -> Element:
    shares = [_SHARES[column.name] for column in table.columns]
    widths = [_WIDTH * share // sum(shares) for share in shares]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    made = _xml(
        f"<w:tbl><w:tblPr>{'<w:bidiVisual/>' if table.rtl else ''}"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + "</w:tblGrid></w:tbl>"
    )
    headings = [(Run("equal", column.heading),) for column in table.columns]
    made.append(_row(table, headings, widths, heading=True))
    for row in table.rows:
        shown = _row(table, row.cells, widths)
        if row.number:
            _name_place(shown, row.number)
        made.append(shown)
    return made


def _name_place(row: Element, number: int) -> None:
    """Give the first paragraph of a row the bookmark that what is said of its change leads to."""
    paragraph = next(row.iter(f"{{{W}}}p"))
    paragraph.insert(1, _xml(f'<w:bookmarkStart w:id="{number}" w:name="change_{number}"/>'))
    paragraph.append(_xml(f'<w:bookmarkEnd w:id="{number}"/>'))


def _summary(table: ComparisonTable, line: Sequence[SaidPiece]) -> Element:
    """A line of the summary, with a link where it leads to a row."""
    (paragraph,) = _paragraphs(table, (), "Legend")
    if _RIGHT_TO_LEFT.search("".join(one.text for one in line)):
        paragraph[0].append(_xml("<w:bidi/>"))
    for one in line:
        run = _run(table, Run("equal", one.text), table.choose_marking("equal"))
        if one.number:
            link = _xml(f'<w:hyperlink w:anchor="change_{one.number}" w:history="1"/>')
            _colour(run)
            link.append(run)
            run = link
        paragraph.append(run)
    return paragraph


def _colour(run: Element) -> None:
    """Show a run as a link by its colour alone: an underline marks what was inserted."""
    if run.find(f"{{{W}}}rPr") is None:
        run.insert(0, _xml("<w:rPr/>"))
    properties = run[0]
    colour = _xml('<w:color w:val="0B4F9E"/>')
    turned = properties.find(f"{{{W}}}rtl")
    if turned is None:
        properties.append(colour)
    else:
        turned.addprevious(colour)


def _row(
    table: ComparisonTable, cells: Sequence[TableCell], widths: Sequence[int], *, heading: bool = False
) -> Element:
    row = _xml("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr></w:tr>" if heading else "<w:tr/>")
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="ECEFF3"/>' if heading else ""
    for cell, width in zip(cells, widths, strict=True):
        made = _xml(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr></w:tc>')
        made.extend(_paragraphs(table, cell, "Head" if heading else "Cell"))
        row.append(made)
    return row


def _paragraphs(table: ComparisonTable, cell: TableCell, style: str) -> Iterator[Element]:
    """One paragraph a line of the cell; at least one."""
    lines: list[list[Run]] = [[]]
    for run in cell:
        first, *others = run.text.split("\n")
        lines[-1].append(Run(run.op, first))
        lines.extend([Run(run.op, other)] for other in others)
    for line in lines:
        turned = any(_RIGHT_TO_LEFT.search(run.text) for run in line)
        paragraph = _xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:bidi/>" if turned else ""}</w:pPr></w:p>')
        for run in line:
            if run.text:
                paragraph.append(_run(table, run, table.choose_marking(run.op)))
        yield paragraph


def _run(table: ComparisonTable, run: Run, marking: Marking) -> Element:
    bold = choose_fonts(table.text_language)[1] if "bold" in marking.styles else ""
    wide = _WIDE.search(run.text)
    about = (f' w:eastAsia="{bold}"' if bold else "") + (' w:hint="eastAsia"' if wide else "")
    properties = (f"<w:rFonts{about}/>" if about else "") + "".join(
        _RUN[style] for style in _RUN if style in marking.styles
    )
    properties += "<w:rtl/>" if _RIGHT_TO_LEFT.search(run.text) else ""
    made = _xml(f"<w:r><w:rPr>{properties}</w:rPr></w:r>" if properties else "<w:r/>")
    made.extend(make_characters(f"{marking.before}{run.text}{marking.after}"))
    return made


def _xml(text: str) -> Element:
    """An element out of its spelling, which need not say the namespaces."""
    return etree.fromstring(f'<w:x xmlns:w="{W}" xmlns:r="{_R}">{text}</w:x>')[0]
