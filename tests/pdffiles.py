"""Small PDF files for tests: words of Helvetica and lines, at given places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
# Widths of Helvetica in thousandths of its size, for what tests measure.
_WIDTHS = {
    " ": 278,
    "i": 222,
    "l": 222,
    "t": 278,
    "f": 278,
    "j": 222,
    "m": 833,
    "w": 722,
    "r": 333,
    **dict.fromkeys("ckszvxyJ", 500),
    **dict.fromkeys("CDHNRU", 722),
    **dict.fromkeys("ABEKPSVXY", 667),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("GOQ", 778),
    "I": 278,
    "M": 833,
    "W": 944,
    ".": 278,
    ",": 278,
    ";": 278,
}


@dataclass(frozen=True)
class Words:
    """Words at a place, from the lower left corner. `scale`: drawn in another size, and scaled, as browsers do.

    `turn`: degrees to the left; `mode`: how they are drawn, 3 leaves no mark.
    """

    x: float
    y: float
    text: str
    size: float = 11
    scale: float = 1
    turn: int = 0
    mode: int = 0


@dataclass(frozen=True)
class Line:
    """A line from one place to another."""

    x: float
    y: float
    to_x: float
    to_y: float


def measure(text: str, size: float = 11) -> float:
    """About how wide a text is."""
    return sum(_WIDTHS.get(char, 556) for char in text) * size / 1000


def wrap(
    text: str, y: float, *, x: float = 57, right: float = 538, size: float = 11, leading: float = 14, indent: float = 0
) -> list[Words]:
    """A paragraph as a page wraps it. `indent` is that of its first line."""
    lines: list[Words] = []
    line, at = "", x + indent
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and at + measure(longer, size) > right:
            lines.append(Words(at, y - leading * len(lines), line, size))
            line, at = word, x
        else:
            line = longer
    return [*lines, Words(at, y - leading * len(lines), line, size)]


def frame(xs: Sequence[float], ys: Sequence[float]) -> list[Line]:
    """The lines of a table with these columns and rows."""
    across = [Line(xs[0], y, xs[-1], y) for y in ys]
    return [*across, *(Line(x, ys[0], x, ys[-1]) for x in xs)]


def make(*pages: Sequence[Words | Line], extra: str = "", picture: bool = False) -> bytes:
    """A file of these pages; `picture`: each is covered by one, `extra` is put into the catalog."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(f"<</Type/Catalog/Pages 2 0 R {extra}>>".encode())
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    image = 4 + 2 * len(pages)
    for at, page in enumerate(pages):
        held = f"/XObject<</I {image} 0 R>>" if picture else ""
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {5 + 2 * at} 0 R"
            f"/Resources<</Font<</F 3 0 R>>{held}>>>>".encode()
        )
        content = b"".join(map(_draw, page)) + (f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q\n".encode() if picture else b"")
        objects.append(f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream")
    if picture:
        objects.append(
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x80\nendstream"
        )
    return assemble(objects)


def assemble(objects: Sequence[bytes]) -> bytes:
    """The file of these objects, the first of which is the catalog."""
    data = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return data + head.encode() + f"startxref\n{len(data)}\n%%EOF".encode()


def _draw(one: Words | Line) -> bytes:
    if isinstance(one, Line):
        return f"{one.x} {one.y} m {one.to_x} {one.to_y} l S\n".encode()
    text = one.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    size, x, y = one.size / one.scale, one.x / one.scale, one.y / one.scale
    cos, sin = (round(one_of(math.radians(one.turn)), 6) for one_of in (math.cos, math.sin))
    scaled = "" if one.scale == 1 else f"{one.scale} 0 0 {one.scale} 0 0 cm "
    return f"q {scaled}BT /F {size} Tf {one.mode} Tr {cos} {sin} {-sin} {cos} {x} {y} Tm ({text}) Tj ET Q\n".encode(
        "cp1252"
    )
