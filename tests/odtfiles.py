"""Small OpenDocument texts for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
        "math": "http://www.w3.org/1998/Math/MathML",
    }.items()
)
MIMETYPE = "application/vnd.oasis.opendocument.text"


def content(body: str, styles: str = "", *, kind: str = "text") -> str:
    """The part content.xml."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )


def flat(body: str, styles: str = "") -> bytes:
    """The same as one XML file (FODT)."""
    return content(body, styles).replace("office:document-content", "office:document").encode()


def package(body: str, styles: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """The whole package (ODT). `parts` are added, or put in the place of those that it would have."""
    held: dict[str, str | bytes] = {"mimetype": MIMETYPE, "content.xml": content(body, styles), **(parts or {})}
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, said in held.items():
            archive.writestr(zipfile.ZipInfo(part), said)
    return output.getvalue()


def number_style(name: str, *levels: str) -> str:
    """A list style; each level is the attributes of its number."""
    rows = "".join(f'<text:list-level-style-number text:level="{at}" {level}/>' for at, level in enumerate(levels, 1))
    return f'<text:list-style style:name="{name}">{rows}</text:list-style>'


def region(id_: str, kind: str, deleted: str = "", author: str = "Ann", date: str = "2025-07-04T09:00:00") -> str:
    """A tracked change in the list of them."""
    info = f"<office:change-info><dc:creator>{author}</dc:creator><dc:date>{date}</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{id_}"><text:{kind}>{info}{deleted}</text:{kind}></text:changed-region>'


def tracked(regions: str, body: str) -> str:
    """A body with its tracked changes."""
    return f"<text:tracked-changes>{regions}</text:tracked-changes>{body}"
