"""Makes small Word documents for tests: a body in WordprocessingML in, the bytes of a package out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{TYPES}.document.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="{M}" xmlns:mc="{MC}" xmlns:wps="{WPS}"'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WHO = 'w:id="1" w:author="A"'


def t(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{escape(words)}</w:{tag}></w:r>'


def ins(words: str) -> str:
    return f"<w:ins {WHO}>{t(words)}</w:ins>"


def dele(words: str) -> str:
    return f"<w:del {WHO}>{t(words, 'delText')}</w:del>"


def drawing(inner: str) -> str:
    """A run with a drawing that holds shapes (wps:wsp, wps:txbx), as Word writes it; sizes are left out."""
    graphic = f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{WPS}">{inner}</a:graphicData></a:graphic>'
    return f"<w:r><w:drawing>{graphic}</w:drawing></w:r>"


def p(inner: str = "", *, mark: str = "", properties: str = "") -> str:
    """A paragraph; `mark` is the name of a revision mark on its own end ("ins", "del")."""
    runs = f"<w:rPr><w:{mark} {WHO}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{runs}</w:pPr>{inner}</w:p>"


def numbered(words: str, number: int, level: int = 0) -> str:
    return p(t(words), properties=num(number, level))


def num(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def styled(words: str, style: str) -> str:
    return p(t(words), properties=f'<w:pStyle w:val="{style}"/>')


def row(*cells: str, mark: str = "", marks: Sequence[str] = ()) -> str:
    """A table row; `mark` marks the row ("ins"), `marks` the cells ("cellIns")."""
    inner = "".join(
        f"<w:tc><w:tcPr>{f'<w:{marks[at]} {WHO}/>' if at < len(marks) and marks[at] else ''}</w:tcPr>{cell}</w:tc>"
        for at, cell in enumerate(cells)
    )
    return f"<w:tr><w:trPr>{f'<w:{mark} {WHO}/>' if mark else ''}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def level(at: int, form: str, template: str, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{template}"/></w:lvl>'


def abstract(id_: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{more}{"".join(levels)}</w:abstractNum>'


def instance(id_: int, abstract_: int, *overrides: str) -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{abstract_}"/>{"".join(overrides)}</w:num>'


def numbering(*definitions: str) -> str:
    return f'{HEAD}<w:numbering xmlns:w="{W}">{"".join(definitions)}</w:numbering>'


def style(id_: str, properties: str = "", based: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id_}"><w:name w:val="{id_}"/>{base}<w:pPr>{properties}</w:pPr></w:style>'
    )


def styles(*definitions: str) -> str:
    return f'{HEAD}<w:styles xmlns:w="{W}">{"".join(definitions)}</w:styles>'


def notes(kind: str, **words: str) -> str:
    """The part of footnotes or endnotes: the content of each note by its id ("n2")."""
    inner = "".join(f'<w:{kind} w:id="{id_.removeprefix("n")}">{content}</w:{kind}>' for id_, content in words.items())
    return f"{HEAD}<w:{kind}s {NAMESPACES}>{inner}</w:{kind}s>"


def document(body: str) -> str:
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"


def relationships(*rows: tuple[str, str], external: Sequence[tuple[str, str]] = ()) -> str:
    inner = "".join(
        f'<Relationship Id="rId{at}" Type="{R}/{kind}" Target="{to}"/>' for at, (kind, to) in enumerate(rows)
    )
    inner += "".join(
        f'<Relationship Id="x{at}" Type="{R}/{kind}" Target="{to}" TargetMode="External"/>'
        for at, (kind, to) in enumerate(external)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def content_types(main: str = MAIN, part: str = "word/document.xml", more: str = "") -> str:
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        f'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{more}'
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )


def docx(body: str, *, external: Sequence[tuple[str, str]] = (), **parts: str) -> bytes:
    """A document; `parts` are further parts of the kind of their name: numbering, styles, footnotes, comments …"""
    related = relationships(*((kind, f"{kind}.xml") for kind in parts), external=external)
    files: dict[str, str | bytes] = base(document(body))
    files["word/_rels/document.xml.rels"] = related
    files.update({f"word/{kind}.xml": xml for kind, xml in parts.items()})
    return pack(files)


def paged(*sections: Mapping[str, str], words: Sequence[str] = (), titles: bool = False, **parts: str) -> bytes:
    """A document of sections, each with the content of its headers and footers: {"header": …, "first footer": …}.

    A section has the words at its place in `words`, else a sentence of its own; `titles`: first pages have own headers.
    """
    body, rows, overrides = "", [(kind, f"{kind}.xml") for kind in parts], ""
    files = {f"word/{kind}.xml": xml for kind, xml in parts.items()}
    for at, section in enumerate(sections):
        references = ""
        for slot, inner in section.items():
            pages, _, kind = slot.rpartition(" ")
            root = {"header": "hdr", "footer": "ftr"}[kind]
            references += f'<w:{kind}Reference w:type="{pages or "default"}" r:id="rId{len(rows)}"/>'
            part = f"{kind}{len(rows)}.xml"
            rows.append((kind, part))
            files[f"word/{part}"] = f"{HEAD}<w:{root} {NAMESPACES}>{inner}</w:{root}>"
            overrides += f'<Override PartName="/word/{part}" ContentType="{TYPES}.{kind}+xml"/>'
        properties = f"<w:sectPr>{references}{'<w:titlePg/>' * titles}</w:sectPr>"
        body += p(t(words[at] if at < len(words) else f"第{at + 1}节的一句话。"))
        body += properties if at == len(sections) - 1 else p(properties=properties)
    main = f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return pack(
        {
            **base(main),
            "[Content_Types].xml": content_types(more=overrides),
            "word/_rels/document.xml.rels": relationships(*rows),
            **files,
        }
    )


def base(main: str | bytes) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": main,
    }


def pack(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
