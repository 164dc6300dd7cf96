"""Outputs that nobody can read as they are, made readable for goldens: what is on the page, not how it looks.

A page is its body without style and script, which tests in a browser look after. A Word document is its parts, each
paragraph a line: properties, then `[-deleted-]`, `{+inserted+}` and styled words. A spreadsheet is a line a cell, a PDF the
text of each page.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
MARKS = {"ins": ("{+", "+}"), "del": ("[-", "-]"), "moveTo": ("{>", ">}"), "moveFrom": ("[<", "<]")}
SPELLED = {"tab": "\t", "br": "↵"}


def page(text: str) -> str:
    """The body of an HTML page."""
    body = text[text.index("<body") :]
    return re.sub(r"<(style|script)\b.*?</\1>", "", body, flags=re.DOTALL)


def word(data: bytes) -> str:
    """The parts of a Word document, and the paragraphs of those that have any."""
    lines: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            lines.append(name)
            if STORIES.fullmatch(name):
                lines += [f"  {line}" for line in _blocks(etree.fromstring(archive.read(name)))]
    return "\n".join(lines) + "\n"


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _properties(element: Any) -> str:
    """`numPr(ilvl=0 numId=1)`: names and values; of fonts only those that are named."""
    found = []
    for child in element.iterchildren(etree.Element):
        values = [str(value) for key, value in child.attrib.items() if etree.QName(key).localname == "val"]
        values += [str(value) for key, value in child.attrib.items() if etree.QName(key).localname == "eastAsia"]
        inner = _properties(child)
        if values or inner or _name(child) != "rFonts":
            found.append(_name(child) + "".join(f"={value}" for value in values) + (f"({inner})" if inner else ""))
    return " ".join(found)


def _blocks(element: Any) -> Iterator[str]:
    for child in element.iterchildren(etree.Element):
        name = _name(child)
        if name == "p":
            properties = child.find(f"{W}pPr")
            said = _properties(properties) if properties is not None else ""
            yield f"¶ {said}{' ' if said else ''}│ {''.join(map(_inline, child))}"
        elif name in ("tbl", "tr", "tc"):
            properties = child.find(f"{W}{name}Pr")
            yield f"{name} {_properties(properties) if properties is not None else ''}".rstrip()
            yield from (f"  {line}" for line in _blocks(child))
        elif name == "sectPr":
            yield f"sectPr {_properties(child)}"
        elif not name.endswith("Pr"):
            yield from _blocks(child)


def _inline(element: Any) -> str:
    name = _name(element)
    if name in MARKS:
        before, after = MARKS[name]
        return f"{before}{''.join(map(_inline, element))}{after}"
    if name == "r":
        properties = element.find(f"{W}rPr")
        style = _properties(properties) if properties is not None else ""
        words = "".join(map(_inline, element))
        return f"<{style}>{words}</>" if style else words
    if name in ("t", "delText"):
        return element.text or ""
    if name in SPELLED:
        return SPELLED[name]
    if name.endswith("Pr"):
        return ""
    return f"<{name}>{''.join(map(_inline, element))}{element.text or ''}</>"


def sheet(data: bytes) -> str:
    """Cell by cell, with the style of each stretch of words."""
    import openpyxl

    found = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).active
    setup = found.page_setup
    lines = [f"{found.title}: {setup.orientation}, again on each page: {found.print_title_rows}"]
    for row in found.iter_rows():
        for cell in row:
            if cell.value is not None:
                parts = [cell.value] if isinstance(cell.value, str) else cell.value
                lines.append(f"{cell.coordinate}{' bold' if cell.font.b else ''} │ {''.join(map(_stretch, parts))}")
    return "\n".join(lines) + "\n"


def _stretch(part: Any) -> str:
    if isinstance(part, str):
        return part.replace("\n", "↵")
    style = " ".join(name for name in ("b", "i", "u", "strike") if getattr(part.font, name))
    words = part.text.replace("\n", "↵")
    return f"<{style}>{words}</>" if style else words


def paper(data: bytes) -> str:
    """The text of each page."""
    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "".join(f"-- page {at}\n{one.extract_text()}\n" for at, one in enumerate(pages, 1))


def frame(data: bytes) -> str:
    """Row by row, the values that are not null."""
    from arro3.io import read_parquet

    found = read_parquet(io.BytesIO(data)).read_all()
    columns = {name: found.column(name).to_pylist() for name in found.schema.names}
    return "".join(
        " | ".join(str(values[at]) for values in columns.values() if values[at] is not None) + "\n"
        for at in range(found.num_rows)
    )


READABLE: dict[str, Callable[[bytes], str]] = {
    "docx": word,
    "pdf": paper,
    "records-parquet": frame,
    "table-docx": word,
    "table-xlsx": sheet,
    "table-pdf": paper,
}
LIBRARY = {"records-parquet": "arro3.io", "table-xlsx": "xlsxwriter", "pdf": "typst", "table-pdf": "typst"}
