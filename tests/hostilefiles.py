"""Hostile PDF, HTML, ODT and Akoma Ntoso files, made by code, and a process that reads them within bounds.

`python hostilefiles.py FORMAT` reads all of a format and prints one JSON object: by name what came out, the CPU seconds, and what of the
network, of other programs or of other files was asked for.
"""

from __future__ import annotations

import io
import json
import sys
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping

import odtfiles

Make = Callable[[], bytes]
MEMORY = 3_000_000_000  # bytes of the process that reads all of one format
SECONDS = 20  # of CPU for one file; the slowest takes about two
_SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


# PDF


def pdf(*objects: bytes, trailer: bytes = b"", root: int = 1) -> bytes:
    """A file of these objects, numbered from 1, with a table of their places."""
    output = io.BytesIO()
    output.write(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(output.tell())
        output.write(b"%d 0 obj\n%b\nendobj\n" % (number, one))
    start = output.tell()
    output.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    output.writelines(b"%010d 00000 n \n" % place for place in places)
    output.write(b"trailer\n<</Size %d/Root %d 0 R %b>>\n" % (len(objects) + 1, root, trailer))
    output.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return output.getvalue()


def stream(data: bytes, *, packed: int = 0, more: bytes = b"") -> bytes:
    """A stream, deflated as often as `packed` says."""
    for _ in range(packed):
        data = zlib.compress(data, 9)
    filters = b"/Filter[%b]" % (b"/FlateDecode" * packed) if packed else b""
    return b"<</Length %d%b%b>>\nstream\n%b\nendstream" % (len(data), filters, more, data)


_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F 11 Tf 57 700 Td (1 The Council meets in Geneva.) Tj ET"


def page(
    content: bytes = _TEXT,
    *more: bytes,
    catalog: bytes = _CATALOG,
    resources: bytes = b"",
    font: bytes = _FONT,
    box: bytes = b"[0 0 595 842]",
    packed: int = 0,
) -> bytes:
    """A file of one page; further objects are numbered from 6."""
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox%b/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>>>" % (box, resources)
    return pdf(catalog, _PAGES, leaf, stream(content, packed=packed), font, *more)


def nest_pages(depth: int) -> bytes:
    """A tree of pages with one in each node, so many levels deep."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(depth)]
    return pdf(_CATALOG, *nodes, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth + 1))


_PDF: Mapping[str, tuple[str, Make]] = {
    "nothing behind the header": ("refused", lambda: b"%PDF-1.7\n%%EOF\n"),
    "cut off in the middle": ("refused", lambda: page()[:300]),
    "a table of places that follows itself": ("read", lambda: page().replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9")),
    "a page that is its own parent's parent": (
        "refused",
        lambda: pdf(_CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    ),
    "a count of pages that lies": (
        "read",
        lambda: page().replace(b"/Count 1>>", b"/Count 999999999>>"),
    ),
    "pages nested 5,000 deep": ("refused", lambda: nest_pages(5_000)),
    "500 MB of zeros in half a MB": ("refused", lambda: page(bytes(500_000_000), packed=1)),
    "a stream packed ten times": ("refused", lambda: page(_TEXT + b" " * 450_000_000, packed=10)),
    "actions that open, launch and run": (
        "read",
        lambda: page(
            catalog=b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(http://example.org/x)>>/AA<</WC<</S/Launch/F(/bin/sh)>>>>"
            b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.launchURL\\('http://example.org'\\))>>]>>>>>>"
        ),
    ),
    "a form that is sent": (
        "read",
        lambda: (
            page(
                catalog=b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA 6 0 R>>>>",
            )
            + b"% XFA <xdp><template href='http://example.org/t.xdp'/></xdp>"
        ),
    ),
    "contents in a file outside, and none here": (
        "read",
        lambda: page().replace(b"/Length %d" % len(_TEXT), b"/F(/etc/hostname)/Length 0"),
    ),
    "a form that draws itself": (
        "read",
        lambda: page(
            _TEXT + b" /X Do",
            stream(b"/X Do", more=b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
            resources=b"/XObject<</X 6 0 R>>",
        ),
    ),
    "a million open graphics states": ("read", lambda: page(b"q " * 1_000_000 + _TEXT, packed=1)),
    "brackets nested a million deep": ("refused", lambda: page(b"[" * 1_000_000 + _TEXT, packed=1)),
    "a font that descends from itself": (
        "read",
        lambda: page(font=b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[5 0 R]>>"),
    ),
    "numbers beyond all measure": (
        "read",
        lambda: page(b"BT /F 1e38 Tf 9e99 -9e99 Td (a) Tj ET " + _TEXT),
    ),
    "a page without size": ("read", lambda: page(box=b"[0 0 0 0]")),
    "a page as large as a town": ("read", lambda: page(box=b"[-1e9 -1e9 1e9 1e9]")),
    "a handler of encryption that nobody knows": (
        "refused",
        lambda: page().replace(
            b"/Root 1 0 R", b"/Encrypt<</Filter/Nobody/V 9/R 9/O(x)/U(y)/P 0>>/ID[(a)(b)]/Root 1 0 R"
        ),
    ),
    "an object stream that holds itself": (
        "refused",
        lambda: pdf(_CATALOG, _PAGES, stream(b"3 0 <</Type/ObjStm>>", more=b"/Type/ObjStm/N 1/First 4/Extends 3 0 R")),
    ),
    "thousands of words on one place": (
        "read",
        lambda: page(b"BT /F 11 Tf 57 700 Td " + b"(a) Tj -6 0 Td " * 3_000 + b"ET", packed=1),
    ),
}


# HTML


def html(body: str, head: str = "") -> bytes:
    """A page with some text beside what is hostile."""
    return f"<!DOCTYPE html><html><head>{head}</head><body><p>1 The Council meets.</p>{body}</body></html>".encode()


_HTML: Mapping[str, tuple[str, Make]] = {
    "everything that a browser would fetch": (
        "read",
        lambda: html(
            "<img src=http://example.org/a.png srcset='//example.org/b 2x'><iframe src=//example.org></iframe><object data=//example.org/o>"
            "</object><embed src=//example.org><video poster=//example.org src=//example.org></video><script src=//example.org/x.js></script>",
            "<base href=http://example.org/><link rel=stylesheet href=x.css><style>@import url(http://example.org/y.css)</style>"
            "<meta http-equiv=refresh content='0;url=http://example.org'>",
        ),
    ),
    "files of this computer": (
        "read",
        lambda: html("<iframe src=file:///etc/hostname></iframe><img src=file:///etc/hostname>"),
    ),
    "200,000 open elements": ("refused", lambda: html("<div>" * 200_000)),
    "bold that is never closed, in every paragraph": ("read", lambda: html("<p><b><i><u>x" * 3_000)),
    "more tags than any page has": ("refused", lambda: html("<br>" * 1_000_001)),
    "100,000 attributes": ("refused", lambda: html(f"<p {' '.join(f'a{at}=1' for at in range(100_000))}>x</p>")),
    "a cell as wide as a million": (
        "read",
        lambda: html("<table><tr><td colspan=1000000 rowspan=1000000>a<td>b</table>"),
    ),
    "cells that cover each other": (
        "refused",
        lambda: html("<table>" + "<tr><td rowspan=65534 colspan=1000>a" * 2_000 + "</table>"),
    ),
    "tables in tables": ("refused", lambda: html("<table><tr><td>" * 4_000 + "x")),
    "numbers of a list without end": (
        "read",
        lambda: html(f"<ol start=999999999999999999999><li>a<li value={'9' * 5_000}>b<li value=-2147483649>c</ol>"),
    ),
    "roman numbers of millions": (
        "read",
        lambda: html("<ol type=i start=2000000000><li>a</ol><ol type=a start=2147483647><li>b</ol>"),
    ),
    "a comment that never ends": ("read", lambda: html("<!--" + "-" * 2_000_000)),
    "a script that never ends": ("read", lambda: html("<script>" + "<p>x" * 100_000)),
    "characters by impossible numbers": (
        "read",
        lambda: html("&#0;&#xD800;&#x110000;&#99999999999999999999;&#x202E;&notit;" * 2_000),
    ),
    "a million ampersands": ("read", lambda: html("&" * 1_000_000)),
    "an encoding that is no encoding": ("read", lambda: html("é", "<meta charset=utf-7><meta charset=nothing>")),
    "zero bytes and bytes of no encoding": ("refused", lambda: html("") + b"\0\xff\xfe\0<p>" + bytes(range(256)) * 100),
    "drawings and formulas in each other": (
        "refused",
        lambda: html("<svg><foreignObject><math><mi><svg><desc>" * 3_000),
    ),
    "a template in a template": ("refused", lambda: html("<template>" * 20_000 + "x")),
    "an archive with parts that name each other": (
        "read",
        lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: cid:a\n\n"
            b"<p>1 The Council meets.<iframe src=cid:a></iframe><img src=http://example.org/x>\n--b--\n"
        ),
    ),
    "a page of styles that hide and show": (
        "read",
        lambda: html("".join(f"<p style='{'display:none;' * 200}display:block'>{at}</p>" for at in range(500))),
    ),
}


# ODT


def odt(body: str, styles: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A package with some text beside what is hostile."""
    return odtfiles.package(f"<text:p>1 The Council meets.</text:p>{body}", styles, parts)


def double(name: str) -> bytes:
    """A package with two parts of that name."""
    output = io.BytesIO(odt(""))
    with zipfile.ZipFile(output, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(zipfile.ZipInfo(name), odtfiles.content("<text:p>another</text:p>"))
    return output.getvalue()


def declare(declaration: str) -> bytes:
    """A package whose content begins with a document type declaration."""
    content = odtfiles.content("<text:p>&a;</text:p>").replace("?>", f"?><!DOCTYPE x {declaration}>", 1)
    return odtfiles.package("", parts={"content.xml": content})


_BOMB = (
    '[<!ENTITY z "zzzzzzzzzz">'
    + "".join(f'<!ENTITY {chr(121 - at)} "{f"&{chr(122 - at)};" * 10}">' for at in range(9))
    + '<!ENTITY a "&q;">]'
)

_ODT: Mapping[str, tuple[str, Make]] = {
    "entities of entities": ("refused", lambda: declare(_BOMB)),
    "an entity from a file": ("refused", lambda: declare('[<!ENTITY a SYSTEM "file:///etc/hostname">]')),
    "an entity from the network": ("refused", lambda: declare('[<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;]')),
    "another document included": (
        "read",
        lambda: odt(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
        ),
    ),
    "300 MB of spaces in one part": (
        "refused",
        lambda: odt("", parts={"content.xml": odtfiles.content(" " * 300_000_000)}),
    ),
    "a thousand million spaces": ("read", lambda: odt('<text:p>a<text:s text:c="1000000000"/>b</text:p>')),
    "a cell repeated a thousand million times": (
        "refused",
        lambda: odt(
            '<table:table><table:table-row><table:table-cell table:number-columns-repeated="1000000000"><text:p>x</text:p>'
            "</table:table-cell></table:table-row></table:table>"
        ),
    ),
    "a row repeated a thousand million times": (
        "refused",
        lambda: odt(
            '<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell><text:p>x</text:p>'
            "</table:table-cell></table:table-row></table:table>"
        ),
    ),
    "spans 5,000 deep": ("refused", lambda: odt(f"<text:p>{'<text:span>' * 5_000}x{'</text:span>' * 5_000}</text:p>")),
    "styles that are each other's parents": (
        "read",
        lambda: odt(
            '<text:p text:style-name="a">x</text:p>',
            '<style:style style:name="a" style:family="paragraph" style:parent-style-name="b"/>'
            '<style:style style:name="b" style:family="paragraph" style:parent-style-name="a"/>',
        ),
    ),
    "numbers of a list without end": (
        "read",
        lambda: odt(
            '<text:list text:style-name="l"><text:list-item text:start-value="99999999999999999999"><text:p>x</text:p></text:list-item></text:list>',
            odtfiles.number_style("l", 'style:num-format="i" text:start-value="99999999999999999999"'),
        ),
    ),
    "a level that no list has": (
        "read",
        lambda: odt('<text:h text:outline-level="-5">x</text:h><text:h text:outline-level="99999999999">y</text:h>'),
    ),
    "changes that begin twice and never end": (
        "read",
        lambda: odt(
            f"<text:tracked-changes>{odtfiles.region('a', 'insertion')}{odtfiles.region('a', 'deletion', '<text:p>z</text:p>')}"
            '</text:tracked-changes><text:p><text:change-start text:change-id="a"/><text:change-start text:change-id="a"/>x'
            '<text:change text:change-id="none"/><text:change-end text:change-id="b"/></text:p>'
        ),
    ),
    "notes in notes": (
        "read",
        lambda: odt(
            "<text:p>x"
            + '<text:note text:note-class="footnote"><text:note-body><text:p>' * 60
            + "y"
            + "</text:p></text:note-body></text:note>" * 60
            + "</text:p>"
        ),
    ),
    "links out of the package": (
        "read",
        lambda: odt(
            '<text:p><draw:frame><draw:image xlink:href="http://example.org/a.png"/></draw:frame></text:p><text:section text:name="s">'
            '<text:section-source xlink:href="file:///etc/hostname"/><text:p>y</text:p></text:section>'
        ),
    ),
    "macros that run when it opens": (
        "read",
        lambda: odt("", parts={"Basic/Standard/Module1.xml": "<x/>", "Scripts/python/a.py": "import os"}),
    ),
    "two contents": ("refused", lambda: double("content.xml")),
    "two contents, one in capitals": ("refused", lambda: double("CONTENT.XML")),
    "a part that leads out of the package": ("refused", lambda: odt("", parts={"../../content.xml": "<x/>"})),
    "an encrypted content": (
        "refused",
        lambda: odt(
            "",
            parts={
                "META-INF/manifest.xml": f"<manifest:manifest {odtfiles.SPACES}><manifest:file-entry><manifest:encryption-data/>"
                "</manifest:file-entry></manifest:manifest>"
            },
        ),
    ),
    "an archive without a content": (
        "refused",
        lambda: odt("").replace(b"content.xml", b"c0ntent.xml"),
    ),
    "a content in another encoding than it says": (
        "refused",
        lambda: odt("", parts={"content.xml": odtfiles.content("<text:p>é</text:p>").encode("latin-1")}),
    ),
}


# Akoma Ntoso


def akn(body: str, *, meta: str = "", before: str = "", attributes: str = "") -> bytes:
    """An act with some text beside what is hostile."""
    article = '<article eId="art_1"><num>1</num><content><p>The Council meets.</p></content></article>'
    act = f'<act name="x"><meta>{meta}</meta><body>{article}{body}</body></act>'
    return f'<?xml version="1.0"?>{before}<akomaNtoso xmlns="{_SPACE}" {attributes}>{act}</akomaNtoso>'.encode()


_AKN: Mapping[str, tuple[str, Make]] = {
    "entities of entities": ("refused", lambda: akn("<p>&a;</p>", before=f"<!DOCTYPE x {_BOMB}>")),
    "an entity from a file": (
        "refused",
        lambda: akn("<p>&a;</p>", before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
    ),
    "a declaration behind a comment": (
        "refused",
        lambda: akn("", before="<!-- x --><?y z?><!DOCTYPE x SYSTEM 'http://example.org'>"),
    ),
    "a style sheet, a schema and an inclusion from the network": (
        "read",
        lambda: akn(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://example.org/x"/>',
            before='<?xml-stylesheet href="http://example.org/x.xsl" type="text/xsl"?>',
            attributes='xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x http://example.org/x.xsd"',
        ),
    ),
    "components that lie elsewhere": (
        "read",
        lambda: akn(
            '<componentRef src="file:///etc/hostname" showAs="x"/><p><ref href="http://example.org">y</ref><img src="//example.org"/></p>'
        ),
    ),
    "sections 5,000 deep": ("refused", lambda: akn("<section>" * 5_000 + "</section>" * 5_000)),
    "more elements than any act has": ("refused", lambda: akn("<br/>" * 2_500_001)),
    "cells that cover everything": (
        "read",
        lambda: akn(
            "<article><content><table>"
            + '<tr><td colspan="1000000" rowspan="1000000"><p>a</p></td></tr>' * 50
            + "</table></content></article>"
        ),
    ),
    "one address for many": (
        "read",
        lambda: akn('<article eId="art_1"><num>1</num><content><p>x</p></content></article>' * 500),
    ),
    "a number of a million characters": (
        "read",
        lambda: akn(f"<article><num>{'9' * 1_000_000}</num><content><p>x</p></content></article>"),
    ),
    "periods that end before they begin": (
        "read",
        lambda: akn(
            '<article period="#t1"><num>2</num><content><p>x</p></content></article>',
            meta='<temporalData><temporalGroup eId="t1"><timeInterval start="#e2" end="#e1"/></temporalGroup></temporalData>'
            '<lifecycle><eventRef eId="e1" date="2020-01-01"/><eventRef eId="e2" date="99999-99-99"/></lifecycle>',
        ),
    ),
    "periods that name each other": (
        "read",
        lambda: akn(
            '<article period="#t1"><num>2</num><content><p>x</p></content></article>',
            meta='<temporalData><temporalGroup eId="t1"><timeInterval start="#t1" end="#t1"/></temporalGroup></temporalData>',
        ),
    ),
    "insertions in deletions in insertions": (
        "read",
        lambda: akn(
            f"<article><num>2</num><content><p>{'<ins><del>' * 100}x{'</del></ins>' * 100}</p></content></article>"
        ),
    ),
    "an attribute of ten million characters": (
        "read",
        lambda: akn(f'<article title="{"x" * 10_000_000}"><content><p>y</p></content></article>'),
    ),
    "characters that are none": ("refused", lambda: akn("<p>&#0;</p>")),
    "an encoding that lies": ("refused", lambda: akn("").replace(b'"1.0"', b'"1.0" encoding="UTF-32"', 1)),
    "half of UTF-16": ("refused", lambda: akn("").decode().encode("utf-16")[:-1]),
    "markup in a section of characters": (
        "read",
        lambda: akn("<article><content><p><![CDATA[</p></content><b>x</b>]]></p></content></article>"),
    ),
    "another root": ("refused", lambda: b'<?xml version="1.0"?><x><akomaNtoso xmlns="' + _SPACE.encode() + b'"/></x>'),
    "one element that is cut off": ("refused", lambda: akn("")[:-5]),
}

FILES: Mapping[str, Mapping[str, tuple[str, Make]]] = {"pdf": _PDF, "html": _HTML, "odt": _ODT, "xml": _AKN}


def read_all(suffix: str) -> dict[str, dict[str, object]]:
    """What came out of each file of a format, in this process."""
    import time

    from decision_diff import pipeline
    from decision_diff.errors import DecisionDiffError
    from decision_diff.model import Source

    pipeline.read(Source(f"first.{suffix}", "", _first(suffix)))  # what is loaded once is loaded
    asked = watch()
    found: dict[str, dict[str, object]] = {}
    for name, (_, make) in FILES[suffix].items():
        data = make()
        asked.clear()
        begun = time.process_time()
        try:
            decision = pipeline.read(Source(f"hostile.{suffix}", "", data))
            outcome, said = "read", [str(notice.code) for notice in decision.notices]
        except DecisionDiffError as error:
            outcome, said = "refused", [str(error)]
        except Exception as error:  # noqa: BLE001 - any other is a fault, and told as one
            outcome, said = "fault", [repr(error)[:300]]
        found[name] = {"outcome": outcome, "said": said, "seconds": time.process_time() - begun, "asked": list(asked)}
    return found


def _first(suffix: str) -> bytes:
    first: Mapping[str, Make] = {"pdf": page, "html": lambda: html(""), "odt": lambda: odt(""), "xml": lambda: akn("")}
    return first[suffix]()


def watch() -> list[str]:
    """A list that gets what this process asks of the network, of other programs and of other files from now on."""
    asked: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(
            ("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")
        ):
            asked.append(event)
        if event == "open" and not str(arguments[0]).endswith((".py", ".pyc", ".toml", ".txt", ".so", ".json")):
            asked.append(f"open {arguments[0]}")

    sys.addaudithook(hook)
    return asked


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
    sys.stdout.write(json.dumps(read_all(sys.argv[1])))
