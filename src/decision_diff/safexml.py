"""The only XML parser of the program. Memory and time are bounded for any input, and nothing is fetched.

Refused with one sentence: a document type declaration (no part of a DOCX may have one, ISO/IEC 29500-2, 8.2.5, no part of an ODT needs one, and every
entity bomb and every stolen file needs one); more than `MAX_DEPTH` levels, so that no walk over a tree can exhaust the
stack; more than `MAX_TAGS` tags, since a tree takes some ten times the memory of its bytes; encodings other than UTF-8
and UTF-16; and what is not well-formed, invalid bytes and characters included.

libxml2's own limit on the length of one text (`huge_tree=False`: 10 MB) is lifted: without entities a text is no longer
than the bytes that we were handed, and the caller that unpacks them counts those. Comments and processing instructions
are dropped and CDATA is text, so that `element.text` is all of an element's own text and never just its first piece.
"""

from __future__ import annotations

import re

from lxml import etree

from decision_diff.errors import UnreadableError

Element = etree._Element  # noqa: SLF001 - lxml's name for the type of an element

MAX_DEPTH = 256  # real documents stay below 60; libxml2 itself stops at 2,048
MAX_TAGS = 2_500_000  # 1,200 pages hold about one million; a tree of these takes some 500 MB

_BOM_8 = b"\xef\xbb\xbf"
_UTF16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
# XML 1.0, 2.8: what may stand before the root element. Atomic, so that nothing is scanned twice.
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?>(?:\s++|<\?.*?\?>|<!--.*?-->)*)<!DOCTYPE", re.DOTALL)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_KNOWN = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii")
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")


def parse(data: bytes, *, part: str, source: str = "") -> Element:
    """The root element of an XML document. `part` and `source` name it in the sentence of an UnreadableError."""
    plain = _as_utf8(data, part, source)
    if _PROLOG.match(plain):
        raise UnreadableError(
            f"{part} has a document type declaration (DOCTYPE), which no document of this format may have",
            source=source,
        )
    if plain.count(b"<") > 2 * MAX_TAGS or plain.count(b"<") - plain.count(b"</") > MAX_TAGS:
        raise UnreadableError(f"{part} has more than {MAX_TAGS:,} elements, which no decision has", source=source)
    parser = etree.XMLParser(
        encoding="utf-8",  # `plain` is; what the declaration says was checked above
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
        collect_ids=False,
        huge_tree=True,
    )
    try:
        root = etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise _too_deep(part, source) from None
        raise UnreadableError(f"{part} is not well-formed XML ({_reason(error)})", source=source) from None
    if _TOO_DEEP(root):
        raise _too_deep(part, source)
    return root


def _as_utf8(data: bytes, part: str, source: str) -> bytes:
    for mark, codec in _UTF16:
        if data.startswith(mark):
            try:
                return data.decode(codec).encode("utf-8")
            except UnicodeError:
                raise UnreadableError(f"{part} is not valid UTF-16", source=source) from None
    declared = _DECLARED.match(data.removeprefix(_BOM_8))
    if declared and declared.group(1).lower() not in _KNOWN:
        name = declared.group(1).decode("ascii", "replace")
        raise UnreadableError(f"{part} is in the encoding {name}; such a part is in UTF-8 or UTF-16", source=source)
    return data


def _too_deep(part: str, source: str) -> UnreadableError:
    return UnreadableError(
        f"{part} nests elements more than {MAX_DEPTH} levels deep, which no decision does", source=source
    )


def _reason(error: etree.XMLSyntaxError) -> str:
    """libxml2's sentence on one line, without the text of the document that it may quote."""
    return " ".join(str(error.msg or "malformed").split())[:120]
